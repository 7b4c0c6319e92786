package polcompare

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Pages as they are found: what is around the policy is left out, what is folded
// away stays, and purposes are found however they are laid out.
func TestPages(t *testing.T) {
	var css strings.Builder
	for css.Len() < 150<<10 {
		fmt.Fprintf(&css, ".c%d > a:hover { background: url('/i/%[1]d.png') } /* </p> <b> */\n", css.Len())
	}
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		reason, page string
		want         []string // kind and words of each finding, in any order
		notes        int
	}{
		{
			"150 KB of styles, a consent banner, a menu, headings made of divs, lists made of <br>, an accordion, definitions, a table of contacts",
			`<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>個人情報保護方針</title><style>` + css.String() + `</style></head><body>
<div id="cookie-consent" class="cc-banner"><p>当サイトでは、利便性の向上および広告の配信のためにクッキーを利用しています。</p><a href="/cookie">詳しく</a><button>同意する</button></div>
<div class="l-header"><ul class="menu"><li><a href="/a">事業案内</a></li><li><a href="/b">採用情報</a></li></ul></div>
<div class="page-title"><span>個人情報保護方針</span></div>
<p>たちばな通運株式会社（以下「当社」といいます。）は、個人情報を適切に取り扱います。</p>
<div class="ttl">利用目的</div>
<p>当社は、個人情報を次の目的で利用します。<br>・集荷および配達のため<br>・お問い合わせに回答するため</p>
<p><b>第三者提供</b><br>当社は、次の場合を除き、第三者に個人情報を提供しません。<br>（1）法令に基づく場合<br>（2）人の生命、身体または財産の保護のために必要な場合</p>
<div class="accordion"><div class="head" onclick="x()">委託について</div><div class="body" style="display:none"><p>当社は、配達の業務を外部に委託することがあります。</p></div></div>
<dl><dt>免責</dt><dd>当社は、リンク先のサイトにおける個人情報の取扱いについて責任を負いません。</dd></dl>
<table><tr><th>窓口</th><td>たちばな通運株式会社 総務部</td></tr><tr><th>電話</th><td>03-0000-4410</td></tr></table>
<div class="footer"><ul><li><a href="/">トップ</a></li><li><a href="/p">個人情報保護方針</a></li></ul><p>Copyright (C) たちばな通運</p></div></body></html>`,
			[]string{"purpose 集荷および配達のため", "purpose お問い合わせに回答するため", "exception 法令に基づく場合", "exception 人の生命、身体または財産の保護のために必要な場合",
				"exception 当社は、配達の業務を外部に委託することがあります", "disclaimer 当社は、リンク先のサイトにおける個人情報の取扱いについて責任を負いません", "contact 総務部", "contact 03-0000-4410"},
			2,
		},
		{
			"the purposes of a table by the head of their column, with a label over two rows",
			`<!doctype html><title>プライバシーポリシー</title><h1>プライバシーポリシー</h1><p>緑台不動産株式会社は、以下のとおり個人情報を取り扱います。</p>
<table border="1"><tr><td>個人情報の項目</td><td>利用目的</td></tr><tr><td>氏名、住所</td><td>契約の締結および履行</td></tr><tr><td>メールアドレス</td><td>物件情報のご案内</td></tr></table>
<table border="1"><tr><th>対象</th><th>利用目的</th></tr><tr><th rowspan="2">お客様</th><td>賃貸借契約の管理</td></tr><tr><td>新しい物件のご紹介</td></tr><tr><th>従業員</th><td>人事管理</td></tr></table>`,
			[]string{"purpose 契約の締結および履行", "purpose 物件情報のご案内", "purpose 賃貸借契約の管理", "purpose 新しい物件のご紹介", "purpose 人事管理"},
			0,
		},
		{
			"lists inside definitions below the sentence that announces them; terms that are aims; sentences broken by hand; Western commas; vague leads below a heading about third parties",
			`<!doctype html><title>プライバシーポリシー</title><h1>プライバシーポリシー</h1>
<p>かえで釣具株式会社（以下「当<br>社」）はお客様からお預かりした情報を大切に扱い、<br>保護するため、次のとおり方針を定めます。</p>
<dl><dt>1.取得する情報</dt><dd>お買い物の際に情報をいただきます。<br>いただく情報は次の通りです。<ul><li>a)お名前</li><li>b)お届け先</li></ul></dd>
<dt>2.情報の利用</dt><dd>お客様の情報の利用目的は次の通りです。<ul><li>a)釣具の発送</li><li>b)釣り大会のご案内時</li></ul>
次の場合を除いては、お客様の断りなく第三者に提供いたしません。<ul><li>a)法令に基づく場合</li><li>b)当店の関連会社と名簿を交換する場合</li></ul></dd></dl>
<h3>釣り教室における利用目的</h3><h4>・教室の運営</h4><dl><dt>■初心者への指導</dt><dd>用具の貸出その他、受講者への助言に関する業務</dd></dl>
<h4>・その他</h4><p>釣り場のご案内,大会の通知等についても利用する場合があります。</p>
<h3>名簿の共同利用について</h3><h4>かえで釣友会</h4><p>大会の運営のため、次のとおり名簿を共同利用します。</p>
<h3>第三者への提供に関する事項</h3><p>次の範囲において情報の提供や利用をする場合があります。</p><ul><li>・弁護士会から照会を受けた場合</li><li>・人の生命,身体または財産を守るために必要な場合</li></ul>`,
			[]string{"purpose 釣具の発送", "purpose 釣り大会のご案内時", "exception お客様の断りなく", "exception 法令に基づく場合", "exception 当店の関連会社と名簿を交換する場合",
				"purpose 初心者への指導", "purpose 用具の貸出その他、受講者への助言に関する業務", "purpose 釣り場のご案内,大会の通知等についても利用する場合があります",
				"exception かえで釣友会", "purpose 大会の運営のため",
				"exception 弁護士会から照会を受けた場合", "exception 人の生命,身体または財産を守るために必要な場合"},
			0,
		},
		{
			"lists in cells and definitions: behind a label, behind a sentence of the cell, numbers as terms, labels in plain cells; aims counted in a sentence",
			`<!doctype html><title>プライバシーポリシー</title><h1>プライバシーポリシー</h1><p>かえで釣具株式会社（以下「当店」といいます。）は、お客様の個人情報を大切に取り扱います。</p>
<h3>取得</h3><p>お申し込みの際に氏名を取得します。</p>
<dl><dt>2. 利用目的について</dt><dd>釣具の発送<br>お問い合わせへの回答</dd><dt>3. 第三者提供</dt><dd><p>次の場合を除き、個人情報を第三者に提供しません。</p><ol><li>法令に基づく場合</li><li>人の生命を守るために必要な場合</li></ol></dd><dt>4. 管理</dt><dd>適切に管理します。</dd></dl>
<h3>釣り教室</h3><table><tr><th>利用目的</th><td><ul><li>教室のご案内</li><li>受講料の請求</li></ul></td></tr><tr><th>取得する項目</th><td><ul><li>氏名</li><li>住所</li></ul></td></tr></table>
<h3>釣り大会</h3><table><tr><td>利用目的</td><td>・大会の運営<br>・賞品の発送</td></tr><tr><td>第三者提供</td><td>次の場合を除き、第三者に提供しません。<br>（1）警察から照会を受けた場合<br>（2）業務を委託する場合</td></tr></table>
<h3>会報</h3><p>会報は、次の場合を除き、個人情報を第三者に提供しません。</p><dl><dt>（1）</dt><dd>会員の同意がある場合</dd><dt>（2）</dt><dd>裁判所の命令による場合</dd></dl>
<h3>その他の利用</h3><p>当店は、(1)会報の送付、(2)会費の請求、(3)苦情への対応のために個人情報を利用します。</p>`,
			[]string{"purpose 釣具の発送", "purpose お問い合わせへの回答", "exception 法令に基づく場合", "exception 人の生命を守るために必要な場合", "purpose 教室のご案内", "purpose 受講料の請求",
				"purpose 大会の運営", "purpose 賞品の発送", "exception 警察から照会を受けた場合", "exception 業務を委託する場合", "exception 会員の同意がある場合", "exception 裁判所の命令による場合",
				"purpose 会報の送付", "purpose 会費の請求", "purpose 苦情への対応のため"},
			0,
		},
		{
			"purposes, data and legal bases in a table; a dialog of cookies; folded text; variables that nobody filled in",
			`<!doctype html><html><head><title>Privacy Policy</title></head><body>
<div class="cookie-banner" role="dialog"><h2>We value your privacy</h2><p>We use cookies to enhance your browsing experience and serve personalized ads.</p><button>Accept all</button></div>
<h1>Privacy Policy</h1><p>Brackenfold Ltd ("we") respects your privacy.</p>
<h2>How we use your data</h2>
<table><thead><tr><th>Purpose</th><th>Data</th><th>Legal basis</th></tr></thead><tbody><tr><td>To deliver your orders</td><td>Name, address</td><td>Contract</td></tr><tr><td>Fraud prevention</td><td>IP address</td><td>Legitimate interests</td></tr></tbody></table>
<h2>Data about visitors</h2><table><tr><td>What we collect</td><td>Why we use it</td></tr><tr><td>Email address</td><td>To answer your questions</td></tr></table>
<details><summary>Sharing</summary><p>We do not sell your personal data.</p></details>
<p>Contact: <?php echo $mail; ?> or {{ config.phone }} or {$smarty.mail} or {% if x %}privacy@brackenfold.example{% endif %}.</p></body></html>`,
			[]string{"purpose To deliver your orders", "purpose Fraud prevention", "purpose To answer your questions", "exception We do not sell your personal data", "contact privacy@brackenfold.example"},
			6,
		},
	} {
		t.Run(test.reason, func(t *testing.T) {
			results, err := a.Bytes("page.html", []byte(test.page))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range results {
				for _, f := range r.Statements() {
					got = append(got, f.Kind+" "+r.Document.Visible(f.Span))
				}
				if len(r.Document.Notes) != test.notes {
					t.Errorf("notes %+v, want %d", r.Document.Notes, test.notes)
				}
			}
			slices.Sort(got)
			slices.Sort(test.want)
			for i := range got { // marks of items are part of what a finding covers
				_, after, ok := strings.Cut(got[i], ") ")
				if kind, _, _ := strings.Cut(got[i], " "); ok {
					got[i] = kind + " " + after
				}
				got[i] = strings.Replace(got[i], "・", "", 1)
			}
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("findings\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// What was made from printed pages: a sentence that a page number, a running header
// or the end of a line breaks is one.
func TestPrintedPages(t *testing.T) {
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ reason, in, want string }{
		{
			"a number and a running header inside of a Japanese sentence",
			"株式会社ひばり野 個人情報保護方針\n\n" +
				"株式会社ひばり野（以下「当社」といいます。）は、個人情報の保護に関する法律を守\n" +
				"り、お客様の個人情報を適切に取り扱います。当社は、取得した個人情報について、お\n" +
				"客様のお問い合わせに回答するため、および新しい商品をご案内するために利用しま\n" +
				"す。当社は、あらかじめお客様の同意を得た場合、または法令に基づく場合のほか、お\n\n                     1\n\f" +
				"株式会社ひばり野 個人情報保護方針\n\n" +
				"客様の個人情報を第三者に提供することはありません。当社は、本サイトからリンクす\n" +
				"る他社のサイトにおける個人情報の取扱いについて、一切の責任を負いません。\n\n                     2\n\f",
			"当社は、あらかじめお客様の同意を得た場合、または法令に基づく場合のほか、お客様の個人情報を第三者に提供することはありません。",
		},
		{
			"an English sentence over two pages, in a word",
			"Larkfield Ltd Privacy Policy\n\n" +
				"Larkfield Ltd (\"we\") collects your name and your address when you place an\n" +
				"order in our shop. We use this information to deliver the goods that you have\n" +
				"ordered and to answer your questions. We do not share your personal informa-\n\nLarkfield Ltd                Page 1 of 2\n\f" +
				"tion with third parties without your consent, except where the law requires it\n" +
				"or where it is necessary to protect somebody.\n\nLarkfield Ltd                Page 2 of 2\n\f",
			"We do not share your personal information with third parties without your consent, except where the law requires it or where it is necessary to protect somebody.",
		},
		{
			"dressed numbers where the form feeds are lost",
			"Larkfield Ltd Privacy Policy\n\nWe use your personal information to deliver the goods that you have ordered and\n\n- 1 -\n\nto answer your questions about them and about other goods.\n\n- 2 -\n\nThank you.\n",
			"We use your personal information to deliver the goods that you have ordered and to answer your questions about them and about other goods.",
		},
	} {
		t.Run(test.reason, func(t *testing.T) {
			results, err := a.Bytes("policy.txt", []byte(test.in))
			if err != nil {
				t.Fatal(err)
			}
			var all []string
			for _, c := range results[0].Document.Clauses {
				for _, s := range c.Sentences {
					all = append(all, results[0].Document.View.Slice(s))
				}
			}
			if !slices.Contains(all, test.want) {
				t.Errorf("sentences\n%s\nwant\n%s", strings.Join(all, "\n"), test.want)
			}
		})
	}
}
