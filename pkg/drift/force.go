package drift

import (
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
)

// A force is what a statement claims, denies, demands and allows, counted by
// the forms that say so.
type force struct {
	notApply int // この限りではない, shall not apply
	not      int // plain denials: しません, will not
	nor      int // what is denied besides, without a verb of its own
	joined   int // denials that another one is joined to, which the other language may say as one
	without  int // 得ずに, without
	unless   int // ない限り, unless
	soft     [numSoft]int
	must     int // しなければならない, must
	weak     int // ものとします, shall, ください: duty in one reading
	may      int // ことがあります, may
	can      int // できます, can, entitled to: may in one reading
	hint     int // words by which a possibility shows otherwise
	need     int // of these: as needed
	fear     int // おそれ, likely: what may come of it
	consent  struct{ with, without int }
	limits   int // ただし, 限り, except, only if
	limitsX  int // words that may stand for a limit
}

// Soft denials: words that deny within themselves, by what they say.
const (
	softExcept = iota
	softOnly
	softRefuse
	softHard
	softPrevent
	softForbid
	softWrong
	softOff
	softLack
	numSoft
)

var (
	jaMustRE    = expr.New(`な(?:けれ|きゃ)ば(?:なり(?:ません|ませぬ)|ならない|ならず|いけません|いけない)|なくては(?:なりません|ならない|いけません|いけない)|ざるを得(?:ません|ない)|ねばな(?:らない|りません)|義務(?:を負(?:い|う|っ)|があ|付け|づけ)`)
	jaWeakRE    = expr.New(`ものと(?:します|する|いた)|ください|下さい|必要(?:が|で|と|な)|べき|求め|お願い|いただき?ま|義務|要し|要する|講じさせ|させます`)
	jaMayRE     = expr.New(`可能性[がは](?:ある|あり|ござ|高)|(?:こと|場合|とき)(?:が|は|も)?(?:ある|あり(?:ます|え|得|うる|、|,)|ございます)|かもしれ(?:ない|ません)`)
	jaCanRE     = expr.New(`(?:こと|利用|請求|選択|変更|設定|削除|確認|拒否|使用|停止|無効化|撤回|閲覧)(?:が|は|も)?(?:でき|可能)|できる|でき(?:ます|た|、)|可能(?:です|で|な|と|に)|権利|任意|(?:いただけ|られ|使え|行え|選べ|外せ|消せ)ます。|[^をがに]得る|[^をがに]得ます|うる|自由|(?:いつでも|お?気軽に|ご自由に)[^、。]{0,30}(?:ください|下さい)`)
	jaHintRE    = expr.New(`場合が|ことが|可能|おそれ|恐れ|かねない|適宜|随時|必要に応じ|許可|許諾|認め|(?:問い?合わ?せ|連絡|相談|申し?出|利用|選択|確認)(?:て)?(?:ください|下さい)|よう|うる|得る|行ったり|たり`)
	jaFearRE    = expr.New(`(?:おそれ|恐れ|虞)(?:が|の)?(?:ある|あり)`)
	jaNeedRE    = expr.New(`適宜|随時|必要に応じ`)
	jaSkipRE    = expr.New(`(?:だけ|のみ|ばかり)で(?:は|も)?(?:なく|ない)|に(?:限|留|止|とど)ま?ら(?:ず|ない|れず|れない|れません)|限定(?:され|し)(?:ない|ず|ません)|限り?(?:られ)?ません|のみならず|にかかわらず|に関わらず|に拘(?:わ)?らず|問わず|やむを得(?:ない|ず)|かもしれ(?:ない|ません)|に過ぎ(?:ない|ません)|間違いな[くい]|少な(?:く|い|くとも)|遅滞な[くい]|滞りな[くい]|間もなく|漏れなく|もれなく|残らず|必ずしも|何らか|思わぬ|絶えず|まず|必ず|はず|いず|わずか|みず|速やか|ともなく|無く|なくな[るりっ]た際|少なから|ほかならない|他ならない|すみません|のではないか|(?:が|は)(?:ない|ありません)か(?:[^っら]|$)|相違ない|余儀なく`)
	jaUnlessRE  = expr.New(`ない(?:限り|かぎり)`)
	jaNotLimRE  = expr.New(`この限り(?:で|に)(?:は)?(?:ない|ありません|なく|あらず|は?ございません)`)
	jaWithoutRE = expr.New(`(?:なし|無し|無断)(?:に|で|の|には)|(?:こと|同意|許可|承諾|承認|通知|予告|了承|理由|事由)(?:も|は)?(?:なく|無く)(?:して)?|ないで|[^ま]ずに|同意を(?:得|え|取得せ)ず(?:、|,)`)
	jaNotRE     = expr.New(`ません|[^まはいわみ、。]ず(?:、|,|して)|(?:[かさたなはまらわがばぱいきしちにひみりえけせてでねへめれも]|では|じゃ)な(?:い|く|かっ|けれ)(?:[^どん]|$)|まい(?:。|$)|不要(?:な|と|で|。|$)|なし(?:[。)、]|$)|いたしかね|かねます|かねる|できかね|不可(?:です|と|。|$)|未(?:使用|導入|実装|取得|登録|設置|対応|提供|収集|保存|利用|実施|加入|接続|送信|完了)(?:です|であ|と|の(?:ため|まま)|。|、|,|[)）]|$)|(?:せ|さ|ら|か|わ|ま|れ|え)ぬ`)
	jaConsentWO = expr.New(`(?:同意|承諾|許諾|許可|承認)(?:を|が|の|も|は)?(?:得|え|取得す|取|いただ|頂|受け|ござい|あ|求め)?(?:ら|れ|るこ|る|く|せ)*(?:と|とが)?(?:なく|なし|なしに|無し|無く|ないで|ずに|ず、|ない限り|ることなく)|無断|(?:同意|承諾|許可)(?:を得|なく|なし|のな)(?:ずに|いで|いまま|い限り)|同意を得ない|(?:同意|承諾|許諾|許可|承認)(?:を|が)?(?:得|ある|あった|いただい|受け)(?:た|る)?(?:場合|とき)?(?:を|は)?除`)
	jaConsentW  = expr.New(`(?:同意|承諾|許諾|許可|承認)(?:を|が|の|に)?(?:得て|得た|得る|得ら|えて|えた|取得し|取得す|取得の|いただ|頂|受けた|受けて|上で|もと|下|基づ|(?:または|又は|や|及び|および|・)[^、。]{1,8}(?:のもと|の下|に基づ)|あった|ある|した|された|していただ|して頂)`)
	jaLimitsRE  = expr.New(`(?:を|は)除(?:き|いて)|ない限り|場合に限|に限って`)
	jaLimitsX   = expr.New(`限|ただし|但し|除|以外|のみ|だけ|ほか|前提|ない場合|なければ|うえで|上で|応じて|場合`)

	enMustRE    = expr.New(`\bmust\b|\b(?:has|have|had|having) to\b|\b(?:is|are|be) (?:required|obliged|obligated) to\b`)
	enWeakRE    = expr.New(`\bshall\b|\bneed(?:s|ed)? to\b|\bplease\b|\bshould\b|\brequire|\brequest|\bnecessary\b|\bneeded\b|\bneeds?\b|\boblig|\bduty|\bare asked to\b|\bis asked to\b|\bresponsib|\bwill\b|\bensure|\bmake sure\b`)
	enMayRE     = expr.New(`\bmay\b|\bmight\b`)
	enCanRE     = expr.New(`\bcan\b|\bcould\b|\bable to\b|\bentitled\b|\bright to\b|\brights?\b|\bpossib|\bpermitted\b|\ballow|\boption|\bavailable\b|\bchoose\b|\bfree to\b|\benabl|\blets?\b|\bvoluntar`)
	enHintRE    = expr.New(`\bin some cases\b|\bsometimes\b|\bpotential|\blikely\b|\bfrom time to time\b|\bdiscretion\b|\breserves?\b|\brisk|\boccasion|\bas (?:needed|necessary|appropriate)\b|\bsubject to change\b|\bthere (?:are|is) cases?\b|\bwould\b|\bsome\b|\bat any time\b`)
	enFearRE    = expr.New(`\b(?:may|might|could|can|would|likely|risks?|fear|threat\w*|possib\w*|potential\w*|danger|concern|chance)\b`)
	enNeedRE    = expr.New(`\bfrom time to time\b|\bas (?:needed|necessary|appropriate)\b`)
	enSkipRE    = expr.New(`\bnot (?:limited|necessarily limited|later than|less than|more than|fewer than|be limited|restricted)\b|\bno (?:later|less|more|fewer|earlier) than\b|\bwhether or not\b|\bor not\b|\bif not\b|\bno\.|\bwithout (?:undue )?delay\b|\bno matter\b|\bdo not hesitate\b|\bdon't hesitate\b|\bwithout limitation\b|\bnone of which\b|\bdo not track\b|\bregardless\b|\bwithout fail\b`)
	enNotRE     = expr.New(`\bnot\b|\bcannot\b|n't\b|\bnever\b|\bneither\b|\bno\b|\bnobody\b|\bnothing\b|\bnone\b`)
	enNorRE     = expr.New(`\bnor\b`)
	enWithoutRE = expr.New(`\bwithout\b`)
	enUnlessRE  = expr.New(`\bunless\b`)
	enConsentWO = expr.New(`\bwithout (?:[a-z' ,]{0,60}?)(?:consent|permission|agreement|approval|authoriz|authoris)|\bunless (?:[a-z' ,]{0,60}?)(?:consent|permission|agree|approv)|\b(?:do|does|did|has|have) not (?:[a-z' ]{0,30})?(?:consent|agree)|\bexcept (?:[a-z' ,]{0,40}?)(?:consent|permission|approv|agree)`)
	enConsentW  = expr.New(`\b(?:with|upon|on|under|by|after|obtain[a-z]*|obtaining|get|gets|getting|receiv[a-z]*|given|giv[a-z]*|based on|subject to|only if|provided|sought|seek|acquir[a-z]*|ask for) (?:[a-z' ,]{0,50}?)(?:consent|permission|approval)\b|\b(?:consented|approved)\b`)
	enLimitsRE  = expr.New(`\bexcept(?:ion| where| when| if| as)?\b|\bunless\b|\bonly (?:if|when|where|with)\b|\bprovided that\b`)
	enLimitsX   = expr.New(`\bonly\b|\bhowever\b|\bexclud|\bother than\b|\bapart from\b|\baside\b|\bsolely\b|\bbut\b|\blimit|\brestrict|\bsubject to\b|\bwithout\b|\bif\b|\bwhere\b|\bwhen\b|\bextent\b|\bjust\b|\balone\b`)
)

