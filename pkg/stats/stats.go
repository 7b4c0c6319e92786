// Package stats counts over many policies without a database: how many state
// each thing, what is stated together, by language, year or whatever the
// manifest of a batch says of them, and which policies are near-duplicates.
//
// # Prevalence
//
// A policy states a thing, denies it ("we never sell …"), does both, or is
// silent; see package compare. What a share rests on is policies, not
// findings. Its 95 % confidence interval is Wilson's score interval (Wilson:
// Probable Inference, the Law of Succession, and Statistical Inference, Journal
// of the American Statistical Association 22, 1927), which holds for small
// numbers and shares near 0 and 1. It takes policies as drawn independently:
// policies made from one template are not, so count each template once
// ([Duplicates.Repeats]).
//
// # Together
//
// Two things that policies state are described by lift, the share of policies
// that state both divided by what it would be if they had nothing to do with
// each other, and by phi, the correlation of the two, from -1 to 1.
//
// Memory is proportional to groups × categories, with pairs to groups ×
// categories²; policies are not kept.
package stats

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/schema"
)

// Schema names the JSON form of a [Report].
const Schema = "polcompare.stats/v1"

// Options say what is counted.
type Options struct {
	// By lists what policies are grouped by: lang, year, company, format,
	// encoding, or "meta." and a column of the manifest. Empty means all in
	// one group. The year is that of [schema.Document.Year].
	By []string
	// Kinds, if not empty, leaves out the findings of all other kinds.
	Kinds []string
	// MinDocuments leaves out the groups with fewer policies; they are
	// counted in Report.Left.
	MinDocuments int
	// Pairs is the number of pairs of categories to report in each group;
	// 0 for none, negative for all.
	Pairs int
}

// A Report holds what was counted.
type Report struct {
	Schema    string   `json:"schema"`
	By        []string `json:"by"`
	Documents int      `json:"documents"` // of all groups, also of those that were left out
	Repeats   int      `json:"repeats"`   // policies that were not counted, for others like them were
	Groups    []Group  `json:"groups"`    // in the order of their values
	Left      Left     `json:"left_out"`
}

// Left counts what is too small to be reported.
type Left struct {
	Groups    int `json:"groups"`
	Documents int `json:"documents"`
}

// A Group is what was counted over the policies with the same values.
type Group struct {
	Values    []string `json:"values"` // of Report.By; "" where nothing is known
	Documents int      `json:"documents"`
	Rows      []Row    `json:"rows"` // in the taxonomy's order; of what no policy of the report speaks there is no row
	Pairs     []Pair   `json:"pairs,omitempty"`
}

// A Row is one thing that policies speak of.
type Row struct {
	Kind        string `json:"kind"`
	Category    string `json:"category"`
	States      Share  `json:"states"`      // policies that state it, alone or beside a denial
	Denies      Share  `json:"denies"`      // that deny it, alone or beside a statement
	Conflicting int    `json:"conflicting"` // that do both
	Silent      int    `json:"silent"`      // that do neither
}

// A Share is a number of policies among those of the group, with the 95 %
// confidence interval of its share.
type Share struct {
	Documents int     `json:"documents"`
	Share     float64 `json:"share"` // 0 to 1
	Low       float64 `json:"low"`
	High      float64 `json:"high"`
}

// A Pair is two things of which some policies of a group state both, and of
// which neither is stated by all or none.
type Pair struct {
	A     Name    `json:"a"`
	B     Name    `json:"b"`
	OnlyA int     `json:"only_a"` // policies that state a and not b
	OnlyB int     `json:"only_b"`
	Both  int     `json:"both"`
	Lift  float64 `json:"lift"`
	Phi   float64 `json:"phi"`
}

// A Name names a thing that policies speak of.
type Name struct {
	Kind     string `json:"kind"`
	Category string `json:"category"`
}

// A Counter counts policies as they come. It is not safe for concurrent use.
type Counter struct {
	o       Options
	kinds   map[string]bool // that were seen
	columns map[string]bool // of manifests, that were seen
	names   []Name
	index   map[Name]int
	groups  map[string]*group
	repeats int
	total   int
}

type group struct {
	values    []string
	documents int
	states    []int // by name
	denies    []int
	both      []int // stated and denied
	pairs     []int // at pairAt
}

