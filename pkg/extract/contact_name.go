package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/text"
)

// Names of companies, offices and people as they stand in entries.

var (
	contactKanjiNameRE = expr.New(`^[\p{Han}\p{Hiragana}\p{Katakana}々ー・]+$`)
	// contactSelves are words by which a text calls its own company.
	contactSelves = []string{"当社", "弊社", "当法人", "当協会", "当行", "本会", "当会", "当団体", "当組合", "当金庫", "本学", "当院", "当事務所", "当機構", "当財団", "当館", "当研究所", "本協会", "本法人", "当店", "当ホテル", "当園", "当校", "本校", "当所", "当クリニック", "当薬局", "当施設", "当クラブ", "当教会", "本市"}
)

func contactNameEnds(s string) bool {
	if s == "" {
		return true
	}
	for _, e := range [...]string{"を", "が", "は", "と", "で", "に", "の", "、", "。", ")", "」", " ", "(", "または", "又は", "もしくは", "若しくは", "まで", "へ", "宛", "あて", "です", "様"} {
		if strings.HasPrefix(s, e) {
			return true
		}
	}
	return false
}

// contactNameLen returns the length of the personal name at the start of s,
// 0 if none stands there.
func contactNameLen(s string) int {
	n := contactNamePart(s)
	if n == 0 {
		return 0
	}
	runes := utf8.RuneCountInString(s[:n])
	if runes > 8 {
		return 0
	}
	if n < len(s) && s[n] == ' ' {
		if m := contactNamePart(s[n+1:]); m > 0 {
			if k := utf8.RuneCountInString(s[n+1 : n+1+m]); k <= 4 && runes <= 4 && !contactNoName(s[n+1:n+1+m]) {
				return n + 1 + m
			}
		}
	}
	if runes < 2 || contactNoName(s[:n]) {
		return 0
	}
	return n
}

// contactNamePart returns the length of the run of kanji (and katakana) at the
// start of s; hiragana ends it unless it is a given name on its own.
func contactNamePart(s string) int {
	for i, c := range s {
		if c >= 0x3400 && c <= 0x9FFF || c == '々' || c == 'ヶ' || c == '﨑' || c >= 0xF900 && c <= 0xFAFF || c >= 0x30A1 && c <= 0x30FC {
			continue
		}
		return i
	}
	return len(s)
}

// contactFamilyRE is a family name that ends like a department.
var contactFamilyRE = expr.New(`^(?:服部|阿部|安部|渡部|長谷部|園部|磯部|岡部|矢部|綾部|日下部|田部|戸部|刑部|安室|小室|氷室|岩室)$`)

// contactThingRE ends what stands in the rows of a table beside the names: papers, ways, times.
var contactThingRE = expr.New(`(?:書|票|用紙|届|券|[合協盟友町治内]会|組合|財団|法人|学園|大学|病院|医院|情報|方法|項目|目的|期間|期限|手段|手続|形式|範囲|アプリ|サイト|ページ|メール|フォーム|ハガキ|アンケート|データ|ファイル|カード|システム|サービス)$`)

func contactNoName(s string) bool {
	if contactFamilyRE.MatchString(s) {
		return false
	}
	for _, w := range [...]string{"会", "会議", "会長", "社長", "以下", "同上", "当社", "弊社", "下記", "上記", "役員", "株主", "名", "等", "制度", "責任者", "管理者", "窓口", "住所", "電話", "氏名", "印", "所在地"} {
		if s == w {
			return true
		}
	}
	return contactTitleEnd(s) > 0 || contactDeskEndRE.MatchString(s) || contactThingRE.MatchString(s) || strings.HasSuffix(s, "部") || strings.HasSuffix(s, "会社") || strings.HasSuffix(s, "法人") || strings.HasSuffix(s, "窓口") || strings.HasSuffix(s, "センター") || strings.HasSuffix(s, "係")
}

