package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// actors returns the names by which an English policy speaks of its own company
// where others say "we": defined in brackets (Acme Ltd ("Acme")), the name of the
// company without its legal form, or else the name that acts most often in the
// text. The longest comes first.
func actors(d *policy.Document) []string {
	s := d.View.Text()
	if d.Lang == policy.Japanese {
		return japaneseActor(s[:min(len(s), actorsIn)], d.Company)
	}
	if d.Lang != policy.English {
		return nil
	}
	head := s[:min(len(s), actorsIn)]
	var names []string
	add := func(name string) {
		name = strings.TrimRight(strings.TrimSpace(name), ",.")
		if len(name) >= 2 && !notActor.MatchString(name) && !slices.Contains(names, name) && acts(s, name) {
			names = append(names, name)
		}
	}
	for at := 0; ; {
		m := bracketed(head, at)
		if m.Empty() {
			break
		}
		at = m.End + len(")")
		inner, before := head[m.Start:m.End], head[max(0, m.Start-len("(")-60):m.Start-len("(")]
		if !ourselves.MatchString(inner) && !contactLegalRE.MatchString(before) && (d.Company == "" || !strings.Contains(before, d.Company)) {
			continue
		}
		for _, q := range quotedName.FindAllStringSubmatch(inner, -1) {
			add(q[1])
		}
	}
	if d.Company != "" {
		add(d.Company)
		bare := d.Company
		if m := contactLegalRE.FindStringIndex(bare); m != nil && m[0] > 0 {
			bare = strings.TrimRight(bare[:m[0]], " ,")
			add(bare)
		}
		if first, _, more := strings.Cut(bare, " "); more {
			add(first)
		}
	}
	if len(names) == 0 {
		if name := d.Actor(); name != "" {
			names = append(names, name)
		}
	}
	if speaksAlone(s) {
		names = append(names, "I")
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
	return names
}

// japaneseActor returns the name that the text which begins with head gives its company
// where it is none that patterns know: "見本工房(以下「製作者」といいます。)は、", or the
// company's own where the text speaks of it by no other. Behind it stands the company's
// own name where it has another beside it: "株式会社見本工房は、…。当社は、…".
func japaneseActor(head, company string) []string {
	if m := definedSubject.FindStringSubmatch(head); m != nil {
		if !knownSubject.MatchString(m[1]) {
			return []string{m[1], company}
		}
	} else if company != "" && !saysUs.MatchString(head) {
		return []string{company}
	}
	if company != "" {
		return []string{"", company}
	}
	return nil
}

var (
	// A name in brackets behind which the sentence goes on with は: it is what acts.
	definedSubject = expr.New(`[(（](?:以下|以降)[^()（）「」『』]{0,14}[「『“"]([^「」『』“”"]{2,20})[」』”"][^()（）。]{0,14}。?[)）][はが]`)
	saysUs         = expr.New(`[当弊][社会行院店校園方所団組協財法機事ク]|本会|私たち|私ども`)
	// What patterns know as the company, and what is none.
	knownSubject = expr.New(`^(?:当|弊|本|我々|わたし|私)|(?:サービス|サイト|アプリ|ユーザー?|利用者|客様|会員|方針|ポリシー|規約|情報|データ|法|cookie|クッキー|個人|等)$`)
)

// actorsIn is how far into a text its names are looked for.
const actorsIn = 12000 // bytes

var (
	quotedName = expr.New(`["“‘']([A-Z][\w.&’' -]{1,38}?),?["”’']`)
	ourselves  = expr.New(`["“‘'](?:[Ww]e|[Uu]s|[Oo]ur)[,"”’']`)
	// notActor tells names that are given to other things.
	notActor = expr.New(`(?i)^(?:the )?(?:we|us|our|you|your|yours|users?|customers?|members?|it|company|services?|sites?|websites?|apps?|applications?|platforms?|products?|contents?|software|(?:privacy )?(?:policy|notice|statement)|terms(?: .*)?|agreements?|(?:personal )?(?:information|data)|gdpr|ccpa|cpra|lgpd|pipeda|appi|coppa|dpo|eu|eea|uk|us|usa)$|\b(?:services?|sites?|websites?|apps?|applications?|platform|policy|notice|agreement|act|regulation|law|data|information|users?|content|terms|cookies?)$`)
	actVerb  = expr.New(`^(?: \([^()]{1,60}\))? (?:may|will|can|shall|must|does|reserves?|collects?|uses?|shares?|discloses?|process(?:es)?|is (?:committed|not|the)|respects|provides|believes|stores|receives|values|recognizes|undertakes)\b`)
)

// acts reports whether name stands twice as the subject of a sentence of policies.
func acts(s, name string) bool {
	n := 0
	for at, tries := 0, 0; tries < 400; tries++ {
		k := strings.Index(s[at:], name)
		if k < 0 {
			return false
		}
		at += k + len(name)
		if actVerb.MatchString(s[at:min(len(s), at+80)]) {
			if n++; n == 2 {
				return true
			}
		}
	}
	return false
}

// speaksAlone reports whether a single person speaks in a text, as of a small app:
// "I collect …". Where others are quoted ("Can I delete my data?"), "we" answers.
func speaksAlone(s string) bool {
	alone := said(s, "I", saysI)
	return alone >= 2 && alone > said(s, "Ww", saysWe)
}

// said counts how often what re matches at the start of a text stands at a word
// that begins with one of the letters, up to maxSaid. Package regexp would look at
// every byte of the text.
func said(s, letters string, re *expr.Regexp) int {
	n := 0
	for at := 0; n < maxSaid; at++ {
		k := strings.IndexAny(s[at:], letters)
		if k < 0 {
			break
		}
		at += k
		if (at == 0 || !wordByte(s[at-1])) && re.MatchString(s[at:min(len(s), at+longestSaid)]) {
			n++
		}
	}
	return n
}

const (
	maxSaid     = 100
	longestSaid = 16 // bytes, and more than any of the words below
)

var (
	saysI  = expr.New(`^(?:I (?:am|do|may|will|can|cannot|have|never|only|also|collect|use|store|process|share|keep|don['’]t|won['’]t|can['’]t|take|value|reserve|want|employ|strive|ask|need|receive)\b|I['’](?:ll|m|ve)\b)`)
	saysWe = expr.New(`^(?:[Ww]e|WE)(?: |['’])`)
)

// bracketed returns the first stretch behind at that stands in round brackets,
// of 2 to 200 characters without brackets in it; an empty one if there is none.
func bracketed(s string, at int) text.Span {
	for {
		k := strings.IndexByte(s[at:], '(')
		if k < 0 {
			return text.Span{}
		}
		at += k + len("(")
		k = strings.IndexAny(s[at:], "()")
		if k < 0 {
			return text.Span{}
		}
		if n := utf8.RuneCountInString(s[at : at+k]); s[at+k] == ')' && n >= 2 && n <= 200 {
			return text.Span{Start: at, End: at + k}
		}
		at += k
	}
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}
