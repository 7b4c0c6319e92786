package rules

import (
	"cmp"
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/weights"
)

// A Book is the compiled rules of one language, safe for concurrent use.
type Book struct {
	Lang  string
	Rules []*Rule // in the order of the files

	// Topics revises what rules say of the topics of sections; nil without weights.
	Topics *weights.Model

	lexicons map[string]*lexicon
	folds    []foldEntry
	folder   *folder

	words    *trie   // literals of all patterns
	lone     []bool  // by literal: Japanese, and it begins with a single kanji
	inner    []int32 // by literal: the one that it counts as where an English word goes on behind it, -1 for none
	size     []int32 // by literal: its length in bytes
	setAt    []int32 // by literal, and one more: where its word sets begin in setIDs
	setIDs   []int32 // the word sets that literals are in
	wordAt   []int32 // by word set, and one more: where its literals begin in wordIDs
	wordIDs  []int32 // the literals of word sets
	numSets  int
	tries    []try     // what is to be run where words stand, by the word set they are listed under
	tryAt    []int32   // by word set, and one more: where its tries begin
	bySlot   [][]int32 // the tries of each slot
	chains   []int32   // the word sets that tries need, one try behind the other
	groups   [numForms][]*group
	tests    map[string]*group
	numSlots int        // besides the first
	pattern  []*Pattern // all, by index
	ruleOf   []int32    // by pattern: the index of its rule, beside which the pattern itself is far away
	weights  []float64  // by pattern

	// The sequences of patterns, as they are run.
	steps   []step     // of one sequence behind those of the other
	stepsAt []int32    // by sequence, and one more: where its steps begin
	seqAt   []int32    // by pattern, and one more: where its sequences begin in stepsAt; an expression has none
	spelled spelled    // the words of steps
	classes []class    // of gaps
	repeats [][][]step // of what is repeated: the sequences that it may be
	runs    runs       // of kanji, as tokens cut them
	scans   sync.Pool  // of scans that are done with
}

// A try is a sequence of a pattern, or an expression, that is listed under one of
// its word sets. It is small, for those of all words in a text are gone through.
type try struct {
	pattern int32
	chain   int32 // where the sets that it needs begin in Book.chains
	slot    slot
	seq     int8  // the sequence; -1 for an expression
	length  uint8 // how many sets it needs
	placed  uint8 // the first of them, in the order of the text: those that matching asks for the places of
}

// needs returns the word sets that a try needs.
func (b *Book) needs(t *try) []int32 { return b.chains[t.chain : t.chain+int32(t.length)] }

// inTurn returns those that stand one behind the start of the other.
func (b *Book) inTurn(t *try) []int32 { return b.chains[t.chain : t.chain+int32(t.placed)] }

// seqs returns the sequence as a bit.
func (t *try) seqs() uint64 {
	if t.seq < 0 {
		return 0
	}
	return 1 << t.seq
}

// A group is the rules that a question may be about: those of a form; of
// categories and phrases those of one kind, and of tests a single one.
type group struct {
	form   Form
	name   string
	slots  [numFields]slot
	always [numFields][]*Pattern // patterns from which no literal could be derived
}

// A slot is a group and a field: what one question asks of one stretch. The first
// one is of those that no pattern is for.
type slot uint8

// nameOf returns the name of the group of r.
func nameOf(r *Rule) string {
	switch r.Form {
	case Category, Phrase:
		return r.Kind
	case Test:
		return r.Name
	}
	return ""
}

// group returns the group of a form and a name, nil if there is none.
func (b *Book) group(form Form, name string) *group {
	for _, g := range b.groups[form] {
		if g.name == name {
			return g
		}
	}
	return nil
}

