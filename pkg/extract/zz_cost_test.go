package extract

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
)

func TestZZCost(t *testing.T) {
	units := []string{"@", "a@", "a@b.", " at a.b", "0", "03-", "(03", "部", "窓口まで", "お客様相談室まで", "〒100-0001", "東京都港区", "東京都港区1-1-1\n", "責任者：", "責任者は", "株式会社", "株式会社山田\n", "代表取締役", "代表取締役 山田太郎\n", "平日9:00-17:00 ", "土・日", "12 High Street, ", "12 High Street, London EC1N 7RJ\n", "http://a.b/", "https://a.b/contact ", "以下の連絡先まで", "以下の連絡先までご連絡ください。", "please contact the following ", "Privacy Team ", "Data Controller: ", "controller is ", "Authority ", "lodge a complaint Authority ", "(", "((", ")", "・", "一般財団法人", "認定個人情報保護団体 一般財団法人X", "問い合わせ", "あ", "a ", "a.", "Tel: ", "個人情報保護管理者 部長 ", "Attn: ", "Box 1, ", "、", "<br>", "TEL 03-1234-5678\n", "総務部 人事部 ", "課\n", "[x](http://a.b/contact) ", "[x](mailto:a@b.cc) "}
	for _, u := range units {
		for _, sep := range []string{""} {
			var last time.Duration
			for _, n := range []int{100_000, 200_000} {
				s := strings.Repeat(u+sep, n/len(u+sep))
				f, err := ingest.Read("x.md", []byte("# お問い合わせ\n\n"+s), ingest.Options{})
				if err != nil {
					t.Log(u, err)
					continue
				}
				docs, err := policy.Parse(f, policy.Options{})
				if err != nil {
					t.Log(u, err)
					continue
				}
				start := time.Now()
				for _, d := range docs {
					r := &Result{Document: d}
					if err := Contacts.Run(&Pass{Doc: d, result: r}); err != nil {
						t.Fatal(err)
					}
				}
				el := time.Since(start)
				if n == 200_000 && el > 60*time.Millisecond {
					fmt.Printf("%-40q %8v %8v x%.1f\n", u, last.Round(time.Millisecond), el.Round(time.Millisecond), float64(el)/float64(last))
				}
				last = el
			}
		}
	}
}
