package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/text"
)

// Desks: offices of a company, or a body outside it, that have a name.

// contactEnDesk is the name of a desk in English.
const contactEnDesk = `(?:\p{Lu}[\p{L}\p{N}&'’-]*(?: (?:&|and|of|for|the) )?\s?){1,6}(?:Team|Department|Dept\.?|Office|Desk|Helpdesk|Help Desk|Support|Center|Centre|Division|Hotline|Helpline|Services|Service|Bureau|Unit|Secretariat|Registry|Relations|Affairs|Care|Counsel|Program|Programme|Committee|Section|Group|Line)`

var (
	// contactGoalRE follows a desk to which something is brought.
	contactGoalRE = expr.New(`^[」』”"】]?\s*(?:または|又は|もしくは|及び|および|、|・)?(?:まで|へ|宛て?に?|あてに?|に(?:て|対し(?:て)?)?|で|より|から)`)
	// contactBringRE is what one does at a desk.
	contactBringRE = expr.New(`連絡|問い?合わ?せ|申し?出|申し?付け|申し?込|請求|相談|照会|声が?[け掛]|声を?(?:お?かけ|お?掛け)|尋ね|たずね|訪ね|お越し|持参|提出|返送|投函|郵送|送付|お送り|送信|お寄せ|電話|依頼|受け?付け|受付|承|お受け|届け?出|知らせ|申請|お?願い|対応`)
	// contactBegRE says that the person is asked or allowed to do it.
	contactBegRE = expr.New(`ください|下さい|くださ|願い|願う|頂|いただ|ものとし|承|受け?付け|お受け|できます|出来ます|対応(?:いた|致|させ)?し|まで。?$`)
	// contactTaskRE says of a desk that it is the one to turn to with what contactMatterRE tells.
	contactTaskRE   = expr.New(`^が、?[^。、]{0,16}(?:窓口(?:と|に|を)|承|お受け|受け?付け|受付|対応(?:いた|致|し|させ)|担当(?:いた|致|し|させ)|お答え|ご?回答)`)
	contactMatterRE = expr.New(`(?:問い?合わ?せ|相談|苦情|質問|請求|申し?出|ご?連絡|ご?意見|ご?要望|依頼|手続き?)(?:等|など)?(?:について|につきまして|に関して|に対して)?(?:は|には|を)、?[^。]{0,40}$`)
	// contactDeskIsRE goes on behind a desk that contactWindowIsRE says is the one to turn to.
	contactDeskIsRE   = expr.New(`^(?:です|でございます|とします|とする|とし、|に置く|といたします|となります|になります|が担当|を(?:設置|設け|置|開設)|に(?:設置|設け|置|開設))`)
	contactWindowIsRE = expr.New(`(?:窓口|連絡先|問い?合わ?せ先|担当部署|担当部門|申し?出先|宛先|担当)(?:は|が|を|として|としては)、?[^。、]{0,24}$`)
	// contactSetsUpRE says that where people may turn to is set up within a desk.
	contactSetsUpRE = expr.New(`^(?:内)?に、?[^。、]{0,24}(?:窓口|受付)(?:を|が)(?:置|設|開設|あり)`)
	// contactTakesRE says of a desk that it takes what is brought.
	contactTakesRE = expr.New(`^[^。]{0,40}?(?:受け?付け(?:て|ます|いた|可|を)|受付(?:し|を|いた|け|て|可)|承|対応(?:し|いた|させ|致)|お受け|お?願い|回答|(?:問い?合わ?せ|連絡|申し?出|相談)(?:ください|下さい|頂|いただ))`)
	// contactUnnamedRE is a desk called by nothing but its task.
	contactUnnamedRE = expr.New(`^(?:お|ご|各種|各|当該|専用|担当|問い?合わ?せ|問合|苦情|相談|受付|受け付け|対応|連絡|サポート|請求|開示|等|など|・|及び|および|の|用|意見|要望|質問|申し?出|関連|総合|主管|所管|管理|責任|所轄|関係|オンライン|[Ww][Ee][Bb]|電話|メール|チャット|弊社|当社)*(?:窓口|係|部署|部門|部|課|室|担当|チーム|グループ|局|サポート|センター)?$`)
	// contactPointedRE stands before a desk that is only pointed to.
	contactPointedRE = expr.New(`(?:[下上]記の?|以下の?|次の|[前後]記の?|記載(?:の|された|した|しております|しています)?|所定の|該当の?|当該|同|各|その|この|別途|定める|定めた|示す|示した|指定(?:する|の|した)|設ける|設けた|設置(?:した|する|の)|する|した|される|された|いる|ある|おける|係る|れた|以降の|末尾の|下方の)[「『]?$`)
	// contactDeskLabelRE is a label whose value is a desk.
	contactDeskLabelRE = expr.New(`(?:担当部署|担当部門|担当窓口|ご?担当(?:者名?)?|部署名?|部門|窓口(?:の?名称?)?|名称|宛先|あて先|宛て先|送付先|郵送先|送り先|申し?出先|請求先|提出先|(?:お?問い?合わ?せ|連絡|相談|受付|受付窓口)(?:先|窓口)?|申出先|相談窓口|所管部署|主管部署)(?:\([^()]{0,20}\))?$`)
	contactNoDeskRE    = expr.New(`^(?:一部|全部|内部|外部|上部|下部|各部|両部|細部|本部|同部|支部|大部|幹部|室内|個室|教室|病室|係|関係|当局|薬局|事務局長|放送局|郵便局|結局|データセンター|ショッピングセンター|消費者センター|消費生活センター|国民生活センター|フリーダイヤル|ナビダイヤル|ダイヤル|ダイアル|センター|グループ|当社グループ|企業グループ|サポート|チーム|担当|窓口|部門|課|部|室|デスク|宿題|サービスセンター等|学部|クラブ|全額|同業|.*当局|.*信用情報センター|.*データセンター)$`)
	contactWindowRE    = expr.New(`個人情報|お?客(?:様|さま)|プライバシー|会員|患者|利用者|ユーザー|代表`)
	contactAttnRE      = expr.New(`(?i)^(?:attn\.?|attention|for the attention of|fao|c/o)\s*[:.]?\s+`)
	contactAttnInRE    = expr.New(`(?i)\b(?:attn\.?|attention|fao)\s*[:.]\s*`)
	contactAttnOfRE    = expr.New(`\b(?i:for the attention of|marked fao|fao) (?i:(?:our|the) )?((?:\p{Lu}[\p{L}\p{N}&'’-]*(?: (?:and|&|of) )?\s?){1,5})(?:[,.;)]|$| (?:at|to|and|in|on|by|with)\b)`)
	contactEnDeskRE    = expr.New(contactEnDesk + `\b`)
	contactEnDeskEndRE = expr.New(contactEnDesk + `$`)
	contactEnBringRE   = expr.New(`(?i)(?:\bcontact(?:ing)?|\bemail(?:ing)?|\be-mail(?:ing)?|\bwrite to|\bwriting to|\breach(?: out to)?|\bcall(?:ing)?|\bnotify|\bdirect(?:ed)?(?: [a-z]+){0,3} to|\baddress(?:ed)?(?: [a-z]+){0,3} to|\bsen[dt](?: [a-z]+){0,3} to|\b(?:submit(?:ted)?|forward(?:ed)?|pass(?:ed)?|made|raised?|reported?)(?: [a-z]+){0,3} to|\bturn to|\bget in touch with|\bspeak to|\bvia|\bthrough|\bask|\bby)\s+(?:us at\s+)?(?:our\s+|the\s+)?$`)
	contactEnVerbRE    = expr.New(`^(?:Please )?(?:Contact|Email|E-mail|Call|Write to|Ask) `)
	contactEnGenericRE = expr.New(`(?i)^(?:our|the|your|this|a|us|customer|technical)?\s*(?:team|department|office|desk|support|center|centre|services?|division|hotline)$`)
	contactEnServiceRE = expr.New(`(?:^|[^r]\s)Services?$`) // a service, unless "Customer Service"
	contactBodyRE      = expr.New(`(?:the\s+)?((?:\p{Lu}[\p{L}'’.-]*)(?:\s(?:\p{Lu}[\p{L}'’.-]*|for|of|the|and|de|für|la|des|et|&)){0,11})`)
	contactBodyWordRE  = expr.New(`\b(?:Authority|Commission|Commissioners?|Commissioner['’]s Office|Office|Agency|Inspectorate|Ombuds(?:man|person)?|Board|Autorité|Commissariat|Regulator|Tribunal|Attorney General)\b`)
	contactBodyNoneRE  = expr.New(`(?i)^(?:(?:the|eu|eea|uk|european|local|national|competent|relevant|applicable|lead|your|our|member states?|supervisory|data|protection|privacy|authority|authorities|regulator|commissioner|of|for|union|office|controller|board|attorney|general|state|regulator|tribunal|court)\s*)*$`)
)

