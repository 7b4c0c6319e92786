package weights

import (
	"math"
	"slices"
	"sort"
)

// An Example is a text whose labels are known.
type Example struct {
	Text   Text
	Labels []string
}

// Options configure [Train]. The zero value stands for the defaults, which were
// chosen by cross-validation over policies that the rules had not seen.
type Options struct {
	MinCount int     // texts that a feature must stand in (0: 5)
	Prune    float64 // weights nearer to zero than this become zero (0: 0.5)
	Passes   int     // over the examples (0: 5)
	Keep     float64 // of the model (0: -4, odds of 1 to 55)
	Add      float64 // of the model (0: 0.5, odds of 5 to 3)
}

func (o Options) filled() Options {
	if o.MinCount == 0 {
		o.MinCount = 5
	}
	if o.Prune == 0 {
		o.Prune = 0.5
	}
	if o.Passes == 0 {
		o.Passes = 5
	}
	if o.Keep == 0 {
		o.Keep = -4
	}
	if o.Add == 0 {
		o.Add = 0.5
	}
	return o
}

// A feature is a word in a field.
type feature struct {
	field Field
	word  string
}

// A case_ is an example as numbers of features.
type case_ struct {
	whole []int32
	parts [][]int32
}

// Train fits a model to examples: for each label a logistic regression by
// AdaGrad (Duchi, Hazan, Singer 2011), in a shuffled order that is always the same, in
// which of a text's sentences the one that speaks most for the label counts
// (as in multiple-instance learning). The same examples in the same order bring
// the same model.
func Train(lang string, labels []string, examples []Example, o Options) *Model {
	o = o.filled()
	ids := map[feature]int32{}
	var names []feature
	var count []int
	id := func(f Field, word string) int32 {
		k, ok := ids[feature{f, word}]
		if !ok {
			k = int32(len(names))
			ids[feature{f, word}] = k
			names = append(names, feature{f, word})
			count = append(count, 0)
		}
		return k
	}
	cases := make([]case_, len(examples))
	for i, e := range examples {
		c := &cases[i]
		seen := map[int32]bool{}
		enter := func(f Field, s string, each func(string, string, func(lo, hi int))) {
			each(lang, s, func(lo, hi int) {
				if k := id(f, s[lo:hi]); !seen[k] {
					seen[k] = true
					count[k]++
					c.whole = append(c.whole, k)
				}
			})
		}
		enter(Heading, e.Text.Heading, headWords)
		enter(Above, e.Text.Above, words)
		for _, s := range e.Text.Sentences {
			enter(Body, s, words)
			var part []int32
			in := map[int32]bool{}
			words(lang, s, func(lo, hi int) {
				if k := id(Sentence, s[lo:hi]); !in[k] {
					in[k] = true
					count[k]++
					part = append(part, k)
				}
			})
			c.parts = append(c.parts, part)
		}
	}
	rare := func(k int32) bool { return count[k] < o.MinCount }
	for i := range cases {
		c := &cases[i]
		c.whole = slices.DeleteFunc(c.whole, rare)
		for j := range c.parts {
			c.parts[j] = slices.DeleteFunc(c.parts[j], rare)
		}
	}
	rows := make([]row, len(names))
	m := &Model{Lang: lang, Labels: slices.Clone(labels), Keep: o.Keep, Add: o.Add}
	tenths := func(w float64) int16 {
		if math.Abs(w) < o.Prune {
			return 0
		}
		return int16(max(-maxWeight, min(maxWeight, math.Round(w*10))))
	}
	for at, label := range labels {
		w := fit(cases, len(names), o.Passes, func(i int) bool { return slices.Contains(examples[i].Labels, label) })
		for k := range names {
			rows[k][at] = tenths(w[k])
		}
		m.bias[at] = int16(max(-maxWeight, min(maxWeight, math.Round(w[len(names)]*10))))
	}
	order := make([]int, 0, len(names))
	for k := range names {
		if !rare(int32(k)) {
			order = append(order, k)
		}
	}
	sort.Slice(order, func(i, j int) bool {
		x, y := names[order[i]], names[order[j]]
		if x.field != y.field {
			return slices.Index(fields[:], x.field) < slices.Index(fields[:], y.field)
		}
		return x.word < y.word
	})
	for _, k := range order {
		m.put(names[k].field, names[k].word, rows[k])
	}
	return m
}

// The constants of AdaGrad.
const (
	rate    = 0.5
	l2      = 1e-4
	epsilon = 1e-3
	settled = 0.02 // an example whose odds are right to this teaches nothing
)

// fit returns the weights of n features and, behind them, the bias. Products are
// converted before they are added, so that no processor fuses the two steps.
func fit(cases []case_, n, passes int, is func(i int) bool) []float64 {
	w := make([]float64, n+1)
	squares := make([]float64, n+1)
	step := func(k int32, d float64) {
		g := d + float64(l2*w[k])
		squares[k] += float64(g * g)
		w[k] -= float64(rate * g / (math.Sqrt(squares[k]) + epsilon))
	}
	order := make([]int, len(cases))
	for i := range order {
		order[i] = i
	}
	seed := uint64(1)
	for range passes {
		for i := len(order) - 1; i > 0; i-- {
			seed = seed*6364136223846793005 + 1442695040888963407 // Knuth's MMIX
			j := int((seed >> 33) % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			c := &cases[i]
			by := math.Sqrt(float64(len(c.whole) + 1))
			z := w[n]
			for _, k := range c.whole {
				z += w[k]
			}
			z /= by
			best, size := most(w, c.parts)
			if best != nil {
				z += size
			}
			y := 0.0
			if is(i) {
				y = 1
			}
			d := 1/(1+math.Exp(-z)) - y
			if math.Abs(d) < settled {
				continue
			}
			if best != nil {
				d := d / math.Sqrt(float64(len(best)))
				for _, k := range best {
					step(k, d)
				}
			}
			for _, k := range c.whole {
				step(k, d/by)
			}
			step(int32(n), d/by)
		}
	}
	return w
}

// most returns the part that weighs most, and what it weighs.
func most(w []float64, parts [][]int32) ([]int32, float64) {
	var best []int32
	top := 0.0
	for _, p := range parts {
		if len(p) == 0 {
			continue
		}
		z := 0.0
		for _, k := range p {
			z += w[k]
		}
		if z /= math.Sqrt(float64(len(p))); best == nil || z > top {
			best, top = p, z
		}
	}
	return best, top
}
