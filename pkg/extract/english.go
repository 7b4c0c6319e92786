package extract

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Spans of English phrases. The rules say where an aim or a condition may
// begin and what the words before it must be; here stands where it ends. All
// offsets are in the folded text.

// reach is how far around a marker its aim or condition and the words that
// govern it are looked for, so that the cost of a sentence is proportional to
// its length.
const reach = 1500 // bytes

// around returns the part of the sentence fold within reach of at.
func around(s string, fold, at text.Span) text.Span {
	near := text.Span{Start: max(fold.Start, at.Start-reach), End: min(fold.End, at.End+reach)}
	for near.Start < at.Start && !utf8.RuneStart(s[near.Start]) {
		near.Start++
	}
	for near.End > at.End && near.End < len(s) && !utf8.RuneStart(s[near.End]) {
		near.End--
	}
	return near
}

// englishPurposes reports the aims of a sentence: "we use … to …", "to …, we
// collect …", "so that we can …", "for the purpose of …".
func (p *Pass) englishPurposes(i int, sent text.Span) {
	fold := p.FoldSpan(sent)
	hits := p.phrases(fold)
	listed := p.structure().frames[i].kind == Purpose
	if (listed || p.answers(i, sent)) && p.fragment(i, sent, Purpose) || !slices.ContainsFunc(hits, func(h rules.Hit) bool { return h.Pattern.Rule.Kind == Purpose }) {
		return
	}
	s := p.Fold.Text()
	done := fold.Start
	if p.structure().frames[i].kind == Exception && len(rowedCases(s, fold)) > 1 {
		return // a row of cases, some of them aims of a disclosure
	}
	if c := p.Doc.Clauses[i]; p.structure().frames[i].kind == Exception && c.Kind == policy.Item && sent.Start == c.Sentences[0].Start && fragmentOpening[Exception].MatchString(s[fold.Start:fold.End]) {
		return // the aim for which information is disclosed, which is the case
	}
	fronted := p.phrase("purpose/fronted")
	discloses := p.disclosing(i, sent)
	entrusting := p.entrusting(sent)
	var passed text.Span  // the lead of an aim that was none
	var governs text.Span // the lead of the aim before
	for _, h := range hits {
		r := h.Pattern.Rule
		if r.Kind != Purpose || h.Group.Start < done || r.ID == "to" && (p.toName(h.Group, fold.End) || toNoun.MatchString(s[h.Group.Start:fold.End])) {
			continue
		}
		disclosing := discloses && h.Group.Start > p.built[sent] // "we use it to … and pass it to …"
		// What a recipient is given information for only repeats the recipient, unless
		// it is an aim of the company's own.
		tools := (entrusting < h.Group.Start || disclosing) && p.usesTools(i, s[max(fold.Start, h.Group.Start-toolsReach):h.Group.Start])
		if entrusting < h.Group.Start && !tools && !ownLook.MatchString(s[h.Group.Start:fold.End]) && !opensSentence(s[fold.Start:h.Group.Start], s[h.Group.Start:fold.End]) {
			continue // the contractor's task
		}
		if disclosing && !tools && !ownAim.MatchString(s[h.Group.Start:min(fold.End, h.Group.Start+ownAimReach)]) && !opensSentence(s[fold.Start:h.Group.Start], s[h.Group.Start:fold.End]) && !usesItself.MatchString(s[fold.Start:h.Group.Start]) {
			continue
		}
		near := around(s, fold, h.Group)
		in := rules.Input{rules.Context: near, rules.Heading: p.heading(p.Doc.Clauses[i])}
		aim := text.Span{Start: h.Group.Start, End: aimEnd(s, h.Group, near.End)}
		lead := text.Span{Start: max(done, near.Start), End: h.Group.Start}
		switch {
		case r.ID != "so" && r.ID != "used_for" && fronted != nil && opensClause(s[fold.Start:h.Group.Start]):
			// "To …, we use": the clause that governs the aim stands behind it.
			if a, ok := p.frontedAim(fronted, h.Group, near, in); ok {
				aim, r = a, fronted
				lead = behind(s, aim.End, near.End)
			} else if r == fronted || lead.Empty() && !listed {
				continue // nothing governs it
			}
		case r == fronted:
			continue
		}
		lead.End = lead.Start + len(strings.TrimRight(s[lead.Start:lead.End], " "))
		if countsNext.MatchString(s[lead.Start:lead.End]) && lead.Start == done && !governs.Empty() {
			lead = governs // "(i) to row, (ii) to swim": what governs the first governs all
		} else {
			governs = lead
		}
		if passed.End > lead.Start && joinsAims.MatchString(s[passed.End:lead.End]) {
			lead.End = passed.End // "… to collect data and to improve it": both hang on the same words
		}
		in[rules.Text], in[rules.Lead] = aim, lead
		least := r.Min
		if listed && r.ID != usedForNoun || tools {
			least -= listedBonus
		}
		score, why := p.weighRule(r, in, least)
		if score < least && r != fronted {
			// What the sentence said before of the data ("is not sold and is used …") governs nothing.
			if m := ownVerb.FindAllStringIndex(s[lead.Start:lead.End], -1); len(m) > 0 {
				clause := text.Span{Start: lead.Start + m[len(m)-1][0] + 1, End: lead.End}
				in[rules.Lead], in[rules.Context] = clause, text.Span{Start: clause.Start, End: near.End}
				score, why = p.weighRule(r, in, least)
			}
		}
		if score < least {
			if r.ID == "to" {
				passed = lead
			}
			continue
		}
		if r.ID == "so" && listed && p.Doc.Clauses[i].Kind == policy.Item {
			aim = fold // the sentence is what the list of purposes holds
		}
		surely := r.Min + 2
		if gerundAim.MatchString(s[aim.Start:aim.End]) {
			surely--
		}
		for k, sp := range splitAims(s, aim, near.End) {
			u := unit{clause: i, span: p.viewOf(sp), rule: p.Doc.Lang + "/" + r.Name, hits: why, base: 0.8}
			cats, ev := p.categorize(Purpose, p.input(u), shares[Purpose])
			if len(cats) > 0 && !ofTheirUse[cats[0]] && p.namesTool(lead) || tools && (len(cats) == 0 || hostsWork[cats[0]]) {
				break
			}
			if len(cats) == 0 {
				// Where the section is about purposes, an aim whose words speak for no
				// category is one all the same.
				if k > 0 && !p.fires("purpose/aim", sp) || k == 0 && (score < surely && !p.aboutPurposes(i) || nounAim[r.ID] && !saysAimItself(s[sp.Start:sp.End])) {
					break
				}
				u.base = 0.5
				cats, ev = p.gist(Purpose, p.input(u), unnamed[policy.English])
			}
			p.report(Purpose, u, cats, ev)
			done = max(done, sp.End)
		}
	}
}

// usedForNoun is the rule of nouns behind "used for": without the verb they may be anything,
// also in a list of purposes ("trends for the industry").
const usedForNoun = "used_for"

// nounAim are the rules of aims behind which any noun may stand: where its words speak for
// no category, the phrase itself must say that it is an aim.
var nounAim = map[string]bool{"for": true, "used_for": true, "fronted": true}

// saysAimItself reports whether a phrase says that it is an aim: by the word "purpose" or a
// verb, or because it begins with no party or thing ("for the summer fair").
func saysAimItself(aim string) bool {
	return namesAim.MatchString(aim) || !namesThing.MatchString(aim)
}

var (
	namesAim   = expr.New(`^for (?:the )?(?:sole |only |exclusive |limited |specific )?purposes? of (?:[a-z]+ing|(?:the )?[a-z]+(?:tion|sion|ment|sis|ure))\b|^for (?:[\w'/-]+ ){1,5}purposes?$|^for (?:[\w'/-]+ ){1,4}reasons$`)
	namesThing = expr.New(`^(?:for|to) (?:and |(?:(?:the|our|your|my|free|paid|basic|and|temporary) )*(?:users|services?|sites|apps|applications|permission|consent|information|business|things)\b|access|collect|process|in (?:our|the)\b|the (?:collection|processing|purposes?)\b|[a-z]+ reasons, )|^(?:in order )?to (?:share|store|know|learn|understand (?:this|these|those)|mini?mi[sz]e|maximi[sz]e|prepare|ensure|locate|verify|facilitate (?:this|their))\b|^in order for us\b`)
)

// usesItself ends where the verb that governs what follows says that the company itself
// uses information, whatever the sentence says besides of disclosing it.
var usesItself = expr.New(`(?:^|[,;:] |\b(?:and|but|then|,) )(?:(?:we|it|our [a-z]+|the company) )?(?:(?:may|will|can|also|only|is|are|be|then|solely|sometimes) )*(?:use|uses|used|analy[sz]es?|analy[sz]ed|evaluated?) (?:(?:this|that|the|such|your|these|those|any|some|it|them|personal|automatically|collected|anonymous|aggregated?|usage|non-personal|account|contact|registration|order|payment|device|profile|location|log|technical|customer|user) ?)*(?:(?:information|data|details|statistics|cookies|logs|records|results|only|solely|exclusively|by us|about you|internally) ?)*$`)

// ownVerb begins one more statement of what is done with the data that a sentence speaks of.
var ownVerb = expr.New(` (?:and|but) (?:(?:it|they|we) )?(?:is|are|may be|will be|can be|may|will) (?:only |also |then |solely )?(?:use|used|process|processed|stored|kept|analy[sz]ed|collected|retained)(?: |$)`)

// toName reports whether the word behind "to" is a name ("given to Gaggle").
func (p *Pass) toName(to text.Span, end int) bool {
	sp := p.viewOf(text.Span{Start: to.Start, End: min(to.End+len(" x"), end)})
	t := p.Doc.View.Slice(sp)
	return t != "" && 'a' <= t[0] && t[0] <= 'z' && 'A' <= t[len(t)-1] && t[len(t)-1] <= 'Z'
}

// toNoun is a "to" behind which no verb stands: a plural, or an ending that verbs do
// not have ("to employees", "to social media").
var toNoun = expr.New(`^(?:in order )?to (?:[a-z]+[a-rtv-z]s|[a-z]+(?:ity|ous|ical|tional|ism|ific)|[a-z]{3,}(?:ary|ship|ible|[st]ted|sted)|[a-z]{4,}ory|social|staff|personnel|management|media|next|food)\b`)

// namesTool reports whether the words before an aim say no more than by which tool or
// company the work is done, which it names ("We use Northmail to send …"): its task is no
// use of information, unless the aim is to look at the people themselves (ofTheirUse).
func (p *Pass) namesTool(lead text.Span) bool {
	t := p.Doc.View.Slice(p.viewOf(lead))
	return usesTool.MatchString(t) && !dataEnding.MatchString(t)
}

var (
	usesTool   = expr.New(`^(?:[\w ,'-]{0,60}, )?(?:[Ww]e|[Oo]ur \w+|[Tt]he \w+|[Tt]his \w+) (?:(?:may|also|will|can|currently|sometimes|only|then) )*(?:uses?|utili[sz]es?|employs?|engages?|rel(?:y|ies) on|works? with|partners? with) (?:the )?[A-Z][\w.&'’-]*(?:(?:,| and| or|,? and| &| /)? \(?[A-Z][\w.&'’-]*\)?)*$`)
	dataEnding = expr.New(`(?i)(?:data|content|files?|photos?|messages|information|details|cookies?|identifiers?|id|address(?:es)?|beacons?|pixels?)\)?$`)
	ofTheirUse = map[string]bool{"analytics": true, "improvement": true, "advertising": true, "personalization": true, "security_fraud": true, "research": true}
)

