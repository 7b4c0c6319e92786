package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

// An inline reads the markup inside of a block: emphasis, links, code, HTML
// tags, entities, template holes. It cuts the block into tokens, pairs those that
// belong together, and writes the rest.
//
// Every stretch of a block is looked at a bounded number of times: pairs are
// found with stacks, and what is looked for ahead (a closing quote, the end of a
// link's target) is remembered or bounded.
type inline struct {
	w     *writer
	holes []hole
	raw   bool // code: nothing is markup
	defs  definitions
	tags  tags

	toks     []token
	links    []target
	stack    []int     // indices of emphasis tokens that may open
	open     [3][3]int // how many of each kind are on the stack
	brackets []int     // indices of "[" and "![" tokens
	floor    int       // brackets below cannot begin a link, for links do not nest
}

type tokenKind uint8

const (
	tokText     tokenKind = iota
	tokGap                // left out: a hole, a tag, an escaping backslash
	tokEmph               // a run of * _ or ~: text unless paired
	tokBracket            // [: text unless paired
	tokImage              // ![: text unless paired
	tokEntity             // a character reference
	tokLinkEnd            // ](target)
	tokAutolink           // <https://…>, without the angle brackets
	tokBreak              // <br>
	tokTagA               // <a href=…>
	tokTagAEnd            // </a>
	tokBold               // <b>
	tokBoldEnd            // </b>
	tokLine               // the end of a source line
)

type token struct {
	kind       tokenKind
	start, end int
	// Of emphasis, 1 if it opens and 2 if it closes; of a bracket, the index of
	// the token that ends it; of a link, its index in links; of a line, that of its
	// segment.
	arg int
}

// A target is where a link leads.
type target struct {
	span  text.Span
	value string // with entities and escapes decoded
}

func (in *inline) init(w *writer) {
	in.w = w
	in.defs.s, in.defs.budget = w.s, w.budget
	in.tags.s = w.s
}

// special marks the bytes at which a token other than text may begin.
var special = func() (t [256]bool) {
	for _, c := range []byte("*_~[]!<&`\\") {
		t[c] = true
	}
	return
}()

// write writes the lines of a block.
func (in *inline) write(segs []segment) {
	w := in.w
	// The usual case: no markup, no template code.
	if in.raw || !in.marked(segs) {
		for _, g := range segs {
			w.begin(g.line)
			w.text(g.start, g.end, false)
			w.end(g.nl)
		}
		return
	}
	in.toks, in.links, in.stack, in.brackets, in.floor = in.toks[:0], in.links[:0], in.stack[:0], in.brackets[:0], 0
	in.open = [3][3]int{}
	for i, g := range segs {
		in.toks = append(in.toks, token{kind: tokLine, start: g.start, end: g.start, arg: i})
		if !g.cut.Empty() {
			in.text(g.start, g.cut.Start)
			g.start = g.cut.End
		}
		in.scan(g)
	}
	if in.w.budget.over != nil {
		return
	}
	in.emit(segs)
}

func (in *inline) marked(segs []segment) bool {
	first, last := segs[0], segs[len(segs)-1]
	if len(in.holes) > 0 && len(holesIn(in.holes, first.start, last.end)) > 0 {
		return true
	}
	for _, g := range segs {
		if !g.cut.Empty() {
			return true
		}
		s := in.w.s[g.start:g.end]
		for i := 0; i < len(s); i++ {
			if special[s[i]] {
				return true
			}
		}
	}
	return false
}

func (in *inline) push(t token) {
	if in.w.budget.take(ofMarks, 1) {
		in.toks = append(in.toks, t)
	}
}

// text appends a text token, or makes the one before longer.
func (in *inline) text(start, end int) {
	if n := len(in.toks); n > 0 {
		if t := &in.toks[n-1]; t.kind == tokText && t.end == start {
			t.end = end
			return
		}
	}
	in.push(token{kind: tokText, start: start, end: end})
}

