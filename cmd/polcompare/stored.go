package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/batch"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/stats"
	"github.com/polcompare/polcompare/pkg/store"
	"github.com/spf13/pflag"
)

// isStored reports whether path names stored results: the directory of a batch
// or a file of JSON lines.
func isStored(path string) bool {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		_, err := os.Stat(filepath.Join(path, batch.DocumentsFile))
		return err == nil
	}
	return strings.HasSuffix(path, ".jsonl")
}

// storedResults returns what a batch left in the directory path, or the
// policies of the file path.
func storedResults(path string) (store.Results, error) {
	r := store.Results{Documents: batch.Documents(path), Version: polcompare.Version()}
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		_, err = os.Stat(filepath.Join(path, batch.DocumentsFile))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return r, fmt.Errorf("%s: there are no results: want the directory of a batch (with %s) or a file of \"extract --format jsonl\"", path, batch.DocumentsFile)
	}
	if err != nil || !info.IsDir() {
		return r, err
	}
	run, err := batch.ReadRun(path)
	switch {
	case err == nil:
		r.Run, r.Failures = run, batch.Failures(path)
	case !errors.Is(err, fs.ErrNotExist):
		return r, err
	}
	return r, nil
}

// A condition chooses policies: each of its names must have the value.
type condition [][2]string

// conditionFlag registers --where.
func conditionFlag(fs *pflag.FlagSet, where *[]string) {
	fs.StringArrayVar(where, "where", nil, "of stored results only policies with `NAME=VALUE`: lang, year, company, format, encoding, meta.COLUMN (may be given again)")
}

func parseConditions(list []string) (condition, error) {
	var out condition
	for _, s := range list {
		name, value, ok := strings.Cut(s, "=")
		if !ok {
			return nil, usagef("--where %s: want NAME=VALUE, such as lang=ja", s)
		}
		if _, err := stats.New(stats.Options{By: []string{name}}); err != nil {
			return nil, usagef("--where %s: there is no %q", s, name)
		}
		out = append(out, [2]string{name, value})
	}
	return out, nil
}

// filter yields the documents that c chooses, until ctx ends.
func (c condition) filter(ctx context.Context, documents iter.Seq2[*schema.Document, error]) iter.Seq2[*schema.Document, error] {
	return func(yield func(*schema.Document, error) bool) {
		for d, err := range documents {
			if err == nil {
				err = ctx.Err()
			}
			if err == nil && slices.ContainsFunc(c, func(nv [2]string) bool { return stats.Value(d, nv[0]) != nv[1] }) {
				continue
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// storedDocuments returns the policies of stored results for a matrix, no more
// than most.
func storedDocuments(ctx context.Context, paths []string, where condition, most int) ([]*schema.Document, error) {
	var out []*schema.Document
	for _, p := range paths {
		results, err := storedResults(p)
		if err != nil {
			return nil, err
		}
		for d, err := range where.filter(ctx, results.Documents) {
			if err != nil {
				return nil, err
			}
			if len(out) == most {
				return nil, usagef("%s: more than %d policies, of which each is a column: choose some by --where lang=ja or --where year=2024, count over all by \"polcompare stats %s\", or raise --max-columns",
					p, most, p)
			}
			out = append(out, d)
		}
	}
	if len(out) == 0 && len(where) > 0 {
		return nil, usagef("--where: no policy is like that")
	}
	return out, nil
}

// registerOutput registers the flags that say how and where to print.
func (c *common) registerOutput(fs *pflag.FlagSet) {
	fs.StringVar(&c.format, "format", "table", "output format: table, markdown, csv, json, jsonl")
	fs.StringVarP(&c.output, "output", "o", "", "write to `FILE` instead of standard output")
	fs.BoolVar(&c.noColor, "no-color", false, "no colour (the environment variable NO_COLOR does the same)")
}
