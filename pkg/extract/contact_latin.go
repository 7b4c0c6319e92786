package extract

import (
	"sort"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

func contactSortLongest(s []string) {
	sort.Slice(s, func(i, j int) bool {
		if len(s[i]) != len(s[j]) {
			return len(s[i]) > len(s[j])
		}
		return s[i] < s[j]
	})
}

var (
	contactLegalOnlyRE  = expr.New(`^(?:Inc|Ltd|Corp|Co|LLC|LLP|PLC|GmbH|S\.A|K\.K|Limited|Incorporated)\b`)
	contactControllerRE = expr.New(`(\p{Lu}[\p{L}\p{N}.&'’-]*(?:[ ,]+\p{Lu}[\p{L}\p{N}.&'’-]*){0,6})(?:,? \([^()]{1,80}\))?,? (?:is|are|acts? as|shall be|will be) (?:also |jointly )?(?:the |a |an |your |our )?(?:(?:data|joint|responsible|independent|sole|primary|main) )*controllers?\b`)
	contactSignRE       = expr.New(`^(?:(?:President|Chairman|Chief [A-Z]\w+ Officer|Representative Director|CEO|Managing Director|Director)(?: (?:and|&) (?:CEO|President|Representative Director|Director))?,?:? +\p{Lu}[\p{L}.'-]+(?: \p{Lu}[\p{L}.'-]+){1,3}|\p{Lu}[\p{L}.'-]+(?: \p{Lu}[\p{L}.'-]+){1,3}, ?(?:President|Chairman|Chief [A-Z]\w+ Officer|Representative Director|CEO|Managing Director|Director).{0,40})$`)
)

// latinValue reports a party named in Latin letters as a label's value.
func (r *contactReader) latinValue(i int, v, label text.Span) bool {
	s := r.t[v.Start:v.End]
	if n := strings.IndexByte(s, '('); n > 0 {
		s = s[:n]
	}
	if n := contactFirstStop(s); n >= 0 {
		s = s[:n+1]
	}
	if at := contactAttnInRE.FindStringIndex(s); at != nil && at[0] > 0 {
		s = s[:at[0]]
	}
	m := contactLatinPartyRE.FindString(s)
	if m == "" {
		return false
	}
	if f := contactLegalRE.FindStringIndex(s[len(m):]); f != nil && f[0] == 1 && s[len(m)] == ' ' {
		m = s[:len(m)+f[1]] // "Acme Boats ry"
	}
	lead := len(m) - len(strings.TrimLeft(m, " \"“'"))
	if strings.HasPrefix(m[lead:], "the ") {
		lead += len("the ")
	}
	m = strings.TrimRight(m, " ,.\"”'")
	if lead > len(m) {
		return false
	}
	// "Acme, Inc." keeps its full stop.
	if e := len(m); e < len(s) && s[e] == '.' && contactLegalRE.MatchString(m[strings.LastIndexAny(m, " ,")+1:]+".") && !strings.HasSuffix(m, "Company") && !strings.HasSuffix(m, "Corporation") {
		m = s[:e+1]
	}
	// "Acme GmbH, Dock 1, 20095 Hamburg": the address has been found.
	for at := lead + 1; at < len(m); at++ {
		if r.place[v.Start+at] == contactRank[contactPostal]+1 {
			if contactLegalRE.MatchString(m[:at]) {
				m = strings.TrimRight(m[:at], " ,")
			}
			break
		}
	}
	// "Acme GmbH Dock 1, 20095 Hamburg": the address runs on behind the name.
	if w := contactLegalRE.FindAllStringIndex(m, -1); w != nil && w[len(w)-1][1] < len(m) && strings.ContainsAny(s[w[len(w)-1][1]:], "0123456789") && !strings.Contains(m[w[len(w)-1][1]:], ",") {
		m = m[:w[len(w)-1][1]]
	}
	name := m[lead:]
	if j := r.lineAt(label.Start); j >= 0 && j != i && contactHolderNounRE.MatchString(r.t[label.Start:label.End]) && r.doc.Lang == policy.English && r.isCompany(name) {
		return false // "Privacy Officer", and below it at which company
	}
	if len(name) < 2 || strings.Contains(name, "@") || strings.Contains(name, "://") || len(strings.Fields(name)) > 10 {
		return false
	}
	rest := strings.TrimSpace(s[len(m):])
	if rest != "" && !contactThenMailRE.MatchString(rest) && rest[0] != '.' && rest[0] != ';' && rest[0] != ')' && rest[0] != ',' {
		// Running text: take a company with its legal form, nothing else.
		if w := contactLegalRE.FindStringIndex(name); w == nil || contactVerbRE.MatchString(contactHead(name, 40)) {
			return false
		}
	}
	if contactVerbRE.MatchString(name) || contactPlaceKind(name) == plStreet || contactPlaceKind(name) == plCode || contactPlaceKind(name) == plCountry {
		return false
	}
	switch strings.ToLower(strings.Fields(name)[0]) {
	case "attn", "attention", "c/o", "address", "email", "e-mail", "tel", "phone", "fax", "n/a", "none", "contact", "http", "https", "this", "these", "where", "when", "under", "for", "any", "all", "purpose", "purposes", "legal", "details", "data":
		return false
	}
	sp := text.Span{Start: v.Start + lead, End: v.Start + len(m)}
	if r.taken(sp, contactPerson) {
		return false
	}
	f := contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(name), conf: 0.85, rule: "contact/person/latin", label: label}
	f.role, f.why = r.partyRole(i, &f)
	r.add(f)
	return true
}

