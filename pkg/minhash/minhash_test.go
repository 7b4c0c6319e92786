package minhash

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// paragraph returns n sentences of invented Japanese, different for each seed.
func paragraph(seed uint64, n int) string {
	words := []string{"商品", "発送", "連絡", "抽選", "会員", "登録", "広告", "配信", "分析", "改善", "請求", "決済", "応募", "面談", "予約", "旅行", "保険", "診療", "配達", "見学"}
	verbs := []string{"のために利用します。", "に関してお知らせします。", "を委託することがあります。", "の履歴を保管します。"}
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	for range n {
		for range 3 + r.IntN(4) {
			b.WriteString(words[r.IntN(len(words))])
		}
		b.WriteString(verbs[r.IntN(len(verbs))])
	}
	return b.String()
}

// kanji returns n characters drawn from 3000.
func kanji(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 2))
	out := make([]rune, n)
	for i := range out {
		out[i] = 0x4E00 + r.Int32N(3000)
	}
	return string(out)
}

// jaccard counts, by the definition of the package comment and not by its code.
func jaccard(a, b string) float64 {
	set := func(s string) map[string]bool {
		var letters []rune
		for _, r := range strings.ToLower(s) {
			if unicode.IsDigit(r) {
				r = '0'
			}
			if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
				letters = append(letters, r)
			}
		}
		out := map[string]bool{}
		for end := range letters {
			w := 0
			for from := end; from >= 0; from-- {
				if letters[from] >= 0x3000 {
					w += 3
				} else {
					w++
				}
				if w >= 24 {
					out[string(letters[from:end+1])] = true
					break
				}
			}
		}
		return out
	}
	x, y := set(a), set(b)
	both := 0
	for k := range x {
		if y[k] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

func TestSimilarityEstimatesJaccard(t *testing.T) {
	const rounds = 300
	var bias, square float64
	r := rand.New(rand.NewPCG(7, 7))
	for i := range uint64(rounds) {
		shared := kanji(i, 300+r.IntN(600))
		a, b := shared+kanji(i+1000, r.IntN(300)), shared+kanji(i+2000, r.IntN(300))
		if i%3 == 0 {
			a += " We process 12 orders, and send them on."
		}
		d := New(a).Similarity(New(b)) - jaccard(a, b)
		bias += d / rounds
		square += d * d / rounds
	}
	// The standard error at the worst J is 0.0625; the mean of 300 has 0.0036.
	if math.Abs(bias) > 0.011 || math.Sqrt(square) > 0.0625 {
		t.Errorf("bias %.4f, error %.4f", bias, math.Sqrt(square))
	}
}

func TestWhatCountsAsTheSame(t *testing.T) {
	base := "株式会社青空は、2024年4月1日以降、商品の発送および新商品のご案内のために個人情報を利用します。We send the goods to you within 5 days of the order, as you asked."
	for _, c := range []struct {
		reason, text string
		leave        []string
		same         bool
	}{
		{"layout and punctuation", strings.NewReplacer("、", " ,\n ", "。", " ").Replace(base), []string{"株式会社青空"}, true},
		{"case", strings.ToUpper(base), []string{"株式会社青空"}, true},
		{"digits", strings.NewReplacer("2024", "2019", "5 days", "7 days").Replace(base), []string{"株式会社青空"}, true},
		{"company", strings.ReplaceAll(base, "株式会社青空", "かもめ商店"), []string{"かもめ商店"}, true},
		{"company that was not left out", strings.ReplaceAll(base, "株式会社青空", "かもめ商店"), nil, false},
		{"other words", strings.ReplaceAll(base, "発送", "返品"), []string{"株式会社青空"}, false},
	} {
		if got := New(base, "株式会社青空").Similarity(New(c.text, c.leave...)) == 1; got != c.same {
			t.Errorf("%s: same %v, want %v", c.reason, got, c.same)
		}
	}
	if s := New(" ※。\n"); !s.IsZero() || s.Similarity(s) != 0 || s.String() != "" {
		t.Errorf("a text without letters is like something: %q", s.String())
	}
	if New("ab").Similarity(New("cd")) != 0 || New("ab").Similarity(New("a b")) != 1 {
		t.Error("texts shorter than a shingle")
	}
}

func TestWrittenForm(t *testing.T) {
	s := New(paragraph(1, 10))
	got, err := Parse(s.String())
	if err != nil || got != s || len(s.String()) != 347 {
		t.Errorf("%v, %d characters", err, len(s.String()))
	}
	if z, err := Parse(""); err != nil || !z.IsZero() {
		t.Errorf("empty: %v", err)
	}
	for _, c := range []struct{ in, want string }{
		{"m0:AAAA", "another make"},
		{"m1:AAAA", "no signature"},
		{"m1:" + strings.Repeat("?", 344), "no signature"},
	} {
		if _, err := Parse(c.in); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.10s: %v", c.in, err)
		}
	}
}