// contactTitleEnd returns where the last office inside s ends, 0 if it names none.
func contactTitleEnd(s string) int {
	end := 0
	for i, c := range s {
		if c < utf8.RuneSelf && i > 0 && contactLetter(s[i-1]) {
			continue
		}
		for _, w := range contactWords.at(s[i:]) {
			n := len(w.s)
			if w.mark&ctTitle == 0 || len(s)-i < n || !contactEqualFold(s[i:i+n], w.s) {
				continue
			}
			if i+n > end && (c >= utf8.RuneSelf || i+n == len(s) || !contactLetter(s[i+n])) {
				end = i + n
			}
		}
	}
	return end
}

// contactChief reports whether an office is that of the head of the company.
func contactChief(s string) bool {
	for _, w := range [...]string{"代表", "理事長", "会長", "社長", "CEO", "院長", "学長", "総裁", "市長", "町長", "村長", "知事", "組合長", "所長", "園長", "館長", "店主", "店長", "校長"} {
		if strings.Contains(s, w) && !strings.Contains(s, "事業") && !strings.Contains(s, "副社長") {
			return true
		}
	}
	return false
}

// A contactField is a word of an entry.
type contactField struct {
	sp text.Span // in View
	s  string
}

// fields splits the stretch v into words at the given characters. A bracket
// belongs to the word it follows.
func (r *contactReader) fields(v text.Span, at string) []contactField {
	var out []contactField
	start, depth := v.Start, 0
	put := func(end int) {
		if start < end {
			out = append(out, contactField{text.Span{Start: start, End: end}, r.t[start:end]})
		}
	}
	for i, c := range r.t[v.Start:v.End] {
		i += v.Start
		switch {
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case c == ')' || depth == 0 && strings.ContainsRune(at, c):
			put(i)
			start = i + utf8.RuneLen(c)
		}
	}
	put(v.End)
	return out
}

// readParties reads a label's value or a line as companies, desks, offices and
// names in a row.
func (r *contactReader) readParties(v text.Span) []contactParty {
	var out []contactParty
	v.End = min(v.End, contactRuneStart(r.t, v.Start+600))
	ws := r.fields(v, " 、,/|:。\n「」【】")
	for k := 0; k < len(ws); k++ {
		// A company, with its name behind a space ("株式会社 山田商店").
		if n := r.companyLen(ws[k].s); n > 0 {
			w := ws[k]
			p := contactParty{kind: ptCompany, sp: text.Span{Start: w.sp.Start, End: w.sp.Start + n}}
			if n == len(w.s) && contactFormOnly(w.s) && k+1 < len(ws) && contactTitleEnd(ws[k+1].s) == 0 {
				k++
				p.sp.End = ws[k].sp.End
			}
			out = append(out, p)
			if n == len(w.s) {
				continue
			}
			ws[k] = contactField{text.Span{Start: w.sp.Start + n, End: w.sp.End}, w.s[n:]}
			if w.s[n] == '(' {
				// "株式会社山田商店(東京都… 代表取締役 山田 太郎)"
				if contactTitleEnd(w.s) > 0 {
					for _, p := range r.readParties(text.Span{Start: w.sp.Start + n + 1, End: w.sp.End}) {
						if p.kind == ptPerson && p.chief && r.hasName(p.sp) {
							p.beside = true
							out = append(out, p)
						}
					}
				}
				continue
			}
		}
		if contactIsSelf(ws[k].s) {
			out = append(out, contactParty{kind: ptCompany, sp: ws[k].sp})
			continue
		}
		p, n := r.readOffice(ws[k:])
		if n == 0 {
			p, n = r.readName(ws[k:])
		}
		if n == 0 {
			p, n = contactParty{kind: ptOther, sp: ws[k].sp}, 1
		}
		out = append(out, p)
		k += n - 1
	}
	return out
}

