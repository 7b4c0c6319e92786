package rules

import (
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/text"
)

// Rules are weighed only while they can fire; those that do, and how strongly,
// must be what weighing every pattern comes to.
func TestWeighedAsIfInFull(t *testing.T) {
	entries, err := corpus.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewSource(2))
	fired, silent := 0, 0
	for _, e := range entries {
		data, err := corpus.ReadFile(e.Path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Default().Book(e.Lang)
		if err != nil {
			t.Fatal(err)
		}
		view := b.Fold(text.Identity(text.NewSource("", string(data))))
		fold := view.Text()
		var cuts []int
		for i := range fold {
			if fold[i] == '\n' && rnd.Intn(3) == 0 {
				cuts = append(cuts, i+1)
			}
		}
		scan := b.Scan(view, cuts...)
		stretch := func(longest int) text.Span {
			sp := text.Span{Start: rnd.Intn(len(fold))}
			for !utf8.RuneStart(fold[sp.Start]) {
				sp.Start--
			}
			sp.End = min(len(fold), sp.Start+rnd.Intn(longest))
			for sp.End < len(fold) && !utf8.RuneStart(fold[sp.End]) {
				sp.End++
			}
			return sp
		}
		for range 40 {
			in := Input{Text: stretch(400), Heading: stretch(60)}
			in[Context] = in[Text]
			if rnd.Intn(2) == 0 {
				in[Lead] = stretch(200)
			}
			for form := range numForms {
				type sum struct {
					score float64
					hits  int
					own   bool
				}
				want := map[*Rule]*sum{}
				for i := range len(b.groups[form]) * int(numFields) {
					g, field := b.groups[form][i/int(numFields)], Field(i%int(numFields))
					if in[field].Empty() {
						continue
					}
					scan.candidates = scan.candidates[:0]
					scan.find(g, field, in[field], nil)
					for _, c := range scan.candidates {
						p := b.pattern[c.pattern]
						if _, ok := scan.matchSome(c.pattern, c.seqs, in[field]); ok {
							w := want[p.Rule]
							if w == nil {
								w = &sum{}
								want[p.Rule] = w
							}
							w.score += p.Weight
							w.hits++
							w.own = w.own || p.Weight > 0 && field == Text
						}
					}
				}
				for r, w := range want {
					if w.score < r.Min-slack || (form == Sentence || form == Label) && !w.own {
						delete(want, r)
					}
				}
				var rules []*Rule
				for _, f := range scan.Eval(form, in) {
					rules = append(rules, f.Rule)
					if w := want[f.Rule]; w == nil || math.Abs(w.score-f.Score) > slack || w.hits != len(f.Hits) {
						t.Errorf("%s: %s %s on %q: %v with %d hits, in full %+v", e.Path, form, f.Rule.Name, scan.Fold.Slice(in[Text]), f.Score, len(f.Hits), w)
					}
				}
				if len(rules) != len(want) {
					t.Errorf("%s: %s on %q: %d rules fire, in full %d", e.Path, form, scan.Fold.Slice(in[Text]), len(rules), len(want))
				}
				byPlace := func(a, b *Rule) int { return a.index - b.index }
				slices.SortFunc(rules, byPlace)
				if got := slices.SortedFunc(slices.Values(scan.Fires(form, in)), byPlace); !slices.Equal(got, rules) {
					t.Errorf("%s: %s on %q: %d rules fire, of which Eval knows %d", e.Path, form, scan.Fold.Slice(in[Text]), len(got), len(rules))
				}
				// One kind, or one test, is asked as it is among the others.
				for _, g := range b.groups[form] {
					var whole, part []*Rule
					for _, r := range rules {
						if form == Category && r.Kind == g.name || form == Test && r.Name == g.name {
							whole = append(whole, r)
						}
					}
					switch form {
					case Category:
						for _, f := range scan.Eval(form, in, g.name) {
							part = append(part, f.Rule)
						}
						slices.SortFunc(part, byPlace)
						if !slices.Equal(part, whole) {
							t.Errorf("%s: %s %s on %q: %d rules fire, %d of all", e.Path, form, g.name, scan.Fold.Slice(in[Text]), len(part), len(whole))
						}
					case Test:
						only := Input{Text: in[Text], Context: in[Text]}
						want := slices.ContainsFunc(scan.Fires(form, only), func(r *Rule) bool { return r.Name == g.name })
						if scan.Passes(g.name, in[Text]) != want {
							t.Errorf("%s: test %s on %q: not %v as among all", e.Path, g.name, scan.Fold.Slice(in[Text]), want)
						}
					}
				}
				fired += len(rules)
				silent += len(b.Rules) - len(rules)
			}
		}
		// What a scan leaves behind must not be seen by the next.
		scan.Close()
	}
	if fired == 0 || silent == 0 {
		t.Errorf("%d rules fired, %d did not: nothing was compared", fired, silent)
	}
}

// TestEndsOfWords matches the ends of words, behind letters of the same word.
func TestEndsOfWords(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "en"), 0o755); err != nil {
		t.Fatal(err)
	}
	const ends = `
test ends/inner
    doc the end of a word behind another
    1 such as [a-z]+ing our
    = interests such as securing our servers
    ! interests such as security our servers
    ! interests such as ing our servers

test ends/adverb
    doc an adverb that may be there
    1 (?:is|are) (?:\w+ly )?needed
    = it is strictly needed
    = it is needed
    ! it is hardly ever needed

test ends/first
    doc nothing before it to look up
    1 ^[a-z]{3,}ing\b
    = marketing of goods
    ! ring of goods
    ! some marketing
`
	if err := os.WriteFile(filepath.Join(dir, "en", "ends.rules"), []byte(ends), 0o644); err != nil {
		t.Fatal(err)
	}
	set, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := set.Book("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range b.Check() {
		t.Error(p)
	}
}
