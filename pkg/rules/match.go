package rules

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
	"github.com/polcompare/polcompare/pkg/token"
)

// A Scan is a folded text in which all literals of a book have been looked up
// once; rules are then asked about stretches of it. It is not safe for
// concurrent use.
type Scan struct {
	Book *Book
	Fold *text.View

	hits []hit       // by start
	sets [][]wordHit // by word set, by start

	sums  []float64 // scratch, by rule
	found [][]Hit
	seen  []int32
	tried []int32 // scratch, by pattern
	round int32
	stamp int32
	kept  map[keptKey][]Hit

	weighed weighing
}

type hit struct {
	start, end int32
	word       int32
}

// keptKey names a question whose answer is asked for again: headings stand
// over many sentences.
type keptKey struct {
	form  Form
	field Field
	span  text.Span
}

// An Input is what a rule is asked about: stretches of the folded text. Empty
// fields hold nothing.
type Input [numFields]text.Span

// A Hit is a pattern that matched, and where.
type Hit struct {
	Pattern *Pattern
	Weight  float64   // the pattern's, or what whoever asks makes of it
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
	s := &Scan{
		Book: b, Fold: fold, sets: make([][]wordHit, b.numSets), kept: map[keptKey][]Hit{},
		sums: make([]float64, len(b.Rules)), found: make([][]Hit, len(b.Rules)), seen: make([]int32, len(b.Rules)), tried: make([]int32, b.number),
	}
	t := fold.Text()
	s.hits = make([]hit, 0, len(t)/8) // about as many words of rules as policies have
	english := b.Lang == "en"
	words := wordStarts{text: t, runs: map[string]token.Boundaries{}}
	for i := 0; i < len(t); i++ {
		c := t[i]
		if c&0xC0 == 0x80 { // inside a character
			continue
		}
		at := b.words.root[c]
		if at == 0 || english && i > 0 && isWord(c) && isWord(t[i-1]) { // inside a word
			continue
		}
		for j := i + 1; at != 0; j++ {
			if w := b.words.nodes[at].word; w >= 0 && (!b.lone[w] || words.at(i)) {
				s.hits = append(s.hits, hit{int32(i), int32(j), w})
			}
			if j == len(t) {
				break
			}
			at = b.words.step(at, t[j])
		}
	}
	// The words of each set, in one piece of memory: first how many, then which.
	counts, total := make([]int, b.numSets), 0
	for _, h := range s.hits {
		for _, set := range b.sets[h.word] {
			counts[set]++
			total++
		}
	}
	all := make([]wordHit, total)
	for set, n := range counts {
		s.sets[set], all = all[:0:n], all[n:]
	}
	for _, h := range s.hits {
		for _, set := range b.sets[h.word] {
			s.sets[set] = append(s.sets[set], wordHit{h.start, h.end})
		}
	}
	return s
}

// wordStarts says whether a word begins at a place of a Japanese text that a
// kanji stands before: 法 is a word of its own in 個人情報保護法により and none in
// 方法により. The run of kanji around the place is enough to tell, so only that
// is tokenised.
type wordStarts struct {
	text       string
	start, end int // of the run that tokens are of
	tokens     token.Boundaries
	runs       map[string]token.Boundaries // the same few runs come again and again
}

func (w *wordStarts) at(i int) bool {
	if r, _ := utf8.DecodeLastRuneInString(w.text[:i]); !unicode.Is(unicode.Han, r) {
		return true
	}
	if i >= w.end {
		w.start, w.end = i, i
		for w.start > 0 {
			r, n := utf8.DecodeLastRuneInString(w.text[:w.start])
			if !unicode.Is(unicode.Han, r) || i-w.start > maxRun {
				break
			}
			w.start -= n
		}
		for w.end < len(w.text) {
			r, n := utf8.DecodeRuneInString(w.text[w.end:])
			if !unicode.Is(unicode.Han, r) || w.end-i > maxRun {
				break
			}
			w.end += n
		}
		run := w.text[w.start:w.end]
		tokens, ok := w.runs[run]
		if !ok {
			tokens = token.Japanese(run)
			w.runs[run] = tokens
		}
		w.tokens = tokens
	}
	return w.tokens.At(i - w.start)
}

// maxRun bounds the run of kanji to each side of a place, in bytes.
const maxRun = 90

