package rules

import (
	"sort"

	"github.com/polcompare/polcompare/pkg/text"
)

// A Scan is a folded text in which all literals of a book have been looked up
// once; rules are then asked about stretches of it. It is not safe for
// concurrent use.
type Scan struct {
	Book *Book
	Fold *text.View
	hits []hit // by start

	sums  []float64 // scratch, by rule
	found [][]Hit
	seen  []int32
	round int32
}

type hit struct {
	start, end int32
	word       int32
}

// An Input is what a rule is asked about: stretches of the folded text. Empty
// fields hold nothing.
type Input [numFields]text.Span

// A Hit is a pattern that matched, and where.
type Hit struct {
	Pattern *Pattern
	Span    text.Span // in the folded text
	Group   text.Span // of a phrase: the first group, or Span
}

// A Fired is a rule that fired.
type Fired struct {
	Rule  *Rule
	Score float64
	Hits  []Hit
}

// Scan looks up the literals of b in a folded text.
func (b *Book) Scan(fold *text.View) *Scan {
	s := &Scan{Book: b, Fold: fold, sums: make([]float64, len(b.Rules)), found: make([][]Hit, len(b.Rules)), seen: make([]int32, len(b.Rules))}
	t := fold.Text()
	english := b.Lang == "en"
	for i := 0; i < len(t); i++ {
		c := t[i]
		if c&0xC0 == 0x80 { // inside a character
			continue
		}
		if english && i > 0 && isWord(c) && isWord(t[i-1]) { // inside a word
			continue
		}
		at := b.words.root[c]
		for j := i + 1; at != 0; j++ {
			if w := b.words.nodes[at].word; w >= 0 {
				s.hits = append(s.hits, hit{int32(i), int32(j), w})
			}
			if j == len(t) {
				break
			}
			at = b.words.step(at, t[j])
		}
	}
	return s
}

// Eval asks all rules of a form about an input and returns those that fire,
// strongest first, ties in the order of the files.
func (s *Scan) Eval(form Form, in Input) []Fired {
	s.round++
	var touched []*Rule
	touch := func(p *Pattern, h Hit) {
		i := p.Rule.index
		if s.seen[i] != s.round {
			s.seen[i] = s.round
			s.sums[i] = 0
			s.found[i] = nil
			touched = append(touched, p.Rule)
		}
		for _, old := range s.found[i] {
			if old.Pattern == p {
				return // a pattern counts once
			}
		}
		s.sums[i] += p.Weight
		s.found[i] = append(s.found[i], h)
	}
	t := s.Fold.Text()
	for f := range numFields {
		sp := in[f]
		if sp.Empty() {
			continue
		}
		var tried map[*Pattern]bool
		lo := sort.Search(len(s.hits), func(i int) bool { return int(s.hits[i].start) >= sp.Start })
		for _, h := range s.hits[lo:] {
			if int(h.start) >= sp.End {
				break
			}
			if int(h.end) > sp.End {
				continue
			}
			for _, r := range s.Book.refs[h.word] {
				p := r.pattern
				if p.Rule.Form != form || p.Field != f {
					continue
				}
				if p.exact {
					if r.bounded && !r.openEnd && int(h.end) < len(t) && isWord(t[h.end]) && isWord(t[h.end-1]) {
						continue
					}
					touch(p, Hit{Pattern: p, Span: text.Span{Start: int(h.start), End: int(h.end)}})
					continue
				}
				if tried[p] {
					continue
				}
				if tried == nil {
					tried = map[*Pattern]bool{}
				}
				tried[p] = true
				s.try(p, sp, touch)
			}
		}
		for _, p := range s.Book.always {
			if p.Rule.Form == form && p.Field == f {
				s.try(p, sp, touch)
			}
		}
	}
	var out []Fired
	for _, r := range touched {
		if s.sums[r.index] >= r.Min {
			out = append(out, Fired{r, s.sums[r.index], s.found[r.index]})
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Score != out[j].Score {
			return out[i].Score > out[j].Score
		}
		return out[i].Rule.index < out[j].Rule.index
	})
	return out
}

func (s *Scan) try(p *Pattern, sp text.Span, touch func(*Pattern, Hit)) {
	if m := p.regexp().FindStringIndex(s.Fold.Slice(sp)); m != nil {
		touch(p, Hit{Pattern: p, Span: text.Span{Start: sp.Start + m[0], End: sp.Start + m[1]}})
	}
}

// Phrases returns every match of the phrase rules in the stretch sp, in the
// order of the text. It does not weigh them: see [Scan.Weigh].
func (s *Scan) Phrases(sp text.Span) []Hit {
	var out []Hit
	tried := map[*Pattern]bool{}
	run := func(p *Pattern) {
		if p.Rule.Form != Phrase || p.Field != Text || p.Weight <= 0 || tried[p] {
			return
		}
		tried[p] = true
		for _, m := range p.regexp().FindAllStringSubmatchIndex(s.Fold.Slice(sp), -1) {
			h := Hit{Pattern: p, Span: text.Span{Start: sp.Start + m[0], End: sp.Start + m[1]}}
			h.Group = h.Span
			if len(m) > 3 && m[2] >= 0 {
				h.Group = text.Span{Start: sp.Start + m[2], End: sp.Start + m[3]}
			}
			if !h.Group.Empty() {
				out = append(out, h)
			}
		}
	}
	lo := sort.Search(len(s.hits), func(i int) bool { return int(s.hits[i].start) >= sp.Start })
	for _, h := range s.hits[lo:] {
		if int(h.start) >= sp.End {
			break
		}
		for _, r := range s.Book.refs[h.word] {
			run(r.pattern)
		}
	}
	for _, p := range s.Book.always {
		run(p)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Group.Start < out[j].Group.Start })
	return out
}

// Weigh returns the score of one rule about an input, with what matched.
func (s *Scan) Weigh(r *Rule, in Input) (float64, []Hit) {
	var sum float64
	var hits []Hit
	for _, p := range r.Patterns {
		if sp := in[p.Field]; !sp.Empty() {
			if m := p.regexp().FindStringIndex(s.Fold.Slice(sp)); m != nil {
				sum += p.Weight
				hits = append(hits, Hit{Pattern: p, Span: text.Span{Start: sp.Start + m[0], End: sp.Start + m[1]}})
			}
		}
	}
	return sum, hits
}
