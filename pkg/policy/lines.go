package policy

import (
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/text"
)

// A block is what a person reads as one thing: a heading, an item, a
// paragraph. It is made of one visual line or of several that a wrap had broken.
type block struct {
	span   text.Span // in the reading text of the file, without white space around
	mk     marker    // offsets relative to span.Start
	role   ingest.Role
	level  int
	of     int // block of the format
	indent int
	gap    int
	row    int
	column int
	page   int
	bold   bool
	header bool
	folio  bool // the number of a page
	inline bool // an item of an inline run, or the text behind a heading of the same line
	bullet text.Span

	sh shape
}

// A reader turns the lines of a file into policies.
type reader struct {
	f      *ingest.File
	view   *text.View // reading text: wraps joined
	s      string     // text of view
	blocks []block
	html   bool // the format knows paragraphs: HTML, or a document of Word
	cut    splitter

	looked   int  // blocks that numbered has looked at
	counting bool // one of them is a numbered heading by its looks
}

// body returns the span of the text of b without its marker.
func (b *block) body() text.Span {
	return text.Span{Start: b.span.Start + int(b.mk.next), End: b.span.End}
}

// text returns the text of block i without its marker.
func (r *reader) text(i int) string {
	b := &r.blocks[i]
	return r.s[b.span.Start+int(b.mk.next) : b.span.End]
}

// A lineInfo is what joining has to know of a line.
type lineInfo struct {
	width  int // with the indent
	marked bool
	form   form // of the marker
	stop   bool
	first  rune
	last   rune
	digit  bool // begins with a number
	flow   bool // in a block that is wrapped
	narrow bool // goes on with an item of a list that is wrapped at a width of its own
	folio  bool // the number of a page
	more   bool // ends with an article or the like
	ends   bool // the sentence that it is part of ends with a stop
	join   joint
}

// A joint says how a line goes on from the one before.
type joint uint8

const (
	apart  joint = iota
	direct       // no space between: Japanese, a word broken at a hyphen
	spaced       // a space between
	mended       // the hyphen at the end of the line before is left out
)

// join makes the reading text: wrapped lines joined, stray spaces left out.
func (r *reader) join() {
	lines := printedTables(r.f)
	src := r.f.View.Text()
	info := make([]lineInfo, len(lines))
	links := r.f.Links
	for i := range lines {
		s := src[lines[i].Span.Start:lines[i].Span.End]
		in := &info[i]
		in.width = lines[i].Indent + width(s)
		if !r.html {
			in.width += folded(r.f.Source.Slice(r.f.View.ToSource(lines[i].Span)))
		}
		for ; !r.html && len(links) > 0 && links[0].Span.End <= lines[i].Span.End; links = links[1:] {
			if links[0].Span.Start >= lines[i].Span.Start && links[0].Source.Start <= r.f.View.ToSource(lines[i].Span).End+len("](") {
				in.width += links[0].Source.Len() + len("[]()") // the line was wrapped with it
			}
		}
		in.first, in.last = firstRune(s), lastRune(s)
		in.stop = endsHard(s)
		in.more = isLower(byte(min(in.last, utf8.RuneSelf))) && determiners[lastWord(s)]
		m := readMarker(s)
		in.marked = m.form != noForm && !m.tight && !(m.weak && (m.form == bare || m.form == kana || m.n > 1)) || lines[i].Role == ingest.Item
		in.form = m.form
		in.digit = m.form == decimal || m.form == inParens
		in.folio = !r.html && lines[i].Role != ingest.Heading && isFolio(lines, i, s)
		if lines[i].Role == ingest.Text && isOpener(in.first) && in.first != '(' && in.first != '“' && in.first != '‘' && isCloser(in.last) {
			in.marked = true
		}
	}
	wrap, ragged := wrapWidth(lines, info, src, r.html)
	if wrap > 0 && !r.html {
		// A block that holds a full line is wrapped, also where its lines are ragged.
		full := false
		for i, first := 1, 0; i <= len(lines); i++ {
			if i < len(lines) && lines[i].Block == lines[first].Block {
				full = full || candidate(lines, info, i) && (isFull(&info[i-1], src, &lines[i], wrap, 6) || info[i-1].width >= longLine && runsOn(&info[i-1], src[lines[i-1].Span.Start:lines[i-1].Span.End], &info[i]))
				continue
			}
			for ; first < i; first++ {
				info[first].flow = full
			}
			full = false
		}
	}
	if wrap > 0 && !r.html {
		narrowLists(lines, info)
	}
	if r.html {
		brokenSentences(lines, info)
	} else {
		ends(lines, info)
	}
	for i, head := 1, 0; i < len(lines); i++ {
		if !info[i].folio && !info[i-1].folio {
			info[i].join = r.joint(lines, info, head, i, wrap, ragged, src)
		}
		if info[i].join == apart {
			head = i
		}
	}
	r.build(lines, info, src)
}

