package policy

import "testing"

// Tables in what programs make of printed pages, which end with form feeds.
func TestPrintedTables(t *testing.T) {
	for _, c := range []struct{ reason, src, want string }{
		{"row by row, the last in one line",
			lines("利用目的", "当社は、次の目的で利用します。", "利用目的", "項目", "旅行の手配のため", "氏名、住所", "代金の請求のため", "口座番号", "商品の改善のため 年齢、履歴", "\f"), lines("# 利用目的", "0 当社は、次の目的で利用します。", "1 label <0 利用目的", "2 label <0 項目", "3 cell <1 旅行の手配のため", "4 cell <2 in 3 氏名、住所", "5 cell <1 代金の請求のため", "6 cell <2 in 5 口座番号", "7 cell <1 商品の改善のため", "8 cell <2 in 7 年齢、履歴")},
		{"row by row, with the purposes in the second column",
			lines("個人情報の項目", "利用目的", "氏名、住所", "旅行の手配のため", "口座番号", "代金の請求のため", "\f"), lines("0 label 個人情報の項目", "1 label 利用目的", "2 cell <0 氏名、住所", "3 cell <1 in 2 旅行の手配のため", "4 cell <0 口座番号", "5 cell <1 in 4 代金の請求のため")},
		{"lines that make no rows stay lines",
			lines("利用目的", "項目", "旅行の手配のため", "氏名、住所", "代金の請求のため", "口座番号", "その他", "\f"), lines("0 利用目的", "1 項目", "2 旅行の手配のため", "3 氏名、住所", "4 代金の請求のため", "5 口座番号", "6 その他")},
		{"column by column, with cells of several lines",
			lines("We use data for the following purposes.", "Purpose", "To process", "applications", "To send the", "newsletter", "", "Data", "Name, date of", "birth", "", "Legal basis", "Contract", "", "Email address Consent", "", "Sharing", "We share no data.", "\f"), lines("0 We use data for the following purposes.", "1 label <0 Purpose", "2 cell <1 To process applications", "3 cell <1 To send the newsletter", "4 label <0 Data", "5 cell <4 Name, date of birth", "6 label <0 Legal basis", "7 cell <6 Contract", "8 cell <6 Email address Consent", "# Sharing", "9 We share no data.")},
		{"in Japanese cells go on behind particles",
			lines("利用目的", "旅行の手配および", "契約のため", "代金の請求のため", "", "項目", "氏名", "口座番号", "", "第三者提供", "", "当社は提供しません。", "\f"), lines("0 label 利用目的", "1 cell <0 旅行の手配および契約のため", "2 cell <0 代金の請求のため", "3 label 項目", "4 cell <3 氏名", "5 cell <3 口座番号", "# 第三者提供", "6 当社は提供しません。")},
		{"a heading above a list is no head of a column",
			lines("利用目的", "商品の発送", "代金の請求", "", "安全管理", "当社は適切に管理します。", "\f"), lines("0 利用目的", "1 商品の発送", "2 代金の請求", "# 安全管理", "3 当社は適切に管理します。")},
		{"side by side, each cell a line",
			lines("Purpose              Data            Legal basis", "To send goods        Name, address   Contract", "To improve courses   Answers        Legitimate interests", "\f"), lines("0 label Purpose", "1 label Data", "2 label Legal basis", "3 cell <0 To send goods", "4 cell <1 in 3 Name, address", "5 cell <2 in 3 Contract", "6 cell <0 To improve courses", "7 cell <1 in 6 Answers", "8 cell <2 in 6 Legitimate interests")},
		{"a row whose cells go on behind their neighbours is one cell",
			lines("Purpose              Data             Legal basis", "To send the monthly  Email address    Consent", "newsletter", "To improve courses   Answers          Legitimate interests", "", "Sharing", "We share no data.", "\f"), lines("0 label Purpose", "1 label Data", "2 label Legal basis", "3 cell <0 To send the monthly  Email address    Consent newsletter", "4 cell <0 To improve courses", "5 cell <1 in 4 Answers", "6 cell <2 in 4 Legitimate interests", "# Sharing", "7 We share no data.")},
		{"unless only the last cell does",
			lines("利用目的        項目", "旅行の手配のため    氏名、住所、", "            生年月日", "代金の請求のため    口座番号", "\f"), lines("0 label 利用目的", "1 label 項目", "2 cell <0 旅行の手配のため", "3 cell <1 in 2 氏名、住所、生年月日", "4 cell <0 代金の請求のため", "5 cell <1 in 4 口座番号")},
		{"a heading right below a table is none of its cells",
			lines("Purpose              Data", "To send goods        Name, address", "To improve courses   Answers", "Sharing", "We share no data with others.", "\f"), lines("0 label Purpose", "1 label Data", "2 cell <0 To send goods", "3 cell <1 in 2 Name, address", "4 cell <0 To improve courses", "5 cell <1 in 4 Answers", "6 Sharing", "7 We share no data with others.")},
		{"no pages, no printed table",
			lines("利用目的", "項目", "旅行の手配のため", "氏名、住所", "代金の請求のため", "口座番号"), lines("0 利用目的", "1 項目", "2 旅行の手配のため", "3 氏名、住所", "4 代金の請求のため", "5 口座番号")},
	} {
		t.Run(c.reason, func(t *testing.T) {
			f, docs := read(t, "p.txt", c.src)
			if err := check(f, docs); err != nil {
				t.Error(err)
			}
			if got := outline(docs); got != c.want {
				t.Errorf("%s\n-- becomes --\n%s\n-- want --\n%s", c.src, got, c.want)
			}
		})
	}
}
