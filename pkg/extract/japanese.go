package extract

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/text"
)

// Spans of Japanese phrases. All offsets are in the folded text.

// chunks splits the stretch sp at commas that stand outside brackets.
func chunks(s string, sp text.Span) []text.Span {
	var out []text.Span
	start, depth := sp.Start, 0
	for i, r := range s[sp.Start:sp.End] {
		switch r {
		case '(', '「', '『', '[', '【', '〔', '（':
			depth++
		case ')', '」', '』', ']', '】', '〕', '）':
			depth = max(0, depth-1)
		case '、', ',', '，':
			if depth == 0 {
				at := sp.Start + i + utf8.RuneLen(r)
				out = append(out, text.Span{Start: start, End: at})
				start = at
			}
		}
	}
	if start < sp.End {
		out = append(out, text.Span{Start: start, End: sp.End})
	}
	return out
}

// topics end a stretch that tells of whom or where the sentence speaks and is
// no part of an aim or a condition.
var topicEnds = []string{"は、", "では、", "には、", "とは、", "において、", "においては、", "につきましては、", "については、", "について、", "に関しては、", "場合、", "場合は、", "場合には、", "際、", "際は、", "際には、", "とき、", "ときは、", "例えば、", "たとえば、", "具体的には、", "これには、", "また、", "なお、", "さらに、", "ただし、", "そのため、", "その他、", "従って、", "したがって、", "を、", "により、", "によって、", "に基づき、", "に従い、", "に応じて、", "に対し、", "に対して、", "に際し、", "を通じて、", "から、", "が、", "ので、", "として、", "上で、", "ものとし、", "および、", "ならびに、", "または、", "範囲で、", "範囲内で、", "範囲において、", "ており、", "ほか、", "他、", "他に、", "等は、", "もとに、", "もと、", "にあたり、", "にあたって、", "当たり、", "ますが、", "あらかじめ、", "特に、", "もっぱら、", "取得し、", "収集し、", "取得して、", "収集して、", "ではなく、", "が含まれ、", "も含まれ、"}

// phraseStart returns where the phrase whose last word ends at anchor begins:
// it goes back chunk by chunk while the chunk before continues into it.
func phraseStart(s string, sentence text.Span, anchor int) int {
	cs := chunks(s, text.Span{Start: sentence.Start, End: anchor})
	if len(cs) == 0 {
		return sentence.Start
	}
	start := cs[len(cs)-1].Start
	start = afterTopic(s, text.Span{Start: start, End: anchor})
	if start != cs[len(cs)-1].Start {
		return start
	}
	for i := len(cs) - 2; i >= 0; i-- {
		c := s[cs[i].Start:cs[i].End]
		if endsWithAny(c, topicEnds) && !deedJoined.MatchString(c) || strings.HasPrefix(s[start:anchor], "そして") {
			break
		}
		start = afterTopic(s, cs[i])
		if start != cs[i].Start {
			break
		}
	}
	return start
}

// deedJoined ends a chunk with a deed that another one is joined to: "契約の履行および、".
var deedJoined = expr.New(`\p{Han}{2}(?:および|及び|ならびに|並びに|または|又は)、$`)

// joinedAims returns the aims of a phrase that names several, each with its own 目的 or ため:
// "品質を上げる目的や不正を防ぐ目的".
func joinedAims(s string, sp text.Span) (parts []text.Span) {
	at := sp.Start
	for _, m := range aimJoin.FindAllStringSubmatchIndex(s[sp.Start:sp.End], -1) {
		parts = append(parts, text.Span{Start: at, End: sp.Start + m[3]})
		at = sp.Start + m[1]
	}
	return append(parts, text.Span{Start: at, End: sp.End})
}

// aimJoin joins two aims; the first group is what belongs to the first.
var aimJoin = expr.New(`((?:[るうくすつぬぶむぐ]|の)(?:目的|ため))(?:や|、?(?:および|及び|ならびに|並びに|または|又は|もしくは|若しくは)、?)`)

// afterTopic returns where a chunk goes on behind a topic without a comma
// ("当社は利用者に…", "本サイトでは…").
func afterTopic(s string, c text.Span) int {
	t := s[c.Start:c.End]
	best := 0
	for _, m := range [...]string{"当社は", "弊社は", "当社では", "弊社では", "当サイトでは", "本サービスでは", "本サイトでは", "当会は", "当行は", "当院は", "個人情報は", "情報は", "データは", "個人情報を", "データを", "cookieは", "当社が", "これらの情報を", "情報を", "これらは"} {
		if i := strings.Index(t, m); i >= 0 && i < 60 && i+len(m) > best && i+len(m) < len(t) {
			// A topic inside brackets or a relative clause ("当社が提供する…") is none.
			if strings.HasSuffix(m, "が") || i > 30 && (strings.HasSuffix(m, "を")) {
				continue
			}
			if strings.HasSuffix(m, "を") && objectOfAim.MatchString(t[i+len(m):]) {
				continue
			}
			best = i + len(m)
		}
	}
	return c.Start + best
}

