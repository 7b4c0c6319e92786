package parquet

import (
	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/store"
)

// A Document is a row of documents.parquet.
type Document struct {
	Document  int64             `parquet:"document" doc:"place in documents.jsonl, from 1"`
	ID        string            `parquet:"id" doc:"the path, with #1, #2 … where a file holds several policies"`
	Path      string            `parquet:"path" doc:"of the file"`
	Lang      string            `parquet:"lang,dict" doc:"ja or en"`
	Company   string            `parquet:"company,dict" doc:"as the text names it"`
	Title     string            `parquet:"title" doc:"of the policy"`
	Edition   string            `parquet:"edition,dict" doc:"latest date that the policy states about itself: 2016-11-09, 2016-11 or 2016"`
	Year      *int32            `parquet:"year,optional" doc:"of the manifest's column \"date\", else of the edition; null if neither says"`
	SHA256    string            `parquet:"sha256" doc:"of the bytes of the file"`
	Encoding  string            `parquet:"encoding,dict" doc:"of the file"`
	Format    string            `parquet:"format,dict" doc:"text, markdown, html …"`
	Signature string            `parquet:"signature" doc:"for near-duplicates; empty where none was made"`
	Meta      map[string]string `parquet:"meta" doc:"what the manifest says of it, by column"`
	Dates     []Date            `parquet:"dates,list" doc:"that the policy states about itself"`
	Sections  []Section         `parquet:"sections,list" doc:"headings and what stands below them"`
	Findings  []Finding         `parquet:"findings,list" doc:"statements in the order of the text, what is denied among them"`
	Promises  []Promise         `parquet:"promises,list" doc:"what the policy announces and does not give"`
	Notes     []Note            `parquet:"notes,list" doc:"remarks on the text"`
}

// A Date is a day that a policy states about itself.
type Date struct {
	Date      string `parquet:"date,dict" doc:"2016-11-09, 2016-11 or 2016"`
	Role      string `parquet:"role,dict" doc:"established, revised, effective, published or date"`
	StartByte int64  `parquet:"start_byte" doc:"byte at which it starts"`
	EndByte   int64  `parquet:"end_byte" doc:"byte behind it"`
}

// A Section is a heading and what stands below it.
type Section struct {
	Number    string   `parquet:"number,dict" doc:"as written: 2, 第3条, (1)"`
	Heading   string   `parquet:"heading" doc:"without the number"`
	Level     int32    `parquet:"level" doc:"from 1"`
	Topics    []string `parquet:"topics,list,dict" doc:"purposes, third_party, security …"`
	StartByte int64    `parquet:"start_byte" doc:"byte at which it starts"`
	EndByte   int64    `parquet:"end_byte" doc:"byte behind all that stands below the heading"`
}

// A Statement is what both tables say of a finding.
type Statement struct {
	Number     int32    `parquet:"number" doc:"from 1 within the policy, in the order of the text"`
	Kind       string   `parquet:"kind,dict" doc:"purpose, exception, disclaimer, contact or voluntariness"`
	Category   string   `parquet:"category,dict" doc:"the main one"`
	Categories []string `parquet:"categories,list,dict" doc:"all of them, the main one first"`
	Roles      []string `parquet:"roles,list,dict" doc:"of contacts: inquiry, officer, opt_out …"`
	State      string   `parquet:"state,dict" doc:"stated, or denied (\"we never sell …\")"`
	Text       string   `parquet:"text" doc:"what a person reads in the span"`
	Value      string   `parquet:"value" doc:"of contacts: the normalised value"`
	StartByte  int64    `parquet:"start_byte" doc:"byte at which it starts"`
	EndByte    int64    `parquet:"end_byte" doc:"byte behind it"`
	Line       int32    `parquet:"line" doc:"at which it starts, from 1; 0 if unknown"`
	Col        int32    `parquet:"col" doc:"at which it starts, in characters from 1; 0 if unknown"`
	Marker     string   `parquet:"marker,dict" doc:"of the list item: (1), ・"`
	Confidence float64  `parquet:"confidence" doc:"0 to 1"`
	Rule       string   `parquet:"rule,dict" doc:"what made the finding"`
}

// A Finding is a statement within the row of its policy.
type Finding struct {
	Statement
	Section *int32 `parquet:"section,optional" doc:"place in the sections of the policy, from 0; null before the first heading"`
}

// A Promise is what a policy announces and does not give.
type Promise struct {
	Kind      string `parquet:"kind,dict" doc:"of what is announced: contact"`
	Message   string `parquet:"message,dict" doc:"for people"`
	Text      string `parquet:"text" doc:"the announcing sentence"`
	StartByte int64  `parquet:"start_byte" doc:"byte at which it starts"`
	EndByte   int64  `parquet:"end_byte" doc:"byte behind it"`
}

