package expr

import (
	"fmt"
	"math/rand"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// Expressions of all the shapes that a guard looks into.
var shapes = []string{
	`ください|下さい|願い|承|受け?付け|お寄せ|ものとし`,
	`(?i)\bplease\b|\byou (?:may|can|should)\b|\bkindly\b|^contact\b`,
	`(?i)^(?:attn\.?|attention|c/o)\s*[:.]?\s+`,
	`^(?:(?:and|but) )?(?:we|you (?:may|can)|they|it (?:is|will))\b`,
	`^(?:[^。]{0,6}第[0-9]+[項条])$`,
	`^(?:abc|x?y*)$`,
	`(?:a|b?)c+d{2,3}`,
	`(?i)desks?|masks|ſk`,
	`[0-9]{3}-[0-9]{4}`,
	`(?:^|[,;:] )share(?:s|d)? (?:to|with) `,
	`[^a]`,
	`é|(?i)É`,
	`(?i)k|s`,
	`x*`,
	`(foo|bar)(?:baz)?$`,
	`(?m)^line$`,
	`\x{fffd}`,
	`(?i)[k-m]elvin`,
	`^(?:to (?:[a-z]+ly )?[a-z]+|in order to|for the)\b`,
	`longer than eight bytes|another long alternative`,
	`(?:以下|次)の?[^。]{0,9}(?:目的|ため)(?:のため|で|に)?$`,
	`(?i)[a-z]{0,9} (?:desk|mask|help us)$`,
	`(?:[0-9]+(?:ab|x+)|c$)$`,
	`^(?:(?:and|but|or|so|a) )?(?:[b-x]esk|we |c[a-x]ll)\b`,
	`(?:[b-x]esk|we|c[a-x]ll)(?:, (?:and|or|so)|ab|x)?$`,
}

var texts = []string{
	"", "a", "x", "xyyy", "abc", "ABC", "acd", "bcdd", "ccddd", "cdd", "Please contact us", "PLEASE", "you MAY ask", "Attn: Office", "attn", "attention. x",
	"we", "and we go", "You may", "you may", "it will be", "本条第3項", "第12条", "以下の連絡先までご連絡ください。", "受付け", "願", "deſk", "des\u212a", "maſks", "Desk", "ſk", "SK",
	"123-4567", "share to x", "we share with", ", shares with us", "é", "É", "k", "\u212a", "ſ", "s", "foobaz", "barbazx", "bar", "a\nline\nb", "\xff", "a\xffb", "\u212aelvin", "LELVIN",
	"to quickly run", "to run", "for the ", "In order to", "以下の利用目的で", "次の目的", "以下の目的。", "our desk", "our des\u212a", "a maſk", "desk.", "help uſ", "1ab", "2xx", "and we go", "so call", "or ", "a desk, and", "callab", "wex", "but mesk", "\u2019we", "c", "longer than EIGHT bytes", "another long alternativ", "another long alternative", strings.Repeat("é", 50) + "kelvin",
}

func same(t *testing.T, src, s string) {
	t.Helper()
	want := regexp.MustCompile(src)
	got := New(src)
	for name, pair := range map[string][2]any{
		"MatchString":                {got.MatchString(s), want.MatchString(s)},
		"FindString":                 {got.FindString(s), want.FindString(s)},
		"FindStringIndex":            {got.FindStringIndex(s), want.FindStringIndex(s)},
		"FindStringSubmatchIndex":    {got.FindStringSubmatchIndex(s), want.FindStringSubmatchIndex(s)},
		"FindStringSubmatch":         {got.FindStringSubmatch(s), want.FindStringSubmatch(s)},
		"FindAllStringIndex":         {got.FindAllStringIndex(s, -1), want.FindAllStringIndex(s, -1)},
		"FindAllStringSubmatchIndex": {got.FindAllStringSubmatchIndex(s, -1), want.FindAllStringSubmatchIndex(s, -1)},
		"FindAllStringSubmatch":      {got.FindAllStringSubmatch(s, -1), want.FindAllStringSubmatch(s, -1)},
		"FindAllString":              {got.FindAllString(s, -1), want.FindAllString(s, -1)},
		"ReplaceAllStringFunc":       {got.ReplaceAllStringFunc(s, strings.ToUpper), want.ReplaceAllStringFunc(s, strings.ToUpper)},
		"ReplaceAllString":           {got.ReplaceAllString(s, "<$0>"), want.ReplaceAllString(s, "<$0>")},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s of %q in %q: %v, package regexp: %v", name, src, s, pair[0], pair[1])
		}
	}
}

