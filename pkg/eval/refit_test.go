package eval_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/polcompare/polcompare/pkg/drift"
	"github.com/polcompare/polcompare/pkg/eval"
	"github.com/polcompare/polcompare/pkg/polcompare"
)

var analyzer = func() *polcompare.Analyzer {
	a, err := polcompare.New(polcompare.Options{})
	if err != nil {
		panic(err)
	}
	return a
}()

// somePairs returns invented pairs of three publishers: lines that correspond,
// and one with an annotated divergence.
func somePairs() fstest.MapFS {
	things := [][2]string{{"氏名", "names"}, {"住所", "addresses"}, {"電話番号", "telephone numbers"}, {"位置情報", "location information"}, {"購入履歴", "purchase history"}, {"年齢", "ages"}}
	acts := [][2]string{{"取得します", "collects"}, {"保存します", "stores"}, {"分析します", "analyzes"}, {"削除します", "deletes"}, {"開示します", "discloses"}}
	text := func(first, n int) (ja, en string) {
		var a, b strings.Builder
		a.WriteString("# プライバシーポリシー\n\n")
		b.WriteString("# Privacy Policy\n\n")
		for i := first; i < first+n; i++ {
			x, y := things[i%len(things)], acts[i%len(acts)]
			fmt.Fprintf(&a, "当社は、利用者の%sを適法な手段により%s。\n\n", x[0], y[0])
			fmt.Fprintf(&b, "The Company %s the %s of users by lawful means.\n\n", y[1], x[1])
		}
		return a.String(), b.String()
	}
	out := fstest.MapFS{}
	put := func(name, s string) { out[name] = &fstest.MapFile{Data: []byte(s)} }
	for i, dir := range []string{"aoba-web", "aoba-app", "midori"} {
		ja, en := text(i, 7+i)
		put(dir+"/ja.md", ja)
		put(dir+"/en.md", en)
	}
	put("kaede/ja.md", "# 方針\n\n当社は、請求を受けた日から14日以内に回答します。\n\n当社は、個人データを第三者に提供しません。\n")
	put("kaede/en.md", "# Policy\n\nThe Company replies within 30 days of the day on which it receives the request.\n\nThe Company does not provide personal data to third parties.\nThis is a line more.\n")
	put("kaede/drift.gold.json", `{"original": "ja", "divergences": [{"type": "number", "severity": "high", "ja": "14日以内", "en": "within 30 days", "note": "why"}]}`)
	put("alone/ja.md", "当社は、個人データを第三者に提供しません。\n")
	return out
}