// usesTools reports whether the words before an aim say that the company uses a service or
// tool of others for it ("We may use third-party providers to analyze the use of our app"):
// the aim is its own then, unless the section is about who receives the data.
func (p *Pass) usesTools(i int, lead string) bool {
	return toolsOfOthers.MatchString(lead) && !aboutRecipients.MatchString(p.Fold.Slice(p.heading(p.Doc.Clauses[i])))
}

// toolsReach is how far before an aim such words are looked for.
const toolsReach = 240 // bytes

var (
	toolsOfOthers   = expr.New(`\b(?:use|uses|using|employ|employs|engage|engages|work with|works with) (?:(?:an?|the|our|some|certain|various|selected|other|different|trusted) )*(?:third party|external|outside) (?:[\w-]+ ){0,3}(?:providers?|services?|tools?|utilit(?:y|ies)|platforms?|software|solutions?|vendors?)(?: \([^()]{1,80}\))?(?:, [^,;]{1,60},)? ?$`)
	aboutRecipients = expr.New(`\b(?:shar|disclos|transfer|recipient|whom|who|third part|entrust|outsourc)`)
	// hostsWork are the aims that a contractor's task has as a rule.
	hostsWork = map[string]bool{"service_provision": true, "third_party_provision": true, "business_operations": true, "fulfilment": true, "other": true}
)

// ownLook is an aim for which others are used and which is the company's own all the same:
// that it learns something itself.
var ownLook = expr.New(`^(?:(?:in order )?to )?helps? us (?:to |in )?(?:the |better )*(?:understand|analy[sz]e|measure|learn|see|count|optimi[sz]e|improve|improvement|optimi[sz]ation)\b`)

// ownAim is an aim behind a disclosure that is the company's own, and ownAimReach how
// much of it tells so.
var ownAim = expr.New(`^for the purpose|^for the (?:provision|operation|improvement|delivery|maintenance) of (?:[\w'-]+ ){0,6}(?:services?|products?|website|site|app)\b|^(?:in order )?to (?:help )?(?:(?:us|better|further|continuously) )?(?:provide|improve|develop|deliver|operate|offer|run|enhance|facilitate|support|maintain|ensure|promote|personalize|measure|complete|make)\b[^,;.]{0,60} (?:(?:our|the|these|its|your) (?:[\w'-]+ ){0,3}(?:services?|products?|websites?|sites?|apps?|platforms?|features?|business|games?|experience|orders?|purchases?|campaigns|goods|events)|to you|you with)\b`)

const ownAimReach = 160 // bytes

// opensSentence reports whether an aim stands before the clause that governs it, and is
// none that the law or a dispute sets.
func opensSentence(before, aim string) bool {
	return strings.TrimRight(before, " ") == "" && !lawfulAim.MatchString(aim[:min(len(aim), ownAimReach)])
}

var lawfulAim = expr.New(`^(?:in order )?to (?:\w+ly )?(?:comply|respond|protect|enforce|defend|establish|exercise|investigate|cooperate|meet|satisfy|fulfill (?:our|a|any) (?:legal|statutory)|the|our|a|an|third)\b`)

// answers reports whether a sentence may be an aim without a clause of its own: the
// first below a heading that asks for purposes ("Why we collect it": "To send the
// newsletter."), or an example of the aim before it ("For example, to …").
func (p *Pass) answers(i int, sent text.Span) bool {
	c := p.Doc.Clauses[i]
	if fs := p.result.Findings; exampleAim.MatchString(p.Fold.Slice(p.FoldSpan(sent))) {
		return len(fs) > 0 && fs[len(fs)-1].Kind == Purpose && fs[len(fs)-1].Clause == i
	}
	if q := p.questionBefore(i, sent); !q.Empty() {
		return asksAim.MatchString(p.Fold.Slice(p.FoldSpan(q)))
	}
	return c.Kind == policy.Paragraph && sent.Start == c.Sentences[0].Start && p.aboutPurposes(i)
}

// questionBefore returns the question that a sentence answers: the one before it in its
// paragraph or item, or the paragraph before ("Why do we ask? To place juniors."); empty if
// none stands there.
func (p *Pass) questionBefore(i int, sent text.Span) (q text.Span) {
	c := p.Doc.Clauses[i]
	k, _ := slices.BinarySearchFunc(c.Sentences, sent.End, func(s text.Span, end int) int { return s.End - end })
	if k > 0 && k < len(c.Sentences) {
		q = c.Sentences[k-1]
	}
	if q.Empty() && i > 0 && c.Kind == policy.Paragraph {
		if b := p.Doc.Clauses[i-1]; b.Section == c.Section && b.Kind == policy.Paragraph && len(b.Sentences) == 1 {
			q = b.Sentences[0]
		}
	}
	if t := strings.TrimRight(p.Doc.View.Slice(q), " *_\n"); !strings.HasSuffix(t, "?") || len(t) > maxQuestion {
		return text.Span{}
	}
	return q
}

// maxQuestion is how long such a question may be.
const maxQuestion = 120 // bytes

var (
	// asksAim is a question for what something is used for, asksRecipient for who gets it.
	asksAim       = expr.New(`^(?:q: )?(?:\W*)(?:(?:and )?(?:why|what for|for what|to what end)\b|(?:what|how) (?:do|does|will|is|are) (?:[\w'-]+ ){1,6}(?:used? (?:it|them|this|that|my|your|the)?|do with)\b|what (?:[\w'-]+ ){0,5}for\?|(?:what|which) (?:is|are) the purposes?\b|how (?:is|are|will|do|does) (?:[\w'-]+ ){1,5}used?\b)`)
	asksRecipient = expr.New(`^(?:q: )?(?:\W*)(?:and )?(?:(?:to |with )?whom?|who else|where)\b[^?]{0,60}\b(?:see|sees|get|gets|receive|receives|access|share|shared|given|passed|goes|with|to|disclosed?)\b`)
)

// answerMark stands before an answer ("A: To deliver your meals.").
var answerMark = expr.New(`^\W{0,3}A(?:nswer)?: ?\W{0,3}`)

var (
	nobodyElse = expr.New(`,? (?:and |but )?(?:nobody|no ?one|none) else\b`)
	whoAnswer  = expr.New(`^(?:only )?(?:other|all|any|any(?:body|one)|every(?:body|one)|your) [a-z]`)
)

// answersWho reports what stands behind a question for recipients and is nothing but who
// they are ("Who receives it? Our insurers and the landlord.").
func (p *Pass) answersWho(i int, sent text.Span) bool {
	q := p.questionBefore(i, sent)
	if q.Empty() || !asksRecipient.MatchString(p.Fold.Slice(p.FoldSpan(q))) {
		return false
	}
	fold := p.FoldSpan(sent)
	t := p.Fold.Slice(fold)
	if labelVerb.MatchString(t) || insiders.MatchString(t) || denies.MatchString(nobodyElse.ReplaceAllString(t, "")) || !whoAnswer.MatchString(t) && !p.fires("list/case", fold) || p.fires("none/case", fold) {
		return false
	}
	u := unit{clause: i, span: sent, rule: p.Doc.Lang + "/" + statedDisclosure, base: 0.7}
	cats, ev := p.categorize(Exception, p.input(u), shares[Exception])
	if len(cats) == 0 {
		cats, ev = p.gist(Exception, p.input(u), "service_recipient")
	}
	p.report(Exception, u, cats, ev)
	return true
}

var exampleAim = expr.New(`^(?:for example|for instance|namely|such as|this includes),? (?:for|to) `)

// gerundAim is an aim that says what is done ("for printing badges").
var gerundAim = expr.New(`^for [a-z]+ing [a-z]`)

// countsNext is all that stands between two aims of a row that a sentence counts.
var countsNext = expr.New(`^[,;]?(?: (?:and|or|and/or),?)? ?\((?:[0-9]{1,2}|[a-h]|[ivx]{1,4})\)$`)

// joinsAims is what stands between two markers of aims that hang on the same words.
var joinsAims = expr.New(`^ to (?:[a-z]+ly )?(?:collect|gather|obtain|track|record|store|process)\b[^,;:.]{0,60} and$`)

// aboutPurposes reports whether the heading above clause i announces purposes.
func (p *Pass) aboutPurposes(i int) bool {
	s := p.Doc.Clauses[i].Section
	return s >= 0 && p.structure().headings[s].kind == Purpose
}

// phrases returns what may be phrases of a sentence. Several extractors ask;
// the answer is kept.
func (p *Pass) phrases(fold text.Span) []rules.Hit {
	hits, ok := p.found[fold]
	if !ok {
		hits = p.Scan.Phrases(fold)
		if p.found == nil {
			p.found = map[text.Span][]rules.Hit{}
		}
		p.found[fold] = hits
	}
	return slices.Clone(hits)
}

// disclosing reports whether a sentence states a disclosure.
func (p *Pass) disclosing(i int, sent text.Span) bool {
	if slices.ContainsFunc(p.sentence(i, sent), func(f rules.Fired) bool { return f.Rule.Kind == Exception && !f.Rule.Denied }) {
		return true
	}
	stated, _ := p.stated(i, sent)
	return stated != nil
}

// entrusting returns where a sentence states that others are used for some work, in the
// folded text; math.MaxInt if it states none.
func (p *Pass) entrusting(sent text.Span) int {
	fold := p.FoldSpan(sent)
	if m := usesOthers.FindStringIndex(p.Fold.Slice(fold)); m != nil {
		return fold.Start + m[0]
	}
	return math.MaxInt
}

// usesOthers says that others are used for some work.
var usesOthers = expr.New(`\b(?:use|uses|engage|engages|employ|employs|hire|hires|rely on|relies on|partner with|partners with|partnered with|work with|works with|contract with|contracted with|cooperate with|collaborate with) (?:[\w'/-]+,? ){0,5}(?:third parties|third party (?:[\w-]+ ){0,2}(?:providers?|services?|companies|vendors?|partners?|processors?|advertis\w+|networks?)|providers?|vendors?|contractors?|subcontractors?|processors?|suppliers?|companies|firms)\b`)

// stated returns the rule by which a sentence as a whole states a disclosure,
// nil if it states none.
func (p *Pass) stated(i int, sent text.Span) (*rules.Rule, []rules.Hit) {
	for _, f := range p.sentence(i, sent) {
		if f.Rule.Name == statedDisclosure {
			return f.Rule, f.Hits
		}
	}
	f, known := p.beside[sent] // it is asked for purposes, disclosures and labels
	if !known {
		in := p.sentenceInput(i, sent)
		var ok bool
		if f, ok = p.statedBeside(in); !ok && p.Doc.Lang == policy.English {
			var said text.Span
			if f, said = p.statedByBuild(in); f.Rule != nil {
				if p.built == nil {
					p.built = map[text.Span]int{}
				}
				p.built[sent] = said.Start
			}
		}
		if p.beside == nil {
			p.beside = map[text.Span]rules.Fired{}
		}
		p.beside[sent] = f
	}
	return f.Rule, f.Hits
}

// statedDisclosure is the rule of sentences that state a disclosure and are
// taken apart before they are reported.
const statedDisclosure = "exception/stated"

