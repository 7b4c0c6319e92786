package polcompare

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/internal/cputime"
	"github.com/polcompare/polcompare/pkg/text"
)

// hostile are texts that nobody wrote for a reader, by the piece that is
// repeated. What refuses names the error with which such a text is turned away.
var hostile = []struct {
	name, file, piece string
	size              int // bytes that are analysed in reasonable time, even so
	refuses           error
}{
	{"dots", "p.txt", ".", 1 << 20, ingest.ErrNoText},
	{"brackets", "p.txt", "(", 1 << 20, ingest.ErrNoText},
	{"kana of one kind", "p.txt", "ア", 1 << 20, nil},
	{"brackets of full width", "p.txt", "（", 1 << 19, nil},
	{"quotation marks", "p.txt", "「", 1 << 20, nil},
	{"numbers of items in a line", "p.txt", "1. ", 1 << 20, nil},
	{"numbers of items, a line each", "p.txt", "1.\n", 1 << 18, nil},
	{"numbers of sections", "p.txt", "第1条 利用目的\n", 1 << 18, nil},
	{"middle dots", "p.txt", "・", 1 << 20, nil},
	{"single letters", "p.txt", "a ", 1 << 20, nil},
	{"digits", "p.txt", "0", 1 << 20, nil},
	{"one word", "p.txt", "Example ", 1 << 19, nil},
	{"NUL between kana", "p.txt", "あ\x00", 1 << 20, ingest.ErrBinary},
	{"NUL here and there", "p.txt", "個人情報を利用します。個人情報を利用します。個人\x00情報を利用します。", 1 << 18, nil},
	{"invalid bytes", "p.txt", "あああああ\xff", 1 << 19, nil},
	{"a letter a line", "p.txt", "あ\n", 1 << 17, nil},
	{"notes", "p.txt", "※あ\n", 1 << 18, nil},
	{"companies", "p.txt", "株式会社", 1 << 18, nil},
	{"companies in English", "p.txt", "Inc. ", 1 << 18, nil},
	{"dates", "p.txt", "2020年1月1日改定\n", 1 << 18, nil},
	{"addresses", "p.txt", "privacy@example.com ", 1 << 18, nil},
	{"halves of addresses", "p.txt", "a@", 1 << 18, nil},
	{"telephone numbers", "p.txt", "電話 03-0000-0000 ", 1 << 18, nil},
	{"postal addresses", "p.txt", "〒100-0000 東京都千代田区1-1-1 ", 1 << 18, nil},
	{"desks", "p.txt", "お客様相談室", 1 << 18, nil},
	{"representatives", "p.txt", "代表取締役 山田太郎 ", 1 << 18, nil},
	{"aims without an end", "p.txt", "広告の配信のため個人情報を", 1 << 18, nil},
	{"exceptions without an end", "p.txt", "法令に基づく場合を除き、", 1 << 18, nil},
	{"aims in English without an end", "p.txt", "in order to send newsletters and ", 1 << 14, nil},
	{"announcements without a list", "p.txt", "for the following purposes: ", 1 << 15, nil},
	{"statements", "p.txt", "当社は、法令に基づく場合を除き、個人情報を第三者に提供しません。", 1 << 18, nil},
	{"statements in English", "p.txt", "We use your information to send you newsletters, except as required by law. ", 1 << 16, nil},
	{"items", "p.txt", "(1) 広告の配信のため\n", 1 << 18, nil},
	{"items in a line", "p.txt", "(1)広告の配信のため", 1 << 18, nil},
	{"headings in Markdown", "p.md", "# a\n", 1 << 16, nil},
	{"emphasis in Markdown", "p.md", "**利用", 1 << 18, nil},
	{"paragraphs in HTML", "p.html", "<p>個人情報を利用します</p>", 1 << 18, nil},
	{"nested lists in HTML", "p.html", "<ul><li>個人情報", 1 << 17, nil},
}

// repeated returns about size bytes of the piece.
func repeated(piece string, size int) []byte {
	return []byte(strings.Repeat(piece, max(1, size/len(piece))))
}

