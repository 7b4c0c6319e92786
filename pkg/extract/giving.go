package extract

import (
	"strings"
	"unicode"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Rules know sentences of disclosure by their recipients, of which no list is whole: "we
// pass your address on to Kestrel", "to your GP", "to the lifeguard". What follows knows
// them by their build: who gives, a verb of giving, information, and one to whom it is
// given, told by its head or its capital. Words of a kind are asked of the rules
// (tests giving/…), where they stand in the sentence is asked here.

// givesTo reports whether a folded English sentence says by its build that the company
// gives information to somebody, whatever speaks against that.
// It returns the words that do, from the verb to those for the recipient.
func (p *Pass) givesTo(sp text.Span) (said text.Span, ok bool) {
	g := giving{p: p, at: sp.Start, s: p.Fold.Slice(sp)}
	if len(g.s) > reach {
		return said, false
	}
	// The rules have looked the verbs up already.
	if g.is("gives", 0, len(g.s)) {
		said, ok = g.active()
	}
	if !ok && g.is("given", 0, len(g.s)) {
		said, ok = g.passive()
	}
	if !ok && g.is("gets", 0, len(g.s)) {
		said, ok = g.received()
	}
	if !ok && g.is("brings", 0, len(g.s)) {
		said, ok = g.nominal()
	}
	if !ok {
		return said, false
	}
	return text.Span{Start: sp.Start + said.Start, End: sp.Start + said.End}, true
}

// statedByBuild weighs the statement of a disclosure that a sentence makes by its build
// against what its words say besides.
func (p *Pass) statedByBuild(in rules.Input) (f rules.Fired, said text.Span) {
	r, test := p.rule(rules.Sentence, statedDisclosure), p.rule(rules.Test, "giving/outsider")
	if r == nil || test == nil {
		return f, said
	}
	said, ok := p.givesTo(in[rules.Text])
	if !ok {
		return f, text.Span{}
	}
	score, hits := p.weighRule(r, in, r.Min-byBuild)
	if score < r.Min-byBuild {
		return f, text.Span{}
	}
	why := rules.Hit{Pattern: test.Patterns[0], Weight: byBuild, Span: said, Group: said}
	return rules.Fired{Rule: r, Score: score + byBuild, Hits: append([]rules.Hit{why}, hits...)}, said
}

// byBuild is what the build of a sentence speaks for a disclosure: as much as a pattern of
// the rules.
const byBuild = 4

// giving reads a folded sentence that begins at byte at of the folded text.
type giving struct {
	p  *Pass
	at int
	s  string
}

// is asks the rules whether a stretch of the sentence holds words of a kind.
func (g *giving) is(kind string, from, to int) bool {
	for from < to && g.s[from] == ' ' {
		from++
	}
	return from < to && g.p.fires("giving/"+kind, text.Span{Start: g.at + from, End: g.at + to})
}

// active looks for "we (may) share …", also behind what else the company does: "we note your
// name and pass it to …".
func (g *giving) active() (said text.Span, ok bool) {
	subject := -1 // where the company last stood as the subject
	for _, m := range givingVerb.FindAllStringSubmatchIndex(g.s, -1) {
		verb := text.Span{Start: m[2], End: m[3]}
		from := verb.Start - len(givingAux.FindString(nearBefore(g.s, verb.Start)))
		before := strings.TrimRight(g.s[:from], " ")
		switch start := g.subjectEnd(before); {
		case start >= 0:
			if !g.mainClause(start) {
				continue
			}
			subject = start
		case givingJoins.MatchString(before):
			if subject < 0 {
				if subject = g.firstSubject(from); subject < 0 {
					continue
				}
			}
			if givingOther.MatchString(g.s[subject:from]) {
				continue
			}
		default:
			continue
		}
		if end, ok := g.toSomebody(verb.End, g.s[verb.Start:verb.End]); ok {
			return text.Span{Start: verb.Start, End: end}, true
		}
		if end, ok := g.forCause(verb); ok {
			return text.Span{Start: verb.Start, End: end}, true
		}
	}
	return said, false
}

// nearBefore is what stands before a place in s, as far back as auxiliaries and adverbs may.
func nearBefore(s string, at int) string {
	const far = 120 // bytes
	if at <= far {
		return s[:at]
	}
	return s[at-far+strings.IndexByte(s[at-far:at]+" ", ' ') : at]
}

// subjectEnd returns where the company begins that ends s as its subject, or -1.
func (g *giving) subjectEnd(s string) int {
	for _, name := range g.p.names {
		if k := len(s) - len(name); k >= 0 && s[k:] == name && (k == 0 || s[k-1] == ' ') {
			return k
		}
	}
	m := givingSubject.FindStringIndex(s)
	if m == nil || !g.is("company", m[0], m[1]) {
		return -1
	}
	return m[0]
}

// firstSubject returns where the company stands as the subject of what a sentence says
// first, before end, or -1.
func (g *giving) firstSubject(end int) int {
	for _, name := range g.p.names {
		if k := strings.Index(g.s[:end], name+" "); k == 0 || k > 0 && g.s[k-1] == ' ' && g.mainClause(k) {
			return k
		}
	}
	m := givingOpens.FindStringSubmatchIndex(g.s[:end])
	if m == nil || !g.is("company", m[2], m[3]) || !g.mainClause(m[2]) {
		return -1
	}
	return m[2]
}

// mainClause reports whether the clause whose subject begins at a place is a main one.
func (g *giving) mainClause(at int) bool {
	before := strings.TrimRight(g.s[:at], " ")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ",;:)-–—•*\"") || givingFront.MatchString(before) && !givingDepends.MatchString(before)
}

