package drift

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// A checker looks for divergences in what was aligned.
type checker struct {
	a, b    *side
	voc     *vocabulary
	al      *aligner
	links   []link
	names   *Lexicon
	swapped bool
	out     []Divergence
	nodes   map[int][2]*node
}

// A quote names a stretch of a side.
type quote struct {
	span text.Span // in the view
	src  text.Span // in the source, where the view does not show it
	trim bool      // without the polite ending
}

var politeRE = regexp.MustCompile(`(?:いた|致)?します。?$`)

func (c *checker) quote(s *side, q *quote) *Quote {
	if q == nil {
		return nil
	}
	if (q.src != text.Span{}) {
		return &Quote{Text: text.Normal(s.doc.Source.Slice(q.src)), Span: q.src}
	}
	if q.trim && s.doc.Lang == policy.Japanese {
		// The polite ending of a verb says nothing.
		v := s.doc.View.Slice(q.span)
		if m := politeRE.FindStringIndex(v); m != nil && m[0] > 0 {
			q = &quote{span: text.Span{Start: q.span.Start, End: q.span.Start + m[0]}}
		}
	}
	src := s.doc.View.ToSource(q.span)
	out := &Quote{Text: text.Normal(s.doc.Visible(src)), Span: src}
	i := sort.Search(len(s.stmts), func(i int) bool { return s.stmts[i].span.End >= q.span.End })
	if i < len(s.stmts) && s.stmts[i].span.Contains(q.span) && s.stmts[i].span != q.span {
		v := s.doc.View
		out.Before = v.Slice(text.Span{Start: s.stmts[i].span.Start, End: q.span.Start})
		out.After = v.Slice(text.Span{Start: q.span.End, End: s.stmts[i].span.End})
	}
	return out
}

// report adds a divergence; a message names the sides as {a} and {b}.
func (c *checker) report(t Type, sev Severity, conf float64, qa, qb *quote, section int, msg string) {
	d := Divergence{Type: t, Severity: sev, Confidence: math.Round(conf*100) / 100}
	d.Original, d.Translation = c.quote(c.a, qa), c.quote(c.b, qb)
	an, bn := "the original", "the translation"
	if c.voc.same {
		an, bn = "the first edition", "the second edition"
	}
	if c.swapped {
		d.Original, d.Translation = d.Translation, d.Original
		an, bn = bn, an
	}
	if t == Missing || t == Added {
		d.Type = Missing
		if d.Original == nil {
			d.Type = Added
		}
	}
	d.Message = strings.NewReplacer("{a}", an, "{b}", bn).Replace(msg)
	if d.Message != "" {
		r, w := utf8.DecodeRuneInString(d.Message)
		d.Message = string(unicode.ToUpper(r)) + d.Message[w:]
	}
	d.Section = c.heading(qa, qb)
	c.out = append(c.out, d)
}

// heading returns the heading of the section a divergence stands in, in the
// original where it stands in both.
func (c *checker) heading(qa, qb *quote) string {
	at := func(s *side, q *quote) string {
		if q == nil {
			return ""
		}
		h := ""
		for i := range s.doc.Sections {
			if s.doc.Sections[i].Heading.Start > q.span.Start {
				break
			}
			h = s.doc.View.Slice(s.doc.Sections[i].Heading)
		}
		return h
	}
	if c.swapped {
		if h := at(c.b, qb); h != "" {
			return h
		}
		return at(c.a, qa)
	}
	if h := at(c.a, qa); h != "" {
		return h
	}
	return at(c.b, qb)
}

func (s *side) whole(list []int) *quote {
	if len(list) == 0 {
		return nil
	}
	sp := s.stmts[list[0]].span
	for k := 1; k < len(list) && list[k] == list[k-1]+1; k++ {
		sp = sp.Cover(s.stmts[list[k]].span)
	}
	return &quote{span: sp, trim: true}
}

func (s *side) wording(list []int) string {
	parts := make([]string, len(list))
	for i, k := range list {
		parts[i] = s.stmts[k].text
	}
	return strings.Join(parts, " ")
}

// around returns the wording of the clauses that statements stand in.
func (s *side) around(list []int) string {
	var out []string
	last := -1
	for _, k := range list {
		if b := s.stmts[k].block; b != last {
			last = b
			for q := s.blocks[b].first; q < s.blocks[b].past; q++ {
				out = append(out, s.stmts[q].text)
			}
		}
	}
	return strings.Join(out, " ")
}

// plain returns the wording without numbers, dates and addresses.
func (s *side) plain(list []int) string {
	parts := make([]string, len(list))
	for i, k := range list {
		parts[i] = s.stmts[k].plain
	}
	return strings.Join(parts, " ")
}

func (c *checker) other(s *side) *side {
	if s == c.a {
		return c.b
	}
	return c.a
}

func (c *checker) pair(i int) (a, b *node) {
	if c.nodes == nil {
		c.nodes = map[int][2]*node{}
	}
	if p, ok := c.nodes[i]; ok {
		return p[0], p[1]
	}
	build := func(s *side, list []int) *node {
		var n *node
		for _, k := range list {
			x := newNode(s, k, k+1)
			if n == nil {
				n = x
			} else {
				n = join(n, x)
			}
		}
		return n
	}
	a, b = build(c.a, c.links[i].a), build(c.b, c.links[i].b)
	c.nodes[i] = [2]*node{a, b}
	return a, b
}

// judged tells whether enough words of a link are known.
func (c *checker) judged(i int) bool {
	if c.voc.same {
		return true
	}
	a, b := c.pair(i)
	if a.heading || b.heading {
		return true
	}
	total := a.weight + b.weight
	return total < 60 || int((a.known+b.known)*1000/total) >= c.al.cfg.JudgeFloor
}

