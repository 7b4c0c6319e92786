package ingest

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxLevels is the number of levels that a numbering has.
const maxLevels = 9

// maxNumber is the length, in characters, to which the number before a
// paragraph is written.
const maxNumber = 64

// A level is one level of a numbering: what stands before its paragraphs.
type level struct {
	start   int
	format  string // "decimal", "bullet" …
	custom  string // of the format "custom": how it numbers, "001, 002, …"
	text    string // "第%1条": the number of level 1 stands for %1
	font    string // of a bullet
	suffix  string // what divides it from the words: "tab", "space" or "nothing"
	legal   bool   // the numbers of the levels above are written in digits here
	restart int    // it starts again behind each paragraph of this level from 1 or above, 0 never, -1 of any above
	left    setting
	style   string // paragraphs of this style are of this level
}

// A numbering is what one list or several count with.
type numbering struct {
	levels [maxLevels]level
	link   string                  // a style whose numbering it stands for
	at     [maxLevels]int          // the numbers of the paragraphs that came last
	begun  [maxLevels]bool         // there was a paragraph of the level since it started
	seen   map[string]map[int]bool // by list and level, whether its own start was heeded
}

// A listing is one list: a numbering, perhaps with starts and levels of its own.
type listing struct {
	id        string
	numbering string
	starts    map[int]int
	levels    map[int]*level
}

// lists are the lists of a document.
type lists struct {
	numberings map[string]*numbering
	listings   map[string]*listing
	sheet      *styleSheet
}

// readNumbering reads the part that holds the numberings.
func (a *archive) readNumbering(part string, sheet *styleSheet) (*lists, error) {
	ls := &lists{map[string]*numbering{}, map[string]*listing{}, sheet}
	var (
		num    *numbering
		list   *listing
		lvl    *level
		own    = -1 // the level of a listing that is overridden
		choice bool // in the first of two ways to say one thing
		saw    bool
	)
	err := a.read(part, partReader{
		start: func(e xml.StartElement) {
			switch e.Name.Local {
			case "Choice":
				choice, saw = true, false
				return
			case "Fallback":
				choice = saw
				return
			}
			if !isWordML(e.Name) {
				return
			}
			v := attr(e, "val")
			switch e.Name.Local {
			case "abstractNum":
				a.pieces += maxLevels
				num = newNumbering()
				if id := attr(e, "abstractNumId"); ls.numberings[id] == nil {
					ls.numberings[id] = num
				}
			case "numStyleLink":
				if num != nil {
					num.link = v
				}
			case "num":
				a.pieces++
				list = &listing{id: attr(e, "numId"), starts: map[int]int{}, levels: map[int]*level{}}
				if ls.listings[list.id] == nil {
					ls.listings[list.id] = list
				}
			case "abstractNumId":
				if list != nil {
					list.numbering = v
				}
			case "lvlOverride":
				own = levelOf(attr(e, "ilvl"))
			case "startOverride":
				if n, err := strconv.Atoi(v); err == nil && list != nil && own >= 0 {
					list.starts[own] = n
				}
			case "lvl":
				n := levelOf(attr(e, "ilvl"))
				switch {
				case n < 0:
					lvl = nil
				case list != nil:
					a.pieces++
					l := newLevel()
					list.levels[n] = &l
					lvl = &l
				case num != nil:
					lvl = &num.levels[n]
				}
			}
			if lvl == nil {
				return
			}
			switch e.Name.Local {
			case "start":
				lvl.start, _ = strconv.Atoi(v)
			case "numFmt":
				if choice && saw {
					break
				}
				saw = choice
				lvl.format, lvl.custom = v, attr(e, "format")
			case "lvlText":
				lvl.text = lineFeeds.Replace(v)
			case "suff":
				lvl.suffix = v
			case "isLgl":
				lvl.legal = isOn(e)
			case "lvlRestart":
				if n, err := strconv.Atoi(v); err == nil {
					lvl.restart = n
				}
			case "pStyle":
				lvl.style = v
			case "rFonts":
				lvl.font = attr(e, "ascii")
			case "ind":
				var p paraProps
				p.set(e)
				lvl.left = p.left
			}
		},
		end: func(n xml.Name) {
			switch n.Local {
			case "abstractNum":
				num = nil
			case "num":
				a.pieces++
				list = nil
			case "lvl":
				lvl = nil
			case "lvlOverride":
				own = -1
			case "AlternateContent":
				choice, saw = false, false
			}
		},
	})
	return ls, err
}

