package extract

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// A unit is a stretch of a document that may be a finding. It is kept in
// coordinates of Doc.View.
type unit struct {
	clause int
	span   text.Span
	lead   text.Span // folded; the sentence or heading that introduces it
	rule   string
	hits   []rules.Hit
	base   float64 // confidence before categories
}

// input returns the unit as rules see it.
func (p *Pass) input(u unit) rules.Input {
	c := p.Doc.Clauses[u.clause]
	return rules.Input{rules.Text: p.FoldSpan(u.span), rules.Lead: u.lead, rules.Heading: p.heading(c)}
}

// enough is the weight from which on more evidence makes a category no surer.
const enough = 6

// categorize returns the categories of kind that the unit's words speak for,
// the main one first: every one with at least share of the strongest one's
// weight. Of two about as strong, the one that stands first in the text leads.
func (p *Pass) categorize(kind string, in rules.Input, share float64) ([]string, []Evidence) {
	if kind == Purpose && p.Doc.Lang == policy.English {
		aim := in
		if start := aimStart(p.Fold.Slice(in[rules.Text])); start > 0 {
			aim[rules.Text] = text.Span{Start: in[rules.Text].Start + start, End: in[rules.Text].End}
		}
		if parts := aims(p.Fold.Text(), aim[rules.Text]); len(parts) > 1 {
			if cats, ev := p.categorizeEach(parts, aim, share); len(cats) > 0 {
				return cats, ev
			}
		}
		if cats, ev := p.weigh(kind, aim, share, 0); len(cats) > 0 {
			return cats, ev
		}
	}
	return p.weigh(kind, in, share, 0)
}

// categorizeEach returns the categories of several aims of one unit, in their order. An
// aim that hardly speaks for any has none where others do.
func (p *Pass) categorizeEach(parts []text.Span, in rules.Input, share float64) (cats []string, ev []Evidence) {
	for _, least := range [...]float64{aimStrong, 0} {
		for _, part := range parts {
			in := rules.Input{rules.Text: part, rules.Lead: in[rules.Lead], rules.Heading: in[rules.Heading]}
			c, e := p.weigh(Purpose, in, share, least)
			for _, id := range c {
				if !slices.Contains(cats, id) {
					cats = append(cats, id)
				}
			}
			ev = append(ev, e...)
		}
		if len(cats) > 0 {
			return cats, ev
		}
	}
	return nil, nil
}

// weigh is categorize for a unit of one statement; a category weighs at least so much.
func (p *Pass) weigh(kind string, in rules.Input, share, least float64) ([]string, []Evidence) {
	kept := p.Scan.Eval(rules.Category, in, kind)
	if p.Doc.Lang == policy.English {
		kept = withoutGist(kept)
	}
	if kind == Purpose && p.Doc.Lang == policy.Japanese {
		p.weighHeads(in[rules.Text], kept)
	}
	if kind == Purpose && p.Doc.Lang == policy.English {
		p.weighAsides(in[rules.Text], kept)
	}
	if len(kept) == 0 || kept[0].Score < least {
		return nil, nil
	}
	if kept[0].Rule.ID == "other" {
		kept = kept[:1]
	}
	top := min(kept[0].Score, enough)
	strong := kept[:1]
	for _, f := range kept[1:] {
		need := share
		if f.Rule.Share > 0 {
			need = f.Rule.Share
		}
		if f.Score >= max(need*top, least) {
			strong = append(strong, f)
		}
	}
	kept = strong
	first := func(f rules.Fired) int {
		at := 1 << 30
		for _, h := range f.Hits {
			if h.Pattern.Weight > 0 && h.Pattern.Field == rules.Text {
				at = min(at, h.Span.Start)
			}
		}
		return at
	}
	sort.SliceStable(kept, func(i, j int) bool {
		a, b := kept[i].Score, kept[j].Score
		if a-b > 2 || b-a > 2 {
			return a > b
		}
		return first(kept[i]) < first(kept[j])
	})
	var cats []string
	var ev []Evidence
	for _, f := range kept {
		cats = append(cats, f.Rule.ID)
		for _, h := range f.Hits {
			ev = append(ev, p.evidence(h, f.Rule.ID))
		}
	}
	// "other" stands only alone.
	if len(cats) > 1 {
		for i, c := range cats {
			if c == "other" {
				cats = append(cats[:i], cats[i+1:]...)
				break
			}
		}
	}
	return cats, ev
}