// contactHolderNounRE ends in an office that a person holds.
var contactHolderNounRE = expr.New(`(?i)\b(?:officer|manager|lead|coordinator|co-ordinator|dpo)$`)

// latinSignature finds "Jane Roe, Representative Director" on a line of its own.
func (r *contactReader) latinSignature(i int) {
	l := &r.lines[i]
	s := r.t[l.span.Start:l.span.End]
	if len(s) > 120 || !contactSignRE.MatchString(s) {
		return
	}
	r.add(contactFind{typ: contactPerson, line: i, view: l.span, value: contactQuote(s), role: roleRepresentative, conf: 0.75, rule: "contact/person/signature"})
}

// prosePartyLatin finds "Acme Ltd is the data controller" in running text, and
// reports whether it did.
func (r *contactReader) prosePartyLatin(i int) bool {
	l := &r.lines[i]
	found := false
	if l.has&ctInquiry != 0 {
		if m := contactTurnToRE.FindStringSubmatchIndex(contactHead(r.str(i), 4000)); m != nil {
			sp := text.Span{Start: l.span.Start + m[2], End: l.span.Start + m[3]}
			if name := r.t[sp.Start:sp.End]; !contactNoPersonRE.MatchString(name) && !contactLegalRE.MatchString(name) && !r.taken(sp, contactPerson) && !strings.Contains(r.doc.Company, name) {
				r.add(contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(name), conf: 0.7, rule: "contact/person/turn-to"})
				found = true
			}
		}
	}
	if l.has&ctOfficer == 0 {
		return found
	}
	for _, h := range r.lineHits(i, l.span) {
		if h.mark&ctOfficer == 0 || h.end-h.start < 8 || r.t[h.end-1] >= 0x80 {
			continue
		}
		// "the controller under this law shall be Acme Ltd"
		if m := contactControllerIsRE.FindStringSubmatchIndex(contactHead(r.t[h.start:l.span.End], 240)); m != nil {
			sp := text.Span{Start: h.start + m[2], End: h.start + m[3]}
			if name := r.t[sp.Start:sp.End]; len(strings.Fields(name)) > 1 && contactLegalRE.MatchString(name) && r.controller(i, sp, h) {
				found = true
				continue
			}
		}
		lo := max(l.span.Start, contactRuneStart(r.t, h.start-200))
		all := contactControllerRE.FindAllStringSubmatchIndex(r.t[lo:h.end], -1)
		if all == nil || lo+all[len(all)-1][1] < h.start {
			continue
		}
		m := all[len(all)-1]
		names := r.behindComma(text.Span{Start: lo + m[2], End: lo + m[3]})
		// "Acme Ltd and Acme, Inc. are joint controllers"
		if before := r.t[lo:names.Start]; strings.HasSuffix(before, " and ") {
			if f := contactFirstPartyRE.FindStringSubmatchIndex(before); f != nil {
				r.controller(i, r.behindComma(text.Span{Start: lo + f[2], End: lo + f[3]}), h)
			}
		}
		if said := r.t[names.End:h.start]; !contactLegalRE.MatchString(r.t[names.Start:names.End]) && strings.Contains(said, " also ") {
			continue // beside the one named elsewhere
		}
		found = r.controller(i, names, h) || found
	}
	return found
}

