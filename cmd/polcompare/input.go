package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/spf13/pflag"
)

// common holds the flags that several subcommands share.
type common struct {
	format  string
	output  string
	lang    string
	rules   []string
	workers int
	noColor bool
	read    ingest.Options
	limits  bool // read holds limits that were asked for
	reasons bool // for people who ask why sections have their topics
}

// hints are the values of --format-hint.
var hints = ingest.Formats()

func (c *common) register(fs *pflag.FlagSet) {
	fs.StringVar(&c.format, "format", "table", "output format: table, markdown, csv, json, jsonl")
	fs.StringVarP(&c.output, "output", "o", "", "write to `FILE` instead of standard output")
	fs.StringVar(&c.lang, "lang", "", "only policies in this language: ja or en")
	c.registerReading(fs)
	fs.BoolVar(&c.noColor, "no-color", false, "no colour (the environment variable NO_COLOR does the same)")
}

// registerReading declares the flags that say how files are read.
func (c *common) registerReading(fs *pflag.FlagSet) {
	c.limits = true
	fs.StringArrayVar(&c.rules, "rules", nil, "lay the rules in `DIR` over the built-in ones (may be given again)")
	fs.IntVarP(&c.workers, "jobs", "j", 0, "analyse `N` files at once (0: one a core)")
	registerFormat(fs, &c.read)
}

// registerFormat declares the flags that say what the files are, and their limits.
func registerFormat(fs *pflag.FlagSet, o *ingest.Options) {
	fs.StringVar(&o.Encoding, "encoding", "", "encoding of the files, such as shift_jis (found out unless told)")
	fs.StringVar(&o.Format, "format-hint", "", "format of the files, also of standard input: "+strings.Join(hints, ", ")+" (found out unless told)")
	fs.IntVar(&o.MaxBytes, "max-bytes", ingest.DefaultMaxBytes, "refuse files larger than `N` bytes")
	fs.IntVar(&o.MaxText, "max-text", ingest.DefaultMaxText, "refuse files with more than `N` bytes of visible text")
	fs.IntVar(&o.MaxLines, "max-lines", ingest.DefaultMaxLines, "refuse files with more than `N` lines of visible text")
	fs.IntVar(&o.MaxMarks, "max-marks", ingest.DefaultMaxMarks, "refuse files with more than `N` tags, links and other pieces of markup")
	fs.IntVar(&o.MaxPages, "max-pages", ingest.DefaultMaxPages, "refuse PDF files of more than `N` pages")
}

// checkFormat returns an error for what [registerFormat]'s flags cannot be.
func checkFormat(o ingest.Options) error {
	if o.Format != "" && !slices.Contains(hints, o.Format) {
		return usagef("--format-hint %s: want %s", o.Format, strings.Join(hints, ", "))
	}
	for _, l := range []struct {
		flag  string
		value int
	}{{"max-bytes", o.MaxBytes}, {"max-text", o.MaxText}, {"max-lines", o.MaxLines}, {"max-marks", o.MaxMarks}, {"max-pages", o.MaxPages}} {
		if l.value <= 0 {
			return usagef("--%s %d: want 1 or more", l.flag, l.value)
		}
	}
	return nil
}

func (c *common) check() error {
	if c.lang != "" && c.lang != "ja" && c.lang != "en" {
		return usagef("--lang %s: want ja or en", c.lang)
	}
	if c.workers < 0 {
		return usagef("--jobs %d: want 0 or more", c.workers)
	}
	if c.limits {
		return checkFormat(c.read)
	}
	return nil
}

func (c *common) analyzer() (*polcompare.Analyzer, error) {
	a, err := polcompare.New(polcompare.Options{
		RuleDirs: c.rules,
		Read:     c.read,
		Reasons:  c.reasons,
	})
	var re *rules.Error
	if errors.As(err, &re) || err != nil && len(c.rules) > 0 {
		return nil, usageError{err.Error()}
	}
	return a, err
}

// inputs lists the files to read; none stand for the sample corpus. Paths that
// cannot be read are reported and counted.
func inputs(paths []string, s streams) (in []polcompare.Input, failed int, err error) {
	if len(paths) == 0 {
		in, err := corpusInputs()
		return in, 0, err
	}
	for _, p := range paths {
		switch p {
		case "":
			return nil, 0, usagef("the name of a file is empty")
		case "-":
			if slices.ContainsFunc(in, func(i polcompare.Input) bool { return i.Name == "-" }) {
				return nil, 0, usagef(`standard input ("-") can be read once only`)
			}
			in = append(in, polcompare.Input{Name: "-", Open: func() (io.ReadCloser, error) { return io.NopCloser(s.in), nil }})
			continue
		}
		more, err := polcompare.Inputs(p)
		if err != nil {
			complain(s, err)
			failed++
			continue
		}
		in = append(in, more...)
	}
	return in, failed, nil
}