// toSomebody reports whether what follows a verb of giving are information and one who
// gets it, in one order or the other, and where that ends.
func (g *giving) toSomebody(from int, verb string) (to int, ok bool) {
	end := len(g.s)
	if m := givingEnd.FindStringIndex(g.s[from:]); m != nil {
		end = from + m[0]
	}
	rest := g.s[from:end]
	switch {
	case givingTelling.MatchString(verb):
		to, ok := g.party(from+1, end)
		return to, ok && givingTold.MatchString(g.s[to:end]) && g.is("data", to, min(end, to+60))
	case givingLetting.MatchString(verb):
		m := givingLet.FindStringIndex(rest)
		if m == nil {
			return 0, false
		}
		to, ok := g.party(from+1, from+m[0])
		return to, ok && to == from+m[0] && g.is("data", from+m[1], min(end, from+m[1]+40))
	}
	if m := givingThem.FindStringSubmatchIndex(rest); m != nil && g.outsiderBefore(from-len(verb)) {
		// "If you use a courier, we give them your name", "we exchange information with them"
		if m[2] >= 0 && givingDitransitive.MatchString(verb) && g.given(from+m[2], min(end, from+m[3]+60)) || m[2] < 0 && g.given(from, from+m[1]) {
			to := from + m[1]
			if m[2] >= 0 && to < end { // the word that its article belongs to
				to += 1 + strings.IndexAny(g.s[to+1:end]+" ", " ,.;")
			}
			return to, true
		}
	}
	if m := givingTo.FindStringIndex(rest); m != nil && m[0] == 0 { // "pass on to your school what you …"
		if to, ok := g.party(from+m[1], end); ok && g.is("data", to, min(end, to+80)) {
			return to, true
		}
	}
	if givingDitransitive.MatchString(verb) && (givingDetermined.MatchString(rest) || g.name(from+1, end)) {
		to, ok := g.party(from+1, end)
		if m := givingBelongs.FindStringIndex(g.s[to:end]); m != nil {
			to += m[1]
		}
		if ok && givingThing.MatchString(g.s[to:end]) && g.given(to+1, min(end, to+60)) {
			return to, true
		}
	}
	for k, m := range givingTo.FindAllStringIndex(rest, 8) {
		if k > 0 && m[0] > 200 {
			break
		}
		if m[0] == 0 || !g.given(from, from+m[0]) {
			continue
		}
		if to, ok := g.party(from+m[1], end); ok {
			return to, true
		}
	}
	return 0, false
}

// forCause reports whether information follows a verb of disclosing, and the sentence says
// when or why it is disclosed, whoever gets it; and where the words for information end.
func (g *giving) forCause(verb text.Span) (to int, ok bool) {
	if !givingAway.MatchString(g.s[verb.Start:]) || givingOnly.MatchString(g.s) {
		return 0, false // "only … if" is a promise with a condition
	}
	verb.End += len(givingParticle.FindString(g.s[verb.End:]))
	rest := g.s[verb.End:]
	if m := givingEnd.FindStringIndex(rest); m != nil {
		rest = rest[:m[0]]
	}
	end := verb.End + len(rest)
	if m := givingWhy.FindStringIndex(rest); m != nil {
		end = verb.End + m[0]
	}
	if end > verb.End+100 || !g.given(verb.End, end) || givingOwn.MatchString(rest) {
		return 0, false
	}
	return end, g.is("cause", 0, verb.Start) || g.is("cause", end, len(g.s))
}

