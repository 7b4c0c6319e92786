package eval

import (
	"encoding/hex"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

// shared is where the annotation guide and its score.py lie, beside the project.
var shared = filepath.Join("..", "..", "..", "shared")

// python runs a program with the given standard input and decodes the JSON that
// it prints. It skips the test where score.py or python3 is missing.
func python(t *testing.T, program string, in, out any) {
	t.Helper()
	dir := filepath.Join(shared, "eval")
	if _, err := os.Stat(filepath.Join(dir, "score.py")); err != nil {
		t.Skip("no score.py beside the project:", err)
	}
	exe, err := exec.LookPath("python3")
	if err != nil {
		t.Skip(err)
	}
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-B", "-c", program, dir)
	cmd.Stdin = strings.NewReader(string(data))
	cmd.Stderr = os.Stderr
	answer, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(answer, out); err != nil {
		t.Fatal(err)
	}
}

// readAll has score.py read texts, and returns their flat forms; "!" stands
// for one on which it fails.
const readAll = `
import json, os, sys, tempfile
sys.path.insert(0, sys.argv[1])
import score
out = []
with tempfile.TemporaryDirectory() as d:
    for name, data in json.load(sys.stdin):
        path = os.path.join(d, name)
        open(path, "wb").write(bytes.fromhex(data))
        try:
            raw, text, plain = score.read_source(path)
            out.append([score.flatten(text)[0], plain])
        except AssertionError:
            out.append(["!", False])
json.dump(out, sys.stdout)
`

type sample struct{ name, data string }

func compareReadings(t *testing.T, samples []sample) {
	t.Helper()
	in := make([][2]string, len(samples))
	for i, s := range samples {
		in[i] = [2]string{s.name, hex.EncodeToString([]byte(s.data))}
	}
	var out [][2]any
	python(t, readAll, in, &out)
	failures := 0
	for i, s := range samples {
		want, plain := out[i][0].(string), out[i][1].(bool)
		r, err := newReading(s.name, []byte(s.data), false)
		got := "!"
		if err == nil {
			got = r.flat
		}
		if got != want || err == nil && r.plain != plain {
			t.Errorf("%s %q:\n%q, plain %v; score.py reads\n%q, plain %v", s.name, s.data, got, err == nil && r.plain, want, plain)
			if failures++; failures > 5 {
				t.FailNow()
			}
		}
	}
}

func TestReadingAgreesOnEncodings(t *testing.T) {
	var samples []sample
	for _, s := range []string{
		"", "abc", "\uFEFFab\uFEFFc", "\uFEFF\uFEFFab", "\xEF\xBB", "ｶﾞ㍿①ﬁ½\u0344\uFDFA", "\x8d\x4c\x8d\x90", "\x8d\x4c\x8d", "\x87\x40 \x8d\x4c",
		"\xb9\xad\xb9\xf0", "\xb9\xad\xb9", "\x8e\xb1\x8f\xb0\xa1\xa4\xa2", "\xff", "a\xe3\x81", "a\xe3\x81b", "\xed\xa0\x80", "\xf0\x9f\x98", "\xf0\x9f\x98\x80\xc0\xaf", "\xf4\x90\x80\x80",
		"\xe0\x80\x80\xff", "\xa4\xa2\xff\xe3\x81\x82", "\x1b$B9-9p\x1b(B", "\x81\x60\x81\x7c\x81\x91", "a\x1c\x1d\x85b", "caf\xe9",
	} {
		samples = append(samples, sample{"a.txt", s}, sample{"a.html", s})
	}
	rng := rand.New(rand.NewPCG(7, 7))
	for range 1500 { // bytes of several encodings, mixed
		var b []byte
		for range 1 + rng.IntN(6) {
			b = append(b, byte(rng.IntN(256)))
			if rng.IntN(2) == 0 {
				b = append(b, "あ漢ガ"[3*rng.IntN(3):][:3]...)
			}
		}
		samples = append(samples, sample{"a.txt", string(b)})
	}
	compareReadings(t, samples)
}

// Every character of two bytes, and half of those of three.
func TestCodecsAgree(t *testing.T) {
	const program = `
import json, sys
def decode(b, enc):
    try: return [ord(c) for c in bytes(b).decode(enc)]
    except UnicodeDecodeError: return None
codes = json.load(sys.stdin)
json.dump({enc: [decode(b, enc) for b in codes] for enc in ("shift_jis", "euc_jp")}, sys.stdout)
`
	var in [][]int
	for a := 0x80; a < 0x100; a++ {
		in = append(in, []int{a})
		for b := range 0x100 {
			in = append(in, []int{a, b})
			if b%2 == 0 && b >= 0xA0 {
				for c := 0xA0; c < 0x100; c++ {
					if a == 0x8F {
						in = append(in, []int{a, b, c})
					}
				}
			}
		}
	}
	var out map[string][][]rune
	python(t, program, in, &out)
	failures := 0
	for enc, decode := range map[string]func([]byte) ([]rune, bool){"shift_jis": decodeShiftJIS, "euc_jp": decodeEUCJP} {
		for i, codes := range in {
			raw := make([]byte, len(codes))
			for k, c := range codes {
				raw[k] = byte(c)
			}
			got, ok := decode(raw)
			if ok != (out[enc][i] != nil) || ok && !slices.Equal(got, out[enc][i]) {
				t.Errorf("%s %x: %U %v, Python has %U", enc, raw, got, ok, out[enc][i])
				if failures++; failures > 20 {
					t.FailNow()
				}
			}
		}
	}
}

// pieces are what hostile pages are put together from.
var pieces = []string{
	"<", ">", "</", "/>", "<p", "<p>", "</p>", "<br/>", "<a href=", "\"", "'", "=", " ", "\n", "x", "広告", "-", "--", "<!--", "-->", "-- >", "<!", "<!DOCTYPE html>",
	"<?php ", "?>", "<?", "<![CDATA[", "]]>", "] ]>", "<![if !IE]>", "<![endif]>", "<![foo[", "<script>", "</script>", "</script >", "<SCRIPT x>", "</Script", "<style>", "</style>",
	"<script/>", "&", "&amp;", "&amp", "&ampx;", "&nbsp;", "&#12354;", "&#x3042", "&#0;", "&#128;", "&#xD800;", "&#11;", "&notit;", "&notin;", "&lt;b", "&;", "&#;", "&#x;",
	"&CounterClockwiseContourIntegral;", "&bne;", "&semi;", "\u3000", "\x0b", "\x1c", "\x00", "/", "=\"a b\"", "='c'", "= \"d", "<a b='c'd>", "</ p>", "</>", "</1>", ";",
}

func TestReadingAgreesOnMarkup(t *testing.T) {
	var version []int
	python(t, `import json, sys; json.dump(sys.version_info[:3], sys.stdout)`, nil, &version)
	if version[0] != 3 || version[1] != 11 || version[2] > 13 {
		t.Skipf("the parser of Python %v is not the one that is kept here, that of 3.11.0 … 3.11.13", version)
	}
	samples := []sample{}
	for _, s := range []string{
		`<p>a<!-- b --><!-- c > d -- >e</p>`, `a<!-- never closed b`, `a<br/>b<br />c<a href='x>y'>d`, `a<b c="d>e`, `a <b c= "d>e`, `a <b c=="d>e<f>`,
		`<script>if (a < b) "</p>"</script>x<style>y</style>z`, `<script>never closed x`, `<script/>x</script>y`, `</script>x`, `<?php echo "a > b"; ?>x`,
		`a &amp b &ampc &copy; &copyd &#169 &#xa9; &unknown; &`, `a &amp`, `a &am p`, `1 < 2 and 3 <4 <5`, `<`, `a<`, `<p`, `a</`, `a</p`, `<![CDATA[x]]>y`, `<![if IE]>x<![endif]>y`,
		`<!--[if IE]>x<![endif]-->y`, `a<![endif]--> b`, `<!DOCTYPE html [<!ENTITY a "b>c">]>x`, `<a"b>x`, `<a/b/>x`, `<a / >x`, `<p id=a/>x`, `<p "x">y`, `<p =x>y`,
		`<p a='b'c="d">y`, `<tag　広告>x`, `</p 広告>x`, `</ 広告>x`, `</p/>x`, strings.Repeat("あ", 50) + "&am", "&" + strings.Repeat("あ", 40), `&#99999999999999999999;`,
	} {
		samples = append(samples, sample{"a.html", s}, sample{"a.html", s + "<p>behind &gt; it</p>"})
	}
	rng := rand.New(rand.NewPCG(3, 4))
	rounds := 6000
	if testing.Short() {
		rounds = 500
	}
	for range rounds {
		var b strings.Builder
		for range 1 + rng.IntN(12) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		samples = append(samples, sample{"a.html", b.String()})
	}
	compareReadings(t, samples)
}

func TestReadingAgreesOnFiles(t *testing.T) {
	var samples []sample
	for _, dir := range []string{filepath.Join("..", "..", "corpus", "policies"), filepath.Join(shared, "seeds"), filepath.Join(shared, "policies", "dev"), filepath.Join(shared, "policies", "more")} {
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Log("left out:", err)
		}
		for _, f := range files {
			if strings.HasSuffix(f.Name(), ".json") {
				continue
			}
			data, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			samples = append(samples, sample{f.Name(), string(data)})
		}
	}
	compareReadings(t, samples)
}

