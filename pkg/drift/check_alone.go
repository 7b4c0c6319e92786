package drift

import (
	"fmt"
	"slices"
	"unicode"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// What stands on one side only, as a whole or in part.

func (c *checker) unaligned() {
	c.alone(c.a, c.b, false)
	c.alone(c.b, c.a, true)
}

// alone reports the statements of s that nothing corresponds to. A whole
// section is one divergence, a clause another, a sentence of an aligned clause a third.
func (c *checker) alone(s, o *side, second bool) {
	linked := make([]bool, len(s.stmts))
	for _, l := range c.links {
		mine, theirs := l.a, l.b
		if second {
			mine, theirs = theirs, mine
		}
		if len(theirs) > 0 {
			for _, k := range mine {
				linked[k] = true
			}
		}
	}
	report := func(list []int, what string) {
		q := s.whole(list)
		sev, conf := c.weight(s, list)
		if sev == "" {
			return
		}
		if what == "This heading" && sev == High {
			sev = Medium // what it heads stands on both sides
		}
		t := Missing
		qa, qb := q, (*quote)(nil)
		have, lack := "{a}", "{b}"
		if second {
			qa, qb = nil, q
			have, lack = "{b}", "{a}"
		}
		c.report(t, sev, conf, qa, qb, 0, fmt.Sprintf("%s stands in %s only; nothing in %s says it.", what, have, lack))
	}
	for i := 0; i < len(s.blocks); i++ {
		b := &s.blocks[i]
		all := true
		for k := b.first; k < b.past; k++ {
			all = all && !linked[k]
		}
		if !all {
			for k := b.first; k < b.past; k++ {
				if !linked[k] && !precedenceStmt(s, k) && !noticeRE.MatchString(s.stmts[k].text) && !c.samePlace(s, o, k) && !c.saidByExcept(s, o, b, k, second) {
					report([]int{k}, "This sentence")
				}
			}
			continue
		}
		if b.heading {
			// A section of which nothing is aligned is one divergence.
			j := i + 1
			for j < len(s.blocks) && !s.blocks[j].heading {
				free := true
				for k := s.blocks[j].first; k < s.blocks[j].past; k++ {
					free = free && !linked[k]
				}
				if !free {
					break
				}
				j++
			}
			end := j == len(s.blocks) || s.blocks[j].heading
			if end && j > i+1 {
				var list []int
				for k := b.first; k < s.blocks[j-1].past; k++ {
					list = append(list, k)
				}
				report(list, "This section")
				i = j - 1
			} else if k := b.first; slices.ContainsFunc(s.stmts[k].facts, func(f fact) bool { return f.kind == factDate && !o.facts[factName(f)] }) {
				report([]int{k}, "This heading") // for the date in it
			} else if oneOfRow(s, o, i, linked) && !precedenceStmt(s, k) {
				report([]int{k}, "This heading")
			}
			continue
		}
		what := "This clause"
		if b.item {
			what = "This item"
		}
		list := make([]int, 0, b.past-b.first)
		for k := b.first; k < b.past; k++ {
			if !precedenceStmt(s, k) && !noticeRE.MatchString(s.stmts[k].text) && !c.samePlace(s, o, k) {
				list = append(list, k)
			}
		}
		// A label goes with what stands beside it.
		if k := s.doc.Clauses[b.clause].Kind; (k == policy.Label || k == policy.Cell) && i+1 < len(s.blocks) && len(list) > 0 {
			n := &s.blocks[i+1]
			if !n.heading && s.doc.Clauses[n.clause].Kind == policy.Cell && (s.doc.Clauses[n.clause].Parent == b.clause || s.doc.Clauses[b.clause].Kind == policy.Label) {
				free := true
				for k := n.first; k < n.past; k++ {
					free = free && !linked[k]
				}
				if free {
					for k := n.first; k < n.past; k++ {
						list = append(list, k)
					}
					what = "This row"
					i++
				}
			}
		}
		if len(list) > 0 {
			report(list, what)
		}
	}
}

// oneOfRow tells whether a heading bears a number, as those before and behind it
// do that the other side has, and that nothing there bears.
func oneOfRow(s, o *side, i int, linked []bool) bool {
	row := func(j, by int) bool {
		for j += by; j >= 0 && j < len(s.blocks); j += by {
			if b := &s.blocks[j]; b.heading {
				return b.number != "" && linked[b.first]
			}
		}
		return false
	}
	if slices.ContainsFunc(o.blocks, func(b block) bool { return b.heading && b.number == s.blocks[i].number }) {
		return false // that may render it
	}
	return s.blocks[i].number != "" && (row(i, -1) || row(i, 1))
}

// samePlace tells whether a statement is an address that the other side has in
// other letters, in lines of its own: the postal code in it, or in the line beside
// it, stands on both sides.
func (c *checker) samePlace(s, o *side, k int) bool {
	st := &s.stmts[k]
	if c.voc.same || !addressRE.MatchString(st.text) || len(st.text) > 120 {
		return false
	}
	for i := max(0, k-1); i <= min(k+1, len(s.stmts)-1); i++ { // of the line, or of one beside it
		for _, f := range s.stmts[i].facts {
			if f.kind == factPostal {
				return o.facts[factName(f)]
			}
		}
	}
	return false
}

// noticeRE finds the translator's remark that the text is a translation.
var noticeRE = expr.New(`(?i)^[*_(\s]*(?:this|the following|please note that this)[^.]{0,40}\btranslat|\b(?:is|are) (?:provided|available|written|published) in (?:both )?(?:Japanese|English)\b|参考訳|仮訳|翻訳(?:版)?です|日本語(?:版)?(?:と|および|及び)英語(?:版)?で(?:提供|公開|作成|用意)`)

// saidByExcept tells whether a sentence such as "this does not apply to …" is
// said within the sentence before by "except".
func (c *checker) saidByExcept(s, o *side, b *block, k int, second bool) bool {
	f := forceOf(s.doc.Lang, s.stmts[k].plain)
	if f.notApply == 0 {
		return false
	}
	// What the rest of the clause excepts has its own exception on the other side.
	mineEx, theirEx := 0, 0
	for _, l := range c.links {
		mine, theirs := l.a, l.b
		if second {
			mine, theirs = theirs, mine
		}
		if len(theirs) > 0 && slices.ContainsFunc(mine, func(q int) bool { return q >= b.first && q < b.past }) {
			mineEx += len(exceptionRE.FindAllString(s.wording(mine), -1))
			theirEx += len(exceptionRE.FindAllString(o.wording(theirs), -1)) + forceOf(o.doc.Lang, o.plain(theirs)).notApply
		}
	}
	return theirEx > mineEx
}

// exceptionRE finds what a sentence excepts within itself.
var exceptionRE = expr.New(`(?i)(?:を|は|場合)除[いくき]|以外の|場合に限|\bexcept(?:ions?)?\b|\bunless\b|ない限り|\bexclud|\bother than\b|\bexempt`)

var (
	pointerRE = expr.New(`(?i)詳細は|詳しくは|ご参照|ご覧|ご確認ください|こちら|お問い合わせください|^※|以下のとおり|次のとおり|please (?:see|refer|note|check|also)|for (?:more|further) (?:information|details)|learn more|click here|as follows|the following|^note:|thank you|ありがとう|よろしく`)
	strongRE  = expr.New(`(?i)同意|提供|第三者|開示|販売|責任|免責|権利|請求|拒否|オプトアウト|削除|停止|利用目的|ため|海外|外国|苦情|義務|ません|しない|委託|共同利用|取得|収集|consent|third part|disclos|sell|sale|liab|responsib|right|request|refuse|opt|delet|purpose|\bto [a-z]+ |overseas|abroad|complain|must|shall|not\b|share|provid|entrust|joint|transfer|retain`)
)

// weight tells how much it matters that statements stand on one side only; ""
// for what says nothing.
func (c *checker) weight(s *side, list []int) (Severity, float64) {
	t := s.wording(list)
	n := 0
	for _, r := range t {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	if n < 3 || len(list) == 1 && onlyNameRE.MatchString(t) {
		return "", 0
	}
	conf := 0.85
	first := &s.stmts[list[0]]
	b := &s.blocks[first.block]
	if len(list) == 1 && len(first.facts) > 0 && n < 60 {
		for _, f := range first.facts {
			if f.kind == factDate {
				return Medium, conf
			}
			if f.kind == factMail || f.kind == factPhone {
				return High, conf
			}
		}
	}
	span := text.Span{Start: first.span.Start, End: s.stmts[list[len(list)-1]].span.End}
	src := s.doc.View.ToSource(span)
	for _, f := range s.res.Statements() {
		if f.Span.Overlap(src) > 0 && f.Kind != "contact" {
			return High, conf
		}
	}
	short := n < 14
	if s.doc.Lang == policy.English {
		short = n < 32
	}
	switch {
	case pointerRE.MatchString(t) && !strongRE.MatchString(t):
		return Low, 0.6
	case short && !b.item:
		return Low, 0.5
	case strongRE.MatchString(t) && !short:
		return High, conf
	}
	return Medium, 0.75
}

// onlyNameRE finds what does no more than name a thing for what follows.
var onlyNameRE = expr.New(`(?i)^\s*[(（](?:(?:collectively|together),? )?(?:hereinafter|hereafter|以下|以後)[^()（）]*[)）][.。]?\s*$`)

// partial reports a statement of which the other side renders only a part.
func (c *checker) partial(l link, a, b *node) bool {
	if l.score < 300 {
		return false
	}
	ca, cb := int(a.covered(b))*100/max(1, int(a.weight)), int(b.covered(a))*100/max(1, int(b.weight))
	la, lb := float64(a.length)*c.al.ratio, float64(b.length)
	check := func(mine, theirs int, lm, lt float64, n *node, name, lack string) bool {
		if n.weight > 300 && mine < 50 && theirs > mine+25 && lm > 1.6*lt {
			s, list, other := c.a, l.a, b
			if n == b {
				s, list, other = c.b, l.b, a
			}
			part, told := c.surplus(s, list, other)
			if told < 2 {
				return false // more words, no more said
			}
			qa, qb := part, c.b.whole(l.b)
			if n == b {
				qa, qb = c.a.whole(l.a), part
			}
			c.report(Scope, Medium, 0.5, qa, qb, 0, fmt.Sprintf("%s says more than %s.", name, lack))
			return true
		}
		return false
	}
	return check(ca, cb, la, lb, a, "{a}", "{b}") || check(cb, ca, lb, la, b, "{b}", "{a}")
}

// untranslated reports text that was left in the language of the original.
func (c *checker) untranslated(l link) {
	if c.voc.same {
		return
	}
	check := func(s, o *side, list, others []int, first bool) {
		for _, k := range list {
			if !s.stmts[k].foreign {
				continue
			}
			for _, q := range others {
				if o.stmts[q].text == s.stmts[k].text {
					return
				}
			}
			lang := "Japanese"
			if s.doc.Lang == policy.Japanese {
				lang = "English"
			}
			where := "{b}"
			if first {
				where = "{a}"
			}
			c.report(Missing, Medium, 0.7, c.a.whole(l.a), c.b.whole(l.b), 0, fmt.Sprintf("%s leaves this in %s.", where, lang))
		}
	}
	check(c.a, c.b, l.a, l.b, true)
	check(c.b, c.a, l.b, l.a, false)
}
