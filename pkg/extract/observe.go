package extract

import (
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Observe counts in u which rules of its book fire on the sentences and
// headings of a document.
func Observe(u *rules.Usage, doc *policy.Document) {
	p := newPass(u.Book(), doc)
	for _, c := range doc.Clauses {
		for _, sent := range c.Sentences {
			u.Observe(p.Scan, p.FoldSpan(sent), p.heading(c))
		}
	}
	for _, s := range doc.Sections {
		u.Observe(p.Scan, text.Span{}, p.FoldSpan(s.Heading))
	}
}
