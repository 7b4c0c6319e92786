// Package eval holds what an extractor finds against annotated policies.
//
//	gold, err := eval.Load(eval.Dir("gold"), eval.Tree{})
//	for _, p := range gold.Policies {
//		results, err := analyzer.Bytes(p.Path, p.Data)
//		cases = append(cases, eval.Case{Policy: p, Found: eval.FromResults(results...)})
//	}
//	report := eval.Evaluate(cases, eval.Options{Bootstrap: 1000})
//
// # Annotations
//
// They come in two forms. The quote form (NAME.gold.json, of the annotation
// guide) copies each statement and stands beside the text. The span form
// (NAME.annotation.json, see [Annotation]) says by byte offsets where the
// statements stand, for texts that belong to others and are kept elsewhere; the
// SHA-256 of the text is part of it. [Policy.Annotation] makes the second from
// the first.
//
// # Matching
//
// A finding and a unit of one kind match when their stretches of the text,
// white space aside and in NFKC, overlap with 2·overlap/(a+b) ≥ 0.5; contacts
// whose stretches touch also match on their value. Each matches at most once,
// best overlap first. Span scores count matches; labelled scores weigh each
// match by the F1 of its category sets, of contacts by their type alone. A
// macro average is over the kinds but voluntariness.
//
// This is the matching of the annotation guide's score.py, number for number,
// with its quirks: names that end in .html, .htm, .php or .tpl are read
// without tags as Python's HTMLParser (of 3.11) does it, in these files and in
// those that are not UTF-8 a finding stands where its words first stand behind
// the finding before it, and elsewhere where its span says. One thing differs:
// findings belong to a file, not to all files of the same base name.
//
// # Confidence intervals
//
// They are 95 % percentile intervals of bootstrap samples of policies, the
// unit that was drawn when the annotated set was made: statements of one policy
// resemble one another. Each language's policies are drawn anew, with
// replacement, as many as there are. The generator starts from a constant, so
// the same findings give the same intervals. There is none of a single policy.
package eval

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/polcompare/polcompare/pkg/text"
)

// ReportSchema names the JSON form of a report.
const ReportSchema = "polcompare.eval/v1"

// A Case is an annotated policy with what was found in it.
type Case struct {
	Policy *Policy
	Found  Found
}

// Options say what is scored. The zero value scores everything, without
// confidence intervals.
type Options struct {
	Kinds     []string // only these; then there are no macro averages and no topics
	Bootstrap int      // number of samples; 0 for no confidence intervals
}

// A Report is how good the findings are. Lists are in a fixed order: languages
// by name with "all" last, kinds as in [Kinds].
type Report struct {
	Schema     string          `json:"schema"`
	Policies   []PolicyCount   `json:"policies"`
	Scores     []Score         `json:"scores"`
	Macros     []Macro         `json:"macros"`
	Topics     []TopicScore    `json:"topics"`
	Categories []CategoryScore `json:"categories"`
	Confusions []Confusion     `json:"confusions"`
	Errors     []Error         `json:"errors"`

	// Figures holds every rate above by its name, such as "ja.purpose.f1",
	// "all.macro.labelled_f1" and "en.topics.recall": what a floor guards.
	Figures map[string]float64 `json:"figures"`

	Bootstrap int                 `json:"bootstrap"` // number of samples
	Intervals map[string]Interval `json:"intervals"` // of Figures
}

// A PolicyCount is how much was annotated, found and matched in a policy.
type PolicyCount struct {
	Path    string `json:"path"`
	Lang    string `json:"lang"`
	Gold    int    `json:"gold"`
	Found   int    `json:"predicted"`
	Matched int    `json:"matched"`
}

