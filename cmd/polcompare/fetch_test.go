package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What fetch saved is what extract reads.
func TestFetch(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/privacy":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<h1>Example Inc. Privacy Policy</h1><p>We use your personal information in order to answer your inquiries.</p>")
		case "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /closed")
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	dir := filepath.Join(t.TempDir(), "corpus")
	command := func(in string, args ...string) (code int, stdout, stderr string) {
		var out, errs bytes.Buffer
		code = run(context.Background(), args, streams{in: strings.NewReader(in), out: &out, err: &errs, env: func(string) string { return "" }})
		return code, out.String(), errs.String()
	}

	page := server.URL + "/privacy"
	code, out, errs := command("# pages\n"+page+"\n\n"+server.URL+"/closed\n"+server.URL+"/a\x1b[31m\n", "fetch", "--allow-private", "--delay", "0", "-o", dir, "-", page)
	if code != exitInput || strings.Count(out, "\n") != 1 || !strings.HasPrefix(out, dir) || strings.Contains(out+errs, "\x1b") {
		t.Errorf("exit code %d, output %q, errors %q", code, out, errs)
	}
	if want := "polcompare: " + server.URL + "/closed: not allowed by robots.txt"; !strings.Contains(errs, want) || strings.Count(errs, "\n") != 2 {
		t.Errorf("errors %q, want %q", errs, want)
	}
	code, out, errs = command("", "fetch", "--allow-private", "--delay", "0", "-o", dir, page)
	if code != exitOK || !strings.HasSuffix(out, ".html (unchanged)\n") {
		t.Errorf("again: exit code %d, output %q, errors %q", code, out, errs)
	}
	code, out, errs = command("", "extract", "--format", "jsonl", dir)
	if code != exitOK || strings.Count(out, "\n") != 1 || !strings.Contains(out, "in order to answer your inquiries") {
		t.Errorf("extract: exit code %d, output %q, errors %q", code, out, errs)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "manifest.jsonl")); err != nil || bytes.Count(data, []byte("\n")) != 2 {
		t.Errorf("manifest %q, %v", data, err)
	}
	code, _, errs = command("", "fetch", "-o", dir, page)
	if code != exitInput || !strings.Contains(errs, "an address that is not public: 127.0.0.1") {
		t.Errorf("this machine: exit code %d, errors %q", code, errs)
	}

	for _, args := range [][]string{{"fetch", page}, {"fetch", "-o", dir}, {"fetch", "-o", dir, "-j", "0", page}, {"fetch", "-o", dir, "--timeout", "0", page}, {"fetch", "-o", dir, "--delay", "-1s", page}} {
		if code, _, errs := command("", args...); code != exitUsage || errs == "" {
			t.Errorf("%q: exit code %d, errors %q", args, code, errs)
		}
	}
}
