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

type aligner struct {
	a, b  *side
	voc   *vocabulary
	ratio float64 // length of b for one byte of a
	cfg   *Settings
	cells int // of dynamic programming, looked at so far: what alignment costs
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
