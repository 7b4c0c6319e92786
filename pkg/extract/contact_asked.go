package extract

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// Holders of an office to whom an English sentence has the reader turn, whether or not the
// office is written as a name ("please write to our data protection officer", "complaints
// go to the practice manager", "the club secretary is your first point of contact"). What
// is told is the place in the sentence and the last word of the noun phrase; what stands
// before that word is open.

const (
	contactHolderHead = `(?:officers?|manager|secretary|chair(?:man|woman|person)?|convenor|convener|co-?ordinator|treasurer|bursar|registrar|clerk|principal|head ?-?(?:teacher|master|mistress)|director|custodian|warden|steward|archivist|librarian|president|administrator|webmaster|ombuds(?:man|woman|person)|rector|vicar|minister|dean|commissioner|counsel|adviser|advisor|champion|lead|head of (?:[\p{L}’'-]+ (?:and |& )?){0,3}?[\p{L}’'-]+|chief (?:[a-z]+ ){0,2}?(?:executive|officer)|dpo)`
	// contactHolderPhrase is an office with what stands before and behind its last word.
	contactHolderPhrase = `((?i:(?:[\p{L}\p{N}’'./&-]+ ){0,5}?` + contactHolderHead + `)(?: (?:of|for) (?:the )?(?:\p{Lu}[\p{L}’'.-]*|data|privacy|information|compliance|operations|safeguarding|finance|membership|admissions)(?: (?:\p{Lu}[\p{L}’'-]*|protection|security|governance|affairs))?)?)\b`
)

