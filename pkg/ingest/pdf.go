package ingest

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/polcompare/polcompare/pkg/ingest/internal/pdf"
	"github.com/polcompare/polcompare/pkg/text"
)

// FormatPDF is the format of PDF files. The source of such a file is the text
// that was read from its pages: one visual line a line, a blank line where the
// page leaves room, a line with a form feed at the end of each page. Offsets count in that
// text, which is UTF-8, not in the bytes of the file.
const FormatPDF = "pdf"

// DefaultMaxPages is how many pages of a file [Read] takes unless [Options] say otherwise.
const DefaultMaxPages = 5000

const (
	// maxPageGlyphs and maxFileGlyphs are how many characters may stand on one
	// page and in one file: many times what fits on paper and in a book.
	maxPageGlyphs = 500_000
	maxFileGlyphs = 2_000_000
	// unpackFactor is how many bytes a byte of a file may unpack to on the
	// whole, beyond unpackFloor.
	unpackFactor = 100
	unpackFloor  = 16 << 20
)

// isPDF reports whether data is a PDF file. Some begin with other bytes.
func isPDF(data []byte) bool {
	if bytes.HasPrefix(data, []byte("%PDF-")) {
		return true
	}
	i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-"))
	return i >= 0 && hasControls(data[:min(len(data), 1<<14)])
}

// readPDF reads a PDF file.
func readPDF(name string, data []byte, opts Options) (*File, error) {
	fail := func(err error, format string, args ...any) (*File, error) {
		return nil, &Error{name, -1, fmt.Sprintf(format, args...), err}
	}
	unpacked := int64(4 * DefaultMaxBytes)
	switch {
	case opts.MaxBytes > 0:
		unpacked = 4 * int64(opts.MaxBytes)
	case opts.MaxBytes < 0:
		unpacked = math.MaxInt64 / 2
	}
	unpacked = min(unpacked, unpackFloor+unpackFactor*int64(len(data)))
	pages := opts.MaxPages
	if pages == 0 {
		pages = DefaultMaxPages
	}
	if !isPDF(data) {
		return fail(ErrFormat, "not a PDF file: %%PDF- does not stand at its start")
	}
	const again = "fetch it again, or open it in a viewer and save or print it to a new PDF"
	var exceeded *pdf.LimitError
	var own *Error
	refuse := func(err error) (*File, error) {
		switch {
		case errors.As(err, &own):
			return nil, own
		case errors.As(err, &exceeded) && exceeded.What == "pages":
			return nil, tooMuch(name, pages, "pages", "max-pages")
		case errors.As(err, &exceeded) && exceeded.Limit == 4*int64(opts.MaxBytes):
			return fail(ErrTooLarge, "%v, which is four times the limit max-bytes", err)
		case errors.As(err, &exceeded):
			return fail(ErrTooLarge, "%v", err)
		case errors.Is(err, pdf.ErrPassword):
			return fail(ErrEncrypted, "it opens with a password only; save a copy without one")
		case errors.Is(err, pdf.ErrEncrypted):
			return fail(ErrEncrypted, "by a method that is not known here; print it to a new PDF")
		}
		return fail(ErrDamaged, "%v; %s", err, again)
	}
	file, err := pdf.Open(data, pdf.Limits{Pages: pages, Unpacked: unpacked, Glyphs: maxPageGlyphs})
	if err != nil {
		return refuse(err)
	}
	r := &pdfReader{}
	glyphs, images := 0, 0
	maxText, written := limit(opts.MaxText, DefaultMaxText), 0
	said, found, err := file.Pages(func(p *pdf.Page) error {
		c, err := p.Content()
		if err != nil {
			return err
		}
		if glyphs += len(c.Glyphs); glyphs > maxFileGlyphs {
			return &pdf.LimitError{What: "characters", Limit: maxFileGlyphs}
		}
		// What repeats on pages, or is drawn twice to look bold, is left out later on.
		for i := range c.Glyphs {
			written += len(c.Glyphs[i].Text)
		}
		if maxText > 0 && written/4 > maxText {
			return tooMuch(name, maxText, "bytes of text", "max-text")
		}
		images += c.Images
		w, h := p.Size()
		r.addPage(c, w, h)
		return nil
	})
	if err != nil {
		return refuse(err)
	}
	visible, unknown := 0, 0
	for i := range r.pages {
		visible += r.pages[i].visible
		unknown += r.pages[i].unknown
	}
	cut := !bytes.Contains(data[max(0, len(data)-2048):], []byte("%%EOF"))
	switch {
	case found == 0 && cut:
		return fail(ErrDamaged, "it breaks off before the list of its pages; %s", again)
	case found == 0:
		return fail(ErrDamaged, "it has no page; %s", again)
	case visible == 0 && images > 0:
		return fail(ErrNoText, "its pages are pictures without text, as a scanner makes them; run text recognition (OCR) on it first, with ocrmypdf for example")
	case visible == 0 && file.Rebuilt:
		return fail(ErrDamaged, "no text can be read from it; %s", again)
	case visible == 0:
		return fail(ErrNoText, "its pages are empty, or drawn without letters; if a viewer shows text, run text recognition (OCR) on it first")
	case unknown*100 > visible:
		return fail(ErrEncoding, "of %d characters the file does not say what %d stand for (its fonts have no ToUnicode map); run text recognition (OCR) on it, with ocrmypdf --force-ocr for example", visible, unknown)
	}
	f := &File{Format: FormatPDF, Encoding: "utf-8", Title: properTitle(file.Title()), budget: newBudget(opts)}
	r.write(name, f)
	if len(f.Lines) == 0 {
		return fail(ErrNoText, "nothing but headers, footers and page numbers")
	}
	r.notes(f, file.Rebuilt, said, found)
	return f, nil
}

