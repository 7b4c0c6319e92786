package extract

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// Whom one reaches at a contact: told by the label on its line, else by the
// lines above it in its block, else by the sentence that introduces the block,
// else by the headings above.

func (r *contactReader) assignRoles() {
	r.deskRole = map[int]string{}
	body := -1 // line on which the last desk is a body to complain to
	for k := range r.found {
		f := &r.found[k]
		switch {
		case f.role != "":
		case f.typ == contactEmail && contactLeaveRE.MatchString(f.value):
			f.role = roleOptOut
		case f.line == body && f.typ != contactPerson && f.typ != contactDepartment:
			f.role = roleComplaintBody
		default:
			f.role, f.why = r.roleAt(f.line, f.view, f.typ)
			if f.role == roleOfficer && f.why.Empty() && f.rule == "contact/person/desk" {
				f.role = roleInquiry // who takes questions, no word of who answers for the data
			}
		}
		switch {
		case f.typ == contactDepartment:
			body = -1
			if f.role == roleComplaintBody {
				body = f.line
			}
			r.deskRole[f.line] = f.role
		case f.typ == contactPerson && (f.role == roleOfficer || f.role == roleJointUse) && r.lineAt(f.label.Start) == f.line && !f.label.Empty():
			r.deskRole[f.line] = f.role
		}
	}
}

// contactLeaveFirstRE begins with the wish to get no more advertising, and says no other.
var contactLeaveFirstRE = expr.New(`(?i)^(?:if you (?:no longer (?:wish|want)|do not (?:wish|want)|don[’']t (?:wish|want)|would (?:like|prefer) (?:not )?|want|wish)(?: to)? (?:receive|get|opt[ -]out|unsubscribe|hear|be (?:taken|removed))|to (?:unsubscribe|opt[ -]out|stop (?:receiving|getting)|be (?:taken|removed) (?:off|from)))\b[^.;:]{0,60},? (?:please |simply |just |you can |you may )*(?:contact|e-?mail|call|write|ring|phone|send|let us know|get in touch|tell)\b[^.;:]{0,60}$`)

// contactLeaveRE is an address for leaving.
var contactLeaveRE = expr.New(`(?i)^(?:unsubscribe|opt-?out|stop)\b`)

// roleAt returns the role of a contact of the given type that stands in sp on
// line i, and the word that tells it.
func (r *contactReader) roleAt(i int, sp text.Span, typ string) (string, text.Span) {
	l := &r.lines[i]
	// The line itself, from the contact before or the last sentence's end.
	lo := l.span.Start
	if sp.Start-lo > 300 {
		lo = contactRuneStart(r.t, sp.Start-300)
	}
	if n := strings.LastIndex(r.t[lo:sp.Start], "。"); n >= 0 {
		lo += n + len("。")
	}
	if n := contactLastStop(r.t[lo:sp.Start]); n >= 0 {
		lo += n
	}
	own := r.lineHits(i, text.Span{Start: lo, End: sp.Start})
	if typ == contactDepartment {
		own = append(own[:len(own):len(own)], r.lineHits(i, sp)...)
	}
	if l.short() {
		if why := r.standInDue(i); !why.Empty() {
			return roleRepresentative, why
		}
	}
	if typ == contactPerson || typ == contactDepartment {
		// "…の管理責任者は、X です": what follows may name the office as well.
		if after := r.sentenceAround(i, sp); l.short() || after.End-sp.End < 120 {
			own = append(own[:len(own):len(own)], r.lineHits(i, text.Span{Start: sp.End, End: after.End})...)
		}
	}
	if after := r.sentenceAround(i, sp); typ == contactPostal && !l.short() && after.End-sp.End < 120 {
		// "Acme Ltd, 1 High Street, London, is the controller."
		for _, h := range r.lineHits(i, text.Span{Start: sp.End, End: after.End}) {
			if h.mark&ctOfficer != 0 {
				own = append(own[:len(own):len(own)], h)
			}
		}
	}
	plain := false // "連絡先：" says nothing of whose it is
	if (typ == contactEmail || typ == contactPhone) && r.doc.Lang == policy.English && len(own) > 0 && contactLeaveFirstRE.MatchString(strings.TrimLeft(r.t[lo:sp.Start], " ")) {
		return roleOptOut, text.Span{Start: own[0].start, End: own[0].end}
	}
	if role, why := r.roleOf(own, typ, true); role != "" {
		if role != roleInquiry || !strings.HasPrefix(r.t[why.Start:why.End], "連絡") || !l.short() {
			return r.joint(i, role, why)
		}
		plain = true
	}
	// Lines above it in the block.
	if l.short() && !plain {
		for j := i - 1; j >= l.block && j >= i-10; j-- {
			b := &r.lines[j]
			if role := r.deskRole[j]; role != "" {
				return role, b.span
			}
			if role, why := r.roleOf(r.hits[b.lo:b.hi], typ, false); role != "" {
				return r.joint(j, role, why)
			}
		}
	}
	// The sentence that introduces it.
	if lead := r.leadSpan(i); !lead.Empty() {
		if j := r.lineAt(lead.Start); j >= 0 {
			var hits []contactHit
			for ; j < len(r.lines) && r.lines[j].span.Start < lead.End; j++ {
				hits = append(hits, r.lineHits(j, lead)...)
			}
			if role, why := r.roleOf(hits, typ, false); role != "" {
				return role, why
			}
		}
	}
	// The headings above; a label above a cell was looked at with the block.
	for s, depth := l.section, 0; s >= 0 && depth < 8; s, depth = r.doc.Sections[s].Parent, depth+1 {
		if j := r.headingLine(s); j >= 0 {
			b := &r.lines[j]
			if role, why := r.roleOf(r.hits[b.lo:b.hi], typ, false); role != "" {
				return r.joint(j, role, why)
			}
		}
	}
	if typ == contactPerson {
		return roleOfficer, text.Span{}
	}
	return roleInquiry, text.Span{}
}

