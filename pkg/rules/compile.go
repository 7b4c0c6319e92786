package rules

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Book is the compiled rules of one language, safe for concurrent use.
type Book struct {
	Lang  string
	Rules []*Rule // in the order of the files

	lexicons map[string]*lexicon
	folds    []foldEntry
	folder   *folder
	words    trie       // literals of all patterns
	refs     [][]ref    // by literal: who asks for it
	always   []*Pattern // patterns from which no literal could be derived
	byForm   [numForms][]*Rule
}

type lexicon struct {
	file  string
	line  int
	words []bodyLine
}

// compiled is what becomes of a pattern. Either the pattern is a finite set
// of literals, then finding one is matching; or it is an expression, which
// is run only on texts in which one of its required literals stands.
type compiled struct {
	expanded string
	exact    bool
	once     sync.Once
	re       *regexp.Regexp
}

// ref ties a literal to a pattern.
type ref struct {
	pattern *Pattern
	openEnd bool // the literal may be the start of a longer word
	bounded bool // English: the literal must start and end with words
}

const (
	maxLiterals = 600 // a finite pattern with more is run as an expression
	maxRequired = 600
)

func (b *Book) compile() error {
	b.folder = newFolder(b.Lang, b.folds)
	index := map[string]int{}
	var literals []string
	add := func(lit string, r ref) {
		i, ok := index[lit]
		if !ok {
			i = len(literals)
			index[lit] = i
			literals = append(literals, lit)
			b.refs = append(b.refs, nil)
		}
		b.refs[i] = append(b.refs[i], r)
	}
	for _, r := range b.Rules {
		b.byForm[r.Form] = append(b.byForm[r.Form], r)
		for n, p := range r.Patterns {
			p.Rule, p.Number = r, n+1
			fail := func(msg string) error { return &Error{p.File, p.Line, p.Column, msg} }
			exp, err := b.expand(p.Source, nil)
			if err != nil {
				return fail(err.Error())
			}
			p.expanded = exp
			re, err := syntax.Parse(exp, syntax.Perl&^syntax.UnicodeGroups|syntax.UnicodeGroups)
			if err != nil {
				return fail(strings.TrimPrefix(err.Error(), "error parsing regexp: "))
			}
			re = re.Simplify()
			english := b.Lang == "en"
			if r.Form != Phrase {
				if set, ok := finite(re, maxLiterals); ok && len(set) > 0 && !hasEmpty(set) {
					p.exact = true
					for _, lit := range set {
						open := strings.HasSuffix(lit, openMark)
						add(strings.TrimSuffix(lit, openMark), ref{p, open, english})
					}
					continue
				}
			}
			set := required(re)
			if len(set) == 0 || hasEmpty(set) {
				b.always = append(b.always, p)
				continue
			}
			for _, lit := range set {
				add(strings.TrimSuffix(lit, openMark), ref{p, true, false})
			}
		}
		if len(r.Patterns) == 0 {
			return &Error{r.File, r.Line, 1, fmt.Sprintf("%s %s has no pattern", r.Form, r.Name)}
		}
	}
	b.words = newTrie(literals)
	return nil
}

func hasEmpty(set []string) bool {
	for _, s := range set {
		if strings.TrimSuffix(s, openMark) == "" {
			return true
		}
	}
	return false
}

