package extract

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// A frame is what an introducing sentence or a heading makes of the list it
// introduces: a list of purposes, of exceptions, of data items, …
type frame struct {
	kind  string // "purpose", "exception", "disclaimer", "data", "joint", …; "" for none
	name  string // of the rule
	rule  *rules.Rule
	lead  text.Span // in the folded text: the sentence or heading that introduces
	view  text.Span // the same in Doc.View
	score float64

	byHeading bool // no sentence introduces the list, only a heading does
}

// structure is what the extractors share about a document.
type structure struct {
	frames   []frame            // by clause; of the list the clause is an item of
	headings []frame            // by section; what its heading makes of the items below it
	cases    []frame            // by section; what a lead-in makes of the heading itself
	plain    []bool             // by clause: a paragraph that is a unit like an item
	whole    map[int]bool       // by start of the clause: a unit although of several sentences
	labels   map[int]text.Span  // by clause, in the folded text: a label run into its paragraph that is a unit itself
	leads    map[int]string     // by start in Doc.View of a Japanese sentence that announces a list: the kind of its items
	cased    map[int]bool       // by clause that leads in: most items of its list are cases by their words
	aims     map[text.Span]bool // by what introduces a list of purposes: most of its items are surely some
}

// structure is computed when the first extractor asks for it.
func (p *Pass) structure() *structure {
	if p.shared == nil {
		p.shared = p.frameAll()
	}
	return p.shared
}

func (p *Pass) frameAll() *structure {
	d := p.Doc
	s := &structure{frames: make([]frame, len(d.Clauses)), headings: make([]frame, len(d.Sections)), cases: make([]frame, len(d.Sections)), plain: make([]bool, len(d.Clauses))}
	for i, sec := range d.Sections {
		head := p.FoldSpan(sec.Heading)
		s.headings[i] = p.bestFrame(rules.Input{rules.Heading: head}, sec.Heading)
		if s.headings[i].kind == "" && opensList[d.Lang].MatchString(p.Fold.Slice(head)) {
			// A sentence that announces a list, set as a heading: "From time to time we pass
			// information to", "次の事項については責任を負いません".
			if f := p.bestFrame(rules.Input{rules.Text: head}, sec.Heading); f.kind == Exception || d.Lang == policy.Japanese && (f.kind == Disclaimer || f.kind == Purpose) {
				f.byHeading = true
				s.headings[i] = f
			}
		}
		if sec.Parent >= 0 && s.headings[i].kind == "" && !(d.Lang == policy.Japanese && ofBusiness.MatchString(p.Fold.Slice(head))) && !(d.Lang == policy.English && s.headings[sec.Parent].kind == Purpose && otherHead.MatchString(p.Fold.Slice(head))) {
			s.headings[i] = s.headings[sec.Parent]
		}
		if d.Lang == policy.Japanese && (s.headings[i].kind == "" || s.headings[i].kind == "data" && ofWhom.MatchString(p.Fold.Slice(head))) {
			if sec.Parent >= 0 && s.headings[sec.Parent].kind == Purpose {
				s.headings[i] = s.headings[sec.Parent] // "直接取得する場合" below "利用目的"
			} else if f := p.stackedHead(s, i); f.kind != "" {
				s.headings[i] = f
			}
		}
	}
	for i, sec := range d.Sections {
		if sec.LeadIn >= 0 {
			s.cases[i] = p.announced(sec.LeadIn)
		} else if sec.Parent >= 0 {
			par := d.Sections[sec.Parent]
			if f := p.bestFrame(rules.Input{rules.Heading: p.FoldSpan(par.Heading)}, par.Heading); strings.HasSuffix(f.name, "/opening") {
				s.cases[i] = f
			}
		}
	}
	p.siblingCases(s)
	if d.Lang == policy.English {
		for i, sec := range d.Sections {
			// "Types of data shared" below what announces a disclosure is no case of it.
			if s.cases[i].kind == Exception && s.headings[i].kind != Exception && p.fires("none/title", p.FoldSpan(sec.Heading)) || strings.HasSuffix(p.Fold.Slice(p.FoldSpan(sec.Heading)), "?") {
				s.cases[i] = frame{} // a question is a part of the policy
			}
		}
	}
	for i, c := range d.Clauses {
		if p.caseBelow(s, c) {
			s.frames[i], s.plain[i] = s.frames[c.Parent], true
			continue
		}
		if f := p.lineBelow(s, i, c); f.kind != "" {
			s.frames[i], s.plain[i] = f, true
			continue
		}
		s.frames[i] = p.clauseFrame(s, i, c)
		if f := s.frames[i]; c.Kind == policy.Paragraph && (f.kind == Purpose || f.kind == Exception && d.Lang == policy.Japanese && endsLikeCase(p.Fold.Slice(p.FoldSpan(c.Text)))) {
			s.plain[i] = true
		}
		s.frames[i] = p.ownWords(s, i, c)
	}
	if d.Lang == policy.English {
		p.englishRows(s)
		p.dropUnlikely(s)
		p.headlessTables(s)
		p.innerLeads(s)
		p.namedRecords(s)
		p.resumedLists(s)
		p.basisLists(s)
		p.ledElsewhere(s)
		p.aimLists(s)
		p.otherColumns(s)
	} else {
		p.listedAims(s)
		p.lineLabels(s)
		p.labelledLines(s)
		p.weighLists(s)
		p.closedLists(s)
		p.ownSentences(s)
		s.leads = map[int]string{}
		for i, c := range d.Clauses {
			if f := s.frames[i]; f.kind != "" && !f.byHeading && (c.Kind != policy.Paragraph || strings.HasPrefix(f.name, "list/")) {
				s.leads[f.view.Start] = f.kind
			}
		}
		for _, f := range s.cases {
			if f.kind != "" && !f.byHeading {
				s.leads[f.view.Start] = f.kind
			}
		}
	}
	return s
}

// stackedHead returns what a bare Japanese heading above section i, on its own level, says of
// the lists below it: "利用目的" stands above "お客様", "お取引先", each with a list of its
// own, and nothing in the layout ties them to it. A heading that names a part of a policy
// ends the row.
func (p *Pass) stackedHead(s *structure, i int) frame {
	sec := p.Doc.Sections[i]
	if i == 0 || sec.LeadIn >= 0 {
		return frame{}
	}
	fold := p.FoldSpan(sec.Heading)
	if head, _ := p.headTopics(sec); (len(head) > 0 || p.fires("none/title", fold)) && !ofWhom.MatchString(p.Fold.Slice(fold)) {
		return frame{}
	}
	j := i - 1
	for j >= 0 && p.Doc.Sections[j].Level > sec.Level {
		j-- // what stands below the heading beside it
	}
	if j < 0 || p.Doc.Sections[j].Level != sec.Level || p.Doc.Sections[j].Parent != sec.Parent {
		return frame{}
	}
	f, b := s.headings[j], p.Doc.Sections[j]
	bare := b.Span.End == b.Heading.End
	if f.kind != Purpose || bare != (f.view == b.Heading) {
		return frame{} // it has text of its own, or what it says is not its own
	}
	return f
}

// ofBusiness is a heading of what a company does, beside its purposes.
var ofBusiness = expr.New(`^(?:当(?:社|行|金庫|組合)の)?(?:主な)?(?:業務|事業)(?:の)?内容$`)

// ofWhom is a heading that says whose information the purposes below it are for, or how it
// was come by.
var ofWhom = expr.New(`^[^。]{0,6}(?:直接|間接|書面|委託|受託|第三者(?:から|より)|ご?本人(?:から|より)|(?:取引先|他社|公開|それ)[^。]{0,12})[^。]{0,24}(?:取得|収集|入手)(?:する|した|し|される|された)?(?:場合|とき|もの)$|^[^。]{0,40}(?:様|方|者|員|客|主|先|生徒|学生|患者|ユーザー)(?:等|など)?(?:の|に関する|に係る|についての)(?:特定)?(?:個人情報|個人データ|情報)(?:等|など)?(?:について)?$|^(?:開示対象|保有)?個人(?:情報|データ)$`)

