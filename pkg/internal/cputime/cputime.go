// Package cputime measures what work costs by the time that processors spend on
// it. Tests of proportional cost compare such times: unlike the time that
// passes, they do not grow when the machine is busy with something else.
package cputime

import "time"

// Of returns how long the processors work for this process while f runs, the
// collection of garbage included.
func Of(f func()) time.Duration {
	before := now()
	f()
	return now() - before
}
