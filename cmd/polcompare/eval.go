package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/eval"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/spf13/pflag"
)

var evalCommand = &command{
	name:  "eval",
	usage: "[FLAGS] [GOLD_DIR]",
	short: "hold what is found against annotated policies",
	long: `Eval reads annotated policies (NAME.gold.json beside the text, or
NAME.annotation.json with --texts) and prints precision, recall and F1 by kind,
category and language, which categories are taken for which, and with --errors
every miss, extra and wrong label with its file, line and column. Intervals are
95 % bootstrap intervals over policies; the same input gives the same intervals.
Without a directory it evaluates the sample corpus.

With --floor it exits with 1 when a figure falls below its floor in FILE;
--update-floor raises the floors to the figures instead, and makes those that
are missing. --to-spans turns annotations that quote their texts into ones that
hold byte offsets and checksums alone; evaluating those needs the texts again.`,
	examples: `
  polcompare eval
  polcompare eval --errors --kind exception --lang ja gold/
  polcompare eval --floor testdata/quality.json --set corpus
  polcompare eval --to-spans gold/ -o spans/
  polcompare eval --texts texts/ --format json spans/`,
}

// evalFlags are the flags of eval.
type evalFlags struct {
	common
	kinds     []string
	list      bool
	verbose   bool
	bootstrap int
	texts     string
	toSpans   bool
	floor     string
	set       string
	update    bool
	lower     bool
}

func init() {
	evalCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		e := &evalFlags{common: common{maxBytes: ingest.DefaultMaxBytes, maxPages: ingest.DefaultMaxPages}}
		fs.StringSliceVar(&e.kinds, "kind", nil, "only these kinds: purpose, exception, disclaimer, contact, voluntariness")
		fs.StringVar(&e.lang, "lang", "", "only policies in this language: ja or en")
		fs.BoolVar(&e.list, "errors", false, "list every miss, extra and wrong label")
		fs.BoolVar(&e.verbose, "verbose", false, "the same as --errors")
		fs.IntVar(&e.bootstrap, "bootstrap", 1000, "number `N` of bootstrap samples for the intervals (0: no intervals)")
		fs.StringVar(&e.texts, "texts", "", "where the texts of annotations without quotes are: `DIR`")
		fs.StringVar(&e.format, "format", "table", "output format: table or json")
		fs.StringVarP(&e.output, "output", "o", "", "write to `FILE` (with --to-spans: below this directory)")
		fs.StringVar(&e.floor, "floor", "", "compare with the floors in `FILE`")
		fs.StringVar(&e.set, "set", "", "`NAME` of the set of floors (corpus, without GOLD_DIR)")
		fs.BoolVar(&e.update, "update-floor", false, "raise the floors to the figures")
		fs.BoolVar(&e.lower, "allow-lower", false, "with --update-floor: lower floors too")
		fs.BoolVar(&e.toSpans, "to-spans", false, "turn annotations with quotes into ones with spans")
		fs.StringArrayVar(&e.rules, "rules", nil, "lay the rules in `DIR` over the built-in ones (may be given again)")
		fs.IntVarP(&e.workers, "jobs", "j", 0, "analyse `N` files at once (0: one a core)")
		return func(ctx context.Context, args []string, s streams) error {
			if err := e.check(args); err != nil {
				return err
			}
			gold, err := e.load(args, s)
			if gold == nil {
				return err
			}
			if e.toSpans {
				return errors.Join(err, e.writeSpans(gold, s))
			}
			return e.evaluate(ctx, gold, err, s)
		}
	}
}

func (e *evalFlags) check(args []string) error {
	if err := e.common.check(); err != nil {
		return err
	}
	for _, k := range e.kinds {
		if !slices.Contains(eval.Kinds, k) {
			return usagef("--kind %s: want %s", k, strings.Join(eval.Kinds, ", "))
		}
	}
	if e.set == "" && len(args) == 0 {
		e.set = "corpus"
	}
	switch {
	case len(args) > 1:
		return usagef("eval: want one directory, not %d", len(args))
	case e.format != "table" && e.format != "json":
		return usagef("--format %s: want table or json", e.format)
	case e.bootstrap < 0:
		return usagef("--bootstrap %d: want 0 or more", e.bootstrap)
	case e.toSpans && (len(args) == 0 || e.output == ""):
		return usagef("--to-spans: want a directory to read and one to write: eval --to-spans GOLD_DIR -o OUT_DIR")
	case e.update && e.floor == "":
		return usagef("--update-floor: want --floor FILE")
	case e.lower && !e.update:
		return usagef("--allow-lower: want --update-floor")
	case e.floor != "" && e.set == "":
		return usagef("--floor: want --set NAME")
	case e.floor != "" && (len(e.kinds) > 0 || e.lang != ""):
		return usagef("--floor: floors are for the whole set, not for --kind or --lang")
	}
	return nil
}

