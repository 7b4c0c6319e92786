package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

var textSeeds = []string{
	"個人情報保護方針\n\n1. 取得\n- ・氏名\n  * 住所\n",
	"---\ntitle: \"方針\"\n---\n# A #\nB\n===\n",
	"**太字**と[リンク](http://example.com \"t\") `code` \\*x\\* ![図](a.png)\n",
	"| a | b |\n|---|:-:|\n| 1 \\| 2 | <br>3 |\n",
	"a<!-- c\n\nd -->e {{ name }} {% if x %} <?php echo 1 ?> [get key=\"v\"]\n",
	"```\ncode\n```\n<div>\n<p>html</p>\n\n</div>\n",
	"[x]: http://example.com\n[x] [y][x] <https://example.com> <a@b.c> <b>t</b>\n",
	"1.  ### 見出し\n2.  1\\. x\n    ---\n> q\n\f\u3000字\u3000\r\n\rｶﾞ①\u200b\x00\xff\n",
	"*a **b* c** ~~d~~ __e__ ***f*** _g_ &amp; &nbsp; &#x3042; &copy\n",
	"方針\n  目的    項目\n配送のため  住所\n請求の    口座\nため\n- 1 -\n\f方針\n•\n•\n\n氏名\n住所\n\n2\n\f続き {{a  b}}  c\n",
	"Purpose\nTo send\ngoods\n\nData\nName, date of\nbirth\n\nBank details Contract\n1\n\f> a    b\n> c    d\n> e    <!-- f\n-->  g\n\f",
	"- a\n  - [b](<c d> 't')\n    1) ## c ## {#d}\n      ===\n+ `a``b`\n\n  > - e\n~~~\nf\n~~~\n|a|\n|-|\n|`|`|\n",
	"<table>\n<tr><td>a<td>b\n\n<ul><li>c</li>\n</ul>\n\n</table>\nd <br/>e <A HREF='f'>g</A> <b>h\n\n<template>\n\ni</template>\n",
}

var htmlSeeds = []string{
	"<!doctype html><title>T &amp; U</title><h1>方針</h1><p>当社\nは<br><br>b</p>",
	"<ul><li>a<ul><li>b</ul>c<li><p>d<p>e</ul><ol><li><h3>h</h3>f</ol>",
	"<table><tr><th>k<td colspan=2>v<tr><td rowspan=2>a<td>b<tr><td>c</table><dl><dt>t<dd>d<dt>u</dl>",
	"<nav><a href=/>HOME</a></nav><p>a b c d e f g h i j。</p><div><a href=/a>x</a><a href=/b>y</a></div>",
	"<p><?php if ($a > 1) { ?>x<?= $y ?></p><% a %>{{ b > c }}{$d}<!--{$e}-->",
	"<p>a&nbsp;&emsp;b&#12354;&copy2020 &bogus; &amp <b>c</b> <a name=x>d</a><pre>1\n 2</pre>",
	"<div><script>x</script><svg><title>s</title></svg><template>t</template><ruby>漢<rt>かん</ruby><textarea>a\nb</textarea>",
	"<p>x<!-- unclosed <p>y",
	"<table><thead><tr><th rowspan=3>a<th colspan=9>b<tbody><tr><td>c<tr><th>d<td rowspan=0>e</table><table><tr><td><h2>f</h2></table>",
	"<div id=cookie-banner>g。</div><header><h1>h</h1><a href=/>i</a></header><div class='breadcrumb nav'><a href=/>TOP</a> &gt; j</div><footer><a href=#top>k</a></footer><p>l。",
	"<details><summary>a</summary>b<p hidden>c</details><dl><dt>d<dt>e<dd>f<dl><dd>g</dl><dt>h</dl><p>1) i<br>2) j<br><br>・k",
	"<b>a<p>b</b>c<i><b>d</i></b><a href=e>f<a href='&amp;g'>h</a><h3><a name=i>j</a></h3><ol start=3><li value=5>k",
	"{$a}{if $b}c{/if}{include file=d}<% e %><p title='{{f}}'>{% g %}h<?php i ?><!--{$j}-->[k l=\"m\"]&#10;&#x2028;&#13;&zwnj;",
	"<table><td><table><tr><td>x</table><h2>y</h2></td><caption>z</caption></table></div></td>w",
}

