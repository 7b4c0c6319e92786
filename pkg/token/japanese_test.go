package token_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/ikawaha/kagome-dict/dict"
	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome/v2/tokenizer"
	"github.com/polcompare/polcompare/pkg/token"
)

// policyJA is ordinary prose of the kind the package is for.
const policyJA = `プライバシーポリシー

株式会社みなと商会（以下「当社」といいます。）は、お客様の個人情報を適切に取り扱うことが当社の社会的責務であると考え、次のとおり個人情報保護方針を定めます。

第１条（取得する情報）
当社は、本サービスの提供にあたり、以下の情報を取得することがあります。
（１）氏名、住所、電話番号及びメールアドレス
（２）Cookie、IPアドレス、端末識別子その他の利用環境に関する情報
（３）クレジットカード番号（決済代行会社が直接取得し、当社は保有しません。）

第２条（利用目的）
取得した個人情報は、次の目的のために利用します。ただし、あらかじめ本人の同意を得た場合はこの限りではありません。
① ご注文いただいた商品の発送、代金の請求のため
② お問い合わせへの対応及び本人確認のため
③ 新商品・キャンペーン等のご案内（電子メールの配信を含みます。）のため

第３条（第三者提供）
当社は、法令に基づく場合を除き、ご本人の同意なく個人データを第三者に提供いたしません。なお、利用目的の達成に必要な範囲内において、業務の全部又は一部を委託することがあります！
委託先には、個人情報保護管理者が安全管理措置を講じさせ、３０日以内に監督を行います。日本人以外の方も、本人であることを確認できる書類をお送りください。

お問い合わせ窓口：〒123-4567 東京都港区1-2-3 みなとビル5F　privacy@minato.example（受付時間 10:00～17:00）
制定日：2016年11月9日　改定日：令和4年4月1日
`

// samplesJA are texts within the limits of Japanese, each with its reason.
var samplesJA = []struct{ reason, text string }{
	{"ordinary prose", policyJA},
	{"the same without line breaks", strings.ReplaceAll(policyJA, "\n", "")},
	{"line breaks of another system", strings.ReplaceAll(policyJA, "\n", "\r\n")},
	{"nothing", ""},
	{"a space", " "},
	{"a line break", "\n"},
	{"spaces of all kinds", " \t\n\v\f\r　\u00a0  \n\n　　 あ \n"},
	{"full stops only", "。。。！？。"},
	{"a full stop at the start", "。そして。"},
	{"full stops beside brackets", "「同意します。」と（答えた。）。次。"},
	{"full stop, then space", "同意します。 次の文。\n 三つめ。　四つめ"},
	{"the one word with a full stop in it", "モー娘。が好き。娘。です"},
	{"question and exclamation", "本当ですか？はい！そうです？！"},
	{"half-width full stop and kana", "ﾌﾟﾗｲﾊﾞｼｰﾎﾟﾘｼｰ｡ｶﾞｲﾄﾞﾗｲﾝ､ﾃｽﾄ"},
	{"hiragana only", "すもももももももものうち。にわにはにわにわとりがいる。わたしたちはなまえをきくことがあります"},
	{"unknown katakana words", "フガホゲリティクス社のプリヴァシィ・シィルドをゾンビィ化する"},
	{"numbers", "2016年11月9日、１２３，４５６円、三百二十一個、1,000.5、３・５％、一、二、三"},
	{"Latin words between", "当社はGoogle Analytics(ver.4)とFacebook広告のAPIを、GDPR/CCPAに従いuseします。"},
	{"addresses", "https://www.example.co.jp/privacy?id=1&lang=ja#top をご覧ください。info@example.jp まで"},
	{"other alphabets", "Ελληνικά и кириллица ñandú Ä ß ﬁ 中文字符 한국어"},
	{"emoji", "ご利用ありがとう😀👨‍👩‍👧ございます🇯🇵！✨"},
	{"decomposed dakuten", "か\u3099いと\u3099ライン"},
	{"rare kanji", "𠮷野家の髙橋﨑と𩸽"},
	{"circled and ligatures", "㈱テスト㍿と①②③、㌔㍉㎡、Ⅳ章 ※注 〒 ℡"},
	{"bytes that are not UTF-8", "個人\xff情報\x80\xe3\x81の取扱\xf0\x9f\x98い\xc0\xaf。次\xed\xa0\x80"},
	{"replacement characters", "個人\ufffd情報\ufffd\ufffd。\ufffd\x80\xbf"},
	{"control characters", "個人\x00情報\x01\x7f\x1b[31m。\x00"},
	{"zero width", "\ufeff個\u200b人\u2060情\u00ad報"},
	{"a long word", strings.Repeat("A", 150) + "と" + strings.Repeat("ア", 150) + "と" + strings.Repeat("1", 150)},
	{"many spaces", "左" + strings.Repeat(" ", 180) + "右。" + strings.Repeat("\n", 190) + "下"},
	{"kanji have no limit in a row", strings.Repeat("個人情報保護管理責任者", 40)},
	{"spaces between all characters", strings.Join(strings.Split("個人情報の取扱いに関する同意。次の文", ""), " ")},
	{"a table", "利用目的\t取得項目\t提供先\n配送\t氏名、住所\t運送会社\n決済\tカード番号\t決済代行会社\n"},
	{"markup", "<p class=\"a\">当社は、<b>個人情報</b>を&nbsp;取得&lt;します。</p>"},
}

