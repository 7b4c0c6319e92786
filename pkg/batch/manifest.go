package batch

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A row of a manifest.
type row struct {
	line  int
	cells map[string]string // by column; without empty ones
}

// Columns with a meaning. All others, and company, language and date, become
// metadata.
const (
	colPath        = "path"
	colText        = "text" // the policy itself, instead of a path
	colID          = "id"
	colPair        = "pair"
	colOriginal    = "original"    // with "translation": a path; else whether the row is the original of its pair
	colTranslation = "translation" // a path
	metaRole       = "role"
)

func isManifest(name string) bool {
	name = strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(name), ".gz"), ".zst")
	return hasEnding(name, ".csv", ".tsv", ".jsonl", ".ndjson")
}

// maxLine is the length in bytes of the longest row of a manifest: a policy of
// the largest usual size, escaped.
const maxLine = 128 << 20

var errLine = fmt.Errorf("a row of more than %d MiB: a quote or a line break is missing", maxLine>>20)

// A rowReader gives an error instead of a row without an end.
type rowReader struct {
	r    io.Reader
	left int
}

func (r *rowReader) Read(b []byte) (int, error) {
	if r.left <= 0 {
		return 0, errLine
	}
	n, err := r.r.Read(b)
	r.left -= n
	return n, err
}

// jsonRows yields the rows of a manifest in JSON lines: objects whose values are
// strings, numbers or truth values.
func jsonRows(name string, r io.Reader) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		buf, ok := r.(*bufio.Reader)
		if !ok {
			buf = bufio.NewReaderSize(r, 64<<10)
		}
		for n := 1; ; n++ {
			fail := func(format string, a ...any) {
				yield(row{}, usagef("%s:%d: %s", name, n, fmt.Sprintf(format, a...)))
			}
			line, err := readLine(buf)
			if err != nil && err != io.EOF {
				fail("%s", err)
				return
			}
			if len(bytes.TrimSpace(line)) > 0 {
				cells, perr := parseObject(line)
				if perr != nil {
					fail("%s", perr)
					return
				}
				if !yield(row{n, cells}, nil) {
					return
				}
			}
			if err == io.EOF {
				return
			}
		}
	}
}

func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if err != bufio.ErrBufferFull {
			return line, err
		}
		if len(line) > maxLine {
			return nil, errLine
		}
	}
}

func parseObject(line []byte) (map[string]string, error) {
	if !utf8.Valid(line) {
		return nil, errors.New("not in UTF-8")
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(line, &object); err != nil {
		return nil, fmt.Errorf("want one JSON object a line: %w", err)
	}
	cells := make(map[string]string, len(object))
	for k, raw := range object {
		var v string
		switch raw[0] {
		case '"':
			if err := json.Unmarshal(raw, &v); err != nil {
				return nil, err
			}
		case 'n': // null
		case '{', '[':
			var b bytes.Buffer
			if err := json.Compact(&b, raw); err != nil {
				return nil, err
			}
			v = b.String()
		default:
			v = string(raw)
		}
		col := column(k)
		if _, twice := object[col]; twice && col != k {
			return nil, fmt.Errorf("the keys %q and %q mean the same", k, col)
		}
		if v != "" {
			cells[col] = v
		}
	}
	return cells, nil
}

// column returns the name of a column: known ones in any case, "lang" for
// language.
func column(s string) string {
	s = strings.TrimSpace(s)
	switch low := strings.ToLower(s); low {
	case "lang":
		return "language"
	case colPath, colText, colID, colPair, colOriginal, colTranslation, "company", "language", "date":
		return low
	}
	return s
}

// csvRows yields the rows of a manifest in CSV, or with tabs.
func csvRows(name string, r io.Reader, comma rune) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		buf := bufio.NewReaderSize(r, 64<<10)
		dropBOM(buf)
		in := &rowReader{r: buf}
		c := csv.NewReader(in)
		c.Comma = comma
		c.ReuseRecord = true
		fail := func(line int, format string, a ...any) {
			yield(row{}, usagef("%s:%d: %s", name, line, fmt.Sprintf(format, a...)))
		}
		var columns []string
		for line := 1; ; {
			in.left = maxLine
			record, err := c.Read()
			if err == io.EOF {
				if columns == nil {
					fail(1, "no header: want a line with the names of the columns, path among them")
				}
				return
			}
			var pe *csv.ParseError
			switch {
			case errors.As(err, &pe) && errors.Is(err, csv.ErrFieldCount):
				fail(pe.StartLine, "%d fields, but the header has %d: quote fields that hold a %q", len(record), len(columns), comma)
				return
			case errors.As(err, &pe):
				where := ""
				if pe.Line != pe.StartLine {
					where = fmt.Sprintf(" (in the row that begins in line %d)", pe.StartLine)
				}
				fail(pe.Line, "column %d: %s%s", pe.Column, pe.Err, where)
				return
			case errors.Is(err, errLine):
				fail(line+1, "%s", err)
				return
			case err != nil:
				yield(row{}, fmt.Errorf("%s: %w", name, err))
				return
			}
			line, _ = c.FieldPos(0)
			for _, f := range record {
				if !utf8.ValidString(f) {
					fail(line, "not in UTF-8: save the manifest as UTF-8")
					return
				}
			}
			if columns == nil {
				for i, f := range record {
					f = column(f)
					switch {
					case f == "":
						fail(line, "column %d of the header has no name", i+1)
						return
					case slices.Contains(columns, f):
						fail(line, "two columns are called %q", f)
						return
					}
					columns = append(columns, f)
				}
				if !slices.Contains(columns, colPath) && !slices.Contains(columns, colText) && !slices.Contains(columns, colTranslation) {
					fail(line, "the header has no column path (nor text, nor original and translation), but: %s", strings.Join(columns, ", "))
					return
				}
				continue
			}
			cells := make(map[string]string, len(columns))
			for i, f := range record {
				if f != "" {
					cells[columns[i]] = strings.Clone(f)
				}
			}
			if !yield(row{line, cells}, nil) {
				return
			}
		}
	}
}