// narrowLists marks the lines that go on with the item before them in lists that
// are wrapped at a width of their own: two or more items break within four
// columns of the widest line, and none before it.
func narrowLists(lines []ingest.Line, info []lineInfo) {
	for i := 0; i < len(lines); {
		if !info[i].marked {
			i++
			continue
		}
		j := i + 1
		for j < len(lines) && lines[j].Gap == 0 && lines[j].Block == lines[i].Block && lines[j].Role == lines[i].Role && (!info[j].marked || info[j].form == info[i].form) {
			j++
		}
		most := 0
		for k := i; k < j; k++ {
			most = max(most, info[k].width)
		}
		broken, early := 0, 0
		breaks := func(k int) bool {
			return !info[k].marked && !info[k-1].stop && isWide(info[k-1].last) && isWide(info[k].first)
		}
		for k := i + 1; k < j; k++ {
			switch {
			case info[k].marked:
			case breaks(k) && info[k-1].width+4 >= most:
				broken++
			default:
				early++
			}
		}
		if broken >= 2 && early == 0 && most >= 36 {
			for k := i + 1; k < j; k++ {
				info[k].narrow = breaks(k)
			}
		}
		i = j
	}
}

// brokenSentences marks the lines of a block of a page that go on with the Japanese
// sentence before them: four lines and more of one width, of which only the last ends
// with a stop, are one sentence that was broken by hand.
func brokenSentences(lines []ingest.Line, info []lineInfo) {
	for i := 0; i < len(lines); {
		j, least, most := i, info[i].width, info[i].width
		for !info[j].stop && j+1 < len(lines) && candidate(lines, info, j+1) && lines[j+1].Block == lines[i].Block && isWide(info[j].last) && isWide(info[j+1].first) {
			least, most = min(least, info[j].width), max(most, info[j].width)
			j++
		}
		if j-i >= 3 && info[j].stop && most-least <= 8 && least >= 30 && info[j].width <= most+4 {
			for k := i + 1; k <= j; k++ {
				info[k].narrow = true
			}
		}
		i = j + 1
	}
}

// ends says of each line whether it ends where a sentence does, or the lines do
// that go on with it.
func ends(lines []ingest.Line, info []lineInfo) {
	for i := len(lines) - 1; i >= 0; i-- {
		info[i].ends = info[i].stop
		if i+1 < len(lines) && candidate(lines, info, i+1) && lines[i].Block == lines[i+1].Block && (beginsSmall(&info[i+1]) || info[i].more) {
			info[i].ends = info[i+1].ends
		}
	}
}

func beginsSmall(q *lineInfo) bool { return q.first < utf8.RuneSelf && isLower(byte(q.first)) }

// continues reports whether the line b, which reads t, goes on with the English
// sentence that a, which reads s, leaves open: its first word is small, and the
// sentence began with a capital in the line head of the same block and ends
// with a stop, or it stands below the words of an item, or what s ends with calls for more.
func continues(lines []ingest.Line, info []lineInfo, head, i int, s, t string) bool {
	p, q, b := &info[i-1], &info[i], &lines[i]
	if p.stop || lines[i-1].Block != b.Block || q.marked || p.last >= utf8.RuneSelf || head == i-1 && !p.marked && strings.IndexByte(s, ' ') < 0 {
		return false
	}
	last := strings.TrimRight(lastWord(strings.TrimRight(s, ",)")), ".")
	if last == "" || !isLower(last[0]) && !isDigit(last[0]) {
		return false
	}
	if !beginsSmall(q) {
		return q.first < utf8.RuneSelf && isLetter(byte(q.first)) && p.more
	}
	if strings.Contains(t, "@") || hasPrefix(t, "http", "www.") || p.last != ',' && announces(s) {
		return false
	}
	switch {
	case p.more || connectives[last]:
		return true
	case info[head].marked && b.Indent > lines[head].Indent:
		return true
	}
	h := info[head].first
	return (info[head].marked || h < utf8.RuneSelf && isUpper(byte(h)) || h == '“') && q.ends
}

