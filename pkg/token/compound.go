package token

// A Compound is one token, or several that read as one noun.
type Compound struct {
	// Token is the whole. Its surface and offsets run from the first part to
	// the last. For more than one part, the kind is Noun (Number if all parts
	// are numbers), the detail is that of the last part, which heads the
	// compound, and the base is the surface without an honorific お or ご at
	// its start.
	Token
	// Parts are the tokens it is made of, at least one. They are a part of
	// the slice handed to [Compounds].
	Parts []Token
}

// Compounds joins the tokens of a Japanese text into compounds, each as long
// as it can be: a run of nouns, with prefixes before and suffixes after it,
// is one compound (個人情報 保護 管理 者), a number goes with its counter
// (30 日), and any other token is a compound of one part. The compounds are in
// order and cover what the tokens cover.
//
// Words that are nouns to the dictionary but do not build terms stand alone:
// pronouns (これ), formal nouns (こと, ため), adverbial ones (現在), and suffixes
// that turn a word into something else (そう).
//
// text is the text the tokens were made from. English tokens stand alone.
func Compounds(text string, tokens []Token) []Compound {
	if len(tokens) == 0 {
		return nil
	}
	out := make([]Compound, 0, len(tokens))
	for i := 0; i < len(tokens); {
		n := compoundLen(tokens[i:])
		c := Compound{Token: tokens[i], Parts: tokens[i : i+n : i+n]}
		if n > 1 {
			c.Token = join(text, c.Parts)
		}
		out = append(out, c)
		i += n
	}
	return out
}

// compoundLen returns how many of the first tokens make one compound.
func compoundLen(tokens []Token) int {
	n := 0 // the length up to the last token a compound can end with
	for i, t := range tokens {
		if i > 0 && tokens[i-1].End != t.Start {
			break
		}
		r := t.role()
		if r == rolePart || r == roleSuffix && n == i && i > 0 {
			n = i + 1
		} else if r != rolePrefix {
			break
		}
	}
	return max(n, 1)
}

func join(text string, parts []Token) Token {
	first, last := parts[0], parts[len(parts)-1]
	t := Token{
		Surface: text[first.Start:last.End],
		Start:   first.Start,
		End:     last.End,
		POS:     Number,
		Detail:  last.Detail,
		Known:   true,
	}
	for _, p := range parts {
		if p.POS != Number {
			t.POS = Noun
		}
		t.Known = t.Known && p.Known
	}
	t.Base = t.Surface
	if first.POS == Prefix && (first.Surface == "お" || first.Surface == "ご" || first.Surface == "御") {
		t.Base = text[first.End:last.End]
	}
	return t
}

// role is what a part of speech can be in a compound.
type role uint8

const (
	roleNone   role = iota
	rolePart        // can be anywhere
	rolePrefix      // can be where something follows
	roleSuffix      // can be where something precedes
)

func (t Token) role() role {
	if t.Detail == 0 || t.POS == Symbol {
		return roleNone
	}
	switch t.Surface {
	case "、", "，", "．", "・": // numbers to the dictionary, for 三・五
		return roleNone
	}
	return shared.get().role[t.Detail-1]
}

func roleOf(detail string) role {
	switch {
	case hasLevels(detail, "名詞,一般"),
		hasLevels(detail, "名詞,サ変接続"),
		hasLevels(detail, "名詞,固有名詞"),
		hasLevels(detail, "名詞,形容動詞語幹"),
		hasLevels(detail, "名詞,ナイ形容詞語幹"),
		hasLevels(detail, "名詞,数"):
		return rolePart
	case hasLevels(detail, "名詞,接尾,助動詞語幹"):
		return roleNone
	case hasLevels(detail, "名詞,接尾"):
		return roleSuffix
	case hasLevels(detail, "接頭詞,名詞接続"), hasLevels(detail, "接頭詞,数接続"):
		return rolePrefix
	}
	return roleNone
}
