package token

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
)

const (
	// maxWord is how many bytes without white space are handed to prose at
	// once: it takes a word apart from its ends, one mark a step, and looks
	// through all the rest at each.
	maxWord = 256
	// maxMarks is how many marks in a row are handed over at once, for the
	// same reason; of one and the same mark, more than that are one token.
	maxMarks = 8
	// maxText is how many bytes of text are handed over at once.
	maxText = 16 << 10
)

// English cuts English text into tokens, in order and not overlapping. All of
// the text is in tokens except white space, zero-width spaces and byte order
// marks.
//
// The tokens are those of prose: marks are split off the ends of a word, n't
// and the endings 's, 'm, 're and 'll off the words they are attached to. On
// top of that
//   - nothing is lost: prose drops an ending with a mark after it ("today's.")
//     and quoted words that look like one (‘Services’);
//   - brackets, quotation marks, dashes, bullets and other marks that cannot
//     be part of a word are tokens of their own inside a word, too, as are
//     / , ; : between two words ("and/or") and a full stop between two
//     sentences with no space between them;
//   - web and mail addresses stay whole;
//   - more than 8 of the same mark in a row ("..........") are one token, and
//     a word is cut after 256 bytes.
//
// A token's base is the word in lower case; in the singular, if it looks like
// a plural; and without the ending of a verb: it is found by rule and short
// lists, not by a dictionary, and so now and then not a word ("processes",
// "processed" and "processing" agree, which is what it is for). The endings
// have the words they stand for: n't is "not", 'll is "will".
func English(s string) []Token {
	if s == "" {
		return nil
	}
	return AppendEnglish(nil, s)
}

// AppendEnglish appends the tokens of s, as [English] returns them, to dst and
// returns the extended slice. Their offsets count from the start of s.
func AppendEnglish(dst []Token, s string) []Token {
	dst = grow(dst, len(s), 5)
	p := preparers.Get().(*preparer)
	defer preparers.Put(p)
	for start := 0; start < len(s); {
		size := textPiece(s[start:])
		p.prepare(s[start : start+size])
		dst = p.append(dst, s, start)
		start += size
	}
	return dst
}

// textPiece returns how much of s to hand to prose next: up to the last white
// space that fits, or, in text without any, as much as fits.
func textPiece(s string) int {
	if len(s) <= maxText {
		return len(s)
	}
	if i := strings.LastIndexAny(s[:maxText], " \n\t"); i >= maxText/2 {
		return i + 1
	}
	return runeStart(s, maxText)
}

// runeStart returns the last offset up to n at which a character starts.
func runeStart(s string, n int) int {
	for i := n; i > n-utf8.UTFMax && i > 0; i-- {
		if utf8.RuneStart(s[i]) {
			return i
		}
	}
	return n
}

// A preparer writes the text that prose gets to see. It differs from the
// original in that
//   - white space is single blanks, and there are blanks where a word is to
//     be cut that prose would not cut,
//   - what prose must not touch (addresses) or cannot bear (bytes that are not
//     UTF-8, letters that change length in lower case) is the letter x,
//   - typographic quotation marks are plain,
//
// and it comes with the place in the original of each of its bytes, so that
// tokens found in it are tokens of the original.
type preparer struct {
	text []byte
	at   []int // by byte of text, and one more for the end
}

var preparers = sync.Pool{New: func() any { return new(preparer) }}

// put writes bytes that stand for the original from offset i on, one for one.
func (p *preparer) put(s string, i int) {
	for k := range len(s) {
		p.text = append(p.text, s[k])
		p.at = append(p.at, i+k)
	}
}

// blank cuts before what comes next, which is at offset i of the original.
func (p *preparer) blank(i int) {
	if n := len(p.text); n > 0 && p.text[n-1] != ' ' {
		p.text = append(p.text, ' ')
		p.at = append(p.at, i)
	}
}

// alone writes one letter or mark for the original from i to end, as a word.
func (p *preparer) alone(c byte, i, end int) {
	p.blank(i)
	p.text = append(p.text, c)
	p.at = append(p.at, i)
	p.blank(end)
}

func (p *preparer) prepare(s string) {
	p.text, p.at = p.text[:0], p.at[:0]
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if isBlank(r) {
			p.blank(i)
			i += n
			continue
		}
		end := i + n
		for end < len(s) {
			if c := s[end]; c < utf8.RuneSelf {
				if c <= ' ' && isBlank(rune(c)) {
					break
				}
				end++
			} else if r, n := utf8.DecodeRuneInString(s[end:]); isBlank(r) {
				break
			} else {
				end += n
			}
			if end-i > maxWord {
				break
			}
		}
		p.word(s, i, end)
		if end-i > maxWord {
			p.blank(end)
		}
		i = end
	}
	p.at = append(p.at, len(s))
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

