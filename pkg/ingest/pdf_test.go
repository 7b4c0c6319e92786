package ingest

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	jaenc "golang.org/x/text/encoding/japanese"

	"github.com/polcompare/polcompare/pkg/ingest/internal/pdf/pdftest"
	"github.com/polcompare/polcompare/pkg/internal/cputime"
)

// lines shows what was read, one line a line: "+" goes on from the line before,
// "*" is bold, "#" a heading with its level, "|" a cell with row and column.
func shownLines(f *File) string {
	var b strings.Builder
	page := 1
	for _, l := range f.Lines {
		if l.Page != page {
			page = l.Page
			fmt.Fprintf(&b, "-- %d\n", page)
		}
		switch {
		case l.Role == Heading:
			fmt.Fprintf(&b, "#%d ", l.Level)
		case l.Role == Cell:
			fmt.Fprintf(&b, "|%d,%d ", l.Row, l.Column)
		case l.Wrapped:
			b.WriteString("+ ")
		case l.Bold:
			b.WriteString("* ")
		}
		b.WriteString(f.View.Slice(l.Span) + "\n")
	}
	return b.String()
}

func readPDFSample(t *testing.T, d *pdftest.Doc) *File {
	t.Helper()
	f, err := Read("sample.pdf", d.Bytes(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkFile(t, f)
	return f
}

const (
	leftX, rightX = 50, 310
	columnOfKanji = 20 // characters of 12 points
)

// column sets text in lines of so many characters.
func column(x, y float64, chars int, s string) string {
	var b strings.Builder
	r := []rune(s)
	for i := 0; i < len(r); i += chars {
		b.WriteString(pdftest.Japanese(12, x, y, string(r[i:min(i+chars, len(r))])))
		y -= 18
	}
	return b.String()
}

func TestPDFLayout(t *testing.T) {
	long := "当社は、ご応募の際にお知らせいただいた氏名、住所、電話番号を、抽選の結果のお知らせと賞品の発送のために利用し、期間の後に消去します。"
	other := "また、当社は、法令に基づく場合を除き、あらかじめご本人の同意をいただくことなく、個人データを第三者に提供することはありません。以上です。"
	for _, test := range []struct {
		reason string
		doc    func(d *pdftest.Doc)
		want   string
	}{
		{"words without space glyphs, letters apart by little", func(d *pdftest.Doc) {
			d.Page(pdftest.Text("F1", 12, 50, 700, "We use your data.") + "BT /F1 12 Tf 50 640 Td [(pri) -30 (va) 20 (cy)] TJ ET")
		}, "We use your data.\nprivacy\n"},
		{"wrapped lines and the end of a paragraph", func(d *pdftest.Doc) {
			d.Page(column(50, 700, 40, long) + column(50, 600, 40, long))
		}, "当社は、ご応募の際にお知らせいただいた氏名、住所、電話番号を、抽選の結果のお知ら\n+ せと賞品の発送のために利用し、期間の後に消去します。\n当社は、ご応募の際にお知らせいただいた氏名、住所、電話番号を、抽選の結果のお知ら\n+ せと賞品の発送のために利用し、期間の後に消去します。\n"},
		{"a large line is a heading, bold type is bold", func(d *pdftest.Doc) {
			d.Page(pdftest.Text("F2", 20, 50, 760, "Privacy Policy") + pdftest.Text("F2", 12, 50, 720, "Purposes of use") + pdftest.Text("F1", 12, 50, 700, "We send the goods and answer questions."))
		}, "#1 Privacy Policy\n* Purposes of use\nWe send the goods and answer questions.\n"},
		{"a font that changes inside a word", func(d *pdftest.Doc) {
			d.Page("BT 50 700 Td /F3 12 Tf <500b4eba> Tj /F3 12 Tf <60c55831> Tj ET")
		}, "個人情報\n"},
		{"two columns, one after the other", func(d *pdftest.Doc) {
			d.Page(pdftest.Japanese(12, 180, 780, "応募される皆様へ") + column(leftX, 740, columnOfKanji, long+long) + column(rightX, 740, columnOfKanji, other+other))
		}, ""},
		{"a ruled table, row by row", func(d *pdftest.Doc) {
			var b strings.Builder
			for i := range 4 {
				fmt.Fprintf(&b, "50 %d m 450 %d l S\n", 700-30*i, 700-30*i)
			}
			b.WriteString("50 700 m 50 610 l S 200 700 m 200 610 l S 450 700 m 450 610 l S\n")
			for i, row := range [][2]string{{"項目", "利用目的"}, {"氏名", "ご本人の確認のため"}, {"住所", "商品の発送のため"}} {
				b.WriteString(pdftest.Japanese(12, 205, float64(680-30*i), row[1]) + pdftest.Japanese(12, 55, float64(680-30*i), row[0]))
			}
			d.Page(b.String())
		}, "|1,1 項目\n|1,2 利用目的\n|2,1 氏名\n|2,2 ご本人の確認のため\n|3,1 住所\n|3,2 商品の発送のため\n"},
		{"a table without rules and without room between its rows, text wrapped in the cells", func(d *pdftest.Doc) {
			page := pdftest.Text("F1", 12, 50, 740, "We use what you tell us for the purposes of the list below and for no others.")
			y := 710.0
			for _, line := range [][3]string{
				{"Purpose", "Data", "Basis"},
				{"To send the goods that", "Name, address, mobile", "Contract"},
				{"were ordered in", "phone", ""},
				{"our shop", "", ""},
				{"To answer questions", "Mail address", "Consent"},
				{"To find fraud in the", "Orders, devices and", "Our interests"},
				{"orders that you make", "payments", ""},
				{"and in payments", "", ""},
			} {
				for k, x := range []float64{52, 185, 320} {
					page += pdftest.Text(map[bool]string{true: "F2", false: "F1"}[y == 710], 12, x, y, line[k])
				}
				y -= 14
			}
			d.Page(page + pdftest.Text("F1", 12, 50, 570, "We keep all of that for no longer than a year after the last of your orders."))
		}, "We use what you tell us for the purposes of the list below and for no others.\n" +
			"|1,1 Purpose\n|1,2 Data\n|1,3 Basis\n" +
			"|2,1 To send the goods that\n|2,1 were ordered in\n|2,1 our shop\n|2,2 Name, address, mobile\n|2,2 phone\n|2,3 Contract\n" +
			"|3,1 To answer questions\n|3,2 Mail address\n|3,3 Consent\n" +
			"|4,1 To find fraud in the\n|4,1 orders that you make\n|4,1 and in payments\n|4,2 Orders, devices and\n|4,2 payments\n|4,3 Our interests\n" +
			"We keep all of that for no longer than a year after the last of your orders.\n"},
		{"a table without rules whose cells are nearly of one width, one so wide that it nearly touches the next", func(d *pdftest.Doc) {
			page := pdftest.Japanese(12, 50, 740, "当社は、お預かりした個人情報を次の目的で利用します。")
			for i, row := range [][2]string{
				{"利用目的", "項目"},
				{"商品の発送とそのご連絡のため", "氏名、住所、電話番号"},
				{"代金の請求と決済をするため", "口座番号、ご請求先"},
				{"お問い合わせへの回答", "氏名、電話番号、職業"},
				{"新しい商品をご案内するため", "氏名、メールアドレス"},
				{"アンケートの実施と集計をするため", "年齢、ご購入の履歴"},
			} {
				page += pdftest.Japanese(12, 52, float64(720-14*i), row[0]) + pdftest.Japanese(12, 250, float64(720-14*i), row[1])
			}
			d.Page(page + column(50, 600, 40, long))
		}, "当社は、お預かりした個人情報を次の目的で利用します。\n" +
			"|1,1 利用目的\n|1,2 項目\n|2,1 商品の発送とそのご連絡のため\n|2,2 氏名、住所、電話番号\n|3,1 代金の請求と決済をするため\n|3,2 口座番号、ご請求先\n" +
			"|4,1 お問い合わせへの回答\n|4,2 氏名、電話番号、職業\n|5,1 新しい商品をご案内するため\n|5,2 氏名、メールアドレス\n|6,1 アンケートの実施と集計をするため\n|6,2 年齢、ご購入の履歴\n" +
			"当社は、ご応募の際にお知らせいただいた氏名、住所、電話番号を、抽選の結果のお知ら\n+ せと賞品の発送のために利用し、期間の後に消去します。\n"},
		{"a table without rules whose labels stand at the bottom of their rows", func(d *pdftest.Doc) {
			page := pdftest.Japanese(12, 50, 740, "個人情報についてのお問い合わせは、次の窓口で承ります。")
			for i, row := range [][2]string{
				{"", "旅行事業本部お客様サービス部"},
				{"窓口", "個人情報相談室"},
				{"電話", "03-0000-4417"},
				{"受付時間", "平日の午前十時から午後五時まで"},
			} {
				page += pdftest.Japanese(12, 52, float64(720-14*i), row[0]) + pdftest.Japanese(12, 250, float64(720-14*i), row[1])
			}
			d.Page(page)
		}, "個人情報についてのお問い合わせは、次の窓口で承ります。\n" +
			"|1,1 窓口\n|1,2 旅行事業本部お客様サービス部\n|1,2 個人情報相談室\n|2,1 電話\n|2,2 03-0000-4417\n|3,1 受付時間\n|3,2 平日の午前十時から午後五時まで\n"},
		{"two columns of short paragraphs", func(d *pdftest.Doc) {
			page := pdftest.Japanese(12, 180, 780, "応募される皆様へ")
			for i, p := range []string{long, other} {
				for k := range 4 {
					page += column([]float64{leftX, rightX}[i], float64(740-90*k-[]int{0, 18}[i]), columnOfKanji, p)
				}
			}
			d.Page(page)
		}, "応募される皆様へ\n" +
			strings.Repeat("当社は、ご応募の際にお知らせいただいた氏\n+ 名、住所、電話番号を、抽選の結果のお知ら\n+ せと賞品の発送のために利用し、期間の後に\n+ 消去します。\n", 4) +
			strings.Repeat("また、当社は、法令に基づく場合を除き、あ\n+ らかじめご本人の同意をいただくことなく、\n+ 個人データを第三者に提供することはありま\n+ せん。以上です。\n", 4)},
		{"headers and page numbers are left out, a sentence goes on over the page", func(d *pdftest.Doc) {
			for i, lines := range []string{"方針\n" + string([]rune(long)[:40]), string([]rune(long)[40:]) + "\n" + string([]rune(other)[:40]), string([]rune(other)[40:])} {
				page := pdftest.Text("F1", 9, 50, 810, "Example Shop, rules of privacy") + pdftest.Text("F1", 9, 290, 30, fmt.Sprintf("- %d -", i+1))
				for k, l := range strings.Split(lines, "\n") {
					page += pdftest.Japanese(12, 50, float64(760-30*k), l)
				}
				d.Page(page)
			}
		}, "方針\n当社は、ご応募の際にお知らせいただいた氏名、住所、電話番号を、抽選の結果のお知ら\n-- 2\n+ せと賞品の発送のために利用し、期間の後に消去します。\nまた、当社は、法令に基づく場合を除き、あらかじめご本人の同意をいただくことなく、\n-- 3\n+ 個人データを第三者に提供することはありません。以上です。\n"},
		{"marks that are drawn", func(d *pdftest.Doc) {
			d.Page("40 703 m 43 703 44 704 44 706 c 44 708 43 709 40 709 c 37 709 36 707 36 706 c 36 704 38 703 40 703 c f\n" + pdftest.Text("F1", 12, 50, 700, "to send the goods") + pdftest.Text("F1", 12, 50, 684, "and no other"))
		}, "• to send the goods\nand no other\n"},
		{"text that is drawn twice to look bold", func(d *pdftest.Doc) {
			d.Page(pdftest.Japanese(12, 50, 700, "個人情報") + pdftest.Japanese(12, 50.3, 700, "個人情報"))
		}, "個人情報\n"},
		{"the words of a form that is drawn, and the page turned", func(d *pdftest.Doc) {
			form := d.Add(pdftest.Stream("/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</Font<</F1 3 0 R>>>>", pdftest.Text("F1", 12, 0, 0, "in a form")))
			d.Page("q 1 0 0 1 100 700 cm /X Do Q")
			for n, o := range d.Objects {
				if strings.HasPrefix(o, "<</Type/Page/") {
					d.Objects[n] = strings.Replace(o, "/Font<<", fmt.Sprintf("/XObject<</X %d 0 R>>/Font<<", form), 1)
				}
			}
		}, "in a form\n"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			d := pdftest.New()
			test.doc(d)
			f := readPDFSample(t, d)
			got := shownLines(f)
			if test.want == "" { // columns: the left one stands before the right one, both whole
				joined := strings.NewReplacer("\n", "", "+ ", "").Replace(got)
				if want := "応募される皆様へ" + long + long + other + other; joined != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
				return
			}
			if got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}

// What was left out is said, and a page number is not taken for more than it is.
func TestPDFNotes(t *testing.T) {
	d := pdftest.New()
	d.Page(pdftest.Text("F1", 12, 50, 700, "Call us at 03-0000-") + pdftest.Text("F1", 12, 50, 60, "0000-4417") + pdftest.Text("F1", 9, 290, 30, "1 / 1"))
	f := readPDFSample(t, d)
	if got, want := shownLines(f), "Call us at 03-0000-\n0000-4417\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(f.Notes) != 1 || !strings.Contains(f.Notes[0].Message, "1 line of page headers") {
		t.Errorf("notes %v", f.Notes)
	}
	if f.Source.Page(f.Source.Len()) != 1 || f.Encoding != "utf-8" || f.Format != FormatPDF || f.SHA256 == "" {
		t.Errorf("%+v", f)
	}
}

// Fonts whose codes are the numbers of Adobe-Japan1.
func TestPDFGlyphNumbers(t *testing.T) {
	d := pdftest.New()
	d.Objects[5] = pdftest.JapaneseFont("Identity-H", "Japan1", "")
	d.Page("BT /F3 12 Tf 50 700 Td <034b 034d 0022> Tj ET")
	if got := shownLines(readPDFSample(t, d)); got != "あいA\n" {
		t.Errorf("%q", got)
	}
}

// Fonts whose codes the name of their encoding explains, without a ToUnicode map.
func TestPDFEncodings(t *testing.T) {
	const words = "個人情報の取扱い"
	encoded := func(e string) string {
		switch e {
		case "90ms-RKSJ-H", "90msp-RKSJ-H":
			s, _ := jaenc.ShiftJIS.NewEncoder().String(words)
			return hex.EncodeToString([]byte(s))
		case "EUC-H", "H":
			s, _ := jaenc.EUCJP.NewEncoder().String(words)
			b := []byte(s)
			if e == "H" {
				for i := range b {
					b[i] &= 0x7F
				}
			}
			return hex.EncodeToString(b)
		}
		out := ""
		for _, r := range words {
			out += fmt.Sprintf("%04x", r)
		}
		return out
	}
	for _, e := range []string{"90ms-RKSJ-H", "90msp-RKSJ-H", "EUC-H", "H", "UniJIS-UCS2-H", "UniJIS-UTF16-H", "UniJIS-UCS2-V"} {
		d := pdftest.New()
		d.Objects[5] = pdftest.JapaneseFont(e, "Japan1", "")
		d.Page("BT /F3 12 Tf 50 700 Td <" + encoded(e) + "> Tj ET")
		if got := shownLines(readPDFSample(t, d)); got != words+"\n" {
			t.Errorf("%s: %q", e, got)
		}
	}
}

func deflate(b []byte) string {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.String()
}

func TestPDFErrors(t *testing.T) {
	page := pdftest.Text("F1", 12, 50, 700, "We use your data to send the goods.")
	sample := func(change func(d *pdftest.Doc)) []byte {
		d := pdftest.New()
		change(d)
		return d.Bytes()
	}
	whole := sample(func(d *pdftest.Doc) { d.Page(page) })
	for _, test := range []struct {
		reason string
		data   []byte
		opts   Options
		want   error
		says   string
	}{
		{"pictures only", sample(func(d *pdftest.Doc) {
			d.Page("q 500 0 0 700 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q")
		}), Options{}, ErrNoText, "text recognition"},
		{"an empty page", sample(func(d *pdftest.Doc) { d.Page("") }), Options{}, ErrNoText, "empty"},
		{"glyphs that nothing explains", sample(func(d *pdftest.Doc) {
			d.Objects[5] = pdftest.JapaneseFont("Identity-H", "Identity", "")
			d.Page(pdftest.Japanese(12, 50, 700, "個人情報の取扱い"))
		}), Options{}, ErrEncoding, "of 8 characters the file does not say what 8 stand for"},
		{"characters of private use", sample(func(d *pdftest.Doc) {
			d.Page(pdftest.Japanese(12, 50, 700, "\uE001\uE002の取扱い"))
		}), Options{}, ErrEncoding, "ocrmypdf"},
		{"cut off before the pages", whole[:len(whole)/8], Options{}, ErrDamaged, "breaks off"},
		{"too many pages", sample(func(d *pdftest.Doc) {
			for range 4 {
				d.Page(page)
			}
		}), Options{MaxPages: 3}, ErrTooLarge, "more than 3 pages (raise the limit max-pages to read it)"},
		{"a bomb", sample(func(d *pdftest.Doc) {
			d.Page("")
			d.Objects[6] = pdftest.Stream("/Filter/FlateDecode", deflate(bytes.Repeat([]byte("q "), 40<<20)))
		}), Options{}, ErrTooLarge, "bytes to unpack and read"},
		{"a bomb in a bomb", sample(func(d *pdftest.Doc) {
			d.Page("")
			d.Objects[6] = pdftest.Stream("/Filter[/FlateDecode/FlateDecode]", deflate([]byte(deflate(make([]byte, 200<<20)))))
		}), Options{}, ErrTooLarge, "bytes to unpack and read"},
		{"forms in forms, ten times each", sample(func(d *pdftest.Doc) {
			for n := 0; n < 10; n++ {
				d.Objects[20+n] = pdftest.Stream(fmt.Sprintf("/Type/XObject/Subtype/Form/Resources<</XObject<</X %d 0 R>>>>", 21+n), strings.Repeat("/X Do ", 10))
			}
			d.Page("/X Do")
			d.Objects[7] = strings.Replace(d.Objects[7], "/Font<<", "/XObject<</X 20 0 R>>/Font<<", 1)
		}), Options{}, ErrTooLarge, "bytes to unpack and read"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			_, err := Read("f.pdf", test.data, test.opts)
			if !errors.Is(err, test.want) || !strings.Contains(fmt.Sprint(err), test.says) || !strings.HasPrefix(fmt.Sprint(err), "f.pdf: ") {
				t.Errorf("error %v", err)
			}
		})
	}
	// Encrypted files, made by make.sh.
	for name, want := range map[string]error{"password.pdf": ErrEncrypted, "rc4.pdf": nil, "aes128.pdf": nil, "aes256.pdf": nil} {
		data, err := os.ReadFile(filepath.Join("testdata", "pdf", name))
		if err != nil {
			t.Fatal(err)
		}
		f, err := Read(name, data, Options{})
		if !errors.Is(err, want) {
			t.Errorf("%s: error %v", name, err)
		}
		if want == nil && err == nil && shownLines(f) != "We use your data to send the goods.\n" {
			t.Errorf("%s: %q", name, shownLines(f))
		}
	}
}

// Damaged files are read as far as they go, and that is said.
func TestPDFDamaged(t *testing.T) {
	d := pdftest.New()
	for i := range 3 {
		d.Page(pdftest.Text("F1", 12, 50, 700, fmt.Sprintf("This is page %d of the policy.", i+1)))
	}
	whole := d.Bytes()
	all := "This is page 1 of the policy.\n-- 2\nThis is page 2 of the policy.\n-- 3\nThis is page 3 of the policy.\n"
	circle := func(object int, text string) []byte {
		c := pdftest.New()
		c.Page(pdftest.Text("F1", 12, 50, 700, "We use your data."))
		c.Bytes()
		c.Objects[object] = text
		return c.Bytes()
	}
	for _, test := range []struct {
		reason string
		data   []byte
		want   string
		note   string
	}{
		{"other bytes before it", append([]byte("HTTP/1.1 200\x00\r\n"), whole...), all, ""},
		{"a table that points nowhere", bytes.Replace(whole, []byte("startxref\n"), []byte("startxref\n9"), 1), all, "damaged"},
		{"no table", whole[:bytes.Index(whole, []byte("xref\n"))], all, "damaged"},
		{"wrong lengths", bytes.ReplaceAll(whole, []byte("/Length "), []byte("/Length 9")), all, "damaged"},
		{"a tree of pages that holds itself", circle(2, "<</Type/Pages/Count 9/Kids[2 0 R 7 0 R 2 0 R 7 0 R]>>"), "We use your data.\n", "9 pages; 1 could be read"},
		{"a length that is the stream itself", circle(6, "<</Length 6 0 R>>\nstream\n"+pdftest.Text("F1", 12, 50, 700, "We use your data.")+"\nendstream"), "We use your data.\n", ""},
		{"a reference to itself", circle(3, "3 0 R"), "We use your data.\n", ""},
		{"tables that follow one another in a circle", bytes.Replace(whole, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Prev "+fmt.Sprint(bytes.Index(whole, []byte("xref\n")))), 1), all, ""},
		{"data that break off", func() []byte {
			b := pdftest.New()
			b.Page("")
			z := deflate([]byte(pdftest.Text("F1", 12, 50, 700, "We use your data.") + strings.Repeat("q Q\n", 1000)))
			b.Objects[6] = pdftest.Stream("/Filter/FlateDecode", z[:len(z)-6])
			return b.Bytes()
		}(), "We use your data.\n", "page 1: some of its data are damaged"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			f, err := Read("f.pdf", test.data, Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkFile(t, f)
			if got := shownLines(f); got != test.want {
				t.Errorf("got\n%s", got)
			}
			if notes := fmt.Sprint(f.Notes); test.note != "" && !strings.Contains(notes, test.note) || test.note == "" && len(f.Notes) > 0 {
				t.Errorf("notes %s", notes)
			}
		})
	}
}

// objectStreams returns a file with object streams and its table in a stream, as
// programs write them since PDF 1.5. They are deflated unless plain is set.
func objectStreams(packedIn int, plain bool) []byte {
	filter, pack := "/Filter/FlateDecode", deflate
	if plain {
		filter, pack = "", func(b []byte) string { return string(b) }
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n")
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/MediaBox[0 0 595 842]/Contents 6 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"}
	head, body := "", ""
	for i, o := range objects {
		head += fmt.Sprintf("%d %d ", i+1, len(body))
		body += o + " "
	}
	at := map[int]int{5: b.Len()}
	b.WriteString("5 0 obj\n" + pdftest.Stream(fmt.Sprintf("/Type/ObjStm/N 4/First %d%s", len(head), filter), pack([]byte(head+body))) + "\nendobj\n")
	at[6] = b.Len()
	b.WriteString("6 0 obj\n" + pdftest.Stream("", pdftest.Text("F1", 12, 50, 700, "We use your data.")) + "\nendobj\n")
	at[7] = b.Len()
	var rows bytes.Buffer
	for n := 0; n <= 7; n++ {
		kind, a, c := 2, packedIn, n-1
		if o, ok := at[n]; ok && (n != 5 || packedIn == 5) {
			kind, a, c = 1, o, 0
		}
		if n == 5 && packedIn != 5 {
			kind, a = 2, 5
		}
		if n == 0 {
			kind, a, c = 0, 0, 0
		}
		if !plain {
			rows.WriteByte(2) // how the row is predicted
		}
		rows.Write([]byte{byte(kind), byte(a >> 8), byte(a), byte(c)})
	}
	table := rows.String()
	if !plain {
		table = deflate(upPredicted(rows.Bytes()))
	}
	fmt.Fprintf(&b, "7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n",
		pdftest.Stream("/Type/XRef/Size 8/W[1 2 1]/Root 1 0 R/DecodeParms<</Predictor 12/Columns 4>>"+filter, table), at[7])
	return b.Bytes()
}

// Objects are found in object streams; one that says it is kept in itself ends in an
// error.
func TestPDFObjectStreams(t *testing.T) {
	f, err := Read("f.pdf", objectStreams(5, false), Options{})
	if err != nil || shownLines(f) != "We use your data.\n" || len(f.Notes) > 0 {
		t.Errorf("%v", err)
	}
	f, err = Read("f.pdf", objectStreams(5, true), Options{})
	if err != nil || shownLines(f) != "We use your data.\n" || len(f.Notes) > 0 {
		t.Errorf("%v", err)
	}
	f, err = Read("f.pdf", objectStreams(1, false), Options{}) // the table is wrong; the objects are found all the same
	if err != nil || shownLines(f) != "We use your data.\n" || len(f.Notes) == 0 {
		t.Errorf("%v", err)
	}
}

// upPredicted takes from rows of five bytes, the first the kind of prediction, what
// stands above.
func upPredicted(rows []byte) []byte {
	out := bytes.Clone(rows)
	for i := len(out) - 5; i >= 5; i -= 5 {
		for k := 1; k < 5; k++ {
			out[i+k] -= rows[i-5+k]
		}
	}
	return out
}

// Whatever a file holds, memory stays below 1 GiB and time in proportion.
func TestPDFCost(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	repeat := func(before, piece, after string, n int) func(int) []byte {
		return func(size int) []byte {
			d := pdftest.New()
			d.Page(before + strings.Repeat(piece, size*n/len(piece)) + after)
			return d.Bytes()
		}
	}
	junk := func(piece string) func(int) []byte {
		return func(size int) []byte { return []byte("%PDF-1.7\n\x00" + strings.Repeat(piece, size/len(piece))) }
	}
	for _, h := range []struct {
		name string
		make func(size int) []byte
	}{
		{"one glyph after another", repeat("BT /F1 1 Tf ", "(a)Tj ", "ET", 1)},
		{"glyphs at places of their own", repeat("BT /F1 9 Tf ", "7 3 Td(a)Tj ", "ET", 1)},
		{"glyphs in a row far apart", repeat("BT /F1 9 Tf 0 400 Td ", "30 0 Td(ab)Tj ", "ET", 1)},
		{"two ragged columns", repeat("BT /F1 9 Tf 0 400 Td ", "0 .1 Td(abcdefghi)Tj 300 0 Td(abcdefghi)Tj -300 0 Td ", "ET", 1)},
		{"rules", repeat(pdftest.Text("F1", 9, 50, 50, "a"), "10 10 50 50 re S 3 0 0 3 5 5 cm ", "", 1)},
		{"a grid", repeat(pdftest.Text("F1", 9, 50, 50, "a"), "1 0 0 1 .5 .3 cm 0 0 m 400 0 l 0 0 m 0 400 l S ", "", 1)},
		{"dots", repeat(pdftest.Text("F1", 9, 50, 50, "a"), "10 10 3 3 re f 1 0 0 1 .01 0 cm ", "", 1)},
		{"open arrays", repeat("", "[", "", 1)},
		{"open dictionaries", repeat("", "<<", "", 1)},
		{"open strings", repeat("", "(", "", 1)},
		{"saved states", repeat("", "q ", "", 1)},
		{"marks", repeat("", "/A<</Type/Pagination>>BDC ", "", 1)},
		{"pictures without an end", repeat("", "BI ID ", "", 1)},
		{"numbers", repeat("", "1 ", "", 1)},
		{"objects without an end", junk("1 0 obj\n")},
		{"objects that are packed", junk("1 0 obj<</Type/ObjStm/First 0/N 1>>stream\n")},
		{"objects", junk("1 0 obj<<>>endobj\n")},
		{"trailers", junk("trailer<<")},
		{"zeros", junk("\x00")},
		{"streams without an end", junk("1 0 obj<</Type/XRef>>stream\n")},
	} {
		t.Run(h.name, func(t *testing.T) {
			const size, times, enough = 20_000, 16, 3
			small, large := h.make(size), h.make(times*size)
			if f, err := Read("f.pdf", small, Options{}); err == nil {
				checkFile(t, f)
			} else {
				checkError(t, err)
			}
			read := func(data []byte) func() { return func() { _, _ = Read("f.pdf", data, Options{}) } }
			growth := cputime.Growth(times, enough, read(small), read(large))
			t.Logf("×%.2f", growth)
			if growth > enough {
				t.Errorf("%d times the text costs %.1f times as much for a byte", times, growth)
			}
		})
	}
}

// What a small file makes of itself is paid for before it is kept: where it stands,
// what it is made of, and what it stands for.
func TestPDFMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks megabytes")
	}
	const flate = "/Filter/FlateDecode"
	packed := func(before, unit string, size int) string {
		return deflate([]byte(before + strings.Repeat(unit, size/len(unit))))
	}
	page := func(more func(d *pdftest.Doc), content string) []byte {
		d := pdftest.New()
		d.Page(pdftest.Text("F1", 12, 50, 700, "We use your data.") + content)
		more(d)
		return d.Bytes()
	}
	toUnicode := func(data string) func(d *pdftest.Doc) {
		return func(d *pdftest.Doc) {
			d.Objects[3] = fmt.Sprintf("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode %d 0 R>>", d.Add(data))
		}
	}
	last := func(d *pdftest.Doc, change func(page string) string) { // the page itself
		n := 6
		for d.Objects[n+1] != "" {
			n++
		}
		d.Objects[n] = change(d.Objects[n])
	}
	const size = 10_000_000
	table := "1 0 obj" + pdftest.Stream(flate+"/Type/XRef/W[0 1 0]/Root 2 0 R/Size 99999999", packed("", "\x05", size)) + "endobj\n"
	var fonts, uses strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&fonts, "/f%d %d 0 R ", i, 1000+i)
		fmt.Fprintf(&uses, "/f%d 1 Tf ", i)
	}
	for _, test := range []struct {
		name string
		data []byte
	}{
		{"places of objects", []byte("%PDF-1.7\n" + table + "startxref\n9\n%%EOF")},
		{"many in one array", page(func(d *pdftest.Doc) { d.Objects[6] = pdftest.Stream(flate, packed("[", "1 ", size)) }, "")},
		{"entries of a map", page(toUnicode(pdftest.Stream(flate, packed("", "<00> ", size))), "")},
		{"text of a character", page(toUnicode(pdftest.Stream("", "1 beginbfchar <61> <"+strings.Repeat("0062", 50_000)+"> endbfchar")), "BT /F1 9 Tf 50 600 Td ("+strings.Repeat("a", 5000)+")Tj ET")},
		{"text that is given for what is drawn", page(func(d *pdftest.Doc) {
			last(d, func(p string) string {
				return strings.Replace(p, "/Resources<<", "/Resources<</Properties<</M<</ActualText("+strings.Repeat("b", 50_000)+")>>>>", 1)
			})
		}, strings.Repeat("/S/M BDC BT /F1 9 Tf 9 9 Td(\x01)Tj ET EMC ", 5000))},
		{"fonts", page(func(d *pdftest.Doc) {
			last(d, func(p string) string { return strings.Replace(p, "/Font<<", "/Font<<"+fonts.String(), 1) })
		}, uses.String())},
		{"fonts that stand where they are used", page(func(d *pdftest.Doc) {
			last(d, func(p string) string {
				return strings.Replace(p, "/Resources<<", "/Resources<</ExtGState<</G<</Font[<</Subtype/Type1>> 9]>>>>", 1)
			})
		}, strings.Repeat("/G gs ", 20_000))},
	} {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Read("f.pdf", test.data, Options{})
			runtime.ReadMemStats(&after)
			n := after.TotalAlloc - before.TotalAlloc
			t.Logf("%d bytes of file take %d bytes of memory", len(test.data), n)
			if n > 200<<20 {
				t.Errorf("%d bytes of file take %d bytes of memory", len(test.data), n)
			}
			if !errors.Is(err, ErrTooLarge) {
				t.Errorf("error %v", err)
			}
		})
	}
}

