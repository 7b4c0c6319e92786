package main

import (
	"context"

	"github.com/polcompare/polcompare/pkg/store/parquet"
	"github.com/polcompare/polcompare/pkg/store/sqlite"
	"github.com/spf13/pflag"
)

var exportCommand = &command{
	name:  "export",
	usage: "[FLAGS] OUT|FILE.jsonl",
	short: "write stored results to SQLite or Parquet",
	long: `Export reads the results of a batch (its directory, or a file that "extract
--format jsonl" made) and writes them into a SQLite database or into Parquet files,
or both. The results stay the truth: the same results give the same files, which
can be made again at any time. They appear when they are whole.

The tables of the database, with full text search, are described in it ("sqlite3
FILE .schema"), those of the Parquet files (documents.parquet, findings.parquet) in
pkg/store/parquet/COLUMNS.md.`,
	examples: `
  polcompare export results --sqlite results.db
  polcompare export results --parquet results/parquet
  polcompare extract --format jsonl policies/ > p.jsonl && polcompare export p.jsonl --sqlite p.db`,
}

// An exports holds the flags that name where results are exported to.
type exports struct {
	sqlite, parquet string
}

func (e *exports) register(fs *pflag.FlagSet) {
	fs.StringVar(&e.sqlite, "sqlite", "", "write the results into the SQLite database `FILE`")
	fs.StringVar(&e.parquet, "parquet", "", "write the results into Parquet files in `DIR`")
}

// run exports the stored results at path.
func (e *exports) run(ctx context.Context, path string) error {
	results, err := storedResults(path)
	if err != nil {
		return err
	}
	if e.sqlite != "" {
		if err := sqlite.Export(ctx, e.sqlite, results); err != nil {
			return err
		}
	}
	if e.parquet != "" {
		return parquet.Export(ctx, e.parquet, results)
	}
	return nil
}

func init() {
	exportCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		var e exports
		e.register(fs)
		return func(ctx context.Context, args []string, s streams) error {
			if len(args) != 1 {
				return usagef("export: want one directory of results, or one file of JSON lines")
			}
			if e == (exports{}) {
				return usagef("export: want --sqlite FILE or --parquet DIR")
			}
			return e.run(ctx, args[0])
		}
	}
}
