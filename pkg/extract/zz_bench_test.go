package extract

import (
	"os"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
)

func benchDocs(b *testing.B, name, s string) []*policy.Document {
	f, err := ingest.Read(name, []byte(s), ingest.Options{})
	if err != nil {
		b.Fatal(err)
	}
	docs, err := policy.Parse(f, policy.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return docs
}

func runBench(b *testing.B, name, s string) {
	docs := benchDocs(b, name, s)
	b.SetBytes(int64(len(s)))
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		for _, d := range docs {
			Contacts.Run(&Pass{Doc: d, result: &Result{Document: d}})
		}
	}
}

func BenchmarkZZURL(b *testing.B) {
	runBench(b, "x.md", "# お問い合わせ\n\n"+strings.Repeat("https://a.b/contact ", 2000))
}
func BenchmarkZZLine(b *testing.B) {
	s, _ := os.ReadFile(os.Getenv("DBG"))
	runBench(b, os.Getenv("DBG"), string(s))
}
func BenchmarkZZA(b *testing.B) {
	runBench(b, "x.md", "# お問い合わせ\n\n"+strings.Repeat("a ", 50000))
}
