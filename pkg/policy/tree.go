package policy

import (
	"github.com/polcompare/polcompare/pkg/ingest"
)

// A series is a run of headings or items that are marked alike and count on
// from one another.
type series struct {
	form     form
	sym      rune
	members  []int // blocks
	parent   int   // block in whose stretch the series stands, -1 at the top
	announce int   // block that announces it, -1 for none
	lead     int   // block that introduces the members from the last one placed on
}

// A tree says of each block what it is and in whose stretch it stands.
type tree struct {
	role     []role
	parent   []int // heading or item in whose stretch the block stands, -1 at the top
	series   []int // of marked blocks, -1 for the others
	nth      []int // place in the series
	all      []series
	standing []standing
}

// An open heading or item on the way from the top to the current block.
type open struct {
	block  int
	kind   standing // noStanding for marked blocks
	level  int      // of a heading by format
	form   form
	sym    rune
	indent int
	series int
}

// maxOpen is the depth of nesting that is followed.
const maxOpen = 16

// A grower builds the tree block by block.
type grower struct {
	*reader
	t     *tree
	stack []open
	bare  bool  // lines that begin with a bare number are numbered
	after []int // of each block: the number of the next block with a marker of its form, 0 if none follows
}

// grow builds the tree of blocks from their markers, indents and standings.
func (r *reader) grow() *tree {
	n := len(r.blocks)
	g := grower{reader: r, bare: r.bareNumbers(), t: &tree{
		role: make([]role, n), parent: make([]int, n), series: make([]int, n), nth: make([]int, n), standing: r.standings(),
	}}
	g.after = r.nextNumbers()
	for i := range r.blocks {
		g.t.series[i] = -1
		switch {
		case g.t.standing[i] != noStanding:
			g.stands(i)
		case g.isMarked(i):
			g.list(i)
		default:
			g.t.parent[i] = g.top()
		}
	}
	r.judge(g.t)
	return g.t
}

// top returns the innermost open block, -1 for none.
func (g *grower) top() int {
	if len(g.stack) == 0 {
		return -1
	}
	return g.stack[len(g.stack)-1].block
}

func (g *grower) push(o open) {
	if len(g.stack) >= maxOpen {
		g.stack = g.stack[:maxOpen-1]
	}
	g.t.parent[o.block] = g.top()
	g.stack = append(g.stack, o)
}

// stands places block i, which is a heading by itself or no part of the text.
func (g *grower) stands(i int) {
	b, st := &g.blocks[i], g.t.standing[i]
	g.t.role[i] = asHeading
	switch st {
	case formatHeading:
		level := b.level * 10
		if b.mk.form == decimal || b.mk.form == bare {
			level += min(int(b.mk.n)-1, 4) // 4.2 stands below 4 also where both look alike
		}
		title := isTitle(g.text(i))
		for len(g.stack) > 0 {
			o := &g.stack[len(g.stack)-1]
			if o.kind == formatHeading && o.level < level || o.kind == titleHeading && !title {
				break
			}
			g.stack = g.stack[:len(g.stack)-1]
		}
		g.push(open{block: i, kind: st, level: level})
	case contents:
		g.t.role[i] = asItem
		g.t.parent[i] = g.top()
	case furniture:
		g.t.role[i] = asItem
		g.t.parent[i] = -1
		if len(g.stack) > 0 {
			g.t.parent[i] = g.stack[0].block
		}
	default:
		g.closeFor(i, st)
		g.push(open{block: i, kind: st, indent: b.indent})
	}
}

// isMarked reports whether block i is a heading or an item by its marker, and
// sets the role of those that are neither.
func (g *grower) isMarked(i int) bool {
	b, t := &g.blocks[i], g.t
	switch b.role {
	case ingest.Cell, ingest.Detail, ingest.Term:
		t.role[i] = asCell
		if b.header || b.role == ingest.Term {
			t.role[i] = asLabel
			return false
		}
		return b.role == ingest.Detail && b.mk.form != noForm && b.mk.form != note && b.mk.form != bracketed
	}
	switch b.mk.form {
	case noForm:
		return false
	case note:
		t.role[i] = asRemark
		return false
	case bracketed:
		if !g.isBracketHeading(i, t) {
			b.mk = marker{}
			return false
		}
	case bare:
		if !g.bare {
			g.unmark(i)
			return false
		}
	}
	return true
}

// unmark makes running text of block i, whose marker turned out to be none.
func (g *grower) unmark(i int) {
	g.blocks[i].mk = marker{}
	g.blocks[i].sh = shapeOf(g.text(i))
}

