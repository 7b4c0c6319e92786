package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/text"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with the file of that name under testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test ./pkg/render -update rewrites it); got\n%s", file, got)
	}
}

// written returns what f writes.
func written(t testing.TB, f func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func matrixText(t testing.TB, m *compare.Matrix, f Format, o Options) string {
	t.Helper()
	return written(t, func(w io.Writer) error { return Matrix(w, m, f, o) })
}

func resultsText(t testing.TB, r []*extract.Result, f Format, o Options) string {
	t.Helper()
	return written(t, func(w io.Writer) error { return Results(w, r, f, o) })
}

func TestMatrixGolden(t *testing.T) {
	all := matrix(t, compare.Options{}, policies()...)
	exceptions := matrix(t, compare.Options{Kinds: []string{"exception"}, Silent: true}, policies()[:3]...)
	few := matrix(t, compare.Options{Kinds: []string{"contact", "voluntariness"}}, policies()...)
	for _, tt := range []struct {
		name, reason string
		m            *compare.Matrix
		f            Format
		o            Options
	}{
		{"matrix-wide", "names above the columns, the statute in a column of its own", all, Table, Options{Width: 120}},
		{"matrix-80-ja", "names do not fit: numbers, explained above", all, Table, Options{Width: 80, Lang: "ja"}},
		{"matrix-60", "the statute goes behind the labels", all, Table, Options{Width: 60, NoSummary: true}},
		{"matrix-exceptions", "rows nobody speaks of, on demand", exceptions, Table, Options{Width: 90}},
		{"matrix-transposed-ja", "policies as rows, a table a kind", all, Table, Options{Width: 90, Lang: "ja", Transpose: TransposeOn, NoSummary: true}},
		{"matrix-ascii-evidence", "no sign outside ASCII but in names; every quote with its place", few, Table, Options{Width: 80, ASCII: true, Evidence: true, NoSummary: true}},
		{"matrix-color", "colours by escape sequences, aligned all the same", few, Table, Options{Width: 80, Color: true}},
		{"matrix-markdown", "what means something to Markdown is escaped", all, Markdown, Options{Evidence: true}},
		{"matrix-csv", "states in words, counts behind", all, CSV, Options{}},
		{"matrix-csv-evidence-ja", "a line a quote, formulas disarmed", few, CSV, Options{Evidence: true, Lang: "ja"}},
		{"matrix-json", "the contract", few, JSON, Options{}},
		{"matrix-jsonl", "a row a line", few, JSONL, Options{}},
		{"matrix-none", "no policy at all", matrix(t, compare.Options{}), Table, Options{}},
		{"matrix-no-rows", "policies that say nothing", matrix(t, compare.Options{Kinds: []string{"voluntariness"}}, policies()[1]), Table, Options{Width: 80, Lang: "ja", NoSummary: true}},
	} {
		t.Run(tt.name, func(t *testing.T) { golden(t, tt.name, matrixText(t, tt.m, tt.f, tt.o)) })
	}
}

func TestResultsGolden(t *testing.T) {
	all := policies()
	empty := build("空社", "ja", "empty.md", "", "")
	for _, tt := range []struct {
		name, reason string
		r            []*extract.Result
		f            Format
		o            Options
	}{
		{"results-table", "findings by kind, notes and promises below", all, Table, Options{Width: 100}},
		{"results-table-ja-60", "narrow, in Japanese", all[2:3], Table, Options{Width: 60, Lang: "ja"}},
		{"results-table-unlimited", "no width: long texts still wrap", all[:1], Table, Options{}},
		{"results-empty", "nothing found is said", []*extract.Result{empty}, Table, Options{Width: 80, Lang: "ja"}},
		{"results-markdown", "a table a kind", all, Markdown, Options{}},
		{"results-csv", "a line a finding", all, CSV, Options{}},
		{"results-jsonl", "a policy a line", all, JSONL, Options{}},
	} {
		t.Run(tt.name, func(t *testing.T) { golden(t, tt.name, resultsText(t, tt.r, tt.f, tt.o)) })
	}
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// tableLines returns the runs of lines of s that are tables.
func tableLines(s string) [][]string {
	var out [][]string
	in := false
	for line := range strings.Lines(s) {
		line = escapes.ReplaceAllString(strings.TrimSuffix(line, "\n"), "")
		if line == "" || !strings.ContainsAny(line[:1]+string([]rune(line)[:1]), "┌│├└+|") {
			in = false
			continue
		}
		if !in || strings.HasPrefix(line, "┌") {
			out = append(out, nil)
		}
		in = true
		out[len(out)-1] = append(out[len(out)-1], line)
	}
	return out
}

func TestTablesAreAlignedAndFit(t *testing.T) {
	results := policies()
	full := matrix(t, compare.Options{}, results...)
	many := make([]*extract.Result, 0, 30)
	for i := range 30 {
		r := build(fmt.Sprintf("第%d商事 株式会社ながいなまえ", i), "ja", fmt.Sprintf("%d.md", i), "2020-01-01", "{purpose/survey|調査のため} {contact/fax|０３}")
		many = append(many, r)
	}
	crowd := matrix(t, compare.Options{Silent: true}, many...)
	odd := build("①※○×●✕◐· ｶﾞｷﾞ 葛\U000E0100城 か\u3099", "ja", "🇯🇵👨\u200d👩.md", "", "{purpose/survey|①※○×●✕◐· ｶﾞｷﾞ ❤\uFE0F \x1b[31m ゛゜…―}")
	strange := matrix(t, compare.Options{}, odd, results[0])
	check := func(name, s string, limit int) {
		t.Helper()
		if !strings.Contains(name, "Color:true") && !printable(s) {
			t.Errorf("%s: holds what must not be printed raw", name)
		}
		for line := range strings.Lines(s) {
			line = escapes.ReplaceAllString(strings.TrimSuffix(line, "\n"), "")
			if columns(line) > limit {
				t.Errorf("%s: line of %d columns: %s", name, columns(line), line)
			}
		}
		tables := tableLines(s)
		if len(tables) == 0 {
			t.Errorf("%s: no table", name)
		}
		for _, table := range tables {
			for _, line := range table {
				if columns(line) != columns(table[0]) {
					t.Errorf("%s: lines of %d and %d columns:\n%s\n%s", name, columns(table[0]), columns(line), table[0], line)
				}
			}
		}
	}
	for _, width := range []int{40, 59, 80, 120} {
		for _, lang := range []string{"en", "ja"} {
			for _, turn := range []Transpose{TransposeAuto, TransposeOn, TransposeOff} {
				o := Options{Width: width, Lang: lang, Transpose: turn, Color: width == 120, ASCII: width == 59, Evidence: width == 80}
				name := fmt.Sprintf("%+v", o)
				check("full "+name, matrixText(t, full, Table, o), width)
				check("strange "+name, matrixText(t, strange, Table, o), width)
				if lang == "ja" && width%40 == 0 {
					check("crowd "+name, matrixText(t, crowd, Table, o), width)
				}
			}
			o := Options{Width: width, Lang: lang}
			check(fmt.Sprintf("results %+v", o), resultsText(t, append([]*extract.Result{odd}, results...), Table, o), width)
		}
	}
}

func TestLayouts(t *testing.T) {
	results := policies()
	m := matrix(t, compare.Options{}, results...)
	var crowd []*extract.Result
	for i := range 40 {
		crowd = append(crowd, build(fmt.Sprintf("Company number %d", i), "en", fmt.Sprintf("%d.md", i), "", "{purpose/survey|x}"))
	}
	for _, tt := range []struct {
		reason       string
		m            *compare.Matrix
		o            Options
		tables       int
		has, hasNone string
	}{
		{"room for names", m, Options{Width: 120}, 1, "│ APPI Art.", "\n2  Bluefield"},
		{"room for numbers only", m, Options{Width: 80}, 1, "\n2  Bluefield", ""},
		{"no limit", m, Options{}, 1, "│ APPI Art.", "\n2  Bluefield"},
		{"policies as rows on demand", m, Options{Width: 200, Transpose: TransposeOn}, 5, "│ all │", "│ APPI Art."},
		{"too many policies: as rows, if that takes fewer tables", matrix(t, compare.Options{}, crowd...), Options{Width: 80, NoSummary: true}, 1, "│ all │", ""},
		{"too many policies, not to be turned: several tables with the labels in each", matrix(t, compare.Options{}, crowd...), Options{Width: 80, Transpose: TransposeOff, NoSummary: true}, 7, "surveys", "│ all │"},
	} {
		s := matrixText(t, tt.m, Table, tt.o)
		tables := tableLines(s)
		if len(tables) != tt.tables || !strings.Contains(s, tt.has) || tt.hasNone != "" && strings.Contains(s, tt.hasNone) {
			t.Errorf("%s: %d tables, want %d, with %q and without %q:\n%s", tt.reason, len(tables), tt.tables, tt.has, tt.hasNone, s)
		}
		if tt.tables > 5 {
			for _, table := range tables {
				if !strings.Contains(strings.Join(table, "\n"), "surveys") {
					t.Errorf("%s: a table lacks the labels of its rows", tt.reason)
				}
			}
		}
	}
}

func TestPolicyNames(t *testing.T) {
	for _, tt := range []struct {
		reason string
		in     []compare.Column
		want   string // short names
	}{
		{"a name of its own is enough", []compare.Column{{Company: "A", Lang: "ja"}, {Company: "B", Lang: "en"}}, "A|B"},
		{"one company in two languages", []compare.Column{{Company: "A", Lang: "ja"}, {Company: "A", Lang: "en"}}, "A (ja)|A (en)"},
		{"and in two editions", []compare.Column{{Company: "A", Lang: "ja", Edition: "2020"}, {Company: "A", Lang: "ja", Edition: "2024"}}, "A (ja, 2020)|A (ja, 2024)"},
		{"what else is alike is told apart by the file", []compare.Column{{Company: "A", ID: "x/a.md#1"}, {Company: "A", ID: "x/a.md#2"}}, "A a.md#1|A a.md#2"},
		{"and by the path where the files' names are alike too", []compare.Column{{Company: "A", ID: "x/a.md"}, {Company: "A", ID: "y/a.md"}}, "A x/a.md|A y/a.md"},
		{"no company: the file", []compare.Column{{ID: "dir/a.md#2"}}, "a.md#2"},
		{"nothing at all", []compare.Column{{}}, "?"},
	} {
		var got []string
		for _, n := range policyNames(tt.in) {
			got = append(got, n.short)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s: got %s, want %s", tt.reason, s, tt.want)
		}
	}
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	in := policies()
	first := map[Format]string{}
	for range 10 {
		rng.Shuffle(len(in), func(i, j int) { in[i], in[j] = in[j], in[i] })
		m := matrix(t, compare.Options{}, in...)
		for _, f := range formats {
			s := matrixText(t, m, f, Options{Width: 100, Evidence: true})
			if first[f] == "" {
				first[f] = s
			} else if first[f] != s {
				t.Fatalf("the order of the input changes the matrix as %s", f)
			}
		}
	}
}

func jsonSchema(t testing.TB, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	s, err := c.Compile(filepath.Join("..", "..", "testdata", "schema", name))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t testing.TB, s *jsonschema.Schema, data string) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(data))
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("%v in\n%s", err, data)
	}
}

