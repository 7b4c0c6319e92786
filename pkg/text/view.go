package text

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A segment says where a stretch of a view comes from. Segments are in
// order and tile the view; their source stretches are in order too, with gaps
// where the view leaves something out.
type segment struct {
	view, src   int
	vlen, slen  int
	replacement bool // the view's bytes stand for the source's as a whole
}

// A View is a text derived from a source, with the map that leads each of
// its stretches back. It is immutable and safe for concurrent use.
type View struct {
	source *Source
	text   string
	segs   []segment
}

// Source returns the source that v is a view of.
func (v *View) Source() *Source { return v.source }

// Text returns the text of the view.
func (v *View) Text() string { return v.text }

// Slice returns the view's text in sp.
func (v *View) Slice(sp Span) string { return v.text[sp.Start:sp.End] }

// seg returns the index of the segment that holds the view's byte at offset.
func (v *View) seg(offset int) int {
	lo, hi := 0, len(v.segs)
	for lo < hi {
		if mid := int(uint(lo+hi) / 2); v.segs[mid].view > offset {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo - 1
}

// ToSource returns the smallest stretch of the source from which the view's
// stretch sp was made. A character that was replaced (a decoded entity, a
// normalised ligature) is never cut: a span that touches it covers it whole.
func (v *View) ToSource(sp Span) Span {
	if len(v.segs) == 0 {
		return Span{}
	}
	if sp.Empty() {
		i := max(0, v.seg(min(sp.Start, max(0, len(v.text)-1))))
		at := v.segs[i].src
		if g := v.segs[i]; sp.Start >= g.view+g.vlen {
			at = g.src + g.slen
		} else if !g.replacement {
			at += sp.Start - g.view
		}
		return Span{at, at}
	}
	a := &v.segs[v.seg(sp.Start)]
	b := a
	if sp.End > a.view+a.vlen {
		b = &v.segs[v.seg(sp.End-1)]
	}
	out := Span{a.src, b.src + b.slen}
	if !a.replacement {
		out.Start += sp.Start - a.view
	}
	if !b.replacement {
		out.End = b.src + sp.End - b.view
	}
	return out
}

// FromSource returns the stretch of the view made from the source's stretch
// sp. It is empty where sp is, and where the view leaves all of sp out.
func (v *View) FromSource(sp Span) Span {
	// First segment that ends behind sp.Start, first that starts at or behind sp.End.
	i, hi := 0, len(v.segs)
	for i < hi {
		if mid := int(uint(i+hi) / 2); v.segs[mid].src+v.segs[mid].slen > sp.Start {
			hi = mid
		} else {
			i = mid + 1
		}
	}
	if i >= len(v.segs) {
		return Span{len(v.text), len(v.text)}
	}
	a := &v.segs[i]
	j, hi := i+1, len(v.segs)
	if a.src >= sp.End {
		j = i
	} else if j < hi && v.segs[j].src >= sp.End {
		hi = j // most stretches lie in one segment
	}
	for j > i && j < hi {
		if mid := int(uint(j+hi) / 2); v.segs[mid].src >= sp.End {
			hi = mid
		} else {
			j = mid + 1
		}
	}
	out := Span{Start: a.view}
	if !a.replacement && sp.Start > a.src {
		out.Start += sp.Start - a.src
	}
	if j <= i || sp.Empty() {
		return Span{out.Start, out.Start}
	}
	b := &v.segs[j-1]
	out.End = b.view + b.vlen
	if !b.replacement && sp.End < b.src+b.slen {
		out.End = b.view + sp.End - b.src
	}
	if out.End < out.Start {
		out.End = out.Start
	}
	return out
}

// Identity returns the view that is the source's own text.
func Identity(s *Source) *View {
	b := NewBuilder(s)
	b.Copy(Span{0, s.Len()})
	return b.View()
}

// A Builder makes a [View] from left to right. Stretches of the source must
// be handed over in order; what is passed over is left out of the view.
type Builder struct {
	source *Source
	buf    strings.Builder
	segs   []segment
}

// NewBuilder returns a builder of a view of s.
func NewBuilder(s *Source) *Builder { return &Builder{source: s} }

// Grow makes room for n more bytes of text.
func (b *Builder) Grow(n int) { b.buf.Grow(n) }

// GrowLike makes room for as many stretches of the source as v is made of.
func (b *Builder) GrowLike(v *View) { b.segs = slices.Grow(b.segs, len(v.segs)) }

// Len returns the number of bytes written so far: the view's offset of what
// comes next.
func (b *Builder) Len() int { return b.buf.Len() }

// View returns the view of all that was written. The builder must not be used
// afterwards.
func (b *Builder) View() *View { return &View{b.source, b.buf.String(), b.segs} }

// Copy appends the source's stretch sp as it stands.
func (b *Builder) Copy(sp Span) { b.put(sp, b.source.text[sp.Start:sp.End], false) }

// Replace appends s, which stands for the source's stretch sp as a whole. An
// empty sp inserts s; an empty s leaves sp out.
func (b *Builder) Replace(sp Span, s string) { b.put(sp, s, true) }

func (b *Builder) put(sp Span, s string, replacement bool) {
	if s == "" {
		return
	}
	at := b.buf.Len()
	b.buf.WriteString(s)
	if n := len(b.segs); n > 0 && !replacement {
		if g := &b.segs[n-1]; !g.replacement && g.src+g.slen == sp.Start {
			g.vlen += len(s)
			g.slen += sp.Len()
			return
		}
	}
	if len(b.segs) == cap(b.segs) {
		b.segs = slices.Grow(b.segs, max(8, len(b.segs))) // append alone grows long slices in small steps
	}
	b.segs = append(b.segs, segment{at, sp.Start, len(s), sp.Len(), replacement})
}

// Normalize appends the source's stretch sp in Unicode normal form NFKC, with
// invalid bytes and NUL as U+FFFD and without byte order marks and zero-width
// spaces. Enclosed numbers and letters (①, ⑴, ㋐) are kept, for they are list
// markers and would melt into the text as plain digits.
func (b *Builder) Normalize(sp Span) {
	s := b.source.text
	plain := sp.Start // up to here the text is known to hold nothing that is treated on its own
	quick := sp.Start // and up to here, to be in normal form
	for i := sp.Start; i < sp.End; {
		// The usual case first: a run that is in normal form already.
		n := i + stable(s[i:sp.End])
		if n > i && !standsApart(s[n:sp.End]) {
			_, w := utf8.DecodeLastRuneInString(s[i:n])
			n -= w // the next character may join the last
		}
		if n == i && (s[i] == 0xEF || s[i] == 0xE3) { // U+3000 … U+3FFF, U+F000 … U+FFFF
			r, w := utf8.DecodeRuneInString(s[i:sp.End])
			if t := narrow(r); t != "" && standsApart(s[i+w:sp.End]) {
				b.Replace(Span{i, i + w}, t)
				i += w
				continue
			}
		}
		if n == i && s[i] >= utf8.RuneSelf {
			if i >= plain {
				plain = b.plainRun(i, sp.End)
			}
			if i >= quick {
				quick = i + norm.NFKC.QuickSpanString(s[i:plain])
			}
			n = quick
		}
		if n > i {
			b.Copy(Span{i, n})
			i = n
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:sp.End])
		switch {
		case r == 0 || r == utf8.RuneError && w <= 1:
			b.Replace(Span{i, i + 1}, "\uFFFD")
			i++
			continue
		case r == '\uFEFF' || r == '\u200B' || r == '\u00AD':
			i += w
			continue
		case enclosed(r):
			b.Copy(Span{i, i + w})
			i += w
			continue
		}
		n = norm.NFKC.NextBoundaryInString(s[i:sp.End], true)
		if n <= 0 {
			n = w
		}
		for j := i + w; j < i+n; { // an invalid byte is a unit of its own
			r, w := utf8.DecodeRuneInString(s[j:sp.End])
			if r == utf8.RuneError && w <= 1 {
				n = j - i
				break
			}
			j += w
		}
		if t := norm.NFKC.String(s[i : i+n]); t == s[i:i+n] {
			b.Copy(Span{i, i + n})
		} else {
			b.Replace(Span{i, i + n}, t)
		}
		i += n
	}
}

// plainRun returns the end of the stretch from start, at most to end, that
// holds none of the characters that Normalize treats on its own.
func (b *Builder) plainRun(start, end int) int {
	s := b.source.text[start:end]
	for i := 0; i < len(s); {
		if s[i] != 0 && s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		if r == 0 || r == utf8.RuneError && w <= 1 || r == '\uFEFF' || r == '\u200B' || r == '\u00AD' {
			return start + i
		}
		i += w
	}
	return end
}

// stable returns the length of the longest start of s that holds only
// characters that Japanese and English are mostly written with and that are in
// normal form: ASCII but NUL, kana, kanji and their punctuation.
func stable(s string) int {
	i := 0
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			if c == 0 {
				break
			}
			i++
			continue
		}
		if c < 0xE3 || c > 0xE9 || i+2 >= len(s) {
			break
		}
		d, e := s[i+1], s[i+2]
		if d&0xC0 != 0x80 || e&0xC0 != 0x80 {
			break
		}
		if r := rune(c&0x0F)<<12 | rune(d&0x3F)<<6 | rune(e&0x3F); !isStable(r) {
			break
		}
		i += 3
	}
	return i
}