// list places block i, which is marked, in the series that it goes on with or
// in a new one.
func (g *grower) list(i int) {
	b, t := &g.blocks[i], g.t
	m := &b.mk
	if m.form == bracketed {
		t.role[i] = asHeading
		g.closeForBracket(i)
		g.push(open{block: i, form: bracketed, sym: m.sym, indent: b.indent, series: -1})
		return
	}
	if m.form == listItem && g.unlike(i) {
		return
	}
	k, ok := g.goesOn(i)
	if !ok && m.weak && !g.mayBegin(m) && !g.partOf(m) {
		g.unmark(i)
		if b.role != ingest.Item {
			t.parent[i] = g.top()
			return
		}
		b.mk = marker{form: listItem, sym: '-'}
		k, ok = g.goesOn(i)
	}
	if ok {
		o := g.stack[k]
		g.stack = g.stack[:k]
		g.member(i, o.series)
		o.block, o.indent = i, b.indent
		g.stack = append(g.stack, o)
		return
	}
	g.closeForList(i)
	t.series[i] = len(t.all)
	t.all = append(t.all, series{form: m.form, sym: m.sym, members: []int{i}, parent: g.top(), announce: -1})
	g.push(open{block: i, form: m.form, sym: m.sym, indent: b.indent, series: t.series[i]})
}

// member makes block i a member of series k.
func (g *grower) member(i, k int) {
	s := &g.t.all[k]
	g.t.series[i], g.t.nth[i] = k, len(s.members)
	s.members = append(s.members, i)
	g.t.parent[i] = s.parent
}

// unlike places an item of the format that has no mark among items that have
// one; it reports whether block i is such an item.
func (g *grower) unlike(i int) bool {
	if len(g.stack) == 0 {
		return false
	}
	b, o := &g.blocks[i], &g.stack[len(g.stack)-1]
	if o.kind != noStanding || o.series < 0 || o.form == listItem {
		return false
	}
	p := &g.blocks[o.block]
	if p.role != ingest.Item || p.level != b.level || p.indent != b.indent {
		return false
	}
	if !g.html && p.bullet.Empty() || g.blocks[i-1].sh.announce {
		return false // "- a" below "1. b" begins a list of its own, and so does what is announced
	}
	b.mk = marker{}
	if b.sh.prose() {
		g.t.parent[i] = o.block
		return true
	}
	g.member(i, o.series)
	o.block = i
	return true
}

// bareNumbers reports whether lines that begin with a number and a space are
// numbered: a 1 and a 2 must be among them.
func (r *reader) bareNumbers() bool {
	var one, two bool
	for i := range r.blocks {
		if m := &r.blocks[i].mk; m.form == bare {
			one = one || m.path[0] == 1
			two = two || one && m.path[0] == 2
		}
	}
	return one && two
}

// nextNumbers returns of each block the number of the next one that has a marker
// of its form, 0 where none follows.
func (r *reader) nextNumbers() []int {
	out := make([]int, len(r.blocks))
	var next [bracketed + 1]int
	for i := len(r.blocks) - 1; i >= 0; i-- {
		if m := &r.blocks[i].mk; m.n == 1 {
			out[i] = next[m.form]
			next[m.form] = m.value()
		}
	}
	return out
}

// sameNumber reports whether block i is numbered 1 like the item o before it
// because the list has this number before every item: nothing announces a list
// of its own, and no 2 follows.
func (g *grower) sameNumber(o *open, i int) bool {
	b, p := &g.blocks[i], &g.blocks[o.block]
	m := &b.mk
	return m.n == 1 && m.value() == 1 && p.mk.value() == 1 && b.indent == p.indent && !p.sh.announce && !g.blocks[i-1].sh.announce && g.after[i] != 2 &&
		(m.form == inParens || m.form == closeParen || m.form == circled || m.form == decimal || m.form == parenthesised)
}

// repeats reports whether series k has one number before every member.
func (g *grower) repeats(k int) bool {
	s := g.t.all[k].members
	n := len(s)
	return n > 1 && g.blocks[s[n-1]].mk.n == 1 && g.blocks[s[n-1]].mk.value() == 1 && g.blocks[s[n-2]].mk.value() == 1
}

// mayBegin reports whether a weak marker can begin a list.
func (g *grower) mayBegin(m *marker) bool {
	switch m.form {
	case kana, kanaParens, kanaClose:
		return m.path[0] == 1 || m.alt == 1
	case decimal:
		return m.n == 1 || m.value() == 1
	}
	return m.value() == 1
}

// partOf reports whether an open block has the number that m is a part of.
func (g *grower) partOf(m *marker) bool {
	if m.form != decimal || m.n < 2 {
		return false
	}
	for k := range g.stack {
		if p := &g.blocks[g.stack[k].block].mk; p.within(m) {
			return true
		}
	}
	return false
}

// within reports whether the number m begins with the number p: 4 and 4.2.
func (p *marker) within(m *marker) bool {
	if p.form != decimal && p.form != bare || p.n == 0 || p.n >= m.n {
		return false
	}
	for k := 0; k < int(p.n); k++ {
		if p.path[k] != m.path[k] {
			return false
		}
	}
	return true
}

