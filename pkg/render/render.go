// Package render writes matrices and findings in every output format: tables
// for terminals, Markdown, CSV, JSON and JSON lines.
//
// JSON and JSON lines follow the contracts polcompare.document/v1 and
// polcompare.matrix/v1. All output is UTF-8; what a text holds of invalid
// UTF-8 is replaced by U+FFFD. Tables and Markdown never print control
// characters or escape sequences of file names and texts raw; see [Clean].
//
// # CSV
//
// CSV is that of RFC 4180: a header row, CRLF line ends, fields quoted where
// they must be. Spreadsheets run a field that starts with =, +, -, @ (or the
// full-width forms of these), a tab or a line break as a formula. Such fields
// get an apostrophe in front, which spreadsheets take as the mark of plain
// text; other readers must take it off. A telephone number "+81 3 …" is
// therefore written "'+81 3 …".
package render

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/extract"
)

// A Format is an output format.
type Format string

const (
	Table    Format = "table"    // for people, with box drawing, fitted to Options.Width
	Markdown Format = "markdown" // GitHub's tables
	CSV      Format = "csv"
	JSON     Format = "json"
	JSONL    Format = "jsonl" // one JSON value a line
)

var formats = []Format{Table, Markdown, CSV, JSON, JSONL}

// Formats returns the names of all formats.
func Formats() []string {
	out := make([]string, len(formats))
	for i, f := range formats {
		out[i] = string(f)
	}
	return out
}

// ParseFormat returns the format called name; "md" and "ndjson" are names of
// Markdown and JSON lines too.
func ParseFormat(name string) (Format, error) {
	switch n := strings.ToLower(name); n {
	case "md":
		return Markdown, nil
	case "ndjson":
		return JSONL, nil
	default:
		for _, f := range formats {
			if n == string(f) {
				return f, nil
			}
		}
	}
	return "", fmt.Errorf("unknown format %q (known: %s)", name, strings.Join(Formats(), ", "))
}

// A Transpose says whether the policies of a table are its rows.
type Transpose string

const (
	TransposeAuto Transpose = "auto" // what needs fewer tables at the given width
	TransposeOn   Transpose = "on"   // policies are rows, one table a kind
	TransposeOff  Transpose = "off"  // policies are columns
)

// ParseTranspose returns the Transpose called name; "" is auto.
func ParseTranspose(name string) (Transpose, error) {
	switch t := Transpose(strings.ToLower(name)); t {
	case "":
		return TransposeAuto, nil
	case TransposeAuto, TransposeOn, TransposeOff:
		return t, nil
	}
	return "", fmt.Errorf("unknown transposition %q (known: %s, %s, %s)", name, TransposeAuto, TransposeOn, TransposeOff)
}

// Options are for people's formats; JSON, JSON lines and CSV heed Evidence
// alone, CSV also Lang. The zero Options are good for a file.
type Options struct {
	// Width is the number of columns that tables and texts may take; 0 for
	// no limit. Less than 40 is taken for 40.
	Width int
	// Color marks states and headings by escape sequences.
	Color bool
	// ASCII draws tables and states with ASCII alone, for terminals that
	// give ● or │ two columns.
	ASCII bool
	// Lang is the language of labels and headings: "ja", or English.
	Lang string
	// Transpose is TransposeAuto if empty.
	Transpose Transpose
	// NoSummary leaves out what stands below a matrix.
	NoSummary bool
	// Evidence adds what the output rests on: to a matrix the quotes of each
	// cell with their places (CSV then has one line a quote), to findings in
	// JSON the rules that made them.
	Evidence bool
	// Signature adds to policies in JSON what near-duplicates are found by.
	Signature bool
}

func (o Options) width() int {
	if o.Width > 0 {
		return max(o.Width, 40)
	}
	return 0
}

// Terminal returns the width of the terminal that f is and whether it shows
// colours; 0 and false if f is no terminal. The environment, read by getenv,
// can set the width by COLUMNS and rule out colours by NO_COLOR or TERM=dumb.
func Terminal(f *os.File, getenv func(string) string) (width int, color bool) {
	fd := int(f.Fd())
	if !term.IsTerminal(fd) {
		return 0, false
	}
	width = 80
	if w, _, err := term.GetSize(fd); err == nil && w > 0 {
		width = w
	}
	if w, err := strconv.Atoi(getenv("COLUMNS")); err == nil && w > 0 {
		width = w
	}
	return width, getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
}

// Matrix writes m to w.
func Matrix(w io.Writer, m *compare.Matrix, f Format, o Options) error {
	switch f {
	case Table:
		return matrixTable(w, m, o)
	case Markdown:
		return matrixMarkdown(w, m, o)
	case CSV:
		return matrixCSV(w, m, o)
	case JSON:
		return matrixJSON(w, m)
	case JSONL:
		return matrixJSONL(w, m)
	}
	return fmt.Errorf("render: a matrix cannot be written as %q", f)
}

// Results writes the findings of results to w, in their order. For results
// that are made one after the other there is [Encoder].
func Results(w io.Writer, results []*extract.Result, f Format, o Options) error {
	switch f {
	case Table:
		return resultsTable(w, results, o)
	case Markdown:
		return resultsMarkdown(w, results, o)
	case CSV:
		return resultsCSV(w, results)
	case JSON:
		return resultsJSON(w, results, o)
	case JSONL:
		e := NewEncoder(w, o)
		for _, r := range results {
			if err := e.Encode(r); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("render: findings cannot be written as %q", f)
}
