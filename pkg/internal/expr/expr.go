// Package expr holds regular expressions for programs that have many of them
// and ask them of short texts, most of which do not match. Before an expression
// is run, a few strings of which every match holds one are looked for, and a
// deterministic automaton tells whether there is a match at all; both cost a
// small part of what package regexp does. Where the match is, a finder says, which
// goes no way that the next character rules out. All of them are made when they
// are first needed.
package expr

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/heads"
)

// A Regexp is an expression in the syntax of package regexp. Its methods return
// what those of [regexp.Regexp] return. It is safe for concurrent use.
type Regexp struct {
	src string

	once  sync.Once // for guard
	guard guard

	build     sync.Once // for automaton
	automaton *automaton

	locate sync.Once // for finder
	finder *finder

	compile sync.Once // for re
	re      *regexp.Regexp
}

// New returns the expression src. A mistake in it is a panic when the
// expression is first used: New is for expressions that stand in the program,
// all of which a test should use.
func New(src string) *Regexp { return &Regexp{src: src} }

// String returns the source of the expression.
func (r *Regexp) String() string { return r.src }

// regexp returns the expression as package regexp has it.
func (r *Regexp) regexp() *regexp.Regexp {
	r.compile.Do(func() { r.re = regexp.MustCompile(r.src) })
	return r.re
}

// may reports whether s may hold a match; sure that it does.
func (r *Regexp) may(s string) (may, sure bool) {
	r.once.Do(func() { r.guard = newGuard(r.src) })
	if !r.guard.passes(s) {
		return false, false
	}
	r.build.Do(func() { r.automaton = newAutomaton(r.src) })
	if r.automaton == nil {
		return true, false
	}
	found, known := r.automaton.match(s)
	return found || !known, found && !r.automaton.loose
}

// finds returns what finds matches in s, nil if that is left to package regexp.
func (r *Regexp) finds(s string) *finder {
	r.locate.Do(func() {
		if r.build.Do(func() { r.automaton = newAutomaton(r.src) }); r.automaton != nil {
			r.finder = newFinder(r.src, r.automaton)
		}
	})
	if !r.finder.fits(len(s)) {
		return nil
	}
	return r.finder
}

// MatchString reports whether s holds a match.
func (r *Regexp) MatchString(s string) bool {
	may, sure := r.may(s)
	if !may || sure {
		return may
	}
	if f := r.finds(s); f != nil {
		return f.find(s, 0, nil)
	}
	return r.regexp().MatchString(s)
}

// FindString returns the leftmost match in s, "" if there is none.
func (r *Regexp) FindString(s string) string {
	if m := r.FindStringIndex(s); m != nil {
		return s[m[0]:m[1]]
	}
	return ""
}

// FindStringIndex returns the place of the leftmost match in s, nil if there is none.
func (r *Regexp) FindStringIndex(s string) []int {
	if may, _ := r.may(s); !may {
		return nil
	}
	f := r.finds(s)
	if f == nil {
		return r.regexp().FindStringIndex(s)
	}
	m := make([]int, 2)
	if !f.find(s, 0, m) {
		return nil
	}
	return m
}

// FindStringSubmatchIndex returns the places of the leftmost match in s and of
// its groups, nil if there is none.
func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	if may, _ := r.may(s); !may {
		return nil
	}
	f := r.finds(s)
	if f == nil {
		return r.regexp().FindStringSubmatchIndex(s)
	}
	m := make([]int, f.numCap)
	if !f.find(s, 0, m) {
		return nil
	}
	return m
}

// FindSubmatchAt returns the places of the match that begins at a place of s and of its
// groups, nil if there is none. It reports whether it knows: of a long text it need not.
func (r *Regexp) FindSubmatchAt(s string, at int) (m []int, known bool) {
	f := r.finds(s)
	if f == nil {
		return nil, false
	}
	m = make([]int, f.numCap)
	if !f.findAt(s, at, m) {
		return nil, true
	}
	return m, true
}

// FindStringSubmatch returns the leftmost match in s and its groups, nil if there is none.
func (r *Regexp) FindStringSubmatch(s string) []string {
	return cut(s, r.FindStringSubmatchIndex(s))
}

// cut returns what stands at places of s, "" where there is none.
func cut(s string, m []int) []string {
	if m == nil {
		return nil
	}
	out := make([]string, len(m)/2)
	for i := range out {
		if m[2*i] >= 0 {
			out[i] = s[m[2*i]:m[2*i+1]]
		}
	}
	return out
}

// all yields the places of the first n matches in s, of all if n < 0, and of as many
// groups as there are in numCap places, of all if it is 0.
func (r *Regexp) all(s string, n, numCap int, yield func([]int)) {
	if may, _ := r.may(s); !may {
		return
	}
	f := r.finds(s)
	if f == nil {
		for _, m := range r.regexp().FindAllStringSubmatchIndex(s, n) {
			if numCap > 0 {
				m = m[:numCap]
			}
			yield(m)
		}
		return
	}
	if numCap == 0 {
		numCap = f.numCap
	}
	for pos, end := 0, -1; n != 0 && pos <= len(s); {
		m := make([]int, numCap)
		if !f.find(s, pos, m) {
			return
		}
		found := true
		if m[1] > pos {
			pos = m[1]
		} else { // nothing, and none such stands behind a match
			found = m[0] != end
			_, w := utf8.DecodeRuneInString(s[pos:])
			pos += max(w, 1)
		}
		if end = m[1]; found {
			yield(m)
			n--
		}
	}
}

