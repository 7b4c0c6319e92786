package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/text"
)

// Postal addresses in Japanese.

var (
	contactCodeRE = expr.New(`^(?:[〒〶]|郵便番号)[\s:]*([0-9]{3})\s?[-‐‑–—―ー−]?\s?([0-9]{4})`)
	contactBareRE = expr.New(`[0-9]{3}[-‐‑–—―ー−][0-9]{4}\s*$`)
	// contactPlaceRE is an address from the prefecture or city to its numbers.
	contactPlaceRE = expr.New(`^(?:(?:東京都|北海道|(?:京都|大阪)府|\p{Han}{2,3}県)\s*)?(?:[\p{Han}\p{Hiragana}\p{Katakana}ー々ヶケヵノ]{1,10}?[市区町村郡]\s*){0,4}(?:[\p{Han}\p{Hiragana}\p{Katakana}ー々ヶケヵノ]{0,16}?\s?){1,2}?(?:[0-9〇一二三四五六七八九十百]+\s?(?:丁目|番町?|番地|号|条|線|の[0-9]|[-‐‑‒–—―ー−─][0-9])[0-9〇一二三四五六七八九十百丁目番地号条の\s‐‑‒–—―ー−─-]*|[0-9]+)`)
	// contactBuildingRE ends a part of an address that names a building or a floor.
	contactBuildingRE = expr.New(`(?i)(?:ビル(?:ヂング|ディング|内)?|タワー|階|[0-9]f|[0-9]+\s?f|別館|本館|新館|[^会]館|棟|プラザ|センター|ハイツ|マンション|コート|パーク|スクエア|スクウェア|ヒルズ|ガーデン(?:ズ)?|ウイング|ウィング|ハウス|レジデンス|荘|号室|号館|[0-9]号|[0-9]室|プレイス|シティ|サウス|ノース|イースト|ウエスト|ウェスト|ステーション|フロア|ゲート|テラス|アネックス|クリニック|医院|病院|校舎|庁舎|店|事業所|工場|研究所|キャンパス|ホテル|モール|bldg\.?|building|tower|[0-9]|[0-9]f?[-‐−]?[a-z])(?:\([^()]{1,20}\))?$`)
	// contactNumberBehindRE begins a telephone number behind an address.
	contactNumberBehindRE = expr.New(`\s+0[0-9]{1,4}\s?[-‐‑‒–—―ー−(][0-9]{1,4}\s?[-‐‑‒–—―ー−)][0-9]*`)
	contactFloorRE        = expr.New(`(?i)^(?:b?[0-9]{1,3}(?:f|階|号室|号館|号)?|[0-9]+-[0-9]+|地下[0-9]階)$`)
	// contactStopRE begins what is no part of an address any more.
	contactStopRE      = expr.New(`(?i)^(?:tel|fax|電話|お電話|ファ[ック]|e-?mail|mail|メール|eメール|url|http|www|〒|受付|営業|代表|担当|問|お問|連絡|法人|設立|資本|最寄|アクセス|※|\||(?:株式|有限|合同|合資)会社|\((?:株|有|同)\)|(?:一般|公益)?(?:社団|財団)法人|宛|あて|attn)`)
	contactAddrLabelRE = expr.New(`(?i)(?:住\s?所|所在地|本社|本店|送付先|送り先|郵送先|宛先|あて先|宛て先|郵送|address)(?:\([^()]{0,20}\))?(?:は|:|\||】|\]|〕|>|》)?、?\s*$`)
	contactAddrGoesRE  = expr.New(`^\s*(?:[」』)"]\s*)?(?:まで|宛|あて|へ|に(?:ご|お)?(?:郵送|送付|送り|書面))`)
)

