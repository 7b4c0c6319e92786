// Package policy reads the structure of privacy policies: which policies a
// file holds, their sections, and their clauses, each list item tied to the
// sentence that introduces it.
package policy

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/minhash"
	"github.com/polcompare/polcompare/pkg/text"
)

// Languages of a document.
const (
	Japanese = "ja"
	English  = "en"
)

// A Document is one policy. All spans of sections and clauses are in View,
// the reading text; View.ToSource leads to the source.
type Document struct {
	ID       string // path, with "#1", "#2" … where the file holds several policies
	Path     string
	Lang     string // Japanese or English, by the share of scripts
	Company  string // as the text names it, "" if it does not
	Title    string
	Dates    []Date
	Source   *text.Source
	View     *text.View // wrapped lines joined, NFKC, one line feed between clauses and headings
	Span     text.Span  // the policy's stretch of the source; those of a file in two languages may overlap
	Sections []Section
	Clauses  []Clause // in the order of the text
	Links    []Link
	Notes    []Note
	SHA256   string
	Encoding string
	Format   string
}

// A Note is a remark on the text (an unfilled template variable, text cut at a limit).
type Note struct {
	Span    text.Span // in the source
	Message string
}

// A Link is a linked stretch of the reading text.
type Link struct {
	Span   text.Span // in View; empty at the place where linked words were left out
	Target string
	Source text.Span // where the target is written in the source
}

// A DateRole says what happened on a date.
type DateRole string

const (
	Established DateRole = "established" // 制定
	Revised     DateRole = "revised"     // 改定, 改訂, last updated
	Effective   DateRole = "effective"   // 施行, effective
	Published   DateRole = "published"   // 公開, 掲載
	Undated     DateRole = "date"        // a date without a word of what it is
)

// A Date is a day that the policy states about itself, in the Gregorian
// calendar; Day and Month are left out of Date where the text leaves them out.
type Date struct {
	Date string // "2016-11-09", "2016-11", "2016"
	Role DateRole
	Span text.Span // in View
}

// A Section is a heading and what stands below it.
type Section struct {
	Mark    text.Span // in View: number, ■, • and the like before the heading; empty without them
	Number  string    // "4.2", "第3条", "(1)", "a", as written, NFKC; "" without one
	Heading text.Span // in View, without number, ■, •, surrounding emphasis; never empty
	Level   int       // from 1
	Parent  int       // index of the section above, -1 at the top
	LeadIn  int       // index of the clause whose last sentence announces this heading as one of a list, -1 if none does
	Span    text.Span // in View: from the heading to the end of the last clause of it and its children
}

// A ClauseKind is the form of a clause.
type ClauseKind int

const (
	Paragraph ClauseKind = iota
	Item                 // list item: numbered, bulleted, or one of an inline "1. … 2. …" run
	Remark               // ※, *, Note: on a line of its own
	Label                // <dt>, first column or header cell that stands for what follows, but is no heading
	Cell                 // table cell or <dd> below a label
)

// A Clause is the smallest block of running text: a paragraph, a list item
// (its own text, without its children's), a note, a table cell.
//
// Items and labels are introduced by the clause that announces them ("… for the
// following purposes."), whatever stands between, or by the item that they
// are nested in; the items of one list share it. A note on an item is introduced
// by what introduces the item, a cell by the head of its column, by the
// label of its row, or by what introduces the table, in this order.
type Clause struct {
	Kind      ClauseKind
	Section   int         // index into Sections, -1 before the first heading
	Parent    int         // index of the clause this one is nested in (item below item, paragraph inside an item), -1 at the top
	LeadIn    int         // index of the clause that introduces this one, -1 if the heading does or nothing does
	Depth     int         // nesting of lists, 0 for running text
	Marker    string      // "(1)", "①", "・", "-", as written but NFKC, "" for none
	Mark      text.Span   // in View: the marker, with a bullet before it; empty where View has none (the "- " of Markdown, <li>)
	Text      text.Span   // in View, without the marker
	Furniture bool        // of the page around the policy or the way through it: table of contents, share links, copyright line
	Sentences []text.Span // in View, in order, without white space around; together all visible text of the clause
}

// Children returns the indices of the items that clause i introduces.
func (d *Document) Children(i int) []int {
	var out []int
	for j := i + 1; j < len(d.Clauses); j++ {
		if d.Clauses[j].LeadIn == i {
			out = append(out, j)
		}
	}
	return out
}

// Page returns the page on which the stretch sp of the source begins, from 1; 0
// where the file has no pages.
func (d *Document) Page(sp text.Span) int { return d.Source.Page(sp.Start) }

// Visible returns what a person reads in the source's stretch sp: its bytes,
// or where the file has markup the reading text made from them. Of a stretch
// inside the markup itself, such as the target of a link, it returns the bytes.
func (d *Document) Visible(sp text.Span) string {
	if d.Format == "html" {
		if s := d.View.Slice(d.View.FromSource(sp)); s != "" {
			return s
		}
	}
	return d.Source.Slice(sp)
}

// Signature returns a signature of what the policy says, headings and the page
// around it aside, without the company's name, so that policies made from one
// template have like signatures.
func (d *Document) Signature() minhash.Signature {
	if d.View == nil {
		return minhash.Signature{}
	}
	var b strings.Builder
	for _, c := range d.Clauses {
		if !c.Furniture {
			b.WriteString(d.View.Slice(c.Text))
			b.WriteByte('\n')
		}
	}
	return minhash.New(b.String(), d.Company)
}
