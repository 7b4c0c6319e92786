package policy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// columns returns the number of columns that r takes on a screen.
func columns(r rune) int {
	switch {
	case r < 0x1100:
		return 1
	case r <= 0x115F, r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3, r >= 0xF900 && r <= 0xFAFF,
		r >= 0xFE30 && r <= 0xFE6F, r >= 0xFF00 && r <= 0xFF60, r >= 0xFFE0 && r <= 0xFFE6,
		r >= 0x2460 && r <= 0x24FF, r == '※', r == '→', r >= 0x25A0 && r <= 0x25FF, r >= 0x20000 && r <= 0x3FFFF:
		return 2
	}
	return 1
}

// width returns the columns that s takes on a screen.
func width(s string) int {
	n := 0
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c < utf8.RuneSelf:
			n++
			i++
		case c >= 0xE4 && c <= 0xE9 || c == 0xE3: // U+3000 to U+9FFF
			n += 2
			i += 3
		default:
			r, w := utf8.DecodeRuneInString(s[i:])
			n += columns(r)
			i += w
		}
	}
	return n
}

// wider reports whether s takes more columns than n; every character takes one.
func wider(s string, n int) bool { return len(s) > n*utf8.UTFMax || width(s) > n }

// folded returns the columns that s, as it stands in the source, loses where
// its full-width letters, digits, marks and spaces become half-width ones.
func folded(s string) int {
	n := 0
	for i := 0; i+2 < len(s); i++ {
		switch {
		case s[i] == 0xEF && (s[i+1] == 0xBC && s[i+2] > 0x80 || s[i+1] == 0xBD && s[i+2] <= 0x9E): // U+FF01 to U+FF5E
			n++
		case s[i] == 0xE3 && s[i+1] == 0x80 && s[i+2] == 0x80: // U+3000
			n++
		}
	}
	return n
}

// runeLen returns the length of the character that begins with the byte c.
func runeLen(c byte) int {
	switch {
	case c < 0xC0:
		return 1
	case c < 0xE0:
		return 2
	case c < 0xF0:
		return 3
	}
	return 4
}

// isMarkLead reports whether a character that begins with the bytes c, d may be
// a bracket, a quotation mark or 。: all others can be passed over.
func isMarkLead(c, d byte) bool {
	return c == 0xE3 && d == 0x80 || c == 0xE2 && (d == 0x80 || d == 0x89)
}

func isHiragana(r rune) bool { return r >= 0x3041 && r <= 0x309F }

func isKatakana(r rune) bool {
	return r >= 0x30A1 && r <= 0x30FA || r >= 0x30FC && r <= 0x30FF || r >= 0x31F0 && r <= 0x31FF
}

func isHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r >= 0xF900 && r <= 0xFAFF ||
		r >= 0x20000 && r <= 0x3FFFF || r >= 0x3005 && r <= 0x3007
}

// isJapanese reports whether r is kana or kanji.
func isJapanese(r rune) bool { return isHiragana(r) || isKatakana(r) || isHan(r) }

// isWide reports whether r is written without spaces around it: kana, kanji
// and the punctuation that goes with them.
func isWide(r rune) bool {
	return isJapanese(r) || r >= 0x3001 && r <= 0x301F || r == '・' || r == '…' || r >= 0xFF00 && r <= 0xFFEF
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

func isLetter(c byte) bool { return isUpper(c) || isLower(c) }

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// isSpace reports whether r is white space or another character that leaves
// nothing to see.
func isSpace(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r == ' ' || r >= '\t' && r <= '\r'
	case r == '\u00A0', r == '\u3000', r == '\u200B', r == '\uFEFF':
		return true
	}
	return unicode.IsSpace(r)
}

// trimmed returns the stretch of s[start:end] without white space around it.
func trimmed(s string, start, end int) (int, int) {
	for start < end {
		r, w := utf8.DecodeRuneInString(s[start:end])
		if !isSpace(r) {
			break
		}
		start += w
	}
	for start < end {
		r, w := utf8.DecodeLastRuneInString(s[start:end])
		if !isSpace(r) {
			break
		}
		end -= w
	}
	return start, end
}

// Brackets and quotation marks, as they stand after normalisation.
var (
	openers = []rune("([{「『【〔〈《“‘≪<")
	closers = []rune(")]}」』】〕〉》”’≫>")
)

func isOpener(r rune) bool {
	switch r {
	case '(', '[', '{', '「', '『', '【', '〔', '〈', '《', '“', '‘', '≪', '<':
		return true
	}
	return false
}

func isCloser(r rune) bool {
	switch r {
	case ')', ']', '}', '」', '』', '】', '〕', '〉', '》', '”', '’', '≫', '>':
		return true
	}
	return false
}

// trimClosers returns s without the closing brackets, quotation marks and
// spaces at its end.
func trimClosers(s string) string {
	for s != "" {
		r, w := utf8.DecodeLastRuneInString(s)
		switch r {
		case '"', '”', '’', '」', '』', ')', ' ':
			s = s[:len(s)-w]
			continue
		}
		break
	}
	return s
}

// hasAny reports whether s holds one of the words.
func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// hasSuffix reports whether s ends with one of the words.
func hasSuffix(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// hasPrefix reports whether s begins with one of the words.
func hasPrefix(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
