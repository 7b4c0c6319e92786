package policy

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/ingest"
)

// A role is what a block is in the structure of the policy.
type role uint8

const (
	asText role = iota
	asHeading
	asItem
	asRemark
	asLabel
	asCell
)

// A standing says what kind of heading a block is by itself, before lists are looked at.
type standing uint8

const (
	noStanding    standing = iota
	formatHeading          // by the format
	titleHeading           // a line that names the policy
	boldHeading
	plainHeading
	contents  // a line of a table of contents
	furniture // a line of the page around the policy
)

// standings decides which unnumbered lines are headings.
func (r *reader) standings() []standing {
	out := make([]standing, len(r.blocks))
	r.contents(out)
	terms := r.terms()
	end := r.pageEnd()
	first := true // neither a heading but titles nor prose before
	for i := range r.blocks {
		b := &r.blocks[i]
		if i > 0 && (out[i-1] != noStanding && out[i-1] != titleHeading || r.blocks[i-1].sh.prose()) {
			first = false
		}
		if i >= end || b.folio {
			out[i] = furniture
		}
		if out[i] != noStanding {
			continue
		}
		t := r.text(i)
		switch {
		case b.role == ingest.Heading:
			if b.sh.inner && b.sh.width > 120 || b.sh.stop && lastRune(t) != '?' && b.sh.width > 60 {
				continue // a paragraph that was given the look of a heading
			}
			if r.isTagline(i, t) {
				continue
			}
			out[i] = formatHeading
		case b.role == ingest.Term && terms[i]:
			out[i] = plainHeading
		case b.role != ingest.Text || b.inline:
		case b.mk.form != noForm && b.mk.form != bracketed:
		case b.bold && b.mk.form == noForm && r.isBoldHeading(i, t):
			out[i] = boldHeading
			if first && i < 12 && isTitle(t) {
				out[i] = titleHeading
			}
		case b.mk.form == noForm && r.isPlainHeading(out, i, t, first):
			out[i] = plainHeading
			if isTitle(t) || first && i == 0 && !isIntroduction(t) {
				out[i] = titleHeading
			}
		}
	}
	r.brand(out)
	r.closeLines(out)
	r.questions(out)
	r.listHeads(out)
	r.stacked(out)
	return out
}

// isTagline reports whether heading i of the format, which reads t, belongs to the
// page and not to the policy: it stands between the title and the title said
// again, or has nothing below but the line that says who owns the page.
func (r *reader) isTagline(i int, t string) bool {
	if isTitle(t) || i == 0 || i+1 >= len(r.blocks) {
		return false
	}
	if before := r.text(i - 1); i < 12 && isTitle(before) && before == r.text(i+1) {
		return true
	}
	n := len(r.blocks)
	return n > 8 && i >= n-4 && r.blocks[i-1].role != ingest.Heading && isCopyright(r.text(i+1))
}

// brand makes a heading of the first line where it says whose or what the page is
// and the title of the policy follows as a line of its own.
func (r *reader) brand(out []standing) {
	if len(out) < 3 || out[0] != noStanding || out[1] != titleHeading {
		return
	}
	b := &r.blocks[0]
	if t := r.text(0); b.role == ingest.Text && b.mk.form == noForm && b.indent == 0 && r.blocks[1].gap > 0 && b.sh.width <= 60 && !hasNumber(t) && headingLike(t, &b.sh) &&
		!isContact(t) && !isCompanyOnly(t) && !isLinkRow(t) && !b.sh.colon && (b.sh.japanese || b.sh.words <= 6 && isUpper(t[0])) {
		out[0] = titleHeading
	}
}

