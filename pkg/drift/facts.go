package drift

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

type factKind uint8

const (
	factNumber  factKind = iota // amounts, periods, counts
	factDate                    // days and months
	factClock                   // hours of the day
	factStatute                 // articles of law
	factArticle                 // articles of the policy itself
	factMail
	factPhone
	factPostal
	factURL
)

// A fact is something that both sides must state alike.
type fact struct {
	kind  factKind
	key   string    // normal form
	unit  string    // of numbers
	value int64     // of numbers, in thousandths
	span  text.Span // in the view
	src   text.Span // in the source, where that is not what the view shows (targets of links)
}

var (
	mailRE   = expr.New(`(?i)[a-z0-9][a-z0-9._%+-]*(?:@|\s@\s|\s?(?:\(at\)|\[at\]|\(at-mark\)|\(アット\)|【at】|\(@\)|☆|★)\s?)[a-z0-9-]+(?:\.[a-z0-9-]+)+`)
	atRE     = expr.New(`(?i)\s?(?:@|\(at\)|\[at\]|\(at-mark\)|\(アット\)|【at】|\(@\)|☆|★)\s?`)
	urlRE    = expr.New("(?i)https?://[^\\s\"'<>()\\[\\]{}、。「」（）,]+")
	dateJaRE = expr.New(`(?:(令和|平成|昭和|大正)\s*)?(元|[0-9]{1,4})\s*年\s*([0-9]{1,2})\s*月(?:\s*([0-9]{1,2})\s*日)?`)
	isoRE    = expr.New(`\b((?:19|20)[0-9]{2})\s?[-/.]\s?([0-9]{1,2})\s?[-/.]\s?([0-9]{1,2})\b`)
	dateEnRE = expr.New(`(?i)\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s+(?:([0-9]{1,2})(?:st|nd|rd|th)?\s*,?\s+)?((?:19|20)[0-9]{2})\b`)
	dayEnRE  = expr.New(`(?i)\b([0-9]{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,?\s+((?:19|20)[0-9]{2})\b`)
	postalRE = expr.New(`(?:〒\s*|\b)([0-9]{3})-([0-9]{4})(?:\b|[^0-9-])`)
	phoneRE  = expr.New(`(?:\+[0-9]{1,3}[-\s(]*)?\(?0?[0-9]{1,4}\)?[-\s]?\(?[0-9]{1,4}\)?[-\s][0-9]{3,4}(?:-[0-9]{3,4})?\b`)
	clockRE  = expr.New(`(?i)\b([0-9]{1,2}):([0-9]{2})\s*(a\.?m\.?|p\.?m\.?)?|\b([0-9]{1,2})\s*(a\.?m\.?|p\.?m\.?)(?:[^a-z]|$)|(午前|午後)?([0-9]{1,2})時(?:([0-9]{1,2})分)?(?:[^間0-9]|$)`)
	artJaRE  = expr.New(`第?\s?([0-9]+|[一二三四五六七八九十百]+)\s?(条|項|章|号)(?:の\s?([0-9]+|[一二三四五六七八九十]+))?`)
	artEnRE  = expr.New(`(?i)\b(articles?|sections?|paragraphs?|clauses?|art\.|items?|chapters?)\s*([0-9]+)((?:-[0-9]+)*)((?:\s?\([0-9ivx]+\))*)`)
	numJaRE  = expr.New(`([0-9][0-9,]*(?:\.[0-9]+)?)\s*([千万億]?)\s*(営業日|日間|日|か月|ヶ月|カ月|ケ月|ヵ月|箇月|週間|週|年間|年|時間|分間|分|秒|歳|才|回|円|ドル|%|パーセント|名|人|件|メートル|キロ|文字|桁|点|台|社)?`)
	kanjiRE  = expr.New(`([一二三四五六七八九十百千]+)(営業日|日間|日以内|か月|ヶ月|カ月|ヵ月|箇月|週間|年間|年以内|年以上|時間|分間|歳|回以上|円)`)
	numEnRE  = expr.New(`(?i)(?:(?:\b|[$¥€])([0-9][0-9,]*(?:\.[0-9]+)?)|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety|once|twice)\b)(?:\s?\([0-9]+\))?[\s-]*((?:business|working|calendar)\s+)?(thousand|million|billion)?[\s-]*(days?|months?|years?(?:[\s-]old)?|weeks?|hours?|minutes?|seconds?|times?|yen|jpy|dollars?|usd|%|percent|per cent|persons?|people|meters?|metres?|characters?|digits?|points?)?(?:[^a-z]|$)`)
	lawJaRE  = expr.New(`(法|法律|規則|条例|法施行令|法施行規則|GDPR|規則\(GDPR\)|APPI|CCPA)(?:\([^)]*\))?(?:の|、|上の)?\s*$`)
	lawEnRE  = expr.New(`(?i)\b(act|law|gdpr|appi|ccpa|regulation|code|ordinance|order)\b`)
)

