// Package weights holds linear models of words: how much each word of a
// section speaks for and against its topics. They are learned from annotations
// and kept as text, and every decision can be traced to words.
//
// # What is weighed
//
// A [Text] is a section: its heading, the heading above it and its sentences,
// folded as rules see them. Its features are the words of the heading (and, in
// English, its pairs of words), the words of the heading above, the words of
// all sentences together, each counted once, and the words of the one sentence
// that speaks most for the label. A word is a run of letters in English and a
// pair of characters in Japanese, where nothing parts the words. Each of the
// two groups – the section as a whole and the sentence – is a sum of weights
// over the square root of the number of its features, so that a long section
// is not surer of itself than a short one.
//
// # Format
//
// A file (topics.weights, beside the rules of its language) begins with settings:
//
//	lang en
//	keep -3.2
//	add 0.3
//	labels introduction definitions collection …
//
// and has one line for each word below them, with the field that the word stands in
// (heading, above, body, sentence; h, a, b, s) and the labels it speaks for, the
// first label as "a", with weights in tenths:
//
//	b retained p12b-3
//
// "bias" is a line of that kind without a word. Lines that start with # are comments.
package weights

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A Text is a section as a model weighs it.
type Text struct {
	Heading   string
	Above     string // the heading above
	Sentences []string
}

// A Field is where in a text a word stands.
type Field byte

// The fields of a text.
const (
	Heading  Field = 'h'
	Above    Field = 'a'
	Body     Field = 'b' // all sentences
	Sentence Field = 's' // the sentence that speaks most for a label
)

var fields = [...]Field{Heading, Above, Body, Sentence}

func (f Field) String() string {
	switch f {
	case Heading:
		return "heading"
	case Above:
		return "heading above"
	case Body:
		return "text"
	}
	return "sentence"
}

// maxLabels is how many labels a model may have: one letter each.
const maxLabels = 26

// A Model weighs labels. It is immutable and safe for concurrent use.
type Model struct {
	Lang   string
	Labels []string
	Keep   float64  // a label that rules give goes below this
	Add    float64  // a label that they do not give is added from here
	Doc    []string // comments at the head of the file: where the weights are from

	bias  row
	words []string
	ids   table                // of words
	rows  [len(fields)][]int32 // by field and word: the row, -1 for none
	sums  []row
	text  []entry   // by word: the rows of Body and Sentence
	pool  sync.Pool // of *scale
}

// A row is what one word weighs for each label, in tenths.
type row [maxLabels]int16

// A scale is what one weighing needs.
type scale struct {
	now  uint32
	seen []seen // by word
	out  []float64
}

// A seen is the last heading or body that had a word, and the last sentence.
type seen struct{ whole, part uint32 }

// A reader goes through the words of a text.
type reader struct {
	s        string
	japanese bool
	at       int
	last     int // Japanese: where the character before at begins, -1 for none
	before   rune
}

func newReader(lang, s string) reader { return reader{s: s, japanese: lang == "ja", last: -1} }

// next returns the next word and its key; ok is false at the end.
func (r *reader) next() (lo, hi int, key uint64, ok bool) {
	if r.japanese {
		for r.at < len(r.s) {
			c, n := utf8.DecodeRuneInString(r.s[r.at:])
			lo, before := r.last, r.before
			r.last, r.before = r.at, c
			r.at += n
			if c < utf8.RuneSelf && unicode.IsSpace(c) {
				r.last = -1
			} else if lo >= 0 {
				return lo, r.at, keyPair(before, c), true
			}
		}
		return 0, 0, 0, false
	}
	for r.at < len(r.s) {
		if c := r.s[r.at]; c-'a' < 26 || c >= utf8.RuneSelf && r.letter() > 0 {
			break
		}
		r.at++
	}
	lo, key = r.at, keyStart
	for r.at < len(r.s) {
		n := 1
		if c := r.s[r.at]; c-'a' >= 26 {
			if n = r.letter(); c < utf8.RuneSelf || n == 0 {
				break
			}
		}
		for range n {
			key = keyByte(key, r.s[r.at])
			r.at++
		}
	}
	return lo, r.at, key, r.at > lo
}

