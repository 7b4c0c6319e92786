package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Which parts of a page are left out
//
// A page is more than its policy: menus, breadcrumbs, link lists. They are left
// out, by one rule, so that no words of a policy go with them:
//
//   - A box (an element of block level) with a running sentence, an <h1> or an <h2>
//     outside of links stays, whatever it is; the boxes in it are judged each on
//     its own.
//   - A box that is navigation by name goes: <nav>, and if there is a link in it
//     <aside>, <menu>, role="navigation", or a class or id that says so. <header>
//     and <footer>, and parts of all these, go if half of their text is links.
//   - A box of links and little else goes if it stands before the first or
//     behind the last running sentence of the page, unless a heading or a
//     sentence beside it introduces it. It goes anywhere if all its links lead to
//     places in the page (a table of contents).
//   - What a page says below its <main> goes, if that is where its text is: a
//     <footer>, role="contentinfo" or box of that name outside of it, whatever is
//     in it, with at most a quarter of the page's text. That is noted.
//   - Breadcrumbs go: a box of at most eight lines of which the first is a link
//     to the top page and only the last is no link.
//   - A line goes that is a row of marks, breadcrumbs, or a link back to the top.
//
// What asks for consent to cookies over the page goes as well: a box whose class, id
// or role says so, with no more than a quarter of the page's text. That is noted.
//
// Links to mail addresses and telephone numbers are no navigation. Styles
// are not looked at: what a page hides until it is clicked on stays.

// A boxKind says whether an element is navigation by its name.
type boxKind uint8

const (
	boxPlain   boxKind = iota
	boxMain            // <main>
	boxConsent         // asks for consent to cookies
	boxEdge            // <header>
	boxFooter          // <footer>
	boxNav             // by the word of a class, id or role
	boxMenu            // <nav>
)

// A box is an element of block level that holds text.
type box struct {
	parent      int
	kind        boxKind
	holds       bool // what is in it is at least boxEdge: it is navigation by its element
	letters     int  // characters
	linked      int  // of these, in links that navigate
	links       int
	inPage      int // of these, to places in the page
	sentence    bool
	title       bool // a heading of the page or of a section that is no link
	first, last int  // lines
}

// navWords are words of class names and ids that say navigation.
var navWords = []string{"nav", "navi", "navigation", "gnav", "gnavi", "lnav", "lonav", "globalnav", "navbar", "menu", "gmenu", "submenu", "breadcrumb",
	"breadcrumbs", "crumb", "crumbs", "pankuzu", "topicpath", "topic-path", "sitemap", "pager", "pagination", "sns", "pagetop"}

// maxNames is the number of bytes to which the class of an element is read.
const maxNames = 4096

// boxOf returns the kind of an element by its start tag.
func boxOf(e elem, tag string) boxKind {
	kind := boxPlain
	if e == elemNav {
		switch tag[1] | 0x20 {
		case 'n':
			return boxMenu
		case 'h':
			kind = boxEdge
		case 'f':
			kind = boxFooter
		default:
			return boxNav
		}
	}
	if isMain(tag) {
		kind = boxMain
	}
	if len(tag) < len(`<p id="nav">`) {
		return kind
	}
	i := strings.IndexAny(tag, " \t\r\n")
	if i < 0 {
		return kind
	}
	if v := attribute(tag, i, len(tag)-1, "role"); !v.Empty() {
		switch strings.ToLower(tag[v.Start:v.End]) {
		case "navigation", "menu", "menubar", "complementary":
			return boxNav
		case "banner":
			kind = boxEdge
		case "contentinfo":
			kind = boxFooter
		case "main":
			kind = boxMain
		}
	}
	for _, name := range []string{"class", "id"} {
		v := attribute(tag, i, len(tag)-1, name)
		names := clip(tag[v.Start:v.End], maxNames)
		for _, w := range strings.FieldsFunc(strings.ToLower(names), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if slices.Contains(navWords, w) {
				return boxNav
			}
			switch {
			case w == "footer" && kind <= boxFooter:
				kind = boxFooter
			case w == "header" && kind <= boxEdge:
				kind = boxEdge
			}
		}
		if kind <= boxMain && asksConsent(names) {
			kind = boxConsent
		}
	}
	return kind
}

func isMain(tag string) bool {
	const name = "<main"
	return len(tag) > len(name) && strings.EqualFold(tag[:len(name)], name) && !unicode.IsLetter(rune(tag[len(name)]))
}

// consentNames are the ids and classes of the services that ask for consent.
var consentNames = []string{"onetrust", "cookiebot", "cybotcookie", "cc-window", "cc-banner", "cookieconsent", "cookie-consent", "cookielaw", "truste-consent", "usercentrics",
	"didomi-", "iubenda-cs", "cmplz-", "osano-", "klaro"}

// asksConsent reports whether a class or an id is that of a box that asks for
// consent to cookies.
func asksConsent(name string) bool {
	name = strings.ToLower(name)
	for _, n := range consentNames {
		if strings.Contains(name, n) {
			return true
		}
	}
	if !strings.Contains(name, "cookie") && !strings.Contains(name, "gdpr") && !strings.Contains(name, "consent") {
		return false
	}
	for _, n := range [...]string{"banner", "notice", "bar", "popup", "pop-up", "modal", "dialog", "overlay", "alert", "message"} {
		if strings.Contains(name, n) {
			return true
		}
	}
	return false
}

