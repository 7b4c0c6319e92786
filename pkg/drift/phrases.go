package drift

import (
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
	"github.com/polcompare/polcompare/pkg/token"
)

// A sentence says several things, one in each phrase. Which phrase of the other
// side says the same tells where two sentences part.

// A phrase is a part of a statement with a predicate of its own.
type phrase struct {
	stmt  int
	span  text.Span // in the statement
	terms []term
}

// enBreakRE finds where an English phrase may end; enOwnRE what makes what
// follows a phrase of its own rather than a part of a list.
var (
	enBreakRE = expr.New(`(?i)[;:()—–]+\s*| - |,? (?:and|but|or|nor|which|who|that|if|unless|except|when|where|because|so|while|although|whether|including) |, |\. `)
	enOwnRE   = expr.New(`(?i)^(?:no|not|nor|never|neither|nothing|without|unless|except|if|when|where|because|while|although|but)\b|^(?:(?:and|or|but|so|that|which|who|to) )?(?:[a-z’']+ ){0,4}?(?:will|shall|may|must|is|are|was|were|has|have|do|does|did|can|could|would|cannot|don['’]t|doesn['’]t|isn['’]t|aren['’]t|won['’]t)\b|^(?:(?:and|or|but|so|that|which) )?(?:we|you|they|it|he|she|i) `)
)

// phrases cuts statements into phrases, in order.
func (s *side) phrases(list []int) []phrase {
	const most = 4 * maxSlots // what comes behind is one phrase: the cost stays with the text
	var out []phrase
	for _, k := range list {
		st := &s.stmts[k]
		at := 0
		add := func(end int) {
			if p := trimSpan(st.text, text.Span{Start: at, End: end}); !p.Empty() {
				ph := phrase{stmt: k, span: p}
				for _, t := range st.terms {
					if p.Contains(t.span) {
						ph.terms = append(ph.terms, t)
					}
				}
				out = append(out, ph)
			}
			at = end
		}
		if s.doc.Lang == policy.English && !st.foreign {
			for _, m := range enBreakRE.FindAllStringIndex(st.text, -1) {
				if within(st.text, m[0]) {
					continue
				}
				// A conjunction belongs to what it begins.
				next := m[0] + len(st.text[m[0]:m[1]]) - len(strings.TrimLeft(st.text[m[0]:m[1]], " ,;:()—–-."))
				hard := strings.ContainsAny(st.text[m[0]:m[1]], ";:()—–-.")
				if m[0] > at && len(out) < most && (hard || enOwnRE.MatchString(st.text[next:])) {
					add(m[0])
					at = next
				}
			}
		} else {
			for i, w := range st.words {
				end := w.span.End
				mark, ok := jaMark(st.text[end:])
				if !ok || end <= at || len(out) >= most || within(st.text, end) {
					continue
				}
				if mark == "、" || mark == "," || mark == "，" {
					if !endsPhrase(st.words, i) {
						continue
					}
				}
				add(end)
				at = end + len(mark)
			}
		}
		add(len(st.text))
	}
	return out
}

// within tells whether a bracket that opens or closes at a place of a text holds
// no more than a name for what stands before it.
func within(s string, at int) bool {
	const most = 40 // bytes
	for _, m := range insetRE.FindAllStringIndex(s[max(0, at-most):min(len(s), at+most)], -1) {
		from := max(0, at-most)
		if from+m[0] <= at+1 && at < from+m[1] && m[1]-m[0] < most {
			return true
		}
	}
	return false
}

var insetRE = expr.New(`[(（][^()（）、。,]{1,20}[)）][^。.\s]`)

// jaMark returns the mark that a Japanese text begins with and that may end a phrase.
func jaMark(s string) (string, bool) {
	for _, m := range []string{"、", "，", ",", "。", "；", "：", ";", ":", "（", "）", "(", ")", "—", "――"} {
		if strings.HasPrefix(s, m) {
			return m, true
		}
	}
	return "", false
}

// endsPhrase tells whether a comma behind word i of a Japanese statement ends a
// phrase: behind a verb, a condition or a reason, not behind an element of a list.
func endsPhrase(ws []word, i int) bool {
	w := ws[i]
	if w.detail.Is("助詞,係助詞") || w.detail.Is("助詞,格助詞,一般") || w.detail.Is("助詞,副助詞") {
		if i == 0 || i > 0 && ws[i-1].span.End != w.span.Start {
			return false
		}
		w = ws[i-1]
		return jaWhenWords[w.surface] || ws[i].surface == "も" && w.surface == "こと"
	}
	if i > 0 && ws[i-1].surface == "未" {
		return true // 未設置、
	}
	return w.pos == token.Verb || w.detail.Is("助動詞") || w.detail.Is("助詞,接続助詞") || jaWhenWords[w.surface]
}

