// Package minhash finds texts that are nearly the same, such as policies made
// from one template.
//
// [New] makes a signature of a text: 64 numbers from which the share of common
// stretches of two texts (the Jaccard coefficient of their sets of shingles)
// can be estimated without either text, see [Signature.Similarity]. [Clusters]
// groups a million signatures without comparing each with each.
//
// # What counts as the same
//
// A text is read as its letters and digits, in lower case, every digit as one
// and the same; white space and punctuation do not count, so the layout of a
// text does not. What a caller wants left out, above all the company's name,
// which a template has in its every other sentence, is passed over too. A
// shingle is a run of characters that weighs 24, a kana or kanji weighing 3:
// eight characters of Japanese, four to five words of English.
//
// # How
//
// One permutation hashing (Li, Owen, Zhang: One Permutation Hashing, 2012):
// each shingle is hashed once, its hash names one of 64 bins, and each bin
// keeps the smallest. A bin that stays empty, as many of a short text's do,
// takes the value of another by a fixed order of draws (Shrivastava: Optimal
// Densification for Fast and Accurate Minwise Hashing, 2017). The share of
// equal bins estimates the Jaccard coefficient J with a standard error of
// sqrt(J(1-J)/64): 0.05 at J = 0.8.
//
// The code stands here because the Go libraries for it (ekzhu/minhash-lsh,
// dgryski/go-minhash) have had no release since 2017.
package minhash

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
)

// Bins is the number of values in a signature.
const Bins = 64

const (
	weight = 24 // of a shingle
	heavy  = 3  // of a kana, a kanji and what else stands in their blocks or above
)

// A Signature stands for a text. The zero Signature is that of a text without
// letters and digits and is like no other.
type Signature struct {
	bins [Bins]uint32
	some bool
}

// New returns the signature of text without the words in leave. Its cost is
// proportional to the length of text.
func New(text string, leave ...string) Signature {
	var pairs []string
	for _, w := range leave {
		if w != "" {
			pairs = append(pairs, w, "")
		}
	}
	if pairs != nil {
		text = strings.NewReplacer(pairs...).Replace(text)
	}
	var m minima
	var run shingle
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z' || r >= 0x3041 && r <= 0x3096 || r >= 0x30A1 && r <= 0x30FA || r >= 0x4E00 && r <= 0x9FFF: // what most texts hold
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r < 0x80 && (r < '0' || r > '9'):
			continue
		case unicode.IsDigit(r):
			r = '0'
		case unicode.IsLetter(r) || unicode.IsMark(r):
			r = unicode.ToLower(r)
		default:
			continue
		}
		if run.push(r) {
			m.add(run.sum)
		}
	}
	if !m.some && run.n > 0 { // shorter than a shingle
		m.add(run.sum)
	}
	return m.signature()
}

// A shingle is the run of characters that was pushed last, hashed so that one
// joins and one leaves at a constant cost.
type shingle struct {
	ring   [weight]rune
	at, n  int // place of the oldest, and how many there are
	weight int
	sum    uint64
}

const base = 0x9E3779B97F4A7C15

var powers = func() (p [weight + 1]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * base
	}
	return p
}()

// next returns the place n, less than the length of the ring, behind at.
func next(at, n int) int {
	if at += n; at >= weight {
		at -= weight
	}
	return at
}

func weigh(r rune) int {
	if r >= 0x3000 {
		return heavy
	}
	return 1
}

// push adds r, drops what is not needed to weigh enough, and reports whether
// the run weighs enough.
func (s *shingle) push(r rune) bool {
	s.weight += weigh(r)
	for s.n > 0 {
		oldest := s.ring[s.at]
		w := weigh(oldest)
		if s.weight-w < weight {
			break
		}
		s.n--
		s.sum -= uint64(oldest) * powers[s.n]
		s.weight -= w
		s.at = next(s.at, 1)
	}
	s.ring[next(s.at, s.n)] = r
	s.n++
	s.sum = s.sum*base + uint64(r)
	return s.weight >= weight
}

// minima holds the smallest hash of each bin.
type minima struct {
	bins [Bins]uint32
	full [Bins]bool
	some bool
}

func (m *minima) add(sum uint64) {
	h := mix(sum)
	bin, value := h>>(64-6), uint32(h)
	if !m.full[bin] || value < m.bins[bin] {
		m.bins[bin], m.full[bin], m.some = value, true, true
	}
}

// signature fills the empty bins. Which bin lends to which depends on nothing
// but the bins and the attempt, so that like texts fill alike.
func (m *minima) signature() Signature {
	s := Signature{m.bins, m.some}
	if !m.some {
		return s
	}
	for i := range s.bins {
		for attempt := uint64(1); !m.full[i]; attempt++ {
			if from := mix(uint64(i)<<32|attempt) >> (64 - 6); m.full[from] {
				s.bins[i] = m.bins[from]
				break
			}
		}
	}
	return s
}

// mix is the finalizer of SplitMix64: every bit of x moves every bit of the
// result.
func mix(x uint64) uint64 {
	x += base
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// Similarity estimates which share of the shingles of two texts they have in
// common, from 0 to 1.
func (s Signature) Similarity(t Signature) float64 { return similarity(&s, &t) }

func similarity(s, t *Signature) float64 {
	if !s.some || !t.some {
		return 0
	}
	same := 0
	for i := range s.bins {
		if s.bins[i] == t.bins[i] {
			same++
		}
	}
	return float64(same) / Bins
}

// IsZero reports whether s stands for a text without letters and digits.
func (s Signature) IsZero() bool { return !s.some }

// version opens the written form. A change of what makes a signature needs
// another, for signatures of two makes cannot be compared.
const version = "m1:"

// String returns the written form of s, 347 characters of ASCII, "" for the
// zero Signature.
func (s Signature) String() string {
	if !s.some {
		return ""
	}
	var b [Bins * 4]byte
	for i, v := range s.bins {
		binary.BigEndian.PutUint32(b[i*4:], v)
	}
	return version + base64.StdEncoding.EncodeToString(b[:])
}

// Parse reads what String wrote.
func Parse(s string) (Signature, error) {
	if s == "" {
		return Signature{}, nil
	}
	rest, ok := strings.CutPrefix(s, version)
	if !ok {
		return Signature{}, fmt.Errorf("a signature of another make than this version's (%q…): analyse the policies anew", s[:min(len(s), 8)])
	}
	b, err := base64.StdEncoding.DecodeString(rest)
	if err != nil || len(b) != Bins*4 {
		return Signature{}, fmt.Errorf("no signature of %d values: %d characters", Bins, len(s))
	}
	out := Signature{some: true}
	for i := range out.bins {
		out.bins[i] = binary.BigEndian.Uint32(b[i*4:])
	}
	return out, nil
}
