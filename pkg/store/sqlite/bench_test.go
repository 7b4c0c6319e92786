package sqlite

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/polcompare/polcompare/pkg/store"
	"github.com/polcompare/polcompare/pkg/store/storetest"
)

func BenchmarkExport(b *testing.B) {
	docs := storetest.Corpus(b)
	for b.Loop() {
		if err := Export(context.Background(), filepath.Join(b.TempDir(), "x.db"), store.Results{Documents: storetest.Copies(docs, 500)}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(500*float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}
