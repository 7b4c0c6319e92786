package ingest

import (
	"strconv"
	"strings"

	"github.com/polcompare/polcompare/pkg/text"
)

// file makes lines of the paragraphs.
func (d *docxReader) file() *File {
	var b strings.Builder
	spans := make([]text.Span, len(d.paras))
	for i := range d.paras {
		p := &d.paras[i]
		p.mark = p.number()
		spans[i].Start = b.Len()
		b.WriteString(p.mark)
		b.Write(p.text)
		spans[i].End = b.Len()
		b.WriteByte('\n')
	}
	end := b.Len()
	to := make([]text.Span, len(d.targets))
	for i, t := range d.targets {
		if i == 0 {
			b.WriteByte('\n')
		}
		to[i] = text.Span{Start: b.Len(), End: b.Len() + len(t)}
		b.WriteString(t)
		b.WriteByte('\n')
	}
	f := &File{
		Source:   text.NewSource(d.name, b.String()),
		Title:    plainTitle(d.title),
		Format:   FormatDOCX,
		Encoding: "utf-8",
		budget:   newBudget(d.opts),
	}
	d.headings()
	heads := d.judgeTables()
	w := newWriter(f)
	holes := variables(w, end)
	for i := range d.paras {
		p := &d.paras[i]
		l := d.line(p, heads)
		l.Block = i + 1
		at := spans[i].Start
		if p.bullet && p.mark != "" && strings.IndexByte("-*+", p.mark[0]) >= 0 {
			l.Bullet = text.Span{Start: at, End: at + len(p.mark)}
		}
		w.begin(l)
		if l.Bullet.Empty() {
			w.text(at, at+len(p.mark), p.bold())
		}
		at += len(p.mark)
		link := 0
		for _, c := range p.pieces {
			if c.link != link {
				w.closeLink()
				if link = c.link; link > 0 {
					w.openLink(d.targets[link-1], to[link-1])
				}
			}
			start, stop := at+c.start, at+c.end
			switch c.kind {
			case pieceText:
				for _, h := range holesIn(holes, start, stop) {
					w.text(start, max(start, h.start), c.bold)
					start = min(h.end, stop)
				}
				w.text(start, stop, c.bold)
			case pieceSpace:
				if w.started {
					w.replace(start, stop, " ", c.bold)
				}
			case pieceBreak:
				w.br()
			}
		}
		w.closeLink()
		w.end(spans[i].End)
		w.note(holesFrom(holes, spans[i].Start, spans[i].End), true)
		p.text, p.pieces = nil, nil
	}
	w.build()
	w.compact()
	for _, r := range d.remarks {
		if n := min(r.para, len(spans)-1); n >= 0 {
			f.Notes = append(f.Notes, Note{spans[n], r.words()})
		}
	}
	return f
}

// plainTitle returns a title on one line.
func plainTitle(s string) string { return strings.Join(strings.Fields(text.Normal(s)), " ") }

// number returns what is written before the words of a paragraph.
func (p *para) number() string {
	if p.note > 0 {
		return "*" + strconv.Itoa(p.note) + " " + p.mark
	}
	return p.mark
}

// bold reports whether all words of a paragraph are bold.
func (p *para) bold() bool {
	for _, c := range p.pieces {
		if c.kind == pieceText && !c.bold && hasLetter(string(p.text[c.start:c.end])) {
			return false
		}
	}
	return true
}

// headings gives the levels of headings: the first is that of titles, if there
// are any.
func (d *docxReader) headings() {
	for i := range d.paras {
		l := &d.paras[i].line
		if l.Role != Heading {
			continue
		}
		if !d.titled {
			l.Level--
		}
		l.Level = min(max(l.Level, 1), 6)
	}
}

// A tableHeads says which cells of a table are heads.
type tableHeads struct {
	rows   int
	labels map[int]bool
}

// judgeTables finds the heads of tables, and which tables only place things on the page.
func (d *docxReader) judgeTables() []tableHeads {
	out := make([]tableHeads, len(d.tables))
	for i := range d.tables {
		out[i].rows, out[i].labels = d.tables[i].judge()
	}
	for i := range d.paras {
		if p := &d.paras[i]; p.table > 0 && p.line.Role == Heading && p.cell >= 0 {
			t := &d.tables[p.table-1]
			if t.columns > 1 && (t.cells[p.cell].row <= out[p.table-1].rows || out[p.table-1].labels[p.cell]) {
				// a cell's words, however large
				p.line = Line{Role: Cell, Row: t.cells[p.cell].row, Column: t.cells[p.cell].column, Gap: p.line.Gap}
			} else {
				t.layout = true
			}
		}
	}
	return out
}

// line returns the line of a paragraph.
func (d *docxReader) line(p *para, heads []tableHeads) Line {
	l := p.line
	if l.Role != Cell {
		return l
	}
	t := &d.tables[p.table-1]
	switch h := heads[p.table-1]; {
	case t.layout || t.columns <= 1:
		l.Role, l.Row, l.Column = Text, 0, 0
	case l.Row <= h.rows:
		l.Header = true
	case h.labels[p.cell]:
		l.Role, l.Header = Term, true
	}
	return l
}

// variables returns the unfilled variables of templates before end. Other template
// code is visible in a document of Word, and so is part of its text.
func variables(w *writer, end int) []hole {
	s := w.s
	all := w.findHoles()
	out := all[:0]
	for _, h := range all {
		if h.kind == variable && h.end <= end && strings.IndexByte(s[h.start:h.end], '\n') < 0 {
			out = append(out, h)
		}
	}
	return out
}
