package policy

import (
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// company returns the name of the company as the policy gives it: where it is
// defined, where it signs, or what its title says; and whether it is defined.
func company(d *Document, fileTitle string) (name string, defined bool) {
	s := d.View.Text()
	actor := sync.OnceValue(d.Actor)
	own := func(short string) bool { // no short name of another that the text speaks of
		if a := actor(); a != "" {
			return strings.Contains(a, short) || strings.Contains(short, a) || strings.Contains(d.Title, short)
		}
		return !platforms[short] || strings.Contains(d.Title, short)
	}
	for i := range min(len(d.Sections), 6) {
		if n := definedName(d.View.Slice(d.Sections[i].Heading), own); n != "" {
			return fullName(s, n), true
		}
	}
	early := func(short string) bool { return !platforms[short] || own(short) }
	for i := range min(len(d.Clauses), 81) {
		own := own
		if i < 4 {
			own = early
		}
		if n := definedName(d.View.Slice(d.Clauses[i].Text), own); n != "" {
			return fullName(s, n), true
		}
	}
	acting, defined := "", false
	if d.Lang == Japanese {
		for i := range min(len(d.Clauses), 12) {
			if n := selfNamed(d.View.Slice(d.Clauses[i].Text)); n != "" {
				return fullName(s, n), true
			}
		}
		if acting, defined = japaneseActor(d); defined {
			return fullName(s, acting), true
		}
	}
	best, score := legalName(d)
	if n := actor(); n != "" && !bodies[n] {
		for _, longer := range []string{best, nameOfTitle(d.Title)} {
			if len(longer) > len(n) && strings.HasPrefix(longer, n) && namedEarly(d, longer) {
				return longer, false
			}
		}
		if score < 3 || !namedEarly(d, best) {
			return n, false
		}
	}
	if score >= 3 {
		return best, false
	}
	if n := subject(d); n != "" {
		return fullName(s, n), false
	}
	if acting != "" {
		return fullName(s, acting), false
	}
	if n := operator(d); n != "" {
		return fullName(s, n), false
	}
	if n := host(d); n != "" {
		if strings.HasPrefix(best, n) {
			n = best
		}
		return n, false
	}
	for _, t := range []string{d.Title, fileTitle} {
		if n := nameOfTitle(t); n != "" {
			return fullName(s, n), false
		}
	}
	if best != "" && (d.Lang != English || score >= 2 || namedEarly(d, best)) {
		return best, false
	}
	if d.Lang == Japanese {
		own := ""
		japaneseNames(fileTitle, func(n string) { // "見本株式会社 会社情報"
			if own == "" {
				own = n
			}
		})
		if own != "" {
			return own, false
		}
	}
	if n := presented(d); n != "" {
		return n, false
	}
	if n := besideTitle(d); n != "" {
		return n, false
	}
	if d.Title == "" {
		for _, t := range d.firstLines(1) {
			if n := nameOfTitle(t); n != "" && width(t) <= 90 {
				return n, false
			}
		}
	}
	return owner(d), false
}

// selfNamed returns the name in brackets behind what s begins with: what the company calls
// itself ("当院(見本クリニック)では、…").
func selfNamed(s string) string {
	before, rest, ok := strings.Cut(head(s, 200), "(")
	name, _, closed := strings.Cut(rest, ")")
	if !ok || !closed || !slices.Contains(selfWords, before) {
		return ""
	}
	name, _, _ = strings.Cut(name, "。")
	if name = strings.TrimSpace(name); !isJapaneseName(name) || hasPrefix(name, "以下", "当", "本", "各") || hasAny(name, "グループ", "含", "等", "その他", "以下", "関連", "子会社", "単に") {
		return ""
	}
	return bounded(name)
}

// subject returns the public body that the first sentences of the policy speak of
// as the one that acts: "見本省は、…", "The Ministry of Samples is committed …".
func subject(d *Document) string {
	for _, t := range d.opening(8, 3) {
		if n := strings.Index(head(t, 90), "は"); n > 0 {
			body := strings.TrimSuffix(t[:n], "で")
			if isBody(body) || hasSuffix(body, "市", "町", "村") && isJapaneseName(body) && !hasPrefix(body, "当", "本", "各", "同") && utf8.RuneCountInString(body) > 2 {
				return body
			}
		}
		if n := bodyBefore(t); n != "" {
			return n
		}
	}
	return ""
}

// opening goes through the first sentences of the first paragraphs of the policy itself,
// each with the number of its paragraph, from 1.
func (d *Document) opening(paragraphs, sentences int) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		seen := 0
		for i := range d.Clauses {
			c := &d.Clauses[i]
			if c.Furniture || c.Kind != Paragraph {
				continue
			}
			if seen++; seen > paragraphs {
				return
			}
			for _, sp := range c.Sentences[:min(len(c.Sentences), sentences)] {
				if !yield(seen, d.View.Slice(sp)) {
					return
				}
			}
		}
	}
}