// letter returns the length of the letter beyond ASCII that stands here, 0 if none does.
func (r *reader) letter() int {
	if c, n := utf8.DecodeRuneInString(r.s[r.at:]); c >= utf8.RuneSelf && n > 1 && unicode.IsLetter(c) {
		return n
	}
	return 0
}

// words calls yield with the words of s.
func words(lang, s string, yield func(lo, hi int)) {
	r := newReader(lang, s)
	for lo, hi, _, ok := r.next(); ok; lo, hi, _, ok = r.next() {
		yield(lo, hi)
	}
}

// headWords calls yield with the words of a heading, and with pairs of them.
func headWords(lang, s string, yield func(lo, hi int)) {
	before, end := -1, 0
	words(lang, s, func(lo, hi int) {
		yield(lo, hi)
		if lang != "ja" {
			if before >= 0 && lo == end+1 && s[end] == ' ' {
				yield(before, hi)
			}
			before, end = lo, hi
		}
	})
}

// Weigh returns what speaks for each label, in the order of Labels, as
// logarithms of odds: 0 is as likely as not.
func (m *Model) Weigh(t Text) []float64 {
	s := m.scale()
	defer m.pool.Put(s)
	return slices.Clone(m.weigh(s, t))
}

func (m *Model) scale() *scale {
	if s, ok := m.pool.Get().(*scale); ok && s.now < math.MaxUint32-1<<24 {
		return s
	}
	return &scale{seen: make([]seen, len(m.words)), out: make([]float64, len(m.Labels))}
}

func (m *Model) weigh(s *scale, t Text) []float64 {
	n := len(m.Labels)
	var whole, part sum
	s.now++
	head := func(f int, text string, each func(string, string, func(lo, hi int))) {
		s.now++
		each(m.Lang, text, func(lo, hi int) {
			if id := m.id(text[lo:hi]); id >= 0 && s.seen[id].whole != s.now {
				s.seen[id].whole = s.now
				if k := m.rows[f][id]; k >= 0 {
					p := packed(&m.sums[k])
					whole.add(&p)
				}
			}
		})
	}
	head(0, t.Heading, headWords)
	head(1, t.Above, words)
	s.now++
	text := s.now
	var best [maxLabels]float64
	any := false
	for _, sent := range t.Sentences {
		s.now++
		part.reset()
		r := newReader(m.Lang, sent)
		for _, _, key, ok := r.next(); ok; _, _, key, ok = r.next() {
			id := m.ids.find(key)
			if id < 0 {
				continue
			}
			before, e := &s.seen[id], &m.text[id]
			if before.part == s.now {
				continue
			}
			before.part = s.now
			if e.has[1] {
				part.add(&e.packs[1])
			}
			if before.whole != text {
				before.whole = text
				if e.has[0] {
					whole.add(&e.packs[0])
				}
			}
		}
		if part.size == 0 {
			continue
		}
		part.flush()
		by := math.Sqrt(float64(part.size))
		for i := range n {
			if z := float64(part.total[i]) / by; !any || z > best[i] {
				best[i] = z
			}
		}
		any = true
	}
	whole.flush()
	by := math.Sqrt(float64(whole.size + 1)) // and the bias
	for i := range n {
		s.out[i] = (float64(whole.total[i]+int32(m.bias[i]))/by + best[i]) / 10
	}
	return s.out
}

// id returns the number of a word, -1 for one that m does not know.
func (m *Model) id(word string) int32 { return m.ids.find(keyOf(m.Lang, word)) }

