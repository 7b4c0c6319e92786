package extract

import (
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/text"
)

// nextAim begins a further aim behind a comma or conjunction: a verb that cannot be a noun,
// or one that can with its object.
var nextAim = expr.New(`(?:[,;]| and| or| as well as| and/or)(?: and| or| as well as)? (?:also |then |otherwise |better |further |to |for |in order to |so (?:that )?(?:we|you) (?:can|may) )*(?:help |enable |allow |assist )?(?:us |you )?(?:to |in )?(?:(?:` + pureVerb + `)\b|(?:` + nounVerb + `) (?:you|your|our|the|a|an|any|us|with|that|their|its|his|her|all|in|on|new)\b)`)

const (
	pureVerb = `improve|enhance|optimize|understand|analyze|evaluate|assess|determine|detect|prevent|identify|recognize|remember|personalize|customize|tailor|provide|deliver|operate|maintain|ensure|keep|make|fix|diagnose|debug|troubleshoot|resolve|solve|develop|create|compile|generate|calculate|respond|reply|communicate|notify|inform|send|verify|authenticate|confirm|validate|protect|secure|defend|combat|investigate|enforce|comply|fulfill|complete|handle|manage|administer|organize|carry out|conduct|perform|promote|advertise|recommend|facilitate|restore|render|establish|learn|see|invite|tell|let you|give|meet|serve|adapt|adjust|simplify|select|recruit|gain|obtain|gather|collect|publish|post|process (?:your|the|any|orders|payments|transactions|requests)|` +
		`improving|enhancing|optimizing|understanding|analyzing|evaluating|assessing|determining|detecting|preventing|identifying|recognizing|remembering|personalizing|customizing|tailoring|providing|delivering|operating|maintaining|ensuring|keeping|making|fixing|diagnosing|resolving|solving|developing|creating|compiling|generating|calculating|responding|replying|communicating|contacting|notifying|informing|sending|verifying|authenticating|confirming|protecting|securing|defending|investigating|enforcing|complying|fulfilling|completing|handling|managing|administering|organizing|carrying out|conducting|performing|promoting|recommending|facilitating|measuring|monitoring|tracking|answering|offering|displaying|showing|inviting|telling|meeting|serving|publishing`
	nounVerb = `contact|market|process|support|display|show|measure|monitor|track|answer|offer|record|review|research|test|bill|charge|ship|run|use|study|alert|update|email|call|advise|save|count|plan|match|train|help|target|report|conduct|protect|share|place|advance|register|screen|notify`
)

// aims splits an English unit into the aims that it names one behind the other: "to fix
// faults, bill customers and to answer them". What has no object of its own belongs to the
// next: "provide, maintain and improve our services" is one.
func aims(s string, unit text.Span) []text.Span {
	t := s[unit.Start:unit.End]
	starts := nextAim.FindAllStringIndex(t, -1)
	if len(starts) == 0 {
		return nil
	}
	beside := asides(s, unit)
	var out []text.Span
	start := unit.Start
	for _, m := range starts {
		at := unit.Start + m[0]
		if slices.ContainsFunc(beside, func(b text.Span) bool { return b.Start <= at && at < b.End }) || !hasObject(s[start:at]) {
			continue
		}
		out = append(out, text.Span{Start: start, End: at})
		start = at + 1
	}
	return append(out, text.Span{Start: start, End: unit.End})
}

// hasObject reports whether a stretch ends in a verb with something behind it.
func hasObject(s string) bool {
	if i := strings.LastIndexAny(s, ",;"); i >= 0 {
		s = s[i+1:]
	}
	words := strings.Fields(s)
	for len(words) > 0 && slices.Contains(linkWords, words[0]) {
		words = words[1:]
	}
	return len(words) > 1 && words[1] != "and" && words[1] != "or" && words[1] != "and/or" || len(words) > 3
}

var linkWords = []string{"and", "or", "and/or", "to", "for", "in", "order", "so", "that", "we", "can", "may", "also", "then", "better", "further", "help", "us", "you"}
