package extract

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// What English lists are made of besides items of one phrase: entries that tell of a
// recipient behind its name, paragraphs behind a label in bold type, legal bases.

// insiders is an item that names a part of the company itself, or its people, which are
// no third party.
var insiders = expr.New(`^(?:our |the |its |your |[\w.&'-]+(?:'s)? )?(?:own )?(?:[\w&-]+,? (?:and )?){0,3}(?:departments?|teams?|staff|employees|personnel|customer service|management|analysts|administrators?|practitioners?|receptionists?|therapists?|clinicians?|trustees|tutors?|coaches)(?:\(s\))?(?: (?:who|as|so that|in order (?:to|that)|to|where|when) .*)?$`)

// recipientEntry reports whether an item of a list of recipients is its name and, behind
// a colon or a dash, what it is or does, in one sentence or more ("Paylark: A processor of
// payments. It receives …"). It is one unit.
func (p *Pass) recipientEntry(i int, c policy.Clause) bool {
	if p.Doc.Lang != policy.English || c.Kind != policy.Item || len(c.Sentences) < 2 || p.structure().frames[i].kind != Exception {
		return false
	}
	m := entryName.FindStringIndex(p.Doc.View.Slice(c.Sentences[0]))
	if m == nil {
		return false
	}
	told := p.FoldSpan(text.Span{Start: c.Sentences[0].Start + m[1], End: c.Sentences[0].End})
	return entryTold.MatchString(p.Fold.Slice(told))
}

var (
	// entryName is the name before the colon: words in capitals, not the label of a case.
	entryName = expr.New(`^\p{Lu}[\p{L}\p{N}.&'’-]*(?:(?:,| and| &| of|/)? \p{Lu}[\p{L}\p{N}.&'’-]*){0,7}(?: \([^()]{1,40}\))?(?::| -| –| —) `)
	// entryTold is what is told of it without a subject.
	entryTold = expr.New(`^(?:an? |the |our |one of (?:the |our )?)?(?:[\w'/-]+,? (?:and |or |of )?){0,6}(?:provider|processor|vendor|company|partner|agency|firm|contractor|supplier|service|platform|tool|network|software|solution|system|infrastructure|hosting|analytics|payments?|processing|delivery|support|storage|database|gateway|library)s?\b|^(?:also |only )?(?:provides|serves|collects|processes|handles|hosts|delivers|sends|used|enables|stores|manages|helps|offers|supports|operates|runs|shows|measures|tracks|receives|powers|carries|ships|keeps|checks|translates) `)
)

// partOfCompany reports whether an item or cell of a list of recipients is a part of the
// company by its name ("Ostervane sales team", "Human resources").
func (p *Pass) partOfCompany(c policy.Clause) bool {
	t := p.Fold.Slice(p.FoldSpan(p.trim(c.Text)))
	name, _, _ := strings.Cut(strings.ToLower(p.Doc.Company), " ")
	if name = strings.Trim(name, ",."); len(name) > 2 {
		t = strings.TrimPrefix(strings.TrimPrefix(t, "entitled "), "authorized ")
		if own, ok := strings.CutPrefix(t, name+" "); ok {
			if ofCompany.MatchString(own) {
				return true
			}
			t = own
		}
	}
	return ownPart.MatchString(t)
}

// ofCompany is what makes the name of a company before it that of a part of it.
var ofCompany = expr.New(`^(?:services?|teams?|departments?|staff|employees|units?)(?: (?:concerned|involved|in charge|responsible)\b.*)?$`)

// ownPart is the name of a part of a company, without the company's.
var ownPart = expr.New(`^(?:(?:internal|relevant|competent|human|legal|sales|marketing|accounting|finance|support|customer|technical|security|it|hr) (?:and |& )?){1,4}(?:departments?|services?|teams?|units?|resources(?: (?:departments?|services?|teams?))?)$|^(?:[a-z]+ and )?teams? concerned$`)

