package extract

import (
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
	"github.com/polcompare/polcompare/pkg/weights"
)

// A sectionText is a section as weights see it, with where its parts stand in Fold.
type sectionText struct {
	weights.Text
	heading, above text.Span
	sentences      []text.Span
}

// SectionTexts returns each section of the document as the weights of topics
// see it: folded, with the sentences that no section below it has.
func (p *Pass) SectionTexts() []weights.Text {
	sections := p.sectionTexts()
	out := make([]weights.Text, len(sections))
	for i, s := range sections {
		out[i] = s.Text
	}
	return out
}

func (p *Pass) sectionTexts() []sectionText {
	d := p.Doc
	out := make([]sectionText, len(d.Sections))
	for i, sec := range d.Sections {
		s := &out[i]
		s.heading = p.FoldSpan(sec.Heading)
		s.Heading = p.Fold.Slice(s.heading)
		if sec.Parent >= 0 {
			s.above, s.Above = out[sec.Parent].heading, out[sec.Parent].Heading
		}
	}
	for _, c := range d.Clauses {
		if c.Section >= 0 && !c.Furniture {
			s := &out[c.Section]
			for _, sent := range c.Sentences {
				fold := p.FoldSpan(sent)
				s.sentences = append(s.sentences, fold)
				s.Sentences = append(s.Sentences, p.Fold.Slice(fold))
			}
		}
	}
	return out
}

// decisiveWords is how many words are given for a topic that weights took away or added.
const decisiveWords = 3

// revise goes over the topics that rules give to a section.
func (p *Pass) revise(m *weights.Model, s *sectionText, found topicSet) (ev []Evidence) {
	m.Revise(s.Text, func(t string) bool { return found[t] }, func(t string, z float64) {
		found[t] = !found[t]
		if !p.reasons {
			return
		}
		n := 0
		for _, r := range m.Explain(s.Text, t) {
			if r.Weight > 0 != (z > 0) {
				continue
			}
			if n++; n > decisiveWords {
				break
			}
			at := s.heading
			switch r.Field {
			case weights.Above:
				at = s.above
			case weights.Body, weights.Sentence:
				at = s.sentences[r.Sentence]
			}
			word := text.Span{Start: at.Start + r.Start, End: at.Start + r.End}
			ev = append(ev, Evidence{Rule: p.Book.Lang + "/" + rules.TopicWeights, Category: t, Weight: r.Weight, Match: p.Fold.ToSource(word)})
		}
	})
	return ev
}
