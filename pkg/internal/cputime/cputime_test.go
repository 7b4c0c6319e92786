package cputime

import "testing"

// Work in proportion is told from work by the square.
func TestGrowth(t *testing.T) {
	const size, times, enough = 2000, 8, 3
	var sum int
	linear := func(n int) func() {
		return func() {
			for i := range n * 500 {
				sum += i ^ sum
			}
		}
	}
	square := func(n int) func() {
		return func() {
			for i := range n * n {
				sum += i ^ sum
			}
		}
	}
	if g := Growth(times, enough, linear(size), linear(times*size)); g > enough {
		t.Errorf("linear: %.1f", g)
	}
	if g := Growth(times, enough, square(size), square(times*size)); g <= enough {
		t.Errorf("by the square: %.1f", g)
	}
}
