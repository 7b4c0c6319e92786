package polcompare

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
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
// (none: at most a share may be). Of a list the forms announce items, which are the slot of
// its kind and are set in many layouts; of a table they are the head of its column. A form
// with [brackets] is found if what stands in them is, and has the type that the frame's
// name begins with; "/" is a line break in it.
type sentenceFrame struct {
	kind, name string
	none       bool
	layouts    map[string]listLayout // of a list
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
		case (words[0] == "frame" || words[0] == "none" || words[0] == "list" || words[0] == "table") && len(words) == 4:
			share, err := strconv.ParseFloat(words[3], 64)
			if err != nil {
				t.Fatalf("%s:%d: %v", path, n, err)
			}
			g.frames = append(g.frames, sentenceFrame{kind: words[1], name: words[2], none: words[0] == "none", layouts: layoutsOf[words[0]], share: share, line: n})
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
			t.Fatalf("%s:%d: neither a slot (NAME = A | B) nor a frame (frame, none, list or table, KIND NAME SHARE): %q", path, n, line)
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
	for _, path := range paths {
		g := readGrammar(t, path)
		for i := range g.frames {
			f := &g.frames[i]
			t.Run(filepath.Base(path)+"/"+f.kind+"/"+f.name, func(t *testing.T) {
				c := counts{of: map[string]int{}, hit: map[string]int{}}
				r := rand.New(rand.NewPCG(1, uint64(f.line)))
				for c.n < 400 {
					name, text, made := g.text(t, r, f)
					rs, err := a.Bytes(name, []byte(text))
					if err != nil {
						t.Fatal(err)
					}
					for _, m := range made {
						c.add(f, m, slices.ContainsFunc(rs, func(x *extract.Result) bool {
							return slices.ContainsFunc(x.Findings, func(x extract.Finding) bool {
								return x.Kind == f.kind && x.State == extract.Stated && m.is(f, x)
							})
						}))
					}
				}
				share := float64(c.found) / float64(c.n)
				if !f.none && share < f.share || f.none && share > f.share {
					t.Errorf("%s:%d: %.3f are found, wanted %.2f", path, f.line, share, f.share)
				}
				if testing.Verbose() {
					t.Log(c.report(f))
				}
			})
		}
	}
}

// made is a sentence or an item that was made, where it stands, and of what.
type made struct {
	at   int
	text string
	part string // of the text, "" for all of it
	used []string
}

// is reports whether a finding is what was made, or the part of it that counts.
func (m *made) is(f *sentenceFrame, x extract.Finding) bool {
	if m.part == "" {
		return m.at <= x.Span.Start && x.Span.Start < m.at+len(m.text)
	}
	typ, _, _ := strings.Cut(f.name, "-")
	at := m.at + strings.Index(m.text, m.part)
	return x.Span.Start == at && x.Span.End == at+len(m.part) && slices.Contains(x.Categories, typ)
}

// text makes a text of a frame: twenty sentences, or a list in one of the layouts. Of
// sentences with a part that counts it is one, for what stands near bears on contacts.
func (g *grammar) text(t *testing.T, r *rand.Rand, f *sentenceFrame) (name, text string, ms []made) {
	var b strings.Builder
	if f.layouts == nil {
		b.WriteString(grammarHeads[g.lang])
		for range 20 {
			s, used := g.sentence(t, r, f)
			before, rest, parted := strings.Cut(s, "[")
			part, behind, _ := strings.Cut(rest, "]")
			if parted {
				s = strings.ReplaceAll(before+part+behind, " / ", "\n")
				part = strings.ReplaceAll(part, " / ", "\n")
			}
			ms = append(ms, made{b.Len(), s, part, used})
			b.WriteString(s + "\n\n")
			if parted {
				break
			}
		}
		return "made.md", b.String(), ms
	}
	lead, used := g.sentence(t, r, f)
	names := slices.Sorted(maps.Keys(f.layouts))
	layout := names[r.IntN(len(names))]
	l := f.layouts[layout]
	used = append(used, "layout: "+layout)
	name = "made.md"
	if l.html {
		name = "made.html"
		b.WriteString("<html><body>" + strings.NewReplacer("# ", "<h1>", "\n\n", "</h1>\n").Replace(strings.Replace(grammarHeads[g.lang], "## ", "# ", 1)))
	} else {
		b.WriteString(grammarHeads[g.lang])
	}
	other := func(slot, in string) string { // a column beside
		if fillers := g.slots[slot]; len(fillers) > 0 {
			return strings.ReplaceAll(in, strings.ToUpper(slot), fillers[r.IntN(len(fillers))])
		}
		return in
	}
	fmt.Fprintf(&b, other("head", l.lead), lead)
	items := g.slots[f.kind]
	for k, i := range r.Perm(len(items))[:4] {
		before, behind, _ := strings.Cut(other("cell", l.item), "ITEM")
		b.WriteString(strings.ReplaceAll(before, "N", strconv.Itoa(k+1)))
		ms = append(ms, made{b.Len(), items[i], "", append([]string{"item: " + items[i]}, used...)})
		b.WriteString(items[i] + behind)
	}
	b.WriteString(l.end)
	return name, b.String(), ms
}

