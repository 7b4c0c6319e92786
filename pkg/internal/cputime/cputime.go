// Package cputime measures what work costs by the time that processors spend on
// it. Tests of proportional cost compare such times: unlike the time that
// passes, they do not grow when the machine is busy with something else.
package cputime

import (
	"math"
	"runtime"
	"runtime/debug"
	"time"
)

// Of returns how long the processors work for this process while f runs, the
// collection of garbage included.
func Of(f func()) time.Duration {
	before := now()
	f()
	return now() - before
}

const (
	rounds  = 12                    // how often Growth measures before it believes a growth
	shortly = 10 * time.Millisecond // less than this is measured several times over
)

// Growth returns how many times as much work large is as times runs of small,
// where large does for a text times as long what small does: about 1 where the
// cost is in proportion to the text, somewhat more where the larger one no longer fits
// the caches, and times where it goes by the square. It measures until the
// growth is at most enough, or a dozen times.
//
// Both sides take about the same time, one right after the other, and the best
// of each counts, so that a machine that is slow for a while is slow for both; a
// comparison of one run of each finds a quiet moment for the short one
// only. No garbage is collected meanwhile.
func Growth(times int, enough float64, small, large func()) float64 {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(4 << 30)) // collect rather than fill the memory
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	measure := func(n int, f func()) time.Duration {
		runtime.GC() // what an earlier run left is not this one's
		return Of(func() {
			for range n {
				f()
			}
		}) / time.Duration(n)
	}
	repeat, growth := 1, math.Inf(1)
	x, y := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	for range rounds {
		x, y = min(x, measure(repeat*times, small)), min(y, measure(repeat, large))
		if y < shortly {
			repeat = min(8, int(shortly/(y+1))+1)
		}
		if growth = float64(y) / float64(times) / float64(max(x, 1)); growth <= enough {
			break
		}
	}
	return growth
}
