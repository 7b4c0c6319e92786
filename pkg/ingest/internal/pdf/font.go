package pdf

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// A font turns the codes of a string into text and widths.
type font struct {
	name      string
	composite bool
	vertical  bool
	bold      bool
	drawn     bool // Type 3: the glyphs are drawings
	codec     codec
	unicode   *cmap        // ToUnicode
	names     [256]string  // of a simple font: the text of each code
	widths    [256]float64 // of a simple font, in text space for a size of 1
	cids      map[int]float64
	spans     []widthSpan // of CIDs with one width
	width     float64     // of all others
	japan1    bool        // glyphs are numbered as in Adobe-Japan1
}

type widthSpan struct {
	lo, hi int
	w      float64
}

// fontCost is what a font counts for among the bytes unpacked and read, besides
// its maps.
const fontCost = 8 << 10

// font returns the font that a resource names.
func (f *File) font(o object) *font {
	r, isRef := o.(ref)
	if isRef {
		if ft, ok := f.fonts[r]; ok {
			return ft
		}
	}
	f.spend(fontCost)
	d := f.dictOf(o)
	ft := &font{codec: codec{size: one}}
	n, _ := f.resolve(d["BaseFont"]).(name)
	ft.name = string(n)
	sub, _ := f.resolve(d["Subtype"]).(name)
	if s, ok := f.resolve(d["ToUnicode"]).(*stream); ok {
		ft.unicode = f.readCMap(s)
	}
	desc := d
	if sub == "Type0" {
		desc = f.compositeFont(ft, d)
	} else {
		f.simpleFont(ft, d, sub)
	}
	fd := f.dictOf(desc["FontDescriptor"])
	flags := int(f.num(fd["Flags"]))
	ft.bold = isBoldName(ft.name) || flags&(1<<18) != 0 || f.num(fd["FontWeight"]) >= 600
	if isRef {
		f.fonts[r] = ft
	}
	return ft
}

