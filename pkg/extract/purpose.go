package extract

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
	"github.com/polcompare/polcompare/pkg/token"
)

// Purposes finds what the company uses information for: the items of purpose
// lists, aims in running text, and sentences that limit use to something.
var Purposes = &Extractor{
	Name: "purpose",
	Doc:  "what the company uses information about people for",
	Run: func(p *Pass) error {
		p.listed(Purpose)
		p.labelled()
		p.eachSentence(func(i int, sent text.Span) { p.purposesIn(i, sent) })
		p.silentItems(Purpose)
		return nil
	},
}

// listed reports the items of lists that a frame of kind introduces, and the
// headings that are cases of one.
func (p *Pass) listed(kind string) {
	s := p.structure()
	for i, c := range p.Doc.Clauses {
		f := s.frames[i]
		if f.kind == kind && p.beginsWithCase(c) {
			c.Text = c.Sentences[0]
			p.reportItem(kind, i, c, f)
			continue
		}
		if f.kind == kind && (p.isUnit(i, c) || kind == Exception && p.recipientEntry(i, c)) {
			p.reportItem(kind, i, c, f)
		} else if sp := p.aimAbove(c); kind == Purpose && f.kind == kind && !sp.Empty() {
			c.Text = sp
			p.reportItem(kind, i, c, f)
			continue
		}
		if label, ok := s.labels[i]; ok && f.kind == kind {
			c.Text = p.viewOf(label)
			p.reportItem(kind, i, c, f)
		}
		if kind == Purpose && p.termAims(i, c) {
			p.reportItem(kind, i, c, s.headings[c.Section])
		}
	}
}

// aimAbove returns the aim that an English item or cell states before it announces what
// belongs to it ("To look after our members, including:"): a unit beside those.
func (p *Pass) aimAbove(c policy.Clause) text.Span {
	if p.Doc.Lang != policy.English || c.Kind != policy.Item && c.Kind != policy.Cell || len(c.Sentences) != 1 {
		return text.Span{}
	}
	fold := p.FoldSpan(p.trim(c.Text))
	m := aimAndMore.FindStringSubmatchIndex(p.Fold.Slice(fold))
	if m == nil {
		return text.Span{}
	}
	return p.viewOf(text.Span{Start: fold.Start + m[2], End: fold.Start + m[3]})
}

// aimAndMore is an aim before the words that announce its parts.
var aimAndMore = expr.New(`^((?:in order )?to (?:[a-z]+ly )?[a-z]+ [^:;]{8,200}?)(?:,? (?:including|such as|for example|for instance|by|like|namely|e\.g\.|which includes?|as follows))+(?:,? (?:but not limited to|without limitation|by|to|for|in order to|when we|when you|the following))*:$`)

// isUnit reports whether a clause below a frame is one of its units at all.
func (p *Pass) isUnit(i int, c policy.Clause) bool {
	s := p.structure()
	switch c.Kind {
	case policy.Label:
		if !s.plain[i] {
			return false
		}
	case policy.Cell:
		if !p.hasWords(c) {
			return false // a number
		}
	case policy.Paragraph:
		// Below a heading that is itself a case ("3) personal data of
		// applicants"), the noun phrase that states the purpose.
		if !s.plain[i] {
			return false
		}
	}
	if s.frames[i].kind == Purpose && p.Doc.Lang == policy.Japanese && (p.headsAims(i, c) || c.Kind == policy.Remark && endsInPredicate(p.Doc.View.Slice(c.Text)) && !noteOfAim.MatchString(p.Fold.Slice(p.FoldSpan(c.Text)))) {
		return false // "※利用目的を超えるときは、同意を取得します"
	}
	// "会員企業" in a column of recipients, the name of a company in a list of them.
	recipient := s.frames[i].kind == Exception && p.Doc.Lang == policy.Japanese && (c.Kind == policy.Cell || p.isParty(p.Fold.Slice(p.FoldSpan(p.trim(c.Text))), s.frames[i]))
	if p.isProse(c) || p.isPointer(c) && !recipient {
		return false
	}
	if s.frames[i].kind != Exception && p.fires("none/party", p.FoldSpan(p.trim(c.Text))) {
		return false
	}
	if s.frames[i].kind == Exception && p.Doc.Lang == policy.Japanese && p.announcesCases(c) && i+1 < len(p.Doc.Clauses) && p.caseBelow(s, p.Doc.Clauses[i+1]) {
		return false
	}
	// A sentence that only announces the items below it.
	if p.announces(c) && (len(p.childrenOf(i)) > 0 || p.Doc.Lang == policy.English && p.opensList(i, c)) {
		return p.Doc.Lang == policy.English && (s.frames[i].kind == Exception || s.frames[i].kind == "refusal") && p.caseOf(c)
	}
	return true
}

// termAims reports whether a Japanese term below a heading of purposes is itself an aim,
// as the noun phrases are that tell more of it.
func (p *Pass) termAims(i int, c policy.Clause) bool {
	if p.Doc.Lang != policy.Japanese || c.Kind != policy.Label || c.Section < 0 || p.structure().headings[c.Section].kind != Purpose || p.columnHead(i) {
		return false
	}
	n := i + 1
	if n == len(p.Doc.Clauses) || p.Doc.Clauses[n].LeadIn != i || p.Doc.Clauses[n].Kind != policy.Cell {
		return false
	}
	t := p.Doc.View.Slice(p.trim(p.Doc.Clauses[n].Text))
	return p.endsInDeed(p.FoldSpan(c.Text)) && !endsInPredicate(t) && !endsWithAny(t, aimEnds) && p.structure().frames[n].kind == Purpose
}

