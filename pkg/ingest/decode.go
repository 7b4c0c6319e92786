package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"github.com/polcompare/polcompare/pkg/text"
)

// A decoding is a file's bytes as text.
type decoding struct {
	text  string
	label string // name of the encoding
	bad   int    // how many characters, or bytes of UTF-8, do not fit
	first int    // where the first of them stands in text
}

// decode turns data into text.
//
// In order: what the caller says; a byte order mark; the escapes of
// ISO-2022-JP; UTF-8 if every byte fits, whatever the file says of itself;
// UTF-32 and UTF-16 by their zero bytes and by the kana they would make; UTF-8
// if nearly every byte fits; and the Japanese encoding, the one that the file
// declares, or windows-1252, under which the text looks most like Japanese or
// English. Of an English text with a few bytes that fit none of them these bytes
// are noted.
func decode(name string, data []byte, label string) (decoding, error) {
	if label != "" {
		return decodeAs(name, data, label)
	}
	for _, b := range []struct {
		mark, label string
		enc         encoding.Encoding
	}{
		{"\xEF\xBB\xBF", "utf-8", nil},
		{"\xFF\xFE\x00\x00", "utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM)},
		{"\x00\x00\xFE\xFF", "utf-32be", utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM)},
		{"\xFF\xFE", "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)},
		{"\xFE\xFF", "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)},
	} {
		if bytes.HasPrefix(data, []byte(b.mark)) {
			if b.enc == nil {
				return asUTF8(data), nil
			}
			return transcode(name, data, b.enc, b.label)
		}
	}
	multi, wrong, first := measureUTF8(data)
	if multi == 0 && isISO2022JP(data) {
		return decodeAs(name, data, "iso-2022-jp")
	}
	if label := wide(data, wrong > 0); label != "" {
		return decodeAs(name, data, label)
	}
	// No text in another encoding holds the quotation marks of UTF-8.
	if multi >= 2*wrong || bytes.Count(data, []byte("\xE2\x80")) >= wrong {
		return decoding{string(data), "utf-8", wrong, first}, nil
	}
	return legacy(name, data, wrong, first)
}

// aliases are names of encodings that no browser knows but files and people use.
var aliases = map[string]string{
	"cp932": "shift_jis", "windows-932": "shift_jis", "cswindows31j": "shift_jis",
	"cp51932": "euc-jp", "eucjp": "euc-jp", "eucjp-win": "euc-jp", "eucjp-ms": "euc-jp", "euc_jp": "euc-jp",
	"jis": "iso-2022-jp", "cp50220": "iso-2022-jp", "cp50221": "iso-2022-jp", "cp50222": "iso-2022-jp",
	"cp1252": "windows-1252", "utf-8n": "utf-8",
}

// lookup returns the encoding of that name and how it is called here; nil if
// there is none.
func lookup(label string) (encoding.Encoding, string) {
	label = strings.ToLower(strings.TrimSpace(label))
	if to := aliases[label]; to != "" {
		label = to
	}
	switch label { // which browsers do not read
	case "utf-32", "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "utf-32le"
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM), "utf-32be"
	}
	if enc, name := charset.Lookup(label); name != "replacement" { // which stands for those that browsers refuse
		return enc, name
	}
	return nil, ""
}

// decodeAs decodes data by the name of an encoding.
func decodeAs(name string, data []byte, label string) (decoding, error) {
	enc, canonical := lookup(label)
	switch {
	case enc == nil:
		return decoding{}, &Error{name, -1, fmt.Sprintf("there is no encoding %q", label), ErrEncoding}
	case canonical == "utf-8":
		return asUTF8(data), nil
	case canonical == "iso-2022-jp":
		data = kanaByEscape(data)
	}
	return transcode(name, data, enc, canonical)
}

func asUTF8(data []byte) decoding {
	_, wrong, first := measureUTF8(data)
	return decoding{string(data), "utf-8", wrong, first}
}

// transcode decodes data and refuses it if much of it does not fit.
func transcode(name string, data []byte, enc encoding.Encoding, label string) (decoding, error) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return decoding{}, &Error{name, -1, err.Error(), ErrEncoding}
	}
	s := strings.TrimPrefix(string(out), "\uFEFF")
	if label == "windows-1252" {
		s = strings.Map(func(r rune) rune {
			if r >= 0x80 && r < 0xA0 {
				return utf8.RuneError // a byte that stands for nothing
			}
			return r
		}, s)
	}
	bad := strings.Count(s, "\uFFFD")
	if bad > 1 && bad*10 > utf8.RuneCountInString(s) { // one may be where the text was cut off
		return decoding{}, &Error{name, -1, fmt.Sprintf("%d characters do not fit the encoding %s", bad, label), ErrEncoding}
	}
	return decoding{s, label, bad, strings.Index(s, "\uFFFD")}, nil
}

