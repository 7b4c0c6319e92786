package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// People and companies that answer for the data: behind a label ("個人情報保護管理者：",
// "Data Controller:"), in the sentence that names them, or signing the text.

var (
	// contactLabelTailRE is what may stand between 責任者 and its value.
	contactLabelTailRE  = expr.New(`(?i)^(?:の|お|ご|担当者|氏名|名称|役職名?|所属|部署|職名|職位|又は|または|若しくは|もしくは|及び|および|並びに|ならびに|、|・|/|住所|代表者|連絡先|法人|会社|名|について|に関する事項|にあっては|である場合|の場合は?|その|宛て?$|あて$|\([^()]{1,40}\)|'s|\s(?:of|for|in|the|a|an|joint|shared|use|used|using|jointly|data|personal|information|handling|management|managing|processing|controlling|protection|contact|name|details|and|address|user|users|your|our|responsible|processing|directly)\b)*`)
	contactCopulaRE     = expr.New(`(?:です|である|であり|となります|となり|とな|とします|とし|といたします|と致します|とする|が担当|が務め|がつとめ|が責任|を任命|を選任|を指名|を置|を配置|を設置|を充て|に定め|と定め|になります|が管理|に帰属|でございます|$)`)
	contactPointerRE    = expr.New(`^[、,]?\s*(?:以下|下記|次の|次に|上記|前記|別途|別紙|各社|それぞれ|the following|as follows|below|the above)`)
	contactLatinPartyRE = expr.New(`^[\s"“']*(?:(?:the )?(?:Company|Corporation|Organization|Association|Foundation|Club|University|Ministry)$|(?:the )?(?:Company|Corporation|Organization|Association|Foundation|Club|University|Ministry)[,.;)]|(?:the )?(?:\p{N}{1,3}(?:st|nd|rd|th)? )?\p{Lu}[\p{L}\p{N}.'’&/-]*(?:[ ,]+(?:\p{Lu}[\p{L}\p{N}.'’&/-]*|//|&|of|and|for|the|de|van|von|der)){0,9})`)
	contactVerbRE       = expr.New(`(?i)\b(?:is|are|was|will|may|can|please|shall|has|have|you|we|our|your|us|as|see|refer|refers|same|set|forth|follows|following|specified|if|in accordance)\b`)
)

// A contactParty is what the value of a label names, in order.
type contactParty struct {
	kind   contactPartyKind
	sp     text.Span // in View
	chief  bool      // 代表取締役 …
	beside bool      // in brackets behind its company
}

type contactPartyKind uint8

const (
	ptOther   contactPartyKind = iota
	ptCompany                  // a company, or 当社
	ptPerson                   // an office with or without a name
	ptName                     // a name without an office
	ptDesk                     // 総務部
)

// A contactOffice is a label for a responsible party in force over lines.
type contactOffice struct {
	label text.Span
	until int // last line it reaches to
	at    int // the one line that it speaks of, 0 if it is any
	open  bool
}

func (r *contactReader) parties() {
	var office contactOffice // from a label above
	for i := range r.lines {
		l := &r.lines[i]
		if l.heading || i > office.until || office.open && l.section != r.lines[max(0, i-1)].section && !r.lines[max(0, i-1)].heading {
			office = contactOffice{until: -1}
		}
		if office.open && office.at == 0 && l.label && r.otherLabel(i) {
			office = contactOffice{until: -1} // the next row of the table tells of something else
		}
		if l.short() && !office.open {
			// "Manager: X" in a list on joint use
			if m := contactBareOfficeRE.FindStringIndex(r.str(i)); m != nil && l.has&ctJoint == 0 {
				label := text.Span{Start: l.span.Start, End: l.span.Start + m[1]}
				if role, _ := r.joint(i, roleOfficer, label); role == roleJointUse || r.controllerAbove(i) {
					before := len(r.found)
					if r.partyValue(i, r.trimValue(text.Span{Start: label.End, End: l.span.End}), label) {
						for k := before; k < len(r.found) && role == roleJointUse; k++ {
							r.found[k].role, r.found[k].why = roleJointUse, text.Span{Start: l.span.Start, End: label.End}
						}
						continue
					}
				}
			}
		}
		r.namedController(i)
		r.officesToTurnTo(i)
		r.askedHolders(i)
		named := r.latinPeople(i)
		named = r.standIns(i) || named
		if !l.short() && !l.heading && r.prosePartyLatin(i) || named && !l.short() {
			continue
		}
		if l.has&(ctOfficer|ctRepresentative|ctHead) != 0 {
			if label, value, ok := r.officeLabel(i); ok {
				switch {
				case value.Empty():
					office = contactOffice{label: label, until: i + 8, open: true}
					if at := r.cellBelow(i); at > 0 {
						office.until, office.at = at, at
					}
				default:
					if r.partyValue(i, value, label) && l.short() {
						// The lines below may go on with the same party.
						office = contactOffice{label: label, until: i + 1, open: false}
					} else if !l.short() && r.doc.Lang == policy.Japanese {
						r.proseCompany(i)
					}
				}
				continue
			}
		}
		if l.heading {
			if l.has&ctTitle != 0 && r.doc.Lang == policy.Japanese {
				r.signature(i)
			}
			continue
		}
		switch {
		case l.short() && office.open && i <= office.until:
			if (office.at == 0 || office.at == i) && r.partyLine(i, &office) {
				continue
			}
		case office.open && i == office.until-7 && (r.partyAside(i, &office) || r.partyHead(i, &office)):
		case l.short():
			r.signature(i)
			r.headInCell(i)
			r.deskPerson(i)
		default:
			r.prosePerson(i)
			r.deskPerson(i)
			if r.doc.Lang == policy.Japanese && (strings.Contains(r.str(i), "責任") || strings.Contains(r.str(i), "管理者")) {
				r.proseCompany(i)
			}
		}
	}
	r.dropCompanies()
}