var months = map[string]int{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

var eras = map[string]int{"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911}

var numberWords = map[string]int64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "once": 1, "twice": 2,
}

// units leads each unit to its dimension and how many of the base unit it holds.
var units = map[string]struct {
	name string
	size int64
}{
	"日": {"day", 24}, "日間": {"day", 24}, "日以内": {"day", 24}, "day": {"day", 24}, "営業日": {"business day", 1}, "business day": {"business day", 1},
	"時間": {"day", 1}, "hour": {"day", 1}, "週": {"day", 168}, "週間": {"day", 168}, "week": {"day", 168},
	"か月": {"month", 1}, "ヶ月": {"month", 1}, "カ月": {"month", 1}, "ケ月": {"month", 1}, "ヵ月": {"month", 1}, "箇月": {"month", 1}, "month": {"month", 1},
	"年": {"month", 12}, "年間": {"month", 12}, "年以内": {"month", 12}, "年以上": {"month", 12}, "year": {"month", 12},
	"分": {"second", 60}, "分間": {"second", 60}, "minute": {"second", 60}, "秒": {"second", 1}, "second": {"second", 1},
	"歳": {"age", 1}, "才": {"age", 1}, "year old": {"age", 1},
	"回": {"time", 1}, "回以上": {"time", 1}, "time": {"time", 1},
	"円": {"yen", 1}, "yen": {"yen", 1}, "jpy": {"yen", 1}, "ドル": {"dollar", 1}, "dollar": {"dollar", 1}, "usd": {"dollar", 1},
	"%": {"percent", 1}, "パーセント": {"percent", 1}, "percent": {"percent", 1}, "per cent": {"percent", 1},
	"名": {"person", 1}, "人": {"person", 1}, "person": {"person", 1}, "people": {"person", 1},
	"メートル": {"meter", 1}, "meter": {"meter", 1}, "metre": {"meter", 1},
	"文字": {"character", 1}, "character": {"character", 1}, "桁": {"digit", 1}, "digit": {"digit", 1}, "点": {"point", 1}, "point": {"point", 1},
	"件": {"item", 1}, "台": {"item", 1}, "社": {"item", 1}, "キロ": {"kilo", 1},
}

// kanjiNumber reads 二百五十 and the like; 0 if it is none.
func kanjiNumber(s string) int64 {
	var total, digit int64
	for _, r := range s {
		switch i := strings.IndexRune("〇一二三四五六七八九", r); {
		case i >= 0:
			digit = digit*10 + int64(i/3)
		case r == '十':
			total += max(digit, 1) * 10
			digit = 0
		case r == '百':
			total += max(digit, 1) * 100
			digit = 0
		case r == '千':
			total += max(digit, 1) * 1000
			digit = 0
		default:
			return 0
		}
	}
	return total + digit
}

func number(s string) int64 {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n
	}
	return kanjiNumber(s)
}

// A collector takes the facts of a text, from those that tell most to those
// that tell least: what one has taken no other looks at.
type collector struct {
	s     string
	start int
	out   []fact
	taken []byte
}

func (c *collector) free(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if c.taken[i] != 0 {
			return false
		}
	}
	return lo < hi
}

func (c *collector) add(lo, hi int, f fact) {
	for i := lo; i < hi; i++ {
		c.taken[i] = 1
	}
	f.span = text.Span{Start: c.start + lo, End: c.start + hi}
	c.out = append(c.out, f)
}

func (c *collector) group(m []int, g int) string {
	if m[2*g] < 0 {
		return ""
	}
	return c.s[m[2*g]:m[2*g+1]]
}

func (c *collector) each(re *expr.Regexp, do func(m []int)) {
	for _, m := range re.FindAllStringSubmatchIndex(c.s, -1) {
		if c.free(m[0], m[1]) {
			do(m)
		}
	}
}