// measureUTF8 returns how many characters of more than one byte data holds as
// UTF-8, how many bytes do not fit, and the offset of the first of these.
func measureUTF8(data []byte) (multi, wrong, first int) {
	first = -1
	if utf8.Valid(data) {
		for _, c := range data {
			if c >= 0xC0 { // the first of several bytes
				multi++
			}
		}
		return multi, 0, first
	}
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n <= 1 {
			if first < 0 {
				first = i
			}
			wrong++
		} else {
			multi++
		}
		i += n
	}
	return multi, wrong, first
}

// ascii counts the ASCII characters of data.
func ascii[S []byte | string](data S) int {
	n := 0
	for i := range len(data) {
		if data[i] < utf8.RuneSelf {
			n++
		}
	}
	return n
}

// isISO2022JP reports whether data switches character sets by escapes, and
// holds no bytes above ASCII but half-width kana.
func isISO2022JP(data []byte) bool {
	found := false
	for _, esc := range []string{"\x1B$B", "\x1B$@", "\x1B(J", "\x1B(I", "\x1B$(D"} {
		found = found || bytes.Contains(data, []byte(esc))
	}
	if !found {
		return false
	}
	for _, c := range data {
		if c >= 0x80 && !isKanaByte(c) {
			return false
		}
	}
	return true
}

func isKanaByte(c byte) bool { return c >= 0xA1 && c <= 0xDF }

// kanaByEscape writes the two other ways in which ISO-2022-JP files hold
// half-width kana, as bytes above ASCII and between shift-out and shift-in, in
// the one that decoders know: between escapes. It returns data itself if there
// are none.
func kanaByEscape(data []byte) []byte {
	const shiftOut, shiftIn = 0x0E, 0x0F
	if bytes.IndexFunc(data, func(r rune) bool { return r == shiftOut || r >= 0x80 }) < 0 {
		return data
	}
	out := make([]byte, 0, len(data)+len(data)/8)
	set, kana, shifted := "\x1B(B", false, false // the set that was switched to; whether kana are, for now
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch {
		case c == shiftOut:
			shifted = true
			continue
		case c == shiftIn:
			shifted = false
			continue
		case c == 0x1B:
			n := 3
			if bytes.HasPrefix(data[i:], []byte("\x1B$(")) {
				n = 4
			}
			n = min(n, len(data)-i)
			set, kana = string(data[i:i+n]), false
			out = append(out, set...)
			i += n - 1
			continue
		}
		want := isKanaByte(c) || shifted && c >= 0x21 && c <= 0x5F
		switch {
		case want && !kana:
			out = append(out, "\x1B(I"...)
		case !want && kana:
			out = append(out, set...)
		}
		if kana = want; kana {
			c &= 0x7F
		}
		out = append(out, c)
	}
	return out
}

// wide tells UTF-32 and UTF-16 without a byte order mark. The upper half of
// every UTF-32 character is zero or nearly so. The zero bytes of UTF-16, those
// of ASCII characters and line feeds, are all at odd offsets, or all at even
// ones; a Japanese text may have none of them but has kana. Of these a text in
// another encoding shows none by chance, unless it is nearly all ASCII: bytes is
// whether some byte of data fits neither ASCII nor UTF-8.
func wide(data []byte, bytes bool) string {
	head := data[:min(len(data), 1<<14)&^3]
	if len(data) < 4 {
		head = data[:len(data)&^1]
	}
	var zeros [4]int
	for i, c := range head {
		if c == 0 {
			zeros[i&3]++
		}
	}
	even, odd := zeros[0]+zeros[2], zeros[1]+zeros[3]
	if even+odd == 0 && !bytes {
		return ""
	}
	quarter := len(head) / 4
	// Pairs of ASCII such as "0A" are kana in UTF-16; kanji are no such pairs.
	kanji := bytes && ascii(head)*10 <= len(head)*9
	for _, c := range []struct {
		label string
		fits  bool // by its zeros
		kana  bool // has to show by its kana instead
	}{
		{"utf-32le", quarter > 0 && zeros[3] == quarter && zeros[2]*20 >= quarter*19, false},
		{"utf-32be", quarter > 0 && zeros[0] == quarter && zeros[1]*20 >= quarter*19, false},
		{"utf-16be", even*100 >= len(head) && odd*20 <= even, false},
		{"utf-16le", odd*100 >= len(head) && even*20 <= odd, false},
		{"utf-16be", kanji && odd == 0, true},
		{"utf-16le", kanji && even == 0, true},
	} {
		if !c.fits {
			continue
		}
		enc, _ := lookup(c.label)
		out, err := enc.NewDecoder().Bytes(head)
		if err != nil {
			continue
		}
		good, kana, all := plausible(string(out))
		if good*10 >= all*9 && (!c.kana || kana*6 >= all) {
			return c.label
		}
	}
	return ""
}

