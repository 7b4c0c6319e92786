package rules

import (
	"cmp"
	"math/bits"
	"slices"
	"sort"
	"strings"
	"sync"
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

	hits   []hit     // of the words that make patterns candidates, by start
	places []wordHit // of each word set, one set behind the other, by start
	first  []int32   // by word set, and one more: where its places begin
	parts  []uint64  // by word set: the parts of the text, at most 64, that it has places in
	shift  int       // a part is as many bytes as 1 is shifted by

	// Scratch, so that a question costs no memory.
	candidates []candidate
	tries      []candidate
	starts     []int
	asked      []asked // by pattern
	question   int32
	matched    []Hit
	tallies    []tally // by rule
	round      int32

	kept map[keptKey][]Hit

	weighed weighing
}

type hit struct {
	start, end int32
	word       int32
}

// A candidate is a pattern that a question may be answered by, with those of
// its sequences whose rarest word stands in the text asked about.
type candidate struct {
	pattern int32
	seqs    uint64
}

// asked is the question for which a pattern last became a candidate, and its
// place among the candidates.
type asked struct{ question, at int32 }

// A tally is what speaks for a rule in one round.
type tally struct {
	round int32
	hits  int32
	fired int32 // its place among those that fire, from 1
	own   bool  // something in the text itself speaks for it
	sum   float64
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
		Book: b, Fold: fold, kept: map[keptKey][]Hit{},
		asked: make([]asked, len(b.pattern)), tallies: make([]tally, len(b.Rules)),
	}
	t := fold.Text()
	raw := rawHits.Get().(*[]hit)
	hits := b.lookUp(t, (*raw)[:0])
	// The places of each set: first how many, then which. While they are filled
	// in, first[set+1] is where the next one of the set goes.
	s.first = make([]int32, b.numSets+2)
	keep := 0
	for _, h := range hits {
		for _, set := range b.setsOf(h.word) {
			s.first[set+2]++
		}
		if b.slots[h.word] != 0 {
			keep++
		}
	}
	for set := range b.numSets {
		s.first[set+2] += s.first[set+1]
	}
	s.places = make([]wordHit, s.first[b.numSets+1])
	s.parts = make([]uint64, b.numSets)
	for len(t)>>s.shift >= 64 {
		s.shift++
	}
	// Hits that make no pattern a candidate are only good for their places.
	s.hits = make([]hit, 0, keep)
	for _, h := range hits {
		part := uint64(1) << (int(h.start) >> s.shift)
		for _, set := range b.setsOf(h.word) {
			next := &s.first[set+1]
			s.places[*next] = wordHit{h.start, h.end}
			*next++
			s.parts[set] |= part
		}
		if b.slots[h.word] != 0 {
			s.hits = append(s.hits, h)
		}
	}
	*raw = hits
	rawHits.Put(raw)
	return s
}

// rawHits holds the space that hits are gathered in.
var rawHits = sync.Pool{New: func() any { return new([]hit) }}

// lookUp appends the places of all literals in t to hits, by start.
func (b *Book) lookUp(t string, hits []hit) []hit {
	english := b.Lang == "en"
	words := wordStarts{text: t, runs: &b.runs}
	nodes := b.words
	for i := 0; i < len(t); i++ {
		c := t[i]
		if c&0xC0 == 0x80 { // inside a character
			continue
		}
		if english && i > 0 && isWord(c) && isWord(t[i-1]) { // inside a word
			continue
		}
		at, base := int32(0), nodes[0].base
		for j := i; j < len(t); {
			next := base + int32(t[j])
			n := nodes[next]
			if n.from != at {
				break
			}
			at, base, j = next, n.base, j+1
			if n.word >= 0 && (!b.lone[n.word] || words.at(i)) {
				hits = append(hits, hit{int32(i), int32(j), n.word})
			}
		}
	}
	return hits
}

// setsOf returns the word sets that a literal is in.
func (b *Book) setsOf(word int32) []int32 { return b.setIDs[b.setAt[word]:b.setAt[word+1]] }

// wordStarts says whether a word begins at a place of a Japanese text that a
// kanji stands before: 法 is a word of its own in 個人情報保護法により and none in
// 方法により. The run of kanji around the place is enough to tell, so only that
// is tokenised.
type wordStarts struct {
	text       string
	runs       *runs
	start, end int // of the run that cuts are of
	cuts       cuts
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
		w.cuts = w.runs.cuts(w.text[w.start:w.end])
	}
	return w.cuts.at(i - w.start)
}

// cuts are the places in a run of kanji at which a token begins or ends.
type cuts [4]uint64

func (c *cuts) at(i int) bool { return c[i>>6]>>(i&63)&1 != 0 }