// New returns a counter. An unknown name in o.By is an error.
func New(o Options) (*Counter, error) {
	for _, by := range o.By {
		if _, ok := fields[by]; !ok && (!strings.HasPrefix(by, "meta.") || by == "meta.") {
			return nil, fmt.Errorf("cannot group by %q (known: %s, and meta.COLUMN for a column of the manifest)", by, strings.Join(slices.Sorted(maps.Keys(fields)), ", "))
		}
	}
	return &Counter{o: o, kinds: map[string]bool{}, columns: map[string]bool{}, index: map[Name]int{}, groups: map[string]*group{}}, nil
}

// fields are what policies can be grouped by besides the manifest's columns.
var fields = map[string]func(*schema.Document) string{
	"lang":     func(d *schema.Document) string { return d.Lang },
	"company":  func(d *schema.Document) string { return d.Company },
	"format":   func(d *schema.Document) string { return d.Format },
	"encoding": func(d *schema.Document) string { return d.Encoding },
	"year": func(d *schema.Document) string {
		if y := d.Year(); y != 0 {
			return strconv.Itoa(y)
		}
		return ""
	},
}

// Value returns what d has for by, one of the names that [Options].By knows.
func Value(d *schema.Document, by string) string {
	if f := fields[by]; f != nil {
		return f(d)
	}
	return d.Meta[strings.TrimPrefix(by, "meta.")]
}

// Skip notes that a policy is not counted because another like it is.
func (c *Counter) Skip() { c.repeats++ }

// Add counts d.
func (c *Counter) Add(d *schema.Document) {
	c.total++
	for column := range d.Meta {
		c.columns[column] = true
	}
	values := make([]string, len(c.o.By))
	for i, by := range c.o.By {
		values[i] = Value(d, by)
	}
	key := groupKey(values)
	g := c.groups[key]
	if g == nil {
		g = &group{values: values}
		c.groups[key] = g
	}
	g.documents++
	const stated, denied = 1, 2
	said := map[int]int{}
	count := func(findings []schema.Finding) {
		for i := range findings {
			f := &findings[i]
			c.kinds[f.Kind] = true
			if len(c.o.Kinds) > 0 && !slices.Contains(c.o.Kinds, f.Kind) {
				continue
			}
			state := stated
			if f.State == string(extract.Denied) {
				state = denied
			}
			categories, _ := rules.Taxonomy().Split(f.Kind, f.Categories)
			for _, category := range categories {
				said[c.number(Name{f.Kind, category})] |= state
			}
		}
	}
	count(d.Findings)
	count(d.Denials)
	g.grow(len(c.names), c.o.Pairs != 0)
	var states []int
	for n, s := range said {
		if s&stated != 0 {
			g.states[n]++
			states = append(states, n)
		}
		if s&denied != 0 {
			g.denies[n]++
		}
		if s == stated|denied {
			g.both[n]++
		}
	}
	if c.o.Pairs != 0 {
		for _, a := range states {
			for _, b := range states {
				if b < a {
					g.pairs[pairAt(a, b)]++
				}
			}
		}
	}
}

// number returns the number of a name, in the order in which names are seen.
func (c *Counter) number(n Name) int {
	i, ok := c.index[n]
	if !ok {
		i = len(c.names)
		c.index[n] = i
		c.names = append(c.names, n)
	}
	return i
}

// grow makes room for n names.
func (g *group) grow(n int, pairs bool) {
	for len(g.states) < n {
		g.states, g.denies, g.both = append(g.states, 0), append(g.denies, 0), append(g.both, 0)
	}
	for pairs && len(g.pairs) < pairAt(n, 0) {
		g.pairs = append(g.pairs, 0)
	}
}

// pairAt returns the place of a pair, b < a, in a list of all pairs.
func pairAt(a, b int) int { return a*(a-1)/2 + b }

