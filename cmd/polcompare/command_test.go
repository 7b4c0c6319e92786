package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/token"
)

// manyProcesses skips a test that starts the command many times, where that
// takes seconds each time and tells nothing of races.
func manyProcesses(t *testing.T) {
	t.Helper()
	if raceDetector {
		t.Skip("the command starts slowly with the race detector; TestOrderAndWorkers runs it")
	}
}

// polcompareCommand returns the real command with the given arguments.
func polcompareCommand(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	c := exec.CommandContext(t.Context(), "polcompare", args...)
	c.Env = append(os.Environ(), "NO_COLOR=", "COLUMNS=", "TERM=xterm-256color")
	return c
}

// writeCorpus writes the sample policies to a directory, and returns their paths.
func writeCorpus(t *testing.T) (dir string, paths []string) {
	t.Helper()
	entries, err := corpus.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	for _, e := range entries {
		data, err := corpus.ReadFile(e.Path)
		if err != nil {
			t.Fatal(err)
		}
		p := filepath.Join(dir, filepath.Base(e.Path))
		if err := os.WriteFile(p, data, 0o666); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, p)
	}
	return dir, paths
}

// A reader that has seen enough closes the pipe. That is no failure, and
// nothing to speak of.
func TestClosedPipe(t *testing.T) {
	manyProcesses(t)
	for _, args := range [][]string{
		{"extract", "--format", "jsonl"},
		{"extract"},
		{"compare", "--evidence"},
		{"compare", "--format", "json"},
		{"rules", "list"},
		{"rules", "show", "purpose/advertising"},
		{"help"},
		{"eval", "--bootstrap", "0"},
	} {
		for _, read := range []int{0, 10} {
			t.Run(fmt.Sprint(strings.Join(args, " "), " read ", read), func(t *testing.T) {
				r, w, err := os.Pipe()
				if err != nil {
					t.Fatal(err)
				}
				var stderr bytes.Buffer
				c := polcompareCommand(t, args...)
				c.Stdout, c.Stderr = w, &stderr
				if read == 0 {
					r.Close()
				}
				if err := c.Start(); err != nil {
					t.Fatal(err)
				}
				w.Close()
				if read > 0 {
					if _, err := io.ReadFull(r, make([]byte, read)); err != nil {
						t.Error(err)
					}
					r.Close()
				}
				if err := c.Wait(); err != nil {
					t.Errorf("%v, want exit status 0", err)
				}
				if stderr.Len() > 0 {
					t.Errorf("it says %q", stderr.String())
				}
			})
		}
	}
}

