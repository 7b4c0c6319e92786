package eval

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/polcompare/polcompare/pkg/extract"
)

// A table knows the names and the order of all figures.
type table struct {
	langs []string // without "all"
	kinds []string
	whole bool // with macro averages and topics
	names []string
}

var (
	kindFigures  = []string{"precision", "recall", "f1", "labelled_f1", "main_hit", "category_set_f1"}
	macroFigures = []string{"f1", "labelled_f1", "category_set_f1"}
	topicFigures = []string{"precision", "recall", "f1"}
)

func newTable(langs, kinds []string, whole bool) *table {
	t := &table{langs: langs, kinds: kinds, whole: whole}
	if len(langs) == 0 {
		return t
	}
	add := func(row string, figures []string) {
		for _, f := range figures {
			t.names = append(t.names, row+"."+f)
		}
	}
	for _, lang := range slices.Concat(langs, []string{all}) {
		for _, k := range kinds {
			add(lang+"."+k, kindFigures)
		}
		if whole {
			add(lang+".macro", macroFigures)
			add(lang+".topics", topicFigures)
		}
	}
	return t
}

// sums returns the counts of each language, and of all.
func (t *table) sums(byLang map[string][]count) []count {
	out := make([]count, len(t.langs)+1)
	for i := range out {
		out[i].kinds = make([]tally, len(t.kinds))
	}
	for l, lang := range t.langs {
		for _, c := range byLang[lang] {
			out[l].add(c)
		}
		out[len(t.langs)].add(out[l])
	}
	return out
}

// figures returns the figures in the order of t.names; NaN stands for what is
// not there: a kind that is neither annotated nor found.
func (t *table) figures(byLang map[string][]count) []float64 {
	if len(t.langs) == 0 {
		return nil
	}
	out := make([]float64, 0, len(t.names))
	for _, c := range t.sums(byLang) {
		var macro [3]float64
		n := 0.0
		for k, s := range c.kinds {
			if s.gold == 0 && s.predicted == 0 {
				for range kindFigures {
					out = append(out, math.NaN())
				}
				continue
			}
			p, r, f := scores(float64(s.matched), s.predicted, s.gold)
			_, _, labelled := scores(s.label, s.predicted, s.gold)
			main, sets := 0.0, 0.0
			if s.matched > 0 {
				main = float64(s.mains) / float64(s.matched)
			}
			if s.policies > 0 {
				sets = s.sets / float64(s.policies)
			}
			out = append(out, p, r, f, labelled, main, sets)
			if t.kinds[k] != extract.Voluntariness {
				n++
				macro[0] += f
				macro[1] += labelled
				macro[2] += sets
			}
		}
		if t.whole {
			// Without a kind to average this is 0/0, as it should be: not a number.
			out = append(out, macro[0]/n, macro[1]/n, macro[2]/n)
			p, r, f := scores(float64(c.topics[0]), c.topics[1], c.topics[2])
			out = append(out, p, r, f)
		}
	}
	return out
}

// bootstrap puts the confidence intervals of the figures into out.
func (t *table) bootstrap(byLang map[string][]count, samples int, out map[string]Interval) {
	rng := rand.New(rand.NewPCG(1, 1))
	values := make([][]float64, len(t.names))
	sample := map[string][]count{}
	for range samples {
		for _, lang := range t.langs {
			from := byLang[lang]
			sample[lang] = sample[lang][:0]
			for range from {
				sample[lang] = append(sample[lang], from[rng.IntN(len(from))])
			}
		}
		for i, x := range t.figures(sample) {
			if !math.IsNaN(x) {
				values[i] = append(values[i], x)
			}
		}
	}
	per := 0
	if len(t.langs) > 0 {
		per = len(t.names) / (len(t.langs) + 1)
	}
	policies := 0
	for _, counts := range byLang {
		policies += len(counts)
	}
	for i, v := range values {
		n := policies
		if l := i / per; l < len(t.langs) {
			n = len(byLang[t.langs[l]])
		}
		if n < 2 || len(v) == 0 {
			continue
		}
		slices.Sort(v)
		low := int(0.025 * float64(len(v)))
		out[t.names[i]] = Interval{v[low], v[len(v)-1-low]}
	}
}