// slotOf returns the slot of a pattern.
func (c *compiler) slotOf(p *Pattern) slot {
	b, form, name := c.book, p.Rule.Form, nameOf(p.Rule)
	g := b.group(form, name)
	if g == nil {
		g = &group{form: form, name: name}
		b.groups[form] = append(b.groups[form], g)
		if form == Test {
			b.tests[name] = g
		}
	}
	p.Rule.group = g
	if g.slots[p.Field] == 0 {
		b.numSlots++
		g.slots[p.Field] = slot(b.numSlots)
	}
	return g.slots[p.Field]
}

type lexicon struct {
	file  string
	line  int
	words []bodyLine
}

// compiled is what becomes of a pattern: sequences of words and gaps, or an
// expression that is run only on texts in which one of its required literals
// stands.
type compiled struct {
	index     int32
	reference string
	expanded  string  // of an expression
	order     []int32 // the word sets whose first place in a text tells when the pattern's turn is
	heads     []int32 // of an English phrase: the word sets that every match begins with; nil if it may begin otherwise
	once      sync.Once
	re        *expr.Regexp
}

const (
	maxRequired = 600
	maxChain    = 8
)

// compiler gathers literals and word sets.
type compiler struct {
	book     *Book
	literals []string
	byWord   map[string]int32
	bySet    map[string]int32
	sets     [][]int32 // by literal: the word sets it is in
	words    [][]int32 // by word set: its literals
	open     []bool    // by word set: its words may be the beginnings of longer ones
	tries    []listed
	packer   packer

	// Lexicons are parsed once: in a pattern a character of the private use
	// area stands for each.
	marks   map[string]rune
	lexicon []lexiconParts // by mark - firstMark
}

// A listed is a try, the word set that it is listed under and those it needs.
type listed struct {
	try
	first int32
	needs []int32
}

// lexiconParts is what a lexicon comes to as sequences; ok is false if it
// cannot be one.
type lexiconParts struct {
	seqs []sequence
	ok   bool
}

const firstMark = '\uE000'

// mark puts the characters that stand for lexicons in the place of {name}.
func (c *compiler) mark(src string, inside []string) (string, error) {
	return substitute(src, func(name string) (string, error) {
		if r, ok := c.marks[name]; ok {
			return string(r), nil
		}
		lex := c.book.lexicons[name]
		if lex == nil {
			return "", fmt.Errorf("there is no lexicon {%s}", name)
		}
		if slices.Contains(inside, name) {
			return "", fmt.Errorf("lexicon {%s} contains itself", name)
		}
		words := make([]string, len(lex.words))
		for i, w := range lex.words {
			var err error
			if words[i], err = c.mark(w.text, append(inside, name)); err != nil {
				return "", fmt.Errorf("in lexicon {%s}: %w", name, err)
			}
		}
		re, err := syntax.Parse(strings.Join(words, "|"), syntax.Perl)
		if err != nil {
			return "", fmt.Errorf("in lexicon {%s}: %w", name, err)
		}
		r := firstMark + rune(len(c.lexicon))
		var parts lexiconParts
		parts.seqs, parts.ok = c.parts(re)
		c.lexicon = append(c.lexicon, parts)
		c.marks[name] = r
		return string(r), nil
	})
}

// substitute replaces {name} in a pattern.
func substitute(src string, replace func(name string) (string, error)) (string, error) {
	var out strings.Builder
	for {
		i := strings.IndexByte(src, '{')
		if i < 0 || i+1 >= len(src) {
			out.WriteString(src)
			return out.String(), nil
		}
		if c := src[i+1]; c < 'a' || c > 'z' { // a repetition
			out.WriteString(src[:i+1])
			src = src[i+1:]
			continue
		}
		j := strings.IndexByte(src[i:], '}')
		if j < 0 {
			return "", fmt.Errorf("missing } behind {%s", src[i+1:])
		}
		s, err := replace(src[i+1 : i+j])
		if err != nil {
			return "", err
		}
		out.WriteString(src[:i])
		out.WriteString(s)
		src = src[i+j+1:]
	}
}

