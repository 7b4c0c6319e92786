package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// People in English texts: a name with the office it stands beside ("Jane Roe, Privacy
// Officer", "our managing director, John Doe", "The officer is Dr. Ann Lee"), wherever in a
// line the two stand. Names are told by their form, offices by their last word.

const (
	contactTitled     = `(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Rev|Herr|Frau|Ing|Dipl|Hon|Mag|Capt|Madame|Monsieur|Professor|Doctor)\.?(?:-Ing\.)? )`
	contactHonorific  = contactTitled + `*`
	contactNameWord   = `(?:\p{Lu}[\p{Ll}'’]+(?:[-'’]?\p{Lu}?[\p{Ll}'’]+)*|\p{Lu}\.(?:\p{Lu}\.)*)`
	contactAfterName  = `(?:,? (?:Esq|Ph\.?D|M\.?D|RDH|RN|DDS|DVM|J\.?D|LL\.?[BM]|CIPP(?:/[A-Z]+)?|Jr|Sr|II|III|QC|KC|OBE|MBE|MBA|CPA|CISSP|FCA)\b\.?)*`
	contactOfficeNoun = `(?:[\p{L}'’-]+(?: (?:of|for|and|&|the)){0,2} ){0,6}?(?:[Oo]fficer|[Oo]fficial|[Mm]anager|[Dd]irector|[Cc]ounsel|[Ss]ecretary|[Pp]artner|[Pp]resident|[Cc]hair(?:man|woman|person)?|[Aa]dministrator|[Cc]o-?ordinator|[Ll]ead(?:er)?|[Hh]ead|[Cc]hief|[Ee]xecutive|[Pp]rincipal|[Tt]rustee|[Cc]ustodian|[Ss]teward|[Rr]egistrar|[Oo]mbuds(?:man|woman|person)|[Oo]wner|[Pp]roprietor|[Ff]ounder|[Mm]aintainer|[Dd]eveloper|[Ee]ditor|[Dd]ean|[Rr]ector|[Cc]hancellor|[Ll]ibrarian|[Aa]rchivist|[Cc]lerk|[Tt]reasurer|[Ww]arden|[Hh]ead ?(?:teacher|master|mistress)|[Gg]overnor|[Aa]dvis[eo]r|[Dd]elegate|[Aa]ssistant|[Ss]pecialist|[Ll]awyer|[Aa]ttorney|[Ss]olicitor|[Ee]ngineer|[Gg]uardian|[Rr]epresentative|[Cc]ontroller|[Cc]ommissioner|(?:[\p{L}'’-]+-)?in-chief|in charge|responsible|[Cc]ontact(?: person)?|C[EFIOPT]O|CISO|DPO|MD)(?: (?:of|for|in charge of|responsible for) [\p{L}'’&-]+(?: [\p{L}'’&-]+){0,4}?)?`
)

var (
	contactTitledRE = expr.New(`^` + contactTitled + `\p{Lu}`)
	contactPersonRE = expr.New(`^` + contactHonorific + contactNameWord + `(?: (?:` + contactNameWord + `|de|da|do|dos|das|del|della|di|du|van|von|der|den|ten|ter|la|le|al|el|bin|ibn|af|av|zu|y|e|O’|O')){0,4} ` + `\p{Lu}[\p{Ll}'’]+(?:[-'’]?\p{Lu}?[\p{Ll}'’]+)*` + contactAfterName)
	// The office before the name, and behind it.
	contactOfficeLeftRE  = expr.New(`(?:^|[\s(.,;:])(?:[Oo]ur|[Tt]he|[Ii]ts|[Yy]our|[Aa]n?|[Mm]y|to)?\s*(` + contactOfficeNoun + `)( ?\([^()]{1,30}\))?( \(|,| is| are|:| [-–—]|;|, namely,?| at present,?| is currently| remains)?(?: (?:at present|currently|named|called))? ?$`)
	contactOfficeRightRE = expr.New(`^(, | \(| [-–—] | is (?:also )?| acts as | serves as | as |, who (?:is|acts as|serves as) )(?:our |the |its |a |an |your )?(` + contactOfficeNoun + `)(\)|$|[.,;:(]| [-–—(\[]| (?:at|on|by|via|who|and|can|is|under|with|tel|for)\b)`)
	contactOfDataRE      = expr.New(`(?i)\b(?:data|privacy|information|protection|personal|records|compliance|confidentiality|gdpr|dpo|cpo|ciso|grievance)\b`)
	contactOfHeadRE      = expr.New(`(?i)\b(?:ceo|chief executive|managing director|president|rector|proprietor|owner|founder|principal|head ?(?:teacher|master|mistress)|chairman|chairwoman|chairperson|general manager|chancellor)\b`)
	contactNoOfficeRE    = expr.New(`(?i)^(?:am|is|are|was) |\b(?:vice|former|deputy of|any|each|every|other|third)\b|^(?:data )?controller$`)
	contactNoNameRE      = expr.New(`\b(?:The|Our|Your|Their|This|These|If|Please|For|Contact|Dear|When|Where|Who|How|What|In|On|At|By|We|You|It|Any|All|No|Not|Article|Section|Chapter|Rule|Act|Law|Code|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Street|Road|Avenue|Lane|Drive|Square|Boulevard|House|Building|Floor|Suite|Box|Officer|Official|Manager|Director|Counsel|Secretary|President|Chief|Head|Representative|Controller|Policy|Notice|Statement|Rights|Information|Personal|Member|States?|European|Union|United|Kingdom|Republic|Federal|National|General|Questions|Requests|Complaints?|Email|Mail|Phone|Telephone|Fax|Address|Attention|Attn|Electronic|Written|Customer|Annex|Appendix|Terms|Cookies?|Play|Store|Cloud|Maps|Ads|Insurance|Bank|Mutual|Airlines|Motors|Holdings?|Systems|Media|Health|Hospital|Clinic|Church|City|County|State|Province|Island)\b`)
	contactByRepRE       = expr.New(`\b(?:(?:[Ll]egally )?[Rr]epresented by|Vertreten durch)(?::|\*\*|:\*\*|\*\*:)? (?:its |the |their |our |his |her )?`)
)