var docxSeeds = []string{
	pp("個人情報保護方針") + item(1, 0, "氏名") + item(1, 1, "住所") + item(2, 0, "a") + item(3, 2, "b"),
	tbl(tr(tc(wp("", wb("目的"))), tc(pp("項目"))), tr(tc(pp("a")+tbl(tr(tc(pp("b"))))), tc(item(1, 0, "")))),
	wp("<w:rPr><w:del/></w:rPr>", wr("a{{b}}")) + wp(`<w:pStyle w:val="loop"/>`, "<w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>y</w:t></w:r>") + pp("z"),
	"<w:p><w:r><w:txbxContent>" + pp("a") + "<w:p><w:p>" + wr("b") + "</w:p></w:p></w:txbxContent></w:r>" + wr("c") + "</w:p>",
	wp("", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x" \l "y"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`+wr("b")+"<w:r><w:br/><w:tab/></w:r>"+`<w:r><w:footnoteReference w:id="1"/></w:r>`),
	"<w:p><w:pPr><w:rPr><mc:AlternateContent><w:p/></mc:AlternateContent><w:del/></w:rPr></w:pPr></w:p>" + pp("a"),
	item(1, 0, "a") + item(2, 1, "b") + "\x00" + abstract(0, lvl(0, "decimal", "%1.&#10;", ""), lvl(1, "custom", "%1%2", "")) + num(1, 0, "") + num(2, 0, ""),
	wp(`<w:pStyle w:val="y"/>`, wr("a")) + "\x00" + testNumbering + "\x00" + testStyles,
	tbl("<w:tr><w:trPr><w:tblHeader/></w:trPr>"+tc(pp("目的"))+tc(pp("項目"))+"</w:tr>", tr(tc("<w:tcPr><w:gridSpan w:val=\"2\"/><w:shd w:fill=\"ccc\"/></w:tcPr>"+pp("a")))) + wp(`<w:framePr w:dropCap="drop"/>`, wr("W")) + tbl(tr(tc(pp("b")))),
	"<w:p><w:hyperlink w:anchor=\"a\"><w:r><w:t>b</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:hyperlink><w:ins>" + wr("c") + "</w:ins><w:moveFrom>" + wr("d") + "</w:moveFrom></w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + pp("e") + "</w:sdtContent></w:sdt>",
	"<w:tc>" + pp("a") + "</w:tc><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"9999999\"/></w:tcPr></w:tc></w:tr><w:t>b</w:t>",
}

func fuzzFormat(f *testing.F, format string, seeds []string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		file, err := readWithin(t, "f", []byte(s), Options{Format: format, Encoding: "utf-8"})
		if err != nil {
			checkError(t, err)
			return
		}
		checkFile(t, file)
		if file.Source.Text() != s {
			t.Error("the source is not the text")
		}
	})
}