// No English sentence or heading ends with these.
var determiners = map[string]bool{"the": true, "a": true, "an": true, "of": true, "our": true, "your": true, "their": true, "its": true}

// connectives are words that a small letter goes on from.
var connectives = map[string]bool{"and": true, "or": true, "to": true, "for": true, "with": true, "by": true, "from": true, "at": true, "in": true, "on": true, "as": true,
	"that": true, "which": true, "who": true, "is": true, "are": true, "be": true, "will": true, "may": true, "must": true, "shall": true, "within": true, "any": true, "this": true, "these": true, "such": true}

// endsHard reports whether a line ends where a sentence or an announcement does.
func endsHard(s string) bool {
	t := trimClosers(s)
	if t == "" {
		return false
	}
	switch lastRune(t) {
	case '。', '.', '!', '?', ':', ';', '｡':
		w := strings.ToLower(lastWord(t[:len(t)-1]))
		return !(t[len(t)-1] == '.' && (abbreviations[w] || numbered[w]))
	}
	return false
}

// sameFlow reports whether line i could be a wrapped part of line i-1 by their
// format alone.
func sameFlow(a, b *ingest.Line) bool {
	switch {
	case b.Role == ingest.Heading:
		return a.Role == ingest.Heading && a.Block == b.Block && a.Level == b.Level
	case b.Role == ingest.Item || a.Role == ingest.Heading:
		return false
	case b.Role == ingest.Term || b.Role == ingest.Detail || b.Role == ingest.Cell:
		return a.Role == b.Role && a.Block == b.Block && a.Row == b.Row && a.Column == b.Column
	case a.Role == ingest.Item:
		return true
	case a.Role != ingest.Text:
		return a.Role == b.Role
	}
	return true
}

// wrapWidth returns the column at which the lines of the file are wrapped, 0
// if they are not, and whether they are broken before it at the ends of phrases.
func wrapWidth(lines []ingest.Line, info []lineInfo, src string, html bool) (wrap int, ragged bool) {
	const most = 400
	var hist [most + 1]int
	pairs := 0
	for i := 1; i < len(lines); i++ {
		if candidate(lines, info, i) {
			hist[min(info[i-1].width, most)]++
			pairs++
		}
	}
	need := 3
	if html {
		need = 6
	}
	if pairs < need {
		return 0, false
	}
	// The widest line but for a few that no wrap could break.
	wrap = most
	over := 0
	for wrap > 0 {
		over += hist[wrap]
		if over*20 > pairs {
			break
		}
		wrap--
	}
	if wrap < 30 || wrap >= most {
		return 0, false
	}
	full, half, long, open := 0, 0, 0, 0
	edge, broken, near := 0, 0, 0 // Japanese lines at the width, those of them that end no sentence, lines that are a little shorter
	for i := 1; i < len(lines); i++ {
		if !candidate(lines, info, i) {
			continue
		}
		p := &info[i-1]
		if p.width*2 >= wrap {
			half++ // shorter lines say nothing
		}
		if isFull(p, src, &lines[i], wrap, 6) {
			full++
		}
		if isWide(p.last) && isWide(info[i].first) {
			switch {
			case p.width+5 >= wrap:
				edge++
				if !p.stop {
					broken++
				}
			case p.width+16 >= wrap:
				near++
			}
		}
		if p.width >= longLine {
			long++
			if runsOn(p, src[lines[i-1].Span.Start:lines[i-1].Span.End], &info[i]) {
				open++
			}
		}
	}
	switch {
	case full >= need && (full*10 >= half*8 || full*10 >= half*6 && !html) && (full*4 >= pairs || full >= 20):
		return wrap, false
	case !html && edge >= 5 && broken*5 >= edge*4 && edge >= 3*near, lines[0].Page > 0 && edge >= 2 && edge >= 2*near:
		// So many lines end at one column only where they are broken there; in what was
		// made from pages a few are enough.
		return wrap, false
	case lines[0].Page > 0 && full >= need && full*2 >= half && full*4 >= pairs:
		return wrap, false
	case !html && wrap <= 130 && open >= 3 && open*4 >= long:
		return wrap, true
	}
	return 0, false
}

