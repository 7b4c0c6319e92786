package extract

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Rules know aims by their words and by what stands before them, each for the ways of
// joining the two that it was written for: "We keep your postcode because we need to draw
// up the rounds" has the words of none. What follows knows them by the build of the
// sentence: who uses, a verb of use, information, a joint, and what is done with it. What
// speaks against an aim is asked of the rules.

// byUse is what the build of a sentence speaks for an aim, beside what the rules say of it.
const byUse = 6

// builtAims reports the first aim that an English sentence gives by its build, where its
// words told of none.
func (p *Pass) builtAims(i int, sent text.Span) bool {
	fold := p.FoldSpan(p.trim(sent))
	s := p.Fold.Slice(fold)
	if len(s) > reach || !usingMay.MatchString(s) || strings.HasSuffix(s, ":") || strings.HasSuffix(s, "?") {
		return false
	}
	if f := p.structure().frames[i].kind; f == Exception || f == Disclaimer || f == "refusal" || f == "denied" || usingElsewhere.MatchString(p.Fold.Slice(p.heading(p.Doc.Clauses[i]))) || p.announces(p.Doc.Clauses[i]) && p.Doc.Clauses[i].Kind != policy.Paragraph {
		return false
	}
	if p.disclosing(i, sent) || p.entrusting(sent) < fold.End {
		return false
	}
	u := using{giving: giving{p: p, at: fold.Start, s: s}}
	if b := p.sentenceBefore(i, sent); b != sent {
		b := p.FoldSpan(p.trim(b))
		u.before, u.from = p.Fold.Slice(b), b.Start
	}
	aim, lead, rule := u.opening()
	if aim.Empty() {
		aim, lead, rule = u.behind()
	}
	if aim.Empty() {
		aim, lead, rule = u.helped()
	}
	r := p.phrase("purpose/" + rule)
	if aim.Empty() || r == nil {
		return false
	}
	shift := func(sp text.Span) text.Span {
		return text.Span{Start: sp.Start + fold.Start, End: sp.End + fold.Start}
	}
	in := rules.Input{rules.Text: shift(aim), rules.Lead: shift(lead), rules.Context: fold, rules.Heading: p.heading(p.Doc.Clauses[i])}
	score, why := p.weighRule(r, in, r.Min-byUse)
	if score < r.Min-byUse {
		return false
	}
	sp := trimJoin(p.Fold.Text(), in[rules.Text])
	un := unit{clause: i, span: p.viewOf(sp), rule: p.Doc.Lang + "/" + r.Name, hits: why, base: 0.7}
	cats, ev := p.categorize(Purpose, p.input(un), shares[Purpose])
	if len(cats) == 0 {
		un.base = 0.5
		cats, ev = p.gist(Purpose, p.input(un), unnamed[policy.English])
	}
	p.report(Purpose, un, cats, ev)
	return true
}

// using reads a folded sentence for an aim.
type using struct {
	giving
	before string // the sentence before in its paragraph
	from   int    // where that begins in the folded text
}

// is asks the rules whether a stretch of the sentence is of a kind.
func (u *using) is(kind string, from, to int) bool {
	return from < to && u.p.fires("using/"+kind, text.Span{Start: u.at + from, End: u.at + to})
}

