package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"syscall"

	"github.com/polcompare/polcompare/pkg/render"
	"github.com/spf13/pflag"
)

// Exit codes, as documented in the help.
const (
	exitOK       = 0
	exitFindings = 1 // a check found what it was asked to fail on
	exitUsage    = 2
	exitInput    = 3 // some input could not be read; the rest was done
)

// streams is the world around the command, so that tests can stand in for it.
type streams struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
}

// A usageError is the user's mistake in words on the command line.
type usageError struct{ msg string }

func (e usageError) Error() string { return e.msg }

func usagef(format string, a ...any) error { return usageError{fmt.Sprintf(format, a...)} }

// errInput says that some input could not be read and was reported already.
var errInput = errors.New("some input could not be read")

// errFindings says that a check found what it was asked to fail on.
var errFindings = errors.New("findings")

// A command is one subcommand.
type command struct {
	name     string
	usage    string // behind the name
	short    string
	long     string
	examples string
	flags    func(*pflag.FlagSet) func(context.Context, []string, streams) error
}

func commands() []*command {
	return []*command{compareCommand, extractCommand, driftCommand, batchCommand, exportCommand, statsCommand, evalCommand, fetchCommand, refitCommand, learnCommand, rulesCommand, textCommand, versionCommand}
}

func find(name string) *command {
	for _, c := range commands() {
		if c.name == name {
			return c
		}
	}
	return nil
}

// run runs the command line and returns the exit code.
func run(ctx context.Context, args []string, s streams) int {
	buffered := bufio.NewWriterSize(s.out, 64<<10)
	inner := s
	inner.out = buffered
	err := dispatch(ctx, args, inner)
	if ferr := buffered.Flush(); err == nil {
		err = ferr
	}
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, syscall.EPIPE):
		return exitOK // whoever read the output has seen enough
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, errInput):
		return exitInput
	case errors.As(err, &usage):
		fmt.Fprintf(s.err, "polcompare: %s\n", render.Clean(usage.msg))
		fmt.Fprintln(s.err, `Run "polcompare --help" for what there is.`)
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.err, "polcompare: interrupted")
		return exitInput
	default:
		fmt.Fprintf(s.err, "polcompare: %s\n", render.Clean(err.Error()))
		return exitInput
	}
}

func dispatch(ctx context.Context, args []string, s streams) error {
	if len(args) > 0 {
		switch args[0] {
		case "-h", "--help", "help":
			if len(args) > 1 {
				c := find(args[1])
				if c == nil {
					return unknown(args[1])
				}
				return c.help(s.out)
			}
			return help(s.out)
		case "--version":
			args = append([]string{"version"}, args[1:]...)
		}
	}
	c := compareCommand // the default
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		if named := find(args[0]); named != nil {
			c, args = named, args[1:]
		} else if _, err := os.Stat(args[0]); err != nil && !strings.ContainsAny(args[0], "./\\") {
			return unknown(args[0])
		}
	}
	fs := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.SortFlags = false
	work := c.flags(fs)
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			return c.help(s.out)
		}
		return usagef("%s: %s", c.name, err)
	}
	return work(ctx, fs.Args(), s)
}

func unknown(name string) error {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	sort.Strings(names)
	return usagef("there is no file and no subcommand %q (subcommands: %s)", name, strings.Join(names, ", "))
}

// say writes a line for people. What it holds may come from files, and their
// names, that hold anything.
func say(w io.Writer, format string, a ...any) error {
	_, err := fmt.Fprintln(w, render.Clean(fmt.Sprintf(format, a...)))
	return err
}

func (c *command) help(w io.Writer) error {
	fs := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	fs.SortFlags = false
	c.flags(fs)
	fmt.Fprintf(w, "Usage: polcompare %s %s\n\n%s\n", c.name, c.usage, strings.TrimSpace(c.long))
	if fs.HasFlags() {
		fmt.Fprintf(w, "\nFlags:\n%s", fs.FlagUsagesWrapped(100))
	}
	_, err := fmt.Fprintf(w, "\nExamples:\n%s\n", strings.Trim(c.examples, "\n"))
	return err
}

func help(w io.Writer) error {
	fmt.Fprint(w, `polcompare reads privacy policies in Japanese and English and says what they
state: purposes of use, disclosure without consent, disclaimers, contacts.
Every statement comes with its place in the file.

Usage: polcompare [SUBCOMMAND] [FLAGS] [FILE|DIR…]

`)
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-9s %s\n", c.name, c.short)
	}
	_, err := fmt.Fprint(w, `
Without a subcommand it compares; without files it compares the sample corpus
that it carries. "-" reads standard input.

Examples:
  polcompare                               the matrix of the sample corpus
  polcompare a.txt b.html policies/        compare one's own files
  polcompare compare --kind exception --evidence a.txt b.txt
  polcompare extract --format jsonl policies/ > findings.jsonl
  polcompare help compare                  flags and examples of a subcommand

Exit status: 0 fine, 1 findings that a check was asked to fail on, 2 a mistake
in the command line or in a rule file, 3 some input could not be read (the rest
was done).
`)
	return err
}