// scan cuts a source line into tokens.
func (in *inline) scan(g segment) {
	s := in.w.s
	holes := holesIn(in.holes, g.start, g.end)
	for i := g.start; i < g.end && in.w.budget.over == nil; {
		limit := g.end
		if len(holes) > 0 {
			if h := holes[0]; h.start <= i {
				i = max(i, min(h.end, g.end))
				holes = holes[1:]
				continue
			}
			limit = holes[0].start
		}
		j := i
		for j < limit && !special[s[j]] {
			j++
		}
		if j > i {
			in.text(i, j)
			i = j
			continue
		}
		i = in.markup(i, g.end)
		for len(holes) > 0 && holes[0].end <= i {
			holes = holes[1:]
		}
	}
}

// markup reads the token at i, which begins with a special character, and
// returns the offset behind it.
func (in *inline) markup(i, end int) int {
	s := in.w.s
	switch c := s[i]; c {
	case '\\':
		if i+1 < end && isPunct(s[i+1]) {
			in.text(i+1, i+2)
			return i + 2
		}
		if i+1 == end {
			return i + 1 // a hard break
		}
	case '`':
		return in.code(i, end)
	case '*', '_', '~':
		n := 1
		for i+n < end && s[i+n] == c {
			n++
		}
		if n <= 3 && (c != '~' || n == 2) && in.emphasis(c, i, i+n, end) {
			return i + n
		}
		in.text(i, i+n)
		return i + n
	case '!':
		if i+1 < end && s[i+1] == '[' {
			in.brackets = append(in.brackets, len(in.toks))
			in.push(token{kind: tokImage, start: i, end: i + 2})
			return i + 2
		}
	case '[':
		if n := footnote(s[i:end]); n > 0 {
			return i + n
		}
		in.brackets = append(in.brackets, len(in.toks))
		in.push(token{kind: tokBracket, start: i, end: i + 1})
		return i + 1
	case ']':
		return in.bracket(i, end)
	case '&':
		if n, _ := entity(s[i:end]); n > 0 {
			in.push(token{kind: tokEntity, start: i, end: i + n})
			return i + n
		}
	case '<':
		if n := in.angle(i, end); n > i {
			return n
		}
	}
	in.text(i, i+1)
	return i + 1
}

// footnote returns the length of the mark of a footnote at the start of s, "[^1]" or, before
// its text, "[^1]:"; 0 if there is none.
func footnote(s string) int {
	if len(s) < 4 || s[1] != '^' {
		return 0
	}
	n := 2
	for n < len(s) && n < 26 && (s[n] >= '0' && s[n] <= '9' || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] == '-' || s[n] == '_') {
		n++
	}
	if n == 2 || n == len(s) || s[n] != ']' || n+1 < len(s) && (s[n+1] == '(' || s[n+1] == '[') {
		return 0
	}
	if n+1 < len(s) && s[n+1] == ':' {
		return n + 2
	}
	return n + 1
}

func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// code reads `code`; its backticks are left out. What is not closed in its line is text.
func (in *inline) code(i, end int) int {
	s := in.w.s
	n := fenceRun(s[i:end])
	for j, tries := i+n, 0; j < end && tries < 8; tries++ {
		k := strings.IndexByte(s[j:end], '`')
		if k < 0 {
			break
		}
		j += k
		m := fenceRun(s[j:end])
		if m == n {
			in.push(token{kind: tokGap, start: i, end: i + n})
			in.text(i+n, j)
			in.push(token{kind: tokGap, start: j, end: j + n})
			return j + n
		}
		j += m
	}
	in.text(i, i+n)
	return i + n
}

func emphKind(c byte) int {
	switch c {
	case '_':
		return 1
	case '~':
		return 2
	}
	return 0
}

