package schema

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// fields returns the names of the JSON fields of a struct type, and of those
// that are always written.
func fields(t reflect.Type) (all, required []string) {
	for i := range t.NumField() {
		name, option, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		all = append(all, name)
		if option != "omitempty" && option != "omitzero" {
			required = append(required, name)
		}
	}
	slices.Sort(all)
	slices.Sort(required)
	return all, required
}

// The types and the JSON Schemas name the same fields.
func TestTypesFollowTheSchemas(t *testing.T) {
	type object struct {
		Properties map[string]json.RawMessage
		Required   []string
		Defs       map[string]json.RawMessage `json:"$defs"`
	}
	for _, c := range []struct {
		file string
		path string // below the top, by the keys of objects
		of   any
	}{
		{"document.v1.json", "", Document{}},
		{"document.v1.json", "properties/dates/items", Date{}},
		{"document.v1.json", "properties/sections/items", Section{}},
		{"document.v1.json", "properties/promises/items", Promise{}},
		{"document.v1.json", "properties/notes/items", Note{}},
		{"document.v1.json", "$defs/finding", Finding{}},
		{"document.v1.json", "$defs/finding/properties/evidence/items", Evidence{}},
		{"drift.v1.json", "", Drift{}},
		{"drift.v1.json", "$defs/document", DriftDocument{}},
		{"drift.v1.json", "properties/alignment/items", DriftPair{}},
		{"drift.v1.json", "properties/divergences/items", Divergence{}},
		{"drift.v1.json", "properties/summary", DriftSummary{}},
		{"failure.v1.json", "", Failure{}},
		{"run.v1.json", "", Run{}},
		{"run.v1.json", "properties/options", RunOptions{}},
		{"run.v1.json", "properties/inputs", RunInputs{}},
		{"run.v1.json", "properties/counts", RunCounts{}},
	} {
		at, err := os.ReadFile(filepath.Join("..", "..", "testdata", "schema", c.file))
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range strings.Split(c.path, "/") {
			if key == "" {
				continue
			}
			var m map[string]json.RawMessage
			if err := json.Unmarshal(at, &m); err != nil {
				t.Fatal(err)
			}
			if at = m[key]; at == nil {
				t.Fatalf("%s has no %s", c.file, c.path)
			}
		}
		var o object
		if err := json.Unmarshal(at, &o); err != nil {
			t.Fatal(err)
		}
		var names []string
		for n := range o.Properties {
			names = append(names, n)
		}
		slices.Sort(names)
		slices.Sort(o.Required)
		all, required := fields(reflect.TypeOf(c.of))
		if !slices.Equal(all, names) {
			t.Errorf("%T has the fields %v, %s %s has %v", c.of, all, c.file, c.path, names)
		}
		if !slices.Equal(required, o.Required) {
			t.Errorf("%T always writes %v, %s %s requires %v", c.of, required, c.file, c.path, o.Required)
		}
	}
}