// outsiderBefore reports whether the sentence named somebody outside the company before a
// place, for whom "them" may stand there.
func (g *giving) outsiderBefore(at int) bool {
	last := ""
	for w := range strings.FieldsSeq(g.s[:at]) {
		w = strings.TrimRight(w, ",;:)")
		if givingAgent.MatchString(w) && !givingThings.MatchString(w) && (strings.HasSuffix(w, "s") || givingDeterminer.MatchString(last)) {
			return true
		}
		if givingDeterminer.MatchString(w) || !givingDeterminer.MatchString(last) {
			last = w // a determiner holds for the words up to the next one
		}
	}
	return g.is("outsider", 0, at)
}

// given reports whether a stretch behind a verb of giving names information as what is
// given: before anything that is said of it.
func (g *giving) given(from, to int) bool {
	if m := givingOf.FindStringIndex(g.s[from:to]); m != nil {
		to = from + m[0]
	}
	return g.is("data", from, to)
}

// passive looks for "your data are passed to …".
func (g *giving) passive() (said text.Span, ok bool) {
	for _, m := range givingPassed.FindAllStringIndex(g.s, -1) {
		clause := strings.LastIndexAny(g.s[:m[0]], ";:,(") + 1
		if clause > 0 && !g.is("data", clause, m[0]) {
			clause = strings.LastIndexAny(g.s[:clause-1], ";:(") + 1
		}
		if m[0]-clause > 160 || givingSubordinate.MatchString(g.s[clause:m[0]]) || !g.is("data", clause, m[0]) {
			continue
		}
		if to, ok := g.party(m[1], len(g.s)); ok {
			return text.Span{Start: m[0], End: to}, true
		}
	}
	// "your data may be disclosed if the law requires it", whoever gets them
	if m := givingGone.FindStringIndex(g.s); m != nil && !givingOnly.MatchString(g.s) && !givingOwn.MatchString(g.s[m[1]:]) {
		clause := strings.LastIndexAny(g.s[:m[0]], ";:,(") + 1
		if m[0]-clause <= 160 && !givingSubordinate.MatchString(g.s[clause:m[0]]) && g.is("data", clause, m[0]) &&
			(g.is("cause", 0, clause) || g.is("cause", m[1], len(g.s))) {
			return text.Span{Start: m[0], End: m[1]}, true
		}
	}
	return said, false
}

// received looks for somebody who "may receive your data" or is given access to them.
func (g *giving) received() (said text.Span, ok bool) {
	for _, m := range givingReceives.FindAllStringIndex(g.s, -1) {
		clause := strings.LastIndexAny(g.s[:m[0]], ";:,(") + 1
		for clause < m[0] && g.s[clause] == ' ' {
			clause++
		}
		if m[0]-clause > 60 || givingSubordinate.MatchString(g.s[clause:m[0]]) || !g.is("data", m[1], min(len(g.s), m[1]+60)) {
			continue
		}
		if to, ok := g.party(clause, m[0]); ok && strings.TrimSpace(g.s[to:m[0]]) == "" {
			return text.Span{Start: clause, End: m[1]}, true
		}
		// "If you log in with another service, it will receive your name"
		if clause > 0 && givingThey.MatchString(g.s[clause:m[0]]) && (givingLinks.MatchString(g.s[:clause]) || g.outsiderBefore(clause)) {
			return text.Span{Start: clause, End: m[1]}, true
		}
	}
	return said, false
}

