package policy

import (
	"strings"
	"unicode"
)

// language tells Japanese from English by the share of kana and kanji among the letters.
func language(s string) string {
	ja, latin := 0, 0
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case isLetter(c):
			latin++
		case c == 0xE3 && i+1 < len(s) && s[i+1] >= 0x81 && s[i+1] <= 0x83:
			ja += 4 // a kana says as much as some letters
		case c >= 0xE4 && c <= 0xE9:
			ja += 3
		}
		i += runeLen(c)
	}
	if ja > latin/2 {
		return Japanese
	}
	return English
}

// enoughLetters is the number of letters, or of words, below which a text is too
// short to tell its language.
const enoughLetters = 40

// functionWords are words without which nobody writes much English, and of which
// other languages in Latin letters have few.
var functionWords = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "we": true, "you": true, "your": true, "our": true, "is": true, "are": true,
	"that": true, "with": true, "by": true, "or": true, "for": true, "not": true, "this": true, "from": true, "it": true,
}

// Foreign reports whether s is written neither in Japanese nor in English: in
// another script, in kanji without kana, or in Latin letters without the
// words that English cannot do without; of a short text, also with letters that
// English does not have. In doubt it is not.
func Foreign(s string) bool {
	s = s[:min(len(s), 1<<20)]
	kana, han, latin, accented, other := 0, 0, 0, 0, 0
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
			accented++
		case r != unicode.ReplacementChar && unicode.IsLetter(r):
			other++
		}
	}
	switch known := kana + han + latin; {
	case other >= enoughLetters/4 && other > known:
		return true
	case han >= enoughLetters && han > latin:
		return kana*50 < han
	case kana > 0 || latin < enoughLetters:
		return false
	}
	words, hits := 0, 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		words++
		if functionWords[w] {
			hits++
		}
	}
	return words >= enoughLetters && hits*25 < words || words >= enoughLetters/3 && hits == 0 && accented >= 3
}

// title returns what the policy is called.
func (a *assembler) title() string {
	d := a.d
	for i := range d.Sections {
		if t := d.View.Slice(d.Sections[i].Heading); isTitle(t) {
			return t
		}
		if i > 8 {
			break
		}
	}
	if a.r.f.Title != "" {
		return a.r.f.Title
	}
	if len(d.Sections) > 0 && d.Sections[0].Mark.Empty() && d.Sections[0].Heading.Start == 0 {
		if t := d.View.Slice(d.Sections[0].Heading); !isIntroduction(t) {
			return t
		}
	}
	return ""
}
