package drift

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
	"github.com/polcompare/polcompare/pkg/token"
)

//go:embed lexicon/*.lex
var lexiconFiles embed.FS

// A class is what the words of a set are about.
type class uint8

const (
	common      class = iota // anything else
	legalTerm                // terms of law
	information              // what is collected
	recipient                // who has or gets it
	purpose                  // what for
	name                     // companies and products
	place                    // countries and towns
)

var classNames = map[string]class{
	"common": common, "term": legalTerm, "information": information, "recipient": recipient,
	"purpose": purpose, "name": name, "place": place,
}

// A Lexicon is a table of Japanese and English words that say the same. It is
// immutable and safe for concurrent use.
type Lexicon struct {
	classes []class            // of each set
	labels  []string           // of each set: its first form
	ja, en  map[string][]int32 // form → sets
	maxJA   map[string]int     // first token → tokens of the longest form that begins with it
	maxEN   map[string]int
	groups  map[int32][]int32 // set → sets it is confused with
	digest  string
	acts    map[int32]bool // sets of which only main predicates are confused
}

// A LexiconError is a mistake in a lexicon file.
type LexiconError struct {
	File string
	Line int
	Msg  string
}

func (e *LexiconError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg) }

var defaultLexicon = sync.OnceValue(func() *Lexicon {
	l, err := readLexicon(lexiconFiles, nil)
	if err != nil {
		panic(err) // the files are part of the program and tested
	}
	return l
})

// DefaultLexicon returns the built-in lexicon. It is loaded on first use.
func DefaultLexicon() *Lexicon { return defaultLexicon() }

// LoadLexicon returns the built-in lexicon with the *.lex files of dirs laid
// over it, in order. A file of an overlay adds sets; it replaces the built-in
// file of the same name. A mistake is a [*LexiconError].
func LoadLexicon(dirs ...string) (*Lexicon, error) {
	return readLexicon(lexiconFiles, dirs)
}

// Digest returns the SHA-256, in hexadecimal, of the names and contents of the
// lexicon's files.
func (l *Lexicon) Digest() string { return l.digest }

// Len returns the number of sets.
func (l *Lexicon) Len() int { return len(l.classes) }

func readLexicon(builtin fs.FS, dirs []string) (*Lexicon, error) {
	files := map[string]string{} // base name → content
	names := map[string]string{} // base name → name for messages
	add := func(fsys fs.FS, dir, shown string) error {
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.IsDir() || filepath.Ext(e.Name()) != ".lex" {
				continue
			}
			b, err := fs.ReadFile(fsys, filepath.ToSlash(filepath.Join(dir, e.Name())))
			if err != nil {
				return err
			}
			files[e.Name()], names[e.Name()] = string(b), filepath.Join(shown, e.Name())
		}
		return nil
	}
	if err := add(builtin, "lexicon", "lexicon"); err != nil {
		return nil, err
	}
	for _, d := range dirs {
		if err := add(os.DirFS(d), ".", d); err != nil {
			return nil, fmt.Errorf("lexicon %s: %w", d, err)
		}
	}
	order := make([]string, 0, len(files))
	for n := range files {
		order = append(order, n)
	}
	sort.Strings(order)
	l := &Lexicon{ja: map[string][]int32{}, en: map[string][]int32{}, maxJA: map[string]int{}, maxEN: map[string]int{}, groups: map[int32][]int32{}, acts: map[int32]bool{}}
	h := sha256.New()
	for _, n := range order {
		fmt.Fprintf(h, "%s %d\n%s", n, len(files[n]), files[n])
	}
	l.digest = hex.EncodeToString(h.Sum(nil))
	for _, n := range order {
		if n == "confusable.lex" {
			continue
		}
		if err := l.readSets(names[n], files[n]); err != nil {
			return nil, err
		}
	}
	if err := l.readGroups(names["confusable.lex"], files["confusable.lex"]); err != nil {
		return nil, err
	}
	return l, nil
}