// emphasis reads a run of delimiters and reports whether it can be one.
//
// Markdown's own rule for what opens and closes fails where Japanese is
// written without spaces (**「同意」**とは), so the one here asks only for white
// space, but for "_", which stands inside of words.
func (in *inline) emphasis(c byte, i, j, end int) bool {
	s := in.w.s
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[j:end])
	if i == 0 || len(in.toks) > 0 && in.toks[len(in.toks)-1].kind == tokLine {
		before = ' '
	}
	if j == end {
		after = ' '
	}
	opens, closes := !unicode.IsSpace(after), !unicode.IsSpace(before)
	k, n := emphKind(c), j-i
	switch {
	case c == '_':
		opens, closes = opens && !isWord(before), closes && !isWord(after)
	case c == '*' && n == 1:
		// 5*3, *1 and the like: not between two letters or digits of a word, not before a digit
		opens = opens && !(isWord(before) && before < utf8.RuneSelf) && !unicode.IsDigit(after)
		closes = closes && !(isWord(after) && after < utf8.RuneSelf)
	case n == 2 && in.open[k][1] > 0:
		closes = closes || opens // "**Note **that": nothing else can be meant
	}
	if closes && in.open[k][n-1] > 0 {
		for len(in.stack) > 0 {
			o := in.stack[len(in.stack)-1]
			in.stack = in.stack[:len(in.stack)-1]
			t := &in.toks[o]
			ok, on := emphKind(s[t.start]), t.end-t.start
			in.open[ok][on-1]--
			if ok == k && on == n {
				t.arg = 1
				break
			}
		}
		in.push(token{kind: tokEmph, start: i, end: j, arg: 2})
		return true
	}
	if !opens {
		return false
	}
	in.open[k][n-1]++
	in.stack = append(in.stack, len(in.toks))
	in.push(token{kind: tokEmph, start: i, end: j})
	return true
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// bracket reads "]" and what makes it the end of a link.
func (in *inline) bracket(i, end int) int {
	s := in.w.s
	n := len(in.brackets)
	if n == 0 || n <= in.floor && in.toks[in.brackets[n-1]].kind == tokBracket {
		if n > 0 {
			in.brackets = in.brackets[:n-1]
			in.floor = min(in.floor, n-1)
		}
		in.text(i, i+1)
		return i + 1
	}
	o := in.brackets[n-1]
	in.brackets = in.brackets[:n-1]
	in.floor = min(in.floor, n-1)
	var to text.Span
	next, ok := i+1, false
	if i+1 < end && s[i+1] == '(' {
		to, next, ok = linkTarget(s, i+2, end)
	}
	if !ok {
		label := s[in.toks[o].end:i]
		next = i + 1
		if i+1 < end && s[i+1] == '[' {
			if k := strings.IndexByte(s[i+2:min(end, i+200)], ']'); k >= 0 {
				if k > 0 {
					label = s[i+2 : i+2+k]
				}
				next = i + 3 + k
			}
		}
		to, ok = in.defs.find(label)
	}
	if !ok {
		in.text(i, i+1)
		return i + 1
	}
	in.toks[o].arg = len(in.toks)
	in.link(tokLinkEnd, i, next, to)
	if in.toks[o].kind == tokBracket {
		in.floor = len(in.brackets)
	}
	return next
}

// link appends the token of a link.
func (in *inline) link(kind tokenKind, start, end int, to text.Span) {
	in.push(token{kind: kind, start: start, end: end, arg: len(in.links)})
	in.links = append(in.links, target{to, unescape(in.w.s[to.Start:to.End])})
}

// linkTarget reads what stands behind "](": a target, perhaps a title, and ")".
func linkTarget(s string, i, end int) (to text.Span, next int, ok bool) {
	i = skipSpace(s, i, end)
	if i < end && s[i] == '<' {
		for j := i + 1; j < end && s[j] != '<'; j++ {
			if s[j] == '>' {
				to, i, ok = text.Span{Start: i + 1, End: j}, j+1, true
				break
			}
		}
		if !ok {
			return to, 0, false
		}
	} else {
		depth, j := 0, i
	loop:
		for ; j < end; j++ {
			switch c := s[j]; {
			case c == '\\' && j+1 < end && isPunct(s[j+1]):
				j++
			case c == '(':
				if depth++; depth > 32 {
					return to, 0, false
				}
			case c == ')':
				if depth--; depth < 0 {
					break loop
				}
			case c <= ' ':
				break loop
			}
		}
		to, i = text.Span{Start: i, End: j}, j
	}
	j := skipSpace(s, i, end)
	if j > i && j < end && (s[j] == '"' || s[j] == '\'') {
		k := strings.IndexByte(s[j+1:end], s[j])
		if k < 0 {
			return to, 0, false
		}
		j = skipSpace(s, j+k+2, end)
	}
	if j >= end || s[j] != ')' {
		return to, 0, false
	}
	return to, j + 1, true
}