var stock = sync.OnceValue(func() *tokenizer.Tokenizer {
	t, err := tokenizer.New(ipa.Dict(), tokenizer.OmitBosEos())
	if err != nil {
		panic(err)
	}
	return t
})

// stockTokens is what kagome's tokenizer and its own dictionary make of s.
func stockTokens(s string) []token.Token {
	kinds := map[string]token.POS{
		"名詞": token.Noun, "動詞": token.Verb, "形容詞": token.Adjective, "副詞": token.Adverb,
		"助詞": token.Particle, "助動詞": token.Auxiliary, "記号": token.Symbol, "接頭詞": token.Prefix,
		"接続詞": token.Conjunction, "連体詞": token.Adnominal, "感動詞": token.Interjection,
		"フィラー": token.Filler, "その他": token.Other,
	}
	var out []token.Token
	for _, t := range stock().Tokenize(s) {
		pos := t.POS()
		want := token.Token{
			Surface: t.Surface,
			Start:   t.Position,
			End:     t.Position + len(t.Surface),
			Base:    t.Surface,
			POS:     kinds[pos[0]],
			Known:   t.Class == tokenizer.KNOWN,
		}
		if base, ok := t.BaseForm(); ok && base != "*" {
			want.Base = base
		}
		if pos[1] == "数" {
			want.POS = token.Number
		}
		if !want.Known && pos[1] == "サ変接続" {
			want.POS = token.Symbol // the one difference, documented at POS
		}
		out = append(out, want)
	}
	return out
}

// sameAsStock compares the tokens of s with kagome's.
func sameAsStock(t *testing.T, s string) {
	t.Helper()
	got, want := token.Japanese(s), stockTokens(s)
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) {
			t.Fatalf("%q: %d tokens, want %d", s, len(got), len(want))
		}
		g := got[i]
		g.Detail = 0 // compared entry by entry in the test of the dictionary
		if g != want[i] {
			t.Fatalf("token %d of %q:\n got %+v\nwant %+v", i, s, got[i], want[i])
		}
	}
}

// tiles checks what Japanese promises of any text.
func tiles(t *testing.T, s string, tokens []token.Token) {
	t.Helper()
	valid, end := utf8.ValidString(s), 0
	for i, tok := range tokens {
		switch {
		case tok.Start != end || tok.End <= tok.Start || tok.End > len(s) || tok.Surface != s[tok.Start:tok.End]:
			t.Fatalf("token %d is %+v, after an end at %d", i, tok, end)
		case valid && !utf8.RuneStart(s[tok.Start]):
			t.Fatalf("token %d starts inside a character: %+v", i, tok)
		case tok.Base == "" || tok.Detail == 0:
			t.Fatalf("token %d has no base form or detail: %+v", i, tok)
		}
		end = tok.End
	}
	if end != len(s) {
		t.Fatalf("the tokens end at %d of %d", end, len(s))
	}
}

func TestJapaneseIsStock(t *testing.T) {
	for _, sample := range samplesJA {
		t.Run(sample.reason, func(t *testing.T) {
			sameAsStock(t, sample.text)
			tiles(t, sample.text, token.Japanese(sample.text))
		})
	}
}

// TestJapaneseIsStockMixed puts pieces of the samples together at random, so
// that every cut is made in many surroundings.
func TestJapaneseIsStockMixed(t *testing.T) {
	rounds := 400
	if testing.Short() || raceEnabled {
		rounds = 40
	}
	var parts []string
	for _, sample := range samplesJA {
		for _, r := range sample.text {
			parts = append(parts, string(r))
		}
		for _, tok := range token.Japanese(sample.text) {
			if len(tok.Surface) < 100 {
				parts = append(parts, tok.Surface)
			}
		}
	}
	parts = append(parts, "。", "。", "。", "！", "？", "\n", "\n", " ", " 。", "。 ", "。\n", "娘。", "、", "「", "」", "（", "）")
	rnd := rand.New(rand.NewPCG(1, 2))
	for range rounds {
		var b strings.Builder
		for range 1 + rnd.IntN(300) {
			b.WriteString(parts[rnd.IntN(len(parts))])
		}
		if s := b.String(); withinLimits(s) {
			sameAsStock(t, s)
			tiles(t, s, token.Japanese(s))
		}
	}
}

