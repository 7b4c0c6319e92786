package extracttest

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/text"
)

// TestPolicies reads the marked policies in testdata.
func TestPolicies(t *testing.T) {
	files, err := filepath.Glob("testdata/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no policies", err)
	}
	engine, err := extract.NewEngine(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			marked, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			Run(t, engine, file, string(marked))
		})
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		reason, marked, plain string
		want                  []Expectation
		err                   string
	}{
		{"no marks", "a [b] c", "a [b] c", nil, ""},
		{"one mark", "用途: [[purpose:survey|調査]]。", "用途: 調査。",
			[]Expectation{{Kind: "purpose", Categories: []string{"survey"}, Span: text.Span{Start: 8, End: 14}, State: "stated", Line: 1}}, ""},
		{"categories, value, second line", "\n[[contact:email,inquiry=a@b.example|a(at)b.example]]", "\na(at)b.example",
			[]Expectation{{Kind: "contact", Categories: []string{"email", "inquiry"}, Value: "a@b.example", Span: text.Span{Start: 1, End: 15}, State: "stated", Line: 2}}, ""},
		{"a denied gap", "[[?!exception:sale|x]]", "x",
			[]Expectation{{Kind: "exception", Categories: []string{"sale"}, Span: text.Span{End: 1}, State: "denied", Mark: Gap, Line: 1}}, ""},
		{"an excess", "[[~purpose:other|x]]", "x",
			[]Expectation{{Kind: "purpose", Categories: []string{"other"}, Span: text.Span{End: 1}, State: "stated", Mark: Excess, Line: 1}}, ""},
		{"one in another", "[[exception:anonymized|ab[[purpose:survey|cd]]ef]]", "abcdef",
			[]Expectation{
				{Kind: "exception", Categories: []string{"anonymized"}, Span: text.Span{End: 6}, State: "stated", Line: 1},
				{Kind: "purpose", Categories: []string{"survey"}, Span: text.Span{Start: 2, End: 4}, State: "stated", Line: 1}}, ""},
		{"never closed", "a\n[[purpose:survey|b", "", nil, "line 2: [[ without ]]"},
		{"never opened", "a\n\nb]]", "", nil, "line 3: ]] without [["},
		{"no words", "[[purpose:survey|]]", "", nil, "line 1: no words"},
		{"no category", "[[purpose|x]]", "", nil, `line 1: "purpose": want KIND:CATEGORY`},
		{"no kind", "[[?|x]]", "", nil, "line 1: want KIND:CATEGORY"},
		{"no bar", "[[purpose:survey]]", "", nil, "line 1: want [[KIND:CATEGORY|WORDS]]"},
	} {
		plain, want, err := Parse(c.marked)
		if c.err != "" {
			if err == nil || err.Error() != c.err {
				t.Errorf("%s: error %v, want %s", c.reason, err, c.err)
			}
			continue
		}
		if err != nil || plain != c.plain || !reflect.DeepEqual(want, c.want) {
			t.Errorf("%s: %q, %+v, %v", c.reason, plain, want, err)
		}
	}
}

