package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/text"
)

func TestFindings(t *testing.T) {
	d := &schema.Document{
		Sections: []schema.Section{{Heading: "第三者提供"}},
		Findings: []schema.Finding{
			{Kind: "contact", Categories: []string{"email", "inquiry", "email", "officer"}, Span: text.Span{Start: 1}, Section: -1},
			{Kind: "exception", Categories: []string{"law", "affiliates", "entrustment"}, Span: text.Span{Start: 3}, Section: 7},
		},
		Denials: []schema.Finding{{Kind: "exception", Span: text.Span{Start: 2}, State: "denied"}},
	}
	got := Findings(d)
	for i, want := range []struct {
		category          string
		categories, roles []string
		beyond            []string
		heading           string
	}{
		{"email", []string{"email"}, []string{"inquiry", "officer"}, nil, ""},
		{"other", []string{"other"}, nil, []string{"other"}, "第三者提供"},
		{"law", []string{"law", "affiliates", "entrustment"}, nil, []string{"affiliates"}, ""},
	} {
		f := got[i]
		if f.Number != i+1 || f.Category != want.category || !slices.Equal(f.Categories, want.categories) || !slices.Equal(f.Roles, want.roles) ||
			!slices.Equal(f.Beyond(), want.beyond) || f.SectionRow.Heading != want.heading {
			t.Errorf("finding %d: %+v, want %+v", i, f, want)
		}
	}
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "out")
	put := func(words string, err error) error {
		return Replace(name, func(temp string) error { return errors.Join(os.WriteFile(temp, []byte(words), 0o600), err) })
	}
	if err := put("one", nil); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("%v %v", info, err)
	}
	if err := os.Chmod(name, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := put("two", errors.New("no")); err == nil {
		t.Error("no error")
	}
	if b, _ := os.ReadFile(name); string(b) != "one" {
		t.Errorf("%q", b)
	}
	if err := put("three", nil); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode of the old file is lost: %v %v", info, err)
	}
	if b, _ := os.ReadFile(name); string(b) != "three" {
		t.Errorf("%q", b)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v %v", entries, err)
	}
}
