package extract

import (
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
)

func TestZZMut(t *testing.T) {
	rnd := rand.New(rand.NewSource(7))
	var files []string
	for _, g := range []string{"/work/shared/seeds/*.txt", "/work/shared/policies/dev/*.md", "/work/shared/policies/dev/*.html", "/work/shared/policies/more/*.md", "/work/shared/policies/more/*.txt", "/work/shared/policies/more/*.html"} {
		m, _ := filepath.Glob(g)
		files = append(files, m...)
	}
	var bits []string
	for _, f := range files {
		b, _ := os.ReadFile(f)
		for _, l := range strings.Split(string(b), "\n") {
			if strings.ContainsAny(l, "@〒") || strings.Contains(l, "窓口") || strings.Contains(l, "責任者") || strings.Contains(l, "ontact") || strings.Contains(l, "TEL") || strings.Contains(l, "代表取締役") {
				if len(l) < 400 {
					bits = append(bits, l)
				}
			}
		}
	}
	n := 0
	for it := 0; it < 3000; it++ {
		var sb strings.Builder
		for k := 0; k < 3+rnd.Intn(12); k++ {
			l := bits[rnd.Intn(len(bits))]
			if len(l) > 4 && rnd.Intn(2) == 0 {
				a := rnd.Intn(len(l))
				b := a + rnd.Intn(len(l)-a)
				l = l[:a] + l[b:]
			}
			sb.WriteString(strings.ToValidUTF8(l, "?"))
			sb.WriteString([]string{"\n", " ", "\n\n", "", "<br>", "：", "（"}[rnd.Intn(7)])
		}
		name := []string{"a.md", "a.txt", "a.html"}[rnd.Intn(3)]
		f, err := ingest.Read(name, []byte(sb.String()), ingest.Options{})
		if err != nil {
			continue
		}
		docs, err := policy.Parse(f, policy.Options{})
		if err != nil {
			continue
		}
		for _, d := range docs {
			r := &Result{Document: d}
			st := time.Now()
			if err := Contacts.Run(&Pass{Doc: d, result: r}); err != nil {
				t.Fatal(err)
			}
			if el := time.Since(st); el > 300*time.Millisecond {
				t.Log("slow", el, len(sb.String()))
			}
			n += len(r.Findings)
			if err := checkContacts(r); err != nil {
				t.Errorf("%v\n%s", err, sb.String())
			}
		}
	}
	t.Log(n)
}
