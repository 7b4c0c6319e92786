package ingest

import (
	"fmt"
	"strings"
	"testing"
)

// show returns a line as its role and what else is set, a bar, and its words:
// "item2 - | words" is an item of depth 2 whose bullet was stripped.
func show(f *File, l Line) string {
	s := l.Role.String()
	if l.Level > 0 {
		s += fmt.Sprint(l.Level)
	}
	if l.Row > 0 {
		s += fmt.Sprintf(" %d.%d", l.Row, l.Column)
	}
	if l.Header {
		s += " header"
	}
	if l.Bold {
		s += " bold"
	}
	if !l.Bullet.Empty() {
		s += " " + strings.TrimSpace(f.Source.Slice(l.Bullet))
	}
	return s + " | " + f.View.Slice(l.Span)
}

func shown(f *File) string {
	var out []string
	for _, l := range f.Lines {
		out = append(out, show(f, l))
	}
	return strings.Join(out, "\n")
}

type formatTest struct{ reason, in, want string }

func runFormat(t *testing.T, format string, tests []formatTest) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			f, err := Read("f", []byte(test.in), Options{Format: format})
			if err != nil {
				t.Fatal(err)
			}
			checkFile(t, f)
			if got := shown(f); got != test.want {
				t.Errorf("%s\n%s\n-- becomes --\n%s\n-- want --\n%s", test.reason, test.in, got, test.want)
			}
		})
	}
}

