package token

import "sort"

// Boundaries answers where tokens begin and end, so that a pattern found in a
// text counts only if it is made of whole words: 本人 is not in 日本人, which
// is one token. It is the tokens themselves, in order and not overlapping;
// convert a slice to it:
//
//	b := token.Boundaries(token.Japanese(text))
//
// Every method takes a time logarithmic in the number of tokens.
type Boundaries []Token

// At reports whether a token starts or ends at byte offset i.
func (b Boundaries) At(i int) bool {
	n := b.after(i)
	return n < len(b) && b[n].Start == i || n > 0 && b[n-1].End == i
}

// Aligned reports whether the bytes from start to end are whole tokens, with
// whatever lies between them.
func (b Boundaries) Aligned(start, end int) bool {
	if start >= end {
		return false
	}
	first, last := b.after(start), b.after(end)
	return first < last && b[first].Start == start && b[last-1].End == end
}

// Tokens returns the tokens that have at least one byte from start to end.
func (b Boundaries) Tokens(start, end int) []Token {
	if start >= end {
		return nil
	}
	first := b.after(start)
	n := sort.Search(len(b)-first, func(i int) bool { return b[first+i].Start >= end })
	return b[first : first+n : first+n]
}

// after returns the number of the first token that ends after offset i.
func (b Boundaries) after(i int) int {
	return sort.Search(len(b), func(n int) bool { return b[n].End > i })
}