// contactRegionRE is a part of a country or a town of two words.
var contactRegionRE = expr.New(`^(?:New (?:South Wales|Brunswick|Jersey|York|Mexico|Hampshire|Delhi)|British Columbia|Nova Scotia|Northern Territory|South Australia|Western Australia|(?:North|South|West) (?:Carolina|Dakota|Virginia)|Rhode Island|Tamil Nadu|Uttar Pradesh|Baden W|Lower Saxony|San \p{Lu}|Los Angeles|Las Vegas|Buenos Aires|São Paulo|Rio de)`)

// contactTownThenRE follows a town: its state and its code.
var contactTownThenRE = expr.New(`^,? (?:\p{Lu}{2}|\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?),? [0-9]{5}\b`)

// latinPeople finds people named beside their office on line i and reports whether it
// found one.
func (r *contactReader) latinPeople(i int) bool {
	l := &r.lines[i]
	if r.doc.Lang != policy.English || l.heading {
		return false
	}
	s := contactHead(r.str(i), 3000)
	data := l.has&ctOfficer != 0
	if !data && l.has&(ctTitle|ctRepresentative) == 0 && !r.contactContext(i) && !r.isNear(i, 2, 2) {
		return false
	}
	if l.has&(ctAt|ctDigit) == 0 && !contactAnyOfficeRE.MatchString(s) && !contactTitledRE.MatchString(s) && !contactByRepRE.MatchString(s) && !r.nameDue(i) {
		return false
	}
	found := false
	report := func(sp text.Span, office string, conf float64) {
		sp.Start, sp.End = sp.Start+l.span.Start, sp.End+l.span.Start
		if r.taken(sp, contactPerson) {
			return
		}
		f := contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), conf: conf, rule: "contact/person/office"}
		switch {
		case contactOfDataRE.MatchString(office):
			f.role = roleOfficer
		case contactOfHeadRE.MatchString(office):
			f.role = roleRepresentative
		}
		if f.role != "" {
			f.role, f.why = r.joint(i, f.role, text.Span{})
		}
		r.add(f)
		found = true
	}
	for _, m := range contactNames(s) {
		if n := len(contactAskFirstRE.FindString(s[m[0]:m[1]])); n > 0 { // "Ask Jane Roe", "Ask Rev. Jane Roe"
			m[0] += n
			if x := contactPersonRE.FindStringIndex(contactHead(s[m[0]:], 120)); x != nil {
				m[1] = m[0] + x[1]
			}
		}
		if a := m[0] + len(contactArticleRE.FindString(s[m[0]:m[1]])); contactOfficeThenRE.MatchString(s[a:m[1]]) {
			m[0] = a
			n := len(contactOfficeThenRE.FindString(s[a:m[1]]))
			// "our Privacy Officer Jane Roe"
			if x := contactPersonRE.FindStringIndex(s[m[0]+n : m[1]]); x != nil && x[1] == m[1]-m[0]-n && !contactNoNameRE.MatchString(s[m[0]+n:m[1]]) && !contactNoPersonRE.MatchString(s[m[0]+n:m[1]]) && r.officeDue(i, s[m[0]:m[0]+n-1], m[1]) {
				report(text.Span{Start: m[0], End: m[1]}, s[m[0]:m[0]+n-1], 0.8)
				continue
			}
		}
		if contactBodyNameRE.MatchString(s[m[0]:m[1]]) && strings.HasSuffix(s[:m[0]], ", ") && contactForAttentionRE.MatchString(s[:m[0]]) {
			continue // the body behind the one whose attention is asked for
		}
		name := s[m[0]:m[1]]
		if contactNoNameRE.MatchString(name) || contactCountries[strings.ToLower(name)] || contactRegionRE.MatchString(name) || contactNoPersonRE.MatchString(name) || contactLegalRE.MatchString(name) || r.doc.Company != "" && strings.Contains(r.doc.Company, name) {
			continue
		}
		if rest := s[m[1]:]; rest != "" && (contactLetter(rest[0]) || strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s") || strings.HasPrefix(rest, " ") && contactLegalRE.MatchString(contactHead(rest, 12))) {
			continue
		}
		if contactTownThenRE.MatchString(s[m[1]:]) {
			continue // "San Pedro, CA 90731"
		}
		// "Jane Roe, Privacy Officer"
		if o := contactOfficeRightRE.FindStringSubmatchIndex(contactHead(s[m[1]:], 120)); o != nil {
			link, office := strings.TrimSpace(s[m[1]+o[2]:m[1]+o[3]]), s[m[1]+o[4]:m[1]+o[5]]
			if !contactNoOfficeRE.MatchString(office) && r.officeDue(i, office, m[1]) {
				sp := text.Span{Start: m[0], End: m[1]}
				switch link {
				case ",", "-", "–", "—":
					sp.End = m[1] + o[5]
				case "(":
					sp.End = m[1] + o[5]
					if strings.HasPrefix(s[sp.End:], ")") {
						sp.End++
					}
				}
				report(sp, office, 0.8)
				continue
			}
		}
		// "our managing director, John Doe", "The officer is Dr. Ann Lee"
		before := contactTail(s[:m[0]], 140)
		o := contactOfficeLeftRE.FindStringSubmatchIndex(before)
		if o == nil && strings.Contains(name, " ") {
			// "The partner who handles data is Jane Roe", "Jane Roe looks after data protection"
			does := contactHead(s[m[1]:], 100)
			if contactThenAskRE.MatchString(contactHead(s[m[1]:], 240)) && r.contactContext(i) {
				report(text.Span{Start: m[0], End: m[1]}, "", 0.7)
				continue
			}
			// "Questions can be sent to Jane Roe at jane@…"
			if contactGoalOfRE.MatchString(before) && r.leadsTo(i, l.span.Start+m[1]) && (r.reachedRight(i, l.span.Start+m[1]) || r.contactContext(i)) {
				report(text.Span{Start: m[0], End: m[1]}, "", 0.7)
				continue
			}
			if contactChosenRE.MatchString(before) && contactChosenToRE.MatchString(does) && (contactOfDataRE.MatchString(does) || r.contactContext(i)) {
				report(text.Span{Start: m[0], End: m[1]}, "data", 0.7)
				continue
			}
			if w := contactDoesRE.FindString(does); w != "" && (contactOfDataRE.MatchString(does) || strings.Contains(w, " be ") && r.reachedRight(i, l.span.Start+m[1]+len(w)) || r.contactContext(i)) || contactDoerRE.MatchString(before) && (contactOfDataRE.MatchString(before) || r.contactContext(i)) {
				report(text.Span{Start: m[0], End: m[1]}, "data", 0.7)
				continue
			}
		}
		if o == nil {
			// "Dr. Jane Roe" below the heading of those responsible for data.
			if h := r.headingLine(l.section); strings.TrimSpace(before) == "" && h >= 0 && r.lines[h].has&ctOfficer != 0 && (contactTitledRE.MatchString(name) || m[1] == len(s) && r.nameDue(i)) {
				report(text.Span{Start: m[0], End: m[1]}, "data", 0.75)
				continue
			}
			if before == "" && m[1] == len(s) && i > 0 && r.lines[i-1].has&ctOfficer == 0 && r.nameDue(i) {
				report(text.Span{Start: m[0], End: m[1]}, "", 0.7) // "Write to:", and below it who
				continue
			}
			// "Jane Roe, tel. +1 …" begins an entry.
			if lead := strings.TrimRight(before, " "); (lead == "" || strings.HasSuffix(lead, "·") || strings.HasSuffix(lead, "|") || strings.HasSuffix(lead, ";")) && r.leadsTo(i, l.span.Start+m[1]) && r.contactContext(i) {
				report(text.Span{Start: m[0], End: m[1]}, "", 0.7)
			}
			continue
		}
		at := m[0] - len(before)
		office := before[o[2]:o[3]]
		if contactNoOfficeRE.MatchString(office) || !r.officeDue(i, office, m[1]) {
			continue
		}
		sp := text.Span{Start: m[0], End: m[1]}
		link := ""
		if o[6] >= 0 {
			link = strings.TrimSpace(before[o[6]:o[7]])
		}
		if link == "(" && strings.HasPrefix(s[m[1]:], ")") { // "our records manager (Jane Roe)"
			sp.End++
			link = ""
		}
		if link == "" || link == "," {
			sp.Start = at + o[2]
			if w := contactOfficeStart(before[o[2]:o[3]]); w > 0 {
				sp.Start += w
			}
			sp.Start += len(contactArticleRE.FindString(s[sp.Start:m[0]]))
			if contactAsksRE.MatchString(office) {
				sp.Start = m[0] // "please contact Jane Roe"
			}
		} else if x := contactOfficeRightRE.FindStringSubmatchIndex(contactHead(s[m[1]:], 120)); x != nil && strings.TrimSpace(s[m[1]+x[2]:m[1]+x[3]]) == "," {
			sp.End = m[1] + x[5]
		}
		report(sp, office, 0.8)
	}
	// "University of Ashford, represented by its Rector"
	if data || r.contactContext(i) {
		if m := contactByRepRE.FindStringIndex(s); m != nil {
			who := s[m[1]:]
			end := strings.IndexAny(who, ",.;(")
			if end < 0 {
				end = len(who)
			}
			if n := contactNames(contactHead(who, 120)); len(n) > 0 && n[0][0] == 0 {
				end = max(end, n[0][1]) // "Dr. Jane Roe"
			}
			v := who[:end]
			if len(v) > 2 && len(v) < 80 && (len(contactNames(v)) > 0 || contactOfHeadRE.MatchString(v) || contactIsOfficeRE.MatchString(v)) && !contactLegalRE.MatchString(v) {
				report(text.Span{Start: m[1], End: m[1] + end}, "president", 0.75)
			}
		}
	}
	return found
}

