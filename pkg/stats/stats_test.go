package stats_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/stats"
	"github.com/polcompare/polcompare/pkg/store/storetest"
	"github.com/polcompare/polcompare/pkg/text"
)

func report(t testing.TB, docs []*schema.Document, o stats.Options) *stats.Report {
	t.Helper()
	c, err := stats.New(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		c.Add(d)
	}
	r, err := c.Report()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What is counted is what the matrix of the same policies shows.
func TestCountsAreThoseOfTheMatrix(t *testing.T) {
	docs := storetest.Corpus(t)
	r := report(t, docs, stats.Options{By: []string{"lang"}})
	if len(r.Groups) != 2 || r.Documents != len(docs) {
		t.Fatalf("%d groups, %d policies", len(r.Groups), r.Documents)
	}
	for _, g := range r.Groups {
		of := slices.DeleteFunc(slices.Clone(docs), func(d *schema.Document) bool { return d.Lang != g.Values[0] })
		m, err := compare.Documents(of, compare.Options{})
		if err != nil {
			t.Fatal(err)
		}
		rows := map[string]compare.Row{}
		for _, row := range m.Rows {
			rows[row.Kind+"/"+row.Category] = row
		}
		if g.Documents != len(of) || len(m.Rows) < 40 || len(g.Rows) < len(m.Rows) {
			t.Errorf("%v: %d policies, %d rows of %d", g.Values, g.Documents, len(g.Rows), len(m.Rows))
		}
		for _, x := range g.Rows {
			count := map[compare.State]int{}
			row, ok := rows[x.Kind+"/"+x.Category]
			if !ok {
				count[compare.Silent] = len(of) // only the other language speaks of it
			}
			for _, c := range row.Cells {
				count[c.State]++
			}
			if x.States.Documents != count[compare.Stated]+count[compare.Conflicting] || x.Denies.Documents != count[compare.Denied]+count[compare.Conflicting] ||
				x.Conflicting != count[compare.Conflicting] || x.Silent != count[compare.Silent] {
				t.Errorf("%v %s/%s: %+v, want %v", g.Values, x.Kind, x.Category, x, count)
			}
		}
	}
}

// Values from the literature: Newcombe, Two-Sided Confidence Intervals for the
// Single Proportion, Statistics in Medicine 17, 1998, table I.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
	} {
		s := stats.NewShare(c.k, c.n)
		if math.Abs(s.Low-c.low) > 1e-4 || math.Abs(s.High-c.high) > 1e-4 || s.Documents != c.k {
			t.Errorf("%d of %d: %+v, want %v to %v", c.k, c.n, s, c.low, c.high)
		}
		if o := stats.NewShare(c.n-c.k, c.n); math.Abs(1-o.Low-s.High) > 1e-9 || math.Abs(1-o.High-s.Low) > 1e-9 {
			t.Errorf("%d of %d: what does not hold has another interval: %+v", c.k, c.n, o)
		}
	}
	if s := stats.NewShare(0, 0); s != (stats.Share{}) {
		t.Errorf("of none: %+v", s)
	}
}

// doc is a policy that states each of words, "kind/category", and denies it
// after a "!".
func doc(words string, meta ...string) *schema.Document {
	d := &schema.Document{Schema: schema.DocumentV1, Lang: "en", Meta: map[string]string{}}
	for i, w := range strings.Fields(words) {
		f := schema.Finding{State: "stated", Span: text.Span{Start: i, End: i + 1}, Section: -1}
		if rest, ok := strings.CutPrefix(w, "!"); ok {
			w, f.State = rest, "denied"
		}
		kind, category, _ := strings.Cut(w, "/")
		f.Kind, f.Categories = kind, []string{category}
		if f.State == "denied" {
			d.Denials = append(d.Denials, f)
		} else {
			d.Findings = append(d.Findings, f)
		}
	}
	for i := 0; i < len(meta); i += 2 {
		d.Meta[meta[i]] = meta[i+1]
	}
	return d
}

