package ingest

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A docxReader reads the parts of a DOCX file into paragraphs, in the order in
// which they are read.
type docxReader struct {
	opts Options
	*archive
	part   string // that holds the text
	title  string
	styles *styleSheet
	lists  *lists
	rels   relations // of the part that is being read

	frames []frame  // open elements
	open   []*para  // open paragraphs: each in a text box of the one before
	fields []field  // open fields
	codes  int      // of which the code is still being read
	run    runProps // of the open run, as far as set on the spot
	style  *style   // its style, nil for none
	link   int      // 1 + the index of the target that the open hyperlink leads to
	inside []int    // open tables, as indices in tables
	items  []openItem
	gap    int   // empty paragraphs before the next
	carry  *para // the mark at its end is deleted: the next paragraph goes on with it

	paras   []para // that are done
	tables  []docxGrid
	targets []string                  // of links
	known   map[string]int            // their indices
	noted   map[string]map[string]int // by kind, the numbers of the notes by their identifiers
	count   int                       // how many notes were referred to so far
	note    int                       // the number of the note that is being read
	remarks []remark                  // in the order of the text
	titled  bool                      // a paragraph has the style of titles
}

// A frame is an open element, and what holds for it.
type frame struct {
	kind  frameKind
	skip  bool // what it holds is not read
	saw   bool // of alternatives: one has been read; of a control: it is not to be read
	space bool // of a text: white space at its ends counts
	link  int  // that was open around it
}

type frameKind uint8

const (
	framePlain frameKind = iota
	framePara
	frameParaProps
	frameMarkProps // of the mark at the end of a paragraph
	frameRun
	frameRunProps
	frameText
	frameCode // of a field
	frameTable
	frameRow
	frameCell
	frameBox
	frameAlternatives
	frameControl
	frameNote
)

// A para is a paragraph.
type para struct {
	props  paraProps // set on the spot
	style  *style
	mark   string // its automatic number
	bullet bool   // which is the same for all of its list
	note   int    // the number of the note that it begins, 0 for none
	text   []byte
	pieces []docxPiece
	boxes  []para // in the text boxes that are anchored in it
	line   Line   // as far as known
	table  int    // 1 + the index of its table, 0 outside
	cell   int    // the index of its cell in the table
	joins  bool   // the next paragraph goes on with it
	loss   bool   // some of what it held is left out
}

// A docxPiece is a stretch of a paragraph's text.
type docxPiece struct {
	start, end int
	kind       pieceKind
	bold       bool
	link       int // 1 + the index of its target, 0 for none
}

type pieceKind uint8

const (
	pieceText  pieceKind = iota
	pieceSpace           // a tab
	pieceBreak           // a line break
	pieceMark            // not part of the view: the mark of a note
)

// A docxGrid is a table.
type docxGrid struct {
	row, column int
	columns     int // of the widest row
	cells       []docxGridCell
	heads       int  // rows that are repeated on each page
	layout      bool // it only places things on the page
}

// A docxGridCell is a cell, and what tells whether it is the head of others.
type docxGridCell struct {
	row, column, span int
	shaded            bool
	bold, plain       bool // it holds words that are bold, and words that are not
}

// stands reports whether a cell looks like the head of a row or a column.
func (c *docxGridCell) stands() bool {
	return (c.shaded || c.bold) && (c.bold || c.plain) && !(c.plain && !c.shaded)
}

// A field is what Word fills in: a link, the number of a page, a table of contents.
type field struct {
	code   []byte
	result bool // behind the code
	link   int  // that was open before
	depth  int  // the number of open paragraphs where it began
}

// An openItem is a list item that later paragraphs may belong to.
type openItem struct {
	list  string
	level int
	left  int
}

// A remark is a note on a paragraph, and on more of them.
type remark struct {
	message string
	para    int // the index of the first
	count   int
}

const (
	maxBoxes  = 8    // how deep text boxes may be nested; Word allows no nesting
	maxCode   = 4096 // bytes that are kept of a field's code
	maxTarget = 4096 // bytes that are kept of a link's target
)

