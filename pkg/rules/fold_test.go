package rules

import (
	"math/rand"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/internal/heads"
	"github.com/polcompare/polcompare/pkg/text"
)

// A text is folded as if every place in it were looked at.
func TestFoldLooksAtEnough(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	for _, lang := range []string{"ja", "en"} {
		b, err := Default().Book(lang)
		if err != nil {
			t.Fatal(err)
		}
		slow := *b.folder
		slow.heads = heads.New([]string{""})
		for c := range slow.first {
			slow.first[c] = true
		}
		pieces := strings.Fields("I my me Oak oak’s don’t DON'T e-mail E‑Mail Ａ 御 お問い合わせ 為 お ユーザ ☎ 🙂\ufe0f ｸｯｷｰ \xe3 \x81 \xff n't may")
		pieces = append(pieces, " ", " ", "\t", "\n", "\u3000", "\u00a0", "\u2009", ".", ",")
		for _, e := range b.folds {
			pieces = append(pieces, e.from, strings.ToUpper(e.from))
		}
		actors := [][]string{nil, {"Oak"}, {"I"}, {"見本工房"}, {"Oak", "I"}}
		changed := 0
		for range 4000 {
			var s strings.Builder
			for range rnd.Intn(12) {
				s.WriteString(pieces[rnd.Intn(len(pieces))])
				if rnd.Intn(2) == 0 {
					s.WriteByte(' ')
				}
			}
			v := text.Identity(text.NewSource("", s.String()))
			names := actors[rnd.Intn(len(actors))]
			got, want := b.folder.view(v, names), slow.view(v, names)
			if got.Text() != want.Text() {
				t.Fatalf("%s %v: %q becomes %q, want %q", lang, names, s.String(), got.Text(), want.Text())
			}
			for at := range want.Text() {
				if sp := (text.Span{Start: at, End: at + 1}); got.ToSource(sp) != want.ToSource(sp) {
					t.Fatalf("%s %v: %q: byte %d of %q comes from %v, want %v", lang, names, s.String(), at, want.Text(), got.ToSource(sp), want.ToSource(sp))
				}
			}
			if want.Text() != s.String() {
				changed++
			}
		}
		if changed < 1000 {
			t.Errorf("%s: only %d texts change: nothing was compared", lang, changed)
		}
	}
}
