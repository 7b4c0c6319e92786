package policy

import (
	"strings"
	"unicode/utf8"
)

// isDeed reports whether s goes on with what an English policy says of the company,
// right behind its name, and whether no word for many people has that behind it.
func isDeed(s string) (yes, alone bool) {
	w, rest, _ := strings.Cut(s, " ")
	switch w {
	case "will", "may", "never", "collect", "recognize":
		return true, false
	case "do", "are":
		return hasPrefix(rest, "not ", "committed", "dedicated", "concerned"), false
	case "respects", "values", "recognizes", "recognises", "takes", "believes", "understands", "cares", "strives", "collects", "uses", "processes", "shares", "reserves", "complies", "operates", "provides", "gathers", "stores", "maintains", "protects", "handles", "discloses", "receives", "considers", "pledges", "promises", "offers", "obtains", "keeps", "wants", "thanks", "doesn't", "doesn’t":
		return true, true
	case "is":
		return hasPrefix(rest, "committed", "dedicated", "concerned", "responsible", "strongly"), true
	case "does":
		return hasPrefix(rest, "not "), true
	case "has":
		return hasPrefix(rest, "created", "adopted", "developed", "established", "prepared", "designed", "implemented"), true
	case "would":
		return hasPrefix(rest, "like"), true
	}
	return false, false
}

// noName are words with a capital that stand before such a deed and begin no name.
var noName = words(`Bank Company Library Museum Institute University College School Foundation Association Agency
	Ministry Department Commission Board Council Committee Office Organization Group Team Club App Apps Application
	Site Sites Website Web Service Services Platform Product Products Software Game Games Program Policy Notice
	Statement Privacy Data Information Cookie Cookies User Users Member Members Customer Customers Visitor Visitors
	Participant Participants Child Children Parents This That These Those It You We They He She I Who What Which Each Some All
	Any No None Nothing Everyone Anyone Such One Our Your My Their There Here Law Act Regulation GDPR CCPA COPPA IP URL URLs
	PII EU EEA Controller Controllers Processor Processors Terms Agreement Consent Content Account Accounts Email E-mail
	Personal Third Non-Personal Usage Other Only If When Where While As In On To For By With From
	Below Above Following Herein FERPA HIPAA APPI CalOPPA`)

// bodies are the words by which a text calls the one body that it speaks of: "the
// Society". They name who acts, but are no names of companies.
var bodies = words("Bank Library Museum Institute University College School Foundation Association Agency Ministry Department Commission Council Society Club")

// platforms act in the policies of others: they host, pay, count.
var platforms = words(`Google GitHub Facebook Meta Apple Amazon Microsoft Cloudflare Stripe PayPal Twitter YouTube Vercel Firebase Instagram LinkedIn Shopify WordPress Discord Telegram
	グーグル フェイスブック アマゾン マイクロソフト アップル ツイッター`)

// Actor returns the name that an English policy gives to who acts in it, be it the
// company or its product: that of the subject before most deeds ("Sample Mart uses …"),
// if it stands at the head of the text as well; "" if there is none. Where it only "may"
// and "will", which many may, it must do so twice in the first paragraphs, or have the
// form of a domain.
func (d *Document) Actor() string {
	if d.Lang != English {
		return ""
	}
	type acts struct {
		n, early int
		alone    bool // does what no word for many does
	}
	found := map[string]*acts{}
	var order []string
	for paragraph, t := range d.opening(60, 8) {
		name, alone := actorIn(head(t, 400))
		if name == "" || platforms[name] && !strings.Contains(d.Title, name) {
			continue
		}
		f := found[name]
		if f == nil {
			f = &acts{}
			found[name] = f
			order = append(order, name)
		}
		f.n++
		f.alone = f.alone || alone
		if paragraph <= 5 {
			f.early++
		}
	}
	s := d.View.Text()
	best, most := "", 0
	for _, name := range order {
		f := found[name]
		n := f.n
		if strings.Contains(d.Title, name) {
			n += 4
		}
		switch {
		case n <= most,
			!strings.Contains(head(s, 1500), name),
			f.alone && f.early == 0 && f.n < 3,
			!f.alone && f.early < 2 && strings.IndexByte(name, '.') < 0,
			!f.alone && strings.HasSuffix(name, "s"), // "Readers may …"
			strings.IndexByte(name, ' ') < 0 && strings.Contains(s, " "+strings.ToLower(name)+" "),
			n == 1 && strings.IndexByte(name, ' ') < 0 && hasSuffix(name, "tion", "sion", "ment", "ing", "ance", "ence", "sure", "age", "ity", "ness"), // "Sharing takes place …"
			bodies[name] && f.n < 3:
			continue
		}
		best, most = name, n
	}
	return best
}