var (
	// contactTurnRE has the reader turn to someone.
	contactTurnRE = expr.New(`(?i:(?:^|[.:;,–—(] ?|\b(?:please|kindly|you|can|may|might|should|must|could|would|also|then|first|instead|to|or|and|by|directly|either|simply|just|always|email|post|then|wish to|want to) )(?:contact(?:ing)?|e-?mail(?:ing)?|call(?:ing)?|ring(?:ing)?|phon(?:e|ing)|telephon(?:e|ing)|ask(?:ing)?|tell(?:ing)?|notify(?:ing)?|inform(?:ing)?|approach(?:ing)?|consult(?:ing)?|(?:reach(?:ing)?(?: out)?|writ(?:e|ing)(?: in writing| a letter)?|apply(?:ing)?|complain(?:ing)?|speak(?:ing)?|talk(?:ing)?|turn(?:ing)?|appeal(?:ing)?|escalat(?:e|ing)(?: (?:it|this|the matter|your complaint))?)(?: in (?:writing|person))? (?:to|with)|(?:get(?:ting)? |be )?in (?:touch|contact) with|(?:send(?:ing)?|submit(?:ting)?|direct(?:ing)?|address(?:ing)?|forward(?:ing)?|deliver(?:ing)?|bring(?:ing)?|rais(?:e|ing)|refer(?:ring)?|report(?:ing)?|mak(?:e|ing)|giv(?:e|ing)|put(?:ting)?|mail(?:ing)?|post(?:ing)?) [^.;:]{1,70}? (?:to|with)) (?:(?:either|also|directly|instead|both) )?)(?i:(?:our|the|its|my|\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){0,4}['’]s?) )` + contactHolderPhrase)
	// contactGoToRE says to whom requests and the like go.
	contactGoToRE = expr.New(`(?i:\b(?:requests?|complaints?|questions?|quer(?:y|ies)|enquir(?:y|ies)|inquir(?:y|ies)|concerns?|applications?|correspondence|letters?|comments?|grievances?|objections?|appeals?|notices?|feedback|it|this|these|they)\b[^.;:]{0,90}? (?:(?:can|may|should|must|will|are|is|to|be|have) )+(?:to )?(?:(?:also|first|initially|then|always|normally) )?(?:be )?(?:(?:sent|made|directed|addressed|submitted|forwarded|put|raised|referred|reported|delivered|mailed|e-?mailed|posted|given|handed|brought|taken|passed|go)\b[^.;:]{0,50}? (?:to|with)|(?:dealt with|handled|answered|processed|considered) by) )(?i:(?:our|the|its|\p{Lu}[\p{L}’'-]*['’]s?) )` + contactHolderPhrase)
	// contactIsPointRE makes someone the one to turn to.
	contactIsPointRE = expr.New(`(?i:(?:^|[.:;,] ?|\b(?:and|that|as) )(?:our|the|its) )` + contactHolderPhrase + `(?: ?\([^()]{1,40}\))? (?i:(?:is|acts as|serves as) (?:the |your |our |a )?(?:first |main |primary |single |designated |nominated |sole )*(?:point of contact|contact point|contact person|contact for|person to contact)\b|(?:can|may|should|must|is to|will) (?:also )?be (?:contacted|reached|written to|e-?mailed|approached|notified|informed)\b)`)
	// contactOrHolderRE goes on with another one.
	contactOrHolderRE = expr.New(`^(?: ?\([^()]{1,24}\))?,? (?i:or|and)(?: (?i:to))? (?i:our|the|its|their) ` + contactHolderPhrase)
	// contactOursRE says that the writer, not the reader, turns to someone.
	contactOursRE = expr.New(`(?i)\b(?:we|who|they|staff|employees?|volunteers?|members of staff|recipients?|processors?|suppliers?|contractors?) (?:\p{L}+ ){0,5}?$`)
	// contactOfOthersRE is an office of another, or of no one in particular.
	contactOfOthersRE = expr.New(`(?i)^(?:(?:data )?controller|(?:line|your|account|password|cookie|consent|tag|event|task|file|ad|ads|project|hotel|hiring|relationship)\b.*\bmanager|(?:relevant|respective|appropriate|applicable|following|same|other|responsible|competent|local|nearest)\b.*|.*\b(?:your|their|who|which|that|if|or|when|with|at|by|in|on|from|about|is|are)\b.*|managers?|directors?|lead|administrator|officers?|counsel|head of the.*|minister|commissioner|(?:.*\b)?(?:information|privacy|data protection) commissioner|.*\b(?:system|site|account|server|network|workspace|group|forum|instance|organi[sz]ation|company|team|page|channel|list|community|device|it|tenant)(?:['’]s)? (?:administrator|owner|lead))$`)
	contactAskTailRE  = expr.New(`^(?: ?\([^()]{1,40}\))?[\])*_”"’]*(?:\([^()\s]*\))?(?:[.,:;)!?]|$| [–—(\[-]| (?:or|and|at|by|via|on|in|here|using|through|under|directly|if|about|with|who|whose|to|for|regarding|concerning|when|should|as|with|within|of|before|first|either|immediately|below|above)\b| ?[\w.+-]+@| \+?[0-9(])`)
	// contactPublicOfficeRE is an office of the state, to which complaints go.
	contactPublicOfficeRE = expr.New(`(?i)\bcommissioners?\b|\bombuds|\bminister\b|^secretary of (?:the )?(?-i:\p{Lu})`)
	// contactPublicMoreRE is how the name of such an office goes on.
	contactPublicMoreRE = expr.New(`^(?: (?:of|for|and|the|\p{Lu}[\p{L}.]*)){0,8} \p{Lu}\p{L}+`)
	contactLawOfHeadRE  = expr.New(`(?i)\b(?:data|privacy|information|protection|compliance|records|gdpr|dpo|complaints?|grievance|confidentiality)\b`)
)

// contactHolderWordRE is a word that a phrase for the holder of an office ends in; most
// lines have none, and are not looked at further.
var contactHolderWordRE = expr.New(`(?i)(?:officer|manager|secretary|chair|conven[eo]r|ordinator|treasurer|bursar|registrar|clerk|principal|head(?: of |[ -]?teacher|[ -]?master|[ -]?mistress)|director|custodian|warden|steward|archivist|librarian|president|administrator|webmaster|ombuds|\brector|vicar|minister|\bdean|commissioner|counsel|advis[eo]r|champion|\blead\b|executive|dpo)`)

