package batch

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/polcompare/polcompare/pkg/batch/internal/sample"
)

var kills = flag.Int("kills", 5, "how often TestKill kills the program")

// command builds the program and returns its path.
func command(t testing.TB) string {
	t.Helper()
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("needs the go command")
	}
	bin := filepath.Join(t.TempDir(), "polcompare")
	if out, err := exec.Command(goTool, "build", "-o", bin, "../../cmd/polcompare").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

// mixture makes inputs of all kinds in dir, some of them bad, and returns the
// arguments that name them.
func mixture(t testing.TB, dir string, n int) []string {
	t.Helper()
	var tarball bytes.Buffer
	if err := sample.Tar(&tarball, 0, n/2); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "a.tar", tarball.String())
	put(t, dir, "cut.tar", tarball.String()[:tarball.Len()/8])
	for i := n / 2; i < n; i++ {
		name, text := sample.Policy(i)
		put(t, dir, filepath.Join("tree", name), text)
	}
	put(t, dir, "tree/empty.txt", "")
	manifest := "id,path,pair,industry\n"
	for i := range 4 {
		ja, text := sample.Policy(n + i)
		put(t, dir, ja, text)
		manifest += fmt.Sprintf("%d,%s,%d,retail\n", i, ja, i/2)
	}
	put(t, dir, "pairs.csv", manifest+"missing,nothing.txt,,\n")
	var args []string
	for _, a := range []string{"a.tar", "cut.tar", "tree", "pairs.csv"} {
		args = append(args, filepath.Join(dir, a))
	}
	return args
}

func put(t testing.TB, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// output returns the content of a run's files by name.
func output(t testing.TB, dir string) map[string]string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range list {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(b)
	}
	return out
}

// same fails if two runs do not have the same files, byte for byte.
func same(t testing.TB, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s differs: %d bytes, want %d", name, len(got[name]), len(want[name]))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
}

// A program that is killed at any moment, and then resumed as often as it
// takes, ends in the files of a run that nothing disturbed. What it leaves can be
// read at any time, and no finished work is done again.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	bin, dir := command(t), t.TempDir()
	args := append(mixture(t, dir, 160), "--drift", "--quiet", "--checkpoint", "20ms")
	start := func(out string, more ...string) *exec.Cmd {
		c := exec.Command(bin, append(append([]string{"batch", "-o", out}, args...), more...)...)
		c.Stderr = new(bytes.Buffer)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		return c
	}
	// finish waits for the end and reports whether the run came to it.
	finish := func(c *exec.Cmd) bool {
		var exit *exec.ExitError
		err := c.Wait()
		said := c.Stderr.(*bytes.Buffer).String()
		switch {
		case errors.As(err, &exit) && exit.ExitCode() == 3 && !strings.Contains(said, "interrupted"):
			return true // 3, for some of the inputs are bad
		case errors.As(err, &exit) && (exit.ExitCode() == -1 || exit.ExitCode() == 3):
			return false
		}
		t.Fatalf("%v: %s", err, said)
		return false
	}
	began := time.Now()
	whole := filepath.Join(dir, "whole")
	if !finish(start(whole)) {
		t.Fatal("the undisturbed run was interrupted")
	}
	span := time.Since(began)
	want := output(t, whole)
	if len(want[DocumentsFile]) == 0 || len(want[DriftFile]) == 0 || strings.Count(want[FailuresFile], "\n") < 4 {
		t.Fatal("the run is too poor to show anything")
	}
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 0))
	killed, ended, rounds, before := 0, 0, 0, map[string]int{}
	for round := 0; killed < *kills; round++ {
		out := filepath.Join(dir, fmt.Sprint("out", round))
		done := int64(0)
		for {
			c := start(out, "--resume", "-j", fmt.Sprint(1+r.IntN(4)))
			// Killing stops when there were enough, and also when it leaves no
			// time for work: the run has to end.
			signal := syscall.SIGKILL
			if r.IntN(5) == 0 {
				signal = syscall.SIGTERM
			}
			wait := time.Duration(r.Int64N(int64(span)))
			ctx, cancel := context.WithTimeout(context.Background(), wait)
			go func() {
				<-ctx.Done()
				if errors.Is(ctx.Err(), context.DeadlineExceeded) {
					c.Process.Signal(signal)
				}
			}()
			whole := finish(c)
			cancel()
			if whole {
				ended++
				break
			}
			killed++
			run, err := ReadRun(out)
			switch {
			case errors.Is(err, os.ErrNotExist):
				before["anything was written"]++
			case err != nil:
				t.Fatalf("seed %d: %v", seed, err)
			default:
				if run.Inputs.Done < done {
					t.Fatalf("seed %d: %d files done, and before it were %d", seed, run.Inputs.Done, done)
				}
				if run.Inputs.Done > done {
					before["more was done"]++
				}
				done = run.Inputs.Done
				for _, err := range Documents(out) {
					if err != nil {
						t.Fatalf("seed %d: %v", seed, err)
					}
				}
				if r.IntN(3) == 0 { // as a machine that lost its power can leave it
					f, err := os.OpenFile(filepath.Join(out, DocumentsFile), os.O_APPEND|os.O_WRONLY, 0)
					if err != nil {
						t.Fatal(err)
					}
					f.WriteString(`{"schema":"polcompare.docum` + strings.Repeat("\x00", r.IntN(5000)))
					f.Close()
				}
			}
		}
		same(t, output(t, out), want)
		if t.Failed() {
			t.Fatalf("seed %d, round %d", seed, round)
		}
		rounds++
	}
	t.Logf("%d kills in %d runs, each of which ended in the same %d bytes; seed %d, %v", killed, rounds, len(want[DocumentsFile]), seed, before)
}
