package policy

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/internal/cputime"
	"github.com/polcompare/polcompare/pkg/text"
)

// read parses src as a file called name.
func read(tb testing.TB, name, src string) (*ingest.File, []*Document) {
	tb.Helper()
	f, err := ingest.Read(name, []byte(src), ingest.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	docs, err := Parse(f, Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return f, docs
}

// check returns what is wrong with the documents that were made of f.
func check(f *ingest.File, docs []*Document) error {
	last := 0
	all := 0
	back := false // the second language of the file begins
	for k, d := range docs {
		if k > 0 && d.Span.Start < last && !back {
			back, last = true, 0
		}
		if d.Span.Start < last || d.Span.End < d.Span.Start || d.Span.End > f.Source.Len() {
			return fmt.Errorf("document %d: span %v behind %d", k, d.Span, last)
		}
		last = d.Span.End
		if err := checkDocument(d); err != nil {
			return fmt.Errorf("document %d: %w", k, err)
		}
		all += visible(d.View.Text())
		if got := d.View.ToSource(text.Span{Start: 0, End: len(d.View.Text())}); !d.Span.Contains(got) {
			return fmt.Errorf("document %d: view comes from %v, not from %v", k, got, d.Span)
		}
	}
	if want := visible(f.View.Text()); all > want || all < want-strings.Count(f.View.Text(), "-\n") {
		return fmt.Errorf("%d visible characters of %d", all, want)
	}
	return nil
}

// visible counts the characters of s that are no white space.
func visible(s string) int {
	n := 0
	for _, r := range s {
		if !isSpace(r) {
			n++
		}
	}
	return n
}

func checkDocument(d *Document) error {
	s := d.View.Text()
	covered := make([]bool, len(s))
	cover := func(what string, sp text.Span) error {
		if sp.Start < 0 || sp.End < sp.Start || sp.End > len(s) {
			return fmt.Errorf("%s: span %v out of range", what, sp)
		}
		if sp.Start < len(s) && !utf8.RuneStart(s[sp.Start]) || sp.End < len(s) && !utf8.RuneStart(s[sp.End]) {
			return fmt.Errorf("%s: span %v cuts a character", what, sp)
		}
		for i := sp.Start; i < sp.End; i++ {
			if covered[i] {
				return fmt.Errorf("%s: %v covers %q twice", what, sp, s[sp.Start:sp.End])
			}
			covered[i] = true
		}
		return nil
	}
	at := -1
	for i := range d.Sections {
		h := &d.Sections[i]
		what := fmt.Sprintf("section %d", i)
		if h.Heading.Empty() {
			return fmt.Errorf("%s: no heading", what)
		}
		if h.Heading.Start <= at || h.Mark.End > h.Heading.Start {
			return fmt.Errorf("%s: out of order", what)
		}
		at = h.Heading.Start
		if h.Parent >= i || h.Parent < -1 || h.LeadIn >= len(d.Clauses) || h.LeadIn < -1 {
			return fmt.Errorf("%s: parent %d, lead-in %d", what, h.Parent, h.LeadIn)
		}
		level := 1
		if h.Parent >= 0 {
			level = d.Sections[h.Parent].Level + 1
		}
		if h.Level != level {
			return fmt.Errorf("%s: level %d below level %d", what, h.Level, level-1)
		}
		if h.LeadIn >= 0 && d.Clauses[h.LeadIn].Text.Start > h.Heading.Start {
			return fmt.Errorf("%s: lead-in behind it", what)
		}
		if !h.Span.Contains(h.Heading) || h.Span.End > len(s) || h.Parent >= 0 && !d.Sections[h.Parent].Span.Contains(h.Span) {
			return fmt.Errorf("%s: span %v", what, h.Span)
		}
		if err := cover(what, h.Mark); err != nil {
			return err
		}
		if err := cover(what, h.Heading); err != nil {
			return err
		}
	}
	at = -1
	for i := range d.Clauses {
		c := &d.Clauses[i]
		what := fmt.Sprintf("clause %d", i)
		if c.Text.Empty() || len(c.Sentences) == 0 {
			return fmt.Errorf("%s: no text", what)
		}
		if c.Text.Start <= at || c.Mark.End > c.Text.Start {
			return fmt.Errorf("%s: out of order", what)
		}
		at = c.Text.Start
		if c.Parent >= i || c.Parent < -1 || c.LeadIn >= i || c.LeadIn < -1 || c.Section >= len(d.Sections) || c.Section < -1 {
			return fmt.Errorf("%s: section %d, parent %d, lead-in %d", what, c.Section, c.Parent, c.LeadIn)
		}
		if c.Section >= 0 && (d.Sections[c.Section].Heading.Start > c.Text.Start || !d.Sections[c.Section].Span.Contains(c.Text)) {
			return fmt.Errorf("%s: outside of its section", what)
		}
		if err := cover(what, c.Mark); err != nil {
			return err
		}
		if err := cover(what, c.Text); err != nil {
			return err
		}
		// Sentences hold all that is visible, in order.
		n, end := 0, c.Text.Start
		for _, st := range c.Sentences {
			if st.Start < end || st.End > c.Text.End || st.Empty() {
				return fmt.Errorf("%s: sentence %v in %v", what, st, c.Text)
			}
			end = st.End
			n += visible(s[st.Start:st.End])
		}
		if n != visible(s[c.Text.Start:c.Text.End]) {
			return fmt.Errorf("%s: sentences leave text out", what)
		}
	}
	for i, r := range s {
		if !covered[i] && !isSpace(r) {
			return fmt.Errorf("%q at %d belongs to nothing", r, i)
		}
	}
	for _, l := range d.Links {
		if l.Span.Start < 0 || l.Span.End < l.Span.Start || l.Span.End > len(s) {
			return fmt.Errorf("link %v", l.Span)
		}
	}
	for _, t := range d.Dates {
		if t.Span.Empty() || t.Span.End > len(s) || t.Role == "" {
			return fmt.Errorf("date %v", t)
		}
	}
	return nil
}

// samples returns the files of the collections beside the project, which are
// no part of it.
func samples(t *testing.T) []string {
	var out []string
	for _, p := range []string{"seeds/*.txt", "policies/*/*", "pairs/*/*.*"} {
		m, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", filepath.FromSlash(p)))
		out = append(out, m...)
	}
	if len(out) == 0 {
		t.Skip("no collection of policies beside the project")
	}
	return out
}

func TestSamples(t *testing.T) {
	n := 0
	for _, p := range samples(t) {
		if strings.HasSuffix(p, ".json") {
			continue
		}
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		f, err := ingest.Read(p, b, ingest.Options{})
		if err != nil {
			t.Logf("%s: %v", filepath.Base(p), err)
			continue
		}
		docs, err := Parse(f, Options{})
		if err != nil {
			if !errors.Is(err, ErrEmpty) {
				t.Errorf("%s: %v", filepath.Base(p), err)
			}
			continue
		}
		if err := check(f, docs); err != nil {
			t.Errorf("%s: %v", filepath.Base(p), err)
		}
		n++
	}
	t.Logf("%d files", n)
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		sampleJapanese, sampleEnglish,
		"1. A\n2. B\n1. C\n4.2 D\n", "(1)\n(2)\n(1)から(3)まで\n", "・\n・a\n　・b\n■ 1. c\n", "第1条（目的）本文です。\n第2条\n",
		"以下の目的で利用します。①甲②乙③丙\n", "a. x\nb. y\nii. z\n(c) 2020\n", "■A\n本文。\n■B\n", "｢｣\n「\n」\n【\n",
		strings.Repeat("当社は、個人情報を利用します。\n\nWe use the information that you give to us.\n\n1. Use\n\n", 8),
		"|a|b|\n|-|-|\n|c|d|\n", "A-\nb\nC D\n\nE.\n", "<dl><dt>a<dd>b。<dt>c<dd>d。</dl>", "<ol><li>a<br>b。<li>c</ol>",
		"利用目的\n項目\n発送のため\n氏名\n請求のため 口座\n\n\f利用目的  項目\n発送のため  氏名、\n         住所\n請求の     口座\nため\n\f",
		"Purpose\nTo send\ngoods\nTo bill\n\nData\nName\n\nLegal basis\nContract\n\nMail Consent\n\nA\nB.\n\fPurpose  Data\nTo send  Name\ngoods\nTo bill Mail\n",
		"プライバシーポリシー\n\n1. 一\n本文。\n2. 二\n本文。\n3. 三\n本文。\n\nプライバシーポリシー\n\n1. 一\n本文。\n2. 二\n本文。\n3. 三\n本文。\n",
	} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, html bool) {
		opts := ingest.Options{Format: ingest.FormatMarkdown}
		if html {
			opts.Format = ingest.FormatHTML
		}
		file, err := ingest.Read("f", []byte(s), opts)
		if err != nil {
			return
		}
		docs, err := Parse(file, Options{})
		if err != nil {
			var empty *EmptyError
			if !errors.As(err, &empty) || visible(file.View.Text()) > 0 {
				t.Fatal(err)
			}
			return
		}
		if err := check(file, docs); err != nil {
			t.Fatal(err)
		}
		again, _ := Parse(file, Options{})
		if !reflect.DeepEqual(docs, again) {
			t.Fatal("not the same twice")
		}
	})
}

