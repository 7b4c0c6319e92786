package rules

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/heads"
	"github.com/polcompare/polcompare/pkg/text"
)

type foldEntry struct{ from, to string }

// hyphen is what text processors write for "-", of which it is no compatible form; the
// normal form of the one that does not break.
const hyphen = "\u2010"

// folder makes spelling variants one. Entries are found by their first rune,
// the longest first. Most characters begin none, and most places at which one
// might begin are told by the bytes that stand there.
type folder struct {
	byRune map[rune][]foldEntry
	first  [256]bool // bytes at which anything may have to be done: an entry or white space may begin there
	heads  *heads.Filter
	japan  bool
}

func newFolder(lang string, entries []foldEntry) *folder {
	f := &folder{byRune: map[rune][]foldEntry{}, japan: lang == "ja"}
	entries = slices.Clone(entries)
	for _, e := range entries {
		if strings.Contains(e.from, "-") {
			entries = append(entries, foldEntry{strings.ReplaceAll(e.from, "-", hyphen), e.to})
		}
	}
	entries = append(entries, foldEntry{hyphen, "-"})
	words := make([]string, len(entries))
	for i, e := range entries {
		words[i] = e.from
		r, _ := utf8.DecodeRuneInString(e.from)
		f.byRune[r] = append(f.byRune[r], e)
		f.first[e.from[0]] = true
	}
	f.heads = heads.New(words)
	for c := 'a'; c <= 'z'; c++ {
		f.first[c&^0x20] = f.first[c]
	}
	for c := 0xF0; c <= 0xF4; c++ { // small pictures and rare kanji
		f.first[c] = true
	}
	if f.japan {
		f.first[' '], f.first['\t'], f.first[','] = true, true, true
		for r := rune(utf8.RuneSelf); r <= '\u3000'; r++ {
			if unicode.IsSpace(r) {
				f.first[string(r)[0]] = true
			}
		}
	} else {
		f.first["☀"[0]] = true // small pictures
	}
	for _, es := range f.byRune {
		sort.SliceStable(es, func(i, j int) bool { return len(es[i].from) > len(es[j].from) })
	}
	return f
}

// Fold returns v in the spelling that patterns are written in: lower case,
// variants of spelling made one, and for Japanese without white space inside
// a line. Line feeds are kept.
//
// Actors are names by which an English text speaks of the company whose it is:
// where one stands as who acts or is acted on ("Acme may share …", "contact
// Acme."), it becomes "the company", which patterns know. The actor "I" is a single
// person who speaks of himself or herself: "I", "my" and "me" become what a company
// says of itself. The first actor of a Japanese text, the name that it gives its
// company, becomes 当社; the second, the company's own name in a text that says 当社 as
// well, does so only as the subject of a sentence, for lists name it among others.
func (b *Book) Fold(v *text.View, actors ...string) *text.View { return b.folder.view(v, actors) }

// FoldString is [Book.Fold] for a text that is not part of a document.
func (b *Book) FoldString(s string) string {
	return b.folder.view(text.Identity(text.NewSource("", s)), nil).Text()
}

