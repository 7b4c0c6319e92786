package eval

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/polcompare/polcompare/pkg/text"
)

// annotated returns the policy of a text called name with the given annotation, less its source.
func annotated(t *testing.T, name, body, gold string) *Policy {
	t.Helper()
	fsys := fstest.MapFS{
		name:          {Data: []byte(body)},
		"a.gold.json": {Data: []byte(`{"source":"` + name + `",` + strings.TrimPrefix(gold, "{"))},
	}
	g, err := Load(Tree{fsys, "gold"}, Tree{})
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Skipped) > 0 {
		t.Fatal(g.Skipped[0])
	}
	return g.Policies[0]
}

func quoted(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// one annotates a single unit.
func one(kind, quote string, more ...any) string {
	s := `{"lang":"ja","units":[{"kind":` + quoted(kind) + `,"quote":` + quoted(quote) + `,"categories":["x"]`
	for i := 0; i < len(more); i += 2 {
		s += `,` + quoted(more[i]) + `:` + quoted(more[i+1])
	}
	return s + `}]}`
}

// at returns the span of the nth part in body, from 1.
func at(body, part string, nth int) *text.Span {
	from := 0
	for {
		i := strings.Index(body[from:], part)
		if i < 0 {
			panic("no " + part)
		}
		if nth--; nth == 0 {
			return &text.Span{Start: from + i, End: from + i + len(part)}
		}
		from += i + len(part)
	}
}

func TestMatching(t *testing.T) {
	const plain = "広告の 配信の\nため、広告の配信のため。"
	for _, c := range []struct {
		reason     string
		name, body string
		gold       string
		find       Finding
		want       bool
	}{
		{"the same stretch", "a.txt", plain, one("purpose", "広告の配信のため"), Finding{Kind: "purpose", Span: at(plain, "広告の 配信の\nため", 1)}, true},
		{"white space does not count, neither in the quote nor in the text", "a.txt", plain, one("purpose", "広告の\n配信の ため"), Finding{Kind: "purpose", Span: at(plain, "広告の 配信の\nため", 1)}, true},
		{"a span says which of two equal stretches is meant", "a.txt", plain, one("purpose", "広告の配信のため"), Finding{Kind: "purpose", Span: at(plain, "広告の配信のため", 1)}, false},
		{"the quote's occurrence says which, too", "a.txt", plain, one("purpose", "広告の配信のため", "occurrence", 2), Finding{Kind: "purpose", Span: at(plain, "広告の配信のため", 1)}, true},
		{"occurrences may overlap", "a.txt", "ああああ", one("purpose", "ああ", "occurrence", 3), Finding{Kind: "purpose", Span: &text.Span{Start: 6, End: 12}}, true},
		{"another kind at the same place", "a.txt", plain, one("purpose", "広告の配信のため"), Finding{Kind: "exception", Span: at(plain, "広告の 配信の\nため", 1)}, false},
		{"exactly half: 2·2/(2+6)", "a.txt", "abcdef", one("purpose", "ab"), Finding{Kind: "purpose", Span: &text.Span{Start: 0, End: 6}}, true},
		{"less than half: 2·2/(2+7)", "a.txt", "abcdefg", one("purpose", "ab"), Finding{Kind: "purpose", Span: &text.Span{Start: 0, End: 7}}, false},
		{"NFKC: full-width letters and half-width kana in the text", "a.txt", "ＡＢＣ ｻｰﾋﾞｽ", one("purpose", "ABC サーヒ\u3099ス"), Finding{Kind: "purpose", Span: &text.Span{Start: 0, End: 28}}, true},
		{"NFKC goes character by character: ガ does not find ｶﾞ", "a.txt", "ガガ ｶﾞ", one("purpose", "ガガガ"), Finding{Kind: "purpose", Span: &text.Span{Start: 0, End: 20}}, false},
		{"zero-width spaces and byte order marks do not count", "a.txt", "\uFEFFab\u200Bcd\uFEFFef", one("purpose", "abcdef"), Finding{Kind: "purpose", Span: &text.Span{Start: 3, End: 15}}, true},
		{"a span that holds the byte order mark is counted one too far, as Python does", "a.txt", "\uFEFFab", one("purpose", "a"), Finding{Kind: "purpose", Span: &text.Span{Start: 0, End: 4}}, true},
		{"a span that begins within a character counts it neither before nor in it", "a.txt", "いああ", one("purpose", "いあ"), Finding{Kind: "purpose", Span: &text.Span{Start: 1, End: 9}}, true},
		{"a span that ends within a character leaves it out", "a.txt", "あああああ", one("purpose", "あ"), Finding{Kind: "purpose", Span: &text.Span{Start: 0, End: 14}}, false},
		{"a span behind the end", "a.txt", "abc", one("purpose", "abc"), Finding{Kind: "purpose", Span: &text.Span{Start: 10, End: 20}}, false},
		{"without a span the words are looked for", "a.txt", plain, one("purpose", "広告の配信のため"), Finding{Kind: "purpose", Text: "広告の配信の ため"}, true},
		{"words that are not there stand nowhere", "a.txt", plain, one("purpose", "広告の配信のため"), Finding{Kind: "purpose", Text: "広告の配信の目的"}, false},
		{"in HTML the span does not matter, the words do", "a.html", "<p>広告<b>の</b>ため</p>", one("purpose", "広告のため"), Finding{Kind: "purpose", Text: "広告のため", Span: &text.Span{}}, true},
		{"a Markdown file is plain even if it holds HTML", "a.md", "<p>広告<b>の</b>ため</p>", one("purpose", "広告<b>の</b>ため"), Finding{Kind: "purpose", Text: "広告のため", Span: &text.Span{Start: 3, End: 25}}, true},
		{"endings are compared as they are: .HTML is plain", "a.HTML", "<p>a&amp;b</p>", one("purpose", "a&amp;b"), Finding{Kind: "purpose", Text: "a&b", Span: &text.Span{Start: 3, End: 10}}, true},
		{"character references are decoded", "a.php", "<p>a&amp;b&nbsp;c&#x3042;</p>", one("purpose", "a&bcあ"), Finding{Kind: "purpose", Text: "a&b cあ"}, true},
		{"scripts and styles are no text", "a.tpl", "<style>ab</style>a<script>x</script>b", one("purpose", "ab"), Finding{Kind: "purpose", Text: "ab"}, true},
		{"in Shift_JIS the words are looked for", "a.txt", "\x8d\x4c\x8d\x90 \x82\xcc", one("purpose", "広告の"), Finding{Kind: "purpose", Text: "広告の", Span: &text.Span{Start: 7, End: 9}}, true},

		{"a contact's value, where the stretches touch", "a.txt", "info@a.example まで、電話で", one("contact", "info@a.example"), Finding{Kind: "contact", Value: "INFO＠a.example", Span: &text.Span{Start: 13, End: 38}}, true},
		{"a contact's value elsewhere in the text is another contact", "a.txt", "info@a.example info@a.example", one("contact", "info@a.example"), Finding{Kind: "contact", Value: "info@a.example", Span: &text.Span{Start: 15, End: 29}}, false},
		{"a contact's value, when nobody knows where it stands", "a.html", "<p>info<i>[at]</i>a.example</p>", one("contact", "info[at]a.example"), Finding{Kind: "contact", Text: "mail", Value: "info@a.example"}, true},
		{"values count for contacts alone", "a.html", "<p>info@a.example</p>", one("purpose", "info@a.example"), Finding{Kind: "purpose", Text: "mail", Value: "info@a.example"}, false},
		{"the gold value stands before the quote", "a.html", "<p>ab</p>", one("contact", "ab", "value", "03-1234-5678"), Finding{Kind: "contact", Text: "０３（１２３４）５６７８"}, true},
		{"an empty gold value equals nothing", "a.html", "<p>ab</p>", one("contact", "ab", "value", ""), Finding{Kind: "contact", Text: "cd", Value: " "}, false},
		{"without a value the finding's words are its value", "a.html", "<p>info[at]a.example</p>", one("contact", "info[at]a.example"), Finding{Kind: "contact", Text: "info@a.example/"}, true},
	} {
		p := annotated(t, c.name, c.body, c.gold)
		if len(p.Problems) > 0 {
			if c.want {
				t.Errorf("%s: %s", c.reason, p.Problems)
			}
			continue
		}
		r := Evaluate([]Case{{p, Found{Findings: []Finding{c.find}}}}, Options{})
		if got := r.Policies[0].Matched == 1; got != c.want {
			t.Errorf("%s: matched %v, want %v", c.reason, got, c.want)
		}
	}
}

func TestMatchIsGreedy(t *testing.T) {
	unit := func(lo, hi int) Unit { return Unit{Kind: "purpose", lo: lo, hi: hi} }
	find := func(lo, hi int) placed { return placed{Finding{Kind: "purpose"}, lo, hi} }
	for _, c := range []struct {
		reason string
		units  []Unit
		found  []placed
		want   []pair
	}{
		{"the best overlap goes first, even if it leaves another alone",
			[]Unit{unit(0, 10), unit(5, 15)}, []placed{find(2, 12), find(0, 9)}, []pair{{0, 1, 18. / 19}, {1, 0, 14. / 20}}},
		{"of equal findings the last one is taken", []Unit{unit(0, 4)}, []placed{find(0, 4), find(0, 4)}, []pair{{0, 1, 1}}},
		{"of equal units the last one is taken", []Unit{unit(0, 4), unit(0, 4)}, []placed{find(0, 4)}, []pair{{1, 0, 1}}},
		{"the last unit goes first and takes the last finding", []Unit{unit(0, 4), unit(0, 4)}, []placed{find(0, 4), find(0, 4)}, []pair{{1, 1, 1}, {0, 0, 1}}},
		{"a tie can leave out a match that another order would have made", []Unit{unit(0, 4), unit(2, 6)}, []placed{find(1, 5), find(3, 7)},
			[]pair{{1, 1, .75}, {0, 0, .75}}},
		{"nothing and nothing overlap by nothing", []Unit{unit(3, 3)}, []placed{find(3, 3)}, nil},
	} {
		if got := match(c.units, c.found); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.reason, got, c.want)
		}
	}
}

