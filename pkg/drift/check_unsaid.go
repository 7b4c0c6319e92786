package drift

import (
	"slices"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/text"
)

// Words of an aligned pair that the other side says nothing of.

// unsaid reports words in a row of which the other side has none, where it has
// nothing that could stand for them in words that are not known, and that no
// other check has found. A single word counts where it stands beside another, and
// the other side has nothing besides.
func (c *checker) unsaid(l link, a, b *node, found []Divergence, sure float64) {
	check := func(s, o *side, list, others []int, mine, other *node) bool {
		open := c.openWords(o, others, mine)
		for _, k := range list {
			st := &s.stmts[k]
			var ps []phrase // once somebody asks
			var run []term
			told := 0
			for i := 0; i <= len(st.terms); i++ {
				if i < len(st.terms) {
					t := st.terms[i]
					if t.known && !other.has(t) && !st.inFact(t) {
						if n := c.telling(t); n > 0 {
							run, told = append(run, t), told+n
						}
						continue
					}
				}
				if told > open+1 && len(run) == 1 && ps == nil {
					ps = s.phrases([]int{k})
				}
				if told > open+1 && (len(run) >= 2 || len(run) == 1 && open == 0 && (c.inRow(s, ps, run[0]) || besideRE.MatchString(st.text[max(0, run[0].span.Start-4):run[0].span.Start]+"_"+st.text[run[0].span.End:]))) {
					at := text.Span{Start: st.span.Start + run[0].span.Start, End: st.span.Start + run[len(run)-1].span.End}
					if oppositeRE.MatchString(st.text[run[0].span.Start:run[len(run)-1].span.End]) {
						run, told = nil, 0
						continue
					}
					if c.named(found, s, s.doc.View.ToSource(at)) {
						return true
					}
					e := element{stmt: k, span: text.Span{Start: run[0].span.Start, End: run[len(run)-1].span.End}}
					c.lone(e, s, l, nil, Low, 0.4*sure, "Of “%s” only %s speaks.")
					return true
				}
				run, told = nil, 0
			}
		}
		return false
	}
	if !check(c.a, c.b, l.a, l.b, a, b) {
		check(c.b, c.a, l.b, l.a, b, a)
	}
}

// besideRE finds a word, for which _ stands, that stands beside others.
var besideRE = expr.New(`・_|_・|、_(?:、|や|など|等)|, _(?:,| or | and )`)

// named tells whether one of some divergences is about a stretch of a side and
// not about the whole of its statement.
func (c *checker) named(found []Divergence, s *side, at text.Span) bool {
	return slices.ContainsFunc(found, func(d Divergence) bool {
		q := d.Original
		if (s == c.b) != c.swapped {
			q = d.Translation
		}
		return q != nil && (d.Type != Scope || q.Span.Overlap(at) > 0)
	})
}

// telling returns how much a word of the lexicon says of what a text is about:
// 2 for what has no other meaning, 1 for what is said all the time, 0 for what
// says who, that, and how.
func (c *checker) telling(t term) int {
	if t.fact || c.pronoun(t) {
		return 0
	}
	if c.only(t) {
		return 2
	}
	for _, id := range t.ids {
		if int(id) >= len(c.names.classes) || c.names.classes[id] == common {
			return 0
		}
	}
	return 1
}

// inFact tells whether a word is a part of a number, a date or an address.
func (s *stmt) inFact(t term) bool {
	at := text.Span{Start: s.span.Start + t.span.Start, End: s.span.Start + t.span.End}
	return t.fact || slices.ContainsFunc(s.facts, func(f fact) bool { return f.src == text.Span{} && f.span.Overlap(at) > 0 })
}

// openWords returns how much the words of a statement tell that the other side
// has none of, and that may stand for what it says in words that are not known.
func (c *checker) openWords(s *side, list []int, other *node) int {
	open := 0
	seen := map[int32]bool{}
	for _, k := range list {
		st := &s.stmts[k]
		for _, t := range st.terms {
			if seen[t.ids[0]] || other.has(t) || st.inFact(t) {
				continue
			}
			seen[t.ids[0]] = true
			if t.known {
				open += c.telling(t)
			} else {
				open += 4 // it may stand for two words
			}
		}
	}
	return open
}

// pronouns are sets that one language says where the other leaves them out: who
// does it and to whom.
var pronouns = map[string]bool{"当社": true, "利用者": true, "本人": true, "自社": true, "サービス": true}

// pronoun tells whether a word is one of [pronouns].
func (c *checker) pronoun(t term) bool {
	return slices.ContainsFunc(t.ids, func(id int32) bool { return int(id) < len(c.names.labels) && pronouns[c.names.labels[id]] })
}