// ownSentences takes from Japanese lists of purposes the items that are sentences in which
// the company says what it does: they are read as what they say ("当社は、…しません。").
func (p *Pass) ownSentences(s *structure) {
	for i, c := range p.Doc.Clauses {
		if s.frames[i].kind == Purpose && endsInPredicate(p.Doc.View.Slice(c.Text)) && saysItself.MatchString(p.Fold.Slice(p.FoldSpan(c.Text))) {
			s.frames[i], s.plain[i] = frame{}, false
		}
	}
}

// saysItself begins a sentence whose subject is the company.
var saysItself = expr.New(`^(?:当|弊|本|小|私(?:たち|ども|共)?)(?:社|院|会|店|校|園|所|館|行|庁|市|町|村|区|局|組合|法人|財団|協会|事務所|クリニック|サイト|サービス|グループ|社グループ)?(?:は|では|が)`)

// caseBelow reports whether a Japanese paragraph is a case below an item that announces
// such ("以下のいずれかで、同意を得ることが困難な場合"), in a list whose inner items have
// no marks.
func (p *Pass) caseBelow(s *structure, c policy.Clause) bool {
	return p.Doc.Lang == policy.Japanese && c.Kind == policy.Paragraph && c.Parent >= 0 && p.Doc.Clauses[c.Parent].Kind == policy.Item &&
		s.frames[c.Parent].kind == Exception && p.announcesCases(p.Doc.Clauses[c.Parent]) && innerEnd.MatchString(p.Fold.Slice(p.FoldSpan(p.trim(c.Text))))
}

// lineBelow returns the frame of a Japanese paragraph that is one more case behind those of
// a list that have marks, or that the layout ties to what announces them.
func (p *Pass) lineBelow(s *structure, i int, c policy.Clause) frame {
	if p.Doc.Lang != policy.Japanese || c.Kind != policy.Paragraph || i == 0 || c.Parent == i-1 || len(c.Sentences) != 1 || !p.isCase(c) {
		return frame{}
	}
	if b := p.Doc.Clauses[i-1]; b.Section == c.Section && p.isCase(b) {
		if f := s.frames[i-1]; (f.kind == Exception || f.kind == "refusal" || f.kind == Disclaimer) && !f.byHeading {
			return f
		}
	}
	return frame{}
}

// isCase reports whether a Japanese clause is worded as a case and no more.
func (p *Pass) isCase(c policy.Clause) bool {
	return endsLikeCase(p.Fold.Slice(p.FoldSpan(p.trim(c.Text))))
}

// announcesCases reports whether a Japanese item is a case of which others below it are
// the parts.
func (p *Pass) announcesCases(c policy.Clause) bool {
	return innerCases.MatchString(p.Fold.Slice(p.FoldSpan(c.Text)))
}

var (
	innerCases = expr.New(`^(?:以下|次|下記)の(?:いずれか|各号)`)
	innerEnd   = expr.New(`(?:場合|とき|時)。?$`)
)

// leads reports whether a Japanese sentence announces a list whose items are of kind:
// they are the units, the sentence is none.
func (p *Pass) leads(kind string, sent text.Span) bool {
	return p.structure().leads[sent.Start] == kind && kind != ""
}

// listedAims makes purposes of the aims that stand below the kinds of data they are for:
// what announces the list speaks of the data, or of joint use.
func (p *Pass) listedAims(s *structure) {
	type list struct{ lead, parent int }
	aims, items := map[list]int{}, map[list]int{}
	listed := func(i int) bool {
		c, f := p.Doc.Clauses[i], s.frames[i]
		return (f.kind == "" || f.kind == "data" || f.kind == "joint") && (c.Kind == policy.Item || c.Kind == policy.Cell) && len(c.Sentences) == 1
	}
	listOf := func(c policy.Clause) list {
		if c.Kind == policy.Cell { // each below a term of its own
			return list{-2, c.Section}
		}
		return list{c.LeadIn, c.Parent}
	}
	said := make([]bool, len(p.Doc.Clauses))
	for i, c := range p.Doc.Clauses {
		if !listed(i) {
			continue
		}
		of := listOf(c)
		items[of]++
		if said[i] = strings.HasSuffix(p.Doc.View.Slice(p.trim(c.Text)), "ため"); said[i] {
			aims[of]++
		}
	}
	for i, c := range p.Doc.Clauses {
		// Items beside two that end in ため are aims as well, if they name a deed.
		of := listOf(c)
		if f := s.frames[i]; listed(i) && (said[i] && (f.kind != "" || aims[of] >= 2 && !p.fires("none/aside", p.FoldSpan(p.trim(c.Text)))) || f.kind != "" && c.Kind == policy.Item && c.LeadIn >= 0 && aims[of] >= 2 && aims[of]*4 >= items[of] && p.namesJob(c)) {
			s.frames[i] = frame{kind: Purpose, name: "purpose/aims", lead: f.lead, view: f.view}
		}
	}
}

// namesJob reports whether a Japanese item names something that is done: its words speak for
// a purpose, and it ends in none of the words that data end in.
func (p *Pass) namesJob(c policy.Clause) bool {
	fold := p.FoldSpan(p.trim(c.Text))
	return !dataEnd.MatchString(p.Fold.Slice(fold)) && (p.endsInDeed(fold) || p.nominal(c))
}

// namedParty is an item that is nothing but a name.
var namedParty = expr.New(`^(?:\p{Lu}[\p{L}\p{N}.&'’-]*[ ,]*){1,8}(?:\([^()]*\))?$`)

// dropUnlikely takes the frame from lists of cases of disclosure that are none: of four
// items and more hardly one speaks of a case or a recipient.
func (p *Pass) dropUnlikely(s *structure) {
	type list struct{ items, cases int }
	lists := map[text.Span]*list{}
	for i, c := range p.Doc.Clauses {
		f := s.frames[i]
		if f.kind != Exception || c.Kind != policy.Item {
			continue
		}
		l := lists[f.lead]
		if l == nil {
			l = &list{}
			lists[f.lead] = l
		}
		l.items++
		if cats, _ := p.categorize(Exception, rules.Input{rules.Text: p.FoldSpan(c.Text)}, 1); len(cats) > 0 && cats[0] != "other" || namedParty.MatchString(p.Doc.View.Slice(p.trim(c.Text))) {
			l.cases++
		}
	}
	for i, c := range p.Doc.Clauses {
		if l := lists[s.frames[i].lead]; s.frames[i].kind == Exception && c.Kind == policy.Item && l.items >= 4 && l.cases*4 < l.items && s.frames[i].score < plainlyAnnounced && !namesRecipients.MatchString(p.Fold.Slice(s.frames[i].lead)) {
			s.frames[i] = frame{}
		}
	}
}

// namesRecipients ends a sentence that announces recipients, whatever they are called.
var namesRecipients = expr.New(`\b(?:providers|processors|subprocessors|recipients|vendors|contractors|suppliers)(?: (?:are|include|including|as follows|such as|below))?:$`)

// plainlyAnnounced is the score of a sentence that leaves no doubt about what it
// announces ("We do not share data, except in the following cases").
const plainlyAnnounced = 15

// headlessTables mends the frames of tables whose heads are not marked as such, so that
// their cells stand below no label: the first row is the head, and where its first cell
// alone speaks of purposes, so do the first cells of the rows below, and no others but the
// aims that these count.
func (p *Pass) headlessTables(s *structure) {
	cs := p.Doc.Clauses
	for i := 0; i < len(cs); {
		if !p.opensRow(i) {
			i++
			continue
		}
		end := i + 1 // of the table
		for end < len(cs) && cs[end].Kind == policy.Cell && cs[end].Section == cs[i].Section {
			end++
		}
		p.headlessTable(s, i, end)
		i = end
	}
}