// properTitle returns the title in a document's properties, "" if that is only the
// name of the file it was made from.
func properTitle(t string) string {
	t = strings.TrimPrefix(t, "Microsoft Word - ")
	switch ext := strings.ToLower(path.Ext(t)); ext {
	case ".doc", ".docx", ".html", ".htm", ".txt", ".md", ".pdf", ".indd", ".jtd", ".odt", ".rtf", ".xls", ".xlsx":
		return ""
	}
	return t
}

// A pdfReader puts the glyphs of a file's pages into lines.
type pdfReader struct {
	pages []pdfPage
	lines []pdfLine // in reading order
	body  float64   // size of the running text, in points
	left  float64   // where its lines begin, as a rule
	right float64   // and how far they reach
	drawn int       // characters in such fonts
	frame int       // lines of headers, footers and page numbers that were left out
}

// A pdfPage is one page while its lines are being found.
type pdfPage struct {
	width, height    float64
	pieces           []piece
	rules            []pdf.Rule
	visible, unknown int
	broken           bool
}

// A piece is a stretch of text on one base line without a wide gap.
type piece struct {
	text   string
	u0, u1 float64
	v      float64
	size   float64
	turn   uint8
	bold   bool
	drawn  bool // in a font that the file draws itself
	frame  bool
	rifts  []rift
}

// A rift is a gap inside a piece that may be more than a space: columns of a
// table may stand as close.
type rift struct {
	at     int // where the text behind it begins, in bytes of the piece's text
	u0, u1 float64
}

// A pdfLine is one visual line, in a column or a cell.
type pdfLine struct {
	piece
	page   int // from 0
	region int // lines of one column or cell share a number
	right  float64
	row    int
	column int
	header bool
	level  int // of a heading
}

// The width of a gap, as a share of the font's size, that stands for a space
// between Latin letters, of one that is wider than most of these, and of one that
// divides pieces.
const (
	wordGap  = 0.16
	riftGap  = 0.35
	pieceGap = 0.85
)

// addPage makes pieces of a page's glyphs. Glyphs come as the file draws them,
// which is word by word and line by line in nearly all files.
func (r *pdfReader) addPage(c *pdf.Content, width, height float64) {
	p := pdfPage{width: width, height: height, rules: c.Rules, broken: c.Broken}
	b := pieceMaker{}
	for i := range c.Glyphs {
		g := &c.Glyphs[i]
		t := g.Text
		if !g.Known {
			t = "\uFFFD"
		} else {
			t = symbols(t)
		}
		for _, c := range t {
			if !invisible(c) && !unicode.IsControl(c) {
				p.visible++
			}
			if g.Drawn {
				r.drawn++
			}
			if c == utf8.RuneError || unicode.Is(unicode.Co, c) {
				p.unknown++
			}
		}
		b.add(g, t, &p.pieces)
	}
	b.flush(&p.pieces)
	p.addBullets(c.Dots)
	r.pages = append(r.pages, p)
}

