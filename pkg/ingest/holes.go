package ingest

import (
	"sort"
	"strings"
)

// A hole is a stretch of the source that is no text: a comment, or code of a
// template language that some other program would have replaced.
type hole struct {
	start, end int
	kind       holeKind
}

type holeKind int

const (
	comment   holeKind = iota
	variable           // {{ name }}, <?= $name ?>: stands for text that is not there
	directive          // {% if %}, <?php … ?>: controls what is shown
)

// A closer finds the next place of a string, looking at each byte once
// however often it is asked, so long as the questions move forward.
type closer struct {
	s, what string
	next    int // the next place as far as known
	done    bool
}

// from returns the offset behind the next what at or behind i, or -1.
func (c *closer) from(i int) int {
	if c.next < i && !c.done {
		n := strings.Index(c.s[i:], c.what)
		if n < 0 {
			c.done = true
			return -1
		}
		c.next = i + n
	}
	if c.next < i {
		return -1
	}
	return c.next + len(c.what)
}

// maxTag is the length up to which a template tag such as {{ … }} is taken
// for one; PHP, ASP and comments may be longer.
const maxTag = 1000

// findHoles returns the holes of a text or Markdown file in order. What is
// opened and not closed is text.
func (w *writer) findHoles() []hole { return w.find(false, false) }

// findTemplates returns the template code of an HTML file. PHP may run to the
// end of the file.
func (w *writer) findTemplates() []hole {
	s := w.s
	smarty := strings.Contains(s, "{$") && (strings.Contains(s, "{/if}") || strings.Contains(s, "{/foreach}") || strings.Contains(s, "{include"))
	return w.find(true, smarty)
}

func (w *writer) find(isHTML, smarty bool) []hole {
	s := w.s
	var out []hole
	var (
		commentEnd = closer{s: s, what: "-->", next: -1}
		phpEnd     = closer{s: s, what: "?>", next: -1}
		aspEnd     = closer{s: s, what: "%>", next: -1}
		mustache   = closer{s: s, what: "}}", next: -1}
		liquid     = closer{s: s, what: "%}", next: -1}
		jinja      = closer{s: s, what: "#}", next: -1}
	)
	for i := 0; i < len(s); i++ {
		n := strings.IndexAny(s[i:], "<{[")
		if n < 0 {
			break
		}
		i += n
		if i+2 >= len(s) {
			break
		}
		rest := s[i:]
		end, kind := -1, directive
		switch c := rest[1]; {
		case rest[0] == '[':
			end, kind = shortcode(s, i), variable
		case rest[0] == '<' && c == '!' && !isHTML && strings.HasPrefix(rest, "<!--"):
			end, kind = commentEnd.from(i+4), comment
		case rest[0] == '<' && c == '?':
			end, kind = php(s, i, &phpEnd, isHTML)
		case rest[0] == '<' && c == '%':
			end = aspEnd.from(i + 2)
			if end >= 0 && (strings.Contains(s[i+2:end], "<%") || strings.Contains(s[i+2:end], "</script")) {
				end = -1
			}
			if rest[2] == '=' {
				kind = variable
			}
		case rest[0] != '{':
		case c == '{':
			end, kind = tagEnd(s, i, mustache.from(i+2)), variable
		case c == '%':
			end = tagEnd(s, i, liquid.from(i+2))
		case c == '#':
			end, kind = tagEnd(s, i, jinja.from(i+2)), comment
		case isHTML:
			end, kind = brace(s, i, smarty)
		}
		if end > i {
			if !w.budget.take(ofMarks, 1) {
				break
			}
			out = append(out, hole{i, end, kind})
			i = end - 1
		}
	}
	return out
}

// php returns the end of the PHP code, or XML processing instruction, at i.
func php(s string, i int, c *closer, isHTML bool) (int, holeKind) {
	rest := s[i+2:]
	end := c.from(i + 2)
	switch {
	case rest[0] == '=':
		if end < 0 && isHTML {
			end = len(s)
		}
		return end, variable
	case len(rest) > 3 && strings.EqualFold(rest[:3], "php") && (rest[3] <= ' '):
		if end < 0 && isHTML {
			end = len(s)
		}
		if strings.HasPrefix(strings.TrimLeft(rest[3:], " \t"), "echo") {
			return end, variable
		}
		return end, directive
	case strings.HasPrefix(rest, "xml"):
		return end, comment
	case end < 0 || strings.Contains(s[i+2:end], "<?") || !isHTML:
		return -1, directive
	}
	return end, directive
}

// shortcode returns the end of a shortcode of WordPress, [name key="value"], at i, or -1.
func shortcode(s string, i int) int {
	j := i + 1
	for j < len(s) && j < i+40 && (isAlnum(s[j]) || s[j] == '_' || s[j] == '-') {
		j++
	}
	if j == i+1 || j >= len(s) || s[j] != ' ' {
		return -1
	}
	for ; j < len(s) && j < i+300; j++ {
		switch c := s[j]; {
		case c == ']':
			t := s[i:j]
			if strings.Contains(t, `="`) || strings.Contains(t, `='`) {
				return j + 1
			}
			return -1
		case c == '\n' || c == '[' || c == '<':
			return -1
		}
	}
	return -1
}

// brace returns the end of a tag in single braces at i, or -1: {$name},
// {name}, and in the files of Smarty {if …}, {/if}, {* … *}.
func brace(s string, i int, smarty bool) (int, holeKind) {
	kind := directive
	if s[i+1] == '$' {
		kind = variable
	}
	if smarty {
		if c := s[i+1]; c != '$' && c != '/' && c != '*' && !(c|0x20 >= 'a' && c|0x20 <= 'z') {
			return -1, kind
		}
		for j := i + 2; j < len(s) && j < i+maxTag && s[j] != '\n'; j++ {
			if s[j] == '}' {
				return j + 1, kind
			}
			if s[j] == '{' || s[j] == '<' && j+1 < len(s) && s[j+1] == '/' {
				break
			}
		}
		return -1, kind
	}
	j := i + 1
	if kind == variable {
		j++
	}
	for k := j; k < len(s) && k < i+60; k++ {
		switch c := s[k]; {
		case c == '}':
			if k-j < 2 {
				return -1, kind
			}
			return k + 1, variable
		case !isAlnum(c) && c != '_' && c != '.' && c != '-' && c != '>' && c != '|', k == j && c >= '0' && c <= '9':
			return -1, kind
		}
	}
	return -1, kind
}

// tagEnd returns end if s[start:end] can be a template tag, else -1.
func tagEnd(s string, start, end int) int {
	if end < 0 || end-start > maxTag || strings.Contains(s[start:end], "\n\n") {
		return -1
	}
	return end
}

// holesIn returns the holes that touch [start, end).
func holesIn(holes []hole, start, end int) []hole {
	i := sort.Search(len(holes), func(i int) bool { return holes[i].end > start })
	j := i
	for j < len(holes) && holes[j].start < end {
		j++
	}
	return holes[i:j]
}

// holesFrom returns the holes that begin in [start, end).
func holesFrom(holes []hole, start, end int) []hole {
	in := holesIn(holes, start, end)
	if len(in) > 0 && in[0].start < start {
		in = in[1:]
	}
	return in
}

// noteHole returns the remark on a hole in running text.
func noteHole(s string, h hole) string {
	t := strings.Join(strings.Fields(s[h.start:min(h.end, h.start+200)]), " ")
	if r := []rune(t); len(r) > 60 {
		t = string(r[:59]) + "…"
	}
	if h.kind == variable {
		return "unfilled template variable " + t
	}
	return "template code left out: " + t
}
