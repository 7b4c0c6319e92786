package batch

import (
	"errors"
	"fmt"
	"strings"

	"github.com/polcompare/polcompare/pkg/drift"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/schema"
)

// Analysis says what is done with each unit. The zero value is good for most.
type Analysis struct {
	RuleDirs   []string             // rule overlays, laid over the built-in rules in order
	Extractors []*extract.Extractor // run besides the built-in ones
	Read       ingest.Options       // encoding, format and size limit of files
	Evidence   bool                 // findings name the rules behind them
	Drift      bool                 // pairs are compared
	DriftWith  drift.Options        // how
	Keep       bool                 // outputs hold their documents, too
}

// An Analyst turns units into lines of output. It is safe for concurrent use;
// engines on many machines each need one of their own.
type Analyst struct {
	o        Analysis
	analyzer *polcompare.Analyzer
	rules    *rules.Set
	large    chan struct{} // held while a large file is analysed
}

// large is the size in bytes from which files are analysed one at a time:
// analysis takes some thirty times their size in memory.
const large = 4 << 20

// NewAnalyst returns an analyst. A mistake in a rule overlay is a [*rules.Error].
func NewAnalyst(o Analysis) (*Analyst, error) {
	if o.Read.MaxBytes <= 0 {
		o.Read.MaxBytes = ingest.DefaultMaxBytes
	}
	set := rules.Default()
	if len(o.RuleDirs) > 0 {
		var err error
		if set, err = rules.Load(o.RuleDirs...); err != nil {
			return nil, err
		}
	}
	a, err := polcompare.New(polcompare.Options{Rules: set, Extractors: o.Extractors, Read: o.Read})
	if err != nil {
		return nil, err
	}
	return &Analyst{o, a, set, make(chan struct{}, 1)}, nil
}

// An Output is what a unit adds to the files of a run.
type Output struct {
	Documents []byte // lines of documents.jsonl
	Failures  []byte // lines of failures.jsonl
	Drift     []byte // lines of drift.jsonl
	Counts    schema.RunCounts

	// Kept holds the documents of the lines of Documents, if Analysis.Keep
	// says so.
	Kept []*schema.Document
}

func (o *Output) size() int { return len(o.Documents) + len(o.Failures) + len(o.Drift) }

// Content is what was read of a file.
type Content struct {
	Data []byte
	Err  error // why it could not be read

	// Repeated says that a file of an earlier unit has the same id: its
	// policies are in the output already. Only the file of a pair is needed
	// all the same.
	Repeated bool
}

// Unit analyses a unit, of whose files content holds what was read, in the same
// order. What goes wrong with a file is part of the output; an error is one
// of writing JSON.
func (a *Analyst) Unit(u Unit, content []Content) (Output, error) {
	out := Output{Counts: schema.RunCounts{Failures: map[string]int64{}}}
	sides := make([][]*extract.Result, len(u.Files))
	broken := 0
	for i := range u.Files {
		f, c := &u.Files[i], content[i]
		if c.Repeated && c.Err == nil && len(u.Files) == 1 {
			c.Err = fmt.Errorf("%s: %w", f.id(), errDuplicate)
		}
		out.Counts.Bytes += int64(len(c.Data))
		results, err := a.file(f, c)
		if err != nil {
			broken++
			if err := out.fail(schema.Failure{ID: f.id(), Path: f.Path, Kind: kindOf(err), Reason: err.Error(), Pair: u.Pair, Meta: f.Meta}); err != nil {
				return out, err
			}
		}
		sides[i] = results
		if c.Repeated {
			continue
		}
		for _, r := range results {
			d := render.NewDocument(r, a.o.Evidence)
			d.Meta, d.Signature = f.Meta, r.Document.Signature().String()
			line, err := render.JSONLine(d)
			if err != nil {
				return out, err
			}
			if out.Documents == nil {
				out.Documents = line
			} else {
				out.Documents = append(out.Documents, line...)
			}
			if a.o.Keep {
				out.Kept = append(out.Kept, d)
			}
			out.Counts.Documents++
			out.Counts.Findings += int64(len(d.Findings))
			out.Counts.Denials += int64(len(d.Denials))
		}
	}
	if !a.o.Drift || u.Pair == "" {
		return out, nil
	}
	return out, a.pair(&out, u, sides, broken)
}

