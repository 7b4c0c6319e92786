package extract

import (
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// weighLists decides about Japanese lists by what all their items are worded as, where what
// announces them says too little or may be read in two ways: cases of disclosure, grounds on
// which a request is refused, things that information is used for.
func (p *Pass) weighLists(s *structure) {
	type list struct{ lead, parent, section, row int }
	members := map[list][]int{}
	var order []list
	row, last := 0, -1 // where the lines without marks that stand one below the other begin, and the last of them
	for i, c := range p.Doc.Clauses {
		if c.Furniture || len(c.Sentences) != 1 || c.Kind != policy.Item && (c.Kind != policy.Paragraph || c.LeadIn >= 0 || c.Parent >= 0 || endsInPredicate(p.Doc.View.Slice(c.Text))) {
			continue
		}
		of := list{lead: c.LeadIn, parent: c.Parent, section: c.Section}
		if c.Kind == policy.Paragraph {
			if last != i-1 {
				row = i + 1
			}
			of.row, last = row, i
		}
		if members[of] == nil {
			order = append(order, of)
		}
		members[of] = append(members[of], i)
	}
	for _, of := range order {
		if list := members[of]; len(list) >= 2 {
			p.weighList(s, list)
		}
	}
}

// periodEnd ends an item that says how long something is kept.
var periodEnd = expr.New(`(?:(?:[0-9]+|[一二三四五六七八九十]+)(?:年|か月|ヶ月|ヵ月|ケ月|カ月|週|日)間?|期間|まで|以内|無期限|永久)(?:、?(?:保存|保管|保持))?(?:\([^()]*\))?$`)

// weighList decides about the list that the clauses make.
func (p *Pass) weighList(s *structure, list []int) {
	first := p.Doc.Clauses[list[0]]
	f := s.frames[list[0]]
	above := p.saidOf(first)
	if len(above) == 0 || f.name == "measure/other_use" || f.kind == "joint" || f.kind == "theirs" || first.Marker == "" && bareLabel.MatchString(p.Fold.Slice(p.FoldSpan(p.trim(first.Text)))) {
		return
	}
	says := func(test string) bool {
		return slices.ContainsFunc(above, func(fold text.Span) bool { return p.fires(test, fold) })
	}
	// Cases may stand below more than the sentence that announces them.
	before := p.saidBefore(list[0])
	lead := above[0]
	announces := func(test string) bool {
		if says(test) {
			return true
		}
		i := slices.IndexFunc(before, func(fold text.Span) bool { return p.fires(test, fold) })
		if i >= 0 {
			lead = before[i]
		}
		return i >= 0
	}
	refusing := f.kind != Disclaimer && f.kind != "refusal" && announces("list/refusing")
	disclosing := f.kind != Exception && f.kind != Purpose && !refusing && announces("list/disclosing")
	using := (f.kind == "" || f.kind == "data") && says("list/using")
	headed := f.kind == "" && first.LeadIn < 0 && first.Section >= 0 && s.headings[first.Section].kind == Purpose
	if !refusing && !disclosing && !using && !headed {
		return
	}
	cases, told, grounds, deeds, sure, said, others := 0, 0, 0, 0, 0, 0, 0
	for _, k := range list {
		c := p.Doc.Clauses[k]
		fold := p.FoldSpan(p.trim(c.Text))
		t := p.Fold.Slice(fold)
		speaksFor := func(kind string) bool {
			cats, _ := p.categorize(kind, rules.Input{rules.Text: fold}, 1)
			return len(cats) > 0 && (kind == Purpose || cats[0] != "other")
		}
		switch {
		case optOutNotice.MatchString(t):
			others++
		case endsLikeCase(t):
			cases++
			if groundOfRefusal.MatchString(t) && !strings.Contains(t, "同意") {
				grounds++
			} else if disclosing && speaksFor(Exception) {
				told++
			}
		case using && c.Kind == policy.Item && !endsWithAny(t, politeEnds) && !plainSentence.MatchString(t) && !thingEnd.MatchString(t) && !periodEnd.MatchString(t) && !labelBefore.MatchString(t) && p.namesJob(c):
			deeds++
			if speaksFor(Purpose) {
				sure++
			}
		case headed && c.Kind == policy.Item && saysDeed.MatchString(t) && !ofPolicy.MatchString(t) && speaksFor(Purpose):
			said++
		}
	}
	n := len(list) - others
	if n == 0 {
		return
	}
	made := frame{lead: lead, view: p.viewOf(lead), byHeading: first.LeadIn < 0 && lead == above[0]}
	switch {
	case refusing && cases*3 >= n*2 && grounds*2 >= n:
		made.kind, made.name = "refusal", "list/refusing"
	case disclosing && cases*3 >= n*2 && told*2 >= n && grounds == 0:
		made.kind, made.name = Exception, "list/disclosing"
	case using && deeds*3 >= n*2 && sure*2 >= n:
		made.kind, made.name = Purpose, "list/using"
	case said*3 >= n*2 && headed:
		made = s.headings[first.Section] // "商品をお届けします" below "利用目的"
	default:
		return
	}
	for _, k := range list {
		if made.kind != Purpose && p.Doc.Clauses[k].Kind == policy.Paragraph && !p.isCase(p.Doc.Clauses[k]) {
			continue // a line of something else below the cases
		}
		s.frames[k] = made
		if p.Doc.Clauses[k].Kind == policy.Paragraph {
			s.plain[k] = true
		}
	}
}

// labelledLines reads lines of a Japanese text that stand in turn with what they are called,
// as the layout has them on one level: "共同利用する者の範囲", "当社および子会社", "利用目的",
// "会報の発送". The line below a name takes from it what it would take from a heading.
func (p *Pass) labelledLines(s *structure) {
	cs := p.Doc.Clauses
	line := func(i int) bool {
		return (cs[i].Kind == policy.Item && cs[i].Marker == "" || cs[i].Kind == policy.Paragraph) && len(cs[i].Sentences) == 1
	}
	for i := 0; i+1 < len(cs); i++ {
		n := cs[i+1]
		if !line(i) || !line(i+1) || n.Kind != cs[i].Kind || n.Section != cs[i].Section || n.LeadIn != cs[i].LeadIn || n.Parent != cs[i].Parent {
			continue
		}
		view := p.trim(cs[i].Text)
		if view.Len() > maxLineLabel || !bareLabel.MatchString(p.Fold.Slice(p.FoldSpan(view))) {
			continue
		}
		if t := p.Fold.Slice(p.FoldSpan(p.trim(n.Text))); endsInPredicate(p.Doc.View.Slice(n.Text)) || labelEnd.MatchString(t) {
			continue
		}
		f := p.bestFrame(rules.Input{rules.Heading: p.FoldSpan(view)}, view)
		if bareParties.MatchString(p.Fold.Slice(p.FoldSpan(view))) {
			f = frame{kind: "joint", name: "joint/announced", lead: p.FoldSpan(view), view: view}
		}
		if f.kind != Purpose && f.kind != "joint" {
			continue
		}
		s.frames[i], s.plain[i] = frame{}, false
		s.frames[i+1], s.plain[i+1] = f, f.kind == Purpose
	}
}

var (
	// bareLabel is what a line is called that names the parties or the purposes of joint use.
	bareLabel   = expr.New(`^(?:個人(?:情報|データ)を)?共同(?:で|して)?利用(?:する|される|の)?(?:者|会社|相手方?|企業|事業者|法人|先)の?(?:範囲|名称)$|^(?:(?:個人情報の)?(?:共同)?利用|利用する者の利用|共同利用(?:する者|者)?の(?:利用)?)の?目的$`)
	bareParties = expr.New(`(?:範囲|名称)$`)
	// labelEnd ends a line that is the name of another.
	labelEnd = expr.New(`(?:項目|範囲|目的|責任者|者の名称|方法|期間)$`)
)

// lineLabels reads the lists that short lines between them part ("共同利用の目的" "・…"
// "共同利用する者" "・…"): each such line says of its list what a heading says.
func (p *Pass) lineLabels(s *structure) {
	cs := p.Doc.Clauses
	for i := 1; i+1 < len(cs); i++ {
		c := cs[i]
		labelled := c.Kind == policy.Label && c.LeadIn >= 0 && cs[c.LeadIn].Kind == policy.Paragraph || c.Kind == policy.Paragraph && cs[i-1].Kind == policy.Item
		if !labelled || s.plain[i] || cs[i+1].Kind != policy.Item || cs[i+1].Section != c.Section || len(c.Sentences) != 1 {
			continue
		}
		view := p.trim(c.Text)
		if t := p.Doc.View.Slice(view); len(t) > maxLineLabel || strings.HasSuffix(t, "。") || endsInPredicate(t) {
			continue
		}
		f := p.bestFrame(rules.Input{rules.Heading: p.FoldSpan(view)}, view)
		if f.kind != Purpose && f.kind != Exception && f.kind != "joint" {
			continue
		}
		for j := i + 1; j < len(cs) && cs[j].Kind == policy.Item && cs[j].Section == c.Section; j++ {
			if of := cs[j].LeadIn; of == i || of == cs[i+1].LeadIn {
				s.frames[j] = f
			}
		}
	}
}

// maxLineLabel is how long a line above a list may be to say what it is.
const maxLineLabel = 60 // bytes

// closedLists makes aims or cases of the items that a sentence goes around: it says what they
// are behind them ("お名前などは、" "・ご予約の確認" "・お忘れ物のご連絡" "のために使います").
func (p *Pass) closedLists(s *structure) {
	for i, c := range p.Doc.Clauses {
		if i == 0 || c.Kind != policy.Paragraph && c.Kind != policy.Item || len(c.Sentences) == 0 {
			continue
		}
		fold := p.FoldSpan(c.Sentences[0])
		t, kind := p.Fold.Slice(fold), ""
		switch {
		case c.Kind == policy.Paragraph && closesAims.MatchString(t):
			kind = Purpose
		case c.Kind == policy.Paragraph && closesCases.MatchString(t), c.Kind == policy.Item && lastOfCases.MatchString(t):
			kind = Exception
		}
		for j := i - 1; kind != "" && j >= 0; j-- {
			b := p.Doc.Clauses[j]
			if b.Kind != policy.Item || b.Section != c.Section || p.owned(s.frames[j]) || len(b.Sentences) != 1 || endsInPredicate(p.Doc.View.Slice(b.Text)) || kind == Exception && !p.isCase(b) {
				break
			}
			s.frames[j] = frame{kind: kind, name: kind + "/closed", lead: fold, view: c.Sentences[0]}
		}
	}
}

var (
	closesAims  = expr.New(`^(?:等|など)?(?:のため|の目的|を目的|の(?:用途|業務|範囲))[^。]{0,30}(?:利用|使用|活用|使|用い|取得|収集)`)
	closesCases = expr.New(`^(?:等|など)?(?:の(?:場合|とき|いずれか))*(?:(?:のみ)?を?除|以外|に(?:限|該当))[^。]*(?:提供|開示|共有|渡|伝え)`)
	lastOfCases = expr.New(`^[^。]{4,100}(?:場合|とき|時)(?:等)?(?:を除|以外|に限)[^。]*(?:提供|開示|共有|渡|伝え)[^。]{0,30}(?:ません|ない|ます|する)。?$`)
)

// saidOf returns the folded stretches that say what a list is: the sentences that announce
// it, or the heading above it where none do.
func (p *Pass) saidOf(c policy.Clause) (out []text.Span) {
	if c.LeadIn >= 0 {
		for _, sent := range p.Doc.Clauses[c.LeadIn].Sentences {
			out = append(out, p.FoldSpan(sent))
		}
		return out
	}
	if c.Section >= 0 {
		out = append(out, p.FoldSpan(p.Doc.Sections[c.Section].Heading))
	}
	return out
}

// saidBefore returns the folded sentences that announce cases shortly above clause i in its
// section, if nothing introduces it: the last first.
func (p *Pass) saidBefore(i int) (out []text.Span) {
	c := p.Doc.Clauses[i]
	if c.LeadIn >= 0 || c.Parent >= 0 {
		return nil
	}
	for j := i - 1; j >= 0 && j > i-maxBetween && p.Doc.Clauses[j].Section == c.Section; j-- {
		b := p.Doc.Clauses[j]
		if !endsInPredicate(p.Doc.View.Slice(b.Text)) {
			break // a list of its own
		}
		for k := len(b.Sentences) - 1; k >= 0; k-- {
			if fold := p.FoldSpan(b.Sentences[k]); listedCase.MatchString(p.Fold.Slice(fold)) {
				out = append(out, fold)
			}
		}
	}
	return out
}

// maxBetween is how far above the first of them what announces a list may stand.
const maxBetween = 4 // clauses

// listedCaseEnds end an item that is a case.
var listedCaseEnds = []string{"場合", "とき", "時"}

// endsLikeCase reports whether a folded item of a list of cases is worded as one.
func endsLikeCase(t string) bool {
	return endsWithAny(t, listedCaseEnds) || strings.HasSuffix(t, "もの") && groundOfRefusal.MatchString(t)
}

// politeEnds end a sentence, which is no item of a list of aims; thingEnd ends what is
// kept of somebody, beside the words of dataEnd; labelBefore marks what is told of a disclosure.
var (
	labelBefore = expr.New(`^[^。、:()]{0,20}(?:項目|方法|手段|期間|期限|名称|住所|範囲|者|先|種類):`)
	politeEnds  = []string{"ます", "ません", "です", "ました", "ください"}
	// plainSentence is a sentence with a subject of its own in the plain form: "乙は、…できる".
	plainSentence = expr.New(`^[^、。]{1,12}[はが]、?[^。]*(?:する|できる|とする|ない|ある|なる|られる|行う|負う)。?$`)
	thingEnd      = expr.New(`(?:種類|バージョン|回数|件数|日時|時刻|時間|機種|言語|設定|状況|状態|画像|写真|動画|音声|レポート|名|id|url|os)(?:等|など)?(?:\([^()]*\))?$`)
)

// saysDeed is an item that is a sentence without a topic: what is done with information;
// ofPolicy is in one that tells how information is treated.
var (
	saysDeed = expr.New(`^[^は。]{4,80}(?:ます|[るうすくぐつぶむぬ])$`)
	ofPolicy = expr.New(`目的|個人情報|個人データ|当社|同意|第三者|委託|変更|安全|管理|遵守|取得|収集|開示|訂正|削除|停止|措置|法令|あり(?:ます|ません)`)
)

// groundOfRefusal is in a case in which a request is refused, as the statute words them.
var groundOfRefusal = expr.New(`(?:害する|損なう|侵害する)(?:おそれ|恐れ|可能性)|支障(?:を|が)(?:及ぼす|及ぶ|来す|きたす|生じる|出る)|違反する(?:こと(?:と|に))?(?:なる)?|(?:確認|特定)(?:が)?できない|不備が(?:ある|あった)|事実(?:と|で)(?:異なら|相違し|ない)|所定の(?:手続|手数料|書類)|おそれ[がの]あるもの`)
