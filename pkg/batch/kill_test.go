//go:build unix

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
)

var kills = flag.Int("kills", 5, "how often TestKill kills the program")

// A program that is killed at any moment, and then resumed as often as it
// takes, ends in the files of a run that nothing disturbed. What it leaves can be
// read at any time, and no finished work is done again.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	bin, dir := command(t), t.TempDir()
	args := append(mixture(t, dir, 60), "--drift", "--quiet", "--checkpoint", "20ms")
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
	killed, rounds, forward := 0, 0, 0
	for round := 0; killed < *kills; round++ {
		out := filepath.Join(dir, fmt.Sprint("out", round))
		done := int64(0)
		for {
			c := start(out, "--resume", "-j", fmt.Sprint(1+r.IntN(4)))
			signal := syscall.SIGKILL
			if r.IntN(5) == 0 {
				signal = syscall.SIGTERM
			}
			wait := time.Duration(r.Int64N(int64(span)))
			if killed >= *kills {
				wait = time.Hour
			}
			ctx, cancel := context.WithTimeout(context.Background(), wait)
			go func() {
				<-ctx.Done()
				if errors.Is(ctx.Err(), context.DeadlineExceeded) {
					c.Process.Signal(signal)
				}
			}()
			ended := finish(c)
			cancel()
			if ended {
				break
			}
			killed++
			run, err := ReadRun(out)
			switch {
			case errors.Is(err, os.ErrNotExist): // it had not begun
			case err != nil:
				t.Fatalf("seed %d: %v", seed, err)
			default:
				if run.Inputs.Done < done {
					t.Fatalf("seed %d: %d files done, and before it were %d", seed, run.Inputs.Done, done)
				}
				if run.Inputs.Done > done {
					forward++
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
	t.Logf("%d kills in %d runs, each of which ended in the same %d bytes; %d times more was done than at the kill before; seed %d", killed, rounds, len(want[DocumentsFile]), forward, seed)
}
