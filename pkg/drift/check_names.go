package drift

import (
	"fmt"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// Names in Latin letters, companies, products and countries.

var (
	homeLawRE = expr.New(`日本国?の(?:関係|関連)?(?:法|個人情報)|日本法|(?i)\b(?:laws?(?: and regulations)? of japan|japanese laws?)\b`)
	anyLawRE  = expr.New(`法令|法律|法的|(?i)\b(?:laws?|legal|statutes?|regulations?)\b`)
	homeRE    = expr.New(`日本|(?i)japan|個人情報保護法|個人情報の保護に関する法律`)
)

var (
	jaActRE  = expr.New(`個人情報の保護に関する法律|個人情報保護法`)
	enActRE  = expr.New(`\b(?:Acts?|Law|Code|Ordinance|Bill|APPI|PIPA|PIPL|GDPR)\b|(?i)\bthe (?:act|law|aforementioned law)\b|\bprotection (?:act|law)\b|\bappi\b`)
	enLawsRE = expr.New(`(?i)\b(?:laws|legislation|statutes)\b[^.;]{0,30}\b(?:personal|privacy|data)\b|\b(?:personal|privacy|data)[a-z ]{0,30}\b(?:laws|legislation)\b`)
)

var latinRE = expr.New(`[A-Za-z]+`)

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
			sev := c.severity(Medium, sure)
			if anyLawRE.MatchString(o.wording(others)) {
				sev = Low // at home "the law" is that of the country
			}
			c.report(Statute, sev, 0.7*sure, qa, qb, 0, "the law of Japan is named on one side only.")
			break
		}
	}
	// Which law it is.
	if ja, en := jaActRE.FindStringIndex(c.a.wording(l.a)), enLawsRE.MatchString(c.b.wording(l.b)); !c.voc.same && ja != nil && en && !enActRE.MatchString(c.b.wording(l.b)) {
		c.report(Statute, Low, 0.5*sure, c.a.whole(l.a), c.b.whole(l.b), 0, "{a} names an Act, {b} speaks of laws in general.")
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
			o, others := c.b, l.b
			if h.s == c.b {
				o, others = c.a, l.a
			}
			sev, conf := Low, 0.5
			if h.t.known && c.class(h.t) == name || !h.t.known && o.latin[latinBase(show(h))] {
				sev, conf = Medium, 0.65
			}
			if h.t.known && c.class(h.t) == place && !isHome(c, h.t) {
				sev, conf = Medium, 0.65
			}
			if sev == Medium && headNamed(show(h), o, others) {
				sev, conf = Low, 0.4
			}
			const often = 5 // statements: a text that is about it may say "it"
			if sev == Medium && o.latin[latinBase(show(h))] && h.s.mentions(h.t, often) {
				sev, conf = Low, 0.4
			}
			c.report(Scope, c.severity(sev, sure), conf*sure, qa, qb, 0, fmt.Sprintf("“%s” is named in %s only.", show(h), where))
		}
	}
}

// headNamed tells whether some statements have the first word of a name of
// several: "Google" for "Google Analytics".
func headNamed(name string, o *side, list []int) bool {
	head, rest, ok := strings.Cut(strings.TrimSpace(name), " ")
	if !ok || rest == "" || len(head) < 3 {
		return false
	}
	for _, k := range list {
		for _, w := range latinRE.FindAllString(o.stmts[k].text, -1) {
			if strings.EqualFold(w, head) {
				return true
			}
		}
	}
	return false
}

// mentions tells whether a number of statements or more have a word.
func (s *side) mentions(t term, least int) bool {
	if s.told == nil {
		s.told = map[int32]int{}
		for i := range s.stmts {
			seen := map[int32]bool{}
			for _, u := range s.stmts[i].terms {
				for _, id := range u.ids {
					if !seen[id] {
						seen[id] = true
						s.told[id]++
					}
				}
			}
		}
	}
	return slices.ContainsFunc(t.ids, func(id int32) bool { return s.told[id] >= least })
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
