package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A cmap maps codes of a font to text (a ToUnicode map) or to numbers of
// glyphs (an encoding).
type cmap struct {
	spaces []codeSpace
	one    map[uint32]string // text, of single codes
	ranges []codeRange       // in order of lo
	cids   []codeRange
}

// A codeSpace holds codes of one length in bytes.
type codeSpace struct {
	n      int
	lo, hi uint32
}

// A codeRange maps consecutive codes.
type codeRange struct {
	lo, hi uint32
	text   string // of lo; the last character counts up
	cid    int    // of lo
}

// cmapEntryCost is what one entry of a map counts for among the bytes unpacked.
const cmapEntryCost = 64

func code(s str) uint32 {
	v := uint32(0)
	for i := 0; i < len(s); i++ {
		v = v<<8 | uint32(s[i])
	}
	return v
}

func utf16Text(s str) string {
	u := make([]uint16, 0, len(s)/2)
	if len(s) == 1 {
		u = append(u, uint16(s[0]))
	}
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}

// readCMap reads a map.
func (f *File) readCMap(s *stream) *cmap {
	data, _ := f.unpack(s)
	m := &cmap{one: map[uint32]string{}}
	l := lexer{b: data}
	var args []object
	for {
		o, ok := l.next()
		if !ok {
			break
		}
		k, isWord := o.(keyword)
		if !isWord {
			f.spend(cmapEntryCost / 2) // an entry has two or three
			args = append(args, o)
			continue
		}
		str2 := func(i int) (a, b str, ok bool) {
			a, ok1 := args[i].(str)
			b, ok2 := args[i+1].(str)
			return a, b, ok1 && ok2 && len(a) <= 4
		}
		switch {
		case k == "endcodespacerange":
			for i := 0; i+1 < len(args); i += 2 {
				if lo, hi, ok := str2(i); ok && len(lo) == len(hi) && len(lo) > 0 && len(m.spaces) < 1000 {
					m.spaces = append(m.spaces, codeSpace{len(lo), code(lo), code(hi)})
				}
			}
		case k == "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				if c, t, ok := str2(i); ok {
					m.one[code(c)] = utf16Text(t)
				}
			}
		case k == "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				lo, hi, ok := str2(i)
				if !ok || code(hi) < code(lo) {
					continue
				}
				switch t := args[i+2].(type) {
				case str:
					m.ranges = append(m.ranges, codeRange{lo: code(lo), hi: code(hi), text: utf16Text(t)})
				case array:
					for j, o := range t {
						if s, ok := o.(str); ok && code(lo)+uint32(j) <= code(hi) {
							m.one[code(lo)+uint32(j)] = utf16Text(s)
						}
					}
					f.spend(cmapEntryCost * len(t))
				}
			}
		case k == "endcidrange":
			for i := 0; i+2 < len(args); i += 3 {
				lo, hi, ok := str2(i)
				if cid, isNum := args[i+2].(float64); ok && isNum {
					m.cids = append(m.cids, codeRange{lo: code(lo), hi: code(hi), cid: int(cid)})
				}
			}
		case k == "endcidchar":
			for i := 0; i+1 < len(args); i += 2 {
				c, ok := args[i].(str)
				if cid, isNum := args[i+1].(float64); ok && isNum && len(c) <= 4 {
					m.cids = append(m.cids, codeRange{lo: code(c), hi: code(c), cid: int(cid)})
				}
			}
		}
		args = args[:0]
	}
	byLo := func(a, b codeRange) int { return cmp.Compare(a.lo, b.lo) }
	slices.SortStableFunc(m.ranges, byLo)
	slices.SortStableFunc(m.cids, byLo)
	return m
}

func find(ranges []codeRange, c uint32) (codeRange, bool) {
	i, _ := slices.BinarySearchFunc(ranges, c, func(r codeRange, c uint32) int {
		if r.lo <= c {
			return -1
		}
		return 1
	})
	if i == 0 || ranges[i-1].hi < c {
		return codeRange{}, false
	}
	return ranges[i-1], true
}

// text returns what the code c stands for.
func (m *cmap) text(c uint32) (string, bool) {
	if t, ok := m.one[c]; ok {
		return t, true
	}
	r, ok := find(m.ranges, c)
	if !ok || r.text == "" {
		return "", false
	}
	last, n := utf8.DecodeLastRuneInString(r.text)
	return r.text[:len(r.text)-n] + string(last+rune(c-r.lo)), true
}

