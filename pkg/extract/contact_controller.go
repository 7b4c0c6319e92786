package extract

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// Companies that an English text names as the one responsible other than by "is the
// controller": in apposition ("Acme Ltd, as the responsible party, …"), as the one by whom
// data are processed, or on the line below words that announce the controller.

// contactCompany has the form of a company's name: words in capitals.
const contactCompany = `\p{Lu}[\p{L}\p{N}.&'’-]*(?:,? (?:\p{Lu}[\p{L}\p{N}.&'’-]*|&|of|and|d\.o\.o\.?|s\.r\.o\.?))*`

const contactAnswerable = `(?:(?:data |joint )*controllers?|responsible (?:party|entity|person|body|company|organi[sz]ation)|(?:party|entity|company|body|organi[sz]ation|person|business)(?: that is| which is)? (?:legally )?responsible)\b`

var (
	contactAsControllerRE = expr.New(`(` + contactCompany + `)(?: ?\([^()]{1,80}\))*,? as (?:the |a |an |your )?` + contactAnswerable)
	contactResponsibleRE  = expr.New(`(` + contactCompany + `)(?: ?\([^()]{1,80}\)|, [^;:()]{1,140},)? (?:is|acts? as|shall be) (?:the |a |an |your )?(?:organi[sz]ation|company|entity|party|person|body|business)(?: that is| which is)? (?:legally )?responsible for\b`)
	contactProcessedByRE  = expr.New(`(?i:data|information) (?:is|are|will be) (?:being )?(?:(?:collected|stored|held|used|handled) (?:and |or ))?(?:processed|controlled|held) by (?:our company,? |us,? |the company,? )?(` + contactCompany + `)`)
	// contactWhoIsRE announces the controller, or heads what is told of it.
	contactWhoIsRE = expr.New(`(?i)(?:(?:\bcontrollers?|\bresponsible (?:party|body|entity|person|company))\b(?:[^:.]|\b(?:art|no|nr|para|sec|lit|paragr|cl|sub|i\.e|e\.g)\.){0,120} (?:is|are|as follows|below|reached at)|\b(?:is|are) responsible (?:within the meaning|for (?:the |your |this )?(?:processing|data|website|personal))[^:]{0,120}|\b(?:is|are|act(?:s|ing)? as) (?:the |your |jointly )?(?:joint |co-)?(?:data )?controllers?\b[^:]{0,80}):\s*$`)
	// contactStandInRE announces who represents the company in another country.
	contactStandInRE = expr.New(`(?i)\brepresentatives?\b[^:]{0,120}:\s*$`)
	contactWhoHeadRE = expr.New(`(?i)^[\d. ]*(?:the |identity of the |(?:names? and )?(?:(?:contact )?details|address(?:es)?|contact data|contact information) of the |identity and contact details of the |about the )?(?:data )?(?:controller|responsible (?:party|body|entity|person|company)|(?:(?:person|party|body|entity|company|organi[sz]ation) )?responsible for (?:the |your |this )?(?:data|website|content|processing|personal data)(?: (?:processing|protection|collection|of [\w ]{3,40}|on [\w ]{3,40}))?|who is (?:the )?(?:controller|responsible)[\w ]{0,40})[?:]?$`)
	contactBelowRE   = expr.New(`^(?:(?:Name|Company|EU|UK|EEA|Europe|European Union|United Kingdom|Switzerland)\s*:\s*)?(` + contactCompany + `)`)
)

// contactDeputy has the form of the name of one who acts for the company.
const contactDeputy = `(\p{Lu}[\p{L}\p{N}.&'’-]*(?:,? (?:\p{Lu}[\p{L}\p{N}.&'’-]*|&|of|and)){0,7}?)`

// contactDeputyFirm has the same form with the legal form of a company at its end.
const contactDeputyFirm = `(\p{Lu}[\p{L}\p{N}.&'’-]*(?:,? (?:\(?\p{Lu}[\p{L}\p{N}.&'’-]*\)?|&|of|and)){0,7}?,? (?:` + contactLegalForm + `|s[aà]rl\b))`

