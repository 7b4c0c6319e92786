package drift

import (
	"fmt"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
)

// What is denied, demanded, allowed, and on what condition.

func (c *checker) forces(l link, ta, tb string, qa, qb *quote, sure float64) {
	fa, fb := forceOf(c.a.doc.Lang, ta), forceOf(c.b.doc.Lang, tb)
	// What "shall not apply" is about is denied with it.
	if fa.notApply > fb.notApply && fa.not > fb.not && notApplyNear(c.b, l.b) {
		fa.not = fb.not + max(0, fa.not-fb.not-(fa.notApply-fb.notApply))
	}
	if fb.notApply > fa.notApply && fb.not > fa.not && notApplyNear(c.a, l.a) {
		fb.not = fa.not + max(0, fb.not-fa.not-(fb.notApply-fa.notApply))
	}
	// Consent first: with and without it is a condition, not a denial. "Not
	// without consent" and "only with consent" are the same.
	if moreA, moreB := fa.consent.without > fb.consent.without && fa.consent.with < fb.consent.with, fb.consent.without > fa.consent.without && fb.consent.with < fa.consent.with; moreA || moreB {
		p, q, without := c.consents(l)
		if p != nil && without == moreA {
			qa, qb = c.a.quoteOf(p), c.b.quoteOf(q)
		}
		if p != nil && without == moreA || (fa.not-fb.not)%2 == 0 {
			side := "{a}"
			if moreB {
				side = "{b}"
			}
			c.report(Condition, c.severity(High, sure), 0.85*sure, qa, qb, 0, fmt.Sprintf("%s speaks of doing this without consent, the other side of doing it with consent.", side))
			return
		}
	}
	// A proviso that applies where the other side excepts is its opposite.
	for _, v := range [2][3]string{{ta, tb, "{b}"}, {tb, ta, "{a}"}} {
		if m := jaAppliesRE.FindStringIndex(v[0]); m != nil && exceptRE.MatchString(v[1]) && !exceptRE.MatchString(v[0][strings.LastIndex(v[0][:m[0]], "。")+1:]) {
			c.report(Negation, c.severity(High, sure), 0.8*sure, qa, qb, 0, v[2]+" excepts what the other side does not.")
			return
		}
	}
	// "This does not apply" is as good as "except".
	if fa.notApply != fb.notApply {
		x, y, re := fa, fb, exceptRE
		name, t, near := "{a}", tb, c.b.around(l.b)
		if fb.notApply > fa.notApply {
			x, y, name, t, near = fb, fa, "{b}", ta, c.a.around(l.a)
		}
		if applies := appliesRE.MatchString(t); y.notApply == 0 && y.not <= x.not && (applies || !re.MatchString(t)) && !jaNotLimRE.MatchString(near) && !enNotApplyRE.MatchString(strings.ToLower(near)) {
			c.report(Negation, c.severity(High, sure), 0.8*sure, qa, qb, 0, fmt.Sprintf("%s says that this does not apply, the other side does not.", name))
			return
		}
	}
	if d := fa.not - fb.not; d != 0 {
		more, less, name := &fa, &fb, "{a}"
		if d < 0 {
			more, less, name, d = &fb, &fa, "{b}", -d
		}
		d -= max(0, less.without-more.without) + max(0, less.unless-more.unless) + less.nor
		strong, weak := less.softBeyond(more)
		msg := fmt.Sprintf("%s denies what the other side affirms.", name)
		x, y, list, others := c.a, c.b, l.a, l.b
		if more == &fb {
			x, y, list, others = c.b, c.a, l.b, l.a
		}
		part, settled := c.unmatched(x, y, list, others, more, less)
		na, nb := qa, qb
		if part != nil {
			na, nb = x.quoteOf(part.denied), y.quoteOf(part.affirmed)
			if more == &fb {
				na, nb = nb, na
			}
		}
		switch {
		case d <= 0 || strong >= d && part == nil:
		case strong >= d:
			c.report(Negation, Low, 0.4, na, nb, 0, msg)
			return
		case d%2 == 0 && (less.soft[softOnly] > more.soft[softOnly] || less.soft[softExcept] > more.soft[softExcept]):
			// a double denial
		case weak == 0 && less.denials() == 0:
			c.report(Negation, c.severity(High, sure), 0.85*sure, na, nb, 0, msg)
			return
		case weak == 0 && d == 1 && less.not < 2 && more.joined == 0:
			c.report(Negation, c.severity(Medium, sure), 0.6*sure, na, nb, 0, msg)
			return
		case settled:
			// each denial has its own on the other side
		case d == 1 || less.not == 0: // of many denials one language may say two at once
			c.report(Negation, Low, 0.4, na, nb, 0, msg)
			return
		}
	}
	if c.predicates(l, ta, tb, qa, qb, sure) {
		return
	}
	if c.conditions(&fa, &fb, ta, tb, qa, qb, sure) {
		return
	}
	if len(l.a) == 1 && len(l.b) == 1 {
		ma, mb := modeOf(c.a.doc.Lang, ta), modeOf(c.b.doc.Lang, tb)
		if ma != mb && ma != states && mb != states {
			x, y := "{a}", "{b}"
			if mb == demands {
				x, y = y, x
			}
			c.report(Modality, c.severity(High, sure), 0.75*sure, qa, qb, 0, fmt.Sprintf("%s demands what %s allows or holds possible.", x, y))
			return
		}
	}
	if c.notAlways(l, ta, tb, qa, qb, sure) {
		return
	}
	if c.requests(l, ta, tb, qa, qb, sure) || c.rights(l, ta, tb, qa, qb, sure) {
		return
	}
	c.modality(&fa, &fb, qa, qb, sure)
}

