package policy

import (
	"strings"
	"unicode/utf8"
)

// announces reports whether s says that a list or an address follows: "以下の目的で",
// "次のとおり", "the following purposes", a colon at the end.
func announces(s string) bool {
	if endsWithColon(s) {
		return true
	}
	if announcesJapanese(s) {
		return true
	}
	return announcesEnglish(s)
}

func endsWithColon(s string) bool {
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

// announcesJapanese looks for 以下, 次の, 下記, 左記, 各号, こんな and their like, outside of
// definitions such as （以下「当社」といいます）, and for a sentence that breaks off behind
// のは.
func announcesJapanese(s string) bool {
	if hasSuffix(s, "具体的には、", "具体的には", "例えば、", "たとえば、") {
		return true
	}
	for i := 0; i < len(s); {
		// All words begin with one of these bytes; the scan is one pass.
		c := s[i]
		if (c < 0xE4 || c > 0xE6) && (c != 0xE3 || i+2 >= len(s) || s[i+1] != 0x81) {
			i += runeLen(c)
			continue
		}
		rest := s[i:]
		r, w := utf8.DecodeRuneInString(rest)
		i += w
		switch r {
		case '以':
			if strings.HasPrefix(rest, "以下") && points(rest[len("以下"):], s[:i-w]) {
				return true
			}
		case '次':
			if hasPrefix(rest, "次の", "次に", "次のと", "次記", "次頁", "次表", "次項") && !hasPrefix(rest, "次の者に該当しない") {
				if strings.HasSuffix(s[:i-w], "年") || strings.HasSuffix(s[:i-w], "順") || strings.HasPrefix(rest, "次に定めのない") {
					continue
				}
				return true
			}
		case '下':
			if hasPrefix(rest, "下記", "下の", "下表", "下に挙げ", "下に掲げ", "下に示", "下に記") && !strings.HasSuffix(s[:i-w], "以") && !hasPrefix(rest, "下の名") {
				return true
			}
		case 'つ':
			if hasPrefix(rest, "つぎの", "つぎに") {
				return true
			}
		case 'こ':
			if hasPrefix(rest, "こんな", "こういうこと", "こういったこと", "このあと", "こちらです", "こちら！", "こちら。") && len(rest) <= 90 {
				return true
			}
		case 'の':
			if len(rest) < 24 && strings.TrimRight(rest, "、…‥・. ") == "のは" {
				return true
			}
		case '左':
			if strings.HasPrefix(rest, "左記") {
				return true
			}
		case '後':
			if strings.HasPrefix(rest, "後記の") {
				return true
			}
		case '各':
			if strings.HasPrefix(rest, "各号") && !strings.HasSuffix(s[:i-w], "前") {
				return true
			}
		}
	}
	return false
}

// points reports whether 以下 before rest points at what follows.
func points(rest, before string) bool {
	if r := lastRune(before); before != "" && (r >= '0' && r <= '9' || r == '歳' || r == '名' || r == '人' || r == '円' || r == '日' || r == '%' || r == '内' || r == '月' || r == '年') {
		return false // "18歳以下"
	}
	rest = strings.TrimPrefix(rest, "、")
	rest = strings.TrimPrefix(rest, ",")
	rest = strings.TrimLeft(rest, " ")
	if hasPrefix(rest, "「", "『", "\"", "“", "'", "同じ", "同様", "併せ", "総称", "単に", "これ", "本", "当", "まとめ", "あわせ", "合わせ", "個人情報", "弊", "個別に", "甲", "乙", "「", "<", "【", "省略", "において同じ", "に定めのない", "に定める以外", "に定めるもの以外", "と略") {
		return false
	}
	// "(以下X)" and "（以下、X といいます）" name a thing.
	if hasSuffix(before, "(", "( ", "「") {
		return false
	}
	return true
}

// announcesEnglish looks for "following", "as follows", "below" and "include(s)" at the end.
func announcesEnglish(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c != 'f' && c != 'b' || i > 0 && isLetter(s[i-1]) {
			continue
		}
		rest := s[i:]
		switch {
		case len(rest) >= 9 && strings.EqualFold(rest[:9], "following"):
			tail := rest[9:]
			if hasPrefix(tail, " to learn", " to find out", " to understand", " to see how", " carefully") {
				continue // "Please read the following to learn more about …": all that follows
			}
			if strings.HasSuffix(s[:i], "the ") || strings.HasSuffix(s[:i], "The ") || strings.HasSuffix(s[:i], "these ") || tail == "" || tail == "." {
				return true
			}
		case len(rest) >= 7 && rest[:7] == "follows" && hasSuffix(s[:i], "as ", "As ", "is ", "are "):
			return true
		case len(rest) >= 5 && strings.EqualFold(rest[:5], "below") && (len(rest) == 5 || !isLetter(rest[5])):
			// "in the cases indicated below", not "described below" within brackets
			tail := strings.TrimLeft(rest[5:], " ")
			if hasSuffix(s[:i], "indicated ", "listed ", "forth ", "described ", "specified ", "out ", "given ", "provided ", "the ", "shown ", "cases ", "as ", "stated ", "address ", "details ") && (tail == "" || tail[0] == '.' || tail[0] == ',' || tail[0] == ':' || tail[0] == ';' || strings.HasPrefix(tail, "or ")) {
				return true
			}
		}
	}
	return false
}

