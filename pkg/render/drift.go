package render

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/polcompare/polcompare/pkg/drift"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/text"
)

// DriftSchema names the contract of a comparison of a policy with its
// translation in JSON.
const DriftSchema = schema.DriftV1

// DriftOptions say what of a comparison is written.
type DriftOptions struct {
	Options
	Alignment bool // in tables and Markdown: what was aligned with what, too
}

func newDriftDocument(d *policy.Document) schema.DriftDocument {
	return schema.DriftDocument{ID: d.ID, Path: d.Path, Lang: d.Lang, Company: d.Company, Title: d.Title, SHA256: d.SHA256}
}

func newDriftQuote(d *policy.Document, q *drift.Quote) *schema.DriftQuote {
	if q == nil {
		return nil
	}
	return &schema.DriftQuote{Text: q.Text, Span: q.Span, At: d.Source.Position(q.Span.Start)}
}

// NewDrift returns the JSON form of r, by the contract polcompare.drift/v1.
func NewDrift(r *drift.Result) *schema.Drift {
	out := &schema.Drift{
		Schema: DriftSchema, Original: newDriftDocument(r.Original), Translation: newDriftDocument(r.Translation),
		Verdict: string(r.Verdict), Aligned: math.Round(r.Aligned*1000) / 1000, Notes: r.Notes,
		Alignment: make([]schema.DriftPair, len(r.Alignment)), Divergences: make([]schema.Divergence, len(r.Divergences)),
		Summary: schema.DriftSummary{Total: len(r.Divergences), Severity: map[string]int{}, Type: map[string]int{}, Unjudged: r.Unjudged},
	}
	none := []text.Span{}
	for i, p := range r.Alignment {
		q := schema.DriftPair{Original: p.Original, Translation: p.Translation, Score: p.Score, Moved: p.Moved, Unjudged: p.Unjudged}
		if q.Original == nil {
			q.Original = none
		}
		if q.Translation == nil {
			q.Translation = none
		}
		if len(p.Original) > 0 && len(p.Translation) > 0 {
			out.Summary.Aligned++
		} else {
			out.Summary.Alone++
		}
		out.Alignment[i] = q
	}
	for i, d := range r.Divergences {
		out.Divergences[i] = schema.Divergence{
			Type: string(d.Type), Severity: string(d.Severity), Original: newDriftQuote(r.Original, d.Original),
			Translation: newDriftQuote(r.Translation, d.Translation), Section: d.Section, Message: d.Message, Confidence: d.Confidence,
		}
		out.Summary.Severity[string(d.Severity)]++
		out.Summary.Type[string(d.Type)]++
	}
	return out
}

// Drift writes what a comparison of a policy with its translation found.
func Drift(w io.Writer, r *drift.Result, f Format, o DriftOptions) error {
	switch f {
	case Table:
		return driftTable(w, r, o)
	case Markdown:
		return driftMarkdown(w, r, o)
	case JSON:
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		if err := e.Encode(NewDrift(r)); err != nil {
			return err
		}
		_, err := io.WriteString(w, EscapeJSON(b.String()))
		return err
	case JSONL:
		return writeJSONLine(w, NewDrift(r))
	}
	return fmt.Errorf("render: a drift check cannot be written as %q", f)
}

// verdict says in plain words what the two documents are to each other.
func driftVerdict(r *drift.Result) string {
	share := fmt.Sprintf("%.0f %% of the text could be aligned", 100*r.Aligned)
	switch r.Verdict {
	case drift.Unrelated:
		return "These texts do not correspond: only " + share + ". Nothing was judged."
	case drift.Unknown:
		return "Cannot judge whether these texts correspond: only " + share + "."
	case drift.Mixed:
		return "One of these texts holds both languages. Nothing was judged."
	case drift.Editions:
		return "Two editions in one language; " + share + "."
	}
	return "Original and translation; " + share + "."
}

// driftSides returns what the columns of the two documents are called.
func driftSides(r *drift.Result) (first, second string) {
	if r.Original.Lang == r.Translation.Lang {
		return "first edition", "second edition"
	}
	return "original", "translation"
}

