package drift

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// words of two invented languages with one meaning each: word i of one is
// word i of the other.
func testNodes(texts [][]int32) []*node {
	out := make([]*node, len(texts))
	for i, ids := range texts {
		n := &node{length: int32(20 * len(ids))}
		for _, id := range ids {
			n.bag = append(n.bag, bagTerm{[]int32{id}, nil, signature([]int32{id}), 40, true})
		}
		n.finish()
		out[i] = n
	}
	return out
}

// clausesOf returns n bags, most of common words, every rare'th with one of its own.
func clausesOf(n, rare int, seed uint64) [][]int32 {
	rng := rand.New(rand.NewPCG(seed, 1))
	out := make([][]int32, n)
	for i := range out {
		for range 6 {
			out[i] = append(out[i], int32(rng.IntN(300)))
		}
		if rare > 0 && i%rare == 0 {
			out[i] = append(out[i], int32(1000+4*i), int32(1001+4*i), int32(1002+4*i))
		}
	}
	return out
}

func testAligner() *aligner {
	return &aligner{cfg: defaultSettings(), ratio: 1, voc: &vocabulary{}}
}

// TestBand finds every clause again where a long stretch is missing on one side.
func TestBand(t *testing.T) {
	all := clausesOf(1500, 5, 7)
	lacks := slices.Concat(all[:200], all[900:])
	for _, swapped := range []bool{false, true} {
		a, b := testNodes(all), testNodes(lacks)
		if swapped {
			a, b = b, a
		}
		al := testAligner()
		right := 0
		for _, g := range al.dp(a, b, al.cfg.BlockThreshold) {
			if g.aLo == g.aHi || g.bLo == g.bHi {
				continue
			}
			i, j := g.aLo, g.bLo
			if swapped {
				i, j = j, i
			}
			if j < 200 && i == j || j >= 200 && i == j+700 {
				right++
			} else {
				t.Errorf("swapped %t: %d is linked to %d", swapped, i, j)
			}
		}
		if right < len(lacks)*98/100 {
			t.Errorf("swapped %t: %d of %d linked", swapped, right, len(lacks))
		}
	}
}

// TestBandHolds tries pairs of every shape: a band must lead from corner to corner.
func TestBandHolds(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		n, m := 1+rng.IntN(600), 1+rng.IntN(600)
		x, y := clausesOf(n, 1+rng.IntN(40), 5), clausesOf(m, 1+rng.IntN(40), 5)
		rng.Shuffle(m, func(i, j int) {
			if rng.IntN(4) == 0 {
				y[i], y[j] = y[j], y[i]
			}
		})
		a, b := testNodes(x), testNodes(y)
		a[rng.IntN(n)].length = 1 << 20 // one clause as long as all others together
		w := newBand(a, b)
		if w.lo[0] != 0 || w.hi[n] != m {
			t.Fatalf("%d×%d: from %d to %d", n, m, w.lo[0], w.hi[n])
		}
		for i := range w.lo {
			if w.lo[i] > w.hi[i] || i > 0 && (w.lo[i] > w.hi[i-1] || w.lo[i] < w.lo[i-1] || w.hi[i] < w.hi[i-1]) {
				t.Fatalf("%d×%d: row %d is %d to %d after %d to %d", n, m, i, w.lo[i], w.hi[i], w.lo[i-1], w.hi[i-1])
			}
		}
	}
}

// TestCells counts what alignment looks at: ten times the clauses, ten times the work.
func TestCells(t *testing.T) {
	for _, rare := range []int{0, 1, 10, 200} {
		cells := func(n int) int {
			al := testAligner()
			al.dp(testNodes(clausesOf(n, rare, 1)), testNodes(clausesOf(n, rare, 1)), al.cfg.BlockThreshold)
			return al.cells
		}
		small, large := cells(1000), cells(10000)
		if large > 11*small {
			t.Errorf("a rare word every %d clauses: %d cells for 1,000 clauses, %d for 10,000", rare, small, large)
		}
	}
}

func TestIncreasing(t *testing.T) {
	for _, c := range []struct{ in, want, reason string }{
		{"", "", "nothing"},
		{"0:0 1:1 2:2", "0:0 1:1 2:2", "in order"},
		{"0:5 1:1 2:2", "1:1 2:2", "the first is out of order"},
		{"0:1 1:1", "1:1", "one partner each"},
		{"0:3 1:0 2:1 3:9 4:2", "1:0 2:1 4:2", "the longest run"},
	} {
		var in [][2]int
		for _, f := range strings.Fields(c.in) {
			var p [2]int
			fmt.Sscanf(f, "%d:%d", &p[0], &p[1])
			in = append(in, p)
		}
		var out []string
		for _, p := range increasing(in) {
			out = append(out, fmt.Sprintf("%d:%d", p[0], p[1]))
		}
		if got := strings.Join(out, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
	}
}