// plausible counts the characters of s, those that Japanese and English texts
// are made of, and of these the kana.
func plausible(s string) (good, kana, all int) {
	for _, r := range s {
		all++
		switch {
		case r >= 0x3041 && r <= 0x30FF:
			good++
			kana++
		case r >= ' ' && r < 0x7F, r == '\n', r == '\r', r == '\t', r == 0x1B,
			r >= 0x3000 && r <= 0x303F, r >= 0x4E00 && r <= 0x9FFF, r >= 0xFF01 && r <= 0xFF5E,
			r >= 0xA0 && r <= 0xFF, r >= 0x2010 && r <= 0x203B, r >= 0x2190 && r <= 0x2199, r >= 0x2460 && r <= 0x247F, r >= 0x25A0 && r <= 0x25EF:
			good++
		}
	}
	return good, kana, all
}

// sampleBytes is how much of a file serves to tell its encoding.
const sampleBytes = 1 << 18

// legacy decodes a file of which so many bytes are none of UTF-8, the first of
// them at offset first.
func legacy(name string, data []byte, wrong, first int) (decoding, error) {
	// The sample begins and ends at line feeds, which are no part of other characters.
	sample := data[bytes.LastIndexByte(data[:first], '\n')+1:]
	if len(sample) > sampleBytes {
		sample = sample[:sampleBytes]
		if n := bytes.LastIndexByte(sample, '\n'); n > first {
			sample = sample[:n]
		}
	}
	var enc encoding.Encoding
	best, label := 0.5, ""
	own, _ := declared(string(data[:min(len(data), sampleBytes)]))
	for i, l := range []string{own, "euc-jp", "shift_jis", "windows-1252"} {
		e, canonical := lookup(l)
		if e == nil || strings.HasPrefix(canonical, "utf-") || canonical == "iso-2022-jp" {
			continue
		}
		out, err := e.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		points := score(strings.TrimSuffix(string(out), "\uFFFD")) // where the file was cut off
		if i == 0 {
			points += 0.2 // the file's own word counts, if it is not plainly wrong
		}
		if points > best {
			best, label, enc = points, canonical, e
		}
	}
	if enc == nil && isEnglish(sample) {
		// A few bytes of an English text are broken.
		label = "utf-8"
		if out, err := charmap.Windows1252.NewDecoder().Bytes(sample); err == nil && wordlike(string(out)) {
			label, enc = "windows-1252", charmap.Windows1252
		}
	}
	switch {
	case label == "utf-8":
		return decoding{string(data), label, wrong, first}, nil
	case enc == nil:
		return decoding{}, &Error{name, first, "neither UTF-8 nor an encoding of Japanese; name its encoding, or convert it to UTF-8", ErrEncoding}
	}
	return transcode(name, data, enc, label)
}

// isEnglish reports whether nearly all of the sample is words of ASCII letters.
func isEnglish(sample []byte) bool {
	letters, high, control := 0, 0, 0
	for _, c := range sample {
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z', c == ' ':
			letters++
		case c >= utf8.RuneSelf:
			high++
		case c < 0x20 && isControl(c):
			control++
		}
	}
	return high*10 <= len(sample) && control*20 <= len(sample) && letters*10 >= len(sample)*6
}

// wordlike reports whether at least half of the characters of s beyond ASCII are
// accented letters or punctuation of English texts.
func wordlike(s string) bool {
	good, all := 0, 0
	for _, r := range s {
		if r < utf8.RuneSelf {
			continue
		}
		all++
		if r >= 0xA0 && r < 0xFE && r != 0xD0 && r != 0xF0 || r >= 0x2000 && r <= 0x2122 {
			good++
		}
	}
	return good*2 >= all
}