// namedEarly reports whether the first clauses name n.
func namedEarly(d *Document, n string) bool {
	for i := range d.Clauses {
		if i >= 25 {
			break
		}
		if strings.Contains(d.View.Slice(d.Clauses[i].Text), n) {
			return true
		}
	}
	return false
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
			switch label = strings.TrimSpace(label); label {
			case "サイト運営者", "当サイト運営者", "販売業者", "販売業者名", "商号", "店舗名", "店名", "施設名", "法人名", "学校名", "医院名", "運営者名", "運営事業者", "運営団体", "事業者", "事業者の氏名又は名称", "屋号", "団体", "団体名", "社名", "運営者", "運営会社", "運営主体", "運営元", "開発者", "開発元", "事業者名", "事業者の名称", "会社名", "提供元":
				n, _, _ = strings.Cut(n, "(")
				if n = strings.TrimSpace(n); n != "個人" && !hasAny(n, "。", "、", "は", "を", "@", "://") && width(n) <= 50 {
					return bounded(n)
				}
			}
			switch strings.ToLower(label) {
			case "operator", "developer", "publisher", "company", "company name", "data controller", "controller":
				n, _, _ = strings.Cut(n, ",") // its address
				if n = strings.TrimSpace(n); n != "" && n == englishNameBefore(n) && width(n) <= 50 {
					return n
				}
			}
		}
		if c := &d.Clauses[i]; c.Kind == Paragraph && !c.Furniture && opening < 6 {
			opening++
			for k := range c.Sentences {
				t := d.View.Slice(c.Sentences[k])
				if n := operatedBy(t); n != "" {
					return n
				}
				if hasAny(t, "運営する", "運営している", "運営しています", "を提供する") && !hasAny(t, "が提供するサービス", "を利用して", "を使用して", "を導入して") {
					var all []string
					japaneseNames(t, func(n string) { all = append(all, n) })
					if len(all) == 1 {
						return all[0]
					}
				}
			}
		}
	}
	return ""
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
// "X, Inc. (“we”)", "X, Inc. (“X”)" if X is a short name of the company's own.
func definedName(s string, own func(short string) bool) string {
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
		if namesItself(inner) || shortens(inner, s[:i], own) {
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
				n = definedInEnglish(before, inner)
			}
			if n != "" {
				return n
			}
		}
		i++
	}
	return ""
}

// shortens reports whether what stands in brackets is a short form of the name with a
// legal form that s ends with: Sample Parcels, Inc. (“Sample”), 株式会社見本（以下「見本」）.
func shortens(inner, s string, own func(short string) bool) bool {
	if short := shortForm(inner); short != "" && hasJapanese(inner) {
		n := nameBefore(strings.TrimRight(tail(s, 400), " "))
		return utf8.RuneCountInString(short) > 1 && hasAny(n, legalForms...) && n != short && strings.Contains(n, short)
	}
	short := strings.Trim(inner, "“”\"'‘’,. ")
	if len(short) < 2 || len(short) == len(inner) || !isUpper(short[0]) && !mixedCase(short) || strings.IndexByte(short, ' ') >= 0 && !hasAny(tail(s, 120), short) {
		return false
	}
	s = strings.TrimRight(tail(s, 120), " ")
	return isLegalWord(lastWord(strings.TrimRight(s, "."))) && strings.Contains(englishNameBefore(s), short) && !isOf(s) && own(short)
}