// The same files give the same bytes, in whatever order they are named and on
// however many workers they are read.
func TestOrderAndWorkers(t *testing.T) {
	dir, paths := writeCorpus(t)
	backwards := slices.Clone(paths)
	slices.Reverse(backwards)
	mixed := append(slices.Clone(paths[len(paths)/2:]), paths[:len(paths)/2]...)
	commands := [][]string{
		{"compare", "--format", "json"},
		{"compare", "--evidence"},
		{"compare", "--only-differences", "--format", "csv", "--evidence"},
	}
	if raceDetector {
		commands = commands[:1]
	}
	for _, flags := range commands {
		var want []byte
		for _, v := range []struct {
			reason string
			args   []string
		}{
			{"one worker", append([]string{"-j", "1"}, paths...)},
			{"four workers", append([]string{"-j", "4"}, paths...)},
			{"last file first", append([]string{"-j", "4"}, backwards...)},
			{"another order", append([]string{"-j", "2"}, mixed...)},
			{"by their directory", []string{dir}},
		} {
			got, err := polcompareCommand(t, append(slices.Clone(flags), v.args...)...).Output()
			if err != nil {
				t.Fatalf("%v: %s: %v", flags, v.reason, err)
			}
			if want == nil {
				want = got
			} else if !bytes.Equal(got, want) {
				t.Errorf("%v: %s: other bytes than with one worker", flags, v.reason)
			}
		}
	}
	// Findings come in the order of the files, whatever the number of workers.
	one, err := polcompareCommand(t, append([]string{"extract", "--format", "jsonl", "-j", "1"}, backwards...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	four, err := polcompareCommand(t, append([]string{"extract", "--format", "jsonl", "-j", "4"}, backwards...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, four) {
		t.Error("extract: -j 1 and -j 4 write different bytes")
	}
}

// in runs the command in this process.
func in(ctx context.Context, stdin string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(ctx, args, streams{in: strings.NewReader(stdin), out: &out, err: &err, env: func(string) string { return "" }})
	return code, out.String(), err.String()
}

// Each subcommand stands in the help, with a line and examples, and refuses
// flags that it does not know.
func TestEverySubcommand(t *testing.T) {
	_, all, _ := in(t.Context(), "", "--help")
	for _, c := range commands() {
		if c.short == "" || !strings.Contains(all, "  "+c.name+" ") || !strings.Contains(all, c.short) {
			t.Errorf("%s is not in the help", c.name)
		}
		code, out, _ := in(t.Context(), "", "help", c.name)
		_, examples, ok := strings.Cut(out, "\nExamples:\n")
		if code != exitOK || !ok || !strings.HasPrefix(out, "Usage: polcompare "+c.name) {
			t.Errorf("%s: exit code %d, help %q", c.name, code, out)
		}
		for line := range strings.Lines(examples) {
			if !strings.HasPrefix(line, "  ") || !strings.Contains(line, "polcompare "+c.name) {
				t.Errorf("%s: an example that is none: %q", c.name, line)
			}
		}
		if _, flag, _ := in(t.Context(), "", c.name, "--help"); flag != out {
			t.Errorf("%s --help says something else than help %s", c.name, c.name)
		}
		code, out, stderr := in(t.Context(), "", c.name, "--nothing")
		if code != exitUsage || out != "" || !strings.Contains(stderr, c.name+": unknown flag: --nothing") {
			t.Errorf("%s --nothing: exit code %d, %q, %q", c.name, code, out, stderr)
		}
	}
}

const englishPolicy = "Example Inc. Privacy Policy\n\nWe use your personal information in order to answer your inquiries.\n"

// Help and English-only work never load the Japanese dictionary.
// (The whole package shares one dictionary: no test here may load it in this process.)
func TestDictionaryIsNotLoaded(t *testing.T) {
	for _, args := range [][]string{
		{"--help"}, {"help", "compare"}, {"version"}, {"rules", "list"}, {"extract", "-"}, {"extract", "--format", "jsonl", "-"}, {"compare", "-"},
	} {
		if code, _, stderr := in(t.Context(), englishPolicy, args...); code != exitOK {
			t.Errorf("%v: exit code %d: %s", args, code, stderr)
		}
		if token.Loaded() {
			t.Fatalf("%v: the Japanese dictionary has been loaded", args)
		}
	}
}

// A full disk is an error, and not success.
func TestWriteError(t *testing.T) {
	for _, args := range [][]string{{"compare", "-"}, {"extract", "-"}, {"extract", "--explain", "-"}, {"extract", "--format", "jsonl", "-"}, {"rules", "list"}, {"rules", "show", "purpose/survey"}, {"version"}, {"--help"}} {
		var stderr bytes.Buffer
		code := run(t.Context(), args, streams{in: strings.NewReader(englishPolicy), out: full{}, err: &stderr, env: os.Getenv})
		if code != exitInput || !strings.Contains(stderr.String(), "no space left") {
			t.Errorf("%v: exit code %d, %q", args, code, stderr.String())
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// Ctrl-C ends the work with a word.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	code, _, stderr := in(ctx, "", "extract", "--lang", "en")
	if code != exitInput || stderr != "polcompare: interrupted\n" {
		t.Errorf("exit code %d, %q", code, stderr)
	}
}
