package extract

import (
	"math"
	"slices"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// A Trial is what one rule made of a stretch of text, whether it fired or not: the answer to
// "why is this not found".
type Trial struct {
	Rule    *rules.Rule
	Span    text.Span  // in the source: the sentence, or the aim or condition within it
	Score   float64    // what its patterns come to
	Least   float64    // what the score had to come to there; the rule fires from there on
	Reasons []Evidence // the patterns that matched, those for it first
}

// Fired reports whether the rule fired.
func (t Trial) Fired() bool { return t.Score >= t.Least }

// Try analyses a document as [Engine.Run] does and returns besides what the rules of
// sentences, of phrases and of what announces lists made of it, in the order in which they
// were asked: each rule of which a pattern speaks for the stretch by its own words. Some
// statements are found by the build of a sentence or of a list, without any of these.
func (e *Engine) Try(doc *policy.Document) (*Result, []Trial, error) {
	p, err := e.pass(doc)
	if err != nil {
		return nil, nil, err
	}
	p.trials = map[question]Trial{}
	r, err := e.run(p)
	if err != nil {
		return nil, nil, err
	}
	trials := make([]Trial, 0, len(p.trials))
	for _, t := range p.trials {
		trials = append(trials, t)
	}
	slices.SortFunc(trials, compareTrials)
	return r, trials, nil
}

// compareTrials orders trials by place, and those of one place by how near they came to
// firing.
func compareTrials(a, b Trial) int {
	switch {
	case a.Span.Start != b.Span.Start:
		return a.Span.Start - b.Span.Start
	case a.Span.End != b.Span.End:
		return b.Span.End - a.Span.End
	case a.Score-a.Least > b.Score-b.Least:
		return -1
	case a.Score-a.Least < b.Score-b.Least:
		return 1
	case a.Rule.Name != b.Rule.Name:
		if a.Rule.Name < b.Rule.Name {
			return -1
		}
		return 1
	}
	return 0
}

// weighRule returns what a rule comes to about an input, with what matched, as
// [rules.Scan.Weigh] does, and notes it if asked to.
func (p *Pass) weighRule(r *rules.Rule, in rules.Input, least float64) (float64, []rules.Hit) {
	if p.trials == nil {
		return p.Scan.Weigh(r, in, least)
	}
	score, hits := p.Scan.Weigh(r, in, math.Inf(-1))
	p.keepTrial(r, in[rules.Text], score, least, hits)
	return score, hits
}

// tryAll notes what all rules of a form make of an input.
func (p *Pass) tryAll(form rules.Form, in rules.Input) {
	if p.trials == nil {
		return
	}
	for _, r := range p.Book.Rules {
		if r.Form != form {
			continue
		}
		score, hits := p.Scan.Weigh(r, in, math.Inf(-1))
		if slices.ContainsFunc(hits, func(h rules.Hit) bool { return h.Weight > 0 && h.Pattern.Field == rules.Text }) {
			p.keepTrial(r, in[rules.Text], score, r.Min, hits)
		}
	}
}

// keepTrial keeps a trial. Of several of one rule on one stretch the one that came nearest to
// firing counts.
func (p *Pass) keepTrial(r *rules.Rule, fold text.Span, score, least float64, hits []rules.Hit) {
	key := question{r.Form.String() + " " + r.Name, fold}
	if t, ok := p.trials[key]; ok && t.Score-t.Least >= score-least || fold.Empty() {
		return
	}
	t := Trial{Rule: r, Span: p.Fold.ToSource(fold), Score: score, Least: least}
	for _, h := range hits {
		t.Reasons = append(t.Reasons, p.evidence(h, ""))
	}
	slices.SortStableFunc(t.Reasons, func(a, b Evidence) int {
		switch {
		case a.Weight > b.Weight:
			return -1
		case a.Weight < b.Weight:
			return 1
		}
		return 0
	})
	p.trials[key] = t
}