// otherLabel reports whether the label at line i is called by nothing that a party has or is.
func (r *contactReader) otherLabel(i int) bool {
	s := strings.Trim(r.str(i), " :・-【】〔〕()")
	return r.doc.Lang == policy.Japanese && contactTitleEnd(s) == 0 && r.companyLen(s) == 0 && !contactPartyLabelRE.MatchString(s)
}

// cellBelow returns the line in the first row below the head of a table that stands below
// its cell at line i, 0 if this is none of several heads side by side.
func (r *contactReader) cellBelow(i int) int {
	if !r.lines[i].label {
		return 0
	}
	lo, hi := i, i
	for lo > 0 && i-lo < 20 && r.lines[lo-1].label && r.lines[lo-1].section == r.lines[i].section {
		lo--
	}
	for hi+1 < len(r.lines) && hi-i < 20 && r.lines[hi+1].label && r.lines[hi+1].section == r.lines[i].section {
		hi++
	}
	if at := hi + 1 + i - lo; lo < hi && at < len(r.lines) {
		return at
	}
	return 0
}

// controllerAbove reports whether one of the lines just above speaks of the
// controller whom the list at line i then names ("以下の管理者にお問い合わせください").
func (r *contactReader) controllerAbove(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if strings.Contains(r.str(k), "管理者") && (r.lines[k].heading || contactToPointRE.MatchString(r.str(k))) {
			return true
		}
	}
	return false
}

var contactToPointRE = expr.New(`管理者[^。]{0,12}(?:問合|問い合|連絡|申し?出|とおり|通り)`)

// contactBareOfficeRE is a label for the manager of what the list is about.
var contactBareOfficeRE = expr.New(`^(?i:(?:data |responsible )?(?:manager|administrator|responsible party|party responsible))\s*:\s*|^(?:(?:管理者|管理会社|責任者)(?:の?名称?|の氏名)?)\s*:\s*`)

// officeLabel finds a label for a responsible party on line i: where it
// stands and where its value does. The value is empty where the label stands
// alone, or announces what follows.
func (r *contactReader) officeLabel(i int) (text.Span, text.Span, bool) {
	l := &r.lines[i]
	var none text.Span
	hits := r.lineHits(i, l.span)
	// The last office word of the label counts ("事業責任者・個人情報保護管理者"), one
	// for the data before one for the company.
	for k := 2*len(hits) - 1; k >= 0; k-- {
		h := hits[k%len(hits)]
		if office := h.mark&(ctOfficer|ctRepresentative) != 0; h.mark&(ctOfficer|ctRepresentative|ctHead) == 0 || office != (k >= len(hits)) {
			continue
		}
		rest := r.t[h.end:l.span.End]
		tail := contactLabelTailRE.FindString(contactHead(rest, 160))
		after := rest[len(tail):]
		trimmed := strings.TrimLeft(after, " \t)】〕」』]>》〉*_")
		start := r.labelStart(i, h.start)
		label := text.Span{Start: start, End: h.end}
		at := h.end + len(rest) - len(trimmed)
		latin := h.end > h.start && r.t[h.end-1] < utf8.RuneSelf
		if (latin && h.mark&ctOfficer == 0 || h.mark&(ctOfficer|ctRepresentative) == 0) && !l.short() && !l.heading && !(h.mark&ctRepresentative != 0 && strings.HasPrefix(trimmed, ":")) {
			continue
		}
		switch {
		case trimmed == "" && !r.bracketParty(h.end, tail).Empty():
			in := r.bracketParty(h.end, tail)
			r.officeHeld(i, label, in)
			return label, in, true
		case trimmed == "":
			if !l.short() && !l.heading || latin && h.mark&ctOfficer == 0 && h.start > l.span.Start+12 {
				continue
			}
			if l.heading && r.headingIsProse(i) {
				continue
			}
			r.officeAlone(i, label)
			return label, none, true
		case trimmed[0] == ':':
			if !l.short() && h.mark&ctRepresentative == 0 && h.start-r.sentenceStart(i, h.start) > 120 {
				continue
			}
			v := text.Span{Start: at + 1, End: l.span.End}
			if before := r.t[l.span.Start:h.start]; strings.LastIndexByte(before, '(') > strings.LastIndexByte(before, ')') {
				// "…事務局(個人情報保護管理者: 理事 大野 茂)にお寄せください"
				if n := strings.IndexByte(r.t[v.Start:v.End], ')'); n > 0 && !strings.Contains(r.t[v.Start:v.Start+n], "(") {
					v.End = v.Start + n
				}
			}
			v = r.trimValue(v)
			if in := r.bracketParty(v.Start, r.t[v.Start:v.End]); !in.Empty() {
				r.officeHeld(i, label, in)
				v = in
			}
			if v.Empty() || contactPointerRE.MatchString(r.t[v.Start:v.End]) {
				return label, none, true
			}
			return label, v, true
		}
		if skip := len(contactIsJaRE.FindString(trimmed)); skip > 0 {
			v := text.Span{Start: at + skip, End: l.span.End}
			if contactPointerRE.MatchString(r.t[v.Start:v.End]) {
				return label, none, true
			}
			v = r.copulaValue(v)
			if v.Empty() {
				continue
			}
			return label, v, true
		}
		if latin {
			if m := contactDashRE.FindString(trimmed); m != "" && l.short() && !l.heading && h.mark&ctOfficer != 0 && h.start-l.span.Start < 12 {
				v := r.trimValue(text.Span{Start: at + len(m), End: l.span.End})
				return label, v, true
			}
			if m := contactIsRE.FindString(trimmed); m != "" {
				v := text.Span{Start: at + len(m), End: l.span.End}
				if v.Empty() || contactPointerRE.MatchString(r.t[v.Start:v.End]) {
					return label, none, true
				}
				return label, v, true
			}
			continue
		}
		// "共同利用の責任者 株式会社… 本部長 山田 太郎": only a space between.
		if (l.short() || l.heading) && after != trimmed && h.start-l.span.Start < 100 {
			v := text.Span{Start: at, End: l.span.End}
			ps := r.readParties(v)
			if len(ps) > 0 && (ps[0].kind != ptOther || ps[len(ps)-1].kind == ptPerson) {
				return label, v, true
			}
		}
	}
	if !l.short() && l.has&(ctOfficer) != 0 && l.has&ctAnnounce != 0 {
		// "次の者を個人情報管理責任者として任命し、…"
		for _, h := range hits {
			if h.mark&ctOfficer == 0 {
				continue
			}
			sent := r.sentenceAround(i, text.Span{Start: h.start, End: h.end})
			if sent.End >= l.span.End-6 && contactAnnouncesPartyRE.MatchString(r.t[sent.Start:sent.End]) {
				return text.Span{Start: h.start, End: h.end}, none, true
			}
		}
	}
	return none, none, false
}

