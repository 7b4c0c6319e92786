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

// A name is the subject of a clause where an expression over the text says so.
func TestBeginsClause(t *testing.T) {
	clause := regexp.MustCompile(`(?:^|\n|[.!?:] |(?:, |\b(?:that|which|when|where|if|and|but|as|how|why) ))$`)
	pieces := []string{"that", "which", "when", "where", "if", "and", "but", "as", "how", "why", "band", "_if", "é", ".", ",", "!", " ", " ", " ", "\n", "x", "A"}
	rnd := rand.New(rand.NewSource(1))
	yes := 0
	for range 20000 {
		s := ""
		for range rnd.Intn(5) {
			s += pieces[rnd.Intn(len(pieces))]
		}
		got, want := beginsClause(s), clause.MatchString(s)
		if got != want {
			t.Fatalf("%q: %v, want %v", s, got, want)
		}
		if got {
			yes++
		}
	}
	if yes < 100 {
		t.Errorf("only %d clauses begin: nothing was compared", yes)
	}
}

// A name acts where an expression says so.
func TestActiveName(t *testing.T) {
	active := regexp.MustCompile(`^([A-Z][\w'’&-]*(?:\.[a-z]{2,4})?(?: [A-Z][\w'’&-]*){0,3}) (?:(may|will|can|shall|must)|does|reserves|collects|uses|shares|discloses|processes|is committed|is not|respects|provides|believes|stores|receives|has|takes|values|recognizes|undertakes)\b`)
	pieces := []string{"A", "Oak", "B2", "O’Neil", "O'", "&", "-", ".", ".com", ".x", ".museum", " ", " ", " ", " ", " may", " is", " not", " committed", " uses", "used", "has", "_", "é", "’", "\n", "\xe2"}
	rnd := rand.New(rand.NewSource(1))
	yes := 0
	for range 200000 {
		s := "Oak"
		if rnd.Intn(9) == 0 {
			s = ""
		}
		for range rnd.Intn(9) {
			s += pieces[rnd.Intn(len(pieces))]
		}
		var want [2]int
		var wantAux bool
		if m := active.FindStringSubmatchIndex(s); m != nil {
			want, wantAux = [2]int{m[3], m[1]}, m[4] >= 0
			yes++
		}
		name, end, aux := activeName(s)
		if got := [2]int{name, end}; got != want || aux != wantAux {
			t.Fatalf("%q: %v %v, want %v %v", s, got, aux, want, wantAux)
		}
	}
	if yes < 1000 {
		t.Errorf("only %d names act: nothing was compared", yes)
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
	for len(s) < titleIn {
		s += "We keep the data of our readers for as long as they read.\n\n"
	}
	return s
}()
