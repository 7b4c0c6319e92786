package rules

import (
	"cmp"
	"math/bits"
	"slices"
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

	// What stands in the text. Of words and sets only those that it has are
	// filled in, so that a short text costs little.
	hits   []hit     // by start
	words  []word    // those in the text, in the order in which they first stand there
	index  []int32   // by literal: its place in words, if it is in the text
	found  []found   // at one place
	sets   []set     // by word set
	has    bitset    // the word sets in the text
	bits   []parts   // of each word set: the parts that it has places in
	wants  bitset    // the word sets whose places are filled in
	wanted []int32   // those of each of words, one behind the other
	listed []int32   // all of them
	places []wordHit // of those sets, and of others that were asked for
	starts []int32   // of each literal, those of one behind those of the other; filled in when asked for
	cuts   []int     // where parts of the text begin
	asking []*group  // what is asked for at the moment, if not a whole form
	part   int       // that was asked about last

	// Where patterns are to be tried: in the parts that have all word sets that a
	// sequence needs.
	cues  []cue
	heads []int32 // of each part and slot: the first cue, from 1

	// Scratch, so that a question costs no memory.
	candidates []candidate
	runs       []*candidate
	begins     []int
	asked      []asked // by pattern
	question   int32
	touched    []int32 // rules of this round
	firing     []*Rule
	tallies    []tally // by rule
	round      int32

	kept    []kept      // by slot
	matched []candidate // what they are

	weighed weighing
}

type hit struct {
	start, end int32
	word       int32 // the place of its literal in Scan.words
}

// A word is what is known of a literal in the text: how often it stands there, where
// its sets are in Scan.wanted, and where its places end in Scan.starts.
type word struct {
	id       int32 // of the literal
	n        int32
	from, to int32
	starts   int32
	in       parts // that it has places in
}

// A set is what is known of a word set in the text: where its places begin, from 1, and
// how many they are. Nothing is before they are asked for.
type set struct{ places, n int32 }

// A bitset is a set of small numbers.
type bitset []uint64

func (b bitset) has(i int32) bool { return b[i>>6]>>(i&63)&1 != 0 }
func (b bitset) add(i int32)      { b[i>>6] |= 1 << (i & 63) }

// each yields the numbers in order.
func (b bitset) each(yield func(int32) bool) {
	for i, word := range b {
		for ; word != 0; word &= word - 1 {
			if !yield(int32(i<<6 + bits.TrailingZeros64(word))) {
				return
			}
		}
	}
}

// maxParts bounds the parts of a text, so that to note the parts in which something
// stands costs as little as to note that it does; parts is a set of them.
const maxParts = 3 * 64

type parts [maxParts / 64]uint64

func (p *parts) has(i int) bool { return p[i>>6]>>(i&63)&1 != 0 }
func (p *parts) add(i int)      { p[i>>6] |= 1 << (i & 63) }

// join adds those of q.
func (p *parts) join(q *parts) { p[0], p[1], p[2] = p[0]|q[0], p[1]|q[1], p[2]|q[2] }

// meet takes away those that q does not have, and reports whether some remain.
func (p *parts) meet(q *parts) bool {
	p[0], p[1], p[2] = p[0]&q[0], p[1]&q[1], p[2]&q[2]
	return p[0]|p[1]|p[2] != 0
}

// A cue says that a try is to be run in a part of the text.
type cue struct {
	try  int32
	next int32 // of the same part and slot, from 1
}

// A candidate is a pattern that a question may be answered by, with those of
// its sequences whose rarest word stands in the text asked about; and what
// became of it.
type candidate struct {
	pattern int32
	next    int32 // of the rule's, from 1
	field   Field
	seqs    uint64
	weight  float64
	matched bool
	span    text.Span // what it matches
	in      text.Span // of what
	turn    wordHit   // when its turn is among those that matched, if in order
}

// asked is the question for which a pattern last became a candidate, and its
// place among the candidates.
type asked struct{ question, at int32 }

// A tally is what speaks for a rule in one round.
type tally struct {
	round int32
	first int32   // its candidates, from 1
	bound float64 // what its score can come to
	own   bool    // something in the text itself may speak for it
}