func driftTotals(r *drift.Result) []string {
	severity, types := map[drift.Severity]int{}, map[drift.Type]int{}
	for _, d := range r.Divergences {
		severity[d.Severity]++
		types[d.Type]++
	}
	var s, t []string
	for _, v := range []drift.Severity{drift.High, drift.Medium, drift.Low} {
		s = append(s, fmt.Sprintf("%s %d", v, severity[v]))
	}
	for _, v := range drift.Types() {
		if types[v] > 0 {
			t = append(t, fmt.Sprintf("%s %d", v, types[v]))
		}
	}
	count := "1 divergence"
	if n := len(r.Divergences); n != 1 {
		count = fmt.Sprintf("%d divergences", n)
	}
	out := []string{count + ": " + strings.Join(s, ", ")}
	if len(t) > 0 {
		out = append(out, "By type: "+strings.Join(t, ", "))
	}
	if r.Unjudged > 0 {
		out = append(out, fmt.Sprintf("Aligned pairs that cannot be judged, for too few of their words are known: %d", r.Unjudged))
	}
	return out
}

// driftSections calls f for each section that has divergences, in the order of
// the original.
func driftSections(r *drift.Result, f func(heading string, ds []drift.Divergence)) {
	var order []string
	by := map[string][]drift.Divergence{}
	for _, d := range r.Divergences {
		if by[d.Section] == nil {
			order = append(order, d.Section)
		}
		by[d.Section] = append(by[d.Section], d)
	}
	for _, h := range order {
		f(h, by[h])
	}
}

func severityStyle(s drift.Severity) string {
	switch s {
	case drift.High:
		return red
	case drift.Medium:
		return yellow
	}
	return dim
}

// driftCell returns a quote with what differs marked.
func (o DriftOptions) driftCell(d *policy.Document, q *drift.Quote, width int) cell {
	if q == nil {
		return one(dim, "–")
	}
	whole := q.Before == "" && q.After == ""
	before, within, after := oneLine(q.Before), oneLine(q.Text), oneLine(q.After)
	var lines []string
	if whole {
		lines = Wrap(within, width)
	} else {
		// oneLine trims; the space beside the marked words is one of the text.
		if strings.TrimRight(q.Before, " \t\n") != q.Before {
			before += " "
		}
		if strings.TrimLeft(q.After, " \t\n") != q.After {
			after = " " + after
		}
		lines = Wrap(before+"["+within+"]"+after, width)
	}
	if o.Color && !whole {
		// Brackets of the text's own come before the mark's and inside it, so
		// both are counted; the mark may run over the ends of lines.
		opens, shuts := 1+strings.Count(before, "["), 1+strings.Count(within, "]")
		on := false
		for i, l := range lines {
			var b strings.Builder
			if on {
				b.WriteString("\x1b[" + bold + "m")
			}
			for _, r := range l {
				if r == '[' && !on && opens > 0 {
					if opens--; opens == 0 {
						on = true
						b.WriteString("\x1b[" + bold + "m")
					}
				}
				b.WriteRune(r)
				if r == ']' && on {
					if shuts--; shuts == 0 {
						on = false
						b.WriteString("\x1b[0m")
					}
				}
			}
			if on {
				b.WriteString("\x1b[0m")
			}
			lines[i] = b.String()
		}
	}
	lines = append(lines, o.paint(dim, d.Source.Position(q.Span.Start).String()))
	return cell{lines, plain}
}

