package polcompare_test

import (
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/drift"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/rules"
)

// Two short policies.
const (
	midori = `株式会社みどり プライバシーポリシー

1. 利用目的
当社は、取得した個人情報を以下の目的で利用します。
(1) 広告の配信のため
(2) お問い合わせへの対応のため
`
	sakura = `株式会社さくら プライバシーポリシー

1. 利用目的
当社は、取得した個人情報を以下の目的で利用します。
(1) お問い合わせへの対応のため
(2) アンケートの実施のため
`
)

func ExampleNew() {
	analyzer, err := polcompare.New(polcompare.Options{})
	if err != nil {
		log.Fatal(err)
	}
	policies, err := analyzer.Bytes("midori.txt", []byte(midori))
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range policies {
		fmt.Println(p.Document.Company, p.Document.Lang)
		for _, f := range p.Findings {
			fmt.Println(f.Kind, f.Categories, f.Text, f.Span)
		}
	}
	// Output:
	// 株式会社みどり ja
	// purpose [advertising] 広告の配信のため [150,174)
	// purpose [inquiry_response] お問い合わせへの対応のため [179,218)
}

// A mistake in a directory of rules says where it stands.
func ExampleNew_rules() {
	dir, err := os.MkdirTemp("", "rules")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Mkdir(filepath.Join(dir, "en"), 0o777); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "en", "my.rules"), []byte("category purpose/x\n    colour red\n"), 0o666); err != nil {
		log.Fatal(err)
	}
	_, err = polcompare.New(polcompare.Options{RuleDirs: []string{dir}})
	var mistake *rules.Error
	if errors.As(err, &mistake) {
		fmt.Println(filepath.Base(mistake.File), mistake.Line, mistake.Column)
	}
	// Output: my.rules 2 5
}

func ExampleAnalyzer_File() {
	dir, err := os.MkdirTemp("", "policies")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "midori.txt")
	if err := os.WriteFile(file, []byte(midori), 0o666); err != nil {
		log.Fatal(err)
	}
	analyzer, err := polcompare.New(polcompare.Options{})
	if err != nil {
		log.Fatal(err)
	}
	policies, err := analyzer.File(file)
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range policies[0].Findings {
		fmt.Println(policies[0].Document.Source.Position(f.Span.Start), f.Text)
	}
	// Output:
	// 5:5 広告の配信のため
	// 6:5 お問い合わせへの対応のため
}

func ExampleCompare() {
	analyzer, err := polcompare.New(polcompare.Options{})
	if err != nil {
		log.Fatal(err)
	}
	var all []*extract.Result
	for name, policy := range map[string]string{"midori.txt": midori, "sakura.txt": sakura} { // in any order
		policies, err := analyzer.Bytes(name, []byte(policy))
		if err != nil {
			log.Fatal(err)
		}
		all = append(all, policies...)
	}
	matrix, err := polcompare.Compare(all, compare.Options{OnlyDifferences: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range matrix.Rows {
		for i, cell := range row.Cells {
			fmt.Println(row.Label.EN, "–", matrix.Columns[i].Company, "–", cell.State)
		}
	}
	// Output:
	// advertising – 株式会社さくら – silent
	// advertising – 株式会社みどり – stated
	// surveys – 株式会社さくら – stated
	// surveys – 株式会社みどり – silent
}

func ExampleDrift() {
	analyzer, err := polcompare.New(polcompare.Options{})
	if err != nil {
		log.Fatal(err)
	}
	original, err := analyzer.Bytes("ja.txt", []byte("当社は、個人データを第三者に提供しません。\n\n当社は、請求から14日以内に回答します。\n"))
	if err != nil {
		log.Fatal(err)
	}
	translation, err := analyzer.Bytes("en.txt", []byte("The Company does not provide personal data to third parties.\n\nThe Company replies within 30 days of the request.\n"))
	if err != nil {
		log.Fatal(err)
	}
	result, err := polcompare.Drift(original, translation, drift.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range result.Divergences {
		fmt.Println(d.Type, d.Severity, d.Original.Text, "/", d.Translation.Text)
	}
	// Output: number high 14日 / 30 days
}
