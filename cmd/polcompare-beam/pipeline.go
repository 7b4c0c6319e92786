package main

import (
	"bytes"
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/polcompare/polcompare/pkg/batch"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/stats"
)

// A Job says what a pipeline reads, what it does and where it writes. It is sent
// to the workers.
type Job struct {
	Inputs     []string
	Out        string         // directory
	Chunk      int            // units in a chunk
	Embed      bool           // whether texts are sent, and not where they are
	Force      bool           // write over a run in Out
	Count      *stats.Options // what to count, if anything
	Duplicates bool           // report near-duplicates
	Similarity float64        // from which on policies are such
	Work
}

// Work says how a worker analyses; see [batch.Analysis].
type Work struct {
	RuleDirs []string
	Evidence bool
	Drift    bool
	Keep     bool
}

// maxBytes is the size of texts from which on a chunk takes no more of them.
const maxBytes = 4 << 20

// Files in the output directory for what was found on the way.
const (
	statsFile      = "stats.json"
	duplicatesFile = "duplicates.json"
)

// partsDir is the directory, in that of the output, for what chunks leave.
const partsDir = "parts"

func init() {
	beam.RegisterCoder(reflect.TypeFor[Chunk](), encodeChunk, decodeChunk)
	beam.RegisterCoder(reflect.TypeFor[Part](), encodePart, decodePart)
	register.DoFn3x1[context.Context, []byte, func(Chunk), error](&listFn{})
	register.DoFn2x3[context.Context, Chunk, int, Part, error](&analyseFn{})
	register.DoFn4x1[context.Context, int, func(*Part) bool, func(string), error](&mergeFn{})
	register.DoFn2x1[context.Context, string, error](&removeFn{})
	register.Emitter1[Chunk]()
	register.Emitter1[string]()
	register.Iter1[Part]()
}

// What is sent has maps and slices in it, and there is little of it. Beam finds
// coders by their names, so that these cannot be instances of one function.
func encodeChunk(c Chunk) ([]byte, error)       { return encode(c) }
func decodeChunk(b []byte) (c Chunk, err error) { err = decode(b, &c); return }
func encodePart(p Part) ([]byte, error)         { return encode(p) }
func decodePart(b []byte) (p Part, err error)   { err = decode(b, &p); return }

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(v)
	return b.Bytes(), err
}

func decode(b []byte, to any) error { return gob.NewDecoder(bytes.NewReader(b)).Decode(to) }

// Build adds the job to a pipeline:
//
//	list ─ chunks ─ reshuffle ─ analyse ─ parts ─ group ─ merge ─ reshuffle ─ remove parts
//
// Chunks are runs of the inputs, so the output in order is that of chunk after
// chunk, and nothing need be sorted. Each leaves its lines in files of its own
// in the output directory; only their sizes and counts go through the engine.
// Every step can be done again: it writes the same bytes.
//
// The reshuffle before the analysis keeps an engine from fusing it with the one
// element that listing begins with, which would leave all work to one worker.
func Build(s beam.Scope, job Job) {
	chunks := beam.ParDo(s.Scope("list"), &listFn{job}, beam.Impulse(s))
	parts := beam.ParDo(s.Scope("analyse"), &analyseFn{Job: job}, beam.Reshuffle(s, chunks))
	done := beam.ParDo(s.Scope("merge"), &mergeFn{job}, beam.GroupByKey(s, parts))
	beam.ParDo0(s.Scope("remove"), &removeFn{}, beam.Reshuffle(s, done))
}

// check returns the first mistake in the job; if the inputs are on this machine,
// it looks at them, too.
func (j *Job) check(local bool) error {
	usagef := func(format string, a ...any) error { return &batch.UsageError{Msg: fmt.Sprintf(format, a...)} }
	var here []string
	for _, p := range j.Inputs {
		if p == "-" {
			return usagef(`"-": a pipeline has no standard input: put the list or the manifest into a file`)
		}
		if !remote(p) {
			here = append(here, p)
		}
	}
	switch {
	case j.Out == "":
		return usagef("say where the results go: -output DIR")
	case len(j.Inputs) == 0:
		return usagef("no inputs")
	case j.Chunk < 1:
		return usagef("-chunk %d: want 1 or more", j.Chunk)
	}
	if !local {
		return nil
	}
	if !j.Force && !remote(j.Out) {
		if list, err := os.ReadDir(j.Out); err == nil && len(list) > 0 {
			return usagef("%s is not empty (%s, …): take a directory of its own, or write into it with -force", j.Out, list[0].Name())
		}
	}
	if j.Count != nil {
		if _, err := stats.New(*j.Count); err != nil {
			return usagef("-by: %s", err)
		}
	}
	if j.Duplicates {
		if _, err := stats.FindDuplicates(func(func(*schema.Document, error) bool) {}, j.Similarity); err != nil {
			return usagef("-similarity: %s", err)
		}
	}
	if _, err := j.analyst(); err != nil { // of rules
		return usagef("%s", err)
	}
	if len(here) == 0 {
		return nil
	}
	return (&batch.Sources{Inputs: here, Pairs: j.Drift}).Check()
}