// addBullets puts a mark before the lines that begin behind a small shape: many
// programs draw the marks of lists instead of writing them.
func (p *pdfPage) addBullets(dots []pdf.Dot) {
	if len(dots) == 0 {
		return
	}
	slices.SortFunc(dots, func(a, b pdf.Dot) int { return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X)) })
	marked := make(map[int]bool)
	for i := range p.pieces {
		c := &p.pieces[i]
		if c.turn != 0 || beginsWithMarker(c.text) {
			continue
		}
		j, _ := slices.BinarySearchFunc(dots, c.v-0.75*c.size, func(d pdf.Dot, y float64) int { return cmp.Compare(d.Y, y) })
		for ; j < len(dots) && dots[j].Y < c.v; j++ {
			if d := dots[j]; d.X < c.u0 && d.X > c.u0-2.2*c.size && d.Size < 0.8*c.size && !marked[j] {
				const mark = "• "
				c.text = mark + c.text
				for k := range c.rifts {
					c.rifts[k].at += len(mark)
				}
				c.u0 = d.X - d.Size/2
				marked[j] = true
				break
			}
		}
	}
}

// A pieceMaker collects glyphs that stand behind one another.
type pieceMaker struct {
	cur         piece
	text        []byte
	space       bool // a space stood behind the text
	bold, plain int
	drawn       int
	last        rune
	lastU       float64
	ink         float64 // where the last visible glyph ends
	open        bool
}

func (b *pieceMaker) add(g *pdf.Glyph, t string, out *[]piece) {
	if g.Size <= 0 {
		return
	}
	blank := strings.TrimFunc(t, func(c rune) bool { return invisible(c) || unicode.IsControl(c) }) == ""
	if b.open {
		gap := g.U - b.cur.u1
		same := g.Turn == b.cur.turn && g.Frame == b.cur.frame && math.Abs(g.V-b.cur.v) < 0.4*max(g.Size, b.cur.size)
		first, _ := utf8.DecodeRuneInString(t)
		switch {
		case !same, gap > pieceGap*max(g.Size, b.cur.size), gap < -0.6*max(g.Size, b.cur.size) && !blank:
			if same && !blank && first == b.last && math.Abs(g.U-b.lastU) < 0.2*g.Size {
				return // drawn twice, to look bold
			}
			b.flush(out)
		case blank:
		case first == b.last && math.Abs(g.U-b.lastU) < 0.2*g.Size && g.W > 0.25*g.Size:
			return
		case b.space || gap > wordGap*g.Size && !(isCJK(b.last) && isCJK(first)) && !(isCJK(b.last) != isCJK(first) && gap < 0.4*g.Size):
			b.text = append(b.text, ' ')
		}
	}
	if blank {
		if b.open {
			b.cur.u1 = max(b.cur.u1, g.U+g.W)
			b.space = b.space || !(isCJK(b.last) && g.W < 0.2*g.Size)
		}
		return
	}
	if !b.open {
		b.open = true
		b.cur = piece{u0: g.U, u1: g.U, v: g.V, size: g.Size, turn: g.Turn, frame: g.Frame}
	}
	b.space = false
	if len(b.text) > 0 {
		first, _ := utf8.DecodeRuneInString(t)
		if gap := g.U - b.ink; gap > riftGap*g.Size || gap > wordGap*g.Size && isCJK(b.last) && isCJK(first) {
			b.cur.rifts = append(b.cur.rifts, rift{len(b.text), b.ink, g.U})
		}
	}
	b.ink = g.U + g.W
	for _, c := range t {
		if c >= ' ' && c != 0x7F {
			b.text = utf8.AppendRune(b.text, c)
			b.last = c
		}
	}
	b.lastU = g.U
	if g.Bold {
		b.bold++
	} else {
		b.plain++
	}
	if g.Drawn {
		b.drawn++
	}
	if g.Size > b.cur.size { // a note in small type may come first
		b.cur.size, b.cur.v = g.Size, g.V
	}
	b.cur.u1 = max(b.cur.u1, g.U+g.W)
}

func (b *pieceMaker) flush(out *[]piece) {
	if b.open && len(b.text) > 0 {
		b.cur.text = string(b.text)
		b.cur.bold, b.cur.drawn = b.bold > b.plain, b.drawn*2 > b.bold+b.plain
		*out = append(*out, b.cur)
	}
	*b = pieceMaker{text: b.text[:0]}
}

// radicals are characters of the block of supplementary radicals, which have no
// normal form, and what is meant by them in text.
var radicals = map[rune]string{
	'⺠': "民", '⻄': "西", '⻑': "長", '⻘': "青", '⻝': "食", '⻤': "鬼", '⻩': "黄", '⻭': "歯", '⻯': "竜", '⻲': "亀", '⺟': "母", '⻁': "虎", '⻆': "角", '⻨': "麦", '⻫': "斉", '⻬': "齐",
}

