package policy

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
