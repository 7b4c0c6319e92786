package eval

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/unicode/norm"
)

// What score.py takes from Python, as Python does it.

// isSpace reports whether Python's str.isspace, and \s of its patterns, hold for r.
func isSpace(r rune) bool {
	switch {
	case r == ' ', r >= '\t' && r <= '\r', r >= 0x1C && r <= 0x1F:
		return true
	case r < 0x85:
		return false
	case r == 0x85, r == 0xA0, r == 0x1680, r >= 0x2000 && r <= 0x200A,
		r == 0x2028, r == 0x2029, r == 0x202F, r == 0x205F, r == 0x3000:
		return true
	}
	return false
}

const pySpace = `[\t-\r\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]`

var atSign = regexp.MustCompile(pySpace + `*[(\[]` + pySpace + `*(?:at|at-mark|atmark|アット|アットマーク)` + pySpace + `*[)\]]` + pySpace + `*`)

// normalValue returns the form in which values of contacts are compared:
// NFKC, lower case, without white space, "(at)" and ★ as @; of what is mostly
// digits (a telephone number) the digits alone.
func normalValue(v string) string {
	v = strings.ToLower(norm.NFKC.String(v))
	v = atSign.ReplaceAllLiteralString(v, "@")
	v = strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, v)
	v = strings.ReplaceAll(v, "★", "@")
	digits := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Nd, r) {
			return r
		}
		return -1
	}, v)
	if n := utf8.RuneCountInString(digits); n >= 9 && 2*n >= utf8.RuneCountInString(v) && !strings.Contains(v, "@") {
		return digits
	}
	return strings.TrimRight(v, "/")
}

// Encodings that score.py tries, in its order.
const (
	encUTF8     = "utf-8"     // every byte fits; a byte order mark is left out
	encShiftJIS = "shift_jis" // JIS X 0208 alone: no ①, ㈱ or other characters of Windows
	encEUCJP    = "euc_jp"
	encReplace  = "replace" // UTF-8 with U+FFFD for what does not fit
)

// decodePython decodes raw. For UTF-8 bounds[i] is the offset of character i
// in raw, and bounds has one element more than there are characters; for the
// other encodings it is nil.
func decodePython(raw []byte) (chars []rune, bounds []int, enc string) {
	if utf8.Valid(raw) {
		s := string(raw)
		from := 0
		if strings.HasPrefix(s, "\uFEFF") {
			from = len("\uFEFF")
		}
		for i, r := range s[from:] {
			chars = append(chars, r)
			bounds = append(bounds, from+i)
		}
		return chars, append(bounds, len(raw)), encUTF8
	}
	if chars, ok := decodeShiftJIS(raw); ok {
		return chars, nil, encShiftJIS
	}
	if chars, ok := decodeEUCJP(raw); ok {
		return chars, nil, encEUCJP
	}
	for i := 0; i < len(raw); {
		bounds = append(bounds, i)
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n <= 1 {
			n = badUTF8(raw[i:])
		}
		chars = append(chars, r)
		i += n
	}
	return chars, append(bounds, len(raw)), encReplace
}

// badUTF8 returns the length of the bytes at the start of b, which is no valid
// UTF-8, that Python replaces by a single U+FFFD: the longest start of a
// character.
func badUTF8(b []byte) int {
	lo, hi := byte(0x80), byte(0xBF)
	more := 0
	switch c := b[0]; {
	case c >= 0xC2 && c <= 0xDF:
		more = 1
	case c >= 0xE0 && c <= 0xEF:
		more = 2
	case c >= 0xF0 && c <= 0xF4:
		more = 3
	}
	switch b[0] {
	case 0xE0:
		lo = 0xA0
	case 0xED:
		hi = 0x9F
	case 0xF0:
		lo = 0x90
	case 0xF4:
		hi = 0x8F
	}
	n := 1
	for n <= more && n < len(b) && b[n] >= lo && b[n] <= hi {
		lo, hi = 0x80, 0xBF
		n++
	}
	return n
}

// decodeShiftJIS decodes raw as Python's codec shift_jis does, strictly.
func decodeShiftJIS(raw []byte) ([]rune, bool) {
	var out []rune
	for i := 0; i < len(raw); {
		c := raw[i]
		switch {
		case c < 0x80:
			out = append(out, rune(c))
			i++
			continue
		case c >= 0xA1 && c <= 0xDF:
			out = append(out, 0xFF61+rune(c-0xA1))
			i++
			continue
		case i+1 == len(raw), c < 0x81, c == 0xA0, c > 0xEF:
			return nil, false
		}
		t := raw[i+1]
		if t < 0x40 || t == 0x7F || t > 0xFC {
			return nil, false
		}
		row := int(c-0x81)*2 + 1
		if c >= 0xE0 {
			row = int(c-0xE0)*2 + 63
		}
		cell := int(t) - 0x3F
		if t > 0x7F {
			cell--
		}
		if cell > 94 {
			row, cell = row+1, cell-94
		}
		r := jis0208(row, cell)
		if r < 0 {
			return nil, false
		}
		out = append(out, r)
		i += 2
	}
	return out, true
}

