package eval

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/text"
)

// Endings of annotation files. A file of the first ending may hold the span
// form too; its schema says so.
const (
	quoteEnding = ".gold.json"
	driftEnding = "drift.gold.json" // annotates pairs; not read here
	spanEnding  = ".annotation.json"
)

// Kinds are the kinds of findings that are scored, in order.
var Kinds = []string{extract.Purpose, extract.Exception, extract.Disclaimer, extract.Contact, extract.Voluntariness}

// A Tree is a directory of files, with the name under which messages and
// reports show it.
type Tree struct {
	FS   fs.FS
	Name string
}

// Dir returns the tree of the directory called name.
func Dir(name string) Tree { return Tree{os.DirFS(name), name} }

func (t Tree) join(name string) string { return path.Join(strings.ReplaceAll(t.Name, "\\", "/"), name) }

// A Gold is a set of annotated policies.
type Gold struct {
	Policies []*Policy // in the order of their annotation files' paths
	Skipped  []Skipped
}

// A Skipped is an annotation that could not be used.
type Skipped struct {
	Path string // of the annotation file
	Err  error
}

func (s Skipped) Error() string { return s.Path + ": " + s.Err.Error() }

func (s Skipped) Unwrap() error { return s.Err }

// Reasons for skipping that callers may want to tell apart.
var (
	ErrNoText   = errors.New("its text is not there")
	ErrMismatch = errors.New("its text is not the one that was annotated")
)

// A Policy is an annotated text. Policies are made by [Load].
type Policy struct {
	Gold     string // path of the annotation file in its tree
	Path     string // of the text, under the name of its tree
	Source   string // of the text, as the annotation has it
	Lang     string
	SHA256   string // of Data
	Data     []byte // the text's file
	Units    []Unit
	Sections []Section
	Problems []string // units that are not in the text, unknown kinds

	read *reading
}

// A Unit is one statement of a policy.
type Unit struct {
	Kind       string
	Categories []string // main one first
	Text       string   // the annotator's quote, or the words in Span
	Span       text.Span
	Position   text.Position // of Span.Start; zero if not known

	lo, hi  int    // in the flat text
	value   string // of contacts, in normal form
	valueID string // instead: SHA-256 of the normal form, in hexadecimal
}

// hasValue reports whether v, in normal form, is the value of a contact.
func (u *Unit) hasValue(v string) bool {
	switch {
	case v == "":
		return false
	case u.valueID != "":
		return digest([]byte(v)) == u.valueID
	}
	return u.value == v
}

// A Section is a heading with the topics of its text.
type Section struct {
	Heading string
	Span    text.Span // zero where the annotation has quotes
	Topics  []string
}

// Load reads the annotations in gold: files ending in .gold.json (not
// .drift.gold.json), which quote a text that stands beside them, and files
// ending in .annotation.json, which hold spans. The texts of the latter are
// looked for in texts, under the annotation's own directory and at the top, or
// beside the annotation where texts has no FS; they must have the SHA-256 that
// was annotated. What cannot be used is in Skipped. An error says that the
// tree cannot be read or has no annotation.
func Load(gold, texts Tree) (*Gold, error) {
	var names []string
	err := fs.WalkDir(gold.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		quotes := strings.HasSuffix(name, quoteEnding) && !strings.HasSuffix(name, driftEnding)
		if !d.IsDir() && (quotes || strings.HasSuffix(name, spanEnding)) {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", gold.Name, err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: no annotations: want files ending in %s or %s", gold.Name, quoteEnding, spanEnding)
	}
	slices.Sort(names)
	g := &Gold{}
	for _, name := range names {
		p, err := load(gold, texts, name)
		if err != nil {
			g.Skipped = append(g.Skipped, Skipped{gold.join(name), err})
			continue
		}
		g.Policies = append(g.Policies, p)
	}
	return g, nil
}

func load(gold, texts Tree, name string) (*Policy, error) {
	data, err := fs.ReadFile(gold.FS, name)
	if err != nil {
		return nil, err
	}
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, err
	}
	if head.Schema == AnnotationSchema {
		a, err := ParseAnnotation(data)
		if err != nil {
			return nil, err
		}
		return loadSpans(gold, texts, name, a)
	}
	if head.Schema != "" || strings.HasSuffix(name, spanEnding) {
		return nil, fmt.Errorf("schema %q, want %q", head.Schema, AnnotationSchema)
	}
	return loadQuotes(gold, name, data)
}

// A quoteFile is the annotation guide's form. As score.py does, it is read
// without regard to keys that are not known.
type quoteFile struct {
	Source string  `json:"source"`
	Lang   *string `json:"lang"`
	Units  []struct {
		Kind       string   `json:"kind"`
		Quote      string   `json:"quote"`
		Categories []string `json:"categories"`
		Occurrence *int     `json:"occurrence"`
		Value      *string  `json:"value"`
	} `json:"units"`
	Sections []struct {
		Heading string   `json:"heading"`
		Topics  []string `json:"topics"`
	} `json:"sections"`
}

