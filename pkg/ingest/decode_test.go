package ingest

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode/utf32"
)

const japanese = "個人情報保護方針\n当社（以下「当社」といいます。）は、①お客様の個人情報を～適切に取り扱います。ﾌﾘｶﾞﾅも。\n"

// as encodes s.
func as(t *testing.T, label, s string) string {
	t.Helper()
	e, _ := charset.Lookup(label)
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDecode(t *testing.T) {
	jis := strings.NewReplacer("①", "1", "ﾌﾘｶﾞﾅ", "フリガナ").Replace(japanese) // what ISO-2022-JP has
	page := func(meta, body string) string {
		return "<!doctype html><html><head>" + meta + "<title>x</title></head><body><p>" + body + "</p></body></html>"
	}
	wide := func(order utf32.Endianness, s string) string {
		out, err := utf32.UTF32(order, utf32.IgnoreBOM).NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	plain := strings.Repeat("個人情報をお客様の同意なく第三者に提供いたしません。", 20) // no byte of it is zero in UTF-16
	escaped := as(t, "iso-2022-jp", "個人情報保護方針\n氏名と")
	style := "<style>" + strings.Repeat("p { margin: 0 }\n", 4000) + "</style>"
	for _, test := range []struct {
		reason, in, label string
		encoding          string
		want              string // part of the text; japanese's first line if empty
	}{
		{"UTF-8", japanese, "", "utf-8", ""},
		{"UTF-8 with a mark keeps it", "\uFEFF" + japanese, "", "utf-8", "\uFEFF個人情報"},
		{"Shift_JIS", as(t, "shift_jis", japanese), "", "shift_jis", ""},
		{"EUC-JP", as(t, "euc-jp", japanese), "", "euc-jp", ""},
		{"ISO-2022-JP", as(t, "iso-2022-jp", jis), "", "iso-2022-jp", ""},
		{"UTF-16 with marks", "\xFF\xFE" + as(t, "utf-16le", japanese), "", "utf-16le", ""},
		{"and the other way round", "\xFE\xFF" + as(t, "utf-16be", japanese), "", "utf-16be", ""},
		{"UTF-16 without a mark", as(t, "utf-16le", japanese), "", "utf-16le", ""},
		{"and the other way round", as(t, "utf-16be", japanese), "", "utf-16be", ""},
		{"English in UTF-16 without a mark", as(t, "utf-16le", "Privacy Policy\nWe collect data.\n"), "", "utf-16le", "Privacy Policy"},
		{"UTF-32", "\xFF\xFE\x00\x00" + wide(utf32.LittleEndian, japanese), "", "utf-32le", ""},
		{"and the other way round", "\x00\x00\xFE\xFF" + wide(utf32.BigEndian, japanese), "", "utf-32be", ""},
		{"UTF-32 without a mark", wide(utf32.LittleEndian, japanese), "", "utf-32le", ""},
		{"and the other way round", wide(utf32.BigEndian, japanese), "", "utf-32be", ""},
		{"English in UTF-32 without a mark", wide(utf32.LittleEndian, "Privacy Policy\nWe collect data.\n"), "", "utf-32le", "Privacy Policy"},
		{"UTF-32 by name", wide(utf32.BigEndian, japanese), "UTF-32BE", "utf-32be", ""},
		{"UTF-16 without a mark or an ASCII character", as(t, "utf-16le", plain), "", "utf-16le", "個人情報をお客様"},
		{"and the other way round", as(t, "utf-16be", plain), "", "utf-16be", "個人情報をお客様"},
		{"UTF-16 that is cut off within a character", as(t, "utf-16le", japanese) + "\x4a", "", "utf-16le", ""},
		{"with a mark, too", "\xFE\xFF" + as(t, "utf-16be", japanese) + "\x30", "", "utf-16be", ""},
		{"UTF-32 that is cut off", wide(utf32.LittleEndian, japanese) + "\x4a\x30", "", "utf-32le", ""},
		{"the extensions of NEC and IBM in Shift_JIS", "\x87\x40 \x87\x8a\xfb\xfc\x89\xae " + as(t, "shift_jis", japanese), "", "shift_jis", "① ㈱髙屋 個人情報"},
		{"the same signs where NEC has them", "\xee\xe0\x8d\xe8\x82\xb3\x82\xf1" + as(t, "shift_jis", japanese), "", "shift_jis", "髙崎さん個人情報"},
		{"the dashes and waves of Windows", "10\x81\x6012\x8e\x9e\x81\x7c" + as(t, "shift_jis", japanese), "", "shift_jis", "10～12時－個人情報"},
		{"the extensions of NEC in EUC-JP", "\xad\xa1\xad\xea" + as(t, "euc-jp", japanese), "", "euc-jp", "①㈱個人情報"},
		{"half-width kana and a kanji of three bytes in EUC-JP", "\x8e\xb1\x8e\xde\x8f\xb0\xa1" + as(t, "euc-jp", japanese), "", "euc-jp", "ｱﾞ丂個人情報"},
		{"half-width kana of ISO-2022-JP by escape", escaped + "\x1b(I1\x5e\x1b(B\n", "", "iso-2022-jp", "氏名とｱﾞ\n"},
		{"by shift out and in", escaped + "\x0e1\x5e\x0f\n", "", "iso-2022-jp", "氏名とｱﾞ\n"},
		{"by shift out and in between kanji", "\x1b$B8D\x0e1\x5e\x0f8D\x1b(B" + escaped, "", "iso-2022-jp", "個ｱﾞ個個人情報"},
		{"as bytes above ASCII", escaped + "\xb1\xde\n", "", "iso-2022-jp", "氏名とｱﾞ\n"},
		{"the extensions of NEC in ISO-2022-JP", "\x1b$B-!-j\x1b(B" + escaped, "", "iso-2022-jp", "①㈱個人情報"},
		{"ISO-2022-JP that forgets to switch back at the end of a line", "\x1b$B8D?M\nNames\n" + escaped, "", "iso-2022-jp", "個人\nNames"},
		{"ISO-2022-JP that is cut off within a character", "\x1b$B8D?M>pJ\x1b(B", "", "iso-2022-jp", "個人情"},
		{"ISO-2022-JP that calls itself Shift_JIS", page("<meta charset=shift_jis>", as(t, "iso-2022-jp", jis)), "", "iso-2022-jp", ""},
		{"ISO-2022-JP by the name of its code page", escaped, "cp50221", "iso-2022-jp", ""},
		{"EUC-JP by the name of its code page", as(t, "euc-jp", japanese), "cp51932", "euc-jp", ""},
		{"Shift_JIS that says so behind long styles", page(style+"<META Charset = 'Shift_JIS' >", as(t, "shift_jis", japanese)), "", "shift_jis", ""},
		{"a declaration in a comment is none", page("<!-- <meta charset=euc-jp> --><meta charset=shift_jis>", as(t, "shift_jis", "名")), "", "shift_jis", "<p>名"},
		{"Shift_JIS that is cut off within a character", as(t, "shift_jis", japanese) + "\x8c", "", "shift_jis", ""},
		{"a short one, too", as(t, "shift_jis", "個人情報") + "\x82", "", "shift_jis", "個人情報"},
		{"EUC-JP that is cut off within a character", as(t, "euc-jp", "個人情報の取扱い") + "\xa4", "", "euc-jp", "個人情報"},
		{"UTF-8 that is cut off in a short text", "個人情報\xe3\x81", "", "utf-8", "個人情報"},
		{"a bad byte in a good Shift_JIS file", as(t, "shift_jis", "個人情報保護方針\n") + "\xff" + as(t, "shift_jis", japanese), "", "shift_jis", ""},
		{"a bad byte in a good EUC-JP file", as(t, "euc-jp", "個人情報保護方針\n") + "\xff" + as(t, "euc-jp", japanese), "", "euc-jp", ""},
		{"a bad byte in a good UTF-8 file", "個人情報保護方針\xff" + japanese, "", "utf-8", ""},
		{"half a character before a line feed in Shift_JIS", as(t, "shift_jis", "個人情報保護方針") + "\x82\n" + as(t, "shift_jis", japanese), "", "shift_jis", "方針\uFFFD\n"},
		{"UTF-8 that calls itself EUC-JP", page("<meta charset=euc-jp>", japanese), "", "utf-8", ""},
		{"EUC-JP that calls itself UTF-8", page("<meta charset=utf-8>", as(t, "euc-jp", japanese)), "", "euc-jp", ""},
		{"UTF-8 that calls itself UTF-16", page("<meta charset=utf-16>", japanese), "", "utf-8", ""},
		{"Shift_JIS that says so", page(`<meta charset="Shift_JIS">`, as(t, "shift_jis", japanese)), "", "shift_jis", ""},
		{"EUC-JP that says so in the old way", page(`<meta http-equiv="Content-Type" content="text/html; charset=x-euc-jp">`, as(t, "euc-jp", japanese)), "", "euc-jp", ""},
		{"Shift_JIS that calls itself EUC-JP", page(`<meta charset=euc-jp>`, as(t, "shift_jis", japanese)), "", "shift_jis", ""},
		{"EUC-JP that calls itself Shift_JIS", page(`<meta charset=shift_jis>`, as(t, "euc-jp", japanese)), "", "euc-jp", ""},
		{"Shift_JIS that calls itself UTF-8", page(`<meta charset=utf-8>`, as(t, "shift_jis", japanese)), "", "shift_jis", ""},
		{"UTF-8 that calls itself Shift_JIS", page(`<meta charset=shift_jis>`, japanese), "", "utf-8", ""},
		{"Shift_JIS that calls itself Latin, from an English template", page(`<meta charset=iso-8859-1>`, as(t, "shift_jis", japanese)), "", "shift_jis", ""},
		{"an XML declaration", `<?xml version="1.0" encoding="EUC-JP"?>` + page("", as(t, "euc-jp", japanese)), "", "euc-jp", ""},
		{"English with quotation marks of Windows", "We don\x92t sell \x93personal information\x94. Caf\xe9.\n", "", "windows-1252", "don’t sell “personal"},
		{"Latin that says so", page(`<meta charset=iso-8859-1>`, "caf\xe9 policy and more text"), "", "windows-1252", "café policy"},
		{"the caller's word", as(t, "euc-jp", "情報"), "EUC-JP", "euc-jp", "情報"},
		{"a name that only Windows knows", as(t, "shift_jis", japanese), "cp932", "shift_jis", ""},
		{"a single Japanese word", as(t, "shift_jis", "個人情報"), "", "shift_jis", "個人情報"},
		{"half-width kana in Shift_JIS", as(t, "shift_jis", "ｺｼﾞﾝｼﾞｮｳﾎｳの取扱い"), "", "shift_jis", "ｺｼﾞﾝ"},
		{"the first wrong byte is far in", strings.Repeat("Privacy policy.\n", 30000) + as(t, "shift_jis", japanese), "", "shift_jis", "個人情報"},
		{"some bytes of UTF-8 are wrong", japanese + "\xff\xe3\n", "", "utf-8", "\xff\xe3"},
		{"one apostrophe of Windows, which with the letter behind it would be a kanji", "We don\x92t sell it. You may ask us to delete it.\n", "", "windows-1252", "We don’t sell"},
		{"quotation marks that would be kanji with the words in them", "\x93We\x94 are \x93Sample\x94, and it\x92s up to you.\n", "", "windows-1252", "it’s up"},
		{"a kanji between letters in a Japanese text", as(t, "shift_jis", "個人情報をA社Bが使います。"), "", "shift_jis", "A社B"},
		{"nothing but a kanji behind a letter", as(t, "shift_jis", "X線"), "", "shift_jis", "X線"},
		{"a mark of UTF-16 and a zero inside an English text", "We collect names.\n\xff\xfe We keep them.\x00 You may ask us to delete them.\n", "", "utf-8", "We keep them."},
		{"a letter of Windows and a byte that is none of it", "Our caf\xe9 collects names.\x81 You may ask us to delete them.\n", "", "windows-1252", "Our café collects names.\uFFFD You"},
		{"a curly apostrophe of UTF-8 and one that is cut off", "We don’t sell it. We don\xe2\x80t lend it. You may ask us.\n", "", "utf-8", "don’t sell"},
		{"digits and letters in pairs, and one letter of Windows", strings.Repeat("0A0B0C0D0a0b0c0d", 30) + " caf\xe9 policy of the shop and its names\n" + strings.Repeat("We keep your names and the dates of your visits.\n", 20), "", "windows-1252", "café policy"},
		{"UTF-8 that is cut off", japanese[:len(japanese)-3], "", "utf-8", ""},
	} {
		f, err := Read("f.html", []byte(test.in), Options{Encoding: test.label})
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		checkFile(t, f)
		if test.want == "" {
			test.want = "個人情報保護方針"
		}
		if f.Encoding != test.encoding || !strings.Contains(f.Source.Text(), test.want) {
			t.Errorf("%s: %s, text %.100q, want %s, %q", test.reason, f.Encoding, f.Source.Text(), test.encoding, test.want)
		}
		if f.Encoding == "utf-8" && f.Source.Text() != test.in {
			t.Errorf("%s: the source is not the file", test.reason)
		}
	}
}

// What a page says of its encoding is noted where the bytes say something else.
func TestDisagreement(t *testing.T) {
	page := func(label, body string) string {
		return `<!doctype html><html><head><meta charset="` + label + `"></head><body><p>` + body + "</p></body></html>"
	}
	for _, test := range []struct{ reason, in, encoding, note, at string }{
		{"UTF-8 that calls itself Shift_JIS", page("Shift_JIS", japanese), "", "says that it is in shift_jis, but its bytes are utf-8", "Shift_JIS"},
		{"Shift_JIS that calls itself UTF-8", page("UTF-8", as(t, "shift_jis", japanese)), "", "says that it is in utf-8, but its bytes are shift_jis", "UTF-8"},
		{"a name that is none", page("x-japanese", japanese), "", `in "x-japanese", which is no encoding; it was read as utf-8`, "x-japanese"},
		{"they agree", page("x-sjis", as(t, "shift_jis", japanese)), "", "", ""},
		{"they agree by the name of Windows", page("cp932", as(t, "shift_jis", japanese)), "", "", ""},
		{"UTF-16 either way", "\xFE\xFF" + as(t, "utf-16be", page("utf-16", japanese)), "", "", ""},
		{"ASCII is all of them", page("shift_jis", "We collect names."), "", "", ""},
		{"the caller's word stands above both", page("shift_jis", japanese), "utf-8", "", ""},
		{"Markdown that speaks of pages", "# 方針\n\n`<meta charset=euc-jp>` と書きます。\n", "", "", ""},
	} {
		f, err := Read("f", []byte(test.in), Options{Encoding: test.encoding})
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		checkFile(t, f)
		switch {
		case test.note == "" && len(f.Notes) == 0:
		case test.note == "" || len(f.Notes) != 1 || !strings.Contains(f.Notes[0].Message, test.note) || f.Source.Slice(f.Notes[0].Span) != test.at:
			t.Errorf("%s: notes %+v, want %q at %q", test.reason, f.Notes, test.note, test.at)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, test := range []struct {
		reason, in string
		opts       Options
		want       error
		says       string
	}{
		{"no bytes", "", Options{}, ErrEmpty, "f: the file is empty"},
		{"white space only", " \n\t\r\n", Options{}, ErrEmpty, ""},
		{"markup only", "<html><body><div id=app></div><script>x</script></body></html>", Options{}, ErrNoText, "no visible text"},
		{"front matter only", "---\na: b\n---\n", Options{}, ErrNoText, ""},
		{"invisible characters only", "\u200B\u3000\n", Options{}, ErrNoText, ""},
		{"the start of a PDF", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", Options{}, ErrDamaged, "breaks off"},
		{"a PDF behind other bytes", "\r\n\x00junk%PDF-1.4\n\x00\x01", Options{}, ErrDamaged, "breaks off"},
		{"a PDF that is to be read as text", "%PDF-1.7\n", Options{Format: FormatText}, ErrBinary, "PDF; name no other format"},
		{"a text that is to be read as a PDF", "policy", Options{Format: FormatPDF}, ErrFormat, "not a PDF file"},
		{"a Word document that is cut off", "PK\x03\x04\x14\x00\x06\x00[Content_Types].xml word/document.xml", Options{}, ErrDamaged, "is it complete?"},
		{"an old Word document", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Options{}, ErrUnsupported, "Office"},
		{"RTF", `{\rtf1\ansi text}`, Options{}, ErrUnsupported, "RTF"},
		{"a zip archive", "PK\x03\x04\x14\x00a.txt", Options{}, ErrBinary, "zip"},
		{"gzip", "\x1F\x8B\x08\x00", Options{}, ErrBinary, "gzip"},
		{"a picture", "\x89PNG\r\n\x1A\n\x00", Options{}, ErrBinary, "PNG"},
		{"another", "\xFF\xD8\xFF\xE0\x00\x10JFIF", Options{}, ErrBinary, "JPEG"},
		{"zeros", strings.Repeat("\x00", 100), Options{}, ErrBinary, "control characters"},
		{"control characters", strings.Repeat("ab\x01\x02", 100), Options{}, ErrBinary, "200 of the first 400 bytes"},
		{"noise", strings.Repeat("\x91\xfe\xa0\xfd\x80\xff\x88\xf7", 50), Options{}, ErrEncoding, "UTF-8"},
		{"too large", "12345", Options{MaxBytes: 4}, ErrTooLarge, "the file is too large: more than 4 bytes"},
		{"an unknown encoding", "a", Options{Encoding: "x"}, ErrEncoding, `"x"`},
		{"an encoding that is none of a web page", "a", Options{Encoding: "utf-7"}, ErrEncoding, `no encoding "utf-7"`},
		{"the wrong encoding", japanese, Options{Encoding: "euc-jp"}, ErrEncoding, "do not fit the encoding euc-jp"},
		{"an unknown format", "a", Options{Format: "rtf"}, ErrFormat, `"rtf" is none of`},
	} {
		_, err := Read("f", []byte(test.in), test.opts)
		var e *Error
		if !errors.Is(err, test.want) || !errors.As(err, &e) || e.Name != "f" {
			t.Errorf("%s: error %v, want %v", test.reason, err, test.want)
			continue
		}
		if !strings.HasPrefix(err.Error(), "f: ") || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: error %q, want it to say %q", test.reason, err, test.says)
		}
	}
	for _, test := range []struct {
		reason, in string
		opts       Options
	}{
		{"words that begin like an archive", "BZh is no word.", Options{}},
		{"a zero byte in a text", "個人\x00情報です。", Options{}},
		{"a few control characters", "個人\x01情報\x0Bです。\x1B[0m", Options{}},
		{"just not too large", "1234", Options{MaxBytes: 4}},
		{"no limit", "1234", Options{MaxBytes: -1}},
	} {
		if f, err := Read("f", []byte(test.in), test.opts); err != nil {
			t.Errorf("%s: %v", test.reason, err)
		} else {
			checkFile(t, f)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, test := range []struct{ reason, name, in, want string }{
		{"text is text", "a.txt", "個人情報\n1. 目的\n- a\n", FormatText},
		{"a name", "a.md", "個人情報\n", FormatMarkdown},
		{"a heading", "a.txt", "a\n\n# 目的\n", FormatMarkdown},
		{"a link", "a.txt", "次の[方針](#)による\n", FormatMarkdown},
		{"front matter", "a.txt", "---\ntitle: a\n---\nb\n", FormatMarkdown},
		{"a page, whatever its name", "a.md", "<!DOCTYPE html>\n<p>a", FormatHTML},
		{"one without a doctype", "", "a\nb\nc\nd\n<body>e", FormatHTML},
		{"mostly tags of blocks", "a.md", "<div>\n<p>a</p>\nb\n</div>\n", FormatHTML},
		{"all on one line", "a.md", "<div><p>a</p><p>b</p></div>", FormatHTML},
		{"Markdown with some tags", "a.md", "# a\n<div>b</div>\n- c\n- d<br>e\n1. f\n", FormatMarkdown},
		{"text with line breaks of HTML", "a.txt", "a<br>\nb<br>\nc<br>\n", FormatHTML},
		{"a page named so with one tag", "a.html", "個人情報\n\n\nb<br>\nc\nd\ne\n", FormatHTML},
		{"a page named so with none", "a.HTM", "個人情報\nb\n", FormatText},
		{"PHP without tags", "a.php", "個人情報保護方針\n----\n[opt key=\"a\"]は\n", FormatText},
		{"PHP with tags", "dir/a.php", "<?php head(); ?>\n<h1>a</h1>\n<p>b</p>\n", FormatHTML},
		{"tags in code are not counted", "a.md", "a\n```html\n<div>\n<p>\n</div>\n```\nb\n", FormatMarkdown},
		{"angles that are no tags", "a.txt", "<個人情報>\n<Privacy>\n< p >\n", FormatText},
	} {
		f, err := Read(test.name, []byte(test.in), Options{})
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		checkFile(t, f)
		if f.Format != test.want {
			t.Errorf("%s: %q is %s, want %s", test.reason, test.in, f.Format, test.want)
		}
	}
}
