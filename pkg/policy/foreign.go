package policy

import (
	"strings"
	"unicode"
)

// enough is the number of letters, or of words, below which a text is too
// short to tell its language.
const enough = 40

// english are words without which nobody writes much English, and of which
// other languages in Latin letters have few.
var english = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "we": true, "you": true, "your": true, "our": true, "is": true, "are": true,
	"that": true, "with": true, "by": true, "or": true, "for": true, "not": true, "this": true, "from": true, "it": true,
}

// Foreign reports whether s is written neither in Japanese nor in English: in
// another script, in kanji without kana, or in Latin letters without the
// words that English cannot do without. In doubt it is not.
func Foreign(s string) bool {
	s = s[:min(len(s), 1<<20)]
	kana, han, latin, other := 0, 0, 0, 0
	for _, r := range s {
		switch {
		case r < 0x80 && unicode.IsLetter(r):
			latin++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Latin, r):
			latin++
		case r != unicode.ReplacementChar && unicode.IsLetter(r):
			other++
		}
	}
	switch known := kana + han + latin; {
	case other >= enough && other > known:
		return true
	case han >= enough && han > latin:
		return kana*50 < han
	case kana > 0 || latin < enough:
		return false
	}
	words, hits := 0, 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		words++
		if english[w] {
			hits++
		}
	}
	return words >= enough && hits*25 < words
}
