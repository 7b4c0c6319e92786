package render

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"
)

// A csvWriter writes CSV as the package comment says.
type csvWriter struct {
	w   *csv.Writer
	err error
}

func newCSV(w io.Writer) *csvWriter {
	c := &csvWriter{w: csv.NewWriter(w)}
	c.w.UseCRLF = true
	return c
}

func (c *csvWriter) row(fields ...string) {
	if c.err != nil {
		return
	}
	for i, f := range fields {
		fields[i] = csvField(f)
	}
	c.err = c.w.Write(fields)
}

func (c *csvWriter) flush() error {
	if c.err != nil {
		return c.err
	}
	c.w.Flush()
	return c.w.Error()
}

// csvField cleans s, line breaks and tabs aside, and keeps spreadsheets from
// taking it for a formula.
func csvField(s string) string {
	s = cleanLines(s)
	if r, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune("=+-@\t\n＝＋－＠", r) {
		return "'" + s
	}
	return s
}