// openManifest returns the rows of the manifest at path and a function that
// closes it.
func openManifest(path string) (iter.Seq2[row, error], func(), error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, pathError(err)
	}
	r, closer, err := unpacked(f)
	if err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	done := func() { closer(); f.Close() }
	switch name := strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(path), ".gz"), ".zst"); {
	case hasEnding(name, ".csv"):
		return csvRows(path, r, ','), done, nil
	case hasEnding(name, ".tsv"):
		return csvRows(path, r, '\t'), done, nil
	}
	buf := bufio.NewReaderSize(r, 64<<10)
	dropBOM(buf)
	return jsonRows(path, buf), done, nil
}

func (l *lister) manifestFile(p string) bool {
	rows, done, err := openManifest(p)
	if err != nil {
		return l.fail(err)
	}
	defer done()
	return l.rows(p, filepath.Dir(p), rows)
}

// rows yields the units of a manifest: a file a row, or with Pairs the pairs.
// Relative paths are those from dir.
func (l *lister) rows(name, dir string, rows iter.Seq2[row, error]) bool {
	var held *Unit // the first row of a pair, when pairs are wanted
	flush := func() bool {
		if held == nil {
			return true
		}
		u := *held
		held = nil
		u.Err = settle(&u)
		return l.emit(u)
	}
	for r, err := range rows {
		if err != nil {
			if !flush() {
				return false
			}
			return l.fail(err)
		}
		u, err := r.unit(name, dir)
		if err != nil {
			if !flush() {
				return false
			}
			return l.fail(err)
		}
		if !l.s.Pairs || u.Pair == "" || len(u.Files) == 2 {
			if !flush() || !l.emit(u) {
				return false
			}
			continue
		}
		if held != nil && held.Pair == u.Pair && len(held.Files) == 1 {
			held.Files = append(held.Files, u.Files[0])
			continue
		}
		if !flush() {
			return false
		}
		held = &u
	}
	return flush()
}

// settle puts the original of a pair in front and says so in the metadata of
// both: it is the one that the manifest calls so, or the first.
func settle(u *Unit) error {
	if len(u.Files) != 2 {
		return fmt.Errorf("pair %s: one file only: want two rows of a pair, one after the other", u.Pair)
	}
	a, b := u.Files[0].Meta, u.Files[1].Meta
	switch {
	case a[metaRole] != "" && a[metaRole] == b[metaRole]:
		return fmt.Errorf("pair %s: the column original makes both the %s", u.Pair, a[metaRole])
	case a[metaRole] == "translation" || b[metaRole] == "original":
		u.Files[0], u.Files[1] = u.Files[1], u.Files[0]
	}
	u.Files[0].Meta[metaRole], u.Files[1].Meta[metaRole] = "original", "translation"
	return nil
}

