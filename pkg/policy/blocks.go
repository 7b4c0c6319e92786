package policy

import (
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/text"
)

// mark reads the markers of all blocks and splits the blocks that hold more than one.
func (r *reader) mark() {
	in := r.blocks
	out := make([]block, 0, len(in)+len(in)/8)
	for i := range in {
		b := in[i]
		r.readMark(&b)
		out = r.split(out, b)
	}
	r.blocks = out
	r.tighten()
	for i := range out {
		out[i].sh = shapeOf(r.text(i))
	}
}

// tighten takes the number from a line such as "8.13歳…" unless it stands between
// its neighbours: a 7 of the same form before it with no 8 since, and behind it
// no 8 before the 9.
func (r *reader) tighten() {
	const most = 200
	any := false
	for i := range r.blocks {
		any = any || r.blocks[i].mk.tight
	}
	if !any {
		return
	}
	var at [most]int // 1 + the last block with this number
	ok := make(map[int]bool)
	for i := range r.blocks {
		m := &r.blocks[i].mk
		if m.form != decimal || m.n != 1 || m.value() >= most {
			continue
		}
		v := m.value()
		if m.tight {
			ok[i] = v > 1 && at[v-1] > at[v]
		}
		at[v] = i + 1
	}
	at = [most]int{}
	for i := len(r.blocks) - 1; i >= 0; i-- {
		b := &r.blocks[i]
		m := &b.mk
		if m.form != decimal || m.n != 1 || m.value() >= most {
			continue
		}
		v := m.value()
		if m.tight && (!ok[i] || at[v] > 0 && (v+1 >= most || at[v+1] == 0 || at[v] < at[v+1])) {
			b.mk = marker{}
			if b.role == ingest.Item {
				b.mk = marker{form: listItem, sym: '-'}
			}
			continue
		}
		at[v] = i + 1
	}
}

// readMark sets the marker of b.
func (r *reader) readMark(b *block) {
	if b.folio {
		b.mk = marker{}
		return
	}
	s := r.s[b.span.Start:b.span.End]
	b.mk = readMarker(s)
	if int(b.mk.next) >= len(s) && b.mk.form != noForm {
		// A marker alone: its text is empty unless it is no marker at all.
		if b.mk.form == bullet || b.mk.form == note || b.mk.weak || b.role == ingest.Cell {
			b.mk = marker{}
		} else {
			b.mk.next = b.mk.end
		}
	}
	if b.mk.form == noForm || b.mk.form == bullet && heavy(b.mk.sym) {
		if sym := bracketLine(s[b.mk.next:]); sym != 0 {
			if b.mk.form == noForm {
				b.mk = marker{form: bracketed, sym: sym}
			}
		} else if b.mk.form == noForm && b.role == ingest.Item {
			b.mk = marker{form: listItem, sym: '-'}
		}
	}
	if b.mk.form == closeParen && b.mk.n == 1 && refers(s[b.mk.end:]) {
		b.mk = marker{}
	}
}

// bracketLine returns the bracket that a whole line stands in, 0 if it does not.
func bracketLine(s string) rune {
	first, w := utf8.DecodeRuneInString(s)
	if !isOpener(first) || first == '“' || first == '‘' || wider(s, 90) || len(s) < w+2 {
		return 0
	}
	last, lw := utf8.DecodeLastRuneInString(s)
	if !isCloser(last) || strings.Contains(s, "。") || first == '<' && strings.ContainsAny(s, "=\"/") {
		return 0
	}
	// "[A] と [B]" is no line in brackets.
	inner := s[w : len(s)-lw]
	if strings.IndexFunc(inner, func(c rune) bool { return c == first || c == last }) >= 0 {
		return 0
	}
	if o := opening(last); o != 0 {
		return o // "「A]" is meant as "[A]"
	}
	return first
}

// opening returns the opening bracket of the closing one r.
func opening(r rune) rune {
	for i, c := range closers {
		if c == r {
			return openers[i]
		}
	}
	return 0
}