// opensRow reports whether clause i is the first cell of a row, with others beside it.
func (p *Pass) opensRow(i int) bool {
	cs := p.Doc.Clauses
	return cs[i].Kind == policy.Cell && (cs[i].Parent < 0 || cs[cs[i].Parent].Kind != policy.Cell) && i+1 < len(cs) && cs[i+1].Parent == i
}

func (p *Pass) headlessTable(s *structure, start, end int) {
	cs := p.Doc.Clauses
	if l := cs[start].LeadIn; l >= 0 && cs[l].Kind == policy.Label {
		for i := start + 1; i < end; i++ {
			if l := cs[i].LeadIn; l >= 0 && cs[l].Kind == policy.Cell && cs[i].Parent == l && s.frames[i].kind == Purpose && cs[i].Marker == "" {
				s.frames[i] = frame{} // a column without a head
			}
		}
		return
	}
	head := p.bestFrame(rules.Input{rules.Text: p.FoldSpan(cs[start].Text)}, cs[start].Text)
	if head.kind != Purpose {
		head = p.bestFrame(rules.Input{rules.Heading: p.FoldSpan(cs[start].Text)}, cs[start].Text)
	}
	if head.kind != Purpose {
		return
	}
	body := start + 1
	for ; body < end && cs[body].Parent == start; body++ {
		fold := p.FoldSpan(cs[body].Text)
		if f := p.bestFrame(rules.Input{rules.Text: fold}, cs[body].Text); f.kind == Purpose && asksUse.MatchString(p.Fold.Slice(fold)) && !basisHead.MatchString(p.Fold.Slice(fold)) {
			return
		}
	}
	for i := start; i < end; i++ {
		switch t := p.Fold.Slice(p.FoldSpan(cs[i].Text)); {
		case i < body:
			s.frames[i] = frame{}
		case cs[i].Parent < 0 || cs[cs[i].Parent].Kind != policy.Cell:
			if !p.owned(s.frames[i]) && p.opensRow(i) && asksUse.MatchString(p.Fold.Slice(p.FoldSpan(cs[start].Text))) {
				s.frames[i] = head
			}
		case s.frames[i].kind == Purpose && (cs[i].Marker == "" || basisCell.MatchString(t) || !p.fires("list/aim", p.FoldSpan(cs[i].Text))):
			s.frames[i] = frame{}
		}
	}
}

// asksUse is a head of a column of purposes, and not of means.
var asksUse = expr.New(`\b(?:purposes?|why|uses?)\b`)

// basisHead is the head of another column that may speak of use as well.
var basisHead = expr.New(`\b(?:legal|lawful|basis|bases|grounds?|shar\w*|sources?|categor\w*|types?|data used)\b`)

// basisCell is a cell that names a legal basis.
var basisCell = expr.New(`^(?:the |our |your |explicit )*(?:performance of|necessary|necessity|consent|legitimate|legal (?:basis|obligation)|contract)`)

// ledElsewhere takes from the purposes the items of lists that only a heading makes some,
// though a sentence of their own introduces them that says nothing of use, unless half of
// them are worded as aims ("Cookies are divided in two types:" below "Use of cookies").
func (p *Pass) ledElsewhere(s *structure) {
	type list struct{ items, aims int }
	lists := map[int]*list{}
	led := func(i int) bool {
		c, f := &p.Doc.Clauses[i], s.frames[i]
		return c.Kind == policy.Item && f.kind == Purpose && (f.byHeading || f.name == "purpose/announced") && c.LeadIn >= 0 && p.Doc.Clauses[c.LeadIn].Section == c.Section && p.Doc.Clauses[c.LeadIn].Kind != policy.Label && len(p.Doc.Clauses[c.LeadIn].Sentences) > 0
	}
	for i, c := range p.Doc.Clauses {
		if !led(i) {
			continue
		}
		l := lists[c.LeadIn]
		if l == nil {
			l = &list{}
			lists[c.LeadIn] = l
		}
		l.items++
		if len(c.Sentences) > 0 && (p.saysAim(c) || p.fires("list/aim", p.FoldSpan(c.Sentences[0])) || deedItem.MatchString(p.Fold.Slice(p.FoldSpan(c.Sentences[0])))) {
			l.aims++
		}
	}
	for i, c := range p.Doc.Clauses {
		if !led(i) {
			continue
		}
		if l, lead := lists[c.LeadIn], p.Doc.Clauses[c.LeadIn]; l.aims*2 < l.items && strings.HasSuffix(p.Fold.Slice(p.FoldSpan(p.trim(lead.Text))), ":") && !p.fires("list/uses", p.FoldSpan(lead.Sentences[len(lead.Sentences)-1])) && !p.announcesItself(c.LeadIn) {
			s.frames[i] = frame{}
		}
	}
}

// otherColumns takes from the purposes the cells of columns whose heads say that they tell
// something else of them: the data, the legal basis, how long data are kept, who gets them.
func (p *Pass) otherColumns(s *structure) {
	for i, c := range p.Doc.Clauses {
		if s.frames[i].kind == Purpose && p.inOtherColumn(c) {
			s.frames[i] = frame{}
		}
	}
}

// inOtherColumn reports whether a clause is a cell of such a column, or an item in one.
func (p *Pass) inOtherColumn(c policy.Clause) bool {
	if c.LeadIn < 0 || c.Kind == policy.Paragraph {
		return false
	}
	head := p.Doc.Clauses[c.LeadIn]
	return (head.Kind == policy.Label || head.Kind == policy.Cell) && otherColumn.MatchString(p.Fold.Slice(p.FoldSpan(p.trim(head.Text))))
}

// besideAims reports whether a cell near that of clause i tells purposes: in a column of its
// own.
func (p *Pass) besideAims(i int) bool {
	const near = 12 // cells
	cs := p.Doc.Clauses
	for k := max(0, i-near); k < min(len(cs), i+near); k++ {
		if cs[k].Kind == policy.Cell && cs[k].Section == cs[i].Section && p.structure().frames[k].kind == Purpose {
			return true
		}
	}
	return false
}

// otherHead is a heading below one of purposes that tells of something else.
var otherHead = expr.New(`^(?:[0-9a-z]{1,3}[.)] )*(?:the )?(?:categor(?:y|ies)|types?|kinds?|sources?|recipients?|locations?) of\b|^(?:[0-9a-z]{1,3}[.)] )*(?:personal )?(?:data|information) (?:categor(?:y|ies)|types|items|retention|sources)\b|^(?:[0-9a-z]{1,3}[.)] )*(?:retention|storage|recipients|your rights|how long|security|sources)\b`)

// otherColumn is the head of a column that tells something of purposes or tools and no purpose.
var otherColumn = expr.New(`^(?:the |our |your |applicable )?(?:(?:legal|lawful) (?:basis|bases|grounds?)|basis for)\b[^:;.]{0,60}$|^grounds? for (?:the )?processing\b[^:;.]{0,30}$|^(?:categor(?:y|ies)|types?|kinds?|items) of (?:the )?(?:personal |your )?(?:data|information|pi)\b[^:;.]{0,40}$|^(?:personal )?(?:data|information)(?: (?:used|collected|processed|involved|concerned|categor(?:y|ies)|types?|items|fields|we (?:collect|process|use)))?$|^(?:data )?(?:retention|storage|expiry|expiration|duration|lifespan)(?: (?:period|time|duration|date|term))?s?(?: of [\w ]{1,20})?$|^(?:categor(?:y|ies) of )?(?:recipients?|partners?|providers?|processors?|vendors?)$|^(?:cookie |domain |host ?)names?$|^domains?$|^sources?(?: of [\w ]{1,30})?$`)

