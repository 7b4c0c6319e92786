package ingest_test

import (
	"errors"
	"fmt"

	"github.com/polcompare/polcompare/pkg/ingest"
)

func ExampleRead() {
	const page = `<!doctype html><title>方針</title>
<nav><a href="/">ホーム</a></nav>
<h1>個人情報保護方針</h1>
<p>当社は、次の目的で<b>個人情報</b>を
利用します。</p>
<ol><li>サービスの提供&amp;改善<li>広告</ol>`

	f, err := ingest.Read("privacy.html", []byte(page), ingest.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Format, f.Encoding, f.Title)
	for _, l := range f.Lines {
		fmt.Println(l.Role, l.Level, f.View.Slice(l.Span))
	}
	// Every line leads back to the file, markup and all.
	third := f.Lines[1].Span
	at := f.Source.Position(f.View.ToSource(third).Start)
	fmt.Printf("%v %q\n", at, f.Source.Slice(f.View.ToSource(third)))
	// Output:
	// html utf-8 方針
	// heading 1 個人情報保護方針
	// text 0 当社は、次の目的で個人情報を利用します。
	// item 1 サービスの提供&改善
	// item 1 広告
	// 4:4 "当社は、次の目的で<b>個人情報</b>を\n利用します。"
}

func ExampleRead_markdown() {
	const policy = "---\ntitle: Privacy\n---\n## Use\n\n- **Advertising**, see [here](https://ads.example)\n- Analytics\n"

	f, err := ingest.Read("privacy.md", []byte(policy), ingest.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range f.Lines {
		fmt.Printf("%v %q %s\n", l.Role, f.Source.Slice(l.Bullet), f.View.Slice(l.Span))
	}
	for _, l := range f.Links {
		fmt.Println(f.View.Slice(l.Span), "->", l.Target)
	}
	// Output:
	// heading "" Use
	// item "- " Advertising, see here
	// item "- " Analytics
	// here -> https://ads.example
}

func ExampleRead_errors() {
	_, err := ingest.Read("privacy.rtf", []byte(`{\rtf1\ansi …}`), ingest.Options{})
	fmt.Println(err)
	fmt.Println(errors.Is(err, ingest.ErrUnsupported))
	// Output:
	// privacy.rtf: format not supported yet: RTF; save it as text, Markdown or HTML and read that
	// true
}
