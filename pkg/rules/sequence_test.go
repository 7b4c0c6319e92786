package rules

import (
	"math/rand"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/text"
)

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
				if p.seqs == nil {
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
					_, got := scan.matchSome(p, ^uint64(0), sp)
					checked++
					if got {
						matched++
					}
					if lang == "ja" {
						// A lone kanji must begin a word, which no expression can say.
						if want := plain[i].MatchString(fold.Text()); got != want && !(want && hasLoneKanji(p)) {
							t.Errorf("%s: %s\non %q: sequence %v, expression %v", p.Place(), p.Source, fold.Text(), got, want)
						}
						continue
					}
					// In English a match must not begin or end inside a word; of that
					// "\\b" on both sides is a stricter form and none a looser one.
					if got && !loose[i].MatchString(fold.Text()) || !got && !wordBehindGap(p) && strict[i].MatchString(fold.Text()) {
						t.Errorf("%s: %s\non %q: sequence %v", p.Place(), p.Source, fold.Text(), got)
					}
				}
			}
		}
		t.Logf("%s: %d patterns as sequences, %d as expressions; %d checks, %d matches", lang, len(patterns), asExpressions, checked, matched)
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
						if p := b.pattern[c.pattern]; p.seqs != nil {
							_, found[p] = scan.matchSome(p, c.seqs, sp)
						}
					}
				}
			}
			m := matcher{scan: scan, text: fold, span: sp}
			for _, p := range b.pattern {
				if p.heads != nil {
					if got, want := scan.allMatches(p, sp), p.regexp().Regexp().FindAllStringSubmatchIndex(scan.Fold.Slice(sp), -1); !slices.EqualFunc(got, want, slices.Equal) {
						t.Errorf("%s: %s\non %q: %v, package regexp %v", p.Place(), p.Source, scan.Fold.Slice(sp), got, want)
					}
				}
				want := false
				for _, s := range p.seqs {
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

// wordBehindGap reports whether a sequence of p looks for a word behind a gap:
// in English it is found at the beginning of words only.
func wordBehindGap(p *Pattern) bool {
	for _, s := range p.seqs {
		for i := range s {
			if i > 0 && s[i].op == opWords && s.searched(i) && s[i-1].op == opGap {
				return true
			}
		}
	}
	return false
}

func hasLoneKanji(p *Pattern) bool {
	for _, s := range p.seqs {
		for _, e := range s {
			if slices.ContainsFunc(e.words, beginsWithLoneKanji) {
				return true
			}
		}
	}
	return false
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
