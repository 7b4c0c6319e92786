package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
)

// ruled are the rules alone, without what was learned: what they say is tested by itself.
var ruled = rules.Default().WithoutWeights()

// topicsOf returns the topics of each section of a Markdown text, as
// "heading: topic topic".
func topicsOf(t *testing.T, src string) []string {
	t.Helper()
	f, err := ingest.Read("test.md", []byte(src), ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	docs, err := policy.Parse(f, policy.Options{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := NewEngine(ruled)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range docs {
		r, err := e.Run(d)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range d.Sections {
			out = append(out, d.View.Slice(s.Heading)+": "+strings.Join(r.Topics[i], " "))
		}
	}
	return out
}

func TestTopics(t *testing.T) {
	for _, tt := range []struct {
		why  string
		src  string
		want []string
	}{
		{
			"headings in plain words",
			`# Sample Choir Privacy Notice

We are a choir.

## Why we need it

We need your address to deliver the programme.

## Who works for us

A printing firm addresses the envelopes.

## To whom it may be passed

The police, if a crime is suspected.

## Looking after your data

Paper forms are locked in a cupboard.

## Who we are

Sample Choir is a charity in Exampleton.
`,
			[]string{"Sample Choir Privacy Notice: ", "Why we need it: purposes", "Who works for us: entrustment", "To whom it may be passed: third_party", "Looking after your data: security", "Who we are: introduction"},
		},
		{
			"each section has the topic of its heading and of its own sentences",
			`# 個人情報保護方針

青葉文具店（以下「当店」といいます）は、個人情報の取扱いについて、この方針を定めます。

## 1. 取得する情報

当店は、お名前、ご住所などの情報を取得します。

## 2. 利用目的

当店は、お預かりした情報を次の目的で利用します。

- ご注文の品の発送
- お問い合わせへの回答

## 3. 第三者への提供

当店は、ご本人の同意なく個人情報を第三者に提供しません。

## 4. 安全管理

当店は、個人情報の紛失や漏えいを防ぐための措置を講じます。

## 5. 方針の変更

当店は、この方針を変更することがあります。
`,
			[]string{"個人情報保護方針: introduction", "取得する情報: collection", "利用目的: purposes", "第三者への提供: third_party", "安全管理: security", "方針の変更: revision"},
		},
		{
			"a long section deals with several topics; a passing word makes none",
			`# プライバシーポリシー

青葉文具店は、お客様のプライバシーを尊重し、その保護に努めます。

## ウェブサイトについて

当店のサイトではクッキーを使用しています。通信はSSLで暗号化しています。サイトから他社のサイトへリンクしていますが、リンク先での取扱いについて当店は責任を負いません。

## お支払いについて

当店での代金のお支払いは銀行振込でお願いしており、手数料は当店が持ちます。
`,
			[]string{"プライバシーポリシー: introduction", "ウェブサイトについて: security cookies external_services disclaimer", "お支払いについて: other"},
		},
		{
			"a heading without text of its own has no topics; its children take its topic over where their headings name none",
			`# プライバシーポリシー

青葉文具店は、お客様のプライバシーを尊重し、その保護に努めます。

## 提携先への提供

### 提供する項目

- お名前、お電話番号

## お問い合わせ窓口

青葉文具店 お客様係 kakari@aoba.example.jp

## 改定の日

2021年4月1日
`,
			[]string{"プライバシーポリシー: introduction", "提携先への提供: ", "提供する項目: third_party", "お問い合わせ窓口: contact", "改定の日: "},
		},
		{
			"exceptions from the limits of use are no provision to third parties",
			`# プライバシーポリシー

青葉文具店は、お客様のプライバシーを尊重し、その保護に努めます。

## 利用目的による制限

当店は、次の場合を除き、利用目的の範囲を超えて個人情報を取り扱いません。

- 法令に基づく場合
- 人の生命の保護のために必要がある場合
`,
			[]string{"プライバシーポリシー: introduction", "利用目的による制限: purposes"},
		},
		{
			"what was found speaks for the topic: recipients beside a tool, purposes of joint use; a contractor among the cases of disclosure makes no topic",
			`# プライバシーポリシー

青葉文具店は、お客様のプライバシーを尊重し、その保護に努めます。

## 【第三者への提供】

当店は、次の場合を除き、ご本人の同意なく個人情報を第三者に提供しません。

- 法令に基づく場合
- 発送の業務の全部または一部を委託する場合

## 共同利用

当店は、姉妹店と個人データを共同して利用します。

共同して利用する者の利用目的は次のとおりです。

- 新しい商品のご案内のため
- 催しの開催のため

## アクセス解析

当店のサイトではアクセス解析を用いています。当店は、解析の提供者に対し、端末の情報を提供することがあります。

### 【利用目的】

- 品ぞろえの改善のため
- 訪問者数の調査のため

## 利用停止の請求方法

利用停止のお求めは、第9条に定める窓口までご連絡ください。
`,
			[]string{"プライバシーポリシー: introduction", "【第三者への提供】: third_party", "共同利用: purposes joint_use", "アクセス解析: third_party external_tools", "【利用目的】: purposes external_tools", "利用停止の請求方法: rights"},
		},
		{
			"below a heading of purposes a section with a purpose is one, whatever its heading names",
			`# プライバシーポリシー

青葉文具店は、お客様のプライバシーを尊重し、その保護に努めます。

## 利用目的

### お問い合わせへの対応

当店は、お問い合わせにお答えするために、お客様の情報を利用します。

### 統計の作成

当店は、品ぞろえの改善のために、お客様を特定できない統計に加工した情報を利用します。
`,
			[]string{"プライバシーポリシー: introduction", "利用目的: ", "お問い合わせへの対応: purposes", "統計の作成: purposes anonymized"},
		},
		{
			"English: headings, sentences and lists",
			`# Privacy Policy

This policy explains how Acme Kites handles your data.

## Information We Collect

We collect your name and your email address when you order a kite.

## How We Use It

We use your information for the following purposes:

- to send you the kites you ordered;
- to answer your questions.

## Sharing

We do not share your information with third parties.

## Cookies

Cookies are small text files kept by your browser. We use cookies to remember your basket.

## How Long We Keep It

We keep invoices for seven years.

## Your Rights

You may request access to your data or ask us to delete it. We will verify your identity before we answer.

## Children

Our shop is not meant for persons under 13.

## Changes

We may update this policy at any time.
`,
			[]string{"Privacy Policy: introduction", "Information We Collect: collection", "How We Use It: purposes", "Sharing: third_party", "Cookies: definitions cookies", "How Long We Keep It: retention", "Your Rights: rights identity_check", "Children: minors", "Changes: revision"},
		},
	} {
		got := topicsOf(t, tt.src)
		if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s:\ngot\n\t%s\nwant\n\t%s", tt.why, strings.Join(got, "\n\t"), strings.Join(tt.want, "\n\t"))
		}
	}
}

func TestDecide(t *testing.T) {
	set := func(ids string) topicSet {
		s := topicSet{}
		s.add(strings.Fields(ids)...)
		return s
	}
	for _, tt := range []struct {
		why         string
		s           sectionTopics
		open, first bool
		want        string
	}{
		{"no text, no topics", sectionTopics{head: set("rights")}, true, true, ""},
		{"a heading decides with any text", sectionTopics{head: set("rights"), sentences: 1, prose: 1}, false, false, "rights"},
		{"an opening below other topics is none", sectionTopics{found: set("introduction security"), sentences: 1, prose: 1}, false, false, "security"},
		{"unless its heading is a title", sectionTopics{found: set("introduction security"), title: true, sentences: 1, prose: 1}, false, false, "introduction security"},
		{"other stands only alone", sectionTopics{found: set("other security"), sentences: 1, prose: 1}, false, false, "security"},
		{"text that speaks for nothing is other", sectionTopics{sentences: 1, prose: 1, long: true}, false, false, "other"},
		{"or the opening, before anything else", sectionTopics{sentences: 1, prose: 1, long: true}, true, false, "introduction"},
		{"a name alone is neither", sectionTopics{sentences: 1, prose: 1}, false, false, ""},
		{"part of a list of purposes", sectionTopics{head: set("security"), above: set("purposes"), found: set("purposes"), sentences: 2}, false, false, "purposes"},
		{"provision is taken over beside purposes", sectionTopics{head: set("purposes"), above: set("third_party"), sentences: 1, prose: 1}, false, false, "purposes third_party"},
	} {
		if tt.s.found == nil {
			tt.s.found = topicSet{}
		}
		got := tt.s.decide(tt.open, tt.first)
		n := 0
		for _, id := range strings.Fields(tt.want) {
			if got[id] {
				n++
			}
		}
		if n != len(got) || n != len(strings.Fields(tt.want)) {
			t.Errorf("%s: got %v, want %s", tt.why, got, tt.want)
		}
	}
}

// Weights take away what rules say and words do not, add what words are sure
// of, and say why to those who ask.
func TestRevisedTopics(t *testing.T) {
	const src = "# Privacy Policy\n\n## Reading\n\nWe knit for it.\n\nA browser stores cookies.\n"
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "en"), 0o777); err != nil {
		t.Fatal(err)
	}
	weights := "lang en\nkeep -1\nadd 1\nlabels cookies security\nbias a-5b-5\nb browser a-40\ns knit b30\n"
	if err := os.WriteFile(filepath.Join(dir, "en", rules.TopicWeights), []byte(weights), 0o666); err != nil {
		t.Fatal(err)
	}
	set, err := rules.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		set  *rules.Set
		want string
	}{{set.WithoutWeights(), "cookies"}, {set, "security"}} {
		e, err := NewEngine(tt.set)
		if err != nil {
			t.Fatal(err)
		}
		f, err := ingest.Read("a.md", []byte(src), ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		docs, err := policy.Parse(f, policy.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := e.Reasons().Run(docs[0])
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(r.Topics[1], " "); got != tt.want {
			t.Errorf("topics %q, want %q", got, tt.want)
		}
		if tt.set != set {
			continue
		}
		var why []string
		for _, ev := range r.TopicReasons[1] {
			why = append(why, fmt.Sprintf("%s %s %v %s", ev.Rule, ev.Category, ev.Weight > 0, docs[0].Source.Slice(ev.Match)))
		}
		if got, want := strings.Join(why, "; "), "en/topics.weights cookies false browser; en/topics.weights security true knit"; got != want {
			t.Errorf("reasons %s, want %s", got, want)
		}
	}
}