// bracketParty returns who holds an office where a bracket names him that is all of s,
// which begins at the place at: "個人情報保護管理者(本社 総務部長)".
func (r *contactReader) bracketParty(at int, s string) text.Span {
	t := strings.TrimSpace(s)
	if !strings.HasPrefix(t, "(") || !strings.HasSuffix(t, ")") || strings.Count(t, "(") != 1 {
		return text.Span{}
	}
	at += strings.Index(s, "(") + 1
	v := r.trimValue(text.Span{Start: at, End: at + len(t) - 2})
	for _, p := range r.readParties(v) {
		if p.kind == ptPerson {
			return v
		}
	}
	return text.Span{}
}

// officeHeld reports an office together with the bracket behind it that says by whom it is
// held ("個人情報保護管理者(総務部長)"): title and name stand together.
func (r *contactReader) officeHeld(i int, label, in text.Span) {
	sp := text.Span{Start: r.officeStart(label), End: in.End}
	if n := strings.IndexByte(r.t[in.End:r.lines[i].span.End], ')'); n >= 0 {
		sp.End += n + 1
	}
	if r.lines[i].heading || r.taken(sp, contactPerson) {
		return
	}
	f := contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), label: label, conf: 0.8, rule: "contact/person"}
	f.role, f.why = r.partyRole(i, &f)
	r.add(f)
}

// officeStart returns where the office itself begins in a label: behind its company.
func (r *contactReader) officeStart(label text.Span) int {
	at := label.Start
	if n := strings.LastIndexByte(r.t[label.Start:label.End], ' '); n >= 0 {
		at += n + 1
	}
	return r.ownName(text.Span{Start: at, End: label.End}).Start
}

// joinedOffice returns where the office begins that stands right before the name at the
// place at, with nothing between but space and a bracket, -1 if it does not.
func (r *contactReader) joinedOffice(i int, label text.Span, at int) int {
	j := r.lineAt(label.Start)
	if j < 0 || label.End > at || strings.HasSuffix(strings.TrimRight(r.t[label.Start:label.End], " "), ":") || r.lines[j].heading || r.lines[j].section != r.lines[i].section || contactLatinText(r.t[label.Start:label.End]) {
		return -1
	}
	if k := r.doc.Clauses[r.lines[j].clause].Kind; j != i && (j != i-1 || k == policy.Label || k == policy.Cell) {
		return -1
	}
	between := strings.TrimSpace(r.t[label.End:at])
	if n := contactBracket(between); n > 0 {
		between = between[n:]
	}
	if strings.TrimSpace(between) != "" {
		return -1
	}
	return r.officeStart(label)
}

// contactDashRE parts a label from its value.
var contactDashRE = expr.New(`^[-–—] `)

var (
	contactIsJaRE           = expr.New(`^(?:は|が|として|には)`)
	contactIsRE             = expr.New(`^(?:is|are|shall be|will be)(?:\s+as follows)?(?::?\s+|:?$)`)
	contactAnnouncesPartyRE = expr.New(`(?:以下|下記|次)の(?:者|とおり|通り|会社|法人|担当者|責任者|個人情報保護管理者)`)
)

// officeAlone reports an office without a name as the one to reach where its company or desk
// stands before it, on its line or the line above, and addresses beside it ("株式会社ひかり
// 個人情報保護管理者"), or where it is the value of a label ("申出先の名称: 個人情報保護管理者").
func (r *contactReader) officeAlone(i int, label text.Span) {
	l := &r.lines[i]
	if !l.short() && !(l.heading && contactShort(r.str(i))) || l.span.Len() > 150 || contactLatinText(r.t[label.Start:label.End]) {
		return
	}
	s := r.t[l.span.Start:label.End]
	n := max(strings.LastIndexByte(s, ' ')+1, label.Start-l.span.Start)
	sp := text.Span{Start: l.span.Start + n, End: label.End}
	sp.End += len(contactAndStaffRE.FindString(r.t[label.End:l.span.End]))
	if contactTitleStart(r.t[sp.Start:sp.End]) > 0 || sp.Len() > 90 || r.taken(sp, contactPerson) {
		return
	}
	before := strings.Trim(s[:n], " ・-")
	below := r.isNear(i+1, 1, 4) || r.reachedBelow(i)
	switch named := strings.TrimSuffix(before, ":"); {
	case named != before:
		if !contactDeskLabelRE.MatchString(named) || !r.isNear(i, 3, 4) {
			return
		}
	case before != "":
		if !below || l.has&ctLegal == 0 && !r.allDesks(before) && contactNameRun(before) != len(before) {
			return
		}
	default:
		if i == 0 || l.heading || l.label || r.lines[i-1].section != l.section {
			return
		}
		c := i - 1
		if c > 0 && below && r.lines[c-1].section == l.section && !r.companyAlone(c) && r.allDesks(r.str(c)) {
			c-- // its desk stands between
		}
		if !r.companyAlone(c) || !below && !r.companyReported(c) {
			return
		}
	}
	for k := i + 1; k < len(r.lines) && k <= i+2 && r.lines[k].section == l.section; k++ {
		if r.lines[k].has&ctTitle != 0 {
			return // a name follows
		}
		if b := &r.lines[k]; k == i+1 && b.short() && b.has&(ctDigit|ctAt) == 0 {
			if ps := r.readParties(b.span); len(ps) > 0 && ps[0].kind != ptOther && ps[0].kind != ptDesk {
				return
			}
		}
	}
	f := contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), label: label, conf: 0.6, rule: "contact/person/office"}
	f.role, f.why = r.joint(i, roleOfficer, label)
	r.add(f)
}