func (c *compiler) literal(w string) int32 {
	i, ok := c.byWord[w]
	if !ok {
		i = int32(len(c.literals))
		c.byWord[w] = i
		c.literals = append(c.literals, w)
		c.sets = append(c.sets, nil)
	}
	return i
}

// set returns the number of a word set, whose words need not end where a word of the
// text does if it is open.
func (c *compiler) set(words []string, open bool) int32 {
	words = slices.Clone(words)
	slices.Sort(words)
	words = slices.Compact(words)
	key := strings.Join(words, "\x00")
	i, ok := c.bySet[key]
	if !ok {
		i = int32(c.book.numSets)
		c.book.numSets++
		c.bySet[key] = i
		c.open = append(c.open, false)
		c.words = append(c.words, nil)
		for _, w := range words {
			l := c.literal(w)
			c.sets[l] = append(c.sets[l], i)
			c.words[i] = append(c.words[i], l)
		}
	}
	c.open[i] = c.open[i] || open
	return i
}

// try lets a sequence of p, or its expression, be tried on texts that have words
// of the sets: of first, under which it is listed, of those of the chain, one
// behind the other, and of the others.
func (c *compiler) try(p *Pattern, seq int, first int32, chain, others []int32) {
	needs := slices.Concat(chain, others)
	if !slices.Contains(needs, first) {
		needs = append(needs, first)
	}
	t := try{pattern: p.index, slot: c.slotOf(p), seq: int8(seq), length: uint8(len(needs)), placed: uint8(len(chain))}
	c.tries = append(c.tries, listed{t, first, needs})
	if !slices.Contains(p.order, first) {
		p.order = append(p.order, first)
	}
}

func (b *Book) compile() error {
	b.folder = newFolder(b.Lang, b.folds)
	b.tests = map[string]*group{}
	c := &compiler{book: b, byWord: map[string]int32{}, bySet: map[string]int32{}, marks: map[string]rune{}}
	c.packer = packer{book: b, words: map[string]int32{}, classes: map[string]int32{}, repeats: map[string]int32{}}
	for _, r := range b.Rules {
		for n, p := range r.Patterns {
			p.Rule, p.Number, p.index = r, n+1, int32(len(b.pattern))
			p.reference = p.Name() + " (" + p.Place() + ")"
			b.pattern = append(b.pattern, p)
			b.ruleOf = append(b.ruleOf, int32(r.index))
			b.weights = append(b.weights, p.Weight)
			b.seqAt = append(b.seqAt, int32(len(b.stepsAt)))
			fail := func(msg string) error { return &Error{p.File, p.Line, p.Column, msg} }
			marked, err := c.mark(p.Source, nil)
			if err != nil {
				return fail(err.Error())
			}
			re, err := syntax.Parse(marked, syntax.Perl)
			if err != nil {
				return fail(strings.TrimPrefix(err.Error(), "error parsing regexp: "))
			}
			if c.sequences(p, re) {
				if r.Form == Phrase && p.Field == Text {
					p.expand(b) // its group takes an expression
				}
				continue
			}
			if re, err = syntax.Parse(p.expand(b), syntax.Perl); err != nil {
				return fail(err.Error())
			}
			r.expressions = append(r.expressions, p)
			words := required(re.Simplify())
			if len(words) == 0 {
				c.slotOf(p)
				r.group.always[p.Field] = append(r.group.always[p.Field], p)
			} else {
				first := c.set(words, true)
				c.try(p, -1, first, []int32{first}, nil)
			}
		}
		if len(r.Patterns) == 0 {
			return &Error{r.File, r.Line, 1, fmt.Sprintf("%s %s has no pattern", r.Form, r.Name)}
		}
	}
	b.seqAt = append(b.seqAt, int32(len(b.stepsAt)))
	b.stepsAt = append(b.stepsAt, int32(len(b.steps)))
	b.spelled = c.packer.spelled
	c.layOut()
	return nil
}