// nameDue reports whether a name alone on line i is that of the officer whom the text right
// above it, below a heading that says so, has appointed, or of the one whom it has the reader
// write to.
func (r *contactReader) nameDue(i int) bool {
	if i == 0 || !r.lines[i].short() || r.lines[i].span.Len() > 60 || r.lines[i-1].section != r.lines[i].section || r.lines[i-1].has&ctOfficer == 0 && !r.belowWriteTo(i) {
		return false
	}
	n := contactNames(r.str(i))
	return len(n) == 1 && n[0][0] == 0 && n[0][1] == r.lines[i].span.Len() && r.isNear(i, 1, 3)
}

// contactNames returns where in s something stands that has the form of a person's name. A
// name is looked for only where a capital word has another one behind it.
func contactNames(s string) [][]int {
	var out [][]int
	word := false // inside a word
	for i := 0; i < len(s); {
		c, w := utf8.DecodeRuneInString(s[i:])
		if letter := unicode.IsLetter(c); !letter || word || !unicode.IsUpper(c) {
			word = letter || word && (c == '\'' || c == '’' || c == '-')
			i += w
			continue
		}
		word = true
		if n := strings.IndexByte(contactHead(s[i:], 32), ' '); n > 0 && i+n+1 < len(s) {
			next := firstRuneOf(s[i+n+1:])
			if unicode.IsUpper(next) || next == 'd' || next == 'v' || next == 'a' || next == 'b' || next == 'l' || next == 't' || next == 'z' || next == 'y' || next == 'e' {
				if m := contactPersonRE.FindStringIndex(contactHead(s[i:], 120)); m != nil {
					out = append(out, []int{i, i + m[1]})
					i += m[1]
					continue
				}
			}
		}
		i += w
	}
	return out
}

