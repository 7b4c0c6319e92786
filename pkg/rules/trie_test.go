package rules

import (
	"math/rand"
	"strings"
	"testing"
)

// The trie must find at every place just the literals that stand there.
func TestTrieFindsAllLiterals(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	const alphabet = "abcい法個人情報"
	word := func(n int) string {
		rs := []rune(alphabet)
		var b strings.Builder
		for range 1 + rnd.Intn(n) {
			b.WriteRune(rs[rnd.Intn(len(rs))])
		}
		return b.String()
	}
	for round := range 40 {
		seen := map[string]bool{}
		var literals []string
		for range round * 20 {
			if w := word(6); !seen[w] {
				seen[w] = true
				literals = append(literals, w)
			}
		}
		tr := newTrie(literals)
		text := word(300) + "\xff\x00" + word(300)
		for i := range text {
			want := map[string]bool{}
			for _, l := range literals {
				if strings.HasPrefix(text[i:], l) {
					want[l] = true
				}
			}
			got := map[string]bool{}
			at := int32(0)
			for j := i; j < len(text); j++ {
				next := tr[at].base + int32(text[j])
				if tr[next].from != at {
					break
				}
				if at = next; tr[at].word >= 0 {
					w := literals[tr[at].word]
					if text[i:j+1] != w {
						t.Fatalf("%q for %q", w, text[i:j+1])
					}
					got[w] = true
				}
			}
			if len(got) != len(want) {
				t.Fatalf("at %d of %q: %v, want %v", i, text, got, want)
			}
		}
	}
}
