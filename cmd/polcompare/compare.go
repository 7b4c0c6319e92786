package main

import (
	"context"
	"errors"
	"slices"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/spf13/pflag"
)

var compareCommand = &command{
	name:  "compare",
	usage: "[FLAGS] [FILE|DIR…]",
	short: "put policies side by side (the default)",
	long: `Compare prints the matrix: one row a kind and category of statement, one column
a policy. A cell is stated, denied ("we never sell …"), conflicting (both) or
silent. For exceptions a reference column names the statutory cases of the Act
on the Protection of Personal Information, Art. 27(1) and (5). Below stand what
only one policy says, what all but one say, and how similar the policies are.
Without files it compares the sample corpus.

Stored results, the directory of a batch or a file of "extract --format jsonl",
give the same matrix as the files that they were made from, without these.`,
	examples: `
  polcompare compare a.txt b.html policies/
  polcompare compare --kind exception --evidence a.txt b.txt
  polcompare compare --only-differences --labels ja policies/
  polcompare compare --format json policies/ > matrix.json
  polcompare compare results --where lang=ja --where meta.industry=finance`,
}

func init() {
	compareCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		var c common
		var kinds, categories []string
		var only, evidence, silent, ascii, noSummary bool
		var order, labels, transpose string
		var wheres []string
		var most int
		fs.StringSliceVar(&kinds, "kind", nil, "only these kinds: purpose, exception, disclaimer, contact, voluntariness")
		fs.StringSliceVar(&categories, "category", nil, "only these categories, such as advertising or exception/consent")
		fs.BoolVar(&only, "only-differences", false, "leave out rows in which all policies agree")
		fs.BoolVar(&silent, "silent", false, "keep rows of which no policy speaks")
		fs.BoolVar(&evidence, "evidence", false, "show the quotes behind each cell, with file and line")
		fs.StringVar(&order, "sort", "taxonomy", "order of rows: taxonomy or prevalence")
		fs.StringVar(&labels, "labels", "en", "language of labels: en or ja")
		fs.StringVar(&transpose, "transpose", "auto", "policies as rows: auto, on or off")
		fs.BoolVar(&noSummary, "no-summary", false, "only the matrix")
		fs.BoolVar(&ascii, "ascii", false, "draw with ASCII alone")
		conditionFlag(fs, &wheres)
		fs.IntVar(&most, "max-columns", 100, "refuse a matrix of stored results with more than `N` policies")
		c.register(fs)
		return func(ctx context.Context, args []string, s streams) error {
			format, err := render.ParseFormat(c.format)
			if err != nil {
				return usageError{err.Error()}
			}
			if labels != "en" && labels != "ja" {
				return usagef("--labels %s: want en or ja", labels)
			}
			turn, err := render.ParseTranspose(transpose)
			if err != nil {
				return usageError{err.Error()}
			}
			opts := compare.Options{Kinds: kinds, Categories: categories, OnlyDifferences: only, Silent: silent, Sort: compare.Sort(order)}
			if err := opts.Validate(nil); err != nil {
				return usageError{err.Error()}
			}
			where, err := parseConditions(wheres)
			if err != nil {
				return err
			}
			var m *compare.Matrix
			var failed error
			if slices.ContainsFunc(args, isStored) {
				if i := slices.IndexFunc(args, func(a string) bool { return !isStored(a) }); i >= 0 {
					return usagef("%s: files cannot be compared with stored results: store them, too", args[i])
				}
				if c.lang != "" {
					where = append(where, [2]string{"lang", c.lang})
				}
				docs, err := storedDocuments(ctx, args, where, most)
				if err != nil {
					return err
				}
				if m, err = compare.Documents(docs, opts); err != nil {
					return usageError{err.Error()}
				}
			} else {
				if len(where) > 0 {
					return usagef("--where: chooses from stored results; of files choose by their names")
				}
				var results []*extract.Result
				failed = c.analyse(ctx, args, s, func(r *extract.Result) error {
					results = append(results, r)
					return nil
				})
				if failed != nil && !errors.Is(failed, errInput) || len(results) == 0 {
					return failed
				}
				if m, err = compare.New(results, opts); err != nil {
					return usageError{err.Error()}
				}
			}
			w, done, err := c.writer(s)
			if err != nil {
				return err
			}
			o := c.options(s)
			o.Lang, o.Evidence, o.ASCII, o.NoSummary, o.Transpose = labels, evidence, ascii, noSummary, turn
			if err := render.Matrix(w, m, format, o); err != nil {
				return err
			}
			if err := done(); err != nil {
				return err
			}
			return failed
		}
	}
}
