package drift

import (
	"fmt"
	"regexp"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// Words of law, and the wording of editions.

// terms compares words of law that are easily confused.
func (c *checker) terms(l link, a, b *node) bool {
	find := func(s, o *side, list, others []int, other *node) (int, term, bool) {
		for _, k := range list {
			for _, t := range s.stmts[k].terms {
				if !t.known || other.set.any(t.ids) {
					continue
				}
				for _, id := range t.ids {
					if c.names.acts[id] && (c.voc.same || !predicate(s.doc.Lang, s.stmts[k].text, t)) {
						continue
					}
					for _, g := range c.names.groups[id] {
						if c.names.acts[id] == c.names.acts[g] && other.set.has(g) {
							return k, t, true
						}
					}
				}
			}
		}
		return 0, term{}, false
	}
	ka, x, okA := find(c.a, c.b, l.a, l.b, b)
	if !okA {
		return false
	}
	kb, y, okB := find(c.b, c.a, l.b, l.a, a)
	if !okB {
		return false
	}
	at := func(s *side, k int, t term) (*quote, string) {
		st := &s.stmts[k]
		return &quote{span: text.Span{Start: st.span.Start + t.span.Start, End: st.span.Start + t.span.End}}, st.text[t.span.Start:t.span.End]
	}
	qa, sa := at(c.a, ka, x)
	qb, sb := at(c.b, kb, y)
	if c.names.acts[x.ids[0]] && c.names.acts[y.ids[0]] {
		qa, qb = c.a.whole([]int{ka}), c.b.whole([]int{kb}) // the word alone tells little
	}
	c.report(Term, High, 0.85, qa, qb, 0, fmt.Sprintf("“%s” and “%s” are different things in law.", sa, sb))
	return true
}

var (
	jaPredicateRE = regexp.MustCompile(`^(?:を?(?:し|さ|する|いた|致|行|され|させ|ら|れ|り))*(?:ていただ(?:き|く))?(?:こと|場合|もの)?(?:が|は|も|と)?(?:ます|ません|あります|ありません|でき(?:ます|ません)|し(?:ます|ません)|なければなりません)?(?:。|$)`)
	enPredicateRE = regexp.MustCompile(`(?i)^(?:[a-z’']+ ){1,4}(?:(?:may|will|shall|can|must|do|does) (?:not )?(?:also )?)?$`)
)

// predicate tells whether a term is the main predicate of a statement: it stands
// at the end of the Japanese and right behind the subject of the English.
func predicate(lang, s string, t term) bool {
	if lang == policy.English {
		return enPredicateRE.MatchString(s[:t.span.Start])
	}
	return jaPredicateRE.MatchString(s[t.span.End:])
}

// reworded reports a change of words between two editions that no other check names.
func (c *checker) reworded(l link, a, b *node) {
	if a.covered(b) == a.weight && b.covered(a) == b.weight {
		return
	}
	c.report(Term, Low, 0.5, c.a.whole(l.a), c.b.whole(l.b), 0, "The wording was changed.")
}