// actorIn returns the name before the first deed in the sentence s, if a clause begins
// with it: "Sample Mart respects …", "… how Sample Mart uses …"; and whether the deed is
// one of a single actor.
func actorIn(s string) (name string, alone bool) {
	word := 0 // where the word before begins
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' {
			continue
		}
		if w := s[word:i]; w != "" && (isUpper(w[0]) || mixedCase(w) || strings.HasSuffix(w, ")")) {
			if yes, alone := isDeed(s[i+1:]); yes {
				return nameAsSubject(s[:i]), alone
			}
		}
		word = i + 1
	}
	return "", false
}

// nameAsSubject returns the name that s ends with, if it can be the subject of a clause.
func nameAsSubject(s string) string {
	if n := strings.LastIndex(s, " ("); n > 0 && strings.HasSuffix(s, ")") {
		s = s[:n] // its short form
	}
	if n := bodyBefore(s + " "); n != "" && strings.HasSuffix(s, n) {
		return n
	}
	name := strings.TrimPrefix(englishNameBefore(s), "The ")
	first, _, more := strings.Cut(name, " ")
	at := strings.LastIndex(s, name)
	if name == "" || at < 0 || !isLetter(name[0]) || noName[first] && !bodies[name] || isOffice(name) {
		return ""
	}
	before := strings.TrimSpace(s[:at])
	w := lastWord(before)
	if article := w == "The" || w == "the"; article {
		if !more && !bodies[name] {
			return "" // "the Chronicle": a word for it, or for another
		}
		before = strings.TrimSpace(before[:len(before)-len(w)])
		w = lastWord(before)
	}
	if before == "" || strings.IndexByte(",:\"", before[len(before)-1]) >= 0 {
		return name
	}
	switch w {
	case "how", "that", "which", "why", "what", "information", "data", "and", "when", "At", "at":
		return name
	}
	return ""
}

// operatedBy returns who the English sentence s says operates what it speaks of,
// unless that is a tool that the service makes use of.
func operatedBy(s string) string {
	for _, w := range []string{" operated by ", " run by ", " developed by ", " provided by ", " published by "} {
		what, n, ok := strings.Cut(s, w)
		if !ok || hasAny(what, " use ", " uses ", " using ", "which", "nalytics", "third", "artner") || !hasAny(what, "site", "Site", "app", "App", "ervice", "latform", "ame", "xtension", "erver", "blog", "Blog", "shop", "Shop", "store", "Store") {
			continue
		}
		n = head(n, 120)
		end := len(n)
		for k := range len(n) {
			if strings.IndexByte(",;:()", n[k]) >= 0 || strings.HasPrefix(n[k:], "“") || strings.HasPrefix(n[k:], "\"") ||
				n[k] == ' ' && k+1 < len(n) && !isUpper(n[k+1]) && !isDigit(n[k+1]) && n[k+1] != '&' && n[k+1] < utf8.RuneSelf && !mixedCase(n[k+1:]) {
				end = k
				break
			}
		}
		n = strings.TrimSpace(n[:end])
		if !isLegalWord(lastWord(strings.TrimRight(n, "."))) {
			n = strings.TrimRight(n, ".")
		}
		if n != "" && n == englishNameBefore(n) {
			return n
		}
	}
	return ""
}

// bodyBefore returns the English name of a public body that s begins with.
func bodyBefore(s string) string {
	if !strings.HasPrefix(s, "The ") {
		return ""
	}
	end, body := 0, false
	for i := len("The "); i < len(s) && i < 120; {
		n := strings.IndexByte(s[i:], ' ')
		if n <= 0 {
			return ""
		}
		w := strings.TrimRight(s[i:i+n], ",")
		switch w {
		case "Ministry", "Agency", "Bureau", "Commission", "Authority", "Department", "City", "Prefecture", "University", "Institute", "Association", "Society", "Council", "Government", "Foundation", "Museum", "Library", "Hospital":
			body = true
		}
		if w == "" || !isUpper(w[0]) && w != "of" && w != "and" && w != "for" && w != "the" {
			break
		}
		i += n + 1
		end = i - 1
	}
	if !body {
		return ""
	}
	n := strings.TrimRight(s[len("The "):end], ", ")
	if strings.IndexByte(n, ' ') < 0 {
		return "" // "the Library": a word for it
	}
	return n
}

