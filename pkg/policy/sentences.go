package policy

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

// sentences appends the sentences of s[sp.Start:sp.End], without white space
// around them: together they hold all that is visible in sp. A sentence ends
// at 。 ！ ？ and at a full stop that ends no abbreviation, number or address,
// but never inside brackets or quotation marks; a semicolon ends none.
func (p *splitter) sentences(s string, sp text.Span, out []text.Span) []text.Span {
	start, end := trimmed(s, sp.Start, sp.End)
	if start >= end {
		return out
	}
	closed := p.brackets(s[start:end])
	depth := 0
	begin := start
	for i := start; i < end; {
		c := s[i]
		if c < utf8.RuneSelf {
			switch c {
			case '(', '[', '{', ')', ']', '}':
				depth += closed.step(i - start)
			case '.', '!', '?':
				if depth == 0 {
					if n := stop(s, i, begin, end); n > 0 {
						out = appendTrimmed(out, s, begin, n)
						begin, i = n, n
						continue
					}
				}
			}
			i++
			continue
		}
		if i+1 < end && !isMarkLead(c, s[i+1]) {
			i += runeLen(c)
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:end])
		switch {
		case r == '。':
			if depth == 0 {
				n := afterClosers(s, i+w, end)
				out = appendTrimmed(out, s, begin, n)
				begin, i = n, n
				continue
			}
		case isOpener(r) || isCloser(r):
			depth += closed.step(i - start)
			// “We care.” Then …
			if r == '”' && depth == 0 && i > start && (s[i-1] == '.' || s[i-1] == '!' || s[i-1] == '?') && i+w+1 < end && s[i+w] == ' ' && sentenceStart(s[i+w+1:end]) {
				out = appendTrimmed(out, s, begin, i+w)
				begin = i + w
			}
		}
		i += w
	}
	return appendTrimmed(out, s, begin, end)
}

func appendTrimmed(out []text.Span, s string, start, end int) []text.Span {
	if start, end = trimmed(s, start, end); start < end {
		return append(out, text.Span{Start: start, End: end})
	}
	return out
}

// afterClosers returns the offset behind stops and closing quotation marks at i.
func afterClosers(s string, i, end int) int {
	for i < end {
		r, w := utf8.DecodeRuneInString(s[i:end])
		if r != '。' && r != '!' && r != '?' && r != '”' && r != '’' && r != '"' {
			break
		}
		i += w
	}
	return i
}

// A bracket is an opening or closing bracket that has a partner.
type bracket struct {
	at   int32
	open bool
}

// pairs holds the brackets of a text in order.
type pairs struct {
	all  []bracket
	next int
}

// step returns the change of depth at offset i: offsets must be asked for in order.
func (p *pairs) step(i int) int {
	for p.next < len(p.all) && int(p.all[p.next].at) < i {
		p.next++
	}
	if p.next >= len(p.all) || int(p.all[p.next].at) != i {
		return 0
	}
	if p.all[p.next].open {
		return 1
	}
	return -1
}

// partner returns the closing bracket of each opening one.
func partner(r rune) rune {
	switch r {
	case '(':
		return ')'
	case '[':
		return ']'
	case '{':
		return '}'
	case '「':
		return '」'
	case '『':
		return '』'
	case '【':
		return '】'
	case '〔':
		return '〕'
	case '〈':
		return '〉'
	case '《':
		return '》'
	case '“':
		return '”'
	case '‘':
		return '’'
	case '≪':
		return '≫'
	}
	return 0
}

// maxBrackets is the depth of nesting up to which brackets are matched.
const maxBrackets = 64

// A splitter keeps what finding brackets needs from one text to the next.
type splitter struct {
	all   []bracket
	stack []openBracket
}

type openBracket struct {
	at    int32
	close rune
}

// brackets finds the brackets of s that have a partner. The result is good until
// the next call.
func (p *splitter) brackets(s string) pairs {
	p.all, p.stack = p.all[:0], p.stack[:0]
	for i := 0; i < len(s); {
		c := s[i]
		w := 1
		var r rune
		if c < utf8.RuneSelf {
			if c != '(' && c != ')' && c != '[' && c != ']' && c != '{' && c != '}' {
				i++
				continue
			}
			r = rune(c)
		} else {
			if i+1 < len(s) && !isMarkLead(c, s[i+1]) {
				i += runeLen(c)
				continue
			}
			r, w = utf8.DecodeRuneInString(s[i:])
		}
		if c := partner(r); c != 0 {
			if r != '‘' || i == 0 || !isLetter(s[i-1]) {
				if len(p.stack) >= maxBrackets {
					copy(p.stack, p.stack[1:])
					p.stack = p.stack[:len(p.stack)-1]
				}
				p.stack = append(p.stack, openBracket{int32(i), c})
			}
		} else if isCloser(r) {
			for k := len(p.stack) - 1; k >= 0 && k >= len(p.stack)-4; k-- {
				if p.stack[k].close == r {
					p.all = append(p.all, bracket{p.stack[k].at, true}, bracket{int32(i), false})
					p.stack = p.stack[:k]
					break
				}
			}
		}
		i += w
	}
	if len(p.all) > 2 {
		slices.SortFunc(p.all, func(a, b bracket) int { return int(a.at - b.at) })
	}
	return pairs{all: p.all}
}

