package heads

import (
	"math/rand"
	"strings"
	"testing"
)

// Every text that begins with a word passes, however its letters are written; most
// others do not.
func TestFilter(t *testing.T) {
	all := []string{"a", "も", "no", "desk", "office", "officer", "管理者", "室", "e-mail", "(株)"}
	f := New(all)
	rnd := rand.New(rand.NewSource(1))
	pieces := append([]string{"Office", "DESK", "N", "of", "管理", "管", "ab", "x", "\xe3", "É", "zebra crossing", "quay"}, all...)
	passed, kept := 0, 0
	for range 20000 {
		s := pieces[rnd.Intn(len(pieces))]
		for range rnd.Intn(3) {
			s += pieces[rnd.Intn(len(pieces))]
		}
		begins := false
		for _, w := range all {
			begins = begins || len(s) >= len(w) && strings.ToLower(s[:len(w)]) == w
		}
		switch got := f.May(s); {
		case begins && !got:
			t.Fatalf("%q begins with a word and does not pass", s)
		case got:
			passed++
		default:
			kept++
		}
	}
	if passed == 0 || kept < 4000 {
		t.Errorf("%d texts pass, %d do not", passed, kept)
	}
	if !New([]string{""}).May("x") {
		t.Error("the empty word begins everywhere")
	}
}