// closeLines finds the headings of a text without blank lines: short noun
// phrases that stand between sentences, if there are several and no other
// headings.
func (r *reader) closeLines(out []standing) {
	var found []int
	others := 0
	for i := 1; i+1 < len(r.blocks); i++ {
		b, p, n := &r.blocks[i], &r.blocks[i-1], &r.blocks[i+1]
		if out[i] != noStanding && out[i] != contents && out[i] != titleHeading || b.mk.form != noForm && b.mk.form != bullet && headingLike(r.text(i), &b.sh) && n.sh.prose() {
			others++
			continue
		}
		if out[i] != noStanding || b.role != ingest.Text || b.mk.form != noForm || b.inline || b.gap > 0 || n.gap > 0 {
			continue
		}
		if (!n.sh.prose() || n.sh.width < 40) && !(!b.sh.japanese && headsContacts(r.text(i))) {
			continue
		}
		if t := r.text(i); b.sh.width <= 60 && (p.sh.stop || out[i-1] == contents || i < 6 && !p.sh.japanese && isDateLine(r.text(i-1))) && n.mk.value() <= 1 && r.mayBePlain(b, t) && !isContact(t) {
			found = append(found, i)
		}
	}
	if len(found) < 3 || others > len(found)/2 {
		return
	}
	for _, i := range found {
		out[i] = plainHeading
	}
}

// questions finds headings that ask: three or more lines of one question each, all with text or
// a list below, as texts have them that lost their blank lines on the way.
func (r *reader) questions(out []standing) {
	var found []int
	for i := 1; i+1 < len(r.blocks); i++ {
		b, n := &r.blocks[i], &r.blocks[i+1]
		t := r.text(i)
		if c := lastRune(t); c != '?' && c != '？' || out[i] != noStanding || b.role != ingest.Text || b.mk.form != noForm || b.inline || b.sh.inner || b.sh.width > 120 {
			continue
		}
		if !b.sh.japanese && (b.sh.words < 3 || !isUpper(t[0])) || !n.sh.prose() && !n.sh.announce && n.mk.form == noForm {
			return // they ask for something else
		}
		found = append(found, i)
	}
	if len(found) < 3 {
		return
	}
	for _, i := range found {
		out[i] = plainHeading
	}
}

// listHeads finds the headings of lists that stand close below one another: two or
// more short noun phrases, the first of them below a heading or the end of a
// sentence that announces nothing, each above bullets and with nothing else between.
func (r *reader) listHeads(out []standing) {
	bulleted := func(i int) bool {
		b := &r.blocks[i]
		return out[i] == noStanding && (b.mk.form == bullet || b.mk.form == listItem) && !b.inline
	}
	head := func(i int) bool {
		b := &r.blocks[i]
		return out[i] == noStanding && b.role == ingest.Text && b.mk.form == noForm && !b.inline && b.sh.width <= 60 && bulleted(i+1) && r.mayBePlain(b, r.text(i))
	}
	for i := 1; i+1 < len(r.blocks); {
		p := &r.blocks[i-1]
		below := out[i-1] != noStanding || p.sh.stop || p.mk.n > 0 && headingLike(r.text(i-1), &p.sh)
		if !below || p.sh.announce || !head(i) {
			i++
			continue
		}
		found := []int{i}
		j := i + 1
		for ; j < len(r.blocks); j++ {
			b := &r.blocks[j]
			if bulleted(j) && b.mk.sym == r.blocks[i+1].mk.sym {
				continue
			}
			if j+1 == len(r.blocks) || b.indent != r.blocks[i].indent || b.page == 0 && b.gap != r.blocks[i].gap || !head(j) {
				break
			}
			found = append(found, j)
		}
		if len(found) > 1 {
			for _, k := range found {
				out[k] = plainHeading
			}
		}
		i = j
	}
}

// stacked finds headings whose own text begins with another heading.
func (r *reader) stacked(out []standing) {
	for i := len(r.blocks) - 2; i > 0; i-- {
		b, n := &r.blocks[i], &r.blocks[i+1]
		if out[i] == noStanding && out[i+1] == plainHeading && b.role == ingest.Text && b.mk.form == noForm && !b.inline && b.gap > 0 && n.gap > 0 && b.sh.width <= 80 &&
			r.blocks[i-1].sh.stop && r.mayBePlain(b, r.text(i)) && (b.sh.japanese || b.sh.words >= 3) {
			out[i] = plainHeading
			i--
		}
	}
}

