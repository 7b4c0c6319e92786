package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/spf13/pflag"
)

var rulesCommand = &command{
	name:  "rules",
	usage: "list|show|check|try [FLAGS] [NAME|FILE|DIR|TEXT…]",
	short: "list, show, check and try the rules",
	long: `Rules list prints the rules: form, name, number of patterns, what each is for.
Rules show prints rules as they stand in their file, by name (such as
purpose/advertising). Rules check holds every rule against its own examples and
runs all of them over policies (the sample corpus unless files are given); it
reports examples that fail, rules that never fire, and pairs of rules of one
kind that fire on the same stretches. Exit status 1 says that an example
failed. Rules try shows what the rules make of a text given (- for standard
input): which fire, which do not and for want of what, and what is found. Some
statements are found by the build of a sentence or a list, without such a rule.`,
	examples: `
  polcompare rules list --lang ja
  polcompare rules show purpose/advertising
  polcompare rules check
  polcompare rules check --rules my-rules/ policies/
  polcompare rules try "We may pass your address to our printers."
  polcompare rules try --heading "Who sees it" --all "Our printers get your address."`,
}

func init() {
	rulesCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		var c common
		var heading string
		var all bool
		fs.StringVar(&heading, "heading", "", "try: the `TEXT` of the heading above")
		fs.BoolVar(&all, "all", false, "try: show all rules that a pattern speaks for, not those nearest to firing")
		fs.StringVar(&c.lang, "lang", "", "only rules of this language: ja or en")
		fs.StringArrayVar(&c.rules, "rules", nil, "lay the rules in `DIR` over the built-in ones (may be given again)")
		fs.IntVarP(&c.workers, "jobs", "j", 0, "analyse `N` files at once (0: one a core)")
		return func(ctx context.Context, args []string, s streams) error {
			if err := c.check(); err != nil {
				return err
			}
			if len(args) == 0 {
				return usagef("rules: want list, show, check or try")
			}
			if args[0] == "try" {
				return c.tryRules(args[1:], heading, all, s)
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
			return usagef("rules %s: want list, show, check or try", args[0])
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
			if err := say(s.out, "%s  %-9s %-38s %3d  %s", b.Lang, r.Form, r.Name, len(r.Patterns), r.Doc); err != nil {
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
				say(s.out, "# %s:%d", r.File, r.Line)
				say(s.out, "%s %s", r.Form, r.Name)
				if r.Doc != "" {
					say(s.out, "    doc %s", r.Doc)
				}
				if len(r.As) > 0 && r.Form != rules.Category {
					say(s.out, "    as %s", strings.Join(r.As, " "))
				}
				if r.Denied {
					fmt.Fprintln(s.out, "    state denied")
				}
				if r.Min != 1 {
					say(s.out, "    min %g", r.Min)
				}
				for _, p := range r.Patterns {
					say(s.out, "    %g %s%s", p.Weight, fieldPrefix(p.Field), p.Source)
				}
				for _, e := range r.Examples {
					mark := "="
					if !e.Want {
						mark = "!"
					}
					say(s.out, "    %s %s", mark, e.Text)
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
			say(s.out, "%s", p)
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
			say(s.out, "%s", p)
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

// nearest is how many rules are shown of a stretch of text that none of them fires on.
const nearest = 3

// tryRules shows what the rules make of a text, below a heading if there is one.
func (c *common) tryRules(words []string, heading string, all bool, s streams) error {
	said := strings.TrimSpace(strings.Join(words, " "))
	if said == "-" {
		in, err := io.ReadAll(s.in)
		if err != nil {
			return fmt.Errorf("standard input: %w", err)
		}
		said = strings.TrimSpace(string(in))
	}
	if said == "" {
		return usagef(`rules try: which text? For example: polcompare rules try "We share your data with our printers."`)
	}
	if heading != "" {
		said = "## " + heading + "\n\n" + said
	}
	set, err := rules.Load(c.rules...)
	if err != nil {
		return usageError{err.Error()}
	}
	engine, err := extract.NewEngine(set)
	if err != nil {
		return err
	}
	file, err := ingest.Read("text", []byte(said), ingest.Options{Format: ingest.FormatMarkdown})
	if err != nil {
		return err
	}
	docs, err := policy.Parse(file, policy.Options{Lang: c.lang})
	if err != nil {
		return err
	}
	o := c.options(s)
	n := nearest
	if all {
		n = 0
	}
	for _, d := range docs {
		r, trials, err := engine.Try(d)
		if err != nil {
			return err
		}
		if err := render.Trials(s.out, r, trials, n, o); err != nil {
			return err
		}
	}
	return nil
}