// Revise goes over labels that something else has given to a text: it takes
// away those that hardly any word speaks for and adds those that the words are
// sure of. has tells for each label whether it is given; set is called for
// those that change, with what speaks for them, as Weigh has it.
func (m *Model) Revise(t Text, has func(label string) bool, set func(label string, weight float64)) {
	s := m.scale()
	defer m.pool.Put(s)
	for i, z := range m.weigh(s, t) {
		if on := has(m.Labels[i]); on && z < m.Keep || !on && z >= m.Add {
			set(m.Labels[i], z)
		}
	}
}

// A Reason is a word that speaks for a label, or against it.
type Reason struct {
	Field      Field
	Sentence   int     // index into Text.Sentences of the word's first, or decisive, sentence; 0 in headings
	Start, End int     // of the word there, or in the heading, in bytes
	Weight     float64 // its share of what Weigh returns
}

// Explain returns the words that decide about a label of a text, the weightiest first.
func (m *Model) Explain(t Text, label string) []Reason {
	at := slices.Index(m.Labels, label)
	if at < 0 {
		return nil
	}
	gather := func(f int, each func(string, string, func(lo, hi int)), texts ...string) ([]Reason, int) {
		var out []Reason
		seen := map[int32]bool{}
		for k, s := range texts {
			each(m.Lang, s, func(lo, hi int) {
				id := m.id(s[lo:hi])
				if id < 0 || seen[id] || m.rows[f][id] < 0 {
					return
				}
				seen[id] = true
				out = append(out, Reason{fields[f], k, lo, hi, float64(m.sums[m.rows[f][id]][at]) / 10})
			})
		}
		return out, len(seen)
	}
	scaled := func(rs []Reason, n int) []Reason {
		for i := range rs {
			rs[i].Weight /= math.Sqrt(float64(max(n, 1)))
		}
		return rs
	}
	head, a := gather(0, headWords, t.Heading)
	above, b := gather(1, words, t.Above)
	body, c := gather(2, words, t.Sentences...)
	out := scaled(slices.Concat(head, above, body), a+b+c+1)
	var best []Reason
	top := math.Inf(-1)
	for k, sent := range t.Sentences {
		rs, n := gather(3, words, sent)
		if n == 0 {
			continue
		}
		for i := range rs {
			rs[i].Sentence = k
		}
		rs = scaled(rs, n)
		sum := 0.0
		for _, r := range rs {
			sum += r.Weight
		}
		if sum > top {
			best, top = rs, sum
		}
	}
	out = slices.DeleteFunc(append(out, best...), func(r Reason) bool { return r.Weight == 0 })
	slices.SortStableFunc(out, func(x, y Reason) int {
		switch d := math.Abs(y.Weight) - math.Abs(x.Weight); {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return 0
	})
	return out
}

// An Error is a mistake in a file of weights.
type Error struct {
	File    string
	Line    int
	Message string
}

func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message) }

// Parse reads a model. Errors are of type *Error and name file and line.
func Parse(file string, data []byte) (*Model, error) {
	if !utf8.Valid(data) {
		return nil, &Error{file, 1, "not UTF-8"}
	}
	m := &Model{}
	line := 0
	fail := func(format string, a ...any) (*Model, error) {
		return nil, &Error{file, line, fmt.Sprintf(format, a...)}
	}
	begun := map[string]bool{}
	for rest := string(data); rest != ""; {
		var s string
		s, rest, _ = strings.Cut(rest, "\n")
		line++
		s = strings.TrimRight(s, "\r")
		if s == "" || s[0] == '#' {
			if s != "" && len(m.words) == 0 && len(m.Labels) == 0 {
				m.Doc = append(m.Doc, strings.TrimPrefix(strings.TrimPrefix(s, "#"), " "))
			}
			continue
		}
		key, value, _ := strings.Cut(s, " ")
		switch key {
		case "lang", "keep", "add", "labels", "bias":
			if begun[key] {
				return fail("%s stands here twice", key)
			}
			begun[key] = true
		}
		var err error
		switch key {
		case "lang":
			if m.Lang = value; value != "ja" && value != "en" {
				return fail("lang is ja or en, not %q", value)
			}
		case "keep":
			m.Keep, err = strconv.ParseFloat(value, 64)
		case "add":
			m.Add, err = strconv.ParseFloat(value, 64)
		case "labels":
			if m.Labels = strings.Fields(value); len(m.Labels) == 0 || len(m.Labels) > maxLabels {
				return fail("want one to %d labels, got %d", maxLabels, len(m.Labels))
			}
		case "bias":
			err = m.row(value, &m.bias)
		case "h", "a", "b", "s":
			if m.Lang == "" || m.Labels == nil {
				return fail("words stand below lang and labels")
			}
			// A heading's pair of words has a space in it; weights have none.
			cut := strings.LastIndexByte(value, ' ')
			if cut <= 0 {
				return fail("want a field, a word and its weights (or a space)")
			}
			var r row
			if err = m.row(value[cut+1:], &r); err == nil && !m.put(Field(key[0]), value[:cut], r) {
				return fail("%s %s stands here twice", key, value[:cut])
			}
		default:
			return fail("%q is no setting and no field (lang, keep, add, labels, bias, h, a, b, s)", key)
		}
		if err != nil {
			return fail("%v", err)
		}
	}
	for _, key := range []string{"lang", "keep", "add", "labels", "bias"} {
		if line = max(line, 1); !begun[key] {
			return fail("there is no line %q", key)
		}
	}
	return m, nil
}

