package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

// A writer collects the lines of a file and the view that they stand in.
type writer struct {
	f       *File
	s       string // the source's text
	b       *text.Builder
	line    Line // the line that is being written, from begin to end
	started bool // it holds some text
	// strong and plain tell whether the line holds letters that are emphasised and letters that are not.
	strong, plain bool
	nl            int // offset of the source's line feed behind the last line, -1 if there is none
	// A link is open from openLink to closeLink; its words begin with the first text in between.
	link    Link
	linked  bool // a link is open
	linking bool // and some of its words are written

	budget    *budget // of the file
	moreNotes int     // that addNote did not keep
}

func newWriter(f *File) *writer {
	b := text.NewBuilder(f.Source)
	b.Grow(min(f.Source.Len(), DefaultMaxText))
	return &writer{f: f, s: f.Source.Text(), b: b, nl: -1, budget: &f.budget}
}

// begin starts a line. What is known of it stands in l; end fills in the rest.
func (w *writer) begin(l Line) {
	w.line, w.started, w.strong, w.plain = l, false, false, false
}

// start opens the line at its first character, which stands at offset at in the source.
func (w *writer) start(at int) {
	if w.started {
		return
	}
	w.started = true
	if len(w.f.Lines) > 0 {
		if w.nl >= 0 && w.s[w.nl] == '\n' {
			w.b.Copy(text.Span{Start: w.nl, End: w.nl + 1})
		} else {
			w.b.Replace(text.Span{Start: at, End: at}, "\n")
		}
		w.nl = -1
	}
	w.line.Span.Start = w.b.Len()
}

// openLink says that what is written from here on is the words of a link.
func (w *writer) openLink(target string, source text.Span) {
	w.closeLink()
	w.link, w.linked, w.linking = Link{Target: target, Source: source}, true, false
}

// closeLink ends the words of the link.
func (w *writer) closeLink() {
	if !w.linked {
		return
	}
	w.linked = false
	if !w.linking {
		w.link.Span.Start = w.b.Len()
	}
	w.link.Span.End = w.b.Len()
	w.budget.take(ofMarks, 1)
	w.f.Links = append(w.f.Links, w.link)
}

// at readies the writer for text from offset start of the source.
func (w *writer) at(start int) {
	w.start(start)
	if w.linked && !w.linking {
		w.linking = true
		w.link.Span.Start = w.b.Len()
	}
}

// text appends a stretch of the source in normal form.
func (w *writer) text(start, end int, strong bool) {
	if start >= end || !w.budget.take(ofText, end-start) {
		return
	}
	w.at(start)
	w.b.Normalize(text.Span{Start: start, End: end})
	w.mark(w.s[start:end], strong)
}

// replace appends t in normal form, which stands for a stretch of the source.
func (w *writer) replace(start, end int, t string, strong bool) {
	if !w.budget.take(ofMarks, 1) || !w.budget.take(ofText, len(t)) {
		return
	}
	w.at(start)
	w.b.Replace(text.Span{Start: start, End: end}, t)
	w.mark(t, strong)
}

// mark notes whether there are letters in t.
func (w *writer) mark(t string, strong bool) {
	if strong && w.strong || !strong && w.plain || !hasLetter(t) {
		return
	}
	if strong {
		w.strong = true
	} else {
		w.plain = true
	}
}

