package extract

import (
	"math"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Disclosures in English prose: the statements, their conditions and cases.

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

// namesNobody ends a statement that leaves it to the examples behind it who receives
// something.
var namesNobody = expr.New(`\b(?:to|with|by) (?:(?:any|some|certain|various|other|the|these|those|our|selected|external|outside|of|a|an|number|range|variety|trusted) )*(?:third part(?:y|ies)|others|other parties|part(?:y|ies)|recipients?|persons?|people|entit(?:y|ies)|organizations?|bodies|companies|institutions?|those)$`)

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