func TestLoadPairs(t *testing.T) {
	pairs, err := eval.LoadPairs(eval.Tree{FS: somePairs(), Name: "pairs"}, analyzer.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range pairs {
		got = append(got, fmt.Sprintf("%s %s %t %d", p.Path, p.Publisher, p.Lines > 0, p.Noted))
	}
	want := []string{"pairs/aoba-app aoba true 0", "pairs/aoba-web aoba true 0", "pairs/kaede kaede false 1", "pairs/midori midori true 0"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, p := range pairs {
		c, err := p.Measure(drift.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if p.Noted > 0 && (c.Noted != 1 || c.Found != 1) {
			t.Errorf("%s: %d of %d found", p.Path, c.Found, c.Noted)
		}
		if p.Lines > 0 && (c.Links == 0 || c.Alones == 0 || c.LinksRight > c.Links || c.AlonesRight > c.AlonesFound) {
			t.Errorf("%s: %+v", p.Path, c)
		}
		if s := c.Score(); s <= 0 || s > 1 {
			t.Errorf("%s: score %f", p.Path, s)
		}
	}
	for _, c := range []struct{ file, content, want, reason string }{
		{"kaede/drift.gold.json", "{", "pairs/kaede/drift.gold.json", "no JSON"},
		{"kaede/drift.gold.json", `{"original": "fr"}`, `original is "fr"`, "a language that there is not"},
		{"kaede/drift.gold.json", `{"divergences": [{"severity": "grave", "ja": "x"}]}`, `severity is "grave"`, "a severity that there is not"},
		{"kaede/drift.gold.json", `{"divergences": [{"severity": "high"}]}`, "quotes neither side", "no quote"},
		{"midori/ja.md", "", "pairs/midori/ja.md", "an empty file"},
	} {
		fs := somePairs()
		fs[c.file] = &fstest.MapFile{Data: []byte(c.content)}
		if _, err := eval.LoadPairs(eval.Tree{FS: fs, Name: "pairs"}, analyzer.Bytes); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.reason, err, c.want)
		}
	}
}

// TestRefit begins with a threshold that links nothing and finds a better one.
func TestRefit(t *testing.T) {
	pairs, err := eval.LoadPairs(eval.Tree{FS: somePairs(), Name: "pairs"}, analyzer.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	start := drift.DefaultSettings()
	start.BlockThreshold, start.GapFloor, start.MovedFloor = 900, 1000, 1000
	r, err := eval.Refit(context.Background(), pairs, start, eval.RefitOptions{Folds: 3})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for k, f := range r.Folds {
		for _, p := range f.Publishers {
			seen[p]++
			if f.Before.Links+f.Before.Noted == 0 {
				t.Errorf("fold %d measures nothing", k)
			}
		}
	}
	if len(seen) != 3 || seen["aoba"] != 1 || seen["kaede"] != 1 || seen["midori"] != 1 {
		t.Errorf("folds %v: each publisher stands in one", seen)
	}
	if !r.Better() || r.Settings == start || r.Settings.BlockThreshold >= 900 {
		t.Errorf("from %.3f to %.3f with threshold %d", r.Before.Score(), r.After.Score(), r.Settings.BlockThreshold)
	}
	if r.Settings.UnrelatedShare != start.UnrelatedShare {
		t.Error("a setting that pairs say nothing of was fitted")
	}
	again, err := eval.Refit(context.Background(), pairs, start, eval.RefitOptions{Folds: 3, Workers: 7})
	if err != nil {
		t.Fatal(err)
	}
	if again.Settings != r.Settings || again.After != r.After {
		t.Error("another number of workers, another result")
	}
	back, err := drift.ParseSettings(string(r.Settings.JSON()))
	if err != nil || *back != r.Settings {
		t.Errorf("written and read again: %v, %v", back, err)
	}
	var one []*eval.DriftPair
	for _, p := range pairs {
		if p.Publisher == "aoba" {
			one = append(one, p)
		}
	}
	if _, err := eval.Refit(context.Background(), one, start, eval.RefitOptions{}); err == nil || !strings.Contains(err.Error(), "aoba") {
		t.Errorf("one publisher: %v", err)
	}
	if _, err := eval.Refit(context.Background(), nil, start, eval.RefitOptions{}); !errors.Is(err, eval.ErrNoPairs) {
		t.Errorf("no pairs: %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := eval.Refit(ctx, pairs, start, eval.RefitOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

// TestSharedPairs measures alignment on pairs beside the project.
func TestSharedPairs(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "pairs")
	if _, err := os.Stat(dir); err != nil {
		t.Skip(err)
	}
	if testing.Short() {
		t.Skip("a short run")
	}
	pairs, err := eval.LoadPairs(eval.Dir(dir), analyzer.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	var sum eval.DriftCounts
	for _, p := range pairs {
		c, err := p.Measure(drift.Options{})
		if err != nil {
			t.Fatal(err)
		}
		sum.Add(c)
	}
	t.Logf("divergences %.3f, lines linked %.4f, lines alone %.3f", sum.Divergences(), sum.Link(), sum.Alone())
	if sum.Link() < 0.985 || sum.Alone() < 0.90 {
		t.Errorf("lines linked %.4f, want .985; lines alone %.3f, want .90", sum.Link(), sum.Alone())
	}
}

func ExampleRefit() {
	// A folder a pair: en.* and ja.*, with lines that correspond or a drift.gold.json.
	pairs, err := eval.LoadPairs(eval.Tree{FS: somePairs(), Name: "pairs"}, analyzer.Bytes)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := eval.Refit(context.Background(), pairs, drift.DefaultSettings(), eval.RefitOptions{Folds: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range r.Folds {
		fmt.Println("held out:", f.Publishers)
	}
	// Output:
	// held out: [aoba]
	// held out: [kaede midori]
}
