package drift

import (
	"fmt"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
)

// Words that narrow what a sentence says: in principle, where necessary, in
// advance.

// A qualifier is one kind of such words: by what it is said in each language, and
// what else may stand for it there.
type qualifier struct {
	name           string
	ja, en         *expr.Regexp
	looseJA, loose *expr.Regexp
}

var qualifiers = []qualifier{
	{"in principle", expr.New(`原則(?:として|、)`), expr.New(`(?i)\b(?:in principle|as a (?:general )?rule)\b`),
		expr.New(`原則|基本的|通常|一般|除|ただし|場合`), expr.New(`(?i)\b(?:principle|rule|general|generally|basically|normally|usually|typically|ordinar|except|unless|however|essentially)`)},
	{"as far as possible", expr.New(`可能な(?:範囲|限り)|できる(?:限り|だけ)|極力`), expr.New(`(?i)\b(?:to the extent (?:possible|practicable|reasonably)|as (?:far|much) as (?:reasonably )?(?:possible|practicable)|wherever possible|whenever possible)\b`),
		expr.New(`可能|できる|限り|範囲|極力|努め|合理的|最大限`), expr.New(`(?i)\b(?:extent|possible|practica|reasonabl|effort|endeavo|feasib|where|strive|utmost|best|maximum|can)`)},
	{"where necessary", expr.New(`必要(?:に応じ|な場合|と(?:判断|認め)|である場合)|(?:^|[、はも])必要がある(?:場合|とき)|適宜`), expr.New(`(?i)\b(?:(?:where|when|if|as) (?:deemed )?(?:necessary|needed|appropriate)|as the need arises)\b`),
		expr.New(`必要|適宜|応じ|随時|不可欠|適切|要`), expr.New(`(?i)\b(?:necess|need|requir|appropriate|essential|accordingly|from time to time|depending|as applicable)`)},
	{"in advance", expr.New(`あらかじめ|予め|事前に|前もって`), expr.New(`(?i)\b(?:in advance|beforehand|prior (?:consent|notice|approval|agreement|notification)|with prior)\b`),
		expr.New(`あらかじめ|予め|事前|前もって|前に|まで|先立|同意を得ないで|予告`), expr.New(`(?i)\b(?:advance|before|prior|previous|first|preced|ahead|pre-|without (?:the |your |his |their )?[a-z’' ]{0,30}consent)`)},
	{"for a just reason", expr.New(`正当な(?:理由|事由)`), expr.New(`(?i)\b(?:just|justifiable|justified|legitimate|valid|good|due) (?:reason|cause|ground)s?\b`),
		expr.New(`正当|理由|事由|合理`), expr.New(`(?i)\b(?:just|legitim|valid|reason|cause|ground|good|due)`)},
	{"without delay", expr.New(`遅滞なく|速やかに|直ちに`), expr.New(`(?i)\b(?:without (?:undue )?delay|promptly|immediately)\b`),
		expr.New(`遅滞|速やか|すみやか|直ち|ただち|すぐ|迅速|即|適時|早急|早く`), expr.New(`(?i)\b(?:delay|prompt|immediate|soon|quick|once|timely|swift|expedit|immediat|speed|right away|instant)`)},
}

var (
	jaSetPhraseRE = expr.New(`(?:あらかじめ|予め)(?:[ごお御]?(?:了承|承知|理解|容赦)|定め|設定|決め|用意)`)
	revisionRE    = expr.New(`(?:ポリシー|方針)[^。]{0,30}(?:改定|改訂|変更|更新|見直)|(?i)\b(?:update|revise|amend|change|modify)\b[^.]{0,40}\bpolicy\b`)
)

// qualifiers reports what one side qualifies and the other does not.
func (c *checker) qualifiers(ta, tb string, qa, qb *quote, sure float64) {
	side := func(s *side) func(q *qualifier) (plain, loose *expr.Regexp) {
		if s.doc.Lang == policy.English {
			return func(q *qualifier) (plain, loose *expr.Regexp) { return q.en, q.loose }
		}
		return func(q *qualifier) (plain, loose *expr.Regexp) { return q.ja, q.looseJA }
	}
	fa, fb := side(c.a), side(c.b)
	// 予めご了承ください asks for understanding, あらかじめ定めた is what is fixed.
	pa, pb := jaSetPhraseRE.ReplaceAllString(ta, ""), jaSetPhraseRE.ReplaceAllString(tb, "")
	for i := range qualifiers {
		q := &qualifiers[i]
		plainA, looseA := fa(q)
		plainB, looseB := fb(q)
		where := ""
		switch {
		case plainA.MatchString(pa) && !looseB.MatchString(tb):
			where = "{a}"
		case plainB.MatchString(pb) && !looseA.MatchString(ta):
			where = "{b}"
		default:
			continue
		}
		sev := Medium
		if revisionRE.MatchString(ta) || revisionRE.MatchString(tb) {
			sev = Low // of the policy itself, which is changed as it is
		}
		c.report(Condition, c.severity(sev, sure), 0.6*sure, qa, qb, 0, fmt.Sprintf("only %s says “%s”.", where, q.name))
	}
}
