package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/polcompare/polcompare/pkg/drift"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/schema"
)

// Options say what a run reads, what it does, and where it writes.
type Options struct {
	Sources
	Analysis

	// From yields what to analyse, instead of the Sources. A run that is
	// resumed must get the same sequence again.
	From iter.Seq2[Unit, error]

	Out    string // directory for the output; made if it is not there
	Resume bool   // go on with the run in Out; begin one if there is none
	Force  bool   // throw away a run in Out, or write beside other files

	Workers    int            // units analysed at once; 0 means one a core
	Checkpoint time.Duration  // the longest time of work that can be lost; 0 means two seconds
	Progress   func(Progress) // called five times a second, from one goroutine at a time
}

// Progress is how far a run came.
type Progress struct {
	Done    int64         // files that are analysed, those of a resumed run among them
	Total   int64         // files there are; -1 as long as that is not known
	Resumed int64         // files that were done before this run began
	Elapsed time.Duration // of this run
	Bytes   int64         // analysed by this run
	Failed  int64         // failures, those of a resumed run among them
}

// A Summary is what a run did.
type Summary struct {
	schema.Run
	Resumed int64 // files that were done before this run began
	Elapsed time.Duration
	Bytes   int64 // read by this run
}

// A Stop is why a run ended before its inputs did. What was done is in the
// output, and the run can be resumed.
type Stop struct {
	Done int64 // files that are done
	Err  error // [context.Canceled], or what could not be written or read
}

func (s *Stop) Error() string { return fmt.Sprintf("stopped after %d files: %s", s.Done, s.Err) }
func (s *Stop) Unwrap() error { return s.Err }

// Run analyses what the sources hold and writes the output described above.
// Inputs that fail are counted in the summary and are no error. An error is a
// [*UsageError] or [*rules.Error] if nothing was begun, or a [*Stop]. When ctx
// ends, what is being analysed is finished and saved.
func Run(ctx context.Context, o Options) (*Summary, error) {
	o.Pairs = o.Drift
	if o.From == nil {
		if err := o.Sources.Check(); err != nil {
			return nil, err
		}
	}
	if slices.Contains(o.Inputs, "-") {
		if o.Stdin == nil {
			o.Stdin = os.Stdin
		}
		o.Stdin = interruptible(ctx, o.Stdin)
	}
	analyst, err := NewAnalyst(o.Analysis)
	if err != nil {
		return nil, err
	}
	names := []string{DocumentsFile, FailuresFile}
	if o.Drift {
		names = append(names, DriftFile)
	}
	st, old, err := openStore(o.Out, names, o.Resume, o.Force)
	if err != nil {
		return nil, err
	}
	defer st.close()
	if o.out, err = os.Stat(o.Out); err != nil {
		return nil, err
	}
	for _, p := range o.Inputs {
		if info, err := os.Stat(p); err == nil && os.SameFile(info, o.out) {
			return nil, usagef("%s is the output directory: it cannot be an input, too", p)
		}
	}
	r := &runner{o: o, analyst: analyst, store: st, start: time.Now(), run: analyst.NewRun(append(slices.Clone(o.Inputs), o.Lists...))}
	if old != nil {
		if err := sameWork(old, r.run); err != nil {
			return nil, err
		}
		old.Inputs.Arguments = r.run.Inputs.Arguments
		r.run.Inputs = old.Inputs
		r.run.Counts, r.run.Files = old.Counts, old.Files
		if r.run.Counts.Failures == nil {
			r.run.Counts.Failures = map[string]int64{}
		}
		r.resumed = old.Inputs.Done
	}
	if err := st.open(r.run.Files); err != nil {
		return nil, err
	}
	if old == nil {
		if err := st.save(r.run); err != nil {
			return nil, fmt.Errorf("the output cannot be written: %w", err)
		}
	}
	err = r.do(ctx)
	s := &Summary{*r.run, r.resumed, time.Since(r.start), r.bytes}
	return s, err
}