// split appends b to out, cut where an inline run of numbers makes items of it.
func (r *reader) split(out []block, b block) []block {
	if b.mk.form == article {
		at := r.articleEnd(&b)
		if at < 0 {
			b.mk = marker{}
		}
		if at > 0 {
			head, rest := b, b
			_, head.span.End = trimmed(r.s, head.span.Start, at)
			rest.span.Start, _ = trimmed(r.s, at, b.span.End)
			rest.inline, rest.gap, rest.role = true, 0, ingest.Text
			r.readMark(&rest)
			return r.split(append(out, head), rest)
		}
	}
	if n := len(out); n > 0 && out[n-1].inline && out[n-1].of == b.of && b.gap == 0 && b.mk.n == 1 && !b.mk.weak &&
		out[n-1].mk.form == b.mk.form && out[n-1].mk.n == 1 && out[n-1].mk.value()+1 == b.mk.value() {
		b.inline = true // a wrap stood before the number
	}
	if b.role == ingest.Heading || b.role == ingest.Term || b.header || b.span.Len() < 40 {
		return append(out, b)
	}
	at := r.inlineRun(&b)
	if len(at) == 0 {
		at = r.inlineBullets(&b)
	}
	row := false
	if len(at) == 0 {
		at = r.inlineRow(&b)
		row = true
	}
	if len(at) == 0 {
		return append(out, b)
	}
	end := b.span.End
	first := b
	_, first.span.End = trimmed(r.s, b.span.Start, at[0])
	if !first.span.Empty() {
		r.readMark(&first)
		out = append(out, first)
	}
	for k, start := range at {
		p := b
		p.inline, p.gap, p.bullet = true, 0, text.Span{}
		if p.role == ingest.Item {
			p.role = ingest.Text
		}
		stop := end
		if k+1 < len(at) {
			stop = at[k+1]
		}
		p.span.Start, p.span.End = trimmed(r.s, start, stop)
		if row {
			p.role = ingest.Item // nothing but the format marks it
		}
		r.readMark(&p)
		if k == len(at)-1 {
			cut := r.tail(&p)
			if cut == 0 {
				cut = r.tailBehindShort(&p, at)
			}
			if cut > 0 {
				q := p
				_, p.span.End = trimmed(r.s, p.span.Start, cut)
				q.span.Start, _ = trimmed(r.s, cut, end)
				q.mk = marker{}
				if row {
					q.role = ingest.Text
				}
				out = append(out, p, q)
				break
			}
		}
		out = append(out, p)
	}
	return out
}

// tail returns where a paragraph begins behind the last item of an inline run, 0 if none does.
func (r *reader) tail(b *block) int {
	body := b.body()
	for i := body.Start; ; {
		n := strings.Index(r.s[i:body.End], "。")
		if n < 0 {
			return 0
		}
		i += n + len("。")
		if rest := strings.TrimLeft(r.s[i:body.End], " "); hasPrefix(rest, "なお、", "また、", "ただし、", "但し、", "上記", "これら") {
			return i
		}
	}
}

// tailBehindShort returns where a paragraph begins behind the last item of an inline run
// whose other items, which begin at the places at, are no more than a sentence each; 0 if
// none does: "(1) to obey the law; or (2) to protect us. We tell you about it."
func (r *reader) tailBehindShort(b *block, at []int) int {
	for k := 0; k+1 < len(at); k++ {
		item := r.s[at[k]:at[k+1]]
		m := readMarker(item)
		if firstStop(item[min(int(m.next), len(item)):]) > 0 {
			return 0
		}
	}
	body := b.body()
	if n := firstStop(r.s[body.Start:body.End]); n > 0 {
		return body.Start + n
	}
	return 0
}

// firstStop returns where the second sentence of s begins, 0 if s has no more than one.
func firstStop(s string) int {
	for i := 0; i < len(s); {
		n := strings.IndexAny(s[i:], ".。")
		if n < 0 {
			return 0
		}
		i += n
		if s[i] != '.' {
			i += len("。")
			if rest := strings.TrimLeft(s[i:], " 」』）)"); rest != "" && strings.Count(s[:i], "(") == strings.Count(s[:i], ")") && strings.Count(s[:i], "「") == strings.Count(s[:i], "」") && !strings.HasPrefix(rest, "(") {
				return len(s) - len(rest)
			}
			continue
		}
		i++
		if i+1 < len(s) && s[i] == ' ' && (isUpper(s[i+1]) || s[i+1] >= utf8.RuneSelf) {
			if end, _ := stops(s[:i]); end && strings.Count(s[:i], "(") == strings.Count(s[:i], ")") {
				return i + 1
			}
		}
	}
	return 0
}