// nominal looks for what "involves the transfer of your data to …" or "means sharing your data with …".
func (g *giving) nominal() (said text.Span, ok bool) {
	for _, m := range givingBrings.FindAllStringIndex(g.s, -1) {
		clause := strings.LastIndexAny(g.s[:m[0]], ";:,(") + 1
		if givingSubordinate.MatchString(g.s[clause:m[0]]) || givingYours.MatchString(g.s[clause:m[0]]) {
			continue
		}
		from := m[1]
		if !strings.HasSuffix(g.s[:from], " of ") { // the last word may be what is given
			from = strings.LastIndexByte(g.s[:from-1], ' ') + 1
		}
		for _, to := range givingTo.FindAllStringIndex(g.s[from:], 4) {
			if to[0] > 160 || strings.ContainsAny(g.s[from:from+to[0]], ";:") {
				break
			}
			if !g.given(from, from+to[0]) {
				continue
			}
			if end, ok := g.party(from+to[1], len(g.s)); ok {
				return text.Span{Start: m[0], End: end}, true
			}
		}
	}
	return said, false
}

// party reports whether somebody outside the company stands at a place, and where the words
// for them end.
func (g *giving) party(from, end int) (to int, ok bool) {
	for n := 0; n < 3 && from < end; n++ { // "your school, a GP or anyone else"
		to = end
		if m := givingBreak.FindStringIndex(g.s[from:end]); m != nil {
			to = from + m[0]
		}
		if to-from > 70 {
			return to, false
		}
		if g.outside(from, to) {
			return to, true
		}
		m := givingNext.FindStringIndex(g.s[to:end])
		if m == nil {
			return to, false
		}
		from = to + m[1]
	}
	return to, false
}

// outside reports whether a stretch of the sentence names somebody outside the company.
func (g *giving) outside(from, to int) bool {
	t := strings.TrimRight(g.s[from:to], " ")
	to = from + len(t)
	if t == "" || givingInside.MatchString(t) {
		return false
	}
	if g.is("outsider", from, to) {
		return true
	}
	head := t[strings.LastIndexByte(t, ' ')+1:]
	if givingAgent.MatchString(head) && !givingThings.MatchString(head) && (head != t || strings.HasSuffix(head, "s")) {
		return true
	}
	return g.name(from, to) && !givingThings.MatchString(head)
}

// name reports whether a capital begins a word of a stretch whose first word is no
// beginning of a sentence.
func (g *giving) name(from, to int) bool {
	source := g.p.Doc.View.Source().Text()
	for i := from; i < to; i++ {
		if i > 0 && g.s[i-1] != ' ' {
			continue
		}
		at := g.p.Fold.ToSource(text.Span{Start: g.at + i, End: g.at + i + 1}).Start
		if at+1 < len(source) && unicode.IsUpper(firstRuneOf(source[at:])) && !strings.HasPrefix(g.s[i:], "the company") && (i > 0 || unicode.IsUpper(firstRuneOf(source[at+1:]))) {
			return true // the first word of a sentence only in capitals
		}
	}
	return false
}

const givingVerbs = `shares?|discloses?|pass(?:es)?|gives?|provides?|sends?|transfers?|releases?|forwards?|suppl(?:y|ies)|reveals?|reports?|hands?|transmits?|communicates?|submits?|sells?|refers?|exchanges?|shows?|rents?|delivers?|distributes?|divulges?|circulates?|conveys?|lends?|uploads?|relays?|surrenders?|furnish(?:es)?|exports?|trades?|swaps?|entrusts?|imparts?|discuss(?:es)?|grants?|turns?|leases?|tells?|notif(?:y|ies)|informs?|makes?|copy|copies|lets?|allows?|permits?`