var (
	jaPleaseRE = expr.New(`(?:てください|て下さい|ようお願い(?:いた)?します|をお願い(?:いた)?します)。?$`)
	enPleaseRE = expr.New(`(?i)\bplease\b|\b(?:is|are) (?:kindly )?(?:asked|requested|encouraged|advised|recommended)\b`)
)

// requests reports where one side asks for what the other demands.
func (c *checker) requests(l link, ta, tb string, qa, qb *quote, sure float64) bool {
	if c.voc.same || len(l.a) != 1 || len(l.b) != 1 {
		return false
	}
	// Japanese is the first side.
	if !jaPleaseRE.MatchString(strings.TrimSpace(ta)) || enPleaseRE.MatchString(tb) {
		return false
	}
	m := enMain(strings.ToLower(strings.ReplaceAll(tb, "’", "'")))
	if m == nil || m[2] != "must" && m[2] != "shall" {
		return false
	}
	c.report(Modality, Low, 0.5*sure, qa, qb, 0, "{a} asks for what {b} demands.")
	return true
}

var (
	enRightRE  = expr.New(`(?i)\bentitled to\b|\b(?:have|has) (?:the|a) right to\b`)
	jaRightRE  = expr.New(`権利(?:を(?:有|持)|があ)`)
	enGrantsRE = expr.New(`(?i)\bentitled\b|\brights?\b|\bcan\b|\bmay\b|\bable to\b|\bpossible\b|\boption|\ballow|\bpermit|\blet\b|\bchoose\b`)
	jaGrantsRE = expr.New(`権利|でき|可能|られます|いただけ|自由|任意|得[るま]|うる|場合があ|ことがあ|ください|下さい`)
)

// rights reports where one side gives a right and the other says what is done,
// by no word that may stand for a right.
func (c *checker) rights(l link, ta, tb string, qa, qb *quote, sure float64) bool {
	if c.voc.same || len(l.a) != 1 || len(l.b) != 1 {
		return false
	}
	name := alone(ta, tb, jaRightRE, enGrantsRE, enRightRE, jaGrantsRE)
	if name == "" {
		return false
	}
	c.report(Modality, Low, 0.5*sure, c.a.mainQuote(l.a, affirms, qa), c.b.mainQuote(l.b, affirms, qb), 0, name+" gives a right, the other side says what is done.")
	return true
}