// objectOfAim is what follows an object of the aim itself, 情報を提供する(ため), 情報をお届け
// する(ため), but 情報を配送のために利用.
var objectOfAim = expr.New(`^[おご]?\p{Han}{1,4}[らわ]?[しりみいけせえちめれ]?(?:する|いたす|させていただく|していただく|[るくぐすつぶむう])$`)

// consentStart returns where a condition of consent begins: with the words
// that tell whose consent, behind any object or topic of the sentence.
func consentStart(s string, sentence text.Span, anchor int) int {
	cs := chunks(s, text.Span{Start: sentence.Start, End: anchor})
	if len(cs) == 0 {
		return anchor
	}
	c := cs[len(cs)-1]
	start := c.Start
	if c.End == anchor && endsWithAny(s[c.Start:c.End], []string{"、", "，"}) {
		return anchor
	}
	for _, m := range [...]string{"情報を", "データを", "個人情報を", "は", "情報について"} {
		if i := strings.LastIndex(s[c.Start:anchor], m); i >= 0 {
			start = max(start, c.Start+i+len(m))
		}
	}
	if start == c.Start && len(cs) > 1 && endsWithAny(s[cs[len(cs)-2].Start:cs[len(cs)-2].End], []string{"あらかじめ、", "上で、", "事前に、"}) {
		start = cs[len(cs)-2].Start
	}
	return start
}

