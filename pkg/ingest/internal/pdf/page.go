package pdf

import (
	"bytes"
	"fmt"
	"math"
)

// A Page is one page, with what it inherits from the tree above it.
type Page struct {
	f         *File
	Number    int // from 1
	dict      dict
	resources dict
	box       [4]float64 // left, bottom, right, top
	rotate    int        // clockwise, in quarters
}

// Size returns the width and height of the page as it is seen, in points.
func (p *Page) Size() (width, height float64) {
	w, h := p.box[2]-p.box[0], p.box[3]-p.box[1]
	if p.rotate%2 == 1 {
		return h, w
	}
	return w, h
}

// Pages calls yield for each page in order, until it returns an error. It returns
// how many pages the file says it has, and how many were found.
func (f *File) Pages(yield func(*Page) error) (said, found int, err error) {
	defer f.guard(&err)
	root := f.dictOf(f.trailer["Root"])
	top := f.dictOf(root["Pages"])
	said = int(max(0, min(f.num(top["Count"]), 1<<30)))
	type node struct {
		o         object
		inherited dict
		depth     int
	}
	var loose []object
	if top == nil {
		// No tree: the pages as they stand in the file.
		for _, n := range f.numbers() {
			if f.dictOf(ref{n, 0})["Type"] == name("Page") {
				loose = append(loose, ref{n, 0})
			}
		}
	}
	stack := []node{{root["Pages"], dict{}, 0}}
	for i := len(loose) - 1; i >= 0; i-- {
		stack = append(stack, node{loose[i], dict{}, 1})
	}
	seen := map[ref]bool{}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if r, ok := n.o.(ref); ok {
			if seen[r] {
				continue
			}
			seen[r] = true
		}
		d, _ := f.resolve(n.o).(dict)
		if d == nil || n.depth > 100 {
			continue
		}
		in := n.inherited
		for _, k := range []name{"Resources", "MediaBox", "CropBox", "Rotate"} {
			if v, ok := d[k]; ok {
				if _, has := in[k]; !has || in[k] != nil {
					next := dict{}
					for k, v := range in {
						next[k] = v
					}
					next[k] = v
					in = next
				}
			}
		}
		if kids, ok := f.resolve(d["Kids"]).(array); ok && d["Type"] != name("Page") {
			f.spend(len(kids) * elementCost)
			for i := len(kids) - 1; i >= 0; i-- {
				stack = append(stack, node{kids[i], in, n.depth + 1})
			}
			continue
		}
		if d["Type"] == name("Pages") || d["Contents"] == nil && d["Type"] != name("Page") {
			continue
		}
		found++
		if f.limits.Pages > 0 && found > f.limits.Pages {
			return said, found, &LimitError{"pages", int64(f.limits.Pages)}
		}
		p := &Page{f: f, Number: found, dict: d, resources: f.dictOf(in["Resources"]), box: [4]float64{0, 0, 595, 842}}
		for _, k := range []name{"MediaBox", "CropBox"} {
			if b, ok := f.resolve(in[k]).(array); ok && len(b) >= 4 {
				v := [4]float64{f.num(b[0]), f.num(b[1]), f.num(b[2]), f.num(b[3])}
				v = [4]float64{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}
				if v[2]-v[0] > 1 && v[3]-v[1] > 1 {
					p.box = v
				}
			}
		}
		p.rotate = ((int(f.num(in["Rotate"]))/90)%4 + 4) % 4
		if err := yield(p); err != nil {
			return said, found, err
		}
	}
	return said, found, nil
}

// A Glyph is a piece of text that is drawn at one place, as a rule one
// character. Places are in points along and across the direction in which the
// text runs: for text that runs to the right, U is the distance from the left
// of the page and V that of the base line from its top.
type Glyph struct {
	Text  string
	U, V  float64
	W     float64 // the advance, along U
	Size  float64 // of the font, in points
	Turn  uint8   // the direction: quarters clockwise from rightward text
	Bold  bool
	Frame bool // marked as a header, footer or page number by the file itself
	Known bool // the file says what the glyph stands for
	Drawn bool // of a font whose glyphs the file draws itself (Type 3)
}