// A listLayout says how a list is set: its lead-in, each item and what stands behind the last.
type listLayout struct {
	html            bool
	lead, item, end string
}

var listLayouts = map[string]listLayout{
	"bullets":          {false, "%s\n\n", "- ITEM\n", ""},
	"numbers":          {false, "%s\n\n", "N. ITEM\n", ""},
	"numbers as lines": {false, "%s\n", "(N) ITEM\n", ""},
	"below a heading":  {false, "### %s\n\n", "- ITEM\n", ""},
	"below bold":       {false, "**%s**\n\n", "- ITEM\n", ""},
	"in one line":      {false, "%s ", "(N) ITEM ", ""},
	"html":             {true, "<p>%s</p><ul>", "<li>ITEM</li>\n", "</ul>"},
	"html, numbered":   {true, "<p>%s</p><ol>", "<li>ITEM</li>\n", "</ol>"},
	"html, breaks":     {true, "<p>%s<br>", "(N) ITEM<br>\n", "</p>"},
	"html, paragraphs": {true, "<p>%s</p>", "<p>N. ITEM</p>\n", ""},
	"html, heading":    {true, "<h3>%s</h3><ul>", "<li>ITEM</li>\n", "</ul>"},
}

var layoutsOf = map[string]map[string]listLayout{
	"list": listLayouts,
	"table": {
		"markdown":         {false, "| HEAD | %s |\n| --- | --- |\n", "| CELL | ITEM |\n", ""},
		"markdown, first":  {false, "| %s | HEAD |\n| --- | --- |\n", "| ITEM | CELL |\n", ""},
		"html":             {true, "<table><tr><th>HEAD</th><th>%s</th></tr>", "<tr><td>CELL</td><td>ITEM</td></tr>\n", "</table>"},
		"html, no heads":   {true, "<table><tr><td>HEAD</td><td>%s</td></tr>", "<tr><td>CELL</td><td>ITEM</td></tr>\n", "</table>"},
		"html, paragraphs": {true, "<table><tr><td><p>HEAD</p></td><td><p>%s</p></td></tr>", "<tr><td><p>CELL</p></td><td><p>ITEM</p></td></tr>\n", "</table>"},
	},
}

// counts are how many were made and found, by what they were made of.
type counts struct {
	n, found int
	of, hit  map[string]int
	wrong    []string
}

func (c *counts) add(f *sentenceFrame, m made, found bool) {
	c.n++
	for _, x := range m.used {
		c.of[x]++
		if found {
			c.hit[x]++
		}
	}
	if found {
		c.found++
	}
	if found == f.none {
		c.wrong = append(c.wrong, m.text)
	}
}

// report says which fillers go with most of what is wrong, and gives examples.
func (c *counts) report(f *sentenceFrame) string {
	var names []string
	for x, n := range c.of {
		if n >= 8 {
			names = append(names, x)
		}
	}
	right := func(x string) float64 {
		share := float64(c.hit[x]) / float64(c.of[x])
		if f.none {
			return 1 - share
		}
		return share
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(cmp.Compare(right(x), right(y)), cmp.Compare(x, y)) })
	var b strings.Builder
	fmt.Fprintf(&b, "%.3f found\n", float64(c.found)/float64(c.n))
	for _, x := range names[:min(10, len(names))] {
		fmt.Fprintf(&b, "  %3.0f %% right with %s\n", 100*right(x), x)
	}
	for _, s := range c.wrong[:min(15, len(c.wrong))] {
		fmt.Fprintf(&b, "  wrong: %s\n", s)
	}
	return b.String()
}
