package extract_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
)

const shop = `Hazelgrove Ltd. Privacy Policy

1. Purposes
We use your personal information for the following purposes:
- to ship what you order
- to answer your questions

2. Disclosure
We do not disclose personal information to third parties except where required by law.
`

func parse(s string) *policy.Document {
	file, err := ingest.Read("hazelgrove.txt", []byte(s), ingest.Options{})
	if err != nil {
		log.Fatal(err)
	}
	documents, err := policy.Parse(file, policy.Options{})
	if err != nil {
		log.Fatal(err)
	}
	return documents[0]
}

func ExampleNewEngine() {
	engine, err := extract.NewEngine(nil) // the built-in rules and extractors
	if err != nil {
		log.Fatal(err)
	}
	result, err := engine.Run(parse(shop))
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range result.Findings {
		fmt.Println(f.Kind, f.Categories, f.Text)
	}
	// Output:
	// purpose [fulfilment] to ship what you order
	// purpose [inquiry_response] to answer your questions
	// exception [law] except where required by law
}

// An extractor of one's own, run alone.
func ExampleExtractor() {
	shouting := &extract.Extractor{
		Name: "shouting",
		Doc:  "clauses in capitals",
		Run: func(p *extract.Pass) error {
			for i, c := range p.Doc.Clauses {
				if words := p.Doc.View.Slice(c.Text); strings.ToUpper(words) == words {
					p.Report(extract.Finding{Kind: "shouting", Categories: []string{"all"}, Clause: i, Span: p.Doc.View.ToSource(c.Text), Confidence: 1})
				}
			}
			return nil
		},
	}
	engine, err := extract.NewEngine(nil, shouting)
	if err != nil {
		log.Fatal(err)
	}
	result, err := engine.Run(parse("Privacy Policy\n\n1. Warranty\nTHE SERVICE COMES AS IT IS.\n"))
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range result.Findings {
		fmt.Println(f.Kind, f.Text)
	}
	// Output: shouting THE SERVICE COMES AS IT IS.
}
