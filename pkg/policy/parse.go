package policy

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/text"
)

// Options say how a file is read. The zero value is good for most.
type Options struct {
	Lang string // language of all policies of the file; "" finds out
}

// ErrEmpty is the error for a file without visible text.
var ErrEmpty = errors.New("no text")

// An EmptyError says which file has no visible text. It matches [ErrEmpty].
type EmptyError struct{ Path string }

func (e *EmptyError) Error() string { return fmt.Sprintf("%s: no text", e.Path) }

// Is reports whether target is [ErrEmpty].
func (e *EmptyError) Is(target error) bool { return target == ErrEmpty }

// Parse reads the policies that f holds, in the order of the text. Every line
// of the file becomes part of exactly one of them. Where a file says things in
// Japanese and in English, one below the other or by turns, each language makes
// documents of its own. The only error is an [EmptyError].
func Parse(f *ingest.File, opts Options) ([]*Document, error) {
	if len(f.Lines) == 0 {
		return nil, &EmptyError{f.Source.Name()}
	}
	parts := []*ingest.File{f}
	if opts.Lang == "" {
		parts = byLanguage(f)
	}
	var docs []*Document
	for _, p := range parts {
		docs = append(docs, parse(p, opts)...)
	}
	if len(docs) > 1 {
		for k, d := range docs {
			d.ID += "#" + strconv.Itoa(k+1)
		}
	}
	return docs, nil
}

// parse reads the policies of a file in one language.
func parse(f *ingest.File, opts Options) []*Document {
	r := &reader{f: f, html: f.Format == ingest.FormatHTML || f.Format == ingest.FormatDOCX}
	r.join()
	r.mark()
	r.columnHeads()
	t := r.grow()
	starts := r.policies(t)
	docs := make([]*Document, len(starts))
	for k, lo := range starts {
		hi := len(r.blocks)
		if k+1 < len(starts) {
			hi = starts[k+1]
		}
		a := assembler{r: r, t: t, lo: lo, hi: hi}
		d := a.document()
		d.ID = d.Path
		if opts.Lang != "" {
			d.Lang = opts.Lang
		}
		var defined bool
		if d.Company, defined = company(d, f.Title); !defined && k > 0 && docs[0].Company != "" {
			d.Company = docs[0].Company // what the file says once
		}
		docs[k] = d
	}
	attach(docs, f)
	return docs
}

// attach gives the links and notes of the file to its policies.
func attach(docs []*Document, f *ingest.File) {
	at := func(src text.Span) *Document {
		k := 0
		for k+1 < len(docs) && docs[k+1].Span.Start <= src.Start {
			k++
		}
		return docs[k]
	}
	for _, l := range f.Links {
		src := f.View.ToSource(l.Span)
		d := at(src)
		sp := d.View.FromSource(src)
		if l.Span.Empty() {
			sp.End = sp.Start
		}
		d.Links = append(d.Links, Link{sp, l.Target, l.Source})
	}
	for _, n := range f.Notes {
		d := at(n.Span)
		d.Notes = append(d.Notes, Note(n))
	}
}