// behind looks for an aim behind the clause that says that information is used.
func (u *using) behind() (aim, lead text.Span, rule string) {
	for k, m := range usingJoint.FindAllStringSubmatchIndex(u.s, 12) {
		if k > 0 && m[0] > 400 {
			break
		}
		joint := strings.TrimLeft(u.s[m[0]:m[1]], " ,(–—-")
		start := m[1] - len(joint)
		end := u.aimEnd(start, m[1])
		clause := strings.TrimRight(usingTail.ReplaceAllString(u.s[:m[0]], ""), " ,(–—-")
		kind := joint[len(usingBefore.FindString(joint)):]
		switch {
		case strings.HasPrefix(kind, "for ") && !usingGerund.MatchString(kind) && kind != "for us to ":
			lead, ok := u.uses(clause, false)
			if !ok || strings.Contains(clause, "when you") || !u.forThing(m[1], end) {
				continue
			}
			if usingIng.MatchString(u.s[m[1]:end]) {
				return text.Span{Start: start, End: end}, lead, "to" // it says what is done, as a verb does
			}
			return text.Span{Start: start, End: end}, lead, "for"
		case strings.HasPrefix(kind, "in ") && !strings.HasSuffix(kind, "to ") || strings.HasPrefix(kind, "as part of "):
			if !usingUse.MatchString(clause) || !usingIng.MatchString(u.s[m[1]:end]) {
				continue
			}
		case strings.HasPrefix(kind, "when"):
			if !usingUse.MatchString(clause) {
				continue
			}
		case strings.HasSuffix(kind, "of ") && !usingIng.MatchString(u.s[m[1]:end]):
			continue
		}
		lead, ok := u.uses(clause, true)
		if !u.doing(m[1], end) || !ok && !(strings.HasPrefix(kind, "so ") && usingGiven.MatchString(clause)) {
			continue
		}
		rule = "to"
		if strings.HasPrefix(kind, "so ") && !strings.HasPrefix(kind, "so as ") {
			rule = "so"
		}
		return text.Span{Start: start, End: end}, lead, rule
	}
	return text.Span{}, text.Span{}, ""
}

// opening looks for an aim that opens the sentence, before the clause that says that
// information is used.
func (u *using) opening() (aim, lead text.Span, rule string) {
	m := usingOpens.FindStringSubmatchIndex(u.s)
	if m == nil {
		return text.Span{}, text.Span{}, ""
	}
	start := m[2]
	for at, n := m[1], 0; n < maxFronts; n++ {
		c := strings.IndexByte(u.s[at:], ',')
		if c < 0 {
			break
		}
		end := at + c
		at = end + 1
		main := strings.TrimLeft(u.s[at:], " ")
		thing := strings.HasPrefix(u.s[start:], "for ") && !usingGerund.MatchString(u.s[start:m[1]])
		if thing && !u.forThing(m[1], end) || !thing && !u.doing(m[1], end) {
			break
		}
		stop := len(main)
		if e := usingStop.FindStringIndex(main); e != nil {
			stop = e[0]
		}
		if lead, ok := u.uses(main[:stop], !thing); ok {
			return text.Span{Start: start, End: end}, lead, "fronted"
		}
	}
	return text.Span{}, text.Span{}, ""
}

// helped looks for what information helps the company to do, where it is the subject.
func (u *using) helped() (aim, lead text.Span, rule string) {
	for _, m := range usingHelps.FindAllStringSubmatchIndex(u.s, 4) {
		clause := u.s[:m[0]]
		from := strings.LastIndexAny(clause, ",;:") + 1
		if m[0]-from > 120 || !u.company(m[4], m[5]) || usingSite.MatchString(u.s[m[4]:m[5]]) || u.notData(from, m[0]) || !u.data(from, m[0]) {
			continue
		}
		end := u.aimEnd(m[2], m[1])
		if u.doing(m[1], end) {
			return text.Span{Start: m[2], End: end}, text.Span{Start: m[0], End: m[0]}, "to"
		}
	}
	return text.Span{}, text.Span{}, ""
}

// aimEnd returns where an aim ends that begins at start and whose first word of its own
// stands at from.
func (u *using) aimEnd(start, from int) int {
	end := aimEnd(u.p.Fold.Text(), text.Span{Start: u.at + start, End: u.at + from}, u.at+len(u.s)) - u.at
	return start + len(strings.TrimRight(u.s[start:end], " .,;:"))
}

// doing reports whether a stretch begins with a verb that tells what the company does with
// information, and not with what it owes or lets the person do.
func (u *using) doing(from, end int) bool {
	return from < end && usingVerb.MatchString(u.s[from:end]) && !usingNoVerb.MatchString(u.s[from:end]) && !u.is("owed", from, end) && !u.p.toName(text.Span{Start: u.at + from - 3, End: u.at + from - 1}, u.at+end)
}