// contactLegalEndRE is a name that ends in the legal form of a company.
var contactLegalEndRE = expr.New(contactLegalForm + `$`)

// desks finds desks on every line.
func (r *contactReader) desks() {
	complaint := -9 // last line that speaks of complaints
	for i := range r.lines {
		l := &r.lines[i]
		if l.has&ctComplaint != 0 {
			complaint = i
		}
		if !l.heading && (l.has&(ctLegal|ctComplaint) != 0 || l.short() && i-complaint <= 4) {
			r.accredited(i)
		}
		if l.short() && !l.heading && (l.has&(ctHours|ctTel|ctDigit|ctLegal) != 0 || r.isNear(i, 0, 2)) {
			r.softDesk(i)
		}
		if l.has&ctDesk != 0 {
			if l.short() || l.heading {
				r.deskLine(i)
			}
			if !l.heading {
				r.deskGoal(i)
			}
		}
		if l.heading {
			continue
		}
		if l.has&ctEnDesk != 0 {
			r.latinDesk(i)
		}
		if l.has&ctComplaint != 0 || l.has&(ctAuthority|ctInquiry) != 0 && contactAppealRE.MatchString(r.str(i)) || l.has&ctAuthority != 0 && i > 0 && r.lines[i-1].section == l.section && r.lines[i-1].has&ctComplaint != 0 || l.has&ctAuthority != 0 && contactRegulatedRE.MatchString(r.str(i)) {
			r.authority(i)
		}
	}
}

// softDesk finds a desk called by its task alone ("本店総務", "クラブハウス受付") behind its
// company, or before its number.
func (r *contactReader) softDesk(i int) {
	l := &r.lines[i]
	s := contactHead(r.str(i), 200)
	if m := contactBelongsRE.FindStringSubmatchIndex(s); m != nil && contactIsDesk(s[m[2]:m[3]]) { // "山田 太郎(所属: 総務部)"
		r.addDesk(i, text.Span{Start: l.span.Start + m[2], End: l.span.Start + m[3]}, 0.7, "contact/department/belongs")
	}
	for _, m := range contactSoftDeskRE.FindAllStringSubmatchIndex(s, -1) {
		sp := text.Span{Start: l.span.Start + m[2], End: l.span.Start + m[3]}
		if own := strings.TrimSpace(s[:m[2]]); contactFormed(own) || own != "" && r.companyLen(own) == len(own) || r.leadsTo(i, sp.End) && utf8.RuneCountInString(s[m[2]:m[3]]) >= 4 {
			r.addDesk(i, r.ownName(sp), 0.7, "contact/department/task")
		}
	}
}

// contactFormed reports whether s is the name of a company with its legal form, and no more.
func contactFormed(s string) bool {
	if utf8.RuneCountInString(s) > 24 || strings.ContainsAny(s, ":、。 ") {
		return false
	}
	for _, f := range contactForms {
		if strings.HasPrefix(s, f) || strings.HasSuffix(s, f) {
			return true
		}
	}
	return false
}

var contactBelongsRE = expr.New(`\(所属(?:部署|部門)?\s?:?\s?([^():\s]{2,20})\)`)

var contactSoftDeskRE = expr.New(`(?:^|\s)([\p{Han}\p{Katakana}ー]{0,12}(?:受付|フロント|総務|人事|庶務|広報|秘書|教務|医事|学務|会計))(?:\s|\(|$)`)

func (r *contactReader) addDesk(i int, sp text.Span, conf float64, rule string) bool {
	// "お客様相談室フリーダイヤル": behind a desk's name it says what number follows.
	if m := contactFreeDialRE.FindStringIndex(r.t[sp.Start:sp.End]); m != nil {
		if t := strings.TrimRight(r.t[sp.Start:sp.Start+m[0]], " "); contactIsDesk(t) {
			sp.End = sp.Start + len(t)
		}
	}
	if n := strings.LastIndexByte(r.t[sp.Start:sp.End], '['); n >= 0 && !strings.Contains(r.t[sp.Start:sp.End], "]") {
		sp.Start += n + 1 // what stands before a link
	}
	if sp.Empty() || r.taken(sp, contactDepartment) {
		return false
	}
	r.add(contactFind{typ: contactDepartment, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), conf: conf, rule: rule})
	return true
}

// deskGoal finds desks to which the sentence sends the reader
// ("お客様相談室までお申し出ください").
func (r *contactReader) deskGoal(i int) {
	l := &r.lines[i]
	for _, h := range r.lineHits(i, l.span) {
		if h.mark&ctDesk == 0 {
			continue
		}
		rest := r.t[h.end:min(l.span.End, contactRuneStart(r.t, h.end+400))]
		// "お客様センター(0120-… 平日9時〜17時)まで", "お客様センターのページ(https://…)より"
		page := 0
		for _, w := range [...]string{"のページ", "ページ"} {
			if strings.HasPrefix(rest, w) {
				page = len(w)
			}
		}
		rest = rest[page:]
		bracket := contactBracket(rest)
		m := contactGoalRE.FindString(rest[bracket:])
		if strings.HasPrefix(rest[bracket:], "です") || strings.HasPrefix(rest[bracket:], "でござ") {
			m = "" // what is, and not where
		}
		if bracket > 0 && (r.taken(text.Span{Start: h.end + page, End: h.end + page + bracket}, contactPhone)) {
			// "安全支援室(電話 03-…)もご利用いただけます": the number says that it is one.
			if sp, pointed := r.deskName(l.span.Start, h); !sp.Empty() && !pointed && (contactStrongDesk(r.t[sp.Start:sp.End]) || m != "") {
				r.addDesk(i, sp, 0.75, "contact/department/number")
				continue
			}
		}
		if m == "" && r.leadsTo(i, h.end) {
			// "保護者の方は ひかり相談室 soudan@…"
			if sp, pointed := r.deskName(l.span.Start, h); !sp.Empty() && !pointed && contactStrongDesk(r.t[sp.Start:sp.End]) {
				r.addDesk(i, sp, 0.75, "contact/department/number")
			}
			continue
		}
		if m == "" && (strings.HasPrefix(rest, "です") || strings.HasPrefix(rest, "宛です")) && r.isNear(i, 1, 1) && r.contactContext(i) {
			// "郵送先は、〒… 株式会社ひかり 個人情報係です"
			if sp, pointed := r.deskName(l.span.Start, h); !sp.Empty() && !pointed && contactStrongDesk(r.t[sp.Start:sp.End]) {
				r.addDesk(i, sp, 0.7, "contact/department/is")
			}
			continue
		}
		if m == "" && contactTaskRE.MatchString(rest) && r.contactContext(i) {
			// "ご相談は、ひかり相談室が窓口となります"
			if sp, pointed := r.deskName(l.span.Start, h); !sp.Empty() && !pointed && contactStrongDesk(r.t[sp.Start:sp.End]) && contactMatterRE.MatchString(contactTail(r.t[l.span.Start:sp.Start], 200)) {
				r.addDesk(i, sp, 0.7, "contact/department/task")
				r.desksJoined(i, sp)
			}
			continue
		}
		if m == "" && contactDeskIsRE.MatchString(rest) && contactWindowIsRE.MatchString(contactTail(r.t[l.span.Start:h.start], 90)) {
			// "受付窓口は、経営企画室です", "窓口として個人情報保護室を設けています"
			if sp, pointed := r.deskName(l.span.Start, h); !sp.Empty() && !pointed && contactStrongDesk(r.t[sp.Start:sp.End]) && contactWindowIsRE.MatchString(contactTail(r.t[l.span.Start:sp.Start], 90)) {
				r.addDesk(i, sp, 0.7, "contact/department/is")
			}
			continue
		}
		if m == "" {
			continue
		}
		if contactSetsUpRE.MatchString(rest) {
			// "苦情を受け付けるため、総務課に相談窓口を置く"
			if sp, pointed := r.deskName(l.span.Start, h); !sp.Empty() && !pointed && contactStrongDesk(r.t[sp.Start:sp.End]) {
				r.addDesk(i, sp, 0.7, "contact/department/is")
			}
			continue
		}
		after := rest[bracket+len(m):]
		if n := strings.Index(after, "。"); n >= 0 {
			after = after[:n+len("。")]
		}
		near := contactHead(after, 90)
		if strings.Trim(after, "。 ") == "" && contactSendRE.MatchString(m) && contactMatterRE.MatchString(contactTail(r.t[l.span.Start:h.start], 200)) {
			// "お問い合わせは、ひかり相談室まで。"
			if sp, pointed := r.deskName(l.span.Start, h); !sp.Empty() && !pointed {
				r.addDesk(i, sp, 0.7, "contact/department/goal")
				r.desksJoined(i, sp)
			}
			continue
		}
		if !contactBringRE.MatchString(near) || !contactBegRE.MatchString(after) {
			continue
		}
		particle := strings.TrimLeft(m, "」』”\"】 ")
		if strings.HasSuffix(m, "から") || strings.HasSuffix(m, "より") {
			// "…より折り返しご連絡します": there the desk is the one that acts.
			if !contactBringRE.MatchString(contactHead(after, 40)) || !(strings.Contains(after, "ください") || strings.Contains(after, "下さい")) {
				continue
			}
		}
		if (strings.HasPrefix(particle, "で") || strings.HasPrefix(particle, "にて")) && !contactTakesRE.MatchString(contactHead(after, 120)) {
			continue
		}
		sp, pointed := r.deskName(l.span.Start, h)
		if sp.Empty() || pointed {
			continue
		}
		if page == 0 && strings.HasPrefix(rest, "(") {
			if n := strings.IndexByte(rest, ')'); n > 0 && n < 90 && contactWideDesk(rest[1:n]) {
				sp.End = h.end + n + 1
			}
		}
		conf := 0.8
		if strings.Contains(r.t[sp.Start:sp.End], "窓口") {
			conf = 0.7
		}
		r.addDesk(i, sp, conf, "contact/department/goal")
		r.desksJoined(i, sp)
	}
}

