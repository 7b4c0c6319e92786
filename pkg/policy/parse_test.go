package policy

import "testing"

const sampleJapanese = `サンプル運輸 プライバシーポリシー

1. 取得する情報
当社は、次の情報を取得します。
(1) 氏名
(2) 住所

2. 利用目的
当社は、以下の目的で利用します。

① 荷物の配送のため
② お問い合わせへの回答のため
なお、上記の目的以外には利用しません。
`

const sampleEnglish = `Privacy Policy

1. What We Collect

We collect the following information:

  1. your name;
  2. your address.

2. Purposes

We use it for the following purposes. 1. To deliver parcels 2. To answer questions
`

func BenchmarkParse(b *testing.B) {
	for _, c := range []struct{ name, text string }{{"ja", sampleJapanese}, {"en", sampleEnglish}} {
		b.Run(c.name, func(b *testing.B) {
			src := ""
			for len(src) < 1<<18 {
				src += c.text + "\n\n"
			}
			f, _ := read(b, "f.txt", src)
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(f, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
