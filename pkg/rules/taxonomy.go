package rules

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed taxonomy.json
var taxonomyJSON []byte

// A Tax is the taxonomy: the kinds of findings in the order in which they are
// shown, the categories of each kind in the guide's order, the roles of
// contacts and the topics of sections, with their names in English ("en") and
// Japanese ("ja"). It is immutable and safe for concurrent use.
type Tax struct {
	kinds  []taxKind
	topics []taxEntry
	byKind map[string]*taxKind
}

type taxonomyFile struct {
	Schema string     `json:"schema"`
	Kinds  []taxKind  `json:"kinds"`
	Topics []taxEntry `json:"topics"`
}

type taxKind struct {
	ID         string     `json:"id"`
	Label      taxLabel   `json:"label"`
	Doc        string     `json:"doc"`
	Categories []taxEntry `json:"categories"`
	Roles      []taxEntry `json:"roles,omitempty"`
}

type taxEntry struct {
	ID      string   `json:"id"`
	Label   taxLabel `json:"label"`
	Doc     string   `json:"doc"`
	Statute string   `json:"statute,omitempty"`

	// Extension marks a category that the annotation guide does not have.
	Extension bool `json:"extension,omitempty"`
}

type taxLabel struct {
	EN string `json:"en"`
	JA string `json:"ja"`
}

func (l taxLabel) in(lang string) string {
	if lang == "ja" {
		return l.JA
	}
	return l.EN
}

var loadTaxonomy = sync.OnceValues(func() (*Tax, error) { return parseTaxonomy(taxonomyJSON) })

// Taxonomy returns the built-in taxonomy. It panics if the embedded data is
// broken, which the package's tests rule out.
func Taxonomy() *Tax {
	t, err := loadTaxonomy()
	if err != nil {
		panic("rules: embedded taxonomy: " + err.Error())
	}
	return t
}

var (
	taxID      = regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	taxStatute = regexp.MustCompile(`^(\d+)\((\d+)\)(?:\(([ivx]+)\)(?:-\(([ivx]+)\))?)?$`)
)

// parseTaxonomy decodes data strictly: an unknown key, a missing name or
// description, a repeated id and text behind the end are errors.
func parseTaxonomy(data []byte) (*Tax, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var f taxonomyFile
	if err := dec.Decode(&f); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("text behind the end of the taxonomy")
	}
	if f.Schema != "polcompare.taxonomy/v1" {
		return nil, fmt.Errorf("schema is %q, not polcompare.taxonomy/v1", f.Schema)
	}
	check := func(where string, entries ...taxEntry) error {
		seen := map[string]bool{}
		for _, e := range entries {
			switch {
			case !taxID.MatchString(e.ID):
				return fmt.Errorf("%s: bad id %q", where, e.ID)
			case seen[e.ID]:
				return fmt.Errorf("%s: %s stands twice", where, e.ID)
			case e.Label.EN == "" || e.Label.JA == "" || e.Doc == "":
				return fmt.Errorf("%s: %s lacks a label or a doc", where, e.ID)
			case e.Statute != "" && !taxStatute.MatchString(e.Statute):
				return fmt.Errorf("%s: %s: bad statute %q", where, e.ID, e.Statute)
			}
			seen[e.ID] = true
		}
		if len(entries) == 0 {
			return fmt.Errorf("%s: empty", where)
		}
		return nil
	}
	t := &Tax{kinds: f.Kinds, topics: f.Topics, byKind: map[string]*taxKind{}}
	var heads []taxEntry
	for i := range t.kinds {
		k := &t.kinds[i]
		heads = append(heads, taxEntry{ID: k.ID, Label: k.Label, Doc: k.Doc})
		// Roles share the categories' name space: a finding carries both in one list.
		if err := check(k.ID, slices.Concat(k.Categories, k.Roles)...); err != nil {
			return nil, err
		}
		t.byKind[k.ID] = k
	}
	if err := check("kinds", heads...); err != nil {
		return nil, err
	}
	if err := check("topics", t.topics...); err != nil {
		return nil, err
	}
	return t, nil
}

func ids(entries []taxEntry) []string {
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = e.ID
	}
	return out
}

// Kinds returns the kinds of findings in order.
func (t *Tax) Kinds() []string {
	out := make([]string, len(t.kinds))
	for i, k := range t.kinds {
		out[i] = k.ID
	}
	return out
}

