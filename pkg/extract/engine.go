package extract

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Builtin returns the built-in extractors in the order in which they run.
func Builtin() []*Extractor {
	return []*Extractor{Purposes, Exceptions, Disclaimers, Voluntary, Contacts, Denials}
}

// An Engine runs a checked list of extractors with one set of rules. It is
// immutable and safe for concurrent use.
type Engine struct {
	rules      *rules.Set
	extractors []*Extractor
	reasons    bool
}

// Reasons returns an engine like e that keeps why sections have their topics, for
// people who ask.
func (e *Engine) Reasons() *Engine {
	out := *e
	out.reasons = true
	return &out
}

// NewEngine returns an engine that runs the given extractors, each behind
// those it requires, with the rules of set; nil stands for the built-in rules,
// no extractors for the built-in ones. Extractors without a name, two of one
// name, and requirements that go round in a circle are errors.
func NewEngine(set *rules.Set, extractors ...*Extractor) (*Engine, error) {
	if set == nil {
		set = rules.Default()
	}
	if len(extractors) == 0 {
		extractors = Builtin()
	}
	e := &Engine{rules: set}
	const (
		visiting = 1
		done     = 2
	)
	state := map[*Extractor]int{}
	names := map[string]bool{}
	var add func(x *Extractor) error
	add = func(x *Extractor) error {
		switch {
		case x == nil || x.Name == "" || x.Run == nil:
			return fmt.Errorf("extract: an extractor needs a Name and a Run function")
		case state[x] == done:
			return nil
		case state[x] == visiting:
			return fmt.Errorf("extract: extractor %q requires itself", x.Name)
		case names[x.Name]:
			return fmt.Errorf("extract: two extractors are called %q", x.Name)
		}
		state[x] = visiting
		names[x.Name] = true
		for _, r := range x.Requires {
			if err := add(r); err != nil {
				return err
			}
		}
		state[x] = done
		e.extractors = append(e.extractors, x)
		return nil
	}
	for _, x := range extractors {
		if err := add(x); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// Run analyses a document. An error names the document and the extractor.
func (e *Engine) Run(doc *policy.Document) (*Result, error) {
	p, err := e.pass(doc)
	if err != nil {
		return nil, err
	}
	return e.run(p)
}

func (e *Engine) run(p *Pass) (*Result, error) {
	defer func() {
		p.Scan.Close()
		p.Scan = nil
	}()
	for _, x := range e.extractors {
		if err := x.Run(p); err != nil {
			return nil, fmt.Errorf("%s: extractor %s: %w", p.Doc.ID, x.Name, err)
		}
	}
	r := p.result
	tidy(&r.Findings)
	tidy(&r.Denials)
	sort.SliceStable(r.Promises, func(i, j int) bool { return r.Promises[i].Span.Start < r.Promises[j].Span.Start })
	r.Topics = p.topics()
	r.Kind, r.Why = p.kind()
	return r, nil
}

func (e *Engine) pass(doc *policy.Document) (*Pass, error) {
	book, err := e.rules.Book(doc.Lang)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doc.ID, err)
	}
	p := newPass(book, doc)
	p.reasons = e.reasons
	return p, nil
}

func newPass(book *rules.Book, doc *policy.Document) *Pass {
	names := actors(doc)
	fold := book.Fold(doc.View, names...)
	if doc.Company != "" {
		names = append(names, doc.Company)
	}
	for i, name := range names {
		names[i] = strings.ToLower(name)
	}
	return &Pass{names: names, Doc: doc, Book: book, Fold: fold, Scan: book.Scan(fold, cuts(doc, fold)...), result: &Result{Document: doc}}
}

// cuts returns where headings and clauses begin in the folded text: rules are
// asked about hardly anything that reaches across.
func cuts(doc *policy.Document, fold *text.View) []int {
	at := make([]int, 0, len(doc.Sections)+len(doc.Clauses))
	add := func(view text.Span) { at = append(at, fold.FromSource(doc.View.ToSource(view)).Start) }
	for _, s := range doc.Sections {
		add(s.Heading)
	}
	for _, c := range doc.Clauses {
		add(c.Text)
		for _, sent := range c.Sentences {
			add(sent)
		}
	}
	slices.Sort(at)
	return at
}

// tidy puts findings into the order of the text and drops one that repeats
// another of its kind at the same place.
func tidy(fs *[]Finding) {
	sort.SliceStable(*fs, func(i, j int) bool {
		a, b := (*fs)[i], (*fs)[j]
		if a.Span.Start != b.Span.Start {
			return a.Span.Start < b.Span.Start
		}
		if a.Span.End != b.Span.End {
			return a.Span.End > b.Span.End
		}
		return a.Kind < b.Kind
	})
	out := (*fs)[:0]
	for _, f := range *fs {
		if n := len(out); n > 0 && out[n-1].Span == f.Span && out[n-1].Kind == f.Kind && out[n-1].Value == f.Value {
			continue
		}
		out = append(out, f)
	}
	*fs = out
}
