package policy

import (
	"slices"
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/text"
)

func TestJoin(t *testing.T) {
	const wrapped = "見本堂は、お客様から取得した個人情報を、商品の発送と抽選のほか、\n" +
		"お客様が選んだ範囲の外では利用しません。また、第三者に提供する場\n" +
		"合には、あらかじめお客様の同意をいただきますので、サービスの画面\n" +
		"からお選びください。\n"
	for _, c := range []struct{ reason, src, want string }{
		{
			"lines of one width that break inside words are joined without a space", wrapped,
			"見本堂は、お客様から取得した個人情報を、商品の発送と抽選のほか、お客様が選んだ範囲の外では利用しません。また、第三者に提供する場合には、あらかじめお客様の同意をいただきますので、サービスの画面からお選びください。",
		},
		{
			"a short line stays alone among wrapped ones, an item begins its own", wrapped + "1. 窓口\n・" + wrapped,
			"見本堂は、お客様から取得した個人情報を、商品の発送と抽選のほか、お客様が選んだ範囲の外では利用しません。また、第三者に提供する場合には、あらかじめお客様の同意をいただきますので、サービスの画面からお選びください。\n1. 窓口\n" +
				"・見本堂は、お客様から取得した個人情報を、商品の発送と抽選のほか、お客様が選んだ範囲の外では利用しません。また、第三者に提供する場合には、あらかじめお客様の同意をいただきますので、サービスの画面からお選びください。",
		},
		{
			"below a long line of a paragraph that begins one character in, what stands at the margin goes on with it",
			"　見本堂診療所は、通院される方の記録を大切に扱い、診療と会計と紹介状の作成のほかには用いないことを約束します。ただし、法令が定めるところによ\nり、役所に届けることがあります。\n　苦情は窓口で承ります。",
			"見本堂診療所は、通院される方の記録を大切に扱い、診療と会計と紹介状の作成のほかには用いないことを約束します。ただし、法令が定めるところにより、役所に届けることがあります。\n苦情は窓口で承ります。",
		},
		{
			"a number at the start of a line that goes on with the sentence is no marker",
			wrapped + "\nお客様が本人であることを確かめる方法とその窓口と手数料については、\n11.窓口についてをご覧ください。",
			"見本堂は、お客様から取得した個人情報を、商品の発送と抽選のほか、お客様が選んだ範囲の外では利用しません。また、第三者に提供する場合には、あらかじめお客様の同意をいただきますので、サービスの画面からお選びください。\n" +
				"お客様が本人であることを確かめる方法とその窓口と手数料については、11.窓口についてをご覧ください。",
		},
		{
			"English lines are joined with a space, a word broken at a hyphen without it, a compound keeps its hyphen",
			"We collect the name and the address of everyone who orders from our infor-\nmation desk, and we keep both for as long as the order is open. Self-\n" +
				"service customers choose what they tell us, and third-\nparty shops see none of it, whatever they may ask us for. We never sell it.",
			"We collect the name and the address of everyone who orders from our information desk, and we keep both for as long as the order is open. Self-service customers choose what they tell us, and third-party shops see none of it, whatever they may ask us for. We never sell it.",
		},
		{
			"the lines of an address are not joined, whatever their length", "Sample Parcels Ltd.\n12 Example Street, 4th Floor,\nSampletown, ST 00000\nhello@example.com",
			"Sample Parcels Ltd.\n12 Example Street, 4th Floor,\nSampletown, ST 00000\nhello@example.com",
		},
		{
			"a sentence that a blank line breaks goes on behind it",
			"見本堂は、本人であることを確かめたうえで請求に応じます。請求が本人のものでなかった場合でも、見本堂が定める手続きのすべてを満たしたときに限り、お客様の\n\n番号を入手した第三者による請求から生じた損害について、当店は責任を負いません。ご注意ください。",
			"見本堂は、本人であることを確かめたうえで請求に応じます。請求が本人のものでなかった場合でも、見本堂が定める手続きのすべてを満たしたときに限り、お客様の番号を入手した第三者による請求から生じた損害について、当店は責任を負いません。ご注意ください。",
		},
		{
			"a paragraph that ends is not joined with the next", "当店は守ります。\n\n番号は次に述べます。", "当店は守ります。\n番号は次に述べます。",
		},
		{
			"spaces that stand at one width are left over from a wrap and are dropped; others separate",
			"当店は、お客様が注文のときに入力した氏名、住所その他の情報を、商品の発送のために配送の会 社に提供します。\n" +
				"当店は、商品の品質をよくするため、お客様からいただいたご意見を担当の者がまとめ、月ごとに公 表しております。\n" +
				"当店は、抽選の結果をお知らせするため、応募のときに入力した電子メールの宛先にご連絡をいた します。\n" +
				"個人情報の責任者は総務部の長とし、変わったときは本方針でお知らせします。責任者 総務部長 見本 花子",
			"当店は、お客様が注文のときに入力した氏名、住所その他の情報を、商品の発送のために配送の会社に提供します。\n" +
				"当店は、商品の品質をよくするため、お客様からいただいたご意見を担当の者がまとめ、月ごとに公表しております。\n" +
				"当店は、抽選の結果をお知らせするため、応募のときに入力した電子メールの宛先にご連絡をいたします。\n" +
				"個人情報の責任者は総務部の長とし、変わったときは本方針でお知らせします。責任者 総務部長 見本 花子",
		},
		{
			"items that break within a few columns of a width of their own are joined where the text around is wrapped",
			wrapped + "\n次の目的で利用します。\n(1)お客様が注文された商品を包んで発送するため\n(2)抽選に当たった方へお知らせと景品を送る\nため\n(3)店頭でお受けしたご意見を読んで品ぞろえ\nをよくするため\n",
			"見本堂は、お客様から取得した個人情報を、商品の発送と抽選のほか、お客様が選んだ範囲の外では利用しません。また、第三者に提供する場合には、あらかじめお客様の同意をいただきますので、サービスの画面からお選びください。\n" +
				"次の目的で利用します。\n(1)お客様が注文された商品を包んで発送するため\n(2)抽選に当たった方へお知らせと景品を送るため\n(3)店頭でお受けしたご意見を読んで品ぞろえをよくするため",
		},
		{
			"the entries of an address block stand alone, whatever their width; a bare number behind a sentence begins a line",
			wrapped + "\n個人情報に関するお問い合わせは、見本堂の総務部にあるお客様相談室\n電話 000-0000-0000\n〒000-0000 見本県見本市見本町一丁目二番三号 見本堂本店ビル十階西\n代表取締役 見本太郎\n",
			"見本堂は、お客様から取得した個人情報を、商品の発送と抽選のほか、お客様が選んだ範囲の外では利用しません。また、第三者に提供する場合には、あらかじめお客様の同意をいただきますので、サービスの画面からお選びください。\n" +
				"個人情報に関するお問い合わせは、見本堂の総務部にあるお客様相談室\n電話 000-0000-0000\n〒000-0000 見本県見本市見本町一丁目二番三号 見本堂本店ビル十階西\n代表取締役 見本太郎",
		},
		{
			"full-width letters take their width in the source",
			"見本堂（以下「当店」といいます。）は、（略）お客様の氏名（漢字）、住所（\n番地まで）、（任意の）電話番号（携帯）、ご注文（商品と数）を取得し、（\n発送のために）利用し、（抽選に）当たった方へは景品を（宅配で）送り、お\nしらせします。\n",
			"見本堂(以下「当店」といいます。)は、(略)お客様の氏名(漢字)、住所(番地まで)、(任意の)電話番号(携帯)、ご注文(商品と数)を取得し、(発送のために)利用し、(抽選に)当たった方へは景品を(宅配で)送り、おしらせします。",
		},
		{
			"without a rhythm spaces are kept", "責任者 見本 花子\n住所 見本市見本町 一丁目\n共同利用の目的 お問い合わせへの回答のため", "責任者 見本 花子\n住所 見本市見本町 一丁目\n共同利用の目的 お問い合わせへの回答のため",
		},
	} {
		f, docs := read(t, "p.txt", c.src)
		if err := check(f, docs); err != nil {
			t.Errorf("%s: %v", c.reason, err)
		}
		if got := docs[0].View.Text(); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.reason, got, c.want)
		}
	}
}