func newLevel() level { return level{start: 1, format: "decimal", suffix: "tab", restart: -1} }

func newNumbering() *numbering {
	n := &numbering{seen: map[string]map[int]bool{}}
	for i := range n.levels {
		n.levels[i] = newLevel()
	}
	return n
}

func levelOf(s string) int {
	if n, err := strconv.Atoi(s); err == nil && n >= 0 && n < maxLevels {
		return n
	}
	return -1
}

// find returns a list and what it counts with, nil if there is none.
func (ls *lists) find(id string) (*listing, *numbering) {
	for range 8 { // links of links
		list := ls.listings[id]
		if list == nil {
			return nil, nil
		}
		num := ls.numberings[list.numbering]
		if num == nil || num.link == "" {
			return list, num
		}
		id = ls.sheet.get(num.link).para.list
	}
	return nil, nil
}

// level returns how a list writes a level.
func (l *listing) level(num *numbering, n int) *level {
	if own := l.levels[n]; own != nil {
		return own
	}
	return &num.levels[n]
}

// levelOfStyle returns the level that paragraphs of a style are of in a list.
func (ls *lists) levelOfStyle(id, style string) int {
	if list, num := ls.find(id); num != nil {
		for n := range maxLevels {
			if list.level(num, n).style == style {
				return n
			}
		}
	}
	return 0
}

// next counts a paragraph of a level of a list and returns what stands before
// it, with the space behind it if there is one.
func (ls *lists) next(id string, n int) (mark string, lvl *level) {
	list, num := ls.find(id)
	if num == nil {
		return "", nil
	}
	n = min(max(n, 0), maxLevels-1)
	lvl = list.level(num, n)
	// A list that starts anew does so once at each level.
	if num.seen[list.id] == nil {
		num.seen[list.id] = map[int]bool{}
	}
	if start, ok := list.starts[n]; ok && !num.seen[list.id][n] {
		num.at[n], num.begun[n] = start, true
	} else if !num.begun[n] {
		num.at[n], num.begun[n] = lvl.start, true
	} else {
		num.at[n]++
	}
	num.seen[list.id][n] = true
	for k := n + 1; k < maxLevels; k++ {
		if r := list.level(num, k).restart; r < 0 || r > 0 && n < r {
			num.begun[k] = false
		}
	}
	var b strings.Builder
	for i, t := 0, lvl.text; i < len(t) && utf8.RuneCountInString(b.String()) < maxNumber; i++ {
		if t[i] != '%' || i+1 == len(t) || t[i+1] < '1' || t[i+1] > '9' {
			_, w := utf8.DecodeRuneInString(t[i:])
			b.WriteString(t[i : i+w])
			i += w - 1
			continue
		}
		i++
		k := int(t[i] - '1')
		of := list.level(num, k)
		value := num.at[k]
		if !num.begun[k] {
			value = of.start
		}
		if lvl.legal {
			b.WriteString(strconv.Itoa(value))
		} else {
			b.WriteString(number(value, of.format, of.custom))
		}
	}
	mark = b.String()
	if lvl.format == "bullet" {
		mark = docxSymbols(mark, lvl.font)
	}
	if strings.TrimFunc(mark, invisible) == "" {
		return "", lvl
	}
	if lvl.suffix != "nothing" {
		mark += " "
	}
	return mark, lvl
}

const (
	katakana   = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
	iroha      = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
	stems      = "甲乙丙丁戊己庚辛壬癸"
	branches   = "子丑寅卯辰巳午未申酉戌亥"
	kanji      = "〇一二三四五六七八九"
	legalKanji = "〇壱弐参四五六七八九"
)

