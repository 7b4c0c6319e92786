package eval

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/polcompare/polcompare/pkg/drift"
)

// Kept are the settings that refitting leaves alone: pairs that correspond, as
// all annotated ones do, say nothing of when two texts do not.
var kept = map[string]bool{"StrangerShare": true, "NameShare": true, "KnownShare": true, "MixedShare": true, "UnrelatedShare": true}

// steps are the factors, in percent, by which refitting tries each setting.
var steps = []int{70, 85, 115, 140}

// RefitOptions configure [Refit].
type RefitOptions struct {
	Folds   int            // parts for cross-validation, at most one a publisher (0: five)
	Workers int            // comparisons at once (0: one a core)
	Lexicon *drift.Lexicon // instead of the built-in one
	Log     io.Writer      // says what is tried, if not nil
}

// A Fold is one part of cross-validation: what settings fitted without the
// publishers of the fold bring on their pairs.
type Fold struct {
	Publishers    []string
	Before, After DriftCounts
}

// A Refitting is what [Refit] found.
type Refitting struct {
	Pairs         []*DriftPair
	Folds         []Fold
	Before, After DriftCounts    // held out, all folds together
	Fitted        drift.Settings // on all pairs
	Changed       []string       // the settings that Fitted has otherwise
	Settings      drift.Settings // those to use: Fitted if they were better on held-out pairs, else those it began with
}

// Better tells whether refitting was worth it on pairs of publishers that it had not seen.
func (r *Refitting) Better() bool { return r.After.Score() > r.Before.Score() }

// Refit fits settings to pairs: one after the other each is moved a step up or
// down as long as the score on the pairs rises. Cross-validation, in which no
// pair of one publisher stands on both sides, says whether that holds for
// publishers that were not seen. The same pairs bring the same settings.
func Refit(ctx context.Context, pairs []*DriftPair, start drift.Settings, o RefitOptions) (*Refitting, error) {
	byPublisher := map[string][]int{}
	for i, p := range pairs {
		byPublisher[p.Publisher] = append(byPublisher[p.Publisher], i)
	}
	if len(pairs) == 0 {
		return nil, ErrNoPairs
	}
	if len(byPublisher) < 2 {
		return nil, fmt.Errorf("all pairs are of one publisher (%s): cross-validation needs two or more; the name of a folder up to the first \"-\" says whose it is, or \"publisher\" in its drift.gold.json", pairs[0].Publisher)
	}
	f := &fitter{ctx: ctx, pairs: pairs, o: o, known: map[drift.Settings][]*DriftCounts{}}
	if f.o.Workers <= 0 {
		f.o.Workers = runtime.GOMAXPROCS(0)
	}
	if f.o.Folds <= 0 {
		f.o.Folds = 5
	}
	// The publishers with the most pairs first, each to the fold with the fewest.
	names := slices.Sorted(maps.Keys(byPublisher))
	slices.SortStableFunc(names, func(x, y string) int { return cmp.Compare(len(byPublisher[y]), len(byPublisher[x])) })
	folds := make([][]int, min(f.o.Folds, len(names)))
	r := &Refitting{Pairs: pairs, Folds: make([]Fold, len(folds)), Settings: start}
	for _, n := range names {
		k := 0
		for q := range folds {
			if len(folds[q]) < len(folds[k]) {
				k = q
			}
		}
		folds[k] = append(folds[k], byPublisher[n]...)
		r.Folds[k].Publishers = append(r.Folds[k].Publishers, n)
	}
	for k, held := range folds {
		var rest []int
		for i := range pairs {
			if !slices.Contains(held, i) {
				rest = append(rest, i)
			}
		}
		f.log("fold %d of %d: without %s", k+1, len(folds), strings.Join(r.Folds[k].Publishers, ", "))
		fitted, err := f.fit(start, rest)
		if err != nil {
			return nil, err
		}
		if r.Folds[k].Before, err = f.counts(start, held); err != nil {
			return nil, err
		}
		if r.Folds[k].After, err = f.counts(fitted, held); err != nil {
			return nil, err
		}
		r.Before.Add(r.Folds[k].Before)
		r.After.Add(r.Folds[k].After)
	}
	f.log("all pairs")
	all := make([]int, len(pairs))
	for i := range all {
		all[i] = i
	}
	var err error
	if r.Fitted, err = f.fit(start, all); err != nil {
		return nil, err
	}
	x, y := reflect.ValueOf(start), reflect.ValueOf(r.Fitted)
	for i := range x.NumField() {
		if x.Field(i).Int() != y.Field(i).Int() {
			r.Changed = append(r.Changed, fmt.Sprintf("%s %d → %d", x.Type().Field(i).Name, x.Field(i).Int(), y.Field(i).Int()))
		}
	}
	if r.Better() {
		r.Settings = r.Fitted
	}
	return r, nil
}