// isOf reports whether the name that s ends with is of another, to whom
// what the sentence speaks of belongs: "… are subsidiaries of Sample, Inc."
func isOf(s string) bool {
	name := englishNameBefore(s)
	n := strings.LastIndex(s, name)
	return n > 0 && strings.HasSuffix(s[:n], " of ")
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
	switch shortForm(inner) {
	case "開発者", "運営者", "作者", "会社", "カンファレンス", "実行委員会", "運営事務局", "主催者", "協会", "学会", "組合", "財団", "法人", "団体", "大学", "学園", "病院":
		return true
	}
	for _, q := range quoted(inner) {
		if isSelf(q) {
			return true
		}
	}
	return false
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

// legalName returns the company name with a legal form that the policy names
// most, and how sure it is of it.
func legalName(d *Document) (string, int) {
	s := d.View.Text()
	scores := make(map[string]int)
	var order []string
	add := func(n string, points int) {
		first, _, _ := strings.Cut(n, " ")
		first = strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(first, ","), "株式会社"), "合同会社")
		if n == "" || platforms[first] && !strings.Contains(d.Title, first) && strings.Count(s, first) < 20 {
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
	if d.Lang == English {
		englishNames(d.Title, func(n string) { add(n, 4) })
	} else {
		japaneseNames(d.Title, func(n string) { add(n, 4) })
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
		if hasAny(t, "認定個人情報保護団体", "苦情解決", "苦情の解決") ||
			hasAny(t, "を利用して", "を使用して", "を導入して", "を採用して") && hasAny(t, "が提供", "の提供する", "社の", "が運営") {
			continue // who settles complaints, whose tool is in use
		}
		if points <= 3 && ofOthers(c) && !hasAny(t, "責任者", "管理者", "代表", "窓口", "Controller") {
			continue
		}
		switch {
		case d.Lang == English:
			englishNames(t, func(n string) { add(n, points) })
		case hasPrefix(t, legalForms...) && isCompanyOnly(t) && strings.IndexByte(t, ' ') < 0:
			own := t
			japaneseNames(t, func(n string) {
				if rest, ok := strings.CutPrefix(t, n); ok && hasPrefix(rest, behindNames...) {
					own = n // its desk follows
				}
			})
			add(own, points)
		case slices.Contains(legalForms, head(t, max(0, strings.IndexByte(t, ' ')))) && isCompanyOnly(t) && strings.Count(t, " ") == 1:
			add(t, points) // "有限会社 見本商店"
		default:
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
		return hasAny(head(t, 400), "信用情報機関", "認定個人情報保護団体", "認定団体", "提携", "委託先", "提供先", "送信先", "加盟店", "配信事業者", "広告主", "contractors", "ecipients", "third parties", "artners")
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

// isPageName reports whether p is what any site calls one of its pages.
func isPageName(p string) bool {
	switch strings.ToLower(p) {
	case "home", "top", "shop", "blog", "news", "company", "company profile", "contact", "about", "about us", "legal", "help", "support", "policies", "menu", "search", "resources", "documents", "ホーム", "トップ", "トップページ", "会社概要", "会社案内", "お問い合わせ":
		return true
	}
	return false
}

// unquoted returns t without brackets around the whole of it.
func unquoted(t string) string {
	for _, b := range []string{"「」", "『』", "【】", "[]", "<>", "《》"} {
		open, n := utf8.DecodeRuneInString(b)
		if firstRune(t) == open && strings.HasSuffix(t, b[n:]) {
			t = strings.TrimSpace(t[n : len(t)-len(b[n:])])
		}
	}
	return t
}

// nameOfTitle returns what the title of a policy says of whose it is.
func nameOfTitle(t string) string {
	t = unquoted(strings.Trim(t, " |-–—:#"))
	for _, sep := range []string{" | ", " » ", " - ", " – ", " — ", "|", " :: ", "｜", " ─ "} {
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
				if p = strings.TrimSpace(p); !isTitle(p) && width(p) < 40 && !isPageName(p) && !isKindName(p) {
					return p
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
				for _, p := range []string{"公式ホームページ", "公式ウェブサイト", "公式サイト", "ホームページ", "ウェブサイト", "Webサイト", "WEBサイト", "公式"} {
					if rest := strings.TrimSuffix(t, p); rest != t { // whose page it is
						t = strings.TrimSuffix(strings.TrimRight(rest, " "), "の")
						break
					}
				}
				if t = bounded(unquoted(t)); isWhom(t) {
					return ""
				}
				return t
			}
		}
		return ""
	}
	if n := nameInQuestion(t); n != "" {
		return n
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
	name := strings.TrimRight(strings.TrimSpace(t[:n]), " :")
	if name == "" || strings.EqualFold(name, "the") {
		return behindTitle(t[n:])
	}
	if k := strings.Index(name, " logo"); k > 0 { // the words that stand for a picture
		name = name[:k]
	}
	name = bareOfWhom(name)
	for _, w := range []string{"Welcome to the ", "Welcome to "} {
		name = strings.TrimPrefix(name, w)
	}
	if name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s"), "'"); name == "" {
		return behindTitle(t[n:])
	}
	switch first, _, _ := strings.Cut(name, " "); first {
	case "A", "An", "Does", "Do", "What", "How", "Who", "Why", "When", "Where", "Is", "Are", "Can", "Will":
		return "" // a question
	}
	return bounded(name)
}

// behindTitle returns whose policy it is where the title says so at its end: "Privacy
// notice of the Sample Club", "Privacy at Sample Choir".
func behindTitle(t string) string {
	for _, w := range []string{" of ", " at ", " for "} {
		kind, name, ok := strings.Cut(t, w)
		if !ok || len(strings.Fields(kind)) > 4 {
			continue
		}
		if name = strings.TrimPrefix(name, "the "); name == "" || name != englishNameBefore(name) || width(name) > 50 || hasPrefix(name, "Our ", "Your ", "This ", "All ") || isKindName(name) {
			return ""
		}
		if last := name[strings.LastIndexByte(name, ' ')+1:]; w == " for " && strings.HasSuffix(last, "s") || isPageName(name) {
			return "" // "for Job Applicants", "of This Website"
		}
		return name
	}
	return ""
}
