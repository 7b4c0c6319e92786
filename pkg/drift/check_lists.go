package drift

import (
	"fmt"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// Lists within sentences.

// An element is one of a list within a sentence.
type element struct {
	stmt  int
	span  text.Span // in the statement
	terms []term
	inner bool // neither first nor last
}

var (
	jaSplitRE = expr.New(`[、,，・/]|等(?:の|、)?|など(?:の|、)?|及び|および|並びに|ならびに|又は|または|若しくは|もしくは|その他(?:の|、)?|かつ|且つ|そして|[（(）)]|や`)
	enSplitRE = expr.New(`(?i)[,;/()]| and/or | and | or | as well as `)
)

// cut cuts a text at its commas and conjunctions. A part of more than most
// bytes can begin or end a list, no more.
func cut(lang, s string) (parts []text.Span, most int) {
	re, most := jaSplitRE, 54
	if lang == policy.English {
		re, most = enSplitRE, 44
	}
	at := 0
	whether := oppositeRE.FindAllStringIndex(s, -1)
	for _, m := range re.FindAllStringIndex(s, -1) {
		if m[0] > 0 && m[1] < len(s) && digit(s[m[0]-1]) && digit(s[m[1]]) {
			continue // 1,000
		}
		if slices.ContainsFunc(whether, func(w []int) bool { return w[0] < m[0] && m[1] < w[1] }) {
			continue
		}
		if m[0] > at {
			parts = append(parts, text.Span{Start: at, End: m[0]})
		}
		at = m[1]
	}
	if at < len(s) {
		parts = append(parts, text.Span{Start: at, End: len(s)})
	}
	return parts, most
}

// oppositeRE finds two words that together are one: whether a thing is so.
var oppositeRE = expr.New(`(?i)有効[/・]無効|オン[/・]オフ|あり[/・]なし|成功[/・]失敗|可[/・]否|\bon/off\b|\benabled?/disabled?\b|\bsuccess/failure\b|\byes/no\b`)

// cutAtParticles cuts parts where a Japanese particle joins two nouns: 氏名と住所.
func cutAtParticles(parts []text.Span, words []word) []text.Span {
	out := parts[:0:0]
	k := 0
	for _, p := range parts {
		for ; k < len(words) && words[k].span.End <= p.End; k++ {
			if w := words[k]; w.surface == "と" && w.span.Start > p.Start && w.span.End < p.End && w.detail.Is("助詞,並立助詞") {
				out = append(out, text.Span{Start: p.Start, End: w.span.Start})
				p.Start = w.span.End
			}
		}
		out = append(out, p)
	}
	return out
}

// partsOf cuts a statement as cut does, but not within a word of the lexicon:
// "rights and interests" is one.
func partsOf(lang string, st *stmt) (parts []text.Span, most int) {
	all, most := cut(lang, st.text)
	if len(all) > 4*maxSlots {
		return all, most // no list that is compared
	}
	all = cutAtParticles(all, st.words)
	for _, p := range all {
		if n := len(parts) - 1; n >= 0 && slices.ContainsFunc(st.terms, func(t term) bool { return t.known && !t.fact && t.span.Start < parts[n].End && t.span.End > p.Start }) {
			parts[n].End = p.End
			continue
		}
		parts = append(parts, p)
	}
	return parts, most
}

// elements cuts a statement at its commas and conjunctions and returns the
// longest run of short parts.
func elements(lang string, st *stmt, k int) []element {
	parts, most := partsOf(lang, st)
	var best, run []element
	flush := func() {
		if len(run) > len(best) {
			best = run
		}
		run = nil
	}
	for i, p := range parts {
		s := strings.TrimSpace(st.text[p.Start:p.End])
		if s == "" || isNoise(s) || hereafterRE.MatchString(s) {
			continue
		}
		e := element{stmt: k, span: trimSpan(st.text, p), inner: true}
		for _, t := range st.terms {
			if p.Start <= t.span.Start && t.span.Start < p.End && !t.fact {
				e.terms = append(e.terms, t)
			}
		}
		if len(s) > most {
			// A long part can begin or end a list, no more.
			if len(run) > 0 {
				e.inner = false
				run = append(run, e)
				flush()
			}
			e.inner = false
			run = []element{e}
			continue
		}
		if i == 0 || i == len(parts)-1 {
			e.inner = false
		}
		run = append(run, e)
	}
	flush()
	// Of the first element what stands last counts, of the last what stands first.
	if n := len(best); n > 0 {
		narrow := func(e *element, t term) {
			e.terms, e.span = []term{t}, t.span
		}
		if e := &best[0]; !e.inner && len(e.terms) > 2 {
			narrow(e, e.terms[len(e.terms)-1])
		}
		if e := &best[n-1]; n > 1 && !e.inner && len(e.terms) > 2 {
			narrow(e, e.terms[0])
		}
	}
	return best
}

// hereafterRE finds what extends a definition to what follows.
var hereafterRE = expr.New(`(?i)^(?:以下|以後)、?「|^(?:以下|以後|本[^、。]{0,12}において)?[、,]?(?:も)?(?:同じ|同様)(?:とします|とする|です)?。?$|^(?:the )?same (?:shall |will )?(?:appl(?:y|ies)|hereinafter|hereafter)|^(?:hereinafter|hereafter)\b`)

// quotedRE finds what is nothing but a short name in English quotation marks.
var quotedRE = expr.New(`^\s*(?:the )?["“][^"”“]{1,30}["”]\s*$`)

func isNoise(s string) bool {
	if len(s) < 2 {
		return true // system(s)
	}
	if quotedRE.MatchString(s) {
		return true // what a thing is called from here on
	}
	switch strings.ToLower(s) {
	case "ltd", "ltd.", "inc", "inc.", "llc", "k.k.", // of a name
		"etc", "etc.", "等", "など", "以下", "above", "below", "その他", "others", "and", "or", "the like", "however", "including", "such as", "e.g", "i.e", "e.g.", "i.e.", "さらに", "また":
		return true
	}
	return false
}

func trimSpan(s string, p text.Span) text.Span {
	for p.Start < p.End && (s[p.Start] == ' ' || s[p.Start] == '\n') {
		p.Start++
	}
	for p.Start < p.End && (s[p.End-1] == ' ' || s[p.End-1] == '.' || s[p.End-1] == '\n') {
		p.End--
	}
	return p
}

// idsOf returns the sets of all words of an element.
func idsOf(e element) []int32 {
	var ids []int32
	for _, t := range e.terms {
		ids = append(ids, t.ids...)
	}
	return ids
}

// unpaired returns the elements of x that find no partner of their own in y.
func unpaired(x, y []element) []element {
	share := func(a, b element) bool {
		for _, t := range a.terms {
			for _, u := range b.terms {
				for _, i := range t.ids {
					for _, j := range u.ids {
						if i == j {
							return true
						}
					}
				}
			}
		}
		return false
	}
	partner := make([]int, len(y)) // 1 + index into x
	var try func(i int, seen []bool) bool
	try = func(i int, seen []bool) bool {
		for j := range y {
			if !seen[j] && share(x[i], y[j]) {
				seen[j] = true
				if partner[j] == 0 || try(partner[j]-1, seen) {
					partner[j] = i + 1
					return true
				}
			}
		}
		return false
	}
	var out []element
	for i := range x {
		if len(x[i].terms) > 0 && len(x) <= 40 && len(y) <= 40 && !try(i, make([]bool, len(y))) {
			out = append(out, x[i])
		}
	}
	return out
}

// adverbialRE finds what stands between commas and is no element of a list.
var adverbialRE = expr.New(`(?:により|に(?:対し|基づき|関し|従い|応じ|際し|当たり|あたり|加え|伴い|つき)|を(?:通じ|用い|もって)|よって|ため(?:に|の)?|よう(?:に)?|[はがをてでにへ]|場合|とき|際|うえ|限り|として|ついて)$`)

// generic sets are too wide to be an element of a list that matters.
var generic = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`当社 利用者 本人 法令 規則 例外 ただし おそれ 適用 条 必要 サービス 提供する 利用 確認 第三者 第三者提供 個人情報 個人データ 情報 個人 明示 通知 公表 あらかじめ 方法
		措置 機能 個人情報保護法 プライバシーポリシー 利用規約 有効 責任 義務 取得 取扱い 管理 適正 遵守 要請 制限 重要 維持 業務 体制 技術 法人 事業者 自社 登録 種類 項目
		以下 目的 利用目的 遅滞なく 速やかに 直ちに 設定 対応 回答 保証 個人情報取扱事業者 権利利益 名称 ページ ウェブサイト アプリ 運営 自動 容易 特定 閲覧 契約 契約者 他の利用者 相違`) {
		m[w] = true
	}
	return m
}()

