// Command extend shows the two ways to make the analysis one's own: an
// extractor in Go, here of how long records are kept, and a directory of rules
// laid over the built-in ones, here with what hospitals do.
//
//	go run ./examples/extend examples/extend/rules policy.txt
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"regexp"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/text"
)

// Retention is a kind of finding of our own.
const Retention = "retention"

// retention finds for how long records are kept. It uses nothing that the
// built-in extractors do not use.
var retention = &extract.Extractor{
	Name: "retention",
	Doc:  "how long records are kept",
	Run: func(p *extract.Pass) error {
		for i, clause := range p.Doc.Clauses {
			for _, sentence := range clause.Sentences {
				words := p.Doc.View.Slice(sentence)
				for _, m := range period.FindAllStringSubmatchIndex(words, -1) {
					// The pattern is held against the reading text, in which wrapped
					// lines are joined and full-width digits are plain ones; a
					// finding's place is in the source. The view leads there.
					at := text.Span{Start: sentence.Start + m[0], End: sentence.Start + m[1]}
					p.Report(extract.Finding{
						Kind: Retention, Categories: []string{"period"}, Clause: i, Span: p.Doc.View.ToSource(at),
						Value: duration(words, m), Confidence: 0.9, Rule: "extend/retention",
					})
				}
			}
		}
		return nil
	},
}

var period = regexp.MustCompile(`(\d+) ?(年|か月|カ月|日)間、?(?:保存|保管)|(?:for|within) (\d+) (year|month|day)s?`)

var units = map[string]string{"年": "Y", "year": "Y", "か月": "M", "カ月": "M", "month": "M", "日": "D", "day": "D"}

// duration returns a match as a period in the way of ISO 8601, such as P5Y.
func duration(s string, m []int) string {
	for g := 2; g+3 < len(m); g += 4 {
		if m[g] >= 0 {
			return "P" + s[m[g]:m[g+1]] + units[s[m[g+2]:m[g+3]]]
		}
	}
	return ""
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: extend RULES FILE")
	}
	if err := report(os.Stdout, os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func report(w io.Writer, rules, file string) error {
	analyzer, err := polcompare.New(polcompare.Options{
		RuleDirs:   []string{rules},
		Extractors: []*extract.Extractor{retention},
	})
	if err != nil {
		return err // a mistake in a rule names its file, line and column
	}
	policies, err := analyzer.File(file)
	if err != nil {
		return err
	}
	for _, p := range policies {
		// Findings and denials stand apart; Statements puts them together again.
		for _, f := range p.Statements() {
			line := p.Document.Source.Position(f.Span.Start).Line
			fmt.Fprintf(w, "%2d %s %s: %s: %s", line, f.State, f.Kind, f.Categories[0], f.Text)
			if f.Value != "" {
				fmt.Fprintf(w, " = %s", f.Value)
			}
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s denies %d of its %d statements\n", p.Document.Company, len(p.Denials), len(p.Statements()))
	}
	return nil
}
