package policy

import (
	"strings"
)

// ofWhom are words before "privacy notice" that say whom or what it is about, not whose
// it is: "Client Privacy Notice", "GDPR Privacy Notice".
var ofWhom = words(`a an the our your my this general global website web site online internet mobile customer customers candidate
	candidates applicant applicants employee employees worker workers recruitment recruiting personal client clients patient
	patients student students pupil pupils parent parents visitor visitors supplier suppliers vendor vendors staff volunteer
	volunteers member members membership tenant tenants resident residents donor donors supporter supporters guest guests
	shareholder shareholders investor investors job user users consumer consumers business corporate service product
	child children children's minors data gdpr hipaa ccpa cookie cookies eu uk us eea california federal state and & or of on
	full short summary layered fair processing updated new current draft notice statement policy policies confidentiality
	security terms conditions use marketing event events newsletter contact introduction welcome to facts important
	agreement agreements websites communications communication apps information protection covid-19 cctv`)

// bareOfWhom returns name without the words at its end that say whom the text behind it is
// for ("Sample Dental Patient" of "Sample Dental Patient Privacy Notice"); "" if that is all of it.
func bareOfWhom(name string) string {
	for name != "" {
		w := name[strings.LastIndexByte(name, ' ')+1:]
		if !ofWhom[strings.ToLower(strings.Trim(w, ",/:()–—-"))] && strings.Trim(w, ",/:()–—-") != "" {
			break
		}
		name = strings.TrimRight(name[:len(name)-len(w)], " ")
	}
	return strings.TrimRight(name, " ,/:–—-")
}

// ofUsing are the words behind a name in the title of a text on what it does with data:
// "How Sample Tours uses your information".
var ofUsing = words("uses use collects handles processes looks protects treats manages keeps stores shares holds respects")

// nameInQuestion returns whose data handling a title asks or tells of: "How Sample Tours
// uses your information", "What does Sample Bank do with your personal information?".
func nameInQuestion(t string) string {
	for _, w := range []string{"how ", "what does ", "how does ", "what "} {
		if len(t) <= len(w) || !strings.EqualFold(t[:len(w)], w) {
			continue
		}
		rest := t[len(w):]
		caps := !hasLower(rest)
		end := 0
		for _, f := range strings.SplitAfter(rest, " ") {
			g := strings.TrimSpace(f)
			if low := strings.ToLower(g); end > 0 && (ofUsing[low] || low == "does" || low == "do" || low == "handle" || low == "collect") {
				n := strings.TrimSpace(rest[:end])
				if first, _, _ := strings.Cut(n, " "); caps && noName[capital(first)] || noName[first] || first == "does" || ofWhom[strings.ToLower(first)] {
					return ""
				}
				return bounded(n)
			}
			if g == "" || !isUpper(g[0]) && !isDigit(g[0]) && g != "&" && g != "of" && g != "and" && g != "the" && !mixedCase(g) {
				return ""
			}
			end += len(f)
		}
	}
	return ""
}

// capital returns the ASCII word w with a capital before small letters.
func capital(w string) string {
	if w == "" {
		return ""
	}
	return strings.ToUpper(w[:1]) + strings.ToLower(w[1:])
}

func hasLower(s string) bool {
	for i := range len(s) {
		if s[i] >= 'a' && s[i] <= 'z' {
			return true
		}
	}
	return false
}

// presented returns the company that the first sentences present: "Sample Physio is owned
// by …", "Welcome to Sample Books!", "visitors to the Sample Gallery website", "I trade as
// Sample Prints".
func presented(d *Document) string {
	n := presentedAs(d)
	if !isLegalWord(lastWord(strings.TrimRight(n, "."))) {
		n = strings.TrimRight(n, ".")
	}
	return strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(n, "'s"), "’s"), "'’")
}

