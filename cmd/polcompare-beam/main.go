// Polcompare-beam analyses a corpus on Apache Beam: what "polcompare batch" does
// on one machine, on any engine that runs Beam. README.md has the commands for
// each of them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/polcompare/polcompare/pkg/batch"
	"github.com/polcompare/polcompare/pkg/stats"
)

const usage = `usage: polcompare-beam [FLAGS] -output OUT INPUT…

Analyses policies on Apache Beam and leaves in OUT the files that "polcompare
batch" leaves there, the same to the byte: documents.jsonl, failures.jsonl, with
-drift drift.jsonl, and run.json. -stats and -duplicates also leave what "polcompare
stats" would say of them. Without -runner it runs in this process.

An INPUT is what it is for "polcompare batch" (a file, directory, glob, archive
or manifest), or a glob such as gs://bucket/policies/*.html.

`

func main() {
	var job Job
	flag.StringVar(&job.Out, "output", "", "write into the `directory`, also gs://bucket/directory")
	flag.IntVar(&job.Chunk, "chunk", 64, "policies a worker takes at once")
	flag.BoolVar(&job.Embed, "embed", false, "send the texts themselves to the workers, which need not see the files then")
	flag.BoolVar(&job.Force, "force", false, "write over a run in the output directory")
	flag.BoolVar(&job.Drift, "drift", false, "compare the pairs of manifests")
	flag.BoolVar(&job.Evidence, "explain", false, "write the rules behind each finding, too")
	count := flag.Bool("stats", false, "count, too: leave in stats.json what \"polcompare stats OUT --format json\" prints")
	var counted stats.Options
	flag.Func("by", "with -stats, group by these: lang, year, company, format, encoding, meta.COLUMN (`names` with commas between)", func(s string) error {
		counted.By = strings.Split(s, ",")
		return nil
	})
	flag.IntVar(&counted.Pairs, "pairs", 0, "with -stats, the `N` pairs of statements that go together most or least (-1: all)")
	flag.IntVar(&counted.MinDocuments, "min-documents", 0, "with -stats, leave out groups of fewer than `N` policies")
	flag.BoolVar(&job.Duplicates, "duplicates", false, "find near-duplicates, too: leave in duplicates.json what \"polcompare stats OUT --duplicates --format json\" prints")
	flag.Float64Var(&job.Similarity, "similarity", stats.DefaultSimilarity, "with -duplicates, the `share` of common stretches from which on policies are near-duplicates")
	flag.Func("rules", "lay the rules in the `directory` over the built-in ones (may be given again; workers must see it)", func(dir string) error {
		job.RuleDirs = append(job.RuleDirs, dir)
		return nil
	})
	flag.Usage = func() {
		fmt.Fprint(flag.CommandLine.Output(), usage)
		flag.PrintDefaults()
	}
	flag.Parse()
	if os.Getenv("GOGC") == "" {
		// As "polcompare batch" does: most of the heap is rules and dictionary,
		// which a collection goes through for nothing.
		debug.SetGCPercent(400)
	}
	beam.Init() // on a worker, this does the work and does not return
	job.Inputs = flag.Args()
	if *count {
		job.Count = &counted
	}
	job.Keep = *count || job.Duplicates
	switch err := run(context.Background(), job); {
	case errors.As(err, new(*batch.UsageError)):
		fmt.Fprintln(os.Stderr, "polcompare-beam:", err)
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "polcompare-beam:", err)
		os.Exit(1)
	}
}

// run checks the job as far as this machine can, and runs it.
func run(ctx context.Context, job Job) error {
	local := *runners.Runner == "" || *runners.Runner == "prism" || *runners.Runner == "PrismRunner"
	if err := job.check(local); err != nil {
		return err
	}
	p := beam.NewPipeline()
	Build(p.Root(), job)
	return beamx.Run(ctx, p)
}