// withinLimits reports whether s keeps the limits that Japanese documents,
// and one of kagome: a cost that grows past 31 bits.
func withinLimits(s string) bool {
	d := ipa.Dict()
	if len(s) > 20_000 {
		return false
	}
	isMark := func(r rune) bool { return d.CharacterCategory(r) == d.CharacterCategory('!') }
	runes := []rune(s) // a byte that is not UTF-8 is one character
	stretch, run := 0, 0
	for i, r := range runes {
		class := d.CharacterCategory(r)
		if run++; i > 0 && class != d.CharacterCategory(runes[i-1]) {
			run = 1
		}
		if run > token.MaxRun && d.GroupList[class] {
			return false
		}
		stretch += utf8.RuneLen(r)
		lone := (i == 0 || !isMark(runes[i-1])) && (i+1 == len(runes) || !isMark(runes[i+1]))
		if class == d.CharacterCategory(' ') || lone && strings.ContainsRune("。！？", r) {
			stretch = 0
		}
		if stretch > token.MaxPiece {
			return false
		}
	}
	return true
}

func FuzzJapanese(f *testing.F) {
	for _, sample := range samplesJA {
		f.Add(sample.text)
	}
	f.Add(strings.Repeat("ァ", 500))
	f.Fuzz(func(t *testing.T, s string) {
		tiles(t, s, token.Japanese(s))
		if withinLimits(s) {
			sameAsStock(t, s)
		}
	})
}

// TestCutsAreExact proves from the dictionary that nothing changes when text
// is cut after white space or a lone 。！？: a path through the lattice cannot
// but pass there through one and the same entry.
func TestCutsAreExact(t *testing.T) {
	d := ipa.Dict()
	var words []string
	var word []byte
	var walk func(node int32)
	walk = func(node int32) {
		base := d.Index.Da[node].Base
		if base >= 0 && int(base) < len(d.Index.Da) && d.Index.Da[base].Check == node {
			words = append(words, string(word))
		}
		for c := int32(1); c < 256; c++ {
			if n := base + c; n > 0 && int(n) < len(d.Index.Da) && d.Index.Da[n].Check == node {
				word = append(word, byte(c))
				walk(n)
				word = word[:len(word)-1]
			}
		}
	}
	walk(0)
	if len(words) < 300_000 {
		t.Fatalf("found %d words", len(words))
	}

	// White space: no word contains any, and all of it has one entry.
	space := d.CharacterCategory(' ')
	var with []string
	for _, w := range words {
		if strings.ContainsFunc(w, func(r rune) bool { return d.CharacterCategory(r) == space }) {
			t.Errorf("the word %q contains white space", w)
		}
		if strings.ContainsAny(w, "。！？") {
			with = append(with, w)
		}
	}
	if n := d.UnkDict.IndexDup[int32(space)]; n != 0 {
		t.Errorf("white space has %d entries", n+1)
	}

	// 。！？: only モー娘。 contains one and is longer.
	slices.Sort(with)
	if want := []string{"。", "モー娘。", "！", "？"}; !slices.Equal(with, want) {
		t.Errorf("words with a full stop: %q, want %q", with, want)
	}
	// Between characters of other classes an unknown word cannot reach across
	// it either, so the choice is the word or an unknown word of one
	// character. The first is cheaper, whatever is before and after.
	n := int(d.Connection.Row)
	for _, w := range []string{"。", "！", "？"} {
		r, _ := utf8.DecodeRuneInString(w)
		var known []int
		d.Index.CommonPrefixSearchCallback(w, func(id, _ int) { known = append(known, id) })
		if len(known) != 1 {
			t.Fatalf("%s has %d entries", w, len(known))
		}
		k := d.Morphs[known[0]]
		class := int32(d.CharacterCategory(r))
		for i := range d.UnkDict.IndexDup[class] + 1 {
			u := d.UnkDict.Morphs[d.UnkDict.Index[class]+i]
			before, after := -1<<30, -1<<30 // the most that the word can cost more on each side
			for id := range n {
				before = max(before, int(d.Connection.At(id, int(k.LeftID)))-int(d.Connection.At(id, int(u.LeftID))))
				after = max(after, int(d.Connection.At(int(k.RightID), id))-int(d.Connection.At(int(u.RightID), id)))
			}
			if more := before + int(k.Weight) - int(u.Weight) + after; more >= 0 {
				t.Errorf("%s as a word can cost %d more than as an unknown word", w, more)
			}
		}
	}
}