var jaWhenWords = map[string]bool{"場合": true, "とき": true, "時": true, "際": true, "ため": true, "限り": true, "ほか": true, "うえ": true, "上": true, "なく": true}

// weightShared returns how much two phrases have in common.
func (c *checker) weightShared(p, q *phrase) int32 {
	var sum int32
	for _, t := range p.terms {
		if t.light {
			continue
		}
		for _, u := range q.terms {
			if shares(t, u) {
				sum += min(t.weigh, u.weigh)
				break
			}
			if c.sharesPart(t, u) {
				sum += min(t.weigh, u.weigh) / 2
				break
			}
		}
	}
	return sum
}

// rowRE finds a phrase that is one of several in a row, each with its own verb.
var rowRE = expr.New(`(?:こと|もの)も$|たり$|(?i)^(?:and |or |but )?(?:(?:do|does|will|shall|may|must|can|is|are) (?:not |never )?|never |not )[a-z]+ (?:it|them|this|these)$`)

// inRow tells whether a word is all that a phrase tells which is one of several
// in a row.
func (c *checker) inRow(s *side, ps []phrase, t term) bool {
	for i := range ps {
		if len(ps) > 1 && ps[i].span.Contains(t.span) {
			return rowRE.MatchString(s.say(&ps[i])) && !slices.ContainsFunc(ps[i].terms, func(u term) bool { return u.span != t.span && c.telling(u) > 0 })
		}
	}
	return false
}

// quoteOf quotes a phrase.
func (s *side) quoteOf(p *phrase) *quote {
	at := s.stmts[p.stmt].span.Start
	return &quote{span: text.Span{Start: at + p.span.Start, End: at + p.span.End}, trim: true}
}

// say returns the words of a phrase without numbers, dates and addresses.
func (s *side) say(p *phrase) string { return s.stmts[p.stmt].plain[p.span.Start:p.span.End] }

var (
	enJoinsRE = expr.New(`(?i)^(?:and|but|or|so|then) `)
	enBareRE  = expr.New(`(?i)^(?:do|does|will|shall|may|must|can|is|are|was|were|has|have)\b`)
)

// mainQuote quotes the phrase of some statements that has the main predicate, of a
// known polarity; whole if there is none.
func (s *side) mainQuote(list []int, want polarity, whole *quote) *quote {
	ps := s.phrases(list)
	if s.doc.Lang != policy.English && len(ps) > 0 {
		return s.quoteOf(&ps[len(ps)-1])
	}
	for i := range ps {
		if mainOf(s.doc.Lang, s.say(&ps[i])) == want {
			return s.quoteOf(&ps[i])
		}
	}
	return whole
}

// A denial found in one phrase and not in the phrase that renders it.
type denial struct {
	denied, affirmed *phrase // of the side that denies oftener, and of the other
}

// Words that may stand for a plain denial, by what they say: narrower than those
// of [force], for a phrase with one is taken to deny.
var jaNear = [numSoft]*expr.Regexp{
	softExcept:  expr.New(`以外|除[きくいか外]|対象外`),
	softOnly:    expr.New(`のみ|[^れ]だけ|に限|限り|限定|とどま`),
	softRefuse:  jaSoft[softRefuse],
	softHard:    jaSoft[softHard],
	softPrevent: expr.New(`防|避け|控え`),
	softForbid:  expr.New(`禁`),
	softWrong:   expr.New(`不[^動要]|虚偽`),
	softOff:     expr.New(`無効|停止|中止`),
	softLack:    expr.New(`未[^成来払満]|非[^常公]|無[^料償線断効]|欠|失|外れ`),
}

