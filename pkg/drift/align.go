package drift

import (
	"cmp"
	"math"
	"slices"
)

// A link says which statements of one side render which of the other. One of
// them may be empty: nothing corresponds.
type link struct {
	a, b  []int // statements, in order
	score int   // 0 … 1000
	moved bool
}

// limits of what one block or sentence may be joined to.
const (
	maxJoin = 4
	maxBand = 128
)

type aligner struct {
	a, b  *side
	voc   *vocabulary
	ratio float64 // length of b for one byte of a
	cfg   *Settings
}

// score says how alike two nodes are, from 0 to 1000.
func (al *aligner) score(a, b *node) int {
	matched := int64(a.covered(b)) + int64(b.covered(a))
	total := int64(a.weight) + int64(b.weight)
	s := int((matched*1000 + int64(al.cfg.Prior)*int64(al.cfg.Shrink)) / (total + int64(al.cfg.Shrink)))
	if a.heading != b.heading {
		s -= al.cfg.HeadingPenalty
	} else if a.item != b.item {
		s -= al.cfg.ItemPenalty
	}
	if a.number != "" && a.number == b.number {
		s += al.cfg.NumberBonus
	}
	la, lb := float64(a.length)*al.ratio+12, float64(b.length)+12
	d := math.Abs(math.Log2(la / lb))
	if d > 0.6 {
		s -= min(al.cfg.LengthPenalty*2, int(float64(al.cfg.LengthPenalty)*(d-0.6)))
	}
	return max(0, min(1000, s))
}

// align aligns blocks, then the statements of blocks that belong together, then
// what is left.
func (al *aligner) align() []link {
	var la, lb int
	for i := range al.a.stmts {
		la += len(al.a.stmts[i].text)
	}
	for i := range al.b.stmts {
		lb += len(al.b.stmts[i].text)
	}
	al.ratio = 1
	if la > 0 && lb > 0 {
		al.ratio = float64(lb) / float64(la)
		usual := 0.8
		if al.voc.same {
			usual = 1
		}
		al.ratio = math.Max(usual*0.75, math.Min(usual*1.33, al.ratio))
	}
	nodesA, nodesB := al.blockNodes(al.a), al.blockNodes(al.b)
	order := al.order(nodesA, nodesB)
	permuted := make([]*node, len(nodesB))
	for k, j := range order {
		permuted[k] = nodesB[j]
	}
	var out []link
	for _, g := range al.dp(nodesA, permuted, al.cfg.BlockThreshold) {
		var sa, sb []int
		for i := g.aLo; i < g.aHi; i++ {
			for k := al.a.blocks[i].first; k < al.a.blocks[i].past; k++ {
				sa = append(sa, k)
			}
		}
		for i := g.bLo; i < g.bHi; i++ {
			for k := al.b.blocks[order[i]].first; k < al.b.blocks[order[i]].past; k++ {
				sb = append(sb, k)
			}
		}
		slices.Sort(sb)
		out = append(out, al.sentences(sa, sb, g.score)...)
	}
	return al.leftovers(al.gaps(out))
}

// gaps links what stands alone on both sides at the same place, as many here
// as there, where it may well belong together: where too little is known of
// either to tell them apart, or where both are hardly more than a date or an address.
func (al *aligner) gaps(links []link) []link {
	var out []link
	for i := 0; i < len(links); {
		var la, lb []link
		j := i
		for ; j < len(links) && (len(links[j].a) == 0 || len(links[j].b) == 0); j++ {
			if len(links[j].b) == 0 {
				la = append(la, links[j])
			} else {
				lb = append(lb, links[j])
			}
		}
		if j == i {
			out = append(out, links[i])
			i++
			continue
		}
		if len(la) == len(lb) && len(la) <= 4 {
			for k := range la {
				if s, ok := al.plausible(la[k].a[0], lb[k].b[0]); ok {
					out = append(out, link{a: la[k].a, b: lb[k].b, score: s})
				} else {
					out = append(out, la[k], lb[k])
				}
			}
		} else {
			out = append(out, links[i:j]...)
		}
		i = j
	}
	return out
}

