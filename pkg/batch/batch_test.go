package batch

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/encoding/japanese"

	"github.com/polcompare/polcompare/pkg/batch/internal/sample"
	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/schema"
)

const (
	midori = "株式会社みどり プライバシーポリシー\n\n1. 利用目的\n当社は、取得した個人情報を以下の目的で利用します。\n(1) 広告の配信のため\n(2) お問い合わせへの対応のため\n"
	shop   = "Shop Ltd Privacy Policy\n\n1. Purposes\nWe use personal information for the following purposes.\n(1) to deliver advertisements\n(2) to answer inquiries\n"
)

// mixture makes inputs of all kinds in dir, some of them bad, and returns the
// arguments that name them.
func mixture(t testing.TB, dir string, n int) []string {
	t.Helper()
	var tarball bytes.Buffer
	if err := sample.Tar(&tarball, 0, n/2); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "a.tar", tarball.String())
	put(t, dir, "cut.tar", tarball.String()[:tarball.Len()/8])
	for i := n / 2; i < n; i++ {
		name, text := sample.Policy(i)
		put(t, dir, filepath.Join("tree", name), text)
	}
	put(t, dir, "tree/empty.txt", "")
	manifest := "id,path,pair,industry\n"
	for i := range 4 {
		ja, text := sample.Policy(n + i)
		put(t, dir, ja, text)
		manifest += fmt.Sprintf("%d,%s,%d,retail\n", i, ja, i/2)
	}
	put(t, dir, "pairs.csv", manifest+"missing,nothing.txt,,\n")
	var args []string
	for _, a := range []string{"a.tar", "cut.tar", "tree", "pairs.csv"} {
		args = append(args, filepath.Join(dir, a))
	}
	return args
}

func put(t testing.TB, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// output returns the content of a run's files by name.
func output(t testing.TB, dir string) map[string]string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range list {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(b)
	}
	return out
}

// same fails if two runs do not have the same files, byte for byte.
func same(t testing.TB, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s differs: %d bytes, want %d", name, len(got[name]), len(want[name]))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
}

// command builds the program and returns its path.
func command(t testing.TB) string {
	t.Helper()
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("needs the go command")
	}
	bin := filepath.Join(t.TempDir(), "polcompare")
	if out, err := exec.Command(goTool, "build", "-o", bin, "../../cmd/polcompare").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

// inDir runs the test in a new directory and returns it.
func inDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	return dir
}

