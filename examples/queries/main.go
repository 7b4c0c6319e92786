// Command queries answers questions to a corpus, each from a SQLite database and
// from Parquet files that "polcompare export" wrote:
//
//	go run ./examples/queries results.db results
//
// The statements for SQLite are those of README.md.
package main

import (
	"cmp"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/polcompare/polcompare/pkg/store/parquet"
	_ "github.com/polcompare/polcompare/pkg/store/sqlite" // for its driver
)

//go:embed README.md
var readme string

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: queries FILE.db DIR_OF_PARQUET_FILES")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "queries:", err)
		os.Exit(1)
	}
}

func run(database, dir string) error {
	if _, err := os.Stat(database); err != nil { // or it would be made
		return err
	}
	db, err := sql.Open("sqlite", database)
	if err != nil {
		return err
	}
	defer db.Close()
	for _, q := range questions {
		a, err := fromSQLite(db, q)
		if err != nil {
			return err
		}
		b, err := q.parquet(dir)
		if err != nil {
			return err
		}
		fmt.Printf("%s\n\n%s\n", q.title, a)
		if b := (table{a.head, b}); a.String() != b.String() {
			return fmt.Errorf("but in the files of Parquet it is\n%s", b)
		}
		fmt.Print("Parquet says the same.\n\n")
	}
	return nil
}

// A question is a section of README.md.
type question struct {
	title   string
	parquet func(dir string) ([][]string, error)
}

var questions = []question{
	{"How many policies state that they use information for advertising, by year?", advertising},
	{"Which exceptions do policies state that the statute does not list?", beyond},
	{"What do policies disclaim, by industry?", disclaimers},
	{"Which disclosure exceptions speak of third parties, and where?", thirdParties},
}

// statement returns the question's first statement in README.md.
func (q question) statement() (string, error) {
	_, section, found := strings.Cut(readme, "## "+q.title+"\n")
	_, rest, begun := strings.Cut(section, "```sql\n")
	statement, _, ended := strings.Cut(rest, "\n```")
	if !found || !begun || !ended {
		return "", errors.New("there is no statement in README.md for: " + q.title)
	}
	return statement, nil
}

// A table is an answer.
type table struct {
	head []string
	rows [][]string
}

// String returns t in Markdown.
func (t table) String() string {
	var b strings.Builder
	line := func(cells []string) {
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	line(t.head)
	line(slices.Repeat([]string{"---"}, len(t.head)))
	for _, r := range t.rows {
		cells := make([]string, len(r))
		for i, c := range r {
			cells[i] = strings.ReplaceAll(strings.Join(strings.Fields(c), " "), "|", `\|`)
		}
		line(cells)
	}
	return b.String()
}

// fromSQLite answers q by its statement.
func fromSQLite(db *sql.DB, q question) (table, error) {
	statement, err := q.statement()
	if err != nil {
		return table{}, err
	}
	rows, err := db.Query(statement)
	if err != nil {
		return table{}, err
	}
	defer rows.Close()
	var t table
	if t.head, err = rows.Columns(); err != nil {
		return table{}, err
	}
	for rows.Next() {
		values := make([]any, len(t.head))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			return table{}, err
		}
		var row []string
		for _, v := range values {
			row = append(row, show(*v.(*any)))
		}
		t.rows = append(t.rows, row)
	}
	return t, rows.Err()
}

func show(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	default:
		return fmt.Sprint(v)
	}
}

// Of the columns of a row only those that a question needs are read.
type (
	document struct {
		Document int64             `parquet:"document"`
		Year     *int32            `parquet:"year,optional"`
		Meta     map[string]string `parquet:"meta"`
	}
	finding struct {
		Document   int64    `parquet:"document"`
		ID         string   `parquet:"id"`
		Lang       string   `parquet:"lang"`
		Kind       string   `parquet:"kind"`
		Category   string   `parquet:"category"`
		Categories []string `parquet:"categories,list"`
		Beyond     []string `parquet:"beyond_statute,list"`
		State      string   `parquet:"state"`
		Text       string   `parquet:"text"`
		Line       int32    `parquet:"line"`
	}
)

