package render

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// widestText is the width of the column of quotes where nothing limits it.
const widestText = 100

// A resultView is what the forms of a policy's findings share.
type resultView struct {
	*extract.Result
	o     Options
	w     *words
	at    []text.Position // of the findings, promises and notes
	title string          // name, language, edition
}

func newResultView(result *extract.Result, o Options) *resultView {
	r := new(extract.Result)
	*r = *result
	r.Findings, r.Denials = result.Statements(), nil // a person reads them together
	var spans []text.Span
	for _, f := range r.Findings {
		spans = append(spans, f.Span)
	}
	for _, p := range r.Promises {
		spans = append(spans, p.Span)
	}
	for _, n := range r.Document.Notes {
		spans = append(spans, n.Span)
	}
	d := r.Document
	column := compare.Column{ID: d.ID, Company: d.Company, Lang: d.Lang, Path: d.Path, Edition: compare.Edition(r)}
	return &resultView{r, o, o.words(), compare.Positions(d.Source, spans), policyNames([]compare.Column{column})[0].full}
}

// byKind calls f for each kind that has findings, in the taxonomy's order,
// with the indices of its findings.
func (v *resultView) byKind(f func(kind string, findings []int)) {
	by := map[string][]int{}
	kinds := rules.Taxonomy().Kinds()
	for i, f := range v.Findings {
		if by[f.Kind] == nil && !slices.Contains(kinds, f.Kind) {
			kinds = append(kinds, f.Kind)
		}
		by[f.Kind] = append(by[f.Kind], i)
	}
	for _, k := range kinds {
		if len(by[k]) > 0 {
			f(k, by[k])
		}
	}
}

// categories returns the names of a finding's categories.
func (v *resultView) categories(f extract.Finding) string {
	labels := make([]string, len(f.Categories))
	for i, c := range f.Categories {
		labels[i] = v.o.categoryLabel(f.Kind, c)
	}
	return strings.Join(labels, v.w.comma)
}

// quote returns a finding's words on one line, with the list marker before
// and the value of a contact behind them.
func quote(f extract.Finding) string {
	s := oneLine(f.Text)
	if f.Marker != "" {
		s = oneLine(f.Marker) + " " + s
	}
	if tells(f.Value, f.Text) {
		s += " = " + oneLine(f.Value)
	}
	return s
}

// tells reports whether the value of a contact tells more than its words: not if only
// white space differs.
func tells(value, words string) bool {
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	return value != "" && value != words && bare(value) != bare(words)
}

func (v *resultView) place(i int) string {
	if v.at[i].Line == 0 {
		return ""
	}
	return v.at[i].String()
}

// remarks returns what is announced and not given, and the notes on the text.
func (v *resultView) remarks() (promises, notes []string) {
	i := len(v.Findings)
	for _, p := range v.Promises {
		s := v.place(i) + " " + oneLine(p.Message)
		if quote := v.Document.Source.Within(p.Span); quote != "" {
			s += " “" + oneLine(quote) + "”"
		}
		promises = append(promises, s)
		i++
	}
	for _, n := range v.Document.Notes {
		notes = append(notes, v.place(i)+" "+oneLine(n.Message))
		i++
	}
	return promises, notes
}

// sign returns the sign of a finding's state.
func (o Options) sign(f extract.Finding) (sign, style string) {
	if f.State == extract.Denied {
		return o.symbol(compare.Cell{State: compare.Denied})
	}
	return o.symbol(compare.Cell{State: compare.Stated})
}

func resultsTable(w io.Writer, results []*extract.Result, o Options) error {
	for i, r := range results {
		v := newResultView(r, o)
		var b strings.Builder
		if i > 0 {
			b.WriteByte('\n')
		}
		o.writeLines(&b, bold, o.hang("", v.title))
		o.writeLines(&b, dim, o.hang("", Clean(r.Document.ID)))
		if len(v.Findings) == 0 {
			b.WriteString(v.w.noFindings + "\n")
		} else if err := v.table(&b); err != nil {
			return err
		}
		promises, notes := v.remarks()
		for _, part := range []struct {
			title string
			lines []string
		}{{v.w.promises, promises}, {v.w.notes, notes}} {
			if len(part.lines) > 0 {
				o.writeLines(&b, bold, o.hang("", part.title))
			}
			for _, l := range part.lines {
				o.writeLines(&b, plain, o.item("", l))
			}
		}
		if _, err := io.WriteString(w, b.String()); err != nil {
			return err
		}
	}
	return nil
}