// runsOn reports whether the line p breaks inside a sentence that q goes on with.
func runsOn(p *lineInfo, s string, q *lineInfo) bool {
	if p.stop {
		return false
	}
	if isWide(p.last) {
		return openEnd(s)
	}
	return q.first < utf8.RuneSelf && isLower(byte(q.first)) && (p.last == ',' || p.last < utf8.RuneSelf && isLower(byte(p.last)))
}

// longLine is the width from which on a line that breaks inside a sentence is
// taken for a part of a wrapped paragraph.
const longLine = 50

// candidate reports whether a wrap may stand before line i.
func candidate(lines []ingest.Line, info []lineInfo, i int) bool {
	a, b := &lines[i-1], &lines[i]
	return b.Gap == 0 && b.Role != ingest.Heading && sameFlow(a, b) && !info[i].marked && (a.Bold == b.Bold || a.Bold)
}

// isFull reports whether the first unbreakable piece of line b would not have
// fitted behind the line before it. A Japanese line may be so many columns
// short, for what no line begins with.
func isFull(a *lineInfo, src string, b *ingest.Line, wrap, slack int) bool {
	s := src[b.Span.Start:b.Span.End]
	if isWide(firstRune(s)) {
		return a.width+slack >= wrap
	}
	n := 0
	for n < len(s) && s[n] > ' ' && s[n] < utf8.RuneSelf && n < 30 {
		n++
	}
	if isWide(a.last) {
		return a.width+n >= wrap-4
	}
	return a.width+1+n > wrap-1
}

