package ingest

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
	"golang.org/x/net/html"
)

// An htmlReader reads HTML tag by tag. It builds no tree: it keeps the
// elements that are open and what they mean for the text inside, so that every
// character's place in the source stays known and broken markup costs nothing.
// Tags that HTML lets one leave out (</p>, </li>, </td> …) are supplied.
type htmlReader struct {
	*writer
	m     string // the source with template code blanked out, of the same length
	holes []hole

	open    []element
	last    [elemCount]int // index in open of the innermost element of a kind, -1 for none
	scope   int            // index in open of the innermost element with elemScope, -1 for none
	over    int            // elements that are open beyond maxOpen
	ctx     context
	bolds   []int // numbers of open elements where each <b> began
	aAt     int   // number of open elements where the link began
	counted bool  // the link is counted in the line

	block    int
	newBlock bool // the next line begins a block
	breaks   int  // <br> since the last line
	white    whiteSpace
	before   rune // the character written last in the line
	pending  []hole

	rootRow list // rows of <dt> outside of <dl>
	tables  []table
	info    []lineInfo // by line
	cur     lineInfo   // of the line that is open
	boxes   []box
	titled  bool
}

// maxOpen is the number of open elements up to which nesting is understood;
// deeper ones count as part of the element that holds them. Browsers draw the
// line at 512 too.
const maxOpen = 512

// A context is what the open elements mean for the text inside.
type context struct {
	role   Role
	level  int // of a heading
	depth  int // of lists
	item   int // index in open of the list item, -1 for none
	skip   bool
	pre    bool
	th     bool
	thead  bool
	header bool
	column int
}

// An element is an open element.
type element struct {
	elem      elem
	prev      int // the element of the same kind around it, as index in open
	prevScope int
	saved     context // of the text around it
	box       int     // index in boxes, -1 if no text stood in it so far
	nav       boxKind
	fresh     bool // a list item without text so far
	list      list // of a <dl>
	table     int  // index in tables
	start     int  // offset of the start tag
}

// A list counts the rows of a <dl>.
type list struct {
	row    int
	detail bool // the last was a <dd>
}

// A table is a table of the file.
type table struct {
	row, column int   // of the current cell
	columns     int   // of the widest row
	spans       []int // by column, how many more rows a cell from above reaches into
	rowOpen     bool
	layout      bool // it only places things on the page
	labels      int  // line from which on the row's cells may be labels
	onlyTh      bool // the row has only <th> so far
}

// maxSpans is the number of columns into which cells may reach from the row above.
const maxSpans = 1000

// lineInfo is what is kept of each line until all is read.
type lineInfo struct {
	line            int // index in File.Lines
	box, table      int
	letters, linked int // number of characters, and of those in links that navigate
	links, inPage   int // number of these links, and of those to places in the page
	sentence        bool
}

// whiteSpace is white space that may or may not show.
type whiteSpace struct {
	start, end int
	shows      bool // some of it is a space that HTML does not collapse
	newline    bool
	any        bool
}

func readHTML(f *File) {
	w := newWriter(f)
	r := newHTMLReader(w, w.findTemplates())
	at, title := frontMatter(w.s)
	f.Title, r.titled = title, title != ""
	r.feed(at, len(w.s))
	r.endLine()
	r.closeLink()
	if w.budget.over != nil {
		return
	}
	r.unclosed()
	r.build()
	r.undoLayout()
	r.dropNavigation()
	r.compact()
}

func newHTMLReader(w *writer, holes []hole) *htmlReader {
	r := &htmlReader{writer: w, m: blank(w.s, holes), holes: holes, scope: -1, newBlock: true}
	for i := range r.last {
		r.last[i] = -1
	}
	r.ctx.item = -1
	return r
}