// fragment reports a sentence without a verb of its own in a list item that is
// read as prose ("To run the service. For example, to host your site, …"): it
// takes its kind from the list.
func (p *Pass) fragment(i int, sent text.Span, kind string) bool {
	fold := p.FoldSpan(sent)
	s := p.Fold.Slice(fold)
	start := 0
	for _, x := range [...]string{"for example, ", "for instance, ", "including ", "such as ", "this includes "} {
		if strings.HasPrefix(s, x) {
			start = len(x)
			break
		}
	}
	open := fragmentOpening[kind]
	completes := kind == Purpose && p.completes(i, sent, s)
	if open == nil || !open.MatchString(s[start:]) && !completes || frontEnd(p.Fold.Text(), fold.Start+start+4, fold.End) >= 0 {
		return false
	}
	sp := text.Span{Start: fold.Start + start, End: fold.End}
	c, f := p.Doc.Clauses[i], p.structure().frames[i]
	name := f.name
	if name == "" && c.Section >= 0 {
		name = p.structure().headings[c.Section].name // it stands below the heading alone
	}
	u := unit{clause: i, span: p.viewOf(sp), lead: f.lead, rule: p.Doc.Lang + "/" + name, base: 0.8}
	cats, ev := p.categorize(kind, p.input(u), shares[kind])
	if opens := kind == Purpose && start == 0 && sent.Start == c.Sentences[0].Start && strings.HasPrefix(s, "to ") && !strings.HasSuffix(s, ":") && p.aboutPurposes(i) && !noAim.MatchString(s); len(cats) == 0 && (completes || opens) {
		u.base = 0.6
		cats, ev = p.gist(kind, p.input(u), unnamed[policy.English])
	}
	if len(cats) == 0 && kind == Exception && c.Kind == policy.Item && sent.Start == c.Sentences[0].Start && (!p.structure().frames[i].byHeading || caseOpening.MatchString(s)) {
		u.base = 0.6
		cats, ev = p.gist(kind, p.input(u), unnamedCase(s))
	}
	if len(cats) == 0 {
		return false
	}
	p.report(kind, u, cats, ev)
	return true
}

// withoutExamples returns a sentence without the words that announce examples below it
// ("We share data with contractors, such as:"): it says what it says without them.
func (p *Pass) withoutExamples(sent text.Span) text.Span {
	t := p.Doc.View.Slice(sent)
	if !strings.HasSuffix(strings.TrimRight(t, " \n"), ":") {
		return sent
	}
	if m := announcesExamples.FindStringIndex(t[max(0, len(t)-40):]); m != nil {
		said := text.Span{Start: sent.Start, End: sent.Start + max(0, len(t)-40) + m[0]}
		if !namesNobody.MatchString(p.Fold.Slice(p.FoldSpan(said))) {
			return said
		}
	}
	return sent
}

// namesNobody ends a statement that leaves it to the examples behind it who receives
// something.
var namesNobody = expr.New(`\b(?:to|with|by) (?:(?:any|some|certain|various|other|the|these|those|our|selected|external|outside|of|a|an|number|range|variety|trusted) )*(?:third part(?:y|ies)|others|other parties|part(?:y|ies)|recipients?|persons?|people|entit(?:y|ies)|organizations?|bodies|companies|institutions?|those)$`)

// withoutLabel returns the first sentence of a clause without the label in bold type that
// a colon parts from it ("**The courts**: We hand over …").
func (p *Pass) withoutLabel(c policy.Clause, sent text.Span) text.Span {
	label := p.boldStart(c)
	if label.Empty() {
		return sent
	}
	at := p.viewOf(label).End
	if at <= sent.Start || at >= sent.End {
		return sent
	}
	rest := p.Doc.View.Slice(text.Span{Start: at, End: sent.End})
	said := strings.TrimLeft(rest, " *_:")
	if between := rest[:len(rest)-len(said)]; !strings.Contains(between, ":") && !strings.HasSuffix(p.Fold.Slice(label), ":") || said == "" || !unicode.IsUpper(firstRuneOf(said)) {
		return sent
	}
	sent.Start = sent.End - len(said)
	return sent
}

var announcesExamples = expr.New(`,? (?:such as|including(?:,? but not limited to)?|for example|for instance|e\.g\.),?\s*:\s*$`)

// isAddress reports whether an item is a line of an address or tells how to reach the
// company, whatever list it stands in.
func (p *Pass) isAddress(item text.Span) bool {
	if reachLine.MatchString(p.Fold.Slice(p.FoldSpan(item))) {
		return true
	}
	t := p.Doc.View.Slice(item)
	if len(t) > maxAddressLine || !strings.ContainsAny(t, "0123456789") {
		return false
	}
	k := contactPlaceKind(t)
	return k == plStreet || k == plCode
}

// maxAddressLine is how long a line of an address may be, in bytes.
const maxAddressLine = 60

// reachLine begins a line that tells how to reach the company.
var reachLine = expr.New(`^(?:please )?(?:email|call|write to|contact|visit|fax|phone|telephone) us\b|^(?:phone|tel|telephone|fax|email|address): `)

// caseOpening tells the first words of what can only be a case, not an aim.
var caseOpening = expr.New(`^(?:when|where|whenever|if|in (?:connection|response|the event|case)|upon|during|as (?:part|required|permitted|necessary)) `)

// unnamedCase is the category of a case of disclosure whose words speak for none: what it
// is done for tells that somebody is needed for it.
func unnamedCase(s string) string {
	if strings.HasPrefix(s, "to ") || strings.HasPrefix(s, "for ") || strings.HasPrefix(s, "in order to ") || strings.HasPrefix(s, "with ") {
		return "service_recipient"
	}
	return defaults[Exception]
}

// completes reports whether the sentence opens an item that goes on where the
// introduction of its list breaks off: "… including to: • Recommend posts that you
// may like. For example, …".
func (p *Pass) completes(i int, sent text.Span, s string) bool {
	c := p.Doc.Clauses[i]
	lead := p.Fold.Slice(p.structure().frames[i].lead)
	if c.Kind != policy.Item || sent.Start != c.Sentences[0].Start || noAim.MatchString(s) || leadsClause.MatchString(s) {
		return false
	}
	// Below any other announcement of purposes it must itself name what is done, and the next
	// sentence tell of it; else it is the label of what that says.
	if len(c.Sentences) < 2 {
		return strings.HasSuffix(lead, " to:")
	}
	return strings.HasSuffix(lead, " to:") ||
		(strings.HasSuffix(lead, ":") || p.structure().frames[i].byHeading && p.aboutPurposes(i)) && strings.Count(s, " ") >= 4 && tellsMore.MatchString(p.Fold.Slice(p.FoldSpan(c.Sentences[1]))) && !ownPredicate.MatchString(s) && p.fires("list/aim", p.FoldSpan(sent))
}

// tellsMore begins a sentence that gives an example of the aim before it or advice.
var tellsMore = expr.New(`^(?:for (?:example|instance|information|more)|see|you|this (?:may|can)|such|please|learn|without|if you|they|it) `)

// ownPredicate is a verb of its own, with its subject, in what might be an aim.
var ownPredicate = expr.New(`(?:^|[,:;] |\bwhere |\bif )(?:we|you|it|they|this|that|our [a-z]+|the [a-z]+) (?:\w+ )?(?:is|are|may|will|can|must|use|uses|process|collect|have|has)\b`)

// leadsClause tells a first word that is no verb of an aim.
var leadsClause = expr.New(`^(?:depending|based|information|data|also|[a-z]+ (?:is|are|may|will|can|has|have)|[\w' -]{1,40}:)\b`)

// fragmentOpening tells the first words of an aim or a case.
var fragmentOpening = map[string]*expr.Regexp{
	Purpose:   expr.New(`^(?:to (?:[a-z]+ly )?[a-z]+|in order to|for [a-z]+ing|for (?:the|our|its|certain|legitimate))\b`),
	Exception: expr.New(`^(?:with|to|when|where|if|in (?:connection|response|the event|case|order)|as (?:part|required|permitted|necessary)|during|upon|for|at) `),
}

// phrase returns the phrase rule of that name, nil if an overlay took it out.
func (p *Pass) phrase(name string) *rules.Rule { return p.rule(rules.Phrase, name) }

// rule returns the rule of that form and name, nil if an overlay took it out.
func (p *Pass) rule(form rules.Form, name string) *rules.Rule {
	for _, r := range p.Book.Rules {
		if r.Form == form && r.Name == name {
			return r
		}
	}
	return nil
}

// listing returns which sections hold clauses that are listed as units of kind.
func (p *Pass) listing(kind string) []bool {
	s := p.structure()
	in := make([]bool, len(p.Doc.Sections))
	for k, c := range p.Doc.Clauses {
		if c.Section >= 0 && !in[c.Section] && s.frames[k].kind == kind && p.isUnit(k, c) {
			in[c.Section] = true
		}
	}
	return in
}

var (
	// newClause begins a clause that is no part of the aim before it.
	newClause = expr.New(`^(?:(?:and|but|so|while) (?:someone|our|the|your|this|that|these|those|such|any|some|other) (?:[\w'.&-]+ ){0,4}(?:may|will|shall|must|can)|(?:(?:and|but|or|so|so that|however|then|although|though|while|because|since|as) )?(?:we|you (?:may|can|will|have|must|should|are|agree|consent)|they|it (?:is|will|may|does)|this (?:is|may|will|includes?|information|data|means)|these (?:are|include|cookies)|but|unless|except|provided|however|please|if (?:you|we|it|required|applicable)|as (?:described|set|stated|explained|further|permitted|required|well as (?:when|if|where))|in accordance|subject to|see|for (?:more|details)|(?:in|of|by|from|to) which|which (?:is|are|may|will|we|you)|(?:after|at) which|or (?:when|where|if) we|the [a-z]+ (?:will|shall|must)|where (?:permitted|required|applicable)|with your (?:prior )?consent|without (?:ever|[a-z]+ing)|including(?: but not limited to)?,? (?:your|the) (?:[\w-]+ ){0,3}(?:names?|address|email|phone|telephone)|(?:is|are|will|may) (?:not |also |be )*\w+|not (?:for|to)))\b`)
	// namesData stands behind a colon where the data follow that are processed for an aim.
	namesData = expr.New(`^ (?:your|first|full|user ?names?|names?|email|ip|postal|phone|telephone|address|date of|contact|billing|device|browser|cookies|personal)\b`)
	// stopWord ends an aim without a comma before it.
	stopWord = expr.New(` (?:unless|provided that|and for (?:further|more) (?:info|det)|\(see|\(as described|and (?:we|you (?:may|can|will)|is not|are not|will not|do not|not) |but (?:not|we|you|do|is|are|will) |, we )`)
	// enumerator counts aims within a sentence: (1), (a), (iv).
	enumerator = expr.New(`(?:^|[ ,;:])\((?:[0-9]{1,2}|[a-h]|[ivx]{1,4})\) ?`)
	// mainClause follows the comma behind an aim that opens a sentence.
	mainClause = expr.New(`^(?:(?:and|then|therefore|also) )?(?:we|you|please|the [a-z]+|our [a-z]+|this [a-z]+|your [a-z]+|it|these [a-z]+|such (?:information|data|cookies|use)|personal [a-z]+|cookies|information|(?:certain|some|various|basic|limited|anonymous|technical|usage) [a-z]+|users?|there|they|[a-z][\w.'&-]*(?: [a-z][\w.'&-]*){0,4} (?:may|will|also|uses?|collects?|processes|receives?|checks?|tries|stores?|records?|needs?|requires?|periodically|automatically|must|shall|analyzes?|shares?|asks?|provides?))\b`)
	// noAim are words that are no verbs: a stretch behind a semicolon that starts
	// with one is no further aim.
	noAim = expr.New(`^(?:we|you|our|your|the|this|these|those|they|it|its|if|however|provided|in|for (?:example|more|details)|when|where|please|such|any|a|an|no|not|there|all|some|personal|information|as|but|however|unless|except|therefore|furthermore|that|which)\b`)
)