// contactAndStaffRE goes on with an office: "個人情報保護責任者・担当者".
var contactAndStaffRE = expr.New(`^(?:・|兼|および|及び)担当者`)

// companyReported reports whether a company was found on line i as the one responsible.
func (r *contactReader) companyReported(i int) bool {
	for k := len(r.found) - 1; k >= 0 && k >= len(r.found)-4; k-- {
		if r.found[k].line == i && r.found[k].rule == "contact/person/company" {
			return true
		}
	}
	return false
}

// reachedBelow reports whether the line below line i tells how one is reached, if only by
// pointing elsewhere ("連絡先: 上記窓口と同じ").
func (r *contactReader) reachedBelow(i int) bool {
	return i+1 < len(r.lines) && r.lines[i+1].section == r.lines[i].section && contactReachedRE.MatchString(r.str(i+1))
}

var contactReachedRE = expr.New(`^(?:連絡先|お問い?合わ?せ先|電話|TEL|メール|E-?mail|住所)[^。]{0,4}:`)

// headingIsProse reports whether a heading speaks of duties rather than of who
// holds the office ("責任者の設置", "Responsibilities").
func (r *contactReader) headingIsProse(i int) bool {
	return strings.Contains(r.str(i), "監督") || strings.Contains(r.str(i), "設置")
}

func (r *contactReader) sentenceStart(i, at int) int {
	return r.sentenceAround(i, text.Span{Start: at, End: at}).Start
}

// labelStart returns where the label begins that holds the offset.
func (r *contactReader) labelStart(i, at int) int {
	lo := max(r.lines[i].span.Start, contactRuneStart(r.t, at-120))
	s := r.t[lo:at]
	for _, sep := range [...]string{"。", "、", "〔", "【", "「", "(", ":"} {
		if n := strings.LastIndex(s, sep); n >= 0 {
			s = s[n+len(sep):]
		}
	}
	return at - len(s)
}

// trimValue cuts from a label's value what follows its first sentence, and markup.
func (r *contactReader) trimValue(v text.Span) text.Span {
	s := r.t[v.Start:v.End]
	t := strings.TrimLeft(s, " \t*_")
	v.Start += len(s) - len(t)
	v.End = v.Start + len(strings.TrimRight(t, " \t*_。"))
	return v
}

// copulaValue cuts a value before its copula; it is empty where none follows soon.
func (r *contactReader) copulaValue(v text.Span) text.Span {
	s := r.t[v.Start:v.End]
	t := strings.TrimLeft(s, " 、,")
	v.Start += len(s) - len(t)
	if n := strings.Index(t, "。"); n >= 0 {
		t = t[:n]
	}
	if len(t) > 240 {
		t = contactHead(t, 240)
	}
	// "総括管理者は学長、管理者は各部局の長とします": each office has its own.
	if n := strings.Index(t, "、"); n > 0 && contactTitleEnd(t[:n]) == n && utf8.RuneCountInString(t[:n]) <= 12 && strings.Contains(t[n:], "は") {
		v.End = v.Start + n
		return v
	}
	m := contactCopulaRE.FindStringIndex(t)
	if m == nil || m[0] == 0 {
		return text.Span{}
	}
	v.End = v.Start + m[0]
	return v
}

// partyValue reports the parties that stand as the value of a label.
func (r *contactReader) partyValue(i int, v, label text.Span) bool {
	s := r.t[v.Start:v.End]
	if s == "" || len(s) > 400 {
		return false
	}
	for _, w := range [...]string{"ください", "下さい", "ご覧", "ます", "ません"} {
		if strings.Contains(s, w) {
			return false
		}
	}
	if contactLatinText(s) {
		return r.latinValue(i, v, label)
	}
	// "Acme Europe B.V.のフランス支社"
	if c := firstRuneOf(s); c < utf8.RuneSelf && unicode.IsUpper(c) {
		if m := contactLegalRE.FindStringIndex(contactHead(s, 90)); m != nil && contactLatinText(s[:m[1]]) {
			end := m[1]
			if n := strings.IndexAny(s[end:], "( ,:"); n >= 0 && n < 60 {
				end += n
			} else if n < 0 && len(s)-end < 60 {
				end = len(s)
			}
			return r.reportParties(i, []contactParty{{kind: ptCompany, sp: text.Span{Start: v.Start, End: v.Start + end}}}, label)
		}
	}
	return r.reportParties(i, r.readParties(v), label)
}

func contactLatinText(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return c >= 0x3041 && c <= 0x9FFF }) < 0
}

// partyAside reads a line that names a company and says the rest in brackets
// ("当社(住所は会社概要をご覧ください。)").
func (r *contactReader) partyAside(i int, o *contactOffice) bool {
	l := &r.lines[i]
	s := r.t[l.span.Start:l.span.End]
	n := strings.IndexByte(contactHead(s, 120), '(')
	if n <= 0 || contactBracket(s[n:])+n < len(strings.TrimRight(s, "。 ")) {
		return false
	}
	v := text.Span{Start: l.span.Start, End: l.span.Start + n}
	return r.reportParties(i, r.readParties(v), o.label)
}

// partyHead reads running text below a label that begins with a company or a person, and
// where it is reached ("Acme AG, Dock 4, 20095 Hamburg, telephone …").
func (r *contactReader) partyHead(i int, o *contactOffice) bool {
	l := &r.lines[i]
	s := contactHead(r.str(i), 160)
	n := strings.IndexAny(s, ",(;")
	if n < 4 || !contactLatinText(s) || !contactLegalRE.MatchString(s[:n]) && !contactPersonRE.MatchString(s[:n]) || !r.isNear(i, 1, 1) {
		return false
	}
	return r.latinValue(i, text.Span{Start: l.span.Start, End: l.span.Start + n}, o.label)
}

