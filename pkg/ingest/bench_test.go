package ingest

import (
	"os"
	"path/filepath"
	"testing"
)

// corpus returns the real policies beside the module, or skips.
func sharedFiles(tb testing.TB) []string {
	root := filepath.Join("..", "..", "..", "shared")
	if _, err := os.Stat(root); err != nil {
		tb.Skipf("no sample policies at %s", root)
	}
	var out []string
	filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			switch filepath.Ext(p) {
			case ".txt", ".md", ".html", ".htm", ".php", ".tpl":
				out = append(out, p)
			}
		}
		return err
	})
	return out
}

func BenchmarkReal(b *testing.B) {
	for _, f := range []string{"seeds/002_5d184f4e301a0013.txt", "policies/more/en-ota-line.md", "policies/more/en-automattic.md", "policies/more/ja-konami-notice.md", "policies/more/ja-bft.html", "pairs/thundersoft-emui/en.html", "policies/more/ja-nanto-haiku-app-sjis.htm"} {
		data, err := os.ReadFile("../../../shared/" + f)
		if err != nil {
			b.Skip(err)
		}
		b.Run(filepath.Base(f), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				Read(f, data, Options{})
			}
		})
	}
}
