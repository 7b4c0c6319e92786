package weights

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const small = `# where these are from
lang en
keep -1
add 1
labels cookies security contact
bias a-10b-10c-10
h cookies a60
h your data b20
a privacy c5
b browser a30c-5
b encrypted b30
s browser a20
s encrypted b20c-10
s unknown a0
`

func model(t *testing.T, text string) *Model {
	t.Helper()
	m, err := Parse("topics.weights", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWeigh(t *testing.T) {
	m := model(t, small)
	text := Text{Heading: "cookies", Above: "privacy", Sentences: []string{"your browser keeps them.", "they are encrypted, encrypted."}}
	// The section: the bias, "cookies", "privacy", "browser" and "encrypted", five features; the
	// best sentence for each label: the one with the browser, the one with encryption, the former.
	five := math.Sqrt(5)
	want := []float64{(-10+60+30)/five/10 + 2, (-10+30)/five/10 + 2, (-10+5-5)/five/10 + 0}
	for i, z := range m.Weigh(text) {
		if math.Abs(z-want[i]) > 1e-9 {
			t.Errorf("%s weighs %.3f, want %.3f", m.Labels[i], z, want[i])
		}
	}
	// Explained, the same comes out, word by word.
	for i, label := range m.Labels {
		sum := float64(m.bias[i]) / 10 / five
		for _, r := range m.Explain(text, label) {
			sum += r.Weight
		}
		if math.Abs(sum-want[i]) > 1e-9 {
			t.Errorf("the reasons for %s come to %.3f, want %.3f", label, sum, want[i])
		}
	}
	r := m.Explain(text, "security")[0]
	if word := text.Sentences[r.Sentence][r.Start:r.End]; word != "encrypted" {
		t.Errorf("first reason for security: %q", word)
	}
	if m.Explain(text, "sports") != nil {
		t.Error("reasons for a label that there is not")
	}
	if got := m.Weigh(Text{Heading: "your data"})[1]; math.Abs(got-10/math.Sqrt2/10) > 1e-9 {
		t.Errorf("a pair of words of a heading weighs %.3f", got)
	}
}

func TestRevise(t *testing.T) {
	m := model(t, small)
	given := map[string]bool{"contact": true}
	m.Revise(Text{Heading: "cookies", Sentences: []string{"encrypted", "your browser"}}, func(l string) bool { return given[l] }, func(l string, z float64) {
		if given[l] = !given[l]; given[l] != (z > 0) {
			t.Errorf("%s changes with weight %.2f", l, z)
		}
	})
	if want := map[string]bool{"cookies": true, "security": true, "contact": true}; !reflect.DeepEqual(given, want) {
		t.Errorf("got %v, want %v: the best sentence for contact has nothing against it", given, want)
	}
	given = map[string]bool{"contact": true}
	m.Revise(Text{Sentences: []string{"encrypted"}}, func(l string) bool { return given[l] }, func(l string, _ float64) { given[l] = !given[l] })
	if given["contact"] || !given["security"] {
		t.Errorf("got %v, want security alone", given)
	}
}

func TestFormat(t *testing.T) {
	m := model(t, small)
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	if b.String() != small {
		t.Errorf("written:\n%s\nwant what was read:\n%s", b.String(), small)
	}
	for _, c := range []struct{ text, want string }{
		{"lang de\n", `f:1: lang is ja or en, not "de"`},
		{"lang en\nkeep 1\nkeep 2\n", "f:3: keep stands here twice"},
		{"b word a1\n", "f:1: words stand below lang and labels"},
		{"lang en\nlabels a b\nb word c1\n", `f:3: "c" names no label: they go from a to b`},
		{"lang en\nlabels a b\nb word a99999\n", `f:3: "99999" is no weight of up to ±511 tenths`},
		{"lang en\nlabels a b\nb word a\n", `f:3: "" is no weight of up to ±511 tenths`},
		{"lang en\nlabels a b\nb word a1\nb word b1\n", "f:4: b word stands here twice"},
		{"lang en\nlabels a b\nb word\n", "f:3: want a field, a word and its weights (or a space)"},
		{"lang en\nlabels\n", "f:2: want one to 26 labels, got 0"},
		{"x 1\n", `f:1: "x" is no setting and no field (lang, keep, add, labels, bias, h, a, b, s)`},
		{"lang en\nlabels a\nkeep 0\nadd 0\n", `f:4: there is no line "bias"`},
		{"lang en\nkeep one\n", `f:2: strconv.ParseFloat: parsing "one": invalid syntax`},
		{"\xff", "f:1: not UTF-8"},
	} {
		_, err := Parse("f", []byte(c.text))
		var e *Error
		if !errors.As(err, &e) || err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
	}
}

// examples are sections about one of two things or both.
func examples() []Example {
	var out []Example
	for i := range 40 {
		n := strings.Repeat("and so on ", i%3)
		out = append(out,
			Example{Text{"cookies", "", []string{"a browser stores cookies " + n}}, []string{"cookies"}},
			Example{Text{"safety", "", []string{"we encrypt what we keep " + n}}, []string{"security"}},
			Example{Text{"more", "", []string{"we encrypt " + n, "a browser stores them"}}, []string{"cookies", "security"}},
			Example{Text{"more", "", []string{"nothing of the kind " + n}}, nil})
	}
	return out
}

func TestTrain(t *testing.T) {
	labels := []string{"cookies", "security"}
	m := Train("en", labels, examples(), Options{})
	for _, e := range examples() {
		var got []string
		for i, z := range m.Weigh(e.Text) {
			if z > 0 {
				got = append(got, labels[i])
			}
		}
		if !slices.Equal(got, e.Labels) {
			t.Errorf("%v: got %v, want %v", e.Text, got, e.Labels)
		}
	}
	// The same examples bring the same file, and what is read from it weighs the same.
	var a, b bytes.Buffer
	if err := m.Write(&a); err != nil {
		t.Fatal(err)
	}
	if err := Train("en", labels, examples(), Options{}).Write(&b); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Error("trained twice, two models")
	}
	again, text := model(t, a.String()), examples()[2].Text
	if !slices.Equal(again.Weigh(text), m.Weigh(text)) {
		t.Error("what is read weighs something else")
	}
	if rare := Train("en", labels, examples(), Options{MinCount: 1000}); len(rare.words) != 0 {
		t.Errorf("%d words stand in a thousand of 160 sections", len(rare.words))
	}
}

func TestJapanese(t *testing.T) {
	es := []Example{}
	for range 8 {
		es = append(es,
			Example{Text{"安全管理", "", []string{"個人データを暗号化します"}}, []string{"security"}},
			Example{Text{"窓口", "", []string{"お問い合わせはこちらへ"}}, []string{"contact"}})
	}
	m := Train("ja", []string{"security", "contact"}, es, Options{})
	z := m.Weigh(Text{Sentences: []string{"データは暗号化して 保存します"}})
	if z[0] < 0 || z[1] > 0 {
		t.Errorf("got %v, want security and no contact", z)
	}
}

// Whatever is weighed, the numbers are numbers, and explaining comes to what weighing does.
func FuzzWeigh(f *testing.F) {
	m, err := Parse("f", []byte(small))
	if err != nil {
		f.Fatal(err)
	}
	f.Add("cookies", "privacy", "your browser", "encrypted")
	f.Add("プライバシー", "", "a b\n\tc", "\xff\xfe é")
	f.Fuzz(func(t *testing.T, heading, above, one, two string) {
		text := Text{heading, above, []string{one, two}}
		for i, z := range m.Weigh(text) {
			if math.IsNaN(z) || math.IsInf(z, 0) {
				t.Fatalf("%s weighs %v", m.Labels[i], z)
			}
			for _, r := range m.Explain(text, m.Labels[i]) {
				s := map[Field]string{Heading: heading, Above: above}[r.Field]
				if r.Field == Body || r.Field == Sentence {
					s = text.Sentences[r.Sentence]
				}
				if r.Start < 0 || r.Start >= r.End || r.End > len(s) {
					t.Fatalf("%+v is not in %q", r, s)
				}
			}
		}
	})
}

// What can be read can be written, and reads the same.
func FuzzParse(f *testing.F) {
	f.Add(small)
	f.Add("lang ja\nkeep 0\nadd 0\nlabels x\nbias a0\nb あ  a1\n")
	f.Fuzz(func(t *testing.T, s string) {
		m, err := Parse("f", []byte(s))
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Line < 1 {
				t.Fatalf("%v has no place", err)
			}
			return
		}
		var a, b bytes.Buffer
		if err := m.Write(&a); err != nil {
			t.Fatal(err)
		}
		again, err := Parse("f", a.Bytes())
		if err != nil {
			t.Fatalf("%v in what was written:\n%s", err, a.String())
		}
		if again.Write(&b); a.String() != b.String() {
			t.Fatalf("written twice:\n%s\n%s", a.String(), b.String())
		}
	})
}

func BenchmarkWeigh(b *testing.B) {
	m := Train("en", []string{"cookies", "security"}, examples(), Options{})
	text := Text{"cookies", "", []string{strings.Repeat("a browser stores what we encrypt and so on ", 50)}}
	b.SetBytes(int64(len(text.Sentences[0])))
	b.ReportAllocs()
	for b.Loop() {
		m.Weigh(text)
	}
}
