package ingest

import (
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/internal/cputime"
)

// hostile are texts that make careless readers slow, by the piece that is repeated.
var hostile = []struct{ name, format, before, piece, after string }{
	{"one line of kana", FormatText, "", "ア", ""},
	{"zero-width spaces", FormatText, "", "あ\u200B", ""},
	{"decomposed kana", FormatText, "", "カ\u3099ﾊﾟ", ""},
	{"accents without letters", FormatText, "a", "\u0301", ""},
	{"invalid bytes", FormatText, "", "あ\xff", ""},
	{"bytes that begin characters", FormatText, "ああああ", "\xe3", ""},
	{"brackets", FormatMarkdown, "", "[", ""},
	{"bracket pairs", FormatMarkdown, "", "[]", ""},
	{"links in brackets", FormatMarkdown, "[[[[", "[a](b)", ""},
	{"opened links", FormatMarkdown, "", "[a](", ""},
	{"link targets", FormatMarkdown, "", "](", ""},
	{"link titles", FormatMarkdown, "", `[a](b "`, ""},
	{"escaped parentheses", FormatMarkdown, "", `](\(\(`, ""},
	{"references", FormatMarkdown, "[r]: /x\n", "[a][r", ""},
	{"nested references", FormatMarkdown, "[r]: /x\n" + strings.Repeat("[", 1000), "a]", ""},
	{"pictures", FormatMarkdown, "", "![", ""},
	{"nested pictures", FormatMarkdown, "", "![", strings.Repeat("](x)", 1000)},
	{"strong", FormatMarkdown, "", "**", ""},
	{"strong words", FormatMarkdown, "", "**a ", ""},
	{"mixed emphasis", FormatMarkdown, "", "*a _b **c __d ", ""},
	{"emphasis that closes another", FormatMarkdown, "", "*a **b* ", ""},
	{"backticks", FormatMarkdown, "", "`", ""},
	{"code of growing length", FormatMarkdown, "", "`a``b```c", ""},
	{"angles", FormatMarkdown, "", "<", ""},
	{"tags", FormatMarkdown, "", "x<a ", ""},
	{"tags with quotes", FormatMarkdown, "", `x<a b="`, ""},
	{"addresses", FormatMarkdown, "", "<a@", ""},
	{"comments", FormatMarkdown, "", "<!--", ""},
	{"comments and text", FormatMarkdown, "", "a <!-- b\n", ""},
	{"braces", FormatMarkdown, "", "{{", ""},
	{"closed braces", FormatMarkdown, "", "{{a}}", ""},
	{"braces that close late", FormatMarkdown, "", "{{\n\n", "}}"},
	{"percent tags", FormatMarkdown, "", "<% ", "%>"},
	{"shortcodes", FormatMarkdown, "", "[a b=", ""},
	{"ampersands", FormatMarkdown, "", "&", ""},
	{"entities", FormatMarkdown, "", "&amp", ""},
	{"backslashes", FormatMarkdown, "", `\`, ""},
	{"fences of growing length", FormatMarkdown, "", "```\n````\n", ""},
	{"tilde fences", FormatMarkdown, "", "~~~ a\n", ""},
	{"tables", FormatMarkdown, "", "|a|b|\n|-|-|\n", ""},
	{"one wide row", FormatMarkdown, "a|b\n-|-\n", "|`", ""},
	{"bars", FormatMarkdown, "", "|", ""},
	{"nested items", FormatMarkdown, "", "- ", "a"},
	{"deeper and deeper", FormatMarkdown, "", "- a\n  - b\n    - c\n      - d\n", ""},
	{"quotations", FormatMarkdown, "", ">", " a"},
	{"front matter", FormatMarkdown, "---\n", "a: b\n", ""},
	{"rules", FormatMarkdown, "", "- - -\n", ""},
	{"form feeds", FormatText, "", "a\f", ""},
	{"numbered pages", FormatText, "", "a\n\n1\n\f", ""},
	{"dressed numbers", FormatText, "", "- 1 -\n", ""},
	{"bullets without items", FormatText, "\f", "•\n•\na\nb\nc\n", ""},
	{"columns", FormatText, "\f", "a  b\n", "1  c\n"},
	{"columns that differ", FormatText, "\f", "a  b\na   b\n", ""},
	{"one line of columns", FormatText, "\f", "a  ", ""},
	{"carriage returns", FormatText, "", "a\r", ""},
	{"blank lines", FormatText, "a", " \n", "a"},
	{"wide spaces", FormatText, "a", "\u3000", "a"},
	{"HTML blocks", FormatMarkdown, "", "<p>a\n\n", ""},
	{"HTML open blocks", FormatMarkdown, "", "<div>\n\na\n\n", ""},
	{"scripts in Markdown", FormatMarkdown, "a </script>\n\n", "<script>\n\nb\n\n", ""},
	{"closed scripts in Markdown", FormatMarkdown, "", "<script>\n\nb\n</script>\n\n", ""},
	{"names in angles", FormatMarkdown, "", "<title><Title><b><address>\n", ""},
	{"full-width", FormatText, "", "（１）ＩＤ\u3000", ""},
	{"drawings", FormatHTML, "a", "<svg>", "</svg>b"},
	{"drawings and blocks", FormatHTML, "", "<svg><p>a", ""},
	{"templates", FormatHTML, "a", "<template><canvas>", "</template>b"},
	{"links in nested boxes", FormatHTML, "", "<div><a href=#x>top</a>", ""},
	{"nested div", FormatHTML, "", "<div>", "a"},
	{"nested div with text", FormatHTML, "", "<div>a", ""},
	{"stray ends", FormatHTML, strings.Repeat("<div>", 400), "</p></li></td>", "a"},
	{"ends in a cell", FormatHTML, "<div><table><td>" + strings.Repeat("<section>", 300), "a</div>", ""},
	{"nested lists", FormatHTML, "", "<ul><li>a", ""},
	{"nested tables", FormatHTML, "", "<table><tr><td>a", ""},
	{"rows", FormatHTML, "<table>", "<tr><th>a<td>b", ""},
	{"labels", FormatHTML, "<table><tr>", "<th>a", "<td>b"},
	{"spans", FormatHTML, "<table><tr>", "<td colspan=100 rowspan=100>a", ""},
	{"bold", FormatHTML, "", "<b>", "a"},
	{"bold words", FormatHTML, "", "<b>a", ""},
	{"anchors", FormatHTML, "", "<a href=x>a", ""},
	{"list of links", FormatHTML, "<ul>", "<li><a href=x>a</a>", "</ul><p>a b c d e f g h i j。"},
	{"angles in HTML", FormatHTML, "", "<", ""},
	{"unclosed tag", FormatHTML, "a", "<a b='", ""},
	{"attributes", FormatHTML, "a<a ", "b=c ", ">b"},
	{"unclosed comment", FormatHTML, "a<!--", "<!--", ""},
	{"bogus comments", FormatHTML, "a", "<!x", ""},
	{"unclosed PHP", FormatHTML, "a<?php ", "<?php ", ""},
	{"PHP", FormatHTML, "a", "<?", "?>"},
	{"ASP", FormatHTML, "a", "<%", "</script%>"},
	{"braces in HTML", FormatHTML, "a", "{", ""},
	{"Smarty", FormatHTML, "{$a}{/if}", "{a ", ""},
	{"entities in HTML", FormatHTML, "", "&amp;", ""},
	{"bare ampersands", FormatHTML, "", "&a", ""},
	{"breaks", FormatHTML, "", "<br>", "a"},
	{"lines", FormatHTML, "", "a<br>", ""},
	{"line feeds in text", FormatHTML, "", "あ\n", ""},
	{"spaces beyond ASCII", FormatHTML, "a", "\u00A0", "a"},
	{"ruby", FormatHTML, "", "<ruby>漢<rt>か", ""},
	{"unclosed script", FormatHTML, "a<script>", "</scrip", ""},
	{"textarea", FormatHTML, "<textarea>", "a\n", ""},
	{"no format", "", "", "<a ](b {{ | **", ""},
}

// TestCost reads each hostile text at two sizes, one sixteen times the other.
// Where reading is linear that is sixteen times the work, and some more for
// memory; where it is quadratic, two hundred and fifty-six times.
func TestCost(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			text := func(size int) []byte {
				return []byte(h.before + strings.Repeat(h.piece, size/len(h.piece)) + h.after)
			}
			if f, err := Read("f", text(5000), Options{Format: h.format, Encoding: "utf-8"}); err == nil {
				checkFile(t, f)
			}
			const size, times, enough = 20_000, 16, 3
			read := func(data []byte) func() {
				return func() { _, _ = Read("f", data, Options{Format: h.format, Encoding: "utf-8"}) }
			}
			growth := cputime.Growth(times, enough, read(text(size)), read(text(times*size)))
			t.Logf("×%.2f", growth)
			if growth > enough {
				t.Errorf("%d times the text costs %.1f times as much for a byte", times, growth)
			}
		})
	}
}