// nasty is a policy with everything that is optional, and with text that is
// not UTF-8.
func nasty() *extract.Result {
	r := build("\xff社", "ja", "bad\xfe.md", "2020", "# 見\xff出し\n{contact/email,officer=a@b.example|a＠b.example\xff<&>}")
	r.Findings[0].Evidence = []extract.Evidence{{Rule: "ja/x.rules:12", Category: "email", Weight: 1.00001, Match: r.Findings[0].Span}, {Rule: "r", Weight: -0.5}}
	r.Findings[0].Confidence = 0.123456789
	r.Findings = append(r.Findings, extract.Finding{Kind: "purpose", State: "", Section: -1, Confidence: 2})
	r.Promises = []extract.Promise{{Kind: "contact", Message: "m", Section: -1}}
	r.Document.Notes = []policy.Note{{Message: "n"}}
	r.Document.SHA256 = ""
	return r
}

func TestJSONKeepsTheContracts(t *testing.T) {
	doc, mat := jsonSchema(t, "document.v1.json"), jsonSchema(t, "matrix.v1.json")
	line := jsonSchema(t, "matrix.v1.json#/$defs/line")
	in := append(policies(), nasty(), build("", "en", "", "", ""))
	for _, o := range []Options{{}, {Evidence: true}} {
		lines := resultsText(t, in, JSONL, o)
		for l := range strings.Lines(lines) {
			validate(t, doc, l)
		}
		if n := strings.Count(lines, "\n"); n != len(in) {
			t.Errorf("%d lines for %d policies", n, len(in))
		}
		var list []json.RawMessage
		if err := json.Unmarshal([]byte(resultsText(t, in, JSON, o)), &list); err != nil || len(list) != len(in) {
			t.Fatalf("array of %d: %v", len(list), err)
		}
		for i, l := range slices.Collect(strings.Lines(lines)) {
			if string(list[i])+"\n" != l {
				t.Errorf("JSON and JSON lines differ in policy %d", i)
			}
		}
	}
	for n := range len(in) + 1 {
		m := matrix(t, compare.Options{Silent: n%2 == 0}, in[:n]...)
		validate(t, mat, matrixText(t, m, JSON, Options{}))
		for l := range strings.Lines(matrixText(t, m, JSONL, Options{})) {
			validate(t, line, l)
		}
	}
	if got := resultsText(t, nil, JSON, Options{}); strings.TrimSpace(strings.ReplaceAll(got, "\n", "")) != "[]" {
		t.Errorf("no policies: %q", got)
	}
}

