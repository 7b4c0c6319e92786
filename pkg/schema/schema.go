// Package schema holds the Go types of the JSON that the program writes, so
// that what was written can be read back: a policy with its findings
// ([Document]), a comparison of two texts ([Drift]), and what a batch leaves
// besides ([Failure], [Run]).
//
// Fields and their meaning are those of the JSON Schemas in testdata/schema; a
// test holds them against each other. All spans are half-open ranges of bytes
// in the decoded source, which is UTF-8. Within a version fields are only added.
package schema

import (
	"strconv"

	"github.com/polcompare/polcompare/pkg/text"
)

// Names of the contracts, as they stand in the field "schema".
const (
	DocumentV1 = "polcompare.document/v1"
	DriftV1    = "polcompare.drift/v1"
	FailureV1  = "polcompare.failure/v1"
	RunV1      = "polcompare.run/v1"
)

// A Document is one policy and what was found in it.
type Document struct {
	Schema   string            `json:"schema"` // DocumentV1
	ID       string            `json:"id"`     // with #1, #2 … behind it where the file holds several policies
	Path     string            `json:"path"`
	Lang     string            `json:"lang"`
	Company  string            `json:"company"` // as the text names it
	Title    string            `json:"title"`
	Dates    []Date            `json:"dates"`
	SHA256   string            `json:"sha256"` // of the bytes read
	Encoding string            `json:"encoding"`
	Format   string            `json:"format"`
	Kind     string            `json:"kind,omitempty"` // what the document is: "policy", "terms", "cookies", "law", "empty", "other"
	Why      string            `json:"why,omitempty"`  // why it is taken for no policy
	Sections []Section         `json:"sections"`
	Findings []Finding         `json:"findings"`
	Denials  []Finding         `json:"denials,omitempty"`  // what the policy says is not done
	Promises []Promise         `json:"promises,omitempty"` // announced and not given
	Notes    []Note            `json:"notes,omitempty"`    // on the text
	Meta     map[string]string `json:"meta,omitempty"`     // what the manifest of a batch says of it

	// Signature stands for the text where near-duplicates are looked for, in
	// the written form of package minhash. On demand.
	Signature string `json:"signature,omitempty"`
}

// Statements returns the findings and the denials together, in the order of the
// text.
func (d *Document) Statements() []Finding {
	out := make([]Finding, 0, len(d.Findings)+len(d.Denials))
	f, n := d.Findings, d.Denials
	for len(f) > 0 && len(n) > 0 {
		if n[0].Span.Start < f[0].Span.Start {
			out, n = append(out, n[0]), n[1:]
		} else {
			out, f = append(out, f[0]), f[1:]
		}
	}
	return append(append(out, f...), n...)
}

// Edition returns the latest date that the policy states about itself, "" if
// it states none.
func (d *Document) Edition() string {
	latest := ""
	for _, e := range d.Dates {
		latest = max(latest, e.Date)
	}
	return latest
}

// Year returns the year that the policy belongs to, 0 if nothing says: that of
// the manifest's column "date" where there is one, else that of the edition.
func (d *Document) Year() int {
	for _, date := range []string{d.Meta["date"], d.Edition()} {
		if len(date) < 4 {
			continue
		}
		if y, err := strconv.Atoi(date[:4]); err == nil && y > 0 && (len(date) == 4 || date[4] < '0' || date[4] > '9') {
			return y
		}
	}
	return 0
}

// A Date is a day that the policy states about itself.
type Date struct {
	Date string    `json:"date"` // "2016-11-09", "2016-11" or "2016"
	Role string    `json:"role"`
	Span text.Span `json:"span"`
}

// A Section is a heading and what stands below it.
type Section struct {
	Number  string    `json:"number"`
	Heading string    `json:"heading"`
	Level   int       `json:"level"` // from 1
	Topics  []string  `json:"topics"`
	Span    text.Span `json:"span"`
	Page    int       `json:"page,omitempty"` // from 1, where the file has pages
}

// A Finding is one statement of a policy.
type Finding struct {
	Kind       string        `json:"kind"`
	Categories []string      `json:"categories"` // the main one first
	Text       string        `json:"text"`
	Value      string        `json:"value,omitempty"` // of contacts
	Span       text.Span     `json:"span"`
	At         text.Position `json:"at,omitzero"` // where the span starts
	Section    int           `json:"section"`     // index into the sections, -1 for none
	Marker     string        `json:"marker"`
	State      string        `json:"state"` // "stated" or "denied"
	Confidence float64       `json:"confidence"`
	Rule       string        `json:"rule"`
	Evidence   []Evidence    `json:"evidence,omitempty"` // on demand
}

// Evidence is one reason for a finding.
type Evidence struct {
	Rule     string    `json:"rule"`
	Category string    `json:"category"`
	Weight   float64   `json:"weight"`
	Match    text.Span `json:"match"`
}

// A Promise is something that the text announces and does not give.
type Promise struct {
	Kind    string        `json:"kind"`
	Message string        `json:"message"`
	Text    string        `json:"text,omitempty"` // of the announcing sentence
	Span    text.Span     `json:"span"`
	At      text.Position `json:"at,omitzero"` // where the span starts
	Section int           `json:"section"`
}

// A Note is a remark on the text.
type Note struct {
	Message string    `json:"message"`
	Span    text.Span `json:"span"`
}

