package rules

import (
	"regexp/syntax"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

// Most patterns are words with gaps between them: "第三者[^。]{0,20}提供". Such a
// pattern needs no regular expression machine: all its words are looked up
// together with those of all other patterns in one walk over the text, and
// matching is to find hits in the right order and distance. A pattern becomes
// a set of sequences; what does not fit (a star over a group, a sequence
// without a word) is left to package regexp.

// An elem is one element of a sequence.
type elem struct {
	op    elemOp
	words []string // opWords: one of these stands here
	set   int32    // opWords that are searched for: number of the word set within the book, else -1
	sieve sieve    // opWords: lets all of them pass and little else

	min, max int    // opGap: characters; max < 0 for no limit
	class    []rune // opGap: allowed characters as pairs of bounds
	ascii    ascii  // opGap: those of them that are ASCII

	subs []sequence // opRepeat: any of these, min to max times
}

// A sieve tells which of some words may stand at the start of a text: from a few
// first bytes, as many as the shortest word has, and no more than four.
type sieve struct {
	bits  uint64 // the hashes of those bytes that words have
	n     int8
	words []string // by hash, those of one in their order
	ends  []uint16 // by hash: where its words end; nil if the words are few
}

const fewWords = 8 // as fast to compare as to look up

func newSieve(words []string) sieve {
	v := sieve{n: 4, words: words}
	for _, w := range words {
		v.n = min(v.n, int8(len(w)))
	}
	var n [64]uint16 // by hash: words
	for _, w := range words {
		h := v.hash(w)
		v.bits |= 1 << h
		n[h]++
	}
	if len(words) > fewWords {
		v.words, v.ends = make([]string, len(words)), make([]uint16, len(n))
		at := uint16(0)
		for h := range n {
			v.ends[h] = at // while they are filled in, where the next one goes
			at += n[h]
		}
		for _, w := range words {
			end := &v.ends[v.hash(w)]
			v.words[*end] = w
			*end++
		}
	}
	return v
}

func (v *sieve) hash(s string) uint32 {
	var h uint32
	for i := range v.n {
		h = h<<8 | uint32(s[i])
	}
	return h * 2654435761 >> 26
}

// at returns those of the words that may stand at the start of s, in their order.
func (v *sieve) at(s string) []string {
	if len(s) < int(v.n) {
		return nil
	}
	h := v.hash(s)
	switch {
	case v.bits>>h&1 == 0:
		return nil
	case v.ends == nil:
		return v.words
	case h == 0:
		return v.words[:v.ends[0]]
	}
	return v.words[v.ends[h-1]:v.ends[h]]
}

// ascii is a set of ASCII characters.
type ascii [2]uint64

func newASCII(class []rune) (a ascii) {
	for c := range rune(utf8.RuneSelf) {
		if inClass(c, class) {
			a[c>>6] |= 1 << (c & 63)
		}
	}
	return a
}

func (a *ascii) has(c byte) bool { return a[c>>6&1]>>(c&63)&1 != 0 }

// next returns the length of the character of e's class that s starts with, 0
// if it starts with none.
func (e *elem) next(s string) int {
	if s == "" {
		return 0
	}
	if c := s[0]; c < utf8.RuneSelf {
		if e.ascii.has(c) {
			return 1
		}
		return 0
	}
	if r, w := utf8.DecodeRuneInString(s); inClass(r, e.class) {
		return w
	}
	return 0
}

// ready fills in what matching needs besides, when a sequence is complete.
func (s sequence) ready() {
	for i := range s {
		switch e := &s[i]; e.op {
		case opWords:
			e.sieve = newSieve(e.words)
		case opGap:
			e.ascii = newASCII(e.class)
		case opRepeat:
			for _, sub := range e.subs {
				sub.ready()
			}
		}
	}
}

type elemOp uint8

const (
	opWords elemOp = iota
	opGap
	opBegin    // start of the stretch
	opEnd      // end of the stretch
	opBoundary // of a word
	opCut      // not inside a word
	opRepeat   // a group some times over: up to three words, say
)

type sequence []elem

const (
	maxSequences = 64 // of a pattern: a key has a bit for each
	maxProduct   = 12 // words that two neighbours may be multiplied into
	maxWords     = 1500
)

// parts returns the sequences that together match what re matches.
func (c *compiler) parts(re *syntax.Regexp) ([]sequence, bool) {
	switch re.Op {
	case syntax.OpEmptyMatch:
		return []sequence{{}}, true
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return nil, false
		}
		return c.spelled(re.Rune)
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 { // the parser makes a class of "{a}|{b}", and of "{a}|書"
			if c.isMark(re.Rune[i]) && c.isMark(re.Rune[i+1]) {
				return c.anyOf(re.Rune)
			}
		}
		if set, ok := finite(re, maxProduct); ok {
			return []sequence{{{op: opWords, words: set}}}, true
		}
		return []sequence{{{op: opGap, min: 1, max: 1, class: re.Rune}}}, true
	case syntax.OpAnyCharNotNL, syntax.OpAnyChar:
		return []sequence{{{op: opGap, min: 1, max: 1, class: anyRune}}}, true
	case syntax.OpBeginText, syntax.OpBeginLine:
		return []sequence{{{op: opBegin}}}, true
	case syntax.OpEndText, syntax.OpEndLine:
		return []sequence{{{op: opEnd}}}, true
	case syntax.OpWordBoundary:
		return []sequence{{{op: opBoundary}}}, true
	case syntax.OpCapture:
		return c.parts(re.Sub[0])
	case syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
		g := elem{op: opGap, min: re.Min, max: re.Max}
		var ok bool
		if g.class, ok = c.classOf(re.Sub[0]); !ok {
			g.op = opRepeat
			if g.subs, ok = c.parts(re.Sub[0]); !ok || !simple(g.subs) {
				return nil, false
			}
		}
		if re.Op == syntax.OpStar {
			g.min, g.max = 0, -1
		} else if re.Op == syntax.OpPlus {
			g.min, g.max = 1, -1
		}
		return []sequence{{g}}, true
	case syntax.OpQuest:
		subs, ok := c.parts(re.Sub[0])
		return append([]sequence{{}}, subs...), ok
	case syntax.OpAlternate:
		var words []string
		var out []sequence
		for _, sub := range re.Sub {
			subs, ok := c.parts(sub)
			if !ok {
				return nil, false
			}
			for _, s := range subs {
				if len(s) == 1 && s[0].op == opWords {
					words = append(words, s[0].words...)
				} else {
					out = append(out, s)
				}
			}
		}
		if len(words) > 0 {
			out = append([]sequence{{{op: opWords, words: words}}}, out...)
		}
		return out, len(out) <= maxSequences && len(words) <= maxWords
	case syntax.OpConcat:
		out := []sequence{{}}
		for _, sub := range re.Sub {
			subs, ok := c.parts(sub)
			if !ok || len(out)*len(subs) > maxSequences {
				return nil, false
			}
			var next []sequence
			for _, a := range out {
				for _, b := range subs {
					next = append(next, join(a, b))
				}
			}
			out = next
		}
		return out, true
	}
	return nil, false
}

