package drift

import (
	"cmp"
	"math"
	"slices"

	"github.com/polcompare/polcompare/pkg/internal/expr"
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

// flipped is score with the node of the second side first.
func (al *aligner) flipped(b, a *node) int { return al.score(a, b) }

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
	return al.leftovers(al.gaps(al.absorb(out)))
}

// absorb joins a sentence that stands alone to its neighbour in the clause, where
// the sentence that this renders goes on to say what it says: a proviso that the
// other language hangs on with a semicolon. What the neighbour says itself does
// not count. So does a sentence that is linked to another for want of a better.
func (al *aligner) absorb(links []link) []link {
	// host is the neighbouring link that says most of a lone sentence.
	type host struct{ at, share int }
	hosts := func(i int, first bool) host {
		best := host{-1, al.cfg.AbsorbShare - 1}
		s, k, own := al.a, 0, links[i].b
		if first {
			k = links[i].a[0]
		} else {
			s, k, own = al.b, links[i].b[0], links[i].a
		}
		lone := newNode(s, k, k+1)
		if lone.heading || lone.known == 0 {
			return best
		}
		if len(own) > 0 { // it must say that plainly better than what it is linked to
			o := al.b
			if !first {
				o = al.a
			}
			partner := newNode(o, own[0], own[0]+1)
			best.share = max(best.share, int(lone.knownIn(partner)*1000/lone.known)+al.cfg.SectionMargin)
		}
		for _, q := range []int{i - 1, i + 1} {
			if q < 0 || q >= len(links) || len(links[q].a) == 0 || len(links[q].b) == 0 {
				continue
			}
			mine, theirs, o := links[q].a, links[q].b, al.b
			if !first {
				mine, theirs, o = theirs, mine, al.a
			}
			if len(theirs) != 1 || len(mine) >= maxJoin || s.stmts[mine[0]].block != s.stmts[k].block || mine[0] != k+1 && mine[len(mine)-1] != k-1 {
				continue
			}
			said := nodeOf(s, mine).set
			if isProviso(s, k) && !hasProviso(s, mine) && hasProviso(o, theirs) {
				said = nil // it repeats the words of what it limits
			}
			whole := newNode(o, theirs[0], theirs[0]+1)
			var rest bits // what the neighbour leaves unsaid
			for _, t := range whole.bag {
				if !said.any(t.ids) {
					rest = append(rest, t.ids...)
				}
			}
			rest = append(rest, saidByPart(o, theirs[0], lone, nodeOf(s, mine))...)
			slices.Sort(rest)
			if share := int(lone.knownIn(&node{set: rest, sig: ^uint64(0)}) * 1000 / lone.known); share > best.share {
				best = host{q, share}
			}
		}
		return best
	}
	join := func(i, q int, first bool) {
		g, l := &links[q], &links[i]
		if first {
			g.a, l.a = append(slices.Clone(g.a), l.a...), nil
			slices.Sort(g.a)
		} else {
			g.b, l.b = append(slices.Clone(g.b), l.b...), nil
			slices.Sort(g.b)
		}
		g.score, l.score = al.score(nodeOf(al.a, g.a), nodeOf(al.b, g.b)), 0
	}
	for i := range links {
		for _, first := range []bool{true, false} {
			l := &links[i]
			weak := len(l.a) == 1 && len(l.b) == 1 && l.score < al.cfg.SectionFloor
			if weak || first && len(l.a) == 1 && len(l.b) == 0 || !first && len(l.a) == 0 && len(l.b) == 1 {
				if h := hosts(i, first); h.at >= 0 {
					join(i, h.at, first)
				}
			}
		}
	}
	var out []link
	for _, l := range links {
		if len(l.a)+len(l.b) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// saidByPart returns the words of the parts of a statement, as dashes and
// semicolons part it, of which a lone statement says more than its neighbour.
func saidByPart(s *side, k int, lone, neighbour *node) (ids []int32) {
	st := &s.stmts[k]
	for at, cuts := 0, dashRE.FindAllStringIndex(st.text, maxJoin*2); at < len(st.text) && len(cuts) > 0; {
		end, next := len(st.text), len(st.text)
		for _, c := range cuts {
			if c[0] >= at {
				end, next = c[0], c[1]
				break
			}
		}
		var here []int32
		var mine, theirs int32
		for _, t := range st.terms {
			if t.span.Start < at || t.span.Start >= end {
				continue
			}
			here = append(here, t.ids...)
			if lone.has(t) {
				mine += t.weigh
			}
			if neighbour.has(t) {
				theirs += t.weigh
			}
		}
		if mine > theirs {
			ids = append(ids, here...)
		}
		at = next
	}
	return ids
}

var dashRE = expr.New(`;\s|\s?[—–―]+\s?| - |；`)

var (
	provisoRE    = expr.New(`(?i)^(?:ただし|但し|however\b|provided\b)`)
	hasProvisoRE = expr.New(`(?i)ただし|但し|この限り|\bprovided,? (?:however|that)\b|\bhowever\b|\bexcept\b|\bunless\b|\bnot apply\b`)
)

// isProviso tells whether a statement limits the one before it.
func isProviso(s *side, k int) bool { return provisoRE.MatchString(s.stmts[k].text) }

// hasProviso tells whether statements limit what they say.
func hasProviso(s *side, list []int) bool { return hasProvisoRE.MatchString(s.wording(list)) }

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
		// One file marks as a heading what the other does not.
		return s, s+al.cfg.HeadingPenalty >= al.cfg.SectionFloor
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
	sa, sb := segments(al.a), segments(al.b)
	if len(sa) < 3 || len(sb) < 3 {
		return out
	}
	na, nb := make([]*node, len(sa)), make([]*node, len(sb))
	for i, g := range sa {
		na[i] = join(a[g.first:g.past]...)
	}
	for j, g := range sb {
		nb[j] = join(b[g.first:g.past]...)
	}
	// Best partner of each segment, if it stands out.
	pick := func(x, y []*node, score func(x, y *node) int) []int {
		best := make([]int, len(x))
		for i, near := range candidates(x, y, maxRivals) {
			best[i] = -1
			top, next := 0, 0
			for _, j := range near {
				if s := score(x[i], y[j]); s > top {
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
	pa, pb := pick(na, nb, al.score), pick(nb, na, al.flipped)
	var pairs [][2]int
	for i, j := range pa {
		if j >= 0 && pb[j] == i {
			pairs = append(pairs, [2]int{i, j})
		}
	}
	// The longest run of pairs in order stays; the others were moved.
	stays := map[int]bool{}
	for _, p := range increasing(pairs) {
		stays[p[0]] = true
	}
	if len(stays) == len(pairs) {
		return out
	}
	after := map[int][]int{} // segment of b → segments that belong behind it
	moved := map[int]bool{}
	anchor := -1
	for _, p := range pairs {
		if stays[p[0]] {
			anchor = p[1]
			continue
		}
		moved[p[1]] = true
		after[anchor] = append(after[anchor], p[1])
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

// A segment is the blocks first … past-1: a heading with what stands directly
// below it.
type segment struct{ first, past int }

func segments(s *side) []segment {
	var out []segment
	for i := range s.blocks {
		if s.blocks[i].heading {
			out = append(out, segment{i, i + 1})
		} else if k := len(out) - 1; k >= 0 {
			out[k].past = i + 1
		}
	}
	return out
}

// maxRivals bounds how many partners of a section or a statement are tried.
const maxRivals = 24

// candidates returns for each node of a the nodes of b, at most most, that have
// the most in common with it, in the order of b. Words that very many nodes of
// b have do not count: what a node shares by them alone it shares with all.
func candidates(a, b []*node, most int) [][]int {
	const many = 64
	at := map[int32][]int32{}
	for j, n := range b {
		for _, id := range n.set {
			if len(at[id]) <= many {
				at[id] = append(at[id], int32(j))
			}
		}
	}
	out := make([][]int, len(a))
	votes := map[int]int32{}
	for i, n := range a {
		clear(votes)
		for k := range n.bag {
			for _, id := range n.bag[k].ids {
				if js := at[id]; len(js) <= many {
					for _, j := range js {
						votes[int(j)] += n.bag[k].weigh
					}
				}
			}
		}
		js := make([]int, 0, len(votes))
		for j := range votes {
			js = append(js, j)
		}
		slices.SortFunc(js, func(x, y int) int { return cmp.Or(cmp.Compare(votes[y], votes[x]), cmp.Compare(x, y)) })
		js = js[:min(len(js), most)]
		slices.Sort(js)
		out[i] = js
	}
	return out
}

// contradict tells whether one statement denies what the other affirms.
func (al *aligner) contradict(i, j int) bool {
	x, y := mainOf(al.a.doc.Lang, al.a.stmts[i].plain), mainOf(al.b.doc.Lang, al.b.stmts[j].plain)
	return x != y && x != unclear && y != unclear
}

// leftovers links statements that were left alone on both sides and plainly
// belong together: a sentence that was moved. They must be more alike than
// either is to what stands elsewhere, linked or not: phrases that come again and
// again are no sign of a move.
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
	if len(la) == 0 || len(lb) == 0 {
		return links
	}
	single := func(s *side, i int) *node { return newNode(s, i, i+1) }
	na, nb := make([]*node, len(la)), make([]*node, len(lb))
	for x, i := range la {
		na[x] = single(al.a, links[i].a[0])
	}
	for y, j := range lb {
		nb[y] = single(al.b, links[j].b[0])
	}
	type pair struct{ x, y, score int }
	var pairs []pair
	for x, near := range candidates(na, nb, maxRivals) {
		for _, y := range near {
			if na[x].heading || nb[y].heading || min(na[x].known, nb[y].known) < int32(al.cfg.MovedWeight) {
				continue
			}
			if s := al.score(na[x], nb[y]); s >= al.cfg.MovedFloor && !al.contradict(links[la[x]].a[0], links[lb[y]].b[0]) {
				pairs = append(pairs, pair{x, y, s})
			}
		}
	}
	if len(pairs) == 0 {
		return links
	}
	slices.SortFunc(pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.score, p.score), cmp.Compare(p.x, q.x), cmp.Compare(p.y, q.y))
	})
	allA, allB := make([]*node, len(al.a.stmts)), make([]*node, len(al.b.stmts))
	for i := range allA {
		allA[i] = single(al.a, i)
	}
	for j := range allB {
		allB[j] = single(al.b, j)
	}
	// rivals returns the best score of what each node might be linked to but its own partner.
	rivals := func(ns, all []*node, score func(x, y *node) int) func(x, own int) int {
		near := candidates(ns, all, maxRivals)
		return func(x, own int) int {
			top := 0
			for _, k := range near[x] {
				if k != own {
					top = max(top, score(ns[x], all[k]))
				}
			}
			return top
		}
	}
	rivalA, rivalB := rivals(na, allB, al.score), rivals(nb, allA, al.flipped)
	gone := map[int]bool{}
	for _, p := range pairs {
		i, j := la[p.x], lb[p.y]
		if gone[i] || gone[j] || max(rivalA(p.x, links[j].b[0]), rivalB(p.y, links[i].a[0])) > p.score-al.cfg.MovedMargin {
			continue
		}
		gone[i], gone[j] = true, true
		links[i] = link{a: links[i].a, b: links[j].b, score: p.score, moved: true}
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
