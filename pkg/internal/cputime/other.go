//go:build !unix

package cputime

import "time"

var started = time.Now()

// now returns the time that has passed; the processor's own is not to be had here.
func now() time.Duration { return time.Since(started) }
