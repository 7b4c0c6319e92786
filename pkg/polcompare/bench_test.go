package polcompare

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome/v2/tokenizer"
	"github.com/jdkato/prose/v2"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/internal/cputime"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/render"
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

// How fast it is, stage by stage and against the bare tokenizers:
//
//	go test ./pkg/polcompare -run xxx -bench . -benchmem
//
// The stages are those of a policy on its way: bytes are read, parsed into
// sections and clauses, statements extracted, the result written. "tokens" is
// this project's tokenizing of all its sentences, which extraction itself does
// for a small part of the text only; "kagome" and "prose" are the bare
// tokenizers on the same sentences. Other work on the machine falsifies times
// but hardly the ratios of BenchmarkAgainstTokenizer, which takes turns and
// counts the time of the processors.

// A benchmark holds the sample policies of a language at every stage.
type benchmark struct {
	lang    string
	in      []sample
	size    int64
	files   []*ingest.File
	docs    []*policy.Document
	results []*extract.Result
	a       *Analyzer
}

func newBenchmark(b *testing.B, lang string) *benchmark {
	x := &benchmark{lang: lang}
	x.in, x.size = samples(b, lang)
	var err error
	if x.a, err = New(Options{}); err != nil {
		b.Fatal(err)
	}
	for _, s := range x.in {
		f, err := ingest.Read(s.name, s.data, ingest.Options{})
		if err != nil {
			b.Fatal(err)
		}
		x.files = append(x.files, f)
		ds, err := policy.Parse(f, policy.Options{})
		if err != nil {
			b.Fatal(err)
		}
		x.docs = append(x.docs, ds...)
		rs, err := x.a.Bytes(s.name, s.data) // loads rules and dictionary
		if err != nil {
			b.Fatal(err)
		}
		x.results = append(x.results, rs...)
	}
	token.Of(lang, "読み込み")
	return x
}

// all analyses the policies from bytes to results.
func (x *benchmark) all() error {
	for _, s := range x.in {
		if _, err := x.a.Bytes(s.name, s.data); err != nil {
			return err
		}
	}
	return nil
}

// bare returns the name of the bare tokenizer of the language, and a function
// that runs it on all sentences.
func (x *benchmark) bare(b *testing.B) (string, func() error) {
	if x.lang == "en" {
		return "prose", func() error {
			return x.sentences(func(s string) error {
				_, err := prose.NewDocument(s, prose.WithSegmentation(false), prose.WithTagging(false), prose.WithExtraction(false))
				return err
			})
		}
	}
	t, err := tokenizer.New(ipa.Dict(), tokenizer.OmitBosEos())
	if err != nil {
		b.Fatal(err)
	}
	return "kagome", func() error {
		return x.sentences(func(s string) error {
			t.Tokenize(s)
			return nil
		})
	}
}

func (x *benchmark) sentences(f func(string) error) error {
	for _, d := range x.docs {
		for _, c := range d.Clauses {
			for _, s := range c.Sentences {
				if err := f(d.View.Slice(s)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// BenchmarkStages times each stage on the sample policies of a language.
func BenchmarkStages(b *testing.B) {
	for _, lang := range []string{"ja", "en"} {
		x := newBenchmark(b, lang)
		engine, err := extract.NewEngine(nil)
		if err != nil {
			b.Fatal(err)
		}
		stage := func(name string, f func() error) {
			b.Run(lang+"/"+name, func(b *testing.B) {
				b.SetBytes(x.size)
				b.ReportAllocs()
				for b.Loop() {
					if err := f(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		stage("read", func() error {
			for _, s := range x.in {
				if _, err := ingest.Read(s.name, s.data, ingest.Options{}); err != nil {
					return err
				}
			}
			return nil
		})
		stage("parse", func() error {
			for _, f := range x.files {
				if _, err := policy.Parse(f, policy.Options{}); err != nil {
					return err
				}
			}
			return nil
		})
		stage("extract", func() error {
			for _, d := range x.docs {
				if _, err := engine.Run(d); err != nil {
					return err
				}
			}
			return nil
		})
		stage("json", func() error {
			w := render.NewEncoder(io.Discard, render.Options{})
			for _, r := range x.results {
				if err := w.Encode(r); err != nil {
					return err
				}
			}
			return nil
		})
		stage("tokens", func() error {
			return x.sentences(func(s string) error {
				token.Of(lang, s)
				return nil
			})
		})
		name, bare := x.bare(b)
		stage(name, bare)
		stage("all", x.all)
	}
}

// BenchmarkAgainstTokenizer reports how many times as fast as the bare tokenizer
// of a language the whole analysis goes through the same policies.
func BenchmarkAgainstTokenizer(b *testing.B) {
	for _, lang := range []string{"ja", "en"} {
		x := newBenchmark(b, lang)
		name, bare := x.bare(b)
		b.Run(lang, func(b *testing.B) {
			var ours, theirs time.Duration
			rounds := 0
			for b.Loop() {
				for _, turn := range []struct {
					f    func() error
					time *time.Duration
				}{{x.all, &ours}, {bare, &theirs}} {
					var err error
					*turn.time += cputime.Of(func() { err = turn.f() })
					if err != nil {
						b.Fatal(err)
					}
				}
				rounds++
			}
			b.ReportMetric(float64(theirs)/float64(ours), "x"+name)
			b.ReportMetric(float64(x.size)*float64(rounds)/1e6/ours.Seconds(), "MB/s/core")
		})
	}
}

// BenchmarkWorkers times many policies on one worker and on two.
func BenchmarkWorkers(b *testing.B) {
	for _, lang := range []string{"ja", "en"} {
		x := newBenchmark(b, lang)
		var inputs []Input
		for range 8 {
			for _, s := range x.in {
				inputs = append(inputs, Input{Name: s.name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(s.data)), nil }})
			}
		}
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/%d", lang, workers), func(b *testing.B) {
				b.SetBytes(8 * x.size)
				b.ReportAllocs()
				for b.Loop() {
					if err := x.a.All(context.Background(), inputs, workers, func(o Outcome) error { return o.Err }); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
