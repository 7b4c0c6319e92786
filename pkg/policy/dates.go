package policy

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

// A foundDate is a date as it stands in a text.
type foundDate struct {
	start, end       int
	year, month, day int
}

func (d foundDate) String() string {
	switch {
	case d.month == 0:
		return fmt.Sprintf("%04d", d.year)
	case d.day == 0:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

func (d foundDate) valid() bool {
	if d.year < 1900 || d.year > 2199 || d.month > 12 || d.day > 31 {
		return false
	}
	if d.day > 28 && d.month != 0 {
		days := [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
		return d.day <= days[d.month-1]
	}
	return true
}

// findDates appends the dates that stand in s.
func findDates(s string, out []foundDate) []foundDate {
	for i := 0; i < len(s); {
		c := s[i]
		var d foundDate
		ok := false
		switch {
		case isDigit(c) && (i == 0 || !isDigit(s[i-1])):
			if d, ok = yearFirst(s, i); !ok {
				d, ok = dayFirst(s, i)
			}
			if !ok {
				for i < len(s) && isDigit(s[i]) {
					i++
				}
				continue
			}
		case isUpper(c) && (i == 0 || !isLetter(s[i-1])):
			d, ok = monthFirst(s, i)
		case c == 0xE4 || c == 0xE5 || c == 0xE6: // 令 平 昭 大 begin with these
			d, ok = era(s, i)
		}
		if ok && d.valid() {
			out = append(out, d)
			i = d.end
			continue
		}
		if c < utf8.RuneSelf {
			i++
			continue
		}
		_, w := utf8.DecodeRuneInString(s[i:])
		i += w
	}
	return out
}

// number reads up to n digits behind optional spaces.
func number(s string, i, n int) (v, end int) {
	i = skipSpaces(s, i)
	start := i
	for i < len(s) && isDigit(s[i]) && i-start < n {
		v = v*10 + int(s[i]-'0')
		i++
	}
	if i == start || i < len(s) && isDigit(s[i]) {
		return 0, start
	}
	return v, i
}

// yearFirst reads "2016年11月9日", "2020/10/06", "2020.10.6", "2020-10-06".
func yearFirst(s string, i int) (d foundDate, ok bool) {
	y, n := number(s, i, 4)
	if n-i != 4 {
		return d, false
	}
	d.start, d.year = i, y
	n = skipSpaces(s, n)
	if strings.HasPrefix(s[n:], "年") {
		return japaneseRest(s, n+len("年"), d)
	}
	if n >= len(s) || s[n] != '/' && s[n] != '.' && s[n] != '-' {
		return d, false
	}
	sep := s[n]
	m, e := number(s, n+1, 2)
	if m == 0 || e >= len(s) || s[skipSpaces(s, e)%len(s)] != sep {
		return d, false
	}
	e = skipSpaces(s, e)
	day, e := number(s, e+1, 2)
	if day == 0 {
		return d, false
	}
	d.month, d.day, d.end = m, day, e
	return d, true
}

// japaneseRest reads "11月9日" behind the year.
func japaneseRest(s string, n int, d foundDate) (foundDate, bool) {
	d.end = n
	if strings.HasPrefix(s[n:], "度") || strings.HasPrefix(s[n:], "間") {
		return d, false
	}
	m, e := number(s, n, 2)
	if m == 0 {
		return d, true
	}
	e = skipSpaces(s, e)
	if !strings.HasPrefix(s[e:], "月") {
		return d, true
	}
	d.month, d.end = m, e+len("月")
	day, e := number(s, d.end, 2)
	if day == 0 {
		return d, true
	}
	e = skipSpaces(s, e)
	if strings.HasPrefix(s[e:], "日") {
		d.day, d.end = day, e+len("日")
	}
	return d, true
}

// era reads "令和4年4月1日", "平成元年".
func era(s string, i int) (d foundDate, ok bool) {
	base := 0
	switch {
	case strings.HasPrefix(s[i:], "令和"):
		base = 2018
	case strings.HasPrefix(s[i:], "平成"):
		base = 1988
	case strings.HasPrefix(s[i:], "昭和"):
		base = 1925
	default:
		return d, false
	}
	n := skipSpaces(s, i+len("令和"))
	y, e := 1, n+len("元")
	if !strings.HasPrefix(s[n:], "元") {
		if y, e = number(s, n, 2); y == 0 {
			return d, false
		}
	}
	e = skipSpaces(s, e)
	if !strings.HasPrefix(s[e:], "年") {
		return d, false
	}
	d.start, d.year = i, base+y
	return japaneseRest(s, e+len("年"), d)
}

// monthOf returns the month whose English name s begins with, and the length of the name.
func monthOf(s string) (m, n int) {
	const names = "JanFebMarAprMayJunJulAugSepOctNovDec"
	if len(s) < 3 {
		return 0, 0
	}
	m = strings.Index(names, s[:1]+strings.ToLower(s[1:3]))
	if m < 0 || m%3 != 0 {
		return 0, 0
	}
	full := [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}[m/3]
	n = 3
	if len(s) >= len(full) && strings.EqualFold(s[:len(full)], full) {
		n = len(full)
	} else if len(s) > 4 && strings.EqualFold(s[:4], "Sept") {
		n = 4
	}
	if n < len(s) && isLetter(s[n]) {
		return 0, 0
	}
	if n < len(s) && s[n] == '.' {
		n++
	}
	return m/3 + 1, n
}

// monthFirst reads "June 2, 2020", "June 2020".
func monthFirst(s string, i int) (d foundDate, ok bool) {
	m, n := monthOf(s[i:])
	if m == 0 {
		return d, false
	}
	d.start, d.month = i, m
	v, e := number(s, i+n, 4)
	if v == 0 {
		return d, false
	}
	if v > 31 {
		d.year, d.end = v, e
		return d, v >= 1900
	}
	d.day = v
	if hasPrefix(s[e:], "st", "nd", "rd", "th") {
		e += 2
	}
	e = skipSpaces(s, e)
	if e < len(s) && s[e] == ',' {
		e++
	}
	y, e := number(s, e, 4)
	d.year, d.end = y, e
	return d, y >= 1900
}

// dayFirst reads "9 June 2023", "9th June, 2023".
func dayFirst(s string, i int) (d foundDate, ok bool) {
	v, n := number(s, i, 2)
	if v == 0 || v > 31 {
		return d, false
	}
	if hasPrefix(s[n:], "st", "nd", "rd", "th") {
		n += 2
	}
	n = skipSpaces(s, n)
	if strings.HasPrefix(s[n:], "of ") {
		n += 3
	}
	m, w := monthOf(s[n:])
	if m == 0 {
		return d, false
	}
	n = skipSpaces(s, n+w)
	if n < len(s) && s[n] == ',' {
		n++
	}
	y, e := number(s, n, 4)
	d = foundDate{i, e, y, m, v}
	return d, y >= 1900
}

// roleWords lead from a word to what happened on the date beside it.
var roleWords = []struct {
	word string
	role DateRole
}{
	{"制定", Established}, {"策定", Established}, {"作成日", Established}, {"established", Established}, {"created", Established}, {"formulated", Established}, {"enacted", Effective},
	{"改定", Revised}, {"改訂", Revised}, {"改正", Revised}, {"更新", Revised}, {"変更", Revised}, {"updated", Revised}, {"revised", Revised}, {"amended", Revised}, {"modified", Revised}, {"revision", Revised}, {"改版", Revised}, {"last update", Revised}, {"latest update", Revised}, {"現在", Revised}, {"last changed", Revised}, {"amendment", Revised},
	{"施行", Effective}, {"発効", Effective}, {"適用", Effective}, {"効力", Effective}, {"実施", Effective}, {"effective", Effective}, {"in force", Effective}, {"in effect", Effective},
	{"公開", Published}, {"掲載", Published}, {"公表", Published}, {"published", Published}, {"posted", Published},
}

// versionOf returns the role that a line which is hardly more than the date d has
// by words of versions, which say too little in a sentence: "第2版", "as of".
func versionOf(s string, d foundDate) (DateRole, bool) {
	if hasAny(s[:d.start], "版") || strings.Contains(head(s[d.end:], 40), "版") {
		return Revised, true
	}
	l := strings.ToLower(s)
	if hasAny(l, "version", "edition", "as of ") {
		return Revised, true
	}
	return Undated, false
}

// roleOf returns the role that the words of s give to the date at d: the
// nearest word counts, one behind a Japanese date before one in front of it.
func roleOf(s string, d foundDate) (DateRole, bool) {
	before, after := strings.ToLower(tail(s[:d.start], 60)), strings.ToLower(head(s[d.end:], 60))
	// The words of other dates are none of ours.
	if n := lastDigit(before); n >= 0 {
		before = before[n:]
	}
	if n := strings.IndexAny(after, "0123456789"); n >= 0 {
		after = after[:n]
	}
	best, role := 1<<20, Undated
	for _, w := range roleWords {
		if n := strings.Index(after, w.word); n >= 0 && n*2 < best {
			best, role = n*2, w.role
		}
		if n := strings.LastIndex(before, w.word); n >= 0 {
			if k := (len(before) - n - len(w.word)) * 2; k+1 < best {
				best, role = k+1, w.role
			}
		}
	}
	return role, best < 1<<20
}

func lastDigit(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if isDigit(s[i]) {
			return i + 1
		}
	}
	return -1
}

// head returns at most n bytes of the beginning of s, in whole characters.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// tail returns at most n bytes of the end of s, in whole characters.
func tail(s string, n int) string {
	if len(s) <= n {
		return s
	}
	i := len(s) - n
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return s[i:]
}

// hasNumber reports whether a date may stand in s.
func hasNumber(s string) bool {
	for i := 0; i < len(s); i++ {
		if isDigit(s[i]) {
			return true
		}
	}
	return strings.Contains(s, "元年")
}

// isDateLine reports whether t is a date with hardly a word around it.
func isDateLine(t string) bool {
	if len(t) > 160 || !hasNumber(t) {
		return false
	}
	var buf [4]foundDate
	ds := findDates(t, buf[:0])
	if len(ds) == 0 {
		return false
	}
	rest := width(t)
	for _, d := range ds {
		rest -= width(t[d.start:d.end])
	}
	if rest <= 4 {
		return true
	}
	if _, ok := roleOf(t, ds[0]); ok {
		return rest <= 40
	}
	if _, ok := versionOf(t, ds[0]); ok {
		return rest <= 24
	}
	return rest <= 12
}

// dates returns the dates that the policy states about itself: alone on a
// line, or in a sentence that says what happened on it. Dates of laws and of
// what the policy tells about are none.
func (a *assembler) dates() []Date {
	d := a.d
	s := d.View.Text()
	var out []Date
	var buf []foundDate
	section, history := -1, Undated
	next := 0 // the first heading behind what has been read
	heads := func(end int) {
		for ; next < len(d.Sections) && d.Sections[next].Heading.Start < end; next++ {
			out = a.headingDates(next, out)
		}
	}
	for i := range d.Clauses {
		c := &d.Clauses[i]
		heads(c.Text.Start)
		if c.Section != section {
			section = c.Section
			history = Undated
			if section >= 0 {
				h := d.View.Slice(d.Sections[section].Heading)
				if hasAny(h, "改定", "改訂", "更新履歴", "変更履歴", "改正", "Revision history", "Change log", "Changelog", "History") && hasAny(h, "履歴", "istory", "log", "日") {
					history = Revised
				}
			}
		}
		sp := c.Text
		line := s[sp.Start:sp.End]
		if !hasNumber(line) {
			continue
		}
		whole := isDateLine(line)
		for _, st := range c.Sentences {
			t := s[st.Start:st.End]
			buf = findDates(t, buf[:0])
			for k, f := range buf {
				role, ok := roleOf(t, f)
				switch {
				case whole:
					if role == Undated {
						role = history
					}
					if role == Undated && c.Kind == Cell {
						role = a.roleOfCell(i)
					}
					if role == Undated {
						role, _ = versionOf(t, f)
					}
				case !ok || !aboutItself(t, f, k):
					continue
				}
				d := Date{f.String(), role, text.Span{Start: st.Start + f.start, End: st.Start + f.end}}
				if n := len(out); n > 0 && out[n-1].Date == d.Date && (out[n-1].Role == d.Role || d.Role == Undated) && d.Span.Start-out[n-1].Span.End < 40 {
					continue // "May 9, 2025 (2025-05-09)"
				}
				out = append(out, d)
			}
		}
	}
	heads(len(s))
	return out
}

// headingDates appends the dates that heading i states of the policy: it is the
// title with a date, a date and no more, or names the policy and what happened.
func (a *assembler) headingDates(i int, out []Date) []Date {
	sp := a.d.Sections[i].Heading
	t := a.d.View.Slice(sp)
	if wider(t, 110) || !hasNumber(t) {
		return out
	}
	var buf [4]foundDate
	all := findDates(t, buf[:0])
	rest := width(t)
	for _, f := range all {
		rest -= width(t[f.start:f.end])
	}
	whole := isTitle(t) || rest <= 20 && !hasJapanese(t) || rest <= 12
	for k, f := range all {
		role, ok := roleOf(t, f)
		if !ok && whole {
			role, ok = versionOf(t, f)
		}
		if !ok && rest > 4 || !whole && !(hasAny(t, "ポリシー", "方針", "olicy", "otice") && aboutItself(t, f, k)) {
			continue
		}
		out = append(out, Date{f.String(), role, text.Span{Start: sp.Start + f.start, End: sp.Start + f.end}})
	}
	return out
}

// roleOfCell returns the role that the head of its column, or the cell before
// it, gives to a date in clause i.
func (a *assembler) roleOfCell(i int) DateRole {
	d := a.d
	for _, j := range []int{d.Clauses[i].LeadIn, d.Clauses[i].Parent, i - 1} {
		if j < 0 || d.Clauses[j].Kind != Label && d.Clauses[j].Kind != Cell {
			continue
		}
		t := d.View.Slice(d.Clauses[j].Text)
		if role, ok := roleOf(t, foundDate{start: len(t), end: len(t)}); ok {
			return role
		}
	}
	return Undated
}

// aboutItself reports whether the sentence t, which is more than a date, states
// the date f of the policy: it is short, or names the policy, and names no law.
func aboutItself(t string, f foundDate, k int) bool {
	if hasPrefix(t[f.end:], "法律", "政令", "条例", "省令", "法律第", "告示", "規則") || hasPrefix(strings.TrimLeft(t[f.end:], " "), "法律") {
		return false
	}
	if f.month == 0 {
		return false
	}
	if hasAny(t, "法律第", "政令第", "施行令", "による改正", "法改正") {
		return false
	}
	w := width(t)
	if hasJapanese(t) {
		if hasAny(t, "本方針", "本ポリシー", "プライバシーポリシー", "本規約", "本規程", "本内容", "本掲載", "本通知", "この方針", "当方針", "本書", "本ページ", "保護方針", "附則", "本プライバシー") {
			return w <= 200
		}
		return w <= 60
	}
	l := strings.ToLower(t)
	if hasAny(l, "policy", "notice", "statement", "effective", "last updated", "last revised", "version") {
		return w <= 220 && !hasAny(l, "act of", "regulation (eu)", "directive", "prior to version")
	}
	return w <= 60
}
