package polcompare

import (
	"testing"

	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome/v2/tokenizer"
	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/token"
)

type sample struct {
	name string
	data []byte
}

func samples(tb testing.TB, lang string) (out []sample, size int64) {
	entries, err := corpus.Manifest()
	if err != nil {
		tb.Fatal(err)
	}
	for _, e := range entries {
		if e.Lang != lang {
			continue
		}
		data, err := corpus.ReadFile(e.Path)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, sample{e.Path, data})
		size += int64(len(data))
	}
	return out, size
}

// BenchmarkStages times each stage on the sample policies of a language, side
// by side with tokenising the same text.
func BenchmarkStages(b *testing.B) {
	for _, lang := range []string{"ja", "en"} {
		in, size := samples(b, lang)
		var files []*ingest.File
		var docs []*policy.Document
		for _, s := range in {
			f, err := ingest.Read(s.name, s.data, ingest.Options{})
			if err != nil {
				b.Fatal(err)
			}
			files = append(files, f)
			ds, err := policy.Parse(f, policy.Options{})
			if err != nil {
				b.Fatal(err)
			}
			docs = append(docs, ds...)
		}
		engine, err := extract.NewEngine(nil)
		if err != nil {
			b.Fatal(err)
		}
		a, err := New(Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := a.Bytes(in[0].name, in[0].data); err != nil { // loads rules and dictionary
			b.Fatal(err)
		}
		token.Of(lang, "読み込み")
		stage := func(name string, f func() error) {
			b.Run(lang+"/"+name, func(b *testing.B) {
				b.SetBytes(size)
				b.ReportAllocs()
				for b.Loop() {
					if err := f(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		stage("read", func() error {
			for _, s := range in {
				if _, err := ingest.Read(s.name, s.data, ingest.Options{}); err != nil {
					return err
				}
			}
			return nil
		})
		stage("parse", func() error {
			for _, f := range files {
				if _, err := policy.Parse(f, policy.Options{}); err != nil {
					return err
				}
			}
			return nil
		})
		stage("extract", func() error {
			for _, d := range docs {
				if _, err := engine.Run(d); err != nil {
					return err
				}
			}
			return nil
		})
		stage("tokens", func() error {
			for _, d := range docs {
				for _, c := range d.Clauses {
					for _, s := range c.Sentences {
						token.Of(lang, d.View.Slice(s))
					}
				}
			}
			return nil
		})
		if lang == "ja" {
			bare, err := tokenizer.New(ipa.Dict(), tokenizer.OmitBosEos())
			if err != nil {
				b.Fatal(err)
			}
			stage("kagome", func() error { // the stock tokenizer on the same sentences
				for _, d := range docs {
					for _, c := range d.Clauses {
						for _, s := range c.Sentences {
							bare.Tokenize(d.View.Slice(s))
						}
					}
				}
				return nil
			})
		}
		stage("all", func() error {
			for _, s := range in {
				if _, err := a.Bytes(s.name, s.data); err != nil {
					return err
				}
			}
			return nil
		})
	}
}
