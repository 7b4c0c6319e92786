package polcompare

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/extract"
)

// Sentences as policies put them, each alone below a heading: what is found in
// them is what they state. They were written without a look at the rules, to see
// how far the rules reach beyond the texts that they were made on.
func TestSentences(t *testing.T) {
	kinds := map[string]string{"P": "purpose", "E": "exception", "D": "disclaimer", "V": "voluntariness", "C": "contact"}
	frame := map[string]string{
		"en": "# Privacy Policy\n\nAcme Ltd. (\"Acme\", \"we\") takes care of your personal information.\n\n## %s\n\n%s\n",
		"ja": "# プライバシーポリシー\n\n見本商事株式会社（以下「当社」といいます。）は、個人情報を次のとおり取り扱います。\n\n## %s\n\n%s\n",
	}
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for lang, form := range frame {
		name := "testdata/sentences." + lang + ".txt"
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			if strings.HasPrefix(line, "#") {
				continue
			}
			part := strings.Split(line, "|")
			if len(part) < 3 {
				t.Fatalf("%s:%d: want heading | what | sentence", name, n+1)
			}
			results, err := a.Bytes("sentence.md", fmt.Appendf(nil, form, part[0], part[2]))
			if err != nil {
				t.Fatalf("%s:%d: %v", name, n+1, err)
			}
			var found, denied []extract.Finding
			for _, r := range results {
				found = append(found, r.Findings...)
				denied = append(denied, r.Denials...)
			}
			want := map[string]bool{} // kinds
			for _, w := range strings.Split(part[1], ";") {
				if w == "-" {
					continue
				}
				kind, category, _ := strings.Cut(w, ":")
				in := found
				if kind == "N" {
					in = denied
				} else {
					want[kinds[kind]] = true
				}
				if !slices.ContainsFunc(in, func(f extract.Finding) bool {
					return (kind == "N" || f.Kind == kinds[kind]) && (category == "" || slices.Contains(f.Categories, category))
				}) {
					t.Errorf("%s:%d: %s is not found in %q", name, n+1, w, part[2])
				}
			}
			if len(part) > 3 && part[3] == "any" {
				continue
			}
			for _, f := range found {
				if !want[f.Kind] {
					t.Errorf("%s:%d: %s %v in %q", name, n+1, f.Kind, f.Categories, f.Text)
				}
			}
		}
	}
}

// A label in bold type that runs into its paragraph says what the list below it is
// about, whatever the section is called.
func TestLabelAboveList(t *testing.T) {
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	results, err := a.Bytes("policy.md", []byte("# Privacy Policy\n\n## Information we collect\n\nWe collect your name.\n\n"+
		"**Use of information.** We keep the site running. This includes using information to:\n\n* create your account;\n* send newsletters.\n\n"+
		"**Disclosure.** We may share information with service providers who work for us, such as:\n\n* hosting companies;\n* couriers.\n"))
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	for _, f := range results[0].Findings {
		n[f.Kind]++
	}
	if n["purpose"] < 2 || n["exception"] < 2 {
		t.Errorf("found %v, want two purposes and two exceptions at least", n)
	}
}

