package drift

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// frontMatter pairs the lines of the metadata at the head of two Markdown files
// by their keys. They are no part of the policy; of what they say only dates are
// judged.
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