func (f *folder) view(v *text.View, actors []string) *text.View {
	b := text.NewBuilder(v.Source())
	s := v.Text()
	var own, topic string // the name that a Japanese text gives its company, and its own
	if f.japan && len(actors) > 0 {
		if own = actors[0]; len(actors) > 1 {
			topic = actors[1]
		}
		actors = nil
	}
	b.Grow(len(s))
	b.GrowLike(v)
	looks := f.first
	var acts [256]bool // bytes at which an actor may begin
	for _, name := range [...]string{own, topic} {
		if name != "" {
			looks[name[0]] = true
		}
	}
	for _, name := range actors {
		acts[name[0]] = true
		if name == "I" {
			acts['i'], acts['M'], acts['m'] = true, true, true
		}
	}
	for c := range acts {
		looks[c] = looks[c] || acts[c]
	}
	start := 0 // of the stretch not yet copied
	flush := func(end int) {
		if start < end {
			b.CopyViewAs(v, text.Span{Start: start, End: end}, lower(s[start:end]))
		}
	}
	// replace puts other text in the place of n bytes; skip leaves them out.
	replace := func(i, n int, as string) int {
		flush(i)
		b.ReplaceView(v, text.Span{Start: i, End: i + n}, as)
		start = i + n
		return start
	}
	skip := func(i, n int) int {
		flush(i)
		start = i + n
		return start
	}
	for i := 0; i < len(s); {
		c := s[i]
		if !looks[c] {
			i++ // also of a character of several bytes, none of which is looked at
			continue
		}
		if c == ',' && f.japan && (i > 0 && s[i-1] >= utf8.RuneSelf || i+1 < len(s) && s[i+1] >= utf8.RuneSelf) {
			i = replace(i, 1, "、") // the comma of those who write Japanese with commas
			continue
		}
		if own != "" && c == own[0] && strings.HasPrefix(s[i:], own) && ownName(s, i, len(own)) {
			i = replace(i, len(own), "当社")
			continue
		}
		if topic != "" && c == topic[0] && strings.HasPrefix(s[i:], topic) && isTopic(s, i, len(topic)) {
			i = replace(i, len(topic), "当社")
			continue
		}
		if c < utf8.RuneSelf {
			if f.japan && (c == ' ' || c == '\t') {
				i = skip(i, 1)
				continue
			}
			if !f.inside(s, i) && f.heads.May(s[i:]) {
				if e, ok := f.find(s, i); ok {
					i = replace(i, len(e.from), e.to)
					continue
				}
			}
			if acts[c] {
				if n, as := actor(s, i, actors); n > 0 {
					i = replace(i, n, as)
					continue
				}
			}
			i++
			continue
		}
		r, w := decode(s[i:])
		if !f.japan && pictograph(r) {
			// An ornament before a heading or an item is none of its words.
			rest := strings.TrimLeft(s[i+w:], " \ufe0f") // with the mark of its form
			i = skip(i, len(s)-len(rest)-i)
			continue
		}
		if f.japan && r <= '\u3000' && unicode.IsSpace(r) {
			i = skip(i, w)
			continue
		}
		if f.heads.May(s[i:]) {
			if e, ok := f.find(s, i); ok {
				i = replace(i, len(e.from), e.to)
				continue
			}
		}
		i += w
	}
	flush(len(s))
	return b.View()
}

// ownName reports whether the n bytes at s[i:], the name of the company, stand there as
// a word of their own: a particle or a mark follows, and no part of a word goes before.
func ownName(s string, i, n int) bool {
	r, _ := utf8.DecodeRuneInString(s[i+n:])
	if !strings.ContainsRune("はがのにへをともでや、,。)）」\n", r) {
		return false
	}
	p, _ := utf8.DecodeLastRuneInString(s[:i])
	q, _ := utf8.DecodeRuneInString(s[i:])
	return !(unicode.Is(unicode.Han, p) && unicode.Is(unicode.Han, q) || unicode.Is(unicode.Katakana, p) && unicode.Is(unicode.Katakana, q) || p < utf8.RuneSelf && isWord(byte(p)) && q < utf8.RuneSelf)
}

// isTopic reports whether the n bytes at s[i:], the name of the company, are the subject
// with which a sentence or a line begins.
func isTopic(s string, i, n int) bool {
	rest := s[i+n:]
	if !strings.HasPrefix(rest, "は") && !strings.HasPrefix(rest, "が") && !strings.HasPrefix(rest, "では") {
		return false
	}
	p, _ := utf8.DecodeLastRuneInString(s[:i])
	return i == 0 || p < utf8.RuneSelf && !isWord(byte(p)) || strings.ContainsRune("。、　」)）", p)
}

// pictograph reports whether r is a small picture, as stands before headings.
func pictograph(r rune) bool {
	return r >= 0x1F000 && r < 0x1FB00 || r >= 0x2600 && r <= 0x27BF || r == 0x2B50
}

// single are the words by which a single person speaks, and those of a company.
var single = []struct{ from, as string }{
	{"I'll", "we will"}, {"I’ll", "we will"}, {"I'm", "we are"}, {"I’m", "we are"}, {"I've", "we have"}, {"I’ve", "we have"},
	{"I'd", "we would"}, {"I’d", "we would"}, {"I", "we"}, {"myself", "ourselves"}, {"my", "our"}, {"My", "our"}, {"me", "us"},
}

