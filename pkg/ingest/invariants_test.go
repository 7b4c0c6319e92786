package ingest

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

// checkFile fails the test for each promise of [File] and [Line] that f breaks.
// It stops at a few, for one mistake tends to break many.
func checkFile(tb testing.TB, f *File) {
	tb.Helper()
	failures := 0
	fail := func(format string, args ...any) {
		tb.Helper()
		if failures++; failures <= 5 {
			tb.Errorf(f.Source.Name()+": "+format, args...)
		}
	}
	view, src := f.View.Text(), f.Source.Text()
	inView := func(sp text.Span) bool { return sp.Start >= 0 && sp.Start <= sp.End && sp.End <= len(view) }
	inSource := func(sp text.Span) bool { return sp.Start >= 0 && sp.Start <= sp.End && sp.End <= len(src) }

	if !utf8.ValidString(view) {
		fail("the view is not valid UTF-8")
	}
	if i := strings.IndexAny(view, "\x00\uFEFF\u200B\u00AD"); i >= 0 {
		fail("the view holds an invisible character at %d", i)
	}
	// Lines: in order, apart, trimmed, and with sensible fields.
	at, block := 0, 0
	srcAt := 0
	for i, l := range f.Lines {
		switch {
		case !inView(l.Span):
			fail("line %d: %v is not in the view of %d bytes", i, l.Span, len(view))
			return
		case l.Span.Empty():
			fail("line %d is empty", i)
		case l.Span.Start < at:
			fail("line %d begins at %d, before the end of the one above, %d", i, l.Span.Start, at)
		case !onRune(view, l.Span.Start) || !onRune(view, l.Span.End):
			fail("line %d: %v cuts a character", i, l.Span)
		case f.View.Slice(l.Span) != strings.TrimFunc(f.View.Slice(l.Span), unicode.IsSpace):
			fail("line %d has white space at an end: %q", i, f.View.Slice(l.Span))
		case strings.Contains(f.View.Slice(l.Span), "\n"):
			fail("line %d holds a line feed: %q", i, f.View.Slice(l.Span))
		case l.Block < block:
			fail("line %d: block %d after %d", i, l.Block, block)
		case l.Gap < 0 || l.Indent < 0 || l.Page < 0:
			fail("line %d: negative number: %+v", i, l)
		case l.Role == Heading && (l.Level < 1 || l.Level > 6), l.Role == Item && l.Level < 1, l.Role != Heading && l.Role != Item && l.Level != 0:
			fail("line %d: level %d with role %d", i, l.Level, l.Role)
		case (l.Role == Item || l.Role == Text) && !l.Header && (l.Row > 0) == (l.Column > 0): // of a list in a cell, or of none
		case (l.Row != 0 || l.Column != 0 || l.Header) && l.Role != Cell && l.Role != Term && l.Role != Detail:
			fail("line %d: row %d, column %d with role %d", i, l.Row, l.Column, l.Role)
		case l.Role == Cell && (l.Row < 1 || l.Column < 1):
			fail("line %d: a cell in row %d, column %d", i, l.Row, l.Column)
		}
		// What stands between lines is white space.
		if strings.TrimSpace(view[at:max(at, l.Span.Start)]) != "" {
			fail("%q stands in no line", view[at:l.Span.Start])
		}
		at, block = l.Span.End, l.Block
		sp := f.View.ToSource(l.Span)
		if !inSource(sp) || sp.Empty() || sp.Start < srcAt {
			fail("line %d comes from %v of the source, the one above ended at %d", i, sp, srcAt)
			return
		}
		srcAt = sp.End
		if b := l.Bullet; !b.Empty() {
			if !inSource(b) || b.End > sp.Start {
				fail("line %d: bullet %v is not before the text at %v", i, b, sp)
			} else if c := src[b.Start]; !strings.ContainsRune("-*+", rune(c)) && (c < '0' || c > '9') {
				fail("line %d: bullet %q", i, f.Source.Slice(b))
			}
		} else if b != (text.Span{}) {
			fail("line %d: empty bullet at %d", i, b.Start)
		}
	}
	if strings.TrimSpace(view[at:]) != "" {
		fail("%q stands in no line", view[at:])
	}
	checkMap(fail, f.View)
	for i, l := range f.Links {
		if !inView(l.Span) || !onRune(view, l.Span.Start) || !onRune(view, l.Span.End) {
			fail("link %d: %v is not in the view", i, l.Span)
		}
		if !inSource(l.Source) {
			fail("link %d: %v is not in the source", i, l.Source)
		} else if got := f.Source.Slice(l.Source); got != l.Target && (f.Format == FormatDOCX || unescape(got) != l.Target) {
			fail("link %d: target %q, source %q", i, l.Target, got)
		}
	}
	for i, n := range f.Notes {
		if !inSource(n.Span) || n.Span.Empty() || n.Message == "" {
			fail("note %d: %v %q", i, n.Span, n.Message)
		}
	}
}

func onRune(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// checkMap checks that each character of the view leads to a place in the
// source at or behind that of the character before, and back to itself.
func checkMap(fail func(string, ...any), v *text.View) {
	t, src := v.Text(), v.Source().Text()
	last := text.Span{}
	for i := 0; i < len(t); {
		_, n := utf8.DecodeRuneInString(t[i:])
		here := text.Span{Start: i, End: i + n}
		sp := v.ToSource(here)
		switch {
		case sp.Start < 0 || sp.End > len(src) || sp.Start > sp.End:
			fail("character %v of the view comes from %v of %d bytes", here, sp, len(src))
			return
		case sp.Start < last.Start || sp.End < last.End:
			fail("character %v of the view comes from %v, the one before from %v", here, sp, last)
			return
		case !sp.Empty():
			if back := v.FromSource(sp); !back.Contains(here) {
				fail("character %v of the view comes from %v, which leads to %v", here, sp, back)
				return
			}
		}
		last = sp
		i += n
	}
}