// load reads the annotations. It reports those that cannot be used, and then
// returns errInput too.
func (e *evalFlags) load(args []string, s streams) (*eval.Gold, error) {
	gold := eval.Tree{FS: corpus.FS, Name: "corpus"}
	if len(args) > 0 {
		gold = eval.Dir(args[0])
	}
	var texts eval.Tree
	if e.texts != "" {
		texts = eval.Dir(e.texts)
	}
	g, err := eval.Load(gold, texts)
	if err != nil {
		return nil, err
	}
	for _, skipped := range g.Skipped {
		complain(s, fmt.Errorf("skipped: %w", skipped))
		err = errInput
	}
	for _, p := range g.Policies {
		for _, problem := range p.Problems {
			complain(s, fmt.Errorf("%s: %s", filepath.Join(gold.Name, filepath.FromSlash(p.Gold)), problem))
			err = errInput
		}
	}
	if e.lang != "" {
		g.Policies = slices.DeleteFunc(g.Policies, func(p *eval.Policy) bool { return p.Lang != e.lang })
	}
	if len(g.Policies) == 0 && err == nil {
		err = fmt.Errorf("%s: no annotated policies in the language %q", gold.Name, e.lang)
	}
	if len(g.Policies) == 0 {
		return nil, err
	}
	return g, err
}

// evaluate runs the analyzer over the policies and writes the report. failed
// is what loading them had to report.
func (e *evalFlags) evaluate(ctx context.Context, gold *eval.Gold, failed error, s streams) error {
	a, err := e.analyzer()
	if err != nil {
		return err
	}
	var in []polcompare.Input
	for _, p := range gold.Policies {
		in = append(in, polcompare.Input{Name: p.Path, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(p.Data)), nil }})
	}
	var cases []eval.Case
	err = a.All(ctx, in, e.workers, func(o polcompare.Outcome) error {
		if o.Err != nil { // nothing is found then
			complain(s, o.Err)
			failed = errInput
		}
		cases = append(cases, eval.Case{Policy: gold.Policies[len(cases)], Found: eval.FromResults(o.Results...)})
		return nil
	})
	if err != nil {
		return err
	}
	report := eval.Evaluate(cases, eval.Options{Kinds: e.kinds, Bootstrap: e.bootstrap})
	w, done, err := e.writer(s)
	if err != nil {
		return err
	}
	if e.format == "json" {
		err = report.WriteJSON(w)
	} else {
		err = report.WriteTable(w, e.list || e.verbose)
	}
	if err := errors.Join(err, done()); err != nil {
		return err
	}
	if e.floor == "" {
		return failed
	}
	if failed != nil {
		complain(s, fmt.Errorf("%s: not compared, for part of the set could not be evaluated", e.floor))
		return failed
	}
	return e.compareFloor(report, s)
}

// compareFloor compares the figures with the floors, or raises these.
func (e *evalFlags) compareFloor(report *eval.Report, s streams) error {
	quality := &eval.Quality{}
	data, err := os.ReadFile(e.floor)
	switch {
	case err == nil:
		if quality, err = eval.ParseQuality(data); err != nil {
			return usagef("%s: %s", e.floor, err)
		}
	case !e.update || !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if e.update {
		changed := quality.Raise(e.set, report.Figures, e.lower)
		for _, name := range changed {
			if x, ok := quality.Sets[e.set][name]; ok {
				fmt.Fprintf(s.err, "%s: %s: %s is now %.3f\n", e.floor, e.set, name, x)
			} else {
				fmt.Fprintf(s.err, "%s: %s: %s is gone\n", e.floor, e.set, name)
			}
		}
		if len(changed) > 0 {
			if data, err = quality.Encode(); err != nil {
				return err
			}
			if err := replaceFile(e.floor, data); err != nil {
				return err
			}
		}
	}
	falls, err := quality.Falls(e.set, report.Figures)
	if err != nil {
		return usagef("%s: %s", e.floor, err)
	}
	for _, f := range falls {
		complain(s, fmt.Errorf("%s: %s: %s", e.floor, e.set, f))
	}
	if len(falls) > 0 {
		return errFindings
	}
	return nil
}

// writeSpans writes the annotations by spans below the output directory.
func (e *evalFlags) writeSpans(gold *eval.Gold, s streams) error {
	var failed error
	for _, p := range gold.Policies {
		a, err := p.Annotation()
		if err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") {
				complain(s, fmt.Errorf("not written: %s", line))
			}
			failed = errInput
			continue
		}
		data, err := a.Encode()
		if err != nil {
			return err
		}
		file := filepath.Join(e.output, filepath.FromSlash(p.SpanFile()))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		if err := replaceFile(file, data); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s: %d units, %d sections\n", file, len(a.Units), len(a.Sections))
	}
	return failed
}

// replaceFile writes data to the file called name, whole or not at all.
func replaceFile(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), "."+path.Base(filepath.ToSlash(name))+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(0o666 &^ 0o022)
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