// resumedLists makes purposes of the items with which a list of purposes goes on behind a
// paragraph that tells something of the item before ("To write bills", "Legal basis: …", "To
// answer you"), so that nothing announces them any more.
func (p *Pass) resumedLists(s *structure) {
	var row frame
	section := -1
	for i, c := range p.Doc.Clauses {
		if c.Section != section {
			row, section = frame{}, c.Section
		}
		if c.Kind != policy.Item {
			continue
		}
		switch f := s.frames[i]; {
		case f.kind == Purpose && !f.byHeading:
			row = f
		case len(c.Sentences) > 0 && (p.fires("purpose/aim", p.FoldSpan(c.Sentences[0])) || fragmentOpening[Purpose].MatchString(p.Fold.Slice(p.FoldSpan(c.Sentences[0])))):
			if row.kind != "" && !p.owned(f) && (f.kind == "" || f.kind == "data" || f.kind == "inherit" || i > 0 && legalBasis.MatchString(p.Fold.Slice(p.FoldSpan(p.Doc.Clauses[i-1].Text)))) && i > 0 && p.Doc.Clauses[i-1].Kind == policy.Paragraph && !p.announces(p.Doc.Clauses[i-1]) {
				s.frames[i] = row
			}
		case p.hasWords(c) && !p.isSentence(c):
			row = frame{} // another list
		}
	}
}

// doingHeading reports whether the heading above a clause names deeds as its items do
// ("Marketing the services" above "Sending news"), none that the person or the safety of data
// is the matter of.
func (p *Pass) doingHeading(c policy.Clause) bool {
	head := p.heading(c)
	t := p.Fold.Slice(head)
	return doingHead.MatchString(t) && !doneWithData.MatchString(t) && !p.fires("none/choices", head)
}

var (
	doingHead    = expr.New(`^(?:[a-z]+ly )?[a-z]+ing(?:,| and| or| [a-z])`)
	doneWithData = expr.New(`^(?:collect|shar|disclos|transferr|retain|keep|stor|protect|secur|safeguard|access|updat|correct|chang|delet|manag|contact|opt|exercis|us|process|sell|includ|follow|accord|regard|concern|visit|understand|hav|be)ing\b`)
)

// aimLists makes purposes of the items of lists that nothing announces as purposes and
// that say so themselves: all of them, or all but a few, are worded as aims. What stands
// above may be vague ("What we do with it"), but it must not speak of anything else.
func (p *Pass) aimLists(s *structure) {
	columns := p.columns(s)
	for i := 0; i < len(p.Doc.Clauses); {
		if !p.listable(s, i) {
			i++
			continue
		}
		list, j := []int{i}, i+1
		if c := p.Doc.Clauses[i]; c.Kind == policy.Cell {
			if list = columns[c.LeadIn]; len(list) == 0 || list[0] != i {
				list = nil // it was looked at with the first of its column
			}
		} else {
			for ; j < len(p.Doc.Clauses) && p.listable(s, j) && p.sameList(p.Doc.Clauses[i], p.Doc.Clauses[j]); j++ {
				list = append(list, j)
			}
		}
		p.aimList(s, list)
		i = j
	}
}

// columns returns the cells that may be items of lists, by what leads them in: the head
// of their column, say.
func (p *Pass) columns(s *structure) map[int][]int {
	cells := map[int][]int{}
	for i, c := range p.Doc.Clauses {
		if c.Kind == policy.Cell && c.LeadIn >= 0 && p.listable(s, i) {
			cells[c.LeadIn] = append(cells[c.LeadIn], i)
		}
	}
	return cells
}

// listable reports whether clause i may be an item of a list of aims that nothing, or
// only a heading, announces: an item, a cell, or a line that stands for one.
func (p *Pass) listable(s *structure, i int) bool {
	c := &p.Doc.Clauses[i]
	f := s.frames[i]
	switch c.Kind {
	case policy.Item, policy.Cell:
		return ((f.kind == Purpose || f.kind == Exception) && f.byHeading || !p.owned(f)) && f.kind != "denied" && f.kind != "theirs"
	case policy.Paragraph:
		return f.kind == "" && c.Parent < 0 && c.LeadIn < 0 && p.isLine(*c) && p.namesDeed(*c)
	}
	return false
}

// isLine reports whether a paragraph is a line of a list that has no marks: short, and no
// sentence.
func (p *Pass) isLine(c policy.Clause) bool {
	t := strings.TrimRight(p.Doc.View.Slice(c.Text), " ")
	return len(t) <= maxLine && t != "" && !strings.ContainsRune(".:?!", rune(t[len(t)-1]))
}

// maxLine is how long such a line may be.
const maxLine = 160 // bytes

// sameList reports whether two clauses are items of one list.
func (p *Pass) sameList(a, b policy.Clause) bool {
	return a.Kind == b.Kind && a.Section == b.Section && a.LeadIn == b.LeadIn && (a.Kind != policy.Item || a.Parent == b.Parent)
}

// aimList decides about the list that the clauses make.
func (p *Pass) aimList(s *structure, list []int) {
	if len(list) < 2 {
		return
	}
	first := p.Doc.Clauses[list[0]]
	plain, shaped, sure := 0, 0, 0
	for _, k := range list {
		c := p.Doc.Clauses[k]
		if p.saysAim(c) {
			plain++
		}
		if p.namesDeed(c) {
			shaped++
			if cats, _ := p.categorize(Purpose, rules.Input{rules.Text: p.FoldSpan(c.Text)}, 1); len(cats) > 0 {
				sure++
			}
		}
	}
	if plain >= 2 && plain*4 >= len(list)*3 && first.LeadIn < 0 && p.fires("list/cases", p.heading(first)) {
		p.makeCases(s, list) // "Other cases in which we may share it": "To obey a court"
		return
	}
	if plain >= 2 && plain*4 >= len(list)*3 && !p.fires("none/choices", p.heading(first)) && (first.LeadIn < 0 || !p.fires("none/choices", p.FoldSpan(p.Doc.Clauses[first.LeadIn].Text))) {
		for _, k := range list {
			if c := p.Doc.Clauses[k]; p.saysAim(c) || beginsAim.MatchString(p.Fold.Slice(p.FoldSpan(c.Text))) {
				p.makeAim(s, k, "purpose/aim")
			}
		}
		return
	}
	if shaped == len(list) && first.LeadIn < 0 && p.doingHeading(first) {
		for _, k := range list {
			p.makeAim(s, k, "list/aim")
		}
		return
	}
	if shaped*2 < len(list) && p.caseList(s, list) {
		return
	}
	if shaped < 2 || shaped*3 < len(list)*2 || sure*4 < len(list) || !p.saidAbove(list[0], "list/uses", "list/other") {
		return
	}
	for _, k := range list {
		p.makeAim(s, k, "list/aim")
	}
}

// beginsAim begins an item that goes on like the aims beside it.
var beginsAim = expr.New(`^(?:and )?(?:in order )?to (?:[a-z]+ly )?[a-z]+ [a-z]`)

// caseList makes cases of disclosure of the clauses of a list, if that is what they are:
// nearly all name a recipient or a case, and what stands above speaks of giving.
func (p *Pass) caseList(s *structure, list []int) bool {
	if p.Doc.Clauses[list[0]].Kind == policy.Cell {
		return false
	}
	cases := 0
	for _, k := range list {
		c := p.Doc.Clauses[k]
		fold := p.FoldSpan(c.Text)
		if !dataItem.MatchString(p.Fold.Slice(fold)) && p.fires("list/case", fold) && !p.noCase(c) && (!fragmentOpening[Exception].MatchString(p.Fold.Slice(fold)) || !p.isSentence(c)) {
			cases++
		}
	}
	if cases < 2 || cases*4 < len(list)*3 || !p.saidAbove(list[0], "list/sharing", "list/other") {
		return false
	}
	p.makeCases(s, list)
	return true
}

func (p *Pass) makeCases(s *structure, list []int) {
	for _, k := range list {
		s.frames[k] = frame{kind: Exception, name: "list/case", rule: p.rule(rules.Test, "list/case")}
		if p.Doc.Clauses[k].Kind == policy.Paragraph {
			s.plain[k] = true
		}
	}
}

func (p *Pass) makeAim(s *structure, k int, rule string) {
	s.frames[k] = frame{kind: Purpose, name: rule}
	if p.Doc.Clauses[k].Kind == policy.Paragraph {
		s.plain[k] = true
	}
}