// joint turns an officer into the manager of joint use where the text around
// line i is about joint use.
func (r *contactReader) joint(i int, role string, why text.Span) (string, text.Span) {
	if role != roleOfficer {
		return role, why
	}
	for s, depth := r.lines[i].section, 0; s >= 0 && depth < 4; s, depth = r.doc.Sections[s].Parent, depth+1 {
		if j := r.headingLine(s); j >= 0 && r.lines[j].has&ctJoint != 0 {
			return roleJointUse, r.firstHit(r.lines[j].lo, r.lines[j].hi, ctJoint)
		}
	}
	// "…共同利用します。管理責任者は以下のとおりです。" stands at most a few lines above.
	if m := r.leadMarks(i); m&ctJoint != 0 {
		return roleJointUse, why
	}
	// Headings beside it speak for it as well: 共同して利用する者の範囲, then 責任を有する者.
	sec, up := r.lines[i].section, -2
	if sec >= 0 && r.lines[i].heading {
		up = r.doc.Sections[sec].Parent
	}
	for j := i; j >= 0 && j > i-8; j-- {
		b := &r.lines[j]
		if b.section != sec && (b.section < 0 || r.doc.Sections[b.section].Parent != up) {
			break
		}
		if b.has&ctJoint == 0 || b.span.Len() > 3000 {
			continue
		}
		return roleJointUse, r.firstHit(b.lo, b.hi, ctJoint)
	}
	return role, why
}

func (r *contactReader) firstHit(lo, hi int, m contactMark) text.Span {
	for _, h := range r.hits[lo:hi] {
		if h.mark&m != 0 {
			return text.Span{Start: h.start, End: h.end}
		}
	}
	return text.Span{}
}

// roleOf reads the role from words. Of an officer and an inquiry the nearer
// one tells it where the words stand before the contact on its line; above it,
// people are officers and addresses are for inquiries.
func (r *contactReader) roleOf(hits []contactHit, typ string, near bool) (string, text.Span) {
	var all contactMark
	for _, h := range hits {
		all |= h.mark
	}
	all &= ctRoles
	if typ == contactPerson && all&ctHead != 0 {
		all |= ctRepresentative
	}
	if all == 0 || all == ctHead {
		return "", text.Span{}
	}
	at := func(m contactMark) text.Span {
		for k := len(hits) - 1; k >= 0; k-- {
			if hits[k].mark&m != 0 {
				return text.Span{Start: hits[k].start, End: hits[k].end}
			}
		}
		return text.Span{}
	}
	if all&ctJoint != 0 && all&ctOfficer != 0 {
		return roleJointUse, at(ctJoint)
	}
	if all&ctComplaint != 0 && typ != contactPerson {
		if sp := at(ctComplaint); !complaintHere(contactHead(r.t[sp.Start:], 240)) {
			return roleComplaintBody, sp
		}
		if all &^= ctComplaint; all == 0 {
			return roleInquiry, at(ctComplaint)
		}
	}
	if all&ctOptOut != 0 && typ != contactPerson && all&ctInquiry == 0 {
		return roleOptOut, at(ctOptOut)
	}
	if near {
		for k := len(hits) - 1; k >= 0; k-- {
			sp := text.Span{Start: hits[k].start, End: hits[k].end}
			switch m := hits[k].mark; {
			case m&(ctRepresentative|ctHead) != 0:
				return roleRepresentative, sp
			case m&ctOfficer != 0:
				return roleOfficer, sp
			case m&ctInquiry != 0 && typ != contactPerson:
				return roleInquiry, sp
			}
		}
	}
	if all&ctRepresentative != 0 {
		return roleRepresentative, at(ctRepresentative | ctHead)
	}
	switch {
	case all&ctOfficer != 0 && (typ == contactPerson || all&ctInquiry == 0):
		return roleOfficer, at(ctOfficer)
	case all&ctInquiry != 0 && typ != contactPerson:
		return roleInquiry, at(ctInquiry)
	}
	return "", text.Span{}
}

