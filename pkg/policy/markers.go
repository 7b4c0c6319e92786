package policy

import (
	"strings"
	"unicode/utf8"
)

// A form is a way of marking a heading or a list item. Markers of one list
// have one form.
type form uint8

const (
	noForm        form = iota
	bullet             // ・ • ● ■ - … (sym says which)
	listItem           // an item that only the format marks (<li>)
	decimal            // 1. 1.2 1.2. 2.a.
	bare               // "1 " before a word
	inParens           // (1)
	closeParen         // 1)
	inAngles           // <1>
	inSquare           // [1]
	circled            // ①
	parenthesised      // ⑴
	article            // 第3条, Article 3
	paragraph          // 第1項
	chapter            // 第1章
	ordinal            // 第1, without a word of what it counts
	roman              // i. I.
	romanParens        // (i)
	romanClose         // i)
	alpha              // a. A.
	alphaParens        // (a)
	alphaClose         // a)
	kana               // ア. イ.
	kanaParens         // (ア)
	kanaClose          // ア)
	kanji              // 一 二
	note               // ※ *1 注)
	bracketed          // a whole line in brackets: 【…】 (sym says which)
)

// A marker is what stands before a heading or an item. Offsets are relative to
// the text that it was read from.
type marker struct {
	form  form
	upper bool // letters are capitals
	weak  bool // only a marker where it begins or continues a list
	tight bool // before a text that begins with a number: only a marker between its neighbours
	n     int8 // length of path
	path  [4]int16
	alt   int16 // another value of the last number (i: roman 1, letter 9), 0 for none
	altF  form
	sym   rune  // of a bullet or an opening bracket
	outer rune  // a bullet before the marker ("■ 1.", "- (1)")
	start int32 // the marker proper
	end   int32
	next  int32 // where the text begins
}

// value returns the last number of m.
func (m *marker) value() int { return int(m.path[max(0, m.n-1)]) }

// number returns how a heading with the marker s is numbered: "1." is "1".
func (m *marker) number(s string) string {
	switch m.form {
	case noForm, bullet, listItem, note, bracketed:
		return ""
	case decimal, alpha, roman, kana, kanji, bare:
		return strings.TrimRight(s, ". ")
	}
	return s
}

// bullets that mark items or headings.
func isBullet(r rune) bool {
	switch r {
	case '・', '•', '●', '○', '◯', '◎', '◆', '◇', '■', '□', '▪', '▫', '▶', '►', '▸', '▷', '‣', '◦', '∙', '·', '★', '☆', '▼', '▽', '▲', '△', '➢', '✓', '✔', '☑', '✅', '→', '⇒', '➡', '❏', '⚫', '◾', '◼', '❖', '♦', '\uF0B7', '\uF06C', '\uF0D8':
		return true
	}
	return false
}

// isDash reports whether r marks an item when a space follows.
func isDash(c rune) bool {
	switch c {
	case '-', '*', '+', '–', '—', '―', '−', '‐', '~', '>':
		return true
	}
	return false
}

// heavy reports whether a bullet usually marks a heading.
func heavy(r rune) bool {
	switch r {
	case '■', '□', '◆', '◇', '▼', '▽', '▲', '★', '☆', '▶', '❖', '◎', '●', '○', '◯':
		return true
	}
	return false
}

// readMarker reads the marker that the line s begins with.
func readMarker(s string) marker {
	var m marker
	var outer rune
	i := 0
	for k := 0; k < 3; k++ {
		one, ok := readOne(s, i)
		if !ok {
			break
		}
		if m.form == bullet {
			outer = m.sym
		}
		if one.form != bullet && one.form != note && one.weak && m.form != noForm {
			break
		}
		m = one
		m.outer = outer
		i = int(one.next)
		if one.form != bullet {
			break
		}
	}
	return m
}