// contactAnyOfficeRE is what a line that names someone's office holds at least, or someone's task.
var contactAnyOfficeRE = expr.New(`(?i)\b(?:officer|official|manager|director|counsel|secretary|partner|president|chair|administrator|co-?ordinator|lead|leader|head|chief|executive|principal|trustee|custodian|steward|registrar|ombuds|owner|proprietor|founder|maintainer|developer|editor|dean|rector|chancellor|librarian|archivist|clerk|treasurer|warden|governor|advis[eo]r|delegate|assistant|specialist|lawyer|attorney|solicitor|engineer|guardian|representative|represented|controller|commissioner|charge|responsible|contact|looks|handles|oversees|answers|answerable|supervises|reads|ceo|dpo|ciso|cto|cfo|coo|cpo|md)`)

// reachedRight reports whether an e-mail address or a telephone number follows right behind at.
func (r *contactReader) reachedRight(i, at int) bool {
	l := &r.lines[i]
	if at >= l.span.End {
		return false
	}
	n := at + len(contactLeadRE.FindString(contactHead(r.t[at:l.span.End], 120)))
	return n < l.span.End && r.place[n] > 0 && r.place[n] <= contactRank[contactPhone]+1
}

// contactThenAskRE has one turn to the person whom the sentence before is about.
var contactThenAskRE = expr.New(`^ \p{Ll}[^.]{0,160}\. (?:Please |You can |You may )?(?i:contact|e-?mail|call|ring|phone|text|write to|reach|ask|speak to|message) (?:her|him|them)\b`)

