package policy

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/ingest"
)

// columnHeads marks the cells of a first row as heads of their columns where the
// format does not: many tables are made of plain cells. A row is one of heads if a
// cell in it says no more than that purposes stand below, or two say what else of data
// does (kinds, recipients, legal bases, periods), and none of them is a sentence.
func (r *reader) columnHeads() {
	for i := 0; i < len(r.blocks); i++ {
		if !r.tableBegins(i) {
			continue
		}
		j, purposes, others, plain := i, false, 0, true
		for j < len(r.blocks) && r.blocks[j].role == ingest.Cell && r.blocks[j].row == r.blocks[i].row {
			b := &r.blocks[j]
			t := r.s[b.span.Start:b.span.End]
			if saysPurposes(t) {
				purposes = true
			} else if headsOther(t) {
				others++
			}
			plain = plain && !b.header && width(t) <= maxColumnHead && !endsHard(t)
			if j > i && (b.column == r.blocks[j-1].column || saysPurposes(r.s[r.blocks[i].span.Start:r.blocks[i].span.End]) && !saysPurposes(t) && !headsData(t)) {
				plain = false // what it is used for, told beside the label of the row
			}
			j++
		}
		below := j < len(r.blocks) && r.blocks[j].role == ingest.Cell && r.blocks[j].row > r.blocks[i].row
		if (purposes || others > 1) && plain && below && r.blocks[j-1].column > r.blocks[i].column {
			for ; i < j; i++ {
				r.blocks[i].header = true
			}
		}
		i = j - 1
	}
}

// maxColumnHead is the columns that the head of a column may take on a screen: "Lawful basis
// for processing, with the legitimate interest that counts".
const maxColumnHead = 80

// tableBegins reports whether block i is the first cell of a table.
func (r *reader) tableBegins(i int) bool {
	b := &r.blocks[i]
	if b.role != ingest.Cell || b.row != 1 {
		return false
	}
	return i == 0 || r.blocks[i-1].role != ingest.Cell && r.blocks[i-1].role != ingest.Term || r.blocks[i-1].row > 1
}

// saysPurposes reports whether the head t of a column says that purposes stand below it.
func saysPurposes(t string) bool {
	if i := strings.IndexAny(t, "(（"); i > 0 {
		t = t[:i] // "How we use it (the purposes)"
	}
	t = strings.TrimRight(t, " :：*※")
	if wider(t, 40) {
		return false
	}
	t = strings.ToLower(t)
	return hasSuffix(t, "目的", "目的等", "目的など", "用途", "何に使うか") || hasPrefix(t, "purpose", "why we ", "why do we ", "how we use ", "how do we use ", "what we use ", "what we do with ", "what for", "reason for ", "reasons for ") || hasSuffix(t, " purpose", " purposes") || t == "reason" || t == "reasons" || t == "use" || t == "uses" || t == "why" || t == "why?"
}

// headsOther reports whether t, beside others of its kind, is the head of a column that says
// of data anything but their purposes.
func headsOther(t string) bool {
	if headsColumn(t) {
		return true
	}
	t = strings.ToLower(strings.TrimRight(t, " :：*※?？"))
	if t == "" || wider(t, 40) {
		return false
	}
	if hasJapanese(t) {
		return hasSuffix(t, "情報", "データ", "区分", "期間", "根拠", "提供先", "共有先", "開示先", "委託先", "送信先", "相手", "相手方", "相手先", "取得元", "取得先", "収集方法")
	}
	return hasPrefix(t, "personal data", "personal information", "data ", "information ", "categor", "kind of ", "kinds of ", "what we collect", "what we hold",
		"legal ", "lawful ", "retention", "how long", "storage period", "kept for", "recipient", "who we ", "who sees", "who has access", "who receives", "who gets", "shared with", "disclosed to", "third part", "source", "where it comes from", "where we get") ||
		t == "what" || t == "basis"
}

// headsData reports whether the head t of a column says that data, or what becomes of
// them, stand below it.
func headsData(t string) bool {
	t = strings.ToLower(strings.TrimRight(t, " :：*※"))
	if !hasJapanese(t) {
		return true
	}
	return hasSuffix(t, "情報", "データ", "項目", "種類", "区分", "内容", "範囲", "対象", "対象者", "方法", "期間", "根拠", "備考", "先", "者", "名", "名称", "有無", "分野", "業務", "開示", "非開示")
}
