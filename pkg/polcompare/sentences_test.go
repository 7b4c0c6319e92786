package polcompare

import (
	"bufio"
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/extract"
)

// A grammar is a file of testdata/sentences: slots with their fillers and frames that
// slots stand in. Sentences that people write one by one show what their writers thought
// of; all fillers in all frames show which word a frame does not know.
type grammar struct {
	lang   string
	slots  map[string][]string
	frames []sentenceFrame
}

// A sentenceFrame is a way of saying something, of whose sentences a share must be found
// (none: at most a share may be).
type sentenceFrame struct {
	kind, name string
	none       bool
	share      float64
	forms      []string
	line       int
}

func readGrammar(t *testing.T, path string) *grammar {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	g := &grammar{slots: map[string][]string{}}
	in := bufio.NewScanner(f)
	slot := ""
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		head, fillers, isSlot := strings.Cut(line, " = ")
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
			slot = ""
		case words[0] == "lang":
			g.lang = words[1]
		case (words[0] == "frame" || words[0] == "none") && len(words) == 4:
			share, err := strconv.ParseFloat(words[3], 64)
			if err != nil {
				t.Fatalf("%s:%d: %v", path, n, err)
			}
			g.frames = append(g.frames, sentenceFrame{kind: words[1], name: words[2], none: words[0] == "none", share: share, line: n})
			slot = ""
		case line[0] == ' ' && slot != "":
			g.slots[slot] = append(g.slots[slot], alternatives(line)...)
		case line[0] == ' ' && len(g.frames) > 0:
			f := &g.frames[len(g.frames)-1]
			f.forms = append(f.forms, strings.TrimSpace(line))
		case isSlot:
			slot = head
			g.slots[slot] = alternatives(fillers)
		default:
			t.Fatalf("%s:%d: neither a slot (NAME = A | B) nor a frame (frame KIND NAME SHARE): %q", path, n, line)
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return g
}

func alternatives(s string) (out []string) {
	for _, a := range strings.Split(s, "|") {
		if a = strings.TrimSpace(a); a == "-" {
			a = "" // nothing
		}
		out = append(out, a)
	}
	return out
}

// fill puts fillers into a form, and notes which.
func (g *grammar) fill(t *testing.T, r *rand.Rand, form string, used *[]string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(form, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, ok := strings.Cut(rest, "}")
		fillers := g.slots[name]
		if !ok || len(fillers) == 0 {
			t.Fatalf("no slot %q in %q", name, form)
		}
		k := r.IntN(len(fillers))
		*used = append(*used, name+": "+fillers[k])
		b.WriteString(g.fill(t, r, fillers[k], used))
		form = after
	}
}

// sentence makes a sentence of a frame.
func (g *grammar) sentence(t *testing.T, r *rand.Rand, f *sentenceFrame) (string, []string) {
	var used []string
	s := g.fill(t, r, f.forms[r.IntN(len(f.forms))], &used)
	if g.lang == "ja" {
		return s, used
	}
	s = strings.Join(strings.Fields(s), " ")
	s = strings.ReplaceAll(strings.ReplaceAll(s, " ,", ","), " .", ".")
	return strings.ToUpper(s[:1]) + s[1:], used
}

var grammarHeads = map[string]string{
	"en": "# Privacy policy of Brightwell Ltd\n\n## Your information\n\n",
	"ja": "# プライバシーポリシー\n\n株式会社みどり野\n\n## 個人情報の取り扱い\n\n",
}

// TestSentences makes sentences of the grammars and wants the share of them found that
// each frame says; with -v it says which fillers are found least, and what of.
func TestSentences(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/sentences/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no grammars", err)
	}
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	const perFrame, perText = 400, 20
	for _, path := range paths {
		g := readGrammar(t, path)
		for i := range g.frames {
			f := &g.frames[i]
			t.Run(filepath.Base(path)+"/"+f.kind+"/"+f.name, func(t *testing.T) {
				r := rand.New(rand.NewPCG(1, uint64(f.line)))
				found := 0
				of, hit := map[string]int{}, map[string]int{}
				var wrong []string
				for range perFrame / perText {
					var b strings.Builder
					b.WriteString(grammarHeads[g.lang])
					var at []int
					var made []string
					var fillers [][]string
					for range perText {
						s, used := g.sentence(t, r, f)
						at = append(at, b.Len())
						made, fillers = append(made, s), append(fillers, used)
						b.WriteString(s + "\n\n")
					}
					rs, err := a.Bytes("made.md", []byte(b.String()))
					if err != nil {
						t.Fatal(err)
					}
					for k, s := range made {
						ok := slices.ContainsFunc(rs, func(x *extract.Result) bool {
							return slices.ContainsFunc(x.Findings, func(x extract.Finding) bool {
								return x.Kind == f.kind && x.State == extract.Stated && at[k] <= x.Span.Start && x.Span.Start < at[k]+len(s)
							})
						})
						for _, x := range fillers[k] {
							of[x]++
							if ok {
								hit[x]++
							}
						}
						if ok {
							found++
						}
						if ok == f.none {
							wrong = append(wrong, s)
						}
					}
				}
				share := float64(found) / perFrame
				if !f.none && share < f.share || f.none && share > f.share {
					t.Errorf("%s:%d: %.3f of the sentences are found, wanted %.2f", path, f.line, share, f.share)
				}
				if testing.Verbose() {
					t.Log(sentenceReport(share, of, hit, wrong, f.none))
				}
			})
		}
	}
}

// sentenceReport says which fillers go with most of what is wrong, and gives examples.
func sentenceReport(share float64, of, hit map[string]int, wrong []string, none bool) string {
	var names []string
	for x, n := range of {
		if n >= 8 {
			names = append(names, x)
		}
	}
	rate := func(x string) float64 {
		if r := float64(hit[x]) / float64(of[x]); !none {
			return r
		} else {
			return 1 - r
		}
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(cmp.Compare(rate(x), rate(y)), cmp.Compare(x, y)) })
	var b strings.Builder
	fmt.Fprintf(&b, "%.3f found\n", share)
	for _, x := range names[:min(10, len(names))] {
		fmt.Fprintf(&b, "  %3.0f %% right with %s\n", 100*rate(x), x)
	}
	for _, s := range wrong[:min(15, len(wrong))] {
		fmt.Fprintf(&b, "  wrong: %s\n", s)
	}
	return b.String()
}