// readOffice reads an office at the start of the words, with the departments
// before it and the name behind it, or departments alone. It returns the
// number of words taken, 0 if they begin with neither.
func (r *contactReader) readOffice(ws []contactField) (contactParty, int) {
	j := 0
	for j < len(ws) && j < 5 && contactIsDesk(ws[j].s) && contactTitleEnd(ws[j].s) == 0 && (j == 0 || ws[j].sp.Start-ws[j-1].sp.End <= 2) {
		j++
	}
	te := 0
	if j < len(ws) {
		if te = contactTitleEnd(ws[j].s); te > 0 && !contactTitleWord(ws[j].s, te) {
			te = 0
		}
	}
	if te == 0 {
		if j == 0 {
			return contactParty{}, 0
		}
		return contactParty{kind: ptDesk, sp: ws[0].sp.Cover(ws[j-1].sp)}, j
	}
	sp := text.Span{Start: ws[0].sp.Start, End: ws[j].sp.Start + te}
	p := contactParty{kind: ptPerson, chief: contactChief(r.t[sp.Start:sp.End])}
	rest := ws[j].s[te:] // glued to the office: a name
	// More offices: "執行役員 総務部長", "代表取締役社長 兼 CEO", "取締役 管理本部 本部長".
	for rest == "" && j+1 < len(ws) {
		next := ws[j+1].s
		switch t := contactTitleEnd(next); {
		case next == "兼":
			j++
			sp.End = ws[j].sp.End
		case t > 0 && contactTitleWord(next, t):
			j++
			sp.End = ws[j].sp.Start + t
			rest = next[t:]
		case contactIsDesk(next) && j+2 < len(ws) && contactTitleEnd(ws[j+2].s) == len(ws[j+2].s) && !p.chief:
			j += 2
			sp.End = ws[j].sp.End
		default:
			next = ""
		}
		if next == "" {
			break
		}
	}
	if name := strings.TrimPrefix(rest, "の"); name != rest { // "総務課長の山田 太郎"
		if n := contactNameLen(name + " "); n != len(name) {
			rest = ""
		} else if sp.End = ws[j].sp.End; utf8.RuneCountInString(name) <= 3 && j+1 < len(ws) && contactGiven(ws[j+1].s) {
			sp.End = ws[j+1].sp.Start + len(contactNameOnly(ws[j+1].s))
			p.sp = sp
			return p, j + 2
		} else {
			p.sp = sp
			return p, j + 1
		}
	}
	switch n := contactNameLen(rest + " "); {
	case rest == "" && j+1 < len(ws) && contactKanaGivenRE.MatchString(contactNameOnly(ws[j+1].s)) && !contactFunctionWord(ws[j+1].s) && contactTitleEnd(ws[j+1].s) == 0:
		j++ // "店主 雪野はる"
		sp.End = ws[j].sp.Start + len(contactNameOnly(ws[j].s))
	case rest == "":
		if n := contactNameWords(ws[j+1:]); n > 0 {
			j += n
			sp.End = ws[j].sp.Start + len(contactNameOnly(ws[j].s))
		}
	case n == len(rest) || rest[0] == '(':
		sp.End = ws[j].sp.End
		if rest[0] != '(' && utf8.RuneCountInString(rest) <= 3 && j+1 < len(ws) && contactGiven(ws[j+1].s) {
			j++ // "代表取締役山田 太郎"
			sp.End = ws[j].sp.End
		}
	case n > 0:
		sp.End = ws[j].sp.End - len(rest) + n
	}
	p.sp = sp
	return p, j + 1
}

// readName reads a personal name at the start of the words, with the office in
// brackets behind it ("山田 太郎(取締役)"). It returns the number of words taken.
func (r *contactReader) readName(ws []contactField) (contactParty, int) {
	n := contactNameWords(ws)
	if n == 0 {
		return contactParty{}, 0
	}
	p := contactParty{kind: ptName, sp: ws[0].sp.Cover(ws[n-1].sp)}
	last := ws[n-1].s
	if b := strings.IndexByte(last, '('); b > 0 && contactTitleEnd(last[b:]) > 0 {
		p.kind = ptPerson
	} else if b > 0 {
		p.sp.End -= len(last) - b
	}
	return p, n
}

