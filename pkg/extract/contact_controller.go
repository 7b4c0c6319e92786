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
	contactWhoIsRE = expr.New(`(?i)(?:(?:\bcontroller|\bresponsible (?:party|body|entity))\b[^:.]{0,120} (?:is|are|as follows|below|reached at)|\b(?:is|are) responsible (?:within the meaning|for (?:the |your |this )?(?:processing|data|website|personal))[^:]{0,120}):\s*$`)
	// contactStandInRE announces who represents the company in another country.
	contactStandInRE = expr.New(`(?i)\brepresentatives?\b[^:]{0,120}:\s*$`)
	contactWhoHeadRE = expr.New(`(?i)^[\d. ]*(?:the |identity of the |name and address of the |about the )?(?:data )?(?:controller|responsible (?:party|body|entity)|who is (?:the )?(?:controller|responsible)[\w ]{0,40})\??$`)
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

// contactNoDeputyRE begins what is no name.
var contactNoDeputyRE = expr.New(`^(?:Our|The|A|An|We|It|This|They|You|Your|Their|Its)\b|(?i)\b(?:officer|team|department)\b`)

// contactStopBehindRE is a full stop behind a legal form that is no abbreviation.
var contactStopBehindRE = expr.New(`(?:\b(?:AG|AB|BV|NV|SA|AS|UG|KG|KK|GK|LLC|LLP|PLC|GmbH|Limited|Foundation|Group|ApS|SAS|SL)|rl)\.$`)

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
	if above.heading {
		return contactWhoHeadRE.MatchString(strings.TrimSpace(r.str(i - 1)))
	}
	return above.section == r.lines[i].section && strings.HasSuffix(strings.TrimRight(r.str(i-1), " "), ":") && contactWhoIsRE.MatchString(contactTail(r.str(i-1), 300))
}
