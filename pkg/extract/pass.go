package extract

import (
	"sort"
	"strings"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// An Extractor finds statements of some kind. It is a value: its name and
// documentation for people, what it needs to have run before it, and the
// function that does the work. The built-in extractors use nothing that
// an extractor of one's own could not use.
type Extractor struct {
	Name     string
	Doc      string
	Requires []*Extractor
	Run      func(*Pass) error
}

// A Pass is one document under analysis, handed to every extractor in turn.
type Pass struct {
	Doc  *policy.Document
	Book *rules.Book // rules of the document's language
	Fold *text.View  // Doc.View in the spelling of patterns
	Scan *rules.Scan // Fold with all literals of Book looked up

	names     []string // of the company, in small letters, by which an English policy speaks of it
	result    *Result
	reasons   bool // keep why topics were revised
	shared    *structure
	sentences map[int][]rules.Fired     // by start in Doc.View
	beside    map[text.Span]rules.Fired // by sentence in Doc.View: what its main clause states in spite of its asides
	built     map[text.Span]int         // by the same: where its build states a disclosure, in Fold
	cases     []bool                    // by clause: cases were found below it; filled in when asked for
	found     map[text.Span][]rules.Hit // phrases of English sentences, by stretch of Fold
	opened    map[int]frame             // what a clause announces, by clause
	tested    map[question]bool         // whether tests fire
	folded    [64]foldedSpan            // what FoldSpan was asked last, by where it begins
	trials    map[question]Trial        // what rules made of stretches, for who asks; by form and name
}

// A question is the name of a test and the stretch of Fold that it is asked of.
type question struct {
	test string
	fold text.Span
}

// A foldedSpan is a stretch of Doc.View and what it is in Fold.
type foldedSpan struct{ view, fold text.Span }

// Report adds a finding. Clause, Kind, Categories and Span must be set; Section
// and Marker are taken from the clause, Text from the source. What stands on the page
// around the policy is none of its statements.
func (p *Pass) Report(f Finding) {
	if p.Doc.Clauses[f.Clause].Furniture {
		return
	}
	p.result.Findings = append(p.result.Findings, p.complete(f))
}

// Deny adds a denied statement ("we never sell").
func (p *Pass) Deny(f Finding) {
	f.State = Denied
	p.result.Denials = append(p.result.Denials, p.complete(f))
}

// Promise adds a promise that the text does not keep.
func (p *Pass) Promise(pr Promise) { p.result.Promises = append(p.result.Promises, pr) }

// Findings returns what was reported so far.
func (p *Pass) Findings() []Finding { return p.result.Findings }

// FoldSpan returns the stretch of p.Fold made from the stretch of Doc.View.
func (p *Pass) FoldSpan(view text.Span) text.Span {
	if view.Empty() {
		return p.Fold.FromSource(p.Doc.View.ToSource(view))
	}
	// Of one sentence many questions are asked, and of the heading above it.
	kept := &p.folded[view.Start%len(p.folded)]
	if kept.view != view {
		*kept = foldedSpan{view, p.Fold.FromSource(p.Doc.View.ToSource(view))}
	}
	return kept.fold
}

func (p *Pass) complete(f Finding) Finding {
	if f.State == "" {
		f.State = Stated
	}
	c := p.Doc.Clauses[f.Clause]
	f.Section, f.Marker = c.Section, c.Marker
	if f.Kind != Contact {
		f.Span = p.withTarget(f.Span)
	}
	f.Text = p.Doc.Visible(f.Span)
	return f
}

// withTarget returns a stretch of the source that ends with the words of a Markdown link
// together with the rest of the link: "see [our partners" goes on with "](partners.md)". One
// that is nothing but such words, the name of a recipient, say, is complete without.
func (p *Pass) withTarget(sp text.Span) text.Span {
	source, links := p.Doc.Source.Text(), p.Doc.Links
	i := sort.Search(len(links), func(i int) bool { return links[i].Source.Start >= sp.End })
	if i == len(links) {
		return sp
	}
	l := links[i]
	if open := source[sp.End:min(l.Source.Start, sp.End+maxLinkEnd)]; !strings.HasSuffix(open, "](") || strings.Trim(open, "*_]( ") != "" || p.Doc.View.ToSource(l.Span).Start <= sp.Start {
		return sp
	}
	if end := strings.IndexByte(source[l.Source.End:min(len(source), l.Source.End+maxLinkTitle)], ')'); end >= 0 && !strings.Contains(source[l.Source.End:l.Source.End+end], "\n") {
		sp.End = l.Source.End + end + 1
	}
	return sp
}

const (
	maxLinkEnd   = 8   // bytes between the words of a link and its target: "**]("
	maxLinkTitle = 200 // bytes between the target and the bracket behind it
)