// desksJoined finds the desks that are named with the one at sp ("事務室またはひかり相談室へ").
func (r *contactReader) desksJoined(i int, sp text.Span) {
	l := &r.lines[i]
	for range 4 {
		before := r.t[l.span.Start:sp.Start]
		m := contactJoinRE.FindStringIndex(contactTail(before, 30))
		if m == nil {
			return
		}
		end := sp.Start - len(contactTail(before, 30)) + m[0]
		found := false
		for _, h := range r.lineHits(i, text.Span{Start: max(l.span.Start, contactRuneStart(r.t, end-60)), End: end}) {
			if h.end != end || h.mark&ctDesk == 0 || found {
				continue
			}
			name, pointed := r.deskName(l.span.Start, h)
			if t := r.t[name.Start:name.End]; pointed || name.Empty() || !contactStrongDesk(t) && !contactOwnWindow(t) {
				continue
			}
			r.addDesk(i, name, 0.65, "contact/department/joined")
			sp, found = name, true
		}
		if !found {
			return
		}
	}
}

// contactSendRE sends one to the desk before it.
var contactSendRE = expr.New(`(?:まで|へ|宛て?に?|あてに?)$`)

// contactJoinRE joins the names of desks.
var contactJoinRE = expr.New(`(?:、?(?:または|又は|もしくは|若しくは|及び|および|あるいは)|、|・|や|か)(?:当社|弊社)?の?$`)

// contactBracket returns the length of the bracket at the start of s, at most
// 300 bytes, 0 if there is none.
func contactBracket(s string) int {
	depth := 0
	for i, c := range s {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 && i == 0 || i > 300 {
			return 0
		}
		if depth == 0 {
			return i + 1
		}
	}
	return 0
}

var (
	contactFreeDialRE  = expr.New(`\s?(?:フリー|ナビ)(?:ダイ[ヤア]ル|コール)$`)
	contactValueKindRE = expr.New(`(?i)\s?(?:tel|fax|電話(?:番号)?|e-?mail|メール(?:アドレス)?)\s?$`)
)

func contactWideDesk(s string) bool {
	return strings.HasSuffix(s, "室") || strings.HasSuffix(s, "係") || strings.HasSuffix(s, "窓口") || strings.HasSuffix(s, "センター") || strings.HasSuffix(s, "課") || strings.HasSuffix(s, "部")
}

// deskName goes back from the last word of a desk's name to its beginning and
// reports whether the desk is only pointed to or has no name of its own.
func (r *contactReader) deskName(lo int, h contactHit) (text.Span, bool) {
	lo = max(lo, contactRuneStart(r.t, h.start-120))
	start := h.start
	s := r.t[lo:h.start]
	// "当社「個人情報に関するご相談窓口」まで"
	if strings.HasPrefix(r.t[h.end:], "」") {
		if n := strings.LastIndex(s, "「"); n >= 0 && !strings.Contains(s[n:], "」") {
			name := text.Span{Start: lo + n + len("「"), End: h.end}
			if k := strings.LastIndexByte(r.t[name.Start:name.End], ' '); k >= 0 && r.marksQuoted(name) {
				name.Start += k + 1 // "「〒… 株式会社アクメ お客様相談室」まで"
				return r.ownName(name), contactUnnamed(r.t[name.Start:name.End])
			}
			before := s[:n]
			pointed := contactPointedRE.MatchString(contactTail(before, 40))
			for _, self := range contactSelves {
				if strings.HasSuffix(before, self) || strings.HasSuffix(before, self+"の") {
					pointed = false
				}
			}
			return name, pointed || contactUnnamed(r.t[name.Start:name.End])
		}
	}
	for s != "" {
		c, w := utf8.DecodeLastRuneInString(s)
		ok := false
		switch {
		case unicode.IsDigit(c), c < utf8.RuneSelf && contactLetter(byte(c)), c >= 0x3400 && c <= 0x9FFF, c == '々', c >= 0x30A1 && c <= 0x30FE, c == '・', c == '&', contactDash(c):
			ok = true
		case c == 'お' || c == 'ご':
			ok = true
			// "なお", "かつお": inside another word it is none.
			if p, _ := utf8.DecodeLastRuneInString(s[:len(s)-w]); p >= 0x3041 && p <= 0x3096 && p != 'の' && p != 'は' && p != 'が' && p != 'を' && p != 'に' && p != 'で' && p != 'も' {
				ok = false
			}
		case c == 'い' || c == 'わ' || c == 'せ':
			// 問い合わせ, 問合せ, お申し出
			ok = contactInsideAsk(s)
		case c == 'し':
			ok = strings.HasSuffix(s, "申し") || strings.HasSuffix(s, "暮らし") || strings.HasSuffix(s, "くらし")
		case c == 'さ' || c == 'ま':
			ok = strings.HasSuffix(s, "客さま") || strings.HasSuffix(s, "客さ")
		case c == 'び' || c == '及' || c == 'よ':
			ok = strings.HasSuffix(s, "及び") && quotedBefore(s)
		}
		if !ok {
			// A word in hiragana that begins the name: "あんしんダイヤル" behind a stop or space.
			if c >= 0x3041 && c <= 0x3096 && start == h.start {
				n := 0
				for t := s; t != ""; {
					c, w := utf8.DecodeLastRuneInString(t)
					if c < 0x3041 || c > 0x3096 {
						break
					}
					t = t[:len(t)-w]
					n += w
				}
				if n >= 9 && n <= 24 && (n == len(s) || strings.ContainsRune(" 、。「『(:・", contactLastRune(s[:len(s)-n]))) {
					start -= n
				}
			}
			break
		}
		s = s[:len(s)-w]
		start -= w
	}
	for start < h.start && (strings.HasPrefix(r.t[start:], "・") || strings.HasPrefix(r.t[start:], "ー") || r.t[start] == '-') {
		_, w := utf8.DecodeRuneInString(r.t[start:])
		start += w
	}
	// A company's name with hiragana inside ends behind the start found so far.
	for _, n := range r.names {
		if k := strings.LastIndex(r.t[lo:h.start], n); k >= 0 && lo+k < start && lo+k+len(n) > start {
			start = lo + k + len(n)
			break
		}
	}
	name := text.Span{Start: start, End: h.end}
	name = r.ownName(name)
	t := r.t[name.Start:name.End]
	if contactNoDeskRE.MatchString(t) || utf8.RuneCountInString(t) < 3 {
		return text.Span{}, true
	}
	for _, w := range [...]string{"下記", "以下", "上記", "前記", "後記", "当該", "各", "同"} {
		if strings.HasPrefix(t, w) {
			return text.Span{}, true
		}
	}
	before := r.t[lo:start]
	if contactPointedRE.MatchString(contactTail(before, 40)) && !(contactStrongDesk(t) && !contactUnnamed(t) && strings.HasSuffix(before, "記載の")) {
		return text.Span{}, true
	}
	if strings.HasSuffix(before, "」の") || strings.HasSuffix(before, "」") || strings.HasSuffix(before, "』") {
		return text.Span{}, true // "「お問い合わせ」の窓口"
	}
	if contactUnnamed(t) && !contactNamedCenter(t) {
		return text.Span{}, true
	}
	return name, false
}

// contactUnnamed reports whether a desk is called by nothing but its task. A department that
// administers is one of every company, and called so.
func contactUnnamed(s string) bool {
	return contactUnnamedRE.MatchString(s) && !contactAdminRE.MatchString(s)
}

var contactAdminRE = expr.New(`^(?:総合|業務|本社|経営)?管理(?:部|課|本部)$`)

// contactNamedCenter reports whether a desk without a name of its own is one
// by its kind: there is one センター, while there are many 窓口.
func contactNamedCenter(s string) bool {
	return strings.HasSuffix(s, "センター") && !strings.HasPrefix(s, "センター") || strings.HasSuffix(s, "相談室")
}

