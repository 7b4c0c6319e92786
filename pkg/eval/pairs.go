package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/drift"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// An Analyze turns a file into the policies that it holds.
type Analyze func(name string, data []byte) ([]*extract.Result, error)

// A DriftPair is a policy with its translation, and what is known of them: the
// divergences that somebody annotated, which lines correspond, or both.
type DriftPair struct {
	Path      string // of its folder
	Publisher string // whose policy it is
	Noted     int    // annotated divergences
	Lines     int    // lines that correspond one to one; 0 if that is not known

	cases []driftCase
}

// Publisher returns the publisher of the pair in folder dir of a tree: the
// name of the uppermost folder up to the first "-".
func Publisher(dir string) string {
	top, _, _ := strings.Cut(dir, "/")
	name, _, _ := strings.Cut(top, "-")
	return name
}

// LoadPairs reads the pairs below a directory: every folder that holds en.* and
// ja.* (.md, .txt, .html), with the divergences in its drift.gold.json if there
// is one. Text and Markdown files of equally many lines whose headings and list
// items stand in the same lines are taken to correspond line by line. Folders
// of which nothing is known are left out; a file that cannot be read is an error.
func LoadPairs(tree Tree, analyze Analyze) ([]*DriftPair, error) {
	var out []*DriftPair
	err := fs.WalkDir(tree.FS, ".", func(dir string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("%s: %w", tree.join(dir), err)
		}
		if !d.IsDir() {
			return nil
		}
		p, err := loadPair(tree, dir, analyze)
		if err == nil && p != nil && len(p.cases) > 0 {
			out = append(out, p)
		}
		return err
	})
	return out, err
}

var pairRE = regexp.MustCompile(`^(?:en|ja)\.(?:md|txt|html?)$`)

func loadPair(tree Tree, dir string, analyze Analyze) (*DriftPair, error) {
	entries, err := fs.ReadDir(tree.FS, dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", tree.join(dir), err)
	}
	files := map[string]string{} // language → name
	noted := false
	for _, e := range entries {
		if lang := e.Name()[:min(2, len(e.Name()))]; pairRE.MatchString(e.Name()) && files[lang] == "" {
			files[lang] = e.Name()
		}
		noted = noted || e.Name() == driftEnding
	}
	if files["en"] == "" || files["ja"] == "" {
		return nil, nil
	}
	p := &DriftPair{Path: tree.join(dir), Publisher: Publisher(dir)}
	gold := driftGold{Original: policy.Japanese}
	if noted {
		name := path.Join(dir, driftEnding)
		data, err := fs.ReadFile(tree.FS, name)
		if err == nil {
			err = gold.decode(data)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", tree.join(name), err)
		}
		if gold.Publisher != "" {
			p.Publisher = gold.Publisher
		}
		p.Noted = len(gold.Divergences)
	}
	var names [2]string
	var raw [2][]byte
	for i, lang := range []string{gold.Original, otherLang(gold.Original)} {
		names[i] = tree.join(path.Join(dir, files[lang]))
		if raw[i], err = fs.ReadFile(tree.FS, path.Join(dir, files[lang])); err != nil {
			return nil, fmt.Errorf("%s: %w", names[i], err)
		}
		if len(bytes.TrimSpace(raw[i])) == 0 {
			return nil, fmt.Errorf("%s: %w", names[i], drift.ErrEmpty)
		}
	}
	add := func(raw [2][]byte, c driftCase) error {
		for i := range raw {
			if c.sides[i], err = analyze(names[i], raw[i]); err != nil {
				return fmt.Errorf("%s: %w", names[i], err)
			}
			if !slices.ContainsFunc(c.sides[i], func(r *extract.Result) bool { return len(r.Document.Clauses) > 0 }) {
				return fmt.Errorf("%s: %w", names[i], drift.ErrEmpty)
			}
		}
		p.cases = append(p.cases, c)
		return nil
	}
	if noted {
		c := driftCase{}
		var flats [2]*reading
		for i := range raw {
			if flats[i], err = newReading(names[i], raw[i], true); err != nil {
				return nil, fmt.Errorf("%s: %w", names[i], err)
			}
			c.flat[i] = flats[i].flat
		}
		for _, g := range gold.Divergences {
			n := note{severity: drift.Severity(g.Severity)}
			for i, q := range gold.quotes(g) {
				n.at[i] = stretches(c.flat[i], q)
			}
			c.notes = append(c.notes, n)
		}
		if err := add(raw, c); err != nil {
			return nil, err
		}
	}
	lines := [2][]string{textLines(names[0], raw[0]), textLines(names[1], raw[1])}
	if body := corresponding(lines); len(body) > 0 {
		p.Lines = len(body)
		for seed := range uint64(2) {
			cut, c := dropLines(lines, body, seed)
			if err := add(cut, c); err != nil {
				return nil, err
			}
		}
	}
	return p, nil
}

func otherLang(lang string) string {
	if lang == policy.English {
		return policy.Japanese
	}
	return policy.English
}

// driftGold is the content of a drift.gold.json; keys that measuring does not
// need may stand in it.
type driftGold struct {
	Original    string       `json:"original"`
	Publisher   string       `json:"publisher"`
	Divergences []driftNoted `json:"divergences"`
}

