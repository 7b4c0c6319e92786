package polcompare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// What a policy says does not depend on how its headings and lists are marked. So the
// sample policies are set again in the layouts that policies come in, from what was read
// of their structure, and what is found in them should be what was found before.

// A piece is a heading, a paragraph or an item of a policy.
type piece struct {
	heading, item bool
	level, n      int // of an item: its depth, its place in the list; of a heading: its place
	text          string
}

// pieces returns a policy in the order of its text.
func pieces(d *policy.Document) []piece {
	type placed struct {
		piece
		at int
	}
	var all []placed
	for _, s := range d.Sections {
		all = append(all, placed{piece{heading: true, text: flat(d.View.Slice(s.Heading))}, s.Heading.Start})
	}
	for _, c := range d.Clauses {
		all = append(all, placed{piece{item: c.Kind == policy.Item, level: max(1, c.Depth), text: flat(d.View.Slice(c.Text))}, c.Text.Start})
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	var out []piece
	headings := 0
	var counts [16]int
	for _, p := range all {
		switch {
		case p.text == "":
			continue
		case p.heading:
			headings++
			p.n, counts = headings, [16]int{}
		case p.item:
			l := min(p.level, len(counts)-1)
			counts[l]++
			p.n = counts[l]
			clear(counts[l+1:])
		default:
			counts = [16]int{}
		}
		out = append(out, p.piece)
	}
	return out
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// lines sets headings and items as they are marked by two functions, with what stands
// between blocks and between items.
func lines(heading, item func(p piece) string, between, items string) func([]piece) string {
	return func(ps []piece) string {
		var out strings.Builder
		for i, p := range ps {
			if i > 0 {
				if p.item && !ps[i-1].heading {
					out.WriteString(items)
				} else {
					out.WriteString(between)
				}
			}
			switch {
			case p.heading:
				out.WriteString(heading(p))
			case p.item:
				out.WriteString(item(p))
			default:
				out.WriteString(p.text)
			}
		}
		return out.String() + "\n"
	}
}

// inline sets the lists of one depth that a paragraph leads behind it, in one paragraph.
func inline(item func(p piece) string, between string) func([]piece) string {
	return func(ps []piece) string {
		var out strings.Builder
		for i := 0; i < len(ps); {
			if p := ps[i]; !p.item {
				s := p.text
				if p.heading {
					s = "\n" + numbered(p)
				}
				out.WriteString("\n" + s)
				i++
				continue
			}
			end := i
			for end < len(ps) && ps[end].item {
				end++
			}
			run := ps[i:end]
			one := len(run) > 1 && i > 0 && !ps[i-1].heading && !slices.ContainsFunc(run, func(p piece) bool { return p.level != run[0].level })
			for k, p := range run {
				switch {
				case !one:
					out.WriteString("\n" + bulleted(p))
				case k > 0:
					out.WriteString(between + item(p))
				default:
					out.WriteString(" " + item(p))
				}
			}
			i = end
		}
		return out.String() + "\n"
	}
}

func numbered(p piece) string { return fmt.Sprintf("%d. %s", p.n, p.text) }
func bracketed(p piece) string {
	return strings.Repeat("   ", p.level-1) + fmt.Sprintf("(%d) %s", p.n, p.text)
}
func bulleted(p piece) string { return strings.Repeat("  ", max(0, p.level-1)) + "・" + p.text }
func lettered(p piece) string { return fmt.Sprintf("(%c) %s", 'a'+(p.n-1)%26, p.text) }
func circled(p piece) string  { return string(rune('①'+(p.n-1)%20)) + p.text }

// notSo marks a layout that no text of a language comes in.
const notSo = 0

// layouts are those that a policy is set in, with the least share of findings (F1) that
// must be the same, in Japanese and in English: what was measured, less a hundredth.
var layouts = []struct {
	name, file string
	set        func([]piece) string
	ja, en     float64
}{
	{"Markdown", "p.md", lines(func(p piece) string { return "## " + p.text }, func(p piece) string { return strings.Repeat("  ", p.level-1) + "- " + p.text }, "\n\n", "\n"), 0.98, 0.98},
	{"numbered text", "p.txt", lines(numbered, bracketed, "\n\n", "\n"), 0.98, 0.98},
	{"no blank line", "p.txt", lines(numbered, bracketed, "\n", "\n"), 0.97, 0.98},
	{"blank lines between items", "p.txt", lines(numbered, bulleted, "\n\n", "\n\n"), 0.98, 0.98},
	{"headings without numbers", "p.txt", lines(func(p piece) string { return p.text }, bulleted, "\n\n", "\n"), 0.98, 0.97},
	{"paragraphs for items", "p.html", lines(func(p piece) string { return "<p><b>" + p.text + "</b></p>" }, func(p piece) string { return "<p>" + circled(p) + "</p>" }, "\n<p>", "\n"), 0.98, 0.98},
	{"broken lines", "p.html", lines(func(p piece) string { return "<b>" + p.text + "</b>" }, bulleted, "<br><br>\n", "<br>\n"), 0.98, 0.98},
	{"inline numbers", "p.txt", inline(bracketed, " "), 0.98, 0.98},
	{"inline numbers without spaces", "p.txt", inline(func(p piece) string { return fmt.Sprintf("(%d)%s", p.n, p.text) }, ""), 0.98, notSo},
	{"inline letters", "p.txt", inline(lettered, "; "), 0.98, 0.98},
	{"inline bullets", "p.txt", inline(func(p piece) string { return "・" + p.text }, " "), 0.95, 0.98},
}

func TestLayouts(t *testing.T) {
	a := analyzer(t, Options{})
	type count struct{ same, all int }
	counts := make([]map[string]*count, len(layouts))
	entries, err := corpus.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := corpus.ReadFile(e.Path)
		if err != nil {
			t.Fatal(err)
		}
		results, err := a.Bytes(e.Path, data)
		if err != nil {
			t.Fatal(err)
		}
		d := results[0].Document
		if len(results) > 1 || slices.ContainsFunc(d.Clauses, func(c policy.Clause) bool { return c.Kind == policy.Cell }) {
			continue // tables are not set again
		}
		was := said(results[0])
		ps := pieces(d)
		for i, l := range layouts {
			again, err := a.Bytes(l.file, []byte(l.set(ps)))
			if err != nil {
				t.Fatal(err)
			}
			var is []string
			for _, r := range again {
				is = append(is, said(r)...)
			}
			if counts[i] == nil {
				counts[i] = map[string]*count{}
			}
			c := counts[i][d.Lang]
			if c == nil {
				c = &count{}
				counts[i][d.Lang] = c
			}
			c.same += 2 * common(was, is)
			c.all += len(was) + len(is)
		}
	}
	for i, l := range layouts {
		for lang, least := range map[string]float64{policy.Japanese: l.ja, policy.English: l.en} {
			c := counts[i][lang]
			if c == nil {
				t.Fatalf("no policy in %s", lang)
			}
			got := float64(c.same) / float64(c.all)
			t.Logf("%s, %s: %.3f", l.name, lang, got)
			if least != notSo && got < least {
				t.Errorf("%s, %s: %.3f of what is found is the same, want %.3f", l.name, lang, got, least)
			}
		}
	}
}

// said returns what a policy says, as kind and words without marks.
func said(r *extract.Result) []string {
	var out []string
	for _, f := range r.Findings {
		s := cmp.Or(f.Value, f.Text)
		out = append(out, f.Kind+" "+strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, text.Normal(s)))
	}
	slices.Sort(out)
	return out
}

// common returns how many of two sorted lists are the same.
func common(a, b []string) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch c := strings.Compare(a[0], b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}
