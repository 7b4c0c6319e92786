//go:build !unix

package polcompare

import "time"

var started = time.Now()

// processorTime returns the time that has passed; the processor's own is not to be had here.
func processorTime() time.Duration { return time.Since(started) }
