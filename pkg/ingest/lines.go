package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

// A lineReader reads plain text and Markdown. Both go through it, for people
// write Markdown into .txt files and plain text into .md files: what is
// unambiguous is honoured in both. An indented line is never a code block, and a
// list marker that is text in print ("1.", "(1)", "・") stays in the text.
type lineReader struct {
	*writer
	holes  []hole
	in     inline
	para   []segment // lines of the block that is being read
	block  int
	gap    int
	page   int
	paged  int        // the page of the line added last
	begins []int      // of pages, still to come
	left   []leftLine // what is left out, still to come
	items  []int      // lines that begin items whose bullets stand elsewhere, still to come
	lists  []int      // columns of the markers of the list items that are open
	fence  fences
	html   *htmlReader // of HTML blocks; nil before the first
}

// A segment is one source line of a block: its visible stretch, and what is
// known of it.
type segment struct {
	start, end int
	nl         int       // offset of its line feed, -1 at the end of the file
	cut        text.Span // left out of it
	line       Line
}

func readLines(f *File) {
	r := &lineReader{writer: newWriter(f)}
	r.in.init(r.writer)
	r.holes = r.findHoles()
	r.in.holes = r.holes
	i, title := frontMatter(r.s)
	f.Title = title
	r.begins, r.left, r.items = pages(r.s)
	if len(r.begins) > 0 {
		r.page = 1
	}
	noteLeft(f, r.left)
	for i < len(r.s) && r.budget.over == nil {
		i = r.readLine(i)
		for len(r.begins) > 0 && r.begins[0] <= i {
			r.flush()
			r.page++
			r.begins = r.begins[1:]
		}
	}
	r.flush()
	if r.budget.over != nil {
		return
	}
	if r.html != nil {
		r.html.unclosed()
	}
	r.build()
	if r.html != nil {
		r.html.undoLayout()
	}
	r.compact()
}

// lineEnd returns the end of the line that begins at i, and the offset of the next.
// Lines end with LF, CR LF, CR or a form feed.
func lineEnd(s string, i int) (end, next int) {
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c > '\r':
		case c == '\n' || c == '\f':
			return i, i + 1
		case c == '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		}
	}
	return len(s), len(s)
}

// frontMatter returns the offset behind the YAML or TOML front matter of s,
// which is that of the text's start if there is none, and the title it gives.
func frontMatter(s string) (at int, title string) {
	begin := 0
	if strings.HasPrefix(s, "\uFEFF") {
		begin = len("\uFEFF")
	}
	end, i := lineEnd(s, begin)
	rule := strings.TrimRight(s[begin:end], " \t")
	if rule != "---" && rule != "+++" {
		return begin, ""
	}
	keys := 0
	for i < len(s) {
		end, next := lineEnd(s, i)
		line := s[i:end]
		trimmed := strings.TrimSpace(line)
		i = next
		if trimmed == rule || trimmed == "..." {
			if keys == 0 {
				return begin, ""
			}
			return next, title
		}
		switch key, value, ok := cutKey(line); {
		case ok:
			keys++
			if strings.EqualFold(key, "title") && title == "" {
				title = unquote(value)
			}
		case trimmed == "" || line[0] == ' ' || line[0] == '\t' || strings.IndexByte("#-[]}", trimmed[0]) >= 0:
			// a nested value, a list, a comment or a TOML table
		default:
			return begin, ""
		}
	}
	return begin, ""
}