// simple reports whether a repeated group can be run: words and gaps that end
// where a character of another class stands, never empty, nothing nested.
func simple(subs []sequence) bool {
	for _, s := range subs {
		if len(s) == 0 {
			return false
		}
		for i, e := range s {
			switch {
			case e.op == opWords:
				if slices.Contains(e.words, "") {
					return false
				}
			case e.op == opGap && e.min > 0 && e.max < 0:
				if i+1 < len(s) && (s[i+1].op != opWords || slices.ContainsFunc(s[i+1].words, func(w string) bool {
					r, _ := utf8.DecodeRuneInString(w)
					return inClass(r, e.class)
				})) {
					return false
				}
			default:
				return false
			}
		}
	}
	return true
}

func (c *compiler) isMark(r rune) bool {
	return r >= firstMark && int(r-firstMark) < len(c.lexicon)
}

// anyOf returns the sequences of a class of marks and single characters.
func (c *compiler) anyOf(class []rune) ([]sequence, bool) {
	var words []string
	var out []sequence
	for i := 0; i < len(class); i += 2 {
		for r := class[i]; r <= class[i+1]; r++ {
			if len(words) > maxWords {
				return nil, false
			}
			if !c.isMark(r) {
				words = append(words, string(r))
				continue
			}
			if !c.lexicon[r-firstMark].ok {
				return nil, false
			}
			for _, s := range c.lexicon[r-firstMark].seqs {
				if len(s) == 1 && s[0].op == opWords {
					words = append(words, s[0].words...)
				} else {
					out = append(out, s)
				}
			}
		}
	}
	if len(words) > 0 {
		out = append(out, sequence{{op: opWords, words: words}})
	}
	return out, len(out) <= maxSequences && len(words) <= maxWords
}

// spelled returns the sequences of a literal, in which marks stand for lexicons.
func (c *compiler) spelled(rs []rune) ([]sequence, bool) {
	out := []sequence{{}}
	put := func(subs []sequence) bool {
		var next []sequence
		for _, a := range out {
			for _, b := range subs {
				next = append(next, join(a, b))
			}
		}
		out = next
		return len(out) <= maxSequences
	}
	start := 0
	for i, r := range rs {
		if !c.isMark(r) {
			continue
		}
		if start < i && !put([]sequence{{{op: opWords, words: []string{string(rs[start:i])}}}}) {
			return nil, false
		}
		if lex := c.lexicon[r-firstMark]; !lex.ok || !put(lex.seqs) {
			return nil, false
		}
		start = i + 1
	}
	return out, start == len(rs) || put([]sequence{{{op: opWords, words: []string{string(rs[start:])}}}})
}

