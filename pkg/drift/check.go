package drift

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
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

var politeRE = expr.New(`(?:いた|致)?します。?$`)

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
	a, b = nodeOf(c.a, c.links[i].a), nodeOf(c.b, c.links[i].b)
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
	c.parties()
	c.numbering()
	return c.out
}

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
		c.title(l, qa, qb, sure)
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
		at := len(c.out)
		c.gaps(l, a, b, sure)
		if len(c.out) == at {
			c.lists(l, a, b, sure)
		}
	}
	c.examples(l, ta, tb, sure)
	pa, pb := c.a.plain(l.a), c.b.plain(l.b)
	if len(c.out) == before && c.partial(l, a, b) {
		c.predicates(l, pa, pb, qa, qb, sure)
		return
	}
	if !c.voc.same && c.parted(l, a, b) {
		c.rights(l, pa, pb, qa, qb, sure)
		return
	}
	c.forces(l, pa, pb, qa, qb, sure)
	if len(c.out) == before {
		c.qualifiers(ta, tb, qa, qb, sure)
	}
	if !c.voc.same && !slices.ContainsFunc(c.out[before:], func(d Divergence) bool { return d.Severity != Low }) {
		c.unsaid(l, a, b, c.out[before:], sure)
	}
	if len(c.out) == before && c.voc.same {
		c.reworded(l, a, b)
	}
}

var addressRE = expr.New(`〒|丁目|番地|[0-9]番[0-9]|[都道府県][^、。]{1,8}[市区町村]|[0-9]{3}-[0-9]{4}\b|(?i)\b(?:-ku|-shi|-cho|-machi|chome|building|bldg|floor)\b|[0-9]+F\b`)

func (c *checker) severity(s Severity, sure float64) Severity {
	if sure < 0.78 && s == High {
		return Medium
	}
	if sure < 0.72 {
		return Low
	}
	return s
}