// isIntroduction reports whether t heads an introduction: it is not what the
// text is called.
func isIntroduction(t string) bool {
	switch strings.ToLower(t) {
	case "introduction", "overview", "preamble", "contents", "table of contents", "はじめに", "初めに", "目次", "序文", "前文", "総則", "概要":
		return true
	}
	return false
}

// pageEnd returns the first block of what the page has behind the policy: the
// line above its share links, or the heading behind 以上, which ends a text.
func (r *reader) pageEnd() int {
	n := len(r.blocks)
	for i := n - 1; i > n/2 && i > n-20; i-- {
		b := &r.blocks[i]
		if b.sh.width > 40 || b.sh.stop {
			continue
		}
		switch t := strings.ToLower(strings.TrimRight(r.text(i), " :：!")); t {
		case "share this page", "share this", "share", "follow us", "follow us on", "related articles", "この記事をシェア", "このページをシェア", "シェアする", "シェア", "関連記事", "was this page helpful?", "was this helpful?":
			return i
		case "以上":
			for j := i + 1; j < n; j++ {
				if r.blocks[j].role == ingest.Heading {
					return j
				}
			}
			return n
		}
	}
	return n
}

// isCopyright reports whether t is the line that says who owns a page.
func isCopyright(t string) bool {
	return !wider(t, 119) && (hasPrefix(t, "©", "(c) ", "(C) ", "(c)20", "(C)20", "Copyright", "COPYRIGHT", "copyright") || strings.Contains(t, "All Rights Reserved") || strings.Contains(t, "All rights reserved"))
}

// isLinkRow reports whether t is a row of links: "利用規約 | 会社概要".
func isLinkRow(t string) bool {
	if strings.IndexByte(t, '|') < 0 {
		return false
	}
	parts := strings.Split(t, "|")
	for _, p := range parts {
		p = strings.TrimSpace(p)
		if p == "" || width(p) > 40 || isTitle(p) && len(parts) == 2 {
			return false
		}
	}
	return true
}

// isFolio reports whether line i, which reads s, is the number of a page on a line
// of its own: set off from the text, and dressed as one or with the count of pages.
func isFolio(lines []ingest.Line, i int, s string) bool {
	if len(s) > 40 || !isPageNumber(s) || lines[i].Gap == 0 && i > 0 || i+1 < len(lines) && lines[i+1].Gap == 0 {
		return false
	}
	return !allDigits(s) || lines[i].Page > 0
}

// isPageNumber reports whether t is the number of a page: "- 3 -", "3/5".
func isPageNumber(t string) bool {
	t = strings.TrimPrefix(strings.Trim(t, " -–—"), "Page ")
	a, b, _ := strings.Cut(t, "/")
	return allDigits(strings.TrimSpace(a)) && len(a) <= 4 && (b == "" || allDigits(strings.TrimSpace(b)))
}

// contents finds the lines of a table of contents: three or more short lines in
// a row that come again later, none of them in a table: the cells of one row say
// what those of the next say.
func (r *reader) contents(out []standing) {
	last := make(map[string]int32, len(r.blocks)/2)
	key := func(i int) string {
		b := &r.blocks[i]
		if b.column > 0 || b.sh.width > 90 || b.sh.inner || b.sh.announce || b.span.Len() < 4 || lastRune(r.s[:b.span.End]) == '。' {
			return ""
		}
		return strings.TrimRight(r.text(i), " :：")
	}
	for i := range r.blocks {
		if k := key(i); k != "" {
			last[k] = int32(i)
		}
	}
	for i := 0; i < len(r.blocks); {
		j, where := i, false
		for j < len(r.blocks) && r.blocks[j].role != ingest.Heading && r.blocks[j].column == 0 {
			k := key(j)
			if k == "" || int(last[k]) <= j || endsCase(k) {
				break
			}
			where = where || saysWhere(k)
			j++
		}
		if j-i >= 3 && !where {
			// All of them must come again behind the run, and with text between; not most
			// of them as items again: those are lists that hold the same ("Service
			// providers").
			again, next, items := true, 0, 0
			for k := i; k < j && again; k++ {
				l := int(last[key(k)])
				again = l >= j
				if r.blocks[k].isBullet() && r.blocks[l].isBullet() {
					items++
				}
				if k > i && last[key(k)] == last[key(k-1)]+1 {
					next++
				}
			}
			if again && next*2 < j-i && items*2 <= j-i {
				for k := i; k < j; k++ {
					out[k] = contents
				}
			}
		}
		i = max(j, i+1)
	}
}

