package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

// Formats of a [File].
const (
	FormatText     = "text"
	FormatMarkdown = "markdown"
	FormatHTML     = "html"
	FormatDOCX     = "docx" // of Word
)

// Formats returns the names of all formats.
func Formats() []string {
	return []string{FormatText, FormatMarkdown, FormatHTML, FormatDOCX, FormatPDF}
}

// Options say how a file is read. The zero value is good for most.
type Options struct {
	Format   string // one of the Format constants; "" finds out
	Encoding string // a name that browsers know, such as "shift_jis"; "" finds out

	// Limits. 0 means the default, less than 0 no limit.
	MaxBytes int // the size of the file, of an archive (DOCX) also of what is unpacked from it; a PDF may unpack to four times as much, and to no more than a hundred times its size and 16 MiB
	MaxText  int // bytes of visible text
	MaxLines int // visual lines
	MaxMarks int // tags, entities, links, pieces of template code and of other markup
	MaxPages int // pages of a PDF
}

// Read reads the file called name with the given bytes. The name serves to
// tell the format where the content does not, and stands in errors, which are of
// type *[Error].
//
// Nothing is fetched, run or filled in: template code is left out and noted.
func Read(name string, data []byte, opts Options) (*File, error) {
	maxBytes := limit(opts.MaxBytes, DefaultMaxBytes)
	switch {
	case maxBytes > 0 && len(data) > maxBytes:
		return nil, tooMuch(name, maxBytes, "bytes", "max-bytes")
	case len(bytes.TrimSpace(data)) == 0:
		return nil, &Error{name, -1, "", ErrEmpty}
	}
	if opts.Format == FormatDOCX || opts.Format == "" && isDOCX(data) {
		f, err := readDOCX(name, data, opts)
		return finish(name, data, f, err)
	}
	if opts.Format == FormatPDF || opts.Format == "" && isPDF(data) {
		f, err := readPDF(name, data, opts)
		return finish(name, data, f, err)
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
	f := &File{
		Source:   text.NewSource(name, d.text),
		Format:   opts.Format,
		Encoding: d.label,
		budget:   newBudget(opts),
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
	if f.Format == FormatHTML && opts.Encoding == "" {
		if n, ok := disagreement(d.text, d.label); ok {
			f.Notes = append(f.Notes, n)
		}
	}
	switch f.Format {
	case FormatHTML:
		readHTML(f)
	case FormatText, FormatMarkdown:
		readLines(f)
	default:
		return nil, &Error{name, -1, fmt.Sprintf("%q is none of %s", f.Format, strings.Join(Formats(), ", ")), ErrFormat}
	}
	return finish(name, data, f, nil)
}

// finish completes a file that was read from data.
func finish(name string, data []byte, f *File, err error) (*File, error) {
	if err != nil {
		return nil, err
	}
	if err := f.budget.err(name); err != nil {
		return nil, err
	}
	if len(f.Lines) == 0 {
		detail := "nothing but markup, rules, scripts or template code"
		if f.Format == FormatDOCX {
			detail = "nothing but pictures, or no page at all"
		}
		return nil, &Error{name, -1, detail, ErrNoText}
	}
	f.Title = clip(f.Title, maxTitle)
	sum := sha256.Sum256(data)
	f.SHA256 = hex.EncodeToString(sum[:])
	return f, nil
}
