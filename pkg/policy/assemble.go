package policy

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/text"
)

// An assembler makes the document of the blocks lo to hi.
type assembler struct {
	r      *reader
	t      *tree
	lo, hi int
	d      *Document

	index   []int            // of each block: its place in Sections or Clauses
	eff     []int            // of each block: the heading or item that it belongs to, -1 at the top
	escaped []int            // of each item: 2 + the block to which the text behind it belongs (1 for none), 0 while that is the item
	lead    []int            // of each block: the block that introduces it, -1 for none
	offset  []int            // of each block: what to add to a place in the reader's text for one in the document's view
	heads   map[int]headLead // of each heading
	all     []text.Span      // the sentences

	header []int // of the table that is being read: the header cell of each column, 1 + block
	label  int   // label of the current row, -1 for none
	labRow int
	table  int // what the table belongs to
	intro  int // the block that introduces it
}

func (a *assembler) document() *Document {
	r, n := a.r, a.hi-a.lo
	a.d = &Document{
		Path: r.f.Source.Name(), Source: r.f.Source, SHA256: r.f.SHA256, Encoding: r.f.Encoding, Format: r.f.Format,
	}
	a.index, a.eff, a.escaped, a.lead, a.offset = make([]int, n), make([]int, n), make([]int, n), make([]int, n), make([]int, n)
	a.label = -1
	a.view()
	for i := a.lo; i < a.hi; i++ {
		a.place(i)
	}
	a.spans()
	a.d.Lang = language(a.d.View.Text())
	a.d.Dates = a.dates()
	a.d.Title = a.title()
	return a.d
}

// view builds the reading text of the document.
func (a *assembler) view() {
	r := a.r
	first, last := r.blocks[a.lo].span, r.blocks[a.hi-1].span
	a.d.Span = r.view.ToSource(text.Span{Start: first.Start, End: last.End})
	if bu := r.blocks[a.lo].bullet; !bu.Empty() {
		a.d.Span.Start = min(a.d.Span.Start, bu.Start)
	}
	// Blocks that stand one line feed apart are copied at once; where all of the
	// file do, the reader's view is the document's.
	b := text.NewBuilder(r.f.Source)
	for i := a.lo; i < a.hi; {
		j := i
		for j+1 < a.hi && r.blocks[j+1].span.Start == r.blocks[j].span.End+1 && r.s[r.blocks[j].span.End] == '\n' {
			j++
		}
		if i == a.lo && j == a.hi-1 && first.Start == 0 && last.End == len(r.s) {
			a.d.View = r.view
			return
		}
		if b.Len() == 0 {
			b.Grow(last.End - first.Start + 16)
		} else {
			at := r.view.ToSource(text.Span{Start: r.blocks[i].span.Start, End: r.blocks[i].span.Start}).Start
			b.Replace(text.Span{Start: at, End: at}, "\n")
		}
		off := b.Len() - r.blocks[i].span.Start
		b.CopyView(r.view, text.Span{Start: r.blocks[i].span.Start, End: r.blocks[j].span.End})
		for ; i <= j; i++ {
			a.offset[i-a.lo] = off
		}
	}
	a.d.View = b.View()
}

// at returns a span of the reader's text, which lies in block i, in the document's view.
func (a *assembler) at(i int, sp text.Span) text.Span {
	off := a.offset[i-a.lo]
	return text.Span{Start: sp.Start + off, End: sp.End + off}
}

// up returns the parent of block i in the tree, within the document.
func (a *assembler) up(i int) int {
	if p := a.t.parent[i]; p >= a.lo {
		return p
	}
	return -1
}

// isItem reports whether block p is an item that others can stand in.
func (a *assembler) isItem(p int) bool { return p >= a.lo && a.t.role[p] != asHeading }

// section returns the index of the section that block p, a heading or an item, is in.
func (a *assembler) section(p int) int {
	for p >= 0 && a.isItem(p) {
		p = a.eff[p-a.lo]
	}
	if p < 0 {
		return -1
	}
	return a.index[p-a.lo]
}

// place adds block i to the document.
func (a *assembler) place(i int) {
	t := a.t
	if t.role[i] != asCell && t.role[i] != asLabel && !a.inTable(i) {
		a.header, a.label = a.header[:0], -1
	}
	switch t.role[i] {
	case asHeading:
		a.heading(i)
	case asItem:
		a.item(i)
	case asRemark:
		a.remark(i)
	case asLabel, asCell:
		a.cell(i)
	default:
		a.text(i)
	}
}

