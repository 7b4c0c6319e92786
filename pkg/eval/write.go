package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/render"
)

// WriteJSON writes r as one JSON object.
func (r *Report) WriteJSON(w io.Writer) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(r); err != nil {
		return err
	}
	_, err := io.WriteString(w, render.EscapeJSON(b.String()))
	return err
}

// WriteTable writes r for people: scores by language and kind, categories and
// confusions, and with errors the list of all misses, extras and differing
// labels as path:line:column.
func (r *Report) WriteTable(w io.Writer, errors bool) error {
	var langs []string
	for _, p := range r.Policies {
		if !slices.Contains(langs, p.Lang) {
			langs = append(langs, p.Lang)
		}
	}
	single := len(langs) == 1 // then "all" says nothing new

	var b strings.Builder
	r.scoreTable(&b, single)
	r.categoryTable(&b, single)
	r.confusionTable(&b)
	n := map[string]int{}
	for _, e := range r.Errors {
		n[e.Type]++
	}
	policies := "policies"
	if len(r.Policies) == 1 {
		policies = "policy"
	}
	fmt.Fprintf(&b, "\n%d %s: %d missed, %d extra, %d with other categories", len(r.Policies), policies, n[Missed], n[Extra], n[Label])
	if r.Bootstrap > 0 {
		fmt.Fprintf(&b, "; 95 %% intervals from %d samples of policies", r.Bootstrap)
	}
	b.WriteString("\n")
	if errors && len(r.Errors) > 0 {
		b.WriteString("\n")
		for _, e := range r.Errors {
			b.WriteString(render.Clean(e.String()) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// String returns e on one line, fit for a terminal.
func (e Error) String() string {
	place := render.Clean(e.Path)
	if e.Line > 0 {
		place += fmt.Sprintf(":%d:%d", e.Line, e.Column)
	}
	what := list(e.Gold)
	switch e.Type {
	case Extra:
		what = list(e.Predicted)
	case Label:
		what = list(e.Gold) + ", not " + list(e.Predicted)
	}
	return fmt.Sprintf("%s: %s %s (%s): %s", place, e.Type, render.Clean(e.Kind), what, render.Clean(clip(oneLine(e.Text), 120)))
}

func list(categories []string) string {
	if len(categories) == 0 {
		return "none"
	}
	return render.Clean(strings.Join(categories, " "))
}

func (r *Report) scoreTable(b *strings.Builder, single bool) {
	head := []string{"lang", "kind", "gold", "found", "P", "R", "F1", "95 %", "label F1", "95 %", "main hit", "sets F1"}
	skip := map[int]bool{}
	if r.Bootstrap <= 0 {
		skip[7], skip[9] = true, true
	}
	interval := func(name string) string {
		if i, ok := r.Intervals[name]; ok {
			return rate(i.Low) + "–" + rate(i.High)
		}
		return ""
	}
	var rows [][]string
	for i, s := range r.Scores {
		if single && s.Lang == all {
			continue
		}
		if i > 0 && r.Scores[i-1].Lang != s.Lang {
			rows = append(rows, nil)
		}
		name := s.Lang + "." + s.Kind
		rows = append(rows, []string{s.Lang, s.Kind, fmt.Sprint(s.Gold), fmt.Sprint(s.Predicted), rate(s.Precision), rate(s.Recall), rate(s.F1),
			interval(name + ".f1"), rate(s.Labelled), interval(name + ".labelled_f1"), rate(s.MainHit), rate(s.CategorySet)})
		if i+1 < len(r.Scores) && r.Scores[i+1].Lang == s.Lang {
			continue
		}
		for _, m := range r.Macros {
			if m.Lang == s.Lang {
				name := m.Lang + ".macro"
				rows = append(rows, []string{m.Lang, "macro", "", "", "", "", rate(m.F1), interval(name + ".f1"), rate(m.Labelled), interval(name + ".labelled_f1"), "", rate(m.CategorySet)})
			}
		}
		for _, t := range r.Topics {
			if t.Lang == s.Lang {
				rows = append(rows, []string{t.Lang, "topics", "", "", rate(t.Precision), rate(t.Recall), rate(t.F1), interval(t.Lang + ".topics.f1"), "", "", "", ""})
			}
		}
	}
	writeColumns(b, head, rows, 2, skip)
}

func (r *Report) categoryTable(b *strings.Builder, single bool) {
	var langs []string
	f1 := map[string]string{}
	for _, c := range r.Categories {
		if c.Lang != all && !slices.Contains(langs, c.Lang) {
			langs = append(langs, c.Lang)
		}
		f1[c.Lang+" "+c.Kind+" "+c.Category] = rate(c.F1)
	}
	if len(langs) == 0 {
		return
	}
	head := []string{"kind", "category", "gold", "found", "P", "R", "F1"}
	if !single {
		head = append(head, langs...)
	}
	var rows [][]string
	last := ""
	for _, c := range r.Categories {
		if c.Lang != all {
			continue
		}
		if last != "" && last != c.Kind {
			rows = append(rows, nil)
		}
		last = c.Kind
		row := []string{c.Kind, c.Category, fmt.Sprint(c.Gold), fmt.Sprint(c.Predicted), rate(c.Precision), rate(c.Recall), rate(c.F1)}
		if !single {
			for _, l := range langs {
				row = append(row, f1[l+" "+c.Kind+" "+c.Category])
			}
		}
		rows = append(rows, row)
	}
	b.WriteString("\n")
	writeColumns(b, head, rows, 2, nil)
}

func (r *Report) confusionTable(b *strings.Builder) {
	var rows [][]string
	for _, c := range r.Confusions {
		if c.Lang == all {
			rows = append(rows, []string{c.Kind, c.Gold, c.Predicted, fmt.Sprint(c.Count)})
		}
	}
	if len(rows) > 0 {
		b.WriteString("\n")
		writeColumns(b, []string{"kind", "main category", "found as", "times"}, rows, 3, nil)
	}
}

// writeColumns writes rows below a head; columns from the one called right on
// are aligned to the right, those in skip are left out.
func writeColumns(b *strings.Builder, head []string, rows [][]string, right int, skip map[int]bool) {
	lines := append([][]string{head}, rows...)
	widths := make([]int, len(head))
	for _, l := range lines {
		for i, s := range l {
			widths[i] = max(widths[i], utf8.RuneCountInString(s))
		}
	}
	for _, l := range lines {
		var line strings.Builder
		for i, s := range l {
			if skip[i] {
				continue
			}
			if i > 0 {
				line.WriteString("  ")
			}
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(s))
			if i >= right {
				line.WriteString(pad + s)
			} else {
				line.WriteString(s + pad)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

func rate(x float64) string { return fmt.Sprintf("%.3f", x) }
