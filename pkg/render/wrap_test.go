package render

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// columns is the display width of s by the Unicode character database, a
// derivation independent of the one that the tables use.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch k := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cc):
		case unicode.Is(unicode.Cf, r):
		case k == width.EastAsianWide || k == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

func TestWidth(t *testing.T) {
	for _, tt := range []struct {
		reason, s string
		want      int
	}{
		{"ASCII", "Art. 27(1)(ii)", 14},
		{"kanji and kana", "漢字かなカナ", 12},
		{"half-width kana with their sound mark", "ｶﾞ", 2},
		{"full-width forms", "０３（", 6},
		{"ambiguous characters take one column", "①※○×●✕◐·？", 8 + 2},
		{"Japanese punctuation", "、。「」・ー", 12},
		{"a combining mark takes none", "e\u0301", 1},
		{"a kanji with a selector of its variant", "葛\U000E0100", 2},
		{"box drawing", "┌─┬┐", 4},
	} {
		if got := Width(tt.s); got != tt.want {
			t.Errorf("%s: Width(%q) = %d, want %d", tt.reason, tt.s, got, tt.want)
		}
		if got := columns(tt.s); got != tt.want {
			t.Errorf("%s: the test's own measure of %q is %d, want %d", tt.reason, tt.s, got, tt.want)
		}
	}
}

func TestSignsTakeOneColumn(t *testing.T) {
	for _, o := range []Options{{}, {ASCII: true}} {
		for _, s := range allSigns(o) {
			if columns(s) != 1 || Width(s) != 1 || utf8.RuneCountInString(s) != 1 {
				t.Errorf("%q takes %d columns, in tables %d", s, columns(s), Width(s))
			}
			if o.ASCII && s[0] >= utf8.RuneSelf {
				t.Errorf("%q is no ASCII", s)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		reason string
		s      string
		width  int
		want   string // lines, parted by |
	}{
		{"nothing is one empty line", "", 10, ""},
		{"what fits stays", "short", 10, "short"},
		{"English breaks at spaces, which go", "the quick brown fox", 10, "the quick|brown fox"},
		{"a run of spaces is one place", "the      quick", 5, "the|quick"},
		{"white space around goes", "  the quick  ", 5, "the|quick"},
		{"Japanese breaks between characters", "個人情報の取扱い", 8, "個人情報|の取扱い"},
		{"a column too few for a wide character stays free", "個人情報", 5, "個人|情報"},
		{"no 、 at the start of a line: the character before it comes along", "法令、条例", 4, "法|令、|条例"},
		{"no 。 at the start of a line", "提供します。", 10, "提供しま|す。"},
		{"no closing bracket at the start", "本人（代理人）等", 12, "本人（代理|人）等"},
		{"no opening bracket at the end", "当社（以下", 6, "当社|（以下"},
		{"brackets and stops together", "する」）。以下", 8, "す|る」）。|以下"},
		{"no small kana at the start", "きゃりあ", 6, "きゃり|あ"},
		{"no small kana at the start, pushed", "あっきゃ", 6, "あっ|きゃ"},
		{"no long-vowel mark at the start", "データ", 2, "デ|ー|タ"},
		{"no long-vowel mark at the start, where there is room", "個データ", 4, "個|デー|タ"},
		{"dashes and dots stay in pairs", "続く……ので", 5, "続|く……|ので"},
		{"a Latin word in Japanese is not broken", "当社のCookieは", 10, "当社の|Cookieは"},
		{"nor is a number", "法第27条の2", 5, "法第|27条|の2"},
		{"a word wider than the line is", "incomprehensibilities", 10, "incomprehe|nsibilitie|s"},
		{"an address, behind its signs", "https://example.jp/privacy/policy", 12, "https://|example.jp/|privacy/|policy"},
		{"a mail address, behind its signs", "customer-support@example.jp", 20, "customer-support@|example.jp"},
		{"a sign of money stays with its sum", "料金¥1,000です", 8, "料金|¥1,000で|す"},
		{"a no-break space does not break", "No.\u00a05 is it", 6, "No.\u00a05|is it"},
		{"a line feed breaks", "一\n二", 10, "一|二"},
		{"an empty line stays", "a\n\nb", 10, "a||b"},
		{"a tab is a space", "a\tb", 1, "a|b"},
		{"a combining mark stays with its letter", "か\u3099き\u3099", 2, "か\u3099|き\u3099"},
		{"nothing but stops breaks where it must", "。。。。", 4, "。。|。。"},
		{"the least width is two", "漢字", 0, "漢|字"},
		{"emoji are wide", "😀😀😀", 4, "😀😀|😀"},
		{"Korean breaks at its spaces", "개인 정보 보호", 9, "개인 정보|보호"},
	} {
		if got := strings.Join(Wrap(tt.s, tt.width), "|"); got != tt.want {
			t.Errorf("%s: Wrap(%q, %d)\n got %s\nwant %s", tt.reason, tt.s, tt.width, got, tt.want)
		}
	}
}

// visible returns s without white space.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if breaking(r) {
			return -1
		}
		return r
	}, s)
}