// partyLine reads a line below a label that stands alone.
func (r *contactReader) partyLine(i int, o *contactOffice) bool {
	l := &r.lines[i]
	s := r.t[l.span.Start:l.span.End]
	v := l.span
	if l.label && contactTitleEnd(s) == 0 && r.companyLen(s) == 0 {
		return false // what the next cell is called
	}
	// "氏名：山田 太郎", "役職：部長" name the party; "住所：" and others do not.
	named := false
	if n := strings.IndexByte(contactHead(s, 60), ':'); n > 0 && !contactLatinText(s[:n]) {
		named = true
		own := strings.Trim(s[:n], " ・-【】〔〕()")
		if !contactPartyLabelRE.MatchString(own) {
			// "管理本部長 電話: …", "管理部長(連絡先: 下記)": the office stands before what is labelled.
			if k := strings.IndexAny(s[:n], " ("); k > 0 && contactTitleEnd(s[:k]) == k {
				return r.reportParties(i, r.readParties(text.Span{Start: v.Start, End: v.Start + k}), o.label)
			}
			return false
		}
		v.Start += n + 1
		v = r.trimValue(v)
		if v.Empty() {
			return false
		}
	}
	if n := strings.IndexByte(contactHead(s, 60), ':'); n > 0 && !named {
		if !contactLatinNameRE.MatchString(strings.TrimSpace(s[:n])) {
			return false
		}
		named = true
		v.Start += n + 1
		v = r.trimValue(v)
	}
	if contactLatinText(r.t[v.Start:v.End]) {
		if n := strings.IndexByte(s, ','); l.has&(ctAt|ctURL) != 0 && (n < 0 || strings.ContainsAny(s[:n], "@:/")) {
			return false
		}
		// Without a label of its own only the first line below.
		ok := (named || o.until-i == 7) && r.latinValue(i, v, o.label)
		return ok
	}
	return r.reportParties(i, r.readParties(v), o.label)
}

var contactLatinNameRE = expr.New(`(?i)^(?:full )?(?:name|company(?: name)?|contact person|title|position)$`)

var contactPartyLabelRE = expr.New(`^(?:(?:お?名前|ご?氏名|役職名?|職名|職位|所属|所属部署|部署|部署名|名称|会社名|社名|法人名|事業者名?|責任者名?|管理者名?|担当者名?|代表者名?|職氏名)(?:・|/|、|および|及び|ならびに|並びに|と|または|又は|$))+$`)

// reportParties adds the parties of one label's value on line i and reports
// whether there were any.
func (r *contactReader) reportParties(i int, ps []contactParty, label text.Span) bool {
	any := false
	// "総務部 藤田 知也": department and name are one.
	for k := 0; k+1 < len(ps); k++ {
		if ps[k].kind == ptDesk && ps[k+1].kind == ptName {
			ps[k+1].kind, ps[k+1].sp.Start = ptPerson, ps[k].sp.Start
			ps[k].kind = ptOther
		}
	}
	// "責任を有する者の名称及び住所並びに代表者: 株式会社アクメ 東京都… 代表取締役 山田 太郎"
	apart := strings.Contains(contactHead(r.t[label.End:], 60), "代表者")
	person, desk := false, false
	for _, p := range ps {
		desk = desk || p.kind == ptDesk
		person = person || (p.kind == ptPerson || p.kind == ptName) && !p.beside && !(p.chief && apart)
	}
	for _, p := range ps {
		f := contactFind{typ: contactPerson, line: i, view: p.sp, value: contactQuote(r.t[p.sp.Start:p.sp.End]), label: label, chief: p.chief}
		switch p.kind {
		case ptPerson:
			f.conf, f.rule = 0.9, "contact/person"
		case ptName:
			f.conf, f.rule = 0.85, "contact/person/name"
			if at := r.joinedOffice(i, label, p.sp.Start); at >= 0 { // "個人情報保護管理者 山田 太郎"
				p.sp.Start = at
				f.view, f.value = p.sp, contactQuote(r.t[p.sp.Start:p.sp.End])
			}
		case ptCompany:
			if person || desk {
				continue
			}
			f.conf, f.rule = 0.85, "contact/person/company"
		case ptDesk:
			f.typ, f.conf, f.rule = contactDepartment, 0.8, "contact/department/office"
		default:
			continue
		}
		if r.taken(p.sp, f.typ) {
			continue
		}
		f.role, f.why = r.partyRole(i, &f)
		any = true
		r.add(f)
	}
	return any
}

// partyRole tells the role of a labelled party: its label's, but the head of
// the company is its representative where another person answers for the data.
func (r *contactReader) partyRole(i int, f *contactFind) (string, text.Span) {
	if f.label.Empty() {
		return "", text.Span{}
	}
	j := r.lineAt(f.label.Start)
	if j < 0 {
		return "", text.Span{}
	}
	role, why := r.roleOf(r.lineHits(j, f.label), contactPerson, true)
	if role == "" {
		return "", text.Span{}
	}
	return r.joint(j, role, why)
}

// dropCompanies takes back companies that only introduce the person who is
// responsible, and makes the head of the company its representative where
// another person is named.
func (r *contactReader) dropCompanies() {
	// By label and by line: a person other than the head of the company, a company.
	others, companies, people, heads := map[text.Span]bool{}, map[text.Span]bool{}, map[int]bool{}, map[int]bool{}
	chiefs := map[text.Span]bool{} // labels with the head of the company below
	for k := range r.found {
		f := &r.found[k]
		switch {
		case f.typ != contactPerson || f.label.Empty():
		case f.rule == "contact/person/company":
			companies[f.label] = true
		case f.chief:
			chiefs[f.label] = true
		default:
			others[f.label] = true
			if f.role == roleRepresentative {
				heads[f.line] = true // "代表者: …" below the company that answers is another matter
			} else {
				people[f.line] = true
			}
		}
	}
	kept := make([]contactFind, 0, len(r.found))
	for _, f := range r.found {
		if f.typ == contactPerson && !f.label.Empty() {
			if f.rule == "contact/person/company" && (others[f.label] || f.role == roleRepresentative && chiefs[f.label] || r.personBelow(people, f.line) || f.role == roleRepresentative && r.personBelow(heads, f.line)) {
				continue
			}
			if f.chief && (others[f.label] || companies[f.label]) {
				f.role, f.why = roleRepresentative, text.Span{}
			}
		}
		kept = append(kept, f)
	}
	r.found = kept
}