// hostile are the texts that stock kagome and prose slow down or swell on.
var hostile = []string{".", "ア", "(", ")", "ァ", " ", "a", "。", "漢", "・", "。」", ").", "アa", "あ、", "\xff", "'s", "x@", "/"}

// TestJapaneseProportional checks what time and memory depend on: how much is
// handed over at once, in all, and in runs of one class.
func TestJapaneseProportional(t *testing.T) {
	size := 1 << 20
	if testing.Short() || raceEnabled {
		size = 1 << 16
	}
	d := ipa.Dict()
	for _, unit := range hostile {
		s := strings.Repeat(unit, size/len(unit))
		sizes, leads := token.Pieces(s)
		total, start := 0, 0
		for i, n := range sizes {
			if n > token.MaxPiece+utf8.UTFMax {
				t.Fatalf("%q: a piece of %d bytes", unit, n)
			}
			run, before := 0, byte(0xff)
			for _, r := range s[start : start+n] {
				if class := d.CharacterCategory(r); class != before {
					run, before = 0, class
				}
				if run++; run > token.MaxRun && d.GroupList[before] {
					t.Fatalf("%q: a run of more than %d in a piece", unit, token.MaxRun)
				}
			}
			start += n
			total += n + leads[i]
		}
		if total > 2*len(s) {
			t.Errorf("%q: %d bytes handed over for %d", unit, total, len(s))
		}
		// The first six are those that cost stock kagome and prose the most.
		if slices.Index(hostile, unit) < 6 {
			tiles(t, s, token.Japanese(s))
		}
	}
}

func TestJapaneseOneLine(t *testing.T) {
	size := 5 << 20
	if testing.Short() || raceEnabled {
		size = 1 << 18
	}
	line := strings.ReplaceAll(policyJA, "\n", "")
	for _, unit := range []string{line, strings.NewReplacer("。", "", " ", "", "　", "").Replace(line)} {
		grew := func(n int) uint64 {
			s := strings.Repeat(unit, n/len(unit))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			tokens := token.Japanese(s)
			runtime.ReadMemStats(&after)
			tiles(t, s, tokens)
			return after.TotalAlloc - before.TotalAlloc
		}
		grew(1 << 14) // fills kagome's pools
		quarter, whole := grew(size/4), grew(size)
		if raceEnabled {
			continue // its pools forget things at random
		}
		// Four times the text takes four times the memory, and the slack of a
		// growing slice.
		if whole > 8*quarter+1<<20 {
			t.Errorf("%d bytes of text take %d bytes of memory, a quarter of it %d", size, whole, quarter)
		}
		// Stock kagome takes 300 times the text.
		if whole > 60*uint64(size) {
			t.Errorf("%d bytes of text take %d bytes of memory", size, whole)
		}
	}
}

func TestAppendJapanese(t *testing.T) {
	all := token.AppendJapanese(nil, "本人の同意")
	n := len(all)
	all = token.AppendJapanese(all, "第三者提供")
	if !slices.Equal(all[:n], token.Japanese("本人の同意")) || !slices.Equal(all[n:], token.Japanese("第三者提供")) {
		t.Errorf("appended: %+v", all)
	}
	if got := token.AppendJapanese(all[:0], ""); len(got) != 0 {
		t.Errorf("of no text: %+v", got)
	}
	if got := token.Japanese(""); got != nil {
		t.Errorf("of no text: %+v", got)
	}
}

func TestAppendJapaneseAllocates(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates, too")
	}
	dst := token.Japanese(policyJA)
	n := testing.AllocsPerRun(10, func() { dst = token.AppendJapanese(dst[:0], policyJA) })
	// Now and then a pool of kagome's is emptied by the garbage collector.
	if n > 50 {
		t.Errorf("%v allocations for %d tokens", n, len(dst))
	}
}

func TestConcurrentFirstUse(t *testing.T) {
	tokenize, loaded := token.FirstUse()
	if loaded() {
		t.Error("loaded before its use")
	}
	want := token.Japanese(policyJA)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 3 {
				if got := tokenize(policyJA); !slices.Equal(got, want) {
					t.Error("other tokens than alone")
				}
				loaded()
			}
		})
	}
	wg.Wait()
	if !loaded() {
		t.Error("not loaded after its use")
	}
}

