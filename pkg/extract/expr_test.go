package extract

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/internal/expr"
)

// Every expression of the package must compile, for they are compiled only when
// first used, and must match what package regexp matches on the lines of the
// sample policies.
func TestExpressions(t *testing.T) {
	lines := map[string]bool{}
	entries, err := corpus.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := corpus.ReadFile(e.Path)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range strings.Split(string(data), "\n") {
			lines[l] = true
			lines[strings.ToLower(strings.TrimSpace(l))] = true
		}
	}
	sources := expressions(t)
	if len(sources) < 100 {
		t.Errorf("found only %d expressions", len(sources))
	}
	matched := 0
	for _, src := range sources {
		want, err := regexp.Compile(src)
		if err != nil {
			t.Errorf("%s: %v", src, err)
			continue
		}
		got := expr.New(src)
		n := 0
		for l := range lines {
			if n++; testing.Short() && n > 60 {
				break
			}
			m := want.MatchString(l)
			if m {
				matched++
				if at, in := got.FindStringSubmatchIndex(l), want.FindStringSubmatchIndex(l); !slices.Equal(at, in) {
					t.Errorf("%s\non %q: at %v, package regexp: %v", src, l, at, in)
				}
			}
			if got.MatchString(l) != m {
				t.Errorf("%s\non %q: %v, package regexp: %v", src, l, !m, m)
			}
		}
	}
	t.Logf("%d expressions, %d lines, %d matches", len(sources), len(lines), matched)
}

// expressions returns the source of every expression in the package's files.
func expressions(t *testing.T) []string {
	t.Helper()
	set := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	constants := map[string]ast.Expr{}
	var calls []*ast.CallExpr
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if i < len(n.Values) {
						constants[name.Name] = n.Values[i]
					}
				}
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "New" {
					if x, ok := f.X.(*ast.Ident); ok && x.Name == "expr" {
						calls = append(calls, n)
					}
				}
			}
			return true
		})
	}
	var value func(e ast.Expr) string
	value = func(e ast.Expr) string {
		switch e := e.(type) {
		case *ast.BasicLit:
			s, err := strconv.Unquote(e.Value)
			if err != nil {
				t.Fatal(err)
			}
			return s
		case *ast.BinaryExpr:
			return value(e.X) + value(e.Y)
		case *ast.Ident:
			if constants[e.Name] != nil {
				return value(constants[e.Name])
			}
		}
		t.Fatalf("%s: an expression that is no constant", set.Position(e.Pos()))
		return ""
	}
	var out []string
	for _, c := range calls {
		out = append(out, value(c.Args[0]))
	}
	return out
}