// kept is the stretch that was asked about last, and where the candidates that matched
// begin and end in Scan.matched: headings stand over many sentences.
type kept struct {
	span     text.Span
	from, to int
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

// Scan looks up the literals of b in a folded text. Cuts are places in it, in
// order, that questions are not expected to reach across, such as the beginnings
// of clauses; a question that does is answered all the same, but at a cost that
// grows with the rules. Whoever is done with the scan may say so: see [Scan.Close].
func (b *Book) Scan(fold *text.View, cuts ...int) *Scan {
	s, ok := b.scans.Get().(*Scan)
	if !ok {
		s = &Scan{
			Book: b, kept: make([]kept, b.numSlots+1),
			index: make([]int32, len(b.size)),
			sets:  make([]set, b.numSets), bits: make([]parts, b.numSets), has: make(bitset, b.numSets/64+1), wants: make(bitset, b.numSets/64+1),
			asked: make([]asked, len(b.pattern)), tallies: make([]tally, len(b.Rules)),
		}
	}
	s.Fold = fold
	t := fold.Text()
	s.cut(len(t), cuts)
	s.lookUp()
	s.count()
	s.cue()
	return s
}

// cut notes the parts of a text of n bytes. Of too many, the short ones are put
// together with the next.
func (s *Scan) cut(n int, cuts []int) {
	s.cuts, s.part = append(s.cuts[:0], 0), 0
	least := 1
	if len(cuts) >= maxParts {
		least = max(1, (n+maxParts-2)/(maxParts-1))
	}
	for _, at := range cuts {
		if at-s.cuts[len(s.cuts)-1] >= least && at < n {
			s.cuts = append(s.cuts, at)
		}
	}
}

// endOf returns where a part of the text ends.
func (s *Scan) endOf(part int) int {
	if part+1 < len(s.cuts) {
		return s.cuts[part+1]
	}
	return len(s.Fold.Text())
}

// partOf returns the part of the text in which the byte at stands.
func (s *Scan) partOf(at int) int {
	if s.cuts[s.part] <= at && (s.part+1 == len(s.cuts) || at < s.cuts[s.part+1]) {
		return s.part // many questions are about one sentence
	}
	lo, hi := 0, len(s.cuts)
	for hi-lo > 1 {
		if mid := int(uint(lo+hi) / 2); s.cuts[mid] <= at {
			lo = mid
		} else {
			hi = mid
		}
	}
	s.part = lo
	return lo
}

// Close gives the memory of a scan back for other scans of the book. Neither it
// nor anything but the results of its questions may be used afterwards.
func (s *Scan) Close() {
	if len(s.hits) > maxPooled {
		return
	}
	for id := range s.has.each {
		s.sets[id], s.bits[id] = set{}, parts{}
	}
	clear(s.has)
	clear(s.wants)
	clear(s.kept)
	s.matched = s.matched[:0]
	s.weighed = weighing{}
	s.Fold = nil
	s.Book.scans.Put(s)
}

// maxPooled is how many literals a text may hold for its scan to be used again:
// what one long text needed is not held for the short ones behind it. About
// three hundred kilobytes of English have so many.
const maxPooled = 1 << 18

// count finds the word sets in each part.
func (s *Scan) count() {
	for i := range s.words {
		w := &s.words[i]
		for _, id := range s.Book.setsOf(w.id) {
			s.has.add(id)
			s.bits[id].join(&w.in)
		}
	}
}

// cue fills in where patterns are to be tried, and the places of the word sets
// that they need.
func (s *Scan) cue() {
	b := s.Book
	s.cues, s.listed = s.cues[:0], s.listed[:0]
	slots := b.numSlots + 1
	s.heads = slices.Grow(s.heads[:0], len(s.cuts)*slots)[:len(s.cuts)*slots]
	clear(s.heads)
	for i, word := range s.has {
		for ; word != 0; word &= word - 1 {
			first := i<<6 + bits.TrailingZeros64(word)
			from, to := b.tryAt[first], b.tryAt[first+1]
			for i := range b.tries[from:to] {
				s.cueTry(from+int32(i), &b.tries[from+int32(i)])
			}
		}
	}
	s.wanted = s.wanted[:0]
	for i := range s.words {
		w := &s.words[i]
		w.from = int32(len(s.wanted))
		for _, set := range b.setsOf(w.id) {
			if s.wants.has(set) {
				s.wanted = append(s.wanted, set)
				s.sets[set].n += w.n
			}
		}
		w.to = int32(len(s.wanted))
	}
	m := int32(0)
	for _, set := range s.listed {
		x := &s.sets[set]
		x.places, m = m+1, m+x.n
	}
	s.places = slices.Grow(s.places[:0], int(m))[:m]
	// Places are filled in where those of a set begin, which is put right behind.
	words, sets, places := s.words, s.sets, s.places
	for _, h := range s.hits {
		w := &words[h.word]
		if w.from == w.to {
			continue
		}
		for _, id := range s.wanted[w.from:w.to] {
			x := &sets[id]
			places[x.places-1] = wordHit{h.start, h.end}
			x.places++
		}
	}
	for _, set := range s.listed {
		x := &s.sets[set]
		x.places -= x.n
	}
}

// cueTry notes the parts that have all that a try needs.
func (s *Scan) cueTry(id int32, t *try) {
	b := s.Book
	in := s.bits[b.chains[t.chain]]
	for _, set := range b.needs(t)[1:] {
		if !in.meet(&s.bits[set]) {
			return
		}
	}
	heads, slots := s.heads[t.slot:], b.numSlots+1
	for i, word := range in {
		for ; word != 0; word &= word - 1 {
			head := &heads[(i<<6+bits.TrailingZeros64(word))*slots]
			s.cues = append(s.cues, cue{id, *head})
			*head = int32(len(s.cues))
		}
	}
	for _, set := range b.inTurn(t) {
		if !s.wants.has(set) {
			s.wants.add(set)
			s.listed = append(s.listed, set)
		}
	}
}

// hasAll reports whether the text has all word sets that a try needs, wherever they stand.
func (s *Scan) hasAll(t *try) bool {
	for _, set := range s.Book.needs(t) {
		if !s.has.has(set) {
			return false
		}
	}
	return true
}

// placesOf returns the places of a word set, by start and then by end.
func (s *Scan) placesOf(id int32) []wordHit {
	x := &s.sets[id]
	if x.places == 0 {
		if !s.has.has(id) {
			return nil
		}
		s.place(id)
	}
	return s.places[x.places-1 : x.places-1+x.n]
}

// place fills in the places of a set that nothing was expected to ask for.
func (s *Scan) place(id int32) {
	at := len(s.places)
	for _, literal := range s.Book.literalsOf(id) {
		n := s.Book.size[literal]
		for _, start := range s.startsOf(literal) {
			s.places = append(s.places, wordHit{start, start + n})
		}
	}
	s.sets[id] = set{int32(at) + 1, int32(len(s.places) - at)}
	slices.SortFunc(s.places[at:], func(a, b wordHit) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
}

// startsOf returns where a literal stands in the text.
func (s *Scan) startsOf(literal int32) []int32 {
	if len(s.starts) == 0 {
		s.start()
	}
	at := s.index[literal]
	if int(at) >= len(s.words) || s.words[at].id != literal {
		return nil
	}
	w := &s.words[at]
	return s.starts[w.starts-w.n : w.starts]
}

// start fills in where literals stand.
func (s *Scan) start() {
	at := int32(0)
	for i := range s.words {
		s.words[i].starts = at // while they are filled in, where the next one goes
		at += s.words[i].n
	}
	s.starts = slices.Grow(s.starts, int(at))[:at]
	for _, h := range s.hits {
		w := &s.words[h.word]
		s.starts[w.starts] = h.start
		w.starts++
	}
}

// lookUp finds the places of all literals in the text, by start, and the parts in which
// each has some.
func (s *Scan) lookUp() {
	b, t := s.Book, s.Fold.Text()
	s.hits, s.words, s.starts = s.hits[:0], s.words[:0], s.starts[:0]
	english := b.Lang == "en"
	words := wordStarts{text: t, runs: &b.runs}
	part, end := 0, s.endOf(0)
	for i := 0; i < len(t); i++ {
		c := t[i]
		if c&0xC0 == 0x80 { // inside a character
			continue
		}
		if english && i > 0 && isWord(c) && isWord(t[i-1]) { // inside a word
			continue
		}
		s.found = b.words.walk(t, i, s.found[:0])
		if len(s.found) == 0 {
			continue
		}
		for i >= end {
			part++
			end = s.endOf(part)
		}
		if !english {
			for _, f := range s.found {
				if !b.lone[f.code] || words.at(i) {
					s.hit(i, f.end, int32(f.code), part)
				}
			}
			continue
		}
		if i > 0 && t[i-1] == ' ' {
			before := part
			if i == s.cuts[part] {
				before--
			}
			for _, f := range s.found {
				if f.code&behindSpace != 0 {
					s.hitWord(i-1, f.end, int32(f.code>>2+f.code&plain), before)
				}
			}
		}
		for _, f := range s.found {
			if f.code&plain != 0 {
				s.hitWord(i, f.end, int32(f.code>>2), part)
			}
		}
	}
}

// hitWord notes a place of an English literal.
func (s *Scan) hitWord(start int, end, literal int32, part int) {
	if cutsWord(s.Fold.Text(), int(end)) {
		if literal = s.Book.inner[literal]; literal < 0 {
			return
		}
	}
	s.hit(start, end, literal, part)
}

// hit notes a place of a literal.
func (s *Scan) hit(start int, end, literal int32, part int) {
	at := s.index[literal] // of this text, or of one before
	if int(at) >= len(s.words) || s.words[at].id != literal {
		at = int32(len(s.words))
		s.index[literal] = at
		s.words = append(s.words, word{id: literal})
	}
	w := &s.words[at]
	w.n++
	w.in.add(part)
	s.hits = append(s.hits, hit{int32(start), end, at})
}

// literalsOf returns the literals of a word set.
func (b *Book) literalsOf(set int32) []int32 { return b.wordIDs[b.wordAt[set]:b.wordAt[set+1]] }

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

// isHan reports whether r is a kanji; nearly all of them are of one block.
func isHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || (r < 0x3041 || r > 0x30FF) && unicode.Is(unicode.Han, r)
}

func (w *wordStarts) at(i int) bool {
	if r, _ := utf8.DecodeLastRuneInString(w.text[:i]); !isHan(r) {
		return true
	}
	if i >= w.end {
		w.start, w.end = i, i
		for w.start > 0 {
			r, n := utf8.DecodeLastRuneInString(w.text[:w.start])
			if !isHan(r) || i-w.start > maxRun {
				break
			}
			w.start -= n
		}
		for w.end < len(w.text) {
			r, n := utf8.DecodeRuneInString(w.text[w.end:])
			if !isHan(r) || w.end-i > maxRun {
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

// Eval asks all rules of a form about an input and returns those that fire,
// strongest first, ties in the order of the files. Of categories and phrases it asks
// only those of the kinds given, if any.
func (s *Scan) Eval(form Form, in Input, kinds ...string) []Fired {
	s.ask(s.groupsOf(form, kinds), in)
	var out []Fired
	for _, id := range s.touched {
		r := s.Book.Rules[id]
		if !s.settle(r, in, nil) {
			continue
		}
		if score, hits := s.answer(); score >= r.Min {
			out = append(out, Fired{r, score, hits})
		}
	}
	slices.SortFunc(out, func(a, b Fired) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Rule.index, b.Rule.index))
	})
	return out
}

// Fires asks all rules of a form about an input and returns those that fire, in
// no order, until the next question. It is for who does not ask how strongly
// they do, or why: rules are weighed only until it is certain.
func (s *Scan) Fires(form Form, in Input) []*Rule { return s.fires(s.Book.groups[form], in) }

// Passes reports whether the test of a name fires on a stretch, which its patterns
// of context are asked of too; one that the book does not have does not.
func (s *Scan) Passes(test string, sp text.Span) bool {
	g := s.Book.tests[test]
	if g == nil || !s.may(g, sp) {
		return false
	}
	s.asking = append(s.asking[:0], g)
	return len(s.fires(s.asking, Input{Text: sp, Context: sp})) > 0
}

// may reports whether something of a group is to be tried on a stretch: on many nothing is.
func (s *Scan) may(g *group, sp text.Span) bool {
	if sp.Empty() {
		return false
	}
	part := s.partOf(sp.Start)
	if s.partOf(sp.End-1) != part {
		return true
	}
	for f, slot := range g.slots {
		if slot != 0 && (len(g.always[f]) > 0 || s.heads[part*(s.Book.numSlots+1)+int(slot)] != 0) {
			return true
		}
	}
	return false
}

func (s *Scan) fires(groups []*group, in Input) []*Rule {
	s.ask(groups, in)
	s.firing = s.firing[:0]
	for _, id := range s.touched {
		r := s.Book.Rules[id]
		certain := false
		if !s.settle(r, in, &certain) {
			continue
		}
		if !certain {
			if score, _ := s.answer(); score < r.Min {
				continue
			}
		}
		s.firing = append(s.firing, r)
	}
	return s.firing
}

// groupsOf returns the groups of a form, or those of the names given, until it is called again.
func (s *Scan) groupsOf(form Form, names []string) []*group {
	if len(names) == 0 {
		return s.Book.groups[form]
	}
	s.asking = s.asking[:0]
	for _, g := range s.Book.groups[form] {
		if slices.Contains(names, g.name) {
			s.asking = append(s.asking, g)
		}
	}
	return s.asking
}

// ask gathers the candidates of a question, by rule.
func (s *Scan) ask(groups []*group, in Input) {
	s.round++
	s.touched = s.touched[:0]
	s.candidates = s.candidates[:0]
	for _, g := range groups {
		for f := range numFields {
			sp := in[f]
			switch {
			case sp.Empty() || g.slots[f] == 0:
			case f == Heading || f == Above:
				// Headings stand over many sentences.
				k := &s.kept[g.slots[f]]
				if k.span != sp {
					n := len(s.candidates)
					*k = kept{span: sp, from: len(s.matched)}
					s.find(g, f, sp, nil)
					for i := n; i < len(s.candidates); i++ {
						if c := &s.candidates[i]; s.run(c, sp) {
							s.matched = append(s.matched, *c)
						}
					}
					k.to = len(s.matched)
					s.candidates = s.candidates[:n]
				}
				s.candidates = append(s.candidates, s.matched[k.from:k.to]...)
			default:
				s.find(g, f, sp, nil)
			}
		}
	}
	for i := range s.candidates {
		c := &s.candidates[i]
		rule := s.Book.ruleOf[c.pattern]
		t := &s.tallies[rule]
		if t.round != s.round {
			*t = tally{round: s.round}
			s.touched = append(s.touched, rule)
		}
		if c.weight > 0 {
			t.bound += c.weight
			t.own = t.own || c.field == Text
		} else if c.matched {
			t.bound += c.weight
		}
		c.next, t.first = t.first, int32(i)+1
	}
}

// slack is far more than adding weights in another order makes of a score.
const slack = 1e-6

// settle runs the candidates of a rule until it is certain that it does not
// fire; if it may, those that matched are left in s.runs. If certain is not nil,
// they are run only until it is certain that it does, which is noted there.
func (s *Scan) settle(r *Rule, in Input, certain *bool) bool {
	t := &s.tallies[r.index]
	// What stands around a sentence alone makes no statement of it.
	ownWords := r.Form == Sentence || r.Form == Label
	least := r.Min - slack
	if t.bound < least || ownWords && !t.own {
		return false
	}
	s.runs = s.runs[:0]
	for i := t.first; i != 0; i = s.candidates[i-1].next {
		s.runs = append(s.runs, &s.candidates[i-1])
	}
	if ownWords {
		certain = nil
	}
	if !s.reach(t.bound, least, in, certain) {
		return false
	}
	if !ownWords {
		return true
	}
	return slices.ContainsFunc(s.runs, func(c *candidate) bool { return c.field == Text && c.weight > 0 })
}

// reach runs s.runs, of which those that matched remain, as long as the score,
// which is at most bound, can be least or more; with certain, until it is
// certain that it is.
func (s *Scan) reach(bound, least float64, in Input, certain *bool) bool {
	// What speaks for a rule is run first, and the strongest of it before the
	// rest: most rules are ruled out by a few words that are missing.
	slices.SortFunc(s.runs, func(a, b *candidate) int {
		switch {
		case a.weight > 0 && b.weight > 0:
			return cmp.Compare(b.weight, a.weight)
		case a.weight > 0:
			return -1
		case b.weight > 0:
			return 1
		}
		return cmp.Compare(a.weight, b.weight)
	})
	// What the score comes to at least.
	low := 0.0
	for _, c := range s.runs {
		if c.matched || c.weight < 0 {
			low += c.weight
		}
	}
	n := 0
	for _, c := range s.runs {
		if certain != nil && low > least+2*slack {
			*certain = true
			return true
		}
		if !c.matched {
			if s.run(c, in[c.field]) {
				bound += min(c.weight, 0)
				low += max(c.weight, 0)
			} else {
				bound -= max(c.weight, 0)
				low -= min(c.weight, 0)
			}
			if bound < least {
				return false
			}
		}
		if c.matched {
			s.runs[n] = c
			n++
		}
	}
	s.runs = s.runs[:n]
	return true
}

// run tries a candidate and notes what it matches.
func (s *Scan) run(c *candidate, sp text.Span) bool {
	c.span, c.matched = s.matchSome(c.pattern, c.seqs, sp)
	c.in = sp
	return c.matched
}

// turn returns the first place of the words that make p a candidate within sp.
func (s *Scan) turn(p *Pattern, sp text.Span) wordHit {
	first := wordHit{1<<31 - 1, 0}
	part := s.partOf(sp.Start)
	in := s.partOf(sp.End-1) == part
	for _, set := range p.order {
		if in && !s.bits[set].has(part) {
			continue // it has no place there
		}
		for _, h := range from(s.placesOf(set), sp.Start) {
			if h.start > first.start || int(h.start) >= sp.End {
				break
			}
			if int(h.end) <= sp.End {
				if h.start < first.start || h.end < first.end {
					first = h
				}
				break
			}
		}
	}
	return first
}

// answer returns the score that s.runs come to, with what matched in the order
// in which the words stand in each field.
func (s *Scan) answer() (float64, []Hit) {
	s.inTurn()
	return s.sum()
}

// inTurn sorts s.runs by field and by when the turn of each is.
func (s *Scan) inTurn() {
	if len(s.runs) < 2 {
		return
	}
	for _, c := range s.runs {
		c.turn = s.turn(s.Book.pattern[c.pattern], c.in)
	}
	slices.SortFunc(s.runs, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(a.field, b.field), cmp.Compare(a.turn.start, b.turn.start), cmp.Compare(a.turn.end, b.turn.end), cmp.Compare(a.pattern, b.pattern))
	})
}

