package extract

import (
	"math/rand"
	"regexp"
	"testing"

	"github.com/polcompare/polcompare/pkg/text"
)

// What is looked for by hand must be what an expression finds.
func TestActorsAreFoundAsByExpressions(t *testing.T) {
	inBrackets := regexp.MustCompile(`\(([^()]{2,200})\)`)
	anyI := regexp.MustCompile(`\bI (?:am|do|may|will|can|cannot|have|never|only|also|collect|use|store|process|share|keep|don['’]t|won['’]t|can['’]t|take|value|reserve|want|employ|strive|ask|need|receive)\b|\bI['’](?:ll|m|ve)\b`)
	anyWe := regexp.MustCompile(`\b(?:[Ww]e|WE)(?: |['’])`)
	pieces := []string{"I", "I am", "I’ve", "I do", "I don’t", "API use", "we ", "We’", "WE'", "ewe ", " ", "(", ")", "a", "é", "(Acme)", "t", "\n", "[", "I reserve", "x"}
	for range 60 {
		pieces = append(pieces, "word ")
	}
	rnd := rand.New(rand.NewSource(1))
	found := 0
	for range 3000 {
		s := ""
		for range rnd.Intn(300) {
			s += pieces[rnd.Intn(len(pieces))]
		}
		var got, want []text.Span
		for at := 0; ; {
			m := bracketed(s, at)
			if m.Empty() {
				break
			}
			got = append(got, m)
			at = m.End + 1
		}
		for _, m := range inBrackets.FindAllStringSubmatchIndex(s, -1) {
			want = append(want, text.Span{Start: m[2], End: m[3]})
		}
		if len(got) != len(want) {
			t.Fatalf("%q: brackets %v, want %v", s, got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("%q: brackets %v, want %v", s, got, want)
			}
		}
		found += len(got)
		if got, want := said(s, "I", saysI), len(anyI.FindAllString(s, maxSaid)); got != want {
			t.Fatalf("%q: I %d times, want %d", s, got, want)
		}
		if got, want := said(s, "Ww", saysWe), len(anyWe.FindAllString(s, maxSaid)); got != want {
			t.Fatalf("%q: we %d times, want %d", s, got, want)
		}
	}
	if found == 0 {
		t.Error("no brackets: nothing was compared")
	}
}
