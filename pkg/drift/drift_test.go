package drift_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/drift"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

var engine = func() *extract.Engine {
	e, err := extract.NewEngine(nil)
	if err != nil {
		panic(err)
	}
	return e
}()

// read analyses a text; it returns the first policy in it.
func read(tb testing.TB, name, content string) *extract.Result {
	tb.Helper()
	return readAs(tb, name, content, policy.Options{})
}

func readAs(tb testing.TB, name, content string, o policy.Options) *extract.Result {
	tb.Helper()
	f, err := ingest.Read(name, []byte(content), ingest.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	docs, err := policy.Parse(f, o)
	if err != nil {
		tb.Fatal(err)
	}
	r, err := engine.Run(docs[0])
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func compare(tb testing.TB, a, b *extract.Result) *drift.Result {
	tb.Helper()
	r, err := drift.Compare(a, b, drift.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func sample(tb testing.TB, path string) *extract.Result {
	tb.Helper()
	b, err := corpus.ReadFile("policies/" + path)
	if err != nil {
		tb.Fatal(err)
	}
	return read(tb, path, string(b))
}

type gold struct {
	Original    string `json:"original"`
	JaSource    string `json:"ja_source"`
	EnSource    string `json:"en_source"`
	Divergences []struct {
		Type, Severity, Ja, En, Note string
	} `json:"divergences"`
}

// squeeze takes white space out: quotes run over line breaks.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text.Normal(s))
}

// touches tells whether two quotes show the same place.
func touches(q *drift.Quote, want string) bool {
	if q == nil || want == "" {
		return false
	}
	a, b := squeeze(q.Text), squeeze(want)
	return strings.Contains(a, b) || strings.Contains(b, a) || common(a, b)*2 >= min(len(a), len(b))
}

// common returns the length of the longest stretch that both hold.
func common(a, b string) int {
	best := 0
	row := make([]int, len(b)+1)
	for i := range a {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				row[j+1] = row[j] + 1
				best = max(best, row[j+1])
			} else {
				row[j+1] = 0
			}
		}
	}
	return best
}

// TestPlanted finds all that was planted in the pairs of the sample corpus, and
// nothing besides, not of low severity either.
func TestPlanted(t *testing.T) {
	for _, pair := range []string{"retail-kamomezaka", "saas-horoniwa"} {
		b, err := corpus.ReadFile("policies/" + pair + ".drift.gold.json")
		if err != nil {
			t.Fatal(err)
		}
		var g gold
		if err := json.Unmarshal(b, &g); err != nil {
			t.Fatal(err)
		}
		r := compare(t, sample(t, g.JaSource), sample(t, g.EnSource))
		used := make([]bool, len(r.Divergences))
		for _, w := range g.Divergences {
			found := false
			for i, d := range r.Divergences {
				if touches(d.Original, w.Ja) || touches(d.Translation, w.En) {
					found, used[i] = true, true
				}
			}
			if !found {
				t.Errorf("%s: not found: %s (%s): %s", pair, w.Type, w.Severity, w.Note)
			}
		}
		for i, d := range r.Divergences {
			if !used[i] {
				t.Errorf("%s: nobody planted %s", pair, show(d))
			}
		}
	}
}

func show(d drift.Divergence) string {
	side := func(q *drift.Quote) string {
		if q == nil {
			return "–"
		}
		return q.Text
	}
	return fmt.Sprintf("%s %s: %s | %s (%s)", d.Severity, d.Type, side(d.Original), side(d.Translation), d.Message)
}

// TestItself compares each sample with itself.
func TestItself(t *testing.T) {
	entries, err := corpus.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := corpus.ReadFile(e.Path)
		if err != nil {
			t.Fatal(err)
		}
		r := compare(t, read(t, e.Path, string(b)), read(t, e.Path, string(b)))
		if r.Verdict != drift.Editions || len(r.Divergences) > 0 {
			t.Errorf("%s against itself: %s, %d divergences", e.Path, r.Verdict, len(r.Divergences))
			for _, d := range r.Divergences {
				t.Log(show(d))
			}
		}
	}
}

// mirror returns what a result is with the sides swapped.
func mirror(r *drift.Result) []string {
	var out []string
	for _, d := range r.Divergences {
		switch d.Type {
		case drift.Missing:
			if d.Original == nil || d.Translation == nil {
				d.Type = drift.Added
			}
		case drift.Added:
			d.Type = drift.Missing
		}
		d.Original, d.Translation = d.Translation, d.Original
		d.Message = ""
		out = append(out, show(d))
	}
	slices.Sort(out)
	return out
}

func plainly(r *drift.Result) []string {
	var out []string
	for _, d := range r.Divergences {
		d.Message = ""
		out = append(out, show(d))
	}
	slices.Sort(out)
	return out
}

