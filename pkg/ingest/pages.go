package ingest

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

// Text that was made from pages
//
// What pdftotext and its like make of printed pages holds what the print repeats on
// each of them: numbers of pages, running headers and footers. They stand in the
// middle of sentences, so they are left out, and noted. A page ends at a form
// feed; in a file without any, at lines that can only be the numbers of pages
// ("- 2 -", "Page 2 of 5") and count up.

// A leftLine is a line that is left out.
type leftLine struct {
	at     text.Span // in the source
	reason string    // "" for what nobody misses: a bullet whose item is known
}

// edgeLines is the number of lines at the top and at the bottom of a page among
// which is looked for what is repeated.
const edgeLines = 3

const aPageNumber = "the number of a page is left out"

// pages says where the pages of a text begin but the first, which of their lines
// are no part of the text, and which lines are items whose bullets stand elsewhere,
// all in order.
func pages(s string) (begins []int, left []leftLine, items []int) {
	begins = pageBreaks(s)
	if len(begins) == 0 {
		return nil, nil, nil
	}
	var tops, bottoms [][]text.Span // by page, from the edge inwards
	for k := 0; k <= len(begins); k++ {
		start, end := 0, len(s)
		if k > 0 {
			start = begins[k-1]
		}
		if k < len(begins) {
			end = begins[k]
		}
		tops, bottoms = append(tops, topLines(s, start, end)), append(bottoms, bottomLines(s, start, end))
	}
	out := map[int]leftLine{} // by where the line begins
	for range edgeLines {
		n := len(out)
		for _, p := range repeated(s, bottoms) {
			out[p.at.Start] = p
		}
		first := map[string]bool{}
		for _, p := range repeated(s, tops) {
			if p.reason != aPageNumber && !first[p.reason] {
				first[p.reason] = true // a title may stand above all pages: once it is text
				continue
			}
			out[p.at.Start] = p
		}
		if len(out) == n {
			break
		}
		for _, side := range [][][]text.Span{tops, bottoms} {
			for k := range side {
				for len(side[k]) > 0 && out[side[k][0].Start].reason != "" {
					side[k] = side[k][1:]
				}
			}
		}
	}
	for _, p := range out {
		left = append(left, p)
	}
	bullets, items := looseBullets(s)
	left = append(left, bullets...)
	slices.SortFunc(left, func(a, b leftLine) int { return cmp.Compare(a.at.Start, b.at.Start) })
	return begins, left, items
}

// maxPages is the number of pages up to which a text is taken to be made of them.
const maxPages = 5000

// pageBreaks returns where the second page and the following begin.
func pageBreaks(s string) (begins []int) {
	if n := strings.Count(s, "\f"); n > maxPages {
		return nil
	} else if n > 0 {
		for i := 0; i < len(s); i++ {
			if s[i] == '\f' {
				begins = append(begins, i+1)
			}
		}
		return begins
	}
	next := 0
	for i := 0; i < len(s); {
		end, after := lineEnd(s, i)
		if n, dressed := pageNumber(s[i:end]); dressed {
			if len(begins) > 0 && n != next {
				return nil // they count something else
			}
			if begins, next = append(begins, after), n+1; len(begins) > maxPages {
				return nil
			}
		}
		i = after
	}
	if len(begins) < 2 {
		return nil
	}
	return begins
}

// topLines returns the first visible lines of the page [start, end), without white space around.
func topLines(s string, start, end int) (out []text.Span) {
	for i := start; i < end && len(out) < edgeLines; {
		stop, next := lineEnd(s[:end], i)
		if a, b := trimSource(s, i, stop); a < b {
			out = append(out, text.Span{Start: a, End: b})
		}
		i = next
	}
	return out
}

// bottomLines returns the last visible lines of the page, the last one first.
func bottomLines(s string, start, end int) (out []text.Span) {
	for end > start && len(out) < edgeLines {
		stop := end
		if c := s[stop-1]; c == '\n' || c == '\f' || c == '\r' {
			stop--
		}
		i := max(start, strings.LastIndexAny(s[start:stop], "\n\f\r")+1+start)
		if a, b := trimSource(s, i, stop); a < b {
			out = append(out, text.Span{Start: a, End: b})
		}
		end = i
	}
	return out
}

