package ingest

import (
	"path"
	"strings"
)

// detect returns the format of a text from what stands in it, and where
// that leaves it open from the name.
//
// It is HTML if it says so (<!doctype html>, <html>, <body>), or if tags of
// blocks are about as many as lines and outnumber the marks of Markdown; a .html
// file needs no more than one. Lines of a Markdown file may end in <br>. Everything
// else is read line by line, and called Markdown if it is named so or has front
// matter or a heading of Markdown.
func detect(name, s string) string {
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	markdown := ext == ".md" || ext == ".markdown" || ext == ".mdx" || ext == ".mkd"
	e := survey(s)
	if markdown {
		e.blocks -= e.breaks
	}
	switch {
	case e.page, e.blocks >= 2 && e.blocks*2 >= e.lines && e.blocks > 2*e.marks:
		return FormatHTML
	case ext == ".html" || ext == ".htm" || ext == ".xhtml":
		if e.tags > 0 {
			return FormatHTML
		}
	case markdown:
		return FormatMarkdown
	}
	if at, _ := frontMatter(s); at > len("\uFEFF") || e.headings > 0 || e.links > 0 {
		return FormatMarkdown
	}
	return FormatText
}

// evidence is what speaks for a format.
type evidence struct {
	page     bool // <!doctype html>, <html> or <body>
	tags     int  // tags of HTML
	blocks   int  // of these, tags of blocks and <br>
	breaks   int  // of these, <br>
	lines    int  // lines that are not blank
	marks    int  // lines that begin as blocks of Markdown do
	headings int  // "# …"
	links    int  // "](": links of Markdown
}

func survey(s string) (e evidence) {
	fence := false
	for i := 0; i < len(s); {
		end, next := lineEnd(s, i)
		line := strings.TrimLeft(s[i:end], " \t")
		i = next
		if line == "" {
			continue
		}
		e.lines++
		if e.links == 0 && strings.Contains(line, "](") {
			e.links++
		}
		if strings.HasPrefix(line, "```") {
			fence = !fence
		}
		if fence {
			continue
		}
		switch line[0] {
		case '#':
			if rest := strings.TrimLeft(line, "#"); rest != "" && rest[0] == ' ' {
				e.headings++
				e.marks++
			}
		case '-', '*', '+', '=', '|', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			if n, _ := marker(line); n > 0 || strings.Trim(line, "-=| \t\r") == "" || line[0] == '|' {
				e.marks++
			}
		}
		for {
			n := strings.IndexByte(line, '<')
			if n < 0 {
				break
			}
			line = line[n+1:]
			if len(line) >= 8 && line[0] == '!' && strings.EqualFold(line[:8], "!doctype") {
				e.page = true
			}
			name := strings.TrimPrefix(line, "/")
			n = 0
			for n < len(name) && n < 12 && isAlnum(name[n]) {
				n++
			}
			if n == 0 || n < len(name) && strings.IndexByte(" \t\r\n/>", name[n]) < 0 {
				continue
			}
			switch k := elements[strings.ToLower(name[:n])]; {
			case k.elem == elemUnknown:
			case k.flags&elemBreaks != 0:
				e.blocks++
				if strings.EqualFold(name[:n], "br") {
					e.breaks++
				}
				fallthrough
			default:
				e.tags++
			}
			if strings.EqualFold(name[:n], "html") || strings.EqualFold(name[:n], "body") {
				e.page = true
			}
		}
	}
	return e
}