// readStory reads the part that holds the text.
func (d *docxReader) readStory(part string, rels relations) error {
	d.known = map[string]int{}
	d.noted = map[string]map[string]int{"footnote": {}, "endnote": {}}
	return d.readPart(part, rels)
}

func (d *docxReader) readPart(part string, rels relations) error {
	d.rels = rels
	if err := d.read(part, partReader{d.startElement, d.endElement, d.characters}); err != nil {
		return err
	}
	for len(d.open) > 0 {
		d.endPara()
	}
	d.endCarry()
	d.frames, d.fields, d.codes, d.inside, d.items, d.link = d.frames[:0], d.fields[:0], 0, d.inside[:0], d.items[:0], 0
	return nil
}

// readNotes reads the foot- or endnotes that the text refers to.
func (d *docxReader) readNotes(kind, part string) error {
	rels, err := d.relations(part)
	if err != nil {
		return err
	}
	before := len(d.paras)
	if err := d.readPart(part, rels); err != nil {
		return err
	}
	slices.SortStableFunc(d.paras[before:], func(a, b para) int { return a.note - b.note })
	for i := len(d.paras) - 1; i > before; i-- {
		if d.paras[i].note == d.paras[i-1].note {
			d.paras[i].note = 0 // only the first paragraph of a note has its mark
		}
	}
	return nil
}

// readMargins looks into what stands above and below the text of each page.
func (d *docxReader) readMargins(rels relations) error {
	ids := make([]string, 0, len(rels))
	for id := range rels {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		r := rels[id]
		if r.kind != "header" && r.kind != "footer" || r.external {
			continue
		}
		const enough = 200
		var words []byte
		in := false
		err := d.read(r.target, partReader{
			start: func(e xml.StartElement) { in = e.Name.Local == "t" },
			end: func(n xml.Name) {
				if in = false; n.Local == "p" && len(words) > 0 {
					words = append(words, ' ')
				}
			},
			text: func(b []byte) {
				if in && len(words) < enough {
					words = append(words, b[:min(len(b), enough)]...)
				}
			},
		})
		if err != nil {
			return err
		}
		if hasLetter(string(words)) {
			t := strings.Join(strings.Fields(strings.ToValidUTF8(string(words), "")), " ")
			if rs := []rune(t); len(rs) > 40 {
				t = string(rs[:39]) + "…"
			}
			d.remarks = append(d.remarks, remark{"the " + r.kind + " of the pages is left out: " + t, 0, 1})
		}
	}
	return nil
}

// remark notes something of the paragraph that is open or comes next.
func (d *docxReader) remark(message string) {
	for i := range d.remarks { // there are but a few kinds
		if r := &d.remarks[i]; r.message == message {
			r.count++
			return
		}
	}
	d.remarks = append(d.remarks, remark{message, len(d.paras), 1})
}

// leaveOut notes that something of the open paragraph is left out.
func (d *docxReader) leaveOut(message string) {
	d.remark(message)
	if p := d.para(); p != nil {
		p.loss = true
	}
}

// para returns the innermost open paragraph, nil if there is none.
func (d *docxReader) para() *para {
	if n := len(d.open); n > 0 {
		return d.open[n-1]
	}
	return nil
}

// table returns the innermost open table, nil if there is none.
func (d *docxReader) table() *docxGrid {
	if n := len(d.inside); n > 0 {
		return &d.tables[d.inside[n-1]]
	}
	return nil
}

// cell returns the open cell of the innermost table.
func (d *docxReader) cell() *docxGridCell {
	if t := d.table(); t != nil && len(t.cells) > 0 {
		return &t.cells[len(t.cells)-1]
	}
	return nil
}

