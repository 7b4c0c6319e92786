package render

import (
	"cmp"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/olekukonko/tablewriter/tw"

	"github.com/polcompare/polcompare/pkg/compare"
)

// Measures of tables, in terminal columns.
const (
	wideLabel    = 34 // of row labels, where there is room
	narrowLabel  = 24 // where there is little
	wideName     = 24 // of the heading of a policy
	narrowName   = 14 // a word of a name is not broken up to here
	categoryHead = 16 // of the heading of a category, where policies are rows
)

// A matrixView is what the layouts of a matrix share.
type matrixView struct {
	*compare.Matrix
	o     Options
	w     *words
	names []policyName
	kinds []kindRows
	cited bool // articles of the statute stand in the table without a heading that says so
}

// kindRows are the rows of one kind, which stand together.
type kindRows struct {
	compare.KindCount
	rows []compare.Row
}

func newMatrixView(m *compare.Matrix, o Options) *matrixView {
	v := &matrixView{Matrix: m, o: o, w: o.words(), names: policyNames(m.Columns)}
	for _, k := range m.Summary.Kinds {
		group := kindRows{KindCount: k}
		for _, r := range m.Rows {
			if r.Kind == k.Kind {
				group.rows = append(group.rows, r)
			}
		}
		// A kind that is announced and not given is shown also without rows.
		if len(group.rows) > 0 || slices.Contains(k.Promised, true) {
			v.kinds = append(v.kinds, group)
		}
	}
	return v
}

// A policyName says which policy is meant.
type policyName struct {
	company string // or, where the text does not name it, the file
	edition string // language and latest date
	id      string // only where other policies share both of the above: the file's name, or its path if need be
	short   string // no more of the three than tells the policy from the others
	full    string // all
}

func policyNames(columns []compare.Column) []policyName {
	out := make([]policyName, len(columns))
	companies, editions, files := map[string]int{}, map[string]int{}, map[string]int{}
	for i, c := range columns {
		n := &out[i]
		n.company = Clean(cmp.Or(c.Company, path.Base(cmp.Or(c.ID, c.Path, "?"))))
		n.edition = Clean(strings.TrimSpace(c.Lang + " " + c.Edition))
		n.full = n.company
		if n.edition != "" {
			n.full += " (" + strings.Replace(n.edition, " ", ", ", 1) + ")"
		}
		companies[n.company]++
		editions[n.full]++
		files[n.full+" "+Clean(path.Base(c.ID))]++
	}
	for i, c := range columns {
		n := &out[i]
		if editions[n.full] > 1 {
			n.id = Clean(path.Base(c.ID))
			if files[n.full+" "+n.id] > 1 {
				n.id = Clean(c.ID)
			}
			n.full += " " + n.id
		}
		n.short = n.full
		if companies[n.company] == 1 {
			n.short = n.company
		}
	}
	return out
}

// heading returns the heading of the policy for a column of the given width.
func (n policyName) heading(width int) cell {
	lines := Wrap(n.company, width)
	for _, s := range []string{n.edition, n.id} {
		if s != "" {
			lines = append(lines, Wrap(s, width)...)
		}
	}
	return cell{lines, bold}
}

// widths returns the least width at which the heading reads well and the one
// at which it needs no more.
func (n policyName) widths() (least, most int) {
	for _, s := range []string{n.company, n.edition, n.id} {
		least = max(least, min(longestWord(s), narrowName))
		most = max(most, min(Width(s), wideName))
	}
	return least, max(least, most)
}

// mark returns the content of a cell: its sign and the number of findings.
func (v *matrixView) mark(c compare.Cell) cell {
	sign, style := v.o.symbol(c)
	return one(style, sign+v.o.times(c.Count))
}

// total returns what a policy says of a kind as a whole.
func (v *matrixView) total(k compare.KindCount, c int) cell {
	switch {
	case k.Findings[c] > 0:
		return one(bold, strconv.Itoa(k.Findings[c]))
	case k.Promised[c]:
		return v.mark(compare.Cell{State: compare.Silent, Promised: true})
	}
	return v.mark(compare.Cell{State: compare.Silent})
}

