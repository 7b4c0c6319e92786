package rules

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
)

// A trie finds literals at every place of a text. Its walk from one place is
// no longer than the longest literal, so its cost is proportional to the text.
//
// What a walk costs is the memory that it comes by: a text is short beside the
// trie, which is not in the cache when its turn comes. So the nodes are packed, each
// with all bytes up to the next fork, and what is below one stands right behind it.
// Where one begins is told by a whole character if it is one of three bytes, as kana and
// kanji are: most of them begin no literal, or few. A node is
//
//	the length of its label, the number of its children (a byte each),
//	the code of the literal that ends behind the label, or none (four bytes),
//	the label, without the byte that leads to the node,
//	the bytes that lead to children, and where each of those is (four bytes each)
type trie struct {
	roots [256]uint32       // by first byte: its node; 0 for none
	pages [256]*[256]uint32 // by the two bytes of a first character of three: its node
	nodes []byte
}

const (
	nodeHead = 6
	noWord   = 1<<32 - 1
	maxLabel = 255
	fewForks = 6 // as fast to go through as to search
)

// newTrie returns a trie of literals that are all different. What it finds of one is its
// code.
func newTrie(literals []string, codes []uint32) *trie {
	order := make([]int32, 0, len(literals))
	for i, l := range literals {
		if l != "" {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(literals[a], literals[b]) })
	t := &trie{}
	b := trieBuilder{literals: literals, codes: codes, nodes: []byte{0}} // no node is at 0
	for len(order) > 0 {
		first := literals[order[0]]
		r, w := wide(first)
		n := 1
		for n < len(order) && strings.HasPrefix(literals[order[n]], first[:w]) {
			n++
		}
		root := &t.roots[first[0]]
		if w > 1 {
			if t.pages[r>>8] == nil {
				t.pages[r>>8] = new([256]uint32)
			}
			root = &t.pages[r>>8][r&0xFF]
		}
		*root = b.node(order[:n], w)
		order = order[n:]
	}
	t.nodes = b.nodes
	return t
}

// wide returns the character of three bytes that s, which is not empty, starts with; if
// there is none, that it is looked up by one byte.
func wide(s string) (r uint16, width int) {
	if len(s) >= 3 && s[0]&0xF0 == 0xE0 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 {
		return uint16(s[0])<<12 | uint16(s[1]&0x3F)<<6 | uint16(s[2]&0x3F), 3
	}
	return 0, 1
}

type trieBuilder struct {
	literals []string
	codes    []uint32
	nodes    []byte
}

// forks yields, byte by byte, the sorted literals that go on with it behind their
// first depth bytes.
func (b *trieBuilder) forks(order []int32, depth int) func(yield func(byte, []int32) bool) {
	return func(yield func(byte, []int32) bool) {
		for len(order) > 0 {
			c := b.literals[order[0]][depth]
			n, _ := slices.BinarySearchFunc(order, c, func(id int32, c byte) int {
				if b.literals[id][depth] <= c {
					return -1
				}
				return 1
			})
			if !yield(c, order[:n]) {
				return
			}
			order = order[n:]
		}
	}
}

// node appends the node of the sorted literals that share their first depth bytes,
// with all below it, and returns where it is.
func (b *trieBuilder) node(order []int32, depth int) uint32 {
	first, last := b.literals[order[0]], b.literals[order[len(order)-1]]
	n := 0
	for n < maxLabel && depth+n < len(first) && depth+n < len(last) && first[depth+n] == last[depth+n] {
		n++
	}
	word := uint32(noWord)
	if depth+n == len(first) {
		word, order = b.codes[order[0]], order[1:]
	}
	at := len(b.nodes)
	b.nodes = append(b.nodes, byte(n), 0)
	b.nodes = binary.LittleEndian.AppendUint32(b.nodes, word)
	b.nodes = append(b.nodes, first[depth:depth+n]...)
	firsts := len(b.nodes)
	for c := range b.forks(order, depth+n) {
		b.nodes = append(b.nodes, c)
	}
	k := len(b.nodes) - firsts
	b.nodes[at+1] = byte(k)
	b.nodes = append(b.nodes, make([]byte, 4*k)...)
	child := firsts + k
	for _, below := range b.forks(order, depth+n) {
		to := b.node(below, depth+n+1)
		binary.LittleEndian.PutUint32(b.nodes[child:], to)
		child += 4
	}
	return uint32(at)
}

// A found is the code of a literal that a trie found, and where it ends.
type found struct {
	end  int32
	code uint32
}

// walk appends the literals that t has at i to hits, the shortest first.
func (tr *trie) walk(t string, i int, hits []found) []found {
	nodes := tr.nodes
	var at, j int
	if r, w := wide(t[i:]); w == 1 {
		at, j = int(tr.roots[t[i]]), i+1
	} else if page := tr.pages[r>>8]; page != nil {
		at, j = int(page[r&0xFF]), i+w
	}
	for at != 0 {
		head := nodes[at : at+nodeHead]
		n, k, word := int(head[0]), int(head[1]), binary.LittleEndian.Uint32(head[2:])
		at += nodeHead
		if n > 0 {
			label := nodes[at : at+n]
			if len(t)-j < n || t[j] != label[0] || t[j:j+n] != string(label) {
				break
			}
			j, at = j+n, at+n
		}
		if word != noWord {
			hits = append(hits, found{int32(j), word})
		}
		if j == len(t) {
			break
		}
		forks, c := nodes[at:at+k], -1
		if k > fewForks {
			c = bytes.IndexByte(forks, t[j])
		} else {
			for x, b := range forks {
				if b == t[j] {
					c = x
					break
				}
			}
		}
		if c < 0 {
			break
		}
		at, j = int(binary.LittleEndian.Uint32(nodes[at+k+4*c:])), j+1
	}
	return hits
}
