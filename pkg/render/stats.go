package render

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/stats"
)

// statsWords are the texts of counts in one language.
type statsWords struct {
	states, share, interval, denies, both string
	policies, unknown, repeats, left      string // formats
	legend, a, b, together, onlyA, onlyB  string
	lift, pairs                           string
	size, companies, similarity, example  string
	duplicates, noDuplicates, none        string
}

var statsEnglish = statsWords{
	states: "state it", share: "share", interval: "95 % conf.", denies: "deny it", both: "both",
	policies: "policies: %d", unknown: "unknown", repeats: "near-duplicates not counted: %d", left: "left out in smaller groups: %d (groups: %d)",
	legend: "% of policies that state it (95 % confidence interval, Wilson)", a: "a", b: "b", together: "both", onlyA: "only a", onlyB: "only b",
	lift: "lift", pairs: "Stated together",
	size: "policies", companies: "companies", similarity: "similarity", example: "such as",
	duplicates:   "near-duplicates (similarity %.2[4]f or more): %[1]d of %[2]d policies; clusters: %[3]d; of these templates that several companies use: %[5]d",
	noDuplicates: "No near-duplicates.", none: "Nothing to count.",
}

var statsJapanese = statsWords{
	states: "記載", share: "割合", interval: "95％信頼区間", denies: "否定", both: "両方",
	policies: "%d件", unknown: "不明", repeats: "ほぼ同一の%d件を除く", left: "小さい群の%d件（%d群）を除く",
	legend: "記載のあるポリシーの割合（95％信頼区間、Wilson）", a: "a", b: "b", together: "両方", onlyA: "aのみ", onlyB: "bのみ",
	lift: "リフト", pairs: "併せて記載されるもの",
	size: "件数", companies: "会社", similarity: "類似度", example: "例",
	duplicates:   "%[2]d件中%[1]d件が、ほぼ同一の%[3]d群に属する（類似度%.2[4]f以上）。うち%[5]d群は複数の会社が使う雛形",
	noDuplicates: "ほぼ同一のポリシーはありません。", none: "数えるものがありません。",
}

func (o Options) statsWords() *statsWords {
	if o.Lang == "ja" {
		return &statsJapanese
	}
	return &statsEnglish
}