// plausible tells whether two lone statements may belong together.
func (al *aligner) plausible(i, j int) (int, bool) {
	x, y := newNode(al.a, i, i+1), newNode(al.b, j, j+1)
	s := al.score(x, y)
	if x.heading != y.heading {
		return s, false
	}
	a, b := &al.a.stmts[i], &al.b.stmts[j]
	for _, f := range a.facts {
		for _, g := range b.facts {
			if f.kind == g.kind && (f.kind == factDate || f.kind == factMail || f.kind == factPhone || f.kind == factPostal) && (f.kind == factPostal || a.mostly(f) && b.mostly(g)) {
				return max(s, al.cfg.Prior), true
			}
		}
	}
	if s >= al.cfg.GapFloor {
		return s, true
	}
	odd := (x.known - x.knownIn(y)) + (y.known - y.knownIn(x))
	r := math.Abs(math.Log2((float64(x.length)*al.ratio + 12) / (float64(y.length) + 12)))
	short := len(x.bag) <= 3 && len(y.bag) <= 3
	return s, x.item == y.item && r < 0.9 && (short || int(odd) <= al.cfg.GapWeight)
}

// mostly reports whether a statement is hardly more than a fact.
func (s *stmt) mostly(f fact) bool {
	return len(s.text)-f.span.Len() <= 40 || len(s.words) <= 4
}

func (al *aligner) blockNodes(s *side) []*node {
	out := make([]*node, len(s.blocks))
	for i, b := range s.blocks {
		out[i] = newNode(s, b.first, b.past)
	}
	return out
}

// A span2 is a group of neighbours on both sides.
type span2 struct {
	aLo, aHi, bLo, bHi int
	score              int
}

// sentences aligns the statements of blocks that belong together.
func (al *aligner) sentences(sa, sb []int, score int) []link {
	switch {
	case len(sa) == 0 || len(sb) == 0:
		var out []link
		for _, i := range sa {
			out = append(out, link{a: []int{i}})
		}
		for _, j := range sb {
			out = append(out, link{b: []int{j}})
		}
		return out
	case len(sa) == 1 && len(sb) == 1:
		return []link{{a: sa, b: sb, score: score}}
	}
	na, nb := make([]*node, len(sa)), make([]*node, len(sb))
	for i, k := range sa {
		na[i] = newNode(al.a, k, k+1)
	}
	for i, k := range sb {
		nb[i] = newNode(al.b, k, k+1)
	}
	var out []link
	linked := false
	for _, g := range al.dp(na, nb, al.cfg.SentenceThreshold) {
		l := link{a: slices.Clone(sa[g.aLo:g.aHi]), b: slices.Clone(sb[g.bLo:g.bHi]), score: g.score}
		linked = linked || len(l.a) > 0 && len(l.b) > 0
		out = append(out, l)
	}
	if !linked {
		return []link{{a: sa, b: sb, score: score}}
	}
	return out
}

