package extract

import (
	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Disclaimers finds statements that limit or deny responsibility, duty or
// guarantee, or put a risk on the person.
var Disclaimers = &Extractor{
	Name: "disclaimer",
	Doc:  "statements that limit or deny the company's responsibility, duty or guarantee",
	Run: func(p *Pass) error {
		p.listed(Disclaimer)
		s := p.structure()
		for i, c := range p.Doc.Clauses {
			if f := s.frames[i]; f.kind == "refusal" && p.isUnit(i, c) && !endsWithAny(p.Doc.View.Slice(p.trim(c.Text)), documentEnds) {
				u := unit{clause: i, span: c.Text, lead: f.lead, rule: p.Doc.Lang + "/" + f.name, base: 0.9}
				p.report(Disclaimer, u, []string{"request_refusal"}, nil)
			}
		}
		for i, sec := range p.Doc.Sections {
			if s.cases[i].kind == "refusal" && endsLikeCase(p.Fold.Slice(p.FoldSpan(sec.Heading))) {
				p.reportHeading(Disclaimer, i, sec, s.cases[i], "request_refusal")
			}
		}
		p.eachSentence(func(i int, sent text.Span) { p.disclaimersIn(i, sent) })
		return nil
	},
}

// documentEnds end an item that names a paper to send in, which is no ground on
// which a request is refused.
var documentEnds = []string{"写し", "コピー", "証", "証明書", "書類", "住民票", "請求書"}

func (p *Pass) disclaimersIn(i int, sent text.Span) {
	for _, f := range p.sentence(i, sent) {
		if f.Rule.Kind != Disclaimer || f.Rule.Denied || p.leads(Disclaimer, sent) || p.leads("refusal", sent) {
			continue
		}
		if p.countedDisclaimers(i, sent) {
			return
		}
		u := unit{clause: i, span: p.narrowed(sent, f.Hits), rule: p.Doc.Lang + "/" + f.Rule.Name, hits: f.Hits, base: 0.9}
		cats, ev := f.Rule.As, []Evidence(nil)
		if len(cats) == 0 {
			cats, ev = p.categorize(Disclaimer, p.input(u), shares[Disclaimer])
		}
		if len(cats) == 0 || cats[0] == defaults[Disclaimer] {
			if c, e := p.gist(Disclaimer, p.input(u), defaults[Disclaimer]); len(e) > 1 || len(cats) == 0 {
				cats, ev = c, e
			}
		}
		p.report(Disclaimer, u, cats, ev)
		return
	}
	if p.groundsMissing(i, sent) {
		p.report(Disclaimer, unit{clause: i, span: sent, rule: p.Doc.Lang + "/refusal/announced", base: 0.8}, []string{"request_refusal"}, nil)
	}
}

// groundsMissing reports whether a Japanese sentence announces grounds on which requests are
// refused and nothing that might be some stands below it: all that is left of them is the
// sentence.
func (p *Pass) groundsMissing(i int, sent text.Span) bool {
	fold := p.FoldSpan(p.trim(sent))
	if p.Doc.Lang != policy.Japanese || !listedCase.MatchString(p.Fold.Slice(fold)) || p.leads("refusal", sent) || len(p.childrenOf(i)) > 0 {
		return false
	}
	c := p.Doc.Clauses[i]
	if i+1 < len(p.Doc.Clauses) {
		if n := p.Doc.Clauses[i+1]; n.Section == c.Section && (n.Parent == i || p.isCase(n)) {
			return false
		}
	}
	f := p.bestFrame(rules.Input{rules.Text: fold, rules.Context: p.provisoContext(i, fold), rules.Heading: p.heading(c)}, sent)
	return f.kind == "refusal" && !f.byHeading
}

// listedCase is in a sentence that speaks of cases told elsewhere.
var listedCase = expr.New(`(?:以下|次(?:の|に)|下記)[^。]{0,24}(?:いずれか|場合|とき)`)

// countedDisclaimers reports those disclaimers that an English sentence counts ("You
// accept that (i) …; (ii) …"), and whether there are several.
func (p *Pass) countedDisclaimers(i int, sent text.Span) bool {
	if p.Doc.Lang != policy.English {
		return false
	}
	var units []unit
	for _, part := range enumerated(p.Fold.Text(), p.FoldSpan(sent)) {
		in := p.sentenceInput(i, sent)
		in[rules.Text] = part
		for _, f := range p.Scan.Eval(rules.Sentence, in) {
			if f.Rule.Kind == Disclaimer && !f.Rule.Denied {
				units = append(units, unit{clause: i, span: p.viewOf(part), rule: p.Doc.Lang + "/" + f.Rule.Name, hits: f.Hits, base: 0.85})
				break
			}
		}
	}
	if len(units) < 2 {
		return false
	}
	for _, u := range units {
		cats, ev := p.categorize(Disclaimer, p.input(u), shares[Disclaimer])
		if len(cats) == 0 {
			cats = []string{defaults[Disclaimer]}
		}
		p.report(Disclaimer, u, cats, ev)
	}
	return true
}

// Voluntary finds statements that giving information is optional, and what
// follows from not giving it.
var Voluntary = &Extractor{
	Name: "voluntariness",
	Doc:  "statements that giving information is optional, or what follows from not giving it",
	Run: func(p *Pass) error {
		p.eachSentence(func(i int, sent text.Span) {
			for _, f := range p.sentence(i, sent) {
				if f.Rule.Kind == Voluntariness {
					p.report(Voluntariness, unit{clause: i, span: p.narrowed(sent, f.Hits), rule: p.Doc.Lang + "/" + f.Rule.Name, hits: f.Hits, base: 0.9}, []string{"voluntariness"}, nil)
					return
				}
			}
			p.followsFrom(i, sent)
		})
		return nil
	},
}

// followsFrom reports a Japanese sentence that says what follows from the refusal of which
// the sentence before tells: "クッキーは拒否できます。ただし、一部の機能が動作しないことがあります。"
func (p *Pass) followsFrom(i int, sent text.Span) {
	fold := p.FoldSpan(p.trim(sent))
	if p.Doc.Lang != policy.Japanese || !goesOnFrom.MatchString(p.Fold.Slice(fold)) {
		return
	}
	in := p.sentenceInput(i, sent)
	in[rules.Context] = p.withSentenceBefore(i, fold)
	for _, f := range p.Scan.Eval(rules.Sentence, in) {
		if f.Rule.Name == "voluntariness/follows" {
			p.report(Voluntariness, unit{clause: i, span: sent, rule: p.Doc.Lang + "/" + f.Rule.Name, hits: f.Hits, base: 0.8}, []string{"voluntariness"}, nil)
			return
		}
	}
}

// goesOnFrom begins a sentence that goes on from the one before.
var goesOnFrom = expr.New(`^(?:ただし|ただ、|なお|しかし|もっとも|その(?:場合|際|とき|結果|ため)|この(?:場合|際|とき)|これにより|それにより|ですが|但し)`)
