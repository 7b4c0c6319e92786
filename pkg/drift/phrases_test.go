package drift_test

import (
	"testing"

	"github.com/polcompare/polcompare/pkg/drift"
)

const (
	filler  = "\n\n当社は、統計データを広告主に提供しません。\n\nお客様は、いつでも個人情報の削除を請求することができます。\n"
	filling = "\n\nWe do not provide statistical data to advertisers.\n\nCustomers may request the deletion of their personal information at any time.\n"
)

// TestDenials compares what each phrase of two sentences denies.
func TestDenials(t *testing.T) {
	for _, c := range []struct {
		reason, ja, en string
		want           []drift.Type
	}{
		{"Japanese denies once of two things, English of each", "当館は、来館者の写真を複写することも、画商に販売することもありません。", "The museum never copies photographs of visitors, and it never sells them to art dealers.", nil},
		{"a noun that denies", "当館は、防火認証を取得していませんが、倉庫の鍵は電子錠で、監視カメラは未設置です。", "The museum has not obtained fire certification, the warehouse has an electronic lock, and no surveillance camera is installed.", nil},
		{"a noun that denies is gone", "通知サーバーは未導入、広告ツールは未導入です。", "The notification server is installed; no advertising tool is installed.", []drift.Type{drift.Negation}},
		{"an adjective that denies", "倉庫の鍵が動かず、致命的でない故障が続いた場合は、管理会社に連絡します。", "If the key of the warehouse does not work and non-fatal failures go on, we contact the management company.", nil},
		{"of three denials in a row one affirms", "当館は、写真を売却することも、賃貸することも、画商に渡すこともありません。", "The museum does not sell photographs, does not rent them, and does hand them to art dealers.", []drift.Type{drift.Negation}},
		{"one thing of three in a row is unsaid", "当社は、写真を広告に使用することも、販売することも、統計会社と共有することもありません。", "We do not use photographs for advertising, and do not share them with statistics companies.", []drift.Type{drift.Scope}},
		{"with consent, and without, in a sentence that denies something else", "当館は、会員の同意を得て写真を印刷会社に渡し、会員の住所は印刷会社に渡しません。", "The museum hands photographs to the printing company without the member's consent, and it does not hand the member's address to the printing company or to others.", []drift.Type{drift.Condition}},
		{"a proviso without its denial", "当社は、個人情報を第三者に開示しません。ただし、法令に基づく場合はこの限りではあります。", "We do not disclose personal information to third parties, except where required by laws and regulations.", []drift.Type{drift.Negation}},
		{"asks for what the other side demands", "お客様は、会員番号を慎重に管理してください。", "Customers shall manage their membership number carefully.", []drift.Type{drift.Modality}},
		{"asks for it on both sides", "お客様は、会員番号を慎重に管理してください。", "Customers are asked to manage their membership number carefully.", nil},
		{"an Act by its name, and laws", "当社は、個人情報の保護に関する法律を遵守します。", "We comply with the laws on the protection of personal information.", []drift.Type{drift.Statute}},
		{"an Act by its name", "当社は、個人情報の保護に関する法律を遵守します。", "We comply with the Act on the Protection of Personal Information.", nil},
		{"the day of what", "2024年4月1日制定", "Effective April 1, 2024", []drift.Type{drift.Date}},
		{"the days of the same", "2024年4月1日制定・施行", "Effective April 1, 2024", nil},
		{"not always, and never", "展示室に写真を保存していますが、写真の保存の方法が安全であるとは限りません。", "While we store photographs in the exhibition room, no method of storing photographs is safe.", []drift.Type{drift.Modality}},
	} {
		r := compare(t, read(t, "ja.txt", c.ja+filler), read(t, "en.txt", c.en+filling))
		if !r.Judged() || r.Unjudged > 0 {
			t.Errorf("%s: %s, %d not judged", c.reason, r.Verdict, r.Unjudged)
		}
		wantTypes(t, c.reason, r, c.want)
	}
}

