package extract

import (
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// statedBeside reports whether an English sentence states a disclosure in its main clause,
// though words in an aside of it speak against that: "We may pass your address (but not
// your number) to …", "we share what we collect from you with …". What stands in an aside
// speaks neither for nor against it.
func (p *Pass) statedBeside(in rules.Input) (f rules.Fired, ok bool) {
	r := p.rule(rules.Sentence, statedDisclosure)
	if p.Doc.Lang != policy.English || r == nil || in[rules.Text].Len() > reach {
		return f, false
	}
	hits := p.Scan.Matches(r, in)
	if !slices.ContainsFunc(hits, func(h rules.Hit) bool { return h.Weight < 0 }) {
		return f, false
	}
	sp := in[rules.Text]
	beside := standsBeside(p.Fold.Slice(sp))
	if len(beside) == 0 {
		return f, false
	}
	kept := make([]rules.Hit, 0, len(hits))
	sum, strong := 0.0, false
	for _, h := range hits {
		at := h.Span.Start - sp.Start
		if h.Pattern.Field == rules.Text && slices.ContainsFunc(beside, func(a text.Span) bool {
			return a.Start <= at && at < a.End && (h.Weight > 0 || h.Span.End-sp.Start <= a.End)
		}) {
			continue
		}
		kept = append(kept, h)
		sum += h.Weight
		strong = strong || h.Weight > r.Min && h.Pattern.Field == rules.Text
	}
	if sum < r.Min || !strong {
		return f, false
	}
	return rules.Fired{Rule: r, Score: sum, Hits: kept}, true
}

// standsBeside returns the parts of a folded sentence that stand beside what its main clause
// says, in no order.
func standsBeside(s string) (out []text.Span) {
	for _, m := range insideBrackets.FindAllStringIndex(s, -1) {
		out = append(out, text.Span{Start: m[0], End: m[1]})
	}
	from := 0
	if m := runInLabel.FindStringIndex(s); m != nil && !labelsElse.MatchString(s[:m[1]]) {
		out = append(out, text.Span{Start: 0, End: m[1]})
		from = m[1]
	}
	if m := frontedClause.FindStringIndex(s[from:]); m != nil {
		out = append(out, text.Span{Start: from, End: from + m[1]})
	}
	for _, m := range qualifies.FindAllStringSubmatchIndex(s, -1) {
		out = append(out, text.Span{Start: m[2], End: m[3]})
	}
	if m := laterClause.FindStringIndex(s); m != nil && !strings.HasPrefix(s, "you ") && (!deniesThere.MatchString(s[m[0]:]) || ofRecipients.MatchString(s[m[0]:])) {
		out = append(out, text.Span{Start: m[0], End: len(s)})
	}
	for _, m := range aimAfter.FindAllStringIndex(s, -1) {
		out = append(out, text.Span{Start: m[0], End: m[1]})
	}
	return out
}

var (
	insideBrackets = expr.New(`\([^()]{1,300}\)`)
	// runInLabel is a label at the beginning of a sentence: "Who we share with: …".
	runInLabel = expr.New(`^(?:[\w'/&-]+,? ){0,11}[\w'/&)-]+ ?: `)
	labelsElse = expr.New(`[0-9]|\b(?:not|never|no|following|below|rights?|appeals?)\b|^(?:we|you|it|the following|this|these) `)
	// frontedClause is a condition before the main clause.
	frontedClause = expr.New(`^(?:(?:if|when|where|whenever|once|should) (?:you|users?|members|customers|visitors|a (?:user|customer|member|visitor)) |by \w+ing )[^;:]{1,260}?, (?:we|it|they|your|this|that|such|any|the information)\b`)
	// qualifies tells of a thing whence it comes: "information that you have provided to us".
	qualifies = expr.New(`\b(?:information|data|details|content|dealer|materials?|numbers?|address(?:es)?|records?|it|them|what|whatever) (?:about you )?(?:that |which )?((?:we|you|users?|members|customers|visitors) (?:(?:may|might|can|have|has|will|also|voluntarily|directly|otherwise|choose to|elect to) ){0,4}(?:collect|gather|obtain|receive|acquire|provide|submit|give|gave|share|send|enter|supply|disclose|post|see|choose|select|request|make available|made available|got)(?:ed|d|s|ted)?\b(?: (?:or|and) \w+)?(?: (?:to|from|with|about|through|via|on|by) (?:[\w'-]+ ){0,4}(?:us|you|the company|third parties|third party sources|others|[\w-]+ sources|site|website|services?))?)`)
	// laterClause begins a clause of its own behind the first.
	laterClause = expr.New(`(?:, (?:and|but|so|which|although|while)|;(?: and| but)?|, and,? (?:if|when|where) [^,;]{1,80},) (?:(?:in (?:such|this|that) (?:a )?(?:case|event),? )?(?:we|they|these|those|it|this|you|their)\b|(?:such|the) (?:[\w-]+ )?(?:third part(?:y|ies)|companies|parties|providers?|partners|recipients?|hosts?|vendors?)\b|(?:may|will|can|in turn)\b)| and (?:you (?:do|are|use|post|share|provide)|(?:they|these|those) (?:may|will|can|are))\b`)
	deniesThere = expr.New(`\b(?:not|never|no|none|nor|neither)\b`)
	// ofRecipients begins a clause on what those who receive something do with it.
	ofRecipients = expr.New(`^(?:;|,)?(?: and| but)? (?:they|these|those|such (?:third parties|companies|parties|providers|partners|recipients))\b`)
	// aimAfter is what somebody shall do or get thereby.
	aimAfter = expr.New(` (?:so (?:that )?(?:we|they|you|it|he|she|the)|(?:in order )?to (?:help |better |enable (?:us|them) to |allow (?:us|them) to )?(?:provide|offer|deliver|send|give|show|serve|bring|supply|notify|inform|contact)) [^;()]*`)
)