// sum adds up s.runs.
func (s *Scan) sum() (float64, []Hit) {
	var sum float64
	hits := make([]Hit, len(s.runs))
	for i, c := range s.runs {
		p := s.Book.pattern[c.pattern]
		sum += p.Weight
		hits[i] = Hit{Pattern: p, Weight: p.Weight, Span: c.span}
	}
	return sum, hits
}

// find adds to s.candidates the patterns of a group and field, of one rule unless
// it is nil, that may match within sp.
func (s *Scan) find(g *group, field Field, sp text.Span, only *Rule) {
	b := s.Book
	s.question++
	slot := g.slots[field]
	if slot == 0 {
		return
	}
	if !sp.Empty() {
		first, last := s.partOf(sp.Start), s.partOf(sp.End-1)
		if first == last {
			// Of a part that is asked about nearly whole it is known that it has the words.
			sure := 2*sp.Len() > s.endOf(first)-s.cuts[first] && !cutsWord(s.Fold.Text(), sp.Start)
			for i := s.heads[first*(b.numSlots+1)+int(slot)]; i != 0; i = s.cues[i-1].next {
				s.consider(s.cues[i-1].try, field, sp, sure, only)
			}
		} else {
			for _, id := range b.bySlot[slot] {
				if s.hasAll(&b.tries[id]) {
					s.consider(id, field, sp, false, only)
				}
			}
		}
	}
	for _, p := range g.always[field] {
		if only == nil || only == p.Rule {
			s.candidates = append(s.candidates, candidate{pattern: p.index, field: field, weight: p.Weight})
		}
	}
}

