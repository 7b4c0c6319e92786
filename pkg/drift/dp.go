package drift

import (
	"math"
	"slices"
)

const (
	maxJoin  = 4     // blocks or sentences that one of the other side may be rendered by
	maxBand  = 128   // cells to either side of the diagonal
	slack    = 16    // cells to either side of what anchors allow
	wholeDP  = 40000 // cells up to which all are looked at
	anchored = 90    // weight of the words that only two nodes have, from which they are an anchor
)

// A span2 is a group of neighbours on both sides.
type span2 struct {
	aLo, aHi, bLo, bHi int
	score              int
}

// A band says which columns of each row are looked at: lo[i] … hi[i].
type band struct{ lo, hi []int }

// newBand lays a band over the cells of two sequences: all of them in a small
// pair, else what lies between anchors, and where these are far apart what lies
// about the diagonal that follows the lengths of the texts.
func newBand(a, b []*node) band {
	n, m := len(a), len(b)
	w := band{make([]int, n+1), make([]int, n+1)}
	if n*m <= wholeDP {
		for i := range w.lo {
			w.hi[i] = m
		}
		return w
	}
	for i := range w.lo {
		w.lo[i], w.hi[i] = m, 0
	}
	ca, cb := cumulate(a), cumulate(b)
	i0, j0 := 0, 0
	for _, at := range append(anchors(a, b), [2]int{n, m}) {
		i1, j1 := at[0], at[1]
		di, dj := i1-i0, j1-j0
		if di*dj <= wholeDP {
			for i := i0; i <= i1; i++ {
				w.lo[i], w.hi[i] = min(w.lo[i], j0-slack), max(w.hi[i], j1+slack)
			}
		} else {
			half := min(maxBand, max(40, di/6, dj/6))
			j := j0
			for i := i0; i <= i1; i++ {
				for j < j1 && float64(cb[j]-cb[j0])*float64(ca[i1]-ca[i0]) < float64(ca[i]-ca[i0])*float64(cb[j1]-cb[j0]) {
					j++
				}
				w.lo[i], w.hi[i] = min(w.lo[i], j-half), max(w.hi[i], j+half)
			}
		}
		for i := max(0, i0-slack); i <= min(n, i0+slack); i++ { // an anchor may be off
			w.lo[i], w.hi[i] = min(w.lo[i], j0), max(w.hi[i], j0)
		}
		i0, j0 = i1, j1
	}
	w.lo[0], w.hi[n] = 0, m
	for i := 0; i <= n; i++ { // rows lie within the columns and overlap
		w.lo[i], w.hi[i] = max(0, w.lo[i]), min(m, w.hi[i])
		if i > 0 {
			w.hi[i], w.lo[i] = max(w.hi[i], w.hi[i-1]), min(w.lo[i], w.hi[i-1])
		}
	}
	for i := n - 1; i >= 0; i-- {
		w.lo[i] = min(w.lo[i], w.lo[i+1])
	}
	return w
}

// anchors returns pairs of nodes that have rare words in common which no other
// node of either side has, in order on both sides.
func anchors(a, b []*node) [][2]int {
	type place struct{ a, b, na, nb int32 }
	at := map[int32]*place{}
	note := func(ns []*node, second bool) {
		for i, n := range ns {
			for _, id := range n.set {
				p := at[id]
				if p == nil {
					if second {
						continue
					}
					p = &place{}
					at[id] = p
				}
				if second {
					p.b, p.nb = int32(i), p.nb+1
				} else {
					p.a, p.na = int32(i), p.na+1
				}
			}
		}
	}
	note(a, false)
	note(b, true)
	var out [][2]int
	votes := map[int]int32{}
	for i, n := range a {
		clear(votes)
		for k := range n.bag {
			for _, id := range n.bag[k].ids {
				if p := at[id]; p.na == 1 && p.nb == 1 {
					votes[int(p.b)] += n.bag[k].weigh
					break
				}
			}
		}
		best := -1
		for j, v := range votes {
			if v >= anchored && (best < 0 || v > votes[best] || v == votes[best] && j < best) {
				best = j
			}
		}
		if best >= 0 && n.heading == b[best].heading {
			out = append(out, [2]int{i, best})
		}
	}
	return increasing(out)
}

// increasing returns the longest run of pairs whose second members rise; the
// first ones rise already.
func increasing(pairs [][2]int) [][2]int {
	prev := make([]int, len(pairs))
	var tails []int // of the runs of each length, where the lowest ends
	for k, p := range pairs {
		q, _ := slices.BinarySearchFunc(tails, p[1], func(t, j int) int { return pairs[t][1] - j })
		prev[k] = -1
		if q > 0 {
			prev[k] = tails[q-1]
		}
		if q == len(tails) {
			tails = append(tails, k)
		} else {
			tails[q] = k
		}
	}
	if len(tails) == 0 {
		return nil
	}
	out := make([][2]int, len(tails))
	for q, k := len(tails)-1, tails[len(tails)-1]; k >= 0; q, k = q-1, prev[k] {
		out[q] = pairs[k]
	}
	return out
}

