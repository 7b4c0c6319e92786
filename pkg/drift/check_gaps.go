package drift

import (
	"fmt"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
	"github.com/polcompare/polcompare/pkg/token"
)

// What stands between two elements of a list on one side has no place on the
// other if there the two are neighbours.

// A slot is a part of a statement as lists are compared: an element, or the
// end of a longer part, which borders on a list.
type slot struct {
	element
	free  bool // may be an element that the other side lacks
	apart bool // does not belong to what stands before it
}

// maxSlots is how many slots of a link are compared with each other.
const maxSlots = 80

// slots cuts statements into slots, in order; nil if there are too many.
func slots(s *side, list []int) []slot {
	var out []slot
	for _, k := range list {
		st := &s.stmts[k]
		parts, most := partsOf(s.doc.Lang, st)
		if len(out)+len(parts) > maxSlots {
			return nil
		}
		apart := true
		for _, p := range parts {
			p = trimSpan(st.text, p)
			t := st.text[p.Start:p.End]
			if t == "" || isNoise(t) || hereafterRE.MatchString(t) {
				continue
			}
			e := element{stmt: k, span: p}
			for _, x := range st.terms {
				if p.Start <= x.span.Start && x.span.Start < p.End && !x.fact { // 利用停止等 goes on behind the part
					e.terms = append(e.terms, x)
				}
			}
			// A clause of its own ends the list before it, in Japanese after the
			// element it begins with, in English before that it ends with.
			by := aside(s, st, p)
			if s.doc.Lang == policy.Japanese && jaAfterRE.MatchString(t) && jaClosedRE.MatchString(st.text[:p.Start]) {
				apart = true
			}
			if m := enFiniteRE.FindStringIndex(t); m != nil && by && s.doc.Lang == policy.English && !enAsideRE.MatchString(t) {
				// The last element of a list that is the subject, with its verb.
				head, tail := e, e
				k := 0
				for k < len(e.terms) && e.terms[k].span.End <= p.Start+m[0] {
					k++
				}
				head.terms, tail.terms = e.terms[:min(k, 3)], e.terms[max(k, len(e.terms)-2):]
				if k > 0 {
					out = append(out, slot{head, false, apart}, slot{tail, false, true})
					apart = false
					continue
				}
			}
			if len(t) <= most {
				out = append(out, slot{e, len(e.terms) > 0 && !by, apart || by && s.doc.Lang == policy.English})
				apart = by && s.doc.Lang == policy.Japanese
				continue
			}
			// Its beginning ends a list, its end begins one.
			head, tail := e, e
			head.terms, tail.terms = e.terms[:min(2, len(e.terms))], e.terms[max(0, len(e.terms)-2):]
			out = append(out, slot{head, false, apart || by && s.doc.Lang == policy.English && enAsideRE.MatchString(t)}, slot{tail, false, true})
			apart = by && s.doc.Lang == policy.Japanese && adverbialRE.MatchString(t)
		}
	}
	return out
}

var enVerbRE = expr.New(`(?i)\b(?:which|who|that|the|of|to|for|an?)$|\b(?:will|shall|may|must|is|are|was|were|has|have|do|does|can)\b`)

var enFiniteRE = expr.New(`(?i)\b(?:will|shall|may|must|is|are|was|were|has|have|do|does|can)\b`)

var enAsideRE = expr.New(`(?i)^["“]?(?:how|if|when|where|which|who|that|then|for|in|on|at|by|as|so|but|we|you|they|it|upon|unless|from|with|without|to|under|after|before|during|please|because|since|while|although|including|such|provided|subject|based|not|is|are|will|may|shall|must|can)\b`)

var enToRE = expr.New(`(?:,|,? and|,? or) to [a-z]`)

var enOrRE = expr.New(`(?i)\b(?:and|or) $`)

var jaOrRE = expr.New(`する、(?:また|若し|もし)?(?:は|くは)|する、又は`)

// jaAfterRE finds what goes on with a particle, jaClosedRE what closes a list before
// that: 氏名など)を保存する.
var (
	jaAfterRE  = expr.New(`^(?:[をはがにで]|から|による|により|によって)`)
	jaClosedRE = expr.New(`(?:[)）」]|等|など)[ 　]?$`)
)