// number writes n in a format of Word. What Word itself would not write, such
// as a circle around 100, is written in digits.
func number(n int, format, custom string) string {
	digits := strconv.Itoa(n)
	of := func(s string) string { // the n-th of the characters of s
		if rs := []rune(s); n >= 1 && n <= len(rs) {
			return string(rs[n-1])
		}
		return digits
	}
	from := func(first rune, most int) string { // the n-th character from first on
		if n >= 1 && n <= most {
			return string(first + rune(n-1))
		}
		return digits
	}
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		return zeros(digits, 2)
	case "custom":
		first, _, _ := strings.Cut(custom, ",")
		return zeros(digits, min(len(strings.TrimSpace(first)), 8))
	case "decimalFullWidth", "decimalFullWidth2":
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r - '0' + '０'
			}
			return r
		}, digits)
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	case "ordinal":
		return digits + ordinal(n)
	case "numberInDash":
		return "- " + digits + " -"
	case "aiueo", "aiueoFullWidth":
		return of(katakana)
	case "iroha", "irohaFullWidth":
		return of(iroha)
	case "ideographTraditional":
		return of(stems)
	case "ideographZodiac":
		return of(branches)
	case "ideographDigital", "japaneseDigitalTenThousand":
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return []rune(kanji)[r-'0']
			}
			return r
		}, digits)
	case "japaneseCounting", "chineseCounting", "chineseCountingThousand":
		return counting(n, kanji, "十", "百", "千", "万", false)
	case "japaneseLegal":
		return counting(n, legalKanji, "拾", "百", "阡", "萬", true)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		switch {
		case n >= 21 && n <= 35:
			return string('㉑' + rune(n-21))
		case n >= 36 && n <= 50:
			return string('㊱' + rune(n-36))
		}
		return from('①', 20)
	case "decimalEnclosedParen":
		return from('⑴', 20)
	case "decimalEnclosedFullstop":
		return from('⒈', 20)
	case "ideographEnclosedCircle":
		return from('㊀', 10)
	case "ideographParenthesized":
		return from('㈠', 10)
	}
	return digits
}

func zeros(digits string, width int) string {
	return strings.Repeat("0", max(0, width-len(digits))) + digits
}

func ordinal(n int) string {
	if n%100/10 != 1 {
		switch n % 10 {
		case 1:
			return "st"
		case 2:
			return "nd"
		case 3:
			return "rd"
		}
	}
	return "th"
}

// letters writes n as a, b, … z, aa, bb, … with the letters from first on.
func letters(n int, first rune) string {
	if n < 1 || n > 26*maxNumber {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range [...]struct {
		value int
		text  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.text)
		}
	}
	return b.String()
}

// counting writes n as it is read aloud: 二十一, and with a one before ten if ones is set.
func counting(n int, digits, ten, hundred, thousand, myriad string, ones bool) string {
	if n < 1 || n >= 100_000 {
		return strconv.Itoa(n)
	}
	names := []rune(digits)
	var b strings.Builder
	for _, u := range [...]struct {
		value int
		text  string
	}{{10_000, myriad}, {1000, thousand}, {100, hundred}, {10, ten}} {
		if k := n / u.value; k > 0 {
			if k > 1 || ones || u.value == 10_000 {
				b.WriteRune(names[k])
			}
			b.WriteString(u.text)
			n %= u.value
		}
	}
	if n > 0 {
		b.WriteRune(names[n])
	}
	return b.String()
}

// docxSymbols returns s with the characters that the symbol fonts of Word draw in
// the place of letters as what they look like.
func docxSymbols(s, font string) string {
	font = strings.ToLower(font)
	drawn := strings.HasPrefix(font, "wingdings") || font == "symbol" || font == "webdings"
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xF000 && r <= 0xF0FF:
			return symbol(r-0xF000, font)
		case drawn && r > ' ' && r <= 0xFF:
			return symbol(r, font)
		case r >= 0xE000 && r <= 0xF8FF:
			return '•'
		case r == 'o' && strings.HasPrefix(font, "courier"):
			return '○'
		}
		return r
	}, s)
}

// symbol returns the character that looks like character r of a symbol font, a
// bullet where there is none.
func symbol(r rune, font string) rune {
	if strings.HasPrefix(font, "wingdings") {
		switch r {
		case 'l':
			return '●'
		case 'm', '¡':
			return '○'
		case 'n', 0xA7:
			return '■'
		case 'o', 'p', 'q', 0xA8:
			return '□'
		case 'u', 'v':
			return '◆'
		case 0xD8:
			return '➢'
		case 0xE0, 0xE8:
			return '→'
		case 0xFC:
			return '✓'
		case 0xFB:
			return '✗'
		case 0xFE:
			return '☑'
		case 0xAB:
			return '★'
		}
	}
	if font == "symbol" {
		switch r {
		case '-':
			return '-'
		case 0xAE:
			return '→'
		}
	}
	return '•'
}