// postal finds Japanese addresses on line i.
func (r *contactReader) postal(i int) {
	l := &r.lines[i]
	done := 0
	for _, h := range r.lineHits(i, l.span) {
		if h.start < done || h.mark&(ctPostal|ctPlace) == 0 {
			continue
		}
		if h.mark&ctPostal != 0 {
			m := contactCodeRE.FindString(r.t[h.start:min(l.span.End, h.start+48)])
			if m == "" {
				continue
			}
			start := h.start
			if strings.HasPrefix(m, "郵便番号") {
				start += len("郵便番号")
				for start < l.span.End && !contactDigit(r.t[start]) {
					start++
				}
			}
			end := r.address(i, h.start+len(m), true)
			if end <= h.start+len(m) {
				continue
			}
			r.addPostal(i, text.Span{Start: start, End: end}, 0.98, "contact/postal")
			done = end
			continue
		}
		// Without a postal code only with numbers, and where an address is due.
		if !r.addressDue(i, h.start) || r.recipients(i) || contactHandedRE.MatchString(r.t[l.span.Start:h.start]) {
			continue
		}
		end := r.address(i, h.start, false)
		if end <= h.start {
			continue
		}
		start := h.start
		conf := 0.85
		if m := contactBareRE.FindString(r.t[l.span.Start:start]); m != "" {
			start -= len(m)
			conf = 0.95
		}
		r.addPostal(i, text.Span{Start: start, End: end}, conf, "contact/postal/place")
		done = end
	}
}

func (r *contactReader) addPostal(i int, sp text.Span, conf float64, rule string) {
	for at := sp.Start; at < sp.End; at++ { // "清水町5-10 054-…": a number is none of it
		if rank := r.place[at]; rank > 0 && rank <= contactRank[contactPhone]+1 {
			sp.End = sp.Start + len(strings.TrimRight(r.t[sp.Start:at], " /(　"))
			break
		}
	}
	if sp.Empty() || r.taken(sp, contactPostal) {
		return
	}
	r.add(contactFind{typ: contactPostal, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), conf: conf, rule: rule})
}

// addressDue reports whether an address without a postal code may begin at
// the offset: behind a label, on a line of its own, or where something is sent to.
func (r *contactReader) addressDue(i, at int) bool {
	l := &r.lines[i]
	before := r.t[l.span.Start:at]
	if contactAddrLabelRE.MatchString(contactTail(before, 80)) {
		return true
	}
	trimmed := strings.TrimRight(before, " ")
	if l.short() && (trimmed == "" || contactBareRE.MatchString(contactTail(before, 24)) || strings.HasSuffix(trimmed, ":") || strings.HasSuffix(before, " ") || strings.HasSuffix(before, "/") || strings.HasSuffix(trimmed, "】") || strings.HasSuffix(trimmed, ")") || strings.HasSuffix(trimmed, "(")) {
		return true
	}
	if !l.short() && strings.HasSuffix(trimmed, "(") && l.has&(ctOfficer|ctJoint) != 0 && l.has&ctLegal != 0 {
		return true // "管理者は株式会社アクメ(東京都…)です"
	}
	end, ok := contactPlaceEnd(r.t[at:l.span.End])
	return ok && contactAddrGoesRE.MatchString(contactHead(r.t[at+end:l.span.End], 40))
}

// address returns where the address ends whose place begins at the offset of
// line i (behind a postal code if coded).
func (r *contactReader) address(i, at int, coded bool) int {
	l := &r.lines[i]
	end := at
	rest := r.t[at:l.span.End]
	pad := len(rest) - len(strings.TrimLeft(rest, " :/)、,"))
	numbers := false
	if n, ok := contactPlaceEnd(rest[pad:]); ok {
		end = at + pad + n
		numbers = true
	} else if coded && strings.TrimSpace(rest[pad:]) != "" && !contactStopRE.MatchString(rest[pad:]) {
		// "〒100-0000 私書箱" and places without numbers.
		if n := contactPlaceWords(rest[pad:]); n > 0 {
			end = at + pad + n
		}
	} else if !coded {
		return 0
	}
	if strings.TrimSpace(r.t[min(end, l.span.End):l.span.End]) != "" {
		return end
	}
	// On to the following lines.
	for k := i + 1; k < len(r.lines) && k <= i+3; k++ {
		b := &r.lines[k]
		if b.heading || b.section != l.section || b.label || !b.short() || b.has&(ctAt|ctURL) != 0 {
			break
		}
		s := r.t[b.span.Start:b.span.End]
		if contactStopRE.MatchString(s) || numbers && b.has&ctPlace != 0 && r.place[b.span.Start] == 0 && contactPrefectureRE.MatchString(s) {
			break // the next address
		}
		n := 0
		if !numbers {
			if m := contactNumbersRE.FindString(s); m != "" && end > at {
				n = len(m) + contactAttached(s[len(m):])
				numbers = true
			} else if m, ok := contactPlaceEnd(s); ok && (b.has&ctPlace != 0 || contactTownRE.MatchString(contactHead(s, 60)) || end > at) {
				n = m
				numbers = true
			} else if coded && k == i+1 && end == at && contactTownRE.MatchString(contactHead(s, 60)) {
				n = contactPlaceWords(s)
			}
		} else {
			n = contactBuildingLine(s)
		}
		if n == 0 {
			break
		}
		end = b.span.Start + n
		if strings.TrimSpace(s[n:]) != "" {
			break
		}
	}
	return end
}