// aside tells whether a part of a sentence is no element of a list: a condition,
// an adverb, a verb with what belongs to it.
func aside(s *side, st *stmt, p text.Span) bool {
	t := st.text[p.Start:p.End]
	if s.doc.Lang == policy.English {
		if strings.HasPrefix(t, "to ") && (len(enToRE.FindAllString(st.text, 2)) > 1 || enOrRE.MatchString(st.text[:p.Start])) {
			return false // purposes, one behind the other
		}
		return enAsideRE.MatchString(t) || enVerbRE.MatchString(t)
	}
	if strings.HasSuffix(t, "ことも") {
		return false // 貸すことも、売ることもありません
	}
	if strings.HasSuffix(t, "ため") && strings.Count(st.text, "ため、") > 1 {
		return false
	}
	if adverbialRE.MatchString(t) || strings.ContainsAny(t, "「」") {
		return true
	}
	for i := len(st.words) - 1; i >= 0; i-- {
		if w := st.words[i]; w.span.End <= p.End {
			// Of things done each stands as a verb: 削除する、または停止する
			return w.pos != token.Noun && !(w.pos == token.Verb && w.surface == w.base && jaOrRE.MatchString(st.text))
		}
	}
	return false
}

// beside is what it counts for two neighbours that their partners are neighbours.
const beside = 20

// partners returns for each slot of x the slot of y that says the same, -1 for
// none. The slots of a run of x are in y in the same order.
func (c *checker) partners(x, y []slot) []int {
	out := make([]int, len(x))
	for first := 0; first < len(x); {
		past := first + 1
		for past < len(x) && !x[past].apart {
			past++
		}
		run := x[first:past]
		// best[i][j] is the most that the slots from i and from j on share,
		// pair[i][j] the most if these two are partners, 0 if they cannot be.
		best, pair := make([][]int32, len(run)+1), make([][]int32, len(run)+1)
		for i := range best {
			best[i], pair[i] = make([]int32, len(y)+1), make([]int32, len(y)+1)
		}
		for i := len(run) - 1; i >= 0; i-- {
			for j := len(y) - 1; j >= 0; j-- {
				if s := c.shared(run[i], y[j]); s > 0 {
					next := best[i+1][j+1]
					if p := pair[i+1][j+1]; p > 0 && !y[j+1].apart {
						next = max(next, p+beside)
					}
					pair[i][j] = s + next
				}
				best[i][j] = max(best[i+1][j], best[i][j+1], pair[i][j])
			}
		}
		for i, j, must := 0, 0, false; i < len(run); {
			switch {
			case j == len(y):
				out[first+i] = -1
				i++
			case must || pair[i][j] > 0 && best[i][j] == pair[i][j]:
				out[first+i] = j
				p := pair[i+1][j+1]
				must = p > 0 && !y[j+1].apart && p+beside >= best[i+1][j+1]
				i, j = i+1, j+1
			case best[i][j] == best[i+1][j]:
				out[first+i] = -1
				i++
			default:
				j++
			}
		}
		first = past
	}
	return out
}

// shared returns how much two slots have in common, 0 if nothing: that they have
// something counts most, and between elements more than at the ends of lists. A
// word such as "user", in "user agent", does not make an element what it is.
func (c *checker) shared(a, b slot) int32 {
	var sum int32
	same := false
	for _, t := range a.terms {
		for _, u := range b.terms {
			if shares(t, u) {
				sum += min(t.weigh, u.weigh)
				same = same || c.content(t) && c.content(u)
				break
			}
			if c.sharesPart(t, u) {
				sum += min(t.weigh, u.weigh) / 4
				break
			}
		}
	}
	if sum == 0 {
		return 0
	}
	sum = min(sum, 100)
	if same {
		sum += 40
	}
	if a.free && b.free {
		sum += 100
		if !same && c.distinct(a.terms) && c.distinct(b.terms) {
			sum -= 80
		}
	}
	return sum
}

