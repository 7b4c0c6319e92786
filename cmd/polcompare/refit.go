package main

import (
	"context"
	"fmt"
	"os"

	"github.com/polcompare/polcompare/pkg/drift"
	"github.com/polcompare/polcompare/pkg/eval"
	"github.com/spf13/pflag"
)

var refitCommand = &command{
	name:  "refit",
	usage: "[FLAGS] PAIRS_DIR",
	short: "fit the thresholds of drift to one's own pairs",
	long: `Refit reads pairs of an original and its translation, a folder each with en.*
and ja.* in it, and fits the weights and thresholds of drift to them. A folder
teaches by its drift.gold.json ({"original": "ja", "divergences": [{"type",
"severity", "ja", "en"}]}, the quotes verbatim), by lines that correspond one to
one (text or Markdown of equally many lines, headings and items in the same
places; some lines are then left out on either side), or by both.

What it prints was measured by cross-validation: settings fitted on some
publishers, measured on others, before and after. Whose a pair is says the name
of its folder up to the first "-", or "publisher" in its drift.gold.json. With
--output the settings are written for drift --settings: the fitted ones if they
were better on publishers that fitting had not seen, else those it began with.`,
	examples: `
  polcompare refit pairs/
  polcompare refit --settings mine.json -o mine.json pairs/`,
}

func init() {
	refitCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		c := common{}
		var settings string
		var lexicons []string
		var folds int
		var verbose bool
		fs.StringVarP(&c.output, "output", "o", "", "write the settings to `FILE`")
		fs.StringVar(&settings, "settings", "", "begin with the settings in the JSON `FILE`")
		fs.StringArrayVar(&lexicons, "lexicon", nil, "lay the bilingual *.lex files in `DIR` over the built-in ones (may be given again)")
		fs.StringArrayVar(&c.rules, "rules", nil, "lay the rules in `DIR` over the built-in ones (may be given again)")
		fs.IntVar(&folds, "folds", 5, "parts for cross-validation, at most one a publisher")
		fs.BoolVar(&verbose, "verbose", false, "say on standard error what is tried")
		fs.IntVarP(&c.workers, "jobs", "j", 0, "compare `N` pairs at once (0: one a core)")
		return func(ctx context.Context, args []string, s streams) error {
			if len(args) != 1 {
				return usagef("refit: want one directory of pairs, got %d", len(args))
			}
			if folds < 2 {
				return usagef("--folds %d: want 2 or more", folds)
			}
			if err := c.check(); err != nil {
				return err
			}
			if info, err := os.Stat(args[0]); err != nil || !info.IsDir() {
				return usagef("%s: want a directory of pairs", args[0])
			}
			o, err := driftOptions(lexicons, settings)
			if err != nil {
				return err
			}
			start := drift.DefaultSettings()
			if o.Settings != nil {
				start = *o.Settings
			}
			a, err := c.analyzer()
			if err != nil {
				return err
			}
			pairs, err := eval.LoadPairs(eval.Dir(args[0]), a.Bytes)
			if err == nil && len(pairs) == 0 {
				err = fmt.Errorf("%s: %w", args[0], eval.ErrNoPairs)
			}
			if err != nil {
				complain(s, err)
				return errInput
			}
			ro := eval.RefitOptions{Folds: folds, Workers: c.workers, Lexicon: o.Lexicon}
			if verbose {
				ro.Log = s.err
			}
			r, err := eval.Refit(ctx, pairs, start, ro)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			if err := r.WriteTable(s.out); err != nil || c.output == "" {
				return err
			}
			w, done, err := c.writer(s)
			if err != nil {
				return err
			}
			if _, err := w.Write(r.Settings.JSON()); err != nil {
				return err
			}
			return done()
		}
	}
}