// contactComplaintHereRE is a complaint made to the company itself: "make a complaint to us".
var contactComplaintHereRE = expr.New(`(?i)^(?:make|file|lodge) a complaint\b[^.;]{0,120}?\b(?:(?:to|with|contact|contacting|e-?mail|e-?mailing|write to|writing to|call|calling|notify|inform|reach|tell) (?:us|me|our)|contacting the (?:practice|clinic|company|school|club|charity|trust|surgery|office))\b`)

// contactComplaintToRE goes on with how a complaint is made, and contactComplaintBodyRE with
// where, if not to the company: "To make a complaint, please e-mail Jane Roe".
var (
	contactComplaintToRE   = expr.New(`(?i)^(?:make|file|lodge) (?:a|your) complaint(?: about us)?,? (?:please |simply |just |kindly |you can |you may )*(?:contact|e-?mail|call|write|ring|phone|speak|talk|send|use|see|ask|get in touch|fill|complete|drop)\b`)
	contactComplaintBodyRE = expr.New(`(?i)\b(?:authority|authorities|commission(?:er)?s?(?:'s)?|regulators?|ombuds\w*|ico|agency|inspectorate|supervisory|office of)\b`)
)

// complaintHere reports whether s, which begins with a complaint, is about one that is made
// to the company itself.
func complaintHere(s string) bool {
	return contactComplaintHereRE.MatchString(s) || contactComplaintToRE.MatchString(s) && !contactComplaintBodyRE.MatchString(s)
}

// headingLine returns the line of section s's heading, -1 if there is none.
func (r *contactReader) headingLine(s int) int {
	if s < 0 {
		return -1
	}
	if j := r.lineAt(r.doc.Sections[s].Heading.Start); j >= 0 && r.lines[j].heading {
		return j
	}
	return -1
}

// recipients reports whether line i stands in a section on whom data are
// handed to: addresses there tell who they are, not whom to reach.
func (r *contactReader) recipients(i int) bool {
	s := r.lines[i].section
	if s < 0 {
		return false
	}
	h := r.doc.Sections[s].Heading
	head := r.t[h.Start:h.End]
	if j := r.headingLine(s); j >= 0 && r.lines[j].has&(ctInquiry|ctOfficer|ctJoint|ctRepresentative) != 0 {
		return false
	}
	return contactRecipientRE.MatchString(head) && r.marksIn(i, r.lines[i].span)&(ctInquiry|ctOfficer|ctRepresentative) == 0
}

var contactRecipientRE = expr.New(`(?i)第三者|提供先|委託先|移転|外国|越境|外部送信|transfer|third[- ]part|recipient|processor|sharing|disclos|service providers|\p{L} service provider`)

// recipientAt reports whether the address at sp only tells who a company is to which
// data go: "hosted by Acme GmbH, Dock 1, 20095 Hamburg".
func (r *contactReader) recipientAt(i int, sp text.Span) bool {
	sent := r.sentenceAround(i, sp)
	before := contactTail(r.t[sent.Start:max(sent.Start, sp.Start)], 200)
	m := contactNamedBeforeRE.FindStringSubmatch(before)
	if m == nil || contactReachRE.MatchString(before) {
		return false
	}
	if !contactProviderRE.MatchString(before) && !contactThroughRE.MatchString(before[:strings.LastIndex(before, m[1])]+m[1]) {
		return false
	}
	own, _, _ := strings.Cut(r.doc.Company, " ")
	return own == "" || !strings.Contains(m[1], own)
}

