package render

import (
	"strconv"
	"strings"

	"github.com/polcompare/polcompare/pkg/compare"
	"github.com/polcompare/polcompare/pkg/rules"
)

// words are the texts of the output in one language.
type words struct {
	kind, category, statute, text, place, state, confidence string
	all                                                     string // findings of a kind
	comma, colon, semicolon, dash                           string
	stated, denied, conflicting, silent, promised           string
	times, kindLines, articles                              string
	onlyOne, allButOne, saidByAll, none, deniedBy           string
	statutory, missing, beyond, denies, complete, nothing   string
	similarity, mostAlike, leastAlike                       string
	promises, evidence, notes                               string
	noPolicies, noRows, noFindings                          string
	section, marker, rule, value, weight, match, whole      string
	totals, lead, tokens                                    string
	topics, added, taken                                    string
}

var english = words{
	kind: "kind", category: "category", statute: "APPI Art.", text: "text", place: "place", state: "state", confidence: "conf.",
	all: "all", comma: ", ", colon: ": ", semicolon: "; ", dash: " – ",
	stated: "stated", denied: "denied", conflicting: "stated and denied", silent: "silent", promised: "announced, none given",
	times: "×n: in n findings", kindLines: "figures beside a kind: findings", articles: "27(…): article of the APPI",
	onlyOne: "Said by one policy only", allButOne: "Said by all policies but this one", saidByAll: "Said by all policies",
	none: "Not mentioned by any policy", deniedBy: "Denied",
	statutory: "Against the exceptions of the statute (APPI Art. 27)", missing: "leaves out", beyond: "beyond the statute",
	denies: "denies", complete: "leaves out nothing", nothing: "states no exception",
	similarity: "Similarity (Jaccard: what both say / what either says)", mostAlike: "most alike", leastAlike: "least alike",
	promises: "Announced and not given", evidence: "Evidence", notes: "Notes on the text",
	noPolicies: "No policies to compare.", noRows: "Nothing to show.", noFindings: "No findings.",
	section: "section", marker: "marker", rule: "rule", value: "value", weight: "weight", match: "match",
	whole: "the finding", totals: "weight by category", lead: "introduced by", tokens: "words (base forms)",
	topics: "topics", added: "added by its words", taken: "taken away by its words",
}

var japanese = words{
	kind: "種類", category: "分類", statute: "個情法", text: "記載", place: "位置", state: "状態", confidence: "確度",
	all: "計", comma: "、", colon: "：", semicolon: "；", dash: " – ",
	stated: "記載あり", denied: "否定", conflicting: "記載と否定の両方", silent: "記載なし", promised: "予告のみ",
	times: "×n：n件の記載", kindLines: "種類の行の数字：件数", articles: "27条…：個人情報保護法",
	onlyOne: "1つのポリシーだけが記載", allButOne: "このポリシー以外のすべてが記載", saidByAll: "すべてのポリシーが記載",
	none: "どのポリシーにも記載なし", deniedBy: "否定",
	statutory: "法定の例外（個人情報保護法27条）との比較", missing: "記載なし", beyond: "法定外", denies: "否定", complete: "すべて記載", nothing: "例外の記載なし",
	similarity: "類似度（Jaccard係数：双方が記載／いずれかが記載）", mostAlike: "最も近い", leastAlike: "最も遠い",
	promises: "予告されているが記載のないもの", evidence: "根拠", notes: "本文についての注意",
	noPolicies: "比較するポリシーがありません。", noRows: "該当する項目がありません。", noFindings: "該当する記載がありません。",
	section: "節", marker: "番号", rule: "規則", value: "値", weight: "重み", match: "一致箇所",
	whole: "記載全体", totals: "分類ごとの重み", lead: "導入の文", tokens: "語（基本形）",
	topics: "話題", added: "語の重みで追加", taken: "語の重みで除外",
}

func (o Options) words() *words {
	if o.Lang == "ja" {
		return &japanese
	}
	return &english
}

// kindLabel returns the name of a kind.
func (o Options) kindLabel(kind string) string {
	return Clean(rules.Taxonomy().Label(kind, "", o.Lang))
}

// categoryLabel returns the name of a category or role.
func (o Options) categoryLabel(kind, category string) string {
	return Clean(rules.Taxonomy().Label(kind, category, o.Lang))
}

// statuteLabel returns where the statute lists an exception, without the
// words that [words.statute] says: "27(1)(ii)", "27条1項2号".
func (o Options) statuteLabel(category string) string {
	s := rules.Taxonomy().StatuteLabel(category, o.Lang)
	return strings.TrimPrefix(strings.TrimPrefix(s, "Art. "), "法")
}

// allSigns returns the signs for stated, denied, conflicting, silent, and
// silent but promised.
func allSigns(o Options) [5]string {
	if o.ASCII {
		return [...]string{"Y", "N", "!", ".", "?"}
	}
	return [...]string{"●", "✕", "◐", "·", "?"}
}

// symbol returns the sign of a cell's state. All are one column wide, in
// terminals as in the table's measure.
func (o Options) symbol(c compare.Cell) (sign, style string) {
	signs := allSigns(o)
	switch {
	case c.State == compare.Stated:
		return signs[0], green
	case c.State == compare.Denied:
		return signs[1], red
	case c.State == compare.Conflicting:
		return signs[2], yellow
	case c.Promised:
		return signs[4], yellow
	}
	return signs[3], dim
}

// times returns n as the number of findings behind a sign, "" for one.
func (o Options) times(n int) string {
	switch {
	case n <= 1:
		return ""
	case o.ASCII:
		return "x" + strconv.Itoa(n)
	}
	return "×" + strconv.Itoa(n)
}
