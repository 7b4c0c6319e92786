package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

const (
	wordNS  = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`
	relType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// docxParts returns an archive of parts, given as name and content in turn.
func docxParts(tb testing.TB, parts ...string) []byte { return packed(tb, zip.Deflate, parts...) }

func packed(tb testing.TB, method uint16, parts ...string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// docx returns a document with the given body, and further parts. In them "word"
// stands for an element with all declarations.
func docx(tb testing.TB, body string, parts ...string) []byte {
	tb.Helper()
	all := []string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels", rels("r1", "officeDocument", "word/document.xml"),
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?>` + word("document", "<w:body>"+body+"</w:body>"),
	}
	return docxParts(tb, append(all, parts...)...)
}

func word(name, body string) string { return "<w:" + name + wordNS + ">" + body + "</w:" + name + ">" }

// rels returns the relations of a part: identifier, kind and target in turn.
func rels(of ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i < len(of); i += 3 {
		mode := ""
		if strings.Contains(of[i+2], ":") {
			mode = ` TargetMode="External"`
		}
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s" Target="%s"%s/>`, of[i], relType+of[i+1], of[i+2], mode)
	}
	return b.String() + "</Relationships>"
}

// A paragraph, with what is known of it, and a run.
func wp(props, runs string) string { return "<w:p><w:pPr>" + props + "</w:pPr>" + runs + "</w:p>" }
func wr(s string) string           { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
func wb(s string) string           { return `<w:r><w:rPr><w:b/></w:rPr><w:t>` + s + `</w:t></w:r>` }
func pp(s string) string           { return wp("", wr(s)) }
func item(list, level int, s string) string {
	return wp(fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, list), wr(s))
}
func tc(s string) string     { return "<w:tc>" + s + "</w:tc>" }
func tr(s ...string) string  { return "<w:tr>" + strings.Join(s, "") + "</w:tr>" }
func tbl(s ...string) string { return "<w:tbl>" + strings.Join(s, "") + "</w:tbl>" }

const testStyles = `
<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="条"/><w:basedOn w:val="y"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:name w:val="章"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="1"/><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="loop"/><w:basedOn w:val="pool"/></w:style>
<w:style w:type="paragraph" w:styleId="pool"><w:name w:val="pool"/><w:basedOn w:val="loop"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="ind"><w:name w:val="in"/><w:pPr><w:ind w:left="840"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="gone"><w:name w:val="gone"/><w:rPr><w:vanish/></w:rPr></w:style>`

// lvl is a level of a numbering.
func lvl(n int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s<w:pPr><w:ind w:left="%d" w:hanging="420"/></w:pPr></w:lvl>`, n, format, text, more, 420*(n+1))
}

func abstract(id int, levels ...string) string {
	return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>`, id, strings.Join(levels, ""))
}

