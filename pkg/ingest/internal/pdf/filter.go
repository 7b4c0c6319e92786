package pdf

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// errFilter is the error for data in a form that holds no text, such as images.
var errFilter = errors.New("filter not supported")

// unpack decodes the data of a stream. With an error come the data up to where
// they are broken.
func (f *File) unpack(s *stream) ([]byte, error) {
	data := s.raw
	var filters []name
	switch v := f.resolve(s.dict["Filter"]).(type) {
	case name:
		filters = []name{v}
	case array:
		for _, o := range v[:min(len(v), 8)] {
			n, _ := f.resolve(o).(name)
			filters = append(filters, n)
		}
	}
	if f.key != nil && s.id.num > 0 && s.dict["Type"] != name("XRef") && !(len(filters) > 0 && filters[0] == "Crypt") {
		data = f.key.decrypt(data, s.id, f.key.streams)
	}
	f.spend(len(data))
	var err error
	for i, n := range filters {
		parms := f.dictOf(s.dict["DecodeParms"])
		if a, ok := f.resolve(s.dict["DecodeParms"]).(array); ok && i < len(a) {
			parms = f.dictOf(a[i])
		}
		var e error
		if data, e = f.filter(n, data, parms); e != nil {
			err = e
			if len(data) == 0 {
				return nil, err
			}
		}
	}
	return data, err
}

func (f *File) filter(n name, data []byte, parms dict) ([]byte, error) {
	var err error
	switch n {
	case "FlateDecode", "Fl":
		data, err = f.inflate(data)
	case "LZWDecode", "LZW":
		early := 1
		if v, ok := f.resolve(parms["EarlyChange"]).(float64); ok {
			early = int(v)
		}
		data = f.lzw(data, early)
	case "ASCIIHexDecode", "AHx":
		l := lexer{b: data}
		data = []byte(l.hex())
	case "ASCII85Decode", "A85":
		data = ascii85(data)
		f.spend(len(data))
	case "RunLengthDecode", "RL":
		data = f.runLength(data)
	case "Crypt":
	default:
		return nil, fmt.Errorf("%w: %s", errFilter, n)
	}
	if p := int(f.num(parms["Predictor"])); p > 1 && (n[0] == 'F' || n[0] == 'L') {
		data = f.unpredict(data, p, parms)
	}
	return data, err
}

// inflate unpacks at most what the file's limit has left.
func (f *File) inflate(data []byte) ([]byte, error) {
	open := func() (io.Reader, error) {
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil && len(data) > 2 {
			return flate.NewReader(bytes.NewReader(data[2:])), nil // the header is broken
		}
		return z, err
	}
	r, err := open()
	if err != nil {
		return nil, err
	}
	const small = 1 << 20
	room := f.limits.Unpacked - f.spent + 1
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(r, min(room, small)))
	if err != nil || n < small {
		f.spend(int(n))
		return out.Bytes(), err
	}
	// A buffer that grows with what is large takes several times as much: it is
	// unpacked once to see how much it is.
	more, err := io.Copy(io.Discard, io.LimitReader(r, room-n))
	f.spend(int(n + more))
	out = bytes.Buffer{}
	all := make([]byte, n+more)
	if r, e := open(); e == nil {
		k, _ := io.ReadFull(r, all)
		all = all[:k]
	}
	return all, err
}

func (f *File) lzw(data []byte, early int) []byte {
	type code struct {
		prefix int
		last   byte
		first  byte
		n      int
	}
	const clear, end = 256, 257
	table := make([]code, 258, 4096)
	for i := range 256 {
		table[i] = code{-1, byte(i), byte(i), 1}
	}
	var out []byte
	width, prev := 9, -1
	bits, have := 0, 0
	for _, c := range data {
		bits, have = bits<<8|int(c), have+8
		for have >= width {
			k := bits >> (have - width) & (1<<width - 1)
			have -= width
			bits &= 1<<have - 1
			switch {
			case k == end:
				return out
			case k == clear:
				table, width, prev = table[:258], 9, -1
				continue
			case prev < 0 && k < 256:
			case k < len(table) && prev >= 0 || k == len(table) && prev >= 0 && len(table) < 4096:
				first := table[prev].first
				if k < len(table) {
					first = table[k].first
				}
				if len(table) < 4096 {
					table = append(table, code{prev, first, table[prev].first, table[prev].n + 1})
				}
			default:
				return out
			}
			n := table[k].n
			f.spend(n)
			at := len(out)
			out = append(out, make([]byte, n)...)
			for p := k; p >= 0 && n > 0; p = table[p].prefix {
				n--
				out[at+n] = table[p].last
			}
			prev = k
			for width < 12 && len(table)+early >= 1<<width {
				width++
			}
		}
	}
	return out
}

func ascii85(data []byte) []byte {
	var out []byte
	var group [5]byte
	n := 0
	flush := func() {
		v := uint32(0)
		for i := range group {
			if i >= n {
				group[i] = 84
			}
			v = v*85 + uint32(group[i])
		}
		b := []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}
		out = append(out, b[:n-1]...)
		n = 0
	}
	for _, c := range bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~")) {
		switch {
		case c == '~':
			if n > 1 {
				flush()
			}
			return out
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group[n] = c - '!'
			if n++; n == 5 {
				flush()
			}
		}
	}
	if n > 1 {
		flush()
	}
	return out
}

func (f *File) runLength(data []byte) []byte {
	var out []byte
	for len(data) > 0 {
		c := int(data[0])
		data = data[1:]
		switch {
		case c == 128:
			return out
		case c < 128:
			n := min(c+1, len(data))
			out = append(out, data[:n]...)
			data = data[n:]
		case len(data) > 0:
			f.spend(257 - c)
			out = append(out, bytes.Repeat(data[:1], 257-c)...)
			data = data[1:]
		}
	}
	return out
}

// unpredict undoes the differences that a predictor took between bytes.
func (f *File) unpredict(data []byte, predictor int, parms dict) []byte {
	get := func(key name, or int) int {
		if v, ok := f.resolve(parms[key]).(float64); ok && v >= 1 && v <= 1<<20 {
			return int(v)
		}
		return or
	}
	colors, bits, columns := get("Colors", 1), get("BitsPerComponent", 8), get("Columns", 1)
	if colors > 64 || bits > 16 {
		return data
	}
	row, bpp := min((colors*bits*columns+7)/8, max(1, len(data))), max(1, colors*bits/8)
	if predictor == 2 {
		for at := 0; bits == 8 && at < len(data); at += row {
			for i := at + bpp; i < min(at+row, len(data)); i++ {
				data[i] += data[i-bpp]
			}
		}
		return data
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > 1 {
		kind := data[0]
		n := min(row, len(data)-1)
		line := data[1 : 1+n]
		for i := range line {
			var left, up, corner byte
			up = above[i]
			if i >= bpp {
				left, corner = line[i-bpp], above[i-bpp]
			}
			switch kind {
			case 1:
				line[i] += left
			case 2:
				line[i] += up
			case 3:
				line[i] += byte((int(left) + int(up)) / 2)
			case 4:
				line[i] += paeth(left, up, corner)
			}
		}
		copy(above, line)
		out = append(out, line...)
		data = data[1+n:]
	}
	return out
}

func paeth(a, b, c byte) byte {
	abs := func(n int) int { return max(n, -n) }
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}