// Of two findings of the same words the second stands behind the first, but
// only in the order of one kind, and a finding that is nowhere starts again.
func TestPlaceGoesOn(t *testing.T) {
	p := annotated(t, "a.html", "<li>x<li>広告<li>広告<li>広告", `{"lang":"ja","units":[]}`)
	find := func(kind, words string) Finding { return Finding{Kind: kind, Text: words} }
	found := []Finding{find("purpose", "広告"), find("exception", "広告"), find("purpose", "広告"), find("purpose", "なし"), find("purpose", "広告"),
		find("purpose", "広告"), find("purpose", "広告"), find("purpose", "広告")}
	var got []int
	for _, f := range p.place("purpose", found) {
		got = append(got, f.lo)
	}
	// The last finds nothing behind it and takes the first of all.
	if want := []int{1, 3, 0, 1, 3, 5, 1}; !slices.Equal(got, want) {
		t.Errorf("places %v, want %v", got, want)
	}
}

func TestNormalValue(t *testing.T) {
	for _, c := range []struct{ reason, value, want string }{
		{"case and width", "Ｉｎｆｏ＠Example.COM", "info@example.com"},
		{"at in brackets, with space around", "info [ at ] a.example", "info@a.example"},
		{"at-mark", "info(at-mark)a.example", "info@a.example"},
		{"アットマーク", "info（アットマーク）a.example", "info@a.example"},
		{"★ for @", "info★a.example", "info@a.example"},
		{"at without brackets stays", "info at a.example", "infoata.example"},
		{"digits of a telephone number", "03-1234-5678（代表）", "0312345678"},
		{"nine digits are enough", "(012) 345-678", "012345678"},
		{"eight are not", "1234-5678", "1234-5678"},
		{"half of the characters are enough", "123456789abcdefghi", "123456789"},
		{"less than half are not", "123456789abcdefghij", "123456789abcdefghij"},
		{"an address with digits is no number", "123456789@a.example", "123456789@a.example"},
		{"strokes at the end of a URL", "https://a.example//", "https://a.example"},
		{"digits of other scripts count as digits", "٠١٢٣٤٥٦٧٨", "٠١٢٣٤٥٦٧٨"},
		{"separators that Python takes for white space", "a\x1cb\u3000c\u0085d", "abcd"},
	} {
		if got := normalValue(c.value); got != c.want {
			t.Errorf("%s: %q becomes %q, want %q", c.reason, c.value, got, c.want)
		}
	}
}

