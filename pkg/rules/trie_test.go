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
		if round%2 == 1 { // longer than a label, alone and with another behind the same start
			long := strings.Repeat(word(6), 300)
			literals = append(literals, long, long+"x", long[:len(long)-1]+"\xff")
		}
		codes := make([]uint32, len(literals))
		for i := range codes {
			codes[i] = uint32(3 * i)
		}
		tr := newTrie(literals, codes)
		text := word(300) + "\xff\x00" + word(300) + literalsLast(literals)
		for i := range text {
			want := map[string]bool{}
			for _, l := range literals {
				if strings.HasPrefix(text[i:], l) {
					want[l] = true
				}
			}
			got := map[string]bool{}
			for _, h := range tr.walk(text, i, nil) {
				w := literals[h.code/3]
				if text[i:h.end] != w {
					t.Fatalf("%q for %q", w, text[i:h.end])
				}
				got[w] = true
			}
			if len(got) != len(want) {
				t.Fatalf("at %d of %q: %v, want %v", i, text, got, want)
			}
		}
	}
}

func literalsLast(literals []string) string {
	if len(literals) == 0 {
		return ""
	}
	return literals[len(literals)-1]
}
