package extract

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// Contacts stand in lines: "TEL 03-1234-5678", "Sweden". A clause may hold
// several, for the reader of structure joins lines that it takes for wrapped.

// A contactLine is a heading, a clause, or a line of a clause.
type contactLine struct {
	span    text.Span // in View, without white space at both ends
	clause  int       // that findings on the line belong to
	section int
	heading bool
	label   bool // <dt>, header cell
	soft    bool // not the first line of its clause
	block   int  // first of the short lines in a row that this one belongs to
	has     contactMark
	lo, hi  int // its hits are contactReader.hits[lo:hi]
}

// short reports whether the line is no running text.
func (l *contactLine) short() bool { return l.has&ctShort != 0 }

func newContactReader(p *Pass) *contactReader {
	d := p.Doc
	r := &contactReader{p: p, doc: d, t: d.View.Text()}
	if len(d.Clauses) == 0 {
		return r
	}
	r.place = make([]uint8, len(r.t))
	next := 0 // clause
	for i := range d.Sections {
		h := d.Sections[i].Heading
		for next < len(d.Clauses) && d.Clauses[next].Text.Start < h.Start {
			next++
		}
		r.addLine(h, contactLine{clause: min(next, len(d.Clauses)-1), section: i, heading: true})
	}
	for i := range d.Clauses {
		c := &d.Clauses[i]
		l := contactLine{clause: i, section: c.Section, label: c.Kind == policy.Label}
		start := c.Text.Start
		for _, at := range r.lineEnds(c.Text) {
			if at > start && at < c.Text.End {
				r.addLine(text.Span{Start: start, End: at}, l)
				l.soft = true
				start = at
			}
		}
		r.addLine(text.Span{Start: start, End: c.Text.End}, l)
	}
	sort.SliceStable(r.lines, func(i, j int) bool { return r.lines[i].span.Start < r.lines[j].span.Start })
	for i := range r.lines {
		l := &r.lines[i]
		l.lo = len(r.hits)
		l.has |= r.scan(l.span)
		l.hi = len(r.hits)
		if !l.heading && contactShort(r.t[l.span.Start:l.span.End]) {
			l.has |= ctShort
		}
		l.block = i
		if i > 0 {
			b := &r.lines[i-1]
			if l.short() && b.short() && b.section == l.section {
				l.block = b.block
			}
		}
	}
	r.linkLines()
	r.companyNames()
	return r
}

func (r *contactReader) addLine(sp text.Span, l contactLine) {
	s := r.t[sp.Start:sp.End]
	t := strings.TrimLeftFunc(s, unicode.IsSpace)
	sp.Start += len(s) - len(t)
	sp.End = sp.Start + len(strings.TrimRightFunc(t, unicode.IsSpace))
	if sp.Empty() {
		return
	}
	l.span = sp
	r.lines = append(r.lines, l)
}