// feed reads the HTML that stands at [at, end) of the source.
func (r *htmlReader) feed(at, end int) {
	z := html.NewTokenizer(strings.NewReader(r.m[at:end]))
	for r.budget.over == nil {
		tt := z.Next()
		next := at + len(z.Raw())
		switch tt {
		case html.ErrorToken: // the end
			return
		case html.TextToken:
			r.textToken(at, next)
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			r.budget.take(ofMarks, 1)
			r.startTag(name, at, next, tt == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			r.endTag(name)
		case html.CommentToken:
			// Some template languages write their tags as comments: <!--{$name}-->.
			if strings.HasPrefix(r.s[at:next], "<!--{$") && !r.ctx.skip {
				r.pending = append(r.pending, hole{at, next, variable})
			}
		}
		at = next
	}
}

// blank returns s with spaces in the place of holes.
func blank(s string, holes []hole) string {
	if len(holes) == 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	at := 0
	for _, h := range holes {
		b.WriteString(s[at:h.start])
		for range h.end - h.start {
			b.WriteByte(' ')
		}
		at = h.end
	}
	b.WriteString(s[at:])
	return b.String()
}

// unclosed remarks on an element that hides the rest of the file.
func (r *htmlReader) unclosed() {
	if !r.ctx.skip {
		return
	}
	for _, e := range r.open {
		if !e.saved.skip && (e.elem == elemSkipped || e.elem == elemForeign || e.elem == elemTemplate) {
			end := min(len(r.s), e.start+strings.IndexByte(r.s[e.start:]+">", '>')+1)
			r.addNote(Note{text.Span{Start: e.start, End: end}, "the element is not closed: what follows it is left out"})
			return
		}
	}
}

// push opens an element.
func (r *htmlReader) push(k elemInfo, start int) *element {
	if len(r.open) >= maxOpen {
		r.over++
		return nil
	}
	r.open = append(r.open, element{elem: k.elem, prev: r.last[k.elem], prevScope: r.scope, saved: r.ctx, box: -1, start: start})
	r.last[k.elem] = len(r.open) - 1
	if k.flags&elemScope != 0 {
		r.scope = len(r.open) - 1
	}
	return &r.open[len(r.open)-1]
}

// popTo closes the open elements from index n on.
func (r *htmlReader) popTo(n int) {
	for i := len(r.open) - 1; i >= n; i-- {
		e := &r.open[i]
		r.last[e.elem] = e.prev
		r.scope = e.prevScope
		r.ctx = e.saved
	}
	r.open = r.open[:n]
	for len(r.bolds) > 0 && r.bolds[len(r.bolds)-1] > n {
		r.bolds = r.bolds[:len(r.bolds)-1]
	}
	if r.linked && r.aAt > n {
		r.closeLink()
	}
}

// close closes the innermost element of a kind if it lies above floor.
func (r *htmlReader) close(k elem, floor int) {
	if n := r.last[k]; n >= 0 && n > floor {
		r.popTo(n)
	}
}

// boundary ends the block.
func (r *htmlReader) boundary() {
	r.endLine()
	r.newBlock = true
	r.breaks = 0
}

func (r *htmlReader) startTag(name []byte, at, end int, selfClosing bool) {
	k := elements[string(name)]
	if k.flags&elemBreaks != 0 && r.last[elemForeign] > r.scope {
		r.popTo(r.last[elemForeign]) // drawings and formulas hold no blocks: this one was not closed
	}
	if k.flags&elemEndsP != 0 {
		r.close(elemP, r.scope)
	}
	if k.flags&elemBreaks != 0 && k.elem != elemBr && !r.ctx.skip {
		r.boundary()
	}
	switch k.elem {
	case elemBr:
		r.br()
		return
	case elemA:
		r.closeLink()
		if selfClosing || r.ctx.skip {
			return
		}
		if href := attribute(r.m, at+1+len(name), end-1, "href"); !href.Empty() {
			r.openLink(unescape(r.s[href.Start:href.End]), href)
			r.aAt, r.counted = len(r.open), false
		}
		return
	case elemB:
		if !selfClosing {
			r.bolds = append(r.bolds, len(r.open))
		}
		return
	case elemHeading:
		if n := len(r.open); n > 0 && r.open[n-1].elem == elemHeading {
			r.popTo(n - 1)
		}
	case elemLi:
		r.close(elemLi, max(r.scope, r.last[elemUl], r.last[elemOl]))
	case elemDt, elemDd:
		floor := max(r.scope, r.last[elemDl])
		r.close(elemDt, floor)
		r.close(elemDd, floor)
	case elemTd:
		r.close(elemTd, r.last[elemTable])
		r.close(elemCaption, r.last[elemTable])
	case elemTr:
		r.close(elemTd, r.last[elemTable])
		r.close(elemTr, r.last[elemTable])
	case elemSection:
		r.close(elemTd, r.last[elemTable])
		r.close(elemTr, r.last[elemTable])
		r.close(elemSection, r.last[elemTable])
	}
	if k.flags&elemTracked == 0 {
		return
	}
	e := r.push(k, at)
	if e == nil {
		return
	}
	e.nav = boxOf(k.elem, r.m[at:end])
	r.ctx.skip = r.ctx.skip || k.flags&elemSkip != 0
	switch k.elem {
	case elemHeading:
		r.ctx.level = int(name[1] - '0')
		if r.ctx.th {
			break // a cell's words, however large
		}
		r.ctx.role = Heading
		if t := r.table(); t != nil && r.last[elemTd] > r.last[elemTable] {
			t.layout = true
		}
	case elemUl, elemOl:
		r.ctx.depth++
	case elemLi:
		r.ctx.role, r.ctx.item = Item, len(r.open)-1
		e.fresh = true
	case elemDt, elemDd:
		l := &r.rootRow
		if d := r.last[elemDl]; d >= 0 {
			l = &r.open[d].list
		}
		r.ctx.role = Detail
		if k.elem == elemDt {
			r.ctx.role = Term
		}
		if k.elem == elemDt && l.detail || l.row == 0 {
			l.row++
		}
		l.detail = k.elem == elemDd
	case elemTable:
		if t := r.outerTable(); t != nil {
			t.layout = true
		}
		e.table = len(r.tables)
		r.tables = append(r.tables, table{})
		r.ctx.role, r.ctx.th, r.ctx.thead = Text, false, false
	case elemSection:
		r.ctx.thead = name[1] == 'h'
	case elemTr:
		if t := r.table(); t != nil {
			t.newRow(len(r.f.Lines))
		}
	case elemTd:
		r.cell(name[1] == 'h', at+3, end-1)
	case elemPre:
		r.ctx.pre = true
	}
	if selfClosing && k.flags&elemSkip == 0 || selfClosing && k.elem == elemForeign {
		r.popTo(len(r.open) - 1)
	}
}

// table returns the innermost open table.
func (r *htmlReader) table() *table {
	if n := r.last[elemTable]; n >= 0 {
		return &r.tables[r.open[n].table]
	}
	return nil
}

// outerTable returns the table around the innermost open one.
func (r *htmlReader) outerTable() *table {
	if n := r.last[elemTable]; n >= 0 && r.open[n].prev >= 0 {
		return &r.tables[r.open[r.open[n].prev].table]
	}
	return nil
}

func (t *table) newRow(line int) {
	t.row++
	t.column = 0
	t.rowOpen, t.onlyTh, t.labels = true, true, line
	for i := range t.spans {
		if t.spans[i] > 0 {
			t.spans[i]--
		}
	}
}

// cell begins a cell, whose attributes are r.m[i:end].
func (r *htmlReader) cell(th bool, i, end int) {
	r.ctx.role, r.ctx.th, r.ctx.item = Cell, th, -1
	t := r.table()
	if t == nil {
		return
	}
	if r.last[elemTr] < r.last[elemTable] && (!t.rowOpen || t.row == 0) {
		t.newRow(len(r.f.Lines))
	}
	if !th && t.onlyTh {
		// <th> before <td> in a row: labels of what follows.
		for j := t.labels; j < len(r.f.Lines); j++ {
			if l := &r.f.Lines[j]; l.Role == Cell && l.Header && !r.ctx.thead {
				l.Role = Term
			}
		}
		t.onlyTh = false
	}
	t.column++
	for t.column <= len(t.spans) && t.spans[t.column-1] > 0 {
		t.column++
	}
	r.ctx.header = th || r.ctx.thead
	wide, high := r.number(i, end, "colspan"), r.number(i, end, "rowspan")
	if high > 1 {
		for len(t.spans) < min(t.column+wide-1, maxSpans) {
			t.spans = append(t.spans, 0)
		}
		for j := t.column - 1; j < min(t.column-1+wide, maxSpans); j++ {
			t.spans[j] = high
		}
	}
	r.ctx.column = t.column
	t.column += wide - 1
	t.columns = max(t.columns, t.column)
}

// number returns an attribute's value, from 1 to 100.
func (r *htmlReader) number(i, end int, name string) int {
	if end-i < len(name)+2 {
		return 1
	}
	v := attribute(r.m, i, end, name)
	n, _ := strconv.Atoi(strings.TrimSpace(r.m[v.Start:v.End]))
	return min(max(n, 1), 100)
}

func (r *htmlReader) endTag(name []byte) {
	k := elements[string(name)]
	switch k.elem {
	case elemBr:
		r.br()
		return
	case elemP:
		if r.last[elemP] <= r.scope && !r.ctx.skip { // stands for an empty paragraph
			r.boundary()
		}
	case elemA:
		r.closeLink()
		return
	case elemB:
		if n := len(r.bolds); n > 0 {
			r.bolds = r.bolds[:n-1]
		}
		return
	}
	if k.flags&elemTracked == 0 {
		return
	}
	if r.over > 0 {
		r.over--
		if k.flags&elemBreaks != 0 && !r.ctx.skip {
			r.boundary()
		}
		return
	}
	floor := r.scope
	switch k.elem {
	case elemLi:
		floor = max(floor, r.last[elemUl], r.last[elemOl])
	case elemDt, elemDd:
		floor = max(floor, r.last[elemDl])
	case elemTd, elemTr, elemSection, elemCaption:
		floor = r.last[elemTable]
	case elemTable, elemTemplate:
		floor = -1
	}
	if r.last[k.elem] <= floor {
		return // nothing of the kind is open here
	}
	skipped := r.ctx.skip
	r.popTo(r.last[k.elem])
	if k.flags&elemBreaks != 0 && !(skipped && r.ctx.skip) {
		r.boundary()
	}
}

// br breaks the line.
func (r *htmlReader) br() {
	if r.ctx.skip {
		return
	}
	if r.started {
		r.breaks = 0
	}
	r.endLine()
	r.breaks++
}

// endLine ends the line that is open, if there is one.
func (r *htmlReader) endLine() {
	r.white = whiteSpace{}
	r.before = 0
	inText := r.started
	if inText {
		r.cur.line = len(r.f.Lines)
		r.end(-1)
		r.info = append(r.info, r.cur)
	}
	r.note(r.pending, inText)
	r.pending = r.pending[:0]
}

// beginLine begins a line with its first character.
func (r *htmlReader) beginLine() {
	l := Line{Indent: r.ctx.depth}
	if r.newBlock {
		r.block++
		r.newBlock = false
		l.Gap = 1
	}
	if r.breaks > 1 {
		l.Gap = r.breaks - 1
	}
	r.breaks = 0
	l.Block = r.block
	r.cur = lineInfo{box: r.box(), table: -1}
	switch r.ctx.role {
	case Heading:
		l.Role, l.Level = Heading, r.ctx.level
		r.stale()
	case Item:
		if r.stale() {
			l.Role, l.Level = Item, max(1, r.ctx.depth)
		}
		if n := r.last[elemTable]; n >= 0 && r.ctx.column > 0 {
			r.cur.table = r.open[n].table
			l.Row, l.Column = r.tables[r.cur.table].row, r.ctx.column
		}
	case Term, Detail:
		l.Role = r.ctx.role
		l.Row = r.rootRow.row
		if d := r.last[elemDl]; d >= 0 {
			l.Row = r.open[d].list.row
		}
	case Cell:
		if n := r.last[elemTable]; n >= 0 {
			r.cur.table = r.open[n].table
			l.Role = Cell
			l.Row, l.Column, l.Header = r.tables[r.cur.table].row, r.ctx.column, r.ctx.header
		}
	}
	r.begin(l)
}

// undoLayout makes text of the cells of tables that only place things on the
// page: of a single column, or with headings or tables in their cells.
func (r *htmlReader) undoLayout() {
	for _, info := range r.info {
		if info.table < 0 {
			continue
		}
		if t := &r.tables[info.table]; t.layout || t.columns <= 1 {
			l := &r.f.Lines[info.line]
			l.Row, l.Column, l.Header = 0, 0, false
			if l.Role == Cell {
				l.Role = Text
			}
		}
	}
}

// stale marks the list item as begun and reports whether it was not so far.
func (r *htmlReader) stale() bool {
	if r.ctx.item < 0 || !r.open[r.ctx.item].fresh {
		return false
	}
	r.open[r.ctx.item].fresh = false
	return true
}

// textToken reads the text [start, end) of the source.
func (r *htmlReader) textToken(start, end int) {
	if n := len(r.open); n > 0 && r.open[n-1].elem == elemTitle {
		if !r.titled && !r.open[n-1].saved.skip {
			r.titled = true
			r.f.Title = plain(clip(r.s[start:end], maxTitle))
		}
		return
	}
	if r.ctx.skip {
		return
	}
	for _, h := range holesIn(r.holes, start, end) {
		if h.start > start {
			r.text(start, h.start)
		}
		r.pending = append(r.pending, h)
		start = min(h.end, end)
	}
	r.text(start, end)
}

// plain returns the text of a piece of HTML without tags on one line.
func plain(s string) string {
	return strings.Join(strings.Fields(text.Normal(html.UnescapeString(s))), " ")
}

const (
	chText  = iota
	chSpace // white space that collapses
	chWide  // may begin a space beyond ASCII
	chAmp
)

var htmlChars = func() (t [256]uint8) {
	for _, c := range []byte(" \t\n\r\f") {
		t[c] = chSpace
	}
	t[0xC2], t[0xE2], t[0xE3] = chWide, chWide, chWide
	t['&'] = chAmp
	return
}()

// wideSpace returns the length of the space beyond ASCII that s begins with, or 0.
func wideSpace(s string) int {
	switch {
	case len(s) >= 2 && s[0] == 0xC2:
		if s[1] == 0xA0 {
			return 2
		}
	case len(s) >= 3 && s[0] == 0xE3:
		if s[1] == 0x80 && s[2] == 0x80 {
			return 3
		}
	case len(s) >= 3 && s[0] == 0xE2:
		// U+2000 … U+200A, U+202F, U+205F
		if s[1] == 0x80 && (s[2] >= 0x80 && s[2] <= 0x8A || s[2] == 0xAF) || s[1] == 0x81 && s[2] == 0x9F {
			return 3
		}
	}
	return 0
}

// text reads text without template code.
func (r *htmlReader) text(i, end int) {
	s := r.s
	for i < end && r.budget.over == nil {
		switch htmlChars[s[i]] {
		case chSpace:
			if r.ctx.pre && (s[i] == '\n' || s[i] == '\r' && !strings.HasPrefix(s[i+1:end], "\n")) {
				r.br()
				i++
				continue
			}
			r.space(i, i+1, false)
			i++
			continue
		case chWide:
			if n := wideSpace(s[i:end]); n > 0 {
				r.space(i, i+n, true)
				i += n
				continue
			}
		case chAmp:
			if n, t := decodeEntity(s[i:end], true); n > 0 {
				if t != "" && strings.TrimFunc(t, unicode.IsSpace) == "" {
					r.space(i, i+n, true)
				} else if t != "" {
					first, _ := utf8.DecodeRuneInString(t)
					r.show(i, first)
					r.replace(i, i+n, t, len(r.bolds) > 0)
					r.count(t)
				}
				i += n
				continue
			}
		}
		j := i + 1
		for j < end {
			switch htmlChars[s[j]] {
			case chText:
				j++
				continue
			case chSpace:
				// A single space between words is part of the run.
				if s[j] == ' ' && j+1 < end && htmlChars[s[j+1]] == chText {
					j += 2
					continue
				}
			case chWide:
				if wideSpace(s[j:end]) == 0 {
					j++
					continue
				}
			}
			break
		}
		first, _ := utf8.DecodeRuneInString(s[i:j])
		r.show(i, first)
		r.writer.text(i, j, len(r.bolds) > 0)
		r.count(s[i:j])
		i = j
	}
}

// space notes white space that stands for the stretch [start, end).
func (r *htmlReader) space(start, end int, shows bool) {
	if !r.started {
		return
	}
	w := &r.white
	if !w.any {
		*w = whiteSpace{start: start, any: true}
	}
	w.end = end
	w.shows = w.shows || shows
	w.newline = w.newline || r.s[start] == '\n' || r.s[start] == '\r'
}

// show readies the line for the character first at offset at.
func (r *htmlReader) show(at int, first rune) {
	if !r.started {
		r.beginLine()
		return
	}
	if w := r.white; w.any {
		r.white = whiteSpace{}
		// A line break between characters that are written without spaces is none,
		// but before a bullet it is all that tells it from a middle dot.
		if w.shows || !w.newline || !isCJK(r.before) || !isCJK(first) || first == '・' {
			if sp := (text.Span{Start: w.start, End: w.end}); sp.Len() == 1 && r.s[w.start] == ' ' {
				r.b.Copy(sp)
			} else {
				r.b.Replace(sp, " ")
			}
		}
	}
}

// count notes what was written.
func (r *htmlReader) count(t string) {
	r.before, _ = utf8.DecodeLastRuneInString(t)
	n := utf8.RuneCountInString(t)
	r.cur.letters += n
	if r.linked && navigates(r.link.Target) {
		r.cur.linked += n
		if !r.counted {
			r.counted = true
			r.cur.links++
			if strings.HasPrefix(r.link.Target, "#") || strings.HasPrefix(r.link.Target, "javascript:") {
				r.cur.inPage++
			}
		}
	} else if !r.cur.sentence {
		r.cur.sentence = isSentence(t)
	}
}

// isCJK reports whether r is written without spaces around.
func isCJK(r rune) bool {
	return r >= 0x2E80 && r <= 0xA4CF && r != 0x3000 || r >= 0xF900 && r <= 0xFAFF || r >= 0xFE30 && r <= 0xFE4F ||
		r >= 0xFF01 && r <= 0xFF60 || r >= 0xFFE0 && r <= 0xFFE6 || r >= 0x20000 && r <= 0x3FFFD
}