var (
	contactAskFirstRE = expr.New(`^(?:Ask|Contact|Call|Email|Mail|Write|Ring|Phone|Meet|See|Tell|Try|Message) `)
	contactDoesRE     = expr.New(`^ (?:looks after|handles|oversees|takes care of|deals with|is responsible for|is in charge of|is answerable for|answers for|answers (?:all |your |such |these )?(?:questions|requests|queries|letters)|supervises|reads (?:all |every |the )?(?:mail|letters|messages)|(?:can|may|will) (?:also |always |best )?be (?:contacted|reached|e-?mailed|called|phoned|written to)|(?:will|would) (?:be (?:very )?(?:happy|glad|pleased|delighted) to|gladly) (?:answer|help|deal|take|respond|assist))\b`)
	// contactChosenRE and contactChosenToRE stand around someone who is made responsible.
	contactChosenRE   = expr.New(`\b(?:appointed|named|nominated|designated|asked|chosen) $`)
	contactChosenToRE = expr.New(`^,? (?:(?:to be|as) |to (?:look after|handle|oversee|deal with) )`)
	// contactOfficeThenRE is an office in capitals with the name of its holder behind it.
	contactOfficeThenRE = expr.New(`^(?:\p{Lu}[\p{L}’'-]+ (?:of |and |for |to )?){0,4}?(?:Officer|Manager|Director|Secretary|Co-?ordinator|Lead|Treasurer|Clerk|Administrator|Chairman|Chair|Bursar|Registrar|DPO|Counsel|President|Head ?teacher|Headmaster|Headmistress) `)
	contactDoerRE       = expr.New(`\b(?:responsible|answerable|in charge|charged|appointed|designated|(?:who|that) (?:handles|looks|oversees|deals|answers|keeps|takes|reads|minds|runs))\b[^.;:]{0,70}(?: is|:) $`)
)

// contactGoalOfRE ends before the one to whom questions are sent.
var contactGoalOfRE = expr.New(`(?i)\b(?:contact(?:ing)?|call(?:ing)?|e-?mail(?:ing)?|ring(?:ing)?|(?:tele)?phon(?:e|ing)|see|text|message|approach|consult|notify|write to|writing to|in touch with|(?:speak|talk|complain|appeal|apply)(?:ing)? (?:to|with)|turn to|reach(?: out to)?|ask|contact (?:name|person|point)s?:|(?:sent|send|submit|submitted|direct|directed|address|addressed|forward|forwarded|made|report|reported|refer|referred|put|raised)(?: [a-z]+){0,8} to) $`)

// contactAsksRE ends in "contact" as a verb.
var contactAsksRE = expr.New(`(?i)\b(?:please|kindly|to|may|can|should|must|or|just|simply|you) contact$`)

// contactArticleRE begins an office with whose it is.
var contactArticleRE = expr.New(`^(?i:the|our|its|your|an?) `)

var contactIsOfficeRE = expr.New(`^` + contactOfficeNoun + `$`)

// contactOfficeStart returns where the office begins in what stands before a name: behind
// verbs and prepositions that lead to it ("contact our privacy lead").
func contactOfficeStart(s string) int {
	best := 0
	for _, w := range [...]string{"our ", "the ", "its ", "to ", "with ", "contact ", "email ", "e-mail ", "call ", "phone ", "ring ", "ask ", "reach ", "notify ", "inform ", "consult ", "approach ", "by ", "is ", "and ", "or ", "your ", "a ", "an ", "my ", "at ", "from ", "of our ", "of the "} {
		if w == "and " || w == "the " || w == "a " || w == "of the " {
			if !strings.HasPrefix(s, w) {
				continue
			}
		}
		if n := strings.LastIndex(" "+s, " "+w); n >= 0 {
			best = max(best, n+len(w))
		}
	}
	return best
}