// isBoldName reports whether the name of a font says that it is bold.
func isBoldName(s string) bool {
	if i := strings.IndexByte(s, '+'); i == 6 {
		s = s[i+1:]
	}
	for _, w := range []string{"Bold", "bold", "BOLD", "Heavy", "Black", "SemiBold", "Demi", "-W6", "-W7", "-W8", "-W9", "-DB", "-EB", "-Eb"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func (f *File) compositeFont(ft *font, d dict) (descendant dict) {
	ft.composite = true
	switch e := f.resolve(d["Encoding"]).(type) {
	case name:
		ft.codec = predefined(string(e))
		ft.vertical = strings.HasSuffix(string(e), "-V") || e == "V"
	case *stream:
		base, _ := f.resolve(e.dict["UseCMap"]).(name)
		ft.codec = f.readCMap(e).codec(predefined(string(base)))
		ft.vertical = f.num(e.dict["WMode"]) == 1
	default:
		ft.codec = predefined("Identity-H")
	}
	kids, _ := f.resolve(d["DescendantFonts"]).(array)
	if len(kids) > 0 {
		descendant = f.dictOf(kids[0])
	}
	info := f.dictOf(descendant["CIDSystemInfo"])
	if o, _ := f.resolve(info["Ordering"]).(str); o == "Japan1" && ft.codec.text == nil {
		ft.japan1 = true
	}
	ft.width, ft.cids = 1, map[int]float64{}
	if v, ok := f.resolve(descendant["DW"]).(float64); ok {
		ft.width = v / 1000
	}
	w, _ := f.resolve(descendant["W"]).(array)
	for i := 0; i+1 < len(w); {
		first := int(f.num(w[i]))
		if a, ok := f.resolve(w[i+1]).(array); ok {
			f.spend(len(a) * 32)
			for k, o := range a {
				ft.cids[first+k] = f.num(o) / 1000
			}
			i += 2
			continue
		}
		if i+2 < len(w) {
			f.spend(32)
			ft.spans = append(ft.spans, widthSpan{first, int(f.num(w[i+1])), f.num(w[i+2]) / 1000})
		}
		i += 3
	}
	if len(ft.spans) > 256 {
		// So many are walked no more: look them up one by one.
		for _, s := range ft.spans {
			for c := s.lo; c <= min(s.hi, s.lo+1<<16); c++ {
				f.spend(32)
				ft.cids[c] = s.w
			}
		}
		ft.spans = nil
	}
	return descendant
}

func (f *File) simpleFont(ft *font, d dict, sub name) {
	base := charmap.Windows1252
	standard := false
	var differences array
	encode := func(n name) {
		switch n {
		case "MacRomanEncoding":
			base, standard = charmap.Macintosh, false
		case "WinAnsiEncoding":
			base, standard = charmap.Windows1252, false
		case "StandardEncoding":
			standard = true
		}
	}
	fd := f.dictOf(d["FontDescriptor"])
	symbolic := int(f.num(fd["Flags"]))&4 != 0
	ft.drawn = sub == "Type3"
	switch e := f.resolve(d["Encoding"]).(type) {
	case name:
		encode(e)
	case dict:
		standard = !symbolic && sub == "Type1"
		n, _ := f.resolve(e["BaseEncoding"]).(name)
		encode(n)
		differences, _ = f.resolve(e["Differences"]).(array)
	default:
		standard = sub == "Type1"
	}
	dingbats := strings.Contains(ft.name, "Wingdings") || strings.Contains(ft.name, "Dingbats") || strings.Contains(ft.name, "Symbol")
	for c := range 256 {
		switch {
		case ft.drawn || c < 0x20:
		case dingbats:
			ft.names[c] = string(rune(0xF000 + c))
		case standard && c == '\'':
			ft.names[c] = "’"
		case standard && c == '`':
			ft.names[c] = "‘"
		case standard && c >= 0x80:
			ft.names[c] = standardHigh[byte(c)]
		default:
			if r := base.DecodeByte(byte(c)); r != utf8.RuneError && r >= 0x20 && !(r >= 0x7F && r < 0xA0) {
				ft.names[c] = string(r)
			}
		}
	}
	at := 0
	for _, o := range differences {
		switch v := f.resolve(o).(type) {
		case float64:
			at = int(v)
		case name:
			if at >= 0 && at < 256 {
				ft.names[at] = glyphText(string(v))
			}
			at++
		}
	}
	// Widths.
	scale := 0.001
	if sub == "Type3" {
		if m, ok := f.resolve(d["FontMatrix"]).(array); ok && len(m) > 0 {
			scale = f.num(m[0])
		}
	}
	first := int(f.num(d["FirstChar"]))
	w, ok := f.resolve(d["Widths"]).(array)
	missing := f.num(fd["MissingWidth"]) * scale
	for c := range 256 {
		switch {
		case ok && c >= first && c-first < len(w):
			ft.widths[c] = f.num(w[c-first]) * scale
		case ok:
			ft.widths[c] = missing
		default:
			ft.widths[c] = usualWidth(ft.name, ft.names[c])
		}
	}
}

// usualWidth returns about how wide a character is in the fonts that every
// viewer has, for which files give no widths.
func usualWidth(font, s string) float64 {
	if strings.Contains(font, "Courier") {
		return 0.6
	}
	r, _ := utf8.DecodeRuneInString(s)
	w := 0.556
	switch {
	case strings.ContainsRune("ijl'|", r):
		w = 0.222
	case strings.ContainsRune(" .,:;!/ftI[]", r):
		w = 0.278
	case strings.ContainsRune("()-r", r):
		w = 0.333
	case strings.ContainsRune("ckszvxyJ", r):
		w = 0.5
	case strings.ContainsRune("mM", r):
		w = 0.833
	case strings.ContainsRune("W@", r):
		w = 0.98
	case strings.ContainsRune("CDGHNOQRUw&", r):
		w = 0.745
	case unicode.IsUpper(r):
		w = 0.66
	}
	if strings.Contains(font, "Times") {
		w *= 0.9
	}
	return w
}

// A glyphCode is one code of a string that is shown.
type glyphCode struct {
	text  string
	width float64 // for a size of 1
	n     int     // bytes
	space bool    // a single byte 32, which word spacing widens
	known bool    // text is what the code stands for
}

// next reads the first code of s.
func (ft *font) next(s str) glyphCode {
	n := min(ft.codec.size(s), len(s))
	c := code(s[:n])
	g := glyphCode{n: n, space: n == 1 && c == ' '}
	g.width = ft.advance(c, n)
	if ft.unicode != nil {
		if t, ok := ft.unicode.text(c); ok {
			g.text, g.known = t, true
			return g
		}
	}
	switch {
	case !ft.composite:
		g.text = ft.names[byte(c)]
	case ft.codec.text != nil:
		g.text = ft.codec.text(s[:n])
	case ft.japan1:
		cid := int(c)
		if ft.codec.cid != nil {
			cid, _ = ft.codec.cid(c, n)
		}
		g.text = japan1(cid)
	}
	g.known = g.text != ""
	return g
}

func (ft *font) advance(c uint32, n int) float64 {
	if !ft.composite {
		return ft.widths[byte(c)]
	}
	cid := int(c)
	if ft.codec.cid != nil {
		var ok bool
		if cid, ok = ft.codec.cid(c, n); !ok {
			if n == 1 {
				return 0.5
			}
			return ft.width
		}
	}
	if w, ok := ft.cids[cid]; ok {
		return w
	}
	for _, s := range ft.spans {
		if cid >= s.lo && cid <= s.hi {
			return s.w
		}
	}
	return ft.width
}

// glyphText returns what a glyph's name stands for, "" if it does not say.
func glyphText(n string) string {
	if i := strings.IndexByte(n, '.'); i > 0 {
		n = n[:i] // a variant
	}
	if strings.IndexByte(n, '_') > 0 {
		out := ""
		for _, part := range strings.Split(n, "_") {
			t := glyphText(part)
			if t == "" {
				return ""
			}
			out += t
		}
		return out
	}
	if len(n) <= 1 {
		return n
	}
	if t, ok := glyphNames[n]; ok {
		return t
	}
	for _, p := range []string{"uni", "u"} {
		hex, ok := strings.CutPrefix(n, p)
		if !ok || len(hex) < 4 || p == "u" && len(hex) > 6 {
			continue
		}
		if p == "uni" && len(hex)%4 != 0 {
			continue
		}
		out := ""
		for p == "uni" && len(hex) > 4 {
			v, err := strconv.ParseUint(hex[:4], 16, 32)
			if err != nil {
				return ""
			}
			out += string(rune(v))
			hex = hex[4:]
		}
		if v, err := strconv.ParseUint(hex, 16, 32); err == nil && v <= unicode.MaxRune {
			return out + string(rune(v))
		}
	}
	// A letter with an accent.
	if accent, ok := accents[n[1:]]; ok && (n[0]|0x20 >= 'a' && n[0]|0x20 <= 'z') {
		return norm.NFC.String(n[:1] + accent)
	}
	return ""
}

var accents = map[string]string{
	"acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "dieresis": "\u0308", "tilde": "\u0303", "ring": "\u030A", "cedilla": "\u0327", "caron": "\u030C",
	"macron": "\u0304", "breve": "\u0306", "ogonek": "\u0328", "dotaccent": "\u0307", "hungarumlaut": "\u030B", "commaaccent": "\u0326",
}

var glyphNames = map[string]string{
	"space": " ", "exclam": "!", "quotedbl": `"`, "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&", "quotesingle": "'", "parenleft": "(", "parenright": ")",
	"asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-", "period": ".", "slash": "/", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
	"seven": "7", "eight": "8", "nine": "9", "colon": ":", "semicolon": ";", "less": "<", "equal": "=", "greater": ">", "question": "?", "at": "@", "bracketleft": "[",
	"backslash": `\`, "bracketright": "]", "asciicircum": "^", "underscore": "_", "grave": "`", "braceleft": "{", "bar": "|", "braceright": "}", "asciitilde": "~",
	"exclamdown": "¡", "cent": "¢", "sterling": "£", "currency": "¤", "yen": "¥", "brokenbar": "¦", "section": "§", "dieresis": "¨", "copyright": "©", "ordfeminine": "ª",
	"guillemotleft": "«", "guillemotright": "»", "logicalnot": "¬", "registered": "®", "macron": "¯", "degree": "°", "plusminus": "±", "acute": "´", "mu": "µ", "paragraph": "¶",
	"periodcentered": "·", "middot": "·", "cedilla": "¸", "ordmasculine": "º", "onequarter": "¼", "onehalf": "½", "threequarters": "¾", "questiondown": "¿", "AE": "Æ", "ae": "æ",
	"Eth": "Ð", "eth": "ð", "Thorn": "Þ", "thorn": "þ", "germandbls": "ß", "multiply": "×", "divide": "÷", "Oslash": "Ø", "oslash": "ø", "OE": "Œ", "oe": "œ", "Lslash": "Ł",
	"lslash": "ł", "dotlessi": "ı", "florin": "ƒ", "fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "endash": "–", "emdash": "—", "quoteleft": "‘", "quoteright": "’",
	"quotesinglbase": "‚", "quotedblleft": "“", "quotedblright": "”", "quotedblbase": "„", "dagger": "†", "daggerdbl": "‡", "bullet": "•", "ellipsis": "…", "perthousand": "‰",
	"guilsinglleft": "‹", "guilsinglright": "›", "fraction": "⁄", "Euro": "€", "euro": "€", "trademark": "™", "minus": "−", "nbspace": " ", "nonbreakingspace": " ", "sfthyphen": "-",
	"circle": "○", "square": "□", "filledbox": "■", "blacksquare": "■", "H18533": "■", "triangleright": "▷", "a73": "■", "lozenge": "◊", "arrowright": "→", "checkmark": "✓",
	"infinity": "∞", "notequal": "≠", "lessequal": "≤", "greaterequal": "≥", "nonmarkingreturn": " ", "ogonek": "˛", "circumflex": "ˆ", "tilde": "˜", "breve": "˘", "caron": "ˇ", "ring": "˚",
}

// standardHigh is the upper half of StandardEncoding.
var standardHigh = map[byte]string{
	0xA1: "¡", 0xA2: "¢", 0xA3: "£", 0xA4: "⁄", 0xA5: "¥", 0xA6: "ƒ", 0xA7: "§", 0xA8: "¤", 0xA9: "'", 0xAA: "“", 0xAB: "«", 0xAC: "‹", 0xAD: "›", 0xAE: "fi", 0xAF: "fl",
	0xB1: "–", 0xB2: "†", 0xB3: "‡", 0xB4: "·", 0xB6: "¶", 0xB7: "•", 0xB8: "‚", 0xB9: "„", 0xBA: "”", 0xBB: "»", 0xBC: "…", 0xBD: "‰", 0xBF: "¿", 0xC1: "`", 0xC2: "´",
	0xD0: "—", 0xE1: "Æ", 0xE3: "ª", 0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xEB: "º", 0xF1: "æ", 0xF5: "ı", 0xF8: "ł", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß",
}