// A Drift is the comparison of a policy with its translation or another edition.
type Drift struct {
	Schema      string        `json:"schema"`         // DriftV1
	Pair        string        `json:"pair,omitempty"` // in a batch: the id of the pair
	Original    DriftDocument `json:"original"`
	Translation DriftDocument `json:"translation"`
	Verdict     string        `json:"verdict"`
	Aligned     float64       `json:"aligned"` // share of the text of both that could be aligned
	Alignment   []DriftPair   `json:"alignment"`
	Divergences []Divergence  `json:"divergences"`
	Summary     DriftSummary  `json:"summary"`
	Notes       []string      `json:"notes,omitempty"`
}

// A DriftDocument is one of the two sides of a [Drift].
type DriftDocument struct {
	ID      string `json:"id"`
	Path    string `json:"path"`
	Lang    string `json:"lang"`
	Company string `json:"company"`
	Title   string `json:"title"`
	SHA256  string `json:"sha256"`
}

// A DriftPair says which stretches correspond; one side may be empty.
type DriftPair struct {
	Original    []text.Span `json:"original"`
	Translation []text.Span `json:"translation"`
	Score       float64     `json:"score"`
	Moved       bool        `json:"moved,omitempty"`
	Unjudged    bool        `json:"unjudged,omitempty"`
}

// A Divergence is one place where the two do not say the same.
type Divergence struct {
	Type        string      `json:"type"`
	Severity    string      `json:"severity"`
	Original    *DriftQuote `json:"original"` // nil where nothing stands on this side
	Translation *DriftQuote `json:"translation"`
	Section     string      `json:"section,omitempty"`
	Message     string      `json:"message"`
	Confidence  float64     `json:"confidence"`
}

// A DriftQuote is a stretch of one side.
type DriftQuote struct {
	Text string        `json:"text"`
	Span text.Span     `json:"span"`
	At   text.Position `json:"at"`
}

// A DriftSummary counts divergences and pairs.
type DriftSummary struct {
	Total    int            `json:"total"`
	Severity map[string]int `json:"severity"`
	Type     map[string]int `json:"type"`
	Aligned  int            `json:"aligned_pairs"`
	Unjudged int            `json:"unjudged_pairs"`
	Alone    int            `json:"unaligned"`
}

// A Failure is an input of a batch of which there is no result, and why.
type Failure struct {
	Schema string            `json:"schema"` // FailureV1
	ID     string            `json:"id"`
	Path   string            `json:"path"`
	Kind   string            `json:"kind"`   // one of the constants Fail… of package batch
	Reason string            `json:"reason"` // for people
	Pair   string            `json:"pair,omitempty"`
	Meta   map[string]string `json:"meta,omitempty"`
}

// A Run says how the results of a batch were made and how far it came.
type Run struct {
	Schema   string            `json:"schema"`   // RunV1
	Complete bool              `json:"complete"` // whether all inputs are done
	Version  string            `json:"version"`  // of the program
	Rules    string            `json:"rules"`    // SHA-256 of the rules
	Lexicon  string            `json:"lexicon,omitempty"`
	Schemas  map[string]string `json:"schemas"` // file → contract of its lines
	Options  RunOptions        `json:"options"`
	Inputs   RunInputs         `json:"inputs"`
	Counts   RunCounts         `json:"counts"`
	Files    map[string]int64  `json:"files"` // file → bytes that hold what was counted
}

// RunOptions are the choices that results depend on.
type RunOptions struct {
	Drift      bool              `json:"drift"`
	Evidence   bool              `json:"evidence"`
	Read       map[string]string `json:"read"`                 // how files are read: limits and what is not found out, by name
	Extractors []string          `json:"extractors,omitempty"` // besides the built-in ones
	Settings   string            `json:"settings,omitempty"`   // of drift: SHA-256, where not the built-in ones
}

// RunInputs say which inputs were read.
type RunInputs struct {
	Arguments []string `json:"arguments"` // as given
	Done      int64    `json:"done"`      // files, those that failed among them
	Last      string   `json:"last"`      // id of the last of them
	Digest    string   `json:"digest"`    // SHA-256 over their ids, paths and columns, in order
	Skipped   int64    `json:"skipped"`   // files of directories and archives left out for their endings
}

// RunCounts count what was read and found.
type RunCounts struct {
	Bytes       int64            `json:"bytes"` // of the files read
	Documents   int64            `json:"documents"`
	Findings    int64            `json:"findings"`
	Denials     int64            `json:"denials"`
	Pairs       int64            `json:"pairs"` // compared
	Divergences int64            `json:"divergences"`
	Failures    map[string]int64 `json:"failures"` // by kind
}

// Add adds what another part of the inputs holds.
func (c *RunCounts) Add(o RunCounts) {
	c.Bytes += o.Bytes
	c.Documents += o.Documents
	c.Findings += o.Findings
	c.Denials += o.Denials
	c.Pairs += o.Pairs
	c.Divergences += o.Divergences
	if c.Failures == nil {
		c.Failures = map[string]int64{}
	}
	for k, n := range o.Failures {
		c.Failures[k] += n
	}
}

// Failed returns the number of failures.
func (c RunCounts) Failed() int64 {
	n := int64(0)
	for _, k := range c.Failures {
		n += k
	}
	return n
}
