// Command compare prints in what the policies of two companies differ: the
// recruiter and the shop of the sample corpus, unless two files are given.
//
//	go run ./examples/compare [FILE FILE]
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/polcompare"
)

func main() {
	log.SetFlags(0)
	if err := differences(os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func differences(w io.Writer, files []string) error {
	analyzer, err := polcompare.New(polcompare.Options{})
	if err != nil {
		return err
	}
	read := os.ReadFile
	if len(files) != 2 {
		files, read = []string{"policies/recruit-tokiwabashi.txt", "policies/retail-kamomezaka.ja.md"}, corpus.ReadFile
	}
	var both []*extract.Result
	for _, name := range files {
		data, err := read(name)
		if err != nil {
			return err
		}
		policies, err := analyzer.Bytes(name, data)
		if err != nil {
			return err
		}
		both = append(both, policies[0])
	}
	matrix, err := polcompare.Compare(both, compare.Options{OnlyDifferences: true})
	if err != nil {
		return err
	}
	for _, row := range matrix.Rows {
		fmt.Fprintf(w, "%s: %s\n", row.Kind, row.Label.EN)
		for i, cell := range row.Cells {
			fmt.Fprintf(w, "  %s: %s\n", matrix.Columns[i].Company, cell.State)
			for _, f := range cell.Findings {
				fmt.Fprintf(w, "    line %d: %s\n", f.Line, strings.ReplaceAll(f.Text, "\n", " ")) // the text as it stands, line breaks and all
			}
		}
	}
	s := matrix.Summary.Similarity[1][0]
	_, err = fmt.Fprintf(w, "%d things differ; similarity %.2f\n", len(matrix.Rows), s)
	return err
}