// soft denials of both languages
var jaSoft = [numSoft]*expr.Regexp{
	softExcept:  expr.New(`除[いきくか]|以外|例外|対象外|適用外|ただし|但し|この限り|ほか|他の`),
	softOnly:    expr.New(`のみ|[^れ]だけ|に限|限り|限定|にとどま`),
	softRefuse:  expr.New(`拒否|拒む|拒ん|拒絶|断る|お断り|断り|オプトアウト|撤回|辞退|反対|異議`),
	softHard:    expr.New(`困難|難し|不可能|不能|支障|代わり`),
	softPrevent: expr.New(`防止|防ぐ|防ぎ|予防|避け|回避|免責|免れ|控え|抑`),
	softForbid:  expr.New(`禁止|禁じ|禁ずる`),
	softWrong:   expr.New(`不正|不当|違法|誤|虚偽|不適切|不明|不足|不備|不十分|反し|反す`),
	softOff:     expr.New(`無効|停止|中止|終了|解除|失効|削除|消去|オフ|匿名|非公開`),
	softLack:    expr.New(`欠|怠|失|無[^効料]|未[^成]|非[^公]|なし|ゼロ|外れ|超え`),
}

var enSoft = [numSoft]*expr.Regexp{
	softExcept:  expr.New(`\bexcept|\bother than\b|\bexclud|\bapart from\b|\baside from\b|\bbeyond (?:these|those|this|that|what)\b|\bprovided\b|\bhowever\b|\bunless\b|\bnotwithstanding\b|\bother\b|\bbut\b`),
	softOnly:    expr.New(`\bonly\b|\bsolely\b|\bexclusively\b|\blimited\b|\balone\b|\bmerely\b|\blimit`),
	softRefuse:  expr.New(`\brefus|\breject|\bdeclin|\bdeny|\bdenies|\bdenied|\bopt[- ]out|\bwithdraw|\bobject|\bdisagree|\brevok`),
	softHard:    expr.New(`\bdifficult|\bimpossib|\bunable\b|\bunavailab|\birrecover|\bimpractic|\bincapable|\bhinder|\binterfere|\bimpede|\binstead\b|\brather than\b|\bignor|\bgive up\b`),
	softPrevent: expr.New(`\bprevent|\bavoid|\bdisclaim|\bexempt|\brefrain|\bprotect|\bfree (?:of|from)\b|\bguard|\bminimi`),
	softForbid:  expr.New(`\bprohibit|\bforbid|\bban\b|\bbanned\b`),
	softWrong:   expr.New(`\bimproper|\bunlawful|\billegal|\bunauthori|\bincorrect|\binaccura|\bfalse|\bwrong|\bunfair|\bdishonest|\bunnecess|\bunknown|\bincomplete|\binsufficient|\bcontrary|\bagainst\b|\bfraud`),
	softOff:     expr.New(`\bdisabl|\bstop|\bceas|\bsuspen|\bdiscontinu|\bterminat|\bdelet|\berase|\binvalid|\banonym|\bturn(?:ed|s)? off\b|\bblock|\bexpire|\bclear`),
	softLack:    expr.New(`\black|\bfail|\bmiss|\babsen|\bloss\b|\blost\b|\blose|\bun[a-z]+(?:ed|able)\b|\bnon-|\bzero\b|\bbeyond\b|\bexceed|\bout of\b|\baway from\b|\bfree\b|\boutside\b|\bleave`),
}

