// Package compare puts the findings of many policies side by side.
//
// [New] makes a [Matrix]: one column a policy, one row a kind and category of
// finding, in the order of the taxonomy. A cell says whether a policy is
// silent, states the thing, denies it ("we never sell …"), or does both; what
// a policy does not say is never mixed up with what it denies. Each cell
// carries the findings that it rests on, with their places in the source.
//
// Columns are sorted by company, language, edition, path and ID, and rows by
// the taxonomy, so the same policies give the same matrix in whatever order
// they come.
package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/text"
)

// A State is what a policy says of the thing that a row stands for.
type State string

const (
	Silent      State = "silent"      // nothing
	Stated      State = "stated"      // it holds
	Denied      State = "denied"      // it does not hold
	Conflicting State = "conflicting" // some findings state it, some deny it
)

// Says reports whether s holds a statement, alone or beside a denial.
func (s State) Says() bool { return s == Stated || s == Conflicting }

// A Sort is an order of rows. Rows of a kind always stand together, and kinds
// in the order of the taxonomy.
type Sort string

const (
	ByTaxonomy   Sort = "taxonomy"   // the guide's order
	ByPrevalence Sort = "prevalence" // what most policies state first, then what most deny, then the guide's order
)

// Options choose the rows of a matrix. The zero Options give every row of
// which at least one policy speaks.
type Options struct {
	// Kinds, if not empty, leaves out the findings of all other kinds.
	Kinds []string
	// Categories, if not empty, leaves out all other rows. A category is
	// named "kind/category", or "category" for every kind that has it. Rows
	// asked for by name are kept where no policy speaks of them.
	Categories []string
	// OnlyDifferences leaves out the rows whose cells are all in one state.
	OnlyDifferences bool
	// Silent keeps the rows of which no policy speaks.
	Silent bool
	// Sort is the order of rows, ByTaxonomy if empty.
	Sort Sort
}

// A Matrix holds what each policy says of each thing. Its JSON form is that
// of polcompare.matrix/v1 without the schema's name.
type Matrix struct {
	Columns []Column `json:"columns"`
	Rows    []Row    `json:"rows"`
	Summary Summary  `json:"summary"`
}

// A Column is a policy.
type Column struct {
	ID      string `json:"id"`
	Company string `json:"company"` // "" where the text does not name it
	Lang    string `json:"lang"`
	Path    string `json:"path"`
	Edition string `json:"edition"` // the latest date of the policy, "" without one
}

// A Label is a name in English and Japanese.
type Label struct {
	EN string `json:"en"`
	JA string `json:"ja"`
}

// In returns the name in lang, "ja" or anything else for English.
func (l Label) In(lang string) string {
	if lang == "ja" {
		return l.JA
	}
	return l.EN
}

// A Ref names a row.
type Ref struct {
	Kind     string `json:"kind"`
	Category string `json:"category"` // of contacts the type
	Label    Label  `json:"label"`
}

// A Row is one thing that policies may speak of.
type Row struct {
	Ref
	// Statute says of an exception where the Act on the Protection of
	// Personal Information lists it, "27(1)(ii)"; "" if it does not.
	Statute string `json:"statute,omitempty"`
	Cells   []Cell `json:"cells"` // one a column
}

// A Cell is what one policy says of one thing.
type Cell struct {
	State State `json:"state"`
	Count int   `json:"count"` // of findings
	// Promised says of a silent cell that the policy announces something of
	// this kind and gives nothing of it, such as a contact section without
	// any contact.
	Promised bool      `json:"promised,omitempty"`
	Findings []Finding `json:"findings"` // in the order of the text
}

// A Finding is one statement in a cell, with its place.
type Finding struct {
	Text   string    `json:"text"`
	Value  string    `json:"value,omitempty"` // of contacts: the normalised value
	Roles  []string  `json:"roles,omitempty"` // of contacts
	State  State     `json:"state"`           // Stated or Denied
	Span   text.Span `json:"span"`            // in the source
	Line   int       `json:"line"`            // from 1; 0 without a source
	Column int       `json:"column"`          // in characters, from 1
	Path   string    `json:"path"`
	Page   int       `json:"page,omitempty"` // from 1; 0 where the file has no pages
}

// Validate reports the first name in o that neither the taxonomy nor the
// results know; the error lists the names that are known.
func (o Options) Validate(results []*extract.Result) error {
	var in []input
	for _, r := range results {
		if r != nil && r.Document != nil {
			in = append(in, ofResult(r))
		}
	}
	_, err := o.rows(in)
	return err
}

// New compares results, which may be of several languages. Results that are
// nil are left out. The error is that of [Options.Validate].
func New(results []*extract.Result, o Options) (*Matrix, error) {
	in := make([]input, 0, len(results))
	for _, r := range results {
		if r != nil && r.Document != nil {
			in = append(in, ofResult(r))
		}
	}
	return matrix(in, o)
}

// Documents compares policies that were stored; the matrix is that of the
// results they were stored from. The error is that of [Options.Validate].
func Documents(docs []*schema.Document, o Options) (*Matrix, error) {
	in := make([]input, 0, len(docs))
	for _, d := range docs {
		if d != nil {
			in = append(in, ofDocument(d))
		}
	}
	return matrix(in, o)
}