func loadQuotes(gold Tree, name string, data []byte) (*Policy, error) {
	var f quoteFile
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, err
	}
	file := path.Join(path.Dir(name), f.Source)
	if f.Source == "" || !fs.ValidPath(file) {
		return nil, fmt.Errorf("source %q: want the name of a file in the same directory", f.Source)
	}
	raw, err := fs.ReadFile(gold.FS, file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoText, err)
	}
	p := &Policy{Gold: name, Path: gold.join(file), Source: f.Source, Lang: "?", SHA256: digest(raw), Data: raw}
	if f.Lang != nil {
		p.Lang = *f.Lang
	}
	if p.read, err = newReading(file, raw, false); err != nil {
		return nil, err
	}
	for _, u := range f.Units {
		q := flat(u.Quote)
		nth := 1
		if u.Occurrence != nil {
			nth = *u.Occurrence
		}
		lo, hi, ok := -1, 0, false
		for range nth {
			if lo, hi, ok = p.read.find(q, lo+1); !ok {
				break
			}
		}
		if !ok || q == "" {
			p.Problems = append(p.Problems, fmt.Sprintf("not in the source: %s: %s", u.Kind, clip(u.Quote, 80)))
			continue
		}
		unit := Unit{Kind: u.Kind, Categories: u.Categories, Text: u.Quote, lo: lo, hi: hi, value: normalValue(u.Quote)}
		if u.Value != nil {
			unit.value = normalValue(*u.Value)
		}
		p.add(unit)
	}
	for _, s := range f.Sections {
		p.Sections = append(p.Sections, Section{Heading: s.Heading, Topics: s.Topics})
	}
	return p, nil
}

func loadSpans(gold, texts Tree, name string, a *Annotation) (*Policy, error) {
	if texts.FS == nil {
		texts = gold
	}
	p := &Policy{Gold: name, Source: a.Source, Lang: a.Lang, SHA256: a.SHA256}
	for _, file := range []string{path.Join(path.Dir(name), a.Source), a.Source} {
		if !fs.ValidPath(file) || a.Source == "" {
			return nil, fmt.Errorf("source %q: want the name of a file", a.Source)
		}
		raw, err := fs.ReadFile(texts.FS, file)
		if err == nil {
			p.Data, p.Path = raw, texts.join(file)
			break
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	switch {
	case p.Path == "":
		return nil, fmt.Errorf("%w: no %s in %s", ErrNoText, a.Source, texts.Name)
	case digest(p.Data) != a.SHA256:
		return nil, fmt.Errorf("%w: %s has another SHA-256", ErrMismatch, p.Path)
	}
	if err := p.fill(a); err != nil {
		return nil, err
	}
	return p, nil
}

// fill reads p.Data and takes over the units and sections of a.
func (p *Policy) fill(a *Annotation) (err error) {
	if p.read, err = newReading(p.Source, p.Data, true); err != nil {
		return err
	}
	valid := func(sp text.Span) bool {
		lo, hi := p.read.flatOf(sp)
		return sp.Start >= 0 && sp.End <= p.read.source.Len() && lo < hi
	}
	for i, u := range a.Units {
		if !valid(u.Span) {
			p.Problems = append(p.Problems, fmt.Sprintf("not in the source: unit %d: %s %v", i, u.Kind, u.Span))
			continue
		}
		unit := Unit{Kind: u.Kind, Categories: u.Categories, Text: p.read.quote(u.Span), valueID: u.ValueSHA256}
		unit.lo, unit.hi = p.read.flatOf(u.Span)
		unit.value = normalValue(unit.Text)
		if u.Value != nil {
			unit.value = normalValue(*u.Value)
		}
		p.add(unit)
	}
	for i, s := range a.Sections {
		if !valid(s.Span) {
			p.Problems = append(p.Problems, fmt.Sprintf("not in the source: section %d: %v", i, s.Span))
			continue
		}
		p.Sections = append(p.Sections, Section{Heading: p.read.quote(s.Span), Span: s.Span, Topics: s.Topics})
	}
	return nil
}

func (p *Policy) add(u Unit) {
	if !slices.Contains(Kinds, u.Kind) {
		p.Problems = append(p.Problems, "unknown kind: "+u.Kind)
	}
	if sp, ok := p.read.spanOf(u.lo, u.hi); ok {
		u.Span = sp
		u.Position = p.read.source.Position(sp.Start)
	}
	p.Units = append(p.Units, u)
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// clip returns the first n characters of s.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "…"
}

// decodeStrictly decodes one JSON value; an unknown key and anything behind it
// are errors.
func decodeStrictly(data []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one JSON value")
	}
	return nil
}
