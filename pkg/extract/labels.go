package extract

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// labelled reports what stands behind a label that says what it is ("Purposes
// of use: …", "共同利用者の範囲 …"), and the items that tell of joint use. Label
// and value are one unit.
func (p *Pass) labelled() {
	s := p.structure()
	for i, c := range p.Doc.Clauses {
		f := s.frames[i]
		if f.kind == Exception && c.Kind == policy.Item && tellsOfUse.MatchString(p.Fold.Slice(p.FoldSpan(c.Text))) {
			f, s.frames[i] = frame{}, frame{}
		}
		if c.Kind == policy.Label || p.owned(f) && !(p.Doc.Lang == policy.Japanese && f.kind == Exception && (f.byHeading || f.score < plainlyLed)) {
			continue
		}
		if p.Doc.Lang == policy.English && p.innerLabels(i, c) {
			s.frames[i], s.plain[i] = frame{kind: Purpose, name: "purpose/labelled"}, true
			continue
		}
		prose := p.isProse(c)
		if prose {
			if p.Doc.Lang != policy.English {
				continue
			}
			c.Text = c.Sentences[0] // what it says of itself, before it is told of at length
		}
		fold := p.FoldSpan(c.Text)
		in := rules.Input{rules.Text: fold, rules.Heading: p.heading(c)}
		if f.kind == "joint" {
			in[rules.Lead] = f.lead
		}
		if c.Kind == policy.Cell && c.Parent >= 0 {
			in[rules.Lead] = p.FoldSpan(p.Doc.Clauses[c.Parent].Text)
		}
		found := p.Scan.Eval(rules.Label, in)
		if c.Kind == policy.Cell && c.LeadIn >= 0 && c.LeadIn != c.Parent && len(found) == 0 && p.Doc.Lang == policy.Japanese && p.Doc.Clauses[c.LeadIn].Kind == policy.Label {
			in[rules.Lead] = p.FoldSpan(p.Doc.Clauses[c.LeadIn].Text) // the head of its column
			found = p.Scan.Eval(rules.Label, in)
		}
		if prose && len(found) > 0 && found[0].Rule.Kind == Purpose {
			n := len(p.result.Findings)
			if p.englishPurposes(i, p.withoutLabel(c, c.Text)); len(p.result.Findings) > n {
				s.labels[i] = fold
				continue // the aim within what it says is narrower
			}
		}
		for _, l := range found {
			u := unit{clause: i, span: c.Text, lead: f.lead, rule: p.Doc.Lang + "/" + l.Rule.Name, hits: l.Hits, base: 0.85}
			cats, ev := l.Rule.As, []Evidence(nil)
			if len(cats) == 0 {
				cats, ev = p.categorize(l.Rule.Kind, p.input(u), shares[l.Rule.Kind])
			}
			if len(cats) == 0 && l.Rule.Kind == Purpose && p.Doc.Lang == policy.English && aimBehind.MatchString(p.Fold.Slice(fold)) {
				u.base = 0.6
				cats, ev = p.gist(Purpose, p.input(u), unnamed[policy.English])
			}
			if len(cats) == 0 && l.Rule.Kind == Exception {
				cats = []string{"service_recipient"}
			}
			if len(cats) == 0 || p.emptyAim(fold) {
				continue
			}
			if prose {
				s.labels[i] = fold
			} else {
				s.frames[i] = frame{kind: l.Rule.Kind, name: l.Rule.Name, lead: f.lead}
				if p.Doc.Lang == policy.English && l.Rule.Kind == Purpose {
					s.plain[i] = true
				}
			}
			p.report(l.Rule.Kind, u, cats, ev)
			break
		}
	}
}

// tellsOfUse is an English label of what is collected or used, in whatever list it stands
// ("How we may use it: …").
var tellsOfUse = expr.New(`^(?:how|why|where|when) (?:and why )?we (?:(?:may|might|can|will) )?(?:collect|obtain|gather|receive|get|use|process|store|keep|protect)\b[^:]{0,40}: `)

// aimBehind is an English label with an aim behind it, whatever the aim.
var aimBehind = expr.New(`^[^:]{1,60}: (?:in order )?(?:to [a-z]+|[a-z]+ing) [a-z]+`)

// plainlyLed is the score from which on more than a heading says what a Japanese list is.
const plainlyLed = 4

// isPointer reports whether an item only points elsewhere, or is a label.
func (p *Pass) isPointer(c policy.Clause) bool {
	return p.fires("none/pointer", p.FoldSpan(p.trim(c.Text)))
}

// fires reports whether the test of that name fires on a stretch. Several ask the
// same; the answer is kept.
func (p *Pass) fires(name string, fold text.Span) bool {
	key := question{name, fold}
	fires, ok := p.tested[key]
	if !ok {
		fires = p.Scan.Passes(name, fold)
		if p.tested == nil {
			p.tested = map[question]bool{}
		}
		p.tested[key] = fires
	}
	return fires
}

// note returns the stretch behind a ※ inside an item, if it speaks for itself:
// of disclosure, say, in a list of purposes.
func (p *Pass) note(item text.Span) text.Span {
	s := p.Doc.View.Slice(item)
	i := strings.Index(s, "※")
	if i <= 0 {
		return text.Span{}
	}
	note := text.Span{Start: item.Start + i + len("※"), End: item.End}
	for _, f := range p.Scan.Eval(rules.Sentence, rules.Input{rules.Text: p.FoldSpan(note), rules.Context: p.FoldSpan(note)}) {
		if f.Rule.Kind == Exception {
			return p.trim(note)
		}
	}
	return text.Span{}
}

// withoutNote returns the item up to a note that speaks for itself.
func (p *Pass) withoutNote(item text.Span) text.Span {
	if n := p.note(item); !n.Empty() {
		item.End = item.Start + strings.Index(p.Doc.View.Slice(item), "※")
	}
	return p.trim(item)
}
