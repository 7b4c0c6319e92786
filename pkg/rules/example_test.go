package rules_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Which topics the words of a heading speak for.
func ExampleBook_Scan() {
	book, err := rules.Default().Book("en")
	if err != nil {
		log.Fatal(err)
	}
	heading := text.Identity(text.NewSource("policy.txt", "Use of cookies"))
	scan := book.Scan(book.Fold(heading))
	whole := text.Span{End: len(heading.Text())}
	for _, fired := range scan.Eval(rules.Topic, rules.Input{rules.Heading: whole}) {
		fmt.Println(fired.Rule.Name)
	}
	// Output: cookies
}

// An overlay is a directory of rules laid over the built-in ones.
func ExampleLoad() {
	dir, err := os.MkdirTemp("", "rules")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Mkdir(filepath.Join(dir, "en"), 0o777); err != nil {
		log.Fatal(err)
	}
	const rule = "extend category purpose/fulfilment\n    5 blood donations?\n    = to arrange blood donations\n"
	if err := os.WriteFile(filepath.Join(dir, "en", "donors.rules"), []byte(rule), 0o666); err != nil {
		log.Fatal(err)
	}
	set, err := rules.Load(dir)
	if err != nil {
		log.Fatal(err) // names file, line and column
	}
	fmt.Println(len(set.Files()) - len(rules.Default().Files()))
	// Output: 1
}

func ExampleTaxonomy() {
	fmt.Println(rules.Taxonomy().Kinds())
	fmt.Println(rules.Taxonomy().Label("exception", "entrustment", "en"), "–", rules.Taxonomy().Statute("entrustment"))
	// Output:
	// [purpose exception disclaimer contact voluntariness]
	// entrustment (processors) – 27(5)(i)
}