// joint says how line i goes on from line i-1, whose block begins at line head.
func (r *reader) joint(lines []ingest.Line, info []lineInfo, head, i, wrap int, ragged bool, src string) joint {
	a, b := &lines[i-1], &lines[i]
	p, q := &info[i-1], &info[i]
	if !sameFlow(a, b) {
		return apart
	}
	s, t := src[a.Span.Start:a.Span.End], src[b.Span.Start:b.Span.End]
	glue := spaced
	if isWide(p.last) || isWide(q.first) {
		glue = direct
	}
	if (a.Role == ingest.Text || a.Role == ingest.Item) && b.Role == ingest.Text && !q.marked && r.numbers(s, t) {
		return spaced
	}
	if b.Wrapped {
		word, _, _ := strings.Cut(t, " ")
		switch {
		case beginsEntry(t) && !openEnd(s), labelsEntry(word):
			return apart // it only happens to be too long for the line before
		case p.last == '-' && strings.Contains(word, "@"):
			return direct
		case p.last == '-' && len(s) > 1 && isLetter(s[len(s)-2]) && isLower(t[0]):
			return r.hyphen(s, t)
		case p.last == '/' && strings.Contains(s[strings.LastIndexByte(s, ' ')+1:], "://"):
			return direct // an address
		}
		return glue
	}
	if b.Role == ingest.Heading {
		return spaced
	}
	if q.narrow {
		return direct
	}
	if !r.html && p.stop && q.width <= 60 && capitals(t) && !capitals(s) {
		return apart // a heading in capitals below text that is not
	}
	slack := 6
	if p.stop {
		slack = 2
	}
	full := wrap > 0 && p.width <= wrap+12 && isFull(p, src, b, wrap, slack)
	if q.marked && !(full && !p.stop && b.Gap == 0 && b.Role == ingest.Text && openEnd(s) && q.digit) || a.Bold != b.Bold && !(a.Bold && full && !p.stop) {
		return apart
	}
	if a.Gap > 0 && p.marked && isOpener(p.first) && isCloser(p.last) && a.Role == ingest.Text {
		return apart // a line in brackets stands alone
	}
	// No line begins with these.
	if !r.html && b.Gap == 0 && (q.first == 'ー' || isCloser(q.first) && q.first != '>' && q.first != '’' || strings.ContainsRune("、。，．ぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜", q.first)) {
		return glue
	}
	if !r.html && b.Gap == 0 && !p.stop && (q.first == 'を' || q.first == 'へ' && !strings.HasPrefix(t, "へ ")) {
		return glue
	}
	if !r.html && b.Gap == 0 && a.Block == b.Block && !p.stop && wrap > 0 && p.width*2 >= wrap && closesOpen(s, t) {
		return glue
	}
	// A comma goes on, also over a break set on purpose; in a short line it may
	// end an entry of a list.
	if b.Gap == 0 && p.last == '、' && p.width >= 24 && isJapanese(q.first) {
		return direct
	}
	if r.html && b.Gap == 0 && a.Block == b.Block && !p.stop && isJapanese(q.first) && breaksInside(s, t, p.width) {
		return direct
	}
	hard := r.html || r.hardBreak(a, b)
	if b.Gap > 0 {
		if p.stop || hard && r.html && b.Gap > 1 {
			return apart
		}
		return r.acrossBlank(a, b, p, q, s, t, wrap, glue)
	}
	if i-1 == head && a.Role == ingest.Item && p.last == ':' && (beginsSmall(q) || q.width >= 40 && q.first < utf8.RuneSelf && isLetter(byte(q.first))) && a.Block == b.Block && (i+1 == len(lines) || lines[i+1].Block != b.Block || lines[i+1].Gap > 0) {
		return spaced // "* To send the gazette:", and below it what an item alone would say
	}
	if p.stop && (q.form == bare || beginsEntry(t)) || !p.stop && beginsEntry(t) && !openEnd(s) && strings.Count(s, "(") <= strings.Count(s, ")") {
		return apart
	}
	if !p.stop && hasPrefix(t, "なお、", "ただし、", "但し、", "尚、") || p.stop && hasPrefix(t, "http://", "https://") {
		return apart
	}
	if full {
		if !hard || !p.stop {
			if p.last == '-' && len(s) > 1 && isLetter(s[len(s)-2]) && isLower(t[0]) {
				return r.hyphen(s, t)
			}
			return glue
		}
	}
	if !p.stop && !hard && a.Block == b.Block && (ragged && q.flow && (beginsSmall(q) && p.last < utf8.RuneSelf || p.width*5 >= wrap*2 && (isWide(q.first) || p.width*10 >= wrap*7)) && !hasSuffix(s, "ため", "場合", "こと") || wrap > 0 && q.first == '(' && !isCloser(q.last) && p.width*3 >= wrap) {
		return glue
	}
	if wrap > 0 && !p.stop && !hard && a.Block == b.Block && !isWide(p.last) && q.first < utf8.RuneSelf &&
		(isLower(byte(q.first)) && p.width >= 25 || q.flow && !p.marked && p.width*4 >= wrap*3) {
		if p.last == '-' && len(s) > 1 && isLetter(s[len(s)-2]) && isLower(t[0]) {
			return r.hyphen(s, t)
		}
		return glue
	}
	if p.stop || q.first == '(' && !strings.Contains(t, ")") && hard {
		return apart
	}
	if hard {
		return apart
	}
	if continues(lines, info, head, i, s, t) {
		if p.last == '-' && len(s) > 1 && isLetter(s[len(s)-2]) && isLower(t[0]) {
			return r.hyphen(s, t)
		}
		return spaced
	}
	if a.Page != b.Page {
		return r.acrossBlank(a, b, p, q, s, t, wrap, glue)
	}
	if (info[head].marked || lines[head].Role == ingest.Item) && b.Indent > lines[head].Indent && (q.first < utf8.RuneSelf || isJapanese(q.first)) && openEnd(s) && !announces(s) {
		return glue // below the words of an item that cannot end there
	}
	if wrap > 0 && p.width < wrap/2 {
		return apart
	}
	// A Japanese paragraph begins one character in; what stands at the margin below a long line goes on with it.
	if !r.html && lines[head].Indent == 2 && !info[head].marked && (a.Indent == 0 || i-1 == head) && b.Indent == 0 && p.width >= longLine && isJapanese(p.last) && isWide(q.first) {
		return direct
	}
	switch {
	case isJapanese(p.last) || p.last == '、' || p.last == '，':
		if p.width >= 40 && openEnd(s) && (isWide(q.first) || p.last == '、' && q.first < utf8.RuneSelf) && !strings.ContainsRune("【[〔<", q.first) {
			return direct
		}
	case p.width >= 30 && q.first < utf8.RuneSelf && isLower(byte(q.first)) && !strings.HasPrefix(t, "http") && !strings.HasPrefix(t, "www.") && strings.IndexByte(t, ' ') > 0:
		if p.last == '-' && len(s) > 1 && isLetter(s[len(s)-2]) {
			return r.hyphen(s, t)
		}
		if p.last == ',' || p.last < utf8.RuneSelf && (isLetter(byte(p.last)) || isDigit(byte(p.last)) || p.last == ')') || p.last == '”' || p.last == '’' {
			if strings.IndexByte(s, ' ') > 0 {
				return spaced
			}
		}
	}
	return apart
}