// headsAims reports whether a Japanese item names the data for which the items or lines
// below it tell the aims.
func (p *Pass) headsAims(i int, c policy.Clause) bool {
	if strings.HasSuffix(p.Doc.View.Slice(p.trim(c.Text)), "ため") || i+1 >= len(p.Doc.Clauses) {
		return false
	}
	below := &p.Doc.Clauses[i+1]
	if below.LeadIn != i && (below.Kind != policy.Paragraph || below.Section != c.Section || !strings.HasSuffix(p.Doc.View.Slice(p.trim(below.Text)), "ため")) {
		return false
	}
	if t := p.Fold.Slice(p.FoldSpan(p.trim(c.Text))); endsInPredicate(p.Doc.View.Slice(c.Text)) || !dataEnd.MatchString(t) && !groupEnd.MatchString(t) {
		return false
	}
	for _, j := range p.childrenOf(i) {
		aim := p.trim(p.Doc.Clauses[j].Text)
		if !strings.HasSuffix(p.Doc.View.Slice(aim), "ため") && !p.endsInDeed(p.FoldSpan(aim)) {
			return false
		}
	}
	return true
}

// groupEnd ends what names a group of aims: "ご注文関連".
var groupEnd = expr.New(`(?:関連|関係|関係業務|向け|編)(?:\([^()]*\))?$`)

// dataEnd ends what names data.
var dataEnd = expr.New(`(?:情報|データ|内容|履歴|記録|識別子|アドレス|番号|氏名|名前|ログ)(?:等|など)?(?:\((?:[^()]|\([^()]*\))*\))?$`)

// announces reports whether a clause only introduces a list.
func (p *Pass) announces(c policy.Clause) bool {
	t := p.Fold.Slice(p.FoldSpan(c.Text))
	if p.Doc.Lang == policy.English {
		return strings.HasSuffix(t, ":") || strings.Contains(t, "following")
	}
	for _, w := range [...]string{"以下", "次の", "下記", "含まれます"} {
		if strings.Contains(t, w) && endsInPredicate(t) {
			return true
		}
	}
	return false
}

// opensList reports whether a clause ends in a colon and an item follows it, though
// the layout ties the two together in no other way.
func (p *Pass) opensList(i int, c policy.Clause) bool {
	return strings.HasSuffix(p.Fold.Slice(p.FoldSpan(p.trim(c.Text))), ":") && i+1 < len(p.Doc.Clauses) && p.Doc.Clauses[i+1].Kind == policy.Item && p.Doc.Clauses[i+1].Section == c.Section
}

func (p *Pass) childrenOf(i int) []int {
	var out []int
	for j := i + 1; j < len(p.Doc.Clauses) && j < i+200; j++ {
		if p.Doc.Clauses[j].LeadIn == i {
			out = append(out, j)
		}
	}
	return out
}

