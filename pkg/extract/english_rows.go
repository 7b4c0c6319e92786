package extract

import (
	"strings"
	"unicode"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// English rows that no list is made of: paragraphs, headings and labels side by side that
// are aims or recipients.

// withoutLabel returns the first sentence of a clause without the label in bold type that
// a colon parts from it ("**The courts**: We hand over …").
func (p *Pass) withoutLabel(c policy.Clause, sent text.Span) text.Span {
	label := p.boldStart(c)
	if label.Empty() {
		return sent
	}
	at := p.viewOf(label).End
	if at <= sent.Start || at >= sent.End {
		return sent
	}
	rest := p.Doc.View.Slice(text.Span{Start: at, End: sent.End})
	said := strings.TrimLeft(rest, " *_:")
	if between := rest[:len(rest)-len(said)]; !strings.Contains(between, ":") && !strings.HasSuffix(p.Fold.Slice(label), ":") || said == "" || !unicode.IsUpper(firstRuneOf(said)) {
		return sent
	}
	sent.Start = sent.End - len(said)
	return sent
}

var announcesExamples = expr.New(`,? (?:such as|including(?:,? but not limited to)?|for example|for instance|e\.g\.),?\s*:\s*$`)

// isAddress reports whether an item is a line of an address or tells how to reach the
// company, whatever list it stands in.
func (p *Pass) isAddress(item text.Span) bool {
	if reachLine.MatchString(p.Fold.Slice(p.FoldSpan(item))) {
		return true
	}
	t := p.Doc.View.Slice(item)
	if len(t) > maxAddressLine || !strings.ContainsAny(t, "0123456789") {
		return false
	}
	k := contactPlaceKind(t)
	return k == plStreet || k == plCode
}

// maxAddressLine is how long a line of an address may be, in bytes.
const maxAddressLine = 60

// reachLine begins a line that tells how to reach the company.
var reachLine = expr.New(`^(?:please )?(?:email|call|write to|contact|visit|fax|phone|telephone) us\b|^(?:phone|tel|telephone|fax|email|address): `)

// listing returns which sections hold clauses that are listed as units of kind.
func (p *Pass) listing(kind string) []bool {
	s := p.structure()
	in := make([]bool, len(p.Doc.Sections))
	for k, c := range p.Doc.Clauses {
		if c.Section >= 0 && !in[c.Section] && s.frames[k].kind == kind && p.isUnit(k, c) {
			in[c.Section] = true
		}
	}
	return in
}

// A labelled says how a sentence stands to the label of a list item that is
// read as prose: "Contractors. We may pass data to …".
type labelled int

const (
	noLabel labelled = iota
	isLabel
	behindLabel // the sentence the label is about
	isRecipient // no label but the recipient or the case itself, told of in the sentences behind it
)

// goesOnLead ends a lead-in whose items are clauses that go on with it.
var goesOnLead = expr.New(`\b(?:if|when|where|whenever|unless):$`)

// namesRecipient reports whether an item opens with a label that names who receives
// something, with the sentence that tells of it behind a colon ("Carriers: we use …"),
// and no later sentence of it states the disclosure.
func (p *Pass) namesRecipient(i int, c policy.Clause, first string) bool {
	at := strings.Index(first, ": ")
	if at <= 0 || at > 60 || !recipientLabel.MatchString(first[:at]) || labelDenied.MatchString(first[at+len(": "):]) {
		return false
	}
	for _, s := range c.Sentences {
		if rule, _ := p.stated(i, s); rule != nil {
			return false
		}
	}
	return true
}

// recipientLabel is a label that names who receives something.
var recipientLabel = expr.New(`^(?:with |to )?(?:[a-z'&/-]+,? ){0,5}(?:third parties|companies|providers?|processors?|contractors?|vendors?|suppliers?|partners?|affiliates?|subsidiaries|authorities|advis[eo]rs?|networks?|platforms?|couriers?|carriers?|banks?|insurers?|agents?|consultants)$`)

// afterLabel tells it of a sentence of clause i.
func (p *Pass) afterLabel(i int, sent text.Span) labelled {
	c := p.Doc.Clauses[i]
	if c.Kind != policy.Item || len(c.Sentences) < 2 {
		return noLabel
	}
	first := p.Fold.Slice(p.FoldSpan(c.Sentences[0]))
	if sent == c.Sentences[0] && (goesOnLead.MatchString(p.Fold.Slice(p.structure().frames[i].lead)) || p.namesRecipient(i, c, first)) {
		return isRecipient
	}
	if labelVerb.MatchString(first) {
		return noLabel
	}
	if len(strings.Fields(first)) > 7 {
		if sent == c.Sentences[0] && recipientOpening.MatchString(first) {
			return isRecipient
		}
		return noLabel
	}
	if fragmentOpening[Exception].MatchString(first) {
		if sent == c.Sentences[0] {
			return isRecipient // "When the law requires it. We …"
		}
		return noLabel
	}
	switch sent {
	case c.Sentences[0]:
		return isLabel
	case c.Sentences[1]:
		if !labelDenied.MatchString(p.Fold.Slice(p.FoldSpan(sent))) {
			return behindLabel
		}
	}
	return noLabel
}

var (
	labelVerb = expr.New(`\b(?:we|they|is|are|was|were|may|will|can|must|shall|do|does|have|has|use|share|disclose|needs?)\b`)
	// recipientOpening is a noun phrase that names who receives something.
	recipientOpening = expr.New(`^(?:an? |any |the |our |other |certain )*(?:[a-z-]+,? ){0,4}(?:part(?:y|ies)|compan(?:y|ies)|providers?|services (?:that|which)|platforms?|networks?|firms?|couriers?|carriers?|banks?|insurers?|employers?|schools?|sellers?|publishers?|sponsors?|advertisers?|researchers?|merchants?|processors?|contractors?|vendors?|suppliers?|partners?|affiliates?|subsidiar(?:y|ies)|agenc(?:y|ies)|authorit(?:y|ies)|regulators?|courts?|organizations?|institutions?|entit(?:y|ies)|buyers?|successors?|advis[eo]rs?|people|persons|users|members|customers)\b`)
	labelDenied      = expr.New(`^(?:they|these|such|if you (?:wish|want|would)|please|you (?:can|may))\b|\b(?:do|does|will|shall|would|can) (?:not|never)\b`)
)

// englishRows finds the paragraphs that stand for the items of a list: behind
// a sentence that announces one, each a case or an aim without a clause of its
// own ("When required by law.", "Hiring. For our recruitment …").
func (p *Pass) englishRows(s *structure) {
	s.whole, s.labels = map[int]bool{}, map[int]text.Span{}
	var row frame
	section, from, last := -2, -1, -1
	labels := false // the row's items have labels
	open := false   // the row's last item ends in a semicolon: another follows
	for i, c := range p.Doc.Clauses {
		if c.Section != section {
			section, row, labels, open = c.Section, frame{}, false, false
		}
		if c.Kind != policy.Paragraph || c.Parent >= 0 {
			if c.LeadIn != from && c.LeadIn != last {
				row = frame{}
			}
			continue
		}
		if p.owned(row) {
			opens, whole := p.rowItem(c, row)
			t := p.Doc.View.Slice(c.Text)
			parted := semicolon.MatchString(t)
			if !opens && len(c.Sentences) > 0 && (open || parted) && !p.isSentence(c) && !strings.HasPrefix(t, "(") {
				opens, whole = true, len(c.Sentences) == 1
			}
			if open = opens && parted; opens {
				s.frames[i], s.plain[i] = row, whole
				if whole {
					s.whole[c.Text.Start] = true
				}
				last = i // it may have items of its own
				continue
			}
			if label := p.boldLabel(c); p.rowLabel(row, label) {
				s.frames[i], s.labels[i] = row, label
				labels, last = true, i
				continue
			}
			if p.runIn(c) > 0 || labels && !p.announces(c) {
				continue // as long as every paragraph has its label, the row goes on
			}
		}
		row, from, last, labels = frame{}, i, i, false
		if t := p.Fold.Slice(p.FoldSpan(c.Text)); !strings.HasSuffix(t, ":") && !rowLead.MatchString(t) {
			continue
		}
		row = p.announced(i)
		if t := p.Fold.Slice(row.lead); row.byHeading || !strings.HasSuffix(t, ":") && !rowLead.MatchString(t) {
			row = frame{}
		}
	}
}

var (
	rowLead = expr.New(`\b(?:following|below|as follows)\b`)
	// semicolon ends an item of a row that is written as a list without marks.
	semicolon = expr.New(`;(?:,? (?:and|or|and/or))?\s*$`)
	// rowOpening tells the first words of an item of a row.
	rowOpening = map[string]*expr.Regexp{
		Purpose: expr.New(`^(?:in order to|to|for) `),
		"":      expr.New(`^(?:when|where|if|in (?:the )?(?:case|event)s?|in connection with|in response to|in order to|to|as (?:required|necessary|needed|permitted)|with your|cases? (?:where|when|in which)) `),
	}
)

// runIn returns how many sentences of a paragraph are a label run into it
// ("Analytics. To see …"): 1 or 0.
func (p *Pass) runIn(c policy.Clause) int {
	if len(c.Sentences) < 2 {
		return 0
	}
	if first := p.Fold.Slice(p.FoldSpan(c.Sentences[0])); len(strings.Fields(first)) > 8 || labelVerb.MatchString(first) {
		return 0
	}
	return 1
}

// rowItem reports whether a paragraph is an item of a row, and whether
// it is one as a whole or only its first sentence is.
func (p *Pass) rowItem(c policy.Clause, row frame) (opens, whole bool) {
	from := p.runIn(c)
	open := rowOpening[row.kind]
	if open == nil {
		open = rowOpening[""]
	}
	if len(c.Sentences) <= from {
		return false, false
	}
	sent := p.FoldSpan(c.Sentences[from])
	t := p.Fold.Text()
	opens = open.MatchString(p.Fold.Slice(sent)) && frontEnd(t, min(sent.Start+4, sent.End), sent.End) < 0
	if !opens && row.kind == Purpose && from == 0 && len(c.Sentences) == 1 && p.barelyAims(row, sent) && !p.isSentence(c) && !p.isPointer(c) {
		return true, true
	}
	if !opens && !(p.goesOn(row, sent) && p.fires("list/aim", sent)) {
		return false, false
	}
	more := len(c.Sentences) - from - 1
	return true, more == 0 || more == 1 && row.kind != Purpose
}

// barelyAims reports whether a paragraph says what is done without a word that joins it to
// the sentence above, which goes on in it ("We use your details to:", "Mend your boiler.")
// or names aims ("What we use it for:", "Mending your boiler.").
func (p *Pass) barelyAims(row frame, sent text.Span) bool {
	t := p.Fold.Slice(sent)
	if strings.Count(t, " ") > maxBareAim || noAim.MatchString(t) || usingNoVerb.MatchString(t) || dataItem.MatchString(t) || hasClause.MatchString(t) || p.fires("using/owed", sent) {
		return false
	}
	if goesOnAs.MatchString(p.Fold.Slice(row.lead)) {
		return usingVerb.MatchString(t)
	}
	return barelyDone.MatchString(t) || doneToPerson(t)
}

// maxBareAim is how many spaces such a paragraph may have.
const maxBareAim = 24

var (
	hasClause  = expr.New(`:|, (?:we|you|they|it|the|your|our|this) |^[a-z]+ (?:may|is|are|will|can|must|shall|has|have|of|based) `)
	goesOnAs   = expr.New(`\b(?:to|can|could|us|may|will)(?: (?:also|then|better|only))?:$`)
	barelyDone = expr.New(`^(?:[a-z]+ly )?[a-z-]+ing [a-z]|^so (?:that )?(?:we|our [a-z-]+|the [a-z-]+) (?:can|may|could|will) `)
)

// innerLabels reports the purposes that a label names within a run of labels
// ("Name: … Purpose: … Duration: …"). Label and value are one unit.
func (p *Pass) innerLabels(i int, c policy.Clause) bool {
	t := p.Doc.View.Slice(c.Text)
	if !strings.Contains(t, "urpose") && !strings.Contains(t, "ecipient") {
		return false
	}
	labels := runLabel.FindAllStringSubmatchIndex(t, -1)
	found, next := false, 0
	for k, m := range labels {
		kind := Purpose
		switch label := t[m[2]:m[3]]; {
		case len(labels) >= 2 && purposeLabel.MatchString(label):
		case len(labels) >= 2 && recipientsLabel.MatchString(label):
			kind = Exception
		default:
			continue
		}
		end := len(t)
		if k+1 < len(labels) {
			end = labels[k+1][2]
		}
		for next < len(c.Sentences) && c.Sentences[next].End-c.Text.Start <= m[1] {
			next++
		}
		if next < len(c.Sentences) {
			end = min(end, c.Sentences[next].End-c.Text.Start) // what follows tells of something else
		}
		u := unit{clause: i, span: p.trim(text.Span{Start: c.Text.Start + m[2], End: c.Text.Start + end}), rule: p.Doc.Lang + "/purpose/labelled", base: 0.8}
		if strings.HasSuffix(p.Doc.View.Slice(u.span), ":") {
			continue // no value
		}
		if kind == Exception {
			if u.rule = p.Doc.Lang + "/exception/recipients"; noRecipient.MatchString(p.Fold.Slice(p.FoldSpan(u.span))) {
				continue
			}
			cats, ev := p.categorize(Exception, p.input(u), shares[Exception])
			if len(cats) == 0 {
				cats, ev = p.gist(Exception, p.input(u), "service_recipient")
			}
			p.report(Exception, u, cats, ev)
			continue
		}
		cats, ev := p.categorize(Purpose, p.input(u), shares[Purpose])
		if len(cats) == 0 {
			cats, ev = p.gist(Purpose, p.input(u), unnamed[p.Doc.Lang])
		}
		p.report(Purpose, u, cats, ev)
		found = true
	}
	return found
}

var (
	runLabel = expr.New(`(?:^|\s)([A-Z][\w'-]*(?: (?:&|/|of|and|[a-z]\w*)){0,4}):\s`)
	// recipientsLabel is the label of who receives data, noRecipient such a label and value
	// that name nobody outside.
	recipientsLabel = expr.New(`^(?i:(?:categories of )?recipients?(?: of (?:the )?data)?)$`)
	noRecipient     = expr.New(`: (?:none|no\b|not\b|n/a|see\b|we\b|you\b|internal|the (?:controller|company)\b|only (?:our|internal)\b|our (?:own )?(?:[a-z]+ )?(?:team|staff|employees|department))`)
	purposeLabel    = expr.New(`^(?i:(?:(?:main|primary|secondary|other|further) )?purposes?(?: of (?:use|processing|the cookie|collection))?)$`)
)

// counted is the mark of a statement within a sentence: "a. ", "(ii) ".
var counted = expr.New(`(?:^|[:;] (?:and )?)(?:[a-h]\. |\((?:[0-9]{1,2}|[a-h]|[ivx]{1,4})\) )`)

// headOfRow returns what says of an item with a label run into it what it is
// about: all but the examples at its end.
func (p *Pass) headOfRow(c policy.Clause, fold text.Span) text.Span {
	if p.shared == nil || !p.shared.whole[c.Text.Start] || p.runIn(c) == 0 {
		return fold
	}
	for _, m := range [...]string{", including ", " such as ", " (e.g."} {
		if i := strings.Index(p.Fold.Slice(fold), m); i > 0 {
			fold.End = fold.Start + i
		}
	}
	return fold
}

// exampled reports whether a list item is an aim and, behind it, nothing but
// examples of it without a clause of their own ("To fix errors. For example, by
// reading our logs."): one unit.
func (p *Pass) exampled(c policy.Clause) bool {
	if c.Kind != policy.Item || len(c.Sentences) < 2 || len(c.Sentences) > 4 {
		return false
	}
	if first := p.Fold.Slice(p.FoldSpan(c.Sentences[0])); !fragmentOpening[Purpose].MatchString(first) || labelVerb.MatchString(first) {
		return false
	}
	for _, sent := range c.Sentences[1:] {
		fold := p.FoldSpan(sent)
		m := exampleOpening.FindStringIndex(p.Fold.Slice(fold))
		if m == nil || frontEnd(p.Fold.Text(), fold.Start+m[1], fold.End) >= 0 {
			return false
		}
	}
	return true
}

// exampleOpening begins an example that is no sentence of its own.
var exampleOpening = expr.New(`^(?:(?:or|and),? )?(?:for (?:example|instance)|e\.g\.|such as|including),? (?:by |to |in order to |[a-z]+ing )`)

// aimRow reports whether section i is one of several side by side whose headings are all
// aims: they are a list, though nothing announces it.
func (p *Pass) aimRow(i int) bool {
	parent, aims := p.Doc.Sections[i].Parent, 0
	if parent < 0 || p.fires("none/choices", p.FoldSpan(p.Doc.Sections[parent].Heading)) {
		return false
	}
	for j := max(0, i-maxRow); j < len(p.Doc.Sections) && j <= i+maxRow; j++ {
		if s := p.Doc.Sections[j]; s.Parent == parent && s.Level == p.Doc.Sections[i].Level {
			if !p.aimHeading(s) {
				return false
			}
			aims++
		}
	}
	return aims >= 2
}

// aimAmong reports whether the heading of section i is surely an aim of the company, and one
// of several such among others side by side ("General", "To take your payment", "To ship
// your order").
func (p *Pass) aimAmong(i int) bool {
	sections := p.Doc.Sections
	parent := sections[i].Parent
	if parent >= 0 {
		if head := p.FoldSpan(sections[parent].Heading); p.fires("none/choices", head) || aboutPerson.MatchString(p.Fold.Slice(head)) {
			return false
		}
	}
	aim := func(j int) bool {
		head := p.FoldSpan(sections[j].Heading)
		return p.aimHeading(sections[j]) && p.fires("list/aim", head) && !personsDeed.MatchString(p.Fold.Slice(head))
	}
	sure := func(j int) bool {
		cats, _ := p.categorize(Purpose, rules.Input{rules.Text: p.FoldSpan(sections[j].Heading)}, 1)
		return len(cats) > 0
	}
	if !aim(i) {
		return false
	}
	beside := 0 // of one whose words speak for no category there must be two others
	if sure(i) {
		beside++
	}
	for j := max(0, i-maxRow); j < len(sections) && j <= i+maxRow && beside < 2; j++ {
		if s := sections[j]; j != i && s.Parent == parent && s.Level == sections[i].Level && aim(j) && sure(j) {
			beside++
		}
	}
	return beside >= 2
}

var (
	// aboutPerson is a heading of what the person can do, or of how data are guarded.
	aboutPerson = expr.New(`\b(?:rights?|choices?|options|controls?|contact|secur|protect|safeguard|delet|you can|how to|questions?|faq)`)
	// personsDeed is a heading of what the person does.
	personsDeed = expr.New(`^(?:in order )?to (?:\w+ly )?(?:exercise|opt|contact|learn|see|find|change|access|request|withdraw|unsubscribe|file|report|delete|remove|correct|object|submit|make an?|protect your|secure your|keep your|ensure the security (?:and confidentiality )?of your|use|get|view|download|reach|read|whom|what|which)\b`)
)

// maxRow is how many headings on either side are looked at.
const maxRow = 20

// aimHeading reports whether a heading has the shape of an aim ("To keep the
// service running"): a unit beside the aims listed below it.
func (p *Pass) aimHeading(sec policy.Section) bool {
	return aimHead.MatchString(p.Fold.Slice(p.FoldSpan(sec.Heading)))
}

var aimHead = expr.New(`^(?:in order )?to [a-z]+ [a-z]|^for (?:our|the|its) (?:[a-z]+ ){0,2}(?:activities|operations?|purposes?|improvement|development|management|provision)\b`)

// isAim reports whether an item is worded as an aim, perhaps behind a label
// ("Playback: to let you hear it again").
func (p *Pass) isAim(fold text.Span) bool { return aimItem.MatchString(p.Fold.Slice(fold)) }

var aimItem = expr.New(`^(?:[^;:.?!]{2,60}(?::| -| –| —) )?(?:in order )?to [a-z]+ [a-z]`)

// caseAbove reports whether clause i is itself a case of refusal that further
// cases below it spell out ("Cases where one of the following applies").
func (p *Pass) caseAbove(s *structure, i int, f frame) bool {
	c := p.Doc.Clauses[i]
	return p.Doc.Lang == policy.English && c.Kind == policy.Item && s.frames[i].kind == "refusal" && f.kind != Purpose && p.caseOf(c)
}

// recordEnd returns the end of an item that is a record of a recipient: its
// name and, in paragraphs below it, its country, its address ("Name: … Country:
// …"). It is one unit.
func (p *Pass) recordEnd(i int, sp text.Span) int {
	if !strings.HasPrefix(p.Fold.Slice(p.FoldSpan(sp)), "name: ") {
		return sp.End
	}
	for j := i + 1; j < len(p.Doc.Clauses) && j <= i+maxFields; j++ {
		c := p.Doc.Clauses[j]
		if c.Parent != i || c.Kind != policy.Paragraph || !recordField.MatchString(p.Fold.Slice(p.FoldSpan(c.Text))) {
			break
		}
		sp.End = p.trim(c.Text).End
	}
	return sp.End
}

// recordField is a line of such a record, maxFields how many there may be.
var recordField = expr.New(`^(?:[a-z]+ ){0,2}(?:country|address|location|service|services|role|purpose|website|contact|details|safeguards?|activity)(?: [a-z]+){0,3}: `)

const maxFields = 8