// gistWeight is the weight of English words that hardly tell by themselves what category
// a unit is of: they count where nothing else does, and never tell whether it is a unit.
const gistWeight = 1

// withoutGist returns the categories that more than the gist speaks for, without its weight.
func withoutGist(fired []rules.Fired) []rules.Fired {
	out := fired[:0]
	for _, f := range fired {
		hits := make([]rules.Hit, 0, len(f.Hits))
		for _, h := range f.Hits {
			if h.Pattern.Weight == gistWeight {
				f.Score -= gistWeight
				continue
			}
			hits = append(hits, h)
		}
		f.Hits = hits
		if f.Score >= f.Rule.Min {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b rules.Fired) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Rule.Line, b.Rule.Line))
	})
	return out
}

// gist returns the category that most words of a unit hint at whose words speak for none,
// the first in the text of several, or else the one given.
func (p *Pass) gist(kind string, in rules.Input, otherwise string) ([]string, []Evidence) {
	if p.Doc.Lang != policy.English {
		return []string{otherwise}, nil
	}
	var best rules.Fired
	most, at := 0, 1<<30
	for _, f := range p.Scan.Eval(rules.Category, rules.Input{rules.Text: in[rules.Text]}, kind) {
		n, first := 0, 1<<30
		for _, h := range f.Hits {
			if h.Pattern.Weight == gistWeight {
				n++
				first = min(first, h.Span.Start)
			}
		}
		if n > most || n == most && first < at {
			best, most, at = f, n, first
		}
	}
	if most == 0 {
		return []string{otherwise}, nil
	}
	var ev []Evidence
	for _, h := range best.Hits {
		if h.Pattern.Weight == gistWeight {
			ev = append(ev, p.evidence(h, best.Rule.ID))
		}
	}
	return []string{best.Rule.ID}, ev
}

func (p *Pass) evidence(h rules.Hit, category string) Evidence {
	return Evidence{Rule: h.Pattern.Reference(), Category: category, Weight: h.Weight, Match: p.Fold.ToSource(h.Span)}
}

// trim takes white space and a full stop from the end of a stretch of
// Doc.View, and white space from its start.
func (p *Pass) trim(sp text.Span) text.Span {
	s := p.Doc.View.Slice(sp)
	t := strings.TrimLeft(s, " \t\n　")
	sp.Start += len(s) - len(t)
	for {
		u := strings.TrimRight(t, " \t\n　。｡;")
		if strings.HasSuffix(u, ".") && !strings.HasSuffix(u, "..") && !abbreviated(u) {
			u = u[:len(u)-1]
		}
		u = trimJoiner(u)
		if u == t {
			break
		}
		t = u
	}
	sp.End = sp.Start + len(t)
	return sp
}

// trimJoiner takes the word from the end of s that joins an item to the next ("…; and").
func trimJoiner(s string) string {
	for _, j := range [...]string{" and/or", " and", " or", "、または", "、又は", "、および", "、及び", "、並びに", "、ならびに", ",", "、"} {
		if t, ok := strings.CutSuffix(s, j); ok {
			return t
		}
	}
	return s
}

// abbreviated reports whether the full stop at the end of s belongs to a word.
func abbreviated(s string) bool {
	for _, a := range [...]string{"etc.", "Inc.", "Ltd.", "Co.", "Corp.", "U.S.", "U.S.A.", "e.g.", "i.e."} {
		if strings.HasSuffix(s, a) {
			return true
		}
	}
	return false
}

// report adds the unit as a finding of kind with the given categories.
func (p *Pass) report(kind string, u unit, cats []string, ev []Evidence) {
	sp := p.trim(u.span)
	if sp.Empty() {
		return
	}
	f := Finding{Kind: kind, Categories: cats, Span: p.Doc.View.ToSource(sp), Clause: u.clause, Rule: u.rule, Confidence: u.base}
	if !u.lead.Empty() {
		f.Lead = p.Fold.ToSource(u.lead)
	}
	for _, h := range u.hits {
		f.Evidence = append(f.Evidence, p.evidence(h, ""))
	}
	f.Evidence = append(f.Evidence, ev...)
	p.Report(f)
}