func (l *Lexicon) readSets(file, content string) error {
	cl := common
	for i, line := range strings.Split(content, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '[':
			c, ok := classNames[strings.Trim(line, "[]")]
			if !ok {
				return &LexiconError{file, i + 1, fmt.Sprintf("unknown class %s", line)}
			}
			cl = c
			continue
		}
		ja, en, ok := strings.Cut(line, "=")
		if !ok || strings.TrimSpace(ja) == "" || strings.TrimSpace(en) == "" {
			return &LexiconError{file, i + 1, "want Japanese forms = English forms"}
		}
		id := int32(len(l.classes))
		l.classes = append(l.classes, cl)
		for k, form := range strings.Split(ja, "|") {
			if form = strings.TrimSpace(form); form == "" {
				return &LexiconError{file, i + 1, "an empty form"}
			}
			if k == 0 {
				l.labels = append(l.labels, form)
			}
			l.addForm(policy.Japanese, form, id)
		}
		for _, form := range strings.Split(en, "|") {
			if form = strings.TrimSpace(form); form == "" {
				return &LexiconError{file, i + 1, "an empty form"}
			}
			l.addForm(policy.English, form, id)
		}
	}
	return nil
}

func (l *Lexicon) addForm(lang, form string, id int32) {
	ts := words(lang, form)
	if len(ts) == 0 {
		return
	}
	forms, longest := l.en, l.maxEN
	if lang == policy.Japanese {
		forms, longest = l.ja, l.maxJA
	}
	put := func(first, key string, n int) {
		if !slices.Contains(forms[key], id) {
			forms[key] = append(forms[key], id)
		}
		longest[first] = max(longest[first], n)
	}
	if lang == policy.Japanese {
		var base, surface strings.Builder
		for i, t := range ts {
			surface.WriteString(t.surface)
			if i+1 == len(ts) {
				base.WriteString(surface.String()[:surface.Len()-len(t.surface)] + t.base)
			}
		}
		// Japanese is cut differently from text to text: any first character will do.
		r, _ := utf8.DecodeRuneInString(ts[0].surface)
		put(string(r), surface.String(), len(ts)+4)
		put(string(r), base.String(), len(ts)+4)
		return
	}
	parts := make([]string, len(ts))
	for i, t := range ts {
		parts[i] = t.base
	}
	put(parts[0], strings.Join(parts, " "), len(ts))
}

func (l *Lexicon) readGroups(file, content string) error {
	acts := false
	for i, line := range strings.Split(content, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
			continue
		case line == "[predicate]":
			acts = true
			continue
		case line[0] == '[':
			return &LexiconError{file, i + 1, fmt.Sprintf("unknown kind of group %s", line)}
		}
		var ids []int32
		for _, f := range strings.Split(line, ":") {
			key := ""
			for _, t := range words(policy.Japanese, strings.TrimSpace(f)) {
				key += t.surface
			}
			sets := l.ja[key]
			if len(sets) == 0 {
				return &LexiconError{file, i + 1, fmt.Sprintf("%s is in no set", strings.TrimSpace(f))}
			}
			ids = append(ids, sets[0])
		}
		for _, a := range ids {
			if acts {
				l.acts[a] = true
			}
			for _, b := range ids {
				if a != b {
					l.groups[a] = append(l.groups[a], b)
				}
			}
		}
	}
	return nil
}

// A word is a token in the form in which words are looked up.
type word struct {
	surface, base string
	span          text.Span // in the text handed in
	pos           token.POS
	detail        token.Detail
}

// words cuts s into words, lower-cased, white space and marks left out.
func words(lang, s string) []word {
	folded := foldWords(lang, s)
	ts := token.Of(lang, folded)
	out := make([]word, 0, len(ts))
	for _, t := range ts {
		r, _ := utf8.DecodeRuneInString(t.Surface)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != 'ー' {
			continue
		}
		if k := strings.Index(t.Surface, "・"); k > 0 && lang != policy.English {
			// Words of katakana joined by a dot are one to the dictionary.
			at := t.Start
			for _, part := range strings.Split(t.Surface, "・") {
				if part != "" {
					out = append(out, word{surface: part, base: part, span: text.Span{Start: at, End: at + len(part)}, pos: t.POS, detail: t.Detail})
				}
				at += len(part) + len("・")
			}
			continue
		}
		w := word{surface: strings.ToLower(t.Surface), base: strings.ToLower(t.Base), span: text.Span{Start: t.Start, End: t.End}, pos: t.POS, detail: t.Detail}
		if lang == policy.English {
			w.base = englishBase(w)
		}
		out = append(out, w)
	}
	return out
}