// dp aligns two sequences: each group of one side with a group of the other, or
// with nothing, so that the sum of what links gain over the threshold is
// greatest. It looks at a band around the diagonal only.
func (al *aligner) dp(a, b []*node, threshold int) []span2 {
	n, m := len(a), len(b)
	if n == 0 || m == 0 {
		var out []span2
		for i := range n {
			out = append(out, span2{i, i + 1, 0, 0, 0})
		}
		for j := range m {
			out = append(out, span2{0, 0, j, j + 1, 0})
		}
		return out
	}
	half := min(maxBand, max(40, n/6, m/6))
	if n*m <= 40000 {
		half = max(n, m)
	}
	// The diagonal follows the lengths of the texts.
	ca, cb := cumulate(a), cumulate(b)
	lo, hi := make([]int, n+1), make([]int, n+1) // columns of row i
	j := 0
	for i := 0; i <= n; i++ {
		for j < m && cb[j]*ca[n] < ca[i]*cb[m] {
			j++
		}
		lo[i], hi[i] = max(0, j-half), min(m, j+half)
	}
	lo[0], hi[n] = 0, m
	for i := 1; i <= n; i++ { // rows must overlap
		hi[i] = max(hi[i], hi[i-1])
		lo[i] = min(lo[i], hi[i-1])
	}
	const none = math.MinInt32
	best := make([][]int32, n+1)
	move := make([][]uint8, n+1) // da<<4 | db
	for i := range best {
		best[i] = make([]int32, hi[i]-lo[i]+1)
		move[i] = make([]uint8, hi[i]-lo[i]+1)
		for k := range best[i] {
			best[i][k] = none
		}
	}
	at := func(i, j int) int32 {
		if i < 0 || j < lo[i] || j > hi[i] {
			return none
		}
		return best[i][j-lo[i]]
	}
	// scores of single nodes, for the last rows only
	rows := make([][]int16, maxJoin)
	single := func(i, j int) int { // node i with node j
		if i < 0 || j < 0 {
			return 0
		}
		r := rows[i%maxJoin]
		if j >= len(r) {
			return 0
		}
		return int(r[j])
	}
	joinedB := map[[2]int]*node{}
	joinsB := func(j, k int) *node { // k nodes that end with node j
		if k == 1 {
			return b[j]
		}
		key := [2]int{j, k}
		if x, ok := joinedB[key]; ok {
			return x
		}
		x := b[j-k+1]
		for q := j - k + 2; q <= j; q++ {
			x = join(x, b[q])
		}
		joinedB[key] = x
		return x
	}
	var groupScore map[[4]int]int = map[[4]int]int{}
	for i := 0; i <= n; i++ {
		var joinsA [maxJoin + 1]*node
		if i > 0 {
			row := make([]int16, m)
			for j := lo[i]; j < hi[i]; j++ {
				row[j] = int16(al.score(a[i-1], b[j]))
			}
			if lo[i] > 0 {
				row[lo[i]-1] = int16(al.score(a[i-1], b[lo[i]-1]))
			}
			rows[(i-1)%maxJoin] = row
			joinsA[1] = a[i-1]
			for k := 2; k <= maxJoin && k <= i; k++ {
				joinsA[k] = join(a[i-k], joinsA[k-1])
			}
		}
		for j := lo[i]; j <= hi[i]; j++ {
			if i == 0 && j == 0 {
				best[0][0] = 0
				continue
			}
			top, mv := int32(none), uint8(0)
			try := func(da, db int, gain int) {
				p := at(i-da, j-db)
				if p == none {
					return
				}
				if s := p + int32(gain); s > top {
					top, mv = s, uint8(da<<4|db)
				}
			}
			if i > 0 && j > 0 {
				s := single(i-1, j-1)
				if s > 0 {
					try(1, 1, s-threshold)
				}
				if s >= al.cfg.JoinFloor {
					part := func(da, db int) {
						if i < da || j < db || at(i-da, j-db) == none {
							return
						}
						for x := 1; x <= da; x++ {
							for y := 1; y <= db; y++ {
								if single(i-x, j-y) < al.cfg.JoinFloor || a[i-x].heading || b[j-y].heading {
									return
								}
							}
						}
						g := al.score(joinsA[da], joinsB(j-1, db))
						groupScore[[4]int{i, j, da, db}] = g
						try(da, db, g-threshold-al.cfg.JoinPenalty*(da+db-2))
					}
					for k := 2; k <= maxJoin; k++ {
						part(1, k)
						part(k, 1)
					}
				}
			}
			try(1, 0, 0)
			try(0, 1, 0)
			best[i][j-lo[i]], move[i][j-lo[i]] = top, mv
		}
	}
	var out []span2
	for i, j := n, m; i > 0 || j > 0; {
		mv := move[i][j-lo[i]]
		da, db := int(mv>>4), int(mv&15)
		g := span2{i - da, i, j - db, j, 0}
		if da > 0 && db > 0 {
			if s, ok := groupScore[[4]int{i, j, da, db}]; ok {
				g.score = s
			} else {
				g.score = al.score(a[i-1], b[j-1])
			}
		}
		out = append(out, g)
		i, j = i-da, j-db
	}
	slices.Reverse(out)
	return out
}

func cumulate(ns []*node) []int64 {
	out := make([]int64, len(ns)+1)
	for i, n := range ns {
		out[i+1] = out[i] + int64(n.length) + 20
	}
	return out
}