// TestNoChange holds what is said otherwise and is the same, or is not worth a word.
func TestNoChange(t *testing.T) {
	for _, c := range []struct{ reason, ja, en string }{
		{"asks for understanding, not for anything in advance", "入館の手続きには手数料をいただきますので、あらかじめご了承ください。", "Please note that a fee is charged for the entrance procedure."},
		{"what is fixed was fixed before", "当館は、あらかじめ定めた項目のみを名簿に記録します。", "The museum records only a fixed set of items in the list."},
		{"what is necessary is a part of the case, not a condition of it", "裁判所の命令に対して協力する必要がある場合", "Cooperating with an order of a court"},
		{"no certification obtained is not a matter of consent", "当館は、防火認証を取得していません。", "Fire certification has not been obtained by the museum."},
		{"what a thing is called is no element of a list", "あおば写真館（以下「当館」といいます。）は、写真を記録し、保存するための施設です。", "Aoba Photo Hall (\"the hall\", \"we\", \"us\") is a facility that records and stores photographs."},
		{"examples in quotation marks", "機種の名称（例「あおば一号」「みどり二号」）を記録します。", "We record the name of the model (e.g., \"Aoba 1\", \"Midori 2\")."},
		{"what is said of the text itself", "当館は、会員の写真を保存します。", "The museum stores photographs of members. This document is published in both Japanese and English."},
		{"an address in lines of its own, in other letters", "当館は、会員の写真を保存します。\n\n- 〒060-0001\n- 北海道札幌市中央区あおば町1丁目2番3号", "The museum stores photographs of members.\n\n- 1-2-3 Aoba-cho, Chuo-ku, Sapporo, Hokkaido 060-0001, Japan"},
		{"a noun that ends as a verb does", "当社は、別のアプリの表示中も録音を継続するために位置情報を使います。", "Location information lets recording continue while another app is displayed, for which the company uses it."},
		{"in many words and in few", "変更後の利用案内は、当館の入口に掲示された時点から効力を生じるものとします。", "A changed guide becomes effective when posted at the entrance."},
	} {
		r := compare(t, read(t, "ja.txt", c.ja+filler), read(t, "en.txt", c.en+filling))
		if !r.Judged() || r.Unjudged > 0 {
			t.Errorf("%s: %s, %d not judged", c.reason, r.Verdict, r.Unjudged)
		}
		wantTypes(t, c.reason, r, nil)
	}
}

// TestQuotes shows the phrase that differs, not the sentence it stands in.
func TestQuotes(t *testing.T) {
	for _, c := range []struct{ reason, ja, en, quoteJA, quoteEN string }{
		{"the phrase that denies", "会員が退会した場合、当館は、会員の写真を返却し、会員の住所を名簿から削除しません。", "When a member withdraws, the museum returns the photographs of the member, and it deletes the address of the member from the list.",
			"会員の住所を名簿から削除しません", "and it deletes the address of the member from the list"},
		{"what one side says more", "当社は、個人情報を第三者に提供することはありません。", "We do not provide personal information to a third party unless we obtain consent or are required to do so by a court under laws and regulations.",
			"当社は、個人情報を第三者に提供することはありません。", "unless we obtain consent or are required to do so by a court under laws and regulations"},
	} {
		r := compare(t, read(t, "ja.txt", c.ja+filler), read(t, "en.txt", c.en+filling))
		if !r.Judged() || r.Unjudged > 0 {
			t.Errorf("%s: %s, %d not judged", c.reason, r.Verdict, r.Unjudged)
		}
		if len(r.Divergences) != 1 {
			t.Errorf("%s: %d divergences", c.reason, len(r.Divergences))
			for _, d := range r.Divergences {
				t.Log(show(d))
			}
			continue
		}
		d := r.Divergences[0]
		if d.Original == nil || d.Translation == nil || d.Original.Text != c.quoteJA || d.Translation.Text != c.quoteEN {
			t.Errorf("%s: %s", c.reason, show(d))
		}
	}
}
