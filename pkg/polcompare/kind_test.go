package polcompare

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/polcompare/polcompare/pkg/extract"
)

// What is no privacy policy is told, with a reason; what is one is never
// taken for anything else.
func TestKinds(t *testing.T) {
	a := analyzer(t, Options{})
	samples, err := txtar.ParseFile("testdata/kinds.txtar")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, f := range samples.Files {
		want, name, _ := strings.Cut(f.Name, "/")
		results, err := a.Bytes(name, f.Data)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		for _, r := range results {
			if string(r.Kind) != want || (r.Why == "") != (r.Kind == extract.PolicyKind) {
				t.Errorf("%s is taken for %s (%s)", f.Name, r.Kind, r.Why)
			}
		}
		kinds[want]++
	}
	t.Log(kinds)
}

// Every policy of the sample corpus, and of real companies where they are at
// hand, is taken for one.
func TestPoliciesAreTakenForPolicies(t *testing.T) {
	a := analyzer(t, Options{})
	dirs := []string{"../../corpus/policies"}
	if _, err := os.Stat(sharedDir); err != nil {
		t.Logf("%s is not here: only the sample policies are checked", sharedDir)
	} else {
		for _, d := range []string{"seeds", "policies", "pairs"} {
			dirs = append(dirs, filepath.Join(sharedDir, d))
		}
	}
	n := 0
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !extensions[strings.ToLower(filepath.Ext(path))] {
				return err
			}
			results, err := a.File(path)
			if err != nil {
				t.Log(err) // of a format that is not read; the golden file of facts says which
				return nil
			}
			for _, r := range results {
				n++
				if r.Kind != extract.PolicyKind {
					t.Errorf("%s is taken for %s (%s)", r.Document.ID, r.Kind, r.Why)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d policies", n)
	if n == 0 {
		t.Error("nothing was checked")
	}
}
