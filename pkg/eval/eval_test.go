package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/polcompare/polcompare/pkg/text"
)

func TestLoad(t *testing.T) {
	const body = "用途は広告。"
	spans := func(sha string) string {
		return `{"schema":"polcompare.annotation/v1","source":"b.txt","sha256":"` + sha + `","lang":"ja",
			"units":[{"kind":"purpose","categories":["advertising"],"span":{"start":9,"end":15}}],"sections":[{"span":{"start":0,"end":6},"topics":["purposes"]}]}`
	}
	gold := fstest.MapFS{
		"sub/a.txt":             {Data: []byte(body)},
		"sub/a.gold.json":       {Data: []byte(`{"source":"a.txt","lang":"ja","note":"keys that are not known are passed over","units":[{"kind":"purpose","quote":"なし"},{"kind":"hope","quote":"広告"}]}`)},
		"sub/a.drift.gold.json": {Data: []byte(`not read`)},
		"adrift.gold.json":      {Data: []byte(`not read either: score.py goes by the ending alone`)},
		"b.annotation.json":     {Data: []byte(spans(digest([]byte(body))))},
		"b2.gold.json":          {Data: []byte(spans(digest([]byte(body))))},
		"c.annotation.json":     {Data: []byte(spans(digest([]byte("another text"))))},
		"d.annotation.json":     {Data: []byte(strings.Replace(spans("00"), "b.txt", "gone.txt", 1))},
		"e.annotation.json":     {Data: []byte(strings.Replace(spans("00"), `"lang"`, `"colour":"red","lang"`, 1))},
		"f.annotation.json":     {Data: []byte(`{"schema":"polcompare.annotation/v2"}`)},
		"g.gold.json":           {Data: []byte(`{"source":"../elsewhere.txt"}`)},
		"h.gold.json":           {Data: []byte(`{"source":"gone.txt"}`)},
		"i.gold.json":           {Data: []byte(`{`)},
		"README.json":           {Data: []byte(`no annotation`)},
	}
	texts := fstest.MapFS{"b.txt": {Data: []byte(body)}}
	g, err := Load(Tree{gold, "gold"}, Tree{texts, "texts"})
	if err != nil {
		t.Fatal(err)
	}
	var loaded []string
	for _, p := range g.Policies {
		loaded = append(loaded, p.Gold+" "+p.Path)
	}
	if want := []string{"b.annotation.json texts/b.txt", "b2.gold.json texts/b.txt", "sub/a.gold.json gold/sub/a.txt"}; !slices.Equal(loaded, want) {
		t.Errorf("loaded %q, want %q", loaded, want)
	}
	for name, want := range map[string]string{
		"c": "not the one that was annotated", "d": "not there", "e": "colour", "f": "annotation/v2", "g": "../elsewhere.txt", "h": "not there", "i": "unexpected end",
	} {
		i := slices.IndexFunc(g.Skipped, func(s Skipped) bool { return strings.HasPrefix(s.Path, "gold/"+name+".") })
		if i < 0 || !strings.Contains(g.Skipped[i].Error(), want) {
			t.Errorf("%s is not skipped for what is wrong with it (%s): %v", name, want, g.Skipped)
		}
	}
	if i := slices.IndexFunc(g.Skipped, func(s Skipped) bool { return errors.Is(s, ErrMismatch) }); i < 0 {
		t.Error("no ErrMismatch")
	}
	quotes := g.Policies[2]
	if want := []string{"not in the source: purpose: なし", "unknown kind: hope"}; !slices.Equal(quotes.Problems, want) {
		t.Errorf("problems %q, want %q", quotes.Problems, want)
	}
	u := g.Policies[0].Units[0]
	if u.Text != "広告" || u.Position != (text.Position{Line: 1, Column: 4}) || g.Policies[0].Sections[0].Heading != "用途" {
		t.Errorf("by spans: %+v %+v", u, g.Policies[0].Sections)
	}

	beside := fstest.MapFS{"b.txt": texts["b.txt"], "b.annotation.json": gold["b.annotation.json"]}
	if g, err := Load(Tree{beside, "x"}, Tree{}); err != nil || len(g.Policies) != 1 {
		t.Errorf("texts beside their annotations are not found: %v %v", g, err)
	}
	if _, err := Load(Tree{texts, "texts"}, Tree{}); err == nil || !strings.Contains(err.Error(), "texts: no annotations") {
		t.Errorf("a tree without annotations: %v", err)
	}
	if _, err := Load(Dir("no such directory"), Tree{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a tree that is not there: %v", err)
	}
}

// The value of a contact is in the annotation only as far as it must be.
func TestAnnotationOfValues(t *testing.T) {
	for _, c := range []struct {
		reason, quote, value string
		want                 string // what of the value stands in the annotation
	}{
		{"the words are the value", "info@a.example", "info@a.example", ""},
		{"the words lead to the value", "info（アットマーク）a.example", "info@a.example", ""},
		{"digits are taken from the words", "03-1234-5678", "03 (1234) 5678", ""},
		{"the words lead elsewhere", "上記の住所", "東京都千代田区1-1", digest([]byte("東京都千代田区1-1"))},
		{"no value at all, which equals nothing", "info@a.example", "", digest(nil)},
	} {
		p := annotated(t, "a.txt", "窓口："+c.quote, one("contact", c.quote, "value", c.value))
		a, err := p.Annotation()
		if err != nil {
			t.Errorf("%s: %v", c.reason, err)
			continue
		}
		if u := a.Units[0]; u.ValueSHA256 != c.want || u.Value != nil {
			t.Errorf("%s: %+v", c.reason, u)
		}
		data, err := a.Encode()
		if err != nil {
			t.Fatal(err)
		}
		g, err := Load(Tree{fstest.MapFS{"a.annotation.json": {Data: data}, "a.txt": {Data: p.Data}}, "x"}, Tree{})
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range []string{c.value, c.quote, "other"} {
			if a, b := p.Units[0].hasValue(normalValue(v)), g.Policies[0].Units[0].hasValue(normalValue(v)); a != b {
				t.Errorf("%s: %q is the value: %v by quotes, %v by spans", c.reason, v, a, b)
			}
		}
	}
}

func TestAnnotationRefuses(t *testing.T) {
	for _, c := range []struct{ reason, name, body, gold, want string }{
		{"a quote that is not there", "a.txt", "x", one("purpose", "y"), "not in the source: purpose: y"},
		{"a heading that is not there", "a.txt", "x", `{"lang":"en","units":[],"sections":[{"heading":"y","topics":[]}]}`, "heading: y"},
		{"a quote that ends within a character, which a span cannot", "a.txt", "㈱広告", one("contact", "(株"), "within a character"},
		{"a heading that does", "a.txt", "㈱広告", `{"lang":"ja","units":[],"sections":[{"heading":"(株","topics":["other"]}]}`, "within a character"},
		{"a text that score.py reads otherwise than the program", "a.txt", "\x87\x40\x8d\x4c\x8d\x90\x82\xcc\x82\xbd\x82\xdf a", one("purpose", "a"), "convert it to UTF-8"},
	} {
		if _, err := annotated(t, c.name, c.body, c.gold).Annotation(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.reason, err, c.want)
		}
	}
}