// marksQuoted reports whether the stretch sp begins with an address or holds a company.
func (r *contactReader) marksQuoted(sp text.Span) bool {
	return r.place[sp.Start] != 0 || r.place[sp.End-1] == 0 && contactHasForm(r.t[sp.Start:sp.End])
}

func contactHasForm(s string) bool {
	for _, f := range contactForms {
		if strings.Contains(s, f) {
			return true
		}
	}
	return false
}

func quotedBefore(s string) bool {
	n := strings.LastIndexAny(s, "「『")
	return n >= 0 && len(s)-n < 90
}

// contactInsideAsk reports whether the kana at the end of s belongs to 問い合わせ.
func contactInsideAsk(s string) bool {
	for _, w := range [...]string{"問い", "問い合", "問い合わ", "問い合わせ", "問合わ", "問合わせ", "問合せ", "問い合せ"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// ownName cuts the company from the start of a desk's name.
func (r *contactReader) ownName(sp text.Span) text.Span {
	s := r.t[sp.Start:sp.End]
	cut := 0
	for _, w := range contactSelves {
		if strings.HasPrefix(s, w) {
			cut = len(w)
		}
	}
	if cut == 0 {
		for _, f := range contactForms {
			if strings.HasPrefix(s, f) {
				n := contactNameRun(s[len(f):])
				if t := contactTitleStart(s[len(f) : len(f)+n]); t > 0 {
					n = t
				}
				cut = len(f) + n
				break
			}
			if n := strings.Index(s, f); n > 0 && n < 60 {
				cut = n + len(f)
				break
			}
		}
	}
	if cut >= len(s) {
		cut = 0
	}
	if cut == 0 {
		for _, name := range r.names {
			if strings.HasPrefix(s, name) && len(name) < len(s) {
				// "アクメセンター" of アクメ is named after it.
				if rest := strings.TrimLeft(s[len(name):], " ・"); utf8.RuneCountInString(rest) >= 3 && !contactNoDeskRE.MatchString(contactNameOnly(rest)) {
					cut = len(name)
					break
				}
			}
		}
	}
	// "アクメのお客様相談室"
	if n := strings.Index(s, "の"); cut == 0 && n > 0 && contactForeign(strings.ReplaceAll(s[:n], "・", "")) && utf8.RuneCountInString(s[n:]) > 4 {
		cut = n + len("の")
	}
	for cut < len(s) && (s[cut] == ' ' || strings.HasPrefix(s[cut:], "・")) {
		_, w := utf8.DecodeRuneInString(s[cut:])
		cut += w
	}
	sp.Start += cut
	return sp
}

// deskLine finds a desk that is an entry of its own: alone on its line or
// behind its company, behind a label, or before a number or address.
func (r *contactReader) deskLine(i int) {
	l := &r.lines[i]
	s := r.t[l.span.Start:l.span.End]
	if utf8.RuneCountInString(s) > 120 || contactHandedRE.MatchString(s) {
		return
	}
	close := r.isNear(i, 3, 6)
	if !close && !r.contactContext(i) {
		return
	}
	v := l.span
	labelled := false
	if n := contactColon(contactHead(s, 90)); n > 0 && !(strings.ContainsAny(s[:1], "<[") && strings.ContainsRune(">]", contactLastRune(s))) {
		own := strings.Trim(s[:n], " ・-【】〔〕()●■◆○")
		if k := strings.LastIndexByte(own, ' '); k >= 0 {
			own = own[k+1:]
		}
		rest := strings.TrimLeft(s[n+1:], " ")
		switch {
		case contactDeskLabelRE.MatchString(own) && !contactHasDigit(contactHead(rest, 12)) && !strings.Contains(contactHead(rest, 40), "@"):
			v.Start += len(s) - len(rest)
			labelled = true
		case (contactStartsContact(rest) || contactDeskLabelRE.MatchString(own)) && !contactStartsLabel(contactValueKindRE.ReplaceAllString(own, "")):
			// "あんしんダイヤル: 0120-…": the label is the desk's name, unless it only announces;
			// "個人情報相談窓口TEL: …" says of what kind the value is.
			v.End = v.Start + n - len(contactValueKindRE.FindString(s[:n]))
			if n := strings.LastIndexAny(r.t[v.Start:v.End], " "); n >= 0 {
				v.Start += n + 1
			}
			sp := r.ownName(v)
			t := r.t[sp.Start:sp.End]
			if k := strings.LastIndex(t, "」"); k >= 0 || strings.ContainsAny(t, "()（） ") {
				return
			}
			if (contactStrongDesk(t) || contactOwnWindow(t)) && contactDeskTail(t) == len(t) && !contactNoDeskRE.MatchString(t) && (!contactUnnamed(t) || contactNamedCenter(t)) && !contactRunning(t) {
				r.addDesk(i, sp, 0.85, "contact/department/label")
			}
			return
		case r.allDesks(rest), contactIsSelf(own), own != "" && r.companyLen(own) == len(own):
			v.Start += len(s) - len(rest)
			labelled = true
		case contactStartsLabel(own) && strings.LastIndex(s[:n], own) > 0:
			// "株式会社アクメ お客様係 TEL: 03-…"
			v.End = v.Start + len(strings.TrimRight(s[:strings.LastIndex(s[:n], own)], " /|、"))
		default:
			return
		}
	}
	if i > 0 && r.lines[i-1].label && r.lines[i-1].section == l.section && contactDeskLabelRE.MatchString(strings.TrimRight(r.str(i-1), " :")) {
		labelled = true // in the cell behind it
	}
	// In brackets: a label, unless it is the name of one desk.
	if c, _ := utf8.DecodeRuneInString(r.t[v.Start:v.End]); strings.ContainsRune("【〔<[〈《(「『", c) && strings.ContainsRune("】〕>]〉》)」』", contactLastRune(r.t[v.Start:v.End])) && !(c == '【' && strings.HasSuffix(r.t[v.Start:v.End], ")")) {
		inner := strings.Trim(r.t[v.Start:v.End], "【】〔〕<>[]〈〉《》()「」『』 ")
		at := strings.Index(r.t[v.Start:v.End], inner)
		if inner == "" || at < 0 || !close || strings.ContainsAny(inner, "】」〕>") {
			return
		}
		inner = contactNameOnly(inner) // "<お客様相談室(責任者: 室長)>"
		sp := text.Span{Start: v.Start + at, End: v.Start + at + len(inner)}
		sp = r.ownName(sp)
		t := r.t[sp.Start:sp.End]
		if (contactStrongDesk(t) || contactOwnWindow(t) && !r.deskBelow(i)) && contactDeskTail(t) == len(t) && !contactNoDeskRE.MatchString(t) && !contactRunning(t) && (!contactUnnamed(t) || contactNamedCenter(t)) {
			r.addDesk(i, sp, 0.7, "contact/department/heading")
		}
		return
	}
	if l.heading {
		sp := r.ownName(v)
		t := r.t[sp.Start:sp.End]
		if close && contactStrongDesk(t) && !strings.HasSuffix(t, "部") && !strings.HasSuffix(t, "課") && contactDeskTail(t) == len(t) && !contactNoDeskRE.MatchString(t) && !contactRunning(t) && !strings.ContainsAny(t, " ・") && !contactUnnamed(t) {
			r.addDesk(i, sp, 0.6, "contact/department/heading")
		}
		return
	}
	if labelled || close || l.has&ctLegal != 0 || r.leadMarks(i)&ctAnnounce != 0 {
		r.deskWords(i, v, labelled)
	}
}

// contactColon returns where the first colon of s stands that is none of a time of day, -1 if
// there is none.
func contactColon(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] == ':' && !(i > 0 && contactDigit(s[i-1]) && i+1 < len(s) && contactDigit(s[i+1])) {
			return i
		}
	}
	return -1
}

