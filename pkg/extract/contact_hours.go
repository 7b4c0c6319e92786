package extract

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// Business hours: a range of times with the days around it.

const contactClock = `(?:正午|(?:(?:午前|午後|正午|AM|PM|am|pm|a\.m\.|p\.m\.)\s*)?[0-9]{1,2}(?:\s?[:：.]\s?[0-9]{2}|時(?:半|[0-9]{1,2}分)?)?\s?(?:AM|PM|am|pm|a\.m\.?|p\.m\.?)?)`

var (
	contactRangeRE       = expr.New(contactClock + `\s*(?:[-‐‑‒–—―ー−~〜～]|から|より|to|until|through|and)\s*` + contactClock + `(?:まで)?`)
	contactTimedRE       = expr.New(`[0-9]\s?[:：][0-9]|時|[0-9]\s?(?:AM|PM|am|pm|a\.m|p\.m)|午[前後]|hours|24/7|clock|[0-9]\.[0-9]{2}`)
	contactRoundRE       = expr.New(`24時間(?:、?365日|年中無休)?(?:受付|対応|受け付け|体制)?|年中無休24時間|(?i)\b24 hours (?:a|per|every) day(?:,? (?:seven|7) days(?: a week)?)?\b|\b24/7\b|\b(?:a)?round the clock\b|\bany ?time (?:before|after|until) [0-9]{1,2}(?:[:.][0-9]{2})? ?(?:am|pm|a\.m\.|p\.m\.)|\b(?:not |never )(?:before|after) [0-9]{1,2}(?:[:.][0-9]{2})? ?(?:am|pm|a\.m\.|p\.m\.)`)
	contactWordsBehindRE = expr.New(`(?i)^(?:\s?(?:on\s+)?(?:weekdays|business days|school days|office days|(?:each|every) day|mon(?:day)?s?\.?|tue(?:sday)?s?\.?|wed(?:nesday)?s?\.?|thu(?:rsday)?s?\.?|fri(?:day)?s?\.?|sat(?:urday)?s?\.?|sun(?:day)?s?\.?|every day|daily|jst|gmt|cet|cest|est|edt|et|cst|cdt|ct|mst|mt|pst|pdt|pt|bst|aest|aedt|awst|nzst|nzdt|ist|sgt|hkt|utc|japan (?:standard )?time|through|to|and|from|except(?: for)?|excluding|holidays?|national|public|working days|business days|year[- ]end|new year(?:[’']s)?|the|our|weekends?|pacific|eastern|central|local|time|[-–,&/]))+`)
	contactWordsBeforeRE = expr.New(`(?i)(?:(?:weekdays|working days|business days|mon(?:day)?s?\.?|tue(?:sday)?s?\.?|wed(?:nesday)?s?\.?|thu(?:rsday)?s?\.?|fri(?:day)?s?\.?|sat(?:urday)?s?\.?|sun(?:day)?s?\.?|every day|daily)(?:\s?(?:through|to|and|from|between|at|[-–,&/:])\s?|\s)*)+$`)
)

// contactDays are the words that may stand beside the times.
var contactDays = strings.Fields("平日のみ 平日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月曜 火曜 水曜 木曜 金曜 土曜 日曜 土日祝日 土日祝 土日 祝祭日 祝日 祭日 休日 休業日 定休日 定休 指定休日 年末年始 夏季休業日 冬季休業日 夏季休業 冬季休業 夏季 冬季 夏期 冬期 当社休業日 当社指定休日 弊社休業日 当社 弊社 当社の 弊社の 所定の 指定の 夏季休暇 夏期休暇 冬季休暇 冬期休暇 夏期休業 冬期休業 休暇 休業 記念日 営業日 年中無休 毎日 お盆 日本時間 現地時間 を除きます を除く 除く は除く および 及び 、および など 等 のみ 休み 休 月 火 水 木 金 土 日 祝 から まで ゴールデンウィーク gw jst")

