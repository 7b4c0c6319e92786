package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

// Formats of a [File].
const (
	FormatText     = "text"
	FormatMarkdown = "markdown"
	FormatHTML     = "html"
)

// Options say how a file is read. The zero value is good for most.
type Options struct {
	Format   string // one of the Format constants; "" finds out
	Encoding string // a name that browsers know, such as "shift_jis"; "" finds out
	MaxBytes int    // the largest size that is read; 0 means DefaultMaxBytes, less than 0 no limit. What a PDF holds may unpack to four times as much, and to no more than a hundred times the size of the file and 16 MiB
	MaxPages int    // the largest number of pages that is read of a PDF; 0 means DefaultMaxPages, less than 0 no limit
}

// DefaultMaxBytes is the size of the largest file that [Read] takes unless
// [Options] say otherwise.
const DefaultMaxBytes = 64 << 20

// Read reads the file called name with the given bytes. The name serves to
// tell the format where the content does not, and stands in errors, which are of
// type *[Error].
//
// Nothing is fetched, run or filled in: template code is left out and noted.
func Read(name string, data []byte, opts Options) (*File, error) {
	limit := opts.MaxBytes
	if limit == 0 {
		limit = DefaultMaxBytes
	}
	switch {
	case limit > 0 && len(data) > limit:
		return nil, &Error{name, -1, fmt.Sprintf("more than %d bytes", limit), ErrTooLarge}
	case len(bytes.TrimSpace(data)) == 0:
		return nil, &Error{name, -1, "", ErrEmpty}
	}
	if opts.Format == FormatPDF || opts.Format == "" && isPDF(data) {
		return readPDF(name, data, opts)
	}
	if err := checkKind(name, data); err != nil {
		return nil, err
	}
	d, err := decode(name, data, opts.Encoding)
	if err != nil {
		return nil, err
	}
	if d.label == "utf-8" {
		if n, of := controls(data); n > 8 && n*20 > of {
			return nil, &Error{name, -1, fmt.Sprintf("%d of the first %d bytes are control characters", n, of), ErrBinary}
		}
	}
	sum := sha256.Sum256(data)
	f := &File{
		Source:   text.NewSource(name, d.text),
		Format:   opts.Format,
		Encoding: d.label,
		SHA256:   hex.EncodeToString(sum[:]),
	}
	if d.bad > 0 {
		_, n := utf8.DecodeRuneInString(d.text[d.first:])
		where := "here"
		if d.bad > 1 {
			where = fmt.Sprintf("here and at %d more places", d.bad-1)
		}
		f.Notes = append(f.Notes, Note{text.Span{Start: d.first, End: d.first + n}, where + " the bytes are none of " + d.label})
	}
	if f.Format == "" {
		f.Format = detect(name, d.text)
	}
	switch f.Format {
	case FormatHTML:
		readHTML(f)
	case FormatText, FormatMarkdown:
		readLines(f)
	default:
		return nil, &Error{name, -1, fmt.Sprintf("%q is none of %s, %s, %s and %s", f.Format, FormatText, FormatMarkdown, FormatHTML, FormatPDF), ErrFormat}
	}
	if len(f.Lines) == 0 {
		return nil, &Error{name, -1, "nothing but markup, rules, scripts or template code", ErrNoText}
	}
	return f, nil
}
