package extract

import (
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
)

// Contacts of the page around a policy: the number beside the menu, the box below the text
// that asks for a call. They are none of the policy's.

var (
	contactPolicyRE = expr.New(`(?i)個人情報|個人データ|プライバシ|ポリシー|方針|規程|開示|苦情|本人|責任者|管理者|窓口|制定|改定|privacy|policy|personal|data protection|complain`)
	// contactHeadsRE is a heading over the contacts of a policy, which calls them that and no more.
	contactHeadsRE = expr.New(`(?i)(?:問い?合わ?せ|連絡先|相談|先|について|事業者|会社概要|contact(?: us| details| information)?|questions)[)）】]?$`)
)

// leavePage takes out what was found on the page before the policy begins, and below its
// end where a contact that the policy gave comes again.
func (r *contactReader) leavePage() {
	if r.doc.Format != "html" || len(r.found) == 0 {
		return
	}
	first := 0
	for first < len(r.lines) {
		l := &r.lines[first]
		if contactPolicyRE.MatchString(contactHead(r.str(first), 200)) || !l.heading && !l.short() {
			break
		}
		first++
	}
	if first == len(r.lines) {
		return
	}
	end := r.pageBelow(first)
	given := map[string]bool{} // in the policy
	again := false
	for _, f := range r.found {
		if f.line >= first && f.line < end && f.value != "" {
			given[f.value] = true
		}
	}
	for _, f := range r.found {
		again = again || f.line >= end && given[f.value]
	}
	r.found = slices.DeleteFunc(r.found, func(f contactFind) bool {
		return f.line < first && f.typ != contactPerson || f.line >= end && again
	})
}

// pageBelow returns the first line of what may stand on the page below the policy and above
// the notice of copyright: a section with nothing about policies or the handling of data, or
// a line with several numbers and addresses.
func (r *contactReader) pageBelow(first int) int {
	end := len(r.lines)
	for end > first && r.doc.Clauses[r.lines[end-1].clause].Furniture {
		end--
	}
	if end == len(r.lines) || end == first {
		return len(r.lines)
	}
	if r.near[end]-r.near[end-1] >= 3 && strings.TrimSpace(r.str(end-1)) != "" && !contactPolicyRE.MatchString(r.str(end-1)) {
		return end - 1
	}
	below := len(r.lines)
	for i := end - 1; i > first; i-- {
		l := &r.lines[i]
		s := contactHead(r.str(i), 600)
		if contactPolicyRE.MatchString(s) || l.heading && (r.doc.Sections[l.section].Number != "" || contactHeadsRE.MatchString(s)) {
			break
		}
		if l.heading {
			below = i
		}
	}
	return below
}