// FuzzPDF reads files that are nearly right. The work of each is bounded, so that
// what it allocates is too.
func FuzzPDF(f *testing.F) {
	d := pdftest.New()
	d.Page(pdftest.Text("F1", 12, 50, 700, "We use your data.") + pdftest.Japanese(12, 50, 680, "個人情報") + "50 600 m 200 600 l 50 600 m 50 500 l S q BI /W 1 ID \x00 EI Q")
	d.Page("BT /F2 12 Tf 50 700 Td (a) ' [(b) -300 (c)] TJ T* 3 Tr (d) Tj ET /A <</Type/Pagination/ActualText(x)>> BDC EMC")
	f.Add(d.Bytes())
	font := pdftest.New()
	m := font.Add(pdftest.Stream("", "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <01> <500b> endbfchar 1 beginbfrange <02> <09> <4eba> endbfrange"))
	font.Objects[3] = fmt.Sprintf("<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FirstChar 0/Widths[1000 500]/Encoding<</Differences[1/uni500B/a.b 2/Aacute]>>/ToUnicode %d 0 R>>", m)
	font.Page("BT /F1 12 Tf 50 700 Td <0102030405> Tj ET")
	f.Add(font.Bytes())
	f.Add(objectStreams(5, true))
	composite := pdftest.New() // a font with a map of its own, forms, filters, a table
	encoding := composite.Add(pdftest.Stream("/WMode 0/UseCMap/Identity-H", "2 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange 1 begincidrange <8000> <80ff> 842 endcidrange 1 begincidchar <01> 843 endcidchar"))
	form := composite.Add(pdftest.Stream("/Subtype/Form/Matrix[1 0 0 1 5 5]/Resources<</Font<</F3 5 0 R>>>>/Filter/ASCIIHexDecode", hex.EncodeToString([]byte("q BT /F3 9 Tf 1 0 0 1 60 80 Tm <80018002> Tj ET Q"))+">"))
	composite.Objects[5] = fmt.Sprintf("<</Type/Font/Subtype/Type0/Encoding %d 0 R/DescendantFonts[<</CIDSystemInfo<</Ordering(Japan1)>>/DW 900/W[842[1000 500] 850 860 700]>>]>>", encoding)
	rules := "40 40 100 60 re S 90 40 m 90 100 l S 40 70 m 140 70 l S 10 10 3 3 re f\n"
	composite.Page(rules + pdftest.Text("F1", 9, 45, 80, "Purpose") + pdftest.Text("F1", 9, 95, 80, "Data") + pdftest.Text("F1", 9, 45, 50, "To send goods") + pdftest.Text("F1", 9, 95, 50, "Address") + "/X Do /G gs BT 1 Tr 90 Tz 2 Ts [(a)-900<62>9(c)]TJ ET")
	composite.Objects[len(composite.Objects)] = strings.Replace(composite.Objects[len(composite.Objects)], "/Font<<", fmt.Sprintf("/XObject<</X %d 0 R>>/ExtGState<</G<</Font[3 0 R 12]>>>>/Font<<", form), 1)
	composite.Trailer = "/Info<</Title<FEFF65b991dd>>>/Prev 9"
	f.Add(composite.Bytes())
	table := pdftest.New()
	cells := ""
	for i, row := range [][2]string{{"Purpose", "Data"}, {"To send goods", "Address, name"}, {"that you order", "and phone"}, {"To send letters", "Mail"}} {
		cells += pdftest.Text("F2", 10, 50, 700-14*float64(i), row[0]) + pdftest.Text("F1", 10, 220, 700-14*float64(i), row[1]) + pdftest.Japanese(8, 400, 700-14*float64(i), "目的")
	}
	table.Page(cells + pdftest.Text("F1", 9, 290, 20, "- 1 -"))
	table.Page("/Rotate 90 0 1 -1 0 300 300 cm " + cells + pdftest.Text("F1", 9, 290, 20, "- 2 -"))
	f.Add(table.Bytes())
	for _, name := range []string{"rc4.pdf", "aes256.pdf", "password.pdf"} {
		if data, err := os.ReadFile(filepath.Join("testdata", "pdf", name)); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip("larger than the tables of seeds call for")
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		file, err := Read("f.pdf", data, Options{Format: FormatPDF, MaxBytes: 1 << 20})
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > 1<<30 {
			t.Errorf("%d bytes of file take %d bytes of memory", len(data), n)
		}
		if err != nil {
			checkError(t, err)
			return
		}
		checkFile(t, file)
	})
}
