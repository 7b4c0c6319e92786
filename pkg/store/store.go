// Package store holds what the exports of results share. Each export is a
// package of its own below this one, so that a program links what it needs:
// [github.com/polcompare/polcompare/pkg/store/sqlite] and
// [github.com/polcompare/polcompare/pkg/store/parquet].
//
// The results in JSON lines (package schema) are the truth; an export is made
// from them in one pass that holds one policy at a time, has the same bytes
// whenever it is made from the same lines, and can be made again at any time.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/schema"
)

// Results are what an export is made from.
type Results struct {
	// Documents yields the policies; an error ends the export.
	Documents iter.Seq2[*schema.Document, error]
	// Failures yields the inputs without a result; nil where nothing is known
	// of them.
	Failures iter.Seq2[*schema.Failure, error]
	// Run says how the results were made, nil where nothing does.
	Run *schema.Run
	// Version is that of the program that exports.
	Version string
}

// Info returns what each export says of itself, by name: its schema, the
// contract of the documents, the versions of the exporting program, of the
// program that analysed, and of the rules. What is not known is "".
func (r *Results) Info(name string) [][2]string {
	var run schema.Run
	if r.Run != nil {
		run = *r.Run
	}
	return [][2]string{
		{"schema", name},
		{"documents", schema.DocumentV1},
		{"exported_by", "polcompare " + r.Version},
		{"analysed_by", run.Version},
		{"rules", run.Rules},
	}
}

// A Finding is a statement of a policy as the exports have it: what is stated
// and what is denied together, roles of contacts apart from categories.
type Finding struct {
	*schema.Finding
	Number     int      // from 1, in the order of the text
	Category   string   // the main one
	Categories []string // each once, the main one first; never empty
	Roles      []string // of contacts
	SectionRow *schema.Section
}

// Findings returns the statements of d in the order of the text. A statement
// without a category has "other", as in a matrix.
func Findings(d *schema.Document) []Finding {
	all := d.Statements()
	out := make([]Finding, len(all))
	for i := range all {
		f := &all[i]
		o := Finding{Finding: f, Number: i + 1, SectionRow: &schema.Section{}}
		o.Categories, o.Roles = rules.Taxonomy().Split(f.Kind, f.Categories)
		o.Category = o.Categories[0]
		if f.Section >= 0 && f.Section < len(d.Sections) {
			o.SectionRow = &d.Sections[f.Section]
		}
		out[i] = o
	}
	return out
}

// Beyond returns those of the categories of an exception that the Act on the
// Protection of Personal Information does not list.
func (f *Finding) Beyond() []string {
	if f.Kind != extract.Exception {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(f.Categories), func(c string) bool { return rules.Taxonomy().Statute(c) != "" })
}

// Replace calls write with the name of a file that does not exist, in the
// directory of name, and puts it in the place of name when it is whole and on
// the disk. After an error what stood at name stands there still.
func Replace(name string, write func(temp string) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err // the name that the caller knows is the other one
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	temp := f.Name()
	defer func() {
		if err != nil {
			os.Remove(temp)
		}
	}()
	if err := f.Close(); err != nil {
		return err
	}
	if err := write(temp); err != nil {
		return err
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			return fmt.Errorf("%s: is not a regular file", name)
		}
		mode = info.Mode().Perm()
	}
	if err := os.Chmod(temp, mode); err != nil {
		return err
	}
	if err := sync(temp); err != nil {
		return err
	}
	if err := os.Rename(temp, name); err != nil {
		return err
	}
	return sync(filepath.Dir(name))
}

func sync(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