// A Note is a remark on the text, such as an unfilled template variable.
type Note struct {
	Message   string `parquet:"message,dict" doc:"for people"`
	StartByte int64  `parquet:"start_byte" doc:"byte at which it starts"`
	EndByte   int64  `parquet:"end_byte" doc:"byte behind it"`
}

// A FindingRow is a row of findings.parquet.
type FindingRow struct {
	Finding  int64             `parquet:"finding" doc:"from 1 over all policies"`
	Document int64             `parquet:"document" doc:"of documents.parquet"`
	ID       string            `parquet:"id,dict" doc:"of the policy"`
	Path     string            `parquet:"path,dict" doc:"of the file"`
	Lang     string            `parquet:"lang,dict" doc:"ja or en"`
	Company  string            `parquet:"company,dict" doc:"as the text names it"`
	Edition  string            `parquet:"edition,dict" doc:"latest date that the policy states about itself: 2016-11-09, 2016-11 or 2016"`
	Year     *int32            `parquet:"year,optional" doc:"of the manifest's column \"date\", else of the edition; null if neither says"`
	SHA256   string            `parquet:"sha256,dict" doc:"of the bytes of the file"`
	Meta     map[string]string `parquet:"meta" parquet-key:",dict" parquet-value:",dict" doc:"what the manifest says of the policy, by column"`
	Statement
	Beyond         []string `parquet:"beyond_statute,list,dict" doc:"of exceptions: those of the categories that the APPI does not list"`
	SectionNumber  string   `parquet:"section_number,dict" doc:"as written; empty before the first heading"`
	SectionHeading string   `parquet:"section_heading,dict" doc:"without the number; empty before the first heading"`
	SectionTopics  []string `parquet:"section_topics,list,dict" doc:"purposes, third_party, security …"`
}

func newDocument(number int64, d *schema.Document, findings []store.Finding) Document {
	out := Document{
		Document: number, ID: d.ID, Path: d.Path, Lang: d.Lang, Company: d.Company, Title: d.Title, Edition: d.Edition(), Year: year(d),
		SHA256: d.SHA256, Encoding: d.Encoding, Format: d.Format, Signature: d.Signature, Meta: d.Meta,
	}
	for _, e := range d.Dates {
		out.Dates = append(out.Dates, Date{e.Date, e.Role, int64(e.Span.Start), int64(e.Span.End)})
	}
	for _, s := range d.Sections {
		out.Sections = append(out.Sections, Section{s.Number, s.Heading, int32(s.Level), s.Topics, int64(s.Span.Start), int64(s.Span.End)})
	}
	for _, f := range findings {
		row := Finding{Statement: newStatement(f)}
		if f.Section >= 0 && f.Section < len(d.Sections) {
			n := int32(f.Section)
			row.Section = &n
		}
		out.Findings = append(out.Findings, row)
	}
	for _, p := range d.Promises {
		out.Promises = append(out.Promises, Promise{p.Kind, p.Message, p.Text, int64(p.Span.Start), int64(p.Span.End)})
	}
	for _, n := range d.Notes {
		out.Notes = append(out.Notes, Note{n.Message, int64(n.Span.Start), int64(n.Span.End)})
	}
	return out
}

func newFindingRow(number, document int64, d *schema.Document, f store.Finding) FindingRow {
	return FindingRow{
		Finding: number, Document: document, ID: d.ID, Path: d.Path, Lang: d.Lang, Company: d.Company, Edition: d.Edition(), Year: year(d),
		SHA256: d.SHA256, Meta: d.Meta,
		Statement: newStatement(f), Beyond: f.Beyond(),
		SectionNumber: f.SectionRow.Number, SectionHeading: f.SectionRow.Heading, SectionTopics: f.SectionRow.Topics,
	}
}

func newStatement(f store.Finding) Statement {
	return Statement{
		Number: int32(f.Number), Kind: f.Kind, Category: f.Category, Categories: f.Categories, Roles: f.Roles, State: f.State,
		Text: f.Text, Value: f.Value, StartByte: int64(f.Span.Start), EndByte: int64(f.Span.End), Line: int32(f.At.Line), Col: int32(f.At.Column),
		Marker: f.Marker, Confidence: f.Confidence, Rule: f.Rule,
	}
}

func year(d *schema.Document) *int32 {
	y := int32(d.Year())
	if y == 0 {
		return nil
	}
	return &y
}