// contactHandedRE begins an entry on one to whom data are handed.
var contactHandedRE = expr.New(`^(?:[^\s:]{0,10}第三者|[^\s:]{0,6}提供先|[^\s:]{0,6}委託先|[^\s:]{0,6}移転先|[^\s:]{0,6}送信先)[^\s:]{0,10}\s?:`)

// contactPrefectureRE begins an address without a postal code.
var contactPrefectureRE = expr.New(`^(?:東京都|北海道|(?:京都|大阪)府|\p{Han}{2,3}県)[\p{Han}\p{Hiragana}\p{Katakana}]`)

// contactNumbersRE are the numbers that an address goes on with on a new line.
var contactNumbersRE = expr.New(`^[0-9]{1,5}(?:丁目|番地?|号|条|[-‐‑‒–—―ー−][0-9]+)[0-9丁目番地号の‐‑‒–—―ー−-]*`)

var contactTownRE = expr.New(`^(?:\p{Han}{2,3}[都道府県])?[\p{Han}\p{Hiragana}\p{Katakana}ー々ヶケヵノ]{1,12}[市区町村郡]`)

// contactPlaceEnd returns the length of the address at the start of s: place,
// numbers, and the building that follows.
func contactPlaceEnd(s string) (int, bool) {
	head := contactHead(s, 200)
	if cut := contactNumberBehindRE.FindStringIndex(head); cut != nil {
		head = head[:cut[0]] // a telephone number on the same line
	}
	m := contactPlaceRE.FindString(head)
	if m == "" {
		return 0, false
	}
	m = strings.TrimRight(m, " ")
	// A digit alone needs a place before it: "東京都 10" is none.
	if utf8.RuneCountInString(m) < 4 || contactDigit(m[0]) {
		return 0, false
	}
	n := len(m)
	n += contactAttached(head[n:])
	// Parts behind spaces that name a building or floor.
	best := n
	i := n
	for part := 0; part < 6; part++ {
		j := i
		for j < len(head) && (head[j] == ' ' || head[j] == ',' || strings.HasPrefix(head[j:], "、")) {
			if head[j] == ' ' || head[j] == ',' {
				j++
			} else {
				j += len("、")
			}
		}
		if j == i || j >= len(head) {
			break
		}
		if j-i > 1 && part == 0 && strings.Contains(head[i:j], "、") && !contactBuildingAhead(head[j:]) {
			break
		}
		w := contactPart(head[j:])
		if w == 0 {
			break
		}
		word := head[j : j+w]
		if n := strings.Index(word, "・"); n > 0 && (contactNotPlace(word[n:]) || contactStopRE.MatchString(word[n+len("・"):])) {
			w = n
			word = word[:n]
		}
		if contactStopRE.MatchString(word) || contactNotPlace(word) {
			break
		}
		if rest := head[j+w:]; strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "@") {
			break
		}
		i = j + w
		if contactBuildingRE.MatchString(word) && !contactDeskWord(word) {
			best = i
		} else if w == len(word) && (i == len(head) || i == len(s)) && contactForeign(word) && !contactDeskWord(word) {
			best = i // "渋谷1-2-3 グランフロンティア" at the end of the line
		}
	}
	return best, true
}

// contactBuildingAhead reports whether the next part of s is a building.
func contactBuildingAhead(s string) bool {
	w := contactPart(s)
	return w > 0 && contactBuildingRE.MatchString(s[:w])
}