// namedRecords makes recipients of paragraphs that are the name of a company above items
// that tell of it ("Postbird, Inc." "Purpose: …" "Location: …"), below what announces
// recipients; the items are none.
func (p *Pass) namedRecords(s *structure) {
	var of frame // what announces the recipients
	section := -2
	for i, c := range p.Doc.Clauses {
		if c.Section != section {
			within := c.Section >= 0 && section >= 0 && p.Doc.Sections[c.Section].Parent == section
			if section = c.Section; !within {
				of = frame{}
			}
			if section >= 0 && s.headings[section].kind == Exception {
				of = s.headings[section]
			}
		}
		if c.Kind == policy.Paragraph && strings.HasSuffix(p.Fold.Slice(p.FoldSpan(p.trim(c.Text))), ":") {
			of = p.announced(i)
		}
		if c.Kind != policy.Item || !tellsOfRecipient.MatchString(p.Fold.Slice(p.FoldSpan(c.Text))) {
			continue
		}
		if f := s.frames[i]; f.kind == Exception {
			of, s.frames[i] = f, frame{}
		}
		if i == 0 || of.kind != Exception || s.plain[i-1] {
			continue
		}
		if b := p.Doc.Clauses[i-1]; (b.Kind == policy.Paragraph || b.Kind == policy.Label) && b.Section == c.Section && namedParty.MatchString(p.Doc.View.Slice(p.trim(b.Text))) {
			s.frames[i-1], s.plain[i-1] = of, true
		}
	}
}

// tellsOfRecipient begins a line of a record of a recipient.
var tellsOfRecipient = expr.New(`^(?:purpose|purposes|data processing location|processing location|location|country|role|website|guarantees?(?: for [a-z ]+)?|safeguards?(?: for [a-z ]+)?|data (?:shared|processed|categories)|services?(?: provided)?): `)

// innerLeads makes purposes of the items behind one that announces them ("the date of the
// visit. We use it to:" "fill your orders"), as far as they go on where it breaks off: the
// layout has the inner list on the level of the outer.
func (p *Pass) innerLeads(s *structure) {
	var row frame
	lead := -1
	for i, c := range p.Doc.Clauses {
		if c.Kind != policy.Item || c.LeadIn != lead {
			row, lead = frame{}, c.LeadIn
		}
		if c.Kind != policy.Item || p.owned(s.frames[i]) {
			row = frame{}
			continue
		}
		fold := p.FoldSpan(p.trim(c.Text))
		if row.kind == Purpose && p.goesOn(row, fold) && p.fires("list/aim", fold) {
			s.frames[i] = row
			continue
		}
		row = frame{}
		if strings.HasSuffix(p.Fold.Slice(fold), " to:") && len(p.childrenOf(i)) == 0 {
			if f := p.announced(i); f.kind == Purpose && !f.byHeading {
				row = f
			}
		}
	}
}

// silentItems reports the first sentence of those items of English lists that a sentence
// announces as units of kind in which no sentence by itself says that it is one: what
// stands in the list is one, whatever words it is in ("**Mailing tools** such as Postbird
// support our messages. They keep …").
func (p *Pass) silentItems(kind string) {
	if p.Doc.Lang != policy.English {
		return
	}
	s := p.structure()
	speaks, first := map[int]bool{}, map[int]bool{}
	for _, f := range p.result.Findings {
		if f.Kind == kind && f.Clause >= 0 {
			speaks[f.Clause] = true
			c := p.Doc.Clauses[f.Clause]
			first[f.Clause] = first[f.Clause] || len(c.Sentences) > 0 && p.Doc.View.FromSource(f.Span).Start < c.Sentences[0].End
		}
	}
	for i, c := range p.Doc.Clauses {
		f := s.frames[i]
		if f.kind != kind || f.byHeading || c.Kind != policy.Item || speaks[i] && (first[i] || !p.goesOnSmall(c)) || !p.isProse(c) || len(p.childrenOf(i)) > 0 {
			continue
		}
		c.Text = c.Sentences[0]
		fold := p.FoldSpan(p.trim(c.Text))
		t := p.Fold.Slice(fold)
		if strings.HasSuffix(t, ":") || strings.Count(t, " ") < 3 || p.fires("none/case", fold) {
			continue
		}
		switch kind {
		case Purpose:
			if noPurpose.MatchString(t) || finite.MatchString(t) || !p.fires("list/aim", fold) {
				continue
			}
		case Exception:
			if cats, _ := p.categorize(kind, rules.Input{rules.Text: fold}, 1); len(cats) == 0 || tellsOfItself.MatchString(t) {
				continue
			}
		}
		p.reportItem(kind, i, c, f)
	}
}

