package ingest

import (
	"math"
	"strings"
	"unicode"
)

// edgeRows is how many rows at the top and at the bottom of a page may be
// headers and footers.
const edgeRows = 4

// leaveOutFrames takes page headers, footers and page numbers out of the pages:
// what the file marks so, what stands at one height of several pages in the same
// words but for numbers, and the number of a page alone on the last row.
func (r *pdfReader) leaveOutFrames() {
	type edge struct {
		text   string
		height int
	}
	rows := make([][]pdfRow, len(r.pages))
	seen := map[edge]int{}
	keys := func(n int, row *pdfRow) []edge {
		t := strings.Map(func(c rune) rune {
			switch {
			case unicode.IsDigit(c):
				return '#'
			case unicode.IsSpace(c):
				return -1
			}
			return c
		}, row.line().text)
		for strings.Contains(t, "##") {
			t = strings.ReplaceAll(t, "##", "#")
		}
		h := int(math.Round(row.v / 4))
		return []edge{{t, h}, {t, h + 1}}
	}
	for n := range r.pages {
		p := &r.pages[n]
		kept := p.pieces[:0:0]
		marked := []piece{}
		for _, c := range p.pieces {
			if c.frame {
				marked = append(marked, c)
			} else {
				kept = append(kept, c)
			}
		}
		if len(kept) > 0 && len(marked) > 0 {
			r.frame += len(rowsOf(marked))
			p.pieces = kept
		}
		var level []piece
		for _, c := range p.pieces {
			if c.turn == 0 {
				level = append(level, c)
			}
		}
		rows[n] = rowsOf(level)
		for i := range rows[n] {
			if i < edgeRows || i >= len(rows[n])-edgeRows {
				for _, k := range keys(n, &rows[n][i]) {
					seen[k]++
				}
			}
		}
	}
	for n := range r.pages {
		p := &r.pages[n]
		again := func(row *pdfRow) bool {
			if row.v > 0.12*p.height && row.v < 0.88*p.height {
				return false
			}
			for _, k := range keys(n, row) {
				if c := seen[k]; c >= 2 && c*5 >= len(r.pages)*2 {
					return true
				}
			}
			return false
		}
		drop := map[float64]bool{}
		lo, hi := 0, len(rows[n])
		for lo < hi && lo < edgeRows && again(&rows[n][lo]) {
			drop[rows[n][lo].v] = true
			lo++
		}
		for hi > lo && len(rows[n])-hi < edgeRows {
			row := &rows[n][hi-1]
			number := row.v > 0.85*p.height && isPageNumber(row.line().text)
			if !number && !again(row) {
				break
			}
			drop[row.v] = true
			hi--
		}
		if len(drop) == 0 {
			continue
		}
		var out []piece
		for _, c := range p.pieces {
			if c.turn != 0 {
				out = append(out, c)
			}
		}
		for _, row := range rows[n][lo:hi] {
			out = append(out, row.pieces...)
		}
		r.frame += lo + len(rows[n]) - hi
		p.pieces = out
	}
}

// isPageNumber reports whether t is the number of a page and nothing else:
// "3", "- 3 -", "3/5", "Page 3 of 5", "3 ページ".
func isPageNumber(t string) bool {
	t = strings.Trim(strings.ToLower(t), " -–—‐－.|()（）")
	t = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(t, "page"), "ページ"))
	number := func(s string) bool {
		s = strings.TrimSpace(s)
		return s != "" && len(s) <= 12 && strings.IndexFunc(s, func(c rune) bool { return !unicode.IsDigit(c) }) < 0
	}
	a, b, two := strings.Cut(strings.Replace(t, "of", "/", 1), "/")
	return number(a) && (!two || number(b))
}