// consider makes the pattern of a try a candidate if the words that the try needs
// stand in sp, one behind the start of the other; sure that they may is not looked into.
func (s *Scan) consider(id int32, field Field, sp text.Span, sure bool, only *Rule) {
	b := s.Book
	t := &b.tries[id]
	if only != nil && int(b.ruleOf[t.pattern]) != only.index {
		return
	}
	if !sure && (t.seq < 0 || !cutsWord(s.Fold.Text(), sp.Start)) { // a word cut in two was not looked up
		at := sp.Start
		for _, set := range b.inTurn(t) {
			places := from(s.placesOf(set), at)
			if len(places) == 0 || int(places[0].start) >= sp.End {
				return
			}
			at = int(places[0].start) + 1
		}
	}
	if a := &s.asked[t.pattern]; a.question == s.question {
		s.candidates[a.at].seqs |= t.seqs()
	} else {
		*a = asked{s.question, int32(len(s.candidates))}
		s.candidates = append(s.candidates, candidate{pattern: t.pattern, field: field, seqs: t.seqs(), weight: b.weights[t.pattern]})
	}
}

// matchSome returns the first stretch within sp that a pattern matches: an expression,
// or one of sequences with one of those given.
func (s *Scan) matchSome(pattern int32, seqs uint64, sp text.Span) (text.Span, bool) {
	b := s.Book
	if b.isExpression(pattern) {
		if m := b.pattern[pattern].regexp().FindStringIndex(s.Fold.Slice(sp)); m != nil {
			return text.Span{Start: sp.Start + m[0], End: sp.Start + m[1]}, true
		}
		return text.Span{}, false
	}
	if sp.Empty() {
		return text.Span{}, false
	}
	m := matcher{scan: s, text: s.Fold.Text(), span: sp}
	for ; seqs != 0; seqs &= seqs - 1 {
		if r, ok := m.find(b.sequence(pattern, int32(bits.TrailingZeros64(seqs)))); ok {
			return r, true
		}
	}
	return text.Span{}, false
}

