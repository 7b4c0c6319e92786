// Package drift tells whether a policy and its translation say the same.
//
// [Compare] aligns two documents, a Japanese policy with its English
// translation or the other way round, or two editions in one language, and
// reports the places where a reader of one is told something else, more or
// less than a reader of the other: each as a [Divergence] with a type, a
// severity and the stretches of both texts.
//
// Alignment and checks count in whole numbers with fixed ties, so that the
// same input always brings the same answer; what swapping the sides changes is
// only which side a thing stands on.
package drift

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// A Type says what kind of divergence it is.
type Type string

// Types of divergences.
const (
	Missing    Type = "missing"    // the translation lacks it
	Added      Type = "added"      // the original lacks it
	Negation   Type = "negation"   // one side denies what the other affirms
	Modality   Type = "modality"   // may, must, will differ
	Number     Type = "number"     // amounts, periods, counts
	Date       Type = "date"       // dates of revision and effect
	Statute    Type = "statute"    // laws and articles of law
	Contact    Type = "contact"    // addresses, officers, names of organisations
	Scope      Type = "scope"      // an item more or fewer in a list
	Condition  Type = "condition"  // consent, exceptions, conditions
	Term       Type = "term"       // a word of another meaning in law
	Precedence Type = "precedence" // which language prevails
)

// Types returns all types, in the order in which they are listed.
func Types() []Type {
	return []Type{Missing, Added, Negation, Modality, Condition, Scope, Number, Date, Statute, Contact, Term, Precedence}
}

// A Severity says how much a divergence matters.
type Severity string

// Severities.
const (
	High   Severity = "high"   // changes rights, duties, recipients, purposes, exceptions
	Medium Severity = "medium" // changes facts that a reader acts on
	Low    Severity = "low"    // anything else, and what is not sure
)

// Rank orders severities: 3 for high, 2 for medium, 1 for low, 0 for others.
func (s Severity) Rank() int {
	switch s {
	case High:
		return 3
	case Medium:
		return 2
	case Low:
		return 1
	}
	return 0
}

// A Quote is a stretch of one of the documents.
type Quote struct {
	Text          string    // what a person reads there
	Span          text.Span // in the source
	Before, After string    // the rest of its sentence, where Text is a part of one
}

// A Divergence is one place where the two documents do not say the same.
type Divergence struct {
	Type        Type
	Severity    Severity
	Original    *Quote // nil where the original has nothing
	Translation *Quote // nil where the translation has nothing
	Section     string // heading of the section it stands in
	Message     string
	Confidence  float64 // 0 … 1
}

// A Pair says which stretches of the original correspond to which of the
// translation. One side is empty where nothing corresponds.
type Pair struct {
	Original    []text.Span // in the source
	Translation []text.Span
	Score       float64 // 0 … 1
	Moved       bool    // found in another place
	Unjudged    bool    // too few words are known to judge what it says
}

// A Verdict says what the two documents are to each other.
type Verdict string

// Verdicts.
const (
	Translation Verdict = "translation" // one renders the other
	Editions    Verdict = "editions"    // two editions in one language
	Unrelated   Verdict = "unrelated"   // they do not correspond: nothing was judged
	Unknown     Verdict = "unknown"     // too few of their words are in the lexicon to tell: nothing was judged
	Mixed       Verdict = "mixed"       // one of them holds both languages: nothing was judged
)

// A Result is what a comparison found.
type Result struct {
	Original    *policy.Document
	Translation *policy.Document
	Verdict     Verdict
	Aligned     float64 // share of the text of both that could be aligned
	Unjudged    int     // aligned pairs that could not be judged
	Alignment   []Pair
	Divergences []Divergence
	Notes       []string // remarks on the pair as a whole, in plain words

	linked int // bytes of both that were aligned
}

// Judged tells whether the two documents correspond, so that divergences could
// be looked for.
func (r *Result) Judged() bool { return r.Verdict == Translation || r.Verdict == Editions }

// Worst returns the rank of the severest divergence, that of High for texts
// that do not correspond.
func (r *Result) Worst() int {
	if !r.Judged() {
		return High.Rank()
	}
	worst := 0
	for _, d := range r.Divergences {
		worst = max(worst, d.Severity.Rank())
	}
	return worst
}

// Keep drops the divergences below a severity.
func (r *Result) Keep(least Severity) {
	r.Divergences = slices.DeleteFunc(r.Divergences, func(d Divergence) bool { return d.Severity.Rank() < least.Rank() })
}

// Options configure a comparison. The zero value is good for most.
type Options struct {
	Lexicon  *Lexicon  // instead of the built-in one
	Settings *Settings // instead of the built-in ones
}

// ErrEmpty is the error for a side without a statement.
var ErrEmpty = errors.New("no text to compare")

