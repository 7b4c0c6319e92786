package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/text"
)

// A note is a part of the summary: a title and what stands below it.
type note struct {
	title string
	items []noteItem
}

// A noteItem says something, of something with a name or of everything.
type noteItem struct{ name, said string }

// pairs is up to how many pairs of policies the similarity of each is shown.
const pairs = 15

// notes returns the summary in words, without its empty parts.
func (v *matrixView) notes() []note {
	s, w := v.Summary, v.w
	var out []note
	add := func(title string, items []noteItem) {
		if len(items) > 0 {
			out = append(out, note{title, items})
		}
	}
	refs := func(list []compare.Ref) []noteItem {
		said := make([]saying, len(list))
		for i, r := range list {
			said[i] = saying{ref: r}
		}
		if len(said) == 0 {
			return nil
		}
		return []noteItem{{"", v.list(said)}}
	}
	add(w.saidByAll, refs(s.All))
	add(w.allButOne, v.odd(s.AllButOne, compare.Silent))
	add(w.onlyOne, v.odd(s.OnlyOne, compare.Stated))
	add(w.deniedBy, v.odd(s.Denied, compare.Denied))
	add(w.none, refs(s.None))

	var items []noteItem
	for _, st := range s.Statutory {
		var parts []string
		for _, p := range []struct {
			name string
			list []string
		}{{w.missing, st.Missing}, {w.denies, st.Denied}, {w.beyond, st.Beyond}} {
			if len(p.list) == 0 {
				if p.name == w.missing {
					parts = append(parts, w.complete)
				}
				continue
			}
			labels := make([]string, len(p.list))
			for i, c := range p.list {
				labels[i] = v.o.categoryLabel("exception", c)
			}
			parts = append(parts, p.name+w.colon+strings.Join(labels, w.comma))
		}
		if len(st.Mentioned)+len(st.Denied)+len(st.Beyond) == 0 {
			parts = []string{w.nothing}
		}
		items = append(items, noteItem{v.names[st.Policy].short, strings.Join(parts, w.semicolon)})
	}
	add(w.statutory, items)
	add(w.similarity, v.similar())

	items = nil
	for _, p := range s.Promises {
		items = append(items, noteItem{v.names[p.Policy].short,
			fmt.Sprintf("%s %s “%s”", place(p.Path, text.Position{Line: p.Line, Column: p.Column, Page: p.Page}), oneLine(p.Message), oneLine(p.Text))})
	}
	add(w.promises, items)
	return out
}

// A saying is a row with the state to tell if it is not the usual one.
type saying struct {
	ref   compare.Ref
	state string
}

// list names rows, kind by kind.
func (v *matrixView) list(said []saying) string {
	var kinds, labels []string
	kind := ""
	flush := func() {
		if len(labels) > 0 {
			kinds = append(kinds, v.o.kindLabel(kind)+v.w.colon+strings.Join(labels, v.w.comma))
		}
		labels = nil
	}
	for _, s := range said {
		if s.ref.Kind != kind {
			flush()
			kind = s.ref.Kind
		}
		l := Clean(s.ref.Label.In(v.o.Lang))
		if s.state != "" {
			l += " (" + s.state + ")"
		}
		labels = append(labels, l)
	}
	flush()
	return strings.Join(kinds, v.w.semicolon)
}

// odd names rows policy by policy; states other than usual are told.
func (v *matrixView) odd(list []compare.Odd, usual compare.State) []noteItem {
	by := map[int][]saying{}
	var order []int
	for _, e := range list {
		s := saying{ref: e.Ref}
		if e.State != usual {
			s.state = v.o.stateWord(e.State)
		}
		if by[e.Policy] == nil {
			order = append(order, e.Policy)
		}
		by[e.Policy] = append(by[e.Policy], s)
	}
	slices.Sort(order)
	var out []noteItem
	for _, c := range order {
		out = append(out, noteItem{v.names[c].short, v.list(by[c])})
	}
	return out
}

