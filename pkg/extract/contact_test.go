package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/internal/cputime"
	"github.com/polcompare/polcompare/pkg/policy"
)

// contactsIn runs Contacts alone over the policies of a file. The name's
// extension tells the format.
func contactsIn(t testing.TB, name, src string) []*Result {
	t.Helper()
	f, err := ingest.Read(name, []byte(src), ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	docs, err := policy.Parse(f, policy.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []*Result
	for _, d := range docs {
		r := &Result{Document: d}
		if err := Contacts.Run(&Pass{Doc: d, result: r}); err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// contactList writes findings as "type role: value".
func contactList(rs []*Result) []string {
	var out []string
	for _, r := range rs {
		for _, f := range r.Findings {
			out = append(out, strings.Join(f.Categories, " ")+": "+f.Value)
		}
	}
	return out
}

func TestContacts(t *testing.T) {
	for _, tt := range []struct {
		reason, name, src string
		want              []string
	}{
		{
			reason: "people whom one rings, sees or asks, where a number or an address follows at once, and who answers or was made responsible; numbers in pairs, with a stroke and behind 'Tel no'; no date",
			name:   "p.txt",
			src:    "Your rights\n\nTo see your file, ring Hanako Mihon on 01 23 45 67 89 or speak to Rev. Taro Mihon, tel. +49 (0) 30 / 123 45 67.\n\nJ. Muster-Roe can be reached on 01632 960123. We have appointed Erika Muster to be responsible for data protection (erika@example.org). Tel no: 0113 496 0123\n\nOur Privacy Officer Max Muster (max@example.org) began on 01/02/2021.",
			want:   []string{"person officer: Hanako Mihon", "phone inquiry: 01-23-45-67-89", "person officer: Rev. Taro Mihon", "phone inquiry: +49-30-123-45-67", "person officer: J. Muster-Roe", "phone inquiry: 01632-960123", "person officer: Erika Muster", "email officer: erika@example.org", "phone inquiry: 0113-496-0123", "person officer: Privacy Officer Max Muster", "email officer: max@example.org"},
		},
		{
			reason: "whom one writes to, below the line that says so; a complaint made to the company; leaving a mailing list",
			name:   "w.txt",
			src:    "Your data\n\nWrite to:\n\nHanako Mihon\nSample Ltd\nHauptstrasse 12, 10115 Berlin, Germany\n\nTo make a complaint, simply email us: sample@example.org. To make a complaint, please ring 0113 496 0123.\n\nTo stop receiving marketing letters, please contact us at list@example.org.",
			want:   []string{"person officer: Hanako Mihon", "postal_address inquiry: Hauptstrasse 12, 10115 Berlin, Germany", "email inquiry: sample@example.org", "phone inquiry: 0113-496-0123", "email opt_out: list@example.org"},
		},
		{
			reason: "hours in brackets behind a number, their zone of time, a code in two groups, houses by number",
			name:   "a.txt",
			src:    "Contact\n\nYou may reach us at +91-22-5555-0100 (10 am to 6 pm, Monday to Saturday).\n\nSample Retail Pvt. Ltd., Office No. 501, Trade Centre, Mumbai 400 051, Maharashtra, India. Call 212-555-0142, 9 a.m. to 6 p.m. ET.",
			want:   []string{"phone inquiry: +91-22-5555-0100", "hours inquiry: 10 am to 6 pm, Monday to Saturday", "postal_address inquiry: Office No. 501, Trade Centre, Mumbai 400 051, Maharashtra, India", "phone inquiry: 212-555-0142", "hours inquiry: 9 a.m. to 6 p.m. ET"},
		},
		{
			reason: "an address in brackets, a seat behind 'of', and towns whose letters are no street",
			name:   "a.txt",
			src:    "Who we are\n\nSample Ltd of Suite 4b, 43 Example Square, Mayfair, London, W1J 5FJ (company number 1) is the controller.\n\nMuster GmbH (Ringstrasse 4, 50667 Köln) acts as controller.",
			want:   []string{"person officer: Sample Ltd", "postal_address officer: Suite 4b, 43 Example Square, Mayfair, London, W1J 5FJ", "person officer: Muster GmbH", "postal_address officer: Ringstrasse 4, 50667 Köln"},
		},
		{
			reason: "an officer's name on a line of its own, a company below an officer is only where he sits",
			name:   "a.txt",
			src:    "Sample Insurance Pty Ltd Privacy Policy\n\nSample Insurance Pty Ltd (\"we\") cares.\n\nData Protection Officer\n\nWe have appointed a data protection officer for our company.\nDr. Hanako Mihon\nhanako@example.org\n\nHow to contact us\n\nPrivacy Officer\nSample Insurance Pty Ltd\nLevel 12, 55 Example Street\nSydney NSW 2000",
			want:   []string{"person officer: Dr. Hanako Mihon", "email officer: hanako@example.org", "person officer: Privacy Officer", "postal_address officer: Level 12, 55 Example Street Sydney NSW 2000"},
		},
		{
			reason: "controllers behind a dash, elsewhere, and bodies that are registered as one",
			name:   "a.txt",
			src:    "Controllers\n\nData controller – Sample Trading Ltd\n\nIf you live in the EEA, your data controller is Sample Ireland Limited. If you live elsewhere, it is Sample, Inc.\n\nSample Primary School is registered as a data controller with the authority.",
			want:   []string{"person officer: Sample Trading Ltd", "person officer: Sample Ireland Limited", "person officer: Sample, Inc.", "person officer: Sample Primary School"},
		},
		{
			reason: "regulators and ombudsmen, their own names behind what they are, no places for people",
			name:   "a.txt",
			src:    "Complaints\n\nYou may complain to the Dutch supervisory authority, the Autoriteit Persoonsgegevens. Complaints about appeals can be made to the Fundraising Regulator. If you remain unhappy you may refer the matter to the Financial Ombudsman Service on 0800 555 4567.\n\nYou may lodge a complaint with the Office of the Privacy Commissioner for Personal Data, Hong Kong.",
			want:   []string{"department complaint_body: Autoriteit Persoonsgegevens", "department complaint_body: Fundraising Regulator", "department complaint_body: Financial Ombudsman Service", "phone complaint_body: 0800-555-4567", "department complaint_body: Office of the Privacy Commissioner for Personal Data"},
		},
		{
			reason: "parts of an address between points, people and offices before brackets, pages without www",
			name:   "a.txt",
			src:    "Contact\n\nSample & Co. Oy · Hämeentie 11, 00530 Helsinki, Finland · hello@example.org\n\nContact person: Hanako Mihon, tel. +358 40 555 0100\n\nThe Treasurer (treasurer@example.org) deals with rent. In case of grievance please write to the Grievance Officer, Mr. Taro Mihon. You can complain to the Information Commissioner's Office at commissioner.org.uk.",
			want:   []string{"postal_address inquiry: Hämeentie 11, 00530 Helsinki, Finland", "email inquiry: hello@example.org", "person officer: Hanako Mihon", "phone inquiry: +358-40-555-0100", "person officer: Treasurer", "email inquiry: treasurer@example.org", "person officer: Grievance Officer, Mr. Taro Mihon", "department complaint_body: Information Commissioner's Office", "url complaint_body: commissioner.org.uk"},
		},
		{
			reason: "a desk with its section in brackets; a word for the body that speaks is no controller",
			name:   "a.txt",
			src:    "Contact\n\nThe Association is a data controller.\n\nPersonal Information Desk (Medical Section)\n2-4-8 Kaigan, Minato-ku, Tokyo 105-0022",
			want:   []string{"department officer: Personal Information Desk", "postal_address officer: 2-4-8 Kaigan, Minato-ku, Tokyo 105-0022"},
		},
		{
			reason: "streets and boxes as they are written in the south and the east",
			name:   "a.txt",
			src:    "Contact\n\nBy post to Apartado 123, 4000-123 Porto, Portugal.\n\nOur postal address is ul. Długa 5/7, 00-238 Warszawa, Poland.\n\nWrite to C/ Mayor 10, 2º, 28013 Madrid, Spain.\n\nOur postal address is Via Roma 12, 20121 Milano (MI), Italy.\n\nOur postal address is Krakova 1366/25, 110 00 Prague 1, Czech Republic.\n\nOur postal address is Unit 3, Lark House, Mill Road, Cork T23AX1C, Ireland **Telephone**: +353 21 234 5678",
			want:   []string{"postal_address inquiry: Apartado 123, 4000-123 Porto, Portugal", "postal_address inquiry: ul. Długa 5/7, 00-238 Warszawa, Poland", "postal_address inquiry: C/ Mayor 10, 2o, 28013 Madrid, Spain", "postal_address inquiry: Via Roma 12, 20121 Milano (MI), Italy", "postal_address inquiry: Krakova 1366/25, 110 00 Prague 1, Czech Republic", "postal_address inquiry: Unit 3, Lark House, Mill Road, Cork T23AX1C, Ireland", "phone inquiry: +353-21-234-5678"},
		},
		{
			reason: "pages by which a request is brought, and where one writes on a social network; words of a sentence before a domain are no mailbox",
			name:   "a.txt",
			src:    "Requests\n\nYou may submit a request by visiting https://example.org/privacy-request or calling 1-800-555-0199. Call Monday to Friday between 9 am and 5 pm.\n\nMessage us on Twitter (https://twitter.com/sample).\n\nIf you have a concern about privacy at Example.org, please ask.",
			want:   []string{"url inquiry: https://example.org/privacy-request", "phone inquiry: 1-800-555-0199", "hours inquiry: Monday to Friday between 9 am and 5 pm", "url inquiry: https://twitter.com/sample"},
		},
		{
			reason: "whose contact details a heading announces, with a form of three words, and a telefax",
			name:   "a.md",
			src:    "# Data protection\n\nWe look after data.\n\n## Name and contact details of the controller\n\nHotel Muster GmbH & Co. KG, Bergweg 1, 6500 Landeck, Austria\n\nTelefax: +43 5442 555-9",
			want:   []string{"person officer: Hotel Muster GmbH & Co. KG", "postal_address inquiry: Bergweg 1, 6500 Landeck, Austria", "fax inquiry: +43-5442-555-9"},
		},
		{
			reason: "the holder of any office to whom one turns, without a name",
			name:   "a.txt",
			src:    "Contact\n\nRequests should be sent to the Club Secretary at club@example.org. In case of complaint please contact the Headteacher. The Chairperson may be contacted about the minutes.",
			want:   []string{"person officer: Club Secretary", "email inquiry: club@example.org", "person officer: Headteacher", "person officer: Chairperson"},
		},
		{
			reason: "an office above an address is whom one writes to",
			name:   "a.txt",
			src:    "Requests should be made in writing to:\nThe Chief Executive Officer\nSample Shire Council\nLocked Bag 12\nSampleton NSW 2799",
			want:   []string{"person officer: Chief Executive Officer", "postal_address inquiry: Locked Bag 12 Sampleton NSW 2799"},
		},
		{
			reason: "brackets within an address, and the seat of an office",
			name:   "a.txt",
			src:    "Contact us\n\nOur office is at 26 Example Rd (Cnr Sample St), Exampleton 3204. Call us on 1300 555 019.",
			want:   []string{"postal_address inquiry: 26 Example Rd (Cnr Sample St), Exampleton 3204", "phone inquiry: 1300-555-019"},
		},
		{
			reason: "a street in the name of a shop is none, houses without the word for one are",
			name:   "a.txt",
			src:    "Contact us\n\nWrite to us at:\nMill Street Bakery\n14 High Street\nSampleton\nLS21 1AA\n\nComplaints go to the Sample Secretary, Old Hall, South Bridge, Exampleton EH8 9YL.",
			want:   []string{"postal_address inquiry: 14 High Street Sampleton LS21 1AA", "person officer: Sample Secretary", "postal_address inquiry: Old Hall, South Bridge, Exampleton EH8 9YL"},
		},
		{
			reason: "companies called by a number, and each of a list of controllers",
			name:   "a.txt",
			src:    "The controller of your data is 2060 OÜ (code 1), Example mnt 15, 10141 Tallinn.\n\nThe following companies are joint controllers of your data:\n\n- Sample Marine AS, Havnegata 4, 6003 Ålesund, Norway\n- Sample Yachts Ltd, 7 Quay Road, Exampleton SO14 3QN",
			want:   []string{"person officer: 2060 OÜ", "postal_address officer: Example mnt 15, 10141 Tallinn", "person officer: Sample Marine AS", "postal_address officer: Havnegata 4, 6003 Ålesund, Norway", "person officer: Sample Yachts Ltd", "postal_address officer: 7 Quay Road, Exampleton SO14 3QN"},
		},
		{
			reason: "the grievance officer by name, and plain hours behind days",
			name:   "a.txt",
			src:    "Grievance Officer\n\nName: Ms. Hanako Mihon\nEmail: gro@example.com\nPhone: +91 80 5550 1122 (Mon–Fri 8–20)",
			want:   []string{"person officer: Ms. Hanako Mihon", "email officer: gro@example.com", "phone officer: +91-80-5550-1122", "hours officer: Mon–Fri 8–20"},
		},
		{
			reason: "the site of a body to complain to, told in the sentence after",
			name:   "a.txt",
			src:    "You may complain to the Information Commissioner's Office. Their helpline is 0303 555 1113 and their website is www.commissioner.example.",
			want:   []string{"department complaint_body: Information Commissioner's Office", "phone complaint_body: 0303-555-1113", "url complaint_body: www.commissioner.example"},
		},
		// Japanese
		{
			reason: "the page's number above the title is none of the policy's",
			name:   "a.html",
			src:    "<p>お電話 03-5555-0199<br>受付時間 10:00～17:00</p><h1>プライバシーポリシー</h1><p>当店は個人情報を大切にします。</p><h2>お問い合わせ窓口</h2><p>TEL：03-5555-0100</p>",
			want:   []string{"phone inquiry: 03-5555-0100"},
		},
		{
			reason: "a box below the policy that gives its number again",
			name:   "a.html",
			src:    "<h1>プライバシーポリシー</h1><p>当店は個人情報を大切にします。</p><h2>お問い合わせ窓口</h2><p>TEL：03-5555-0100</p><h2>お見積りはお気軽に</h2><p>見積りは無料です。</p><p>03-5555-0100</p><p>© 2024 Acme</p>",
			want:   []string{"phone inquiry: 03-5555-0100"},
		},
		{
			reason: "a section of the policy that gives a number again",
			name:   "a.html",
			src:    "<h1>プライバシーポリシー</h1><p>当店は個人情報を大切にします。</p><h2>開示のお申し出</h2><p>TEL：03-5555-0100</p><h2>お問い合わせ先</h2><p>アクメ商店</p><p>TEL：03-5555-0100</p><p>© 2024 Acme</p>",
			want:   []string{"phone inquiry: 03-5555-0100", "phone inquiry: 03-5555-0100"},
		},
		{
			reason: "the head of the company whose office is the label of a cell",
			name:   "a.html",
			src:    "<h1>プライバシーポリシー</h1><p>当店は個人情報を大切にします。</p><h2>お問い合わせ窓口</h2><table><tr><th>社名：</th><td>アクメ商店</td></tr><tr><th>代表取締役：</th><td>大野 茂</td></tr><tr><th>TEL：</th><td>03-5555-0100</td></tr></table>",
			want:   []string{"person representative: 大野 茂", "phone inquiry: 03-5555-0100"},
		},
		{
			reason: "an entry of each type below an inquiry heading; the company that introduces the desk is none, nor is the home page",
			name:   "a.txt",
			src: `# 個人情報保護方針

## お問い合わせ窓口
個人情報の取扱いに関するお問い合わせは、下記までお願いいたします。

株式会社みどり堂　個人情報相談係
〒100-0001　東京都千代田区千代田1-1-1 みどりビル3F
TEL：０３－１２３４－５６７８　FAX：03-1234-5679
受付時間：平日9:00〜17:00（土日祝日を除く）
E-mail：privacy（at）midorido.co.jp
お問い合わせフォーム：https://www.midorido.co.jp/contact/
ホームページ：https://www.midorido.co.jp/
`,
			want: []string{
				"department inquiry: 個人情報相談係",
				"postal_address inquiry: 〒100-0001 東京都千代田区千代田1-1-1 みどりビル3F",
				"phone inquiry: 03-1234-5678",
				"fax inquiry: 03-1234-5679",
				"hours inquiry: 平日9:00〜17:00(土日祝日を除く)",
				"email inquiry: privacy@midorido.co.jp",
				"url inquiry: https://www.midorido.co.jp/contact/",
			},
		},
		{
			reason: "an address goes on over line ends, to its building, and stops before the desk",
			name:   "a.txt",
			src: `# プライバシーポリシー

## 開示等の請求先

〒530-0001
大阪府大阪市北区梅田三丁目1番3号
ひかりタワー 8階
ひかり商事株式会社　総務部　個人情報開示係
`,
			want: []string{
				"postal_address inquiry: 〒530-0001 大阪府大阪市北区梅田三丁目1番3号 ひかりタワー 8階",
				"department inquiry: 総務部 個人情報開示係",
			},
		},
		{
			reason: "title and name stand together without the company; what follows in the block is the officer's",
			name:   "a.txt",
			src: `# 個人情報保護方針

## 個人情報保護管理者

株式会社ひかり

管理本部 本部長 田中 一郎

kojin-joho@hikari.co.jp
`,
			want: []string{
				"person officer: 管理本部 本部長 田中 一郎",
				"email officer: kojin-joho@hikari.co.jp",
			},
		},
		{
			reason: "the company is a contact where it is itself named as the manager of joint use, in a sentence or below its label",
			name:   "a.txt",
			src: `# 個人情報の取扱い

## 共同利用
当社は、グループ会社と個人データを共同利用します。共同利用の管理責任者は、株式会社ひかりホールディングスです。

## 共同利用（二）
(1) 共同利用する者の範囲
当社のグループ会社
(2) 共同利用する個人データの管理責任者
ひかり商事株式会社
`,
			want: []string{
				"person joint_use: 株式会社ひかりホールディングス",
				"person joint_use: ひかり商事株式会社",
			},
		},
		{
			reason: "the head of the company is its representative where another person answers for the data",
			name:   "a.txt",
			src: `# 個人情報の取扱い

1. 共同利用の責任者 株式会社ひかり 人事部長 佐藤 花子

株式会社ひかり 〒164-0001 東京都中野区中野1-2-3 代表取締役社長 鈴木 次郎 人事部長 佐藤 花子
`,
			want: []string{
				"person joint_use: 人事部長 佐藤 花子",
				"postal_address joint_use: 〒164-0001 東京都中野区中野1-2-3",
				"person representative: 代表取締役社長 鈴木 次郎",
				"person joint_use: 人事部長 佐藤 花子",
			},
		},
		{
			reason: "an officer appointed in running text; the board and managers in general are none",
			name:   "a.txt",
			src: `# 個人情報保護方針

## 体制
当社は、総務部長を個人情報保護管理者に任命し、取締役会に報告します。各部門の管理者は部下を監督します。代表取締役は監査責任者を選任します。
`,
			want: []string{"person officer: 総務部長"},
		},
		{
			reason: "the one who signs is the representative, also with the name glued to the company",
			name:   "a.txt",
			src:    "# 個人情報保護方針\n\n## 基本方針\n当社は個人情報を適切に管理します。\n\n2020年4月1日 制定\n株式会社ひかり代表取締役　山田太郎\n",
			want:   []string{"person representative: 代表取締役 山田太郎"},
		},
		{
			reason: "an address and a telephone number on one line, and a number behind the word for reception",
			name:   "a.txt",
			src:    "# 個人情報保護方針\n\n## お問い合わせ先\nひかり商事株式会社　お客様係\n静岡県静岡市浜町5-10　054-111-2222\nクラブハウス受付　0270-11-2222\n",
			want:   []string{"department inquiry: お客様係", "postal_address inquiry: 静岡県静岡市浜町5-10", "phone inquiry: 054-111-2222", "department inquiry: クラブハウス受付", "phone inquiry: 0270-11-2222"},
		},
		{
			reason: "a desk with a name is one where the sentence sends the reader to it; one that is only pointed to or has no name is none",
			name:   "a.txt",
			src: `# プライバシーポリシー

## 開示
開示をご希望の方は、ひかり商事お客様相談室までお申し出ください。
ご不明な点は下記窓口までお問い合わせください。
苦情に対応する窓口を設けて、適切に対応します。
当社所定の窓口までご連絡ください。第16条で定めるお問い合わせ窓口までご連絡ください。
削除は、お問合せセンターへご連絡頂きますようお願いします。
情報は全部または一部をデータセンターで保管します。当社内管理責任部門が管理します。

ひかり商事株式会社
お問い合わせ先 info@hikari.co.jp
`,
			want: []string{
				"department inquiry: お客様相談室",
				"department inquiry: お問合せセンター",
				"email inquiry: info@hikari.co.jp",
			},
		},
		{
			reason: "a named hotline before its number is a desk, a label that only announces is none",
			name:   "a.txt",
			src: `# プライバシーポリシー

## お問い合わせ先
電話でのお問い合わせ のんびりダイヤル: 0120-111-222 平日10:00-17:00 (平日のみ)
お問い合わせ窓口：0120-333-444
フリーダイヤル：0120-555-666
`,
			want: []string{
				"department inquiry: のんびりダイヤル",
				"phone inquiry: 0120-111-222",
				"hours inquiry: 平日10:00-17:00 (平日のみ)",
				"phone inquiry: 0120-333-444",
				"phone inquiry: 0120-555-666",
			},
		},
		{
			reason: "the body that settles complaints is no desk of the company, and so are its address and number",
			name:   "a.txt",
			src: `# 個人情報の取扱い

## 苦情の申出先
個人情報相談室 TEL 045-111-2222

## 認定個人情報保護団体
一般財団法人日本ひかり協会　個人情報保護相談室
〒105-0001 東京都港区虎ノ門1-1-1
電話番号 03-1111-2222／0120-111-333
また、個人情報保護委員会へ苦情を申し立てることができます。
`,
			want: []string{
				"department inquiry: 個人情報相談室",
				"phone inquiry: 045-111-2222",
				"department complaint_body: 一般財団法人日本ひかり協会 個人情報保護相談室",
				"postal_address complaint_body: 〒105-0001 東京都港区虎ノ門1-1-1",
				"phone complaint_body: 03-1111-2222",
				"phone complaint_body: 0120-111-333",
				"department complaint_body: 個人情報保護委員会",
			},
		},
		{
			reason: "pages of advertising networks for opting out; add-ons and pages to read are none",
			name:   "a.md",
			src: `# クッキーポリシー

## 広告
行動ターゲティング広告は、次のページで無効にできます。

- [広告事業者A](https://optout.example-ads.jp/)
- ひろば広告：https://www.youronlinechoices.eu/

解析の停止は[オプトアウトアドオン](https://tools.google.com/dlpage/gaoptout)をご利用ください。
詳しくは[プライバシーポリシー](https://example.jp/privacy)をご覧ください。
`,
			want: []string{
				"url opt_out: https://optout.example-ads.jp/",
				"url opt_out: https://www.youronlinechoices.eu/",
			},
		},
		{
			reason: "an address without a postal code is a contact behind a label, not where a sentence speaks of moving or of recipients",
			name:   "a.txt",
			src: `# プライバシーポリシー

## 運営者
所在地：福岡県福岡市中央区天神2-3-4
当社は東京都千代田区丸の内2-5-1に仮移転します。

## 第三者提供
提供先：株式会社とおり　東京都港区芝公園4-2-8
`,
			want: []string{"postal_address inquiry: 福岡県福岡市中央区天神2-3-4"},
		},
		{
			reason: "numbers that are no telephone numbers",
			name:   "a.txt",
			src: `# プライバシーポリシー

## お問い合わせ
電気通信事業者届出番号 A-02-12345 法人番号 1234567890123 許可番号 第301010101010号
2024-04-01 制定 10:00 03-04時 第12-345-6789号 1,234-5,678円 バージョン10.0.1 登録番号 03-1234-5678
`,
			want: nil,
		},
		{
			reason: "English: addresses below the words that send one there, with a name of a domain before them, a number as long as a code, or a number before a comma",
			src: `# Privacy Policy

We process your personal information as this policy says.

## Choices

If you would rather opt out, put your name on a letter to:

Mihon Foods Group
Three Ponds Drive
Northvale, IL 60093

## Visits

We can be reached by contacting:

mihontown.com
1828 M Street, NW - Suite 200
Washington, D.C. 20035

## Paper

If you wish to write, feel free to contact us at:

17666 Fern
Irving, CA 92614
E-mail: pp@mihon.example

## Office

Contact us at Mihon Cakes, 5500 Lake Blvd, Minneapolis, MN 55416, Attn: Cake Office. You may also contact Mihon, located at 26, rue du Lac, Paris 75009, registered in a register.
`,
			want: []string{
				"postal_address opt_out: Three Ponds Drive Northvale, IL 60093",
				"postal_address inquiry: 1828 M Street, NW - Suite 200 Washington, D.C. 20035",
				"postal_address inquiry: 17666 Fern Irving, CA 92614",
				"email inquiry: pp@mihon.example",
				"postal_address inquiry: 5500 Lake Blvd, Minneapolis, MN 55416",
				"department inquiry: Cake Office",
				"postal_address inquiry: 26, rue du Lac, Paris 75009",
			},
		},
		{
			reason: "English: people by what they are, behind or before their name, and by a form of address below such a heading",
			src: `# Privacy Policy

We process your personal information as this policy says.

## Data Protection Officer
Our privacy officer is Mara Lindqvist and she reads her mail.
Prof. Dr. Ines Falkner, room 2

You may also write to Mr Owen Tarrant, Data Protection Officer, at our office.
`,
			want: []string{
				"person officer: Mara Lindqvist",
				"person officer: Prof. Dr. Ines Falkner",
				"person officer: Mr Owen Tarrant, Data Protection Officer",
			},
		},
		{
			reason: "entries of a definition list and cells of a table take their label's role; the words of a mail link are not its address",
			name:   "a.html",
			src: `<h1>個人情報保護方針</h1><p>当社は個人情報を守ります。当社は法令を守ります。</p>
<h2>共同利用</h2><table><tr><th>共同利用の管理責任者</th><td>株式会社ひかり<br>東京都港区芝公園4-2-8<br>代表取締役 山田 太郎</td></tr></table>
<h2>お問い合わせ先</h2><dl><dt>担当部署</dt><dd>総務部 個人情報担当</dd><dt>TEL</dt><dd>06-6666-7777</dd><dt>FAX</dt><dd>06-6666-7778</dd>
<dt>メール</dt><dd><a href="mailto:info@hikari.jp?subject=x">メールを送る</a></dd></dl>`,
			want: []string{
				"person joint_use: 株式会社ひかり",
				"postal_address joint_use: 東京都港区芝公園4-2-8",
				"person representative: 代表取締役 山田 太郎",
				"department inquiry: 総務部 個人情報担当",
				"phone inquiry: 06-6666-7777",
				"fax inquiry: 06-6666-7778",
				"email inquiry: info@hikari.jp",
			},
		},
		{
			reason: "an office without a name is the one to reach where its company stands before it and addresses follow; TEL. with a full stop",
			name:   "a.txt",
			src: `# プライバシーポリシー

## お問い合わせ窓口
株式会社 あさひ堂 個人情報保護管理者
京都市東山区あさひ町南側 12-345
TEL.075-111-2222／FAX.075-111-2223
`,
			want: []string{
				"person officer: 個人情報保護管理者",
				"postal_address officer: 京都市東山区あさひ町南側 12-345",
				"phone officer: 075-111-2222",
				"fax officer: 075-111-2223",
			},
		},
		{
			reason: "the statutory label of joint use with its parts on lines of their own; the same words in a legal condition name nobody",
			name:   "a.txt",
			src: `# プライバシーポリシー

## 第三者提供
個人情報を共同して利用する場合であって、当該個人情報の管理について責任を有する者の氏名または名称について、あらかじめ本人に通知した場合を除きます。

## 共同利用
当該個人データの管理について責任を有する者の氏名又は名称及び住所並びに法人にあっては、その代表者の氏名
あさひ工業株式会社
〒599-0000 大阪府阪南市あさひ町12-3
代表取締役 旭 和信
`,
			want: []string{
				"person joint_use: あさひ工業株式会社",
				"postal_address joint_use: 〒599-0000 大阪府阪南市あさひ町12-3",
				"person representative: 代表取締役 旭 和信",
			},
		},
		{
			reason: "a desk in quotation marks is named, unless it is pointed to; a number in brackets says that a desk is one",
			name:   "a.txt",
			src: `# プライバシーポリシー

## 開示
書類は当社「個人情報に関するご相談窓口」までご送付ください。
開示の手続きは、以下の「個人情報相談窓口」までご連絡ください。
医療安全支援室（電話 03-1111-1900）もご利用いただけます。
`,
			want: []string{
				"department inquiry: 個人情報に関するご相談窓口",
				"department inquiry: 医療安全支援室",
				"phone inquiry: 03-1111-1900",
			},
		},
		// English
		{
			reason: "a block with Attn and an address over lines; the company that heads it is none",
			name:   "a.md",
			src: `# Privacy Notice

## Contact Us

If you have any questions, please get in touch with:

__Blue River Corporation__
Attn: Blue River - Privacy
12 Old Mill St, 4th Floor,
San Francisco, CA 94105
USA
compliance@blueriver.example

[See here for access requests](https://portal.example/webform/1). If you are under 13, please contact us.
For product support requests, please [visit our forums](https://support.blueriver.example/).
Read our [Terms](https://blueriver.example/terms).
`,
			want: []string{
				"department inquiry: Blue River - Privacy",
				"postal_address inquiry: 12 Old Mill St, 4th Floor, San Francisco, CA 94105 USA",
				"email inquiry: compliance@blueriver.example",
				"url inquiry: https://portal.example/webform/1",
				"url inquiry: https://support.blueriver.example/",
			},
		},
		{
			reason: "labels before addresses give the role only; companies that answer for the data are units",
			name:   "a.md",
			src: `# Privacy Policy

## Contact

*   Data Controller: Blue River, Inc.
*   Address: 55 Orchard Blvd., Dover, NC 27000, USA
*   Data Protection Officer: dpo@blueriver.example
*   EU/UK Representative: Green Lake LLP (rep@greenlake.example)

The shared data are managed as follows. Shared use manager: The Company
`,
			want: []string{
				"person officer: Blue River, Inc.",
				"postal_address officer: 55 Orchard Blvd., Dover, NC 27000, USA",
				"email officer: dpo@blueriver.example",
				"person representative: Green Lake LLP",
				"email representative: rep@greenlake.example",
				"person joint_use: The Company",
			},
		},
		{
			reason: "a controller that heads a block below its heading; a registration number is no address",
			name:   "a.md",
			src: `# Privacy policy

Data controller contact information
-----------------------------------

Blue River AB
Reg. no. 551122-3344
Box 41200
300 12 Halmstad
Sweden
support@blueriver.example
`,
			want: []string{
				"person officer: Blue River AB",
				"postal_address inquiry: Box 41200 300 12 Halmstad Sweden",
				"email inquiry: support@blueriver.example",
			},
		},
		{
			reason: "who represents the company abroad: appointed, serving, named behind the word, at an address; officers and common nouns are none",
			name:   "stand-in.md",
			src: `# Privacy Policy of Gull Media LLC

## Contact

Gull Media LLC has appointed Tern-Desk GmbH, Attn: Gull Media LLC, as its representative in the European Economic Area. Reach it at gull@terndesk.example and Hafendamm 39, 20095 Hamburg, Germany.

Heronsafe has been appointed as Gull's representative in the United Kingdom for data protection matters.

Our Data Protection Officer has been appointed as our representative towards the authority.

Gull UK Limited serves as the UK Representative of Gull.

Our representative in the European Union pursuant to Article 27 of the GDPR is Heronsafe Ireland Ltd.

You may also contact our Swiss representative at Gull Alpen AG.
`,
			want: []string{
				"person representative: Tern-Desk GmbH",
				"email inquiry: gull@terndesk.example",
				"postal_address inquiry: Hafendamm 39, 20095 Hamburg, Germany",
				"person representative: Heronsafe",
				"person representative: Gull UK Limited",
				"person representative: Heronsafe Ireland Ltd.",
				"person representative: Gull Alpen AG",
			},
		},
		{
			reason: "a flat behind the street, a route, a state in small letters, a country before the code",
			name:   "streets.md",
			src: `# Privacy Policy

## Contact

You can write to the following addresses:

Gull, Inc.
548 Tern St. #93
San Pedro, California 90731

Gull Romandie
Route de Morges 22-24
1033 Cheseaux
Switzerland

Gull UK Ltd.
3rd Floor, 12 Heron Street
London, England, W1U 6TU

## Questions

You can write to the following address:

Gull Games, Inc
12 Antler Street, Suite 200
Los Angeles, Ca 90272
`,
			want: []string{
				"postal_address inquiry: 548 Tern St. #93 San Pedro, California 90731",
				"postal_address inquiry: Route de Morges 22-24 1033 Cheseaux Switzerland",
				"postal_address inquiry: 3rd Floor, 12 Heron Street London, England, W1U 6TU",
				"postal_address inquiry: 12 Antler Street, Suite 200 Los Angeles, Ca 90272",
			},
		},
		{
			reason: "a town before its code is nobody; an authority ends with the sentence; a desk before a street",
			name:   "ends.md",
			src: `# Privacy Policy

## Data Protection Officer

You can contact our Data Protection Officer here:

San Pedro, CA 94107, USA

## Complaints

You can complain to the Swedish Data Protection Authority. For other questions, write to us.

## Letters

You can also contact us by post: Gull Inc. Attn: Privacy Team 20 Tern Street, San Pedro, CA 94107
`,
			want: []string{
				"person officer: Data Protection Officer",
				"postal_address inquiry: CA 94107, USA",
				"department complaint_body: Swedish Data Protection Authority",
				"department inquiry: Privacy Team",
				"postal_address inquiry: 20 Tern Street, San Pedro, CA 94107",
			},
		},
		{
			reason: "a help centre in which one reads more and a page of figures are none; one to turn to is",
			name:   "help.md",
			src: `# Privacy Policy

## Your requests

For more information on how to delete posts, please visit our [Help Center](https://help.gull.example/delete).

To see our figures on requests, please click [here](https://gull.example/figures/requests).

If you have any question, please contact us through our [Help Center](https://help.gull.example/new).
`,
			want: []string{"department inquiry: Help Center", "url inquiry: https://help.gull.example/new"},
		},
		{
			reason: "a French street without a comma before its code, behind its company; a road by its number; a desk before the number of the street",
			name:   "french.md",
			src: `# Privacy Policy

## Contact

Write to us by post at Mouette – Data Protection – 32 rue Verte 75009 Paris France, or to our shop, 14 boulevard du Nord – 75009 Paris, France.

You can reach us here:

Gull Corp.
865 FM 1209, Building 2
Bastrop, TX 78602

## Letters

Gull Corporation Attn: Gull - Privacy 18 Mill Street, Suite 103, San Pedro, CA 94103 USA mail@gull.example
`,
			want: []string{
				"postal_address inquiry: 32 rue Verte 75009 Paris France",
				"postal_address inquiry: 14 boulevard du Nord – 75009 Paris, France",
				"postal_address inquiry: 865 FM 1209, Building 2 Bastrop, TX 78602",
				"department inquiry: Gull - Privacy",
				"postal_address inquiry: 18 Mill Street, Suite 103, San Pedro, CA 94103",
				"email inquiry: mail@gull.example",
			},
		},
		{
			reason: "a street number of four digits is no code of a town, a state no legal form; a form is at an address; a representative without a legal form",
			name:   "a.md",
			src: "# Privacy policy\n\n## Contact\n\nWrite to us at:\n\nBlue River Corporation  \n1400 Mill Creek Road, Ste 30  \nFallowfield, TN 38190  \nUnited States of America\n\n" +
				"For Nevada:\n\nBlue River Interactive  \n2750 SANDY HOLLOW PKWY, Suite 11  \nHALVERTON, NV 89099\n\n" +
				"In Switzerland you reach our office via the online request form at [https://river.example/ch-data](https://river.example/ch-data).\n\n" +
				"Blue River has appointed Larkrep as its Data Protection Representative in the EEA.\n",
			want: []string{
				"postal_address inquiry: 1400 Mill Creek Road, Ste 30 Fallowfield, TN 38190 United States of America",
				"postal_address inquiry: 2750 SANDY HOLLOW PKWY, Suite 11 HALVERTON, NV 89099",
				"url inquiry: https://river.example/ch-data",
				"person representative: Larkrep",
			},
		},
		{
			reason: "a supervisory authority by its own name and its page; authorities in general are none",
			name:   "a.md",
			src: `# Privacy policy

## Your rights

You have the right to make a complaint to the Norwegian Authority for Privacy (“NAP”, www.nap.example).
You may also lodge a complaint with your local supervisory authority or the EU Data Protection Authority.
We disclose data to courts, the Tax Authority and the police.
`,
			want: []string{
				"department complaint_body: Norwegian Authority for Privacy",
				"url complaint_body: www.nap.example",
			},
		},
		{
			reason: "the business that the law wants named, and the home page of a body among its address and number",
			name:   "a.md",
			src: `# 個人情報の取扱いについて

## 1. 個人情報取扱事業者の名称

みどり測量株式会社

## 2. 当社が加盟する信用情報機関

名称：株式会社ひかり信用情報
お問い合わせ電話番号：03-5555-0142
ホームページ：https://www.hikari.example/

## 3. 会社案内

当社の詳細は、ホームページ：https://www.midori.example/ をご覧ください。
`,
			want: []string{
				"person officer: みどり測量株式会社",
				"phone inquiry: 03-5555-0142",
				"url inquiry: https://www.hikari.example/",
			},
		},
		{
			reason: "a street, its city and its country without a code; a company at its representative's",
			name:   "a.md",
			src: `# Privacy policy

Quillmoor Ltd. ("Quillmoor") runs this site.

## Contact us

Quillmoor Ltd., located at 121 Hadley Green Rd., Haifa, Israel, is the controller.

EU representative: Dock Data GmbH, Attn: Quillmoor, Ballindamm 39, 20095 Hamburg, Germany
`,
			want: []string{
				"person officer: Quillmoor Ltd.",
				"postal_address officer: 121 Hadley Green Rd., Haifa, Israel",
				"person representative: Dock Data GmbH",
				"postal_address representative: Ballindamm 39, 20095 Hamburg, Germany",
			},
		},
		{
			reason: "an address in a sentence begins behind the company and ends with the sentence",
			name:   "a.md",
			src: `# Privacy policy

## Contacting us

Please write to us at: Flower, Studio B12, 9 Gardens Road, London EC1X 9QQ. We answer within 30 days.
Call our toll-free number 1-800-555-0199 Monday through Friday, 9:00 a.m. to 5:00 p.m.
Contact our Privacy Team at privacy@flower.example or fill in our [request form](https://flower.example/ask).
Our Data Protection Officer is Jane Roe.
`,
			want: []string{
				"postal_address inquiry: Studio B12, 9 Gardens Road, London EC1X 9QQ",
				"phone inquiry: 1-800-555-0199",
				"hours inquiry: Monday through Friday, 9:00 a.m. to 5:00 p.m.",
				"department inquiry: Privacy Team",
				"email inquiry: privacy@flower.example",
				"url inquiry: https://flower.example/ask",
				"person officer: Jane Roe",
			},
		},
		{
			reason: "a desk behind its label and company, an Attn inside a line, a manager in a list on joint use, a signature",
			name:   "a.md",
			src: `# Privacy Policy

## Joint Use

We use personal data jointly as follows.

- Joint users: our subsidiaries
- Manager: Blue River Co., Ltd.
  River Building 5F, 1-2-3 Sakaue, Shiomi-shi, Kanagawa 000-0831
  Jane Roe, President and Representative Director

## Contact

Mail: Blue River, Inc. - Privacy Team
123 Market Street, Suite 400
San Francisco, CA 94103

By mail you can contact us at Blue River, Inc., ATTN: Privacy Operations, 16 Birch Road, Oak Park, CA 94000

## Transfers to third parties

Name: Server Hosting GmbH
Address: Serverstr. 7, 91000 Beispielen
`,
			want: []string{
				"person joint_use: Blue River Co., Ltd.",
				"postal_address joint_use: River Building 5F, 1-2-3 Sakaue, Shiomi-shi, Kanagawa 000-0831",
				"person representative: Jane Roe, President and Representative Director",
				"department inquiry: Privacy Team",
				"postal_address inquiry: 123 Market Street, Suite 400 San Francisco, CA 94103",
				"department inquiry: Privacy Operations",
				"postal_address inquiry: 16 Birch Road, Oak Park, CA 94000",
			},
		},
		{
			reason: "words of a policy that look like contacts: data collected, examples, handles, file names, links to read",
			name:   "a.md",
			src: `# Privacy policy

## What we collect

We collect contact information such as your name, email address (for example jane@mail.example), and phone number.
Follow us (@blueriver or @blue@social.example). The picture is icon@2x.png. Data are available at blueriver.example at no cost.
We use support services of [Cloudy](https://cloudy.example) and share data with our Customer Support Team.
Learn [how to block cookies](https://www.blueriver.example/optout-instructions) or read [the documentation](https://support.blueriver.example/kb/1).
If we are acquired, the Data Controller may change. Our representative may call you. May 9, 2025
`,
			want: nil,
		},
		{
			reason: "office and name together, a window called by more than its task, who is made responsible, links within a site",
			name:   "a.html",
			src: `<h1>個人情報保護方針</h1>
<h2>お問い合わせ</h2>
<p>【個人情報相談窓口】<br>見本商事株式会社<br>個人情報保護管理者（総務部長）<br>TEL：03-0000-1111</p>
<p>お客様相談窓口：soudan@mihon.example</p>
<p>お問い合わせは<a href="../contact/">お問い合わせフォーム</a>をご利用ください。</p>
<h2>共同利用</h2>
<p>当社は名簿を関係会社と共同利用します。その場合、見本商事株式会社を共同利用の責任者として、名簿の漏えいを防ぎます。</p>
<h2>オプトアウト</h2>
<p>オプトアウト<br>https://ads.example/help/settings</p>
<h2>責任者</h2>
<p>株式会社見本商事 個人情報保護管理者<br>連絡先：上記の相談窓口</p>
<h2>データ保護</h2>
<p>データ保護責任者（DPO）　見本 花子</p>
<h2>ご相談</h2>
<p>医療法人見本会　見本クリニック　患者様相談窓口<br>TEL：03-0000-4413</p>
`,
			want: []string{
				"department inquiry: 個人情報相談窓口",
				"person officer: 個人情報保護管理者(総務部長)",
				"phone officer: 03-0000-1111",
				"department inquiry: お客様相談窓口",
				"email inquiry: soudan@mihon.example",
				"person joint_use: 見本商事株式会社",
				"url opt_out: https://ads.example/help/settings",
				"person officer: 個人情報保護管理者",
				"person officer: データ保護責任者(DPO) 見本 花子",
				"department inquiry: 患者様相談窓口",
				"phone inquiry: 03-0000-4413",
			},
		},
		{
			reason: "English offices and desks in running text, and who provides the service, above the address",
			name:   "a.md",
			src: `# Privacy Policy

## Service provider

The Hazel Kids service is provided by:

Hazel Play LLC

1600 Hazelwood Parkway, Mountain Vale, CA 94000 USA

## Cookies

If you block cookies, you may still buy through our Customer Service Department at 1-877-299-8300.

## Questions

Contact our Privacy Compliance Officer at privacy@hazel.example, or reach us by calling our customer support team at 1-877-299-8301.
You may also write to Hazel Play, Attn: Marketing Department or by using the link in the letter.
`,
			want: []string{
				"postal_address inquiry: 1600 Hazelwood Parkway, Mountain Vale, CA 94000 USA",
				"department inquiry: Customer Service Department",
				"phone inquiry: 1-877-299-8300",
				"person officer: Privacy Compliance Officer",
				"email inquiry: privacy@hazel.example",
				"department inquiry: customer support team",
				"phone inquiry: 1-877-299-8301",
				"department inquiry: Marketing Department",
			},
		},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			if got := contactList(contactsIn(t, tt.name, tt.src)); !slices.Equal(got, tt.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(tt.want, "\n\t"))
			}
		})
	}
}

// TestContactValues holds one contact's text against its span and value.
func TestContactValues(t *testing.T) {
	for _, tt := range []struct{ src, quote, typ, value, reason string }{
		{"info@example.jp", "info@example.jp", contactEmail, "info@example.jp", "as it is"},
		{"info(at)example.jp", "info(at)example.jp", contactEmail, "info@example.jp", "(at)"},
		{"info(at-mark)example.jp", "info(at-mark)example.jp", contactEmail, "info@example.jp", "(at-mark)"},
		{"info [at] example [dot] com", "info [at] example [dot] com", contactEmail, "info@example.com", "[at] and [dot] with spaces"},
		{"info{at}example.jp", "info{at}example.jp", contactEmail, "info@example.jp", "braces"},
		{"info＠example.jp", "info＠example.jp", contactEmail, "info@example.jp", "full-width sign"},
		{"ｉｎｆｏ＠ｅｘａｍｐｌｅ．ｊｐ", "ｉｎｆｏ＠ｅｘａｍｐｌｅ．ｊｐ", contactEmail, "info@example.jp", "full width throughout"},
		{"data‐desk@mihon‑do.example", "data‐desk@mihon‑do.example", contactEmail, "data-desk@mihon-do.example", "hyphens of a text processor"},
		{"info★example.jp（★を@に）", "info★example.jp", contactEmail, "info@example.jp", "a star"},
		{"info（アットマーク）example.jp", "info（アットマーク）example.jp", contactEmail, "info@example.jp", "spelled in kana"},
		{"info【at】example.jp", "info【at】example.jp", contactEmail, "info@example.jp", "Japanese brackets"},
		{"info @ example.jp", "info @ example.jp", contactEmail, "info@example.jp", "spaces around the sign"},
		{"support at example.co.jp", "support at example.co.jp", contactEmail, "support@example.co.jp", "a bare at behind a mailbox's name"},
		{"メールはinfo@example.co.jpまで", "info@example.co.jp", contactEmail, "info@example.co.jp", "between Japanese words"},
		{"a.b+c_d@mail.example.com.", "a.b+c_d@mail.example.com", contactEmail, "a.b+c_d@mail.example.com", "a full stop behind it"},
		{"Note: Change (at-mark) to @.", "", "", "", "a note on the sign is no address"},
		{"03-1234-5678", "03-1234-5678", contactPhone, "03-1234-5678", "as it is"},
		{"０３（１２３４）５６７８", "０３（１２３４）５６７８", contactPhone, "03-1234-5678", "full width, brackets in the middle"},
		{"電話 (03)1234-5678", "(03)1234-5678", contactPhone, "03-1234-5678", "brackets in front"},
		{"0120‐123‐456", "0120‐123‐456", contactPhone, "0120-123-456", "hyphen U+2010"},
		{"0120ー123ー456", "0120ー123ー456", contactPhone, "0120-123-456", "long vowel sign for a hyphen"},
		{"0570―012―345", "0570―012―345", contactPhone, "0570-012-345", "horizontal bar"},
		{"0120〜12〜3456", "0120〜12〜3456", contactPhone, "0120-12-3456", "wave dash"},
		{"TEL 0120123456", "0120123456", contactPhone, "0120-123-456", "no separators"},
		{"+81-3-1234-5678", "+81-3-1234-5678", contactPhone, "+81-3-1234-5678", "international"},
		{"+44 (0)20 7946 0958", "+44 (0)20 7946 0958", contactPhone, "+44-20-7946-0958", "the trunk prefix in brackets is not dialled"},
		{"FAX 03-1234-5678", "03-1234-5678", contactFax, "03-1234-5678", "label before"},
		{"03-1234-5678（FAX）", "03-1234-5678", contactFax, "03-1234-5678", "label in brackets behind"},
		{"TEL/FAX 03-1234-5678", "03-1234-5678", contactPhone, "03-1234-5678", "one number for both"},
		{"電話番号03-1234-5678（代表）", "03-1234-5678", contactPhone, "03-1234-5678", "glued to its label"},
		{"〒100-0001", "", "", "", "a postal code alone is no number and no address"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			rs := contactsIn(t, "a.txt", "# プライバシーポリシー\n\n## お問い合わせ先\n\n"+tt.src+"\n")
			var fs []Finding
			for _, r := range rs {
				fs = append(fs, r.Findings...)
			}
			if tt.quote == "" {
				if len(fs) != 0 {
					t.Fatalf("found %v", contactList(rs))
				}
				return
			}
			if len(fs) != 1 {
				t.Fatalf("found %v, want one contact", contactList(rs))
			}
			got := rs[0].Document.Source.Slice(fs[0].Span)
			if got != tt.quote || fs[0].Categories[0] != tt.typ || fs[0].Value != tt.value {
				t.Errorf("got %s %q = %q, want %s %q = %q", fs[0].Categories[0], got, fs[0].Value, tt.typ, tt.quote, tt.value)
			}
		})
	}
}

