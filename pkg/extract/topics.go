package extract

import (
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
	part      bool     // there is a heading above it
	title     bool     // its heading speaks of the policy as a whole: a title, "Introduction"
	aims      int      // items of a list of purposes within joint use
	desk      bool     // a contact stands in it
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
// that introduces them; and the findings that stand in the section. What they
// bring goes through the weights learned from annotations, which take away what
// hardly a word of the section speaks for and add what its words are sure of.
func (p *Pass) topics() [][]string {
	d := p.Doc
	secs := make([]sectionTopics, len(d.Sections))
	for i, sec := range d.Sections {
		s := &secs[i]
		s.found, s.above = topicSet{}, topicSet{}
		s.head, s.title = p.headTopics(sec)
		if s.part = sec.Parent >= 0; s.part {
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
			secs[f.Section].finding(f, frames[f.Clause])
		}
	}
	learned := p.Book.Topics
	var texts []sectionText
	if learned != nil {
		texts = p.sectionTexts()
	}
	if p.reasons {
		p.result.TopicReasons = make([][]Evidence, len(d.Sections))
	}
	out := make([][]string, len(d.Sections))
	open, first := true, true
	for i := range secs {
		found := secs[i].decide(open, first)
		if learned != nil && secs[i].sentences > 0 {
			ev := p.revise(learned, &texts[i], found)
			if p.reasons {
				p.result.TopicReasons[i] = ev
			}
		}
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
	in := rules.Input{rules.Heading: p.bare(sec)}
	for _, f := range p.Scan.Fires(rules.Topic, in) {
		head.add(f.ID)
	}
	for _, r := range p.Book.Rules {
		if r.Form == rules.Topic && r.ID == "introduction" {
			sum, _ := p.Scan.Weigh(r, in, 0)
			return head, sum > 0
		}
	}
	return head, false
}

// bare returns the folded stretch of a heading without brackets around it.
func (p *Pass) bare(sec policy.Section) text.Span {
	h := sec.Heading
	s := p.Doc.View.Slice(h)
	first, n := utf8.DecodeRuneInString(s)
	last, m := utf8.DecodeLastRuneInString(s)
	const open, closed = "(（[［【〔「『<＜〈《≪", ")）]］】〕」』>＞〉》≫"
	i, j := strings.IndexRune(open, first), strings.IndexRune(closed, last)
	if i < 0 || j < 0 || utf8.RuneCountInString(open[:i]) != utf8.RuneCountInString(closed[:j]) || strings.ContainsRune(s[n:len(s)-m], first) {
		return p.FoldSpan(h)
	}
	return p.FoldSpan(text.Span{Start: h.Start + n, End: h.End - m})
}

// clauseTopics reads one clause of a section.
func (p *Pass) clauseTopics(s *sectionTopics, c policy.Clause, f frame) {
	listed := c.Kind != policy.Paragraph && f.kind != "" && f.kind != "inherit" && !p.isProse(c)
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
		in := rules.Input{rules.Text: fold, rules.Heading: p.bare(p.Doc.Sections[c.Section])}
		for _, hit := range p.Scan.Fires(rules.Topic, in) {
			s.found.add(hit.ID)
		}
		// What the heading above decides, no word of the heading contradicts.
		if len(s.above) > 0 {
			for _, hit := range p.Scan.Fires(rules.Topic, rules.Input{rules.Text: fold}) {
				if s.above[hit.ID] && !s.head.any("cookies", "external_tools", "contact") {
					s.found.add(hit.ID)
				}
			}
		}
	}
}

// listTopics takes an item of a list for what it says about the section's
// topics. It returns false for one that is to be read like running text.
func (p *Pass) listTopics(s *sectionTopics, c policy.Clause, f frame, fold text.Span) bool {
	t := topicOfFrame[f.kind]
	switch {
	case f.kind == Purpose && s.head["external_tools"] && c.Kind == policy.Cell && c.LeadIn >= 0:
		// a table with a column of purposes
	case s.head["joint_use"] && !s.head["purposes"]:
		if t = "joint_use"; f.kind == Purpose && !f.byHeading && c.Kind == policy.Item && c.LeadIn >= 0 {
			if s.aims++; s.aims > 1 {
				s.found.add("purposes") // a list of its own
			}
		}
	case f.kind == Exception && s.head.any("purposes", "collection", "sensitive") && !s.head["third_party"]:
		t = "" // exceptions from the limits of use
	case f.kind == Purpose && s.head.any("external_tools", "external_services"),
		f.kind == Purpose && s.head["cookies"] && (c.LeadIn < 0 || c.Kind == policy.Cell):
		return false
	}
	if t != "" {
		s.found.add(t)
	}
	item := p.Fold.Slice(fold)
	cookies := f.kind == "data" && strings.HasPrefix(item, "cookie") // what the item is about, not one of several
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
		}
		if p.Doc.Lang == policy.Japanese && endsInPredicate(item) {
			for _, hit := range p.Scan.Fires(rules.Topic, rules.Input{rules.Text: fold, rules.Heading: p.bare(p.Doc.Sections[c.Section])}) {
				if hit.ID != "external_tools" {
					s.found.add(hit.ID)
				}
			}
		}
		return true
	case f.kind == "refusal":
		for _, hit := range p.Scan.Fires(rules.Topic, rules.Input{rules.Text: fold}) {
			if hit.ID == "identity_check" {
				s.found.add(hit.ID)
			}
		}
		return true
	case f.kind == Purpose && c.Kind != policy.Remark || f.kind == "data" && !cookies:
		if p.Doc.Lang != policy.Japanese || !endsInPredicate(item) {
			return true
		}
	}
	// An item that is a sentence may deal with something of its own.
	for _, hit := range p.Scan.Fires(rules.Topic, rules.Input{rules.Text: fold}) {
		if (besides[hit.ID] || cookies && hit.ID == "cookies") && (f.kind != Purpose || besidesPurposes[hit.ID]) && (c.Kind == policy.Remark || hit.ID != "external_tools") {
			s.found.add(hit.ID)
		}
	}
	return true
}