func TestClusters(t *testing.T) {
	// Three templates with five, three and two copies, each copy with a
	// sentence of its own, among forty texts of their own.
	var texts []string
	var want [][]int
	for template, copies := range []int{5, 3, 2} {
		var members []int
		for c := range copies {
			members = append(members, len(texts))
			texts = append(texts, paragraph(uint64(template), 60)+paragraph(uint64(100*template+c+50), 2))
			texts = append(texts, paragraph(uint64(5000+len(texts)), 60))
		}
		want = append(want, members)
	}
	for i := range 30 {
		texts = append(texts, paragraph(uint64(9000+i), 60))
	}
	var signatures []Signature
	for _, s := range texts {
		signatures = append(signatures, New(s))
	}
	signatures = append(signatures, Signature{}, Signature{}) // texts without letters are no duplicates
	got := Clusters(signatures, 0.8)
	if len(got) != len(want) {
		t.Fatalf("%d clusters: %+v", len(got), got)
	}
	for i, c := range got {
		if !slices.Equal(c.Members, want[i]) || c.Similarity < 0.75 || c.Similarity > 1 {
			t.Errorf("cluster %d: %+v, want %v", i, c, want[i])
		}
	}
}

// Clusters finds what comparing each with each finds, and does not compare each
// with each.
func TestClustersAgainstAllPairs(t *testing.T) {
	var signatures []Signature
	for i := range 150 {
		signatures = append(signatures, New(paragraph(uint64(i%50), 40)+paragraph(uint64(i+1000), 3)))
	}
	in := make([]int, len(signatures))
	for i, c := range Clusters(signatures, 0.8) {
		for _, m := range c.Members {
			in[m] = i + 1
		}
	}
	pairs, found := 0, 0
	for i := range signatures {
		for j := range i {
			if signatures[i].Similarity(signatures[j]) >= 0.8 {
				pairs++
				if in[i] != 0 && in[i] == in[j] {
					found++
				}
			}
		}
	}
	if pairs < 100 || found < pairs*99/100 {
		t.Errorf("%d of %d pairs", found, pairs)
	}
}

func FuzzNew(f *testing.F) {
	f.Add("株式会社青空は個人情報を利用します。", "株式会社青空")
	f.Add("a\xff1", "")
	f.Fuzz(func(t *testing.T, s, name string) {
		a := New(s, name)
		if b := New(s+" \n。", name); name == "" && a != b {
			t.Error("white space and punctuation count")
		}
		if back, err := Parse(a.String()); err != nil || back != a {
			t.Errorf("written and read: %v", err)
		}
		if !a.IsZero() && a.Similarity(a) != 1 {
			t.Error("unlike itself")
		}
	})
}

func BenchmarkNew(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"ja", paragraph(1, 200)},
		{"en", strings.Repeat("We send the goods to you within days of the order, as you asked. ", 150)},
		{"one letter", strings.Repeat("a", 1<<20)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				New(c.text, "青空")
			}
		})
	}
}

func BenchmarkClusters(b *testing.B) {
	var signatures []Signature
	for i := range 20_000 {
		signatures = append(signatures, New(paragraph(uint64(i%15_000), 10)))
	}
	for b.Loop() {
		Clusters(signatures, 0.8)
	}
}

func Example() {
	texts := []string{
		"Kamome Inc. uses personal information in order to send the goods that were ordered, to answer questions, and to tell of new goods.",
		"Aozora Ltd uses personal information in order to send the goods that were ordered, to answer questions, and to tell of new goods!",
		"We never hand the e-mail addresses of our readers to anyone, for whatever reason, at whatever price.",
	}
	names := []string{"Kamome Inc.", "Aozora Ltd", ""}
	var signatures []Signature
	for i, s := range texts {
		signatures = append(signatures, New(s, names[i]))
	}
	for _, c := range Clusters(signatures, 0.8) {
		fmt.Println(c.Members, c.Similarity)
	}
	// Output: [0 1] 1
}