// personBelow reports whether a person under a label stands on one of the
// lines right below line i.
func (r *contactReader) personBelow(people map[int]bool, i int) bool {
	for j := i + 1; j < len(r.lines) && j <= i+3 && r.lines[j].section == r.lines[i].section; j++ {
		if people[j] {
			return true
		}
	}
	return false
}

// signature finds people with their office on a short line without a label:
// the head of the company anywhere, others where the block is about who answers.
func (r *contactReader) signature(i int) {
	l := &r.lines[i]
	if l.has&ctTitle == 0 {
		return
	}
	s := r.t[l.span.Start:l.span.End]
	if utf8.RuneCountInString(s) > 140 {
		return
	}
	if contactLatinText(s) {
		r.latinSignature(i)
		return
	}
	due := false
	var officer text.Span
	for j := i; j >= l.block && j >= i-8; j-- {
		b := &r.lines[j]
		if b.has&(ctOfficer|ctRepresentative|ctHead) != 0 {
			due = true
			officer = r.firstHit(b.lo, b.hi, ctOfficer|ctRepresentative|ctHead)
		}
	}
	if h := r.headingLine(l.section); !due && h >= 0 && r.lines[h].has&ctOfficer != 0 {
		due = true
		officer = r.firstHit(r.lines[h].lo, r.lines[h].hi, ctOfficer)
	}
	v := l.span
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && strings.Count(s, "(") == 1 {
		v = text.Span{Start: v.Start + 1, End: v.End - 1} // "(担当: 総務課長 山田 太郎)"
	}
	for _, p := range r.readParties(v) {
		if p.kind != ptPerson || r.taken(p.sp, contactPerson) {
			continue
		}
		named := r.hasName(p.sp)
		data := contactDataOfficeRE.MatchString(r.t[p.sp.Start:p.sp.End])
		f := contactFind{typ: contactPerson, line: i, view: p.sp, value: contactQuote(r.t[p.sp.Start:p.sp.End]), conf: 0.85, rule: "contact/person/signature", chief: p.chief}
		switch {
		case p.chief && named:
			f.role = roleRepresentative
		case p.chief && !named && !l.heading && contactTrimTo(s) == r.t[p.sp.Start:p.sp.End] && i > 0 && r.lines[i-1].section == l.section && r.companyAlone(i-1):
			f.role, f.conf = roleRepresentative, 0.6 // "一般社団法人アクメ", "理事長"
			if n := r.nameBelow(i); n > 0 {          // "代表取締役社長", "山田 太郎"
				f.view.End = n
				f.value = contactQuote(r.t[f.view.Start:f.view.End])
				f.conf = 0.8
			}
		case l.heading:
			continue
		case !named && !p.chief && !due && contactTrimTo(s) == r.t[p.sp.Start:p.sp.End] && r.isNear(i+1, 1, 3) && r.contactContext(i):
			f.role, f.conf, f.rule = roleInquiry, 0.6, "contact/person/office" // "総務課長 宛"
		case due && named:
			f.role, f.why = r.roleAt(i, p.sp, contactPerson)
			if f.role == roleInquiry || f.role == roleRepresentative && !officer.Empty() && r.marksIn(r.lineAt(officer.Start), officer)&(ctRepresentative|ctHead) == 0 {
				f.role = roleOfficer
			}
		case named && data && (r.isNear(i, 4, 4) || r.contactContext(i)):
			f.role, f.why = r.joint(i, roleOfficer, text.Span{})
		case named && r.isNear(i, 4, 4) && r.contactContext(i):
			f.role, f.conf = roleInquiry, 0.7
		default:
			continue
		}
		r.add(f)
	}
}

// nameBelow returns where the name ends that is all of the line below line i, 0 if it is none.
func (r *contactReader) nameBelow(i int) int {
	if i+1 >= len(r.lines) || r.lines[i+1].section != r.lines[i].section || !r.lines[i+1].short() || r.lines[i+1].label {
		return 0
	}
	if ps := r.readParties(r.lines[i+1].span); len(ps) == 1 && ps[0].kind == ptName && ps[0].sp.Len() == r.lines[i+1].span.Len() {
		return ps[0].sp.End
	}
	return 0
}

// headInCell finds the name of the head of the company in the cell behind a label that is
// his or her office ("代表取締役 | 山田 太郎").
func (r *contactReader) headInCell(i int) {
	if i == 0 || !r.lines[i-1].label || r.lines[i-1].section != r.lines[i].section {
		return
	}
	office := strings.TrimRight(r.str(i-1), " :")
	if contactTitleEnd(office) != len(office) || !contactChief(office) || office == "代表者" {
		return
	}
	for _, p := range r.readParties(r.lines[i].span) {
		if p.kind == ptName && !r.taken(p.sp, contactPerson) {
			r.add(contactFind{typ: contactPerson, line: i, view: p.sp, value: contactQuote(r.t[p.sp.Start:p.sp.End]), role: roleRepresentative, why: r.lines[i-1].span, conf: 0.8, rule: "contact/person/signature", chief: true})
		}
	}
}

// contactTrimTo cuts from an entry what makes it an addressee.
func contactTrimTo(s string) string {
	for _, w := range [...]string{"宛て", "宛", "あて", "行"} {
		s = strings.TrimSuffix(s, w)
	}
	return strings.TrimSpace(s)
}