// officeDue reports whether the holder of the office, whose name ends at the byte end of
// line i, is one to turn to: the office is one for data, or contacts are due there.
func (r *contactReader) officeDue(i int, office string, end int) bool {
	if contactOfDataRE.MatchString(office) {
		return true
	}
	return r.contactContext(i) && (r.isNear(i, 2, 2) || r.lines[i].short()) || r.isNear(i, 1, 1)
}

// officesToTurnTo finds the holders of an office, without a name, to whom the reader is to
// turn: asked to ("contact our Privacy Officer"), told that one can ("the Data Protection
// Officer may be reached at …"), or given their address ("By post: Data Protection Officer,
// 1 Mill Street"). A label before an address only tells its role.
func (r *contactReader) officesToTurnTo(i int) {
	l := &r.lines[i]
	s := contactHead(r.str(i), 4000)
	if r.doc.Lang != policy.English || l.heading || !contactHolds(s) {
		return
	}
	for _, m := range contactHolderRE.FindAllStringSubmatchIndex(s, -1) {
		lo, hi := m[2], m[3]
		if n := strings.LastIndex(s[lo:hi], "s "); n > 0 && (strings.HasSuffix(s[lo:lo+n], "'") || strings.HasSuffix(s[lo:lo+n], "’")) {
			lo += n + 2 // "Acme's Privacy Officer"
		}
		if n := contactEnVerbRE.FindStringIndex(s[lo:hi]); n != nil {
			lo += n[1]
		}
		for _, w := range [...]string{"The ", "Our ", "Your "} {
			if strings.HasPrefix(s[lo:hi], w) {
				lo += len(w)
			}
		}
		if n := contactHolderTailRE.FindStringIndex(s[lo:hi]); n != nil && (contactLegalRE.MatchString(contactHead(s[lo+n[0]:], n[1]-n[0]+24)) || strings.HasPrefix(s[lo+n[0]:], " for ") && contactOfDataRE.MatchString(s[lo:lo+n[0]]) && !contactOfDataRE.MatchString(s[lo+n[0]:hi])) {
			hi = lo + n[0] // "the Data Protection Officer for Acme Ltd"
		}
		noun := contactAnyHolderRE.FindAllStringIndex(s[lo:hi], -1)
		for _, w := range [...]string{"FAO ", "Attn ", "Attn. ", "Attn.: ", "Attention ", "Re "} {
			if strings.HasPrefix(s[lo:hi], w) && !strings.HasSuffix(s[:lo], "“") && !strings.HasSuffix(s[:lo], "\"") {
				lo += len(w)
				noun = contactAnyHolderRE.FindAllStringIndex(s[lo:hi], -1)
			}
		}
		if n := contactLegalRE.FindAllStringIndex(s[lo:hi], -1); n != nil && noun != nil && !contactCompanyOfficeRE.MatchString(s[lo:hi]) {
			for k := len(n) - 1; k >= 0; k-- {
				if n[k][1] < noun[0][0] { // "Acme Ltd Privacy Officer"
					lo += n[k][1]
					lo += len(s[lo:hi]) - len(strings.TrimLeft(s[lo:hi], " ,"))
					break
				}
			}
		}
		office, after := s[lo:hi], contactHead(s[hi:], 160)
		data := contactOfDataRE.MatchString(office) || contactCounselRE.MatchString(office)
		sp := text.Span{Start: l.span.Start + lo, End: l.span.Start + hi}
		if lo >= hi || r.taken(sp, contactPerson) || contactNoOfficeRE.MatchString(office) || contactHolderNoRE.MatchString(after) {
			continue
		}
		if n := contactNames(contactHead(after, 120)); len(n) > 0 && contactThenNameRE.MatchString(after[:n[0][0]]) && !contactNoPersonRE.MatchString(after[n[0][0]:n[0][1]]) && !contactStreetRE.MatchString(after[n[0][0]:n[0][1]]) && !contactLegalRE.MatchString(contactHead(after[n[0][0]:], 40)) && r.place[l.span.Start+hi+n[0][0]] != contactRank[contactPostal]+1 {
			continue // it has a name
		}
		before := contactTail(s[:lo], 120)
		if n := contactNames(before); len(n) > 0 && contactNameThenRE.MatchString(before[n[len(n)-1][1]:]) && !contactNoPersonRE.MatchString(before[n[len(n)-1][0]:n[len(n)-1][1]]) {
			continue // "Jane Roe, Privacy Officer"
		}
		if contactOfficeOfRE.MatchString(contactTail(s[:hi], 120)) {
			continue // the office of the General Counsel is a desk
		}
		if office == "DPO" && strings.HasSuffix(before, "(") {
			continue // stands for the words before it
		}
		switch {
		case contactAskHolderRE.MatchString(before) && (data || contactOfficeTailRE.MatchString(after) || contactBesideRE.MatchString(after)):
		case (data || r.contactContext(i)) && (contactHolderReachedRE.MatchString(after) || strings.HasPrefix(after, " (") && r.leadsTo(i, l.span.Start+hi)):
		case data && contactHolderIsRE.MatchString(before):
		case (data || r.contactContext(i)) && r.holderAddressed(i, before, after, hi):
		default:
			continue
		}
		f := contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), conf: 0.7, rule: "contact/person/asked"}
		if contactOfDataRE.MatchString(office) {
			f.role = roleOfficer
		}
		r.add(f)
	}
}

