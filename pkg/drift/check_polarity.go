package drift

import (
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/token"
)

// What the main predicate of a sentence does: Japanese has it at the end, English
// behind the subject. Words elsewhere in a long sentence that deny within
// themselves, such as "except", do not excuse it. A sentence that denies one thing
// and affirms another is left to the count of denials.

// A polarity says whether a main predicate affirms or denies.
type polarity int8

const (
	unclear polarity = iota
	affirms
	denies
)

var (
	jaTailRE     = expr.New(`[^、。,]*$`)
	jaDeniesRE   = expr.New(`(?:ません|ませんでした|[らわたかさばまなしきみりえれけせてべ]ない|ではない|除[きく](?:ます|ものと)?(?:します|する)?|(?:を|は)除きます|除く|未(?:使用|導入|実装|取得|登録|設置|対応|提供|収集|保存|利用|実施|加入|接続|送信|完了)(?:です|である|とする|とします)?)$`)
	jaTwiceRE    = expr.New(`[^、。]ないもの(?:と|とは)(?:し|いたし|致し)ません`)
	jaAffirmsRE  = expr.New(`(?:[しいきりみちびぎにえけせてねへめれべ]ます|ました|です|とする|ている|である|する|行う|用いる)$`)
	jaDenialRE   = expr.New(`ませ|ない|なく|なかっ|[^ま]ず`)
	jaHedgedRE   = expr.New(`かもしれ|なければなり|限られ(?:ません|ない)|限りません|とは限|ざるを得|ではありませんか|必要(?:は|が)(?:ない|ありません)|わけでは|ばかりで|に過ぎ|かね|拒|断|禁|控え|免責|防|避け|不可|不能|困難|難|停止|中止|無効|失|欠|以外|(?:のみ|だけ)(?:[^がの]|[がの][^、。]{0,10}$|$)|限り?(?:ます|とし)|にとど|異なる|異なり`)
	enLeadRE     = expr.New(`^(?:(?:however|provided|in addition|furthermore|also|please note that|note that|therefore|accordingly),? |\(?(?:if|when|where|in (?:the )?(?:case|event)s?|unless|except|upon|after|before|for|in|with|under|by|to|as|notwithstanding|on|at|even|regardless|during|until|once|without|based|pursuant)\b[^,;:]*, )+`)
	enMainRE     = expr.New(`^((?:[a-z,'()“”"-]+ ){1,8}?)(do|does|did|will|shall|may|must|can|is|are|was|were|has|have|cannot|don't|doesn't|won't|isn't|aren't|never)\b( not\b| never\b| no longer\b)?((?: [a-z-]+){0,6})`)
	enSubordRE   = expr.New(`\b(?:which|that|who|whom|whose|where|if|when|unless|except|because|whether|what|how|while)\b`)
	enSecondRE   = expr.New(`\b(?:and|or|but) $`) // of two predicates
	enHedgedRE   = expr.New(`\b(?:only|limited|necessarily|hesitate|refus\w*|reject\w*|declin\w*|prohibit\w*|forbid\w*|forbidden|refrain|except|exclud\w*|exempt\w*|unable|impossible|difficult|stop\w*|ceas\w*|invalid|prevent\w*|avoid|disclaim\w*|nothing|none|no|nor|neither|no longer|without|free|need|obliged|required|necessary|differ\w*|other|just|merely|fail\w*|unless)\b`)
	enShallNotRE = expr.New(`\b(?:not|cannot|never)\b|n't\b`)
)

// jaExceptRE and enExceptRE find what a statement excepts from what it says.
var (
	jaExceptRE = expr.New(`[^、。,()]*(?:を|は|場合)除(?:き|いて)(?:、|,)|[^、。,()]*(?:ない|ぬ)限り(?:、|,)`)
	enExceptRE = expr.New(`(?i)^(?:except|unless)\b[^,;:]*,|,? (?:except|unless)\b[^;:]*$`)
)

// withoutExceptions returns a statement without what it excepts.
func withoutExceptions(lang, s string) string {
	if lang == policy.English {
		return enExceptRE.ReplaceAllString(s, "")
	}
	return jaExceptRE.ReplaceAllString(s, "")
}

