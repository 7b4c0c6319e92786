package render

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean returns s fit to be printed on a terminal. Policies and file names
// come from elsewhere and may hold anything:
//
//   - control characters, escape sequences and controls of the direction of
//     text become visible, as \x1b, \n, \u202e;
//   - invalid UTF-8 becomes U+FFFD;
//   - line and paragraph separators become spaces;
//   - invisible characters (zero-width spaces and joiners, soft hyphens, tags,
//     and the selectors of emoji style, over whose width terminals disagree)
//     are left out;
//   - the letters of flags (🇯🇵) become plain capitals.
//
// The result holds no line break; see [Wrap] for running text.
func Clean(s string) string {
	ok := true
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7F {
			ok = false
			break
		}
	}
	if ok {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x80 && unicode.IsControl(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case unicode.IsControl(r), directs(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		case r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case invisible(r):
		case r >= 0x1F1E6 && r <= 0x1F1FF:
			b.WriteByte(byte('A' + r - 0x1F1E6))
		default:
			b.WriteRune(r)
		}
		i += w
	}
	return b.String()
}

// directs reports whether r changes the direction of the text around it.
func directs(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

func invisible(r rune) bool {
	switch r {
	case 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F:
		return true
	}
	return r >= 0x2061 && r <= 0x206F || r >= 0xE0000 && r <= 0xE007F
}

// oneLine returns s, a stretch of running text, on one line and cleaned: runs
// of white space become one space, and none where a line break parts two
// characters of a script that is written without spaces.
func oneLine(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space, broken := false, false
	last := rune(0)
	for i, w := 0, 0; i < len(s); i += w {
		var r rune
		r, w = utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) || r == '\u2028' || r == '\u2029' {
			space = true
			broken = broken || r == '\n' || r == '\r'
			continue
		}
		if invisible(r) {
			continue // Clean leaves it out, and no space stands before it
		}
		if space && last != 0 && !(broken && unspaced(last) && unspaced(r)) {
			b.WriteByte(' ')
		}
		space, broken = false, false
		b.WriteRune(r) // not its bytes: invalid ones would join where what parted them is left out
		last = r
	}
	return Clean(b.String())
}

// cleanLines is [Clean] for cells that may hold line breaks and tabs.
func cleanLines(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		parts := strings.Split(l, "\t")
		for j := range parts {
			parts[j] = Clean(parts[j])
		}
		lines[i] = strings.Join(parts, "\t")
	}
	return strings.Join(lines, "\n")
}