// hours finds business hours on line i.
func (r *contactReader) hours(i int) {
	l := &r.lines[i]
	s := r.t[l.span.Start:l.span.End]
	if len(s) > 20000 {
		s = s[:contactRuneStart(s, 20000)]
	}
	if !r.hoursDue(i) {
		return
	}
	prev := text.Span{Start: -1}
	flush := func() {
		if prev.Start < 0 {
			return
		}
		sp := text.Span{Start: l.span.Start + prev.Start, End: l.span.Start + prev.End}
		if !r.taken(sp, contactHours) {
			conf := 0.8
			if contactHoursLabelRE.MatchString(s) {
				conf = 0.92
			}
			r.add(contactFind{typ: contactHours, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), conf: conf, rule: "contact/hours"})
		}
		prev.Start = -1
	}
	if n := strings.Index(s, "24時間受付の"); n >= 0 && !strings.Contains(s[n:], "電話") {
		return // of a form
	}
	ms := append(contactRangeRE.FindAllStringIndex(s, -1), contactRoundRE.FindAllStringIndex(s, 4)...)
	sort.SliceStable(ms, func(a, b int) bool { return ms[a][0] < ms[b][0] })
	for _, m := range ms {
		behind := prev.Start >= 0 && prev.End < m[0] && strings.TrimRight(s[prev.End:m[0]-1], " ") == "" // "9:30~13:00/14:30~19:00"
		if !contactTimedRE.MatchString(s[m[0]:m[1]]) && !r.dayHours(s, m[0], m[1]) || m[0] > 0 && (contactDigit(s[m[0]-1]) || s[m[0]-1] == '-' || s[m[0]-1] == '/' && !behind) {
			continue
		}
		if m[1] < len(s) && (contactDigit(s[m[1]]) || s[m[1]] == '-') {
			continue
		}
		sp := text.Span{Start: contactDaysBefore(s, m[0]), End: contactDaysAfter(s, m[1])}
		if prev.Start >= 0 && sp.Start-prev.End <= 9 && len(strings.Trim(s[min(prev.End, sp.Start):sp.Start], " 、,/・と及び|")) == 0 {
			prev.End = max(prev.End, sp.End) // "9:00~17:00(12:00~13:00を除く)"
			continue
		}
		flush()
		prev = sp
	}
	flush()
}

// contactTimeCellRE is a label for hours alone.
var contactTimeCellRE = expr.New(`^(?:受付|営業|対応|窓口|診療|業務|開館|開店|電話)?(?:受付|対応)?(?:時間帯?|日時)\s?:?$`)

// dayHours reports whether the plain numbers at s[lo:hi] are hours, by the days of the week
// right before them: "Mon–Fri 8–20".
func (r *contactReader) dayHours(s string, lo, hi int) bool {
	if r.doc.Lang != policy.English || !contactWordsBeforeRE.MatchString(contactTail(s[:lo], 60)) {
		return false
	}
	f := strings.FieldsFunc(s[lo:hi], func(c rune) bool { return c < '0' || c > '9' })
	if len(f) != 2 || len(f[0]) > 2 || len(f[1]) > 2 {
		return false
	}
	return hi == len(s) || strings.IndexByte(").,; |", s[hi]) >= 0
}

var contactHoursLabelRE = expr.New(`(?i)受付時間|営業時間|対応時間|受け?付け?|平日|hours|weekday|mon(?:day)?`)

// hoursDue reports whether times on line i are business hours.
func (r *contactReader) hoursDue(i int) bool {
	l := &r.lines[i]
	if l.has&(ctTel|ctFax) != 0 && l.has&ctHours != 0 && l.short() {
		return true
	}
	s := contactHead(r.str(i), 2000)
	cell := i > 0 && r.lines[i-1].section == l.section && contactTimeCellRE.MatchString(r.str(i-1))
	label := cell || strings.Contains(s, "受付") || strings.Contains(s, "受け付け") || strings.Contains(s, "営業時間") || strings.Contains(s, "対応時間") || strings.Contains(strings.ToLower(s), "hours")
	if label || r.isNear(i, 3, 3) {
		return r.contactContext(i) || r.isNear(i, 3, 3)
	}
	if !l.short() || !r.contactContext(i) {
		return false
	}
	for _, h := range r.lineHits(i, l.span) {
		if h.mark&ctHours != 0 {
			return true
		}
	}
	return false
}