// decodeEUCJP decodes raw as Python's codec euc_jp does, strictly.
func decodeEUCJP(raw []byte) ([]rune, bool) {
	high := func(i int) bool { return i < len(raw) && raw[i] >= 0xA1 && raw[i] <= 0xFE }
	var out []rune
	for i := 0; i < len(raw); {
		c := raw[i]
		switch {
		case c < 0x80:
			out = append(out, rune(c))
			i++
		case c == 0x8E && high(i+1) && raw[i+1] <= 0xDF:
			out = append(out, 0xFF61+rune(raw[i+1]-0xA1))
			i += 2
		case c == 0x8F && high(i+1) && high(i+2):
			r := decodeOne(raw[i : i+3])
			if r == 0xFF5E { // only here JIS X 0212 is ambiguous
				r = '~'
			}
			if r < 0 {
				return nil, false
			}
			out = append(out, r)
			i += 3
		case high(i) && high(i+1):
			r := jis0208(int(c-0xA0), int(raw[i+1]-0xA0))
			if r < 0 {
				return nil, false
			}
			out = append(out, r)
			i += 2
		default:
			return nil, false
		}
	}
	return out, true
}

// jis0208 returns the character of JIS X 0208 in the given row and cell, or -1.
// Rows 9–15 and above 84 are those of makers.
func jis0208(row, cell int) rune {
	if row < 1 || row > 84 || row > 8 && row < 16 {
		return -1
	}
	r := decodeOne([]byte{byte(0xA0 + row), byte(0xA0 + cell)})
	switch r { // Windows maps these to full-width forms
	case 0xFF5E:
		return 0x301C
	case 0x2225:
		return 0x2016
	case 0xFF0D:
		return 0x2212
	case 0xFFE0:
		return 0xA2
	case 0xFFE1:
		return 0xA3
	case 0xFFE2:
		return 0xAC
	}
	return r
}

// decodeOne decodes one character of EUC-JP, or returns -1.
func decodeOne(b []byte) rune {
	out, err := japanese.EUCJP.NewDecoder().Bytes(b)
	if err != nil {
		return -1
	}
	r, n := utf8.DecodeRune(out)
	if r == utf8.RuneError || n != len(out) {
		return -1
	}
	return r
}

// reference decodes s, a character reference without its "&" ("amp;", "#38",
// "ampx"), as Python's html.unescape does. It returns what it stands for and
// how much of s that takes; 0 if s is no reference.
func reference(s string) (string, int) {
	if s[0] == '#' {
		return numeric(s), len(s)
	}
	if t, ok := entity(s); ok {
		return t, len(s)
	}
	// The longest name that is known without a semicolon; none is longer than 6.
	for n := min(len(s)-1, 6); n > 1; n-- {
		if t, ok := entity(s[:n]); ok {
			return t, n
		}
	}
	return "", 0
}

// entity looks name up in the list of HTML's entities; some stand in it also
// without the semicolon. The list is that of package html, which does not
// export it, so the answer is read from what UnescapeString makes of it.
func entity(name string) (string, bool) {
	bare := strings.TrimSuffix(name, ";")
	for i := range len(bare) {
		c := bare[i]
		if !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z') {
			return "", false
		}
	}
	if bare == "" {
		return "", false
	}
	s := html.UnescapeString("&" + name)
	if len(bare) < len(name) {
		return s, !strings.HasSuffix(s, ";") || s == ";"
	}
	// All that are known without a semicolon stand for a single character, and
	// a shorter one that is known leaves some of the name.
	return s, utf8.RuneCountInString(s) == 1
}

// numeric decodes "#38;", "#x26".
func numeric(s string) string {
	digits, base := s[1:], 10
	if s[1] == 'x' || s[1] == 'X' {
		digits, base = s[2:], 16
	}
	num := 0
	for _, c := range []byte(strings.TrimSuffix(digits, ";")) {
		switch {
		case c >= 'a':
			c -= 'a' - 10
		case c >= 'A':
			c -= 'A' - 10
		default:
			c -= '0'
		}
		num = min(num*base+int(c), 1<<24)
	}
	switch {
	case num == 0:
		return "\uFFFD"
	case num == '\r':
		return "\r"
	case num >= 0x80 && num <= 0x9F:
		return string(windows1252[num-0x80])
	case num >= 0xD800 && num <= 0xDFFF, num > 0x10FFFF:
		return "\uFFFD"
	case num < 9, num == 0xB, num >= 0xE && num < 0x20, num == 0x7F, num >= 0xFDD0 && num <= 0xFDEF, num&0xFFFE == 0xFFFE:
		return ""
	}
	return string(rune(num))
}

// windows1252 is what the numbers 0x80 … 0x9F stand for.
var windows1252 = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ',
}