// layOut puts what a text asks for next to what it asks for before: literals by
// their spelling, for those that stand at one place begin alike, and with them their
// word sets; tries by the word set that they are listed under.
func (c *compiler) layOut() {
	b := c.book
	order := make([]int32, len(c.literals))
	keys := make([]string, len(c.literals))
	for i := range order {
		order[i] = int32(i)
		keys[i], _ = c.key(c.literals[i])
	}
	slices.SortFunc(order, func(x, y int32) int {
		return cmp.Or(strings.Compare(keys[x], keys[y]), -strings.Compare(c.literals[x], c.literals[y])) // the one without a space first
	})
	words := make([][]int32, b.numSets) // with the numbers that literals have from now on
	add := func(literal string, sets []int32) int32 {
		n := int32(len(b.size))
		for _, set := range sets {
			words[set] = append(words[set], n)
		}
		b.size = append(b.size, int32(len(literal)))
		b.lone = append(b.lone, b.Lang == "ja" && beginsWithLoneKanji(literal))
		b.setAt = append(b.setAt, int32(len(b.setIDs)))
		b.setIDs = append(b.setIDs, sets...)
		return n
	}
	var sorted []string // the keys, each once
	var codes []uint32
	for _, old := range order {
		n := uint32(add(c.literals[old], c.sets[old]))
		key, spaced := c.key(c.literals[old])
		switch {
		case b.Lang != "en":
			sorted, codes = append(sorted, key), append(codes, n)
		case !spaced:
			sorted, codes = append(sorted, key), append(codes, n<<2|plain)
		case len(sorted) > 0 && sorted[len(sorted)-1] == key:
			codes[len(codes)-1] |= behindSpace
		default:
			sorted, codes = append(sorted, key), append(codes, n<<2|behindSpace)
		}
	}
	b.words = newTrie(sorted, codes)
	// What a literal is where a word goes on behind it.
	for i, old := range order {
		if b.Lang != "en" {
			break // words of Japanese are not told apart by their letters
		}
		inner := int32(i)
		if open := slices.DeleteFunc(slices.Clone(c.sets[old]), func(set int32) bool { return !c.open[set] }); len(open) == 0 {
			inner = -1
		} else if len(open) < len(c.sets[old]) {
			inner = add(c.literals[old], open)
		}
		b.inner = append(b.inner, inner)
	}
	b.setAt = append(b.setAt, int32(len(b.setIDs)))
	for _, literals := range words {
		b.wordAt = append(b.wordAt, int32(len(b.wordIDs)))
		b.wordIDs = append(b.wordIDs, literals...)
	}
	b.wordAt = append(b.wordAt, int32(len(b.wordIDs)))

	b.bySlot = make([][]int32, b.numSlots+1)
	slices.SortStableFunc(c.tries, func(x, y listed) int { return cmp.Compare(x.first, y.first) })
	for _, t := range c.tries {
		for len(b.tryAt) <= int(t.first) {
			b.tryAt = append(b.tryAt, int32(len(b.tries)))
		}
		t.chain = int32(len(b.chains))
		b.chains = append(b.chains, t.needs...)
		b.bySlot[t.slot] = append(b.bySlot[t.slot], int32(len(b.tries)))
		b.tries = append(b.tries, t.try)
	}
	for len(b.tryAt) <= b.numSets {
		b.tryAt = append(b.tryAt, int32(len(b.tries)))
	}
}

// What the trie of an English book has for a word: the number of a literal, and in its
// lowest bits whether that is the word itself, or the word behind a space, or both, of
// which the latter is the next.
const (
	plain = 1 << iota
	behindSpace
)

// key returns what a literal is looked up by: of an English one that begins with a space
// the word behind it, for nearly every place with a space has a word behind that is
// looked up besides.
func (c *compiler) key(literal string) (key string, spaced bool) {
	if c.book.Lang == "en" && len(literal) > 1 && literal[0] == ' ' && isWord(literal[1]) {
		return literal[1:], true
	}
	return literal, false
}