// namesDeed reports whether an item names what is done, in whatever shape.
func (p *Pass) namesDeed(c policy.Clause) bool {
	if len(c.Sentences) != 1 {
		return false
	}
	fold := p.FoldSpan(c.Sentences[0])
	t := p.Fold.Slice(fold)
	if deedOf.MatchString(t) {
		return false
	}
	return (deedItem.MatchString(t) || p.fires("list/aim", fold)) && !dataItem.MatchString(t) && !p.fires("list/data", fold) && !(frontEnd(p.Fold.Text(), min(fold.Start+4, fold.End), fold.End) >= 0 && ownClause.MatchString(t))
}

// deedItem is an item that names what is done by the form of its first words: "matching
// the risk to …", "collection of premiums".
var deedItem = expr.New(`^(?:for )?(?:[a-z]+ly )?(?:[a-z]+ing,? (?:and |or )?){0,3}[a-z]+ing [a-z]|^(?:the )?(?:[a-z-]+,? (?:and |or )?){0,3}[a-z]+(?:tion|sion|ment|ance|ence|ysis|ery|al)s? of [a-z]`)

// deedOf is a sentence about what is done, such as a legal basis: "processing is necessary
// for …".
var deedOf = expr.New(`^(?:the )?(?:[a-z]+ ){1,3}(?:is|are|was|were|has|have|may|will|shall|must) `)

// dataItem is an item that names data: "your postal address", "the name that you chose".
var dataItem = expr.New(`^(?:[\w'-]+ ){0,4}(?:information|data|details|address(?:es)?|numbers?|identifiers?|names?|ids?|histor(?:y|ies)|logs?|records?|dates?|codes?|settings|preferences|types?|versions?|cookies?|status|urls?|content|photos?|pictures?|images?|credentials|usernames?|passwords?|scores?|certificates?|documents?|cards?|locations?)(?:[,;.]|$| \(| (?:such|including|like|e\.g|and|or|you|we|that|which|about|of|from|on)\b)`)

// saidAbove reports whether what stands above clause i speaks of what the test yes knows:
// the sentence that introduces the list or the lines before it, else a heading. What the
// test no knows speaks of something else and decides against it.
func (p *Pass) saidAbove(i int, yes, no string) bool {
	says := func(fold text.Span) (said, it bool) {
		if fold.Empty() {
			return false, false
		}
		it = p.fires(yes, fold)
		return it || p.fires(no, fold), it
	}
	c := p.Doc.Clauses[i]
	if c.LeadIn >= 0 {
		lead := p.Doc.Clauses[c.LeadIn]
		for k := len(lead.Sentences) - 1; k >= 0; k-- {
			if said, it := says(p.FoldSpan(lead.Sentences[k])); said {
				return it
			}
		}
	} else {
		for j := i - 1; j >= 0 && j > i-maxBeside && p.Doc.Clauses[j].Section == c.Section; j-- {
			o := p.Doc.Clauses[j]
			if o.Kind != policy.Paragraph || len(o.Sentences) == 0 {
				continue
			}
			if said, it := says(p.FoldSpan(o.Sentences[len(o.Sentences)-1])); said {
				return it
			}
			if !p.isLine(o) && !p.announces(o) {
				break
			}
		}
	}
	for sec := c.Section; sec >= 0; sec = p.Doc.Sections[sec].Parent {
		if said, it := says(p.FoldSpan(p.Doc.Sections[sec].Heading)); said {
			return it
		}
		// The last words of the section above, before its first heading.
		up := p.Doc.Sections[sec].Parent
		for j := i - 1; up >= 0 && j >= 0 && j > i-maxBeside; j-- {
			o := p.Doc.Clauses[j]
			if o.Section != up || len(o.Sentences) == 0 {
				continue
			}
			if said, it := says(p.FoldSpan(o.Sentences[len(o.Sentences)-1])); said {
				return it
			}
			break
		}
	}
	return false
}

// saysAim reports whether an item is worded as an aim.
func (p *Pass) saysAim(c policy.Clause) bool {
	if len(c.Sentences) == 0 {
		return false
	}
	fold := p.FoldSpan(c.Sentences[0])
	return p.fires("purpose/aim", fold) && !(frontEnd(p.Fold.Text(), min(fold.Start+4, fold.End), fold.End) >= 0 && ownClause.MatchString(p.Fold.Slice(fold)))
}

// hasWords reports whether a clause is more than a number or a mark.
func (p *Pass) hasWords(c policy.Clause) bool {
	return strings.ContainsFunc(p.Doc.View.Slice(c.Text), unicode.IsLetter)
}

