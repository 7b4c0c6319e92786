package batch_test

import (
	"context"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/polcompare/polcompare/pkg/batch"
)

const (
	midori = "株式会社みどり プライバシーポリシー\n\n1. 利用目的\n当社は、取得した個人情報を以下の目的で利用します。\n(1) 広告の配信のため\n"
	sakura = "株式会社さくら プライバシーポリシー\n\n1. 利用目的\n当社は、取得した個人情報を以下の目的で利用します。\n(1) アンケートの実施のため\n"
)

// files writes files into a new directory, given as name, content, …
func files(parts ...string) (dir string) {
	dir, err := os.MkdirTemp("", "batch")
	if err != nil {
		log.Fatal(err)
	}
	for i := 0; i < len(parts); i += 2 {
		if err := os.WriteFile(filepath.Join(dir, parts[i]), []byte(parts[i+1]), 0o666); err != nil {
			log.Fatal(err)
		}
	}
	return dir
}

func ExampleRun() {
	dir := files("midori.txt", midori, "sakura.txt", sakura, "corpus.csv", "path,industry\nmidori.txt,retail\nsakura.txt,games\nkaede.txt,games\n")
	defer os.RemoveAll(dir)
	o := batch.Options{Out: filepath.Join(dir, "results")}
	o.Inputs = []string{filepath.Join(dir, "corpus.csv")}
	sum, err := batch.Run(context.Background(), o)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(sum.Counts.Documents, "policies,", sum.Counts.Failed(), "failure")
	for d, err := range batch.Documents(o.Out) {
		if err != nil {
			log.Fatal(err)
		}
		for _, f := range d.Findings {
			fmt.Println(d.ID, d.Meta["industry"], d.Company, f.Kind, f.Categories)
		}
	}
	for f, err := range batch.Failures(o.Out) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(f.ID, f.Kind)
	}
	// Output:
	// 2 policies, 1 failure
	// midori.txt retail 株式会社みどり purpose [advertising]
	// sakura.txt games 株式会社さくら purpose [survey]
	// kaede.txt missing
}

// Policies can come from anywhere.
func ExampleSources_Units() {
	s := batch.Sources{Inputs: []string{"-"}, Stdin: strings.NewReader(`{"id":"a","text":"…","year":"2020"}` + "\n" + `{"id":"b","text":"…"}`)}
	for u, err := range s.Units() {
		if err != nil {
			log.Fatal(err)
		}
		for _, f := range u.Files {
			fmt.Println(f.ID, f.Meta)
		}
	}
	// Output:
	// a map[year:2020]
	// b map[]
}

// One unit's lines, for engines that spread the work over machines.
func ExampleAnalyst_Unit() {
	a, err := batch.NewAnalyst(batch.Analysis{})
	if err != nil {
		log.Fatal(err)
	}
	u := batch.Unit{Files: []batch.File{{ID: "midori", Path: "midori.txt", Meta: map[string]string{"year": "2020"}}}}
	out, err := a.Unit(u, []batch.Content{{Data: []byte(midori)}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(out.Counts.Documents, out.Counts.Findings, strings.Count(string(out.Documents), "\n"))
	// Output: 1 1 1
}

// What a program does that shares a corpus out among machines: one lists the
// units, the others analyse them.
func ExampleLedger() {
	var ledger batch.Ledger
	var lines []byte
	analyst, err := batch.NewAnalyst(batch.Analysis{})
	if err != nil {
		panic(err)
	}
	for _, id := range []string{"a.md", "b.md", "a.md"} {
		u := batch.Unit{Files: []batch.File{{Path: id}}}
		c := batch.Content{Data: []byte("# Privacy policy\n\nWe use your name to send you advertising.\n")}
		c.Repeated = ledger.Add(u)[0]
		if id == "b.md" {
			c = batch.Content{Err: batch.FaultOf(fs.ErrNotExist)}
		}
		out, err := analyst.Unit(u, []batch.Content{c})
		if err != nil {
			panic(err)
		}
		lines = append(lines, out.Failures...)
	}
	fmt.Print(string(lines))
	fmt.Println(ledger.Inputs().Done, "files")
	// Output:
	// {"schema":"polcompare.failure/v1","id":"b.md","path":"b.md","kind":"missing","reason":"file does not exist"}
	// {"schema":"polcompare.failure/v1","id":"a.md","path":"a.md","kind":"duplicate","reason":"a.md: another input has this id already: left out"}
	// 3 files
}