// expand puts lexicons in the place of {name}.
func (b *Book) expand(src string, inside []string) (string, error) {
	var out strings.Builder
	for {
		i := strings.IndexByte(src, '{')
		if i < 0 || i+1 >= len(src) || src[i+1] < 'a' || src[i+1] > 'z' || i > 0 && (src[i-1] == 'p' || src[i-1] == 'P') && i > 1 && src[i-2] == '\\' {
			if i >= 0 {
				out.WriteString(src[:i+1])
				src = src[i+1:]
				continue
			}
			out.WriteString(src)
			return out.String(), nil
		}
		j := strings.IndexByte(src[i:], '}')
		if j < 0 {
			return "", fmt.Errorf("missing } behind {%s", src[i+1:])
		}
		name := src[i+1 : i+j]
		lex := b.lexicons[name]
		if lex == nil {
			return "", fmt.Errorf("there is no lexicon {%s}", name)
		}
		for _, n := range inside {
			if n == name {
				return "", fmt.Errorf("lexicon {%s} contains itself", name)
			}
		}
		out.WriteString(src[:i])
		out.WriteString("(?:")
		for k, w := range lex.words {
			if k > 0 {
				out.WriteByte('|')
			}
			exp, err := b.expand(w.text, append(inside, name))
			if err != nil {
				return "", fmt.Errorf("in lexicon {%s}: %w", name, err)
			}
			out.WriteString(exp)
		}
		out.WriteByte(')')
		src = src[i+j+1:]
	}
}

// regexp returns the pattern's expression, compiled when first needed.
func (p *Pattern) regexp() *regexp.Regexp {
	p.once.Do(func() {
		exp := p.expanded
		if p.Rule.Lang == "en" {
			exp = `\b(?:` + exp + `)`
			if !strings.HasSuffix(p.expanded, "$") && !strings.HasSuffix(p.expanded, ")") || strings.HasSuffix(p.expanded, `\w*)`) {
				exp += `\b`
			}
		}
		p.re = regexp.MustCompile(exp)
	})
	return p.re
}

// openMark ends a literal that may be continued by word characters.
const openMark = "\x00"

// finite lists the strings that re matches, if they are finitely many and no
// more than limit. A trailing \w* becomes openMark.
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
	case syntax.OpStar:
		if isWordClass(re.Sub[0]) {
			return []string{openMark}, true
		}
		return nil, false
	case syntax.OpConcat:
		out := []string{""}
		for _, sub := range re.Sub {
			set, ok := finite(sub, limit)
			if !ok || len(set)*len(out) > limit {
				return nil, false
			}
			next := make([]string, 0, len(out)*len(set))
			for _, a := range out {
				if strings.HasSuffix(a, openMark) {
					return nil, false // \w* inside a pattern
				}
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

// isWordClass reports whether re is \w.
func isWordClass(re *syntax.Regexp) bool {
	return re.Op == syntax.OpCharClass && string(re.Rune) == "09AZ__az"
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

// A trie finds literals at every place of a text. Its walk from one place is
// no longer than the longest literal, so its cost is proportional to the text.
type trie struct {
	root  [256]int32
	nodes []trieNode
}

type trieNode struct {
	word  int32 // literal that ends here, -1 for none
	dense *[256]int32
	bytes []byte
	next  []int32
}

func newTrie(literals []string) trie {
	t := trie{nodes: make([]trieNode, 1, 1+4*len(literals))}
	t.nodes[0].word = -1
	for i := range literals {
		at := int32(0)
		for j := 0; j < len(literals[i]); j++ {
			c := literals[i][j]
			to := t.step(at, c)
			if to == 0 {
				to = int32(len(t.nodes))
				t.nodes = append(t.nodes, trieNode{word: -1})
				if at == 0 {
					t.root[c] = to
				} else {
					n := &t.nodes[at]
					k := sort.Search(len(n.bytes), func(k int) bool { return n.bytes[k] >= c })
					n.bytes = append(n.bytes[:k], append([]byte{c}, n.bytes[k:]...)...)
					n.next = append(n.next[:k], append([]int32{to}, n.next[k:]...)...)
				}
			}
			at = to
		}
		t.nodes[at].word = int32(i)
	}
	for i := range t.nodes {
		if n := &t.nodes[i]; len(n.bytes) > 8 {
			n.dense = new([256]int32)
			for k, c := range n.bytes {
				n.dense[c] = n.next[k]
			}
		}
	}
	return t
}

func (t *trie) step(at int32, c byte) int32 {
	if at == 0 {
		return t.root[c]
	}
	n := &t.nodes[at]
	if n.dense != nil {
		return n.dense[c]
	}
	for k, b := range n.bytes {
		if b == c {
			return n.next[k]
		}
	}
	return 0
}
