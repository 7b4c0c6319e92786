package render

import (
	"bytes"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// Styles of a cell, as parameters of an escape sequence.
const (
	plain  = ""
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
)

// paint returns s in style if o wants colours.
func (o Options) paint(style, s string) string {
	if !o.Color || style == plain || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

// A cell of a grid holds lines that are cleaned and wrapped already.
type cell struct {
	lines []string
	style string
}

func one(style, s string) cell { return cell{[]string{s}, style} }

// width returns the width of the widest line.
func (c cell) width() int {
	w := 0
	for _, l := range c.lines {
		w = max(w, Width(l))
	}
	return w
}

// A grid is a table.
type grid struct {
	head  []cell
	rows  [][]cell
	align []tw.Align // by column, left where missing
}

// frame is the number of columns that lines and padding take in a grid of n
// columns.
func frame(n int) int { return 3*n + 1 }

// render returns the table, drawn.
func (g *grid) render(o Options) (string, error) {
	style := tw.StyleLight
	if o.ASCII {
		style = tw.StyleASCII
	}
	align := make([]tw.Align, len(g.head))
	for i := range align {
		align[i] = tw.AlignLeft
		if i < len(g.align) && g.align[i] != "" {
			align[i] = g.align[i]
		}
	}
	section := tw.CellConfig{
		Formatting: tw.CellFormatting{AutoWrap: tw.WrapNone, AutoFormat: tw.Off},
		Padding:    tw.CellPadding{Global: tw.PaddingDefault},
		Alignment:  tw.CellAlignment{Global: tw.AlignLeft, PerColumn: align},
	}
	var buf bytes.Buffer
	t := tablewriter.NewTable(&buf,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{Symbols: tw.NewSymbols(style)})),
		tablewriter.WithHeaderConfig(section),
		tablewriter.WithRowConfig(section),
		tablewriter.WithTrimSpace(tw.Off), // the indent of labels stays
		tablewriter.WithTrimLine(tw.Off),
		tablewriter.WithEastAsian(tw.Off), // ambiguous characters take one column
	)
	line := func(cells []cell) []string {
		out := make([]string, len(g.head))
		for i, c := range cells {
			lines := make([]string, len(c.lines))
			for j, l := range c.lines {
				lines[j] = o.paint(c.style, l)
			}
			out[i] = strings.Join(lines, "\n")
		}
		return out
	}
	t.Header(line(g.head))
	for _, r := range g.rows {
		if err := t.Append(line(r)); err != nil {
			return "", err
		}
	}
	if err := t.Render(); err != nil {
		return "", err
	}
	return buf.String(), nil
}
