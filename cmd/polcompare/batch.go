package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/polcompare/polcompare/pkg/batch"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/spf13/pflag"
)

var batchCommand = &command{
	name:  "batch",
	usage: "[FLAGS] INPUT… -o DIR",
	short: "analyse a corpus of any size into files for queries",
	long: `Batch analyses every policy of its inputs and leaves in DIR:

  documents.jsonl   one policy a line, in the order of the inputs
                    (schema polcompare.document/v1)
  failures.jsonl    one input a line that could not be read, and why
  drift.jsonl       with --drift: one compared pair a line
  run.json          versions, options, counts

An INPUT is a file, a directory, a glob in quotes ('data/**/*.html'), an archive
(.zip, .tar, .tar.gz, .tar.bz2, .tar.zst), a manifest (.csv, .tsv, .jsonl), or
"-": standard input holds a list of inputs, one a line, or a manifest in JSON
lines.

A manifest has a row for each policy. The column path says where it is (seen
from the manifest) and id what it is called; in text the policy itself can stand. All
other columns, such as company, language and date, go with the policy as "meta".
With --drift two rows with one value in the column pair, one after the other,
are compared; the column original says which one is the original (true). A row
can also name both, in the columns original and translation.

The files are the same, byte for byte, whatever --jobs says. A run that was
interrupted, killed or ran out of disk goes on with --resume and ends in the
same files. Inputs that fail do not stop the rest; the exit status is 3 then.`,
	examples: `
  polcompare batch policies/ -o results
  polcompare batch archive.tar.gz 'more/**/*.html' -o results
  polcompare batch manifest.csv -o results --resume
  polcompare batch manifest.csv -o results --sqlite results.db --parquet parquet
  polcompare batch --drift pairs.csv -o results
  find . -name 'privacy*' | polcompare batch - -o results`,
}

func init() {
	batchCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		var c common
		var o batch.Options
		var lexicons []string
		var settings string
		var quiet bool
		var e exports
		fs.StringVarP(&o.Out, "output", "o", "", "write into `DIR`, which must be empty or not there")
		fs.BoolVar(&o.Resume, "resume", false, "go on with the run in DIR; begin one if there is none")
		fs.BoolVar(&o.Force, "force", false, "throw away the run in DIR, or write beside other files")
		fs.StringArrayVar(&o.Lists, "files-from", nil, "read inputs, one a line, from `FILE` (may be given again)")
		fs.BoolVar(&o.Evidence, "explain", false, "write the rules behind each finding, too")
		fs.BoolVar(&o.Drift, "drift", false, "compare the pairs of manifests")
		fs.StringArrayVar(&lexicons, "lexicon", nil, "with --drift: lay the bilingual *.lex files in `DIR` over the built-in ones")
		fs.StringVar(&settings, "settings", "", "with --drift: take weights and thresholds from the JSON `FILE`")
		e.register(fs)
		c.registerReading(fs)
		fs.DurationVar(&o.Checkpoint, "checkpoint", 2*time.Second, "save the state of the run every `TIME`")
		fs.BoolVarP(&quiet, "quiet", "q", false, "no progress and no summary")
		return func(ctx context.Context, args []string, s streams) error {
			if o.Out == "" {
				return usagef("batch: say where the results go: -o DIR")
			}
			if o.Checkpoint <= 0 {
				return usagef("--checkpoint %s: want more than nothing", o.Checkpoint)
			}
			if o.Resume && o.Force {
				return usagef("batch: --resume goes on with a run, --force throws it away: want one of them")
			}
			if err := c.check(); err != nil {
				return err
			}
			var err error
			if o.DriftWith, err = driftOptions(lexicons, settings); err != nil {
				return err
			}
			o.Inputs, o.Stdin, o.Workers, o.RuleDirs, o.Read = args, s.in, c.workers, c.rules, c.read
			p := &progressLine{w: s.err, quiet: quiet}
			if f, ok := s.err.(*os.File); ok && s.env("TERM") != "dumb" {
				p.width, _ = render.Terminal(f, s.env)
			}
			if !quiet {
				o.Progress = p.show
			}
			sum, err := batch.Run(ctx, o)
			p.clear()
			if err == nil {
				err = e.run(ctx, o.Out)
			}
			if sum != nil && !quiet {
				fmt.Fprint(s.err, batchSummary(sum))
			}
			var stop *batch.Stop
			var usage *batch.UsageError
			var rule *rules.Error
			switch {
			case errors.As(err, &stop):
				why := stop.Error()
				if errors.Is(err, context.Canceled) {
					why = fmt.Sprintf("interrupted after %d files", stop.Done)
				}
				complain(s, fmt.Errorf("%s; the same command with --resume goes on from there", why))
				return errInput
			case errors.As(err, &usage):
				return usageError{usage.Msg}
			case errors.As(err, &rule), sum == nil && err != nil && len(c.rules) > 0:
				return usageError{err.Error()}
			case err != nil:
				return err
			case sum.Counts.Failed() > 0:
				return errInput
			}
			return nil
		}
	}
}

