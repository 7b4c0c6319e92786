package ingest

import (
	"strings"
	"unicode"

	"github.com/polcompare/polcompare/pkg/text"
)

// fences knows where the code fences of a file can end.
type fences struct {
	read bool
	last [2][16]int // by character and length: where the last line stands that closes such a fence
	next int        // offset behind the fence read last
}

// fenceRun returns the number of fence characters that the line s begins with.
func fenceRun(s string) int {
	n := 1
	for n < len(s) && s[n] == s[0] {
		n++
	}
	return n
}

func fenceKind(c byte) int {
	if c == '~' {
		return 1
	}
	return 0
}

// closes reports whether some line behind offset i closes a fence of n
// characters c.
func (f *fences) closes(s string, c byte, n, i int) bool {
	if !f.read {
		f.read = true
		for j := i; j < len(s); {
			end, next := lineEnd(s, j)
			t := strings.TrimSpace(s[j:end])
			if len(t) >= 3 && (t[0] == '`' || t[0] == '~') && fenceRun(t) == len(t) {
				for k := 0; k < len(f.last[0]) && k <= len(t); k++ {
					f.last[fenceKind(t[0])][k] = j
				}
			}
			j = next
		}
	}
	return n < len(f.last[0]) && f.last[fenceKind(c)][n] >= i
}

// fenced reads a fence with all lines in it; they are text as they stand. A
// fence that nothing closes divides the text, as a row of ~~~~ does in print.
func (r *lineReader) fenced(l segment, next int) bool {
	s := r.s
	c := s[l.start]
	n := fenceRun(s[l.start:l.end])
	if n < 3 || c == '`' && strings.IndexByte(s[l.start+n:l.end], '`') >= 0 {
		return false
	}
	if !r.fence.closes(s, c, n, next) {
		if n < l.end-l.start {
			return false
		}
		r.flush()
		r.gap++
		r.fence.next = next
		return true
	}
	r.flush()
	r.in.raw = true
	for i := next; ; {
		end, after := lineEnd(s, i)
		if t := strings.TrimSpace(s[i:end]); len(t) >= n && t[0] == c && fenceRun(t) == len(t) {
			r.flush()
			r.in.raw = false
			r.fence.next = after
			return true
		}
		start, indent := skipIndent(s, i, end)
		start, stop := trimSource(s, start, end)
		if start < stop {
			nl := -1
			if after > end && s[after-1] == '\n' {
				nl = after - 1
			}
			r.add(segment{start: start, end: stop, nl: nl, line: Line{Indent: indent, Page: r.page}})
		} else {
			r.flush()
			r.gap++
		}
		i = after
	}
}

// table reads a table whose header is the line l and returns the offset
// behind it, or 0 if there is none.
func (r *lineReader) table(l segment, next int) int {
	s := r.s
	end, after := lineEnd(s, next)
	columns := delimiterRow(s[next:end])
	if columns == 0 {
		return 0
	}
	head := r.cells(l.start, l.end)
	if len(head) != columns {
		return 0
	}
	r.flush()
	r.row(head, 1, l, true)
	i, row := after, 2
	if emptyRow(s, head) {
		row = 1 // tables of pages that name no head are written with an empty one
	}
	for ; i < len(s); row++ {
		end, after := lineEnd(s, i)
		start, stop := trimSource(s, i, end)
		if start >= stop || strings.IndexByte(s[start:stop], '|') < 0 {
			break
		}
		nl := -1
		if after > end && s[after-1] == '\n' {
			nl = after - 1
		}
		r.row(r.cells(start, stop), row, segment{start: start, end: stop, nl: nl, line: l.line}, false)
		i = after
	}
	return i
}

// emptyRow reports whether none of the cells holds anything.
func emptyRow(s string, cells []text.Span) bool {
	for _, c := range cells {
		if strings.TrimSpace(s[c.Start:c.End]) != "" {
			return false
		}
	}
	return true
}

// columnTable reads a table whose columns are set apart by spaces and returns the
// offset behind it, or 0 if the line l begins none.
func (r *lineReader) columnTable(l segment, next int) int {
	rows := columnTable(r.s, l.start, l.end, next)
	if len(rows) == 0 {
		return 0
	}
	r.flush()
	end, after := 0, 0
	for k, row := range rows {
		last := row[len(row)-1].End
		end, after = lineEnd(r.s, last)
		nl := -1
		if after > end && r.s[after-1] == '\n' {
			nl = after - 1
		}
		l.nl = nl
		r.row(row, k+1, l, false)
	}
	return after
}

// delimiterRow returns the number of cells in the row below a table's header
// (|---|:--:|), or 0 if the line is something else.
func delimiterRow(s string) int {
	s = strings.TrimSpace(s)
	if s == "" || strings.IndexByte(s, '-') < 0 || strings.IndexByte(s, '|') < 0 || strings.Trim(s, "|:- \t") != "" {
		return 0
	}
	s = strings.TrimSuffix(strings.TrimPrefix(s, "|"), "|")
	return 1 + strings.Count(s, "|")
}