// numbers reports whether the line s is nothing but the number of the line t below
// it: a page that lays out its lists by boxes sets the two apart. A digit alone is one
// where the format has no numbers of pages.
func (r *reader) numbers(s, t string) bool {
	if len(s) > 9 || isDigit(t[0]) || width(t) < 4 {
		return false
	}
	m := readMarker(s + " " + t)
	switch m.form {
	case bare:
		return r.html && int(m.end) == len(s)
	case decimal, inParens, closeParen, inAngles, inSquare, circled, parenthesised, romanParens, romanClose, alphaParens, alphaClose, kanaParens, kanaClose:
		return int(m.end) == len(s) && m.next > m.end
	}
	return false
}

// breaksInside reports whether a break that a page sets between s and t stands inside a
// Japanese sentence, for the look of it: what stands before it is no end of anything, or
// what stands behind it no beginning.
func breaksInside(s, t string, width int) bool {
	switch first := firstRune(t); {
	case beginsEntry(t):
		return false
	case first == 'ー' || isCloser(first) || strings.ContainsRune("、。，．ぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜をへ", first), first == 'や' && !strings.HasPrefix(t, "やむ"):
		return true
	}
	return closesOpen(s, t) || width >= 16 && (openEnd(s) || hasSuffix(s, "に関する", "に対する", "における", "による", "に基づく", "に係る"))
}

// closesOpen reports whether t closes a parenthesis that s leaves open, and not far behind.
func closesOpen(s, t string) bool {
	if strings.Count(s, "(") <= strings.Count(s, ")") {
		return false
	}
	n := strings.IndexAny(t, "()")
	return n >= 0 && t[n] == ')' && width(t[:n]) <= 60
}

// beginsEntry reports whether t begins an entry of an address block: a postal
// address, a number to call, a label with its value.
func beginsEntry(t string) bool {
	for _, w := range [...]string{"〒", "TEL", "Tel", "FAX", "Fax", "電話番号", "電話", "E-mail", "Email", "メールアドレス", "メール", "受付時間", "代表取締役"} {
		if strings.HasPrefix(t, w) {
			rest := t[len(w):]
			return w == "〒" || w == "代表取締役" || rest == "" || isDigit(rest[0]) || rest[0] == ' ' || rest[0] == ':' || rest[0] == '.' || rest[0] == '('
		}
	}
	n := strings.IndexByte(t, ':')
	return n > 0 && hasJapanese(t[:n]) && labelled(t) && !hasAny(t[:n], "は", "が", "を", "(", ")")
}

// labelsEntry reports whether the first word of a line names what an address block
// gives in English.
func labelsEntry(word string) bool {
	switch word {
	case "Telephone:", "Phone:", "Tel:", "Fax:", "Email:", "E-mail:", "Address:", "Website:":
		return true
	}
	return false
}