var (
	givingVerb = expr.New(`\b(` + givingVerbs + `)\b`)

	// givingAux is what stands between a subject and its verb.
	givingAux = expr.New(`(?:(?:,? (?:may|might|will|can|could|must|shall|would|should|also|then|only|both|sometimes|occasionally|routinely|regularly|therefore|thus|normally|usually|always|generally|typically|often|currently|further|additionally|again|ever|still|simply|just|automatically|directly|securely|have|has|had|be|been|do|does|am|are|is|need|needs|want|wants|wish|wishes|to|able|required|obliged|obligated|compelled|forced|bound|entitled|permitted|allowed|authorized|asked|likely|reserve the right|reserves the right|choose|chooses|from time to time|on occasion|at times|in turn|instead|where (?:needed|necessary|appropriate|required|relevant|possible|applicable)|if (?:needed|necessary|appropriate|required|asked|applicable)|when (?:needed|necessary|required|asked)|as (?:needed|necessary|appropriate|required)|at our discretion|by law|legally|reasonably|in some cases|in certain cases|use or|use and|collect and|store and|process and|use, process and|access,? (?:and|or)|preserve,? (?:and|or)|retain,? (?:and|or)))+,?)? $`)
	// givingSubject is what may be the subject that ends a stretch.
	givingSubject = expr.New(`(?:\bwe(?: (?:and|or|and/or) our [a-z-]+)?|\bi|\b(?:the|our|this) [a-z-]+(?: [a-z-]+)?(?: (?:and|or) (?:our|its) [a-z-]+)?)$`)
	// givingOpens is a sentence that begins with its subject, or behind what stands in front.
	givingOpens = expr.New(`^(?:[^,;:]{1,90}, |[a-z]+ly |(?:in|at) (?:some|certain) [a-z]+ )?(we(?: (?:and|or|and/or) our [a-z-]+)?|i|(?:the|our|this) [a-z-]+)\b`)
	// givingJoins ends what goes before a verb that has the subject of the one before.
	givingJoins = expr.New(`(?:\b(?:and|or|then)|,|;)(?: (?:then|also|subsequently|later|if (?:asked|needed|necessary|required),?|where (?:needed|necessary|appropriate),?))*,?$`)
	// givingOther is another subject between the company and the verb.
	givingOther = expr.New(`\b(?:you|they|it|he|she|who|which|whom|users?|customers|visitors|parties|party|providers?|partners?|features?|not|never|no|nor|to|if|when|that)\b`)
	// givingFront stands in front of a main clause without a comma.
	givingFront = expr.New(`(?:^|[,;:] )(?:and|but|so|or|then|however|also|therefore|occasionally|sometimes|usually|here|thus|instead|otherwise|additionally|consequently|accordingly|(?:in|on|at|from|for|under|by|during|as|with|upon|to) [^,;:]{1,60})$|(?:, and|, but|, so|; and| and| but)$`)

	// givingDepends ends before a clause that depends on another.
	givingDepends = expr.New(`\b(?:where|when|whenever|if|that|which|because|whether|how|why|what|who|whom|until|before|after|once|unless|while|than|extent|as)$`)
	givingOnly    = expr.New(`\b(?:only|solely|exclusively)\b`)

	// givingEnd ends the clause of a verb.
	givingEnd = expr.New(`; |: |, (?:and|but|so|or|which|who|although|while|unless|because) (?:we|you|they|it|the company|will|may|this)\b`)
	givingTo  = expr.New(`(?: on| over| out| along| back| up| down)? (?:to|with|among|amongst|between)(?:,? (?:and|or)(?: may be| is| are)? [a-z]+ (?:by|from|at|in|on|with))?,? `)
	// givingThem is a pronoun for who gets something, and how what they get begins behind it.
	givingThem       = expr.New(`^(?: with)? (?:them|him|her)( (?:with |of |about )?(?:the|your|this|that|all|any|some|certain|only|details|information|data|copies|access to|what|[a-z]+'))|^[^,;:.]{1,60} (?:to|with) (?:them|him|her)(?:$|[ ,.;:])`)
	givingDeterminer = expr.New(`^(?:a|an|any|another|one|our|your|some|other|certain|several|these|those|third)$`)
	// givingBrings says what something comes with that is a giving.
	givingBrings = expr.New(`\b(?:includes?|involves?|requires?|entails?|means?|necessitates?|implies|imply|(?:results?|resulting) in|leads? to|calls? for|amounts? to)(?: (?:the|a|an|any|some|our|us|that|we|may|also|in part|[a-z]+ing|(?:[a-z-]+ )?number of|occasional|regular|limited|further|international|onward|cross-border)){0,4} (?:transfers?|transfer|disclosures?|sharing|transmission|distribution|release|provision|passing|handing over|handing|sending|exchange|communication|sale|disclosing|transferring|transmitting|releasing|giving|providing|forwarding|submitting|reporting)(?: on| over)? (?:of |your |his |their |the |some |any |certain |such |this |these |personal |data |information |details )`)
	givingYours  = expr.New(`\b(?:you|they|who|he|she) $|\byour? (?:rights?|requests?|consent|choices?) $`)
	// givingDitransitive are the verbs behind which the recipient may come first.
	givingDitransitive = expr.New(`^(?:give|send|show|lend|grant|hand|sell|provid|suppl|furnish)`)
	givingDetermined   = expr.New(`^ (?:the|a|an|our|your|their|its|any|all|other|another|some|certain|such|these|those|each|every|selected|trusted|relevant|appropriate|third|anyone|anybody|people|others|[a-z]+s) [a-z]`)
	// givingBelongs says where somebody belongs.
	givingBelongs = expr.New(`^ (?:in|of|within) (?:our|the|its|your)(?: same)? [a-z-]+`)
	// givingThing is how what is given begins behind the recipient.
	givingTelling = expr.New(`^(?:tell|notif|inform|refer)`)
	givingTold    = expr.New(`^ (?:of|about|your|that|what|who|where|when|with|the) `)
	// givingLetting are the verbs behind which somebody gets leave to see something.
	givingLetting = expr.New(`^(?:let|allow|permit)`)
	givingLet     = expr.New(` (?:to )?(?:see|have|know|access|view|use|consult|look at|search|read|query) `)
	// givingOf begins what is said of a thing.
	givingOf    = expr.New(` (?:that|which|who|whom|where|when|if|to|for|so|by|from|in order|because|as|allowing|enabling|helping) `)
	givingThing = expr.New(`^ (?:with|of|about|access to|your|the|that|this|these|any|all|some|certain|details|information|data|copies|a copy|limited|only|what|details|members'|their|its|it) ?`)
	// givingPassed is a verb of giving in the passive with its preposition; what "is sent" or
	// "transmitted" to somebody the page of theirs may send itself.
	givingPassed = expr.New(`\b(?:is|are|be|been|being)(?: [a-z-]+)? (?:shared|disclosed|passed|given|provided|released|forwarded|supplied|revealed|reported|handed|communicated|submitted|sold|exchanged|shown|rented|delivered|distributed|divulged|circulated|conveyed|relayed|traded|entrusted|made available|made accessible|made known|discussed)(?: (?:on|over|out|along|back|up))?(?: (?:by us|by the company|directly|securely|electronically|automatically|only|regularly|in confidence|confidentially|on request))? (?:to|with|among|amongst|between) `)
	// givingAway are the verbs of disclosing that need not say to whom.
	givingAway     = expr.New(`^(?:disclos|releas|reveal|divulg|share\b|shares\b|hands? over|turns? over|gives? (?:out|away|up)|pass(?:es)? (?:on|along)|transfers?\b|suppl(?:y|ies)\b|surrender|circulate|communicates?\b)`)
	givingGone     = expr.New(`\b(?:is|are|be|been|being)(?: [a-z-]+)? (?:disclosed|released|revealed|divulged|shared|handed over|turned over|given (?:out|away|up)|passed (?:on|along)|transferred|supplied|surrendered)\b`)
	givingParticle = expr.New(`^ (?:on|over|out|along|up|away)\b`)
	// givingWhy begins what is said of when and why.
	givingWhy = expr.New(`,| (?:if|when|whenever|where|wherever|as|in|at|on|to|for|with|without|under|upon|unless|because|during|following|pursuant|insofar|so|after|once|should|provided|only)\b`)
	// givingOwn brings information to the company, to the person, or to other countries.
	givingOwn = expr.New(`^[^.;]{0,60} (?:to|with|between|within|among|amongst|across) (?:us|you|our|the company|yourself|(?:other |third |foreign )?countries|a country|the united|the (?:usa?|u\.s|u\.k|eu|uk|eea)|servers?)\b`)
	// givingReceives says that somebody gets something.
	givingReceives = expr.New(` (?:may|will|can|might|could|shall|must|also|only|need to|needs to)(?: (?:also|then|only|sometimes|need to|have to|be able to))* (?:receive|see|view|get|obtain|have access to|gain access to|have sight of|be given|be told(?: of)?|be sent|be notified of|be informed of|be shown|be provided with|be supplied with|be granted access to|be given access to) `)
	// givingThey is one named before, as a subject, and givingLinks what one does with another's service.
	givingThey  = expr.New(`^(?:they|it|he|she|(?:this|that|the|these|those)(?: other| third-party)? (?:service|services|company|companies|site|sites|network|networks|platform|platforms|provider|providers|operator|party|parties|app|page))$`)
	givingLinks = expr.New(`\b(?:log|logs|sign|signs|register|connect|link|integrate|share|interact|click|use|visit|post|pay|book|order|choose|follow)\b[^;:]{0,80} (?:with|through|via|to|on|of|from|using|into)\b`)
	// givingSubordinate begins or is in a clause that depends on another.
	givingSubordinate = expr.New(`\b(?:if|once|when|whenever|whom|which|that|who|how|whether|before|after|until|unless|where|why|what|because|not|never|no|nor|neither|nothing|none|ask|asks|request|requests|rights?|want|wants|wish|wishes|opt|allowing|like|inquiries|you may|you can)\b`)
	// givingBreak ends the words for somebody, givingNext leads to the next ones.
	givingBreak = expr.New(`[,;:.()]| (?:in|on|for|to|when|where|if|who|whom|that|which|as|by|from|so|unless|at|and|or|and/or|under|via|through|because|once|while|during|after|before|about|of|with|outside|within|without|including|such|whose|based|acting|located|you|we|your|the|their|they|it|only|only|information|details|access|data|personal|certain|what|upon|should|may|will|can|is|are|for|limited|involved|against|engaged)\b`)
	givingNext  = expr.New(`^(?:, (?:and |or )?| (?:and|or|and/or) )(?:to |with )?`)
	// givingInside are those who are no outsiders, and what is nobody.
	givingInside = expr.New(`^(?:(?:us|you|me|it|them|him|her|himself|itself|themselves|each|one another|ourselves|yourself|(?:our|the|this|your) company)$|(?:our|my|the company|its|your|the|this|these|that) (?:own )?(?:[a-z-]+ )?(?:staff|teams?|employees?|servers?|offices?|colleagues|personnel|systems?|databases?|sites?|websites?|inbox|records|files?|users?|customers?|members?|visitors?|clients?|subscribers?|readers|guests|patients?|applicants?|devices?|computers?|browsers?|phones?|accounts?|person|individuals?|data subjects?|internal [a-z]+|app|services?|platforms?|child|children|purposes?|extent|following|law|parties hereto|officers?|coordinators?|managers?|addresses|address|page|website|form|mailbox))$|^(?:us|you|me|it)\b|^(?:the|our) (?:[a-z-]+ )*(?:privacy|policy|data protection|compliance) (?:policy )?[a-z]+$`)
	// givingAgent is a word for one who does something or belongs somewhere.
	givingAgent = expr.New(`^(?:[a-z-]{2,}(?:ers?|ors?|ists?|ians?|ants?|ents|ees|men|man|women|woman|ary|aries|ies|folk)|people|nurse|nurses|host|hosts|gps?|[a-z]*guards?|judge|judges|chef|crew|crews|guides?|coach|pilot|pilots|staff|family|friends?|relatives?|nurser(?:y|ies)|bod(?:y|ies)|board|committee|trust|league|group|groups|department|departments|ministry|service|church|parish|diocese)$`)
	// givingThings are words for things that look like one.
	givingThings = expr.New(`^(?:servers?|computers?|numbers?|letters?|newsletters?|orders?|offers?|matters?|papers?|counters?|folders?|browsers?|headers?|footers?|identifiers?|parameters?|errors?|factors?|registers?|centers?|manner|other|further|never|whether|rather|together|under|over|after|mirrors?|colors?|favor|honor|behavior|sensors?|monitors?|minors?|floors?|doors?|relevant|important|significant|instant|grants?|constant|fees|degrees?|guarantees?|trees|necessary|primary|secondary|library|libraries|glossary|summary|summaries|salary|salaries|diary|diaries|temporary|voluntary|policies|copies|countries|categories|cookies|technologies|activities|inquiries|queries|studies|duties|deliveries|facilities|histories|properties|securities|series|stories|territories|u|u[.]s|surveys|events|documents|payments|contents|accounts|comments|requirements|agreements|consents|patients|clients|residents|students|users?|customers?|members?|visitors?|subscribers?|followers?|browser|calendars?|posters?|tickers?|terms|service|services|website|websites|site|sites|app|apps|page|pages|policy|notice|account|act|regulation|law|laws|gdpr|states|kingdom|union|eu|uk|usa|us|america|europe|eea|japan|ireland|germany|canada|australia|india|china|countries|country|territories|cookies|database|system|systems|platform|form|forms|address|email|newsletter|purposes|years?|months?|days?|hours|others|filters?|folders?|pointers?|routers?|adapters?|trackers?|banners?|buttons?|widgets?|plugins?)$`)
)