// order returns the blocks of b in the order in which the sections of a come:
// a section that was moved as a whole is compared where it belongs.
func (al *aligner) order(a, b []*node) []int {
	out := make([]int, len(b))
	for i := range out {
		out[i] = i
	}
	sa, sb := al.segments(al.a, a), al.segments(al.b, b)
	if len(sa) < 3 || len(sb) < 3 || len(sa)*len(sb) > 40000 {
		return out
	}
	// Best partner of each segment, if it stands out.
	pick := func(x, y []segment, score func(i, j int) int) []int {
		best := make([]int, len(x))
		for i := range x {
			best[i] = -1
			top, next := 0, 0
			for j := range y {
				s := score(i, j)
				if s > top {
					top, next, best[i] = s, top, j
				} else if s > next {
					next = s
				}
			}
			if top < al.cfg.SectionFloor || top-next < al.cfg.SectionMargin {
				best[i] = -1
			}
		}
		return best
	}
	scores := make([][]int, len(sa))
	for i := range sa {
		scores[i] = make([]int, len(sb))
		for j := range sb {
			scores[i][j] = al.score(sa[i].node, sb[j].node)
		}
	}
	pa := pick(sa, sb, func(i, j int) int { return scores[i][j] })
	pb := pick(sb, sa, func(j, i int) int { return scores[i][j] })
	type pair struct{ i, j int }
	var pairs []pair
	for i, j := range pa {
		if j >= 0 && pb[j] == i {
			pairs = append(pairs, pair{i, j})
		}
	}
	// The longest run of pairs in order stays; the others were moved.
	length, prev := make([]int, len(pairs)), make([]int, len(pairs))
	end := -1
	for k := range pairs {
		length[k], prev[k] = 1, -1
		for q := range k {
			if pairs[q].j < pairs[k].j && length[q]+1 > length[k] {
				length[k], prev[k] = length[q]+1, q
			}
		}
		if end < 0 || length[k] > length[end] {
			end = k
		}
	}
	stays := map[int]bool{}
	for k := end; k >= 0; k = prev[k] {
		stays[k] = true
	}
	if len(stays) == len(pairs) {
		return out
	}
	after := map[int][]int{} // segment of b → segments that belong behind it
	moved := map[int]bool{}
	anchor := -1
	for k, p := range pairs {
		if stays[k] {
			anchor = p.j
			continue
		}
		moved[p.j] = true
		after[anchor] = append(after[anchor], p.j)
	}
	out = out[:0]
	var emit func(j int)
	emit = func(j int) {
		if j >= 0 {
			for k := sb[j].first; k < sb[j].past; k++ {
				out = append(out, k)
			}
		}
		for _, x := range after[j] {
			emit(x)
		}
	}
	if len(sb) > 0 {
		for k := 0; k < sb[0].first; k++ {
			out = append(out, k)
		}
	}
	emit(-1)
	for j := range sb {
		if !moved[j] {
			emit(j)
		}
	}
	return out
}

// A segment is a heading with what stands directly below it.
type segment struct {
	first, past int
	node        *node
}

func (al *aligner) segments(s *side, ns []*node) []segment {
	var out []segment
	for i := range s.blocks {
		if s.blocks[i].heading {
			out = append(out, segment{i, i + 1, ns[i]})
		} else if k := len(out) - 1; k >= 0 {
			out[k].past = i + 1
			out[k].node = join(out[k].node, ns[i])
		}
	}
	return out
}

// leftovers links statements that were left alone on both sides and plainly
// belong together: a sentence that was moved.
func (al *aligner) leftovers(links []link) []link {
	var la, lb []int
	for i, l := range links {
		switch {
		case len(l.b) == 0:
			la = append(la, i)
		case len(l.a) == 0:
			lb = append(lb, i)
		}
	}
	if len(la) == 0 || len(lb) == 0 || len(la)*len(lb) > 250000 {
		return links
	}
	type pair struct{ i, j, score int }
	var pairs []pair
	for _, i := range la {
		x := newNode(al.a, links[i].a[0], links[i].a[0]+1)
		if x.heading {
			continue
		}
		for _, j := range lb {
			y := newNode(al.b, links[j].b[0], links[j].b[0]+1)
			if y.heading || min(x.known, y.known) < int32(al.cfg.MovedWeight) {
				continue
			}
			if s := al.score(x, y); s >= al.cfg.MovedFloor {
				pairs = append(pairs, pair{i, j, s})
			}
		}
	}
	slices.SortFunc(pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.score, p.score), cmp.Compare(p.i, q.i), cmp.Compare(p.j, q.j))
	})
	gone := map[int]bool{}
	for _, p := range pairs {
		if gone[p.i] || gone[p.j] {
			continue
		}
		gone[p.i], gone[p.j] = true, true
		links[p.i] = link{a: links[p.i].a, b: links[p.j].b, score: p.score, moved: true}
	}
	if len(gone) == 0 {
		return links
	}
	out := links[:0]
	for i, l := range links {
		if gone[i] && !l.moved {
			continue
		}
		out = append(out, l)
	}
	return out
}
