package drift

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
	"github.com/polcompare/polcompare/pkg/token"
)

// What stands between two elements of a list on one side has no place on the
// other if there the two are neighbours.

// A slot is a part of a statement as lists are compared: an element, or the
// end of a longer part, which borders on a list.
type slot struct {
	element
	free  bool // may be an element that the other side lacks
	apart bool // does not belong to what stands before it
}

// maxSlots is how many slots of a link are compared with each other.
const maxSlots = 80

// slots cuts statements into slots, in order; nil if there are too many.
func slots(s *side, list []int) []slot {
	var out []slot
	for _, k := range list {
		st := &s.stmts[k]
		parts, most := cut(s.doc.Lang, st.text)
		if len(out)+len(parts) > maxSlots {
			return nil
		}
		apart := true
		for _, p := range parts {
			p = trimSpan(st.text, p)
			t := st.text[p.Start:p.End]
			if t == "" || isNoise(t) || hereafterRE.MatchString(t) {
				continue
			}
			e := element{stmt: k, span: p}
			for _, x := range st.terms {
				if p.Contains(x.span) && !x.fact {
					e.terms = append(e.terms, x)
				}
			}
			if len(t) <= most {
				// A clause of its own ends the list before it, in Japanese after the
				// element it begins with, in English before that it ends with.
				by := aside(s, st, p)
				out = append(out, slot{e, len(e.terms) > 0 && !by, apart || by && s.doc.Lang == policy.English})
				apart = by && s.doc.Lang == policy.Japanese
				continue
			}
			// Its beginning ends a list, its end begins one.
			head, tail := e, e
			head.terms, tail.terms = e.terms[:min(2, len(e.terms))], e.terms[max(0, len(e.terms)-2):]
			out = append(out, slot{head, false, apart}, slot{tail, false, true})
			apart = false
		}
	}
	return out
}

var enVerbRE = regexp.MustCompile(`(?i)\b(?:which|who|that|the|of|to|for|an?)$|\b(?:will|shall|may|must|is|are|was|were|has|have|do|does|can)\b`)

var enAsideRE = regexp.MustCompile(`(?i)^["“]?(?:how|if|when|where|which|who|that|then|for|in|on|at|by|as|so|but|we|you|they|it|upon|unless|from|with|without|to|under|after|before|during|please|because|since|while|although|including|such|provided|subject|based|not|is|are|will|may|shall|must|can)\b`)

// aside tells whether a part of a sentence is no element of a list: a condition,
// an adverb, a verb with what belongs to it.
func aside(s *side, st *stmt, p text.Span) bool {
	t := st.text[p.Start:p.End]
	if s.doc.Lang == policy.English {
		return enAsideRE.MatchString(t) || enVerbRE.MatchString(t)
	}
	if adverbialRE.MatchString(t) || strings.ContainsAny(t, "「」") {
		return true
	}
	for i := len(st.words) - 1; i >= 0; i-- {
		if w := st.words[i]; w.span.End <= p.End {
			return w.pos != token.Noun
		}
	}
	return false
}

// partners returns for each slot of x the slot of y that says the same, -1 for
// none. The slots of a run of x are in y in the same order.
func partners(x, y []slot) []int {
	out := make([]int, len(x))
	for first := 0; first < len(x); {
		past := first + 1
		for past < len(x) && !x[past].apart {
			past++
		}
		run := x[first:past]
		// best[i][j] is the most that the slots from i and from j on share.
		best := make([][]int32, len(run)+1)
		for i := range best {
			best[i] = make([]int32, len(y)+1)
		}
		for i := len(run) - 1; i >= 0; i-- {
			for j := len(y) - 1; j >= 0; j-- {
				best[i][j] = max(best[i+1][j], best[i][j+1])
				if s := shared(run[i], y[j]); s > 0 {
					best[i][j] = max(best[i][j], s+best[i+1][j+1])
				}
			}
		}
		for i, j := 0, 0; i < len(run); {
			switch s := int32(0); {
			case j == len(y):
				out[first+i] = -1
				i++
			default:
				if s = shared(run[i], y[j]); s > 0 && best[i][j] == s+best[i+1][j+1] {
					out[first+i] = j
					i, j = i+1, j+1
				} else if best[i][j] == best[i+1][j] {
					out[first+i] = -1
					i++
				} else {
					j++
				}
			}
		}
		first = past
	}
	return out
}

