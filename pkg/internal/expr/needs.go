package expr

import (
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Which strings a text must hold for an expression to match it. All are in
// lower case as far as ASCII goes. They are found on the syntax tree: what is
// not understood there makes nothing necessary.

const (
	maxWords = 96 // that a guard looks for
	maxClass = 24 // characters of a class that are listed
)

// A place says where the words of a guard are looked for.
type place uint8

const (
	anywhere place = iota
	atStart
	atEnd
)

// needs returns words of which one is part of every text that src matches, and
// where in the text it stands; nil if it finds none. It reports whether one of the
// two characters that [fold] names may stand in the place of an s or k.
func needs(src string) (words []string, at place, folds bool) {
	re, err := syntax.Parse(src, syntax.Perl)
	if err != nil {
		return nil, anywhere, false
	}
	folds = takesCase(re)
	inner := part(re)
	if inner != nil && shortest(inner) < 2 {
		inner = nil
	}
	// The start and the end are one place to look at; words elsewhere must be
	// worth the search.
	for _, at := range [...]place{atStart, atEnd} {
		if bound(re, at) {
			if words, _ := edge(re, at); !slices.Contains(words, "") && (inner == nil || shortest(words) >= 2 || shortest(inner) < 4) {
				return words, at, folds
			}
		}
	}
	return inner, anywhere, folds
}

// takesCase reports whether re may match a text with one of the two characters that
// [fold] names where words have an s or k.
func takesCase(re *syntax.Regexp) bool {
	named := func(r rune) bool { return r == '\u212a' || r == 'ſ' }
	switch re.Op {
	case syntax.OpLiteral:
		return re.Flags&syntax.FoldCase != 0 || slices.ContainsFunc(re.Rune, named)
	case syntax.OpCharClass:
		size := 0
		for i := 0; i < len(re.Rune); i += 2 {
			if size += int(re.Rune[i+1]-re.Rune[i]) + 1; size > maxClass+1 {
				return false // no words are made of it
			}
			if re.Rune[i] <= '\u212a' && '\u212a' <= re.Rune[i+1] || re.Rune[i] <= 'ſ' && 'ſ' <= re.Rune[i+1] {
				return true
			}
		}
		return false
	}
	return slices.ContainsFunc(re.Sub, takesCase)
}

// exact returns all strings that re matches, if they are few.
func exact(re *syntax.Regexp) ([]string, bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}, true
	case syntax.OpLiteral:
		var s []byte
		for _, r := range re.Rune {
			l, ok := fold(r, re.Flags&syntax.FoldCase != 0)
			if !ok {
				return nil, false
			}
			s = utf8.AppendRune(s, l)
		}
		return []string{string(s)}, true
	case syntax.OpCharClass:
		var set []string
		for i := 0; i < len(re.Rune); i += 2 {
			if int(re.Rune[i+1]-re.Rune[i])+len(set) > maxClass {
				return nil, false
			}
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				l, ok := fold(r, false)
				if !ok {
					return nil, false
				}
				set = append(set, string(l))
			}
		}
		return unique(set), len(set) > 0
	case syntax.OpCapture:
		return exact(re.Sub[0])
	case syntax.OpQuest:
		set, ok := exact(re.Sub[0])
		return unique(append(set, "")), ok
	case syntax.OpConcat:
		set := []string{""}
		for _, sub := range re.Sub {
			more, ok := exact(sub)
			if !ok || len(set)*len(more) > maxWords {
				return nil, false
			}
			set = product(set, more)
		}
		return set, true
	case syntax.OpAlternate:
		var set []string
		for _, sub := range re.Sub {
			more, ok := exact(sub)
			if !ok || len(set)+len(more) > maxWords {
				return nil, false
			}
			set = append(set, more...)
		}
		return unique(set), true
	}
	return nil, false
}

// fold returns the character that stands for r in words. Capitals of ASCII are
// small, and so are the two characters that an expression without case takes
// for k and s. It reports whether it knows all that r matches.
func fold(r rune, anyCase bool) (rune, bool) {
	switch {
	case r >= 'A' && r <= 'Z':
		return r | 0x20, true
	case r == '\u212a':
		return 'k', true
	case r == 'ſ':
		return 's', true
	}
	// U+FFFD also matches a byte that is not UTF-8.
	return r, r != utf8.RuneError && (r < utf8.RuneSelf || !anyCase || unicode.SimpleFold(r) == r)
}

