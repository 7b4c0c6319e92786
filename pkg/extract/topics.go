package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// A topicSet is a set of topics.
type topicSet map[string]bool

func (t topicSet) add(ids ...string) {
	for _, id := range ids {
		t[id] = true
	}
}

// any reports whether one of ids is in the set.
func (t topicSet) any(ids ...string) bool {
	for _, id := range ids {
		if t[id] {
			return true
		}
	}
	return false
}

// A sectionTopics gathers what speaks for the topics of one section.
type sectionTopics struct {
	head      topicSet // what its heading alone decides, if there is text below it
	above     topicSet // what the headings above it decide
	found     topicSet // what its text, its lists and the findings in it speak for
	title     bool     // its heading speaks of the policy as a whole: a title, "Introduction"
	sentences int      // sentences with something to say
	prose     int      // of those, the ones that no list owns
	text      bool     // the first of them is running text
	long      bool     // one of them is more than a name or a label
}

// Topics that a section without a word of its own in its heading takes over
// from the heading above ("Items provided" below "Provision to universities").
var inherited = []string{"collection", "purposes", "third_party", "entrustment", "joint_use", "overseas_transfer", "security", "retention", "external_tools", "rights", "contact"}

// Topics that stand at the opening of a policy and leave it the opening.
var opening = topicSet{"introduction": true, "definitions": true, "disclaimer": true, "recruitment": true, "contact": true}

// topicOfFrame is the topic of the items of a list, by what introduces it.
// Other lists (kinds of data, measures) say nothing that their lead-in or
// heading does not say.
var topicOfFrame = map[string]string{Purpose: "purposes", Exception: "third_party", Disclaimer: "disclaimer", "refusal": "rights", "joint": "joint_use"}

// topics returns the topics that each section's own text deals with, in the
// order of the taxonomy. A section without text of its own has none.
//
// Three things speak for a topic: the words of a sentence together with the
// heading above it, which rules of the form topic weigh; lists, by the frame
// that introduces them; and the findings that stand in the section.
func (p *Pass) topics() [][]string {
	d := p.Doc
	secs := make([]sectionTopics, len(d.Sections))
	for i, sec := range d.Sections {
		s := &secs[i]
		s.found, s.above = topicSet{}, topicSet{}
		s.head, s.title = p.headTopics(sec)
		if sec.Parent >= 0 {
			up := &secs[sec.Parent]
			from := up.head
			if len(from) == 0 || up.title {
				from = up.above
			}
			for _, t := range inherited {
				if from[t] {
					s.above.add(t)
				}
			}
		}
	}
	frames := p.structure().frames
	for i, c := range d.Clauses {
		if c.Section >= 0 {
			p.clauseTopics(&secs[c.Section], c, frames[i])
		}
	}
	for _, f := range p.Findings() {
		// The manager of joint use is no contact of the policy.
		if f.Section >= 0 && f.Clause >= 0 && !(f.Kind == Contact && (frames[f.Clause].kind == "joint" || secs[f.Section].head["joint_use"])) {
			secs[f.Section].finding(f)
		}
	}
	out := make([][]string, len(d.Sections))
	open, first := true, true
	for i := range secs {
		found := secs[i].decide(open, first)
		first = first && secs[i].prose == 0
		for _, t := range rules.Taxonomy().Topics() {
			if found[t] {
				out[i] = append(out[i], t)
				open = open && opening[t]
			}
		}
	}
	return out
}

// headTopics returns the topics that a heading decides by itself, and whether
// it speaks of the policy as a whole.
func (p *Pass) headTopics(sec policy.Section) (topicSet, bool) {
	head := topicSet{}
	in := rules.Input{rules.Heading: p.FoldSpan(sec.Heading)}
	for _, f := range p.Scan.Eval(rules.Topic, in) {
		head.add(f.Rule.ID)
	}
	for _, r := range p.Book.Rules {
		if r.Form == rules.Topic && r.ID == "introduction" {
			sum, _ := p.Scan.Weigh(r, in)
			return head, sum > 0
		}
	}
	return head, false
}

// clauseTopics reads one clause of a section.
func (p *Pass) clauseTopics(s *sectionTopics, c policy.Clause, f frame) {
	listed := (c.Kind != policy.Paragraph || p.shared.whole[c.Text.Start]) && f.kind != "" && f.kind != "inherit" && !p.isProse(c)
	for _, sent := range c.Sentences {
		if !p.says(sent) {
			continue
		}
		s.sentences++
		if s.sentences == 1 {
			s.text = c.Kind == policy.Paragraph
		}
		fold := p.FoldSpan(sent)
		s.long = s.long || utf8.RuneCountInString(p.Fold.Slice(fold)) >= 20
		if listed && p.listTopics(s, c, f, fold) {
			continue
		}
		s.prose++
		in := rules.Input{rules.Text: fold, rules.Heading: p.heading(c)}
		for _, hit := range p.Scan.Eval(rules.Topic, in) {
			s.found.add(hit.Rule.ID)
		}
	}
}