// enAndNotRE finds a list of things denied, which Japanese denies at once: not
// uploaded, and not used.
var enAndNotRE = expr.New(`\bnot [a-z ]{3,40}, (?:and |or |nor )?not (?:be )?[a-z]+ed\b`)

// Denials that are joined: "do not copy it and do not sell it" is said as one of
// "copying or selling".
var (
	enJoinedRE = expr.New(`(?:\bnot\b|n't\b|\bno\b|\bnever\b|\bcannot\b)[^.;]{3,120}?(?:,|,? and|,? or|,? but) (?:(?:we|it|they|this|that|(?:the|their|its|your|our) [a-z]+) )?(?:(?:do|does|will|is|are|shall|may|can) (?:not|never)\b|(?:don|doesn|won|isn|aren)'t\b|cannot\b|no\b|never\b)`)
	jaJoinedRE = expr.New(`[^まはいわみ、。]ず、|(?:こと|もの)(?:は|も)(?:なく|ありませんし)、?`)
)

func count(re *expr.Regexp, s string) int { return len(re.FindAllStringIndex(s, -1)) }

// blank replaces what re finds by spaces, so that nothing else finds it.
func blank(re *expr.Regexp, s string) (string, int) {
	n := 0
	s = re.ReplaceAllStringFunc(s, func(m string) string {
		n++
		return strings.Repeat(" ", len(m))
	})
	return s, n
}