// inTable reports whether block i, an item or text, stands in a cell of the table at hand.
func (a *assembler) inTable(i int) bool {
	return a.r.blocks[i].column > 0 && len(a.header) > 0
}

func (a *assembler) heading(i int) {
	b := &a.r.blocks[i]
	p := a.up(i)
	for p >= 0 && a.isItem(p) {
		p = a.up(p)
	}
	a.eff[i-a.lo], a.lead[i-a.lo] = p, -1
	s := Section{Parent: -1, LeadIn: -1, Level: 1}
	if p >= 0 {
		s.Parent = a.index[p-a.lo]
		s.Level = a.d.Sections[s.Parent].Level + 1
	}
	body, mark := b.body(), a.mark(b)
	s.Number = b.mk.number(a.marker(b))
	if b.mk.form == noForm || b.mk.form == bracketed || b.mk.form == listItem || body.Empty() {
		mark.End = mark.Start
		if body.Empty() {
			body = b.span
		}
	}
	s.Mark = a.at(i, mark)
	s.Heading = a.at(i, body)
	s.Span = text.Span{Start: s.Mark.Start, End: s.Heading.End}
	if l := a.announced(i, p); l >= 0 {
		s.LeadIn = a.index[l-a.lo]
	}
	a.index[i-a.lo] = len(a.d.Sections)
	a.d.Sections = append(a.d.Sections, s)
}

// A headLead says what announces the headings of one kind in a section.
type headLead struct {
	form     form
	sym      rune
	standing standing
	block    int
}

// announced returns the block of running text that announces heading i, which
// stands in p; -1 if none does. Headings of one kind share it.
func (a *assembler) announced(i, p int) int {
	t, m := a.t, &a.r.blocks[i].mk
	if h, ok := a.heads[p]; ok && h.form == m.form && h.sym == m.sym && h.standing == t.standing[i] {
		return h.block
	}
	found := -1
	for j, seen := i-1, 0; j >= a.lo && j != p && seen < 4; j, seen = j-1, seen+1 {
		b := &a.r.blocks[j]
		if t.parent[i] == j && t.role[j] == asItem {
			if b.sh.announce && b.sh.prose() {
				found = j
			}
			break
		}
		if t.role[j] != asText || a.eff[j-a.lo] != p && a.eff[j-a.lo] != t.parent[i] {
			break
		}
		if b.sh.announce && (b.sh.prose() || b.sh.colon) {
			found = j
			break
		}
	}
	if a.heads == nil {
		a.heads = make(map[int]headLead)
	}
	a.heads[p] = headLead{m.form, m.sym, t.standing[i], found}
	return found
}

// resolve follows p up to what still takes text: an item that the text has left
// stands for what it was left for.
func (a *assembler) resolve(p int) int {
	for p >= a.lo && a.isItem(p) && a.escaped[p-a.lo] != 0 {
		p = a.escaped[p-a.lo] - 2
	}
	if p < a.lo {
		return -1
	}
	return p
}

// leave finds what the running text i belongs to, and marks the items that it
// leaves: what follows does not belong to them either.
func (a *assembler) leave(i int) int {
	p := a.resolve(a.up(i))
	for p >= 0 && a.isItem(p) && !a.inside(i, p) {
		q := a.resolve(a.eff[p-a.lo])
		a.escaped[p-a.lo] = q + 2
		p = q
	}
	return p
}

