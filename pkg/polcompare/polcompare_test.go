package polcompare

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/rules"
)

// policyText returns a short policy with the number n in it.
func policyText(n int) string {
	return fmt.Sprintf("Example %d Inc. Privacy Policy\n\nWe use your personal information in order to answer your inquiries.\n", n)
}

func analyzer(tb testing.TB, o Options) *Analyzer {
	tb.Helper()
	a, err := New(o)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

func memory(name string, data string) Input {
	return Input{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(data)), nil }}
}

var errBroken = errors.New("broken")

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errBroken }
func (brokenReader) Close() error             { return nil }

// Every error names the file, and says what is wrong in a way that a program can test.
func TestErrorsNameTheFile(t *testing.T) {
	a := analyzer(t, Options{Read: ingest.Options{MaxBytes: 1000}})
	write := func(name, data string) string {
		p := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(p, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, c := range []struct {
		reason string
		file   string
		want   error
	}{
		{"no such file", filepath.Join(t.TempDir(), "none.txt"), fs.ErrNotExist},
		{"empty", write("empty.txt", ""), ingest.ErrEmpty},
		{"a picture", write("picture.txt", "\x89PNG\r\n\x1a\n"), ingest.ErrBinary},
		{"a PDF", write("policy.pdf", "%PDF-1.4\n"), nil},
		{"above the limit", write("large.txt", strings.Repeat("a", 1001)), ingest.ErrTooLarge},
	} {
		_, err := a.File(c.file)
		if err == nil || !strings.Contains(err.Error(), c.file) {
			t.Errorf("%s: error %v does not name %s", c.reason, err, c.file)
		}
		if c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: error %v is not %v", c.reason, err, c.want)
		}
	}
	if _, err := a.File(write("full.txt", strings.Repeat("a", 1000))); err != nil {
		t.Errorf("a file of exactly the limit: %v", err)
	}
	if _, err := a.Reader("stream", brokenReader{}); !errors.Is(err, errBroken) || !strings.HasPrefix(err.Error(), "stream: ") {
		t.Errorf("a reader that fails: %v", err)
	}
	if _, err := a.File(t.TempDir()); err == nil {
		t.Error("a directory: no error")
	}
}

func TestNewRefuses(t *testing.T) {
	run := func(*extract.Pass) error { return nil }
	for _, c := range []struct {
		reason string
		o      Options
	}{
		{"no such directory of rules", Options{RuleDirs: []string{filepath.Join(t.TempDir(), "none")}}},
		{"a directory without rules", Options{RuleDirs: []string{t.TempDir()}}},
		{"an extractor without a name", Options{Extractors: []*extract.Extractor{{Run: run}}}},
		{"an extractor that does nothing", Options{Extractors: []*extract.Extractor{{Name: "x"}}}},
		{"two of one name", Options{Extractors: []*extract.Extractor{{Name: "x", Run: run}, {Name: "x", Run: run}}}},
		{"the name of a built-in one", Options{Extractors: []*extract.Extractor{{Name: extract.Purposes.Name, Run: run}}}},
		{"no extractor", Options{Extractors: []*extract.Extractor{nil}}},
	} {
		if _, err := New(c.o); err == nil {
			t.Errorf("%s: no error", c.reason)
		}
	}
	if _, err := New(Options{Rules: rules.Default(), RuleDirs: []string{"none"}}); err != nil {
		t.Errorf("rules that are loaded already stand instead of directories: %v", err)
	}
}

// An extractor of one's own runs behind those it requires, and its error names
// the document and the extractor.
func TestOwnExtractor(t *testing.T) {
	var order []string
	first := &extract.Extractor{Name: "first", Run: func(*extract.Pass) error { order = append(order, "first"); return nil }}
	second := &extract.Extractor{Name: "second", Requires: []*extract.Extractor{first}, Run: func(p *extract.Pass) error {
		order = append(order, "second")
		if len(p.Findings()) == 0 {
			t.Error("the findings of the built-in extractors are not there")
		}
		return errBroken
	}}
	_, err := analyzer(t, Options{Extractors: []*extract.Extractor{second, first}}).Bytes("p.txt", []byte(policyText(1)))
	if !errors.Is(err, errBroken) || !strings.Contains(err.Error(), "p.txt") || !strings.Contains(err.Error(), "second") {
		t.Errorf("error %v", err)
	}
	if !slices.Equal(order, []string{"first", "second"}) {
		t.Errorf("ran %v", order)
	}
}

// All hands out outcomes in the order of the inputs, whatever takes how long,
// with failures at their places.
func TestAllKeepsTheOrder(t *testing.T) {
	a := analyzer(t, Options{})
	var inputs []Input
	for i := range 40 {
		in := memory(fmt.Sprint(i), policyText(i))
		open := in.Open
		in.Open = func() (io.ReadCloser, error) {
			if i%7 == 3 {
				return nil, errBroken
			}
			if i%5 == 0 {
				time.Sleep(5 * time.Millisecond)
			}
			return open()
		}
		inputs = append(inputs, in)
	}
	for _, workers := range []int{0, 1, 3, 100} {
		n := 0
		err := a.All(t.Context(), inputs, workers, func(o Outcome) error {
			if o.Input.Name != fmt.Sprint(n) {
				t.Errorf("%d workers: outcome %d is that of %s", workers, n, o.Input.Name)
			}
			if failed := n%7 == 3; failed != errors.Is(o.Err, errBroken) || failed != (o.Results == nil) {
				t.Errorf("%d workers: outcome %d: %v, %v", workers, n, o.Results, o.Err)
			}
			n++
			return nil
		})
		if err != nil || n != len(inputs) {
			t.Errorf("%d workers: %d outcomes of %d, %v", workers, n, len(inputs), err)
		}
	}
	if err := a.All(t.Context(), nil, 2, func(Outcome) error { return errBroken }); err != nil {
		t.Errorf("no inputs: %v", err)
	}
}

// All holds no more outcomes than it has workers, and one: it does not read
// ahead without limit while done is busy.
func TestAllDoesNotReadAhead(t *testing.T) {
	a := analyzer(t, Options{})
	var opened atomic.Int64
	var inputs []Input
	for i := range 50 {
		in := memory(fmt.Sprint(i), policyText(i))
		open := in.Open
		in.Open = func() (io.ReadCloser, error) { opened.Add(1); return open() }
		inputs = append(inputs, in)
	}
	const workers = 3
	done := int64(0)
	err := a.All(t.Context(), inputs, workers, func(Outcome) error {
		if done < 5 {
			time.Sleep(20 * time.Millisecond)
		}
		if n := opened.Load(); n > done+2*workers+2 {
			t.Errorf("%d opened when %d are done", n, done)
		}
		done++
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// All stops at the first error of done and when its context ends, and waits
// for its goroutines.
func TestAllStops(t *testing.T) {
	a := analyzer(t, Options{})
	var running, opened atomic.Int64
	var inputs []Input
	for i := range 200 {
		in := memory(fmt.Sprint(i), policyText(i))
		open := in.Open
		in.Open = func() (io.ReadCloser, error) {
			running.Add(1)
			defer running.Add(-1)
			opened.Add(1)
			return open()
		}
		inputs = append(inputs, in)
	}
	check := func(reason string, err, want error, calls int) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", reason, err, want)
		}
		if calls != 3 {
			t.Errorf("%s: done was called %d times", reason, calls)
		}
		if n := opened.Swap(0); n > 50 {
			t.Errorf("%s: %d inputs were opened all the same", reason, n)
		}
		if n := running.Load(); n != 0 {
			t.Errorf("%s: %d inputs are still being read", reason, n)
		}
	}

	calls := 0
	err := a.All(t.Context(), inputs, 4, func(Outcome) error {
		if calls++; calls == 3 {
			return errBroken
		}
		return nil
	})
	check("an error of done", err, errBroken, calls)

	ctx, cancel := context.WithCancel(t.Context())
	calls = 0
	err = a.All(ctx, inputs, 4, func(o Outcome) error {
		if o.Err != nil {
			t.Errorf("done was handed %v", o.Err)
		}
		if calls++; calls == 3 {
			cancel()
		}
		return nil
	})
	check("the end of the context", err, context.Canceled, calls)

	err = a.All(ctx, inputs, 4, func(Outcome) error { t.Error("done was called"); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: %v", err)
	}
}

// One analyzer serves many goroutines, and each gets what it would have got alone.
func TestConcurrentUse(t *testing.T) {
	a := analyzer(t, Options{})
	var in []sample
	for _, lang := range []string{"ja", "en"} {
		s, _ := samples(t, lang)
		in = append(in, s[:2]...)
	}
	var wg sync.WaitGroup
	found := make([][][]extract.Finding, 4)
	for g := range found {
		found[g] = make([][]extract.Finding, len(in))
		wg.Add(1)
		go func() {
			defer wg.Done()
			for k := range in {
				i := (k + g) % len(in)
				results, err := a.Bytes(in[i].name, in[i].data)
				if err != nil {
					t.Error(err)
					continue
				}
				for _, r := range results {
					found[g][i] = append(found[g][i], r.Statements()...)
				}
			}
		}()
	}
	wg.Wait()
	for g := 1; g < len(found); g++ {
		if !reflect.DeepEqual(found[g], found[0]) {
			t.Errorf("goroutine %d found something else", g)
		}
	}
}

// The result holds on to nothing that the caller may write over.
func TestBytesIsCopied(t *testing.T) {
	data := []byte(policyText(1))
	results, err := analyzer(t, Options{}).Bytes("p.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		data[i] = 'x'
	}
	if got := results[0].Document.Source.Text(); got != policyText(1) {
		t.Errorf("the source has become %q", got)
	}
}

func TestInputs(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "a.md", "sub/c.HTML", "sub/d.pdf", ".hidden.txt", ".git/e.txt", "data.csv", "sub/deep/f.php"} {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(policyText(1)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	names := func(paths ...string) []string {
		t.Helper()
		in, err := Inputs(paths...)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, i := range in {
			rel, err := filepath.Rel(dir, i.Name)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, filepath.ToSlash(rel))
			r, err := i.Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(r)
			if err := errors.Join(err, r.Close()); err != nil || !bytes.Equal(data, []byte(policyText(1))) {
				t.Errorf("%s: %q, %v", i.Name, data, err)
			}
		}
		return out
	}
	for _, c := range []struct {
		reason string
		paths  []string
		want   string
	}{
		{"of a directory the texts, sorted, without hidden ones", []string{dir}, "a.md b.txt sub/c.HTML sub/d.pdf sub/deep/f.php"},
		{"a file that is named is read whatever its ending", []string{filepath.Join(dir, "data.csv"), filepath.Join(dir, ".hidden.txt")}, "data.csv .hidden.txt"},
		{"a hidden directory that is named is read", []string{filepath.Join(dir, ".git")}, ".git/e.txt"},
		{"in the order of the arguments", []string{filepath.Join(dir, "sub", "deep"), filepath.Join(dir, "b.txt")}, "sub/deep/f.php b.txt"},
	} {
		if got := strings.Join(names(c.paths...), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.reason, got, c.want)
		}
	}
	none := t.TempDir()
	if _, err := Inputs(none); err == nil || !strings.Contains(err.Error(), none) {
		t.Errorf("a directory without policies: %v", err)
	}
	if _, err := Inputs(filepath.Join(dir, "nothing")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no such file: %v", err)
	}
}

// One directory that cannot be read does not hide the rest.
func TestInputsClosedDirectory(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root can read everything")
	}
	dir := t.TempDir()
	closed := filepath.Join(dir, "closed")
	if err := os.Mkdir(closed, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "open.txt"), []byte(policyText(1)), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(closed, 0o777)
	in, err := Inputs(dir)
	if err != nil || len(in) != 2 {
		t.Fatalf("%d inputs, %v", len(in), err)
	}
	if _, err := in[0].Open(); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("the closed directory: %v", err)
	}
	if r, err := in[1].Open(); err != nil {
		t.Error(err)
	} else {
		r.Close()
	}
}
