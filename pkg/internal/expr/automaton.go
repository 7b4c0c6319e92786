package expr

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// An automaton tells whether a text holds a match of an expression, at the cost
// of one look-up a character where package regexp follows every way in which the
// text might go on to match. It is the deterministic automaton of the
// expression, of which only those states are built that texts lead to. It is
// safe for concurrent use.
//
// To count up to n it would take a state for each set of numbers up to n, so where
// the expression has a long bounded repeat ([^;]{0,120}), the automaton has one
// without an upper bound: its no is a no, and its yes a perhaps.
type automaton struct {
	prog     *syntax.Prog
	anchored bool // a match begins at the start of the text only
	loose    bool // it matches more than the expression

	// Characters that no part of the expression tells apart are of one class.
	bounds  []rune // where classes begin, in order
	classes []uint8
	kinds   []kind // by class
	sample  []rune // by class: one of its characters
	ascii   [utf8.RuneSelf]uint8
	pages   [0x100]atomic.Pointer[[0x100]uint8] // of the characters up to U+FFFF, filled in when one is met

	mu     sync.Mutex // for building
	resets int
	table  atomic.Pointer[table] // nil if too many states were met too often
}

// A table holds the states built so far. A state is called by where its row begins in
// next: small and side by side, for an expression is asked of a few words now and then,
// and what costs most is to fetch what it needs.
type table struct {
	next   []atomic.Uint32 // by state and by class of the next character, and at last of the end
	states []state         // in the order of their rows, of which the first is none's
	known  map[string]uint32
	start  uint32
	resets int // when it was begun
}

// A state is what is known of a text up to some place: which instructions may
// run next, and of what kind the last character is, for those that look back.
type state struct {
	pcs    []uint32
	before kind
}

// What stands in a table for a state that is not built yet, and for those in which
// nothing that follows matters.
const (
	unknown = iota
	yes
	no
)

// A kind of character is all that ^, $ and \b see of it.
type kind uint8

const (
	none kind = iota // no character: the start or the end of the text
	newline
	wordChar
	other
)

const (
	fewStates  = 4   // that there is room for at first
	maxStates  = 500 // that are kept of an expression; about half a megabyte at the worst
	maxResets  = 3   // after which the automaton is given up
	maxRepeat  = 12  // up to which repeats are counted
	maxClasses = 250
)

// newAutomaton returns the automaton of an expression, nil if it tells apart
// more characters than an automaton has classes for.
func newAutomaton(src string) *automaton {
	re, err := syntax.Parse(src, syntax.Perl)
	if err != nil {
		return nil // package regexp says it
	}
	loose := loosen(re)
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		return nil
	}
	a := &automaton{loose: loose, prog: prog, anchored: prog.StartCond()&syntax.EmptyBeginText != 0}
	if !a.classify() {
		return nil
	}
	a.reset()
	return a
}

// loosen takes the upper bounds off long repeats in re. It reports whether there
// were any.
func loosen(re *syntax.Regexp) (loose bool) {
	for _, sub := range re.Sub {
		loose = loosen(sub) || loose
	}
	if re.Op == syntax.OpRepeat && re.Max > maxRepeat {
		re.Max = -1
		loose = true
	}
	return loose
}

// row returns how many entries a state has in a table: more than there are answers.
func (a *automaton) row() int { return len(a.kinds) + 1 }

// reset forgets all states.
func (a *automaton) reset() {
	t := &table{next: make([]atomic.Uint32, fewStates*a.row()), states: make([]state, 1, fewStates), known: map[string]uint32{}, resets: a.resets}
	t, t.start = a.state(t, []uint32{uint32(a.prog.Start)}, none)
	a.table.Store(t)
}

// match reports whether s holds a match of the automaton; known is false if that
// would take too many states.
func (a *automaton) match(s string) (found, known bool) {
	t := a.table.Load()
	if t == nil {
		return false, false
	}
	st := t.start
	for i := 0; i < len(s); {
		var class uint8
		if b := s[i]; b < utf8.RuneSelf {
			class = a.ascii[b]
			i++
		} else {
			r, w := utf8.DecodeRuneInString(s[i:])
			class = a.classOf(r)
			i += w
		}
		next := t.next[st+uint32(class)].Load()
		if next <= no {
			if next == unknown {
				if t, next = a.step(t, st, int(class)); t == nil {
					return false, false
				}
			}
			if next <= no {
				return next == yes, true
			}
		}
		st = next
	}
	end := len(a.kinds)
	next := t.next[int(st)+end].Load()
	if next == unknown {
		if t, next = a.step(t, st, end); t == nil {
			return false, false
		}
	}
	return next == yes, true
}