// forThing reports whether a stretch behind "for" names what is done or kept by the company:
// no time, nobody, and nothing that is asked for.
func (u *using) forThing(from, end int) bool {
	t := u.s[from:end]
	if m := usingNounEnd.FindStringIndex(t); m != nil {
		t = t[:m[0]]
	}
	if t == "" || strings.Count(t, " ") > 7 || u.is("nothing", from, from+len(t)) {
		return false
	}
	if usingDoes.MatchString(t) {
		return !u.is("owed", from, end)
	}
	head := t[strings.LastIndexByte(t, ' ')+1:]
	if m := givingOf.FindStringIndex(t); m != nil {
		head = t[strings.LastIndexByte(t[:m[0]], ' ')+1 : m[0]]
	} else if m := usingMore.FindStringIndex(t); m != nil {
		head = t[strings.LastIndexByte(t[:m[0]], ' ')+1 : m[0]]
	}
	return usingThing.MatchString(head)
}

// company reports whether a stretch names the company or those who work for it.
func (u *using) company(from, to int) bool {
	t := u.s[from:to]
	if u.giving.is("company", from, to) || usingPeople.MatchString(t) {
		return true
	}
	for _, name := range u.p.names {
		if strings.EqualFold(t, name) {
			return true
		}
	}
	return false
}

// data reports whether a stretch names information.
func (u *using) data(from, to int) bool {
	t := u.s[from:to]
	return usingData.MatchString(t) || u.giving.is("data", from, to)
}

// notData reports whether a stretch that may name information speaks of somebody or of
// something else, or stands in a clause that says nothing of its own.
func (u *using) notData(from, to int) bool {
	t := usingWhose.ReplaceAllString(u.s[from:to], "")
	return givingSubordinate.MatchString(t) || usingNobody.MatchString(t)
}

// uses reports whether a clause says that the company uses information, as the last thing
// that it says, and which of its words come before the information: any, or for what
// stands behind "for" none that only say what the information is good for.
func (u *using) uses(clause string, any bool) (lead text.Span, ok bool) {
	off := strings.Index(u.s, clause)
	if off < 0 || len(clause) < 6 || usingDenies.MatchString(clause) {
		return lead, false
	}
	end := off + len(clause)
	// "we (may) use your data"
	for _, m := range usingVerbs.FindAllStringSubmatchIndex(clause, -1) {
		verb := text.Span{Start: off + m[2], End: off + m[3]}
		from := verb.Start - len(usingAux.FindString(nearBefore(u.s[off:], verb.Start-off)))
		start := u.subject(strings.TrimRight(u.s[:from], " "))
		if start < off || start != off && (!u.mainClause(start) || usingDependent.MatchString(u.s[:start])) {
			continue
		}
		if usingObject.MatchString(u.s[verb.End:end]) && !usingOther.MatchString(usingWhose.ReplaceAllString(u.s[verb.End:end], "")) && u.data(verb.End, end) {
			return text.Span{Start: off, End: from}, true
		}
	}
	// "your data are used"
	for _, re := range [...]*expr.Regexp{usingUsed, usingNeeded} {
		m := re.FindStringIndex(clause)
		if m == nil || re == usingNeeded && !any {
			continue
		}
		from := off + strings.LastIndexAny(clause[:m[0]], ",;:") + 1
		if off+m[0]-from < 160 && !u.notData(from, off+m[0]) && u.data(from, off+m[0]) {
			return text.Span{Start: off, End: from}, true
		}
	}
	if m := usingPurposeIs.FindStringSubmatchIndex(clause); m != nil {
		return lead, !usingNobody.MatchString(usingWhose.ReplaceAllString(clause[m[2]:m[3]], "")) && u.data(off+m[2], off+m[3])
	}
	return lead, u.before != "" && usingDoesThis.MatchString(clause) && u.usedBefore()
}

// usedBefore reports whether the sentence before says that information is used.
func (u *using) usedBefore() bool {
	b := using{giving: giving{p: u.p, at: u.from, s: u.before}}
	_, ok := b.uses(strings.TrimRight(u.before, ". "), false)
	return ok
}

