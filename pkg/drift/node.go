package drift

import "slices"

// A node is a run of statements as alignment sees it: a bag of words.
type node struct {
	bag     []bagTerm // in the order of ids, each once
	set     bits      // all ids of the bag
	wide    bits      // the set, and the ids of the parts of its terms
	sig     uint64    // of the wide set: what shares no bit with it shares no id
	weight  int32     // of the bag
	known   int32     // of its words in the lexicon
	length  int32     // in bytes
	heading bool
	item    bool
	number  string
}

type bagTerm struct {
	ids   []int32
	parts [][]int32
	sig   uint64 // of the ids and of those of the parts
	weigh int32
	known bool
}

// signature returns one bit for each id, the same bit for many.
func signature(ids []int32) uint64 {
	var sig uint64
	for _, id := range ids {
		sig |= 1 << (uint32(id) * 0x9E3779B1 >> 26)
	}
	return sig
}

// newNode returns the node of the statements first … past-1 of a side.
func newNode(s *side, first, past int) *node {
	n := &node{}
	b := &s.blocks[s.stmts[first].block]
	n.heading, n.item, n.number = b.heading, b.item, b.number
	words := 0
	for i := first; i < past; i++ {
		words += len(s.stmts[i].terms)
	}
	n.bag = make([]bagTerm, 0, words)
	for i := first; i < past; i++ {
		for _, t := range s.stmts[i].terms {
			sig := signature(t.ids)
			for _, p := range t.parts {
				sig |= signature(p)
			}
			n.bag = append(n.bag, bagTerm{t.ids, t.parts, sig, t.weigh, t.known})
		}
		n.length += int32(len(s.stmts[i].text))
	}
	n.finish()
	return n
}

// nodeOf returns the node of some statements of a side, nil for none.
func nodeOf(s *side, list []int) *node {
	if len(list) == 0 {
		return nil
	}
	ns := make([]*node, len(list))
	for i, k := range list {
		ns[i] = newNode(s, k, k+1)
	}
	return join(ns...)
}

// finish orders the bag, drops what stands in it twice and sums up.
func (n *node) finish() {
	slices.SortFunc(n.bag, func(x, y bagTerm) int { return slices.Compare(x.ids, y.ids) })
	n.bag = slices.CompactFunc(n.bag, func(x, y bagTerm) bool { return slices.Equal(x.ids, y.ids) })
	ids := 0
	for i := range n.bag {
		ids += len(n.bag[i].ids)
	}
	n.set = make(bits, 0, ids)
	for _, t := range n.bag {
		n.weight += t.weigh
		if t.known {
			n.known += t.weigh
		}
		n.sig |= t.sig
		n.set = append(n.set, t.ids...)
	}
	slices.Sort(n.set)
	n.set = slices.Compact(n.set)
	n.wide = n.set
	var more bits
	for i := range n.bag {
		for _, p := range n.bag[i].parts {
			more = append(more, p...)
		}
	}
	if len(more) > 0 {
		n.wide = slices.Concat(n.set, more)
		slices.Sort(n.wide)
		n.wide = slices.Compact(n.wide)
	}
}

// join returns the node of several, which come in this order.
func join(ns ...*node) *node {
	first := ns[0]
	n := &node{heading: first.heading, item: first.item, number: first.number}
	words := 0
	for _, x := range ns {
		words += len(x.bag)
	}
	n.bag = make([]bagTerm, 0, words)
	for _, x := range ns {
		n.bag = append(n.bag, x.bag...)
		n.length += x.length
		n.heading = n.heading || x.heading
	}
	n.finish()
	return n
}

// covered returns the weight of those of n's words that stand in m.
func (n *node) covered(m *node) int32 {
	var sum int32
	for i := range n.bag {
		if t := &n.bag[i]; t.sig&m.sig != 0 {
			if m.set.any(t.ids) {
				sum += t.weigh
			} else if len(t.parts) > 0 && m.set.all(t.parts) {
				sum += t.weigh / 2
			}
		}
	}
	return sum
}

// has tells whether a word stands in n, as a whole or, of several words, part
// by part: 広告を配信する for "ad delivery".
func (n *node) has(t term) bool { return n.wide.any(t.ids) || len(t.parts) > 0 && n.wide.all(t.parts) }

// knownIn returns the weight of those of n's words of the lexicon that stand in m.
func (n *node) knownIn(m *node) int32 {
	var sum int32
	for i := range n.bag {
		if t := &n.bag[i]; t.known && t.sig&m.sig != 0 && m.set.any(t.ids) {
			sum += t.weigh
		}
	}
	return sum
}

// bits is a set of words of the vocabulary, in order. A statement has few words
// and a vocabulary many: a list takes less room than a map of bits.
type bits []int32

func (b bits) has(i int32) bool {
	lo, hi := 0, len(b)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if b[m] < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo < len(b) && b[lo] == i
}

// all tells whether b has one of each list.
func (b bits) all(lists [][]int32) bool {
	for _, ids := range lists {
		if !b.any(ids) {
			return false
		}
	}
	return true
}

func (b bits) any(ids []int32) bool {
	for _, i := range ids {
		if b.has(i) {
			return true
		}
	}
	return false
}
