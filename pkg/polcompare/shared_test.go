package polcompare

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/extract"
)

// sharedDir holds texts of others, for measuring only; it stands beside the
// project where there is one.
const sharedDir = "../../../shared"

// Every finding of every text must be what a person sees at its place.
func TestFindingsAreWhatTheFilesSay(t *testing.T) {
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	dirs := []string{"../../corpus/policies"}
	if _, err := os.Stat(sharedDir); err != nil {
		t.Logf("%s is not here: only the sample policies are checked", sharedDir)
	} else {
		for _, d := range []string{"seeds", "policies", "pairs"} {
			dirs = append(dirs, filepath.Join(sharedDir, d))
		}
	}
	files, findings := 0, 0
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			switch strings.ToLower(filepath.Ext(path)) {
			case ".txt", ".md", ".html", ".htm", ".php", ".tpl", ".pdf":
			default:
				return nil
			}
			results, err := a.File(path)
			if err != nil {
				t.Errorf("%v", err)
				return nil
			}
			files++
			for _, r := range results {
				for _, f := range r.Statements() {
					findings++
					checkFinding(t, r, f)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d files, %d findings", files, findings)
	if files == 0 || findings == 0 {
		t.Error("nothing was checked")
	}
}

func checkFinding(t *testing.T, r *extract.Result, f extract.Finding) {
	t.Helper()
	d := r.Document
	src := d.Source.Text()
	where := d.Path + ": " + f.Kind + " " + f.Rule
	if f.Span.Start < 0 || f.Span.End > len(src) || f.Span.Start >= f.Span.End {
		t.Errorf("%s: span %v of %d bytes", where, f.Span, len(src))
		return
	}
	for _, at := range []int{f.Span.Start, f.Span.End} {
		if at < len(src) && utf8.ValidString(src) && !utf8.RuneStart(src[at]) {
			t.Errorf("%s: span %v cuts a character", where, f.Span)
		}
	}
	if f.Text != d.Visible(f.Span) {
		t.Errorf("%s: text %q, at the span %q", where, f.Text, d.Visible(f.Span))
	}
	if d.Format != "html" && f.Text != src[f.Span.Start:f.Span.End] {
		t.Errorf("%s: text %q, in the source %q", where, f.Text, src[f.Span.Start:f.Span.End])
	}
	if strings.TrimSpace(f.Text) == "" {
		t.Errorf("%s: nothing to see at span %v", where, f.Span)
	}
	if f.Text != strings.TrimSpace(f.Text) {
		t.Errorf("%s: white space around %q", where, f.Text)
	}
	if len(f.Categories) == 0 || f.Confidence <= 0 || f.Confidence > 1 || f.Rule == "" {
		t.Errorf("%s: categories %q, confidence %v", where, f.Categories, f.Confidence)
	}
}