var defineRE = expr.New(`\((?:以下|以後)[^)]*\)|「[^」]{1,60}」|“[^”]{1,80}”|"[^"]{1,80}"|\((?:hereinafter|hereafter|collectively)[^)]{0,80}\)|\(the (?:["“'‘][^)]{0,80}|(?:[A-Z][A-Za-z-]* ?){1,4}|[a-z]+(?: [a-z]+)?)\)`)

// forceOf reads the force of a statement.
func forceOf(lang, s string) force {
	var f force
	s = defineRE.ReplaceAllStringFunc(s, func(m string) string { return strings.Repeat(" ", len(m)) })
	if lang == policy.English {
		s, _ = blank(properNoRE, s)
		s = strings.ToLower(strings.ReplaceAll(s, "’", "'"))
		f.consent.without = count(enConsentWO, s)
		t, _ := blank(enConsentWO, s)
		f.consent.with = count(enConsentW, t)
		for k, re := range enSoft {
			f.soft[k] = count(re, s)
		}
		f.limits, f.limitsX = count(enLimitsRE, s), count(enLimitsX, s)
		s, _ = blank(enSkipRE, s)
		s = notOnly(s)
		s, f.notApply = blank(enNotApplyRE, s)
		f.without, f.unless = count(enWithoutRE, s), count(enUnlessRE, s)
		f.not = count(enNotRE, s) - count(enAndNotRE, s)
		f.joined = count(enJoinedRE, s)
		if f.nor = count(enNorRE, s); f.not == 0 && f.nor > 0 {
			f.not = 1
		}
		t, _ = blank(mayNotRE, s) // a prohibition allows nothing
		f.must = count(enMustRE, t)
		f.weak, f.can, f.hint, f.need = count(enWeakRE, s), count(enCanRE, t), count(enHintRE, s), count(enNeedRE, s)
		f.fear = count(enFearRE, s)
		t, _ = blank(enMayHaveRE, t)
		f.may = count(enMayRE, t)
		f.hint += count(enMayRE, s) - f.may
		return f
	}
	f.consent.without = count(jaConsentWO, s)
	t, _ := blank(jaConsentWO, s)
	f.consent.with = count(jaConsentW, t)
	for k, re := range jaSoft {
		f.soft[k] = count(re, s)
	}
	f.limits, f.limitsX = count(jaLimitsRE, s), count(jaLimitsX, s)
	s, f.must = blank(jaMustRE, s)
	s, n := blank(jaNotLimRE, s)
	s, _ = blank(jaTwiceRE, s)
	s, f.unless = blank(jaUnlessRE, s)
	s, _ = blank(jaSkipRE, s)
	f.weak, f.may, f.can, f.hint, f.need = count(jaWeakRE, s), count(jaMayRE, s), count(jaCanRE, s), count(jaHintRE, s), count(jaNeedRE, s)
	f.fear = count(jaFearRE, s)
	s, f.without = blank(jaWithoutRE, s)
	f.not, f.joined = count(jaNotRE, s), count(jaJoinedRE, s)
	f.notApply = n
	return f
}