// breaksOff reports whether an English sentence ends where only what stands below it can
// go on: "The address is needed for", "Data may be passed on if".
func breaksOff(s string) bool { return openWords[lastWord(s)] && !goesOnBelow(s) }

// goesOnBelow reports whether an English line ends like an item of a list that another
// follows: "ask for advice; and".
func goesOnBelow(s string) bool { return hasSuffix(s, ";", "; and", "; or", ", and", ", or") }

// openWords are small words with which no sentence and no heading ends.
var openWords = map[string]bool{"to": true, "for": true, "if": true, "when": true, "where": true, "with": true, "that": true, "by": true, "from": true, "are": true, "is": true,
	"be": true, "and": true, "or": true, "unless": true, "except": true, "include": true, "includes": true, "including": true, "as": true, "because": true, "through": true,
	"who": true, "which": true, "may": true, "will": true, "can": true, "must": true, "shall": true, "us": true, "between": true, "either": true, "solely": true, "only": true}

// elaborates reports whether s begins by giving examples or parts of what
// stands before it: "例として以下の利用が含まれます。".
func elaborates(s string) bool {
	if hasPrefix(s, "例", "たとえば", "具体的", "これには", "この目的には", "主な", "For example", "Examples", "This includes", "These include", "This may include") {
		return true
	}
	return !wider(s, 60) && hasAny(s, "以下の目的を含みます", "含みます。", "含まれます。", "以下を含み")
}

// forUse reports whether the announcement s is of purposes, cases or the like:
// what it announces are items, whatever stands below them.
func forUse(s string) bool {
	return hasAny(s, "目的", "場合", "ため", "用途", "purpose", "Purpose", "cases", "case.", "case:", "where:", "in order to", "circumstances", "use of", "conditions")
}

// isPlainAim reports whether s, whose shape is sh, says in the plain form of a verb what
// is done, as the lines of a list do in a text whose sentences end in ます:
// "商品をお届けする。".
func isPlainAim(s string, sh *shape) bool {
	return sh.japanese && sh.stop && !sh.inner && hasSuffix(s, "る。", "う。", "く。", "む。", "ぶ。", "つ。", "ぐ。", "す。") && !hasSuffix(s, "です。", "ます。", "ある。", "いる。", "なる。", "とする。") && !hasPrefix(s, "なお", "また", "ただし", "但し", "当社は", "本")
}

// isCase reports whether s, whose shape is sh, is a case or an aim and no sentence
// of its own, though it may end like one: "When the law requires it.",
// "ご本人の同意がある場合。".
func isCase(s string, sh *shape) bool {
	if sh.japanese {
		t, rest, _ := strings.Cut(s, "。")
		return hasSuffix(t, "場合", "とき", "時", "ため") && (rest == "" || hasPrefix(rest, "ただし", "但し", "なお")) && !hasPrefix(s, "なお", "また", "ただし", "但し", "上記")
	}
	if !hasPrefix(s, "When ", "If ", "Where ", "In the case ", "In case ", "In cases ", "Cases ", "To ", "In order to ", "As required ", "As permitted ") {
		return false
	}
	return !hasAny(s, ", we ", ", We ", ", you ", ", your ", ", the Company ", ", the company ", ", our ", ", this ", ", these ", ", it ", ", they ", ", please ", ", the user ", ", users ", ", such ", ", then ")
}