func checkMirror(t *testing.T, a, b *extract.Result) {
	t.Helper()
	x, err := drift.Compare(a, b, drift.Options{})
	y, err2 := drift.Compare(b, a, drift.Options{})
	if (err == nil) != (err2 == nil) {
		t.Fatalf("%v, swapped %v", err, err2)
	}
	if err != nil {
		return
	}
	if x.Verdict != y.Verdict || x.Aligned != y.Aligned {
		t.Errorf("%s %v, swapped %s %v", x.Verdict, x.Aligned, y.Verdict, y.Aligned)
	}
	if got, want := mirror(y), plainly(x); !slices.Equal(got, want) {
		t.Errorf("swapped:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, d := range x.Divergences {
		for i, q := range []*drift.Quote{d.Original, d.Translation} {
			doc := x.Original
			if i == 1 {
				doc = x.Translation
			}
			if q != nil && (q.Span.Start < 0 || q.Span.End > doc.Source.Len() || q.Span.Empty()) {
				t.Errorf("span %v of %s", q.Span, show(d))
			}
		}
		if d.Original == nil && d.Translation == nil || d.Message == "" || d.Severity.Rank() == 0 || d.Confidence <= 0 || d.Confidence > 1 {
			t.Errorf("incomplete: %+v", d)
		}
	}
}

func TestSwap(t *testing.T) {
	for _, pair := range [][2]string{
		{"retail-kamomezaka.ja.md", "retail-kamomezaka.en.md"},
		{"saas-horoniwa.ja.html", "saas-horoniwa.en.html"},
		{"retail-kamomezaka.ja.md", "recruit-tokiwabashi.txt"},
	} {
		checkMirror(t, sample(t, pair[0]), sample(t, pair[1]))
	}
}

// TestChanges plants one change at a time in a text and its translation.
func TestChanges(t *testing.T) {
	const ja = `# プライバシーポリシー

## 取得する情報
当社は、氏名、住所、電話番号、メールアドレスを取得します。

## 第三者への提供
当社は、お客様の同意を得ることなく、個人データを第三者に提供しません。
当社は、統計データを広告主に提供することがあります。

## 保存期間
当社は、個人情報を退会後90日間保存します。
お客様は、いつでも個人情報の削除を請求することができます。

## お問い合わせ
メール：desk@aoba.example.jp
2024年4月1日改定
`
	const en = `# Privacy Policy

## Information We Collect
The Company collects names, addresses, telephone numbers, and email addresses.

## Provision to Third Parties
The Company does not provide personal data to third parties without the customer's consent.
The Company may provide statistical data to advertisers.

## Retention
The Company stores personal information for 90 days after withdrawal.
Customers may request the deletion of their personal information at any time.

## Contact
Email: desk@aoba.example.jp
Revised April 1, 2024
`
	for _, c := range []struct {
		reason   string
		old, new string // in the translation
		want     []drift.Type
	}{
		{"as it is", "", "", nil},
		{"a denial is gone", "does not provide personal data", "provides personal data", []drift.Type{drift.Negation}},
		{"a denial is gone from a sentence with an exception", "does not provide personal data to third parties without the customer's consent.", "provides personal data to third parties without the customer's consent, except as permitted by law.", []drift.Type{drift.Negation}},
		{"with for without consent", "without the customer's consent", "with the customer's consent", []drift.Type{drift.Condition}},
		{"an example of what is meant", "statistical data to advertisers.", "statistical data (e.g., sums) to advertisers.", []drift.Type{drift.Scope}},
		{"used is not provided", "The Company may provide statistical data to advertisers.", "The Company may use statistical data for advertisers.", []drift.Type{drift.Term}},
		{"must for may", "Customers may request", "Customers must request", []drift.Type{drift.Modality}},
		{"another period", "90 days", "30 days", []drift.Type{drift.Number}},
		{"months for days that are as many is still another number", "90 days", "90 months", []drift.Type{drift.Number}},
		{"another date", "April 1, 2024", "April 1, 2023", []drift.Type{drift.Date}},
		{"another address", "desk@aoba", "help@aoba", []drift.Type{drift.Contact}},
		{"an item less", "telephone numbers, and", "and", []drift.Type{drift.Scope}},
		{"a sentence less", "Customers may request the deletion of their personal information at any time.\n", "", []drift.Type{drift.Missing}},
		{"a sentence more", "## Retention\n", "## Retention\nThe Company may transfer health information to insurers in Canada.\n\n", []drift.Type{drift.Added}},
		{"which version prevails", "## Contact\n", "## Contact\nIf the two versions differ, the Japanese version shall prevail.\n\n", []drift.Type{drift.Precedence}},
		{"contractions say the same", "does not provide", "doesn't provide", nil},
		{"a number in words says the same", "90 days", "ninety days", nil},
		{"sections in another order", "## Retention\nThe Company stores personal information for 90 days after withdrawal.\nCustomers may request the deletion of their personal information at any time.\n\n## Contact\nEmail: desk@aoba.example.jp\nRevised April 1, 2024\n",
			"## Contact\nEmail: desk@aoba.example.jp\nRevised April 1, 2024\n\n## Retention\nThe Company stores personal information for 90 days after withdrawal.\nCustomers may request the deletion of their personal information at any time.\n", nil},
	} {
		changed := strings.Replace(en, c.old, c.new, 1)
		if c.old != "" && changed == en {
			t.Fatalf("%s: nothing changed", c.reason)
		}
		r := compare(t, read(t, "ja.md", ja), read(t, "en.md", changed))
		wantTypes(t, c.reason, r, c.want)
	}
}

// TestHeadingOfRow takes one of several numbered headings out of a side.
func TestHeadingOfRow(t *testing.T) {
	const ja = "# プライバシーポリシー\n\n## 1. 取得する情報\n当社は、氏名と住所を取得します。\n\n## 2. 保存期間\n当社は、個人情報を90日間保存します。\n\n## 3. お問い合わせ\n当社の窓口にメールでお問い合わせください。\n"
	const en = "# Privacy Policy\n\n## 1. Information We Collect\nWe collect names and addresses.\n\n## 2. Retention Period\nWe store personal information for 90 days.\n\n## 3. Contact\nPlease contact our desk by email.\n"
	wantTypes(t, "as it is", compare(t, read(t, "ja.md", ja), read(t, "en.md", en)), nil)
	without := strings.Replace(en, "## 2. Retention Period\n", "", 1)
	wantTypes(t, "a heading less", compare(t, read(t, "ja.md", ja), read(t, "en.md", without)), []drift.Type{drift.Missing})
}

// wantTypes compares the types of what was found with those wanted, in their order.
func wantTypes(t *testing.T, reason string, r *drift.Result, want []drift.Type) {
	t.Helper()
	var got []drift.Type
	for _, d := range r.Divergences {
		got = append(got, d.Type)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", reason, got, want)
		for _, d := range r.Divergences {
			t.Log(show(d))
		}
	}
}

// TestTopic lets a heading name its topic, or affirm it, where the other side denies it.
func TestTopic(t *testing.T) {
	const ja, en = "# %s\n\n当店は、会員の写真を第三者に提供しません。\n", "# No provision of photographs to third parties\n\nThe shop does not provide photographs of members to third parties.\n"
	for h, want := range map[string]drift.Severity{"第三者への写真の提供": drift.Low, "第三者に提供する写真": drift.Medium} {
		r := compare(t, read(t, "ja.md", fmt.Sprintf(ja, h)), read(t, "en.md", en))
		wantTypes(t, h, r, []drift.Type{drift.Negation})
		if d := r.Divergences; len(d) == 1 && d[0].Severity != want {
			t.Error(show(d[0]))
		}
	}
}

// TestLists takes one element out of a list on one side.
func TestLists(t *testing.T) {
	for _, c := range []struct {
		reason, ja, en string
		want           string // what is listed on one side only
	}{
		{"two lists that say the same", "当社は、氏名、生年月日、勤務先および電話番号を取得します。", "We collect your name, date of birth, place of work, and telephone number.", ""},
		{"an element that the lexicon has", "当社は、氏名、勤務先および電話番号を取得します。", "We collect your name, date of birth, place of work, and telephone number.", "date of birth"},
		{"a word that no lexicon has: its neighbours leave no place for it", "当社は、氏名、年齢、会員ランク、住所および電話番号を保存します。", "We store your name, age, zorb grade, shoe width, membership rank, address and telephone number.", "zorb grade shoe width"},
		{"the first element of a list", "当社の店舗は、生年月日、住所および電話番号を保存します。", "Our shops store the fingerprint, date of birth, address and telephone number.", "fingerprint"},
		{"an element of Japanese", "当社は、氏名、指紋、住所および電話番号を保存します。", "We store your name, address and telephone number.", "指紋"},
		{"two elements that one word of the other side could stand for", "当社は、連絡先、画像、動画、その他の対応しているコンテンツを受信します。", "We receive contacts, images, and other supported content.", "動画"},
		{"two words for one thing", "当社は、氏名、住所および電話番号を収集・取得します。", "We collect your name, address and telephone number.", ""},
		{"the last element of a list is the subject", "氏名、住所、利用履歴、写真が配送会社に渡される場合があります。", "Your name, address, and photographs may be handed to the carrier.", "利用履歴"},
		{"a word that stands in the list and again behind it", "本書は、設備を使用する際に、お客様の写真をどう収集、使用、保護するかを述べます。", "This notice explains how we collect, and protect your photographs when you use the equipment.", "使用"},
		{"things done, each with a verb of its own", "写真は、書籍を返却する、会費を停止する、または退会するまで保管されます。", "Photographs are kept until you return the book or withdraw.", "会費を停止する"},
		{"a word of the lexicon that holds a conjunction", "会員の生命、身体、財産その他の権利利益を害する投稿を禁止します。", "Posts that harm the life, body, or other rights and interests of members are prohibited.", "財産"},
		{"English words in a Japanese list", "当社は、氏名、住所（Private Databaseのみ）および電話番号を保存します。", "We store your name, address (Private Database only) and telephone number.", ""},
		{"nouns joined by と", "当社は、氏名と年齢、住所および電話番号を保存します。", "We store your name, age, address and telephone number.", ""},
		{"a noun joined by と is on one side only", "当社は、氏名と年齢、住所および電話番号を保存します。", "We store your name, address and telephone number.", "年齢"},
		{"purposes, of which one is left behind a conjunction", "当社は、会員の権利を保護するため、盗難を調査するため、または警察の要求に応じるために写真を保存します。", "We store photographs to protect the rights of members, or to comply with a request of the police.", "盗難を調査するため"},
		{"an adverb with a particle is no element", "当社は、規約に基づき、従業員に対し、氏名、住所および電話番号を開示します。", "We disclose the name, address and telephone number to employees under the terms.", ""},
		{"elements before the first that both have, one fewer", "アプリ内で、閲覧・訂正・削除のリクエストができます。", "In the app, applications for inspectorate, or deletion can be requested.", "訂正"},
		{"an element that begins as a particle does", "当社は、会員の電話番号、はがき、写真および住所を保存します。", "We store the telephone number, photographs and address of members.", "はがき"},
		{"two words that together ask whether", "会員の情報（写真の有効/無効、氏名、住所など）を保存します。", "We store information on members (photograph status, name, address, etc.).", ""},
		{"of two in brackets one", "当店の掲示は、写真家の広告（バナーなど）を含みます。", "The notices of the shop contain advertisements of photographers (videos, banners, etc.).", "videos"},
		{"an element of the lexicon that ends in 等", "お客様は、訂正、利用停止等を請求することができます。", "Customers may request disclosure, correction, or suspension of use.", "disclosure"},
		{"words of katakana joined by dots", "当社は、写真のアップロード・バックアップ・同期を行いません。", "We do not upload, back up, or sync photographs.", ""},
		{"two elements where the other side has one in words that are not known", "当社は、氏名、年齢、靴型、会員ランク、住所および電話番号を保存します。", "We store your name, age, zorb grade, flim colour, membership rank, address and telephone number.", "zorb grade, flim colour"},
		{"a list ends with two elements where the other side has one in words that are not known", "当社は、会員の設定（氏名、住所、靴型など）を保存します。", "We store the settings of members (name, address, zorb grade, flim colour, etc.).", "zorb grade, flim colour"},
		{"each element has its partner, one word of which is said again", "当社は、人の生命、身体または財産の保護のために必要な記録を保存します。", "The company stores records to protect the life or property of a person.", "財産"},
		{"a list ends where a clause begins", "ご質問、ご提案がございましたら、当店の窓口にお電話ください。", "If you have any questions, comments, or suggestions, please call the counter of the shop.", "suggestions"},
		{"a name that the other side has in the element before", "写真は、店舗・地域・Aoba、その関連会社、または配送会社が倉庫を有する港で保存されます。", "Photographs are stored in shops, regions where Aoba, its affiliates, subsidiaries, or carriers have warehouses.", "its affiliates"},
		{"another order", "当社は、電話番号、氏名および住所を保存します。", "We store your name, address and telephone number.", ""},
		{"conditions between commas are no elements", "当社は、必要に応じて、氏名、住所および電話番号を、速やかに削除します。", "Where necessary, we promptly delete the name, address and telephone number.", ""},
	} {
		r := compare(t, read(t, "ja.txt", c.ja+"\n\n当社は、統計データを広告主に提供しません。\n"), read(t, "en.txt", c.en+"\n\nWe do not provide statistical data to advertisers.\n"))
		var got []string
		for _, d := range r.Divergences {
			if d.Type != drift.Scope {
				t.Errorf("%s: %s", c.reason, show(d))
				continue
			}
			_, after, _ := strings.Cut(d.Message, "“")
			before, _, _ := strings.Cut(after, "”")
			got = append(got, before)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.reason, s, c.want)
		}
	}
}

