// Package pdftest writes small PDF files for tests, plain enough to be broken on
// purpose.
package pdftest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

// A Doc is a PDF file in the making. Objects 1 to 5 are the catalog, the tree of
// pages, and the fonts F1 (Helvetica), F2 (Helvetica-Bold) and F3, a Japanese font
// that is named and not embedded, with the encoding UniJIS-UCS2-H.
type Doc struct {
	Objects map[int]string // by number, from 1; a test may change what is there
	Trailer string         // more entries for the trailer
	pages   []int
}

// New returns a file without pages.
func New() *Doc {
	return &Doc{Objects: map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R>>",
		3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		4: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
		5: JapaneseFont("UniJIS-UCS2-H", "Japan1", ""),
	}}
}

// JapaneseFont returns a composite font without a ToUnicode map, unless more holds one.
func JapaneseFont(encoding, ordering, more string) string {
	return "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/" + encoding + more + "/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(" + ordering + ")/Supplement 2>>/DW 1000>>]>>"
}

// Add adds an object and returns its number.
func (d *Doc) Add(object string) int {
	n := 6
	for d.Objects[n] != "" {
		n++
	}
	d.Objects[n] = object
	return n
}

// Stream returns an object with data.
func Stream(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

// Page adds a page of A4 with this content.
func (d *Doc) Page(content string) {
	c := d.Add(Stream("", content))
	d.pages = append(d.pages, d.Add(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R>>>>>>", c)))
}

// Text returns the operators that show a line of Latin text at x, y points from the
// bottom left of the page. Spaces are not written: they are gaps between words.
func Text(font string, size, x, y float64, s string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "BT /%s %g Tf %g %g Td [", font, size, x, y)
	for i, w := range strings.Fields(s) {
		if i > 0 {
			b.WriteString("-278")
		}
		b.WriteString("(" + strings.NewReplacer("(", `\(`, ")", `\)`, `\`, `\\`).Replace(w) + ")")
	}
	b.WriteString("] TJ ET\n")
	return b.String()
}

// Japanese returns the operators that show a line in the font F3.
func Japanese(size, x, y float64, s string) string {
	var hex strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&hex, "%04x", u)
	}
	return fmt.Sprintf("BT /F3 %g Tf %g %g Td <%s> Tj ET\n", size, x, y, &hex)
}

// Bytes returns the file.
func (d *Doc) Bytes() []byte {
	if d.Objects[2] == "" {
		var kids strings.Builder
		for _, p := range d.pages {
			fmt.Fprintf(&kids, "%d 0 R ", p)
		}
		d.Objects[2] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(d.pages), &kids)
	}
	var numbers []int
	for n := range d.Objects {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	at := map[int]int{}
	for _, n := range numbers {
		at[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, d.Objects[n])
	}
	start := b.Len()
	last := numbers[len(numbers)-1]
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", last+1)
	for n := 1; n <= last; n++ {
		if o, ok := at[n]; ok {
			fmt.Fprintf(&b, "%010d 00000 n \n", o)
		} else {
			b.WriteString("0000000000 65535 f \n")
		}
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", last+1, d.Trailer, start)
	return b.Bytes()
}