var (
	enNotOnlyRE = expr.New(`\bnot (?:only|just|merely|solely|simply)\b`)
	enAlsoRE    = expr.New(`\b(?:but|also|as well|rather)\b`)
)

// notOnly blanks the "not" of "not only … but also", which affirms both. Without
// a second thing it denies.
func notOnly(s string) string {
	for _, m := range enNotOnlyRE.FindAllStringIndex(s, -1) {
		if enAlsoRE.MatchString(s[m[1]:]) {
			s = s[:m[0]] + "   " + s[m[0]+len("not"):]
		}
	}
	return s
}

var enNotApplyRE = expr.New(`\b(?:(?:do|does|shall|will|is|are) not|not be) (?:apply|applicable|applied)\b|\bnot apply\b`)

var enMayHaveRE = expr.New(`\bmay (?:have|otherwise)\b|\bas may be\b|\bor may\b|\b(?:that|who) may\b|[^,] which may\b`)

// properNoRE finds the particle of Japanese names in Latin letters.
var properNoRE = expr.New(`[A-Z][a-z]+ no [A-Z]`)

var mayNotRE = expr.New(`\b(?:may|can|could|might|must|shall) not\b|\bcannot\b|\bcan't\b|\bmustn't\b`)

// denials returns how often a statement denies, all forms together.
func (f *force) denials() int { return f.not + f.without + f.unless }

// softBeyond returns how many words that deny within themselves f has that g
// does not have: such as take the place of a plain denial, and such as may.
func (f *force) softBeyond(g *force) (strong, weak int) {
	for k := range f.soft {
		n := max(0, f.soft[k]-g.soft[k])
		switch k {
		case softRefuse, softHard, softWrong:
			strong += n
		default:
			weak += n
		}
	}
	return
}