// isBullet reports whether b is an item of a list by its format or by a bullet that no
// heading begins with.
func (b *block) isBullet() bool {
	return b.role == ingest.Item || b.mk.form == bullet && !heavy(b.mk.sym)
}

// endsCase reports whether t ends like an aim or a case, which no heading does that a
// table of contents lists; annexes say the same aims again.
func endsCase(t string) bool { return hasSuffix(t, "ため", "場合", "とき") }

// saysWhere reports whether t holds an address, a number to call or a date: no line of a
// table of contents, but of what a company repeats at the end of each of its policies.
func saysWhere(t string) bool {
	if hasAny(t, "@", "://", "〒") {
		return true
	}
	digits := 0
	for i := 0; i < len(t); i++ {
		if isDigit(t[i]) {
			digits++
		}
	}
	return digits >= 7 || digits > 0 && isDateLine(t)
}

// describes reports whether the detail that begins at block i tells about its
// term in lines of a label and a value each, none of them an address.
func (r *reader) describes(i int) bool {
	n := 0
	for j := i; j < len(r.blocks) && r.blocks[j].role == ingest.Detail && r.blocks[j].row == r.blocks[i].row && j-i < 12; j++ {
		t := r.text(j)
		if isContact(t) || !labelled(t) {
			return false
		}
		n++
	}
	return n >= 2
}

// terms says which terms of definition lists are headings: those of a list in
// which most details are running text or tell about the term.
func (r *reader) terms() map[int]bool {
	var out map[int]bool
	for i := 0; i < len(r.blocks); {
		if r.blocks[i].role != ingest.Term || r.blocks[i].column > 0 {
			i++
			continue
		}
		var all []int
		prose, details := 0, 0
		j := i
		for ; j < len(r.blocks); j++ {
			b := &r.blocks[j]
			if b.role == ingest.Term && b.column == 0 {
				if len(all) > 0 && b.row < r.blocks[all[len(all)-1]].row {
					break
				}
				all = append(all, j)
				continue
			}
			if b.role != ingest.Detail && (b.role == ingest.Heading || b.row == 0 && b.indent == 0) {
				break
			}
			if b.role == ingest.Detail && r.blocks[j-1].role == ingest.Term {
				details++
				if b.sh.prose() && b.sh.width > 30 || r.describes(j) {
					prose++
				}
			}
		}
		if details > 0 && prose*2 > details {
			if out == nil {
				out = make(map[int]bool)
			}
			for _, k := range all {
				if r.blocks[k].sh.width <= 100 && !r.blocks[k].sh.inner {
					out[k] = true
				}
			}
		}
		i = max(j, i+1)
	}
	return out
}

