package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/polcompare/polcompare/pkg/eval"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/weights"
	"github.com/spf13/pflag"
)

var learnCommand = &command{
	name:  "learn",
	usage: "[FLAGS] GOLD_DIR…",
	short: "learn the topics of sections from one's own annotations",
	long: `Learn reads annotated policies (as eval does) and learns from them what the
words of a section say about its topics. Such weights revise what the rules say:
they take away a topic that hardly a word speaks for, and add one that the words
are sure of.

What it prints was measured by cross-validation: weights learned from some
policies, tried on others. With --output they are written to
DIR/LANG/topics.weights, for --rules DIR of the other subcommands, where they take
the place of the built-in ones.`,
	examples: `
  polcompare learn gold/
  polcompare learn --texts texts/ -o mine/ spans/ gold/
  polcompare learn --lang en --keep=-3.5 --add 0.4 -o mine/ gold/`,
}

func init() {
	learnCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		e := &evalFlags{}
		var folds int
		var o weights.Options
		fs.StringVarP(&e.output, "output", "o", "", "write the weights below `DIR`")
		fs.StringVar(&e.texts, "texts", "", "where the texts of annotations without quotes are: `DIR`")
		fs.StringVar(&e.lang, "lang", "", "only policies in this language: ja or en")
		fs.StringArrayVar(&e.rules, "rules", nil, "lay the rules in `DIR` over the built-in ones (may be given again)")
		fs.IntVar(&folds, "folds", 5, "parts for cross-validation, at most one a policy")
		fs.IntVar(&o.MinCount, "min-count", 0, "leave out words that stand in fewer than `N` sections (0: 5)")
		fs.Float64Var(&o.Keep, "keep", 0, "logarithm of the odds below which a topic is taken away (0: -4)")
		fs.Float64Var(&o.Add, "add", 0, "logarithm of the odds from which a topic is added (0: 0.5)")
		fs.IntVarP(&e.workers, "jobs", "j", 0, "read `N` policies at once (0: one a core)")
		return func(ctx context.Context, args []string, s streams) error {
			switch {
			case len(args) == 0:
				return usagef("learn: want directories of annotated policies")
			case folds < 2:
				return usagef("--folds %d: want 2 or more", folds)
			case o.MinCount < 0:
				return usagef("--min-count %d: want 0 or more", o.MinCount)
			}
			if err := e.common.check(); err != nil {
				return err
			}
			set, err := rules.Load(e.rules...)
			if err != nil {
				return err
			}
			var policies []*eval.Policy
			var failed error
			for _, dir := range args {
				gold, err := e.load([]string{dir}, s)
				if gold == nil {
					return err
				}
				if err != nil {
					failed = err
				}
				policies = append(policies, gold.Policies...)
			}
			learned, err := eval.LearnTopics(ctx, policies, eval.LearnOptions{Rules: set, Folds: folds, Workers: e.workers, Model: o})
			if err != nil {
				return err
			}
			if err := eval.WriteLearned(s.out, learned); err != nil || e.output == "" {
				return err
			}
			for _, l := range learned {
				var b bytes.Buffer
				if err := l.Model.Write(&b); err != nil {
					return err
				}
				dir := filepath.Join(e.output, l.Lang)
				if err := os.MkdirAll(dir, 0o777); err != nil {
					return fmt.Errorf("--output: %w", err)
				}
				if err := os.WriteFile(filepath.Join(dir, rules.TopicWeights), b.Bytes(), 0o666); err != nil {
					return fmt.Errorf("--output: %w", err)
				}
			}
			return failed
		}
	}
}
