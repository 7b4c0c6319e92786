package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// evalRun runs "polcompare eval" and returns what it prints and its exit code.
func evalRun(t *testing.T, args ...string) (out, complaints string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(context.Background(), append([]string{"eval"}, args...), streams{out: &stdout, err: &stderr, env: func(string) string { return "" }})
	return stdout.String(), stderr.String(), code
}

func writeFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, data := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

var evalGold = map[string]string{
	"a.txt": "Privacy Policy\n\nPurposes of use\n\nWe use your personal information for the following purposes.\n(1) To send you newsletters\n(2) To prevent fraud\n",
	"a.gold.json": `{"source":"a.txt","lang":"en","units":[{"kind":"purpose","quote":"To send you newsletters","categories":["marketing"]},
		{"kind":"purpose","quote":"To prevent fraud","categories":["security_fraud"]}],"sections":[{"heading":"Purposes of use","topics":["purposes"]}]}`,
}

func TestEvalUsage(t *testing.T) {
	for _, c := range []struct {
		reason string
		args   []string
		want   string
	}{
		{"two directories", []string{"a", "b"}, "one directory"},
		{"a format of other commands", []string{"--format", "csv"}, "table or json"},
		{"an unknown kind", []string{"--kind", "hope"}, "purpose, exception"},
		{"fewer than no samples", []string{"--bootstrap", "-1"}, "0 or more"},
		{"spans to nowhere", []string{"--to-spans", "a"}, "-o OUT_DIR"},
		{"floors of an unnamed set", []string{"--floor", "f", "a"}, "--set NAME"},
		{"floors of part of a set", []string{"--floor", "f", "--lang", "ja"}, "whole set"},
		{"raising nothing", []string{"--update-floor"}, "--floor FILE"},
		{"lowering without updating", []string{"--floor", "f", "--allow-lower"}, "--update-floor"},
	} {
		if _, complaints, code := evalRun(t, c.args...); code != exitUsage || !strings.Contains(complaints, c.want) {
			t.Errorf("%s: code %d: %s", c.reason, code, complaints)
		}
	}
	if _, complaints, code := evalRun(t, filepath.Join(t.TempDir(), "none")); code != exitInput || !strings.Contains(complaints, "none") {
		t.Errorf("a directory that is not there: code %d: %s", code, complaints)
	}
}

func TestEvalCorpus(t *testing.T) {
	out, complaints, code := evalRun(t, "--format", "json", "--bootstrap", "10")
	if code != exitOK || complaints != "" {
		t.Fatalf("code %d: %s", code, complaints)
	}
	var report struct {
		Schema  string
		Figures map[string]float64
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	if _, ok := report.Figures["all.macro.f1"]; !ok || report.Schema != "polcompare.eval/v1" {
		t.Errorf("schema %q, figures %v", report.Schema, report.Figures)
	}
	if out, _, code := evalRun(t, "--lang", "ja", "--kind", "contact", "--bootstrap", "0"); code != exitOK || strings.Contains(out, "macro") || strings.Contains(out, "\nen ") {
		t.Errorf("one kind and language: code %d:\n%s", code, out)
	}
}

func TestEvalFloor(t *testing.T) {
	dir := t.TempDir()
	writeFiles(t, dir, evalGold)
	file := filepath.Join(dir, "quality.json")
	floor := func(more ...string) (string, int) {
		_, complaints, code := evalRun(t, append([]string{"--bootstrap", "0", "--floor", file, "--set", "s", dir}, more...)...)
		return complaints, code
	}
	if complaints, code := floor(); code != exitInput {
		t.Errorf("a file of floors that is not there: code %d: %s", code, complaints)
	}
	if complaints, code := floor("--update-floor"); code != exitOK || !strings.Contains(complaints, "en.purpose.f1 is now ") {
		t.Fatalf("making floors: code %d: %s", code, complaints)
	}
	if complaints, code := floor(); code != exitOK || complaints != "" {
		t.Errorf("at the floors: code %d: %s", code, complaints)
	}
	writeFiles(t, dir, map[string]string{"quality.json": `{"schema":"polcompare.quality/v1","sets":{"s":{"en.purpose.f1":1,"en.contact.f1":0.5,"en.topics.f1":0}}}`})
	for _, update := range [][]string{nil, {"--update-floor"}} { // which does not lower
		complaints, code := floor(update...)
		if code != exitFindings || !strings.Contains(complaints, "en.contact.f1: there is no such figure any more") {
			t.Errorf("below a floor, %v: code %d: %s", update, code, complaints)
		}
	}
	if complaints, code := floor("--update-floor", "--allow-lower"); code != exitOK || !strings.Contains(complaints, "en.contact.f1 is gone") {
		t.Errorf("lowering: code %d: %s", code, complaints)
	}
	if _, complaints, code := evalRun(t, "--bootstrap", "0", "--floor", file, "--set", "other", dir); code != exitUsage || !strings.Contains(complaints, `no set "other"`) {
		t.Errorf("another set: code %d: %s", code, complaints)
	}
	// With part of the set missing the figures are those of another set.
	writeFiles(t, dir, map[string]string{"b.gold.json": `{"source":"gone.txt"}`})
	if complaints, code := floor(); code != exitInput || !strings.Contains(complaints, "not compared") {
		t.Errorf("with a text missing: code %d: %s", code, complaints)
	}
}

func TestEvalSpans(t *testing.T) {
	gold, spans, texts := t.TempDir(), t.TempDir(), t.TempDir()
	writeFiles(t, gold, map[string]string{"sub/a.txt": evalGold["a.txt"], "sub/a.gold.json": evalGold["a.gold.json"]})
	if out, complaints, code := evalRun(t, "--to-spans", gold, "-o", spans); code != exitOK || !strings.Contains(out, "2 units, 1 sections") {
		t.Fatalf("code %d: %s", code, complaints)
	}
	data, err := os.ReadFile(filepath.Join(spans, "sub", "a.annotation.json"))
	if err != nil || strings.Contains(string(data), "newsletters") {
		t.Errorf("%s %v", data, err)
	}
	score := func(args ...string) string {
		out, complaints, code := evalRun(t, append(args, "--bootstrap", "5")...)
		if code != exitOK {
			t.Errorf("%v: code %d: %s", args, code, complaints)
		}
		return out
	}
	writeFiles(t, texts, map[string]string{"a.txt": evalGold["a.txt"]})
	if a, b := score(gold), score(spans, "--texts", texts); a != b {
		t.Errorf("quotes:\n%s\nspans:\n%s", a, b)
	}

	// Another text, and none.
	writeFiles(t, texts, map[string]string{"a.txt": evalGold["a.txt"] + " "})
	if _, complaints, code := evalRun(t, spans, "--texts", texts); code != exitInput || !strings.Contains(complaints, "not the one that was annotated") {
		t.Errorf("code %d: %s", code, complaints)
	}
	if _, complaints, code := evalRun(t, spans); code != exitInput || !strings.Contains(complaints, "its text is not there") {
		t.Errorf("code %d: %s", code, complaints)
	}
	writeFiles(t, gold, map[string]string{"sub/a.txt": "For prevention"})
	if _, complaints, code := evalRun(t, "--to-spans", gold, "-o", spans); code != exitInput || !strings.Contains(complaints, "not written") {
		t.Errorf("annotations that do not fit their text: code %d: %s", code, complaints)
	}
}