// stop returns the end of the sentence that the '.', '!' or '?' at i ends, or
// 0 if it ends none. begin is where the sentence starts.
func stop(s string, i, begin, end int) int {
	n := i + 1
	for n < end && (s[n] == '.' || s[n] == '!' || s[n] == '?') {
		n++
	}
	n = afterClosers(s, n, end)
	if n >= end {
		return 0 // the end of the clause is one anyway
	}
	next, w := utf8.DecodeRuneInString(s[n:end])
	if s[i] != '.' {
		if s[i] == '!' && n == i+1 && isSpace(next) && n+w < end && isLower(s[n+w]) && i > begin && isLetter(s[i-1]) {
			return 0 // part of a name: "Yahoo! and others"
		}
		if isSpace(next) || isJapanese(next) {
			return n
		}
		return 0
	}
	prev := lastRune(s[begin:i])
	if isJapanese(next) { // "です．次に" after normalisation
		if isHiragana(prev) {
			return n
		}
		return 0
	}
	if !isSpace(next) {
		return 0
	}
	for n+w < end && isSpace(next) {
		n += w
		next, w = utf8.DecodeRuneInString(s[n:end])
	}
	switch {
	case next < utf8.RuneSelf && isLower(byte(next)):
		return 0
	case next == ',' || next == ';' || next == ')' || next == ':':
		return 0
	}
	if isJapanese(prev) {
		return n
	}
	word := lastWord(s[begin:i])
	switch {
	case word == "":
		return n
	case allDigits(word) && strings.TrimSpace(s[begin:i]) == word:
		return 0 // "1." that begins the clause
	case allDigits(word) && len(word) <= 2 && (next == '“' || strings.ContainsRune("のにをはがとで", next)):
		return 0 // "1. の窓口"
	case len(word) == 1 && isUpper(word[0]):
		return 0 // an initial
	case dotted(word) && !sentenceStart(s[n:end]):
		return 0 // "U.S.", "e.g.", "EU-U.S."
	case abbreviations[strings.ToLower(word)]:
		if word == "etc" || word == "Inc" || word == "Ltd" || word == "Corp" || word == "Co" {
			if sentenceStart(s[n:end]) {
				return n
			}
		}
		return 0
	case allDigits(word) && namesPart(s[begin:i-len(word)]) && titled(s[n:end]):
		return 0 // "described in Section 1. What We Collect"
	case numbered[strings.ToLower(word)] && next < utf8.RuneSelf && isDigit(byte(next)):
		return 0
	}
	return n
}

// lastWord returns the word that s ends with.
func lastWord(s string) string {
	i := len(s)
	for i > 0 && (isLetter(s[i-1]) || isDigit(s[i-1]) || s[i-1] == '.' || s[i-1] == '\'' || s[i-1] == '-') && len(s)-i < 24 {
		i--
	}
	return strings.TrimLeft(s[i:], ".")
}

// namesPart reports whether s ends with what a part of a document is called, within a
// sentence: "as described in Section ".
func namesPart(s string) bool {
	if !strings.HasSuffix(s, " ") {
		return false
	}
	s = s[:len(s)-1]
	switch strings.ToLower(lastWord(s)) {
	case "section", "sections", "article", "clause", "paragraph", "chapter", "part":
		return strings.Contains(s, " ")
	}
	return false
}

// titled reports whether s begins with two words in capitals, as a title does.
func titled(s string) bool {
	first, rest, ok := strings.Cut(s, " ")
	return ok && len(first) > 1 && isUpper(first[0]) && len(rest) > 1 && isUpper(rest[0]) && isLower(rest[1])
}

// dotted reports whether word, or what stands behind its last hyphen, is an abbreviation
// that is written with full stops.
func dotted(word string) bool {
	word = word[strings.LastIndexByte(word, '-')+1:]
	return strings.IndexByte(word, '.') >= 0 && len(word) <= 5
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// abbreviations end with a full stop that ends no sentence.
var abbreviations = map[string]bool{
	"e.g": true, "i.e": true, "eg": true, "ie": true, "etc": true, "inc": true, "ltd": true, "co": true, "corp": true,
	"vs": true, "mr": true, "ms": true, "mrs": true, "dr": true, "prof": true, "st": true, "jr": true, "sr": true, "cf": true, "approx": true,
	"viz": true, "al": true, "dept": true, "attn": true, "reg": true, "blvd": true, "ave": true, "ext": true, "incl": true, "excl": true, "llc": true,
}

// numbered are abbreviations that a number follows.
var numbered = map[string]bool{"no": true, "nos": true, "art": true, "arts": true, "sec": true, "para": true, "paras": true, "fig": true, "vol": true,
	"p": true, "pp": true, "ch": true, "cl": true, "tel": true, "rev": true, "ver": true, "v": true, "jan": true, "feb": true, "mar": true, "apr": true, "jun": true,
	"jul": true, "aug": true, "sep": true, "sept": true, "oct": true, "nov": true, "dec": true}

// sentenceStart reports whether s begins with a word that rather begins a
// sentence than goes on with a name.
func sentenceStart(s string) bool {
	i := 0
	for i < len(s) && isLetter(s[i]) {
		i++
	}
	switch s[:i] {
	case "The", "We", "You", "Your", "Our", "This", "These", "That", "Those", "If", "In", "It", "When", "Where", "For", "However", "Please", "They", "Such",
		"To", "As", "At", "By", "Any", "All", "A", "An", "No", "On", "With", "Without", "There", "Further", "Furthermore", "Also", "Note", "Under":
		return true
	}
	return false
}
