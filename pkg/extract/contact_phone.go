package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// Telephone and fax numbers.

// A contactDigits is a number written in groups.
type contactDigits struct {
	groups []text.Span // in the line
	gaps   []string    // before each group
	plus   bool
	start  int // of the sign or bracket before the first group
}

var contactNumberNoRE = expr.New(`(?i)(?:登録|許可|届出|法人|認定|認可|銘柄|コード|古物商|第|(?:管理|受付|受理|会員|口座|証券|郵便|整理|商品|製品|注文|契約|免許)(?:番号|コード)|reg(?:istration)?\.?|company|license|id|zip|postal code|no)\s*(?:番号|コード|no|number|code)?[.:#]?\s*$`)

// phones finds the numbers on line i.
func (r *contactReader) phones(i int) {
	l := &r.lines[i]
	s := r.t[l.span.Start:l.span.End]
	floor := 0 // end of the number before: labels are looked for behind it
	for at := 0; at < len(s); {
		c := s[at]
		if !contactDigit(c) && c != '+' && c != '(' {
			at++
			continue
		}
		d, end := contactReadDigits(s, at)
		if len(d.groups) == 0 {
			at = max(end, at+1)
			continue
		}
		ok := false
		if at == 0 || !contactGlued(s, at) && !contactShownRE.MatchString(contactTail(s[:at], 24)) {
			first, last := r.pickNumber(s, &d, i, floor)
			if first >= 0 {
				sp := text.Span{Start: d.groups[first].Start, End: d.groups[last].End}
				if first == 0 {
					sp.Start = d.start
				}
				if n := sp.End; n < len(s) && s[n] == ')' && strings.Count(s[sp.Start:n], "(") > strings.Count(s[sp.Start:n], ")") {
					sp.End++
				}
				typ, label, labelled := r.phoneType(i, s, floor, sp)
				conf := 0.9
				if labelled {
					conf = 0.98
				}
				value := contactNumber(s, &d, first, last)
				floor = sp.End
				r.add(contactFind{typ: typ, line: i, view: text.Span{Start: l.span.Start + sp.Start, End: l.span.Start + sp.End}, value: value, conf: conf, rule: "contact/" + typ, label: label})
				end = sp.End
				ok = true
			}
		}
		if !ok {
			end = max(end, at+1)
		}
		at = end
	}
}

// contactLetterFaxRE ends before a fax number that a letter alone tells.
var contactLetterFaxRE = expr.New(`(?:^|[\s/,;|(])F$`)

// contactShownRE ends before a number that only shows how one is written.
var contactShownRE = expr.New(`(?:\(例|\b(?i:e\.g\.,?|example)|入力例|記入例|記載例)\s?:?\s?$`)

// contactVanityRE is a number that calls are free of charge at, spelled in letters.
var contactVanityRE = expr.New(`(?:\b1[-. ]?|\+1[-. ]?)?\(?\b8(?:00|33|44|55|66|77|88)\)?[-. ](?:[0-9]{1,4}[- ]?)?[A-Z][A-Za-z]{2,11}(?:-[A-Z0-9]{1,8})?\b`)

// vanity finds free numbers spelled in letters on line i ("1-800-BOATING").
func (r *contactReader) vanity(i int) {
	l := &r.lines[i]
	s := r.str(i)
	if r.doc.Lang != policy.English || !contactFree(s) {
		return
	}
	for _, m := range contactVanityRE.FindAllStringIndex(contactHead(s, 8000), -1) {
		letters, digits, capitals := 0, 0, 0
		for _, c := range s[m[0]:m[1]] {
			switch {
			case unicode.IsUpper(c):
				capitals++
				letters++
			case unicode.IsLetter(c):
				letters++
			case unicode.IsDigit(c):
				digits++
			}
		}
		sp := text.Span{Start: l.span.Start + m[0], End: l.span.Start + m[1]}
		if n := letters + digits; n < 9 || n > 17 || capitals < 3 && digits < 5 || s[m[0]] == '8' && !r.numberLabel(s, 0, m[0]) || r.taken(sp, contactPhone) {
			continue
		}
		r.add(contactFind{typ: contactPhone, line: i, view: sp, value: contactQuote(s[m[0]:m[1]]), conf: 0.85, rule: "contact/phone/letters"})
	}
}

