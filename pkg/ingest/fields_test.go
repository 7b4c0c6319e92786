package ingest

import (
	"fmt"
	"strings"
	"testing"
)

// TestLayout checks the numbers that say how lines lie: block, gap, indent, page.
func TestLayout(t *testing.T) {
	for _, test := range []struct{ reason, format, in, want string }{
		{"a paragraph is a block, blank lines are gaps", FormatText, "a\nb\n\n\nc\n", "a 1 0 0 0, b 1 0 0 0, c 2 2 0 0"},
		{"white space before a line is its indent, full-width counts two", FormatText, " a\n\u3000b\n\tc\n \u3000d\n", "a 1 0 1 0, b 1 0 2 0, c 1 0 4 0, d 1 0 3 0"},
		{"each item is a block with the lines that follow it", FormatText, "- a\n  b\n- c\n", "a 1 0 0 0, b 1 0 2 0, c 2 0 0 0"},
		{"a rule is a gap", FormatText, "a\n\n---\n\nb\n", "a 1 0 0 0, b 2 3 0 0"},
		{"form feeds begin pages", FormatText, "a\f\nb\nc\fd", "a 1 0 0 1, b 2 1 0 2, c 2 0 0 2, d 3 0 0 3"},
		{"a comment is no gap", FormatMarkdown, "a\n<!-- b -->\nc\n", "a 1 0 0 0, c 1 0 0 0"},
		{"front matter is no gap", FormatMarkdown, "---\na: b\n---\nc\n", "c 1 0 0 0"},
		{"every block of HTML begins with a gap", FormatHTML, "<p>a<p>b<br>c<br><br>d<div>e", "a 1 1 0 0, b 2 1 0 0, c 2 0 0 0, d 2 1 0 0, e 3 1 0 0"},
		{"the indent of HTML is the depth of lists", FormatHTML, "<ul><li>a<ul><li>b</ul>c</ul>d", "a 1 1 1 0, b 2 1 2 0, c 3 1 1 0, d 4 1 0 0"},
		{"a cell's lines are a block", FormatHTML, "<table><tr><td>a<br>b<td>c</table>", "a 1 1 0 0, b 1 0 0 0, c 2 1 0 0"},
	} {
		f, err := Read("f", []byte(test.in), Options{Format: test.format})
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		checkFile(t, f)
		var got []string
		for _, l := range f.Lines {
			got = append(got, fmt.Sprint(f.View.Slice(l.Span), l.Block, l.Gap, l.Indent, l.Page))
		}
		for i, s := range got {
			got[i] = s[:1] + " " + s[1:]
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s: %q becomes\n%s, want\n%s", test.reason, test.in, s, test.want)
		}
	}
}

func TestLinks(t *testing.T) {
	for _, test := range []struct{ reason, format, in, want string }{
		{"words and target", FormatMarkdown, "[a b](http://x.example/?a=1&amp;b=\\_) c", "a b -> http://x.example/?a=1&b=_"},
		{"a link in angles", FormatMarkdown, "<mailto:a@b.example>", "mailto:a@b.example -> mailto:a@b.example"},
		{"a referred link is where it is defined", FormatMarkdown, "[a][r]\n\n[r]: <http://x.example>\n", "a -> http://x.example"},
		{"a link of a picture has no words", FormatMarkdown, "a [![b](c)](d)", " -> d"},
		{"a link over lines", FormatMarkdown, "[a\nb](c)", "a\nb -> c"},
		{"strong words in a link", FormatMarkdown, "[**a**](b)", "a -> b"},
		{"HTML in Markdown", FormatMarkdown, "a <a href=\"b\">c</a>", "c -> b"},
		{"links do not nest", FormatMarkdown, "[a [b](c) d](e)", "b -> c"},
		{"entities in targets", FormatHTML, "<a href='x?a&amp;b'>c</a> <a href=d>e</a>", "c -> x?a&b, e -> d"},
		{"an anchor without target is no link", FormatHTML, "<a name=x>b</a>c", ""},
		{"a link that is not closed ends with its block", FormatHTML, "<p><a href=x>b<p>c", "b -> x"},
		{"a link begins where its words do", FormatHTML, "<p>a <a href=x> <b> b</b> </a>c", "b -> x"},
		{"a link over blocks", FormatHTML, "<a href=x><p>b<p>c</a>d", "b\nc -> x"},
	} {
		f, err := Read("f", []byte(test.in), Options{Format: test.format})
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		checkFile(t, f)
		var got []string
		for _, l := range f.Links {
			got = append(got, f.View.Slice(l.Span)+" -> "+l.Target)
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s: %q has %q, want %q", test.reason, test.in, s, test.want)
		}
	}
}

