package text_test

import (
	"fmt"
	"strings"

	"github.com/polcompare/polcompare/pkg/text"
)

func ExampleNewSource() {
	src := text.NewSource("policy.txt", "個人情報保護方針\n利用目的は次のとおりです。\n")
	at := strings.Index(src.Text(), "目的")
	fmt.Printf("%s:%v\n", src.Name(), src.Position(at))
	fmt.Println(src.Slice(text.Span{Start: at, End: at + len("目的")}))
	// Output:
	// policy.txt:2:3
	// 目的
}

// A builder makes the text that a reader sees, and the view leads every
// stretch of it back to what stands in the file.
func ExampleBuilder() {
	src := text.NewSource("policy.html", "<p>第三者<b>提供</b>&amp;委託（１）</p>")
	b := text.NewBuilder(src)
	b.Normalize(text.Span{Start: 3, End: 12})                                 // 第三者
	b.Normalize(text.Span{Start: 15, End: 21})                                // 提供
	b.Replace(text.Span{Start: 25, End: 30}, "&")                             // &amp;
	b.Normalize(text.Span{Start: 30, End: strings.Index(src.Text(), "</p>")}) // 委託（１）
	view := b.View()
	fmt.Println(view.Text())

	at := strings.Index(view.Text(), "者提供&委託(")
	fmt.Println(src.Slice(view.ToSource(text.Span{Start: at, End: at + len("者提供&委託(")})))
	// Output:
	// 第三者提供&委託(1)
	// 者<b>提供</b>&amp;委託（
}

func ExampleView_FromSource() {
	src := text.NewSource("s", "㍿A<br>B")
	b := text.NewBuilder(src)
	b.Normalize(text.Span{Start: 0, End: 4})
	b.Replace(text.Span{Start: 4, End: 8}, "\n")
	b.Copy(text.Span{Start: 8, End: 9})
	view := b.View()
	fmt.Printf("%q\n", view.Slice(view.FromSource(text.Span{Start: 0, End: 4})))
	// Output:
	// "株式会社A"
}

// A PDF is read as text with a form feed at the end of each page.
func ExampleSource_Page() {
	src := text.NewSource("policy.pdf", "Purposes of use\n\f\nContact\n\f\n")
	at := strings.Index(src.Text(), "Contact")
	fmt.Println(src.Page(at))
	fmt.Println(src.Position(at))
	// Output:
	// 2
	// 3:1, p. 2
}