// alone names the side that says what the other has no word for, of a Japanese text and
// an English one: the first if it has ja and the other nothing of inEnglish, the second if
// it has en and the other nothing of inJapanese.
func alone(ta, tb string, ja, inEnglish, en, inJapanese *expr.Regexp) string {
	switch {
	case ja.MatchString(ta) && !inEnglish.MatchString(tb):
		return "{a}"
	case en.MatchString(tb) && !inJapanese.MatchString(ta):
		return "{b}"
	}
	return ""
}

// "Not always" is less than "not".
var (
	jaNotAlwaysRE = expr.New(`とは限(?:りません|らない|らず)|必ずしも|わけではありません|わけではない`)
	enNotAlwaysRE = expr.New(`(?i)\bnot (?:always|necessarily|all|every)\b`)
	jaLessRE      = expr.New(`限|必ずしも|わけ|常に|すべて|全て|場合|可能性|こと|保証`)
	enLessRE      = expr.New(`(?i)\b(?:always|necessar|all|every|each|guarant|warrant|may|might|can|could|possib|some|ensur|assur|certain)`)
)

// notAlways reports where one side says "not always" and the other "not".
func (c *checker) notAlways(l link, ta, tb string, qa, qb *quote, sure float64) bool {
	if c.voc.same {
		return false
	}
	name := alone(ta, tb, jaNotAlwaysRE, enLessRE, enNotAlwaysRE, jaLessRE)
	if name == "" {
		return false
	}
	c.report(Modality, Low, 0.5*sure, qa, qb, 0, name+" says that it is not always so, the other side that it never is.")
	return true
}

// predicates reports where the main predicate of one side denies what that of
// the other affirms, in whatever else the two differ.
func (c *checker) predicates(l link, ta, tb string, qa, qb *quote, sure float64) bool {
	if x, y := c.a.unlimited(l.a), c.b.unlimited(l.b); len(x) == 1 && len(y) == 1 && len(l.a)+len(l.b) == 3 {
		// A proviso of its own has no part in it.
		l.a, l.b, ta, tb = x, y, c.a.plain(x), c.b.plain(y)
	}
	if len(l.a) != 1 || len(l.b) != 1 {
		return false
	}
	// What both except has no part in what they say else.
	if x, y := withoutExceptions(c.a.doc.Lang, ta), withoutExceptions(c.b.doc.Lang, tb); x != ta && y != tb {
		ta, tb = x, y
	}
	ma, mb := mainOf(c.a.doc.Lang, ta), mainOf(c.b.doc.Lang, tb)
	if ma == mb || ma == unclear || mb == unclear {
		return false
	}
	name := "{a}"
	if mb == denies {
		name = "{b}"
	}
	qa, qb = c.a.mainQuote(l.a, ma, qa), c.b.mainQuote(l.b, mb, qb)
	c.report(Negation, c.severity(High, sure), 0.7*sure, qa, qb, 0, fmt.Sprintf("%s denies what the other side affirms.", name))
	return true
}

// unlimited returns the statements of some that are no proviso to another of them.
func (s *side) unlimited(list []int) (out []int) {
	for i, k := range list {
		if i == 0 || !isProviso(s, k) {
			out = append(out, k)
		}
	}
	return out
}

// notApplyNear tells whether the clauses of statements say that something does
// not apply.
func notApplyNear(s *side, list []int) bool {
	t := s.around(list)
	return jaNotLimRE.MatchString(t) || enNotApplyRE.MatchString(strings.ToLower(t))
}

// jaAppliesRE finds a proviso without its denial.
var jaAppliesRE = expr.New(`この限りでは?(?:ある|あります)`)

// appliesRE finds the opposite of what a proviso says.
var appliesRE = expr.New(`(?i)この限りでは?(?:ある|あります)|\bprovided,? (?:however,? )?that [a-z ]{0,40}\b(?:(?:shall|will|does|do) apply|applies)\b`)

var exceptRE = expr.New(`(?i)除|以外|に限|適用され|適用しな|適用いた|\bexcept|\bunless\b|\bexclud|\bother than\b|\bexempt`)