// contactPersonGoalRE follows a person to whom something is brought.
var contactPersonGoalRE = expr.New(`^(?:様)?(?:または[^。、]{1,20}|又は[^。、]{1,20}|もしくは[^。、]{1,20})?(?:まで|へ|宛て?|あて)`)

// contactDataOfficeRE tells an office that is one for data.
var contactDataOfficeRE = expr.New(`データ保護|個人情報|プライバシー|情報管理|情報保護|セキュリティ`)

// hasName reports whether the stretch holds a name behind or before the office.
func (r *contactReader) hasName(sp text.Span) bool {
	s := r.t[sp.Start:sp.End]
	if strings.ContainsAny(s, " (:") {
		last := strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '(' || c == ')' || c == ':' })
		for _, w := range last {
			if contactTitleEnd(w) == 0 && !contactDeskEndRE.MatchString(w) && !strings.HasSuffix(w, "部") {
				return true
			}
		}
		return false
	}
	return contactTitleEnd(s) != len(s) && contactTitleEnd(s) > 0
}

// proseCompany finds the company that answers for data of which a sentence says so without
// naming an office ("その管理は株式会社ひかりが責任をもって行います").
func (r *contactReader) proseCompany(i int) {
	l := &r.lines[i]
	s := contactHead(r.str(i), 4000)
	for _, m := range append(contactAnswersRE.FindAllStringSubmatchIndex(s, -1), append(contactMadeRE.FindAllStringSubmatchIndex(s, -1), contactControlsRE.FindAllStringSubmatchIndex(s, -1)...)...) {
		name := s[m[2]:m[3]]
		if self := contactIsSelf(name); self && strings.HasPrefix(s[m[1]:], "も") {
			continue // "当社が責任をもって対応します" names nobody
		} else if r.companyLen(name) != len(name) && !self || contactDeniesRE.MatchString(contactHead(s[m[1]:], 60)) {
			continue
		}
		sp := text.Span{Start: l.span.Start + m[2], End: l.span.Start + m[3]}
		if r.taken(sp, contactPerson) {
			continue
		}
		f := contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(name), conf: 0.7, rule: "contact/person/answers"}
		f.role, f.why = r.joint(i, roleOfficer, text.Span{})
		if r.marksIn(i, r.sentenceAround(i, sp))&ctJoint != 0 || strings.Contains(s[:m[0]], "共同") {
			f.role = roleJointUse
		}
		r.add(f)
	}
}

// contactControlsRE says of a company that it is the controller.
var contactControlsRE = expr.New(`(?:^|[、。\s])([^、。はが\s]{2,30}?)(?:は|が)、?[^。、]{0,24}(?:個人データ|個人情報|データ)の?(?:取り?扱いの?|処理の?)?管理者(?:です|であり|である|となり|に該当|に当た)`)

var contactDeniesRE = expr.New(`^[^。]{0,12}(?:ません|ない|かね)`)

// contactMadeRE is who is made the one responsible ("株式会社ひかりを共同利用の責任者として").
var contactMadeRE = expr.New(`(?:^|[、。\s])([^、。\s]{2,30}?)を、?(?:当該)?(?:共同利用|個人情報|個人データ|データ|情報)(?:の|に関する|管理の?|の管理に関する|の取り?扱いの?)*(?:管理|総括|統括)?責任者(?:として|とし|と定|に定)`)

var contactAnswersRE = expr.New(`(?:管理|取扱い?|取り扱い)(?:は|について(?:は)?|に関して(?:は)?|に係る責任は)、?\s*([^、。\s]{2,30}?)\s*が、?(?:責任|その責任|一切の責任)(?:を|に)`)

// deskPerson finds a person named with the desk or the task that he or she has ("管理部の佐藤
// までお寄せください", "担当: 吉田 一郎(内線 12)").
func (r *contactReader) deskPerson(i int) {
	l := &r.lines[i]
	if r.doc.Lang != policy.Japanese || l.heading || !r.contactContext(i) && !r.isNear(i, 1, 1) {
		return
	}
	s := contactHead(r.str(i), 3000)
	if m := contactDeskTitleRE.FindStringSubmatchIndex(s); m != nil && contactTitleEnd(s[m[2]:m[3]]) == m[3]-m[2] && !contactNoName(s[m[4]:m[5]]) {
		// "担当: 主任 大野 電話 …": title and name stand together.
		if sp := (text.Span{Start: l.span.Start + m[2], End: l.span.Start + m[5]}); !r.taken(sp, contactPerson) {
			r.add(contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), conf: 0.65, rule: "contact/person/desk"})
		}
	}
	for _, m := range contactDeskPersonRE.FindAllStringSubmatchIndex(s, -1) {
		name := s[m[4]:m[5]]
		if n := strings.LastIndexByte(name, ' '); n > 0 {
			switch name[n+1:] {
			case "宛", "様", "殿", "行", "迄":
				name = name[:n] // "担当 山田 宛"
				m[5] = m[4] + n
			}
		}
		if contactFamilyRE.MatchString(s[m[2]:m[3]]) {
			continue // a family name
		}
		if contactNoName(strings.ReplaceAll(name, " ", "")) || contactFunctionWord(name) || contactIsDesk(name) {
			continue
		}
		sp := text.Span{Start: l.span.Start + m[2], End: l.span.Start + m[5]}
		if task := s[m[2]:m[3]]; strings.ContainsAny(s[m[3]:m[4]], ":/") || task == "担当" || strings.HasSuffix(task, "名") || strings.HasSuffix(task, "担当者") && s[m[3]:m[4]] == " " {
			sp.Start = l.span.Start + m[4]
		}
		if r.taken(sp, contactPerson) {
			continue
		}
		if s[m[3]:m[4]] == " " && contactIsDesk(s[m[2]:m[3]]) && contactTitleEnd(s[m[2]:m[3]]) == 0 {
			// "本社 総務部 山田 太郎": where one asks, and whom.
			sp.Start = l.span.Start + m[4]
			r.addDesk(i, r.ownName(text.Span{Start: l.span.Start + m[2], End: l.span.Start + m[3]}), 0.7, "contact/department/person")
		}
		r.add(contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), conf: 0.65, rule: "contact/person/desk"})
	}
}