// mainOf reads the polarity of the main predicate of a statement.
func mainOf(lang, s string) polarity {
	s = strings.TrimSpace(defineRE.ReplaceAllString(s, ""))
	if lang != policy.English {
		s = strings.TrimRight(parensRE.ReplaceAllString(s, ""), "。. )）")
		tail := jaTailRE.FindString(s)
		switch {
		case jaNotLimRE.MatchString(tail):
			return denies
		case jaTwiceRE.MatchString(tail):
			return affirms
		case jaHedgedRE.MatchString(tail):
			return unclear
		case jaDeniesRE.MatchString(tail):
			return denies
		case jaAffirmsRE.MatchString(tail) && !jaDenialRE.MatchString(s):
			return affirms
		}
		return unclear
	}
	s = strings.ToLower(strings.ReplaceAll(parensRE.ReplaceAllString(s, ""), "’", "'"))
	s = strings.Join(strings.Fields(s), " ")
	m := enMain(s)
	if m == nil || enSubordRE.MatchString(m[1]) || enSecondRE.MatchString(m[1]) || enHedgedRE.MatchString(m[1]+m[4]) {
		return unclear
	}
	if m[3] != "" || enShallNotRE.MatchString(m[2]) {
		return denies
	}
	if s, _ = blank(enSkipRE, s); enNotRE.MatchString(enNotApplyRE.ReplaceAllString(s, "")) {
		return unclear // it denies something else besides
	}
	return affirms
}

var (
	enLeadWordRE = expr.New(`^\(?(?:if|when|where|whether|in|unless|except|upon|after|before|for|with|under|by|to|as|notwithstanding|on|at|even|regardless|during|until|once|without|based|pursuant)\b`)
	enClauseRE   = expr.New(`, ((?:we|you|they|it|he|she|i|this|our company|the [a-z]+(?: [a-z]+)?|[a-z]*users?) (?:do|does|did|will|shall|may|must|can|is|are|was|were|has|have|cannot)\b)`)
)

// enMain finds the subject and the predicate of an English sentence in lower
// case: nil where it is not plain which they are. What a sentence begins with, "to
// protect you, us, or others", may hold commas of its own: then its subject is
// what the first finite verb behind a comma belongs to.
func enMain(s string) []string {
	rest := enLeadRE.ReplaceAllString(s, "")
	m := enMainRE.FindStringSubmatch(rest)
	if m != nil && !enLeadWordRE.MatchString(rest) && (rest == s || !strings.Contains(m[1], ", ")) {
		return m
	}
	if rest == s && !enLeadWordRE.MatchString(s) {
		return nil
	}
	at := enClauseRE.FindAllStringSubmatchIndex(rest, 2)
	if len(at) != 1 {
		return nil
	}
	return enMainRE.FindStringSubmatch(rest[at[0][2]:])
}

var (
	jaDemandsRE = expr.New(`(?:なければ(?:なりません|ならない)|なくてはなりません|必要があります|義務を負います|義務があります)$`)
	jaAllowsRE  = expr.New(`(?:ことができ(?:ます|る)|(?:こと|場合)[がもは]あり(?:ます|得ます)|(?:こと|場合)[がもは]ある|得ます|うる|可能です|可能性があります)$`)
)

// A mode says whether a main predicate demands or allows.
type mode int8

const (
	states  mode = iota // or it is not plain
	demands             // must
	allows              // may, can
)

// modeOf reads the mode of the main predicate of a statement.
func modeOf(lang, s string) mode {
	s = strings.TrimSpace(defineRE.ReplaceAllString(s, ""))
	if lang != policy.English {
		switch tail := jaTailRE.FindString(strings.TrimRight(parensRE.ReplaceAllString(s, ""), "。. )）")); {
		case jaDemandsRE.MatchString(tail):
			return demands
		case jaAllowsRE.MatchString(tail):
			return allows
		}
		return states
	}
	s = strings.ToLower(strings.ReplaceAll(parensRE.ReplaceAllString(s, ""), "’", "'"))
	m := enMain(strings.Join(strings.Fields(s), " "))
	if m == nil || m[3] != "" || enSubordRE.MatchString(m[1]) || enSecondRE.MatchString(m[1]) {
		return states
	}
	switch m[2] {
	case "must":
		return demands
	case "may", "can":
		return allows
	}
	return states
}

// title compares what headings deny: information that is collected, or is not.
func (c *checker) title(l link, qa, qb *quote, sure float64) {
	fa, fb := forceOf(c.a.doc.Lang, c.a.plain(l.a)), forceOf(c.b.doc.Lang, c.b.plain(l.b))
	x, y, name := &fa, &fb, "{a}"
	if fb.not > 0 {
		x, y, name = &fb, &fa, "{b}"
	}
	if strong, weak := y.softBeyond(x); x.not > 0 && y.denials() == 0 && strong+weak == 0 {
		sev := Medium
		if y == &fa && !slices.ContainsFunc(c.a.stmts[l.a[0]].words, func(w word) bool { return w.pos == token.Verb }) && c.a.doc.Lang == policy.Japanese {
			sev = Low // it names its topic and affirms nothing: 第三者への提供
		}
		c.report(Negation, c.severity(sev, sure), 0.7*sure, qa, qb, 0, name+" denies what the other side affirms.")
	}
}

var parensRE = expr.New(`\([^()]*\)`)