// only tells whether no meaning of a word is too common to tell anything.
func (c *checker) only(t term) bool {
	return !slices.ContainsFunc(t.ids, func(id int32) bool {
		return int(id) >= len(c.names.labels) || c.names.classes[id] == common || generic[c.names.labels[id]]
	})
}

// distinct tells whether a word of the lexicon says what an element is.
func (c *checker) distinct(terms []term) bool {
	return slices.ContainsFunc(terms, func(t term) bool { return t.known && c.content(t) })
}

func shares(t, u term) bool {
	for _, i := range t.ids {
		for _, j := range u.ids {
			if i == j {
				return true
			}
		}
	}
	return false
}

// sharesPart tells whether a word of one term is what the other says, or a word
// of it: "activity history" and 履歴. A word such as "information" does not count.
func (c *checker) sharesPart(t, u term) bool {
	any := func(ids []int32, parts [][]int32) bool {
		return c.content(term{ids: ids, known: true}) && slices.ContainsFunc(parts, func(p []int32) bool { return shares(term{ids: ids}, term{ids: p}) })
	}
	return any(t.ids, u.parts) || any(u.ids, t.parts) || slices.ContainsFunc(t.parts, func(p []int32) bool { return any(p, u.parts) })
}

// gaps reports elements for which the other side has no place.
func (c *checker) gaps(l link, a, b *node, sure float64) {
	x, y := slots(c.a, l.a), slots(c.b, l.b)
	if len(x) < 2 || len(y) < 2 {
		return
	}
	to, from := c.partners(x, y), c.partners(y, x)
	before := len(c.out)
	c.gap(x, y, to, c.a, l, a, b, sure)
	c.gap(y, x, from, c.b, l, b, a, sure)
	if len(c.out) == before && !c.longer(x, y, to, from, c.a, l, a, sure) {
		c.longer(y, x, from, to, c.b, l, b, sure)
	}
}

// run returns where the list ends that begins at slot i or has it.
func run(x []slot, i int) (first, past int) {
	for first = i; first > 0 && !x[first].apart; first-- {
	}
	for past = i + 1; past < len(x) && !x[past].apart; past++ {
	}
	return first, past
}

// oneOfTwo tells whether element i ends a list of two where the other side has it alone.
func oneOfTwo(x, y []slot, to []int, i int) bool {
	first, past := run(x, i)
	u, v := run(y, to[i])
	return first < i && past == i+1 && v == u+1 && x[i-1].free && x[i].free && y[u].free && to[i-1] < 0
}

// longer reports what a list of x, slots of s, has more than the list of y that
// renders it, each element of which renders one of its own and says nothing else.
// It tells which by what has no partner, though its words are said there too.
func (c *checker) longer(x, y []slot, to, from []int, s *side, l link, mine *node, sure float64) bool {
lists:
	for p, q := 0, 0; p < len(x); p = q {
		_, q = run(x, p)
		k := p
		for k < q && to[k] < 0 {
			k++
		}
		if k == q {
			continue
		}
		u, v := run(y, to[k])
		if v-u < 2 || v-u >= q-p {
			continue
		}
		for j := u; j < v; j++ {
			if from[j] < p || from[j] >= q || c.leaves(y[j], mine) {
				continue lists
			}
		}
		var more []slot
		for k := p; k < q; k++ {
			switch {
			case to[k] < 0 && k > p && (k < q-1 && x[k].free || k == q-1 && c.lastElement(s, x[k])) && slices.ContainsFunc(x[k].terms, func(t term) bool { return c.telling(t) > 0 }):
				more = append(more, x[k])
			case to[k] < u || to[k] >= v:
				continue lists
			}
		}
		if len(more) == q-p-(v-u) {
			e := more[0].element
			if !more[0].free {
				e.span = e.terms[0].span // the rest is what the list is of
			}
			c.lone(e, s, l, stretch(c.other(s), y[u], y[v-1]), Low, 0.4*sure, "Of “%s” %s lists more than the other side.")
			return true
		}
	}
	return false
}