func TestMarkdown(t *testing.T) {
	runFormat(t, FormatMarkdown, []formatTest{
		{"headings lose their marks", "# 方針 #\n##\t目的 {#purpose}\n### C# ##\n", "heading1 | 方針\nheading2 | 目的\nheading3 | C#"},
		{"seven marks, or none behind white space, are text", "####### a\n#b\n", "text | ####### a\ntext | #b"},
		{"an underlined line is a heading", "方針\n====\n\n目的\n--\n---\n\n目的\n---\n", "heading1 | 方針\ntext | 目的\ntext | --\nheading2 | 目的"},
		{"the mark of a footnote is no text, its text is", "### 免責[^1]\n\n保証しません。[^2]\n\n[^1]: 法による。\n", "heading3 | 免責\ntext | 保証しません。\ntext | 法による。"},
		{"an underlined sentence is not", "定めます。\n---\n次\n", "text | 定めます。\ntext | 次"},
		{"nor the last line of several", "a\nb\n---\n", "text | a\ntext | b"},
		{"an item may be a heading, whose number stays", "1. ## 目的\n- ### 氏名\n", "heading2 | 1. 目的\nheading3 - | 氏名"},
		{"the number of a list before a numbered heading is a bullet", "2.  1\\. Data\n    -------\n3. ### 3. Use\n", "heading2 2. | 1. Data\nheading3 3. | 3. Use"},
		{"bullets are stripped, numbers stay", "- a\n* b\n+ c\n1. d\n2) e\n", "item1 - | a\nitem1 * | b\nitem1 + | c\nitem1 | 1. d\nitem1 | 2) e"},
		{"depth is by indentation", "- a\n  - b\n    1. c\n  - d\n- e\n", "item1 - | a\nitem2 - | b\nitem3 | 1. c\nitem2 - | d\nitem1 - | e"},
		{"a paragraph on the left ends the list", "- a\n  - b\n\nc\n\n    - d\n", "item1 - | a\nitem2 - | b\ntext | c\nitem1 - | d"},
		{"a paragraph inside of an item does not", "- a\n\n  b\n\n  - c\n", "item1 - | a\ntext | b\nitem2 - | c"},
		{"other marks are text", "・a\n• b\n(1) c\n① d\nイ e\n-f\n－ g\n1.h\n", "text | ・a\ntext | • b\ntext | (1) c\ntext | ① d\ntext | イ e\ntext | -f\ntext | - g\ntext | 1.h"},
		{"a mark behind a bullet stays", "- ・a\n- (1) b\n", "item1 - | ・a\nitem1 - | (1) b"},
		{"a number where a sentence wraps begins no item", "as said in Article\n12. of the Act\n", "text | as said in Article\ntext | 12. of the Act"},
		{"a number behind the end of a sentence does", "次のとおり。\n2. 目的\n", "text | 次のとおり。\nitem1 | 2. 目的"},
		{"years are no numbers of items", "2020. 4. 1\n", "text | 2020. 4. 1"},
		{"emphasis goes; strong words make a line bold", "**目的**\n**a** b\n*c*\n(1) **d**\n__e__ ***f***\n", "text bold | 目的\ntext | a b\ntext | c\ntext bold | (1) d\ntext bold | e f"},
		{"emphasis beside Japanese punctuation", "**「同意」**とは**（注）**です。\n", "text | 「同意」とは(注)です。"},
		{"emphasis over lines", "**a\nb** c\n", "text bold | a\ntext | b c"},
		{"a space before closing stars", "**Note **that\n", "text | Note that"},
		{"stars that are no emphasis", "*1 a *2 b\n5*3*2\n** a\n* * *x\na ** b\n", "text | *1 a *2 b\ntext | 5*3*2\ntext | ** a\nitem1 * | * *x\ntext | a ** b"},
		{"underscores inside of words stay", "snake_case_name _a_ __b\n______ c\n", "text | snake_case_name a __b\ntext | ______ c"},
		{"struck words stay, without the marks", "~~a~~ b ~c~\n", "text | a b ~c~"},
		{"escaped marks show", "\\*a\\* \\_b\\_ 1\\. c \\x\n", "text | *a* _b_ 1. c \\x"},
		{"code shows as it is", "`*a* [b](c)` ``x`y`` `z\n", "text | *a* [b](c) x`y `z"},
		{"links show their words", "[a](b) [c](<d e> \"t\") [f](g(h)i) [](j)k\n", "text | a c f k"},
		{"what only looks like a link is text", "[a] (b) [c](d e) [f](g\n", "text | [a] (b) [c](d e) [f](g"},
		{"referred links, whose targets go", "[r]: https://x.example 'T'\n[a][r] [r] [R][] [s]\n", "text | a r R [s]"},
		{"a note that looks like one stays", "[注]: 次のとおり\n", "text | [注]: 次のとおり"},
		{"pictures are no text", "![図](a.png)b [![c](d)](e)\n", "text | b"},
		{"addresses in angles", "<https://x.example/a_b_c> <a@b.example> <mailto:c@d.example>\n", "text | https://x.example/a_b_c a@b.example mailto:c@d.example"},
		{"tags go, <br> breaks", "a<br>b <span class=\"x\">c</span> <B>d</B>\n", "text | a\ntext | b c d"},
		{"angles that are no tags stay", "<個人情報> <Address> <title> a<b <3\n", "text | <個人情報> <Address> <title> a<b <3"},
		{"entities show what they stand for", "&amp;&lt;b&gt;&nbsp;&copy;&#12354;&#x3044; AT&T &x;\n", "text | &<b> ©あい AT&T &x;"},
		{"comments go, over lines", "a<!-- b -->c\n<!--\nd\n\n-->\ne <!-- f\ng --> h\n", "text | ac\ntext | e\ntext | h"},
		{"a comment that is not closed is text", "a\n<!-- b\n", "text | a\ntext | <!-- b"},
		{"tables become cells", "|a|b|\n|-|:-:|\n| 1 \\| 2 | `x|y` |\n|| z<br>w |\n\nc\n",
			"cell 1.1 header | a\ncell 1.2 header | b\ncell 2.1 | 1 | 2\ncell 2.2 | x|y\ncell 3.2 | z\ncell 3.2 | w\ntext | c"},
		{"bars alone are no table", "a | b\nc | d\n", "text | a | b\ntext | c | d"},
		{"fences go, their text stays as it is", "```json\n# a\n\n- b\n```\nc\n", "text | # a\ntext | - b\ntext | c"},
		{"a row of marks that nothing closes only divides", "~~~~~~\na\n＊＊＊＊\nb\n────\n", "text | a\ntext | b"},
		{"lines of attributes go", "# a\n{: .b #c}\nd {: datetime=\"2025\" }\n", "heading1 | a\ntext | d"},
		{"quotations lose their marks", "> a\n> - b\n>c\n", "text | a\nitem1 - | b\ntext | >c"},
		{"hard breaks are line ends", "a  \nb\\\nc\n", "text | a\ntext | b\ntext | c"},
		{"blocks of HTML are HTML", "a\n\n<ul>\n<li>b</li>\n<li>c\nd</li>\n</ul>\n\n*e*\n\n<table><tr><th>f</th><td>g</td></tr>\n\n<tr><td>h</td><td>i</td></tr></table>\n",
			"text | a\nitem1 | b\nitem1 | c d\ntext | e\nterm 1.1 header | f\ncell 1.2 | g\ncell 2.1 | h\ncell 2.2 | i"},
		{"scripts go, with blank lines in them", "a\n\n<script>\nb\n\nc\n</script>\n\nd\n", "text | a\ntext | d"},
		{"template code goes", "当社「{{name}}」は{% if a %}次{% endif %}\n[opt key=\"x\"]です\n", "text | 当社「」は次\ntext | です"},
		{"white space at both ends goes, of every width", "\u3000\u3000字\u3000字\u3000\r\n\t b\u00A0\n", "text | 字 字\ntext | b"},
		{"lines end with CR LF, CR or LF", "a\r\nb\rc\nd", "text | a\ntext | b\ntext | c\ntext | d"},
		{"NUL and invalid bytes show", "あ\x00い\xffうえ\n", "text | あ\uFFFDい\uFFFDうえ"},
	})
}