// goesOnSmall reports whether an item goes on with the sentence that announces it, by the
// small letter it begins with: its first sentence is a unit whatever the next ones say.
func (p *Pass) goesOnSmall(c policy.Clause) bool {
	t := p.Doc.View.Slice(p.trim(c.Text))
	return t != "" && 'a' <= t[0] && t[0] <= 'z'
}

// tellsOfItself begins what the company does, is or keeps: no recipient.
var tellsOfItself = expr.New(`^(?:[^:]{1,40}: )?(?:we|you|it|they|this|these|your|the (?:site|website|app|service|services|information|data)|personal|in order) `)

// headsAim reports whether a heading that a sentence announces as one of several purposes
// is one beside those told below it: of few of the headings beside it are the aims listed,
// which would then be the units, and it names no cookies or examples. In the sections aims
// there are listed aims.
func (p *Pass) headsAim(i int, aims []bool) bool {
	sections := p.Doc.Sections
	if aboutAids.MatchString(p.Fold.Slice(p.FoldSpan(sections[i].Heading))) {
		return false
	}
	beside, listed := 0, 0
	for j := max(0, i-maxRow); j < len(sections) && j <= i+maxRow; j++ {
		if sections[j].LeadIn != sections[i].LeadIn {
			continue
		}
		if beside++; aims[j] {
			listed++
		}
	}
	return beside >= 2 && listed*2 <= beside
}

// aboutAids is a heading about what is used for a purpose, or about examples of it.
var aboutAids = expr.New(`\bcookies?\b|^(?:about|examples?)\b`)

// basisLists makes purposes of the items of lists of legal bases that tell for what
// information is processed ("To perform our contract with you"); the person's consent is
// none.
func (p *Pass) basisLists(s *structure) {
	for i, c := range p.Doc.Clauses {
		if c.Kind != policy.Item || c.LeadIn < 0 || p.owned(s.frames[i]) || len(c.Sentences) == 0 {
			continue
		}
		lead := p.Doc.Clauses[c.LeadIn]
		if n := len(lead.Sentences); n == 0 || !p.fires("list/bases", p.FoldSpan(lead.Sentences[n-1])) {
			continue
		}
		if p.fires("list/basis", p.FoldSpan(c.Sentences[0])) {
			s.frames[i] = frame{kind: Purpose, name: "list/basis", rule: p.rule(rules.Test, "list/basis"), lead: p.FoldSpan(lead.Text)}
		}
	}
}

// rowLabel reports whether the label of a paragraph is itself an item of the row: it goes
// on where the introduction breaks off ("We use it to:" "**Run the club.** We …"), or is a
// clause that states the case ("**It is needed for an inquest.** We …").
func (p *Pass) rowLabel(row frame, label text.Span) bool {
	if label.Empty() {
		return false
	}
	t := p.Fold.Slice(label)
	switch row.kind {
	case Purpose:
		return p.goesOn(row, label) && p.fires("list/aim", label)
	case Exception:
		return labelClause.MatchString(t)
	}
	return false
}

// labelClause is a label that is a clause with a verb, or the case itself.
var labelClause = expr.New(`^(?:it|this|the law|a law|we|you) (?:(?:is|are|has|have|had|must|requires?|demands?|consent|agree|ask)\b)|^(?:when|where|if|in the event|in case) `)