func presentedAs(d *Document) string {
	if d.Lang != English {
		return ""
	}
	for p, t := range d.opening(8, 3) {
		t = head(t, 300)
		for _, w := range []string{"Welcome to ", "Thank you for visiting ", "Thank you for choosing ", "Thank you for using ", "Thanks for visiting ", "Thanks for using ", "Thank you for your interest in "} {
			if rest, ok := strings.CutPrefix(t, w); ok {
				rest = strings.TrimPrefix(rest, "the ")
				if n := strings.TrimRight(nameAtHead(rest), "!.?"); isOwnName(n) {
					return n
				}
			}
		}
		for _, w := range []string{"trade as ", "trades as ", "trading as ", "trading name of ", "doing business as "} {
			if _, rest, ok := strings.Cut(t, w); ok && w != "trading name of " {
				if n := nameAtHead(strings.TrimLeft(rest, "“\"")); isOwnName(strings.Trim(n, ".”\"")) {
					return strings.Trim(n, ".”\"")
				}
			}
		}
		// "visitors to the Sample Gallery website"
		if _, rest, ok := strings.Cut(t, " the "); ok && p <= 4 && hasAny(t, "olicy", "otice", "tatement") {
			for ; ok; _, rest, ok = strings.Cut(rest, " the ") {
				n := nameAtHead(rest)
				if behind := rest[len(n):]; n != "" && isOwnName(n) && hasPrefix(behind, " website", " site", " web site", " app", " mobile app", " shop", " store", " blog", " forum", " newsletter") {
					return n
				}
			}
		}
		// "The controller of your personal data is 4711 OÜ (…)"
		if _, rest, ok := strings.Cut(t, "ontroller"); ok && !strings.HasPrefix(rest, "s") {
			if of, rest, ok := strings.Cut(rest, " is "); ok && len(of) < 90 && !hasAny(of, ".", ";", ":") {
				if n := nameAtHead(rest); n != "" && strings.IndexByte(n, ' ') > 0 && isOwnName(n) {
					return n
				}
			}
		}
		// "Sample Physio is owned by …"
		bare, article := strings.CutPrefix(t, "The ")
		n := nameAtHead(bare)
		behind := bare[len(n):]
		if short, rest, ok := strings.Cut(strings.TrimPrefix(behind, " "), ")"); ok && strings.HasPrefix(short, "(") {
			if q := quoted(short); len(q) > 0 && strings.HasPrefix(n, q[0]) && n != "" && isOwnName(n) {
				return n
			}
			behind = rest
		}
		if n == "" || !isOwnName(n) || article && strings.IndexByte(n, ' ') < 0 {
			continue
		}
		if hasPrefix(behind, " built ", " created ", " made ", " developed ", " runs ", " owns ", " publishes ", " sells ", " is the data controller", " is the controller", " is a ", " is an ", " is owned ", " is run ", " is operated ", " is part of ", " is based ", " is registered ", " has built ", " was founded ", " manages ", " makes ", " helps ", " serves ", " supports ", " works ") && !hasPrefix(behind, " is a small", " is a cookie", " is a web analytics", " is an analytics", " is a third", " is a term", " is a service provided by", " is a text") {
			return n
		}
	}
	return ""
}

// isOwnName reports whether n, written in capitals, can be the name of the one whose policy it is.
func isOwnName(n string) bool {
	first, _, _ := strings.Cut(n, " ")
	return n != "" && first != "A" && first != "An" && !noName[strings.Trim(first, "'’s,")] && !platforms[first] && !isKindName(n) && !isPageName(n) && !isOffice(n) && !hasAny(n, "Policy", "Notice", "Statement", "Section", "Article")
}

// isOffice reports whether the name n ends in the word for who holds an office: "Membership Secretary".
func isOffice(n string) bool {
	switch n[strings.LastIndexByte(n, ' ')+1:] {
	case "Secretary", "Officer", "Manager", "Director", "Chair", "Chairman", "Chairperson", "Treasurer", "President", "Administrator", "Coordinator", "Co-ordinator", "Registrar", "Principal", "Headteacher", "Clerk", "Editor", "Trustee", "Trustees", "Executive", "Commissioner", "Ombudsman", "Controller", "Processor":
		return true
	}
	return false
}

// isKindName reports whether n is made of words of titles alone: "Privacy Notice", "Candidate Privacy".
func isKindName(n string) bool {
	for _, w := range strings.Fields(n) {
		if w = strings.ToLower(strings.Trim(w, ",:–—-|")); w != "" && w != "privacy" && w != "practices" && w != "for" && !ofWhom[w] {
			return false
		}
	}
	return true
}