// skipSpaces returns the offset of the first character from i on that is no space.
func skipSpaces(s string, i int) int {
	for i < len(s) {
		if s[i] == ' ' || s[i] == '\t' {
			i++
			continue
		}
		if s[i] < utf8.RuneSelf {
			break
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		if !isSpace(r) {
			break
		}
		i += w
	}
	return i
}

// readOne reads one marker at offset i.
func readOne(s string, i int) (m marker, ok bool) {
	if i >= len(s) {
		return m, false
	}
	m.start = int32(i)
	done := func(f form, end int) (marker, bool) {
		m.form = f
		m.end = int32(end)
		m.next = int32(skipSpaces(s, end))
		return m, true
	}
	c := s[i]
	switch {
	case isDigit(c):
		return readDecimal(s, i)
	case c == '(' || c == '<' || c == '[':
		return readParens(s, i)
	case isLetter(c):
		return readLetter(s, i)
	case c == '*':
		n := i + 1
		for n < len(s) && (s[n] == '*' || isDigit(s[n])) {
			n++
		}
		if n < len(s) && s[n] != ' ' && (n > i+1 || firstRune(s[n:]) >= utf8.RuneSelf) {
			if s[n] == ')' {
				n++
			}
			return done(note, n)
		}
		fallthrough
	case c == '-' || c == '+' || c == '~' || c == '>':
		if i+1 < len(s) && skipSpaces(s, i+1) > i+1 {
			m.sym = rune(c)
			return done(bullet, i+1)
		}
		return m, false
	case c < utf8.RuneSelf:
		return m, false
	}
	r, w := utf8.DecodeRuneInString(s[i:])
	switch {
	case r == '※' || r == '⁂':
		n := i + w
		for n < len(s) && isDigit(s[n]) {
			n++
		}
		if n > i+w && n < len(s) && (s[n] == '.' || s[n] == ')' || s[n] == ':') {
			n++
		}
		return done(note, n)
	case isBullet(r):
		next := firstRune(s[i+w:])
		if next == r { // "○○株式会社", "●●●"
			return m, false
		}
		m.sym = r
		return done(bullet, i+w)
	case isDash(r):
		if skipSpaces(s, i+w) > i+w || r == '―' || r == '–' || r == '—' {
			m.sym = r
			return done(bullet, i+w)
		}
	case r == '注':
		n := i + w
		for n < len(s) && isDigit(s[n]) {
			n++
		}
		if n < len(s) && (s[n] == ')' || s[n] == ':' || s[n] == '.') {
			return done(note, n+1)
		}
	case r == '第':
		return readArticle(s, i)
	case r == '〇':
		// A zero of kanji drawn for a circle: "〇利用目的".
		if n := firstRune(s[i+w:]); isJapanese(n) && n != '〇' && !strings.ContainsRune("一二三四五六七八九十年月日時分", n) {
			m.sym = '○'
			return done(bullet, i+w)
		}
	case strings.ContainsRune("一二三四五六七八九十", r):
		v, e := kanjiNumber(s, i)
		if v == 0 || v > 40 || e >= len(s) {
			return m, false
		}
		m.n, m.path[0], m.weak = 1, int16(v), true
		next := skipSpaces(s, e)
		switch {
		case s[e] == '.' || strings.HasPrefix(s[e:], "、"):
			_, w := utf8.DecodeRuneInString(s[e:])
			return done(ordinal, e+w)
		case next > e && next < len(s) && isJapanese(firstRune(s[next:])) && (!isCounter(firstRune(s[next:])) || caseOfPeople(s[next:])):
			return done(bare, e)
		}
		return marker{}, false
	case r >= 0x2460 && r <= 0x2473, r >= 0x2474 && r <= 0x2487, r >= 0x24F5 && r <= 0x24FE, r >= 0x2776 && r <= 0x277F, r >= 0x2780 && r <= 0x2793:
		m.n = 1
		f := circled
		switch {
		case r <= 0x2473:
			m.path[0] = int16(r - 0x2460 + 1)
		case r <= 0x2487:
			m.path[0] = int16(r - 0x2474 + 1)
			f = parenthesised
		case r >= 0x24F5 && r <= 0x24FE:
			m.path[0] = int16(r - 0x24F5 + 1)
		case r <= 0x277F:
			m.path[0] = int16(r - 0x2776 + 1)
		case r <= 0x2789:
			m.path[0] = int16(r - 0x2780 + 1)
		default:
			m.path[0] = int16(r - 0x278A + 1)
		}
		end := i + w
		if end < len(s) && s[end] == '.' {
			end++
		}
		return done(f, end)
	case r >= 0x249C && r <= 0x24B5: // ⒜
		m.n, m.path[0] = 1, int16(r-0x249C+1)
		return done(alphaParens, i+w)
	case r >= 0x24B6 && r <= 0x24CF: // Ⓐ
		m.n, m.path[0], m.upper = 1, int16(r-0x24B6+1), true
		return done(alphaParens, i+w)
	case r >= 0x24D0 && r <= 0x24E9: // ⓐ
		m.n, m.path[0] = 1, int16(r-0x24D0+1)
		return done(alphaParens, i+w)
	case r >= 0x32D0 && r <= 0x32FE: // ㋐
		m.n, m.path[0] = 1, int16(r-0x32D0+1)
		return done(kanaParens, i+w)
	case r >= 0x3220 && r <= 0x3229: // ㈠
		m.n, m.path[0] = 1, int16(r-0x3220+1)
		return done(inParens, i+w)
	case strings.ContainsRune(kanjiDigits, r):
		// "一 法令に基づくとき", as statutes count their cases.
		v, e := kanjiNumber(s, i)
		if v == 0 || e >= len(s) {
			return m, false
		}
		m.n, m.weak = 1, true
		m.path[0] = int16(v)
		n := skipSpaces(s, e)
		switch {
		case n > e && n < len(s) && isJapanese(firstRune(s[n:])) && !strings.ContainsRune(kanjiDigits, firstRune(s[n:])):
			return done(kanji, e)
		case s[e] == '.' && e+1 < len(s):
			return done(kanji, e+1)
		case strings.HasPrefix(s[e:], "、") && e+len("、") < len(s) && !strings.ContainsRune(kanjiDigits, firstRune(s[e+len("、"):])):
			return done(kanji, e+len("、"))
		}
	case isKatakana(r):
		g, h := kanaNumber(r)
		if g == 0 && h == 0 {
			return m, false
		}
		n := skipSpaces(s, i+w)
		switch {
		case strings.HasPrefix(s[i+w:], "."), strings.HasPrefix(s[i+w:], "、") && n == i+w:
			m.weak = true
			setKana(&m, g, h)
			end := i + w + 1
			if s[i+w] != '.' {
				end = i + w + len("、")
			}
			return done(kana, end)
		case strings.HasPrefix(s[i+w:], ")"):
			m.weak = true
			setKana(&m, g, h)
			return done(kanaClose, i+w+1)
		case n > i+w && n < len(s) && isJapanese(firstRune(s[n:])):
			m.weak = true
			setKana(&m, g, h)
			return done(kana, i+w)
		}
	}
	return m, false
}

const kanjiDigits = "一二三四五六七八九十"

func setKana(m *marker, g, h int) {
	m.n, m.path[0], m.alt = 1, int16(g), int16(h)
}

const (
	gojuon = "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
	iroha  = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
)

// kanaNumber returns the places of a kana in the two orders that count with them.
func kanaNumber(r rune) (g, h int) {
	if i := strings.IndexRune(gojuon, r); i >= 0 {
		g = i/3 + 1
	}
	if i := strings.IndexRune(iroha, r); i >= 0 {
		h = i/3 + 1
	}
	return g, h
}

// readInt reads digits at i.
func readInt(s string, i int) (v, end int) {
	for i < len(s) && isDigit(s[i]) && v < 10000 {
		v = v*10 + int(s[i]-'0')
		i++
	}
	return v, i
}

// readDecimal reads "1.", "1.2", "1)", "1 ", "2.a.".
func readDecimal(s string, i int) (m marker, ok bool) {
	m.start = int32(i)
	v, n := readInt(s, i)
	if v > 199 || n-i > 3 || n < len(s) && isDigit(s[n]) {
		return m, false
	}
	m.n, m.path[0] = 1, int16(v)
	done := func(f form, end int) (marker, bool) {
		m.form = f
		m.end = int32(end)
		m.next = int32(skipSpaces(s, end))
		return m, true
	}
	if n >= len(s) {
		return m, false
	}
	switch s[n] {
	case ')':
		if isAreaCode(s[i:n], s[n+1:]) {
			return m, false
		}
		return done(closeParen, n+1)
	case '.', ',':
		if s[n] == ',' && (n+1 >= len(s) || firstRune(s[n+1:]) < utf8.RuneSelf) {
			return m, false
		}
		n++
	case ':':
		if skipSpaces(s, n+1) > n+1 || n+1 < len(s) && isJapanese(firstRune(s[n+1:])) {
			m.weak = true
			return done(decimal, n+1)
		}
		return m, false
	case ' ', '\t':
		next := skipSpaces(s, n)
		if next >= len(s) || v == 0 || v > 40 {
			return m, false
		}
		r, w := utf8.DecodeRuneInString(s[next:])
		if isHan(r) && isCounter(r) {
			// "1 回答" and "1 個人情報" are headings, "24 時間", "3 日以内" and "7 日経過後" are not.
			if c := firstRune(s[next+w:]); !isHan(c) || strings.ContainsRune("間以未後前目中分程弱強経", c) {
				return m, false
			}
		}
		if strings.ContainsRune("ヶケヵカか箇", r) && strings.HasPrefix(s[next+w:], "月") {
			return m, false // "12 か月"
		}
		if isJapanese(r) || r == '「' || r < utf8.RuneSelf && isUpper(byte(r)) {
			m.weak = true
			return done(bare, n)
		}
		return m, false
	case '-':
		// "1-1 利用目的": parts that a hyphen divides, behind which the text begins.
		part, e := readInt(s, n+1)
		if part == 0 || part > 40 || e-n > 3 || v == 0 || v > 40 || e >= len(s) {
			return m, false
		}
		next := skipSpaces(s, e)
		if s[e] == '.' {
			next = skipSpaces(s, e+1)
		}
		if next == e || next >= len(s) || !isJapanese(firstRune(s[next:])) || isCounter(firstRune(s[next:])) && !caseOfPeople(s[next:]) {
			return m, false
		}
		m.n, m.path[1], m.weak = 2, int16(part), true
		if s[e] == '.' {
			e++
		}
		return done(decimal, e)
	default:
		r := firstRune(s[n:])
		if r == '、' || r == '．' {
			return done(decimal, n+len("、"))
		}
		if n-i == 2 && (s[i] == '0' || s[i] == '1') && v > 0 && isJapanese(r) && (!isCounter(r) || r == '個' && strings.HasPrefix(s[n:], "個人")) { // "01個人情報の取得"
			m.weak = true
			return done(bare, n)
		}
		return m, false
	}
	// Behind "1.": further numbers or letters, or the text.
	for m.n < 4 && n < len(s) {
		if isDigit(s[n]) {
			v, e := readInt(s, n)
			if v > 99 || e-n > 2 || e < len(s) && (isDigit(s[e]) || s[e] == '%' || s[e] == '-' || s[e] == '/') {
				return m, false
			}
			if e < len(s) && s[e] != '.' && s[e] != ' ' && s[e] != '\t' && s[e] != ')' {
				r := firstRune(s[e:])
				if m.n == 1 && beginsAmount(s[e:]) {
					m.weak, m.tight = true, true
					return done(decimal, n)
				}
				if !isJapanese(r) && !isOpener(r) && !isSpace(r) || isCounter(r) || r == '倍' || r == '割' {
					return m, false
				}
				m.weak = true
			}
			m.path[m.n] = int16(v)
			m.n++
			n = e
			if n < len(s) && s[n] == '.' {
				n++
				continue
			}
			break
		}
		if isLower(s[n]) && m.n >= 2 { // "3.b.i."
			if v, e := romanNumber(s, n); v > 0 && e < len(s) && (s[e] == '.' || s[e] == ' ') {
				m.path[m.n] = int16(v)
				m.n++
				n = e
				if s[n] == '.' {
					n++
				}
				continue
			}
		}
		if isLower(s[n]) && n+1 < len(s) && (s[n+1] == '.' || s[n+1] == ')') && (n+2 >= len(s) || s[n+2] != ' ' || m.n > 0) {
			m.path[m.n] = int16(s[n]-'a') + 1
			m.n++
			m.weak = true
			n += 2
			continue
		}
		break
	}
	if n < len(s) && m.n == 1 && !isSpace(firstRune(s[n:])) && isLetter(s[n]) && isLower(s[n]) {
		return m, false // "1.example"
	}
	return done(decimal, n)
}

// beginsAmount reports whether s, which stands behind a number, makes it an
// amount that a heading may begin with: an age, days, months, years, people.
func beginsAmount(s string) bool {
	return hasPrefix(s, "歳", "才", "日", "か月", "ヶ月", "カ月", "ヵ月", "箇月", "年", "週間", "時間", "名", "人")
}

// caseOfPeople reports whether what stands behind a number of kanji begins with people and
// counts none: "二　人の生命、身体又は財産の保護のために …".
func caseOfPeople(s string) bool {
	return strings.HasPrefix(s, "人の") || strings.HasPrefix(s, "人命")
}

// isCounter reports whether r counts things or days: no heading begins with it behind a number.
func isCounter(r rune) bool {
	switch r {
	case '年', '月', '日', '条', '項', '号', '回', '名', '人', '件', '円', '週', '歳', '時', '分', '秒', '点', '社', '箇', '個', '種', '割', '階', '丁', '番', '倍', '章', '節', '度', '位', '枚':
		return true
	}
	return false
}

// readParens reads "(1)", "( 1 )", "(a)", "(i)", "(ア)", "<1>", "[1]", "(注1)", "(※)".
func readParens(s string, i int) (m marker, ok bool) {
	m.start = int32(i)
	closer := byte(')')
	f := inParens
	switch s[i] {
	case '<':
		closer, f = '>', inAngles
	case '[':
		closer, f = ']', inSquare
	}
	n := skipSpaces(s, i+1)
	if n >= len(s) {
		return m, false
	}
	m.n = 1
	switch c := s[n]; {
	case isDigit(c):
		v, e := readInt(s, n)
		if v > 199 || e-n > 3 {
			return m, false
		}
		m.path[0] = int16(v)
		n = e
		for m.n < 3 && n+1 < len(s) && (s[n] == '-' || s[n] == '.') && isDigit(s[n+1]) {
			v, e := readInt(s, n+1)
			if v > 99 || e-n > 3 {
				return m, false
			}
			m.path[m.n] = int16(v)
			m.n++
			n = e
		}
	case isLetter(c) && f == inParens:
		if v, e := romanNumber(s, n); v > 0 && e < len(s) && (s[e] == ')' || s[e] == ' ') {
			f, m.path[0], m.upper = romanParens, int16(v), isUpper(c)
			if e == n+1 {
				m.alt, m.altF = letterNumber(c), alphaParens
			}
			m.weak = true
			n = e
			break
		}
		f, m.path[0], m.upper = alphaParens, letterNumber(c), isUpper(c)
		m.weak = true
		n++
	case c >= utf8.RuneSelf && f == inParens:
		r, w := utf8.DecodeRuneInString(s[n:])
		if r == '注' || r == '※' {
			n += w
			for n < len(s) && isDigit(s[n]) {
				n++
			}
			f = note
			break
		}
		if v, e := kanjiNumber(s, n); v > 0 {
			m.path[0] = int16(v)
			n = e
			break
		}
		g, h := kanaNumber(r)
		if g == 0 && h == 0 {
			return m, false
		}
		setKana(&m, g, h)
		m.weak = true
		f = kanaParens
		n += w
	case c == '*':
		f = note
		n++
		for n < len(s) && isDigit(s[n]) {
			n++
		}
	default:
		return m, false
	}
	n = skipSpaces(s, n)
	if n >= len(s) || s[n] != closer {
		return m, false
	}
	if isAreaCode(s[i+1:n], s[n+1:]) {
		return m, false
	}
	m.form = f
	m.end = int32(n + 1)
	next := skipSpaces(s, n+1)
	if next < len(s) && s[next] == '.' && f != note {
		next = skipSpaces(s, next+1)
	}
	m.next = int32(next)
	if refers(s[n+1:]) {
		return m, false
	}
	return m, true
}

// isAreaCode reports whether code, which stands in brackets, begins a telephone
// number that goes on with rest: "03" before "1234-5678". No list counts with a
// zero in front and has numbers behind it that a hyphen divides.
func isAreaCode(code, rest string) bool {
	if len(code) < 2 || code[0] != '0' || !allDigits(code) {
		return false
	}
	rest = rest[skipSpaces(rest, 0):]
	_, n := readInt(rest, 0)
	return n > 0 && n <= 4 && n+2 < len(rest) && (rest[n] == '-' || rest[n] == ' ') && isDigit(rest[n+1]) && isDigit(rest[n+2])
}

// refers reports whether what stands behind a number makes it a reference:
// "(1)から(3)まで".
func refers(s string) bool {
	return hasPrefix(s, "から", "まで", "及び", "および", "乃至", "ないし", "又は", "または", "〜", "~", "、(", ",(", "・(", "に定め", "に記載", "に規定", "に該当", "に示", "に述べ", "の場合", "の目的", "の利用目的", "のとおり", "を除", "と同", "と(", "並びに", "ならびに", "若しくは", "もしくは", " and ", " or ", " to (")
}

func letterNumber(c byte) int16 {
	if isUpper(c) {
		return int16(c-'A') + 1
	}
	return int16(c-'a') + 1
}

// parts are the words that a number follows in headings: "Article 3", "PART IV".
var parts = [...]struct {
	word string
	form form
}{{"article ", article}, {"section ", article}, {"chapter ", chapter}, {"part ", chapter}}

// readPart reads "Article 3", "SECTION 2 –", "Part IV:".
func readPart(s string, i int) (m marker, ok bool) {
	m.start = int32(i)
	for _, p := range parts {
		w := i + len(p.word)
		if w >= len(s) || !isUpper(s[i]) || !strings.EqualFold(s[i:w], p.word) {
			continue
		}
		v, e := readInt(s, w)
		roman := v == 0 && isUpper(s[w])
		if roman {
			v, e = romanNumber(s, w)
		}
		if v == 0 || v > 199 {
			return m, false
		}
		next := skipSpaces(s, e)
		dash := 0
		if next < len(s) {
			if r, n := utf8.DecodeRuneInString(s[next:]); strings.ContainsRune(".:-–—", r) {
				dash = n
			}
		}
		switch {
		case dash > 0:
			next = skipSpaces(s, next+dash)
		case next < len(s) && (next == e || roman || s[next] != '(' && !isUpper(s[next]) && s[next] < utf8.RuneSelf):
			return m, false // "Article 3 of the Act", "Part I Like"
		}
		m.form, m.n, m.end, m.next = p.form, 1, int32(e), int32(next)
		m.path[0] = int16(v)
		return m, true
	}
	return m, false
}

// readLetter reads "a.", "a)", "i.", "I.", "Article 3", "Note:".
func readLetter(s string, i int) (m marker, ok bool) {
	m.start = int32(i)
	c := s[i]
	if i+1 >= len(s) {
		return m, false
	}
	if m, ok := readPart(s, i); ok {
		return m, true
	}
	if isLetter(s[i+1]) && isLower(s[i+1]) && isUpper(c) {
		switch {
		case strings.HasPrefix(s[i:], "Note:"), strings.HasPrefix(s[i:], "Notes:"), strings.HasPrefix(s[i:], "Note "):
			if s[i+4] == ' ' && (i+5 >= len(s) || !isDigit(s[i+5])) {
				return m, false
			}
			m.form, m.end, m.next = note, m.start, m.start
			return m, true
		}
	}
	v, e := romanNumber(s, i)
	if v > 0 && e < len(s) && (s[e] == '.' || s[e] == ')') && (e > i+1 || v == 1 || v == 5 || v == 10) {
		m.form, m.n, m.upper, m.weak = roman, 1, isUpper(c), true
		if s[e] == ')' {
			m.form = romanClose
		}
		m.path[0] = int16(v)
		if e == i+1 {
			m.alt, m.altF = letterNumber(c), alpha
			if s[e] == ')' {
				m.altF = alphaClose
			}
		}
		m.end = int32(e + 1)
		m.next = int32(skipSpaces(s, e+1))
		if s[e] == '.' && int(m.next) == e+1 && e+1 < len(s) && s[e+1] < utf8.RuneSelf {
			return m, false // "i.e.", "I.T."
		}
		return m, true
	}
	if s[i+1] != '.' && s[i+1] != ')' {
		return m, false
	}
	m.form, m.n, m.upper, m.weak = alpha, 1, isUpper(c), true
	if s[i+1] == ')' {
		m.form = alphaClose
	}
	m.path[0] = letterNumber(c)
	m.end = int32(i + 2)
	m.next = int32(skipSpaces(s, i+2))
	if s[i+1] == '.' && int(m.next) == i+2 && i+2 < len(s) && s[i+2] < utf8.RuneSelf && !(i+3 < len(s) && isUpper(s[i+2]) && isLower(s[i+3]) && isLower(c)) {
		return m, false // "e.g."
	}
	return m, true
}

// romanNumber reads a roman number up to 39.
func romanNumber(s string, i int) (v, end int) {
	up := i < len(s) && isUpper(s[i])
	last := 0
	n := i
	for n < len(s) && n-i < 7 {
		c := s[n]
		if up != isUpper(c) {
			break
		}
		d := 0
		switch c | 0x20 {
		case 'i':
			d = 1
		case 'v':
			d = 5
		case 'x':
			d = 10
		}
		if d == 0 {
			break
		}
		if last != 0 && last < d {
			if last != 1 {
				return 0, i
			}
			v -= 2
		}
		v += d
		last = d
		n++
	}
	if n < len(s) && isLetter(s[n]) || v <= 0 || v > 39 {
		return 0, i
	}
	return v, n
}

// kanjiNumber reads a number of kanji up to 99.
func kanjiNumber(s string, i int) (v, end int) {
	ten := false
	n := i
	for n < len(s) {
		r, w := utf8.DecodeRuneInString(s[n:])
		d := strings.IndexRune("一二三四五六七八九", r)
		switch {
		case d >= 0 && (n == i || ten):
			v += d/3 + 1
			n += w
			if ten {
				return v, n
			}
			continue
		case r == '十' && !ten:
			ten = true
			v = max(v, 1) * 10
			n += w
			continue
		}
		break
	}
	return v, n
}

// readArticle reads "第3条", "第三条", "第1項", "第2章".
func readArticle(s string, i int) (m marker, ok bool) {
	m.start = int32(i)
	n := i + len("第")
	v, e := readInt(s, n)
	if e == n {
		v, e = kanjiNumber(s, n)
	}
	if v == 0 || v > 199 {
		return m, false
	}
	r, w := utf8.DecodeRuneInString(s[e:])
	f := noForm
	switch r {
	case '条':
		f = article
	case '項':
		f = paragraph
	case '章', '節', '部', '編':
		f = chapter
	default:
		return readOrdinal(s, i, v, e)
	}
	e += w
	m.n, m.path[0] = 1, int16(v)
	if strings.HasPrefix(s[e:], "の") {
		if v, end := readInt(s, e+len("の")); end > e+len("の") && v < 100 {
			m.n, m.path[1] = 2, int16(v)
			e = end
		}
	}
	next := skipSpaces(s, e)
	if next == e && e < len(s) {
		r, w := utf8.DecodeRuneInString(s[e:])
		switch {
		case r == '.' || r == ':' || r == '、':
			next = skipSpaces(s, e+w)
			e += w
		case isOpener(r):
		case isHan(r) && r != '第' && r != '及' && r != '又' && r != '乃' && r != '並' && r != '若' && r != '各' && r != '但', isKatakana(r):
			if r := lastRune(s); r == '。' {
				return m, false
			}
		default:
			return m, false // "第3条に定める"
		}
	}
	m.form = f
	m.end = int32(e)
	m.next = int32(next)
	return m, true
}

// readOrdinal reads "第1 目的": a number without what it counts, set off by a
// space. Its digits, which count v, end at e.
func readOrdinal(s string, i, v, e int) (m marker, ok bool) {
	next := skipSpaces(s, e)
	if next == e || next >= len(s) {
		return m, false
	}
	r, w := utf8.DecodeRuneInString(s[next:])
	if !isJapanese(r) || r == '第' && !strings.HasPrefix(s[next:], "第三者") || isHan(r) && isCounter(r) && !isHan(firstRune(s[next+w:])) {
		return m, false
	}
	m.form, m.n, m.weak = ordinal, 1, true
	m.path[0] = int16(v)
	m.start, m.end, m.next = int32(i), int32(e), int32(next)
	return m, true
}