func TestContactPromises(t *testing.T) {
	for _, tt := range []struct {
		reason, name, src string
		want              []string // the announcing sentences
	}{
		{
			reason: "the text ends with the announcement; a manager of joint use above is no one to ask",
			name:   "a.txt",
			src: `# 個人情報の取扱い

1. 共同利用の責任者 株式会社ひかり 人事部長 佐藤 花子

〒164-0001 東京都中野区中野1-2-3

2. 個人情報の取扱いに関する苦情は、以下の連絡先までご連絡ください。
`,
			want: []string{"個人情報の取扱いに関する苦情は、以下の連絡先までご連絡ください。"},
		},
		{
			reason: "a form that is not linked; the sentence that points to its section is not reported as well",
			name:   "a.txt",
			src: `# プライバシーポリシー

## 開示
具体的な方法については下記の個人情報管理の問い合わせ先にご連絡ください。

## 問い合わせ窓口
ご質問は、こちらのフォームよりご連絡ください。
`,
			want: []string{"ご質問は、こちらのフォームよりご連絡ください。"},
		},
		{
			reason: "a form that is linked",
			name:   "a.md",
			src:    "# プライバシーポリシー\n\n## 問い合わせ窓口\nご質問は、[こちら](https://hikari.jp/f)のフォームよりご連絡ください。\n",
		},
		{
			reason: "a link that leads nowhere",
			name:   "a.md",
			src:    "# プライバシーポリシー\n\n## 問い合わせ窓口\nご質問は、[こちら](#)のフォームよりご連絡ください。\n",
			want:   []string{"ご質問は、[こちら](#)のフォームよりご連絡ください。"},
		},
		{
			reason: "the contact stands in a later section",
			name:   "a.txt",
			src:    "# プライバシーポリシー\n\n## 開示\n下記の窓口までお申し出ください。\n\n## お問い合わせ\ninfo@hikari.jp\n",
		},
		{
			reason: "the sentence names another part of the text, or something to read",
			name:   "a.txt",
			src:    "# プライバシーポリシー\n\n## 開示\n「8.お問い合わせ先」に記載の連絡先までご連絡ください。お問い合わせに伴う取扱いは、こちらをご覧ください。\n",
		},
		{
			reason: "a contact section that asks to get in touch and gives nothing",
			name:   "a.txt",
			src:    "# プライバシーポリシー\n\n## 利用目的\nサービスの提供のため\n\n## お問い合わせ窓口\n個人情報に関するお問い合わせは、当社の窓口までお願いいたします。\n",
			want:   []string{"個人情報に関するお問い合わせは、当社の窓口までお願いいたします。"},
		},
		{
			reason: "a contact section that says where else to look, and one on how complaints are met, promise nothing",
			name:   "a.txt",
			src:    "# プライバシーポリシー\n\n## お問い合わせ先\nご質問は、アプリ内に掲載する窓口までお問い合わせください。\n\n## 苦情への対応\n窓口を設けて、適切に対応します。\n",
		},
		{
			reason: "English: a following address that does not follow",
			name:   "a.txt",
			src:    "# Privacy Policy\n\n## Use\nWe use data to provide the service.\n\n## Contact\nFor any questions, please contact the following email address.\n",
			want:   []string{"For any questions, please contact the following email address."},
		},
		{
			reason: "English: it follows",
			name:   "a.txt",
			src:    "# Privacy Policy\n\n## Use\nWe use data to provide the service.\n\n## Contact\nFor any questions, please contact the following email address.\n\nhello(at)blueriver.example\n",
		},
		{
			reason: "English: contact data as something collected announces nothing",
			name:   "a.txt",
			src:    "# Privacy Policy\n\n## Collection\nWe collect the following contact information: name and address. You may not contact the persons below.\n",
		},
		{
			reason: "English: a form that is not linked",
			name:   "a.txt",
			src:    "# Privacy Policy\n\n## Questions\nPlease contact us using the contact form.\n",
			want:   []string{"Please contact us using the contact form."},
		},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			var got []string
			for _, r := range contactsIn(t, tt.name, tt.src) {
				for _, p := range r.Promises {
					if p.Kind != Contact || p.Message == "" {
						t.Errorf("promise %+v", p)
					}
					got = append(got, r.Document.Source.Slice(p.Span))
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestContactSpans checks spans on a text in which the view differs from the
// source: full width, entities, joined lines.
func TestContactSpans(t *testing.T) {
	rs := contactsIn(t, "a.html", `<h1>プライバシーポリシー</h1><h2>お問い合わせ先</h2><p>ＴＥＬ&nbsp;０３－１２３４－５６７８<br>ｉｎｆｏ&#64;hikari.jp</p><p>個人情報を守ります。</p>`)
	want := map[string]string{"03-1234-5678": "０３－１２３４－５６７８", "info@hikari.jp": "ｉｎｆｏ&#64;hikari.jp"}
	n := 0
	for _, r := range rs {
		for _, f := range r.Findings {
			n++
			if got := r.Document.Source.Slice(f.Span); got != want[f.Value] {
				t.Errorf("%s: span holds %q, want %q", f.Value, got, want[f.Value])
			}
		}
	}
	if n != len(want) {
		t.Errorf("found %v", contactList(rs))
	}
}

var contactTypes = []string{contactEmail, contactPhone, contactFax, contactPostal, contactURL, contactDepartment, contactPerson, contactHours}

var contactRoles = []string{roleInquiry, roleOfficer, roleJointUse, roleRepresentative, roleComplaintBody, roleOptOut}

// checkContacts checks what must hold of findings whatever the text.
func checkContacts(r *Result) error {
	d := r.Document
	for _, f := range r.Findings {
		src := d.Source.Text()
		switch sp := f.Span; {
		case sp.Start < 0 || sp.End > len(src) || sp.Empty():
			return fmt.Errorf("%s: span %v of %d bytes", f.Value, sp, len(src))
		case utf8.ValidString(src) && (!utf8.ValidString(src[sp.Start:sp.End])):
			return fmt.Errorf("%s: span %v cuts a character", f.Value, sp)
		case strings.TrimSpace(f.Value) == "":
			return fmt.Errorf("span %v has no value", sp)
		case f.Confidence <= 0 || f.Confidence > 1:
			return fmt.Errorf("%s: confidence %v", f.Value, f.Confidence)
		case f.Clause < 0 || f.Clause >= len(d.Clauses):
			return fmt.Errorf("%s: clause %d", f.Value, f.Clause)
		case len(f.Categories) != 2 || !slices.Contains(contactTypes, f.Categories[0]) || !slices.Contains(contactRoles, f.Categories[1]):
			return fmt.Errorf("%s: categories %v", f.Value, f.Categories)
		case !strings.HasPrefix(f.Rule, "contact/"):
			return fmt.Errorf("%s: rule %q", f.Value, f.Rule)
		}
		if f.Categories[0] == contactEmail && strings.Count(f.Value, "@") != 1 {
			return fmt.Errorf("e-mail %q", f.Value)
		}
		if (f.Categories[0] == contactPhone || f.Categories[0] == contactFax) && strings.Trim(f.Value, "+-0123456789") != "" {
			return fmt.Errorf("number %q", f.Value)
		}
	}
	for _, p := range r.Promises {
		if p.Span.Start < 0 || p.Span.End > d.Source.Len() || p.Span.Empty() || p.Section < -1 || p.Section >= len(d.Sections) {
			return fmt.Errorf("promise %+v", p)
		}
	}
	return nil
}

func FuzzContacts(f *testing.F) {
	for _, s := range []string{
		"お問い合わせ先\n\n〒100-0001\n東京都千代田区1-1-1\nTEL 03-1234-5678 FAX (03)1234-5679\ninfo＠example.jp",
		"# Contact\n\nAttn: Privacy\n1 High St.\nLondon EC1X 9QQ\nUK\n+44 (0)20 7946 0958 [here](mailto:a%40b.example)",
		"共同利用の管理責任者：株式会社ひかり 代表取締役 山田 太郎（東京都港区芝公園4-2-8）",
		"個人情報保護管理者は、総務部長 佐藤花子です。平日9時〜17時（土・日・祝を除く）",
		"Data Controller: A, Inc. (x at y.example) lodge a complaint with the X Authority for Y https://z.example/contact",
		"下記の窓口までご連絡ください。お客様相談室（0120-111-222）まで", "\xff〒\x00(03", "İ a@b.İ ＠．",
	} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, html bool) {
		if len(s) > 20_000 {
			return
		}
		name := "a.md"
		if html {
			name = "a.html"
		}
		file, err := ingest.Read(name, []byte(s), ingest.Options{})
		if err != nil {
			return
		}
		docs, err := policy.Parse(file, policy.Options{})
		if err != nil {
			return
		}
		for _, d := range docs {
			r := &Result{Document: d}
			if err := Contacts.Run(&Pass{Doc: d, result: r}); err != nil {
				t.Fatal(err)
			}
			if err := checkContacts(r); err != nil {
				t.Error(err)
			}
			// Same text, same findings.
			again := &Result{Document: d}
			if err := Contacts.Run(&Pass{Doc: d, result: again}); err != nil {
				t.Fatal(err)
			}
			if a, b := fmt.Sprint(r.Findings, r.Promises), fmt.Sprint(again.Findings, again.Promises); a != b {
				t.Errorf("two runs differ:\n%s\n%s", a, b)
			}
		}
	})
}

// TestContactsCost runs over texts made to be slow, each at two sizes, one
// sixteen times the other: linear work is sixteen times as much, quadratic
// work two hundred and fifty-six times.
func TestContactsCost(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	const size, times, enough = 8_000, 16, 3
	for _, unit := range []string{
		"a@", "a@b.", " at a.b", "0", "03-", "(03", "部", "窓口まで", "お客様相談室まで", "〒100-0001", "東京都港区1-1-1\n", "責任者は",
		"株式会社", "代表取締役 ", "平日9:00-17:00 ", "12 High Street, ", "https://a.b/contact ", "以下の連絡先までご連絡ください。", "Data Controller: ",
		"lodge a complaint Authority ", "認定個人情報保護団体 一般財団法人", "TEL 03-1234-5678\n", "[x](http://a.b/contact) ", "[x](mailto:a@b.cc) ", "Privacy Team ", "(",
	} {
		var docs [2][]*policy.Document
		for k, n := range [...]int{size, times * size} {
			f, err := ingest.Read("a.md", []byte("# お問い合わせ\n\n"+strings.Repeat(unit, n/len(unit))), ingest.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if docs[k], err = policy.Parse(f, policy.Options{}); err != nil {
				t.Fatal(err)
			}
		}
		run := func(docs []*policy.Document) func() {
			return func() {
				for _, d := range docs {
					if err := Contacts.Run(&Pass{Doc: d, result: &Result{Document: d}}); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		growth := cputime.Growth(times, enough, run(docs[0]), run(docs[1]))
		t.Logf("%q: ×%.2f", unit, growth)
		if growth > enough {
			t.Errorf("%q: %d times the text costs %.1f times as much for a byte", unit, times, growth)
		}
	}
}

func BenchmarkContacts(b *testing.B) {
	body := strings.Repeat("## 利用目的\n当社は、取得した個人情報を、サービスの提供、お問い合わせへの対応および品質の向上のために利用します。全部または一部を委託する場合があります。\n\n"+
		"## Use of data\nWe use the information at our disposal to provide the service, to respond to your requests, and to improve our support. See [our terms](https://example.com/terms).\n\n", 40)
	src := "# プライバシーポリシー\n\n" + body + "## お問い合わせ先\nひかり商事株式会社　総務部\n〒100-0001 東京都千代田区千代田1-1-1\nTEL 03-1234-5678\ninfo@hikari.jp\n"
	f, err := ingest.Read("a.md", []byte(src), ingest.Options{})
	if err != nil {
		b.Fatal(err)
	}
	docs, err := policy.Parse(f, policy.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			if err := Contacts.Run(&Pass{Doc: d, result: &Result{Document: d}}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// What calls for a day ("当社の …") belongs to the hours only with the day behind it.
func TestHoursOfTheCompany(t *testing.T) {
	for _, c := range []struct{ behind, want string }{
		{"、土日、祝日、当社の指定休日を除く", "、土日、祝日、当社の指定休日を除く"},
		{"、土日、当社の見本係まで", "、土日"},
		{"(土日、所定の休業日を除く)", "(土日、所定の休業日を除く)"},
		{" 当社の見本係", ""},
	} {
		s := "9:00~17:00" + c.behind
		if got := s[len("9:00~17:00"):contactDaysAfter(s, len("9:00~17:00"))]; got != c.want {
			t.Errorf("behind the times in %q: %q, want %q", s, got, c.want)
		}
	}
}
