package rules

import (
	"encoding/binary"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

// A step is an element of a sequence as it is run. Steps are small and stand in the
// order in which they are run, and what many of them hold is there once: to fetch a
// sequence takes longer than to find that a text does not go on with it.
type step struct {
	op   elemOp
	of   int32 // opGap: its class; opRepeat: its group in Book.repeats
	x, y int32 // opWords: the set searched for, if any, and where Book.spelled has the words; else min and max
}

// A class is a set of characters.
type class struct {
	all   []rune // as pairs of bounds
	ascii [2]uint64
}

func newClass(all []rune) class {
	c := class{all: all}
	for r := range rune(utf8.RuneSelf) {
		if inClass(r, all) {
			c.ascii[r>>6] |= 1 << (r & 63)
		}
	}
	return c
}

// next returns the length of the character of the class that s starts with, 0 if
// it starts with none.
func (c *class) next(s string) int {
	if s == "" {
		return 0
	}
	if b := s[0]; b < utf8.RuneSelf {
		return int(c.ascii[b>>6&1] >> (b & 63) & 1)
	}
	if r, w := decode(s); inClass(r, c.all) {
		return w
	}
	return 0
}

// A packer turns sequences into steps.
type packer struct {
	book    *Book
	spelled []byte
	words   map[string]int32 // where Book.spelled has them
	classes map[string]int32
	repeats map[string]int32
}

// pack returns the steps of a sequence.
func (p *packer) pack(s sequence) []step {
	out := make([]step, len(s))
	for i, e := range s {
		out[i] = step{op: e.op, x: int32(e.min), y: int32(e.max)}
		switch e.op {
		case opWords:
			out[i].x, out[i].y = e.set, once(p.words, strings.Join(e.words, "\x00"), func() int32 {
				at := len(p.spelled)
				p.spelled = appendWords(p.spelled, e.words)
				return int32(at)
			})
		case opGap:
			out[i].of = once(p.classes, string(e.class), func() int32 {
				p.book.classes = append(p.book.classes, newClass(e.class))
				return int32(len(p.book.classes) - 1)
			})
		case opRepeat:
			var subs [][]step
			var key []byte
			for _, sub := range e.subs {
				steps := p.pack(sub)
				for _, e := range steps {
					key = append(key, byte(e.op))
					for _, v := range [...]int32{e.of, e.x, e.y} {
						key = binary.LittleEndian.AppendUint32(key, uint32(v))
					}
				}
				key = append(key, 0xFF)
				subs = append(subs, steps)
			}
			out[i].of = once(p.repeats, string(key), func() int32 {
				p.book.repeats = append(p.book.repeats, subs)
				return int32(len(p.book.repeats) - 1)
			})
		}
	}
	return out
}

// once returns what known has for key, which add adds if it is not there.
func once(known map[string]int32, key string, add func() int32) int32 {
	n, ok := known[key]
	if !ok {
		n = add()
		known[key] = n
	}
	return n
}

// spelled holds lists of words, each of which tells which of its words may stand at
// the start of a text: from a few first bytes, as many as the shortest word has, and
// no more than four. A list is
//
//	how many bytes that are,
//	the hashes of those bytes that words have, as eight bytes of bits,
//	for each hash where its words end, as four bytes from the first word on; of
//	few words, which are as fast to compare as to look up, where all of them do,
//	the words by hash, or all of them, in their order, each behind its length: a byte, or
//	[isLong] and four bytes
type spelled []byte

const (
	fewWords = 8
	hashes   = 64
)

func appendWords(out []byte, words []string) []byte {
	n := 4
	for _, w := range words {
		n = min(n, len(w))
	}
	var byHash [hashes][]string
	var bits uint64
	for _, w := range words {
		h := hashWord(w, n)
		byHash[h] = append(byHash[h], w)
		bits |= 1 << h
	}
	few := len(words) <= fewWords
	lists := byHash[:]
	if few {
		lists = [][]string{words}
		n |= isFew
	}
	out = append(out, byte(n))
	out = binary.LittleEndian.AppendUint64(out, bits)
	end := 0
	for _, list := range lists {
		for _, w := range list {
			if end += 1 + len(w); len(w) >= isLong {
				end += 4
			}
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(end))
	}
	for _, w := range slices.Concat(lists...) {
		if len(w) < isLong {
			out = append(out, byte(len(w)))
		} else {
			out = binary.LittleEndian.AppendUint32(append(out, isLong), uint32(len(w)))
		}
		out = append(out, w...)
	}
	return out
}

const (
	isFew  = 8   // beside the number of bytes
	isLong = 255 // in the place of a length
)

func hashWord(s string, n int) uint32 {
	var h uint32
	for i := range n {
		h = h<<8 | uint32(s[i])
	}
	return h * 2654435761 >> 26
}

// at returns those words of the list at a place that may stand at the start of s, in
// their order, for [nextWord].
func (p spelled) at(at int32, s string) []byte {
	list := p[at:]
	n := int(list[0] &^ isFew)
	if len(s) < n {
		return nil
	}
	h := hashWord(s, n)
	if binary.LittleEndian.Uint64(list[1:])>>h&1 == 0 {
		return nil
	}
	ends := list[9:]
	if list[0]&isFew != 0 {
		return ends[4 : 4+binary.LittleEndian.Uint32(ends)]
	}
	words, from := ends[4*hashes:], uint32(0)
	if h > 0 {
		from = binary.LittleEndian.Uint32(ends[4*(h-1):])
	}
	return words[from:binary.LittleEndian.Uint32(ends[4*h:])]
}

// nextWord returns the first of some packed words and the others.
func nextWord(words []byte) (w, others []byte) {
	at, n := 1, int(words[0])
	if n == isLong {
		at, n = 5, int(binary.LittleEndian.Uint32(words[1:]))
	}
	return words[at : at+n], words[at+n:]
}

// startsWith reports whether s starts with w.
func startsWith(s string, w []byte) bool { return len(s) >= len(w) && s[:len(w)] == string(w) }

// A wordHit is a place at which a word of some set stands.
type wordHit struct{ start, end int32 }

// matcher runs sequences against the hits of one stretch.
type matcher struct {
	scan *Scan
	text string
	span text.Span
}

// cutsWord reports whether at lies inside a word of s.
func cutsWord(s string, at int) bool {
	return at > 0 && at < len(s) && isWord(s[at-1]) && isWord(s[at])
}

// find returns the leftmost match of a sequence.
func (m *matcher) find(s []step) (text.Span, bool) {
	// Start at the first words: what stands before them is checked backwards.
	k := 0
	for ; s[k].op != opWords; k++ {
		if s[k].op == opRepeat { // they may only stand behind the start of the stretch
			if cutsWord(m.text, m.span.Start) {
				return text.Span{}, false // no word stands there
			}
			end, ok := m.after(s, m.span.Start)
			return text.Span{Start: m.span.Start, End: end}, ok
		}
	}
	for _, h := range m.from(s[k].x, m.span.Start) {
		if int(h.start) >= m.span.End {
			break
		}
		if int(h.end) > m.span.End {
			continue
		}
		start, ok := m.before(s[:k], int(h.start))
		if !ok {
			continue
		}
		if end, ok := m.after(s[k+1:], int(h.end)); ok {
			return text.Span{Start: start, End: end}, true
		}
	}
	return text.Span{}, false
}

// before checks the elements in front of at, which are no words, and returns
// where they begin.
func (m *matcher) before(s []step, at int) (int, bool) {
	for i := len(s) - 1; i >= 0; i-- {
		switch e := &s[i]; e.op {
		case opBegin, opEnd, opBoundary, opCut:
			if !m.anchored(e.op, at) {
				return 0, false
			}
		case opGap:
			// The only thing that can stand before a gap here is the start.
			if i > 0 && s[i-1].op == opBegin {
				if !m.fills(e, m.text[m.span.Start:at]) {
					return 0, false
				}
				at = m.span.Start
				continue
			}
			n, class := int32(0), &m.scan.Book.classes[e.of]
			for n < e.x && at > m.span.Start {
				r, w := utf8.DecodeLastRuneInString(m.text[m.span.Start:at])
				if !inClass(r, class.all) {
					break
				}
				at -= w
				n++
			}
			if n < e.x {
				return 0, false
			}
		}
	}
	return at, true
}

// after checks the elements behind at and returns where they end.
func (m *matcher) after(s []step, at int) (int, bool) {
	for i := range s {
		switch e := &s[i]; e.op {
		case opBegin, opEnd, opBoundary, opCut:
			if !m.anchored(e.op, at) {
				return 0, false
			}
		case opWords:
			here := m.text[at:m.span.End]
			for words := m.scan.Book.spelled.at(e.y, here); len(words) > 0; {
				var w []byte
				if w, words = nextWord(words); startsWith(here, w) {
					if end, ok := m.after(s[i+1:], at+len(w)); ok {
						return end, true
					}
				}
			}
			return 0, false
		case opGap:
			return m.gap(e, s[i+1:], at)
		case opRepeat:
			return m.repeat(e, s[i+1:], at, 0)
		}
	}
	return at, true
}

// anchored reports whether an element of no width holds at a place.
func (m *matcher) anchored(op elemOp, at int) bool {
	switch op {
	case opBegin:
		return at == m.span.Start
	case opEnd:
		return at == m.span.End
	case opBoundary:
		return m.boundary(at)
	default: // opCut
		return !m.inWord(at)
	}
}

// repeat runs the group e from at, n times so far, and goes on with rest.
func (m *matcher) repeat(e *step, rest []step, at int, n int32) (int, bool) {
	if n >= e.x {
		if end, ok := m.after(rest, at); ok {
			return end, true
		}
	}
	if n == e.y {
		return 0, false
	}
	for _, sub := range m.scan.Book.repeats[e.of] {
		if end, ok := m.group(sub, at); ok {
			if end, ok := m.repeat(e, rest, end, n+1); ok {
				return end, true
			}
		}
	}
	return 0, false
}

// group runs a sequence of words and gaps that end by themselves.
func (m *matcher) group(s []step, at int) (int, bool) {
	for i := range s {
		e := &s[i]
		if e.op == opWords {
			longest := 0
			here := m.text[at:m.span.End]
			for words := m.scan.Book.spelled.at(e.y, here); len(words) > 0; {
				var w []byte
				if w, words = nextWord(words); len(w) > longest && startsWith(here, w) {
					longest = len(w)
				}
			}
			if longest == 0 {
				return 0, false
			}
			at += longest
			continue
		}
		n, class := int32(0), &m.scan.Book.classes[e.of]
		for {
			w := class.next(m.text[at:m.span.End])
			if w == 0 {
				break
			}
			at += w
			n++
		}
		if n < e.x {
			return 0, false
		}
	}
	return at, true
}

// gap fills e from at and goes on with rest.
func (m *matcher) gap(e *step, rest []step, at int) (int, bool) {
	class := &m.scan.Book.classes[e.of]
	if len(rest) > 0 && rest[0].op == opWords && rest[0].x >= 0 {
		far, n := at, int32(0) // how far the gap reaches so far, and in how many characters
		for _, h := range m.from(rest[0].x, at) {
			if int(h.start) >= m.span.End {
				break
			}
			for far < int(h.start) {
				w := class.next(m.text[far:m.span.End])
				if n == e.y || w == 0 {
					return 0, false
				}
				far += w
				n++
			}
			if n < e.x || far != int(h.start) || int(h.end) > m.span.End {
				continue
			}
			if end, ok := m.after(rest[1:], int(h.end)); ok {
				return end, true
			}
		}
		return 0, false
	}
	// A gap that something else ends than words that were looked up: try every length.
	for n := int32(0); ; n++ {
		if n >= e.x {
			if end, ok := m.after(rest, at); ok {
				return end, true
			}
		}
		w := class.next(m.text[at:m.span.End])
		if n == e.y || w == 0 {
			return 0, false
		}
		at += w
	}
}

// from returns the places of a set from at on, also those behind the span.
func (m *matcher) from(set int32, at int) []wordHit { return from(m.scan.placesOf(set), at) }

func from(places []wordHit, at int) []wordHit {
	lo, hi := 0, len(places)
	for lo < hi {
		if mid := int(uint(lo+hi) / 2); int(places[mid].start) < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return places[lo:]
}

// boundary reports whether a word begins or ends at a place. One that the end of the
// stretch cuts in two does not end there: it was not looked up.
func (m *matcher) boundary(at int) bool {
	before := at > m.span.Start && isWord(m.text[at-1])
	after := at < len(m.text) && isWord(m.text[at])
	return before != after
}

// inWord reports whether at lies within a word.
func (m *matcher) inWord(at int) bool { return at > m.span.Start && cutsWord(m.text, at) }

// fills reports whether s is made of characters of the gap, as many as it allows.
func (m *matcher) fills(e *step, s string) bool {
	if e.y >= 0 && len(s) > int(e.y)*utf8.UTFMax {
		return false // asked again and again from the start of a long sentence
	}
	n := int32(utf8.RuneCountInString(s))
	all := m.scan.Book.classes[e.of].all
	return n >= e.x && (e.y < 0 || n <= e.y) && strings.IndexFunc(s, func(r rune) bool { return !inClass(r, all) }) < 0
}

func inClass(r rune, class []rune) bool {
	if len(class) <= 8 {
		for i := 0; i < len(class); i += 2 {
			if r >= class[i] && r <= class[i+1] {
				return true
			}
		}
		return false
	}
	i := sort.Search(len(class)/2, func(i int) bool { return class[2*i+1] >= r })
	return i < len(class)/2 && class[2*i] <= r
}
