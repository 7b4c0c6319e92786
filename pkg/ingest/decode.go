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
// UTF-16 by its zero bytes; UTF-8 if nearly every byte fits; and the Japanese
// encoding, the one that the file declares, or windows-1252, under which the text
// looks most like Japanese or English. Of an English text with a few bytes that
// fit none of them these bytes are noted.
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
	if multi == 0 && wrong == 0 && isISO2022JP(data) {
		return decodeAs(name, data, "iso-2022-jp")
	}
	if label := utf16ByZeros(data); label != "" {
		return decodeAs(name, data, label)
	}
	// No text in another encoding holds the quotation marks of UTF-8.
	if multi >= 2*wrong || bytes.Count(data, []byte("\xE2\x80")) >= wrong {
		return decoding{string(data), "utf-8", wrong, first}, nil
	}
	return legacy(name, data, wrong, first)
}

// decodeAs decodes data by the name of an encoding.
func decodeAs(name string, data []byte, label string) (decoding, error) {
	label = strings.ToLower(strings.TrimSpace(label))
	if label == "cp932" || label == "windows-932" {
		label = "shift_jis"
	}
	enc, canonical := charset.Lookup(label)
	switch {
	case enc == nil:
		return decoding{}, &Error{name, -1, fmt.Sprintf("there is no encoding %q", label), ErrEncoding}
	case canonical == "utf-8":
		return asUTF8(data), nil
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
	if bad*10 > utf8.RuneCountInString(s) {
		return decoding{}, &Error{name, -1, fmt.Sprintf("%d characters do not fit the encoding %s", bad, label), ErrEncoding}
	}
	return decoding{s, label, bad, strings.Index(s, "\uFFFD")}, nil
}

// measureUTF8 returns how many characters of more than one byte data holds as
// UTF-8, how many bytes do not fit, and the offset of the first of these.
func measureUTF8(data []byte) (multi, wrong, first int) {
	first = -1
	if utf8.Valid(data) {
		return utf8.RuneCount(data) - ascii(data), 0, first
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
func ascii(data []byte) int {
	n := 0
	for _, c := range data {
		if c < utf8.RuneSelf {
			n++
		}
	}
	return n
}

func isISO2022JP(data []byte) bool {
	for _, esc := range []string{"\x1B$B", "\x1B$@", "\x1B(J", "\x1B(I", "\x1B$(D"} {
		if bytes.Contains(data, []byte(esc)) {
			return true
		}
	}
	return false
}

// utf16ByZeros tells UTF-16 without a byte order mark by where its zero bytes
// stand: those of ASCII characters and line feeds are all at odd offsets, or
// all at even ones.
func utf16ByZeros(data []byte) string {
	head := data[:min(len(data), 1<<14)&^1]
	if bytes.IndexByte(head, 0) < 0 {
		return ""
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	for i, label := range []string{"utf-16be", "utf-16le"} {
		if zeros[i]*100 < len(head) || zeros[1-i]*20 > zeros[i] {
			continue
		}
		enc, _ := charset.Lookup(label)
		out, err := enc.NewDecoder().Bytes(head)
		if err != nil {
			continue
		}
		if good, all := plausible(string(out)); good*10 >= all*9 {
			return label
		}
	}
	return ""
}

// plausible counts the characters of s, and those that Japanese and English
// texts are made of.
func plausible(s string) (good, all int) {
	for _, r := range s {
		all++
		switch {
		case r >= ' ' && r < 0x7F, r == '\n', r == '\r', r == '\t', r == 0x1B,
			r >= 0x3000 && r <= 0x30FF, r >= 0x4E00 && r <= 0x9FFF, r >= 0xFF01 && r <= 0xFF5E,
			r >= 0xA0 && r <= 0xFF, r >= 0x2010 && r <= 0x203B, r >= 0x2190 && r <= 0x2199, r >= 0x2460 && r <= 0x247F, r >= 0x25A0 && r <= 0x25EF:
			good++
		}
	}
	return good, all
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
	for i, l := range []string{declared(data), "euc-jp", "shift_jis", "windows-1252"} {
		e, canonical := charset.Lookup(l)
		if e == nil || canonical == "utf-8" || strings.HasPrefix(canonical, "utf-16") || canonical == "iso-2022-jp" || canonical == "replacement" {
			continue
		}
		out, err := e.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		points := score(string(out))
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

// declared returns the encoding that an HTML or XML file names for itself, or "".
func declared(data []byte) string {
	head := data[:min(len(data), 4096)]
	for i := 0; ; {
		n := bytes.IndexByte(head[i:], '<')
		if n < 0 {
			return ""
		}
		i += n
		end := bytes.IndexByte(head[i:], '>')
		if end < 0 {
			end = len(head) - i
		}
		tag := strings.ToLower(string(head[i : i+end]))
		i += max(end, 1)
		var key string
		switch {
		case strings.HasPrefix(tag, "<?xml"):
			key = "encoding"
		case strings.HasPrefix(tag, "<meta"):
			key = "charset"
		default:
			continue
		}
		n = strings.Index(tag, key)
		if n < 0 {
			continue
		}
		v := strings.TrimLeft(tag[n+len(key):], " \t\r\n")
		if !strings.HasPrefix(v, "=") {
			continue
		}
		v = strings.Trim(v[1:], " \t\r\n\"'")
		if n := strings.IndexAny(v, " \t\r\n\"';/?"); n >= 0 {
			v = v[:n]
		}
		return v
	}
}