// Topics that an item may have besides that of its list.
var besides = topicSet{"sensitive": true, "external_tools": true, "anonymized": true, "minors": true, "voluntariness": true, "disclaimer": true, "retention": true, "identity_check": true, "certification": true}

var besidesPurposes = topicSet{"sensitive": true, "external_tools": true}

// finding takes a finding in the section for what it says about its topics.
func (s *sectionTopics) finding(f Finding, fr frame) {
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
	case Disclaimer:
		if !has("request_refusal", "user_responsibility", "service_change") {
			s.found.add("disclaimer")
		}
	case Voluntariness:
		s.found.add("voluntariness")
	case Purpose:
		if s.above["purposes"] && !s.head.any("collection", "third_party", "entrustment", "joint_use", "overseas_transfer", "cookies", "external_tools") {
			s.found.add("purposes")
		}
	case Exception:
		// A case among others is the list's; a sentence speaks for itself.
		if fr.kind == Exception || s.head.any("contact", "collection") {
			return
		}
		if has("entrustment") {
			s.found.add("entrustment")
		}
		if has("anonymized") && !has("service_recipient") && !s.found.any("external_tools", "cookies") {
			s.found.add("anonymized")
		}
		if has("service_recipient", "affiliates", "opt_out") && !s.head.any("joint_use", "overseas_transfer", "retention", "rights") {
			s.found.add("third_party")
		}
	case Contact:
		if has("email", "phone", "fax", "postal_address", "url", "department") && !has("joint_use") && !(has("opt_out") && s.found.any("external_tools", "cookies")) {
			s.found.add("contact")
			s.desk = true
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
	if s.above["purposes"] && t.any("purposes") && !s.desk {
		delete(t, "contact") // answering questions is one
	}
	if first && len(s.head) == 0 && len(s.above) == 0 && s.text && s.long && (s.title || len(t) == 0) {
		t.add("introduction")
	}
	if len(s.head) == 0 && (s.prose == 0 || len(t) == 0) {
		for id := range s.above {
			t.add(id)
		}
	} else if !s.head.any("rights", "security", "retention", "cookies", "external_tools", "contact", "revision", "entrustment", "anonymized") {
		for _, id := range [...]string{"collection", "third_party", "joint_use", "overseas_transfer"} {
			if s.above[id] && !(id == "third_party" && s.head["joint_use"]) && !(id == "collection" && len(s.head) > 0) {
				t.add(id)
			}
		}
	}
	// The purposes of the tool that the heading above is about.
	if s.above["external_tools"] && s.head["purposes"] {
		t.add("external_tools")
	}
	if !open && (!s.title || s.part && len(t) > 1) {
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
			if letters++; letters > 2 {
				return true
			}
		}
	}
	return false
}