// contactHolds reports whether s may name an office.
func contactHolds(s string) bool { return contactOfficeWordRE.MatchString(s) }

var contactOfficeWordRE = expr.New(`Officer|DPO|Manager|Director|Counsel|[oO]rdinator|Administrator|Agent|Ombuds|Champion|Secretary|Lead|Clerk|Partner|Bursar|Registrar|Treasurer|President|Executive|Conven|Supervisor|Principal|Chair|Head|Warden|Steward|Custodian|Archivist|Webmaster|Proprietor|Vicar|Rector`)

// holderAddressed reports whether the office between before and after on line i stands as
// the addressee of a letter: alone on its line, or with its company or desk, above an
// address, or before an address on its line.
func (r *contactReader) holderAddressed(i int, before, after string, hi int) bool {
	l := &r.lines[i]
	if m := contactHolderThenRE.FindString(after); m != "" {
		// "…, 1 Mill Street": the address stands on the line
		for at := l.span.Start + hi; at < min(l.span.End, l.span.Start+hi+140); at++ {
			if r.place[at] == contactRank[contactPostal]+1 {
				return true
			}
		}
	}
	if k := r.doc.Clauses[l.clause].Kind; l.label || k == policy.Label || k == policy.Cell {
		return false
	}
	if !l.short() || strings.HasPrefix(strings.TrimLeft(after, " *_"), ":") || !contactHolderAloneRE.MatchString(after) || len(strings.Fields(before)) > 5 || strings.HasSuffix(strings.TrimSpace(before), ":") && !contactLatinLabelRE.MatchString(before) {
		return false
	}
	if i+1 < len(r.lines) && len(contactNames(contactHead(r.str(i+1), 60))) > 0 && !contactHasDigit(r.str(i+1)) && r.lines[i+1].has&ctAt == 0 && !contactLegalRE.MatchString(r.str(i+1)) && !contactNoPersonRE.MatchString(r.str(i+1)) && !contactBodyNameRE.MatchString(r.str(i+1)) {
		return false // the name follows
	}
	for k := i + 1; k < len(r.lines) && k <= i+4 && r.lines[k].section == l.section && r.lines[k].short(); k++ {
		for at := r.lines[k].span.Start; at < r.lines[k].span.End; at++ {
			if r.place[at] == contactRank[contactPostal]+1 {
				return true
			}
		}
		if strings.Contains(r.str(k), ":") {
			break
		}
	}
	return false
}

// contactForAttentionRE begins with whose attention is asked for.
var contactForAttentionRE = expr.New(`(?i)\b(?:for the attention of|fao|attn)\b`)

// contactCompanyOfficeRE is an office whose name holds the word for a company.
var contactCompanyOfficeRE = expr.New(`^(?:Assistant |Deputy )?(?:Company|Group|Association|Foundation) (?:Secretary|Director|Counsel|Manager|Chair)`)

// contactAnyHolderRE is what a line with an office in it holds at least.
var contactAnyHolderRE = expr.New(`\b(?:Officer|Manager|Director|Counsel|Co-?ordinator|Administrator|Agent|Ombuds|Champion|DPO|Secretary|Lead|Clerk|Partner|Bursar|Registrar|Treasurer|President|Executive|Conven|Supervisor|Principal|Chair|Head|Warden|Steward|Custodian|Archivist|Webmaster|Proprietor|Vicar|Rector)`)