func (c *checker) check() []Divergence {
	c.unaligned()
	for i, l := range c.links {
		if len(l.a) == 0 || len(l.b) == 0 {
			continue
		}
		c.link(i, l)
	}
	c.precedence()
	return c.out
}

// --- what stands on one side only

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
				if !linked[k] && !precedenceStmt(s, k) && !c.saidByExcept(s, o, b, k, second) {
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
			}
			continue
		}
		what := "This clause"
		if b.item {
			what = "This item"
		}
		list := make([]int, 0, b.past-b.first)
		for k := b.first; k < b.past; k++ {
			if !precedenceStmt(s, k) && !noticeRE.MatchString(s.stmts[k].text) {
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

// noticeRE finds the translator's remark that the text is a translation.
var noticeRE = regexp.MustCompile(`(?i)^[*_(\s]*(?:this|the following|please note that this)[^.]{0,40}\btranslat|参考訳|仮訳|翻訳(?:版)?です`)

// saidByExcept tells whether a sentence such as "this does not apply to …" is
// said within the sentence before by "except".
func (c *checker) saidByExcept(s, o *side, b *block, k int, second bool) bool {
	f := forceOf(s.doc.Lang, s.stmts[k].plain)
	if f.notApply == 0 {
		return false
	}
	for _, l := range c.links {
		mine, theirs := l.a, l.b
		if second {
			mine, theirs = theirs, mine
		}
		if len(theirs) > 0 && slices.ContainsFunc(mine, func(q int) bool { return q >= b.first && q < b.past }) && (exceptRE.MatchString(o.wording(theirs)) || notApplies(o, theirs)) {
			return true
		}
	}
	return false
}

// notApplies tells whether statements hold a proviso that something does not apply.
func notApplies(s *side, list []int) bool {
	return forceOf(s.doc.Lang, s.plain(list)).notApply > 0
}

var (
	pointerRE = regexp.MustCompile(`(?i)詳細は|詳しくは|ご参照|ご覧|ご確認ください|こちら|お問い合わせください|^※|以下のとおり|次のとおり|please (?:see|refer|note|check|also)|for (?:more|further) (?:information|details)|learn more|click here|as follows|the following|^note:|thank you|ありがとう|よろしく`)
	strongRE  = regexp.MustCompile(`(?i)同意|提供|第三者|開示|販売|責任|免責|権利|請求|拒否|オプトアウト|削除|停止|利用目的|ため|海外|外国|苦情|義務|ません|しない|委託|共同利用|取得|収集|consent|third part|disclos|sell|sale|liab|responsib|right|request|refuse|opt|delet|purpose|\bto [a-z]+ |overseas|abroad|complain|must|shall|not\b|share|provid|entrust|joint|transfer|retain`)
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
	if n < 3 {
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

// --- what two aligned statements say

func (c *checker) link(i int, l link) {
	a, b := c.pair(i)
	if c.voc.same && c.a.wording(l.a) == c.b.wording(l.b) {
		return
	}
	qa, qb := c.a.whole(l.a), c.b.whole(l.b)
	// How sure it is that the two belong together.
	sure := math.Min(1, 0.45+float64(l.score)/1000)
	before := len(c.out)
	c.facts(l, sure)
	c.untranslated(l)
	if a.heading || b.heading {
		return
	}
	ta, tb := c.a.wording(l.a), c.b.wording(l.b)
	if precedenceRE(c.a.doc.Lang).MatchString(ta) && precedenceRE(c.b.doc.Lang).MatchString(tb) {
		return // its own check
	}
	if !c.judged(i) {
		return
	}
	if addressRE.MatchString(ta) && addressRE.MatchString(tb) {
		return // written the other way round, in other letters
	}
	c.places(l, a, b, sure)
	if c.terms(l, a, b) {
		return
	}
	if len(a.bag)+len(b.bag) > 6 {
		c.lists(l, a, b, sure)
	}
	if len(c.out) == before && c.partial(l, a, b) {
		return
	}
	c.forces(l, c.a.plain(l.a), c.b.plain(l.b), qa, qb, sure)
	if len(c.out) == before && c.voc.same {
		c.reworded(l, a, b)
	}
}

var addressRE = regexp.MustCompile(`〒|丁目|番地|[0-9]番[0-9]|[都道府県][^、。]{1,8}[市区町村]|[0-9]{3}-[0-9]{4}\b|(?i)\b(?:-ku|-shi|-cho|-machi|chome|building|bldg|floor)\b|[0-9]+F\b`)

func (c *checker) severity(s Severity, sure float64) Severity {
	if sure < 0.78 && s == High {
		return Medium
	}
	if sure < 0.72 {
		return Low
	}
	return s
}

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
	if (fa.not-fb.not)%2 == 0 {
		moreA := fa.consent.without > fb.consent.without && fa.consent.with < fb.consent.with
		moreB := fb.consent.without > fa.consent.without && fb.consent.with < fa.consent.with
		if moreA || moreB {
			side := "{a}"
			if moreB {
				side = "{b}"
			}
			c.report(Condition, c.severity(High, sure), 0.85*sure, qa, qb, 0, fmt.Sprintf("%s speaks of doing this without consent, the other side of doing it with consent.", side))
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
		if y.notApply == 0 && y.not <= x.not && !re.MatchString(t) && !jaNotLimRE.MatchString(near) && !enNotApplyRE.MatchString(strings.ToLower(near)) {
			c.report(Negation, c.severity(High, sure), 0.8*sure, qa, qb, 0, fmt.Sprintf("%s says that this does not apply, the other side does not.", name))
			return
		}
	}
	if d := fa.not - fb.not; d != 0 {
		more, less, name := &fa, &fb, "{a}"
		if d < 0 {
			more, less, name, d = &fb, &fa, "{b}", -d
		}
		d -= max(0, less.without-more.without) + max(0, less.unless-more.unless)
		strong, weak := less.softBeyond(more)
		msg := fmt.Sprintf("%s denies what the other side affirms.", name)
		switch {
		case d <= 0 || strong >= d:
		case d%2 == 0 && (less.soft[softOnly] > more.soft[softOnly] || less.soft[softExcept] > more.soft[softExcept]):
			// a double denial
		case weak == 0 && less.denials() == 0:
			c.report(Negation, c.severity(High, sure), 0.85*sure, qa, qb, 0, msg)
			return
		case weak == 0 && d == 1:
			c.report(Negation, c.severity(Medium, sure), 0.6*sure, qa, qb, 0, msg)
			return
		case d == 1 || less.not == 0:
			c.report(Negation, Low, 0.4, qa, qb, 0, msg)
			return
		}
	}
	if c.conditions(&fa, &fb, ta, tb, qa, qb, sure) {
		return
	}
	c.modality(&fa, &fb, qa, qb, sure)
}

// notApplyNear tells whether the clauses of statements say that something does
// not apply.
func notApplyNear(s *side, list []int) bool {
	t := s.around(list)
	return jaNotLimRE.MatchString(t) || enNotApplyRE.MatchString(strings.ToLower(t))
}

var exceptRE = regexp.MustCompile(`(?i)除|以外|に限|適用され|適用しな|適用いた|\bexcept|\bunless\b|\bexclud|\bother than\b|\bexempt`)

var (
	jaAgreeRE = regexp.MustCompile(`同意|承諾|許諾|許可|承認|合意|了承|認め|オプトイン|受諾|了解`)
	enAgreeRE = regexp.MustCompile(`(?i)consent|agree|permi|approv|accept|authori|acknowledg|opt|allow`)
)

// conditions compares what a thing depends on.
func (c *checker) conditions(fa, fb *force, ta, tb string, qa, qb *quote, sure float64) bool {
	type view struct {
		f    *force
		t    string
		re   *regexp.Regexp
		name string
	}
	agree := func(s *side) *regexp.Regexp {
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
		if x.must > y.must && y.may > x.may {
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
		case x.must > y.must+y.weak && y.may+y.can == 0:
			c.report(Modality, Low, 0.45*sure, qa, qb, 0, fmt.Sprintf("%s demands what %s states.", v[0].name, v[1].name))
			return
		case x.limits > 0 && y.limits+y.limitsX == 0 && y.denials() == 0:
			c.report(Condition, Low, 0.4*sure, qa, qb, 0, fmt.Sprintf("%s names a condition or an exception that %s does not.", v[0].name, v[1].name))
			return
		}
	}
}

// --- numbers, dates, addresses

func (c *checker) facts(l link, sure float64) {
	collect := func(s *side, list []int) []fact {
		var out []fact
		for _, k := range list {
			out = append(out, s.stmts[k].facts...)
		}
		return out
	}
	fa, fb := collect(c.a, l.a), collect(c.b, l.b)
	if len(fa) == 0 && len(fb) == 0 {
		return
	}
	qa, qb := c.a.whole(l.a), c.b.whole(l.b)
	address := slices.ContainsFunc(append(slices.Clone(fa), fb...), func(f fact) bool { return f.kind == factPostal })
	ra, rb := rest(fa, fb, c), rest(fb, fa, c)
	for kind := factNumber; kind <= factURL; kind++ {
		xa, xb := only(ra, kind), only(rb, kind)
		// Numbers pair by unit, the rest in order.
		for len(xa) > 0 || len(xb) > 0 {
			var f, g *fact
			switch {
			case len(xa) > 0 && len(xb) > 0:
				f = &xa[0]
				k := 0
				if kind == factNumber {
					k = slices.IndexFunc(xb, func(g fact) bool { return g.unit == f.unit })
					if k < 0 {
						k = slices.IndexFunc(xb, func(g fact) bool { return g.unit == "" || f.unit == "" })
					}
					if k < 0 && len(xa) == 1 && len(xb) == 1 {
						k = 0
					}
				}
				xa = xa[1:]
				if k >= 0 {
					y := xb[k]
					g = &y
					xb = slices.Delete(slices.Clone(xb), k, k+1)
				}
			case len(xa) > 0:
				f, xa = &xa[0], xa[1:]
			default:
				g, xb = &xb[0], xb[1:]
			}
			c.fact(kind, f, g, qa, qb, sure, address)
		}
	}
}

func only(fs []fact, k factKind) []fact {
	var out []fact
	for _, f := range fs {
		if f.kind == k {
			out = append(out, f)
		}
	}
	return out
}

// rest returns the facts of x that y does not state.
func rest(x, y []fact, c *checker) []fact {
	used := make([]bool, len(y))
	var out []fact
	for _, f := range x {
		k := -1
		for i, g := range y {
			if !used[i] && sameFact(f, g, c) {
				k = i
				break
			}
		}
		if k >= 0 {
			used[k] = true
			continue
		}
		if slices.ContainsFunc(y, func(g fact) bool { return sameFact(f, g, c) }) {
			continue // said once on one side, twice on the other
		}
		out = append(out, f)
	}
	return out
}

func sameFact(f, g fact, c *checker) bool {
	number := func(k factKind) bool { return k == factNumber || k == factArticle }
	if f.kind != g.kind {
		switch {
		case f.kind == factStatute && g.kind == factArticle || f.kind == factArticle && g.kind == factStatute:
			return sameArticle(f.key, g.key) || formerArticle(f.key, g.key)
		case number(f.kind) && number(g.kind):
			return strings.TrimRight(f.key, "0") == strings.TrimRight(g.key, "0") || f.kind == factNumber && strings.HasPrefix(g.key, fmt.Sprint(f.value/1000)) || g.kind == factNumber && strings.HasPrefix(f.key, fmt.Sprint(g.value/1000))
		case f.kind == factClock && g.kind == factNumber:
			return g.value/1000 == clockHour(f.key)
		case f.kind == factNumber && g.kind == factClock:
			return f.value/1000 == clockHour(g.key)
		}
		return false
	}
	switch f.kind {
	case factNumber:
		if f.key == g.key {
			return true
		}
		if f.unit == "" || g.unit == "" || f.unit == "item" || g.unit == "item" || f.unit == "business day" || g.unit == "business day" || f.unit == "time" || g.unit == "time" || f.unit == "age" || g.unit == "age" {
			return f.value == g.value || f.unit == "age" && g.unit == "month" && f.value*12 == g.value || g.unit == "age" && f.unit == "month" && g.value*12 == f.value ||
				f.unit == "business day" && g.unit == "day" && f.value*24 == g.value || g.unit == "business day" && f.unit == "day" && g.value*24 == f.value ||
				f.unit == "" && g.unit == "day" && f.value*24 == g.value || g.unit == "" && f.unit == "day" && g.value*24 == f.value ||
				f.unit == "" && g.unit == "month" && f.value*12 == g.value || g.unit == "" && f.unit == "month" && g.value*12 == f.value
		}
		return false
	case factDate:
		return f.key == g.key || strings.HasPrefix(f.key, g.key) || strings.HasPrefix(g.key, f.key)
	case factStatute:
		return sameArticle(f.key, g.key) || formerArticle(f.key, g.key)
	case factArticle:
		return sameArticle(f.key, g.key)
	case factURL:
		return f.key == g.key || host(f.key) == host(g.key)
	case factPhone:
		return f.key == g.key || strings.HasSuffix(f.key, strings.TrimLeft(g.key, "0")) && len(g.key) > 8 || strings.HasSuffix(g.key, strings.TrimLeft(f.key, "0")) && len(f.key) > 8
	}
	return f.key == g.key
}

func host(key string) string {
	h, _, _ := strings.Cut(key, "/")
	return h
}

func clockHour(key string) int64 { return number(strings.TrimLeft(key[:2], "0")) }

// sameArticle compares references: one may leave the paragraph out.
func sameArticle(a, b string) bool {
	if a == b {
		return true
	}
	return strings.HasPrefix(a, b+"-") || strings.HasPrefix(b, a+"-") || strings.HasSuffix(a, "-"+b) || strings.HasSuffix(b, "-"+a)
}

// formerArticles leads articles of the Act on the Protection of Personal
// Information as numbered until 2022-03-31 to their present numbers.
var formerArticles = map[string]string{
	"15": "17", "16": "18", "16の2": "19", "17": "20", "18": "21", "19": "22", "20": "23", "21": "24", "22": "25", "22の2": "26", "23": "27", "24": "28",
	"25": "29", "26": "30", "26の2": "31", "27": "32", "28": "33", "29": "34", "30": "35", "31": "36", "32": "37", "33": "38", "34": "39", "35": "40", "35の2": "41", "36": "43", "76": "57",
}

func formerArticle(a, b string) bool {
	x, restA, _ := strings.Cut(a, "-")
	y, restB, _ := strings.Cut(b, "-")
	if formerArticles[x] != y && formerArticles[y] != x {
		return false
	}
	// Two articles of the present Act differ, though one has the other's former number.
	return x == "23" && y == "27" || x == "27" && y == "23" || restA == restB && restA != "" && x != "33" && y != "33" || x == "24" && y == "28" || x == "28" && y == "24"
}

func (c *checker) fact(kind factKind, f, g *fact, qa, qb *quote, sure float64, address bool) {
	one := f
	mine, theirs := c.a, c.b
	if one == nil {
		one, mine, theirs = g, c.b, c.a
	}
	both := f != nil && g != nil
	elsewhere := theirs.facts[factName(*one)]
	if !both && elsewhere {
		return
	}
	pick := func(f *fact, whole *quote) *quote {
		if f == nil {
			return whole
		}
		return &quote{span: f.span, src: f.src}
	}
	x, y := pick(f, qa), pick(g, qb)
	show := func(s *side, f *fact) string {
		if (f.src != text.Span{}) {
			return f.key
		}
		return strings.TrimSpace(s.doc.View.Slice(f.span))
	}
	var msg string
	if both {
		msg = fmt.Sprintf("{a} says “%s”, {b} “%s”.", show(c.a, f), show(c.b, g))
	} else {
		where, lack := "{a}", "{b}"
		if mine == c.b {
			where, lack = lack, where
		}
		msg = fmt.Sprintf("“%s” stands in %s only.", show(mine, one), where)
		_ = lack
	}
	conf := 0.9 * sure
	switch kind {
	case factNumber:
		if address && one.unit == "" {
			if both {
				c.report(Contact, Low, 0.4, x, y, 0, msg)
			}
			return
		}
		switch {
		case both && f.unit == g.unit && f.unit != "":
			c.report(Number, c.severity(High, sure), conf, x, y, 0, msg)
		case both:
			c.report(Number, c.severity(Medium, sure), conf*0.8, x, y, 0, msg)
		case one.unit == "person" || one.unit == "item" || one.unit == "time" && one.value <= 2000 || one.value == 1000 || one.unit == "" && one.value < 10000 || (one.unit == "month" && one.value == 12000) || one.unit == "day" && one.value == 24000:
			// "one", "each", a number of a list
		case one.unit == "":
			// a number of a house, a name, a reference
		default:
			c.report(Number, c.severity(Medium, sure), conf*0.7, x, y, 0, msg)
		}
	case factArticle:
		if both && !strings.Contains(f.key+g.key, "-") && strings.HasPrefix(c.a.doc.View.Slice(f.span), "第") {
			c.report(Number, Low, conf*0.5, x, y, 0, msg)
		}
	case factDate:
		c.report(Date, Medium, conf, x, y, 0, msg)
	case factClock:
		if both {
			c.report(Contact, Low, conf*0.6, x, y, 0, msg)
		}
	case factStatute:
		if both {
			c.report(Statute, Medium, conf, x, y, 0, msg)
		} else {
			c.report(Statute, c.severity(Medium, sure), conf*0.7, x, y, 0, msg)
		}
	case factMail, factPhone:
		c.report(Contact, High, conf, x, y, 0, msg)
	case factPostal:
		c.report(Contact, Medium, conf, x, y, 0, msg)
	case factURL:
		if both {
			c.report(Contact, Low, conf*0.6, x, y, 0, msg)
		} else if !theirs.hostKnown(one.key) {
			c.report(Contact, Low, conf*0.5, x, y, 0, msg)
		}
	}
}

func (s *side) hostKnown(key string) bool {
	for k := range s.facts {
		if strings.HasPrefix(k, string('0'+rune(factURL))) && host(k[1:]) == host(key) {
			return true
		}
	}
	return false
}

// --- names and places

var (
	homeLawRE = regexp.MustCompile(`日本国?の(?:関係|関連)?(?:法|個人情報)|日本法|(?i)\b(?:laws?(?: and regulations)? of japan|japanese laws?)\b`)
	homeRE    = regexp.MustCompile(`日本|(?i)japan|個人情報保護法|個人情報の保護に関する法律`)
)

var latinRE = regexp.MustCompile(`[A-Za-z]+`)

var latinNoise = map[string]bool{"ltd": true, "inc": true, "com": true, "net": true, "org": true, "www": true, "http": true, "https": true, "target": true, "blank": true,
	"etc": true, "html": true, "mail": true, "tel": true, "fax": true, "co": true, "jp": true, "rel": true, "noopener": true, "corporation": true}

// places compares names in Latin letters, companies, products, countries.
func (c *checker) places(l link, a, b *node, sure float64) {
	type hit struct {
		s    *side
		stmt int
		t    term
	}
	alone := func(s, o *side, list, others []int, other *node) []hit {
		var out []hit
		has := map[string]bool{}
		for _, k := range others {
			src := o.doc.View.ToSource(o.stmts[k].span) // the targets of links too
			for _, w := range latinRE.FindAllString(o.doc.Source.Slice(src), -1) {
				has[latinBase(w)] = true
			}
		}
		for _, k := range list {
			st := &s.stmts[k]
			if st.foreign {
				continue
			}
			for _, t := range st.terms {
				if other.set.any(t.ids) {
					continue
				}
				surface := st.text[t.span.Start:t.span.End]
				if t.known {
					cl := c.class(t)
					if (cl == name || cl == place && !isHome(c, t)) && !has[latinBase(surface)] {
						out = append(out, hit{s, k, t})
					}
					continue
				}
				if s.doc.Lang == policy.Japanese && isLatin(strings.ToLower(surface)) && len(surface) > 2 && !has[latinBase(surface)] && !stopwords[strings.ToLower(surface)] && !latinNoise[strings.ToLower(surface)] {
					out = append(out, hit{s, k, t})
				}
			}
		}
		return out
	}
	ha, hb := alone(c.a, c.b, l.a, l.b, b), alone(c.b, c.a, l.b, l.a, a)
	// Whose law it is.
	for _, s := range []*side{c.a, c.b} {
		o, list, others, re, home := c.b, l.a, l.b, homeLawRE, homeRE
		if s == c.b {
			o, list, others = c.a, l.b, l.a
		}
		if m := re.FindStringIndex(s.wording(list)); m != nil && !home.MatchString(o.wording(others)) && !addressRE.MatchString(s.wording(list)) {
			qa, qb := c.a.whole(l.a), c.b.whole(l.b)
			c.report(Statute, c.severity(Medium, sure), 0.7*sure, qa, qb, 0, "the law of Japan is named on one side only.")
			break
		}
	}
	for len(ha) > 0 || len(hb) > 0 {
		var x, y *hit
		if len(ha) > 0 {
			x, ha = &ha[0], ha[1:]
		}
		if len(hb) > 0 {
			if x == nil || !x.t.known == !hb[0].t.known || true {
				y, hb = &hb[0], hb[1:]
			}
		}
		quoteOf := func(h *hit, list []int, s *side) *quote {
			if h == nil {
				return s.whole(list)
			}
			st := &h.s.stmts[h.stmt]
			return &quote{span: text.Span{Start: st.span.Start + h.t.span.Start, End: st.span.Start + h.t.span.End}}
		}
		show := func(h *hit) string {
			return h.s.stmts[h.stmt].text[h.t.span.Start:h.t.span.End]
		}
		qa, qb := quoteOf(x, l.a, c.a), quoteOf(y, l.b, c.b)
		switch {
		case x != nil && y != nil:
			c.report(Scope, c.severity(High, sure), 0.8*sure, qa, qb, 0, fmt.Sprintf("{a} names “%s”, {b} “%s”.", show(x), show(y)))
		default:
			h, where := x, "{a}"
			if h == nil {
				h, where = y, "{b}"
			}
			o := c.b
			if h.s == c.b {
				o = c.a
			}
			sev, conf := Low, 0.5
			if h.t.known && c.class(h.t) == name || !h.t.known && o.latin[latinBase(show(h))] {
				sev, conf = Medium, 0.65
			}
			if h.t.known && c.class(h.t) == place && !isHome(c, h.t) {
				sev, conf = Medium, 0.65
			}
			c.report(Scope, c.severity(sev, sure), conf*sure, qa, qb, 0, fmt.Sprintf("“%s” is named in %s only.", show(h), where))
		}
	}
}

func isHome(c *checker, t term) bool {
	for _, id := range t.ids {
		if int(id) < len(c.names.labels) {
			switch c.names.labels[id] {
			case "日本", "東京", "国", "都道府県", "市区町村", "地域", "大阪", "京都", "神奈川県", "名古屋", "横浜", "福岡", "札幌", "北海道":
				return true
			}
		}
	}
	return false
}

func (c *checker) class(t term) class {
	for _, id := range t.ids {
		if int(id) < len(c.names.classes) {
			cl := c.names.classes[id]
			if cl == place && isGeneric(c.names.labels[id]) {
				return common
			}
			return cl
		}
	}
	return common
}

func isGeneric(label string) bool {
	switch label {
	case "国", "都道府県", "市区町村", "地域":
		return true
	}
	return false
}

// terms compares words of law that are easily confused.
func (c *checker) terms(l link, a, b *node) bool {
	find := func(s, o *side, list, others []int, other *node) (int, term, bool) {
		for _, k := range list {
			for _, t := range s.stmts[k].terms {
				if !t.known || other.set.any(t.ids) {
					continue
				}
				for _, id := range t.ids {
					for _, g := range c.names.groups[id] {
						if other.set.has(g) {
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
	c.report(Term, High, 0.85, qa, qb, 0, fmt.Sprintf("“%s” and “%s” are different things in law.", sa, sb))
	return true
}

// --- lists within sentences

// An element is one of a list within a sentence.
type element struct {
	stmt  int
	span  text.Span // in the statement
	terms []term
	inner bool // neither first nor last
}

var (
	jaSplitRE = regexp.MustCompile(`[、,，・/]|等(?:の|、)?|など(?:の|、)?|及び|および|並びに|ならびに|又は|または|若しくは|もしくは|[（(）)]|や`)
	enSplitRE = regexp.MustCompile(`(?i)[,;/()]| and/or | and | or | as well as `)
)

// elements cuts a statement at its commas and conjunctions and returns the
// longest run of short parts.
func elements(lang string, st *stmt, k int) []element {
	re, most := jaSplitRE, 54
	if lang == policy.English {
		re, most = enSplitRE, 44
	}
	var parts []text.Span
	at := 0
	for _, m := range re.FindAllStringIndex(st.text, -1) {
		if m[0] > 0 && m[1] < len(st.text) && digit(st.text[m[0]-1]) && digit(st.text[m[1]]) {
			continue // 1,000
		}
		if m[0] > at {
			parts = append(parts, text.Span{Start: at, End: m[0]})
		}
		at = m[1]
	}
	if at < len(st.text) {
		parts = append(parts, text.Span{Start: at, End: len(st.text)})
	}
	var best, run []element
	flush := func() {
		if len(run) > len(best) {
			best = run
		}
		run = nil
	}
	for i, p := range parts {
		s := strings.TrimSpace(st.text[p.Start:p.End])
		if s == "" || isNoise(s) || hereafterRE.MatchString(s) {
			continue
		}
		e := element{stmt: k, span: trimSpan(st.text, p), inner: true}
		for _, t := range st.terms {
			if p.Contains(t.span) && !t.fact {
				e.terms = append(e.terms, t)
			}
		}
		if len(s) > most {
			// A long part can begin or end a list, no more.
			if len(run) > 0 {
				e.inner = false
				run = append(run, e)
				flush()
			}
			e.inner = false
			run = []element{e}
			continue
		}
		if i == 0 || i == len(parts)-1 {
			e.inner = false
		}
		run = append(run, e)
	}
	flush()
	// Of the first element what stands last counts, of the last what stands first.
	if n := len(best); n > 0 {
		narrow := func(e *element, t term) {
			e.terms, e.span = []term{t}, t.span
		}
		if e := &best[0]; !e.inner && len(e.terms) > 2 {
			narrow(e, e.terms[len(e.terms)-1])
		}
		if e := &best[n-1]; n > 1 && !e.inner && len(e.terms) > 2 {
			narrow(e, e.terms[0])
		}
	}
	return best
}

// hereafterRE finds what extends a definition to what follows.
var hereafterRE = regexp.MustCompile(`(?i)^(?:以下|以後|本[^、。]{0,12}において)?[、,]?(?:も)?(?:同じ|同様)(?:とします|とする|です)?。?$|^(?:the )?same (?:shall |will )?(?:appl(?:y|ies)|hereinafter|hereafter)|^(?:hereinafter|hereafter)\b`)

func isNoise(s string) bool {
	switch strings.ToLower(s) {
	case "ltd", "ltd.", "inc", "inc.", "llc", "k.k.", // of a name
		"etc", "etc.", "等", "など", "その他", "others", "and", "or", "the like", "however", "including", "such as", "e.g.", "i.e.", "さらに", "また":
		return true
	}
	return false
}

func trimSpan(s string, p text.Span) text.Span {
	for p.Start < p.End && (s[p.Start] == ' ' || s[p.Start] == '\n') {
		p.Start++
	}
	for p.Start < p.End && (s[p.End-1] == ' ' || s[p.End-1] == '.' || s[p.End-1] == '\n') {
		p.End--
	}
	return p
}

// idsOf returns the sets of all words of an element.
func idsOf(e element) []int32 {
	var ids []int32
	for _, t := range e.terms {
		ids = append(ids, t.ids...)
	}
	return ids
}

// unpaired returns the elements of x that find no partner of their own in y.
func unpaired(x, y []element) []element {
	share := func(a, b element) bool {
		for _, t := range a.terms {
			for _, u := range b.terms {
				for _, i := range t.ids {
					for _, j := range u.ids {
						if i == j {
							return true
						}
					}
				}
			}
		}
		return false
	}
	partner := make([]int, len(y)) // 1 + index into x
	var try func(i int, seen []bool) bool
	try = func(i int, seen []bool) bool {
		for j := range y {
			if !seen[j] && share(x[i], y[j]) {
				seen[j] = true
				if partner[j] == 0 || try(partner[j]-1, seen) {
					partner[j] = i + 1
					return true
				}
			}
		}
		return false
	}
	var out []element
	for i := range x {
		if len(x[i].terms) > 0 && len(x) <= 40 && len(y) <= 40 && !try(i, make([]bool, len(y))) {
			out = append(out, x[i])
		}
	}
	return out
}

// adverbialRE finds what stands between commas and is no element of a list.
var adverbialRE = regexp.MustCompile(`(?:により|よって|ため(?:に|の)?|よう(?:に)?|[はがをてでにへ]|場合|とき|際|うえ|限り|として|ついて)$`)

// generic sets are too wide to be an element of a list that matters.
var generic = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`当社 利用者 本人 法令 規則 例外 ただし おそれ 適用 条 必要 サービス 提供する 利用 確認 第三者 第三者提供 個人情報 個人データ 情報 個人 明示 通知 公表 あらかじめ 方法
		措置 機能 個人情報保護法 プライバシーポリシー 利用規約 有効 責任 義務 取得 取扱い 管理 適正 遵守 要請 制限 重要 維持 業務 体制 技術 法人 事業者 自社 登録 種類 項目
		以下 目的 利用目的 遅滞なく 速やかに 直ちに 設定 対応 回答 保証 個人情報取扱事業者 権利利益 名称 ページ ウェブサイト アプリ 運営 自動 容易 特定 閲覧 契約 契約者 他の利用者 相違`) {
		m[w] = true
	}
	return m
}()

// content tells whether a term can be what an element of a list is about.
func (c *checker) content(t term) bool {
	if t.fact {
		return false
	}
	if !t.known {
		return true
	}
	for _, id := range t.ids {
		if int(id) < len(c.names.labels) && c.names.classes[id] != common && !generic[c.names.labels[id]] {
			return true
		}
	}
	return false
}

func (c *checker) lists(l link, a, b *node, sure float64) {
	most, enough := 0, false
	// How many parts the two lists have, those too that no word is known of.
	parts := map[*side]int{}
	collect := func(s *side, list []int, all bool) []element {
		content := func(t term) bool { return all && !t.fact && t.known || !all && c.content(t) }
		var best []element
		most = 0
		defer func() { enough = enough || most >= 2 }()
		for _, k := range list {
			var es []element
			things := 0
			cut := elements(s.doc.Lang, &s.stmts[k], k)
			for i, e := range cut {
				// What says nothing of its own is no element.
				e.terms = slices.DeleteFunc(slices.Clone(e.terms), func(t term) bool { return !content(t) })
				if len(e.terms) == 0 || i+1 < len(cut) && adverbialRE.MatchString(s.stmts[k].text[e.span.Start:e.span.End]) {
					continue
				}
				things++
				es = append(es, e)
			}
			if things >= 1 && len(es) > len(best) {
				best, most, parts[s] = es, things, len(cut)
			}
		}
		return best
	}
	ea, eb := collect(c.a, l.a, false), collect(c.b, l.b, false)
	var ua, ub []element
	before := len(c.out)
	report := func(e element, s *side, first bool, sev Severity, conf float64) {
		st := &s.stmts[e.stmt]
		q := &quote{span: text.Span{Start: st.span.Start + e.span.Start, End: st.span.Start + e.span.End}}
		src := s.doc.View.ToSource(q.span)
		for _, d := range c.out[:before] { // named already as a name
			x := d.Original
			if first == c.swapped {
				x = d.Translation
			}
			if x != nil && src.Contains(x.Span) && x.Span.Len()*4 > src.Len() {
				return
			}
		}
		x, y, where := q, c.b.whole([]int{eb[0].stmt}), "{a}"
		if !first {
			x, y, where = c.a.whole([]int{ea[0].stmt}), q, "{b}"
		}
		c.report(Scope, c.severity(sev, sure), conf*sure, x, y, 0, fmt.Sprintf("“%s” is listed in %s only.", st.text[e.span.Start:e.span.End], where))
	}
	side := func(ux, uy []element, s *side, first bool, mine, other *node, n, m int) {
		var bare, unknown, covered []element
		for _, e := range ux {
			content, known, hit := false, false, false
			for _, t := range e.terms {
				if !c.content(t) {
					continue
				}
				content = true
				known = known || t.known
				hit = hit || other.set.any(t.ids)
			}
			switch {
			case !content:
			case hit:
				covered = append(covered, e)
			case known:
				bare = append(bare, e)
			case e.inner:
				unknown = append(unknown, e)
			}
		}
		others := 0 // of the other side that may be what is looked for
		for _, e := range uy {
			if mine.set.any(idsOf(e)) {
				continue // said elsewhere in the sentence
			}
			if e.inner || slices.ContainsFunc(e.terms, func(t term) bool { return t.known }) {
				others++
			}
		}
		switch {
		case len(bare) > 0 && others == 0 && len(bare) <= 3:
			for _, e := range bare {
				sev, conf := Low, 0.5
				if e.inner && n > m {
					sev, conf = High, 0.8
				} else if parts[s] <= parts[c.other(s)] {
					continue // it may be what is said in words that are not known
				}
				report(e, s, first, sev, conf)
			}
		case n > m && parts[s] > parts[c.other(s)] && len(bare) > others && len(bare) <= 3:
			for _, e := range bare[:len(bare)-others] {
				report(e, s, first, Low, 0.4)
			}
		case n > m && len(bare) == 0 && len(unknown) > others && len(unknown) <= 3:
			report(unknown[0], s, first, Low, 0.4)
		case n > m && parts[s] > parts[c.other(s)] && len(covered) == 1 && covered[0].inner && len(bare) == 0 && others == 0:
			report(covered[0], s, first, Low, 0.4)
		}
	}
	if enough && len(ea) >= 2 && len(eb) >= 2 && len(ea) <= 40 && len(eb) <= 40 {
		ua, ub = unpaired(ea, eb), unpaired(eb, ea)
		side(ua, ub, c.a, true, a, b, len(ea), len(eb))
		side(ub, ua, c.b, false, b, a, len(eb), len(ea))
	}
	if len(c.out) > before {
		return
	}
	// Of two lists that else correspond part by part one has a part more, be it
	// as common as "use".
	ea, eb = collect(c.a, l.a, true), collect(c.b, l.b, true)
	if len(ea) < 2 || len(eb) < 2 || len(ea) > 40 || len(eb) > 40 {
		return
	}
	ua, ub = unpaired(ea, eb), unpaired(eb, ea)
	switch {
	case len(ea) == len(eb)+1 && len(ua) == 1 && len(ub) == 0 && ua[0].inner && parts[c.a] > parts[c.b] && !b.set.any(idsOf(ua[0])):
		report(ua[0], c.a, true, Low, 0.4)
	case len(eb) == len(ea)+1 && len(ub) == 1 && len(ua) == 0 && ub[0].inner && parts[c.b] > parts[c.a] && !a.set.any(idsOf(ub[0])):
		report(ub[0], c.b, false, Low, 0.4)
	}
}

// partial reports a statement of which the other side renders only a part.
func (c *checker) partial(l link, a, b *node) bool {
	if l.score < 300 {
		return false
	}
	ca, cb := int(a.covered(b))*100/max(1, int(a.weight)), int(b.covered(a))*100/max(1, int(b.weight))
	la, lb := float64(a.length)*c.al.ratio, float64(b.length)
	check := func(mine, theirs int, lm, lt float64, n *node, name, lack string) bool {
		if n.weight > 300 && mine < 50 && theirs > mine+25 && lm > 1.6*lt {
			c.report(Scope, Medium, 0.5, c.a.whole(l.a), c.b.whole(l.b), 0, fmt.Sprintf("%s says more than %s.", name, lack))
			return true
		}
		return false
	}
	return check(ca, cb, la, lb, a, "{a}", "{b}") || check(cb, ca, lb, la, b, "{b}", "{a}")
}

// reworded reports a change of words between two editions that no other check names.
func (c *checker) reworded(l link, a, b *node) {
	if a.covered(b) == a.weight && b.covered(a) == b.weight {
		return
	}
	c.report(Term, Low, 0.5, c.a.whole(l.a), c.b.whole(l.b), 0, "The wording was changed.")
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

// --- which version prevails

var (
	jaPrecedenceRE = regexp.MustCompile(`(?:日本語|英語|中国語|和文|英文|原文|原本|正文|[^、。]{1,8}(?:版|語))[^。]*(?:優先|正文|正と(?:し|する)|正本|効力を有|準拠)|優先(?:し|する|され)[^。]*(?:版|語)`)
	enPrecedenceRE = regexp.MustCompile(`(?i)(?:version|original|translation|language|text|japanese|english)[^.]*\b(?:prevail|precedence|take[s]? priority|control[s]?\b|govern[s]?\b|supersede|authoritative|official version)|\b(?:prevail|precedence)[^.]*(?:version|original|translation|language)`)
	prevailJaRE    = regexp.MustCompile(`(日本語|和文|英語|英文|中国語|原文|原本|正文)[^、。]{0,14}(?:優先|正|が|を|の)[^、。]{0,12}(?:優先|正文|正と|効力|する|します)`)
	prevailEnRE    = regexp.MustCompile(`(?i)(japanese|english|chinese|original|latter|former)[^,.]{0,40}?(?:shall|will|must|should|is to|to)? ?(?:prevail|take|takes|have|govern|control|supersede|be authoritative)`)
)

func precedenceRE(lang string) *regexp.Regexp {
	if lang == policy.English {
		return enPrecedenceRE
	}
	return jaPrecedenceRE
}

func precedenceStmt(s *side, k int) bool {
	return precedenceRE(s.doc.Lang).MatchString(s.stmts[k].text)
}

// prevails returns the language that a statement says prevails, "" if it does not tell.
func prevails(lang, s string) string {
	re := prevailJaRE
	if lang == policy.English {
		re = prevailEnRE
	}
	ms := re.FindAllStringSubmatch(s, -1)
	if len(ms) == 0 {
		return ""
	}
	switch strings.ToLower(ms[len(ms)-1][1]) {
	case "日本語", "和文", "japanese":
		return "Japanese"
	case "英語", "英文", "english":
		return "English"
	case "中国語", "chinese":
		return "Chinese"
	}
	return ""
}

func (c *checker) precedence() {
	find := func(s *side) []int {
		var out []int
		for k := range s.stmts {
			if precedenceStmt(s, k) && !s.blocks[s.stmts[k].block].heading {
				out = append(out, k)
			}
		}
		return out
	}
	pa, pb := find(c.a), find(c.b)
	switch {
	case len(pa) == 0 && len(pb) == 0:
	case len(pb) == 0:
		c.report(Precedence, High, 0.85, c.a.whole(pa[:1]), nil, 0, "which version prevails is said in {a} only.")
	case len(pa) == 0:
		c.report(Precedence, High, 0.85, nil, c.b.whole(pb[:1]), 0, "which version prevails is said in {b} only.")
	default:
		for i := range pa {
			x := pa[i]
			y := pb[min(i, len(pb)-1)]
			la, lb := prevails(c.a.doc.Lang, c.a.stmts[x].text), prevails(c.b.doc.Lang, c.b.stmts[y].text)
			if la != "" && lb != "" && la != lb {
				c.report(Precedence, High, 0.9, c.a.whole([]int{x}), c.b.whole([]int{y}), 0, fmt.Sprintf("{a} says that the %s version prevails, {b} the %s one.", la, lb))
				return
			}
		}
	}
}