// gap reports the elements of x, slots of s, between two whose partners to are
// neighbours in y, and the one before the first of such.
func (c *checker) gap(x, y []slot, to []int, s *side, l link, mine, other *node, sure float64) {
	theirs := l.b
	if s == c.b {
		theirs = l.a
	}
	last := -1 // the slot before that has a partner
	for i := range x {
		if x[i].apart {
			last = -1
		}
		if to[i] < 0 {
			continue
		}
		if last >= 0 && i-last >= 2 && i-last <= 4 && to[i] > to[last] && to[i] <= to[last]+2 {
			// What the other side says there besides may be what is looked for.
			rest, between, open, apart, vague := 0, 0, 0, false, false
			_, from := meets(x[last], y[to[last]])
			past, _ := meets(x[i], y[to[i]])
			for k := to[last]; k <= to[i]; k++ {
				if k > to[last] && y[k].apart {
					between, apart = 9, true
				}
				if k > to[last] && k < to[i] && !c.elsewhere(y[k], x[last+1:i], mine) {
					between++
				}
				for _, t := range y[k].terms {
					if !mine.has(t) && !(y[k].stmt == y[to[last]].stmt && t.span.Start < from) && !(y[k].stmt == y[to[i]].stmt && t.span.Start >= past) {
						rest++
						if !t.known || c.content(t) {
							open++
						}
						if !t.known && k > to[last] && k < to[i] {
							vague = true
							if !y[k].free {
								between = 9
							}
						}
					}
				}
			}
			if n := i - last - 1; n > between && between > 0 && x[last].free && !apart {
				c.fewer(x[last+1:i], s, l, stretch(c.other(s), y[to[last]], y[to[i]]), other, sure)
			} else if between < 2 && !vague {
				for k := last + 1; k < i; k++ {
					if x[k].free {
						within := x[last].free && x[i].free
						if open == 0 && between == 0 && (c.taken(x[k].terms, y, to, x) || len(x[k].terms) == 1 && c.oftener(s, l, x[k].terms[0])) {
							within, rest = true, 0
						}
						c.lacking(x[k].element, s, l, stretch(c.other(s), y[to[last]], y[to[i]]), other, rest, between, within, sure)
					}
				}
			}
		}
		// Two neighbours on both sides are a list: does one side begin it earlier?
		if i > 0 && (last < 0 || last == i-1 && y[to[i]].apart) && i+1 < len(x) && to[i+1] == to[i]+1 && !x[i+1].apart && !y[to[i+1]].apart && !x[i].apart && x[i].free {
			c.first(x, y, to, i, s, l, mine, other, sure)
		} else if oneOfTwo(x, y, to, i) && c.openWords(c.other(s), theirs, mine) == 0 {
			c.first(x, y, to, i, s, l, mine, other, sure)
		}
		if last < 0 {
			c.begins(x, y, to, i, s, l, mine, other, sure)
		}
		c.ends(x, y, to, i, s, l, mine, other, sure)
		last = i
		// Two neighbours on both sides end a list on one: does the other go on?
		if j := to[i]; i > 0 && i+1 < len(x) && x[i].free && !x[i].apart && to[i-1] == j-1 && j > 0 && !y[j].apart && (j+1 == len(y) || y[j+1].apart) {
			k := i + 1
			if to[k] < 0 && x[k].free && !x[k].apart && (k+1 == len(x) || x[k+1].apart) && !c.leaves(y[j], mine) && c.distinct(x[k].terms) {
				within := c.taken(x[k].terms, y, to, x)
				c.lacking(x[k].element, s, l, stretch(c.other(s), y[j-1], y[j]), other, 0, 0, within, sure)
			}
		}
	}
}

// lastElement tells whether a slot begins with an element of the list before it,
// and not with what the list is of: 財産の保護 behind 身体又は, not 情報 behind 等の.
func (c *checker) lastElement(s *side, e slot) bool {
	st := &s.stmts[e.stmt]
	return len(e.terms) > 0 && e.terms[0].span.Start == e.span.Start && e.terms[0].known && c.only(e.terms[0]) && orRE.MatchString(st.text[:e.span.Start])
}

var orRE = expr.New(`(?i)(?:及び|および|並びに|ならびに|又は|または|若しくは|もしくは|・|、| and | or )$`)

