package extract

import (
	"slices"
	"sort"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// nextAim begins a further aim behind a comma or conjunction: a verb that cannot be a noun,
// or one that can with its object. It is tried where one of these stands: package regexp
// would look at every byte.
var nextAim = expr.New(`^(?:(?:[,;]| and| or| as well as| and/or)(?: and| or| as well as)? (?:also |then |otherwise |better |further |to |for |in order to |so (?:that )?(?:we|you) (?:can|may) )*(?:help |enable |allow |assist )?(?:us |you )?(?:to |in )?(?:(?:` + pureVerb + `)\b|(?:` + nounVerb + `) (?:you|your|our|the|a|an|any|us|with|that|their|its|his|her|all|in|on|new)\b)|(?:[,;]| and| as well as)(?: and| as well as)? (?:for )?(?:the )?(?:` + aimNoun + `)(?: (?:and|or) [a-z]+)? of\b|(?:[,;]| and| or)(?: and| or)? (?:also )?(?:in order )?to ([a-z]+)\b)`)

const (
	pureVerb = `improve|enhance|optimize|understand|analyze|evaluate|assess|determine|detect|prevent|identify|recognize|remember|personalize|customize|tailor|provide|deliver|operate|maintain|ensure|keep|make|fix|diagnose|debug|troubleshoot|resolve|solve|develop|create|compile|generate|calculate|respond|reply|communicate|notify|inform|send|verify|authenticate|confirm|validate|protect|secure|defend|combat|investigate|enforce|comply|fulfill|complete|handle|manage|administer|organize|carry out|conduct|perform|promote|advertise|recommend|facilitate|restore|render|establish|learn|see|invite|tell|let you|give|meet|serve|adapt|adjust|simplify|select|recruit|gain|obtain|gather|collect|publish|post|process (?:your|the|any|orders|payments|transactions|requests)|` +
		`improving|enhancing|optimizing|understanding|analyzing|evaluating|assessing|determining|detecting|preventing|identifying|recognizing|remembering|personalizing|customizing|tailoring|providing|delivering|operating|maintaining|ensuring|keeping|making|fixing|diagnosing|resolving|solving|developing|creating|compiling|generating|calculating|responding|replying|communicating|contacting|notifying|informing|sending|verifying|authenticating|confirming|protecting|securing|defending|investigating|enforcing|complying|fulfilling|completing|handling|managing|administering|organizing|carrying out|conducting|performing|promoting|recommending|facilitating|measuring|monitoring|tracking|answering|offering|displaying|showing|inviting|telling|meeting|serving|publishing`
	aimNoun  = `provision|development|improvement|enhancement|prevention|detection|analysis|management|administration|maintenance|operation|distribution|delivery|protection|promotion|verification|investigation|resolution|performance|execution|fulfillment|evaluation|measurement|creation|personalization|customization|optimization`
	nounVerb = `contact|market|process|support|display|show|measure|monitor|track|answer|offer|record|review|research|test|bill|charge|ship|run|use|study|alert|update|email|call|advise|save|count|plan|match|train|help|target|report|conduct|protect|share|place|advance|register|screen|notify`
)

// aims splits an English unit into the aims that it names one behind the other: "to fix
// faults, bill customers and to answer them". What has no object of its own belongs to the
// next: "provide, maintain and improve our services" is one.
func aims(s string, unit text.Span) []text.Span {
	var out, beside []text.Span
	start, any := unit.Start, false
	next := 0 // where the match before ends
	for at := unit.Start; at < unit.End; at++ {
		t := s[at:unit.End]
		if at < next || !parts(t) {
			continue
		}
		m := nextAim.FindStringSubmatchIndex(t)
		if m == nil {
			continue
		}
		if next = at + m[1]; !any {
			beside, any = asides(s, unit), true
		}
		switch {
		case m[2] >= 0 && slices.Contains(noVerbs, t[m[2]:m[3]]): // "to you and to the public"
		case slices.ContainsFunc(beside, func(b text.Span) bool { return b.Start <= at && at < b.End }) || !hasObject(s[start:at]):
		default:
			out = append(out, text.Span{Start: start, End: at})
			start = at + 1
		}
	}
	if !any {
		return nil
	}
	return append(out, text.Span{Start: start, End: unit.End})
}

// parts reports whether t begins with what may part two aims.
func parts(t string) bool {
	switch t[0] {
	case ',', ';':
		return true
	case ' ':
		return len(t) > 1 && (t[1] == 'a' || t[1] == 'o')
	}
	return false
}

// hasObject reports whether a stretch ends in a verb with something behind it.
func hasObject(s string) bool {
	if i := strings.LastIndexAny(s, ",;"); i >= 0 {
		s = s[i+1:]
	}
	if i := strings.Index(s, " to "); i >= 0 {
		s = s[i+len(" to "):] // "we use your data to provide"
	}
	if i := strings.LastIndex(s, " us "); i >= 0 {
		s = s[i+len(" us "):] // "helping us understand"
	}
	words := strings.Fields(s)
	if len(words) > 0 && slices.Contains(particles, words[len(words)-1]) {
		return false // "to respond to and handle"
	}
	for len(words) > 0 && slices.Contains(linkWords, words[0]) {
		words = words[1:]
	}
	return len(words) > 1 && words[1] != "and" && words[1] != "or" && words[1] != "and/or" || len(words) > 3
}

var noVerbs = []string{"the", "you", "your", "our", "us", "them", "a", "an", "any", "all", "other", "others", "third", "such", "these", "those", "this", "that", "its", "their", "his", "her", "certain", "whom", "which"}

var particles = []string{"to", "with", "on", "for", "of", "into", "by", "from", "in", "at"}

var linkWords = []string{"the", "purpose", "purposes", "of", "and", "or", "and/or", "to", "for", "in", "order", "so", "that", "we", "can", "may", "also", "then", "better", "further", "help", "us", "you"}

// usedTo tells what is used before it tells for what.
var usedTo = expr.New(`^[^;:.*]{0,160}?\b(?:used?|uses|using|utilized?|helps?|allows?|enables?|lets?|permits?|needed|needs?|required?|necessary|collects?|collected|stored?|kept|process|processed|obtained?|saved?|retained?|recorded|combined?)\b[^;:.,]{0,80}? (?:in order to|to|for) `)

// aimStart returns where the aim begins in a sentence that tells first what is used: the
// words before it are about the data.
func aimStart(s string) int {
	for _, mark := range [...]string{"to ", "for ", "in order ", "so ", "by ", "as "} {
		if strings.HasPrefix(s, mark) {
			return 0
		}
	}
	m := usedTo.FindStringIndex(s)
	if m == nil || strings.Contains(s[:m[1]], " no ") {
		return 0
	}
	return strings.LastIndexByte(s[:m[1]-1], ' ') + 1
}

// An English aim names what is done first; what stands in brackets, in examples, in
// clauses about its object and in what tells the means is beside the point: "to process
// the order that you placed with your account" is about no account. weighAsides weighs
// down the evidence there where other evidence stands outside, and sorts the rules anew.
const (
	asideShare = 0.4 // of the weight of evidence in an aside
	asideMost  = 2.0 // and what it comes to at most
	aimStrong  = 3.0 // the weight outside asides from which on these are beside the point
)

// asideStart begins what is beside the point, up to asideEnd.
var (
	asideStart   = expr.New(`(?:,? (?:based on|according to|depending on|in (?:accordance|compliance) with (?:applicable|law|the law|legal|this|our|these|all|any))\b| (?:(?:that|which|who|if|while|as|after|before|once|unless|until|when|whenever|where) (?:you|they|users?|customers?|otherwise)|(?:if|while|unless|when|where|as) (?:required|permitted|requested|necessary)) )`)
	exampleStart = expr.New(`^(?:including|such as|like|for example|for instance|e\.g\.)`)
	asideEnd     = expr.New(`(?:;|\. |,? (?:and|or|as well as) (?:also )?(?:for|to|in order to|so that|so) |,? and (?:also )?(?:allows?|enables?|helps?|makes?|provides?) |, |\))`)
)

// asides returns the stretches of a unit that are beside the point.
func asides(s string, unit text.Span) []text.Span {
	var out []text.Span
	t := s[unit.Start:unit.End]
	for at := 0; at < len(t); {
		open := strings.IndexByte(t[at:], '(')
		m := asideStart.FindStringIndex(t[at:])
		switch {
		case open >= 0 && exampleStart.MatchString(t[at+open+1:]):
			at += open + 1
		case open >= 0 && (m == nil || open < m[0]) && open+at > 0:
			end := strings.IndexByte(t[at+open:], ')')
			if end < 0 {
				return out
			}
			out = append(out, text.Span{Start: unit.Start + at + open, End: unit.Start + at + open + end})
			at += open + end + 1
		case m != nil && m[0]+at > 0:
			start := at + m[0]
			end := len(t)
			if e := asideEnd.FindStringIndex(t[at+m[1]:]); e != nil {
				end = at + m[1] + e[0]
			}
			out = append(out, text.Span{Start: unit.Start + start, End: unit.Start + end})
			at = max(end, at+m[1])
		default:
			return out
		}
	}
	return out
}

func (p *Pass) weighAsides(unit text.Span, fired []rules.Fired) {
	beside := asides(p.Fold.Text(), unit)
	if len(beside) == 0 {
		return
	}
	inside := func(h rules.Hit) bool {
		if h.Pattern.Field != rules.Text || h.Pattern.Weight <= 0 || h.Pattern.Anywhere {
			return false
		}
		i := sort.Search(len(beside), func(k int) bool { return beside[k].End > h.Span.Start })
		return i < len(beside) && beside[i].Start <= h.Span.Start
	}
	lost := make([]float64, len(fired))
	strong := false
	for i, f := range fired {
		var aside float64
		for _, h := range f.Hits {
			if inside(h) {
				aside += h.Weight
			}
		}
		lost[i] = aside - min(aside*asideShare, asideMost)
		strong = strong || f.Score-aside >= aimStrong
	}
	if !strong {
		return
	}
	for i := range fired {
		fired[i].Score -= lost[i]
	}
	sort.SliceStable(fired, func(i, j int) bool { return fired[i].Score > fired[j].Score })
}