type driftNoted struct{ Type, Severity, Ja, En string }

func (g *driftGold) decode(data []byte) error {
	if err := json.Unmarshal(data, g); err != nil {
		return err
	}
	if g.Original != policy.Japanese && g.Original != policy.English {
		return fmt.Errorf("original is %q; want ja or en", g.Original)
	}
	for i, d := range g.Divergences {
		switch {
		case drift.Severity(d.Severity).Rank() == 0:
			return fmt.Errorf("divergence %d: severity is %q; want high, medium or low", i+1, d.Severity)
		case flat(d.Ja) == "" && flat(d.En) == "":
			return fmt.Errorf("divergence %d quotes neither side", i+1)
		}
	}
	return nil
}

// quotes returns the quotes of d from the original and the translation.
func (g *driftGold) quotes(d driftNoted) [2]string {
	if g.Original == policy.English {
		return [2]string{d.En, d.Ja}
	}
	return [2]string{d.Ja, d.En}
}

// A stretch of a flat text, in bytes.
type stretch struct{ lo, hi int }

// stretches returns where a quote stands in a flat text.
func stretches(flatText, quote string) []stretch {
	q := flat(quote)
	if q == "" {
		return nil
	}
	var out []stretch
	for at := 0; ; at++ {
		i := strings.Index(flatText[at:], q)
		if i < 0 {
			return out
		}
		at += i
		out = append(out, stretch{at, at + len(q)})
	}
}

// overlap tells whether a stretch of x and one of y have half of the shorter in common.
func overlap(x, y []stretch) bool {
	for _, a := range x {
		for _, b := range y {
			if 2*(min(a.hi, b.hi)-max(a.lo, b.lo)) >= min(a.hi-a.lo, b.hi-b.lo) {
				return true
			}
		}
	}
	return false
}

// textLines returns the lines of a text or Markdown file in UTF-8, nil for others.
func textLines(name string, raw []byte) []string {
	if markup(name) || !bytes.Contains(raw, []byte("\n")) {
		return nil
	}
	return strings.Split(strings.ToValidUTF8(string(raw), "\uFFFD"), "\n")
}

var (
	headingLineRE = regexp.MustCompile(`^\s*#`)
	itemLineRE    = regexp.MustCompile(`^\s*(?:[-*+・•]|[(（]?[0-9]{1,2}[.)）])\s*\S`)
	frameLineRE   = regexp.MustCompile(`^(?:#|---|@|<)`)
)

// corresponding returns which of the lines that are not blank correspond and
// are text, not frame; none where headings or items stand in other lines.
func corresponding(lines [2][]string) []int {
	var kept [2][]string
	for i, ls := range lines {
		for _, l := range ls {
			if strings.TrimSpace(l) != "" {
				kept[i] = append(kept[i], l)
			}
		}
	}
	if len(kept[0]) != len(kept[1]) {
		return nil
	}
	var body []int
	for k, l := range kept[0] {
		m := kept[1][k]
		if headingLineRE.MatchString(l) != headingLineRE.MatchString(m) || itemLineRE.MatchString(l) != itemLineRE.MatchString(m) {
			return nil
		}
		if len(l) > 36 && len(m) > 12 && !frameLineRE.MatchString(m) {
			body = append(body, k)
		}
	}
	return body
}

// dropLines takes one in twelve of the lines in body out of each side, others on
// each, and says what an alignment of the rest should link.
func dropLines(lines [2][]string, body []int, seed uint64) (cut [2][]byte, c driftCase) {
	rng := rand.New(rand.NewPCG(seed, uint64(len(body))))
	picked := rng.Perm(len(body))
	n := (len(body) + 11) / 12
	c.gone[0], c.gone[1] = map[int]bool{}, map[int]bool{}
	for q, k := range picked[:min(2*n, len(picked))] {
		c.gone[q%2][body[k]] = true
	}
	c.body = body
	for i, ls := range lines {
		var b strings.Builder
		k := -1
		for _, l := range ls {
			number := -1
			if strings.TrimSpace(l) != "" {
				k++
				number = k
			}
			if c.gone[i][number] {
				continue
			}
			c.lines[i] = append(c.lines[i], numbered{text.Span{Start: b.Len(), End: b.Len() + len(l)}, number})
			b.WriteString(l)
			b.WriteByte('\n')
		}
		cut[i] = []byte(b.String())
	}
	return cut, c
}

// A numbered line knows which line of the whole text it is; -1 if it is blank.
type numbered struct {
	span   text.Span
	number int
}

// A note is an annotated divergence: where each side quotes it.
type note struct {
	severity drift.Severity
	at       [2][]stretch
}

// A driftCase is one comparison with what it should bring.
type driftCase struct {
	sides [2][]*extract.Result
	// annotated divergences
	flat  [2]string
	notes []note
	// lines
	lines [2][]numbered
	gone  [2]map[int]bool
	body  []int
}