// put enters a word's row and reports whether there was none.
func (m *Model) put(f Field, word string, r row) bool {
	key := keyOf(m.Lang, word)
	id := m.ids.find(key)
	if id < 0 {
		id = int32(len(m.words))
		m.words = append(m.words, strings.Clone(word)) // not the whole file
		m.ids.enter(key, id)
		m.text = append(m.text, entry{})
		for i := range m.rows {
			m.rows[i] = append(m.rows[i], -1)
		}
	}
	field := slices.Index(fields[:], f)
	at := &m.rows[field][id]
	if *at >= 0 {
		return false
	}
	*at = int32(len(m.sums))
	m.sums = append(m.sums, r)
	if inText := field - 2; inText >= 0 {
		m.text[id].packs[inText], m.text[id].has[inText] = packed(&r), true
	}
	return true
}

// row reads "a12c-3".
func (m *Model) row(s string, r *row) error {
	for s != "" {
		at := int(s[0] - 'a')
		if at < 0 || at >= len(m.Labels) {
			return fmt.Errorf("%q names no label: they go from a to %c", s[:1], 'a'+len(m.Labels)-1)
		}
		n := 1
		for n < len(s) && (s[n] == '-' || s[n] >= '0' && s[n] <= '9') {
			n++
		}
		w, err := strconv.Atoi(s[1:n])
		if err != nil || w > maxWeight || w < -maxWeight {
			return fmt.Errorf("%q is no weight of up to ±%d tenths", s[1:n], maxWeight)
		}
		r[at] = int16(w)
		s = s[n:]
	}
	return nil
}

// Write writes m as Parse reads it, words in order.
func (m *Model) Write(w io.Writer) error {
	var b bytes.Buffer
	for _, d := range m.Doc {
		b.WriteString(strings.TrimRight("# "+d, " ") + "\n")
	}
	fmt.Fprintf(&b, "lang %s\nkeep %v\nadd %v\nlabels %s\nbias %s\n", m.Lang, m.Keep, m.Add, strings.Join(m.Labels, " "), m.bias.text())
	order := make([]int, len(m.words))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return strings.Compare(m.words[i], m.words[j]) })
	for f, field := range fields {
		for _, i := range order {
			if k := m.rows[f][i]; k >= 0 {
				fmt.Fprintf(&b, "%c %s %s\n", field, m.words[i], m.sums[k].text())
			}
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

func (r *row) text() string {
	var b []byte
	for i, w := range r {
		if w != 0 {
			b = append(b, byte('a'+i))
			b = strconv.AppendInt(b, int64(w), 10)
		}
	}
	if b == nil {
		return "a0" // known, and nothing to say
	}
	return string(b)
}
