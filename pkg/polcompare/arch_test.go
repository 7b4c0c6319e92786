package polcompare

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/polcompare/polcompare"

// height says how high above the source text a package stands. A package
// imports only what stands lower; packages of one height do not know of each
// other. Below pkg, a package inside another's directory belongs to it.
var height = map[string]int{
	"corpus":         0,
	"pkg/internal":   0,
	"pkg/text":       0,
	"pkg/minhash":    0,
	"pkg/weights":    0,
	"pkg/schema":     1,
	"pkg/token":      1,
	"pkg/ingest":     1,
	"pkg/rules":      2,
	"pkg/policy":     2,
	"pkg/extract":    3,
	"pkg/compare":    4,
	"pkg/drift":      4,
	"pkg/lint":       4,
	"pkg/stats":      4,
	"pkg/render":     5,
	"pkg/eval":       6, // measures and prints reports of its own
	"pkg/polcompare": 6,
	"pkg/fetch":      6,
	"pkg/batch":      7,
	"pkg/store":      7,
	"cmd/polcompare": 8,
	"examples":       8,
}

// upward lists the arrows that run up all the same, with the reason. One that
// is no longer there has to go from this list.
var upward = map[string]string{}

// onlyIn lists packages of others that one package of ours alone may import.
var onlyIn = map[string]string{
	"github.com/ikawaha/": "pkg/token", // and what it keeps inside
	"github.com/jdkato/":  "pkg/token",
}

// heavy lists what drags a database or a file format in: commands and examples
// import it, and no package that somebody else's program may import for something
// else.
var heavy = []string{"pkg/store/sqlite", "pkg/store/parquet"}

// linked lists the packages into which something that could open a connection
// is linked all the same, with the reason. Nothing there calls it.
var linked = map[string]string{
	"pkg/store/sqlite":  "modernc.org/libc knows how C programs resolve names",
	"pkg/store/parquet": "the Brotli codec of parquet-go comes with a handler for servers of HTTP",
}

type listed struct {
	ImportPath string
	Imports    []string
	Deps       []string
	Error      *struct{ Err string }
}

// list returns the packages of this module as go list gives them, without tests.
func list(t *testing.T) []listed {
	t.Helper()
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("needs the go command")
	}
	out, err := exec.Command(goTool, "list", "-e", "-json=ImportPath,Imports,Deps,Error", module+"/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 10 {
		t.Fatalf("go list names %d packages", len(all))
	}
	return all
}

// place returns the entry of height that a package of this module belongs to.
func place(t *testing.T, path string) string {
	t.Helper()
	rel := strings.TrimPrefix(path, module+"/")
	for p := rel; p != ""; p = p[:max(0, strings.LastIndexByte(p, '/'))] {
		if _, ok := height[p]; ok {
			return p
		}
	}
	t.Errorf("%s has no place in this test's list of heights", rel)
	return rel
}

// climbs returns the arrows of packages that do not run down.
func climbs(t *testing.T, packages []listed) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, p := range packages {
		from := place(t, p.ImportPath)
		for _, i := range p.Imports {
			if !strings.HasPrefix(i, module+"/") {
				continue
			}
			if to := place(t, i); to != from && height[to] >= height[from] {
				out[from+" -> "+to] = true
			}
		}
	}
	return out
}

func TestImportsPointDown(t *testing.T) {
	packages := list(t)
	found := climbs(t, packages)
	for arrow := range found {
		if upward[arrow] == "" {
			t.Errorf("%s: an import that runs up", arrow)
		}
	}
	for arrow := range upward {
		if !found[arrow] {
			t.Errorf("%s: is not there any more; take it from the list", arrow)
		}
	}
	for _, p := range packages {
		rel := strings.TrimPrefix(p.ImportPath, module+"/")
		for _, i := range p.Imports {
			for prefix, owner := range onlyIn {
				if strings.HasPrefix(i, prefix) && rel != owner && !strings.HasPrefix(rel, owner+"/internal/") {
					t.Errorf("%s imports %s, which is for %s alone", rel, i, owner)
				}
			}
		}
		for _, h := range heavy {
			if slices.Contains(p.Deps, module+"/"+h) && !strings.HasPrefix(rel, "cmd/") && !strings.HasPrefix(rel, "examples/") {
				t.Errorf("%s depends on %s", rel, h)
			}
		}
		if strings.HasPrefix(rel, "examples/") && slices.ContainsFunc(p.Imports, func(i string) bool { return strings.Contains(i, "/internal/") }) {
			t.Errorf("%s imports what is internal", rel)
		}
	}
}

// networked are the packages that may open a connection: the one that fetches
// pages, and the command that it is a part of.
var networked = map[string]bool{"pkg/fetch": true, "cmd/polcompare": true}

// Analysis never opens a connection: nothing that can is linked into it.
func TestNoNetwork(t *testing.T) {
	packages := list(t)
	excused := func(p listed) bool {
		for l := range linked {
			if p.ImportPath == module+"/"+l || slices.Contains(p.Deps, module+"/"+l) {
				return true
			}
		}
		return false
	}
	for _, p := range packages {
		rel := strings.TrimPrefix(p.ImportPath, module+"/")
		if networked[rel] {
			// The command opens none by itself.
			if rel != "pkg/fetch" && slices.ContainsFunc(p.Imports, func(i string) bool { return i == "net" || strings.HasPrefix(i, "net/") }) {
				t.Errorf("%s imports what opens connections", rel)
			}
			continue
		}
		for _, bad := range []string{"net", "net/http", "net/rpc", "crypto/tls", module + "/pkg/fetch"} {
			if slices.Contains(p.Deps, bad) && !excused(p) {
				t.Errorf("%s depends on %s", p.ImportPath, bad)
			}
		}
	}
	for l, why := range linked {
		i := slices.IndexFunc(packages, func(p listed) bool { return p.ImportPath == module+"/"+l })
		if i < 0 || !slices.Contains(packages[i].Deps, "net") {
			t.Errorf("%s: has no network any more (%s); take it from the list", l, why)
		}
	}
}

// The test itself finds what it is there to find.
func TestClimbs(t *testing.T) {
	pkg := func(path string, imports ...string) listed {
		p := listed{ImportPath: module + "/" + path}
		for _, i := range imports {
			p.Imports = append(p.Imports, module+"/"+i)
		}
		return p
	}
	for _, c := range []struct {
		reason string
		p      listed
		want   string
	}{
		{"down", pkg("pkg/extract", "pkg/policy", "pkg/text"), ""},
		{"up", pkg("pkg/text", "pkg/ingest"), "pkg/text -> pkg/ingest"},
		{"sideways", pkg("pkg/compare", "pkg/drift"), "pkg/compare -> pkg/drift"},
		{"a package and what it keeps inside", pkg("pkg/token", "pkg/token/internal/ipadic"), ""},
		{"from inside a package up", pkg("pkg/token/internal/ipadic", "pkg/extract"), "pkg/token -> pkg/extract"},
	} {
		got := climbs(t, []listed{c.p})
		if want := c.want != ""; len(got) > 1 || len(got) == 1 != want || want && !got[c.want] {
			t.Errorf("%s: %v, want %q", c.reason, got, c.want)
		}
	}
}
