package token

import (
	"github.com/ikawaha/kagome/v2/tokenizer/lattice"
	"github.com/polcompare/polcompare/pkg/token/internal/ipadic"
)

// The limits below which tokens are those of stock kagome over the whole text.
const (
	// maxPiece is how many bytes are handed to kagome at once when the text
	// offers no place to cut: kagome's memory grows with the piece, and no
	// sentence is as long.
	maxPiece = 2000
	// maxRun is how many characters of one class (letters, katakana, symbols,
	// …) in a row are handed over: kagome tries each rest of a run as an
	// unknown word, so a run of n costs n·n, up to 1024·n.
	maxRun = 200
	// goodPiece is from where on a space will do as a place to cut; pieces of
	// about this size are tokenized fastest.
	goodPiece = 100
)

// Japanese cuts Japanese text into tokens that tile it: they are in order,
// the first starts at 0, each starts where the one before ends, the last ends
// at len(s). White space, marks and bytes that are not UTF-8 are in tokens,
// too.
//
// The tokens are those of kagome v2 with the IPA dictionary in normal mode
// over the whole text. They may differ from it where the text has
//   - more than 2,000 bytes without white space or a 。, ！ or ？ that has no
//     other mark beside it, or
//   - more than 200 characters in a row of one class (Latin letters,
//     katakana, hiragana, digits, symbols, spaces; kanji do not count):
//
// there the text is cut, if possible where the class changes, and kagome sees
// the two sides apart. (They may also differ in a text of about a hundred thousand
// unknown words, where kagome's sum of costs does not fit its 31 bits.)
//
// The first call loads the dictionary.
func Japanese(s string) []Token {
	if s == "" {
		return nil
	}
	return AppendJapanese(nil, s)
}

// AppendJapanese appends the tokens of s, as [Japanese] returns them, to dst
// and returns the extended slice. Their offsets count from the start of s. A
// caller with many texts saves the allocation of a slice for each.
func AppendJapanese(dst []Token, s string) []Token {
	return shared.get().append(dst, s)
}

// japanese is the dictionary and what is derived from it. Read-only.
type japanese struct {
	dict *ipadic.Dict

	pos     [256]POS  // by detail
	role    [256]role // by detail
	unkPOS  []POS     // by unknown word's entry
	space   byte      // category of white space
	symbol  byte      // category of marks
	groups  []bool    // by category: whether kagome joins a run to one unknown word
	classes []byte    // category by code point
}

func newJapanese(dict *ipadic.Dict) *japanese {
	j := &japanese{
		dict:    dict,
		space:   dict.Kagome.CharCategory[' '],
		symbol:  dict.Kagome.CharCategory['!'],
		groups:  dict.Kagome.GroupList,
		classes: dict.Kagome.CharCategory,
	}
	for i, detail := range dict.Details {
		j.pos[i] = posOf(detail)
		j.role[i] = roleOf(detail)
	}
	j.unkPOS = make([]POS, len(dict.Kagome.UnkDict.Morphs))
	for id := range j.unkPOS {
		j.unkPOS[id] = j.pos[dict.UnknownDetail(id)]
	}
	first := dict.Kagome.UnkDict.Index[int32(j.symbol)]
	for i := range dict.Kagome.UnkDict.IndexDup[int32(j.symbol)] + 1 {
		j.unkPOS[first+i] = Symbol
	}
	return j
}

// class returns the category kagome puts a character in.
func (j *japanese) class(r rune) byte {
	if int(r) < len(j.classes) {
		return j.classes[r]
	}
	return j.classes[0]
}

func (j *japanese) append(dst []Token, s string) []Token {
	dst = grow(dst, len(s), 5)
	lead := 0
	for start := 0; start < len(s); {
		size, nextLead := j.cut(s[start:])
		dst = j.appendPiece(dst, s[start-lead:start+size], start-lead, lead)
		start += size
		lead = nextLead
	}
	return dst
}

// appendPiece appends the tokens of one piece of text that starts at offset
// and whose first lead bytes belong to the piece before: they are there so
// that kagome knows what the first word follows.
//
// It works on kagome's lattice and not on its tokenizer, which does the same
// and then copies everything once more.
func (j *japanese) appendPiece(dst []Token, piece string, offset, lead int) []Token {
	la := lattice.New(j.dict.Kagome, nil)
	defer la.Free()
	la.Build(piece)
	la.Forward(lattice.Normal)
	la.Backward(lattice.Normal)
	for i := len(la.Output) - 1; i >= 0; i-- {
		n := la.Output[i]
		if n.Class == lattice.DUMMY || n.Position < lead {
			continue
		}
		// The node's surface points into piece, so it keeps no other memory alive.
		t := Token{
			Surface: n.Surface,
			Start:   offset + n.Position,
			End:     offset + n.Position + len(n.Surface),
		}
		if n.Class == lattice.KNOWN {
			detail := j.dict.Detail(n.ID)
			t.Base = j.dict.Base(n.ID, n.Surface)
			t.POS = j.pos[detail]
			t.Detail = Detail(detail) + 1
			t.Known = true
		} else {
			t.Base = n.Surface
			t.POS = j.unkPOS[n.ID]
			t.Detail = Detail(j.dict.UnknownDetail(n.ID)) + 1
		}
		dst = append(dst, t)
	}
	return dst
}

// cut returns the size of the piece of s to hand to kagome next and how many
// bytes at its end are to be handed over once more, as lead of the piece that
// follows.
//
// A cut changes nothing where only one dictionary entry can end: what follows
// then depends on that entry alone, and the lead brings it back. That is so
// after white space (kagome has one entry for it and no word contains any)
// and after 。！？ alone between characters that are not symbols. A test
// proves both from the dictionary.
func (j *japanese) cut(s string) (size, lead int) {
	const none = 0xff
	var (
		before     byte = none // class of the character before
		beforeRune rune        // and the character
		beforeAt   int         // and where it starts
		run        int         // how many characters of its class end there
		stop       bool        // whether it is a lone 。！？
		ended      bool        // whether the run of spaces before follows 。！？ or has a line break
		exact      int         // where the last good place to cut was
		exactLead  int         //
		comma      int         // where the last 、 ended
		change     int         // where the class last changed
	)
	for i, r := range s {
		class := j.class(r)
		if i > 0 {
			switch {
			case before == j.space && class != j.space:
				exact, exactLead = i, i-beforeAt
				if ended || i >= goodPiece {
					return exact, exactLead
				}
			case stop && class != j.symbol && class != j.space:
				return i, i - beforeAt
			case beforeRune == '、' || beforeRune == '，':
				comma = i
			case class != before:
				change = i
			}
			switch {
			case i >= maxPiece && exact > 0:
				return exact, exactLead
			case i >= maxPiece && comma > maxPiece/2:
				return comma, 0
			case i >= maxPiece && change > maxPiece/2:
				return change, 0
			case i >= maxPiece:
				return i, 0
			case class == before && run >= maxRun && j.groups[class]:
				return i, 0
			}
		}
		if class == j.space {
			// Carries over a run of spaces, and from a full stop before it.
			ended = r == '\n' || stop || (ended && before == j.space)
		}
		// The only word with 。 in it that is not 。 itself is モー娘。.
		stop = (r == '。' && beforeRune != '娘' || r == '！' || r == '？') && before != j.symbol && before != none
		if class == before {
			run++
		} else {
			run = 1
		}
		before, beforeRune, beforeAt = class, r, i
	}
	return len(s), 0
}
