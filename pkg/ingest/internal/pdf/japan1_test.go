package pdf

import "testing"

func TestJapan1(t *testing.T) {
	for _, test := range []struct {
		reason string
		cid    int
		want   string
	}{
		{"a proportional letter", 34, "A"},
		{"one of half the width", 264, "A"},
		{"the first hiragana", 842, "ぁ"},
		{"the first kanji", 1125, "亜"},
		{"a kanji of the second level", 4090, "弌"},
		{"an enclosed number", 7555, "①"},
		{"the empty glyph", 0, ""},
		{"a glyph that only varies another", 13000, ""},
		{"none", -1, ""},
	} {
		if got := japan1(test.cid); got != test.want {
			t.Errorf("%s: glyph %d is %q, want %q", test.reason, test.cid, got, test.want)
		}
	}
}