// contactStandInREs name who represents the company in another country: the first three
// by what is done ("we have appointed Acme Ltd as our representative"), the others, which
// ask for the legal form of a company, by where the name stands.
var contactStandInREs = [...]*expr.Regexp{
	expr.New(`(?:appointed|designated|named) (?:a third party, )?` + contactDeputy + `(?:,? \([^()]{1,80}\))?(?:, (?:Attn|Attention|c/o)\b[^;]{1,60}?)?,? as (?:our|its|the|a|an|\p{Lu}[^;]{1,40}['’]s?) .{0,60}?\b[Rr]epresentative`),
	expr.New(contactDeputy + `(?: ?\([^()]{1,80}\))? (?:has been|was|is) (?:appointed|designated|named) (?:by [^,;]{1,40} )?(?:as|to be|to act as) [^;]{1,80}?\b[Rr]epresentative`),
	expr.New(contactDeputy + `(?: ?\([^()]{1,80}\))? (?:is|serves as|acts as) [^.;]{0,40}\b(?:EU|EEA|UK|GDPR|European|Swiss|Article 27)(?: [\p{L}\p{N}/]+){0,4}? [Rr]epresentative\b`),
	expr.New(`\b[Rr]epresentative\b(?:[^.;:]|[Aa]rt\. ){0,200}? is ` + contactDeputyFirm),
	expr.New(`\b[Rr]epresentative(?: is)?(?:\*\*)?(?: at|:)(?:\*\*)? [_*]{0,2}` + contactDeputyFirm),
	expr.New(`\b(?i:(?:we|us) (?:are|is)|(?:EU|EEA|UK|Union|Switzerland|Kingdom)[^.;]{0,60}|company is) (?:legally )?represented (?:there |in [^,.;]{2,40} )?by ` + contactDeputyFirm),
}

// contactAsOfficerRE names a company as the officer.
var contactAsOfficerRE = expr.New(`(?:appointed|designated|named|engaged|nominated|use) ` + contactDeputyFirm + `(?:,? \([^()]{1,80}\))?,? (?:as|to be|to act as) (?:our|its|the|an?) (?:[\p{L}-]+ ){0,3}(?i:data protection (?:officer|lead|manager)|privacy officer|DPO)\b|(?i:\b(?:our|the|its)) (?i:data protection officer|DPO|privacy officer)(?: ?\([^()]{1,40}\))? is ` + contactDeputyFirm)

// contactNoDeputyRE begins what is no name.
var contactNoDeputyRE = expr.New(`^(?:Our|The|A|An|We|It|This|They|You|Your|Their|Its)\b|(?i)\b(?:officer|team|department)\b`)

// contactStopBehindRE is a full stop behind a legal form that is no abbreviation.
var contactStopBehindRE = expr.New(`(?:\b(?:AG|AB|BV|NV|SA|AS|UG|KG|KK|GK|LLC|LLP|PLC|plc|GmbH|Limited|Foundation|Group|ApS|SAS|SL|SARL|ry|Ab)|rl)\.$`)

// standIns finds who represents the company in another country by what line i says of
// them, and reports whether it did.
func (r *contactReader) standIns(i int) bool {
	l := &r.lines[i]
	if r.doc.Lang != policy.English || l.heading || !strings.Contains(r.str(i), "epresent") {
		return false
	}
	found := false
	s := contactHead(r.str(i), 4000)
	for _, x := range contactStandInREs {
		for _, m := range x.FindAllStringSubmatchIndex(s, -1) {
			sp := text.Span{Start: l.span.Start + m[2], End: l.span.Start + m[3]}
			if n := strings.LastIndex(r.t[sp.Start:sp.End], ", "); n > 0 && !contactLegalOnlyRE.MatchString(r.t[sp.Start+n+2:sp.End]) && contactLegalRE.MatchString(r.t[sp.Start+n+2:sp.End]) && !contactLegalRE.MatchString(r.t[sp.Start:sp.Start+n]) && len(contactNames(r.t[sp.Start:sp.Start+n])) == 0 {
				sp.Start += n + 2 // "Under the GDPR, Acme GmbH has been appointed"
			}
			if name := r.t[sp.Start:sp.End]; contactNoDeputyRE.MatchString(name) || r.taken(sp, contactPerson) {
				continue
			}
			if contactStopBehindRE.MatchString(r.t[sp.Start:sp.End]) {
				sp.End-- // the stop of the sentence
			}
			r.add(contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), role: roleRepresentative, conf: 0.75, rule: "contact/person/appointed"})
			found = true
		}
	}
	return found
}