func (d *docxReader) startElement(e xml.StartElement) {
	var around frame
	if n := len(d.frames); n > 0 {
		around = d.frames[n-1]
	}
	d.frames = append(d.frames, frame{skip: around.skip, link: d.link})
	if around.skip {
		return
	}
	f := &d.frames[len(d.frames)-1]
	if !isWordML(e.Name) {
		d.otherElement(e, f)
		return
	}
	name := e.Name.Local
	switch around.kind {
	case frameParaProps:
		d.paraProp(e, f)
		return
	case frameMarkProps:
		if p := d.para(); p != nil && (name == "del" || name == "moveFrom") {
			p.joins = true
			d.leaveOut("the end of a paragraph is deleted (a tracked change): it runs on")
		}
		return
	case frameRunProps:
		d.run.set(e)
		if name == "rStyle" {
			d.style = d.styles.get(attr(e, "val"))
		}
		return
	}
	switch name {
	case "p":
		f.kind = framePara
		d.startPara()
	case "pPr":
		if around.kind == framePara {
			f.kind = frameParaProps
		}
	case "r":
		f.kind = frameRun
		d.run, d.style = runProps{}, nil
	case "rPr":
		if around.kind == frameRun {
			f.kind = frameRunProps
		}
	case "t":
		f.kind, f.space = frameText, attr(e, "space") == "preserve"
	case "instrText":
		f.kind = frameCode
	case "fldChar":
		d.fieldChar(attr(e, "fldCharType"))
	case "fldSimple":
		d.link = d.fieldLink(attr(e, "instr"))
	case "hyperlink":
		d.hyperlink(e)
	case "tab", "ptab":
		if around.kind == frameRun {
			d.add("\t", pieceSpace)
		}
	case "br", "cr":
		if around.kind == frameRun {
			d.add("\n", pieceBreak)
		}
	case "noBreakHyphen":
		d.add("-", pieceText)
	case "sym":
		d.symbol(e)
	case "footnoteReference", "endnoteReference":
		d.reference(strings.TrimSuffix(name, "Reference"), attr(e, "id"))
	case "commentReference":
		d.remark("a comment is left out")
	case "tbl":
		f.kind = frameTable
		d.startTable()
	case "tr":
		f.kind = frameRow
		if t := d.table(); t != nil {
			t.row++
			t.column = 0
		}
	case "tc":
		f.kind = frameCell
		d.startCell()
	case "tblHeader", "gridBefore", "gridSpan", "shd", "cellDel":
		d.cellProp(e, around)
	case "txbxContent":
		f.kind = frameBox
	case "sdt":
		f.kind = frameControl
	case "showingPlcHdr", "docPartGallery":
		d.control(e)
	case "sdtContent":
		f.skip = around.kind == frameControl && around.saw
	case "del", "moveFrom":
		f.skip = true
		if n := len(d.frames); around.kind == framePlain && n > 2 && d.frames[n-3].kind == frameRow {
			d.frames[n-3].skip = true // a property of the row
			d.leaveOut("a deleted row of a table (a tracked change) is left out")
		} else {
			d.leaveOut("deleted text (a tracked change) is left out")
		}
	case "altChunk", "subDoc":
		d.remark("a document that is embedded in this one is left out")
	case "footnote", "endnote":
		f.kind = frameNote
		n := d.noted[name][attr(e, "id")]
		f.skip = n == 0 || attr(e, "type") != ""
		d.note = n
	case "sectPr", "rt", "rubyPr", "binData":
		f.skip = true
	default:
		// What properties were before a tracked change.
		f.skip = strings.HasSuffix(name, "Change")
	}
}

// otherElement reads an element of another language than Word's own.
func (d *docxReader) otherElement(e xml.StartElement, f *frame) {
	switch e.Name.Local {
	case "AlternateContent":
		f.kind = frameAlternatives
	case "Choice", "Fallback":
		if n := len(d.frames); n > 1 && d.frames[n-2].kind == frameAlternatives {
			f.skip = d.frames[n-2].saw
			d.frames[n-2].saw = true
		}
	case "t":
		if strings.HasSuffix(e.Name.Space, "/math") {
			f.kind, f.space = frameText, true
			d.run, d.style = runProps{}, nil
		}
	case "relIds", "chart":
		d.remark("a diagram or chart is not read")
	}
}