func TestNotes(t *testing.T) {
	for _, test := range []struct{ reason, format, in, want string }{
		{"a variable in text", FormatMarkdown, "a {{ name }} b", "1:3 unfilled template variable {{ name }}"},
		{"a variable alone on its line", FormatMarkdown, "a\n\n[opt key=\"v\"]\n", `3:1 unfilled template variable [opt key="v"]`},
		{"a control tag in text, but not alone", FormatMarkdown, "a{% if b %}c\n{% endif %}\n", "1:2 template code left out: {% if b %}"},
		{"PHP in text, but not around it", FormatHTML, "<?php head(); ?><p>a<?php b() ?>c<?= $d ?></p><?php foot();", "1:21 template code left out: <?php b() ?>, 1:34 unfilled template variable <?= $d ?>"},
		{"not in attributes", FormatHTML, "<p class='<?= $a ?>'>b</p>", ""},
		{"a variable in a comment, as EC-CUBE writes them", FormatHTML, "<p><!--{$name|h}-->(以下「当社」)<!--{if $a}-->", "1:4 unfilled template variable <!--{$name|h}-->"},
		{"bytes that do not fit", FormatText, "ああ\xffあ\n\xfe", "1:3 here and at 1 more places the bytes are none of utf-8"},
		{"an element that hides the rest", FormatHTML, "a<canvas>b", "1:2 the element is not closed: what follows it is left out"},
		{"long code is cut", FormatHTML, "a<?php " + strings.Repeat("x", 200) + " ?>b", "1:2 template code left out: <?php " + strings.Repeat("x", 53) + "…"},
	} {
		f, err := Read("f", []byte(test.in), Options{Format: test.format, Encoding: "utf-8"})
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		checkFile(t, f)
		var got []string
		for _, n := range f.Notes {
			got = append(got, f.Source.Position(n.Span.Start).String()+" "+n.Message)
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s: %q has notes\n%s, want\n%s", test.reason, test.in, s, test.want)
		}
	}
}

func TestTitle(t *testing.T) {
	for _, test := range []struct{ reason, format, in, want string }{
		{"YAML", FormatMarkdown, "---\nlayout: x\ntitle: \"方針 \\\"A\\\"\"\n---\na", `方針 "A"`},
		{"YAML in single quotes", FormatMarkdown, "---\ntitle: 'It''s'\nlist:\n  - x\n- y\n\n# c\n---\na", "It's"},
		{"TOML", FormatMarkdown, "+++\ntitle = \"T\"\n+++\na", "T"},
		{"behind a byte order mark", FormatText, "\uFEFF---\ntitle: T\n---\na", "T"},
		{"text between rules is no front matter", FormatMarkdown, "---\ntitle\n---\na", ""},
		{"front matter is closed", FormatMarkdown, "---\ntitle: T\na", ""},
		{"HTML", FormatHTML, "<title> A &amp; B\nＣ </title>a", "A & B C"},
		{"the first of several", FormatHTML, "<svg><title>S</title></svg><title>A</title><title>B</title>a", "A"},
		{"front matter of HTML", FormatHTML, "---\ntitle: T\n---\n<title>U</title>a", "T"},
	} {
		f, err := Read("f", []byte(test.in), Options{Format: test.format})
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		checkFile(t, f)
		if f.Title != test.want {
			t.Errorf("%s: %q is called %q, want %q", test.reason, test.in, f.Title, test.want)
		}
	}
}