// namedController finds the company that line i names as the one responsible.
func (r *contactReader) namedController(i int) {
	l := &r.lines[i]
	if r.doc.Lang != policy.English || l.heading {
		return
	}
	s := contactHead(r.str(i), 2000)
	role := roleOfficer
	at := func(lo, hi int) {
		sp := text.Span{Start: l.span.Start + lo, End: l.span.Start + hi}
		if n := strings.LastIndex(r.t[sp.Start:sp.End], ", "); n < 0 || !contactLegalRE.MatchString(r.t[sp.Start:sp.Start+n]) {
			sp = r.behindComma(sp)
		}
		if n := contactLastStop(r.t[sp.Start:sp.End]); n > 0 && !strings.HasSuffix(r.t[sp.Start:sp.Start+n], ".") {
			sp.Start += n
		}
		w := contactLegalRE.FindAllStringIndex(r.t[sp.Start:sp.End], -1)
		if w == nil && !r.isCompany(r.t[sp.Start:sp.End]) {
			return
		}
		if w != nil {
			sp.End = sp.Start + w[0][1] // the address, the form of the company run on behind it
		}
		if sp.Len() < 5 || r.taken(sp, contactPerson) {
			return
		}
		r.add(contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), role: role, conf: 0.7, rule: "contact/person/responsible"})
	}
	r.controllersOf(i, s)
	if l.has&ctOfficer != 0 {
		for _, m := range contactAsOfficerRE.FindAllStringSubmatchIndex(s, -1) {
			if m[2] < 0 {
				m[2], m[3] = m[4], m[5]
			}
			sp := text.Span{Start: l.span.Start + m[2], End: l.span.Start + m[3]}
			if contactStopBehindRE.MatchString(r.t[sp.Start:sp.End]) {
				sp.End--
			}
			if !contactNoDeputyRE.MatchString(r.t[sp.Start:sp.End]) && !r.taken(sp, contactPerson) {
				r.add(contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), role: roleOfficer, conf: 0.7, rule: "contact/person/appointed"})
			}
		}
	}
	if l.has&ctOfficer != 0 {
		for _, x := range [...]*expr.Regexp{contactAsControllerRE, contactResponsibleRE} {
			if m := x.FindStringSubmatchIndex(s); m != nil {
				at(m[2], m[3])
			}
		}
	}
	if strings.Contains(s, " by ") {
		if m := contactProcessedByRE.FindStringSubmatchIndex(s); m != nil {
			at(m[2], m[3])
		}
	}
	// The company on a line of its own, behind words that say what it is.
	switch {
	case i == 0:
		return
	case r.controllerDue(i):
	case !r.standInDue(i).Empty():
		role = roleRepresentative
	default:
		return
	}
	if l.has&ctLegal == 0 && !contactLegalRE.MatchString(contactHead(s, 90)) {
		return
	}
	if m := contactBelowRE.FindStringSubmatchIndex(contactHead(s, 160)); m != nil && contactLegalRE.MatchString(s[m[2]:m[3]]) {
		at(m[2], m[3])
	}
}

// standInDue returns the words above line i, or above the entries it stands among, that
// announce representatives; empty if none do.
func (r *contactReader) standInDue(i int) text.Span {
	for k := i - 1; k >= 0 && k >= i-maxStandIns && r.lines[k].section == r.lines[i].section && r.doc.Lang == policy.English; k-- {
		if t := strings.TrimRight(r.str(k), " "); strings.HasSuffix(t, ":") {
			if !contactStandInRE.MatchString(contactTail(t, 300)) {
				break
			}
			return r.lines[k].span
		}
		if !r.lines[k].short() {
			break
		}
	}
	return text.Span{}
}

// maxStandIns is how many entries are passed over to the words that announce them.
const maxStandIns = 3 // lines

// controllerDue reports whether the words right above line i announce the controller.
func (r *contactReader) controllerDue(i int) bool {
	above := &r.lines[i-1]
	if c := &r.doc.Clauses[r.lines[i].clause]; c.Kind == policy.Item && c.LeadIn >= 0 && !r.lines[i].heading {
		sp := r.lastSentence(c.LeadIn)
		if contactWhoIsRE.MatchString(contactTail(r.t[sp.Start:sp.End], 300)) {
			return true
		}
	}
	if above.heading {
		return contactWhoHeadRE.MatchString(strings.TrimSpace(r.str(i - 1)))
	}
	if above.section != r.lines[i].section {
		return false
	}
	t := strings.Trim(r.str(i-1), " *_")
	return strings.HasSuffix(t, ":") && contactWhoIsRE.MatchString(contactTail(t, 300)) || above.short() && contactWhoHeadRE.MatchString(t)
}

