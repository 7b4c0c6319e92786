package render

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/stats"
)

// counted counts the policies of the fixture.
func counted(t testing.TB, o stats.Options) *stats.Report {
	t.Helper()
	c, err := stats.New(o)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range append(policies(), nasty()) {
		d := NewDocument(r, false)
		d.Meta = map[string]string{"industry": []string{"retail", "travel", "bank | fund", "travel", "\x1b[31mred", ""}[i]}
		c.Add(d)
	}
	c.Skip()
	r, err := c.Report()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func clusters() *stats.Duplicates {
	return &stats.Duplicates{Schema: stats.DuplicatesSchema, Similarity: 0.8, Documents: 9, Clusters: []stats.Cluster{
		{Companies: []string{"株式会社青空商店", "Bluefield Travel K.K.", "かもめ信用金庫", "Thornmere"}, Similarity: 0.8594, Members: []stats.Member{
			{ID: "samples/aozora | \x1b[31m.md", Company: "株式会社青空商店"}, {ID: "b", Company: "Bluefield Travel K.K."}, {ID: "c", Company: "かもめ信用金庫"}, {ID: "d", Company: "Thornmere"}}},
		{Companies: []string{}, Identical: 1, Similarity: 1, Members: []stats.Member{{ID: "e"}, {ID: "=f"}}},
	}}
}

func TestStatsGolden(t *testing.T) {
	all := counted(t, stats.Options{Pairs: 4})
	industry := counted(t, stats.Options{By: []string{"meta.industry", "lang"}, Kinds: []string{"purpose", "exception"}})
	small := counted(t, stats.Options{By: []string{"year"}, Kinds: []string{"exception"}, MinDocuments: 2, Pairs: 2})
	none := &stats.Report{Schema: stats.Schema, By: []string{}, Groups: []stats.Group{}}
	for _, c := range []struct {
		name string
		r    *stats.Report
		f    Format
		o    Options
	}{
		{"stats-all", all, Table, Options{}},
		{"stats-all-ja-80", all, Table, Options{Width: 80, Lang: "ja"}},
		{"stats-all-60", all, Table, Options{Width: 60}},
		{"stats-all-40", all, Table, Options{Width: 40}},
		{"stats-industry-80", industry, Table, Options{Width: 80}},
		{"stats-industry-40-ascii", industry, Table, Options{Width: 40, ASCII: true}},
		{"stats-small-markdown", small, Markdown, Options{}},
		{"stats-all-markdown", all, Markdown, Options{Lang: "ja"}},
		{"stats-industry-csv", industry, CSV, Options{}},
		{"stats-small-csv", small, CSV, Options{}},
		{"stats-small-json", small, JSON, Options{}},
		{"stats-none", none, Table, Options{}},
		{"stats-none-markdown", none, Markdown, Options{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := written(t, func(w io.Writer) error { return Stats(w, c.r, c.f, c.o) })
			golden(t, c.name, got)
			if c.f == Table && c.o.Width > 0 {
				narrow(t, got, c.o.Width)
			}
		})
	}
}

// narrow fails if a line takes more columns than there are.
func narrow(t testing.TB, s string, width int) {
	t.Helper()
	for line := range strings.Lines(s) {
		if w := Width(strings.TrimSuffix(line, "\n")); w > width {
			t.Errorf("%d columns: %s", w, line)
		}
	}
}

func TestDuplicatesGolden(t *testing.T) {
	for _, c := range []struct {
		name string
		d    *stats.Duplicates
		f    Format
		o    Options
	}{
		{"duplicates", clusters(), Table, Options{}},
		{"duplicates-ja-80", clusters(), Table, Options{Width: 80, Lang: "ja"}},
		{"duplicates-markdown", clusters(), Markdown, Options{}},
		{"duplicates-csv", clusters(), CSV, Options{}},
		{"duplicates-none", &stats.Duplicates{}, Table, Options{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := written(t, func(w io.Writer) error { return Duplicates(w, c.d, c.f, c.o) })
			golden(t, c.name, got)
			if c.f == Table && c.o.Width > 0 {
				narrow(t, got, c.o.Width)
			}
		})
	}
}

func TestStatsJSONKeepsTheContracts(t *testing.T) {
	for _, o := range []stats.Options{{}, {By: []string{"lang", "meta.industry"}, Pairs: -1}, {By: []string{"year"}, MinDocuments: 99}} {
		r := counted(t, o)
		validate(t, jsonSchema(t, "stats.v1.json"), written(t, func(w io.Writer) error { return Stats(w, r, JSON, Options{}) }))
		for l := range strings.Lines(written(t, func(w io.Writer) error { return Stats(w, r, JSONL, Options{}) })) {
			validate(t, jsonSchema(t, "stats.v1.json#/$defs/line"), l)
		}
		// What is written is what was counted.
		var back stats.Report
		if err := json.Unmarshal([]byte(written(t, func(w io.Writer) error { return Stats(w, r, JSON, Options{}) })), &back); err != nil {
			t.Fatal(err)
		}
		if a, b := len(back.Groups), len(r.Groups); a != b || back.Documents != r.Documents || back.Repeats != 1 {
			t.Errorf("%d groups, want %d", a, b)
		}
	}
	validate(t, jsonSchema(t, "duplicates.v1.json"), written(t, func(w io.Writer) error { return Duplicates(w, clusters(), JSON, Options{}) }))
	for l := range strings.Lines(written(t, func(w io.Writer) error { return Duplicates(w, clusters(), JSONL, Options{}) })) {
		validate(t, jsonSchema(t, "duplicates.v1.json#/$defs/line"), l)
	}
}

func TestStatsCSVHasOneLineARow(t *testing.T) {
	r := counted(t, stats.Options{By: []string{"lang"}})
	rows, err := csv.NewReader(strings.NewReader(written(t, func(w io.Writer) error { return Stats(w, r, CSV, Options{}) }))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := 1 + len(r.Groups)*len(r.Groups[0].Rows); len(rows) != want {
		t.Errorf("%d lines, want %d", len(rows), want)
	}
}

func TestStatsRefusesOtherFormats(t *testing.T) {
	if err := Stats(io.Discard, counted(t, stats.Options{}), Format("xml"), Options{}); err == nil {
		t.Error("counts as XML")
	}
	if err := Duplicates(io.Discard, clusters(), Format("xml"), Options{}); err == nil {
		t.Error("duplicates as XML")
	}
}