// file returns the policies of a file. A panic becomes an error, so that one
// file cannot end a long run.
func (a *Analyst) file(f *File, c Content) (results []*extract.Result, err error) {
	if c.Err != nil {
		return nil, c.Err
	}
	defer a.alone(len(c.Data))()
	defer func() {
		if p := recover(); p != nil {
			results, err = nil, fmt.Errorf("%s: %w: %v", f.Path, errProgram, p)
		}
	}()
	all, err := a.analyzer.Bytes(f.Path, c.Data)
	if err != nil {
		if kindOf(err) == FailUnreadable { // the file was read: an extractor has failed
			err = fmt.Errorf("%w: %w", errProgram, err)
		}
		return nil, err
	}
	for _, r := range all {
		d := r.Document
		d.ID = f.id() + strings.TrimPrefix(d.ID, d.Path)
		if policy.Foreign(d.View.Text()) {
			if err == nil {
				err = fmt.Errorf("%s: %w", d.ID, errForeign)
			}
			continue
		}
		results = append(results, r)
	}
	return results, err
}

// alone waits until no other large file is analysed, if this one is large, and
// returns what to call when it is done.
func (a *Analyst) alone(size int) func() {
	if size < large {
		return func() {}
	}
	a.large <- struct{}{}
	return func() { <-a.large }
}

// pair compares the two files of a pair.
func (a *Analyst) pair(out *Output, u Unit, sides [][]*extract.Result, broken int) error {
	err := u.Err
	var r *drift.Result
	switch {
	case err != nil:
	case len(sides) != 2:
		err = fmt.Errorf("pair %s: %d files: want two", u.Pair, len(sides))
	case broken > 0 && (len(sides[0]) == 0 || len(sides[1]) == 0):
		err = fmt.Errorf("pair %s: not compared, for not both of its files could be read", u.Pair)
	default:
		r, err = a.compare(u, sides)
	}
	if r != nil {
		d := render.NewDrift(r)
		d.Pair = u.Pair
		line, jerr := render.JSONLine(d)
		if jerr != nil {
			return jerr
		}
		out.Drift = append(out.Drift, line...)
		out.Counts.Pairs++
		out.Counts.Divergences += int64(len(d.Divergences))
		switch r.Verdict {
		case drift.Mixed:
			err = fmt.Errorf("pair %s: one of the texts holds both languages: nothing was judged", u.Pair)
		case drift.Unrelated:
			err = fmt.Errorf("pair %s: the texts do not correspond, only %.0f %% could be aligned: nothing was judged", u.Pair, 100*r.Aligned)
		}
	}
	if err == nil {
		return nil
	}
	kind := FailPair
	if errors.Is(err, errProgram) {
		kind = FailInternal
	}
	return out.fail(schema.Failure{ID: u.Pair, Path: u.Files[0].Path, Kind: kind, Reason: err.Error(), Pair: u.Pair})
}

func (a *Analyst) compare(u Unit, sides [][]*extract.Result) (r *drift.Result, err error) {
	size := 0
	for _, s := range sides {
		if len(s) > 0 {
			size += len(s[0].Document.Source.Text())
		}
	}
	defer a.alone(size)()
	defer func() {
		if p := recover(); p != nil {
			r, err = nil, fmt.Errorf("pair %s: %w: %v", u.Pair, errProgram, p)
		}
	}()
	if r, err = drift.Choose(sides[0], sides[1], a.o.DriftWith); err != nil {
		err = fmt.Errorf("pair %s: %w", u.Pair, err)
	}
	return r, err
}

func (o *Output) fail(f schema.Failure) error {
	f.Schema = schema.FailureV1
	line, err := render.JSONLine(f)
	if err != nil {
		return err
	}
	o.Failures = append(o.Failures, line...)
	o.Counts.Failures[f.Kind]++
	return nil
}

func (f *File) id() string {
	if f.ID == "" {
		return f.Path
	}
	return f.ID
}
