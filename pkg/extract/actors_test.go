package extract

import (
	"slices"
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
)

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