func TestParseAnnotationIsStrict(t *testing.T) {
	const good = `{"schema":"polcompare.annotation/v1","source":"a","sha256":"b","lang":"ja","units":[],"sections":[]}`
	if _, err := ParseAnnotation([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ reason, data string }{
		{"another version", strings.Replace(good, "v1", "v2", 1)},
		{"no checksum", strings.Replace(good, `"b"`, `""`, 1)},
		{"a quote has no place in it", strings.Replace(good, `"units":[]`, `"units":[{"kind":"purpose","quote":"x"}]`, 1)},
		{"something behind it", good + "{}"},
	} {
		if _, err := ParseAnnotation([]byte(c.data)); err == nil {
			t.Errorf("%s: no error", c.reason)
		}
	}
}

// sampleCases are policies of two languages with findings of varied quality.
func sampleCases(t *testing.T) []Case {
	var out []Case
	for i := range 7 {
		lang := []string{"ja", "ja", "en"}[i%3]
		p := annotated(t, "a.txt", "aaaa bbbb cccc dddd", `{"lang":"`+lang+`","units":[{"kind":"purpose","quote":"aaaa","categories":["x"]},
			{"kind":"purpose","quote":"bbbb","categories":["y"]},{"kind":"exception","quote":"cccc","categories":["x"]}],"sections":[{"heading":"h","topics":["purposes"]}]}`)
		found := Found{Sections: p.Sections[:i%2]}
		for k := range i {
			found.Findings = append(found.Findings, Finding{Kind: []string{"purpose", "exception"}[k%2], Categories: []string{"x"}, Span: &text.Span{Start: 5 * (k % 4), End: 5*(k%4) + 4}})
		}
		out = append(out, Case{p, found})
	}
	return out
}

func TestBootstrap(t *testing.T) {
	cases := sampleCases(t)
	r := Evaluate(cases, Options{Bootstrap: 200})
	if again := Evaluate(cases, Options{Bootstrap: 200}); !maps.Equal(r.Intervals, again.Intervals) {
		t.Error("the same input has other intervals")
	}
	wide := 0
	for name, i := range r.Intervals {
		x, ok := r.Figures[name]
		if !ok || i.Low > i.High || i.Low < 0 || i.High > 1 {
			t.Errorf("%s: %v of %v", name, i, x)
		}
		if i.Low < x && x < i.High {
			wide++
		}
	}
	if wide < 10 {
		t.Errorf("only %d intervals lie around their figures: %v", wide, r.Intervals)
	}
	// Where all policies are alike, samples are too.
	same := Evaluate(slices.Repeat(cases[4:5], 4), Options{Bootstrap: 50})
	for name, i := range same.Intervals {
		if x := same.Figures[name]; math.Abs(i.Low-x) > 1e-12 || math.Abs(i.High-x) > 1e-12 {
			t.Errorf("%s: %v of %v, though the policies are all alike", name, i, x)
		}
	}
	if one := Evaluate(cases[4:5], Options{Bootstrap: 50}); len(one.Intervals) > 0 {
		t.Errorf("intervals of a single policy: %v", one.Intervals)
	}
	if none := Evaluate(cases, Options{}); len(none.Intervals) > 0 {
		t.Errorf("intervals without samples: %v", none.Intervals)
	}
}

// Rows of the report and figures are the same numbers.
func TestFiguresAreRows(t *testing.T) {
	r := Evaluate(sampleCases(t), Options{})
	seen := map[string]bool{}
	check := func(row string, v any) {
		rv := reflect.ValueOf(v)
		for i := range rv.NumField() {
			name := row + "." + rv.Type().Field(i).Tag.Get("json")
			if x, ok := r.Figures[name]; ok {
				seen[name] = true
				if x != rv.Field(i).Float() {
					t.Errorf("%s: %v and %v", name, x, rv.Field(i))
				}
			}
		}
	}
	for _, s := range r.Scores {
		check(s.Lang+"."+s.Kind, s)
	}
	for _, m := range r.Macros {
		check(m.Lang+".macro", m)
	}
	for _, s := range r.Topics {
		check(s.Lang+".topics", s)
	}
	if len(seen) != len(r.Figures) {
		t.Errorf("%d of %d figures stand in rows", len(seen), len(r.Figures))
	}
}

func TestQuality(t *testing.T) {
	figures := map[string]float64{"ja.macro.f1": .93456, "ja.macro.precision": .5, "ja.purpose.labelled_f1": .8}
	q := &Quality{}
	if changed := q.Raise("new", figures, false); !slices.Equal(changed, []string{"ja.macro.f1", "ja.purpose.labelled_f1"}) {
		t.Errorf("a new set guards %v, not the F1 figures", changed)
	}
	if x := q.Sets["new"]["ja.macro.f1"]; x != .934 {
		t.Errorf("floor %v is not rounded down", x)
	}
	for _, c := range []struct {
		reason  string
		floor   map[string]float64
		falls   string
		raised  map[string]float64
		lowered map[string]float64
	}{
		{"at the floor", map[string]float64{"ja.purpose.labelled_f1": .8}, "[]",
			map[string]float64{"ja.purpose.labelled_f1": .8, "ja.macro.f1": .934}, map[string]float64{"ja.purpose.labelled_f1": .8, "ja.macro.f1": .934}},
		{"below: it is never lowered unless asked to", map[string]float64{"ja.purpose.labelled_f1": .801}, "[ja.purpose.labelled_f1 fell to 0.8000, its floor is 0.801]",
			map[string]float64{"ja.purpose.labelled_f1": .801, "ja.macro.f1": .934}, map[string]float64{"ja.purpose.labelled_f1": .8, "ja.macro.f1": .934}},
		{"above", map[string]float64{"ja.purpose.labelled_f1": .7, "ja.macro.f1": .934}, "[]",
			map[string]float64{"ja.purpose.labelled_f1": .8, "ja.macro.f1": .934}, map[string]float64{"ja.purpose.labelled_f1": .8, "ja.macro.f1": .934}},
		{"a floor that someone set on another figure is kept up too", map[string]float64{"ja.macro.precision": .4}, "[]",
			map[string]float64{"ja.macro.precision": .5, "ja.purpose.labelled_f1": .8, "ja.macro.f1": .934}, map[string]float64{"ja.macro.precision": .5, "ja.purpose.labelled_f1": .8, "ja.macro.f1": .934}},
		{"a figure that is gone fell", map[string]float64{"en.macro.f1": .4}, "[en.macro.f1: there is no such figure any more, its floor is 0.400]",
			map[string]float64{"en.macro.f1": .4, "ja.purpose.labelled_f1": .8, "ja.macro.f1": .934}, map[string]float64{"ja.purpose.labelled_f1": .8, "ja.macro.f1": .934}},
	} {
		q := &Quality{Sets: map[string]map[string]float64{"s": maps.Clone(c.floor)}}
		falls, err := q.Falls("s", figures)
		if err != nil || fmt.Sprint(falls) != c.falls {
			t.Errorf("%s: %v %v", c.reason, falls, err)
		}
		if q.Raise("s", figures, false); !maps.Equal(q.Sets["s"], c.raised) {
			t.Errorf("%s: raised to %v", c.reason, q.Sets["s"])
		}
		if again := q.Raise("s", figures, false); len(again) > 0 {
			t.Errorf("%s: raised twice: %v", c.reason, again)
		}
		if q.Raise("s", figures, true); !maps.Equal(q.Sets["s"], c.lowered) {
			t.Errorf("%s: lowered to %v", c.reason, q.Sets["s"])
		}
	}
	if _, err := q.Falls("old", figures); err == nil || !strings.Contains(err.Error(), "new") {
		t.Errorf("a set that is not there: %v", err)
	}
	data, err := q.Encode()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParseQuality(data)
	if err != nil || !reflect.DeepEqual(again.Sets, q.Sets) {
		t.Errorf("%s: %v", data, err)
	}
	for _, bad := range []string{`{"schema":"polcompare.quality/v2"}`, `{"schema":"polcompare.quality/v1","floor":1}`, `{"schema":"polcompare.quality/v1","sets":{"a":{"b":1.5}}}`} {
		if _, err := ParseQuality([]byte(bad)); err == nil {
			t.Errorf("no error for %s", bad)
		}
	}
}

func TestWrite(t *testing.T) {
	p := annotated(t, "a.txt", "a\n広告の配信\x1b[31m\nc", one("purpose", "広告の配信\x1b[31m\nc"))
	r := Evaluate([]Case{{p, Found{Findings: []Finding{{Kind: "purpose", Categories: []string{"y"}, Text: "a", Span: &text.Span{Start: 0, End: 1}}}}}}, Options{Bootstrap: 5})
	var b bytes.Buffer
	if err := r.WriteTable(&b, true); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\ngold/a.txt:1:1: extra purpose (y): a\n", "\ngold/a.txt:2:1: missed purpose (x): 広告の配信\\x1b[31m c\n", "1 policy: 1 missed, 1 extra"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
	b.Reset()
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var again Report
	if err := json.Unmarshal(b.Bytes(), &again); err != nil || !reflect.DeepEqual(&again, r) {
		t.Errorf("%v: %+v, want %+v", err, again, r)
	}
	b.Reset()
	if err := Evaluate(nil, Options{}).WriteTable(&b, true); err != nil {
		t.Error(err)
	}
}