// askedHolders finds those to whom line i has the reader turn.
func (r *contactReader) askedHolders(i int) {
	l := &r.lines[i]
	if r.doc.Lang != policy.English || l.heading {
		return
	}
	s := contactHead(r.str(i), 4000)
	if !contactHolderWordRE.MatchString(s) {
		return
	}
	due := r.contactContext(i)
	report := func(lo, hi int, must bool) bool {
		if n := max(strings.LastIndex(s[lo:hi], "'s "), strings.LastIndex(s[lo:hi], "s' ")); n > 0 {
			lo += n + len("'s ") // "Acme's privacy officer"
		}
		if n := strings.LastIndex(s[lo:hi], "’ "); n > 0 {
			lo += n + len("’ ")
		}
		if n := strings.LastIndex(s[lo:hi], "’s "); n > 0 {
			lo += n + len("’s ")
		}
		office, after := s[lo:hi], contactHead(s[hi:], 160)
		if contactLegalRE.MatchString(office) && !contactCompanyOfficeRE.MatchString(office) {
			return false
		}
		sp := text.Span{Start: l.span.Start + lo, End: l.span.Start + hi}
		data := contactLawOfHeadRE.MatchString(office)
		if contactOfficeOfRE.MatchString(contactTail(s[:hi], 120)) {
			return false // the office of the registrar is a desk
		}
		if contactPublicOfficeRE.MatchString(contactHead(s[lo:], hi-lo+8)) {
			// "the Secretary of Health", "the state commissioner for data protection"
			if contactAppealRE.MatchString(s) && !strings.HasPrefix(after, "'s") && !strings.HasPrefix(after, "’s") && !r.taken(sp, contactDepartment) {
				hi += len(contactPublicMoreRE.FindString(after))
				if sp.End = l.span.Start + hi; r.addDesk(i, sp, 0.6, "contact/department/authority") {
					r.found[len(r.found)-1].role = roleComplaintBody
				}
			}
			return false
		}
		switch {
		case sp.Len() < 3 || contactOfOthersRE.MatchString(office) || contactNoOfficeRE.MatchString(office) || contactHolderNoRE.MatchString(after) || r.taken(sp, contactPerson):
			return false
		case must && !contactAskTailRE.MatchString(after) || !due && !data || contactHowToRE.MatchString(contactTail(s[:lo], 60)):
			return false
		case strings.HasPrefix(after, " directly") || strings.HasPrefix(after, " of the "):
			if n := strings.Index(after, ": "); n > 0 && n < 12 || after[1] == 'o' {
				return false // its name follows; "the custodian of the record"
			}
		}
		if n := contactNames(contactHead(after, 120)); len(n) > 0 && contactThenNameRE.MatchString(after[:n[0][0]]) && !contactNoPersonRE.MatchString(after[n[0][0]:n[0][1]]) && !contactStreetRE.MatchString(after[n[0][0]:n[0][1]]) && !contactLegalRE.MatchString(contactHead(after[n[0][0]:], 40)) && r.place[l.span.Start+hi+n[0][0]] != contactRank[contactPostal]+1 {
			return false // it has a name
		}
		f := contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(office), conf: 0.6, role: roleInquiry, rule: "contact/person/turned to"}
		if contactOfDataRE.MatchString(office) {
			f.role = roleOfficer
		}
		r.add(f)
		return true
	}
	for _, x := range [...]*expr.Regexp{contactTurnRE, contactGoToRE} {
		for _, m := range x.FindAllStringSubmatchIndex(s, -1) {
			if contactOursRE.MatchString(contactTail(s[:m[0]], 60)) {
				continue
			}
			if report(m[2], m[3], true) {
				if n := contactOrHolderRE.FindStringSubmatchIndex(contactHead(s[m[3]:], 120)); n != nil {
					report(m[3]+n[2], m[3]+n[3], true)
				}
			}
		}
	}
	for _, m := range contactIsPointRE.FindAllStringSubmatchIndex(s, -1) {
		report(m[2], m[3], false)
	}
}