// word writes the word of s from i to end.
func (p *preparer) word(s string, i, end int) {
	if isPlain(s[i:end]) {
		p.put(s[i:end], i)
		return
	}
	for i < end {
		from, to := address(s, i, end)
		p.marked(s, i, from)
		if from < to {
			p.alone('x', from, to)
		}
		i = to
	}
}

// marked writes s from start to end, with blanks around the marks that prose
// would leave attached to words.
func (p *preparer) marked(s string, start, end int) {
	marks := 0 // how many in a row prose gets to see
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(s[i:end])
		if isWordRune(r, n) {
			marks = 0
			if r < utf8.RuneSelf || n > 1 && utf8.RuneLen(unicode.ToLower(r)) == n {
				p.put(s[i:i+n], i)
			} else {
				p.text = append(p.text, 'x')
				p.at = append(p.at, i)
			}
			i += n
			continue
		}
		if same := i + n; same < end {
			for same < end && strings.HasPrefix(s[same:end], s[i:i+n]) {
				same += n
			}
			if same-i > maxMarks*n {
				p.alone('x', i, same)
				i, marks = same, 0
				continue
			}
		}
		if r == '&' && strings.HasPrefix(s[i:end], "&rsquo;") {
			r, n = '’', len("&rsquo;")
		}
		before := wordBefore(s[start:i])
		after := wordAfter(s[i+n : end])
		switch {
		case r == '\'' || r == '’' || r == '‘':
			i = p.apostrophe(s, i, i+n, before, after)
			marks = 0
			continue
		case isLone(r), r == '-' && strings.HasPrefix(s[i+n:end], "-"),
			r == '-' && before == "" && after != "",
			r == '#' && before == "",
			(r == ',' || r == ';' || r == ':' || r == '!' || r == '?') && isLetterEnd(before) && isLetterStart(after),
			r == '/' && len(before) > 1 && len(after) > 1 && isLetterEnd(before) && isLetterStart(after):
			// Between blanks one mark is like another to prose, so one that
			// is not ASCII need not be spelled out.
			p.blank(i)
			if r < utf8.RuneSelf {
				p.put(s[i:i+n], i)
			} else {
				p.text = append(p.text, '"')
				p.at = append(p.at, i)
			}
			p.blank(i + n)
			marks = 0
		case r == '.' && isSentenceEnd(before) && isSentenceStart(after):
			p.put(".", i)
			p.blank(i + n)
			marks = 0
		default:
			if marks++; marks > maxMarks {
				p.blank(i)
				marks = 1
			}
			p.put(s[i:i+n], i)
		}
		i += n
	}
}

// apostrophe writes the apostrophe of s from i to next, with the ending that
// follows it if it is one that prose splits off, and returns where to go on.
func (p *preparer) apostrophe(s string, i, next int, before, after string) int {
	if before == "" || after == "" {
		// A quotation mark, or the end of a plural: users'.
		p.alone('\'', i, next)
		return next
	}
	var ending bool
	switch len(after) {
	case 1:
		c := after[0] | 0x20
		ending = c == 's' || c == 'm' || c == 't' && before[len(before)-1]|0x20 == 'n'
	case 2:
		ending = strings.EqualFold(after, "ll") || strings.EqualFold(after, "re")
	}
	if !ending {
		// Any other apostrophe (O'Malley, we've) is part of the word. It is
		// for prose as well, unless what follows begins like an ending: then
		// prose would lose it. With a letter in its place the word stays whole.
		p.text = append(p.text, 'x')
		p.at = append(p.at, i)
		return next
	}
	p.text = append(p.text, '\'')
	p.at = append(p.at, i)
	p.put(after, next)
	p.blank(next + len(after)) // prose would lose an ending with a mark after it
	return next + len(after)
}

// isPlain reports whether a word has nothing but ASCII letters and digits in it.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isLower(c|0x20) && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// wordBefore returns the letters and digits at the end of s, at most as many
// as the rules look at.
func wordBefore(s string) string {
	i := len(s)
	for k := 0; k < 3 && i > 0; k++ {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !isWordRune(r, n) {
			break
		}
		i -= n
	}
	return s[i:]
}

// wordAfter returns the letters and digits at the start of s, likewise.
func wordAfter(s string) string {
	i := 0
	for k := 0; k < 3 && i < len(s); k++ {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !isWordRune(r, n) {
			break
		}
		i += n
	}
	return s[:i]
}

// isWordRune reports whether a character of n bytes can be in the middle of a
// word. A byte that is not UTF-8 can: who knows what it was.
func isWordRune(r rune, n int) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || isLower(byte(r)|0x20)
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N) || r == utf8.RuneError && n == 1
}

