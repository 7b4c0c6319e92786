package batch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/polcompare/polcompare/pkg/batch/internal/sample"
)

// archive writes policies into an archive and returns its path and size.
func archive(t testing.TB, n int) (string, int64) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "policies.tar")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := sample.Tar(f, 0, n); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, info.Size()
}

// Whole runs over an archive of policies of ten kilobytes.
func BenchmarkRun(b *testing.B) {
	const n = 200
	in, size := archive(b, n)
	for _, j := range []int{1, 2} {
		b.Run(fmt.Sprint("j", j), func(b *testing.B) {
			b.SetBytes(size)
			for b.Loop() {
				o := Options{Out: filepath.Join(b.TempDir(), "out"), Workers: j}
				o.Inputs = []string{in}
				if _, err := Run(context.Background(), o); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "policies/s")
		})
	}
}
