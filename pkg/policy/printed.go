package policy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/text"
)

// Tables in text that was made from pages
//
// What pdftotext and its like make of a table is lines of its cells: side by side,
// set apart by spaces, or one below the other, row by row or column by column. A
// table is told by its heads: one says that purposes stand below it, and another is
// one of the words that head columns beside purposes. What cannot be told apart
// stays together: a cell is a stretch of the source, and holds nothing that is not
// its own unless its row has other cells in the middle of it; then the row is one cell.

const (
	maxTableColumns = 24
	maxTableLines   = 5000 // of all such tables of a file
)

// A printed is the lines of a file in the making, with those of tables as cells.
type printed struct {
	src   string // the file's view
	lines []ingest.Line
	out   []ingest.Line
	seen  int // lines that were looked at below heads
}

// printedTables returns the lines of a file, with the tables of text that was
// made from pages as cells.
func printedTables(f *ingest.File) []ingest.Line {
	if n := len(f.Lines); n == 0 || f.Lines[n-1].Page == 0 || f.Format != ingest.FormatText && f.Format != ingest.FormatMarkdown {
		return f.Lines
	}
	p := printed{src: f.View.Text(), lines: f.Lines}
	var out []ingest.Line
	done := 0 // lines that are in out
	for i := 0; i < len(p.lines); i++ {
		if !p.plain(i) || p.seen >= maxTableLines {
			continue
		}
		for _, read := range []func(int) int{p.sideBySide, p.rowByRow, p.columnByColumn} {
			p.out = p.out[:0]
			if next := read(i); next > i {
				out = append(append(out, p.lines[done:i]...), p.out...)
				done, i = next, next-1
				break
			}
		}
	}
	if done == 0 {
		return p.lines
	}
	return append(out, p.lines[done:]...)
}

// text returns the text of line i.
func (p *printed) text(i int) string { return p.src[p.lines[i].Span.Start:p.lines[i].Span.End] }

// plain reports whether line i may be one of a table: it is running text by its
// format, ends no sentence and is not long.
func (p *printed) plain(i int) bool {
	l := &p.lines[i]
	return l.Role == ingest.Text && l.Span.Len() <= 400 && !endsHard(p.text(i))
}

// below reports whether line i stands right below the one before, in one block, and
// is to be looked at.
func (p *printed) below(i int) bool {
	p.seen++
	return p.seen < maxTableLines && i > 0 && i < len(p.lines) && p.lines[i].Block == p.lines[i-1].Block && p.lines[i].Page == p.lines[i-1].Page && p.plain(i)
}

// cell adds the stretch sp of line i as a cell, or as a further line of the one before.
func (p *printed) cell(i int, sp text.Span, row, column int, head, more bool) {
	l := p.lines[i]
	if sp.Start > l.Span.Start {
		l.Gap = 0
	}
	l.Span, l.Role, l.Row, l.Column, l.Header, l.Wrapped = sp, ingest.Cell, row, column, head, more
	p.out = append(p.out, l)
}

// isPurposeHead reports whether a line is the head of a column of purposes, and not
// the heading of a section on them.
func isPurposeHead(t string) bool {
	return saysPurposes(t) && (hasJapanese(t) && width(t) <= 24 || hasPrefix(strings.ToLower(t), "purpose") && width(t) <= 30)
}

// headsColumn reports whether a line is one of the words that head the columns
// beside purposes.
func headsColumn(t string) bool {
	t = strings.TrimRight(t, " :：*※")
	if wider(t, 40) {
		return false
	}
	t = strings.ToLower(t)
	switch t {
	case "個人情報", "対象情報", "利用する情報", "取得する情報", "情報の種類", "データ", "対象", "対象者", "法的根拠", "提供先", "取得方法", "保存期間", "保管期間", "利用期間", "保有期間",
		"data", "data used", "personal data", "personal information", "information", "lawful basis", "legal basis", "legal ground", "legal grounds", "retention", "retention period", "recipients", "source", "sources":
		return true
	}
	return hasSuffix(t, "項目", "の種類") || hasPrefix(t, "categories of ", "types of ", "type of ", "what data", "what information", "legal basis ", "lawful basis ")
}

