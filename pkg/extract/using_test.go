package extract

import (
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
)

func TestUsing(t *testing.T) {
	engine, err := NewEngine(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		sentence, aim, why string
	}{
		{"We keep your postcode because we need to draw up the rounds.", "because we need to draw up the rounds", "a reason that says what is done"},
		{"So we can mend your boiler, we hold these details.", "So we can mend your boiler", "in front"},
		{"For the hire of boats, the club notes your weight.", "For the hire of boats", "a noun in front"},
		{"Your height is useful if we are to choose skis for you.", "if we are to choose skis for you", "what information is good for"},
		{"Our coach collects your times when we pick the crew.", "", "at a time, not for it, with a verb that is none of use"},
		{"Our coach may use your times when we pick the crew.", "when we pick the crew", "with a verb of use, what is done then"},
		{"What you tell us lets us seat you together.", "lets us seat you together", "what information does"},
		{"The club uses your answers in writing references.", "in writing references", "what is done with it, as a noun"},
		{"You tell us your size so that we can order your kit.", "so that we can order your kit", "the person gives it"},
		{"You can use your number to find your boat.", "", "the person uses it"},
		{"If we use your number to find your boat, we tell you.", "", "a condition says nothing of its own"},
		{"We keep your number for the whole season.", "", "a time"},
		{"We keep your number for our members.", "", "people"},
		{"We store your records in Leeds and in York.", "", "a place"},
		{"We collect the records that you choose to show us.", "", "what the person does"},
		{"We do not keep your number to find your boat.", "", "denied"},
		{"We require all users to name a guardian.", "", "what others have to do"},
		{"We use your number in accordance with the law.", "", "no deed"},
	} {
		f, err := ingest.Read("a.md", []byte("# Privacy policy of Brightwell Ltd\n\n"+tt.sentence), ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		docs, err := policy.Parse(f, policy.Options{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := engine.pass(docs[0])
		if err != nil {
			t.Fatal(err)
		}
		c := p.Doc.Clauses[len(p.Doc.Clauses)-1]
		p.builtAims(len(p.Doc.Clauses)-1, c.Sentences[0])
		got := ""
		if fs := p.result.Findings; len(fs) > 0 {
			got = p.Doc.View.Source().Slice(fs[0].Span)
		}
		if got != tt.aim {
			t.Errorf("%q: aim %q, want %q: %s", tt.sentence, got, tt.aim, tt.why)
		}
	}
}