// A Rule is a straight line that is drawn, level or upright, from (X0, Y0) at the
// top left, in points from the top left of the page.
type Rule struct{ X0, Y0, X1, Y1 float64 }

// A Dot is a small round or square shape, such as marks an item of a list: the
// place of its middle, in points from the top left of the page, and its height.
type Dot struct{ X, Y, Size float64 }

// Content is what a page shows.
type Content struct {
	Glyphs  []Glyph
	Dots    []Dot
	Rules   []Rule
	Images  int
	Broken  bool // some of the data could not be unpacked
	Unknown int  // glyphs of which the file does not say what they stand for
}

type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul returns what m and then n do.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) at(x, y float64) (float64, float64) {
	return x*m[0] + y*m[2] + m[4], x*m[1] + y*m[3] + m[5]
}

// upright returns the matrix to points from the top left of the page as it is seen.
func (p *Page) upright() matrix {
	l, b, r, t := p.box[0], p.box[1], p.box[2], p.box[3]
	switch p.rotate {
	case 1:
		return matrix{0, 1, 1, 0, -b, -l}
	case 2:
		return matrix{-1, 0, 0, 1, r, -b}
	case 3:
		return matrix{0, -1, -1, 0, t, r}
	}
	return matrix{1, 0, 0, -1, -l, t}
}

// Content reads what the page shows.
func (p *Page) Content() (c *Content, err error) {
	defer p.f.guard(&err)
	in := &interpreter{f: p.f, out: &Content{}, page: p.Number}
	var data [][]byte
	contents := p.f.resolve(p.dict["Contents"])
	parts, ok := contents.(array)
	if !ok {
		parts = array{contents}
	}
	for _, o := range parts {
		s, _ := p.f.resolve(o).(*stream)
		if s == nil {
			continue
		}
		d, err := p.f.unpack(s)
		in.out.Broken = in.out.Broken || err != nil
		data = append(data, d)
	}
	in.state.ctm = p.upright()
	in.state.scale = 1
	if len(data) == 1 {
		in.run(data[0], p.resources)
	} else { // an instruction may begin in one and end in the next
		in.run(bytes.Join(data, []byte{'\n'}), p.resources)
	}
	return in.out, nil
}

// state is the graphics state, as far as it bears on text.
type state struct {
	ctm           matrix
	font          *font
	size          float64
	chars, words  float64 // spacing
	scale         float64
	leading, rise float64
	mode          int
}

// An interpreter runs the operators of a page.
type interpreter struct {
	f       *File
	page    int
	out     *Content
	fonts   map[name]*font // of the resources, as far as they were used
	state   state
	saved   []state
	tm, tlm matrix
	depth   int
	marks   []mark
	frame   int // marks that are headers, footers or page numbers
	path    []Rule
	box     Rule    // around the path
	drawing bool    // the box holds something
	x, y    float64 // the current point, and where the path began
	x0, y0  float64
}

// A mark is a stretch of marked content.
type mark struct {
	frame  bool
	actual string
	first  int // glyph
}

const (
	maxOperands = 64
	maxSaved    = 256
	maxForms    = 12
	maxRules    = 20000
	usualText   = 32 // bytes that a glyph stands for at most, but in files made to do harm
)

func (in *interpreter) run(data []byte, resources dict) {
	if in.depth++; in.depth > maxForms {
		in.depth--
		return
	}
	around := in.fonts
	in.fonts = map[name]*font{}
	defer func() { in.depth, in.fonts = in.depth-1, around }()
	in.f.spend(len(data))
	l := lexer{b: data}
	args := make([]object, 0, maxOperands)
	for {
		o, ok := l.next()
		if !ok {
			return
		}
		k, isOperator := o.(keyword)
		if !isOperator {
			if len(args) < maxOperands {
				args = append(args, o)
			}
			continue
		}
		if k == "BI" {
			skipImage(&l)
			in.out.Images++
		} else {
			in.do(string(k), operands(args), resources)
		}
		args = args[:0]
	}
}