// lineEnds returns the places in View at which the page may end a line inside
// the stretch sp: line ends of the file or, in HTML, <br>.
func (r *contactReader) lineEnds(sp text.Span) []int {
	if sp.Empty() {
		return nil
	}
	v := r.doc.View
	src := v.ToSource(sp)
	s := v.Source().Slice(src)
	var out []int
	html := r.doc.Format == "html"
	for i := 0; i < len(s); {
		n := strings.IndexAny(s[i:], "\n<")
		if n < 0 {
			break
		}
		i += n
		if s[i] == '\n' && !html || s[i] == '<' && len(s) > i+2 && s[i+1]|0x20 == 'b' && s[i+2]|0x20 == 'r' {
			at := v.FromSource(text.Span{Start: src.Start + i, End: src.Start + i + 1}).Start
			if len(out) == 0 || out[len(out)-1] < at {
				out = append(out, at)
			}
		}
		i++
	}
	for i := sp.Start; i < sp.End; {
		n := strings.IndexByte(r.t[i:sp.End], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		out = append(out, i)
	}
	sort.Ints(out)
	if !html && r.wrapped(sp, out) {
		return nil
	}
	return out
}

// wrapped reports whether the lines of the stretch sp that end at the given
// places are running text broken at a margin: all but the last are about as
// long as the longest.
func (r *contactReader) wrapped(sp text.Span, ends []int) bool {
	if len(ends) == 0 {
		return false
	}
	longest, shortest := 0, 1<<30
	start := sp.Start
	for _, end := range ends {
		width := 0
		for _, c := range r.t[start:max(start, min(end, sp.End))] {
			width++
			if c > 0x1100 {
				width++
			}
		}
		longest, shortest = max(longest, width), min(shortest, width)
		start = max(start, end)
	}
	return longest >= 50 && 4*shortest >= 3*longest
}

func (r *contactReader) str(i int) string { return r.t[r.lines[i].span.Start:r.lines[i].span.End] }

// contactShort reports whether a line is an entry rather than running text.
func contactShort(s string) bool {
	if len(s) > 360 {
		return false
	}
	if strings.Contains(s, "。") {
		return false
	}
	wide := strings.IndexFunc(s, func(c rune) bool { return c >= 0x3040 && c <= 0x9FFF }) >= 0
	if wide {
		t := strings.TrimRight(s, " )」』】")
		for _, e := range [...]string{"ます", "ません", "です", "ください", "下さい", "こと", "場合", "ため", "とおり", "通り", "もの"} {
			if strings.HasSuffix(t, e) {
				return false
			}
		}
		return true
	}
	words := 0
	for range strings.FieldsSeq(s) {
		if words++; words > 22 {
			return false
		}
	}
	switch {
	case strings.HasSuffix(s, ":"):
		return words <= 5
	case words > 6 && (strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!")):
		return contactEndsAddress(s)
	}
	return true
}

// contactEndsAddress reports whether the full stop at the end of s may end an
// address ("20 … Rose St.") or a company's name ("… Co., Ltd.").
func contactEndsAddress(s string) bool {
	f := strings.Fields(s)
	if len(f) > 14 {
		// "Acme Ltd, 26/F, Tower One, 1 Mill Street, Hong Kong.": names between commas
		small := 0
		for _, w := range f {
			if c := firstRuneOf(w); unicode.IsLower(c) {
				small++
			}
		}
		return small <= 2 && strings.Count(s, ",") >= 4
	}
	return contactDigit(s[0]) || contactLegalRE.MatchString(f[len(f)-1])
}

// prior returns the index of the line that introduces line i: the running text
// or heading before its block; -1 if there is none.
func (r *contactReader) prior(i int) int { return r.lines[i].block - 1 }

// sentenceAround returns the stretch of line i around sp that lies between
// ends of sentences, at most 600 bytes to each side.
func (r *contactReader) sentenceAround(i int, sp text.Span) text.Span {
	l := r.lines[i].span
	lo, hi := min(l.Start, sp.Start), max(l.End, sp.End)
	const reach = 600
	if lo < sp.Start-reach {
		lo = contactRuneStart(r.t, sp.Start-reach)
	}
	if hi > sp.End+reach {
		hi = contactRuneStart(r.t, sp.End+reach)
	}
	before := r.t[lo:sp.Start]
	if n := strings.LastIndex(before, "。"); n >= 0 {
		lo += n + len("。")
		before = r.t[lo:sp.Start]
	}
	if n := contactLastStop(before); n >= 0 {
		lo += n
	}
	after := r.t[sp.End:hi]
	if n := strings.Index(after, "。"); n >= 0 {
		hi = sp.End + n
		after = r.t[sp.End:hi]
	}
	if n := contactFirstStop(after); n >= 0 {
		hi = sp.End + n
	}
	return text.Span{Start: lo, End: hi}
}

// contactLastStop returns where the last English sentence of s begins, -1 if
// there is only one.
func contactLastStop(s string) int {
	for i := len(s) - 1; i > 0; i-- {
		if s[i] == ' ' && (s[i-1] == '.' || s[i-1] == '?' || s[i-1] == '!') && contactIsStop(s, i-1) {
			return i + 1
		}
	}
	return -1
}

func contactFirstStop(s string) int {
	for i := 0; i < len(s); i++ {
		if (s[i] == '.' || s[i] == '?' || s[i] == '!') && (i+1 == len(s) || s[i+1] == ' ') && contactIsStop(s, i) {
			return i
		}
	}
	return -1
}

// contactIsStop reports whether the full stop at s[i] ends a sentence: behind
// it comes no small letter, before it stands no short abbreviation.
func contactIsStop(s string, i int) bool {
	rest := strings.TrimLeft(s[i+1:], " ")
	if rest != "" && rest[0] >= 'a' && rest[0] <= 'z' {
		return false
	}
	w := i
	for w > 0 && s[w-1] != ' ' {
		w--
	}
	switch word := strings.ToLower(s[w:i]); word {
	case "inc", "ltd", "co", "corp", "st", "no", "bldg", "e.g", "i.e", "dr", "mr", "ms", "mrs", "attn", "tel", "rd", "ave", "blvd", "p.o", "k.k", "b.v", "u.s", "u.s.a", "prof", "hon", "rev", "sr", "jr", "esq", "messrs", "fl", "ste", "ph.d", "ing", "sgt", "capt", "gen", "approx", "ext", "ph", "ul", "al", "os", "av", "avda", "bul", "jl":
		return false
	default:
		return len(word) != 1 && !strings.HasSuffix(word, "str")
	}
}

// contactRuneStart returns the start of the rune that holds s[i].
func contactRuneStart(s string, i int) int {
	i = max(0, min(i, len(s)))
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

// companyNames collects the names of companies that the text gives with their
// legal form, for recognising them where the form is left out.
func (r *contactReader) companyNames() {
	seen := map[string]bool{}
	put := func(s string) {
		s = strings.Trim(s, " 　")
		if n := utf8.RuneCountInString(s); n < 2 || n > 30 || seen[s] || len(seen) > 200 {
			return
		}
		seen[s] = true
		r.names = append(r.names, s)
	}
	if c := contactQuote(r.doc.Company); c != "" {
		put(c)
		put(contactBareCompany(c))
	}
	for i := range r.lines {
		l := &r.lines[i]
		if l.has&ctLegal == 0 {
			continue
		}
		for _, h := range r.hits[l.lo:l.hi] {
			if h.mark&ctLegal == 0 {
				continue
			}
			// 山田商店株式会社: the name is before the form.
			before := r.t[max(l.span.Start, contactRuneStart(r.t, h.start-90)):h.start]
			if n := contactNameRunBack(before); n > 0 {
				if name := before[len(before)-n:]; r.stemLike(name) && !contactHasHiragana(name) {
					put(name)
				}
				continue
			}
			rest := r.t[h.end:min(l.span.End, contactRuneStart(r.t, h.end+120))]
			if n := contactNameRun(rest); n > 0 && r.stemLike(rest[:n]) {
				put(rest[:n])
			}
		}
	}
	sort.SliceStable(r.names, func(i, j int) bool { return len(r.names[i]) > len(r.names[j]) })
}

// contactNameRunBack returns the length of the run at the end of s that may be
// a company's name.
func contactNameRunBack(s string) int {
	i := len(s)
	for i > 0 {
		c, w := utf8.DecodeLastRuneInString(s[:i])
		if c >= 0x3041 && c <= 0x3096 || contactNameRun(string(c)) == 0 {
			break
		}
		i -= w
	}
	return len(s) - i
}

// stemLike reports whether a run behind 株式会社 is a name and nothing more.
func (r *contactReader) stemLike(s string) bool {
	for _, w := range [...]string{"代表", "取締役", "窓口", "責任者", "管理者", "相談", "係", "部長", "本部", "室"} {
		if strings.Contains(s, w) {
			return false
		}
	}
	return true
}
