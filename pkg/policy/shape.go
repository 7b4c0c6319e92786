package policy

import (
	"regexp"
	"strings"
)

// A shape is what the text of a block looks like, whatever stands around it.
type shape struct {
	width    int
	stop     bool // ends like a sentence
	inner    bool // holds the end of a sentence before its own
	colon    bool // ends with a colon
	japanese bool
	announce bool
	words    int
}

// shapeOf returns the shape of s.
func shapeOf(s string) shape {
	sh := shape{width: width(s), colon: endsWithColon(s)}
	sh.japanese = hasJapanese(s)
	sh.stop, sh.inner = stops(s)
	if !sh.japanese {
		sh.words = strings.Count(s, " ") + 1
	}
	sh.announce = sh.colon || sh.japanese && announcesJapanese(s) || announcesEnglish(s) || !sh.stop && !sh.japanese && sh.words > 3 && breaksOff(s)
	return sh
}

// hasJapanese reports whether s holds kana or kanji.
func hasJapanese(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0xE4 && c <= 0xE9 || c == 0xE3 && i+1 < len(s) && s[i+1] >= 0x81 && s[i+1] <= 0x83 {
			return true
		}
	}
	return false
}

// stops reports whether s ends like a sentence, and whether one ends before.
func stops(s string) (end, inner bool) {
	t := trimClosers(s)
	if t == "" {
		t = s
	}
	r := lastRune(t)
	switch r {
	case '。', '｡':
		end = true
	case '!':
		end = true
	case '.', '?':
		end = true
		if r == '.' {
			w := strings.ToLower(lastWord(t[:len(t)-1]))
			if abbreviations[w] || strings.IndexByte(w, '.') >= 0 && len(w) <= 5 {
				end = false
			}
		}
	}
	if n := strings.Index(s, "。"); n >= 0 && n+len("。") < len(s) {
		// Within brackets it ends no sentence of ours.
		depth := 0
		for i, r := range s {
			switch {
			case r == '。' && depth <= 0 && strings.TrimLeft(s[i+len("。"):], "」』)” ") != "":
				return end, true
			case partner(r) != 0:
				depth++
			case isCloser(r):
				depth--
			}
		}
	}
	for i := 0; ; {
		n := strings.Index(s[i:], ". ")
		if n < 0 {
			return end, inner
		}
		i += n
		if i >= 3 && i+2 < len(s) && (isUpper(s[i+2]) || s[i+2] >= 0x80) && (isLower(s[i-1]) || s[i-1] == ')') && !abbreviations[strings.ToLower(lastWord(s[:i]))] {
			return end, true
		}
		i += 2
	}
}

// prose reports whether the text is a sentence or several.
func (sh *shape) prose() bool { return sh.stop || sh.inner }

// headingLike reports whether s can be a heading: a noun phrase of moderate length.
func headingLike(s string, sh *shape) bool { return phrase(s, sh, 110, 16) }

// phrase reports whether s is a noun phrase of at most so many columns and
// English words.
func phrase(s string, sh *shape, columns, words int) bool {
	if sh.inner || sh.width > columns || s == "" {
		return false
	}
	last := lastRune(s)
	if sh.stop && !(last == '?' && sh.width <= 90) {
		return false
	}
	switch last {
	case ';', ',', '、', '，', '；':
		return false
	}
	if sh.japanese {
		return !hasSuffix(s, "ます", "ません", "です", "ました", "ください", "下さい", "ため", "ために", "でした") && !hasAny(s, "、当社は", "は、当社")
	}
	if sh.words > words || sh.colon {
		return false
	}
	if hasSuffix(s, " and", " or", "; and", "; or") || hasPrefix(s, "to ", "for ", "by ") {
		return false // what a sentence above goes on with
	}
	return true
}

// isContact reports whether s holds an address, a number to call or a link.
func isContact(s string) bool {
	if hasAny(s, "@", "://", "〒", "(at)", "tel:", "電話", "E-mail", "e-mail:", "www.") {
		return true
	}
	for _, w := range [...]string{"TEL", "Tel", "FAX", "Fax"} {
		// As a word of its own, not within "Tell us".
		if n := strings.Index(s, w); n >= 0 && (n == 0 || !isLetter(s[n-1])) && (n+len(w) == len(s) || !isLetter(s[n+len(w)])) {
			return true
		}
	}
	digits := 0
	for i := 0; i < len(s); i++ {
		if isDigit(s[i]) {
			digits++
		}
	}
	return digits >= 7
}

// postcode ends a line of an address: "CA 94041", "EC1X 9QQ", "K1X 9Z9".
var postcode = regexp.MustCompile(`(?:\b[A-Z]{2}\.? [0-9]{5}(?:-[0-9]{4})?|\b[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}|\b[A-Z][0-9][A-Z] [0-9][A-Z][0-9])(?:,? [A-Z][A-Za-z. ]{1,20})?\.?$`)

// postalLine is a line of an address other than its last: a house with its street, whom
// the letter is for.
var postalLine = regexp.MustCompile(`^(?:[0-9]{1,5}[A-Za-z]?(?:[-/][0-9]+)?,? (?:[A-Z][A-Za-z'’.]* ){0,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Dr|Boulevard|Blvd|Way|Place|Square|Parkway|Court|Crescent|Terrace|Highway|Row|Quay)\b\.?(?:,| #|$| [A-Z])|(?i:p\.? ?o\.? ?box [0-9]|(?:attn|attention|att|fao|c/o)\b[.:]? ?[a-z]|re: [a-z]))`)

// bracketedPostal reports whether s is such a line in brackets.
func bracketedPostal(s string) bool { return postalLine.MatchString(strings.TrimLeft(s, "[(")) }

// awaitsAddress ends what goes on with the address below it.
var awaitsAddress = regexp.MustCompile(`(?i)(?:\baddress|\b(?:writ(?:e|ing)|mail|post|letters?|contact|reach|send|sent)\b[^.]{0,80} (?:to|at|to us at)):$`)

// isCompanyOnly reports whether s is the name of a company and no more.
func isCompanyOnly(s string) bool {
	s = strings.TrimSpace(s)
	if wider(s, 60) || !hasSuffix(s, " AG", " AB", " Ab", " Oy", " B.V.", " BV", " N.V.", " S.A.", " SAS", " S.A.S.", " S.p.A.", " S.r.l.", " ApS", " A/S", " plc", " PLC", " LLP", " e.V.", " s.r.o.", " d.o.o.") && !hasAny(s, "株式会社", "有限会社", "合同会社", "Corporation", "Inc.", "Ltd", "LLC", "GmbH", "法人", "協同組合", "信用組合", "信用金庫", "(株)", "Limited", "Co.") {
		return false
	}
	if hasAny(s, "の", "について", "プライバシー", "個人情報", "方針", "利用", "提供", "への", "Privacy", "Policy", "における", "による", "。", "は、", "では、") {
		return false
	}
	return true
}
