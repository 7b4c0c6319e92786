package drift

import (
	"fmt"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/text"
)

// Numbers, dates, articles and addresses.

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
	c.occasion(l, fa, fb, sure)
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

// occasions are what a date is that of.
var occasions = []struct{ ja, en *expr.Regexp }{
	{expr.New(`制定|策定`), expr.New(`(?i)\b(?:establish|enact|adopt|creat|formulat|issued|set)[a-z]*`)},
	{expr.New(`改定|改訂|改正|更新|変更`), expr.New(`(?i)\b(?:revis|updat|amend|modif|chang)[a-z]*`)},
	{expr.New(`施行|発効|効力|適用`), expr.New(`(?i)\b(?:effect|enforc|in force|appl)[a-z]*`)},
}

// occasion reports where a line that states a date says that it is the day of
// something else: of the establishment on one side, of coming into force on the
// other.
func (c *checker) occasion(l link, fa, fb []fact, sure float64) {
	const short = 60 // bytes
	if c.voc.same || len(only(fa, factDate)) != 1 || len(only(fb, factDate)) != 1 {
		return
	}
	if len(l.a) != 1 || len(l.b) != 1 {
		return
	}
	x, y := &c.a.stmts[l.a[0]], &c.b.stmts[l.b[0]]
	if len(x.text) > short || len(y.text) > short {
		return
	}
	var qa, qb *quote
	for _, o := range occasions { // Japanese is the first side
		m, n := o.ja.FindStringIndex(x.text), o.en.FindStringIndex(y.text)
		if m != nil && n != nil {
			return
		}
		if m != nil && qa == nil {
			qa = &quote{span: text.Span{Start: x.span.Start + m[0], End: x.span.Start + m[1]}}
		}
		if n != nil && qb == nil {
			qb = &quote{span: text.Span{Start: y.span.Start + n[0], End: y.span.Start + n[1]}}
		}
	}
	if qa != nil && qb != nil {
		c.report(Date, Low, 0.5*sure, qa, qb, 0, "the date is that of something else on each side.")
	}
}

// numbering reports clauses that bear another number than what renders them, in
// two texts that else are numbered alike: 7.3 beside 7.2.
func (c *checker) numbering() {
	same := 0
	var odd []int
	for i, l := range c.links {
		if len(l.a) == 0 || len(l.b) == 0 {
			continue
		}
		ka, kb := l.a[0], l.b[0]
		x, y := &c.a.blocks[c.a.stmts[ka].block], &c.b.blocks[c.b.stmts[kb].block]
		if ka != x.first || kb != y.first || !strings.Contains(x.number, ".") || !strings.Contains(y.number, ".") {
			continue
		}
		if x.number == y.number {
			same++
		} else {
			odd = append(odd, i)
		}
	}
	const usual = 5 // clauses that bear the same number, for it to tell something
	if same < usual || len(odd)*4 > same {
		return
	}
	for _, i := range odd {
		l := c.links[i]
		x, y := c.a.blocks[c.a.stmts[l.a[0]].block].number, c.b.blocks[c.b.stmts[l.b[0]].block].number
		c.report(Number, c.severity(Medium, 0.45+float64(l.score)/1000), 0.6, c.a.whole(l.a[:1]), c.b.whole(l.b[:1]), 0, fmt.Sprintf("This is %s in {a}, %s in {b}.", x, y))
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
			if f.kind == factDate { // of metadata
				return strings.TrimSpace(s.doc.Source.Slice(f.src))
			}
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
		case one.unit == "person" || one.unit == "item" || one.unit == "time" && one.value <= 2000 || one.value == 1000 || one.unit == "" && one.value < 10000 || (one.unit == "month" && one.value == 12000) || one.unit == "day" && one.value == 24000 || one.unit == "second" && one.value == 60000:
			// "one", "each", "per minute", a number of a list
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
