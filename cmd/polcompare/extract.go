package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/spf13/pflag"
)

var extractCommand = &command{
	name:  "extract",
	usage: "[FLAGS] [FILE|DIR…]",
	short: "list what each policy states, with its place",
	long: `Extract prints the findings of each policy in the order of the text: kind,
categories, the words, and where they stand. With --format jsonl it prints one
JSON object a policy as soon as it is done (schema polcompare.document/v1).
Without files it reads the sample corpus.`,
	examples: `
  polcompare extract policy.html
  polcompare extract --kind contact,exception policies/
  polcompare extract --explain --kind purpose policy.txt
  polcompare extract --format jsonl policies/ > findings.jsonl
  curl -s https://www.example.com/privacy | polcompare extract -
  polcompare extract --format-hint docx - < upload.bin`,
}

func init() {
	extractCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		var c common
		var kinds []string
		var explain, signature bool
		var labels string
		fs.StringSliceVar(&kinds, "kind", nil, "only these kinds: purpose, exception, disclaimer, contact, voluntariness")
		fs.BoolVar(&explain, "explain", false, "show the rules behind each finding, with file and line, and what sections are about")
		fs.BoolVar(&signature, "signature", false, "in JSON: add what \"polcompare stats --duplicates\" finds near-duplicates by")
		fs.StringVar(&labels, "labels", "en", "language of labels: en or ja")
		c.register(fs)
		return func(ctx context.Context, args []string, s streams) error {
			format, err := render.ParseFormat(c.format)
			if err != nil {
				return usageError{err.Error()}
			}
			if labels != "en" && labels != "ja" {
				return usagef("--labels %s: want en or ja", labels)
			}
			for _, k := range kinds {
				if !slices.Contains(rules.Taxonomy().Kinds(), k) {
					return usagef("--kind %s: want %s", k, strings.Join(rules.Taxonomy().Kinds(), ", "))
				}
			}
			w, done, err := c.writer(s)
			if err != nil {
				return err
			}
			o := c.options(s)
			c.reasons = explain
			o.Lang, o.Evidence, o.Signature = labels, explain, signature
			enc := render.NewEncoder(w, o)
			var results []*extract.Result
			failed := c.analyse(ctx, args, s, func(r *extract.Result) error {
				if len(kinds) > 0 {
					r.Findings = slices.DeleteFunc(r.Findings, func(f extract.Finding) bool { return !slices.Contains(kinds, f.Kind) })
					r.Denials = slices.DeleteFunc(r.Denials, func(f extract.Finding) bool { return !slices.Contains(kinds, f.Kind) })
				}
				if format == render.JSONL {
					return enc.Encode(r)
				}
				results = append(results, r)
				return nil
			})
			if failed != nil && !errors.Is(failed, errInput) {
				return failed
			}
			switch {
			case format == render.JSONL || len(results) == 0:
			case format == render.Table && explain:
				err = explainAll(w, results, o, len(kinds) == 0)
			default:
				err = render.Results(w, results, format, o)
			}
			if err != nil {
				return err
			}
			if err := done(); err != nil {
				return err
			}
			return failed
		}
	}
}

// explainAll writes why each statement was made, and what the sections are about.
func explainAll(w io.Writer, results []*extract.Result, o render.Options, topics bool) error {
	first := true
	for _, r := range results {
		for i := range r.Statements() {
			if !first {
				if _, err := io.WriteString(w, "\n"); err != nil {
					return err
				}
			}
			first = false
			if err := render.Explain(w, r, i, o); err != nil {
				return err
			}
		}
	}
	for _, r := range results {
		if topics {
			if err := render.ExplainTopics(w, r, o); err != nil {
				return err
			}
		}
	}
	if first {
		return render.Results(w, results, render.Table, o) // which says that there are none
	}
	return nil
}
