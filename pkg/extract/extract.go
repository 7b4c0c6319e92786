// Package extract finds in a document what it says: purposes, disclosure
// exceptions, disclaimers, contacts, and statements that giving information
// is voluntary.
package extract

import (
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// Kinds of findings.
const (
	Purpose       = "purpose"
	Exception     = "exception"
	Disclaimer    = "disclaimer"
	Contact       = "contact"
	Voluntariness = "voluntariness"
)

// A State says whether a text states a thing or denies it.
type State string

const (
	Stated State = "stated" // "we sell …"
	Denied State = "denied" // "we never sell …"
)

// A Finding is one statement of a document.
type Finding struct {
	Kind       string
	Categories []string  // main one first
	Text       string    // what a person reads in Span: the source's own bytes, markup left out
	Value      string    // contacts: the normalised value
	Span       text.Span // in the source
	Section    int       // index into the document's sections, -1 for none
	Clause     int       // index into the document's clauses, -1 for a statement that is a heading
	Lead       text.Span // in the source: the sentence or heading that introduces it, empty for none
	Marker     string    // of the list item, "" for none
	State      State
	Confidence float64 // 0 … 1
	Rule       string  // name of the rule or feature that made it
	Evidence   []Evidence
}

// Evidence is one reason for a finding.
type Evidence struct {
	Rule     string // "ja/purpose.rules:12" – a rule's name and its place in its file
	Category string // the category it speaks for, "" where it speaks for the finding itself
	Weight   float64
	Match    text.Span // in the source
}

// A Result is a document with what was found in it.
type Result struct {
	Document *policy.Document
	Topics   [][]string // per section

	// TopicReasons are, per section, the words for which weights took a topic away
	// that rules gave (those weigh less than nothing) or added one; only
	// engines made with Reasons keep them.
	TopicReasons [][]Evidence

	Findings []Finding // what the text states, in the order of the text
	Denials  []Finding // what it says the company does not do ("we never sell"), in the order of the text
	Promises []Promise // things promised and not given, such as a contact section without a contact
	Kind     DocumentKind
	Why      string // why the document is taken for what Kind says, "" for a policy
}

// A Promise is something the text announces and does not give.
type Promise struct {
	Kind    string    // Contact
	Span    text.Span // in the source: the announcing sentence
	Section int
	Message string
}

// Statements returns the findings and the denials together, in the order of the text.
func (r *Result) Statements() []Finding {
	out := make([]Finding, 0, len(r.Findings)+len(r.Denials))
	f, d := r.Findings, r.Denials
	for len(f) > 0 && len(d) > 0 {
		if d[0].Span.Start < f[0].Span.Start {
			out, d = append(out, d[0]), d[1:]
		} else {
			out, f = append(out, f[0]), f[1:]
		}
	}
	return append(append(out, f...), d...)
}