// step builds the state that a class leads to from st, and returns it with the table
// that has it. It returns none, and all states are forgotten, if there are too many.
func (a *automaton) step(t *table, st uint32, class int) (*table, uint32) {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.table.Load()
	if now == nil || now.resets != t.resets {
		return nil, unknown
	}
	t = now // it may have more
	if to := t.next[int(st)+class].Load(); to != unknown {
		return t, to
	}
	if len(t.states) > maxStates {
		if a.resets++; a.resets < maxResets {
			a.reset()
		} else {
			a.table.Store(nil) // to build states costs more than they save
		}
		return nil, unknown
	}
	from := t.states[int(st)/a.row()]
	after := none
	end := class == len(a.kinds)
	if !end {
		after = a.kinds[class]
	}
	holds := sees(from.before, after, from.before == none, end)
	seen := make([]bool, len(a.prog.Inst))
	stack := slices.Clone(from.pcs)
	var next []uint32
	to := uint32(unknown)
	for len(stack) > 0 && to == unknown {
		pc := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch in := &a.prog.Inst[pc]; in.Op {
		case syntax.InstMatch:
			to = yes
		case syntax.InstAlt, syntax.InstAltMatch:
			stack = append(stack, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			stack = append(stack, in.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^holds == 0 {
				stack = append(stack, in.Out)
			}
		case syntax.InstFail:
		default:
			if !end && in.MatchRune(a.sample[class]) {
				next = append(next, in.Out)
			}
		}
	}
	if to == unknown {
		if !a.anchored {
			next = append(next, uint32(a.prog.Start))
		}
		if end || len(next) == 0 {
			to = no
		} else {
			t, to = a.state(t, next, after)
		}
	}
	t.next[int(st)+class].Store(to)
	if t != now {
		a.table.Store(t)
	}
	return t, to
}

// state returns the state of some instructions and a kind of character, with the table
// that has it: another one if it is new and t is full.
func (a *automaton) state(t *table, pcs []uint32, before kind) (*table, uint32) {
	slices.Sort(pcs)
	pcs = slices.Compact(pcs)
	name := make([]byte, 0, 2*len(pcs)+1)
	name = append(name, byte(before))
	for _, pc := range pcs {
		name = binary.AppendUvarint(name, uint64(pc))
	}
	st, ok := t.known[string(name)]
	if !ok {
		st = uint32(len(t.states) * a.row())
		if int(st) == len(t.next) {
			more := *t
			more.next = make([]atomic.Uint32, 2*len(t.next))
			for i := range t.next {
				more.next[i].Store(t.next[i].Load())
			}
			t = &more
		}
		t.states = append(t.states, state{pcs, before})
		t.known[string(name)] = st
	}
	return t, st
}

// sees returns what holds at a place between characters of two kinds.
func sees(before, after kind, start, end bool) syntax.EmptyOp {
	op := syntax.EmptyNoWordBoundary
	if (before == wordChar) != (after == wordChar) {
		op = syntax.EmptyWordBoundary
	}
	if start {
		op |= syntax.EmptyBeginText
	}
	if start || before == newline {
		op |= syntax.EmptyBeginLine
	}
	if end {
		op |= syntax.EmptyEndText
	}
	if end || after == newline {
		op |= syntax.EmptyEndLine
	}
	return op
}

// classify finds the classes of characters. It reports whether there are few
// enough.
func (a *automaton) classify() bool {
	// The sets of characters that the expression knows, each once, as pairs of
	// bounds. Those of \n and of words come first.
	sets := [][]rune{{'\n', '\n'}, {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}}
	known := map[string]bool{}
	for i := range a.prog.Inst {
		in := &a.prog.Inst[i]
		switch in.Op {
		case syntax.InstRune, syntax.InstRune1:
		default:
			continue // nothing, anything, or anything but \n
		}
		set := in.Rune
		if len(set) == 1 {
			r := set[0]
			set = []rune{r, r}
			if syntax.Flags(in.Arg)&syntax.FoldCase != 0 {
				for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
					set = append(set, f, f)
				}
			}
		}
		var name []byte
		for _, r := range set {
			name = binary.AppendVarint(name, int64(r))
		}
		if !known[string(name)] {
			known[string(name)] = true
			sets = append(sets, set)
		}
	}
	a.bounds = []rune{0}
	for _, set := range sets {
		for i := 0; i < len(set); i += 2 {
			a.bounds = append(a.bounds, set[i], set[i+1]+1)
		}
	}
	slices.Sort(a.bounds)
	a.bounds = slices.Compact(a.bounds)
	// Which sets the characters from one bound to the next are in, as bits.
	size := (len(sets) + 7) / 8
	in := make([]byte, size*len(a.bounds))
	for n, set := range sets {
		for i := 0; i < len(set); i += 2 {
			at, _ := slices.BinarySearch(a.bounds, set[i])
			for ; at < len(a.bounds) && a.bounds[at] <= set[i+1]; at++ {
				in[at*size+n/8] |= 1 << (n % 8)
			}
		}
	}
	ids := map[string]int{}
	a.classes = make([]uint8, len(a.bounds))
	for at, first := range a.bounds {
		bits := in[at*size : (at+1)*size]
		id, ok := ids[string(bits)]
		if !ok {
			if id = len(ids); id == maxClasses {
				return false
			}
			ids[string(bits)] = id
			k := other
			switch {
			case bits[0]&1 != 0:
				k = newline
			case bits[0]&2 != 0:
				k = wordChar
			}
			a.kinds = append(a.kinds, k)
			a.sample = append(a.sample, first)
		}
		a.classes[at] = uint8(id)
	}
	for c := range a.ascii {
		a.ascii[c] = a.between(rune(c))
	}
	return true
}

// between returns the class of a character by its place among the bounds.
func (a *automaton) between(r rune) uint8 {
	at, ok := slices.BinarySearch(a.bounds, r)
	if !ok {
		at--
	}
	return a.classes[at]
}

// classOf returns the class of a character that is not ASCII.
func (a *automaton) classOf(r rune) uint8 {
	if r > 0xFFFF {
		return a.between(r)
	}
	page := a.pages[r>>8].Load()
	if page == nil {
		page = new([0x100]uint8)
		for i := range page {
			page[i] = a.between(r&^0xFF | rune(i))
		}
		a.pages[r>>8].Store(page) // another one would be the same
	}
	return page[r&0xFF]
}
