package token_test

import (
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/token"
)

// bracketed writes compounds as [part|part], and the other tokens as they are.
func bracketed(compounds []token.Compound) string {
	var b strings.Builder
	for i, c := range compounds {
		if i > 0 {
			b.WriteByte(' ')
		}
		if len(c.Parts) == 1 {
			b.WriteString(c.Surface)
			continue
		}
		b.WriteString("[" + strings.Join(surfaces(c.Parts), "|") + "]")
	}
	return b.String()
}

func TestCompounds(t *testing.T) {
	for _, test := range []struct{ reason, text, want string }{
		{"nothing", "", ""},
		{"nouns with a suffix", "個人情報保護管理者を置く", "[個人|情報|保護|管理|者] を 置く"},
		{"one noun stands alone", "日本人の本人確認", "日本人 の [本人|確認]"},
		{"prefixes", "再委託先と非個人情報", "[再|委託|先] と [非|個人|情報]"},
		{"prefix with nothing after it", "約", "約"},
		{"suffix with nothing before it", "、等の", "、 等 の"},
		{"etc.", "個人情報等", "[個人|情報|等]"},
		{"formal nouns do not build terms", "利用目的以外のため", "[利用|目的] 以外 の ため"},
		{"nor do adverbial ones", "今後個人情報", "今後 [個人|情報]"},
		{"nor pronouns", "これ本人", "これ 本人"},
		{"stems of adjectives do", "重要事項、適切な", "[重要|事項] 、 適切 な"},
		{"numbers with counters", "３０日以内、第１条", "[３|０|日] 以内 、 [第|１|条]"},
		{"unknown words", "Cookie情報とABC株式会社", "[Cookie|情報] と [ABC|株式会社]"},
		{"not across white space", "個人 情報", "個人   情報"},
		{"not across marks", "氏名・住所、電話(番号)", "氏名 ・ 住所 、 電話 ( 番号 )"},
		{"not the comma in kanji numbers", "一、二", "一 、 二"},
		{"an ending that makes no noun", "楽しそうです", "楽し そう です"},
	} {
		tokens := token.Japanese(test.text)
		compounds := token.Compounds(test.text, tokens)
		if got := bracketed(compounds); got != test.want {
			t.Errorf("%s: %s, want %s", test.reason, got, test.want)
		}
		n := 0
		for _, c := range compounds {
			first, last := c.Parts[0], c.Parts[len(c.Parts)-1]
			if c.Start != first.Start || c.End != last.End || c.Surface != test.text[c.Start:c.End] {
				t.Errorf("%s: %+v does not cover its parts", test.reason, c)
			}
			if &c.Parts[0] != &tokens[n] {
				t.Errorf("%s: the parts of %s are not the tokens handed in", test.reason, c.Surface)
			}
			n += len(c.Parts)
		}
		if n != len(tokens) {
			t.Errorf("%s: %d tokens in the compounds, want %d", test.reason, n, len(tokens))
		}
	}
}

func TestCompoundToken(t *testing.T) {
	for _, test := range []struct {
		reason, text string
		want         token.Token
	}{
		{"honorific prefix", "ご本人", token.Token{Surface: "ご本人", End: 9, Base: "本人", POS: token.Noun, Known: true}},
		{"other prefix", "再委託", token.Token{Surface: "再委託", End: 9, Base: "再委託", POS: token.Noun, Known: true}},
		{"unknown part", "Cookie情報", token.Token{Surface: "Cookie情報", End: 12, Base: "Cookie情報", POS: token.Noun}},
		{"digits", "３０", token.Token{Surface: "３０", End: 6, Base: "３０", POS: token.Number, Known: true}},
		{"digits with a counter", "３０日", token.Token{Surface: "３０日", End: 9, Base: "３０日", POS: token.Noun, Known: true}},
	} {
		c := token.Compounds(test.text, token.Japanese(test.text))
		if len(c) != 1 {
			t.Errorf("%s: %s", test.reason, bracketed(c))
			continue
		}
		test.want.Detail = c[0].Parts[len(c[0].Parts)-1].Detail
		if c[0].Token != test.want {
			t.Errorf("%s: %+v, want %+v", test.reason, c[0].Token, test.want)
		}
	}
}

func TestCompoundsEnglish(t *testing.T) {
	const text = "the data protection officer"
	tokens := token.English(text)
	if got := token.Compounds(text, tokens); len(got) != len(tokens) {
		t.Errorf("%d compounds of %d English tokens", len(got), len(tokens))
	}
}

func TestBoundaries(t *testing.T) {
	const text = "the user's data"
	b := token.Boundaries(token.English(text)) // the user 's data
	for i := -1; i <= len(text)+1; i++ {
		want := false
		for _, tok := range b {
			want = want || tok.Start == i || tok.End == i
		}
		if got := b.At(i); got != want {
			t.Errorf("At(%d) is %v", i, got)
		}
	}
	// Against a look at every token, for all ranges there are.
	for start := -1; start <= len(text)+1; start++ {
		for end := -1; end <= len(text)+1; end++ {
			var in []token.Token
			starts, ends := false, false
			for _, tok := range b {
				if tok.Start < end && tok.End > start {
					in = append(in, tok)
				}
				starts = starts || tok.Start == start
				ends = ends || tok.End == end
			}
			if start >= end {
				in = nil
			}
			if got := b.Tokens(start, end); len(got) != len(in) || len(in) > 0 && got[0] != in[0] {
				t.Errorf("Tokens(%d, %d) is %v, want %v", start, end, got, in)
			}
			if got, want := b.Aligned(start, end), start < end && starts && ends; got != want {
				t.Errorf("Aligned(%d, %d) is %v", start, end, got)
			}
		}
	}
	if none := token.Boundaries(nil); none.At(0) || none.Aligned(0, 1) || len(none.Tokens(0, 1)) != 0 {
		t.Error("no tokens have boundaries")
	}
}

func BenchmarkCompounds(b *testing.B) {
	tokens := token.Japanese(manyJA)
	b.SetBytes(int64(len(manyJA)))
	b.ReportAllocs()
	for b.Loop() {
		token.Compounds(manyJA, tokens)
	}
}
