package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/spf13/pflag"
)

var rulesCommand = &command{
	name:  "rules",
	usage: "list|show|check [FLAGS] [NAME|FILE|DIR…]",
	short: "list, show and check the rules",
	long: `Rules list prints the rules: form, name, number of patterns, what each is for.
Rules show prints rules as they stand in their file, by name (such as
purpose/advertising). Rules check holds every rule against its own examples and
runs all of them over policies (the sample corpus unless files are given); it
reports examples that fail, rules that never fire, and pairs of rules of one
kind that fire on the same stretches. Exit status 1 says that an example
failed.`,
	examples: `
  polcompare rules list --lang ja
  polcompare rules show purpose/advertising
  polcompare rules check
  polcompare rules check --rules my-rules/ policies/`,
}

func init() {
	rulesCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		var c common
		fs.StringVar(&c.lang, "lang", "", "only rules of this language: ja or en")
		fs.StringArrayVar(&c.rules, "rules", nil, "lay the rules in `DIR` over the built-in ones (may be given again)")
		fs.IntVarP(&c.workers, "jobs", "j", 0, "analyse `N` files at once (0: one a core)")
		return func(ctx context.Context, args []string, s streams) error {
			c.maxBytes, c.maxPages = 1<<30, 1<<30
			if err := c.check(); err != nil {
				return err
			}
			if len(args) == 0 {
				return usagef("rules: want list, show or check")
			}
			books, err := c.books()
			if err != nil {
				return err
			}
			switch args[0] {
			case "list":
				if len(args) > 1 {
					return usagef(`rules list: want no names ("polcompare rules show" takes them)`)
				}
				return listRules(books, s)
			case "show":
				return showRules(books, args[1:], s)
			case "check":
				return c.checkRules(ctx, books, args[1:], s)
			}
			return usagef("rules %s: want list, show or check", args[0])
		}
	}
}

func (c *common) books() ([]*rules.Book, error) {
	set, err := rules.Load(c.rules...)
	if err != nil {
		return nil, usageError{err.Error()}
	}
	var books []*rules.Book
	for _, lang := range []string{"ja", "en"} {
		if c.lang != "" && c.lang != lang {
			continue
		}
		b, err := set.Book(lang)
		if err != nil {
			return nil, usageError{err.Error()}
		}
		books = append(books, b)
	}
	return books, nil
}

func listRules(books []*rules.Book, s streams) error {
	for _, b := range books {
		for _, r := range b.Rules {
			if _, err := fmt.Fprintf(s.out, "%s  %-9s %-38s %3d  %s\n", b.Lang, r.Form, r.Name, len(r.Patterns), r.Doc); err != nil {
				return err
			}
		}
	}
	return nil
}

func showRules(books []*rules.Book, names []string, s streams) error {
	if len(names) == 0 {
		return usagef(`rules show: which one? "polcompare rules list" names them`)
	}
	for _, name := range names {
		found := false
		for _, b := range books {
			for _, r := range b.Rules {
				if r.Name != name {
					continue
				}
				found = true
				fmt.Fprintf(s.out, "# %s:%d\n%s %s\n", r.File, r.Line, r.Form, r.Name)
				if r.Doc != "" {
					fmt.Fprintf(s.out, "    doc %s\n", r.Doc)
				}
				if len(r.As) > 0 && r.Form != rules.Category {
					fmt.Fprintf(s.out, "    as %s\n", strings.Join(r.As, " "))
				}
				if r.Denied {
					fmt.Fprintln(s.out, "    state denied")
				}
				if r.Min != 1 {
					fmt.Fprintf(s.out, "    min %g\n", r.Min)
				}
				for _, p := range r.Patterns {
					fmt.Fprintf(s.out, "    %g %s%s\n", p.Weight, fieldPrefix(p.Field), p.Source)
				}
				for _, e := range r.Examples {
					mark := "="
					if !e.Want {
						mark = "!"
					}
					fmt.Fprintf(s.out, "    %s %s\n", mark, e.Text)
				}
			}
		}
		if !found {
			return usagef(`there is no rule %q: "polcompare rules list" names them`, name)
		}
	}
	return nil
}

func fieldPrefix(f rules.Field) string {
	switch f {
	case rules.Lead:
		return "lead: "
	case rules.Heading:
		return "heading: "
	case rules.Context:
		return "context: "
	}
	return ""
}

// checkRules runs the examples of the rules and the rules over texts.
func (c *common) checkRules(ctx context.Context, books []*rules.Book, paths []string, s streams) error {
	failed := 0
	for _, b := range books {
		for _, p := range b.Check() {
			failed++
			fmt.Fprintln(s.out, render.Clean(p.String()))
		}
	}
	use := map[string]*rules.Usage{}
	for _, b := range books {
		use[b.Lang] = b.NewUsage()
	}
	err := c.analyse(ctx, paths, s, func(r *extract.Result) error {
		if u := use[r.Document.Lang]; u != nil {
			extract.Observe(u, r.Document)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, b := range books {
		for _, p := range use[b.Lang].Report() {
			fmt.Fprintln(s.out, render.Clean(p.String()))
		}
	}
	n, ex := 0, 0
	for _, b := range books {
		n += len(b.Rules)
		for _, r := range b.Rules {
			ex += len(r.Examples)
		}
	}
	fmt.Fprintf(s.out, "%d rules, %d examples, %d failed\n", n, ex, failed)
	if failed > 0 {
		return errFindings
	}
	return nil
}