func TestJSONIsUTF8WithoutEscapes(t *testing.T) {
	in := []*extract.Result{nasty()}
	m := matrix(t, compare.Options{}, in...)
	for _, s := range []string{resultsText(t, in, JSON, Options{}), resultsText(t, in, JSONL, Options{}), matrixText(t, m, JSON, Options{}), matrixText(t, m, JSONL, Options{})} {
		if !utf8.ValidString(s) || !strings.Contains(s, `a＠b.example\ufffd<&>`) || strings.Contains(s, `\u003c`) {
			t.Errorf("got %s", s)
		}
	}
}

func TestDocumentSpansAreTheSources(t *testing.T) {
	// The reading text leaves markup out; the contract's spans must not.
	src := text.NewSource("p.html", "<h2>目的</h2>\n<p>2016年11月9日 &amp;</p>\n")
	b := text.NewBuilder(src)
	b.Copy(text.Span{Start: 4, End: 10})
	b.Replace(text.Span{Start: 15, End: 16}, "\n")
	b.Copy(text.Span{Start: 19, End: strings.Index(src.Text(), " &")})
	view := b.View()
	date := text.Span{Start: 7, End: len(view.Text())}
	r := &extract.Result{
		Document: &policy.Document{ID: "p", Path: "p", Lang: "ja", Source: src, View: view,
			Dates:    []policy.Date{{Date: "2016-11-09", Role: policy.Revised, Span: date}},
			Sections: []policy.Section{{Heading: text.Span{Start: 0, End: 6}, Level: 1, Span: text.Span{Start: 0, End: len(view.Text())}}}},
	}
	var d schema.Document
	if err := json.Unmarshal([]byte(resultsText(t, []*extract.Result{r}, JSONL, Options{})), &d); err != nil {
		t.Fatal(err)
	}
	if got := src.Slice(d.Dates[0].Span); got != "2016年11月9日" {
		t.Errorf("the date's span holds %q", got)
	}
	if got := src.Slice(d.Sections[0].Span); got != "目的</h2>\n<p>2016年11月9日" || d.Sections[0].Heading != "目的" {
		t.Errorf("the section's span holds %q, its heading is %q", got, d.Sections[0].Heading)
	}
	if d.Sections[0].Topics == nil {
		t.Error("topics are null, not an empty list")
	}
}

