// Package storetest makes results for the tests of exports and aggregates.
package storetest

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"testing"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/schema"
)

// Corpus returns the policies of the sample corpus as a batch stores them: with
// the manifest's columns and signatures.
func Corpus(t testing.TB) []*schema.Document {
	t.Helper()
	entries, err := corpus.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	a, err := polcompare.New(polcompare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []*schema.Document
	for _, e := range entries {
		data, err := corpus.ReadFile(e.Path)
		if err != nil {
			t.Fatal(err)
		}
		results, err := a.Bytes(e.Path, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			d := render.NewDocument(r, false)
			d.Signature = r.Document.Signature().String()
			d.Meta = map[string]string{"company": e.Company, "language": e.Lang, "date": e.Edition, "industry": e.Industry}
			out = append(out, d)
		}
	}
	return out
}

// Copies yields n policies, the given ones again and again under other ids.
func Copies(docs []*schema.Document, n int) iter.Seq2[*schema.Document, error] {
	return func(yield func(*schema.Document, error) bool) {
		for i := range n {
			d := *docs[i%len(docs)]
			d.ID = fmt.Sprintf("%d/%s", i/len(docs), d.ID)
			d.Path = d.ID
			d.Meta = maps.Clone(d.Meta)
			if !yield(&d, nil) {
				return
			}
		}
	}
}

// All yields docs.
func All(docs []*schema.Document) iter.Seq2[*schema.Document, error] {
	return func(yield func(*schema.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// Lines writes docs as lines of JSON.
func Lines(t testing.TB, docs []*schema.Document) []byte {
	t.Helper()
	var out []byte
	for _, d := range docs {
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		out = append(append(out, b...), '\n')
	}
	return out
}