// NewRun returns what run.json says before anything is done; arguments are the
// inputs as they were given.
func (a *Analyst) NewRun(arguments []string) *schema.Run {
	r := &schema.Run{
		Schema: schema.RunV1, Version: polcompare.Version(), Rules: a.rules.Digest(),
		Schemas: map[string]string{DocumentsFile: schema.DocumentV1, FailuresFile: schema.FailureV1},
		Options: schema.RunOptions{Drift: a.o.Drift, Evidence: a.o.Evidence, Read: map[string]string{}},
		Inputs:  schema.RunInputs{Arguments: arguments, Digest: new(Ledger).Inputs().Digest},
		Counts:  schema.RunCounts{Failures: map[string]int64{}},
		Files:   map[string]int64{},
	}
	// Whatever there is to choose counts, also what is added later.
	read := reflect.ValueOf(a.o.Read)
	for i := range read.NumField() {
		if f := read.Field(i); !f.IsZero() {
			r.Options.Read[read.Type().Field(i).Name] = fmt.Sprint(f)
		}
	}
	if r.Inputs.Arguments == nil {
		r.Inputs.Arguments = []string{}
	}
	for _, x := range a.o.Extractors {
		r.Options.Extractors = append(r.Options.Extractors, x.Name)
	}
	if a.o.Drift {
		r.Schemas[DriftFile] = schema.DriftV1
		lexicon := a.o.DriftWith.Lexicon
		if lexicon == nil {
			lexicon = drift.DefaultLexicon()
		}
		r.Lexicon = lexicon.Digest()
		if s := a.o.DriftWith.Settings; s != nil && *s != drift.DefaultSettings() {
			b, _ := json.Marshal(s) // numbers alone
			sum := sha256.Sum256(b)
			r.Options.Settings = hex.EncodeToString(sum[:])
		}
	}
	return r
}

// sameWork returns an error if the results of a run would not be those of
// another.
func sameWork(old, now *schema.Run) error {
	fail := func(what, was, is string) error {
		return usagef("the run cannot be resumed: its %s %s, now %s; --force begins anew", what, was, is)
	}
	switch {
	case old.Version != now.Version:
		return fail("version of the program was", old.Version, "it is "+now.Version)
	case old.Rules != now.Rules:
		return fail("rules were others (SHA-256", old.Rules[:min(12, len(old.Rules))]+"…)", now.Rules[:12]+"…")
	case old.Lexicon != now.Lexicon && old.Options.Drift == now.Options.Drift:
		return fail("lexicon was another (SHA-256", old.Lexicon[:min(12, len(old.Lexicon))]+"…)", now.Lexicon[:12]+"…")
	}
	a, _ := json.Marshal(old.Options) // plain values
	b, _ := json.Marshal(now.Options)
	if string(a) != string(b) {
		return fail("options were", string(a), "they are "+string(b))
	}
	return nil
}

// A runner does one run.
type runner struct {
	o       Options
	analyst *Analyst
	store   *store
	run     *schema.Run // what is written
	start   time.Time
	resumed int64
	bytes   int64
	saved   time.Time

	// For Progress: what is analysed, though it may wait for its turn to be written.
	files, size, failed, total atomic.Int64

	passed bool // what was done before has been passed over; for the dispatcher alone, until it ends
}

// Limits on what is in hand: units that wait for their turn, and bytes of files
// and of finished output. A unit larger than the limit goes on alone.
const (
	maxUnits = 8192
	maxBytes = 128 << 20
)

// A job is a unit on its way. The fields after done belong to the worker until
// done is closed.
type job struct {
	unit    Unit
	content []Content
	weight  int64
	after   schema.RunInputs // the state of the inputs when it is done
	done    chan struct{}
	out     Output
	err     error
}