// listTopics takes an item of a list for what it says about the section's
// topics. It returns false for one that is to be read like running text.
func (p *Pass) listTopics(s *sectionTopics, c policy.Clause, f frame, fold text.Span) bool {
	t := topicOfFrame[f.kind]
	switch {
	case s.head["joint_use"] && !s.head["purposes"]:
		t = "joint_use"
	case f.kind == Exception && s.head.any("purposes", "collection", "sensitive") && !s.head["third_party"]:
		t = "" // exceptions from the limits of use
	case f.kind == Purpose && s.head["external_tools"],
		f.kind == Purpose && s.head["cookies"] && (c.LeadIn < 0 || c.Kind == policy.Cell):
		return false
	}
	if t != "" {
		s.found.add(t)
	}
	item := p.Fold.Slice(fold)
	switch {
	case f.kind == Exception:
		// Who is no third party: contractors and joint users are among them.
		if lead := p.Fold.Slice(f.lead); strings.Contains(lead, "該当しない") || strings.Contains(lead, "該当しません") {
			if strings.Contains(item, "委託する") {
				s.found.add("entrustment")
			}
			if strings.Contains(item, "共同") {
				s.found.add("joint_use")
			}
		} else if noThirdParty.MatchString(lead) {
			if strings.Contains(item, "outsourc") || strings.Contains(item, "entrust") {
				s.found.add("entrustment")
			}
			if strings.Contains(item, "joint") {
				s.found.add("joint_use")
			}
		}
		return true
	case f.kind == "refusal":
		for _, hit := range p.Scan.Eval(rules.Topic, rules.Input{rules.Text: fold}) {
			if hit.Rule.ID == "identity_check" {
				s.found.add(hit.Rule.ID)
			}
		}
		return true
	case f.kind == Purpose && c.Kind != policy.Remark || f.kind == "data":
		if p.Doc.Lang != policy.Japanese || !endsInPredicate(item) {
			return true
		}
	}
	// An item that is a sentence may deal with something of its own.
	in := rules.Input{rules.Text: fold}
	if p.Doc.Lang == policy.English {
		in[rules.Heading] = p.heading(c)
	}
	for _, hit := range p.Scan.Eval(rules.Topic, in) {
		if besides[hit.Rule.ID] && (f.kind != Purpose || besidesPurposes[hit.Rule.ID]) && (c.Kind == policy.Remark || hit.Rule.ID != "external_tools") {
			s.found.add(hit.Rule.ID)
		}
	}
	return true
}

// noThirdParty says of the cases of an English list that no third party is in them.
var noThirdParty = regexp.MustCompile(`\bnot (?:be )?(?:\w+ ){0,4}third part`)

// Topics that an item may have besides that of its list.
var besides = topicSet{"sensitive": true, "external_tools": true, "anonymized": true, "minors": true, "voluntariness": true, "disclaimer": true, "retention": true, "identity_check": true, "certification": true}

var besidesPurposes = topicSet{"sensitive": true, "external_tools": true}

// finding takes a finding in the section for what it says about its topics.
func (s *sectionTopics) finding(f Finding) {
	has := func(ids ...string) bool {
		for _, c := range f.Categories {
			for _, id := range ids {
				if c == id {
					return true
				}
			}
		}
		return false
	}
	switch f.Kind {
	case Purpose:
		// "Purpose: …" among what is told of a cookie is an item of purposes.
		if f.Rule == "en/purpose/labelled" && s.head["cookies"] {
			s.found.add("purposes")
		}
	case Disclaimer:
		if !has("request_refusal", "user_responsibility", "service_change") {
			s.found.add("disclaimer")
		}
	case Voluntariness:
		s.found.add("voluntariness")
	case Contact:
		if has("email", "phone", "fax", "postal_address", "url", "department") && !has("joint_use") {
			s.found.add("contact")
		}
	}
}

// decide returns the section's topics. open tells that nothing but the opening
// of the policy stands above it, first that no running text does.
func (s *sectionTopics) decide(open, first bool) topicSet {
	if s.sentences == 0 {
		return nil
	}
	t := s.found
	for id := range s.head {
		t.add(id)
	}
	// A part of a list of purposes: its heading names what they are about.
	if s.above["purposes"] && s.prose == 0 {
		t = topicSet{"purposes": true}
	}
	if s.above["purposes"] && t["security"] {
		delete(t, "security") // a purpose, as its heading puts it
		t.add("purposes")
	}
	if first && len(s.head) == 0 && len(s.above) == 0 && s.text && s.long && (s.title || len(t) == 0) {
		t.add("introduction")
	}
	if len(s.head) == 0 && (s.prose == 0 || len(t) == 0) {
		for id := range s.above {
			t.add(id)
		}
	} else if !s.head.any("rights", "security", "retention", "cookies", "external_tools", "contact", "revision", "entrustment", "anonymized") {
		for _, id := range [...]string{"third_party", "joint_use", "overseas_transfer"} {
			if s.above[id] {
				t.add(id)
			}
		}
	}
	if !open && !s.title {
		delete(t, "introduction")
	}
	if len(t) > 1 {
		delete(t, "other")
	}
	if len(t) == 0 && s.long {
		if open {
			t.add("introduction")
		} else {
			t.add("other")
		}
	}
	return t
}

// says reports whether a sentence is more than a date, a signature mark or
// punctuation.
func (p *Pass) says(sent text.Span) bool {
	left := sent.Len()
	for _, d := range p.Doc.Dates {
		if d.Span.Start >= sent.Start && d.Span.End <= sent.End {
			left -= d.Span.Len()
		}
	}
	if left < sent.Len() && left <= 24 {
		return false
	}
	letters := 0
	for _, r := range p.Doc.View.Slice(sent) {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 2
}
