package policy

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/ingest"
)

// columnHeads marks the cells of a first row as heads of their columns where the
// format does not: many tables of purposes are made of plain cells. A row is one
// of heads if a cell in it says no more than that purposes stand below, and none
// of them is a sentence.
func (r *reader) columnHeads() {
	for i := 0; i < len(r.blocks); i++ {
		if !r.tableBegins(i) {
			continue
		}
		j, purposes, plain := i, false, true
		for j < len(r.blocks) && r.blocks[j].role == ingest.Cell && r.blocks[j].row == r.blocks[i].row {
			b := &r.blocks[j]
			t := r.s[b.span.Start:b.span.End]
			purposes = purposes || saysPurposes(t)
			plain = plain && !b.header && width(t) <= 60 && !endsHard(t)
			if j > i && (b.column == r.blocks[j-1].column || saysPurposes(r.s[r.blocks[i].span.Start:r.blocks[i].span.End]) && !saysPurposes(t) && !headsData(t)) {
				plain = false // what it is used for, told beside the label of the row
			}
			j++
		}
		below := j < len(r.blocks) && r.blocks[j].role == ingest.Cell && r.blocks[j].row > r.blocks[i].row
		if purposes && plain && below && r.blocks[j-1].column > r.blocks[i].column {
			for ; i < j; i++ {
				r.blocks[i].header = true
			}
		}
		i = j - 1
	}
}

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
	t = strings.TrimRight(t, " :：*※")
	if wider(t, 40) {
		return false
	}
	t = strings.ToLower(t)
	return hasSuffix(t, "目的", "目的等", "目的など") || hasPrefix(t, "purpose", "why we ", "how we use ", "reason for ", "reasons for ") || t == "reason" || t == "use" || t == "uses"
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