// inside reports whether the running text i belongs to item p, behind which it stands.
func (a *assembler) inside(i, p int) bool {
	t := a.t
	b, o := &a.r.blocks[i], &a.r.blocks[p]
	if st := t.standing[p]; st == contents || st == furniture {
		return false
	}
	if b.inline && b.mk.form == noForm && o.inline {
		return false // the text behind an inline run
	}
	switch {
	case a.r.html && o.indent > 0:
		return b.indent >= o.indent
	case b.indent > o.indent:
		return true
	case b.indent < o.indent:
		return false
	}
	s := t.series[p]
	if s < 0 {
		return false
	}
	members := t.all[s].members
	lastOne := t.nth[p] == len(members)-1 || members[t.nth[p]+1] >= a.hi
	numbers := o.mk.n > 0
	if numbers && !lastOne {
		return true
	}
	if elaborates(a.r.text(i)) {
		return true
	}
	if a.r.html && o.of == b.of && o.role == ingest.Item {
		return true
	}
	// Where the members have text of their own, so has the last.
	own, of := 0, 0
	for k := t.nth[p] - 1; k >= 0 && of < 6; k-- {
		of++
		if m := members[k]; m+1 < members[k+1] && t.role[m+1] == asText && a.eff[m+1-a.lo] == m {
			own++
		}
	}
	if of > 0 {
		return own*2 > of && numbers
	}
	// The first bullet: does the next have text as well?
	if !numbers && !lastOne {
		next := members[t.nth[p]+1]
		return next+1 < a.hi && t.parent[next+1] == next && t.role[next+1] == asText && t.nth[p]+2 < len(members) && !b.sh.announce
	}
	return false
}

// clause adds the clause of block i, which belongs to p.
func (a *assembler) clause(i, p int, kind ClauseKind, lead int) *Clause {
	b := &a.r.blocks[i]
	a.eff[i-a.lo], a.lead[i-a.lo] = p, lead
	c := Clause{Kind: kind, Section: a.section(p), Parent: -1, LeadIn: -1}
	if p >= 0 && a.isItem(p) {
		c.Parent = a.index[p-a.lo]
		c.Depth = a.d.Clauses[c.Parent].Depth
	}
	switch kind {
	case Item:
		c.Depth++
	case Paragraph, Remark, Label, Cell:
		c.Depth = 0
	}
	if lead >= 0 {
		c.LeadIn = a.index[lead-a.lo]
	}
	body, mark := b.body(), a.mark(b)
	switch {
	case b.mk.form == listItem:
		c.Marker = a.bullet(b)
		mark.End = mark.Start
	case b.mk.form == noForm || b.mk.form == bracketed:
		mark.End = mark.Start
		if kind == Item {
			c.Marker = a.bullet(b)
		}
	case body.Empty():
		body = b.span
		mark.End = mark.Start
	default:
		c.Marker = a.marker(b)
	}
	if mark.Empty() && !body.Empty() {
		body.Start = b.span.Start
	}
	c.Mark = a.at(i, mark)
	c.Text = a.at(i, body)
	n := len(a.all)
	a.all = a.r.cut.sentences(a.d.View.Text(), c.Text, a.all)
	c.Sentences = a.all[n:len(a.all):len(a.all)]
	a.index[i-a.lo] = len(a.d.Clauses)
	a.d.Clauses = append(a.d.Clauses, c)
	return &a.d.Clauses[len(a.d.Clauses)-1]
}

// mark returns the stretch of all that stands before the text of b.
func (a *assembler) mark(b *block) text.Span {
	_, end := trimmed(a.r.s, b.span.Start, b.span.Start+int(b.mk.next))
	return text.Span{Start: b.span.Start, End: end}
}

// marker returns the marker of b without a bullet before it.
func (a *assembler) marker(b *block) string {
	return a.r.s[b.span.Start+int(b.mk.start) : b.span.Start+int(b.mk.end)]
}

// bullet returns the bullet that the format stripped.
func (a *assembler) bullet(b *block) string {
	if b.bullet.Empty() {
		return ""
	}
	return strings.TrimSpace(a.r.f.Source.Slice(b.bullet))
}

// text adds running text, or an item that nothing marks.
func (a *assembler) text(i int) {
	p := a.leave(i)
	if l := a.unmarked(i, p); l >= 0 {
		kind := Item
		if n := i + 1; n < a.hi && a.t.series[n] >= 0 && a.t.nth[n] == 0 && a.t.role[n] == asItem && !a.r.blocks[i].sh.colon {
			kind = Label // "利用目的" between the announcement and the list
		}
		a.clause(i, p, kind, l)
		return
	}
	t := a.r.text(i)
	a.clause(i, p, Paragraph, -1).Furniture = isCopyright(t) || a.r.blocks[i].page > 0 && isPageNumber(t)
}