// acrossBlank joins a sentence that a blank line (a page break, say) has broken.
func (r *reader) acrossBlank(a, b *ingest.Line, p, q *lineInfo, s, t string, wrap int, glue joint) joint {
	if a.Role != ingest.Text && a.Role != ingest.Item || b.Role != ingest.Text || b.Gap > 3 {
		return apart
	}
	if isJapanese(p.last) || p.last == '、' {
		if p.width >= 60 && strings.Contains(s, "。") && openEnd(s) && isWide(q.first) && strings.Contains(t, "。") && width(t) > 40 && !strings.ContainsRune("【[〔<「", q.first) {
			return direct
		}
		if a.Page != b.Page && isWide(q.first) && (wrap > 0 && p.width+6 >= wrap || openEnd(s) && p.width >= 24) {
			return direct // the page ends inside of the sentence
		}
		return apart
	}
	if r.html {
		return apart
	}
	if a.Page != b.Page && p.last < utf8.RuneSelf && q.first < utf8.RuneSelf && (isLetter(byte(p.last)) || p.last == ',' || p.last == '-') && !hasPrefix(t, "http", "www.") &&
		(beginsSmall(q) || p.last == ',' || p.more || connectives[lastWord(s)]) {
		if p.last == '-' && len(s) > 1 && isLetter(s[len(s)-2]) && beginsSmall(q) {
			return r.hyphen(s, t)
		}
		return glue
	}
	if p.width >= 50 && q.first < utf8.RuneSelf && isLower(byte(q.first)) && strings.Count(t, " ") >= 2 && (p.last == ',' || p.last < utf8.RuneSelf && isLetter(byte(p.last))) && !strings.HasPrefix(t, "http") {
		return glue
	}
	return apart
}

// openEnd reports whether a Japanese line ends where a sentence cannot: at a
// comma or at a particle.
func openEnd(s string) bool {
	if hasSuffix(s, "、", "，", "を", "は", "が", "へ", "お", "ご", "や", "および", "及び", "または", "又は", "ならびに", "並びに") {
		return true
	}
	switch {
	case strings.HasSuffix(s, "の"):
		return !strings.HasSuffix(s, "もの")
	case strings.HasSuffix(s, "に"):
		return true
	case strings.HasSuffix(s, "で"):
		return !strings.HasSuffix(s, "まで")
	case strings.HasSuffix(s, "と"):
		return !strings.HasSuffix(s, "こと")
	case strings.HasSuffix(s, "し"):
		return true
	case strings.HasSuffix(s, "て"):
		return !hasSuffix(s, "について", "において", "として", "あたって", "つきまして", "関して")
	}
	return false
}

// hardBreak reports whether the source breaks the line before b on purpose:
// two spaces or a backslash in Markdown.
func (r *reader) hardBreak(a, b *ingest.Line) bool {
	if r.f.Format != "markdown" {
		return false
	}
	src := r.f.Source.Text()
	end := r.f.View.ToSource(text.Span{Start: a.Span.End - 1, End: a.Span.End}).End
	n := end
	for n < len(src) && n-end < 40 && (src[n] == '_' || src[n] == '*') {
		n++
	}
	return strings.HasPrefix(src[n:], "  ") || strings.HasPrefix(src[n:], "\\\n") || strings.HasPrefix(src[n:], "<br")
}

// hyphen says whether a hyphen at the end of s belongs to the word or only
// broke it.
func (r *reader) hyphen(s, t string) joint {
	i := len(s) - 1
	for i > 0 && isLetter(s[i-1]) {
		i--
	}
	head := s[i : len(s)-1]
	switch strings.ToLower(head) {
	case "self", "non", "third", "opt", "e", "co", "pre", "re", "sub", "cross", "real", "long", "short", "well", "two", "one", "first", "anti", "multi", "on", "off", "in", "so", "up", "to":
		return direct
	}
	j := 0
	for j < len(t) && isLetter(t[j]) {
		j++
	}
	if j < len(t) && t[j] == '-' || i > 0 && s[i-1] == '-' {
		return direct
	}
	if isUpper(s[len(s)-2]) {
		return direct
	}
	return mended
}

