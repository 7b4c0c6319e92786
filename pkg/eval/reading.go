package eval

import (
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/text"
)

// A reading is a text as score.py sees it, flat: NFKC character by character,
// without white space. Places in it are character offsets.
//
// Three texts stand behind one another: the source (what spans are offsets
// into), the visible characters (tags left out), the flat characters.
type reading struct {
	source *text.Source
	plain  bool  // spans lead straight into the visible text: UTF-8, and no HTML
	bounds []int // of plain texts: offsets of all characters, a byte order mark included, and the end
	marks  int   // how many byte order marks a plain text starts with

	visible []rune
	span    []text.Span // in source, of each visible character; nil if not known

	flat  string
	at    []int // byte offset in flat of each flat character, and the end
	where []int // first flat character of each visible one, and the end
	owner []int // the visible character of each flat one
}

// newReading reads the file called name. With asDecoded a text that score.py
// reads in a way of its own (ISO-2022-JP, Shift_JIS with ①) is taken as
// package ingest decodes it.
func newReading(name string, raw []byte, asDecoded bool) (*reading, error) {
	chars, bounds, enc := decodePython(raw)
	r := &reading{plain: enc == encUTF8 && !markup(name)}
	decoded := string(raw)
	if bounds == nil || enc == encReplace || asDecoded {
		switch f, err := ingest.Read(name, raw, ingest.Options{MaxBytes: -1, MaxText: -1, MaxLines: -1, MaxMarks: -1}); {
		case err != nil: // no policy, but perhaps a text to count
		case f.Encoding != "utf-8":
			decoded = f.Source.Text()
			theirs, b := split(decoded)
			switch {
			case len(theirs) == len(chars):
				bounds = b
			case asDecoded:
				chars, bounds, r.plain = theirs, b, false
			default:
				bounds = nil
			}
		case bounds == nil && asDecoded:
			chars, bounds = split(decoded)
		}
	}
	r.source = text.NewSource(name, decoded)
	if r.plain {
		r.bounds = bounds
		for rest := raw; strings.HasPrefix(string(rest[:min(3, len(rest))]), "\uFEFF"); rest = rest[3:] {
			r.marks++
		}
		if r.marks > 0 {
			r.bounds = append([]int{0}, bounds...)
		}
	}
	place := func(lo, hi int) text.Span { return text.Span{Start: bounds[lo], End: bounds[hi]} }
	if markup(name) {
		t, err := stripTags(chars)
		if err != nil {
			return nil, err
		}
		r.visible = t.chars
		if bounds != nil {
			r.span = make([]text.Span, len(t.chars))
			for i := range t.chars {
				r.span[i] = place(t.lo[i], t.hi[i])
			}
		}
	} else {
		r.visible = chars
		if bounds != nil {
			r.span = make([]text.Span, len(chars))
			for i := range chars {
				r.span[i] = place(i, i+1)
			}
		}
	}
	r.flatten()
	return r, nil
}

// markup reports whether score.py takes the tags out of the file called name.
func markup(name string) bool {
	for _, ending := range []string{".html", ".htm", ".php", ".tpl"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

// split returns the characters of s and their offsets, with the end.
func split(s string) (chars []rune, bounds []int) {
	for i, c := range s {
		chars = append(chars, c)
		bounds = append(bounds, i)
	}
	return chars, append(bounds, len(s))
}

func (r *reading) flatten() {
	var b strings.Builder
	r.where = make([]int, 0, len(r.visible)+1)
	for i, c := range r.visible {
		r.where = append(r.where, len(r.at))
		eachFlat(c, func(f rune) {
			r.at = append(r.at, b.Len())
			r.owner = append(r.owner, i)
			b.WriteRune(f)
		})
	}
	r.where = append(r.where, len(r.at))
	r.at = append(r.at, b.Len())
	r.flat = b.String()
}

// eachFlat calls f for the characters that c becomes in a flat text.
func eachFlat(c rune, f func(rune)) {
	if c < utf8.RuneSelf {
		if !isSpace(c) {
			f(c)
		}
		return
	}
	var buf [utf8.UTFMax]byte
	s := buf[:utf8.EncodeRune(buf[:], c)]
	if norm.NFKC.QuickSpan(s) == len(s) {
		if keeps(c) {
			f(c)
		}
		return
	}
	for _, n := range norm.NFKC.String(string(s)) {
		if keeps(n) {
			f(n)
		}
	}
}

// keeps reports whether a flat text keeps the character c of a text in NFKC.
func keeps(c rune) bool { return !isSpace(c) && c != '\u200B' && c != '\uFEFF' }

// flat returns s flattened.
func flat(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, c := range s {
		eachFlat(c, func(f rune) { b.WriteRune(f) })
	}
	return b.String()
}

// len returns the number of flat characters.
func (r *reading) len() int { return len(r.owner) }

// find returns where the flat text q stands in r, from the flat character at
// from on.
func (r *reading) find(q string, from int) (lo, hi int, ok bool) {
	if from > r.len() {
		return 0, 0, false
	}
	i := strings.Index(r.flat[r.at[from]:], q)
	if i < 0 {
		return 0, 0, false
	}
	lo = sort.SearchInts(r.at, r.at[from]+i)
	return lo, lo + utf8.RuneCountInString(q), true
}

// spanOf returns the stretch of the source that the flat characters lo … hi
// were made from; false if that is not known.
func (r *reading) spanOf(lo, hi int) (text.Span, bool) {
	if r.span == nil || lo < 0 || lo >= hi || hi > r.len() {
		return text.Span{}, false
	}
	return text.Span{Start: r.span[r.owner[lo]].Start, End: r.span[r.owner[hi-1]].End}, true
}

// visibleIn returns which visible characters touch the stretch sp of the source.
func (r *reading) visibleIn(sp text.Span) (i, j int) {
	i = sort.Search(len(r.span), func(k int) bool { return r.span[k].End > sp.Start })
	j = sort.Search(len(r.span), func(k int) bool { return r.span[k].Start >= sp.End })
	return i, max(i, j)
}

// flatOf returns the flat characters made from the stretch sp of the source.
func (r *reading) flatOf(sp text.Span) (lo, hi int) {
	i, j := r.visibleIn(sp)
	return r.where[i], r.where[j]
}

// quote returns what a person reads in the stretch sp of the source.
func (r *reading) quote(sp text.Span) string {
	i, j := r.visibleIn(sp)
	return string(r.visible[i:j])
}

// place returns where the finding f stands in the flat text. In a plain text
// its span says; elsewhere, or without a span, it is the first place of its
// text at or behind after, or else the first of all. (0, 0) stands for nowhere.
func (r *reading) place(f Finding, after int) (lo, hi int) {
	if r.plain && f.Span != nil {
		// As Python counts: whole characters before the span, byte order marks
		// aside, and whole characters in it.
		before := max(0, sort.SearchInts(r.bounds, f.Span.Start+1)-1)
		inside := max(0, sort.SearchInts(r.bounds, f.Span.End+1)-1-sort.SearchInts(r.bounds, f.Span.Start))
		lo = before - min(before, r.marks)
		return r.where[min(lo, len(r.visible))], r.where[min(lo+inside, len(r.visible))]
	}
	t := flat(f.Text)
	if t == "" {
		return 0, 0
	}
	lo, hi, ok := r.find(t, after)
	if !ok {
		lo, hi, _ = r.find(t, 0)
	}
	return lo, hi
}