// paraProp reads a property of the open paragraph.
func (d *docxReader) paraProp(e xml.StartElement, f *frame) {
	p := d.para()
	if p == nil {
		f.skip = true // properties without a paragraph, in a damaged file
		return
	}
	p.props.set(e)
	switch e.Name.Local {
	case "pStyle":
		p.style = d.styles.get(attr(e, "val"))
	case "numPr", "tabs": // set by what stands in it
		f.kind = frameParaProps
	case "rPr":
		f.kind = frameMarkProps
	case "framePr":
		if c := attr(e, "dropCap"); c != "" && c != "none" {
			p.joins = true // a large first letter, in a paragraph of its own
		}
	case "sectPr", "pPrChange":
		f.skip = true
	}
}

// cellProp reads a property of a row or a cell.
func (d *docxReader) cellProp(e xml.StartElement, around frame) {
	t := d.table()
	n := len(d.frames)
	if t == nil || n < 3 || around.kind != framePlain {
		return
	}
	owner := &d.frames[n-3]
	switch c := d.cell(); {
	case owner.kind == frameRow && e.Name.Local == "tblHeader" && isOn(e) && t.heads == t.row-1:
		t.heads = t.row
	case owner.kind == frameRow && e.Name.Local == "gridBefore":
		k, _ := strconv.Atoi(attr(e, "val"))
		t.column = min(max(k, 0), 100)
	case owner.kind != frameCell || c == nil:
	case e.Name.Local == "gridSpan":
		k, _ := strconv.Atoi(attr(e, "val"))
		c.span = min(max(k, 1), 100)
		t.columns = max(t.columns, c.column+c.span-1)
	case e.Name.Local == "shd":
		fill := strings.ToLower(attr(e, "fill"))
		c.shaded = fill != "" && fill != "auto" && fill != "ffffff"
	case e.Name.Local == "cellDel":
		owner.skip = true
		d.leaveOut("a deleted cell of a table (a tracked change) is left out")
	}
}

// control notes what is known of the content control that is open.
func (d *docxReader) control(e xml.StartElement) {
	for i := len(d.frames) - 1; i >= max(0, len(d.frames)-5); i-- {
		f := &d.frames[i]
		if f.kind != frameControl {
			continue
		}
		switch {
		case e.Name.Local == "showingPlcHdr" && isOn(e):
			f.saw = true
			d.leaveOut("a field that nobody has filled in is left out")
		case attr(e, "val") == "Table of Contents":
			f.saw = true
			d.leaveOut("the table of contents is left out")
		}
		return
	}
}

func (d *docxReader) endElement(xml.Name) {
	n := len(d.frames)
	if n == 0 {
		return
	}
	f := d.frames[n-1]
	d.frames = d.frames[:n-1]
	d.link = f.link
	switch f.kind {
	case framePara:
		d.endPara()
	case frameRow:
		d.endCarry()
	case frameTable:
		d.endCarry()
		if len(d.inside) > 0 {
			d.inside = d.inside[:len(d.inside)-1]
		}
	case frameNote:
		d.endCarry()
		d.note = 0
	}
}

// characters reads text between tags.
func (d *docxReader) characters(b []byte) {
	n := len(d.frames)
	if n == 0 || d.frames[n-1].skip {
		return
	}
	switch f := &d.frames[n-1]; f.kind {
	case frameCode:
		if k := len(d.fields); k > 0 && len(d.fields[k-1].code) < maxCode {
			d.fields[k-1].code = append(d.fields[k-1].code, b[:min(len(b), maxCode)]...)
		}
	case frameText:
		if !f.space {
			b = bytes.Trim(b, " \t\r\n")
		}
		d.add(string(b), pieceText)
	}
}

// lineFeeds are line breaks that are none: those that Word itself makes are elements.
var lineFeeds = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\f", " ", "\v", " ")

