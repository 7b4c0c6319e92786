package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A model is a view byte by byte: where each byte comes from.
type model struct {
	text  []byte
	from  []Span // of each byte of text, the stretch of the source it stands for
	exact []bool // the byte is the source's own
}

func (m *model) add(s string, sp Span, exact bool) {
	for i := range len(s) {
		from := sp
		if exact {
			from = Span{sp.Start + i, sp.Start + i + 1}
		}
		m.text, m.from, m.exact = append(m.text, s[i]), append(m.from, from), append(m.exact, exact)
	}
}

// check compares a view with its model: every stretch if the view is short,
// else those of a few lengths.
func (m *model) check(t *testing.T, v *View) {
	t.Helper()
	if v.Text() != string(m.text) {
		t.Fatalf("text %q, want %q", v.Text(), m.text)
	}
	src := v.Source().Text()
	for i := range m.text {
		for j := i + 1; j <= len(m.text) && j < i+40; j++ {
			want := Span{m.from[i].Start, m.from[j-1].End}
			got := v.ToSource(Span{i, j})
			if got != want {
				t.Fatalf("ToSource(%v) of %q = %v, want %v", Span{i, j}, v.Text(), got, want)
			}
			if got.Start < 0 || got.End > len(src) {
				t.Fatalf("ToSource(%v) = %v is outside of the source", Span{i, j}, got)
			}
			if m.exact[i] && j == i+1 && src[got.Start] != m.text[i] {
				t.Fatalf("byte %d of the view differs from its source", i)
			}
			if back := v.FromSource(got); !got.Empty() && !m.inserted(i) && !m.inserted(j-1) && !back.Contains(Span{i, j}) {
				t.Fatalf("FromSource(ToSource(%v)) = %v", Span{i, j}, back)
			}
		}
	}
	for a := 0; a <= len(src); a++ {
		for b := a; b <= len(src) && b < a+40; b++ {
			got := v.FromSource(Span{a, b})
			if got.Start < 0 || got.Start > got.End || got.End > len(m.text) {
				t.Fatalf("FromSource(%v) = %v of %d bytes", Span{a, b}, got, len(m.text))
			}
			// What comes from the stretch lies in it; what lies in it comes from
			// the stretch, or was inserted.
			for i, sp := range m.from {
				switch in := i >= got.Start && i < got.End; {
				case sp.Overlap(Span{a, b}) > 0 && !in:
					t.Fatalf("FromSource(%v) = %v leaves out byte %d, from %v", Span{a, b}, got, i, sp)
				case in && sp.Overlap(Span{a, b}) == 0 && !m.inserted(i):
					t.Fatalf("FromSource(%v) = %v holds byte %d, from %v", Span{a, b}, got, i, sp)
				}
			}
		}
	}
}

func (m *model) inserted(i int) bool { return m.from[i].Empty() }

// build runs a program of builder calls over a source, and the model of it.
func build(src string, program []byte) (*View, *model) {
	b, m := NewBuilder(NewSource("s", src)), &model{}
	at := 0
	for i := 0; i+1 < len(program) && i < 60; i += 2 {
		sp := Span{at, min(len(src), at+int(program[i+1]%9))}
		switch program[i] % 4 {
		case 0:
			b.Copy(sp)
			m.add(src[sp.Start:sp.End], sp, true)
		case 1: // leave out
		case 2:
			s := []string{"", " ", "字", "long"}[program[i]/4%4]
			b.Replace(sp, s)
			m.add(s, sp, false)
		case 3:
			sp.End = sp.Start
			b.Replace(sp, "\n")
			m.add("\n", sp, false)
		}
		at = sp.End
		if b.Len() != len(m.text) {
			panic("Len")
		}
	}
	return b.View(), m
}

// FuzzView compares views with a model of them that keeps the source of each byte.
func FuzzView(f *testing.F) {
	f.Add("個人情報 & privacy", []byte{0, 6, 1, 3, 2, 3, 0, 4, 3, 0, 6, 1, 0, 8})
	f.Add("abcdef", []byte{3, 0, 0, 2, 3, 0, 10, 2, 3, 1, 14, 3})
	f.Add("", []byte{3, 0, 2, 0, 0, 0})
	f.Fuzz(func(t *testing.T, src string, program []byte) {
		if len(src) > 200 {
			return
		}
		v, m := build(src, program)
		m.check(t, v)

		// Parts of a view copied to another keep their sources.
		c, cm := NewBuilder(v.Source()), &model{}
		for i := 0; i < len(m.text); i += 7 {
			sp := Span{i, min(len(m.text), i+5)}
			if i%2 == 0 {
				c.CopyView(v, sp)
			} else {
				c.CopyViewAs(v, sp, strings.Repeat("x", sp.Len()))
			}
			for j := sp.Start; j < sp.End; j++ {
				c := m.text[j]
				if i%2 != 0 {
					c = 'x'
				}
				cm.text, cm.from = append(cm.text, c), append(cm.from, m.from[j])
			}
		}
		cv := c.View()
		if cv.Text() != string(cm.text) {
			t.Fatalf("copied %q, want %q", cv.Text(), cm.text)
		}
		for i := range cm.text {
			if got := cv.ToSource(Span{i, i + 1}); got != cm.from[i] {
				t.Fatalf("byte %d of the copy comes from %v, want %v", i, got, cm.from[i])
			}
		}
	})
}

