package extract

import (
	"fmt"
	"os"
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
)

func TestZZDebug(t *testing.T) {
	p := os.Getenv("DBG")
	if p == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(p)
	f, err := ingest.Read(p, b, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	docs, _ := policy.Parse(f, policy.Options{})
	for _, d := range docs {
		r := newContactReader(&Pass{Doc: d, result: &Result{}})
		r.read()
		for i, l := range r.lines {
			fmt.Printf("%d sec=%d cl=%d blk=%d head=%v lab=%v soft=%v short=%v lead=%d | %.200q\n", i, l.section, l.clause, l.block, l.heading, l.label, l.soft, l.short(), d.Clauses[l.clause].LeadIn, r.str(i))
			for _, f := range r.found {
				if f.line == i {
					fmt.Printf("      -> %s %s %q %s\n", f.typ, f.role, f.value, f.rule)
				}
			}
		}
		fmt.Println(r.names)
	}
}