// table writes the findings, grouped by kind.
func (v *resultView) table(b *strings.Builder) error {
	// The narrow columns take what they need, the text the rest.
	categories, places, texts := 0, Width(v.w.place), Width(v.w.text)
	for i, f := range v.Findings {
		categories = max(categories, Width(v.categories(f)))
		places = max(places, Width(v.place(i)))
		texts = max(texts, Width(quote(f)))
	}
	v.byKind(func(kind string, findings []int) {
		categories = max(categories, Width(v.kindTitle(kind, findings)))
	})
	columns := 5
	if width := v.o.width(); width > 0 {
		rest := width - frame(5) - 1 - places - Width(v.w.confidence)
		if width < 60 { // no room for the confidence
			columns--
			rest = width - frame(4) - 1 - places
		}
		categories = min(categories, max(6, rest*2/5))
		texts = min(texts, max(6, rest-categories))
	} else {
		categories, texts = min(categories, wideLabel), min(texts, widestText)
	}

	g := grid{head: []cell{one(bold, ""), {Wrap(v.w.category, categories), bold}, one(bold, v.w.text), one(bold, v.w.place), one(bold, v.w.confidence)}[:columns]}
	v.byKind(func(kind string, findings []int) {
		g.rows = append(g.rows, []cell{{}, {Wrap(v.kindTitle(kind, findings), categories), bold}, {}, {}, {}}[:columns])
		for _, i := range findings {
			f := v.Findings[i]
			sign, style := v.o.sign(f)
			g.rows = append(g.rows, []cell{one(style, sign), {Wrap(v.categories(f), categories), plain}, {Wrap(quote(f), texts), plain},
				one(dim, v.place(i)), one(dim, fmt.Sprintf("%.2f", f.Confidence))}[:columns])
		}
	})
	s, err := g.render(v.o)
	b.WriteString(s)
	if slices.ContainsFunc(v.Findings, func(f extract.Finding) bool { return f.State == extract.Denied }) {
		sign, style := v.o.symbol(compare.Cell{State: compare.Denied})
		b.WriteString(v.o.paint(style, sign) + " " + v.w.denied + "\n")
	}
	return err
}

// kindTitle names a kind with the number of its findings.
func (v *resultView) kindTitle(kind string, findings []int) string {
	return fmt.Sprintf("%s (%d)", v.o.kindLabel(kind), len(findings))
}

func resultsMarkdown(w io.Writer, results []*extract.Result, o Options) error {
	o.Width, o.Color = 0, false
	for i, r := range results {
		v := newResultView(r, o)
		var b strings.Builder
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "## %s\n\n%s\n", markdown(v.title), markdown(r.Document.ID))
		if len(v.Findings) == 0 {
			fmt.Fprintf(&b, "\n%s\n", v.w.noFindings)
		}
		v.byKind(func(kind string, findings []int) {
			fmt.Fprintf(&b, "\n### %s\n\n", markdown(v.kindTitle(kind, findings)))
			markdownRow(&b, []string{v.w.category, v.w.text, v.w.state, v.w.place, v.w.confidence})
			b.WriteString("| --- | --- | --- | --- | --- |\n")
			for _, i := range findings {
				f := v.Findings[i]
				state := compare.Stated
				if f.State == extract.Denied {
					state = compare.Denied
				}
				markdownRow(&b, []string{v.categories(f), quote(f), o.stateWord(state), v.place(i), fmt.Sprintf("%.2f", f.Confidence)})
			}
		})
		promises, notes := v.remarks()
		for _, part := range []struct {
			title string
			lines []string
		}{{v.w.promises, promises}, {v.w.notes, notes}} {
			if len(part.lines) > 0 {
				fmt.Fprintf(&b, "\n### %s\n\n", markdown(part.title))
			}
			for _, l := range part.lines {
				fmt.Fprintf(&b, "- %s\n", markdown(l))
			}
		}
		if _, err := io.WriteString(w, b.String()); err != nil {
			return err
		}
	}
	return nil
}

// resultsCSV writes one line a finding.
func resultsCSV(w io.Writer, results []*extract.Result) error {
	out := newCSV(w)
	out.row("id", "path", "company", "lang", "edition", "kind", "categories", "state", "text", "value",
		"line", "column", "start", "end", "section_number", "section", "marker", "confidence", "rule")
	for _, r := range results {
		v := newResultView(r, Options{})
		d := r.Document
		for i, f := range v.Findings {
			number := ""
			if f.Section >= 0 && f.Section < len(d.Sections) {
				number = d.Sections[f.Section].Number
			}
			state := f.State
			if state == "" {
				state = extract.Stated
			}
			out.row(d.ID, d.Path, d.Company, d.Lang, compare.Edition(r), f.Kind, strings.Join(f.Categories, ";"), string(state), f.Text, f.Value,
				strconv.Itoa(v.at[i].Line), strconv.Itoa(v.at[i].Column), strconv.Itoa(f.Span.Start), strconv.Itoa(f.Span.End),
				number, sectionHeading(r, f.Section), f.Marker, strconv.FormatFloat(rounded(f.Confidence), 'f', -1, 64), f.Rule)
		}
	}
	return out.flush()
}
