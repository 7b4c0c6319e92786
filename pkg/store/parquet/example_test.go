package parquet_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/store"
	"github.com/polcompare/polcompare/pkg/store/parquet"
)

func ExampleRead() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	documents := func(yield func(*schema.Document, error) bool) { // or batch.Documents("results")
		yield(&schema.Document{ID: "a.txt", Company: "青空商店", Findings: []schema.Finding{
			{Kind: "exception", Categories: []string{"consent"}, Text: "同意がある場合", State: "stated", Section: -1}}}, nil)
	}
	if err := parquet.Export(context.Background(), dir, store.Results{Documents: documents}); err != nil {
		fmt.Println(err)
		return
	}
	// Of the columns only those that are needed are read.
	type row struct {
		Company  string `parquet:"company"`
		Category string `parquet:"category"`
		Text     string `parquet:"text"`
	}
	err = parquet.Read(filepath.Join(dir, parquet.FindingsFile), func(r *row) error {
		fmt.Println(r.Company, r.Category, r.Text)
		return nil
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output: 青空商店 consent 同意がある場合
}