// unmarked returns the block that announces the line i as an item of a list
// without markers, -1 if it is none.
func (a *assembler) unmarked(i, p int) int {
	b, s := &a.r.blocks[i], a.r.text(i)
	if i == a.lo || isDateLine(s) {
		return -1
	}
	if b.sh.width <= 200 && !b.sh.inner && (!b.sh.stop && !b.sh.announce || labelled(s)) {
		return a.above(i, p)
	}
	if o := &a.r.blocks[i-1]; b.sh.width <= 500 && !b.sh.announce && a.t.role[i-1] == asText && o.mk.form == noForm && goesOnBelow(a.r.text(i-1)) {
		return a.above(i, p)
	}
	if b.sh.width <= 500 && !b.sh.announce && (isCase(s, &b.sh) || isPlainAim(s, &b.sh)) {
		if l := a.above(i, p); l >= 0 && forUse(announcement(a.r.text(l))) {
			return l
		}
	}
	return -1
}

// above returns the block that announces the line i, which belongs to p, or the
// lines before it.
func (a *assembler) above(i, p int) int {
	j := i - 1
	o := &a.r.blocks[j]
	switch {
	case j == p && a.isItem(p) && o.sh.announce && o.sh.prose():
		return j
	case a.eff[j-a.lo] != p:
		return -1
	case a.t.role[j] == asText && o.sh.announce && (o.sh.prose() || o.sh.colon):
		return j
	case a.t.role[j] == asText && o.mk.form == noForm:
		return a.lead[j-a.lo]
	}
	return -1
}

// labelled reports whether t is a label and its value: "目的：…".
func labelled(t string) bool {
	n := strings.IndexByte(t, ':')
	return n > 0 && n+1 < len(t) && width(t[:n]) <= 30 && !strings.HasPrefix(t[n:], "://") && !hasAny(t[:n], "。", ". ", "、")
}

// item adds an item of a list.
func (a *assembler) item(i int) {
	t := a.t
	switch t.standing[i] {
	case contents:
		a.clause(i, a.resolve(a.up(i)), Item, -1).Furniture = true
		return
	case furniture:
		p := a.up(i)
		for p >= 0 && a.isItem(p) {
			p = a.eff[p-a.lo]
		}
		a.clause(i, p, Paragraph, -1).Furniture = true
		return
	}
	s, k := t.series[i], t.nth[i]
	if c := a.r.blocks[i].column; a.inTable(i) && c < len(a.header) && a.header[c] > 0 {
		lead := a.header[c] - 1
		if s >= 0 {
			t.all[s].lead = lead
		}
		a.clause(i, a.table, Item, lead)
		return
	}
	if k > 0 {
		prev := t.all[s].members[k-1]
		if prev >= a.lo && a.isItem(prev) {
			p := a.eff[prev-a.lo]
			lead := t.all[s].lead
			if a.escaped[prev-a.lo] != 0 {
				// Text of the section stands between: it may introduce what follows.
				if l := a.introduction(i, p); l >= 0 {
					lead = l
				}
			}
			if a.opensInCell(i-1, i) {
				lead = i - 1 // the list goes on by its bullets, but in another cell
			}
			t.all[s].lead = lead
			a.clause(i, p, Item, lead)
			return
		}
	}
	p := a.resolve(a.up(i))
	lead := a.introduction(i, p)
	if lead < 0 && p >= 0 && a.isItem(p) {
		lead = p
	}
	if s >= 0 {
		t.all[s].lead = lead
	}
	a.clause(i, p, Item, lead)
}

// introduction returns the block that introduces the list that begins at i and
// belongs to p: the nearest that announces one.
func (a *assembler) introduction(i, p int) int {
	if j := i - 1; j >= a.lo {
		// The text of the cell that the list stands in, or the label before the cell.
		b := &a.r.blocks[j]
		if a.t.role[j] == asCell && b.sh.announce || a.t.role[j] == asLabel && (b.role == ingest.Term || b.row == a.r.blocks[i].row) {
			return j
		}
	}
	for j, seen := i-1, 0; j >= a.lo && seen < 5; j, seen = j-1, seen+1 {
		b := &a.r.blocks[j]
		if j == p {
			if a.isItem(p) {
				return p
			}
			return -1
		}
		if seen == 0 && a.opensInCell(j, i) {
			return j // the text of a cell or of a <dd> goes on as a list
		}
		if a.eff[j-a.lo] != p || a.t.role[j] == asHeading {
			if a.t.role[j] == asHeading {
				return -1
			}
			continue
		}
		switch a.t.role[j] {
		case asItem:
			// An item of another list that announces this one.
			if seen == 0 && b.sh.announce && b.sh.prose() {
				return j
			}
			return -1
		case asText:
			if b.sh.announce {
				return j
			}
		}
	}
	return -1
}