func run(t *testing.T, o Options) *Summary {
	t.Helper()
	if o.Out == "" {
		o.Out = "out"
	}
	s, err := Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func documents(t *testing.T, dir string) (out []*schema.Document) {
	t.Helper()
	for d, err := range Documents(dir) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

func failures(t *testing.T, dir string) (out []*schema.Failure) {
	t.Helper()
	for f, err := range Failures(dir) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

// told returns ids of documents and kinds of failures, each in its order.
func told(t *testing.T, dir string) string {
	t.Helper()
	var ids, bad []string
	for _, d := range documents(t, dir) {
		ids = append(ids, d.ID)
	}
	for _, f := range failures(t, dir) {
		bad = append(bad, f.ID+":"+f.Kind)
	}
	return strings.Join(ids, " ") + " | " + strings.Join(bad, " ")
}

// validate holds every line of a file against a schema.
func validate(t *testing.T, file, name string) {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(bytes.NewReader(b)); ; {
		var v any
		if err := dec.Decode(&v); err == io.EOF {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// Output does not depend on the number of workers, follows the contracts, and
// is what the front door says of each file, in the order of the inputs.
func TestOutput(t *testing.T) {
	schemas, err := filepath.Abs("../../testdata/schema")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	args := mixture(t, dir, 16)
	var want map[string]string
	for _, j := range []int{1, 5} {
		out := filepath.Join(dir, fmt.Sprint("out", j))
		var last Progress
		o := Options{Out: out, Workers: j, Progress: func(p Progress) { last = p }}
		o.Inputs, o.Drift, o.Pairs = args, true, true
		s := run(t, o)
		if s.Inputs.Done != 24 || s.Counts.Pairs != 2 || s.Counts.Failed() < 4 {
			t.Errorf("-j %d: %d files, %d pairs, failures %v", j, s.Inputs.Done, s.Counts.Pairs, s.Counts.Failures)
		}
		if n := o.Sources.count(context.Background()); last.Done != n || last.Failed != s.Counts.Failed() || last.Bytes != s.Bytes {
			t.Errorf("-j %d: the last progress was %+v, of %d files", j, last, n)
		}
		if want == nil {
			want = output(t, out)
			validate(t, filepath.Join(out, DocumentsFile), filepath.Join(schemas, "document.v1.json"))
			validate(t, filepath.Join(out, FailuresFile), filepath.Join(schemas, "failure.v1.json"))
			validate(t, filepath.Join(out, DriftFile), filepath.Join(schemas, "drift.v1.json"))
			validate(t, filepath.Join(out, RunFile), filepath.Join(schemas, "run.v1.json"))
		}
		same(t, output(t, out), want)
	}
	tree := filepath.Join(dir, "tree")
	o := Options{Out: filepath.Join(dir, "tree.out")}
	o.Inputs = []string{tree}
	run(t, o)
	var lines bytes.Buffer
	enc := render.NewEncoder(&lines, render.Options{Signature: true})
	a, err := polcompare.New(polcompare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	in, err := polcompare.Inputs(tree)
	if err != nil {
		t.Fatal(err)
	}
	err = a.All(context.Background(), in, 1, func(o polcompare.Outcome) error {
		for _, r := range o.Results {
			if err := enc.Encode(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := output(t, filepath.Join(dir, "tree.out"))[DocumentsFile]; got != lines.String() {
		t.Errorf("%d bytes, the front door gives %d", len(got), lines.Len())
	}
}

// All kinds of inputs, and all that can be wrong with them.
func TestInputs(t *testing.T) {
	gz := func(s string) string {
		var b bytes.Buffer
		w, _ := gzip.NewWriterLevel(&b, gzip.NoCompression) // so that tests can cut it where they like
		w.Write([]byte(s))
		w.Close()
		return b.String()
	}
	zst := func(s string) string {
		w, _ := zstd.NewWriter(nil)
		return string(w.EncodeAll([]byte(s), nil))
	}
	tarOf := func(files ...string) string { // name, content, …
		var b bytes.Buffer
		w := tar.NewWriter(&b)
		for i := 0; i < len(files); i += 2 {
			w.WriteHeader(&tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1]))})
			w.Write([]byte(files[i+1]))
		}
		w.Close()
		return b.String()
	}
	zipOf := func(files ...string) string {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for i := 0; i < len(files); i += 2 {
			f, _ := w.CreateHeader(&zip.FileHeader{Name: files[i], Method: zip.Store})
			f.Write([]byte(files[i+1]))
		}
		w.Close()
		return b.String()
	}
	sjis, err := japanese.ShiftJIS.NewEncoder().String("みどり.txt")
	if err != nil {
		t.Fatal(err)
	}
	good := tarOf("a.txt", midori, "b.txt", midori)
	locked := []byte(zipOf("a.txt", midori, "b.txt", shop))
	for i := range locked[:len(locked)-4] { // the mark of encryption in the headers of the first member
		switch string(locked[i : i+4]) {
		case "PK\x03\x04":
			if bytes.Equal(locked[i+30:i+35], []byte("a.txt")) {
				locked[i+6] |= 1
			}
		case "PK\x01\x02":
			if bytes.Equal(locked[i+46:i+51], []byte("a.txt")) {
				locked[i+8] |= 1
			}
		}
	}
	for _, c := range []struct {
		reason string
		files  map[string]string
		inputs []string
		stdin  string
		want   string
	}{
		{"a file, of any ending", map[string]string{"policy": midori}, []string{"policy"}, "", "policy | "},
		{"a directory in the order of its paths, what is hidden or no text left out",
			map[string]string{"d/b.txt": midori, "d/a/z.md": midori, "d/a-b.txt": shop, "d/.git/x.txt": midori, "d/.x.txt": midori, "d/p.png": "x"},
			[]string{"d"}, "", "d/a-b.txt d/a/z.md d/b.txt | "},
		{"a directory without a text", map[string]string{"d/p.png": "x"}, []string{"d"}, "", " | d:empty"},
		{"a glob", map[string]string{"d/b.txt": midori, "d/a.txt": midori, "d/c.md": midori}, []string{"d/*.txt"}, "", "d/a.txt d/b.txt | "},
		{"a glob through all directories", map[string]string{"d/b.txt": midori, "d/e/a.txt": midori, "d/e/f/a.md": midori}, []string{"d/**/*.{txt,md}"}, "", "d/b.txt d/e/a.txt d/e/f/a.md | "},
		{"a file whose name looks like a glob", map[string]string{"a[1].txt": midori}, []string{"a[1].txt"}, "", "a[1].txt | "},
		{"a tar archive", map[string]string{"x.tar": tarOf("d/a.txt", midori, "d/p.png", "x", "d/b.txt", shop)}, []string{"x.tar"}, "", "x.tar!d/a.txt x.tar!d/b.txt | "},
		{"compressed ones", map[string]string{"x.tar.gz": gz(good), "x.tgz": gz(good), "x.tar.zst": zst(good)}, []string{"x.tar.gz", "x.tgz", "x.tar.zst"}, "",
			"x.tar.gz!a.txt x.tar.gz!b.txt x.tgz!a.txt x.tgz!b.txt x.tar.zst!a.txt x.tar.zst!b.txt | "},
		{"a zip archive in a directory", map[string]string{"d/x.zip": zipOf("a.txt", midori, "__MACOSX/._a.txt", "x"), "d/y.txt": shop}, []string{"d"}, "", "d/x.zip!a.txt d/y.txt | "},
		{"names of Japanese Windows", map[string]string{"x.zip": zipOf(sjis, midori)}, []string{"x.zip"}, "", "x.zip!みどり.txt | "},
		{"names that lead out of an archive are names", map[string]string{"x.zip": zipOf("../../etc/a.txt", midori, "/b.txt", midori), "x.tar": tarOf("../c.txt", midori)}, []string{"x.zip", "x.tar"}, "",
			"x.zip!../../etc/a.txt x.zip!/b.txt x.tar!../c.txt | "},
		{"an archive in an archive", map[string]string{"x.tar": tarOf("in.zip", zipOf("a.txt", midori), "b.txt", midori)}, []string{"x.tar"}, "", "x.tar!b.txt | x.tar!in.zip:nested_archive"},
		{"a tar archive cut off in a member", map[string]string{"x.tar": good[:1600], "y.txt": midori}, []string{"x.tar", "y.txt"}, "", "x.tar!a.txt y.txt | x.tar!b.txt:archive x.tar:archive"},
		{"a compressed one cut off", map[string]string{"x.tgz": gz(good)[:1600], "y.txt": midori}, []string{"x.tgz", "y.txt"}, "", "x.tgz!a.txt y.txt | x.tgz!b.txt:archive x.tgz:archive"},
		{"something else called .tar", map[string]string{"x.tar": midori}, []string{"x.tar"}, "", " | x.tar:archive"},
		{"empty archives", map[string]string{"x.tar": "", "x.zip": "", "x.tgz": ""}, []string{"x.tar", "x.zip", "x.tgz"}, "", " | x.tar:archive x.zip:archive x.tgz:archive"},
		{"a zip archive without its end", map[string]string{"x.zip": zipOf("a.txt", midori)[:150]}, []string{"x.zip"}, "", " | x.zip:archive"},
		{"a member that is damaged", map[string]string{"x.zip": strings.Replace(zipOf("a.txt", midori, "b.txt", shop), "広告", "後悔", 1)}, []string{"x.zip"}, "", "x.zip!b.txt | x.zip!a.txt:archive"},
		{"a member that wants a password", map[string]string{"x.zip": string(locked)}, []string{"x.zip"}, "", "x.zip!b.txt | x.zip!a.txt:encrypted"},
		{"two members of one name", map[string]string{"x.zip": zipOf("a.txt", midori, "a.txt", shop)}, []string{"x.zip"}, "", "x.zip!a.txt | x.zip!a.txt:duplicate"},
		{"a file twice", map[string]string{"d/a.txt": midori}, []string{"d", "d/a.txt"}, "", "d/a.txt | d/a.txt:duplicate"},
		{"files that cannot be read", map[string]string{"a.txt": "", "b.txt": "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10", "c.txt": strings.Repeat("мы храним ваши данные ", 20), "d.html": "<p></p>", "e.txt": midori},
			[]string{"a.txt", "b.txt", "c.txt", "d.html", "e.txt"}, "", "e.txt | a.txt:empty b.txt:binary c.txt:language d.html:no_text"},
		{"a list on standard input", map[string]string{"a.txt": midori, "d/b.txt": midori}, []string{"-"}, "a.txt\r\n\nnone.txt\nd", "a.txt d/b.txt | none.txt:missing"},
		{"a list with NUL between names", map[string]string{"a.txt": midori, "b\n.txt": midori}, []string{"-"}, "a.txt\x00", "a.txt | "},
		{"a manifest on standard input", map[string]string{"a.txt": midori}, []string{"-"}, "\uFEFF" + `{"id":"x","path":"a.txt"}` + "\n" + `{"id":"y","text":"` + strings.ReplaceAll(shop, "\n", `\n`) + `"}`, "x y | "},
		{"a manifest, from whose place its paths are seen", map[string]string{"m/m.csv": "\uFEFFpath,id\r\na.txt,x\r\nsub/b.txt,\r\nnone.txt,z\r\n", "m/a.txt": midori, "m/sub/b.txt": shop}, []string{"m/m.csv"}, "", "x sub/b.txt | z:missing"},
		{"compressed manifests", map[string]string{"m.csv.gz": gz("path\na.txt\n"), "m.jsonl.zst": zst(`{"path":"b.txt"}`), "a.txt": midori, "b.txt": shop}, []string{"m.csv.gz", "m.jsonl.zst"}, "", "a.txt b.txt | "},
		{"with tabs", map[string]string{"m.tsv": "path\tid\na.txt\tx, y\n", "a.txt": midori}, []string{"m.tsv"}, "", "x, y | "},
		{"a manifest that names an archive or a directory", map[string]string{"m.csv": "path\nx.zip\nd\n", "x.zip": zipOf("a.txt", midori), "d/a.txt": midori}, []string{"m.csv"}, "", " | x.zip:binary d:unreadable"},
		{"text without a path", map[string]string{"m.csv": "text,lang\n\"" + midori + "\",ja\n"}, []string{"m.csv"}, "", "m.csv:2 | "},
	} {
		t.Run(c.reason, func(t *testing.T) {
			dir := inDir(t)
			for name, content := range c.files {
				put(t, dir, name, content)
			}
			o := Options{}
			o.Inputs, o.Stdin = c.inputs, strings.NewReader(c.stdin)
			run(t, o)
			if got := told(t, "out"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
				for _, f := range failures(t, "out") {
					t.Log(f.Reason)
				}
			}
			for _, f := range failures(t, "out") {
				if !strings.Contains(f.Reason, f.Path) && f.Kind != FailDuplicate || strings.Contains(f.Reason, "\n") {
					t.Errorf("the reason does not name the file, or has two lines: %s", f.Reason)
				}
			}
		})
	}
}

// Columns that mean nothing to the program are kept; empty ones are not there.
func TestMeta(t *testing.T) {
	dir := inDir(t)
	put(t, dir, "a.txt", midori)
	put(t, dir, "m.csv", "path,id,company,lang,date,Branch,note\na.txt,x,株式会社みどり,ja,2020-01-31,小売 & 卸売,\"two\nlines\"\na.txt,y,,,,,\n")
	put(t, dir, "m.jsonl", `{"path":"a.txt","id":"z","year":2020,"listed":true,"none":null,"more":{"a": [1, 2]},"empty":""}`)
	o := Options{}
	o.Inputs = []string{"m.csv", "m.jsonl"}
	run(t, o)
	want := []map[string]string{
		{"company": "株式会社みどり", "language": "ja", "date": "2020-01-31", "Branch": "小売 & 卸売", "note": "two\nlines"},
		nil,
		{"year": "2020", "listed": "true", "more": `{"a":[1,2]}`},
	}
	for i, d := range documents(t, "out") {
		if !maps.Equal(d.Meta, want[i]) {
			t.Errorf("%s: %v, want %v", d.ID, d.Meta, want[i])
		}
	}
}

// Mistakes that are seen before anything is done: the error says where and what
// to do, and nothing is written.
func TestMistakes(t *testing.T) {
	csv := func(s string) map[string]string { return map[string]string{"m.csv": s, "a.txt": midori} }
	jsonl := func(s string) map[string]string { return map[string]string{"m.jsonl": s, "a.txt": midori} }
	for _, c := range []struct {
		reason string
		files  map[string]string
		inputs []string
		drift  bool
		want   string // what the error has in it
	}{
		{"no inputs", nil, nil, false, "no inputs"},
		{"a file that is not there", nil, []string{"none.txt"}, false, "none.txt: no such file"},
		{"a glob without a file", nil, []string{"*.txt"}, false, "*.txt: no file matches"},
		{"a broken glob", nil, []string{"[a-.txt"}, false, "[a-.txt: syntax error in pattern"},
		{"standard input twice", nil, []string{"-", "-"}, false, "once only"},
		{"one id twice", csv("path,id\na.txt,x\n\nb.txt,y\na.txt,x\n"), []string{"m.csv"}, false, `m.csv:5: the id "x" stands in line 2 already`},
		{"one path twice", csv("path\na.txt\na.txt\n"), []string{"m.csv"}, false, `m.csv:3: the id "a.txt" stands in line 2 already`},
		{"one id twice in JSON", jsonl(`{"id":"x","path":"a"}` + "\n\n" + `{"id":"x","path":"b"}`), []string{"m.jsonl"}, false, `m.jsonl:3: the id "x" stands in line 1 already`},
		{"a quote that does not end", csv("path,note\na.txt,\"x\nb.txt,y\n"), []string{"m.csv"}, false, "m.csv:3: column 9: extraneous or missing \" in quoted-field (in the row that begins in line 2)"},
		{"a quote in the middle", csv("path,note\na.txt,x\"y\n"), []string{"m.csv"}, false, `m.csv:2: column 8: bare "`},
		{"a field too many", csv("path,note\na.txt,x,y\n"), []string{"m.csv"}, false, "m.csv:2: 3 fields, but the header has 2"},
		{"no column with a path", csv("file;note\na.txt;x\n"), []string{"m.csv"}, false, "m.csv:1: the header has no column path"},
		{"two columns of one name", csv("path,lang,language\n"), []string{"m.csv"}, false, `m.csv:1: two columns are called "language"`},
		{"a column without a name", csv("path,\n"), []string{"m.csv"}, false, "m.csv:1: column 2 of the header has no name"},
		{"an empty manifest", csv(""), []string{"m.csv"}, false, "m.csv:1: no header"},
		{"a manifest without rows", csv("path\n"), []string{"m.csv"}, false, "m.csv: the manifest has no rows"},
		{"a row without a path", csv("path,id\n,x\n"), []string{"m.csv"}, false, "m.csv:2: no path"},
		{"Shift_JIS", csv("path,company\na.txt,\x8a\x94\x8e\xae\n"), []string{"m.csv"}, false, "m.csv:2: not in UTF-8"},
		{"no JSON", jsonl("{\"path\":\"a.txt\"}\npath\n"), []string{"m.jsonl"}, false, "m.jsonl:2: want one JSON object a line"},
		{"a list in JSON", jsonl("[1]\n"), []string{"m.jsonl"}, false, "m.jsonl:1: want one JSON object a line"},
		{"damaged compression", map[string]string{"m.csv.gz": "\x1f\x8b\x08\x00xxxxxxxxxxxxx"}, []string{"m.csv.gz"}, false, "m.csv.gz: "},
		{"no pairs", csv("path\na.txt\n"), []string{"m.csv"}, true, "m.csv: no pairs to compare"},
		{"a translation alone", csv("original,translation\n,a.txt\n"), []string{"m.csv"}, true, "m.csv:2: a translation without an original"},
		{"an original that is neither true nor false", csv("path,pair,original\na.txt,p,perhaps\n"), []string{"m.csv"}, true, `m.csv:2: original is "perhaps"`},
	} {
		dir := inDir(t)
		for name, content := range c.files {
			put(t, dir, name, content)
		}
		o := Options{Out: "out"}
		o.Inputs, o.Drift = c.inputs, c.drift
		_, err := Run(context.Background(), o)
		var usage *UsageError
		if !errors.As(err, &usage) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.reason, err, c.want)
		}
		if _, err := os.Stat("out"); err == nil {
			t.Errorf("%s: something was written", c.reason)
		}
	}
}

// Pairs of two rows, of one row, and what is none.
func TestPairs(t *testing.T) {
	const ja, en = "当社は、個人データを第三者に提供しません。\n\n当社は、請求から14日以内に回答します。\n", "The Company does not provide personal data to third parties.\n\nThe Company replies within 30 days of the request.\n"
	for _, c := range []struct {
		reason   string
		manifest string
		want     string // pair: original translation
		told     string
	}{
		{"the original is called so", "path,pair,original\nen.txt,p,\nja.txt,p,true\nja2.txt,,\n", "p: ja.txt en.txt;", "ja.txt en.txt ja2.txt | "},
		{"the first is the original", "path,pair\nja.txt,p\nen.txt,p\nja2.txt,q\nen2.txt,q\n", "p: ja.txt en.txt; q: ja2.txt en2.txt;", "ja.txt en.txt ja2.txt en2.txt | "},
		{"two in a row, one original for both", "original,translation,id\nja.txt,en.txt,p\nja.txt,en2.txt,q\n", "p: ja.txt en.txt; q: ja.txt en2.txt;", "ja.txt en.txt en2.txt | "},
		{"without an id", "original,translation\nja.txt,en.txt\n", "ja.txt → en.txt: ja.txt en.txt;", "ja.txt en.txt | "},
		{"one alone, and rows apart", "path,pair\nja.txt,p\nja2.txt,q\nen2.txt,q\nen.txt,p\n", "q: ja2.txt en2.txt;", "ja.txt ja2.txt en2.txt en.txt | p:pair p:pair"},
		{"one that is not there", "path,pair\nja.txt,p\nnone.txt,p\n", "", "ja.txt | none.txt:missing p:pair"},
		{"two originals", "path,pair,original\nja.txt,p,1\nen.txt,p,1\n", "", "ja.txt en.txt | p:pair"},
		{"texts that do not correspond", "original,translation,id\nja.txt,other.txt,p\n", "p: ja.txt other.txt;", "ja.txt other.txt | p:pair"},
	} {
		dir := inDir(t)
		for name, text := range map[string]string{"ja.txt": ja, "en.txt": en, "ja2.txt": ja, "en2.txt": en, "other.txt": strings.Repeat("Bananas ripen slowly in a cool kitchen. Their peel turns brown, and birds like that.\n\n", 9), "m.csv": c.manifest} {
			put(t, dir, name, text)
		}
		o := Options{}
		o.Inputs, o.Drift = []string{"m.csv"}, true
		run(t, o)
		got := ""
		for d, err := range Drifts("out") {
			if err != nil {
				t.Fatal(err)
			}
			got += fmt.Sprintf("%s: %s %s; ", d.Pair, d.Original.ID, d.Translation.ID)
		}
		if got = strings.TrimSpace(got); got != c.want {
			t.Errorf("%s: compared %s, want %s", c.reason, got, c.want)
		}
		if got := told(t, "out"); got != c.told {
			t.Errorf("%s: %s, want %s", c.reason, got, c.told)
		}
		for _, d := range documents(t, "out") {
			if role := d.Meta["role"]; strings.Contains(c.want, d.ID) && (role == "original") != strings.HasPrefix(d.ID, "ja") {
				t.Errorf("%s: %s has the role %q", c.reason, d.ID, role)
			}
		}
	}
}

// stopAfter is a context that ends when so many files are done.
func stopAfter(o *Options, files int64) context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	units := o.Sources.Units()
	n := int64(0)
	o.From = func(yield func(Unit, error) bool) {
		for u, err := range units {
			if n++; n > files {
				cancel()
			}
			if !yield(u, err) {
				return
			}
		}
	}
	return ctx
}

// What a run is resumed with has to be what it was begun with.
func TestResume(t *testing.T) {
	dir := inDir(t)
	for i := range 8 {
		put(t, dir, fmt.Sprintf("d/%d.txt", i), midori)
	}
	put(t, dir, "rules/en/my.rules", "category purpose/advertising2\n    1 commercials\n")
	options := func(inputs ...string) Options {
		o := Options{Out: "out", Workers: 1}
		o.Inputs = inputs
		return o
	}
	whole := options("d")
	whole.Out = "whole"
	run(t, whole)

	o := options("d")
	_, err := Run(stopAfter(&o, 5), o)
	var stop *Stop
	if !errors.As(err, &stop) || stop.Done != 5 || !errors.Is(err, context.Canceled) {
		t.Fatalf("%v, want a stop after five files", err)
	}
	if n := len(documents(t, "out")); n != 5 {
		t.Errorf("%d documents", n)
	}
	left := output(t, "out")
	for _, c := range []struct {
		reason string
		change func(*Options)
		want   string
	}{
		{"not told to resume", func(o *Options) { o.Resume = false }, "out holds a run already: --resume goes on with it, --force throws it away"},
		{"another limit", func(o *Options) { o.Read.MaxBytes = 1 << 20 }, "its options were"},
		{"another encoding", func(o *Options) { o.Read.Encoding = "shift_jis" }, "its options were"},
		{"pairs", func(o *Options) { o.Drift = true }, "its options were"},
		{"other rules", func(o *Options) { o.RuleDirs = []string{"rules"} }, "its rules were others"},
		{"other inputs", func(o *Options) { o.Inputs = []string{"d/1.txt", "d"} }, "the first 5 inputs are not those that it has done (it came to \"d/4.txt\", now the last of them is \"d/3.txt\")"},
		{"fewer inputs", func(o *Options) { o.Inputs = []string{"d/0.txt"} }, "it has done 5 inputs, and now there are 1"},
	} {
		o := options("d")
		o.Resume = true
		c.change(&o)
		_, err := Run(context.Background(), o)
		var usage *UsageError
		if !errors.As(err, &usage) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.reason, err, c.want)
		}
		same(t, output(t, "out"), left)
	}
	b, err := os.ReadFile("out/run.json")
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "out/run.json", strings.Replace(string(b), `"version": "`, `"version": "v0.0.1`, 1))
	again := options("d")
	again.Resume = true
	if _, err := Run(context.Background(), again); err == nil || !strings.Contains(err.Error(), "its version of the program was v0.0.1") {
		t.Errorf("another version: %v", err)
	}
	put(t, dir, "out/run.json", string(b))
	put(t, dir, "out/documents.jsonl", left[DocumentsFile][:100])
	if _, err := Run(context.Background(), again); err == nil || !strings.Contains(err.Error(), "documents.jsonl has 100 bytes, but run.json counts") {
		t.Errorf("a file that was cut: %v", err)
	}
	put(t, dir, "out/documents.jsonl", left[DocumentsFile]+`{"torn`)
	s := run(t, again)
	if s.Resumed != 5 || s.Inputs.Done != 8 {
		t.Errorf("%d files done before, %d in all", s.Resumed, s.Inputs.Done)
	}
	want := output(t, "whole")
	same(t, output(t, "out"), want)

	if s := run(t, again); s.Resumed != 8 || s.Bytes != 0 {
		t.Errorf("a whole run: %d files done before, %d bytes read", s.Resumed, s.Bytes)
	}
	same(t, output(t, "out"), want)
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ended, again); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted at once: %v", err)
	}
	same(t, output(t, "out"), want)
	put(t, dir, "d/9.txt", shop)
	if s := run(t, again); s.Resumed != 8 || s.Inputs.Done != 9 {
		t.Errorf("inputs that were added behind: %d files done before, %d in all", s.Resumed, s.Inputs.Done)
	}
	again.Resume, again.Force = false, true
	if s := run(t, again); s.Resumed != 0 || s.Inputs.Done != 9 {
		t.Errorf("anew: %d files done before, %d in all", s.Resumed, s.Inputs.Done)
	}
}