// Report returns what was counted. A kind or a column of the manifest that no
// policy has is an error that names those there are.
func (c *Counter) Report() (*Report, error) {
	tax := rules.Taxonomy()
	for _, k := range c.o.Kinds {
		if !tax.Valid(k, "") && !c.kinds[k] {
			return nil, fmt.Errorf("unknown kind %q (known: %s)", k, strings.Join(tax.Kinds(), ", "))
		}
	}
	for _, by := range c.o.By {
		if column, ok := strings.CutPrefix(by, "meta."); ok && !c.columns[column] && c.total > 0 {
			known := "none: they come from the manifest of a batch"
			if len(c.columns) > 0 {
				known = strings.Join(slices.Sorted(maps.Keys(c.columns)), ", ")
			}
			return nil, fmt.Errorf("no policy has a column %q (columns there are: %s)", column, known)
		}
	}
	out := &Report{Schema: Schema, By: append([]string{}, c.o.By...), Documents: c.total, Repeats: c.repeats, Groups: []Group{}}
	order := c.order()
	for _, g := range c.groups {
		if g.documents < c.o.MinDocuments {
			out.Left.Groups++
			out.Left.Documents += g.documents
			continue
		}
		g.grow(len(c.names), c.o.Pairs != 0)
		group := Group{Values: g.values, Documents: g.documents, Rows: make([]Row, 0, len(order))}
		for _, n := range order {
			group.Rows = append(group.Rows, Row{
				Kind: c.names[n].Kind, Category: c.names[n].Category,
				States: NewShare(g.states[n], g.documents), Denies: NewShare(g.denies[n], g.documents),
				Conflicting: g.both[n], Silent: g.documents - g.states[n] - g.denies[n] + g.both[n],
			})
		}
		if c.o.Pairs != 0 {
			group.Pairs = c.pairs(g, order)
		}
		out.Groups = append(out.Groups, group)
	}
	slices.SortFunc(out.Groups, func(a, b Group) int { return slices.Compare(a.Values, b.Values) })
	return out, nil
}

// order returns the numbers of the names in the taxonomy's order, others behind.
func (c *Counter) order() []int {
	tax := rules.Taxonomy()
	rank := func(list []string, s string) int {
		if i := slices.Index(list, s); i >= 0 {
			return i
		}
		return len(list)
	}
	out := make([]int, len(c.names))
	for i := range out {
		out[i] = i
	}
	slices.SortFunc(out, func(i, j int) int {
		a, b := c.names[i], c.names[j]
		return cmp.Or(
			cmp.Compare(rank(tax.Kinds(), a.Kind), rank(tax.Kinds(), b.Kind)), cmp.Compare(a.Kind, b.Kind),
			cmp.Compare(rank(tax.Categories(a.Kind), a.Category), rank(tax.Categories(b.Kind), b.Category)), cmp.Compare(a.Category, b.Category))
	})
	return out
}

// pairs returns the pairs of g that are correlated most.
func (c *Counter) pairs(g *group, order []int) []Pair {
	out := []Pair{}
	n := float64(g.documents)
	for i, x := range order {
		for _, y := range order[i+1:] {
			a, b, both := g.states[x], g.states[y], g.pairs[pairAt(max(x, y), min(x, y))]
			if both == 0 || a == g.documents || b == g.documents {
				continue
			}
			fa, fb, fab := float64(a), float64(b), float64(both)
			out = append(out, Pair{
				A: c.names[x], B: c.names[y], OnlyA: a - both, OnlyB: b - both, Both: both,
				Lift: round(fab * n / (fa * fb)), Phi: round((fab*n - fa*fb) / math.Sqrt(fa*(n-fa)*fb*(n-fb))),
			})
		}
	}
	slices.SortStableFunc(out, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Phi), math.Abs(a.Phi)), cmp.Compare(b.Both, a.Both))
	})
	if c.o.Pairs > 0 {
		out = out[:min(len(out), c.o.Pairs)]
	}
	return out
}

// z is the quantile of the normal distribution for 95 %.
const z = 1.959963984540054

// NewShare returns the share of k in n with Wilson's interval; of none it is
// zero.
func NewShare(k, n int) Share {
	if n == 0 {
		return Share{}
	}
	p, m := float64(k)/float64(n), float64(n)
	center := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	low, high := max(0, center-half), min(1, center+half)
	if k == 0 {
		low = 0 // and not what rounding makes of it
	}
	if k == n {
		high = 1
	}
	return Share{k, round(p), round(low), round(high)}
}

func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