// A progressLine shows how far a run came: on a terminal in one line that is
// written over, elsewhere in a line every ten seconds.
type progressLine struct {
	w     io.Writer
	width int // of the terminal, 0 without one
	quiet bool
	shown time.Duration
	drawn bool
}

func (p *progressLine) show(at batch.Progress) {
	line := progressText(at)
	if p.width > 0 {
		fmt.Fprintf(p.w, "\r\x1b[K%s", line[:min(len(line), p.width-1)])
		p.drawn = true
	} else if at.Elapsed-p.shown >= 10*time.Second {
		p.shown = at.Elapsed
		fmt.Fprintln(p.w, line)
	}
}

func (p *progressLine) clear() {
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// progressText is in ASCII, so that it can be cut to the width of a terminal.
func progressText(at batch.Progress) string {
	now := at.Done - at.Resumed
	rate := float64(now) / max(at.Elapsed.Seconds(), 1e-3)
	of, share, left := "", "", ""
	if at.Total > 0 {
		of = " of " + thousands(at.Total)
		share = fmt.Sprintf(" (%d%%)", 100*at.Done/at.Total)
		if now > 0 {
			left = ", " + roughly(time.Duration(float64(at.Total-at.Done)/rate*float64(time.Second))) + " left"
		}
	}
	failed := ""
	if n := at.Failed; n > 0 {
		failed = fmt.Sprintf(", %s failed", thousands(n))
	}
	return fmt.Sprintf("%s%s files%s, %.0f/s, %.1f MB/s%s%s", thousands(at.Done), of, share, rate, float64(at.Bytes)/1e6/max(at.Elapsed.Seconds(), 1e-3), left, failed)
}

// roughly returns a duration in one or two units.
func roughly(d time.Duration) string {
	switch s := int64(d.Seconds() + .5); {
	case s < 60:
		return fmt.Sprintf("%d s", s)
	case s < 3600:
		return fmt.Sprintf("%d min %d s", s/60, s%60)
	default:
		return fmt.Sprintf("%d h %d min", s/3600, s%3600/60)
	}
}

// thousands returns n with commas.
func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// batchSummary says what a run did.
func batchSummary(s *batch.Summary) string {
	var b strings.Builder
	c := s.Counts
	count := func(n int64, what string) string {
		if n != 1 {
			what += "s"
		}
		return thousands(n) + " " + what
	}
	fmt.Fprintf(&b, "%s: %s", count(s.Inputs.Done, "file"), strings.Replace(count(c.Documents, "policy"), "policys", "policies", 1))
	fmt.Fprintf(&b, ", %s, %s", count(c.Findings, "finding"), count(c.Denials, "denial"))
	if s.Options.Drift {
		fmt.Fprintf(&b, ", %s with %s", count(c.Pairs, "pair"), count(c.Divergences, "divergence"))
	}
	b.WriteString("\n")
	if n := c.Failed(); n > 0 {
		var kinds []string
		for _, k := range slices.Sorted(maps.Keys(c.Failures)) {
			kinds = append(kinds, fmt.Sprintf("%s %s", k, thousands(c.Failures[k])))
		}
		fmt.Fprintf(&b, "%s, see %s: %s\n", count(n, "failure"), batch.FailuresFile, strings.Join(kinds, ", "))
	}
	if s.Inputs.Skipped > 0 {
		fmt.Fprintf(&b, "%s left out, having the ending of no text\n", count(s.Inputs.Skipped, "file"))
	}
	if s.Resumed > 0 {
		fmt.Fprintf(&b, "%s done before, ", count(s.Resumed, "file"))
	}
	if s.Resumed > 0 && s.Resumed == s.Inputs.Done {
		b.WriteString("nothing was left to do\n")
		return b.String()
	}
	seconds := max(s.Elapsed.Seconds(), 1e-3)
	fmt.Fprintf(&b, "%s in %.1f s: %.0f files/s, %.1f MB/s\n", count(s.Inputs.Done-s.Resumed, "file"), seconds, float64(s.Inputs.Done-s.Resumed)/seconds, float64(s.Bytes)/1e6/seconds)
	return b.String()
}
