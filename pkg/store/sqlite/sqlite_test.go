package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/store"
	"github.com/polcompare/polcompare/pkg/store/storetest"
	"github.com/polcompare/polcompare/pkg/text"
)

func open(t testing.TB, r store.Results) *sql.DB {
	t.Helper()
	name := filepath.Join(t.TempDir(), "results.db")
	if err := Export(context.Background(), name, r); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// query returns the rows of a query, each as its values with | between.
func query(t testing.TB, db *sql.DB, q string, args ...any) []string {
	t.Helper()
	rows, err := db.Query(q, args...)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			t.Fatal(err)
		}
		var line []string
		for _, v := range values {
			line = append(line, fmt.Sprint(*v.(*any)))
		}
		out = append(out, strings.Join(line, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return out
}

// Every span, text and category is in the database as it is in the results.
func TestRoundTrip(t *testing.T) {
	docs := storetest.Corpus(t)
	run := &schema.Run{Schema: schema.RunV1, Version: "v9", Rules: strings.Repeat("ab", 32), Complete: true}
	failures := func(yield func(*schema.Failure, error) bool) {
		yield(&schema.Failure{ID: "x", Path: "y", Kind: "read", Reason: "no such file"}, nil)
	}
	db := open(t, store.Results{Documents: storetest.All(docs), Failures: failures, Run: run, Version: "v10"})
	var want, categories []string
	for i, d := range docs {
		for n, f := range d.Statements() {
			section, number, heading := "<nil>", "<nil>", "<nil>"
			if f.Section >= 0 {
				section = fmt.Sprint(f.Section)
				number, heading = d.Sections[f.Section].Number, d.Sections[f.Section].Heading
			}
			want = append(want, fmt.Sprint(i+1, "|", d.ID, "|", n+1, "|", f.Kind, "|", f.State, "|", f.Text, "|", f.Value, "|", f.Span.Start, "|", f.Span.End, "|",
				f.At.Line, "|", f.At.Column, "|", section, "|", number, "|", heading, "|", f.Marker, "|", f.Confidence, "|", f.Rule))
			categories = append(categories, strings.Join(f.Categories, ";"))
		}
	}
	got := query(t, db, `SELECT f.document, v.id, f.number, f.kind, f.state, f.text, f.value, f.start_byte, f.end_byte, f.line, f.col, f.section,
		v.section_number, v.section_heading, f.marker, f.confidence, f.rule FROM findings f JOIN v_findings v USING (finding) ORDER BY finding`)
	if len(want) < 300 || !slices.Equal(got, want) {
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Errorf("%s\nwant %s", got[i], want[i])
				break
			}
		}
		t.Errorf("%d findings, want %d", len(got), len(want))
	}
	got = query(t, db, `SELECT v.categories || coalesce((SELECT ';' || group_concat(role, ';') FROM (SELECT role FROM finding_roles r WHERE r.finding = v.finding ORDER BY rank)), '')
		FROM v_findings v ORDER BY v.finding`)
	if !slices.Equal(got, categories) {
		t.Errorf("categories %v\nwant %v", got, categories)
	}
	for _, c := range []struct {
		table string
		of    func(*schema.Document) int
	}{
		{"documents", func(*schema.Document) int { return 1 }},
		{"meta", func(d *schema.Document) int { return len(d.Meta) }},
		{"dates", func(d *schema.Document) int { return len(d.Dates) }},
		{"sections", func(d *schema.Document) int { return len(d.Sections) }},
		{"promises", func(d *schema.Document) int { return len(d.Promises) }},
		{"notes", func(d *schema.Document) int { return len(d.Notes) }},
		{"section_topics", func(d *schema.Document) (n int) {
			for _, s := range d.Sections {
				n += len(s.Topics)
			}
			return n
		}},
	} {
		n := 0
		for _, d := range docs {
			n += c.of(d)
		}
		if got := query(t, db, "SELECT count(*) FROM "+c.table); got[0] != fmt.Sprint(n) {
			t.Errorf("%s: %s rows, want %d", c.table, got[0], n)
		}
	}
	if got := query(t, db, "SELECT key || '=' || value FROM about ORDER BY key"); !slices.Equal(got, []string{
		"analysed_by=v9", "documents=polcompare.document/v1", "exported_by=polcompare v10", "rules=" + run.Rules, "schema=polcompare.sqlite/v1"}) {
		t.Errorf("about: %v", got)
	}
	if got := query(t, db, "SELECT * FROM failures"); !slices.Equal(got, []string{"1|x|y|read|no such file"}) {
		t.Errorf("failures: %v", got)
	}
	if got := query(t, db, "PRAGMA user_version"); got[0] != "1" {
		t.Errorf("user_version %v", got)
	}
	if got := query(t, db, "PRAGMA integrity_check"); got[0] != "ok" {
		t.Errorf("integrity: %v", got)
	}
	if got := query(t, db, "SELECT json_extract(json, '$.version'), complete FROM runs"); !slices.Equal(got, []string{"v9|1"}) {
		t.Errorf("runs: %v", got)
	}
}