func TestPairs(t *testing.T) {
	var docs []*schema.Document
	for range 6 {
		docs = append(docs, doc("purpose/survey exception/law purpose/marketing purpose/marketing"))
	}
	docs = append(docs, doc("purpose/survey exception/law"), doc("purpose/marketing exception/law !purpose/survey"), doc("exception/law"), doc("exception/law purpose/research"))
	r := report(t, docs, stats.Options{Pairs: -1})
	// marketing 7, survey 7, both 6 of 10; law is stated by all; research goes with nothing.
	if len(r.Groups[0].Pairs) != 1 {
		t.Fatalf("%+v", r.Groups[0].Pairs)
	}
	got := r.Groups[0].Pairs[0]
	want := stats.Pair{A: stats.Name{Kind: "purpose", Category: "marketing"}, B: stats.Name{Kind: "purpose", Category: "survey"},
		OnlyA: 1, OnlyB: 1, Both: 6, Lift: 1.2245, Phi: 0.5238}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// The pairs of the corpus are those that counting policy by policy gives.
func TestPairsAgainstPolicies(t *testing.T) {
	docs := storetest.Corpus(t)
	states := func(d *schema.Document, n stats.Name) bool {
		return slices.ContainsFunc(d.Findings, func(f schema.Finding) bool {
			return f.Kind == n.Kind && slices.Contains(f.Categories, n.Category)
		})
	}
	r := report(t, docs, stats.Options{Pairs: -1, By: []string{"lang"}})
	pairs := 0
	for _, g := range r.Groups {
		for _, p := range g.Pairs {
			pairs++
			both, a, b := 0, 0, 0
			for _, d := range docs {
				if d.Lang != g.Values[0] {
					continue
				}
				switch x, y := states(d, p.A), states(d, p.B); {
				case x && y:
					both++
				case x:
					a++
				case y:
					b++
				}
			}
			if both != p.Both || a != p.OnlyA || b != p.OnlyB {
				t.Errorf("%v: %+v, want %d, %d, %d", g.Values, p, both, a, b)
			}
			if p.Phi < -1 || p.Phi > 1 || p.Lift <= 0 {
				t.Errorf("%+v", p)
			}
		}
	}
	if pairs < 500 {
		t.Errorf("only %d pairs", pairs)
	}
}

func TestGroups(t *testing.T) {
	docs := []*schema.Document{
		doc("purpose/survey", "industry", "retail", "date", "2024-05"),
		doc("purpose/survey !purpose/survey", "industry", "retail", "date", "2023"),
		doc("purpose/zodiac exception/law", "date", "unknown"),
	}
	docs[2].Dates = []schema.Date{{Date: "2019-01-01"}, {Date: "2023-07-07"}}
	lines := func(o stats.Options) string {
		var b strings.Builder
		r := report(t, docs, o)
		for _, g := range r.Groups {
			fmt.Fprintf(&b, "%s:%d", strings.Join(g.Values, ","), g.Documents)
			for _, x := range g.Rows {
				fmt.Fprintf(&b, " %s=%d/%d/%d/%d", x.Category, x.States.Documents, x.Denies.Documents, x.Conflicting, x.Silent)
			}
			b.WriteString("; ")
		}
		fmt.Fprintf(&b, "left %d in %d", r.Left.Documents, r.Left.Groups)
		return b.String()
	}
	for _, c := range []struct {
		reason string
		o      stats.Options
		want   string
	}{
		{"all in one", stats.Options{Kinds: []string{"purpose"}}, ":3 survey=2/1/1/1 zodiac=1/0/0/2; left 0 in 0"},
		{"a column; what has none", stats.Options{By: []string{"meta.industry"}, Kinds: []string{"exception"}}, ":1 law=1/0/0/0; retail:2 law=0/0/0/2; left 0 in 0"},
		{"the manifest's date, else the edition", stats.Options{By: []string{"year"}, Kinds: []string{"exception"}}, "2023:2 law=1/0/0/1; 2024:1 law=0/0/0/1; left 0 in 0"},
		{"small groups", stats.Options{By: []string{"meta.industry", "lang"}, Kinds: []string{"exception"}, MinDocuments: 2}, "retail,en:2 law=0/0/0/2; left 1 in 1"},
	} {
		if got := lines(c.o); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.reason, got, c.want)
		}
	}
}

func TestMistakes(t *testing.T) {
	if _, err := stats.New(stats.Options{By: []string{"colour"}}); err == nil || !strings.Contains(err.Error(), "meta.COLUMN") {
		t.Errorf("%v", err)
	}
	for _, c := range []struct {
		o    stats.Options
		want string
	}{
		{stats.Options{By: []string{"meta.colour"}}, `no policy has a column "colour" (columns there are: industry)`},
		{stats.Options{Kinds: []string{"wish"}}, `unknown kind "wish"`},
	} {
		counter, err := stats.New(c.o)
		if err != nil {
			t.Fatal(err)
		}
		counter.Add(doc("purpose/survey", "industry", "retail"))
		if _, err := counter.Report(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}

func TestEmpty(t *testing.T) {
	r := report(t, nil, stats.Options{By: []string{"meta.industry"}, Pairs: -1})
	if r.Documents != 0 || len(r.Groups) != 0 {
		t.Errorf("%+v", r)
	}
}