func hasLetter(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// end closes the line; nl is the offset of the line feed behind it in the source, or -1.
func (w *writer) end(nl int) {
	if !w.started || !w.budget.take(ofLines, 1) {
		return
	}
	w.started = false
	w.nl = nl
	w.line.Span.End = w.b.Len()
	w.line.Bold = w.strong && !w.plain
	w.f.Lines = append(w.f.Lines, w.line)
}

// br ends the line where the format breaks it and begins another in the same block.
func (w *writer) br() {
	l := w.line
	if w.started {
		w.end(-1)
		l.Gap = 0
		if l.Role == Item {
			l.Role, l.Level, l.Bullet = Text, 0, text.Span{}
		}
	} else {
		l.Gap++
	}
	w.begin(l)
}

// note remarks on template code: on what stands for text wherever it is, on
// what controls the text only inside of a line of text.
func (w *writer) note(holes []hole, inText bool) {
	for _, h := range holes {
		if h.kind == variable || h.kind == directive && inText {
			w.addNote(Note{text.Span{Start: h.start, End: h.end}, noteHole(w.s, h)})
		}
	}
}

// build makes the view and trims the lines.
func (w *writer) build() {
	w.f.View = w.b.View()
	t := w.f.View.Text()
	for i := range w.f.Lines {
		l := &w.f.Lines[i]
		l.Span = trim(t, l.Span)
	}
}

// compact leaves out the lines in which nothing is visible.
func (w *writer) compact() {
	out := w.f.Lines[:0]
	gap := 0
	for _, l := range w.f.Lines {
		l.Gap += gap
		if l.Span.Empty() {
			gap = l.Gap + 1
			continue
		}
		gap = 0
		out = append(out, l)
	}
	w.f.Lines = out
}

// leaveOut makes the view anew without some of the lines.
func (w *writer) leaveOut(drop []bool) {
	old := w.f.View
	b := text.NewBuilder(w.f.Source)
	b.Grow(len(old.Text()))
	links := w.f.Links
	w.f.Links = nil
	lines := w.f.Lines[:0]
	for i, l := range w.f.Lines {
		if drop[i] || l.Span.Empty() {
			continue
		}
		if len(lines) > 0 {
			at := old.ToSource(l.Span).Start
			b.Replace(text.Span{Start: at, End: at}, "\n")
		}
		from := l.Span
		l.Span.Start = b.Len()
		b.CopyView(old, from)
		l.Span.End = b.Len()
		lines = append(lines, l)
		// Links are in order; one that reaches over lines stays with the first that is kept.
		for len(links) > 0 && links[0].Span.End < from.Start {
			links = links[1:]
		}
		for len(links) > 0 && links[0].Span.Start <= from.End {
			k := links[0]
			k.Span.Start = l.Span.Start + max(0, k.Span.Start-from.Start)
			k.Span.End = l.Span.Start + min(from.Len(), k.Span.End-from.Start)
			w.f.Links = append(w.f.Links, k)
			links = links[1:]
		}
	}
	w.f.Lines = lines
	w.f.View = b.View()
}

// trim narrows sp to what stands between white space in t.
func trim(t string, sp text.Span) text.Span {
	for sp.Start < sp.End {
		r, n := utf8.DecodeRuneInString(t[sp.Start:sp.End])
		if !unicode.IsSpace(r) {
			break
		}
		sp.Start += n
	}
	for sp.Start < sp.End {
		r, n := utf8.DecodeLastRuneInString(t[sp.Start:sp.End])
		if !unicode.IsSpace(r) {
			break
		}
		sp.End -= n
	}
	return sp
}

// isOrnament reports whether a line only divides or decorates: a row of one
// mark ("＊＊＊＊", "────"), or of many without a letter or a digit.
func isOrnament(s string) bool {
	var first rune
	n, same := 0, true
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || r == utf8.RuneError:
			return false
		case unicode.IsSpace(r):
			continue
		case n == 0:
			first = r
		case r != first:
			same = false
		}
		n++
	}
	return n > 16 || n >= 4 && same && !strings.ContainsRune(".…・。", first)
}

// invisible reports whether r leaves no mark on paper: white space, or a
// character that the normal form of a view leaves out.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' || r == '\u00AD'
}

// trimSource narrows [start, end) of s to what stands between invisible characters.
func trimSource(s string, start, end int) (int, int) {
	start = end - len(strings.TrimLeftFunc(s[start:end], invisible))
	return start, start + len(strings.TrimRightFunc(s[start:end], invisible))
}