// runs keeps the cuts of runs of kanji: texts of one kind are full of the same
// ones, and tokenising costs hundreds of times what looking up does.
type runs struct {
	mu   sync.RWMutex
	kept map[string]cuts
}

// maxKept bounds how many runs are kept, to some hundred kilobytes.
const maxKept = 4096

func (r *runs) cuts(run string) cuts {
	r.mu.RLock()
	c, ok := r.kept[run]
	r.mu.RUnlock()
	if ok {
		return c
	}
	for _, t := range token.Japanese(run) {
		c[t.Start>>6] |= 1 << (t.Start & 63)
		c[t.End>>6] |= 1 << (t.End & 63)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kept == nil || len(r.kept) >= maxKept {
		r.kept = map[string]cuts{} // those that are asked for again come back
	}
	r.kept[strings.Clone(run)] = c
	return c
}

// maxRun bounds the run of kanji to each side of a place, in bytes; with the
// kanji on which it ends, cuts must have a place for each byte.
const maxRun = 90

// partsOf returns the parts of the text that sp, which is not empty, touches.
func (s *Scan) partsOf(sp text.Span) uint64 {
	return ^uint64(0) << (sp.Start >> s.shift) & (^uint64(0) >> (63 - (sp.End-1)>>s.shift))
}

// Eval asks all rules of a form about an input and returns those that fire,
// strongest first, ties in the order of the files.
func (s *Scan) Eval(form Form, in Input) []Fired {
	s.round++
	s.matched = s.matched[:0]
	for f := range numFields {
		sp := in[f]
		switch {
		case sp.Empty():
		case f == Heading || f == Above:
			k := keptKey{form, f, sp}
			hits, ok := s.kept[k]
			if !ok {
				n := len(s.matched)
				s.match(form, f, sp)
				s.kept[k] = slices.Clone(s.matched[n:])
			} else {
				s.matched = append(s.matched, hits...)
			}
		default:
			s.match(form, f, sp)
		}
	}
	if len(s.matched) == 0 {
		return nil
	}
	for i := range s.matched {
		h := &s.matched[i]
		t := &s.tallies[h.Pattern.Rule.index]
		if t.round != s.round {
			*t = tally{round: s.round}
		}
		t.sum += h.Weight
		t.hits++
		t.own = t.own || h.Weight > 0 && h.Pattern.Field == Text
	}
	// What stands around a sentence alone makes no statement of it.
	ownWords := form == Sentence || form == Label
	var out []Fired
	for _, h := range s.matched {
		r := h.Pattern.Rule
		t := &s.tallies[r.index]
		if t.sum < r.Min || ownWords && !t.own {
			continue
		}
		if t.fired == 0 {
			out = append(out, Fired{r, t.sum, make([]Hit, 0, t.hits)})
			t.fired = int32(len(out))
		}
		f := &out[t.fired-1]
		f.Hits = append(f.Hits, h)
	}
	slices.SortFunc(out, func(a, b Fired) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Rule.index, b.Rule.index))
	})
	return out
}

// match adds to s.matched what the patterns of a form and field match within sp.
func (s *Scan) match(form Form, field Field, sp text.Span) {
	s.find(form, field, sp)
	for _, c := range s.candidates {
		p := s.Book.pattern[c.pattern]
		if m, ok := s.matchSome(p, c.seqs, sp); ok {
			s.matched = append(s.matched, Hit{Pattern: p, Weight: p.Weight, Span: m})
		}
	}
}

// find makes s.candidates the patterns of a form and field that may match within
// sp, in the order in which their words stand there.
func (s *Scan) find(form Form, field Field, sp text.Span) {
	b := s.Book
	at := slotOf(form, field)
	s.question++
	s.candidates = s.candidates[:0]
	for _, h := range s.hits[s.firstHit(sp.Start):] {
		if int(h.start) >= sp.End {
			break
		}
		if !b.slots[h.word].has(at) || int(h.end) > sp.End {
			continue
		}
		for _, k := range b.keys[b.keyAt[h.word]:b.keyAt[h.word+1]] {
			if k.slot != at {
				continue
			}
			if a := &s.asked[k.pattern]; a.question == s.question {
				s.candidates[a.at].seqs |= k.seqs
			} else {
				*a = asked{s.question, int32(len(s.candidates))}
				s.candidates = append(s.candidates, candidate{k.pattern, k.seqs})
			}
		}
	}
	for _, p := range b.always {
		if p.Rule.Form == form && p.Field == field {
			s.candidates = append(s.candidates, candidate{pattern: p.index})
		}
	}
}

// firstHit returns the index of the first hit that starts at or behind at.
func (s *Scan) firstHit(at int) int {
	return sort.Search(len(s.hits), func(i int) bool { return int(s.hits[i].start) >= at })
}

