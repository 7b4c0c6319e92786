// Package pdf reads the text of PDF files with its places on the page.
//
// It reads no more of the format than that takes, and is made for files of
// unknown origin: whatever a file holds, the work done and the memory held are
// bounded by [Limits], references and page trees may run in circles, and
// what is broken is passed over and counted where the rest can be read.
package pdf

import (
	"strconv"
)

// An object is one of nil, bool, float64 (all numbers), str, name, dict, array,
// ref, *stream, and in content streams also keyword.
type object any

type (
	str     string
	name    string
	keyword string
	dict    map[name]object
	array   []object
	ref     struct{ num, gen int }
)

// A stream is a dictionary with data, which are still encoded.
type stream struct {
	dict
	raw []byte
	id  ref
}

// maxNesting is how deep arrays and dictionaries may stand in each other.
const maxNesting = 64

// maxParts is how many elements and entries one object may hold, with those of the
// arrays and dictionaries in it.
const maxParts = 1 << 19

// What an element of an array and an entry of a dictionary count for among the
// bytes unpacked and read: about what they take to keep.
const (
	elementCost = 24
	entryCost   = 64
)

// A lexer reads objects from bytes.
type lexer struct {
	b     []byte
	i     int
	depth int
	key   *cipherKey // decrypts strings; nil for none
	id    ref        // the object that is being read
	f     *File      // pays for what is kept; nil where objects are read and forgotten
	parts int        // of the object that is being read
}

// keep counts a part of an object, and ends the reading where there are too many.
func (l *lexer) keep(cost int) {
	if l.parts++; l.parts > maxParts {
		panic(&LimitError{"parts of one object", maxParts})
	}
	if l.f != nil {
		l.f.spend(cost)
	}
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// skip moves to the next byte that is neither white space nor comment.
func (l *lexer) skip() {
	for l.i < len(l.b) {
		switch c := l.b[l.i]; {
		case isSpace(c):
			l.i++
		case c == '%':
			for l.i < len(l.b) && l.b[l.i] != '\n' && l.b[l.i] != '\r' {
				l.i++
			}
		default:
			return
		}
	}
}

// word returns the run of regular characters at the lexer's place.
func (l *lexer) word() []byte {
	start := l.i
	for l.i < len(l.b) && !isSpace(l.b[l.i]) && !isDelim(l.b[l.i]) {
		l.i++
	}
	return l.b[start:l.i]
}

// next reads one object; ok is false at the end. A closing bracket that
// nothing opened, and a word that is no object, are returned as keywords.
func (l *lexer) next() (o object, ok bool) {
	l.skip()
	if l.i >= len(l.b) {
		return nil, false
	}
	if l.depth == 0 {
		l.parts = 0
	}
	switch c := l.b[l.i]; c {
	case '/':
		l.i++
		return l.name(), true
	case '(':
		l.i++
		return l.decrypt(l.literal()), true
	case '[':
		l.i++
		return l.array(), true
	case '<':
		if l.i+1 < len(l.b) && l.b[l.i+1] == '<' {
			l.i += 2
			return l.dict(), true
		}
		l.i++
		return l.decrypt(l.hex()), true
	case '>':
		l.i++
		if l.i < len(l.b) && l.b[l.i] == '>' {
			l.i++
			return keyword(">>"), true
		}
		return keyword(">"), true
	case ']', '{', '}', ')':
		l.i++
		return keyword(c), true
	}
	w := l.word()
	if f, ok := number(w); ok {
		return f, true
	}
	switch string(w) {
	case "true":
		return true, true
	case "false":
		return false, true
	case "null":
		return nil, true
	}
	return keyword(w), true
}

// number reads a number as loosely as viewers do: "--5", "1.2.3" and "4-" occur.
func number(w []byte) (float64, bool) {
	if len(w) == 0 || w[0] != '+' && w[0] != '-' && w[0] != '.' && (w[0] < '0' || w[0] > '9') {
		return 0, false
	}
	neg, dot, digits := false, false, 0
	v, scale := 0.0, 1.0
	for i, c := range w {
		switch {
		case c >= '0' && c <= '9':
			digits++
			if dot {
				scale /= 10
				v += float64(c-'0') * scale
			} else {
				v = v*10 + float64(c-'0')
			}
		case c == '.' && !dot:
			dot = true
		case c == '.' || c == '-' && i > 0 && digits > 0:
			i = len(w) // the rest says nothing
		case c == '-':
			neg = true
		case c == '+':
		case (c == 'e' || c == 'E') && digits > 0:
			f, err := strconv.ParseFloat(string(w), 64)
			return f, err == nil
		default:
			return 0, false
		}
		if i == len(w) {
			break
		}
	}
	if digits == 0 && !dot {
		return 0, false
	}
	if neg {
		v = -v
	}
	return v, true
}

func (l *lexer) name() name {
	w := l.word()
	for i, c := range w {
		if c != '#' {
			continue
		}
		out := append([]byte(nil), w[:i]...)
		for ; i < len(w); i++ {
			if w[i] == '#' && i+2 < len(w) && unhex(w[i+1]) >= 0 && unhex(w[i+2]) >= 0 {
				out = append(out, byte(unhex(w[i+1])<<4|unhex(w[i+2])))
				i += 2
			} else {
				out = append(out, w[i])
			}
		}
		return name(out)
	}
	return name(w)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func (l *lexer) hex() str {
	var out []byte
	high := -1
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		if c == '>' {
			break
		}
		d := unhex(c)
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			out = append(out, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return str(out)
}

func (l *lexer) literal() str {
	var out []byte
	depth := 1
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return str(out)
			}
		case '\r':
			if l.i < len(l.b) && l.b[l.i] == '\n' {
				l.i++
			}
			c = '\n'
		case '\\':
			if l.i >= len(l.b) {
				return str(out)
			}
			c = l.b[l.i]
			l.i++
			switch c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '\r':
				if l.i < len(l.b) && l.b[l.i] == '\n' {
					l.i++
				}
				continue
			case '\n':
				continue
			case '0', '1', '2', '3', '4', '5', '6', '7':
				v := int(c - '0')
				for n := 0; n < 2 && l.i < len(l.b) && l.b[l.i] >= '0' && l.b[l.i] <= '7'; n++ {
					v = v*8 + int(l.b[l.i]-'0')
					l.i++
				}
				c = byte(v)
			}
		}
		out = append(out, c)
	}
	return str(out)
}