func (p *Pass) clauseFrame(s *structure, i int, c policy.Clause) frame {
	if p.Doc.Lang == policy.Japanese && c.LeadIn >= 0 && p.Doc.Clauses[c.LeadIn].Kind == policy.Cell && p.Doc.Clauses[c.LeadIn].LeadIn >= 0 && !p.hasWords(p.Doc.Clauses[c.LeadIn]) {
		return p.announced(p.Doc.Clauses[c.LeadIn].LeadIn) // a row that begins with its number
	}
	if (c.Kind == policy.Cell || c.Kind == policy.Item) && c.LeadIn >= 0 && p.Doc.Clauses[c.LeadIn].Kind == policy.Label {
		if c.Kind == policy.Cell && p.Doc.Lang == policy.English && p.besideProcessor(c.LeadIn) && !strings.Contains(p.Fold.Slice(p.FoldSpan(p.Doc.Clauses[c.LeadIn].Text)), "purpose") {
			return frame{kind: "theirs", name: "theirs/announced"} // what the processor does
		}
		f := p.cellFrame(c)
		if f.kind == "" && p.Doc.Lang == policy.English {
			// Tables of one cell each: the sentence above them all speaks where the cell does.
			if above := p.Doc.Clauses[c.LeadIn].LeadIn; above >= 0 && p.announced(above).kind == Purpose && p.saysAim(c) {
				return p.announced(above)
			}
		}
		if f.kind != "" {
			return f
		}
		if label := p.Doc.Clauses[c.LeadIn]; p.Doc.Lang == policy.Japanese && label.LeadIn >= 0 && !p.hasWords(label) {
			return p.announced(label.LeadIn) // the label is the number of the case
		}
		if c.Kind == policy.Cell && c.Section >= 0 && p.Doc.Lang == policy.Japanese && s.headings[c.Section].kind == Exception && nameColumn.MatchString(p.Doc.View.Slice(p.Doc.Clauses[c.LeadIn].Text)) {
			return s.headings[c.Section] // the names of those whom the heading speaks of
		}
		if c.Kind == policy.Cell && c.Section >= 0 && p.Doc.Lang == policy.English && s.headings[c.Section].kind == Exception && p.recipientHead(c.LeadIn, besideRecipient) {
			f := s.headings[c.Section]
			f.byHeading = false // the head of the column says it too
			return f
		}
		if c.Kind == policy.Cell && p.Doc.Lang == policy.English && processorColumn.MatchString(p.Fold.Slice(p.FoldSpan(p.Doc.Clauses[c.LeadIn].Text))) && p.recipientHead(c.LeadIn, besideRecipient) {
			label := p.Doc.Clauses[c.LeadIn].Text
			return frame{kind: Exception, name: "exception/announced", lead: p.FoldSpan(label), view: label}
		}
		if c.Kind == policy.Cell && p.Doc.Lang == policy.English && p.recipientHead(c.LeadIn, sharedColumn) {
			label := p.Doc.Clauses[c.LeadIn].Text
			return frame{kind: Exception, name: "exception/announced", lead: p.FoldSpan(label), view: label}
		}
		if c.Kind == policy.Cell && c.Section >= 0 && p.Doc.Lang == policy.Japanese && s.headings[c.Section].kind == Purpose && (!p.columnOf(c, Purpose) || c.Parent == c.LeadIn && !p.columnHead(c.LeadIn)) && (p.nominal(c) || len(c.Sentences) == 1 && p.endsInDeed(p.FoldSpan(c.Text))) {
			return s.headings[c.Section] // the heading says what no head of a column does
		}
		if c.Kind == policy.Cell || p.columnHead(c.LeadIn) {
			return frame{}
		}
		if p.Doc.Lang == policy.Japanese {
			// A term above a list says of it what a heading says.
			term := p.Doc.Clauses[c.LeadIn].Text
			if f := p.bestFrame(rules.Input{rules.Heading: p.FoldSpan(term)}, term); f.kind != "" && !endsInPredicate(p.Doc.View.Slice(c.Text)) {
				return f
			}
		}
	}
	if c.LeadIn >= 0 && c.Section >= 0 && p.Doc.Clauses[c.LeadIn].Section != c.Section {
		// A heading of its own stands between the list and what announces it.
		head := p.Doc.Sections[c.Section].Heading
		if f := p.bestFrame(rules.Input{rules.Heading: p.FoldSpan(head)}, head); f.kind == Purpose {
			return f
		}
	}
	if c.LeadIn >= 0 {
		f := p.announced(c.LeadIn)
		if p.caseAbove(s, c.LeadIn, f) {
			return s.frames[c.LeadIn]
		}
		if up := s.frames[c.LeadIn]; up.kind == "measure" && !up.byHeading && !endsInPredicate(p.Doc.View.Slice(p.Doc.Clauses[c.LeadIn].Text)) && !p.announcesItself(c.LeadIn) {
			return up
		}
		if f.kind != "" && f.kind != "inherit" {
			return f
		}
		if lead := p.Doc.Clauses[c.LeadIn]; lead.Kind != policy.Paragraph || f.kind == "inherit" {
			if up := s.frames[c.LeadIn]; up.kind != "" {
				return up
			}
		}
		if lead := p.Doc.Clauses[c.LeadIn]; lead.Parent >= 0 && f.kind == "inherit" {
			return s.frames[lead.Parent]
		}
	} else if c.Parent >= 0 && c.Kind != policy.Paragraph {
		if up := s.frames[c.Parent]; up.kind != "" {
			return up
		}
	}
	if f := p.announcedBeside(i, c); f.kind != "" {
		return f
	}
	if c.Section < 0 {
		return frame{}
	}
	cs := s.cases[c.Section]
	if p.Doc.Lang == policy.Japanese && (cs.kind == "data" || cs.kind == "measure") && s.headings[c.Section].kind == Purpose && s.headings[c.Section].view == p.Doc.Sections[c.Section].Heading {
		cs = frame{} // the heading itself says what stands below it
	}
	if c.Kind == policy.Paragraph {
		if p.Doc.Lang == policy.Japanese && c.LeadIn < 0 && (cs.kind == Purpose && !endsInPredicate(p.Doc.View.Slice(c.Text)) || cs.kind == Exception && endsLikeCase(p.Fold.Slice(p.FoldSpan(c.Text)))) {
			return cs
		}
		if h := s.headings[c.Section]; p.Doc.Lang == policy.Japanese && h.kind == Purpose && c.LeadIn < 0 && p.nominal(c) {
			return h
		}
		return frame{}
	}
	// A heading alone does not make a full sentence one of its cases.
	if c.LeadIn < 0 && p.Doc.Lang == policy.Japanese && endsInPredicate(p.Doc.View.Slice(c.Text)) && !p.beginsWithCase(c) {
		return frame{}
	}
	if c.LeadIn < 0 && cs.kind != "" {
		return cs
	}
	if k := s.headings[c.Section].kind; p.Doc.Lang == policy.English && (k == Exception || k == Purpose && c.Kind == policy.Item && !ourDeed.MatchString(p.Fold.Slice(p.FoldSpan(c.Text)))) && p.isSentence(c) {
		return frame{}
	}
	return s.headings[c.Section]
}

// ourDeed is a sentence that says what the company does with what it knows of people.
var ourDeed = expr.New(`^we (?:and our [a-z]+ )?(?:(?:may|will|can|also|might|then|promptly|only) )*(?:use|process|analy[sz]e|send|notify|push|contact|inform|associate|deal|view|monitor|track|combine|evaluate|provide|improve|conduct|perform|personalize|customize|communicate|respond|verify|show|display|remember|record|survey|directly)\b(?:[^:]|:[^:]{0,40}$)*$`)

// nameColumn heads a column of names.
var nameColumn = expr.New(`^(?:会社|事業者|企業|法人|団体)?(?:の)?(?:名称?|社名|氏名又は名称|名前)$`)

// announcedBeside returns the frame that an item of the same list opens for item i:
// a list may bring the sentence that announces cases and the cases one below the
// other, all with the same bullet. The cases are noun phrases and end with the next
// sentence.
func (p *Pass) announcedBeside(i int, c policy.Clause) frame {
	if p.Doc.Lang != policy.Japanese || c.Kind != policy.Item || c.LeadIn >= 0 || c.Marker == "" || endsInPredicate(p.Doc.View.Slice(c.Text)) {
		return frame{}
	}
	for j := i - 1; j >= 0 && j > i-maxBeside; j-- {
		o := p.Doc.Clauses[j]
		if o.Kind != policy.Item || o.Section != c.Section || o.Parent != c.Parent || o.Marker != c.Marker {
			return frame{}
		}
		if !endsInPredicate(p.Doc.View.Slice(o.Text)) {
			continue
		}
		if p.announces(o) {
			return p.announced(j)
		}
		return frame{}
	}
	return frame{}
}

// maxBeside is how far above a case the sentence that announces it may stand.
const maxBeside = 30 // clauses

// recipientHead reports whether label l heads a column of recipients and one behind it a
// column that beside knows: of what they get or do, as no list of links has, or of what is
// shared.
func (p *Pass) recipientHead(l int, beside *expr.Regexp) bool {
	if !recipientColumn.MatchString(p.Fold.Slice(p.FoldSpan(p.Doc.Clauses[l].Text))) {
		return false
	}
	for k := l + 1; k < len(p.Doc.Clauses) && k <= l+maxColumns && p.Doc.Clauses[k].Kind == policy.Label; k++ {
		if beside.MatchString(p.Fold.Slice(p.FoldSpan(p.Doc.Clauses[k].Text))) {
			return true
		}
	}
	return false
}

// sharedColumn heads a column of what recipients are given, or for what.
var sharedColumn = expr.New(`\b(?:shar(?:ed|ing)|disclos(?:ed|ure|ing)|transfer(?:red|s)?|passed on|sent|received?)\b`)

// besideRecipient heads a column that tells of recipients.
var besideRecipient = expr.New(`\b(?:data|information|purposes?|reasons?|why|description|services?|role|function|use|country|location|categor(?:y|ies))\b`)

// recipientColumn heads a column of recipients in an English table.
var recipientColumn = expr.New(`^(?:(?:the )?names? of (?:the )?)?(?:who|third part(?:y|ies)|part(?:y|ies)|recipients?|(?:service )?providers?|(?:sub-?)?processors?|vendors?|partners?|compan(?:y|ies)|entit(?:y|ies)|organizations?)(?: names?)?$`)

// processorColumn heads a column of those who process data for the company, whatever stands
// above the table.
var processorColumn = expr.New(`^(?:(?:the )?names? of (?:the )?)?(?:(?:third[ -]party )?service providers?|(?:data )?(?:sub-?)?processors?|sub-?contractors?)(?: names?)?$`)

// besideProcessor reports whether the column that label l heads stands behind one of processors.
func (p *Pass) besideProcessor(l int) bool {
	for k := l - 1; k >= 0 && k >= l-maxColumns && p.Doc.Clauses[k].Kind == policy.Label; k-- {
		if processorColumn.MatchString(p.Fold.Slice(p.FoldSpan(p.Doc.Clauses[k].Text))) {
			return true
		}
	}
	return false
}