// partEnd returns where the part of a sentence ends that begins at from: outside
// brackets at a semicolon or where stop says, or at the end of the bracket that
// it stands in.
func partEnd(s string, from, end int, stop func(i int) bool) int {
	depth := 0
	for i := from; i < end; i++ {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			if depth == 0 {
				return i
			}
			depth--
		case ';':
			if depth == 0 {
				return i
			}
		case '.':
			if depth == 0 && lostBreak(s[:end], i) {
				return i
			}
		case ',', ' ', ':':
			if depth == 0 && stop(i) {
				return i
			}
		}
	}
	return end
}

// lostBreak reports whether at i in s stands the full stop between two aims of a row that has
// lost its layout ("… to run the club. to write to you. and to bill you.").
func lostBreak(s string, i int) bool {
	t := s[i:]
	return (strings.HasPrefix(t, ". to ") || strings.HasPrefix(t, ". and to ") || strings.HasPrefix(t, ". or to ")) && !strings.HasSuffix(s[:i], "e.g") && !strings.HasSuffix(s[:i], "i.e")
}

// aimEnd returns where the aim ends whose marker is marker.
func aimEnd(s string, marker text.Span, end int) int {
	from := marker.End
	clause := embeds.MatchString(s[marker.Start:marker.End])
	return partEnd(s, from, end, func(i int) bool {
		if s[i] == ',' {
			return i+2 < end && s[i+1] == ' ' && (newClause.MatchString(s[i+2:min(end, i+60)]) || dataExamples.MatchString(s[i+2:min(end, i+100)]))
		}
		if s[i] == ':' {
			return namesData.MatchString(s[i+1 : min(end, i+30)])
		}
		if i+5 >= end {
			return false
		}
		if d := dashAt(s[i+1 : end]); s[i] == ' ' && d > 0 {
			return afterDash.MatchString(s[i+1+d : min(end, i+60)])
		}
		if !clause && s[i] == ' ' && auxiliary(s[i+1:end]) && predicate.MatchString(s[i:min(end, i+40)]) && !embeds.MatchString(s[from:i]) {
			return true // "the data used to plan the tour is deleted"
		}
		if !strings.ContainsRune("up(abo", rune(s[i+1])) {
			return false
		}
		m := stopWord.FindStringIndex(s[i:min(end, i+24)])
		return m != nil && m[0] == 0 && !strings.HasPrefix(s[i:end], " but not limited ")
	})
}

// dataExamples are examples not of the aim but of the data that the sentence spoke of
// before: "data needed to run the service, such as your name and e-mail address".
var dataExamples = expr.New(`^(?:such as|including(?:,? (?:but not limited to|without limitation))?|for example|e\.g\.),? (?:[\w'/-]+ ){0,3}(?:information|data|address(?:es)?|numbers?|identifiers?|names?|ids?|logs?|credentials|usernames?|passwords?|gps|(?:browser|device) types?|pages visited)(?:[,;.)]|$| \(| and | or )`)

// dashAt returns how long the dash and the space behind it are with which s begins, 0 if
// none does.
func dashAt(s string) int {
	for _, d := range [...]string{"-- ", "- ", "– ", "— "} {
		if strings.HasPrefix(s, d) {
			return len(d)
		}
	}
	return 0
}

// afterDash begins a clause of its own behind a dash.
var afterDash = expr.New(`^(?:you|we|they|please|see|for (?:more|further|details)|this|these|it|read|but|if|however)\b`)

// auxiliary reports whether s begins with a verb that helps another.
func auxiliary(s string) bool {
	if s == "" || strings.IndexByte("iawsmh", s[0]) < 0 {
		return false
	}
	for _, v := range [...]string{"is ", "are ", "was ", "were ", "will ", "shall ", "may ", "must ", "has ", "have "} {
		if strings.HasPrefix(s, v) {
			return true
		}
	}
	return false
}

var (
	// predicate begins the verb of a clause in whose subject an aim may stand.
	predicate = expr.New(`^ (?:is|are|was|were|will|shall|may|must|has been|have been) (?:[a-z]+ly |not |only |also |then )?(?:be )?[a-z]+`)
	// embeds is what stands in an aim before a verb that belongs to it.
	embeds = expr.New(`[,(:]|\b(?:that|which|who|whom|whose|what|how|whether|when|where|while|if|why|because|so|as|than|sure|ensure|ensures|know|see|show|tell|let|verify|confirm|check|determine|understand|detect|remember|learn|believe|need|you|we|they|it|he|she|them|i|everything|anything|all|there|this|these|those)\b`)
)

// frontedAim finds where an aim ends that stands before the clause which
// governs it: at the first comma behind which such a clause stands.
func (p *Pass) frontedAim(r *rules.Rule, marker, near text.Span, in rules.Input) (text.Span, bool) {
	from := marker.End
	for range maxFronts {
		end := frontEnd(p.Fold.Text(), from, near.End)
		if end < 0 {
			break
		}
		in[rules.Text] = text.Span{Start: marker.Start, End: end}
		in[rules.Lead] = behind(p.Fold.Text(), end, near.End)
		if score, _ := p.Scan.Weigh(r, in, r.Min); score >= r.Min {
			return in[rules.Text], true
		}
		from = end + 1
	}
	// "To better our courses, lessons are recorded": no subject that is known.
	rest := p.Fold.Slice(text.Span{Start: marker.End, End: near.End})
	if m := passiveMain.FindStringSubmatchIndex(rest); m != nil {
		end := marker.End + m[2]
		in[rules.Text] = text.Span{Start: marker.Start, End: end}
		in[rules.Lead] = behind(p.Fold.Text(), end, near.End)
		if score, _ := p.Scan.Weigh(r, in, r.Min); score >= r.Min {
			return in[rules.Text], true
		}
	}
	return text.Span{}, false
}

// passiveMain is an aim without a comma in it and the main clause behind it that says what
// is collected or used.
var passiveMain = expr.New(`^[^,;:.()]{4,160}(,) [a-z][\w'-]*,?(?: [\w'-]+,?){0,6} (?:is|are|may be|will be|must be|can be|has to be|have to be) (?:[a-z]+ly |also |only )?(?:collected|processed|used|stored|recorded|transmitted|saved|kept|logged|analyzed|evaluated|filmed|required|needed|sent to|forwarded to|measured|retained|gathered|obtained|set)\b`)

// behind returns what follows the comma or dash at i.
func behind(s string, i, end int) text.Span {
	rest := strings.TrimLeft(s[i:end], ",—– ")
	return text.Span{Start: end - len(rest), End: end}
}

// listedBonus is what an aim in an item of a purpose list may lack, or one for which the
// company uses a tool of others.
const listedBonus = 3

// maxFronts bounds how many commas are tried.
const maxFronts = 5

// opensClause reports whether what follows s opens a sentence or a clause
// within it.
func opensClause(s string) bool {
	s = strings.TrimRight(s, " ")
	return s == "" || strings.HasSuffix(s, ",") || strings.HasSuffix(s, ":")
}

// frontEnd returns the comma or dash at which an aim that opens a sentence ends, -1
// if no main clause follows.
func frontEnd(s string, from, end int) int {
	depth := 0
	for i := from; i < end; i++ {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(0, depth-1)
		case ';':
			return -1
		case ',':
			if depth == 0 && i+2 < end && s[i+1] == ' ' && !strings.HasPrefix(s[i+2:end], "etc") && !strings.HasPrefix(s[i+2:end], "wh") && mainClause.MatchString(s[i+2:min(end, i+90)]) {
				return i
			}
		case ' ':
			// "To verify your age we ask for …": no comma.
			if depth == 0 && strings.HasPrefix(s[i:end], " we ") && bareMainClause.MatchString(s[i:min(end, i+60)]) && !objectBefore.MatchString(s[max(from, i-20):i]) {
				return i
			}
		case '\xe2': // —
			if depth == 0 && strings.HasPrefix(s[i:end], "—") && mainClause.MatchString(s[i+len("—"):min(end, i+90)]) {
				return i
			}
		}
	}
	return -1
}

// bareMainClause follows an aim that opens a sentence without a comma between them.
var bareMainClause = expr.New(`^ we (?:\w+ )?(?:collect|use|process|ask|request|require|need|store|keep|obtain|gather|record|receive|hold|retain|assess|analy[sz]e|combine|track|monitor|evaluate|employ) (?:some|certain|your|the|this|these|basic|additional|only|a|an|for|you|cookies|information|data|personal|such|any|several|various|both)\b|^ we (?:\w+ )?(?:need|are required|are obliged|have) to (?:collect|use|process|obtain|store|receive|hold|keep|record|ask|know)\b`)

// objectBefore ends in what may be the object of the clause behind it ("the data we use").
var objectBefore = expr.New(`(?:information|data|details|cookies|records|what|that|which|it|them|technologies|tools)$`)

// splitAims returns the aims that a marker governs: aim itself, taken apart at
// enumerators, and those that follow it behind semicolons.
func splitAims(s string, aim text.Span, end int) []text.Span {
	var out []text.Span
	at := enumerator.FindAllStringIndex(s[aim.Start:aim.End], -1)
	if len(at) > 0 && laterMark.MatchString(s[aim.Start+at[0][0]:aim.Start+at[0][1]]) {
		aim.End, at = aim.Start+at[0][0], nil // the next of what the sentence counts
	}
	if len(at) > 1 {
		if pre := s[aim.Start : aim.Start+at[0][0]]; strings.HasSuffix(pre, ":") && strings.Count(pre, " ") > 3 && !countsAims.MatchString(pre) {
			return []text.Span{trimJoin(s, text.Span{Start: aim.Start, End: aim.Start + at[0][0]})} // what is counted are kinds of data, say
		}
		for k, m := range at {
			sp := text.Span{Start: aim.Start + m[1], End: aim.End}
			if k+1 < len(at) {
				sp.End = aim.Start + at[k+1][0]
			}
			out = append(out, trimJoin(s, sp))
		}
	} else {
		out = append(out, trimJoin(s, aim))
	}
	for from := aim.End; from < end && (s[from] == ';' || lostBreak(s[:end], from)); {
		from++
		for from < end && s[from] == ' ' {
			from++
		}
		for _, j := range [...]string{"and ", "or ", "and/or "} {
			if strings.HasPrefix(s[from:end], j) {
				from += len(j)
			}
		}
		if m := enumerator.FindStringIndex(s[from:min(end, from+8)]); m != nil && m[0] == 0 {
			from += m[1]
		}
		if from >= end || noAim.MatchString(s[from:min(end, from+24)]) {
			break
		}
		to := aimEnd(s, text.Span{Start: from, End: from}, end)
		out = append(out, trimJoin(s, text.Span{Start: from, End: to}))
		from = to
	}
	return out
}

// countsAims ends before the aims that a sentence counts.
var countsAims = expr.New(`\b(?:purposes?|reasons?|including|includes?|such as|as follows|namely|following|ways|uses)(?: [\w-]+){0,2}:$|\b(?:to|for|of|limited to):$`)

// laterMark counts something that others were counted before.
var laterMark = expr.New(`\((?:[2-9]|[b-h]|ii|iii|iv|v|vi+)\)`)

// trimJoin takes the words that join an aim to the next from its end, and the
// colon of "such as to:" from its start.
func trimJoin(s string, sp text.Span) text.Span {
	t := strings.TrimRight(s[sp.Start:sp.End], " ,;:.")
	for _, j := range [...]string{" and", " or", " and/or"} {
		t = strings.TrimRight(strings.TrimSuffix(t, j), " ,;")
	}
	sp.End = sp.Start + len(t)
	if strings.HasPrefix(t, "to: ") {
		sp.Start += len("to: ")
	}
	return sp
}

