// Package polcompare is the front door of the module: it reads files, finds
// the policies in them and says what they state, with good defaults.
//
//	a, err := polcompare.New(polcompare.Options{})
//	results, err := a.File("policy.html")
//	matrix, err := polcompare.Compare(results, compare.Options{})
//
// The packages below it can be used on their own: ingest reads files, policy
// finds structure, extract finds statements, compare and render put them
// side by side.
package polcompare

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"sync"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/drift"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
)

// Options configure an [Analyzer]. The zero value is good for most.
type Options struct {
	RuleDirs   []string             // rule overlays, laid over the built-in rules in order
	Rules      *rules.Set           // instead of RuleDirs: rules loaded already
	Extractors []*extract.Extractor // run besides the built-in ones
	Read       ingest.Options       // encoding, format and size limit of files
	Reasons    bool                 // keep why sections have their topics, in Result.TopicReasons
}

// An Analyzer turns files into results. It is safe for concurrent use.
type Analyzer struct {
	engine *extract.Engine
	read   ingest.Options
}

// New returns an analyzer. A mistake in a rule overlay is a [*rules.Error],
// which names file, line and column.
func New(o Options) (*Analyzer, error) {
	set := o.Rules
	if set == nil {
		set = rules.Default()
		if len(o.RuleDirs) > 0 {
			var err error
			if set, err = rules.Load(o.RuleDirs...); err != nil {
				return nil, err
			}
		}
	}
	engine, err := extract.NewEngine(set, append(extract.Builtin(), o.Extractors...)...)
	if err != nil {
		return nil, err
	}
	if o.Reasons {
		engine = engine.Reasons()
	}
	return &Analyzer{engine: engine, read: o.Read}, nil
}

// Bytes analyses the content of a file called name: one result for each policy
// in it. An error names the file.
func (a *Analyzer) Bytes(name string, data []byte) ([]*extract.Result, error) {
	f, err := ingest.Read(name, data, a.read)
	if err != nil {
		return nil, err
	}
	docs, err := policy.Parse(f, policy.Options{})
	if err != nil {
		return nil, err
	}
	out := make([]*extract.Result, 0, len(docs))
	for _, d := range docs {
		r, err := a.engine.Run(d)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// File analyses a file.
func (a *Analyzer) File(path string) ([]*extract.Result, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return a.Reader(path, f)
}

// Reader analyses what r holds, under the given name.
func (a *Analyzer) Reader(name string, r io.Reader) ([]*extract.Result, error) {
	limit := a.read.MaxBytes
	if limit == 0 {
		limit = ingest.DefaultMaxBytes
	}
	if limit > 0 {
		// One byte more than the limit, so that ingest sees that there is too much.
		r = io.LimitReader(r, int64(limit)+1)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return a.Bytes(name, data)
}

// An Input is a file to analyse.
type Input struct {
	Name string
	Open func() (io.ReadCloser, error)
}

// An Outcome is what became of an input: results, or the reason why there are none.
type Outcome struct {
	Input   Input
	Results []*extract.Result
	Err     error
}

// All analyses inputs on up to workers goroutines (0 means one a core) and
// calls done with each outcome, in the order of the inputs. It holds no more
// outcomes than it has workers. It stops at the first error that done returns,
// or when ctx ends.
func (a *Analyzer) All(ctx context.Context, inputs []Input, workers int, done func(Outcome) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type job struct {
		input Input
		out   chan Outcome
	}
	queue := make(chan job, workers) // in order: what is written next stands first
	work := make(chan job)
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range work {
				j.out <- a.one(j.input)
			}
		}()
	}
	go func() {
		defer close(queue)
		defer close(work)
		for _, in := range inputs {
			j := job{in, make(chan Outcome, 1)}
			select {
			case queue <- j:
			case <-ctx.Done():
				return
			}
			select {
			case work <- j:
			case <-ctx.Done():
				j.out <- Outcome{Input: in, Err: ctx.Err()}
				return
			}
		}
	}()
	var err error
	for j := range queue {
		o := <-j.out
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = done(o)
		}
		if err != nil {
			cancel()
		}
	}
	wg.Wait()
	if err == nil {
		err = ctx.Err()
	}
	return err
}

func (a *Analyzer) one(in Input) Outcome {
	r, err := in.Open()
	if err != nil {
		return Outcome{Input: in, Err: err}
	}
	defer r.Close()
	results, err := a.Reader(in.Name, r)
	return Outcome{in, results, err}
}

// Compare puts results side by side.
func Compare(results []*extract.Result, o compare.Options) (*compare.Matrix, error) {
	return compare.New(results, o)
}

// Drift compares the policies of two files, an original and its translation or
// two editions, and says where a reader of one is told something else, more or
// less than a reader of the other. Of files with several policies those two are
// compared that correspond best.
func Drift(original, translation []*extract.Result, o drift.Options) (*drift.Result, error) {
	return drift.Choose(original, translation, o)
}

// extensions are the endings of the files that Inputs takes from a directory.
var extensions = map[string]bool{
	".txt": true, ".text": true, ".md": true, ".markdown": true, ".html": true, ".htm": true, ".xhtml": true,
	".php": true, ".tpl": true, ".pdf": true, ".docx": true,
}

// Readable reports whether a file called name is taken from a directory: whether
// its ending is that of a text.
func Readable(name string) bool { return extensions[strings.ToLower(filepath.Ext(name))] }

// Inputs lists the files that paths name: a file as it is, of a directory all
// files below it whose ending is that of a document (.txt, .md, .html, .php, .tpl, .docx …),
// in the order of their names, hidden ones left out. A directory without such a
// file is an error. A directory below it that cannot be read is an input whose
// Open returns the error, so that the rest can be read.
func Inputs(paths ...string) ([]Input, error) {
	var out []Input
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			out = append(out, fileInput(p))
			continue
		}
		var names []string
		broken := map[string]error{} // by name
		err = filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil && path == p:
				return err
			case err != nil: // one directory that cannot be read, and all the rest
				names = append(names, path)
				broken[path] = err
				return filepath.SkipDir
			case path != p && strings.HasPrefix(d.Name(), "."):
				if d.IsDir() {
					return filepath.SkipDir
				}
			case d.Type().IsRegular() && Readable(path):
				names = append(names, path)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(names) == 0 {
			return nil, fmt.Errorf("%s: no policies in this directory: want files ending in .txt, .md, .html, .htm, .php, .tpl, .docx or .pdf", p)
		}
		sort.Strings(names)
		for _, n := range names {
			in := fileInput(n)
			if err := broken[n]; err != nil {
				in.Open = func() (io.ReadCloser, error) { return nil, err }
			}
			out = append(out, in)
		}
	}
	return out, nil
}

func fileInput(path string) Input {
	return Input{Name: path, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
}
