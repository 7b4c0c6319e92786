// Package corpus holds sample privacy policies in Japanese and English, written for this project, with the findings that a careful reader takes from them.
//
// Every company, person, address, telephone number and domain in the policies is invented, and no sentence comes from a real policy; the phrases that
// Japanese privacy law itself prescribes are rendered in the usual way. The policies imitate what real ones do to a reader: lines broken inside words,
// lists run together in one paragraph, headings that are only bold, numbers that jump, two policies in one file, a contact promised and never given.
//
// For each policies/NAME.EXT there is policies/NAME.gold.json, the findings and section topics expected of it. A policy and its translation share the
// manifest's pair name; policies/PAIR.drift.gold.json lists the places where the translation was made to tell its reader something else.
package corpus

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// FS holds the policies, their gold files and manifest.json, under slash-separated paths.
//
//go:embed manifest.json policies
var FS embed.FS

const manifestSchema = "polcompare.manifest/v1"

// Entry describes one policy file of the corpus.
type Entry struct {
	Path     string `json:"path"`               // where it stands in FS
	Company  string `json:"company"`            // as the policy names it
	Lang     string `json:"lang"`               // "ja" or "en"
	Edition  string `json:"edition"`            // date of its latest revision, YYYY-MM-DD
	Industry string `json:"industry"`           // one word
	Pair     string `json:"pair,omitempty"`     // shared by an original and its translation; otherwise empty
	Original bool   `json:"original,omitempty"` // whether it is the original of its pair
	Licence  string `json:"licence"`            // SPDX identifier
}

// Manifest returns the entries of manifest.json in their order, which is that of their paths.
// An unknown key, a schema other than the known one, or anything after the object is an error.
func Manifest() ([]Entry, error) {
	data, err := ReadFile("manifest.json")
	if err != nil {
		return nil, err
	}
	entries, err := parseManifest(data)
	if err != nil {
		return nil, fmt.Errorf("corpus: manifest.json: %w", err)
	}
	return entries, nil
}

func parseManifest(data []byte) ([]Entry, error) {
	var manifest struct {
		Schema   string  `json:"schema"`
		Policies []Entry `json:"policies"`
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&manifest); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one JSON value")
	}
	if manifest.Schema != manifestSchema {
		return nil, fmt.Errorf("schema %q, want %q", manifest.Schema, manifestSchema)
	}
	return manifest.Policies, nil
}

// ReadFile returns the content of the named file of FS.
func ReadFile(name string) ([]byte, error) {
	data, err := FS.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("corpus: %w", err)
	}
	return data, nil
}
