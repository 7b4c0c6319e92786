package drift

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestLeads(t *testing.T) {
	for _, c := range []struct {
		pattern, want, reason string
	}{
		{`\bmust\b|\bhas to\b`, "has to|must", "one of each alternative"},
		{`(?:on|off)line`, "line", "the longer part of what stands one behind the other"},
		{`no(?:ne)?\b`, "no", "what may be missing is not needed"},
		{`a+b{2,}`, "a", "what is repeated stands there once"},
		{`[ab]x?`, "a|b", "a small class is its members"},
		{`(?i)must`, "", "letters of either case are not looked for"},
		{`(?i)https?://[a-z]`, "://", "what has no case is"},
		{`x*`, "", "the empty string matches"},
		{`must|[^a]`, "", "an alternative that begins with anything"},
	} {
		if got := strings.Join(leads(regexp.MustCompile(c.pattern)), "|"); got != c.want {
			t.Errorf("%s: %s: %q, want %q", c.reason, c.pattern, got, c.want)
		}
	}
}

// FuzzLeads holds mayMatch against the patterns themselves.
func FuzzLeads(f *testing.F) {
	res := slices.Concat(jaSoft[:], enSoft[:], []*regexp.Regexp{jaMustRE, jaWeakRE, jaMayRE, jaCanRE, jaHintRE, jaSkipRE, jaUnlessRE, jaNotLimRE, jaWithoutRE, jaNotRE,
		jaConsentWO, jaConsentW, jaLimitsRE, jaLimitsX, enMustRE, enWeakRE, enMayRE, enCanRE, enHintRE, enSkipRE, enNotRE, enConsentWO, enConsentW, enLimitsRE, enLimitsX,
		urlRE, mailRE, dateJaRE, isoRE, dateEnRE, dayEnRE, postalRE, phoneRE, clockRE, artJaRE, artEnRE, numJaRE, kanjiRE, numEnRE})
	f.Add("当社は、同意を得ることなく提供しません。ただし、この限りではありません。")
	f.Add("we may not share it without your consent unless required to")
	f.Fuzz(func(t *testing.T, s string) {
		for _, re := range res {
			if !mayMatch(re, s) && re.MatchString(s) {
				t.Errorf("%s matches %q", re, s)
			}
		}
	})
}
