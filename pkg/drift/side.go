package drift

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
	"github.com/polcompare/polcompare/pkg/token"
)

// A side is one of the two documents, read for alignment.
type side struct {
	doc    *policy.Document
	res    *extract.Result
	stmts  []stmt
	blocks []block
	latin  map[string]bool // words in Latin letters, in their dictionary form
	facts  map[string]bool // keys of all facts, with their kind
	told   map[int32]int   // statements that have a word, once somebody asked
}

// A stmt is a sentence or a heading.
type stmt struct {
	span    text.Span // in the view
	block   int
	text    string
	plain   string // text without numbers, dates and addresses
	terms   []term
	words   []word
	facts   []fact
	foreign bool // written in the other language
}

// A block is a clause or a heading.
type block struct {
	heading     bool
	item        bool
	clause      int // -1 for a heading
	section     int
	number      string // digits of its marker or number
	first, past int    // its statements
}

// A term is a word of a statement, or several that stand in the lexicon.
type term struct {
	ids   []int32
	parts [][]int32 // what its words say each, of several words that the lexicon has as one
	span  text.Span // in the statement
	known bool      // in the lexicon
	fact  bool      // a number, a date, an address
	light bool      // nothing but words such as "this", which say little by themselves
	weigh int32
}

// A vocabulary numbers what both sides can share: first the sets of the
// lexicon, then what only this pair has.
type vocabulary struct {
	lex   *Lexicon
	ids   map[string]int32
	same  bool // both sides in one language
	count int32
}

func newVocabulary(l *Lexicon, same bool) *vocabulary {
	return &vocabulary{lex: l, ids: map[string]int32{}, same: same, count: int32(l.Len())}
}

func (v *vocabulary) id(key string) int32 {
	id, ok := v.ids[key]
	if !ok {
		id = v.count
		v.ids[key] = id
		v.count++
	}
	return id
}

// light tells whether words say little by themselves.
func light(lang string, ws []word) bool {
	return !slices.ContainsFunc(ws, func(w word) bool {
		if lang == policy.English {
			return !stopwords[w.surface] && !stopwords[w.base]
		}
		return !jaStop[w.base] && !w.detail.Is("連体詞") && !w.detail.Is("名詞,代名詞") && !w.detail.Is("名詞,非自立")
	})
}