// endsInNumber matches the number of a page behind other words.
var endsInNumber = regexp.MustCompile(`(?i)[-–—|\s]*(?:page|p\.)?\s*(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?\s*(?:ページ|頁|[-–—])?$`)

// repeated returns those of the outermost lines of the pages that are numbers of
// pages or come again on at least two pages and half of them.
func repeated(s string, edges [][]text.Span) (out []leftLine) {
	type group struct {
		lines []leftLine
		firm  bool // one is enough
	}
	groups := map[string]*group{}
	var order []*group
	add := func(key, reason string, at text.Span, firm bool) {
		g := groups[key]
		if g == nil {
			g = &group{}
			groups[key] = g
			order = append(order, g)
		}
		g.lines = append(g.lines, leftLine{at, reason})
		g.firm = g.firm || firm
	}
	visible := 0
	for k, e := range edges {
		if len(e) == 0 {
			continue
		}
		visible++
		t := s[e[0].Start:e[0].End]
		if n, dressed := pageNumber(t); n > 0 {
			// Numbers that run with the pages.
			add(fmt.Sprint("#", n-k), aPageNumber, e[0], dressed || n == k+1 && alone(s, e[0]))
			continue
		}
		if len(t) > 300 || strings.HasSuffix(t, "。") || strings.HasSuffix(t, ".") {
			continue
		}
		key := strings.Join(strings.Fields(t), " ")
		if m := endsInNumber.FindStringSubmatchIndex(key); m != nil && m[0] > 0 && key[m[2]:m[3]] == strconv.Itoa(k+1) {
			key = key[:m[0]] // "Privacy Policy - 3 -" on page 3
		}
		letters := 0
		for _, r := range key {
			if unicode.IsLetter(r) {
				letters++
			}
		}
		if letters >= 2 {
			add(key, "a line that stands on each page is left out: "+short(key), e[0], false)
		}
	}
	for _, g := range order {
		if g.firm || len(g.lines) >= 2 && len(g.lines)*2 >= visible {
			out = append(out, g.lines...)
		}
	}
	return out
}

// alone reports whether no other line stands right above or below the line at sp.
func alone(s string, sp text.Span) bool {
	i := strings.LastIndexAny(s[:sp.Start], "\n\f\r")
	above := i <= 0 || s[i] == '\f'
	if !above {
		j := strings.LastIndexAny(s[:i], "\n\f\r")
		above = strings.TrimFunc(s[j+1:i], invisible) == ""
	}
	end, next := lineEnd(s, sp.End)
	stop, _ := lineEnd(s, next)
	below := end == len(s) || s[end] == '\f' || strings.TrimFunc(s[next:stop], invisible) == ""
	return above && below
}