// Where the output cannot go.
func TestOutputDirectory(t *testing.T) {
	dir := inDir(t)
	put(t, dir, "d/a.txt", midori)
	put(t, dir, "other/thesis.tex", "x")
	put(t, dir, "file", "x")
	try := func(out string, change func(*Options)) error {
		o := Options{Out: out}
		o.Inputs = []string{"d"}
		if change != nil {
			change(&o)
		}
		_, err := Run(context.Background(), o)
		return err
	}
	for _, c := range []struct {
		reason string
		err    error
		want   string
	}{
		{"other files", try("other", nil), "other is not empty (thesis.tex, …): take a directory of its own, or write into it with --force"},
		{"other files, and nothing to resume", try("other", func(o *Options) { o.Resume = true }), "there is no run.json to resume from"},
		{"a file", try("file", nil), "the output directory cannot be made: file: not a directory"},
		{"an input", try("d", func(o *Options) { o.Force = true }), "d is the output directory: it cannot be an input, too"},
	} {
		var usage *UsageError
		if !errors.As(c.err, &usage) || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.reason, c.err, c.want)
		}
	}
	if list, _ := os.ReadDir("other"); len(list) != 1 {
		t.Error("something was written beside other files")
	}
	// Inside an input directory it is passed over, also when it holds texts.
	put(t, dir, "d/out/old.txt", midori)
	if err := try("d/out", func(o *Options) { o.Force = true }); err != nil {
		t.Fatal(err)
	}
	if got := told(t, "d/out"); got != "d/a.txt | " {
		t.Error(got)
	}
	if os.Geteuid() != 0 {
		if err := os.Mkdir("sealed", 0o555); err != nil {
			t.Fatal(err)
		}
		if err := try("sealed", nil); err == nil || !strings.Contains(err.Error(), "permission denied") {
			t.Errorf("a directory that cannot be written to: %v", err)
		}
	}
}

