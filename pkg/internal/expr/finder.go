package expr

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
	"unicode/utf8"
)

// A finder says where an expression matches. It goes through the ways in which the
// text may go on to match in the order in which package regexp prefers them, each
// (instruction, place) once, so its cost is proportional to the text; those that the
// next character rules out it does not begin. It is immutable.
type finder struct {
	chars    *automaton // which tells characters apart
	insts    []inst
	sets     [][4]uint64 // of classes of characters, as bits
	start    uint32
	anchored bool // a match begins at the start of the text only
	numCap   int
	width    int // how many words of bits hold one for each instruction that several lead to
}

// An inst is an instruction of [syntax.Prog] in terms of classes of characters.
type inst struct {
	op    op
	out   uint32
	arg   uint32 // where opAlt goes on next; the class of opOne, the set of opSet, the group of opCapture, the condition of opEmpty
	seen  int32  // its bit among those that several lead to, or -1
	first uint64 // the classes of which the next character must be one, modulo 64; all if there need not be one
}

type op uint8

const (
	opAlt op = iota
	opOne
	opSet
	opCapture
	opEmpty
	opNop
	opMatch
	opFail
)

// newFinder returns the finder of src, whose characters chars tells apart.
func newFinder(src string, chars *automaton) *finder {
	re, err := syntax.Parse(src, syntax.Perl)
	if err != nil {
		return nil
	}
	numCap := 2 * (re.MaxCap() + 1)
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		return nil
	}
	f := &finder{chars: chars, insts: make([]inst, len(prog.Inst)), start: uint32(prog.Start), anchored: prog.StartCond()&syntax.EmptyBeginText != 0, numCap: numCap}
	known := map[string]uint32{}
	leads := make([]int, len(prog.Inst))
	leads[prog.Start]++
	for pc := range prog.Inst {
		from, to := &prog.Inst[pc], &f.insts[pc]
		to.out, to.arg = from.Out, from.Arg
		leads[from.Out]++
		switch from.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			to.op = opAlt
			leads[from.Arg]++
		case syntax.InstCapture:
			to.op = opCapture
		case syntax.InstEmptyWidth:
			to.op = opEmpty
		case syntax.InstNop:
			to.op = opNop
		case syntax.InstMatch:
			to.op, to.first = opMatch, ^uint64(0)
		case syntax.InstFail:
			to.op = opFail
		default:
			f.character(from, to, known)
		}
	}
	bits := int32(0)
	for pc := range f.insts {
		f.insts[pc].seen = -1
		if leads[pc] > 1 {
			f.insts[pc].seen = bits
			bits++
		}
	}
	f.width = int(bits+63) / 64
	// What may come next behind an instruction follows from those it leads to.
	for changed := true; changed; {
		changed = false
		for pc := range f.insts {
			in := &f.insts[pc]
			first := in.first
			switch in.op {
			case opAlt:
				first = f.insts[in.out].first | f.insts[in.arg].first
			case opCapture, opEmpty, opNop:
				first = f.insts[in.out].first
			}
			if first != in.first {
				in.first, changed = first, true
			}
		}
	}
	return f
}

// character fills in an instruction that matches one character.
func (f *finder) character(from *syntax.Inst, to *inst, known map[string]uint32) {
	name := []byte{byte(from.Op), byte(from.Arg)}
	for _, r := range from.Rune {
		name = binary.AppendVarint(name, int64(r))
	}
	id, ok := known[string(name)]
	if !ok {
		id = uint32(len(f.sets))
		var set [4]uint64
		for class, r := range f.chars.sample {
			if from.MatchRune(r) {
				set[class>>6] |= 1 << (class & 63)
			}
		}
		f.sets = append(f.sets, set)
		known[string(name)] = id
	}
	set := &f.sets[id]
	to.op, to.arg, to.first = opSet, id, set[0]|set[1]|set[2]|set[3]
	if from.Op == syntax.InstRune1 {
		for class, r := range f.chars.sample {
			if r == from.Rune[0] {
				to.op, to.arg = opOne, uint32(class)
			}
		}
	}
}

// A search is the memory of finders.
type search struct {
	rows   []uint64 // for each place in the text from base on: which instructions were run there
	stamps []uint32 // for each place: when its row was last begun
	stamp  uint32
	base   int
	jobs   []job
}

// A job is what is left to do when a way fails: to go on at a place with an instruction,
// or to give a group the place back that it had.
type job struct {
	pc    uint32
	pos   int32
	group int32 // -1 for none
}

var searches = sync.Pool{New: func() any { return new(search) }}

// maxRows bounds the memory of a search, in words.
const maxRows = 1 << 18

// fits reports whether f finds matches in a text of n bytes; longer ones are left to
// package regexp.
func (f *finder) fits(n int) bool { return f != nil && (n+1)*max(f.width, 1) <= maxRows }

