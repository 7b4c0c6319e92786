package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Spans of English phrases: what aims (english_aims.go) and cases (english_cases.go)
// share. The rules say where an aim or a condition may begin and what the words before
// it must be; here stands where it ends. All offsets are in the folded text.

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

var (
	// newClause begins a clause that is no part of the aim before it.
	newClause = expr.New(`^(?:(?:and|but|so|while) (?:someone|our|the|your|this|that|these|those|such|any|some|other) (?:[\w'.&-]+ ){0,4}(?:may|will|shall|must|can)|(?:(?:and|but|or|so|so that|however|then|although|though|while|because|since|as) )?(?:we|you (?:may|can|will|have|must|should|are|agree|consent)|they|it (?:is|will|may|does)|this (?:is|may|will|includes?|information|data|means)|these (?:are|include|cookies)|but|unless|except|provided|however|please|if (?:you|we|it|required|applicable)|as (?:described|set|stated|explained|further|permitted|required|well as (?:when|if|where))|in accordance|subject to|see|for (?:more|details)|(?:in|of|by|from|to) which|which (?:is|are|may|will|can|we|you)|(?:after|at) which|or (?:when|where|if) we|the [a-z]+ (?:will|shall|must)|where (?:permitted|required|applicable)|with your (?:prior )?consent|without (?:ever|[a-z]+ing)|including(?: but not limited to)?,? (?:your|the) (?:[\w-]+ ){0,3}(?:names?|address|email|phone|telephone)|(?:is|are|will|may) (?:not |also |be )*\w+|not (?:for|to)))\b`)
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

// behind returns what follows the comma or dash at i.
func behind(s string, i, end int) text.Span {
	rest := strings.TrimLeft(s[i:end], ",—– ")
	return text.Span{Start: end - len(rest), End: end}
}

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
