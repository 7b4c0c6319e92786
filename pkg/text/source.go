// Package text holds decoded documents and the ways of looking at them.
//
// A [Source] is the immutable text of one file. A [Span] is a half-open range
// of bytes in it. A [View] is another wording of parts of a source (entities
// decoded, tags removed, characters normalised, wrapped lines joined) that
// maps every range back to the source. Views are the only place in this
// module where text changes; everything else carries spans.
package text

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Span is the half-open byte range [Start, End) of a text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether every byte of o lies in s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlap returns the number of bytes that s and o share.
func (s Span) Overlap(o Span) int { return max(0, min(s.End, o.End)-max(s.Start, o.Start)) }

// Cover returns the smallest span that holds both s and o; an empty span
// at offset zero counts as nothing.
func (s Span) Cover(o Span) Span {
	switch {
	case s == Span{}:
		return o
	case o == Span{}:
		return s
	}
	return Span{min(s.Start, o.Start), max(s.End, o.End)}
}

func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s.Start, s.End) }

// A Source is the decoded text of one file, as UTF-8. Offsets into it are
// bytes. A file that was UTF-8 already is kept byte for byte (byte order mark
// and invalid bytes included), so its offsets are offsets into the file.
type Source struct {
	name  string
	text  string
	marks []mark // one for each stride of the text
	feed  int    // offset of the last form feed, -1 without any
	ended bool   // nothing but white space stands behind it
}

// A mark is what lies before a stride of the text.
type mark struct {
	feeds int // number of line feeds
	pages int // number of form feeds
	line  int // offset of the line that goes on or begins here
}

// stride is how many bytes of the text share a mark, so that a table of all lines
// is not needed: a file may be nothing but line feeds.
const stride = 1 << 12

// NewSource returns the source called name with the given text.
func NewSource(name, text string) *Source {
	s := &Source{name: name, text: text, marks: make([]mark, 1, 1+len(text)/stride), feed: strings.LastIndexByte(text, '\f')}
	s.ended = s.feed >= 0 && strings.TrimSpace(text[s.feed:]) == ""
	m := mark{}
	for at := 0; at+stride <= len(text); at += stride {
		part := text[at : at+stride]
		if n := strings.LastIndexByte(part, '\n'); n >= 0 {
			m.line = at + n + 1
			m.feeds += strings.Count(part, "\n")
		}
		if s.feed >= 0 {
			m.pages += strings.Count(part, "\f")
		}
		s.marks = append(s.marks, m)
	}
	return s
}

// Name returns the name given to [NewSource], usually a path.
func (s *Source) Name() string { return s.name }

// Text returns the whole text.
func (s *Source) Text() string { return s.text }

// Len returns the length of the text in bytes.
func (s *Source) Len() int { return len(s.text) }

// Slice returns the text of sp. It panics if sp does not lie in the text.
func (s *Source) Slice(sp Span) string { return s.text[sp.Start:sp.End] }

// Within returns the text of sp, "" where sp does not lie in the text. A nil
// Source has no text.
func (s *Source) Within(sp Span) string {
	if s == nil || sp.Empty() || sp.Start < 0 || sp.End > len(s.text) {
		return ""
	}
	return s.text[sp.Start:sp.End]
}

// A Position is a place in a source as an editor shows it.
type Position struct {
	Line   int `json:"line"`   // from 1
	Column int `json:"column"` // in characters (runes), from 1
	// Page counts from 1 in a text with form feeds, which end pages (a PDF is
	// read so); it is 0 in any other.
	Page int `json:"page,omitempty"`
}

// String returns "line:column", and where there are pages "line:column, p. page".
func (p Position) String() string {
	s := fmt.Sprintf("%d:%d", p.Line, p.Column)
	if p.Page > 0 {
		s += fmt.Sprintf(", p. %d", p.Page)
	}
	return s
}

// Page returns the page on which the byte at offset stands, from 1; 0 in a text
// without form feeds. What is behind the last form feed stands on the last page
// if it is but white space.
func (s *Source) Page(offset int) int {
	if s.feed < 0 {
		return 0
	}
	offset = min(max(offset, 0), len(s.text))
	n := s.marks[offset/stride].pages + strings.Count(s.text[offset/stride*stride:offset], "\f")
	if offset > s.feed && s.ended {
		n--
	}
	return n + 1
}

// Position returns the line and column of the byte at offset, which is
// clamped to the text.
func (s *Source) Position(offset int) Position {
	offset = min(max(offset, 0), len(s.text))
	m := s.marks[offset/stride]
	part := s.text[offset/stride*stride : offset]
	if n := strings.LastIndexByte(part, '\n'); n >= 0 {
		m.line = offset - len(part) + n + 1
		m.feeds += strings.Count(part, "\n")
	}
	return Position{Line: m.feeds + 1, Column: utf8.RuneCountInString(s.text[m.line:offset]) + 1, Page: s.Page(offset)}
}
