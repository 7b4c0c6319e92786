package extract

import (
	"sort"
	"strings"

	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// A Japanese noun phrase ends in its head: "問合せへの対応品質の改善" is about
// improving, not about inquiries. weighHeads weighs down evidence that stands
// in a modifier, and sorts the rules anew.
const (
	modifierShare = 0.35 // evidence before a word that makes it a modifier (に関する, を用いた …)
	innerShare    = 0.55 // evidence that another one follows in the same conjunct
	bracketShare  = 0.6  // evidence inside brackets
)

var modifiers = []string{"に関する", "に関し", "についての", "に基づく", "に基づき", "を用い", "に応じ", "に合わせ", "における", "を踏まえ", "に対する", "のための", "に必要な", "に伴う", "により", "による", "に係る", "にかかわる", "を利用し", "を使用し", "を活用し", "を通じ", "を分析し", "した", "された", "いただいた", "している", "するための", "に当たり", "にあたり", "の際", "時の", "として", "などを", "に適した", "向けの", "からの", "を受けた"}

func (p *Pass) weighHeads(unit text.Span, fired []rules.Fired) {
	s := p.Fold.Text()
	conjuncts := conjuncts(s, unit)
	// Where the last evidence of each conjunct ends.
	last := make([]int, len(conjuncts))
	each := func(f func(r *rules.Fired, h *rules.Hit, c int)) {
		for i := range fired {
			for j := range fired[i].Hits {
				h := &fired[i].Hits[j]
				if h.Pattern.Field != rules.Text || h.Pattern.Weight <= 0 || h.Pattern.Anywhere {
					continue
				}
				c := sort.Search(len(conjuncts), func(k int) bool { return conjuncts[k].End >= h.Span.End })
				if c < len(conjuncts) {
					f(&fired[i], h, c)
				}
			}
		}
	}
	each(func(_ *rules.Fired, h *rules.Hit, c int) { last[c] = max(last[c], h.Span.End) })
	each(func(r *rules.Fired, h *rules.Hit, c int) {
		share := 1.0
		rest := s[h.Span.End:conjuncts[c].End]
		if i, _ := indexAny(rest, modifiers); i >= 0 && h.Span.End < last[c] {
			share = modifierShare
		} else if h.Span.End < last[c]-3 {
			share = innerShare
		}
		if inBrackets(s, unit, h.Span.Start) {
			share *= bracketShare
		}
		r.Score -= h.Weight * (1 - share)
		h.Weight *= share
	})
	sort.SliceStable(fired, func(i, j int) bool { return fired[i].Score > fired[j].Score })
}

// conjuncts splits a stretch at commas, middle dots and "および"; they tile it.
func conjuncts(s string, sp text.Span) []text.Span {
	var out []text.Span
	start := sp.Start
	for i := sp.Start; i < sp.End; {
		r, w := runeAt(s, i)
		switch r {
		case 'お', 'ま', 'な', 'も', '、', '・', '/', '※', '(', ')': // with which conjunctions begin
			if k, w := prefixAny(s[i:sp.End], conjunctions); k {
				out = append(out, text.Span{Start: start, End: i + w})
				start = i + w
				i = start
				continue
			}
		}
		i += w
	}
	if start < sp.End {
		out = append(out, text.Span{Start: start, End: sp.End})
	}
	return out
}

var conjunctions = []string{"、および", "、または", "および", "または", "ならびに", "もしくは", "、", "・", "/", "※", "(", ")"}

func prefixAny(s string, words []string) (bool, int) {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true, len(w)
		}
	}
	return false, 0
}

func inBrackets(s string, sp text.Span, at int) bool {
	before := s[sp.Start:at]
	return strings.Count(before, "(") > strings.Count(before, ")")
}