// add appends to the open paragraph.
func (d *docxReader) add(s string, kind pieceKind) {
	p := d.para()
	if p == nil {
		if strings.TrimFunc(s, invisible) == "" {
			return
		}
		d.startPara() // text outside of paragraphs, in a broken file
		p = d.para()
	}
	if d.codes > 0 {
		return // part of the code of a field
	}
	props := d.run
	if d.style != nil {
		props = props.or(d.style.run)
	}
	props = props.or(p.style.run)
	if props.hidden.value == 1 {
		if kind == pieceText {
			d.leaveOut("hidden text is left out")
		}
		return
	}
	if kind == pieceText {
		s = lineFeeds.Replace(s)
		if c := d.cell(); c != nil && strings.TrimFunc(s, invisible) != "" {
			bold := props.bold.value == 1 && !p.style.para.outline.set // headings are bold anyway
			c.bold = c.bold || bold
			c.plain = c.plain || !bold
		}
	}
	at := len(p.text)
	p.text = append(p.text, s...)
	next := docxPiece{at, len(p.text), kind, props.bold.value == 1, d.link}
	if n := len(p.pieces); n > 0 {
		if q := &p.pieces[n-1]; q.kind == kind && q.bold == next.bold && q.link == next.link && (kind == pieceText || kind == pieceSpace) {
			q.end = next.end
			return
		}
	}
	d.archive.pieces++
	p.pieces = append(p.pieces, next)
}

// symbol reads a character of a symbol font.
func (d *docxReader) symbol(e xml.StartElement) {
	n, err := strconv.ParseUint(attr(e, "char"), 16, 32)
	if err != nil || n == 0 || !utf8.ValidRune(rune(n)) {
		return
	}
	d.add(docxSymbols(string(rune(n)), attr(e, "font")), pieceText)
}

// reference reads the mark of a note.
func (d *docxReader) reference(kind, id string) {
	n := d.noted[kind][id]
	if n == 0 {
		d.count++
		n = d.count
		d.noted[kind][id] = n
		d.archive.pieces++
	}
	d.add("*"+strconv.Itoa(n), pieceMark)
}

// hyperlink begins a link.
func (d *docxReader) hyperlink(e xml.StartElement) {
	to := ""
	if r, ok := d.rels[attr(e, "id")]; ok && r.kind == "hyperlink" && r.external {
		to = r.target
	}
	if a := attr(e, "anchor"); a != "" {
		to += "#" + a
	}
	d.link = d.target(to)
}

// target returns 1 + the index of a link's target, 0 for none.
func (d *docxReader) target(to string) int {
	to = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.TrimSpace(to))
	if to == "" || len(to) > maxTarget {
		return 0
	}
	i, ok := d.known[to]
	if !ok {
		i = len(d.targets)
		d.archive.pieces++
		d.known[to] = i
		d.targets = append(d.targets, to)
	}
	return 1 + i
}

