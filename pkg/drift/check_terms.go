package drift

import (
	"fmt"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
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
	jaPredicateRE = expr.New(`^(?:を?(?:し|さ|する|いた|致|行|され|させ|ら|れ|り))*(?:ていただ(?:き|く))?(?:こと|場合|もの)?(?:が|は|も|と)?(?:ます|ません|あります|ありません|でき(?:ます|ません)|し(?:ます|ません)|なければなりません)?(?:。|$)`)
	enBeRE        = expr.New(`(?i)\b(?:is|are|was|were|be|been) $`)
	enNounRE      = expr.New(`(?i)\b(?:to|of|for|the|an?|your|our|their|its|this|by|in|with|keep|continue|start|stop) $`)
	enPredicateRE = expr.New(`(?i)^(?:[a-z’']+ ){1,4}(?:(?:may|will|shall|can|must|do|does) (?:not )?(?:also )?)?$`)
)

// predicate tells whether a term is the main predicate of a statement: it stands
// at the end of the Japanese and right behind the subject of the English.
func predicate(lang, s string, t term) bool {
	if lang == policy.English {
		before := s[:t.span.Start]
		if strings.HasSuffix(s[t.span.Start:t.span.End], "ing") && !enBeRE.MatchString(before) {
			return false // a noun: "lets recording continue"
		}
		return enPredicateRE.MatchString(before) && !enNounRE.MatchString(before)
	}
	return jaPredicateRE.MatchString(s[t.span.End:])
}

var (
	jaPersonRE   = expr.New(`本人(?:[^確様]|$)`)
	jaCustomerRE = expr.New(`利用者|お客|顧客|ユーザー|会員|購入者|消費者`)
	enPersonRE   = expr.New(`(?i)\b(?:principals?|data subjects?|identifiable persons?)\b`)
	enCustomerRE = expr.New(`(?i)\b(?:customers?|users?|members?|clients?|consumers?)\b`)
)

// parties reports where whom the data are about, of whom one word speaks else,
// becomes a customer: who may ask is another one then.
func (c *checker) parties() {
	if c.voc.same {
		return
	}
	told := 0
	var odd []int
	for i, l := range c.links {
		// Japanese is the first side
		if len(l.a) == 0 || len(l.b) == 0 || !jaPersonRE.MatchString(c.a.wording(l.a)) {
			continue
		}
		t := c.b.wording(l.b)
		if enPersonRE.MatchString(t) {
			told++
		}
		if enCustomerRE.MatchString(t) && !jaCustomerRE.MatchString(c.a.wording(l.a)) {
			odd = append(odd, i)
		}
	}
	const usual = 5 // times that one word is used, for it to be that of the whole text
	if told < usual || len(odd)*4 > told {
		return
	}
	for _, i := range odd {
		l := c.links[i]
		for _, k := range l.b {
			st := &c.b.stmts[k]
			if m := enCustomerRE.FindStringIndex(st.text); m != nil {
				at := &quote{span: text.Span{Start: st.span.Start + m[0], End: st.span.Start + m[1]}}
				c.report(Term, c.severity(Medium, 0.45+float64(l.score)/1000), 0.6, c.a.whole(l.a), at, 0,
					fmt.Sprintf("“%s” is another person than that whom the data are about.", st.text[m[0]:m[1]]))
				break
			}
		}
	}
}

// reworded reports a change of words between two editions that no other check names.
func (c *checker) reworded(l link, a, b *node) {
	if a.covered(b) == a.weight && b.covered(a) == b.weight {
		return
	}
	c.report(Term, Low, 0.5, c.a.whole(l.a), c.b.whole(l.b), 0, "The wording was changed.")
}
