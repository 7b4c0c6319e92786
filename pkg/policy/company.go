package policy

import (
	"strings"
	"unicode/utf8"
)

// legalForms are the words that make a Japanese name one of a company or body.
var legalForms = []string{"株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "一般社団法人", "一般財団法人", "公益社団法人", "公益財団法人", "社団法人", "財団法人", "学校法人", "医療法人", "社会福祉法人", "独立行政法人", "国立大学法人", "特定非営利活動法人", "NPO法人", "宗教法人", "生活協同組合", "協同組合"}

// selfWords are what a Japanese company calls itself.
var selfWords = []string{"当社", "弊社", "当法人", "当会", "当協会", "当事業所", "当組合", "当サークル", "当院", "当機構", "当財団", "当学会", "当行", "当社団", "当店", "当団体", "当学園", "当大学", "当センター", "当事務所", "当連盟", "当省", "当庁", "当市", "当カンファレンス", "私たち", "私ども", "当方"}

// company returns the name of the company as the policy gives it: where it is
// defined, where it signs, or what its title says; and whether it is defined.
func company(d *Document, fileTitle string) (name string, defined bool) {
	s := d.View.Text()
	for i := range d.Clauses {
		if i > 80 {
			break
		}
		c := s[d.Clauses[i].Text.Start:d.Clauses[i].Text.End]
		if n := definedName(c); n != "" {
			return fullName(s, n), true
		}
	}
	best, score := legalName(d)
	if score >= 3 {
		return best, false
	}
	if n := subject(d); n != "" {
		return fullName(s, n), false
	}
	if n := operator(d); n != "" {
		return fullName(s, n), false
	}
	for _, t := range []string{d.Title, fileTitle} {
		if n := nameOfTitle(t); n != "" {
			return fullName(s, n), false
		}
	}
	if best == "" {
		best = owner(d)
	}
	return best, false
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

// subject returns the public body that the first sentences of the policy speak of
// as the one that acts: "見本省は、…", "The Ministry of Samples is committed …".
func subject(d *Document) string {
	seen := 0
	for i := range d.Clauses {
		c := &d.Clauses[i]
		if c.Furniture || c.Kind != Paragraph {
			continue
		}
		if seen++; seen > 8 {
			return ""
		}
		for k, st := range c.Sentences {
			if k > 2 {
				break
			}
			t := d.View.Slice(st)
			if n := strings.Index(head(t, 90), "は"); n > 0 && isBody(t[:n]) {
				return t[:n]
			}
			if n := bodyBefore(t); n != "" {
				return n
			}
		}
	}
	return ""
}

// operator returns who runs the service by what the first clauses say of it:
// "operated by Sample Trade SAS", "Developer: Hanako Mihon", "運営者：見本花子".
func operator(d *Document) string {
	opening := 0
	for i := range d.Clauses {
		if i >= 60 {
			break
		}
		t := d.View.Slice(d.Clauses[i].Text)
		if label, n, ok := strings.Cut(t, ":"); ok {
			switch strings.TrimSpace(label) {
			case "運営者", "運営会社", "運営主体", "運営元", "開発者", "開発元", "事業者名", "事業者の名称", "会社名", "提供元":
				if n = strings.TrimSpace(n); !hasAny(n, "。", "、", "は", "を", "@", "://") && width(n) <= 50 {
					return bounded(n)
				}
			case "Operator", "Developer", "Publisher", "Company", "Company name", "Data Controller", "Controller":
				if n = strings.TrimSpace(n); n != "" && n == englishNameBefore(n) && width(n) <= 50 {
					return n
				}
			}
		}
		if c := &d.Clauses[i]; c.Kind == Paragraph && !c.Furniture && opening < 6 {
			opening++
			for k := range c.Sentences {
				if n := operatedBy(d.View.Slice(c.Sentences[k])); n != "" {
					return n
				}
			}
		}
	}
	return ""
}

// operatedBy returns who the English sentence s says operates what it speaks of,
// unless that is a tool that the service makes use of.
func operatedBy(s string) string {
	for _, w := range []string{" operated by ", " run by ", " developed by ", " provided by ", " published by "} {
		what, n, ok := strings.Cut(s, w)
		if !ok || hasAny(what, " use ", " uses ", " using ", "which", "nalytics", "third", "artner") || !hasAny(what, "site", "Site", "app", "App", "ervice", "latform", "ame", "xtension", "erver", "blog", "Blog", "shop", "Shop", "store", "Store") {
			continue
		}
		n = head(n, 120)
		end := len(n)
		for k := range len(n) {
			if strings.IndexByte(",;:()", n[k]) >= 0 || strings.HasPrefix(n[k:], "“") || strings.HasPrefix(n[k:], "\"") ||
				n[k] == ' ' && k+1 < len(n) && !isUpper(n[k+1]) && !isDigit(n[k+1]) && n[k+1] != '&' && n[k+1] < utf8.RuneSelf && !mixedCase(n[k+1:]) {
				end = k
				break
			}
		}
		n = strings.TrimSpace(n[:end])
		if !isLegalWord(lastWord(strings.TrimRight(n, "."))) {
			n = strings.TrimRight(n, ".")
		}
		if n != "" && n == englishNameBefore(n) {
			return n
		}
	}
	return ""
}

// bodyBefore returns the English name of a public body that s begins with.
func bodyBefore(s string) string {
	if !strings.HasPrefix(s, "The ") {
		return ""
	}
	end, body := 0, false
	for i := len("The "); i < len(s) && i < 120; {
		n := strings.IndexByte(s[i:], ' ')
		if n <= 0 {
			return ""
		}
		w := strings.TrimRight(s[i:i+n], ",")
		switch w {
		case "Ministry", "Agency", "Bureau", "Commission", "Authority", "Department", "City", "Prefecture", "University", "Institute", "Association", "Society", "Council", "Government", "Foundation", "Museum", "Library", "Hospital":
			body = true
		}
		if w == "" || !isUpper(w[0]) && w != "of" && w != "and" && w != "for" && w != "the" {
			break
		}
		i += n + 1
		end = i - 1
	}
	if !body {
		return ""
	}
	return strings.TrimRight(s[len("The "):end], ", ")
}

// owner returns who the line about the rights in the page names.
func owner(d *Document) string {
	for i := len(d.Clauses) - 1; i >= 0 && i >= len(d.Clauses)-6; i-- {
		t := d.View.Slice(d.Clauses[i].Text)
		if !isCopyright(t) {
			continue
		}
		l := strings.ToLower(t)
		if len(l) != len(t) {
			continue
		}
		if n := strings.Index(l, "all right"); n >= 0 {
			t = t[:n]
		}
		for {
			old := t
			t = strings.TrimLeft(t, " 0123456789-–~,.:©")
			for _, w := range []string{"Copyright", "COPYRIGHT", "copyright", "(c)", "(C)", "by "} {
				t = strings.TrimPrefix(t, w)
			}
			if t == old {
				break
			}
		}
		t = strings.TrimSpace(t)
		if !strings.HasSuffix(t, "Inc.") && !strings.HasSuffix(t, "Ltd.") && !strings.HasSuffix(t, "Co.") && !strings.HasSuffix(t, "Corp.") {
			t = strings.TrimRight(t, " .,")
		}
		if width(t) <= 60 && t != "" {
			return bounded(t)
		}
	}
	return ""
}

// definedName returns the name that s defines: "X株式会社（以下「当社」といいます）",
// "X, Inc. (“we”)".
func definedName(s string) string {
	for i := 0; i < len(s); {
		n := strings.IndexByte(s[i:], '(')
		if n < 0 {
			return ""
		}
		i += n
		inner := head(s[i+1:], 160)
		if n := strings.IndexByte(inner, ')'); n >= 0 {
			inner = inner[:n]
		}
		if namesItself(inner) {
			before := tail(s[:i], 400)
			// "株式会社X (X Co., Ltd.) (以下「当社」…)"
			for strings.HasSuffix(strings.TrimRight(before, " "), ")") {
				n, depth := len(before)-1, 0
				for ; n >= 0; n-- {
					if before[n] == ')' {
						depth++
					} else if before[n] == '(' {
						if depth--; depth == 0 {
							break
						}
					}
				}
				if n < 0 {
					break
				}
				before = before[:n]
			}
			before = strings.TrimRight(before, " ")
			n := ""
			if hasJapanese(inner) && !isLegalWord(lastWord(strings.TrimRight(before, "."))) {
				n = nameBefore(before)
			} else {
				n = englishNameBefore(before)
			}
			if n != "" {
				return n
			}
		}
		i++
	}
	return ""
}

// namesItself reports whether what stands in brackets gives the name before it to the company.
func namesItself(inner string) bool {
	for _, w := range selfWords {
		n := strings.Index(inner, w)
		if n < 0 {
			continue
		}
		rest := inner[n+len(w):]
		if rest == "" || hasPrefix(rest, "」", "』", "\"", "”", "と", "、", ",", " ", "または", "又は") {
			if n == 0 || strings.Contains(inner[:n], "以下") || hasSuffix(inner[:n], "「", "『", "“", "\"") {
				return true
			}
		}
	}
	switch strings.Trim(strings.TrimPrefix(inner, "以下"), " 、,「」『』“”\"") {
	case "カンファレンス", "実行委員会", "運営事務局", "主催者":
		return true
	}
	l := strings.ToLower(inner)
	if !strings.ContainsAny(l, "“\"'‘") {
		return false
	}
	for _, w := range []string{"company", "association", "corporation", "organization", "organisation", "foundation", "society", "institute", "university", "ministry", "bank", "school", "operator", "entity", "conference", "agency", "committee", "organizer", "organiser"} {
		if strings.Contains(l, "“"+w+"”") || strings.Contains(l, "\""+w+"\"") || strings.Contains(l, "“the "+w) || strings.Contains(l, "\"the "+w) || strings.Contains(l, "‘the "+w) {
			return true
		}
	}
	return hasAny(l, "“we", "\"we", "‘we", "“us", "\"us", "“our", "\"our")
}

// nameBefore returns the Japanese name that s ends with.
func nameBefore(s string) string {
	if s == "" {
		return ""
	}
	cut := 0
	for _, sep := range []string{"。", "、", ":", "「", "」", "『", "』", "(", ")", ",", "\n", ";"} {
		if n := strings.LastIndex(s, sep); n >= 0 {
			cut = max(cut, n+len(sep))
		}
	}
	seg := strings.TrimSpace(s[cut:])
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
				if !isNameRune(r) && !(r == ' ' && k > 1 && k < n && seg[k-2] < utf8.RuneSelf && seg[k] < utf8.RuneSelf) {
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
	if hasPrefix(seg, "本", "この", "その", "当", "ご", "お") || hasAny(seg, "運営者", "事業者", "提供者", "開発者", "管理人", "作者", "サービス", "アプリ", "ユーザー", "情報") {
		return ""
	}
	return bounded(seg)
}

func bounded(s string) string {
	s = strings.TrimSpace(s)
	if width(s) > 80 || width(s) < 2 {
		return ""
	}
	return s
}

func isASCIIName(s string) bool {
	return s != "" && strings.Count(s, " ") < 5 && (isUpper(s[0]) || strings.IndexByte(s, '.') > 0 && strings.IndexByte(s, ' ') < 0)
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

// englishNameBefore returns the English name that s ends with.
func englishNameBefore(s string) string {
	for _, tail := range []string{" and its subsidiaries", " and its affiliates", " and its group companies", " and our affiliates", " and affiliates", " and its subsidiaries and affiliates", ", and its affiliates", " and its affiliated companies"} {
		s = strings.TrimSuffix(s, tail)
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	for _, w := range []string{"We’re ", "We're ", "we’re ", "we're ", "I’m ", "I'm "} {
		if n := strings.LastIndex(s, w); n >= 0 {
			s = s[n+len(w):]
		}
	}
	s = tail(s, 120)
	// In a Japanese text a name begins behind the kana.
	if n := strings.LastIndexFunc(s, func(r rune) bool { return r >= 0x3001 && isWide(r) }); n >= 0 {
		_, w := utf8.DecodeRuneInString(s[n:])
		s = s[n+w:]
	}
	words := strings.Fields(s)
	i := len(words)
	for i > 0 {
		w := words[i-1]
		if i < len(words) && strings.HasSuffix(w, ",") && !isLegalWord(words[i]) {
			break
		}
		if (strings.HasSuffix(w, ".") && !isLegalWord(w) || strings.HasSuffix(w, ":")) && i < len(words) {
			break
		}
		c := w[0]
		if !isUpper(c) && !isDigit(c) && !mixedCase(w) && w != "&" && !(i < len(words) && (w == "of" || w == "and" || w == "for" || isParticle(w))) && !(c >= utf8.RuneSelf && isJapanese(firstRune(w))) && !(strings.IndexByte(w, '.') > 0 && i == len(words)) {
			break
		}
		i--
	}
	for i < len(words) && (isParticle(words[i]) || words[i] == "of" || words[i] == "and" || words[i] == "for" || words[i] == "&" || words[i] == "At" || words[i] == "We" || words[i] == "By" || words[i] == "In") {
		i++
	}
	if i < len(words) && words[i] == "The" && len(words)-i > 1 && isLegalWord(words[len(words)-1]) {
		i++
	}
	if i == len(words) {
		return ""
	}
	n := strings.Trim(strings.Join(words[i:], " "), ",;:“”\" ")
	switch n {
	case "The", "This", "Services", "Service", "Company", "Policy", "Privacy Policy", "Site", "Website", "User", "Users", "You", "It":
		return ""
	}
	if hasAny(n, "Privacy Policy", "Privacy Notice") || i == len(words)-1 && isLegalWord(n) {
		return ""
	}
	return n
}

// mixedCase reports whether the word that s begins with has capitals behind a
// small first letter, as names have that are written so: "eSample", "iMihon".
func mixedCase(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) {
			return false
		}
		if i > 0 && isUpper(s[i]) {
			return true
		}
	}
	return false
}

// isParticle reports whether the small word w may stand inside a name.
func isParticle(w string) bool {
	switch w {
	case "no", "de", "la", "du", "del", "di", "da", "von", "van", "der":
		return true
	}
	return false
}

// isLegalWord reports whether w is an English legal form.
func isLegalWord(w string) bool {
	switch strings.Trim(w, ",.;()“”\"") {
	case "Inc", "Ltd", "LLC", "Co", "Corp", "Corporation", "Limited", "GmbH", "AB", "PLC", "plc", "K.K", "KK", "S.A", "B.V", "LLP", "Incorporated", "Pte", "AG", "SAS", "SARL", "Oy", "Oyj", "ApS", "A/S", "OÜ", "UAB", "S.r.l", "S.p.A", "SpA", "BV", "NV", "N.V", "S.L", "Pty", "UG", "KG", "SE", "PBC", "Ltda", "S.A.S", "S.à r.l", "Foundation", "Company":
		return true
	}
	return false
}

// legalName returns the company name with a legal form that the policy names
// most, and how sure it is of it.
func legalName(d *Document) (string, int) {
	s := d.View.Text()
	scores := make(map[string]int)
	var order []string
	add := func(n string, points int) {
		if n == "" {
			return
		}
		if _, ok := scores[n]; !ok {
			if len(order) >= 200 {
				return
			}
			order = append(order, n)
		}
		scores[n] += points
	}
	ofOthers := namesOthers(d)
	for i := range d.Clauses {
		c := &d.Clauses[i]
		t := s[c.Text.Start:c.Text.End]
		points := 1
		if i*4 >= len(d.Clauses)*3 {
			points++
		}
		if hasAny(t, "責任者", "管理者", "代表取締役", "代表者", "窓口", "(c)", "©", "Copyright", "Data Controller", "著作権", "運営") {
			points++
		}
		if isCompanyOnly(t) {
			points += 2
		}
		if points <= 3 && ofOthers(c) && !hasAny(t, "責任者", "管理者", "代表", "窓口", "Controller") {
			continue
		}
		if d.Lang == English {
			englishNames(t, func(n string) { add(n, points) })
		} else {
			japaneseNames(t, func(n string) { add(n, points) })
		}
	}
	best, most := "", 0
	for _, n := range order {
		if scores[n] > most {
			best, most = n, scores[n]
		}
	}
	return best, most
}

// namesOthers returns what tells of the clauses of d whether they stand in a list
// or a section about other companies: bodies it belongs to, contractors, recipients.
func namesOthers(d *Document) func(*Clause) bool {
	about := func(t string) bool {
		return hasAny(head(t, 400), "信用情報機関", "提携", "委託先", "提供先", "送信先", "加盟店", "配信事業者", "広告主", "contractors", "ecipients", "third parties", "artners")
	}
	section := make([]bool, len(d.Sections))
	for i := range d.Sections {
		h := &d.Sections[i]
		section[i] = h.Parent >= 0 && section[h.Parent] || !isTitle(d.View.Slice(h.Heading)) && about(d.View.Slice(h.Heading))
	}
	return func(c *Clause) bool {
		if c.Section >= 0 && section[c.Section] {
			return true
		}
		return c.LeadIn >= 0 && about(d.View.Slice(d.Clauses[c.LeadIn].Text))
	}
}

// japaneseNames calls f with each name in s that holds a legal form.
func japaneseNames(s string, f func(string)) {
	if !hasAny(s, "会社", "法人") {
		return
	}
	for _, form := range []string{"株式会社", "有限会社", "合同会社", "法人"} {
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
			if form == "法人" && start == n {
				continue
			}
			end := i
			for end < len(s) && end-i < 90 {
				r, w := utf8.DecodeRuneInString(s[end:])
				if isHiragana(r) && (end == i || isHiragana(lastRune(s[:end])) || strings.HasSuffix(s[:end], "ー")) && !strings.ContainsRune("がはのをにとでへもや", r) {
					end += w // a name that begins with hiragana
					continue
				}
				if !isNameRune(r) || r == '.' {
					break
				}
				if hasPrefix(s[end:], "代表", "取締役", "個人情報", "人事部", "総務", "お客", "執行役員", "本社", "管理部", "経営", "法務", "内に", "等", "宛", "所在地", "住所", "情報管理", "情報セキュリティ") {
					break
				}
				end += w
			}
			switch {
			case start < n && form != "法人":
				f(s[start:i])
			case end > i:
				f(s[start:end])
			}
		}
	}
}

// englishNames calls f with each name in s that ends with a legal form.
func englishNames(s string, f func(string)) {
	for i := 0; i < len(s); {
		n := strings.IndexByte(s[i:], ' ')
		if n < 0 {
			return
		}
		i += n + 1
		end := i
		for end < len(s) && (isLetter(s[end]) || s[end] == '.') {
			end++
		}
		w := strings.TrimRight(s[i:end], ".")
		if !isLegalWord(w) || w == "Company" || w == "Co" && strings.HasPrefix(s[end:], ", Ltd") {
			continue
		}
		if end < len(s) && s[end-1] != '.' && s[end] == '.' {
			end++
		}
		if n := englishNameBefore(strings.TrimRight(s[max(0, i-120):i]+w, " ")); n != "" && len(n) > len(w) && strings.HasSuffix(n, w) {
			if s[end-1] == '.' && (w == "Inc" || w == "Ltd" || w == "Corp" || w == "Co") {
				n += "."
			}
			f(n)
		}
	}
}

// nameOfTitle returns what the title of a policy says of whose it is.
func nameOfTitle(t string) string {
	t = strings.Trim(t, " 「」『』【】[]<>《》|-–—:")
	for _, sep := range []string{" | ", " - ", " – ", " — ", "|", " :: ", "｜", " ─ "} {
		if parts := strings.Split(t, sep); len(parts) > 1 {
			for _, p := range parts {
				if hasAny(p, legalForms...) && !isTitle(p) {
					return strings.TrimSpace(p)
				}
			}
			for _, p := range parts {
				if isBody(strings.TrimSpace(p)) {
					return strings.TrimSpace(p)
				}
			}
			for _, p := range parts {
				if isTitle(p) && nameOfTitle(p) != "" {
					return nameOfTitle(p)
				}
			}
			for _, p := range parts {
				if !isTitle(p) && width(p) < 40 {
					return strings.TrimSpace(p)
				}
			}
		}
	}
	if hasJapanese(t) {
		for _, w := range []string{"プライバシーポリシー", "プライバシー・ポリシー", "プライバシーステートメント", "個人情報等保護方針", "個人情報保護方針", "個人情報の取り扱い", "個人情報の取扱", "個人情報保護基本方針", "個人情報の保護", "プライバシー"} {
			if n := strings.Index(t, w); n >= 0 {
				t = strings.TrimRight(t[:n], " ")
				for _, p := range []string{"における", "に関する", "の"} {
					t = strings.TrimSuffix(t, p)
				}
				return bounded(t)
			}
		}
		return ""
	}
	l := strings.ToLower(t)
	n := len(l)
	for _, w := range []string{"privacy", "data protection", "global data", "handling of", "cookie"} {
		if k := strings.Index(l, w); k >= 0 {
			n = min(n, k)
		}
	}
	if n == len(l) || len(l) != len(t) {
		return ""
	}
	name := strings.TrimSpace(t[:n])
	if k := strings.Index(name, " logo"); k > 0 { // the words that stand for a picture
		name = name[:k]
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
	switch strings.ToLower(name) {
	case "", "our", "the", "general", "website", "online", "website and app", "customer", "candidate", "applicant", "employee", "recruitment", "global", "your":
		return ""
	}
	return bounded(name)
}
