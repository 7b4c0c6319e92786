package ingest

import (
	"bytes"
	"errors"
	"fmt"
)

// What can be wrong with a file; test with [errors.Is]. The errors that [Read]
// returns are of type *[Error] and wrap one of these.
var (
	ErrEmpty       = errors.New("the file is empty")
	ErrNoText      = errors.New("no visible text")
	ErrBinary      = errors.New("not a text file")
	ErrUnsupported = errors.New("format not supported yet")
	ErrTooLarge    = errors.New("the file is too large")
	ErrEncoding    = errors.New("the text cannot be decoded")
	ErrFormat      = errors.New("unknown format")
	ErrDamaged     = errors.New("the file is damaged")
	ErrEncrypted   = errors.New("the file is encrypted")
)

// An Error says which file could not be read, and why.
type Error struct {
	Name   string // of the file
	Offset int    // of the byte that is wrong, -1 where no single one is
	Detail string // what was found, or what to do; may be empty
	Err    error  // one of the Err… variables
}

func (e *Error) Error() string {
	s := e.Name
	if s == "" {
		s = "input"
	}
	if e.Offset >= 0 {
		s = fmt.Sprintf("%s: byte %d", s, e.Offset)
	}
	s += ": " + e.Err.Error()
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	return s
}

// Unwrap returns e.Err.
func (e *Error) Unwrap() error { return e.Err }

// A signature tells a kind of file by its first bytes.
type signature struct {
	magic  string
	kind   string
	err    error
	advice string
}

const asText = "; save it as text, Markdown or HTML and read that"

var signatures = []signature{
	{"%PDF-", "PDF", ErrBinary, "; name no other format to read it"},
	{"{\\rtf", "RTF", ErrUnsupported, asText},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a document of an old version of Office", ErrUnsupported, asText},
	{"%!PS", "PostScript", ErrUnsupported, "; convert it to text first"},
	{"PK\x03\x04", "a zip archive", ErrBinary, "; unpack it first"},
	{"PK\x05\x06", "an empty zip archive", ErrBinary, ""},
	{"\x1F\x8B", "gzip", ErrBinary, "; unpack it first"},
	{"BZh", "bzip2", ErrBinary, "; unpack it first"},
	{"\xFD7zXZ\x00", "xz", ErrBinary, "; unpack it first"},
	{"\x28\xB5\x2F\xFD", "Zstandard", ErrBinary, "; unpack it first"},
	{"7z\xBC\xAF\x27\x1C", "a 7z archive", ErrBinary, "; unpack it first"},
	{"\x89PNG\r\n\x1A\n", "a PNG image", ErrBinary, ""},
	{"\xFF\xD8\xFF", "a JPEG image", ErrBinary, ""},
	{"GIF87a", "a GIF image", ErrBinary, ""},
	{"GIF89a", "a GIF image", ErrBinary, ""},
	{"II*\x00", "a TIFF image", ErrBinary, ""},
	{"MM\x00*", "a TIFF image", ErrBinary, ""},
	{"RIFF", "a RIFF file (WebP, WAV, AVI)", ErrBinary, ""},
	{"\x7FELF", "an executable", ErrBinary, ""},
	{"SQLite format 3\x00", "an SQLite database", ErrBinary, ""},
	{"wOFF", "a font", ErrBinary, ""},
	{"wOF2", "a font", ErrBinary, ""},
}

// checkKind returns an error if data is of a kind that holds no plain text.
func checkKind(name string, data []byte) error {
	head := data[:min(len(data), 1024)]
	for _, s := range signatures {
		if !bytes.HasPrefix(head, []byte(s.magic)) {
			continue
		}
		switch {
		case s.kind == "a zip archive":
			if kind := officeKind(data); kind != "" {
				return &Error{name, -1, kind + asText, ErrUnsupported}
			}
		case len(s.magic) <= 4 && s.magic[0] < 0x7F && !hasControls(head):
			continue // words that happen to begin so ("BZh…", "RIFF…")
		}
		return &Error{name, -1, s.kind + s.advice, s.err}
	}
	// Some PDF files begin with other bytes.
	if i := bytes.Index(head, []byte("%PDF-1.")); i >= 0 && hasControls(data[:min(len(data), 1<<14)]) {
		return &Error{name, -1, signatures[0].kind + signatures[0].advice, signatures[0].err}
	}
	return nil
}

// officeKind returns what a zip archive is if it is a document.
func officeKind(data []byte) string {
	head := data[:min(len(data), 1<<16)]
	for _, k := range []struct{ part, kind string }{
		{"word/", "DOCX"},
		{"xl/", "XLSX"},
		{"ppt/", "PPTX"},
		{"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"},
		{"mimetypeapplication/epub+zip", "EPUB"},
		{"[Content_Types].xml", "an Office document"},
	} {
		if bytes.Contains(head, []byte(k.part)) {
			return k.kind
		}
	}
	return ""
}

func isControl(c byte) bool {
	return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1B || c == 0x7F
}

func hasControls(data []byte) bool {
	return bytes.IndexFunc(data, func(r rune) bool { return r < 0x80 && isControl(byte(r)) }) >= 0
}

// controls returns the number of control characters, NUL among them, that
// have no place in a text, in the first bytes of data, and how many bytes these are.
func controls(data []byte) (n, of int) {
	data = data[:min(len(data), 1<<16)]
	for _, c := range data {
		if isControl(c) {
			n++
		}
	}
	return n, len(data)
}
