package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/text"
)

// AnnotationSchema names the form of annotations that holds spans instead of
// quotes.
const AnnotationSchema = "polcompare.annotation/v1"

// An Annotation says what stands where in a text, without a word of it: for
// texts that belong to others. Spans are byte offsets into the decoded text,
// which for a UTF-8 file is the file itself, markup included.
type Annotation struct {
	Schema   string             `json:"schema"`
	Source   string             `json:"source"` // the text's file name
	SHA256   string             `json:"sha256"` // of the text's file
	Lang     string             `json:"lang"`
	Units    []AnnotatedUnit    `json:"units"`
	Sections []AnnotatedSection `json:"sections"`
}

// An AnnotatedUnit is a [Unit] by its place.
//
// The value of a contact is derived from the words in the span where that
// leads to the same normal form. Where it does not ("the address above", an
// e-mail address spelt out), ValueSHA256 is the SHA-256 of the normal form, in
// hexadecimal: enough to compare, and no copy of the text. Value is for texts
// of one's own.
type AnnotatedUnit struct {
	Kind        string    `json:"kind"`
	Categories  []string  `json:"categories"`
	Span        text.Span `json:"span"`
	Value       *string   `json:"value,omitempty"`
	ValueSHA256 string    `json:"value_sha256,omitempty"`
}

// An AnnotatedSection is a [Section] by the place of its heading.
type AnnotatedSection struct {
	Span   text.Span `json:"span"`
	Topics []string  `json:"topics"`
}

// ParseAnnotation reads an annotation. Another schema, an unknown key, and
// anything behind the object are errors.
func ParseAnnotation(data []byte) (*Annotation, error) {
	var a Annotation
	if err := decodeStrictly(data, &a); err != nil {
		return nil, err
	}
	switch {
	case a.Schema != AnnotationSchema:
		return nil, fmt.Errorf("schema %q, want %q", a.Schema, AnnotationSchema)
	case a.Source == "" || a.SHA256 == "" || a.Lang == "":
		return nil, errors.New("source, sha256 and lang are needed")
	}
	return &a, nil
}

// Encode returns a as JSON, one unit or section a line.
func (a *Annotation) Encode() ([]byte, error) {
	var b bytes.Buffer
	var failed error
	value := func(v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			failed = err
		}
		return string(data)
	}
	fmt.Fprintf(&b, "{\"schema\":%s,\n\"source\":%s,\n\"sha256\":%s,\n\"lang\":%s,\n", value(a.Schema), value(a.Source), value(a.SHA256), value(a.Lang))
	list := func(name string, n int, item func(int) any) {
		fmt.Fprintf(&b, "%s:[", value(name))
		for i := range n {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString("\n" + value(item(i)))
		}
		b.WriteString("]")
	}
	list("units", len(a.Units), func(i int) any { return a.Units[i] })
	b.WriteString(",\n")
	list("sections", len(a.Sections), func(i int) any { return a.Sections[i] })
	b.WriteString("}\n")
	return b.Bytes(), failed
}

// Annotation returns p by spans. It is made only if it says the same as p: read
// again, every unit must stand at the same place with the same categories and
// value, and every section have the same heading. The error joins all that does not.
func (p *Policy) Annotation() (*Annotation, error) {
	if p.read.span == nil {
		return nil, fmt.Errorf("%s: its characters cannot be told by their offsets: convert it to UTF-8", p.Path)
	}
	a := &Annotation{Schema: AnnotationSchema, Source: p.Source, SHA256: p.SHA256, Lang: p.Lang}
	var failed []error
	for _, problem := range p.Problems {
		failed = append(failed, errors.New(problem))
	}
	for _, u := range p.Units {
		sp, _ := p.read.spanOf(u.lo, u.hi)
		out := AnnotatedUnit{Kind: u.Kind, Categories: slices.Concat([]string{}, u.Categories), Span: sp}
		if u.Kind == "contact" {
			switch {
			case u.valueID != "":
				out.ValueSHA256 = u.valueID
			case u.value != normalValue(p.read.quote(sp)):
				out.ValueSHA256 = digest([]byte(u.value))
			}
		}
		a.Units = append(a.Units, out)
	}
	from := 0
	for _, s := range p.Sections {
		sp := s.Span
		if sp.Empty() {
			h := flat(s.Heading)
			lo, hi, ok := p.read.find(h, from)
			if !ok {
				lo, hi, ok = p.read.find(h, 0)
			}
			if !ok || h == "" {
				failed = append(failed, fmt.Errorf("not in the source: heading: %s", clip(s.Heading, 80)))
				continue
			}
			from = hi
			sp, _ = p.read.spanOf(lo, hi)
		}
		a.Sections = append(a.Sections, AnnotatedSection{sp, slices.Concat([]string{}, s.Topics)})
	}
	if len(failed) == 0 {
		failed = p.differs(a)
	}
	if len(failed) > 0 {
		return nil, fmt.Errorf("%s: %w", p.Gold, errors.Join(failed...))
	}
	return a, nil
}

// differs returns what a, read again, says otherwise than p.
func (p *Policy) differs(a *Annotation) (out []error) {
	data, err := a.Encode()
	if err != nil {
		return []error{err}
	}
	if a, err = ParseAnnotation(data); err != nil {
		return []error{err}
	}
	q := &Policy{Source: p.Source, Lang: a.Lang, SHA256: a.SHA256, Data: p.Data}
	if err := q.fill(a); err != nil {
		return []error{err}
	}
	if len(q.Problems) > 0 || len(q.Units) != len(p.Units) || len(q.Sections) != len(p.Sections) {
		return []error{fmt.Errorf("%d units and %d sections become %d and %d", len(p.Units), len(p.Sections), len(q.Units), len(q.Sections))}
	}
	for i, u := range p.Units {
		v := q.Units[i]
		same := u.lo == v.lo && u.hi == v.hi && u.Kind == v.Kind && slices.Equal(u.Categories, v.Categories)
		if u.Kind == "contact" && u.valueID == "" {
			same = same && v.hasValue(u.value) == (u.value != "")
		}
		if !same {
			out = append(out, fmt.Errorf("begins or ends within a character: %s: %s", u.Kind, clip(u.Text, 80)))
		}
	}
	for i, s := range p.Sections {
		if flat(s.Heading) != flat(q.Sections[i].Heading) || !slices.Equal(s.Topics, q.Sections[i].Topics) {
			out = append(out, fmt.Errorf("begins or ends within a character: heading: %s", clip(s.Heading, 80)))
		}
	}
	return out
}

// SpanFile returns the path, in its tree, for p's annotation by spans.
func (p *Policy) SpanFile() string {
	for _, ending := range []string{quoteEnding, spanEnding} {
		if name, ok := strings.CutSuffix(p.Gold, ending); ok {
			return name + spanEnding
		}
	}
	return p.Gold + spanEnding
}
