package token

import (
	_ "embed" // for the dictionary
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/polcompare/polcompare/pkg/token/internal/ipadic"
)

// A string and not a []byte: the linker puts strings into pages that are
// read-only, shared between processes, and read from disk when touched.
//
//go:embed internal/ipadic/ipa.dat
var dictionaryData string

//go:embed internal/ipadic/NOTICE
var dictionaryNotice string

// Notice returns the terms of the dictionary that is built into every program
// that imports this package. Whoever passes such a program on has to pass
// them on with it.
func Notice() string { return dictionaryNotice }

// Loaded reports whether the Japanese dictionary has been loaded.
func Loaded() bool { return shared.loaded() }

var shared lazy

// lazy loads the dictionary at the first get.
type lazy struct {
	once sync.Once
	ja   *japanese
	done atomic.Bool
}

func (l *lazy) get() *japanese {
	l.once.Do(func() {
		dict, err := ipadic.Open(dictionaryData)
		if err != nil {
			// The data is part of the program; there is nothing a caller
			// could do about it, and a test of this package would have failed.
			panic(fmt.Errorf("token: the embedded dictionary is damaged: %w", err))
		}
		l.ja = newJapanese(dict)
		l.done.Store(true)
	})
	return l.ja
}

func (l *lazy) loaded() bool { return l.done.Load() }

// Detail is a part of speech as the dictionary gives it, in up to four
// levels. The zero Detail is none.
type Detail uint8

// String returns the levels joined by commas, such as "名詞,接尾,一般".
func (d Detail) String() string {
	if d == 0 {
		return ""
	}
	details := shared.get().dict.Details
	if int(d) > len(details) {
		return ""
	}
	return details[d-1]
}

// Is reports whether the first levels of d are those given, joined by commas:
// 名詞,接尾,一般 is both "名詞" and "名詞,接尾".
func (d Detail) Is(levels string) bool { return hasLevels(d.String(), levels) }

func hasLevels(detail, levels string) bool {
	rest, ok := strings.CutPrefix(detail, levels)
	return ok && (rest == "" || rest[0] == ',')
}

// posOf maps the levels of a part of speech to the small enumeration.
func posOf(detail string) POS {
	if hasLevels(detail, "名詞,数") {
		return Number
	}
	first, _, _ := strings.Cut(detail, ",")
	switch first {
	case "名詞":
		return Noun
	case "動詞":
		return Verb
	case "形容詞":
		return Adjective
	case "副詞":
		return Adverb
	case "助詞":
		return Particle
	case "助動詞":
		return Auxiliary
	case "記号":
		return Symbol
	case "接頭詞":
		return Prefix
	case "接続詞":
		return Conjunction
	case "連体詞":
		return Adnominal
	case "感動詞":
		return Interjection
	case "フィラー":
		return Filler
	}
	return Other
}