// operands are what stands before an operator; what is missing is zero.
type operands []object

func (a operands) num(i int) float64 {
	if i < 0 || i >= len(a) {
		return 0
	}
	v, _ := a[i].(float64)
	return v
}

func (a operands) name(i int) name {
	if i >= len(a) {
		return ""
	}
	v, _ := a[i].(name)
	return v
}

func (a operands) str(i int) str {
	if i >= len(a) {
		return ""
	}
	v, _ := a[i].(str)
	return v
}

func (a operands) matrix() matrix {
	var m matrix
	for i := range m {
		m[i] = a.num(i)
	}
	return m
}

// skipImage moves behind the data of an image in the content.
func skipImage(l *lexer) {
	for {
		o, ok := l.next()
		if !ok {
			return
		}
		if o == keyword("ID") {
			break
		}
	}
	for i := l.i; i+2 <= len(l.b); i++ {
		if l.b[i] == 'E' && l.b[i+1] == 'I' && (i == 0 || isSpace(l.b[i-1])) && (i+2 == len(l.b) || isSpace(l.b[i+2])) {
			l.i = i + 2
			return
		}
	}
	l.i = len(l.b)
}

func (in *interpreter) do(op string, a operands, resources dict) {
	s := &in.state
	switch op {
	case "q":
		if len(in.saved) < maxSaved {
			in.saved = append(in.saved, *s)
		}
	case "Q":
		if n := len(in.saved); n > 0 {
			*s, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "cm":
		s.ctm = a.matrix().mul(s.ctm)
	case "BT":
		in.tm, in.tlm = identity, identity
	case "Tc":
		s.chars = a.num(0)
	case "Tw":
		s.words = a.num(0)
	case "Tz":
		s.scale = a.num(0) / 100
	case "TL":
		s.leading = a.num(0)
	case "Ts":
		s.rise = a.num(0)
	case "Tr":
		s.mode = int(a.num(0))
	case "Tf":
		s.size = a.num(1)
		n := a.name(0)
		ft, known := in.fonts[n]
		if !known {
			if o := in.f.dictOf(resources["Font"])[n]; o != nil {
				ft = in.f.font(o)
			}
			in.fonts[n] = ft
		}
		s.font = ft
	case "gs":
		g := in.f.dictOf(in.f.dictOf(resources["ExtGState"])[a.name(0)])
		if pair, ok := in.f.resolve(g["Font"]).(array); ok && len(pair) == 2 {
			s.font, s.size = in.f.font(pair[0]), in.f.num(pair[1])
		}
	case "Td":
		in.move(a.num(0), a.num(1))
	case "TD":
		s.leading = -a.num(1)
		in.move(a.num(0), a.num(1))
	case "Tm":
		in.tm = a.matrix()
		in.tlm = in.tm
	case "T*":
		in.move(0, -s.leading)
	case "Tj":
		in.show(a.str(0))
	case "'":
		in.move(0, -s.leading)
		in.show(a.str(0))
	case "\"":
		s.words, s.chars = a.num(0), a.num(1)
		in.move(0, -s.leading)
		in.show(a.str(2))
	case "TJ":
		if len(a) == 0 {
			return
		}
		parts, _ := a[0].(array)
		for _, o := range parts {
			switch v := o.(type) {
			case str:
				in.show(v)
			case float64:
				in.advance(-v / 1000 * s.size)
			}
		}
	case "BDC":
		in.begin(a, resources)
	case "BMC":
		in.marks = append(in.marks[:min(len(in.marks), maxSaved)], mark{})
	case "EMC":
		in.endMark()
	case "Do":
		in.draw(a.name(0), resources)
	case "m":
		in.x, in.y = s.ctm.at(a.num(0), a.num(1))
		in.x0, in.y0 = in.x, in.y
		in.extend(in.x, in.y)
	case "l":
		x, y := s.ctm.at(a.num(0), a.num(1))
		in.rule(in.x, in.y, x, y)
		in.x, in.y = x, y
		in.extend(x, y)
	case "c", "v", "y":
		in.x, in.y = s.ctm.at(a.num(len(a)-2), a.num(len(a)-1))
		in.extend(in.x, in.y)
	case "h":
		in.rule(in.x, in.y, in.x0, in.y0)
		in.x, in.y = in.x0, in.y0
	case "re":
		x0, y0 := s.ctm.at(a.num(0), a.num(1))
		x1, y1 := s.ctm.at(a.num(0)+a.num(2), a.num(1)+a.num(3))
		in.rule(x0, y0, x1, y0)
		in.rule(x0, y1, x1, y1)
		in.rule(x0, y0, x0, y1)
		in.rule(x1, y0, x1, y1)
		in.extend(x0, y0)
		in.extend(x1, y1)
	case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*":
		if n := maxRules - len(in.out.Rules); n > 0 {
			in.out.Rules = append(in.out.Rules, in.path[:min(n, len(in.path))]...)
		}
		w, h := in.box.X1-in.box.X0, in.box.Y1-in.box.Y0
		if in.drawing && w > 1 && w < 12 && h > 1 && h < 12 && w < 1.5*h && h < 1.5*w && len(in.out.Dots) < maxRules {
			in.out.Dots = append(in.out.Dots, Dot{(in.box.X0 + in.box.X1) / 2, (in.box.Y0 + in.box.Y1) / 2, h})
		}
		in.path, in.drawing = in.path[:0], false
	case "n":
		in.path, in.drawing = in.path[:0], false
	}
}

// extend makes the box around the path hold a point.
func (in *interpreter) extend(x, y float64) {
	if !in.drawing {
		in.box, in.drawing = Rule{x, y, x, y}, true
		return
	}
	in.box = Rule{min(in.box.X0, x), min(in.box.Y0, y), max(in.box.X1, x), max(in.box.Y1, y)}
}

// rule notes a line of the path if it is level or upright and long enough to
// divide text.
func (in *interpreter) rule(x0, y0, x1, y1 float64) {
	r := Rule{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
	w, h := r.X1-r.X0, r.Y1-r.Y0
	if (h < 1 && w > 12 || w < 1 && h > 6) && len(in.path) < maxRules {
		in.path = append(in.path, r)
	}
}

func (in *interpreter) move(x, y float64) {
	in.tlm = matrix{1, 0, 0, 1, x, y}.mul(in.tlm)
	in.tm = in.tlm
}

// advance moves along the text by d, in text space.
func (in *interpreter) advance(d float64) {
	if ft := in.state.font; ft != nil && ft.vertical {
		in.tm = matrix{1, 0, 0, 1, 0, d}.mul(in.tm)
		return
	}
	in.tm = matrix{1, 0, 0, 1, d * in.state.scale, 0}.mul(in.tm)
}

func (in *interpreter) begin(a operands, resources dict) {
	m := mark{first: len(in.out.Glyphs)}
	if len(in.marks) >= maxSaved {
		return
	}
	var d dict
	if len(a) > 1 {
		switch v := a[1].(type) {
		case dict:
			d = v
		case name:
			d = in.f.dictOf(in.f.dictOf(resources["Properties"])[v])
		}
	}
	if t, _ := in.f.resolve(d["Type"]).(name); a.name(0) == "Artifact" && t == "Pagination" {
		m.frame = true
		in.frame++
	}
	if t, ok := in.f.resolve(d["ActualText"]).(str); ok {
		m.actual = textString(string(t))
	}
	in.marks = append(in.marks, m)
}

// endMark ends marked content. Where the file says what unknown glyphs stand
// for together, the first of them takes it all.
func (in *interpreter) endMark() {
	n := len(in.marks)
	if n == 0 {
		return
	}
	m := in.marks[n-1]
	in.marks = in.marks[:n-1]
	if m.frame {
		in.frame--
	}
	g := in.out.Glyphs[min(m.first, len(in.out.Glyphs)):]
	if m.actual == "" || len(g) == 0 {
		return
	}
	unknown := 0
	for i := range g {
		if !g[i].Known {
			unknown++
		}
		if g[i].V != g[0].V || g[i].Turn != g[0].Turn {
			return
		}
	}
	if unknown == 0 {
		return
	}
	in.f.spend(len(m.actual))
	last := g[len(g)-1]
	g[0].W = last.U + last.W - g[0].U
	g[0].Text, g[0].Known = m.actual, true
	in.out.Unknown -= unknown
	in.out.Glyphs = in.out.Glyphs[:m.first+1]
}

// draw runs a form; a picture is only counted.
func (in *interpreter) draw(n name, resources dict) {
	s, _ := in.f.resolve(in.f.dictOf(resources["XObject"])[n]).(*stream)
	if s == nil {
		return
	}
	switch sub, _ := in.f.resolve(s.dict["Subtype"]).(name); sub {
	case "Image":
		in.out.Images++
	case "Form":
		if in.depth >= maxForms {
			return
		}
		data, err := in.f.unpack(s)
		in.out.Broken = in.out.Broken || err != nil
		old, tm, tlm, saved := in.state, in.tm, in.tlm, in.saved
		in.saved = nil
		if m, ok := in.f.resolve(s.dict["Matrix"]).(array); ok {
			for i := range m {
				m[i] = in.f.num(m[i])
			}
			in.state.ctm = operands(m).matrix().mul(in.state.ctm)
		}
		own := in.f.dictOf(s.dict["Resources"])
		if own == nil {
			own = resources
		}
		in.run(data, own)
		in.state, in.tm, in.tlm, in.saved = old, tm, tlm, saved
	}
}

// show draws a string.
func (in *interpreter) show(s str) {
	st := &in.state
	ft := st.font
	if ft == nil {
		return
	}
	for len(s) > 0 {
		g := ft.next(s)
		s = s[g.n:]
		spacing := st.chars
		if g.space {
			spacing += st.words
		}
		d := g.width*st.size + spacing
		if ft.vertical {
			d = -st.size + spacing
		}
		if !g.known {
			in.out.Unknown++
		}
		in.glyph(g, d)
		in.advance(d)
	}
}

func (in *interpreter) glyph(g glyphCode, d float64) {
	st := &in.state
	if len(in.out.Glyphs) >= in.f.limits.Glyphs {
		panic(&LimitError{fmt.Sprintf("characters on page %d", in.page), int64(in.f.limits.Glyphs)})
	}
	if n := len(g.text); n > usualText {
		in.f.spend(n)
	}
	m := in.tm.mul(st.ctm)
	x, y := m.at(0, st.rise)
	// The direction of the base line, and the size across it.
	dx, dy := m[0], m[1]
	if st.scale < 0 {
		dx, dy = -dx, -dy
	}
	if st.font.vertical {
		dx, dy = -m[2], -m[3]
	}
	size := abs(st.size) * root(m[2], m[3])
	w := g.width * abs(st.size) * abs(st.scale) * root(m[0], m[1])
	if st.font.vertical {
		w = abs(st.size) * root(m[2], m[3])
	}
	out := Glyph{Text: g.text, W: w, Size: size, Bold: st.font.bold || st.mode == 2, Frame: in.frame > 0, Known: g.known, Drawn: st.font.drawn}
	switch {
	case abs(dx) >= abs(dy) && dx >= 0:
		out.U, out.V = x, y
	case abs(dx) >= abs(dy):
		out.U, out.V, out.Turn = -x, -y, 2
	case dy > 0:
		out.U, out.V, out.Turn = y, -x, 1
	default:
		out.U, out.V, out.Turn = -y, x, 3
	}
	if !(out.U > -1e6 && out.U < 1e6 && out.V > -1e6 && out.V < 1e6 && out.Size < 1e5 && out.W > -1e6 && out.W < 1e6) {
		return // nowhere near the page
	}
	in.out.Glyphs = append(in.out.Glyphs, out)
}

func abs(v float64) float64 { return math.Abs(v) }

func root(x, y float64) float64 { return math.Sqrt(x*x + y*y) }