// What a list says that the company does not do is denied, not stated.
func TestListOfDenials(t *testing.T) {
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	results, err := a.Bytes("policy.md", []byte("# Privacy Policy\n\n## Your notes\n\nYour notes stay on your device. We do not:\n\n"+
		"- share your notes with third parties;\n- use your notes for advertising;\n- sell them.\n\n### We never\n\n- use your personal data for marketing.\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range results[0].Findings {
		t.Errorf("stated: %s %v in %q", f.Kind, f.Categories, f.Text)
	}
	if len(results[0].Denials) == 0 {
		t.Error("nothing is denied")
	}
}

// A list in a cell is of the cell's column, and the table goes on behind it.
func TestListInACell(t *testing.T) {
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	results, err := a.Bytes("policy.html", []byte("<h1>プライバシーポリシー</h1><p>株式会社見本は個人情報を取り扱います。</p><h2>法的根拠</h2><p>処理の根拠は、次の表のとおりです。</p>"+
		"<table><tr><th>利用目的</th><th>法的根拠</th></tr>"+
		"<tr><td>見本サービスを提供するため<br>次のものを含みます。<ul><li>お客様がログインするため<li>お客様の環境に適した画面を用意するため</ul></td><td>契約の履行</td></tr>"+
		"<tr><td>紛争解決のため</td><td>正当な利益</td></tr></table>"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range results[0].Findings {
		got = append(got, f.Kind+" "+f.Text)
	}
	want := []string{"purpose 見本サービスを提供するため", "purpose お客様がログインするため", "purpose お客様の環境に適した画面を用意するため", "purpose 紛争解決のため"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// Tables of pages come with an empty head, the heads of their columns in the first row,
// and cells that say the same in every row.
func TestTableWithEmptyHead(t *testing.T) {
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	results, err := a.Bytes("policy.md", []byte("# Privacy Policy\n\nAcme Ltd. processes personal data.\n\n## Why we use data\n\n"+
		"|     |     |     |\n| --- | --- | --- |\n| Purposes for processing your data | Grounds for processing | Categories of data |\n"+
		"| To enable you to use our shop, including:<br><br>*   Processing your orders<br>*   Answering your questions | *   Performance of our contract with you<br>*   Consent | *   Account data<br>*   Billing data<br>*   Usage data<br>*   Technical data |\n"+
		"| To promote our shop | *   Consent<br>*   Our legitimate interest | *   Account data<br>*   Billing data<br>*   Usage data<br>*   Technical data |\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range results[0].Findings {
		got = append(got, f.Kind+" "+f.Text)
	}
	want := []string{"purpose To enable you to use our shop, including:", "purpose Processing your orders", "purpose Answering your questions", "purpose To promote our shop"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// A list that nothing announces is one of purposes where its items say so themselves.
func TestListOfAims(t *testing.T) {
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		head string
		want int
	}{
		{"Legitimate interests", 3},
		{"Your choices", 0},
	} {
		results, err := a.Bytes("policy.md", []byte("# Privacy Policy\n\nAcme Ltd. processes personal data.\n\n## "+c.head+"\n\n* To show you the catalogue\n* To keep the shop secure\n* To measure how the pages are used\n"))
		if err != nil {
			t.Fatal(err)
		}
		if n := len(results[0].Findings); n != c.want {
			t.Errorf("%s: %d findings, want %d: %v", c.head, n, c.want, results[0].Findings)
		}
	}
}

// The text of a cell or of a <dd> may announce a list that stands in it.
func TestListBelowTextInACell(t *testing.T) {
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	purposes, cases := "当社は、個人情報を次の目的で利用します。", "当社は、次の場合を除き、個人情報を第三者に提供しません。"
	for _, c := range []struct{ why, body string }{
		{"items in a <dd>", "<dl><dt>利用目的</dt><dd>" + purposes + "<ul><li>商品の発送<li>代金のご請求</ul></dd><dt>第三者への提供</dt><dd>" + cases + "<ul><li>法令に基づく場合<li>業務を委託する場合</ul></dd></dl>"},
		{"numbered lines in a <dd>", "<dl><dt>利用目的</dt><dd>" + purposes + "<br>(1) 商品の発送<br>(2) 代金のご請求</dd><dt>第三者への提供</dt><dd>" + cases + "<br>(1) 法令に基づく場合<br>(2) 業務を委託する場合</dd></dl>"},
		{"items in a cell", "<table><tr><th>利用目的<td><p>" + purposes + "</p><ul><li>商品の発送<li>代金のご請求</ul><tr><th>第三者への提供<td><p>" + cases + "</p><ul><li>法令に基づく場合<li>業務を委託する場合</ul></table>"},
		{"lines in a cell", "<table><tr><th>利用目的<td>" + purposes + "<br>・商品の発送<br>・代金のご請求<tr><th>第三者への提供<td>" + cases + "<br>・法令に基づく場合<br>・業務を委託する場合</table>"},
	} {
		results, err := a.Bytes("policy.html", []byte("<h1>プライバシーポリシー</h1><p>見本商事株式会社（以下「当社」）は個人情報を守ります。</p>"+c.body))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range results[0].Findings {
			got = append(got, f.Kind+" "+f.Text)
		}
		slices.Sort(got)
		want := []string{"exception 業務を委託する場合", "exception 法令に基づく場合", "purpose 代金のご請求", "purpose 商品の発送"}
		if !slices.Equal(got, want) {
			t.Errorf("%s: found %q, want %q", c.why, got, want)
		}
	}
}
