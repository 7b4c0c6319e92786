package extract

import (
	"github.com/polcompare/polcompare/pkg/rules"
)

// topics returns the topics that each section's own text deals with, in the
// order of the taxonomy. A section without text of its own has none.
func (p *Pass) topics() [][]string {
	d := p.Doc
	out := make([][]string, len(d.Sections))
	found := make([]map[string]bool, len(d.Sections))
	for i, c := range d.Clauses {
		if c.Section < 0 {
			continue
		}
		head := p.heading(c)
		if found[c.Section] == nil {
			found[c.Section] = map[string]bool{}
		}
		for _, sent := range c.Sentences {
			for _, f := range p.Scan.Eval(rules.Topic, rules.Input{rules.Text: p.FoldSpan(sent), rules.Heading: head}) {
				found[c.Section][f.Rule.ID] = true
			}
		}
		_ = i
	}
	for i := range out {
		for _, t := range rules.Taxonomy().Topics() {
			if found[i][t] {
				out[i] = append(out[i], t)
			}
		}
	}
	return out
}