// Two runs do not write to one place.
func TestLock(t *testing.T) {
	dir := inDir(t)
	put(t, dir, "d/a.txt", midori)
	inside, outside := make(chan bool), make(chan bool)
	o := Options{Out: "out", From: func(yield func(Unit, error) bool) {
		close(inside)
		<-outside
		yield(Unit{Files: []File{onDisk("d/a.txt")}}, nil)
	}}
	done := make(chan error)
	go func() {
		_, err := Run(context.Background(), o)
		done <- err
	}()
	<-inside
	second := Options{Out: "out", Resume: true}
	second.Inputs = []string{"d"}
	if _, err := Run(context.Background(), second); err == nil || !strings.Contains(err.Error(), "out: another run writes there") {
		t.Errorf("a second run: %v", err)
	}
	close(outside)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// A fullDisk takes so many bytes, and no more.
type fullDisk struct {
	*os.File
	free *int
}

func (f fullDisk) Write(b []byte) (int, error) {
	n := min(len(b), *f.free)
	*f.free -= n
	n, err := f.File.Write(b[:n])
	if err == nil && n < len(b) {
		err = &os.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
	}
	return n, err
}

// When the disk is full, what is there is valid, and the run goes on when there
// is room again.
func TestFullDisk(t *testing.T) {
	dir := inDir(t)
	for i := range 10 {
		name, text := sample.Policy(i)
		put(t, dir, "d/"+name, text)
	}
	o := Options{Out: "whole", Checkpoint: time.Millisecond}
	o.Inputs = []string{"d"}
	run(t, o)
	want := output(t, "whole")
	open := openHandle
	defer func() { openHandle = open }()
	for _, room := range []int{100, 1000, 5000, 60_000, 120_000} {
		free := room
		openHandle = func(name string) (handle, error) {
			f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
			return fullDisk{f, &free}, err
		}
		o.Out = fmt.Sprint("out", room)
		_, err := Run(context.Background(), o)
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("with room for %d bytes: %v", room, err)
		}
		if b, err := os.ReadFile(filepath.Join(o.Out, DocumentsFile)); err == nil && len(b) > 0 && b[len(b)-1] != '\n' {
			t.Errorf("with room for %d bytes: the last line is torn", room)
		}
		n := len(documents(t, o.Out))
		openHandle = open
		o.Resume = true
		if s := run(t, o); room >= 60_000 && (s.Resumed == 0 || n == 0) {
			t.Errorf("with room for %d bytes nothing was done", room)
		}
		o.Resume = false
		same(t, output(t, o.Out), want)
	}
}

