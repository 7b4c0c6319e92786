package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// What can be wrong with a file as a whole.
var (
	ErrDamaged   = errors.New("damaged")              // no page can be found
	ErrPassword  = errors.New("a password is needed") // to open it
	ErrEncrypted = errors.New("encrypted in a way that is not known")
)

// Limits bound what reading a file may take.
type Limits struct {
	Pages    int   // at most so many
	Unpacked int64 // bytes that streams unpack to, each as often as it is used
	Glyphs   int   // on one page
}

// A LimitError says which limit a file exceeds.
type LimitError struct {
	What  string
	Limit int64
}

func (e *LimitError) Error() string { return fmt.Sprintf("more than %d %s", e.Limit, e.What) }

// An entry says where an object stands.
type entry struct {
	offset int // in the file, or the number of the object stream that holds it
	packed bool
}

// A File is a PDF file in memory.
type File struct {
	data    []byte
	limits  Limits
	spent   int64 // of limits.Unpacked
	xref    map[int]entry
	trailer dict
	key     *cipherKey
	packs   map[int]*pack
	held    int // bytes in packs
	depth   int // of references that are being followed
	fonts   map[ref]*font
	// Rebuilt tells that the file's own table of its objects is damaged, and
	// that they were found by looking at all of the file.
	Rebuilt bool
}

// A pack is an unpacked object stream.
type pack struct {
	data []byte
	at   map[int]int
}

// placeCost is what the place of an object counts for among the bytes unpacked
// and read.
const placeCost = 64

// heldBytes is how much of unpacked object streams is kept for later.
const heldBytes = 32 << 20