func (r *runner) do(ctx context.Context) error {
	workers := r.o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	var wg sync.WaitGroup
	r.files.Store(r.resumed)
	r.failed.Store(r.run.Counts.Failed())
	r.total.Store(-1)
	if r.o.Progress != nil {
		if r.o.From == nil {
			wg.Go(func() { r.total.Store(r.o.Sources.count(inner)) })
		}
		wg.Go(func() {
			tick := time.NewTicker(200 * time.Millisecond)
			defer tick.Stop()
			for {
				select {
				case <-tick.C:
					r.progress()
				case <-inner.Done():
					return
				}
			}
		})
	}
	queue := make(chan *job, maxUnits) // in order: what is written next stands first
	work := make(chan *job)
	inHand := newBudget(maxBytes)
	for range workers {
		wg.Go(func() {
			for j := range work {
				j.out, j.err = r.analyst.Unit(j.unit, j.content)
				j.content = nil
				r.files.Add(int64(len(j.unit.Files)))
				r.size.Add(j.out.Counts.Bytes)
				r.failed.Add(j.out.Counts.Failed())
				size := int64(j.out.size())
				inHand.exchange(j.weight, size)
				j.weight = size
				close(j.done)
			}
		})
	}
	var broken error // of the sequence of inputs
	wg.Go(func() {
		defer close(queue)
		defer close(work)
		broken = r.dispatch(inner, inHand, func(j *job) bool {
			select {
			case queue <- j:
			case <-inner.Done():
				return false
			}
			work <- j
			return true
		})
	})
	var err error
	r.saved = time.Now()
	for j := range queue {
		<-j.done
		if err == nil {
			err = r.write(j)
		}
		if err != nil {
			cancel()
		}
		inHand.exchange(j.weight, 0)
	}
	cancel()
	wg.Wait()
	if err == nil {
		err = broken
	}
	if err == nil {
		err = ctx.Err()
	}
	if !r.passed { // the run that was to be resumed stays as it is
		if broken == nil {
			return &Stop{r.run.Inputs.Done, err}
		}
		return broken
	}
	r.run.Complete = err == nil
	if serr := r.store.save(r.run); serr != nil {
		if err == nil || errors.Is(err, ctx.Err()) {
			err = serr
		}
		if saved := r.store.rescue(); saved != nil {
			r.run = saved
		}
	}
	if err != nil {
		return &Stop{r.run.Inputs.Done, err}
	}
	if r.o.Progress != nil {
		r.progress()
	}
	return nil
}

// interruptible returns what reads r until ctx ends, even if r has nothing to
// give. The goroutine that reads r lives as long as its last read.
func interruptible(ctx context.Context, r io.Reader) io.Reader {
	out, in := io.Pipe()
	go func() {
		_, err := io.Copy(in, r)
		in.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { in.CloseWithError(ctx.Err()) })
	return out
}

// dispatch reads the units that are not done yet and hands them on, until next
// returns false. An error is one of the sequence.
func (r *runner) dispatch(ctx context.Context, inHand *budget, next func(*job) bool) error {
	units := r.o.From
	if units == nil {
		units = r.o.Sources.Units()
	}
	done := r.run.Inputs // what is to be passed over
	var ledger Ledger
	if done.Done == 0 {
		done.Digest = ledger.Inputs().Digest
	}
	r.passed = done.Done == 0
	var now schema.RunInputs
	for u, err := range units {
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		repeated := ledger.Add(u)
		now = ledger.Inputs()
		switch {
		case now.Done < done.Done || now.Done == done.Done && !r.passed:
			if now.Done == done.Done {
				if now.Digest != done.Digest {
					return otherInputs(done, now)
				}
				r.passed = true
			}
			continue
		case !r.passed:
			return otherInputs(done, now)
		}
		j := &job{unit: u, after: now, done: make(chan struct{}), content: make([]Content, len(u.Files))}
		if !r.read(ctx, j, repeated, inHand) || !next(j) {
			return nil
		}
	}
	if !r.passed {
		return usagef("the run cannot be resumed: it has done %d inputs, and now there are %d; --force begins anew", done.Done, now.Done)
	}
	return nil
}