func TestLabels(t *testing.T) {
	p := annotated(t, "a.txt", "aaaa bbbb cccc", `{"lang":"en","units":[
		{"kind":"purpose","quote":"aaaa","categories":["advertising","marketing"]},
		{"kind":"purpose","quote":"bbbb","categories":["survey"]},
		{"kind":"contact","quote":"cccc","categories":["email","inquiry"]}]}`)
	span := func(i int) *text.Span { return &text.Span{Start: 5 * i, End: 5*i + 4} }
	r := Evaluate([]Case{{p, Found{Findings: []Finding{
		{Kind: "purpose", Categories: []string{"marketing", "advertising", "advertising"}, Span: span(0)}, // a set: order and repeats do not count
		{Kind: "purpose", Categories: []string{"research", "survey", "other"}, Span: span(1)},             // 2·1/(1+3); the main category need not be first
		{Kind: "contact", Categories: []string{"email", "officer"}, Span: span(2)},                        // only the type counts
	}}}}, Options{})
	for name, want := range map[string]float64{
		"en.purpose.f1": 1, "en.purpose.labelled_f1": .75, "en.purpose.main_hit": 1, "en.contact.labelled_f1": 1, "en.contact.category_set_f1": 1,
		"en.purpose.category_set_f1": 2 * 3. / (3 + 5), "en.macro.labelled_f1": .875,
	} {
		if got := r.Figures[name]; got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	if n := len(r.Errors); n != 1 || r.Errors[0].Type != Label || r.Errors[0].Text != "bbbb" || r.Errors[0].Line != 1 || r.Errors[0].Column != 6 {
		t.Errorf("errors %v, want the label of bbbb", r.Errors)
	}
	want := []Confusion{
		{"en", "purpose", "advertising", "marketing", 1}, {"en", "purpose", "survey", "research", 1},
		{"all", "purpose", "advertising", "marketing", 1}, {"all", "purpose", "survey", "research", 1},
	}
	if !slices.Equal(r.Confusions, want) {
		t.Errorf("confusions %v", r.Confusions)
	}
	for _, c := range r.Categories {
		if c.Lang == "en" && c.Category == "inquiry" && (c.Gold != 1 || c.Matched != 0) || c.Lang == "en" && c.Category == "officer" && c.Predicted != 1 {
			t.Errorf("roles of contacts count among the categories: %+v", c)
		}
	}
}

func TestTopics(t *testing.T) {
	p := annotated(t, "a.txt", "x", `{"lang":"en","units":[],"sections":[
		{"heading":"Ｕse","topics":["purposes","cookies"]},{"heading":"Parts","topics":[]},{"heading":"Use","topics":["purposes"]}]}`)
	found := Found{Sections: []Section{
		{Heading: "U se", Topics: []string{"purposes"}}, // headings are compared flat
		{Heading: "Parts", Topics: []string{"other"}},   // a heading without topics asks nothing
		{Heading: "Use", Topics: []string{"purposes", "security"}},
		{Heading: "Use", Topics: []string{"purposes"}}, // more often than annotated
	}}
	common, predicted, gold := p.topicCounts(found.Sections)
	if common != 2 || predicted != 4 || gold != 3 {
		t.Errorf("%d of %d found and %d annotated, want 2, 4, 3", common, predicted, gold)
	}
}

// What a kind of finding adds to macro averages, and when there are figures at all.
func TestWhatCounts(t *testing.T) {
	p := annotated(t, "a.txt", "aaaa bbbb", `{"units":[{"kind":"purpose","quote":"aaaa","categories":["x"]},{"kind":"voluntariness","quote":"bbbb","categories":["voluntariness"]}]}`)
	if p.Lang != "?" {
		t.Errorf("language %q of an annotation without one", p.Lang)
	}
	r := Evaluate([]Case{{p, Found{Findings: []Finding{
		{Kind: "purpose", Categories: []string{"x"}, Span: &text.Span{Start: 0, End: 4}},
		{Kind: "disclaimer", Categories: []string{"y"}, Span: &text.Span{Start: 0, End: 4}},
	}}}}, Options{})
	// Voluntariness was missed, but is not part; the disclaimer that is none counts as 0.
	if got := r.Figures["all.macro.f1"]; got != .5 {
		t.Errorf("macro F1 %v, want 0.5", got)
	}
	if _, ok := r.Figures["all.exception.f1"]; ok {
		t.Error("a figure for exceptions, of which there are none")
	}
	if got := r.Figures["all.disclaimer.category_set_f1"]; got != 0 {
		t.Errorf("category sets of disclaimers %v, want 0", got)
	}
	only := Evaluate([]Case{{p, Found{}}}, Options{Kinds: []string{"voluntariness"}})
	if len(only.Scores) != 2 || len(only.Macros)+len(only.Topics) > 0 {
		t.Errorf("of one kind: %v %v %v", only.Scores, only.Macros, only.Topics)
	}
	if none := Evaluate(nil, Options{Bootstrap: 10}); len(none.Figures) != 0 {
		t.Errorf("figures of nothing: %v", none.Figures)
	}
}
