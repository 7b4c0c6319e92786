package drift

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// frontMatter pairs the lines of the metadata at the head of two Markdown files
// by their keys. They are no part of the policy, but pages and search engines show
// the day of the last change and what the policy is about from there.
func frontMatter(a, b *policy.Document) []Pair {
	read := func(d *policy.Document) (keys []string, spans []text.Span) {
		s := d.Source.Text()
		if d.Span.Start > 0 && strings.Count(s[:d.Span.Start], "---") > 2 || !strings.HasPrefix(strings.TrimPrefix(s, "\ufeff"), "---") {
			return nil, nil
		}
		at := strings.IndexByte(s, '\n') + 1
		for n := 0; at > 0 && at < len(s) && n < 100; n++ {
			end := strings.IndexByte(s[at:], '\n')
			if end < 0 {
				return nil, nil
			}
			line := strings.TrimSpace(s[at : at+end])
			if line == "---" {
				return keys, spans
			}
			if key, _, ok := strings.Cut(line, ":"); ok {
				keys = append(keys, strings.TrimSpace(key))
				spans = append(spans, text.Span{Start: at, End: at + len(strings.TrimRight(s[at:at+end], "\r"))})
			}
			at += end + 1
		}
		return nil, nil
	}
	ka, sa := read(a)
	kb, sb := read(b)
	var out []Pair
	used := make([]bool, len(kb))
	for i, k := range ka {
		for j := range kb {
			if !used[j] && kb[j] == k {
				used[j] = true
				out = append(out, Pair{Original: sa[i : i+1], Translation: sb[j : j+1], Score: 1})
				break
			}
		}
	}
	return out
}

// dates compares the dates of metadata: pages show the day of the last change
// from there.
func (c *checker) dates(front []Pair) {
	for _, p := range front {
		if c.swapped {
			p.Original, p.Translation = p.Translation, p.Original
		}
		x, y := dateIn(c.a.doc, p.Original[0]), dateIn(c.b.doc, p.Translation[0])
		if x != nil && y != nil && !sameFact(*x, *y, c) {
			c.fact(factDate, x, y, nil, nil, 1, false)
		}
	}
}

// descriptions compares what metadata say in words. Neither is a part of the
// policy: what differs is of little weight.
func (c *checker) descriptions(front []Pair, cfg *Settings) {
	d := &checker{voc: c.voc, swapped: c.swapped, names: c.names}
	var sa, sb []text.Span
	for _, p := range front {
		if c.swapped {
			p.Original, p.Translation = p.Translation, p.Original
		}
		x, y := value(c.a.doc, p.Original[0]), value(c.b.doc, p.Translation[0])
		if !x.Empty() && !y.Empty() && (dateIn(c.a.doc, x) == nil || dateIn(c.b.doc, y) == nil) {
			d.links = append(d.links, link{a: []int{len(sa)}, b: []int{len(sb)}})
			sa, sb = append(sa, x), append(sb, y)
		}
	}
	if len(d.links) == 0 {
		return
	}
	d.a, d.b = newSide(lines(c.a.doc, sa), c.voc), newSide(lines(c.b.doc, sb), c.voc)
	if len(d.a.stmts) != len(sa) || len(d.b.stmts) != len(sb) {
		return
	}
	if !c.voc.same {
		soundalikes(c.voc, d.a, d.b)
	}
	weigh(c.voc, d.a, d.b)
	d.al = &aligner{a: d.a, b: d.b, voc: c.voc, ratio: c.al.ratio, cfg: cfg}
	for i := range d.links {
		l := &d.links[i]
		x, y := &d.a.stmts[i], &d.b.stmts[i]
		if x.foreign != y.foreign && !c.voc.same {
			// Both are in one language: one page has what the other says, untranslated.
			lang := policy.English
			if y.foreign {
				lang = policy.Japanese
			}
			if forceOf(lang, x.plain).not != forceOf(lang, y.plain).not {
				d.report(Negation, Low, 0.4, d.a.whole(l.a), d.b.whole(l.b), 0, "one side denies what the other affirms.")
			}
			continue
		}
		if l.score = d.al.score(d.pair(i)); l.score >= cfg.SectionFloor {
			d.link(i, *l)
		}
	}
	for _, x := range d.out {
		x.Severity = Low
		c.out = append(c.out, x)
	}
}

// value returns the stretch of what a line of metadata says in words, empty if
// that is hardly more than a name.
func value(d *policy.Document, line text.Span) text.Span {
	const short = 24 // bytes
	_, v, _ := strings.Cut(d.Source.Slice(line), ":")
	sp := text.Span{Start: line.End - len(strings.TrimLeft(v, ` "'`)), End: line.End - len(v) + len(strings.TrimRight(v, ` "'`))}
	if sp.End-sp.Start < short || strings.Contains(v, "://") {
		return text.Span{}
	}
	return sp
}

// lines returns a document of some stretches of the source of another, each a
// clause of one sentence.
func lines(d *policy.Document, list []text.Span) *extract.Result {
	out := &policy.Document{ID: d.ID, Path: d.Path, Lang: d.Lang, Source: d.Source, View: text.Identity(d.Source)}
	for _, sp := range list {
		out.Clauses = append(out.Clauses, policy.Clause{Section: -1, Parent: -1, LeadIn: -1, Text: sp, Sentences: []text.Span{sp}})
	}
	return &extract.Result{Document: out}
}

// dateIn returns the date that a stretch of the source states, nil if none or
// more than one.
func dateIn(d *policy.Document, sp text.Span) *fact {
	s := d.Source.Slice(sp)
	fs := only(facts(d.Lang, text.Identity(text.NewSource("", s)), text.Span{End: len(s)}), factDate)
	if len(fs) != 1 {
		return nil
	}
	f := fs[0]
	f.src = text.Span{Start: sp.Start + f.span.Start, End: sp.Start + f.span.End}
	return &f
}
