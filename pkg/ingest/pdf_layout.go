package ingest

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A pdfRow is what stands on one base line.
type pdfRow struct {
	pieces []piece // from left to right
	v      float64
	size   float64
}

// rowsOf sorts pieces into rows.
func rowsOf(pieces []piece) []pdfRow {
	pieces = slices.Clone(pieces)
	slices.SortStableFunc(pieces, sortBy)
	var rows []pdfRow
	for i := 0; i < len(pieces); {
		j, size := i+1, pieces[i].size
		for j < len(pieces) && pieces[j].v-pieces[i].v < 0.4*max(size, pieces[j].size) {
			size = max(size, pieces[j].size)
			j++
		}
		row := pdfRow{pieces: pieces[i:j:j], size: size}
		slices.SortStableFunc(row.pieces, func(a, b piece) int { return cmp.Compare(a.u0, b.u0) })
		for _, p := range row.pieces {
			if p.size >= size*0.9 || row.v == 0 {
				row.v = p.v
			}
		}
		rows = append(rows, row)
		i = j
	}
	return rows
}

// line joins the pieces of a row.
func (row *pdfRow) line() piece {
	out := row.pieces[0]
	var b strings.Builder
	bold, plain := 0, 0
	for i, p := range row.pieces {
		if i > 0 {
			prev := &row.pieces[i-1]
			a, _ := utf8.DecodeLastRuneInString(prev.text)
			c, _ := utf8.DecodeRuneInString(p.text)
			gap := p.u0 - out.u1
			if prev.text == p.text && math.Abs(prev.u0-p.u0) < 0.2*p.size {
				continue // drawn twice, to look bold
			}
			if gap > wordGap*p.size && (gap > 0.5*p.size || !(isCJK(a) || isCJK(c))) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(p.text)
		out.u1 = max(out.u1, p.u1)
		if p.bold {
			bold += len(p.text)
		} else if strings.IndexFunc(p.text, unicode.IsLetter) >= 0 {
			plain += len(p.text)
		}
	}
	out.text, out.v, out.size, out.bold, out.rifts = b.String(), row.v, row.size, bold > 0 && plain == 0, nil
	return out
}

// layout puts the pieces of all pages in reading order, as lines.
func (r *pdfReader) layout() {
	r.emphasis()
	r.leaveOutFrames()
	region := 0
	for n := range r.pages {
		p := &r.pages[n]
		turns := [4][]piece{}
		for _, c := range p.pieces {
			turns[c.turn] = append(turns[c.turn], c)
		}
		// The direction most of the page is written in comes first.
		order := []int{0, 1, 2, 3}
		slices.SortStableFunc(order, func(a, b int) int { return len(turns[b]) - len(turns[a]) })
		for _, t := range order {
			if len(turns[t]) == 0 {
				continue
			}
			f := flow{r: r, page: n, region: &region}
			if t == 0 {
				f.tables = tablesOf(p.rules)
			}
			f.read(turns[t])
		}
		p.pieces, p.rules = nil, nil
	}
	r.measure()
	r.headings()
}

// emphasis takes text in drawn fonts for bold where most text is not in such:
// that is how Chromium writes a font that it has to embolden.
func (r *pdfReader) emphasis() {
	all := 0
	for n := range r.pages {
		all += r.pages[n].visible
	}
	if r.drawn == 0 || r.drawn*3 > all {
		return
	}
	for n := range r.pages {
		for i := range r.pages[n].pieces {
			p := &r.pages[n].pieces[i]
			p.bold = p.bold || p.drawn
		}
	}
}

// A flow reads the pieces of one page that run in one direction.
type flow struct {
	r      *pdfReader
	page   int
	region *int
	usual  float64 // distance of the lines of running text, in sizes of the type
	tables []*pdfTable
}

func (f *flow) read(pieces []piece) {
	var free []piece
	for _, p := range pieces {
		if t := tableAt(f.tables, p); t != nil {
			t.pieces = append(t.pieces, p)
		} else {
			free = append(free, p)
		}
	}
	rows := rowsOf(free)
	f.usual = usualLeading(rows)
	for _, t := range f.tables {
		if len(t.pieces) == 0 {
			continue
		}
		n := 0
		for n < len(rows) && rows[n].v < t.top+1 {
			n++
		}
		f.columns(rows[:n], 0)
		rows = rows[n:]
		f.table(t)
	}
	f.columns(rows, 0)
}

// usualLeading returns the least distance of lines, in sizes of their type, that is
// common among rows with text of one piece.
func usualLeading(rows []pdfRow) float64 {
	var all []float64
	for i := 1; i < len(rows); i++ {
		d := (rows[i].v - rows[i-1].v) / rows[i].size
		if len(rows[i].pieces) == 1 && len(rows[i-1].pieces) == 1 && math.Abs(rows[i].size-rows[i-1].size) < 0.5 && d > 0.9 && d < 2.5 {
			all = append(all, d)
		}
	}
	if len(all) < 3 {
		return 1.3
	}
	slices.Sort(all)
	return all[len(all)/4]
}

// columns reads rows, of which some may stand in two or more columns.
func (f *flow) columns(rows []pdfRow, depth int) {
	if len(rows) == 0 {
		return
	}
	split := splitAtColumns(rows)
	if lo, hi, x := gutter(split); hi > lo && depth < 6 {
		f.columns(rows[:lo], depth+1)
		var left, right []piece
		for _, row := range split[lo:hi] {
			for _, p := range row.pieces {
				if p.u1 <= x {
					left = append(left, p)
				} else {
					right = append(right, p)
				}
			}
		}
		f.columns(rowsOf(left), depth+1)
		f.columns(rowsOf(right), depth+1)
		f.columns(rows[hi:], depth+1)
		return
	}
	if lo, hi, xs := grid(split); hi > lo && depth < 12 {
		f.columns(rows[:lo], depth+6)
		f.grid(split[lo:hi], xs)
		f.columns(rows[hi:], depth+6)
		return
	}
	*f.region++
	right := 0.0
	if depth%6 > 0 {
		for _, row := range rows {
			right = max(right, row.pieces[len(row.pieces)-1].u1)
		}
	}
	for i := range rows {
		f.r.lines = append(f.r.lines, pdfLine{piece: rows[i].line(), page: f.page, region: *f.region, right: right})
	}
}

// gutter finds the white stretch between two columns of running text: an x that
// no piece of the rows lo to hi crosses, with lines left and right of it that fill
// their column. hi is 0 if there is none.
func gutter(rows []pdfRow) (lo, hi int, x float64) {
	tried := map[int]bool{}
	best := 0
	margin := 0.0
	for i := range rows {
		p := rows[i].pieces
		margin = max(margin, p[len(p)-1].u1)
	}
	for _, row := range rows {
		for k := 1; k < len(row.pieces); k++ {
			at := (row.pieces[k-1].u1 + row.pieces[k].u0) / 2
			if key := int(at / 3); tried[key] || len(tried) > 200 {
				continue
			} else {
				tried[key] = true
			}
			for i := 0; i < len(rows); {
				j := i
				for j < len(rows) && !crosses(&rows[j], at) {
					j++
				}
				if j-i > best && j-i >= 5 {
					if a, b := trimSides(rows[i:j], at); b-a > best && areColumns(rows[i+a:i+b], at) && !areCells(rows, i+a, i+b, at, margin) {
						lo, hi, x, best = i+a, i+b, at, b-a
					}
				}
				i = j + 1
			}
		}
	}
	return lo, hi, x
}

func crosses(row *pdfRow, x float64) bool {
	for _, p := range row.pieces {
		if p.u0 < x && p.u1 > x {
			return true
		}
	}
	return false
}

// trimSides narrows rows to those between the first and the last that stand on
// the right of x: a short line above or below both columns belongs to neither.
func trimSides(rows []pdfRow, x float64) (lo, hi int) {
	right := func(row *pdfRow) bool { return row.pieces[len(row.pieces)-1].u0 >= x }
	for lo < len(rows) && !right(&rows[lo]) {
		lo++
	}
	hi = len(rows)
	if lo > 0 && lo < hi {
		// What stands on the left close above belongs to the left column.
		for lo > 0 && rows[lo].v-rows[lo-1].v < 1.2*rows[lo].size {
			lo--
		}
	}
	return lo, hi
}

// areColumns reports whether the rows are two columns of running text at x, not
// the cells of a table or labels with their values.
func areColumns(rows []pdfRow, x float64) bool {
	var side [2]struct {
		min, max float64
		widths   []float64
		wide     int
	}
	for s := range side {
		side[s].min, side[s].max = math.Inf(1), math.Inf(-1)
	}
	size := 0.0
	for i := range rows {
		var lo, hi [2]float64
		var n [2]int
		for _, p := range rows[i].pieces {
			s := 0
			if p.u0 >= x {
				s = 1
			}
			if n[s] == 0 {
				lo[s] = p.u0
			}
			n[s] += utf8.RuneCountInString(p.text)
			hi[s] = p.u1
			size = max(size, min(p.size, 20))
		}
		for s := range side {
			if n[s] == 0 {
				continue
			}
			side[s].min, side[s].max = min(side[s].min, lo[s]), max(side[s].max, hi[s])
			side[s].widths = append(side[s].widths, hi[s]-lo[s])
		}
	}
	for s := range side {
		d := &side[s]
		width := d.max - d.min
		if len(d.widths) < 3 || width < 10*size {
			return false
		}
		full := 0
		for _, w := range d.widths {
			if w > 0.8*width {
				full++
			}
		}
		if full*5 < len(d.widths)*2 {
			return false
		}
	}
	return true
}

// areCells reports whether the rows lo to hi, parted at x, are cells of a table:
// where something begins on one side, something begins on the other. In two columns
// of running text paragraphs begin at one height by chance only. margin is how far
// lines of the page reach.
func areCells(rows []pdfRow, lo, hi int, x, margin float64) bool {
	// The right side may begin farther right than x, and longer cells on the left
	// may cross x.
	start := math.Inf(1)
	for i := lo; i < hi; i++ {
		for _, p := range rows[i].pieces {
			if p.u0 >= x {
				start = min(start, p.u0)
			}
		}
	}
	x = start - 1
	for lo > 0 && !crosses(&rows[lo-1], x) {
		lo--
	}
	for hi < len(rows) && !crosses(&rows[hi], x) {
		hi++
	}
	rows = rows[lo:hi]
	lines := make([][2]*pdfLine, len(rows)) // what comes first on each side
	left := 0.0
	var rooms []float64
	var above [2]*pdfLine
	for i := range rows {
		for s := range lines[i] {
			k := slices.IndexFunc(rows[i].pieces, func(p piece) bool { return (p.u0 >= x) == (s == 1) })
			if k < 0 {
				continue
			}
			l := &pdfLine{piece: rows[i].pieces[k], right: margin}
			if s == 0 {
				left = max(left, l.u1)
			}
			if above[s] != nil {
				rooms = append(rooms, l.v-above[s].v)
			}
			lines[i][s], above[s] = l, l
		}
	}
	slices.Sort(rooms)
	wide := 0.0
	if len(rooms) > 0 {
		wide = 1.1 * rooms[len(rooms)/4]
	}
	above = [2]*pdfLine{}
	pairs, together, alone := 0, 0, 0
	var begun [2]int
	for i := range lines {
		var begins [2]bool
		for s, l := range lines[i] {
			if l == nil {
				continue
			}
			if s == 0 {
				l.right = left
			}
			a := above[s]
			begins[s] = a == nil || l.v-a.v > wide || a.bold && !l.bold || !isFullLine(a, l)
			above[s] = l
		}
		if i == 0 || lines[i][0] == nil || lines[i][1] == nil {
			continue
		}
		pairs++
		for s := range begins {
			if begins[s] {
				begun[s]++
			}
		}
		switch {
		case begins[0] && begins[1]:
			together++
		case begins[0] || begins[1]:
			alone++
		}
	}
	if together+alone == pairs { // no text goes on on both sides, as it does in columns
		return together >= 2 && 3*min(begun[0], begun[1]) >= pairs
	}
	return together >= 3 && together > alone
}

// measure finds the size of the running text and where its lines begin and end.
func (r *pdfReader) measure() {
	sizes := map[int]int{}
	for i := range r.lines {
		sizes[int(math.Round(r.lines[i].size*2))] += len(r.lines[i].text)
	}
	best := 0
	for s, n := range sizes {
		if n > best || n == best && s < int(r.body*2) {
			best, r.body = n, float64(s)/2
		}
	}
	r.body = max(r.body, 1)
	var lefts, rights []float64
	for i := range r.lines {
		if l := &r.lines[i]; l.turn == 0 && l.row == 0 && l.right == 0 {
			lefts, rights = append(lefts, l.u0), append(rights, l.u1)
		}
	}
	if len(lefts) > 0 {
		slices.Sort(lefts)
		slices.Sort(rights)
		r.left = lefts[len(lefts)/20]
		// The margin is where several lines end, not one that is set to the right.
		i := len(rights) - 1
		for need := max(2, len(rights)/40); i >= need && rights[i]-rights[i-need+1] > r.body; {
			i--
		}
		r.right = rights[i]
	}
	for i := range r.lines {
		if l := &r.lines[i]; l.right == 0 {
			// Where all lines are short none of them is full.
			l.right = max(r.right, 0.6*r.pages[l.page].width)
		}
	}
}

// headings finds lines in larger type than the running text. The sizes, from the
// largest, are the levels.
func (r *pdfReader) headings() {
	sizes := map[int]int{}
	total := 0
	key := func(l *pdfLine) int { return int(math.Round(l.size * 2)) }
	for i := range r.lines {
		sizes[key(&r.lines[i])] += len(r.lines[i].text)
		total += len(r.lines[i].text)
	}
	var large []int
	for s, n := range sizes {
		if float64(s)/2 >= 1.12*r.body && n*3 < total {
			large = append(large, s)
		}
	}
	slices.Sort(large)
	slices.Reverse(large)
	for i := range r.lines {
		l := &r.lines[i]
		n := slices.Index(large, key(l))
		if n < 0 || l.row > 0 || strings.IndexFunc(l.text, unicode.IsLetter) < 0 || utf8.RuneCountInString(l.text) > 100 || strings.HasSuffix(l.text, "。") {
			continue
		}
		l.level = min(n+1, 6)
	}
}

// paragraphs says of each line how many blank lines the room above it makes, and
// whether it goes on from the line before, which only the width of the column or
// the end of the page has broken.
func (r *pdfReader) paragraphs() (gaps []int, goesOn []bool) {
	gaps, goesOn = make([]int, len(r.lines)), make([]bool, len(r.lines))
	leading := r.leading()
	for i := 1; i < len(r.lines); i++ {
		a, b := &r.lines[i-1], &r.lines[i]
		far := a.region != b.region
		if !far {
			room := (b.v - a.v) / max(a.size, b.size, 1)
			switch usual := leading(i); {
			case room > 2.4*usual:
				gaps[i] = 2
			case room > 1.28*usual:
				gaps[i] = 1
			}
		} else {
			gaps[i] = 1
		}
		if r.continues(a, b, far, i >= 2 && goesOn[i-1], gaps[i]) {
			goesOn[i], gaps[i] = true, 0
		}
		if a.row > 0 && a.row == b.row && a.column == b.column && !far {
			gaps[i] = 0
		}
	}
	return gaps, goesOn
}

// leading returns the usual distance of the base line of line i from the one
// before, in sizes of the font: the least that is common for the size of its type.
func (r *pdfReader) leading() func(i int) float64 {
	all := map[int][]float64{}
	key := func(i int) int { return int(math.Round(r.lines[i].size)) }
	for i := 1; i < len(r.lines); i++ {
		a, b := &r.lines[i-1], &r.lines[i]
		room := (b.v - a.v) / max(b.size, 1)
		if a.region == b.region && math.Abs(a.size-b.size) < 0.5 && room > 0.8 && room < 3 {
			all[key(i)] = append(all[key(i)], room)
		}
	}
	usual := map[int]float64{}
	for k, v := range all {
		slices.Sort(v)
		// Where the lines of wrapped paragraphs outnumber all else the third is one of theirs.
		usual[k] = v[len(v)/3]
	}
	return func(i int) float64 {
		if u, ok := usual[key(i)]; ok {
			return u
		}
		return 1.5
	}
}

// continues reports whether line b goes on from line a. first tells that a
// itself goes on from the line above it.
func (r *pdfReader) continues(a, b *pdfLine, far, middle bool, gap int) bool {
	if a.turn != b.turn || a.row != b.row || a.column != b.column || a.level != b.level || math.Abs(a.size-b.size) > 0.15*b.size || a.row > 0 && far {
		return false
	}
	last := lastVisible(a.text)
	stop := strings.ContainsRune("。．.!?！？:：;；", last)
	if beginsWithMarker(b.text) && (stop || b.u0 <= a.u0+0.5*b.size) && !inRun(a.text, b.text) {
		return false
	}
	full := isFullLine(a, b)
	if a.level > 0 { // a heading of two lines
		return !far && gap == 0 && full
	}
	if far {
		// Over the end of a column or a page only a sentence that is not at its end.
		return !stop && full && b.page-a.page <= 1 && math.Abs(b.size-a.size) < 0.5
	}
	if gap > 0 {
		return false
	}
	// The first line of a paragraph is set in.
	if middle && b.u0 > a.u0+0.7*b.size && b.u0 < a.u0+2.5*b.size && stop {
		return false
	}
	if a.bold != b.bold && (stop || a.bold) {
		return false
	}
	return full
}

// isFullLine reports whether what line b begins with would not have fitted
// behind line a.
func isFullLine(a, b *pdfLine) bool {
	c, _ := utf8.DecodeRuneInString(b.text)
	need := b.size
	if !isCJK(c) {
		// The first word.
		n := strings.IndexFunc(b.text, func(c rune) bool { return c == ' ' || isCJK(c) })
		if n < 0 {
			n = len(b.text)
		}
		if total := utf8.RuneCountInString(b.text); total > 0 {
			need = (b.u1 - b.u0) * float64(utf8.RuneCountInString(b.text[:n])) / float64(total)
		}
		need += 0.2 * b.size
	} else {
		need = 1.6 * b.size // no line begins with some characters, which take another along
	}
	return a.u1+need > a.right-0.3*a.size
}

func lastVisible(s string) rune {
	s = strings.TrimRight(s, " 」』）)\"”’]")
	c, _ := utf8.DecodeLastRuneInString(s)
	return c
}

// inRun reports whether b begins with a number whose predecessor stands inside of
// a: with one of an enumeration in a running text.
func inRun(a, b string) bool {
	open := len(b) - len(strings.TrimLeft(b, "(（"))
	end := open
	for end < len(b) && end-open < 3 && b[end] >= '0' && b[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(b[open:end])
	if err != nil || n < 2 || end == len(b) {
		return false
	}
	_, w := utf8.DecodeRuneInString(b[end:])
	return strings.LastIndex(a, b[:open]+strconv.Itoa(n-1)+b[end:end+w]) > 0
}

// beginsWithMarker reports whether s begins as an item of a list does.
func beginsWithMarker(s string) bool {
	c, n := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune("・•●○◎■□◆◇▪▫➢▶►※–—*✓-", c):
		return len(s) > n
	case c >= 0x2460 && c <= 0x24FF, c == '第' && strings.ContainsRune(s[:min(len(s), 24)], '条'):
		return true
	}
	// "1.", "(1)", "（1）", "1）", "a)", "ア．", "1-2."
	t := strings.TrimLeft(s, "(（[［【")
	open := len(t) < len(s)
	digits := 0
	for t != "" {
		c, n := utf8.DecodeRuneInString(t)
		if !unicode.IsDigit(c) && !(digits > 0 && (c == '.' || c == '-' || c == '－' || c == '．') && len(t) > n && unicode.IsDigit(rune(t[n]))) {
			break
		}
		digits++
		t = t[n:]
	}
	if digits == 0 {
		c, n := utf8.DecodeRuneInString(t)
		if !(c < 0x80 && unicode.IsLetter(c) || c >= 'ァ' && c <= 'ヶ' || strings.ContainsRune("一二三四五六七八九十", c)) {
			return false
		}
		t = t[n:]
		for open && len(t) > 1 && strings.IndexByte("ivx", t[0]) >= 0 { // (ii), (iv)
			t = t[1:]
		}
	}
	if digits > 4 || t == "" {
		return false
	}
	c, n = utf8.DecodeRuneInString(t)
	switch {
	case open:
		return strings.ContainsRune(")）]］】", c)
	case strings.ContainsRune(")）", c):
		return true
	case strings.ContainsRune(".．、", c):
		return digits > 0 && len(t) > n && (t[n] == ' ' || t[n] >= 0x80) || digits == 0 && c != '、' && len(t) > n && t[n] == ' '
	case c == ' ' || c == '\u3000':
		return digits > 0 && digits <= 2
	}
	return false
}
