package render

import (
	"bufio"
	"io"
	"math"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/text"
)

// DocumentSchema names the contract of a policy's findings in JSON.
const DocumentSchema = schema.DocumentV1

// NewDocument returns the JSON form of r, by the contract polcompare.document/v1,
// with the rules behind each finding if evidence is set.
func NewDocument(r *extract.Result, evidence bool) *schema.Document {
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
	out := &schema.Document{
		Schema: DocumentSchema, ID: d.ID, Path: d.Path, Lang: d.Lang, Kind: string(r.Kind), Why: r.Why, Company: d.Company, Title: d.Title,
		SHA256: d.SHA256, Encoding: d.Encoding, Format: d.Format,
		Dates: make([]schema.Date, len(d.Dates)), Sections: make([]schema.Section, len(d.Sections)), Findings: make([]schema.Finding, len(r.Findings)),
	}
	for i, e := range d.Dates {
		out.Dates[i] = schema.Date{Date: e.Date, Role: string(e.Role), Span: source(e.Span)}
	}
	for i, s := range d.Sections {
		topics := []string{}
		if i < len(r.Topics) {
			topics = append(topics, r.Topics[i]...)
		}
		out.Sections[i] = schema.Section{Number: s.Number, Heading: sectionHeading(r, i), Level: s.Level, Topics: topics, Span: source(s.Span), Page: page(source(s.Span))}
	}
	var spans []text.Span
	for i, f := range r.Findings {
		out.Findings[i] = newFinding(f, evidence)
		spans = append(spans, f.Span)
	}
	for _, f := range r.Denials {
		out.Denials = append(out.Denials, newFinding(f, evidence))
		spans = append(spans, f.Span)
	}
	for _, p := range r.Promises {
		out.Promises = append(out.Promises, schema.Promise{Kind: p.Kind, Message: p.Message, Text: d.Source.Within(p.Span), Span: p.Span, Section: p.Section})
		spans = append(spans, p.Span)
	}
	at := compare.Positions(d.Source, spans)
	for i := range out.Findings {
		out.Findings[i].At, at = at[0], at[1:]
	}
	for i := range out.Denials {
		out.Denials[i].At, at = at[0], at[1:]
	}
	for i := range out.Promises {
		out.Promises[i].At = at[i]
	}
	for _, n := range d.Notes {
		out.Notes = append(out.Notes, schema.Note{Message: n.Message, Span: n.Span})
	}
	return out
}

func newFinding(f extract.Finding, evidence bool) schema.Finding {
	out := schema.Finding{
		Kind: f.Kind, Categories: append([]string{}, f.Categories...), Text: f.Text, Value: f.Value, Span: f.Span,
		Section: f.Section, Marker: f.Marker, State: string(f.State), Confidence: rounded(min(max(f.Confidence, 0), 1)), Rule: f.Rule,
	}
	if f.State == "" {
		out.State = string(extract.Stated)
	}
	if evidence {
		for _, e := range f.Evidence {
			out.Evidence = append(out.Evidence, schema.Evidence{Rule: e.Rule, Category: e.Category, Weight: rounded(e.Weight), Match: e.Match})
		}
	}
	return out
}

// document returns the JSON form of r with what o asks for.
func (o Options) document(r *extract.Result) *schema.Document {
	d := NewDocument(r, o.Evidence)
	if o.Signature {
		d.Signature = r.Document.Signature().String()
	}
	return d
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
	w io.Writer
	o Options
}

// NewEncoder returns an encoder that writes to w.
func NewEncoder(w io.Writer, o Options) *Encoder { return &Encoder{w, o} }

// Encode writes r and a line feed in one call of Write, by the contract
// polcompare.document/v1.
func (e *Encoder) Encode(r *extract.Result) error {
	return writeJSONLine(e.w, e.o.document(r))
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
		j.value(o.document(r))
	}
	j.raw("\n]\n")
	if j.err != nil {
		return j.err
	}
	return buf.Flush()
}
