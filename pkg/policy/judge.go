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

// A tally counts what the members of a series look like.
type tally struct {
	members  int
	prose    int   // that are no noun phrases
	own      int   // below which something stands:
	text     int   // running text or headings
	lines    int   // a line that is no sentence
	examples int   // text that only gives examples
	data     int   // that name a kind of data or of people
	last     below // what stands below the last one
}

// judgeSeries decides whether the members of s are headings or items.
func (r *reader) judgeSeries(t *tree, s *series) {
	n := tally{members: len(s.members)}
	for _, m := range s.members {
		n.last = r.under(t, m)
		if !r.mayHead(m, n.last) {
			n.prose++
		}
		if isData(r.text(m)) {
			n.data++
		}
		switch n.last {
		case nothing:
			continue
		case sentence:
			n.text++
		case line:
			n.lines++
		case examples:
			n.examples++
		}
		n.own++
	}
	s.announce = r.announcer(t, s)
	heading := r.isHeadingSeries(t, s, n)
	for _, m := range s.members {
		switch {
		case heading && r.heads(t, s, m):
			t.role[m] = asHeading
		case t.role[m] == asText:
			t.role[m] = asItem
		}
	}
}

// heads reports whether member m of a series of headings is one: a short
// sentence may be, with text below, but a long one is an item among headings.
func (r *reader) heads(t *tree, s *series, m int) bool {
	under := r.under(t, m)
	if r.mayHead(m, under) {
		return true
	}
	b := &r.blocks[m]
	return b.sh.width <= 80 && !b.sh.inner && strings.HasSuffix(r.text(m), "。") && under != nothing && s.announce < 0
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

// isHeadingSeries reports whether s, whose members look as n says, is one of headings.
func (r *reader) isHeadingSeries(t *tree, s *series, n tally) bool {
	if r.blocks[s.members[0]].inline {
		return false
	}
	if s.form == article || s.form == chapter || s.form == ordinal {
		return n.prose*2 <= n.members
	}
	if n.prose*2 > n.members || n.members == 1 && n.prose == 1 {
		return false
	}
	// A bullet is a heading only where text of its own stands below.
	plain := s.form == bullet || s.form == listItem
	if plain && !heavy(s.sym) && ((n.text+n.lines)*2 < n.members || n.text+n.lines == 0) {
		return false
	}
	// Below most headings something stands. Below the last item of a list there
	// may, though it is an item.
	switch {
	case n.members == 1:
		if n.own == 0 || n.last == examples || s.announce >= 0 && (n.last == phrases || plain && !heavy(s.sym) && r.blocks[s.members[0]].sh.japanese) {
			return false
		}
	case n.last != nothing && n.own == 1, n.own*2 < n.members:
		return false
	}
	if s.announce < 0 {
		// Aims of which some have parts are items: a heading has something below it.
		return s.parent < 0 || !(n.own < n.members && n.text+n.lines == 0 && n.data == 0 && s.form != bracketed && r.belowAims(t, s.parent))
	}
	if n.examples*2 >= n.own {
		return false
	}
	if forUse(announcement(r.text(s.announce))) {
		if s.form == decimal && r.blocks[s.members[0]].mk.n > 1 {
			return true // 2.1 is a section whatever it lists
		}
		// Purposes and cases are items, unless running text stands below each.
		all := n.members
		if !(n.data == all && n.lines == all) && n.text*2 <= all && !r.brackets(t, s) {
			return false
		}
	} else if n.members > 1 && n.own < n.members-1 {
		return false
	}
	return !plain || n.text+n.lines >= n.members-1
}

// belowAims reports whether heading i, or one above it, says that purposes of use stand
// below it.
func (r *reader) belowAims(t *tree, i int) bool {
	for ; i >= 0; i = t.parent[i] {
		if hasSuffix(r.text(i), "目的", "目的について") {
			return true
		}
	}
	return false
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