// cutKey splits a line of front matter at ":" (YAML) or "=" (TOML).
func cutKey(line string) (key, value string, ok bool) {
	n := 0
	for n < len(line) && (line[n] == '_' || line[n] == '-' || line[n] == '.' || line[n] == '"' || line[n] == '\'' || isAlnum(line[n])) {
		n++
	}
	key = strings.Trim(line[:n], `"'`)
	rest := strings.TrimLeft(line[n:], " \t")
	if key == "" || rest == "" || line[0] == '-' {
		return "", "", false
	}
	if rest[0] != ':' && rest[0] != '=' || rest[0] == ':' && len(rest) > 1 && rest[1] != ' ' && rest[1] != '\t' {
		return "", "", false
	}
	return key, strings.TrimSpace(rest[1:]), true
}

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		q := s[:1]
		s = s[1 : len(s)-1]
		if q == `"` {
			return strings.ReplaceAll(s, `\"`, `"`)
		}
		return strings.ReplaceAll(s, "''", "'")
	}
	return s
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// readLine reads the line at i and returns the offset of the next.
func (r *lineReader) readLine(i int) int {
	s := r.s
	end, next := lineEnd(s, i)
	nl := -1
	if next > 0 && next <= len(s) && next > end && s[next-1] == '\n' {
		nl = next - 1
	}
	for len(r.left) > 0 && r.left[0].at.Start < end {
		at := r.left[0].at.Start
		r.left = r.left[1:]
		if at >= i {
			return next // neither text nor a blank line
		}
	}
	start, stop, inHole := r.outside(i, end)
	if inHole {
		r.note(holesFrom(r.holes, i, end), false)
		return next // neither text nor a blank line
	}
	start, indent := skipIndent(s, start, stop)
	for start < stop && s[start] == '>' && (start+1 == stop || s[start+1] == ' ' || s[start+1] == '>') {
		var n int
		start, n = skipIndent(s, start+1, stop)
		indent += 1 + n
	}
	start, stop = trimSource(s, start, stop)
	if start < stop && s[stop-1] == '}' {
		stop = r.cutAttributes(start, stop)
		if start >= stop {
			return next // a line of attributes belongs to the one above
		}
	}
	if start >= stop {
		r.flush()
		r.gap++
		return next
	}
	l := segment{start: start, end: stop, nl: nl, line: Line{Indent: indent, Page: r.page}}
	c := s[start]
	switch {
	case c == '#' && r.heading(l):
		return next
	case (c == '`' || c == '~') && r.fenced(l, next):
		return r.fence.next
	case (c == '-' || c == '*' || c == '_' || c == '=') && r.rule(l):
		return next
	case strings.IndexByte(s[start:stop], '|') >= 0:
		if n := r.table(l, next); n > 0 {
			return n
		}
	case c == '[' && r.definition(start, stop):
		return next
	case c == '<' && r.isBlockTag(s[start:stop]):
		return r.htmlBlock(start, stop, next)
	}
	if c := s[start]; !isAlnum(c) && (c < utf8.RuneSelf || stop-start < 600) && isOrnament(s[start:stop]) {
		r.flush()
		r.gap++
		return next
	}
	if r.page > 0 {
		if n := r.columnTable(l, next); n > 0 {
			return n
		}
		for len(r.items) > 0 && r.items[0] <= start {
			at := r.items[0]
			if r.items = r.items[1:]; at == start {
				r.flush()
				l.line.Role, l.line.Level = Item, 1
				r.lists = append(r.lists[:0], l.line.Indent)
				r.add(l)
				return next
			}
		}
	}
	heading := r.item(&l)
	if l.start >= l.end {
		r.gap++ // a bullet without text
		return next
	}
	r.add(l)
	if heading {
		r.flush()
	}
	return next
}

// outside returns the part of the line [i, end) that lies outside of the
// holes that reach over its ends, and whether all of it lies in holes.
func (r *lineReader) outside(i, end int) (start, stop int, inHole bool) {
	start, stop = i, end
	in := holesIn(r.holes, i, end)
	if len(in) == 0 {
		// An empty line in a hole touches none of its bytes.
		if in := holesIn(r.holes, i, i+1); len(in) > 0 && in[0].start < i {
			return start, stop, true
		}
		return start, stop, false
	}
	if h := in[0]; h.start < i {
		start = min(h.end, end)
	}
	if h := in[len(in)-1]; h.end > end {
		stop = max(start, h.start)
	}
	// Nothing but white space between the holes?
	at := start
	for _, h := range in {
		if h.start > at && strings.TrimFunc(r.s[at:min(h.start, stop)], invisible) != "" {
			return start, stop, false
		}
		at = max(at, min(h.end, stop))
	}
	return start, stop, strings.TrimFunc(r.s[at:stop], invisible) == ""
}