func num(id, of int, more string) string {
	return fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>`, id, of, more)
}

var testNumbering = abstract(0, lvl(0, "decimal", "%1.", ""), lvl(1, "aiueoFullWidth", "（%2）", `<w:suff w:val="nothing"/>`), lvl(2, "lowerRoman", "%1-%2-%3)", "")) +
	abstract(1, lvl(0, "bullet", "\uF0B7", `<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>`), lvl(1, "bullet", "-", ""), lvl(2, "bullet", "l", `<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>`)) +
	abstract(2, lvl(0, "decimalFullWidth", "第%1条", `<w:suff w:val="space"/><w:pStyle w:val="y"/>`), lvl(1, "decimal", "%1.%2", `<w:isLgl/>`), lvl(2, "none", "", "")) +
	num(1, 0, "") + num(2, 0, `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>`) + num(3, 1, "") +
	num(4, 0, `<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="(%1)"/></w:lvl></w:lvlOverride>`) + num(5, 2, "") +
	abstract(3, lvl(0, "decimal", "第&#10;%1&#13;条", "")) + num(6, 3, "")

func TestDOCX(t *testing.T) {
	for _, test := range []struct{ reason, body, want string }{
		{"paragraphs, with line breaks and tabs", pp("方針") + wp("", wr("電話")+"<w:r><w:tab/><w:tab/></w:r>"+wr("03")+"<w:r><w:br/></w:r>"+wr("次")), "text | 方針\ntext | 電話 03\ntext | 次"},
		{"headings by style, by the style it is based on, and on the spot", wp(`<w:pStyle w:val="1"/>`, wr("一")) + wp(`<w:outlineLvl w:val="2"/>`, wr("二")) + wp(`<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>`, wr("三")),
			"heading1 bold | 一\nheading3 | 二\ntext bold | 三"},
		{"a style that is described nowhere is known by its name", wp(`<w:pStyle w:val="Heading2"/>`, wr("一")), "heading2 | 一"},
		{"below a title, headings are one level lower", wp(`<w:pStyle w:val="title"/>`, wr("方針")) + wp(`<w:pStyle w:val="1"/>`, wr("一")), "heading1 | 方針\nheading2 bold | 一"},
		{"styles that are based on each other", wp(`<w:pStyle w:val="loop"/>`, wr("一")), "text bold | 一"},
		{"bold by run, style or both; and not", wp("", wb("一")) + wp("", `<w:r><w:rPr><w:rStyle w:val="strong"/></w:rPr><w:t>二</w:t></w:r>`) + wp("", wb("三")+wr("四")) + wp(`<w:pStyle w:val="pool"/>`, `<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>五</w:t></w:r>`),
			"text bold | 一\ntext bold | 二\ntext | 三四\ntext | 五"},
		{"numbers and bullets are written", item(1, 0, "a") + item(1, 1, "b") + item(1, 1, "c") + item(1, 2, "d") + item(1, 0, "e") + item(1, 1, "f"),
			"item1 | 1. a\nitem2 | (ア)b\nitem2 | (イ)c\nitem3 | 1-イ-i) d\nitem1 | 2. e\nitem2 | (ア)f"},
		{"bullets of symbol fonts", item(3, 0, "a") + item(3, 1, "b") + item(3, 2, "c"), "item1 | • a\nitem2 - | b\nitem3 | ● c"},
		{"a list of the same numbering goes on, unless it says that it starts anew", item(1, 0, "a") + pp("b") + item(1, 0, "c") + item(2, 0, "d") + item(2, 0, "e"),
			"item1 | 1. a\ntext | b\nitem1 | 2. c\nitem1 | 1. d\nitem1 | 2. e"},
		{"a level of its own", item(4, 0, "a") + item(4, 0, "b"), "item1 | (C) a\nitem1 | (D) b"},
		{"numbers by style, and 0 for none", wp(`<w:pStyle w:val="y"/>`, wr("目的")) + wp(`<w:pStyle w:val="x"/>`, wr("開示")) + wp(`<w:pStyle w:val="y"/><w:numPr><w:numId w:val="0"/></w:numPr>`, wr("附則")) + item(5, 1, "a") + item(5, 2, "b"),
			"heading2 bold | 第1条 目的\nheading2 bold | 第2条 開示\nheading2 bold | 附則\nitem1 | 2.1 a\ntext | b"},
		{"what stands below an item belongs to it", item(1, 0, "a") + wp(`<w:ind w:left="420"/>`, wr("b")) + pp("c"), "item1 | 1. a\ntext | b\ntext | c"},
		{"a list to the right of an item is in it", item(1, 0, "a") + wp(`<w:numPr><w:numId w:val="3"/></w:numPr><w:ind w:left="840"/>`, wr("b")) + item(1, 0, "c"), "item1 | 1. a\nitem2 | • b\nitem1 | 2. c"},
		{"an empty paragraph of a list has its number", item(1, 0, "") + item(1, 0, "a"), "item1 | 1.\nitem1 | 2. a"},
		{"tables", tbl(`<w:tr><w:trPr><w:tblHeader/></w:trPr>`+tc(pp("目的"))+tc(pp("項目"))+"</w:tr>", tr(tc(pp("a")+pp("b")), tc(pp("c")))), "cell 1.1 header | 目的\ncell 1.2 header | 項目\ncell 2.1 | a\ncell 2.1 | b\ncell 2.2 | c"},
		{"a first row that is bold is the head", tbl(tr(tc(wp("", wb("目的"))), tc(wp("", wb("項目")))), tr(tc(pp("a")), tc(pp("c")))), "cell 1.1 header bold | 目的\ncell 1.2 header bold | 項目\ncell 2.1 | a\ncell 2.2 | c"},
		{"a shaded cell before others is their label", tbl(tr(tc(`<w:tcPr><w:shd w:val="clear" w:fill="D9D9D9"/></w:tcPr>`+pp("住所")), tc(pp("東京都"))), tr(tc(`<w:tcPr><w:shd w:fill="d9d9d9"/></w:tcPr>`+pp("電話")), tc(pp("03")))),
			"term 1.1 header | 住所\ncell 1.2 | 東京都\nterm 2.1 header | 電話\ncell 2.2 | 03"},
		{"a table that is bold all over has no head", tbl(tr(tc(wp("", wb("a"))), tc(wp("", wb("b"))))), "cell 1.1 bold | a\ncell 1.2 bold | b"},
		{"wide cells", tbl(tr(tc(`<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>`+pp("a")), tc(pp("b"))), tr(tc(pp("c")), tc(pp("d")), tc(pp("e")))), "cell 1.1 | a\ncell 1.3 | b\ncell 2.1 | c\ncell 2.2 | d\ncell 2.3 | e"},
		{"lists in cells are lists, row numbers are cells", tbl(tr(tc(item(1, 0, "")), tc(item(3, 0, "b")))), "cell 1.1 | 1.\nitem1 | • b"},
		{"tables that place things on the page are none", tbl(tr(tc(pp("a"))), tr(tc(pp("b")))) + tbl(tr(tc(wp(`<w:pStyle w:val="1"/>`, wr("一"))), tc(pp("c")))), "text | a\ntext | b\nheading1 bold | 一\ntext | c"},
		{"nor is one around another", tbl(tr(tc(pp("a")+tbl(tr(tc(pp("b")), tc(pp("c"))))+pp("d")), tc(pp("e")))), "text | a\ncell 1.1 | b\ncell 1.2 | c\ntext | d\ntext | e"},
		{"text boxes stand behind their paragraph, once", wp("", wr("a")+`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>`+pp("箱")+pp("二")+`</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>`+pp("箱")+`</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`+wr("b")) + pp("c"),
			"text | ab\ntext | 箱\ntext | 二\ntext | c"},
		{"what a tracked change puts in stays", wp("", wr("a")+"<w:ins>"+wr("b")+"</w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del>"+"<w:moveFrom>"+wr("d")+"</w:moveFrom><w:moveTo>"+wr("e")+"</w:moveTo>"), "text | abe"},
		{"a deleted end of a paragraph joins it with the next", wp("<w:rPr><w:del/></w:rPr>", wr("a")) + wp(`<w:pStyle w:val="1"/>`, wr("b")), "heading1 | ab"},
		{"old properties are not heeded", wp(`<w:pPrChange><w:pPr><w:pStyle w:val="1"/></w:pPr></w:pPrChange>`, `<w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r>`), "text | a"},
		{"deleted rows", tbl(tr(tc(pp("a")), tc(pp("b"))), "<w:tr><w:trPr><w:del/></w:trPr>"+tc(pp("c"))+tc(pp("d"))+"</w:tr>"), "cell 1.1 | a\ncell 1.2 | b"},
		{"hidden text", wp("", wr("a")+"<w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r>"+`<w:r><w:rPr><w:rStyle w:val="gone"/></w:rPr><w:t>c</w:t></w:r>`+wr("d")), "text | ad"},
		{"ruby", wp("", wr("当")+"<w:r><w:ruby><w:rubyPr/><w:rt>"+wr("しゃ")+"</w:rt><w:rubyBase>"+wr("社")+"</w:rubyBase></w:ruby></w:r>"+wr("は")), "text | 当社は"},
		{"soft hyphens and fixed ones", wp("", wr("in")+"<w:r><w:softHyphen/></w:r>"+wr("form 03")+"<w:r><w:noBreakHyphen/></w:r>"+wr("12")), "text | inform 03-12"},
		{"the results of fields, not their code", wp("", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`+wr("3")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`+`<w:fldSimple w:instr="DATE">`+wr(" 4")+"</w:fldSimple>"), "text | 3 4"},
		{"a field that does not end", wp("", `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`+wr("a")) + pp("b"), "text | b"},
		{"content controls", "<w:sdt><w:sdtPr/><w:sdtContent>" + pp("a") + "</w:sdtContent></w:sdt>" + wp("", wr("b")+"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"+wr("ここに入力")+"</w:sdtContent></w:sdt>"), "text | a\ntext | b"},
		{"a table of contents", wp(`<w:pStyle w:val="toc"/>`, wr("目的 1")) + `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + pp("目次") + "</w:sdtContent></w:sdt>" + pp("a"), "text | a"},
		{"symbols", wp("", `<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>`+wr("a")), "text | ✓a"},
		{"white space at the ends of a run counts only if it says so", wp("", "<w:r><w:t> a </w:t></w:r>"+wr(" b ")), "text | a b"},
		{"a large first letter goes with its paragraph", wp(`<w:framePr w:dropCap="drop"/>`, wr("W")) + pp("e use"), "text | We use"},
		{"formulas", "<w:p><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>", "text | x+1"},
		{"properties around a paragraph that should not be there", "<w:p><w:pPr><w:rPr><mc:AlternateContent>" + pp("a") + "</mc:AlternateContent><w:del/></w:rPr></w:pPr></w:p>", "text | a"},
		{"a number that breaks the line", item(6, 0, "a"), "item1 | 第 1 条 a"},
		{"unfilled variables are left out", pp("連絡先は{{mail}}です。"), "text | 連絡先はです。"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			f, err := Read("f.docx", docx(t, test.body, "word/styles.xml", word("styles", testStyles), "word/numbering.xml", word("numbering", testNumbering)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkFile(t, f)
			if got := shown(f); got != test.want {
				t.Errorf("%s\n%s\n-- becomes --\n%s\n-- want --\n%s", test.reason, test.body, got, test.want)
			}
		})
	}
}