// FuzzNormalize compares Normalize with NFKC of each of the pieces between the
// characters that it treats on its own.
func FuzzNormalize(f *testing.F) {
	for _, s := range []string{"（１）ｶﾞｯ\u3000㍿ﬁ", "か\u3099e\u0301\u0302①㋐⑴", "\ufeffa\u200bb\u00adc\x00\xff\xe3\x81", "한\u1100\u1161ﾞ！\u0301", "℡Ａ\u0338＝\u0338", "0\xf6¹", "\xb6\uffb6\uffd6"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := NewBuilder(NewSource("s", s))
		b.Normalize(Span{0, len(s)})
		v := b.View()
		if got, want := v.Text(), slowNormal(s); got != want {
			t.Fatalf("Normalize(%+q) = %+q, want %+q", s, got, want)
		}
		if Normal(s) != v.Text() {
			t.Fatalf("Normal(%q) = %q, want %q", s, Normal(s), v.Text())
		}
		last := Span{}
		for i := 0; i < len(v.Text()); {
			_, n := utf8.DecodeRuneInString(v.Text()[i:])
			sp := v.ToSource(Span{i, i + n})
			if sp.Empty() || sp.Start < last.Start || sp.End > len(s) {
				t.Fatalf("character %d of %q comes from %v, the one before from %v", i, v.Text(), sp, last)
			}
			if back := v.FromSource(sp); !back.Contains(Span{i, i + n}) {
				t.Fatalf("FromSource(%v) = %v, want it to hold %d", sp, back, i)
			}
			last = sp
			i += n
		}
	})
}

// slowNormal is the normal form by its description.
func slowNormal(s string) string {
	var out, piece strings.Builder
	flush := func() {
		out.WriteString(norm.NFKC.String(piece.String()))
		piece.Reset()
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == 0 || r == utf8.RuneError && n <= 1:
			flush()
			out.WriteString("\uFFFD")
		case r == '\uFEFF' || r == '\u200B' || r == '\u00AD':
			flush()
		case enclosed(r):
			flush()
			out.WriteRune(r)
		default:
			piece.WriteString(s[i : i+n])
		}
		i += n
	}
	flush()
	return out.String()
}

func TestNormalize(t *testing.T) {
	for _, test := range []struct{ reason, in, want string }{
		{"plain text is as it is", "個人情報 privacy", "個人情報 privacy"},
		{"full-width letters become ASCII", "ＩＤ（１）：", "ID(1):"},
		{"half-width kana become full-width, voiced marks joined", "ｶﾞｲﾄﾞ", "ガイド"},
		{"decomposed kana are composed", "か\u3099", "が"},
		{"half-width Korean letters join each other", "0\uffb6\uffd6", "0\uc4b8"},
		{"a ligature opens", "㍿ﬁ", "株式会社fi"},
		{"the full-width space is a space", "a\u3000b", "a b"},
		{"enclosed numbers are list markers and stay", "①⑴㋐ⓐ❶㈠", "①⑴㋐ⓐ❶㈠"},
		{"a mark behind an enclosed number stays apart", "①\u3099", "①\u3099"},
		{"invisible characters go", "\uFEFF個\u200B人\u00AD", "個人"},
		{"an invisible character keeps what is around it apart", "か\u200B\u3099", "か\u3099"},
		{"NUL shows", "a\x00b", "a\uFFFDb"},
		{"each invalid byte shows", "a\xff\xfeb", "a\uFFFD\uFFFDb"},
		{"a cut character shows byte by byte", "あ\xe3\x81", "あ\uFFFD\uFFFD"},
		{"a mark changes the full-width sign before it", "＝\u0338", "≠"},
	} {
		if got := Normal(test.in); got != test.want {
			t.Errorf("%s: %q becomes %q, want %q", test.reason, test.in, got, test.want)
		}
	}
}

// TestStable proves the table of stable characters against the properties of
// package norm.
func TestStable(t *testing.T) {
	for r := rune(0x3000); r <= 0x9FFF; r++ {
		p := norm.NFKC.PropertiesString(string(r))
		want := p.BoundaryBefore() && len(p.Decomposition()) == 0 && p.CCC() == 0
		if isStable(r) && (!want && norm.NFKC.String(string(r)) != string(r) || !p.BoundaryBefore()) {
			t.Errorf("%U is not in normal form", r)
		}
		if got := stable(string(r)); got != 0 && got != len(string(r)) || got > 0 != isStable(r) {
			t.Errorf("%U: stable for %d bytes", r, got)
		}
	}
	for c := range 0x80 {
		if got := stable(string(rune(c))); got > 0 != (c != 0) {
			t.Errorf("%#x: stable for %d bytes", c, got)
		}
	}
	for r := rune(0x80); r <= 0x2FFFF; r++ {
		if s := string(r) + "x"; r != utf8.RuneError && standsApart(s) != norm.NFKC.PropertiesString(s).BoundaryBefore() {
			t.Errorf("%U: stands apart: %v", r, standsApart(s))
		}
	}
	for _, s := range []string{"\xe3\x81", "\xe3\x41\x81", "\xe3\x81\x41", "\xe9", "é", "한", "𠮷"} {
		if got := stable(s); got != 0 {
			t.Errorf("%q: stable for %d bytes", s, got)
		}
	}
}

