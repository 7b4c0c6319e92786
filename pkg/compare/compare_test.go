package compare

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// say makes a finding from "kind/category,category" or, denied,
// "!kind/category"; its text is the spec itself.
func say(spec string) extract.Finding {
	f := extract.Finding{State: extract.Stated, Text: spec, Section: -1}
	rest, denied := strings.CutPrefix(spec, "!")
	if denied {
		f.State = extract.Denied
	}
	kind, categories, _ := strings.Cut(rest, "/")
	f.Kind = kind
	if categories != "" {
		f.Categories = strings.Split(categories, ",")
	}
	return f
}

// result makes a policy of company whose text is one line a finding.
func result(company string, specs ...string) *extract.Result {
	r := &extract.Result{}
	var b strings.Builder
	for _, s := range specs {
		f := say(s)
		f.Span.Start = b.Len()
		b.WriteString(s)
		f.Span.End = b.Len()
		b.WriteByte('\n')
		r.Findings = append(r.Findings, f)
	}
	path := company + ".md"
	src := text.NewSource(path, b.String())
	r.Document = &policy.Document{ID: path, Path: path, Company: company, Lang: policy.English, Source: src, View: text.Identity(src)}
	return r
}

func mustNew(t testing.TB, o Options, results ...*extract.Result) *Matrix {
	t.Helper()
	m, err := New(results, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// show writes the rows of m as "kind/category: states".
func show(m *Matrix) string {
	var lines []string
	for _, r := range m.Rows {
		line := r.Kind + "/" + r.Category + ":"
		for _, c := range r.Cells {
			line += fmt.Sprintf(" %s", c.State)
			if c.Count != 1 && c.State != Silent {
				line += fmt.Sprintf("*%d", c.Count)
			}
			if c.Promised {
				line += "?"
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestCells(t *testing.T) {
	for _, tt := range []struct {
		reason string
		o      Options
		a, b   []string
		want   string
	}{
		{
			"a statement, a denial and silence are three things",
			Options{},
			[]string{"purpose/advertising", "exception/consent"}, []string{"!purpose/advertising"},
			"purpose/advertising: stated denied\nexception/consent: stated silent",
		},
		{
			"stated and denied is a conflict, in whatever order",
			Options{},
			[]string{"purpose/survey", "!purpose/survey"}, []string{"!purpose/survey", "purpose/survey", "purpose/survey"},
			"purpose/survey: conflicting*2 conflicting*3",
		},
		{
			"a finding counts in every category it carries, once in each",
			Options{},
			[]string{"purpose/analytics,advertising,analytics"}, nil,
			"purpose/advertising: stated silent\npurpose/analytics: stated silent",
		},
		{
			"rows stand in the taxonomy's order, not in the text's",
			Options{},
			[]string{"voluntariness/voluntariness", "contact/email", "purpose/other", "purpose/marketing"}, nil,
			"purpose/marketing: stated silent\npurpose/other: stated silent\ncontact/email: stated silent\nvoluntariness/voluntariness: stated silent",
		},
		{
			"of a contact the type makes the row, the role does not",
			Options{},
			[]string{"contact/phone,inquiry"}, []string{"contact/officer,person"},
			"contact/phone: stated silent\ncontact/person: silent stated",
		},
		{
			"what has no category is not dropped",
			Options{},
			[]string{"purpose/"}, nil,
			"purpose/other: stated silent",
		},
		{
			"categories and kinds of users' own rules stand behind the known ones",
			Options{},
			[]string{"zodiac/leo", "purpose/zeal", "purpose/astrology", "purpose/other"}, nil,
			"purpose/other: stated silent\npurpose/astrology: stated silent\npurpose/zeal: stated silent\nzodiac/leo: stated silent",
		},
		{
			"a kind leaves out the others",
			Options{Kinds: []string{"contact"}},
			[]string{"purpose/survey", "contact/fax"}, nil,
			"contact/fax: stated silent",
		},
		{
			"a category asked for is shown also where nobody speaks of it",
			Options{Categories: []string{"purpose/survey", "research"}},
			[]string{"purpose/survey", "contact/fax"}, nil,
			"purpose/survey: stated silent\npurpose/research: silent silent",
		},
		{
			"a bare name means the category of every kind that has it",
			Options{Categories: []string{"other"}, Kinds: []string{"purpose", "disclaimer"}},
			[]string{"disclaimer/other", "exception/other"}, nil,
			"purpose/other: silent silent\ndisclaimer/other: stated silent",
		},
		{
			"differences only: equal rows go, a denial differs from silence",
			Options{OnlyDifferences: true},
			[]string{"purpose/survey", "!purpose/advertising"}, []string{"purpose/survey"},
			"purpose/advertising: denied silent",
		},
		{
			"silent rows on demand",
			Options{Silent: true, Kinds: []string{"voluntariness"}},
			nil, nil,
			"voluntariness/voluntariness: silent silent",
		},
		{
			"by prevalence: stated by most, then denied by most, then the taxonomy's order, kinds together",
			Options{Sort: ByPrevalence},
			[]string{"purpose/marketing", "purpose/survey", "!purpose/research", "contact/fax"},
			[]string{"purpose/survey", "purpose/advertising", "contact/fax", "contact/email"},
			"purpose/survey: stated stated\npurpose/marketing: stated silent\npurpose/advertising: silent stated\npurpose/research: denied silent\n" +
				"contact/fax: stated stated\ncontact/email: silent stated",
		},
	} {
		m := mustNew(t, tt.o, result("A", tt.a...), result("B", tt.b...))
		if got := show(m); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.reason, got, tt.want)
		}
	}
}

func TestUnknownNames(t *testing.T) {
	in := []*extract.Result{result("A", "zodiac/leo", "purpose/astrology")}
	for _, tt := range []struct {
		reason string
		o      Options
		want   []string
	}{
		{"a kind", Options{Kinds: []string{"purposes"}}, []string{`unknown kind "purposes"`, "purpose, exception, disclaimer, contact, voluntariness, zodiac"}},
		{"a category", Options{Categories: []string{"adverts"}}, []string{`unknown category "adverts"`, "purpose: service_provision, ", "astrology", "voluntariness: voluntariness; zodiac: leo"}},
		{"a category of another kind", Options{Kinds: []string{"contact"}, Categories: []string{"law"}}, []string{`"law"`, "known: contact: email, phone"}},
		{"an order", Options{Sort: "random"}, []string{`"random"`, "taxonomy, prevalence"}},
	} {
		for _, err := range []error{tt.o.Validate(in), func() error { _, err := New(in, tt.o); return err }()} {
			for _, want := range tt.want {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("%s: error %v lacks %q", tt.reason, err, want)
				}
			}
		}
	}
	known := Options{Kinds: []string{"zodiac", "purpose"}, Categories: []string{"leo", "astrology", "purpose/survey"}, Sort: ByTaxonomy}
	if err := known.Validate(in); err != nil {
		t.Errorf("names that the results know: %v", err)
	}
}

func TestFindingsKeepTheirPlaces(t *testing.T) {
	src := text.NewSource("会社/方針.md", "前文\n問合せ ａ＠example.jp\n")
	at := strings.Index(src.Text(), "ａ")
	r := &extract.Result{
		Document: &policy.Document{ID: "x#1", Path: "会社/方針.md", Lang: policy.Japanese, Source: src,
			Dates: []policy.Date{{Date: "2016-11-09"}, {Date: "2024"}, {Date: "2019-04-01"}}},
		Findings: []extract.Finding{{Kind: extract.Contact, Categories: []string{"email", "inquiry", "officer", "inquiry"},
			Text: "ａ＠example.jp", Value: "a@example.jp", Span: text.Span{Start: at, End: src.Len() - 1}, State: extract.Stated}},
	}
	m := mustNew(t, Options{}, r, nil)
	if want := (Column{ID: "x#1", Lang: "ja", Path: "会社/方針.md", Edition: "2024"}); !slices.Equal(m.Columns, []Column{want}) {
		t.Errorf("columns %+v, want %+v", m.Columns, want)
	}
	f := m.Rows[0].Cells[0].Findings[0]
	if f.Line != 2 || f.Column != 5 || f.Path != "会社/方針.md" || f.Value != "a@example.jp" || !slices.Equal(f.Roles, []string{"inquiry", "officer"}) {
		t.Errorf("finding %+v", f)
	}
	if got := src.Slice(f.Span); got != f.Text {
		t.Errorf("the span holds %q, want %q", got, f.Text)
	}
}

// refs writes references as "kind/category", odd ones with policy and state.
func refs[T Ref | Odd](list []T) string {
	var out []string
	for _, e := range list {
		switch e := any(e).(type) {
		case Ref:
			out = append(out, e.Category)
		case Odd:
			out = append(out, fmt.Sprintf("%s:%d:%s", e.Category, e.Policy, e.State))
		}
	}
	return strings.Join(out, " ")
}

func TestSummary(t *testing.T) {
	a := result("A", "purpose/survey", "purpose/marketing", "purpose/research")
	b := result("B", "purpose/survey", "!purpose/marketing", "purpose/advertising")
	c := result("C", "purpose/survey", "purpose/marketing", "!purpose/marketing", "purpose/advertising")
	kinds := Options{Categories: []string{"purpose/survey", "marketing", "research", "purpose/advertising", "purpose/other"}}
	for _, tt := range []struct {
		reason                            string
		in                                []*extract.Result
		one, allButOne, all, none, denied string
	}{
		{"no policy: nothing to say, and nothing but silence", nil, "", "", "", "marketing advertising survey research other", ""},
		{"one policy has nobody to differ from", []*extract.Result{b}, "", "", "", "research other", "marketing:0:denied"},
		{
			"of two, all but one is only one, and is not said twice; a denial is no statement",
			[]*extract.Result{a, b},
			"marketing:0:stated advertising:1:stated research:0:stated", "", "survey", "other", "marketing:1:denied",
		},
		{
			"of three; who states and denies says it all the same",
			[]*extract.Result{c, b, a},
			"research:0:stated", "marketing:1:denied advertising:0:silent", "survey", "other", "marketing:1:denied marketing:2:conflicting",
		},
	} {
		s := mustNew(t, kinds, tt.in...).Summary
		for _, l := range []struct{ name, got, want string }{
			{"only one", refs(s.OnlyOne), tt.one}, {"all but one", refs(s.AllButOne), tt.allButOne},
			{"all", refs(s.All), tt.all}, {"none", refs(s.None), tt.none}, {"denied", refs(s.Denied), tt.denied},
		} {
			if l.got != l.want {
				t.Errorf("%s: %s:\n%s, want\n%s", tt.reason, l.name, l.got, l.want)
			}
		}
	}

	whole := mustNew(t, kinds, a, b, c)
	narrow := kinds
	narrow.OnlyDifferences = true
	if got := mustNew(t, narrow, a, b, c); len(got.Rows) >= len(whole.Rows) || refs(got.Summary.All) != "survey" {
		t.Errorf("rows left out of the matrix must stay in the summary: %s", refs(got.Summary.All))
	}
	k := whole.Summary.Kinds[0]
	if !slices.Equal(k.Findings, []int{3, 3, 4}) || !slices.Equal(k.Categories, []int{3, 2, 3}) {
		t.Errorf("counts %+v", k)
	}
	twice := mustNew(t, Options{}, result("A", "purpose/survey,marketing")).Summary.Kinds[0]
	if twice.Findings[0] != 1 || twice.Categories[0] != 2 {
		t.Errorf("a finding of two categories is one finding in two rows, got %+v", twice)
	}
}

func TestSimilarity(t *testing.T) {
	// Against a derivation from sets of names, on random policies.
	rng := rand.New(rand.NewPCG(1, 2))
	all := guideRows()
	var in []*extract.Result
	var sets []map[string]bool
	for i := range 8 {
		set := map[string]bool{}
		var specs []string
		for range rng.IntN(30) * min(i, 1) { // the first says nothing
			name := all[rng.IntN(len(all))]
			set[name] = true
			specs = append(specs, name)
		}
		specs = append(specs, "!"+all[rng.IntN(len(all))]) // a denial changes nothing
		in = append(in, result(fmt.Sprint(i), specs...))
		sets = append(sets, set)
	}
	got := mustNew(t, Options{}, in...).Summary.Similarity
	for i := range sets {
		for j := range i {
			both, either := 0, len(sets[j])
			for name := range sets[i] {
				if sets[j][name] {
					both++
				} else {
					either++
				}
			}
			want := 0.0
			if either > 0 {
				want = float64(both) / float64(either)
			}
			if math.Abs(got[i][j]-want) > 0.0005+1e-9 {
				t.Errorf("similarity of %d and %d is %v, want %v", i, j, got[i][j], want)
			}
		}
	}
}

// guideRows returns "kind/category" for every row of the taxonomy.
func guideRows() []string {
	rows, _ := Options{}.rows(nil)
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Kind + "/" + r.Category
	}
	return out
}

func TestStatute(t *testing.T) {
	m := mustNew(t, Options{}, result("A", "exception/law", "exception/affiliates", "!exception/joint_use", "!exception/user_request", "purpose/survey"))
	got := m.Summary.Statutory[0]
	want := Statutory{0, []string{"law"},
		[]string{"consent", "life_safety", "public_health", "state_cooperation", "academic", "entrustment", "succession", "opt_out"},
		[]string{"joint_use"}, []string{"affiliates"}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for _, r := range m.Rows {
		if want := map[string]string{"law": "27(1)(i)", "joint_use": "27(5)(iii)"}[r.Category]; r.Statute != want {
			t.Errorf("%s: statute %q, want %q", r.Category, r.Statute, want)
		}
	}
	if got := mustNew(t, Options{Kinds: []string{"purpose"}}, result("A")).Summary.Statutory; len(got) != 0 {
		t.Errorf("without exceptions there is nothing to set against the statute, got %v", got)
	}
}

func TestPromises(t *testing.T) {
	promise := func(r *extract.Result) *extract.Result {
		r.Promises = []extract.Promise{{Kind: extract.Contact, Message: "section without a contact", Span: text.Span{Start: 0, End: 7}}}
		return r
	}
	broken := promise(result("A", "purpose/survey"))
	elsewhere := promise(result("B", "purpose/survey", "contact/fax"))
	m := mustNew(t, Options{}, broken, elsewhere, result("C"))
	if got, want := show(m), "purpose/survey: stated stated silent\ncontact/fax: silent? stated silent"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	p := m.Summary.Promises
	if len(p) != 2 || p[0].Policy != 0 || p[1].Policy != 1 || p[0].Text != "purpose" || p[0].Line != 1 || p[0].Path != "A.md" {
		t.Errorf("promises %+v", p)
	}
	contacts := m.Summary.Kinds[slices.IndexFunc(m.Summary.Kinds, func(k KindCount) bool { return k.Kind == "contact" })]
	if !slices.Equal(contacts.Promised, []bool{true, false, false}) {
		t.Errorf("promised and not given: %v", contacts.Promised)
	}
	if m := mustNew(t, Options{Kinds: []string{"purpose"}}, broken); len(m.Summary.Promises) != 0 {
		t.Error("a promise of a kind that is filtered out shows")
	}
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	all := guideRows()
	var in []*extract.Result
	for i := range 12 {
		var specs []string
		for range 10 {
			specs = append(specs, all[rng.IntN(len(all))])
		}
		// Names repeat, so that every key of the order is needed.
		r := result([]string{"", "アルファ", "Beta"}[i%3], specs...)
		r.Document.Lang = []string{"ja", "en"}[i/3%2]
		if i/6 == 1 {
			r.Document.Dates = []policy.Date{{Date: "2020-01-01"}}
		}
		in = append(in, r)
	}
	same := result("Beta", "purpose/survey") // all names alike, another text
	in = append(in, same)
	for _, o := range []Options{{}, {Sort: ByPrevalence, OnlyDifferences: true}} {
		var first string
		for range 20 {
			rng.Shuffle(len(in), func(i, j int) { in[i], in[j] = in[j], in[i] })
			b, err := json.Marshal(mustNew(t, o, in...))
			if err != nil {
				t.Fatal(err)
			}
			if first == "" {
				first = string(b)
			} else if first != string(b) {
				t.Fatal("the order of the input changes the matrix")
			}
		}
	}
}

func FuzzPositions(f *testing.F) {
	f.Add("一行\n\n二 line\r\nx", uint16(3), uint16(9))
	f.Add("", uint16(0), uint16(1))
	f.Add("\xff\xfe\n\xe3", uint16(2), uint16(60000))
	f.Fuzz(func(t *testing.T, s string, a, b uint16) {
		src := text.NewSource("f", s)
		spans := []text.Span{{Start: int(a)}, {Start: int(b)}, {Start: int(a)}, {Start: -1}, {Start: len(s)}}
		for i, got := range Positions(src, spans) {
			// A place inside a character is counted by bytes in both ways of
			// counting, but not from the same start.
			if at := spans[i].Start; at > 0 && at < len(s) && s[at]&0xC0 == 0x80 || slices.ContainsFunc(spans, func(o text.Span) bool {
				return o.Start > 0 && o.Start < min(at, len(s)) && s[o.Start]&0xC0 == 0x80
			}) {
				continue
			}
			if want := src.Position(spans[i].Start); got != want {
				t.Errorf("%q: offset %d is at %v, want %v", s, spans[i].Start, got, want)
			}
		}
	})
}

func TestPositionsOfLongLines(t *testing.T) {
	// Counting every column from the start of the line would be quadratic.
	src := text.NewSource("f", strings.Repeat("長", 1_000_000))
	spans := make([]text.Span, 100_000)
	for i := range spans {
		spans[i].Start = 30 * i
	}
	if got := Positions(src, spans)[99_999]; got != (text.Position{Line: 1, Column: 999_991}) {
		t.Errorf("got %v", got)
	}
}

func ExampleNew() {
	shop := result("Shop", "purpose/advertising", "contact/email")
	bank := result("Bank", "!purpose/advertising", "contact/email")
	m, err := New([]*extract.Result{shop, bank}, Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range m.Columns {
		fmt.Println("column", c.Company)
	}
	for _, r := range m.Rows {
		fmt.Println(r.Kind, r.Category, r.Cells[0].State, r.Cells[1].State)
	}
	// Output:
	// column Bank
	// column Shop
	// purpose advertising denied stated
	// contact email stated stated
}

func BenchmarkNew(b *testing.B) {
	rng := rand.New(rand.NewPCG(5, 6))
	all := guideRows()
	in := make([]*extract.Result, 1000)
	for i := range in {
		specs := make([]string, 100)
		for j := range specs {
			specs[j] = all[rng.IntN(len(all))]
		}
		in[i] = result(fmt.Sprint(i), specs...)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(in, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