// checkSpans reports what does not hold of the results for data: spans lie in
// the source, cut no character, and give the words that the results give.
func checkSpans(data []byte, results []*extract.Result) error {
	var errs []error
	fail := func(format string, a ...any) { errs = append(errs, fmt.Errorf(format, a...)) }
	for _, r := range results {
		d := r.Document
		source := d.Source.Text()
		valid := utf8.ValidString(source)
		if d.Encoding == "utf-8" && source != string(data) {
			fail("the source is not the file")
		}
		in := func(what string, sp text.Span) bool {
			switch {
			case sp.Start < 0 || sp.End < sp.Start || sp.End > len(source):
				fail("%s: span %v of %d bytes", what, sp, len(source))
				return false
			case valid && !utf8.ValidString(source[sp.Start:sp.End]):
				fail("%s: span %v cuts a character", what, sp)
				return false
			}
			return true
		}
		for i, f := range r.Statements() {
			what := fmt.Sprintf("%s %d %q", f.Kind, i, f.Text[:min(len(f.Text), 40)])
			if !in(what, f.Span) {
				continue
			}
			if f.Span.Empty() {
				fail("%s: an empty span", what)
			}
			if d.Format != "html" && source[f.Span.Start:f.Span.End] != f.Text {
				fail("%s: the source has %q", what, source[f.Span.Start:f.Span.End])
			}
			for _, e := range f.Evidence {
				in(what+" evidence", e.Match)
			}
			if f.Clause < -1 || f.Clause >= len(d.Clauses) || f.Section >= len(d.Sections) || f.Clause < 0 && f.Section < 0 {
				fail("%s: clause %d of %d, section %d of %d", what, f.Clause, len(d.Clauses), f.Section, len(d.Sections))
			}
		}
		for i := range d.Sections {
			in(fmt.Sprintf("section %d", i), d.View.ToSource(d.Sections[i].Heading))
		}
		for i := range d.Clauses {
			in(fmt.Sprintf("clause %d", i), d.View.ToSource(d.Clauses[i].Text))
		}
		for i, p := range r.Promises {
			in(fmt.Sprintf("promise %d", i), p.Span)
		}
		for i, n := range d.Notes {
			in(fmt.Sprintf("note %d", i), n.Span)
		}
		if len(errs) > 5 {
			break
		}
	}
	return errors.Join(errs...)
}

func TestHostileSpans(t *testing.T) {
	a := analyzer(t, Options{})
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			for _, size := range []int{1, 300, 5000} {
				data := repeated(h.piece, size)
				results, err := a.Bytes(h.file, data)
				if err != nil {
					if !strings.HasPrefix(err.Error(), h.file+": ") {
						t.Errorf("%d bytes: error %v does not name the file", len(data), err)
					}
					continue // short ones may be turned away where long ones are not
				}
				if err := checkSpans(data, results); err != nil {
					t.Errorf("%d bytes: %v", len(data), err)
				}
			}
			// The same within a policy in its script: what stands before it is
			// found, at its place, unless it is one of the same lines over again.
			before, after, want := midoriShort+"\n", "\n\n以上\n", "広告の配信のため"
			if strings.IndexFunc(h.piece, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
				before, after, want = policyText(1)+"\n", "\n\nThis is the end.\n", "in order to answer your inquiries"
			}
			if h.file != "p.txt" || h.refuses == ingest.ErrBinary || strings.Contains(h.piece, want) {
				return
			}
			data := append(append([]byte(before), repeated(h.piece, 5000)...), after...)
			results, err := a.Bytes("p.txt", data)
			if err != nil {
				t.Fatal(err)
			}
			if err := checkSpans(data, results); err != nil {
				t.Error(err)
			}
			first := results[0].Statements()
			if len(first) == 0 || first[0].Text != want || first[0].Span.Start != strings.Index(before, want) {
				t.Errorf("the statement before it is not found: %+v", first[:min(len(first), 1)])
			}
		})
	}
}