// symbols replaces characters by those that are meant where they look alike.
// A font has one glyph for 目 and for the radical ⽬, for ・ and for ‧, for ～ and for 〜, and many
// files name the wrong one; the fonts Symbol and Wingdings keep the marks of
// lists in the private range.
func symbols(t string) string {
	r, n := utf8.DecodeRuneInString(t)
	if n != len(t) || r < 0x2027 || r > 0x2FD5 && r < 0xF020 && r != '〜' || r > 0xF0FF {
		return t
	}
	switch {
	case r == '‧':
		return "・"
	case r == '〜':
		return "～" // the one that the encodings of Windows have
	case r >= 0x2F00 && r <= 0x2FD5:
		return norm.NFKC.String(t)
	case r < 0xF020:
		if s, ok := radicals[r]; ok {
			return s
		}
		return t
	}
	switch r {
	case 0xF0B7, 0xF09F, 0xF06C:
		return "•"
	case 0xF0A7, 0xF06E:
		return "■"
	case 0xF0D8, 0xF0D5:
		return "➢"
	case 0xF076, 0xF075:
		return "◆"
	case 0xF0FC:
		return "✓"
	case 0xF0A8, 0xF071, 0xF06F:
		return "□"
	case 0xF0E0, 0xF0AE:
		return "→"
	case 0xF020:
		return " "
	}
	return t
}

// write puts the lines together as the source of the file.
func (r *pdfReader) write(name string, f *File) {
	r.layout()
	gaps, goesOn := r.paragraphs()
	var src strings.Builder
	spans := make([]text.Span, len(r.lines))
	for i := range r.lines {
		if i > 0 {
			src.WriteByte('\n')
			if r.lines[i].page != r.lines[i-1].page {
				src.WriteString("\f\n")
			} else if gaps[i] > 0 {
				src.WriteByte('\n')
			}
		}
		start := src.Len()
		src.WriteString(r.lines[i].text)
		spans[i] = text.Span{Start: start, End: src.Len()}
	}
	src.WriteString("\n\f\n")
	f.Source = text.NewSource(name, src.String())
	w := newWriter(f)
	block := 0
	for i := range r.lines {
		l := &r.lines[i]
		if gaps[i] > 0 || i == 0 || l.region != r.lines[i-1].region && !goesOn[i] || l.level != r.lines[i-1].level {
			block++
		}
		out := Line{Block: block, Gap: gaps[i], Page: l.page + 1, Wrapped: goesOn[i]}
		switch {
		case l.row > 0:
			out.Role, out.Row, out.Column, out.Header = Cell, l.row, l.column, l.header
		case l.level > 0:
			out.Role, out.Level = Heading, l.level
		default:
			if d := (l.u0 - r.left) / r.body; d > 0.9 { // less is how a box is drawn
				out.Indent = int(math.Round(2 * d))
			}
		}
		w.begin(out)
		w.text(spans[i].Start, spans[i].End, l.bold)
		w.end(spans[i].End)
	}
	w.build()
	w.compact()
}

// notes says what of the file is not in the text.
func (r *pdfReader) notes(f *File, rebuilt bool, said, found int) {
	first := f.View.ToSource(f.Lines[0].Span)
	note := func(sp text.Span, format string, args ...any) {
		f.Notes = append(f.Notes, Note{sp, fmt.Sprintf(format, args...)})
	}
	if r.frame > 0 {
		lines := "lines"
		if r.frame == 1 {
			lines = "line"
		}
		note(first, "%d %s of page headers, footers and page numbers left out", r.frame, lines)
	}
	if rebuilt {
		note(first, "the file is damaged: its pages were searched for, and some may be missing")
	}
	if said > found {
		note(first, "the file says that it has %d pages; %d could be read", said, found)
	}
	last := -1
	for _, l := range f.Lines {
		if l.Page-1 == last {
			continue
		}
		sp := f.View.ToSource(l.Span)
		for last++; last < l.Page; last++ {
			p := &r.pages[last]
			switch {
			case p.broken:
				note(sp, "page %d: some of its data are damaged; text may be missing", last+1)
			case p.unknown > 0:
				note(sp, "page %d: of %d of %d characters the file does not say what they stand for", last+1, p.unknown, p.visible)
			}
		}
		last = l.Page - 1
	}
}

// sortBy is the order of reading: down the page, then along the line.
func sortBy(a, b piece) int {
	return cmp.Or(cmp.Compare(a.v, b.v), cmp.Compare(a.u0, b.u0))
}
