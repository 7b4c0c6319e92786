package sqlite_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"

	"github.com/polcompare/polcompare/pkg/batch"
	"github.com/polcompare/polcompare/pkg/store"
	"github.com/polcompare/polcompare/pkg/store/sqlite"
)

// results writes the results of one policy, as "extract --format jsonl" makes them.
func results(dir string) string {
	name := filepath.Join(dir, "policies.jsonl")
	line := `{"schema":"polcompare.document/v1","id":"a.txt","path":"a.txt","lang":"ja","company":"青空商店","findings":[` +
		`{"kind":"exception","categories":["consent"],"text":"第三者提供への同意がある場合","span":{"start":0,"end":42},"section":-1,"state":"stated"}]}`
	if err := os.WriteFile(name, []byte(line+"\n"), 0o600); err != nil {
		panic(err)
	}
	return name
}

func ExampleExport() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "results.db")
	if err := sqlite.Export(context.Background(), name, store.Results{Documents: batch.Documents(results(dir))}); err != nil {
		fmt.Println(err)
		return
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	var company, text string
	err = db.QueryRow(`SELECT v.company, v.text FROM findings_text t JOIN v_findings v ON v.finding = t.rowid WHERE findings_text MATCH '第三者'`).Scan(&company, &text)
	fmt.Println(company, text, err)
	// Output: 青空商店 第三者提供への同意がある場合 <nil>
}
