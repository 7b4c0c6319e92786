package rules

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/text"
)

type foldEntry struct{ from, to string }

// folder makes spelling variants one. Entries are found by their first rune,
// the longest first.
type folder struct {
	byRune map[rune][]foldEntry
	ascii  [utf8.RuneSelf][]foldEntry // those that start with this byte
	looked [1 << 10]uint64            // characters below U+10000 that are looked at: white space, and what entries start with
	japan  bool
}

// looks reports whether a character that is not ASCII may need folding.
func (f *folder) looks(r rune) bool {
	return r > 0xFFFF || f.looked[r>>6]>>(r&63)&1 != 0
}

func newFolder(lang string, entries []foldEntry) *folder {
	f := &folder{byRune: map[rune][]foldEntry{}, japan: lang == "ja"}
	for _, e := range entries {
		r, _ := utf8.DecodeRuneInString(e.from)
		f.byRune[r] = append(f.byRune[r], e)
		if r <= 0xFFFF {
			f.looked[r>>6] |= 1 << (r & 63)
		}
	}
	for r := rune(utf8.RuneSelf); r <= 0xFFFF; r++ {
		if unicode.IsSpace(r) {
			f.looked[r>>6] |= 1 << (r & 63)
		}
	}
	for r, es := range f.byRune {
		sort.SliceStable(es, func(i, j int) bool { return len(es[i].from) > len(es[j].from) })
		if r < utf8.RuneSelf {
			f.ascii[r] = es
		}
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
// company, becomes 当社.
func (b *Book) Fold(v *text.View, actors ...string) *text.View { return b.folder.view(v, actors) }

// FoldString is [Book.Fold] for a text that is not part of a document.
func (b *Book) FoldString(s string) string {
	return b.folder.view(text.Identity(text.NewSource("", s)), nil).Text()
}

func (f *folder) view(v *text.View, actors []string) *text.View {
	b := text.NewBuilder(v.Source())
	s := v.Text()
	var own string // the name that a Japanese text gives its company
	if f.japan && len(actors) > 0 {
		own, actors = actors[0], nil
	}
	b.Grow(len(s))
	b.GrowLike(v)
	start := 0 // of the stretch not yet copied
	flush := func(end int) {
		if start < end {
			b.CopyViewAs(v, text.Span{Start: start, End: end}, lower(s[start:end]))
		}
	}
	for i := 0; i < len(s); {
		c := s[i]
		if own != "" && c == own[0] && strings.HasPrefix(s[i:], own) && ownName(s, i, len(own)) {
			flush(i)
			b.ReplaceView(v, text.Span{Start: i, End: i + len(own)}, "当社")
			i += len(own)
			start = i
			continue
		}
		if c < utf8.RuneSelf {
			if c == ' ' || c == '\t' {
				if f.japan {
					flush(i)
					i++
					start = i
					continue
				}
			} else if lc := c | 0x20; (f.ascii[c] != nil || c >= 'A' && c <= 'Z' && f.ascii[lc] != nil) && !f.inside(s, i) {
				if e, ok := f.find(s, i); ok {
					flush(i)
					b.ReplaceView(v, text.Span{Start: i, End: i + len(e.from)}, e.to)
					i += len(e.from)
					start = i
					continue
				}
			}
			if n, as := actor(s, i, actors); n > 0 {
				flush(i)
				b.ReplaceView(v, text.Span{Start: i, End: i + n}, as)
				i += n
				start = i
				continue
			}
			i++
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		if !f.japan && pictograph(r) {
			// An ornament before a heading or an item is none of its words.
			flush(i)
			rest := strings.TrimLeft(s[i+w:], " \ufe0f") // with the mark of its form
			i = len(s) - len(rest)
			start = i
			continue
		}
		if !f.looks(r) {
			i += w
			continue
		}
		if f.japan && unicode.IsSpace(r) {
			flush(i)
			i += w
			start = i
			continue
		}
		if e, ok := f.find(s, i); ok {
			flush(i)
			b.ReplaceView(v, text.Span{Start: i, End: i + len(e.from)}, e.to)
			i += len(e.from)
			start = i
			continue
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
	var entries []foldEntry
	if r < utf8.RuneSelf {
		r = unicode.ToLower(r)
		entries = f.ascii[r]
	} else {
		entries = f.byRune[r]
	}
	for _, e := range entries {
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

func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' {
			return strings.Map(func(r rune) rune {
				if r >= 'A' && r <= 'Z' {
					return r | 0x20
				}
				return r
			}, s)
		}
	}
	return s
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}