func documents(dir string, each func(*document)) error {
	return parquet.Read(filepath.Join(dir, parquet.DocumentsFile), func(d *document) error {
		each(d)
		return nil
	})
}

// stated calls each for the findings that are not denied.
func stated(dir string, each func(*finding)) error {
	return parquet.Read(filepath.Join(dir, parquet.FindingsFile), func(f *finding) error {
		if f.State == "stated" {
			each(f)
		}
		return nil
	})
}

func advertising(dir string) ([][]string, error) {
	states := map[int64]bool{}
	if err := stated(dir, func(f *finding) {
		if f.Kind == "purpose" && slices.Contains(f.Categories, "advertising") {
			states[f.Document] = true
		}
	}); err != nil {
		return nil, err
	}
	all, some := map[string]int{}, map[string]int{}
	if err := documents(dir, func(d *document) {
		year := ""
		if d.Year != nil {
			year = strconv.Itoa(int(*d.Year))
		}
		all[year]++
		if states[d.Document] {
			some[year]++
		}
	}); err != nil {
		return nil, err
	}
	return sorted(all, func(year string) []string {
		return []string{year, strconv.Itoa(all[year]), strconv.Itoa(some[year]), show(math.Round(100 * float64(some[year]) / float64(all[year])))}
	}), nil
}

func beyond(dir string) ([][]string, error) {
	type cell struct {
		document int64
		category string
	}
	seen := map[cell]bool{}
	all, ja, en := map[string]int{}, map[string]int{}, map[string]int{}
	if err := stated(dir, func(f *finding) {
		for _, c := range f.Beyond {
			if seen[cell{f.Document, c}] {
				continue
			}
			seen[cell{f.Document, c}] = true
			all[c]++
			switch f.Lang {
			case "ja":
				ja[c]++
			case "en":
				en[c]++
			}
		}
	}); err != nil {
		return nil, err
	}
	rows := sorted(all, func(c string) []string {
		return []string{c, strconv.Itoa(all[c]), strconv.Itoa(ja[c]), strconv.Itoa(en[c])}
	})
	slices.SortStableFunc(rows, func(a, b []string) int { return cmp.Compare(all[b[0]], all[a[0]]) })
	return rows, nil
}

func disclaimers(dir string) ([][]string, error) {
	categories := map[int64]map[string]bool{} // of each policy
	if err := stated(dir, func(f *finding) {
		if f.Kind != "disclaimer" {
			return
		}
		if categories[f.Document] == nil {
			categories[f.Document] = map[string]bool{}
		}
		for _, c := range f.Categories {
			categories[f.Document][c] = true
		}
	}); err != nil {
		return nil, err
	}
	policies, each := map[string]int{}, map[string]map[string]int{}
	if err := documents(dir, func(d *document) {
		industry := d.Meta["industry"]
		if industry == "" {
			return
		}
		policies[industry]++
		if each[industry] == nil {
			each[industry] = map[string]int{}
		}
		for c := range categories[d.Document] {
			each[industry][c]++
			each[industry]["all"]++
		}
	}); err != nil {
		return nil, err
	}
	return sorted(policies, func(industry string) []string {
		n := each[industry]
		return []string{industry, strconv.Itoa(policies[industry]), show(math.Round(10*float64(n["all"])/float64(policies[industry])) / 10),
			strconv.Itoa(n["security_limit"]), strconv.Itoa(n["external_site"]), strconv.Itoa(n["translation_precedence"])}
	}), nil
}

func thirdParties(dir string) (rows [][]string, err error) {
	err = parquet.Read(filepath.Join(dir, parquet.FindingsFile), func(f *finding) error {
		if f.Kind == "exception" && strings.Contains(f.Text, "第三者") {
			rows = append(rows, []string{f.ID, strconv.Itoa(int(f.Line)), f.Category, f.Text})
		}
		return nil
	})
	return rows, err
}

// sorted returns a row for each key, in the order of the keys.
func sorted(m map[string]int, row func(string) []string) [][]string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := make([][]string, 0, len(keys))
	for _, k := range keys {
		out = append(out, row(k))
	}
	return out
}