// skipIndent returns the offset of the first character in s[i:end] that is no
// white space, and the column it stands in. A full-width space is two columns wide.
func skipIndent(s string, i, end int) (int, int) {
	col := 0
	for i < end {
		switch {
		case s[i] == ' ':
			col++
			i++
		case s[i] == '\t':
			col += 4 - col%4
			i++
		case strings.HasPrefix(s[i:end], "\u3000"):
			col += 2
			i += len("\u3000")
		case strings.HasPrefix(s[i:end], "\u00A0"):
			col++
			i += len("\u00A0")
		default:
			r, n := utf8.DecodeRuneInString(s[i:end])
			if !invisible(r) {
				return i, col
			}
			i += n
		}
	}
	return i, col
}

// cutAttributes returns the end of [start, stop) without attributes of the
// forms {: …}, {#id} and {.class} behind it.
func (r *lineReader) cutAttributes(start, stop int) int {
	n := strings.LastIndexByte(r.s[start:stop], '{')
	if n < 0 {
		return stop
	}
	switch t := r.s[start+n+1 : stop]; {
	case strings.HasPrefix(t, ":"):
	case (t[0] == '#' || t[0] == '.') && len(t) > 2 && isAlnum(t[1]) && r.s[start] == '#':
	default:
		return stop
	}
	_, stop = trimSource(r.s, start, start+n)
	return stop
}

// atx reads "## Heading ##" at [start, end) and returns its level, 0 if it is
// none, and where its words stand.
func atx(s string, start, end int) (level, from, to int) {
	t := s[start:end]
	n := len(t) - len(strings.TrimLeft(t, "#"))
	if n == 0 || n > 6 || n < len(t) && t[n] != ' ' && t[n] != '\t' && !strings.HasPrefix(t[n:], "\u3000") {
		return 0, 0, 0
	}
	from, to = trimSource(s, start+n, end)
	if words := strings.TrimRight(s[from:to], "#"); words == "" || strings.HasSuffix(words, " ") || strings.HasSuffix(words, "\t") {
		from, to = trimSource(s, from, from+len(words))
	}
	return n, from, to
}

// heading reads a heading.
func (r *lineReader) heading(l segment) bool {
	level, from, to := atx(r.s, l.start, l.end)
	if level == 0 {
		return false
	}
	r.flush()
	r.lists = r.lists[:0]
	if from == to { // no words
		r.gap++
		return true
	}
	l.start, l.end = from, to
	l.line.Role, l.line.Level = Heading, level
	r.add(l)
	r.flush()
	return true
}

// rule reads a line of dashes, stars or the like: the line below a heading
// ("====", "----"), or one that divides the text and is left out.
func (r *lineReader) rule(l segment) bool {
	s := r.s[l.start:l.end]
	c := s[0]
	n, spaces := 0, false
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case c:
			n++
		case ' ', '\t':
			spaces = true
		default:
			return false
		}
	}
	if n < 3 && !(c == '=' && n == 2 && len(r.para) == 1) {
		return false
	}
	if (c == '=' || c == '-') && !spaces && len(r.para) == 1 && r.isTitle(&r.para[0], l.line.Indent) {
		level := 1
		if c == '-' {
			level = 2
		}
		r.makeHeading(&r.para[0], level)
		r.flush()
		return true
	}
	r.flush()
	r.gap++
	return true
}

// isTitle reports whether the line l can be a heading that is underlined in
// the given column: it is not long and does not end like a sentence, and the line
// below a list item stands below its words.
func (r *lineReader) isTitle(l *segment, column int) bool {
	if l.line.Role == Item && column <= l.line.Indent {
		return false
	}
	t := r.s[l.start:l.end]
	return (l.line.Role == Text || l.line.Role == Item) && utf8.RuneCountInString(t) <= 200 && !strings.HasSuffix(t, "。")
}

