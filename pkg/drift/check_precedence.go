package drift

import (
	"fmt"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
)

// Which language version prevails.

var (
	jaPrecedenceRE = expr.New(`(?:日本語|英語|中国語|和文|英文|原文|原本|正文|[^、。]{1,8}(?:版|語))[^。]*(?:優先|正文|正と(?:し|する)|正本|効力を有|準拠)|優先(?:し|する|され)[^。]*(?:版|語)`)
	enPrecedenceRE = expr.New(`(?i)(?:version|original|translation|language|text|japanese|english)[^.]*\b(?:prevail|precedence|take[s]? priority|control[s]?\b|govern[s]?\b|supersede|authoritative|official version)|\b(?:prevail|precedence)[^.]*(?:version|original|translation|language)`)
	prevailJaRE    = expr.New(`(日本語|和文|英語|英文|中国語|原文|原本|正文)[^、。]{0,14}(?:優先|正|が|を|の)[^、。]{0,12}(?:優先|正文|正と|効力|する|します)`)
	prevailEnRE    = expr.New(`(?i)(japanese|english|chinese|original|latter|former)[^,.]{0,40}?(?:shall|will|must|should|is to|to)? ?(?:prevail|take|takes|have|govern|control|supersede|be authoritative)`)
)

func precedenceRE(lang string) *expr.Regexp {
	if lang == policy.English {
		return enPrecedenceRE
	}
	return jaPrecedenceRE
}

func precedenceStmt(s *side, k int) bool {
	return precedenceRE(s.doc.Lang).MatchString(s.stmts[k].text)
}

// prevails returns the language that a statement says prevails, "" if it does not tell.
func prevails(lang, s string) string {
	re := prevailJaRE
	if lang == policy.English {
		re = prevailEnRE
	}
	ms := re.FindAllStringSubmatch(s, -1)
	if len(ms) == 0 {
		return ""
	}
	switch strings.ToLower(ms[len(ms)-1][1]) {
	case "日本語", "和文", "japanese":
		return "Japanese"
	case "英語", "英文", "english":
		return "English"
	case "中国語", "chinese":
		return "Chinese"
	}
	return ""
}

func (c *checker) precedence() {
	find := func(s *side) []int {
		var out []int
		for k := range s.stmts {
			if precedenceStmt(s, k) && !s.blocks[s.stmts[k].block].heading {
				out = append(out, k)
			}
		}
		return out
	}
	pa, pb := find(c.a), find(c.b)
	switch {
	case len(pa) == 0 && len(pb) == 0:
	case len(pb) == 0:
		c.report(Precedence, High, 0.85, c.a.whole(pa[:1]), nil, 0, "which version prevails is said in {a} only.")
	case len(pa) == 0:
		c.report(Precedence, High, 0.85, nil, c.b.whole(pb[:1]), 0, "which version prevails is said in {b} only.")
	default:
		for i := range pa {
			x := pa[i]
			y := pb[min(i, len(pb)-1)]
			la, lb := prevails(c.a.doc.Lang, c.a.stmts[x].text), prevails(c.b.doc.Lang, c.b.stmts[y].text)
			if la != "" && lb != "" && la != lb {
				c.report(Precedence, High, 0.9, c.a.whole([]int{x}), c.b.whole([]int{y}), 0, fmt.Sprintf("{a} says that the %s version prevails, {b} the %s one.", la, lb))
				return
			}
			// A version that does not prevail is the other one.
			if na, nb := forceOf(c.a.doc.Lang, c.a.stmts[x].plain).not, forceOf(c.b.doc.Lang, c.b.stmts[y].plain).not; (na == 0) != (nb == 0) {
				denying := "{a}"
				if na == 0 {
					denying = "{b}"
				}
				c.report(Negation, High, 0.85, c.a.whole([]int{x}), c.b.whole([]int{y}), 0, denying+" denies that the version prevails which the other side says does.")
				return
			}
		}
	}
}