// reportItem reports a list item as one unit.
func (p *Pass) reportItem(kind string, i int, c policy.Clause, f frame) {
	u := unit{clause: i, span: p.withoutNote(c.Text), lead: f.lead, rule: p.Doc.Lang + "/" + f.name, base: 0.95}
	if p.Doc.Lang == policy.English {
		if m := endsItem.FindStringIndex(p.Doc.View.Slice(u.span)); m != nil {
			u.span.End = u.span.Start + m[0] // "…; and"
		}
		if kind == Exception {
			u.span.End = p.recordEnd(i, u.span)
		}
		for k := len(c.Sentences) - 1; k > 0 && c.Sentences[k].Start >= c.Text.Start && u.span.End <= c.Sentences[k].End && p.fires("none/pointer", p.FoldSpan(p.trim(c.Sentences[k]))); k-- {
			u.span = p.trim(text.Span{Start: u.span.Start, End: c.Sentences[k-1].End}) // where to read more of it
		}
	}
	fold := p.FoldSpan(u.span)
	if kind == Purpose && (p.emptyAim(fold) && !p.shortAim(c, fold) || p.fires("none/statutory", fold) || p.Doc.Lang == policy.Japanese && (plainFact.MatchString(p.Fold.Slice(fold)) || signsOff.MatchString(p.Doc.View.Slice(p.trim(c.Text))))) {
		return
	}
	if kind == Exception && p.Doc.Lang == policy.Japanese && optOutNotice.MatchString(p.Fold.Slice(fold)) {
		return
	}
	if p.Doc.Lang == policy.English && p.isAddress(u.span) {
		return // below what sends the reader to it
	}
	if kind == Exception && p.Doc.Lang == policy.English {
		// "(i) to comply with laws, (ii) to protect our rights": each is a case.
		if parts := enumerated(p.Fold.Text(), fold); len(parts) > 1 {
			for _, sp := range parts {
				if !p.fires("none/case", sp) {
					p.reportException(i, sp, f.rule, nil)
				}
			}
			return
		}
	}
	if kind == Purpose && p.Doc.Lang == policy.English && f.byHeading && p.namesData(fold) {
		return // what is processed for the purpose that is the heading
	}
	in := p.input(u)
	in[rules.Text] = p.headOfRow(c, in[rules.Text])
	if kind == Purpose && p.Doc.Lang == policy.Japanese {
		in[rules.Text] = p.aimServed(in[rules.Text])
	}
	cats, ev := p.categorize(kind, in, shares[kind])
	if len(cats) == 0 && kind == Exception && p.Doc.Lang == policy.Japanese && p.inPartyColumn(c) {
		cats = []string{"service_recipient"}
	}
	if len(cats) == 0 && kind == Exception && p.Doc.Lang == policy.Japanese && !endsWithAny(p.Fold.Slice(fold), nounEnds) {
		if !p.amongCases(c, f) || paperEnd.MatchString(p.Fold.Slice(fold)) {
			return // a country, a link: in no way a case
		}
		switch t := p.Fold.Slice(fold); {
		case p.isParty(t, f):
			cats = p.partyCategories(f.lead)
		case partyEnd.MatchString(t) || !endsWithAny(t, caseHeads):
			cats = []string{"service_recipient"}
		default:
			cats = []string{"other"}
		}
	}
	if len(cats) == 0 && kind == Exception && p.Doc.Lang == policy.Japanese && partyEnd.MatchString(p.Fold.Slice(fold)) && (p.amongCases(c, f) || f.byHeading && headsParties.MatchString(p.Fold.Slice(f.lead))) {
		cats = []string{"service_recipient"} // "見守りを頼んでいる会社(鍵のため)"
	}
	if len(cats) == 0 && kind == Purpose && p.Doc.Lang == policy.Japanese && !japaneseWord.MatchString(p.Fold.Slice(fold)) {
		return // the name of a tool
	}
	if len(cats) == 0 {
		// A heading is a weak introduction: what speaks for no category may be anything.
		told := kind == Exception && p.Doc.Lang == policy.English && !p.isSentence(c) && (caseOpening.MatchString(p.Fold.Slice(fold)) || handedTo.MatchString(p.Fold.Slice(fold)) && p.amongCases(c, f))
		listed := kind == Purpose && p.Doc.Lang == policy.English && !p.isSentence(c) && (!ofPerson.MatchString(p.Fold.Slice(fold)) || doneToPerson(p.Fold.Slice(fold))) && p.amongAims(f)
		if f.byHeading && !told && !listed && (kind != Purpose || p.Doc.Lang == policy.English && !p.isAim(fold) || p.Doc.Lang != policy.English && !p.endsInDeed(fold)) {
			return
		}
		if kind == Purpose && p.Doc.Lang == policy.English && p.bareNoun(fold) && !p.namesDeed(c) && (dataItem.MatchString(p.Fold.Slice(fold)) || p.fires("none/title", fold) || !p.amongAims(f) && !goesOnAs.MatchString(p.Fold.Slice(f.lead))) {
			return
		}
		cats = []string{defaults[kind]}
		switch {
		case kind == Purpose && (p.Doc.Lang == policy.English || p.endsInDeed(fold)):
			cats, ev = p.gist(kind, in, unnamed[policy.English])
		case p.Doc.Lang == policy.English && kind == Exception && (namedParty.MatchString(p.Doc.View.Slice(p.trim(u.span))) || namesRecipients.MatchString(p.Fold.Slice(f.lead))):
			cats = p.partyCategories(f.lead)
		case p.Doc.Lang == policy.English && kind == Exception:
			otherwise := unnamedCase(p.Fold.Slice(fold))
			if p.namesWho(c, f, fold) {
				otherwise = "service_recipient"
			}
			cats, ev = p.gist(kind, in, otherwise)
		}
		u.base = 0.7
	}
	if kind == Exception && p.Doc.Lang == policy.Japanese {
		u.span.End = p.endOfEntry(i, u.span)
	}
	p.report(kind, u, cats, ev)
}

// namesWho reports whether an item or cell of an English list of recipients, or of a column
// of them, is the name of one and no case ("our caterers").
func (p *Pass) namesWho(c policy.Clause, f frame, fold text.Span) bool {
	t := p.Fold.Slice(fold)
	return (c.Kind == policy.Cell || givesTo.MatchString(p.Fold.Slice(f.lead))) && !fragmentOpening[Exception].MatchString(t) && !otherRecipient.MatchString(t) && !p.fires("list/aim", fold)
}

var (
	// givesTo ends words that recipients follow.
	givesTo = expr.New(`\b(?:to|with|by|among|parties|people|bodies|organizations|those|include|includes|including|such as|who [a-z ]{2,60})(?: (?:the|any of the|some of the|one or more of the))?(?: following)?(?: [a-z-]+){0,3}:?$|^who\b`)
	// otherRecipient is an item that tells no more than that there are others, or a part of the company.
	otherRecipient = expr.New(`^(?:any |other |authorized |internal |certain )*(?:third part(?:y|ies)|parties|persons?|people|team members|recipients|others)\b`)
)

// namesData reports whether an English item is the name of data and not of what is done
// with them.
func (p *Pass) namesData(fold text.Span) bool {
	t := p.Fold.Slice(fold)
	return dataItem.MatchString(t) && strings.Count(t, " ") < 12 && !finite.MatchString(t) && !p.isAim(fold) && !deedItem.MatchString(t) && !p.fires("list/aim", fold)
}

// ofPerson is in an item that speaks of what the person does or has.
var ofPerson = expr.New(`\b(?:you|your)\b`)

// doneToPerson reports whether an item says what is done to or for the person ("lend you books").
func doneToPerson(item string) bool {
	m := doesToPerson.FindStringSubmatch(item)
	return m != nil && !noDeed.MatchString(m[1])
}