func skipSpace(s string, i, end int) int {
	for i < end && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return i
}

// unescape returns a link's target without escapes and entities.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 && strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && isPunct(s[i+1]) {
			i++
		} else if s[i] == '&' {
			if n, t := entity(s[i:]); n > 0 {
				b.WriteString(t)
				i += n - 1
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// definitions are the link targets that a file names apart: [label]: target.
type definitions struct {
	s      string
	budget *budget
	read   bool
	target map[string]text.Span
}

func (d *definitions) find(label string) (text.Span, bool) {
	if !d.read {
		d.read = true
		d.target = map[string]text.Span{}
		if !strings.Contains(d.s, "]:") {
			return text.Span{}, false
		}
		for i := 0; i < len(d.s); {
			end, next := lineEnd(d.s, i)
			start, stop := trimSource(d.s, i, end)
			if start < stop && d.s[start] == '[' {
				if l, t, ok := parseDefinition(d.s, start, stop); ok {
					if key := fold(l); key != "" {
						if _, dup := d.target[key]; !dup && d.budget.take(ofMarks, 1) {
							d.target[key] = t
						}
					}
				}
			}
			i = next
		}
	}
	if len(d.target) == 0 || len(label) > 999 {
		return text.Span{}, false
	}
	t, ok := d.target[fold(label)]
	return t, ok
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// parseDefinition reads the line [start, stop) as "[label]: target "title"".
func parseDefinition(s string, start, stop int) (label string, target text.Span, ok bool) {
	k := strings.Index(s[start:stop], "]:")
	if k < 2 || k > 999 || s[start+1] == '^' || strings.IndexByte(s[start+1:start+k], '[') >= 0 {
		return "", target, false
	}
	label = s[start+1 : start+k]
	i := skipSpace(s, start+k+2, stop)
	j := i
	for j < stop && s[j] > ' ' && s[j] < utf8.RuneSelf {
		j++
	}
	target = text.Span{Start: i, End: j}
	if j > i+1 && s[i] == '<' && s[j-1] == '>' {
		target = text.Span{Start: i + 1, End: j - 1}
	}
	rest := strings.TrimSpace(s[j:stop])
	if rest != "" && (len(rest) < 2 || !(rest[0] == '"' && rest[len(rest)-1] == '"' || rest[0] == '\'' && rest[len(rest)-1] == '\'' || rest[0] == '(' && rest[len(rest)-1] == ')')) {
		return "", target, false
	}
	// A target is a path, an address or an anchor: "[Note]: see" is text.
	u := s[target.Start:target.End]
	if u == "" || !strings.ContainsAny(u, "/#.:@") {
		return "", target, false
	}
	return label, target, true
}

// emit writes the tokens.
func (in *inline) emit(segs []segment) {
	w := in.w
	em, bold := 0, 0 // depth of ** and of <b>
	cur := -1
	first := 0 // number of lines before the current segment
	line := func(next int) {
		if cur >= 0 {
			w.end(segs[cur].nl)
			if len(in.holes) > 0 {
				w.note(holesFrom(in.holes, segs[cur].start, segs[cur].end), len(w.f.Lines) > first)
			}
		}
		if cur = next; next < len(segs) {
			first = len(w.f.Lines)
			w.begin(segs[next].line)
		}
	}
	for i := 0; i < len(in.toks); i++ {
		t := &in.toks[i]
		strong := em > 0 || bold > 0
		switch t.kind {
		case tokLine:
			line(t.arg)
		case tokText:
			w.text(t.start, t.end, strong)
		case tokEntity:
			_, c := entity(w.s[t.start:t.end])
			w.replace(t.start, t.end, c, strong)
		case tokEmph:
			if t.arg == 0 {
				w.text(t.start, t.end, strong)
			} else if t.end-t.start > 1 && w.s[t.start] != '~' {
				em += 3 - 2*t.arg // 1 opens, 2 closes
			}
		case tokBracket, tokImage:
			switch {
			case t.arg == 0:
				w.text(t.start, t.end, strong)
			case t.kind == tokImage:
				for ; i < t.arg; i++ { // its words are no text, but lines go on
					if u := &in.toks[i]; u.kind == tokLine {
						line(u.arg)
					}
				}
			default:
				k := &in.links[in.toks[t.arg].arg]
				w.openLink(k.value, k.span)
			}
		case tokLinkEnd, tokTagAEnd:
			w.closeLink()
		case tokAutolink:
			w.openLink(w.s[t.start:t.end], text.Span{Start: t.start, End: t.end})
			w.text(t.start, t.end, strong)
			w.closeLink()
		case tokTagA:
			w.openLink(in.links[t.arg].value, in.links[t.arg].span)
		case tokBold:
			bold++
		case tokBoldEnd:
			bold = max(0, bold-1)
		case tokBreak:
			w.br()
		}
	}
	line(len(segs))
	w.closeLink()
}

// angle reads "<" and what follows: an address, or an HTML tag. It returns
// the offset behind it, or i if it is neither.
func (in *inline) angle(i, end int) int {
	s := in.w.s
	if i+2 >= end {
		return i
	}
	j := i + 1
	if s[j] == '/' {
		j++
	}
	n := j
	for n < end && (isAlnum(s[n]) || s[n] == '-') {
		n++
	}
	if n == j {
		return i
	}
	if k := in.tags.element(s[i:end]); k.elem != elemUnknown {
		stop := tagClose(s, n, end)
		if stop < 0 {
			return i
		}
		closing := j > i+1
		kind := tokGap
		switch {
		case k.elem == elemA && closing:
			kind = tokTagAEnd
		case k.elem == elemA:
			if to := attribute(s, n, stop-1, "href"); !to.Empty() {
				in.link(tokTagA, i, stop, to)
				return stop
			}
		case k.elem == elemB && closing:
			kind = tokBoldEnd
		case k.elem == elemB:
			kind = tokBold
		case k.flags&elemBreaks != 0:
			kind = tokBreak
		}
		in.push(token{kind: kind, start: i, end: stop})
		return stop
	}
	at := false
	for k := i + 1; k < end && k < i+2000; k++ {
		switch c := s[k]; {
		case c == '>':
			u := s[i+1 : k]
			if !at && !strings.Contains(u, "://") && !strings.HasPrefix(u, "tel:") {
				return i
			}
			in.push(token{kind: tokGap, start: i, end: i + 1})
			in.push(token{kind: tokAutolink, start: i + 1, end: k})
			return k + 1
		case c == '@':
			at = true
		case c <= ' ' || c == '<' || c == '"' || c >= utf8.RuneSelf:
			return i
		}
	}
	return i
}

// tagClose returns the offset behind the ">" that ends the tag in whose
// attributes s[i:end] stands, or -1.
func tagClose(s string, i, end int) int {
	for i < end {
		switch s[i] {
		case '>':
			return i + 1
		case '<':
			return -1
		case '"', '\'':
			k := strings.IndexByte(s[i+1:end], s[i])
			if k < 0 {
				return -1
			}
			i += k + 1
		}
		i++
	}
	return -1
}

// attribute returns where the value of the attribute called name stands among
// the attributes s[i:end] of a tag.
func attribute(s string, i, end int, name string) text.Span {
	for i < end {
		for i < end && (s[i] <= ' ' || s[i] == '/') {
			i++
		}
		k := i
		for i < end && s[i] > ' ' && s[i] != '=' && s[i] != '/' {
			i++
		}
		key := s[k:i]
		if i == k {
			i++
		}
		for i < end && s[i] <= ' ' {
			i++
		}
		if i >= end || s[i] != '=' {
			continue
		}
		i++
		for i < end && s[i] <= ' ' {
			i++
		}
		v := text.Span{Start: i, End: i}
		if i < end && (s[i] == '"' || s[i] == '\'') {
			n := strings.IndexByte(s[i+1:end], s[i])
			if n < 0 {
				n = end - i - 1
			}
			v = text.Span{Start: i + 1, End: i + 1 + n}
			i = min(end, i+n+2)
		} else {
			for i < end && s[i] > ' ' {
				i++
			}
			v.End = i
		}
		if strings.EqualFold(key, name) {
			return v
		}
	}
	return text.Span{}
}
