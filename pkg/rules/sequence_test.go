package rules

import (
	"encoding/binary"
	"math/rand"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/text"
)

// mostExpressions is how many patterns cannot run as sequences, which cost hardly
// anything where they do not match. The numbers may fall.
var mostExpressions = map[string]int{"ja": 11, "en": 31}

// Sequences must find exactly what the expressions they were made from find:
// every pattern is held against every line of the sample policies.
func TestSequencesAgreeWithExpressions(t *testing.T) {
	entries, err := corpus.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"ja", "en"} {
		b, err := Default().Book(lang)
		if err != nil {
			t.Fatal(err)
		}
		var plain, loose, strict []*regexp.Regexp
		var patterns []*Pattern
		asExpressions := 0
		for _, r := range b.Rules {
			for _, p := range r.Patterns {
				if b.isExpression(p.index) {
					if r.Form != Phrase {
						asExpressions++
						t.Logf("%s runs as an expression: %s", p.Place(), p.Source)
					}
					continue
				}
				patterns = append(patterns, p)
				plain = append(plain, regexp.MustCompile(p.expand(b)))
				loose = append(loose, regexp.MustCompile(p.expand(b)))
				strict = append(strict, regexp.MustCompile(`\b(?:`+p.expand(b)+`)\b`))
			}
		}
		checked, matched := 0, 0
		for _, e := range entries {
			if e.Lang != lang {
				continue
			}
			data, err := corpus.ReadFile(e.Path)
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(string(data), "\n")
			if testing.Short() && len(lines) > 40 {
				lines = lines[:40]
			}
			for _, line := range lines {
				fold := b.Fold(text.Identity(text.NewSource("", line)))
				scan := b.Scan(fold)
				sp := text.Span{Start: 0, End: len(fold.Text())}
				for i, p := range patterns {
					_, got := scan.matchSome(p.index, uint64(1)<<len(sequencesOf(b, p))-1, sp)
					checked++
					if got {
						matched++
					}
					if lang == "ja" {
						// A lone kanji must begin a word, which no expression can say.
						if want := plain[i].MatchString(fold.Text()); got != want && !(want && hasLoneKanji(b, p)) {
							t.Errorf("%s: %s\non %q: sequence %v, expression %v", p.Place(), p.Source, fold.Text(), got, want)
						}
						continue
					}
					// In English a match must not begin or end inside a word; of that
					// "\\b" on both sides is a stricter form and none a looser one.
					if got && !loose[i].MatchString(fold.Text()) || !got && !wordBehindGap(b, p) && strict[i].MatchString(fold.Text()) {
						t.Errorf("%s: %s\non %q: sequence %v", p.Place(), p.Source, fold.Text(), got)
					}
				}
			}
		}
		t.Logf("%s: %d patterns as sequences, %d as expressions; %d checks, %d matches", lang, len(patterns), asExpressions, checked, matched)
		if most := mostExpressions[lang]; asExpressions > most {
			t.Errorf("%s: %d patterns run as expressions, %d may: one alone can take more time than all that run as sequences; -v lists them. A word class that grew too large is best parted in two", lang, asExpressions, most)
		}
		if matched == 0 {
			t.Errorf("%s: nothing matched", lang)
		}
	}
}

// What rules are not run on must be what they do not match: every pattern is
// asked of stretches of the sample policies, with and without the short cuts.
func TestShortCutsMissNothing(t *testing.T) {
	entries, err := corpus.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewSource(1))
	kept, out := 0, 0
	slow := map[*Pattern]*regexp.Regexp{}
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
		for range 60 {
			// Stretches may begin and end anywhere, also inside a word.
			sp := text.Span{Start: rnd.Intn(len(fold))}
			for !utf8.RuneStart(fold[sp.Start]) {
				sp.Start--
			}
			sp.End = min(len(fold), sp.Start+rnd.Intn(400))
			for sp.End < len(fold) && !utf8.RuneStart(fold[sp.End]) {
				sp.End++
			}
			if n := strings.IndexByte(fold[sp.Start:sp.End], '\n'); n > 0 && rnd.Intn(3) != 0 {
				sp.End = sp.Start + n // most questions are about one part of the text
			}
			found := map[*Pattern]bool{}
			for form := range numForms {
				for i := range len(b.groups[form]) * int(numFields) {
					scan.candidates = scan.candidates[:0]
					scan.find(b.groups[form][i/int(numFields)], Field(i%int(numFields)), sp, nil)
					for _, c := range scan.candidates {
						if p := b.pattern[c.pattern]; !b.isExpression(c.pattern) {
							_, found[p] = scan.matchSome(c.pattern, c.seqs, sp)
						}
					}
				}
			}
			m := matcher{scan: scan, text: fold, span: sp}
			for _, p := range b.pattern {
				if p.heads != nil {
					if slow[p] == nil {
						slow[p] = regexp.MustCompile(p.regexp().String())
					}
					if got, want := scan.allMatches(p, sp), slow[p].FindAllStringSubmatchIndex(scan.Fold.Slice(sp), -1); !slices.EqualFunc(got, want, slices.Equal) {
						t.Errorf("%s: %s\non %q: %v, package regexp %v", p.Place(), p.Source, scan.Fold.Slice(sp), got, want)
					}
				}
				want := false
				for _, s := range sequencesOf(b, p) {
					_, ok := m.find(s)
					want = want || ok
				}
				if want != found[p] {
					t.Errorf("%s: %s\non %q: %v, without short cuts %v", p.Place(), p.Source, scan.Fold.Slice(sp), found[p], want)
				}
				if want {
					kept++
				} else {
					out++
				}
			}
		}
	}
	if kept == 0 || out == 0 {
		t.Errorf("%d matches, %d others: nothing was compared", kept, out)
	}
}