// facts returns what the stretch sp of a view states in numbers and names of
// places to turn to.
func facts(lang string, v *text.View, sp text.Span) []fact {
	s := v.Slice(sp)
	c := &collector{s: s, start: sp.Start}
	if !strings.ContainsAny(s, "0123456789@☆★") && !strings.Contains(strings.ToLower(s), "http") && !kanjiRE.MatchString(s) && !artJaRE.MatchString(s) && !strings.Contains(strings.ToLower(s), "(at") {
		if lang != policy.English || !numEnRE.MatchString(s) {
			return nil
		}
	}
	c.taken = make([]byte, len(s))
	c.each(urlRE, func(m []int) {
		c.add(m[0], m[1], fact{kind: factURL, key: urlKey(c.s[m[0]:m[1]])})
	})
	c.each(mailRE, func(m []int) {
		c.add(m[0], m[1], fact{kind: factMail, key: strings.ToLower(atRE.ReplaceAllString(c.s[m[0]:m[1]], "@"))})
	})
	c.dates()
	c.each(postalRE, func(m []int) {
		hi := m[5]
		if m[0] > 0 && (digit(s[m[0]-1]) || s[m[0]-1] == '-') {
			return
		}
		c.add(m[0], hi, fact{kind: factPostal, key: c.group(m, 1) + c.group(m, 2)})
	})
	c.each(phoneRE, func(m []int) {
		d := phoneKey(c.s[m[0]:m[1]])
		if len(d) >= 9 && len(d) <= 12 && (m[0] == 0 || !digit(s[m[0]-1]) && s[m[0]-1] != '-') {
			c.add(m[0], m[1], fact{kind: factPhone, key: d})
		}
	})
	c.articles(lang)
	c.clocks()
	if lang == policy.English {
		c.englishNumbers()
	} else {
		c.japaneseNumbers()
	}
	return c.out
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

func phoneKey(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if digit(s[i]) {
			b.WriteByte(s[i])
		}
	}
	d := b.String()
	if strings.HasPrefix(s, "+81") {
		d = strings.TrimPrefix(d, "81")
		d = "0" + strings.TrimPrefix(d, "0")
	}
	return d
}

var localeRE = expr.New(`(?i)(^|[/_.?&=-])(?:intl/)?(?:ja|en|jp|us|gb|uk|ja[-_]jp|en[-_](?:us|gb)|japanese|english|intl)([/_.?&=-]|$)`)

// urlKey returns an address without what depends on the language.
func urlKey(u string) string {
	u = strings.ToLower(strings.TrimRight(u, ".,;:!?"))
	_, u, _ = strings.Cut(u, "://")
	u = strings.TrimPrefix(u, "www.")
	if i := strings.IndexByte(u, '#'); i >= 0 {
		u = u[:i]
	}
	host, path, _ := strings.Cut(u, "/")
	for range 3 {
		path = localeRE.ReplaceAllString(path, "$1$2")
	}
	if i := strings.IndexByte(path, '?'); i >= 0 && strings.Contains(path[i:], "hl=") {
		path = path[:i]
	}
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	return strings.Trim(host+"/"+strings.Trim(path, "/"), "/?&=")
}

func (c *collector) dates() {
	put := func(m []int, y, mo, d int) {
		if mo < 1 || mo > 12 || d > 31 || y < 1900 || y > 2200 {
			return
		}
		key := fmt.Sprintf("%04d-%02d", y, mo)
		if d > 0 {
			key += fmt.Sprintf("-%02d", d)
		}
		c.add(m[0], m[1], fact{kind: factDate, key: key})
	}
	c.each(dateJaRE, func(m []int) {
		y := 1
		if g := c.group(m, 2); g != "元" {
			y, _ = strconv.Atoi(g)
		}
		y += eras[c.group(m, 1)]
		mo, _ := strconv.Atoi(c.group(m, 3))
		d, _ := strconv.Atoi(c.group(m, 4))
		put(m, y, mo, d)
	})
	c.each(isoRE, func(m []int) {
		y, _ := strconv.Atoi(c.group(m, 1))
		mo, _ := strconv.Atoi(c.group(m, 2))
		d, _ := strconv.Atoi(c.group(m, 3))
		put(m, y, mo, d)
	})
	c.each(dayEnRE, func(m []int) {
		d, _ := strconv.Atoi(c.group(m, 1))
		y, _ := strconv.Atoi(c.group(m, 3))
		put(m, y, months[strings.ToLower(c.group(m, 2))[:3]], d)
	})
	c.each(dateEnRE, func(m []int) {
		d, _ := strconv.Atoi(c.group(m, 2))
		y, _ := strconv.Atoi(c.group(m, 3))
		put(m, y, months[strings.ToLower(c.group(m, 1))[:3]], d)
	})
}