// contactDaysBefore returns where the words on days begin that stand before s[at:].
func contactDaysBefore(s string, at int) int {
	if m := contactWordsBeforeRE.FindStringIndex(contactTail(s[:at], 60)); m != nil {
		return at - len(contactTail(s[:at], 60)) + m[0]
	}
	start, i := at, at
	opens := 0
	for n := 0; n < 24; n++ {
		c, w := utf8.DecodeLastRuneInString(s[:i])
		switch {
		case c == ')':
			opens++
			i -= w
			continue
		case c == '(' && opens > 0:
			opens--
			i -= w
			start = i
			continue
		case c == ' ' || c == '・' || c == '、' || c == ',' || c == ':' || contactDash(c) || c == '/' || c == 'の':
			i -= w
			continue
		}
		word := ""
		for _, d := range contactDays {
			if len(d) > len(word) && contactHasSuffixFold(s[:i], d) {
				word = d
			}
		}
		if word == "" || contactLoose(word) && (start == at && i == at) {
			break
		}
		i -= len(word)
		start = i
	}
	if opens > 0 {
		return at
	}
	// A joining word is no beginning.
	for _, w := range [...]string{"および", "及び", "から", "まで", "など", "等", "のみ", "を除く", "除く", "当社", "弊社"} {
		if strings.HasPrefix(s[start:at], w) && w != "当社" && w != "弊社" {
			start += len(w)
		}
	}
	for start < at && (s[start] == ' ' || s[start] == ':') {
		start++
	}
	return start
}

// contactLoose reports whether w says nothing beside the times alone.
func contactLoose(w string) bool {
	return w == "当社" || w == "弊社" || w == "等" || strings.HasSuffix(w, "の")
}

func contactHasSuffixFold(s, t string) bool {
	return len(s) >= len(t) && contactEqualFold(s[len(s)-len(t):], t)
}

// contactDaysAfter returns where the words on days end that stand behind s[:at].
func contactDaysAfter(s string, at int) int {
	end, i := at, at
	for n := 0; n < 30 && i < len(s); n++ {
		c, w := utf8.DecodeRuneInString(s[i:])
		if c == '(' || c == '【' || c == '[' || c == '<' {
			closer := map[rune]string{'(': ")", '【': "】", '[': "]", '<': ">"}[c]
			m := strings.Index(s[i:], closer)
			if m < 0 || m > 180 || !contactHasDay(s[i:i+m]) {
				break
			}
			i += m + len(closer)
			end = i
			continue
		}
		if c == ' ' || c == '・' || c == '、' || c == ',' || contactDash(c) || c == '/' || c == '※' || contactDigit(byte(min(c, 127))) && i > at && s[i-1] != ' ' {
			i += w
			continue
		}
		word := ""
		for _, d := range contactDays {
			if len(d) > len(word) && len(s)-i >= len(d) && contactEqualFold(s[i:i+len(d)], d) {
				word = d
			}
		}
		if word == "" {
			break
		}
		// 日本, 月額, 土地: a day's sign inside a word.
		if utf8.RuneCountInString(word) == 1 && i+len(word) < len(s) {
			if c, _ := utf8.DecodeRuneInString(s[i+len(word):]); c > 0x3400 && c < 0xA000 && !contactHasDay(string(c)) {
				break
			}
		}
		i += len(word)
		if !contactLoose(word) || word == "等" {
			end = i // not behind what calls for a day: 祝日、当社の …
		}
	}
	if m := contactWordsBehindRE.FindString(contactHead(s[at:], 120)); m != "" && at+len(m) > end {
		end = at + len(strings.TrimSuffix(strings.TrimRight(m, " ,&/-–"), ", and"))
		if rest := s[end:]; strings.HasPrefix(strings.TrimLeft(rest, " "), "(") {
			if n := strings.IndexByte(rest, ')'); n > 0 && n < 120 && contactHasDay(rest[:n]) {
				end += n + 1
			} else if n < 0 && len(rest) < 120 && contactHasDay(rest) {
				end += len(rest)
			}
		}
	}
	return end
}

func contactHasDay(s string) bool {
	low := strings.ToLower(s)
	for _, w := range [...]string{"平日", "土", "日", "祝", "休", "除", "年末", "月", "火", "水", "木", "金", "weekday", "holiday", "monday", "sunday", "jst", "time", "utc"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}