func otherInputs(was, is schema.RunInputs) error {
	return usagef("the run cannot be resumed: the first %d inputs are not those that it has done (it came to %q, now the last of them is %q); --force begins anew", was.Done, was.Last, is.Last)
}

// read reads the files of a unit, once there is room for them. It returns false
// if ctx ended before.
func (r *runner) read(ctx context.Context, j *job, repeated []bool, inHand *budget) bool {
	for i := range j.unit.Files {
		f, c := &j.unit.Files[i], &j.content[i]
		c.Repeated = repeated[i]
		switch {
		case f.Err != nil:
			c.Err = f.Err
			continue
		case c.Repeated && len(j.unit.Files) == 1:
			continue
		}
		in, err := f.Open()
		if err != nil {
			c.Err = err
			continue
		}
		// A byte more than the limit, so that it shows that there is too much.
		limit := int64(r.analyst.o.Read.MaxBytes) + 1
		size := f.Size
		if file, ok := in.(*os.File); ok && size == 0 {
			if info, err := file.Stat(); err == nil {
				size = info.Size()
			}
		}
		size = min(size, limit)
		if !inHand.take(ctx, size, j.weight) {
			in.Close()
			return false
		}
		j.weight += size
		c.Data, c.Err = readAll(io.LimitReader(in, limit), size)
		in.Close()
		if c.Err != nil {
			c.Data, c.Err = nil, pathError(c.Err)
		}
	}
	return true
}

// readAll reads r, of which size bytes are expected.
func readAll(r io.Reader, size int64) ([]byte, error) {
	b := make([]byte, 0, size+1)
	for {
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return nil, err
		}
		if len(b) == cap(b) {
			b = slices.Grow(b, 512)
		}
	}
}

// write adds a finished unit to the output.
func (r *runner) write(j *job) error {
	if j.err != nil {
		return j.err
	}
	for name, b := range map[string][]byte{DocumentsFile: j.out.Documents, FailuresFile: j.out.Failures, DriftFile: j.out.Drift} {
		if err := r.store.write(name, b); err != nil {
			return err
		}
	}
	j.after.Arguments = r.run.Inputs.Arguments
	r.run.Inputs = j.after
	r.run.Counts.Add(j.out.Counts)
	r.bytes += j.out.Counts.Bytes
	every := r.o.Checkpoint
	if every <= 0 {
		every = 2 * time.Second
	}
	if time.Since(r.saved) >= every {
		if err := r.store.save(r.run); err != nil {
			return err
		}
		r.saved = time.Now()
	}
	return nil
}

func (r *runner) progress() {
	r.o.Progress(Progress{
		Done: r.files.Load(), Total: r.total.Load(), Resumed: r.resumed, Elapsed: time.Since(r.start), Bytes: r.size.Load(), Failed: r.failed.Load(),
	})
}

// A budget limits the bytes in hand.
type budget struct {
	mu    sync.Mutex
	freed sync.Cond
	used  int64
	limit int64
}

func newBudget(limit int64) *budget {
	b := &budget{limit: limit}
	b.freed.L = &b.mu
	return b
}

// take waits until there is room for n bytes, or nothing is in hand but the
// caller's own; it returns false if ctx ended before.
func (b *budget) take(ctx context.Context, n, own int64) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.used > own && b.used+n > b.limit {
		defer context.AfterFunc(ctx, func() { b.exchange(0, 0) })()
	}
	for b.used > own && b.used+n > b.limit && ctx.Err() == nil {
		b.freed.Wait()
	}
	if ctx.Err() != nil {
		return false
	}
	b.used += n
	return true
}

// exchange gives n bytes back and takes others without waiting.
func (b *budget) exchange(n, others int64) {
	b.mu.Lock()
	b.used += others - n
	b.mu.Unlock()
	b.freed.Broadcast()
}