func TestCSVReadsBack(t *testing.T) {
	in := append(policies(), nasty())
	m := matrix(t, compare.Options{}, in...)
	for name, s := range map[string]string{
		"matrix": matrixText(t, m, CSV, Options{}), "evidence": matrixText(t, m, CSV, Options{Evidence: true}), "results": resultsText(t, in, CSV, Options{}),
	} {
		rows, err := csv.NewReader(strings.NewReader(s)).ReadAll() // also checks that all rows are as long
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(rows) < 10 {
			t.Errorf("%s: only %d rows", name, len(rows))
		}
		if strings.Count(s, "\n") != strings.Count(s, "\r\n") || !utf8.ValidString(s) {
			t.Errorf("%s: line ends other than CRLF, or invalid UTF-8", name)
		}
		for _, r := range rows {
			for _, f := range r {
				if f != "" && strings.ContainsAny(f[:1], "=+-@\t\r\n") {
					t.Errorf("%s: %q is a formula to a spreadsheet", name, f)
				}
			}
		}
	}
}

func TestCSVField(t *testing.T) {
	for _, tt := range []struct{ reason, s, want string }{
		{"text", "a,b\"c", "a,b\"c"},
		{"a formula", "=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"},
		{"a number in international form", "+81 3 0000 0000", "'+81 3 0000 0000"},
		{"a dash of a list", "- item", "'- item"},
		{"a mention", "@SUM(A1)", "'@SUM(A1)"},
		{"a full-width sign, which some spreadsheets take too", "＝1+1", "'＝1+1"},
		{"a tab before a formula", "\t=1", "'\t=1"},
		{"a line break before a formula", "\r\n=1", "'\n=1"},
		{"control characters", "a\x1b[0m", `a\x1b[0m`},
		{"lines stay", "a\r\nb\tc", "a\nb\tc"},
		{"a sign inside is no formula", "1=1", "1=1"},
		{"nothing", "", ""},
	} {
		if got := csvField(tt.s); got != tt.want {
			t.Errorf("%s: csvField(%q) = %q, want %q", tt.reason, tt.s, got, tt.want)
		}
	}
}

