package main

import (
	"bytes"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/polcompare"
)

func Example() {
	if err := report(os.Stdout, "rules", "testdata/seseragi.txt"); err != nil {
		log.Fatal(err)
	}
	// Output:
	//  7 stated purpose: medical_care: 診療の提供および入院中の看護のため
	//  8 stated purpose: inquiry_response: お問い合わせへの対応のため
	// 11 denied exception: sale: 患者さまの個人情報を第三者に販売することは一切ありません
	// 14 stated retention: period: ５年間保存 = P5Y
	// 14 stated retention: period: 90日間保管 = P90D
	// せせらぎ病院 denies 1 of its 5 statements
}

func TestEnglishPeriods(t *testing.T) {
	a, err := polcompare.New(polcompare.Options{Extractors: []*extract.Extractor{retention}})
	if err != nil {
		t.Fatal(err)
	}
	const policy = "Example Inc. Privacy Policy\n\nWe keep the records of your account for 30 days and erase all of them within ２ months.\n"
	results, err := a.Bytes("policy.txt", []byte(policy))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range results[0].Findings {
		if f.Kind == Retention {
			got = append(got, f.Value+" "+policy[f.Span.Start:f.Span.End])
		}
	}
	if want := "P30D for 30 days; P2M within ２ months"; strings.Join(got, "; ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBrokenRule(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "en"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "en/a.rules"), []byte("category purpose/x\n    colour red\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	err := report(&bytes.Buffer{}, dir, "testdata/seseragi.txt")
	if err == nil || !strings.Contains(err.Error(), "a.rules:2:5: ") {
		t.Errorf("error %v does not name file, line and column", err)
	}
}
