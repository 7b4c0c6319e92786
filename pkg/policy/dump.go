package policy

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Dump writes an outline of d for people: headings with #, clauses indented by
// their depth, with what introduces them.
func Dump(w io.Writer, d *Document) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s (%s) %q company %q\n", d.ID, d.Lang, d.Title, d.Company)
	for _, t := range d.Dates {
		fmt.Fprintf(b, "%s %s\n", t.Role, t.Date)
	}
	s := 0
	section := func() {
		h := &d.Sections[s]
		fmt.Fprintf(b, "%s ", strings.Repeat("#", h.Level))
		if h.Number != "" {
			fmt.Fprintf(b, "[%s] ", h.Number)
		}
		b.WriteString(d.View.Slice(h.Heading))
		if h.LeadIn >= 0 {
			fmt.Fprintf(b, " <%d", h.LeadIn)
		}
		b.WriteByte('\n')
		s++
	}
	kinds := [...]string{"", "item", "remark", "label", "cell"}
	for i := range d.Clauses {
		c := &d.Clauses[i]
		for s < len(d.Sections) && d.Sections[s].Heading.Start < c.Text.Start {
			section()
		}
		fmt.Fprintf(b, "%3d %s", i, strings.Repeat("  ", c.Depth))
		if k := kinds[c.Kind]; k != "" {
			b.WriteString(k)
			if c.Marker != "" {
				fmt.Fprintf(b, " [%s]", c.Marker)
			}
			b.WriteByte(' ')
		}
		if c.LeadIn >= 0 {
			fmt.Fprintf(b, "<%d ", c.LeadIn)
		}
		if c.Parent >= 0 {
			fmt.Fprintf(b, "in %d ", c.Parent)
		}
		for k, sp := range c.Sentences {
			if k > 0 {
				b.WriteString(" | ")
			}
			b.WriteString(d.View.Slice(sp))
		}
		if c.Section >= 0 && c.Section != s-1 {
			fmt.Fprintf(b, " (section %s)", d.View.Slice(d.Sections[c.Section].Heading))
		}
		b.WriteByte('\n')
	}
	for s < len(d.Sections) {
		section()
	}
	return b.Flush()
}