func beginsWithLoneKanji(s string) bool {
	first, w := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[w:])
	return unicode.Is(unicode.Han, first) && !unicode.Is(unicode.Han, second)
}

// sequences makes p a pattern of sequences, if it can be one.
func (c *compiler) sequences(p *Pattern, re *syntax.Regexp) bool {
	seqs, ok := c.parts(re)
	if !ok || len(seqs) > maxSequences {
		return false
	}
	for _, s := range seqs {
		for i := range s {
			if c.book.Lang == "en" && s.insideWord(i) && !s.intoWord(i) {
				return false // no word to begin with
			}
		}
	}
	seqs = slices.Clone(seqs)
	headed := c.book.Lang == "en" && p.Rule.Form == Phrase && p.Field == Text
	for i, s := range seqs {
		headed = headed && len(s) > 0 && s[0].op == opWords
		if c.book.Lang == "en" {
			s = join(join(sequence{{op: opCut}}, s), sequence{{op: opCut}})
		}
		if s, ok = s.trimGaps(); !ok {
			return false
		}
		for _, e := range s {
			if e.op == opWords && slices.Contains(e.words, "") {
				return false
			}
		}
		seqs[i] = slices.Clone(s) // its parts are shared with other patterns
	}
	for n, s := range seqs {
		var best []string
		first := int32(-1) // the set of those
		var chain, others []int32
		for i, e := range s {
			s[i].set = -1
			if s.searched(i) {
				s[i].set = c.set(e.words, s[i+1:].goesOn())
				if len(chain) < maxChain {
					chain = append(chain, s[i].set)
				}
				if better(e.words, best) {
					best, first = e.words, s[i].set
				}
			} else if len(others) < maxChain && c.found(s, i) {
				others = append(others, c.set(e.words, s[i+1:].goesOn()))
			}
		}
		c.try(p, n, first, chain, others)
		c.book.stepsAt = append(c.book.stepsAt, int32(len(c.book.steps)))
		c.book.steps = append(c.book.steps, c.packer.pack(s)...)
	}
	if headed {
		for _, s := range seqs {
			p.heads = append(p.heads, s[1].set) // behind opCut
		}
	}
	return true
}

// found reports whether the words at i are known not to stand in a text where none of
// their set was found: an English word may be no more than a part of one there, and
// a lone kanji a part of a longer word. Words of one character stand in nearly every text.
func (c *compiler) found(s sequence, i int) bool {
	if s[i].op != opWords || shortest(s[i].words) < 2 {
		return false
	}
	if c.book.Lang == "en" {
		return s.opensWord(i)
	}
	return !slices.ContainsFunc(s[i].words, beginsWithLoneKanji)
}

func hasEmpty(set []string) bool {
	for _, s := range set {
		if s == "" {
			return true
		}
	}
	return false
}

// isExpression reports whether a pattern, by index, is no set of sequences.
func (b *Book) isExpression(pattern int32) bool { return b.seqAt[pattern] == b.seqAt[pattern+1] }

// sequence returns the steps of the nth sequence of a pattern.
func (b *Book) sequence(pattern, n int32) []step {
	at := b.seqAt[pattern] + n
	return b.steps[b.stepsAt[at]:b.stepsAt[at+1]]
}

// expand returns the pattern's source with the words of lexicons in the place
// of {name}. The names were checked before.
func (p *Pattern) expand(b *Book) string {
	if p.expanded == "" {
		p.expanded = b.expand(p.Source)
	}
	return p.expanded
}

func (b *Book) expand(src string) string {
	s, err := substitute(src, func(name string) (string, error) {
		words := b.lexicons[name].words
		out := make([]string, len(words))
		for i, w := range words {
			out[i] = b.expand(w.text)
		}
		return "(?:" + strings.Join(out, "|") + ")", nil
	})
	if err != nil {
		panic(err) // checked when the pattern was marked
	}
	return s
}

