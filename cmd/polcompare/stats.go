package main

import (
	"context"

	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/stats"
	"github.com/spf13/pflag"
)

var statsCommand = &command{
	name:  "stats",
	usage: "[FLAGS] OUT|FILE.jsonl",
	short: "count over stored results",
	long: `Stats counts over the results of a batch (its directory, or a file that "extract
--format jsonl" made), which may be of any size: how many policies state each thing
and how many deny it, with 95 % confidence intervals (Wilson's score interval), by
language, year or any column of the manifest; which things are stated together; and
which policies are near-duplicates, such as those made from one template.

The year of a policy is that of the manifest's column "date", else of the latest
date that the policy states about itself.

An interval takes policies as independent of each other. --dedupe counts of each
cluster of near-duplicates the first policy only.`,
	examples: `
  polcompare stats results
  polcompare stats results --by lang,year --kind purpose --min-documents 30
  polcompare stats results --by meta.industry --kind disclaimer --format csv > d.csv
  polcompare stats results --pairs 20 --dedupe
  polcompare stats results --duplicates`,
}

func init() {
	statsCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		var c common
		var o stats.Options
		var wheres []string
		var duplicates, dedupe bool
		var similarity float64
		var labels string
		fs.StringSliceVar(&o.By, "by", nil, "group by these: lang, year, company, format, encoding, meta.COLUMN")
		fs.StringSliceVar(&o.Kinds, "kind", nil, "only these kinds: purpose, exception, disclaimer, contact, voluntariness")
		conditionFlag(fs, &wheres)
		fs.IntVar(&o.MinDocuments, "min-documents", 0, "leave out groups of fewer than `N` policies")
		fs.IntVar(&o.Pairs, "pairs", 0, "show the `N` pairs of statements that go together most or least (-1: all)")
		fs.BoolVar(&duplicates, "duplicates", false, "show clusters of near-duplicates instead")
		fs.BoolVar(&dedupe, "dedupe", false, "count each cluster of near-duplicates once")
		fs.Float64Var(&similarity, "similarity", stats.DefaultSimilarity, "share of common stretches from which on policies are near-duplicates")
		fs.StringVar(&labels, "labels", "en", "language of labels: en or ja")
		c.registerOutput(fs)
		return func(ctx context.Context, args []string, s streams) error {
			if len(args) != 1 {
				return usagef("stats: want one directory of results, or one file of JSON lines")
			}
			format, err := render.ParseFormat(c.format)
			if err != nil {
				return usageError{err.Error()}
			}
			if labels != "en" && labels != "ja" {
				return usagef("--labels %s: want en or ja", labels)
			}
			if !(similarity >= 0.5 && similarity <= 1) {
				return usagef("--similarity %v: want 0.5 to 1", similarity)
			}
			if o.MinDocuments < 0 {
				return usagef("--min-documents %d: want 0 or more", o.MinDocuments)
			}
			where, err := parseConditions(wheres)
			if err != nil {
				return err
			}
			counter, err := stats.New(o)
			if err != nil {
				return usagef("--by: %s", err)
			}
			results, err := storedResults(args[0])
			if err != nil {
				return err
			}
			documents := where.filter(ctx, results.Documents)
			var found *stats.Duplicates
			if duplicates || dedupe {
				if found, err = stats.FindDuplicates(documents, similarity); err != nil {
					return err
				}
			}
			w, done, err := c.writer(s)
			if err != nil {
				return err
			}
			ro := c.options(s)
			ro.Lang = labels
			if duplicates {
				if err := render.Duplicates(w, found, format, ro); err != nil {
					return err
				}
				return done()
			}
			i := 0
			for d, err := range documents {
				if err != nil {
					return err
				}
				if dedupe && found.Repeats(i) {
					counter.Skip()
				} else {
					counter.Add(d)
				}
				i++
			}
			report, err := counter.Report()
			if err != nil {
				return usageError{err.Error()}
			}
			if err := render.Stats(w, report, format, ro); err != nil {
				return err
			}
			return done()
		}
	}
}