// begins reports what stands more between the beginning of a list and its element
// i, the first that has a partner, than the other side has before that, in words
// of which neither side tells what they are on the other.
func (c *checker) begins(x, y []slot, to []int, i int, s *side, l link, mine, other *node, sure float64) {
	p, q := i, to[i]
	for p > 0 && !x[p].apart {
		p--
	}
	for q > 0 && !y[q].apart {
		q--
	}
	n, m := i-p, to[i]-q
	if m == 0 || n <= m || n > m+2 || !x[p].free || !y[q].free {
		return
	}
	for _, e := range y[q:to[i]] {
		if !e.free || !c.leaves(e, mine) {
			return
		}
	}
	c.fewer(x[p:i], s, l, stretch(c.other(s), y[q], y[to[i]]), other, sure)
}

// ends reports what stands more between element i of a list, the last that has a
// partner, and the end of the list than the other side has behind that, in words
// of which neither side tells what they are on the other.
func (c *checker) ends(x, y []slot, to []int, i int, s *side, l link, mine, other *node, sure float64) {
	_, p := run(x, i)
	_, q := run(y, to[i])
	n, m := p-i-1, q-to[i]-1
	if m == 0 || n <= m || n > m+2 || slices.ContainsFunc(to[i+1:p], func(k int) bool { return k >= 0 }) {
		return
	}
	for k, e := range y[to[i]+1 : q] {
		if !e.free && k < m-1 || !slices.ContainsFunc(e.terms, func(t term) bool { return (!t.known || c.telling(t) > 0) && !mine.has(t) }) {
			return
		}
	}
	c.fewer(x[i+1:p], s, l, stretch(c.other(s), y[to[i]], y[q-1]), other, sure)
}

// meets returns where in b stands what it shares with a.
func meets(a, b slot) (first, past int) {
	first, past = b.span.End, b.span.Start
	for _, u := range b.terms {
		if slices.ContainsFunc(a.terms, func(t term) bool { return shares(t, u) }) {
			first, past = min(first, u.span.Start), max(past, u.span.End)
		}
	}
	return first, past
}

// leaves tells whether words of a slot are not accounted for.
func (c *checker) leaves(e slot, other *node) bool {
	return slices.ContainsFunc(e.terms, func(t term) bool { return (!t.known || c.content(t)) && !other.has(t) })
}

// elsewhere tells whether a slot that stands where a run of the other side is
// looked for is something else: all it says is said there, but not in the run.
func (c *checker) elsewhere(e slot, run []slot, mine *node) bool {
	return slices.ContainsFunc(e.terms, c.content) && !c.leaves(e, mine) && !slices.ContainsFunc(run, func(r slot) bool {
		return !c.distinct(r.terms) || slices.ContainsFunc(r.terms, func(t term) bool {
			return slices.ContainsFunc(e.terms, func(u term) bool { return shares(t, u) })
		})
	})
}

// fewer reports elements of a list of which the other side has some only, in
// words that do not tell which.
func (c *checker) fewer(run []slot, s *side, l link, place *quote, other *node, sure float64) {
	for _, e := range run {
		if !e.free || e.stmt != run[0].stmt || !slices.ContainsFunc(e.terms, func(t term) bool { return (!t.known || c.telling(t) > 0) && !other.has(t) }) {
			return
		}
	}
	e := run[0].element
	e.span.End = run[len(run)-1].span.End
	c.lone(e, s, l, place, Low, 0.4*sure, "Of “%s” %s lists more than the other side.")
}

// taken tells whether all that the words of an element could stand for in y is
// what the partners of other elements stand for: of "images, videos" beside 画像.
func (c *checker) taken(terms []term, y []slot, to []int, x []slot) bool {
	some := false
	for _, t := range terms {
		if !c.content(t) {
			continue
		}
		for j := range y {
			for _, u := range y[j].terms {
				if !shares(t, u) {
					continue
				}
				mine := false
				for i := range x {
					mine = mine || to[i] == j && slices.ContainsFunc(x[i].terms, func(v term) bool { return v.span != t.span && shares(v, u) })
				}
				if !mine {
					return false
				}
			}
		}
		some = true
	}
	return some
}

