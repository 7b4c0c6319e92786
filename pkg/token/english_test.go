package token_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
	"github.com/polcompare/polcompare/pkg/token"
)

// policyEN is ordinary prose that has nothing in it that prose does badly.
const policyEN = `Privacy Policy

Minato Trading Co. ("Minato", "we", or "us") respects your privacy. This policy explains what personal
information we collect, why we collect it, and with whom we share it. Last updated: 9 November 2016.

1. Information We Collect
We collect your name, e-mail address and payment details when you place an order. We don't collect
sensitive data, and we won't ask for it. Our site uses cookies; you can disable them at any time.

2. Purposes of Use
We use the information for the following purposes: (a) to deliver the products you ordered (b) to answer
your inquiries, and (c) to send you newsletters, unless you opt out. We may charge $100 or 2.5% for copies.

3. Disclosure to Third Parties
We do not sell personal data. We disclose it to third parties only with the user's consent, or where the
U.S. or Japanese law requires us to do so, e.g. under a court order. They're bound by contract, and they'll
delete the data within 30 days. Is that all? Yes! Inc. and Ltd. are abbreviations...
`

func proseTokens(t testing.TB, s string) []string {
	doc, err := prose.NewDocument(s, prose.WithSegmentation(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, tok := range doc.Tokens() {
		out = append(out, tok.Text)
	}
	return out
}

func surfaces(tokens []token.Token) []string {
	var out []string
	for _, t := range tokens {
		out = append(out, t.Surface)
	}
	return out
}

// covers checks what English promises of any text.
func covers(t *testing.T, s string, tokens []token.Token) {
	t.Helper()
	valid, end := utf8.ValidString(s), 0
	blank := func(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }
	for i, tok := range tokens {
		switch {
		case tok.Start < end || tok.End <= tok.Start || tok.End > len(s) || tok.Surface != s[tok.Start:tok.End]:
			t.Fatalf("token %d of %q is %+v, after an end at %d", i, s, tok, end)
		case valid && (!utf8.RuneStart(s[tok.Start]) || tok.End < len(s) && !utf8.RuneStart(s[tok.End])):
			t.Fatalf("token %d of %q cuts a character: %+v", i, s, tok)
		case strings.TrimFunc(s[end:tok.Start], blank) != "":
			t.Fatalf("lost %q before token %d of %q", s[end:tok.Start], i, s)
		case strings.ContainsFunc(tok.Surface, blank):
			t.Fatalf("token %d of %q has white space in it: %+v", i, s, tok)
		case tok.Base == "":
			t.Fatalf("token %d of %q has no base form: %+v", i, s, tok)
		}
		end = tok.End
	}
	if strings.TrimFunc(s[end:], blank) != "" {
		t.Fatalf("lost %q at the end of %q", s[end:], s)
	}
}

func TestEnglishIsProse(t *testing.T) {
	got := token.English(policyEN)
	covers(t, policyEN, got)
	if got, want := surfaces(got), proseTokens(t, policyEN); !slices.Equal(got, want) {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}

func TestEnglish(t *testing.T) {
	for _, test := range []struct{ reason, text, want string }{
		{"nothing", "", ""},
		{"white space only", " \t\r\n\u00a0\u3000\u2028\ufeff", ""},
		{"an ending", "The user's data", "The|user|'s|data"},
		{"prose drops an ending with a mark after it", "the user's, today's. It's!", "the|user|'s|,|today|'s|.|It|'s|!"},
		{"typographic apostrophe", "The user’s data, we’ll see", "The|user|’s|data|,|we|’ll|see"},
		{"apostrophe as an entity", "The user&rsquo;s data", "The|user|&rsquo;s|data"},
		{"prose drops a quoted word that begins like an ending", "the ‘Services’ and 'Sites'", "the|‘|Services|’|and|'|Sites|'"},
		{"other quoted words", "‘Personal Data’ means", "‘|Personal|Data|’|means"},
		{"prose drops what follows O'M", "O'Malley O’Mattic O'Reilly", "O'Malley|O’Mattic|O'Reilly"},
		{"endings that prose leaves", "we've and you'd", "we've|and|you'd"},
		{"plural with an apostrophe", "users' rights", "users|'|rights"},
		{"negations", "We don't, can't; won't. DON'T", "We|do|n't|,|ca|n't|;|wo|n't|.|DO|N'T"},
		{"something after a negation", "shouldn'tve n't n'tx", "shouldn'tve|n't|n'tx"},
		{"several apostrophes", "rock'n'roll's y'all're", "rock'n'roll|'s|y'all|'re"},
		{"quotation marks", `"Cookies" and “Cookies” or "a"b`, `"|Cookies|"|and|“|Cookies|”|or|"|a|"|b`},
		{"brackets in a word", "your name(s) [optional]", "your|name|(|s|)|[|optional|]"},
		{"dash without spaces", "data—including names–and more--really", "data|—|including|names|–|and|more|-|-|really"},
		{"hyphens stay", "opt-out of third-party e-mail", "opt-out|of|third-party|e-mail"},
		{"bullets", "•Name ・Address -Phone *Mail", "•|Name|・|Address|-|Phone|*|Mail"},
		{"slash between words", "and/or N/A 24/7 credit/debit", "and|/|or|N/A|24/7|credit|/|debit"},
		{"missing spaces", "name,address;mail:phone! data.We 1,000:2", "name|,|address|;|mail|:|phone|!|data|.|We|1,000:2"},
		{"abbreviations", "U.S. law, e.g. Inc. etc.", "U.S.|law|,|e.g.|Inc.|etc|."},
		{"money", "$100 US$5 €3 100%", "$|100|US|$|5|€|3|100%"},
		{"web addresses", "See https://a.example/p?q=1&r=(x)#y, (www.b.example/) or c.example/d.", "See|https://a.example/p?q=1&r=(x)#y|,|(|www.b.example/|)|or|c.example/d|."},
		{"mail addresses", "mail:info@a.example,<x_y+z@b-c.example>.", "mail|:|info@a.example|,|<|x_y+z@b-c.example|>|."},
		{"markup links", "[our policy](https://a.example/p)'s **text**", "[|our|policy|]|(|https://a.example/p|)|'|s|*|*|text|*|*"},
		{"not addresses", "@ a@ @b www. ://x e.g./i.e.", "@|a@|@b|www|.|://x|e.g./i.e|."},
		{"a line of dots", "Purposes .......... 5", "Purposes|..........|5"},
		{"a few dots", "wait...", "wait|.|.|."},
		{"a long rule", "above\n----------\n__________\n──────────", "above|----------|__________|──────────"},
		{"Japanese in between", "the 個人情報 (個人データ)。", "the|個人情報|(|個人データ|)|。"},
		{"bytes that are not UTF-8", "a\xffb \xff's \xe3\x81", "a\xffb|\xff|'s|\xe3\x81"},
		{"letters that change length in lower case: prose panics", "ȺȺȺ's KK'll İ's", "ȺȺȺ|'s|KK|'ll|İ|'s"},
		{"zero-width spaces", "third\u200bparty\ufeff", "third|party"},
		{"emoji", "thanks😀👍 :)", "thanks|😀|👍|:|)"},
		{"control characters", "a\x00b \x01", "a\x00b|\x01"},
	} {
		got := token.English(test.text)
		covers(t, test.text, got)
		if joined := strings.Join(surfaces(got), "|"); joined != test.want {
			t.Errorf("%s: %q gives\n %q, want\n %q", test.reason, test.text, joined, test.want)
		}
	}
}

func TestEnglishLong(t *testing.T) {
	for _, test := range []struct {
		reason, text string
		want         int
	}{
		{"a long word is cut", strings.Repeat("a", 4*token.MaxWord), 4},
		{"marks up to the limit are tokens", strings.Repeat(".", token.MaxMarks), token.MaxMarks},
		{"more are one", strings.Repeat(".", token.MaxMarks+1), 1},
		{"text that takes several pieces", strings.Repeat("word ", 20_000), 20_000},
		{"the same without white space", strings.Repeat("words,", 20_000), 40_000},
	} {
		got := token.English(test.text)
		covers(t, test.text, got)
		// A cut every so often may fall where there would have been one.
		if n := len(got); n < test.want || n > test.want+test.want/50 {
			t.Errorf("%s: %d tokens, want %d", test.reason, n, test.want)
		}
	}
}

func TestEnglishKinds(t *testing.T) {
	text := "We collected 1,000 cookies (30%) — don't, can't, shan't: they're users' policies."
	var got []string
	for _, tok := range token.English(text) {
		if tok.POS == token.Other {
			got = append(got, tok.Base)
		} else {
			got = append(got, tok.POS.String())
		}
	}
	want := "we collect number cookie symbol number symbol symbol do not symbol can not symbol shall not symbol they be user symbol policy symbol"
	if joined := strings.Join(got, " "); joined != want {
		t.Errorf("got\n %s, want\n %s", joined, want)
	}
}

func TestEnglishProportional(t *testing.T) {
	for i, unit := range append(hostile, "n't", "'s ", "(a", "a.b", "A.", "a/b/", "$", "\"", "—", "’", "&rsquo;") {
		size := 1 << 20
		if i >= 6 {
			size = 1 << 18
		}
		if testing.Short() || raceEnabled {
			size = 1 << 16
		}
		grew := func(n int) uint64 {
			s := strings.Repeat(unit, n/len(unit))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			tokens := token.English(s)
			runtime.ReadMemStats(&after)
			covers(t, s, tokens)
			return after.TotalAlloc - before.TotalAlloc
		}
		quarter, whole := grew(size/4), grew(size)
		if whole > 8*quarter+1<<20 && !raceEnabled {
			t.Errorf("%q: %d bytes of text take %d bytes of memory, a quarter of it %d", unit, size, whole, quarter)
		}
	}
}

func TestAppendEnglish(t *testing.T) {
	all := token.AppendEnglish(nil, "With your consent")
	n := len(all)
	all = token.AppendEnglish(all, "n't third parties")
	if !slices.Equal(all[:n], token.English("With your consent")) || !slices.Equal(all[n:], token.English("n't third parties")) {
		t.Errorf("appended: %+v", all)
	}
}

func FuzzEnglish(f *testing.F) {
	f.Add(policyEN)
	f.Add("the ‘Services’, today's. O’Malley (n't) https://a.example/(x) a@b.c \xff's ȺȺ's .......... &rsquo;s")
	f.Fuzz(func(t *testing.T, s string) {
		covers(t, s, token.English(s))
	})
}

var manyEN = strings.Repeat(policyEN, 40)

func BenchmarkEnglish(b *testing.B) {
	dst := token.English(manyEN)
	b.SetBytes(int64(len(manyEN)))
	b.ReportAllocs()
	for b.Loop() {
		dst = token.AppendEnglish(dst[:0], manyEN)
	}
}

// BenchmarkStockProse is prose's tokenizer alone over the same text.
func BenchmarkStockProse(b *testing.B) {
	b.SetBytes(int64(len(manyEN)))
	b.ReportAllocs()
	for b.Loop() {
		proseTokens(b, manyEN)
	}
}

func BenchmarkHostileEnglish(b *testing.B) {
	for _, unit := range hostile {
		for _, n := range []int{1 << 17, 1 << 19} {
			s := strings.Repeat(unit, n/len(unit))
			var dst []token.Token
			b.Run(fmt.Sprintf("%q/%d", unit, n), func(b *testing.B) {
				b.SetBytes(int64(len(s)))
				b.ReportAllocs()
				for b.Loop() {
					dst = token.AppendEnglish(dst[:0], s)
				}
			})
		}
	}
}