// The source is what a person reads, one paragraph a line.
func TestDOCXSource(t *testing.T) {
	f, err := Read("f.docx", docx(t,
		item(1, 0, "氏名<w:br/>")+
			wp("", wr("詳しくは")+`<w:hyperlink r:id="h1" w:anchor="a">`+wr("こちら")+`</w:hyperlink>`+wr("。")+`<w:r><w:footnoteReference w:id="7"/></w:r>`+wr("続き"))+
			wp("", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "mailto:a@example.com" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`+wr("窓口")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`),
		"word/numbering.xml", word("numbering", testNumbering),
		"word/_rels/document.xml.rels", rels("h1", "hyperlink", "https://example.com/?a=1&amp;b=2", "f", "footnotes", "footnotes.xml", "h", "header", "header1.xml"),
		"word/footnotes.xml", word("footnotes", `<w:footnote w:type="separator" w:id="0">`+pp("――")+`</w:footnote><w:footnote w:id="7">`+pp("法とは、個人情報保護法をいう。")+pp("以下同じ。")+`</w:footnote><w:footnote w:id="8">`+pp("無い")+`</w:footnote>`),
		"word/header1.xml", word("hdr", pp("社外秘")),
		"docProps/core.xml", `<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>個人情報 保護方針</dc:title></cp:coreProperties>`,
	), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkFile(t, f)
	want := "1. 氏名\n詳しくはこちら。*1続き\n窓口\n*1 法とは、個人情報保護法をいう。\n以下同じ。\n\nhttps://example.com/?a=1&b=2#a\nmailto:a@example.com\n"
	if got := f.Source.Text(); got != want {
		t.Errorf("source %q, want %q", got, want)
	}
	if want := "1. 氏名\n詳しくはこちら。続き\n窓口\n*1 法とは、個人情報保護法をいう。\n以下同じ。"; f.View.Text() != want {
		t.Errorf("view %q, want %q", f.View.Text(), want)
	}
	if f.Title != "個人情報 保護方針" || f.Format != FormatDOCX || f.Encoding != "utf-8" || len(f.SHA256) != 64 {
		t.Errorf("title %q, format %q, encoding %q, hash %q", f.Title, f.Format, f.Encoding, f.SHA256)
	}
	var links []string
	for _, l := range f.Links {
		links = append(links, f.View.Slice(l.Span)+" "+l.Target)
	}
	if want := []string{"こちら https://example.com/?a=1&b=2#a", "窓口 mailto:a@example.com"}; !slices.Equal(links, want) {
		t.Errorf("links %q, want %q", links, want)
	}
	if len(f.Notes) != 1 || f.Notes[0].Message != "the header of the pages is left out: 社外秘" {
		t.Errorf("notes %+v", f.Notes)
	}
}

// What is left out is said.
func TestDOCXNotes(t *testing.T) {
	f, err := Read("f.docx", docx(t, pp("a")+wp("", wr("b")+"<w:del><w:r><w:delText>c</w:delText></w:r></w:del>")+wp("", wr("d")+"<w:del/>")+wp("", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>e</w:t></w:r>")+pp("f{{x}}")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkFile(t, f)
	var got []string
	for _, n := range f.Notes {
		got = append(got, f.Source.Slice(n.Span)+": "+n.Message)
	}
	want := []string{
		"{{x}}: unfilled template variable {{x}}",
		"b: deleted text (a tracked change) is left out, here and at 1 more places",
		"f{{x}}: hidden text is left out",
	}
	if !slices.Equal(got, want) {
		t.Errorf("notes %q, want %q", got, want)
	}
}

func TestNumberFormats(t *testing.T) {
	for _, test := range []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 12, "12"}, {"decimalZero", 7, "07"}, {"decimalFullWidth", 10, "１０"}, {"upperRoman", 1994, "MCMXCIV"}, {"lowerRoman", 4, "iv"},
		{"upperLetter", 27, "AA"}, {"lowerLetter", 3, "c"}, {"ordinal", 11, "11th"}, {"ordinal", 22, "22nd"}, {"aiueo", 3, "ウ"}, {"iroha", 4, "ニ"},
		{"ideographDigital", 10, "一〇"}, {"japaneseCounting", 10, "十"}, {"japaneseCounting", 21, "二十一"}, {"japaneseCounting", 110, "百十"}, {"japaneseLegal", 21, "弐拾壱"},
		{"ideographTraditional", 1, "甲"}, {"decimalEnclosedCircle", 20, "⑳"}, {"decimalEnclosedCircle", 21, "㉑"}, {"decimalEnclosedCircle", 51, "51"}, {"decimalEnclosedParen", 2, "⑵"},
		{"none", 3, ""}, {"aiueo", 99, "99"}, {"upperRoman", 0, "0"}, {"cardinalText", 5, "5"},
	} {
		if got := number(test.n, test.format, ""); got != test.want {
			t.Errorf("%s of %d: %q, want %q", test.format, test.n, got, test.want)
		}
	}
	if got := number(7, "custom", "001, 002, 003, ..."); got != "007" {
		t.Errorf("custom: %q", got)
	}
}

// manyOf returns as many of a piece as no document has, numbered where it says %d.
func manyOf(piece string) string {
	if !strings.Contains(piece, "%d") {
		return strings.Repeat(piece, maxPieces+1)
	}
	var b strings.Builder
	for i := range maxPieces + 1 {
		fmt.Fprintf(&b, piece, i)
	}
	return b.String()
}

// Whatever is wrong with a document, the error says so, with the file's name.
func TestDOCXErrors(t *testing.T) {
	good := docx(t, pp("a"))
	for _, test := range []struct {
		reason string
		data   []byte
		opts   Options
		want   error
		say    string
	}{
		{"cut off", good[:len(good)-30], Options{}, ErrDamaged, "is it complete?"},
		{"no text", docx(t, "<w:p/>"), Options{}, ErrNoText, "pictures"},
		{"broken XML", docx(t, "<w:p>"), Options{}, ErrDamaged, "word/document.xml: XML syntax error"},
		{"another archive", docxParts(t, "a.txt", "a"), Options{}, ErrBinary, "zip"},
		{"a spreadsheet", docxParts(t, "xl/workbook.xml", "a"), Options{}, ErrUnsupported, "XLSX"},
		{"another archive that is said to be DOCX", docxParts(t, "a.txt", "a"), Options{Format: FormatDOCX}, ErrFormat, "no document of Word"},
		{"a text that is said to be DOCX", []byte("text"), Options{Format: FormatDOCX}, ErrFormat, "no document of Word"},
		{"declared entities", docxParts(t, "word/document.xml", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>`+word("document", "<w:body>"+pp("&b;")+"</w:body>")), Options{}, ErrDamaged, "document type"},
		{"unknown entities", docx(t, pp("&b;")), Options{}, ErrDamaged, "entity"},
		{"a bomb", docx(t, pp(strings.Repeat("あ", 1<<20))), Options{MaxBytes: 1 << 20}, ErrTooLarge, "word/document.xml: it unpacks to more than 1048576 bytes"},
		{"a bomb in a part beside", docx(t, pp("a"), "word/styles.xml", word("styles", strings.Repeat(" ", 1<<21))), Options{MaxBytes: 1 << 20}, ErrTooLarge, "word/styles.xml"},
		{"nested too deep", docx(t, strings.Repeat("<w:tbl>", 3000)+strings.Repeat("</w:tbl>", 3000)), Options{}, ErrTooLarge, "nested"},
		{"more paragraphs than any document has", docx(t, strings.Repeat(pp("a"), maxPieces/2+1)), Options{}, ErrTooLarge, "word/document.xml: more than 250000 paragraphs"},
		{"more styles", docx(t, pp("a"), "word/styles.xml", word("styles", strings.Repeat("<w:style/>", maxPieces+1))), Options{}, ErrTooLarge, "word/styles.xml: more than"},
		{"an endless tag", docx(t, "<w:p"+strings.Repeat(` a=""`, maxRun/5)+"/>"), Options{}, ErrTooLarge, "word/document.xml: a tag or a text of more than"},
		{"an endless text", docx(t, pp(strings.Repeat("a", maxRun+1))), Options{}, ErrTooLarge, "word/document.xml: a tag or a text of more than"},
		{"links without an end", docx(t, "<w:p>"+manyOf(`<w:hyperlink w:anchor="a%d"/>`)+"</w:p>"), Options{}, ErrTooLarge, "word/document.xml: more than"},
		{"fields without an end", docx(t, "<w:p>"+manyOf(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`)+"</w:p>"), Options{}, ErrTooLarge, "word/document.xml: more than"},
		{"names for other languages", docx(t, "<w:p"+manyOf(` xmlns:a%d=""`)+">"+wr("a")+"</w:p>"), Options{}, ErrTooLarge, "word/document.xml: more than"},
		{"another encoding", docxParts(t, "word/document.xml", `<?xml version="1.0" encoding="shift_jis"?>`+word("document", "")), Options{}, ErrDamaged, "shift_jis"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			_, err := Read("dir/f.docx", test.data, test.opts)
			if !errors.Is(err, test.want) || !strings.HasPrefix(err.Error(), "dir/f.docx: ") || !strings.Contains(err.Error(), test.say) {
				t.Errorf("%v, want %v with %q", err, test.want, test.say)
			}
		})
	}
}