var (
	doesToPerson = expr.New(`^(?:to |for |so that we can )?(?:[a-z]+ly )?([a-z]+) (?:you|your) [a-z]`)
	noDeed       = expr.New(`^(?:if|when|whenever|where|while|what|which|that|who|how|why|whether|as|and|or|but|by|with|from|of|on|in|at|to|for|about|because|since|so|until|unless|before|after|once|all|any|both|some|information|data|can|may|will|do|should|must|could|thank)$`)
)

// handedTo begins an English item that goes on where "we share it" breaks off.
var handedTo = expr.New(`^(?:with|to|by) [a-z]`)

// plainFact is a line that stands among Japanese aims and is none: a label without what it
// labels, a price, the dates of the text, whom to turn to.
var plainFact = expr.New(`:$|^(?:令和|平成|昭和|西暦)?[0-9元]{1,4}年[0-9]{1,2}月[0-9]{1,2}日$|[0-9]円(?:\([^()]*\))?$|^(?:令和|平成|昭和|[0-9]{4}年|[0-9]{4}[./-])[^。]{0,24}(?:制定|改[定訂正]|施行|公開|更新)|^[^:。]{0,16}(?:名称|窓口|時間|申出先|宛先|住所|所在地|連絡先|担当|電話(?:番号)?|tel|fax|url|e?mail|メール(?:アドレス)?):|(?:ダウンロード|こちら|コチラ)(?:は|から)?[^。、]{0,10}。?(?:\[[^\]]*\])?$|^[^()。]{4,200}までご?(?:連絡|相談|照会|お?問い?合わ?せ|申し?出|申し付け)[^。、]{0,8}(?:ください|下さい)(?:。|$)`)

// signsOff ends a line with the head of an organisation, by office and name.
var signsOff = expr.New(`(?:院長|代表取締役|社長|理事長|会長|所長|園長|校長|学長|住職|代表) [^ 。、]{1,6}(?: [^ 。、]{1,6})?$`)

var (
	// headsParties ends a heading about recipients.
	headsParties = expr.New(`(?:相手方?|[^用]先|第三者|会社|事業者|する者)(?:の(?:範囲|種類|例))?$`)
	// partyEnd ends the name of a recipient, paperEnd that of a paper or of a column.
	partyEnd = expr.New(`(?:会社|業者|事業者|各社|[^会]社|方|者|先|機関|団体|法人|銀行|組合|協会|病院|学校)(?:等|など)?(?:\([^()]*\))?$`)
	paperEnd = expr.New(`(?:書類|書面|証明書|謄本|抄本|写し|コピー|[0-9](?:通|点|部|枚)|開示先|提供先)(?:\([^()]*\))?$`)
)

// shortAim reports whether a Japanese item or cell of two or three characters is an aim by
// its words: 配送, 決済.
func (p *Pass) shortAim(c policy.Clause, fold text.Span) bool {
	if p.Doc.Lang != policy.Japanese || c.Kind != policy.Item && c.Kind != policy.Cell {
		return false
	}
	if n := utf8.RuneCountInString(p.Fold.Slice(fold)); n < 2 || n > 3 {
		return false
	}
	cats, _ := p.categorize(Purpose, rules.Input{rules.Text: fold}, 1)
	return len(cats) > 0 && cats[0] != "other"
}

// amongCases reports whether an item stands in a list that a sentence introduces, in
// Japanese one that itself announces cases or recipients, and at least half of the items are
// such by their words.
func (p *Pass) amongCases(c policy.Clause, f frame) bool {
	if c.Kind != policy.Item || c.LeadIn < 0 || f.byHeading && p.Doc.Lang == policy.Japanese || f.kind != Exception {
		return false
	}
	cases, ok := p.shared.cased[c.LeadIn]
	if !ok {
		items, told := 0, 0
		for j := c.LeadIn + 1; j < len(p.Doc.Clauses) && j < c.LeadIn+200; j++ {
			o := p.Doc.Clauses[j]
			if o.LeadIn != c.LeadIn || o.Kind != policy.Item {
				continue
			}
			items++
			fold := p.FoldSpan(p.trim(o.Text))
			t := p.Fold.Slice(fold)
			if cats, _ := p.categorize(Exception, rules.Input{rules.Text: fold}, 1); len(cats) > 0 || p.Doc.Lang == policy.Japanese && (endsWithAny(t, nounEnds) || p.isParty(t, f)) {
				told++
			}
		}
		cases = items > 1 && told*2 >= items
		if p.shared.cased == nil {
			p.shared.cased = map[int]bool{}
		}
		p.shared.cased[c.LeadIn] = cases
	}
	return cases
}

// inPartyColumn reports whether a clause stands in a column of a Japanese table whose head
// says that it names recipients ("提供する相手"): whatever they are called, they are.
func (p *Pass) inPartyColumn(c policy.Clause) bool {
	if c.Kind != policy.Cell || c.LeadIn < 0 || p.Doc.Clauses[c.LeadIn].Kind != policy.Label || !p.columnHead(c.LeadIn) {
		return false
	}
	t := p.Fold.Slice(p.FoldSpan(p.trim(c.Text)))
	return givenTo.MatchString(p.Fold.Slice(p.FoldSpan(p.trim(p.Doc.Clauses[c.LeadIn].Text)))) && !noParty.MatchString(t) && !endsInPredicate(p.Doc.View.Slice(c.Text))
}

var (
	// givenTo is the head of a column of recipients, noParty what stands in one and is none.
	givenTo = expr.New(`^(?:ご?提供|お?渡し|開示|共有|移転|委託)(?:する|される)?(?:先|相手方?|会社|事業者|第三者)(?:の?(?:名称|例))?$|^第三者(?:の?(?:名称|例))?$`)
	noParty = expr.New(`^(?:なし|無し?|該当(?:なし|無し)|-|同上|.{0,12}(?:国|地域|共和国|合衆国|連邦))$|https?://|(?:情報|項目|方法|目的|書|写し)$`)
)

