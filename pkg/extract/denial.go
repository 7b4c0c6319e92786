package extract

import (
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Denials finds what a policy says the company does not do. They go to
// Result.Denials, for a denied thing is neither stated nor passed over in
// silence.
var Denials = &Extractor{
	Name: "denial",
	Doc:  "what the policy says the company does not do",
	Run: func(p *Pass) error {
		for i, c := range p.Doc.Clauses {
			for _, sent := range c.Sentences {
				p.denialsIn(i, sent)
			}
		}
		return nil
	},
}

func (p *Pass) denialsIn(i int, sent text.Span) {
	for _, f := range p.sentence(i, sent) {
		if !f.Rule.Denied {
			continue
		}
		d := Finding{Kind: f.Rule.Kind, Categories: f.Rule.As, Span: p.Doc.View.ToSource(p.trim(sent)), Clause: i, Rule: p.Doc.Lang + "/" + f.Rule.Name, Confidence: 0.85}
		if len(d.Categories) == 0 {
			d.Categories, _ = p.categorize(f.Rule.Kind, rules.Input{rules.Text: p.FoldSpan(sent)}, shares[f.Rule.Kind])
		}
		if len(d.Categories) == 0 {
			continue
		}
		for _, h := range f.Hits {
			d.Evidence = append(d.Evidence, p.evidence(h, ""))
		}
		p.Deny(d)
	}
}