func driftTable(w io.Writer, r *drift.Result, o DriftOptions) error {
	var b strings.Builder
	width := o.width()
	line := func(style, s string) {
		lines := []string{s}
		if width > 0 {
			lines = Wrap(s, width)
		}
		for _, l := range lines {
			b.WriteString(o.paint(style, l) + "\n")
		}
	}
	line(bold, fmt.Sprintf("%s (%s) → %s (%s)", Clean(r.Original.ID), r.Original.Lang, Clean(r.Translation.ID), r.Translation.Lang))
	style := plain
	if !r.Judged() {
		style = red
	}
	line(style, driftVerdict(r))
	for _, n := range r.Notes {
		line(yellow, oneLine(n))
	}
	first, second := driftSides(r)
	texts := 56
	if width > 0 {
		texts = max(12, (width-frame(3)-10)/2)
	}
	if r.Judged() {
		if len(r.Divergences) > 0 {
			g := grid{head: []cell{one(bold, "what"), one(bold, first+" ("+r.Original.Lang+")"), one(bold, second+" ("+r.Translation.Lang+")")}}
			driftSections(r, func(heading string, ds []drift.Divergence) {
				if heading != "" {
					g.rows = append(g.rows, []cell{{}, {Wrap("§ "+oneLine(heading), texts), bold}, {}})
				}
				for _, d := range ds {
					what := cell{[]string{string(d.Type), string(d.Severity), fmt.Sprintf("%.2f", d.Confidence)}, severityStyle(d.Severity)}
					x, y := o.driftCell(r.Original, d.Original, texts), o.driftCell(r.Translation, d.Translation, texts)
					if d.Original == nil {
						x = cell{Wrap("– "+oneLine(d.Message), texts), dim}
					} else if d.Translation == nil {
						y = cell{Wrap("– "+oneLine(d.Message), texts), dim}
					}
					g.rows = append(g.rows, []cell{what, x, y})
				}
			})
			s, err := g.render(o.Options)
			if err != nil {
				return err
			}
			b.WriteString(s)
		}
		for _, s := range driftTotals(r) {
			line(plain, s)
		}
	}
	if o.Alignment {
		g := grid{head: []cell{one(bold, "score"), one(bold, first), one(bold, second)}}
		for _, p := range r.Alignment {
			score := fmt.Sprintf("%.2f", p.Score)
			if p.Moved {
				score += " moved"
			}
			if p.Unjudged {
				score += " ?"
			}
			show := func(d *policy.Document, spans []text.Span) cell {
				var parts []string
				for _, sp := range spans {
					parts = append(parts, oneLine(d.Visible(sp)))
				}
				if len(parts) == 0 {
					return one(dim, "–")
				}
				return cell{Wrap(strings.Join(parts, " | "), texts), plain}
			}
			g.rows = append(g.rows, []cell{one(dim, score), show(r.Original, p.Original), show(r.Translation, p.Translation)})
		}
		s, err := g.render(o.Options)
		if err != nil {
			return err
		}
		b.WriteString(s)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func driftMarkdown(w io.Writer, r *drift.Result, o DriftOptions) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s → %s\n\n%s\n", markdown(r.Original.ID), markdown(r.Translation.ID), markdown(driftVerdict(r)))
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "\n%s\n", markdown(n))
	}
	mark := func(d *policy.Document, q *drift.Quote) string {
		if q == nil {
			return "–"
		}
		s := markdown(q.Text)
		if q.Before != "" || q.After != "" {
			s = markdown(q.Before) + "**" + s + "**" + markdown(q.After)
		}
		return s + " (" + d.Source.Position(q.Span.Start).String() + ")"
	}
	first, second := driftSides(r)
	row := func(cells ...string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	driftSections(r, func(heading string, ds []drift.Divergence) {
		if heading == "" {
			heading = "(no section)"
		}
		fmt.Fprintf(&b, "\n### %s\n\n", markdown(heading))
		row("type", "severity", first, second, "what", "conf.")
		row("---", "---", "---", "---", "---", "---")
		for _, d := range ds {
			row(string(d.Type), string(d.Severity), mark(r.Original, d.Original), mark(r.Translation, d.Translation), markdown(d.Message), fmt.Sprintf("%.2f", d.Confidence))
		}
	})
	if r.Judged() {
		b.WriteString("\n")
		for _, s := range driftTotals(r) {
			fmt.Fprintf(&b, "- %s\n", markdown(s))
		}
	}
	if o.Alignment {
		b.WriteString("\n### Alignment\n\n")
		row("score", first, second)
		row("---", "---", "---")
		show := func(d *policy.Document, spans []text.Span) string {
			parts := make([]string, len(spans))
			for i, sp := range spans {
				parts[i] = markdown(d.Visible(sp))
			}
			if len(parts) == 0 {
				return "–"
			}
			return strings.Join(parts, "<br>")
		}
		for _, p := range r.Alignment {
			row(fmt.Sprintf("%.2f", p.Score), show(r.Original, p.Original), show(r.Translation, p.Translation))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