// content tells whether a term can be what an element of a list is about.
func (c *checker) content(t term) bool {
	if t.fact {
		return false
	}
	if !t.known {
		return true
	}
	for _, id := range t.ids {
		if int(id) < len(c.names.labels) && c.names.classes[id] != common && !generic[c.names.labels[id]] {
			return true
		}
	}
	return false
}

func (c *checker) lists(l link, a, b *node, sure float64) {
	most, enough := 0, false
	// How many parts the two lists have, those too that no word is known of.
	parts := map[*side]int{}
	collect := func(s *side, list []int, all bool) []element {
		content := func(t term) bool { return all && !t.fact && t.known || !all && c.content(t) }
		var best []element
		most = 0
		defer func() { enough = enough || most >= 2 }()
		for _, k := range list {
			var es []element
			things := 0
			cut := elements(s.doc.Lang, &s.stmts[k], k)
			for i, e := range cut {
				// What says nothing of its own is no element.
				e.terms = slices.DeleteFunc(slices.Clone(e.terms), func(t term) bool { return !content(t) })
				if len(e.terms) == 0 || i+1 < len(cut) && adverbialRE.MatchString(s.stmts[k].text[e.span.Start:e.span.End]) {
					continue
				}
				things++
				es = append(es, e)
			}
			if things >= 1 && len(es) > len(best) {
				best, most, parts[s] = es, things, len(cut)
			}
		}
		return best
	}
	ea, eb := collect(c.a, l.a, false), collect(c.b, l.b, false)
	var ua, ub []element
	before := len(c.out)
	report := func(e element, s *side, first bool, sev Severity, conf float64) {
		st := &s.stmts[e.stmt]
		q := &quote{span: text.Span{Start: st.span.Start + e.span.Start, End: st.span.Start + e.span.End}}
		src := s.doc.View.ToSource(q.span)
		for _, d := range c.out[:before] { // named already as a name
			x := d.Original
			if first == c.swapped {
				x = d.Translation
			}
			if x != nil && src.Contains(x.Span) && x.Span.Len()*4 > src.Len() {
				return
			}
		}
		x, y, where := q, c.b.whole([]int{eb[0].stmt}), "{a}"
		if !first {
			x, y, where = c.a.whole([]int{ea[0].stmt}), q, "{b}"
		}
		c.report(Scope, c.severity(sev, sure), conf*sure, x, y, 0, fmt.Sprintf("“%s” is listed in %s only.", st.text[e.span.Start:e.span.End], where))
	}
	side := func(ux, uy []element, s *side, first bool, mine, other *node, n, m int) {
		var bare, unknown, covered []element
		for _, e := range ux {
			content, known, hit := false, false, false
			for _, t := range e.terms {
				if !c.content(t) {
					continue
				}
				content = true
				known = known || t.known
				hit = hit || other.has(t)
			}
			switch {
			case !content:
			case hit:
				covered = append(covered, e)
			case known:
				bare = append(bare, e)
			case e.inner:
				unknown = append(unknown, e)
			}
		}
		others := 0 // of the other side that may be what is looked for
		for _, e := range uy {
			if mine.set.any(idsOf(e)) {
				continue // said elsewhere in the sentence
			}
			if e.inner || slices.ContainsFunc(e.terms, func(t term) bool { return t.known }) {
				others++
			}
		}
		switch {
		case len(bare) > 0 && others == 0 && len(bare) <= 3:
			for _, e := range bare {
				sev, conf := Low, 0.5
				if e.inner && n > m {
					sev, conf = High, 0.8
				} else if parts[s] <= parts[c.other(s)] {
					continue // it may be what is said in words that are not known
				}
				report(e, s, first, sev, conf)
			}
		case n > m && parts[s] > parts[c.other(s)] && len(bare) > others && len(bare) <= 3:
			for _, e := range bare[:len(bare)-others] {
				report(e, s, first, Low, 0.4)
			}
		case n > m && len(bare) == 0 && len(unknown) > others && len(unknown) <= 3:
			report(unknown[0], s, first, Low, 0.4)
		case n > m && parts[s] > parts[c.other(s)] && len(covered) == 1 && covered[0].inner && len(bare) == 0 && others == 0:
			report(covered[0], s, first, Low, 0.4)
		}
	}
	if enough && len(ea) >= 2 && len(eb) >= 2 && len(ea) <= 40 && len(eb) <= 40 {
		ua, ub = unpaired(ea, eb), unpaired(eb, ea)
		side(ua, ub, c.a, true, a, b, len(ea), len(eb))
		side(ub, ua, c.b, false, b, a, len(eb), len(ea))
	}
	if len(c.out) > before {
		return
	}
	// Of two lists that else correspond part by part one has a part more, be it
	// as common as "use".
	ea, eb = collect(c.a, l.a, true), collect(c.b, l.b, true)
	if len(ea) < 2 || len(eb) < 2 || len(ea) > 40 || len(eb) > 40 {
		return
	}
	ua, ub = unpaired(ea, eb), unpaired(eb, ea)
	switch {
	case len(ea) == len(eb)+1 && len(ua) == 1 && len(ub) == 0 && ua[0].inner && parts[c.a] > parts[c.b] && !b.set.any(idsOf(ua[0])):
		report(ua[0], c.a, true, Low, 0.4)
	case len(eb) == len(ea)+1 && len(ub) == 1 && len(ua) == 0 && ub[0].inner && parts[c.b] > parts[c.a] && !a.set.any(idsOf(ub[0])):
		report(ub[0], c.b, false, Low, 0.4)
	}
}