// contactAttached returns how much of s, which directly follows the numbers
// of an address, is still part of it.
func contactAttached(s string) int {
	w := contactPart(s)
	if w == 0 {
		return 0
	}
	word := s[:w]
	for n := range word {
		if contactStopRE.MatchString(word[n:]) && (n > 0 || !contactDigit(word[0])) {
			word = word[:n]
			break
		}
	}
	// Hiragana is a particle unless it is inside a building's name.
	for n, c := range word {
		if c >= 0x3041 && c <= 0x3096 && c != 'の' && c != 'が' && c != 'ヶ' {
			if m := contactInnerBuildingRE.FindStringIndex(word); m != nil && m[0] == 0 && m[1] > n {
				word = word[:m[1]]
			} else {
				word = word[:n]
			}
			break
		}
		if c == 'の' && n+3 >= len(word) || c == 'が' {
			word = word[:n]
			break
		}
	}
	return len(word)
}

var contactInnerBuildingRE = expr.New(`^[^\s、]{1,20}?(?:ビル|タワー|館|荘|ハイツ|マンション|階|[0-9]F|号室)[0-9A-Za-z階号室棟館]*`)

// contactPart returns the length of the run of name characters at the start of s.
func contactPart(s string) int {
	depth := 0
	for i, c := range s {
		switch {
		case c == '(':
			// A bracket belongs to the part if it closes soon and holds a floor or building.
			if n := strings.IndexByte(s[i:], ')'); n > 0 && n < 40 && depth == 0 && contactBuildingRE.MatchString(s[i+1:i+n]) {
				depth++
				continue
			}
			return i
		case c == ')' && depth > 0:
			depth--
		case unicode.IsLetter(c) || unicode.IsDigit(c) || contactDash(c) || c == '・' || c == '&' || c == '\'' || c == '’' || c == '.' || c == '々' || c == '#' || c == '〇' || c == 'ヶ' || c == '/':
		case depth > 0 && c != '。':
		default:
			return i
		}
	}
	return len(s)
}

// contactPlaceWords returns the length of an address without numbers.
func contactPlaceWords(s string) int {
	if !contactTownRE.MatchString(contactHead(s, 80)) {
		return 0
	}
	return contactAttached(contactHead(s, 120))
}

// contactBuildingLine returns the length of the building that a line of its
// own names, or the numbers that an address goes on with.
func contactBuildingLine(s string) int {
	if utf8.RuneCountInString(s) > 44 {
		return 0
	}
	n, best := 0, 0
	for n < len(s) {
		w := contactPart(s[n:])
		if w == 0 {
			break
		}
		word := s[n : n+w]
		if contactStopRE.MatchString(word) || contactNotPlace(word) {
			break
		}
		n += w
		if contactBuildingRE.MatchString(word) && !contactDeskWord(word) {
			best = n
		}
		for n < len(s) && s[n] == ' ' {
			n++
		}
	}
	if best == 0 || strings.HasPrefix(strings.TrimLeft(s[best:], " "), ":") {
		return 0
	}
	// A line of digits alone is no building.
	if strings.IndexFunc(s[:best], unicode.IsLetter) < 0 && !contactFloorRE.MatchString(s[:best]) {
		return 0
	}
	return best
}

// contactNotPlace reports whether a part is an office, a company or a desk.
func contactNotPlace(word string) bool {
	for _, w := range [...]string{"代表取締役", "取締役", "会社", "法人", "責任者", "管理者", "本部長", "部長", "理事", "係", "窓口", "相談", "お客様", "お客さま", "サポート", "事務局", "担当", "御中", "宛"} {
		if strings.Contains(word, w) {
			return true
		}
	}
	return contactDeskEndRE.MatchString(word)
}

var contactDeskEndRE = expr.New(`(?:本部|[^一全内外上下南北東西学]部|課|グループ|[^0-9号]室|[^部]局|チーム)(?:\([^()]{1,24}\))?$`)

func contactDeskWord(word string) bool {
	for _, w := range [...]string{"お客", "問", "相談", "サポート", "コール", "カスタマー", "サービス", "窓口"} {
		if strings.Contains(word, w) {
			return true
		}
	}
	return false
}

// contactForeign reports whether a word is written in katakana or Latin letters.
func contactForeign(word string) bool {
	for _, c := range word {
		if !(c >= 0x30A0 && c <= 0x30FF || c < utf8.RuneSelf) {
			return false
		}
	}
	return word != ""
}
