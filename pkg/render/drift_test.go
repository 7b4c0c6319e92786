package render

import (
	"strings"
	"testing"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/drift"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
)

func driftSample(t *testing.T, ja, en string) *drift.Result {
	t.Helper()
	engine, err := extract.NewEngine(nil)
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) *extract.Result {
		b, err := corpus.ReadFile("policies/" + name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := ingest.Read(name, b, ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		docs, err := policy.Parse(f, policy.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := engine.Run(docs[0])
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	r, err := drift.Compare(read(ja), read(en), drift.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func driftText(t *testing.T, r *drift.Result, f Format, o DriftOptions) string {
	t.Helper()
	var b strings.Builder
	if err := Drift(&b, r, f, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDriftJSONKeepsTheContract(t *testing.T) {
	sch := jsonSchema(t, "drift.v1.json")
	for _, pair := range [][2]string{
		{"retail-kamomezaka.ja.md", "retail-kamomezaka.en.md"},
		{"saas-horoniwa.en.html", "saas-horoniwa.ja.html"},
		{"retail-kamomezaka.ja.md", "saas-ostervane.md"},
	} {
		r := driftSample(t, pair[0], pair[1])
		validate(t, sch, driftText(t, r, JSON, DriftOptions{}))
		line := driftText(t, r, JSONL, DriftOptions{})
		validate(t, sch, line)
		if strings.Count(line, "\n") != 1 {
			t.Errorf("%s: JSON lines in %d lines", pair[0], strings.Count(line, "\n"))
		}
	}
}

func TestDriftForPeople(t *testing.T) {
	r := driftSample(t, "retail-kamomezaka.ja.md", "retail-kamomezaka.en.md")
	for _, width := range []int{0, 60, 100} {
		for _, color := range []bool{false, true} {
			s := driftText(t, r, Table, DriftOptions{Options: Options{Width: width, Color: color}, Alignment: true})
			if strings.Contains(s, "\x1b") != color {
				t.Errorf("width %d: colour %t", width, !color)
			}
			for l := range strings.Lines(s) {
				if w := Width(strings.TrimRight(l, "\n")); width > 0 && !color && w > width {
					t.Errorf("width %d: a line of %d columns: %s", width, w, l)
				}
			}
			for _, want := range []string{"30 days", "14日", "precedence", "high"} {
				if !strings.Contains(s, want) {
					t.Errorf("width %d: no %q in\n%s", width, want, s)
				}
			}
		}
	}
	md := driftText(t, r, Markdown, DriftOptions{Alignment: true})
	for _, want := range []string{"**30 days**", "**14日**", "### Alignment", "| number | high |"} {
		if !strings.Contains(md, want) {
			t.Errorf("no %q in\n%s", want, md)
		}
	}
	for l := range strings.Lines(md) {
		if strings.HasPrefix(l, "|") && strings.Count(strings.ReplaceAll(l, `\|`, ""), "|") != 7 && strings.Count(strings.ReplaceAll(l, `\|`, ""), "|") != 4 {
			t.Errorf("a row lost its shape: %s", l)
		}
	}
	unrelated := driftSample(t, "retail-kamomezaka.ja.md", "saas-ostervane.md")
	if s := driftText(t, unrelated, Table, DriftOptions{}); !strings.Contains(s, "do not correspond") {
		t.Errorf("got %s", s)
	}
	if err := Drift(&strings.Builder{}, r, CSV, DriftOptions{}); err == nil {
		t.Error("CSV is not refused")
	}
}
