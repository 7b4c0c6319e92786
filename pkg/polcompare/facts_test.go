package polcompare

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var updateFacts = flag.Bool("update-facts", false, "rewrite testdata/facts.jsonl from the files beside the project")

const factsFile = "testdata/facts.jsonl"

// fileFacts are what is known of a real file: counts and names of kinds, no text.
type fileFacts struct {
	File     string     `json:"file"`
	Format   string     `json:"format,omitempty"`
	Encoding string     `json:"encoding,omitempty"`
	Policies []docFacts `json:"policies,omitempty"`
	Refused  string     `json:"refused,omitempty"` // why it is not read
}

type docFacts struct {
	Lang     string   `json:"lang"`
	Kind     string   `json:"kind"`
	Sections int      `json:"sections"`
	Clauses  int      `json:"clauses"`
	Company  bool     `json:"company"`         // it is found
	Title    bool     `json:"title"`           // it is found
	Dates    []string `json:"dates,omitempty"` // their roles
	Links    int      `json:"links"`
	Notes    int      `json:"notes"`
}

func factsOf(a *Analyzer, path, name string) fileFacts {
	out := fileFacts{File: name}
	results, err := a.File(path)
	if err != nil {
		out.Refused = strings.TrimPrefix(err.Error(), path+": ")
		return out
	}
	for _, r := range results {
		d := r.Document
		out.Format, out.Encoding = d.Format, d.Encoding
		f := docFacts{
			Lang: d.Lang, Kind: string(r.Kind), Sections: len(d.Sections), Clauses: len(d.Clauses),
			Company: d.Company != "", Title: d.Title != "", Links: len(d.Links), Notes: len(d.Notes),
		}
		for _, date := range d.Dates {
			if !slices.Contains(f.Dates, string(date.Role)) {
				f.Dates = append(f.Dates, string(date.Role))
			}
		}
		out.Policies = append(out.Policies, f)
	}
	return out
}

// TestFacts reads every file of real companies that stands beside the project and
// compares what is known of it with testdata/facts.jsonl. Where reading changes on
// purpose,
//
//	go test ./pkg/polcompare -run TestFacts -update-facts
//
// writes the file anew, and its difference shows what changed.
func TestFacts(t *testing.T) {
	if _, err := os.Stat(sharedDir); err != nil {
		t.Skipf("%s is not here", sharedDir)
	}
	a := analyzer(t, Options{})
	var got []string
	for _, dir := range []string{"policies/dev", "policies/more", "pairs"} {
		root := filepath.Join(sharedDir, filepath.FromSlash(dir))
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) == ".json" {
				return err
			}
			name, err := filepath.Rel(sharedDir, path)
			if err != nil {
				return err
			}
			f := factsOf(a, path, filepath.ToSlash(name))
			line, err := json.Marshal(f)
			if err != nil {
				return err
			}
			got = append(got, string(line))
			for i, p := range f.Policies {
				if p.Clauses == 0 || !p.Company && !p.Title && p.Sections == 0 {
					t.Errorf("%s: policy %d has no text, or neither company, title nor sections: %+v", f.File, i+1, p)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	text := strings.Join(got, "\n") + "\n"
	if *updateFacts {
		if err := os.WriteFile(factsFile, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	old, err := os.ReadFile(factsFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(old) != text {
		t.Errorf("the facts are not those of %s; -update-facts rewrites it\n%s", factsFile, changedLines(string(old), text))
	}
}

// changedLines returns the lines of a and of b that the other has not.
func changedLines(a, b string) string {
	var out strings.Builder
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for _, l := range x {
		if !slices.Contains(y, l) {
			fmt.Fprintf(&out, "- %s\n", l)
		}
	}
	for _, l := range y {
		if !slices.Contains(x, l) {
			fmt.Fprintf(&out, "+ %s\n", l)
		}
	}
	return out.String()
}
