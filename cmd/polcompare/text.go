package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/spf13/pflag"
)

var textCommand = &command{
	name:  "text",
	usage: "[FLAGS] FILE…",
	short: "print the text that spans and places point into",
	long: `Text prints each file as it is read: decoded, and of a PDF the text of its
pages, with a form feed at the end of each. Spans in all output are byte offsets
into this text, lines and columns count in it. With --lines it prints one visual
line a line, with what the format says of it: page, role and level, whether it is
bold or goes on from the line before (+), and its span. Notes on the file go to
standard error.`,
	examples: `
  polcompare text policy.pdf
  polcompare text --lines policy.pdf
  polcompare text --encoding shift_jis old.txt > old-utf8.txt`,
}

func init() {
	textCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		var opts ingest.Options
		var lines bool
		fs.BoolVar(&lines, "lines", false, "show the structure: one visual line a line")
		registerFormat(fs, &opts)
		return func(ctx context.Context, args []string, s streams) error {
			if len(args) == 0 {
				return usagef("text: name a file")
			}
			if err := checkFormat(opts); err != nil {
				return err
			}
			in, failed, err := inputs(args, s)
			if err != nil {
				return err
			}
			for _, i := range in {
				if err := ctx.Err(); err != nil {
					return err
				}
				f, err := readInput(i, opts)
				if err != nil {
					complain(s, err)
					failed++
					continue
				}
				for _, n := range f.Notes {
					complain(s, fmt.Errorf("%s:%s: %s", i.Name, f.Source.Position(n.Span.Start), n.Message))
				}
				if lines {
					err = printLines(s.out, f)
				} else {
					_, err = io.WriteString(s.out, harmless(f.Source.Text()))
				}
				if err != nil {
					return err
				}
			}
			if failed > 0 {
				return errInput
			}
			return nil
		}
	}
}

// readInput reads the file behind an input.
func readInput(in polcompare.Input, opts ingest.Options) (*ingest.File, error) {
	r, err := in.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, int64(opts.MaxBytes)+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Name, err)
	}
	return ingest.Read(in.Name, data, opts)
}

// harmless replaces what a terminal would obey by spaces of the same length, so
// that offsets stay what they are.
func harmless(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' && r != '\f' || r == 0x7F {
			return ' '
		}
		return r
	}, s)
}

func printLines(w io.Writer, f *ingest.File) error {
	for _, l := range f.Lines {
		role := l.Role.String()
		if l.Level > 0 {
			role += fmt.Sprint(l.Level)
		}
		if l.Row > 0 {
			role += fmt.Sprintf(" %d,%d", l.Row, l.Column)
		}
		mark := " "
		if l.Wrapped {
			mark = "+"
		}
		if l.Bold {
			mark += "b"
		}
		page := ""
		if l.Page > 0 {
			page = fmt.Sprintf("p. %d", l.Page)
		}
		sp := f.View.ToSource(l.Span)
		if _, err := fmt.Fprintf(w, "%-6s %-10s %-2s %7d %7d  %s%s\n", page, role, mark, sp.Start, sp.End,
			strings.Repeat(" ", min(l.Indent, 20)), render.Clean(f.View.Slice(l.Span))); err != nil {
			return err
		}
	}
	return nil
}
