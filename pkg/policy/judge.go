package policy

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/text"
)

// What stands directly below a member of a series.
type below uint8

const (
	nothing  below = iota
	phrases        // a list of phrases
	sentence       // running text, a list of sentences, or headings
	examples       // text that only gives examples or parts
	line           // a line that is no sentence
)

// judge decides of every series whether its members are headings or items.
func (r *reader) judge(t *tree) {
	// Inner series first: what an outer one is depends on them.
	for k := len(t.all) - 1; k >= 0; k-- {
		r.judgeSeries(t, &t.all[k])
	}
}

func (r *reader) judgeSeries(t *tree, s *series) {
	n := len(s.members)
	prose, own, ownText, last, elab, data, lines := 0, 0, 0, nothing, 0, 0, 0
	for k, m := range s.members {
		under := r.under(t, m)
		if !r.mayHead(m, under) {
			prose++
		}
		if under != nothing {
			own++
		}
		switch under {
		case sentence:
			ownText++
		case line:
			lines++
		}
		if under == examples {
			elab++
		}
		if isData(r.text(m)) {
			data++
		}
		if k == n-1 {
			last = under
		}
	}
	s.announce = r.announcer(t, s)
	s.heading = r.isHeadingSeries(t, s, n, prose, own, ownText, last, elab, data, lines)
	for _, m := range s.members {
		switch b := &r.blocks[m]; {
		case s.heading && (r.mayHead(m, r.under(t, m)) || b.sh.width <= 80 && !b.sh.inner && lastRune(r.text(m)) == '。' && r.under(t, m) > nothing && s.announce < 0):
			t.role[m] = asHeading
		case t.role[m] == asText:
			t.role[m] = asItem
		}
	}
}

// mayHead reports whether marked block m, below which stands what under says,
// can be a heading by its own words.
func (r *reader) mayHead(m int, under below) bool {
	b, t := &r.blocks[m], r.text(m)
	if b.mk.n == 0 {
		return headingLike(t, &b.sh) && !labelled(t) && !b.sh.colon
	}
	if under == nothing || under == phrases {
		return headingLike(t, &b.sh) && !labelled(t)
	}
	return phrase(t, &b.sh, 160, 26) && !labelled(t)
}

func (r *reader) isHeadingSeries(t *tree, s *series, n, prose, own, ownText int, last below, elab, data, lines int) bool {
	if r.blocks[s.members[0]].inline {
		return false
	}
	switch s.form {
	case article, chapter:
		return prose*2 < n+1
	case listItem:
		if ownText+lines == 0 {
			return false
		}
	}
	if prose*2 > n || n == 1 && prose == 1 {
		return false
	}
	isMark := s.form == bullet || s.form == listItem
	if isMark && !heavy(s.sym) && (ownText+lines)*2 < n {
		return false
	}
	// Most have something below; the last of a list often has, though it is an item.
	switch {
	case n == 1:
		if own == 0 || last == examples {
			return false
		}
		if last == phrases && s.announce >= 0 {
			return false
		}
	case last != nothing && own == 1:
		return false
	case own*2 < n:
		return false
	}
	if s.announce >= 0 {
		if elab*2 >= own {
			return false
		}
		use := forUse(announcement(r.text(s.announce)))
		if use && s.form == decimal && r.blocks[s.members[0]].mk.n > 1 {
			return true // 2.1 is a section whatever it lists
		}
		// Purposes and cases are items, unless running text stands below each.
		if use && !(data == n && lines == n) && ownText*2 <= n && !r.brackets(t, s) {
			return false
		}
		if !use && n > 1 && own < n-1 {
			return false
		}
		if isMark && ownText+lines < n-1 {
			return false
		}
	}
	return true
}

// announcement returns the sentence of s that announces.
func announcement(s string) string {
	var cut splitter
	all := cut.sentences(s, text.Span{Start: 0, End: len(s)}, nil)
	for i := len(all) - 1; i >= 0; i-- {
		if t := s[all[i].Start:all[i].End]; announces(t) {
			return t
		}
	}
	return s
}

// brackets reports whether headings in brackets stand below the members of s.
func (r *reader) brackets(t *tree, s *series) bool {
	for _, m := range s.members {
		if m+1 < len(r.blocks) && r.blocks[m+1].mk.form == bracketed && t.parent[m+1] == m {
			return true
		}
	}
	return false
}

// under says what stands directly below member m.
func (r *reader) under(t *tree, m int) below {
	j := m + 1
	for j < len(r.blocks) && t.parent[j] == m && (r.blocks[j].mk.form == note && !r.blocks[j].sh.prose()) {
		j++
	}
	if j >= len(r.blocks) || t.parent[j] != m {
		return nothing
	}
	b := &r.blocks[j]
	text := r.text(j)
	switch {
	case t.standing[j] == contents:
		return nothing
	case t.role[j] == asHeading:
		return sentence
	case elaborates(text):
		return examples
	case b.mk.form == noForm:
		if b.sh.prose() || b.sh.announce {
			return sentence
		}
		if isDateLine(text) {
			return nothing
		}
		return line
	case b.mk.form == note:
		return sentence
	case t.series[j] >= 0:
		prose := 0
		members := t.all[t.series[j]].members
		for _, k := range members {
			if r.blocks[k].sh.prose() || t.role[k] == asHeading {
				prose++
			}
		}
		if prose*2 >= len(members) {
			return sentence
		}
		return phrases
	}
	return line
}

// isData reports whether t names a kind of data or of people: a heading of a
// purpose, no purpose itself.
func isData(t string) bool {
	for {
		o := opening(lastRune(t))
		if o == 0 {
			break
		}
		n := strings.LastIndex(t, string(o))
		if n <= 0 {
			break
		}
		t = strings.TrimRight(t[:n], " ")
	}
	return hasSuffix(t, "情報", "データ", "の方", "様", "さま", "者", "者等", "社員", "従業員", "の皆様", "お客様", "会員", "株主", "お取引先", "取引先", "応募者", "ユーザー", "information", "data")
}

// announcer returns the block that announces series s: the block before its first
// member, or one of the few before that, in the same stretch; -1 if none does.
func (r *reader) announcer(t *tree, s *series) int {
	first := s.members[0]
	for j, seen := first-1, 0; j >= 0 && seen < 4; j-- {
		b := &r.blocks[j]
		if j == s.parent {
			if t.role[j] != asHeading && b.mk.form != bracketed && b.sh.announce && b.sh.prose() || b.sh.colon && t.standing[j] == noStanding {
				return j
			}
			return -1
		}
		if t.parent[j] != s.parent || t.series[j] >= 0 || t.role[j] == asHeading {
			return -1
		}
		if b.sh.announce && (b.sh.prose() || b.sh.colon || b.sh.width > 20) {
			return j
		}
		seen++
	}
	return -1
}
