package token_test

import (
	"fmt"
	"strings"

	"github.com/polcompare/polcompare/pkg/token"
)

func ExampleJapanese() {
	for _, t := range token.Japanese("同意なく提供しません。") {
		fmt.Printf("%d-%d %s %s (%s)\n", t.Start, t.End, t.Surface, t.Base, t.POS)
	}
	// Output:
	// 0-6 同意 同意 (noun)
	// 6-12 なく ない (adjective)
	// 12-18 提供 提供 (noun)
	// 18-21 し する (verb)
	// 21-27 ませ ます (auxiliary)
	// 27-30 ん ん (auxiliary)
	// 30-33 。 。 (symbol)
}

func ExampleAppendJapanese() {
	var tokens []token.Token // used again for every text
	for _, text := range []string{"個人情報", "第三者"} {
		tokens = token.AppendJapanese(tokens[:0], text)
		fmt.Println(len(tokens))
	}
	// Output:
	// 2
	// 1
}

func ExampleEnglish() {
	for _, t := range token.English("We don't sell the user’s cookies.") {
		fmt.Printf("%d-%d %s %s (%s)\n", t.Start, t.End, t.Surface, t.Base, t.POS)
	}
	// Output:
	// 0-2 We we (other)
	// 3-5 do do (other)
	// 5-8 n't not (other)
	// 9-13 sell sell (other)
	// 14-17 the the (other)
	// 18-22 user user (other)
	// 22-26 ’s 's (other)
	// 27-34 cookies cookie (other)
	// 34-35 . . (symbol)
}

func ExampleAppendEnglish() {
	var tokens []token.Token // used again for every text
	for _, text := range []string{"personal data", "third parties"} {
		tokens = token.AppendEnglish(tokens[:0], text)
		fmt.Println(len(tokens), tokens[1].Base)
	}
	// Output:
	// 2 data
	// 2 party
}

func ExampleOf() {
	fmt.Println(len(token.Of("ja", "cookieの利用")))
	fmt.Println(len(token.Of("en-GB", "use of cookies")))
	fmt.Println(len(token.Of("", "利用目的")))
	// Output:
	// 3
	// 3
	// 2
}

func ExampleLoaded() {
	token.Japanese("最初の文")
	fmt.Println(token.Loaded())
	// Output: true
}

func ExampleNotice() {
	title, _, _ := strings.Cut(token.Notice(), "\n")
	fmt.Println(title)
	// Output: The Japanese dictionary of polcompare
}

func ExampleCompounds() {
	const text = "個人情報保護管理者はご本人に通知します"
	for _, c := range token.Compounds(text, token.Japanese(text)) {
		var parts []string
		for _, p := range c.Parts {
			parts = append(parts, p.Surface)
		}
		fmt.Println(c.Base, parts)
	}
	// Output:
	// 個人情報保護管理者 [個人 情報 保護 管理 者]
	// は [は]
	// 本人 [ご 本人]
	// に [に]
	// 通知 [通知]
	// する [し]
	// ます [ます]
}

func ExampleBoundaries() {
	const text = "日本人でも本人の同意が必要です"
	b := token.Boundaries(token.Japanese(text))
	for rest, at := text, 0; ; {
		i := strings.Index(rest, "本人")
		if i < 0 {
			break
		}
		start, end := at+i, at+i+len("本人")
		fmt.Println(start, b.Aligned(start, end))
		rest, at = text[end:], end
	}
	// Output:
	// 3 false
	// 15 true
}

func ExampleBoundaries_At() {
	b := token.Boundaries(token.Japanese("日本人"))
	fmt.Println(b.At(0), b.At(3), b.At(9))
	// Output: true false true
}

func ExampleBoundaries_Aligned() {
	b := token.Boundaries(token.English("all personal data"))
	fmt.Println(b.Aligned(4, 17), b.Aligned(4, 15))
	// Output: true false
}

func ExampleBoundaries_Tokens() {
	b := token.Boundaries(token.English("all personal data"))
	for _, t := range b.Tokens(4, 17) {
		fmt.Println(t.Surface)
	}
	// Output:
	// personal
	// data
}

func ExamplePOS_String() {
	fmt.Println(token.Japanese("あらかじめ")[0].POS)
	// Output: adverb
}

func ExampleDetail_String() {
	fmt.Println(token.Japanese("東京")[0].Detail)
	// Output: 名詞,固有名詞,地域,一般
}

func ExampleDetail_Is() {
	name := token.Japanese("東京")[0]
	fmt.Println(name.Detail.Is("名詞,固有名詞"))
	// Output: true
}
