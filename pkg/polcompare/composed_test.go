package polcompare

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/rules"
)

// Random bytes hardly ever make a sentence that states something, let alone one that
// states three things in a row, which is what code that takes sentences apart can break
// on. So texts are composed of what states something: the examples of the rules, joined
// as sentences and lists join.

// joints stand between examples, by language.
var joints = map[string][]string{
	"en": {". ", ".\n", ".\n\n", "; ", "; and ", ", and ", ", or ", ": ", " (1) ", "; (2) ", " (a) ", " - ", "\n- ", "\n\n- ", "\n1. ", "\n2. ", "\n\n## ", "\n\n**", ".** ",
		" | ", "\n| ", " |\n|---|---|\n| ", ", but ", " unless ", " except ", " (", ") ", ", such as ", " to ", " for the following purposes:\n- ", "; we may ", "; or to ", " [", "](", "<br>"},
	"ja": {"。", "。\n", "。\n\n", "、", "、または", "、及び", "；", "：", "(1)", "(2)", "①", "②", "・", "\n・", "\n\n- ", "\n1. ", "\n2. ", "\n\n## ", "\n【", "】\n", "（", "）",
		"場合", "を除き、", "ため、", "等、", "。ただし、", "。なお、", "以下の目的で利用します。\n・", " | ", "\n| ", " |\n|---|---|\n| ", "　", "「", "」", "ことがあります。"},
}

// examples are the texts that the rules of each language are held to.
func examples(t testing.TB) map[string][]string {
	set, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for lang := range joints {
		b, err := set.Book(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range b.Rules {
			for _, e := range r.Examples {
				out[lang] = append(out[lang], e.Lead+e.Text)
			}
		}
	}
	return out
}

// composed returns a text of n pieces, often with one joint between all; next chooses.
func composed(all map[string][]string, n int, next func(n int) int) string {
	lang := []string{"en", "ja"}[next(2)]
	var out strings.Builder
	out.WriteString(map[string]string{"en": "# Example Shop Privacy Policy\n\n## Sharing\n\n", "ja": "# プライバシーポリシー\n\n## 利用目的\n\n"}[lang])
	joint := joints[lang][next(len(joints[lang]))]
	for range n {
		out.WriteString(strings.TrimRight(all[lang][next(len(all[lang]))], ".。"))
		if next(3) == 0 {
			out.WriteString(joints[lang][next(len(joints[lang]))])
		} else {
			out.WriteString(joint)
		}
	}
	return out.String()
}

// checkComposed holds what is found in a text to what holds for any text.
func checkComposed(t *testing.T, a *Analyzer, text string) {
	t.Helper()
	for _, name := range []string{"p.md", "p.txt", "p.html"} {
		results, err := a.Bytes(name, []byte(text))
		if err != nil {
			t.Fatalf("%v in %q", err, text)
		}
		if err := checkSpans([]byte(text), results); err != nil {
			t.Errorf("%s: %v in %q", name, err, text)
		}
		again, err := a.Bytes(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for i := range results {
			if !reflect.DeepEqual(results[i].Findings, again[i].Findings) {
				t.Errorf("%s: two runs differ on %q", name, text)
			}
		}
	}
}

func TestComposed(t *testing.T) {
	a, all := analyzer(t, Options{}), examples(t)
	r := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		checkComposed(t, a, composed(all, 2+r.IntN(12), r.IntN))
	}
}

// FuzzComposed chooses pieces by the bytes of its input.
func FuzzComposed(f *testing.F) {
	a, all := analyzer(f, Options{}), examples(f)
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		seed := make([]byte, 40)
		for i := range seed {
			seed[i] = byte(r.IntN(256))
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		if len(choices) > 200 {
			return
		}
		next := func(n int) int {
			x := 0
			for k := 0; k < 2 && len(choices) > 0; k++ {
				x, choices = x<<8|int(choices[0]), choices[1:]
			}
			return x % n
		}
		checkComposed(t, a, composed(all, 1+len(choices)/5, next))
	})
}