// contactKanaGivenRE is a family name with a given name in hiragana glued to it.
var contactKanaGivenRE = expr.New(`^\p{Han}{1,3}[ぁ-ん]{1,3}[いえきくけこさしすせそたちつなぬねはひふほまみむめもやゆよらりるれろわんみ]$`)

// contactTitleWord reports whether the word s, in which an office ends at te,
// is the office (with a name behind it) and no running text.
func contactTitleWord(s string, te int) bool {
	if strings.ContainsAny(s[:te], "(:") {
		return false
	}
	for _, c := range s[:te] {
		if c >= 0x3041 && c <= 0x3096 && c != 'お' && c != 'の' {
			return false
		}
	}
	rest := strings.TrimPrefix(s[te:], "の")
	return rest == "" || strings.HasPrefix(rest, "(") || contactNameLen(rest+" ") > 0 || contactGiven(rest)
}

// contactGiven reports whether s may be the second half of a name.
func contactGiven(s string) bool {
	s = contactNameOnly(s)
	n := utf8.RuneCountInString(s)
	return n >= 1 && n <= 4 && contactKanjiNameRE.MatchString(s) && !contactNoName(s)
}

// contactNameOnly cuts a bracket behind a name.
func contactNameOnly(s string) string {
	if n := strings.IndexByte(s, '('); n > 0 {
		return s[:n]
	}
	return s
}

// contactNameWords returns how many words from the first on are a name.
func contactNameWords(ws []contactField) int {
	if len(ws) == 0 {
		return 0
	}
	a := contactNameOnly(ws[0].s)
	if contactKanjiNameRE.MatchString(a) {
		n := utf8.RuneCountInString(a)
		if n > 12 || contactNoName(a) || contactIsDesk(a) || contactFunctionWord(a) {
			return 0
		}
		if n <= 4 && a == ws[0].s && len(ws) > 1 {
			if b := ws[1].s; contactGiven(b) && !contactIsDesk(contactNameOnly(b)) && !contactFunctionWord(contactNameOnly(b)) {
				return 2
			}
		}
		if n >= 3 && n <= 7 && !contactHasHiragana(a) || n >= 3 && strings.Contains(a, "・") {
			return 1
		}
		return 0
	}
	// Latin names: two to four capitalised words.
	n := 0
	for n < 4 && n < len(ws) {
		w := ws[n].s
		if len(w) > 24 || w[0] < 'A' || w[0] > 'Z' || contactHasDigit(w) {
			break
		}
		n++
	}
	if n < 2 {
		return 0
	}
	return n
}

func contactHasHiragana(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return c >= 0x3041 && c <= 0x3096 }) >= 0
}