// box returns the index of the box that text stands in now.
func (r *htmlReader) box() int {
	if len(r.boxes) == 0 {
		r.boxes = append(r.boxes, box{parent: -1})
	}
	n := len(r.open)
	for n > 0 && r.open[n-1].box < 0 {
		n--
	}
	at := 0
	if n > 0 {
		at = r.open[n-1].box
	}
	for ; n < len(r.open); n++ {
		e := &r.open[n]
		if e.elem != elemRuby {
			b := box{parent: at, kind: e.nav, holds: e.elem == elemNav}
			if p := &r.boxes[at]; p.holds {
				b.kind, b.holds = max(b.kind, boxEdge), true
			}
			r.boxes = append(r.boxes, b)
			at = len(r.boxes) - 1
		}
		e.box = at
	}
	return at
}

// isSentence reports whether t is running text, or a good part of it.
func isSentence(t string) bool {
	return strings.Contains(t, "。") || strings.Count(t, " ") >= 7 && strings.IndexFunc(t, unicode.IsLower) >= 0
}

// navigates reports whether a link leads to another place of a site.
func navigates(target string) bool {
	return !strings.HasPrefix(target, "mailto:") && !strings.HasPrefix(target, "tel:")
}

// measure sums up the lines of each box.
func (r *htmlReader) measure() (firstSentence, lastSentence int) {
	firstSentence = -1
	for i := range r.boxes {
		r.boxes[i].first, r.boxes[i].last = len(r.info), -1
	}
	for i := range r.info {
		l := &r.info[i]
		b := &r.boxes[l.box]
		b.letters += l.letters
		b.linked += l.linked
		b.links += l.links
		b.inPage += l.inPage
		b.first, b.last = min(b.first, i), max(b.last, i)
		if f := &r.f.Lines[i]; f.Role == Heading && f.Level <= 2 && l.linked == 0 {
			b.title = true
		}
		if l.sentence {
			b.sentence = true
			if firstSentence < 0 {
				firstSentence = i
			}
			lastSentence = i
		}
	}
	for i := len(r.boxes) - 1; i > 0; i-- { // children come behind their parents
		b := &r.boxes[i]
		p := &r.boxes[b.parent]
		p.letters += b.letters
		p.linked += b.linked
		p.links += b.links
		p.inPage += b.inPage
		p.sentence = p.sentence || b.sentence
		p.title = p.title || b.title
		p.first, p.last = min(p.first, b.first), max(p.last, b.last)
	}
	return firstSentence, lastSentence
}

// dropNavigation leaves out the boxes that are navigation.
func (r *htmlReader) dropNavigation() {
	if len(r.info) == 0 {
		return
	}
	first, last := r.measure()
	drop := make([]bool, len(r.boxes))
	any := false
	for _, i := range r.footers() {
		drop[i] = true
		r.leftOutNote(&r.boxes[i], "what stands below the main part of the page is left out")
	}
	for i := 1; i < len(r.boxes); i++ {
		b := &r.boxes[i]
		if b.kind == boxConsent && !drop[b.parent] && b.first <= b.last && b.letters*4 <= r.boxes[0].letters {
			drop[i] = true
			r.leftOutNote(b, "what asks for consent to cookies is left out")
		}
		drop[i] = drop[i] || drop[b.parent] || !b.sentence && !b.title && r.isNavigation(b, first, last)
		any = any || drop[i]
	}
	for i := range r.f.Lines {
		any = any || r.saysNothing(i)
	}
	if !any {
		return
	}
	out := make([]bool, len(r.info))
	keep := false
	for i := range r.info {
		out[i] = drop[r.info[i].box] && !r.isCopyright(i) || r.saysNothing(i)
		keep = keep || !out[i]
	}
	if keep { // a page of links alone is left as it is
		r.leaveOut(out)
	}
}

func (r *htmlReader) leftOutNote(b *box, why string) {
	sp := r.f.View.ToSource(r.f.Lines[b.first].Span).Cover(r.f.View.ToSource(r.f.Lines[b.last].Span))
	r.f.Notes = append(r.f.Notes, Note{sp, why})
}