func (c *collector) clocks() {
	c.each(clockRE, func(m []int) {
		h, mi := 0, 0
		half := ""
		hi := m[1]
		switch {
		case m[2] >= 0:
			h, _ = strconv.Atoi(c.group(m, 1))
			mi, _ = strconv.Atoi(c.group(m, 2))
			half = c.group(m, 3)
		case m[8] >= 0:
			h, _ = strconv.Atoi(c.group(m, 4))
			half = c.group(m, 5)
			hi = m[11]
		default:
			h, _ = strconv.Atoi(c.group(m, 7))
			mi, _ = strconv.Atoi(c.group(m, 8))
			if c.group(m, 6) == "午後" {
				half = "p"
			}
			hi = m[15] + len("時")
			if m[17] > 0 {
				hi = m[17] + len("分")
			}
		}
		if half != "" && (half[0] == 'p' || half[0] == 'P') && h < 12 {
			h += 12
		}
		if h > 24 || mi > 59 {
			return
		}
		c.add(m[0], hi, fact{kind: factClock, key: fmt.Sprintf("%02d:%02d", h, mi)})
	})
}

// articles takes references to articles: of law where a law is named before or
// behind, else of the policy itself.
func (c *collector) articles(lang string) {
	if lang == policy.English {
		c.each(artEnRE, func(m []int) {
			nums := []string{c.group(m, 2)}
			if g := c.group(m, 3); g != "" {
				nums[0] += strings.ReplaceAll(g, "-", "の")
			}
			kind := factArticle
			word := strings.ToLower(c.group(m, 1))
			if strings.HasPrefix(word, "art") {
				before := c.s[max(0, m[0]-60):m[0]]
				after := c.s[m[1]:min(len(c.s), m[1]+70)]
				if lawEnRE.MatchString(after) || lawEnRE.MatchString(before) {
					kind = factStatute
				}
			} else if strings.HasPrefix(word, "para") || strings.HasPrefix(word, "item") {
				// "Article 32, paragraph 1" has its own fact for the article
				if n := len(c.out); n > 0 && c.out[n-1].kind == factStatute && c.out[n-1].span.End+4 >= c.start+m[0] {
					c.out[n-1].key += "-" + nums[0]
					c.out[n-1].span.End = c.start + m[1]
					for i := m[0]; i < m[1]; i++ {
						c.taken[i] = 1
					}
					return
				}
			}
			key := nums[0]
			for _, g := range strings.FieldsFunc(c.group(m, 4), func(r rune) bool { return r == '(' || r == ')' || r == ' ' }) {
				if n := roman(g); n > 0 {
					g = strconv.Itoa(n)
				}
				key += "-" + g
			}
			c.add(m[0], m[1], fact{kind: kind, key: key})
		})
		return
	}
	c.each(artJaRE, func(m []int) {
		if c.group(m, 2) == "号" && !strings.HasPrefix(c.s[m[0]:m[1]], "第") {
			return
		}
		if !strings.HasPrefix(c.s[m[0]:m[1]], "第") && !digit(c.s[m[2]]) {
			return
		}
		key := strconv.FormatInt(number(c.group(m, 1)), 10)
		if g := c.group(m, 3); g != "" {
			key += "の" + strconv.FormatInt(number(g), 10)
		}
		kind := factArticle
		if u := c.group(m, 2); u == "条" {
			if lawJaRE.MatchString(c.s[:m[0]]) {
				kind = factStatute
			}
		} else if n := len(c.out); n > 0 && c.out[n-1].span.End+2 >= c.start+m[0] && c.out[n-1].span.End <= c.start+m[0] && (c.out[n-1].kind == factStatute || c.out[n-1].kind == factArticle) {
			c.out[n-1].key += "-" + key
			c.out[n-1].span.End = c.start + m[1]
			for i := m[0]; i < m[1]; i++ {
				c.taken[i] = 1
			}
			return
		}
		c.add(m[0], m[1], fact{kind: kind, key: key})
	})
}

func roman(s string) int {
	switch strings.ToLower(s) {
	case "i":
		return 1
	case "ii":
		return 2
	case "iii":
		return 3
	case "iv":
		return 4
	case "v":
		return 5
	case "vi":
		return 6
	case "vii":
		return 7
	case "viii":
		return 8
	case "ix":
		return 9
	case "x":
		return 10
	}
	return 0
}