// isBoldHeading reports whether the emphasised line i is a heading.
func (r *reader) isBoldHeading(i int, t string) bool {
	b := &r.blocks[i]
	if i+1 >= len(r.blocks) {
		return false
	}
	n := &r.blocks[i+1]
	// "**Information you give us:**", alone, with its own text below: none that announces a list.
	colon := b.sh.colon && !b.sh.japanese && b.sh.words <= 12 && n.sh.prose() && n.sh.width > 24 && n.mk.form == noForm && n.role == ingest.Text && !hasAny(strings.ToLower(t), "follow", "below", " are:", " is:", " to:", " by:", " for:", " not:", " may:", " will:", " can:", " must:", " we:", " you:", " if:", " that:", " when:", " include:", " including:", "note:")
	if colon {
		t = strings.TrimRight(t, ": ")
		sh := shapeOf(t)
		colon = headingLike(t, &sh)
	}
	if !colon && !headingLike(t, &b.sh) || isContact(t) || isDateLine(t) || isCompanyOnly(t) || postalLine.MatchString(t) {
		return false
	}
	if n.role == ingest.Heading {
		return isTitle(t)
	}
	if n.gap == 0 && n.of == b.of && !n.sh.prose() && !(n.sh.announce && n.sh.width > 60) && n.mk.form == noForm && !r.boldLabels(i) {
		return false // the first line of an address
	}
	if i > 0 && b.gap == 0 && r.blocks[i-1].of == b.of {
		return false
	}
	return true
}

// boldLabels reports whether bold line i of a Japanese text is one of several in a row that
// each name what the line below them in their paragraph tells ("**共同利用する者の範囲**" above
// the names), and no line of an address.
func (r *reader) boldLabels(i int) bool {
	label := func(k int) bool {
		if k < 0 || k+1 >= len(r.blocks) {
			return false
		}
		b, n := &r.blocks[k], &r.blocks[k+1]
		return b.bold && !n.bold && b.sh.japanese && b.gap > 0 && n.gap == 0 && n.of == b.of && b.mk.form == noForm && headingLike(r.text(k), &b.sh) && !postalLine.MatchString(r.text(k+1)) && !isContact(r.text(k+1))
	}
	if t := r.text(i); !label(i) || !nounOfHeadings(t) && !hasSuffix(t, "責任者", "管理者", "名称", "氏名", "期間", "理由", "種類", "内容", "相手方", "提供先", "委託先", "送信先") {
		return false
	}
	for k := max(0, i-maxLabelled); k <= i+maxLabelled; k++ {
		if k != i && label(k) {
			return true
		}
	}
	return false
}

// maxLabelled is how many lines one of a row of bold labels may be from the next.
const maxLabelled = 6

