package extract

import (
	"slices"
	"strings"
	"unicode"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// Exceptions finds the conditions under which information is disclosed
// without further consent.
var Exceptions = &Extractor{
	Name: "exception",
	Doc:  "conditions under which information is disclosed to others without further consent",
	Run: func(p *Pass) error {
		p.listed(Exception)
		s := p.structure()
		aims := p.listing(Purpose)
		for i, sec := range p.Doc.Sections {
			kind := s.cases[i].kind
			if kind == "" && p.Doc.Lang == policy.English && p.aimHeading(sec) && (aims[i] || p.aimRow(i) || p.aimAmong(i)) {
				p.reportHeading(Purpose, i, sec, s.headings[i])
				continue
			}
			if p.Doc.Lang == policy.Japanese && sec.Parent >= 0 && s.headings[sec.Parent].kind == Purpose && sec.Span.End == sec.Heading.End && strings.HasSuffix(p.Doc.View.Slice(sec.Heading), "ため") {
				p.reportHeading(Purpose, i, sec, s.headings[i]) // a list of aims set as headings
				continue
			}
			if p.namesParty(sec) {
				p.reportHeading(Exception, i, sec, s.headings[i], "joint_use")
				continue
			}
			if kind != Exception && (kind != Purpose || p.Doc.Lang != policy.English) {
				continue
			}
			if p.fires("none/title", p.FoldSpan(sec.Heading)) || kind == Purpose && !p.aimHeading(sec) && (aims[i] || sec.LeadIn >= 0 && p.foundIn(kind, i)) && (sec.LeadIn < 0 || !p.headsAim(i, aims)) {
				continue
			}
			p.reportHeading(kind, i, sec, s.cases[i])
		}
		p.eachSentence(func(i int, sent text.Span) { p.exceptionsIn(i, sent) })
		p.silentItems(Exception)
		p.dropRepeatedEntrusting()
		p.dropRepeatedBasis()
		return nil
	},
}

// reportHeading reports a heading that is a case announced by a lead-in, with the
// categories as or those that its words speak for.
func (p *Pass) reportHeading(kind string, i int, sec policy.Section, f frame, as ...string) {
	head := p.FoldSpan(sec.Heading)
	if strings.IndexFunc(p.Fold.Slice(head), unicode.IsLetter) < 0 {
		return // an icon
	}
	cats, ev := p.categorize(kind, rules.Input{rules.Text: head}, shares[kind])
	if len(as) > 0 {
		cats, ev = as, nil
	}
	if len(cats) == 0 {
		switch {
		case kind != Purpose && p.Doc.Lang == policy.English && !fragmentOpening[kind].MatchString(p.Fold.Slice(head)):
			return // a part of the policy
		case kind != Purpose:
			if p.Doc.Lang == policy.Japanese && !caseHeading.MatchString(p.Fold.Slice(head)) {
				return // names neither a case nor a recipient
			}
			cats, ev = p.gist(kind, rules.Input{rules.Text: head}, defaults[Exception])
		case p.aimHeading(sec) || p.goesOn(f, head):
			cats, ev = p.gist(kind, rules.Input{rules.Text: head}, unnamed[p.Doc.Lang])
		default:
			return // a heading that names no aim is no purpose
		}
	}
	p.result.Findings = append(p.result.Findings, Finding{
		Kind: kind, Categories: cats, Span: p.Doc.View.ToSource(sec.Heading), Section: i, Clause: -1, Marker: sec.Number,
		Text: p.Doc.Visible(p.Doc.View.ToSource(sec.Heading)), State: Stated, Confidence: 0.8, Rule: p.Doc.Lang + "/" + f.name, Evidence: ev,
	})
}

// namesParty reports whether a heading names who shares data below a Japanese heading on
// joint use.
func (p *Pass) namesParty(sec policy.Section) bool {
	if p.Doc.Lang != policy.Japanese || sec.Parent < 0 {
		return false
	}
	above := p.Fold.Slice(p.FoldSpan(p.Doc.Sections[sec.Parent].Heading))
	return strings.Contains(above, "共同利用") && !strings.Contains(above, "責任") && partyHeading.MatchString(p.Fold.Slice(p.FoldSpan(sec.Heading)))
}

var partyHeading = expr.New(`^(?:[^、。]{2,40}(?:会社|法人|協会|組合|財団|社団|[^社大会]会|グループ|各社|学校|大学)|(?:株式会社|合同会社|有限会社|(?:一般|公益)?(?:社団|財団)法人)[^、。]{2,40})(?:\([^()]*\))?$`)

// isParty reports whether a folded Japanese item is nothing but the name of a company, in a
// list that f announces as one of recipients.
func (p *Pass) isParty(t string, f frame) bool {
	lead := p.Fold.Slice(f.lead)
	return !f.byHeading && (partyHeading.MatchString(t) || latinParty.MatchString(t)) && !strings.Contains(lead, "場合") && !strings.Contains(lead, "とき")
}

var latinParty = expr.New(`^[a-z][a-z0-9.&'-]*,?(?:inc|llc|ltd|limited|gmbh|corporation|corp|plc|b\.v|co\.,?ltd)\.?(?:\([^()]*\))?$`)

// optOutNotice is what a company makes known where it gives information away until it is
// asked to stop, in a list set among the cases themselves ("第三者への提供の手段または方法").
var optOutNotice = expr.New(`^(?:利用目的に第三者への?提供を含む|第三者(?:への?|に)提供(?:される|する|の)|(?:ご?本人|お客様|利用者|ユーザー)の求め(?:に応じて|を))[^。]{0,60}(?:こと|項目|手段|方法)$|^利用目的に第三者への?提供を含むこと$`)

// caseHeading is a Japanese heading that is a case of disclosure or names a recipient,
// though its words tell no more.
var caseHeading = expr.New(`(?:場合|とき|時|ケース|こと)(?:\([^()]*\))?[\])】」』〉》]?$|(?:へ|に対する|との)の?[^。]{0,12}(?:提供|開示|共有|移転|預託|公開|連携)`)

func (p *Pass) exceptionsIn(i int, sent text.Span) {
	if p.recipientEntry(i, p.Doc.Clauses[i]) {
		return // reported as a whole
	}
	if p.Doc.Lang == policy.English && (p.linksInside(sent) || p.namesOther(i, sent)) {
		return
	}
	fold := p.FoldSpan(sent)
	in := p.sentenceInput(i, sent)
	fired := p.sentence(i, sent)
	s := p.Fold.Text()
	// Cases within the sentence come first: they are narrower than it.
	covered := false
	var only rules.Fired // finds the one case that a disclosure is limited to
	var limit text.Span
	for _, f := range fired {
		if isCases(f.Rule) {
			units := caseUnits(s, fold)
			if len(units) == 1 && p.Doc.Lang == policy.Japanese && p.leads(Exception, sent) {
				continue // the items below are the cases
			}
			if len(units) == 1 && strings.HasPrefix(s[units[0].End:fold.End], "に限") {
				only, limit = f, units[0]
				continue // one condition of consent: its phrase, below, is narrower
			}
			if len(units) == 1 && !strings.Contains(s[units[0].End:fold.End], "限り") {
				units = []text.Span{fold} // one case: the sentence states the disclosure
			}
			for _, sp := range units {
				covered = p.reportException(i, sp, f.Rule, f.Hits) || covered
			}
		}
	}
	if covered {
		return
	}
	for _, f := range fired {
		if f.Rule.Kind != Exception || f.Rule.Denied || isCases(f.Rule) || f.Rule.Name == statedDisclosure || p.leads(Exception, sent) && p.listsCases(i) {
			continue
		}
		if p.Doc.Lang == policy.Japanese {
			if parts := countedCases(s, fold); parts != nil {
				for _, sp := range parts {
					p.reportCase(i, sp, f.Rule, f.Hits)
				}
				return
			}
		}
		u := unit{clause: i, span: sent, rule: p.Doc.Lang + "/" + f.Rule.Name, hits: f.Hits, base: 0.85}
		cats, ev := f.Rule.As, []Evidence(nil)
		if len(cats) == 0 {
			cats, ev = p.categorize(Exception, p.input(u), shares[Exception])
		} else if slices.Equal(cats, entrusted) && p.Doc.Lang == policy.English {
			cats, ev = p.entrustedTo(u)
		}
		if len(cats) == 0 {
			cats, ev = p.gist(Exception, p.input(u), "service_recipient")
		}
		p.report(Exception, u, cats, ev)
		return
	}
	if p.Doc.Lang == policy.English {
		p.englishExceptions(i, sent)
		return
	}
	done := fold.Start
	for _, h := range p.Scan.Phrases(fold, Exception) {
		r := h.Pattern.Rule
		if h.Group.Start < done {
			continue
		}
		score, hits := p.weighRule(r, in, r.Min)
		if score < r.Min {
			continue
		}
		if r.Name == "exception/unless" && inBrackets(s, fold, h.Group.Start) {
			m := behindPromise.FindStringSubmatchIndex(s[fold.Start:h.Group.Start])
			if m == nil {
				continue
			}
			done = max(done, fold.Start+m[2])
		}
		if r.Name == "exception/unless" {
			for k, sp := range cases(s, text.Span{Start: done, End: fold.End}, h.Group.End) {
				_ = k
				p.reportException(i, sp, r, hits)
			}
		} else {
			from := consentStart(s, text.Span{Start: done, End: fold.End}, h.Group.Start)
			if r.Name == "exception/entrusted" {
				from = phraseStart(s, text.Span{Start: done, End: fold.End}, h.Group.Start)
			}
			p.reportException(i, text.Span{Start: from, End: h.Group.End}, r, hits)
		}
		done = h.Span.End
	}
	if done == fold.Start && only.Rule != nil {
		p.reportException(i, limit, only.Rule, only.Hits)
	}
}

// listsCases reports whether cases were found in the list that clause i introduces. Where
// none were, as in one of countries, what introduces it is all that is told.
func (p *Pass) listsCases(i int) bool {
	if p.cases == nil {
		// The items of lists have been reported; no sentence before i is below it.
		p.cases = make([]bool, len(p.Doc.Clauses))
		for _, f := range p.result.Findings {
			switch {
			case f.Kind != Exception:
			case f.Clause < 0:
				for k := range p.cases { // a heading is a case, whatever announces it
					p.cases[k] = true
				}
				return true
			default:
				p.markAbove(f.Clause)
			}
		}
	}
	return p.cases[i]
}

// markAbove marks the clauses that introduce or hold a case: the cells of a table stand below
// its heads, and these below what introduces it.
func (p *Pass) markAbove(c int) {
	for up := 0; up < 4; up++ {
		of := &p.Doc.Clauses[c]
		if of.LeadIn >= 0 {
			c = of.LeadIn
		} else {
			c = of.Parent
		}
		if c < 0 {
			return
		}
		p.cases[c] = true
	}
}

// entrusted are the categories of a sentence that states an entrusting.
var entrusted = []string{"entrustment"}

// entrustedTo returns the categories of an English sentence that states an entrusting: it
// may name affiliates beside contractors.
func (p *Pass) entrustedTo(u unit) ([]string, []Evidence) {
	cats, ev := p.categorize(Exception, p.input(u), shares[Exception])
	if !slices.Contains(cats, "affiliates") {
		return entrusted, nil
	}
	cats = slices.DeleteFunc(cats, func(c string) bool { return c != "affiliates" && c != entrusted[0] })
	if len(cats) == 1 {
		cats = append(cats, entrusted[0])
	}
	return cats, ev
}

// behindPromise is what stands before a case in brackets that limit the promise before them:
// "第三者に提供しません(法令に基づく場合を除きます)".
var behindPromise = expr.New(`(?:ません|ない|なし|^無し?|[:：]無し?)\((?:ただし、?)?([^()]*)$`)

// namesOther reports whether a sentence is all that an English item names in a list of
// kinds of data, of rights or of steps ("Content that is visible to other members"): it
// discloses nothing, as a sentence that says who does might.
func (p *Pass) namesOther(i int, sent text.Span) bool {
	c := p.Doc.Clauses[i]
	switch p.structure().frames[i].kind {
	case "data", "measure":
		return c.Kind == policy.Item && sent == c.Sentences[0] && !p.isSentence(c) && !givesAway.MatchString(p.Fold.Slice(p.FoldSpan(sent)))
	}
	return false
}

// givesAway is what an item says of the company handing something on, or of what others
// may see of it, in whatever list.
var givesAway = expr.New(`\b(?:we|us|company) (?:may |will |also |can |might )*(?:share|disclose|transfer|provide|pass|sell|release|send|make|publish|display|show|work|use|rely|engage|employ|allow|hire)s?\b|^(?:\(?[a-z0-9]{1,2}\) )?(?:is|are|protects?|[a-z]+ allows)\b|\b(?:is|are|be) (?:[a-z]+ )?(?:shared|disclosed|transferred|provided|passed|sold|sent|visible|public|published|displayed|shown|available|accessible|processed|collected)\b`)

// isCases reports whether a rule finds cases within a sentence, which are units each.
func isCases(r *rules.Rule) bool { return strings.HasPrefix(r.Name, "exception/cases") }

// caseUnits returns the cases of a sentence that rows them up: those that end
// in the last "場合は" or "ときに" before its predicate.
func caseUnits(s string, sent text.Span) []text.Span {
	all := caseEnd.FindAllStringSubmatchIndex(s[sent.Start:sent.End], -1)
	if len(all) == 0 {
		return nil
	}
	return cases(s, sent, sent.Start+all[len(all)-1][3])
}

// A case that a predicate follows: "場合は", but not "場合があります".
var caseEnd = expr.New(`((?:場合|とき)(?:\([^)]*\))?)(?:等|など)?(?:は|に|、|が(?:含ま|該当|挙げ))`)

// A case told by the place where cases are listed: "第4項各号に該当する場合" names
// them all, as "次の場合", which announces a list of its own, does not.
var backReference = expr.New(`^(?:[^。、]{0,40}法(?:律)?(?:\([^()]*\))?|[^。]{0,6})(?:第[0-9]+(?:[.][0-9]+)?[項条]|[0-9]+[.][0-9]+項?|前[項条]|本[項条]第[0-9]+項)(?:第[0-9]+項)?(?:各号|第[0-9]+号|に(?:定め|掲げ|規定))[^。]{0,30}(?:場合|とき)$|^[^。「]{0,8}「[^」]{2,40}」(?:に|で)(?:定め|掲げ|記載|規定)[^。]{0,20}(?:場合|とき)$`)

func (p *Pass) reportException(i int, sp text.Span, r *rules.Rule, hits []rules.Hit) bool {
	// "無断で" is all that some policies say of consent.
	if sp.Len() < 6 || p.emptyAim(sp) && r.Name != "exception/consent" && !backReference.MatchString(p.Fold.Slice(sp)) {
		return false
	}
	if r.Name == "exception/unless" && !endsWithAny(p.Fold.Slice(sp), nounEnds) && !endsWithAny(p.Fold.Slice(sp), givenEnds) {
		return false
	}
	p.reportCase(i, sp, r, hits)
	return true
}

// reportCase reports a stretch of the folded text that is a case of disclosure.
func (p *Pass) reportCase(i int, sp text.Span, r *rules.Rule, hits []rules.Hit) {
	u := unit{clause: i, span: p.viewOf(sp), rule: p.Doc.Lang + "/" + r.Name, hits: hits, base: 0.85}
	cats, ev := p.categorize(Exception, p.input(u), shares[Exception])
	if len(cats) == 0 {
		cats, ev = p.gist(Exception, p.input(u), defaults[Exception])
	}
	p.report(Exception, u, cats, ev)
}

// dropRepeatedBasis takes out what an English section says of the contract to be performed
// where its heading is the aim: that is the legal basis of it ("To take your payments", "to
// fulfill our contract with you").
func (p *Pass) dropRepeatedBasis() {
	if p.Doc.Lang != policy.English {
		return
	}
	aims := map[int]bool{}
	for _, f := range p.result.Findings {
		if f.Kind == Purpose && f.Clause < 0 {
			aims[f.Section] = true
		}
	}
	p.result.Findings = slices.DeleteFunc(p.result.Findings, func(f Finding) bool {
		return f.Kind == Purpose && f.Clause >= 0 && aims[f.Section] && performsContract.MatchString(p.Fold.Slice(p.Fold.FromSource(f.Span)))
	})
}

// performsContract is an aim that is no more than a legal basis.
var performsContract = expr.New(`^(?:in order )?(?:to|for)(?: the)? (?:fulfill|perform|execut|conclu|enter|honor)\w*(?: of| into)? (?:[\w'-]+ ){0,3}(?:contracts?|agreements?)(?: \([^()]*\))?(?: (?:with|to) (?:you|the [a-z]+|our [a-z]+))?$`)

// dropRepeatedEntrusting takes out the condition of supervision ("委託する場合
// は … 監督") where its section states the entrusting itself.
func (p *Pass) dropRepeatedEntrusting() {
	stated := map[int]bool{}
	condition := p.Doc.Lang + "/exception/entrusted"
	for _, f := range p.result.Findings {
		if f.Kind == Exception && f.Rule != condition && slices.Contains(f.Categories, "entrustment") {
			stated[f.Section] = true
		}
	}
	p.result.Findings = slices.DeleteFunc(p.result.Findings, func(f Finding) bool {
		return f.Rule == condition && stated[f.Section]
	})
}