// sentence returns the sentence rules that fire on a sentence of clause i,
// strongest first. Several extractors ask; the answer is kept.
func (p *Pass) sentence(i int, sent text.Span) []rules.Fired {
	if fired, ok := p.sentences[sent.Start]; ok {
		return fired
	}
	in := p.sentenceInput(i, sent)
	p.tryAll(rules.Sentence, in)
	fired := p.Scan.Eval(rules.Sentence, in)
	if p.sentences == nil {
		p.sentences = map[int][]rules.Fired{}
	}
	p.sentences[sent.Start] = fired
	return fired
}

// sentenceInput is a sentence of clause i as sentence and phrase rules see it.
func (p *Pass) sentenceInput(i int, sent text.Span) rules.Input {
	fold := p.FoldSpan(p.trim(sent))
	context := fold
	if t := p.Fold.Slice(fold); proviso.MatchString(t) && excepts.MatchString(t) {
		context = p.provisoContext(i, fold)
	}
	return rules.Input{rules.Text: fold, rules.Context: context, rules.Heading: p.heading(p.Doc.Clauses[i]), rules.Above: p.above(p.Doc.Clauses[i])}
}

// excepts is in a sentence that says nothing but what is excepted from the one before.
var excepts = expr.New(`除(?:き|く|い|外)|限りで|例外`)

// fullSentences counts the sentences of a clause that end like one.
func (p *Pass) fullSentences(c policy.Clause) int {
	n := 0
	for k, s := range c.Sentences {
		t := strings.TrimRight(p.Doc.View.Slice(s), " \n")
		if strings.HasPrefix(strings.TrimLeft(t, " \n"), "例") {
			continue // an example of what the item says
		}
		if k > 0 && k == len(c.Sentences)-1 && p.Doc.Lang == policy.English && endsItem.MatchString(t) {
			n++
		}
		if strings.HasSuffix(t, "。") || strings.HasSuffix(t, ".") || strings.HasSuffix(t, "．") {
			n++
		}
	}
	return n
}

// endsItem ends an English item that is not the last of its list.
var endsItem = expr.New(`;(?: and| or)?$`)

// isProse reports whether a list item is a paragraph of several sentences, to
// be read like running text (see DECISIONS of the annotation guide).
func (p *Pass) isProse(c policy.Clause) bool {
	if c.Kind == policy.Remark || p.shared != nil && p.shared.whole[c.Text.Start] {
		return false
	}
	return len(c.Sentences) > 1 && p.fullSentences(c) > 1 && !(p.Doc.Lang == policy.English && p.exampled(c))
}

// beginsWithCase reports whether a Japanese item names a case or an aim and tells of it
// in sentences of its own: "法令に基づく場合。当社は、…".
func (p *Pass) beginsWithCase(c policy.Clause) bool {
	if p.Doc.Lang != policy.Japanese || c.Kind != policy.Item || len(c.Sentences) < 2 || !p.isProse(c) {
		return false
	}
	return endsWithAny(p.Doc.View.Slice(p.trim(c.Sentences[0])), caseHeads)
}

// caseHeads end the sentence with which an item names its case or aim.
var caseHeads = []string{"場合", "とき", "時", "ため", "目的"}

// predicate reports whether a Japanese stretch ends in a verb or copula, as a
// sentence does and a list item made of a noun phrase does not.
func endsInPredicate(s string) bool {
	stop := strings.HasSuffix(strings.TrimRight(s, " \n"), "。")
	s = strings.TrimRight(s, " \n。｡")
	if stop && endsWithAny(s, plainVerbs) {
		return true
	}
	if strings.HasSuffix(s, ")") {
		if i := strings.LastIndex(s, "("); i > 0 { // 登録します(以下「…」といいます)
			s = strings.TrimRight(s[:i], " 。｡")
		}
	}
	for _, e := range [...]string{"ます", "ません", "です", "である", "する", "した", "ない", "ください", "ました", "でした", "おります", "のとする"} {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// plainVerbs end a verb in its plain form; with a full stop behind it, it ends a sentence
// also in a text that is not polite: "範囲に留める。".
var plainVerbs = []string{"う", "く", "ぐ", "す", "つ", "ぬ", "ぶ", "む", "る"}

func runeAt(s string, at int) (rune, int) { return utf8.DecodeRuneInString(s[at:]) }