// DriftCounts are what comparisons brought against what they should bring.
type DriftCounts struct {
	Found, Noted                     int // annotated divergences of high and medium severity
	Right, Reported                  int // reported ones of these severities
	LinksRight, LinksFound, Links    int // lines linked
	AlonesRight, AlonesFound, Alones int // lines that nothing corresponds to
}

// Add sums up.
func (c *DriftCounts) Add(o DriftCounts) {
	c.Found, c.Noted = c.Found+o.Found, c.Noted+o.Noted
	c.Right, c.Reported = c.Right+o.Right, c.Reported+o.Reported
	c.LinksRight, c.LinksFound, c.Links = c.LinksRight+o.LinksRight, c.LinksFound+o.LinksFound, c.Links+o.Links
	c.AlonesRight, c.AlonesFound, c.Alones = c.AlonesRight+o.AlonesRight, c.AlonesFound+o.AlonesFound, c.Alones+o.Alones
}

// Divergences returns F1 of annotated divergences.
func (c DriftCounts) Divergences() float64 {
	return harmonic(ratio(c.Right, c.Reported), ratio(c.Found, c.Noted))
}

// Link returns F1 of linked lines.
func (c DriftCounts) Link() float64 {
	return harmonic(ratio(c.LinksRight, c.LinksFound), ratio(c.LinksRight, c.Links))
}

// Alone returns F1 of lines that nothing corresponds to.
func (c DriftCounts) Alone() float64 {
	return harmonic(ratio(c.AlonesRight, c.AlonesFound), ratio(c.AlonesRight, c.Alones))
}

// Score returns the mean of the F1 of all that there are examples of.
func (c DriftCounts) Score() float64 {
	sum, n := 0.0, 0
	for _, part := range []struct {
		examples int
		f1       float64
	}{{c.Noted, c.Divergences()}, {c.Links, c.Link()}, {c.Alones, c.Alone()}} {
		if part.examples > 0 {
			sum, n = sum+part.f1, n+1
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// Measure compares a pair with given settings.
func (p *DriftPair) Measure(o drift.Options) (DriftCounts, error) {
	var out DriftCounts
	for i := range p.cases {
		c := &p.cases[i]
		r, err := drift.Choose(c.sides[0], c.sides[1], o)
		if err != nil {
			return out, fmt.Errorf("%s: %w", p.Path, err)
		}
		if c.lines[0] != nil {
			out.Add(c.aligned(r))
		} else {
			out.Add(c.found(r))
		}
	}
	return out, nil
}

func (c *driftCase) found(r *drift.Result) DriftCounts {
	var out DriftCounts
	hit := make([]bool, len(c.notes))
	for _, d := range r.Divergences {
		var at [2][]stretch
		for i, q := range []*drift.Quote{d.Original, d.Translation} {
			if q != nil {
				at[i] = stretches(c.flat[i], q.Text)
			}
		}
		right := false
		for k, n := range c.notes {
			if overlap(at[0], n.at[0]) || overlap(at[1], n.at[1]) {
				hit[k], right = true, true
			}
		}
		if d.Severity != drift.Low {
			out.Reported++
			if right {
				out.Right++
			}
		}
	}
	for k, n := range c.notes {
		if n.severity != drift.Low {
			out.Noted++
			if hit[k] {
				out.Found++
			}
		}
	}
	return out
}

func (c *driftCase) aligned(r *drift.Result) DriftCounts {
	var out DriftCounts
	isBody := func(k int) bool { _, ok := slices.BinarySearch(c.body, k); return ok }
	touched := func(i int, spans []text.Span) []int {
		var ks []int
		for _, sp := range spans {
			at, _ := slices.BinarySearchFunc(c.lines[i], sp.Start, func(l numbered, start int) int { return l.span.End - start })
			for ; at < len(c.lines[i]) && c.lines[i][at].span.Start < sp.End; at++ {
				if l := c.lines[i][at]; l.number >= 0 && l.span.Overlap(sp) > 0 && !slices.Contains(ks, l.number) {
					ks = append(ks, l.number)
				}
			}
		}
		return ks
	}
	links := map[[2]int]bool{}
	linked := [2]map[int]bool{{}, {}}
	for _, p := range r.Alignment {
		xs, ys := touched(0, p.Original), touched(1, p.Translation)
		for _, x := range xs {
			for _, y := range ys {
				links[[2]int{x, y}] = true
				linked[0][x], linked[1][y] = true, true
			}
		}
	}
	for l := range links {
		if !isBody(l[0]) && !isBody(l[1]) {
			continue
		}
		out.LinksFound++
		if l[0] == l[1] {
			out.LinksRight++
		}
	}
	for _, k := range c.body {
		if !c.gone[0][k] && !c.gone[1][k] {
			out.Links++
		}
		for i := range linked {
			if c.gone[i][k] {
				continue
			}
			alone := c.gone[1-i][k]
			if alone {
				out.Alones++
			}
			if !linked[i][k] {
				out.AlonesFound++
				if alone {
					out.AlonesRight++
				}
			}
		}
	}
	return out
}

// ErrNoPairs is the error for a directory without a pair that can be measured.
var ErrNoPairs = errors.New("no pair of en.* and ja.* with a drift.gold.json or with lines that correspond")