// readWithin reads data and fails the test if that allocates more than in
// proportion: 4000 bytes for a byte, which is a link of a letter with all that
// is kept of it, several times over as slices grow.
func readWithin(t *testing.T, name string, data []byte, opts Options) (*File, error) {
	if len(data) < 256 { // where what every file takes would hide it
		return Read(name, data, opts)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f, err := Read(name, data, opts)
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20+4000*uint64(len(data)) {
		t.Errorf("%d bytes allocate %d", len(data), n)
	}
	return f, err
}

func checkError(t *testing.T, err error) {
	var e *Error
	if !errors.As(err, &e) || e.Name == "" || !strings.HasPrefix(err.Error(), e.Name) || e.Err == nil {
		t.Errorf("error %#v", err)
	}
}

func FuzzText(f *testing.F)     { fuzzFormat(f, FormatText, textSeeds) }
func FuzzMarkdown(f *testing.F) { fuzzFormat(f, FormatMarkdown, textSeeds) }
func FuzzHTML(f *testing.F)     { fuzzFormat(f, FormatHTML, htmlSeeds) }

// FuzzDecode holds two things: what is found out says the same as the caller who
// knows it, and a text comes back from every encoding that has its characters.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{japanese, "We don’t sell “data”.", "ｶﾞ①㈱髙～", "\uFEFFa", "\x1b$B", "a\x00b", "\x82\xa0\xff", "\x0eab\x0f\xb1"} {
		f.Add([]byte(s))
	}
	labels := []string{"utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "windows-1252", "utf-16le", "utf-16be", "utf-32le", "utf-32be"}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 {
			return // Read turns away what is empty
		}
		d, err := decode("f", data, "")
		if err != nil {
			checkError(t, err)
		} else {
			if !slices.Contains(labels, d.label) {
				t.Errorf("found %s", d.label)
			}
			if d.label != "utf-8" && !utf8.ValidString(d.text) {
				t.Errorf("%s gives %q, which is no UTF-8", d.label, d.text)
			}
			if (d.bad > 0) != (d.first >= 0) || d.first >= len(d.text) {
				t.Errorf("%d places are bad, the first at %d of %d", d.bad, d.first, len(d.text))
			}
			const mark = "\uFEFF" // of a file that has several, one is left out or two
			if again, err := decode("f", data, d.label); err != nil || strings.TrimLeft(again.text, mark) != strings.TrimLeft(d.text, mark) {
				t.Errorf("%s, as found, gives %q, and as told %q, %v", d.label, d.text, again.text, err)
			}
		}
		s := string(data)
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\uFEFF\uFFFD\uFFFE\x1b\x0e\x0f") {
			return
		}
		for _, l := range labels {
			enc, _ := lookup(l)
			out, err := enc.NewEncoder().String(s)
			if err != nil {
				continue // a character that it does not have
			}
			back, err := enc.NewDecoder().String(out)
			if err != nil || strings.TrimPrefix(back, "\uFEFF") != s {
				continue // nor a way back for this one (～ and the like)
			}
			if d, err := decode("f", []byte(out), l); err != nil || d.text != s && d.bad == 0 {
				t.Errorf("%q in %s comes back as %q, %v", s, l, d.text, err)
			}
		}
	})
}

// FuzzRead leaves everything to be found out.
func FuzzRead(f *testing.F) {
	for _, s := range append(textSeeds, htmlSeeds...) {
		f.Add([]byte(s))
	}
	for _, s := range []string{
		"\xEF\xBB\xBF# a", "\xFF\xFEa\x00\n\x00", "\xFE\xFF\x30\x42", "a\x00b\x00\n\x00c\x00", "\x1B$B$\"$$\x1B(B\n",
		"\x8C\xC2\x90\x6C\x8F\xEE\x95\xF1", "\xB8\xC4\xBF\xCD\xBE\xF0\xCA\xF3", "%PDF-1.7\n", "PK\x03\x04word/", "caf\xe9 \x93quoted\x94 text",
		"<meta charset=shift_jis><p>\x82\xA0</p>", "<metal>\x82\xA0\x82\xA2", "<?xmlx?>\x82\xA0\x82\xA2",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := readWithin(t, "f.md", data, Options{})
		if err != nil {
			checkError(t, err)
			return
		}
		checkFile(t, file)
	})
}

// FuzzDOCX reads documents of Word: the data is the archive, or where it is none
// the body of a document, and perhaps its numbering and its styles.
func FuzzDOCX(f *testing.F) {
	for _, s := range docxSeeds {
		f.Add([]byte(s))
	}
	f.Add(docx(f, item(1, 0, "a")+wp(`<w:pStyle w:val="y"/>`, wr("b")), "word/styles.xml", word("styles", testStyles), "word/numbering.xml", word("numbering", testNumbering)))
	f.Fuzz(func(t *testing.T, data []byte) {
		styles, numbering := word("styles", testStyles), word("numbering", testNumbering)
		if !bytes.HasPrefix(data, []byte("PK")) {
			// Not compressed, for what that does differs from run to run, which misleads the fuzzer.
			// A zero byte divides the body from a numbering, and that from styles.
			own := strings.SplitN(string(data), "\x00", 3)
			if len(own) > 1 {
				numbering = word("numbering", own[1])
			}
			if len(own) > 2 {
				styles = word("styles", own[2])
			}
			data = packed(t, zip.Store, "word/document.xml", word("document", "<w:body>"+own[0]+"</w:body>"), "word/styles.xml", styles, "word/numbering.xml", numbering)
		}
		const limit = 1 << 20
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		file, err := Read("f", data, Options{Format: FormatDOCX, MaxBytes: limit})
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 400*limit {
			t.Errorf("%d bytes of memory were taken", used)
		}
		if err != nil {
			checkError(t, err)
			return
		}
		checkFile(t, file)
		if !utf8.ValidString(file.Source.Text()) {
			t.Error("the source is not valid UTF-8")
		}
	})
}
