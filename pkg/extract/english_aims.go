package extract

import (
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Purposes in English prose: which phrases are aims of the company, and where they end.

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
		if r.Kind != Purpose || h.Group.Start < done || inTitle.MatchString(s[max(fold.Start, h.Group.Start-titleReach):h.Group.Start]) || r.ID == "to" && (p.toName(h.Group, fold.End) || toNoun.MatchString(s[h.Group.Start:fold.End])) {
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

// inTitle ends before the first word of a title in quotation marks ("see “To run the shop”"):
// what stands in it is told there. titleReach is how far before an aim they stand.
var inTitle = expr.New(`"[*_]*$`)

const titleReach = 4 // bytes

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

// aimEnd returns where the aim ends whose marker is marker.
func aimEnd(s string, marker text.Span, end int) int {
	from := marker.End
	clause := embeds.MatchString(s[marker.Start:marker.End])
	return partEnd(s, from, end, func(i int) bool {
		if s[i] == ',' {
			return i+2 < end && s[i+1] == ' ' && (newClause.MatchString(s[i+2:min(end, i+60)]) || dataExamples.MatchString(s[i+2:min(end, i+100)]))
		}
		if s[i] == ':' {
			next := s[i+1 : min(end, i+30)]
			return namesData.MatchString(next) || saysOn.MatchString(next)
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

// saysOn begins a clause of its own behind a colon ("the data we need to ship it: we keep
// them for a year").
var saysOn = expr.New(`^ (?:we|they|it|you) [a-z]+ `)

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

// trimJoin takes the words that join an aim to the next, or to an example, from its
// end, and the colon of "such as to:" from its start.
func trimJoin(s string, sp text.Span) text.Span {
	t := strings.TrimRight(s[sp.Start:sp.End], " ,;:.")
	for _, j := range [...]string{" and", " or", " and/or"} {
		t = strings.TrimRight(strings.TrimSuffix(t, j), " ,;")
	}
	for _, x := range [...]string{" for example", " for instance", " such as", " when"} {
		t = strings.TrimRight(strings.TrimSuffix(t, x), " ,;:–—")
	}
	sp.End = sp.Start + len(t)
	if strings.HasPrefix(t, "to: ") {
		sp.Start += len("to: ")
	}
	return sp
}

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

// noPurpose begins a sentence that is none of the purposes it stands among: what
// is not done, what a word means.
var noPurpose = expr.New(`^(?:however, )?(?:we|the company) (?:do|does|will|shall) not (?:provide|disclose|share|sell|transfer|collect|use)\b|^legal (?:basis|bases|grounds?)\b|^you (?:can|may|have the right|must|should) |^(?:if|when|where|whenever) you [^,;]{1,120}$|^(?:in no way|never|not) [a-z]|^(?:information|data)(?: categories)? (?:used|from|shared)\b|^(?:where|when|if) (?:you have |we have (?:obtained )?)(?:given |your )?(?:your )?(?:explicit )?(?:consent|permission)|^with your (?:consent|permission)(?:[;,.]|$)|^your (?:explicit |prior )?consent\b|^we have an? legitimate (?:business )?interests? to:?$|^(?:what|how|which|when and|why|where,) [^:]{0,100}\b(?:we|you|your)\b|^(?:the )?(?:categories|legal bas[ei]s|recipients|sources) (?:of|on|and|for|from)\b|^your rights\b|^\(the legal basis\b|^[^:;]{0,100} for (?:the following|which|these) (?:purposes|reasons)\b[^:;,]{0,60}$|^"[^"]{1,60}"[^,;:]{0,40} (?:means|refers to) `)