func endsWithAny(s string, ends []string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// cases splits the stretch sp, which ends in a case ("…場合", "…とき"), into its
// coordinated cases: "Aの場合やBの場合", "Aの場合、Bの場合".
func cases(s string, sentence text.Span, end int) []text.Span {
	// What a bracket says of what it stands behind ("…しません(法令に基づく開示を除く)") begins there.
	if at := strings.LastIndexAny(s[sentence.Start:end], "()"); at >= 0 && s[sentence.Start+at] == '(' {
		sentence.Start += at + 1
	}
	if m := labelOfCases.FindStringIndex(s[sentence.Start:end]); m != nil {
		sentence.Start += m[1]
	}
	start := sentence.Start
	cs := chunks(s, text.Span{Start: sentence.Start, End: end})
	// Behind the last topic that is no case itself.
	for _, c := range cs[:max(0, len(cs)-1)] {
		t := s[c.Start:c.End]
		if endsWithAny(t, caseEnds) {
			break // from here on all belongs to cases
		}
		if toldBefore.MatchString(t) && !strings.Contains(inBracket.ReplaceAllString(t, ""), "が") && !joins.MatchString(s[c.End:end]) || endsWithAny(t, aside) {
			start = c.End
			continue
		}
		if endsWithAny(t, topicEnds) && !strings.HasSuffix(t, "が、") && !strings.HasSuffix(t, "により、") && !strings.HasSuffix(t, "によって、") && !strings.HasSuffix(t, "に基づき、") && !strings.HasSuffix(t, "から、") && !strings.HasSuffix(t, "より、") {
			start = c.End
		}
	}
	start = afterTopic(s, text.Span{Start: start, End: end})
	var out []text.Span
	at := start
	if m := deedsJoin.FindStringSubmatchIndex(s[start:end]); m != nil {
		out = append(out, text.Span{Start: at, End: start + m[3]})
		at = start + m[4]
	}
	for _, m := range caseJoin.FindAllStringSubmatchIndex(s[start:end], -1) {
		out = append(out, text.Span{Start: at, End: start + m[3]})
		at = start + m[1]
	}
	if at < end {
		out = append(out, text.Span{Start: at, End: end})
	}
	return out
}

var (
	// What the company does besides, told before the case: "厳重に管理し、法令に定める場合を除き、…".
	toldBefore = expr.New(`(?:管理|保管|保護|保持|利用|使用|取り?扱い?|取得|収集|運用|遵守)(?:し|して|いたし|致し|を行い|を行って)?、$`)
	// The label before a promise: "第三者提供:", "【第三者への提供】".
	labelOfCases = expr.New(`^(?:[【\[〔<《「『][^】\]〕>》」』]{1,24}[】\]〕>》」』][: ]?|[^ 。、:]{0,16}(?:提供|開示|委託|共有)(?:の有無|について)?[: ])`)
	inBracket    = expr.New(`\([^()]*\)`)
	aside        = []string{"ますが、", "ですが、", "こととし、", "ものとし、", "ており、", "とともに、", "ますので、"}
	joins        = expr.New(`^(?:または|又は|もしくは|若しくは|かつ|および|及び)`)
	caseEnds     = []string{"場合、", "とき、", "場合や、", "場合または、", "場合および、"}
	// The end of a case that another one follows; the first group is what belongs to the case.
	caseJoin = expr.New(`((?:場合|とき)(?:\([^)]*\))?)(?:や、|や|、または、?|または、?|、もしくは、?|もしくは|、および、?|および、?|、|・)`)
)

// deedsJoin parts the first of two deeds that make one case: "グループ内の共同利用や業務委託先への提供の場合".
var deedsJoin = expr.New(`^([^、。]{0,24}(?:共同利用|委託|提供|開示|承継))(?:や|または|および|、)([^、。]{0,20}(?:共同利用|委託|提供|開示|承継)の場合)$`)

// countedAims returns the aims of a phrase that counts them, "(1)発送、(2)お知らせのため", without
// their marks; nil if it does not.
func countedAims(s string, sp text.Span) []text.Span {
	at := countedParts(s, sp)
	for k := range at {
		if at[k].Len() < len("発送") {
			return nil
		}
	}
	return at
}

// countedCases returns the cases of a sentence that counts them and goes on behind the last,
// "(i)法令に基づく場合、(ii)権利を守るため、第三者と共有します", without their marks; nil if it does not.
func countedCases(s string, sp text.Span) []text.Span {
	parts := countedParts(s, sp)
	if len(parts) < 2 {
		return nil
	}
	for k := range parts {
		part := &parts[k]
		if k+1 == len(parts) {
			m := caseOrAim.FindStringIndex(s[part.Start:part.End])
			if m == nil {
				return nil
			}
			part.End = part.Start + m[1]
		}
		if !endsWithAny(s[part.Start:part.End], caseHeads) {
			return nil
		}
	}
	return parts
}

// caseOrAim ends a case within a sentence.
var caseOrAim = expr.New(`(?:場合|とき|ため|目的)`)

// countedParts returns what stands behind the marks of a stretch that counts, "(1)", "(i)", "(a)" or
// "①", up to the next mark; nil if they do not count up.
func countedParts(s string, sp text.Span) (parts []text.Span) {
	at := countMark.FindAllStringIndex(s[sp.Start:sp.End], -1)
	for k, m := range at {
		mark := s[sp.Start+m[0] : sp.Start+m[1]]
		first := s[sp.Start+at[0][0] : sp.Start+at[0][1]]
		if k > 0 && mark != nthMark(first, k) {
			return nil
		}
		if k == 0 && mark != "(1)" && mark != "(i)" && mark != "(a)" && mark != "①" {
			return nil
		}
		part := text.Span{Start: sp.Start + m[1], End: sp.End}
		if k+1 < len(at) {
			part.End = sp.Start + at[k+1][0]
			part.End = part.Start + len(countJoin.ReplaceAllString(s[part.Start:part.End], ""))
		}
		parts = append(parts, part)
	}
	return parts
}

// nthMark returns the mark k places behind the first of its kind.
func nthMark(first string, k int) string {
	switch {
	case first == "①":
		return string('①' + rune(k))
	case first == "(i)" && k < len(romans):
		return "(" + romans[k] + ")"
	case first == "(a)":
		return "(" + string('a'+rune(k)) + ")"
	}
	return "(" + strconv.Itoa(k+1) + ")"
}

var (
	romans    = [...]string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"}
	countMark = expr.New(`\((?:[1-9]|1[0-9]|i{1,3}|iv|vi{0,3}|ix|x|[a-j])\)|[①-⑨]`)
	// countJoin stands between what is counted.
	countJoin = expr.New(`[、;, ]*(?:および|及び|ならびに|並びに|または|又は|もしくは|若しくは|かつ)?[、, ]*$`)
)

// nounEnds end a case that a promise excludes.
var nounEnds = []string{"場合", "とき", "時", "もの", "ところ", "事由", "者", "範囲", "目的", "理由", "限り", "請求", "命令", "要請", "要求", "照会", "義務", "指示", ")"}

// givenEnds end what a promise excludes by its name: "法令に基づく開示を除き".
var givenEnds = []string{"開示", "提供", "委託", "共同利用", "承継", "例外", "規定", "定め", "サービス", "会社", "企業", "業者", "団体", "各社", "法人"}

// indexAny returns the first place of any of the words, the longest there, and
// its length; -1 if there is none.
func indexAny(s string, words []string) (int, int) {
	at, w := -1, 0
	for _, x := range words {
		if i := strings.Index(s, x); i >= 0 && (at < 0 || i < at || i == at && len(x) > w) {
			at, w = i, len(x)
		}
	}
	return at, w
}

var (
	// asks ends a question, which states nothing; answers stands before an answer.
	asks    = expr.New(`(?:ます|です|ません|でしょう|ましょう|のだろう)か[？?]?$`)
	answers = expr.New(`^A[0-9]{0,2}(?:[.:、] ?| )`)
)