// besideTitle returns the name that stands alone on one of the first lines, beside the title
// of an English policy: "Sample Shire Council" above "Privacy Policy". Below the title it
// must have the form of a name that is no other heading.
func besideTitle(d *Document) string {
	if d.Lang != English {
		return ""
	}
	lines, title := d.firstLines(4), -1
	for i, t := range lines {
		if isKindLine(t) {
			title = i
			break
		}
	}
	if title < 0 {
		return ""
	}
	for i, t := range lines {
		if i == title || i > title+1 {
			continue
		}
		t, _, _ = strings.Cut(t, " | ")
		t, _, _ = strings.Cut(t, " – ")
		if t = strings.TrimSpace(t); !namesAlone(t) || !isOwnName(t) && strings.ToUpper(t) != t {
			continue
		}
		if i > title && !isInstitution(t) && strings.Count(head(d.View.Text(), 20000), t) < 2 {
			continue
		}
		return t
	}
	return ""
}

// isKindLine reports whether t is the title of a policy and says no more than that it is one.
func isKindLine(t string) bool {
	l := strings.ToLower(t)
	return width(t) < 60 && hasAny(l, "privacy", "data protection", "personal information", "personal data") && isKindName(t)
}

// namesAlone reports whether the line t is a name and nothing more.
func namesAlone(t string) bool {
	fields := strings.Fields(t)
	if len(fields) == 0 || len(fields) > 7 || width(t) < 4 || width(t) > 60 || strings.IndexByte(".:?!;,", t[len(t)-1]) >= 0 && !isLegalWord(lastWord(t)) {
		return false
	}
	if len(findDates(t, nil)) > 0 || isKindName(t) {
		return false
	}
	letters := false
	for i, w := range fields {
		switch {
		case isUpper(w[0]), mixedCase(w), w == "&", i > 0 && (w == "of" || w == "and" || w == "the" || w == "for" || w == "in" || w == "on" || isParticle(w)), i > 0 && allDigits(w):
		default:
			return false
		}
		letters = letters || len(w) > 2 && isUpper(w[0])
	}
	switch capital(fields[0]) {
	case "Last", "Effective", "Version", "Updated", "Contents", "Introduction", "Overview", "Skip", "Menu", "Search", "Login", "Home", "Back", "Print", "Table", "What", "Who", "How", "Why", "Your", "Our", "About", "Scope", "Information", "Welcome", "Share", "Share:", "Summary", "Definitions", "Important", "Download", "English", "Page", "Document", "Title", "Collection", "Legal", "Terms", "In", "For", "We", "Is", "Do", "Does", "Student", "Data", "Types", "Use":
		return false
	}
	return letters
}

// isInstitution reports whether t ends in the word for a body, or the legal form of a company.
func isInstitution(t string) bool {
	for _, w := range strings.Fields(t) {
		switch strings.Trim(capital(w), ".,") {
		case "Council", "Church", "Parish", "School", "College", "University", "Academy", "Club", "Society", "Association", "Trust", "Charity", "Foundation", "Hospital", "Clinic", "Surgery", "Practice", "Hotel", "Library", "Museum", "Theatre", "Centre", "Center", "Dental", "Dds", "Nursery", "District", "County", "Union", "Bank", "Federation", "Institute", "Group", "P.c", "Llp", "Ltd", "Limited", "Inc", "Llc":
			return true
		}
	}
	return false
}

// firstLines returns the first n lines of the policy itself: headings and paragraphs, in order.
func (d *Document) firstLines(n int) []string {
	var out []string
	c := 0
	for i := range d.Sections {
		h := &d.Sections[i]
		for ; c < len(d.Clauses) && d.Clauses[c].Text.Start < h.Heading.Start && len(out) < n; c++ {
			out = append(out, d.View.Slice(d.Clauses[c].Text))
		}
		if len(out) >= n {
			break
		}
		if !h.Heading.Empty() {
			out = append(out, d.View.Slice(h.Heading))
		}
	}
	for ; c < len(d.Clauses) && len(out) < n; c++ {
		out = append(out, d.View.Slice(d.Clauses[c].Text))
	}
	if len(out) > n {
		out = out[:n]
	}
	return out
}