// find finds the leftmost match in s from pos on and fills groups with its places: as
// many of them as there is room for.
func (f *finder) find(s string, pos int, groups []int) bool {
	if f.anchored && pos > 0 {
		return false
	}
	x := f.begin(s, pos)
	defer searches.Put(x)
	for ; ; pos++ {
		if pos == len(s) || f.insts[f.start].first>>(f.class(s, pos)&63)&1 != 0 {
			if f.run(x, s, pos, groups) {
				return true
			}
		}
		if f.anchored || pos == len(s) {
			return false
		}
		if s[pos] >= utf8.RuneSelf {
			_, w := utf8.DecodeRuneInString(s[pos:])
			pos += w - 1
		}
	}
}

// findAt does the same for a match that begins at pos.
func (f *finder) findAt(s string, pos int, groups []int) bool {
	x := f.begin(s, pos)
	defer searches.Put(x)
	return f.run(x, s, pos, groups)
}

func (f *finder) begin(s string, base int) *search {
	x := searches.Get().(*search)
	n := len(s) - base + 1
	if len(x.stamps) < n {
		x.stamps = slices.Grow(x.stamps, n-len(x.stamps))[:n]
	}
	if len(x.rows) < n*f.width {
		x.rows = make([]uint64, n*f.width)
	}
	x.base = base
	if x.stamp++; x.stamp == 0 {
		clear(x.stamps)
		x.stamp = 1
	}
	return x
}

// visit reports whether the instruction that has a bit was not yet run at pos.
func (f *finder) visit(x *search, bit int32, pos int) bool {
	pos -= x.base
	row := x.rows[pos*f.width : (pos+1)*f.width]
	if x.stamps[pos] != x.stamp {
		x.stamps[pos] = x.stamp
		clear(row)
	}
	if row[bit>>6]>>(bit&63)&1 != 0 {
		return false
	}
	row[bit>>6] |= 1 << (bit & 63)
	return true
}

// class returns the class of the character at pos, which is not the end of s.
func (f *finder) class(s string, pos int) uint8 {
	if b := s[pos]; b < utf8.RuneSelf {
		return f.chars.ascii[b]
	}
	r, _ := utf8.DecodeRuneInString(s[pos:])
	return f.chars.classOf(r)
}

// run looks for a match that begins at begin.
func (f *finder) run(x *search, s string, begin int, groups []int) bool {
	for i := range groups {
		groups[i] = -1
	}
	x.jobs = append(x.jobs[:0], job{f.start, int32(begin), -1})
	for len(x.jobs) > 0 {
		j := x.jobs[len(x.jobs)-1]
		x.jobs = x.jobs[:len(x.jobs)-1]
		if j.group >= 0 {
			groups[j.group] = int(j.pos)
			continue
		}
		pc, pos := j.pc, int(j.pos)
		class, width := 0, 0 // of the next character; no width if it is not known
		for {
			in := &f.insts[pc]
			if width == 0 && pos < len(s) {
				if b := s[pos]; b < utf8.RuneSelf {
					class, width = int(f.chars.ascii[b]), 1
				} else {
					var r rune
					r, width = utf8.DecodeRuneInString(s[pos:])
					class = int(f.chars.classOf(r))
				}
			}
			if width > 0 && in.first>>(class&63)&1 == 0 || in.seen >= 0 && !f.visit(x, in.seen, pos) {
				break
			}
			switch in.op {
			case opAlt:
				if width == 0 || f.insts[in.arg].first>>(class&63)&1 != 0 {
					x.jobs = append(x.jobs, job{in.arg, int32(pos), -1})
				}
				pc = in.out
				continue
			case opOne:
				if width > 0 && class == int(in.arg) {
					pc, pos, width = in.out, pos+width, 0
					continue
				}
			case opSet:
				if width > 0 && f.sets[in.arg][class>>6]>>(class&63)&1 != 0 {
					pc, pos, width = in.out, pos+width, 0
					continue
				}
			case opCapture:
				if int(in.arg) < len(groups) {
					x.jobs = append(x.jobs, job{0, int32(groups[in.arg]), int32(in.arg)})
					groups[in.arg] = pos
				}
				pc = in.out
				continue
			case opEmpty:
				if syntax.EmptyOp(in.arg)&^f.around(s, pos) == 0 {
					pc = in.out
					continue
				}
			case opNop:
				pc = in.out
				continue
			case opMatch:
				if len(groups) > 0 {
					groups[0], groups[1] = begin, pos
				}
				return true
			}
			break
		}
	}
	return false
}

// around returns what holds at a place.
func (f *finder) around(s string, pos int) syntax.EmptyOp {
	before, after := none, none
	if pos > 0 {
		before = kindOf(s[pos-1])
	}
	if pos < len(s) {
		after = kindOf(s[pos])
	}
	return sees(before, after, pos == 0, pos == len(s))
}

// kindOf returns the kind of the character that a byte is, or is a part of.
func kindOf(b byte) kind {
	switch {
	case b == '\n':
		return newline
	case b == '_' || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z':
		return wordChar
	}
	return other
}