// build writes the reading text and the blocks.
func (r *reader) build(lines []ingest.Line, info []lineInfo, src string) {
	b := text.NewBuilder(r.f.Source)
	b.Grow(len(src) + len(src)/16)
	b.GrowLike(r.f.View)
	r.blocks = make([]block, 0, len(lines))
	gaps := straySpaces(lines, info, src)
	for i := 0; i < len(lines); {
		l := &lines[i]
		if b.Len() > 0 {
			at := r.f.View.ToSource(text.Span{Start: l.Span.Start, End: l.Span.Start}).Start
			b.Replace(text.Span{Start: at, End: at}, "\n")
		}
		start := b.Len()
		j := i
		for {
			sp := lines[j].Span
			if j+1 < len(lines) && info[j+1].join == mended {
				sp.End--
			}
			for len(gaps) > 0 && gaps[0] < sp.End {
				if gaps[0] >= sp.Start {
					b.CopyView(r.f.View, text.Span{Start: sp.Start, End: gaps[0]})
					sp.Start = gaps[0] + 1
				}
				gaps = gaps[1:]
			}
			b.CopyView(r.f.View, sp)
			j++
			if j >= len(lines) || info[j].join == apart {
				break
			}
			if info[j].join == spaced {
				at := r.f.View.ToSource(text.Span{Start: lines[j].Span.Start, End: lines[j].Span.Start}).Start
				b.Replace(text.Span{Start: at, End: at}, " ")
			}
		}
		r.blocks = append(r.blocks, block{
			span: text.Span{Start: start, End: b.Len()}, role: l.Role, level: l.Level, of: l.Block, indent: l.Indent, gap: l.Gap,
			folio: info[i].folio, row: l.Row, column: l.Column, page: l.Page, bold: l.Bold, header: l.Header, bullet: l.Bullet,
		})
		i = j
	}
	r.view = b.View()
	r.s = r.view.Text()
}

// straySpaces finds the spaces that a wrap in the print has left inside Japanese
// words: "当社サ ービス". They stand at multiples of one width; a text
// without such a rhythm keeps its spaces. The offsets are in the file's view, in order.
func straySpaces(lines []ingest.Line, info []lineInfo, src string) []int {
	type gap struct {
		at, width int // width of the text since the last such space or the start of the line
		join      bool
	}
	var all []gap
	for i := range lines {
		s := src[lines[i].Span.Start:lines[i].Span.End]
		if lines[i].Role == ingest.Heading || info[i].width < 60 {
			continue
		}
		start := 0 // of the text since the last such space
		for n := 1; n+1 < len(s); n++ {
			m := strings.IndexByte(s[n:len(s)-1], ' ')
			if m < 0 {
				break
			}
			n += m
			before, next := lastRune(s[:n]), firstRune(s[n+1:])
			if (isWide(before) || before == ')') && isWide(next) && next != '「' || isWide(before) && before != '。' && next == '(' {
				all = append(all, gap{lines[i].Span.Start + n, width(s[start:n]), isJapanese(before) && isJapanese(next) || isWide(before) && isWide(next) && before != '。' && !isCloser(before) && before != '・' || before == '・' && isJapanese(next)})
				start = n + 1
			}
		}
	}
	if len(all) < 3 {
		return nil
	}
	// The most frequent width, give or take one character.
	const most = 160
	var hist [most + 4]int
	long := 0
	for _, g := range all {
		if g.width >= 40 {
			long++
			if g.width < most {
				hist[g.width]++
			}
		}
	}
	best, wrap := 0, 0
	for w := 40; w < most; w++ {
		n := hist[w]
		for d := 1; d <= 3; d++ {
			n += hist[w+d]
			if w-d >= 40 {
				n += hist[w-d]
			}
		}
		if n > best {
			best, wrap = n, w
		}
	}
	if best < 3 || best*5 < long*2 {
		return nil
	}
	var out []int
	for _, g := range all {
		k := (g.width + wrap/2) / wrap
		if k < 1 || k > 6 {
			continue
		}
		if d := g.width - k*wrap; g.join && d >= -4-2*k && d <= 4+2*k {
			out = append(out, g.at)
		}
	}
	return out
}

// capitals reports whether s is words in capitals alone.
func capitals(s string) bool {
	letters := 0
	for i := range len(s) {
		switch c := s[i]; {
		case isLower(c), c >= 0x80 && c < 0xE2, c > 0xE2:
			return false
		case isUpper(c):
			letters++
		}
	}
	return letters >= 5
}
