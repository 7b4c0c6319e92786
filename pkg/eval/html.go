package eval

import (
	"fmt"
	"slices"
	"strings"
)

// A tagless is the text of a page without its tags, as Python's HTMLParser
// (the one of 3.11, before the changes of mid-2025) hands it to score.py:
// character references decoded, scripts and styles left out, tags leaving no
// space behind.
//
// The parser is kept with its quirks, because gold quotes were checked by it.
// What stands after something that never ends (a comment, a tag) is not read.
type tagless struct {
	raw   []rune
	chars []rune
	lo    []int // where in raw each character begins …
	hi    []int // … and ends; of a reference, its own range
	skip  int   // depth of <script> and <style>
	inRaw string
	quote [2]int // last ' and " in raw, so that looking for one that is not there costs nothing
}

// stripTags returns the text of raw. An error is what Python fails on.
func stripTags(raw []rune) (*tagless, error) {
	t := &tagless{raw: raw, quote: [2]int{-1, -1}}
	for i, r := range raw {
		switch r {
		case '\'':
			t.quote[0] = i
		case '"':
			t.quote[1] = i
		}
	}
	if err := t.run(); err != nil {
		return nil, err
	}
	return t, nil
}

func (t *tagless) run() error {
	raw, n := t.raw, len(t.raw)
	for i := 0; i < n; {
		var j int
		if t.inRaw == "" {
			j = t.index(i, '<')
			if j < 0 {
				// Perhaps a reference is cut at the end: Python waits for more.
				from := max(i, n-34)
				amp := -1
				for k := n - 1; k >= from; k-- {
					if raw[k] == '&' {
						amp = k
						break
					}
				}
				if amp >= 0 && !slices.ContainsFunc(raw[amp:], func(r rune) bool { return isSpace(r) || r == ';' }) {
					return nil
				}
				j = n
			}
		} else if j = t.rawEnd(i); j < 0 {
			return nil
		}
		t.data(i, j, t.inRaw == "")
		i = j
		if i == n {
			return nil
		}
		var k int
		var err error
		switch {
		case i+1 < n && letter(raw[i+1]):
			k = t.startTag(i)
		case t.has(i, "</"):
			k = t.endTag(i)
		case t.has(i, "<!--"):
			k = t.closing(i+4, "--", ">")
		case t.has(i, "<?"):
			k = t.index(i+2, '>') + 1
		case t.has(i, "<!"):
			k, err = t.declaration(i)
		case i+1 < n:
			t.data(i, i+1, false)
			k = i + 1
		}
		if err != nil {
			return err
		}
		if k <= 0 {
			return nil
		}
		i = k
	}
	return nil
}

// data takes over raw[lo:hi] unless it is that of a script or style.
func (t *tagless) data(lo, hi int, decode bool) {
	if t.skip > 0 {
		return
	}
	for i := lo; i < hi; {
		if decode && t.raw[i] == '&' {
			if end := t.referenceEnd(i+1, hi); end > i+1 {
				if s, n := reference(string(t.raw[i+1 : end])); n > 0 {
					for _, r := range s { // a reference's names are ASCII, so n counts characters too
						t.put(r, i, i+1+n)
					}
					i += 1 + n
					continue
				}
			}
		}
		t.put(t.raw[i], i, i+1)
		i++
	}
}

func (t *tagless) put(r rune, lo, hi int) {
	t.chars = append(t.chars, r)
	t.lo = append(t.lo, lo)
	t.hi = append(t.hi, hi)
}

// referenceEnd returns where what may be a character reference ends whose
// first character behind the & is at i: #[0-9]+;? or #[xX][0-9a-fA-F]+;? or
// [^\t\n\f <&#;]{1,32};?
func (t *tagless) referenceEnd(i, end int) int {
	run := func(from int, ok func(rune) bool, most int) int {
		k := from
		for k < end && k-from < most && ok(t.raw[k]) {
			k++
		}
		if k > from && k < end && t.raw[k] == ';' {
			k++
		}
		return k
	}
	digit := func(r rune) bool { return r >= '0' && r <= '9' }
	if i < end && t.raw[i] == '#' {
		if k := run(i+1, digit, end); k > i+1 {
			return k
		}
		if i+1 < end && (t.raw[i+1] == 'x' || t.raw[i+1] == 'X') {
			if k := run(i+2, func(r rune) bool { return digit(r) || r >= 'a' && r <= 'f' || r >= 'A' && r <= 'F' }, end); k > i+2 {
				return k
			}
		}
		return i
	}
	return run(i, func(r rune) bool { return !strings.ContainsRune("\t\n\f <&#;", r) }, 32)
}

