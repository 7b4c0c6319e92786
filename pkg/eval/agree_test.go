package eval_test

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/eval"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/text"
)

// The annotated sets: the sample corpus always, the others where they lie beside the project.
var sets = map[string]string{
	"corpus":       filepath.Join("..", "..", "corpus", "policies"),
	"shared/seeds": filepath.Join("..", "..", "..", "shared", "seeds"),
	"shared/dev":   filepath.Join("..", "..", "..", "shared", "policies", "dev"),
}

// eachSet runs a test over the sets that are there.
func eachSet(t *testing.T, f func(t *testing.T, dir string, g *eval.Gold)) {
	for name, dir := range sets {
		t.Run(name, func(t *testing.T) {
			if _, err := os.Stat(dir); err != nil {
				t.Skip(err)
			}
			if testing.Short() && name != "corpus" {
				t.Skip("the sample corpus is enough for a short run")
			}
			g, err := eval.Load(eval.Dir(dir), eval.Tree{})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range g.Skipped {
				t.Error(s)
			}
			for _, p := range g.Policies {
				for _, problem := range p.Problems {
					t.Errorf("%s: %s", p.Path, problem)
				}
			}
			f(t, dir, g)
		})
	}
}

// scorePy has score.py score predictions.
func scorePy(t *testing.T, dir string, predictions []byte) map[string]map[string]float64 {
	t.Helper()
	script := filepath.Join("..", "..", "..", "shared", "eval", "score.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("no score.py beside the project:", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip(err)
	}
	file := filepath.Join(t.TempDir(), "predictions.jsonl")
	if err := os.WriteFile(file, predictions, 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "-B", script, dir, file, "--json")
	cmd.Stderr = os.Stderr
	data, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]map[string]float64
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// compare holds every number of score.py against the report, and the rows of both.
func compare(t *testing.T, want map[string]map[string]float64, r *eval.Report) {
	t.Helper()
	got := map[string]map[string]float64{}
	for _, s := range r.Scores {
		got[s.Lang+"."+s.Kind] = map[string]float64{
			"gold": float64(s.Gold), "pred": float64(s.Predicted), "precision": s.Precision, "recall": s.Recall, "f1": s.F1, "labelled_f1": s.Labelled}
	}
	for _, m := range r.Macros {
		got[m.Lang+".macro"] = map[string]float64{"f1": m.F1, "labelled_f1": m.Labelled}
	}
	for _, s := range r.Topics {
		got[s.Lang+".topics"] = map[string]float64{"precision": s.Precision, "recall": s.Recall, "f1": s.F1}
	}
	n := 0
	for row, figures := range want {
		for name, x := range figures {
			n++
			if y, ok := got[row][name]; !ok || math.Abs(x-y) > 1e-9 {
				t.Errorf("%s.%s: score.py has %v, this %v", row, name, x, y)
			}
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d rows, score.py has %d", len(got), len(want))
	}
	t.Logf("%d numbers compared", n)
}

// What the program itself finds, in the form in which it prints it.
func TestAgreesWithScorePy(t *testing.T) {
	a, err := polcompare.New(polcompare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	eachSet(t, func(t *testing.T, dir string, g *eval.Gold) {
		var predictions bytes.Buffer
		enc := render.NewEncoder(&predictions, render.Options{})
		var cases []eval.Case
		for _, p := range g.Policies {
			var results []*extract.Result
			if results, err = a.Bytes(p.Path, p.Data); err != nil {
				t.Fatal(err)
			}
			for _, r := range results {
				if err := enc.Encode(r); err != nil {
					t.Fatal(err)
				}
			}
			cases = append(cases, eval.Case{Policy: p, Found: eval.FromResults(results...)})
		}
		compare(t, scorePy(t, dir, predictions.Bytes()), eval.Evaluate(cases, eval.Options{}))
	})
}

// Findings made up from the annotations, wrong in all the ways that matching
// has a rule for: moved, cut, doubled, of another kind, without a span, with
// values in other wording, in another order, not in the text at all.
func TestAgreesWithScorePyOnMistakes(t *testing.T) {
	eachSet(t, func(t *testing.T, dir string, g *eval.Gold) {
		for seed := range uint64(3) {
			rng := rand.New(rand.NewPCG(seed, 5))
			var predictions bytes.Buffer
			var cases []eval.Case
			for i, p := range g.Policies {
				if i == 1 && seed == 1 { // nothing was found in this one
					cases = append(cases, eval.Case{Policy: p})
					continue
				}
				found := mistaken(rng, p)
				cases = append(cases, eval.Case{Policy: p, Found: found})
				encode(t, &predictions, p, found)
			}
			compare(t, scorePy(t, dir, predictions.Bytes()), eval.Evaluate(cases, eval.Options{}))
		}
	})
}

func mistaken(rng *rand.Rand, p *eval.Policy) eval.Found {
	var out eval.Found
	chance := func(percent int) bool { return rng.IntN(100) < percent }
	data := string(p.Data)
	categories := []string{"email", "phone", "law", "consent", "advertising", "inquiry", "other", "request_refusal"}
	for _, u := range p.Units {
		if chance(10) {
			continue
		}
		f := eval.Finding{Kind: u.Kind, Categories: append([]string{}, u.Categories...), Text: u.Text, Span: &text.Span{Start: u.Span.Start, End: u.Span.End}}
		if chance(15) {
			f.Kind = eval.Kinds[rng.IntN(len(eval.Kinds))]
		}
		if chance(30) {
			f.Categories = append(f.Categories, categories[rng.IntN(len(categories))])
			rng.Shuffle(len(f.Categories), func(i, j int) { f.Categories[i], f.Categories[j] = f.Categories[j], f.Categories[i] })
		}
		if chance(5) {
			f.Categories = nil
		}
		if chance(50) { // another stretch, of whole characters or not
			f.Span.Start = max(0, f.Span.Start+rng.IntN(60)-30)
			f.Span.End = max(f.Span.Start, f.Span.End+rng.IntN(120)-60)
			end := min(f.Span.End, len(data))
			f.Text = strings.ToValidUTF8(data[min(f.Span.Start, end):end], "")
		}
		if chance(20) {
			f.Text = cut(f.Text, rng.IntN(20))
		}
		if chance(10) {
			f.Text = "そのような語は本文にない"
		}
		if chance(20) {
			f.Span = nil
		}
		if f.Kind == extract.Contact && chance(60) {
			f.Value = strings.ReplaceAll(strings.ToUpper(u.Text), "@", " (at) ") + "/"
		}
		out.Findings = append(out.Findings, f)
		if chance(15) {
			g := f
			g.Categories = categories[:1+rng.IntN(3)]
			out.Findings = append(out.Findings, g)
		}
	}
	for range len(out.Findings) / 5 {
		i, j := rng.IntN(len(out.Findings)), rng.IntN(len(out.Findings))
		out.Findings[i], out.Findings[j] = out.Findings[j], out.Findings[i]
	}
	topics := []string{"purposes", "security", "contact", "other"}
	for _, s := range p.Sections {
		s.Heading = strings.Join(strings.Split(s.Heading, ""), " ")
		for range rng.IntN(3) {
			s.Topics = append(s.Topics[:len(s.Topics):len(s.Topics)], topics[rng.IntN(len(topics))])
		}
		if !chance(10) {
			out.Sections = append(out.Sections, s)
		}
	}
	return out
}

// cut takes n characters off the front of s.
func cut(s string, n int) string {
	for ; n > 0 && s != ""; n-- {
		_, w := utf8.DecodeRuneInString(s)
		s = s[w:]
	}
	return s
}

// encode writes findings as score.py reads them.
func encode(t *testing.T, w *bytes.Buffer, p *eval.Policy, found eval.Found) {
	t.Helper()
	type finding struct {
		Kind       string     `json:"kind"`
		Categories []string   `json:"categories,omitempty"`
		Text       string     `json:"text"`
		Value      string     `json:"value,omitempty"`
		Span       *text.Span `json:"span,omitempty"`
	}
	type section struct {
		Heading string   `json:"heading"`
		Topics  []string `json:"topics"`
	}
	doc := struct {
		Path     string    `json:"path"`
		Findings []finding `json:"findings"`
		Sections []section `json:"sections"`
	}{Path: path.Base(p.Path)}
	for _, f := range found.Findings {
		doc.Findings = append(doc.Findings, finding{f.Kind, f.Categories, f.Text, f.Value, f.Span})
	}
	for _, s := range found.Sections {
		doc.Sections = append(doc.Sections, section{s.Heading, s.Topics})
	}
	if err := json.NewEncoder(w).Encode(doc); err != nil {
		t.Fatal(err)
	}
}

// The span form says the same as the quotes from which it was made: the same
// findings have the same report, up to the wording of quotes.
func TestSpansScoreAsQuotes(t *testing.T) {
	eachSet(t, func(t *testing.T, dir string, g *eval.Gold) {
		out := t.TempDir()
		for _, p := range g.Policies {
			a, err := p.Annotation()
			if err != nil {
				t.Fatal(err)
			}
			data, err := a.Encode()
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range p.Units {
				if len(u.Text) > 30 && bytes.Contains(data, []byte(u.Text)) {
					t.Errorf("%s: the annotation holds %q", p.Path, u.Text)
				}
			}
			file := filepath.Join(out, filepath.FromSlash(p.SpanFile()))
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		spans, err := eval.Load(eval.Dir(out), eval.Dir(dir))
		if err != nil {
			t.Fatal(err)
		}
		if len(spans.Policies) != len(g.Policies) || len(spans.Skipped) > 0 {
			t.Fatalf("%d of %d policies; %v", len(spans.Policies), len(g.Policies), spans.Skipped)
		}
		var fromQuotes, fromSpans []eval.Case
		rng := rand.New(rand.NewPCG(1, 5))
		for i, p := range g.Policies {
			found := mistaken(rng, p)
			fromQuotes = append(fromQuotes, eval.Case{Policy: p, Found: found})
			fromSpans = append(fromSpans, eval.Case{Policy: spans.Policies[i], Found: found})
		}
		want, got := eval.Evaluate(fromQuotes, eval.Options{Bootstrap: 20}), eval.Evaluate(fromSpans, eval.Options{Bootstrap: 20})
		for _, r := range []*eval.Report{want, got} {
			for i := range r.Errors {
				r.Errors[i].Text = ""
			}
		}
		if a, b := mustJSON(t, want), mustJSON(t, got); a != b {
			t.Errorf("quotes:\n%s\nspans:\n%s", a, b)
		}
	})
}

func mustJSON(t *testing.T, r *eval.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