func matrixTable(w io.Writer, m *compare.Matrix, o Options) error {
	v := newMatrixView(m, o)
	var b strings.Builder
	switch {
	case len(m.Columns) == 0:
		b.WriteString(v.w.noPolicies + "\n")
	case len(v.kinds) == 0:
		b.WriteString(v.w.noRows + "\n")
	default:
		for i, t := range v.tables() {
			if i > 0 {
				b.WriteByte('\n')
			}
			for _, l := range t.above {
				b.WriteString(l + "\n")
			}
			s, err := t.render(o)
			if err != nil {
				return err
			}
			b.WriteString(s)
		}
		b.WriteString(v.legend())
	}
	if len(m.Columns) > 0 {
		if o.Evidence {
			v.evidence(&b)
		}
		if !o.NoSummary {
			v.summary(&b)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// A titled grid has lines of text above it.
type titled struct {
	grid
	above []string
}

// tables returns the matrix as tables that fit the width: one with the
// policies as columns, under their names or, where these are too wide, under
// numbers explained above; failing that, as many as are needed with the
// policies as columns or as rows, whichever are fewer.
func (v *matrixView) tables() []titled {
	if v.o.Transpose == TransposeOn {
		return v.transposed()
	}
	for _, keyed := range []bool{false, true} {
		for _, l := range []struct {
			label   int
			statute bool
		}{{wideLabel, true}, {narrowLabel, true}, {wideLabel, false}, {narrowLabel, false}} {
			if t := v.upright(l.label, l.statute, keyed, false); t != nil {
				return t
			}
		}
	}
	if v.o.Transpose == TransposeOff {
		return v.upright(min(narrowLabel, v.o.width()-frame(2)-narrowName), false, false, true)
	}
	turned := v.transposed()
	if split := v.upright(min(narrowLabel, v.o.width()-frame(2)-narrowName), false, false, true); len(split) <= len(turned) {
		return split
	}
	return turned
}

// upright returns the matrix with policies as columns, the labels of rows at
// most label columns wide, the statute in a column of its own or behind the
// labels, and keys or names above the columns. Without split it is one table,
// or none if that does not fit.
func (v *matrixView) upright(label int, statute, keyed, split bool) []titled {
	cited := false
	for _, k := range v.kinds {
		for _, r := range k.rows {
			cited = cited || r.Statute != ""
		}
	}
	statute = statute && cited

	// The columns on the left.
	var left [][]cell // by row of the table
	labels, citations := 0, Width(v.w.statute)
	for _, k := range v.kinds {
		left = append(left, []cell{{Wrap(Clean(k.Label.In(v.o.Lang)), label), bold}, {}})
		for _, r := range k.rows {
			name, cite := Clean(r.Label.In(v.o.Lang)), ""
			if r.Statute != "" {
				cite = v.o.statuteLabel(r.Category)
				citations = max(citations, Width(cite))
			}
			if !statute && cite != "" {
				name += " [" + cite + "]"
			}
			lines := Wrap(name, label-2)
			for i := range lines {
				lines[i] = "  " + lines[i]
			}
			left = append(left, []cell{{lines, plain}, one(dim, cite)})
		}
	}
	for _, l := range left {
		labels = max(labels, l[0].width())
	}
	fixed := labels + frame(1)
	if statute {
		fixed += citations + frame(1) - 1
	}

	// What the policies' columns need.
	n := len(v.Columns)
	least, most := make([]int, n), make([]int, n)
	for c := range n {
		least[c], most[c] = v.names[c].widths()
		if keyed {
			least[c] = len(strconv.Itoa(n))
			most[c] = least[c]
		}
		for _, k := range v.kinds {
			least[c] = max(least[c], v.total(k.KindCount, c).width())
			for _, r := range k.rows {
				least[c] = max(least[c], v.mark(r.Cells[c]).width())
			}
		}
		most[c] = max(most[c], least[c])
	}
	parts := v.parts(fixed, least, most)
	if !split && (len(parts) > 1 || v.o.width() > 0 && fixed+sum(least)+3*n > v.o.width()) {
		return nil
	}

	v.cited = cited && !statute
	var out []titled
	for _, part := range parts {
		t := titled{grid: grid{head: []cell{one(bold, "")}, align: []tw.Align{tw.AlignLeft}}}
		if statute {
			t.head = append(t.head, one(bold, v.w.statute))
		}
		for c := part.from; c < part.to; c++ {
			h := v.names[c].heading(part.widths[c-part.from])
			if keyed {
				key := strconv.Itoa(c + 1)
				h = one(bold, key)
				t.above = append(t.above, v.o.hang(pad(key, len(strconv.Itoa(n)))+"  ", v.names[c].full)...)
			}
			t.head = append(t.head, h)
		}
		row := 0
		add := func(cells func(c int) cell) {
			line := left[row][:1:1]
			if statute {
				line = left[row][:2:2]
			}
			for c := part.from; c < part.to; c++ {
				line = append(line, cells(c))
			}
			t.rows = append(t.rows, line)
			row++
		}
		for _, k := range v.kinds {
			add(func(c int) cell { return v.total(k.KindCount, c) })
			for _, r := range k.rows {
				add(func(c int) cell { return v.mark(r.Cells[c]) })
			}
		}
		out = append(out, t)
	}
	return out
}

// transposed returns the matrix with policies as rows, at least one table a
// kind.
func (v *matrixView) transposed() []titled {
	width := v.o.width()
	label, word := wideLabel, categoryHead
	if width > 0 {
		label = min(wideLabel, max(narrowName, width/4))
		word = min(categoryHead, width/4-1)
	}
	left := make([]cell, len(v.Columns))
	labels := 0
	for c := range v.Columns {
		left[c] = cell{Wrap(v.names[c].full, label), bold}
		labels = max(labels, left[c].width())
	}
	var out []titled
	for _, k := range v.kinds {
		total := Width(v.w.all)
		for c := range v.Columns {
			total = max(total, v.total(k.KindCount, c).width())
		}
		heads := make([]string, len(k.rows))
		least, most := make([]int, len(k.rows)), make([]int, len(k.rows))
		for i, r := range k.rows {
			heads[i] = Clean(r.Label.In(v.o.Lang))
			if r.Statute != "" {
				v.cited = true
				heads[i] += "\n" + v.o.statuteLabel(r.Category)
			}
			for l := range strings.SplitSeq(heads[i], "\n") {
				least[i] = max(least[i], min(longestWord(l), word), min(Width(l), 6))
				most[i] = max(most[i], min(Width(l), categoryHead))
			}
			for _, c := range r.Cells {
				least[i] = max(least[i], v.mark(c).width())
			}
			most[i] = max(most[i], least[i])
		}
		fixed := labels + total + frame(2)
		for _, part := range v.parts(fixed, least, most) {
			t := titled{
				grid:  grid{head: []cell{one(bold, ""), one(bold, v.w.all)}},
				above: []string{v.o.paint(bold, Clean(k.Label.In(v.o.Lang)))},
			}
			for i := part.from; i < part.to; i++ {
				t.head = append(t.head, cell{Wrap(heads[i], part.widths[i-part.from]), bold})
			}
			for c := range v.Columns {
				line := []cell{left[c], v.total(k.KindCount, c)}
				for i := part.from; i < part.to; i++ {
					line = append(line, v.mark(k.rows[i].Cells[c]))
				}
				t.rows = append(t.rows, line)
			}
			out = append(out, t)
		}
	}
	return out
}

// A part is the columns [from, to) of a table that is too wide, with the
// width of each.
type part struct {
	from, to int
	widths   []int
}

// parts splits columns over as few tables as can be, about as many in each,
// where fixed is what stands in every table. There is at least one table, and
// at least one column in each if there are any.
func (v *matrixView) parts(fixed int, least, most []int) []part {
	n := len(least)
	if v.o.width() == 0 {
		return []part{{0, n, most}}
	}
	// try puts up to per columns into each table, fewer where they do not fit.
	try := func(per int) (out []part, fits bool) {
		fits = true
		for from := 0; from < n || len(out) == 0; {
			to, need := from, fixed
			for to < n && to-from < per && (to == from || need+3+least[to] <= v.o.width()) {
				need += 3 + least[to]
				to++
			}
			fits = fits && (to == n || to == from+per)
			widths, _ := spread(v.o.width()-fixed-3*(to-from), least[from:to], most[from:to])
			out = append(out, part{from, to, widths})
			from = to
		}
		return out, fits
	}
	out, _ := try(n)
	if even, fits := try((n + len(out) - 1) / len(out)); fits {
		return even
	}
	return out
}

// spread deals width out to columns, each at least what it needs and at most
// what it can use. It reports whether there is enough for the least.
func spread(width int, least, most []int) ([]int, bool) {
	out := slices.Clone(least)
	rest := width - sum(least)
	if rest < 0 {
		return out, false
	}
	for {
		// A column more to each that can use it, the narrowest first.
		grow := -1
		for i := range out {
			if out[i] < most[i] && (grow < 0 || out[i] < out[grow]) {
				grow = i
			}
		}
		if grow < 0 || rest == 0 {
			return out, true
		}
		out[grow]++
		rest--
	}
}

func sum(list []int) int {
	n := 0
	for _, i := range list {
		n += i
	}
	return n
}

// legend explains the signs that the tables hold.
func (v *matrixView) legend() string {
	var parts []string
	seen := map[string]bool{}
	for _, c := range []struct {
		compare.Cell
		name string
	}{
		{compare.Cell{State: compare.Stated}, v.w.stated}, {compare.Cell{State: compare.Denied}, v.w.denied},
		{compare.Cell{State: compare.Conflicting}, v.w.conflicting}, {compare.Cell{State: compare.Silent}, v.w.silent},
		{compare.Cell{State: compare.Silent, Promised: true}, v.w.promised},
	} {
		sign, style := v.o.symbol(c.Cell)
		for _, k := range v.kinds {
			for i := range v.Columns {
				if l := v.total(k.KindCount, i).lines[0]; l == sign {
					seen[sign] = true
				}
			}
			for _, r := range k.rows {
				for _, cell := range r.Cells {
					if s, _ := v.o.symbol(cell); s == sign {
						seen[sign] = true
					}
				}
			}
		}
		if seen[sign] {
			parts = append(parts, v.o.paint(style, sign)+" "+c.name)
		}
	}
	times := v.w.times
	if v.o.ASCII {
		times = strings.ReplaceAll(times, "×", "x")
	}
	parts = append(parts, times, v.w.kindLines)
	if v.cited {
		parts = append(parts, v.w.articles)
	}
	return strings.Join(v.flow(parts), "\n") + "\n"
}

// flow sets parts side by side on lines that fit the width.
func (v *matrixView) flow(parts []string) []string {
	var out []string
	used := 0
	for _, p := range parts {
		w := Width(p)
		if len(out) > 0 && (v.o.width() == 0 || used+3+w <= v.o.width()) {
			out[len(out)-1] += "   " + p
			used += 3 + w
			continue
		}
		out = append(out, p)
		used = w
	}
	return out
}

// hang returns s wrapped behind first, its further lines indented as far.
func (o Options) hang(first, s string) []string {
	if o.width() == 0 {
		return []string{first + s}
	}
	indent := Width(first)
	lines := Wrap(s, max(o.width()-indent, 20))
	for i := range lines {
		if i == 0 {
			lines[i] = first + lines[i]
		} else {
			lines[i] = strings.Repeat(" ", indent) + lines[i]
		}
	}
	return lines
}

// item returns an item of a list: name, in bold, and what is said of it,
// wrapped, the further lines indented more than the first.
func (o Options) item(name, said string) []string {
	lines := []string{name + said}
	if o.width() > 0 {
		lines = Wrap(name+said, o.width()-4)
	}
	for i := range lines {
		if i > 0 {
			lines[i] = "    " + lines[i]
		} else if rest, ok := strings.CutPrefix(lines[0], name); ok {
			lines[0] = "  " + o.paint(bold, name) + rest
		} else {
			lines[0] = "  " + lines[0]
		}
	}
	return lines
}

// pad returns s with spaces in front, width columns wide.
func pad(s string, width int) string { return strings.Repeat(" ", max(0, width-Width(s))) + s }