// first reports what begins a list, of which the other side has the rest only.
func (c *checker) first(x, y []slot, to []int, i int, s *side, l link, mine, other *node, sure float64) {
	before, partner, at := x[i-1], x[i], to[i]
	if len(before.terms) == 0 {
		return
	}
	var t term
	for n, k := 0, len(before.terms)-1; n < 2 && k >= 0; n, k = n+1, k-1 {
		// What stands last says what it is; the word before tells one from the other.
		if w := before.terms[k]; w.known && c.content(w) && !other.has(w) && (n == 0 || c.only(w)) {
			t = w
			break
		}
	}
	if w := before.terms[len(before.terms)-1]; !t.known && c.telling(w) > 0 && !other.has(w) {
		t = w // as common as "app", but the other side has none
	} else if !t.known && w.known && c.content(w) && c.taken([]term{w}, y, to, x) {
		t = w // the other side has a word for it that stands for another element
	}
	if !t.known {
		return
	}
	rest := 0
	for k := max(0, at-1); k <= at; k++ {
		for _, u := range y[k].terms {
			if !mine.has(u) && (!u.known || c.content(u)) {
				rest++
			}
		}
		if y[at].apart && k < at {
			rest = 0
		}
	}
	// What the partner itself leaves open may be the same.
	for _, u := range partner.terms {
		if rest > 0 && c.content(u) && !other.has(u) {
			rest--
		}
	}
	if rest == 0 {
		before.span, before.terms = t.span, []term{t}
		c.lacking(before.element, s, l, nil, other, 1, 0, false, sure)
	}
}

// lacking reports an element of a list that the other side has no place for.
// Beside its place the other side has rest words that are not accounted for and
// between parts; within says that both neighbours are elements of a list.
func (c *checker) lacking(e element, s *side, l link, place *quote, other *node, rest, between int, within bool, sure float64) {
	said, content := true, false
	for _, t := range e.terms {
		if !other.has(t) {
			said = false
			content = content || t.known && c.content(t)
		}
	}
	if said && (rest > 0 || between > 0 || !within) || between > 0 && !content || !content && rest > 2 {
		return
	}
	sev, conf := Low, 0.45
	if content && rest == 0 && between == 0 {
		sev, conf = High, 0.8
	}
	c.lone(e, s, l, place, c.severity(sev, sure), conf*sure, "“%s” is listed in %s only.")
}

// oftener tells whether a side says a word oftener than the other does: one that
// stands in a list and again behind it.
func (c *checker) oftener(s *side, l link, t term) bool {
	times := func(s *side, list []int) (n int) {
		for _, k := range list {
			for _, u := range s.stmts[k].terms {
				if shares(t, u) {
					n++
				}
			}
		}
		return n
	}
	a, b := times(c.a, l.a), times(c.b, l.b)
	if s == c.b {
		a, b = b, a
	}
	return a > b
}

// stretch quotes a side from one slot to another; nil where they stand in two
// statements.
func stretch(s *side, from, to slot) *quote {
	if from.stmt != to.stmt {
		return nil
	}
	at, both := s.stmts[from.stmt].span.Start, from.span.Cover(to.span)
	return &quote{span: text.Span{Start: at + both.Start, End: at + both.End}, trim: true}
}

// lone reports an element of s, by a message that takes its words and the side,
// beside the place where the other side should have it, all that is linked if nil.
func (c *checker) lone(e element, s *side, l link, place *quote, sev Severity, conf float64, msg string) {
	st := &s.stmts[e.stmt]
	q := &quote{span: text.Span{Start: st.span.Start + e.span.Start, End: st.span.Start + e.span.End}}
	if place == nil {
		o, others := c.b, l.b
		if s == c.b {
			o, others = c.a, l.a
		}
		place = o.whole(others)
	}
	x, y, where := q, place, "{a}"
	if s == c.b {
		x, y, where = place, q, "{b}"
	}
	c.report(Scope, sev, conf, x, y, 0, fmt.Sprintf(msg, strings.TrimSpace(st.text[e.span.Start:e.span.End]), where))
}
