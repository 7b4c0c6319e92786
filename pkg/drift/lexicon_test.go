package drift

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/text"
)

func TestLexicon(t *testing.T) {
	l := DefaultLexicon()
	if l.Len() < 600 {
		t.Errorf("%d sets, want at least 600", l.Len())
	}
	for _, c := range []struct{ ja, en, reason string }{
		{"要配慮個人情報", "sensitive personal information", "the official term"},
		{"要配慮個人情報", "special care-required personal information", "the former official term, with a hyphen"},
		{"取り扱う", "handles", "inflected"},
		{"個人情報", "PII", "an abbreviation"},
		{"委託先", "contractors", "plural"},
		{"最適化", "optimise", "British spelling"},
	} {
		sets := func(lang, s string) []int32 {
			ws := words(lang, s)
			ids, n := l.match(lang, ws, 0)
			if n != len(ws) {
				t.Errorf("%s: %d of %d words of %q found", c.reason, n, len(ws), s)
			}
			return ids
		}
		shared := false
		for _, i := range sets("ja", c.ja) {
			for _, j := range sets("en", c.en) {
				shared = shared || i == j
			}
		}
		if !shared {
			t.Errorf("%s: %s and %s share no set", c.reason, c.ja, c.en)
		}
	}
}

func TestLexiconOverlay(t *testing.T) {
	dir := t.TempDir()
	write := func(s string) {
		if err := os.WriteFile(filepath.Join(dir, "own.lex"), []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("[name]\n青葉堂 = Aobado\n")
	l, err := LoadLexicon(dir)
	if err != nil {
		t.Fatal(err)
	}
	if l.Len() != DefaultLexicon().Len()+1 {
		t.Errorf("%d sets", l.Len())
	}
	for _, bad := range []string{"青葉堂 Aobado\n", "[colour]\n", "青葉堂 =\n", "青葉堂| = x\n"} {
		write(bad)
		var le *LexiconError
		if _, err := LoadLexicon(dir); !errors.As(err, &le) || le.Line != 1 {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// TestConfusableKinds reads groups of a kind that there is not.
func TestConfusableKinds(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "confusable.lex"), []byte("任意 : 義務的\n[verbs]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var le *LexiconError
	if _, err := LoadLexicon(dir); !errors.As(err, &le) || le.Line != 2 {
		t.Errorf("%v", err)
	}
}

func TestFacts(t *testing.T) {
	for _, c := range []struct{ lang, in, want, reason string }{
		{"ja", "令和6年4月1日", "12024-04-01", "an era"},
		{"ja", "平成元年1月8日", "11989-01-08", "the first year of an era"},
		{"en", "1st of April 2024", "12024-04-01", "the day first"},
		{"en", "Apr. 1, 2024", "12024-04-01", "a short month"},
		{"ja", "2024 年 4 月 1 日", "12024-04-01", "spaces"},
		{"ja", "十四日以内", "0336000day", "kanji numerals"},
		{"en", "two weeks", "0336000day", "words"},
		{"ja", "1,000円", "01000000yen", "money"},
		{"en", "1,000 yen", "01000000yen", "money"},
		{"ja", "法第23条第1項", "323-1", "an article of law"},
		{"en", "Article 23, paragraph 1 of the Act", "323-1", "an article of law"},
		{"ja", "電気通信事業法第27条の12", "327の12", "a branch number"},
		{"en", "Article 27-12 of the Telecommunications Business Act", "327の12", "a branch number"},
		{"ja", "desk(at)aoba.example.jp", "5desk@aoba.example.jp", "a masked address"},
		{"ja", "電話03-0000-1234", "60300001234", "a telephone number"},
		{"en", "+81-3-0000-1234", "60300001234", "an international number"},
		{"ja", "https://www.aoba.example.jp/ja/privacy?hl=ja", "8aoba.example.jp/privacy", "an address of a language"},
		{"en", "https://aoba.example.jp/en/privacy", "8aoba.example.jp/privacy", "an address of a language"},
	} {
		v := text.Identity(text.NewSource("", c.in))
		fs := facts(c.lang, v, text.Span{Start: 0, End: len(c.in)})
		if len(fs) != 1 || factName(fs[0]) != c.want {
			t.Errorf("%s: %q: %v, want %s", c.reason, c.in, fs, c.want)
		}
	}
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"23-1", "27-1", true}, // former and present number of provision to third parties
		{"33-1", "32-1", false},
		{"24", "28", true},
		{"27", "27-5", true},
	} {
		if got := sameFact(fact{kind: factStatute, key: c.a}, fact{kind: factStatute, key: c.b}, nil); got != c.same {
			t.Errorf("%s and %s: %t", c.a, c.b, got)
		}
	}
}

func TestSound(t *testing.T) {
	for _, c := range [][2]string{{"ウォレット", "wallet"}, {"トークン", "token"}, {"ブロックチェーン", "blockchain"}, {"フェデレーション", "federation"}} {
		if a, b := kanaSound(c[0]), latinSound(c[1]); a != b {
			t.Errorf("%s %q, %s %q", c[0], a, c[1], b)
		}
	}
}

func TestKatakana(t *testing.T) {
	l := DefaultLexicon()
	for _, c := range []struct{ in, want, reason string }{
		{"オプトアウトアドオン", "オプトアウト+ アドオン+", "two words of the lexicon"},
		{"クッキーゾーン", "クッキー+ ゾーン-", "the second is in no lexicon"},
		{"ミクロブラウザ", "ミクロ- ブラウザ+", "nor is the first"},
		{"クッキーズ", "", "one character is left: another word"},
		{"クッキー", "", "a word of the lexicon is found as such"},
		{"ヤマノベ", "", "a name"},
	} {
		got := ""
		for _, p := range l.katakana(word{surface: c.in}) {
			got += c.in[p.span.Start:p.span.End] + map[bool]string{true: "+ ", false: "- "}[p.known]
		}
		if got = strings.TrimSpace(got); got != c.want {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
	}
}