// A Chunk is a run of units of the inputs.
type Chunk struct {
	Index int // its place among the chunks, from 0
	Units []Unit
	After schema.RunInputs // what run.json says of the inputs when the chunk is done
}

// A Unit is a [batch.Unit] with what its files hold or where that is found.
type Unit struct {
	Files []File
	Pair  string
	Fault *batch.Fault
}

// A File is a [batch.File] that can be sent.
type File struct {
	ID, Path string
	Meta     map[string]string
	Name     string // what a worker opens; "" if Data is the content
	Data     []byte
	Fault    *batch.Fault // why there is no content
	Repeated bool
}

// listFn turns the inputs into chunks.
type listFn struct{ Job Job }

func (l *listFn) ProcessElement(ctx context.Context, _ []byte, emit func(Chunk)) error {
	if !l.Job.Force {
		s, err := store(ctx, l.Job.Out)
		if err != nil {
			return err
		}
		if _, err := s.Size(ctx, join(l.Job.Out, batch.RunFile)); err == nil {
			return fmt.Errorf("%s holds a run already: take another directory, or write over it with -force", l.Job.Out)
		}
	}
	var ledger batch.Ledger
	var c Chunk
	weight, sent := int64(0), 0
	send := func() {
		c.Index, c.After = sent, ledger.Inputs()
		emit(c)
		c, weight = Chunk{}, 0
		sent++
	}
	columns := map[string]bool{}
	for u, err := range l.units(ctx) {
		if err != nil {
			return err
		}
		for i := range u.Files {
			for column := range u.Files[i].Meta {
				columns[column] = true
			}
		}
		out := Unit{Pair: u.Pair, Fault: batch.FaultOf(u.Err)}
		repeated := ledger.Add(u)
		for i := range u.Files {
			f, size := l.file(ctx, &u.Files[i], repeated[i] && len(u.Files) == 1)
			f.Repeated = repeated[i]
			out.Files = append(out.Files, f)
			weight += size
		}
		c.Units = append(c.Units, out)
		if len(c.Units) >= l.Job.Chunk || weight >= maxBytes {
			send()
		}
	}
	if l.Job.Count != nil { // to be told of a slip only when all is analysed would be late
		for _, by := range l.Job.Count.By {
			if column, ok := strings.CutPrefix(by, "meta."); ok && !columns[column] {
				return fmt.Errorf("-by %s: no input has a column %q (columns there are: %s)", by, column, strings.Join(slices.Sorted(maps.Keys(columns)), ", "))
			}
		}
	}
	if len(c.Units) > 0 || sent == 0 { // also of no inputs there is a result
		send()
	}
	return nil
}

// file returns what is sent of a file, and its size. Content that is not needed
// is not read.
func (l *listFn) file(ctx context.Context, f *batch.File, needless bool) (File, int64) {
	out := File{ID: f.ID, Path: f.Path, Meta: f.Meta, Fault: batch.FaultOf(f.Err)}
	if f.Err != nil || needless {
		return out, 0
	}
	var c batch.Content
	if f.Open == nil {
		if !l.Job.Embed {
			out.Name = f.Path
			return out, f.Size
		}
		c = open(ctx, f.Path)
	} else {
		in, err := f.Open()
		if err != nil {
			out.Fault = batch.FaultOf(err)
			return out, 0
		}
		defer in.Close()
		if file, ok := in.(*os.File); ok && !l.Job.Embed {
			if info, err := file.Stat(); err == nil {
				out.Name = file.Name()
				return out, info.Size()
			}
		}
		c = read(f.Path, in)
	}
	out.Data, out.Fault = c.Data, batch.FaultOf(c.Err)
	return out, int64(len(c.Data))
}

// units yields what the inputs hold.
func (l *listFn) units(ctx context.Context) iter.Seq2[batch.Unit, error] {
	return func(yield func(batch.Unit, error) bool) {
		for _, p := range l.Job.Inputs {
			units := (&batch.Sources{Inputs: []string{p}, Pairs: l.Job.Drift}).Units()
			if remote(p) {
				units = stored(ctx, p)
			}
			for u, err := range units {
				if !yield(u, err) {
					return
				}
			}
		}
	}
}