// What is found must be what package regexp finds.
func TestSameAsRegexp(t *testing.T) {
	for _, src := range shapes {
		for _, s := range texts {
			for _, around := range []string{"%s", "%s ", " %s", "xyz, %s and 本", "\u2019%s\u2019"} {
				same(t, src, fmt.Sprintf(around, s))
			}
		}
	}
}

func TestGuardsKeepOut(t *testing.T) {
	for _, row := range []struct {
		src, text string
		why       string
	}{
		{shapes[0], "当社は、個人情報を適切に取り扱います。", "none of the words"},
		{shapes[1], "We collect cookies.", "none of the words, any case"},
		{shapes[3], "the company will", "no word at the start"},
		{shapes[4], "本条に定める場合", "the number must follow 第"},
		{shapes[9], "we shall", "no share"},
		{shapes[20], "以下の目的のために利用します。", "no such end"},
		{shapes[19], "longer than eight", "more than eight bytes are compared"},
	} {
		if g := newGuard(row.src); g.passes(row.text) {
			t.Errorf("%q may match %q: %s", row.src, row.text, row.why)
		}
	}
}

func FuzzSameAsRegexp(f *testing.F) {
	for i, s := range texts {
		f.Add(uint8(i), s)
	}
	f.Fuzz(func(t *testing.T, n uint8, s string) { same(t, shapes[int(n)%len(shapes)], s) })
}

func ExampleRegexp() {
	ask := New(`(?i)\bplease (?:contact|write to)\b`)
	fmt.Println(ask.MatchString("Please contact our office."), ask.MatchString("We keep data for a year."))
	// Output: true false
}

func BenchmarkNoMatch(b *testing.B) {
	s := strings.Repeat("当社は、個人情報を適切に取り扱います。", 10)
	for name, match := range map[string]func(string) bool{
		"regexp": regexp.MustCompile(shapes[0]).MatchString,
		"expr":   New(shapes[0]).MatchString,
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				match(s)
			}
		})
	}
}

// An automaton that needs too many states leaves the text to package regexp,
// goes on with the next, and is given up when that happens again and again.
func TestTooManyStates(t *testing.T) {
	src := `(?:a|b)*a(?:a|b){12}c`
	r, want := New(src), regexp.MustCompile(src)
	rnd := rand.New(rand.NewSource(1))
	full := 0
	for range 50 {
		s := make([]byte, 600)
		for i := range s {
			s[i] = "aaabbbc"[rnd.Intn(7)]
			if i < 500 {
				s[i] = "ab"[rnd.Intn(2)]
			}
		}
		if got := r.MatchString(string(s)); got != want.MatchString(string(s)) {
			t.Errorf("%q: %v", s, got)
		}
		if _, known := r.automaton.match(string(s)); !known {
			full++
		}
		if c := r.automaton.table.Load(); c != nil && len(c.known) > maxStates {
			t.Fatalf("%d states are kept", len(c.known))
		}
	}
	if full == 0 {
		t.Error("it never needed too many")
	}
	if r.automaton.table.Load() != nil {
		t.Errorf("it is not given up, though %d of 50 texts needed too many", full)
	}
}

// Long repeats are not counted, and what they limit is left to package regexp.
func TestLongRepeat(t *testing.T) {
	r := New(`a[^;]{0,40}b`)
	for n, want := range map[int]bool{0: true, 40: true, 41: false, 400: false} {
		if got := r.MatchString("a" + strings.Repeat("x", n) + "b"); got != want {
			t.Errorf("%d characters between: %v", n, got)
		}
	}
	if n := len(r.automaton.table.Load().known); n > 10 {
		t.Errorf("%d states", n)
	}
}

// Texts that are looked at together build one automaton.
func TestTogether(t *testing.T) {
	for _, src := range shapes {
		r, want := New(src), regexp.MustCompile(src)
		var wg sync.WaitGroup
		for n := range 4 {
			wg.Go(func() {
				for i := range texts {
					s := texts[(i+n*len(texts)/4)%len(texts)]
					if got := r.MatchString(s); got != want.MatchString(s) {
						t.Errorf("%q in %q: %v", src, s, got)
					}
				}
			})
		}
		wg.Wait()
	}
}