// An input is what of a policy goes into a matrix.
type input struct {
	column         Column
	sha256, source string // to tell apart what is the same otherwise
	statements     []statement
	promises       []Promise
}

type statement struct {
	kind       string
	categories []string
	Finding
}

func newStatement(kind string, categories []string, denied bool, f Finding) statement {
	s := statement{kind: kind, Finding: f}
	s.categories, s.Roles = rules.Taxonomy().Split(kind, categories)
	s.State = Stated
	if denied {
		s.State = Denied
	}
	return s
}

func ofResult(r *extract.Result) input {
	d := r.Document
	in := input{column: Column{ID: d.ID, Company: d.Company, Lang: d.Lang, Path: d.Path, Edition: Edition(r)}, sha256: d.SHA256}
	if d.Source != nil {
		in.source = d.Source.Text()
	}
	statements := r.Statements()
	spans := make([]text.Span, 0, len(statements)+len(r.Promises))
	for _, f := range statements {
		spans = append(spans, f.Span)
	}
	for _, p := range r.Promises {
		spans = append(spans, p.Span)
	}
	at := Positions(d.Source, spans)
	for i, f := range statements {
		in.statements = append(in.statements, newStatement(f.Kind, f.Categories, f.State == extract.Denied,
			Finding{Text: f.Text, Value: f.Value, Span: f.Span, Line: at[i].Line, Column: at[i].Column, Page: at[i].Page, Path: d.Path}))
	}
	for i, p := range r.Promises {
		pos := at[len(statements)+i]
		in.promises = append(in.promises, Promise{Kind: p.Kind, Message: p.Message, Text: d.Source.Within(p.Span),
			Span: p.Span, Line: pos.Line, Column: pos.Column, Page: pos.Page, Path: d.Path})
	}
	return in
}

func ofDocument(d *schema.Document) input {
	in := input{column: Column{ID: d.ID, Company: d.Company, Lang: d.Lang, Path: d.Path, Edition: d.Edition()}, sha256: d.SHA256}
	for _, f := range d.Statements() {
		in.statements = append(in.statements, newStatement(f.Kind, f.Categories, f.State == string(extract.Denied),
			Finding{Text: f.Text, Value: f.Value, Span: f.Span, Line: f.At.Line, Column: f.At.Column, Page: f.At.Page, Path: d.Path}))
	}
	for _, p := range d.Promises {
		in.promises = append(in.promises, Promise{Kind: p.Kind, Message: p.Message, Text: p.Text,
			Span: p.Span, Line: p.At.Line, Column: p.At.Column, Page: p.At.Page, Path: d.Path})
	}
	return in
}

// matrix compares policies, which it sorts.
func matrix(in []input, o Options) (*Matrix, error) {
	slices.SortStableFunc(in, func(a, b input) int {
		x, y := a.column, b.column
		return cmp.Or(
			cmp.Compare(x.Company, y.Company), cmp.Compare(x.Lang, y.Lang), cmp.Compare(x.Edition, y.Edition),
			cmp.Compare(x.Path, y.Path), cmp.Compare(x.ID, y.ID),
			cmp.Compare(a.sha256, b.sha256), cmp.Compare(a.source, b.source))
	})
	rows, err := o.rows(in)
	if err != nil {
		return nil, err
	}
	m := &Matrix{Columns: make([]Column, len(in)), Rows: rows}
	index := make(map[[2]string]int, len(rows))
	for i := range rows {
		index[[2]string{rows[i].Kind, rows[i].Category}] = i
		rows[i].Cells = make([]Cell, len(in))
		for c := range rows[i].Cells {
			rows[i].Cells[c] = Cell{State: Silent, Findings: []Finding{}}
		}
	}
	s := newSummarizer(rows, len(in))
	for c, p := range in {
		m.Columns[c] = p.column
		m.fill(c, p, index, s)
	}
	m.Summary = s.summary(m)
	m.Rows = o.choose(rows)
	return m, nil
}

// fill puts the statements of p into column c.
func (m *Matrix) fill(c int, p input, index map[[2]string]int, s *summarizer) {
	given := map[string]bool{}
	for _, f := range p.statements {
		given[f.kind] = given[f.kind] || f.State != Denied
		counted := false
		for _, category := range f.categories {
			row, ok := index[[2]string{f.kind, category}]
			if !ok {
				continue // filtered out
			}
			counted = true
			cell := &m.Rows[row].Cells[c]
			cell.Findings = append(cell.Findings, f.Finding)
			cell.Count++
			if cell.State == Silent {
				cell.State = f.State
			} else if cell.State != f.State {
				cell.State = Conflicting
			}
		}
		if counted {
			s.count(f.kind, c)
		}
	}
	for _, promise := range p.promises {
		promise.Policy = c
		s.promise(promise, !given[promise.Kind])
		if given[promise.Kind] {
			continue
		}
		for row := range m.Rows {
			if m.Rows[row].Kind == promise.Kind {
				m.Rows[row].Cells[c].Promised = true
			}
		}
	}
}