// standsApart reports whether s is empty or its first character joins nothing before it.
func standsApart(s string) bool {
	switch {
	case s == "" || s[0] < utf8.RuneSelf:
		return true
	case len(s) >= 3 && s[0] == 0xEF && (s[1] == 0xBC || s[1] == 0xBD): // U+FF00 … U+FF7F
		return true
	case len(s) >= 3 && stable(s[:3]) > 0:
		return true
	}
	return norm.NFKC.PropertiesString(s).BoundaryBefore()
}

// isStable reports whether r, which lies from U+3000 to U+9FFF, is in normal
// form whatever stands before it.
func isStable(r rune) bool {
	return r >= 0x4E00 || r >= 0x30A1 && r <= 0x30FE || r >= 0x3041 && r <= 0x3096 || r >= 0x3001 && r <= 0x3029 || r >= 0x309D && r <= 0x309E
}

// forms holds the normal forms of the full-width and half-width characters
// from U+FF00 on, the usual ones that are not in normal form; not those of the
// half-width Korean letters, which join each other.
var forms = func() (t [0xF0]string) {
	for i := range t {
		if i >= 0xA0 && i < 0xE0 {
			continue
		}
		c := string(rune(0xFF00 + i))
		if n := norm.NFKC.String(c); n != c {
			t[i] = n
		}
	}
	return
}()