// contactControllerIsRE finds the company behind the word for what it is.
var contactControllerIsRE = expr.New(`^(?:data )?[Cc]ontroller\b[^.;:]{0,110}? (?:is|shall be|will be) (?:the )?(\p{Lu}[\p{L}\p{N}.&'’-]*(?:,? \p{Lu}[\p{L}\p{N}.&'’-]*){0,6})`)

// contactTurnToRE finds the person to whom the reader is to turn ("please contact Jane
// Roe by post"), contactNoPersonRE tells names of other things.
var (
	contactTurnToRE   = expr.New(`(?:\b(?:contact|email|write to|ask|reach out to|speak to|talk to|complain to|turn to|in touch with)|(?:^|[.:!?] )(?:Contact|Email|Write to|Ask)) (?:(?:our|the) [a-z]+(?: [a-z]+){0,3},? )?(\p{Lu}\p{Ll}+(?: \p{Lu}\.)?(?: \p{Lu}\p{Ll}[\p{L}’'-]*){1,2})(?:$|[.,:;(]| (?:at|via|by|on|under|through|using|directly|if|with|for)\b| [\[(<])`)
	contactNoPersonRE = expr.New(`\b(?:Team|Support|Services?|Offices?|Office[rs]?|Departments?|Customers?|Data|Privacy|Cent(?:er|re)|Us|Desk|Help|Authority|Commission\w*|Agency|Association|Society|Foundation|Institute|University|School|College|Club|Group|Committee|Board|Ministry|Form|Page|Protection|Website|Legal|Company|Network|Relations|Resources|Marketing|Sales|Trust|Bureau|Council|Union|Information|Registry|Google|Facebook|Github|Discord|Bot|App|Inc|Project|Studio|Games|Software|Labs?|Technologies|Solutions)\b`)
)

// contactFirstPartyRE finds the first of two companies, before "and".
var contactFirstPartyRE = expr.New(`(\p{Lu}[\p{L}\p{N}.&'’-]*(?:[ ,]+\p{Lu}[\p{L}\p{N}.&'’-]*){0,6})(?:,? \([^()]{1,80}\))? and $`)

// behindComma cuts what is no part of the name: "In the EU, Acme Ltd".
func (r *contactReader) behindComma(sp text.Span) text.Span {
	if n := strings.LastIndex(r.t[sp.Start:sp.End], ", "); n > 0 && !contactLegalOnlyRE.MatchString(r.t[sp.Start+n+2:sp.End]) {
		sp.Start += n + 2
	}
	return sp
}

// controller adds the company at sp, which the hit h calls a controller.
func (r *contactReader) controller(i int, sp text.Span, h contactHit) bool {
	if n := contactLastStop(r.t[sp.Start:sp.End]); n > 0 {
		sp.Start += n // behind the end of a sentence
	}
	name := r.t[sp.Start:sp.End]
	if !contactLegalRE.MatchString(name) && !r.isCompany(name) || contactGenericRE.MatchString(name) || r.taken(sp, contactPerson) {
		return false
	}
	r.add(contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(name), role: roleOfficer, why: text.Span{Start: h.start, End: h.end}, conf: 0.7, rule: "contact/person/controller"})
	return true
}

// contactThenMailRE is an address behind a name.
var contactThenMailRE = expr.New(`^[\[(<]?[\w.~+-]+@`)

// isCompany reports whether name is that of the company whose policy it is.
func (r *contactReader) isCompany(name string) bool {
	if len(name) < 4 || contactNoOwnRE.MatchString(name) {
		return false
	}
	return strings.HasPrefix(r.doc.Company, name) || r.doc.Company != "" && strings.HasPrefix(name, r.doc.Company)
}

// contactGenericRE is a word for the company that speaks.
var contactGenericRE = expr.New(`^(?:The|Our|This) \p{Lu}\p{Ll}+$`)

// contactNoOwnRE tells words that stand for the company without naming it.
var contactNoOwnRE = expr.New(`^(?i:the |this |our |we$|us$|it$|you$|company$|data |each |both )`)
