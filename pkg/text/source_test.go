package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSpan(t *testing.T) {
	a := Span{2, 5}
	for _, test := range []struct {
		reason   string
		o        Span
		contains bool
		overlap  int
		cover    Span
	}{
		{"itself", Span{2, 5}, true, 3, Span{2, 5}},
		{"inside", Span{3, 4}, true, 1, Span{2, 5}},
		{"an empty one at the edge is inside", Span{5, 5}, true, 0, Span{2, 5}},
		{"over the end", Span{4, 9}, false, 1, Span{2, 9}},
		{"behind", Span{7, 9}, false, 0, Span{2, 9}},
		{"next to it", Span{5, 6}, false, 0, Span{2, 6}},
		{"around", Span{0, 9}, false, 3, Span{0, 9}},
		{"nothing", Span{}, false, 0, Span{2, 5}},
	} {
		if a.Contains(test.o) != test.contains || a.Overlap(test.o) != test.overlap || test.o.Overlap(a) != test.overlap ||
			a.Cover(test.o) != test.cover || test.o.Cover(a) != test.cover {
			t.Errorf("%s: %v and %v: contains %v, overlap %d, cover %v", test.reason, a, test.o, a.Contains(test.o), a.Overlap(test.o), a.Cover(test.o))
		}
	}
	if a.Len() != 3 || a.Empty() || !(Span{4, 4}).Empty() || a.String() != "[2,5)" {
		t.Error("Len, Empty or String")
	}
}

func TestPosition(t *testing.T) {
	src := NewSource("s", "個人\r\n情報\n\nx\xffy")
	for _, test := range []struct {
		reason string
		offset int
		want   Position
	}{
		{"the start", 0, Position{Line: 1, Column: 1}},
		{"columns are characters, not bytes", 3, Position{Line: 1, Column: 2}},
		{"a carriage return is a character of its line", 6, Position{Line: 1, Column: 3}},
		{"so is the line feed", 7, Position{Line: 1, Column: 4}},
		{"the second line", 8, Position{Line: 2, Column: 1}},
		{"an empty line", 15, Position{Line: 3, Column: 1}},
		{"an invalid byte is a character", 18, Position{Line: 4, Column: 3}},
		{"the end", 19, Position{Line: 4, Column: 4}},
		{"behind the end is the end", 99, Position{Line: 4, Column: 4}},
		{"before the start is the start", -1, Position{Line: 1, Column: 1}},
	} {
		if got := src.Position(test.offset); got != test.want {
			t.Errorf("%s: %v, want %v", test.reason, got, test.want)
		}
	}
	pages := NewSource("s", "一\n\f\n二\n\f\n")
	for _, test := range []struct {
		reason string
		offset int
		want   string
	}{
		{"a place on the first page", 0, "1:1, p. 1"},
		{"behind the first form feed", 6, "3:1, p. 2"},
		{"the end, where no page begins", 12, "5:1, p. 2"},
	} {
		if got := pages.Position(test.offset).String(); got != test.want {
			t.Errorf("%s: %v, want %v", test.reason, got, test.want)
		}
	}
	if got := NewSource("", "").Position(0); got != (Position{Line: 1, Column: 1}) {
		t.Errorf("an empty source: %v", got)
	}
}

// FuzzPosition derives positions by counting.
func FuzzPosition(f *testing.F) {
	f.Add("a\nb\n\nc", 4)
	f.Add("個\xff\n", 3)
	f.Add("a\fb\n\f\n", 5)
	f.Fuzz(func(t *testing.T, s string, offset int) {
		offset = min(max(offset, 0), len(s))
		before := s[:offset]
		want := Position{Line: 1 + strings.Count(before, "\n"), Column: 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])}
		if feeds := strings.Count(s, "\f"); feeds > 0 {
			want.Page = 1 + strings.Count(before, "\f")
			if want.Page > feeds && strings.TrimSpace(s[strings.LastIndexByte(s, '\f'):]) == "" {
				want.Page--
			}
		}
		if got := NewSource("s", s).Position(offset); got != want {
			t.Errorf("%q at %d: %v, want %v", s, offset, got, want)
		}
	})
}

func BenchmarkNewSource(b *testing.B) {
	s := strings.Repeat("個人情報の取扱いについて定めます。\n", 2000)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		NewSource("s", s)
	}
}

func TestWithin(t *testing.T) {
	s := NewSource("a", "法令に基づく")
	for _, c := range []struct {
		reason string
		s      *Source
		sp     Span
		want   string
	}{
		{"in the text", s, Span{0, 6}, "法令"},
		{"empty", s, Span{3, 3}, ""},
		{"behind the end", s, Span{3, 99}, ""},
		{"before the start", s, Span{-1, 3}, ""},
		{"no source", nil, Span{0, 3}, ""},
	} {
		if got := c.s.Within(c.sp); got != c.want {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
	}
}

// Places in long texts are those that counting from the start gives, also at
// and around the bytes where one stride ends and the next begins.
func TestPositionInLongText(t *testing.T) {
	for _, piece := range []string{"\n", "あ", "ab\n", "個人情報を利用します。\n\n", strings.Repeat("x", stride-1) + "\n", strings.Repeat("x", stride) + "\n", strings.Repeat("長い行", stride) + "\n"} {
		s := strings.Repeat(piece, max(3, 3*stride/len(piece))) + "end"
		src := NewSource("s", s)
		for at := 0; at <= len(s); at++ {
			if d := at % stride; at > 200 && d > 3 && d < stride-3 && at%997 != 0 && len(s)-at > 5 || at < len(s) && !utf8.RuneStart(s[at]) {
				continue
			}
			before := s[:at]
			want := Position{Line: strings.Count(before, "\n") + 1, Column: utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1}
			if got := src.Position(at); got != want {
				t.Fatalf("%.20q…: offset %d is at %v, want %v", piece, at, got, want)
			}
		}
	}
}
