package policy

import (
	"sort"
	"strings"
	"unicode"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/text"
)

// How much of each language makes a file one in two languages: letters of
// English sentences, kana and kanji, and the share of either in what a person
// reads, in percent.
const (
	mixedLetters  = 200
	mixedJapanese = 80
	mixedShare    = 15
)

// A tongue is the language of a line.
type tongue uint8

const (
	noTongue tongue = iota // numbers, addresses, names: either
	latin                  // Latin letters, too few to tell
	japanese
	englishText
)

// byLanguage returns the file, or where it says things in Japanese and in
// English, one below the other or by turns, the lines of either as a file, that
// which begins first in front.
func byLanguage(f *ingest.File) []*ingest.File {
	lines := f.Lines
	view := f.View.Text()
	if !maybeMixed(view) {
		return []*ingest.File{f}
	}
	tongues := make([]tongue, len(lines))
	letters, ja := 0, 0 // of English sentences; of Japanese
	for i, l := range lines {
		var n int
		tongues[i], n = tongueOf(view[l.Span.Start:l.Span.End])
		switch tongues[i] {
		case englishText:
			letters += n
		case japanese:
			ja += n
		}
	}
	// A Japanese character says as much as some two and a half letters.
	if en, jaWeight := letters*2, ja*5; letters < mixedLetters || ja < mixedJapanese || en*100 < (en+jaWeight)*mixedShare || jaWeight*100 < (en+jaWeight)*mixedShare {
		return []*ingest.File{f}
	}
	settle(lines, tongues)
	parts := [2]*ingest.File{}
	of := func(i int) int {
		if tongues[i] == tongues[0] {
			return 0
		}
		return 1
	}
	for k := range parts {
		c := *f
		c.Lines, c.Links, c.Notes = nil, nil, nil
		parts[k] = &c
	}
	for i, l := range lines {
		p := parts[of(i)]
		if i > 0 && of(i-1) != of(i) {
			l.Gap = max(l.Gap, 1) // something stands between
		}
		p.Lines = append(p.Lines, l)
	}
	if len(parts[1].Lines) == 0 {
		return []*ingest.File{f}
	}
	for _, l := range f.Links {
		i := sort.Search(len(lines), func(i int) bool { return lines[i].Span.Start > l.Span.Start }) - 1
		p := parts[of(max(i, 0))]
		p.Links = append(p.Links, l)
	}
	for _, n := range f.Notes {
		at := f.View.FromSource(text.Span{Start: n.Span.Start, End: n.Span.Start}).Start
		i := sort.Search(len(lines), func(i int) bool { return lines[i].Span.Start > at }) - 1
		p := parts[of(max(i, 0))]
		p.Notes = append(p.Notes, n)
	}
	return parts[:]
}

// maybeMixed reports whether s has as many letters and Japanese characters as a text
// in two languages. Most texts have not, and need not be read line by line.
func maybeMixed(s string) bool {
	letters, ja := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		case c >= 0xE3 && c <= 0xE9: // first bytes of U+3000 to U+9FFF
			ja++
		}
		if letters >= mixedLetters && ja >= mixedJapanese {
			return true
		}
	}
	return false
}

// tongueOf returns the language of a line, and how many letters or Japanese
// characters speak for it. English shows by a word that English cannot do
// without, for names, addresses and the like are written in Latin letters in
// Japanese texts too.
func tongueOf(s string) (tongue, int) {
	n, ja := 0, 0
	for _, r := range s {
		switch {
		case r < 0x80 && unicode.IsLetter(r):
			n++
		case r >= 0x3041 && r <= 0x30FF && r != '・', r >= 0x4E00 && r <= 0x9FFF:
			ja++
		}
	}
	switch {
	case ja*5 > n || ja > 0 && n == 0:
		return japanese, ja
	case n == 0:
		return noTongue, 0
	case n >= 16:
		words, hits := 0, 0
		for w := range strings.FieldsSeq(s) {
			if strings.ContainsAny(w, "/@") {
				continue // an address
			}
			words++
			if functionWords[strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }))] {
				hits++
			}
		}
		if words >= 4 && hits > 0 {
			return englishText, n
		}
	}
	return latin, n
}

// settle gives every line one of the two languages. A line of one language in
// a block of the other stays there if it is a small part of it: a quotation, a
// name. What is in Latin letters and can be either, such as a short heading, is
// English where the languages take turns, or English follows; anything else goes
// with what precedes it.
func settle(lines []ingest.Line, tongues []tongue) {
	for i := 0; i < len(lines); {
		j := i + 1
		for j < len(lines) && lines[j].Block == lines[i].Block {
			j++
		}
		size := map[tongue]int{}
		for k := i; k < j; k++ {
			size[tongues[k]] += lines[k].Span.Len()
		}
		most, least := japanese, englishText
		if size[least] > size[most] {
			most, least = least, most
		}
		if size[most] > 0 && size[least]*4 < size[most] {
			for k := i; k < j; k++ {
				tongues[k] = most
			}
		}
		i = j
	}
	of := [englishText + 1]int{}
	changes, last := 0, noTongue
	for _, t := range tongues {
		if t != japanese && t != englishText {
			continue
		}
		of[t]++
		if last != noTongue && t != last {
			changes++
		}
		last = t
	}
	byTurns := changes >= 4 && changes*2 >= min(of[japanese], of[englishText])
	next := noTongue
	for i := len(lines) - 1; i >= 0; i-- {
		switch t := tongues[i]; {
		case t == japanese || t == englishText:
			next = t
		case t == latin && (byTurns || next == englishText):
			tongues[i] = englishText
		}
	}
	last = next // of the first line that tells
	for i := range tongues {
		if t := tongues[i]; t == japanese || t == englishText {
			last = t
		} else {
			tongues[i] = last
		}
	}
}
