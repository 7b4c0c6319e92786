package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
)

// TestTrials reads what a person is told about a sentence that states nothing and one that
// does.
func TestTrials(t *testing.T) {
	file, err := ingest.Read("text.md", []byte("We will not share your address with our printers. By filling in this form you disclose personal data. We use your address to send you the gazette."), ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	docs, err := policy.Parse(file, policy.Options{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := extract.NewEngine(nil)
	if err != nil {
		t.Fatal(err)
	}
	r, trials, err := e.Try(docs[0])
	if err != nil {
		t.Fatal(err)
	}
	shown := func(n, width int) string {
		var b bytes.Buffer
		if err := Trials(&b, r, trials, n, Options{Width: width}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for line := range strings.SplitSeq(shown(0, 60), "\n") {
		if Width(line) > 60 {
			t.Errorf("%d columns: %q", Width(line), line)
		}
	}
	all, some := shown(0, 0), shown(1, 0)
	for _, want := range []string{
		"● We will not share your address with our printers",
		"sentence exception/stated: does not fire, ",
		"phrase purpose/to: fires, +",
		"en/purpose.rules:",
		"to send you the gazette",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	if !strings.Contains(some, "more, further from firing (--all)") || strings.Contains(all, "--all") || len(some) >= len(all) {
		t.Errorf("all:\n%s\nthe nearest:\n%s", all, some)
	}
	if !strings.Contains(some, "phrase purpose/to: fires") {
		t.Errorf("what fires is left out of the nearest:\n%s", some)
	}
}