// remark adds a note.
func (a *assembler) remark(i int) {
	p := a.resolve(a.up(i))
	lead := -1
	if p >= 0 && a.isItem(p) {
		// A note on an item of a list is introduced by what introduces the list.
		lead = a.lead[p-a.lo]
	}
	a.clause(i, p, Remark, lead)
}

// cell adds a label or a cell of a table.
func (a *assembler) cell(i int) {
	b := &a.r.blocks[i]
	if a.tableFollows(i) {
		a.header, a.label = a.header[:0], -1
	}
	if len(a.header) == 0 && a.label < 0 {
		// The table begins here.
		a.table = a.leave(i)
		a.intro = a.introduction(i, a.table)
		a.labRow = 0
	}
	if b.row != a.labRow {
		a.labRow = b.row
		if a.label < 0 || a.r.blocks[a.label].column >= b.column {
			a.label = -1 // else the label reaches into this row
		}
	}
	kind := Cell
	lead := a.intro
	p := a.table
	if a.t.role[i] == asLabel {
		kind = Label
		for len(a.header) < b.column+1 {
			a.header = append(a.header, 0)
		}
		if b.header && b.column > 0 && b.role != ingest.Term {
			a.header[b.column] = i + 1
		}
	} else {
		if b.column > 0 && b.column < len(a.header) && a.header[b.column] > 0 {
			lead = a.header[b.column] - 1
		}
		if a.label >= 0 {
			p = a.label
			if lead == a.intro {
				lead = a.label
			}
		}
		if j := a.opener(i); j >= 0 {
			lead = j
		}
	}
	a.clause(i, p, kind, lead)
	if a.t.role[i] == asLabel && b.role == ingest.Term || a.label < 0 && b.column == 1 && a.t.role[i] == asCell {
		a.label = i
	}
	if len(a.header) == 0 {
		a.header = append(a.header, 0)
	}
}

// tableFollows reports whether a table begins at block i right behind another one.
func (a *assembler) tableFollows(i int) bool {
	b := &a.r.blocks[i]
	if i == a.lo || b.row != 1 || b.column == 0 {
		return false
	}
	o := &a.r.blocks[i-1]
	return o.row > 1 || o.row == 1 && o.column > b.column
}

// opener returns the block of the cell of i that announces i as an item of a list
// within the cell, -1 if none does.
func (a *assembler) opener(i int) int {
	b := &a.r.blocks[i]
	if i == a.lo || b.mk.form == noForm && (b.sh.stop || b.sh.inner) || b.sh.announce {
		return -1
	}
	j := i - 1
	o := &a.r.blocks[j]
	if a.t.role[j] != asCell || o.row != b.row || o.column != b.column || o.role != b.role {
		return -1
	}
	if a.opensInCell(j, i) {
		return j
	}
	if l := a.lead[j-a.lo]; l >= a.lo && a.t.role[l] == asCell {
		return l // another item of the list
	}
	return -1
}

// opensInCell reports whether block j is a sentence in a cell that announces a list, which
// block i begins: in no other cell.
func (a *assembler) opensInCell(j, i int) bool {
	b, o := &a.r.blocks[j], &a.r.blocks[i]
	if b.role == o.role && (b.row != o.row || b.column != o.column) {
		return false
	}
	sh := &b.sh
	if headed := b.column > 0 && b.column < len(a.header) && a.header[b.column] > 0; headed && !sh.prose() {
		return false // the head of the column says what stands in it
	}
	return a.t.role[j] == asCell && sh.announce && (sh.prose() || sh.colon && (sh.words > 3 || sh.japanese && sh.width >= 24))
}

// spans sets the ends of the sections.
func (a *assembler) spans() {
	d := a.d
	for i := range d.Clauses {
		if s := d.Clauses[i].Section; s >= 0 {
			d.Sections[s].Span.End = max(d.Sections[s].Span.End, d.Clauses[i].Text.End)
		}
	}
	for i := len(d.Sections) - 1; i >= 0; i-- {
		if p := d.Sections[i].Parent; p >= 0 {
			d.Sections[p].Span.End = max(d.Sections[p].Span.End, d.Sections[i].Span.End)
		}
	}
}
