package rules

import (
	"regexp/syntax"
	"slices"
	"unicode/utf8"
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

	min, max int    // opGap: characters; max < 0 for no limit
	class    []rune // opGap: allowed characters as pairs of bounds

	subs []sequence // opRepeat: any of these, min to max times
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
	case x.op == opWords && y.op == opWords && (n <= maxProduct || len(x.words) == 1 && (n <= 5*maxProduct || x.words[0] == " ")):
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
			return j < i-1 || !s.common(i) && !s.intoWord(i)
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

// common reports whether the words at i, behind a gap, are so common that it is better to
// compare them with what stands at each place that the gap may reach than to look them up:
// a space, or words of one character of which the gap has none, so that it ends there. To
// have something to begin with, there must be words before the gap.
func (s sequence) common(i int) bool {
	if shortest(s[i].words) > 1 || !slices.ContainsFunc(s[:i-1], func(e elem) bool { return e.op == opWords }) {
		return false
	}
	return slices.Equal(s[i].words, []string{" "}) || !slices.ContainsFunc(s[i].words, func(w string) bool {
		r, _ := utf8.DecodeRuneInString(w)
		return w == "" || inClass(r, s[i-1].class)
	})
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

// goesOn reports whether s may begin inside a word, so that a word before it need not
// end where one of the text does.
func (s sequence) goesOn() bool {
	for _, e := range s {
		switch e.op {
		case opCut, opBoundary, opEnd:
			return false
		case opWords:
			return slices.ContainsFunc(e.words, func(w string) bool { return w == "" || isWord(w[0]) })
		case opGap:
			if slices.ContainsFunc(wordChars, func(r rune) bool { return inClass(r, e.class) }) {
				return true
			}
			if e.min > 0 {
				return false
			}
		case opRepeat:
			if slices.ContainsFunc(e.subs, sequence.goesOn) {
				return true
			}
			if e.min > 0 {
				return false
			}
		case opBegin:
			return true
		}
	}
	return true
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

// intoWord reports whether the words at i stand behind a gap of letters, as in "to [a-z]+ing":
// in an English text they begin inside a word there, where none is looked up. To have
// something to begin with, there must be words before the gap.
func (s sequence) intoWord(i int) bool {
	return s.insideWord(i) && slices.ContainsFunc(s[:i-1], func(e elem) bool { return e.op == opWords })
}

// insideWord reports whether one of the words at i begins inside a word.
func (s sequence) insideWord(i int) bool {
	return i > 0 && s[i].op == opWords && s[i-1].op == opGap && s[i-1].min > 0 && ofLetters(s[i-1].class) &&
		slices.ContainsFunc(s[i].words, func(w string) bool { return w != "" && isWord(w[0]) })
}

// ofLetters reports whether a class of characters, as pairs of bounds, holds none between words.
func ofLetters(class []rune) bool {
	for i := 0; i+1 < len(class); i += 2 {
		for r := class[i]; r <= class[i+1]; r++ {
			if r >= 128 || !isWord(byte(r)) {
				return false
			}
		}
	}
	return len(class) > 0
}