func sequencesOf(b *Book, p *Pattern) (out [][]step) {
	for at := b.seqAt[p.index]; at < b.seqAt[p.index+1]; at++ {
		out = append(out, b.steps[b.stepsAt[at]:b.stepsAt[at+1]])
	}
	return out
}

// wordBehindGap reports whether a sequence of p looks for a word behind a gap:
// in English it is found at the beginning of words only.
func wordBehindGap(b *Book, p *Pattern) bool {
	for _, s := range sequencesOf(b, p) {
		for i := range s {
			if i > 0 && s[i].op == opWords && s[i].x >= 0 && s[i-1].op == opGap {
				return true
			}
		}
	}
	return false
}

func hasLoneKanji(b *Book, p *Pattern) bool {
	for _, s := range sequencesOf(b, p) {
		for _, e := range s {
			if e.op == opWords && slices.ContainsFunc(b.spelled.all(e.y), beginsWithLoneKanji) {
				return true
			}
		}
	}
	return false
}

// all returns all words of a list.
func (p spelled) all(at int32) (out []string) {
	lists := 1
	if p[at]&isFew == 0 {
		lists = hashes
	}
	ends := p[at+9:]
	words := []byte(ends[4*lists:][:binary.LittleEndian.Uint32(ends[4*(lists-1):])])
	for len(words) > 0 {
		var w []byte
		w, words = nextWord(words)
		out = append(out, string(w))
	}
	return out
}

// What a list of words says may stand at the start of a text must be, in their order,
// all that do and only words of the list.
func TestSpelledMissesNothing(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	word := func() string {
		b := make([]byte, 1+rnd.Intn(6))
		for i := range b {
			b[i] = "abc "[rnd.Intn(4)]
		}
		return string(b)
	}
	for n := 1; n < 60; n++ {
		words := make([]string, n)
		for i := range words {
			words[i] = word()
			if rnd.Intn(20) == 0 {
				words[i] += strings.Repeat("c", 249+rnd.Intn(20)) // about as long as a byte counts to
			}
		}
		p := spelled(appendWords([]byte("what stands before"), words))
		at := int32(len("what stands before"))
		if all := p.all(at); !slices.Equal(slices.Sorted(slices.Values(all)), slices.Sorted(slices.Values(words))) {
			t.Fatalf("%q became %q", words, all)
		}
		for range 200 {
			s := word() + strings.Repeat("c", rnd.Intn(2)*300)
			starts := func(words []string) (out []string) {
				for _, w := range words {
					if strings.HasPrefix(s, w) {
						out = append(out, w)
					}
				}
				return out
			}
			var may []string
			for some := p.at(at, s); len(some) > 0; {
				var w []byte
				w, some = nextWord(some)
				may = append(may, string(w))
			}
			if got, want := starts(may), starts(words); !slices.Equal(got, want) {
				t.Fatalf("%q of %q: %q, want %q", s, words, got, want)
			}
		}
	}
}

func TestLoneKanjiBeginsAWord(t *testing.T) {
	b, err := Default().Book("ja")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		text string
		want bool
		why  string
	}{
		{"個人情報保護法により認められる場合", true, "法 is a word of the compound"},
		{"次の方法により提供を求める場合", false, "the 法 of 方法 is none"},
	} {
		fold := b.Fold(text.Identity(text.NewSource("", row.text)))
		got := false
		for _, f := range b.Scan(fold).Eval(Category, Input{Text: {Start: 0, End: len(fold.Text())}}) {
			got = got || f.Rule.Name == "exception/law"
		}
		if got != row.want {
			t.Errorf("%s: law %v, want %v: %s", row.text, got, row.want, row.why)
		}
	}
}