// TestSentences compares sentences and what is changed in them.
func TestSentences(t *testing.T) {
	for _, c := range []struct {
		reason, ja, en string
		want           []drift.Type
	}{
		{"a proviso as a sentence of its own and behind a semicolon", "当店は、お客様から注文書の訂正を請求されたときは、速やかに訂正します。ただし、法令により訂正の義務を負わない場合は、この限りではありません。",
			"When a customer requests the correction of an order form, the shop shall promptly correct it; provided, however, that this shall not apply where the shop is not obliged to correct it under laws and regulations.", nil},
		{"the proviso is not that of the other side", "当店は、お客様から注文書の訂正を請求されたときは、速やかに訂正します。ただし、法令により訂正の義務を負わない場合は、この限りではありません。",
			"When a customer requests the correction of an order form, the shop shall promptly correct it; provided, however, that this shall not apply where the shop is obliged to correct it under laws and regulations.", []drift.Type{drift.Negation}},
		{"an exception as a sentence of its own is gone, that within the sentence before is on both sides", "当店は、委託先以外の第三者に個人データを提供しません。ただし、次のいずれかに該当する場合は、この限りではありません。",
			"The shop does not provide personal data to third parties other than contractors.", []drift.Type{drift.Missing}},
		{"a proviso that says the opposite, beside another exception", "当店は、法令で認められる場合を除き、注文書を第三者に開示しません。ただし、次の場合はこの限りではありません。",
			"The shop does not disclose order forms to third parties, except where permitted by laws and regulations; provided, however, that this provision shall apply in the following cases.", []drift.Type{drift.Negation}},
		{"a duty among other modal verbs", "当店は、発送業務の一部を委託し、委託先に住所を取り扱わせる場合があります。", "The shop must entrust a part of its shipping, and the contractor may then handle addresses.", []drift.Type{drift.Modality}},
		{"a possibility within a clause", "この設定を無効にすると、予約機能に影響を及ぼす可能性があります。", "If you disable this setting, it must affect the reservation function.", []drift.Type{drift.Modality}},
		{"the same possibility", "この設定を無効にすると、予約機能に影響を及ぼす可能性があります。", "If you disable this setting, it may affect the reservation function.", nil},
		{"not only, and nothing besides", "当店は、お客様の同意を得た後にのみ、写真を閲覧します。", "We will not only view photographs after obtaining the customer's consent.", []drift.Type{drift.Negation}},
		{"only", "当店は、お客様の同意を得た後にのみ、写真を閲覧します。", "We will view photographs only after obtaining the customer's consent.", nil},
		{"commas in what comes before the subject", "当店、お客様または他の会員の権利を保護するため、当店は監視カメラの映像を保存しません。", "To protect the rights of the shop, you, or other members, we will store the images of surveillance cameras.", []drift.Type{drift.Negation}},
		{"the version that prevails does not", "本ポリシーの日本語版と英語版に相違がある場合は、日本語版を優先しません。", "If the Japanese and the English version of this policy differ, the Japanese version prevails.", []drift.Type{drift.Negation}},
		{"a sentence inserted beside one that renders two", "会員は、当社が保有する自己の個人データの閲覧を請求する権利を有します。これにより、会員は、個人データの写しを受け取ることができます。",
			"Members have the right to request access to their personal data held by the company, which lets them receive a copy of the personal data.\n\nWe may sell photographs to data brokers.", []drift.Type{drift.Added}},
		{"a heading that nothing renders is told where it holds a date", "【2023年4月1日 会員規約改定のお知らせ】", "## Revision on May 2, 2020", []drift.Type{drift.Added, drift.Missing}},
		{"in principle", "当店は、原則として、面接の記録を第三者に開示しません。", "The shop does not disclose the records of interviews to third parties.", []drift.Type{drift.Condition}},
		{"in advance", "当店は、料金を変更する場合、あらかじめ会員に通知します。", "When the shop changes its fees, it notifies members.", []drift.Type{drift.Condition}},
		{"before is in advance", "当店は、料金を変更する場合、あらかじめ会員に通知します。", "Before the shop changes its fees, it notifies members.", nil},
		{"a need that is a duty is none that limits", "会員は、料金を確認する必要があります。", "Members must confirm the fees.", nil},
		{"a denial in brackets behind a name is no definition", "会員登録の情報（本アプリには会員機能がありません）", "Member registration information (the App does not have a member feature)", nil},
		{"neither, behind another statement", "写真の保存先は会員ご自身の端末であり、当店が中身を写し取り、または見ることはありません。", "The place where photographs are stored is the member's own device; we neither copy nor view their contents.", nil},
		{"what only names a thing", "当店は、米国および英国の法人（以下「提携先」といいます。）に写真を提供します。", "The shop provides photographs to legal persons in the U.S. and the U.K. (Hereinafter referred to as \"Partners\".)", nil},
		{"a noun that denies", "会員の写真の外部への送信：なし。登録の手数料は不要です。", "Sending of members' photographs to the outside: none. A registration fee is not required.", nil},
		{"nor", "写真の記録は会員の氏名とは結び付けず、会員番号とも結び付けません。", "The records of photographs are not linked to the member's name, nor to the membership number.", nil},
		{"there is no", "会員の登録が同意となります。別途の確認は存在しません。", "The registration of the member is the consent. There is no separate confirmation.", nil},
		{"whether there is none", "会員は、料金に変更がないか定期的に確認することをお勧めします。", "Members are advised to check periodically for any changes of the fees.", nil},
		{"two sentences that the other side joins by a dash", "会員の端末ごとに、店は必要な写真のみを保存します。会員の端末の多くは、任意の診断を除いて何も保存せず、店の外で動作します。", "Each device of a member stores only the photographs that are necessary — many devices of members store nothing except optional diagnostics and work outside the shop.", nil},
		{"not, or: the first of two things to do", "会員は、料金に同意されない場合、設備を利用しないか、当店に連絡してください。", "If members do not agree to the fees, please do not use the equipment or contact the shop.", nil},
		{"permissions are no consent", "この機能の権限は、写真の閲覧に限定されています。", "This feature runs under an account whose permissions are limited to viewing photographs.", nil},
		{"per minute is one minute", "会員の写真の送信は、1分あたり10回に制限されています。", "The sending of photographs by members is limited to 10 times per minute.", nil},
		{"an invitation is a possibility", "料金についてご不明な点がある場合は、いつでも当店にお問い合わせください。", "If you have any questions about the fees, you may contact the shop at any time.", nil},
		{"a domain behind an article is no address", "会員には転送用のアドレス（@relay.example.jp）が付与されます。", "Members are given a forwarding address (a @relay.example.jp address).", nil},
		{"a sentence and its second half as a sentence of its own", "当店は、写真を広告主に販売しません。また、法令に基づく場合を除き、写真を委託先に開示しません。", "The shop does not sell photographs to advertisers, and does not disclose photographs to contractors except as required by law.", nil},
		{"what one side says in one word and the other in two that stand apart", "会員の写真は、広告を店内に配信するために利用されません。", "Photographs of members are not used for ad delivery in the shop.", nil},
		{"an exception of what is consented to", "当店は、会員の同意がある場合を除き、写真を広告主に開示しません。", "The shop does not disclose photographs to advertisers without the member's consent.", nil},
		{"one side denies, and the other says more besides", "当店は、会員の写真を保険会社に提供しません。", "We will provide photographs of members to insurance companies unless a court or the police orders the shop to keep the records of its cameras.", []drift.Type{drift.Negation, drift.Scope}},
		{"an exception on both sides, and a denial on one", "当店は、事故のおそれがある場合を除き、会員本人のみが写真を閲覧できる状態を確保します。", "Unless there is a risk of an accident, we will not ensure that photographs can be viewed only by the member.", []drift.Type{drift.Negation}},
		{"to obtain is not to be able to", "当店が料金を変更する場合は、再度会員の同意を得る必要があります。", "If the shop changes its fees, it must obtain the member's consent again.", nil},
		{"an invitation is no duty", "料金についてご不明な点がある場合は、いつでも当店にお問い合わせください。", "If you have any questions about the fees, you must contact the shop at any time.", []drift.Type{drift.Modality}},
		{"one sentence rendered by two, of which one is short", "会員の音声は店内の端末でのみ処理され、録音されることはなく、委託先に送信されることもありません。", "This audio is processed on the device in the shop. It is never recorded, and it is never sent to contractors.", nil},
		{"as needed on both sides, and may on one", "当店は、料金表を適宜見直します。", "The shop may review the price list as needed.", []drift.Type{drift.Modality}},
		{"what is done, and a right", "当店は、会員の申し出により、注文書を訂正します。", "Members have the right to request the correction of order forms from the shop.", []drift.Type{drift.Modality}},
		{"a right on both sides", "会員は、当店に注文書の訂正を請求することができます。", "Members have the right to request the correction of order forms from the shop.", nil},
		{"what is checked before on one side, the grounds on the other", "当店では、会員から写真の訂正の申し出があった場合、会員の本人確認をさせていただいた上で、業務に必要な範囲において速やかに調査を行い、写真の訂正を行います。",
			"When the content of photographs held by the shop is contrary to fact, except where the shop owes no duty under laws and regulations, members may ask for the correction of photographs.", []drift.Type{drift.Condition}},
		{"what is to be feared", "当店は、会員の同意を得ることにより業務の遂行に支障を及ぼすおそれがある場合、写真を警察に開示します。", "The shop discloses photographs to the police where obtaining the consent of the member must interfere with the performance of its business.", []drift.Type{drift.Modality}},
		{"what is likely", "当店は、会員の同意を得ることにより業務の遂行に支障を及ぼすおそれがある場合、写真を警察に開示します。", "The shop discloses photographs to the police where obtaining the consent of the member is likely to interfere with the performance of its business.", nil},
		{"a denial denied", "次の場合には、写真の提供先は第三者に該当しないものとしません。", "In the following cases, the recipient of photographs shall not be a third party.", []drift.Type{drift.Negation}},
		{"a denial denied of somebody in a clause", "次の場合に写真の提供を受ける者は、第三者に該当しないものとしません。", "A person to whom photographs are provided in the following cases shall not be considered a third party.", []drift.Type{drift.Negation}},
		{"without a reason is without", "会員は、写真の削除を求める権利を有しません。これにより、正当な理由なく保存されている写真を削除することが可能です。", "Members have the right to request the deletion of photographs, which lets them delete photographs that are stored without due cause.", []drift.Type{drift.Negation}},
		{"a denial beside a proviso of its own", "保存期間が満了した後、当店は会員の写真を速やかに削除しません。ただし、法令に別段の定めがある場合（税法など）を除きます。", "After the storage period expires, we will promptly delete photographs of members, unless otherwise required by laws and regulations (such as tax law).", []drift.Type{drift.Negation}},
		{"how much is not only", "会員がどれだけ写真を記録しても、会員の等級が変わることはあります。", "No matter how many photographs members record, the rank of members does not change.", []drift.Type{drift.Negation}},
		{"beyond these is other than these", "これら二つ以外に、本アプリが外部に写真を送信することはあります（広告は一切ありません）。", "Beyond these two, the App never sends photographs to the outside — no advertising.", []drift.Type{drift.Negation}},
		{"a proviso that says the opposite behind a sentence with another exception", "上記以外の第三者に対し、写真を開示することはありません。ただし、次の場合はこの限りではあります。", "Other than as set forth above, the shop does not disclose photographs to third parties, except in the following cases.", []drift.Type{drift.Negation}},
		{"words in a row of which the other side has none", "当社は、会員の苦情に回答します。", "The company responds to complaints of members by sending a newsletter campaign.", []drift.Type{drift.Scope}},
		{"words in a row that a word that is not known may stand for", "当店は、会員の苦情に雑貨で回答します。", "The shop responds to complaints of members with household goods.", nil},
	} {
		r := compare(t, read(t, "ja.txt", c.ja+"\n\n当店は、統計データを広告主に販売しません。\n"), read(t, "en.txt", c.en+"\n\nThe shop does not sell statistical data to advertisers.\n"))
		wantTypes(t, c.reason, r, c.want)
	}
}

