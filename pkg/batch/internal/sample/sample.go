// Package sample makes any number of policies by variation of the sample corpus,
// for tests and measurements of whole corpora. The same number gives the same policy.
package sample

import (
	"archive/tar"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/polcompare/polcompare/corpus"
)

// size is about how many bytes a policy has.
const size = 10 << 10

// A base is a policy of the corpus in blocks, as blank lines part them.
type base struct {
	company string
	blocks  []string
}

var bases = sync.OnceValue(func() map[string][]base {
	entries, err := corpus.Manifest()
	if err != nil {
		panic(err) // the corpus is part of the program
	}
	out := map[string][]base{}
	for _, e := range entries {
		if path.Ext(e.Path) == ".html" {
			continue
		}
		text, err := corpus.ReadFile(e.Path)
		if err != nil {
			panic(err)
		}
		out[e.Lang] = append(out[e.Lang], base{e.Company, strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n\n")})
	}
	return out
})

var (
	numbers  = regexp.MustCompile(`\b[1-9][0-9]\b`)
	headings = regexp.MustCompile(`^(#+ |第?[0-9]+[.条章 ])`)
)

// Policy returns the i-th policy and a name for its file: a text, Markdown or
// HTML of some ten kilobytes, three in five in Japanese.
func Policy(i int) (name, text string) {
	r := rand.New(rand.NewPCG(uint64(i), 2026))
	lang := "ja"
	if r.IntN(5) < 2 {
		lang = "en"
	}
	all := bases()[lang]
	b := all[r.IntN(len(all))]
	company := fmt.Sprintf("Sample%d Ltd", i)
	if lang == "ja" {
		company = fmt.Sprintf("株式会社サンプル%d", i)
	}
	var out strings.Builder
	add := func(b base, block string) {
		block = strings.ReplaceAll(block, b.company, company)
		out.WriteString(numbers.ReplaceAllStringFunc(block, func(string) string { return fmt.Sprint(10 + r.IntN(90)) }))
		out.WriteString("\n\n")
	}
	for k, block := range b.blocks {
		if k < 2 || r.IntN(6) > 0 {
			add(b, block)
		}
	}
	for out.Len() < size*9/10 {
		b := all[r.IntN(len(all))]
		for k := 2 + r.IntN(len(b.blocks)-2); k < len(b.blocks) && out.Len() < size; k++ {
			add(b, b.blocks[k])
		}
	}
	text, name = out.String(), fmt.Sprintf("%07d.%s.md", i, lang)
	switch r.IntN(3) {
	case 0:
		name = fmt.Sprintf("%07d.%s.txt", i, lang)
	case 1:
		name, text = fmt.Sprintf("%07d.%s.html", i, lang), page(lang, company, text)
	}
	return name, text
}

// page returns a text as a page of HTML.
func page(lang, title, text string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=%q><head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n", lang, html.EscapeString(title))
	for block := range strings.SplitSeq(text, "\n\n") {
		for line := range strings.SplitSeq(block, "\n") {
			if headings.MatchString(line) {
				fmt.Fprintf(&b, "<h2>%s</h2>\n", html.EscapeString(strings.TrimLeft(line, "# ")))
			} else if line != "" {
				fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(line))
			}
		}
	}
	b.WriteString("</body></html>\n")
	return b.String()
}

// Tar writes the policies from to to-1 as an archive.
func Tar(w io.Writer, from, to int) error {
	t := tar.NewWriter(w)
	for i := from; i < to; i++ {
		name, text := Policy(i)
		if err := t.WriteHeader(&tar.Header{Name: "policies/" + name, Mode: 0o644, Size: int64(len(text))}); err != nil {
			return err
		}
		if _, err := io.WriteString(t, text); err != nil {
			return err
		}
	}
	return t.Close()
}