// A fitter remembers what settings brought on each pair.
type fitter struct {
	ctx   context.Context
	pairs []*DriftPair
	o     RefitOptions
	known map[drift.Settings][]*DriftCounts
}

func (f *fitter) log(format string, a ...any) {
	if f.o.Log != nil {
		fmt.Fprintf(f.o.Log, format+"\n", a...)
	}
}

// fit moves each setting as long as the score on the chosen pairs rises.
func (f *fitter) fit(start drift.Settings, chosen []int) (drift.Settings, error) {
	best := start
	counts, err := f.counts(best, chosen)
	if err != nil {
		return best, err
	}
	top := counts.Score()
	typ := reflect.TypeOf(best)
	for i := range typ.NumField() {
		name := typ.Field(i).Name
		if kept[name] {
			continue
		}
		from := reflect.ValueOf(best).Field(i).Int()
		for _, percent := range steps {
			try := best
			reflect.ValueOf(&try).Elem().Field(i).SetInt((from*int64(percent) + 50) / 100)
			if try.Check() != nil {
				continue
			}
			counts, err := f.counts(try, chosen)
			if err != nil {
				return best, err
			}
			if s := counts.Score(); s > top+1e-9 {
				f.log("  %s %d: %.4f", name, reflect.ValueOf(try).Field(i).Int(), s)
				best, top = try, s
			}
		}
	}
	return best, nil
}

// counts returns what settings bring on the chosen pairs, all together.
func (f *fitter) counts(s drift.Settings, chosen []int) (DriftCounts, error) {
	have := f.known[s]
	if have == nil {
		have = make([]*DriftCounts, len(f.pairs))
		f.known[s] = have
	}
	errs := make([]error, len(f.pairs))
	var wait sync.WaitGroup
	slots := make(chan struct{}, f.o.Workers)
	for _, i := range chosen {
		if have[i] != nil {
			continue
		}
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			if errs[i] = f.ctx.Err(); errs[i] != nil {
				return
			}
			c, err := f.pairs[i].Measure(drift.Options{Settings: &s, Lexicon: f.o.Lexicon})
			have[i], errs[i] = &c, err
		})
	}
	wait.Wait()
	var sum DriftCounts
	for _, i := range chosen {
		if errs[i] != nil {
			return sum, errs[i]
		}
		sum.Add(*have[i])
	}
	return sum, nil
}

// WriteTable prints what refitting found.
func (r *Refitting) WriteTable(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d pairs of %d publishers\n\n", len(r.Pairs), func() (n int) {
		for _, f := range r.Folds {
			n += len(f.Publishers)
		}
		return
	}())
	cells := func(name string, before, after DriftCounts) []string {
		both := func(n int, x, y float64) string {
			if n == 0 {
				return "–"
			}
			return rate(x) + " → " + rate(y)
		}
		return []string{name, both(before.Noted, before.Divergences(), after.Divergences()), both(before.Links, before.Link(), after.Link()),
			both(before.Alones, before.Alone(), after.Alone()), both(1, before.Score(), after.Score())}
	}
	var rows [][]string
	for _, f := range r.Folds {
		rows = append(rows, cells(strings.Join(f.Publishers, " "), f.Before, f.After))
	}
	rows = append(rows, cells("all", r.Before, r.After))
	writeColumns(&b, []string{"held out", "divergences F1", "lines linked F1", "lines alone F1", "mean"}, rows, 1, nil)
	b.WriteString("\nbefore → after fitting on the other folds\n")
	switch {
	case len(r.Changed) == 0:
		b.WriteString("No other value fits these pairs better; the settings stay.\n")
	case r.Better():
		b.WriteString("Fitted on all pairs: " + strings.Join(r.Changed, ", ") + ".\n")
	default:
		b.WriteString("On publishers that fitting had not seen the settings were as good before: they stay.\nWhat would fit all pairs: " + strings.Join(r.Changed, ", ") + ".\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
