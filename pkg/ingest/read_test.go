package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestShared reads the real policies that stand beside the module where it is
// developed.
func TestShared(t *testing.T) {
	for _, p := range sharedFiles(t) {
		if strings.Contains(p, string(filepath.Separator)+"eval"+string(filepath.Separator)) {
			continue
		}
		t.Run(filepath.Base(filepath.Dir(p))+"/"+filepath.Base(p), func(t *testing.T) {
			data, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			f, err := Read(p, data, Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkFile(t, f)
			if f.Encoding == "utf-8" && f.Source.Text() != string(data) {
				t.Error("the source is not the file")
			}
			if n := len(f.View.Text()) / len(f.Lines); len(f.Lines) < 3 || n < 10 || n > 1500 {
				t.Errorf("%d lines with %d bytes on the average", len(f.Lines), n)
			}
		})
	}
}