// cells returns the stretches between the unescaped bars of a row.
func (r *lineReader) cells(start, stop int) []text.Span {
	s := r.s
	if s[start] == '|' {
		start++
	}
	if start < stop && s[stop-1] == '|' && (stop-1 == start || s[stop-2] != '\\') {
		stop--
	}
	var out []text.Span
	code := false
	at := start
	for i := start; i < stop; i++ {
		switch s[i] {
		case '\\':
			i++
		case '`':
			// A bar in `code` is none, unless the code does not end in this row.
			code = !code && strings.IndexByte(s[i+1:stop], '`') >= 0
		case '|':
			if !code {
				if !r.budget.allows(ofMarks, len(out)+1) {
					return nil
				}
				out = append(out, text.Span{Start: at, End: i})
				at = i + 1
			}
		}
	}
	return append(out, text.Span{Start: at, End: stop})
}

// row writes the cells of a row.
func (r *lineReader) row(cells []text.Span, row int, l segment, header bool) {
	for i, c := range cells {
		start, stop := trimSource(r.s, c.Start, c.End)
		if start >= stop {
			continue
		}
		m := l
		m.start, m.end = start, stop
		m.line.Role, m.line.Row, m.line.Column, m.line.Header = Cell, row, i+1, header
		if i+1 < len(cells) {
			m.nl = -1
		}
		r.add(m)
		r.flush()
	}
}

// tags tells tags of HTML from other words in angle brackets in a text file.
type tags struct {
	s    string
	last map[string]int // by name, where its last end tag stands, -1 if there is none
}

// element returns what s begins with if it begins with a tag.
//
// A name that HTML does not know is none, nor is one of mixed case ("<Address>"),
// nor one whose element must have an end and has none in the file ("<title>").
func (t *tags) element(s string) elemInfo {
	n := 1
	if n < len(s) && s[n] == '/' {
		n++
	}
	j := n
	for j < len(s) && j < n+12 && isAlnum(s[j]) {
		j++
	}
	if j == n || j == len(s) || strings.IndexByte(" \t\r\n/>", s[j]) < 0 {
		return elemInfo{}
	}
	name := s[n:j]
	lower := strings.ToLower(name)
	k := elements[lower]
	if k.elem == elemUnknown || name != lower && name != strings.ToUpper(name) {
		return elemInfo{}
	}
	switch k.elem {
	case elemP, elemLi, elemDt, elemDd, elemTr, elemTd, elemSection:
		return k
	}
	if k.flags&elemVoid != 0 || n == 2 {
		return k
	}
	if t.lastEnd(name) < 0 {
		return elemInfo{}
	}
	return k
}

// lastEnd returns where the last end tag of a name begins, or -1.
func (t *tags) lastEnd(name string) int {
	at, seen := t.last[name]
	if !seen {
		if t.last == nil {
			t.last = map[string]int{}
		}
		at = strings.LastIndex(t.s, "</"+name)
		t.last[name] = at
	}
	return at
}

// isBlockTag reports whether a line begins with a tag that stands outside of paragraphs.
func (r *lineReader) isBlockTag(line string) bool {
	k := r.in.tags.element(line)
	return k.flags&elemBreaks != 0 && k.flags&elemVoid == 0 || k.flags&elemSkip != 0 && k.elem != elemRt
}

// htmlBlock reads a block of HTML in a text: from a line that begins with a
// tag to the next blank line behind which something else stands.
func (r *lineReader) htmlBlock(start, stop, next int) int {
	r.flush()
	// Scripts and the like end where they end.
	name := r.s[start+1 : start+1+len(r.s[start+1:stop])-len(strings.TrimLeftFunc(r.s[start+1:stop], unicode.IsLetter))]
	if k := elements[strings.ToLower(name)]; (k.flags&elemSkip != 0 || k.elem == elemPre) && r.in.tags.lastEnd(name) >= start {
		stop = start + strings.Index(r.s[start:], "</"+name)
		stop, next = lineEnd(r.s, stop)
	}
	for i, blank := next, false; i < len(r.s); {
		end, after := lineEnd(r.s, i)
		line := strings.TrimLeft(r.s[i:end], " \t")
		if line != "" && blank && !(line[0] == '<' && r.isBlockTag(line)) {
			break
		}
		i = after
		if blank = line == ""; !blank {
			stop, next = end, after
		}
	}
	h := r.html
	if h == nil {
		h = newHTMLReader(r.writer, r.holes)
		r.html = h
	}
	h.block, h.newBlock = r.block, true
	before := len(r.f.Lines)
	h.feed(start, stop)
	h.boundary()
	if len(r.f.Lines) > before {
		r.f.Lines[before].Gap = max(1, r.gap)
		r.gap = 0
		r.block = h.block
		for i := before; i < len(r.f.Lines); i++ {
			r.f.Lines[i].Page = r.page
		}
	}
	return next
}