// irregular holds English forms whose dictionary form endings do not tell.
var irregular = map[string]string{
	"sent": "send", "sold": "sell", "held": "hold", "kept": "keep", "made": "make", "given": "give", "gave": "give", "got": "get",
	"took": "take", "taken": "take", "shown": "show", "set": "set", "made by": "make", "people": "people", "children": "child", "data": "data",
	"paid": "pay", "bought": "buy", "sought": "seek", "found": "find", "lost": "lose", "chosen": "choose", "chose": "choose", "written": "write",
	"meant": "mean", "understood": "understand", "begun": "begin", "began": "begin", "forbidden": "forbid", "known": "know", "done": "do", "did": "do",
	"left": "leave", "built": "build", "spent": "spend", "told": "tell", "brought": "bring", "seen": "see", "stolen": "steal",
}

func englishBase(w word) string {
	if b, ok := irregular[w.surface]; ok {
		return b
	}
	b := w.base
	// British spelling
	switch {
	case strings.HasSuffix(b, "isation"):
		b = b[:len(b)-7] + "ization"
	case strings.HasSuffix(b, "ise") && len(b) > 6 && b != "otherwise" && b != "exercise" && b != "enterprise" && b != "promise" && b != "likewise" && b != "precise" && b != "advertise" && b != "compromise" && b != "supervise" && b != "merchandise" && b != "franchise" && b != "expertise":
		b = b[:len(b)-3] + "ize"
	}
	return b
}

// foldWords cuts what English writes with a hyphen, a slash or a dot between
// the words, or with a slash in front; the result is as long as s.
func foldWords(lang, s string) string {
	if lang != policy.English || !strings.ContainsAny(s, "-/.") {
		return s
	}
	b := []byte(s)
	for i := 0; i+1 < len(b); i++ {
		switch {
		case !letter(b[i+1]):
		case b[i] == '/':
			b[i] = ' '
		case b[i] == '-' && i > 0 && letter(b[i-1]):
			b[i] = ' '
		case b[i] == '.' && i > 1 && i+2 < len(b) && letter(b[i-1]) && letter(b[i-2]) && letter(b[i+2]):
			b[i] = ' ' // the name of a file or of a product; "e.g." stays
		}
	}
	return string(b)
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 }

// match returns the sets of the longest form that begins at ws[i], and how many
// words it has.
func (l *Lexicon) match(lang string, ws []word, i int) (sets []int32, n int) {
	if lang == policy.English {
		most := min(l.maxEN[ws[i].base], len(ws)-i)
		if most == 0 {
			return nil, 0
		}
		key := ws[i].base
		for k := 1; ; k++ {
			if s, ok := l.en[key]; ok {
				sets, n = s, k
			}
			if k >= most {
				return sets, n
			}
			key += " " + ws[i+k].base
		}
	}
	r, _ := utf8.DecodeRuneInString(ws[i].surface)
	most := min(l.maxJA[string(r)], len(ws)-i)
	surface := ""
	for k := 0; k < most; k++ {
		w := ws[i+k]
		if s, ok := l.ja[surface+w.surface]; ok {
			sets, n = s, k+1
		} else if s, ok := l.ja[surface+w.base]; ok {
			sets, n = s, k+1
		}
		surface += w.surface
		if k+1 < most && ws[i+k+1].span.Start > w.span.End+1 {
			break // a mark between the two
		}
	}
	return sets, n
}

// katakana cuts a word of katakana that the lexicon lacks as a whole into words
// that it has and what is left, which has no sets: オプトアウトアドオン is
// オプトアウト and アドオン. It returns nil where the word does not begin or end
// with a word of the lexicon.
func (l *Lexicon) katakana(w word) []term {
	const least = 3 // runes of a part; shorter ones stand in other words by chance
	s := w.surface
	if len(s) < 2*least*3 || strings.IndexFunc(s, func(r rune) bool { return r < 'ァ' || r > 'ー' }) >= 0 {
		return nil
	}
	var out []term
	add := func(from, to int, sets []int32) {
		if from < to {
			out = append(out, term{ids: sets, known: sets != nil, span: text.Span{Start: w.span.Start + from, End: w.span.Start + to}})
		}
	}
	free, edge := 0, false
	for i := 0; i+least*3 <= len(s); {
		end := len(s)
		for end-i >= least*3 && l.ja[s[i:end]] == nil {
			end -= 3
		}
		if end-i < least*3 || i-free == 3 || len(s)-end == 3 {
			i += 3
			continue
		}
		add(free, i, nil)
		add(i, end, l.ja[s[i:end]])
		edge = edge || i == 0 || end == len(s)
		free, i = end, end
	}
	if !edge {
		return nil
	}
	add(free, len(s), nil)
	return out
}
