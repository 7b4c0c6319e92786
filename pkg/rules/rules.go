// Package rules holds what the program knows of language, as data: which
// words speak for which category, how sentences announce lists, how a
// disclaimer is worded.
//
// # Format
//
// A rule file (*.rules, in a directory named after its language) is a list of
// rules. A rule is a head line "FORM NAME" and indented lines below it:
//
//	category purpose/advertising
//	    doc delivering or measuring advertisements
//	    4 広告{no}?(?:配信|表示)
//	    2 lead: 広告
//	    -3 広告の掲載料
//	    = 当社の広告配信のため
//	    ! 広告の掲載料の計算
//
// A line that starts with a number is a weighted pattern; "=" and "!" give an
// example the rule must or must not fire on ("TEXT << LEAD-IN ## HEADING" gives it a
// lead-in and a heading); "as" names the categories of a finding; "state denied" says that it
// denies them; "min" the weight from which the rule fires (1 unless told); "share" how strong a category
// must be beside the strongest one to be named with it. A weight of -30 or less
// rules a phrase out, whatever else speaks for it. Lines that start with # are comments.
//
// The forms are:
//
//	lexicon   a set of words, one a line, used in patterns as {name}
//	fold      spellings that count as one: "及び = および"
//	category  evidence that a unit of KIND/CATEGORY is of that category
//	sentence  evidence that a whole sentence is a unit: KIND/NAME
//	phrase    a stretch of a sentence that is a unit (the pattern's first group)
//	frame     evidence that a sentence or heading introduces a list of units
//	topic     evidence that a section deals with a topic
//	label     evidence that an item with a label ("Purpose: …") is a unit: KIND/NAME
//	test      a question that an extractor asks by name
//
// Patterns are RE2 expressions over folded text: NFKC, lower case, spelling
// variants made one, and for Japanese without white space. In English every
// pattern starts and ends at a word boundary, and so does a word begin that stands
// behind a gap: "sends? [a-z ]{0,20}letters" finds no newsletters. Behind letters alone it
// ends a word: "sends? [a-z]+letters" finds them. A pattern that stands for a finite set
// of words is looked up, not searched for, and costs next to nothing.
//
// What no rule says is learned: a file topics.weights beside the rules holds what
// words speak for and against the topics of sections (see package weights).
//
// An overlay adds rules; to change one that exists it says so: "extend FORM
// NAME" adds lines, "replace" puts others in their place, "remove" takes it out.
package rules

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/polcompare/polcompare/pkg/weights"
)

//go:embed ja/*.rules en/*.rules en/*.weights
var embedded embed.FS

// A Form is what a rule is for.
type Form int

// The forms of rules.
const (
	Category Form = iota
	Sentence
	Phrase
	Frame
	Topic
	Label
	Test
	numForms
)

func (f Form) String() string {
	return [...]string{"category", "sentence", "phrase", "frame", "topic", "label", "test"}[f]
}

// A Field is the text that a pattern is held against.
type Field int

// The fields of patterns.
const (
	Text    Field = iota // the unit itself
	Lead                 // the sentence that introduces it
	Heading              // the headings above it
	Context              // the sentence around a phrase
	Above                // the heading above the heading
	numFields
)

// A Rule is one rule of one language.
type Rule struct {
	Form     Form
	Name     string   // "purpose/advertising"
	Kind     string   // the part of Name before the slash
	ID       string   // the part behind it, or all of Name
	Doc      string   // one line
	As       []string // categories given to the finding
	Denied   bool     // what the rule finds is denied, not stated
	Share    float64  // of a category: how strong it must be beside the strongest one to stand with it; 0 for the kind's own
	Min      float64  // weight from which the rule fires
	Lang     string
	File     string
	Line     int
	Patterns []*Pattern
	Examples []Example

	index       int
	group       *group
	expressions []*Pattern // those that are no sets of sequences
}

// A Pattern is one line of evidence.
type Pattern struct {
	Rule   *Rule
	Number int // from 1 within the rule
	Source string
	Weight float64
	Field  Field

	// Anywhere says that the pattern counts in full wherever it stands in a
	// unit, also in a modifier of its head.
	Anywhere bool

	File   string
	Line   int
	Column int

	compiled
}

