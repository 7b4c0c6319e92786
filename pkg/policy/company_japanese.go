package policy

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// legalForms are the words that make a Japanese name one of a company or body.
var legalForms = []string{"株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "相互会社", "一般社団法人", "一般財団法人", "公益社団法人", "公益財団法人", "社団法人", "財団法人", "学校法人", "医療法人", "社会福祉法人", "独立行政法人", "国立大学法人", "特定非営利活動法人", "NPO法人", "宗教法人", "弁護士法人", "税理士法人", "監査法人", "生活協同組合", "協同組合"}

// selfWords are what a Japanese company calls itself.
var selfWords = []string{"当社", "弊社", "当法人", "当会", "当協会", "当事業所", "当組合", "当サークル", "当院", "当機構", "当財団", "当学会", "当行", "当社団", "当店", "当団体", "当学園", "当大学", "当センター", "当事務所", "当連盟", "当省", "当庁", "当市", "当町", "当村", "当カンファレンス", "当ホテル", "当館", "当旅館", "当宿", "当クリニック", "当医院", "当病院", "当薬局", "当施設", "当教室", "当スクール", "当塾", "当校", "当園", "当寺", "当教会", "当金庫", "当公社", "当クラブ", "当自治会", "当町内会", "当ショップ", "当ストア", "当サロン", "当工房", "当農園", "当研究所", "当委員会", "本会", "本学", "本校", "本市", "本町", "本村", "本法人", "本協会", "弊会", "弊店", "弊所", "小社", "私たち", "私ども", "当方"}

// isWhom reports whether what stands before "の個人情報の取扱い" says about whom or what the
// text is and not whose it is: お客様, 応募者, 当院, 会員規約・.
func isWhom(t string) bool {
	if utf8.RuneCountInString(t) < 2 || hasPrefix(t, selfWords...) || hasPrefix(t, "本", "各", "この", "その", "ご", "お客") && !hasAny(t, legalForms...) && !isBody(t) {
		return true
	}
	if hasAny(t, "免責", "規約", " < ", " > ", "»") || hasSuffix(t, "/", "<", ">") {
		return true // beside what else the page is about, or where it stands on the site
	}
	return hasSuffix(t, "・", "、", "および", "及び", "者", "様", "さま", "お客さん", "の方", "方々", "会員", "個人", "患者さん", "従業員", "社員", "職員", "採用", "求人", "規約", "情報", "株主", "契約", "取引先", "生徒", "学生", "児童", "園児", "保護者", "サービス", "アプリ", "における", "に関する", "ユーザー", "メンバー", "スタッフ", "基本", "特定")
}

// isBody reports whether the Japanese name s is one of a public body.
func isBody(s string) bool {
	n := 0
	for _, r := range s {
		if !isHan(r) && !isKatakana(r) {
			return false
		}
		n++
	}
	return n >= 3 && n <= 20 && hasSuffix(s, "省", "庁", "府", "県", "市", "町", "村", "市役所", "委員会", "大学", "大学院", "病院", "協会", "学会", "機構", "研究所", "連合会", "連盟", "組合", "財団", "図書館", "博物館", "美術館", "センター", "事務局") &&
		!hasPrefix(s, "当", "本", "各", "同", "貴", "第三者", "個人情報保護委員会", "監督", "消費者")
}

// shortForm returns what a Japanese bracket says that the name before it is called from
// there on: 以下「見本」といいます.
func shortForm(inner string) string {
	rest, ok := strings.CutPrefix(strings.TrimSpace(inner), "以下")
	if !ok {
		return ""
	}
	rest = strings.TrimLeft(rest, " 、,")
	for _, q := range []string{"「」", "『』", "“”", "\"\""} {
		open, n := utf8.DecodeRuneInString(q)
		if firstRune(rest) == open {
			short, _, _ := strings.Cut(rest[n:], q[n:])
			return short
		}
	}
	for _, end := range []string{"といいます", "という", "と称します", "と呼びます", "とします"} {
		rest = strings.TrimSuffix(rest, end)
	}
	return rest
}

// nameBefore returns the Japanese name that s ends with.
func nameBefore(s string) string {
	if s == "" {
		return ""
	}
	for _, q := range []string{"「」", "『』"} { // "「見本花店」(以下「当店」…)"
		open, n := utf8.DecodeRuneInString(q)
		if in, ok := strings.CutSuffix(s, q[n:]); ok {
			if k := strings.LastIndex(in, string(open)); k >= 0 && isJapaneseName(in[k+n:]) {
				return bounded(in[k+n:])
			}
		}
	}
	cut := 0
	for _, sep := range []string{"。", "、", ":", "「", "」", "『", "』", "(", ")", ",", "\n", ";"} {
		if n := strings.LastIndex(s, sep); n >= 0 {
			cut = max(cut, n+len(sep))
		}
	}
	seg := strings.TrimSpace(s[cut:])
	if n := strings.LastIndex(seg, "である"); n >= 0 { // "アプリの開発者である見本花子"
		seg = seg[n+len("である"):]
	}
	for _, title := range [...]string{"プライバシーポリシー", "プライバシー・ポリシー", "個人情報保護方針"} {
		if k := strings.LastIndex(seg, title); k >= 0 && k+len(title) < len(seg) && hasPrefix(seg[k+len(title):], legalForms...) {
			seg = seg[k+len(title):] // the line above, run together with it
		}
	}
	for _, more := range []string{"とその関連会社", "及びその関連会社", "およびその関連会社", "とそのグループ会社", "及びそのグループ会社", "およびそのグループ会社", "とその子会社", "及びその子会社", "およびその子会社"} {
		seg = strings.TrimSuffix(seg, more)
	}
	if seg == "" || !hasJapanese(seg) && !strings.Contains(s, "、") && cut == 0 && !isASCIIName(seg) {
		return ""
	}
	for _, f := range legalForms {
		n := strings.LastIndex(seg, f)
		if n < 0 {
			continue
		}
		if n+len(f) == len(seg) { // "X株式会社"
			for _, p := range selfWords {
				if strings.HasPrefix(seg, p) {
					seg, n = seg[len(p):], n-len(p)
				}
			}
			if n > 0 && !strings.ContainsAny(seg[:n], "はがをにのでともへや ") {
				return bounded(seg)
			}
			k := n
			for k > 0 {
				r, w := utf8.DecodeLastRuneInString(seg[:k])
				if !isNameRune(r) && !(r == ' ' && k > 1 && isLetter(seg[k-2]) && (k == n || seg[k] < utf8.RuneSelf)) {
					break
				}
				k -= w
			}
			if k < n {
				return seg[k:]
			}
			return ""
		}
		if n > 0 && isNameRune(lastRune(seg[:n])) && f == "株式会社" {
			continue
		}
		return bounded(seg[n:])
	}
	if !hasJapanese(seg) {
		if isASCIIName(seg) {
			return seg
		}
		return ""
	}
	// A name without a legal form: the stretch since the last particle.
	if n := strings.LastIndex(seg, "は"); n >= 0 {
		seg = seg[n+len("は"):]
	}
	for _, p := range []string{"私たち", "わたしたち", "弊社", "当社"} {
		seg = strings.TrimPrefix(seg, p)
	}
	if hasPrefix(seg, "本", "この", "その", "当", "ご", "お") || hasSuffix(seg, "運営者", "事業者", "提供者", "開発者", "管理人", "作者", "情報", "個人") || hasAny(seg, "サービス", "アプリ", "ユーザー", "個人情報") {
		return ""
	}
	return bounded(seg)
}

// isNameRune reports whether r can stand in a Japanese name; kana of grammar cannot.
func isNameRune(r rune) bool {
	switch r {
	case '・', '&', '.', '-', '‐', '\'', '’', '+', '_', '!':
		return true
	}
	return isKatakana(r) || isHan(r) || r < utf8.RuneSelf && (isLetter(byte(r)) || isDigit(byte(r)))
}

// fullName returns name with the legal form that s gives it elsewhere.
func fullName(s, name string) string {
	if hasAny(name, legalForms...) || !hasJapanese(s) {
		return name
	}
	for _, f := range legalForms {
		if strings.Contains(s, f+name) {
			return f + name
		}
		if strings.Contains(s, name+f) {
			return name + f
		}
	}
	return name
}

// behindNames begin what stands right behind a name and is none of it.
var behindNames = []string{"代表", "取締役", "個人情報", "人事部", "総務", "お客", "執行役員", "本社", "管理部", "経営", "法務", "内に", "等", "宛", "所在地", "住所", "顧客", "相談", "苦情", "窓口", "責任者", "情報管理", "情報セキュリティ", "及び", "並びに", "又は", "若しくは"}

// japaneseNames calls f with each name in s that holds a legal form.
func japaneseNames(s string, f func(string)) {
	if !hasAny(s, "会社", "法人", "組合", "金庫") {
		return
	}
	for _, form := range []string{"株式会社", "有限会社", "合同会社", "法人", "協同組合", "信用組合", "信用金庫"} {
		for i := 0; ; {
			n := strings.Index(s[i:], form)
			if n < 0 {
				break
			}
			n += i
			i = n + len(form)
			start := n
			for start > 0 && n-start < 90 {
				r, w := utf8.DecodeLastRuneInString(s[:start])
				if !isNameRune(r) {
					break
				}
				start -= w
			}
			start = wholeName(s, start, n, i)
			for _, title := range [...]string{"プライバシーポリシー", "プライバシー・ポリシー", "個人情報保護方針", "個人情報の取扱いについて"} {
				if strings.HasSuffix(s[start:n], title) {
					start = n // of the line above
				}
			}
			for _, done := range [...]string{"制定", "改定", "改訂", "施行", "発効"} {
				if k := strings.LastIndex(s[start:n], done); k > 0 && lastDigit(s[start:start+k]) >= 0 {
					start += k + len(done) // the date above the signature
				}
			}
			if form == "法人" && (start == n || hasSuffix(s[start:n], "当", "本", "各", "同", "貴")) {
				continue // "当法人もしくは当法人関係会社"
			}
			end := i
			for end < len(s) && end-i < 90 {
				r, w := utf8.DecodeRuneInString(s[end:])
				if isHiragana(r) && (end == i || hasSuffix(s[i:end], "社団", "財団") || isHiragana(lastRune(s[:end])) || strings.HasSuffix(s[:end], "ー")) && !strings.ContainsRune("がはのをにとでへもや", r) {
					end += w // a name that begins with hiragana
					continue
				}
				if k := kanaBehind(s[end:]); k > 0 && isHiragana(r) && end > i {
					end += k
					break
				}
				if r == ' ' && end > i && isLetter(s[end-1]) && end+1 < len(s) && isUpper(s[end+1]) {
					end += w // 株式会社Mihon Labs
					continue
				}
				if !isNameRune(r) || r == '.' {
					break
				}
				if hasPrefix(s[end:], behindNames...) {
					break
				}
				end += w
			}
			if end > i && (start == n || form == "法人") {
				end = throughNo(s, start, end)
			}
			switch {
			case start == n && hasSuffix(form, "組合", "金庫"):
			case start < n && form != "法人":
				f(s[start:i])
			case end > i:
				f(s[start:end])
			}
		}
	}
}

// throughNo returns where the Japanese name s[start:end] ends if a の in it goes before its
// last word ("NPO法人森の学校"), and not before what is the company's ("…の代表者"): where
// the name stands alone in s, or s begins with it and goes on with は.
func throughNo(s string, start, end int) int {
	rest, ok := strings.CutPrefix(s[end:], "の")
	if !ok || start > 0 && !hasSuffix(s[:start], "\n", " ", ":", "「", "。", "|") {
		return end
	}
	n := 0
	for n < len(rest) && n < 30 {
		r, w := utf8.DecodeRuneInString(rest[n:])
		if !isNameRune(r) && !(isHiragana(r) && !strings.ContainsRune("はがをにでともへや", r)) {
			break
		}
		n += w
	}
	if k := utf8.RuneCountInString(rest[:n]); k < 1 || k > 8 || n < len(rest) && !hasPrefix(rest[n:], " ", "\n", "(", "は、", "は", "」", "|") ||
		hasAny(rest[:n], "個人", "情報", "代表", "理事", "プライバシー", "サービス", "サイト", "ホームページ", "お客", "利用", "会員", "役員", "職員", "社員", "住所", "所在", "事務", "取", "方針", "運営", "業務", "管理", "責任", "事業", "名称", "電話", "連絡", "問", "窓口", "グループ", "会社", "担当", "活動", "定款", "本部", "支部", "皆", "方", "者") {
		return end
	}
	return end + len("の") + n
}

// goesOn reports whether a name goes on with s, which stands behind a legal form.
func goesOn(s string) bool {
	r := firstRune(s)
	return s != "" && (isNameRune(r) || isHiragana(r) && !strings.ContainsRune("はがをにでとのもへや", r)) && !hasPrefix(s, "及び", "並びに", "又は", "若しくは", "および", "または", "各", "代表")
}

// kanaBehind returns the length of the hiragana at the start of s that ends a name which
// begins with other letters ("株式会社ホテルみほん"): a few, up to where the name ends.
func kanaBehind(s string) int {
	n := 0
	for n < len(s) && n < 18 {
		r, w := utf8.DecodeRuneInString(s[n:])
		if !isHiragana(r) || strings.ContainsRune("がはのをにとでへもや", r) {
			break
		}
		n += w
	}
	switch s[:n] {
	case "など", "ほか", "から", "まで", "より", "および", "または", "ならびに", "もしくは", "です", "あて", "さん", "さま", "ちゃん", "くん":
		return 0
	}
	if n < 6 || n < len(s) && !hasPrefix(s[n:], "。", "(", "「", "」", " ", "\n", "は", "、") {
		return 0
	}
	return n
}

// wholeName returns where the Japanese name begins that s[start:end] is the end of, if
// more than that stands since the last boundary: hiragana ("みほんの森株式会社"), or
// Latin words ("Mihon Trade株式会社").
func wholeName(s string, start, end, behind int) int {
	at := start
	for at > 1 && s[at-1] == ' ' && isLetter(s[at-2]) && at < end && isLetter(s[at]) {
		for at--; at > 0 && (isLetter(s[at-1]) || isDigit(s[at-1]) || s[at-1] == '&'); at-- {
		}
	}
	if at < start {
		return at
	}
	kana := 0
	next := firstRune(s[start:]) // the one behind, on the way to the front
	for at > 0 && end-at < 60 {
		r, w := utf8.DecodeLastRuneInString(s[:at])
		if !isHiragana(r) && !isNameRune(r) || strings.ContainsRune("はがをにでともへや", r) && !isHiragana(next) || r == 'の' && !isHiragana(lastRune(s[:at-w])) {
			break // not a name, or a particle before one
		}
		if isHiragana(r) {
			kana++
		}
		at -= w
		next = r
	}
	if at == start || kana > 6 || start == end && isHiragana(lastRune(s[:start])) && goesOn(s[behind:]) || at > 0 && !hasSuffix(s[:at], "。", "、", "「", "『", "(", "\n", " ", ":", "|") ||
		hasPrefix(s[at:], "この", "その", "これ", "それ", "なお", "また", "ただし", "および", "または", "もしくは", "ならびに", "あるいは", "さらに", "わたし", "私", "お客", "ご", "当", "本") {
		return start
	}
	return at
}

// notWho are the ends of Japanese words that stand before は and are no one who could
// publish the text, or its reader; actors those that may, but are no names.
var (
	notWho = []string{"ユーザー", "ユーザ", "利用者", "利用", "会員", "本人", "個人", "方", "様", "さま", "さん", "サービス", "アプリ", "アプリケーション", "ページ", "ポリシー", "方針", "規約", "情報", "データ", "目的", "内容", "場合", "等", "など", "Cookie", "クッキー", "それ", "これ", "以下", "上記", "ツール", "プログラム"}
	actors = []string{"者", "員", "人", "私たち", "サイト", "事務局", "プロバイダー", "プロバイダ"}
)

// japaneseActor returns the name that a Japanese policy gives to who acts in it: what
// its sentences say three times or more that it (は) does. That may be the short form of
// a name that it defines ("見本ペイ株式会社(以下「Mihon」)", "Villa Mihon(以下、当館という)");
// else it is a name itself, of one to whom nothing is done (を).
func japaneseActor(d *Document) (name string, defined bool) {
	acts := map[string]int{}
	var order []string
	for i := range d.Clauses {
		c := &d.Clauses[i]
		if c.Furniture || i > 200 {
			continue
		}
		for _, sp := range c.Sentences[:min(len(c.Sentences), 12)] {
			t := head(d.View.Slice(sp), 60)
			n := strings.Index(t, "は")
			if n <= 0 {
				continue
			}
			name := strings.TrimSuffix(strings.TrimRight(t[:n], " "), "で")
			if !isJapaneseName(name) || hasSuffix(name, notWho...) || hasPrefix(name, "本", "ご", "お", "この", "その", "各", "第", "個人", "次", "前") || platforms[name] {
				continue
			}
			if acts[name]++; acts[name] == 1 {
				order = append(order, name)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return acts[b] - acts[a] })
	s := d.View.Text()
	for _, short := range order {
		if acts[short] < 3 {
			break
		}
		for i := range min(len(d.Clauses), 81) {
			if n := definedAs(d.View.Slice(d.Clauses[i].Text), short); n != "" {
				return n, true
			}
		}
		if name == "" && !hasPrefix(short, "当", "弊") && !hasSuffix(short, actors...) && !strings.Contains(s, short+"を") && !strings.Contains(s, short+" を") {
			name = short
		}
	}
	return name, false
}

// isJapaneseName reports whether s has only what stands in names, and not too much.
func isJapaneseName(s string) bool {
	if s == "" || width(s) > 40 {
		return false
	}
	kana := 0
	for _, r := range s {
		if isHiragana(r) {
			kana++
		} else if !isNameRune(r) && r != ' ' && r != 'ー' {
			return false
		}
	}
	return kana <= 4
}

// definedAs returns the name that s gives the short form to: before the bracket that says
// so, or inside one behind the short form itself, 当社(株式会社見本).
func definedAs(s, short string) string {
	for i := 0; ; {
		n := strings.IndexByte(s[i:], '(')
		if n < 0 {
			return ""
		}
		i += n + 1
		inner := head(s[i:], 160)
		end := strings.IndexByte(inner, ')')
		if end < 0 {
			end = len(inner)
		}
		inner = inner[:end]
		switch before := strings.TrimRight(s[:i-1], " "); {
		case shortForm(inner) == short:
			for strings.HasSuffix(before, ")") && strings.LastIndexByte(before, '(') > 0 {
				before = strings.TrimRight(before[:strings.LastIndexByte(before, '(')], " ")
			}
			if strings.HasSuffix(before, "」") {
				before = strings.TrimSuffix(before, "」")
				return bounded(before[strings.LastIndex(before, "「")+len("「"):])
			}
			name := nameBefore(tail(before, 400))
			japaneseNames(name, func(n string) { name = n }) // "X株式会社が運営する見本堂"
			return name
		case strings.HasSuffix(before, short):
			name := ""
			japaneseNames(inner, func(n string) {
				if name == "" {
					name = n
				}
			})
			if name != "" {
				return name
			}
		}
	}
}