var anyRune = []rune{0, utf8.MaxRune}

func (c *compiler) classOf(re *syntax.Regexp) ([]rune, bool) {
	switch re.Op {
	case syntax.OpCharClass:
		return re.Rune, true
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return anyRune, true
	case syntax.OpLiteral:
		if len(re.Rune) == 1 && re.Flags&syntax.FoldCase == 0 && !c.isMark(re.Rune[0]) {
			return []rune{re.Rune[0], re.Rune[0]}, true
		}
	case syntax.OpCapture:
		return c.classOf(re.Sub[0])
	}
	return nil, false
}

// join puts b behind a; words that meet are multiplied if they stay few, gaps
// of one class become one.
func join(a, b sequence) sequence {
	if len(a) == 0 || len(b) == 0 { // nothing is changed in place: they may be shared
		return append(a[:len(a):len(a)], b...)
	}
	out := append(make(sequence, 0, len(a)+len(b)), a...)
	x, y := &a[len(a)-1], &b[0]
	n := len(x.words) * len(y.words)
	switch {
	case x.op == opWords && y.op == opWords && (n <= maxProduct || len(x.words) == 1 && n <= 5*maxProduct):
		words := make([]string, 0, n)
		for _, p := range x.words {
			for _, q := range y.words {
				words = append(words, p+q)
			}
		}
		out[len(out)-1] = elem{op: opWords, words: words}
		return append(out, b[1:]...)
	case x.op == opGap && y.op == opGap && slices.Equal(x.class, y.class):
		g := elem{op: opGap, min: x.min + y.min, max: x.max + y.max, class: x.class}
		if x.max < 0 || y.max < 0 {
			g.max = -1
		}
		out[len(out)-1] = g
		return append(out, b[1:]...)
	}
	return append(out, b...)
}

// searched reports whether the words at i are looked for, not just compared
// with what stands at a place known already.
func (s sequence) searched(i int) bool {
	if s[i].op != opWords {
		return false
	}
	for j := i - 1; j >= 0; j-- {
		switch s[j].op {
		case opGap:
			return true
		case opWords:
			return false
		case opRepeat: // at the start of a stretch, if no words stand before it
			if slices.ContainsFunc(s[:j], func(e elem) bool { return e.op == opWords }) {
				return false
			}
		}
	}
	return true
}

// opensWord reports whether no word that the element at i matches can begin
// inside another word, so that an English text is known not to hold it where
// no word of its set was found.
func (s sequence) opensWord(i int) bool {
	if !slices.ContainsFunc(s[i].words, func(w string) bool { return isWord(w[0]) }) {
		return true
	}
	return i == 0 || s[:i].endsWord()
}

// endsWord reports whether s ends where a word may begin.
func (s sequence) endsWord() bool {
	if len(s) == 0 {
		return false
	}
	switch e := s[len(s)-1]; e.op {
	case opBegin, opBoundary, opCut:
		return true
	case opWords:
		return !slices.ContainsFunc(e.words, func(w string) bool { return isWord(w[len(w)-1]) })
	case opRepeat:
		return !slices.ContainsFunc(e.subs, func(sub sequence) bool { return !sub.endsWord() }) && (e.min > 0 || s[:len(s)-1].endsWord())
	}
	return false
}