// Name returns the pattern's name, such as "ja/purpose/advertising#3".
func (p *Pattern) Name() string {
	return p.Rule.Lang + "/" + p.Rule.Name + "#" + strconv.Itoa(p.Number)
}

// Place returns file and line of the pattern.
func (p *Pattern) Place() string { return p.File + ":" + strconv.Itoa(p.Line) }

// Reference returns the pattern's name and place, such as
// "ja/purpose/advertising#3 (purpose.rules:12)". Findings are full of it.
func (p *Pattern) Reference() string { return p.reference }

// An Example is a text that a rule must or must not fire on.
type Example struct {
	Text    string
	Lead    string
	Heading string
	Want    bool
	Line    int
}

// A Set is the rules of all languages. It is immutable and safe for concurrent
// use; a language's rules are compiled when first asked for.
type Set struct {
	sources []source
	books   map[string]func() (*Book, error)
}

type source struct {
	file, lang, text string
	overlay          bool
}

// TopicWeights is the name of the file, beside a language's rules, with what was
// learned of the topics of sections.
const TopicWeights = "topics.weights"

const weightsEnding = ".weights"

// WithoutWeights returns the rules of s alone, without what was learned from annotations.
func (s *Set) WithoutWeights() *Set {
	out := &Set{sources: slices.DeleteFunc(slices.Clone(s.sources), func(src source) bool { return strings.HasSuffix(src.file, weightsEnding) })}
	out.ready()
	return out
}

// Default returns the built-in rules.
func Default() *Set { return defaultSet() }

var defaultSet = sync.OnceValue(func() *Set {
	s, err := Load()
	if err != nil {
		panic(err) // the embedded files cannot be missing
	}
	return s
})