// part returns words of which one is part of every match of re, nil if it finds none.
func part(re *syntax.Regexp) []string {
	if set, ok := exact(re); ok {
		if slices.Contains(set, "") {
			return nil
		}
		return set
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return part(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return part(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for i := range re.Sub {
			// As many parts in a row as make few words, else the part alone.
			set := []string{""}
			for _, sub := range re.Sub[i:] {
				more, ok := exact(sub)
				if !ok || len(set)*len(more) > maxWords {
					break
				}
				set = product(set, more)
			}
			if slices.Contains(set, "") {
				set = part(re.Sub[i])
			}
			if better(set, best) {
				best = set
			}
		}
		return best
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			set := part(sub)
			if set == nil || len(out)+len(set) > maxWords {
				return nil
			}
			out = append(out, set...)
		}
		return unique(out)
	}
	return nil
}

// bound reports whether every match of re stands at the start, or the end, of
// the text.
func bound(re *syntax.Regexp, at place) bool {
	switch re.Op {
	case syntax.OpBeginText:
		return at == atStart
	case syntax.OpEndText:
		return at == atEnd
	case syntax.OpCapture:
		return bound(re.Sub[0], at)
	case syntax.OpConcat:
		for i := range re.Sub {
			sub := re.Sub[i]
			if at == atEnd {
				sub = re.Sub[len(re.Sub)-1-i]
			}
			if sub.Op != syntax.OpWordBoundary {
				return bound(sub, at)
			}
		}
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !bound(sub, at) })
	}
	return false
}

// edge returns strings of which one stands at the start, or the end, of every
// match of re, and whether they are whole matches. The empty string stands for
// anything.
func edge(re *syntax.Regexp, at place) (set []string, whole bool) {
	if set, ok := exact(re); ok {
		return set, true
	}
	switch re.Op {
	case syntax.OpCapture:
		return edge(re.Sub[0], at)
	case syntax.OpPlus:
		set, _ := edge(re.Sub[0], at)
		return set, false
	case syntax.OpRepeat:
		if re.Min > 0 {
			set, _ := edge(re.Sub[0], at)
			return set, false
		}
	case syntax.OpConcat:
		set = []string{""}
		for i := range re.Sub {
			sub := re.Sub[i]
			if at == atEnd {
				sub = re.Sub[len(re.Sub)-1-i]
			}
			more, whole := edge(sub, at)
			if len(set)*len(more) > maxWords {
				return lengthen(set, more, at), false
			}
			if at == atEnd {
				set = product(more, set)
			} else {
				set = product(set, more)
			}
			if !whole {
				return set, false
			}
		}
		return set, true
	case syntax.OpAlternate:
		whole = true
		for _, sub := range re.Sub {
			more, w := edge(sub, at)
			set = append(set, more...)
			whole = whole && w
		}
		if set = unique(set); len(set) <= maxWords {
			return set, whole
		}
	}
	return []string{""}, false
}

// lengthen returns words with one of more behind, or before, those that are too
// short to tell much.
func lengthen(words, more []string, at place) []string {
	var out []string
	for _, w := range words {
		if len(w) >= 3 {
			out = append(out, w)
			continue
		}
		for _, m := range more {
			if at == atEnd {
				out = append(out, m+w)
			} else {
				out = append(out, w+m)
			}
		}
	}
	if out = unique(out); len(out) > maxWords {
		return words
	}
	return out
}

// better prefers words of which the shortest is longer, then fewer of them.
func better(a, b []string) bool {
	if len(a) == 0 || slices.Contains(a, "") {
		return false
	}
	if b == nil {
		return true
	}
	if x, y := shortest(a), shortest(b); x != y {
		return x > y
	}
	return len(a) < len(b)
}

func shortest(words []string) int {
	n := len(words[0])
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}

func product(a, b []string) []string {
	out := make([]string, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			out = append(out, x+y)
		}
	}
	return unique(out)
}

func unique(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}
