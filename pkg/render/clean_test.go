package render

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, tt := range []struct{ reason, s, want string }{
		{"plain text stays", "policy ja.md", "policy ja.md"},
		{"so does Japanese", "個人情報の取扱い①※○", "個人情報の取扱い①※○"},
		{"an escape sequence becomes visible", "\x1b[31mred\x1b[0m", `\x1b[31mred\x1b[0m`},
		{"so does one that sets the title", "\x1b]0;evil\a", `\x1b]0;evil\x07`},
		{"and one in eight bits", "\u009b31m", `\u009b31m`},
		{"line breaks and tabs in a name", "a\nb\tc\rd", `a\nb\tc\rd`},
		{"delete and backspace", "a\x7f\b", `a\x7f\x08`},
		{"NUL", "a\x00b", `a\x00b`},
		{"text that would run backwards", "exe\u202Etxt.md", `exe\u202etxt.md`},
		{"an isolate", "\u2066x\u2069", `\u2066x\u2069`},
		{"invalid UTF-8", "a\xffb", "a\uFFFDb"},
		{"a zero-width space goes", "a\u200Bb", "ab"},
		{"a byte order mark goes", "\uFEFFa", "a"},
		{"a soft hyphen goes", "a\u00ADb", "ab"},
		{"tags, which hide text, go", "a\U000E0041b", "ab"},
		{"the selector of a kanji's variant stays", "葛\U000E0100", "葛\U000E0100"},
		{"that of emoji style goes", "❤\uFE0F", "❤"},
		{"joined emoji come apart", "👨\u200D👩", "👨👩"},
		{"a flag becomes letters", "🇯🇵", "JP"},
		{"a line separator is a space", "a\u2028b", "a b"},
	} {
		if got := Clean(tt.s); got != tt.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", tt.reason, tt.s, got, tt.want)
		}
	}
}

func TestOneLine(t *testing.T) {
	for _, tt := range []struct{ reason, s, want string }{
		{"a wrapped English line gets a space", "to provide\nthe service", "to provide the service"},
		{"a wrapped Japanese line gets none", "個人情報を\n  取得します", "個人情報を取得します"},
		{"between the two scripts a space", "当社の\nCookie", "当社の Cookie"},
		{"spaces that are no wrap stay, as one", "氏名　　住所", "氏名 住所"},
		{"white space around goes", "\n a \n", "a"},
		{"control characters become visible", "a\x1b[1m", `a\x1b[1m`},
		{"bytes around something invisible stay apart", "\xe2\u206e\x80\x80", "\uFFFD\uFFFD\uFFFD"},
	} {
		if got := oneLine(tt.s); got != tt.want {
			t.Errorf("%s: oneLine(%q) = %q, want %q", tt.reason, tt.s, got, tt.want)
		}
	}
}

// printable reports whether s may be printed on a terminal as it is.
func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || directs(r)) })
}

func FuzzClean(f *testing.F) {
	f.Add("\x1b[31m\u202e\xff\u0085漢\n")
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		if !printable(c) || strings.Contains(c, "\n") {
			t.Errorf("Clean(%q) = %q", s, c)
		}
		if Clean(c) != c {
			t.Errorf("cleaning %q again changes it", c)
		}
		if o := oneLine(s); !printable(o) || strings.Contains(o, "\n") || strings.TrimSpace(o) != o && strings.TrimSpace(c) == c {
			t.Errorf("oneLine(%q) = %q", s, o)
		}
	})
}

func TestJSONHoldsNothingThatSteersATerminal(t *testing.T) {
	b, err := marshal("a\u009bb\u202ec\u007fd 個人情報")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(b), `"a\u009bb\u202ec\u007fd 個人情報"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