// Phrases returns every match of the phrase rules, or of those of the kinds given, in the
// stretch sp, in the order of the text. It does not weigh them: see [Scan.Weigh].
func (s *Scan) Phrases(sp text.Span, kinds ...string) []Hit {
	s.candidates = s.candidates[:0]
	for _, g := range s.groupsOf(Phrase, kinds) {
		s.find(g, Text, sp, nil)
	}
	s.runs = s.runs[:0]
	for i := range s.candidates {
		c := &s.candidates[i]
		if c.weight > 0 && s.run(c, sp) {
			s.runs = append(s.runs, c)
		}
	}
	if len(s.runs) == 0 {
		return nil
	}
	s.inTurn()
	var out []Hit
	for _, c := range s.runs {
		p := s.Book.pattern[c.pattern]
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
	if whole := s.Fold.Text(); p.heads == nil || cutsWord(whole, sp.Start) || cutsWord(whole, sp.End) {
		return re.FindAllStringSubmatchIndex(t, -1)
	}
	s.begins = s.begins[:0]
	m := matcher{scan: s, text: s.Fold.Text(), span: sp}
	for _, set := range p.heads {
		for _, h := range m.from(set, sp.Start) {
			if int(h.start) >= sp.End {
				break
			}
			s.begins = append(s.begins, int(h.start)-sp.Start)
		}
	}
	slices.Sort(s.begins)
	var out [][]int
	end := 0
	for _, at := range slices.Compact(s.begins) {
		switch {
		case at < end:
			continue
		case at > 0 && isWord(t[at-1]): // a word does not begin here, and what is before it matters
			return re.FindAllStringSubmatchIndex(t, -1)
		case !isWord(t[at]):
			continue
		}
		found, known := re.FindSubmatchAt(t, at)
		if !known {
			return re.FindAllStringSubmatchIndex(t, -1)
		}
		if found != nil {
			out = append(out, found)
			end = found[1]
		}
	}
	return out
}

// Weigh returns the score of one rule about an input, with what matched; of a
// score below least it need not say how far below. The answer to the question
// asked last is kept, for the phrases of one sentence ask the same.
func (s *Scan) Weigh(r *Rule, in Input, least float64) (float64, []Hit) {
	if w := &s.weighed; w.rule == r && w.in == in && w.least == least {
		return w.sum, w.hits
	}
	s.gather(r, in)
	s.weighed = weighing{rule: r, in: in, least: least}
	w := &s.weighed
	w.sum, w.hits = s.weigh(r, in, least-slack)
	return w.sum, w.hits
}

// Matches returns what of a rule matches about an input, for and against, in the order of
// its patterns, if what is for it comes to its least by itself; else nothing.
func (s *Scan) Matches(r *Rule, in Input) (hits []Hit) {
	s.gather(r, in)
	sum := 0.0
	for i := range s.candidates {
		sum += max(0, s.candidates[i].weight)
	}
	// What speaks against it is looked at last: it is most of what there is.
	for _, against := range [...]bool{false, true} {
		for i := range s.candidates {
			c := &s.candidates[i]
			if c.weight < 0 != against {
				continue
			}
			if sum < r.Min {
				return nil
			}
			if p := s.Book.pattern[c.pattern]; s.run(c, in[c.field]) {
				hits = append(hits, Hit{Pattern: p, Weight: p.Weight, Span: c.span})
			} else {
				sum -= max(0, c.weight)
			}
		}
	}
	if sum < r.Min {
		return nil
	}
	slices.SortFunc(hits, func(a, b Hit) int { return cmp.Compare(a.Pattern.index, b.Pattern.index) })
	return hits
}

// gather makes candidates of the patterns of a rule that may match about an input.
func (s *Scan) gather(r *Rule, in Input) {
	s.candidates = s.candidates[:0]
	for f := range numFields {
		if !in[f].Empty() {
			s.find(r.group, f, in[f], r)
		}
	}
	// An expression is tried in any case.
	if len(r.expressions) > 0 {
		s.candidates = slices.DeleteFunc(s.candidates, func(c candidate) bool { return s.Book.isExpression(c.pattern) })
	}
	for _, p := range r.expressions {
		if !in[p.Field].Empty() {
			s.candidates = append(s.candidates, candidate{pattern: p.index, field: p.Field, weight: p.Weight})
		}
	}
}

// weigh returns the score that s.candidates come to, in the order of their
// patterns, with what rules a phrase out before the rest.
func (s *Scan) weigh(r *Rule, in Input, least float64) (float64, []Hit) {
	bound := 0.0
	for _, c := range s.candidates {
		bound += max(0, c.weight)
	}
	s.runs = s.runs[:0]
	for i := range s.candidates {
		s.runs = append(s.runs, &s.candidates[i])
	}
	if bound < least || !s.reach(bound, least, in, nil) {
		return least - 1, nil
	}
	out := func(c *candidate) bool { return c.weight <= ruledOut }
	slices.SortFunc(s.runs, func(a, b *candidate) int {
		if x, y := out(a), out(b); x != y {
			if x {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.pattern, b.pattern)
	})
	if r.Form == Phrase && len(s.runs) > 0 && out(s.runs[0]) {
		s.runs = slices.DeleteFunc(s.runs, func(c *candidate) bool { return !out(c) }) // nothing else makes up for it
	}
	return s.sum()
}

// ruledOut is the weight from which on a pattern rules a phrase out, whatever
// else speaks for it.
const ruledOut = -30

type weighing struct {
	rule  *Rule
	in    Input
	least float64
	sum   float64
	hits  []Hit
}
