package render

import (
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// build makes a policy from a text in which findings are marked:
// "{kind/category,…|words}" or, denied, "{!kind/category|words}"; a value
// follows as "{contact/email=value|words}". A line "# …" is a heading.
func build(company, lang, path, date, marked string) *extract.Result {
	d := &policy.Document{ID: path, Path: path, Lang: lang, Company: company, Title: company,
		SHA256: strings.Repeat("0", 64), Encoding: "utf-8", Format: "markdown"}
	if date != "" {
		d.Dates = []policy.Date{{Date: date, Role: policy.Revised}}
	}
	r := &extract.Result{Document: d}
	var b strings.Builder
	for i, part := range strings.Split(marked, "{") {
		if i > 0 {
			head, rest, _ := strings.Cut(part, "|")
			words, after, _ := strings.Cut(rest, "}")
			head, value, _ := strings.Cut(head, "=")
			f := extract.Finding{State: extract.Stated, Text: words, Value: value, Section: len(d.Sections) - 1, Confidence: 0.9, Rule: lang + "/test#1"}
			if rest, ok := strings.CutPrefix(head, "!"); ok {
				head, f.State = rest, extract.Denied
			}
			kind, categories, _ := strings.Cut(head, "/")
			f.Kind, f.Categories = kind, strings.Split(categories, ",")
			f.Span.Start = b.Len()
			b.WriteString(words)
			f.Span.End = b.Len()
			r.Findings = append(r.Findings, f)
			part = after
		}
		for line := range strings.Lines(part) {
			if heading, ok := strings.CutPrefix(line, "# "); ok {
				at := b.Len() + 2
				d.Sections = append(d.Sections, policy.Section{Number: "1", Level: 1, Parent: -1, LeadIn: -1,
					Heading: text.Span{Start: at, End: at + len(strings.TrimSpace(heading))}, Span: text.Span{Start: b.Len(), End: b.Len() + len(line)}})
				r.Topics = append(r.Topics, []string{"purposes"})
			}
			b.WriteString(line)
		}
	}
	d.Source = text.NewSource(path, b.String())
	d.View = text.Identity(d.Source)
	return r
}

// The policies of five invented companies.
func policies() []*extract.Result {
	alpha := build("株式会社青空商店", "ja", "samples/aozora.md", "2024-04-01", `# 利用目的
・{purpose/service_provision|商品の販売および関連サービスのご提供のため}
・{purpose/marketing|新商品・キャンペーン等をメールマガジンによりご案内するため}
・{purpose/advertising,analytics|閲覧履歴を分析し、お客様の興味に応じた広告を配信するため}
・{purpose/inquiry_response|お問い合わせに回答するため}
# 第三者提供
次の場合を除き、第三者に提供しません。
(1) {exception/consent|ご本人の同意がある場合}
(2) {exception/law|法令に基づく場合}
(3) {exception/life_safety|人の生命、身体または財産の保護のために必要がある場合であって、本人の同意を得ることが困難であるとき}
(4) {exception/entrustment|利用目的の達成に必要な範囲内で業務を委託する場合}
# お問い合わせ
{contact/department|お客様相談室} {contact/phone,inquiry=03-0000-0000|０３（００００）００００} {contact/email,inquiry=info@aozora.example|info＠aozora.example}
{voluntariness/voluntariness|個人情報のご提供は任意ですが、ご提供いただけない場合、サービスをご利用いただけないことがあります。}
`)
	beta := build("Bluefield Travel K.K.", "en", "samples/bluefield.md", "2023-11-30", `# How we use information
- {purpose/service_provision|To arrange the journeys that you book}
- {purpose/billing_payment|To charge the fares}
- {purpose/marketing|To tell you of new journeys}. {!purpose/advertising|We never use it for advertising.}
- {purpose/analytics|To understand how our pages are used}
# Disclosure
{exception/law|When the law requires it}; {exception/service_recipient|to airlines and hotels, so that they can serve you};
{exception/succession|if we merge with another company}; {exception/affiliates|within the Bluefield group}
{disclaimer/external_site|We are not responsible for the practices of linked sites.}
{contact/email,officer=privacy@bluefield.example|privacy (at) bluefield.example} {contact/postal_address|1-2-3 Umibe, Minato, Tokyo}
`)
	gamma := build("かもめ信用金庫", "ja", "samples/kamome.txt", "2022-04-01", `# 利用目的
{purpose/service_provision|預金・融資等のサービスのご提供のため}
{purpose/account_management|ご本人確認のため}
{purpose/marketing|金融商品のご案内のため} {!purpose/marketing|ダイレクトメールによるご案内は行いません}
# 第三者への提供
{exception/law|法令に基づく場合} {exception/life_safety|人の生命、身体または財産の保護のため必要がある場合}
{exception/public_health|公衆衛生の向上のために特に必要がある場合} {exception/state_cooperation|国の機関等に協力する必要がある場合}
{exception/joint_use|当金庫と株式会社かもめカードとの共同利用} {!exception/opt_out|オプトアウトによる第三者提供は行っておりません}
{disclaimer/request_refusal|開示のご請求には手数料を申し受けます}
# お問い合わせ窓口
下記までご連絡ください。
`)
	gamma.Promises = []extract.Promise{{Kind: extract.Contact, Message: "contact section without a contact",
		Span: spanOf(gamma, "下記までご連絡ください。"), Section: 2}}
	gamma.Document.Notes = []policy.Note{{Span: spanOf(gamma, "当金庫"), Message: "a remark of the reader"}}
	delta := build("Bluefield Travel K.K.", "ja", "samples/bluefield.ja.md", "2023-11-30", `# 利用目的
{purpose/service_provision|ご予約の旅行の手配のため} {purpose/billing_payment|運賃の請求のため} {purpose/marketing|新しい旅行のご案内のため}
{exception/law|法令に基づく場合} {contact/email,officer=privacy@bluefield.example|privacy@bluefield.example}
`)
	epsilon := build("", "en", "samples/nameless | \x1b[31mred\x1b[0m.md", "", `{purpose/survey|To ask	what you
think | \ of us} {contact/url|https://example.example/a/very/long/address/of/a/form?with=parameters&and=more} {purpose/other,zodiac|=1+1}
`)
	return []*extract.Result{alpha, beta, gamma, delta, epsilon}
}

func spanOf(r *extract.Result, words string) text.Span {
	at := strings.Index(r.Document.Source.Text(), words)
	if at < 0 {
		panic("no such words: " + words)
	}
	return text.Span{Start: at, End: at + len(words)}
}

func matrix(t testing.TB, o compare.Options, results ...*extract.Result) *compare.Matrix {
	t.Helper()
	m, err := compare.New(results, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
