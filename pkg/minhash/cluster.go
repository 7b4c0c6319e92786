package minhash

import (
	"cmp"
	"slices"
)

// A Cluster is a group of texts that are nearly the same.
type Cluster struct {
	// Members are the indices of the texts, ascending; the first stands for
	// the cluster. There are two or more.
	Members []int
	// Similarity is that of the member least like the first, which can be
	// below the threshold: members are joined by a chain of pairs that are
	// not.
	Similarity float64
}

// Bands and rows: two texts are compared if they agree in all the rows of one
// band of bins. Of pairs with similarity s it finds 1-(1-s^4)^16: 99.98 % at
// 0.8, 98.8 % at 0.7, 64 % at 0.5.
const (
	rows  = 4
	bands = Bins / rows
)

// leaders is how many different texts of a bucket a text is compared with at
// most, so that a bucket that many unlike texts share stays cheap.
const leaders = 16

// Clusters groups texts whose similarity is threshold or more, by locality
// sensitive hashing (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets,
// chapter 3). Clusters come in the order of their first members. Memory is 16
// bytes a signature besides the signatures; below a threshold of 0.5 many
// pairs would not be found.
func Clusters(signatures []Signature, threshold float64) []Cluster {
	parent := make([]int32, len(signatures))
	for i := range parent {
		parent[i] = int32(i)
	}
	root := func(i int32) int32 {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	type entry struct {
		key uint64
		i   int32
	}
	entries := make([]entry, 0, len(signatures))
	for band := range bands {
		entries = entries[:0]
		for i := range signatures {
			if s := &signatures[i]; s.some {
				entries = append(entries, entry{s.band(band), int32(i)})
			}
		}
		slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.i, b.i)) })
		for from := 0; from < len(entries); {
			to := from + 1
			for to < len(entries) && entries[to].key == entries[from].key {
				to++
			}
			var heads []int32
			for _, e := range entries[from:to] {
				alone := true
				for _, h := range heads {
					a, b := root(e.i), root(h)
					if a == b {
						alone = false
					} else if similarity(&signatures[e.i], &signatures[h]) >= threshold {
						parent[max(a, b)] = min(a, b)
						alone = false
					}
				}
				if alone && len(heads) < leaders {
					heads = append(heads, e.i)
				}
			}
			from = to
		}
	}
	members := map[int32][]int{}
	for i := range signatures {
		if r := root(int32(i)); r != int32(i) {
			if members[r] == nil {
				members[r] = []int{int(r)}
			}
			members[r] = append(members[r], i)
		}
	}
	out := make([]Cluster, 0, len(members))
	for _, m := range members {
		c := Cluster{Members: m, Similarity: 1}
		for _, i := range m[1:] {
			c.Similarity = min(c.Similarity, similarity(&signatures[m[0]], &signatures[i]))
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Cluster) int { return cmp.Compare(a.Members[0], b.Members[0]) })
	return out
}

// band returns the values of a band as one number.
func (s *Signature) band(i int) uint64 {
	key := uint64(i)
	for _, v := range s.bins[i*rows : (i+1)*rows] {
		key = mix(key ^ uint64(v))
	}
	return key
}
