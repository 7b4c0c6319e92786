package policy

import (
	"strings"
	"testing"
)

// outline returns the sections and clauses of docs, a line each: headings with
// #, clauses with the number of what introduces them after "<", of what they
// stand in after "^", and the number of their section where it is not the last heading.
func outline(docs []*Document) string {
	var b strings.Builder
	for k, d := range docs {
		if k > 0 {
			b.WriteString("=\n")
		}
		var dump strings.Builder
		if err := Dump(&dump, d); err != nil {
			panic(err)
		}
		lines := strings.Split(strings.TrimSpace(dump.String()), "\n")
		for _, l := range lines[1+len(d.Dates):] {
			b.WriteString(strings.TrimSpace(l))
			b.WriteByte('\n')
		}
	}
	return strings.TrimSpace(b.String())
}

// lines joins its arguments with line feeds.
func lines(s ...string) string { return strings.Join(s, "\n") }

func TestStructure(t *testing.T) {
	for _, c := range []struct {
		reason string
		name   string // of the file; "p.txt" if empty
		src    string
		want   string
	}{
		{
			reason: "numbered noun phrases with text below are headings, numbers below an announcement are items",
			src:    lines("1. 利用目的", "当店は、次の目的で利用します。", "（１）商品の発送", "（２）抽選", "2. 安全管理", "適切に管理します。"),
			want: lines(
				"# [1] 利用目的", "0 当店は、次の目的で利用します。", "1   item [(1)] <0 商品の発送", "2   item [(2)] <0 抽選",
				"# [2] 安全管理", "3 適切に管理します。"),
		},
		{
			reason: "lines without marks go on as items where each ends in a semicolon, with or without a conjunction",
			src:    lines("We use the address to:", "Write to you;", "Check our orders for risk or fraud; and", "When you have asked for it, send you news of the shop.", "", "We keep it for a year."),
			want:   lines("0 We use the address to:", "1   item <0 Write to you;", "2   item <0 Check our orders for risk or fraud; and", "3   item <0 When you have asked for it, send you news of the shop.", "4 We keep it for a year."),
		},
		{
			reason: "entries below what sections over contacts are called are its text, and the date below a supplement",
			src:    lines("プライバシーポリシー", "", "当店は、名簿を大切に扱います。", "", "お問い合わせ先", "青葉文具店", "電話番号 03-0000-4413", "", "附則", "この方針は、2021年4月1日から施行します。"),
			want:   lines("# プライバシーポリシー", "0 当店は、名簿を大切に扱います。", "## お問い合わせ先", "1 青葉文具店", "2 電話番号 03-0000-4413", "## 附則", "3 この方針は、2021年4月1日から施行します。"),
		},
		{
			reason: "a heading with a word that begins like the one for a telephone; who is meant by we is no heading",
			src:    lines("Sample Clinic privacy notice", "", "Sample Clinic B.V. and its affiliates (\"Sample\", \"we\")", "", "We treat people and keep records about them.", "", "WHAT YOU DON'T HAVE TO TELL US", "", "Insurance details are voluntary and may be left out."),
			want:   lines("# Sample Clinic privacy notice", "0 Sample Clinic B.V. and its affiliates (\"Sample\", \"we\")", "1 We treat people and keep records about them.", "## WHAT YOU DON'T HAVE TO TELL US", "2 Insurance details are voluntary and may be left out."),
		},
		{
			reason: "a sentence without its full stop that goes on about something is no heading",
			src:    lines("Sample Choir privacy notice", "", "Who sees your name", "", "It would be shown to the league if you sing for us", "", "They will keep it for a year.", "", "Changes to this notice", "", "We change it once a year."),
			want:   lines("# Sample Choir privacy notice", "## Who sees your name", "0 It would be shown to the league if you sing for us", "1 They will keep it for a year.", "## Changes to this notice", "2 We change it once a year."),
		},
		{
			reason: "English entries below what sections over contacts are called",
			src:    lines("Sample Choir privacy notice", "", "Your rights", "You may ask for a copy of your data at any time.", "", "Getting in touch", "Write to choir@example.org.", "", "Complaints", "Sample Hall", "Exampleton EX1 2AB"),
			want:   lines("# Sample Choir privacy notice", "## Your rights", "0 You may ask for a copy of your data at any time.", "## Getting in touch", "1 Write to choir@example.org.", "## Complaints", "2 Sample Hall", "3 Exampleton EX1 2AB"),
		},
		{
			reason: "lines that ask are headings where three or more do and all have text below",
			src:    lines("Privacy Policy", "Who does this privacy policy speak to?", "It speaks to all who fly kites with us.", "What do we ask you for?", "", "We ask for your name.", "We ask for your address, too.", "Who sees it?", "", "The club's secretary sees it."),
			want:   lines("# Privacy Policy", "## Who does this privacy policy speak to?", "0 It speaks to all who fly kites with us.", "## What do we ask you for?", "1 We ask for your name.", "2 We ask for your address, too.", "## Who sees it?", "3 The club's secretary sees it."),
		},
		{
			reason: "headings in capitals in a text without blank lines, below full lines and a date",
			src:    lines("PRIVACY POLICY", "Last updated: 2 May 2023", "WHAT WE COLLECT", "We collect your name and email address when you join our mailing list.", "WHY WE COLLECT IT", "We collect it to send you our programme and to invite you to concerts.", "CONTACT US", "choir@example.org"),
			want:   lines("# PRIVACY POLICY", "0 Last updated: 2 May 2023", "## WHAT WE COLLECT", "1 We collect your name and email address when you join our mailing list.", "## WHY WE COLLECT IT", "2 We collect it to send you our programme and to invite you to concerts.", "## CONTACT US", "3 choir@example.org"),
		},
		{
			reason: "bold lines that end in a colon above text of their own are headings, those that announce a list are none",
			name:   "p.md",
			src:    lines("# Privacy", "", "**Information from other sources:**", "", "We add what carriers tell us to your file.", "", "**We use it for:**", "", "Sending parcels and answering questions about them."),
			want:   lines("# Privacy", "## Information from other sources:", "0 We add what carriers tell us to your file.", "1 We use it for:", "2 Sending parcels and answering questions about them."),
		},
		{
			reason: "numbers with a hyphen, in kanji, and a zero of kanji drawn for a circle",
			src:    lines("個人情報取扱規程", "", "１－１　利用目的", "名簿を発送に使います。", "１－２　安全管理", "大切に扱います。", "", "一　取得", "適正に取得します。", "二　提供", "提供しません。", "", "〇お電話の方", "〇ご来店の方"),
			want: lines("# 個人情報取扱規程", "## [1-1] 利用目的", "0 名簿を発送に使います。", "## [1-2] 安全管理", "1 大切に扱います。",
				"### [一] 取得", "2 適正に取得します。", "### [二] 提供", "3 提供しません。", "4   item [〇] お電話の方", "5   item [〇] ご来店の方"),
		},
		{
			reason: "a number of kanji before a comma counts sentences",
			src:    lines("個人情報保護方針", "", "一、当会は、名簿を大切に扱います。", "二、当会は、名簿を提供しません。", "", "十年の間、名簿を保管します。", "1-2 見本町の店で扱います。"),
			want:   lines("# 個人情報保護方針", "0   item [一、] 当会は、名簿を大切に扱います。", "1   item [二、] 当会は、名簿を提供しません。", "2 十年の間、名簿を保管します。", "3 1-2 見本町の店で扱います。"),
		},
		{
			reason: "where the headings have numbers, such a line is none",
			src:    lines("プライバシーポリシー", "", "1. 安全管理", "当店は、名簿を大切に扱います。", "", "お問い合わせ先", "青葉文具店", "電話番号 03-0000-4413"),
			want:   lines("# プライバシーポリシー", "## [1] 安全管理", "0 当店は、名簿を大切に扱います。", "1 お問い合わせ先", "2 青葉文具店", "3 電話番号 03-0000-4413"),
		},
		{
			reason: "what a company repeats at the end of each of its notices is no table of contents",
			src: lines("名簿の取扱い", "", "当店は、名簿を大切に扱います。", "", "青葉文具店", "電話番号 03-0000-4413", "メール meibo@aoba.example", "制定 2021年4月1日", "",
				"写真の取扱い", "", "当店は、写真を大切に扱います。", "", "電話番号 03-0000-4413", "店の二階の写真係", "メール meibo@aoba.example", "夜間は留守番電話", "制定 2021年4月1日"),
			want: lines("# 名簿の取扱い", "0 当店は、名簿を大切に扱います。", "1 青葉文具店", "2 電話番号 03-0000-4413", "3 メール meibo@aoba.example", "4 制定 2021年4月1日",
				"## 写真の取扱い", "5 当店は、写真を大切に扱います。", "6 電話番号 03-0000-4413", "7 店の二階の写真係", "8 メール meibo@aoba.example", "9 夜間は留守番電話", "10 制定 2021年4月1日"),
		},
		{
			reason: "a number in a box of its own numbers the text in the box beside it",
			name:   "p.html",
			src: "<h1>方針</h1><h2>第三者への提供</h2><div>1</div><p>当店は、次の場合を除き、名簿を第三者に提供しません。</p>" +
				"<div>⑴</div><p>法令に基づく場合</p><div>⑵</div><p>ご本人の同意がある場合</p><div>2</div><p>当店は、発送を業者に委託します。</p>",
			want: lines("# 方針", "## 第三者への提供", "0   item [1] 当店は、次の場合を除き、名簿を第三者に提供しません。",
				"1     item [⑴] <0 in 0 法令に基づく場合", "2     item [⑵] <0 in 0 ご本人の同意がある場合", "3   item [2] 当店は、発送を業者に委託します。"),
		},
		{
			reason: "a page breaks a sentence where it likes: at a particle, in a bracket, or at one width",
			name:   "p.html",
			src: "<h1>方針</h1><p>この方針は、釣り教室に通われる方の<br>個人情報の取扱いに関する<br>当店の考えを述べます。</p>" +
				"<p>当店は、釣り大会の案内状の送り先をお知らせい<br>ただいた方々のお名前およびご住所を、大会の運営<br>に必要なあいだに限って保管し、大会が終わった後<br>速やかに消去します。</p>" +
				"<p>お名前<br>ご住所<br>連絡先</p><p>窓口<br>電話番号：03-0000-4411</p>",
			want: lines("# 方針", "0 この方針は、釣り教室に通われる方の個人情報の取扱いに関する当店の考えを述べます。",
				"1 当店は、釣り大会の案内状の送り先をお知らせいただいた方々のお名前およびご住所を、大会の運営に必要なあいだに限って保管し、大会が終わった後速やかに消去します。",
				"2 お名前", "3 ご住所", "4 連絡先", "5 窓口", "6 電話番号:03-0000-4411"),
		},
		{
			reason: "the page goes on behind the end of the text",
			name:   "p.html",
			src:    "<h1>方針</h1><p>名簿は鍵のかかる棚に保管します。</p><p>棚の鍵は店長が持ちます。</p><p>名簿は年に一度見直します。</p><p>以上</p><h2>店舗のご案内</h2><p>電話 03-0000-4412</p>",
			want:   lines("# 方針", "0 名簿は鍵のかかる棚に保管します。", "1 棚の鍵は店長が持ちます。", "2 名簿は年に一度見直します。", "3 以上", "4 店舗のご案内", "5 電話 03-0000-4412"),
		},
		{
			reason: "an item goes on below where its words cannot end, be it in Latin letters",
			name:   "p.md",
			src:    "次の目的で利用します。\n\n- 釣果の記録および\n  Sample Maps による表示\n- ご質問への\n  回答\n- 大会の運営\n",
			want:   lines("0 次の目的で利用します。", "1   item [-] <0 釣果の記録およびSample Maps による表示", "2   item [-] <0 ご質問への回答", "3   item [-] <0 大会の運営"),
		},
		{
			reason: "a table behind a table is led in by its own text",
			name:   "p.html",
			src:    "<table><tr><th>1.</th><td>次の場合は、開示しません。</td></tr></table><table><tr><th>1.</th><td>権利を害する場合</td></tr></table>",
			want:   lines("0 label 1.", "1 cell <0 in 0 次の場合は、開示しません。", "2 label <1 1.", "3 cell <2 in 2 権利を害する場合"),
		},
		{
			reason: "numbers that a sentence refers to are no items of it",
			src:    lines("1. 共同利用", "", "当店は、次の①に示す名簿を、次の②に示す会社と、①の目的のために共同利用します。", "", "① 会員の名簿", "", "② 釣り具の問屋"),
			want:   lines("# [1] 共同利用", "0 当店は、次の①に示す名簿を、次の②に示す会社と、①の目的のために共同利用します。", "1   item [①] <0 会員の名簿", "2   item [②] <0 釣り具の問屋"),
		},
		{
			reason: "what stands in a definition announces the list in it",
			name:   "p.html",
			src:    "<h1>方針</h1><dl><dt>1.利用</dt><dd>次の目的で利用します。<ul><li>釣具の発送</li><li>大会の案内</li></ul></dd><dt>2.管理</dt><dd>適切に管理します。</dd></dl>",
			want: lines("# 方針", "0 label [1.] 利用", "1 cell <0 in 0 次の目的で利用します。", "2   item <1 釣具の発送", "3   item <1 大会の案内",
				"4 label [2.] 管理", "5 cell <4 in 4 適切に管理します。"),
		},
		{
			reason: "numbered sentences are items, not headings, and so are the numbers below them",
			src:    lines("お約束", "", "1. 当店は以下の目的で利用します。", "   1. 発送のため", "   2. 抽選のため", "2. 当店は第三者に提供しません。"),
			want: lines("# お約束", "0   item [1.] 当店は以下の目的で利用します。", "1     item [1.] <0 in 0 発送のため", "2     item [2.] <0 in 0 抽選のため",
				"3   item [2.] 当店は第三者に提供しません。"),
		},
		{
			reason: "purposes stay items although text that only gives examples stands below them",
			src: lines("2. 利用目的", "", "以下の目的で利用します。", "", "(1) 会員サービスの運営", "", "例として以下の利用が含まれます。", "", "- ・本人確認", "- ・お知らせ", "",
				"(2) 品質の改善", "", "例として以下の利用が含まれます。", "", "・調査", "", "3. 窓口", "", "店頭で承ります。"),
			want: lines("# [2] 利用目的", "0 以下の目的で利用します。", "1   item [(1)] <0 会員サービスの運営", "2 in 1 例として以下の利用が含まれます。",
				"3     item [・] <2 in 1 本人確認", "4     item [・] <2 in 1 お知らせ", "5   item [(2)] <0 品質の改善", "6 in 5 例として以下の利用が含まれます。", "7     item [・] <6 in 5 調査",
				"# [3] 窓口", "8 店頭で承ります。"),
		},
		{
			reason: "lines in the plain form of a verb below what announces purposes are items",
			src:    lines("# 方針", "", "## 使用", "", "当店は、以下に述べる目的で情報を取り扱います。", "", "品物をお届けする。", "品物を改善する。", "", "情報は店で管理します。"),
			want:   lines("# 方針", "## 使用", "0 当店は、以下に述べる目的で情報を取り扱います。", "1   item <0 品物をお届けする。", "2   item <0 品物を改善する。", "3 情報は店で管理します。"),
		},
		{
			reason: "aims that an annex says again make no table of contents of the list before it",
			src:    lines("# 方針", "", "## 利用目的", "", "次の目的で利用します。", "", "- 発送のため", "- 抽選のため", "- 調査のため", "", "## 別紙", "", "次の目的で利用します。", "", "- 発送のため", "  - 住所の確認", "- 抽選のため", "  - 当選の連絡", "- 調査のため"),
			want: lines("# 方針", "## 利用目的", "0 次の目的で利用します。", "1   item [-] <0 発送のため", "2   item [-] <0 抽選のため", "3   item [-] <0 調査のため",
				"## 別紙", "4 次の目的で利用します。", "5   item [-] <4 発送のため", "6     item [-] <5 in 5 住所の確認", "7   item [-] <4 抽選のため", "8     item [-] <7 in 7 当選の連絡", "9   item [-] <4 調査のため"),
		},
		{
			reason: "lists that hold the same items are no table of contents of each other",
			src:    lines("# Policy", "", "## Names", "", "- Shared with", "  - Couriers", "  - Banks", "", "## Photos", "", "- Shared with", "  - Couriers", "  - Printers", "  - Banks"),
			want: lines("# Policy", "## Names", "0   item [-] Shared with", "1     item [-] <0 in 0 Couriers", "2     item [-] <0 in 0 Banks",
				"## Photos", "3   item [-] Shared with", "4     item [-] <3 in 3 Couriers", "5     item [-] <3 in 3 Printers", "6     item [-] <3 in 3 Banks"),
		},
		{
			reason: "kinds of data that head a purpose are headings although the purposes are announced",
			src:    lines("1. 利用目的", "以下の目的で利用します。", "1) お客様の個人情報", "ご注文の処理", "2) 応募者の個人情報", "選考の連絡"),
			want:   lines("# [1] 利用目的", "0 以下の目的で利用します。", "## [1)] お客様の個人情報 <0", "1 ご注文の処理", "## [2)] 応募者の個人情報 <0", "2 選考の連絡"),
		},
		{
			reason: "headings in brackets below numbered headings; the sentence above announces the numbered ones",
			src:    lines("3. 提供", "", "以下の提供先に提供します。", "", "(1) 加盟店への提供", "", "[提供する項目]", "", "・氏名", "", "[提供の目的]", "", "・配達", "", "(2) 大学への提供", "", "[提供する項目]", "", "・年代"),
			want: lines("# [3] 提供", "0 以下の提供先に提供します。", "## [(1)] 加盟店への提供 <0", "### [提供する項目]", "1   item [・] 氏名", "### [提供の目的]", "2   item [・] 配達",
				"## [(2)] 大学への提供 <0", "### [提供する項目]", "3   item [・] 年代"),
		},
		{
			reason: "text behind the headings inside an item belongs to the heading above in the structure",
			src:    lines("取扱い", "", "  1. クッキーを使います。", "", "    • クッキーとは", "", "      小さなファイルです。", "", "    • 設定について", "", "      拒否できます。", "", "  2. 委託することがあります。"),
			want: lines("# 取扱い", "0   item [1.] クッキーを使います。", "## クッキーとは", "1 小さなファイルです。", "## 設定について", "2 拒否できます。",
				"3   item [2.] 委託することがあります。 (section 取扱い)"),
		},
		{
			reason: "a sentence that announces nothing may stand between the announcement and the items",
			src:    lines("利用目的", "当店は、以下の目的のために利用します。", "以下に定めのない目的では利用しません。", "（１）発送", "（２）抽選"),
			want:   lines("# 利用目的", "0 当店は、以下の目的のために利用します。", "1 以下に定めのない目的では利用しません。", "2   item [(1)] <0 発送", "3   item [(2)] <0 抽選"),
		},
		{
			reason: "dashes behind a colon count items, between other words they part a sentence",
			src:    lines("We use it to: - send the gazette; - link your cards; and - answer you.", "", "We keep it: - your name - if you give it - and your age."),
			want:   lines("0 We use it to:", "1   item [-] <0 send the gazette;", "2   item [-] <0 link your cards; and", "3   item [-] <0 answer you.", "4 We keep it: - your name - if you give it - and your age."),
		},
		{
			reason: "after the list a paragraph of the section may introduce a list of its own",
			src:    lines("1. 利用目的", "次の目的で利用します。", "・発送のため", "・抽選のため", "なお、番号は次の目的でのみ利用します。", "・納税のため", "2. 窓口", "店頭です。"),
			want: lines("# [1] 利用目的", "0 次の目的で利用します。", "1   item [・] <0 発送のため", "2   item [・] <0 抽選のため", "3 なお、番号は次の目的でのみ利用します。", "4   item [・] <3 納税のため",
				"# [2] 窓口", "5 店頭です。"),
		},
		{
			reason: "short lines that each stand close above bullets head them, if the first stands below a heading",
			src:    lines("1. 利用目的", "店舗での利用", "・商品の発送", "・抽選", "通信販売での利用", "・代金の請求", "2. 窓口", "店頭です。"),
			want: lines("# [1] 利用目的", "## 店舗での利用", "0   item [・] 商品の発送", "1   item [・] 抽選", "## 通信販売での利用", "2   item [・] 代金の請求",
				"# [2] 窓口", "3 店頭です。"),
		},
		{
			reason: "a single short line between bullets heads nothing: it may go on with the one above",
			src:    lines("1. 利用目的", "・商品の発送", "・抽選の結果の", "ご連絡", "・代金の請求", "2. 窓口", "店頭です。"),
			want: lines("# [1] 利用目的", "0   item [・] 商品の発送", "1   item [・] 抽選の結果の", "2 ご連絡", "3   item [・] 代金の請求",
				"# [2] 窓口", "4 店頭です。"),
		},
		{
			reason: "items that only a heading leads have no lead-in",
			src:    lines("1. 免責", "・回線の障害", "・天災", "2. 窓口", "店頭です。"),
			want:   lines("# [1] 免責", "0   item [・] 回線の障害", "1   item [・] 天災", "# [2] 窓口", "2 店頭です。"),
		},
		{
			reason: "lines without a mark below an announcement are items, and so is a label with its value",
			src:    lines("1. 共同利用", "", "次のとおり共同で利用します。", "", "目的：配送の手配", "", "項目：氏名、住所", "", "方法：書面での提供。", "", "2. 窓口", "", "店頭です。"),
			want: lines("# [1] 共同利用", "0 次のとおり共同で利用します。", "1   item <0 目的:配送の手配", "2   item <0 項目:氏名、住所", "3   item <0 方法:書面での提供。",
				"# [2] 窓口", "4 店頭です。"),
		},
		{
			reason: "a note belongs to the item before it, and what introduces the list introduces it; the numbers go on",
			src:    lines("■利用目的", "", "目的は次のとおりです。", "", "- (1) 発送。", "- (2) 回答。", "", "※回答はお送りしません。", "", "(3) 抽選。"),
			want:   lines("# 利用目的", "0 目的は次のとおりです。", "1   item [(1)] <0 発送。", "2   item [(2)] <0 回答。", "3 remark [※] <0 in 2 回答はお送りしません。", "4   item [(3)] <0 抽選。"),
		},
		{
			reason: "an item without its mark that announces the rest of the list",
			src:    lines("1. 提供", "次のものを提供します。", "- ・氏名", "- 以下の場合は、番号だけを提供します。", "- ・調査", "- ・研究"),
			want:   lines("# [1] 提供", "0 次のものを提供します。", "1   item [・] <0 氏名", "2 以下の場合は、番号だけを提供します。", "3   item [・] <2 調査", "4   item [・] <2 研究"),
		},
		{
			reason: "numbers that run on inside a paragraph are items, with the text before them as lead-in; a number in quotation marks is none",
			src:    lines("2. Purposes", "", "We use it for the following purposes. 1. For parcels - 2. For the matters of “3. Other Uses” 3. For surveys", "", "3. Other Uses", "", "There are none."),
			want: lines("# [2] Purposes", "0 We use it for the following purposes.", "1   item [1.] <0 For parcels", "2   item [2.] <0 For the matters of “3. Other Uses”", "3   item [3.] <0 For surveys",
				"# [3] Other Uses", "4 There are none."),
		},
		{
			reason: "enclosed numbers inside a paragraph are items; what follows the last is a paragraph",
			src:    "次の場合に提供します。①法令に基づく場合②同意がある場合③合併の場合。なお、記録を残します。",
			want:   lines("0 次の場合に提供します。", "1   item [①] <0 法令に基づく場合", "2   item [②] <0 同意がある場合", "3   item [③] <0 合併の場合。", "4 なお、記録を残します。"),
		},
		{
			reason: "references to numbers split nothing",
			src:    lines("当店は、(1)から(3)までの規定および3.提供に定める範囲、第4.2条、(1)及び(2)に従います。", "番組表第2.5版は1.5倍です。"),
			want:   lines("0 当店は、(1)から(3)までの規定および3.提供に定める範囲、第4.2条、(1)及び(2)に従います。", "1 番組表第2.5版は1.5倍です。"),
		},
		{
			reason: "4.2 stands below 4, although 4.1 is missing, and 5 goes on behind it",
			src:    lines("4. Disclosure", "", "We disclose it in the cases below.", "", "  1. When you ask.", "  2. When we must.", "", "4.2 Statistics", "", "We publish numbers.", "", "5. Retention", "", "We keep it."),
			want: lines("# [4] Disclosure", "0 We disclose it in the cases below.", "1   item [1.] <0 When you ask.", "2   item [2.] <0 When we must.", "## [4.2] Statistics", "3 We publish numbers.",
				"# [5] Retention", "4 We keep it."),
		},
		{
			reason: "a numbered heading that no text stands below but for its parts",
			src:    lines("6. Access", "", "6.1 Copies", "", "You get copies.", "", "6.2 Deletion etc.", "", "We delete it.", "", "7. Changes", "", "We may change this."),
			want:   lines("# [6] Access", "## [6.1] Copies", "0 You get copies.", "## [6.2] Deletion etc.", "1 We delete it.", "# [7] Changes", "2 We may change this."),
		},
		{
			reason: "unmarked noun phrases are headings when text of their own stands below, a list of contents is none",
			src:    lines("<内容>", "取得する情報", "利用目的", "窓口", "取得する情報", "お名前を取得します。", "", "利用目的", "発送に利用します。", "", "窓口", "店頭で承っております。"),
			want:   lines("# <内容>", "0   item 取得する情報", "1   item 利用目的", "2   item 窓口", "# 取得する情報", "3 お名前を取得します。", "# 利用目的", "4 発送に利用します。", "# 窓口", "5 店頭で承っております。"),
		},
		{
			reason: "links, signatures, addresses and dates that stand alone are no headings",
			src:    lines("8. 広告", "", "広告の設定は、下記をご確認ください。", "", "みほん広告の設定", "見本堂の設定", "", "9. 窓口", "", "店頭です。", "", "見本堂株式会社", "代表取締役 見本太郎", "", "2020年4月1日制定", "以上"),
			want: lines("# [8] 広告", "0 広告の設定は、下記をご確認ください。", "1   item <0 みほん広告の設定", "2   item <0 見本堂の設定", "# [9] 窓口", "3 店頭です。", "4 見本堂株式会社", "5 代表取締役 見本太郎",
				"6 2020年4月1日制定", "7 以上"),
		},
		{
			reason: "a line that ends in a colon before a list is no heading in English",
			src:    lines("## Security", "", "We take care.", "", "On your device:", "", "* Tokens are kept.", "* Passwords are not."),
			want:   lines("# Security", "0 We take care.", "1 On your device:", "2   item [*] <1 Tokens are kept.", "3   item [*] <1 Passwords are not."),
		},
		{
			reason: "bold lines of Japanese paragraphs that name in a row what the line below them tells are headings",
			name:   "p.html",
			src:    "<h2>共同利用</h2><p><b>共同利用する者の範囲</b><br>見本堂、青葉屋</p><p><b>利用目的</b><br>会報の発送、抽選</p>",
			want:   lines("# 共同利用", "## 共同利用する者の範囲", "0 見本堂、青葉屋", "## 利用目的", "1 会報の発送、抽選"),
		},
		{
			reason: "a case that begins with people is no count of them",
			src:    lines("# 規程", "", "一　法令に基づく場合", "二　人の生命を守る場合", "三　人命にかかわる場合"),
			want:   lines("# 規程", "0   item [一] 法令に基づく場合", "1   item [二] 人の生命を守る場合", "2   item [三] 人命にかかわる場合"),
		},
		{
			reason: "headings of the format nest by level whatever is skipped, and a bold line below them is one",
			src:    lines("# 方針", "", "### 利用", "", "利用します。", "", "**主な目的**", "", "1. 発送", "1. 抽選", "", "### 提供", "", "提供しません。"),
			want:   lines("# 方針", "## 利用", "0 利用します。", "### 主な目的", "1   item [1.] 発送", "2   item [1.] 抽選", "## 提供", "3 提供しません。"),
		},
		{
			reason: "an article and its text on one line; a line that speaks of an article is text",
			src:    lines("第１条（目的）本方針は取扱いを定めます。", "第２条（利用）", "当店は利用します。", "第１条（目的）の定めによります。"),
			want:   lines("# [第1条] (目的)", "0 本方針は取扱いを定めます。", "# [第2条] (利用)", "1 当店は利用します。", "2 第1条(目的)の定めによります。"),
		},
		{
			reason: "marks nest in the order in which they first appear, whatever order that is",
			src:    lines("■方針", "見本堂は守ります。", "", "1. 取得", "適正に取得します。", "", "■取扱い", "次のとおり扱います。"),
			want:   lines("# 方針", "0 見本堂は守ります。", "## [1] 取得", "1 適正に取得します。", "# 取扱い", "2 次のとおり扱います。"),
		},
		{
			reason: "terms with running text are headings, terms with values are labels",
			name:   "p.html",
			src: "<dl><dt>遵守</dt><dd>当店は、関係する法令を遵守いたします。</dd><dt>取得</dt><dd>当店は、適正な手段により取得いたします。</dd></dl>" +
				"<p>お問い合わせは次の窓口で承ります。</p><dl><dt>名称</dt><dd>見本堂</dd><dt>電話</dt><dd>03-0000-0000</dd></dl>",
			want: lines("# 遵守", "0 cell 当店は、関係する法令を遵守いたします。", "# 取得", "1 cell 当店は、適正な手段により取得いたします。", "2 お問い合わせは次の窓口で承ります。",
				"3 label <2 名称", "4 cell <3 in 3 見本堂", "5 label <2 電話", "6 cell <5 in 5 03-0000-0000"),
		},
		{
			reason: "a cell is introduced by the head of its column and stands in the first cell of its row",
			src:    lines("次の目的で利用します。", "", "| 対象 | 利用目的 |", "|---|---|", "| お客様 | 発送 |", "| 応募者 | 選考 |"),
			want:   lines("0 次の目的で利用します。", "1 label <0 対象", "2 label <0 利用目的", "3 cell <1 お客様", "4 cell <2 in 3 発送", "5 cell <1 応募者", "6 cell <2 in 5 選考"),
		},
		{
			reason: "two policies in one file; the name that stands twice at the top makes no policy",
			src: lines("Sample logo Sample Privacy Policy", "", "Privacy policy", "", "We care.", "", "1. Data", "", "We collect names.", "", "2. Use", "", "We send parcels.", "", "3. Contact", "", "Write to us.", "",
				"Privacy Notice for Applicants", "", "We hire.", "", "1. Data", "", "We collect letters.", "", "2. Use", "", "We read them.", "", "3. Contact", "", "Call us."),
			want: lines("# Sample logo Sample Privacy Policy", "# Privacy policy", "0 We care.", "## [1] Data", "1 We collect names.", "## [2] Use", "2 We send parcels.", "## [3] Contact", "3 Write to us.", "=",
				"# Privacy Notice for Applicants", "0 We hire.", "## [1] Data", "1 We collect letters.", "## [2] Use", "2 We read them.", "## [3] Contact", "3 Call us."),
		},
		{
			reason: "a handling notice that is a section of the policy is no policy of its own",
			src: lines("プライバシーポリシー", "", "■個人情報保護方針", "見本堂は守ります。", "", "1. 取得", "適正に取得します。", "", "2. 遵守", "法令を守ります。", "", "■個人情報の取扱いについて", "次のように扱います。", "",
				"■利用", "利用します。"),
			want: lines("# プライバシーポリシー", "## 個人情報保護方針", "0 見本堂は守ります。", "### [1] 取得", "1 適正に取得します。", "### [2] 遵守", "2 法令を守ります。", "## 個人情報の取扱いについて", "3 次のように扱います。",
				"## 利用", "4 利用します。"),
		},
		{
			reason: "what the page has behind the policy is no section",
			src:    lines("Privacy policy", "======", "", "We collect nothing.", "", "Changes", "-----", "", "We may change this.", "", "SHARE THIS PAGE:", "", "Have a question?", "-----", "", "Ask a person."),
			want:   lines("# Privacy policy", "0 We collect nothing.", "## Changes", "1 We may change this.", "2 SHARE THIS PAGE: (section Privacy policy)", "3 Have a question? (section Privacy policy)", "4 Ask a person. (section Privacy policy)"),
		},
		{
			reason: "第1 with a space is the number of a heading, also before 第三者, whatever stands below the last",
			src:    lines("見本堂は、次のとおり扱います。", "", "第１　利用", "発送に利用します。", "", "第２　第三者への提供", "提供しません。", "", "第３　窓口", "見本堂 総務部"),
			want:   lines("0 見本堂は、次のとおり扱います。", "# [第1] 利用 <0", "1 発送に利用します。", "# [第2] 第三者への提供 <0", "2 提供しません。", "# [第3] 窓口 <0", "3 見本堂 総務部"),
		},
		{
			reason: "a number before an age counts on from the number before; a duration at the start of a line does not",
			src:    lines("６．窓口", "店頭です。", "", "７．１６歳未満の方", "保護者の同意が必要です。", "", "８．変更", "この方針は、", "", "2.5年ごとに見直します。"),
			want:   lines("# [6] 窓口", "0 店頭です。", "# [7] 16歳未満の方", "1 保護者の同意が必要です。", "# [8] 変更", "2 この方針は、", "3 2.5年ごとに見直します。"),
		},
		{
			reason: "a row of links at the foot of the page is no heading",
			name:   "p.html",
			src:    "<p>見本堂は守ります。</p><p>以上</p><div>会社案内 ｜ 交通案内</div><p>Copyright (c) Mihon. All rights reserved.</p>",
			want:   lines("0 見本堂は守ります。", "1 以上", "2 会社案内 | 交通案内", "3 Copyright (c) Mihon. | All rights reserved."),
		},
		{
			reason: "terms that lines of label and value tell about are headings",
			name:   "p.html",
			src:    "<h2>外部送信</h2><dl><dt>見本計測</dt><dd>送信先：見本計測株式会社<br>目的：閲覧の分析</dd><dt>見本対話</dt><dd>送信先：見本対話株式会社<br>目的：質問への回答</dd></dl>",
			want:   lines("# 外部送信", "## 見本計測", "0 cell 送信先:見本計測株式会社", "1 cell 目的:閲覧の分析", "## 見本対話", "2 cell 送信先:見本対話株式会社", "3 cell 目的:質問への回答"),
		},
		{
			reason: "bullets inside an item of a list, in HTML, belong to the heading that the item begins with",
			name:   "p.html",
			src:    "<ul><li><p>見本の利用</p><p>見本堂は次の目的で利用します。<br>・発送<br>・抽選</p></li><li><p>見本の提供</p><p>見本堂は次の場合を除き提供しません。<br>・法令に基づく場合<br>・同意がある場合</p></li></ul>",
			want: lines("# 見本の利用", "0 見本堂は次の目的で利用します。", "1   item [・] <0 発送", "2   item [・] <0 抽選", "# 見本の提供", "3 見本堂は次の場合を除き提供しません。",
				"4   item [・] <3 法令に基づく場合", "5   item [・] <3 同意がある場合"),
		},
		{
			reason: "bullets at the start of the lines of a paragraph, which a browser runs together",
			name:   "p.html",
			src:    "<h2>利用</h2><p>見本堂は次の目的で利用します。\n・発送のご案内\n・抽選のお知らせ\n</p><p>電話・ファクス ・店頭で承ります。</p>",
			want:   lines("# 利用", "0 見本堂は次の目的で利用します。", "1   item [・] <0 発送のご案内", "2   item [・] <0 抽選のお知らせ", "3 電話・ファクス ・店頭で承ります。"),
		},
		{
			reason: "a Markdown file whose lines end in <br> is Markdown",
			name:   "p.md",
			src:    lines("# 見本", "見本堂は次の目的で利用します。<br>", "・発送のご案内<br>", "・抽選のお知らせ<br>"),
			want:   lines("# 見本", "0 見本堂は次の目的で利用します。", "1   item [・] <0 発送のご案内", "2   item [・] <0 抽選のお知らせ"),
		},
		{
			reason: "the number of a page is no item and ends no list",
			src:    lines("次の目的で利用します。", "(1) 発送", "(2) 抽選", "", "　　　－ 1 ／ 2 －", "", "(3) 点検", "見本堂は守ります。"),
			want:   lines("0 次の目的で利用します。", "1   item [(1)] <0 発送", "2   item [(2)] <0 抽選", "3 - 1 / 2 -", "4   item [(3)] <0 点検", "5 見本堂は守ります。"),
		},
		{
			reason: "an inline run goes on where a wrap stood before its number",
			src: lines("We use your data for the following purposes. 1. To send your parcels to", "you 2. To answer your letters and to take your calls 3. To draw the winners",
				"4. To study what you read on our pages 5. To keep robbers out of our stores", "6. To pay everyone who sells us tea 7. To tell you of the new teas"),
			want: lines("0 We use your data for the following purposes.", "1   item [1.] <0 To send your parcels to you", "2   item [2.] <0 To answer your letters and to take your calls", "3   item [3.] <0 To draw the winners",
				"4   item [4.] <0 To study what you read on our pages", "5   item [5.] <0 To keep robbers out of our stores", "6   item [6.] <0 To pay everyone who sells us tea", "7   item [7.] <0 To tell you of the new teas"),
		},
		{
			reason: "letters and Roman numerals in brackets make items inside a paragraph, behind a colon or a sentence; a part of a law is none",
			src: lines("We share your letters with: (a) our couriers; (b) our insurers; and/or (c) the post. We tell you before.", "", "We keep them if: (i) the law asks for it, or (ii) you wish it.", "",
				"We may (a) read, (b) keep and (c) print your letters.", "", "The law allows it: see point (a) and point (b) of its sixth article."),
			want: lines("0 We share your letters with:", "1   item [(a)] <0 our couriers;", "2   item [(b)] <0 our insurers; and/or", "3   item [(c)] <0 the post.", "4 We tell you before.", "5 We keep them if:", "6   item [(i)] <5 the law asks for it, or", "7   item [(ii)] <5 you wish it.",
				"8 We may (a) read, (b) keep and (c) print your letters.", "9 The law allows it: see point (a) and point (b) of its sixth article."),
		},
		{
			reason: "semicolons behind a sentence that a colon ends part items, unless what they part are single words; what stands behind the last is no part of it",
			src: lines("We use what you write for these purposes: to send parcels; to answer you (by letter; by phone); and to draw winners. You may object.", "", "This holds for our pages: tea.example; pots.example; cups.example.", "",
				"Note: we sell tea; we sell pots; we sell cups."),
			want: lines("0 We use what you write for these purposes:", "1   item <0 to send parcels;", "2   item <0 to answer you (by letter; by phone); and", "3   item <0 to draw winners.", "4 You may object.",
				"5 This holds for our pages: tea.example; pots.example; cups.example.", "6 remark Note: we sell tea; we sell pots; we sell cups."),
		},
		{
			reason: "numbers and bullets inside a Japanese paragraph need no space before them, once the first has been counted",
			src: lines("見本堂は次の場合を除き提供しません。(1)法令に基づく場合(2)人の生命を守る場合(3)同意がある場合", "", "見本堂は次の目的で利用します。・お茶の発送のため・茶会、抽選・懸賞のお知らせのため・その他の目的", "",
				"利用目的①お茶の発送を行うため②抽選や懸賞のお知らせのため", "", "見本法第23条(1)及び同条(2)によります。"),
			want: lines("0 見本堂は次の場合を除き提供しません。", "1   item [(1)] <0 法令に基づく場合", "2   item [(2)] <0 人の生命を守る場合", "3   item [(3)] <0 同意がある場合",
				"4 見本堂は次の目的で利用します。", "5   item [・] <4 お茶の発送のため", "6   item [・] <4 茶会、抽選・懸賞のお知らせのため", "7   item [・] <4 その他の目的",
				"# 利用目的", "8   item [①] お茶の発送を行うため", "9   item [②] 抽選や懸賞のお知らせのため", "10 見本法第23条(1)及び同条(2)によります。"),
		},
		{
			reason: "the line that says whose page it is, above the title, is a heading; a document number is none",
			src:    lines("SAMPLE PARCELS", "", "Privacy Notice", "", "We care about it.", "", "California: Your Rights", "", "You may ask us to delete it.", "", "Officer: Ann Sample", "", "You may write to her as well."),
			want:   lines("# SAMPLE PARCELS", "# Privacy Notice", "0 We care about it.", "## California: Your Rights", "1 You may ask us to delete it.", "2 Officer: Ann Sample", "3 You may write to her as well."),
		},
		{
			reason: "small print above the title, a line between the title and the title said again, and a heading above the line of the rights are of the page",
			name:   "p.html",
			src: "<p>PRIVACY POLICY</p><h1>プライバシーポリシー</h1><h2>お茶で心をひらこう♪</h2><h3>プライバシーポリシー</h3><p>見本堂は守ります。</p><h4>利用</h4><p>発送に利用します。</p><h4>窓口</h4><p>店頭です。</p><h2>お茶と暮らそう♪</h2>" +
				"<p>Copyright (c) Mihon All rights reserved.</p>",
			want: lines("0 PRIVACY POLICY", "# プライバシーポリシー", "1 お茶で心をひらこう♪", "## プライバシーポリシー", "2 見本堂は守ります。", "### 利用", "3 発送に利用します。", "### 窓口", "4 店頭です。", "5 お茶と暮らそう♪", "6 Copyright (c) Mihon All rights reserved."),
		},
		{
			reason: "a line behind an address, with text of its own below a blank line, is a heading",
			src:    lines("Visits", "", "We count visits with the tool of another company.", "", "Terms of the tool", "https://example.com/terms", "Advertisements on pages", "", "We show advertisements that fit what you have read."),
			want:   lines("# Visits", "0 We count visits with the tool of another company.", "1 Terms of the tool", "2 https://example.com/terms", "## Advertisements on pages", "3 We show advertisements that fit what you have read."),
		},
		{
			reason: "bullets that the format strips begin a list of their own below a number that stays in the text",
			src:    lines("1. Purposes", "We use your information for the following purposes:", "- to deliver advertisements", "- to answer your inquiries", "", "2. Third parties", "We share it in the following cases.", "", "* with your consent", "", "* when the law requires it", "", "3. Contact", "Write to us."),
			want:   lines("# [1] Purposes", "0 We use your information for the following purposes:", "1   item [-] <0 to deliver advertisements", "2   item [-] <0 to answer your inquiries", "# [2] Third parties", "3 We share it in the following cases.", "4   item [*] <3 with your consent", "5   item [*] <3 when the law requires it", "# [3] Contact", "6 Write to us."),
		},
		{
			reason: "and so they do in Japanese",
			src:    lines("1. 利用目的", "以下の目的で利用します。", "- 広告の配信", "- 回答", "", "2. 窓口", "店頭です。"),
			want:   lines("# [1] 利用目的", "0 以下の目的で利用します。", "1   item [-] <0 広告の配信", "2   item [-] <0 回答", "# [2] 窓口", "3 店頭です。"),
		},
		{
			reason: "an aim that begins with a small letter is no heading, whatever stands below it",
			src:    lines("We use your data for many things.", "", "(1) to send parcels", "", "We send them on the day after you have paid.", "", "(2) to answer you", "", "We answer all letters that we get.", "", "(3) to draw winners", "", "We draw them once a year."),
			want:   lines("0 We use your data for many things.", "1   item [(1)] to send parcels", "2 in 1 We send them on the day after you have paid.", "3   item [(2)] to answer you", "4 in 3 We answer all letters that we get.", "5   item [(3)] to draw winners", "6 in 5 We draw them once a year."),
		},
		{
			reason: "short lines that go on with a small letter are joined where the sentence ends with a stop or calls for more; the lines below an announcement are not",
			src:    lines("1. Retention", "We delete it within two", "months.", "2. Use", "We use it to send", "parcels and", "letters of the", "Sample Store.", "3. Data", "We collect the following:", "your name", "your address", "4. Lists", "- your name and", "  address", "- the time when you", "  came"),
			want:   lines("# [1] Retention", "0 We delete it within two months.", "# [2] Use", "1 We use it to send parcels and letters of the Sample Store.", "# [3] Data", "2 We collect the following:", "3   item <2 your name", "4   item <2 your address", "# [4] Lists", "5   item [-] your name and address", "6   item [-] the time when you came"),
		},
		{
			reason: "a street, a title below a name and names of data below a label go on with nothing",
			src:    lines("Items we collect", "name", "address", "", "Sample Parcels Inc.", "sample street 4", "", "Ann Sample", "privacy officer"),
			want:   lines("0 Items we collect", "1 name", "2 address", "3 Sample Parcels Inc.", "4 sample street 4", "5 Ann Sample", "6 privacy officer"),
		},
		{
			reason: "one number before every item makes a list, and the outer numbers go on behind it",
			src:    lines("1. 利用目的", "以下の目的で利用します。", "(1) 広告の配信", "(1) 回答", "(1) 抽選", "2. 提供", "次の場合に提供します。", "① 同意がある場合", "① 法令に基づく場合", "3. Sharing", "We share it in the following cases.", "1. With your consent", "1. By law", "4. 窓口", "店頭です。"),
			want:   lines("# [1] 利用目的", "0 以下の目的で利用します。", "1   item [(1)] <0 広告の配信", "2   item [(1)] <0 回答", "3   item [(1)] <0 抽選", "# [2] 提供", "4 次の場合に提供します。", "5   item [①] <4 同意がある場合", "6   item [①] <4 法令に基づく場合", "# [3] Sharing", "7 We share it in the following cases.", "8   item [1.] <7 With your consent", "9   item [1.] <7 By law", "# [4] 窓口", "10 店頭です。"),
		},
		{
			reason: "headings with one number before each stand side by side",
			src:    lines("(1) 取得", "お名前を取得します。", "(1) 保管", "安全に保管します。"),
			want:   lines("# [(1)] 取得", "0 お名前を取得します。", "# [(1)] 保管", "1 安全に保管します。"),
		},
		{
			reason: "where a 2 follows, the numbers began again inside",
			src:    lines("(1) 利用", "(1) 発送", "(2) 回答", "(2) 窓口", "店頭です。"),
			want:   lines("# [(1)] 利用", "0   item [(1)] 発送", "1   item [(2)] 回答", "# [(2)] 窓口", "2 店頭です。"),
		},
		{
			reason: "the area code of a telephone number marks no item",
			src:    lines("次の窓口で承ります。", "(03)1234-5678", "（０６） 2345-6789 までどうぞ。", "03)3456-7890", "(01) 12月の件"),
			want:   lines("0 次の窓口で承ります。", "1   item <0 (03)1234-5678", "2 (06) 2345-6789 までどうぞ。", "3 03)3456-7890", "4   item [(01)] <0 12月の件"),
		},
		{
			reason: "cases below their announcement are items also where each ends like a sentence; a sentence of its own is none",
			src:    lines("1. Disclosure", "We disclose it in the following cases.", "When you have given your consent.", "When we give numbers to partners. The numbers tell of nobody.", "In the case of a merger", "", "We take care of your data and never sell it to others.", "", "2. Requests", "We may refuse them in the following cases.", "If you do not agree, please write to us."),
			want:   lines("# [1] Disclosure", "0 We disclose it in the following cases.", "1   item <0 When you have given your consent.", "2   item <0 When we give numbers to partners. | The numbers tell of nobody.", "3   item <0 In the case of a merger", "4 We take care of your data and never sell it to others.", "# [2] Requests", "5 We may refuse them in the following cases.", "6 If you do not agree, please write to us."),
		},
		{
			reason: "and so are they in Japanese, and aims too",
			src:    lines("1. 提供", "次の場合を除き、提供しません。", "ご本人の同意がある場合。", "法令に基づく場合。ただし、必要な範囲に限ります。", "人を守る必要があるとき。", "なお、記録を残す場合があります。", "2. 利用", "以下の目的で利用します。", "商品を発送するため。", "回答するため。"),
			want:   lines("# [1] 提供", "0 次の場合を除き、提供しません。", "1   item <0 ご本人の同意がある場合。", "2   item <0 法令に基づく場合。 | ただし、必要な範囲に限ります。", "3   item <0 人を守る必要があるとき。", "4 なお、記録を残す場合があります。", "# [2] 利用", "5 以下の目的で利用します。", "6   item <5 商品を発送するため。", "7   item <5 回答するため。"),
		},
		{
			reason: "a slash between words leaves a line a heading, one in an address does not; what a list goes on with is none",
			name:   "p.md",
			src:    lines("# Policy", "", "Terms/Guidelines", "", "You must follow the terms of the store as well.", "", "example.com/about", "", "You find more about us on this page.", "", "You get", "- parcels", "- letters"),
			want:   lines("# Policy", "## Terms/Guidelines", "0 You must follow the terms of the store as well.", "1 example.com/about", "2 You find more about us on this page.", "3 You get", "4   item [-] parcels", "5   item [-] letters"),
		},
	} {
		name := c.name
		if name == "" {
			name = "p.txt"
		}
		f, docs := read(t, name, c.src)
		if err := check(f, docs); err != nil {
			t.Errorf("%s: %v", c.reason, err)
		}
		if got := outline(docs); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.reason, got, c.want)
		}
	}
}