// amongAims reports whether most items of the list that f introduces are surely aims, so
// that the others are too, whatever words they are in ("birthday cards").
func (p *Pass) amongAims(f frame) bool {
	s := p.structure()
	if s.aims == nil {
		s.aims = map[text.Span]bool{}
		items, sure := map[text.Span]int{}, map[text.Span]int{}
		for i, c := range p.Doc.Clauses {
			g := s.frames[i]
			if g.kind != Purpose || c.Kind == policy.Paragraph && !s.plain[i] || len(c.Sentences) != 1 {
				continue
			}
			items[g.lead]++
			fold := p.FoldSpan(c.Text)
			if dataItem.MatchString(p.Fold.Slice(fold)) {
				if g.byHeading {
					items[g.lead] += 2 // a heading alone says little of what stands below it
				}
				continue
			}
			if cats, _ := p.categorize(Purpose, rules.Input{rules.Text: fold}, 1); len(cats) > 0 || !p.bareNoun(fold) || p.namesDeed(c) {
				sure[g.lead]++
			}
		}
		for lead, n := range items {
			s.aims[lead] = sure[lead]*2 >= n
		}
	}
	return s.aims[f.lead]
}

// siblingCases makes cases of the headings that follow a section whose last sentence
// announces some, on its own level or, where no text stands between them, on any: nothing
// but the layout parts them from it ("… except in the following circumstances:",
// "Carriers", "Changes of owner"). They go on as long as the headings name cases or aims,
// not parts of the policy.
func (p *Pass) siblingCases(s *structure) {
	last := make([]int, len(p.Doc.Sections)) // the last clause of each section
	for i, c := range p.Doc.Clauses {
		if c.Section >= 0 {
			last[c.Section] = i + 1
		}
	}
	var row frame
	for i, sec := range p.Doc.Sections {
		beside := i > 0 && p.Doc.Sections[i-1].Level == sec.Level && p.Doc.Sections[i-1].Parent == sec.Parent
		bare := i > 0 && last[i] == 0 && i+1 < len(p.Doc.Sections) && p.Doc.Sections[i+1].Level == sec.Level
		if (beside || bare) && s.cases[i].kind == "" {
			if c := last[i-1] - 1; c >= 0 && p.Doc.Clauses[c].Kind == policy.Paragraph && p.headsFollow(p.Doc.Clauses[c]) {
				row = p.announced(c)
			}
		} else {
			row = frame{}
		}
		head := p.FoldSpan(sec.Heading)
		if row.kind != Exception && row.kind != Purpose || row.byHeading || !p.namesCase(row.kind, head) && !(last[i] == 0 && p.goesOn(row, head)) {
			row = frame{}
			continue
		}
		s.cases[i] = row
	}
}

// goesOn reports whether a heading or label goes on where the introduction of aims breaks
// off ("We use it to:" "Keep the score").
func (p *Pass) goesOn(row frame, head text.Span) bool {
	t := p.Fold.Slice(head)
	return row.kind == Purpose && strings.HasSuffix(p.Fold.Slice(row.lead), " to:") && strings.Contains(t, " ") && !partHeading.MatchString(t) && !noAim.MatchString(t) && !leadsClause.MatchString(t)
}

// headsFollow reports whether a paragraph announces what the headings behind it may be.
func (p *Pass) headsFollow(c policy.Clause) bool {
	if p.Doc.Lang == policy.Japanese {
		return p.announces(c)
	}
	return strings.HasSuffix(p.Fold.Slice(p.FoldSpan(c.Text)), ":")
}

// namesCase reports whether a heading may be a case or an aim, by its words.
func (p *Pass) namesCase(kind string, head text.Span) bool {
	if p.Doc.Lang == policy.Japanese {
		return kind == Exception && endsLikeCase(p.Fold.Slice(head)) // "…の同意がある場合"
	}
	if partHeading.MatchString(p.Fold.Slice(head)) || p.fires("none/title", head) {
		return false
	}
	cats, _ := p.categorize(kind, rules.Input{rules.Text: head}, 1)
	return len(cats) > 0
}

// partHeading begins the heading of a part of a policy.
var partHeading = expr.New(`^(?:how|what|who|whom|where|why|which|do|does|is|are|can|your|our|my|contact|changes? (?:to|in) (?:this|the|our)|updates|update (?:to|of|policy|history)|update$|security|cookies?|children|links?|rights?|choices|retention|international|questions|privacy|collection|use|information|personal|data|california|notice)\b|\?$`)
