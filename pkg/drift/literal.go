package drift

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Patterns for words of a language are long lists of alternatives of which a
// statement holds few. Looking for what each alternative begins with first is
// many times faster than running the pattern.

var leadsOf sync.Map // *regexp.Regexp → []string

// mayMatch tells whether s holds what a match of re must hold. False is sure.
func mayMatch(re *regexp.Regexp, s string) bool {
	v, ok := leadsOf.Load(re)
	if !ok {
		v, _ = leadsOf.LoadOrStore(re, leads(re))
	}
	list := v.([]string)
	for _, l := range list {
		if strings.Contains(s, l) {
			return true
		}
	}
	return len(list) == 0
}

// maxLeads bounds how many strings are looked for before a pattern runs.
const maxLeads = 80

// leads returns strings of which every match of re holds one, nil if there are
// no such, or too many.
func leads(re *regexp.Regexp) []string {
	p, err := syntax.Parse(re.String(), syntax.Perl)
	if err != nil {
		return nil
	}
	out := literals(p.Simplify())
	slices.Sort(out)
	out = slices.Compact(out)
	// What holds a longer one holds the shorter: that one is enough.
	out = slices.DeleteFunc(slices.Clone(out), func(x string) bool {
		return slices.ContainsFunc(out, func(y string) bool { return x != y && strings.Contains(x, y) })
	})
	if len(out) > maxLeads {
		return nil
	}
	return out
}

// literals returns strings of which every match holds one; nil if it knows none.
func literals(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return []string{string(re.Rune)}
		}
		// Of a literal in either case what has no case.
		best := ""
		for _, part := range strings.FieldsFunc(string(re.Rune), func(r rune) bool { return unicode.SimpleFold(r) != r }) {
			if len(part) > len(best) {
				best = part
			}
		}
		if best != "" {
			return []string{best}
		}
	case syntax.OpCharClass:
		var out []string
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if out = append(out, string(r)); len(out) > 16 {
					return nil
				}
			}
		}
		return out
	case syntax.OpCapture, syntax.OpPlus:
		return literals(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return literals(re.Sub[0])
		}
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			ls := literals(sub)
			if ls == nil {
				return nil
			}
			out = append(out, ls...)
		}
		return out
	case syntax.OpConcat:
		// The part with the longest strings, at its shortest, says the most.
		var best []string
		length := 0
		for _, sub := range re.Sub {
			ls := literals(sub)
			if ls == nil {
				continue
			}
			shortest := len(ls[0])
			for _, l := range ls {
				shortest = min(shortest, len(l))
			}
			if shortest > length || shortest == length && len(ls) < len(best) {
				best, length = ls, shortest
			}
		}
		return best
	}
	return nil
}
