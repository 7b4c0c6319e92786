package weights

// Adding up what words weigh is most of the work, so four labels are added at
// a time, in lanes of sixteen bits.

// maxWeight is what one word may weigh, in tenths.
const maxWeight = 511

// A pack is a row in lanes, each weight with maxWeight+1 on top, which makes
// it a number from 1 to 1023.
type pack [(maxLabels + 3) / 4]uint64

// An entry is what a word weighs where it stands in sentences, in one place
// for the sake of the processor's cache: in the body, and in the sentence.
type entry struct {
	packs [2]pack
	has   [2]bool
}

func packed(r *row) pack {
	var p pack
	for i, w := range r {
		p[i/4] |= uint64(int(w)+maxWeight+1) << (16 * (i % 4))
	}
	return p
}

// full is how many packs fit into lanes before one may run over.
const full = (1<<16 - 1) / (2*maxWeight + 1)

// A sum adds packs up.
type sum struct {
	lanes pack
	held  int // packs in lanes
	size  int // packs in all
	total [maxLabels]int32
}

func (s *sum) add(p *pack) {
	if s.held == full {
		s.flush()
	}
	for i := range s.lanes {
		s.lanes[i] += p[i]
	}
	s.held++
	s.size++
}

// flush takes the lanes into the total.
func (s *sum) flush() {
	top := int32(s.held * (maxWeight + 1))
	for i := range s.total {
		s.total[i] += int32(s.lanes[i/4]>>(16*(i%4))&(1<<16-1)) - top
	}
	s.lanes, s.held = pack{}, 0
}

func (s *sum) reset() { *s = sum{} }

// A table finds the number of a word by its key, with open addressing.
type table struct {
	slots []slot // a power of two of them, at most half of them taken
	taken int
}

type slot struct {
	key uint64
	id  int32 // one more than the word's number, 0 for a free slot
}

// find returns the number of the word with a key, -1 for none.
func (t *table) find(key uint64) int32 {
	if len(t.slots) == 0 {
		return -1
	}
	mask := uint64(len(t.slots) - 1)
	for i := spread(key) & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.key == key || s.id == 0 {
			return s.id - 1
		}
	}
}

func (t *table) enter(key uint64, id int32) {
	if 2*(t.taken+1) > len(t.slots) {
		old := t.slots
		t.slots = make([]slot, max(16, 2*len(old)))
		for _, s := range old {
			if s.id != 0 {
				t.put(s)
			}
		}
	}
	t.taken++
	t.put(slot{key, id + 1})
}

func (t *table) put(s slot) {
	mask := uint64(len(t.slots) - 1)
	i := spread(s.key) & mask
	for t.slots[i].id != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = s
}

// spread makes all bits of a key tell in the lower ones (Fibonacci hashing).
func spread(key uint64) uint64 {
	key *= 0x9e3779b97f4a7c15
	return key ^ key>>32
}

// Keys of words: a pair of characters is its own key, of letters it is FNV-1a of 64
// bits. Two of some thousand words share one in about one of 10^12 models; the
// second would then have the weights of the first.

const keyStart uint64 = 14695981039346656037

func keyByte(k uint64, b byte) uint64 { return (k ^ uint64(b)) * 1099511628211 }

func keyPair(a, b rune) uint64 { return uint64(a)<<32 | uint64(b) }

// keyOf is the key of a word as a reader gives it.
func keyOf(lang, word string) uint64 {
	if lang == "ja" {
		var before rune
		for i, c := range word {
			if i > 0 {
				return keyPair(before, c)
			}
			before = c
		}
	}
	k := keyStart
	for i := range len(word) {
		k = keyByte(k, word[i])
	}
	return k
}
