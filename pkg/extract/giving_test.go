package extract

import (
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
)

func TestGiving(t *testing.T) {
	engine, err := NewEngine(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		sentence, said, why string
	}{
		{"We pass your address on to the lifeguard.", "pass your address on to the lifeguard", "the recipient's head is a word for somebody"},
		{"In June we send your results to Kestrel Mail.", "send your results to kestrel mail", "the recipient has a capital"},
		{"We keep your name and, if asked, hand it over to your GP.", "hand it over to your gp", "the verb has the subject of the one before"},
		{"Brightwell Ltd may give the other school your records.", "give the other school", "the recipient comes first"},
		{"We may tell your employer about your results.", "tell your employer", "what is told comes behind"},
		{"We let the caretaker see your address.", "let the caretaker", "leave to see is given"},
		{"Your photographs may be given by us to the yearbook's printers.", "be given by us to the yearbook's printers", "passive"},
		{"The caterers will have access to your records.", "the caterers will have access to ", "the recipient is the subject"},
		{"They pass your address on to the lifeguard.", "", "somebody else does"},
		{"You may pass your address on to the lifeguard.", "", "the person does"},
		{"If we pass your address on to the lifeguard, we tell you.", "", "a condition says nothing of its own"},
		{"The data that we pass on to the lifeguard are safe.", "", "a clause that says which data says nothing of its own"},
		{"We pass your address on to our own staff.", "", "staff are no outsiders"},
		{"We send your results to you.", "", "the person is none"},
		{"We give our members the choice to see offers.", "", "a choice is no information about people"},
		{"We refer to your details as records.", "", "refer to is no handing over"},
		{"We store your data to the end of the year with great care.", "", "the end of the year is nobody"},
		{"Your data may be shared once you come to be shown to Jill.", "", "nobody behind the verb"},
		{"Your data may be shared if the law requires it.", "be shared", "when is said, whoever gets them"},
		{"We may pass on your address in an emergency.", "pass on your address", "when is said, whoever gets it"},
		{"We only pass on your address in an emergency.", "", "a promise with a condition"},
		{"We may transfer your data to other countries where the law allows it.", "", "a country is nobody"},
		{"Taking part involves the transfer of your data to the lifeguard.", "involves the transfer of your data to the lifeguard", "a noun of giving"},
		{"Your rights include the transfer of your data to the lifeguard.", "", "a right of the person"},
		{"If you use a courier, we give them your address.", "give them your address", "them are named before"},
		{"We keep a list of you all and give them your address.", "", "them are nobody"},
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
		said, ok := p.givesTo(p.FoldSpan(c.Sentences[0]))
		got := ""
		if ok {
			got = p.Fold.Slice(said)
		}
		if got != tt.said {
			t.Errorf("%q: gives %q, want %q: %s", tt.sentence, got, tt.said, tt.why)
		}
	}
}
