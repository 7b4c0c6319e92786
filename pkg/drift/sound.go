package drift

import (
	"strings"
	"unicode/utf8"
)

// soundalikes gives a katakana word that no lexicon has the number of the
// English word it sounds like, if the other side has one: ウォレット is wallet.
func soundalikes(v *vocabulary, ja, en *side) {
	index := map[string]int32{}
	for i := range en.stmts {
		for _, t := range en.stmts[i].terms {
			if t.known {
				continue
			}
			w := strings.ToLower(en.stmts[i].text[t.span.Start:t.span.End])
			if k := latinSound(w); len(k) >= 2 {
				if _, ok := index[k]; !ok {
					index[k] = t.ids[0]
				}
			}
		}
	}
	for i := range ja.stmts {
		s := &ja.stmts[i]
		for k := range s.terms {
			t := &s.terms[k]
			if t.known {
				continue
			}
			w := s.text[t.span.Start:t.span.End]
			r, _ := utf8.DecodeRuneInString(w)
			if r < 0x30A1 || r > 0x30FA || utf8.RuneCountInString(w) < 3 {
				continue
			}
			if id, ok := index[kanaSound(w)]; ok {
				t.ids = append(t.ids[:len(t.ids):len(t.ids)], id)
			}
		}
	}
}

// kanaSound returns the consonants of a katakana word.
func kanaSound(s string) string {
	rows := []struct{ kana, sound string }{
		{"カキクケコ", "k"}, {"ガギグゲゴ", "g"}, {"サスセソシ", "s"}, {"ザズゼゾジ", "z"}, {"タツテトチ", "t"}, {"ダヂヅデド", "d"}, {"ナニヌネノン", "n"},
		{"ハヒヘホ", "h"}, {"フ", "f"}, {"バビブベボヴ", "b"}, {"パピプペポ", "p"}, {"マミムメモ", "n"}, {"ラリルレロ", "r"}, {"ヤユヨ", "y"}, {"ワウ", "w"},
	}
	var b strings.Builder
	last := byte(0)
	for _, r := range s {
		for _, row := range rows {
			if strings.ContainsRune(row.kana, r) {
				if row.sound == "w" && r == 'ウ' || row.sound == "y" {
					break
				}
				if last == 'n' && row.sound == "n" && r == 'ン' {
					break
				}
				b.WriteString(row.sound)
				last = row.sound[0]
			}
		}
	}
	return b.String()
}

// latinSound returns the consonants of an English word as Japanese hears them.
func latinSound(s string) string {
	s = strings.NewReplacer("ph", "f", "ch", "t", "sh", "s", "th", "s", "ck", "k", "qu", "k", "x", "ks", "kn", "n", "wr", "r", "dge", "z", "tion", "sn", "ture", "t",
		"ce", "se", "ci", "si", "cy", "si", "ge", "ze", "gi", "zi", "wh", "").Replace(s)
	var b strings.Builder
	last := byte(0)
	for i := 0; i < len(s); i++ {
		c := s[i]
		next := byte(0)
		if i+1 < len(s) {
			next = s[i+1]
		}
		vowel := func(x byte) bool { return x != 0 && strings.IndexByte("aeiouy", x) >= 0 }
		switch c {
		case 'c', 'q':
			c = 'k'
		case 'l':
			c = 'r'
		case 'v':
			c = 'b'
		case 'm':
			c = 'n'
		case 'j':
			c = 'z'
		case 'w', 'y':
			c = 0
		}
		if c == 'r' && s[i] == 'r' && i > 0 && vowel(s[i-1]) && !vowel(next) {
			continue // car, server
		}
		if c < 'a' || c > 'z' || strings.IndexByte("aeiou", c) >= 0 {
			last = 0
			continue
		}
		if c == last { // doubled
			continue
		}
		b.WriteByte(c)
		last = c
	}
	return b.String()
}

// learn takes words that no lexicon has and that keep each other company in
// the links found so far for the same thing. It reports whether it found some.
func learn(v *vocabulary, a, b *side, links []link) bool {
	na, nb := map[int32]int{}, map[int32]int{}
	both := map[[2]int32]int{}
	ids := func(s *side, list []int) []int32 {
		var out []int32
		seen := map[int32]bool{}
		for _, i := range list {
			for _, t := range s.stmts[i].terms {
				if !t.known && len(t.ids) == 1 && !seen[t.ids[0]] {
					seen[t.ids[0]] = true
					out = append(out, t.ids[0])
				}
			}
		}
		return out
	}
	for _, l := range links {
		if len(l.a) == 0 || len(l.b) == 0 {
			continue
		}
		x, y := ids(a, l.a), ids(b, l.b)
		if len(x) > 60 || len(y) > 60 {
			continue
		}
		for _, i := range x {
			na[i]++
		}
		for _, j := range y {
			nb[j]++
			for _, i := range x {
				if i != j {
					both[[2]int32{i, j}]++
				}
			}
		}
	}
	found := map[int32][]int32{}
	for p, n := range both {
		if n >= 3 && 2*n*100 >= 85*(na[p[0]]+nb[p[1]]) {
			found[p[0]] = append(found[p[0]], p[1])
		}
	}
	if len(found) == 0 {
		return false
	}
	for i := range a.stmts {
		for k := range a.stmts[i].terms {
			t := &a.stmts[i].terms[k]
			if !t.known && len(t.ids) == 1 {
				if more := found[t.ids[0]]; len(more) > 0 && len(more) <= 3 {
					sorted := append([]int32{t.ids[0]}, more...)
					sortIDs(sorted[1:])
					t.ids = sorted
				}
			}
		}
	}
	return true
}

func sortIDs(ids []int32) {
	for i := 1; i < len(ids); i++ {
		for j := i; j > 0 && ids[j] < ids[j-1]; j-- {
			ids[j], ids[j-1] = ids[j-1], ids[j]
		}
	}
}