// TestLoadedOnFirstUse runs itself in a new process, where nothing has used
// the package yet.
func TestLoadedOnFirstUse(t *testing.T) {
	const child = "POLCOMPARE_TOKEN_TEST_CHILD"
	if os.Getenv(child) == "" {
		self, err := os.Executable()
		if err != nil {
			t.Skip(err)
		}
		cmd := exec.Command(self, "-test.run=^TestLoadedOnFirstUse$")
		cmd.Env = append(os.Environ(), child+"=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	token.English("This does not need the dictionary.")
	_ = token.POS(0).String() + token.Detail(0).String()
	if token.Loaded() {
		t.Error("loaded before anything needed it")
	}
	token.Japanese("")
	if token.Loaded() {
		t.Error("loaded for an empty text")
	}
	token.Japanese("本人")
	if !token.Loaded() {
		t.Error("not loaded by its use")
	}
}

// TestShared keeps the fast way from being lost unnoticed.
func TestShared(t *testing.T) {
	switch runtime.GOARCH {
	case "amd64", "arm64":
		if !token.Shared() {
			t.Error("the tables of the dictionary were copied")
		}
	default:
		t.Skip("only known to work on amd64 and arm64")
	}
}

func TestNotice(t *testing.T) {
	for _, part := range []string{
		"Copyright 2000, 2001, 2002, 2003 Nara Institute of Science",
		"ICOT Free Software",
		"NO WARRANTY",
		"Copyright (c) 2020 ikawaha",
	} {
		if !strings.Contains(token.Notice(), part) {
			t.Errorf("the notice does not say %q", part)
		}
	}
}

func TestDetail(t *testing.T) {
	tokens := token.Japanese("個人情報保護管理者")
	last := tokens[len(tokens)-1]
	for _, test := range []struct {
		levels string
		want   bool
	}{
		{"名詞,接尾,一般", true},
		{"名詞,接尾", true},
		{"名詞", true},
		{"名", false},
		{"名詞,接", false},
		{"名詞,接尾,一般,一般", false},
		{"動詞", false},
	} {
		if got := last.Detail.Is(test.levels); got != test.want {
			t.Errorf("%s is %s: %v", last.Detail, test.levels, got)
		}
	}
	if s := token.Detail(255).String(); s != "" {
		t.Errorf("a detail that is not in the dictionary: %q", s)
	}
	if s := token.POS(200).String(); s != "other" {
		t.Errorf("a kind that does not exist: %q", s)
	}
}

// manyJA is enough text to measure with.
var manyJA = strings.Repeat(policyJA, 40)

func BenchmarkJapanese(b *testing.B) {
	dst := token.Japanese(manyJA)
	b.SetBytes(int64(len(manyJA)))
	b.ReportAllocs()
	for b.Loop() {
		dst = token.AppendJapanese(dst[:0], manyJA)
	}
}

// BenchmarkStockKagome is kagome's tokenizer over the same text, sentence by
// sentence, which suits it better than the whole.
func BenchmarkStockKagome(b *testing.B) {
	k := stock()
	b.SetBytes(int64(len(manyJA)))
	b.ReportAllocs()
	for b.Loop() {
		for line := range strings.Lines(manyJA) {
			for sentence := range strings.SplitAfterSeq(line, "。") {
				k.Tokenize(sentence)
			}
		}
	}
}

func BenchmarkFirstUse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		tokenize, _ := token.FirstUse()
		tokenize("本人")
	}
}

func BenchmarkStockLoad(b *testing.B) {
	// The ipa package loads once only; this is what it does then.
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/ikawaha/kagome-dict/ipa").Output()
	if err != nil {
		b.Skip(err)
	}
	name := filepath.Join(strings.TrimSpace(string(out)), "ipa.dict")
	b.ReportAllocs()
	for b.Loop() {
		d, err := dict.LoadDictFile(name)
		if err != nil {
			b.Fatal(err)
		}
		k, err := tokenizer.New(d)
		if err != nil {
			b.Fatal(err)
		}
		k.Tokenize("本人")
	}
}

func BenchmarkHostileJapanese(b *testing.B) {
	for _, unit := range hostile {
		for _, n := range []int{1 << 17, 1 << 19} {
			s := strings.Repeat(unit, n/len(unit))
			dst := token.Japanese(s)
			b.Run(fmt.Sprintf("%q/%d", unit, n), func(b *testing.B) {
				b.SetBytes(int64(len(s)))
				b.ReportAllocs()
				for b.Loop() {
					dst = token.AppendJapanese(dst[:0], s)
				}
			})
		}
	}
}