// Open reads the structure of a file.
func Open(data []byte, limits Limits) (f *File, err error) {
	f = &File{data: data, limits: limits, xref: map[int]entry{}, packs: map[int]*pack{}, fonts: map[ref]*font{}}
	defer f.guard(&err)
	if i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")); i > 0 {
		f.data = data[i:] // offsets count from the header
	}
	f.readTables()
	if f.key, err = f.openCipher(); err != nil {
		return nil, err
	}
	if !f.hasPages() {
		f.rebuild()
		if f.key, err = f.openCipher(); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// guard turns the panic of a limit, with which deep readers end, into an error.
func (f *File) guard(err *error) {
	switch e := recover().(type) {
	case nil:
	case *LimitError:
		*err = e
	default:
		panic(e)
	}
}

// spend counts n bytes of work and ends the reading at the limit.
func (f *File) spend(n int) {
	f.spent += int64(n)
	if f.spent > f.limits.Unpacked {
		panic(&LimitError{"bytes to unpack and read", f.limits.Unpacked})
	}
}

// hasPages reports whether the table of objects leads to a tree of pages.
func (f *File) hasPages() bool {
	root, _ := f.resolve(f.trailer["Root"]).(dict)
	pages, _ := f.resolve(root["Pages"]).(dict)
	kids, _ := f.resolve(pages["Kids"]).(array)
	return len(kids) > 0 || len(pages) > 0 && f.num(pages["Count"]) == 0 && kids != nil
}

// readTables follows the chain of cross-reference tables from the end of the file.
func (f *File) readTables() {
	tail := f.data[max(0, len(f.data)-2048):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return
	}
	l := lexer{b: tail, i: i + len("startxref")}
	at, _ := l.next()
	seen := map[int]bool{}
	next := []object{at}
	for len(next) > 0 {
		v, ok := next[0].(float64)
		next = next[1:]
		offset := int(v)
		if !ok || offset < 0 || offset >= len(f.data) || seen[offset] {
			continue
		}
		seen[offset] = true
		d := f.readTable(offset)
		if d == nil {
			continue
		}
		if f.trailer == nil {
			f.trailer = d
		}
		if s, ok := d["XRefStm"]; ok {
			next = append(next, s)
		}
		if p, ok := d["Prev"]; ok {
			next = append(next, p)
		}
	}
}

// readTable reads one cross-reference table or stream and returns its trailer.
func (f *File) readTable(offset int) dict {
	l := lexer{b: f.data, i: offset}
	l.skip()
	if !bytes.HasPrefix(l.b[l.i:], []byte("xref")) {
		s, _ := f.objectAt(offset, ref{-1, -1}).(*stream)
		if s == nil || s.dict["Type"] != name("XRef") {
			return nil
		}
		f.readXRefStream(s)
		return s.dict
	}
	l.i += len("xref")
	for {
		o, ok := l.next()
		if k, _ := o.(keyword); !ok || k == "trailer" {
			break
		}
		first, ok1 := o.(float64)
		o, _ = l.next()
		count, ok2 := o.(float64)
		if !ok1 || !ok2 || first < 0 || first > 1<<30 {
			return nil
		}
		for n := 0; n < int(count); n++ {
			o, _ := l.next()
			at, ok1 := o.(float64)
			_, _ = l.next()
			o, _ = l.next()
			use, ok2 := o.(keyword)
			if !ok1 || !ok2 {
				return nil
			}
			if num := int(first) + n; use == "n" {
				if _, ok := f.xref[num]; !ok {
					f.spend(placeCost)
					f.xref[num] = entry{offset: int(at)}
				}
			}
		}
	}
	f.spend(l.i - offset)
	o, _ := l.next()
	d, _ := o.(dict)
	return d
}

func (f *File) readXRefStream(s *stream) {
	data, err := f.unpack(s)
	if err != nil && len(data) == 0 {
		return
	}
	var w [3]int
	widths, _ := f.resolve(s.dict["W"]).(array)
	total := 0
	for i := range w {
		if i < len(widths) {
			w[i] = int(f.num(widths[i]))
		}
		if w[i] < 0 || w[i] > 8 {
			return
		}
		total += w[i]
	}
	if total == 0 {
		return
	}
	index, _ := f.resolve(s.dict["Index"]).(array)
	if len(index) < 2 {
		index = array{0.0, f.num(s.dict["Size"])}
	}
	field := func(b []byte) int {
		v := 0
		for _, c := range b {
			v = v<<8 | int(c)
		}
		return v
	}
	for ; len(index) >= 2; index = index[2:] {
		first, count := int(f.num(index[0])), int(f.num(index[1]))
		for n := 0; n < count && len(data) >= total; n++ {
			kind := 1
			if w[0] > 0 {
				kind = field(data[:w[0]])
			}
			at := field(data[w[0] : w[0]+w[1]])
			data = data[total:]
			if _, ok := f.xref[first+n]; ok || kind != 1 && kind != 2 {
				continue
			}
			f.spend(placeCost)
			f.xref[first+n] = entry{at, kind == 2}
		}
	}
}

// rebuild finds the objects of a file whose tables are damaged.
func (f *File) rebuild() {
	f.Rebuilt = true
	f.xref = map[int]entry{}
	f.packs, f.held = map[int]*pack{}, 0
	old := f.trailer
	f.trailer = dict{}
	f.spend(len(f.data))
	var packs []int
	catalog := -1
	for i := 0; ; {
		n := bytes.Index(f.data[i:], []byte("obj"))
		if n < 0 {
			break
		}
		at := i + n
		i = at + len("obj")
		num, start, ok := numberBefore(f.data, at)
		if !ok {
			continue
		}
		f.xref[num] = entry{offset: start} // the last one counts
		// What matters stands in the first bytes.
		head := f.data[i:min(len(f.data), i+300)]
		if e := bytes.Index(head, []byte("endobj")); e >= 0 {
			head = head[:e]
		}
		switch {
		case bytes.Contains(head, []byte("/ObjStm")):
			packs = append(packs, num)
		case bytes.Contains(head, []byte("/Catalog")):
			catalog = num
		case bytes.Contains(head, []byte("/XRef")):
			if s, ok := f.objectAt(start, ref{-1, -1}).(*stream); ok {
				f.adopt(s.dict)
			}
		}
	}
	for i := 0; ; {
		n := bytes.Index(f.data[i:], []byte("trailer"))
		if n < 0 {
			break
		}
		i += n + len("trailer")
		l := lexer{b: f.data[:min(len(f.data), i+1<<14)], i: i}
		o, _ := l.next()
		if d, ok := o.(dict); ok {
			f.adopt(d)
		}
	}
	if len(f.trailer) == 0 && old != nil {
		f.trailer = old
	}
	if f.trailer["Encrypt"] != nil {
		f.key, _ = f.openCipher()
	}
	for _, num := range packs {
		p := f.pack(num)
		if p == nil {
			continue
		}
		for n := range p.at {
			if _, ok := f.xref[n]; !ok {
				f.xref[n] = entry{num, true}
			}
		}
	}
	if root, _ := f.resolve(f.trailer["Root"]).(dict); root == nil {
		if catalog < 0 {
			for _, num := range f.numbers() {
				if d, ok := f.resolve(ref{num, 0}).(dict); ok && d["Type"] == name("Catalog") {
					catalog = num
				}
			}
		}
		if catalog >= 0 {
			f.trailer["Root"] = ref{catalog, 0}
		}
	}
}

// adopt takes what a trailer says over that of those before.
func (f *File) adopt(d dict) {
	for _, k := range []name{"Root", "Info", "Encrypt", "ID"} {
		if v, ok := d[k]; ok {
			f.trailer[k] = v
		}
	}
}

// numbers returns the numbers of all objects, in order.
func (f *File) numbers() []int {
	out := make([]int, 0, len(f.xref))
	for n := range f.xref {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// numberBefore reads the "12 0 " that stands before "obj" at offset at.
func numberBefore(b []byte, at int) (num, start int, ok bool) {
	back := func(i int) (int, int, bool) {
		end := i
		for i > 0 && end-i < 10 && b[i-1] >= '0' && b[i-1] <= '9' {
			i--
		}
		v := 0
		for _, c := range b[i:end] {
			v = v*10 + int(c-'0')
		}
		return v, i, i < end
	}
	spaces := func(i int) int {
		for i > 0 && at-i < 40 && isSpace(b[i-1]) {
			i--
		}
		return i
	}
	_, i, ok := back(spaces(at))
	if !ok {
		return 0, 0, false
	}
	j := spaces(i)
	if j == i {
		return 0, 0, false
	}
	num, start, ok = back(j)
	return num, start, ok
}

// objectAt reads the object defined at an offset; id tells which it should be,
// with a negative number for any.
func (f *File) objectAt(offset int, id ref) object {
	if offset < 0 || offset >= len(f.data) {
		return nil
	}
	l := lexer{b: f.data, i: offset}
	num, ok1 := l.next()
	gen, ok2 := l.next()
	k, ok3 := l.next()
	n, ok4 := num.(float64)
	g, ok5 := gen.(float64)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || k != keyword("obj") || id.num >= 0 && int(n) != id.num {
		return nil
	}
	l.id = ref{int(n), int(g)}
	l.key, l.f = f.key, f
	o, _ := l.next()
	if _, isNum := o.(float64); isNum { // "5 0 obj 7 0 R endobj"
		mark := l.i
		second, _ := l.next()
		third, _ := l.next()
		if r, ok := lastRef(array{o, second}); ok && third == keyword("R") {
			o = r
		} else {
			l.i = mark
		}
	}
	f.spend(l.i - offset)
	d, ok := o.(dict)
	if !ok {
		return o
	}
	l.skip()
	if !bytes.HasPrefix(l.b[l.i:], []byte("stream")) {
		return d
	}
	l.i += len("stream")
	if l.i < len(l.b) && l.b[l.i] == '\r' {
		l.i++
	}
	if l.i < len(l.b) && l.b[l.i] == '\n' {
		l.i++
	}
	rest := l.b[l.i:]
	if v, ok := f.resolve(d["Length"]).(float64); ok && v >= 0 && v <= float64(len(rest)) {
		end := lexer{b: rest[:min(len(rest), int(v)+64)], i: int(v)}
		if k, _ := end.next(); k == keyword("endstream") {
			return &stream{d, rest[:int(v)], l.id}
		}
	}
	end := bytes.Index(rest, []byte("endstream"))
	if end < 0 {
		end = len(rest)
	}
	f.spend(end)
	return &stream{d, bytes.TrimRight(rest[:end], "\r\n"), l.id}
}

// resolve follows references. What cannot be found is nil.
func (f *File) resolve(o object) object {
	for hops := 0; hops < 16; hops++ {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		f.spend(32)
		o = f.object(r)
	}
	return nil
}

func (f *File) object(r ref) object {
	e, ok := f.xref[r.num]
	if !ok || f.depth > 16 {
		return nil
	}
	f.depth++
	defer func() { f.depth-- }()
	if !e.packed {
		return f.objectAt(e.offset, r)
	}
	p := f.pack(e.offset)
	if p == nil {
		return nil
	}
	at, ok := p.at[r.num]
	if !ok || at < 0 || at >= len(p.data) {
		return nil
	}
	l := lexer{b: p.data, i: at, f: f}
	o, _ := l.next()
	f.spend(l.i - at)
	if _, ok := o.(keyword); ok {
		return nil
	}
	return o
}

// pack returns an unpacked object stream.
func (f *File) pack(num int) *pack {
	if p, ok := f.packs[num]; ok {
		return p
	}
	f.packs[num] = nil // while it is being read
	e := f.xref[num]
	if e.packed {
		return nil
	}
	s, _ := f.objectAt(e.offset, ref{num, 0}).(*stream)
	if s == nil {
		return nil
	}
	data, _ := f.unpack(s)
	first := int(f.num(s.dict["First"]))
	if first < 0 || first > len(data) {
		return nil
	}
	p := &pack{data, map[int]int{}}
	l := lexer{b: data[:first]}
	for {
		a, ok1 := l.next()
		b, ok2 := l.next()
		num, ok3 := a.(float64)
		at, ok4 := b.(float64)
		if !ok1 || !ok2 || !ok3 || !ok4 {
			break
		}
		if num >= 0 && num < 1<<31 && at >= 0 && at <= float64(len(data)-first) {
			f.spend(placeCost)
			p.at[int(num)] = first + int(at)
		}
	}
	if f.held += len(data); f.held > heldBytes {
		f.packs, f.held = map[int]*pack{}, len(data)
	}
	f.packs[num] = p
	return p
}

func (f *File) num(o object) float64 {
	v, _ := f.resolve(o).(float64)
	return v
}

func (f *File) dictOf(o object) dict {
	switch d := f.resolve(o).(type) {
	case dict:
		return d
	case *stream:
		return d.dict
	}
	return nil
}

// maxTitle is the number of bytes to which a title is read.
const maxTitle = 4096

// Title returns the title in the document's properties.
func (f *File) Title() (title string) {
	var err error
	defer f.guard(&err)
	s, _ := f.resolve(f.dictOf(f.trailer["Info"])["Title"]).(str)
	return strings.TrimSpace(textString(string(s[:min(len(s), maxTitle)])))
}

// textString decodes a string of the document's properties.
func textString(s string) string {
	switch {
	case strings.HasPrefix(s, "\xFE\xFF"), strings.HasPrefix(s, "\xFF\xFE"):
		big := s[0] == 0xFE
		var u []uint16
		for i := 2; i+1 < len(s); i += 2 {
			if big {
				u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
			} else {
				u = append(u, uint16(s[i+1])<<8|uint16(s[i]))
			}
		}
		return string(utf16.Decode(u))
	case strings.HasPrefix(s, "\xEF\xBB\xBF"):
		return strings.ToValidUTF8(s[3:], "\uFFFD")
	}
	out, err := charmap.Windows1252.NewDecoder().String(s)
	if err != nil {
		return ""
	}
	return out
}
