package render

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/polcompare/polcompare/pkg/compare"
)

// MatrixSchema names the contract of a matrix in JSON and of its rows in
// JSON lines.
const MatrixSchema = "polcompare.matrix/v1"

func matrixMarkdown(w io.Writer, m *compare.Matrix, o Options) error {
	o.Width, o.Color = 0, false
	v := newMatrixView(m, o)
	var b strings.Builder
	cited := slices.ContainsFunc(m.Rows, func(r compare.Row) bool { return r.Statute != "" })
	if len(m.Columns) == 0 || len(v.kinds) == 0 {
		text := v.w.noRows
		if len(m.Columns) == 0 {
			text = v.w.noPolicies
		}
		b.WriteString(text + "\n")
	} else {
		head := []string{v.w.kind, v.w.category}
		if cited {
			head = append(head, v.w.statute)
		}
		left := len(head)
		for _, n := range v.names {
			head = append(head, n.full)
		}
		markdownRow(&b, head)
		for i := range head {
			if i < left {
				b.WriteString("| --- ")
			} else {
				b.WriteString("| :-: ")
			}
		}
		b.WriteString("|\n")
		for _, k := range v.kinds {
			row := []string{k.Label.In(o.Lang), "", ""}[:left]
			for c := range v.Columns {
				row = append(row, v.total(k.KindCount, c).lines[0])
			}
			markdownRow(&b, row)
			for _, r := range k.rows {
				row := []string{"", r.Label.In(o.Lang), v.o.statuteLabel(r.Category)}[:left]
				if cited && r.Statute == "" {
					row[2] = ""
				}
				for _, c := range r.Cells {
					row = append(row, v.mark(c).lines[0])
				}
				markdownRow(&b, row)
			}
		}
		b.WriteString("\n" + v.legend())
	}
	if len(m.Columns) > 0 && o.Evidence {
		fmt.Fprintf(&b, "\n## %s\n", v.w.evidence)
		for _, k := range v.kinds {
			for _, r := range k.rows {
				if !slices.ContainsFunc(r.Cells, func(c compare.Cell) bool { return c.Count > 0 }) {
					continue
				}
				fmt.Fprintf(&b, "\n### %s\n\n", markdown(v.rowTitle(r)))
				for c, cell := range r.Cells {
					if cell.Count == 0 {
						continue
					}
					fmt.Fprintf(&b, "- %s\n", markdown(v.names[c].full))
					for _, f := range cell.Findings {
						sign, _ := o.symbol(compare.Cell{State: f.State})
						fmt.Fprintf(&b, "  - %s %s\n", sign, markdown(o.said(f)))
					}
				}
			}
		}
	}
	if len(m.Columns) > 0 && !o.NoSummary {
		for _, n := range v.notes() {
			fmt.Fprintf(&b, "\n## %s\n\n", markdown(n.title))
			for _, i := range n.items {
				if i.name != "" {
					fmt.Fprintf(&b, "- **%s**%s%s\n", markdown(i.name), v.w.dash, markdown(i.said))
				} else {
					fmt.Fprintf(&b, "- %s\n", markdown(i.said))
				}
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func markdownRow(b *strings.Builder, cells []string) {
	for _, c := range cells {
		b.WriteString("| ")
		if c != "" {
			b.WriteString(markdown(c))
			b.WriteByte(' ')
		}
	}
	b.WriteString("|\n")
}

var markdownEscaper = strings.NewReplacer(`\`, `\\`, "|", `\|`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`,
	"[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "&", `\&`, "$", `\$`)

// markdown returns s on one line and without meaning to Markdown: no cell
// ends early, nothing becomes emphasis, a link or HTML.
func markdown(s string) string { return markdownEscaper.Replace(oneLine(s)) }

// matrixCSV writes one line a row, its cells as "stated", "stated ×3",
// "denied", "conflicting", "silent" or "silent (promised)"; with evidence one
// line a finding.
func matrixCSV(w io.Writer, m *compare.Matrix, o Options) error {
	out := newCSV(w)
	if o.Evidence {
		out.row("kind", "category", "label", "statute", "id", "path", "company", "lang", "edition", "cell", "state", "text", "value", "roles", "line", "column", "start", "end")
		for _, r := range m.Rows {
			for c, cell := range r.Cells {
				p := m.Columns[c]
				for _, f := range cell.Findings {
					out.row(r.Kind, r.Category, r.Label.In(o.Lang), r.Statute, p.ID, p.Path, p.Company, p.Lang, p.Edition, string(cell.State), string(f.State),
						f.Text, f.Value, strings.Join(f.Roles, ";"), strconv.Itoa(f.Line), strconv.Itoa(f.Column), strconv.Itoa(f.Span.Start), strconv.Itoa(f.Span.End))
				}
			}
		}
		return out.flush()
	}
	head := []string{"kind", "category", "label", "statute"}
	for _, n := range policyNames(m.Columns) {
		head = append(head, n.full)
	}
	out.row(head...)
	for _, r := range m.Rows {
		row := []string{r.Kind, r.Category, r.Label.In(o.Lang), r.Statute}
		for _, c := range r.Cells {
			s := string(c.State)
			switch {
			case c.Promised:
				s += " (promised)"
			case c.Count > 1:
				s += " ×" + strconv.Itoa(c.Count)
			}
			row = append(row, s)
		}
		out.row(row...)
	}
	return out.flush()
}

// matrixJSON writes a column, a row and a part of the summary a line, so that
// the file is small, can be read by people, and differs line by line.
func matrixJSON(w io.Writer, m *compare.Matrix) error {
	buf := bufio.NewWriter(w)
	j := jsonWriter{w: buf}
	j.raw(`{"schema":`)
	j.value(MatrixSchema)
	j.raw(",\n\"columns\":")
	jsonList(&j, m.Columns)
	j.raw(",\n\"rows\":")
	jsonList(&j, m.Rows)
	j.raw(",\n\"summary\":{")
	s := m.Summary
	for i, part := range []struct {
		name  string
		value any
	}{
		{"only_one", s.OnlyOne}, {"all_but_one", s.AllButOne}, {"all", s.All}, {"none", s.None}, {"denied", s.Denied},
		{"kinds", s.Kinds}, {"similarity", s.Similarity}, {"statutory", s.Statutory}, {"promises", s.Promises},
	} {
		if i > 0 {
			j.raw(",")
		}
		j.raw("\n\"" + part.name + "\":")
		j.value(part.value)
	}
	j.raw("\n}}\n")
	if j.err != nil {
		return j.err
	}
	return buf.Flush()
}

// matrixJSONL writes one row a line, each complete in itself: a cell names
// its policy.
func matrixJSONL(w io.Writer, m *compare.Matrix) error {
	type line struct {
		Schema string `json:"schema"`
		compare.Ref
		Statute string     `json:"statute,omitempty"`
		Cells   []lineCell `json:"cells"`
	}
	for _, r := range m.Rows {
		l := line{MatrixSchema, r.Ref, r.Statute, make([]lineCell, len(r.Cells))}
		for i, c := range r.Cells {
			l.Cells[i] = lineCell{m.Columns[i], c}
		}
		if err := writeJSONLine(w, l); err != nil {
			return err
		}
	}
	return nil
}

// A lineCell is a cell that names its policy.
type lineCell struct {
	compare.Column
	compare.Cell
}

// A jsonWriter writes JSON piece by piece and keeps the first error.
type jsonWriter struct {
	w   io.Writer
	err error
}

func (j *jsonWriter) raw(s string) {
	if j.err == nil {
		_, j.err = io.WriteString(j.w, s)
	}
}

func (j *jsonWriter) value(v any) {
	if j.err != nil {
		return
	}
	b, err := marshal(v)
	if err != nil {
		j.err = err
		return
	}
	_, j.err = j.w.Write(b)
}

// jsonList writes list with one element a line.
func jsonList[T any](j *jsonWriter, list []T) {
	j.raw("[")
	for i := range list {
		if i > 0 {
			j.raw(",")
		}
		j.raw("\n")
		j.value(list[i])
	}
	if len(list) > 0 {
		j.raw("\n")
	}
	j.raw("]")
}

// marshal is json.Marshal without escapes for HTML, and with escapes for what
// would steer a terminal that the JSON is printed on.
func marshal(v any) ([]byte, error) {
	b, err := JSONLine(v)
	return bytes.TrimSuffix(b, []byte("\n")), err
}

// EscapeJSON returns the JSON text s with the control characters that JSON lets
// stand as they are (DEL, C1, changes of direction) as \uXXXX, so that it can be
// printed on a terminal. They can only stand in strings.
func EscapeJSON(s string) string {
	if strings.IndexFunc(s, steers) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if steers(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// JSONLine returns v, a value of package schema or any other, as the program
// writes it in JSON lines, with a line feed behind it.
func JSONLine(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	if bytes.IndexFunc(b.Bytes(), steers) < 0 {
		return b.Bytes(), nil
	}
	return []byte(EscapeJSON(b.String())), nil
}

// steers reports whether a terminal takes r for an order.
func steers(r rune) bool { return r >= 0x7F && r <= 0x9F || directs(r) }

// writeJSONLine writes v and a line feed to w at once.
func writeJSONLine(w io.Writer, v any) error {
	b, err := JSONLine(v)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}