// choose returns the rows to show, in the order to show them in.
func (o Options) choose(rows []Row) []Row {
	out := make([]Row, 0, len(rows))
	for _, r := range rows {
		states := map[State]bool{}
		for _, c := range r.Cells {
			states[c.State] = true
		}
		spoken := len(states) > 1 || !states[Silent] && len(states) > 0
		if (spoken || o.Silent || len(o.Categories) > 0) && (!o.OnlyDifferences || len(states) > 1) {
			out = append(out, r)
		}
	}
	if o.Sort == ByPrevalence {
		order := map[string]int{}
		for _, r := range rows {
			if _, ok := order[r.Kind]; !ok {
				order[r.Kind] = len(order)
			}
		}
		slices.SortStableFunc(out, func(a, b Row) int {
			sa, da := prevalence(a)
			sb, db := prevalence(b)
			return cmp.Or(cmp.Compare(order[a.Kind], order[b.Kind]), cmp.Compare(sb, sa), cmp.Compare(db, da))
		})
	}
	return out
}

// prevalence returns how many policies state and how many deny r.
func prevalence(r Row) (stated, denied int) {
	for _, c := range r.Cells {
		if c.State.Says() {
			stated++
		}
		if c.State == Denied || c.State == Conflicting {
			denied++
		}
	}
	return stated, denied
}

// rows returns the rows that o selects, without cells: those of the taxonomy
// and, behind them in each kind, those of categories that only the results
// (by rules of their own) know.
func (o Options) rows(policies []input) ([]Row, error) {
	if o.Sort != "" && o.Sort != ByTaxonomy && o.Sort != ByPrevalence {
		return nil, fmt.Errorf("unknown order of rows %q (known: %s, %s)", o.Sort, ByTaxonomy, ByPrevalence)
	}
	tax := rules.Taxonomy()
	kinds := tax.Kinds()
	categories := make(map[string][]string, len(kinds))
	for _, k := range kinds {
		categories[k] = tax.Categories(k)
	}
	extraKinds := map[string]bool{}
	extra := map[string]map[string]bool{}
	for _, p := range policies {
		for _, f := range p.statements {
			if categories[f.kind] == nil {
				extraKinds[f.kind] = true
			}
			for _, c := range f.categories {
				if !slices.Contains(categories[f.kind], c) {
					if extra[f.kind] == nil {
						extra[f.kind] = map[string]bool{}
					}
					extra[f.kind][c] = true
				}
			}
		}
	}
	kinds = append(kinds, sorted(extraKinds)...)
	for k, cs := range extra {
		categories[k] = append(categories[k], sorted(cs)...)
	}

	for _, k := range o.Kinds {
		if !slices.Contains(kinds, k) {
			return nil, fmt.Errorf("unknown kind %q (known: %s)", k, strings.Join(kinds, ", "))
		}
	}
	if len(o.Kinds) > 0 {
		kinds = slices.DeleteFunc(kinds, func(k string) bool { return !slices.Contains(o.Kinds, k) })
	}
	wanted := map[[2]string]bool{}
	for _, name := range o.Categories {
		found := false
		for _, k := range kinds {
			for _, c := range categories[k] {
				if name == c || name == k+"/"+c {
					wanted[[2]string{k, c}] = true
					found = true
				}
			}
		}
		if !found {
			var known []string
			for _, k := range kinds {
				known = append(known, k+": "+strings.Join(categories[k], ", "))
			}
			return nil, fmt.Errorf("unknown category %q (known: %s)", name, strings.Join(known, "; "))
		}
	}
	var rows []Row
	for _, k := range kinds {
		for _, c := range categories[k] {
			if len(wanted) > 0 && !wanted[[2]string{k, c}] {
				continue
			}
			row := Row{Ref: Ref{Kind: k, Category: c, Label: Label{tax.Label(k, c, "en"), tax.Label(k, c, "ja")}}}
			if k == extract.Exception {
				row.Statute = tax.Statute(c)
			}
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for s := range set {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// Edition returns the latest date that the policy states about itself, ""
// if it states none.
func Edition(r *extract.Result) string {
	latest := ""
	for _, d := range r.Document.Dates {
		latest = max(latest, d.Date)
	}
	return latest
}

// Positions returns the line and column at which each of spans starts, as
// [text.Source.Position] does, in one walk over the text however long its
// lines are. Without a source all positions are zero.
func Positions(src *text.Source, spans []text.Span) []text.Position {
	out := make([]text.Position, len(spans))
	if src == nil {
		return out
	}
	order := make([]int, len(spans))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(spans[a].Start, spans[b].Start) })
	t, at, pos := src.Text(), 0, text.Position{Line: 1, Column: 1}
	for _, i := range order {
		to := min(max(spans[i].Start, 0), len(t))
		pass := t[at:to]
		if n := strings.Count(pass, "\n"); n > 0 {
			pos.Line += n
			pos.Column = 1
			pass = pass[strings.LastIndexByte(pass, '\n')+1:]
		}
		pos.Column += utf8.RuneCountInString(pass)
		at = to
		pos.Page = src.Page(to)
		out[i] = pos
	}
	return out
}