func FuzzWrap(f *testing.F) {
	for _, s := range []string{"", "個人情報（氏名、住所等）を取得します。", "We may disclose it, e.g. to https://example.jp/a-b_c?d=e.",
		"。、」）", "ゝーっゃ、（「", "\u00a0\u3000 x", "か\u3099\u0301\u0301", "a\r\nb\tc\x00\x1b[31m", "\xff\xe3\x81", "😀👨\u200d👩 ‥‥……——"} {
		f.Add(s, 7)
		f.Add(s, 2)
	}
	f.Fuzz(func(t *testing.T, s string, w int) {
		if w < 0 || w > 200 || !utf8.ValidString(s) {
			t.Skip()
		}
		lines := Wrap(s, w)
		if got, want := visible(strings.Join(lines, "")), visible(s); got != want {
			t.Fatalf("lost or added: %q, want %q", got, want)
		}
		limit := max(w, 2)
		for i, l := range lines {
			if runesWidth(l) > limit {
				t.Errorf("line %q is %d wide, more than %d", l, runesWidth(l), limit)
			}
			if strings.ContainsAny(l, "\n\t") || strings.TrimFunc(l, breaking) != l {
				t.Errorf("line %q holds a break or starts or ends with a space", l)
			}
			// Where no word must be broken, a break that nothing asks for is a
			// fault.
			if i+1 < len(lines) && strings.Join(strings.Fields(s), " ") == s && longestWord(s) <= limit {
				if whole := runesWidth(l + " " + lines[i+1]); whole <= limit {
					t.Errorf("lines %q and %q would fit on one", l, lines[i+1])
				}
			}
		}
		if again := Wrap(strings.Join(lines, "\n"), w); !slices.Equal(again, lines) {
			t.Errorf("wrapping the lines again changes them: %q, then %q", lines, again)
		}
	})
}

func TestWrapKeepsTheRulesOfLines(t *testing.T) {
	// Ordinary text, at every width at which the rules can be kept.
	for _, s := range []string{
		"当社は、次のいずれかに該当する場合（法令に基づく場合を含みます。）を除き、あらかじめご本人の同意を得ないで、個人データを「第三者」に提供しません。",
		"お問い合わせは、お客様相談センター（受付時間：平日9:00～17:00、TEL 03-0000-0000）までご連絡ください。データの開示・訂正等をご希望の場合は、Webサイトのフォームをご利用ください。",
	} {
		for w := 18; w < 60; w++ {
			for i, l := range Wrap(s, w) {
				first, _ := utf8.DecodeRuneInString(l)
				last, _ := utf8.DecodeLastRuneInString(l)
				if i > 0 && notAtStart(first) || notAtEnd(last) {
					t.Errorf("width %d: line %q", w, l)
				}
			}
		}
	}
}

func TestWrapIsLinear(t *testing.T) {
	for _, unit := range []string{"a", "。", "漢", "か\u3099", "\u0301", " ", "（"} {
		s := strings.Repeat(unit, 1<<18/len(unit))
		if got := visible(strings.Join(Wrap(s, 40), "")); got != visible(s) {
			t.Errorf("%q × 256 kB: lost characters", unit)
		}
	}
}

func BenchmarkWrap(b *testing.B) {
	s := strings.Repeat("当社は、法令に基づく場合を除き、個人データを第三者に提供しません。We never sell it. ", 100)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Wrap(s, 60)
	}
}