func corpusInputs() ([]polcompare.Input, error) {
	entries, err := corpus.Manifest()
	if err != nil {
		return nil, err
	}
	var in []polcompare.Input
	for _, e := range entries {
		in = append(in, polcompare.Input{Name: "corpus/" + e.Path, Open: func() (io.ReadCloser, error) { return corpus.FS.Open(e.Path) }})
	}
	return in, nil
}

func complain(s streams, err error) {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = fmt.Errorf("%s: %w", pe.Path, pe.Err)
	}
	fmt.Fprintf(s.err, "polcompare: %s\n", render.Clean(err.Error()))
}

// readable returns an error for a document in a language that is not read.
func readable(r *extract.Result) error {
	if policy.Foreign(r.Document.View.Text()) {
		return fmt.Errorf("%s: left out, for it is written neither in Japanese nor in English", r.Document.ID)
	}
	return nil
}

// kindNames say in words what a document is that is no policy.
var kindNames = map[extract.DocumentKind]string{
	extract.TermsKind:   "terms of use",
	extract.CookiesKind: "a notice on cookies",
	extract.LawKind:     "a law",
	extract.EmptyKind:   "a title without a text",
	extract.OtherKind:   "something else",
}

// doubt warns of a document that is read like a policy and does not look like one.
func doubt(s streams, r *extract.Result) {
	if r.Kind != extract.PolicyKind {
		complain(s, fmt.Errorf("%s: not a privacy policy, it seems, but %s (%s); read all the same", r.Document.ID, kindNames[r.Kind], r.Why))
	}
}

// analyse runs the analyzer over the paths and calls each for every policy, in
// order. It returns errInput when some input failed, after doing the rest.
func (c *common) analyse(ctx context.Context, paths []string, s streams, each func(*extract.Result) error) error {
	if err := c.check(); err != nil {
		return err
	}
	a, err := c.analyzer()
	if err != nil {
		return err
	}
	in, failed, err := inputs(paths, s)
	if err != nil {
		return err
	}
	seen := false
	err = a.All(ctx, in, c.workers, func(o polcompare.Outcome) error {
		if o.Err != nil {
			complain(s, o.Err)
			failed++
			return nil
		}
		for _, r := range o.Results {
			if err := readable(r); err != nil {
				complain(s, err)
				failed++
				continue
			}
			if c.lang != "" && r.Document.Lang != c.lang {
				continue
			}
			seen = true
			doubt(s, r)
			if err := each(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if !seen && failed == 0 && c.lang != "" {
		complain(s, fmt.Errorf("none of the policies is in the language %q", c.lang))
	}
	if failed > 0 {
		return errInput
	}
	return nil
}

// writer returns where output goes and a function that closes it. The file of
// --output is made when something is written or at the end, so that a mistake
// in the command line leaves what stands there alone.
func (c *common) writer(s streams) (io.Writer, func() error, error) {
	if c.output == "" {
		return s.out, func() error { return nil }, nil
	}
	if info, err := os.Stat(filepath.Dir(c.output)); err != nil || !info.IsDir() {
		return nil, nil, usagef("--output %s: there is no such directory", c.output)
	}
	f := &lateFile{name: c.output}
	return f, f.Close, nil
}

// A lateFile is a file that is made when first written to or closed.
type lateFile struct {
	name string
	f    *os.File
}

func (l *lateFile) open() (err error) {
	if l.f == nil {
		l.f, err = os.Create(l.name)
	}
	return err
}

func (l *lateFile) Write(b []byte) (int, error) {
	if err := l.open(); err != nil {
		return 0, err
	}
	return l.f.Write(b)
}

func (l *lateFile) Close() error {
	if err := l.open(); err != nil {
		return err
	}
	return l.f.Close()
}

// options returns how to render: width and colour of the terminal, if it is one.
func (c *common) options(s streams) render.Options {
	o := render.Options{}
	if c.output == "" {
		o.Width, o.Color = render.Terminal(os.Stdout, s.env)
	}
	if c.noColor {
		o.Color = false
	}
	return o
}