// Eval asks all rules of a form about an input and returns those that fire,
// strongest first, ties in the order of the files.
func (s *Scan) Eval(form Form, in Input) []Fired {
	s.round++
	var touched []*Rule
	touch := func(h Hit) {
		r := h.Pattern.Rule
		i := r.index
		if s.seen[i] != s.round {
			s.seen[i] = s.round
			s.sums[i] = 0
			s.found[i] = nil
			touched = append(touched, r)
		}
		s.sums[i] += h.Pattern.Weight
		s.found[i] = append(s.found[i], h)
	}
	for f := range numFields {
		if sp := in[f]; !sp.Empty() {
			if f == Heading || f == Above {
				key := keptKey{form, f, sp}
				hits, ok := s.kept[key]
				if !ok {
					s.eachMatch(form, f, sp, func(h Hit) { hits = append(hits, h) })
					s.kept[key] = hits
				}
				for _, h := range hits {
					touch(h)
				}
				continue
			}
			s.eachMatch(form, f, sp, touch)
		}
	}
	var out []Fired
	for _, r := range touched {
		if s.sums[r.index] >= r.Min && (form != Sentence && form != Label || s.own(r)) {
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

// own reports whether something in the sentence itself speaks for r: what
// stands around it alone makes no statement of it.
func (s *Scan) own(r *Rule) bool {
	for _, h := range s.found[r.index] {
		if h.Weight > 0 && h.Pattern.Field == Text {
			return true
		}
	}
	return false
}

// eachMatch calls f for every pattern of a form and field that matches within sp.
func (s *Scan) eachMatch(form Form, field Field, sp text.Span, f func(Hit)) {
	s.stamp++
	try := func(p *Pattern) {
		if p.Field != field || s.tried[p.index] == s.stamp {
			return
		}
		s.tried[p.index] = s.stamp
		if m, ok := s.match(p, sp); ok {
			f(Hit{Pattern: p, Weight: p.Weight, Span: m})
		}
	}
	for _, h := range s.hitsIn(sp) {
		if int(h.end) <= sp.End {
			for _, p := range s.Book.keyed[h.word] {
				if p.Rule.Form == form {
					try(p)
				}
			}
		}
	}
	for _, p := range s.Book.always {
		if p.Rule.Form == form {
			try(p)
		}
	}
}

// hitsIn returns the hits that start in sp.
func (s *Scan) hitsIn(sp text.Span) []hit {
	lo := sort.Search(len(s.hits), func(i int) bool { return int(s.hits[i].start) >= sp.Start })
	n := sort.Search(len(s.hits)-lo, func(i int) bool { return int(s.hits[lo+i].start) >= sp.End })
	return s.hits[lo : lo+n]
}

// match returns the first stretch within sp that p matches.
func (s *Scan) match(p *Pattern, sp text.Span) (text.Span, bool) {
	if p.seqs == nil {
		if m := p.regexp().FindStringIndex(s.Fold.Slice(sp)); m != nil {
			return text.Span{Start: sp.Start + m[0], End: sp.Start + m[1]}, true
		}
		return text.Span{}, false
	}
	m := matcher{text: s.Fold.Text(), span: sp, hits: func(set int32) []wordHit {
		all := s.sets[set]
		lo := sort.Search(len(all), func(i int) bool { return int(all[i].start) >= sp.Start })
		n := sort.Search(len(all)-lo, func(i int) bool { return int(all[lo+i].start) >= sp.End })
		return all[lo : lo+n]
	}}
	for _, seq := range p.seqs {
		if r, ok := m.find(seq); ok {
			return r, true
		}
	}
	return text.Span{}, false
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
		if _, ok := s.match(p, sp); !ok {
			return
		}
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
	for _, h := range s.hitsIn(sp) {
		for _, p := range s.Book.keyed[h.word] {
			run(p)
		}
	}
	for _, p := range s.Book.always {
		run(p)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Group.Start < out[j].Group.Start })
	return out
}

// Weigh returns the score of one rule about an input, with what matched. The
// answer to the question asked last is kept, for the phrases of one sentence
// ask the same.
func (s *Scan) Weigh(r *Rule, in Input) (float64, []Hit) {
	if w := &s.weighed; w.rule == r && w.in == in {
		return w.sum, w.hits
	}
	var sum float64
	var hits []Hit
	for _, out := range [...]bool{true, false} {
		for _, p := range r.Patterns {
			if sp := in[p.Field]; !sp.Empty() && (p.Weight <= ruledOut) == out {
				if m, ok := s.match(p, sp); ok {
					sum += p.Weight
					hits = append(hits, Hit{Pattern: p, Weight: p.Weight, Span: m})
				}
			}
		}
		if sum <= ruledOut && r.Form == Phrase {
			break // nothing else makes up for it
		}
	}
	s.weighed = weighing{r, in, sum, hits}
	return sum, hits
}

// ruledOut is the weight from which on a pattern rules a phrase out, whatever
// else speaks for it.
const ruledOut = -30

type weighing struct {
	rule *Rule
	in   Input
	sum  float64
	hits []Hit
}