// isPlainHeading reports whether line i, which nothing marks, is a heading:
// a noun phrase alone on its line with text of its own below.
func (r *reader) isPlainHeading(out []standing, i int, t string, first bool) bool {
	b := &r.blocks[i]
	if b.sh.width > 80 || i+1 >= len(r.blocks) || !r.mayBePlain(b, t) {
		return false
	}
	n := &r.blocks[i+1]
	title := isTitle(t)
	if !title && i > 0 && !b.sh.japanese && awaitsAddress.MatchString(r.text(i-1)) {
		return false // whom to write to
	}
	if !title && i > 0 && !b.sh.japanese && isCase(t, &b.sh) {
		if p := &r.blocks[i-1]; p.sh.announce || isCase(r.text(i-1), &p.sh) {
			return false // a case of several
		}
	}
	if !title && strings.IndexByte(t, ':') >= 0 && !b.sh.colon && !(b.gap > 0 && n.gap > 0 && isDivided(t)) {
		return false // a label and its value
	}
	if b.gap == 0 && i > 0 && out[i-1] != contents && out[i-1] != formatHeading && !(title && (first || r.blocks[i-1].sh.stop)) {
		// Lines that follow one another: a heading only behind a finished section.
		p := &r.blocks[i-1]
		if (p.of == b.of || !p.sh.stop) && !(n.gap > 0 && n.sh.prose() && isAddress(r.text(i-1))) {
			return false
		}
	}
	if n.role == ingest.Heading || out[i+1] == contents {
		return first && title && !isTitle(r.text(i+1)) // small print above the title is none
	}
	if (hasAny(t, "履歴") || isSupplement(t)) && isDateLine(r.text(i+1)) {
		return true
	}
	below := r.text(i + 1)
	switch {
	case first && title:
		return true
	case n.mk.form == note:
		return n.sh.prose() && n.gap == 0
	case n.mk.form != noForm && n.mk.form != bracketed:
		if title {
			return true
		}
		if n.sh.prose() {
			return n.mk.n == 0 || n.mk.value() == 1
		}
		if !b.sh.japanese && hasPrefix(t, "We ", "You ") {
			return false // the list is what the sentence goes on with
		}
		return (n.gap == 0 || b.gap > 0 && i > 0 && r.blocks[i-1].sh.stop && !r.blocks[i-1].sh.announce && nounOfHeadings(t)) && (n.mk.n == 0 || n.mk.value() == 1)
	case n.mk.form == bracketed:
		return title || b.sh.japanese && b.gap > 0 && i > 0 && r.blocks[i-1].sh.stop && nounOfHeadings(t)
	case hasPrefix(below, "を", "へ", "は、", "が、", "に、", "の、", "への", "では", "には", "なお", "また、", "ただし", "但し", "この場合", "上記", "尚、"):
		return false // goes on from the line, which is text
	case n.sh.prose() || n.sh.announce && (n.sh.width > width(t) && n.sh.width > 24 || b.gap > 0 && n.gap == 0 && i+2 < len(r.blocks) && r.blocks[i+2].mk.value() == 1):
		if isDateLine(below) && !title {
			return false
		}
		if !title && !b.sh.japanese && b.gap > 0 && headsContacts(t) {
			return true
		}
		if !title && (!n.sh.japanese && n.sh.words < 4 || n.sh.width < 16) {
			return false
		}
		return title || !isContact(below) || n.sh.width > 60
	case title && i+1 < len(r.blocks) && b.gap > 0:
		// A subtitle or a date between the title and the text.
		return isDateLine(below) || i+2 < len(r.blocks) && r.blocks[i+2].sh.prose()
	case n.role == ingest.Cell || n.role == ingest.Term:
		return b.gap > 0
	case b.gap > 0 && i > 0 && headsContacts(t):
		// The last section, which has nothing but entries, between blank lines or behind sections
		// that nothing marks either.
		p := &r.blocks[i-1]
		return p.sh.stop && !p.sh.announce && p.mk.form == noForm && !isAddress(below) && !r.numbered(i)
	case b.sh.japanese && b.gap > 0 && i > 0 && (r.blocks[i-1].sh.stop || out[i-1] != noStanding) && nounOfHeadings(t):
		// Lines of a list without marks, or what introduces one: "お客様の場合:".
		return n.indent > b.indent || n.gap > 0 && (n.sh.announce || openEnd(below))
	}
	return false
}

// numbered reports whether a block before block i is a numbered heading by its looks: then
// what nothing marks is none.
func (r *reader) numbered(i int) bool {
	for ; r.looked < i && !r.counting; r.looked++ {
		b := &r.blocks[r.looked]
		r.counting = (b.mk.n > 0 || b.mk.form == article) && !b.inline && headingLike(r.text(r.looked), &b.sh)
	}
	return r.counting
}

// headsContacts reports whether t is what sections are called that hold entries alone: whom
// and where to ask.
func headsContacts(t string) bool {
	if !hasJapanese(t) {
		return englishContacts[strings.Trim(strings.ToLower(t), " ?!:")]
	}
	t = strings.TrimSuffix(t, "について")
	return hasSuffix(t, "お問い合わせ", "お問合せ", "お問合わせ", "お問い合せ", "お問い合わせ先", "お問合せ先", "お問合わせ先", "お問い合わせ窓口", "お問合せ窓口", "お問合わせ窓口", "問い合わせ先", "問合せ先", "ご連絡先", "相談窓口", "苦情窓口", "連絡窓口", "受付窓口", "苦情・相談窓口", "ご意見・ご質問") || t == "連絡先"
}