// contactRunning reports whether s is part of a sentence rather than a name.
func contactRunning(s string) bool {
	for _, w := range [...]string{"は", "が", "を", "へ", "で", "に関", "について", "する", "した", "から", "まで", "または", "又は", "ます", "として"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func contactHasDigit(s string) bool { return strings.IndexFunc(s, unicode.IsDigit) >= 0 }

// contactStartsContact reports whether s begins with a number or an address.
func contactStartsContact(s string) bool {
	s = strings.TrimLeft(s, " (")
	for _, w := range [...]string{"TEL", "Tel", "tel", "電話", "フリーダイヤル", "☎"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return s != "" && (contactDigit(s[0]) || s[0] == '+') || strings.Contains(contactHead(s, 60), "@") || strings.HasPrefix(s, "〒")
}

// contactStartsLabel reports whether a label says what follows ("TEL", "住所")
// rather than who it is.
func contactStartsLabel(s string) bool {
	low := strings.ToLower(s)
	for _, w := range [...]string{"tel", "fax", "電話", "ファ", "住所", "所在地", "e-mail", "email", "mail", "メール", "受付時間", "営業時間", "url", "http"} {
		if strings.HasPrefix(low, w) || strings.HasSuffix(low, w) {
			return true
		}
	}
	return false
}

// contactStrongDesk reports whether a name ends in a word that makes it the
// name of a desk and not of its task.
func contactStrongDesk(s string) bool {
	for _, w := range [...]string{"室", "係", "センター", "ダイヤル", "ダイアル", "デスク", "事務局", "ホットライン", "部", "課", "サポート", "カスタマーサービス"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// contactOwnWindow reports whether a 窓口 is called by more than its task: by whom it serves
// or what it is about.
func contactOwnWindow(s string) bool {
	return strings.HasSuffix(s, "窓口") && utf8.RuneCountInString(s) >= 6 && contactWindowRE.MatchString(s)
}

// deskBelow reports whether one of the two lines below line i names a desk itself.
func (r *contactReader) deskBelow(i int) bool {
	for j := i + 1; j < len(r.lines) && j <= i+2 && r.lines[j].section == r.lines[i].section && r.lines[j].short(); j++ {
		if r.lines[j].has&ctDesk != 0 {
			for _, w := range r.fields(r.lines[j].span, " :/|、※") {
				if contactIsDesk(w.s) && r.companyLen(w.s) != len(w.s) {
					return true
				}
			}
		}
	}
	return false
}

// contactDeskTail returns where the last desk's word in s ends.
func contactDeskTail(s string) int {
	end := 0
	for i := range s {
		for _, w := range contactWords.at(s[i:]) {
			if w.mark&ctDesk != 0 && strings.HasPrefix(s[i:], w.s) {
				end = max(end, i+len(w.s))
			}
		}
	}
	return end
}

// contactIsDesk reports whether a word ends like the name of a department.
func contactIsDesk(s string) bool {
	if n := strings.IndexByte(s, '('); n > 0 && strings.HasSuffix(s, ")") {
		s = s[:n]
	}
	if n := strings.Index(s, "「"); n > 0 && strings.HasSuffix(s, "」") {
		s = s[:n] // "管理部「お問い合わせ窓口」"
	}
	if s == "" || contactNoDeskRE.MatchString(s) || contactFamilyRE.MatchString(s) {
		return s == "本部" || s == "コールセンター"
	}
	if strings.HasSuffix(s, "号室") || strings.HasSuffix(s, "協会") || strings.HasSuffix(s, "機構") || strings.HasSuffix(s, "委員会") {
		return false
	}
	return contactDeskTail(s) == len(s) || strings.HasSuffix(s, "支店") || strings.HasSuffix(s, "事業所") && len(s) > 9 || strings.HasSuffix(s, "本部")
}

// deskWords finds the desk among the words of an entry.
func (r *contactReader) deskWords(i int, v text.Span, labelled bool) {
	ws := r.fields(v, " /|、※")
	if len(ws) == 0 {
		return
	}
	// "【お客様相談室】フリーダイヤル 0120-…"
	if m := contactInBracketRE.FindStringSubmatchIndex(ws[0].s); m != nil && contactStrongDesk(ws[0].s[m[2]:m[3]]) && !contactUnnamed(ws[0].s[m[2]:m[3]]) && !contactNoDeskRE.MatchString(ws[0].s[m[2]:m[3]]) && contactDeskTail(ws[0].s[m[2]:m[3]]) == m[3]-m[2] && !contactRunning(ws[0].s[m[2]:m[3]]) && r.isNear(i, 0, 0) {
		if sp := r.ownName(text.Span{Start: ws[0].sp.Start + m[2], End: ws[0].sp.Start + m[3]}); r.addDesk(i, sp, 0.7, "contact/department/heading") {
			return
		}
	}
	// Behind its address ("東京都… / 株式会社アクメ / 個人情報係") or what the line is called.
	for len(ws) > 1 && !labelled && r.place[ws[0].sp.Start] != 0 {
		ws = ws[1:]
	}
	if n := contactBracketLabel(ws[0].s); n > 0 && (n < len(ws[0].s) || len(ws) > 1) {
		labelled = true
		ws[0].sp.Start += n
		if ws[0].s = ws[0].s[n:]; ws[0].s == "" {
			ws = ws[1:]
		}
	}
	if len(ws) > 1 && contactFloorRE.MatchString(ws[0].s) { // "1階 患者相談室"
		ws = ws[1:]
	}
	k := 0
	company := false
	if n := r.companyLen(ws[0].s); n > 0 {
		company = true
		if n < len(ws[0].s) {
			ws[0].sp.Start += n
			ws[0].s = ws[0].s[n:]
		} else {
			if contactFormOnly(ws[0].s) && len(ws) > 1 {
				k++
			}
			k++
		}
	}
	// "株式会社North Wind 相談窓口": the name goes on in Latin letters.
	for company && k+1 < len(ws) && contactForeign(ws[k].s) && !contactIsDesk(ws[k].s) && !contactHasDigit(ws[k].s) {
		k++
	}
	if k >= len(ws) {
		return
	}
	// A name without legal form before the desk, be it of one house of the company:
	// "アクメ 個人情報相談係", "医療法人見本会 見本クリニック 個人情報相談係".
	if !contactIsDesk(ws[k].s) && k+1 < len(ws) && contactIsDesk(ws[k+1].s) && contactTitleEnd(ws[k].s) == 0 && contactNameRun(ws[k].s) == len(ws[k].s) && !contactHasDigit(contactHead(ws[k].s, 6)) {
		k++
		company = true
	}
	j := k
	for j < len(ws) && contactIsDesk(ws[j].s) && contactTitleEnd(ws[j].s) != len(ws[j].s) {
		j++
	}
	if j == k {
		return
	}
	sp := text.Span{Start: ws[k].sp.Start, End: ws[j-1].sp.End}
	// A bracket that is no second name ("(平日9:00-17:00)") stays out.
	if n := strings.IndexByte(ws[j-1].s, '('); n > 0 && !contactWideDesk(strings.Trim(ws[j-1].s[n:], "()")) {
		sp.End = ws[j-1].sp.Start + n
	}
	if own := r.ownName(sp); own.Start > sp.Start {
		sp, company = own, true
	}
	t := strings.TrimRight(r.t[sp.Start:sp.End], " ")
	if strings.HasSuffix(t, "窓口") || contactUnnamed(t) && !contactNamedCenter(t) {
		// A task rather than a name: the desk of the company before it, else a label.
		before := company
		// A name below other entries of the block is no label for them.
		if i > r.lines[i].block && !contactUnnamed(t) && r.isNear(i-1, i-r.lines[i].block, 1) {
			before = true
		}
		if !before && i > 0 && r.lines[i-1].section == r.lines[i].section && r.lines[i-1].has&ctLegal != 0 && r.lines[i-1].short() {
			before = r.companyAlone(i - 1)
		}
		after := j < len(ws) && contactStartsContact(ws[j].s)
		if !before && !labelled && !after || contactNoDeskRE.MatchString(t) {
			return
		}
		if labelled && !before && contactUnnamed(t) {
			return
		}
	}
	if contactPointedRE.MatchString(t) || contactRunning(strings.ReplaceAll(t, "に関する", "")) {
		return
	}
	for _, w := range [...]string{"下記", "以下", "上記", "当社", "弊社"} {
		if strings.HasPrefix(t, w) {
			return
		}
	}
	conf := 0.75
	if labelled || company {
		conf = 0.88
	}
	r.addDesk(i, sp, conf, "contact/department/entry")
}

// contactInBracketRE is a name in brackets before what else stands on the line.
var contactInBracketRE = expr.New(`^[【〔<\[《]([^【】〔〕<>\[\]《》]{3,30})[】〕>\]》]`)

// contactBracketLabel returns the length of the label in brackets at the start of s
// ("(お問い合わせ先)"), 0 if none stands there.
func contactBracketLabel(s string) int {
	for _, b := range [...]string{"()", "【】", "〔〕", "<>", "[]", "《》", "〈〉"} {
		open, w := utf8.DecodeRuneInString(b)
		if firstRuneOf(s) != open {
			continue
		}
		n := strings.Index(s, b[w:])
		if n > 0 && n < 60 && contactDeskLabelRE.MatchString(s[w:n]) {
			return n + len(b[w:])
		}
	}
	return 0
}

// allDesks reports whether the words of s are the names of desks.
func (r *contactReader) allDesks(s string) bool {
	ws := strings.Fields(s)
	for k, w := range ws {
		if !contactIsDesk(w) && !(k == 0 && len(ws) > 1 && r.companyLen(w) == len(w)) || contactRunning(w) {
			return false
		}
	}
	return len(ws) > 0 && len(ws) < 6
}

// companyAlone reports whether line i is a company's name and nothing more.
func (r *contactReader) companyAlone(i int) bool {
	s := strings.TrimSpace(r.str(i))
	if utf8.RuneCountInString(s) > 40 || strings.ContainsAny(s, ":@") {
		return false
	}
	for _, f := range contactForms {
		if strings.HasSuffix(s, f) { // "ひかり コネクト株式会社"
			return true
		}
	}
	n := r.companyLen(s)
	if n == 0 {
		return false
	}
	rest := strings.TrimSpace(s[n:])
	return rest == "" || contactFormOnly(s[:n]) && !strings.Contains(rest, " ")
}

// latinDesk finds desks named in Latin letters.
func (r *contactReader) latinDesk(i int) {
	l := &r.lines[i]
	s := r.t[l.span.Start:l.span.End]
	if len(s) > 8000 {
		s = s[:8000]
	}
	if m := contactAttnRE.FindString(s); m != "" && l.short() {
		v := text.Span{Start: l.span.Start + len(m), End: l.span.End}
		r.latinDeskValue(i, v)
		return
	}
	if m := contactAttnInRE.FindStringIndex(s); m != nil && m[1] < len(s) {
		r.latinDeskValue(i, text.Span{Start: l.span.Start + m[1], End: l.span.End})
		return
	}
	if m := contactAttnOfRE.FindStringSubmatchIndex(s); m != nil && contactEnDeskEndRE.MatchString(strings.TrimSpace(s[m[2]:m[3]])) {
		r.addDesk(i, text.Span{Start: l.span.Start + m[2], End: l.span.Start + m[2] + len(strings.TrimSpace(s[m[2]:m[3]]))}, 0.8, "contact/department/attn")
	}
	due := r.contactContext(i)
	if due && l.short() && r.isNear(i, 3, 4) {
		// Alone on its line, or behind its label or company.
		t := s
		off := 0
		if n := strings.Index(contactHead(t, 60), ": "); n >= 0 {
			off = n + 2
		}
		if m := contactLegalRE.FindAllStringIndex(t, -1); m != nil {
			off = max(off, m[len(m)-1][1])
			off += len(t[off:]) - len(strings.TrimLeft(t[off:], " ,-–"))
		}
		if m := contactEnDeskRE.FindStringIndex(t[off:]); m != nil && m[0] == 0 && (off+m[1] == len(strings.TrimRight(t, " ,")) || t[off+m[1]] == ',' || strings.HasPrefix(t[off+m[1]:], " (")) && len(strings.Fields(t[off:off+m[1]])) <= 6 && !contactEnGenericRE.MatchString(t[off:off+m[1]]) && !contactEnServiceRE.MatchString(t[off:off+m[1]]) {
			if r.addDesk(i, text.Span{Start: l.span.Start + off, End: l.span.Start + off + m[1]}, 0.75, "contact/department/entry") {
				return
			}
		}
	}
	// "call our customer service team at …": a common name, with the number right behind it.
	for _, m := range contactCommonDeskRE.FindAllStringSubmatchIndex(s, -1) {
		if r.leadsTo(i, l.span.Start+m[3]) {
			r.addDesk(i, text.Span{Start: l.span.Start + m[2], End: l.span.Start + m[3]}, 0.6, "contact/department/common")
		}
	}
	if due {
		for _, m := range contactSmallDeskRE.FindAllStringSubmatchIndex(s, -1) {
			if name := s[m[2]:m[3]]; !contactAnyTeamRE.MatchString(name) && !r.isCompany(name) && !contactLegalRE.MatchString(name) {
				end := m[5]
				if contactEnDeskEndRE.MatchString(name) {
					end = m[3] // a name of its own without its team
				}
				r.addDesk(i, text.Span{Start: l.span.Start + m[2], End: l.span.Start + end}, 0.6, "contact/department/small")
			}
		}
	}
	for _, h := range r.lineHits(i, l.span) {
		// The name ends in the marked word, which is capital as the name is.
		if h.mark&ctEnDesk == 0 || !unicode.IsUpper(rune(r.t[h.start])) || h.end-l.span.Start > len(s) {
			continue
		}
		lo := contactRuneStart(s, max(0, h.start-l.span.Start-80))
		m := contactEnDeskEndRE.FindStringIndex(s[lo : h.end-l.span.Start])
		if m == nil || lo+m[1] != h.end-l.span.Start {
			continue
		}
		m[0] += lo
		m[1] += lo
		// "Please contact Customer Support": the name is behind the verb.
		if n := contactEnVerbRE.FindStringIndex(s[m[0]:m[1]]); n != nil {
			m[0] += n[1]
		}
		letter := !contactWeakDeskRE.MatchString(s[m[0]:m[1]]) && r.letterTo(i, l.span.Start+m[0], l.span.Start+m[1])
		if beside := letter || r.leadsTo(i, l.span.Start+m[1]); !beside && (!due || !contactOfCompanyRE.MatchString(contactTail(s[:m[0]], 120)) && (contactWeakDeskRE.MatchString(s[m[0]:m[1]]) && !contactGuestDeskRE.MatchString(s[m[0]:m[1]]) || !contactEnBringRE.MatchString(contactTail(s[:m[0]], 60)))) {
			continue
		}
		if n := contactWhoseRE.FindStringIndex(s[m[0]:m[1]]); n != nil && strings.IndexByte(s[m[0]+n[1]:m[1]], ' ') > 0 {
			m[0] += n[1] // "The University's Data Protection Office"
		}
		name := s[m[0]:m[1]]
		if !due && !letter && (contactPagesRE.MatchString(name) || !contactEnBringRE.MatchString(contactTail(s[:m[0]], 60))) {
			continue
		}
		if contactEnGenericRE.MatchString(name) && !strings.Contains(name, " ") {
			continue
		}
		if strings.HasSuffix(name, "Services") || strings.HasSuffix(name, "Service") {
			if !strings.HasPrefix(name, "Customer") && !strings.HasPrefix(name, "Client") && !strings.HasPrefix(name, "Member") && !strings.HasPrefix(name, "User") {
				continue
			}
		}
		if m[1] < len(s) && strings.HasPrefix(s[m[1]:], " ") && unicode.IsUpper(firstRuneOf(s[m[1]+1:])) {
			continue // the name goes on
		}
		r.addDesk(i, text.Span{Start: l.span.Start + m[0], End: l.span.Start + m[1]}, 0.7, "contact/department/goal")
	}
}

// contactWhoseRE begins the name of a desk with whose it is.
var contactWhoseRE = expr.New(`^(?:The |Our )?(?:\p{Lu}[\p{L}-]* ){0,3}?\p{Lu}[\p{L}-]*['’]s `)

// letterTo reports whether the desk between the offsets at and end of line i is the first
// line of an address: a label or nothing stands before it, its company or its street behind.
func (r *contactReader) letterTo(i, at, end int) bool {
	l := &r.lines[i]
	before := r.t[l.span.Start:at]
	if strings.TrimSpace(before) != "" && !contactLetterToRE.MatchString(contactTail(before, 80)) {
		return false
	}
	last := min(i+4, len(r.lines)-1)
	if end < l.span.End {
		if !strings.HasPrefix(r.t[end:], ",") && !strings.HasPrefix(r.t[end:], " -") {
			return false
		}
		last = i + 1
	} else if !l.short() {
		return false
	}
	last = min(last, len(r.lines)-1)
	if last > i && (!r.lines[i+1].short() || r.lines[i+1].section != l.section) {
		last = i
	}
	for p := end; p < min(r.lines[last].span.End, end+200); p++ {
		if rank := r.place[p]; rank == contactRank[contactPostal]+1 {
			return true
		} else if rank != 0 {
			return false
		}
	}
	return false
}

// contactLetterToRE ends before the first line of an address.
var contactLetterToRE = expr.New(`(?i)(?:\b(?:address(?:es)?|by (?:post|mail|letter)|in writing|(?:send|sent|post|mail|write|writing|addressed|directed|submit|submitted|mailed|contact us)\b[^.]{0,60}(?: to| at)|to|at)(?: the following address)?:?|,|:|[.?!]) (?:our |the )?$`)

// contactPagesRE is what companies call pages of theirs, not desks.
var contactPagesRE = expr.New(`\b(?:Trust|Help|Privacy|Safety|Preferences?|Transparency|Security|Learning|Resource|Download) Cent(?:er|re)$`)

// contactCommonDeskRE is a desk for customers that is not written as a name.
var contactCommonDeskRE = expr.New(`\b(?i:contact(?:ing)?|e-?mail(?:ing)?|call(?:ing)?|reach(?: out to)?|writ(?:e|ing) to|through|via|by|ask|speak (?:to|with)) (?:our|the) ((?:customer|client|member|guest|user|subscriber|visitor) (?:support|services?|care|relations)(?: (?:team|department|desk|cent(?:er|re)|staff|line))?)\b`)

// contactWeakDeskRE is a name whose last word makes no desk by itself: an address or number
// has to stand behind it.
var contactWeakDeskRE = expr.New(`(?:Bureau|Unit|Secretariat|Registry|Relations|Affairs|Care|Counsel|Programm?e?|Committee|Section|Group|Line)$`)

// contactSmallDeskRE is a desk to which something is brought, named in capitals but for its
// last word ("contact our Information Governance team").
var contactSmallDeskRE = expr.New(`(?i:(?:\b(?:please|kindly|you (?:can|may|should|must)|to|or|by|can be made|may be made|sent|directed|addressed|submitted|forwarded|handled|dealt with) )(?:contact(?:ing)?|e-?mail(?:ing)?|call(?:ing)?|reach(?:ing)?(?: out to)?|writ(?:e|ing) to|speak(?:ing)? (?:to|with)|get in touch with|ask(?:ing)?|to|by|with|via)) (?i:(?:our|the) )((?:\p{Lu}[\p{L}’'-]+|\p{Lu}{2,})(?: (?:and |& )?\p{Lu}[\p{L}’'-]+){0,3}) (team|department|office|desk|unit|helpdesk)\b`)

// contactAnyTeamRE begins what is no name of a desk's own.
var contactAnyTeamRE = expr.New(`^(?:Support|Sales|Customer|Client|Service|Help|App|Web|Website|Site)$`)

// contactGuestDeskRE is a desk for those whom a company serves, whatever its last word.
var contactGuestDeskRE = expr.New(`^(?:The |Our )?(?:\p{Lu}\p{L}+ )?(?:Customer|Client|Member|Guest|Patient|Consumer|Subscriber|Visitor|Passenger|Enterprise|Investor|Public|Alumni|Donor|Supporter) (?:Care|Relations)$`)

// contactOfCompanyRE ends before the desk of a company to which something is sent.
var contactOfCompanyRE = expr.New(`\b(?:to|at|with|contact|write to) \p{Lu}[\p{L}\p{N}.&'’ -]{1,60} ` + contactLegalForm + `,? $`)

// contactLeadRE is what may stand between a name and the address or number by which it is
// reached.
var contactLeadRE = expr.New(`^(?:\)|”|")?(?: \([^()]{2,12}\))?(?:,|;|:| [-–—·|]| \()? ?(?:(?:is|are|can be|may be|will be|to be) )*(?:(?:reached|contacted|found|available|written to|open|listening) )?(?:(?:at|on|via|under|by|through|using|the|tel\.?|telephone|phone|toll-free|toll|free|freephone|call|e-?mail|mail|fax|number|address|post):? )*(?:tel|T|E|P|M|F)?[.:]? ?[\[(<]?`)

// leadsTo reports whether an address or number stands right behind the offset at of line i:
// what ends there is reached by it.
func (r *contactReader) leadsTo(i, at int) bool {
	l := &r.lines[i]
	if at >= l.span.End {
		return false
	}
	rest := contactHead(r.t[at:l.span.End], 120)
	n := at + len(contactLeadRE.FindString(rest))
	if n >= l.span.End {
		return false
	}
	if rank := r.place[n]; rank > 0 && rank <= contactRank[contactPostal]+1 {
		return true
	}
	return strings.HasPrefix(r.t[n:], "http") || strings.HasPrefix(r.t[n:], "www.")
}

// latinDeskValue takes the name behind "Attn:".
func (r *contactReader) latinDeskValue(i int, v text.Span) {
	s := r.t[v.Start:v.End]
	if n := strings.IndexAny(s, ",;|(\n"); n >= 0 {
		s = s[:n]
	}
	if n := strings.IndexAny(s, "0123456789"); n > 3 && s[n-1] == ' ' {
		s = s[:n] // a street
	}
	if n := contactFirstStop(s); n >= 0 {
		s = s[:n]
	}
	s = strings.TrimRight(s, " .")
	off := len(s) - len(strings.TrimLeft(s, " *_"))
	if strings.HasPrefix(s[off:], "the ") {
		off += len("the ")
	}
	if m := contactEnDeskRE.FindStringIndex(s[off:]); m != nil && m[0] == 0 && contactRunOnRE.MatchString(s[off+m[1]:]) {
		s = s[:off+m[1]] // the sentence goes on behind it
	}
	if n := len(strings.TrimSpace(s)); n < 2 || n > 80 || strings.Contains(s, "@") || unicode.IsLower(firstRuneOf(s[off:])) {
		return
	}
	if before := r.t[r.lines[i].span.Start:v.Start]; contactLegalRE.MatchString(before) && (r.isCompany(strings.TrimSpace(s)) || contactLegalEndRE.MatchString(s) || strings.Count(contactHead(r.t, 20000), strings.TrimSpace(s)) >= spokenOf) {
		return // at another company's address the company itself is no desk
	}
	sp := text.Span{Start: v.Start + off, End: v.Start + len(s)}
	if name := s[off:]; contactIsOfficeRE.MatchString(name) && contactOfDataRE.MatchString(name) {
		if !r.taken(sp, contactPerson) {
			r.add(contactFind{typ: contactPerson, line: i, view: sp, value: contactQuote(name), role: roleOfficer, conf: 0.85, rule: "contact/person/attn"})
		}
		return
	}
	r.addDesk(i, sp, 0.9, "contact/department/attn")
}

// contactRunOnRE is how a sentence goes on behind the name of a desk.
var contactRunOnRE = expr.New(`^ (?:or|and|by|at|to|if|with|via|in|for|so|when) [a-z]`)

// spokenOf is how often a text names the company it speaks of, at least.
const spokenOf = 8

// authority finds a supervisory authority by its own name in a sentence on
// complaints.
func (r *contactReader) authority(i int) {
	l := &r.lines[i]
	s := r.t[l.span.Start:l.span.End]
	if len(s) > 8000 {
		s = s[:8000]
	}
	add := func(at int, name string) {
		if n := strings.Index(name, ". "); n > 8 {
			name = name[:n] // the sentence after
		}
		sp := text.Span{Start: l.span.Start + at, End: l.span.Start + at + len(name)}
		sent := r.sentenceAround(i, sp)
		before := contactTail(r.t[sent.Start:sp.Start], 90)
		if strings.HasSuffix(name, "'s") || strings.HasSuffix(name, "’s") || contactHowToRE.MatchString(before) {
			return // "how to contact the Commission", "the Commission's website"
		}
		if (contactComplainRE.MatchString(before) || contactThisIsRE.MatchString(before) || r.leadsTo(i, sp.End)) && r.addDesk(i, sp, 0.75, "contact/department/authority") {
			f := &r.found[len(r.found)-1]
			f.role, f.why = roleComplaintBody, r.firstHitIn(i, sent, ctComplaint)
		}
	}
	for _, m := range contactBodyRE.FindAllStringSubmatchIndex(s, -1) {
		name := contactCutBody(strings.TrimRight(s[m[2]:m[3]], "."))
		if len(name) < 12 || contactBodyNoneRE.MatchString(name) && !(strings.HasPrefix(name, "Office of the ") && r.leadsTo(i, l.span.Start+m[3])) || !contactBodyWordRE.MatchString(name) || strings.HasPrefix(name, "Office") && !contactBodyOfficeRE.MatchString(name) && !contactLodgeRE.MatchString(contactTail(s[:m[2]], 160)) {
			continue
		}
		add(m[2], name)
	}
	for _, x := range [...]*expr.Regexp{contactMediatorRE, contactMediateRE} {
		for _, m := range x.FindAllStringSubmatchIndex(s, -1) {
			name := s[m[2]:m[3]]
			sp := text.Span{Start: l.span.Start + m[2], End: l.span.Start + m[3]}
			if contactNoMediatorRE.MatchString(name) || contactIsOfficeRE.MatchString(name) || contactAnyHolderRE.MatchString(name) || r.isCompany(name) || r.doc.Company != "" && strings.Contains(r.doc.Company, name) || contactBodyAnyRE.MatchString(name+" ") || r.taken(sp, contactDepartment) {
				continue
			}
			if r.addDesk(i, sp, 0.65, "contact/department/mediator") {
				f := &r.found[len(r.found)-1]
				f.role = roleComplaintBody
			}
		}
	}
	for _, m := range contactBodyOfRE.FindAllStringSubmatchIndex(s, -1) {
		if name := s[m[2]:m[3]]; !contactBodyAnyRE.MatchString(name) && !contactNamelyRE.MatchString(s[m[3]:]) {
			add(m[2], name)
		}
	}
	for _, m := range contactBodyShortRE.FindAllStringIndex(s, -1) {
		if before := strings.TrimSuffix(s[:m[0]], "the "); strings.HasSuffix(before, "(") || strings.HasSuffix(before, "“") {
			continue // the name stands before its short form
		}
		add(m[0], s[m[0]:m[1]])
	}
}

// contactAppealRE tells a line on complaints, contactBodyShortRE the authorities that
// are known by a short or a foreign name.
var (
	contactHowToRE     = expr.New(`(?i)\bhow to (?:contact|reach|complain to) (?:the )?$`)
	contactThisIsRE    = expr.New(`(?i)\b(?:this|that|it|which|authority) is (?:the )?$`)
	contactAppealRE    = expr.New(`(?i)complain|\bappeal to\b|\bcommissioners? office\b|\binternal review\b|\bmishandled\b|\b(?:not|still|in)[ -]?satisfied\b|\b(?:dis|un)satisfied\b|\bunhappy\b|\bnot happy\b|\bremain concerned\b|\bredress\b`)
	contactBodyShortRE = expr.New(`\b(?:ICO|CNIL|AEPD|OAIC|Garante(?: per la protezione dei dati personali)?|Datatilsynet|Autoriteit Persoonsgegevens|Datenschutzbehörde|Integritetsskyddsmyndigheten|Tietosuojavaltuutettu)\b`)
)

// contactNamelyRE goes on with the name of the authority itself.
var contactNamelyRE = expr.New(`^, (?:the |namely,? |i\.e\.,? )*\p{Lu}\p{Ll}+ \p{Lu}`)

// contactBodyOfRE finds an authority called by its country and its task ("the Danish
// data protection authority"); contactBodyAnyRE tells words that name no country.
var (
	contactBodyOfRE     = expr.New(`(\p{Lu}\p{Ll}{3,}(?: \p{Lu}\p{Ll}{3,})? (?:(?:data|privacy) protection|data privacy|supervisory|privacy|information) (?:authority|commissioner|agency|commission|inspectorate)|\p{Lu}\p{Ll}{3,} authority for (?:data|privacy)[a-z ]{0,12})`)
	contactBodyAnyRE    = expr.New(`^(?:The|Your|Our|Their|Any|Each|Local|National|Competent|European|Relevant|Lead|With|Contact|Which|This|That)\b`)
	contactBodyOfficeRE = expr.New(`(?i)data|privacy|information|protection|commission`)
)

var contactLodgeRE = expr.New(`(?i)\bcomplain|\blodged?\b`)

var contactComplainRE = expr.New(`(?i)complain|contact|authority (?:(?:in charge|responsible|competent)[^.]{0,40} )?is|\brefer (?:it|this|the|your|any)\b|\bconsult|lodge|report|regulator|appeal to|\braise (?:it|this|the|your|any)\b|\b(?:regulated|supervised|overseen|governed) by (?:the )?$|\bsupervision of (?:the )?$`)

// contactRegulatedRE says who watches over the company's handling of data.
var contactRegulatedRE = expr.New(`(?i)\b(?:we|our|us|company)\b[^.;:]{0,80} (?:(?:regulated|supervised|overseen|governed) by|supervision of) (?:the )?\p{Lu}`)

// A body that settles disputes: complaints are referred to it, or one turns to it where an
// answer does not satisfy. Its name is open.
var (
	contactMediatorRE   = expr.New(`\b(?:refer|submit|escalate|bring|direct|take)\b[^.;:]{0,60}\b(?:complaints?|disputes?|claims?)\b[^.;:]{0,60}? to (?:the )?(` + contactBodyName + `)[^.;]{0,40}\b(?:dispute|mediat|arbitrat|ombuds|independent)`)
	contactMediateRE    = expr.New(`(?i:(?:\bunresolved|\bunsatisf\w+|(?:\bnot|n['’]t) (?:been |adequately |fully |properly )*(?:satisf\w+|resolved|addressed|received))\b)[^.;:]{0,160}? (?i:contact|visit)(?: or visit)? (?i:our )?[^.;:\p{Lu}]{0,80}?(` + contactBodyName + `)(?:[.,(]| \(| at\b| through\b| via\b| \[| by\b)`)
	contactNoMediatorRE = expr.New(`(?i)^(?:us|we|our|you|the|this|customer|data|privacy|your|here|support|please|eu|eea|uk|u\.s|if|for|https?)\b|\b(?:team|department|support|services?|policy|section|center|centre|authorit(?:y|ies)|shield|framework|program|office)$`)
)

// contactBodyName has the form of the name of a body.
const contactBodyName = `\p{Lu}[\p{L}&'’]+(?: (?:\p{Lu}[\p{L}&'’]+|of|for|and)){0,5}`

// contactCutBody cuts words that do not belong to an authority's name from
// its ends.
func contactCutBody(s string) string {
	for {
		n := strings.LastIndexByte(s, ' ')
		if n < 0 {
			return s
		}
		switch s[n+1:] {
		case "for", "of", "the", "and", "de", "für", "la", "des", "et", "&":
			s = s[:n]
		default:
			return s
		}
	}
}

// accredited finds the body that settles complaints: an association named as
// 認定個人情報保護団体, or the commission.
func (r *contactReader) accredited(i int) {
	l := &r.lines[i]
	s := r.t[l.span.Start:l.span.End]
	about := l.has&ctComplaint != 0
	if !about && l.short() {
		for j := i - 1; j >= 0 && j >= i-4 && !about; j-- {
			about = r.lines[j].has&ctComplaint != 0
			if r.lines[j].has&(ctDigit|ctAt) != 0 && !about {
				break
			}
		}
	}
	if !about {
		return
	}
	if l.short() && !strings.Contains(s, "法人") {
		r.accreditedName(i)
	}
	for _, h := range r.lineHits(i, l.span) {
		word := r.t[h.start:h.end]
		if word == "個人情報保護委員会" {
			rest := r.t[h.end:min(l.span.End, contactRuneStart(r.t, h.end+300))]
			if contactToCommissionRE.MatchString(rest[contactBracket(rest):]) && r.addDesk(i, text.Span{Start: h.start, End: h.end}, 0.75, "contact/department/commission") {
				f := &r.found[len(r.found)-1]
				f.role, f.why = roleComplaintBody, f.view
			}
			continue
		}
		if h.mark&ctLegal == 0 || !strings.HasSuffix(word, "社団法人") && !strings.HasSuffix(word, "財団法人") && !strings.HasSuffix(word, "機構") {
			continue
		}
		rest := r.t[h.end:l.span.End]
		gap := len(rest) - len(strings.TrimLeft(rest, " ")) // "一般財団法人 …協会"
		n := contactNameRun(rest[gap:])
		if n == 0 || n > 90 || gap > len(" ") {
			continue
		}
		n += gap
		sp := text.Span{Start: h.start, End: h.end + n}
		behind := strings.TrimLeft(rest[n:], " ")
		if l.short() {
			own := strings.TrimSpace(s[:h.start-l.span.Start])
			if own != "" && !strings.HasSuffix(own, ":") && !strings.HasSuffix(own, "団体") && !strings.HasSuffix(own, "名称") {
				continue
			}
			// Its desk on the same line belongs to it.
			if behind != "" {
				if desk := strings.Fields(behind)[0]; contactIsDesk(desk) {
					sp.End = h.end + len(rest) - len(strings.TrimLeft(rest[n:], " ")) + len(desk)
				}
			}
		} else {
			sent := r.sentenceAround(i, sp)
			if !contactAccreditedRE.MatchString(r.t[sent.Start:sp.Start]) && !contactAccreditedRE.MatchString(r.t[sp.End:sent.End]) {
				continue
			}
			if !contactToBodyRE.MatchString(r.t[sp.End:sent.End]) {
				continue
			}
		}
		if r.addDesk(i, sp, 0.75, "contact/department/accredited") {
			f := &r.found[len(r.found)-1]
			f.role = roleComplaintBody
		}
	}
}

// accreditedName finds an association without a legal form in an entry of its own about who
// settles complaints: behind its label, or alone above where it is reached.
func (r *contactReader) accreditedName(i int) {
	l := &r.lines[i]
	s := r.str(i)
	m := contactAssociationRE.FindStringSubmatchIndex(contactHead(s, 200))
	if m == nil || m[2] == m[3] {
		return
	}
	sp := text.Span{Start: l.span.Start + m[4], End: l.span.Start + m[5]}
	if name := r.t[sp.Start:sp.End]; name == r.doc.Company || contactPointedRE.MatchString(name) || m[2] == m[4] && !r.isNear(i, 0, 4) {
		return
	}
	if r.addDesk(i, sp, 0.7, "contact/department/accredited") {
		r.found[len(r.found)-1].role = roleComplaintBody
	}
}

// contactAssociationRE is such an entry, with its label.
var contactAssociationRE = expr.New(`^((?:[^:。]{0,24}(?:団体|名称|申し?出先)\s?[: ]\s?)?([\p{Han}\p{Katakana}ー]{2,24}(?:協会|協議会|連合会|機構)))(?:$|[\s(])`)

var (
	contactAccreditedRE   = expr.New(`認定(?:個人情報保護)?団体|苦情の?解決`)
	contactToCommissionRE = expr.New(`^(?:に対し(?:て)?|に|へ|まで)、?[^。]{0,16}(?:苦情|申し?立|相談|連絡|通報)`)
	contactToBodyRE       = expr.New(`^[^。]{0,60}(?:に|へ|まで|を)[^。]{0,40}(?:申し?出|申し?立|相談|連絡|問い?合わ?せ|利用|ご利用)`)
)