var (
	contactNamedBeforeRE = expr.New(`((?:\p{Lu}|\(\p{Ll})[\p{L}\p{N}.&'’-]*(?:[ ,]+[\p{L}\p{N}.&'’-]+){0,6}?,? (?:Inc|Ltd|Limited|LLC|GmbH(?: & Co\.? KG)?|UG|AG|SE|KG|AB|AS|A/S|ApS|Oy|B\.V|BV|N\.V|S\.A|SAS|SARL|S\.r\.l|Corp|Corporation|Pty|plc|e\.V)\.?)(?: \([^()]{1,60}\))?[ ,(]*$`)
	contactProviderRE    = expr.New(`(?i)\b(?:provide[rd]s?|operated|hosted|host|hosting|process(?:ed|ors?)|services? (?:of|by|from)|offered by|(?:sent|delivered|handled|carried out) (?:by|via|through)|uses?|using|external|partners?|recipients?|transmitted to|shared? with|passed (?:on )?to)\b`)
	// contactThroughRE is a company by whose means something is done.
	contactThroughRE = expr.New(`\b(?:through|via) (?:[\p{L}-]+ ){0,3}\p{Lu}[^,;:()]{1,60}$`)
	contactReachRE   = expr.New(`(?i)\b(?:contact|write to|reach|address(?:ed)? to|controller|representative|responsible|by (?:post|mail))\b`)
)

// contactContext reports whether line i stands where contacts are due: its
// label, block, introduction or headings speak of whom to reach.
func (r *contactReader) contactContext(i int) bool {
	const due = ctInquiry | ctOfficer | ctRepresentative | ctComplaint | ctJoint
	l := &r.lines[i]
	if l.short() {
		for j := i; j >= l.block && j >= i-10; j-- {
			if r.lines[j].has&due != 0 {
				return true
			}
		}
	} else if l.has&due != 0 {
		return true
	}
	if r.leadMarks(i)&due != 0 || r.doc.Lang == policy.English && r.writeTo(i) {
		return true
	}
	for s, depth := l.section, 0; s >= 0 && depth < 8; s, depth = r.doc.Sections[s].Parent, depth+1 {
		if j := r.headingLine(s); j >= 0 && (r.lines[j].has&due != 0 || contactTalkRE.MatchString(contactHead(r.str(j), 120))) {
			return true
		}
	}
	return false
}

// writeTo reports whether line i has the reader write somewhere, or stands below a line that does.
func (r *contactReader) writeTo(i int) bool {
	if contactFoundAtRE.MatchString(contactHead(r.str(i), 200)) {
		return true
	}
	return r.belowWriteTo(i)
}

func (r *contactReader) belowWriteTo(i int) bool {
	for j := i - 1; r.lines[i].short() && j >= 0 && j >= i-3 && r.lines[j].section == r.lines[i].section; j-- {
		if s := r.str(j); strings.HasSuffix(s, ":") {
			return contactWriteToRE.MatchString(contactTail(s, 160))
		}
	}
	return false
}

var (
	// contactWriteToRE ends before where one is to write.
	contactWriteToRE = expr.New(`(?i)(?:\b(?:write|writing|post|mail|sent|send|addressed|apply)\b(?: [^.;:]{1,60})? (?:to|at)|\bby (?:post|mail|letter)|\bin writing|\bfollowing address)(?: us)?(?: at)?:$`)
	// contactFoundAtRE begins or says where the company is to be found.
	contactFoundAtRE = expr.New(`(?i)^(?:(?:or )?by (?:post|mail|letter)|in writing|post|postal|mail)(?: to)?: |\b(?:you (?:will|can) find us at|our (?:office|offices|address|postal address) (?:is|are) (?:at )?|letters? (?:can|may|should|must) be (?:sent|addressed) to|write to us at|(?:please|to) (?:write|send|post|mail)\b[^.;:]{0,60} to(?: us)?(?: at)?:? )`)
)

// contactTalkRE is a heading over contacts that does not call them so ("Getting in touch",
// "困ったときは").
var contactTalkRE = expr.New(`(?i)\b(?:in touch|talk to|talking to|write to|writing to|ask(?:ing)? us|speak to|say hello|find us|where to (?:find|write|turn|complain)|whom? to (?:ask|turn)|who is (?:responsible|behind)|correspondence|your letters|mailbox|help ?desk)\b|聞きたい|ききたい|言いたい|困った|こまった|お困り|お声|ご意見|尋ね|たずね|相談|問合|問い`)
