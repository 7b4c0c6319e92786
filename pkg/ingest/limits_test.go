package ingest

import (
	"errors"
	"runtime"
	"strings"
	"testing"
)

func TestLimits(t *testing.T) {
	for _, test := range []struct {
		reason, format, in string
		opts               Options
		says               string // "" where it is read
	}{
		{"as many lines as allowed", FormatText, "a\nb\nc\n", Options{MaxLines: 3}, ""},
		{"one more", FormatText, "a\nb\nc\nd\n", Options{MaxLines: 3}, "more than 3 lines (raise the limit max-lines"},
		{"blank ones do not count", FormatText, "a\n\n\n\nb\n", Options{MaxLines: 2}, ""},
		{"nor do those that are left out", FormatHTML, "<p>a<p><p><script>b\nc\nd</script>", Options{MaxLines: 1}, ""},
		{"lines of a table", FormatMarkdown, "| a | b |\n|---|---|\n| c | d |\n", Options{MaxLines: 3}, "more than 3 lines"},
		{"lines in a fence", FormatMarkdown, "```\na\nb\nc\n```\n", Options{MaxLines: 2}, "more than 2 lines"},
		{"lines of HTML", FormatHTML, "<p>a<br>b<br>c", Options{MaxLines: 2}, "more than 2 lines"},
		{"lines of HTML in Markdown", FormatMarkdown, "# a\n\n<div>\n<p>b</p>\n<p>c</p>\n</div>\n", Options{MaxLines: 2}, "more than 2 lines"},
		{"as much text as allowed", FormatText, "あいう\n", Options{MaxText: 9}, ""},
		{"one more", FormatText, "あいう\nd\n", Options{MaxText: 9}, "more than 9 bytes of text (raise the limit max-text"},
		{"what is invisible does not count", FormatHTML, "<style>" + strings.Repeat("a", 100) + "</style><p title=" + strings.Repeat("b", 100) + ">text", Options{MaxText: 9}, ""},
		{"text of entities", FormatHTML, "<p>&lt;&gt;&amp;", Options{MaxText: 2}, "more than 2 bytes of text"},
		{"as many marks as allowed", FormatHTML, "<p>a<b>b</b>&amp;", Options{MaxMarks: 3}, ""},
		{"one more", FormatHTML, "<p>a<b>b</b>&amp;<br>", Options{MaxMarks: 3}, "more than 3 pieces of markup (raise the limit max-marks"},
		{"marks of Markdown", FormatMarkdown, "*a* *b* *c* *d*\n", Options{MaxMarks: 4}, "more than 4 pieces of markup"},
		{"template code", FormatHTML, "<p>{{a}}{{b}}{{c}}", Options{MaxMarks: 2}, "more than 2 pieces of markup"},
		{"bars of a table", FormatMarkdown, "a | b | c | d\n--|--|--|--\n", Options{MaxMarks: 2}, "more than 2 pieces of markup"},
		{"names of link targets", FormatMarkdown, "[a]: /1\n[b]: /2\n[c]: /3\n[x][y]\n", Options{MaxMarks: 2}, "more than 2 pieces of markup"},
		{"bytes", FormatText, "abc", Options{MaxBytes: 2}, "more than 2 bytes (raise the limit max-bytes"},
		{"no limits", FormatHTML, "<p>a<b>b</b><br>" + strings.Repeat("c<br>", 300), Options{MaxBytes: -1, MaxText: -1, MaxLines: -1, MaxMarks: -1}, ""},
	} {
		test.opts.Format = test.format
		f, err := Read("f", []byte(test.in), test.opts)
		switch {
		case test.says == "" && err != nil:
			t.Errorf("%s: %v", test.reason, err)
		case test.says == "":
			checkFile(t, f)
		case !errors.Is(err, ErrTooLarge) || !strings.HasPrefix(err.Error(), "f: the file is too large: ") || !strings.Contains(err.Error(), test.says):
			t.Errorf("%s: error %v, want %q", test.reason, err, test.says)
		}
	}
	f, err := Read("f", []byte(strings.Repeat("<p>{{name}} a\n", maxNotes+500)), Options{Format: FormatHTML})
	if err != nil {
		t.Fatal(err)
	}
	checkFile(t, f)
	if n := len(f.Notes); n != maxNotes+1 || !strings.Contains(f.Notes[maxNotes].Message, "500 in all") {
		t.Errorf("%d notes, the last %+v", n, f.Notes[n-1])
	}
}

// What a file makes the reader keep does not grow with the file beyond the
// limits, whatever it is full of: a file four times as large allocates no more
// than the larger file itself needs. That is told by counting bytes, not by time.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many megabytes")
	}
	opts := Options{Encoding: "utf-8", MaxText: 20_000, MaxLines: 1000, MaxMarks: 2000}
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			opts.Format = h.format
			allocated := func(size int) int {
				data := []byte(h.before + strings.Repeat(h.piece, size/len(h.piece)) + h.after)
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				Read("f", data, opts)
				runtime.ReadMemStats(&after)
				return int(after.TotalAlloc - before.TotalAlloc)
			}
			const size = 500_000
			small, large := allocated(size), allocated(4*size)
			// The text, a copy without template code, and the buffer of the
			// tokenizer, which doubles as it grows. Each piece that is kept takes tens of bytes.
			more := float64(large-small) / (3 * size)
			t.Logf("%.1f bytes allocated for a byte more", more)
			if more > 12 {
				t.Errorf("%d bytes allocate %d, %d bytes %d", size, small, 4*size, large)
			}
		})
	}
}