// columnHead reports whether the label at clause l heads a column: another label stands
// beside it.
func (p *Pass) columnHead(l int) bool {
	cs := p.Doc.Clauses
	return l > 0 && cs[l-1].Kind == policy.Label && cs[l-1].Section == cs[l].Section || l+1 < len(cs) && cs[l+1].Kind == policy.Label && cs[l+1].Section == cs[l].Section
}

// columnOf reports whether a head of a column in the table of cell c says that its cells
// are of kind, or c stands first in its row and names what the row is about.
func (p *Pass) columnOf(c policy.Clause, kind string) bool {
	if c.Parent >= 0 && c.Parent == c.LeadIn && !p.columnHead(c.LeadIn) {
		return false // only the head of its row stands above it: a person, a kind of data
	}
	if c.Parent < 0 || p.Doc.Clauses[c.Parent].Kind != policy.Cell {
		return true
	}
	cs := p.Doc.Clauses
	for l := c.LeadIn; l >= 0 && l > c.LeadIn-maxColumns && cs[l].Kind == policy.Label; l-- {
		if f := p.bestFrame(rules.Input{rules.Text: p.FoldSpan(cs[l].Text)}, cs[l].Text); f.kind == kind {
			return true
		}
	}
	for l := c.LeadIn + 1; l < len(cs) && l < c.LeadIn+maxColumns && cs[l].Kind == policy.Label; l++ {
		if f := p.bestFrame(rules.Input{rules.Text: p.FoldSpan(cs[l].Text)}, cs[l].Text); f.kind == kind {
			return true
		}
	}
	return false
}

// maxColumns is how many heads beside that of a cell are asked.
const maxColumns = 12

// cellFrame is what the labels of a table make of a cell: that of its column,
// else that of its row. The sentence above the table speaks for neither.
func (p *Pass) cellFrame(c policy.Clause) frame {
	labels := []int{c.LeadIn}
	if c.Parent >= 0 && p.Doc.Clauses[c.Parent].Kind == policy.Cell {
		labels = append(labels, c.Parent)
	}
	for _, l := range labels {
		t := p.Doc.Clauses[l].Text
		if f := p.bestFrame(rules.Input{rules.Text: p.FoldSpan(t)}, t); f.kind != "" && f.kind != "inherit" {
			return f
		}
		if l == c.LeadIn && p.Doc.Lang == policy.English && len(c.Sentences) == 1 && (c.Parent < 0 || p.Doc.Clauses[c.Parent].Kind != policy.Cell) && !p.isSentence(c) && asksUse.MatchString(p.Fold.Slice(p.FoldSpan(t))) {
			if f := p.bestFrame(rules.Input{rules.Heading: p.FoldSpan(t)}, t); f.kind == Purpose {
				return f // "How we use it" above a column as above a section
			}
		}
	}
	return frame{}
}

// announced returns the frame that clause i opens for the items it introduces.
// Each of them asks; the answer is kept.
func (p *Pass) announced(i int) frame {
	f, ok := p.opened[i]
	if !ok {
		f = p.announce(i)
		if p.opened == nil {
			p.opened = map[int]frame{}
		}
		p.opened[i] = f
	}
	return f
}

func (p *Pass) announce(i int) frame {
	c := p.Doc.Clauses[i]
	head := p.boldLabel(c)
	if head.Empty() {
		head = p.heading(c)
	}
	whole := p.provisoContext(i, p.FoldSpan(c.Text))
	var best frame
	for k := len(c.Sentences) - 1; k >= 0; k-- {
		sent := c.Sentences[k]
		in := rules.Input{rules.Text: p.FoldSpan(sent), rules.Context: whole, rules.Heading: head}
		if c.LeadIn >= 0 {
			in[rules.Lead] = p.FoldSpan(p.Doc.Clauses[c.LeadIn].Text)
		}
		if f := p.bestFrame(in, sent); f.score > best.score && f.kind != "" {
			best = f
		}
		if p.Doc.Lang == policy.English && best.kind != "" && strings.HasSuffix(p.Fold.Slice(in[rules.Text]), ":") {
			break // what stands before the sentence that ends in a colon introduces nothing
		}
	}
	return best
}

// announcesItself reports whether the words of clause i announce a list, whatever the
// heading above says: a part of a list of measures ("(2) 組織的な措置") does not.
func (p *Pass) announcesItself(i int) bool {
	c := p.Doc.Clauses[i]
	return slices.ContainsFunc(c.Sentences, func(sent text.Span) bool {
		return p.bestFrame(rules.Input{rules.Text: p.FoldSpan(sent)}, sent).kind != ""
	})
}

// provisoContext returns the folded stretch that a sentence of clause i, or the whole
// clause, speaks of: itself, and the sentence before where it makes an exception from that
// ("第三者に提供しません。ただし、次の場合を除きます。", be it on a line of its own).
func (p *Pass) provisoContext(i int, fold text.Span) text.Span {
	if p.Doc.Lang != policy.Japanese || !proviso.MatchString(p.Fold.Slice(fold)) {
		return fold
	}
	return p.withSentenceBefore(i, fold)
}

// withSentenceBefore returns the folded stretch of a sentence of clause i together with the
// sentence before it, be it on a line of its own.
func (p *Pass) withSentenceBefore(i int, fold text.Span) text.Span {
	c := p.Doc.Clauses[i]
	for k := len(c.Sentences) - 1; k >= 0; k-- {
		if before := p.FoldSpan(c.Sentences[k]); before.Start < fold.Start {
			fold.Start = before.Start
			return fold
		}
	}
	if i == 0 {
		return fold
	}
	if b := p.Doc.Clauses[i-1]; b.Section == c.Section && (b.Kind == policy.Paragraph || b.Kind == policy.Item) && len(b.Sentences) > 0 {
		fold.Start = p.FoldSpan(b.Sentences[len(b.Sentences)-1]).Start
	}
	return fold
}

// proviso begins a sentence that makes an exception from the one before it.
var proviso = expr.New(`^(?:ただし|但し|もっとも)`)

func (p *Pass) bestFrame(in rules.Input, view text.Span) frame {
	p.tryAll(rules.Frame, in)
	fired := p.Scan.Eval(rules.Frame, in)
	if len(fired) == 0 {
		return frame{}
	}
	f := fired[0]
	lead := in[rules.Text]
	byHeading := lead.Empty()
	if byHeading {
		lead = in[rules.Heading]
	}
	return frame{byHeading: byHeading, kind: f.Rule.Kind, name: f.Rule.Name, rule: f.Rule, lead: lead, view: view, score: f.Score}
}

// nominal reports whether a Japanese paragraph is a noun phrase that names a
// purpose, as in a list made of lines without marks.
func (p *Pass) nominal(c policy.Clause) bool {
	t := p.Doc.View.Slice(p.trim(c.Text))
	if len(c.Sentences) != 1 || strings.Contains(t, "。") || endsInPredicate(t) || p.isPointer(c) {
		return false
	}
	cats, _ := p.categorize(Purpose, rules.Input{rules.Text: p.FoldSpan(c.Text)}, 1)
	return len(cats) > 0
}

// opensList is a heading that only what follows completes.
var opensList = map[string]*expr.Regexp{
	policy.English:  expr.New(`\b(?:with|to|when|where|if|unless|except|by|are|include|includes|data|information|details):?$`),
	policy.Japanese: expr.New(`(?:以下|次|下記|つぎ)[^。]*(?:ます|ません|です|ない|する|とおり|通り)[。:]?$`),
}

// withinCompany tells that a list is of those who see data within the company.
var withinCompany = expr.New(`\binternal|\baccess(?: \w+){0,3} to\b`)