// trimGaps drops gaps at the ends, which any text fills, and reports whether the
// sequence is one that match can run: it has words, and no two gaps meet.
func (s sequence) trimGaps() (sequence, bool) {
	idle := func(e elem) bool { return (e.op == opGap || e.op == opRepeat) && e.min == 0 }
	for len(s) > 0 && idle(s[0]) {
		s = s[1:]
	}
	for len(s) > 0 && idle(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	if len(s) > 2 && s[0].op == opCut && idle(s[1]) && s[1].op == opRepeat {
		s = append(sequence{s[0]}, s[2:]...) // a word is cut off wherever a group of words may begin
	}
	// A word that may go on (\w*) before its end is no bound at all.
	if n := len(s); n > 1 && s[n-1].op == opCut && s[n-2].op == opGap && s[n-2].min == 0 && s[n-2].max < 0 && string(s[n-2].class) == "09AZ__az" {
		s = s[:n-2]
	}
	words, begun := false, false
	for i, e := range s {
		begun = begun || e.op == opBegin
		if e.op == opRepeat && !words && !(begun && s[:i+1].endsWord()) {
			return nil, false
		}
		words = words || e.op == opWords
		if e.op == opGap && i > 0 && (s[i-1].op == opGap || s[i-1].op == opRepeat && s[i-1].max < 0) {
			return nil, false
		}
	}
	return s, words && len(s) > 0
}

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
func (m *matcher) find(s sequence) (text.Span, bool) {
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
	for _, h := range m.from(s[k].set, m.span.Start) {
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
func (m *matcher) before(s sequence, at int) (int, bool) {
	for i := len(s) - 1; i >= 0; i-- {
		switch e := &s[i]; e.op {
		case opBegin, opEnd, opBoundary, opCut:
			if !m.anchored(e.op, at) {
				return 0, false
			}
		case opGap:
			// The only thing that can stand before a gap here is the start.
			if i > 0 && s[i-1].op == opBegin {
				if !e.fills(m.text[m.span.Start:at]) {
					return 0, false
				}
				at = m.span.Start
				continue
			}
			n := 0
			for n < e.min && at > m.span.Start {
				r, w := utf8.DecodeLastRuneInString(m.text[m.span.Start:at])
				if !inClass(r, e.class) {
					break
				}
				at -= w
				n++
			}
			if n < e.min {
				return 0, false
			}
		}
	}
	return at, true
}

// after checks the elements behind at and returns where they end.
func (m *matcher) after(s sequence, at int) (int, bool) {
	for i := range s {
		switch e := &s[i]; e.op {
		case opBegin, opEnd, opBoundary, opCut:
			if !m.anchored(e.op, at) {
				return 0, false
			}
		case opWords:
			here := m.text[at:m.span.End]
			for _, w := range e.sieve.at(here) {
				if strings.HasPrefix(here, w) {
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
func (m *matcher) repeat(e *elem, rest sequence, at, n int) (int, bool) {
	if n >= e.min {
		if end, ok := m.after(rest, at); ok {
			return end, true
		}
	}
	if n == e.max {
		return 0, false
	}
	for _, sub := range e.subs {
		if end, ok := m.group(sub, at); ok {
			if end, ok := m.repeat(e, rest, end, n+1); ok {
				return end, true
			}
		}
	}
	return 0, false
}

// group runs a sequence of words and gaps that end by themselves.
func (m *matcher) group(s sequence, at int) (int, bool) {
	for i := range s {
		e := &s[i]
		if e.op == opWords {
			w := ""
			here := m.text[at:m.span.End]
			for _, x := range e.sieve.at(here) {
				if len(x) > len(w) && strings.HasPrefix(here, x) {
					w = x
				}
			}
			if w == "" {
				return 0, false
			}
			at += len(w)
			continue
		}
		n := 0
		for {
			w := e.next(m.text[at:m.span.End])
			if w == 0 {
				break
			}
			at += w
			n++
		}
		if n < e.min {
			return 0, false
		}
	}
	return at, true
}

// gap fills e from at and goes on with rest.
func (m *matcher) gap(e *elem, rest sequence, at int) (int, bool) {
	if len(rest) > 0 && rest[0].op == opWords {
		far, n := at, 0 // how far the gap reaches so far, and in how many characters
		for _, h := range m.from(rest[0].set, at) {
			if int(h.start) >= m.span.End {
				break
			}
			for far < int(h.start) {
				w := e.next(m.text[far:m.span.End])
				if n == e.max || w == 0 {
					return 0, false
				}
				far += w
				n++
			}
			if n < e.min || far != int(h.start) || int(h.end) > m.span.End {
				continue
			}
			if end, ok := m.after(rest[1:], int(h.end)); ok {
				return end, true
			}
		}
		return 0, false
	}
	// A gap that something else than words ends: try every length.
	for n := 0; ; n++ {
		if n >= e.min {
			if end, ok := m.after(rest, at); ok {
				return end, true
			}
		}
		w := e.next(m.text[at:m.span.End])
		if n == e.max || w == 0 {
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

func (m *matcher) boundary(at int) bool {
	before := at > m.span.Start && isWord(m.text[at-1])
	after := at < m.span.End && isWord(m.text[at])
	return before != after
}

// inWord reports whether at lies within a word.
func (m *matcher) inWord(at int) bool {
	return at > m.span.Start && at < m.span.End && isWord(m.text[at-1]) && isWord(m.text[at])
}

// fills reports whether s is made of characters of the gap, as many as it allows.
func (e *elem) fills(s string) bool {
	if e.max >= 0 && len(s) > e.max*utf8.UTFMax {
		return false // asked again and again from the start of a long sentence
	}
	n := utf8.RuneCountInString(s)
	return n >= e.min && (e.max < 0 || n <= e.max) && strings.IndexFunc(s, func(r rune) bool { return !inClass(r, e.class) }) < 0
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