// TestParties lets a text that speaks of principals speak of a customer once.
func TestParties(t *testing.T) {
	ja, en := "# 会員の情報\n\n", "# Information on Members\n\n"
	for _, c := range [][2]string{
		{"開示", "the disclosure"}, {"訂正", "the correction"}, {"削除", "the deletion"}, {"利用の停止", "the suspension of use"}, {"通知", "the notification"},
	} {
		ja += "当店は、本人から" + c[0] + "を請求されたときは、本人であることを確認します。\n\n"
		en += "When the principal requests " + c[1] + ", the shop confirms that the principal is the principal.\n\n"
	}
	ja += "当店は、本人から写しを請求されたときは、手数料を徴収します。\n"
	const last = "When the %s requests a copy, the shop charges a fee.\n"
	wantTypes(t, "one word throughout", compare(t, read(t, "ja.md", ja), read(t, "en.md", en+fmt.Sprintf(last, "principal"))), nil)
	wantTypes(t, "a customer", compare(t, read(t, "ja.md", ja), read(t, "en.md", en+fmt.Sprintf(last, "customer"))), []drift.Type{drift.Term})
}

// TestNumbering lets one clause of many bear another number.
func TestNumbering(t *testing.T) {
	ja, en := "# 会員規約\n\n", "# Terms\n\n"
	for i, w := range [][2]string{{"写真", "photographs"}, {"住所", "addresses"}, {"会費", "fees"}, {"年齢", "ages"}, {"職業", "occupations"}, {"趣味", "hobbies"}} {
		ja += fmt.Sprintf("2.%d 当店は、会員の%sを広告主に販売しません。\n\n", i+1, w[0])
		en += fmt.Sprintf("2.%d The shop does not sell %s of members to advertisers.\n\n", i+1, w[1])
	}
	wantTypes(t, "alike", compare(t, read(t, "ja.txt", ja), read(t, "en.txt", en)), nil)
	wantTypes(t, "a slip", compare(t, read(t, "ja.txt", ja), read(t, "en.txt", strings.Replace(en, "2.3", "2.2", 1))), []drift.Type{drift.Number})
}

