package main

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/batch"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/stats"
)

func TestMain(m *testing.M) {
	beam.Init()
	os.Exit(m.Run())
}

// pipeline runs a job in this process, on Prism.
func pipeline(t *testing.T, job Job) error {
	t.Helper()
	p := beam.NewPipeline()
	Build(p.Root(), job)
	return beamx.Run(context.Background(), p)
}

func writeFile(t *testing.T, name, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// inputs writes the sample corpus in every form that an input can have, with
// mistakes among them, and returns the names of those to analyse and of those in
// which to compare pairs.
func inputs(t *testing.T) (all, pairs []string) {
	t.Helper()
	dir := t.TempDir()
	entries, err := corpus.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	manifest := "path,id,company,industry\n"
	var archive bytes.Buffer
	packed := tar.NewWriter(&archive)
	for i, e := range entries {
		text, err := corpus.ReadFile(e.Path)
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, e.Path), string(text))
		manifest += fmt.Sprintf("%s,%s,Company %d,trade\n", e.Path, e.Path, i)
		if i%5 == 0 {
			if err := packed.WriteHeader(&tar.Header{Name: "in/" + filepath.Base(e.Path), Mode: 0o644, Size: int64(len(text))}); err != nil {
				t.Fatal(err)
			}
			if _, err := packed.Write(text); err != nil {
				t.Fatal(err)
			}
		}
		if i == len(entries)/2 {
			manifest += "missing.md,,Nobody,\n"
		}
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	// In a manifest of their own: a pair whose first file has an id that stands above
	// already, and one whose second file is missing.
	paired := "path,id,pair,original\n" +
		fmt.Sprintf("%s,%s,p1,true\n%s,other,p1,\n", entries[0].Path, entries[0].Path, entries[1].Path) +
		fmt.Sprintf("%s,first,p2,true\nmissing too.md,second,p2,\n", entries[0].Path)
	both := writeFile(t, filepath.Join(dir, "pairs.csv"), paired)
	odd := filepath.Join(dir, "odd")
	writeFile(t, filepath.Join(odd, "garbled.txt"), "a\x00\x01\x02\x03\xff")
	writeFile(t, filepath.Join(odd, "empty.md"), "")
	writeFile(t, filepath.Join(odd, "left out.bin"), "x")
	all = []string{
		writeFile(t, filepath.Join(dir, "manifest.csv"), manifest),
		odd,
		writeFile(t, filepath.Join(dir, "some.tar"), archive.String()),
		filepath.Join(dir, entries[2].Path),
		filepath.Join(dir, entries[2].Path), // a second time
		both,
		writeFile(t, filepath.Join(dir, "texts.jsonl"), `{"id":"t1","text":"# Privacy policy\n\nWe use your name to send you advertising."}`+"\n"),
	}
	// The id of a pair's first file, as the file of an input of its own has it.
	t.Chdir(dir)
	return all, []string{entries[0].Path, odd, both}
}

// The pipeline leaves what batch leaves, to the byte, whatever the size of
// chunks and the way texts come to the workers.
func TestEqualsBatch(t *testing.T) {
	all, pairs := inputs(t)
	for _, c := range []struct {
		in    []string
		work  Work
		kinds []string // of failures that the inputs are made to have
	}{
		{all, Work{}, []string{batch.FailMissing, batch.FailEncoding, batch.FailEmpty, batch.FailDuplicate}},
		{pairs, Work{Drift: true, Evidence: true}, []string{batch.FailMissing, batch.FailPair}},
	} {
		in, work := c.in, c.work
		want := filepath.Join(t.TempDir(), "batch")
		o := batch.Options{Out: want}
		o.Inputs, o.Drift, o.Evidence = in, work.Drift, work.Evidence
		sum, err := batch.Run(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range c.kinds {
			if sum.Counts.Failures[k] == 0 {
				t.Errorf("no failure %q: %v", k, sum.Counts.Failures)
			}
		}
		if sum.Inputs.Skipped == 0 || sum.Counts.Documents == 0 || work.Drift && sum.Counts.Pairs == 0 {
			t.Errorf("the inputs lack something: %+v", sum.Run)
		}
		for _, job := range []Job{{Chunk: 64}, {Chunk: 3}, {Chunk: 7, Embed: true}} {
			t.Run(fmt.Sprintf("drift=%v,chunk=%d,embed=%v", work.Drift, job.Chunk, job.Embed), func(t *testing.T) {
				job.Inputs, job.Work = in, work
				job.Out = filepath.Join(t.TempDir(), "out")
				if err := pipeline(t, job); err != nil {
					t.Fatal(err)
				}
				same(t, want, job.Out, append(job.files(), batch.RunFile))
			})
		}
	}
}

// same compares files of two directories, and looks for what else is in the
// second.
func same(t *testing.T, want, got string, names []string) {
	t.Helper()
	for _, name := range names {
		a, err := os.ReadFile(filepath.Join(want, name))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(got, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			la, lb := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
			i := 0
			for i < len(la)-1 && i < len(lb)-1 && bytes.Equal(la[i], lb[i]) {
				i++
			}
			t.Errorf("%s differs in line %d (%d and %d lines):\nbatch    %.300s\npipeline %.300s", name, i+1, len(la), len(lb), la[i], lb[i])
		}
	}
	left, err := os.ReadDir(got)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != len(names) {
		t.Errorf("the pipeline left %v, want %v", left, names)
	}
}

// batched returns the directory of a batch over the inputs.
func batched(t *testing.T, inputs []string) string {
	t.Helper()
	o := batch.Options{Out: filepath.Join(t.TempDir(), "batch")}
	o.Inputs = inputs
	if _, err := batch.Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	return o.Out
}

// What is counted on the way is what is counted in the results of a batch.
func TestStats(t *testing.T) {
	all, _ := inputs(t)
	dir := batched(t, all)
	count := stats.Options{By: []string{"lang", "meta.industry"}, Pairs: 10}
	counter, err := stats.New(count)
	if err != nil {
		t.Fatal(err)
	}
	for d, err := range batch.Documents(filepath.Join(dir, batch.DocumentsFile)) {
		if err != nil {
			t.Fatal(err)
		}
		counter.Add(d)
	}
	report, err := counter.Report()
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	if err := render.Stats(&want, report, render.JSON, render.Options{}); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, statsFile), want.String())
	if report.Documents < 10 || len(report.Groups) < 4 {
		t.Errorf("%d policies in %d groups: the inputs lack something", report.Documents, len(report.Groups))
	}
	job := Job{Inputs: all, Out: filepath.Join(t.TempDir(), "out"), Chunk: 3, Count: &count, Work: Work{Keep: true}}
	if err := pipeline(t, job); err != nil {
		t.Fatal(err)
	}
	same(t, dir, job.Out, append(job.files(), batch.RunFile, statsFile))

	job.Out, job.Count = filepath.Join(t.TempDir(), "other"), &stats.Options{By: []string{"meta.nothing"}}
	if err := pipeline(t, job); err == nil || !strings.Contains(err.Error(), `no input has a column "nothing" (columns there are: company, industry, pair, role)`) {
		t.Errorf("a column that is not there: %v", err)
	}
}