var (
	jaOpenRE    = expr.New(`等|[(（]例|例[:：「『、]|など|例えば|たとえば|例示|例と|の例|といった|その他|のような|をはじめ|とか|やその|たり|各種|〜`)
	enOpenRE    = expr.New(`(?i)\b(?:e\.g|for example|for instance|such as|etc|and so on|including|include|includes|other|others|the like|like|various|any|among)\b`)
	jaExampleRE = expr.New(`[(（]例[:：]|例えば|たとえば`)
	enExampleRE = expr.New(`(?i)\b(?:e\.g\.|for example|for instance)`)
)

// examples reports what one side gives as an example and the other as all there is.
func (c *checker) examples(l link, ta, tb string, sure float64) {
	if c.voc.same {
		return
	}
	name := ""
	switch { // Japanese is the first side
	case jaExampleRE.MatchString(ta) && !enOpenRE.MatchString(tb):
		name = "{a}"
	case enExampleRE.MatchString(tb) && !jaOpenRE.MatchString(ta):
		name = "{b}"
	default:
		return
	}
	c.report(Scope, c.severity(Medium, sure), 0.6*sure, c.a.whole(l.a), c.b.whole(l.b), 0, fmt.Sprintf("%s gives as an example what the other side gives as all there is.", name))
}