// FindAllStringSubmatch returns the first n matches in s with their groups, all if n < 0.
func (r *Regexp) FindAllStringSubmatch(s string, n int) (out [][]string) {
	r.all(s, n, 0, func(m []int) { out = append(out, cut(s, m)) })
	return out
}

// FindAllString returns the first n matches in s, all if n < 0.
func (r *Regexp) FindAllString(s string, n int) (out []string) {
	r.all(s, n, 2, func(m []int) { out = append(out, s[m[0]:m[1]]) })
	return out
}

// FindAllStringIndex returns the places of the first n matches in s, of all if n < 0.
func (r *Regexp) FindAllStringIndex(s string, n int) (out [][]int) {
	r.all(s, n, 2, func(m []int) { out = append(out, m) })
	return out
}

// FindAllStringSubmatchIndex returns the places of the first n matches in s and
// of their groups, of all if n < 0.
func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) (out [][]int) {
	r.all(s, n, 0, func(m []int) { out = append(out, m) })
	return out
}

// ReplaceAllString returns s with every match replaced, as [regexp.Regexp.ReplaceAllString] does.
func (r *Regexp) ReplaceAllString(s, repl string) string {
	if may, _ := r.may(s); !may {
		return s
	}
	return r.regexp().ReplaceAllString(s, repl)
}

// ReplaceAllStringFunc returns s with every match replaced by what repl makes of it.
func (r *Regexp) ReplaceAllStringFunc(s string, repl func(string) string) string {
	if may, _ := r.may(s); !may {
		return s
	}
	return r.regexp().ReplaceAllStringFunc(s, repl)
}

// A guard lets every text pass that holds a match and few others.
type guard struct {
	words []string // lower case; one is part of every text that matches; nil if none are known
	at    place    // where it stands
	folds bool     // the expression takes ſ for s, or the Kelvin sign for k
	first []uint64 // of each word: as many first bytes as are told apart at once
	bits  [16]uint64
	size  int        // how many first bytes of the words are told apart at once
	skip  [256]uint8 // by the hash of two bytes: how far from the end of those first bytes they stand at least
}

// passes reports whether s may hold a match.
func (g *guard) passes(s string) bool {
	if g.words == nil {
		return true
	}
	switch g.at {
	case atStart:
		var first uint64
		for i := range g.size {
			if i == len(s) {
				return false
			}
			if s[i] == 0xC5 || s[i] == 0xE2 {
				return true // perhaps one of the two characters named below
			}
			first = first<<8 | uint64(heads.Lower[s[i]])
		}
		return g.tells(first) && g.holds(s, first)
	case atEnd:
		return g.ends(s)
	}
	// Two bytes that stand nowhere in the first bytes of words rule out all places at
	// which these would cover them.
	for end := g.size; end <= len(s); {
		if n := g.skip[pair(s[end-2], s[end-1])]; n > 0 {
			end += int(n)
			continue
		}
		at := s[end-g.size:]
		var first uint64
		for i := range g.size {
			first = first<<8 | uint64(heads.Lower[at[i]])
		}
		if g.tells(first) && g.holds(at, first) {
			return true
		}
		end++
	}
	// In an expression without case these stand for s and k.
	return g.folds && (strings.Contains(s, "ſ") || strings.Contains(s, "\u212a"))
}

// pair returns a hash of two bytes, letters of ASCII without case.
func pair(a, b byte) uint8 { return heads.Lower[a]*31 + heads.Lower[b] }

// tells reports whether a word may begin with the bytes in x.
func (g *guard) tells(x uint64) bool {
	h := hash(x)
	return g.bits[h>>6]>>(h&63)&1 != 0
}

// holds reports whether one of the words stands at the start of s, letters of
// ASCII without case, of which the first bytes are given.
func (g *guard) holds(s string, first uint64) bool {
next:
	for n, x := range g.first {
		if x != first || len(s) < len(g.words[n]) {
			continue
		}
		w := g.words[n]
		for i := g.size; i < len(w); i++ {
			if heads.Lower[s[i]] != w[i] {
				if s[i] == 0xC5 || s[i] == 0xE2 {
					return true // perhaps one of the two characters named in passes
				}
				continue next
			}
		}
		return true
	}
	return false
}

// ends reports whether one of the words stands at the end of s.
func (g *guard) ends(s string) bool {
next:
	for _, w := range g.words {
		for i := range len(w) {
			c := byte(0)
			if i < len(s) {
				c = s[len(s)-1-i]
			}
			if heads.Lower[c] != w[len(w)-1-i] {
				if c == 0xBF || c == 0xAA {
					return true // perhaps the last byte of one of the two
				}
				continue next
			}
		}
		return true
	}
	return false
}

func hash(x uint64) uint64 { return x * 0x9E3779B97F4A7C15 >> 54 }

func newGuard(src string) guard {
	words, at, folds := needs(src)
	g := guard{words: words, at: at, folds: folds, size: 8}
	for _, w := range words {
		g.size = min(g.size, len(w))
	}
	if g.at == anywhere && g.size < 3 {
		return guard{} // as fast as the automaton, and less sure
	}
	if g.at == anywhere { // words of two bytes at least
		for i := range g.skip {
			g.skip[i] = uint8(g.size - 1)
		}
	}
	for _, w := range words {
		for i := range g.size - 1 {
			p := pair(w[i], w[i+1])
			g.skip[p] = min(g.skip[p], uint8(g.size-2-i))
		}
		var x uint64
		for i := range g.size {
			x = x<<8 | uint64(w[i])
		}
		g.first = append(g.first, x)
		h := hash(x)
		g.bits[h>>6] |= 1 << (h & 63)
	}
	return g
}