// ownWords lets an item that is a full sentence of another kind be of that
// kind: a note in a list of purposes that says in what form data are given away.
func (p *Pass) ownWords(s *structure, i int, c policy.Clause) frame {
	f := s.frames[i]
	if f.kind == Purpose && p.Doc.Lang == policy.Japanese {
		if t := p.Fold.Slice(p.FoldSpan(p.trim(c.Text))); companyEntry.MatchString(t) || len(datum.FindAllStringIndex(t, 3)) == 3 && datumEnd.MatchString(t) {
			return frame{}
		}
	}
	if f.kind == Purpose && p.Doc.Lang == policy.English && (noPurpose.MatchString(p.Fold.Slice(p.FoldSpan(c.Text))) || f.byHeading && p.isLink(c)) {
		return frame{}
	}
	if f.kind == Exception && p.Doc.Lang == policy.English && deniedCase.MatchString(p.Fold.Slice(p.FoldSpan(c.Text))) {
		return frame{}
	}
	if f.kind == Exception && p.Doc.Lang == policy.English && p.noCase(c) {
		return frame{}
	}
	if f.kind == Exception && p.Doc.Lang == policy.English && p.partOfCompany(c) {
		return frame{}
	}
	if f.kind == Exception && p.Doc.Lang == policy.English && withinCompany.MatchString(p.Fold.Slice(f.lead)) && insiders.MatchString(p.Fold.Slice(p.FoldSpan(p.trim(c.Text)))) {
		return frame{}
	}
	if f.kind != Purpose || !endsInPredicate(p.Doc.View.Slice(c.Text)) || len(c.Sentences) != 1 {
		return f
	}
	for _, r := range p.sentence(i, c.Sentences[0]) {
		if (r.Rule.Kind == Exception || c.Kind == policy.Remark && (r.Rule.Kind == Disclaimer || r.Rule.Kind == Voluntariness)) && !r.Rule.Denied {
			return frame{}
		}
	}
	return f
}

// noteOfAim is in a note that tells an aim of its own.
var noteOfAim = expr.New(`ため|(?:に|へ|として)(?:も|のみ)?(?:利用|使用|活用|用い|使)|^[^。]{0,80}(?:お送り|お届け|ご?案内|お知らせ|ご?連絡|配信|分析|確認)[^。、]{0,8}(?:ます|ございます)$`)

// An item with three words for what is known of a person that ends in one lists data,
// whatever stands above it.
var (
	datum    = expr.New(datumWord)
	datumEnd = expr.New(`(?:` + datumWord + `|情報|データ|内容|記録|商品)(?:等|など)?(?:\([^()]*\))? ?(?:等|など)?$`)
)

const datumWord = `氏名|名前|性別|生年月日|年齢|住所|番号|アドレス|勤務先|職業|役職|学歴|職歴|履歴|口座|写真|映像|音声|資格`

// isLink reports whether a clause is nothing but a link: it leads to what is told elsewhere.
func (p *Pass) isLink(c policy.Clause) bool {
	t := p.trim(c.Text)
	k := sort.Search(len(p.Doc.Links), func(k int) bool { return p.Doc.Links[k].Span.Start > t.Start+1 }) - 1
	return k >= 0 && t.End <= p.Doc.Links[k].Span.End+1 && !p.Doc.Links[k].Span.Empty()
}

// companyEntry is a Japanese item that is the name of a company and, perhaps, its address
// in the web: none of the purposes that the list above may speak of.
var companyEntry = expr.New(`^(?:(?:株式|合同|有限|相互)会社[^、。\sがをはにで]{1,30}|[^、。\sがをはにで]{1,30}(?:株式|合同|有限|相互)会社)(?: ?\(?https?://[^ ]*\)?)?$`)

// noCase reports whether an English item is no case of disclosure whatever announces it: a
// link to a part of the same page, as in a table of contents, a number, a right, advice, a
// kind of data, what is collected or kept.
func (p *Pass) noCase(c policy.Clause) bool {
	if p.linksInside(c.Text) || !p.hasWords(c) {
		return true
	}
	first := p.trim(c.Text)
	if len(c.Sentences) > 0 {
		first = p.trim(c.Sentences[0])
	}
	fold := p.FoldSpan(first)
	t := p.Fold.Slice(fold)
	return p.fires("none/case", fold) || dataItem.MatchString(t) && !fragmentOpening[Exception].MatchString(t) && !givesAway.MatchString(t) && !p.isSentence(c) && !p.fires("list/case", fold)
}

// linksInside reports whether a stretch of Doc.View is the text of a Markdown link to a
// part of the same page.
func (p *Pass) linksInside(sp text.Span) bool {
	src := p.Doc.View.ToSource(p.trim(sp))
	s := p.Doc.Source.Text()
	return strings.HasSuffix(s[:src.Start], "[") && strings.HasPrefix(s[src.End:], "](#")
}

// deniedCase begins an item that says what is not done, among cases of disclosure.
var deniedCase = expr.New(`^(?:no [a-z-]+|none|never|(?:we|the company|it) (?:never|(?:do|does|will|shall) not)) [a-z]`)

// above returns the folded stretch of the heading above the heading of a clause.
func (p *Pass) above(c policy.Clause) text.Span {
	if c.Section < 0 || p.Doc.Sections[c.Section].Parent < 0 {
		return text.Span{}
	}
	return p.FoldSpan(p.Doc.Sections[p.Doc.Sections[c.Section].Parent].Heading)
}

// heading returns the folded stretch of the heading above a clause: in Japanese the term
// or the label of the row where the clause is what stands beside it.
func (p *Pass) heading(c policy.Clause) text.Span {
	if p.Doc.Lang == policy.Japanese && c.Kind == policy.Cell && c.Parent >= 0 && p.Doc.Clauses[c.Parent].Kind == policy.Label && !p.columnHead(c.Parent) {
		return p.FoldSpan(p.Doc.Clauses[c.Parent].Text)
	}
	if p.Doc.Lang == policy.Japanese && c.Kind == policy.Cell && p.besideLabel(c) {
		return p.FoldSpan(p.Doc.Clauses[c.Parent].Text)
	}
	if c.Section < 0 {
		return text.Span{}
	}
	return p.FoldSpan(p.Doc.Sections[c.Section].Heading)
}

// besideLabel reports whether a cell is the second of two in its row, behind one that names
// what it is about, in a table without heads: "第三者提供", "法令に基づく場合を除き、行いません。".
func (p *Pass) besideLabel(c policy.Clause) bool {
	cs := p.Doc.Clauses
	if c.Parent < 0 || cs[c.Parent].Kind != policy.Cell || cs[c.Parent].Parent >= 0 || cs[c.Parent+1].Text != c.Text || c.LeadIn != c.Parent {
		return false
	}
	if n := c.Parent + 2; n < len(cs) && cs[n].Parent == c.Parent && cs[n].Kind == policy.Cell {
		return false
	}
	label := p.Fold.Slice(p.FoldSpan(cs[c.Parent].Text))
	return len(label) <= 60 && !strings.Contains(label, "。") && !endsInPredicate(label)
}

// boldLabel returns the folded label in bold type with which an English paragraph begins
// and its text goes on ("**Use of information.** We use …"), an empty span if it has
// none.
func (p *Pass) boldLabel(c policy.Clause) text.Span {
	if p.Doc.Lang != policy.English || c.Kind != policy.Paragraph {
		return text.Span{}
	}
	return p.boldStart(c)
}

// boldStart is boldLabel for a clause of any kind and language.
func (p *Pass) boldStart(c policy.Clause) text.Span {
	var label text.Span
	src := p.Doc.View.ToSource(c.Text)
	s := p.Doc.Source.Text()
	for _, bold := range [...][2]string{{"**", "**"}, {"__", "__"}, {"<b>", "</b>"}, {"<strong>", "</strong>"}} {
		if !strings.HasSuffix(s[:src.Start], bold[0]) {
			continue
		}
		n := strings.Index(s[src.Start:min(len(s), src.Start+maxLabel)], bold[1])
		if n >= 3 && src.Start+n+20 < src.End && strings.IndexByte(s[src.Start:src.Start+n], '\n') < 0 {
			label = p.Fold.FromSource(text.Span{Start: src.Start, End: src.Start + n})
		}
		break
	}
	return label
}

// maxLabel is how long a label that runs into its text may be.
const maxLabel = 80 // bytes
