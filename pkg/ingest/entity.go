package ingest

import (
	"html"
	"strings"

	"github.com/polcompare/polcompare/pkg/text"
)

// maxEntity is longer than the longest name of a character in HTML.
const maxEntity = 40

// entity decodes the character reference at the start of s, which begins with
// "&", to normal form. It returns the length of the reference, 0 if it is none.
func entity(s string) (int, string) { return decodeEntity(s, false) }

// decodeEntity is entity, with references that lack the semicolon
// ("&copy 2020") if bare is set, as browsers read them.
func decodeEntity(s string, bare bool) (int, string) {
	n := 1
	if n < len(s) && s[n] == '#' {
		n++
	}
	for n < len(s) && n < maxEntity && isAlnum(s[n]) {
		n++
	}
	if n < 3 {
		return 0, ""
	}
	if n < len(s) && s[n] == ';' {
		n++
		switch s[:n] {
		case "&nbsp;":
			return n, " "
		case "&amp;":
			return n, "&"
		case "&lt;":
			return n, "<"
		case "&gt;":
			return n, ">"
		case "&quot;":
			return n, `"`
		}
		if t := html.UnescapeString(s[:n]); !strings.HasPrefix(t, "&") && !(strings.HasSuffix(t, ";") && len(t) > 1) {
			return n, decoded(t)
		}
		n--
	}
	if !bare {
		return 0, ""
	}
	if s[1] == '#' {
		// Digits end where they end: "&#12354あ", "&#65x".
		n = 2
		if hex := n < len(s) && s[n]|0x20 == 'x'; hex {
			n++
			for n < len(s) && n < maxEntity && (s[n] >= '0' && s[n] <= '9' || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'f') {
				n++
			}
		} else {
			for n < len(s) && n < maxEntity && s[n] >= '0' && s[n] <= '9' {
				n++
			}
		}
		if t := html.UnescapeString(s[:n]); t != s[:n] {
			return n, decoded(t)
		}
		return 0, ""
	}
	for n = min(n, 7); n > 2; n-- { // the longest of these names has six letters
		if t := html.UnescapeString(s[:n]); t != s[:n] && !strings.HasPrefix(s[:n], t[:1]) {
			return n, decoded(t)
		}
	}
	return 0, ""
}

// decoded returns a decoded character in normal form. References to line ends do not
// end lines: a reader of the page sees white space.
func decoded(t string) string { return lineEnds.Replace(text.Normal(t)) }

var lineEnds = strings.NewReplacer("\n", " ", "\r", " ", "\f", " ", "\v", " ")