func cumulate(ns []*node) []int64 {
	out := make([]int64, len(ns)+1)
	for i, n := range ns {
		out[i+1] = out[i] + int64(n.length) + 20
	}
	return out
}

// moves are the groups that may be linked, of the first and of the second side.
var moves = [][2]int{{1, 2}, {2, 1}, {1, 3}, {3, 1}, {1, 4}, {4, 1}}

// dp aligns two sequences: each group of one side with a group of the other, or
// with nothing, so that the sum of what links gain over the threshold is
// greatest within the band.
func (al *aligner) dp(a, b []*node, threshold int) []span2 {
	n, m := len(a), len(b)
	w := newBand(a, b)
	const none = math.MinInt32
	cells := 0
	for i := range w.lo {
		cells += w.hi[i] - w.lo[i] + 1
	}
	al.cells += cells
	// Of the sums only the last rows are kept, of the moves all.
	steps := make([]uint8, cells) // da<<4 | db
	first := make([]int, n+1)     // of each row in steps
	for i := 1; i <= n; i++ {
		first[i] = first[i-1] + w.hi[i-1] - w.lo[i-1] + 1
	}
	var sums [maxJoin + 1][]int32   // of row i in sums[i%len(sums)]
	var scores [maxJoin + 1][]int16 // of node i-1 with those before each column
	at := func(i, j int) int32 {
		if i < 0 || j < w.lo[i] || j > w.hi[i] {
			return none
		}
		return sums[i%len(sums)][j-w.lo[i]]
	}
	single := func(i, j int) int { // node i-1 with node j-1
		if j < w.lo[i] || j > w.hi[i] {
			return 0
		}
		return int(scores[i%len(scores)][j-w.lo[i]])
	}
	joined := make([][maxJoin + 1]*node, m+1) // of b: those that end before column j
	past := 0                                 // columns that no row needs any more
	for i := 0; i <= n; i++ {
		lo, hi := w.lo[i], w.hi[i]
		row, score := sums[i%len(sums)][:0], scores[i%len(scores)][:0]
		if cap(row) < hi-lo+1 {
			row, score = make([]int32, 0, 2*(hi-lo+1)), make([]int16, 0, 2*(hi-lo+1))
		}
		row, score = row[:hi-lo+1], score[:hi-lo+1]
		sums[i%len(sums)], scores[i%len(scores)] = row, score
		for ; past < lo; past++ {
			joined[past] = [maxJoin + 1]*node{}
		}
		var joinedA [maxJoin + 1]*node
		for j := lo; j <= hi; j++ {
			if i == 0 && j == 0 {
				row[0] = 0
				continue
			}
			top, step := int32(none), uint8(0)
			try := func(da, db, gain int) {
				if p := at(i-da, j-db); p != none && p+int32(gain) > top {
					top, step = p+int32(gain), uint8(da<<4|db)
				}
			}
			if i > 0 && j > 0 {
				s := al.score(a[i-1], b[j-1])
				score[j-lo] = int16(s)
				if s > 0 {
					try(1, 1, s-threshold)
				}
				if s >= al.cfg.JoinFloor {
				groups:
					for _, d := range moves {
						da, db := d[0], d[1]
						if i < da || j < db || at(i-da, j-db) == none {
							continue
						}
						for x := range da {
							for y := range db {
								if single(i-x, j-y) < al.cfg.JoinFloor || a[i-1-x].heading || b[j-1-y].heading {
									continue groups
								}
							}
						}
						if joinedA[da] == nil {
							joinedA[da] = join(a[i-da : i]...)
						}
						if joined[j][db] == nil {
							joined[j][db] = join(b[j-db : j]...)
						}
						try(da, db, al.score(joinedA[da], joined[j][db])-threshold-al.cfg.JoinPenalty*(da+db-2))
					}
				}
			} else {
				score[j-lo] = 0
			}
			try(1, 0, 0)
			try(0, 1, 0)
			row[j-lo] = top
			steps[first[i]+j-lo] = step
		}
	}
	var out []span2
	for i, j := n, m; i > 0 || j > 0; {
		step := steps[first[i]+j-w.lo[i]]
		da, db := int(step>>4), int(step&15)
		g := span2{i - da, i, j - db, j, 0}
		if da > 0 && db > 0 {
			g.score = al.score(join(a[i-da:i]...), join(b[j-db:j]...))
		}
		out = append(out, g)
		i, j = i-da, j-db
	}
	slices.Reverse(out)
	return out
}