func (o Options) stateWord(s compare.State) string {
	w := o.words()
	switch s {
	case compare.Stated:
		return w.stated
	case compare.Denied:
		return w.denied
	case compare.Conflicting:
		return w.conflicting
	}
	return w.silent
}

// similar names pairs of policies, the most alike first; of many, those at
// both ends.
func (v *matrixView) similar() []noteItem {
	type pair struct {
		i, j int
		s    float64
	}
	var all []pair
	for i, row := range v.Summary.Similarity {
		for j, s := range row {
			all = append(all, pair{j, i, s})
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.s, a.s), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	items := func(list []pair, lead string) (out []noteItem) {
		for _, p := range list {
			out = append(out, noteItem{lead, fmt.Sprintf("%.2f  %s – %s", p.s, v.names[p.i].short, v.names[p.j].short)})
		}
		return out
	}
	if len(all) <= pairs {
		return items(all, "")
	}
	return append(items(all[:pairs/3], v.w.mostAlike), items(all[len(all)-pairs/3:], v.w.leastAlike)...)
}

// summary writes the summary as text.
func (v *matrixView) summary(b *strings.Builder) {
	for _, n := range v.notes() {
		b.WriteByte('\n')
		v.o.writeLines(b, bold, v.o.hang("", n.title))
		for _, i := range n.items {
			name := i.name
			if name != "" {
				name += v.w.dash
			}
			v.o.writeLines(b, plain, v.o.item(name, i.said))
		}
	}
}

// evidence writes the quotes behind every cell.
func (v *matrixView) evidence(b *strings.Builder) {
	b.WriteByte('\n')
	v.o.writeLines(b, bold, []string{v.w.evidence})
	for _, k := range v.kinds {
		for _, r := range k.rows {
			if !slices.ContainsFunc(r.Cells, func(c compare.Cell) bool { return c.Count > 0 }) {
				continue
			}
			b.WriteByte('\n')
			v.o.writeLines(b, bold, v.o.hang("", v.rowTitle(r)))
			for c, cell := range r.Cells {
				if cell.Count == 0 {
					continue
				}
				v.o.writeLines(b, bold, v.o.hang("  ", v.names[c].full))
				for _, f := range cell.Findings {
					sign, style := v.o.symbol(compare.Cell{State: f.State})
					v.o.writeLines(b, plain, v.o.hang("    "+v.o.paint(style, sign)+" ", v.o.said(f)))
				}
			}
		}
	}
}

// rowTitle names a row with its kind and place in the statute.
func (v *matrixView) rowTitle(r compare.Row) string {
	s := v.o.kindLabel(r.Kind) + " – " + Clean(r.Label.In(v.o.Lang))
	if r.Statute != "" {
		s += " [" + v.w.statute + " " + v.o.statuteLabel(r.Category) + "]"
	}
	return s
}

// said returns a finding's place, its words and, of a contact, its value and
// roles where the words do not tell them.
func (o Options) said(f compare.Finding) string {
	s := place(f.Path, text.Position{Line: f.Line, Column: f.Column, Page: f.Page}) + "  " + oneLine(f.Text)
	if tells(f.Value, f.Text) {
		s += " = " + oneLine(f.Value)
	}
	if len(f.Roles) > 0 {
		roles := make([]string, len(f.Roles))
		for i, r := range f.Roles {
			roles[i] = o.categoryLabel("contact", r)
		}
		s += " (" + strings.Join(roles, o.words().comma) + ")"
	}
	return s
}

// place returns where something stands, as editors and compilers write it.
func place(path string, at text.Position) string {
	if at.Line == 0 {
		return Clean(path)
	}
	return Clean(path) + ":" + at.String()
}

func (o Options) writeLines(b *strings.Builder, style string, lines []string) {
	for _, l := range lines {
		b.WriteString(o.paint(style, l))
		b.WriteByte('\n')
	}
}