// makeHeading makes a heading of a line. The number of a list item in which it
// stands is kept, unless the heading has one of its own.
func (r *lineReader) makeHeading(l *segment, level int) {
	if l.line.Role == Item {
		if w, ordered := marker(r.s[l.start:l.end]); ordered && l.line.Bullet.Empty() {
			words := max(l.start+w, l.cut.End)
			if c := r.s[words]; c >= '0' && c <= '9' {
				l.line.Bullet = text.Span{Start: l.start, End: l.start + w}
				l.start, l.cut = words, text.Span{}
			}
		}
	}
	l.line.Role, l.line.Level = Heading, level
	r.lists = r.lists[:0]
}

// definition reads "[label]: target", which is no text.
func (r *lineReader) definition(start, stop int) bool {
	if len(r.para) > 0 {
		return false
	}
	_, _, ok := parseDefinition(r.s, start, stop)
	return ok
}

// item reads the marker of a list item, if there is one, and sets the depth.
// It reports whether the item is a heading.
func (r *lineReader) item(l *segment) (heading bool) {
	s := r.s[l.start:l.end]
	w, ordered := marker(s)
	if w == 0 || ordered && !r.mayNumber(s) {
		if len(r.para) == 0 { // a paragraph further left ends the items it does not belong to
			for n := len(r.lists); n > 0 && l.line.Indent <= r.lists[n-1]; n-- {
				r.lists = r.lists[:n-1]
			}
		}
		return false
	}
	r.flush()
	for n := len(r.lists); n > 0 && l.line.Indent < r.lists[n-1]+2; n-- {
		r.lists = r.lists[:n-1]
	}
	r.lists = append(r.lists, l.line.Indent)
	l.line.Role, l.line.Level = Item, len(r.lists)
	if !ordered {
		l.line.Bullet = text.Span{Start: l.start, End: l.start + w}
		l.start += w
		w = 0
	}
	if level, from, to := atx(r.s, l.start+w, l.end); level > 0 && from < to {
		l.cut = text.Span{Start: l.start + w, End: from}
		l.end = to
		if !ordered {
			l.start, l.cut = from, text.Span{}
		}
		r.makeHeading(l, level)
		return true
	}
	return false
}

// marker returns the length of the list marker that s begins with, by the
// syntax of Markdown, and the white space behind it.
func marker(s string) (n int, ordered bool) {
	switch {
	case s[0] == '-' || s[0] == '*' || s[0] == '+':
		n = 1
	default:
		for n < len(s) && n < 3 && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		if n == 0 || n == len(s) || s[n] != '.' && s[n] != ')' {
			return 0, false
		}
		n++
		ordered = true
	}
	rest := strings.TrimLeft(s[n:], " \t")
	if len(rest) == len(s)-n && rest != "" {
		return 0, false
	}
	return len(s) - len(rest), ordered
}

// mayNumber reports whether a number at the start of the line s can begin an
// item: not where a sentence that runs on happens to break before "12. ".
func (r *lineReader) mayNumber(s string) bool {
	if len(r.para) == 0 || r.para[0].line.Role == Item || strings.HasPrefix(s, "1.") || strings.HasPrefix(s, "1)") {
		return true
	}
	p := r.para[len(r.para)-1]
	c, _ := utf8.DecodeLastRuneInString(r.s[p.start:p.end])
	return strings.ContainsRune("。．.:：;；!?！？)）」】>＞", c)
}

// add appends a line to the block.
func (r *lineReader) add(l segment) {
	if len(r.para) == 0 {
		r.block++
	}
	l.line.Block = r.block
	if l.line.Page != r.paged {
		r.paged = l.line.Page
		r.gap = min(r.gap, 1) // more is the margin of the page
		if c, _ := utf8.DecodeRuneInString(r.s[l.start:l.end]); !unicode.IsLetter(c) {
			r.gap = 0 // most likely the next item of a list
		}
	}
	l.line.Gap = r.gap
	r.gap = 0
	if r.budget.allows(ofLines, len(r.para)+1) {
		r.para = append(r.para, l)
	}
}

// flush ends the block and writes it.
func (r *lineReader) flush() {
	if len(r.para) == 0 {
		return
	}
	r.in.write(r.para)
	r.para = r.para[:0]
}