var (
	// contactIsControllerRE is what makes of the subject of a sentence the one responsible.
	contactIsControllerRE = expr.New(`,? (?:is|are|am|acts?|acting|shall be|will be|serves?|(?:is|are) (?:considered(?: to be)?|registered(?: with [^,.;]{1,50})?)|remains?)(?: as)?(?: (?:also|jointly|together|therefore|both))? (?:(?:the|a|an|your|our|its|their) )?(?:(?i:(?:[“"'‘]?(?:data|sole|joint|primary|main|legal|lead|responsible|personal data|common|co-) ?)*controllers?)\b|(?:(?:entity|company|party|organi[sz]ation|body|person|business|agency|charity|institution|association|school|firm)(?: that is| which is)? )?(?:legally |primarily |solely )?responsible for (?:the |this |your |our |any |all )*(?:processing|collection|collecting|handling|protection|use|security|personal|data|information|website|privacy)\b)`)
	// contactControllerBeRE is the one responsible, with the name behind it.
	contactControllerBeRE = expr.New(`(?:\b(?i:controllers?|responsible (?:party|person|body|entity|company)|(?:party|person|body|entity|company|organi[sz]ation)(?: that is| which is)? (?:legally )?responsible)\b(?:[^.;:]|[.:][^\s.;:]|\b(?:[Aa]rt|[Nn]o|para|[Ss]ec|lit|e\.g|i\.e|etc)\.){0,240}? (?:is|are|shall be|will be):? (?:the )?)((?:[0-9]{2,5} ?)?(?:\p{Lu}[\p{L}\p{N}.&'’-]*|[0-9]{2,5})(?:,? (?:\p{Lu}[\p{L}\p{N}.&'’-]*|&|of|and|for|the|d\.o\.o\.?|s\.r\.o\.?)){0,8}?,? ` + contactLegalForm + `)`)
	// contactForOthersRE is who is the controller for all others.
	contactForOthersRE = expr.New(`\b(?:elsewhere|otherwise|outside|in (?:all|any) other|for (?:all )?others?)\b[^.;:]{0,90},? (?:it is|it's|it’s|your (?:data )?controller is|the (?:data )?controller is) (\p{Lu}[\p{L}\p{N}.&'’-]*(?:,? (?:\p{Lu}[\p{L}\p{N}.&'’-]*|&|of|and)){0,6}?,? ` + contactLegalForm + `)`)
	// contactFirmRE is a company with its legal form.
	contactFirmRE      = expr.New(`(?:\b[0-9]{2,5} ?)?\b(?:\p{Lu}|[0-9]{2,5} )[\p{L}\p{N}.&'’-]*(?:,? (?:\p{Lu}[\p{L}\p{N}.&'’-]*|&|of|and|for|the)){0,8}?,? ` + contactLegalForm)
	contactShortFormRE = expr.New(`\b(?:Inc|Ltd|Co|Corp|S\.A|B\.V|N\.V|S\.A\.S|S\.r\.l|S\.p\.A)\.$`)
	// contactOnwardRE is what is said of data under a framework for transfers.
	contactOnwardRE   = expr.New(`(?i)^[^.;]{0,120}\b(?:it receives|framework|onward|DPF|privacy shield)\b`)
	contactHalfFormRE = expr.New(`\b(?:International|Foundation|Association|Institute|Company|Pty|Pte|Co\.?)$`)
	contactMoreFormRE = expr.New(`^(?: \p{Lu}\p{L}+){0,2},? ?` + contactLegalForm)
	// contactApartRE is said of another's company.
	contactApartRE = expr.New(`(?i)\b(?:independent|separate|individual|own|each|partners?|providers?|third part(?:y|ies)|vendors?|platforms?|customers?|advertisers?|publishers?|merchants?|insurers?|banks?)\b`)
	// contactBodySubjectRE is a body with its town as the subject of a sentence.
	contactBodySubjectRE = expr.New(`^(?:The )?(\p{Lu}[\p{L}&'’.-]*(?: (?:\p{Lu}[\p{L}\p{N}&'’.-]*|of|and|for|the|&)){2,11}, \p{Lu}\p{L}+)()(?:,? ?\([^()]{1,80}\))?$`)
	// contactBareNameRE is a name without a legal form as the subject of a sentence.
	contactBareNameRE = expr.New(`(?:^(?:[\d.()]+ )?|, |[.:*] ?| by )((?:[0-9]{1,3}(?:st|nd|rd|th) )?\p{Lu}[\p{L}\p{N}&'’.-]*(?: (?:\p{Ll}?\p{Lu}[\p{L}\p{N}&'’.-]*|of|and|for|the|&)){0,9})(?:,? ?\([^()]{1,80}\)|, (?:which|who|that|a|an|with|located|based|having|whose) [^;:]{1,120},?)?$`)
)