// Compare compares a policy with its translation, or with another edition.
func Compare(original, translation *extract.Result, o Options) (*Result, error) {
	if o.Lexicon == nil {
		o.Lexicon = DefaultLexicon()
	}
	if o.Settings == nil {
		o.Settings = defaultSettings()
	}
	// Work is done in one order of the sides, so that the other order mirrors it.
	a, b := original, translation
	swapped := flip(a.Document, b.Document)
	if swapped {
		a, b = b, a
	}
	voc := newVocabulary(o.Lexicon, a.Document.Lang == b.Document.Lang)
	sa, sb := newSide(a, voc), newSide(b, voc)
	if len(sa.stmts) == 0 || len(sb.stmts) == 0 {
		return nil, ErrEmpty
	}
	if !voc.same {
		soundalikes(voc, sa, sb)
	}
	weigh(voc, sa, sb)
	al := &aligner{a: sa, b: sb, voc: voc, cfg: o.Settings}
	links := al.align()
	if !voc.same && learn(voc, sa, sb, links) {
		weigh(voc, sa, sb)
		links = al.align()
	}
	r := &Result{Original: original.Document, Translation: translation.Document, Verdict: Translation}
	if voc.same {
		r.Verdict = Editions
	}
	var linked, total int
	for _, l := range links {
		w := 0
		for _, i := range l.a {
			w += len(sa.stmts[i].text)
		}
		for _, j := range l.b {
			w += len(sb.stmts[j].text)
		}
		total += w
		if len(l.a) > 0 && len(l.b) > 0 && l.score >= o.Settings.Prior+20 {
			linked += w
		}
	}
	r.linked = linked
	r.Aligned = float64(linked) / float64(max(1, total))
	front := frontMatter(original.Document, translation.Document)
	r.Alignment = slices.Clone(front)
	c := &checker{a: sa, b: sb, voc: voc, al: al, links: links, swapped: swapped, names: o.Lexicon}
	r.Unjudged = 0
	for i, l := range links {
		p := Pair{Score: float64(l.score) / 1000, Moved: l.moved}
		for _, k := range l.a {
			p.Original = append(p.Original, sa.doc.View.ToSource(sa.stmts[k].span))
		}
		for _, k := range l.b {
			p.Translation = append(p.Translation, sb.doc.View.ToSource(sb.stmts[k].span))
		}
		if len(l.a) > 0 && len(l.b) > 0 && !c.judged(i) {
			p.Unjudged = true
			r.Unjudged++
		}
		if swapped {
			p.Original, p.Translation = p.Translation, p.Original
		}
		r.Alignment = append(r.Alignment, p)
	}
	for _, s := range []*side{sa, sb} {
		if s.foreignShare()*1000 >= float64(o.Settings.MixedShare) {
			r.Verdict = Mixed
			r.Notes = append(r.Notes, s.doc.ID+" holds Japanese and English text: compare its parts on their own.")
		}
	}
	if r.Verdict == Mixed {
		return r, nil
	}
	share := int(r.Aligned * 1000)
	known := share >= o.Settings.StrangerShare || acquainted(sa, sb) || share >= o.Settings.NameShare && sharedNames(o.Lexicon, sa, sb)
	if share < o.Settings.UnrelatedShare || !known {
		r.Verdict = Unrelated
		for _, s := range []*side{sa, sb} {
			if words := s.knownShare(); !voc.same && share >= o.Settings.UnrelatedShare && words < o.Settings.KnownShare {
				r.Verdict = Unknown
				r.Notes = append(r.Notes, fmt.Sprintf("The lexicon has only %d %% of the words of %s: whether the texts correspond cannot be judged.", words/10, s.doc.ID))
			}
		}
		return r, nil
	}
	c.dates(front)
	c.descriptions(front, o.Settings)
	r.Divergences = c.check()
	r.place()
	return r, nil
}

// knownShare returns how many of the words that say something are in the
// lexicon, in thousandths.
func (s *side) knownShare() int {
	all, known := 0, 0
	for i := range s.stmts {
		for _, t := range s.stmts[i].terms {
			if !t.fact {
				all++
				if t.known {
					known++
				}
			}
		}
	}
	return known * 1000 / max(1, all)
}

// foreignShare returns the share of text that stands in the other language.
func (s *side) foreignShare() float64 {
	all, other := 0, 0
	for i := range s.stmts {
		all += len(s.stmts[i].text)
		if s.stmts[i].foreign {
			other += len(s.stmts[i].text)
		}
	}
	return float64(other) / float64(max(1, all))
}

// acquainted tells whether two documents name the same company or the same
// desk to turn to.
func acquainted(a, b *side) bool {
	if a.doc.Company != "" && a.doc.Company == b.doc.Company {
		return true
	}
	for k := range a.facts {
		switch factKind(k[0] - '0') {
		case factPhone, factPostal:
			if b.facts[k] {
				return true
			}
		case factMail:
			_, host, _ := strings.Cut(k[1:], "@")
			for q := range b.facts {
				if factKind(q[0]-'0') == factMail && strings.HasSuffix(q, "@"+host) && (q == k || !mailProviders[host]) {
					return true
				}
			}
		}
	}
	return false
}