// articleEnd returns where the text begins that stands behind "第4条（第三者提供）"
// on the same line, 0 if none does, -1 if the line only speaks of the article.
func (r *reader) articleEnd(b *block) int {
	body := r.s[b.body().Start:b.body().End]
	first := firstRune(body)
	end := partner(first)
	if end == 0 || first == '「' || first == '“' {
		return 0
	}
	n, depth := 0, 0
	for i, r := range head(body, 180) {
		if r == first {
			depth++
		} else if r == end {
			if depth--; depth == 0 {
				n = i + utf8.RuneLen(end)
				break
			}
		}
	}
	if n == 0 {
		return 0
	}
	rest := strings.TrimLeft(body[n:], " ")
	switch firstRune(rest) {
	case 'に', 'の', 'を', 'は', 'が', 'と', 'で', 'も', 'か', 'へ', '第':
		return -1
	}
	if width(rest) < 10 {
		return 0
	}
	return b.body().Start + n
}

// inlineBullets finds the bullets of an enumeration inside a paragraph: each stands behind
// a space, behind a sentence, or behind what ends an item (ため, 場合): "… ・A ・B", "…: - A; - B",
// "…。・AのためB・Cのため". The block's own marker may be the first; else a text that
// announces them or ends a sentence stands before them.
func (r *reader) inlineBullets(b *block) []int {
	body := b.body()
	s := r.s[body.Start:body.End]
	if !strings.Contains(s, "・") {
		return inlineDashes(s, body.Start)
	}
	var at []int
	own := b.mk.form == bullet && b.mk.sym == '・'
	from := 0 // of the part before
	for i := 0; ; {
		n := strings.Index(s[i:], "・")
		if n < 0 {
			break
		}
		i += n
		next := i + len("・")
		if i > 0 && s[i-1] != ' ' && !hasSuffix(s[:i], "。", ":") && !((own || len(at) > 0) && hasSuffix(s[:i], itemEnds...)) {
			i = next // within words
			continue
		}
		if len(s)-next < minInline || firstRune(s[next:]) == ' ' || firstRune(s[next:]) == '・' || i-from < minInline && (own || len(at) > 0) {
			return nil
		}
		at = append(at, body.Start+i)
		i, from = next, next
	}
	if own {
		return at
	}
	if len(at) < 2 {
		return inlineDashes(s, body.Start)
	}
	if lead := strings.TrimRight(s[:at[0]-body.Start], " "); lead != "" && !announces(lastSentence(lead)) {
		if end, _ := stops(lead); !end {
			return nil
		}
	}
	return at
}

// itemEnds are the words that Japanese items end in, behind which a bullet begins the next.
var itemEnds = []string{"ため", "場合", "とき", "こと", "もの", "目的", "ケース"}

// inlineDashes finds the dashes or bullets of an enumeration behind a colon: an item in front
// of a dash ends in a semicolon, a comma or a full stop, perhaps with "and" behind it. The
// offsets count from start, where s stands.
func inlineDashes(s string, start int) []int {
	var at []int
	for _, mark := range [...]string{"-", "–", "•"} {
		first := strings.Index(s, ": "+mark+" ")
		if first < 0 {
			continue
		}
		at = append(at[:0], start+first+len(": "))
		for i := first + len(": "); ; {
			n := strings.Index(s[i:], " "+mark+" ")
			if n < 0 {
				break
			}
			end := s[:i+n]
			i += n + 1
			for _, j := range [...]string{" and", " or", " and/or"} {
				end = strings.TrimSuffix(end, j)
			}
			if mark != "•" && !hasSuffix(end, ";", ",", ".") {
				return nil // the dash parts a sentence
			}
			at = append(at, start+i)
		}
		if len(at) > 1 {
			return at
		}
	}
	return nil
}