// parts returns what words say each that the lexicon has as one; nil where only
// one of them says something.
func (v *vocabulary) parts(lang string, ws []word) [][]int32 {
	if len(ws) < 2 {
		return nil
	}
	var out [][]int32
	for i := 0; i < len(ws); {
		part := ws
		if i == 0 {
			part = ws[:len(ws)-1] // not the whole
		}
		sets, n := v.lex.match(lang, part, i)
		if n == 0 {
			n = 1
			if key := wordKey(lang, ws[i]); key != "" {
				sets = []int32{v.id(key)}
			}
		}
		if sets != nil {
			out = append(out, sets)
		}
		i += n
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

func newSide(r *extract.Result, v *vocabulary) *side {
	d := r.Document
	s := &side{doc: d, res: r, latin: map[string]bool{}, facts: map[string]bool{}}
	type place struct{ start, heading, clause int }
	var places []place
	for i := range d.Sections {
		places = append(places, place{d.Sections[i].Heading.Start, i, -1})
	}
	for i := range d.Clauses {
		if !d.Clauses[i].Furniture {
			places = append(places, place{d.Clauses[i].Text.Start, -1, i})
		}
	}
	sort.SliceStable(places, func(i, j int) bool { return places[i].start < places[j].start })
	for _, p := range places {
		b := block{clause: p.clause, first: len(s.stmts)}
		if p.heading >= 0 {
			h := &d.Sections[p.heading]
			b.heading, b.section, b.number = true, p.heading, digitsOf(h.Number)
			s.add(h.Heading, v)
		} else {
			c := &d.Clauses[p.clause]
			b.section, b.item, b.number = c.Section, c.Kind == policy.Item || c.Kind == policy.Cell, digitsOf(c.Marker)
			for _, sp := range c.Sentences {
				s.add(sp, v)
			}
		}
		b.past = len(s.stmts)
		if b.past == b.first {
			continue
		}
		for i := b.first; i < b.past; i++ {
			s.stmts[i].block = len(s.blocks)
		}
		s.blocks = append(s.blocks, b)
	}
	s.links()
	for i := range s.stmts {
		for _, f := range s.stmts[i].facts {
			s.facts[factName(f)] = true
		}
	}
	return s
}

func digitsOf(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

func factName(f fact) string { return string('0'+rune(f.kind)) + f.key }

// other returns the language that a document of language lang is not in.
func other(lang string) string {
	if lang == policy.English {
		return policy.Japanese
	}
	return policy.English
}

// foreign reports whether a text stands in the other language.
func foreign(lang, s string) bool {
	jp, la := 0, 0
	for _, r := range s {
		switch {
		case r >= 0x3040 && r <= 0x30FF || unicode.Is(unicode.Han, r):
			jp++
		case r < utf8.RuneSelf && unicode.IsLetter(r):
			la++
		}
	}
	if lang == policy.English {
		return jp >= 6 && jp*2 > la
	}
	return jp == 0 && la >= 24 && strings.Count(strings.TrimSpace(s), " ") >= 4 && !strings.Contains(s, "://")
}

func (s *side) add(sp text.Span, v *vocabulary) {
	lang := s.doc.Lang
	t := stmt{span: sp, text: s.doc.View.Slice(sp)}
	t.foreign = foreign(lang, t.text)
	if t.foreign {
		lang = other(lang)
	}
	t.facts = facts(lang, s.doc.View, sp)
	masked := []byte(t.text)
	for _, f := range t.facts {
		for i := f.span.Start - sp.Start; i < f.span.End-sp.Start; i++ {
			if masked[i] < 0x80 {
				masked[i] = ' '
			}
		}
		if f.kind == factDate {
			// The name of an era is a part of the number of the year.
			for era := range eras {
				if strings.HasPrefix(t.text[f.span.Start-sp.Start:f.span.End-sp.Start], era) {
					copy(masked[f.span.Start-sp.Start:], strings.Repeat(" ", len(era)))
				}
			}
		}
		if f.kind != factArticle && f.kind != factClock {
			at := text.Span{Start: f.span.Start - sp.Start, End: f.span.End - sp.Start}
			// That there is a date tells something, even if it is another one.
			t.terms = append(t.terms, term{ids: []int32{v.id("f:" + factName(f))}, known: true, fact: true, span: at},
				term{ids: []int32{v.id("k:" + factName(fact{kind: f.kind, key: f.unit}))}, known: true, fact: true, span: at})
		}
	}
	t.plain = string(masked)
	t.words = words(lang, t.plain)
	for i := 0; i < len(t.words); {
		w := t.words[i]
		sets, n := v.lex.match(lang, t.words, i)
		if n > 0 {
			last := t.words[i+n-1]
			t.terms = append(t.terms, term{ids: sets, parts: v.parts(lang, t.words[i:i+n]), known: true, light: light(lang, t.words[i:i+n]), span: text.Span{Start: w.span.Start, End: last.span.End}})
			for k := i; k < i+n; k++ {
				s.noteLatin(t.words[k])
			}
			i += n
			continue
		}
		if lang == policy.Japanese && !v.same && isLatin(w.surface) {
			i += s.english(&t, i, v)
			continue
		}
		i++
		if len(w.surface) > 0 && digit(w.surface[0]) {
			continue
		}
		s.noteLatin(w)
		if lang == policy.Japanese {
			if parts := v.lex.katakana(w); parts != nil {
				for _, p := range parts {
					if p.ids == nil {
						p.ids = []int32{v.id("j:" + t.plain[p.span.Start:p.span.End])}
					}
					t.terms = append(t.terms, p)
				}
				continue
			}
		}
		if key := wordKey(lang, w); key != "" {
			t.terms = append(t.terms, term{ids: []int32{v.id(key)}, span: w.span})
		}
	}
	s.stmts = append(s.stmts, t)
}

// english adds the words in Latin letters that stand in a Japanese statement from
// word i on as the other side has them: of "Private Database" the lexicon knows
// both words. It returns how many words of the statement they are.
func (s *side) english(t *stmt, i int, v *vocabulary) int {
	n := 1
	for i+n < len(t.words) && isLatin(t.words[i+n].surface) && t.words[i+n].span.Start <= t.words[i+n-1].span.End+1 {
		n++
	}
	at := t.words[i].span.Start
	ws := words(policy.English, t.plain[at:t.words[i+n-1].span.End])
	for k := 0; k < len(ws); {
		sets, m := v.lex.match(policy.English, ws, k)
		known := m > 0
		if !known {
			m = 1
			if key := wordKey(policy.English, ws[k]); key != "" {
				sets = []int32{v.id(key)}
			}
		}
		if sets != nil {
			t.terms = append(t.terms, term{ids: sets, known: known, span: text.Span{Start: at + ws[k].span.Start, End: at + ws[k+m-1].span.End}})
		}
		k += m
	}
	for k := i; k < i+n; k++ {
		s.noteLatin(t.words[k])
	}
	return n
}

func isLatin(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return len(s) > 1 && letter(s[0])
}

func (s *side) noteLatin(w word) {
	if isLatin(w.surface) {
		s.latin[latinBase(w.surface)] = true
	}
}

// latinBase returns the form in which a word in Latin letters is compared.
func latinBase(surface string) string {
	s := strings.ToLower(surface)
	s = strings.TrimSuffix(s, "s")
	return s
}

// wordKey returns the key of a word that is not in the lexicon, "" if it says
// nothing.
func wordKey(lang string, w word) string {
	if lang == policy.English && stopwords[w.base] {
		return ""
	}
	if isLatin(w.surface) {
		return "x:" + latinBase(w.base)
	}
	if lang == policy.English {
		return "x:" + w.base
	}
	switch w.pos {
	case token.Noun:
		if w.detail.Is("名詞,代名詞") || w.detail.Is("名詞,非自立") || w.detail.Is("名詞,接尾") || w.detail.Is("名詞,副詞可能") {
			return ""
		}
	case token.Verb:
		if w.detail.Is("動詞,非自立") || w.detail.Is("動詞,接尾") || jaStop[w.base] {
			return ""
		}
	case token.Adjective, token.Adverb:
		if jaStop[w.base] {
			return ""
		}
	default:
		return ""
	}
	return "j:" + w.base
}

var jaStop = map[string]bool{"する": true, "ある": true, "いる": true, "なる": true, "いう": true, "おる": true, "ない": true, "くださる": true, "いただく": true,
	"できる": true, "行う": true, "ござる": true, "ございます": true, "基づく": true, "つく": true, "よる": true, "とる": true, "まいる": true, "致す": true, "いたす": true, "頂く": true, "もつ": true, "おく": true}

var stopwords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a an the of to in on at by for and or with from as is be are was were it its this that these those which who whom whose what
		will shall may must can could would should do does not no nor have has had been such any if when where than then there here so but also only very
		i he she they them his her their our ours your yours we us you me my into onto upon out up down off over under about between among through during
		each both either neither all some more most other own same too just per via etc regard respect accordance order case mr ms dear please hereby herein thereof hereto therein
		re s t d ll ve don m let make use get go come say see`) {
		m[w] = true
	}
	return m
}()

// links adds the targets of links as facts: an address behind words counts as
// if it stood in the text.
func (s *side) links() {
	for _, l := range s.doc.Links {
		var f fact
		switch t := strings.TrimSpace(l.Target); {
		case strings.HasPrefix(t, "mailto:"):
			t, _, _ = strings.Cut(t[len("mailto:"):], "?")
			f = fact{kind: factMail, key: strings.ToLower(t)}
		case strings.HasPrefix(t, "http://") || strings.HasPrefix(t, "https://"):
			f = fact{kind: factURL, key: urlKey(t)}
		case strings.HasPrefix(t, "tel:"):
			f = fact{kind: factPhone, key: phoneKey(t[4:])}
		default:
			continue
		}
		i := sort.Search(len(s.stmts), func(i int) bool { return s.stmts[i].span.End >= l.Span.End })
		if i == len(s.stmts) || s.stmts[i].span.Start > l.Span.Start {
			continue
		}
		if slices.ContainsFunc(s.stmts[i].facts, func(g fact) bool {
			return g.kind == f.kind && g.key == f.key && g.src == text.Span{} && f.kind != factMail
		}) {
			continue
		}
		f.span, f.src = l.Span, l.Source
		s.stmts[i].facts = append(s.stmts[i].facts, f)
	}
}

// weigh gives every term its weight: the rarer a word in the pair, the more it
// tells. A word that is in no lexicon tells as much as others where both sides
// have it: a name, a word in Latin letters.
func weigh(v *vocabulary, sides ...*side) {
	df := make([]int32, v.count)
	seen := make([]int32, v.count)
	on := make([]uint8, v.count) // the sides that have it
	var n int32
	for k, s := range sides {
		for i := range s.stmts {
			n++
			for _, t := range s.stmts[i].terms {
				for _, id := range t.ids {
					if seen[id] != n {
						seen[id] = n
						df[id]++
						on[id] |= 1 << k
					}
				}
			}
		}
	}
	table := make([]int32, n+1)
	for i := int32(1); i <= n; i++ {
		table[i] = 6 + int32(math.Round(12*math.Log2(float64(n+1)/float64(i))))
	}
	for _, s := range sides {
		for i := range s.stmts {
			ts := s.stmts[i].terms
			for k := range ts {
				// Of a word with several meanings the commonest counts.
				most := int32(1)
				for _, id := range ts[k].ids {
					most = max(most, df[id])
				}
				ts[k].weigh = table[most]
				if ts[k].light || ts[k].fact || !ts[k].known && !v.same && on[ts[k].ids[0]] != 3 {
					ts[k].weigh = ts[k].weigh * 2 / 5
				}
			}
		}
	}
}