// ownNamed is how often a text speaks of the company whose policy it is, at least.
const ownNamed = 4

// controllersOf finds the companies that the sentences of line i name as responsible: the
// subject of "is the controller" whatever stands between the two ("Acme Ltd, a company of
// Ireland (“we”), is your data controller"), and what stands behind "the controller is".
func (r *contactReader) controllersOf(i int, s string) {
	l := &r.lines[i]
	if l.has&ctOfficer == 0 && !strings.Contains(s, "responsible for") {
		return
	}
	report := func(lo, hi int) {
		// "In the Union, Acme, Inc."
		name := strings.TrimRight(s[lo:hi], " .")
		if n := strings.LastIndex(name, ", "); n > 0 && contactLegalOnlyRE.MatchString(name[n+2:]) {
			name = name[:n]
		}
		if n := strings.LastIndex(name, ", "); n > 0 && contactLegalRE.MatchString(s[lo:hi]) {
			lo += n + 2
		}
		// "Acme International Unlimited Company"
		if contactHalfFormRE.MatchString(s[lo:hi]) {
			hi += len(contactMoreFormRE.FindString(s[hi:]))
		}
		sp := text.Span{Start: l.span.Start + lo, End: l.span.Start + hi}
		if sp.End-sp.Start < 3 || r.taken(sp, contactPerson) {
			return
		}
		r.add(contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), role: roleOfficer, conf: 0.7, rule: "contact/person/responsible"})
	}
	for _, m := range contactIsControllerRE.FindAllStringIndex(s, -1) {
		lo := max(0, contactRuneStart(s, m[0]-420))
		if n := contactLastStop(s[lo:m[0]]); n > 0 && !contactShortFormRE.MatchString(strings.TrimRight(s[lo:lo+n], " ")) {
			lo += n
		}
		subject := s[lo:m[0]]
		if contactApartRE.MatchString(s[m[0]:m[1]]) || strings.Contains(s[m[0]:m[1]], "also") && !contactProvidesRE.MatchString(subject) || contactOnwardRE.MatchString(contactHead(s[m[1]:], 160)) {
			continue
		}
		firms := contactFirmRE.FindAllStringIndex(subject, -1)
		for k, f := range firms {
			before := subject[:f[0]]
			if k > 0 && !strings.HasSuffix(strings.TrimRight(before, " "), "and") && !strings.HasSuffix(before, ", ") {
				break // told of the first
			}
			name := subject[f[0]:f[1]]
			if contactNotFirmRE.MatchString(name) || contactNoOwnRE.MatchString(name) || contactApartRE.MatchString(before) {
				continue
			}
			end := f[1]
			if strings.HasSuffix(name, ".") && contactStopBehindRE.MatchString(name) {
				end--
			}
			report(lo+f[0], lo+end)
		}
		if len(firms) > 0 {
			continue
		}
		if n := contactBodySubjectRE.FindStringSubmatchIndex(subject); n != nil && contactBodyNameRE.MatchString(subject[n[2]:n[3]]) && !contactNotFirmRE.MatchString(subject) {
			report(lo+n[2], lo+n[4])
			continue
		}
		if n := contactBareNameRE.FindStringSubmatchIndex(subject); n != nil {
			name := subject[n[2]:n[3]]
			if strings.HasPrefix(name, "The ") && strings.Count(name, " ") >= 3 && contactBodyNameRE.MatchString(name) {
				name = name[len("The "):]
			}
			if contactNoOwnRE.MatchString(name+" ") || contactNotFirmRE.MatchString(name) || strings.Contains(name, ". ") {
				continue
			}
			body := n[2] == 0 && strings.Count(name, " ") >= 2 && contactBodyNameRE.MatchString(name)
			whole := n[2] == 0 && contactTwoNamesRE.MatchString(name) && contactTheControllerRE.MatchString(s[m[0]:m[1]]) && !contactGiantRE.MatchString(name)
			if body || whole || r.isCompany(name) || strings.Count(contactHead(r.t, 60000), name) >= ownNamed && !contactGiantRE.MatchString(name) {
				report(lo+n[2], lo+n[3])
			}
		}
	}
	for _, m := range contactAppositionRE.FindAllStringSubmatchIndex(s, -1) {
		report(m[2], m[3])
	}
	for _, m := range contactForOthersRE.FindAllStringSubmatchIndex(s, -1) {
		if !contactNotFirmRE.MatchString(s[m[2]:m[3]]) {
			report(m[2], m[3])
		}
	}
	for _, m := range contactControllerBodyRE.FindAllStringSubmatchIndex(s, -1) {
		if name := s[m[2]:m[3]]; !contactNotFirmRE.MatchString(name) && contactBodyNameRE.MatchString(name) && !contactIsDesk(name) && !contactAnyHolderRE.MatchString(name) && !contactLegalRE.MatchString(contactHead(s[m[3]:], 12)) {
			report(m[2], m[3])
		}
	}
	for _, m := range contactControllerBeRE.FindAllStringSubmatchIndex(s, -1) {
		if contactNotFirmRE.MatchString(s[m[2]:m[3]]) {
			continue
		}
		end := m[3]
		if contactStopBehindRE.MatchString(s[m[2]:end]) {
			end--
		}
		report(m[2], end)
	}
}