// Load returns the built-in rules with the overlays in dirs laid over them in
// order. An overlay is a directory with files ja/*.rules and en/*.rules, or with
// weights that take the place of the built-in ones (ja/topics.weights). All
// languages of an overlay are checked at once; an error names file, line and
// column.
func Load(dirs ...string) (*Set, error) {
	s := &Set{}
	if err := s.read(embedded, "", false); err != nil {
		return nil, err
	}
	for _, dir := range dirs {
		n := len(s.sources)
		info, err := os.Stat(dir)
		if err != nil {
			return nil, fmt.Errorf("rules: %w", err)
		}
		if !info.IsDir() {
			return nil, fmt.Errorf("rules: %s is not a directory: want one with ja/*.rules or en/*.rules in it", dir)
		}
		if err := s.read(os.DirFS(dir), dir+"/", true); err != nil {
			return nil, err
		}
		if len(s.sources) == n {
			return nil, fmt.Errorf("rules: %s holds no rules: want files ja/*.rules, en/*.rules, ja/*.weights or en/*.weights", dir)
		}
	}
	s.ready()
	if len(dirs) > 0 {
		for _, lang := range []string{"ja", "en"} {
			if _, err := s.books[lang](); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

func (s *Set) ready() {
	s.books = map[string]func() (*Book, error){}
	for _, lang := range []string{"ja", "en"} {
		s.books[lang] = sync.OnceValues(func() (*Book, error) { return s.compile(lang) })
	}
}

func (s *Set) read(fsys fs.FS, prefix string, overlay bool) error {
	for _, lang := range []string{"ja", "en"} {
		names, err := fs.Glob(fsys, lang+"/*.rules")
		if err != nil {
			return err
		}
		learned, err := fs.Glob(fsys, lang+"/*"+weightsEnding)
		if err != nil {
			return err
		}
		names = append(names, learned...)
		sort.Strings(names)
		for _, name := range names {
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				return fmt.Errorf("rules: %w", err)
			}
			s.sources = append(s.sources, source{prefix + name, lang, string(data), overlay})
		}
	}
	return nil
}

// Book returns the compiled rules of a language, "ja" or "en".
func (s *Set) Book(lang string) (*Book, error) {
	f, ok := s.books[lang]
	if !ok {
		return nil, fmt.Errorf("rules: no rules for language %q", lang)
	}
	return f()
}

// compile merges the files of a language and compiles what comes out.
func (s *Set) compile(lang string) (*Book, error) {
	b := &Book{Lang: lang, lexicons: map[string]*lexicon{}}
	byName := map[string]*Rule{}
	for _, src := range s.sources {
		if src.lang != lang {
			continue
		}
		if strings.HasSuffix(src.file, weightsEnding) {
			if err := b.weigh(src); err != nil {
				return nil, err
			}
			continue
		}
		blocks, err := parse(src.file, src.text)
		if err != nil {
			return nil, err
		}
		for i := range blocks {
			if err := b.merge(&blocks[i], byName, src.overlay); err != nil {
				return nil, err
			}
		}
	}
	kept := b.Rules[:0]
	for _, r := range b.Rules {
		if byName[r.Form.String()+" "+r.Name] == r {
			r.index = len(kept)
			kept = append(kept, r)
		}
	}
	b.Rules = kept
	return b, b.compile()
}

// weigh takes over a file of weights, in place of one that it is laid over.
func (b *Book) weigh(src source) error {
	m, err := weights.Parse(src.file, []byte(src.text))
	if err != nil {
		return err
	}
	fail := func(format string, a ...any) error {
		return &weights.Error{File: src.file, Line: 1, Message: fmt.Sprintf(format, a...)}
	}
	if name := path.Base(src.file); name != TopicWeights {
		return fail("nothing asks for weights called %q: want %s", name, TopicWeights)
	}
	if m.Lang != b.Lang {
		return fail("the weights are for %s, and the directory for %s", m.Lang, b.Lang)
	}
	for _, l := range m.Labels {
		if !slices.Contains(Taxonomy().Topics(), l) {
			return fail("there is no topic %q", l)
		}
	}
	b.Topics = m
	return nil
}

func (b *Book) merge(bl *block, byName map[string]*Rule, overlay bool) error {
	fail := func(format string, a ...any) error { return &Error{bl.file, bl.line, 1, fmt.Sprintf(format, a...)} }
	switch bl.form {
	case "fold":
		for _, l := range bl.body {
			from, to, ok := strings.Cut(l.text, "=")
			from, to = strings.TrimSpace(from), strings.TrimSpace(to)
			if !ok || from == "" {
				return &Error{bl.file, l.line, l.column, `a fold line has the form "SPELLING = SPELLING"`}
			}
			b.folds = append(b.folds, foldEntry{from, to})
		}
		return nil
	case "lexicon":
		old := b.lexicons[bl.name]
		switch {
		case bl.verb == "" && old != nil:
			return fail("lexicon %s exists already (%s:%d): say extend or replace", bl.name, old.file, old.line)
		case bl.verb != "" && old == nil:
			return fail("there is no lexicon %s to %s", bl.name, bl.verb)
		case bl.verb == "remove":
			delete(b.lexicons, bl.name)
			return nil
		case bl.verb == "extend":
			old.words = append(old.words, bl.body...)
		default:
			b.lexicons[bl.name] = &lexicon{bl.file, bl.line, bl.body}
		}
		return nil
	}
	key := bl.form + " " + bl.name
	old := byName[key]
	switch {
	case bl.verb == "" && old != nil:
		return fail("%s exists already (%s:%d): say extend or replace", key, old.File, old.Line)
	case bl.verb != "" && old == nil:
		return fail("there is no %s to %s", key, bl.verb)
	case bl.verb == "remove":
		delete(byName, key)
		return nil
	case bl.verb == "extend":
		return bl.rule(old)
	}
	kind, id, ok := strings.Cut(bl.name, "/")
	if !ok {
		id = kind
		if bl.form != "topic" {
			return fail("the name of a %s is KIND/NAME", bl.form)
		}
	}
	r := &Rule{Form: forms[bl.form], Name: bl.name, Kind: kind, ID: id, Min: 1, Lang: b.Lang, File: bl.file, Line: bl.line}
	if r.Form == Category {
		r.As = []string{id}
	}
	if err := bl.rule(r); err != nil {
		return err
	}
	if r.Form == Category && !Taxonomy().Valid(kind, id) && !overlay {
		return fail("unknown category %s", bl.name)
	}
	for _, c := range r.As {
		if r.Form != Frame && r.Form != Topic && r.Form != Test && !Taxonomy().Valid(kind, c) && !overlay {
			return fail("unknown category %s of kind %s", c, kind)
		}
	}
	byName[key] = r
	b.Rules = append(b.Rules, r)
	return nil
}

// Files returns the names of the rule files of all languages, overlays last.
func (s *Set) Files() []string {
	var out []string
	for _, src := range s.sources {
		out = append(out, path.Clean(src.file))
	}
	return out
}
