package extract

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
)

func tryText(t testing.TB, said string) (*Result, []Trial) {
	t.Helper()
	file, err := ingest.Read("text.md", []byte(said), ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	docs, err := policy.Parse(file, policy.Options{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := NewEngine(nil)
	if err != nil {
		t.Fatal(err)
	}
	r, trials, err := e.Try(docs[0])
	if err != nil {
		t.Fatal(err)
	}
	plain, err := e.Run(docs[0])
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(r.Findings, plain.Findings) || !reflect.DeepEqual(r.Denials, plain.Denials) || !reflect.DeepEqual(r.Topics, plain.Topics) {
		t.Errorf("%q: Try found\n%v\nand Run\n%v", said, r.Findings, plain.Findings)
	}
	return r, trials
}

// TestTry holds trials to what they say: scores are sums of what matched, rules that
// found something fired, and the stretches are those of the text.
func TestTry(t *testing.T) {
	for _, said := range []string{
		"We use your address to send you the gazette. We do not sell it.",
		"## Who sees it\n\nWe pass your address to our printers, unless you object:\n\n- to printers;\n- to the town.\n\nWe are not liable for other websites.",
		"当社は、お問い合わせに回答するため、個人情報を利用します。法令に基づく場合を除き、第三者に提供しません。",
		"## 利用目的\n\n以下の目的で利用します。\n\n- 商品の発送\n- お知らせの送付",
	} {
		r, trials := tryText(t, said)
		fired := map[string]bool{}
		for _, x := range trials {
			sum := 0.0
			for _, e := range x.Reasons {
				sum += e.Weight
			}
			if d := sum - x.Score; d > 1e-6 || d < -1e-6 {
				t.Errorf("%q: %s weighs %g, its reasons %g", said, x.Rule.Name, x.Score, sum)
			}
			if x.Span.Empty() || x.Span.End > len(said) {
				t.Errorf("%q: %s was asked of %v", said, x.Rule.Name, x.Span)
			}
			if x.Fired() {
				fired[r.Document.Lang+"/"+x.Rule.Name] = true
			}
		}
		for _, f := range r.Findings {
			if strings.Contains(f.Rule, "/aim") || strings.HasPrefix(f.Rule, "contact/") {
				continue // by the shape of a list
			}
			if !fired[f.Rule] {
				t.Errorf("%q: found by %s, which did not fire", said, f.Rule)
			}
		}
	}
}

// TestTryMissed asks why a sentence states nothing.
func TestTryMissed(t *testing.T) {
	_, trials := tryText(t, "We will not share your address with our printers.")
	i := slices.IndexFunc(trials, func(x Trial) bool { return x.Rule.Name == "exception/stated" })
	if i < 0 {
		t.Fatal("exception/stated was not asked")
	}
	if x := trials[i]; x.Fired() || !slices.ContainsFunc(x.Reasons, func(e Evidence) bool { return e.Weight < 0 }) {
		t.Errorf("exception/stated comes to %g of %g with %v: want it held back by the denial", x.Score, x.Least, x.Reasons)
	}
}

func ExampleEngine_Try() {
	file, err := ingest.Read("text.md", []byte("You must give your address to join."), ingest.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	docs, err := policy.Parse(file, policy.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := NewEngine(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	result, trials, err := engine.Try(docs[0])
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(result.Findings), "found")
	for _, t := range trials {
		if t.Rule.Name == "purpose/to" {
			fmt.Printf("%s: %s fires: %v\n", docs[0].Visible(t.Span), t.Rule.Name, t.Fired())
		}
	}
	// Output:
	// 0 found
	// to join.: purpose/to fires: false
}
