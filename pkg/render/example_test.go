package render_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/text"
)

// found returns a policy in which words were found.
func found(company, whole, words, category string, state extract.State) *extract.Result {
	src := text.NewSource(company+".txt", whole)
	at := strings.Index(whole, words)
	return &extract.Result{
		Document: &policy.Document{ID: src.Name(), Path: src.Name(), Lang: policy.English, Company: company, Source: src, View: text.Identity(src)},
		Findings: []extract.Finding{{Kind: extract.Purpose, Categories: []string{category}, Text: words,
			Span: text.Span{Start: at, End: at + len(words)}, Section: -1, State: state, Confidence: 0.9, Rule: "en/purpose#1"}},
	}
}

func ExampleMatrix() {
	m, err := compare.New([]*extract.Result{
		found("Shop", "We use it for advertising.", "for advertising", "advertising", extract.Stated),
		found("Bank", "We never use it for advertising.", "never use it for advertising", "advertising", extract.Denied),
	}, compare.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := render.Matrix(os.Stdout, m, render.Table, render.Options{Width: 80, NoSummary: true, Evidence: true}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// ┌─────────────────┬──────┬──────┐
	// │                 │ Bank │ Shop │
	// │                 │ en   │ en   │
	// ├─────────────────┼──────┼──────┤
	// │ purposes of use │ 1    │ 1    │
	// │   advertising   │ ✕    │ ●    │
	// └─────────────────┴──────┴──────┘
	// ● stated   ✕ denied   ×n: in n findings   figures beside a kind: findings
	//
	// Evidence
	//
	// purposes of use – advertising
	//   Bank (en)
	//     ✕ Bank.txt:1:4  never use it for advertising
	//   Shop (en)
	//     ● Shop.txt:1:11  for advertising
}

func ExampleResults() {
	r := found("Shop", "We use it for advertising.", "for advertising", "advertising", extract.Stated)
	if err := render.Results(os.Stdout, []*extract.Result{r}, render.Markdown, render.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// ## Shop (en)
	//
	// Shop.txt
	//
	// ### purposes of use (1)
	//
	// | category | text | state | place | conf. |
	// | --- | --- | --- | --- | --- |
	// | advertising | for advertising | stated | 1:11 | 0.90 |
}

func ExampleExplain() {
	r := found("Shop", "We use it for advertising.", "for advertising", "advertising", extract.Stated)
	r.Findings[0].Evidence = []extract.Evidence{{Rule: "en/purpose.rules:12", Category: "advertising", Weight: 1, Match: text.Span{Start: 14, End: 25}}}
	if err := render.Explain(os.Stdout, r, 0, render.Options{Width: 80}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// Shop.txt:1:11
	// ● purposes of use: advertising – stated, conf. 0.90
	//   text: for advertising
	//   words (base forms): for advertising
	//   rule: en/purpose#1
	// ┌────────┬─────────────┬─────────────────────┬──────────────────┐
	// │ weight │ category    │ rule                │ match            │
	// ├────────┼─────────────┼─────────────────────┼──────────────────┤
	// │ +1.00  │ advertising │ en/purpose.rules:12 │ 1:15 advertising │
	// └────────┴─────────────┴─────────────────────┴──────────────────┘
	//   weight by category: advertising +1.00
}

func ExampleExplainTopics() {
	a, err := polcompare.New(polcompare.Options{Reasons: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	results, err := a.Bytes("kites.md", []byte("# Privacy Policy\n\n## Cookies\n\nWe use cookies to remember your basket.\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := render.ExplainTopics(os.Stdout, results[0], render.Options{Width: 80, Lang: "ja"}); err != nil {
		fmt.Println(err)
	}
	// Output:
	//
	// kites.md:3:4
	// 節：Cookies
	//   話題：クッキー等の識別子
}

func ExampleEncoder() {
	e := render.NewEncoder(os.Stdout, render.Options{})
	if err := e.Encode(found("Shop", "For surveys.", "For surveys", "survey", extract.Stated)); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {"schema":"polcompare.document/v1","id":"Shop.txt","path":"Shop.txt","lang":"en","company":"Shop","title":"","dates":[],"sha256":"","encoding":"","format":"","sections":[],"findings":[{"kind":"purpose","categories":["survey"],"text":"For surveys","span":{"start":0,"end":11},"at":{"line":1,"column":1},"section":-1,"marker":"","state":"stated","confidence":0.9,"rule":"en/purpose#1"}]}
}

func ExampleWrap() {
	for _, line := range render.Wrap("当社は、法令に基づく場合（Cookieを含む）を除き、提供しません。", 20) {
		fmt.Println(line)
	}
	// Output:
	// 当社は、法令に基づく
	// 場合（Cookieを含む）
	// を除き、提供しませ
	// ん。
}

func ExampleClean() {
	fmt.Println(render.Clean("policy\x1b[31m.md"))
	// Output: policy\x1b[31m.md
}

func ExampleWidth() {
	fmt.Println(render.Width("第27条"), render.Width("①※○"))
	// Output: 6 3
}

func ExampleParseFormat() {
	f, err := render.ParseFormat("md")
	fmt.Println(f, err)
	_, err = render.ParseFormat("xls")
	fmt.Println(err)
	// Output:
	// markdown <nil>
	// unknown format "xls" (known: table, markdown, csv, json, jsonl)
}