// subject returns where the subject begins that ends s, the beginning of the sentence, or -1.
func (u *using) subject(s string) int {
	if k := u.subjectEnd(s); k >= 0 {
		return k
	}
	if m := usingPeople.FindStringIndex(s); m != nil {
		return m[0]
	}
	return -1
}

const (
	usingUs     = `(?:us|we|our [a-z-]+|the [a-z-]+)`
	usingNeeds  = `(?:can|could|may|will|might|are able to|is able to|need to|needs to|want to|wants to|wish to|must|have to|has to|would like to|like to|like|aim to|try to|hope to|are trying to|want|know when to|know how to)`
	usingHelp   = `(?:helps?|allows?|enables?|lets?|permits?|assists?|helping|allowing|enabling|letting) (us|our [a-z-]+|the [a-z-]+)(?: to| in)?`
	usingForms  = `uses?|process(?:es)?|needs?|collects?|keeps?|holds?|stores?|requires?|asks? for|asks? you for|asks? about|gathers?|records?|takes?|takes? down|obtains?|looks? at|looks? up|analyzes?|requests?|works? with|accesses|access|retains?|combines?|handles?|consults?|notes?|notes? down|rel(?:y|ies) on|checks?|reviews?|reads?|compar(?:e|es)|matches|match|draws? on|monitors?|evaluates?|assess(?:es)?|saves?|logs?|captures?|acquires?|maintains?|makes? use of|utilizes?|employs?|tracks?|studies|study|scans?|photographs?|films?|enters?|registers?|measures?|examines?|counts?|enrich(?:es)?|link(?:s)?|add(?:s)?|cop(?:y|ies)|photocop(?:y|ies)|want|wants`
	usingPasts  = `used|processed|needed|collected|kept|held|stored|required|asked for|gathered|recorded|taken|taken down|obtained|looked at|looked up|analyzed|requested|accessed|retained|combined|handled|consulted|noted|noted down|relied on|checked|reviewed|read|compared|matched|monitored|evaluated|assessed|saved|logged|captured|acquired|maintained|utilized|employed|tracked|studied|scanned|photographed|filmed|entered|registered|measured|examined|counted|linked|copied|photocopied|placed|set`
	usingAdverb = `(?:also |only |then |mainly |primarily |solely |often |usually |sometimes |always |normally |generally |typically |routinely |just |simply |both |therefore |really |very |absolutely |particularly |especially |quite |extremely |occasionally |regularly |carefully )*`
)