// footers returns the boxes with text that stand below the main part of the
// page, if the page has one that holds its text; of boxes within each other the
// outermost. On a page without a main part a footer may be the end of the policy
// itself; with a notice of copyright, below all other sentences, it is the site's.
func (r *htmlReader) footers() (out []int) {
	main := -1 // where the main part ends
	inMain := make([]bool, len(r.boxes))
	for i := range r.boxes {
		b := &r.boxes[i]
		inMain[i] = b.kind == boxMain || i > 0 && inMain[b.parent]
		if b.kind == boxMain && b.sentence {
			main = max(main, b.last)
		}
	}
	whole := main < 0 // the page has no main part
	if whole {
		inFooter := make([]bool, len(r.boxes))
		for i := range r.boxes {
			inFooter[i] = r.boxes[i].kind == boxFooter || i > 0 && inFooter[r.boxes[i].parent]
		}
		for i, l := range r.info {
			if l.sentence && !inFooter[l.box] {
				main = i
			}
		}
		if main < 0 {
			return nil
		}
	}
	left := r.boxes[0].letters / 4
	below := make([]bool, len(r.boxes)) // in one of those returned
	for i := range r.boxes {
		b := &r.boxes[i]
		if i > 0 && below[b.parent] {
			below[i] = true
			continue
		}
		if b.kind != boxFooter || inMain[i] || b.first > b.last || b.first <= main || b.letters > left || whole && !r.holdsCopyright(b) {
			continue
		}
		left -= b.letters
		below[i] = true
		out = append(out, i)
	}
	return out
}

var copyrightRE = regexp.MustCompile(`(?i)©|\bcopyright\b|\ball rights reserved\b|^\(c\) |無断(?:転載|転用|複製)`)

// isCopyright reports whether line i is a notice of copyright. It is kept: many
// a page names the company nowhere else.
func (r *htmlReader) isCopyright(i int) bool {
	return copyrightRE.MatchString(r.f.View.Slice(r.f.Lines[i].Span))
}

// holdsCopyright reports whether one of the last lines of b is a notice of
// copyright.
func (r *htmlReader) holdsCopyright(b *box) bool {
	for i := b.last; i >= b.first && i > b.last-maxCopyright; i-- {
		if r.isCopyright(i) {
			return true
		}
	}
	return false
}

// maxCopyright is how many lines from the end of a footer a notice of copyright
// is looked for.
const maxCopyright = 8

func (r *htmlReader) isNavigation(b *box, first, last int) bool {
	switch {
	case b.kind == boxMenu:
		return true
	case b.links == 0:
		return false
	case b.kind == boxNav:
		return true
	case (b.kind == boxEdge || b.kind == boxFooter) && b.linked*2 >= b.letters:
		return true
	case r.isBreadcrumb(b):
		return true
	}
	if b.links < 2 {
		return false
	}
	if b.linked*10 < b.letters*8 || b.links < 3 && b.linked < b.letters {
		return false
	}
	if b.inPage == b.links {
		return true
	}
	if first >= 0 && b.last > first && b.first < last {
		return false
	}
	return !r.introduced(b)
}

// saysNothing reports whether a line is a row of marks, breadcrumbs on a line,
// or a link of the kind "back to top".
func (r *htmlReader) saysNothing(line int) bool {
	l, info := r.f.Lines[line], r.info[line]
	if l.Role != Text {
		return false
	}
	if info.links > 0 && info.letters <= 100 {
		t := r.words(line)
		if rest, ok := cutTop(t); ok && !info.sentence {
			if c, _ := utf8.DecodeRuneInString(strings.TrimSpace(rest)); strings.ContainsRune(">»›≫→/|", c) {
				return true
			}
		}
		if info.inPage == 1 && info.linked == info.letters && info.letters <= 24 {
			for _, w := range []string{"top", "トップ", "先頭", "上へ", "上に", "戻る", "スキップ", "skip"} {
				if strings.Contains(t, w) {
					return true
				}
			}
		}
	}
	return isOrnament(r.f.View.Slice(l.Span))
}

// cutTop cuts the name of a site's top page from the start of t.
func cutTop(t string) (rest string, ok bool) {
	for _, w := range []string{"home", "top", "トップページ", "トップ", "ホーム"} {
		if rest, ok := strings.CutPrefix(t, w); ok {
			return rest, true
		}
	}
	return t, false
}

// introduced reports whether the line before the box, beside it or around it
// in the page, is a heading or ends like a sentence or its first half.
func (r *htmlReader) introduced(b *box) bool {
	if b.first == 0 {
		return false
	}
	before := r.info[b.first-1].box
	if before != b.parent && r.boxes[before].parent != b.parent {
		return false
	}
	if role := r.f.Lines[b.first-1].Role; role == Heading || role == Term {
		return true
	}
	t := r.words(b.first - 1)
	c, _ := utf8.DecodeLastRuneInString(t)
	return strings.ContainsRune("。.:;、,", c)
}

// words returns the text of a line in small letters.
func (r *htmlReader) words(line int) string {
	return strings.ToLower(r.f.View.Slice(r.f.Lines[line].Span))
}

// isBreadcrumb reports whether the lines of b are the way from the top page to this one.
func (r *htmlReader) isBreadcrumb(b *box) bool {
	n := b.last - b.first + 1
	if n < 2 || n > 8 || b.letters > 200 {
		return false
	}
	for i := b.first; i <= b.last; i++ {
		if l := &r.info[i]; (l.linked == 0) != (i == b.last) || r.f.Lines[i].Role == Heading {
			return false
		}
	}
	t := r.words(b.first)
	if _, ok := cutTop(t); ok {
		return true
	}
	return strings.HasSuffix(t, "top") || strings.HasSuffix(t, "home") || strings.HasSuffix(t, "トップ") || strings.HasSuffix(t, "トップページ")
}