func TestHTML(t *testing.T) {
	runFormat(t, FormatHTML, []formatTest{
		{"blocks are lines", "<h1>a</h1><p>b<p>c<div>d</div>e", "heading1 | a\ntext | b\ntext | c\ntext | d\ntext | e"},
		{"<br> breaks", "<p>a<br>b<BR/>c", "text | a\ntext | b\ntext | c"},
		{"a line feed between Japanese is nothing", "<p>当社\n  は、\nA\nB\n社", "text | 当社は、 A B 社"},
		{"white space collapses", "<p> a \t\n b&nbsp; &emsp;c\u3000\u3000d ", "text | a b c d"},
		{"white space at tags is kept once", "<p>a <b> b </b> c<i>d</i> 。</p>", "text | a b cd 。"},
		{"inline tags join", "<p>個<b>人</b>情<span>報</span></p>", "text | 個人情報"},
		{"the end tags of items may be missing", "<ul><li>a<li>b<ul><li>c</ul>d<li>e</ul>f", "item1 | a\nitem1 | b\nitem2 | c\ntext | d\nitem1 | e\ntext | f"},
		{"a list inside of a list, without an item", "<ol><li>a</li><ul><li>b</li></ul><li>c</li></ol>", "item1 | a\nitem2 | b\nitem1 | c"},
		{"an item outside of a list", "<li>a<li>b", "item1 | a\nitem1 | b"},
		{"only an item's first line is one", "<ul><li><p>a<p>b<br>c</ul>", "item1 | a\ntext | b\ntext | c"},
		{"a heading in an item is a heading", "<ul><li><h3>a</h3><p>b</ul>", "heading3 | a\ntext | b"},
		{"marks in items stay", "<ul><li>・a<li>(1) b</ul>", "item1 | ・a\nitem1 | (1) b"},
		{"terms and details, by row", "<dl><dt>a<dd>b<dd>c<dt>d<dt>e<dd><ul><li>f</ul></dl>", "term 1.0 | a\ndetail 1.0 | b\ndetail 1.0 | c\nterm 2.0 | d\nterm 2.0 | e\nitem1 | f"},
		{"tables, by row and column", "<table><tr><th>a<th>b<tr><td>c<td>d<br>e</table>", "cell 1.1 header | a\ncell 1.2 header | b\ncell 2.1 | c\ncell 2.2 | d\ncell 2.2 | e"},
		{"a <th> before <td> is a label", "<table><tr><th>a</th><td>b</td></tr><tr><th>c</th><td>d</td></tr></table>", "term 1.1 header | a\ncell 1.2 | b\nterm 2.1 header | c\ncell 2.2 | d"},
		{"the cells of <thead> are headers", "<table><thead><tr><td>a<td>b<tbody><tr><td>c<td>d</table>", "cell 1.1 header | a\ncell 1.2 header | b\ncell 2.1 | c\ncell 2.2 | d"},
		{"spans move columns", "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e</table>", "cell 1.1 | a\ncell 1.2 | b\ncell 1.4 | c\ncell 2.2 | d\ncell 2.3 | e"},
		{"a table of one column only places", "<table><tr><td>a<tr><td>b</table>", "text | a\ntext | b"},
		{"a table around headings only places", "<table><tr><td>a<td><h2>b</h2>c</table>", "text | a\nheading2 | b\ntext | c"},
		{"so does a table around a table", "<table><tr><td>a<td>b<table><tr><td>c<td>d</table></table>", "text | a\ntext | b\ncell 1.1 | c\ncell 1.2 | d"},
		{"a heading in a <th> is a label", "<table><tr><th><h4>a</h4><td>b</table>", "term 1.1 header | a\ncell 1.2 | b"},
		{"a cell outside of a table is text", "<td>a</td>b", "text | a\ntext | b"},
		{"a list in a cell is a list", "<table><tr><td>a<td><ul><li>b</ul></table>", "cell 1.1 | a\nitem1 1.2 | b"},
		{"a stray end tag in a cell closes nothing outside", "<div><table><tr><td>a</div><td>b</table></div>c", "cell 1.1 | a\ncell 1.2 | b\ntext | c"},
		{"strong lines are bold", "<p><b>a</b><p><strong>b</strong>c<p>(1)<b>d</b>", "text bold | a\ntext | bc\ntext bold | (1)d"},
		{"<b> that is not closed ends with its block", "<p><b>a<p>b", "text bold | a\ntext | b"},
		{"scripts, styles and pictures are no text", "a<script>b<p></script><style>c</style><svg><title>d</title></svg><noscript>e</noscript><template><p>f</template><img alt=g>h", "text | ah"},
		{"what is clicked open is text", "<div hidden>a</div><div style='display:none'>b</div><details><summary>c</summary>d</details>", "text | a\ntext | b\ntext | c\ntext | d"},
		{"readings of characters are no text", "<ruby>個人<rp>(</rp><rt>こじん</rt><rp>)</rp></ruby>情報", "text | 個人情報"},
		{"forms can hold policies", "<textarea>a\n b</textarea><select><option>c</select><button>d</button>", "text | a\ntext | b\ntext | d"},
		{"<pre> keeps its lines", "<pre>a\n  b\n\nc</pre>", "text | a\ntext | b\ntext | c"},
		{"comments go", "a<!-- b > c -->d<![if x]>e<![endif]>", "text | ade"},
		{"entities, with and without semicolon", "<p>&lt;&copy2020 &amp;amp; &#12354&#x3044; &bogus; &\n&reg", "text | <©2020 &amp; あい &bogus; & ®"},
		{"entities that are white space or nothing", "<p>a&nbsp;&#12288;b&shy;c&#8203;d&zwnj;e", "text | a bcd\u200ce"},
		{"entities in normal form", "<p>&#65313;&#9312;&half;&#x338f;", "text | A①1⁄2kg"},
		{"PHP goes, with > in it", "<?php if ($a > 1) { echo '<p>'; } ?>a<?= $b->c ?>d<?php\ne();", "text | ad"},
		{"PHP in attributes", "<p class=\"<?php echo $a > 1 ? 'x' : \"y\" ?>\">b", "text | b"},
		{"ASP and ERB go", "<% if a > b %>a<%= c %>b<% end %>", "text | ab"},
		{"tags in braces go", "{# c #}{% if a > b %}x{{ y }}z{/if}{$name}w", "text | xzw"},
		{"Smarty where it is used", "{include file='a'}x{if $a > 1}y{/if}{* c *}z{$d|h}", "text | xyz"},
		{"braces in running text stay", "<p>{ a } {あ} {1} {}", "text | { a } {あ} {1} {}"},
		{"front matter goes", "---\ntitle: T\n---\n<p>a", "text | a"},
		{"a broken page", "</p></div><p>a</b></td>b<h2>c<h3>d</h2>e</foo><bar>f", "text | ab\nheading2 | c\nheading3 | d\ntext | ef"},
	})
}
