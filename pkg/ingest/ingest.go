// Package ingest turns the bytes of a file into decoded text and the visual
// lines in which a person reads it. It knows formats and encodings and
// nothing of privacy policies.
package ingest

import (
	"fmt"

	"github.com/polcompare/polcompare/pkg/text"
)

// A Role is what a file's format itself says of a line.
type Role int

const (
	Text    Role = iota // running text
	Heading             // a heading by format (<h2>, #, underlined), with Level
	Item                // the first line of a list item by format (<li>, "- "), with Level as depth from 1
	Term                // <dt>, or a <th> before the <td> of its row: a label
	Detail              // <dd>
	Cell                // a table cell that is none of the above
)

// String returns the name of the role, in small letters.
func (r Role) String() string {
	names := [...]string{"text", "heading", "item", "term", "detail", "cell"}
	if r < 0 || int(r) >= len(names) {
		return fmt.Sprintf("Role(%d)", int(r))
	}
	return names[r]
}

// A Line is one visual line, as the format lays it out: a line of a text
// file, what stands between two <br>, the text of a paragraph or a cell.
// Lines that hold no visible character are left out and counted in Gap.
type Line struct {
	Span   text.Span // in File.View, without white space at both ends, never empty
	Role   Role
	Level  int       // of a Heading 1…6, of an Item its depth from 1
	Block  int       // lines of one block of the format (<p>, <li>, a paragraph between blank lines) share a number
	Indent int       // leading white space in columns (text formats), nesting depth of lists (HTML)
	Gap    int       // blank lines (or <br><br>) before this line in text formats; 1 at the start of a block
	Bold   bool      // the whole line is emphasised (**…**, <b>, <strong>)
	Bullet text.Span // in the source: a bullet the format strips ("- ", "* ", "+ ", or the number of a list before a heading with a number of its own); empty if there is none. Other numbers and marks such as "1.", "・", "•" stay in the text
	Row    int       // of a cell, term or detail, or of a list in a cell: row number from 1 within its table or list, else 0
	Column int       // of a cell or a list in it: column from 1
	Header bool      // a <th> or a cell of the header row
	Page   int       // page number from 1 where the format has pages
	// Wrapped tells that the line goes on from the one before: that only the
	// width of the column or the end of the page has broken them apart. It is set
	// by formats in which the place of every line is known (PDF).
	Wrapped bool
}

// A Link is a stretch of text that leads somewhere.
type Link struct {
	Span   text.Span // in File.View: the words that are linked; may be empty
	Target string    // as written, entities decoded
	Source text.Span // in the source: where the target is written
}

// A Note is something a reader of the result should know of the file, such
// as an unfilled template variable.
type Note struct {
	Span    text.Span // in the source
	Message string
}

// A File is a decoded file. View is its visible text: markup left out,
// entities decoded, characters in normal form NFKC (see text.Builder), a line
// feed between lines. Line breaks inside a paragraph of a text file are still
// line breaks: whether they are wraps is for the reader of structure to say.
//
// The Source of a document of Word (DOCX) is not what stands in the file but its
// text as a person sees it, as UTF-8: one paragraph a line, automatic numbers
// before the words, text boxes behind the paragraph that they are anchored in,
// the notes behind all, and last the targets of links, one a line, which
// are not visible. Spans are byte offsets in this text.
type File struct {
	Source   *text.Source
	View     *text.View
	Lines    []Line
	Links    []Link
	Notes    []Note
	Title    string // of the page, front matter or document properties
	Format   string // one of the Format constants
	Encoding string // "utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "utf-16le", …
	SHA256   string // of the bytes read, in hexadecimal
	budget   budget // what is left of the limits while the file is read
}