var (
	usingMay = expr.New(`\b(?:to|for|so|because|since|as|which|when|in|with|if|helps?|lets?|assists?) [a-z]`)
	// usingElsewhere are headings below which aims are no use of information.
	usingElsewhere = expr.New(`\b(?:rights?|choices|complaints?|changes|revisions?|security|safeguard|retention|how long|children|links?|shar(?:e|es|ed|ing)|disclos\w*|recipients?|third part\w*|transfers?|legal (?:basis|bases|grounds?)|lawful|definitions?|protect(?:s|ed|ing)?|opt|contact(?:ing)? us|access (?:to|and)|correction|deletion)\b`)
	// usingJoint joins an aim to what is said before of the use of information.
	usingJoint = expr.New(`,? (?:\(|[–—-] )?(?:(?:for example|for instance|e\.g\.|namely|among other things|mainly|chiefly|primarily|above all|only|solely|simply|purely|both|either|partly|just|and|or|but only|first of all),? ){0,2}(?:(?:in order |so as )?to (?:be able to |better |help (?:us |` + usingUs + ` )?(?:to |in |with )?|(?:enable|allow|assist|permit) ` + usingUs + ` (?:to|in) |let ` + usingUs + ` |and )?|so (?:that )?` + usingUs + ` ` + usingNeeds + ` (?:better |properly |also |then )?|in order that ` + usingUs + ` ` + usingNeeds + ` |(?:because|as|since) ` + usingUs + ` ` + usingNeeds + ` (?:be able to )?|(?:because|as|since|and) (?:this|that|it|they|these|doing so) (?:will |may |can |in turn |then |also |thus |thereby )*` + usingHelp + ` |(?:which|that) (?:will |may |can |in turn |then |also |thus |thereby )*` + usingHelp + ` |(?:thus |thereby )?(?:helping|allowing|enabling|letting) ` + usingUs + ` (?:to )?|which ` + usingUs + ` (?:may |will |can |also |then |only |must |have to )*(?:need|use|want|require|needs|uses|collect|keep) (?:in order )?to |with (?:the |an? )?(?:aim|purpose|goal|intention|object|objective|idea|view) (?:of|to) |for the (?:sole |main |only )?purposes? of |(?:in|as part of) our (?:effort|attempt|endeavor)s? to |in (?:an|the) (?:effort|attempt|hope) (?:to|of) |when(?:ever)? (?:we|our [a-z-]+) |(?:if|where|when) (?:we are|we want|we need|` + usingUs + ` (?:is|are|wants?|needs?)) to |for us to |as part of |in |for )`)
	// usingBefore stands before what joins.
	usingBefore = expr.New(`^(?:(?:for example|for instance|e\.g\.|namely|among other things|mainly|chiefly|primarily|above all|only|solely|simply|purely|both|either|partly|just|and|or|but only|first of all),? ){0,2}`)
	// usingTail is what stands between the data and such a joint and says nothing more.
	usingTail   = expr.New(`(?:,? (?:by us|by our staff|only|solely|mainly|primarily|and use (?:it|them|this|these)|and (?:this|it|that)|as well|at times|from time to time|where (?:needed|necessary)|when (?:needed|necessary)|if (?:needed|necessary)|on file|for (?:the season|the year|a (?:short )?(?:time|while))|exclusively|together|internally|automatically|in part|purely|simply|just|first|for us|electronically|at reception|online|every [a-z]+|each [a-z]+|in our (?:system|database|files|records|books)|on our (?:system|servers?|computers?|files)))+$`)
	usingGerund = expr.New(`(?:for the (?:sole |main |only )?purposes? of|with [a-z ]+ of) $`)
	// usingIng begins with what is done, as a noun.
	usingIng = expr.New(`^[a-z-]+ing (?:[a-z0-9(]|$)`)
	// usingOpens is an aim at the beginning of a sentence.
	usingOpens = expr.New(`^(?:(?:in addition|also|for example|for instance|further|furthermore|again|finally|likewise|similarly|sometimes|in particular), |(?:and|also|again) )?((?:in order |so as )?to (?:be able to |better |help (?:` + usingUs + ` )?(?:to |in |with )?|(?:enable|allow|assist|permit) ` + usingUs + ` (?:to|in) |let ` + usingUs + ` )?|so (?:that )?` + usingUs + ` ` + usingNeeds + ` |(?:because|as|since) ` + usingUs + ` (?:need to|want to|have to|must|would like to|wish to) |with (?:the |an? )?(?:aim|purpose|goal|intention|view) (?:of|to) |for the (?:sole |main |only )?purposes? of |in our efforts to |if we are to |for )`)
	// usingStop ends the main clause behind such an aim.
	usingStop = expr.New(`[;(]|, (?:and|but|such as|including|which|if|when|as|for|so|where|because)\b| (?:such as|including|like|in order|so that|unless|until|because)\b`)
	// usingHelps is what information does for the company.
	usingHelps = expr.New(` (?:(?:may|will|can|also|then|in turn|often|only|further|would|might) )*((?:helps?|allows?|enables?|lets?|permits?|assists?) (us|our [a-z-]+|the [a-z-]+|[a-z]+)(?: to| in)? )`)
	// usingSite is what works by itself, whatever a cookie lets it do.
	usingSite = expr.New(`^the (?:websites?|sites?|apps?|service|services|server|platform|software|system|program|application|game|tool|extension|plugin)$`)
	// usingVerb begins what is done: no word that cannot be a verb.
	usingVerb = expr.New(`^(?:(?:also|then|better|properly|quickly|safely|only|fully|help|both) )*[a-z][a-z-]+(?: [a-z0-9(]| ?$)`)
	// usingNoVerb is a word that no verb is, where one must stand.
	usingNoVerb = expr.New(`^(?:(?:also|then|better|properly|quickly|safely|only|fully|help|both) )*(?:[a-z]+[a-rtv-z]s|[a-z]+(?:tions|ments|ities|ity|ous|ical|tional|ism|ific)|[a-z]{3,}(?:ary|ship|ible)|[a-z]{4,}ory|social|staff|personnel|management|media|access (?:to|by|and)|use (?:of|on|in)|example|both|certain|public|various|several|many|within|server|google|internal|external)\b`)
	usingUse    = expr.New(`\b(?:us(?:e|es|ed)|consult(?:s|ed)?|look(?:s|ed)? at|rel(?:y|ies|ied) (?:on|upon)|work(?:s)? with|needs?|needed|refers? to|checks?|checked|draws? on|process(?:es|ed)?|analyze[sd]?|read|considers?|considered|take [a-z ]+ into account)\b`)
	// usingVerbs are the verbs of use, in the active.
	usingVerbs = expr.New(`\b(` + usingForms + `)\b`)
	// usingAux is what stands between a subject and its verb.
	usingAux = expr.New(`(?:(?:,? (?:may|might|will|can|could|must|shall|would|should|also|then|only|both|sometimes|occasionally|routinely|regularly|therefore|thus|normally|usually|always|generally|typically|often|currently|further|additionally|again|ever|still|simply|just|automatically|directly|securely|carefully|mainly|primarily|have|has|be|been|do|does|am|are|is|need|needs|want|wants|wish|wishes|like|to|able|required|obliged|likely|reserve the right|reserves the right|choose|chooses|from time to time|on occasion|at times|in turn|instead|where (?:needed|necessary|appropriate|required|relevant|possible|applicable)|if (?:needed|necessary|appropriate|required|asked|applicable)|when (?:needed|necessary|required|asked)|as (?:needed|necessary|appropriate|required)|with your (?:consent|permission|agreement)|in some cases|in certain cases|(?:` + usingForms + `),? (?:and|or|and then)|(?:` + usingForms + `),|will need|ask you to (?:give|tell|send|provide|show|let)(?: us)?(?: have)?(?: with)?))+,?)? $`)
	// usingDependent ends before a clause that depends on another.
	usingDependent = expr.New(`\b(?:how|what|which|where|when|why|who|whether|that|if|because|before|after|until|unless|whenever) $`)
	// usingObject is the whole of what a verb of use has behind it.
	usingObject = expr.New(`^ [^;:?]{1,160}$`)
	// usingWhose is what a clause about the data says of whose they are.
	usingWhose = expr.New(`\bwhen you (?:book|join|register|sign up|visit(?: us)?|call(?: us)?|contact us|apply|order|write to us|pay|arrive|leave|buy|travel|stay)\b|\b(?:that|which|what|who|whom|where|how) (?:you|we|they|users|members|customers|visitors|people) (?:have |may |can |also |then |already |freely )*(?:give|gave|given|tell|told|provide|provided|send|sent|enter|entered|submit|submitted|share|shared|supply|supplied|hold|have|collect|collected|make|made|use|used|leave|left|write|wrote|post|posted|upload|uploaded|fill in|filled in|need|ask for|asked for|visit|visited|say|said|buy|bought|live|lives|receive|received|gather|gathered|obtain|obtained|show|showed|see|saw)(?: (?:to )?(?:us|them))?(?: with)?\b|\b(?:to|with) us\b|\b(?:about|of|on|from) (?:you|yourself|us)\b|\babout (?:who|what|where|when|how|which) `)
	// usingOther is in what is no plain object: somebody else, or another clause.
	usingOther = expr.New(`\b(?:not|never|no|none|nor|neither|unless|except|consent|permission|agreement|if|because|they|you|providers?|partners?|processors|contractors|third part(?:y|ies)|suppliers|measures|safeguards|steps|care|rights?|encryption|firewalls|cookies? (?:policy|notice)|until|long|longer|seriously|secure|securely|confidential|to [a-z]+|so|responsibility|responsible|advice|policy|notice|risk|action|liability|privacy|entit(?:y|ies)|companies|advertisers|authorit(?:y|ies)|regulators?|governments?|agenc(?:y|ies)|interests?|legitimate|basis|laws?|permitted|authorization|necessary|is|are|be|been|may|will|can|must|shall|signs? up|register|request)\b|\bwe\b|^ (?:them|those)$|^ (?:all |the |any |each |our |every |those )?(?:users|individuals|persons|people|members|customers|applicants|visitors|parents|participants)\b`)
	// usingDenies is in a clause that denies or asks, or speaks of others.
	usingDenies = expr.New(`\b(?:not|never|no longer|nor|neither|nobody|refuse|whether|unless|wish us|want us|ask us|asks us|instruct us|object|consent to|right to|prevent|stop|rights|long as|longer than|it is|it was|required by|extent|could)\b|\byou (?:use|need|want|visit|choose|chose|wish|like|have|are|do)$|\b(?:chooses?|decides?|wants|wish(?:es)?|likes)$`)
	// usingUsed ends a clause that says that data are used, usingNeeded one that says what they are good for.
	usingUsed   = expr.New(` (?:(?:may|can|will|must|might|shall|should|would|has to|have to|needs? to) ` + usingAdverb + `)?(?:is|are|be|been|being|gets?)(?: being)? ` + usingAdverb + `(?:(?:` + usingPasts + `)(?:,| and| or|, and|/) )?(?:` + usingPasts + `)(?: (?:and|or) (?:` + usingPasts + `))?(?: by (?:us|the [a-z-]+|our [a-z-]+))?(?: ` + usingAdverb + `)?$`)
	usingNeeded = expr.New(` (?:(?:may|can|will|must|might|would) ` + usingAdverb + `)?(?:is|are|be|prove|proves|remains?) ` + usingAdverb + `(?:useful|important|essential|necessary|helpful|vital|needed|required|handy|crucial|indispensable|valuable|invaluable|key|relevant|of use|of help|enough|sufficient)(?: (?:for|to) us)?$`)
	// usingNobody is in a subject that is no information of people.
	usingNobody = expr.New(`\b(?:consent|permission|policy|notice|statement|law|laws|regulations?|gdpr|act|measures?|firewalls?|encryption|staff|providers?|partners?|companies|contractors?|processors|people|contract|agreement|interests?|basis|request|requests|link|links|feedback form|button|settings|you|they|third part(?:y|ies)|access|password|it is|step|steps|document|page|section|encrypted|providing|provision)\b|\b(?:users?|persons?|members?|visitors?|child|children|parents?|one|anyone|guests?|we|individuals?|customers?|applicants?|candidates?|cookies? policy)$`)
	// usingGiven says that the person gives the data.
	usingGiven = expr.New(`(?:^|, )(?:please )?(?:you (?:(?:may|will|can|must|should|then|also) )*|we (?:(?:may|will|also|then) )*(?:ask|need|require|request|want|would like) you to )(?:give|tell|send|provide|supply|hand|show|leave)s? (?:us|the [a-z-]+)\b[^;:]{2,100}$`)
	// usingDoesThis says that what was told before is done.
	usingDoesThis = expr.New(`(?:^|, )(?:we (?:only |also )?do (?:this|so|that|it)|this is(?: done)?|that is(?: done)?|this information is|it is done|we do all this)$`)
	// usingPurposeIs ends before an aim that the sentence calls one.
	usingPurposeIs = expr.New(`(?:^|, )(?:the|our|its|one|another) (?:main |only |sole |primary |chief |whole |real |other )*(?:purposes?|reasons?|use|uses|aim|point)(?: (?:of|for|in|behind|why|that|we|with|which)) ([^;:,]{2,100}) (?:is|are)(?: simply| only| mainly| so| just)?$`)
	// usingPeople are those who work for the company.
	usingPeople = expr.New(`\b(?:our|the|your) (?:[a-z-]+ )?(?:secretary|treasurer|coach|coaches|trainers?|managers?|drivers?|volunteers|officers?|leaders?|receptionists?|librarians?|chair|chairman|chairwoman|registrar|head teacher|headteacher|teachers?|tutors?|warden|caretaker|captain|organizers?|admins?|owners?|nurses?|doctors?|dentists?|stylists?|therapists?|fitters|technicians|instructors?|guides?|crew|front desk|reception|workshop|kitchen|garage|farm|shop|team|staff|board|council|parish|church|society|band|choir|theater|gallery|nursery|kennels?|cattery|salon|gym|pool|brewery|bakery|bureau|firm|branch|charity|project|office|department|lettings team)$`)
	// usingData are kinds of information that have no such word about them.
	usingData = expr.New(`\b(?:your|their|members'|customers'|pupils'|guests'|patients'|people's|parents'|visitors'|whose) (?:[\w'-]+,? ){0,5}?(?:postcode|post code|zip code|cctv|photographs?|photos|films?|cookies?|email|age|gender|sex|height|weight|sizes?|measurements|birthday|date of birth|nationality|qualifications|preferences|choices|interests|needs|requirements|requests?|messages?|letters|comments|feedback|responses?|replies|calls|forms?|documents?|passports?|licences?|licenses?|signatures?|bank|payment|purchases|orders|bookings?|visits?|browsing|behavior|device|browser|ip|nickname|username|user names?|next of kin|emergency contacts?|diets?|dietary|allerg(?:y|ies)|medical|health|attendance|scores?|grades?|marks|samples?|readings|usage|contacts?|registration|plates?|references|cv|resume|references|subscriptions?|accounts?|profile|language|country|town|job title|employer|occupation|salary|income|habits|times|dates|logs?|traffic|surveys?|questionnaires?|votes?|opinions?|something about you|things about you)\b|^ ?(?:cctv|photographs?|photos|films?|cookies|device|health|medical|next of kin|emergency contacts?|payment|bank|dates of|registration) ?|(?:what|which|where|when|who|how) you [a-z]+\b|^ ?(?:only |all (?:of )?|some of )?(?:it|them|this|these|that|both|everything)(?: |$)`)
	// usingDoes begins with a verb as a noun, or ends in a word for purposes.
	usingDoes = expr.New(`^(?:better |properly |only )?(?:[a-z-]+[b-z]ing|[a-z]+(?:ea|u|o)ing|being able to [a-z]+) (?:the|our|your|you|a|an|and|or|up|out|in|on|off|for|to|with|[a-z]+)\b|^(?:[a-z'/-]+,? ){1,5}(?:purposes|reasons)$`)
	// usingThing is a word for what is done or kept up.
	usingThing = expr.New(`^(?:[a-z-]{3,}(?:tion|tions|sion|sions|ment|ments|ance|ence|sis|ics|ship|ships|ing|isal|oval|ewal|ewals|yal|very|veries|keeping|age|ure)|accounts|accounting|books|records|files|archives?|registers?|rota|rotas|insurance|newsletters?|newspaper|mailings?|magazine|yearbook|bulletin|website|reports?|returns?|audits?|tax|taxes|payroll|wages|bills?|billing|invoices?|receipts?|refunds?|safety|security|health and safety|care|welfare|comfort|delivery|deliveries|dispatch|research|studies|study|surveys?|statistics|analytics|events?|trips?|lessons|classes|matches|tournaments?|competitions?|contests?|draws?|raffle|league|leagues|fixtures|tickets?|badges?|cards?|passes|labels?|plans?|menus?|orders?|bookings?|appointments?|reservations?|visits?|repairs?|hire|rental|loan|loans|sales?|marketing|publicity|promotion|checks?|reviews?|claims?|complaints|inquiries|disputes?|emergencies|first aid|support|backups?|tests|tours?|transport|history|anniversaries|membership|fundraising|gift aid|quality|control|compliance|fraud|crime)$`)
	// usingMore begins what is said of such a thing.
	usingMore = expr.New(` (?:of|with|between|among|on|at|in|about|from|to|within|by|and|or) `)
	// usingNounEnd ends a noun behind "for".
	usingNounEnd = expr.New(`[,;:.()–—]| (?:if|when|where|unless|until|because|so that|so|as|and (?:we|to|for|will|may|is|are|only|share|use|keep)|but|while|in order|under|is|are|may|will|to|who|which|that|we|you|with your|by)\b`)
)
