package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
	"github.com/polcompare/polcompare/pkg/token"
)

// Explain writes for people why the statement r.Statements()[i] was made: its
// words and place, the rule that made it, every reason with the rule's place
// in its file, the words it matched and its weight, and what the weights come
// to by category. For programs there is [Options.Evidence] in JSON.
func Explain(w io.Writer, r *extract.Result, i int, o Options) error {
	v := newResultView(r, o)
	if i < 0 || i >= len(v.Findings) {
		return fmt.Errorf("render: statement %d of %d does not exist", i, len(v.Findings))
	}
	f := v.Findings[i]
	var b strings.Builder
	line := func(style, s string) { o.writeLines(&b, style, o.hang("", s)) }
	field := func(name, s string) {
		if s != "" {
			o.writeLines(&b, plain, o.item(name+v.w.colon, s))
		}
	}

	state := compare.Stated
	if f.State == extract.Denied {
		state = compare.Denied
	}
	sign, style := o.sign(f)
	line(plain, place(r.Document.Path, v.at[i]))
	o.writeLines(&b, plain, o.hang(o.paint(style, sign)+" ", o.kindLabel(f.Kind)+v.w.colon+v.categories(f)+
		fmt.Sprintf("%s%s%s%s %.2f", v.w.dash, o.stateWord(state), v.w.comma, v.w.confidence, f.Confidence)))
	field(v.w.text, oneLine(f.Text))
	if f.Value != "" && f.Value != f.Text {
		field(v.w.value, oneLine(f.Value))
	}
	if f.Section >= 0 && f.Section < len(r.Document.Sections) {
		field(v.w.section, oneLine(strings.TrimSpace(r.Document.Sections[f.Section].Number+" "+sectionHeading(r, f.Section))))
	}
	field(v.w.marker, oneLine(f.Marker))
	if !f.Lead.Empty() {
		field(v.w.lead, oneLine(r.Document.Visible(f.Lead)))
	}
	field(v.w.tokens, tokens(r.Document.Lang, oneLine(f.Text)))
	field(v.w.rule, oneLine(f.Rule))
	if len(f.Evidence) > 0 {
		s, err := v.evidence(f)
		if err != nil {
			return err
		}
		b.WriteString(s)
		field(v.w.totals, v.totals(f))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// ExplainTopics writes for people what each section of r is about, with its
// place, and the words for which weights took a topic away that rules gave, or
// added one that they did not (see [extract.Result.TopicReasons]).
func ExplainTopics(w io.Writer, r *extract.Result, o Options) error {
	v := newResultView(r, o)
	d := r.Document
	var spans []text.Span
	for _, s := range d.Sections {
		spans = append(spans, d.View.ToSource(s.Heading))
	}
	at := compare.Positions(d.Source, spans)
	var b strings.Builder
	for i, topics := range r.Topics {
		var reasons []extract.Evidence
		if i < len(r.TopicReasons) {
			reasons = r.TopicReasons[i]
		}
		if len(topics)+len(reasons) == 0 {
			continue
		}
		b.WriteString("\n")
		o.writeLines(&b, plain, o.hang("", place(d.Path, at[i])))
		o.writeLines(&b, plain, o.hang("", v.w.section+v.w.colon+oneLine(strings.TrimSpace(d.Sections[i].Number+" "+sectionHeading(r, i)))))
		var names []string
		for _, t := range topics {
			names = append(names, Clean(rules.Taxonomy().TopicLabel(t, o.Lang)))
		}
		o.writeLines(&b, plain, o.item(v.w.topics+v.w.colon, strings.Join(names, v.w.comma)))
		for k, e := range reasons {
			if k > 0 && reasons[k-1].Category == e.Category {
				continue
			}
			name := v.w.added
			if !slices.Contains(topics, e.Category) {
				name = v.w.taken
			}
			var words []string
			for _, x := range reasons[k:] {
				if x.Category != e.Category {
					break
				}
				words = append(words, fmt.Sprintf("%s %+.2f", oneLine(d.Visible(x.Match)), x.Weight))
			}
			o.writeLines(&b, plain, o.item(name+v.w.colon, Clean(rules.Taxonomy().TopicLabel(e.Category, o.Lang))+v.w.dash+strings.Join(words, v.w.comma)))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// tokens lists the words of s, each with its base form where that is another.
func tokens(lang, s string) string {
	var out []string
	for _, t := range token.Of(lang, s) {
		w := strings.TrimSpace(t.Surface)
		switch {
		case w == "" || t.POS == token.Symbol:
			continue
		case t.Base != "" && t.Base != "*" && t.Base != strings.ToLower(w):
			w += "/" + t.Base
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

// evidence returns the reasons for f as a table, the heaviest first.
func (v *resultView) evidence(f extract.Finding) (string, error) {
	reasons := slices.Clone(f.Evidence)
	slices.SortStableFunc(reasons, func(a, b extract.Evidence) int { return cmp.Compare(b.Weight, a.Weight) })
	spans := make([]text.Span, len(reasons))
	for i, e := range reasons {
		spans[i] = e.Match
	}
	at := compare.Positions(v.Document.Source, spans)

	category := func(e extract.Evidence) string {
		if e.Category == "" {
			return v.w.whole
		}
		return v.o.categoryLabel(f.Kind, e.Category)
	}
	match := func(i int) string {
		src, sp := v.Document.Source, reasons[i].Match
		if src == nil || sp.Empty() || sp.Start < 0 || sp.End > src.Len() {
			return ""
		}
		return fmt.Sprintf("%s %s", at[i], oneLine(src.Slice(sp)))
	}
	widths := [4]int{Width(v.w.weight), Width(v.w.category), Width(v.w.rule), Width(v.w.match)}
	for i, e := range reasons {
		for c, s := range []string{fmt.Sprintf("%+.2f", e.Weight), category(e), oneLine(e.Rule), match(i)} {
			widths[c] = max(widths[c], Width(s))
		}
	}
	if width := v.o.width(); width > 0 {
		rest := width - frame(4) - widths[0]
		widths[1] = min(widths[1], rest/4)
		widths[2] = min(widths[2], max(rest-widths[1]-widths[3], rest*3/8))
		widths[3] = min(widths[3], max(rest-widths[1]-widths[2], 2))
	} else {
		widths[3] = min(widths[3], widestText)
	}
	g := grid{head: []cell{one(bold, v.w.weight), one(bold, v.w.category), one(bold, v.w.rule), one(bold, v.w.match)}}
	for i, e := range reasons {
		style := green
		if e.Weight < 0 {
			style = red
		}
		g.rows = append(g.rows, []cell{one(style, fmt.Sprintf("%+.2f", e.Weight)), {Wrap(category(e), widths[1]), plain},
			{Wrap(oneLine(e.Rule), widths[2]), plain}, {Wrap(match(i), widths[3]), plain}})
	}
	return g.render(v.o)
}

// totals returns what the weights come to by category, the finding's own
// categories first.
func (v *resultView) totals(f extract.Finding) string {
	sum := map[string]float64{}
	order := slices.Clone(f.Categories)
	for _, e := range f.Evidence {
		if e.Category == "" {
			continue
		}
		if !slices.Contains(order, e.Category) {
			order = append(order, e.Category)
		}
		sum[e.Category] += e.Weight
	}
	var parts []string
	for _, c := range order {
		if w, ok := sum[c]; ok {
			parts = append(parts, fmt.Sprintf("%s %+.2f", v.o.categoryLabel(f.Kind, c), w))
		}
	}
	return strings.Join(parts, v.w.comma)
}
