package parquet

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	pq "github.com/parquet-go/parquet-go"

	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/store"
	"github.com/polcompare/polcompare/pkg/store/storetest"
	"github.com/polcompare/polcompare/pkg/text"
)

var update = flag.Bool("update", false, "rewrite COLUMNS.md")

func export2(t testing.TB, r store.Results) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "parquet")
	if err := Export(context.Background(), dir, r); err != nil {
		t.Fatal(err)
	}
	return dir
}

func read[T any](t testing.TB, name string) []T {
	t.Helper()
	var out []T
	if err := Read(name, func(row *T) error {
		out = append(out, *row)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// Every field of every policy is in the files as it is in the results.
func TestRoundTrip(t *testing.T) {
	docs := storetest.Corpus(t)
	docs = append(docs, &schema.Document{ID: "bare"})
	dir := export2(t, store.Results{Documents: storetest.All(docs)})
	rows := read[Document](t, filepath.Join(dir, DocumentsFile))
	flat := read[FindingRow](t, filepath.Join(dir, FindingsFile))
	if len(rows) != len(docs) {
		t.Fatalf("%d policies, want %d", len(rows), len(docs))
	}
	findings := 0
	for i, d := range docs {
		all := store.Findings(d)
		want := newDocument(int64(i+1), d, all)
		if !equal(rows[i], want) {
			t.Errorf("%s:\n%+v\nwant\n%+v", d.ID, rows[i], want)
		}
		for n, f := range all {
			got := rows[i].Findings[n]
			if got.Text != f.Text || got.StartByte != int64(f.Span.Start) || got.EndByte != int64(f.Span.End) || got.Line != int32(f.At.Line) ||
				!slices.Equal(append(slices.Clone(got.Categories), got.Roles...), f.Finding.Categories) {
				t.Errorf("%s: %+v, want %+v", d.ID, got, f.Finding)
			}
			if row := newFindingRow(int64(findings+1), int64(i+1), d, f); !equal(flat[findings], row) {
				t.Errorf("%s:\n%+v\nwant\n%+v", d.ID, flat[findings], row)
			}
			findings++
		}
	}
	if findings != len(flat) || findings < 300 {
		t.Errorf("%d findings, want %d", len(flat), findings)
	}
}

// equal compares rows; an empty list is as good as none.
func equal(a, b any) bool {
	return strings.NewReplacer("[]", "", "map", "").Replace(show(a)) == strings.NewReplacer("[]", "", "map", "").Replace(show(b))
}

func show(v any) string {
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Pointer:
		if r.IsNil() {
			return "null"
		}
		return show(r.Elem().Interface())
	case reflect.Slice:
		var out []string
		for i := range r.Len() {
			out = append(out, show(r.Index(i).Interface()))
		}
		return "[" + strings.Join(out, ", ") + "]"
	case reflect.Struct:
		var out []string
		for i := range r.NumField() {
			out = append(out, r.Type().Field(i).Name+":"+show(r.Field(i).Interface()))
		}
		return "{" + strings.Join(out, " ") + "}"
	case reflect.Map:
		m := v.(map[string]string)
		var out []string
		for _, k := range slices.Sorted(maps.Keys(m)) {
			out = append(out, k+"="+m[k])
		}
		return "[" + strings.Join(out, ", ") + "]"
	default:
		return fmt.Sprintf("%#v", v)
	}
}

func TestMetadata(t *testing.T) {
	run := &schema.Run{Version: "v9", Rules: "abc"}
	dir := export2(t, store.Results{Documents: storetest.All(nil), Run: run, Version: "v10"})
	for file, name := range map[string]string{DocumentsFile: DocumentsSchema, FindingsFile: FindingsSchema} {
		f, err := os.Open(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		p, err := pq.OpenFile(f, info.Size())
		if err != nil {
			t.Fatal(err)
		}
		for key, want := range map[string]string{"schema": name, "documents": "polcompare.document/v1", "exported_by": "polcompare v10", "analysed_by": "v9", "rules": "abc"} {
			if got, _ := p.Lookup(key); got != want {
				t.Errorf("%s: %s is %q, want %q", file, key, got, want)
			}
		}
	}
}

// Maps have no order in Go; the files have one.
func TestSameBytes(t *testing.T) {
	docs := storetest.Corpus(t)
	for _, d := range docs {
		for i := range 20 {
			d.Meta[fmt.Sprint("column", i)] = fmt.Sprint(i * i)
		}
	}
	var first [2][]byte
	for round := range 3 {
		dir := export2(t, store.Results{Documents: storetest.Copies(docs, 100)})
		for i, file := range []string{DocumentsFile, FindingsFile} {
			b, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				t.Fatal(err)
			}
			if round == 0 {
				first[i] = b
			} else if !bytes.Equal(first[i], b) {
				t.Errorf("%s: the same results gave two files", file)
			}
		}
	}
}

// Row groups end where they must, and a huge policy is a row group of its own.
func TestRowGroups(t *testing.T) {
	huge := func(id string) *schema.Document {
		d := &schema.Document{ID: id}
		for i := range 20_000 {
			d.Findings = append(d.Findings, schema.Finding{Kind: "purpose", Text: strings.Repeat("広告の配信", 60), Span: text.Span{Start: i, End: i + 1}, State: "stated", Section: -1})
		}
		return d
	}
	dir := export2(t, store.Results{Documents: storetest.All([]*schema.Document{huge("a"), {ID: "b"}, huge("c")})})
	for _, file := range []string{DocumentsFile, FindingsFile} {
		f, err := os.Open(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		p, err := pq.OpenFile(f, info.Size())
		if err != nil {
			t.Fatal(err)
		}
		if n := len(p.RowGroups()); n != 2 {
			t.Errorf("%s: %d row groups, want 2", file, n)
		}
	}
	if rows := read[FindingRow](t, filepath.Join(dir, FindingsFile)); len(rows) != 40_000 || rows[39_999].Document != 3 || rows[39_999].Number != 20_000 {
		t.Errorf("%d findings", len(rows))
	}
}

func TestMistakesLeaveTheOldFiles(t *testing.T) {
	docs := storetest.Corpus(t)
	dir := export2(t, store.Results{Documents: storetest.All(docs)})
	before := map[string][]byte{}
	for _, file := range []string{DocumentsFile, FindingsFile} {
		b, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		before[file] = b
	}
	bad := errors.New("documents.jsonl:7: torn")
	broken := func(yield func(*schema.Document, error) bool) {
		if yield(docs[0], nil) {
			yield(nil, bad)
		}
	}
	if err := Export(context.Background(), dir, store.Results{Documents: broken}); !errors.Is(err, bad) {
		t.Errorf("error %v", err)
	}
	if err := Export(context.Background(), filepath.Join(dir, FindingsFile), store.Results{Documents: broken}); err == nil {
		t.Error("no error for a directory that is a file")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("left behind: %v %v", entries, err)
	}
	for file, b := range before {
		if after, err := os.ReadFile(filepath.Join(dir, file)); err != nil || !bytes.Equal(b, after) {
			t.Errorf("%s was changed: %v", file, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	dir := export2(t, store.Results{Documents: storetest.All(nil)})
	never := func(*FindingRow) error { return errors.New("a row") }
	if err := Read(filepath.Join(dir, DocumentsFile), never); err == nil || !strings.Contains(err.Error(), `schema "polcompare.parquet.documents/v1", want`) {
		t.Errorf("the other file: %v", err)
	}
	name := filepath.Join(dir, "no.parquet")
	if err := os.WriteFile(name, []byte("no Parquet at all"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Read(name, never); err == nil || !strings.Contains(err.Error(), "no.parquet") {
		t.Errorf("no Parquet: %v", err)
	}
}

// COLUMNS.md lists the columns of both files.
func TestColumnsAreDocumented(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Columns of the Parquet files\n\nSpans are half-open ranges of bytes in the decoded source, which is UTF-8.\nStrings that are not known are empty. `polcompare.parquet.documents/v1`,\n`polcompare.parquet.findings/v1`; within a version columns are only added.\n")
	for _, table := range []struct {
		file string
		of   reflect.Type
	}{{DocumentsFile, reflect.TypeFor[Document]()}, {FindingsFile, reflect.TypeFor[FindingRow]()}} {
		fmt.Fprintf(&b, "\n## %s\n\n| column | type | meaning |\n| --- | --- | --- |\n", table.file)
		columns(t, &b, "", table.of)
	}
	if *update {
		if err := os.WriteFile("COLUMNS.md", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("COLUMNS.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != b.String() {
		t.Error("COLUMNS.md is old: go test ./pkg/store/parquet -update rewrites it")
	}
}

func columns(t *testing.T, b *strings.Builder, prefix string, of reflect.Type) {
	for i := range of.NumField() {
		f := of.Field(i)
		if f.Anonymous { // its fields are columns of the table itself
			columns(t, b, prefix, f.Type)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		doc := f.Tag.Get("doc")
		if name == "" || doc == "" {
			t.Errorf("%s.%s: no name or no meaning", of.Name(), f.Name)
		}
		kind, inner := typeName(f.Type)
		fmt.Fprintf(b, "| `%s%s` | %s | %s |\n", prefix, name, kind, doc)
		if inner != nil {
			columns(t, b, prefix+name+".", inner)
		}
	}
}

func typeName(of reflect.Type) (name string, inner reflect.Type) {
	switch of.Kind() {
	case reflect.Pointer:
		name, _ = typeName(of.Elem())
		return name + ", may be null", nil
	case reflect.Map:
		return "map of strings", nil
	case reflect.Slice:
		if of.Elem().Kind() == reflect.Struct {
			return "list of", of.Elem()
		}
		name, _ = typeName(of.Elem())
		return "list of " + name, nil
	default:
		return of.Kind().String(), nil
	}
}

// Memory does not grow with the corpus once a row group is full.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("exports 5,000 policies")
	}
	docs := storetest.Corpus(t)
	peak := func(n int) uint64 {
		most := uint64(0)
		i := 0
		watched := func(yield func(*schema.Document, error) bool) {
			for d, err := range storetest.Copies(docs, n) {
				if i++; i%250 == 0 {
					runtime.GC()
					var m runtime.MemStats
					runtime.ReadMemStats(&m)
					most = max(most, m.HeapAlloc)
				}
				if !yield(d, err) {
					return
				}
			}
		}
		export2(t, store.Results{Documents: watched})
		return most
	}
	small, large := peak(1000), peak(4000)
	t.Logf("heap %d MiB at 1,000 policies, %d MiB at 4,000", small>>20, large>>20)
	if large > small+32<<20 {
		t.Errorf("heap grows: %d bytes, then %d", small, large)
	}
}

func BenchmarkExport(b *testing.B) {
	docs := storetest.Corpus(b)
	for b.Loop() {
		export2(b, store.Results{Documents: storetest.Copies(docs, 500)})
	}
	b.ReportMetric(500*float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}
