package extract

import (
	"slices"
	"testing"
)

// Contacts of one line each, below a heading over contacts, as authors of many kinds give
// them: people beside their office in any order, desks beside their number, addresses of many
// countries.
func TestContactsOfOneLine(t *testing.T) {
	form := map[string]string{
		"en": "# Privacy Policy\n\nAcme Ltd. respects personal data.\n\n## Getting in touch\n\n",
		"ja": "# プライバシーポリシー\n\nアクメ株式会社は個人情報を大切にします。\n\n## ご連絡の窓口\n\n",
	}
	for _, tt := range []struct {
		lang, line string
		want       []string
	}{
		{"en", "Questions? Ask Priya Nair, our head of privacy, on 0161 496 0101 or at priya.nair@acme.example.", []string{"person officer: Priya Nair, our head of privacy", "phone inquiry: 0161-496-0101", "email inquiry: priya.nair@acme.example"}},
		{"en", "You can write to us at Acme Ltd, Unit 4, Mill Yard, Leeds LS1 4DY.", []string{"postal_address inquiry: Unit 4, Mill Yard, Leeds LS1 4DY"}},
		{"en", "Our records manager (Tomas Berg) answers requests at records@acme.example.", []string{"person officer: records manager (Tomas Berg)", "email inquiry: records@acme.example"}},
		{"en", "Data Protection Officer — Ms. Aoife Brennan — dpo@acme.example — +353 1 555 0100", []string{"person officer: Ms. Aoife Brennan", "email officer: dpo@acme.example", "phone officer: +353-1-555-0100"}},
		{"en", "Acme Oy, Mannerheimintie 4, 00100 Helsinki, Finland (Business ID 1234567-8)", []string{"postal_address inquiry: Mannerheimintie 4, 00100 Helsinki, Finland"}},
		{"en", "Grievance Officer: Mr. Rakesh Menon, 4th Floor, Tower B, MG Road, Bengaluru 560001, India. E-mail: grievance@acme.example", []string{"person officer: Mr. Rakesh Menon", "postal_address inquiry: 4th Floor, Tower B, MG Road, Bengaluru 560001, India", "email inquiry: grievance@acme.example"}},
		{"en", "If you are unhappy with our answer, complain to the Information Commissioner's Office, Wycliffe House, Water Lane, Wilmslow SK9 5AF, telephone 0303 123 1113.", []string{"department complaint_body: Information Commissioner's Office", "postal_address complaint_body: Wycliffe House, Water Lane, Wilmslow SK9 5AF", "phone complaint_body: 0303-123-1113"}},
		{"en", "Reach our helpdesk via https://acme.example/helpdesk or call +81 3 5555 0100 (weekdays 10:00-17:00 JST).", []string{"url inquiry: https://acme.example/helpdesk", "phone inquiry: +81-3-5555-0100", "hours inquiry: weekdays 10:00-17:00 JST"}},
		{"en", "The controller is Acme Holdings Pty Ltd (ABN 12 345 678 901), Level 3, 200 George Street, Sydney NSW 2000.", []string{"person officer: Acme Holdings Pty Ltd", "postal_address officer: Level 3, 200 George Street, Sydney NSW 2000"}},
		{"en", "Larkhall Rowing GmbH (\"Larkhall\", \"we\"), as the responsible party under the law on data, looks after what you tell it.", []string{"person officer: Larkhall Rowing GmbH"}},
		{"en", "Larkhall Ltd., located at 12 Harbour Row, Cork T12 AB34, Ireland, is the organization responsible for the use of your personal information.", []string{"person officer: Larkhall Ltd.", "postal_address officer: 12 Harbour Row, Cork T12 AB34, Ireland"}},
		{"en", "Your data are processed by our company Larkhall Boats, Inc., a firm of the state of Maine.", []string{"person officer: Larkhall Boats, Inc."}},
		{"en", "The data controller responsible for what you enter in the app is:\n\nLarkhall B.V. Havenstraat 4, 1016 EJ Amsterdam, Netherlands", []string{"person officer: Larkhall B.V.", "postal_address officer: Havenstraat 4, 1016 EJ Amsterdam, Netherlands"}},
		{"en", "People abroad may write to our representatives below:\n\nEU: Dockmann GmbH, Attn: Acme, Teststrasse 39, 20095 Hamburg, Germany", []string{"person representative: Dockmann GmbH", "postal_address representative: Teststrasse 39, 20095 Hamburg, Germany"}},
		{"en", "Questions to the controller should be sent by letter to one of these addresses:\n\nLarkhall B.V. Havenstraat 4, 1016 EJ Amsterdam, Netherlands", []string{"postal_address inquiry: Havenstraat 4, 1016 EJ Amsterdam, Netherlands"}},
		{"en", "In the European Union we are represented by Prighaven Ltd, 12 Harbour Row, Cork T12 AB34, Ireland.", []string{"person representative: Prighaven Ltd", "postal_address inquiry: 12 Harbour Row, Cork T12 AB34, Ireland"}},
		{"en", "Write: Rua Augusta 100, 1100-053 Lisboa. Ring: +351 21 555 0100. Mail: privacidade@acme.example", []string{"postal_address inquiry: Rua Augusta 100, 1100-053 Lisboa", "phone inquiry: +351-21-555-0100", "email inquiry: privacidade@acme.example"}},
		{"en", "Dr. Lena Vogt looks after data protection here. Mail her: lena.vogt@acme.example", []string{"person officer: Dr. Lena Vogt", "email inquiry: lena.vogt@acme.example"}},
		{"en", "contact AT acme DOT example", []string{"email inquiry: contact@acme.example"}},
		{"en", "privacy [at] acme [dot] example", []string{"email inquiry: privacy@acme.example"}},
		{"en", "privacy(at)acme(dot)example", []string{"email inquiry: privacy@acme.example"}},
		{"en", "You can contact us via our [Privacy Policy Inquiries](https://acme.example/forms/privacy) page, or ask us [here](https://acme.example/faq/#privacyRequest).", []string{"url inquiry: https://acme.example/forms/privacy", "url inquiry: https://acme.example/faq/#privacyRequest"}},
		{"en", "Opt-outs: visit https://acme.example/do-not-sell.", []string{"url opt_out: https://acme.example/do-not-sell"}},
		{"en", "The volunteer who handles membership data is Grace Adeyemi; phone her before 8 pm on 07700 900123.", []string{"person officer: Grace Adeyemi", "phone inquiry: 07700-900123"}},
		{"en", "Write to us: Acme AG, Mühlstrasse 2, CH - 6340 Baar", []string{"postal_address inquiry: Mühlstrasse 2, CH - 6340 Baar"}},
		{"en", "Should you want to make a complaint, contact us by e-mail at care@acme.example.", []string{"email inquiry: care@acme.example"}},
		{"en", "You can file a complaint with the U.S. Department of Mills and Harbour Services Office for Civil Rights by sending a letter to 20 Mill Avenue, S.W., Washington, D.C. 20299, or calling 1-877-555-0100.", []string{"department complaint_body: U.S. Department of Mills and Harbour Services Office for Civil Rights", "postal_address complaint_body: 20 Mill Avenue, S.W., Washington, D.C. 20299", "phone complaint_body: 1-877-555-0100"}},
		{"en", "Acme is registered with the regulator for data protection under ZZ123456 (https://register.example/ZZ123456).", nil},
		{"en", "If you are not content you may raise the matter with the Information Commissioners Office (the ICO).", []string{"department complaint_body: Information Commissioners Office"}},
		{"en", "If you have reason to complain, please contact Dr Rowan Bexley by email at rowan@acme.example.", []string{"person officer: Dr Rowan Bexley", "email inquiry: rowan@acme.example"}},
		{"en", "Phone: 08199912458; 07700900123", []string{"phone inquiry: 08199912458", "phone inquiry: 07700900123"}},
		{"en", "Write to us: 49 Mill Street, Ballymill, Co Antrim, BT39 9ZZ", []string{"postal_address inquiry: 49 Mill Street, Ballymill, Co Antrim, BT39 9ZZ"}},
		{"en", "Mailing Address: Mill Esplanade, LBS Marg, Kurla (West) Mumbai – 400086, Maharashtra, India", []string{"postal_address inquiry: Mill Esplanade, LBS Marg, Kurla (West) Mumbai – 400086, Maharashtra, India"}},
		{"en", "Call us on 0161 496 0101, Monday to Friday from 10:00 a.m. to 6:00 p.m – by telephone.", []string{"phone inquiry: 0161-496-0101", "hours inquiry: Monday to Friday from 10:00 a.m. to 6:00 p.m"}},
		{"en", "Larkhall Boats Ltd (registered number 04512345), whose registered office is at The Old Chandlery, Quay Street, Fowey, PL23 1AB, cares how what you tell it is used.", []string{"postal_address inquiry: The Old Chandlery, Quay Street, Fowey, PL23 1AB"}},
		{"en", "We, Larkhall GmbH, Seestraße 12, 24103 Kiel, Germany (below \"we\"), look after your data.", []string{"postal_address inquiry: Seestraße 12, 24103 Kiel, Germany"}},
		{"en", "Larkhall is hosted by Wharfside Inc., 80 Quay Street, Suite 2020, Seattle, WA 98101.", nil},
		{"en", "Our registered office is at 80 Quay Street, Suite 2020, Seattle, WA 98101.", []string{"postal_address inquiry: 80 Quay Street, Suite 2020, Seattle, WA 98101"}},
		{"en", "Please write to our Records Protection Manager at Larkhall Ltd, 4 Mill Yard, Leeds LS1 4DY.", []string{"person officer: Records Protection Manager", "postal_address officer: 4 Mill Yard, Leeds LS1 4DY"}},
		{"en", "Larkhall's Data Protection Officer may be reached at dpo@larkhall.example.", []string{"person officer: Data Protection Officer", "email officer: dpo@larkhall.example"}},
		{"en", "Larkhall has appointed a Data Protection Officer who sees to it that the law is kept.", nil},
		{"en", "By post: Data Protection Officer, 5 rue du Lac, 75003 Paris", []string{"person officer: Data Protection Officer", "postal_address officer: 5 rue du Lac, 75003 Paris"}},
		{"en", "Letters may be sent by post to: The Members Department, Larkhall Ltd, 4 Mill Yard, Leeds LS1 4DY.", []string{"department inquiry: The Members Department", "postal_address inquiry: 4 Mill Yard, Leeds LS1 4DY"}},
		{"en", "FAO: Members and Boats\n\nLarkhall Ltd, 4 Mill Yard, Leeds LS1 4DY", []string{"department inquiry: Members and Boats", "postal_address inquiry: 4 Mill Yard, Leeds LS1 4DY"}},
		{"en", "You can post your letters to our office at:\n\n20 Harbour Drive, Suite 400\nPlainfield, NY-11803", []string{"postal_address inquiry: 20 Harbour Drive, Suite 400 Plainfield, NY-11803"}},
		{"en", "Larkhall LLC, which has its desks in Maine, is the controller of what you enter here.", []string{"person officer: Larkhall LLC"}},
		{"en", "The controller in the sense of Art. 4 No. 7 of the regulation is:\n\nLarkhall GmbH Seestraße 12, 24103 Kiel", []string{"person officer: Larkhall GmbH", "postal_address officer: Seestraße 12, 24103 Kiel"}},
		{"en", "Larkhall Ltd is responsible for the processing of the data it receives under the framework.", nil},
		{"en", "You can [contact online](https://help.larkhall.example/support/privacy) the company that answers for your data.", []string{"url inquiry: https://help.larkhall.example/support/privacy"}},
		{"en", "To make a request without an account, click [here](https://larkhall.example/hc/requests/new?id=7).", []string{"url inquiry: https://larkhall.example/hc/requests/new?id=7"}},
		{"en", "To read more about how requests are answered, click [here](https://larkhall.example/articles/requests).", nil},
		{"en", "Ring 1-800-BOATING or write to privacy ((at)) larkhall ((dot)) example", []string{"phone inquiry: 1-800-BOATING", "email inquiry: privacy@larkhall.example"}},
		{"en", "Model 800-SERIES boats are not sold here.", nil},
		{"en", "To opt out of targeted ads, click [Do Not Sell What We Know](https://www.youronlinechoices.com/uk/your-ad-choices) or do what your browser says.", []string{"url opt_out: https://www.youronlinechoices.com/uk/your-ad-choices"}},
		{"en", "www.larkhall.example\n\nLarkhall Ltd, 4 Mill Yard, Leeds LS1 4DY", []string{"url inquiry: www.larkhall.example", "postal_address inquiry: 4 Mill Yard, Leeds LS1 4DY"}},
		{"en", "Larkhall has named a Data Protection Officer and they can be reached at dpo@larkhall.example.", []string{"person officer: Data Protection Officer", "email officer: dpo@larkhall.example"}},
		{"en", "The Society of Friends of the Lark, Leeds is the Controller of your data.", []string{"person officer: Society of Friends of the Lark, Leeds"}},
		{"en", "Write to the following address:\n\nLegal Counsel, The Boats Department\n4 Mill Yard, Leeds LS1 4DY", []string{"person officer: Legal Counsel", "department inquiry: The Boats Department", "postal_address inquiry: 4 Mill Yard, Leeds LS1 4DY"}},
		{"en", "Write to us: 4100 NE 7th Ave, Suite 12, Ft. Larkfield, FL 30111", []string{"postal_address inquiry: 4100 NE 7th Ave, Suite 12, Ft. Larkfield, FL 30111"}},
		{"ja", "ご質問は、管理部の佐藤（sato@acme.example）までお寄せください。", []string{"person officer: 管理部の佐藤", "email inquiry: sato@acme.example"}},
		{"ja", "お問い合わせはお客様サポート窓口（電話03-5555-0100、平日9時～17時）へ。", []string{"department inquiry: お客様サポート窓口", "phone inquiry: 03-5555-0100", "hours inquiry: 平日9時~17時"}},
		{"ja", "データ管理責任者：取締役 山本 花子（電話 06-5555-0188）", []string{"person officer: 取締役 山本 花子", "phone officer: 06-5555-0188"}},
		{"ja", "〈個人情報保護管理責任者〉株式会社アクメ／電話番号：03-5555-0144", []string{"person officer: 株式会社アクメ", "phone officer: 03-5555-0144"}},
		{"ja", "オプトアウトページ：https://ads.example/center?lang=ja", []string{"url opt_out: https://ads.example/center?lang=ja"}},
		{"ja", "担当／吉田（代表 052-555-0123）", []string{"person officer: 吉田", "phone inquiry: 052-555-0123"}},
		{"ja", "個人情報の管理責任者は、総務課長の高橋 実です。", []string{"person officer: 総務課長の高橋 実"}},
		{"ja", "フォームは https://acme.example/form にあります。", []string{"url inquiry: https://acme.example/form"}},
		{"ja", "受付時間　月～土　10:00～18:00（日祝休）", []string{"hours inquiry: 月~土 10:00~18:00(日祝休)"}},
		{"ja", "相談員 木村さくら（内線 123）", []string{"person officer: 相談員 木村さくら"}},
		{"ja", "事務局 電話/FAX 011-555-0100", []string{"department inquiry: 事務局", "phone inquiry: 011-555-0100"}},
		{"ja", "お電話は0570-555-010（ナビダイヤル・有料）におかけください。", []string{"phone inquiry: 0570-555-010"}},
		{"ja", "TEL:+81-3-5555-0100　FAX:+81-3-5555-0101", []string{"phone inquiry: +81-3-5555-0100", "fax inquiry: +81-3-5555-0101"}},
		{"ja", "管理者：アクメ合同会社　代表社員 小林 誠", []string{"person representative: 代表社員 小林 誠"}},
		{"ja", "個人情報保護方針に関する責任者は代表の大野が務める。", []string{"person officer: 代表の大野"}},
		{"ja", "株式会社アクメ　個人情報保護責任者・担当者\n\nE-mail：kojin@acme.example", []string{"person officer: 個人情報保護責任者・担当者", "email officer: kojin@acme.example"}},
		{"ja", "アクメ株式会社\n\n個人情報管理責任者宛\n\nTEL：03-5555-0100", []string{"person officer: 個人情報管理責任者", "phone officer: 03-5555-0100"}},
		{"ja", "情報管理室　個人情報保護責任者\n\nTEL：03-5555-0100", []string{"department officer: 情報管理室", "person officer: 個人情報保護責任者", "phone officer: 03-5555-0100"}},
		{"ja", "アクメ株式会社\n\n個人情報保護管理者\n\n大野 茂\n\nTEL：03-5555-0100", []string{"person officer: 個人情報保護管理者 大野 茂", "phone officer: 03-5555-0100"}},
		{"ja", "お申出先の名称：個人情報保護管理者\n\nTEL：03-5555-0100", []string{"person officer: 個人情報保護管理者", "phone officer: 03-5555-0100"}},
		{"ja", "個人情報相談窓口TEL：0120-555-010", []string{"department inquiry: 個人情報相談窓口", "phone inquiry: 0120-555-010"}},
		{"ja", "アクメ株式会社お客様相談室フリーダイヤル 0120-555-010", []string{"department inquiry: お客様相談室", "phone inquiry: 0120-555-010"}},
		{"ja", "住所：東京都台東区見本坂1-10-8 アクメ東ビル2F-C", []string{"postal_address inquiry: 東京都台東区見本坂1-10-8 アクメ東ビル2F-C"}},
		{"ja", "管理責任者\n\n年末年始、臨時休館\n\nTEL：03-5555-0100", []string{"phone officer: 03-5555-0100"}},
		{"ja", "管理本部　総務課長 宛\n\n〒100-0001 東京都千代田区見本町1-2-3", []string{"person inquiry: 管理本部 総務課長", "postal_address inquiry: 〒100-0001 東京都千代田区見本町1-2-3"}},
		{"ja", "Mail：kojin#acme.example（#を@に置き換えてください）", []string{"email inquiry: kojin@acme.example"}},
		{"ja", "### 代表取締役社長　大野 茂\n\n2024年4月1日", []string{"person representative: 代表取締役社長 大野 茂"}},
		{"ja", "個人情報保護管理者\n\n管理者名：大野 茂\n\n連絡先：03-5555-0100", []string{"person officer: 大野 茂", "phone inquiry: 03-5555-0100"}},
		{"en", "The report of Mary Stone, a historian, describes life in Old Harbour Town.", nil},
		{"en", "We are grateful to Peter Gray Press for the picture.", nil},
		{"ja", "総務部の研修は年に一度行う。", nil},
		{"ja", "受付番号 123-4567 をお控えください。", nil},
	} {
		if got := contactList(contactsIn(t, "a.md", form[tt.lang]+tt.line+"\n")); !slices.Equal(got, tt.want) {
			t.Errorf("%s\n got %q\nwant %q", tt.line, got, tt.want)
		}
	}
}