// sideBySide reads a table whose cells stand side by side and begins at line i. A
// line with text in all columns begins a row; the others go on with it.
func (p *printed) sideBySide(i int) (next int) {
	heads, _ := apartBySpaces(p.text(i), 0)
	if len(heads) < 2 || !p.below(i+1) || !slices.ContainsFunc(heads, func(h text.Span) bool { return isPurposeHead(p.text(i)[h.Start:h.End]) }) {
		return i
	}
	first, at := apartBySpaces(p.text(i+1), p.lines[i+1].Indent)
	if len(first) != len(heads) {
		return i
	}
	p.row(i, i+1, [][]text.Span{heads}, 1, true)
	rows, begin := 1, i+1
	var row [][]text.Span
	j := i + 1
	for ; j == i+1 || p.below(j); j++ {
		cells := cutAt(p.text(j), p.lines[j].Indent, at)
		if cells == nil {
			break
		}
		whole := !slices.ContainsFunc(cells, text.Span.Empty)
		if !whole {
			// What stands below the first cell alone goes on with it in small letters, or
			// it is something else.
			rest := cells[1:]
			if c := firstRune(p.text(j)); !cells[0].Empty() && !slices.ContainsFunc(rest, func(sp text.Span) bool { return !sp.Empty() }) && unicode.IsUpper(c) {
				break
			}
		}
		if whole && len(row) > 0 {
			rows++
			p.row(begin, j, row, rows, false)
			row, begin = nil, j
		}
		row = append(row, cells)
	}
	if len(row) == 0 || rows < 2 {
		return i
	}
	p.row(begin, j, row, rows+1, false)
	return j
}

// row adds a row of the lines [i, j), each cut into cells. Where a cell goes on
// behind what stands beside it, all are one.
func (p *printed) row(i, j int, cells [][]text.Span, row int, head bool) {
	in := func(k int, sp text.Span) text.Span {
		at := p.lines[k].Span.Start
		return text.Span{Start: at + sp.Start, End: at + sp.End}
	}
	last, whole := 0, true
	for _, line := range cells {
		for c, sp := range line {
			if !sp.Empty() {
				whole = whole && c >= last
				last = c
			}
		}
	}
	if !whole {
		for k := i; k < j; k++ {
			p.cell(k, p.lines[k].Span, row, 1, head, k > i)
		}
		return
	}
	last = -1
	for k, line := range cells {
		for c, sp := range line {
			if !sp.Empty() {
				p.cell(i+k, in(i+k, sp), row, c+1, head, c == last)
				last = c
			}
		}
	}
}

// apartBySpaces returns the pieces of a line, which begins at a column, that two
// spaces or more set apart, and where each begins; none if they are too many.
func apartBySpaces(t string, col int) (pieces []text.Span, at []int) {
	spaces := 2
	for i, c := range t {
		if c == ' ' {
			spaces++
		} else {
			if spaces >= 2 {
				if len(pieces) == maxTableColumns {
					return nil, nil
				}
				pieces, at = append(pieces, text.Span{Start: i}), append(at, col)
			}
			pieces[len(pieces)-1].End = i + utf8.RuneLen(c)
			spaces = 0
		}
		col++
	}
	return pieces, at
}

// cutAt cuts a line, which begins at a column, into those that begin at the given
// ones, or at the one before; cells where nothing stands are empty. It returns nil where a word stands
// across the beginning of a column.
func cutAt(t string, col int, at []int) []text.Span {
	out := make([]text.Span, len(at))
	k, space := -1, true
	for i, c := range t {
		if c != ' ' {
			for space && k+1 < len(at) && col >= at[k+1]-1 {
				k++
			}
			if k < 0 || k+1 < len(at) && col >= at[k+1] {
				return nil
			}
			if out[k].Empty() {
				out[k].Start = i
			}
			out[k].End = i + utf8.RuneLen(c)
		}
		space = c == ' '
		col++
	}
	return out
}

