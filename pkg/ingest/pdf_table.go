package ingest

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/ingest/internal/pdf"
)

// A pdfTable is a grid of rules with at least two columns.
type pdfTable struct {
	left, top, right, bottom float64
	xs, ys                   []float64
	ends                     []float64 // of the upright rules: a table that a page breaks has no level rule there
	own                      []pdf.Rule
	level, upright           [][]pdf.Rule // that lie at each of ys and of xs
	pieces                   []piece
}

// near is how far apart, in points, lines may be drawn that are meant as one.
const near = 3

// tablesOf finds the tables that rules make, from the top of the page.
func tablesOf(rules []pdf.Rule) []*pdfTable {
	var level, upright []pdf.Rule
	for _, r := range rules {
		if r.X1-r.X0 > r.Y1-r.Y0 {
			level = append(level, r)
		} else {
			upright = append(upright, r)
		}
	}
	level, upright = mergeRules(level, false), mergeRules(upright, true)
	if len(level) < 2 || len(upright) < 3 || len(level)+len(upright) > 2000 {
		return nil
	}
	// Rules that touch make a table.
	parent := make([]int, len(level)+len(upright))
	for i := range parent {
		parent[i] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i, h := range level {
		for j, v := range upright {
			if v.X0 > h.X0-near && v.X0 < h.X1+near && h.Y0 > v.Y0-near && h.Y0 < v.Y1+near {
				parent[root(i)] = root(len(level) + j)
			}
		}
	}
	byRoot := map[int]*pdfTable{}
	var all []*pdfTable
	at := func(i int) *pdfTable {
		k := root(i)
		if byRoot[k] == nil {
			byRoot[k] = &pdfTable{}
			all = append(all, byRoot[k])
		}
		return byRoot[k]
	}
	for i, h := range level {
		t := at(i)
		t.own, t.ys = append(t.own, h), append(t.ys, h.Y0)
	}
	for j, v := range upright {
		t := at(len(level) + j)
		t.own, t.xs = append(t.own, v), append(t.xs, v.X0)
		t.ends = append(t.ends, v.Y0, v.Y1)
	}
	out := all[:0]
	for _, t := range all {
		t.xs = distinct(t.xs)
		t.ys = distinct(append(t.ys, slices.Min(append(t.ends, t.ys...)), slices.Max(append(t.ends, t.ys...))))
		if len(t.xs) < 3 || len(t.ys) < 2 {
			continue
		}
		t.left, t.right, t.top, t.bottom = t.xs[0], t.xs[len(t.xs)-1], t.ys[0], t.ys[len(t.ys)-1]
		t.level, t.upright = make([][]pdf.Rule, len(t.ys)), make([][]pdf.Rule, len(t.xs))
		for _, r := range t.own {
			if r.X1-r.X0 > r.Y1-r.Y0 {
				lie(t.level, t.ys, r.Y0, r)
			} else {
				lie(t.upright, t.xs, r.X0, r)
			}
		}
		out = append(out, t)
	}
	if len(out) > 100 {
		return nil // a drawing
	}
	slices.SortStableFunc(out, func(a, b *pdfTable) int { return cmp.Compare(a.top, b.top) })
	return out
}

// mergeRules joins rules that lie on one line and touch: each cell may have its own.
func mergeRules(rules []pdf.Rule, upright bool) []pdf.Rule {
	across := func(r pdf.Rule) (at, from, to float64) {
		if upright {
			return r.X0, r.Y0, r.Y1
		}
		return r.Y0, r.X0, r.X1
	}
	slices.SortFunc(rules, func(a, b pdf.Rule) int {
		a0, a1, _ := across(a)
		b0, b1, _ := across(b)
		return cmp.Or(cmp.Compare(int(a0/near), int(b0/near)), cmp.Compare(a1, b1))
	})
	out := rules[:0]
	for _, r := range rules {
		if n := len(out); n > 0 {
			a0, _, a2 := across(out[n-1])
			b0, b1, b2 := across(r)
			if b0-a0 < near && a0-b0 < near && b1 <= a2+near {
				if upright {
					out[n-1].Y1 = max(a2, b2)
				} else {
					out[n-1].X1 = max(a2, b2)
				}
				continue
			}
		}
		out = append(out, r)
	}
	return out
}

// distinct sorts values and takes those that are near as one.
func distinct(v []float64) []float64 {
	slices.Sort(v)
	out := v[:0]
	for _, x := range v {
		if len(out) == 0 || x-out[len(out)-1] > 2*near {
			out = append(out, x)
		}
	}
	return out
}

// tableAt returns the table in which a piece stands, nil if in none.
func tableAt(tables []*pdfTable, p piece) *pdfTable {
	x, y := (p.u0+p.u1)/2, p.v-p.size*0.3
	for _, t := range tables {
		if x > t.left-near && x < t.right+near && y > t.top-near && y < t.bottom+near {
			return t
		}
	}
	return nil
}

// cell returns the row and the column, from 0, in which a piece stands. Of cells
// that reach over several it is the first.
func (t *pdfTable) cell(p piece) (row, column int) {
	x, y := (p.u0+p.u1)/2, p.v-p.size*0.3
	row, column = slot(t.ys, y), slot(t.xs, p.u0+0.2*p.size)
	for row > 0 && !slices.ContainsFunc(t.level[row], func(r pdf.Rule) bool { return x > r.X0-near && x < r.X1+near }) {
		row--
	}
	for column > 0 && !slices.ContainsFunc(t.upright[column], func(r pdf.Rule) bool { return y > r.Y0-near && y < r.Y1+near }) {
		column--
	}
	return row, column
}

func slot(bounds []float64, at float64) int {
	n, _ := slices.BinarySearch(bounds, at)
	return min(max(n-1, 0), len(bounds)-2)
}

// lie adds a rule to those of each bound that it is drawn at.
func lie(rules [][]pdf.Rule, bounds []float64, at float64, r pdf.Rule) {
	for i, _ := slices.BinarySearch(bounds, at-2*near); i < len(bounds) && bounds[i] < at+2*near; i++ {
		if bounds[i] > at-2*near {
			rules[i] = append(rules[i], r)
		}
	}
}

// table reads a table row by row.
func (f *flow) table(t *pdfTable) {
	type key struct{ row, column int }
	cells := map[key][]piece{}
	var order []key
	for _, p := range t.pieces {
		r, c := t.cell(p)
		k := key{r, c}
		if cells[k] == nil {
			order = append(order, k)
		}
		cells[k] = append(cells[k], p)
	}
	slices.SortFunc(order, func(a, b key) int { return cmp.Or(a.row-b.row, a.column-b.column) })
	header := true
	for _, k := range order {
		for _, p := range cells[k] {
			if k.row == order[0].row && !p.bold {
				header = false
			}
		}
	}
	rights := make([]float64, len(t.xs)) // how far the text of each column reaches
	for k, pieces := range cells {
		for _, p := range pieces {
			rights[k.column] = max(rights[k.column], p.u1)
		}
	}
	for _, k := range order {
		rows := rowsOf(cells[k])
		*f.region++
		right := rights[k.column]
		for i := range rows {
			f.r.lines = append(f.r.lines, pdfLine{piece: rows[i].line(), page: f.page, region: *f.region, right: right,
				row: k.row + 1, column: k.column + 1, header: header && k.row == order[0].row})
		}
	}
}

// splitAtColumns returns rows with the pieces divided whose cells stand so close
// that they were taken for one: a row that begins where others do, with a wide space
// that ends where in several of those another piece begins.
func splitAtColumns(rows []pdfRow) []pdfRow {
	type column struct{ left, x int } // in steps of 2 points
	step := func(u float64) int { return int(math.Floor(u / 2)) }
	seen := map[column]int{}
	for i := range rows {
		p := rows[i].pieces
		for _, q := range p[1:] {
			seen[column{step(p[0].u0), step(q.u0)}]++
		}
	}
	isColumn := func(left, x float64) bool {
		n := 0
		for _, l := range []float64{left - 1, left + 1} {
			for _, u := range []float64{x - 1, x + 1} {
				n += seen[column{step(l), step(u)}]
			}
		}
		return n >= 2
	}
	out, own := rows, false
	for i := range rows {
		var pieces []piece
		left := rows[i].pieces[0].u0
		for k, p := range rows[i].pieces {
			at := p.rifts[:0:0]
			for _, r := range p.rifts {
				if isColumn(left, r.u1) {
					at = append(at, r)
				}
			}
			if len(at) > 0 && pieces == nil {
				pieces = slices.Clone(rows[i].pieces[:k])
			}
			if pieces != nil {
				pieces = append(pieces, p.divide(at)...)
			}
		}
		if pieces == nil {
			continue
		}
		if !own {
			out, own = slices.Clone(rows), true
		}
		out[i].pieces = pieces
	}
	return out
}

// divide returns the parts of p that rifts part.
func (p piece) divide(rifts []rift) []piece {
	var out []piece
	start, u0 := 0, p.u0
	part := func(end int, u1 float64) {
		q := p
		q.text, q.u0, q.u1, q.rifts = strings.TrimRight(p.text[start:end], " "), u0, u1, nil
		out = append(out, q)
	}
	for _, r := range rifts {
		part(r.at, r.u0)
		start, u0 = r.at, r.u1
	}
	part(len(p.text), p.u1)
	return out
}

// maxTried is how many places are looked at that may be the edge of a column.
const maxTried = 50

// grid finds a table that is drawn without rules: rows in a run that no piece
// crosses at one or more places where pieces of several rows begin. It returns the
// rows lo to hi and where the columns begin; hi is 0 if there is none.
func grid(rows []pdfRow) (lo, hi int, xs []float64) {
	const apart = 2 // points by which the beginnings of one column may differ
	// beside reports whether the rows i-1 and i overlap, and the second of them to
	// be read begins behind the end of the first: x is where.
	beside := func(i int) (x float64, ok bool) {
		if i < 1 || rows[i].v-rows[i-1].v > 0.8*min(rows[i].size, rows[i-1].size) {
			return 0, false
		}
		a, b := rows[i-1].pieces, rows[i].pieces
		switch {
		case b[0].u0 > a[len(a)-1].u1:
			return b[0].u0, true
		case a[0].u0 > b[len(b)-1].u1:
			return a[0].u0, true
		}
		return 0, false
	}
	seen := map[int]bool{}
	var order []float64
	candidate := func(x float64) {
		if key := int(x / apart); !seen[key] && !seen[key-1] && !seen[key+1] {
			seen[key] = true
			order = append(order, x)
		}
	}
	for i := range rows {
		for _, p := range rows[i].pieces[1:] {
			candidate(p.u0)
		}
		if x, ok := beside(i); ok {
			candidate(x)
		}
	}
	same := func(a, b float64) bool { return a-b < apart && b-a < apart }
	begins := func(row *pdfRow, x float64) bool {
		return slices.ContainsFunc(row.pieces, func(p piece) bool { return same(p.u0, x) })
	}
	for _, x := range order[:min(len(order), maxTried)] {
		for i := 0; i < len(rows); {
			j, pairs, marks, lines, first, last := i, 0, 0, 0, -1, 0
			for j < len(rows) && !crosses(&rows[j], x-apart) {
				p := rows[j].pieces
				right := p[len(p)-1].u0 > x-apart
				// A column ends where lines begin elsewhere on its side.
				if right && p[0].u0 > x+apart {
					break
				}
				if begins(&rows[j], x) {
					lines++
					if !same(p[0].u0, x) {
						pairs++
						if beginsWithMarker(p[0].text+" x") && len(p[0].text) < 12 {
							marks++
						}
					}
				}
				if at, ok := beside(j); ok && same(at, x) {
					pairs++
				}
				if right && first < 0 {
					first = j
				}
				if right {
					last = j + 1
				}
				j++
			}
			if pairs > 0 && pairs+lines >= 4 && marks*2 < pairs && last-first >= 3 && last-first > hi-lo {
				lo, hi = first, last
			}
			i = max(j, i+1)
		}
	}
	if hi == 0 {
		return 0, 0, nil
	}
	// What stands on the left close above the first line on the right belongs to it.
	for lo > 0 && rows[lo].v-rows[lo-1].v < 0.8*rows[lo].size {
		lo--
	}
	left := rows[lo].pieces[0].u0
	for i := lo; i < hi; i++ {
		left = min(left, rows[i].pieces[0].u0)
	}
	xs = []float64{left}
	begun := map[int]int{} // how many pieces begin in each step
	for i := lo; i < hi; i++ {
		for _, p := range rows[i].pieces {
			begun[int(p.u0/apart)]++
		}
	}
	slices.Sort(order)
	tried := 0
	for _, x := range order {
		if k := int(x / apart); begun[k-1]+begun[k]+begun[k+1] < 2 {
			continue
		}
		if tried++; tried > maxTried {
			break
		}
		n, free := 0, true
		for i := lo; i < hi; i++ {
			if begins(&rows[i], x) {
				n++
			}
			free = free && !crosses(&rows[i], x-apart)
		}
		if n >= 2 && free && x-xs[len(xs)-1] > rows[lo].size {
			xs = append(xs, x-apart)
		}
	}
	if len(xs) < 2 {
		return 0, 0, nil
	}
	return lo, lastLines(rows, lo, hi, xs), xs
}

// lastLines returns where a table ends that was found to take the rows lo to hi:
// the last of its cells may go on where nothing stands in the column that was looked at.
func lastLines(rows []pdfRow, lo, hi int, xs []float64) int {
	room := math.Inf(1) // the least distance of lines
	above, rights := make([]*piece, len(xs)), make([]float64, len(xs))
	for i := lo; i < hi; i++ {
		if i > lo && rows[i].v-rows[i-1].v > 0.8*rows[i].size {
			room = min(room, rows[i].v-rows[i-1].v)
		}
		for k := range rows[i].pieces {
			p := &rows[i].pieces[k]
			c := columnOf(xs, *p)
			above[c], rights[c] = p, max(rights[c], p.u1)
		}
	}
	goesOn := func(p piece) bool {
		c := columnOf(xs, p)
		a := above[c]
		return a != nil && math.Abs(a.u0-p.u0) < 2 && p.v-a.v < 1.1*room &&
			isFullLine(&pdfLine{piece: *a, right: rights[c]}, &pdfLine{piece: p})
	}
	for ; hi < len(rows); hi++ {
		row := &rows[hi]
		for _, x := range xs[1:] {
			if crosses(row, x) {
				return hi
			}
		}
		for _, p := range row.pieces {
			if !goesOn(p) {
				return hi
			}
		}
		for k := range row.pieces {
			above[columnOf(xs, row.pieces[k])] = &row.pieces[k]
		}
	}
	return hi
}

// A gridCell is a cell of a table without rules.
type gridCell struct {
	column, row int
	pieces      []piece
	top, bottom float64 // base lines of its first and last line
}

// grid reads rows that are a table whose columns begin at xs.
func (f *flow) grid(rows []pdfRow, xs []float64) {
	// Cells stand farther apart than the lines of running text, or they do not.
	apart, wide := 0, func(size float64) float64 { return 1.1 * f.usual * size }
	for i := 1; i < len(rows); i++ {
		if rows[i].v-rows[i-1].v > wide(rows[i].size) {
			apart++
		}
	}
	var cells []*gridCell
	if apart > 1 {
		cells = cellsByRoom(rows, xs, wide)
	} else {
		cells = cellsByLines(rows, xs, wide)
	}
	rights := make([]float64, len(xs))
	for _, c := range cells {
		for _, p := range c.pieces {
			rights[c.column] = max(rights[c.column], p.u1)
		}
	}
	slices.SortStableFunc(cells, func(a, b *gridCell) int { return cmp.Or(a.row-b.row, a.column-b.column) })
	header := len(cells) > 0
	for _, c := range cells {
		for _, p := range c.pieces {
			header = header && (c.row > 1 || p.bold)
		}
	}
	for _, c := range cells {
		*f.region++
		for _, row := range rowsOf(c.pieces) {
			f.r.lines = append(f.r.lines, pdfLine{piece: row.line(), page: f.page, region: *f.region, right: rights[c.column],
				row: c.row, column: c.column + 1, header: header && c.row == 1})
		}
	}
}

// columnOf returns the column, from 0, in which a piece begins.
func columnOf(xs []float64, p piece) int {
	c, _ := slices.BinarySearch(xs, p.u0+0.5)
	return max(c-1, 0)
}

// cellsByRoom makes cells of lines that stand no farther apart than wide says.
func cellsByRoom(rows []pdfRow, xs []float64, wide func(size float64) float64) []*gridCell {
	var cells []*gridCell
	most, n := 0, make([]int, len(xs))
	last := make([]*gridCell, len(xs))
	for i := range rows {
		for _, p := range rows[i].pieces {
			c := columnOf(xs, p)
			if l := last[c]; l == nil || p.v-l.bottom > wide(p.size) {
				last[c] = &gridCell{column: c, top: p.v}
				cells = append(cells, last[c])
				n[c]++
			}
			last[c].pieces = append(last[c].pieces, p)
			last[c].bottom = p.v
		}
	}
	for c := range n {
		if n[c] > n[most] {
			most = c
		}
	}
	// The column with most cells counts the rows; a cell beside several stands in
	// the first of them.
	var bottoms []float64
	for _, c := range cells {
		if c.column == most {
			bottoms = append(bottoms, c.bottom)
		}
	}
	for _, c := range cells {
		c.row, _ = slices.BinarySearch(bottoms, c.top-1)
		c.row = min(c.row, len(bottoms)-1) + 1
	}
	return cells
}

// cellsByLines makes cells where no room parts them from those below. A row begins
// where two columns have text and in one of them it does not go on from the line
// above: the cell had ended before, or what follows would have fitted behind it.
func cellsByLines(rows []pdfRow, xs []float64, wide func(size float64) float64) []*gridCell {
	lines := make([]map[int]*pdfLine, len(rows)) // of each row, by column
	rights := make([]float64, len(xs))
	for i := range rows {
		byColumn := map[int][]piece{}
		for _, p := range rows[i].pieces {
			c := columnOf(xs, p)
			byColumn[c] = append(byColumn[c], p)
			rights[c] = max(rights[c], p.u1)
		}
		lines[i] = map[int]*pdfLine{}
		for c, pieces := range byColumn {
			row := pdfRow{pieces: pieces, v: rows[i].v, size: rows[i].size}
			lines[i][c] = &pdfLine{piece: row.line()}
		}
	}
	var open []*gridCell // of the row, by column
	begins := func(i int) bool {
		if i == 0 || rows[i].v-rows[i-1].v > wide(rows[i].size) {
			return true
		}
		if len(lines[i]) < 2 {
			return false
		}
		for c, b := range lines[i] {
			a := lines[i-1][c]
			switch {
			case a == nil && open[c] == nil: // it stands lower than those beside it
			case a == nil, a.bold && !b.bold:
				return true
			default:
				a.right = rights[c]
				if !isFullLine(a, b) {
					return true
				}
			}
		}
		return false
	}
	var cells []*gridCell
	number := 0
	for i := range rows {
		if begins(i) {
			number++
			open = make([]*gridCell, len(xs))
		}
		for _, p := range rows[i].pieces {
			c := columnOf(xs, p)
			if open[c] == nil {
				open[c] = &gridCell{column: c, row: number}
				cells = append(cells, open[c])
			}
			open[c].pieces = append(open[c].pieces, p)
		}
	}
	return cells
}