// englishContacts are the names of English sections that may hold entries alone.
var englishContacts = func() map[string]bool {
	all := map[string]bool{}
	for _, t := range strings.Split("contact|contacts|contact us|contact me|contacting us|how to contact us|how to contact me|how to reach us|how you can contact us|contact details|our contact details|contact information|our contact information|contact points|contact point|contact info|contact and complaints|get in touch|getting in touch|getting in touch with us|reach us|questions|any questions|questions and comments|questions or comments|questions and complaints|questions or complaints|questions and contact|further information|enquiries|inquiries|queries|complaints|feedback|who to contact|whom to contact|data protection officer|privacy officer|our data protection officer|our privacy officer|data controller|the data controller|controller|supervisory authority|where to find us|write to us|our address|imprint", "|") {
		all[t] = true
	}
	return all
}()

// isSupplement reports whether t heads what says from when on a text is in force.
func isSupplement(t string) bool {
	switch strings.ReplaceAll(t, " ", "") {
	case "附則", "付則", "制定・改定", "制定・改訂", "制定及び改定", "制定日・改定日", "改定日", "施行日", "施行期日":
		return true
	}
	return false
}

// isAddress reports whether t is a link written out and nothing else.
func isAddress(t string) bool {
	return hasPrefix(t, "http://", "https://") && strings.IndexByte(t, ' ') < 0
}

// isDivided reports whether t is a heading in two parts, "California: Your Rights",
// and not a label with its value: the second ends with what policies are about.
func isDivided(t string) bool {
	a, b, ok := strings.Cut(t, ": ")
	if !ok || strings.Count(a, " ") > 3 || hasJapanese(t) || b == "" || !isUpper(b[0]) {
		return false
	}
	switch strings.ToLower(lastWord(b)) {
	case "rights", "information", "data", "choices", "privacy", "disclosure", "disclosures", "residents", "notice", "sharing", "cookies", "security", "children", "collection", "use", "users", "transfers", "retention", "changes":
		return true
	}
	return false
}

// nounOfHeadings reports whether t ends with a word that headings of policies end with.
func nounOfHeadings(t string) bool {
	return hasSuffix(t, "について", "目的", "項目", "範囲", "方法", "窓口", "措置", "事項", "定義", "取扱い", "取り扱い", "の提供", "の変更", "の管理", "手続き", "手続", "開示等", "データ")
}

// mayBePlain reports whether the words of t may be a heading that nothing marks.
func (r *reader) mayBePlain(b *block, t string) bool {
	if !headingLike(t, &b.sh) {
		return false
	}
	if b.sh.japanese && strings.Contains(t, "は、") {
		return false
	}
	if b.sh.colon && !hasAny(t, "履歴", "沿革") {
		return false
	}
	if isDateLine(t) || isContact(t) || isCompanyOnly(t) || isLinkRow(t) || postcode.MatchString(t) || postalLine.MatchString(t) {
		return false
	}
	if hasSuffix(t, "様", "皆様", "皆さま", "各位", "以上", "御中", "へ", "。", "…", "より", "から", "は", "が", "を", "に", "と", "で", "も", "「", "(") && !hasSuffix(t, "じめに", "初めに", "おわりに", "終わりに", "すること", "したこと", "行うこと") {
		return false
	}
	if b.mk.form == noForm && hasPrefix(t, "(", "「", "“", "\"", "©", "Copyright", "→", "|", "<", "{", "$") && !strings.HasPrefix(t, "「") {
		return false
	}
	if !b.sh.japanese {
		if hasAny(t, "\"we\"", "“we”", "\"us\"", "“us”", "\"we,\"", "“we,”", "\"us,\"", "“us,”", "(hereinafter", "(hereafter") {
			return false // whom the text means by its words
		}
		if isStatement(t) {
			return false
		}
		if b.sh.words > 12 || !isUpper(t[0]) && t[0] < 0x80 && !isDigit(t[0]) {
			return false
		}
		if strings.ContainsAny(t, "|@{}=<>$") || strings.IndexByte(t, '/') >= 0 && !isPairOfWords(t) {
			return false
		}
	}
	return true
}