// TestFrontMatter compares the dates at the head of two files.
func TestFrontMatter(t *testing.T) {
	const ja = "---\ntitle: 個人情報の取扱い\nupdated: 令和7年3月1日\n---\n当店は、会員の写真を広告主に販売しません。\n"
	const en = "---\ntitle: Privacy\nupdated: March 1, 2025\n---\nThe shop does not sell photographs of members to advertisers.\n"
	wantTypes(t, "the same day", compare(t, read(t, "ja.md", ja), read(t, "en.md", en)), nil)
	r := compare(t, read(t, "ja.md", ja), read(t, "en.md", strings.Replace(en, "2025", "2024", 1)))
	wantTypes(t, "another year", r, []drift.Type{drift.Date})
	if d := r.Divergences; len(d) == 1 && (d[0].Original.Text != "令和7年3月1日" || d[0].Translation.Text != "March 1, 2024") {
		t.Error(show(d[0]))
	}
	checkMirror(t, read(t, "ja.md", ja), read(t, "en.md", strings.Replace(en, "2025", "2024", 1)))

	a, b := strings.Replace(ja, "title: 個人情報の取扱い", "description: 会員の写真の種類と保存場所を説明し、広告は表示しません。", 1), strings.Replace(en, "title: Privacy", `description: "Explains the kinds of photographs of members and where they are stored; no advertising is displayed."`, 1)
	wantTypes(t, "the same description", compare(t, read(t, "ja.md", a), read(t, "en.md", b)), nil)
	const left = "No advertising is displayed and we do not keep photographs."
	c, d := strings.Replace(ja, "title: 個人情報の取扱い", "description: "+left, 1), strings.Replace(en, "title: Privacy", "description: "+left, 1)
	wantTypes(t, "a description that was not translated", compare(t, read(t, "ja.md", c), read(t, "en.md", strings.Replace(d, "do not", "don't", 1))), nil)
	wantTypes(t, "a description that was not translated, and changed", compare(t, read(t, "ja.md", c), read(t, "en.md", strings.Replace(d, "do not", "do", 1))), []drift.Type{drift.Negation})
	r = compare(t, read(t, "ja.md", strings.Replace(a, "しません。\nupdated", "します。\nupdated", 1)), read(t, "en.md", b))
	wantTypes(t, "a description that denies", r, []drift.Type{drift.Negation})
	if d := r.Divergences; len(d) == 1 && (d[0].Severity != drift.Low || !strings.Contains(d[0].Translation.Text, "no advertising")) {
		t.Error(show(d[0]))
	}
	checkMirror(t, read(t, "ja.md", strings.Replace(a, "しません。\nupdated", "します。\nupdated", 1)), read(t, "en.md", b))
}

