package eval_test

import (
	"fmt"
	"log"
	"os"
	"testing/fstest"

	"github.com/polcompare/polcompare/pkg/eval"
	"github.com/polcompare/polcompare/pkg/text"
)

// gold is a directory with an annotated policy, as fs.FS; eval.Dir makes one of a directory on disk.
var gold = eval.Tree{Name: "gold", FS: fstest.MapFS{
	"acme.html": {Data: []byte("<p>We use it <b>to send newsletters</b> and to prevent fraud.</p>")},
	"acme.gold.json": {Data: []byte(`{"source":"acme.html","lang":"en","units":[
		{"kind":"purpose","quote":"to send newsletters","categories":["marketing"]},
		{"kind":"purpose","quote":"to prevent fraud","categories":["security_fraud"]}]}`)},
}}

func Example() {
	g, err := eval.Load(gold, eval.Tree{})
	if err != nil {
		log.Fatal(err)
	}
	var cases []eval.Case
	for _, p := range g.Policies {
		// A program of one's own, or eval.FromResults(results...) with those of analyzer.Bytes(p.Path, p.Data).
		found := eval.Found{Findings: []eval.Finding{
			{Kind: "purpose", Categories: []string{"service_communication", "marketing"}, Text: "use it to send newsletters", Span: &text.Span{Start: 6, End: 35}},
		}}
		cases = append(cases, eval.Case{Policy: p, Found: found})
	}
	report := eval.Evaluate(cases, eval.Options{})
	fmt.Printf("F1 %.3f, labelled %.3f\n", report.Figures["en.purpose.f1"], report.Figures["en.purpose.labelled_f1"])
	for _, e := range report.Errors {
		fmt.Println(e)
	}
	// Output:
	// F1 0.667, labelled 0.444
	// gold/acme.html:1:17: label purpose (marketing, not service_communication marketing): to send newsletters
	// gold/acme.html:1:45: missed purpose (security_fraud): to prevent fraud
}

func ExamplePolicy_Annotation() {
	g, err := eval.Load(gold, eval.Tree{})
	if err != nil {
		log.Fatal(err)
	}
	a, err := g.Policies[0].Annotation()
	if err != nil {
		log.Fatal(err)
	}
	data, err := a.Encode()
	if err != nil {
		log.Fatal(err)
	}
	os.Stdout.Write(data)
	// Output:
	// {"schema":"polcompare.annotation/v1",
	// "source":"acme.html",
	// "sha256":"fd1160fb865d9d35c25f493746031fb924a89965253f07a70650294614c93fed",
	// "lang":"en",
	// "units":[
	// {"kind":"purpose","categories":["marketing"],"span":{"start":16,"end":35}},
	// {"kind":"purpose","categories":["security_fraud"],"span":{"start":44,"end":60}}],
	// "sections":[]}
}

func ExampleQuality() {
	q, err := eval.ParseQuality([]byte(`{"schema":"polcompare.quality/v1","sets":{"corpus":{"en.purpose.f1":0.8}}}`))
	if err != nil {
		log.Fatal(err)
	}
	figures := map[string]float64{"en.purpose.f1": 0.7541}
	falls, err := q.Falls("corpus", figures)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(falls)
	fmt.Println(q.Raise("corpus", figures, false), q.Sets["corpus"]["en.purpose.f1"]) // never lowered …
	fmt.Println(q.Raise("corpus", figures, true), q.Sets["corpus"]["en.purpose.f1"])  // … unless asked to
	// Output:
	// [en.purpose.f1 fell to 0.7541, its floor is 0.800]
	// [] 0.8
	// [en.purpose.f1] 0.754
}