var (
	jaAgreeRE = expr.New(`同意|権限|承諾|許諾|許可|承認|合意|了承|認め|オプトイン|受諾|了解`)
	enAgreeRE = expr.New(`(?i)consent|agree|permi|approv|accept|authori|acknowledg|opt|allow`)
)

// conditions compares what a thing depends on.
func (c *checker) conditions(fa, fb *force, ta, tb string, qa, qb *quote, sure float64) bool {
	type view struct {
		f    *force
		t    string
		re   *expr.Regexp
		name string
	}
	agree := func(s *side) *expr.Regexp {
		if s.doc.Lang == policy.English {
			return enAgreeRE
		}
		return jaAgreeRE
	}
	x, y := view{fa, ta, agree(c.a), "{a}"}, view{fb, tb, agree(c.b), "{b}"}
	for range 2 {
		switch {
		case x.f.unless > 0 && y.f.denials() == 0 && x.f.not == 0 && y.f.soft[softOnly] > 0 && x.f.soft[softOnly] == 0:
			c.report(Condition, c.severity(High, sure), 0.75*sure, qa, qb, 0, fmt.Sprintf("%s says “unless”, %s “only if”.", x.name, y.name))
			return true
		case x.f.consent.with+x.f.consent.without > 0 && !y.re.MatchString(y.t):
			c.report(Condition, c.severity(High, sure), 0.7*sure, qa, qb, 0, fmt.Sprintf("%s speaks of consent, %s does not.", x.name, y.name))
			return true
		}
		x, y = y, x
	}
	return false
}

func (c *checker) modality(fa, fb *force, qa, qb *quote, sure float64) {
	type view struct {
		f    *force
		name string
	}
	for _, v := range [2][2]view{{{fa, "{a}"}, {fb, "{b}"}}, {{fb, "{b}"}, {fa, "{a}"}}} {
		x, y := v[0].f, v[1].f
		// x demands what y allows
		if x.must > y.must && y.may+y.can > x.may+x.can {
			sev := High
			if y.weak > 0 {
				sev = Medium
			}
			c.report(Modality, c.severity(sev, sure), 0.8*sure, qa, qb, 0, fmt.Sprintf("%s demands what %s allows or holds possible.", v[0].name, v[1].name))
			return
		}
		if x.must > y.must && (y.may > x.may || y.fear > 0 && x.fear == 0) {
			c.report(Modality, c.severity(High, sure), 0.75*sure, qa, qb, 0, fmt.Sprintf("%s demands what %s holds possible.", v[0].name, v[1].name))
			return
		}
	}
	for _, v := range [2][2]view{{{fa, "{a}"}, {fb, "{b}"}}, {{fb, "{b}"}, {fa, "{a}"}}} {
		x, y := v[0].f, v[1].f
		switch {
		case x.may > 0 && y.may+y.can+y.hint == 0 && x.not == y.not:
			c.report(Modality, c.severity(Medium, sure), 0.65*sure, qa, qb, 0, fmt.Sprintf("%s says that this may be, %s that it is so.", v[0].name, v[1].name))
			return
		case x.may > 0 && y.may+y.can == 0 && y.hint == y.need && y.need <= x.need && x.not == y.not:
			// "As needed" stands on both sides, and "may" besides on one.
			c.report(Modality, Low, 0.45*sure, qa, qb, 0, fmt.Sprintf("%s says that this may be, %s that it is so.", v[0].name, v[1].name))
			return
		case x.must > y.must+y.weak && (y.may+y.can == 0 || y.must+y.weak == 0):
			c.report(Modality, Low, 0.45*sure, qa, qb, 0, fmt.Sprintf("%s demands what %s states.", v[0].name, v[1].name))
			return
		case x.limits > 0 && y.limits+y.limitsX == 0 && (y.denials() == 0 || y.denials() == x.denials()):
			c.report(Condition, Low, 0.4*sure, qa, qb, 0, fmt.Sprintf("%s names a condition or an exception that %s does not.", v[0].name, v[1].name))
			return
		}
	}
}