func TestNavigation(t *testing.T) {
	const text = "<p>当社は、個人情報を適切に取り扱います。</p>"
	for _, test := range []struct{ reason, in, want string }{
		{"<nav> goes", "<nav><a href=/>A</a> <span>B</span></nav>" + text, ""},
		{"but not with a sentence in it", "<nav><p>お知らせです。</p><ul><li><a href=/a>A</a><li><a href=/b>B</a></ul></nav>" + text, "お知らせです。"},
		{"a menu by class goes, if it has links", "<div class='g-nav x'><a href=/>A</a>B</div><div class=nav>C</div>" + text, "C"},
		{"a class that only contains such a word is no menu", "<div class='navy'><a href=/>A</a>B</div>" + text, "AB"},
		{"an <aside> of notes stays", "<aside><p>注1</p></aside>" + text, "注1"},
		{"a header of links goes, its title stays", "<header><h1>方針</h1><ul><li><a href=/a>A</a><li><a href=/b>B</a></ul></header>" + text, "方針"},
		{"a list of links before the text goes", "<ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>" + text, ""},
		{"a list of links behind the text goes", text + "<div><ul><li><a href=/a>A</a><li><a href=/b>B</a></ul></div>", ""},
		{"a list of links within the text stays", text + "<ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>" + text, "A B"},
		{"a list of links that a sentence introduces stays", text + "<ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>", "A B"},
		{"so does one below a heading", text + "<div><h2>様式</h2><ul><li><a href=/a>A</a><li><a href=/b>B</a></ul></div>", "様式 A B"},
		{"a table of contents goes anywhere", text + "<ul><li><a href=#a>A</a><li><a href=#b>B</a></ul>" + text, ""},
		{"a list that is half text stays", "<ul><li><a href=/a>A</a> の説明<li><a href=/b>B</a> の説明</ul>" + text, "A の説明 B の説明"},
		{"mail addresses are no navigation", "<ul><li><a href=mailto:a>A</a><li><a href=tel:1>B</a></ul>" + text, "A B"},
		{"one link is no menu", "<p><a href=/a>様式</a></p>" + text, "様式"},
		{"the way back up goes", text + "<p><a href=#>ページの先頭へ</a></p>" + text, ""},
		{"a clause that opens on a click stays", "<p><a href=#c1>第1条</a></p>" + text, "第1条"},
		{"breadcrumbs go", "<ul><li><a href=/>ホーム</a> &gt;<li><a href=/c>会社</a><li>方針</ul>" + text, ""},
		{"breadcrumbs on a line go", "<p><a href=/>HOME</a> &gt; <a href=/c>会社</a> ＞ 方針</p><div>トップ / ページ</div>" + text, "トップ / ページ"},
		{"a list that begins with a link is no breadcrumb", "<ul><li><a href=/>規約</a><li>方針</ul>" + text, "規約 方針"},
		{"a page of links alone is left as it is", "<ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>", "A B"},
		{"a cookie notice with sentences stays", "<div class=cookie>Cookieを使います。<a href=/c>設定</a></div>" + text, "Cookieを使います。設定"},
		{"English sentences are sentences", "<nav><p>We use your personal information to provide the service.</p></nav>" + text, "We use your personal information to provide the service."},
		{"what stands below the main part goes", "<header><h1>方針</h1></header><main>" + strings.Repeat(text, 5) + "</main><footer><h2>本社</h2><p>電話でどうぞ。</p>東京都</footer>", "方針"},
		{"so it does by role or class", "<div role=main>" + strings.Repeat(text, 5) + "</div><div class='site-footer'><p>電話でどうぞ。</p></div><div role=contentinfo>東京都</div>", ""},
		{"but not if the page has no main part", strings.Repeat(text, 5) + "<footer><h2>本社</h2><p>電話でどうぞ。</p></footer>", "本社 電話でどうぞ。"},
		{"unless it has a notice of copyright at its end, which stays", strings.Repeat(text, 15) + "<footer><p>〒100-0001 東京都</p><p>Copyright © 2024 みどり商店 All Rights Reserved.</p></footer>", "Copyright © 2024 みどり商店 All Rights Reserved."},
		{"and stands below all else", "<footer><p>東京都</p><p>© みどり商店</p></footer>" + strings.Repeat(text, 5), "東京都 © みどり商店"},
		{"nor within the main part", "<main>" + strings.Repeat(text, 5) + "<footer><p>電話でどうぞ。</p></footer></main>", "電話でどうぞ。"},
		{"nor if the main part says nothing", "<main>方針</main>" + text + "<footer><p>電話でどうぞ。</p></footer>", "方針 電話でどうぞ。"},
		{"nor if it is a good part of the page", "<main>" + text + "</main><footer><p>電話でどうぞ。</p></footer>", "電話でどうぞ。"},
		{"rows of marks go", "<p>＊＊＊＊＊＊</p><p>――――――</p><p>○</p><p>…………</p>" + text, "○ ............"},
	} {
		f, err := Read("f.html", []byte(test.in), Options{Format: FormatHTML})
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		checkFile(t, f)
		var got []string
		for _, l := range f.Lines {
			if s := f.View.Slice(l.Span); s != "当社は、個人情報を適切に取り扱います。" {
				got = append(got, s)
			}
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s: %q stays, want %q", test.reason, s, test.want)
		}
	}
}

// Boxes within boxes that are left out are told of once.
func TestLeftOutIsToldOnce(t *testing.T) {
	in := "<main>" + strings.Repeat("<p>当社は、個人情報を適切に取り扱います。</p>", 5) + "</main>" +
		"<footer><div class=footer><div class=footer-inner><p>電話でどうぞ。</p></div></div></footer>"
	f, err := Read("f.html", []byte(in), Options{Format: FormatHTML})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Notes) != 1 {
		t.Errorf("notes: %v, want one", f.Notes)
	}
}