// fieldLink returns where a field with the given code leads.
func (d *docxReader) fieldLink(code string) int {
	rest, ok := strings.CutPrefix(strings.TrimSpace(code), "HYPERLINK")
	if !ok {
		return d.link
	}
	to, local := "", false
	for _, w := range strings.Fields(rest) {
		switch quoted := strings.Trim(w, "\""); {
		case w == `\l`:
			local = true
		case strings.HasPrefix(w, `\`):
		case local:
			to += "#" + quoted
			local = false
		case to == "":
			to = quoted
		}
	}
	return d.target(to)
}

// fieldChar reads a border of a field: its begin, what divides its code from
// its result, or its end.
func (d *docxReader) fieldChar(kind string) {
	n := len(d.fields)
	switch {
	case kind == "begin":
		d.archive.pieces++
		d.fields = append(d.fields, field{link: d.link, depth: len(d.open)})
		d.codes++
	case n == 0:
	case kind == "separate":
		f := &d.fields[n-1]
		if !f.result {
			f.result = true
			d.codes--
		}
		d.setLink(d.fieldLink(string(f.code)))
	case kind == "end":
		d.setLink(d.fields[n-1].link)
		d.endField()
	}
}

// endField ends the innermost open field.
func (d *docxReader) endField() {
	n := len(d.fields)
	if !d.fields[n-1].result {
		d.codes--
	}
	d.fields = d.fields[:n-1]
}

// setLink sets the link that holds from here on, also outside of the elements
// that are open in the paragraph.
func (d *docxReader) setLink(link int) {
	d.link = link
	for i := len(d.frames) - 1; i >= 0 && d.frames[i].kind != framePara; i-- {
		d.frames[i].link = link
	}
}

// startPara begins a paragraph.
func (d *docxReader) startPara() {
	if n := len(d.open); n > 0 && (n > maxBoxes || !d.boxed()) {
		d.endPara() // Word knows of no paragraph in a paragraph
	}
	d.archive.pieces++
	p := &para{style: d.styles.get(""), note: d.note}
	if c := d.carry; c != nil && len(d.open) == 0 {
		p.text, p.pieces, p.boxes, p.loss = c.text, c.pieces, c.boxes, c.loss
		d.carry = nil
	}
	if n := len(d.inside); n > 0 && len(d.open) == 0 {
		p.table = 1 + d.inside[n-1]
		p.cell = len(d.table().cells) - 1
	}
	d.open = append(d.open, p)
}

// boxed reports whether the paragraph that begins stands in a text box of the
// one that is open.
func (d *docxReader) boxed() bool {
	for i := len(d.frames) - 2; i >= 0; i-- {
		switch d.frames[i].kind {
		case frameBox:
			return true
		case framePara:
			return false
		}
	}
	return false
}

// endPara ends the innermost open paragraph.
func (d *docxReader) endPara() {
	n := len(d.open)
	if n == 0 {
		return
	}
	p := d.open[n-1]
	for k := len(d.fields); k > 0 && d.fields[k-1].depth >= n && !d.fields[k-1].result; k-- {
		d.endField() // which the file leaves open
	}
	d.open = d.open[:n-1]
	if p.joins && n == 1 {
		d.carry = p
		return
	}
	d.finish(p)
	if n > 1 {
		o := d.open[n-2]
		boxes := p.boxes
		p.boxes = nil
		if p.visible() {
			o.boxes = append(o.boxes, *p)
		}
		o.boxes = append(o.boxes, boxes...)
		return
	}
	d.put(p)
}

// endCarry ends a paragraph that no other goes on with.
func (d *docxReader) endCarry() {
	if p := d.carry; p != nil {
		d.carry = nil
		d.finish(p)
		d.put(p)
	}
}

// put adds a paragraph and what stands in its text boxes to those that are done.
func (d *docxReader) put(p *para) {
	boxes := p.boxes
	p.boxes = nil
	if p.visible() {
		p.line.Gap = 1 + d.gap
		d.gap = 0
		d.paras = append(d.paras, *p)
	} else {
		d.gap++
	}
	for _, b := range boxes {
		b.line.Gap = 1
		d.paras = append(d.paras, b)
	}
}

// visible reports whether there is something to see of a paragraph.
func (p *para) visible() bool {
	return p.mark != "" || len(bytes.TrimFunc(p.text, invisible)) > 0
}

// finish finds out what a paragraph is: a heading, an item of a list or text.
func (d *docxReader) finish(p *para) {
	st := p.style
	if strings.HasPrefix(st.name, "toc ") { // "toc 1", "toc heading"
		if p.visible() {
			d.remark("the table of contents is left out")
		}
		p.text, p.pieces, p.mark = nil, nil, ""
		return
	}
	props := p.props.or(st.para)
	var lvl *level
	if props.list != "" && props.list != "0" && !(p.loss && !p.visible()) {
		n := props.level.value
		if p.props.list == "" && !props.level.set {
			n = d.lists.levelOfStyle(props.list, st.id)
		}
		p.mark, lvl = d.lists.next(props.list, n)
		if lvl != nil {
			props.level.value = n
			p.bullet = lvl.format == "bullet"
			props.left = p.props.left.or(lvl.left).or(props.left)
		}
	}
	l := &p.line
	switch {
	case st.name == "title":
		l.Role, l.Level = Heading, 1
		d.titled = d.titled || p.visible()
		d.items = d.items[:0]
	case props.outline.set && props.outline.value >= 0 && props.outline.value < 9:
		l.Role, l.Level = Heading, 2+props.outline.value
		if p.visible() {
			d.items = d.items[:0]
		}
	case p.table > 0:
		l.Role = Cell
		if strings.TrimFunc(p.mark, invisible) != "" && len(p.text) > 0 {
			l.Role, l.Level = Item, 1+props.level.value
			l.Indent = l.Level
		}
	case p.mark != "":
		for n := len(d.items); n > 0; n-- {
			if o := d.items[n-1]; o.list == props.list && o.level < props.level.value || o.list != props.list && o.left+100 < props.left.value {
				break
			}
			d.items = d.items[:n-1]
		}
		d.items = append(d.items, openItem{props.list, props.level.value, props.left.value})
		l.Role, l.Level, l.Indent = Item, len(d.items), len(d.items)
	case p.visible():
		// What is as far to the right as the words of an item belongs to it.
		for n := len(d.items); n > 0 && (props.left.value <= 0 || props.left.value+100 < d.items[n-1].left); n-- {
			d.items = d.items[:n-1]
		}
		l.Indent = len(d.items)
	}
	if p.table > 0 {
		t := &d.tables[p.table-1]
		if p.cell >= 0 {
			if c := &t.cells[p.cell]; l.Role == Cell {
				l.Row, l.Column = c.row, c.column
			}
		} else if l.Role == Cell {
			l.Role = Text // between the cells of a broken file
		}
	}
}

// startTable begins a table.
func (d *docxReader) startTable() {
	if len(d.open) == 0 {
		d.endCarry()
	}
	if t := d.table(); t != nil {
		t.layout = true // there is a table in it
	}
	d.archive.pieces++
	if len(d.open) > 0 {
		d.tables = append(d.tables, docxGrid{layout: true}) // in a text box: no more than its words
	} else {
		d.tables = append(d.tables, docxGrid{})
	}
	d.inside = append(d.inside, len(d.tables)-1)
	d.items = d.items[:0]
}

// startCell begins a cell.
func (d *docxReader) startCell() {
	t := d.table()
	if t == nil {
		return
	}
	t.row = max(t.row, 1)
	if n := len(t.cells); n > 0 && t.cells[n-1].row == t.row {
		t.column = t.cells[n-1].column + t.cells[n-1].span - 1
	}
	t.column++
	t.columns = max(t.columns, t.column)
	d.archive.pieces++
	t.cells = append(t.cells, docxGridCell{row: t.row, column: t.column, span: 1})
}

// judge finds out which cells of a table are the heads of columns and rows.
// It returns the number of rows that are heads, and of the cells those that are labels.
func (t *docxGrid) judge() (heads int, label map[int]bool) {
	heads = t.heads
	label = map[int]bool{}
	rows := 0 // that stand out from the first on
	for i := 0; i < len(t.cells); {
		j, stand := i, 0
		of := 0
		for j < len(t.cells) && t.cells[j].row == t.cells[i].row {
			if c := &t.cells[j]; c.bold || c.plain {
				of++
				if c.stands() {
					stand++
				}
			}
			j++
		}
		switch {
		case of > 0 && stand == of && rows == t.cells[i].row-1:
			rows++
		case stand > 0 && stand < of:
			for k := i; k < j && (t.cells[k].stands() || !t.cells[k].bold && !t.cells[k].plain); k++ {
				label[k] = true
			}
		}
		i = j
	}
	if heads == 0 && rows < t.row {
		heads = rows
	}
	return heads, label
}

// words returns the words of a remark.
func (r *remark) words() string {
	if r.count > 1 {
		return fmt.Sprintf("%s, here and at %d more places", r.message, r.count-1)
	}
	return r.message
}