// The views agree with what is counted over the documents.
func TestViews(t *testing.T) {
	docs := storetest.Corpus(t)
	db := open(t, store.Results{Documents: storetest.All(docs)})
	cells := map[string]map[string]bool{}
	for i, d := range docs {
		for _, f := range store.Findings(d) {
			for _, c := range f.Categories {
				key := fmt.Sprint(i+1, "|", f.Kind, "|", c)
				if cells[key] == nil {
					cells[key] = map[string]bool{}
				}
				cells[key][f.State] = true
			}
		}
	}
	var want []string
	for key, states := range cells {
		state := "conflicting"
		if len(states) == 1 {
			for s := range states {
				state = s
			}
		}
		want = append(want, key+"|"+state)
	}
	slices.Sort(want)
	got := query(t, db, "SELECT document, kind, category, state FROM v_cells")
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("v_cells: %v\nwant %v", got, want)
	}
	if got := query(t, db, "SELECT sum(stated), sum(denied), max(documents) FROM v_prevalence"); got[0] != fmt.Sprintf("%d|%d|%d",
		count(want, "stated")+count(want, "conflicting"), count(want, "denied")+count(want, "conflicting"), len(docs)) {
		t.Errorf("v_prevalence: %v", got)
	}
}

func count(lines []string, suffix string) int {
	n := 0
	for _, l := range lines {
		if strings.HasSuffix(l, "|"+suffix) {
			n++
		}
	}
	return n
}

func TestFullText(t *testing.T) {
	docs := storetest.Corpus(t)
	db := open(t, store.Results{Documents: storetest.All(docs)})
	for _, term := range []string{"第三者", "without your consent", "個人情報", "privacy@"} {
		var want []string
		n := 0
		for _, d := range docs {
			for _, f := range d.Statements() {
				n++
				if strings.Contains(strings.ToLower(f.Text), term) {
					want = append(want, fmt.Sprint(n))
				}
			}
		}
		got := query(t, db, "SELECT rowid FROM findings_text WHERE findings_text MATCH ? ORDER BY rowid", `"`+term+`"`)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", term, got, want)
		}
	}
	if got := query(t, db, "SELECT count(*) > 0 FROM findings_text WHERE findings_text MATCH '第三者'"); got[0] != "1" {
		t.Error("a term without quotes")
	}
}

// Every column says what it is.
func TestColumnsAreDocumented(t *testing.T) {
	documented := map[string]bool{}
	table := ""
	for line := range strings.Lines(Schema) {
		if m := regexp.MustCompile(`^CREATE TABLE (\w+)`).FindStringSubmatch(line); m != nil {
			table = m[1]
		}
		if m := regexp.MustCompile(`^  (\w+) .*-- \S`).FindStringSubmatch(line); m != nil {
			documented[table+"."+m[1]] = true
		}
	}
	db := open(t, store.Results{Documents: storetest.All(nil)})
	columns := query(t, db, `SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
		WHERE t.type = 'table' AND t.name NOT LIKE 'findings_text%' AND t.name NOT LIKE 'sqlite_%'`)
	if len(columns) < 70 {
		t.Errorf("only %d columns", len(columns))
	}
	for _, c := range columns {
		if !documented[c] {
			t.Errorf("%s: schema.sql does not say what it is", c)
		}
	}
}