var enNear = [numSoft]*expr.Regexp{
	softExcept:  expr.New(`(?i)\bexcept|\bexclud|\bother than\b|\b(?:apart|aside) from\b|\bbeyond (?:these|those|this|that|what)\b`),
	softOnly:    expr.New(`(?i)\bonly\b|\bsolely\b|\bnothing\b|\bexclusively\b`),
	softRefuse:  enSoft[softRefuse],
	softHard:    enSoft[softHard],
	softPrevent: expr.New(`(?i)\bprevent|\bavoid|\brefrain`),
	softForbid:  expr.New(`(?i)\bprohibit|\bforbid`),
	softWrong:   expr.New(`(?i)\bimproper|\bunlawful|\billegal|\bunauthori|\bin(?:accurate|complete|valid|sufficient|correct)|\bfalse`),
	softOff:     expr.New(`(?i)\bceas|\bstop|\bdisabl|\bsuspen`),
	softLack:    expr.New(`(?i)\black|\bfail|\bnon-?[a-z]|\bun(?:us|link|encrypt|register|authori|authenti|relat|identif|modif|chang|affect|install|implement|integrat|process|publish|shar|stor|track|collect|avail|reach|answer|confirm|verif|able)|\bfree (?:of|from)\b`),
}

// A stand is what a phrase does to what it speaks of.
type stand struct {
	plainly bool // it denies
	near    bool // it denies, if only by a word that the other side has no equal of
	affirms bool // its predicate affirms
}

// nearOf returns how often a text denies by words of each kind.
func nearOf(lang, t string) (n [numSoft]int) {
	near := &jaNear
	if lang == policy.English {
		near, t = &enNear, strings.ToLower(t)
	}
	for k := range near {
		n[k] = count(near[k], t)
	}
	return n
}

// stands reads what phrases do. mine and theirs are the forces of all that is
// compared, of this side and of the other, as are near and otherNear.
func (s *side) stands(ps []phrase, mine, theirs *force, near, otherNear *[numSoft]int) []stand {
	out := make([]stand, len(ps))
	for i := range ps {
		t := s.say(&ps[i])
		words := t
		if s.doc.Lang == policy.English {
			// Of predicates in a row only the first has a subject.
			if t = enJoinsRE.ReplaceAllString(t, ""); enBareRE.MatchString(t) {
				t = "we " + t
			}
		} else {
			words += "、" // 提供せず、
		}
		f := forceOf(s.doc.Lang, words)
		x := &out[i]
		x.plainly = f.not+f.notApply > 0
		x.near = x.plainly || f.without > 0 && mine.without > theirs.without || f.unless > 0 && mine.unless > theirs.unless
		for k, n := range nearOf(s.doc.Lang, words) {
			x.near = x.near || n > 0 && near[k] > otherNear[k]
		}
		x.affirms = !x.near && mainOf(s.doc.Lang, t) == affirms
	}
	for i := len(ps) - 2; i >= 0; i-- {
		// What is denied of the last is denied of all: 貸すことも、売ることもしません
		if s.doc.Lang != policy.English && rowRE.MatchString(s.say(&ps[i])) {
			out[i] = out[i+1]
		}
	}
	return out
}

// predicates returns the polarities of the main predicate of a statement, which
// ends it in Japanese, and of the last in English of several in a row.
func (s *side) predicates(ps []phrase) (out []polarity) {
	last := s.say(&ps[len(ps)-1])
	if s.doc.Lang != policy.English {
		p := mainOf(s.doc.Lang, last)
		for _, re := range jaNear {
			if p == affirms && re.MatchString(last) {
				p = unclear
			}
		}
		return []polarity{p}
	}
	m := enMain(strings.ToLower(strings.ReplaceAll(s.stmts[ps[0].stmt].plain, "’", "'")))
	switch {
	case m == nil:
		out = append(out, unclear)
	case m[3] != "" || enShallNotRE.MatchString(m[2]) || enNotRE.MatchString(m[1]):
		out = append(out, denies)
	default:
		out = append(out, affirms)
	}
	return append(out, mainOf(s.doc.Lang, last))
}

// agree tells whether of the predicates of two statements some may be the same.
func agree(x, y []polarity) bool {
	sure := false
	for _, p := range x {
		for _, q := range y {
			if p == q && p != unclear {
				return true
			}
			sure = sure || p != unclear && q != unclear
		}
	}
	return !sure
}