var contactDeskTitleRE = expr.New(`(?:^|[\s(])担当者?(?:\s?[:/]\s?|\s)(\p{Han}{2,8})\s(\p{Han}{1,4}(?: \p{Han}{1,3})?)(?:\s|\(|\)|$)`)

var contactDeskPersonRE = expr.New(`(?:^|[はが、。:(\s])([\p{Han}\p{Katakana}ー]{1,12}(?:部|課|室|係|局|担当|センター)|運営者|管理人|開発者|作者|\p{Han}{0,8}担当者?|担当者?名|ご担当|相談員|係員|担当スタッフ)(?:である|の|\s?[:/]\s?|、|\s)(\p{Han}{1,4} \p{Han}{1,3}|\p{Han}{2,4}|\p{Han}{1,3} ?\p{Hiragana}{2,3})(?:\s?[()]|まで|へ|宛|あて|が(?:お答え|行|対応|回答|承|担当|お受け)|\s(?:[0-9+]|(?i:tel|e-?mail|電話|内線|携帯|メール))|$)`)

// prosePerson finds the head of the company or an officer named in running text.
func (r *contactReader) prosePerson(i int) {
	l := &r.lines[i]
	if l.has&ctTitle == 0 {
		return
	}
	done := 0
	for _, h := range r.lineHits(i, l.span) {
		if h.mark&ctTitle == 0 || h.start < done {
			continue
		}
		word := r.t[h.start:h.end]
		rest := r.t[h.end:min(l.span.End, contactRuneStart(r.t, h.end+90))]
		skip := len(rest) - len(strings.TrimLeft(rest, " :"))
		name := contactNameLen(rest[skip:])
		if !strings.HasPrefix(word, "代表") || word == "代表者" || word == "代表" {
			// Unless it is the one to turn to: "院長 山田 太郎までお申し出ください".
			goal := name > 0 && contactPersonGoalRE.MatchString(rest[skip+name:]) && r.contactContext(i)
			if !goal && !r.appointed(i, h) && !r.behindOffice(i, h) {
				continue
			}
		}
		start := r.titleStart(l.span.Start, h.start)
		f := contactFind{typ: contactPerson, line: i, chief: strings.HasPrefix(word, "代表"), conf: 0.75, rule: "contact/person/prose"}
		sent := r.sentenceAround(i, text.Span{Start: h.start, End: h.end})
		officer := r.marksIn(i, sent)&ctOfficer != 0
		switch {
		case name > 0:
			f.view = text.Span{Start: start, End: h.end + skip + name}
			if !contactNameEnds(r.t[f.view.End:sent.End]) {
				continue
			}
		case officer && r.appointed(i, h):
			f.view = text.Span{Start: start, End: h.end}
		default:
			continue
		}
		f.role = roleRepresentative
		if officer && (r.appointed(i, h) || r.behindOffice(i, h)) {
			f.role, f.why = r.joint(i, roleOfficer, r.firstHitIn(i, sent, ctOfficer))
		}
		f.value = contactQuote(r.t[f.view.Start:f.view.End])
		done = f.view.End
		r.add(f)
	}
}

func (r *contactReader) firstHitIn(i int, sp text.Span, m contactMark) text.Span {
	for _, h := range r.lineHits(i, sp) {
		if h.mark&m != 0 {
			return text.Span{Start: h.start, End: h.end}
		}
	}
	return text.Span{}
}

// behindOffice reports whether the office at h stands right behind the one
// for the data ("個人情報保護管理者 総務部長 山田 太郎を置きます").
func (r *contactReader) behindOffice(i int, h contactHit) bool {
	start := r.titleStart(r.lines[i].span.Start, h.start)
	for _, o := range r.lineHits(i, text.Span{Start: max(r.lines[i].span.Start, start-60), End: start}) {
		if o.mark&ctOfficer != 0 && strings.Trim(r.t[o.end:start], " :(、") == "" {
			return true
		}
	}
	return false
}

// appointed reports whether the sentence makes the holder of the office at h
// the one responsible ("総務部長を個人情報保護管理者に任命し").
func (r *contactReader) appointed(i int, h contactHit) bool {
	sent := r.sentenceAround(i, text.Span{Start: h.start, End: h.end})
	if r.marksIn(i, sent)&ctOfficer == 0 {
		return false
	}
	before := contactTail(r.t[sent.Start:h.start], 120)
	after := contactHead(r.t[h.end:sent.End], 160)
	return contactAppointRE.MatchString(after) || contactAppointedRE.MatchString(before) && contactAppointDoneRE.MatchString(after)
}

var (
	contactAppointRE     = expr.New(`^[^、。]{0,20}を[^。]{0,24}(?:責任者|管理者|統括者)(?:とし|に|と定)`)
	contactAppointedRE   = expr.New(`(?:責任者|管理者|統括者)(?:は|として|に|には)、?[^。、]{0,16}$`)
	contactAppointDoneRE = expr.New(`^[^、。]{0,20}(?:を(?:任命|選任|指名|置)|とし|が(?:務|担)|です|と定め|に定め)`)
)

// titleStart goes back from an office to the department before it.
func (r *contactReader) titleStart(lo, at int) int {
	lo = max(lo, contactRuneStart(r.t, at-60))
	s := r.t[lo:at]
	start := at
	for {
		grown := false
		for _, w := range [...]string{"総務", "人事", "管理", "経営", "企画", "営業", "法務", "情報", "システム", "業務", "事業", "財務", "経理", "広報", "品質", "技術", "開発", "監査", "内部", "コンプライアンス", "リスク", "本部", "部", "推進", "統括", "執行役員", "取締役", "兼", "専務", "常務", "室", "課", "戦略", "労務"} {
			if strings.HasSuffix(s, w) {
				s = s[:len(s)-len(w)]
				start -= len(w)
				grown = true
				break
			}
		}
		if !grown {
			return start
		}
	}
}
