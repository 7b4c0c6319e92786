// Command exceptions prints the cases in which a policy allows information to
// go to third parties, with their places in the file.
//
//	go run ./examples/exceptions policy.txt
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/polcompare"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: exceptions FILE")
	}
	if err := exceptions(os.Stdout, os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func exceptions(w io.Writer, file string) error {
	analyzer, err := polcompare.New(polcompare.Options{})
	if err != nil {
		return err
	}
	policies, err := analyzer.File(file) // one result a policy: a file can hold several
	if err != nil {
		return err
	}
	for _, p := range policies {
		for _, f := range p.Findings {
			if f.Kind != extract.Exception {
				continue
			}
			// A finding carries its bytes in the source; line and column follow from them.
			at := p.Document.Source.Position(f.Span.Start)
			if _, err := fmt.Fprintf(w, "%s:%s: %s (%s)\n", file, at, f.Text, strings.Join(f.Categories, ", ")); err != nil {
				return err
			}
		}
	}
	return nil
}