// pageNumber returns the number of the page if a line can be nothing but that, 0 if
// it can be something else, and whether more than digits says so.
func pageNumber(t string) (n int, dressed bool) {
	t = strings.TrimFunc(t, invisible)
	if t == "" || len(t) > 40 {
		return 0, false
	}
	lower := strings.ToLower(t)
	if inner := strings.TrimLeft(t, "-–—―ー－|"); inner != t {
		if lower = strings.TrimRight(inner, "-–—―ー－|"); lower == inner {
			return 0, false // an item of a list
		}
		lower, dressed = strings.ToLower(strings.TrimSpace(lower)), true
	}
	for _, w := range [...]string{"page", "p."} {
		if rest, ok := strings.CutPrefix(lower, w); ok {
			lower, dressed = strings.TrimSpace(rest), true
		}
	}
	for _, w := range [...]string{"ページ", "頁"} {
		if rest, ok := strings.CutSuffix(lower, w); ok {
			lower, dressed = strings.TrimSpace(rest), true
		}
	}
	for _, w := range [...]string{"/", " of ", "／"} {
		if a, b, ok := strings.Cut(lower, w); ok {
			if b = strings.TrimSpace(b); b == "" || strings.Trim(b, "0123456789") != "" {
				return 0, false
			}
			lower, dressed = strings.TrimSpace(a), true
		}
	}
	if lower == "" || len(lower) > 4 || strings.Trim(lower, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(lower)
	if err != nil || n < 1 {
		return 0, false
	}
	return n, dressed
}

// short returns the beginning of t.
func short(t string) string {
	if r := []rune(t); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return t
}

// noteLeft notes what is left out of a text, each kind once.
func noteLeft(f *File, left []leftLine) {
	at := map[string]int{}
	count := map[string]int{}
	for _, p := range left {
		if p.reason == "" {
			continue
		}
		if _, seen := at[p.reason]; !seen {
			at[p.reason] = len(f.Notes)
			f.Notes = append(f.Notes, Note{p.at, p.reason})
		}
		count[p.reason]++
	}
	for reason, n := range count {
		if n > 1 {
			f.Notes[at[reason]].Message = fmt.Sprintf("%s, here and at %d more places", reason, n-1)
		}
	}
}

// looseBullets finds the bullets that stand one below the other with the items
// that they belong to behind all of them, which is how pdftotext writes many lists,
// and where these items begin. Where it is not plain which lines begin items, the
// bullets are left as they are.
func looseBullets(s string) (bullets []leftLine, items []int) {
	wide, lists := 0, 0
	for i := 0; i < len(s) && lists < maxLists; {
		end, next := lineEnd(s, i)
		if !isBulletAlone(s[i:end]) {
			i = next
			continue
		}
		var run []leftLine
		j := i
		for j < len(s) {
			end, next := lineEnd(s, j)
			a, b := trimSource(s, j, end)
			if a < b && !isBulletAlone(s[a:b]) {
				break
			}
			if a < b {
				run = append(run, leftLine{at: text.Span{Start: a, End: b}})
			}
			j = next
		}
		i = j
		if len(run) < 2 {
			continue
		}
		lists++
		if wide == 0 {
			wide = commonWidth(s)
		}
		if begins := itemStarts(s, j, len(run), wide); len(begins) == len(run) {
			bullets, items = append(bullets, run...), append(items, begins...)
		}
	}
	return bullets, items
}

// maxLists is how many lists of loose bullets are looked at.
const maxLists = 1000

// isBulletAlone reports whether a line is a bullet without words.
func isBulletAlone(t string) bool {
	if len(t) > 16 {
		return false
	}
	switch strings.TrimFunc(t, invisible) {
	case "•", "◦", "▪", "・", "●", "○", "■", "➢", "\uF0B7":
		return true
	}
	return false
}

// commonWidth returns the width to which the lines of s run: three or more do.
func commonWidth(s string) int {
	const most = 400
	var lines [most]int
	for i := 0; i < len(s); {
		end, next := lineEnd(s, i)
		if a, b := trimSource(s, i, end); b-a < 4*most {
			if n := printWidth(s[a:b]); n < most {
				lines[n]++
			}
		}
		i = next
	}
	for w := most - 1; w > 4; w-- {
		if lines[w]+lines[w-1]+lines[w-2]+lines[w-3]+lines[w-4] >= 3 {
			return w
		}
	}
	return most
}

// itemStarts returns the lines from offset i to the next blank line that do not go
// on with the one before: that one ends with a stop, or what follows would still
// have fitted into it. Lines run to the given width, less an indent. It gives up
// when there are more than most.
func itemStarts(s string, i, most, wide int) (out []int) {
	type line struct{ start, end, width int }
	var lines []line
	widest := wide - 16
	for i < len(s) && len(lines) <= 20*most {
		end, next := lineEnd(s, i)
		a, b := trimSource(s, i, end)
		if a == b || isBulletAlone(s[a:b]) {
			break
		}
		l := line{a, b, printWidth(s[a:b])}
		if l.width <= wide {
			widest = max(widest, l.width)
		}
		lines = append(lines, l)
		if next > 0 && s[next-1] == '\f' {
			break
		}
		i = next
	}
	for k, l := range lines {
		if k > 0 {
			p := lines[k-1]
			last, _ := utf8.DecodeLastRuneInString(s[p.start:p.end])
			word := s[l.start:l.end]
			if n := strings.IndexFunc(word, func(r rune) bool { return r == ' ' || isCJK(r) }); n >= 0 {
				word = word[:n]
			}
			first := s[l.start]
			small := first >= 'a' && first <= 'z' && s[lines[0].start] >= 'A' && s[lines[0].start] <= 'Z'
			if wide >= 40 && !strings.ContainsRune("。.!?！？;；", last) && (small || p.width+max(4, 1+printWidth(word)) > widest) {
				continue
			}
		}
		if out = append(out, l.start); len(out) > most {
			return nil
		}
	}
	return out
}

// printWidth returns the width of t in columns, two for a kanji.
func printWidth(t string) (n int) {
	for _, r := range t {
		n++
		if isCJK(r) || r == '\u3000' {
			n++
		}
	}
	return n
}

// A columnar row is a line of a table that is laid out with spaces: its cells.
type columnar []text.Span

// minRows is the number of lines that make a table, maxColumns and maxRows what none has.
const (
	minRows    = 3
	maxColumns = 24
	maxRows    = 500
)

// columnTable reads the table whose columns are set apart by spaces that begins
// with the line [start, stop), and returns its rows. The cells of a column begin at
// the same character in all lines; those of the first line, the head, may be centred.
func columnTable(s string, start, stop, next int) (rows []columnar) {
	if !strings.Contains(s[start:stop], "  ") {
		return nil
	}
	head, _ := columns(s, lineStart(s, start), stop)
	if len(head) < 2 || !hasLetter(s[head[0].Start:head[0].End]) {
		return nil
	}
	var at []int // where the columns begin
	for i := next; i < len(s); {
		end, after := lineEnd(s, i)
		a, b := trimSource(s, i, end)
		if a == b {
			break
		}
		var row columnar
		if at == nil {
			var begins []int
			row, begins = columns(s, i, b)
			if len(row) != len(head) {
				return nil
			}
			at = begins
		} else if row = cutColumns(s, i, b, at); row == nil {
			break
		}
		if !hasLetter(s[row[0].Start:row[0].End]) {
			break // a list
		}
		rows = append(rows, row)
		if s[after-1] == '\f' || len(rows) == maxRows {
			break
		}
		i = after
	}
	if len(rows)+1 < minRows {
		return nil
	}
	return append([]columnar{head}, rows...)
}

// lineStart returns the offset of the line that offset i stands in.
func lineStart(s string, i int) int { return strings.LastIndexAny(s[:i], "\n\r\f") + 1 }

// columns cuts a line where two spaces or more stand, and returns at which
// character of the line each piece begins.
func columns(s string, i, end int) (row columnar, begins []int) {
	col, spaces := 0, 2
	for j := i; j < end; {
		r, n := utf8.DecodeRuneInString(s[j:end])
		if unicode.IsSpace(r) {
			spaces++
			if r == '\u3000' {
				spaces++
			}
		} else {
			if spaces >= 2 {
				if len(row) == maxColumns {
					return nil, nil
				}
				row, begins = append(row, text.Span{Start: j}), append(begins, col)
			}
			row[len(row)-1].End = j + n
			spaces = 0
		}
		j += n
		col++
	}
	return row, begins
}

// cutColumns cuts a line at the given characters, before each of which there must
// be a space. It returns nil if it cannot be cut so.
func cutColumns(s string, i, end int, at []int) (row columnar) {
	col, k := 0, 0
	space := true
	for j := i; j < end; {
		r, n := utf8.DecodeRuneInString(s[j:end])
		blank := unicode.IsSpace(r)
		if k < len(at) && col == at[k] {
			if blank || !space {
				return nil
			}
			row = append(row, text.Span{Start: j})
			k++
		}
		if !blank {
			if len(row) == 0 {
				return nil
			}
			row[len(row)-1].End = j + n
		}
		space = blank
		j += n
		col++
	}
	if k < len(at) {
		return nil
	}
	return row
}