// contactFree reports whether s may hold a number free of charge.
func contactFree(s string) bool {
	for _, w := range [...]string{"800", "833", "844", "855", "866", "877", "888"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// contactGlued reports whether the number at s[at] is the rest of a word, an
// address or a price.
func contactGlued(s string, at int) bool {
	c := s[at-1]
	if contactLetter(c) {
		// "TEL03-…" is none.
		w := at
		for w > 0 && contactLetter(s[w-1]) {
			w--
		}
		switch strings.ToLower(s[w:at]) {
		case "tel", "fax", "t", "f", "phone", "telephone":
			return false
		}
		return true
	}
	if contactDigit(c) || strings.IndexByte("-_=#$¥\\", c) >= 0 {
		return true
	}
	if c == '.' && at > 3 && (contactHasSuffixFold(s[:at-1], "tel") || contactHasSuffixFold(s[:at-1], "fax") || contactHasSuffixFold(s[:at-1], "ph")) {
		return false
	}
	if c == '/' || c == '.' {
		return at > 1 && s[at-2] < utf8.RuneSelf && s[at-2] != ' ' && !contactDigit(s[at-2])
	}
	r := contactLastRune(s[:at])
	return r == '〒' || r == '¥' || r == '第'
}

// contactReadDigits reads groups of digits from s[at:], which begins with a
// digit, a plus or a bracket.
func contactReadDigits(s string, at int) (contactDigits, int) {
	d := contactDigits{start: at}
	i := at
	gap := i
	depth := 0
	if s[i] == '+' {
		d.plus = true
		i++
		for i < len(s) && s[i] == ' ' {
			i++
		}
	} else if s[i] == '(' {
		// "(03) 1234-5678", not "(0120-123-456)".
		j := i + 1
		if j < len(s) && s[j] == '+' {
			j++
		}
		k := j
		for k < len(s) && contactDigit(s[k]) {
			k++
		}
		if k == j || k-j > 5 || k == len(s) || s[k] != ')' {
			return d, i + 1
		}
		d.plus = j > i+1
		depth = 1
		i = j
	}
	for len(d.groups) < 8 {
		start := i
		for i < len(s) && contactDigit(s[i]) && i-start < 16 {
			i++
		}
		if i == start {
			break
		}
		d.groups = append(d.groups, text.Span{Start: start, End: i})
		d.gaps = append(d.gaps, s[gap:start])
		gap = i
		j := i
		width := 0
		for j < len(s) && width < 4 {
			c, w := utf8.DecodeRuneInString(s[j:])
			if c == '(' {
				depth++
			} else if c == ')' {
				if depth == 0 {
					break
				}
				depth--
			} else if c == '/' && !d.plus && (s[d.groups[0].Start] != '0' || d.groups[0].Len() < 3) {
				break // "24/7" and dates, not "030 / 123 45 67"
			} else if c != ' ' && c != '.' && c != '/' && !contactDash(c) {
				break
			}
			j += w
			width++
		}
		if j == i || j >= len(s) || !contactDigit(s[j]) {
			break
		}
		i = j
	}
	end := i
	for end < len(s) && contactDigit(s[end]) {
		end++
	}
	if n := len(d.groups); n > 0 && end > d.groups[n-1].End && s[d.groups[n-1].End-1] != ' ' && end-d.groups[n-1].Start > 16 {
		d.groups = d.groups[:n-1] // an endless run of digits
		d.gaps = d.gaps[:n-1]
	}
	return d, end
}

func contactDash(c rune) bool {
	switch c {
	case '-', '‐', '‑', '‒', '–', '—', '―', 'ー', '−', '─', '━', '~', '〜', '～':
		return true
	}
	return false
}

// pickNumber returns the first and last group of the longest run of groups
// that is a telephone number, -1 if there is none.
func (r *contactReader) pickNumber(s string, d *contactDigits, line, floor int) (int, int) {
	n := len(d.groups)
	for first := 0; first < n; first++ {
		if first > 0 && !strings.Contains(d.gaps[first], " ") {
			continue
		}
		start := d.groups[first].Start
		if first == 0 {
			start = d.start
		}
		labelled := r.numberLabel(s, floor, start)
		for last := n - 1; last >= first; last-- {
			if last+1 < n && !strings.ContainsAny(d.gaps[last+1], " (") {
				continue
			}
			end := d.groups[last].End
			if in := s[start:end]; strings.Count(in, "(") > strings.Count(in, ")") && !(end < len(s) && s[end] == ')') {
				continue // "+91 22 5555 0100 (10 am to 6 pm)"
			}
			if end < len(s) && (s[end] == '@' || s[end] == ':' || s[end] == '%' || contactLetter(s[end]) && last == n-1 && s[end]|0x20 != 'f' && s[end]|0x20 != 't') {
				continue
			}
			if contactIsNumber(s, d, first, last, labelled, r.doc.Lang == policy.English) && (labelled || !contactNumberNoRE.MatchString(contactTail(s[:start], 40))) {
				return first, last
			}
		}
	}
	return -1, -1
}

// numberLabel reports whether the words right before s[start:] say that a
// telephone number follows.
func (r *contactReader) numberLabel(s string, floor, start int) bool {
	if floor > 0 && contactNextNumberRE.MatchString(s[floor:start]) {
		return true // the number before had a label
	}
	lo := contactRuneStart(s, max(floor, start-36))
	t := strings.ToLower(strings.TrimRight(s[lo:start], " :：.(（)・|-"))
	for _, w := range [...]string{"tel", "電話", "電話番号", "お電話", "☎", "phone", "telephone", "fax", "ファックス", "ファクス", "ファクシミリ", "fax番号", "ホットライン", "hotline", "ダイヤル", "ダイアル", "at", "call", "number", "代表", "番号", "no", "on", "ring", "dial", "text", "whatsapp"} {
		if strings.HasSuffix(t, w) {
			switch w {
			case "番号":
				return strings.HasSuffix(t, "電話番号") || strings.HasSuffix(t, "ファックス番号") || strings.HasSuffix(t, "fax番号") || strings.HasSuffix(t, "ファクス番号")
			case "number", "no":
				return strings.Contains(t, "phone") || strings.Contains(t, "fax") || w == "no" && strings.Contains(t, "tel")
			case "on":
				return contactRingRE.MatchString(t) || r.doc.Lang == policy.English && contactTurnOnRE.MatchString(strings.ToLower(contactTail(s[floor:start], 150)))
			case "at", "代表":
				return strings.Contains(t, "phone") || strings.Contains(t, "call") || strings.Contains(t, "電話") || strings.Contains(t, "tel")
			}
			return true
		}
	}
	return false
}

// contactNextNumberRE stands between a number and another at the same desk.
var contactNextNumberRE = expr.New(`^ ?(?:[;,/|&]|or|and|,? (?:or|and)) ?$`)

// contactTurnOnRE has one turn to somebody "on" a number.
var contactTurnOnRE = expr.New(`\b(?:call|ring|dial|phone|telephone|reach|contact|complain|complaint|complaints|speak|talk|refer|get in touch|free)\b[^;:]{0,140} on ?$`)

// contactRingRE tells "on" before a number from other uses of the word.
var contactRingRE = expr.New(`\b(?:call|ring|rung|dial|phone|reach|reached|text|contact|contacted|telephone|available)\b`)

// contactIsNumber judges the groups first … last by their lengths.
func contactIsNumber(s string, d *contactDigits, first, last int, labelled, english bool) bool {
	g := make([]string, 0, 8)
	digits := ""
	for k := first; k <= last; k++ {
		g = append(g, s[d.groups[k].Start:d.groups[k].End])
		digits += g[len(g)-1]
	}
	n := len(digits)
	dotted, dashed := false, false
	for k := first + 1; k <= last; k++ {
		gap := d.gaps[k]
		dotted = dotted || strings.Contains(gap, ".")
		dashed = dashed || strings.Trim(gap, " ") != ""
	}
	if d.plus && first == 0 {
		if strings.HasPrefix(digits, "81") {
			rest := strings.TrimPrefix(digits[2:], "0")
			return len(rest) == 9 || len(rest) == 10
		}
		return n >= 8 && n <= 15
	}
	if strings.HasPrefix(digits, "0") && !dotted {
		if contactJapanese(g, digits, labelled) {
			return true
		}
		// Other countries' trunk prefix: 020 7946 0958.
		if english && labelled && len(g) == 1 && n >= 10 && n <= 11 {
			return true // 07700900123
		}
		if english && len(g) == 5 && n == 10 && len(g[0]) == 2 && len(g[1]) == 2 && len(g[2]) == 2 && len(g[3]) == 2 {
			return true // 01 23 45 67 89
		}
		if english && labelled && len(g) >= 3 && n >= 9 && n <= 10 && len(g[len(g)-1]) == 2 {
			return true // 02 123 45 67
		}
		return (english || labelled) && (len(g) >= 2 && n >= 10 && n <= 11 || len(g) == 3 && n >= 8 && n <= 9) && len(g[len(g)-1]) >= 3
	}
	// 1-800-123-4567, (212) 555-0100
	north := func(g []string) bool {
		return len(g) == 3 && len(g[0]) == 3 && len(g[1]) == 3 && len(g[2]) == 4 && g[0][0] >= '2'
	}
	if len(g) == 4 && g[0] == "1" && north(g[1:]) {
		return true
	}
	if north(g) && (english || labelled || strings.Contains(d.gaps[first], "(") || s[d.start] == '(') {
		return true
	}
	// 1300 123 456: for all of Australia
	if english && len(g) == 3 && n == 10 && (g[0] == "1300" || g[0] == "1800") && len(g[1]) == 3 {
		return true
	}
	if !labelled || n < 6 || n > 15 || len(g) > 5 {
		return false
	}
	// A date or a year behind a label's word is none.
	if len(g) == 3 && len(g[0]) == 4 && len(g[1]) <= 2 && len(g[2]) <= 2 || n == 8 && (digits[:2] == "19" || digits[:2] == "20") && len(g) == 1 {
		return false
	}
	return !(n == 7 && len(g) == 2 && len(g[0]) == 3) || english
}

// contactJapanese judges a number with a leading 0 by the Japanese plan.
func contactJapanese(g []string, digits string, labelled bool) bool {
	n := len(digits)
	free := strings.HasPrefix(digits, "0120") || strings.HasPrefix(digits, "0570") || strings.HasPrefix(digits, "0990")
	eleven := strings.HasPrefix(digits, "0800") || len(digits) > 2 && digits[2] == '0' && strings.IndexByte("25789", digits[1]) >= 0
	switch {
	case n == 11 && !eleven, n != 10 && n != 11, digits[1] == '0':
		return false
	case n == 10 && eleven && !strings.HasPrefix(digits, "0120"):
		if !free {
			return false
		}
	}
	switch len(g) {
	case 1:
		return labelled || free || strings.HasPrefix(digits, "0800")
	case 2:
		return len(g[0]) >= 2 && len(g[0]) <= 6 && (len(g[1]) >= 4 || free) && (labelled || free || len(g[1]) == 4 || len(g[0]) <= 4)
	case 3:
		return len(g[0]) >= 2 && len(g[0]) <= 5 && len(g[1]) >= 1 && len(g[1]) <= 4 && (len(g[2]) == 4 || (free || eleven) && len(g[2]) == 3)
	case 4:
		return free
	}
	return false
}

// contactNumber writes the groups with hyphens.
func contactNumber(s string, d *contactDigits, first, last int) string {
	var g []string
	for k := first; k <= last; k++ {
		x := s[d.groups[k].Start:d.groups[k].End]
		// +44 (0)20: the trunk prefix is not dialled.
		if d.plus && k > 0 && x == "0" && strings.HasSuffix(strings.TrimSpace(d.gaps[k]), "(") {
			continue
		}
		g = append(g, x)
	}
	if len(g) == 1 && !d.plus {
		x := g[0]
		switch {
		case len(x) == 10 && (strings.HasPrefix(x, "0120") || strings.HasPrefix(x, "0570") || strings.HasPrefix(x, "0990")):
			return x[:4] + "-" + x[4:7] + "-" + x[7:]
		case len(x) == 11 && strings.HasPrefix(x, "0800"):
			return x[:4] + "-" + x[4:7] + "-" + x[7:]
		case len(x) == 11 && x[2] == '0':
			return x[:3] + "-" + x[3:7] + "-" + x[7:]
		}
	}
	out := strings.Join(g, "-")
	if d.plus && first == 0 {
		out = "+" + out
	}
	return out
}

// phoneType tells a telephone number from a fax number by its nearest label:
// before it on the line, in brackets behind it, or on the line before.
func (r *contactReader) phoneType(i int, s string, floor int, sp text.Span) (string, text.Span, bool) {
	l := &r.lines[i]
	after := strings.ToLower(contactHead(strings.TrimLeft(s[sp.End:], " "), 24))
	own := contactTail(strings.TrimRight(s[max(0, min(floor, sp.Start)):sp.Start], " :."), 24)
	if contactLetterFaxRE.MatchString(own) {
		return contactFax, text.Span{}, true // "T 03-… / F 03-…"
	}
	if strings.HasSuffix(own, "電話)") || strings.HasSuffix(strings.ToLower(own), "tel)") {
		return contactPhone, text.Span{}, true // "(電話)03-… (FAX)03-…"
	}
	if strings.HasPrefix(after, "(fax") || strings.HasPrefix(after, "(ファ") || strings.HasPrefix(after, "[fax") {
		return contactFax, text.Span{}, true
	}
	base := l.span.Start
	lo := contactRuneStart(s, max(floor, sp.Start-90))
	hits := r.lineHits(i, text.Span{Start: base + lo, End: base + sp.Start})
	for k := len(hits) - 1; k >= 0; k-- {
		h := hits[k]
		switch {
		case h.mark&ctFax != 0:
			// "TEL/FAX", "電話・FAX共通": one number for both.
			if k > 0 && hits[k-1].mark&ctTel != 0 {
				between := strings.Trim(r.t[hits[k-1].end:h.start], " ")
				switch strings.TrimPrefix(between, "番号") {
				case "/", "・", "&", "及び", "兼", "/ ", "，", "、", "or", "and":
					return contactPhone, text.Span{Start: hits[k-1].start, End: h.end}, true
				}
			}
			return contactFax, text.Span{Start: h.start, End: h.end}, true
		case h.mark&ctTel != 0:
			return contactPhone, text.Span{Start: h.start, End: h.end}, true
		}
	}
	if strings.TrimSpace(s[:sp.Start]) == "" || floor > 0 {
		for j := i - 1; j >= 0 && j >= i-2; j-- {
			b := &r.lines[j]
			if b.section != l.section && !b.heading || b.span.Len() > 60 {
				break
			}
			if b.has&ctFax != 0 && b.has&ctTel == 0 && b.has&ctDigit == 0 {
				return contactFax, b.span, true
			}
			if b.has&ctTel != 0 {
				return contactPhone, b.span, true
			}
			if b.has&ctDigit == 0 {
				break
			}
		}
	}
	return contactPhone, text.Span{}, false
}