// Categories returns the categories of kind in order (of contacts, their
// types), nil for an unknown kind.
func (t *Tax) Categories(kind string) []string {
	if k := t.byKind[kind]; k != nil {
		return ids(k.Categories)
	}
	return nil
}

// Roles returns the roles that a finding of kind can carry behind its
// categories. Only contacts have any.
func (t *Tax) Roles(kind string) []string {
	if k := t.byKind[kind]; k != nil && len(k.Roles) > 0 {
		return ids(k.Roles)
	}
	return nil
}

// Split parts what a finding of kind lists as its categories, each once, into
// categories and roles. A finding without a category has "other".
func (t *Tax) Split(kind string, all []string) (categories, roles []string) {
	k := t.byKind[kind]
	for _, c := range all {
		list := &categories
		if k != nil && slices.ContainsFunc(k.Roles, func(e taxEntry) bool { return e.ID == c }) {
			list = &roles
		}
		if !slices.Contains(*list, c) {
			*list = append(*list, c)
		}
	}
	if len(categories) == 0 {
		categories = []string{"other"}
	}
	return categories, roles
}

// Topics returns the topics of sections in order.
func (t *Tax) Topics() []string { return ids(t.topics) }

// find returns the entry of category, which may be a role, in kind.
func (t *Tax) find(kind, category string) (taxEntry, bool) {
	k := t.byKind[kind]
	if k == nil {
		return taxEntry{}, false
	}
	for _, list := range [][]taxEntry{k.Categories, k.Roles} {
		for _, e := range list {
			if e.ID == category {
				return e, true
			}
		}
	}
	return taxEntry{}, false
}

// Valid reports whether kind has category, as a category or as a role. With
// an empty category it reports whether there is such a kind.
func (t *Tax) Valid(kind, category string) bool {
	if category == "" {
		return t.byKind[kind] != nil
	}
	_, ok := t.find(kind, category)
	return ok
}

// Label returns the name of a category (or role) of kind in lang, "en" or
// "ja"; with an empty category the name of the kind. What the taxonomy does
// not know keeps its id as name.
func (t *Tax) Label(kind, category, lang string) string {
	if category == "" {
		if k := t.byKind[kind]; k != nil {
			return k.Label.in(lang)
		}
		return kind
	}
	if e, ok := t.find(kind, category); ok {
		return e.Label.in(lang)
	}
	return category
}

// Doc returns one English line on what a category (or role) of kind is; with
// an empty category on what the kind is. It is empty for the unknown.
func (t *Tax) Doc(kind, category string) string {
	if category == "" {
		if k := t.byKind[kind]; k != nil {
			return k.Doc
		}
		return ""
	}
	e, _ := t.find(kind, category)
	return e.Doc
}

// TopicLabel returns the name of a section's topic in lang, its id if the
// taxonomy does not know it.
func (t *Tax) TopicLabel(topic, lang string) string {
	for _, e := range t.topics {
		if e.ID == topic {
			return e.Label.in(lang)
		}
	}
	return topic
}

// Statute returns where an exception stands in the Act on the Protection of
// Personal Information, such as "27(1)(ii)" or "27(1)(v)-(vii)", in the
// numbering in force since 2022-04-01. It is empty for a category that the
// Act does not list.
func (t *Tax) Statute(category string) string {
	e, _ := t.find("exception", category)
	return e.Statute
}

// StatuteLabel returns [Tax.Statute] as people cite it in lang: "Art.
// 27(1)(ii)" or "法27条1項2号".
func (t *Tax) StatuteLabel(category, lang string) string {
	s := t.Statute(category)
	if s == "" || lang != "ja" {
		return strings.TrimSuffix("Art. "+s, "Art. ")
	}
	m := taxStatute.FindStringSubmatch(s)
	out := "法" + m[1] + "条" + m[2] + "項"
	if m[3] != "" {
		out += roman(m[3])
		if m[4] != "" {
			out += "～" + roman(m[4])
		}
		out += "号"
	}
	return out
}

// roman returns the lower-case Roman numeral s in digits.
func roman(s string) string {
	value := map[byte]int{'i': 1, 'v': 5, 'x': 10}
	n := 0
	for i := range len(s) {
		if v := value[s[i]]; i+1 < len(s) && v < value[s[i+1]] {
			n -= v
		} else {
			n += v
		}
	}
	return fmt.Sprint(n)
}
