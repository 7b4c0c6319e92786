package render

import (
	"bufio"
	"io"
	"math"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/text"
)

// DocumentSchema names the contract of a policy's findings in JSON.
const DocumentSchema = "polcompare.document/v1"

// The JSON form of a policy. All spans are byte offsets into the decoded
// source.
type document struct {
	Schema   string       `json:"schema"`
	ID       string       `json:"id"`
	Path     string       `json:"path"`
	Lang     string       `json:"lang"`
	Company  string       `json:"company"`
	Title    string       `json:"title"`
	Dates    []docDate    `json:"dates"`
	SHA256   string       `json:"sha256"`
	Encoding string       `json:"encoding"`
	Format   string       `json:"format"`
	Kind     string       `json:"kind,omitempty"` // what the document is: "policy", "terms" …
	Why      string       `json:"why,omitempty"`  // why it is taken for no policy
	Sections []docSection `json:"sections"`
	Findings []docFinding `json:"findings"`
	Denials  []docFinding `json:"denials,omitempty"`  // what the policy says is not done
	Promises []docPromise `json:"promises,omitempty"` // announced and not given
	Notes    []docNote    `json:"notes,omitempty"`    // on the text
}

type docDate struct {
	Date string    `json:"date"`
	Role string    `json:"role"`
	Span text.Span `json:"span"`
}

type docSection struct {
	Number  string    `json:"number"`
	Heading string    `json:"heading"`
	Level   int       `json:"level"`
	Topics  []string  `json:"topics"`
	Span    text.Span `json:"span"`
	Page    int       `json:"page,omitempty"` // from 1, where the file has pages
}

type docFinding struct {
	Kind       string        `json:"kind"`
	Categories []string      `json:"categories"`
	Text       string        `json:"text"`
	Value      string        `json:"value,omitempty"` // of contacts
	Span       text.Span     `json:"span"`
	Page       int           `json:"page,omitempty"` // from 1, where the file has pages
	Section    int           `json:"section"`        // index into sections, -1 for none
	Marker     string        `json:"marker"`
	State      string        `json:"state"`
	Confidence float64       `json:"confidence"`
	Rule       string        `json:"rule"`
	Evidence   []docEvidence `json:"evidence,omitempty"`
}

type docEvidence struct {
	Rule     string    `json:"rule"`
	Category string    `json:"category"`
	Weight   float64   `json:"weight"`
	Match    text.Span `json:"match"`
}

type docPromise struct {
	Kind    string    `json:"kind"`
	Message string    `json:"message"`
	Span    text.Span `json:"span"`
	Section int       `json:"section"`
}

type docNote struct {
	Message string    `json:"message"`
	Span    text.Span `json:"span"`
}

// newDocument returns the JSON form of r.
func newDocument(r *extract.Result, evidence bool) document {
	d := r.Document
	source := func(sp text.Span) text.Span {
		if d.View == nil {
			return sp
		}
		return d.View.ToSource(sp)
	}
	page := func(sp text.Span) int {
		if d.Source == nil {
			return 0
		}
		return d.Page(sp)
	}
	out := document{
		Schema: DocumentSchema, ID: d.ID, Path: d.Path, Lang: d.Lang, Kind: string(r.Kind), Why: r.Why, Company: d.Company, Title: d.Title,
		SHA256: d.SHA256, Encoding: d.Encoding, Format: d.Format,
		Dates: make([]docDate, len(d.Dates)), Sections: make([]docSection, len(d.Sections)), Findings: make([]docFinding, len(r.Findings)),
	}
	for i, e := range d.Dates {
		out.Dates[i] = docDate{e.Date, string(e.Role), source(e.Span)}
	}
	for i, s := range d.Sections {
		topics := []string{}
		if i < len(r.Topics) {
			topics = append(topics, r.Topics[i]...)
		}
		out.Sections[i] = docSection{s.Number, sectionHeading(r, i), s.Level, topics, source(s.Span), page(source(s.Span))}
	}
	for i, f := range r.Findings {
		out.Findings[i] = newFinding(f, page(f.Span), evidence)
	}
	for _, f := range r.Denials {
		out.Denials = append(out.Denials, newFinding(f, page(f.Span), evidence))
	}
	for _, p := range r.Promises {
		out.Promises = append(out.Promises, docPromise{p.Kind, p.Message, p.Span, p.Section})
	}
	for _, n := range d.Notes {
		out.Notes = append(out.Notes, docNote{n.Message, n.Span})
	}
	return out
}

func newFinding(f extract.Finding, page int, evidence bool) docFinding {
	out := docFinding{
		Kind: f.Kind, Categories: append([]string{}, f.Categories...), Text: f.Text, Value: f.Value, Span: f.Span, Page: page,
		Section: f.Section, Marker: f.Marker, State: string(f.State), Confidence: rounded(min(max(f.Confidence, 0), 1)), Rule: f.Rule,
	}
	if f.State == "" {
		out.State = string(extract.Stated)
	}
	if evidence {
		for _, e := range f.Evidence {
			out.Evidence = append(out.Evidence, docEvidence{e.Rule, e.Category, rounded(e.Weight), e.Match})
		}
	}
	return out
}

// sectionHeading returns the words of the heading of section i, "" if there is no
// such section.
func sectionHeading(r *extract.Result, i int) string {
	if i < 0 || i >= len(r.Document.Sections) || r.Document.View == nil {
		return ""
	}
	return r.Document.View.Slice(r.Document.Sections[i].Heading)
}

// rounded returns x with four decimals; what is no number becomes 0, for JSON
// has no way to write it.
func rounded(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return math.Round(x*1e4) / 1e4
}

// An Encoder writes policies in JSON, one a line, as they come.
type Encoder struct {
	w        io.Writer
	evidence bool
}

// NewEncoder returns an encoder that writes to w.
func NewEncoder(w io.Writer, o Options) *Encoder { return &Encoder{w, o.Evidence} }

// Encode writes r and a line feed in one call of Write, by the contract
// polcompare.document/v1.
func (e *Encoder) Encode(r *extract.Result) error {
	return writeJSONLine(e.w, newDocument(r, e.evidence))
}

// resultsJSON writes an array with one policy a line.
func resultsJSON(w io.Writer, results []*extract.Result, o Options) error {
	buf := bufio.NewWriter(w)
	j := jsonWriter{w: buf}
	j.raw("[")
	for i, r := range results {
		if i > 0 {
			j.raw(",")
		}
		j.raw("\n")
		j.value(newDocument(r, o.Evidence))
	}
	j.raw("\n]\n")
	if j.err != nil {
		return j.err
	}
	return buf.Flush()
}