// Stats writes what was counted over many policies. CSV has one line a group
// and category, or, if pairs were asked for, one a group and pair.
func Stats(w io.Writer, r *stats.Report, f Format, o Options) error {
	switch f {
	case Table:
		return statsTable(w, r, o)
	case Markdown:
		return statsMarkdown(w, r, o)
	case CSV:
		return statsCSV(w, r, o)
	case JSON:
		return statsJSON(w, r)
	case JSONL:
		type line struct {
			Schema string   `json:"schema"`
			By     []string `json:"by"`
			stats.Group
		}
		for _, g := range r.Groups {
			if err := writeJSONLine(w, line{r.Schema, r.By, g}); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("render: counts cannot be written as %q", f)
}

// statsGroup names a group: its values, "" for the only one.
func (o Options) statsGroup(r *stats.Report, g stats.Group) string {
	var out []string
	for i := range r.By {
		v := oneLine(g.Values[i])
		if v == "" {
			v = o.statsWords().unknown
		}
		out = append(out, v)
	}
	return strings.Join(out, ", ")
}

// statsNotes says how many policies were counted and how many were not.
func (o Options) statsNotes(r *stats.Report) string {
	w := o.statsWords()
	notes := []string{fmt.Sprintf(w.policies, r.Documents)}
	if r.Repeats > 0 {
		notes = append(notes, fmt.Sprintf(w.repeats, r.Repeats))
	}
	if r.Left.Groups > 0 {
		notes = append(notes, fmt.Sprintf(w.left, r.Left.Documents, r.Left.Groups))
	}
	return strings.Join(notes, o.words().semicolon)
}

func percent(x float64) string { return strconv.FormatFloat(100*x, 'f', 0, 64) }

// statsRows calls kind before the rows of each kind and row for each row, by
// its place in the rows of every group.
func statsRows(r *stats.Report, kind func(string), row func(int)) {
	last := ""
	for i, x := range r.Groups[0].Rows {
		if x.Kind != last {
			kind(x.Kind)
			last = x.Kind
		}
		row(i)
	}
}

// statsShare is the cell of a group among others.
func (o Options) statsShare(x stats.Row, dash string) string {
	s := fmt.Sprintf("%s%% (%s%s%s)", percent(x.States.Share), percent(x.States.Low), dash, percent(x.States.High))
	if x.Denies.Documents > 0 {
		sign, _ := o.symbol(compare.Cell{State: compare.Denied})
		s += fmt.Sprintf(" %s%d", sign, x.Denies.Documents)
	}
	return s
}

func (o Options) dash() string {
	if o.ASCII {
		return "-"
	}
	return "–"
}

func statsTable(w io.Writer, r *stats.Report, o Options) error {
	words := o.statsWords()
	var b strings.Builder
	if len(r.Groups) == 0 || len(r.Groups[0].Rows) == 0 {
		b.WriteString(words.none + "\n")
		o.writeLines(&b, dim, o.hang("", o.statsNotes(r)))
		_, err := io.WriteString(w, b.String())
		return err
	}
	label := wideLabel
	if width := o.width(); width > 0 {
		label = max(8, min(wideLabel, max(narrowName, width*2/5), width-frame(2)-o.statsWidth(r.Groups)))
	}
	draw := func(g grid) error {
		s, err := g.render(o)
		b.WriteString(s)
		return err
	}
	if len(r.By) == 0 {
		heads, figures := []string{words.states, words.share, words.interval, words.denies, words.both}, []int{0, 1, 2, 3, 4}
		if width := o.width(); width > 0 {
			if width < 78 {
				figures = []int{1, 2, 3}
			}
			if width < 60 {
				figures = []int{1, 2}
			}
			rest := width - frame(1+len(figures))
			for _, i := range figures {
				rest -= max(6, Width(heads[i]))
			}
			label = min(wideLabel, rest)
		}
		row := func(label cell, values ...cell) []cell {
			out := []cell{label}
			for _, i := range figures {
				out = append(out, values[i])
			}
			return out
		}
		g := grid{head: []cell{one(bold, "")}}
		for _, i := range figures {
			g.head = append(g.head, one(bold, heads[i]))
		}
		statsRows(r, func(kind string) {
			g.rows = append(g.rows, row(cell{Wrap(o.kindLabel(kind), label), bold}, make([]cell, len(heads))...))
		}, func(i int) {
			x := r.Groups[0].Rows[i]
			g.rows = append(g.rows, row(cell{indent(Wrap(o.categoryLabel(x.Kind, x.Category), label-2)), plain}, one(plain, strconv.Itoa(x.States.Documents)),
				one(plain, percent(x.States.Share)+"%"), one(dim, percent(x.States.Low)+o.dash()+percent(x.States.High)),
				one(red, blank(x.Denies.Documents)), one(yellow, blank(x.Conflicting))))
		})
		if err := draw(g); err != nil {
			return err
		}
	} else {
		for from := 0; from < len(r.Groups); {
			// As many groups side by side as there is room for.
			to, room := from, o.width()-label-frame(1)
			for to < len(r.Groups) {
				if room -= max(narrowName, o.statsWidth(r.Groups[to:to+1])) + 3; to > from && o.width() > 0 && room < 0 {
					break
				}
				to++
			}
			g := grid{head: []cell{{Wrap(strings.Join(r.By, ", "), label), bold}}}
			for _, x := range r.Groups[from:to] {
				g.head = append(g.head, cell{append(Wrap(o.statsGroup(r, x), narrowName), "n="+strconv.Itoa(x.Documents)), bold})
			}
			statsRows(r, func(kind string) {
				row := make([]cell, 1+to-from)
				row[0] = cell{Wrap(o.kindLabel(kind), label), bold}
				g.rows = append(g.rows, row)
			}, func(i int) {
				x := r.Groups[from].Rows[i]
				row := []cell{{indent(Wrap(o.categoryLabel(x.Kind, x.Category), label-2)), plain}}
				for _, group := range r.Groups[from:to] {
					row = append(row, one(plain, o.statsShare(group.Rows[i], o.dash())))
				}
				g.rows = append(g.rows, row)
			})
			if err := draw(g); err != nil {
				return err
			}
			from = to
		}
		sign, _ := o.symbol(compare.Cell{State: compare.Denied})
		o.writeLines(&b, plain, o.hang("", words.legend+"   "+sign+"n: "+words.denies))
	}
	for _, x := range r.Groups {
		if len(x.Pairs) == 0 {
			continue
		}
		title := words.pairs
		if len(r.By) > 0 {
			title += ": " + o.statsGroup(r, x)
		}
		b.WriteByte('\n')
		o.writeLines(&b, bold, o.hang("", title))
		if err := draw(o.pairsGrid(x.Pairs)); err != nil {
			return err
		}
	}
	o.writeLines(&b, dim, o.hang("", o.statsNotes(r)))
	_, err := io.WriteString(w, b.String())
	return err
}

// pairsGrid shows as many figures as there is room for.
func (o Options) pairsGrid(pairs []stats.Pair) grid {
	words := o.statsWords()
	heads, figures := []string{words.together, words.onlyA, words.onlyB, words.lift, "φ"}, []int{0, 1, 2, 3, 4}
	if o.ASCII {
		heads[4] = "phi"
	}
	name := wideLabel
	if width := o.width(); width > 0 {
		if width < 76 {
			figures = []int{0, 3, 4}
		}
		if width < 60 {
			figures = []int{0, 4}
		}
		rest := width - frame(2+len(figures))
		for _, i := range figures {
			rest -= max(5, Width(heads[i]))
		}
		name = min(name, max(6, rest/2))
	}
	g := grid{head: []cell{one(bold, words.a), one(bold, words.b)}}
	for _, i := range figures {
		g.head = append(g.head, one(bold, heads[i]))
	}
	for _, p := range pairs {
		row := []cell{{Wrap(o.categoryLabel(p.A.Kind, p.A.Category), name), plain}, {Wrap(o.categoryLabel(p.B.Kind, p.B.Category), name), plain}}
		values := []string{strconv.Itoa(p.Both), strconv.Itoa(p.OnlyA), strconv.Itoa(p.OnlyB), fmt.Sprintf("%.2f", p.Lift), fmt.Sprintf("%+.2f", p.Phi)}
		for _, i := range figures {
			row = append(row, one(plain, values[i]))
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// statsWidth returns the width of the widest cell of groups.
func (o Options) statsWidth(groups []stats.Group) int {
	width := 0
	for _, g := range groups {
		for _, x := range g.Rows {
			width = max(width, Width(o.statsShare(x, o.dash())))
		}
	}
	return width
}

func indent(lines []string) []string {
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return lines
}

// blank returns n, "" for none.
func blank(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func statsMarkdown(w io.Writer, r *stats.Report, o Options) error {
	o.Width, o.Color = 0, false
	words := o.statsWords()
	var b strings.Builder
	rule := func(left, right int) {
		b.WriteString(strings.Repeat("| --- ", left) + strings.Repeat("| --: ", right) + "|\n")
	}
	switch {
	case len(r.Groups) == 0 || len(r.Groups[0].Rows) == 0:
		b.WriteString(words.none + "\n")
	case len(r.By) == 0:
		markdownRow(&b, []string{o.words().kind, o.words().category, words.states, words.share, words.interval, words.denies, words.both})
		rule(2, 5)
		for _, x := range r.Groups[0].Rows {
			markdownRow(&b, []string{o.kindLabel(x.Kind), o.categoryLabel(x.Kind, x.Category), strconv.Itoa(x.States.Documents), percent(x.States.Share) + "%",
				percent(x.States.Low) + "–" + percent(x.States.High), blank(x.Denies.Documents), blank(x.Conflicting)})
		}
	default:
		head := []string{o.words().kind, o.words().category}
		for _, g := range r.Groups {
			head = append(head, fmt.Sprintf("%s (n=%d)", o.statsGroup(r, g), g.Documents))
		}
		markdownRow(&b, head)
		rule(2, len(r.Groups))
		for i, x := range r.Groups[0].Rows {
			row := []string{o.kindLabel(x.Kind), o.categoryLabel(x.Kind, x.Category)}
			for _, g := range r.Groups {
				row = append(row, o.statsShare(g.Rows[i], "–"))
			}
			markdownRow(&b, row)
		}
		b.WriteString("\n" + words.legend + "\n")
	}
	for _, g := range r.Groups {
		if len(g.Pairs) == 0 {
			continue
		}
		title := words.pairs
		if len(r.By) > 0 {
			title += ": " + o.statsGroup(r, g)
		}
		fmt.Fprintf(&b, "\n## %s\n\n", markdown(title))
		markdownRow(&b, []string{words.a, words.b, words.together, words.onlyA, words.onlyB, words.lift, "φ"})
		rule(2, 5)
		for _, p := range g.Pairs {
			markdownRow(&b, []string{o.categoryLabel(p.A.Kind, p.A.Category), o.categoryLabel(p.B.Kind, p.B.Category),
				strconv.Itoa(p.Both), strconv.Itoa(p.OnlyA), strconv.Itoa(p.OnlyB), fmt.Sprintf("%.2f", p.Lift), fmt.Sprintf("%+.2f", p.Phi)})
		}
	}
	fmt.Fprintf(&b, "\n%s\n", o.statsNotes(r))
	_, err := io.WriteString(w, b.String())
	return err
}

func statsCSV(w io.Writer, r *stats.Report, o Options) error {
	out := newCSV(w)
	number := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	pairs := false
	for _, g := range r.Groups {
		pairs = pairs || g.Pairs != nil
	}
	head := append([]string{}, r.By...)
	if pairs {
		out.row(append(head, "documents", "a_kind", "a_category", "b_kind", "b_category", "both", "only_a", "only_b", "lift", "phi")...)
	} else {
		out.row(append(head, "kind", "category", "label", "documents", "states", "share", "low", "high",
			"denies", "denies_share", "denies_low", "denies_high", "conflicting", "silent")...)
	}
	for _, g := range r.Groups {
		values := func() []string { return append([]string{}, g.Values...) }
		for _, p := range g.Pairs {
			out.row(append(values(), strconv.Itoa(g.Documents), p.A.Kind, p.A.Category, p.B.Kind, p.B.Category, strconv.Itoa(p.Both), strconv.Itoa(p.OnlyA), strconv.Itoa(p.OnlyB), number(p.Lift), number(p.Phi))...)
		}
		if pairs {
			continue
		}
		for _, x := range g.Rows {
			out.row(append(values(), x.Kind, x.Category, o.categoryLabel(x.Kind, x.Category), strconv.Itoa(g.Documents),
				strconv.Itoa(x.States.Documents), number(x.States.Share), number(x.States.Low), number(x.States.High),
				strconv.Itoa(x.Denies.Documents), number(x.Denies.Share), number(x.Denies.Low), number(x.Denies.High),
				strconv.Itoa(x.Conflicting), strconv.Itoa(x.Silent))...)
		}
	}
	return out.flush()
}

// statsJSON writes a group a line.
func statsJSON(w io.Writer, r *stats.Report) error {
	buf := bufio.NewWriter(w)
	j := jsonWriter{w: buf}
	j.raw(`{"schema":`)
	j.value(r.Schema)
	j.raw(`,"by":`)
	j.value(r.By)
	j.raw(fmt.Sprintf(`,"documents":%d,"repeats":%d,"left_out":`, r.Documents, r.Repeats))
	j.value(r.Left)
	j.raw(",\n\"groups\":")
	jsonList(&j, r.Groups)
	j.raw("}\n")
	if j.err != nil {
		return j.err
	}
	return buf.Flush()
}

// Duplicates writes which policies are nearly the same. CSV has one line a policy.
func Duplicates(w io.Writer, d *stats.Duplicates, f Format, o Options) error {
	switch f {
	case Table, Markdown:
		return duplicatesText(w, d, f, o)
	case CSV:
		out := newCSV(w)
		out.row("cluster", "id", "company", "policies", "companies", "similarity")
		for i, c := range d.Clusters {
			for _, m := range c.Members {
				out.row(strconv.Itoa(i+1), m.ID, m.Company, strconv.Itoa(len(c.Members)), strconv.Itoa(len(c.Companies)), strconv.FormatFloat(c.Similarity, 'f', -1, 64))
			}
		}
		return out.flush()
	case JSON:
		buf := bufio.NewWriter(w)
		j := jsonWriter{w: buf}
		j.raw(`{"schema":`)
		j.value(d.Schema)
		j.raw(fmt.Sprintf(",\"similarity\":%v,\"documents\":%d,\n\"clusters\":", d.Similarity, d.Documents))
		jsonList(&j, d.Clusters)
		j.raw("}\n")
		if j.err != nil {
			return j.err
		}
		return buf.Flush()
	case JSONL:
		type line struct {
			Schema string `json:"schema"`
			stats.Cluster
		}
		for _, c := range d.Clusters {
			if err := writeJSONLine(w, line{d.Schema, c}); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("render: duplicates cannot be written as %q", f)
}

// shownCompanies is how many companies of a cluster are named to people.
const shownCompanies = 3

func duplicatesText(w io.Writer, d *stats.Duplicates, f Format, o Options) error {
	words := o.statsWords()
	var b strings.Builder
	in, templates := 0, 0
	for i := range d.Clusters {
		in += len(d.Clusters[i].Members)
		if d.Clusters[i].Template() {
			templates++
		}
	}
	summary := fmt.Sprintf(words.duplicates, in, d.Documents, len(d.Clusters), d.Similarity, templates)
	head := []string{words.size, words.companies, words.similarity, words.companies, words.example}
	line := func(c stats.Cluster) []string {
		names := strings.Join(c.Companies[:min(len(c.Companies), shownCompanies)], o.words().comma)
		if more := len(c.Companies) - shownCompanies; more > 0 {
			names += fmt.Sprintf(" +%d", more)
		}
		return []string{strconv.Itoa(len(c.Members)), strconv.Itoa(len(c.Companies)), fmt.Sprintf("%.2f", c.Similarity), names, c.Members[0].ID}
	}
	if f == Markdown {
		o.Width, o.Color = 0, false
		if len(d.Clusters) > 0 {
			markdownRow(&b, head)
			b.WriteString("| --: | --: | --: | --- | --- |\n")
			for _, c := range d.Clusters {
				markdownRow(&b, line(c))
			}
			b.WriteByte('\n')
		}
	} else if len(d.Clusters) > 0 {
		wide := widestText
		if width := o.width(); width > 0 {
			wide = max(10, (width-frame(5)-Width(words.size)-Width(words.companies)-Width(words.similarity))/2)
		}
		var g grid
		for _, h := range head {
			g.head = append(g.head, one(bold, h))
		}
		for _, c := range d.Clusters {
			l := line(c)
			g.rows = append(g.rows, []cell{one(plain, l[0]), one(plain, l[1]), one(plain, l[2]), {Wrap(oneLine(l[3]), wide), plain}, {Wrap(oneLine(l[4]), wide), dim}})
		}
		s, err := g.render(o)
		if err != nil {
			return err
		}
		b.WriteString(s)
	}
	if len(d.Clusters) == 0 {
		summary = words.noDuplicates
	}
	o.writeLines(&b, plain, o.hang("", summary))
	_, err := io.WriteString(w, b.String())
	return err
}