// englishExceptions reports what a sentence says of disclosure: the sentence
// where it states one, else the conditions put to a promise.
func (p *Pass) englishExceptions(i int, sent text.Span) {
	fold := p.FoldSpan(sent)
	s := p.Fold.Text()
	hits := slices.DeleteFunc(p.phrases(fold), func(h rules.Hit) bool { return h.Pattern.Rule.Kind != Exception })
	leads := p.leadsItems(Exception, i, sent)
	if f := p.structure().frames[i]; f.kind == Exception && !leads {
		switch p.afterLabel(i, sent) {
		case isLabel:
			return
		case isRecipient, behindLabel:
			parts := enumerated(s, fold)
			if len(parts) < 2 {
				parts = rowedCases(s, fold)
			}
			if len(parts) < 2 {
				parts = []text.Span{fold}
			}
			for _, sp := range parts {
				if !p.fires("none/case", sp) {
					p.reportException(i, sp, f.rule, nil)
				}
			}
			return
		}
	}
	stated, why := p.stated(i, sent)
	if stated == nil && p.structure().frames[i].kind == Exception && p.fragment(i, sent, Exception) {
		return
	}
	if stated == nil && p.answersWho(i, sent) {
		return
	}
	if stated != nil {
		parts := enumerated(s, fold)
		if parts == nil {
			parts = rowedCases(s, fold)
		}
		if parts == nil {
			parts = clauseRow(s, fold)
		}
		if parts != nil {
			if sp := firstCase(s, text.Span{Start: fold.Start, End: parts[0].Start}, hits); !sp.Empty() {
				p.reportException(i, sp, stated, why)
			}
			for _, sp := range parts {
				p.reportException(i, sp, stated, why)
			}
			return
		}
	}
	end := fold.End // of the statement
	done := fold.Start
	for k, h := range hits {
		r := h.Pattern.Rule
		if h.Group.Start < done || stated != nil && !addition(s[fold.Start:h.Group.Start], s[h.Group.Start:fold.End]) {
			continue
		}
		near := around(s, fold, h.Group)
		to := h.Group.End
		if r.ID == "condition" {
			to = conditionEnd(s, to, nextCondition(s, hits[k+1:], h.Group.End, near.End), h.Group.Start == fold.Start)
		}
		sp := trimJoin(s, text.Span{Start: h.Group.Start, End: to})
		var counted []text.Span // "nothing except (a) if …; (b) to …": the cases that it counts
		if exceptMark.MatchString(s[h.Group.Start:fold.End]) {
			if counted = enumerated(s, text.Span{Start: h.Group.Start, End: fold.End}); len(counted) > 1 {
				sp.End = counted[0].End
			}
		}
		if bareCondition.MatchString(s[sp.Start:sp.End]) && strings.HasPrefix(s[sp.End:], ":") {
			continue // the items below it are the conditions
		}
		lead := text.Span{Start: near.Start, End: h.Group.Start}
		score, ev := p.weighRule(r, rules.Input{rules.Text: sp, rules.Lead: lead, rules.Context: near, rules.Heading: p.heading(p.Doc.Clauses[i])}, r.Min)
		if score >= r.Min && len(counted) > 1 {
			for _, sp := range counted {
				p.reportException(i, sp, r, ev)
			}
			return
		}
		if stated == nil {
			if parts := p.caseParts(i, sp); len(parts) > 1 || parts[0] != sp {
				for _, sp := range parts {
					score, ev := p.weighRule(r, rules.Input{rules.Text: sp, rules.Lead: lead, rules.Context: near, rules.Heading: p.heading(p.Doc.Clauses[i])}, r.Min)
					if score >= r.Min && p.reportException(i, sp, r, slices.Clone(ev)) {
						done = sp.End
					}
				}
				continue
			}
		}
		if score >= r.Min && p.reportException(i, sp, r, ev) {
			done = sp.End
			if stated != nil {
				end = min(end, sp.Start)
			}
		}
	}
	if stated == nil {
		p.contrasted(i, sent, done)
		return
	}
	if leads {
		return
	}
	for _, sp := range disclosures(s, text.Span{Start: fold.Start, End: end}) {
		p.reportDisclosure(i, sp, stated, why, 0.8)
	}
}

// leadsItems reports whether a sentence at the end of clause i announces items of a kind:
// they are the units ("We may share it if we either:").
func (p *Pass) leadsItems(kind string, i int, sent text.Span) bool {
	c := p.Doc.Clauses[i]
	if sent.End != c.Sentences[len(c.Sentences)-1].End || !strings.HasSuffix(strings.TrimRight(p.Doc.View.Slice(sent), " *_"), ":") {
		return false
	}
	return slices.ContainsFunc(p.childrenOf(i), func(k int) bool {
		f := p.structure().frames[k]
		return f.kind == kind && !f.byHeading
	})
}

// reportDisclosure reports a stretch that states a disclosure by a rule.
func (p *Pass) reportDisclosure(i int, sp text.Span, r *rules.Rule, why []rules.Hit, base float64) {
	u := unit{clause: i, span: p.viewOf(sp), rule: p.Doc.Lang + "/" + r.Name, hits: why, base: base}
	cats, ev := p.categorize(Exception, p.input(u), shares[Exception])
	if len(cats) == 0 {
		u.base = 0.6
		cats, ev = p.gist(Exception, p.input(u), "service_recipient")
	}
	p.report(Exception, u, cats, ev)
}

// contrasted reports the clauses of a sentence that state a disclosure beside one that
// denies another: "We do not sell your data, but your name is visible to others". What
// stands before done has been reported.
func (p *Pass) contrasted(i int, sent text.Span, done int) {
	fold := p.FoldSpan(sent)
	s := p.Fold.Text()
	parts := contrasts(s, fold)
	rule := p.rule(rules.Sentence, statedDisclosure)
	if len(parts) < 2 || rule == nil {
		return
	}
	in := p.sentenceInput(i, sent)
	for _, sp := range parts {
		if t := s[sp.Start:sp.End]; sp.Start < done || denies.MatchString(t) || noSubject.MatchString(t) {
			continue
		}
		in[rules.Text], in[rules.Context] = sp, sp
		if score, why := p.weighRule(rule, in, rule.Min); score >= rule.Min {
			p.reportDisclosure(i, sp, rule, slices.Clone(why), 0.7)
		}
	}
}

