package token

// What the tests in package token_test need from the inside.
const (
	MaxPiece = maxPiece
	MaxRun   = maxRun
	MaxWord  = maxWord
	MaxMarks = maxMarks
)

// Lemma is lemma.
func Lemma(s string) string { return lemma(s) }

// Shared reports whether the dictionary's tables are used where they lie.
func Shared() bool { return shared.get().dict.Shared }

// Pieces returns the sizes of the pieces that s is handed to kagome in, and
// of the lead each has.
func Pieces(s string) (sizes, leads []int) {
	lead := 0
	for len(s) > 0 {
		size, next := shared.get().cut(s)
		sizes, leads = append(sizes, size), append(leads, lead)
		s, lead = s[size:], next
	}
	return sizes, leads
}

// FirstUse makes a dictionary that is not loaded yet. tokenize loads it.
func FirstUse() (tokenize func(s string) []Token, loaded func() bool) {
	l := new(lazy)
	return func(s string) []Token { return l.get().append(nil, s) }, l.loaded
}