// narrow returns the normal form of a full-width or half-width character, or
// of the full-width space; "" for all others.
func narrow(r rune) string {
	switch {
	case r == '\u3000':
		return " "
	case r >= 0xFF00 && r < rune(0xFF00+len(forms)):
		return forms[r-0xFF00]
	}
	return ""
}

func enclosed(r rune) bool {
	return r >= 0x2460 && r <= 0x24FF || r >= 0x2776 && r <= 0x2793 || r >= 0x32D0 && r <= 0x32FE || r >= 0x3220 && r <= 0x3229
}

// CopyView appends the stretch sp of another view of the same source, with
// its map.
func (b *Builder) CopyView(v *View, sp Span) {
	if sp.Empty() {
		return
	}
	for i := v.seg(sp.Start); i < len(v.segs) && v.segs[i].view < sp.End; i++ {
		g := v.segs[i]
		lo, hi := max(sp.Start, g.view), min(sp.End, g.view+g.vlen)
		if g.replacement {
			b.put(Span{g.src, g.src + g.slen}, v.text[lo:hi], true)
		} else {
			b.put(Span{g.src + lo - g.view, g.src + hi - g.view}, v.text[lo:hi], false)
		}
	}
}

// ReplaceView appends s, which stands for the stretch sp of another view of
// the same source.
func (b *Builder) ReplaceView(v *View, sp Span, s string) { b.Replace(v.ToSource(sp), s) }

// CopyViewAs appends s, which differs from the stretch sp of another view only
// byte for byte (letter case, say): s must be as long as sp, and maps as sp does.
func (b *Builder) CopyViewAs(v *View, sp Span, s string) {
	if sp.Empty() {
		return
	}
	for i := v.seg(sp.Start); i < len(v.segs) && v.segs[i].view < sp.End; i++ {
		g := v.segs[i]
		lo, hi := max(sp.Start, g.view), min(sp.End, g.view+g.vlen)
		t := s[lo-sp.Start : hi-sp.Start]
		if g.replacement {
			b.put(Span{g.src, g.src + g.slen}, t, true)
		} else {
			b.put(Span{g.src + lo - g.view, g.src + hi - g.view}, t, false)
		}
	}
}

// Normal returns s in the normal form of [Builder.Normalize].
func Normal(s string) string {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < utf8.RuneSelf && s[i] != 0
	}
	if ascii {
		return s
	}
	b := NewBuilder(&Source{text: s})
	b.Normalize(Span{0, len(s)})
	return b.buf.String()
}