func TestSameBytes(t *testing.T) {
	docs := storetest.Corpus(t)
	var files [][]byte
	for range 2 {
		name := filepath.Join(t.TempDir(), "results.db")
		if err := Export(context.Background(), name, store.Results{Documents: storetest.Copies(docs, 150)}); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, b)
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the same results gave two files")
	}
}

// After a mistake the database that was there is there still, and nothing else.
func TestMistakesLeaveTheOldFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "results ?#%.db") // what a URI takes for its own
	docs := storetest.Corpus(t)
	if err := Export(context.Background(), name, store.Results{Documents: storetest.All(docs)}); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	bad := errors.New("documents.jsonl:7: torn")
	broken := func(yield func(*schema.Document, error) bool) {
		if yield(docs[0], nil) {
			yield(nil, bad)
		}
	}
	if err := Export(context.Background(), name, store.Results{Documents: broken}); !errors.Is(err, bad) {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Export(ctx, name, store.Results{Documents: storetest.All(docs)}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if err := Export(context.Background(), filepath.Join(dir, "none", "x.db"), store.Results{Documents: storetest.All(docs)}); err == nil || !strings.Contains(err.Error(), "none") {
		t.Errorf("error %v", err)
	}
	if err := Export(context.Background(), dir, store.Results{Documents: storetest.All(docs)}); err == nil {
		t.Error("a directory was replaced")
	}
	after, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the old file was changed: %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v %v", entries, err)
	}
}

// Odd documents: empty, with a section that is not there, with a NUL, huge.
func TestOddDocuments(t *testing.T) {
	huge := &schema.Document{ID: "huge"}
	for i := range 5_000 {
		huge.Findings = append(huge.Findings, schema.Finding{Kind: "purpose", Text: strings.Repeat("広告の配信", 20), Span: text.Span{Start: i, End: i + 1}, State: "stated", Section: 99})
	}
	db := open(t, store.Results{Documents: storetest.All([]*schema.Document{
		{}, {ID: "nul", Findings: []schema.Finding{{Kind: "wish", Categories: []string{"zodiac"}, Text: "a\x00b", State: "stated", Section: -1}}}, huge})})
	got := query(t, db, "SELECT d.id, count(f.finding), min(f.category), max(f.section), hex(min(f.text)) FROM documents d LEFT JOIN findings f USING (document) GROUP BY d.document")
	want := []string{"|0|<nil>|<nil>|", "nul|1|zodiac|<nil>|610062", "huge|5000|other|<nil>|"}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("%s, want %s", got[i], want[i])
		}
	}
}

// Memory does not grow with the corpus once the cache of pages is full. What
// the database takes is no part of Go's heap, so the system is asked.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("exports 2,400 policies")
	}
	resident := func() (kb int) {
		b, err := os.ReadFile("/proc/self/status")
		if err != nil {
			t.Skip("nothing here says how much memory is in use: ", err)
		}
		_, rest, _ := strings.Cut(string(b), "VmRSS:")
		if _, err := fmt.Sscan(rest, &kb); err != nil {
			t.Fatal(err)
		}
		return kb
	}
	docs := storetest.Corpus(t)
	peak := func(n int) int {
		most, i := 0, 0
		watched := func(yield func(*schema.Document, error) bool) {
			for d, err := range storetest.Copies(docs, n) {
				if i++; i%100 == 0 {
					most = max(most, resident())
				}
				if !yield(d, err) {
					return
				}
			}
		}
		if err := Export(context.Background(), filepath.Join(t.TempDir(), "x.db"), store.Results{Documents: watched}); err != nil {
			t.Fatal(err)
		}
		return max(most, resident())
	}
	small, large := peak(800), peak(1600)
	t.Logf("%d MiB at 800 policies, %d MiB at 1,600", small>>10, large>>10)
	if large > small+32<<10 {
		t.Errorf("memory grows: %d KB, then %d", small, large)
	}
}