// actor returns the length of the name in actors that stands at s[i:] as a word of
// its own with what follows an actor behind it, and what to read for it; 0 if there
// is none: not of a name that only says whose a thing is ("the Acme website").
func actor(s string, i int, actors []string) (int, string) {
	const company = "the company"
	for _, name := range actors {
		if name == "I" {
			if n, as := speaker(s, i); n > 0 {
				return n, as
			}
			continue
		}
		if s[i] != name[0] || !strings.HasPrefix(s[i:], name) || i > 0 && (isWord(s[i-1]) || strings.IndexByte("-./@", s[i-1]) >= 0) {
			continue
		}
		rest := s[i+len(name):]
		if rest == "" || strings.IndexByte(",;:)\n", rest[0]) >= 0 || rest[0] == '.' && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\n') || strings.HasPrefix(rest, "'s ") || strings.HasPrefix(rest, "’s ") {
			return len(name), company
		}
		if rest[0] != ' ' {
			continue
		}
		word := rest[1:]
		if n := strings.IndexFunc(word, func(r rune) bool { return r >= utf8.RuneSelf || !isWord(byte(r)) }); n >= 0 {
			word = word[:n]
		}
		if behindActor[word] || strings.HasSuffix(word, "ly") && word[0] >= 'a' {
			return len(name), company
		}
	}
	return 0, ""
}

// speaker returns the length of what a single person says of himself or herself at
// s[i:], and what a company says instead; 0 if nothing of the kind stands there.
func speaker(s string, i int) (int, string) {
	if c := s[i] | 0x20; c != 'i' && c != 'm' || i > 0 && (isWord(s[i-1]) || strings.IndexByte("-./@(", s[i-1]) >= 0) {
		return 0, ""
	}
	for _, w := range single {
		rest, ok := strings.CutPrefix(s[i:], w.from)
		if !ok || rest != "" && isWord(rest[0]) || w.from == "I" && rest != "" && strings.IndexByte(")./-", rest[0]) >= 0 {
			continue // of another word, or a number
		}
		return len(w.from), w.as
	}
	return 0, ""
}

// behindActor are words that follow a name used as subject or object.
var behindActor = func() map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(`may might can could will would shall should must does do did is are was were has have had
		uses use collects collect processes process gathers obtains obtain receives receive retains retain keeps keep stores store holds hold
		shares share discloses disclose transfers transfer provides provide sells sell gives sends releases transmits makes takes
		reserves requires needs asks believes considers complies adopts maintains ensures employs engages offers operates works allows
		respects commits agrees undertakes assumes accepts cannot never not also only always sometimes therefore itself
		and or in for when if as that to on at via through with from by about under regarding concerning without unless because before after`) {
		all[w] = true
	}
	return all
}()

// inside reports whether the ASCII character at i stands inside an English
// word, where no entry can: but for "n't" all start at the start of a word.
func (f *folder) inside(s string, i int) bool {
	return !f.japan && i > 0 && isWord(s[i-1]) && isWord(s[i]) && s[i]|0x20 != 'n'
}

func (f *folder) find(s string, i int) (foldEntry, bool) {
	r, _ := utf8.DecodeRuneInString(s[i:])
	if r < utf8.RuneSelf {
		r = unicode.ToLower(r)
	}
	for _, e := range f.byRune[r] {
		if len(s)-i >= len(e.from) && equalFoldASCII(s[i:i+len(e.from)], e.from) {
			// An English variant starts a word.
			if r < utf8.RuneSelf && i > 0 && isWord(s[i-1]) && isWord(e.from[0]) && !f.japan && e.from[0] != 'n' {
				continue
			}
			return e, true
		}
	}
	return foldEntry{}, false
}

// equalFoldASCII compares s with the lower-case t, ASCII letters without case.
func equalFoldASCII(s, t string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != t[i] {
			return false
		}
	}
	return true
}

// decode is [utf8.DecodeRuneInString], at once for kana, kanji and their marks.
func decode(s string) (rune, int) {
	if len(s) >= 3 && s[0] >= 0xE1 && s[0] <= 0xEC && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 {
		return rune(s[0]&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s)
}

func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if heads.Lower[s[i]] != s[i] {
			b := []byte(s)
			for ; i < len(b); i++ {
				b[i] = heads.Lower[b[i]]
			}
			return string(b)
		}
	}
	return s
}

func isWord(c byte) bool { return wordBytes[c] }

// wordChars are the characters of English words.
var wordChars = []rune("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")

var wordBytes = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
	}
	return
}()