var (
	// contactHolderRE is an office written as a name.
	contactHolderRE = expr.New(`((?:\p{Lu}[\p{L}\p{N}’'./-]*(?: (?:and|&|of))? ){0,5}?(?:(?:\p{Lu}[\p{L}’'/-]* (?:(?:and|&|of) )?){1,4}(?:Officer|Manager|Director|Counsel|Coordinator|Co-ordinator|Administrator|Agent|Ombuds(?:man|woman|person)|Champion|Secretary|Lead|Clerk|Partner|Bursar|Registrar|Treasurer|President|Executive|Convenor|Convener|Supervisor|Principal|Chair(?:man|woman|person)?|Head ?[Tt]eacher|Warden|Steward|Custodian|Archivist)|DPO|Chairperson|Chairman|Chairwoman|Head(?:teacher|master|mistress)|Principal|Secretary|Webmaster|Proprietor|Bursar|Treasurer|Registrar|Vicar|Rector|Head of (?:\p{Lu}[\p{L}'’-]*(?:,? (?:and |& )?\p{Lu}[\p{L}'’-]*){0,4}))(?: (?:of|for) \p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){0,4})?)\b`)
	// contactAskHolderRE ends before someone to whom something is brought.
	contactAskHolderRE  = expr.New(`\b(?i:contact(?:ing)?|reach(?:ing)?(?: out to)?|e-?mail(?:ing)?|call(?:ing)?|phon(?:e|ing)|ask|speak(?:ing)? (?:to|with)|talk(?:ing)? to|turn(?:ing)? to|in touch with|notify(?:ing)?|inform(?:ing)?|communicat(?:e|ing) with|writ(?:e|ing)(?: to)?(?: us)?(?: at| to)?|contact us at|(?:by|via) (?:e-?)?(?:mail|post|letter)(?: to| at)?|attention(?: of)?:?|for the attention of:?|attn\.?:?|fao:?|re:|(?:go|goes|sent|send|submit|submitted|direct|directed|address|addressed|forward|forwarded|made|report|reported|refer|referred)(?: [a-z]+){0,8} (?:to|with))(?: (?:either|also|directly|instead))? (?i:(?:our|the|its|to|any|your|us at|that) )*(?:\p{Lu}[\p{L}\p{N}.&’'-]*(?:['’]s?)? ){0,3}$|\b(?:contact|reach|in touch with|write to|e-?mail)\b[^.;:]{1,80} or (?:to )?(?:our|the) $`)
	contactHolderTailRE = expr.New(` (?:of|for) \p{Lu}[^,;:]*$`)
	contactOfficeOfRE   = expr.New(`\b[Oo]ffices? of (?:the )?(?:\p{Lu}\p{L}+ ){0,4}\p{L}+$`)
	// contactThenNameRE stands between an office and the name of its holder.
	contactThenNameRE = expr.New(`^(?: ?\([^()]{1,24}\))? ?(?:[,:(–—-] ?|is )?(?:namely,? |at present |currently |who is )?$`)
	// contactHolderReachedRE follows someone who can be reached.
	contactHolderReachedRE = expr.New(`^(?: ?\([^()]{1,24}\))?(?: (?:of|for|at) \p{Lu}[^.;]{1,40}?)?,? (?:and )?(?:(?:who|that|which|they|he|she) )?(?:(?:can|may|is|are|will|could|has) )*(?:also )?(?:be )?(?:contacted|reached|reachable|contactable|written to|e-?mailed|addressed|available (?:at|by|via|on|under))\b|^,? whom? you (?:can|may|could|should) (?:also )?(?:reach|contact|e-?mail|write|call|approach)\b`)
	// contactHolderIsRE says that the one behind it is to be turned to.
	contactHolderIsRE = expr.New(`(?i)\b(?:contact|point of contact|contact point|contact person|person to contact)\b[^.;:]{0,60} is (?:our |the |its )?$`)
	// contactHolderNoRE goes on with what belongs to the holder, not with whom to reach.
	contactHolderNoRE = expr.New(`^(?: (?:Services?|Scheme|Bureau|Board|Committee|Authority|Team|Department)\b|['’]s?\b|s?['’]s? | (?:contact details|duties|obligations|requirements|services)\b)`)
	// contactHolderThenRE goes on with an address.
	contactHolderThenRE  = expr.New(`^(?: ?\([^()]{1,24}\))?[\])*]*(?:,| ?[-–—]| at\b| of\b| [0-9])`)
	contactHolderAloneRE = expr.New(`^(?: ?\([^()]{1,24}\))?[\])*,. ]*(?:$|,|(?:of|at|c/o) \p{Lu})`)
	contactCounselRE     = expr.New(`\b(?:Legal|General|Corporate) Counsel$`)
	// contactOfficeTailRE is how a sentence ends or goes on behind the one to turn to.
	// contactNameThenRE stands between a name and the office behind it.
	contactNameThenRE = expr.New(`^(?:,| [-–—]| \() ?(?:our |the )?$`)
	// contactBesideRE goes on with where the one to turn to is: a company or a building.
	contactBesideRE     = expr.New(`^,? (?:\p{Lu}|[\w.+-]+@|[0-9])|^ \(`)
	contactOfficeTailRE = expr.New(`^(?: \([^()]{1,20}\))?(?:[.:]|$| (?:at|by|via|on|in|or|here|using|through|under|directly|if|about|with)\b)`)
)