func TestSpans(t *testing.T) {
	for _, c := range []struct {
		reason, name, data string
		flat               string // a stretch of the flat text
		want               string // the source's bytes from which it was made
	}{
		{"plain text", "a.txt", "ab 広 告 cd", "広告", "広 告"},
		{"behind a byte order mark", "a.txt", "\uFEFFab", "ab", "ab"},
		{"what NFKC makes longer is not cut", "a.txt", "x㈱y", "株)y", "㈱y"},
		{"tags within belong to the stretch, tags around do not", "a.html", "<p>a<b>b</b>c</p>", "bc", "b</b>c"},
		{"references", "a.html", "<p>x&amp;&lt;y</p>", "&<", "&amp;&lt;"},
		{"a reference that stands for two characters", "a.html", "x&bne;y", "=", "&bne;"},
		{"a name without a semicolon ends where it is known", "a.html", "x&copyright</p>", "©r", "&copyr"},
		{"Shift_JIS: bytes of the decoded text", "a.txt", "\x8d\x4c\x8d\x90\x82\xcc", "告の", "告の"},
		{"Shift_JIS and markup", "a.html", "<p>\x8d\x4c<b>\x8d\x90</b>\x82\xcc", "広告", "広<b>告"},
		{"bytes that are no UTF-8", "a.txt", "\xe3\x81広告\xe3\x81\x82\xe3\x81\x84\xe3\x81\x86\xe3\x81\x88\xff", "広告", "広告"},
	} {
		r, err := newReading(c.name, []byte(c.data), false)
		if err != nil {
			t.Fatalf("%s: %v", c.reason, err)
		}
		lo, hi, ok := r.find(flat(c.flat), 0)
		if !ok {
			t.Errorf("%s: no %q in %q", c.reason, c.flat, r.flat)
			continue
		}
		sp, ok := r.spanOf(lo, hi)
		if !ok || r.source.Slice(sp) != c.want {
			t.Errorf("%s: %v %v, want %q", c.reason, sp, ok, c.want)
		}
	}
}