// TestCost compares the work for n and 8n of texts that are hard on parsers: it is
// eight times as much where it is linear, sixty-four times where it is quadratic.
func TestCost(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const times, enough = 8, 3
	compare := func(before, unit string, size int) {
		small, large := repeated(t, before, unit, size), repeated(t, before, unit, times*size)
		if small == nil || large == nil {
			return // nothing to see
		}
		parse := func(f *ingest.File) func() { return func() { _, _ = Parse(f, Options{}) } }
		growth := cputime.Growth(times, enough, parse(small), parse(large))
		t.Logf("%q, %d bytes: ×%.2f", unit, size, growth)
		if growth > enough {
			t.Errorf("%q: %d times the text of %d bytes costs %.1f times as much for a byte", unit, times, size, growth)
		}
	}
	for _, unit := range []string{
		"(", ")", "1.", "1.\n", "(1)\n", "。", "・", "・\n", "a\n", "a\n\n", "①", "「", "（以下「", "以下", "1. a\n", "■a\n\n", "-\n", "a-\n", "第1条（a）\n", ". A", "2020年", "(1)(2)", "following ", " 1. a 2. b", "\n", "a b ", "あ い ", "【a】\n", "※a\n", "i. a\n",
		"株式会社", " Inc.", "(“we", "A (“we", "1.1.1 a\n", "- a\n  - b\n", "|a|b|\n", "a\n===\n", "**a**\n\n", "a:\n", "8.13歳\n", "第1 あ\n", "- 1 -\n\n", "(1) あ\nい\n", "a | b\n", "1. a 2. b\n", "(c) a\n",
		"(1) a\n(1) b\n", "a b\n", "A b of\n", "When a\n", "以下の場合。\nA場合。\n", "(03)1-23", "- a and\n  b\n",
	} {
		compare("", unit, 1<<14)
	}
	// Tables of pages, below maxTableLines and above, where they are none.
	for _, unit := range []string{
		"\f項目\n", "\f利用目的\n項目\na\n", "Purpose\na\n\fData\n", "\fPurpose  Data\naa  bb\n      cc\n", "利用目的  項目\na  b\n\n\f",
	} {
		compare("", unit, 1<<11)
	}
	for _, unit := range []string{
		"利用目的\n項目\na\n", "利用目的\n項目\na\n\n", "Purpose  Data\n", "Purpose  Data\naa  bb\n\n", "Purpose\nData\n\n", "aa  bb\n",
	} {
		compare("a\fPurpose  Data\n", unit, 1<<11)
		compare("a\fPurpose  Data\n", unit, 1<<16)
	}
}

// repeated reads before and size bytes of unit and checks what is made of them.
func repeated(t *testing.T, before, unit string, size int) *ingest.File {
	f, err := ingest.Read("f", []byte(before+strings.Repeat(unit, size/len(unit))), ingest.Options{Format: ingest.FormatMarkdown})
	if err != nil {
		return nil
	}
	if docs, err := Parse(f, Options{}); err == nil {
		if err := check(f, docs); err != nil {
			t.Errorf("%q: %v", unit, err)
		}
	}
	return f
}