// TestEditions compares two editions in one language.
func TestEditions(t *testing.T) {
	const old = "# Privacy Policy\n\n## Retention\nWe keep your data for 30 days.\nWe do not sell your personal information.\n\n## Contact\nWrite to desk@aoba.example.com.\n"
	next := strings.NewReplacer("30 days", "60 days", "We do not sell", "We may sell").Replace(old)
	r := compare(t, read(t, "old.md", old), read(t, "new.md", next))
	if r.Verdict != drift.Editions {
		t.Errorf("verdict %s", r.Verdict)
	}
	types := map[drift.Type]bool{}
	for _, d := range r.Divergences {
		types[d.Type] = true
	}
	if len(r.Divergences) != 2 || !types[drift.Number] || !types[drift.Negation] {
		for _, d := range r.Divergences {
			t.Error(show(d))
		}
	}
}

// TestUnrelated hands over texts that do not correspond.
func TestUnrelated(t *testing.T) {
	r := compare(t, sample(t, "retail-kamomezaka.ja.md"), read(t, "en.txt", "Terms of Sale\n\nThe seller ships goods within the country. Prices include tax.\n\nRisk passes with the goods. Defects are to be claimed at once.\n"))
	if r.Verdict != drift.Unrelated || len(r.Divergences) > 0 || r.Worst() != drift.High.Rank() {
		t.Errorf("%s, aligned %.2f, %d divergences", r.Verdict, r.Aligned, len(r.Divergences))
	}
}