// matchSome returns the first stretch within sp that p matches, of a pattern of
// sequences with one of those given.
func (s *Scan) matchSome(p *Pattern, seqs uint64, sp text.Span) (text.Span, bool) {
	if p.seqs == nil {
		if m := p.regexp().FindStringIndex(s.Fold.Slice(sp)); m != nil {
			return text.Span{Start: sp.Start + m[0], End: sp.Start + m[1]}, true
		}
		return text.Span{}, false
	}
	if sp.Empty() {
		return text.Span{}, false
	}
	m := matcher{scan: s, text: s.Fold.Text(), span: sp, parts: s.partsOf(sp)}
	for seqs &= 1<<len(p.seqs) - 1; seqs != 0; seqs &= seqs - 1 {
		i := bits.TrailingZeros64(seqs)
		if m.holds(&p.chains[i]) {
			if r, ok := m.find(p.seqs[i]); ok {
				return r, true
			}
		}
	}
	return text.Span{}, false
}

// Phrases returns every match of the phrase rules in the stretch sp, in the
// order of the text. It does not weigh them: see [Scan.Weigh].
func (s *Scan) Phrases(sp text.Span) []Hit {
	var out []Hit
	s.find(Phrase, Text, sp)
	for _, c := range s.candidates {
		p := s.Book.pattern[c.pattern]
		if p.Weight <= 0 {
			continue
		}
		if _, ok := s.matchSome(p, c.seqs, sp); !ok {
			continue
		}
		for _, m := range s.allMatches(p, sp) {
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
	slices.SortStableFunc(out, func(a, b Hit) int { return cmp.Compare(a.Group.Start, b.Group.Start) })
	return out
}

// allMatches returns all matches of a phrase pattern in sp, with their groups, as
// package regexp would find them. It knows where they may begin: searching a
// whole sentence costs many times what trying a few places does.
func (s *Scan) allMatches(p *Pattern, sp text.Span) [][]int {
	re := p.regexp()
	t := s.Fold.Slice(sp)
	if p.heads == nil || cutsWord(s.Fold.Text(), sp.Start) {
		return re.FindAllStringSubmatchIndex(t, -1)
	}
	s.starts = s.starts[:0]
	m := matcher{scan: s, text: s.Fold.Text(), span: sp}
	for _, set := range p.heads {
		for _, h := range m.from(set, sp.Start) {
			if int(h.start) >= sp.End {
				break
			}
			s.starts = append(s.starts, int(h.start)-sp.Start)
		}
	}
	slices.Sort(s.starts)
	var out [][]int
	end := 0
	for _, at := range slices.Compact(s.starts) {
		switch {
		case at < end:
			continue
		case at > 0 && isWord(t[at-1]): // a word does not begin here, and what is before it matters
			return re.FindAllStringSubmatchIndex(t, -1)
		case !isWord(t[at]):
			continue
		}
		found := p.head.FindStringSubmatchIndex(t[at:])
		if found == nil {
			continue
		}
		for i := range found {
			if found[i] >= 0 {
				found[i] += at
			}
		}
		out = append(out, found)
		end = found[1]
	}
	return out
}

// Weigh returns the score of one rule about an input, with what matched. The
// answer to the question asked last is kept, for the phrases of one sentence
// ask the same.
func (s *Scan) Weigh(r *Rule, in Input) (float64, []Hit) {
	if w := &s.weighed; w.rule == r && w.in == in {
		return w.sum, w.hits
	}
	// The patterns to try, in their order. An expression is tried in any case.
	tries := s.tries[:0]
	for f := range numFields {
		if !in[f].Empty() {
			s.find(r.Form, f, in[f])
			for _, c := range s.candidates {
				if p := s.Book.pattern[c.pattern]; p.Rule == r && p.seqs != nil {
					tries = append(tries, c)
				}
			}
		}
	}
	for _, p := range r.Patterns {
		if p.seqs == nil && !in[p.Field].Empty() {
			tries = append(tries, candidate{pattern: p.index})
		}
	}
	slices.SortFunc(tries, func(a, b candidate) int { return cmp.Compare(a.pattern, b.pattern) })
	s.tries = tries
	var sum float64
	var hits []Hit
	for _, out := range [...]bool{true, false} {
		for _, c := range tries {
			p := s.Book.pattern[c.pattern]
			if (p.Weight <= ruledOut) != out {
				continue
			}
			if m, ok := s.matchSome(p, c.seqs, in[p.Field]); ok {
				sum += p.Weight
				hits = append(hits, Hit{Pattern: p, Weight: p.Weight, Span: m})
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
