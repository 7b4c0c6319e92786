// Package token cuts Japanese and English text into words with exact byte
// offsets.
//
// Japanese goes through kagome with the IPA dictionary in normal mode. The
// dictionary is part of the program and is loaded on first use, in
// milliseconds, not on import; see [Notice] for its terms.
// English goes through the tokenizer of prose. Neither keeps positions in the
// form needed here and both turn slow on text that no person wrote (runs of
// one character, megabytes without a line break), so this package hands text
// over in pieces and does the bookkeeping: time and memory are proportional
// to the text, whatever it holds. See [Japanese] and [English] for what that
// changes.
//
// The text is taken as it is. Width, decomposed kana and lines broken by a
// layout are to be put in order before; offsets count in the text handed in.
//
// All functions may be called from several goroutines at once.
package token

import (
	"slices"
	"strings"
	"unicode"
)

// A Token is a word, a number or a mark in a text.
type Token struct {
	// Surface is the token as written: text[Start:End].
	Surface string
	// Start and End are byte offsets into the text handed in, half open.
	Start, End int
	// Base is the form to compare by: for Japanese the dictionary form (行う
	// for 行っ), for English the lower-cased word without its ending where
	// that can be told without a dictionary of English (see [English]). It is
	// the surface where neither is known, and never empty.
	Base string
	// POS is the kind of word.
	POS POS
	// Detail is the dictionary's own part of speech; none in English.
	Detail Detail
	// Known tells whether the dictionary has the word; never in English.
	Known bool
}

// POS is a kind of word. For Japanese it is the first level of the
// dictionary's part of speech, except that numbers stand apart from nouns and
// that marks the dictionary does not know are symbols (kagome calls them
// nouns). For English it is Number, Symbol or Other: prose's tagger, which
// could say more, costs many times what all the rest does.
type POS uint8

// The kinds of words.
const (
	Other        POS = iota
	Noun             // 名詞 except numbers
	Verb             // 動詞
	Adjective        // 形容詞
	Adverb           // 副詞
	Particle         // 助詞
	Auxiliary        // 助動詞
	Symbol           // 記号: punctuation, brackets, white space
	Prefix           // 接頭詞
	Conjunction      // 接続詞
	Adnominal        // 連体詞
	Interjection     // 感動詞
	Filler           // フィラー
	Number           // 名詞,数
)

var posNames = [...]string{
	Other:        "other",
	Noun:         "noun",
	Verb:         "verb",
	Adjective:    "adjective",
	Adverb:       "adverb",
	Particle:     "particle",
	Auxiliary:    "auxiliary",
	Symbol:       "symbol",
	Prefix:       "prefix",
	Conjunction:  "conjunction",
	Adnominal:    "adnominal",
	Interjection: "interjection",
	Filler:       "filler",
	Number:       "number",
}

// String returns the English name, such as "noun".
func (p POS) String() string {
	if int(p) < len(posNames) {
		return posNames[p]
	}
	return "other"
}

// Of tokenizes text in the language lang, a tag such as "ja" or "en-GB". For
// any other lang, "" among them, the text decides: with kana or kanji in it,
// it is taken for Japanese, else for English.
func Of(lang, s string) []Token {
	primary, _, _ := strings.Cut(strings.ReplaceAll(lang, "_", "-"), "-")
	switch strings.ToLower(primary) {
	case "ja":
		return Japanese(s)
	case "en":
		return English(s)
	}
	if strings.IndexFunc(s, japaneseScript) >= 0 {
		return Japanese(s)
	}
	return English(s)
}

func japaneseScript(r rune) bool {
	return r >= 0x3040 && unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han)
}

// grow makes room for as many tokens as n bytes of text are likely to hold at
// bytes bytes a token.
func grow(dst []Token, n, bytes int) []Token {
	return slices.Grow(dst, n/bytes+4)
}
