package extract

import (
	"net/url"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// E-mail addresses, as they are and as people write them against harvesters.

var (
	// contactAtRE is what stands for @. A bare " at " is looked at apart.
	contactAtRE = expr.New(`(?i)\s?(?:[(\[{<【〔「『〈《]{1,2}\s*(?:at|@|a|at[- _]?mark|アット(?:マーク)?|あっと(?:まーく)?)\s*(?:を@に(?:変換)?)?\s*[)\]}>】〕」』〉》]{1,2}|@|★|☆|◎|●|_at_|アットマーク)\s?|\s+at\s+`)
	// contactMailDueRE ends before an address that is spelled with "at".
	contactMailDueRE = expr.New(`(?i)(?:^|[:(<\[,;|*•-]|\b(?:e-?mail(?:ing|ed)?(?: (?:us|me|them))?|mail|to|at|address(?: is)?|write|via|or|and|is|are|contact|by|use|reach(?: (?:us|me))?))\s*$`)
	// contactDomainRE is a domain at the start of a text.
	contactDomainRE = expr.New(`(?i)^[a-z0-9](?:[a-z0-9\x{2010}-]{0,62}[a-z0-9])?(?:(?:\s*[(\[{]{1,2}\s*(?:dot|\.|ドット)\s*[)\]}]{1,2}\s*|\s+dot\s+|\.)[a-z0-9](?:[a-z0-9\x{2010}-]{0,62}[a-z0-9])?)+`)
	contactDotRE    = expr.New(`(?i)\s*[(\[{]{1,2}\s*(?:dot|\.|ドット)\s*[)\]}]{1,2}\s*|\s+dot\s+`)
	// contactExampleRE stands before an address that nobody reads.
	contactExampleRE = expr.New(`(?i)(?:for example,?|e\.g\.,?|such as|例えば、?|例:?|例\))\s*[("「]?$`)
	// contactMailboxRE is a local part that is a mailbox by its word.
	contactMailboxRE = expr.New(`(?i)^(?:[a-z0-9-]+[._+-][a-z0-9._+-]+|.*[0-9].*|info|support|privacy|contact|help|admin|dpo|gdpr|legal|inquiry|inquiries|enquiries|sales|webmaster|hello|customer|customers|office|mail|security|compliance|feedback|postmaster|hr|recruit|press|team)$`)
)

// emails finds the e-mail addresses on line i.
func (r *contactReader) emails(i int) {
	l := &r.lines[i]
	s := r.t[l.span.Start:l.span.End]
	for at := 0; at < len(s); {
		m := r.nextAt(s, at)
		if m == nil {
			return
		}
		at = m[1]
		sp, value, ok := contactMailAt(s, m[0], m[1])
		if !ok {
			continue
		}
		if r.doc.Lang == policy.Japanese {
			for _, w := range [...]string{"MAIL", "E-MAIL", "E-mail", "E-Mail", "Email"} { // "FAX03-… MAILinfo@…"
				if rest, ok := strings.CutPrefix(s[sp.Start:sp.End], w); ok && rest[0] >= 'a' && rest[0] <= 'z' {
					sp.Start += len(w)
					value = strings.TrimPrefix(value, w)
				}
			}
		}
		sp.Start += l.span.Start
		sp.End += l.span.Start
		at = sp.End - l.span.Start
		conf := 0.98
		if m[1]-m[0] > 1 {
			conf = 0.95
		}
		r.add(contactFind{typ: contactEmail, line: i, view: sp, value: value, conf: conf, rule: "contact/email"})
	}
}

// nextAt returns the place of the next sign that stands for @.
func (r *contactReader) nextAt(s string, from int) []int {
	// Cheap looks first: the regular expression is for places that hold something.
	for i := from; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '@':
		case c == '#':
			// "info#acme.example (#を@に変えてください)"
			if i == 0 || !contactLocalChar(s[i-1]) || !contactDomainAhead(s[i+1:]) || !contactHashRE.MatchString(s) {
				continue
			}
			return []int{i, i + 1}
		case c == 'a' || c == 'A':
			if i+2 >= len(s) || s[i+1]|0x20 != 't' || i == 0 || !contactAtSign(s, i) {
				continue
			}
			// A bare " at " is for a domain behind it.
			if s[i-1] == ' ' && !contactDomainAhead(s[i+2:]) {
				continue
			}
		case c == 0xE3 || c == 0xE2: // ア, あ, 【, ★
			if !contactWideAt(s[i:]) {
				continue
			}
		default:
			continue
		}
		lo := max(from, i-8)
		lo = contactRuneStart(s, lo)
		hi := contactRuneStart(s, min(len(s), i+64))
		if m := contactAtRE.FindStringIndex(s[lo:hi]); m != nil {
			return []int{lo + m[0], lo + m[1]}
		}
	}
	return nil
}

// contactHashRE says that # stands for @.
var contactHashRE = expr.New(`#[」』”"]?(?:を|は|部分を)[^。]{0,8}[@＠]`)