var (
	// contactNotFirmRE tells what a sentence may call by a capital that is no company.
	contactNotFirmRE = expr.New(`^(?:Data|Personal|Joint|Customers?|Users?|You|Your|We|Us|It|They|Both|Each|The|This|That|These|Who|What|Which|Where|If|When|Administrators?|Clients?|Sellers?|Merchants?|Partners?|Companies|Authority|Commission|Controllers?|Processors?|Host|Organi[sz]ers?|Employers?|Schools?|Third|Member|Such|In|For|Under|As|And|Your Organi[sz]ation|International|Company)\b(?: \p{Ll}|$|,)`)
	// contactAppositionRE is a company with what it is behind a comma: "We are Acme Ltd, the
	// data controller".
	contactAppositionRE = expr.New(`\b(?:[Ww]e are|[Tt]his is|us is|known as|trading as|by|is) (\p{Lu}[\p{L}\p{N}.&'’-]*(?: (?:\p{Lu}[\p{L}\p{N}.&'’-]*|&|of|and|for|the)){0,7}?,? ` + contactLegalForm + `)(?: ?\([^()]{1,80}\))?, (?:the|your) (?:data )?controller\b`)
	// contactProvidesRE names who provides the service, of whom the sentence goes on to speak.
	contactProvidesRE = expr.New(`\b(?:provided|operated|run|offered|owned|published|maintained|managed)(?: (?:and|or|/) \p{L}+)? (?:to you )?by [^;:]{3,120},? (?:which|who)$`)
	// contactTwoNamesRE is a name of several words in capitals, contactTheControllerRE what
	// makes of it the only one responsible.
	contactTwoNamesRE      = expr.New(`^(?:\p{Lu}|[0-9]{1,3}(?:st|nd|rd|th) )[\p{L}\p{N}&'’.-]*(?: (?:of|and|for|the|in|on|&))* \p{Lu}`)
	contactTheControllerRE = expr.New(`(?i) (?:the|your) (?:data )?controller$`)
	// contactControllerBodyRE is the one responsible, with the name of a body behind it.
	contactControllerBodyRE = expr.New(`(?:\b(?i:(?:data )?controllers?|(?:party|person|body|entity|company|organi[sz]ation|charity|association)(?: that is| which is)? (?:legally )?responsible)\b(?:[^.;:]|[.:][^\s.;:]|\b(?:[Aa]rt|[Nn]o|para|[Ss]ec|lit)\.){0,160}? (?:is|shall be|will be):? (?:the )?)(\p{Lu}[\p{L}\p{N}&'’-]*(?: (?:\p{Lu}[\p{L}\p{N}&'’-]*|&|of|and|for|the|de|des|van)){1,9})(?:[.,;(]| \(|$)`)
	// contactBodyNameRE is a body without a legal form.
	contactBodyNameRE = expr.New(`\b(?:Council|Club|Church|Parish|PCC|School|College|University|Society|Trust|Charity|Group|Association|Committee|Union|Federation|Academy|Hospital|Surgery|Practice|Museum|Library|Ministry|Agency|Office|Institute|Network|Centre|Center|Project)\b`)
	// contactGiantRE names companies that many texts speak of as others.
	contactGiantRE = expr.New(`^(?:Google|Facebook|Meta|Apple|Microsoft|Amazon|PayPal|Stripe|Twitter|LinkedIn|YouTube|Instagram|TikTok|Mailchimp|Matomo|Hotjar|Intercom|Zendesk|Shopify|Cloudflare|GitHub)\b`)
)