func (l *lexer) array() object {
	if l.depth++; l.depth > maxNesting {
		l.i = len(l.b) // nothing a person would draw
	}
	defer func() { l.depth-- }()
	a := array{}
	for {
		o, ok := l.next()
		if !ok {
			return a
		}
		switch k, _ := o.(keyword); k {
		case "":
			l.keep(elementCost)
			a = append(a, o)
		case "]":
			return a
		case "R":
			if r, ok := lastRef(a); ok {
				a = append(a[:len(a)-2], r)
			}
		case ">>", "endobj", "endstream":
			l.i -= len(k) // the array was not closed
			return a
		}
	}
}

// lastRef makes a reference of the last two numbers of a.
func lastRef(a array) (ref, bool) {
	if len(a) < 2 {
		return ref{}, false
	}
	num, ok1 := a[len(a)-2].(float64)
	gen, ok2 := a[len(a)-1].(float64)
	return ref{int(num), int(gen)}, ok1 && ok2 && num >= 0 && num < 1<<31 && gen >= 0 && gen < 1<<17
}

func (l *lexer) dict() object {
	if l.depth++; l.depth > maxNesting {
		l.i = len(l.b)
	}
	defer func() { l.depth-- }()
	d := dict{}
	var key name
	var values array
	put := func() {
		if key != "" && len(values) > 0 {
			if _, ok := d[key]; !ok {
				l.keep(entryCost)
				d[key] = values[0]
			}
		}
		values = values[:0]
	}
	for {
		o, ok := l.next()
		if !ok {
			put()
			return d
		}
		switch v := o.(type) {
		case name:
			if key != "" && len(values) == 0 {
				values = append(values, v)
				continue
			}
			put()
			key = v
		case keyword:
			switch v {
			case ">>":
				put()
				return d
			case "R":
				if r, ok := lastRef(values); ok {
					values = append(values[:len(values)-2], r)
				}
			case "endobj", "endstream", "stream":
				l.i -= len(v)
				put()
				return d
			}
		default:
			if len(values) < 4 {
				values = append(values, v)
			}
		}
	}
}

func (l *lexer) decrypt(s str) object {
	if l.key != nil {
		return str(l.key.decrypt([]byte(s), l.id, l.key.strings))
	}
	return s
}