// aimServed returns the aim within an item that tells which information is used for it:
// "ご連絡のために、住所や注文の記録を利用する目的".
func (p *Pass) aimServed(fold text.Span) text.Span {
	s := p.Fold.Slice(fold)
	if usesData.MatchString(s) {
		if m := aimBefore.FindStringIndex(s); m != nil {
			fold.End = fold.Start + m[1]
		}
	}
	return fold
}

var (
	usesData  = expr.New(`(?:ため|よう)に?、[^。]*(?:情報|データ|記録|履歴|アドレス|氏名|住所)[^。]*を?(?:利用|使用|活用|表示|確認)(?:する|し)?(?:の)?(?:ため|目的)$`)
	aimBefore = expr.New(`(?:ため|よう)に?、`)
)

// partyCategories returns what a recipient is that only its name tells, from the
// words that announce it: a contractor of "our processors are", else a company that
// the service works with.
func (p *Pass) partyCategories(lead text.Span) []string {
	cats, _ := p.categorize(Exception, rules.Input{rules.Text: lead}, 1)
	for _, c := range cats {
		switch c {
		case "entrustment", "affiliates", "joint_use":
			return []string{c}
		}
	}
	return []string{"service_recipient"}
}

// bareNoun reports whether an English item is no more than the name of a thing: a column,
// a kind of data ("Cookies", "Job title"), no aim.
func (p *Pass) bareNoun(fold text.Span) bool {
	t := p.Fold.Slice(fold)
	return p.fires("none/title", fold) || strings.Count(t, " ") <= 2 && !namesAction.MatchString(t)
}

// namesAction is a word that names what is done, as an aim in few words does.
var namesAction = expr.New(`\b(?:to|for)\b|(?:ing|tion|sion|ment|ance|ence|sis|ics|ship|ery|ity|al|ure|use|access|sales?|support|research|fraud)s?\b`)

// endOfEntry returns where an item ends that names a recipient behind a label
// ("名称: …") and tells of it on labelled lines of its own ("国: …", "住所: …"):
// label and value stay together.
func (p *Pass) endOfEntry(i int, item text.Span) int {
	if !entryLine.MatchString(p.Doc.View.Slice(item)) {
		return item.End
	}
	end := item.End
	for j := i + 1; j < len(p.Doc.Clauses) && j <= i+6; j++ {
		c := p.Doc.Clauses[j]
		if c.Kind != policy.Paragraph || c.Parent != i || !entryLine.MatchString(p.Doc.View.Slice(c.Text)) {
			break
		}
		end = c.Text.End
	}
	return end
}

// endsInDeed reports whether a Japanese item names something that is done, as an aim does:
// it ends in ため, in a verb or in a noun of kanji that is none of data.
func (p *Pass) endsInDeed(fold text.Span) bool {
	t := strings.TrimRight(p.Fold.Slice(fold), "。")
	if i := strings.LastIndex(t, "("); i > 0 && strings.HasSuffix(t, ")") {
		t = t[:i]
	}
	return endsWithAny(t, aimEnds) || deedEnd.MatchString(t) && !dataEnd.MatchString(t) && !p.fires("none/title", fold) && !p.fires("none/party", fold)
}

// deedEnd ends the name of a deed: a verb, or a noun of two kanji and more behind a particle.
var deedEnd = expr.New(`(?:[るくすぐぶむつう]|こと|づくり|(?:の|や|に関する|に係る|に伴う|・|、|および|または|ならびに|等|など)[おご]?(?:\p{Han}{2,8}|\p{Han}+(?:[きしりみいけせえ]|わせ|合い))(?:等|など)?)$`)

// aimEnds end what stands in a list of purposes and is one, whatever it speaks of.
var aimEnds = []string{"ため", "とき"}

// japaneseWord is in any aim that is told in Japanese.
var japaneseWord = expr.New(`\p{Han}|\p{Hiragana}`)

var entryLine = expr.New(`^[^。、:：\n]{1,12}[:：][^。\n]{1,120}$`)

// shares says how strong a further category must be beside the main one.
var shares = map[string]float64{Purpose: 0.5, Exception: 0.6, Disclaimer: 0.9}

// defaults are the categories of units whose words speak for none.
var defaults = map[string]string{Purpose: "other", Exception: "other", Disclaimer: "general_liability"}

// unnamed is the category of a sentence that limits use to something whose
// words speak for none, by language.
var unnamed = map[string]string{policy.Japanese: "business_operations", policy.English: "service_provision"}