// inlineRow finds the items that semicolons part behind a colon in an English paragraph,
// where a sentence announces them: "We use it for these purposes: to send parcels; to
// answer you; and to draw winners. You may object."
func (r *reader) inlineRow(b *block) []int {
	if b.role != ingest.Text || b.mk.form != noForm || b.inline || b.sh.japanese {
		return nil
	}
	body := b.body()
	s := r.s[body.Start:body.End]
	if strings.Count(s, "; ") < 2 {
		return nil
	}
	first := strings.Index(s, "; ")
	colon := strings.LastIndex(s[:first], ": ")
	if colon < 0 || strings.Count(lastSentence(s[:colon]), " ") < 3 {
		return nil
	}
	start := colon + len(": ")
	rest := s[start:]
	if end := firstStop(rest); end > 0 {
		rest = rest[:end]
	}
	if strings.Contains(rest, ": ") || strings.ContainsAny(s[:start], ";") {
		return nil
	}
	var at []int
	depth, from := 0, 0
	add := func(end int) bool {
		if n := end - from; n < 6 || n > 300 {
			return false
		}
		at = append(at, body.Start+start+from)
		return true
	}
	for i := 0; i < len(rest); i++ {
		switch rest[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ';':
			if depth == 0 && i+1 < len(rest) && rest[i+1] == ' ' {
				if !add(i) {
					return nil
				}
				from = i + len("; ")
				for _, j := range [...]string{"and/or ", "and ", "or "} {
					if strings.HasPrefix(rest[from:], j) {
						from += len(j)
						break
					}
				}
			}
		}
	}
	if !add(len(rest)) || len(at) < 3 || strings.Count(rest, " ") < 3*len(at)-1 {
		return nil // two words an item on average, unlike addresses and names
	}
	return at
}

// minInline is how long each item of an inline enumeration with bullets is.
const minInline = 2 * len("一") // bytes

// inlineRun finds the markers of an enumeration inside a paragraph: numbers of
// one form that count up from 1, behind a text that announces them or ends a
// sentence. The block's own marker may be the first. The offsets are in r.s.
func (r *reader) inlineRun(b *block) []int {
	body := b.body()
	s := r.s[body.Start:body.End]
	// Look before working: a digit, a bracket or an enclosed number must be there.
	if !b.inline && strings.IndexByte(s, '2') < 0 && !strings.Contains(s, "②") && !strings.Contains(s, "⑵") && !strings.Contains(s, "(b)") && !strings.Contains(s, "(ii)") && !strings.Contains(s, "(イ)") {
		return nil
	}
	closed := r.cut.brackets(s)
	var at []int
	var f form
	want, depth := 1, 0
	if b.mk.n == 1 && (b.mk.path[0] == 1 || b.inline) && (!b.mk.weak && (b.mk.form == decimal || b.mk.form == inParens || b.mk.form == circled || b.mk.form == closeParen || b.mk.form == parenthesised) || b.mk.form == alphaParens || b.mk.form == romanParens) {
		f, want = b.mk.form, b.mk.value()+1
	}
	own := want > 1
	for i := 0; i < len(s); {
		if c := s[i]; c >= utf8.RuneSelf && c != 0xE2 && !(c == 0xE3 && i+1 < len(s) && s[i+1] == 0x80) {
			i += runeLen(c)
			continue
		}
		c, w := utf8.DecodeRuneInString(s[i:])
		d := closed.step(i)
		if c < 0x2460 && !isDigit(byte(c)) && c != '(' || c > 0x24FF && c != '(' || depth > 0 {
			depth += d
			i += w
			continue
		}
		if m, ok := readOne(s, i); ok && m.counts(f, want) && r.mayItemize(s, i, &m, want > 1) {
			switch m.form {
			case decimal, inParens, circled, closeParen, parenthesised, inAngles, alphaParens, kanaParens, romanParens:
				if m.weak && m.form != alphaParens && m.form != kanaParens && m.form != romanParens {
					break
				}
				f = m.form
				at = append(at, i)
				want++
				// A bracketed number opens and closes again.
				for i < int(m.next) {
					depth += closed.step(i)
					_, w := utf8.DecodeRuneInString(s[i:])
					i += w
				}
				continue
			}
		}
		depth += d
		i += w
	}
	if own && len(at) < 1 || !own && len(at) < 2 {
		return nil
	}
	lead := strings.TrimRight(s[:at[0]], " ")
	if !own && lead != "" {
		if end, _ := stops(lead); !end && !endsWithColon(lead) && !announces(lastSentence(lead)) && !labels(lead) {
			return nil
		}
	}
	for k := range at {
		// Take the dash of "- 2." along.
		p := at[k]
		q := strings.TrimRight(s[:p], " ")
		if l := len(q); l > 0 && (q[l-1] == '-' || strings.HasSuffix(q, "・")) && l < p {
			q = q[:l-len(string(lastRune(q)))]
			if q == "" || q[len(q)-1] == ' ' || isWide(lastRune(q)) {
				p = len(q)
			}
		}
		at[k] = p
	}
	for k := range at {
		stop := len(s)
		if k+1 < len(at) {
			stop = at[k+1]
		}
		m := readMarker(s[at[k]:stop])
		if m.form != f && m.altF != f || len(strings.TrimSpace(s[at[k]+int(m.next):stop])) < 3 {
			return nil
		}
		at[k] += body.Start
	}
	if at[0] > b.span.Start && lead == "" && !own {
		at[0] = body.Start
	}
	return at
}