// isLone reports whether a mark is never part of a word.
func isLone(r rune) bool {
	if r < utf8.RuneSelf {
		return strings.IndexByte("()[]{}<>\"*`|^~=\\$", byte(r)) >= 0
	}
	switch r {
	case '\u2010', '\u2011', '\u00ad': // hyphens
		return false
	}
	return unicode.In(r, unicode.P, unicode.S)
}

func isLetterEnd(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}

func isLetterStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// isSentenceEnd reports whether a word ends in two small letters.
func isSentenceEnd(s string) bool {
	n := len(s)
	return n > 1 && isLower(s[n-1]) && isLower(s[n-2])
}

// isSentenceStart reports whether a word starts with a capital and a small letter.
func isSentenceStart(s string) bool {
	return len(s) > 1 && 'A' <= s[0] && s[0] <= 'Z' && isLower(s[1])
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

// address finds the first web or mail address in the word of s from i to end
// and returns where it starts and ends, without the marks around it; both are
// end if there is none.
func address(s string, i, end int) (from, to int) {
	w := s[i:end]
	var anchor int // a byte inside the address
	var mail bool
	if k := strings.Index(w, "://"); k > 0 {
		anchor = k
	} else if k := strings.Index(w, "www."); k >= 0 {
		anchor = k
	} else if k := strings.IndexByte(w, '@'); k > 0 {
		anchor, mail = k, true
	} else if k := strings.IndexByte(w, '/'); k > 1 && w[k-1] != '.' {
		anchor = k
	} else {
		return end, end
	}

	first := anchor
	for first > 0 && isHostByte(w[first-1]) || mail && first > 0 && strings.IndexByte("_%+", w[first-1]) >= 0 {
		first--
	}
	last, round, square := anchor, 0, 0
scan:
	for ; last < len(w); last++ {
		switch c := w[last]; {
		case mail && last > anchor && !isHostByte(c):
			break scan
		case c >= utf8.RuneSelf, strings.IndexByte("<>\"`|\\^{}", c) >= 0:
			break scan
		case c == '(':
			round++
		case c == '[':
			square++
		case c == ')':
			if round--; round < 0 {
				break scan
			}
		case c == ']':
			if square--; square < 0 {
				break scan
			}
		}
	}
	found := strings.TrimRight(w[first:last], ".,;:!?'*_-")
	found = found[len(found)-len(strings.TrimLeft(found, ".-")):]
	first = strings.Index(w[first:], found) + first
	last = first + len(found)

	// What is left has to look like one: x://y, www.y, x@y.z or x.y/z.
	var ok bool
	if k := strings.IndexAny(found, "@/"); k > 0 && k < len(found)-1 {
		if mail {
			ok = strings.IndexByte(found[k:], '.') > 0
		} else {
			ok = strings.HasPrefix(found[k-1:], "://") || strings.IndexByte(found[:k], '.') > 0
		}
	}
	if !ok && !(strings.HasPrefix(found, "www.") && len(found) > 4) {
		return end, end
	}
	return i + first, i + last
}

// isHostByte reports whether c can be in a host name or a scheme.
func isHostByte(c byte) bool {
	return isLower(c|0x20) || '0' <= c && c <= '9' || c == '.' || c == '-'
}

// append runs prose over the prepared text and appends its tokens to dst. The
// prepared text is that of s from start on.
func (p *preparer) append(dst []Token, s string, start int) []Token {
	doc, err := prose.NewDocument(string(p.text), prose.WithSegmentation(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		// prose never returns one.
		doc = new(prose.Document)
	}
	i := 0
	add := func(end int) {
		t := Token{Start: start + p.at[i], End: start + p.at[end]}
		t.Surface = s[t.Start:t.End]
		t.POS = englishPOS(t.Surface)
		t.Base = t.Surface
		if t.POS == Other {
			t.Base = lemma(t.Surface)
			if t.Base == "not" && len(dst) > 0 && dst[len(dst)-1].End == t.Start {
				prev := &dst[len(dst)-1]
				if full := negated[prev.Base]; full != "" {
					prev.Base = full
				}
			}
		}
		dst = append(dst, t)
		i = end
	}
	word := func() int {
		for i < len(p.text) && p.text[i] == ' ' {
			i++
		}
		end := i
		for end < len(p.text) && p.text[end] != ' ' {
			end++
		}
		return end
	}
	for _, t := range doc.Tokens() {
		end := word()
		for i < end && (len(t.Text) > end-i || string(p.text[i:i+len(t.Text)]) != t.Text) {
			// Not what prose was given: keep the rest of the word and go on.
			add(end)
			end = word()
		}
		if i < end {
			add(i + len(t.Text))
		}
	}
	for end := word(); i < end; end = word() {
		add(end)
	}
	return dst
}

// englishPOS tells numbers and marks from words.
func englishPOS(s string) POS {
	pos := Symbol
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case '0' <= r && r <= '9':
			pos = Number
		case isWordRune(r, n):
			return Other
		}
		i += n
	}
	return pos
}
