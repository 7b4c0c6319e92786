package ingest

import (
	"fmt"
	"unicode/utf8"
)

// Defaults of the limits in [Options]. A privacy policy has some hundred lines
// and some ten thousand bytes of text; what comes near these limits is a mistake
// or an attack. Analysis needs up to about 200 bytes of memory for a byte of text
// and 2000 for a line, so that no file within them takes more than a gibibyte,
// whatever it holds.
const (
	DefaultMaxBytes = 64 << 20 // the size of the largest file
	DefaultMaxText  = 4 << 20  // bytes of visible text
	DefaultMaxLines = 100_000  // visual lines
	DefaultMaxMarks = 500_000  // tags, entities, links, template code and the like
)

// What a budget counts.
const (
	ofText = iota
	ofLines
	ofMarks
)

// A quantity is something of which a file may hold so much.
type quantity struct {
	what  string // "bytes of text"
	name  string // of the limit
	limit int    // 0 or less for none
	used  int
}

// A budget bounds the work that a file can make, and with it the memory it
// takes. Readers take from it for what they keep, before they keep it, and stop
// at the first quantity that is used up.
type budget struct {
	of   [3]quantity
	over *quantity // nil as long as nothing is
}

func newBudget(o Options) budget {
	return budget{of: [3]quantity{
		ofText:  {what: "bytes of text", name: "max-text", limit: limit(o.MaxText, DefaultMaxText)},
		ofLines: {what: "lines", name: "max-lines", limit: limit(o.MaxLines, DefaultMaxLines)},
		ofMarks: {what: "pieces of markup", name: "max-marks", limit: limit(o.MaxMarks, DefaultMaxMarks)},
	}}
}

// limit returns the limit that v stands for: the preset for 0, none for less.
func limit(v, preset int) int {
	if v == 0 {
		return preset
	}
	return v
}

// allows reports whether n of something more are allowed, and remembers if not.
func (b *budget) allows(of, n int) bool {
	if q := &b.of[of]; b.over == nil && q.limit > 0 && q.used+n > q.limit {
		b.over = q
	}
	return b.over == nil
}

// take uses up n of something and reports whether there was as much.
func (b *budget) take(of, n int) bool {
	ok := b.allows(of, n)
	b.of[of].used += n
	return ok
}

// err returns the error for a file that holds too much, or nil.
func (b *budget) err(name string) error {
	if b.over == nil {
		return nil
	}
	return tooMuch(name, b.over.limit, b.over.what, b.over.name)
}

// tooMuch returns the error for a file that holds more than limit of something.
// The name of the limit is that of the flag that raises it, and that of the field of
// Options but for its spelling.
func tooMuch(name string, limit int, what, flag string) error {
	return &Error{name, -1, fmt.Sprintf("more than %d %s (raise the limit %s to read it)", limit, what, flag), ErrTooLarge}
}

// maxTitle is the number of bytes to which the title of a file is kept.
const maxTitle = 1000

// clip returns s up to n bytes, or a character less.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// maxNotes is how many notes of one file are told one by one.
const maxNotes = 1000

// addNote adds a note to those of the file. Of more than maxNotes the last says
// how many there are besides.
func (w *writer) addNote(n Note) {
	if len(w.f.Notes) < maxNotes {
		w.f.Notes = append(w.f.Notes, n)
		return
	}
	w.moreNotes++
	n.Message = fmt.Sprintf("here and at more places there is more to note: %d in all", w.moreNotes)
	if w.moreNotes > 1 {
		n.Span = w.f.Notes[maxNotes].Span
		w.f.Notes = w.f.Notes[:maxNotes]
	}
	w.f.Notes = append(w.f.Notes, n)
}