// A Score is that of a kind in a language.
type Score struct {
	Lang      string  `json:"lang"` // or "all"
	Kind      string  `json:"kind"`
	Gold      int     `json:"gold"`      // units annotated
	Predicted int     `json:"predicted"` // findings
	Matched   int     `json:"matched"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	Labelled  float64 `json:"labelled_f1"`
	MainHit   float64 `json:"main_hit"` // share of matches whose main category was found

	// CategorySet is the F1 of the set of categories that a policy has of the
	// kind (contacts: types), wherever they stand, averaged over the policies that
	// have any: whether a column of the matrix is right.
	CategorySet float64 `json:"category_set_f1"`
}

// A Macro is the average over the kinds but voluntariness.
type Macro struct {
	Lang        string  `json:"lang"`
	F1          float64 `json:"f1"`
	Labelled    float64 `json:"labelled_f1"`
	CategorySet float64 `json:"category_set_f1"`
}

// A TopicScore is that of the topics of sections.
type TopicScore struct {
	Lang      string  `json:"lang"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// A CategoryScore is that of a category, roles of contacts included. A
// category of a unit is found when the finding that matches the unit has it.
type CategoryScore struct {
	Lang      string  `json:"lang"`
	Kind      string  `json:"kind"`
	Category  string  `json:"category"`
	Gold      int     `json:"gold"`
	Predicted int     `json:"predicted"`
	Matched   int     `json:"matched"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// A Confusion counts matches of units with one main category and findings with another.
type Confusion struct {
	Lang      string `json:"lang"`
	Kind      string `json:"kind"`
	Gold      string `json:"gold"`
	Predicted string `json:"predicted"`
	Count     int    `json:"count"`
}

// Types of [Error].
const (
	Missed = "missed" // a unit without a finding
	Extra  = "extra"  // a finding without a unit
	Label  = "label"  // a match with other categories
)

// An Error is a place where annotation and findings differ.
type Error struct {
	Type      string    `json:"type"`
	Path      string    `json:"path"`
	Line      int       `json:"line"`   // from 1; 0 if not known
	Column    int       `json:"column"` // in characters, from 1
	Lang      string    `json:"lang"`
	Kind      string    `json:"kind"`
	Gold      []string  `json:"gold,omitempty"`
	Predicted []string  `json:"predicted,omitempty"`
	Text      string    `json:"text"`
	Span      text.Span `json:"span"`
}

// An Interval is a 95 % confidence interval.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// all is the language of what is counted over all languages.
const all = "all"

// A tally counts one kind in one policy or more.
type tally struct {
	gold, predicted, matched, mains int
	label                           float64
	sets                            float64 // sum of the F1 of category sets …
	policies                        int     // … and of how many policies
}

func (t *tally) add(u tally) {
	t.gold += u.gold
	t.predicted += u.predicted
	t.matched += u.matched
	t.mains += u.mains
	t.label += u.label
	t.sets += u.sets
	t.policies += u.policies
}

// A count is what a policy adds to the figures.
type count struct {
	kinds  []tally
	topics [3]int // common, predicted, gold
}

func (c *count) add(d count) {
	for k := range c.kinds {
		c.kinds[k].add(d.kinds[k])
	}
	for i := range c.topics {
		c.topics[i] += d.topics[i]
	}
}

// Evaluate scores the findings in cases.
func Evaluate(cases []Case, o Options) *Report {
	kinds := Kinds
	whole := len(o.Kinds) == 0
	if !whole {
		kinds = slices.DeleteFunc(slices.Clone(Kinds), func(k string) bool { return !slices.Contains(o.Kinds, k) })
	}
	r := &Report{
		Schema: ReportSchema, Bootstrap: o.Bootstrap, Policies: []PolicyCount{}, Scores: []Score{}, Macros: []Macro{}, Topics: []TopicScore{},
		Categories: []CategoryScore{}, Confusions: []Confusion{}, Errors: []Error{}, Figures: map[string]float64{}, Intervals: map[string]Interval{},
	}
	d := details{categories: map[CategoryScore]*tally{}, confusions: map[Confusion]int{}}
	byLang := map[string][]count{}
	for _, c := range cases {
		n := count{kinds: make([]tally, len(kinds))}
		pc := PolicyCount{Path: c.Policy.Path, Lang: c.Policy.Lang}
		for k, kind := range kinds {
			n.kinds[k] = d.policy(c, kind)
			pc.Gold += n.kinds[k].gold
			pc.Found += n.kinds[k].predicted
			pc.Matched += n.kinds[k].matched
		}
		if whole {
			n.topics[0], n.topics[1], n.topics[2] = c.Policy.topicCounts(c.Found.Sections)
		}
		d.sortErrors()
		r.Errors = append(r.Errors, d.errors...)
		d.errors = d.errors[:0]
		r.Policies = append(r.Policies, pc)
		byLang[c.Policy.Lang] = append(byLang[c.Policy.Lang], n)
	}
	langs := slices.Sorted(maps.Keys(byLang))
	t := newTable(langs, kinds, whole)
	for i, x := range t.figures(byLang) {
		if !math.IsNaN(x) {
			r.Figures[t.names[i]] = x
		}
	}
	if o.Bootstrap > 0 {
		t.bootstrap(byLang, o.Bootstrap, r.Intervals)
	}
	r.tabulate(t, byLang)
	d.report(r)
	return r
}

// tabulate fills in the rows that are made of figures.
func (r *Report) tabulate(t *table, byLang map[string][]count) {
	if len(t.langs) == 0 {
		return
	}
	sums := t.sums(byLang)
	for l, lang := range slices.Concat(t.langs, []string{all}) {
		figure := func(row, name string) float64 { return r.Figures[lang+"."+row+"."+name] }
		for k, kind := range t.kinds {
			s := sums[l].kinds[k]
			if s.gold == 0 && s.predicted == 0 {
				continue
			}
			r.Scores = append(r.Scores, Score{lang, kind, s.gold, s.predicted, s.matched, figure(kind, "precision"), figure(kind, "recall"), figure(kind, "f1"),
				figure(kind, "labelled_f1"), figure(kind, "main_hit"), figure(kind, "category_set_f1")})
		}
		if !t.whole {
			continue
		}
		if _, ok := r.Figures[lang+".macro.f1"]; ok {
			r.Macros = append(r.Macros, Macro{lang, figure("macro", "f1"), figure("macro", "labelled_f1"), figure("macro", "category_set_f1")})
		}
		r.Topics = append(r.Topics, TopicScore{lang, figure("topics", "precision"), figure("topics", "recall"), figure("topics", "f1")})
	}
}

// details collects what is not made of sums: categories, confusions, errors.
type details struct {
	categories map[CategoryScore]*tally // by Lang, Kind and Category
	confusions map[Confusion]int
	errors     []Error // of the policy at hand
}

// policy scores one kind in one policy.
func (d *details) policy(c Case, kind string) tally {
	p := c.Policy
	units := slices.DeleteFunc(slices.Clone(p.Units), func(u Unit) bool { return u.Kind != kind })
	found := p.place(kind, c.Found.Findings)
	pairs := match(units, found)
	t := tally{gold: len(units), predicted: len(found), matched: len(pairs)}

	var goldSet, foundSet []string
	for _, u := range units {
		goldSet = append(goldSet, labels(kind, u.Categories)...)
		d.count(p.Lang, kind, u.Categories, func(t *tally) { t.gold++ })
	}
	for _, f := range found {
		foundSet = append(foundSet, labels(kind, f.Categories)...)
		d.count(p.Lang, kind, f.Categories, func(t *tally) { t.predicted++ })
	}
	if len(goldSet)+len(foundSet) > 0 {
		t.sets, t.policies = setF1(goldSet, foundSet), 1
	}

	matchedUnit, matchedFinding := make([]bool, len(units)), make([]bool, len(found))
	for _, m := range pairs {
		u, f := units[m.unit], found[m.finding]
		matchedUnit[m.unit], matchedFinding[m.finding] = true, true
		gc, fc := labels(kind, u.Categories), labels(kind, f.Categories)
		t.label += setF1(gc, fc)
		if len(gc) > 0 && slices.Contains(fc, gc[0]) {
			t.mains++
		}
		both := slices.DeleteFunc(slices.Clone(u.Categories), func(x string) bool { return !slices.Contains(f.Categories, x) })
		d.count(p.Lang, kind, both, func(t *tally) { t.matched++ })
		if len(gc) > 0 && len(fc) > 0 && gc[0] != fc[0] {
			for _, lang := range []string{p.Lang, all} {
				d.confusions[Confusion{Lang: lang, Kind: kind, Gold: gc[0], Predicted: fc[0]}]++
			}
		}
		if !slices.Equal(unique(gc), unique(fc)) {
			d.errors = append(d.errors, p.unitError(Label, u, gc, fc))
		}
	}
	for i, u := range units {
		if !matchedUnit[i] {
			d.errors = append(d.errors, p.unitError(Missed, u, u.Categories, nil))
		}
	}
	for j, f := range found {
		if !matchedFinding[j] {
			e := Error{Type: Extra, Path: p.Path, Lang: p.Lang, Kind: kind, Predicted: f.Categories, Text: f.Text}
			if f.Span != nil {
				e.Span = *f.Span
				at := p.read.source.Position(f.Span.Start)
				e.Line, e.Column = at.Line, at.Column
			} else if sp, ok := p.read.spanOf(f.lo, f.hi); ok {
				e.Span = sp
				at := p.read.source.Position(sp.Start)
				e.Line, e.Column = at.Line, at.Column
			}
			d.errors = append(d.errors, e)
		}
	}
	return t
}

func (p *Policy) unitError(kind string, u Unit, gold, predicted []string) Error {
	return Error{kind, p.Path, u.Position.Line, u.Position.Column, p.Lang, u.Kind, gold, predicted, u.Text, u.Span}
}

func (d *details) sortErrors() {
	slices.SortStableFunc(d.errors, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Span.End, b.Span.End))
	})
}

// count lets f count each of the categories, for the language and for all.
func (d *details) count(lang, kind string, categories []string, f func(*tally)) {
	for _, c := range unique(categories) {
		for _, l := range []string{lang, all} {
			key := CategoryScore{Lang: l, Kind: kind, Category: c}
			if d.categories[key] == nil {
				d.categories[key] = &tally{}
			}
			f(d.categories[key])
		}
	}
}

// report writes the rows of categories and confusions.
func (d *details) report(r *Report) {
	byLang := func(a, b string) int {
		return cmp.Or(cmp.Compare(btoi(a == all), btoi(b == all)), cmp.Compare(a, b))
	}
	byKind := func(a, b string) int { return cmp.Compare(slices.Index(Kinds, a), slices.Index(Kinds, b)) }
	for key, t := range d.categories {
		key.Gold, key.Predicted, key.Matched = t.gold, t.predicted, t.matched
		key.Precision, key.Recall, key.F1 = scores(float64(t.matched), t.predicted, t.gold)
		r.Categories = append(r.Categories, key)
	}
	slices.SortFunc(r.Categories, func(a, b CategoryScore) int {
		return cmp.Or(byLang(a.Lang, b.Lang), byKind(a.Kind, b.Kind), cmp.Compare(b.Gold, a.Gold), cmp.Compare(a.Category, b.Category))
	})
	for key, n := range d.confusions {
		key.Count = n
		r.Confusions = append(r.Confusions, key)
	}
	slices.SortFunc(r.Confusions, func(a, b Confusion) int {
		return cmp.Or(byLang(a.Lang, b.Lang), cmp.Compare(b.Count, a.Count), byKind(a.Kind, b.Kind), cmp.Compare(a.Gold, b.Gold), cmp.Compare(a.Predicted, b.Predicted))
	})
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
