package drift

import (
	"fmt"
	"regexp"

	"github.com/polcompare/polcompare/pkg/policy"
)

// Words that narrow what a sentence says: in principle, where necessary, in
// advance.

// A qualifier is one kind of such words: by what it is said in each language, and
// what else may stand for it there.
type qualifier struct {
	name           string
	ja, en         *regexp.Regexp
	looseJA, loose *regexp.Regexp
}

var qualifiers = []qualifier{
	{"in principle", regexp.MustCompile(`原則(?:として|、)`), regexp.MustCompile(`(?i)\b(?:in principle|as a (?:general )?rule)\b`),
		regexp.MustCompile(`原則|基本的|通常|一般|除|ただし|場合`), regexp.MustCompile(`(?i)\b(?:principle|rule|general|generally|basically|normally|usually|typically|ordinar|except|unless|however|essentially)`)},
	{"as far as possible", regexp.MustCompile(`可能な(?:範囲|限り)|できる(?:限り|だけ)|極力`), regexp.MustCompile(`(?i)\b(?:to the extent (?:possible|practicable|reasonably)|as (?:far|much) as (?:reasonably )?(?:possible|practicable)|wherever possible|whenever possible)\b`),
		regexp.MustCompile(`可能|できる|限り|範囲|極力|努め|合理的|最大限`), regexp.MustCompile(`(?i)\b(?:extent|possible|practica|reasonabl|effort|endeavo|feasib|where|strive|utmost|best|maximum|can)`)},
	{"where necessary", regexp.MustCompile(`必要(?:に応じ|な場合|がある(?:場合|とき)|と(?:判断|認め)|である場合)|適宜`), regexp.MustCompile(`(?i)\b(?:(?:where|when|if|as) (?:deemed )?(?:necessary|needed|appropriate)|as the need arises)\b`),
		regexp.MustCompile(`必要|適宜|応じ|随時|不可欠|適切|要`), regexp.MustCompile(`(?i)\b(?:necess|need|requir|appropriate|essential|accordingly|from time to time|depending|as applicable)`)},
	{"in advance", regexp.MustCompile(`あらかじめ|予め|事前に|前もって`), regexp.MustCompile(`(?i)\b(?:in advance|beforehand|prior (?:consent|notice|approval|agreement|notification)|with prior)\b`),
		regexp.MustCompile(`あらかじめ|予め|事前|前もって|前に|まで|先立|同意を得ないで|予告`), regexp.MustCompile(`(?i)\b(?:advance|before|prior|previous|first|preced|ahead|pre-|without (?:the |your |his |their )?[a-z’' ]{0,30}consent)`)},
	{"for a just reason", regexp.MustCompile(`正当な(?:理由|事由)`), regexp.MustCompile(`(?i)\b(?:just|justifiable|justified|legitimate|valid|good|due) (?:reason|cause|ground)s?\b`),
		regexp.MustCompile(`正当|理由|事由|合理`), regexp.MustCompile(`(?i)\b(?:just|legitim|valid|reason|cause|ground|good|due)`)},
	{"without delay", regexp.MustCompile(`遅滞なく|速やかに|直ちに`), regexp.MustCompile(`(?i)\b(?:without (?:undue )?delay|promptly|immediately)\b`),
		regexp.MustCompile(`遅滞|速やか|すみやか|直ち|ただち|すぐ|迅速|即|適時|早急|早く`), regexp.MustCompile(`(?i)\b(?:delay|prompt|immediate|soon|quick|once|timely|swift|expedit|immediat|speed|right away|instant)`)},
}

// qualifiers reports what one side qualifies and the other does not.
func (c *checker) qualifiers(ta, tb string, qa, qb *quote, sure float64) {
	side := func(s *side) func(q *qualifier) (plain, loose *regexp.Regexp) {
		if s.doc.Lang == policy.English {
			return func(q *qualifier) (plain, loose *regexp.Regexp) { return q.en, q.loose }
		}
		return func(q *qualifier) (plain, loose *regexp.Regexp) { return q.ja, q.looseJA }
	}
	fa, fb := side(c.a), side(c.b)
	for i := range qualifiers {
		q := &qualifiers[i]
		plainA, looseA := fa(q)
		plainB, looseB := fb(q)
		where := ""
		switch {
		case plainA.MatchString(ta) && !looseB.MatchString(tb):
			where = "{a}"
		case plainB.MatchString(tb) && !looseA.MatchString(ta):
			where = "{b}"
		default:
			continue
		}
		c.report(Condition, c.severity(Medium, sure), 0.6*sure, qa, qb, 0, fmt.Sprintf("only %s says “%s”.", where, q.name))
	}
}