// score says how much the characters beyond ASCII look like those of a
// Japanese or English text: 1 for all, less than 0 for hardly any.
func score(s string) float64 {
	var good, all float64
	latin := 0
	enc, _ := charset.Lookup("shift_jis")
	sjis := enc.NewEncoder()
	for i, r := range s {
		switch {
		case r >= 0x3000 && isolated(s, i, r):
			// The apostrophe of windows-1252 in "don't" and the letter behind it?
			if b, err := sjis.String(string(r)); err != nil || b[len(b)-1] >= utf8.RuneSelf {
				good += 0.9
			}
		case r < utf8.RuneSelf:
			if r < 0x20 && isControl(byte(r)) {
				all++
				good--
			}
			continue
		case r >= 0x3040 && r <= 0x30FF: // kana
			good++
		case r >= 0x3000 && r <= 0x303F, r >= 0xFF01 && r <= 0xFF5E: // punctuation, full-width letters
			good++
		case r >= 0x4E00 && r <= 0x9FFF:
			good += 0.9
		case r >= 0xFF61 && r <= 0xFF9F: // half-width kana: what EUC-JP looks like as Shift_JIS
			good += 0.5
		case r == utf8.RuneError:
			good -= 8
		case r >= 0x80 && r < 0xA0:
			good -= 2
		case r < 0x250: // Latin letters stand alone among ASCII
			latin++
			good += 0.6
		case r >= 0x2000 && r <= 0x27FF, r >= 0x3200 && r <= 0x33FF, r >= 0x370 && r <= 0x45F:
			good += 0.6
		}
		all++
	}
	if all == 0 {
		return 0
	}
	if latin*8 > len(s) {
		return 0.1 // words are not made of accented letters
	}
	return good / all
}

// isolated reports whether the Japanese character r at offset i of s stands
// between others, one of them a letter of ASCII.
func isolated(s string, i int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
	letter := func(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }
	return before < 0x3000 && after < 0x3000 && (letter(before) || letter(after))
}

// declared returns the encoding that an HTML or XML file, whose beginning s is,
// names for itself, and where it does; "" if it names none.
func declared(s string) (string, text.Span) {
	for i := 0; ; {
		n := strings.IndexByte(s[i:], '<')
		if n < 0 {
			return "", text.Span{}
		}
		i += n
		end := strings.IndexByte(s[i:], '>')
		if end < 0 {
			end = len(s) - i
		}
		at, tag := i, s[i:i+end]
		i += max(end, 1)
		var key string
		switch {
		case len(tag) > 5 && strings.EqualFold(tag[:5], "<?xml"):
			key = "encoding"
		case len(tag) > 5 && strings.EqualFold(tag[:5], "<meta"):
			key = "charset"
		default:
			continue
		}
		n = 0
		for n+len(key) <= len(tag) && !strings.EqualFold(tag[n:n+len(key)], key) {
			n++
		}
		if n+len(key) > len(tag) {
			continue
		}
		v := strings.TrimLeft(tag[n+len(key):], " \t\r\n")
		if !strings.HasPrefix(v, "=") {
			continue
		}
		v = strings.TrimLeft(v[1:], " \t\r\n\"'")
		at += len(tag) - len(v)
		if n := strings.IndexAny(v, " \t\r\n\"';/?"); n >= 0 {
			v = v[:n]
		}
		if v != "" {
			return v, text.Span{Start: at, End: at + len(v)}
		}
	}
}

// disagreement returns a note if the HTML text s, which was found to be in the
// encoding label, says of itself that it is in another. Text of ASCII alone is
// whatever it says.
func disagreement(s, label string) (Note, bool) {
	own, at := declared(s[:min(len(s), sampleBytes)])
	if own == "" || ascii(s) == len(s) {
		return Note{}, false
	}
	enc, canonical := lookup(own)
	switch {
	case enc == nil:
		return Note{at, fmt.Sprintf("the page says that it is in %q, which is no encoding; it was read as %s", own, label)}, true
	case canonical == label, strings.HasPrefix(canonical, "utf-16") && strings.HasPrefix(label, "utf-16"):
		return Note{}, false
	}
	return Note{at, fmt.Sprintf("the page says that it is in %s, but its bytes are %s", canonical, label)}, true
}
