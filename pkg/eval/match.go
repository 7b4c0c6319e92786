package eval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/text"
)

// A Finding is a statement that a program found.
type Finding struct {
	Kind       string
	Categories []string // main one first
	Text       string
	Value      string     // of contacts; Text stands for it where it is empty
	Span       *text.Span // in the decoded text; nil if the program does not say
}

// Found is what a program found in a file.
type Found struct {
	Findings []Finding // in the order in which the program gives them
	Sections []Section
}

// FromResults returns what stands in the results for one file; a file that
// holds several policies has several.
func FromResults(results ...*extract.Result) Found {
	var out Found
	for _, r := range results {
		for _, f := range r.Findings {
			out.Findings = append(out.Findings, Finding{f.Kind, f.Categories, f.Text, f.Value, &f.Span})
		}
		for i, s := range r.Document.Sections {
			section := Section{Heading: r.Document.View.Slice(s.Heading), Span: r.Document.View.ToSource(s.Heading)}
			if i < len(r.Topics) {
				section.Topics = r.Topics[i]
			}
			out.Sections = append(out.Sections, section)
		}
	}
	return out
}

// A placed is a finding of some kind with its stretch of the flat text.
type placed struct {
	Finding
	lo, hi int
}

// place returns the findings of a kind with their places.
func (p *Policy) place(kind string, findings []Finding) []placed {
	var out []placed
	after := 0
	for _, f := range findings {
		if f.Kind == kind {
			lo, hi := p.read.place(f, after)
			after = hi
			out = append(out, placed{f, lo, hi})
		}
	}
	return out
}

// A pair is a unit and the finding that stands for it.
type pair struct {
	unit, finding int
	score         float64
}

// match pairs units and findings of one kind, each at most once, best overlap
// first; of equal ones those that stand last.
func match(units []Unit, findings []placed) []pair {
	var all []pair
	values := make([]string, len(findings))
	for j, f := range findings {
		if f.Kind == extract.Contact {
			v := f.Value
			if v == "" {
				v = f.Text
			}
			values[j] = normalValue(v)
		}
	}
	for i, u := range units {
		for j, f := range findings {
			common := max(0, min(u.hi, f.hi)-max(u.lo, f.lo))
			score := 0.0
			if total := u.hi - u.lo + f.hi - f.lo; total != 0 {
				score = float64(2*common) / float64(total)
			}
			// The same value counts where the stretches touch, or where it is
			// not known where the finding stands.
			if u.Kind == extract.Contact && (common > 0 || f.hi == 0) && u.hasValue(values[j]) {
				score = max(score, 1)
			}
			if score >= 0.5 {
				all = append(all, pair{i, j, score})
			}
		}
	}
	slices.SortFunc(all, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.unit, a.unit), cmp.Compare(b.finding, a.finding))
	})
	usedUnit, usedFinding := make([]bool, len(units)), make([]bool, len(findings))
	var out []pair
	for _, p := range all {
		if !usedUnit[p.unit] && !usedFinding[p.finding] {
			usedUnit[p.unit], usedFinding[p.finding] = true, true
			out = append(out, p)
		}
	}
	return out
}

// labels returns the categories of which the label of a finding is made: of a
// contact its type alone.
func labels(kind string, categories []string) []string {
	if kind == extract.Contact && len(categories) > 1 {
		return categories[:1]
	}
	return categories
}

// setF1 returns how well two sets of categories agree; 1 for two empty ones.
func setF1(a, b []string) float64 {
	a, b = unique(a), unique(b)
	if len(a)+len(b) == 0 {
		return 1
	}
	common := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			common++
		}
	}
	return float64(2*common) / float64(len(a)+len(b))
}

func unique(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return slices.Compact(s)
}

// scores returns precision, recall and their harmonic mean.
func scores(matched float64, predicted, gold int) (p, r, f float64) {
	if predicted > 0 {
		p = matched / float64(predicted)
	}
	if gold > 0 {
		r = matched / float64(gold)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// topicCounts returns how many pairs of heading and topic p's annotation and
// the findings share, and how many each has. A heading to which the annotation
// gives no topic asks nothing.
func (p *Policy) topicCounts(sections []Section) (common, predicted, gold int) {
	type topic struct{ heading, topic string }
	want, have := map[topic]int{}, map[topic]int{}
	silent := map[string]bool{}
	for _, s := range p.Sections {
		h := flat(s.Heading)
		if len(s.Topics) == 0 {
			silent[h] = true
		}
		for _, t := range s.Topics {
			want[topic{h, t}]++
			gold++
		}
	}
	for _, s := range sections {
		h := flat(s.Heading)
		if silent[h] {
			continue
		}
		for _, t := range s.Topics {
			have[topic{h, t}]++
			predicted++
		}
	}
	for t, n := range want {
		common += min(n, have[t])
	}
	return common, predicted, gold
}

// oneLine returns s on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