// goesOn finds the open list that block i continues. The best of several is
// the one whose number, indent and look fit best.
func (g *grower) goesOn(i int) (at int, ok bool) {
	r, stack := g.reader, g.stack
	b := &r.blocks[i]
	m := &b.mk
	before := &r.blocks[max(0, i-1)]
	lazy := before.mk.form != noForm || before.indent > b.indent // "1." may stand before every item
	within := true                                               // no heading stands between that has no number
	best := 5
	for k := len(stack) - 1; k >= 0; k-- {
		o := &stack[k]
		if o.kind == formatHeading || o.kind == titleHeading {
			break
		}
		if o.kind != noStanding || o.series < 0 {
			lazy, within = false, false
			continue
		}
		p := &r.blocks[o.block]
		score := r.follows(&p.mk, m, p, b, lazy)
		switch {
		case score == 0 && within && m.form == p.mk.form && g.sameNumber(o, i):
			score = 9
		case score > 0 && m.n == 1 && m.value() > 1 && g.repeats(o.series):
			continue // an outer list goes on
		}
		lazy = lazy && p.indent > b.indent
		if score == 0 {
			continue
		}
		switch {
		case b.indent == p.indent:
			score += 3
		case m.n == 0 && b.indent > p.indent:
			continue // a bullet further to the right is another list
		default:
			score -= 2
		}
		if b.bold == p.bold {
			score++
		}
		if b.sh.prose() == p.sh.prose() {
			score++
		}
		if (b.gap > 0) == (p.gap > 0) {
			score++
		}
		if b.role == p.role {
			score++
		}
		if score > best {
			best, at, ok = score, k, true
		}
	}
	return at, ok
}

// follows says how well marker m goes on from p: 0 for not at all. lazy says
// that a list which has "1." before every item may go on.
func (r *reader) follows(p, m *marker, pb, b *block, lazy bool) int {
	if m.form != p.form {
		// (i) may be the ninth letter and (v) the fifth number.
		if m.altF != noForm && m.altF == p.form && m.upper == p.upper && int(m.alt) == p.value()+1 {
			m.form, m.path[0] = m.altF, m.alt
			return 10
		}
		if p.altF != noForm && p.altF == m.form && int(p.alt)+1 == m.value() && m.upper == p.upper {
			return 8
		}
		return 0
	}
	if m.n == 0 {
		if m.sym != p.sym && m.form == bullet {
			return 0
		}
		return 6
	}
	if m.upper != p.upper {
		return 0
	}
	if m.n != p.n {
		return 0
	}
	for k := 0; k < int(m.n)-1; k++ {
		if m.path[k] != p.path[k] {
			return 0
		}
	}
	v, last := m.value(), p.value()
	switch m.form {
	case kana, kanaParens, kanaClose:
		switch {
		case v == last+1 && v > 1, m.alt > 1 && m.alt == p.alt+1:
			return 10
		}
		return 0
	}
	switch {
	case v == last+1:
		return 10
	case v == 1 && last == 1 && b.indent == pb.indent && b.role == ingest.Item && pb.role == ingest.Item && b.gap <= 1 && lazy:
		return 9 // "1." before every item
	case v == last && v > 1, v == last+2, v == last+3:
		return 3
	}
	return 0
}

// closeForList closes what a new list at block i cannot stand in.
func (g *grower) closeForList(i int) {
	for len(g.stack) > 0 && !g.holds(&g.stack[len(g.stack)-1], i) {
		g.stack = g.stack[:len(g.stack)-1]
	}
}

// holds reports whether a new list at block i can stand in o.
func (g *grower) holds(o *open, i int) bool {
	if o.kind != noStanding || o.form == bracketed {
		return true
	}
	b, p := &g.blocks[i], &g.blocks[o.block]
	next := i == o.block+1
	switch {
	case b.mk.form == decimal && b.mk.n > 1 && b.indent <= p.indent+1 && p.mk.form != decimal && p.mk.form != bare:
		return false // 4.2 stands below 4, not below the items before it
	case b.indent != p.indent:
		return b.indent > p.indent
	case p.mk.form == b.mk.form && p.mk.n > 0 && b.mk.n == p.mk.n && b.mk.value() == 1:
		// The same numbers begin again: below a heading or an announcement, or
		// after the end of a list.
		if next {
			return p.sh.announce || headingLike(g.text(o.block), &p.sh) && (p.mk.value() == 1 || g.shortMembers(o.series))
		}
		return g.capable(o)
	case p.mk.form == bullet && b.mk.form != bullet && b.mk.form != listItem:
		// Numbers below a bullet, and no further to the right: the bullets have
		// ended, unless they are headings.
		return p.sh.announce || g.blocks[i-1].sh.announce || g.capable(o) && (heavy(p.mk.sym) || next && b.sh.prose() && !g.belowBrackets(o.block))
	case p.mk.form == listItem && b.mk.form != listItem && b.role != ingest.Item:
		return p.sh.announce || g.html && p.indent > 0 // in HTML it stands inside the item
	}
	return true
}