// analyseFn turns chunks into lines of output, in files of their own.
type analyseFn struct {
	Job     Job
	analyst *batch.Analyst
}

func (a *analyseFn) Setup() (err error) {
	a.analyst, err = a.Job.analyst()
	return err
}

// A Part is what became of a chunk.
type Part struct {
	Index  int
	After  schema.RunInputs
	Sizes  map[string]int64 // name of a file of output → bytes of it that the chunk left
	Counts schema.RunCounts
	Stats  []byte            // a [stats.Counter] of it
	Signed []schema.Document // of each policy what near-duplicates are found by
}

func (a *analyseFn) ProcessElement(ctx context.Context, c Chunk) (int, Part, error) {
	part := Part{Index: c.Index, After: c.After, Sizes: map[string]int64{}}
	outs := make([]batch.Output, len(c.Units))
	errs := make([]error, len(c.Units))
	var wg sync.WaitGroup
	for i := range c.Units {
		// An engine may give one chunk after another to a process, as Prism
		// does, or many at a time: the cores are busy with either.
		cores <- struct{}{}
		wg.Go(func() {
			defer func() { <-cores }()
			outs[i], errs[i] = a.unit(ctx, &c.Units[i])
			c.Units[i] = Unit{} // its texts
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return 0, part, err
	}
	for _, name := range a.Job.files() {
		var lines [][]byte
		for i := range outs {
			if b := linesOf(&outs[i], name); len(b) > 0 {
				lines = append(lines, b)
				part.Sizes[name] += int64(len(b))
			}
		}
		if lines == nil {
			continue
		}
		err := write(ctx, partName(a.Job.Out, c.Index, name), func(w io.Writer) error {
			for _, b := range lines {
				if _, err := w.Write(b); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return 0, part, err
		}
	}
	for i := range outs {
		part.Counts.Add(outs[i].Counts)
	}
	if a.Job.Duplicates {
		for i := range outs {
			for _, d := range outs[i].Kept {
				part.Signed = append(part.Signed, signed(d))
			}
		}
	}
	if a.Job.Count == nil {
		return 0, part, nil
	}
	counter, err := stats.New(*a.Job.Count)
	if err != nil {
		return 0, part, err
	}
	for i := range outs {
		for _, d := range outs[i].Kept {
			counter.Add(d)
		}
	}
	part.Stats, err = counter.MarshalBinary()
	return 0, part, err
}

// signed returns of a document only what [stats.FindDuplicates] reads.
func signed(d *schema.Document) schema.Document {
	out := schema.Document{ID: d.ID, Company: d.Company, SHA256: d.SHA256, Signature: d.Signature}
	if company := d.Meta["company"]; company != "" {
		out.Meta = map[string]string{"company": company}
	}
	return out
}

func (a *analyseFn) unit(ctx context.Context, u *Unit) (batch.Output, error) {
	unit := batch.Unit{Pair: u.Pair}
	if u.Fault != nil {
		unit.Err = u.Fault
	}
	content := make([]batch.Content, len(u.Files))
	for i := range u.Files {
		f := &u.Files[i]
		unit.Files = append(unit.Files, batch.File{ID: f.ID, Path: f.Path, Meta: f.Meta})
		switch {
		case f.Fault != nil:
			content[i].Err = f.Fault
		case f.Name != "":
			content[i] = open(ctx, f.Name)
		default:
			content[i].Data = f.Data
		}
		content[i].Repeated = f.Repeated
	}
	return a.analyst.Unit(unit, content)
}

// cores limits what is analysed at once in this process, whatever the number of
// bundles that an engine has running in it.
var cores = make(chan struct{}, runtime.GOMAXPROCS(0))

// analysts holds one analyst a process for each way to work: an analyst is safe
// for concurrent use, and to make one, with its rules and dictionary, for each
// bundle would cost more than the analysis.
var analysts struct {
	sync.Mutex
	of map[string]*batch.Analyst
}

func (w *Work) analyst() (*batch.Analyst, error) {
	key, err := json.Marshal(w)
	if err != nil {
		return nil, err
	}
	analysts.Lock()
	defer analysts.Unlock()
	if a := analysts.of[string(key)]; a != nil {
		return a, nil
	}
	a, err := batch.NewAnalyst(batch.Analysis{RuleDirs: w.RuleDirs, Evidence: w.Evidence, Drift: w.Drift, Keep: w.Keep})
	if err != nil {
		return nil, err
	}
	if analysts.of == nil {
		analysts.of = map[string]*batch.Analyst{}
	}
	analysts.of[string(key)] = a
	return a, nil
}

// files returns the names of the files of lines that the job writes.
func (j *Job) files() []string {
	names := []string{batch.DocumentsFile, batch.FailuresFile}
	if j.Drift {
		names = append(names, batch.DriftFile)
	}
	return names
}

func linesOf(o *batch.Output, name string) []byte {
	switch name {
	case batch.DocumentsFile:
		return o.Documents
	case batch.FailuresFile:
		return o.Failures
	}
	return o.Drift
}

func partName(out string, index int, name string) string {
	return join(out, fmt.Sprintf("%s/%08d-%s", partsDir, index, name))
}

// mergeFn puts the parts behind each other, in their order, and writes run.json
// when all the rest is written. It emits the names of the parts.
type mergeFn struct{ Job Job }

func (m *mergeFn) ProcessElement(ctx context.Context, _ int, next func(*Part) bool, emit func(string)) error {
	analyst, err := m.Job.analyst()
	if err != nil {
		return err
	}
	run := analyst.NewRun(m.Job.Inputs)
	var parts []Part
	for p := (Part{}); next(&p); p = (Part{}) {
		run.Counts.Add(p.Counts)
		parts = append(parts, p)
	}
	slices.SortFunc(parts, func(a, b Part) int { return a.Index - b.Index })
	for i := range parts {
		if parts[i].Index != i {
			return fmt.Errorf("chunk %d of %d was lost by the engine, or came twice", i, len(parts))
		}
	}
	after := parts[len(parts)-1].After
	after.Arguments = run.Inputs.Arguments
	run.Inputs, run.Complete = after, true
	for _, name := range m.Job.files() {
		err := write(ctx, join(m.Job.Out, name), func(w io.Writer) error {
			for i := range parts {
				size := parts[i].Sizes[name]
				if size == 0 {
					continue
				}
				part := partName(m.Job.Out, i, name)
				n, err := copyFrom(ctx, w, part)
				if err == nil && n != size {
					err = fmt.Errorf("%s: %d bytes, want %d: it was changed", part, n, size)
				}
				if err != nil {
					return err
				}
				run.Files[name] += size
			}
			return nil
		})
		if err != nil {
			return err
		}
		run.Files[name] += 0 // also of an empty file
	}
	if err := m.count(ctx, parts); err != nil {
		return err
	}
	if err := m.duplicates(ctx, parts); err != nil {
		return err
	}
	b, err := json.MarshalIndent(run, "", "  ")
	if err != nil {
		return err
	}
	err = write(ctx, join(m.Job.Out, batch.RunFile), func(w io.Writer) error {
		_, err := w.Write(append(b, '\n'))
		return err
	})
	if err != nil {
		return err
	}
	for i := range parts {
		for name := range parts[i].Sizes {
			emit(partName(m.Job.Out, i, name))
		}
	}
	return nil
}

// count writes what the parts counted.
func (m *mergeFn) count(ctx context.Context, parts []Part) error {
	if m.Job.Count == nil {
		return nil
	}
	all, err := stats.New(*m.Job.Count)
	if err != nil {
		return err
	}
	for i := range parts {
		var c stats.Counter
		if err := c.UnmarshalBinary(parts[i].Stats); err != nil {
			return err
		}
		if err := all.Merge(&c); err != nil {
			return err
		}
	}
	report, err := all.Report()
	if err != nil {
		return err
	}
	return write(ctx, join(m.Job.Out, statsFile), func(w io.Writer) error {
		return render.Stats(w, report, render.JSON, render.Options{})
	})
}

// duplicates writes which policies are nearly the same. All signatures are held
// at once, some 500 bytes a policy: those of a million are less than what one
// worker has, and compared there in seconds.
func (m *mergeFn) duplicates(ctx context.Context, parts []Part) error {
	if !m.Job.Duplicates {
		return nil
	}
	found, err := stats.FindDuplicates(func(yield func(*schema.Document, error) bool) {
		for i := range parts {
			for k := range parts[i].Signed {
				if !yield(&parts[i].Signed[k], nil) {
					return
				}
			}
			parts[i].Signed = nil
		}
	}, m.Job.Similarity)
	if err != nil {
		return err
	}
	return write(ctx, join(m.Job.Out, duplicatesFile), func(w io.Writer) error {
		return render.Duplicates(w, found, render.JSON, render.Options{})
	})
}

// removeFn removes parts. The reshuffle before it makes sure that they are not
// needed for another attempt to merge.
type removeFn struct{}

func (*removeFn) ProcessElement(ctx context.Context, name string) error { return remove(ctx, name) }