// isStatement reports whether t goes on with what the text before it spoke of, as a
// sentence does whose full stop is missing, and no heading.
func isStatement(t string) bool {
	subject, rest, _ := strings.Cut(t, " ")
	verb, _, more := strings.Cut(rest, " ")
	if !more || subject != "It" && subject != "They" && subject != "He" && subject != "She" {
		return false
	}
	switch verb {
	case "is", "are", "was", "were", "will", "would", "may", "might", "can", "could", "shall", "should", "must", "has", "have", "had", "does", "do":
		return true
	}
	return false
}

// isPairOfWords reports whether the slashes in t stand between words, as in
// "Terms/Guidelines", and not in an address, a path or a date.
func isPairOfWords(t string) bool {
	for i := 0; i < len(t); i++ {
		if t[i] != '/' {
			continue
		}
		a, b := strings.TrimRight(t[:i], " "), strings.TrimLeft(t[i+1:], " ")
		if a == "" || b == "" || !isLetter(a[len(a)-1]) || !isLetter(b[0]) || strings.IndexByte(lastWord(a), '.') >= 0 {
			return false
		}
	}
	return true
}

// isTitle reports whether t names a privacy policy.
func isTitle(t string) bool {
	if wider(t, 90) {
		return false
	}
	if sym := bracketLine(t); sym != 0 {
		t = strings.TrimSuffix(strings.TrimPrefix(t, string(sym)), string(partner(sym)))
	}
	t = strings.Trim(t, " 「」『』【】<>《》≪≫")
	if hasPrefix(t, "附則", "別紙", "別表", "付則", "付録", "Annex", "Appendix", "Addendum", "Schedule") {
		return false // of the policy above
	}
	if n := strings.LastIndexAny(t, "([【〔"); n > 0 && strings.ContainsRune(")]】〕", lastRune(t)) {
		t = strings.TrimRight(t[:n], " ")
	}
	if hasJapanese(t) {
		t = strings.TrimSuffix(t, "について")
		return hasSuffix(t, "プライバシーポリシー", "プライバシー・ポリシー", "プライバシポリシー", "プライバシーステートメント", "プライバシーノーティス", "プライバシー通知", "プライバシー規約",
			"個人情報保護方針", "個人情報の保護方針", "個人情報等保護方針", "個人情報保護に関する方針", "個人情報保護に関する基本方針", "個人情報保護基本方針", "個人情報保護ポリシー", "個人情報取扱方針", "個人情報の取扱方針", "個人情報の取扱い方針",
			"個人情報の取り扱い", "個人情報の取扱い", "個人情報の取扱", "個人情報等の取扱い", "個人情報取扱規約", "個人情報取扱規程", "個人情報保護規程", "個人情報管理規程", "個人情報保護規則", "個人情報取扱規則", "個人情報の取扱いに関する重要事項", "個人情報の取扱いに関する同意書", "情報取扱方針", "プライバシーについて", "Privacy Policy", "privacy policy")
	}
	l := strings.ToLower(t)
	if lastRune(l) == '?' || !hasAny(l, "privacy policy", "privacy notice", "privacy statement", "privacy policies", "privacy and security policies", "data protection policy", "privacy and cookie policy", "privacy & cookie policy", "data privacy notice", "privacy and cookies policy", "handling of personal information") {
		return false
	}
	if hasPrefix(l, "change", "update", "revision", "scope", "amendment", "about", "contact us", "contact for", "contact detail", "contact info", "question", "notif", "this ", "how ", "what ", "when ", "why ", "modif", "consent", "introduction", "definition", "read ", "see ", "inquir", "your ", "accept", "applicab", "relation", "other ", "review", "to ", "purpose", "version", "term", "learn", "view") {
		return false
	}
	return strings.Count(l, " ") < 12
}