// startTag reads the tag that begins at i and returns its end, or 0 if it has none.
func (t *tagless) startTag(i int) int {
	end := t.startTagEnd(i)
	if end <= 0 {
		return 0
	}
	nameEnd := t.tagName(i + 1)
	name := t.raw[i+1 : nameEnd]
	k := t.gap(nameEnd)
	for k < end {
		a := t.attribute(k)
		if a < 0 {
			break
		}
		k = a
	}
	rest := ""
	if k < end {
		rest = strings.TrimFunc(string(t.raw[k:end]), isSpace)
	}
	switch rest {
	case "/>": // opens and closes
	case ">":
		for _, tag := range []string{"script", "style"} {
			if equalFold(name, tag) {
				t.skip++
				t.inRaw = tag
			}
		}
	default: // junk: shown as it stands
		t.data(i, end, false)
	}
	return end
}

// startTagEnd returns where the tag that begins at i ends, or where junk in it
// begins; 0 if the file ends in it.
func (t *tagless) startTagEnd(i int) int {
	j := t.tagName(i + 1)
	for j < len(t.raw) && (t.raw[j] == '/' || isSpace(t.raw[j])) {
		j++
	}
	for {
		a := t.attribute(j)
		if a < 0 {
			break
		}
		j = a
	}
	j = t.space(j)
	switch {
	case j == len(t.raw):
		return 0
	case t.raw[j] == '>':
		return j + 1
	case t.has(j, "/>"):
		return j + 2
	case t.raw[j] == '/', t.raw[j] == '=', letter(t.raw[j]):
		return 0
	}
	return j
}

// attribute returns where an attribute and the space behind it end that begins
// at i, or -1 if none does.
func (t *tagless) attribute(i int) int {
	if i >= len(t.raw) || isSpace(t.raw[i]) || t.raw[i] == '/' || t.raw[i] == '>' {
		return -1
	}
	if before := t.raw[i-1]; before != '\'' && before != '"' && before != '/' && !isSpace(before) {
		return -1
	}
	j := i + 1
	for j < len(t.raw) && !isSpace(t.raw[j]) && !strings.ContainsRune("/=>", t.raw[j]) {
		j++
	}
	return t.gap(t.value(j))
}

// value returns where the value of an attribute ends whose name ends at i: the
// way that the pattern \s*=+\s*('[^']*'|"[^"]*"|(?!['"])[^>\s]*) takes, tried
// from the longest = and spaces to the shortest; i if it takes none.
func (t *tagless) value(i int) int {
	first := t.space(i)
	eq := first
	for eq < len(t.raw) && t.raw[eq] == '=' {
		eq++
	}
	if eq == first {
		return i
	}
	bare := func(k int) int {
		for k < len(t.raw) && t.raw[k] != '>' && !isSpace(t.raw[k]) {
			k++
		}
		return k
	}
	v := t.space(eq)
	if v == len(t.raw) || t.raw[v] != '\'' && t.raw[v] != '"' {
		return bare(v)
	}
	last := t.quote[0]
	if t.raw[v] == '"' {
		last = t.quote[1]
	}
	switch {
	case last > v:
		return t.index(v+1, t.raw[v]) + 1
	case v > eq: // never closed: an empty value before the last space
		return v - 1
	case eq-first > 1: // or one that begins with the last =
		return bare(eq - 1)
	}
	return i
}

// endTag reads the end tag at i and returns its end, or 0 if it has none.
func (t *tagless) endTag(i int) int {
	gt := t.index(i+1, '>')
	if gt < 0 {
		return 0
	}
	// </ name > as it should be; between scripts and styles there is no other.
	k := t.space(i + 2)
	j := k
	for j < len(t.raw) && (letter(t.raw[j]) || j > k && (t.raw[j] >= '0' && t.raw[j] <= '9' || strings.ContainsRune("-.:_", t.raw[j]))) {
		j++
	}
	if j > k {
		if e := t.space(j); e < len(t.raw) && t.raw[e] == '>' {
			t.close(t.raw[k:j])
			t.inRaw = ""
			return e + 1
		}
	}
	if i+2 < len(t.raw) && letter(t.raw[i+2]) {
		nameEnd := t.tagName(i + 2)
		t.close(t.raw[i+2 : nameEnd])
		return t.index(t.gap(nameEnd), '>') + 1
	}
	return gt + 1 // </> or a bogus comment
}