// englishNameBefore returns the English name that s ends with.
func englishNameBefore(s string) string {
	for _, tail := range []string{" and its subsidiaries", " and its affiliates", " and its group companies", " and our affiliates", " and affiliates", " and its subsidiaries and affiliates", ", and its affiliates", " and its affiliated companies"} {
		if n := len(s) - len(tail); n >= 0 && strings.EqualFold(s[n:], tail) {
			s = s[:n]
		}
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	for _, w := range []string{"We’re ", "We're ", "we’re ", "we're ", "I’m ", "I'm "} {
		if n := strings.LastIndex(s, w); n >= 0 {
			s = s[n+len(w):]
		}
	}
	s = tail(s, 120)
	// In a Japanese text a name begins behind the kana.
	if n := strings.LastIndexFunc(s, func(r rune) bool { return r >= 0x3001 && isWide(r) }); n >= 0 {
		_, w := utf8.DecodeRuneInString(s[n:])
		s = s[n+w:]
	}
	words := strings.Fields(s)
	i := len(words)
	for i > 0 {
		w := words[i-1]
		if i < len(words) && strings.HasSuffix(w, ",") && !isLegalWord(words[i]) {
			break
		}
		if (strings.HasSuffix(w, ".") && !isLegalWord(w) || strings.HasSuffix(w, ":")) && i < len(words) {
			break
		}
		if strings.HasSuffix(w, ")") && i < len(words) && !isPlaceInName(w) {
			break
		}
		c := w[0]
		if c == '(' && len(w) > 1 && isUpper(w[1]) && i < len(words) && !isPlaceInName(w) {
			words[i-1] = w[1:] // "Sample Clinic (Sample Vets Ltd, …"
			i--
			break
		}
		if !isPlaceInName(w) && !isUpper(c) && !isDigit(c) && !mixedCase(w) && w != "&" && !(i < len(words) && (w == "of" || w == "and" || w == "for" || isParticle(w))) && !(c >= utf8.RuneSelf && isJapanese(firstRune(w))) && !(strings.IndexByte(w, '.') > 0 && i == len(words)) {
			break
		}
		i--
	}
	for i < len(words) && (isParticle(words[i]) || words[i] == "of" || words[i] == "and" || words[i] == "for" || words[i] == "&" || words[i] == "At" || words[i] == "We" || words[i] == "By" || words[i] == "In") {
		i++
	}
	if i < len(words) && words[i] == "The" && len(words)-i > 1 && isLegalWord(words[len(words)-1]) {
		i++
	}
	if i == len(words) {
		return ""
	}
	n := strings.Trim(strings.Join(words[i:], " "), ",;:“”\" ")
	switch n {
	case "The", "This", "Services", "Service", "Company", "Policy", "Privacy Policy", "Site", "Website", "User", "Users", "You", "It":
		return ""
	}
	for _, of := range []string{"Privacy Policy", "Privacy Notice", "Privacy Statement", "Data Protection Notice"} {
		if _, whose, ok := strings.Cut(n, of+" for "); ok {
			n = whose // "the Privacy Notice for Sample GmbH"
		}
	}
	if hasAny(n, "Privacy Policy", "Privacy Notice", "Privacy Statement") || i == len(words)-1 && isLegalWord(n) {
		return ""
	}
	return n
}

// host returns who speaks in the first paragraphs: "At Sample Mail (“Sample”), we care …",
// "We at Sample Mail know …".
func host(d *Document) string {
	if d.Lang != English {
		return ""
	}
	for _, t := range d.opening(8, 3) {
		t = head(t, 160)
		if rest, ok := strings.CutPrefix(t, "We at "); ok {
			if n := nameAtHead(rest); n != "" {
				return n
			}
		} else if rest, ok := strings.CutPrefix(t, "At "); ok {
			n := nameAtHead(rest)
			rest = rest[len(n):]
			if strings.HasPrefix(rest, " (") {
				_, rest, _ = strings.Cut(rest, ")")
			}
			if n != "" && hasPrefix(rest, ", we ", " we ", ", our ") {
				return n
			}
		}
	}
	return ""
}

// nameAtHead returns the English name that s begins with, without a legal form.
func nameAtHead(s string) string {
	end := 0
	for end < len(s) {
		w, _, more := strings.Cut(s[end:], " ")
		bare := strings.TrimRight(w, ",")
		if bare == "" || !isUpper(bare[0]) && !mixedCase(bare) && !isDigit(bare[0]) {
			break
		}
		end += len(bare)
		if len(bare) < len(w) || !more {
			break
		}
		end++
	}
	n := strings.TrimRight(s[:end], " ")
	if first, _, _ := strings.Cut(n, " "); noName[first] {
		return ""
	}
	return bounded(n)
}

// definedInEnglish returns the name that a bracket which holds what the company calls
// itself (“Sample,” “we”) stands behind: the name right before it, or, where more about
// the company stands between ("Sample GmbH, 1 Example Street, Exampleton (“we”)"), the
// name with a legal form before that, else the short name in the bracket.
func definedInEnglish(before, inner string) string {
	short := ""
	for _, q := range quoted(inner) {
		if first, _, _ := strings.Cut(q, " "); short == "" && q != "" && (isUpper(q[0]) || mixedCase(q)) && !noName[first] && !isSelf(q) {
			short = q
		}
	}
	var all []string
	englishNames(sentenceBefore(before), func(n string) { all = append(all, n) })
	for _, n := range all {
		if short != "" && strings.Contains(n, short) {
			return n
		}
	}
	n := englishNameBefore(before)
	first, _, _ := strings.Cut(n, " ")
	at := max(0, strings.LastIndex(before, n))
	switch {
	case len(all) > 1 && hasAny(inner, "ollectively", "ogether"):
		return all[0]
	case short != "" && strings.Contains(n, short), isLegalWord(lastWord(strings.TrimRight(n, "."))):
	case len(all) > 0:
		return all[len(all)-1]
	case n == "", noName[first], isPostcode(first), hasSuffix(strings.TrimRight(before[:at], " "), " in", " in the", " of", " to", " from"), short != "" && strings.HasSuffix(strings.TrimRight(before[:at], " "), ","):
		return short // no name, or where the company is
	}
	return n
}

// isPostcode reports whether w has the look of one: 10178, WA14.
func isPostcode(w string) bool {
	return w != "" && isDigit(w[len(w)-1]) && w == strings.ToUpper(w)
}

// isSelf reports whether the English word q is what a company calls itself.
func isSelf(q string) bool {
	q = strings.TrimPrefix(strings.ToLower(q), "the ")
	switch first, _, _ := strings.Cut(q, "/"); first {
	case "we", "us", "our", "ours",
		"company", "association", "corporation", "organization", "organisation", "foundation", "society", "institute", "university", "ministry", "bank", "school", "operator", "entity", "conference", "agency", "committee", "organizer", "organiser":
		return true
	}
	return false
}

// quoted returns what stands in English quotation marks in s, without the commas there.
func quoted(s string) []string {
	var out []string
	for {
		i := strings.IndexAny(s, "“\"‘")
		if i < 0 {
			return out
		}
		open, n := utf8.DecodeRuneInString(s[i:])
		s = s[i+n:]
		end := strings.IndexAny(s, map[rune]string{'“': "”\"“", '"': "\"”", '‘': "’"}[open])
		if end < 0 {
			return out
		}
		if q := strings.Trim(s[:end], " ,.;"); q != "" {
			out = append(out, q)
		}
		_, n = utf8.DecodeRuneInString(s[end:])
		s = s[end+n:]
	}
}

// sentenceBefore returns the English sentence that s ends in.
func sentenceBefore(s string) string {
	for i := len(s) - 2; i > 0; i-- {
		if s[i] == ' ' && strings.IndexByte(".!?", s[i-1]) >= 0 && isUpper(s[i+1]) && !isLegalWord(lastWord(s[:i-1])) {
			return s[i+1:]
		}
	}
	return s
}

// isPlaceInName reports whether w is what stands in a company's name to tell it from
// its sisters: "Sample (Japan) Limited", "Sample (UK) Limited".
func isPlaceInName(w string) bool {
	return len(w) > 3 && w[0] == '(' && w[len(w)-1] == ')' && isUpper(w[1]) && (!isUpper(w[2]) || len(w) <= len("(XXX)") && w == strings.ToUpper(w))
}

// mixedCase reports whether the word that s begins with has capitals behind a
// small first letter, as names have that are written so: "eSample", "iMihon".
func mixedCase(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) {
			return false
		}
		if i > 0 && isUpper(s[i]) {
			return true
		}
	}
	return false
}