func contactWideAt(s string) bool {
	for _, w := range [...]string{"アット", "あっと", "★", "☆", "◎", "●"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// contactDomainAhead reports whether the next word of s has a dot inside or
// one written out behind it.
func contactDomainAhead(s string) bool {
	s = strings.TrimLeft(s, " ")
	n := 0
	for n < len(s) && n < 80 && (contactLetter(s[n]) || contactDigit(s[n]) || s[n] == '-' || s[n] == '.') {
		n++
	}
	word := strings.TrimRight(s[:n], ".")
	if strings.Contains(word, ".") {
		return true
	}
	rest := strings.TrimLeft(s[n:], " ([{")
	return len(rest) > 3 && strings.EqualFold(rest[:3], "dot")
}

// contactMailAt reads the address around the sign s[a:b] that stands for @.
func contactMailAt(s string, a, b int) (text.Span, string, bool) {
	no := func() (text.Span, string, bool) { return text.Span{}, "", false }
	lo := a
	for lo > 0 && a-lo < 64 {
		if strings.HasSuffix(s[:lo], contactHyphen) {
			lo -= len(contactHyphen)
			continue
		}
		if !contactLocalChar(s[lo-1]) {
			break
		}
		lo--
	}
	if lo > 0 && (s[lo-1] == '@' || s[lo-1] == '/' && lo > 1 && s[lo-2] != ' ') {
		return no() // @user@host, or inside an address of a page
	}
	for lo < a && strings.IndexByte("\\.'-&=~%+*`", s[lo]) >= 0 {
		lo++
	}
	local := s[lo:a]
	for local != "" && (local[len(local)-1] == '.' || local[len(local)-1] == '\\') {
		return no()
	}
	tail := s[b:contactRuneStart(s, min(len(s), b+260))]
	m := contactDomainRE.FindString(tail)
	// The last part of a domain is letters; "example.com.2" ends before the 2.
	for m != "" {
		last := m[strings.LastIndexAny(m, ". )]}")+1:]
		if contactTopLevel(last) {
			break
		}
		n := strings.LastIndexByte(m, '.')
		if n < 0 {
			return no()
		}
		m = m[:n]
	}
	if local == "" || m == "" {
		return no()
	}
	domain := contactDotRE.ReplaceAllString(m, ".")
	if !strings.Contains(domain, ".") || strings.HasPrefix(domain, ".") {
		return no()
	}
	if contactFileName(domain) {
		return no()
	}
	sign := strings.TrimSpace(s[a:b])
	if strings.EqualFold(sign, "at") {
		// Bare "at": only where the left side is a mailbox and the right side no site.
		spelled := domain != m
		if strings.HasPrefix(strings.ToLower(domain), "www.") || !spelled && (!contactMailboxRE.MatchString(local) || strings.EqualFold(local, "us")) {
			return no()
		}
		// "our help at sample.org/faq", "the Office at sample.org": a word of the sentence.
		if !spelled && (strings.HasPrefix(s[b+len(m):], "/") || !strings.ContainsAny(local, "0123456789._+-") && !contactMailDueRE.MatchString(contactTail(s[:lo], 30))) {
			return no()
		}
	}
	end := b + len(m)
	if local[0] == '_' && end < len(s) && s[end] == '_' && len(local) > 1 {
		lo++
		local = local[1:]
	}
	local = strings.ReplaceAll(local, `\`, "")
	if contactExampleRE.MatchString(contactTail(s[:lo], 24)) {
		return no()
	}
	if local == "" || contactMetaLocal(local) {
		return no()
	}
	return text.Span{Start: lo, End: end}, strings.ReplaceAll(local+"@"+domain, contactHyphen, "-"), true
}

// contactHyphen is what text processors write for "-".
const contactHyphen = "\u2010"

// contactMetaLocal reports whether the "local part" is an example's placeholder.
func contactMetaLocal(s string) bool {
	return strings.Trim(s, "x*●○_-.") == "" || strings.Trim(s, "*") == ""
}

func contactTopLevel(s string) bool {
	if len(s) < 2 || len(s) > 24 {
		return false
	}
	if strings.HasPrefix(strings.ToLower(s), "xn--") {
		return true
	}
	for i := 0; i < len(s); i++ {
		if !contactLetter(s[i]) {
			return false
		}
	}
	return true
}

// contactFileName reports whether a "domain" is the name of a file ("icon@2x.png").
func contactFileName(s string) bool {
	switch strings.ToLower(s[strings.LastIndexByte(s, '.')+1:]) {
	case "png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "html", "htm", "php", "pdf", "docx":
		return true
	}
	return false
}

func contactLocalChar(c byte) bool {
	return contactLetter(c) || contactDigit(c) || strings.IndexByte(`._%+-'&=~*\`, c) >= 0
}

// linkLines puts the document's links on the lines that hold their words.
func (r *contactReader) linkLines() {
	r.links = make([][]int, len(r.lines))
	for k := range r.doc.Links {
		// Links of what is no part of the policy's clauses say nothing.
		at := r.doc.Links[k].Span.Start
		if i := r.lineAt(at); i >= 0 && at >= r.lines[i].span.Start && at <= r.lines[i].span.End+1 {
			r.links[i] = append(r.links[i], k)
		}
	}
	for _, ks := range r.links {
		sort.SliceStable(ks, func(a, b int) bool { return r.doc.Links[ks[a]].Span.Start < r.doc.Links[ks[b]].Span.Start })
	}
}

// linkBefore returns the last link on line i that begins before the offset, -1
// if none does.
func (r *contactReader) linkBefore(i, at int) int {
	ks := r.links[i]
	n := sort.Search(len(ks), func(k int) bool { return r.doc.Links[ks[k]].Span.Start >= at })
	if n == 0 {
		return -1
	}
	return ks[n-1]
}

// lineAt returns the last line that begins at or before the offset of View, -1
// if none does.
func (r *contactReader) lineAt(at int) int {
	return sort.Search(len(r.lines), func(i int) bool { return r.lines[i].span.Start > at }) - 1
}

// mailLinks finds the addresses of links whose words are not the address.
func (r *contactReader) mailLinks() {
	for i := range r.links {
		for _, k := range r.links[i] {
			ln := r.doc.Links[k]
			if len(ln.Target) < 8 || !strings.EqualFold(ln.Target[:7], "mailto:") {
				continue
			}
			addr := ln.Target[7:]
			if n := strings.IndexByte(addr, '?'); n >= 0 {
				addr = addr[:n]
			}
			quote := addr
			if u, err := url.PathUnescape(addr); err == nil {
				addr = u
			}
			addr = strings.TrimSpace(addr)
			n := strings.IndexByte(addr, '@')
			if n <= 0 {
				continue
			}
			sp, value, ok := contactMailAt(addr, n, n+1)
			if !ok || sp.Len() != len(addr) {
				if !contactAnyMailRE.MatchString(addr) {
					continue
				}
				value = addr
			}
			if r.taken(text.Span{Start: max(0, ln.Span.Start-1), End: min(len(r.t), ln.Span.End+1)}, contactEmail) {
				continue // the words say it, or stand right beside it
			}
			f := contactFind{typ: contactEmail, line: i, view: text.Span{Start: ln.Span.End, End: ln.Span.End}, value: value, conf: 0.95, rule: "contact/email/link"}
			f.source = r.targetSpan(ln.Source, quote)
			r.add(f)
		}
	}
}

// contactAnyMailRE is an address whose local part has signs that text around it could have
// as well; a link's target is nothing but the address.
var contactAnyMailRE = expr.New(`^[^\s@,;<>"]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$`)

// targetSpan returns where quote stands within the stretch of the source that
// holds a link's target.
func (r *contactReader) targetSpan(sp text.Span, quote string) text.Span {
	if sp.Empty() {
		return text.Span{}
	}
	if n := strings.Index(r.doc.Source.Slice(sp), quote); n >= 0 && quote != "" {
		return text.Span{Start: sp.Start + n, End: sp.Start + n + len(quote)}
	}
	return sp
}

// Pages.

var (
	contactURLRE = expr.New(`(?i)^(?:https?://|www\.)[a-z0-9!#$%&'()*+,./:;=?@\[\]\\_~\x{2010}-]+`)
	// contactNoPageRE names pages that are to be read, not for contacting.
	contactNoPageRE    = expr.New(`(?i)privacy (?:policy|notice|statement|center|centre|settings)|cookie (?:policy|settings|notice)|\bpolic(?:y|ies)\b|\bterms\b|\bguidelines?\b|transparency|add-?on|plug-?in|extension|learn (?:more|how|about)|\bread\b|documentation|support document|\bmetrics\b|\bfaqs?\b|how to|\bdownload\b|\bsection\b|規約|ポリシー|方針|ガイドライン|アドオン|プラグイン|ブラウザ|ダウンロード|よくある|一覧|会社概要|公表事項|[Hh]ow [a-z]+ uses`)
	contactNoTargetRE  = expr.New(`(?i)gaoptout|/(?:privacy|policy|policies|terms|legal|cookies?|faq|login|signin|signup)(?:[-_/.?#]*(?:policy|notice|index)?(?:\.html?|/)?)$|policies\.google|/answer/|/articles?/|support\.(?:apple|google|mozilla|microsoft|wordpress)\.[a-z]+/.+|/help/.*(?:answer|article)|\.pdf(?:$|[?#])|/sharer|intent/post`)
	contactPageWordRE  = expr.New(`(?i)問い?合わ?せ|フォーム|窓口|連絡|サポート|ヘルプデスク|相談|\bcontact\b|\brequests?\b|\binquir|\benquir|\bform\b|web ?form|\bsupport\b|help ?(?:desk|cent)|\bforums?\b|\bsubmit\b|\bissues?\b|\bcomplaints?\b|get in touch|\breport\b|reach us|forms\.gle|google\.com/forms|form\.run|formrun|formmailer|typeform|webform|/form|toiawase|inquiry|enquete|soudan|madoguchi|renraku`)
	contactPageViaRE   = expr.New(`(?i)\b(?:via|through|using|use|visit|at|here|on|by|form|following|see|click|fill|open|opening)\b[^.]{0,50}$|: ?$`)
	contactPageGoRE    = expr.New(`^[^。]{0,14}?(?:から|より|にて|まで|へ|に|をご利用|を利用|で)[^。]{0,24}?(?:問い?合わ?せ|連絡|申し?出|請求|申請|相談|お寄せ|願い|ご利用|受け?付け|承)`)
	contactPageForRE   = expr.New(`(?:問い?合わ?せ(?:先|窓口|フォーム)?|フォーム|連絡先|申し?出先|相談窓口|受付窓口|請求先)(?:は|:|として)?、?[^。]{0,40}$`)
	contactSiteLabelRE = expr.New(`(?i)^[・･*●]?\s*(?:ホームページ(?:アドレス)?|ウェブサイト|web ?サイト|web(?: ?site)?|hp|url|サイト)$`)
	contactSiteOfRE    = expr.New(`^(?:\p{Lu}[\p{L}’']* ){1,4}[Ww]eb ?site$`)
	contactBareWholeRE = expr.New(`^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+){0,3}\.[a-z]{2,7}(?:/[\w./?=&%#-]*)?$`)
	contactHomeRE      = expr.New(`(?i)^(?:https?://)?[^/]+/?$`)
)

// urls finds pages offered for contacting, complaining or opting out: addresses
// in the text, and targets of links whose words are no address.
func (r *contactReader) urls() {
	for i := range r.lines {
		l := &r.lines[i]
		if l.has&ctURL != 0 {
			r.textURLs(i)
		}
		if l.has&(ctInquiry|ctComplaint|ctForm|ctRefuse|ctOptOut) != 0 && r.doc.Lang == policy.English || len(r.links[i]) > 0 && l.short() && r.doc.Lang == policy.English {
			r.bareURLs(i)
		}
		if r.navigation(i) {
			continue
		}
		for _, k := range r.links[i] {
			r.linkURL(i, k)
		}
	}
}

func (r *contactReader) textURLs(i int) {
	l := &r.lines[i]
	for _, h := range r.lineHits(i, l.span) {
		if h.mark&ctURL == 0 || h.start > l.span.Start && (r.t[h.start-1] == '/' || r.t[h.start-1] == '.' || r.t[h.start-1] == '=') {
			continue
		}
		m := contactURLRE.FindString(r.t[h.start:min(l.span.End, h.start+2000)])
		m = contactTrimURL(m)
		rest := strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(m), "https://"), "http://")
		if !strings.Contains(rest, ".") || len(rest) < 4 {
			continue
		}
		sp := text.Span{Start: h.start, End: h.start + len(m)}
		words := ""
		if k := r.linkBefore(i, sp.Start+1); k >= 0 {
			if ln := r.doc.Links[k]; ln.Span.Overlap(sp) > 0 && ln.Span.Len() > sp.Len()+8 {
				words = r.t[ln.Span.Start:ln.Span.End]
			}
		}
		value := strings.ReplaceAll(strings.ReplaceAll(m, `\`, ""), contactHyphen, "-")
		if f, ok := r.pageFor(i, sp, words, value); ok {
			if f.role == "" && contactOptTargetRE.MatchString(value) {
				f.role = roleOptOut
			}
			f.typ, f.line, f.view, f.value = contactURL, i, sp, value
			r.add(f)
		}
	}
}

// contactBareURLRE is the address of a page without "www".
var contactBareURLRE = expr.New(`\b[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+){0,3}\.(?:com|org|net|gov|edu|info|io|app|dev|eu|uk|ie|au|nz|ca|us|in|sg|de|nl|ch|at|fr|be|se|no|dk|fi|example)(?:/[\w./?=&%#-]*)?`)

// bareURLs finds the addresses of pages on line i that stand there without "www"
// ("sample.org/contact").
func (r *contactReader) bareURLs(i int) {
	l := &r.lines[i]
	s := contactHead(r.str(i), 8000)
	if !strings.Contains(s, ".") {
		return
	}
	for _, m := range contactBareURLRE.FindAllStringIndex(s, -1) {
		if m[0] > 0 && strings.IndexByte("@/.:-_=%&?#", s[m[0]-1]) >= 0 || m[1] < len(s) && (s[m[1]] == '@' || contactLetter(s[m[1]]) || s[m[1]] == '-') {
			continue
		}
		sp := text.Span{Start: l.span.Start + m[0], End: l.span.Start + m[0] + len(contactTrimURL(s[m[0]:m[1]]))}
		if r.taken(sp, contactURL) || r.linkBefore(i, sp.Start+1) >= 0 && r.doc.Links[r.linkBefore(i, sp.Start+1)].Span.Overlap(sp) > 0 && r.doc.Links[r.linkBefore(i, sp.Start+1)].Span != sp {
			continue
		}
		value := r.t[sp.Start:sp.End]
		if f, ok := r.pageFor(i, sp, "", value); ok {
			f.typ, f.line, f.view, f.value = contactURL, i, sp, value
			f.conf -= 0.1
			r.add(f)
		}
	}
}

// contactTrimURL cuts what belongs to the sentence from the end of an address.
func contactTrimURL(s string) string {
	for s != "" {
		switch c := s[len(s)-1]; {
		case strings.IndexByte(".,;:!?'\\&*", c) >= 0,
			c == ')' && strings.Count(s, "(") < strings.Count(s, ")"),
			c == ']' && strings.Count(s, "[") < strings.Count(s, "]"):
			s = s[:len(s)-1]
			continue
		case c == '_' && strings.Count(s, "_") == 1: // emphasis
			s = s[:len(s)-1]
			continue
		}
		break
	}
	return s
}

// contactAskedWordsRE ends the name of a page that is made for asking, whatever about.
var contactAskedWordsRE = expr.New(`(?i)\b(?:inquir(?:y|ies)|enquir(?:y|ies)|requests?|contact(?: us)?|complaints?)(?: (?:page|form|portal))?$`)

// contactAskedFragRE is a place in a page elsewhere that is made for asking, by its name.
var contactAskedFragRE = expr.New(`(?i)^https?://[^#]*#[/=\w-]{0,40}(?:contact|request|inquiry|enquiry|form)s?$`)

func (r *contactReader) linkURL(i, k int) {
	ln := r.doc.Links[k]
	t := strings.TrimSpace(ln.Target)
	low := strings.ToLower(t)
	if t == "" || strings.HasPrefix(t, "#") || strings.Contains(low, "/cdn-cgi/l/email-protection") || strings.HasPrefix(low, "mailto:") || strings.HasPrefix(low, "javascript:") || strings.HasPrefix(low, "tel:") || strings.Contains(t, "#") && !contactAdTargetRE.MatchString(t) && !contactAskedFragRE.MatchString(t) {
		return
	}
	if r.doc.Lang == policy.Japanese && (strings.HasPrefix(t, "./") || strings.HasPrefix(t, "../") || strings.Contains(t, "<?")) {
		return // no address outside its site
	}
	if strings.Contains(t, "{{") || strings.Contains(t, "<?") || strings.Contains(t, "[[") {
		// A template's variable is an address to come.
		if !strings.Contains(t, "/") {
			return
		}
	}
	words := ""
	if !ln.Span.Empty() {
		words = r.t[ln.Span.Start:ln.Span.End]
	}
	if m := contactURLRE.FindString(strings.TrimSpace(words)); m != "" || strings.Contains(words, "@") || !ln.Span.Empty() && r.doc.Lang == policy.English && r.taken(ln.Span, contactURL) && contactBareWholeRE.MatchString(words) {
		return // the words are the address
	}
	if words == "" && (r.doc.Format == "html" || r.doc.Format == "docx") { // a picture
		return
	}
	f, ok := r.pageFor(i, ln.Span, words, t)
	if !ok {
		return
	}
	if f.role == "" && contactOptTargetRE.MatchString(t) {
		f.role = roleOptOut
	}
	if own := strings.TrimSpace(words); own != "" && r.doc.Lang == policy.English && contactSiteOf(own) == contactSiteOf(t) {
		// The words are the address of the target's site ("example.org").
		at := ln.Span.Start + strings.Index(words, own)
		f.typ, f.line, f.view, f.value = contactURL, i, text.Span{Start: at, End: at + len(own)}, own
		r.add(f)
		return
	}
	f.typ, f.line, f.view, f.value = contactURL, i, text.Span{Start: ln.Span.End, End: ln.Span.End}, t
	f.conf -= 0.1
	f.rule += "/link"
	f.source = ln.Source
	if f.source.Empty() {
		return
	}
	r.add(f)
}

var (
	contactHelpRE = expr.New(`(?i)^\W*(?:our |the )?(?:[a-z]+ )?help (?:cent(?:er|re)|pages?)\W*$`)
	// contactMoreRE sends one to where more is told, contactViewRE to what may be looked at.
	contactMoreRE = expr.New(`(?i)\b(?:(?:more|further|additional) (?:information|details)|learn more|described|read more)\b[^.]{0,90}$`)
	contactViewRE = expr.New(`(?i)\bto (?:see|view) (?:our|the) [^.]{0,70}$`)
)

// contactSiteOf returns an address without its scheme, "www." and the slash behind it.
func contactSiteOf(address string) string {
	s := strings.ToLower(address)
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
}

// navigation reports whether line i is a row of links and hardly anything else.
func (r *contactReader) navigation(i int) bool {
	if len(r.links[i]) < 4 {
		return false
	}
	n := 0
	for _, k := range r.links[i] {
		n += r.doc.Links[k].Span.Len()
	}
	return n*4 >= 3*r.lines[i].span.Len()
}

// pageFor reports whether the page with the given address is offered for
// contacting, complaining or opting out. The find it returns holds the
// confidence, the rule and, where the offer tells it, the role.
func (r *contactReader) pageFor(i int, sp text.Span, words, target string) (contactFind, bool) {
	var none contactFind
	l := &r.lines[i]
	around := r.sentenceAround(i, sp)
	marks := r.marksIn(i, around) | r.leadMarks(i)
	if i > 0 {
		if b := &r.lines[i-1]; b.section == l.section && b.short() {
			marks |= b.has
		}
	}
	const due = ctInquiry | ctForm | ctRefuse | ctComplaint | ctAuthority | ctOptOut
	if marks&due == 0 && !contactTellingTarget(target) && !r.contactContext(i) {
		return none, false
	}
	formAt := contactFormAtRE.MatchString(contactTail(r.t[around.Start:max(around.Start, sp.Start)], 80))
	asked := r.doc.Lang == policy.English && r.askedLink(around, sp, words, target)
	if contactNoPageRE.MatchString(words) && !contactAskedWordsRE.MatchString(words) || contactNoTargetRE.MatchString(target) && !contactAskTargetRE.MatchString(target) && !(formAt && words == "") && !asked && !contactAdTargetRE.MatchString(target) {
		return none, false
	}
	before := contactTail(r.t[around.Start:max(around.Start, sp.Start)], 200)
	after := contactHead(r.t[min(sp.End, around.End):around.End], 100)
	if strings.HasPrefix(strings.TrimLeft(after, "\"”」)』 "), "section") {
		return none, false // a pointer to a part of the text
	}
	if contactHelpRE.MatchString(words) && contactMoreRE.MatchString(before) || contactViewRE.MatchString(before) {
		return none, false // where one reads more, or what is shown
	}
	lead := r.leadOf(i)
	// An address alone on its line belongs to the line above.
	own := strings.TrimRight(strings.TrimSpace(before), ":： ([（")
	above := ""
	if own == "" && i > 0 && (r.lines[i-1].section == l.section) && r.lines[i-1].short() {
		above = r.str(i - 1)
	}

	// Opting out of advertising.
	said := contactTail(before, 90)
	if k := r.linkBefore(i, sp.Start); k >= 0 && words != "" { // what is said of the link before is not said of this one
		if e := r.doc.Links[k].Span.End; e <= sp.Start && sp.Start-e < len(said) {
			said = r.t[e:sp.Start]
		}
	}
	said += words + above
	if l.short() || words != "" && len(before) < 12 {
		said += " " + lead
	}
	if marks&(ctRefuse|ctOptOut) != 0 && contactOptWordRE.MatchString(said) || contactOptTargetRE.MatchString(target) {
		ads := contactAdRE.MatchString(contactTail(before, 160)+words+contactHead(after, 60)+above) || contactAdRE.MatchString(lead) || contactAdTargetRE.MatchString(target)
		no := contactNoOptRE.MatchString(contactTail(before, 60)+words+contactHead(after, 40)) || contactNoOptRE.MatchString(target)
		if contactAdTargetRE.MatchString(target) && r.doc.Lang == policy.English {
			// The page of a network: what the sentence says last before it counts.
			tail := contactTail(before, 160) + " " + words
			opt := contactOptSaidRE.FindAllStringIndex(tail, -1)
			about := contactAboutOptRE.FindAllStringIndex(tail, -1)
			if opt != nil && !contactAddOnRE.MatchString(words+target) {
				no = about != nil && about[len(about)-1][0] > opt[len(opt)-1][0]
			}
		}
		host := contactOptHostRE.MatchString(target) && contactOptWordRE.MatchString(before)
		labelled := contactOptLabelRE.MatchString(own) || contactOptLabelRE.MatchString(above)
		if labelled || contactOptWordRE.MatchString(words) && contactAdRE.MatchString(words) {
			// Called so by the text, whatever else its address holds ("/help/…").
			no = contactAddOnRE.MatchString(before + words + target)
		}
		if (ads || labelled || contactOptPageRE.MatchString(target) && contactOptWordRE.MatchString(said)) && !no || host {
			return contactFind{conf: 0.8, rule: "contact/url/opt-out", role: roleOptOut}, true
		}
	}

	// Bodies to complain to.
	home := contactHomeRE.MatchString(target)
	role, why := r.roleAt(i, sp, contactURL)
	if role == roleComplaintBody && marks&(ctComplaint|ctAuthority) != 0 && !contactRegisteredRE.MatchString(before) {
		return contactFind{conf: 0.85, rule: "contact/url/complaint", role: role, why: why}, true
	}
	if words == "" && contactSiteAtRE.MatchString(contactTail(before, 60)) && r.bodyBefore(i, sp.Start) {
		return contactFind{conf: 0.75, rule: "contact/url/complaint", role: roleComplaintBody}, true
	}
	if r.doc.Lang == policy.English && (r.bodySite(i, sp, before, words) || words == "" && contactResolverRE.MatchString(before)) {
		return contactFind{conf: 0.7, rule: "contact/url/complaint", role: roleComplaintBody}, true
	}
	if role == roleRepresentative && l.short() && !r.standInDue(i).Empty() {
		return contactFind{conf: 0.7, rule: "contact/url/block", role: role, why: why}, true // the page of one who stands in
	}

	// An entry in a block of contacts.
	if l.short() && words == "" {
		switch {
		case r.doc.Lang == policy.English && (own == "" || contactSiteLabelRE.MatchString(own) || contactSiteOfRE.MatchString(own)) && strings.TrimSpace(after) == "" && r.contactContext(i) && r.besideEntry(i) && !contactNoTargetRE.MatchString(target):
			return contactFind{conf: 0.65, rule: "contact/url/block"}, true
		case contactPageWordRE.MatchString(own) && !contactNoPageRE.MatchString(own),
			contactChannelRE.MatchString(own) && r.contactContext(i),
			contactPageWordRE.MatchString(target) && !home && (r.contactContext(i) || r.isNear(i, 1, 2)):
			return contactFind{conf: 0.88, rule: "contact/url"}, true
		case r.doc.Lang == policy.Japanese && (own == "" || contactSiteLabelRE.MatchString(own)) && strings.TrimSpace(after) == "" && r.isNear(i, 2, 2) && r.contactContext(i) && r.besideEntry(i):
			return contactFind{conf: 0.6, rule: "contact/url/block"}, true
		case r.doc.Lang == policy.English && contactVisitRE.MatchString(own) && strings.TrimSpace(after) == "" && (r.contactContext(i) || contactRequestSaidRE.MatchString(lead)) && !contactToReadRE.MatchString(target):
			return contactFind{conf: 0.75, rule: "contact/url/block"}, true // "By visiting this page: …"
		case home && r.isNear(i, 2, 2) && (strings.Contains(above, "連絡先") || r.announcedBy(i, "連絡先")):
			return contactFind{conf: 0.65, rule: "contact/url/block"}, true
		case contactSiteLabelRE.MatchString(own) && r.isNear(i, 3, 1) && r.ofAnother(i):
			return contactFind{conf: 0.7, rule: "contact/url/block"}, true
		case own == "" && !home && (contactPageForRE.MatchString(lead) || contactPageWordRE.MatchString(above)):
			return contactFind{conf: 0.75, rule: "contact/url/block"}, true
		}
	}

	goes := contactPageGoRE.MatchString(after)
	if words == "" && home && !goes {
		return none, false
	}
	if asked {
		return contactFind{conf: 0.8, rule: "contact/url/asked"}, true
	}
	if brought(before, words, after, target) {
		return contactFind{conf: 0.8, rule: "contact/url/brought"}, true
	}
	if contactNoPageRE.MatchString(contactThisPolicyRE.ReplaceAllString(contactTail(before, 60), "")) && !contactPageWordRE.MatchString(words) {
		return none, false
	}
	about := before + words + after
	if l.short() || words != "" && len(before) < 12 {
		about += lead
	}
	switch {
	case words == "" && !home && r.doc.Lang == policy.English && contactRequestSaidRE.MatchString(before) && contactVisitRE.MatchString(contactTail(before, 60)) && !contactAboutRE.MatchString(before) && !contactToReadRE.MatchString(target):
		return contactFind{conf: 0.8, rule: "contact/url/asked"}, true
	case contactPageWordRE.MatchString(words) && (r.contactContext(i) || contactPageWordRE.MatchString(target)) && !contactSiteWordRE.MatchString(words):
		return contactFind{conf: 0.88, rule: "contact/url"}, true
	case !home && contactFormAtRE.MatchString(contactTail(before, 80)):
		return contactFind{conf: 0.85, rule: "contact/url"}, true
	case goes && contactInquiryRE.MatchString(about) && contactAskRE.MatchString(after):
		return contactFind{conf: 0.88, rule: "contact/url"}, true
	case !home && contactPageForRE.MatchString(contactTail(before, 130)) && (strings.TrimSpace(after) == "" || contactAskRE.MatchString(after) || contactPageIsRE.MatchString(after)):
		return contactFind{conf: 0.82, rule: "contact/url"}, true
	case r.marksIn(i, text.Span{Start: around.Start, End: max(sp.Start, sp.End)})&ctInquiry != 0 && contactPageViaRE.MatchString(contactTail(before+words, 80)) && contactBegEnRE.MatchString(before+words):
		return contactFind{conf: 0.8, rule: "contact/url"}, true
	}
	return none, false
}

var (
	contactInquiryRE   = expr.New(`問い?合わ?せ|問合|連絡|申し?出|相談|苦情|請求|お寄せ|(?i:contact|inquir|enquir|question|request)`)
	contactAskRE       = expr.New(`ください|下さい|願い|頂|いただ|承|受け?付け|できます|可能`)
	contactPageIsRE    = expr.New(`^\s?(?:に(?:あり|ござい)|です|をお使い|へどうぞ|からどうぞ|まで。?$|へ。?$)`)
	contactNoOptRE     = expr.New(`(?i)add-?on|アドオン|plug-?in|プラグイン|browser|ブラウザ|analytics|アナリティクス|how to|learn|\bread\b|documentation|規約|ポリシー|terms|polic(?:y|ies)|instruction|方法について|survey|telemetry|profile|\bhelp\b`)
	contactOptWordRE   = expr.New(`(?i)オプトアウト|opt(?:ing|ed)?[ -]?outs?\b|無効化|無効に|停止|拒否|配信しない|希望しない|unsubscribe|disabl(?:e|ing|ement)|do not want|stop receiving`)
	contactOptTargetRE = expr.New(`(?i)opt-?out|do-?not-?(?:sell|share)|unsubscribe|aboutads\.info|youronlinechoices|youradchoices|networkadvertising\.org|adssettings|settings/ads|ddai\.info|ad-?choices|ads/preferences`)
	contactOptPageRE   = expr.New(`(?i)/(?:[a-z-]*-)?(?:opt-?out|do-?not-?(?:sell|share)|unsubscribe)/?(?:\?.*)?$`)
	// contactOptSaidRE says that one opts out, contactAboutOptRE that one reads of it.
	contactOptSaidRE  = expr.New(`(?i)opt(?:ing|ed)?[ -]?outs?\b|unsubscribe|disabl(?:e|ing)|do not (?:want|sell)|stop receiving`)
	contactAboutOptRE = expr.New(`(?i)\b(?:learn|more information|find out|know more|read|information (?:about|on|regarding)|how to (?:block|manage|see|make|delete|change)|browser)\b`)
	// contactOptLabelRE is a label that says what the address behind it is for.
	contactOptLabelRE  = expr.New(`(?i)^[■●○・*\s]*(?:(?:上記|当該|同社|各社|提携先|事業者|[\p{Han}]{0,8})の?)?(?:オプトアウト|opt[ -]?outs?)(?:\((?:無効化|停止|拒否|配信停止)\))?(?:の?(?:ページ|リンク|url|方法|手続き?|はこちら|先)| ?(?:page|link|url))?\s*[:：]?$`)
	contactAddOnRE     = expr.New(`(?i)add-?on|アドオン|gaoptout|plug-?in|プラグイン|analytics|アナリティクス`)
	contactOptHostRE   = expr.New(`(?i)^(?:https?://)?opt-?out\.`)
	contactAdTargetRE  = expr.New(`(?i)aboutads\.info|youronlinechoices|youradchoices|networkadvertising\.org|adssettings|settings/ads|ddai\.info|ad-?choices|ads/preferences|technologies/ads/?(?:$|[?#])|personali[sz]ed-ads|ad-?preferences|preferences-mgr\.truste`)
	contactAdRE        = expr.New(`(?i)広告|アドネットワーク|advert|\bads?\b|ad[ -]?(?:network|settings|choices)|ターゲティング`)
	contactAskTargetRE = expr.New(`(?i)[a-z0-9]/(?:contact|inquiry|inquiries|enquiry|request|form|toiawase)[^/]*/`)
	contactSiteWordRE  = expr.New(`(?i)help us|support(?:s|ed|ing)\b|requests? guidelines?|governmental requests?`)
)

// bodyBefore reports whether a body to complain to stands on line i less than 400 bytes
// before the place at.
func (r *contactReader) bodyBefore(i, at int) bool {
	for k := len(r.found) - 1; k >= 0; k-- {
		if f := &r.found[k]; f.line == i && f.typ == contactDepartment && (f.role == roleComplaintBody || contactBodyWordRE.MatchString(r.t[f.view.Start:f.view.End]) && r.lines[i].has&ctComplaint != 0) && f.view.End <= at && at-f.view.End < 400 {
			return true
		}
	}
	return false
}

// bodySite reports whether the page at sp of line i is that of a body to complain to that
// the text has just named: the link is its name, or what stands before it speaks of its site
// ("you may also visit their website").
func (r *contactReader) bodySite(i int, sp text.Span, before, words string) bool {
	site := contactBodySiteRE.MatchString(before) || contactBodySiteRE.MatchString(before+words)
	if !site && words == "" {
		return false
	}
	for k := len(r.found) - 1; k >= 0; k-- {
		f := &r.found[k]
		if f.role != roleComplaintBody || f.typ != contactDepartment {
			continue
		}
		if f.view.Overlap(sp) > 0 || site && f.line <= i && f.line >= i-bodySiteWithin && r.lines[f.line].section == r.lines[i].section {
			return true
		}
	}
	return false
}

// bodySiteWithin is how far below the name of a body its site may be told.
const bodySiteWithin = 8 // lines

// contactBodySiteRE speaks of somebody's site.
var contactBodySiteRE = expr.New(`(?i)(?:\b(?:their|its|whose)|['’]s?|\b(?:ICO|CNIL|DPC|EDPB|authority|commission(?:er)?|office|regulator|ombudsman|inspectorate|board)) (?:own |online |official )?(?:web ?)?(?:site|page|portal)s?\b[^.]{0,50}$`)

// contactResolverRE speaks of one who settles disputes that the company does not.
var contactResolverRE = expr.New(`(?i)\b(?:dispute[- ]resolution|alternative dispute|independent recourse) (?:provider|body|mechanism|service|program(?:me)?|organi[sz]ation)s?\b[^.]{0,80}$`)

// contactSiteAtRE ends before the address of somebody's site.
var contactSiteAtRE = expr.New(`(?i)(?:\b(?:website|web ?site|site|web|online|visit|at|via|see)(?: address)?(?: is| at|:)?|[(:,;]) ?[<(\[]?$`)

// ofAnother reports whether the block that line i stands in begins with a company
// other than the one whose policy it is. The home page of that one is known.
func (r *contactReader) ofAnother(i int) bool {
	for k := i - 1; k >= max(0, i-6) && r.lines[k].section == r.lines[i].section; k-- {
		if r.lines[k].has&ctLegal == 0 && !contactEntryNameRE.MatchString(r.str(k)) {
			continue
		}
		own := contactBareCompany(contactQuote(r.doc.Company))
		if own == "" {
			return contactEntryNameRE.MatchString(r.str(k))
		}
		return !strings.Contains(r.str(k), own)
	}
	return false
}

// contactEntryNameRE begins an entry of a list of bodies.
var contactEntryNameRE = expr.New(`^[○●◯・■◆\s]*(?:名\s?称|機関名|団体名|信用情報機関名)\s*:`)

// besideEntry reports whether the line above or below line i is an entry with an address or
// number.
func (r *contactReader) besideEntry(i int) bool {
	for _, j := range [...]int{i - 1, i + 1} {
		if j >= 0 && j < len(r.lines) && r.lines[j].section == r.lines[i].section && r.lines[j].short() && !r.lines[j].heading && r.near[j+1] > r.near[j] {
			return true
		}
	}
	return false
}

// askedLink reports whether the English sentence around has the reader contact the company,
// or bring a request, by the link at sp: its words say so ("contact us online", "submit a
// request here"), or it is the way by which the sentence says that one does ("To make a
// request, click [here]", "contact our support team [online]").
func (r *contactReader) askedLink(around, sp text.Span, words, target string) bool {
	if words == "" || contactToReadRE.MatchString(target) {
		return false
	}
	before := contactTail(r.t[around.Start:max(around.Start, sp.Start)], 220)
	if contactAsksWordsRE.MatchString(words) && !contactAboutRE.MatchString(before) {
		return true
	}
	if !contactWayWordsRE.MatchString(words) || contactAboutRE.MatchString(before) {
		return contactOfficeLinkRE.MatchString(words) && contactBroughtRE.MatchString(contactTail(before, 120))
	}
	if contactOnlineBeforeRE.MatchString(before) {
		return true
	}
	return contactRequestSaidRE.MatchString(before) && contactWayBeforeRE.MatchString(before) || contactRequestTargetRE.MatchString(target) && contactWayBeforeRE.MatchString(before)
}

var (
	// contactAsksWordsRE are the words of a link by which the company is asked.
	contactAsksWordsRE = expr.New(`(?i)^\W*(?:please )?(?:you (?:can|may) )?(?:(?:contact|message|write to|get in touch with|reach out to|reach) (?:us|our|the|me|online|support|[a-z]+ (?:to|online|here|through|via))\b|(?:submit|make|send|file|open|start|place) (?:a|an|your|us a|the) (?:[a-z]+ ){0,4}(?:requests?|inquiry|enquiry|complaint|question|ticket|message)\b|(?:complete|fill (?:in|out)|use|submit) (?:our|the|this|a) (?:[a-z]+ ){0,4}form\b)`)
	// contactWayWordsRE are the words of a link that is only pointed at.
	contactWayWordsRE = expr.New(`(?i)^\W*(?:(?:by )?click(?:ing)? (?:here|this link|on this link)|here|online|(?:this|the|our|following|an?) (?:online |web |contact |request |privacy )*(?:form|link|page|portal|web ?form|website)|(?:online |web |contact |request |privacy )*(?:form|portal|web ?form)|link)\W*$`)
	// contactOnlineBeforeRE ends before "online" or "here" behind those who are contacted.
	contactOnlineBeforeRE = expr.New(`(?i)\b(?:contact|reach|write to|message)(?:ing)? (?:us|me|our|the|\p{Lu}[\p{L}.]*)(?: [\p{L}-]+){0,5}?(?:,? (?:via|at|by|through|using|on))? ?$`)
	// contactRequestSaidRE says that something is brought to the company.
	contactRequestSaidRE = expr.New(`(?i)\b(?:(?:submit|make|send|file|place|lodge)(?:ting|ing)? (?:us )?(?:a|an|your|any|such|these|this|the) (?:[a-z]+ ){0,4}(?:requests?|inquir(?:y|ies)|enquir(?:y|ies)|complaints?|questions?|tickets?)|(?:exercis(?:e|ing)|assert|invoke) (?:[a-z’']+ ){0,6}rights?|right to (?:access|delete|object|know|erasure|opt)|requests? to (?:know|delete|access|opt)|have (?:any )?(?:further |other )?(?:questions|concerns|complaints)|create a ticket|wish to contact|contact (?:us|our)|get in touch)\b`)
	// contactWayBeforeRE ends before the way that is taken.
	contactWayBeforeRE = expr.New(`(?i)\b(?:click(?:ing)?(?: on)?|visit(?:ing)?|go(?:ing)? to|us(?:e|ing)|fill(?:ing)? (?:in|out)|complet(?:e|ing)|submit(?:ting)?|via|at|through|by|follow(?:ing)?|ticket|request|form|us|available|found|online|located)(?: (?:the|this|our|a|an|at|by|through|us|on))*:? ?["“(\[]*$`)
	// contactAboutRE tells of what there is to read or to learn.
	contactAboutRE = expr.New(`(?i)\b(?:learn|read|more information|further information|more details|for details|for information|find out|see|described|statistics|instructions|list of|copy of|version|disable|browser|cookies?|settings|terms|policy)\b[^.;]{0,120}$`)
	// contactRequestTargetRE is the page of a portal for requests.
	contactRequestTargetRE = expr.New(`(?i)privacyportal|dsar|subject-?(?:access-?)?request|data-?requests?\b|/requests?/new|privacy-?requests?|request-?(?:form|data|center|portal)|privacy-?(?:rights-?)?(?:request|form|center/request)|datagrail|wirewheel|truyo|/contact(?:-?us)?/?(?:$|[?#])|contact-?form|docs\.google\.com/forms|forms\.gle|jotform|typeform|forms\.office`)
	// contactToReadRE is a page for reading.
	contactToReadRE = expr.New(`(?i)/answer/|/articles?/|\.pdf(?:$|[?#])|gaoptout|/sharer|intent/post|/faqs?\b|/terms|cookie|polic(?:y|ies)/?(?:[?#].*)?$|addons?\b|chrome\.google|support\.(?:apple|google|mozilla|microsoft)\.|\.ico\.org|edpb|privacyshield|dataprivacyframework`)
	// contactVisitRE ends before the page by which something is brought.
	contactVisitRE = expr.New(`(?i)(?:\b(?:by visiting|visiting(?: (?:this|our|the following) (?:[\w-]+ )?(?:page|link|form|site|website)(?: (?:on|of) (?:our|the) (?:website|site))?)?|going to|by using|online(?: at)?|(?:form|portal|page|link|tool)(?: (?:available|found|located))?(?: at)?|complet(?:e|ing) [^.;]{1,40} at|submitt?(?:ing)? [^.;]{1,40} at|via|through))[:, ]*[<(\[]?$`)
	// contactOfficeLinkRE is an office or desk as the words of a link.
	contactOfficeLinkRE = expr.New(`(?:Officer|Team|Department|Support|Desk|Office|DPO|team|support|department)\W*$`)
)

// brought reports whether an English sentence sends the reader with a question to
// the page whose address or link stands between before and after: "contact [the
// society](…)", "open an issue at …", "ask us on [Discord](…)".
func brought(before, words, after, target string) bool {
	near := contactTail(before, 120)
	switch {
	case words != "" && contactBroughtRE.MatchString(near):
		return true
	case contactSocialRE.MatchString(target) && contactOnSocialRE.MatchString(near):
		return true
	case contactTicketRE.MatchString(near+words) && (contactTrackerRE.MatchString(target) || contactTrackerRE.MatchString(words)):
		return true
	case contactChatRE.MatchString(target) || contactChatRE.MatchString(words):
		return contactAskEnRE.MatchString(near) || contactAskEnRE.MatchString(words) || contactAskEnRE.MatchString(contactHead(after, 80))
	}
	return false
}

var (
	// contactBroughtRE ends where the party stands that the reader is to turn to.
	contactBroughtRE = expr.New(`(?i)\b(?:(?:please|should|can|may|could|to|us|just|directly|,) (?:also |always |feel free to |directly )*(?:contact|message|ask|write to|reach out to|reach|get in touch with|talk to)|^contact|\. contact) (?:(?:me|us) (?:directly )?(?:(?:on|via|at|through|in|by|over|using|from) )?)?(?:the |our |my |this |either )?(?:online )?$`)
	contactTicketRE  = expr.New(`(?i)\b(?:open|opening|create|creating|file|filing|raise|raising|post|posting|start|starting|submit|submitting|submitted|report|log)\b[^.]{0,40}\b(?:issues?|tickets?|discussions?|questions?|bugs?|bug reports?|threads?|topics?)\b[^.]{0,60}$|(?i)\b(?:questions?|requests?|concerns?|comments?|contact|reach)\b[^.]{0,120}$`)
	contactTrackerRE = expr.New(`(?i)/issues\b|/discussions\b|issue tracker|github issues|/tickets?\b|bugs?\.|bugtracker`)
	contactChatRE    = expr.New(`(?i)discord(?:app)?\.(?:gg|com)|\bdiscord\b|\bt\.me/|\btelegram\b|\bmatrix\.to\b|\bmastodon\b|\bslack\b`)
	contactAskEnRE   = expr.New(`(?i)\b(?:contact|reach|ask|message|write|questions?|get in touch|dm|ping)\b`)
	// contactSocialRE is a page of a social network, contactOnSocialRE has one write to the company there.
	contactSocialRE   = expr.New(`(?i)\b(?:twitter|x|facebook|instagram|linkedin|threads|bsky|mastodon|wa|whatsapp|messenger|m)\.(?:com|me|net|app|social)/`)
	contactOnSocialRE = expr.New(`(?i)\b(?:message|contact|reach|ask|write to|tweet|dm|ping|text) (?:us|me) (?:directly )?(?:on|via|through|at|in) [^.;]{0,30}$`)
	// contactFormAtRE ends before the address of a form by which the company is asked.
	// contactRegisteredRE tells the entry of a company in the register of an authority.
	contactRegisteredRE = expr.New(`(?i)\b(?:registered with|registration)\b[^.]{0,120}$`)
	contactFormAtRE     = expr.New(`(?i)\b(?:requests?|web|online|contact|inquiry|enquiry|privacy|complaints?|rights|the|our|this)[”"’]? ?forms?(?: (?:is |are )?(?:available|located|found|hosted|provided))?,?(?: (?:at|on|via|under|here))?:?[ "(\[<]*$`)
	// contactChannelRE is a label for a channel in a block of contacts.
	contactChannelRE = expr.New(`^(?i:github|gitlab|codeberg|discord|twitter|mastodon|matrix|telegram|forums?|website|web ?site|web|homepage|url|issues?|issue tracker|bug tracker)$`)
	// contactThisPolicyRE is what a question may be about.
	contactThisPolicyRE = expr.New(`(?i)\b(?:this|our|the|these) (?:[a-z]+ )?(?:privacy )?(?:polic(?:y|ies)|notices?|statements?|terms|guidelines?)\b`)
)

// contactTellingTarget reports whether the address of a page says what it is for.
func contactTellingTarget(s string) bool {
	s = strings.ToLower(s)
	for _, w := range [...]string{"contact", "inquir", "enquir", "form", "toiawase", "support", "request", "optout", "opt-out", "aboutads", "choices", "adssettings", "help", "settings/ads", "ddai", "/issues", "/discussions", "discord"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// announcedBy reports whether the heading above line i or the running text
// before its block holds the word.
func (r *contactReader) announcedBy(i int, word string) bool {
	if j := r.headingLine(r.lines[i].section); j >= 0 && strings.Contains(r.str(j), word) {
		return true
	}
	j := r.prior(i)
	return j >= 0 && r.lines[j].section == r.lines[i].section && strings.Contains(contactTail(r.str(j), 600), word)
}

func contactTail(s string, n int) string { return s[contactRuneStart(s, len(s)-n):] }

func contactHead(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[:contactRuneStart(s, n)]
}

// leadOf returns the text that introduces line i: the last sentence of the
// clause that announces it, or of the running text before its block.
func (r *contactReader) leadOf(i int) string {
	sp := r.leadSpan(i)
	return contactTail(r.t[sp.Start:sp.End], 600)
}

func (r *contactReader) leadSpan(i int) text.Span {
	c := r.doc.Clauses[r.lines[i].clause]
	if c.LeadIn >= 0 && c.LeadIn < len(r.doc.Clauses) && !r.lines[i].heading {
		return r.lastSentence(c.LeadIn)
	}
	if j := r.prior(i); j >= 0 && !r.lines[j].heading && r.lines[j].section == r.lines[i].section {
		sp := r.lines[j].span
		return r.sentenceAround(j, text.Span{Start: sp.End, End: sp.End})
	}
	return text.Span{}
}

func (r *contactReader) lastSentence(c int) text.Span {
	cl := &r.doc.Clauses[c]
	sp := cl.Text
	if n := len(cl.Sentences); n > 0 {
		sp = cl.Sentences[n-1]
	}
	if sp.Len() > 900 {
		sp.Start = contactRuneStart(r.t, sp.End-900)
	}
	return sp
}

func (r *contactReader) leadMarks(i int) contactMark {
	sp := r.leadSpan(i)
	if sp.Empty() {
		return 0
	}
	if j := r.lineAt(sp.Start); j >= 0 {
		var m contactMark
		for ; j < len(r.lines) && r.lines[j].span.Start < sp.End; j++ {
			m |= r.marksIn(j, sp)
		}
		return m
	}
	return 0
}

// lastRuneOf returns the last rune of s.
func contactLastRune(s string) rune {
	c, _ := utf8.DecodeLastRuneInString(s)
	return c
}
