package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

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
		if name := mostActive(s); name != "" {
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
// company's own where the text speaks of it by no other.
func japaneseActor(head, company string) []string {
	if m := definedSubject.FindStringSubmatch(head); m != nil {
		if knownSubject.MatchString(m[1]) {
			return nil
		}
		return m[1:2]
	}
	if company != "" && !saysUs.MatchString(head) {
		return []string{company}
	}
	return nil
}

var (
	// A name in brackets behind which the sentence goes on with は: it is what acts.
	definedSubject = regexp.MustCompile(`[(（](?:以下|以降)[^()（）「」『』]{0,14}[「『“"]([^「」『』“”"]{2,20})[」』”"][^()（）。]{0,14}。?[)）][はが]`)
	saysUs         = regexp.MustCompile(`[当弊][社会行院店校園方所団組協財法機事ク]|本会|私たち|私ども`)
	// What patterns know as the company, and what is none.
	knownSubject = regexp.MustCompile(`^(?:当|弊|本|我々|わたし|私)|(?:サービス|サイト|アプリ|ユーザー?|利用者|客様|会員|方針|ポリシー|規約|情報|データ|法|cookie|クッキー|個人|等)$`)
)

// actorsIn is how far into a text its names are looked for.
const actorsIn = 12000 // bytes

var (
	quotedName = regexp.MustCompile(`["“‘']([A-Z][\w.&’' -]{1,38}?),?["”’']`)
	ourselves  = regexp.MustCompile(`["“‘'](?:[Ww]e|[Uu]s|[Oo]ur)[,"”’']`)
	// notActor tells names that are given to other things.
	notActor = regexp.MustCompile(`(?i)^(?:the )?(?:we|us|our|you|your|yours|users?|customers?|members?|it|company|services?|sites?|websites?|apps?|applications?|platforms?|products?|contents?|software|(?:privacy )?(?:policy|notice|statement)|terms(?: .*)?|agreements?|(?:personal )?(?:information|data)|gdpr|ccpa|cpra|lgpd|pipeda|appi|coppa|dpo|eu|eea|uk|us|usa)$|\b(?:services?|sites?|websites?|apps?|applications?|platform|policy|notice|agreement|act|regulation|law|data|information|users?|content|terms|cookies?)$`)
	actVerb  = regexp.MustCompile(`^(?: \([^()]{1,60}\))? (?:may|will|can|shall|must|does|reserves?|collects?|uses?|shares?|discloses?|process(?:es)?|is (?:committed|not|the)|respects|provides|believes|stores|receives|values|recognizes|undertakes)\b`)
	// bystander tells names of those that policies tell of: makers of common tools.
	bystander = regexp.MustCompile(`^(?:Google|Facebook|Meta|Apple|Microsoft|Amazon|Twitter|LinkedIn|YouTube|Stripe|PayPal|Cloudflare|Matomo|Hotjar|Mixpanel|Intercom|Zendesk|Hub[Ss]pot|Mail[Cc]himp|Firebase|Shopify|Disqus|AdMob|VeraSafe|TrustArc|The|Our|This|Your|These|Such|If|When)\b|(?i:^(?:.* )?(?:he|she|this|that|these|those|who|what|how|why|to|all|they|their|there|each|no|any|policy|cookies?|analytics|creators?|network|controller|processor|provider|partners?|affiliates?|commission|board|shield|framework|court|state|union|republic|government|california|europe|consent)$)`)
)

// mostActive returns the name that acts most often in a policy which says nowhere
// by what name it goes; it must stand at the head of the text as well, and act three
// times. Empty if there is none.
func mostActive(s string) string {
	acts, alone := map[string]int{}, map[string]bool{}
	for i, found := 0, 0; i < len(s) && found < maxActs; i++ {
		if s[i] < 'A' || s[i] > 'Z' || !beginsClause(s[:i]) {
			continue
		}
		n, end, aux := activeName(s[i:min(len(s), i+maxActive)])
		if n == 0 {
			continue
		}
		name := s[i : i+n]
		acts[name]++
		alone[name] = alone[name] || !aux
		found++
		i += end - 1
	}
	best := ""
	for name, n := range acts {
		if n > acts[best] || n == acts[best] && name < best {
			if len(name) > 2 && !notActor.MatchString(name) && !bystander.MatchString(name) {
				best = name
			}
		}
	}
	if acts[best] < 3 || !alone[best] || !strings.Contains(s[:min(len(s), titleIn)], best) || strings.Contains(s, " "+strings.ToLower(best)+" ") {
		return ""
	}
	return best
}

// activeName reports whether s begins with a name of up to four words and what its
// bearer does in sentences of policies. It returns where the name ends, 0 if there
// is none, and where the verb does. What no single company does ("may", "will") is
// aux: it counts, but does not make a name one.
func activeName(s string) (name, end int, aux bool) {
	at := 0
	for k := range maxNameWords + 1 {
		if at == len(s) || s[at] < 'A' || s[at] > 'Z' {
			if k == 0 {
				return 0, 0, false
			}
			break
		}
		if k == maxNameWords {
			return 0, 0, false
		}
		for at < len(s) {
			if c := s[at]; isWordByte(c) || c == '\'' || c == '&' || c == '-' {
				at++
			} else if strings.HasPrefix(s[at:], "’") {
				at += len("’")
			} else {
				break
			}
		}
		if k == 0 && at < len(s) && s[at] == '.' { // Example.com
			n := at + 1
			for n < len(s) && s[n] >= 'a' && s[n] <= 'z' {
				n++
			}
			if n-at < len(".co") || n-at > len(".info") {
				return 0, 0, false
			}
			at = n
		}
		if at == len(s) || s[at] != ' ' {
			return 0, 0, false
		}
		at++
	}
	verb := func(at int) int {
		for at < len(s) && isWordByte(s[at]) {
			at++
		}
		return at
	}
	end = verb(at)
	switch s[at:end] {
	case "may", "will", "can", "shall", "must":
		aux = true
	case "does", "reserves", "collects", "uses", "shares", "discloses", "processes", "respects", "provides", "believes", "stores",
		"receives", "has", "takes", "values", "recognizes", "undertakes":
	case "is":
		if end == len(s) || s[end] != ' ' {
			return 0, 0, false
		}
		from := end + 1
		end = verb(from)
		if w := s[from:end]; w != "committed" && w != "not" {
			return 0, 0, false
		}
	default:
		return 0, 0, false
	}
	return at - 1, end, aux
}

// maxNameWords is how many words a name that acts has at most.
const maxNameWords = 4

// beginsClause reports whether a name behind before is the subject of a sentence or of
// a clause: it stands at the start of a line, behind a mark or behind "that", "if", …
func beginsClause(before string) bool {
	n := len(before)
	if n == 0 || before[n-1] == '\n' {
		return true
	}
	if n < 2 || before[n-1] != ' ' {
		return false
	}
	if strings.IndexByte(".!?:,", before[n-2]) >= 0 {
		return true
	}
	from := n - 1
	for from > 0 && from > n-8 && before[from-1] >= 'a' && before[from-1] <= 'z' {
		from--
	}
	switch before[from : n-1] {
	case "that", "which", "when", "where", "if", "and", "but", "as", "how", "why":
		return from == 0 || !isWordByte(before[from-1])
	}
	return false
}

// isWordByte reports whether an expression takes c for part of a word.
func isWordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// maxActive is how long a name and its verb may be, in bytes.
const maxActive = 300

// maxActs bounds what is counted, titleIn tells how far into a text its head goes.
const (
	maxActs = 2000
	titleIn = 1500 // bytes
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
func said(s, letters string, re *regexp.Regexp) int {
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
	saysI  = regexp.MustCompile(`^(?:I (?:am|do|may|will|can|cannot|have|never|only|also|collect|use|store|process|share|keep|don['’]t|won['’]t|can['’]t|take|value|reserve|want|employ|strive|ask|need|receive)\b|I['’](?:ll|m|ve)\b)`)
	saysWe = regexp.MustCompile(`^(?:[Ww]e|WE)(?: |['’])`)
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
