package batch

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

var policies = flag.Int("policies", 0, "how many policies TestMemory gives to the program, after a fiftieth of them")

// The memory that a run takes does not grow with its corpus:
//
//	go test ./pkg/batch -run Memory -v -timeout 2h -policies 50000
func TestMemory(t *testing.T) {
	if *policies == 0 {
		t.Skip("takes long: say -policies 50000")
	}
	bin := command(t)
	peak := func(n int) int64 {
		in, size := archive(t, n)
		c := exec.Command(bin, "batch", "-q", "-o", filepath.Join(t.TempDir(), "out"), in)
		c.Stderr = os.Stderr
		start := time.Now()
		if err := c.Run(); err != nil {
			t.Fatal(err)
		}
		took := time.Since(start)
		use := c.ProcessState.SysUsage().(*syscall.Rusage)
		cpu := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
		rss := int64(use.Maxrss) << 10
		t.Logf("%d policies, %.1f MB: peak RSS %d MiB, %.0f s, %.0f s of CPU, %.0f policies/s, %.2f ms of CPU a policy",
			n, float64(size)/1e6, rss>>20, took.Seconds(), cpu.Seconds(), float64(n)/took.Seconds(), cpu.Seconds()*1e3/float64(n))
		return rss
	}
	few, many := peak(*policies/50), peak(*policies)
	if many > few*2 || many > 1<<30 {
		t.Errorf("%d MiB for %d policies, %d MiB for %d", few>>20, *policies/50, many>>20, *policies)
	}
}
