package extract

import (
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Exceptions finds the conditions under which information is disclosed
// without further consent.
var Exceptions = &Extractor{
	Name: "exception",
	Doc:  "conditions under which information is disclosed to others without further consent",
	Run: func(p *Pass) error {
		p.listed(Exception)
		s := p.structure()
		for i, sec := range p.Doc.Sections {
			kind := s.cases[i].kind
			if kind != Exception && (kind != Purpose || p.Doc.Lang != policy.English) {
				continue
			}
			if p.fires("frame", "none/title", p.FoldSpan(sec.Heading)) {
				continue
			}
			p.reportHeading(kind, i, sec, s.cases[i])
		}
		p.eachSentence(func(i int, sent text.Span) { p.exceptionsIn(i, sent) })
		return nil
	},
}

// reportHeading reports a heading that is a case announced by a lead-in.
func (p *Pass) reportHeading(kind string, i int, sec policy.Section, f frame) {
	head := p.FoldSpan(sec.Heading)
	cats, ev := p.categorize(kind, rules.Input{rules.Text: head}, shares[kind])
	if len(cats) == 0 {
		cats = []string{"other"}
	}
	p.result.Findings = append(p.result.Findings, Finding{
		Kind: kind, Categories: cats, Span: p.Doc.View.ToSource(sec.Heading), Section: i, Clause: -1, Marker: sec.Number,
		Text: p.Doc.Visible(p.Doc.View.ToSource(sec.Heading)), State: Stated, Confidence: 0.8, Rule: p.Doc.Lang + "/" + f.name, Evidence: ev,
	})
}

func (p *Pass) exceptionsIn(i int, sent text.Span) {
	fold := p.FoldSpan(sent)
	in := p.sentenceInput(i, sent)
	fired := p.sentence(i, sent)
	s := p.Fold.Text()
	// Cases within the sentence come first: they are narrower than it.
	covered := false
	for _, f := range fired {
		if f.Rule.Name == "exception/cases" {
			for _, sp := range caseUnits(s, fold) {
				covered = p.reportException(i, sp, f.Rule, f.Hits) || covered
			}
		}
	}
	if covered {
		return
	}
	for _, f := range fired {
		if f.Rule.Kind != Exception || f.Rule.Denied || f.Rule.Name == "exception/cases" {
			continue
		}
		u := unit{clause: i, span: sent, rule: p.Doc.Lang + "/" + f.Rule.Name, hits: f.Hits, base: 0.85}
		cats, ev := f.Rule.As, []Evidence(nil)
		if len(cats) == 0 {
			cats, ev = p.categorize(Exception, p.input(u), shares[Exception])
		}
		if len(cats) == 0 {
			cats = []string{"service_recipient"}
		}
		p.report(Exception, u, cats, ev)
		return
	}
	if p.Doc.Lang == policy.English {
		p.englishExceptions(i, sent)
		return
	}
	done := fold.Start
	for _, h := range p.Scan.Phrases(fold) {
		r := h.Pattern.Rule
		if r.Kind != Exception || h.Group.Start < done {
			continue
		}
		score, hits := p.Scan.Weigh(r, in)
		if score < r.Min {
			continue
		}
		if r.Name == "exception/unless" {
			for k, sp := range cases(s, text.Span{Start: done, End: fold.End}, h.Group.End) {
				_ = k
				p.reportException(i, sp, r, hits)
			}
		} else {
			from := consentStart(s, text.Span{Start: done, End: fold.End}, h.Group.Start)
			p.reportException(i, text.Span{Start: from, End: h.Group.End}, r, hits)
		}
		done = h.Span.End
	}
}

// caseUnits returns the cases of a sentence that rows them up.
func caseUnits(s string, sent text.Span) []text.Span {
	end := -1
	for i := sent.Start; i < sent.End; {
		k, w := indexAny(s[i:sent.End], []string{"場合", "とき"})
		if k < 0 {
			break
		}
		end = i + k + w
		// the last case before the predicate
		if j, _ := indexAny(s[end:sent.End], []string{"提供", "開示", "共有", "この限り", "公開", "移転", "預託"}); j >= 0 && j < 60 {
			if n, _ := indexAny(s[end:end+j], []string{"場合", "とき"}); n < 0 {
				return cases(s, sent, end)
			}
		}
		i = end
	}
	if end < 0 {
		return nil
	}
	return cases(s, sent, end)
}

func (p *Pass) reportException(i int, sp text.Span, r *rules.Rule, hits []rules.Hit) bool {
	u := unit{clause: i, span: p.viewOf(sp), rule: p.Doc.Lang + "/" + r.Name, hits: hits, base: 0.85}
	cats, ev := p.categorize(Exception, p.input(u), shares[Exception])
	if len(cats) == 0 {
		cats = []string{"other"}
	}
	if sp.Len() < 6 {
		return false
	}
	p.report(Exception, u, cats, ev)
	return true
}