// regexp returns the pattern's expression.
func (p *Pattern) regexp() *expr.Regexp {
	p.once.Do(func() {
		exp := p.expanded
		if p.Rule.Lang == "en" {
			exp = `\b(?:` + exp + `)`
			if !strings.HasSuffix(p.expanded, "$") && !strings.HasSuffix(p.expanded, ")") || strings.HasSuffix(p.expanded, `\w*)`) {
				exp += `\b`
			}
		}
		p.re = expr.New(exp)
	})
	return p.re
}

// finite lists the strings that re matches, if they are finitely many and no
// more than limit.
func finite(re *syntax.Regexp, limit int) ([]string, bool) {
	switch re.Op {
	case syntax.OpEmptyMatch:
		return []string{""}, true
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return nil, false
		}
		return []string{string(re.Rune)}, true
	case syntax.OpCharClass:
		var out []string
		for i := 0; i < len(re.Rune); i += 2 {
			if int(re.Rune[i+1]-re.Rune[i])+len(out) > 24 {
				return nil, false
			}
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				out = append(out, string(r))
			}
		}
		return out, true
	case syntax.OpCapture:
		return finite(re.Sub[0], limit)
	case syntax.OpQuest:
		set, ok := finite(re.Sub[0], limit)
		return append([]string{""}, set...), ok
	case syntax.OpConcat:
		out := []string{""}
		for _, sub := range re.Sub {
			set, ok := finite(sub, limit)
			if !ok || len(set)*len(out) > limit {
				return nil, false
			}
			next := make([]string, 0, len(out)*len(set))
			for _, a := range out {
				for _, c := range set {
					next = append(next, a+c)
				}
			}
			out = next
		}
		return out, true
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			set, ok := finite(sub, limit)
			if !ok || len(out)+len(set) > limit {
				return nil, false
			}
			out = append(out, set...)
		}
		return out, true
	}
	return nil, false
}

// required returns strings of which at least one stands in every text that
// re matches; none if it found no such set.
func required(re *syntax.Regexp) []string {
	if set, ok := finite(re, maxRequired); ok && !hasEmpty(set) {
		return set
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for i := 0; i < len(re.Sub); i++ {
			// The longest run of finite parts from here, else the part alone.
			var set []string
			for j := len(re.Sub); j > i; j-- {
				run := &syntax.Regexp{Op: syntax.OpConcat, Sub: re.Sub[i:j]}
				if s, ok := finite(run, maxRequired); ok {
					if !hasEmpty(s) {
						set = s
					}
					break
				}
			}
			if set == nil {
				set = required(re.Sub[i])
			}
			if i > 0 && runsThrough(re.Sub[i-1]) && slices.ContainsFunc(set, func(w string) bool { return w != "" && isWord(w[0]) }) {
				continue // it begins inside a word, where none is looked up
			}
			if better(set, best) {
				best = set
			}
		}
		return best
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			set := required(sub)
			if len(set) == 0 || len(out)+len(set) > maxRequired {
				return nil
			}
			out = append(out, set...)
		}
		return out
	}
	return nil
}

// runsThrough reports whether re matches letters and nothing else, one or more: "[a-z]+".
func runsThrough(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return runsThrough(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min > 0 && runsThrough(re.Sub[0])
	case syntax.OpConcat: // a{3,} is aaa+ when simplified
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !runsThrough(sub) })
	case syntax.OpCharClass:
		return ofLetters(re.Rune)
	}
	return false
}

// better prefers the set whose shortest string is longer, then the smaller one.
func better(a, b []string) bool {
	if len(a) == 0 || hasEmpty(a) {
		return false
	}
	if len(b) == 0 {
		return true
	}
	la, lb := shortest(a), shortest(b)
	if la != lb {
		return la > lb
	}
	return len(a) < len(b)
}

func shortest(set []string) int {
	n := utf8.RuneCountInString(set[0])
	for _, s := range set {
		n = min(n, utf8.RuneCountInString(s))
	}
	return n
}
