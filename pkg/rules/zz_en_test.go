package rules

import (
	"github.com/polcompare/polcompare/pkg/text"
	"os"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	b, err := Default().Book("en")
	if err != nil {
		t.Fatal(err)
	}
	q := os.Getenv("ZZ") // rule|text|lead
	f := strings.Split(q, "|")
	if len(f) < 2 {
		t.Skip()
	}
	for _, r := range b.Rules {
		if r.Form.String()+" "+r.Name != f[0] {
			continue
		}
		lead := ""
		if len(f) > 2 {
			lead = f[2]
		}
		joined := f[1] + "\n" + lead
		fold := b.Fold(text.Identity(text.NewSource("", joined)))
		whole := text.Span{Start: 0, End: len(f[1])}
		in := Input{}
		in[Text] = fold.FromSource(whole)
		in[Context] = in[Text]
		in[Lead] = fold.FromSource(text.Span{Start: len(f[1]) + 1, End: len(joined)})
		if len(f) > 3 {
			in[Heading] = in[Text]
			in[Text] = text.Span{}
		}
		s := b.Scan(fold)
		sc, hits := s.Weigh(r, in)
		t.Log(sc)
		for _, h := range hits {
			t.Log(h.Pattern.Weight, h.Pattern.Place(), fold.Slice(h.Span))
		}
	}
}
