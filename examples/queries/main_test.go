package main

import (
	"context"
	"database/sql"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/store"
	"github.com/polcompare/polcompare/pkg/store/parquet"
	"github.com/polcompare/polcompare/pkg/store/sqlite"
	"github.com/polcompare/polcompare/pkg/store/storetest"
)

var update = flag.Bool("update", false, "rewrite the results in README.md")

// export writes the results of the sample corpus.
func export(t testing.TB) (database, dir string) {
	t.Helper()
	results := store.Results{Documents: storetest.All(storetest.Corpus(t))}
	dir = t.TempDir()
	database = filepath.Join(dir, "results.db")
	if err := sqlite.Export(context.Background(), database, results); err != nil {
		t.Fatal(err)
	}
	if err := parquet.Export(context.Background(), dir, results); err != nil {
		t.Fatal(err)
	}
	return database, dir
}

// SQLite and Parquet give the answers that README.md shows.
func TestAnswers(t *testing.T) {
	database, dir := export(t)
	db, err := sql.Open("sqlite", database)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	text := readme
	for _, q := range questions {
		fromDatabase, err := fromSQLite(db, q)
		if err != nil {
			t.Fatalf("%s: %v", q.title, err)
		}
		rows, err := q.parquet(dir)
		if err != nil {
			t.Fatalf("%s: %v", q.title, err)
		}
		if fromParquet := (table{fromDatabase.head, rows}); fromParquet.String() != fromDatabase.String() || len(rows) < 3 {
			t.Errorf("%s\nSQLite says\n%s\nParquet says\n%s", q.title, fromDatabase, fromParquet)
		}
		before, section, _ := strings.Cut(text, "## "+q.title+"\n")
		section, after, more := strings.Cut(section, "\n## ")
		if more {
			after = "\n## " + after
		}
		question, shown, found := strings.Cut(section, "<!-- result -->\n")
		if !found {
			t.Fatalf("README.md has no place for the result of: %s", q.title)
		}
		if shown = strings.TrimSpace(shown); shown != strings.TrimSpace(fromDatabase.String()) && !*update {
			t.Errorf("%s: README.md shows\n%s\nbut it is (-update rewrites it)\n%s", q.title, shown, fromDatabase)
		}
		text = before + "## " + q.title + "\n" + question + "<!-- result -->\n\n" + fromDatabase.String() + after
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRun(t *testing.T) {
	database, dir := export(t)
	if err := run(database, dir); err != nil {
		t.Error(err)
	}
	if err := run(filepath.Join(dir, "none.db"), dir); err == nil {
		t.Error("no error for a database that is not there")
	}
	if err := run(database, filepath.Join(dir, "none")); err == nil {
		t.Error("no error for files that are not there")
	}
}
