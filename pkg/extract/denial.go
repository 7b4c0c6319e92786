package extract

import (
	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
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
			if c.Kind != policy.Paragraph && p.structure().frames[i].kind == "denied" {
				p.deniedItem(i, c)
				continue
			}
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

// deniedItem reports an item of a list of what the company does not do ("We do
// not: • sell your data"): its verb says what is denied.
func (p *Pass) deniedItem(i int, c policy.Clause) {
	fold := p.FoldSpan(c.Text)
	m := deniedVerb.FindStringSubmatchIndex(p.Fold.Slice(fold))
	if m == nil {
		return
	}
	f := p.structure().frames[i]
	d := Finding{Kind: Exception, Span: p.Doc.View.ToSource(p.trim(c.Text)), Clause: i, Rule: p.Doc.Lang + "/" + f.name, Confidence: 0.8, Lead: p.Fold.ToSource(f.lead)}
	switch {
	case m[2] >= 0: // sell
		d.Categories = []string{"sale"}
	case m[4] >= 0: // share
		d.Categories, d.Evidence = p.categorize(Exception, rules.Input{rules.Text: fold}, shares[Exception])
	default:
		d.Kind = Purpose
		d.Categories, d.Evidence = p.categorize(Purpose, rules.Input{rules.Text: fold}, shares[Purpose])
	}
	if len(d.Categories) > 0 {
		p.Deny(d)
	}
}

var deniedVerb = expr.New(`^(?:we |it )?(?:(sell|rent|trade|lease|monetize)|(share|disclose|transfer|provide|give|pass|send|transmit)|use|process|show|display|serve|track|profile|analyze)\b`)
