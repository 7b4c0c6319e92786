package extract

import (
	"sort"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// An English aim names what is done first; what stands in brackets, in examples, in
// clauses about its object and in what tells the means is beside the point: "to process
// the order that you placed with your account" is about no account. weighAsides weighs
// down the evidence there where other evidence stands outside, and sorts the rules anew.
const (
	asideShare = 0.4 // of the weight of evidence in an aside
	asideMost  = 2.0 // and what it comes to at most
	aimStrong  = 3.0 // the weight outside asides from which on these are beside the point
)

// asideStart begins what is beside the point, up to asideEnd.
var (
	asideStart   = expr.New(`(?:,? (?:based on|according to|in accordance with|in compliance with|depending on)\b| (?:(?:that|which|who|if|while|as|after|before|once|unless|until|when|whenever|where) (?:you|they|users?|customers?|otherwise)|(?:if|while|unless|when|where|as) (?:required|permitted|requested|necessary)) )`)
	exampleStart = expr.New(`^(?:including|such as|like|for example|for instance|e\.g\.)`)
	asideEnd     = expr.New(`(?:;|\. |,? (?:and|or|as well as) (?:also )?(?:for|to|in order to|so that|so) |,? and (?:also )?(?:allows?|enables?|helps?|makes?|provides?) |, |\))`)
)

// asides returns the stretches of a unit that are beside the point.
func asides(s string, unit text.Span) []text.Span {
	var out []text.Span
	t := s[unit.Start:unit.End]
	for at := 0; at < len(t); {
		open := strings.IndexByte(t[at:], '(')
		m := asideStart.FindStringIndex(t[at:])
		switch {
		case open >= 0 && exampleStart.MatchString(t[at+open+1:]):
			at += open + 1
		case open >= 0 && (m == nil || open < m[0]) && open+at > 0:
			end := strings.IndexByte(t[at+open:], ')')
			if end < 0 {
				return out
			}
			out = append(out, text.Span{Start: unit.Start + at + open, End: unit.Start + at + open + end})
			at += open + end + 1
		case m != nil && m[0]+at > 0:
			start := at + m[0]
			end := len(t)
			if e := asideEnd.FindStringIndex(t[at+m[1]:]); e != nil {
				end = at + m[1] + e[0]
			}
			out = append(out, text.Span{Start: unit.Start + start, End: unit.Start + end})
			at = max(end, at+m[1])
		default:
			return out
		}
	}
	return out
}

func (p *Pass) weighAsides(unit text.Span, fired []rules.Fired) {
	beside := asides(p.Fold.Text(), unit)
	if len(beside) == 0 {
		return
	}
	inside := func(h rules.Hit) bool {
		if h.Pattern.Field != rules.Text || h.Pattern.Weight <= 0 || h.Pattern.Anywhere {
			return false
		}
		i := sort.Search(len(beside), func(k int) bool { return beside[k].End > h.Span.Start })
		return i < len(beside) && beside[i].Start <= h.Span.Start
	}
	lost := make([]float64, len(fired))
	strong := false
	for i, f := range fired {
		var aside float64
		for _, h := range f.Hits {
			if inside(h) {
				aside += h.Weight
			}
		}
		lost[i] = aside - min(aside*asideShare, asideMost)
		strong = strong || f.Score-aside >= aimStrong
	}
	if !strong {
		return
	}
	for i := range fired {
		fired[i].Score -= lost[i]
	}
	sort.SliceStable(fired, func(i, j int) bool { return fired[i].Score > fired[j].Score })
}
