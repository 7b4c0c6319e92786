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
	heading  bool
	lead     int // block that introduces the members from the last one placed on
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

// grow builds the tree of blocks from their markers, indents and standings.
func (r *reader) grow() *tree {
	n := len(r.blocks)
	t := &tree{
		role: make([]role, n), parent: make([]int, n), series: make([]int, n), nth: make([]int, n), standing: r.standings(),
	}
	var stack []open
	top := func() int {
		if len(stack) == 0 {
			return -1
		}
		return stack[len(stack)-1].block
	}
	push := func(o open) {
		if len(stack) >= maxOpen {
			stack = stack[:maxOpen-1]
		}
		t.parent[o.block] = top()
		stack = append(stack, o)
	}
	bareOK := r.bareNumbers()
	for i := range r.blocks {
		b := &r.blocks[i]
		t.series[i] = -1
		m := &b.mk
		switch st := t.standing[i]; st {
		case formatHeading:
			level := b.level * 10
			if m.form == decimal || m.form == bare {
				level += min(int(m.n)-1, 4)
			}
			title := isTitle(r.text(i))
			for len(stack) > 0 {
				o := &stack[len(stack)-1]
				if o.kind == formatHeading && o.level < level || o.kind == titleHeading && !title {
					break
				}
				stack = stack[:len(stack)-1]
			}
			push(open{block: i, kind: st, level: level})
			t.role[i] = asHeading
			continue
		case titleHeading, plainHeading, boldHeading:
			t.role[i] = asHeading
			r.closeFor(t, &stack, i, st)
			push(open{block: i, kind: st, indent: b.indent})
			continue
		case contents, furniture:
			t.role[i] = asItem
			t.parent[i] = top()
			if st == furniture {
				t.parent[i] = -1
				if len(stack) > 0 {
					t.parent[i] = stack[0].block
				}
			}
			continue
		}
		switch {
		case b.role == ingest.Cell || b.role == ingest.Detail || b.role == ingest.Term:
			t.role[i] = asCell
			if b.header || b.role == ingest.Term {
				t.role[i] = asLabel
			}
			if m.form == noForm || m.form == note || m.form == bracketed || b.role == ingest.Term || b.header {
				t.parent[i] = top()
				continue
			}
			if b.role == ingest.Cell {
				t.parent[i] = top()
				continue
			}
		case m.form == note:
			t.role[i] = asRemark
			t.parent[i] = top()
			continue
		case m.form == noForm:
			t.parent[i] = top()
			continue
		case m.form == bracketed:
			if !r.isBracketHeading(i, t) {
				b.mk = marker{}
				t.parent[i] = top()
				continue
			}
			t.role[i] = asHeading
			r.closeForBracket(t, &stack, i)
			push(open{block: i, form: bracketed, sym: m.sym, indent: b.indent, series: -1})
			continue
		case m.form == bare && !bareOK:
			b.mk = marker{}
			b.sh = shapeOf(r.text(i))
			t.parent[i] = top()
			continue
		}
		if m.form == listItem && len(stack) > 0 {
			// An item without a mark among items that have one.
			if o := &stack[len(stack)-1]; o.kind == noStanding && o.series >= 0 && o.form != listItem {
				if p := &r.blocks[o.block]; p.role == ingest.Item && p.level == b.level && p.indent == b.indent {
					t.parent[i] = o.block
					b.mk = marker{}
					if !b.sh.prose() {
						s := &t.all[o.series]
						t.series[i], t.nth[i] = o.series, len(s.members)
						s.members = append(s.members, i)
						t.parent[i] = s.parent
						o.block = i
					}
					continue
				}
			}
		}
		k, ok := r.goesOn(t, stack, i)
		if !ok && m.weak && !r.mayBegin(m) && !r.below(stack, m) {
			b.mk = marker{}
			if b.role == ingest.Item {
				b.mk = marker{form: listItem, sym: '-'}
				k, ok = r.goesOn(t, stack, i)
			} else {
				b.sh = shapeOf(r.text(i))
				t.parent[i] = top()
				continue
			}
			b.sh = shapeOf(r.text(i))
		}
		if ok {
			o := stack[k]
			stack = stack[:k]
			s := &t.all[o.series]
			t.series[i], t.nth[i] = o.series, len(s.members)
			s.members = append(s.members, i)
			t.parent[i] = s.parent
			o.block, o.indent = i, b.indent
			stack = append(stack, o)
			continue
		}
		stack = r.closeForList(t, stack, i)
		t.series[i] = len(t.all)
		t.all = append(t.all, series{form: m.form, sym: m.sym, members: []int{i}, parent: top(), announce: -1})
		push(open{block: i, form: m.form, sym: m.sym, indent: b.indent, series: t.series[i]})
	}
	r.judge(t)
	return t
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

// mayBegin reports whether a weak marker can begin a list.
func (r *reader) mayBegin(m *marker) bool {
	switch m.form {
	case kana, kanaParens, kanaClose:
		return m.path[0] == 1 || m.alt == 1
	case decimal:
		return m.n == 1 || m.value() == 1
	}
	return m.value() == 1
}

// below reports whether an open block has the number that m is a part of.
func (r *reader) below(stack []open, m *marker) bool {
	if m.form != decimal || m.n < 2 {
		return false
	}
	for k := range stack {
		if p := &r.blocks[stack[k].block].mk; p.within(m) {
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
func (r *reader) goesOn(t *tree, stack []open, i int) (at int, ok bool) {
	b := &r.blocks[i]
	m := &b.mk
	before := &r.blocks[max(0, i-1)]
	lazy := before.mk.form != noForm || before.indent > b.indent // "1." may stand before every item
	best := 5
	for k := len(stack) - 1; k >= 0; k-- {
		o := &stack[k]
		if o.kind == formatHeading || o.kind == titleHeading {
			break
		}
		if o.kind != noStanding || o.series < 0 {
			lazy = false
			continue
		}
		p := &r.blocks[o.block]
		score := r.follows(&p.mk, m, p, b, lazy)
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
func (r *reader) closeForList(t *tree, stack []open, i int) []open {
	b := &r.blocks[i]
	for len(stack) > 0 {
		o := &stack[len(stack)-1]
		if o.kind != noStanding {
			break
		}
		p := &r.blocks[o.block]
		switch {
		case o.form == bracketed:
			return stack
		case b.mk.form == decimal && b.mk.n > 1 && b.indent <= p.indent+1 && p.mk.form != decimal && p.mk.form != bare:
			// 4.2 stands below 4, not below the items before it.
		case b.indent < p.indent:
		case b.indent > p.indent:
			return stack
		case p.mk.form == b.mk.form && p.mk.n > 0 && b.mk.n == p.mk.n && b.mk.value() == 1:
			// The same numbers begin again: below a heading, or after the end of a list.
			if headingLike(r.text(o.block), &p.sh) && i == o.block+1 && (p.mk.value() == 1 || r.shortMembers(t, o.series)) {
				return stack
			}
			if i == o.block+1 && p.sh.announce {
				return stack
			}
			if i > o.block+1 && t.parent[i-1] == o.block && r.blocks[i-1].sh.announce && r.capable(t, o) {
				return stack
			}
			if i > o.block+1 && r.capable(t, o) {
				return stack
			}
		case p.mk.form == bullet && !(r.capable(t, o) && (heavy(p.mk.sym) || i == o.block+1 && b.sh.prose())) && b.mk.form != bullet && b.mk.form != listItem && !p.sh.announce && !r.blocks[i-1].sh.announce:
			// Numbers below a bullet, and no further to the right: the bullets have ended.
		case p.mk.form == listItem && b.mk.form != listItem && b.role != ingest.Item && !p.sh.announce:
		default:
			return stack
		}
		stack = stack[:len(stack)-1]
	}
	return stack
}

// shortMembers reports whether the members of a series look like headings.
func (r *reader) shortMembers(t *tree, s int) bool {
	for _, m := range t.all[s].members[max(0, len(t.all[s].members)-4):] {
		if !headingLike(r.text(m), &r.blocks[m].sh) {
			return false
		}
	}
	return true
}

// capable reports whether an open marked block may be a heading, as far as one
// can tell before its series has ended.
func (r *reader) capable(t *tree, o *open) bool {
	b := &r.blocks[o.block]
	if o.form == bracketed {
		return true
	}
	if !headingLike(r.text(o.block), &b.sh) {
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
func (r *reader) closeFor(t *tree, stack *[]open, i int, st standing) {
	s := *stack
	if st == titleHeading {
		for len(s) > 0 && s[len(s)-1].kind != formatHeading {
			s = s[:len(s)-1]
		}
		*stack = s
		return
	}
	for k := len(s) - 1; k >= 0; k-- {
		if s[k].kind == formatHeading || s[k].kind == titleHeading {
			break
		}
		if s[k].kind == st {
			*stack = s[:k]
			return
		}
	}
	// What follows a table of contents is not part of it.
	for len(s) > 0 && s[len(s)-1].kind != formatHeading && t.standing[s[len(s)-1].block+1] == contents {
		s = s[:len(s)-1]
	}
	*stack = r.closeItems(t, s)
}

// closeItems closes the open items that cannot be headings.
func (r *reader) closeItems(t *tree, s []open) []open {
	for len(s) > 0 {
		o := &s[len(s)-1]
		if o.kind != noStanding || r.capable(t, o) {
			break
		}
		s = s[:len(s)-1]
	}
	return s
}

// closeForBracket closes what a line in brackets at block i ends.
func (r *reader) closeForBracket(t *tree, stack *[]open, i int) {
	s := *stack
	sym := r.blocks[i].mk.sym
	for k := len(s) - 1; k >= 0; k-- {
		if s[k].kind == formatHeading || s[k].kind == titleHeading {
			break
		}
		if s[k].form == bracketed && s[k].sym == sym {
			*stack = s[:k]
			return
		}
	}
	*stack = r.closeItems(t, s)
}

// isBracketHeading reports whether the line i, which stands in brackets, is a heading.
func (r *reader) isBracketHeading(i int, t *tree) bool {
	b := &r.blocks[i]
	body := r.text(i)
	if b.role != ingest.Text && b.role != ingest.Item || b.sh.stop || b.sh.width > 90 || isDateLine(body) || isContact(body) {
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