// belowBrackets reports whether the bullet i stands alone below a heading in brackets.
func (g *grower) belowBrackets(i int) bool {
	return i > 0 && g.t.parent[i] == i-1 && g.blocks[i-1].mk.form == bracketed
}

// shortMembers reports whether the members of a series look like headings.
func (g *grower) shortMembers(s int) bool {
	members := g.t.all[s].members
	for _, m := range members[max(0, len(members)-4):] {
		if !headingLike(g.text(m), &g.blocks[m].sh) {
			return false
		}
	}
	return true
}

// capable reports whether an open marked block may be a heading, as far as one
// can tell before its series has ended.
func (g *grower) capable(o *open) bool {
	t, b := g.t, &g.blocks[o.block]
	if o.form == bracketed {
		return true
	}
	if !headingLike(g.text(o.block), &b.sh) {
		return false
	}
	members := t.all[o.series].members
	if len(members) > 1 {
		// Something stood below the one before.
		prev := members[len(members)-2]
		return t.parent[prev+1] == prev && prev+1 != o.block
	}
	return true
}

// closeFor closes what an unnumbered heading at block i ends.
func (g *grower) closeFor(i int, st standing) {
	s := g.stack
	if st == titleHeading {
		for len(s) > 0 && s[len(s)-1].kind != formatHeading {
			s = s[:len(s)-1]
		}
		g.stack = s
		return
	}
	for k := len(s) - 1; k >= 0; k-- {
		if s[k].kind == formatHeading || s[k].kind == titleHeading {
			break
		}
		if s[k].kind == st {
			g.stack = s[:k]
			return
		}
	}
	// What follows a table of contents is not part of it.
	for len(s) > 0 && s[len(s)-1].kind != formatHeading && g.t.standing[s[len(s)-1].block+1] == contents {
		s = s[:len(s)-1]
	}
	g.stack = g.closeItems(s)
}

// closeItems closes the open items that cannot be headings.
func (g *grower) closeItems(s []open) []open {
	for len(s) > 0 {
		o := &s[len(s)-1]
		if o.kind != noStanding || g.capable(o) {
			break
		}
		s = s[:len(s)-1]
	}
	return s
}

// closeForBracket closes what a line in brackets at block i ends.
func (g *grower) closeForBracket(i int) {
	s := g.stack
	sym := g.blocks[i].mk.sym
	for k := len(s) - 1; k >= 0; k-- {
		if s[k].kind == formatHeading || s[k].kind == titleHeading {
			break
		}
		if s[k].form == bracketed && s[k].sym == sym {
			g.stack = s[:k]
			return
		}
	}
	g.stack = g.closeItems(s)
}

// isBracketHeading reports whether the line i, which stands in brackets, is a heading.
func (r *reader) isBracketHeading(i int, t *tree) bool {
	b := &r.blocks[i]
	body := r.text(i)
	if b.role != ingest.Text && b.role != ingest.Item || b.sh.stop || b.sh.width > 90 || isDateLine(body) || isContact(body) || bracketedPostal(body) {
		return false
	}
	if i+1 >= len(r.blocks) {
		return false
	}
	if b.inline {
		return false
	}
	n := &r.blocks[i+1]
	switch b.mk.sym {
	case '(':
		// Only as one of several, each with text below.
		return r.likeBrackets(i) >= 2 && n.mk.form != bracketed && n.role != ingest.Heading && !hasSuffix(body, "同じ)", "以下)", "ください)")
	case '「', '『', '<', '≪', '“':
		if n.mk.form == noForm && n.gap == 0 && !n.sh.prose() && t.standing[i+1] != contents && b.mk.sym != '「' {
			return n.sh.width > 24 || r.likeBrackets(i) >= 2
		}
	}
	if hasSuffix(body, "注意]", "備考]", "必須]", "任意]") && n.gap == 0 && !n.sh.prose() {
		return false
	}
	if n.role == ingest.Heading {
		return i == 0 || i < 8 && t.standing[i-1] == titleHeading
	}
	return true
}

// likeBrackets counts the lines near i that stand in the same brackets and
// have text below.
func (r *reader) likeBrackets(i int) int {
	sym := r.blocks[i].mk.sym
	n := 0
	for j := max(0, i-60); j < min(len(r.blocks)-1, i+60); j++ {
		if m := &r.blocks[j].mk; m.form == bracketed && m.sym == sym && r.blocks[j+1].mk.form != bracketed {
			n++
		}
	}
	return n
}