// unit returns the file or the two files of a row, as a usage error if it names
// none.
func (r row) unit(manifest, dir string) (Unit, error) {
	fail := func(format string, a ...any) (Unit, error) {
		return Unit{}, usagef("%s:%d: %s", manifest, r.line, fmt.Sprintf(format, a...))
	}
	meta := maps.Clone(r.cells)
	for _, c := range []string{colPath, colText, colID, colOriginal, colTranslation} {
		delete(meta, c)
	}
	file := func(path string) File {
		full := filepath.FromSlash(path)
		if dir != "" && !filepath.IsAbs(full) {
			full = filepath.Join(dir, full)
		}
		f := onDisk(full)
		f.ID = path
		f.Meta = meta
		return f
	}
	if translation := r.cells[colTranslation]; translation != "" {
		original := r.cells[colOriginal]
		if original == "" {
			return fail("a translation without an original")
		}
		if r.cells[colPath] != "" {
			return fail("a path besides original and translation: want either")
		}
		u := Unit{Pair: r.pairID(), Files: []File{file(original), file(translation)}}
		for i, role := range []string{"original", "translation"} {
			m := maps.Clone(meta)
			m[colPair], m[metaRole] = u.Pair, role
			u.Files[i].Meta = m
		}
		return u, nil
	}
	var f File
	path, text := r.cells[colPath], r.cells[colText]
	switch {
	case text != "":
		f = File{Path: path, Meta: meta, Size: int64(len(text)), Open: func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(text)), nil
		}}
		if f.ID = path; path == "" {
			f.ID = fmt.Sprintf("%s:%d", manifest, r.line)
			f.Path = f.ID
		}
	case path != "":
		f = file(path)
	default:
		return fail("no path")
	}
	if id := r.cells[colID]; id != "" {
		f.ID = id
	}
	u := Unit{Pair: r.cells[colPair]}
	if u.Pair != "" {
		role := "" // the first of the two is the original unless one says so
		if s := r.cells[colOriginal]; s != "" {
			yes, ok := truth(s)
			if !ok {
				return fail("original is %q: want true or false, or a path and another one in a column translation", s)
			}
			if role = "translation"; yes {
				role = "original"
			}
		}
		if role != "" {
			meta[metaRole] = role
		}
	}
	u.Files = []File{f}
	return u, nil
}

// pairID returns the id of a row's pair of original and translation.
func (r row) pairID() string {
	switch {
	case r.cells[colID] != "":
		return r.cells[colID]
	case r.cells[colPair] != "":
		return r.cells[colPair]
	}
	return r.cells[colOriginal] + " → " + r.cells[colTranslation]
}

func truth(s string) (yes, ok bool) {
	switch strings.ToLower(s) {
	case "yes", "y", "x", "○":
		return true, true
	case "no", "n", "-":
		return false, true
	}
	yes, err := strconv.ParseBool(s)
	return yes, err == nil
}

// identity returns what must be of one row alone: the id of its pair or file.
func (r row) identity(manifest, dir string) (string, error) {
	u, err := r.unit(manifest, dir)
	if err != nil {
		return "", err
	}
	if len(u.Files) == 2 {
		return u.Pair, nil
	}
	return u.Files[0].ID, nil
}

// checkManifest returns the first mistake of a manifest; two rows with one id
// are one. It holds a number for each row.
func checkManifest(path string, drift bool) error {
	rows, done, err := openManifest(path)
	if err != nil {
		return usagef("%s", err)
	}
	defer done()
	dir := filepath.Dir(path)
	seed := maphash.MakeSeed()
	seen := map[uint64]struct{}{}
	pairs := false
	for r, err := range rows {
		if err != nil {
			return usagef("%s", err)
		}
		id, err := r.identity(path, dir)
		if err != nil {
			return err
		}
		pairs = pairs || r.cells[colPair] != "" || r.cells[colTranslation] != ""
		h := maphash.String(seed, id)
		if _, ok := seen[h]; ok {
			if first := firstLine(path, dir, id); first != r.line {
				return usagef("%s:%d: the id %q stands in line %d already: give each row an id of its own", path, r.line, id, first)
			}
		}
		seen[h] = struct{}{}
	}
	switch {
	case len(seen) == 0:
		return usagef("%s: the manifest has no rows", path)
	case drift && !pairs:
		return usagef("%s: no pairs to compare: want a column pair, or original and translation", path)
	}
	return nil
}

// firstLine returns the line of the first row with an id.
func firstLine(path, dir, id string) int {
	rows, done, err := openManifest(path)
	if err != nil {
		return 0
	}
	defer done()
	for r, err := range rows {
		if err != nil {
			break
		}
		if got, err := r.identity(path, dir); err == nil && got == id {
			return r.line
		}
	}
	return 0
}