// An annotation by spans follows the decoded text where score.py cannot read it.
func TestReadingAsDecoded(t *testing.T) {
	const jis = "\x1b$B9-9p$N\x1b(B" // 広告の, in ISO-2022-JP
	r, err := newReading("a.txt", []byte(jis), true)
	if err != nil || r.flat != "広告の" || r.plain {
		t.Errorf("%q %v", r.flat, err)
	}
	sp, ok := r.spanOf(1, 3)
	if want := (text.Span{Start: 3, End: 9}); !ok || sp != want {
		t.Errorf("%v, want %v", sp, want)
	}
}

func FuzzReading(f *testing.F) {
	for i, s := range pieces {
		f.Add(uint8(i), []byte(s+"広 告"+pieces[(i*7)%len(pieces)]), i, i+2)
	}
	f.Add(uint8(1), []byte("\uFEFFａ\u3000ｶﾞ"), 0, 9)
	f.Add(uint8(0), []byte("\x8d\x4c\x8d\x90"), 0, 3)
	f.Fuzz(func(t *testing.T, form uint8, data []byte, start, end int) {
		name := []string{"a.txt", "a.html"}[form%2]
		r, err := newReading(name, data, form/2%2 == 1)
		if err != nil {
			if !strings.Contains(string(data), "<![") {
				t.Fatalf("an error, but no section: %v", err)
			}
			return
		}
		// The maps between visible and flat characters.
		if len(r.where) != len(r.visible)+1 || len(r.at) != r.len()+1 || r.where[len(r.visible)] != r.len() || r.at[r.len()] != len(r.flat) {
			t.Fatal("maps of the wrong length")
		}
		for i := range r.len() {
			if o := r.owner[i]; r.where[o] > i || r.where[o+1] <= i || !utf8.ValidString(r.flat[r.at[i]:r.at[i+1]]) {
				t.Fatalf("flat character %d is not of visible character %d", i, o)
			}
		}
		if flat(r.flat) != r.flat {
			t.Fatalf("%q is not flat", r.flat)
		}
		if flat(string(r.visible)) != r.flat {
			t.Fatalf("%q is not the flat form of %q", r.flat, string(r.visible))
		}
		if markupFree := name == "a.txt" && utf8.Valid(data) && form/2%2 == 0; markupFree && strings.TrimPrefix(string(data), "\uFEFF") != string(r.visible) {
			t.Fatal("a plain text reads otherwise than it stands")
		}
		// Spans: in order, and there and back again.
		last := 0
		for _, sp := range r.span {
			if sp.Start < last || sp.Empty() || sp.End > r.source.Len() {
				t.Fatalf("span %v behind %d", sp, last)
			}
			last = sp.Start
		}
		if r.span != nil && r.len() > 0 {
			lo := abs(start) % r.len()
			hi := lo + 1 + abs(end)%(r.len()-lo)
			sp, ok := r.spanOf(lo, hi)
			if !ok {
				t.Fatal("no span of flat text")
			}
			a, b := r.flatOf(sp)
			if a > lo || b < hi {
				t.Fatalf("%d–%d stands in %v, and that holds %d–%d", lo, hi, sp, a, b)
			}
			if again, _ := r.spanOf(a, b); again != sp {
				t.Fatalf("%v becomes %v", sp, again)
			}
			if flat(r.quote(sp)) != r.flat[r.at[a]:r.at[b]] {
				t.Fatalf("%q is not %q", r.quote(sp), r.flat[r.at[a]:r.at[b]])
			}
		}
		// Whatever a finding says of itself, it has a place.
		for _, f := range []Finding{{Span: &text.Span{Start: start, End: end}}, {Text: string(data)}} {
			if lo, hi := r.place(f, r.len()/2); lo < 0 || lo > hi || hi > r.len() {
				t.Fatalf("place %d–%d of %d", lo, hi, r.len())
			}
		}
	})
}

func abs(n int) int { return max(n, -n, 0) & 0xFFFF }