func TestMarkdownEscapes(t *testing.T) {
	for _, tt := range []struct{ reason, s, want string }{
		{"a bar would end the cell", "a|b", `a\|b`},
		{"a line break would end the row", "a\nb", "a b"},
		{"a backslash would escape", `a\|`, `a\\\|`},
		{"emphasis", "*a* _b_ ~c~ `d`", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`"},
		{"a link", "[a](javascript:x)", `\[a\](javascript:x)`},
		{"HTML", "<script>&amp;", `\<script\>\&amp;`},
		{"an escape sequence", "\x1b[31m", `\\x1b\[31m`},
	} {
		if got := markdown(tt.s); got != tt.want {
			t.Errorf("%s: markdown(%q) = %q, want %q", tt.reason, tt.s, got, tt.want)
		}
	}
}

func TestMarkdownTablesKeepTheirShape(t *testing.T) {
	in := append(policies(), nasty())
	bar := regexp.MustCompile(`\\.|\|`)
	for _, s := range []string{matrixText(t, matrix(t, compare.Options{}, in...), Markdown, Options{}), resultsText(t, in, Markdown, Options{})} {
		cells := 0
		for line := range strings.Lines(s) {
			n := 0
			for _, m := range bar.FindAllString(line, -1) {
				if m == "|" {
					n++
				}
			}
			if !strings.HasPrefix(line, "|") {
				cells = 0
				continue
			}
			if cells > 0 && n != cells {
				t.Errorf("a row of %d bars below one of %d: %s", n, cells, line)
			}
			cells = n
		}
		if !printable(s) {
			t.Error("Markdown holds what must not be printed raw")
		}
	}
}

// A brokenPipe fails after some bytes.
type brokenPipe struct{ left int }

var errPipe = errors.New("broken pipe")

func (p *brokenPipe) Write(b []byte) (int, error) {
	if p.left -= len(b); p.left < 0 {
		return 0, errPipe
	}
	return len(b), nil
}

func TestErrorsOfTheWriterComeBack(t *testing.T) {
	in := policies()
	m := matrix(t, compare.Options{}, in...)
	for _, f := range formats {
		for _, left := range []int{0, 50, 300} {
			if err := Matrix(&brokenPipe{left}, m, f, Options{}); !errors.Is(err, errPipe) {
				t.Errorf("matrix as %s after %d bytes: %v", f, left, err)
			}
			if err := Results(&brokenPipe{left}, in, f, Options{}); !errors.Is(err, errPipe) {
				t.Errorf("findings as %s after %d bytes: %v", f, left, err)
			}
		}
	}
	if err := Explain(&brokenPipe{}, in[0], 0, Options{}); !errors.Is(err, errPipe) {
		t.Errorf("explanation: %v", err)
	}
}

// A lineWriter notes every call of Write.
type lineWriter []string

func (w *lineWriter) Write(b []byte) (int, error) {
	*w = append(*w, string(b))
	return len(b), nil
}

func TestEncoderWritesALineAtOnce(t *testing.T) {
	var w lineWriter
	e := NewEncoder(&w, Options{})
	for i, r := range policies() {
		if err := e.Encode(r); err != nil {
			t.Fatal(err)
		}
		if len(w) != i+1 || strings.Index(w[i], "\n") != len(w[i])-1 {
			t.Fatalf("after %d policies %d writes", i+1, len(w))
		}
	}
}

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		reason, name string
		want         Format
		err          string
	}{
		{"a name", "table", Table, ""},
		{"in capitals", "JSON", JSON, ""},
		{"a short name", "md", Markdown, ""},
		{"another name", "ndjson", JSONL, ""},
		{"an unknown one gets the list", "yaml", "", `unknown format "yaml" (known: table, markdown, csv, json, jsonl)`},
	} {
		got, err := ParseFormat(tt.name)
		if got != tt.want || tt.err == "" && err != nil || tt.err != "" && (err == nil || err.Error() != tt.err) {
			t.Errorf("%s: %q, %v", tt.reason, got, err)
		}
	}
	if got, err := ParseTranspose(""); got != TransposeAuto || err != nil {
		t.Errorf("no transposition: %q, %v", got, err)
	}
	if _, err := ParseTranspose("maybe"); err == nil || !strings.Contains(err.Error(), "auto, on, off") {
		t.Errorf("unknown transposition: %v", err)
	}
	if err := Matrix(io.Discard, &compare.Matrix{}, "yaml", Options{}); err == nil {
		t.Error("a matrix in an unknown format is no error")
	}
	if err := Results(io.Discard, nil, "yaml", Options{}); err == nil {
		t.Error("findings in an unknown format are no error")
	}
}

func TestTerminalOfAFile(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if w, color := Terminal(f, func(string) string { return "100" }); w != 0 || color {
		t.Errorf("a file is no terminal: width %d, colour %v", w, color)
	}
}

func TestExplain(t *testing.T) {
	r := policies()[0]
	i := slices.IndexFunc(r.Findings, func(f extract.Finding) bool { return slices.Contains(f.Categories, "advertising") })
	f := &r.Findings[i]
	f.Marker, f.Rule = "（3）", "ja/purpose/advertising#3"
	f.Evidence = []extract.Evidence{
		{Rule: "ja/purpose.rules:31", Category: "analytics", Weight: 0.6, Match: spanOf(r, "分析し")},
		{Rule: "ja/purpose.rules:12", Category: "advertising", Weight: 1.25, Match: spanOf(r, "広告を配信")},
		{Rule: "ja/purpose.rules:14", Category: "advertising", Weight: 0.25, Match: spanOf(r, "興味に応じた")},
		{Rule: "ja/frame.rules:3", Weight: 0.9, Match: spanOf(r, "ため")},
		{Rule: "ja/purpose.rules:50", Category: "personalization", Weight: -0.4, Match: spanOf(r, "広告を配信")},
	}
	for name, o := range map[string]Options{"explain": {Width: 80}, "explain-ja-50": {Width: 50, Lang: "ja"}} {
		golden(t, name, written(t, func(w io.Writer) error { return Explain(w, r, i, o) }))
	}
	for _, bad := range []int{-1, len(r.Findings)} {
		if err := Explain(io.Discard, r, bad, Options{}); err == nil {
			t.Errorf("finding %d: no error", bad)
		}
	}
	// A finding of which little is known is explained with what there is.
	if s := written(t, func(w io.Writer) error {
		return Explain(w, &extract.Result{Document: &policy.Document{Path: "x"}, Findings: []extract.Finding{{Kind: "purpose", Section: 7}}}, 0, Options{})
	}); !strings.HasPrefix(s, "x\n") {
		t.Errorf("got %q", s)
	}
}

// thousand makes results as a batch would.
func thousand() []*extract.Result {
	in := make([]*extract.Result, 1000)
	for i := range in {
		in[i] = policies()[i%4]
		in[i].Document.Company = fmt.Sprintf("Company %d", i)
	}
	return in
}

func BenchmarkMatrixOfThousand(b *testing.B) {
	m := matrix(b, compare.Options{}, thousand()...)
	for _, f := range formats {
		b.Run(string(f), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := Matrix(io.Discard, m, f, Options{Width: 120}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCompareThousand(b *testing.B) {
	in := thousand()
	b.ReportAllocs()
	for b.Loop() {
		matrix(b, compare.Options{}, in...)
	}
}

// A matrix made of what was stored is that of the results it was stored from.
func TestMatrixOfStoredDocuments(t *testing.T) {
	in := append(policies(), build("", "en", "", "", ""))
	var docs []*schema.Document
	for _, r := range in {
		b, err := JSONLine(NewDocument(r, false))
		if err != nil {
			t.Fatal(err)
		}
		d := new(schema.Document)
		if err := json.Unmarshal(b, d); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	slices.Reverse(docs) // the order does not matter
	for _, o := range []compare.Options{{}, {OnlyDifferences: true, Sort: compare.ByPrevalence}, {Kinds: []string{"contact"}, Silent: true}} {
		stored, err := compare.Documents(docs, o)
		if err != nil {
			t.Fatal(err)
		}
		fresh := matrix(t, o, in...)
		for _, f := range []Format{Table, JSON, CSV} {
			var got, want strings.Builder
			for w, m := range map[*strings.Builder]*compare.Matrix{&got: stored, &want: fresh} {
				if err := Matrix(w, m, f, Options{Evidence: true}); err != nil {
					t.Fatal(err)
				}
			}
			if got.String() != want.String() {
				t.Errorf("%+v as %s:\n%s\nwant\n%s", o, f, got.String(), want.String())
			}
		}
	}
	if _, err := compare.Documents(docs, compare.Options{Kinds: []string{"wish"}}); err == nil {
		t.Error("no error for an unknown kind")
	}
}