func (c *collector) number(lo, hi int, digits string, scale int64, unit string) {
	digits = strings.TrimRight(strings.ReplaceAll(digits, ",", ""), ".")
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil || f > 1e12 {
		return
	}
	v := int64(f*1000+0.5) * scale
	u, ok := units[unit]
	if !ok {
		u.size = 1
	}
	c.add(lo, hi, fact{kind: factNumber, key: strconv.FormatInt(v*u.size, 10) + u.name, unit: u.name, value: v * u.size})
}

func (c *collector) japaneseNumbers() {
	c.each(numJaRE, func(m []int) {
		if m[0] > 0 && (letter(c.s[m[0]-1]) && c.s[m[0]-1] < 0x80 || c.s[m[0]-1] == '.' || c.s[m[0]-1] == '-' || c.s[m[0]-1] == '_') {
			return // part of a name
		}
		if m[1] < len(c.s) && c.s[m[1]] < 0x80 && (letter(c.s[m[1]]) || c.s[m[1]] == '-' || c.s[m[1]] == '_') {
			return
		}
		scale := int64(1)
		switch c.group(m, 2) {
		case "千":
			scale = 1000
		case "万":
			scale = 10000
		case "億":
			scale = 100000000
		}
		hi := m[3]
		if m[7] > 0 {
			hi = m[7]
		} else if m[5] > m[4] {
			hi = m[5]
		}
		c.number(m[0], hi, c.group(m, 1), scale, c.group(m, 3))
	})
	c.each(kanjiRE, func(m []int) {
		n := kanjiNumber(c.group(m, 1))
		unit := c.group(m, 2)
		if n == 0 || n == 1 && (unit == "回以上") {
			return
		}
		c.number(m[0], m[1], strconv.FormatInt(n, 10), 1, unit)
	})
}

func (c *collector) englishNumbers() {
	// The pattern takes the character behind: look on from the end of the number.
	for at := 0; at < len(c.s); {
		m := numEnRE.FindStringSubmatchIndex(c.s[at:])
		if m == nil {
			return
		}
		for i := range m {
			if m[i] >= 0 {
				m[i] += at
			}
		}
		hi := m[3]
		if m[5] > hi {
			hi = m[5]
		}
		unitEnd := hi
		if m[11] > 0 {
			unitEnd = m[11]
		} else if m[9] > 0 {
			unitEnd = m[9]
		}
		lo := m[0]
		at = max(unitEnd, lo+1)
		if !c.free(lo, unitEnd) {
			continue
		}
		unit := strings.ToLower(strings.ReplaceAll(c.group(m, 5), "-", " "))
		if unit != "people" && unit != "%" && unit != "percent" && unit != "per cent" {
			unit = strings.TrimSuffix(unit, "s")
		}
		if strings.HasPrefix(unit, "year") && strings.HasSuffix(unit, "old") {
			unit = "year old"
		}
		if m[6] >= 0 && unit == "day" && !strings.HasPrefix(strings.ToLower(c.group(m, 3)), "calendar") {
			unit = "business day"
		}
		digits := c.group(m, 1)
		if digits == "" {
			w := strings.ToLower(c.group(m, 2))
			if w == "once" || w == "twice" {
				unit = "time"
			}
			if unit == "" || w == "one" && (unit == "person" || unit == "people") || w == "once" {
				continue // "one of", "on the one hand"
			}
			digits = strconv.FormatInt(numberWords[w], 10)
		} else {
			d := strings.Index(c.s[lo:], digits) + lo
			if d > 0 {
				p := c.s[d-1]
				if p < 0x80 && letter(p) || p == '.' || p == '-' && d > 1 && (letter(c.s[d-2]) || digit(c.s[d-2])) || p == '_' {
					continue
				}
				if p == 0xA5 || p == '$' {
					unit = "yen"
					if p == '$' {
						unit = "dollar"
					}
				}
			}
			e := d + len(digits)
			if e < len(c.s) && (letter(c.s[e]) && c.s[e] < 0x80 && unitEnd == e || c.s[e] == '_' || c.s[e] == '-' && e+1 < len(c.s) && digit(c.s[e+1])) {
				continue
			}
		}
		scale := int64(1)
		switch strings.ToLower(c.group(m, 4)) {
		case "thousand":
			scale = 1000
		case "million":
			scale = 1000000
		case "billion":
			scale = 1000000000
		}
		c.number(lo, unitEnd, digits, scale, unit)
	}
}
