package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/polcompare/polcompare/pkg/drift"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/spf13/pflag"
)

var driftCommand = &command{
	name:  "drift",
	usage: "[FLAGS] ORIGINAL TRANSLATION",
	short: "say where a translation does not say what the original says",
	long: `Drift aligns a policy with its published translation, Japanese and English
either way round, and lists the places where a reader of one is told something
else, more or less than a reader of the other: text that is missing or added,
denials, may and must, numbers, dates, articles of law, addresses, consent and
other conditions, items of lists, terms of law, and which version prevails.
Two editions in one language are compared in the same way.

Severities: high changes rights, duties, recipients, purposes or exceptions;
medium changes facts that a reader acts on; low is anything else and what is not
sure. Texts that do not correspond are refused with the share of text that could
be aligned; where the lexicon has too few of their words, drift says that it
cannot judge (--lexicon adds words). Of a file that holds several policies the one that corresponds best
is taken; PATH#2 names the second.

With --fail-on the exit status is 1 if there is a divergence of that severity or
above, for use before a release.`,
	examples: `
  polcompare drift privacy.ja.md privacy.en.md
  polcompare drift --fail-on high privacy.ja.html privacy.en.html
  polcompare drift --format json privacy.ja.md privacy.en.md > drift.json
  polcompare drift --alignment --min-severity medium old.ja.txt new.ja.txt`,
}

func init() {
	driftCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		var c common
		var failOn, least, settings string
		var alignment bool
		var lexicons []string
		fs.StringVar(&failOn, "fail-on", "", "exit with 1 if there is a divergence of this `SEVERITY` or above: high, medium or low")
		fs.StringVar(&least, "min-severity", "low", "show divergences of this `SEVERITY` and above")
		fs.BoolVar(&alignment, "alignment", false, "show what was aligned with what (JSON always holds it)")
		fs.StringArrayVar(&lexicons, "lexicon", nil, "lay the bilingual *.lex files in `DIR` over the built-in ones (may be given again)")
		fs.StringVar(&settings, "settings", "", "take weights and thresholds from the JSON `FILE`")
		c.register(fs)
		return func(ctx context.Context, args []string, s streams) error {
			if len(args) != 2 {
				return usagef("drift: want ORIGINAL and TRANSLATION, got %d files", len(args))
			}
			format, err := render.ParseFormat(c.format)
			if err != nil {
				return usageError{err.Error()}
			}
			if format == render.CSV {
				return usagef("drift: --format csv: want table, markdown, json or jsonl")
			}
			severity := func(flag, name string) (drift.Severity, error) {
				if v := drift.Severity(name); name == "" || v.Rank() > 0 {
					return v, nil
				}
				return "", usagef("--%s %s: want high, medium or low", flag, name)
			}
			fail, err := severity("fail-on", failOn)
			if err != nil {
				return err
			}
			floor, err := severity("min-severity", least)
			if err != nil {
				return err
			}
			if err := c.check(); err != nil {
				return err
			}
			o, err := driftOptions(lexicons, settings)
			if err != nil {
				return err
			}
			a, err := c.analyzer()
			if err != nil {
				return err
			}
			var sides [2][]*extract.Result
			for i, path := range args {
				if err := ctx.Err(); err != nil {
					return err
				}
				if sides[i], err = readSide(a, path, s); err != nil {
					complain(s, err)
					return errInput
				}
				for _, r := range sides[i] {
					if err := readable(r); err != nil {
						complain(s, err)
						return errInput
					}
					doubt(s, r)
				}
			}
			r, err := drift.Choose(sides[0], sides[1], o)
			if err != nil {
				complain(s, fmt.Errorf("%s, %s: %w", args[0], args[1], err))
				return errInput
			}
			worst := r.Worst()
			r.Keep(floor)
			w, done, err := c.writer(s)
			if err != nil {
				return err
			}
			if err := render.Drift(w, r, format, render.DriftOptions{Options: c.options(s), Alignment: alignment}); err != nil {
				return err
			}
			if err := done(); err != nil {
				return err
			}
			if r.Verdict == drift.Mixed || r.Verdict == drift.Unknown {
				complain(s, errors.New(strings.Join(r.Notes, " ")))
				return errInput
			}
			if r.Verdict == drift.Unrelated {
				complain(s, fmt.Errorf("%s and %s do not correspond: only %.0f %% of the text could be aligned", args[0], args[1], 100*r.Aligned))
				return errInput
			}
			if fail != "" && worst >= fail.Rank() {
				return errFindings
			}
			return nil
		}
	}
}

// readSide analyses a file, of which PATH#n names one policy.
func readSide(a *polcompare.Analyzer, path string, s streams) ([]*extract.Result, error) {
	if path == "-" {
		return a.Reader("-", s.in)
	}
	out, err := a.File(path)
	if err == nil {
		return out, nil
	}
	if n := len(path) - 2; n > 0 && path[n] == '#' && errors.Is(err, os.ErrNotExist) {
		all, err := a.File(path[:n])
		if err != nil {
			return nil, err
		}
		for _, r := range all {
			if r.Document.ID == path {
				return []*extract.Result{r}, nil
			}
		}
		return nil, fmt.Errorf("%s holds %d policies", path[:n], len(all))
	}
	return nil, err
}

// driftOptions reads the lexicons and the settings of drift.
func driftOptions(lexicons []string, settings string) (drift.Options, error) {
	var o drift.Options
	var err error
	if len(lexicons) > 0 {
		if o.Lexicon, err = drift.LoadLexicon(lexicons...); err != nil {
			return o, usageError{err.Error()}
		}
	}
	if settings != "" {
		b, err := os.ReadFile(settings)
		if err != nil {
			return o, usageError{err.Error()}
		}
		if o.Settings, err = drift.ParseSettings(string(b)); err != nil {
			return o, usagef("%s: %s", settings, err)
		}
	}
	return o, nil
}