// rowByRow reads a table whose cells stand one below the other, row by row, behind
// its heads: line i and those below it. Two cells may stand in one line.
func (p *printed) rowByRow(i int) (next int) {
	j, purposes := i, 0
	for ; j-i <= maxTableColumns && (j == i || p.below(j)); j++ {
		if t := p.text(j); isPurposeHead(t) {
			purposes++
		} else if !headsColumn(t) {
			break
		}
	}
	n := j - i
	if purposes != 1 || n < 2 || n > maxTableColumns || !p.below(j) {
		return i
	}
	end, single, split := j, 0, 0
	for ; end == j || p.below(end); end++ {
		single++
		split += 1 + len(innerSpaces(p.text(end)))
	}
	switch {
	case single >= 2*n && single%n == 0:
		split = 0
	case split < 2*n || split%n != 0:
		return i
	}
	for k := i; k < j; k++ {
		p.cell(k, p.lines[k].Span, 1, 1+k-i, true, false)
	}
	at := 0
	add := func(k int, sp text.Span) {
		p.cell(k, sp, 2+at/n, 1+at%n, false, false)
		at++
	}
	for k := j; k < end; k++ {
		sp := p.lines[k].Span
		if split > 0 {
			from := sp.Start
			for _, s := range innerSpaces(p.text(k)) {
				add(k, text.Span{Start: sp.Start, End: from + s})
				sp.Start = from + s + 1
			}
		}
		add(k, sp)
	}
	return end
}

// innerSpaces returns where single spaces stand between Japanese words, which are
// written without.
func innerSpaces(t string) (at []int) {
	for i := 1; i+1 < len(t); i++ {
		if t[i] == ' ' {
			before, _ := utf8.DecodeLastRuneInString(t[:i])
			if isWide(before) && isWide(firstRune(t[i+1:])) {
				at = append(at, i)
			}
		}
	}
	return at
}

// columnByColumn reads a table whose columns stand one below the other: a head with
// the cells below it, then blocks with the other heads and their cells, which may be
// mixed. A line that begins with a small letter, or behind one that ends in the
// middle of a phrase, goes on with the cell above.
func (p *printed) columnByColumn(i int) (next int) {
	if !isPurposeHead(p.text(i)) {
		return i
	}
	p.cell(i, p.lines[i].Span, 1, 1, true, false)
	row, j := 1, i+1
	add := func(k int) {
		t := p.text(k)
		more := k > i+1 && p.goesOn(k)
		head := !more && headsColumn(t)
		if !more {
			row++
		}
		p.cell(k, p.lines[k].Span, row, 1, head, more)
	}
	for ; p.below(j); j++ {
		add(j)
	}
	purposes := row - 1
	if purposes < 2 || j >= len(p.lines) || !p.plain(j) || !headsColumn(p.text(j)) {
		return i
	}
	for columns := 1; j < len(p.lines); {
		end := j
		for ; end == j && p.plain(end) || p.below(end); end++ {
			if headsColumn(p.text(end)) {
				columns++
			}
		}
		// A block with a sentence in it, and one more than the table has cells for.
		if end == j || end < len(p.lines) && p.lines[end].Block == p.lines[j].Block || row-1-purposes >= (columns-1)*(purposes+1) {
			break
		}
		for ; j < end; j++ {
			add(j)
		}
	}
	return j
}

// goesOn reports whether line k goes on with the cell that the line above is part of.
func (p *printed) goesOn(k int) bool {
	if p.lines[k].Block != p.lines[k-1].Block {
		return false
	}
	c := firstRune(p.text(k))
	return unicode.IsLower(c) || isWide(c) && openEnd(p.text(k-1))
}
