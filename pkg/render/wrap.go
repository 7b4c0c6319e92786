package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
)

// Width returns the number of terminal columns that s takes: two for kanji,
// kana and full-width forms, one for everything else that is visible,
// characters of ambiguous width (①, ※, ○, box drawing) included. It is the
// measure by which tables are aligned.
func Width(s string) int { return twwidth.WidthWithOptions(s, twwidth.Options{}) }

func runeWidth(r rune) int {
	if r >= 0x20 && r < 0x7F {
		return 1
	}
	var buf [utf8.UTFMax]byte
	return Width(string(buf[:utf8.EncodeRune(buf[:], r)]))
}

// runesWidth is [Width] of a text without escape sequences.
func runesWidth(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

// Wrap breaks s into lines of at most width terminal columns (at least two,
// so that every character has room). Breaks are made at spaces, which go, and
// between the characters of scripts written without spaces, by the rules of
// Japanese typesetting (kinsoku): no line starts with a closing bracket, 、, 。,
// a small kana, ー or the like, and none ends with an opening bracket. Only a
// word that is wider than a line is broken inside, behind a sign such as / or
// - if it has one. Where the rules leave no place, width wins.
//
// A line feed in s breaks the line; there is at least one line.
func Wrap(s string, width int) []string {
	width = max(width, 2)
	var out []string
	for part := range strings.SplitSeq(strings.ReplaceAll(s, "\t", " "), "\n") {
		out = wrapLine(out, strings.TrimFunc(part, breaking), width)
	}
	return out
}

func wrapLine(out []string, s string, width int) []string {
	start := 0   // of the line
	used := 0    // columns of s[start:i]
	breakAt := 0 // last place behind start where the line may end, or start
	prev := rune(0)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		w := runeWidth(r)
		if i > start && mayBreak(prev, r, w) {
			breakAt = i
		}
		for used+w > width && i > start && !breaking(r) {
			cut := breakAt
			if cut <= start {
				cut = forcedBreak(s, start, i)
			}
			out = append(out, strings.TrimRightFunc(s[start:cut], breaking))
			start = cut
			for start < i { // a space does not start a line
				r, n := utf8.DecodeRuneInString(s[start:])
				if !breaking(r) {
					break
				}
				start += n
			}
			used = runesWidth(s[start:i])
			breakAt = start
		}
		used += w
		prev = r
		i += n
	}
	return append(out, strings.TrimRightFunc(s[start:], breaking))
}

// longestWord returns the width of the widest part of s that [Wrap] breaks
// only if it must.
func longestWord(s string) int {
	longest, word, spaces := 0, 0, 0
	prev := rune(0)
	for _, r := range s {
		w := runeWidth(r)
		switch {
		case breaking(r):
			spaces += w
		case mayBreak(prev, r, w):
			word, spaces = w, 0
		default:
			word, spaces = word+spaces+w, 0
		}
		longest = max(longest, word)
		prev = r
	}
	return longest
}

// forcedBreak returns where to end the line s[start:end], which has no good
// place: behind a sign within a word, else where at least the rules for the
// starts and ends of lines hold, else at its end.
func forcedBreak(s string, start, end int) int {
	next, _ := utf8.DecodeRuneInString(s[end:])
	legal := 0
	for i := end; i > start; {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !notAtStart(next) && !notAtEnd(r) && runeWidth(next) > 0 {
			if strings.ContainsRune("/-_.?&=@,;:#%+", r) {
				return i
			}
			if legal == 0 {
				legal = i
			}
		}
		next = r
		i -= n
	}
	if legal > 0 {
		return legal
	}
	return end
}

// mayBreak reports whether a line may end with prev and the next start with
// next, which is width columns wide.
func mayBreak(prev, next rune, width int) bool {
	switch {
	case breaking(next), width == 0, notAtStart(next):
		return false
	case breaking(prev):
		return true
	case notAtEnd(prev), glue(prev), glue(next):
		return false
	case prev == next && strings.ContainsRune("—―…‥", prev):
		return false
	}
	return unspaced(prev) || unspaced(next)
}

// breaking reports whether r is white space at which a line may break.
func breaking(r rune) bool { return unicode.IsSpace(r) && !glue(r) }

func glue(r rune) bool { return r == 0x00A0 || r == 0x202F || r == 0x2060 || r == 0xFEFF }

// unspaced reports whether r belongs to a script that is written without
// spaces between words, or to its punctuation.
func unspaced(r rune) bool {
	switch {
	case r < 0x2000:
		return false
	case r >= 0x2460 && r <= 0x24FF, // ①
		r >= 0x25A0 && r <= 0x27BF, // ■ ● ★ ✓
		r >= 0x2E80 && r <= 0xA4CF, // CJK, kana
		r >= 0xF900 && r <= 0xFAFF,
		r >= 0xFE30 && r <= 0xFE4F,
		r >= 0xFF00 && r <= 0xFFEF,
		r >= 0x1F000 && r <= 0x3FFFF: // emoji, CJK extensions
		return true
	}
	return r == '※' || r == '〒' || r == '…' || r == '‥' || r == '―'
}

// The characters that Japanese typesetting (JIS X 4051) keeps from the start
// and the end of a line, with their half-width and Western counterparts.
const (
	closing = "、。，．・：；？！‼⁇⁈⁉゛゜´｀¨＾ー〜～―‐゠–…‥）〕］｝〉》」』】〙〗〟’”»°′″℃％‰々〻ゝゞヽヾ" +
		"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ" + "｡､｣･ｧｨｩｪｫｬｭｮｯｰﾞﾟ" + ",.:;?!)]}%"
	opening = "（〔［｛〈《「『【〘〖〝‘“«｢￥＄£€〒＃" + "([{¥$"
)

var closes, opens = set(closing), set(opening)

func set(s string) map[rune]bool {
	m := make(map[rune]bool, len(s))
	for _, r := range s {
		m[r] = true
	}
	return m
}

func notAtStart(r rune) bool { return closes[r] || r >= 0x31F0 && r <= 0x31FF }

func notAtEnd(r rune) bool { return opens[r] }