// eachSentence calls f for every sentence that is read as running text: those
// of paragraphs, of items of several sentences, and of items of no frame.
func (p *Pass) eachSentence(f func(clause int, sent text.Span)) {
	s := p.structure()
	for i, c := range p.Doc.Clauses {
		if p.owned(s.frames[i]) && (c.Kind != policy.Paragraph || s.plain[i]) && !p.isProse(c) && (p.Doc.Lang != policy.English || !p.onlyAnnounces(i, c)) {
			if note := p.note(c.Text); !note.Empty() {
				f(i, note)
			}
			continue
		}
		if s.frames[i].kind == "denied" && c.Kind != policy.Paragraph {
			continue
		}
		sentences := c.Sentences
		if p.owned(s.frames[i]) && p.beginsWithCase(c) {
			sentences = sentences[1:]
		}
		if _, ok := s.labels[i]; ok {
			sentences = sentences[1:]
		}
		for _, sent := range sentences {
			if p.Doc.Lang == policy.English {
				if sent = p.withoutExamples(sent); (!p.owned(s.frames[i]) || s.frames[i].kind == Exception) && sent.Start == c.Text.Start {
					sent = p.withoutLabel(c, sent)
				}
				if m := answerMark.FindStringIndex(p.Doc.View.Slice(sent)); m != nil && m[1] < sent.Len() {
					sent.Start += m[1]
				}
			} else if t := p.Doc.View.Slice(p.trim(sent)); asks.MatchString(t) {
				continue // "Q. 第三者に提供しますか。": the answer says it
			} else if m := answers.FindStringIndex(t); m != nil && m[1] < len(t) {
				sent = p.trim(sent)
				sent.Start += m[1]
			}
			f(i, sent)
		}
	}
}

// owned reports whether a frame makes units of its items, or says that they are none.
func (p *Pass) owned(f frame) bool {
	switch f.kind {
	case Purpose, Exception, Disclaimer, "refusal":
		return true
	}
	return false
}

func (p *Pass) purposesIn(i int, sent text.Span) {
	if p.Doc.Clauses[i].Kind != policy.Paragraph && p.structure().frames[i].kind == "theirs" {
		return // what the recipient of the data uses it for
	}
	if p.Doc.Lang == policy.English && p.Doc.Clauses[i].Kind == policy.Cell && p.inOtherColumn(p.Doc.Clauses[i]) && p.besideAims(i) {
		return // what it is for stands in another column
	}
	if p.Doc.Lang == policy.English && legalBasis.MatchString(p.Fold.Slice(p.FoldSpan(p.Doc.Clauses[i].Text))) {
		return // it repeats the purposes just told
	}
	fold := p.FoldSpan(sent)
	in := p.sentenceInput(i, sent)
	in[rules.Context] = in[rules.Text]
	for _, f := range p.sentence(i, sent) {
		if f.Rule.Kind != Purpose || f.Rule.Denied || p.leads(Purpose, sent) {
			continue
		}
		if p.Doc.Lang == policy.English && p.rowedAims(i, sent, f) {
			return
		}
		if f.Rule.Name == toldAim {
			// Aims that the sentence says to be such are narrower than it, where what tells
			// the aim stands within them: "to gather figures that help us to improve".
			if n := len(p.result.Findings); p.Doc.Lang == policy.English {
				p.englishPurposes(i, sent)
				if found := p.result.Findings; len(found) > n {
					if first := p.Fold.FromSource(found[n].Span).Start; slices.ContainsFunc(f.Hits, func(h rules.Hit) bool {
						return h.Weight > 0 && (h.Span.Start >= first || h.Span.End > first && first > fold.Start && helpsTo.MatchString(p.Fold.Slice(text.Span{Start: first, End: fold.End})))
					}) {
						return
					}
				}
				p.result.Findings = p.result.Findings[:n]
			}
		}
		if f.Rule.Name == madeStatistics {
			n := len(p.result.Findings)
			if p.englishPurposes(i, sent); len(p.result.Findings) > n {
				return // what they are made for
			}
		}
		if f.Rule.Name == usedFor && p.Doc.Lang == policy.Japanese && p.japaneseAims(i, sent, in) {
			return // the aims that it marks (…のため) are narrower than the sentence
		}
		u := unit{clause: i, span: sent, rule: p.Doc.Lang + "/" + f.Rule.Name, hits: f.Hits, base: 0.8}
		cats, ev := f.Rule.As, []Evidence(nil)
		if len(cats) == 0 {
			cats, ev = p.categorize(Purpose, p.input(u), shares[Purpose])
		}
		if len(cats) == 0 {
			cats, ev = p.gist(Purpose, p.input(u), unnamed[p.Doc.Lang])
		}
		p.report(Purpose, u, cats, ev)
		return
	}
	if p.Doc.Lang == policy.English {
		n := len(p.result.Findings)
		if p.englishPurposes(i, sent); len(p.result.Findings) == n && !p.includedDeeds(i, sent) && !p.builtAims(i, sent) {
			p.toldUse(i, sent)
		}
		return
	}
	// In a list of purposes an item or cell may be a row of noun phrases.
	if f := p.structure().frames[i]; f.kind == Purpose && p.Doc.Clauses[i].Kind != policy.Paragraph && !endsInPredicate(p.Doc.View.Slice(sent)) && !p.emptyAim(fold) {
		u := unit{clause: i, span: sent, lead: f.lead, rule: p.Doc.Lang + "/" + f.name, base: 0.8}
		if cats, ev := p.categorize(Purpose, p.input(u), shares[Purpose]); len(cats) > 0 {
			p.report(Purpose, u, cats, ev)
			return
		}
	}
	p.japaneseAims(i, sent, in)
}

