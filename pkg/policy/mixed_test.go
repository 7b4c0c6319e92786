package policy

import (
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
)

var mixedPairs = [][2]string{
	{"株式会社みどり 個人情報保護方針", "Midori Inc. Privacy Policy"},
	{"当社は、取得した個人情報を、お問い合わせへの対応のために利用します。", "We use the personal information that we collect in order to answer your inquiries."},
	{"1. 第三者提供", "1. Provision to third parties"},
	{"当社は、法令に基づく場合を除き、本人の同意なく個人情報を第三者に提供しません。", "We do not provide personal information to third parties without your consent, except as required by law."},
	{"2. 安全管理", "2. Security"},
	{"当社は、個人情報の漏えいを防ぐため、必要な措置を講じます。", "We take the measures that are needed to keep personal information from leaking."},
	{"3. お問い合わせ", "3. Contact"},
	{"ご意見は、個人情報相談窓口（privacy@midori.example）までお寄せください。", "Please write to our privacy desk (privacy@midori.example) with your questions."},
}

func TestMixedLanguages(t *testing.T) {
	var ja, en []string
	var turns []string
	for _, p := range mixedPairs {
		ja, en, turns = append(ja, p[0]), append(en, p[1]), append(turns, p[0], p[1])
	}
	html := func(lines []string) string {
		return "<html><body><p>" + strings.Join(lines, "</p>\n<p>") + "</p></body></html>"
	}
	cells := "<html><body><table>"
	for _, p := range mixedPairs {
		cells += "<tr><td>" + p[0] + "</td><td>" + p[1] + "</td></tr>\n"
	}
	cells += "</table></body></html>"
	for _, test := range []struct {
		reason, name, in string
		langs            string // of the documents
	}{
		{"one below the other", "f.txt", strings.Join(ja, "\n\n") + "\n\n" + strings.Join(en, "\n\n") + "\n", "ja en"},
		{"the other way round", "f.txt", strings.Join(en, "\n\n") + "\n\n" + strings.Join(ja, "\n\n") + "\n", "en ja"},
		{"paragraph by paragraph", "f.txt", strings.Join(turns, "\n\n") + "\n", "ja en"},
		{"line by line", "f.txt", strings.Join(turns, "\n") + "\n", "ja en"},
		{"paragraphs of a page", "f.html", html(turns), "ja en"},
		{"columns of a table", "f.html", cells, "ja en"},
		{"Japanese alone", "f.txt", strings.Join(ja, "\n\n") + "\n", "ja"},
		{"English alone", "f.txt", strings.Join(en, "\n\n") + "\n", "en"},
		{"a sentence of English in a Japanese text", "f.txt", strings.Join(ja, "\n\n") + "\n\n" + en[1] + "\n", "ja"},
		{"names and addresses in a Japanese text", "f.txt", strings.Join(ja, "\n\n") + strings.Repeat("\n\nGoogle LLC, 1600 Amphitheatre Parkway, Mountain View, California\nhttps://www.example.com/the/policy/of/google\n", 6), "ja"},
		{"a Japanese name in an English text", "f.txt", strings.Join(en, "\n\n") + "\n\n株式会社みどり\n", "en"},
	} {
		f, docs := read(t, test.name, test.in)
		if err := check(f, docs); err != nil {
			t.Errorf("%s: %v", test.reason, err)
		}
		var langs []string
		for k, d := range docs {
			langs = append(langs, d.Lang)
			want := test.name
			if len(docs) > 1 {
				want += "#" + string(rune('1'+k))
			}
			if d.ID != want {
				t.Errorf("%s: the id of document %d is %s", test.reason, k, d.ID)
			}
		}
		if got := strings.Join(langs, " "); got != test.langs {
			t.Errorf("%s: documents in %s, want %s", test.reason, got, test.langs)
			continue
		}
		if len(docs) < 2 {
			continue
		}
		for _, d := range docs {
			lines := ja
			if d.Lang == English {
				lines = en
			}
			want := ingestText(t, lines)
			if got := strings.Join(strings.Fields(d.View.Text()), " "); got != want {
				t.Errorf("%s: the text in %s is %q, want %q", test.reason, d.Lang, got, want)
			}
			if len(d.Sections) < 3 && test.name == "f.txt" {
				t.Errorf("%s: %d sections in %s", test.reason, len(d.Sections), d.Lang)
			}
		}
	}
	// The caller who names the language has it as one.
	f, err := ingest.Read("f.txt", []byte(strings.Join(turns, "\n\n")), ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if docs, err := Parse(f, Options{Lang: Japanese}); err != nil || len(docs) != 1 {
		t.Errorf("%d documents, %v", len(docs), err)
	}
}

// ingestText returns the words of the lines in normal form.
func ingestText(t *testing.T, lines []string) string {
	t.Helper()
	f, err := ingest.Read("f.txt", []byte(strings.Join(lines, "\n")), ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(f.View.Text()), " ")
}

// Links and notes go with the words that they belong to.
func TestMixedLinks(t *testing.T) {
	in := "<html><body>"
	for _, p := range mixedPairs {
		in += "<p>" + p[0] + "</p><p>" + p[1] + "</p>"
	}
	in += `<p>詳しくは<a href="/ja">こちら</a>をご覧ください。{{mei}}</p><p>See the <a href="/en">page on the details</a> of the policy. {{name}} is here.</p></body></html>`
	_, docs := read(t, "f.html", in)
	if len(docs) != 2 {
		t.Fatalf("%d documents", len(docs))
	}
	for k, want := range []struct{ target, words, note string }{{"/ja", "こちら", "{{mei}}"}, {"/en", "page on the details", "{{name}}"}} {
		d := docs[k]
		if len(d.Links) != 1 || d.Links[0].Target != want.target || d.View.Slice(d.Links[0].Span) != want.words {
			t.Errorf("links %+v, want %s", d.Links, want.target)
		}
		if len(d.Notes) != 1 || d.Source.Slice(d.Notes[0].Span) != want.note {
			t.Errorf("notes %+v, want one at %s", d.Notes, want.note)
		}
	}
}
