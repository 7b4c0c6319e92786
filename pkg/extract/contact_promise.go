package extract

import (
	"sort"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// Promises of a contact.
//
// A sentence announces a contact that is to follow ("以下の連絡先までご連絡ください",
// "please contact the following office") or one behind words that ought to be
// linked ("こちらのフォームより"). It is kept if the document gives, behind the
// sentence or elsewhere in the sentence's section, any way to reach someone: an
// address, a number, a page or a named desk that is not only for joint use or
// only a body outside the company. A section whose heading is a contact's
// ("お問い合わせ窓口") makes the same promise with the sentence that asks to
// get in touch, unless the sentence points elsewhere.
//
// Of two broken sentences, one that sends the reader on to a contact section
// is reported with that section only.

var (
	contactFollowRE    = expr.New(`(?:以下|下記|次|下)の[^。]{0,30}?(?:連絡先|窓口|問い?合わ?せ先|問合せ?先|問い?合わ?せフォーム|メールアドレス|アドレス|電話番号|番号|宛先|あて先|送付先|申し?出先|請求先|提出先|担当部署|部署|フォーム|住所|方法)[^。]{0,20}?(?:まで|へ|に|宛|にて|より|から|をご利用)|(?:以下|下記)(?:まで|へ|宛て?に?|にて|に|の通り|のとおり)、?[^。]{0,20}?(?:連絡|問い?合わ?せ|申し?出|請求|送り|願い|相談)|(?:連絡先|窓口|問い?合わ?せ先)[^。]{0,12}(?:は|を)[^。]{0,8}(?:以下|下記|次)の(?:通り|とおり)`)
	contactHereRE      = expr.New(`(?:こちら|コチラ)(?:の[^。、]{0,24})?(?:から|より|まで|へ|に|にて|をご利用|をご参照|をご覧|$|。)`)
	contactGetRE       = expr.New(`問い?合わ?せ|問合|連絡|申し?出|相談|フォーム|窓口`)
	contactPleaseRE    = expr.New(`ください|下さい|願い|承|受け?付け|お寄せ|ものとし`)
	contactFollowsRE   = expr.New(`(?i)(?:\b(?:please|you (?:may|can|should)|kindly|would like|should be|by)\b.{0,160})?\b(?:contact|reach|write to|inquir\w+|enquir\w+|e-?mail|call|send|direct|submit)\w*\b.{0,120}\b(?:the following|following|below)\b|\b(?:following|below)\b.{0,60}\b(?:contact (?:details|information|point|person|address)|e-?mail address|office|contact)\b`)
	contactBegEnRE     = expr.New(`(?i)\bplease\b|\byou (?:may|can|should)\b|\bkindly\b|\bshould be\b|would like (?:you|the user)|\bmay be (?:sent|directed|submitted)|\bcontacting us\b|\bfeel free\b|^(?:contact|reach|write|email|ask|use|send|call)\b`)
	contactFormEnRE    = expr.New(`(?i)\b(?:contact|reach|write to|inquir\w+|get in touch|submit|send)\b.{0,120}\b(?:via|through|using|use|by|from|fill (?:out|in)|on|at)\b (?:our |the |this )?(?:\w+ ){0,2}(?:form|page|link)\b|\bcontact us here\b|\bclick here\b.{0,40}\bcontact|\b(?:this|the following) (?:contact |inquiry |request )?form\b`)
	contactElsewhereRE = expr.New(`アプリ内|アプリケーション内|ウェブサイト|ホームページ|サイト内|サイト上|店頭|マイページ|ログイン|設定画面|別途|本人に|第[0-9一二三四五六七八九十]+(?:条|項)|「[^」]{2,30}」(?:に|を|記載|の)|(?i:in the app|on (?:our|the) (?:web)?site|account settings|log ?in|section (?:below|above)|“[^”]{2,40}” section|through the app|in-app|feedback|in your account)`)
	contactHeadingRE   = expr.New(`(?i)^[【\[(「]?(?:お|ご)?(?:個人(?:情報|データ)(?:の(?:取り?扱い?)?)?(?:等)?に関する(?:お|ご)?|.{0,20}に関する(?:お|ご)?)?(?:お|ご)?(?:問い?合わ?せ|問合|連絡先|相談窓口|苦情.{0,6}窓口|窓口)(?:先|窓口|せ|について|フォーム|・.{0,10}|等|など|に関して|方法)*(?:のご案内|について)?[】\])」]?$|^(?:how to )?(?:contact(?:ing)?|reach)(?: us| information| details| person)?(?: for .{1,30})?$|^contacts?\b.{0,20}$|^(?:inquir|enquir)(?:y|ies)\b.{0,60}$|^questions?(?: and (?:contact|comments|feedback))?\b.{0,30}$`)
)

type contactPromise struct {
	line     int
	sent     text.Span
	section  int
	here     bool // words that ought to be linked
	inHead   bool // in a contact section
	pointing bool // says that something follows
}

func (r *contactReader) promises() {
	var broken []contactPromise
	done := make([]bool, len(r.doc.Sections)+1)
	heads := r.contactSections()
	all, secs := r.reaches()
	for i := range r.lines {
		l := &r.lines[i]
		if l.heading || l.has&ctAnnounce == 0 {
			continue
		}
		for _, sent := range r.sentences(i) {
			if p, ok := r.announced(i, sent); ok && !r.kept(p, all, secs) {
				p.inHead = heads[p.section]
				broken = append(broken, p)
				done[p.section] = true
			}
		}
	}
	// Contact sections that ask to get in touch and give nothing.
	for s := range r.doc.Sections {
		if !heads[s] {
			continue
		}
		if !done[s] {
			if p, ok := r.emptySection(s, secs); ok {
				broken = append(broken, p)
			}
		}
	}
	last := -1
	for _, p := range broken {
		if p.inHead {
			last = max(last, p.sent.Start)
		}
	}
	said := map[text.Span]bool{}
	for _, p := range broken {
		if !p.inHead && p.pointing && p.sent.Start < last || said[p.sent] {
			continue
		}
		said[p.sent] = true
		if p.section == len(r.doc.Sections) {
			p.section = -1
		}
		r.p.Promise(Promise{Kind: Contact, Span: r.doc.View.ToSource(p.sent), Section: p.section, Message: "announces a contact that the text does not give"})
	}
}

// contactSections tells which sections' headings are a contact's.
func (r *contactReader) contactSections() []bool {
	out := make([]bool, len(r.doc.Sections)+1)
	for s := range r.doc.Sections {
		h := strings.Trim(r.t[r.doc.Sections[s].Heading.Start:r.doc.Sections[s].Heading.End], " :*_")
		out[s] = len(h) < 150 && contactHeadingRE.MatchString(h)
	}
	// The last entry stands for "no section"; index -1 is not in use.
	return out
}

// sentences returns the sentences that begin on line i, clause by clause.
func (r *contactReader) sentences(i int) []text.Span {
	l := &r.lines[i]
	all := r.doc.Clauses[l.clause].Sentences
	lo := sort.Search(len(all), func(k int) bool { return all[k].Start >= l.span.Start })
	hi := lo
	for hi < len(all) && all[hi].Start < l.span.End {
		hi++
	}
	return all[lo:hi]
}

// announced reports whether the sentence promises a contact.
func (r *contactReader) announced(i int, sent text.Span) (contactPromise, bool) {
	p := contactPromise{line: i, sent: sent, section: max(-1, r.lines[i].section)}
	if sent.Len() > 1500 {
		return p, false
	}
	if m := r.marksIn(i, sent); m&ctAnnounce == 0 || m&(ctInquiry|ctForm|ctTel|ctAddress) == 0 {
		return p, false
	}
	s := r.t[sent.Start:sent.End]
	if p.section < 0 {
		p.section = len(r.doc.Sections)
	}
	switch {
	case contactFollowRE.MatchString(s) && contactGetRE.MatchString(s) && (contactPleaseRE.MatchString(s) || strings.Contains(s, "です")):
		p.pointing = true
	case contactHereRE.MatchString(s) && contactGetRE.MatchString(s) && !r.linked(i, sent):
		// "詳しくはこちらをご覧ください": something to read.
		m := contactHereRE.FindStringIndex(s)
		if !contactGetRE.MatchString(contactTail(s[:m[0]], 90)) && !contactGetRE.MatchString(contactHead(s[m[0]:], 60)) || !contactReachHereRE.MatchString(s) {
			return p, false
		}
		p.here = true
	case contactLatinText(s) && contactFollowsRE.MatchString(s) && contactBegEnRE.MatchString(s):
		p.pointing = true
	case contactLatinText(s) && contactFormEnRE.MatchString(s) && contactBegEnRE.MatchString(s) && !r.linked(i, sent):
		p.here = true
	default:
		return p, false
	}
	if strings.Contains(s, "not contact") || contactElsewhereRE.MatchString(s) && !p.here {
		return p, false
	}
	return p, true
}

var contactReachHereRE = expr.New(`こちら[^。]{0,30}(?:連絡|問い?合わ?せ|申し?出|相談|お寄せ|フォーム|お願い)|(?:問い?合わ?せ(?:先|窓口)?は|窓口は|窓口に(?:ついて|つきまして)は|連絡先は|フォームは)[^。]{0,14}こちら`)

// linked reports whether words of the sentence lead somewhere.
func (r *contactReader) linked(i int, sent text.Span) bool {
	for j := i; j < len(r.links) && r.lines[j].span.Start < sent.End; j++ {
		for _, k := range r.links[j] {
			ln := r.doc.Links[k]
			if ln.Span.Start >= sent.Start && ln.Span.End <= sent.End+1 && contactLeads(ln) {
				return true
			}
		}
	}
	return false
}

func contactLeads(ln policy.Link) bool {
	t := strings.TrimSpace(ln.Target)
	return t != "" && t != "#" && !strings.HasPrefix(strings.ToLower(t), "javascript:")
}

// A contactReach says what a stretch of the text gives to reach someone.
type contactReach struct {
	any   bool // anything at all but people and hours
	first int  // where the first address, number, page or desk stands
	last  int  // where the last one does
	desk  int  // where the last desk does
	joint int  // where the last one only for joint use does
}

func newContactReach() *contactReach {
	return &contactReach{first: 1 << 60, last: -1, desk: -1, joint: -1}
}

func (c *contactReach) put(f *contactFind) {
	at := f.view.Start
	c.any = true
	switch {
	case f.role == roleJointUse:
		c.joint = max(c.joint, at)
	case f.typ == contactDepartment:
		c.desk = max(c.desk, at)
		c.first = min(c.first, at)
	default:
		c.last = max(c.last, at)
		c.first = min(c.first, at)
	}
}

// reaches returns what the whole text gives, apart from bodies outside the
// company and opting out, and what each section does with those below it; the
// last entry stands for what stands before the first heading.
func (r *contactReader) reaches() (*contactReach, []*contactReach) {
	all := newContactReach()
	secs := make([]*contactReach, len(r.doc.Sections)+1)
	for i := range secs {
		secs[i] = newContactReach()
	}
	for k := range r.found {
		f := &r.found[k]
		if f.typ == contactPerson || f.typ == contactHours {
			continue
		}
		if f.role != roleComplaintBody && f.role != roleOptOut {
			all.put(f)
		}
		s := r.lines[f.line].section
		if s < 0 {
			secs[len(secs)-1].put(f)
		}
		for depth := 0; s >= 0 && depth < 12; depth++ {
			secs[s].put(f)
			s = r.doc.Sections[s].Parent
		}
	}
	return all, secs
}

// kept reports whether the text gives what the sentence announces: anywhere in
// its section, or behind it. A desk named in the sentence itself is what was
// announced, not how to reach it.
func (r *contactReader) kept(p contactPromise, all *contactReach, secs []*contactReach) bool {
	sec := secs[p.section]
	if p.here {
		return sec.any
	}
	return sec.last >= 0 || sec.first < p.sent.Start || sec.desk >= p.sent.End || sec.joint >= p.sent.Start ||
		all.last >= p.sent.Start || all.desk >= p.sent.End || r.linkBelow(p)
}

// linkBelow reports whether lines right below the sentence are linked: a page
// with the contact, whatever it is called.
func (r *contactReader) linkBelow(p contactPromise) bool {
	for j := p.line; j < len(r.lines) && j <= p.line+6; j++ {
		if j > p.line && (r.lines[j].heading || !r.lines[j].short()) {
			break
		}
		for _, k := range r.links[j] {
			if ln := r.doc.Links[k]; ln.Span.Start >= p.sent.Start && contactLeads(ln) {
				return true
			}
		}
	}
	return false
}

// below reports whether section s lies below section top.
func (r *contactReader) below(s, top int) bool {
	for depth := 0; s >= 0 && depth < 12; depth++ {
		if s == top {
			return true
		}
		s = r.doc.Sections[s].Parent
	}
	return false
}

// emptySection finds the sentence of a contact section that asks to get in
// touch where the section, and what is below it, gives nothing and does not
// point elsewhere.
func (r *contactReader) emptySection(s int, secs []*contactReach) (contactPromise, bool) {
	var p contactPromise
	sec := r.doc.Sections[s]
	if secs[s].any || r.peopleIn(sec.Span) {
		return p, false
	}
	found := false
	for i := max(0, r.lineAt(sec.Heading.Start)); i < len(r.lines) && r.lines[i].span.Start < sec.Span.End; i++ {
		l := &r.lines[i]
		if l.heading && l.section != s && !r.below(l.section, s) {
			break
		}
		for _, k := range r.links[i] {
			if contactLeads(r.doc.Links[k]) && !l.heading {
				return p, false
			}
		}
		if l.heading {
			continue
		}
		for _, sent := range r.sentences(i) {
			if sent.Len() > 1500 {
				continue
			}
			t := r.t[sent.Start:sent.End]
			if contactElsewhereRE.MatchString(t) {
				return p, false
			}
			ask := contactGetRE.MatchString(t) && contactPleaseRE.MatchString(t) && !strings.Contains(t, "こちらから")
			if contactLatinText(t) {
				ask = contactContactRE.MatchString(t) && contactBegEnRE.MatchString(t)
			}
			if ask && !found {
				p = contactPromise{line: i, sent: sent, section: s, inHead: true}
				found = true
			}
		}
	}
	return p, found
}

// peopleIn reports whether a person was found in the stretch of View.
func (r *contactReader) peopleIn(sp text.Span) bool {
	k := sort.Search(len(r.found), func(k int) bool { return r.found[k].view.Start >= sp.Start })
	for ; k < len(r.found) && r.found[k].view.Start < sp.End; k++ {
		if r.found[k].typ == contactPerson {
			return true
		}
	}
	return false
}

var contactContactRE = expr.New(`(?i)\bcontact\b|\breach\b|get in touch|\bwrite to\b|\be-?mail\b`)