// contactFunctionWord reports whether a word of kana and kanji is no name for
// what it means.
func contactFunctionWord(s string) bool {
	for _, w := range [...]string{"以下", "下記", "上記", "当社", "各", "住所", "電話", "連絡", "氏名", "所在", "東京", "会社", "お客", "個人", "情報", "利用", "提供", "範囲", "目的", "項目", "同意", "規定", "ついて", "とおり", "通り", "同じ", "なし", "あり", "参照", "記載", "不要", "任意", "全て", "すべて", "後述", "前述", "別途", "問", "制定", "改定", "改訂", "施行", "平日", "年度", "月日", "部門", "責任", "管理", "役員", "グループ", "サービス", "システム", "メール", "ホームページ", "株主", "従業", "採用", "時間", "番号", "アドレス", "フォーム", "サイト", "方法", "費用", "手数料", "窓口", "受付", "臨時", "休館", "休業", "定休", "年末", "年始", "祝日"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func contactIsSelf(s string) bool {
	for _, w := range contactSelves {
		if s == w {
			return true
		}
	}
	return false
}

// contactFormOnly reports whether s is a legal form without a name.
func contactFormOnly(s string) bool {
	for _, w := range contactForms {
		if s == w {
			return true
		}
	}
	return false
}

// contactForms are the legal forms, longest first.
var contactForms = func() []string {
	var out []string
	for _, ws := range contactWords.wide {
		for _, w := range ws {
			if w.mark&ctLegal != 0 {
				out = append(out, w.s)
			}
		}
	}
	for _, ws := range contactWords.ascii {
		for _, w := range ws {
			if w.mark&ctLegal != 0 {
				out = append(out, w.s)
			}
		}
	}
	contactSortLongest(out)
	return out
}()

// companyLen returns the length of the company's name at the start of a word:
// its legal form with the name before or behind it, or a name known from
// elsewhere in the text.
func (r *contactReader) companyLen(s string) int {
	for _, f := range contactForms {
		if strings.HasPrefix(s, f) || len(s) >= len(f) && f[0] < utf8.RuneSelf && contactEqualFold(s[:len(f)], f) {
			rest := s[len(f):]
			n := contactNameRun(rest)
			// The name may be known, with a desk directly behind it.
			for _, name := range r.names {
				if strings.HasPrefix(rest, name) && (len(name) > n || len(name) < n && contactIsDesk(rest[len(name):n]) && !contactNoDeskRE.MatchString(rest[len(name):n])) {
					n = len(name)
					break
				}
			}
			if t := contactTitleStart(rest[:n]); t > 0 {
				n = t
			}
			return len(f) + n
		}
	}
	// "山田商店株式会社", also with hiragana inside
	for _, f := range contactForms {
		if n := len(s) - len(f); n > 0 && n < 90 && strings.HasSuffix(s, f) && strings.IndexFunc(s[:n], func(c rune) bool { return contactNameRun(string(c)) == 0 }) < 0 {
			return len(s)
		}
		if n := strings.Index(contactHead(s, 90), f); n > 0 && contactNameRun(s[:n]) == n {
			return n + len(f)
		}
	}
	for _, name := range r.names {
		if strings.HasPrefix(s, name) && utf8.RuneCountInString(name) >= 3 {
			return len(name)
		}
	}
	return 0
}

// contactNameRun returns the length of the run at the start of s that may be a
// company's name.
func contactNameRun(s string) int {
	for i, c := range s {
		if unicode.IsLetter(c) && !(c >= 0x3041 && c <= 0x3096) || unicode.IsDigit(c) || contactDash(c) || c == '・' || c == '&' || c == '.' || c == '\'' || c == '々' || c == '+' || c == '!' {
			continue
		}
		if c >= 0x3041 && c <= 0x3096 {
			// Hiragana inside a name ("すかいらーく"), but no particle.
			switch c {
			case 'は', 'が', 'を', 'に', 'へ', 'で', 'と', 'の', 'も', 'や', 'よ':
				if i > 0 {
					return i
				}
			}
			continue
		}
		return i
	}
	return len(s)
}

// contactTitleStart returns where an office begins inside a run that starts
// with a company's name, 0 if none does.
func contactTitleStart(s string) int {
	for _, w := range [...]string{"代表取締役", "代表理事", "代表社員", "代表者", "取締役", "執行役", "理事長", "個人情報", "お客様", "お客さま", "お問", "カスタマー", "総務部", "人事部", "管理部", "管理本部", "法務部", "経営", "事務局"} {
		if n := strings.Index(s, w); n > 0 {
			return n
		}
	}
	return 0
}

// contactBareCompany returns a company's name without its legal form.
func contactBareCompany(s string) string {
	for _, f := range contactForms {
		if strings.HasPrefix(s, f) {
			return strings.TrimSpace(s[len(f):])
		}
		if strings.HasSuffix(s, f) {
			return strings.TrimSpace(s[:len(s)-len(f)])
		}
	}
	return s
}