// A sequence of inputs that breaks in the middle leaves what came before.
func TestBrokenManifestOnStandardInput(t *testing.T) {
	dir := inDir(t)
	put(t, dir, "a.txt", midori)
	o := Options{Out: "out"}
	o.Inputs, o.Stdin = []string{"-"}, strings.NewReader("{\"path\":\"a.txt\"}\n{\"path\":\n")
	_, err := Run(context.Background(), o)
	var stop *Stop
	if !errors.As(err, &stop) || stop.Done != 1 || !strings.Contains(err.Error(), "standard input:2: want one JSON object a line") {
		t.Errorf("%v", err)
	}
	if got := told(t, "out"); got != "a.txt | " {
		t.Error(got)
	}
	o.Resume, o.Stdin = true, strings.NewReader("{\"path\":\"a.txt\"}\n{\"path\":\"b.txt\"}\n")
	run(t, o)
	if got := told(t, "out"); got != "a.txt | b.txt:missing" {
		t.Error(got)
	}
}

// An input that gives nothing does not keep a run from ending.
func TestStopWhileWaiting(t *testing.T) {
	inDir(t)
	in, _ := io.Pipe()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	o := Options{Out: "out"}
	o.Inputs, o.Stdin = []string{"-"}, in
	if _, err := Run(ctx, o); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

// An extractor that fails or panics costs its file, not the run.
func TestFailingExtractor(t *testing.T) {
	dir := inDir(t)
	put(t, dir, "d/a.txt", midori)
	put(t, dir, "d/b.txt", shop)
	put(t, dir, "d/c.txt", "株式会社あか\n\n"+midori)
	o := Options{}
	o.Inputs = []string{"d"}
	o.Extractors = []*extract.Extractor{{Name: "frail", Run: func(p *extract.Pass) error {
		switch {
		case p.Doc.Lang == "en":
			panic("oh")
		case strings.Contains(p.Doc.View.Text(), "あか"):
			return errors.New("no")
		}
		return nil
	}}}
	run(t, o)
	if got := told(t, "out"); got != "d/a.txt | d/b.txt:internal d/c.txt:internal" {
		t.Error(got)
	}
	r, err := ReadRun("out")
	if err != nil || !slices.Equal(r.Options.Extractors, []string{"frail"}) {
		t.Error(r, err)
	}
}

// A large policy among small ones holds nothing up but the order.
func TestLargeAmongSmall(t *testing.T) {
	dir := inDir(t)
	put(t, dir, "d/0.txt", strings.Repeat(midori[len("株式会社みどり プライバシーポリシー\n"):], 1000))
	for i := range 10 {
		name, text := sample.Policy(i)
		put(t, dir, "d/"+name, text)
	}
	o := Options{Out: "one", Workers: 1}
	o.Inputs = []string{"d"}
	run(t, o)
	o.Out, o.Workers = "two", 2
	run(t, o)
	same(t, output(t, "two"), output(t, "one"))

	// While the first file is analysed, all others are.
	var small atomic.Int64
	done := make(chan struct{})
	o.Out, o.Extractors = "waiting", []*extract.Extractor{{Name: "slow", Run: func(p *extract.Pass) error {
		if p.Doc.Path != "d/0.txt" {
			if small.Add(1) == 10 {
				close(done)
			}
			return nil
		}
		select {
		case <-done:
		case <-time.After(time.Minute):
			t.Error("the small ones wait for the large one")
		}
		return nil
	}}}
	run(t, o)
	o.Extractors = nil
	o.Out, o.Read.MaxBytes = "limited", 100_000
	run(t, o)
	if got := told(t, "limited"); !strings.HasSuffix(got, "| d/0.txt:too_large") {
		t.Error(got)
	}
}

// Units larger than the budget go on when nothing else is in hand.
func TestBudget(t *testing.T) {
	b := newBudget(10)
	ctx, cancel := context.WithCancel(context.Background())
	if !b.take(ctx, 100, 0) {
		t.Fatal("nothing was in hand")
	}
	if !b.take(ctx, 5, 100) {
		t.Fatal("nothing was in hand but one's own")
	}
	took := make(chan bool)
	go func() { took <- b.take(ctx, 1, 0) }()
	select {
	case <-took:
		t.Fatal("there was no room")
	case <-time.After(10 * time.Millisecond):
	}
	b.exchange(105, 9)
	if !<-took {
		t.Fatal("there was room")
	}
	go func() { took <- b.take(ctx, 1, 0) }()
	cancel()
	if <-took {
		t.Fatal("the end was not seen")
	}
}

func TestReaders(t *testing.T) {
	dir := inDir(t)
	put(t, dir, "d/a.txt", midori)
	o := Options{}
	o.Inputs = []string{"d"}
	run(t, o)
	line := output(t, "out")[DocumentsFile]
	for _, c := range []struct {
		reason  string
		content string
		n       int
		want    string
	}{
		{"lines", line + "\n" + line, 2, ""},
		{"a torn line", line + line[:50], 1, "x.jsonl:2: the last line is torn"},
		{"no JSON", line + "x\n" + line, 1, "x.jsonl:2: "},
		{"another contract", strings.Replace(line, "document/v1", "document/v2", 1), 0, `x.jsonl:1: schema "polcompare.document/v2", want "polcompare.document/v1"`},
	} {
		n := 0
		var last error
		for _, err := range Documents(put(t, dir, "x.jsonl", c.content)) {
			if last = err; err == nil {
				n++
			}
		}
		if n != c.n || (last == nil) != (c.want == "") || last != nil && !strings.Contains(last.Error(), c.want) {
			t.Errorf("%s: %d documents, %v", c.reason, n, last)
		}
	}
	put(t, dir, "out/documents.jsonl", line[:100])
	for _, err := range Documents("out") {
		if err == nil || !strings.Contains(err.Error(), "torn") {
			t.Errorf("a file that was cut: %v", err)
		}
	}
	put(t, dir, "out/documents.jsonl", "")
	for _, err := range Documents("out") {
		if err == nil || !strings.Contains(err.Error(), "run.json counts") {
			t.Errorf("a file that was emptied: %v", err)
		}
	}
	for _, err := range Drifts("out") {
		if !errors.Is(err, os.ErrNotExist) {
			t.Errorf("no pairs: %v", err)
		}
	}
}
