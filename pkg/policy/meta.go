package policy

import "strings"

// language tells Japanese from English by the share of kana and kanji among the letters.
func language(s string) string {
	ja, latin := 0, 0
	for _, r := range s {
		switch {
		case r < 0x80:
			if isLetter(byte(r)) {
				latin++
			}
		case isHiragana(r) || isKatakana(r):
			ja += 4
		case isHan(r):
			ja += 3
		}
	}
	if ja > latin/2 {
		return Japanese
	}
	return English
}

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
		t := d.View.Slice(d.Sections[0].Heading)
		switch strings.ToLower(t) {
		case "introduction", "overview", "はじめに", "目次", "contents", "table of contents":
			return ""
		}
		return t
	}
	return ""
}