// includedDeeds reports what an English sentence right behind a purpose says that the purpose
// includes ("We use it to run the club. This includes counting votes and calling meetings.").
func (p *Pass) includedDeeds(i int, sent text.Span) bool {
	fs := p.result.Findings
	if len(fs) == 0 || fs[len(fs)-1].Kind != Purpose || fs[len(fs)-1].Clause != i {
		return false
	}
	if fold := p.FoldSpan(p.trim(sent)); fs[len(fs)-1].Span.Start < p.Doc.View.ToSource(p.sentenceBefore(i, sent)).Start {
		return false
	} else if m := includesDeeds.FindStringSubmatchIndex(p.Fold.Slice(fold)); m != nil && !givesOut.MatchString(p.Fold.Slice(fold)[m[2]:]) && !p.disclosing(i, sent) {
		u := unit{clause: i, span: p.viewOf(trimJoin(p.Fold.Text(), text.Span{Start: fold.Start + m[2], End: fold.End})), rule: p.Doc.Lang + "/purpose/included", base: 0.6}
		if cats, ev := p.categorize(Purpose, p.input(u), shares[Purpose]); len(cats) > 0 {
			p.report(Purpose, u, cats, ev)
			return true
		}
	}
	return false
}

// sentenceBefore returns the sentence of clause i before sent, sent itself if it is the first.
func (p *Pass) sentenceBefore(i int, sent text.Span) text.Span {
	before := sent
	for _, o := range p.Doc.Clauses[i].Sentences {
		if o.Start >= sent.Start {
			break
		}
		before = o
	}
	return before
}

// givesOut begins what is no use of data but giving them away.
var givesOut = expr.New(`^(?:us )?(?:sharing|disclosing|transferring|selling|passing|providing (?:law|third|others|your (?:personal )?(?:data|information)))\b`)

// includesDeeds says that something includes what is done, which it names.
var includesDeeds = expr.New(`^(?:this|these|it|such (?:use|uses|processing|purposes|activities)|these (?:purposes|activities|uses)|our use) (?:(?:may|can|could|might|will|also) )*(?:include|involve|mean)s?(?:,? (?:but (?:is|are) not limited to|among other things|for example|for instance|without limitation|also|where applicable),?)? ((?:[a-z]+ly )?(?:[a-z]+,? )?[a-z]+ing [a-z]+\b)`)

// toldUse reports an English sentence below a heading of purposes that says what the
// company does with the information for the person or itself, though it marks no aim
// ("How we use your data": "We may send you news of the club").
func (p *Pass) toldUse(i int, sent text.Span) {
	fold := p.FoldSpan(p.trim(sent))
	c := p.Doc.Clauses[i]
	if !p.aboutPurposes(i) || !doesWithIt.MatchString(p.Fold.Slice(fold)) || ofThisText.MatchString(p.Fold.Slice(fold)) || len(p.sentence(i, sent)) > 0 || p.announces(c) {
		return
	}
	u := unit{clause: i, span: sent, rule: p.Doc.Lang + "/purpose/told_use", base: 0.6}
	if cats, ev := p.categorize(Purpose, p.input(u), shares[Purpose]); len(cats) > 0 {
		p.report(Purpose, u, cats, ev)
	}
}

// ofThisText is in a sentence that says what the policy does, or where one reads more, not
// what the company does.
var ofThisText = expr.New(`^to (?:read|learn|find out|know|see) (?:more|further)\b|\b(?:this|the|our) (?:privacy |data protection |cookie )?(?:policy|notice|statement|declaration)\b`)

// doesWithIt begins a sentence that says what is done for or towards the person.
var doesWithIt = expr.New(`^(?:[^,;:.]{1,50}: )?(?:[^,;:]{1,80}, )?(?:we|our (?:team|company|staff)|the company) (?:(?:may|might|will|can|also|then|sometimes|occasionally|periodically|regularly|therefore|from time to time) )*(?:send|contact|email|call|inform|notify|invite|remind|respond|reply|answer|analy[sz]e|personali[sz]e|tailor|customi[sz]e|remember|recogni[sz]e|recommend|suggest|monitor|measure|evaluate|conduct|fulfill|ship|improve|develop|match)\b`)

// legalBasis labels what tells the legal basis.
var legalBasis = expr.New(`^legal (?:basis|bases|grounds?)(?: for [^:]{1,40})?: `)

// helpsTo begins an aim that holds what tells it: "we use it to help us understand".
var helpsTo = expr.New(`^(?:in order )?to (?:help|allow|enable|let|permit|assist)\b`)

// toldAim is the rule of sentences that tell an aim in other words than a phrase.
const toldAim = "purpose/told"

// madeStatistics is the rule of English sentences that say that statistics are made.
const madeStatistics = "purpose/statistics"

// usedFor is the rule of sentences that say what information is used for.
const usedFor = "purpose/used_for"