// Everything that can be wrong with an expectation or a finding is a problem.
func TestCompare(t *testing.T) {
	const marked = "ab [[purpose:survey,analytics|for surveys]]\n[[contact:email=a@b.example|a@b.example]]"
	found := func(change func([]extract.Finding) []extract.Finding) []extract.Finding {
		return change([]extract.Finding{
			{Kind: "purpose", Categories: []string{"survey", "analytics"}, Span: text.Span{Start: 3, End: 14}, State: extract.Stated, Rule: "r"},
			{Kind: "contact", Categories: []string{"email"}, Value: "a@b.example", Span: text.Span{Start: 15, End: 26}, State: extract.Stated, Rule: "r"},
		})
	}
	type change = func([]extract.Finding) []extract.Finding
	for _, c := range []struct {
		reason string
		marked string
		change change
		known  int
		wrong  int
	}{
		{"as marked", marked, func(f []extract.Finding) []extract.Finding { return f }, 0, 0},
		{"one is missing", marked, func(f []extract.Finding) []extract.Finding { return f[:1] }, 0, 1},
		{"one too many", marked, func(f []extract.Finding) []extract.Finding { return append(f, f[0]) }, 0, 1},
		{"another kind", marked, func(f []extract.Finding) []extract.Finding { f[0].Kind = "exception"; return f }, 0, 2},
		{"a category is missing", marked, func(f []extract.Finding) []extract.Finding { f[0].Categories = f[0].Categories[:1]; return f }, 0, 2},
		{"categories in another order", marked, func(f []extract.Finding) []extract.Finding {
			f[0].Categories = []string{"analytics", "survey"}
			return f
		}, 0, 2},
		{"another stretch", marked, func(f []extract.Finding) []extract.Finding { f[0].Span.End--; return f }, 0, 2},
		{"denied", marked, func(f []extract.Finding) []extract.Finding { f[0].State = extract.Denied; return f }, 0, 2},
		{"another value", marked, func(f []extract.Finding) []extract.Finding { f[1].Value = "c@b.example"; return f }, 0, 2},
		{"a gap", strings.Replace(marked, "[[purpose", "[[?purpose", 1), func(f []extract.Finding) []extract.Finding { return f[1:] }, 1, 0},
		{"a gap, in place of which something else is found", strings.Replace(marked, "[[purpose", "[[?purpose", 1), func(f []extract.Finding) []extract.Finding { f[0].Span.End--; return f }, 2, 0},
		{"a gap that is none any more", strings.Replace(marked, "[[purpose", "[[?purpose", 1), func(f []extract.Finding) []extract.Finding { return f }, 1, 0},
		{"an excess", strings.Replace(marked, "[[purpose", "[[~purpose", 1), func(f []extract.Finding) []extract.Finding { return f }, 1, 0},
		{"an excess that is none any more", strings.Replace(marked, "[[purpose", "[[~purpose", 1), func(f []extract.Finding) []extract.Finding { return f[1:] }, 1, 0},
	} {
		plain, want, err := Parse(c.marked)
		if err != nil {
			t.Fatal(err)
		}
		known, wrong := 0, 0
		problems := Compare(plain, want, found(c.change))
		for _, p := range problems {
			if p.Known {
				known++
			} else {
				wrong++
			}
		}
		if known != c.known || wrong != c.wrong {
			t.Errorf("%s: %d known problems and %d others, want %d and %d: %v", c.reason, known, wrong, c.known, c.wrong, problems)
		}
	}
}

// recorder is a T that keeps what it is told.
type recorder struct{ errors, logs []string }

func (r *recorder) Helper() {}
func (r *recorder) Errorf(f string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(f, args...))
}
func (r *recorder) Logf(f string, args ...any) { r.logs = append(r.logs, fmt.Sprintf(f, args...)) }

// A wrong expectation fails the test, in a real run of the built-in rules.
func TestRunFails(t *testing.T) {
	const right = "株式会社みどり プライバシーポリシー\n\n当社は、取得した個人情報を以下の目的で利用します。\n(1) [[purpose:advertising|広告の配信のため]]\n(2) [[purpose:inquiry_response|お問い合わせへの対応のため]]\n"
	for _, c := range []struct {
		reason, from, to string
		errors, logs     []string // how each begins
	}{
		{"right", "", "", nil, nil},
		{"wrong category", "purpose:advertising", "purpose:survey", []string{
			`p.txt: line 4: "広告の配信のため": purpose:survey is not found`, `p.txt: line 4: "広告の配信のため": purpose:advertising is found and not marked`}, nil},
		{"not marked", "[[purpose:advertising|広告の配信のため]]", "広告の配信のため", []string{`p.txt: line 4: "広告の配信のため": purpose:advertising is found and not marked`}, nil},
		{"marked, and not there", "当社は", "[[purpose:other|当社は]]", []string{`p.txt: line 3: "当社は": purpose:other is not found`}, nil},
		{"a stretch too short", "のため]]\n(2)", "の]]ため\n(2)", []string{
			`p.txt: line 4: "広告の配信の": purpose:advertising is not found`, `p.txt: line 4: "広告の配信のため": purpose:advertising is found and not marked`}, nil},
		{"a known gap", "当社は", "[[?purpose:other|当社は]]", nil, []string{`p.txt: line 3: "当社は": known gap: purpose:other is not found`}},
		{"a mark that is none", "[[purpose:advertising|", "[[purpose:advertising ", []string{"p.txt: line 4: want [[KIND:CATEGORY|WORDS]]"}, nil},
		{"no text", right, "", []string{"p.txt: p.txt: the file is empty"}, nil},
	} {
		var r recorder
		marked := right
		if c.from != "" {
			marked = strings.Replace(right, c.from, c.to, 1)
		}
		Run(&r, nil, "testdata/p.txt", marked)
		for i := range r.errors {
			r.errors[i] = strings.TrimPrefix(r.errors[i], "testdata/")
		}
		for i := range r.logs {
			r.logs[i] = strings.TrimPrefix(r.logs[i], "testdata/")
		}
		if !begin(r.errors, c.errors) || !begin(r.logs, c.logs) {
			t.Errorf("%s: errors %q, logs %q", c.reason, r.errors, r.logs)
		}
	}
}

func begin(got, want []string) bool {
	return slices.EqualFunc(got, want, func(a, b string) bool { return strings.HasPrefix(a, b) })
}