func TestViewMaps(t *testing.T) {
	src := NewSource("s", "A &amp; ㍿B")
	b := NewBuilder(src)
	b.Copy(Span{0, 2})
	b.Replace(Span{2, 7}, "&")
	b.Replace(Span{7, 7}, "\n")
	b.Normalize(Span{8, src.Len()})
	v := b.View()
	if want := "A &\n株式会社B"; v.Text() != want {
		t.Fatalf("view %q, want %q", v.Text(), want)
	}
	for _, test := range []struct {
		reason string
		view   Span
		source string
	}{
		{"copied bytes lead to themselves", Span{0, 1}, "A"},
		{"a replaced character leads to all it stands for", Span{2, 3}, "&amp;"},
		{"a part of a replaced stretch leads to the whole", Span{7, 10}, "㍿"},
		{"a stretch over both covers both and what lies between", Span{1, 5}, " &amp; ㍿"},
		{"the end", Span{16, 17}, "B"},
	} {
		sp := v.ToSource(test.view)
		if got := src.Slice(sp); got != test.source {
			t.Errorf("%s: %q comes from %q, want %q", test.reason, v.Slice(test.view), got, test.source)
		}
		if back := v.FromSource(sp); !back.Contains(test.view) {
			t.Errorf("%s: %v leads back to %v, want at least %v", test.reason, sp, back, test.view)
		}
	}
	for _, test := range []struct {
		reason       string
		source, view Span
	}{
		{"what is left out is an empty stretch at its place", Span{7, 8}, Span{4, 4}},
		{"a stretch within a replaced one leads to all of it", Span{4, 5}, Span{2, 3}},
		{"behind the end", Span{12, 12}, Span{17, 17}},
	} {
		if got := v.FromSource(test.source); got != test.view {
			t.Errorf("%s: %v leads to %v, want %v", test.reason, test.source, got, test.view)
		}
	}
	// Empty stretches are places.
	if got := v.ToSource(Span{17, 17}); got != (Span{12, 12}) {
		t.Errorf("the end leads to %v", got)
	}
	if got := v.ToSource(Span{1, 1}); got != (Span{1, 1}) {
		t.Errorf("a place in a copied stretch leads to %v", got)
	}
	if got := NewBuilder(src).View().ToSource(Span{}); got != (Span{}) {
		t.Errorf("an empty view leads to %v", got)
	}
}

func TestIdentity(t *testing.T) {
	src := NewSource("s", "個人\xff\n情報")
	v := Identity(src)
	if v.Text() != src.Text() || v.Source() != src {
		t.Fatal("not the source's own text")
	}
	for i := range src.Len() {
		for j := i; j <= src.Len(); j++ {
			if sp := (Span{i, j}); v.ToSource(sp) != sp || v.FromSource(sp) != sp {
				t.Fatalf("%v leads to %v and %v", sp, v.ToSource(sp), v.FromSource(sp))
			}
		}
	}
}

// The time of Normalize is proportional to the text whatever stands in it:
// four times the text, at most about four times as many allocations.
func TestNormalizeAllocations(t *testing.T) {
	for _, piece := range []string{"あ\u200B", "\u0301", "e\u0301", "ｶﾞ", "あ\xff", "（", "\x00"} {
		count := func(n int) float64 {
			src := NewSource("s", strings.Repeat(piece, n))
			return testing.AllocsPerRun(1, func() {
				b := NewBuilder(src)
				b.Normalize(Span{0, src.Len()})
			})
		}
		if a, b := count(2000), count(8000); b > 5*a+100 {
			t.Errorf("%q: %v allocations for 2000, %v for 8000", piece, a, b)
		}
	}
}

func BenchmarkNormalize(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"japanese", "当社は、お客様の個人情報を、次の目的で利用します。"},
		{"full-width", "（１）ＩＤ、ｶﾅ　"},
		{"english", "We collect personal information for the following purposes. "},
		{"zero-width", "あ\u200B"},
	} {
		src := NewSource("s", strings.Repeat(bench.text, 100_000/len(bench.text)))
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(src.Len()))
			b.ReportAllocs()
			for b.Loop() {
				v := NewBuilder(src)
				v.Grow(src.Len())
				v.Normalize(Span{0, src.Len()})
			}
		})
	}
}

func BenchmarkToSource(b *testing.B) {
	src := NewSource("s", strings.Repeat("（１）当社は", 5000))
	v := NewBuilder(src)
	v.Normalize(Span{0, src.Len()})
	view := v.View()
	b.ReportAllocs()
	for b.Loop() {
		view.ToSource(Span{len(view.Text()) / 2, len(view.Text())/2 + 3})
	}
}
