package ingest

import (
	"fmt"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	p := os.Getenv("DUMP")
	if p == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(p)
	f, err := Read(p, b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%s %s title=%q lines=%d links=%d\n", f.Format, f.Encoding, f.Title, len(f.Lines), len(f.Links))
	roles := []string{"text", "HEAD", "item", "term", "detail", "cell"}
	for _, l := range f.Lines {
		b := ""
		if l.Bold {
			b = "B"
		}
		if !l.Bullet.Empty() {
			b += "•"
		}
		rc := ""
		if l.Row > 0 {
			rc = fmt.Sprintf("r%dc%d", l.Row, l.Column)
		}
		if l.Header {
			rc += "H"
		}
		fmt.Printf("%4d +%d %s%d i%d %s%s|%s\n", l.Block, l.Gap, roles[l.Role], l.Level, l.Indent, rc, b, f.View.Slice(l.Span))
	}
	for _, l := range f.Links {
		fmt.Printf("LINK %q -> %s [%s]\n", f.View.Slice(l.Span), l.Target, f.Source.Slice(l.Source))
	}
	for _, n := range f.Notes {
		fmt.Printf("NOTE %s %s\n", f.Source.Position(n.Span.Start), n.Message)
	}
}