// TestStrangers hands over policies of two publishers: stock phrases in common,
// and a desk at the same mail provider, make no two editions of them.
func TestStrangers(t *testing.T) {
	const a = "# プライバシーポリシー\n\n本アプリは、位置情報を取得し、天気の表示に利用します。\n\n本アプリは、個人情報を第三者に提供しません。\n\n取得した位置情報は端末の中にだけ保存します。\n\n天気の履歴は利用者の操作により消去できます。\n\nお問い合わせ：tenki.aoba@gmail.com\n"
	const b = "# プライバシーポリシー\n\n本会は、会員の氏名、住所および生年月日を会員名簿に記載します。\n\n本会は、個人情報を第三者に提供しません。\n\n会報の発送を印刷会社に委託することがあります。\n\n会員は、名簿の閲覧および訂正を請求することができます。\n\n総会の議事録は事務局に備え置きます。\n\nお問い合わせ：jimukyoku.midori@gmail.com\n"
	const en = "# Privacy Policy\n\nThe Association lists the names, addresses and dates of birth of members in its register.\n\nThe Association does not provide personal information to third parties.\n\nThe Association may entrust a printing company with sending out its bulletin.\n\nMembers may ask to see and to correct the register.\n\nThe secretariat keeps the minutes of general meetings.\n\nContact: jimukyoku.midori@gmail.com\n"
	for _, c := range []struct {
		reason string
		x, y   string
		want   drift.Verdict
	}{
		{"two publishers, one language", a, b, drift.Unrelated},
		{"two publishers, two languages", a, en, drift.Unrelated},
		{"one publisher, two languages", b, en, drift.Translation},
		{"one publisher, next edition", b, strings.Replace(b, "印刷会社", "運送会社", 1), drift.Editions},
	} {
		r := compare(t, read(t, "x.md", c.x), read(t, "y.md", c.y))
		if r.Verdict != c.want {
			t.Errorf("%s: %s, %.2f aligned", c.reason, r.Verdict, r.Aligned)
		}
	}
}

// TestUnknown hands over a text and its translation on a matter that the lexicon
// knows nothing of: that they do not correspond would be wrong.
func TestUnknown(t *testing.T) {
	ja := read(t, "ja.md", "# 蒸留塔の運転基準\n\n還流比は、塔頂温度が設定値を超えないように制御弁の開度で調整する。\n\n再沸器の伝熱管に付着した汚れは、定期修理の際に高圧水で洗浄する。\n\n留出液の屈折率が規定範囲を外れた場合は、塔底の抜き出しを止める。\n")
	en := read(t, "en.md", "# Operating Standard of the Distillation Column\n\nThe reflux ratio is regulated by the opening of the control valve so that the overhead temperature does not exceed its set point.\n\nFouling on the tubes of the reboiler is washed off with high-pressure water during the turnaround.\n\nIf the refractive index of the distillate leaves the specified range, bottoms draw-off is halted.\n")
	r := compare(t, ja, en)
	if r.Verdict != drift.Unknown || len(r.Divergences) > 0 || len(r.Notes) == 0 || r.Judged() {
		t.Errorf("%s, %d divergences, notes %q", r.Verdict, len(r.Divergences), r.Notes)
	}
	checkMirror(t, ja, en)
}