// japaneseAims reports the aims that a Japanese sentence marks (…ため, …目的で), and whether
// there are any.
func (p *Pass) japaneseAims(i int, sent text.Span, in rules.Input) (found bool) {
	fold := p.FoldSpan(sent)
	s := p.Fold.Text()
	done := fold.Start
	for _, h := range p.Scan.Phrases(fold, Purpose) {
		r := h.Pattern.Rule
		if h.Group.Start < done {
			continue
		}
		score, hits := p.weighAim(h, in, fold)
		if score < r.Min {
			continue
		}
		to := h.Group.End
		start := done
		if c := strings.Index(s[done:h.Group.Start], "、"); done > fold.Start && c >= 0 {
			start += c + len("、") // what stands between belongs to the aim before: Aのために甲を、Bのために乙を
		}
		from := phraseStart(s, text.Span{Start: start, End: fold.End}, h.Group.Start)
		if p.emptyAim(text.Span{Start: from, End: to}) {
			if strings.HasPrefix(s[to:fold.End], "、") {
				done = to + len("、") // the aim that follows is none of it
			}
			continue
		}
		if phrase := (text.Span{Start: from, End: to}); inBrackets(s, fold, to) || p.fires("none/statutory", phrase) || p.fires("none/aside", phrase) {
			continue
		}
		done = to
		parts := countedAims(s, text.Span{Start: from, End: to})
		if parts == nil {
			parts = joinedAims(s, text.Span{Start: from, End: to})
		}
		if len(parts) > 1 {
			for _, part := range parts {
				u := unit{clause: i, span: p.viewOf(part), rule: p.Doc.Lang + "/" + r.Name, hits: hits, base: 0.8}
				cats, ev := p.categorize(Purpose, p.input(u), shares[Purpose])
				if len(cats) == 0 {
					cats = []string{aimedAt}
				}
				p.report(Purpose, u, cats, ev)
			}
			found = true
			continue
		}
		u := unit{clause: i, span: p.viewOf(text.Span{Start: from, End: to}), rule: p.Doc.Lang + "/" + r.Name, hits: hits, base: 0.8}
		cats, ev := p.categorize(Purpose, p.input(u), shares[Purpose])
		if len(cats) == 0 {
			if score < plainAim || p.disclosed(i, sent) || othersReason.MatchString(s[from:to]) || strings.HasSuffix(s[from:to], "目的") && !namesDeed(s[from:to]) || strings.HasSuffix(s[from:to], "よう") && !endsWithAny(s[from:to], ableEnds) {
				continue
			}
			cats = []string{aimedAt}
		}
		p.report(Purpose, u, cats, ev)
		found = true
	}
	return found
}

// weighAim weighs the rule of the aim at h. What a sentence says of purposes behind an aim in
// ため does not speak against that aim: "Aのため、以下の目的の範囲内で利用します".
func (p *Pass) weighAim(h rules.Hit, in rules.Input, sent text.Span) (float64, []rules.Hit) {
	r := h.Pattern.Rule
	score, hits := p.weighRule(r, in, r.Min)
	s := p.Fold.Text()
	if score >= r.Min || !strings.HasSuffix(s[sent.Start:h.Group.End], "ため") || !strings.Contains(s[h.Group.End:sent.End], "目的") {
		return score, hits
	}
	score, hits = p.Scan.Weigh(r, in, math.Inf(-1))
	return score + ofLaterPurposes(s, h, &hits), hits
}

// ofLaterPurposes takes from the hits those against an aim that speak of purposes behind it,
// and returns their weight.
func ofLaterPurposes(s string, h rules.Hit, hits *[]rules.Hit) (weight float64) {
	*hits = slices.DeleteFunc(slices.Clone(*hits), func(x rules.Hit) bool {
		later := x.Weight < 0 && x.Span.Start >= h.Group.End && strings.Contains(s[x.Span.Start:x.Span.End], "目的")
		if later {
			weight -= x.Weight
		}
		return later
	})
	return weight
}

// ableEnds end an aim in よう that says what somebody can do then: "後から確かめられるよう".
var ableEnds = []string{"られるよう", "できるよう", "けるよう", "えるよう", "せるよう"}

// disclosed reports whether a sentence tells of a disclosure.
func (p *Pass) disclosed(i int, sent text.Span) bool {
	return slices.ContainsFunc(p.sentence(i, sent), func(f rules.Fired) bool { return f.Rule.Kind == Exception && !f.Rule.Denied })
}

// namesDeed reports whether a phrase in 目的 says what is done, and to what: "図書を貸し出す
// 目的", "検定の実施の目的", "見積書作成の目的", but not "特定の目的" or "営利目的".
func namesDeed(phrase string) bool {
	phrase = strings.TrimSuffix(phrase, "目的")
	deed := strings.TrimSuffix(phrase, "の")
	ts := token.Japanese(deed)
	if len(ts) < 3 && (len(ts) < 2 || deed == phrase) {
		return false
	}
	switch last := ts[len(ts)-1]; {
	case last.POS == token.Verb:
		return deed == phrase && last.Base == last.Surface && strings.Contains(phrase, "を") && !strings.HasSuffix(phrase, "定める")
	default:
		return last.Detail.Is("名詞,サ変接続") && !handlesData.MatchString(last.Surface)
	}
}

// handlesData is what is done with data themselves: "個人情報の利用目的" names no aim.
var handlesData = expr.New(`^(?:利用|使用|取得|収集|提供|開示|共有|委託|保有|保管|処理|特定|達成|変更|通知|公表|明示)$`)

// othersReason is a clause with a subject of its own, which tells a reason: 団体は支援を行うため.
var othersReason = expr.New(`^[^、はがを]{1,20}(?:会|者|社|方|様|校|院|団体|法人|機関|組合|協会|サービス|ツール)は|^[^、]{1,40}(?:会社|業者|事業者|機関|団体|各社|先)が(?:行う|行なう|担う|担当する|実施する|提供する|運営する)ため$`)

// plainAim is the weight from which on a Japanese phrase is an aim though its words speak
// for no category; it is then taken to be aimedAt.
const (
	plainAim = 4
	aimedAt  = "service_provision"
)

// emptyAim reports whether a phrase names no aim of its own: it is too short,
// or refers to purposes named elsewhere.
func (p *Pass) emptyAim(fold text.Span) bool {
	return utf8.RuneCountInString(p.Fold.Slice(fold)) < 4 || p.fires("none/reference", fold)
}

// viewOf returns the stretch of Doc.View from which a stretch of the folded
// text was made.
func (p *Pass) viewOf(fold text.Span) text.Span { return p.Doc.View.FromSource(p.Fold.ToSource(fold)) }