// sharedNames tells whether a document in Japanese and one in English have
// names in common that no dictionary has. Within one language words in common
// say nothing.
func sharedNames(lex *Lexicon, a, b *side) bool {
	if a.doc.Lang == b.doc.Lang {
		return false
	}
	names := 0
	for w := range a.latin {
		if len(w) >= 4 && b.latin[w] && !latinNoise[w] && len(lex.en[w]) == 0 && !stopwords[w] {
			names++
		}
	}
	return names >= 2
}

// mailProviders give addresses to everybody.
var mailProviders = map[string]bool{"gmail.com": true, "googlemail.com": true, "yahoo.co.jp": true, "yahoo.com": true, "ymail.ne.jp": true, "outlook.com": true, "outlook.jp": true,
	"hotmail.com": true, "hotmail.co.jp": true, "live.jp": true, "icloud.com": true, "me.com": true, "proton.me": true, "protonmail.com": true, "nifty.com": true,
	"docomo.ne.jp": true, "ezweb.ne.jp": true, "softbank.ne.jp": true, "i.softbank.jp": true}

// place puts divergences in the order of the original. What the translation
// alone has comes behind what its neighbour before renders, below the heading of
// the original that its own heading renders.
func (r *Result) place() {
	var linked []Pair // in the order of the translation
	for _, p := range r.Alignment {
		if len(p.Original) > 0 && len(p.Translation) > 0 {
			linked = append(linked, p)
		}
	}
	slices.SortStableFunc(linked, func(x, y Pair) int { return cmp.Compare(x.Translation[0].Start, y.Translation[0].Start) })
	before := func(at int) (Pair, bool) { // the last one that begins at or before at in the translation
		i, _ := slices.BinarySearchFunc(linked, at+1, func(p Pair, at int) int { return p.Translation[0].Start - at })
		if i == 0 {
			return Pair{}, false
		}
		return linked[i-1], true
	}
	type placed struct {
		Divergence
		at, tie int
	}
	out := make([]placed, len(r.Divergences))
	for i, d := range r.Divergences {
		out[i].Divergence, out[i].at = d, -1
		if d.Original != nil {
			out[i].at = d.Original.Span.Start
			continue
		}
		if p, ok := before(d.Translation.Span.Start); ok {
			out[i].at, out[i].tie = p.Original[len(p.Original)-1].End-1, d.Translation.Span.Start+1
		}
		doc := r.Translation
		for k := len(doc.Sections) - 1; k >= 0; k-- {
			h := doc.View.ToSource(doc.Sections[k].Heading)
			if h.Start > d.Translation.Span.Start {
				continue
			}
			if p, ok := before(h.Start); ok && p.Translation[0].Overlap(h) > 0 && h.Start < d.Translation.Span.Start {
				out[i].Section = text.Normal(r.Original.Visible(p.Original[0]))
			}
			break
		}
	}
	slices.SortStableFunc(out, func(x, y placed) int {
		return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.tie, y.tie), strings.Compare(string(x.Type), string(y.Type)))
	})
	for i := range out {
		r.Divergences[i] = out[i].Divergence
	}
}

// flip tells whether two documents are worked on in the other order: Japanese
// comes first, in one language what comes first as text.
func flip(a, b *policy.Document) bool {
	if a.Lang != b.Lang {
		return a.Lang != policy.Japanese
	}
	return a.View.Text() > b.View.Text()
}

// Choose compares two files: of each the policy that corresponds best to one of
// the other. A file that holds the other's text besides its own is taken for
// what is in its own language. What it left aside stands in the notes.
func Choose(originals, translations []*extract.Result, o Options) (*Result, error) {
	var best *Result
	var first error
	for _, a := range originals {
		for _, b := range translations {
			r, err := Compare(a, b, o)
			if err != nil {
				if first == nil {
					first = err
				}
				continue
			}
			if best == nil || better(r, best) {
				best = r
			}
		}
	}
	if best == nil {
		if first == nil {
			first = ErrEmpty
		}
		return nil, first
	}
	note := func(docs []*extract.Result, chosen *policy.Document) {
		if len(docs) > 1 {
			best.Notes = append(best.Notes, chosen.Path+" holds more than one policy; "+chosen.ID+" was compared.")
		}
	}
	note(originals, best.Original)
	note(translations, best.Translation)
	return best, nil
}

// better prefers a translation to an edition, and what plainly corresponds, that
// is by half of the text or more; else what comes first stays.
func better(a, b *Result) bool {
	if (a.Original.Lang == a.Translation.Lang) != (b.Original.Lang == b.Translation.Lang) {
		return a.Original.Lang != a.Translation.Lang
	}
	if a.Judged() != b.Judged() {
		return a.Judged()
	}
	return a.Aligned >= 0.5 && a.linked > b.linked
}