func TestReadMarker(t *testing.T) {
	for _, c := range []struct {
		reason, line string
		form         form
		marker, text string
		path         []int16
	}{
		{"number and full stop", "1. 目的", decimal, "1.", "目的", []int16{1}},
		{"number and full stop without a space", "12.目的", decimal, "12.", "目的", []int16{12}},
		{"number in parts", "4.2 Statistics", decimal, "4.2", "Statistics", []int16{4, 2}},
		{"number in parts with a full stop", "7.1. Access", decimal, "7.1.", "Access", []int16{7, 1}},
		{"letter as a part", "2.a.Scope", decimal, "2.a.", "Scope", []int16{2, 1}},
		{"roman number as a part", "3.b.ii. Places", decimal, "3.b.ii.", "Places", []int16{3, 2, 2}},
		{"number in brackets", "(3) 住所", inParens, "(3)", "住所", []int16{3}},
		{"number in brackets with spaces", "( 3 )住所", inParens, "( 3 )", "住所", []int16{3}},
		{"closing bracket", "3)住所", closeParen, "3)", "住所", []int16{3}},
		{"enclosed number", "②住所", circled, "②", "住所", []int16{2}},
		{"number with its brackets in one character", "⑵ 住所", parenthesised, "⑵", "住所", []int16{2}},
		{"kana", "イ. 住所", kana, "イ.", "住所", []int16{2}},
		{"kana in brackets", "(ア)住所", kanaParens, "(ア)", "住所", []int16{1}},
		{"letter", "b. address", alpha, "b.", "address", []int16{2}},
		{"letter in brackets", "(b) address", alphaParens, "(b)", "address", []int16{2}},
		{"roman number", "ii. address", roman, "ii.", "address", []int16{2}},
		{"roman capitals", "IV. 提供", roman, "IV.", "提供", []int16{4}},
		{"roman number in brackets", "(iii) address", romanParens, "(iii)", "address", []int16{3}},
		{"article", "第3条(提供)", article, "第3条", "(提供)", []int16{3}},
		{"article in kanji", "第十二条 提供", article, "第十二条", "提供", []int16{12}},
		{"English article", "Article 3 (Use)", article, "Article 3", "(Use)", []int16{3}},
		{"English section in capitals, a dash", "SECTION 12 – USE", article, "SECTION 12", "USE", []int16{12}},
		{"English article in Roman numerals", "Article IV: Use", article, "Article IV", "Use", []int16{4}},
		{"number before a space", "2 利用目的", bare, "2", "利用目的", []int16{2}},
		{"number with a leading zero", "02利用目的", bare, "02", "利用目的", []int16{2}},
		{"dot in the middle", "・住所", bullet, "・", "住所", nil},
		{"dash and a number", "- (1) 住所", inParens, "(1)", "住所", []int16{1}},
		{"square and a number", "■ 4.提供", decimal, "4.", "提供", []int16{4}},
		{"dash and a dot", "- ・住所", bullet, "・", "住所", nil},
		{"note", "※住所は任意です", note, "※", "住所は任意です", nil},
		{"numbered note", "※2 任意", note, "※2", "任意", nil},
		{"note in a word", "注1)任意", note, "注1)", "任意", nil},
		{"a number before a space, with what it counts left out", "第2 利用目的", ordinal, "第2", "利用目的", []int16{2}},
		{"a number before an age", "8.13歳未満の方", decimal, "8.", "13歳未満の方", []int16{8}},
		{"an ordinal that is spoken of is no marker", "第2 第1項に定める場合", noForm, "", "第2 第1項に定める場合", nil},
		{"a date is no marker", "2020.10.6 制定", noForm, "", "2020.10.6 制定", nil},
		{"a decimal is no marker", "1.5倍の速さ", noForm, "", "1.5倍の速さ", nil},
		{"a telephone number is no marker", "03-0000-0000", noForm, "", "03-0000-0000", nil},
		{"a count is no marker", "3 日以内に回答します", noForm, "", "3 日以内に回答します", nil},
		{"nor is one of months", "12 ヶ月(設定による)", noForm, "", "12 ヶ月(設定による)", nil},
		{"nor is one of time gone by", "7 日経過後に消します", noForm, "", "7 日経過後に消します", nil},
		{"an article that is spoken of is no marker", "第3条に定める場合", noForm, "", "第3条に定める場合", nil},
		{"a number that is spoken of is no marker", "(1)から(3)までの情報", noForm, "", "(1)から(3)までの情報", nil},
		{"two circles stand for a name", "○○株式会社", noForm, "", "○○株式会社", nil},
		{"an abbreviation is no marker", "e.g. names", noForm, "", "e.g. names", nil},
		{"a dash inside a word is no marker", "-5 degrees", noForm, "", "-5 degrees", nil},
	} {
		m := readMarker(c.line)
		if m.form != c.form || c.line[m.start:m.end] != c.marker || c.line[m.next:] != c.text || !slices.Equal(m.path[:m.n], c.path) && len(c.path) > 0 {
			t.Errorf("%s: %q is form %d, marker %q, text %q, path %v", c.reason, c.line, m.form, c.line[m.start:m.end], c.line[m.next:], m.path[:m.n])
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		reason, text string
		want         []string
	}{
		{"Japanese full stops", "守ります。また、見直します！よろしいですか？はい", []string{"守ります。", "また、見直します!", "よろしいですか?", "はい"}},
		{"not inside brackets", "情報(氏名。住所。)を「安全。確実。」に守ります。以上", []string{"情報(氏名。住所。)を「安全。確実。」に守ります。", "以上"}},
		{"a bracket without a partner holds nothing", "「守ります。見直します。", []string{"「守ります。", "見直します。"}},
		{"full stops of Latin type in Japanese", "守ります.見直します.", []string{"守ります.", "見直します."}},
		{"English full stops", "We care. Do we? Yes!", []string{"We care.", "Do we?", "Yes!"}},
		{"a name that ends in an exclamation mark ends no sentence", "We may send figures to Hurra! based on what you read. Stop! It is late.",
			[]string{"We may send figures to Hurra! based on what you read.", "Stop!", "It is late."}},
		{"abbreviations end no sentence", "We use names, e.g. Ann, and Sample Co., Ltd. and Sample Inc. of the U.S. market (No. 5, Art. 27). Done.",
			[]string{"We use names, e.g. Ann, and Sample Co., Ltd. and Sample Inc. of the U.S. market (No. 5, Art. 27).", "Done."}},
		{"an abbreviation may end a sentence", "We collect names etc. The rest we do not.", []string{"We collect names etc.", "The rest we do not."}},
		{"the title of a section behind its number ends none", "As told in Section 1. What We Collect, we share it. See Section 4. We keep it. That is in Article 5. Our staff see it.",
			[]string{"As told in Section 1. What We Collect, we share it.", "See Section 4.", "We keep it.", "That is in Article 5.", "Our staff see it."}},
		{"not inside quotation marks", "As said in “2. Purposes. Of Use” below. Done.", []string{"As said in “2. Purposes. Of Use” below.", "Done."}},
		{"decimals and addresses", "See www.example.com/a.b for version 2.5 of it. Done.", []string{"See www.example.com/a.b for version 2.5 of it.", "Done."}},
		{"a number that names a chapter", "不明な点は 1. の窓口まで。以上", []string{"不明な点は 1. の窓口まで。", "以上"}},
		{"a number at the beginning", "1. We care. 2 of us do.", []string{"1. We care.", "2 of us do."}},
		{"a semicolon ends none", "We care; we do.", []string{"We care; we do."}},
		{"closing marks belong to the sentence", "He said “we care.” The rest he left.", []string{"He said “we care.”", "The rest he left."}},
	} {
		s := text.Normal(c.text)
		var cut splitter
		var got []string
		for _, sp := range cut.sentences(s, text.Span{Start: 0, End: len(s)}, nil) {
			got = append(got, s[sp.Start:sp.End])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
	}
}

func TestAnnounces(t *testing.T) {
	for _, c := range []struct {
		reason, text string
		want         bool
	}{
		{"the following", "以下の目的で利用します。", true},
		{"as follows", "目的は次のとおりです。", true},
		{"below", "下記の窓口にご連絡ください。", true},
		{"each number", "各号に掲げる場合に提供します。", true},
		{"a definition", "見本堂（以下「当社」といいます）は守ります。", false},
		{"a definition without brackets", "以下、本サービスといいます。", false},
		{"an age", "15歳以下の方は同意を得てください。", false},
		{"what is not below", "以下に定めのない目的では利用しません。", false},
		{"English", "We use it for the following purposes.", true},
		{"as follows in English", "We use it as follows.", true},
		{"a colon", "We collect:", true},
		{"a follower", "Following your request we delete it.", false},
		{"below as a place", "Persons below the age of 13 may not register.", false},
	} {
		if got := announces(text.Normal(c.text)); got != c.want {
			t.Errorf("%s: %q: %v", c.reason, c.text, got)
		}
	}
}

// Where a format knows the place of every line, that says which of them go on,
// whatever their words are; a heading of two lines is one.
func TestWrappedLines(t *testing.T) {
	const s = "個人情報の取扱\nいについて\n\n1. 当社は氏名を\n利用します\nTelephone: 03-0000-0000\nSee the terms of ser-\nvice of the shop or write to uk-\nrep@example.com\nhttps://shop.example/\nterms\n"
	f, err := ingest.Read("f.txt", []byte(s), ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range f.Lines {
		l := &f.Lines[i]
		switch f.View.Slice(l.Span) {
		case "個人情報の取扱":
			l.Role, l.Level = ingest.Heading, 1
		case "いについて":
			l.Role, l.Level, l.Wrapped = ingest.Heading, 1, true
		case "1. 当社は氏名を", "See the terms of ser-", "https://shop.example/":
		default:
			l.Wrapped = true
		}
	}
	docs, err := Parse(f, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "個人情報の取扱いについて\n1. 当社は氏名を利用します\nTelephone: 03-0000-0000\nSee the terms of service of the shop or write to uk-rep@example.com\nhttps://shop.example/terms"
	if got := docs[0].View.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := docs[0].Page(text.Span{}); got != 0 {
		t.Errorf("page %d of a text without pages", got)
	}
}
