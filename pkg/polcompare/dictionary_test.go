package polcompare

import (
	"bytes"
	"os"
	"os/exec"
	"testing"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/token"
)

// TestEnglishNeedsNoDictionary analyses English policies in a process of its
// own, for in this one the other tests have loaded the Japanese dictionary.
func TestEnglishNeedsNoDictionary(t *testing.T) {
	const child = "POLCOMPARE_TEST_ENGLISH"
	if os.Getenv(child) == "" {
		exe, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		c := exec.CommandContext(t.Context(), exe, "-test.run=^TestEnglishNeedsNoDictionary$", "-test.v")
		c.Env = append(os.Environ(), child+"=1")
		out, err := c.CombinedOutput()
		if err != nil || !bytes.Contains(out, []byte("--- PASS: TestEnglishNeedsNoDictionary")) {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	a := analyzer(t, Options{})
	in, _ := samples(t, "en")
	for _, s := range in {
		results, err := a.Bytes(s.name, s.data)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Compare(results, compare.Options{}); err != nil {
			t.Fatal(err)
		}
		if token.Loaded() {
			t.Fatalf("%s: the Japanese dictionary has been loaded", s.name)
		}
	}
}
