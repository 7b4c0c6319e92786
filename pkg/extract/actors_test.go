package extract

import (
	"math/rand"
	"regexp"
	"slices"
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
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

func TestActors(t *testing.T) {
	const acts = "Quillmoor collects the address that you enter. Quillmoor shares it in rare cases.\n\nHowever, Quillmoor does not sell it.\n\n"
	tests := []struct {
		why, text string
		want      []string
	}{
		{"a name defined for the company", "# Privacy Policy\n\nQuillmoor Ltd. (\"Quillmoor\", \"we\") is careful.\n\nQuillmoor may store names. Quillmoor uses cookies.", []string{"Quillmoor"}},
		{"nobody says that it is the company: the name at the head that acts most", "# Privacy at Quillmoor\n\n" + acts, []string{"Quillmoor"}},
		{"a name that is not at the head may be anybody's", "# Privacy Policy\n\n" + long + acts, nil},
		{"makers of tools are spoken of", "# Privacy Policy\n\nGoogle collects clicks. Google shares them. Google stores them. Google uses cookies.", nil},
		{"many may act, one company does", "# Privacy Policy\n\nSubscribers may write to us. Subscribers can ask. Subscribers must pay. Subscribers will hear.", nil},
		{"a word that is written small as well is no name", "# Privacy Policy\n\nThe reader of Reader is no reader who shares.\n\nReader collects. Reader shares. Reader uses files.", nil},
	}
	for _, tt := range tests {
		f, err := ingest.Read("policy.md", []byte(tt.text), ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		docs, err := policy.Parse(f, policy.Options{Lang: policy.English})
		if err != nil || len(docs) != 1 {
			t.Fatalf("%s: %d policies, %v", tt.why, len(docs), err)
		}
		if got := actors(docs[0]); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.why, got, tt.want)
		}
	}
}

// long is a text longer than the head of one.
var long = func() string {
	s := ""
	for len(s) < 1500 {
		s += "We keep the data of our readers for as long as they read.\n\n"
	}
	return s
}()