// A codec says how the bytes of a string are cut into codes, and what these
// stand for where the name of the encoding says so.
type codec struct {
	size func(s str) int                          // of the first code, in bytes
	text func(s str) string                       // of a code; nil if the encoding does not say
	cid  func(c uint32, n int) (cid int, ok bool) // nil if it is the code
}

func one(str) int { return 1 }
func two(str) int { return 2 }

// predefined returns the codec of an encoding by its name.
func predefined(n string) codec {
	base := strings.TrimSuffix(strings.TrimSuffix(n, "-H"), "-V")
	multi := func(e encoding.Encoding, size func(str) int) codec {
		return codec{size: size, text: func(s str) string {
			out, err := e.NewDecoder().String(string(s))
			if err != nil {
				return ""
			}
			return out
		}, cid: unknownCID}
	}
	high := func(s str) int {
		if s[0] >= 0x80 {
			return 2
		}
		return 1
	}
	switch {
	case base == "Identity" || base == "":
		return codec{size: two}
	case strings.Contains(base, "RKSJ"):
		return multi(japanese.ShiftJIS, func(s str) int {
			if c := s[0]; c >= 0x81 && c <= 0x9F || c >= 0xE0 && c <= 0xFC {
				return 2
			}
			return 1
		})
	case base == "EUC":
		return multi(japanese.EUCJP, high)
	case strings.HasPrefix(base, "GBK2K"):
		return multi(simplifiedchinese.GB18030, func(s str) int {
			if len(s) > 1 && s[0] >= 0x81 && s[1] >= 0x30 && s[1] <= 0x39 {
				return 4
			}
			return high(s)
		})
	case strings.HasPrefix(base, "GB"):
		return multi(simplifiedchinese.GBK, high)
	case strings.HasPrefix(base, "KSC"):
		return multi(korean.EUCKR, high)
	case strings.Contains(base, "B5"):
		return multi(traditionalchinese.Big5, high)
	case strings.Contains(base, "UTF32"):
		return codec{size: func(str) int { return 4 }, text: func(s str) string { return string(rune(code(s))) }, cid: unknownCID}
	case strings.Contains(base, "UTF8"):
		return codec{size: func(s str) int { _, n := utf8.DecodeRuneInString(string(s[:min(len(s), 4)])); return n }, text: func(s str) string { return string(s) }, cid: unknownCID}
	case strings.Contains(base, "UTF16"), strings.Contains(base, "UCS2"):
		return codec{size: func(s str) int {
			if s[0]&0xFC == 0xD8 {
				return 4
			}
			return 2
		}, text: utf16Text, cid: unknownCID}
	case base == "H" || base == "V" || base == "Ext" || base == "Add" || base == "78":
		// The rows and cells of JIS X 0208, which EUC-JP moves up.
		return codec{size: two, text: func(s str) string {
			if len(s) != 2 {
				return ""
			}
			out, err := japanese.EUCJP.NewDecoder().String(string([]byte{s[0] | 0x80, s[1] | 0x80}))
			if err != nil {
				return ""
			}
			return out
		}, cid: unknownCID}
	}
	return codec{size: two}
}

// unknownCID stands for the tables from codes to glyphs that this package does
// not hold. They would serve for widths alone: half a square for one byte, a
// whole one for two.
func unknownCID(uint32, int) (int, bool) { return 0, false }

// codec returns how the map m, embedded in the file, cuts strings into codes.
func (m *cmap) codec(base codec) codec {
	c := base
	if len(m.spaces) > 0 {
		c.size = func(s str) int {
			for n := 1; n <= min(4, len(s)); n++ {
				v := code(s[:n])
				for _, sp := range m.spaces {
					if sp.n == n && within(v, sp) {
						return n
					}
				}
			}
			return m.spaces[0].n
		}
	}
	if len(m.cids) > 0 {
		c.cid = func(v uint32, _ int) (int, bool) {
			r, ok := find(m.cids, v)
			return r.cid + int(v-r.lo), ok
		}
	}
	return c
}

// within compares byte by byte, as the format wants it.
func within(v uint32, sp codeSpace) bool {
	for i := 0; i < sp.n; i++ {
		b := byte(v >> (8 * i))
		if b < byte(sp.lo>>(8*i)) || b > byte(sp.hi>>(8*i)) {
			return false
		}
	}
	return true
}