func (t *tagless) close(name []rune) {
	if t.skip > 0 && (equalFold(name, "script") || equalFold(name, "style")) {
		t.skip--
	}
}

// rawEnd returns where the end tag of the open script or style begins, or -1.
func (t *tagless) rawEnd(i int) int {
	for ; ; i++ {
		if i = t.index(i, '<'); i < 0 {
			return -1
		}
		if !t.has(i, "</") {
			continue
		}
		k := t.space(i + 2)
		if e := k + len(t.inRaw); e <= len(t.raw) && equalFold(t.raw[k:e], t.inRaw) {
			if e = t.space(e); e < len(t.raw) && t.raw[e] == '>' {
				return i
			}
		}
	}
}

// declaration reads what begins with <! at i and returns its end, or 0 if it
// has none. Python gives up on sections <![…[ whose name it does not know.
func (t *tagless) declaration(i int) (int, error) {
	if !t.has(i, "<![") {
		if e := min(i+9, len(t.raw)); equalFold(t.raw[i:e], "<!doctype") {
			return t.index(e, '>') + 1, nil
		}
		return t.index(i+2, '>') + 1, nil
	}
	k := i + 3
	if k == len(t.raw) {
		return 0, nil
	}
	j := k
	for j < len(t.raw) && (letter(t.raw[j]) || j > k && (t.raw[j] >= '0' && t.raw[j] <= '9' || strings.ContainsRune("-_.", t.raw[j]))) {
		j++
	}
	name := strings.ToLower(string(t.raw[k:j]))
	if name != "" && t.space(j) == len(t.raw) {
		return 0, nil
	}
	switch name {
	case "temp", "cdata", "ignore", "include", "rcdata":
		return t.closing(k, "]", "]", ">"), nil
	case "if", "else", "endif":
		return t.closing(k, "]", ">"), nil
	}
	return 0, fmt.Errorf("the parser of score.py fails at character %d: section %q", i, "<!["+name)
}

// closing returns the end of the first place from i where the parts follow one
// another with nothing but white space between, or 0.
func (t *tagless) closing(i int, parts ...string) int {
	for ; ; i++ {
		if i = t.index(i, rune(parts[0][0])); i < 0 {
			return 0
		}
		k := i
		for n, p := range parts {
			if n > 0 {
				k = t.space(k)
			}
			if !t.has(k, p) {
				k = 0
				break
			}
			k += len(p)
		}
		if k > 0 {
			return k
		}
	}
}

// tagName returns the end of the tag name that begins at i.
func (t *tagless) tagName(i int) int {
	for i < len(t.raw) && !strings.ContainsRune("\t\n\r\f />\x00", t.raw[i]) {
		i++
	}
	return i
}

// gap skips white space, and strokes that do not close the tag.
func (t *tagless) gap(i int) int {
	for i < len(t.raw) && (isSpace(t.raw[i]) || t.raw[i] == '/' && !t.has(i, "/>")) {
		i++
	}
	return i
}

func (t *tagless) space(i int) int {
	for i < len(t.raw) && isSpace(t.raw[i]) {
		i++
	}
	return i
}

// index returns where r stands from i on, or -1.
func (t *tagless) index(i int, r rune) int {
	if i >= len(t.raw) {
		return -1
	}
	if k := slices.Index(t.raw[i:], r); k >= 0 {
		return i + k
	}
	return -1
}

// has reports whether s, of ASCII, stands at i.
func (t *tagless) has(i int, s string) bool {
	if i+len(s) > len(t.raw) {
		return false
	}
	for k := range len(s) {
		if t.raw[i+k] != rune(s[k]) {
			return false
		}
	}
	return true
}

func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// equalFold reports whether a is the lower-case ASCII text b in any case.
func equalFold(a []rune, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i, r := range a {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		if r != rune(b[i]) {
			return false
		}
	}
	return true
}