// TestHostileCost analyses each hostile text at two sizes, one eight times the
// other. Where the cost is in proportion, that is eight times the work, and up to
// sixteen where the larger one no longer fits the processor's caches; where it is
// quadratic, sixty-four times.
func TestHostileCost(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	a := analyzer(t, Options{})
	for _, s := range []string{midoriShort, policyText(1)} { // loads rules and dictionary
		if _, err := a.Bytes("p.txt", []byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			const times, enough = 8, 3
			analyse := func(data []byte) func() {
				results, err := a.Bytes(h.file, data)
				if !errors.Is(err, h.refuses) || (err == nil) != (h.refuses == nil) {
					t.Fatalf("%d bytes: error %v, want %v", len(data), err, h.refuses)
				}
				if err := checkSpans(data, results); err != nil {
					t.Fatalf("%d bytes: %v", len(data), err)
				}
				return func() { _, _ = a.Bytes(h.file, data) }
			}
			growth := cputime.Growth(times, enough, analyse(repeated(h.piece, h.size/times)), analyse(repeated(h.piece, h.size)))
			t.Logf("×%.2f", growth)
			if growth > enough {
				t.Errorf("%d times the text, %d bytes, costs %.1f times as much for a byte", times, h.size, growth)
			}
		})
	}
}

// TestHostileMemory counts, which no load of the machine disturbs: four times the
// text allocates four times as much, and some more for slices that grow, and never
// more than so many bytes for a byte of text or a line of it.
func TestHostileMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	a := analyzer(t, Options{})
	for _, s := range []string{midoriShort, policyText(1)} { // loads rules and dictionary
		if _, err := a.Bytes("p.txt", []byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	allocated := func(file string, data []byte) float64 {
		runtime.GC() // what was kept for the next text is dropped in two collections
		runtime.GC()
		var before, after runtime.MemStats
		// Twice, which empties pools: a text must not live on what others left there.
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&before)
		a.Bytes(file, data)
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			size := min(h.size, 1<<16)
			small, large := repeated(h.piece, size/4), repeated(h.piece, size)
			x, y := allocated(h.file, small), allocated(h.file, large)
			lines := strings.Count(string(large), "\n") + strings.Count(string(large), "<")
			perByte := (y - 1<<20 - 4000*float64(lines)) / float64(len(large))
			t.Logf("%d bytes allocate %.0f, %d bytes %.0f: ×%.1f, %.0f a byte", len(small), x, len(large), y, y/x, y/float64(len(large)))
			if y > 7*x+1<<20 {
				t.Errorf("%d bytes allocate %.0f, %d bytes %.0f: %.1f times as much", len(small), x, len(large), y, y/x)
			}
			if perByte > 2000 {
				t.Errorf("%d bytes in %d lines allocate %.0f", len(large), lines, y)
			}
		})
	}
}

const midoriShort = "株式会社みどり プライバシーポリシー\n\n当社は、取得した個人情報を以下の目的で利用します。\n(1) 広告の配信のため\n"

// A single line of 5 MB takes no more memory than a few times its size, and
// what stands around it is found.
func TestLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	a := analyzer(t, Options{Read: ingest.Options{MaxText: -1}})
	line := strings.Repeat("お預かりした資料は担当者が棚に並べ、必要な部署に渡し、", (5<<20)/len("お預かりした資料は担当者が棚に並べ、必要な部署に渡し、"))
	data := []byte("株式会社みどり プライバシーポリシー\n\n" + line + "\n\n当社は、取得した個人情報を以下の目的で利用します。\n(1) 広告の配信のため\n")
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	results, err := a.Bytes("p.txt", data)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkSpans(data, results); err != nil {
		t.Error(err)
	}
	found := results[0].Statements()
	if len(found) == 0 || found[len(found)-1].Text != "広告の配信のため" || string(data[found[len(found)-1].Span.Start:found[len(found)-1].Span.End]) != "広告の配信のため" {
		t.Errorf("the statement behind it is not found")
	}
	allocated := (after.TotalAlloc - before.TotalAlloc) >> 20
	t.Logf("%d MB allocated in all for %d MB", allocated, len(data)>>20)
	if allocated > 1500 {
		t.Errorf("%d MB allocated for %d MB", allocated, len(data)>>20)
	}
}