// contrasts returns the clauses of a sentence that it sets against one another, one of
// which denies something; nil if it does not.
func contrasts(s string, fold text.Span) []text.Span {
	t := s[fold.Start:fold.End]
	if len(t) > reach || !denies.MatchString(t) || notOnly.MatchString(t) {
		return nil
	}
	var out []text.Span
	from := 0
	if m := concedes.FindStringIndex(t); m != nil {
		if n := conceded.FindStringIndex(t[m[1]:]); n != nil {
			out = append(out, trimJoin(s, text.Span{Start: fold.Start + m[1], End: fold.Start + m[1] + n[0]}))
			from = m[1] + n[0] + len(", ")
		}
	}
	for _, m := range contrast.FindAllStringSubmatchIndex(t, -1) {
		if m[0] > from {
			out = append(out, trimJoin(s, text.Span{Start: fold.Start + from, End: fold.Start + m[0]}))
			switch from = m[1]; {
			case m[2] >= 0:
				from = m[2] // its subject
			case m[4] >= 0:
				from = m[4] // its verb
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	return append(out, trimJoin(s, text.Span{Start: fold.Start + from, End: fold.End}))
}

var (
	denies = expr.New(`\b(?:not|never|no|none|nor|neither|nobody|nothing)\b`)
	// contrast stands between clauses that are set against one another.
	contrast = expr.New(`(?:,|;| –| —| -) (?:but|although|though|however|yet)(?:,? (?:please )?(?:note|be aware|keep in mind) that|,)? | but (?:(?:please )?(?:note|be aware|keep in mind) that )?((?:we|they|your|our|some|certain|other) )| and ((?:will|is|are|may|can) only be )`)
	// noSubject begins what goes on with the words before a contrast.
	noSubject = expr.New(`^(?:by|to|for|from|with|on|at|in order|only|also|rather|instead|still|merely|as) `)
	notOnly   = expr.New(`\bnot (?:only|just|merely|limited)\b`)
	// concedes opens a sentence whose first clause is set against its second.
	concedes = expr.New(`^(?:however,? )?(?:while|although|though|even though) `)
	conceded = expr.New(`, (?:we|it|they|your|our|any|the|this|that|these|those|such|no|none|personal|neither|nobody)\b`)
)

// caseParts returns the cases that a condition rows up ("except with your consent or as
// the law requires"), where the words of each speak for a category.
func (p *Pass) caseParts(i int, sp text.Span) []text.Span {
	s := p.Fold.Text()
	speaks := func(sp text.Span) bool {
		cats, _ := p.categorize(Exception, p.input(unit{clause: i, span: p.viewOf(sp)}), shares[Exception])
		return len(cats) > 0
	}
	if m := followingCases.FindStringIndex(s[sp.Start:sp.End]); m != nil {
		sp.End = sp.Start + m[0]
	}
	at := moreCases.FindAllStringSubmatchIndex(s[sp.Start:sp.End], -1)
	var out []text.Span
	from := sp.Start
	for k, m := range at {
		next := text.Span{Start: sp.Start + m[2], End: sp.End}
		if k+1 < len(at) {
			next.End = sp.Start + at[k+1][0]
		}
		if before := (text.Span{Start: from, End: sp.Start + m[0]}); speaks(before) && speaks(next) {
			out = append(out, trimJoin(s, before))
			from = next.Start
		}
	}
	return append(out, trimJoin(s, text.Span{Start: from, End: sp.End}))
}

// followingCases ends a condition that goes on in a list.
var followingCases = expr.New(`,? or (?:in|under|as|for) (?:any of |one of )?(?:the )?following\b`)

// moreCases stands between the cases of a condition.
var moreCases = expr.New(`(?:,? (?:and/or|or|or else|as well as)|,),? ((?:only |unless |except |also )?(?:if|when|where|whenever|with (?:your|the user's|their|the) (?:[a-z]+ )?(?:consent|permission|agreement|approval)|in the event|in case|in (?:other |special |exceptional |emergency |certain |rare |extreme |limited |legal )*(?:and |or )?[a-z/]* ?(?:cases|circumstances|situations)|in response|as (?:required|permitted|authorized|allowed|otherwise)|under (?:an? |the )?(?:court|legal|law|orders?|subpoena|applicable|following)|upon (?:your|request))\b)`)

// bareCondition is the beginning of a condition that a list goes on with.
var bareCondition = expr.New(`^(?:[\w'-]+,? ){0,5}(?:to|with|when|if|where|as|by|for|in|except|unless|that)$|^(?:[\w'-]+ ){0,3}(?:necessary|required|needed) to$|^(?:only )?(?:if|when|where|because) (?:we|it|this|such) (?:(?:have|a|good|in|faith|reasonably?|belie\w+|that|doing|so|do|is|it|we|required|necessary|needed|appropriate|this|such|disclosures?|access|use|action|preservation|or|the|of|your|data|information|deem|consider|think|may|be),? ){1,16}(?:necessary|needed|required|appropriate|advisable)(?: (?:to|for|in order to))?$`)

// firstCase returns the case that stands before those that a sentence counts: "when the
// law requires it or if we believe that it is necessary to (1) …".
func firstCase(s string, before text.Span, hits []rules.Hit) text.Span {
	for _, h := range hits {
		if h.Pattern.Rule.ID != "condition" || h.Group.Start < before.Start || h.Group.End > before.End {
			continue
		}
		if h.Group.Start == before.Start && excepting.MatchString(s[h.Group.Start:before.End]) {
			if end := conditionEnd(s, h.Group.End, before.End, true); end < before.End {
				return trimJoin(s, text.Span{Start: h.Group.Start, End: end})
			}
		}
		if m := nextCase.FindStringIndex(s[h.Group.End:before.End]); m != nil {
			return trimJoin(s, text.Span{Start: h.Group.Start, End: h.Group.End + m[0]})
		}
		break
	}
	return text.Span{}
}

// excepting opens a sentence with those whom its promise does not cover.
var excepting = expr.New(`^(?:other than|except|apart from|aside from|with the exception of|besides) `)

// nextCase begins one more case beside another.
var nextCase = expr.New(`,? or (?:if|when|where|whenever|as) `)

// rowedCases returns the cases of a sentence that semicolons part behind a colon ("to
// third parties: to comply with the law; to prevent fraud; or …"), nil if it has none.
func rowedCases(s string, sp text.Span) []text.Span {
	first := strings.Index(s[sp.Start:sp.End], "; ")
	if first < 0 {
		return nil
	}
	colon := strings.LastIndex(s[sp.Start:sp.Start+first], ": ") // a label may stand before another
	if colon < 0 {
		// "… when it is necessary to obey the law; to protect us; or to …"
		if m := firstOfRow.FindStringIndex(s[sp.Start:sp.End]); m != nil {
			colon = m[0] - 1
		}
	}
	goesOn := colon >= 0 && (goesOnLead.MatchString(s[sp.Start:sp.Start+colon+1]) || strings.HasSuffix(s[sp.Start:sp.Start+colon], " with"))
	if colon < 0 || strings.Count(s[sp.Start+colon:sp.End], "; ") < 2 && !goesOn || exampleColon.MatchString(s[sp.Start:sp.Start+colon]) {
		return nil
	}
	var out []text.Span
	for from := sp.Start + colon + len(": "); from < sp.End; {
		to := sp.End
		if n := strings.Index(s[from:sp.End], "; "); n >= 0 {
			to = from + n
		}
		part := trimJoin(s, text.Span{Start: from, End: to})
		for _, j := range [...]string{"and ", "or ", "and/or "} {
			if strings.HasPrefix(s[part.Start:part.End], j) {
				part.Start += len(j)
			}
		}
		if !goesOn && !rowedCase.MatchString(s[part.Start:part.End]) {
			return nil
		}
		out = append(out, part)
		from = min(sp.End, to+len("; "))
	}
	return out
}

var (
	// firstOfRow is the first of such cases where no colon stands before it.
	firstOfRow = expr.New(` (?:when|where|whenever|if|as|in|to (?:comply|obey|respond|satisfy|protect|enforce|prevent|investigate|establish|defend|meet|cooperate)) [^;:]{3,160}; (?:to|when|where|if|as|in|or|and|enforce|apply|protect|comply|respond|prevent|defend|investigate|establish) `)
	// rowedCase begins one of the cases that semicolons part.
	rowedCase = expr.New(`^(?:otherwise |also |as otherwise )?(?:to|when|where|if|in|as|with|at|by|on|for|upon|during|following|pursuant|whenever|protect|enforce|apply|comply|respond|prevent|defend|investigate|establish) `)
	// exampleColon stands before what are no cases but examples of an aim.
	exampleColon = expr.New(`\b(?:including(?:,? but not limited to)?|such as|e\.g\.|for example|any purpose|purposes? of)$`)
)

// clauseRow returns the cases of a sentence that repeats its "where" or "if" before each
// ("only where A, where B, or where C"), nil if it has not three at least.
func clauseRow(s string, sp text.Span) []text.Span {
	t := s[sp.Start:sp.End]
	at := rowedClause.FindAllStringSubmatchIndex(t, -1)
	if len(at) < 3 || len(t) > reach {
		return nil
	}
	last := at[len(at)-1]
	if !strings.Contains(t[last[0]:last[2]], "or ") && !strings.Contains(t[last[0]:last[2]], "and ") {
		return nil
	}
	var out []text.Span
	for k, m := range at {
		part := text.Span{Start: sp.Start + m[2], End: sp.End}
		if k+1 < len(at) {
			part.End = sp.Start + at[k+1][0]
		} else {
			part.End = conditionEnd(s, part.Start, sp.End, false)
		}
		out = append(out, trimJoin(s, part))
	}
	return out
}

// rowedClause begins one of the clauses that a sentence rows up.
var rowedClause = expr.New(`(?:,? (?:and/or|or|and)|,|:|;|\b(?:only|except|unless|it|them|this|information|data|details)) ((?:only )?(?:where|if|when|whenever|in the event that) )`)

// disclosures parts a stretch that states disclosures where a semicolon joins
// one to the next.
func disclosures(s string, sp text.Span) []text.Span {
	var out []text.Span
	start := sp.Start // that places count from
	for _, m := range nextDisclosure.FindAllStringIndex(s[sp.Start:sp.End], -1) {
		at := start + m[0]
		out = append(out, trimJoin(s, text.Span{Start: sp.Start, End: at}))
		sp.Start = at + len("; ")
	}
	return append(out, trimJoin(s, sp))
}

var nextDisclosure = expr.New(`; (?:and |or )?(?:we|the company|it) (?:\w+ ){1,2}(?:share|disclose|transfer|provide|send|pass|give) `)

// nextCondition returns where the next condition begins that is one more case
// beside the one whose marker ends at from.
func nextCondition(s string, hits []rules.Hit, from, end int) int {
	for _, n := range hits {
		at := n.Group.Start
		if at >= end {
			break
		}
		if at > from && (joined(s[:at]) || strings.HasPrefix(s[at:], "except ")) {
			return at
		}
	}
	return end
}

// A labelled says how a sentence stands to the label of a list item that is
// read as prose: "Contractors. We may pass data to …".
type labelled int

const (
	noLabel labelled = iota
	isLabel
	behindLabel // the sentence the label is about
	isRecipient // no label but the recipient or the case itself, told of in the sentences behind it
)

// goesOnLead ends a lead-in whose items are clauses that go on with it.
var goesOnLead = expr.New(`\b(?:if|when|where|whenever|unless):$`)

// namesRecipient reports whether an item opens with a label that names who receives
// something, with the sentence that tells of it behind a colon ("Carriers: we use …"),
// and no later sentence of it states the disclosure.
func (p *Pass) namesRecipient(i int, c policy.Clause, first string) bool {
	at := strings.Index(first, ": ")
	if at <= 0 || at > 60 || !recipientLabel.MatchString(first[:at]) || labelDenied.MatchString(first[at+len(": "):]) {
		return false
	}
	for _, s := range c.Sentences {
		if rule, _ := p.stated(i, s); rule != nil {
			return false
		}
	}
	return true
}

// recipientLabel is a label that names who receives something.
var recipientLabel = expr.New(`^(?:with |to )?(?:[a-z'&/-]+,? ){0,5}(?:third parties|companies|providers?|processors?|contractors?|vendors?|suppliers?|partners?|affiliates?|subsidiaries|authorities|advis[eo]rs?|networks?|platforms?|couriers?|carriers?|banks?|insurers?|agents?|consultants)$`)

// afterLabel tells it of a sentence of clause i.
func (p *Pass) afterLabel(i int, sent text.Span) labelled {
	c := p.Doc.Clauses[i]
	if c.Kind != policy.Item || len(c.Sentences) < 2 {
		return noLabel
	}
	first := p.Fold.Slice(p.FoldSpan(c.Sentences[0]))
	if sent == c.Sentences[0] && (goesOnLead.MatchString(p.Fold.Slice(p.structure().frames[i].lead)) || p.namesRecipient(i, c, first)) {
		return isRecipient
	}
	if labelVerb.MatchString(first) {
		return noLabel
	}
	if len(strings.Fields(first)) > 7 {
		if sent == c.Sentences[0] && recipientOpening.MatchString(first) {
			return isRecipient
		}
		return noLabel
	}
	if fragmentOpening[Exception].MatchString(first) {
		if sent == c.Sentences[0] {
			return isRecipient // "When the law requires it. We …"
		}
		return noLabel
	}
	switch sent {
	case c.Sentences[0]:
		return isLabel
	case c.Sentences[1]:
		if !labelDenied.MatchString(p.Fold.Slice(p.FoldSpan(sent))) {
			return behindLabel
		}
	}
	return noLabel
}

var (
	labelVerb = expr.New(`\b(?:we|they|is|are|was|were|may|will|can|must|shall|do|does|have|has|use|share|disclose|needs?)\b`)
	// recipientOpening is a noun phrase that names who receives something.
	recipientOpening = expr.New(`^(?:an? |any |the |our |other |certain )*(?:[a-z-]+,? ){0,4}(?:part(?:y|ies)|compan(?:y|ies)|providers?|services (?:that|which)|platforms?|networks?|firms?|couriers?|carriers?|banks?|insurers?|employers?|schools?|sellers?|publishers?|sponsors?|advertisers?|researchers?|merchants?|processors?|contractors?|vendors?|suppliers?|partners?|affiliates?|subsidiar(?:y|ies)|agenc(?:y|ies)|authorit(?:y|ies)|regulators?|courts?|organizations?|institutions?|entit(?:y|ies)|buyers?|successors?|advis[eo]rs?|people|persons|users|members|customers)\b`)
	labelDenied      = expr.New(`^(?:they|these|such|if you (?:wish|want|would)|please|you (?:can|may))\b|\b(?:do|does|will|shall|would|can) (?:not|never)\b`)
)

// joined reports whether what follows s is joined to it like one more case.
func joined(s string) bool {
	for _, j := range [...]string{" or ", " and ", ", ", ",", " or, "} {
		if strings.HasSuffix(s, j) {
			return true
		}
	}
	return false
}

// addition reports whether a condition behind a statement of disclosure adds a
// case of its own: "…, or as otherwise required by law".
func addition(before, cond string) bool {
	return (strings.HasSuffix(before, ", or ") || strings.HasSuffix(before, " and ") || strings.HasSuffix(before, ", ")) &&
		(strings.HasPrefix(cond, "as ") || strings.HasPrefix(cond, "or as ") || strings.HasPrefix(cond, "where ") || strings.HasPrefix(cond, "if "))
}

// conditionEnd returns where a condition ends whose marker ends at marker.
func conditionEnd(s string, marker, end int, opens bool) int {
	return partEnd(s, marker, end, func(i int) bool {
		if strings.HasPrefix(s[i:end], " and ") && ownVerb.MatchString(s[i:min(end, i+40)]) {
			return true
		}
		if s[i] != ',' || i+2 >= end || s[i+1] != ' ' {
			return false
		}
		rest := s[i+2 : min(end, i+90)]
		return opens && mainClause.MatchString(rest) || newClause.MatchString(rest)
	})
}

// englishRows finds the paragraphs that stand for the items of a list: behind
// a sentence that announces one, each a case or an aim without a clause of its
// own ("When required by law.", "Hiring. For our recruitment …").
func (p *Pass) englishRows(s *structure) {
	s.whole, s.labels = map[int]bool{}, map[int]text.Span{}
	var row frame
	section, from, last := -2, -1, -1
	labels := false // the row's items have labels
	open := false   // the row's last item ends in a semicolon: another follows
	for i, c := range p.Doc.Clauses {
		if c.Section != section {
			section, row, labels, open = c.Section, frame{}, false, false
		}
		if c.Kind != policy.Paragraph || c.Parent >= 0 {
			if c.LeadIn != from && c.LeadIn != last {
				row = frame{}
			}
			continue
		}
		if p.owned(row) {
			opens, whole := p.rowItem(c, row)
			t := p.Doc.View.Slice(c.Text)
			parted := semicolon.MatchString(t)
			if !opens && len(c.Sentences) > 0 && (open || parted) && !p.isSentence(c) && !strings.HasPrefix(t, "(") {
				opens, whole = true, len(c.Sentences) == 1
			}
			if open = opens && parted; opens {
				s.frames[i], s.plain[i] = row, whole
				if whole {
					s.whole[c.Text.Start] = true
				}
				last = i // it may have items of its own
				continue
			}
			if label := p.boldLabel(c); p.rowLabel(row, label) {
				s.frames[i], s.labels[i] = row, label
				labels, last = true, i
				continue
			}
			if p.runIn(c) > 0 || labels && !p.announces(c) {
				continue // as long as every paragraph has its label, the row goes on
			}
		}
		row, from, last, labels = frame{}, i, i, false
		if t := p.Fold.Slice(p.FoldSpan(c.Text)); !strings.HasSuffix(t, ":") && !rowLead.MatchString(t) {
			continue
		}
		row = p.announced(i)
		if t := p.Fold.Slice(row.lead); row.byHeading || !strings.HasSuffix(t, ":") && !rowLead.MatchString(t) {
			row = frame{}
		}
	}
}

var (
	rowLead = expr.New(`\b(?:following|below|as follows)\b`)
	// semicolon ends an item of a row that is written as a list without marks.
	semicolon = expr.New(`;(?:,? (?:and|or|and/or))?\s*$`)
	// rowOpening tells the first words of an item of a row.
	rowOpening = map[string]*expr.Regexp{
		Purpose: expr.New(`^(?:in order to|to|for) `),
		"":      expr.New(`^(?:when|where|if|in (?:the )?(?:case|event)s?|in connection with|in response to|in order to|to|as (?:required|necessary|needed|permitted)|with your|cases? (?:where|when|in which)) `),
	}
)

// runIn returns how many sentences of a paragraph are a label run into it
// ("Analytics. To see …"): 1 or 0.
func (p *Pass) runIn(c policy.Clause) int {
	if len(c.Sentences) < 2 {
		return 0
	}
	if first := p.Fold.Slice(p.FoldSpan(c.Sentences[0])); len(strings.Fields(first)) > 8 || labelVerb.MatchString(first) {
		return 0
	}
	return 1
}

// rowItem reports whether a paragraph is an item of a row, and whether
// it is one as a whole or only its first sentence is.
func (p *Pass) rowItem(c policy.Clause, row frame) (opens, whole bool) {
	from := p.runIn(c)
	open := rowOpening[row.kind]
	if open == nil {
		open = rowOpening[""]
	}
	if len(c.Sentences) <= from {
		return false, false
	}
	sent := p.FoldSpan(c.Sentences[from])
	t := p.Fold.Text()
	opens = open.MatchString(p.Fold.Slice(sent)) && frontEnd(t, min(sent.Start+4, sent.End), sent.End) < 0
	if !opens && row.kind == Purpose && from == 0 && len(c.Sentences) == 1 && p.barelyAims(row, sent) && !p.isSentence(c) && !p.isPointer(c) {
		return true, true
	}
	if !opens && !(p.goesOn(row, sent) && p.fires("list/aim", sent)) {
		return false, false
	}
	more := len(c.Sentences) - from - 1
	return true, more == 0 || more == 1 && row.kind != Purpose
}

// barelyAims reports whether a paragraph says what is done without a word that joins it to
// the sentence above, which goes on in it ("We use your details to:", "Mend your boiler.")
// or names aims ("What we use it for:", "Mending your boiler.").
func (p *Pass) barelyAims(row frame, sent text.Span) bool {
	t := p.Fold.Slice(sent)
	if strings.Count(t, " ") > maxBareAim || noAim.MatchString(t) || usingNoVerb.MatchString(t) || dataItem.MatchString(t) || hasClause.MatchString(t) || p.fires("using/owed", sent) {
		return false
	}
	if goesOnAs.MatchString(p.Fold.Slice(row.lead)) {
		return usingVerb.MatchString(t)
	}
	return barelyDone.MatchString(t) || doneToPerson(t)
}

// maxBareAim is how many spaces such a paragraph may have.
const maxBareAim = 24

var (
	hasClause  = expr.New(`:|, (?:we|you|they|it|the|your|our|this) |^[a-z]+ (?:may|is|are|will|can|must|shall|has|have|of|based) `)
	goesOnAs   = expr.New(`\b(?:to|can|could|us|may|will)(?: (?:also|then|better|only))?:$`)
	barelyDone = expr.New(`^(?:[a-z]+ly )?[a-z-]+ing [a-z]|^so (?:that )?(?:we|our [a-z-]+|the [a-z-]+) (?:can|may|could|will) `)
)

// innerLabels reports the purposes that a label names within a run of labels
// ("Name: … Purpose: … Duration: …"). Label and value are one unit.
func (p *Pass) innerLabels(i int, c policy.Clause) bool {
	t := p.Doc.View.Slice(c.Text)
	if !strings.Contains(t, "urpose") && !strings.Contains(t, "ecipient") {
		return false
	}
	labels := runLabel.FindAllStringSubmatchIndex(t, -1)
	found, next := false, 0
	for k, m := range labels {
		kind := Purpose
		switch label := t[m[2]:m[3]]; {
		case len(labels) >= 2 && purposeLabel.MatchString(label):
		case len(labels) >= 2 && recipientsLabel.MatchString(label):
			kind = Exception
		default:
			continue
		}
		end := len(t)
		if k+1 < len(labels) {
			end = labels[k+1][2]
		}
		for next < len(c.Sentences) && c.Sentences[next].End-c.Text.Start <= m[1] {
			next++
		}
		if next < len(c.Sentences) {
			end = min(end, c.Sentences[next].End-c.Text.Start) // what follows tells of something else
		}
		u := unit{clause: i, span: p.trim(text.Span{Start: c.Text.Start + m[2], End: c.Text.Start + end}), rule: p.Doc.Lang + "/purpose/labelled", base: 0.8}
		if strings.HasSuffix(p.Doc.View.Slice(u.span), ":") {
			continue // no value
		}
		if kind == Exception {
			if u.rule = p.Doc.Lang + "/exception/recipients"; noRecipient.MatchString(p.Fold.Slice(p.FoldSpan(u.span))) {
				continue
			}
			cats, ev := p.categorize(Exception, p.input(u), shares[Exception])
			if len(cats) == 0 {
				cats, ev = p.gist(Exception, p.input(u), "service_recipient")
			}
			p.report(Exception, u, cats, ev)
			continue
		}
		cats, ev := p.categorize(Purpose, p.input(u), shares[Purpose])
		if len(cats) == 0 {
			cats, ev = p.gist(Purpose, p.input(u), unnamed[p.Doc.Lang])
		}
		p.report(Purpose, u, cats, ev)
		found = true
	}
	return found
}

var (
	runLabel = expr.New(`(?:^|\s)([A-Z][\w'-]*(?: (?:&|/|of|and|[a-z]\w*)){0,4}):\s`)
	// recipientsLabel is the label of who receives data, noRecipient such a label and value
	// that name nobody outside.
	recipientsLabel = expr.New(`^(?i:(?:categories of )?recipients?(?: of (?:the )?data)?)$`)
	noRecipient     = expr.New(`: (?:none|no\b|not\b|n/a|see\b|we\b|you\b|internal|the (?:controller|company)\b|only (?:our|internal)\b|our (?:own )?(?:[a-z]+ )?(?:team|staff|employees|department))`)
	purposeLabel    = expr.New(`^(?i:(?:(?:main|primary|secondary|other|further) )?purposes?(?: of (?:use|processing|the cookie|collection))?)$`)
)

// rowedAims reports the aims that semicolons part in a sentence that says what
// something helps the company to do ("They allow us to …; enable you to …").
func (p *Pass) rowedAims(i int, sent text.Span, f rules.Fired) bool {
	fold := p.FoldSpan(sent)
	s := p.Fold.Text()
	at := helpVerb.FindStringIndex(s[fold.Start:fold.End])
	if f.Rule.ID != "helps" && f.Rule.Name != toldAim || at == nil || !strings.Contains(s[fold.Start+at[0]:fold.End], "; ") {
		return false
	}
	parts := splitAims(s, text.Span{Start: fold.Start + at[0], End: aimEnd(s, text.Span{Start: fold.Start + at[0], End: fold.Start + at[1]}, fold.End)}, fold.End)
	if len(parts) < 2 {
		return false
	}
	for _, sp := range parts {
		u := unit{clause: i, span: p.viewOf(sp), rule: p.Doc.Lang + "/" + f.Rule.Name, hits: f.Hits, base: 0.8}
		cats, ev := p.categorize(Purpose, p.input(u), shares[Purpose])
		if len(cats) == 0 {
			cats, ev = p.gist(Purpose, p.input(u), unnamed[p.Doc.Lang])
		}
		p.report(Purpose, u, cats, ev)
	}
	return true
}

var helpVerb = expr.New(`\b(?:helps?|allows?|enables?|permits?|lets?|assists?|used|required|needed|necessary) (?:us|to|our|you)\b`)

// foundIn reports whether something of kind was found in the text of section i.
func (p *Pass) foundIn(kind string, i int) bool {
	for _, f := range p.result.Findings {
		if f.Kind == kind && f.Section == i && f.Clause >= 0 {
			return true
		}
	}
	return false
}

// enumerated returns the parts of a stretch that counts its cases: "if (i) …;
// (ii) …", nil if it does not.
func enumerated(s string, sp text.Span) []text.Span {
	at := enumerator.FindAllStringIndex(s[sp.Start:sp.End], -1)
	if len(at) < 2 {
		return nil
	}
	lead := strings.TrimRight(s[sp.Start:sp.Start+at[0][0]], " ")
	if exampleColon.MatchString(strings.TrimSuffix(lead, ":")) {
		return nil
	}
	if lead != "" && !caseLead.MatchString(lead) {
		switch {
		case secondMark.MatchString(s[sp.Start+at[0][0] : sp.Start+at[0][1]]):
			at = append([][]int{{0, 0}}, at...) // the first is the mark of the item
		case !caseFirst.MatchString(s[sp.Start+at[0][1] : sp.End]):
			return nil
		}
	}
	var out []text.Span
	for k, m := range at {
		part := text.Span{Start: sp.Start + m[1], End: sp.End}
		if k+1 < len(at) {
			part.End = sp.Start + at[k+1][0]
		}
		if part = trimJoin(s, part); !part.Empty() {
			out = append(out, part)
		}
	}
	return out
}

// secondMark is the mark of the second of the cases that a sentence counts.
var secondMark = expr.New(`\((?:2|b|ii)\)`)

// caseLead stands before the first of the cases that a sentence counts.
var caseLead = expr.New(`(?:\b(?:if|when|where|with|to|for|as|in|by|because|unless|except|only|following|follows|cases|circumstances|case|purposes?|event|believe|(?:believes?|beliefs?|determines?|concludes?|accepts?|acknowledges?|agrees?|understands?|confirms?|notes?|aware|event|provided) that)|:)$`)

// exceptMark is the mark of the first of several conditions right behind its "except".
var exceptMark = expr.New(`^(?:except|unless|other than|only)(?: (?:that|as|for|in|if|when|where|under|the|following|limited|cases|circumstances))*:? \((?:a|1|i)\) `)

// caseFirst begins the first of them where its mark stands before such a word
// ("We may share data (1) to obey the law; (2) if you ask for it").
var caseFirst = expr.New(`^(?:if|when|where|whenever|with|to|for|as|upon|under|because|pursuant) [a-z]`)

// caseOf reports whether an item that announces others states a case itself
// ("When we have notified the following matters").
func (p *Pass) caseOf(c policy.Clause) bool {
	t := p.Fold.Slice(p.FoldSpan(p.trim(c.Text)))
	return rowOpening[""].MatchString(t) && !strings.HasSuffix(t, ":") && len(c.Sentences) == 1
}

// onlyAnnounces reports whether an item does nothing but introduce others; what
// it says besides stands in it as in running text.
func (p *Pass) onlyAnnounces(i int, c policy.Clause) bool {
	return c.Kind == policy.Item && p.announces(c) && !p.caseOf(c) && len(p.childrenOf(i)) > 0
}

// isSentence reports whether an item is a sentence with a clause of its own, no
// case or recipient that its heading would make one of a list.
func (p *Pass) isSentence(c policy.Clause) bool {
	if len(c.Sentences) == 0 {
		return false
	}
	sent := p.FoldSpan(c.Sentences[0])
	t := p.Fold.Slice(sent)
	if strings.HasPrefix(t, "notwithstanding ") || strings.HasPrefix(t, "however, ") {
		return true
	}
	if fragmentOpening[Exception].MatchString(t) {
		return frontEnd(p.Fold.Text(), min(sent.Start+4, sent.End), sent.End) >= 0 && ownClause.MatchString(t)
	}
	return finite.MatchString(t)
}

// ownClause is a clause with a verb of its own behind a case that opens a sentence
// ("To protect you, we may …"), as further nouns of the case are none.
var ownClause = expr.New(`(?:,|—) ?(?:(?:and|then|therefore|also) )?(?:(?:we|you|they|it|please) [a-z]|(?:[a-vx-z][\w'&.-]* |w[^h][\w'&.-]* ){1,6}(?:may|will|can|shall|must|is|are|was|were|do|does|has|have)\b)`)

// finite tells the words by which a sentence with a verb of its own begins.
var finite = expr.New(`^(?:we|you|they|it) [a-z]|^(?:the company|the [a-z]+|any [a-z]+|your [a-z]+|personal [a-z]+|some [a-z]+) (?:[\w'-]+ ){0,6}(?:may|will|can|shall|must|is|are|do|does|have|has|acknowledge|agree|share|disclose|provide|transfer)\b`)

// narrowed returns the part of an English sentence that counts its statements
// ("a. …; b. …") in which all the evidence stands, else the sentence.
func (p *Pass) narrowed(sent text.Span, hits []rules.Hit) text.Span {
	if p.Doc.Lang != policy.English {
		return sent
	}
	fold := p.FoldSpan(sent)
	at := counted.FindAllStringIndex(p.Fold.Slice(fold), -1)
	if len(at) < 2 {
		return sent
	}
	for k, m := range at {
		part := text.Span{Start: fold.Start + m[1], End: fold.End}
		if k+1 < len(at) {
			part.End = fold.Start + at[k+1][0]
		}
		own := 0
		for _, h := range hits {
			if h.Weight > 0 && h.Pattern.Field == rules.Text {
				own++
				if h.Span.Start < part.Start || h.Span.Start >= part.End {
					own = -len(hits)
				}
			}
		}
		if own > 0 {
			return p.viewOf(trimJoin(p.Fold.Text(), part))
		}
	}
	return sent
}

// counted is the mark of a statement within a sentence: "a. ", "(ii) ".
var counted = expr.New(`(?:^|[:;] (?:and )?)(?:[a-h]\. |\((?:[0-9]{1,2}|[a-h]|[ivx]{1,4})\) )`)

// headOfRow returns what says of an item with a label run into it what it is
// about: all but the examples at its end.
func (p *Pass) headOfRow(c policy.Clause, fold text.Span) text.Span {
	if p.shared == nil || !p.shared.whole[c.Text.Start] || p.runIn(c) == 0 {
		return fold
	}
	for _, m := range [...]string{", including ", " such as ", " (e.g."} {
		if i := strings.Index(p.Fold.Slice(fold), m); i > 0 {
			fold.End = fold.Start + i
		}
	}
	return fold
}

// exampled reports whether a list item is an aim and, behind it, nothing but
// examples of it without a clause of their own ("To fix errors. For example, by
// reading our logs."): one unit.
func (p *Pass) exampled(c policy.Clause) bool {
	if c.Kind != policy.Item || len(c.Sentences) < 2 || len(c.Sentences) > 4 {
		return false
	}
	if first := p.Fold.Slice(p.FoldSpan(c.Sentences[0])); !fragmentOpening[Purpose].MatchString(first) || labelVerb.MatchString(first) {
		return false
	}
	for _, sent := range c.Sentences[1:] {
		fold := p.FoldSpan(sent)
		m := exampleOpening.FindStringIndex(p.Fold.Slice(fold))
		if m == nil || frontEnd(p.Fold.Text(), fold.Start+m[1], fold.End) >= 0 {
			return false
		}
	}
	return true
}

// exampleOpening begins an example that is no sentence of its own.
var exampleOpening = expr.New(`^(?:(?:or|and),? )?(?:for (?:example|instance)|e\.g\.|such as|including),? (?:by |to |in order to |[a-z]+ing )`)

// aimRow reports whether section i is one of several side by side whose headings are all
// aims: they are a list, though nothing announces it.
func (p *Pass) aimRow(i int) bool {
	parent, aims := p.Doc.Sections[i].Parent, 0
	if parent < 0 || p.fires("none/choices", p.FoldSpan(p.Doc.Sections[parent].Heading)) {
		return false
	}
	for j := max(0, i-maxRow); j < len(p.Doc.Sections) && j <= i+maxRow; j++ {
		if s := p.Doc.Sections[j]; s.Parent == parent && s.Level == p.Doc.Sections[i].Level {
			if !p.aimHeading(s) {
				return false
			}
			aims++
		}
	}
	return aims >= 2
}

// aimAmong reports whether the heading of section i is surely an aim of the company, and one
// of several such among others side by side ("General", "To take your payment", "To ship
// your order").
func (p *Pass) aimAmong(i int) bool {
	sections := p.Doc.Sections
	parent := sections[i].Parent
	if parent >= 0 {
		if head := p.FoldSpan(sections[parent].Heading); p.fires("none/choices", head) || aboutPerson.MatchString(p.Fold.Slice(head)) {
			return false
		}
	}
	aim := func(j int) bool {
		head := p.FoldSpan(sections[j].Heading)
		return p.aimHeading(sections[j]) && p.fires("list/aim", head) && !personsDeed.MatchString(p.Fold.Slice(head))
	}
	sure := func(j int) bool {
		cats, _ := p.categorize(Purpose, rules.Input{rules.Text: p.FoldSpan(sections[j].Heading)}, 1)
		return len(cats) > 0
	}
	if !aim(i) {
		return false
	}
	beside := 0 // of one whose words speak for no category there must be two others
	if sure(i) {
		beside++
	}
	for j := max(0, i-maxRow); j < len(sections) && j <= i+maxRow && beside < 2; j++ {
		if s := sections[j]; j != i && s.Parent == parent && s.Level == sections[i].Level && aim(j) && sure(j) {
			beside++
		}
	}
	return beside >= 2
}

var (
	// aboutPerson is a heading of what the person can do, or of how data are guarded.
	aboutPerson = expr.New(`\b(?:rights?|choices?|options|controls?|contact|secur|protect|safeguard|delet|you can|how to|questions?|faq)`)
	// personsDeed is a heading of what the person does.
	personsDeed = expr.New(`^(?:in order )?to (?:\w+ly )?(?:exercise|opt|contact|learn|see|find|change|access|request|withdraw|unsubscribe|file|report|delete|remove|correct|object|submit|make an?|protect your|secure your|keep your|ensure the security (?:and confidentiality )?of your|use|get|view|download|reach|read|whom|what|which)\b`)
)

// maxRow is how many headings on either side are looked at.
const maxRow = 20

// aimHeading reports whether a heading has the shape of an aim ("To keep the
// service running"): a unit beside the aims listed below it.
func (p *Pass) aimHeading(sec policy.Section) bool {
	return aimHead.MatchString(p.Fold.Slice(p.FoldSpan(sec.Heading)))
}

var aimHead = expr.New(`^(?:in order )?to [a-z]+ [a-z]|^for (?:our|the|its) (?:[a-z]+ ){0,2}(?:activities|operations?|purposes?|improvement|development|management|provision)\b`)

// isAim reports whether an item is worded as an aim, perhaps behind a label
// ("Playback: to let you hear it again").
func (p *Pass) isAim(fold text.Span) bool { return aimItem.MatchString(p.Fold.Slice(fold)) }

var aimItem = expr.New(`^(?:[^;:.?!]{2,60}(?::| -| –| —) )?(?:in order )?to [a-z]+ [a-z]`)

// caseAbove reports whether clause i is itself a case of refusal that further
// cases below it spell out ("Cases where one of the following applies").
func (p *Pass) caseAbove(s *structure, i int, f frame) bool {
	c := p.Doc.Clauses[i]
	return p.Doc.Lang == policy.English && c.Kind == policy.Item && s.frames[i].kind == "refusal" && f.kind != Purpose && p.caseOf(c)
}

// recordEnd returns the end of an item that is a record of a recipient: its
// name and, in paragraphs below it, its country, its address ("Name: … Country:
// …"). It is one unit.
func (p *Pass) recordEnd(i int, sp text.Span) int {
	if !strings.HasPrefix(p.Fold.Slice(p.FoldSpan(sp)), "name: ") {
		return sp.End
	}
	for j := i + 1; j < len(p.Doc.Clauses) && j <= i+maxFields; j++ {
		c := p.Doc.Clauses[j]
		if c.Parent != i || c.Kind != policy.Paragraph || !recordField.MatchString(p.Fold.Slice(p.FoldSpan(c.Text))) {
			break
		}
		sp.End = p.trim(c.Text).End
	}
	return sp.End
}

// recordField is a line of such a record, maxFields how many there may be.
var recordField = expr.New(`^(?:[a-z]+ ){0,2}(?:country|address|location|service|services|role|purpose|website|contact|details|safeguards?|activity)(?: [a-z]+){0,3}: `)

const maxFields = 8

// noPurpose begins a sentence that is none of the purposes it stands among: what
// is not done, what a word means.
var noPurpose = expr.New(`^(?:however, )?(?:we|the company) (?:do|does|will|shall) not (?:provide|disclose|share|sell|transfer|collect|use)\b|^legal (?:basis|bases|grounds?)\b|^you (?:can|may|have the right|must|should) |^(?:if|when|where|whenever) you [^,;]{1,120}$|^(?:in no way|never|not) [a-z]|^(?:information|data)(?: categories)? (?:used|from|shared)\b|^(?:where|when|if) (?:you have |we have (?:obtained )?)(?:given |your )?(?:your )?(?:explicit )?(?:consent|permission)|^with your (?:consent|permission)(?:[;,.]|$)|^your (?:explicit |prior )?consent\b|^we have an? legitimate (?:business )?interests? to:?$|^(?:what|how|which|when and|why|where,) [^:]{0,100}\b(?:we|you|your)\b|^(?:the )?(?:categories|legal bas[ei]s|recipients|sources) (?:of|on|and|for|from)\b|^your rights\b|^\(the legal basis\b|^[^:;]{0,100} for (?:the following|which|these) (?:purposes|reasons)\b[^:;,]{0,60}$|^"[^"]{1,60}"[^,;:]{0,40} (?:means|refers to) `)