// isParticle reports whether the small word w may stand inside a name.
func isParticle(w string) bool {
	switch w {
	case "no", "de", "la", "du", "del", "di", "da", "von", "van", "der":
		return true
	}
	return false
}

// isLegalWord reports whether w is an English legal form.
func isLegalWord(w string) bool {
	switch strings.Trim(w, ",.;()“”\"") {
	case "Inc", "Ltd", "LLC", "Co", "Corp", "Corporation", "Limited", "GmbH", "AB", "PLC", "plc", "K.K", "KK", "S.A", "B.V", "LLP", "Incorporated", "Pte", "AG", "SAS", "SARL", "Oy", "Oyj", "ApS", "A/S", "OÜ", "UAB", "S.r.l", "S.p.A", "SpA", "BV", "NV", "N.V", "S.L", "Pty", "UG", "KG", "SE", "PBC", "Ltda", "Pvt", "Sdn", "Bhd", "PLLC", "CIC", "P.C", "S.A.S", "S.à r.l", "Foundation", "Company":
		return true
	}
	return false
}

// englishNames calls f with each name in s that ends with a legal form.
func englishNames(s string, f func(string)) {
	for i := 0; i < len(s); {
		n := strings.IndexByte(s[i:], ' ')
		if n < 0 {
			return
		}
		i += n + 1
		end := i
		for end < len(s) && (isLetter(s[end]) || s[end] == '.') {
			end++
		}
		w := strings.TrimRight(s[i:end], ".")
		if w == "AS" && i > 1 && s[i-2] >= 'a' && s[i-2] <= 'z' {
			// a Norwegian one; in a line of capitals it is a word
		} else if !isLegalWord(w) || w == "Company" || w == "Co" && strings.HasPrefix(s[end:], ", Ltd") {
			continue
		}
		if rest := strings.TrimLeft(s[end:], ". "); (w == "Co" || w == "Pty" || w == "Pte" || w == "Pvt" || w == "Sdn") && len(rest) < len(s)-end && hasPrefix(rest, "Oy", "KG", "Ltd", "Limited", "Bhd", "LLC", "Inc") {
			continue // the form goes on
		}
		if end < len(s) && s[end-1] != '.' && s[end] == '.' {
			end++
		}
		if at, ok := strings.CutPrefix(strings.TrimLeft(s[end:], ".,( "), "Attn: "); ok && strings.IndexByte(s[end:], 'A') < 5 {
			// At the address of another: "Stand-In GmbH, Attn: Sample Company, …".
			whose, _, more := strings.Cut(head(at, 80), ",")
			if bare := strings.TrimPrefix(whose, "The "); more && bare == englishNameBefore(bare) && !hasAny(whose, "Department", "Team", "Officer", "Privacy", "Legal", "DPO", "Compliance", "Support") {
				f(whose)
				continue
			}
		}
		if w == "GmbH" {
			for _, more := range []string{" & Co. KG", " & Co KG", " & Co. KGaA", " & Co. OHG"} {
				if strings.HasPrefix(s[end:], more) {
					w, end = s[i:end]+more, end+len(more)
					break
				}
			}
		}
		n = i + len(w)
		name := englishNameBefore(s[max(0, n-120):n])
		if len(name) <= len(w) || !strings.HasSuffix(name, w) || strings.HasSuffix(s[:max(0, n-len(name))], "c/o ") {
			continue
		}
		if hasAny(tail(s[:max(0, n-len(name))], 24), " use ", " using ", " via ", " through ", " provider ") {
			continue // another, whose services the company takes
		}
		if first, rest, _ := strings.Cut(name, " "); len(first) == 4 && allDigits(first) {
			name = rest // the year of the rights in the page
		}
		if s[end-1] == '.' && (w == "Inc" || w == "Ltd" || w == "Corp" || w == "Co" || strings.IndexByte(w, '.') > 0) {
			name += "."
		}
		f(name)
	}
}

// words returns the set of the words in s.
func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}