// unmatched looks for a phrase of one side that denies while the phrase of the
// other that renders it does not. Where it finds none, settled says that each
// phrase that denies is rendered by one that does, and none that affirms by one
// that denies. s is the side that denies oftener.
func (c *checker) unmatched(s, o *side, list, others []int, mine, theirs *force) (d *denial, settled bool) {
	ps, qs := s.phrases(list), o.phrases(others)
	if len(ps) > maxSlots || len(qs) > maxSlots || len(ps)*len(qs) == 0 {
		return nil, false
	}
	n, m := nearOf(s.doc.Lang, s.plain(list)), nearOf(o.doc.Lang, o.plain(others))
	x, y := s.stands(ps, mine, theirs, &n, &m), o.stands(qs, theirs, mine, &m, &n)
	settled = len(list) != 1 || len(others) != 1 || agree(s.predicates(ps), o.predicates(qs))
	var worst int32
	// look compares what p shares with those that say as much with what it shares
	// with those that say the opposite.
	look := func(p *phrase, qs []phrase, same, opposite func(j int) bool) (q *phrase, by int32, open bool) {
		var yes, no int32
		for j := range qs {
			w := c.weightShared(p, &qs[j])
			switch {
			case same(j):
				yes = max(yes, w)
			case opposite(j) && w > no:
				no, q = w, &qs[j]
			}
		}
		if yes*5 >= no*3 {
			return nil, 0, yes+no == 0 // either may be what renders it
		}
		return q, no - yes, false
	}
	for i := range ps {
		if x[i].plainly {
			q, by, open := look(&ps[i], qs, func(j int) bool { return y[j].near }, func(int) bool { return true })
			settled = settled && q == nil && !open
			if q != nil && by > worst {
				worst, d = by, &denial{&ps[i], q}
			}
		}
		if x[i].affirms {
			q, _, _ := look(&ps[i], qs, func(j int) bool { return !y[j].near }, func(j int) bool { return y[j].plainly })
			settled = settled && q == nil
		}
	}
	for j := range qs {
		if y[j].affirms {
			p, by, _ := look(&qs[j], ps, func(i int) bool { return !x[i].near }, func(i int) bool { return x[i].plainly })
			settled = settled && p == nil
			if p != nil && by > worst {
				worst, d = by, &denial{p, &qs[j]}
			}
		}
	}
	return d, settled
}

// consents looks for a phrase that speaks of consent while the phrase that renders
// it speaks of its lack, or the other way round, nothing else being denied in
// either that the other affirms.
func (c *checker) consents(l link) (p, q *phrase, without bool) {
	ps, qs := c.a.phrases(l.a), c.b.phrases(l.b)
	if len(ps) > maxSlots || len(qs) > maxSlots {
		return nil, nil, false
	}
	for i := range ps {
		x := forceOf(c.a.doc.Lang, c.a.say(&ps[i]))
		if (x.consent.with > 0) == (x.consent.without > 0) {
			continue
		}
		j := -1
		var most int32
		for k := range qs {
			if w := c.weightShared(&ps[i], &qs[k]); w > most {
				j, most = k, w
			}
		}
		if j < 0 {
			continue
		}
		y := forceOf(c.b.doc.Lang, c.b.say(&qs[j]))
		if (y.consent.with > 0) != (y.consent.without > 0) && (x.consent.with > 0) != (y.consent.with > 0) && (x.not-y.not)%2 == 0 {
			return &ps[i], &qs[j], x.consent.without > 0
		}
	}
	return nil, nil, false
}

// surplus quotes what some statements say that the other side does not, from the
// first phrase of which it has less than half to the last, and returns how much
// they tell that it has no word of.
func (c *checker) surplus(s *side, list []int, other *node) (q *quote, told int) {
	ps := s.phrases(list)
	first, last := -1, -1
	for i := range ps {
		var all, said int32
		for _, t := range ps[i].terms {
			all += t.weigh
			if other.has(t) {
				said += t.weigh
			} else if t.known && !t.fact {
				told += c.telling(t)
			}
		}
		if said*2 < all {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 || ps[first].stmt != ps[last].stmt {
		return s.whole(list), told
	}
	at := s.stmts[ps[first].stmt].span.Start
	return &quote{span: text.Span{Start: at + ps[first].span.Start, End: at + ps[last].span.End}, trim: true}, told
}

// parted reports two statements that belong together of which each says much that
// the other does not: who asks, and what is checked before, beside the grounds on
// which it may be asked.
func (c *checker) parted(l link, a, b *node) bool {
	const much = 4 // two words that have no other meaning
	if len(l.a) != 1 || len(l.b) != 1 || l.score < 300 || a.covered(b)*2 >= a.weight || b.covered(a)*2 >= b.weight {
		return false
	}
	qa, x := c.surplus(c.a, l.a, b)
	qb, y := c.surplus(c.b, l.b, a)
	if x < much || y < much {
		return false
	}
	c.report(Condition, Low, 0.4, qa, qb, 0, "{a} and {b} each say here what the other does not.")
	return true
}
