package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/net/html/charset"
)

// The tests run the real command: the test binary stands in for it, under the
// name polcompare, in the PATH of every script and test.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"polcompare": main})
}

var update = flag.Bool("update", false, "rewrite what the scripts in testdata/script expect")

// TestScript runs testdata/script/*.txtar. Besides the usual commands there are
//
//	exits CODE COMMAND…       run a command, which must exit with CODE
//	binary FILE 'ESCAPES'     write a file, given as the inside of a Go string
//	encode NAME FROM TO       write FROM, in UTF-8, to TO in the encoding NAME
//	copy FROM 'ESCAPES'       copy a file to a name given as the inside of a Go string
//	schema NAME FILE          the JSON values in FILE or stdout follow testdata/schema/NAME.json
//	json FILE PATH WANT       the value at PATH ("findings.0.kind", "rows.len" for a length) is WANT,
//	                          in every JSON value in FILE or stdout
//	printable FILE            FILE, stdout or stderr holds no control characters but line feeds
func TestScript(t *testing.T) {
	manyProcesses(t)
	formats, err := filepath.Abs("../../testdata/formats")
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := filepath.Abs("../../testdata/schema")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SCHEMAS", schemas)
			e.Setenv("FORMATS", formats)
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":     exits,
			"binary":    binary,
			"encode":    encode,
			"copy":      copyFile,
			"schema":    follow,
			"json":      value,
			"printable": printable,
		},
	})
}

func usage(ts *testscript.TestScript, neg bool, args []string, atLeast int, form string) {
	if neg || len(args) < atLeast {
		ts.Fatalf("usage: %s", form)
	}
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "exits CODE COMMAND [ARGS…]")
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func unescape(ts *testscript.TestScript, s string) string {
	out, err := strconv.Unquote(`"` + s + `"`)
	if err != nil {
		ts.Fatalf("%s is not the inside of a Go string", s)
	}
	return out
}

func binary(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "binary FILE 'ESCAPES'")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(unescape(ts, args[1])), 0o666))
}

func encode(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 3, "encode NAME FROM TO")
	enc, _ := charset.Lookup(args[0])
	if enc == nil {
		ts.Fatalf("there is no encoding %s", args[0])
	}
	out, err := enc.NewEncoder().String(ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(out), 0o666))
}

func copyFile(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "copy FROM 'ESCAPES'")
	ts.Check(os.WriteFile(ts.MkAbs(unescape(ts, args[1])), []byte(ts.ReadFile(args[0])), 0o666))
}

// values calls f for each of the JSON values in a file.
func values(ts *testscript.TestScript, file string, f func(any)) {
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile(file)))
	dec.UseNumber()
	for n := 0; ; n++ {
		var v any
		err := dec.Decode(&v)
		if err == io.EOF && n > 0 {
			return
		}
		if err != nil {
			ts.Fatalf("%s: value %d: %v", file, n+1, err)
		}
		f(v)
	}
}

func follow(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "schema NAME FILE")
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	name, fragment, part := strings.Cut(args[0], "#")
	url := filepath.Join(ts.Getenv("SCHEMAS"), name+".json")
	if part {
		url += "#" + fragment
	}
	s, err := c.Compile(url)
	ts.Check(err)
	values(ts, args[1], func(v any) {
		if err := s.Validate(v); err != nil {
			ts.Fatalf("%s: %v", args[1], err)
		}
	})
}

func value(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 3, "json FILE PATH WANT")
	values(ts, args[0], func(v any) {
		for _, key := range strings.Split(args[1], ".") {
			switch at := v.(type) {
			case map[string]any:
				if _, ok := at[key]; !ok {
					ts.Fatalf("there is no %s", args[1])
				}
				v = at[key]
			case []any:
				n, err := strconv.Atoi(key)
				switch {
				case key == "len":
					v = len(at)
				case err == nil && n < len(at):
					v = at[n]
				default:
					ts.Fatalf("there is no %s", args[1])
				}
			default:
				ts.Fatalf("there is no %s", args[1])
			}
		}
		var got bytes.Buffer
		enc := json.NewEncoder(&got)
		enc.SetEscapeHTML(false)
		ts.Check(enc.Encode(v))
		text := strings.TrimSpace(got.String())
		if s, ok := v.(string); ok {
			text = s
		}
		if text != args[2] {
			ts.Fatalf("%s is %s, want %s", args[1], text, args[2])
		}
	})
}

func printable(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "printable FILE…")
	for _, name := range args {
		for i, line := range strings.Split(ts.ReadFile(name), "\n") {
			for _, r := range strings.TrimSuffix(line, "\r") {
				if r < 0x20 || r >= 0x7F && r < 0xA0 || r >= 0x202A && r <= 0x202E {
					ts.Fatalf("%s:%d holds %q", name, i+1, r)
				}
			}
		}
	}
}