// TestMixed hands over a translation that holds the original too, and is read as
// one text; else each language is a document of its own.
func TestMixed(t *testing.T) {
	ja, en := long(20)
	r := compare(t, read(t, "ja.txt", ja), readAs(t, "en.txt", en+ja, policy.Options{Lang: policy.English}))
	if r.Verdict != drift.Mixed || len(r.Divergences) > 0 || len(r.Notes) != 1 {
		t.Errorf("%s, %d divergences, notes %q", r.Verdict, len(r.Divergences), r.Notes)
	}
}

// TestCost holds time against the length of the text: 800 clauses a side.
func TestCost(t *testing.T) {
	ja, en := long(800)
	r := compare(t, read(t, "ja.txt", ja), read(t, "en.txt", en))
	if r.Aligned < 0.9 {
		t.Errorf("aligned %.2f", r.Aligned)
	}
}

// long returns a text of n clauses and its translation.
func long(n int) (ja, en string) {
	things := [][2]string{{"氏名", "names"}, {"住所", "addresses"}, {"電話番号", "telephone numbers"}, {"位置情報", "location information"}, {"購入履歴", "purchase history"}, {"年齢", "ages"}}
	acts := [][2]string{{"取得します", "collects"}, {"保存します", "stores"}, {"分析します", "analyzes"}, {"削除します", "deletes"}, {"開示します", "discloses"}}
	var a, b strings.Builder
	for i := range n {
		x, y := things[i%len(things)], acts[(i/len(things))%len(acts)]
		fmt.Fprintf(&a, "当社は、第%d類の%sを%d日以内に%s。\n\n", i, x[0], i+10, y[0])
		fmt.Fprintf(&b, "The Company %s %s of category %d within %d days.\n\n", y[1], x[1], i, i+10)
	}
	return a.String(), b.String()
}

func FuzzCompare(f *testing.F) {
	f.Add("当社は、個人情報を14日以内に削除します。\n\n提供しません。", "We delete personal information within 14 days.\n\nWe do not share it.")
	f.Add("# 方針\n・氏名\n・住所", "# Policy\n- Name\n- Address\n- Gender")
	f.Add("a@b.jp (1) ①", "令和元年5月1日 第3条第2項")
	f.Fuzz(func(t *testing.T, x, y string) {
		if len(x) > 4000 || len(y) > 4000 {
			return
		}
		parse := func(name, s string) *extract.Result {
			in, err := ingest.Read(name, []byte(s), ingest.Options{})
			if err != nil {
				return nil
			}
			docs, err := policy.Parse(in, policy.Options{})
			if err != nil {
				return nil
			}
			r, err := engine.Run(docs[0])
			if err != nil {
				return nil
			}
			return r
		}
		a, b := parse("a.txt", x), parse("b.txt", y)
		if a == nil || b == nil {
			return
		}
		if r, err := drift.Compare(a, a, drift.Options{}); err == nil && len(r.Divergences) > 0 {
			t.Errorf("against itself: %s", show(r.Divergences[0]))
		}
		checkMirror(t, a, b)
	})
}

func ExampleCompare() {
	read := func(name, s string) *extract.Result {
		f, _ := ingest.Read(name, []byte(s), ingest.Options{})
		docs, _ := policy.Parse(f, policy.Options{})
		engine, _ := extract.NewEngine(nil)
		r, _ := engine.Run(docs[0])
		return r
	}
	ja := read("ja.txt", "当社は、個人データを第三者に提供しません。\n\n当社は、請求から14日以内に回答します。\n")
	en := read("en.txt", "The Company does not provide personal data to third parties.\n\nThe Company replies within 30 days of the request.\n")
	r, err := drift.Compare(ja, en, drift.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range r.Divergences {
		fmt.Printf("%s (%s): %s\n", d.Type, d.Severity, d.Message)
	}
	// Output: number (high): The original says “14日”, the translation “30 days”.
}

func BenchmarkCompare(b *testing.B) {
	ja, en := sample(b, "retail-kamomezaka.ja.md"), sample(b, "retail-kamomezaka.en.md")
	b.ReportAllocs()
	for b.Loop() {
		compare(b, ja, en)
	}
}

func BenchmarkCompare400(b *testing.B) {
	x, y := long(400)
	ja, en := read(b, "ja.txt", x), read(b, "en.txt", y)
	b.ReportAllocs()
	for b.Loop() {
		compare(b, ja, en)
	}
}

// TestPairs runs over pairs of other publishers, which are no part of this
// module: POLCOMPARE_PAIRS names a directory of them.
func TestPairs(t *testing.T) {
	root := os.Getenv("POLCOMPARE_PAIRS")
	if root == "" {
		t.Skip("POLCOMPARE_PAIRS names no directory of pairs")
	}
	found, err := filepath.Glob(filepath.Join(root, "*", "ja.*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, ja := range found {
		en := strings.Replace(ja, string(filepath.Separator)+"ja.", string(filepath.Separator)+"en.", 1)
		a, err := os.ReadFile(ja)
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(en)
		if err != nil {
			continue
		}
		r := compare(t, read(t, ja, string(a)), read(t, en, string(b)))
		if r.Verdict != drift.Translation {
			t.Errorf("%s: %s, %.2f aligned", ja, r.Verdict, r.Aligned)
		}
		checkMirror(t, read(t, ja, string(a)), read(t, en, string(b)))
	}
}