// labels reports whether s, in front of numbers, is no sentence but a Japanese word for what
// they count ("利用目的①…②…", "【提供する場合】(1)…"), and none for a place in the text.
func labels(s string) bool {
	if width(s) > 24 {
		return false
	}
	last := lastRune(s)
	return last == '】' || last == '」' || isHan(last) && !strings.ContainsRune("条項号表図注記第款編章節", last)
}

// counts reports whether m is the marker of a number, of form f unless that is noForm; of
// two that it may be ("(i)") it becomes the one that it is then.
func (m *marker) counts(f form, number int) bool {
	if m.n != 1 {
		return false
	}
	if m.altF != noForm && m.altF == f && int(m.alt) == number {
		m.form, m.path[0] = m.altF, m.alt
	}
	return m.value() == number && (f == noForm || m.form == f)
}

// mayItemize reports whether the marker m at offset i of a paragraph can begin an item,
// which others stand before if it goes on.
func (r *reader) mayItemize(s string, i int, m *marker, goesOn bool) bool {
	if int(m.next) >= len(s) || refers(s[m.end:]) {
		return false
	}
	if i == 0 {
		return true
	}
	prev := lastRune(s[:i])
	after := s[m.end:]
	switch m.form {
	case decimal:
		glued := isWide(prev) && prev != '第' && isWide(firstRune(strings.TrimLeft(after, " ")))
		if s[m.end-1] != '.' || !isSpace(prev) && prev != '。' && prev != ';' && !(glued && (goesOn || prev == '：')) && !(prev == ':' && isWide(firstRune(strings.TrimLeft(after, " ")))) {
			return false
		}
		if after[0] != ' ' && !isWide(firstRune(after)) {
			return false
		}
		before := strings.TrimRight(s[:i], " ")
		if hasSuffix(before, "No.", "Art.", "Section", "section", "Article", "article", "Chapter", "version", "Version", "第", "Step", "Phase", "item", "Item") {
			return false
		}
		next := firstRune(s[m.next:])
		return isUpper(byte(min(next, 127))) || isWide(next) || next >= 0x80 || isLower(byte(min(next, 127)))
	case closeParen:
		return isSpace(prev) || prev == '。' || prev == ':' || prev == '、'
	case inParens, inAngles, kanaParens:
		// "(1)法令に基づく場合(2)人の生命…", but not 第23条(2).
		if isHan(prev) && (!goesOn || strings.ContainsRune("条項号表図注記第款編章節", prev)) || isLetter(byte(min(prev, 127))) {
			return false
		}
		return true
	case alphaParens, romanParens:
		return (isSpace(prev) || prev == ':' || prev == ';' || prev == ',' || isWide(prev)) && !r.namesPart(s[:i])
	}
	return true
}

// namesPart reports whether s ends in a word that a letter in brackets names a part of
// ("under point (b)").
func (r *reader) namesPart(s string) bool {
	return hasSuffix(strings.TrimRight(s, " "), "point", "points", "aragraph", "aragraphs", "rticle", "ection", "ections", "ubsection", "lause", "clauses", "tem", "items", " letter", "lit.", "Art.", "GDPR")
}

// lastSentence returns the last sentence of s.
func lastSentence(s string) string {
	t := strings.TrimRight(s, "。. ")
	if n := strings.LastIndex(t, "。"); n >= 0 {
		return s[n+len("。"):]
	}
	if n := strings.LastIndex(t, ". "); n >= 0 {
		return s[n+2:]
	}
	return s
}