// shared returns how much two slots have in common, 0 if nothing: that they have
// something counts most, and between elements more than at the ends of lists.
func shared(a, b slot) int32 {
	var sum int32
	for _, t := range a.terms {
		for _, u := range b.terms {
			if shares(t, u) {
				sum += min(t.weigh, u.weigh)
				break
			}
		}
	}
	if sum == 0 {
		return 0
	}
	sum = min(sum, 100)
	if a.free && b.free {
		sum += 100
	}
	return sum
}

func shares(t, u term) bool {
	for _, i := range t.ids {
		for _, j := range u.ids {
			if i == j {
				return true
			}
		}
	}
	return false
}

// gaps reports elements for which the other side has no place.
func (c *checker) gaps(l link, a, b *node, sure float64) {
	x, y := slots(c.a, l.a), slots(c.b, l.b)
	if len(x) < 2 || len(y) < 2 {
		return
	}
	c.gap(x, y, partners(x, y), c.a, l, a, b, sure)
	c.gap(y, x, partners(y, x), c.b, l, b, a, sure)
}

// gap reports the elements of x, slots of s, between two whose partners to are
// neighbours in y, and the one before the first of such.
func (c *checker) gap(x, y []slot, to []int, s *side, l link, mine, other *node, sure float64) {
	last := -1 // the slot before that has a partner
	for i := range x {
		if x[i].apart {
			last = -1
		}
		if to[i] < 0 {
			continue
		}
		if last >= 0 && i-last >= 2 && i-last <= 4 && to[i] > to[last] && to[i] <= to[last]+2 {
			// What the other side says there besides may be what is looked for.
			rest, between := 0, 0
			for k := to[last]; k <= to[i]; k++ {
				if k > to[last] && y[k].apart {
					between = 9
				}
				if k > to[last] && k < to[i] {
					between++
				}
				for _, t := range y[k].terms {
					if !mine.set.any(t.ids) {
						rest++
						if !t.known && k > to[last] && k < to[i] {
							between = 9
						}
					}
				}
			}
			if between < 2 {
				for k := last + 1; k < i; k++ {
					if x[k].free {
						c.lacking(x[k].element, s, l, other, rest, between, x[last].free && x[i].free, sure)
					}
				}
			}
		}
		// Two neighbours on both sides are a list: does one side begin it earlier?
		if i > 0 && (last < 0 || last == i-1 && y[to[i]].apart) && i+1 < len(x) && to[i+1] == to[i]+1 && !x[i+1].apart && !y[to[i+1]].apart && !x[i].apart && x[i].free {
			c.first(x[i-1], y, to[i], s, l, mine, other, sure)
		}
		last = i
	}
}

// first reports what begins a list, of which the other side has the rest only.
func (c *checker) first(before slot, y []slot, at int, s *side, l link, mine, other *node, sure float64) {
	if len(before.terms) == 0 {
		return
	}
	t := before.terms[len(before.terms)-1]
	if !t.known || !c.content(t) || other.set.any(t.ids) {
		return
	}
	rest := 0
	for k := max(0, at-1); k <= at; k++ {
		for _, u := range y[k].terms {
			if !mine.set.any(u.ids) && (!u.known || c.content(u)) {
				rest++
			}
		}
		if y[at].apart && k < at {
			rest = 0
		}
	}
	if rest == 0 {
		before.span, before.terms = t.span, []term{t}
		c.lacking(before.element, s, l, other, 1, 0, false, sure)
	}
}

// lacking reports an element of a list that the other side has no place for.
// Beside its place the other side has rest words that are not accounted for and
// between parts; within says that both neighbours are elements of a list.
func (c *checker) lacking(e element, s *side, l link, other *node, rest, between int, within bool, sure float64) {
	said, content := true, false
	for _, t := range e.terms {
		if !other.set.any(t.ids) {
			said = false
			content = content || t.known && c.content(t)
		}
	}
	if said && (rest > 0 || between > 0 || !within) || between > 0 && !content || !content && rest > 2 {
		return
	}
	sev, conf := Low, 0.45
	if content && rest == 0 && between == 0 {
		sev, conf = High, 0.8
	}
	st := &s.stmts[e.stmt]
	q := &quote{span: text.Span{Start: st.span.Start + e.span.Start, End: st.span.Start + e.span.End}}
	x, y, where := q, c.b.whole(l.b), "{a}"
	if s == c.b {
		x, y, where = c.a.whole(l.a), q, "{b}"
	}
	c.report(Scope, c.severity(sev, sure), conf*sure, x, y, 0, fmt.Sprintf("“%s” is listed in %s only.", strings.TrimSpace(st.text[e.span.Start:e.span.End]), where))
}