// Near-duplicates found on the way are those found in the results of a batch.
func TestDuplicates(t *testing.T) {
	all, _ := inputs(t)
	dir := batched(t, all)
	const similarity = 0.6
	found, err := stats.FindDuplicates(batch.Documents(filepath.Join(dir, batch.DocumentsFile)), similarity)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Clusters) == 0 {
		t.Error("no cluster: the inputs lack something")
	}
	var want bytes.Buffer
	if err := render.Duplicates(&want, found, render.JSON, render.Options{}); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, duplicatesFile), want.String())
	job := Job{Inputs: all, Out: filepath.Join(t.TempDir(), "out"), Chunk: 3, Duplicates: true, Similarity: similarity, Work: Work{Keep: true}}
	if err := pipeline(t, job); err != nil {
		t.Fatal(err)
	}
	same(t, dir, job.Out, append(job.files(), batch.RunFile, duplicatesFile))
}

// Of no policies there is a result, as there is of a batch.
func TestNoPolicies(t *testing.T) {
	in := writeFile(t, filepath.Join(t.TempDir(), "empty.tar"), strings.Repeat("\x00", 1024))
	want, got := filepath.Join(t.TempDir(), "batch"), filepath.Join(t.TempDir(), "out")
	o := batch.Options{Out: want}
	o.Inputs = []string{in}
	if _, err := batch.Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	if err := pipeline(t, Job{Inputs: o.Inputs, Out: got, Chunk: 64}); err != nil {
		t.Fatal(err)
	}
	same(t, want, got, []string{batch.DocumentsFile, batch.FailuresFile, batch.RunFile})
}

// Mistakes of the caller are told before anything runs, and nothing is
// written over.
func TestMistakes(t *testing.T) {
	dir := t.TempDir()
	policy := writeFile(t, filepath.Join(dir, "in", "p.md"), "# Privacy policy\n\nWe use your name to send you advertising.\n")
	full := filepath.Join(dir, "full")
	writeFile(t, filepath.Join(full, batch.RunFile), "{}")
	for _, c := range []struct {
		why  string
		job  Job
		want string
	}{
		{"nowhere to write", Job{Inputs: []string{policy}, Chunk: 1}, "-output DIR"},
		{"nothing to read", Job{Out: filepath.Join(dir, "o"), Chunk: 1}, "no inputs"},
		{"an input that is not there", Job{Inputs: []string{policy + "x"}, Out: filepath.Join(dir, "o"), Chunk: 1}, "p.mdx: no such file"},
		{"standard input, which workers have not", Job{Inputs: []string{"-"}, Out: filepath.Join(dir, "o"), Chunk: 1}, "standard input"},
		{"chunks of nothing", Job{Inputs: []string{policy}, Out: filepath.Join(dir, "o")}, "-chunk 0"},
		{"a run in the output directory", Job{Inputs: []string{policy}, Out: full, Chunk: 1}, "not empty"},
		{"a similarity that says nothing", Job{Inputs: []string{policy}, Out: filepath.Join(dir, "o"), Chunk: 1, Duplicates: true, Similarity: 0.1}, "-similarity"},
		{"rules that are not there", Job{Inputs: []string{policy}, Out: filepath.Join(dir, "o"), Chunk: 1, Work: Work{RuleDirs: []string{filepath.Join(dir, "none")}}}, "none"},
	} {
		err := c.job.check(true)
		var usage *batch.UsageError
		if !errors.As(err, &usage) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want a usage error with %q", c.why, err, c.want)
		}
	}
	// Where the launching machine does not see the output, the pipeline looks.
	if err := pipeline(t, Job{Inputs: []string{policy}, Out: full, Chunk: 1}); err == nil {
		t.Error("a run was written over")
	}
	if b, _ := os.ReadFile(filepath.Join(full, batch.RunFile)); string(b) != "{}" {
		t.Errorf("run.json is now %s", b)
	}
}
