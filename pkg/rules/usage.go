package rules

import (
	"fmt"
	"sort"

	"github.com/polcompare/polcompare/pkg/text"
)

// A Usage counts on which stretches of text the rules of a book fire. It is
// not safe for concurrent use.
type Usage struct {
	book  *Book
	fired []int
	both  map[[2]int]int
}

// NewUsage returns an empty count for b.
func (b *Book) NewUsage() *Usage {
	return &Usage{book: b, fired: make([]int, len(b.Rules)), both: map[[2]int]int{}}
}

// Book returns the book whose rules are counted.
func (u *Usage) Book() *Book { return u.book }

// Observe counts the rules that fire on a stretch of a scan.
func (u *Usage) Observe(s *Scan, sp, heading text.Span) {
	in := Input{Text: sp, Context: sp, Heading: heading}
	var all []Fired
	for form := range numForms {
		if form == Phrase {
			for _, h := range s.Phrases(sp) {
				if score, _ := s.Weigh(h.Pattern.Rule, in, h.Pattern.Rule.Min); score >= h.Pattern.Rule.Min {
					u.fired[h.Pattern.Rule.index]++
				}
			}
			continue
		}
		all = append(all, s.Eval(form, in)...)
	}
	for i, f := range all {
		u.fired[f.Rule.index]++
		for _, g := range all[i+1:] {
			if g.Rule.Form == f.Rule.Form && f.Rule.Form == Sentence {
				a, b := f.Rule.index, g.Rule.index
				u.both[[2]int{min(a, b), max(a, b)}]++
			}
		}
	}
}

// Report names rules that never fired, and pairs of sentence rules of which
// one never fires without the other: it is shadowed and may be of no use.
func (u *Usage) Report() []Problem {
	var out []Problem
	for i, r := range u.book.Rules {
		if u.fired[i] == 0 {
			out = append(out, Problem{r.File, r.Line, fmt.Sprintf("%s %s never fires on these texts", r.Form, r.Name)})
		}
	}
	for pair, n := range u.both {
		a, b := pair[0], pair[1]
		if u.fired[a] < u.fired[b] {
			a, b = b, a
		}
		if n == u.fired[b] && n >= 3 {
			x, y := u.book.Rules[b], u.book.Rules[a]
			out = append(out, Problem{x.File, x.Line, fmt.Sprintf("%s %s fires only where %s (%s:%d) fires too", x.Form, x.Name, y.Name, y.File, y.Line)})
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].File != out[j].File {
			return out[i].File < out[j].File
		}
		if out[i].Line != out[j].Line {
			return out[i].Line < out[j].Line
		}
		return out[i].Msg < out[j].Msg
	})
	return out
}
