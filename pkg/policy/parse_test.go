package policy

import (
	"fmt"
	"strings"
	"testing"
)

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
	for _, c := range []struct{ name, head, section string }{
		{"ja", "見本堂 プライバシーポリシー\n\n", "%d. 利用目的について\n\n見本堂株式会社（以下「当社」といいます）は、お客様から取得した個人情報を、以下の目的のために利用します。あらかじめお客様の同意をいただかない限り、その範囲を超えて利用することはありません。\n" +
			"（１）商品の発送、抽選、その他ご注文いただいたサービスの提供（お支払いの確認を含みます。）\n（２）お問い合わせへの回答、重要なお知らせの送付\n（３）サービスの品質の改善のための調査および分析\n\nなお、番号を含む情報については、法令で定める場合を除き、上記にかかわらず第三者への提供を行いません。\n\n"},
		{"en", "Sample Privacy Policy\n\n", "%d. How We Use Information\n\nSample Parcels, Inc. (“we”) collects and uses the information that you give us when you place an order, and the information that your browser sends. We use it for the following purposes:\n\n" +
			"  1. to deliver your parcels and to tell you where they are;\n  2. to answer your questions, e.g. about a late delivery; and\n  3. to improve our services and to prevent misuse.\n\nWe will not disclose it to third parties without your consent, except where the law requires us to. You may ask us to delete it at any time.\n\n"},
	} {
		b.Run(c.name, func(b *testing.B) {
			var src strings.Builder
			src.WriteString(c.head)
			for i := 1; src.Len() < 1<<18; i++ {
				fmt.Fprintf(&src, c.section, i%150)
			}
			f, _ := read(b, "f.txt", src.String())
			b.SetBytes(int64(src.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(f, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
