// Package sqlite writes results into a SQLite database: normalised tables, an
// index over the text of findings, and views for the usual questions.
//
// The tables with the meaning of every column are those of [Schema]:
//
//	sqlite3 results.db "SELECT company, category FROM v_cells WHERE state = 'denied'"
//	sqlite3 results.db "SELECT text FROM findings_text WHERE findings_text MATCH '第三者'"
//
// The full text index holds trigrams, so that it finds words of Japanese
// wherever they stand; a term needs three characters. Two find their way by
// "text LIKE '%提供%'", which reads all findings.
//
// The file is complete: nothing has to be built or vacuumed after the export.
package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/store"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// SchemaName is the name of the schema, which the table "about" holds as
// "schema". Within a version tables, columns and views are only added.
const SchemaName = "polcompare.sqlite/v1"

const userVersion = 1

// applicationID marks the file in its header: "plcy".
const applicationID = 0x706C6379

// Schema creates the tables and views; its comments say what they hold.
//
//go:embed schema.sql
var Schema string

//go:embed indexes.sql
var indexes string

// batch is the number of policies in a transaction.
const batch = 500

// Export writes results into the database called name. It appears when it is
// whole, in the place of one that was there.
func Export(ctx context.Context, name string, r store.Results) error {
	return store.Replace(name, func(temp string) error { return export(ctx, temp, name, r) })
}

// export fills the database temp, which will be called name.
func export(ctx context.Context, temp, name string, r store.Results) (err error) {
	// The file is thrown away after a mistake, so no journal is needed.
	pragmas := url.Values{"_pragma": {"page_size(8192)", "journal_mode(off)", "synchronous(off)", "locking_mode(exclusive)",
		"cache_size(-16384)", fmt.Sprintf("application_id(%d)", applicationID), fmt.Sprintf("user_version(%d)", userVersion)}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: temp}).EscapedPath()+"?"+pragmas.Encode())
	if err != nil {
		return err
	}
	defer func() {
		if cerr := db.Close(); err == nil {
			err = cerr
		}
	}()
	conn, err := db.Conn(ctx) // pragmas hold for a connection
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, Schema); err != nil {
		return err
	}
	l := &loader{conn: conn, name: name, statements: map[string]*sql.Stmt{}}
	defer l.close()
	l.begin()
	l.about(r)
	if r.Failures != nil {
		n := 0
		for f, err := range r.Failures {
			if err != nil {
				return err
			}
			n++
			l.insert("failures", n, f.ID, f.Path, f.Kind, f.Reason)
		}
	}
	document := 0
	for d, err := range r.Documents {
		if err != nil {
			return err
		}
		document++
		l.document(document, d)
		if document%batch == 0 {
			l.commit()
			l.begin()
		}
		if l.err != nil {
			return l.err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	l.commit()
	l.exec(indexes)
	l.exec(`INSERT INTO findings_text (findings_text) VALUES ('rebuild')`)
	l.exec(`INSERT INTO findings_text (findings_text) VALUES ('optimize')`)
	l.exec(`ANALYZE`)
	return l.err
}

// A loader fills tables and keeps the first error. Statements are short, so
// whoever cancels waits for the one in hand; a context that can be cancelled
// would cost a goroutine each.
type loader struct {
	name       string
	conn       *sql.Conn
	statements map[string]*sql.Stmt // by table
	findings   int
	err        error
}

func (l *loader) close() {
	for _, s := range l.statements {
		s.Close()
	}
}

func (l *loader) fail(err error) {
	if l.err == nil && err != nil {
		l.err = fmt.Errorf("%s: %w", l.name, err)
	}
}

func (l *loader) exec(query string) {
	if l.err == nil {
		_, err := l.conn.ExecContext(context.Background(), query)
		l.fail(err)
	}
}

func (l *loader) begin()  { l.exec("BEGIN") }
func (l *loader) commit() { l.exec("COMMIT") }

// insert adds a row with the values of all columns of a table.
func (l *loader) insert(table string, values ...any) {
	if l.err != nil {
		return
	}
	s := l.statements[table]
	if s == nil {
		var err error
		if s, err = l.conn.PrepareContext(context.Background(), "INSERT INTO "+table+" VALUES (?"+strings.Repeat(",?", len(values)-1)+")"); err != nil {
			l.fail(err)
			return
		}
		l.statements[table] = s
	}
	if _, err := s.ExecContext(context.Background(), values...); err != nil {
		l.fail(fmt.Errorf("table %s: %w", table, err))
	}
}

// about fills what does not come from the documents.
func (l *loader) about(r store.Results) {
	for _, kv := range r.Info(SchemaName) {
		l.insert("about", kv[0], kv[1])
	}
	if r.Run != nil {
		b, err := json.Marshal(r.Run)
		if err != nil {
			l.fail(err)
			return
		}
		l.insert("runs", 1, r.Run.Complete, r.Run.Version, r.Run.Rules, r.Run.Lexicon, string(b))
	}
	tax := rules.Taxonomy()
	for _, kind := range tax.Kinds() {
		rank := 0
		add := func(names []string, role bool) {
			for _, c := range names {
				rank++
				statute := ""
				if !role && kind == extract.Exception {
					statute = tax.Statute(c)
				}
				l.insert("taxonomy", kind, c, rank, role, statute, tax.Label(kind, c, "en"), tax.Label(kind, c, "ja"))
			}
		}
		add(tax.Categories(kind), false)
		add(tax.Roles(kind), true)
	}
}

// document adds policy number doc with all that belongs to it.
func (l *loader) document(doc int, d *schema.Document) {
	var year any
	if y := d.Year(); y != 0 {
		year = y
	}
	l.insert("documents", doc, d.ID, d.Path, d.Lang, d.Company, d.Title, d.Edition(), year, d.SHA256, d.Encoding, d.Format, d.Signature)
	for _, k := range slices.Sorted(maps.Keys(d.Meta)) {
		l.insert("meta", doc, k, d.Meta[k])
	}
	for i, e := range d.Dates {
		l.insert("dates", doc, i+1, e.Date, e.Role, e.Span.Start, e.Span.End)
	}
	for i, s := range d.Sections {
		l.insert("sections", doc, i, s.Number, s.Heading, s.Level, s.Span.Start, s.Span.End)
		for rank, t := range s.Topics {
			l.insert("section_topics", doc, i, rank+1, t)
		}
	}
	section := func(i int) any {
		if i < 0 || i >= len(d.Sections) {
			return nil
		}
		return i
	}
	for _, f := range store.Findings(d) {
		l.findings++
		l.insert("findings", l.findings, doc, f.Number, f.Kind, f.Category, f.State, f.Text, f.Value, f.Span.Start, f.Span.End,
			f.At.Line, f.At.Column, section(f.Section), f.Marker, f.Confidence, f.Rule)
		for rank, c := range f.Categories {
			l.insert("finding_categories", l.findings, rank+1, c)
		}
		for rank, r := range f.Roles {
			l.insert("finding_roles", l.findings, rank+1, r)
		}
	}
	for i, p := range d.Promises {
		l.insert("promises", doc, i+1, p.Kind, p.Message, p.Text, p.Span.Start, p.Span.End, p.At.Line, p.At.Column, section(p.Section))
	}
	for i, n := range d.Notes {
		l.insert("notes", doc, i+1, n.Message, n.Span.Start, n.Span.End)
	}
}
