package extract

import (
	"slices"
	"testing"

	"github.com/polcompare/polcompare/pkg/policy"
)

func TestJapaneseLists(t *testing.T) {
	tests := []struct {
		why, heading, body string
		want               []string
	}{
		{"cases listed elsewhere are named by their place", "第三者提供", "当社は、第3項各号に該当する場合を除き、登録情報を第三者に提供しません。",
			[]string{"exception[other] 第3項各号に該当する場合"}},
		{"use beyond the purposes is no disclosure", "利用の制限", "当社は、利用目的の達成に必要な範囲を超えて個人情報を取り扱いません。ただし、次の場合はこの限りではありません。\n\n- 法令に基づく場合\n- 人の生命の保護のために必要な場合", nil},
		{"disclosure is", "第三者提供", "当社は、個人情報を第三者に提供しません。ただし、次の場合はこの限りではありません。\n\n- 法令に基づく場合",
			[]string{"exception[law] 法令に基づく場合"}},
		{"a paper is no ground of refusal", "開示の請求", "次のいずれかに該当する場合は、開示のご請求に応じないことがあります。\n\n- ご本人と確認できない場合\n- 運転免許証の写し",
			[]string{"disclaimer[request_refusal] ご本人と確認できない場合"}},
		{"an aim behind one that only refers", "情報の利用", "当社は、第2条に掲げる目的のため、また配送の遅れをお知らせするため、個人情報を利用します。",
			[]string{"purpose[fulfilment service_communication] また配送の遅れをお知らせするため"}},
		{"cases below the sentence that announces them, all with one bullet", "開示の請求", "・開示することにより次のいずれかに該当する場合は、開示しないことがあります。\n・第三者の権利を害するおそれがある場合\n・開示しないときは、その旨を通知します。",
			[]string{"disclaimer[request_refusal] 第三者の権利を害するおそれがある場合"}},
		{"a note on papers in a list of purposes", "利用目的", "次の目的で利用します。\n\n- 商品の発送\n- 抽選の実施\n※お預かりした書類はお返しできません。",
			[]string{"purpose[fulfilment] 商品の発送", "purpose[fulfilment] 抽選の実施", "disclaimer[no_return] お預かりした書類はお返しできません"}},
		{"aims that a sentence marks are narrower than it", "クッキー", "当社は、閲覧履歴を、利用状況の分析のため、また不正アクセスの防止のために利用します。",
			[]string{"purpose[analytics] 利用状況の分析のため", "purpose[security_fraud] また不正アクセスの防止のため"}},
		{"aims below the kinds of data they are for", "共同利用する情報の項目", "当社は、次のとおり個人データを共同利用します。\n\n(1) 取引先の情報（氏名、勤務先）\n\n  - グループの経営管理のため\n  - お取引先への連絡のため",
			[]string{"purpose[business_operations] グループの経営管理のため", "purpose[business_operations service_communication] お取引先への連絡のため"}},
		{"a table whose heads do not say what its section's heading says", "利用目的", "<table><tr><th>情報の種別</th><th>備考</th></tr><tr><td>お問い合わせの情報</td><td>ご質問への回答</td></tr><tr><td>社員の情報</td><td>雇用の管理</td></tr></table>",
			[]string{"purpose[inquiry_response] ご質問への回答", "purpose[employment_hr] 雇用の管理"}},
		{"a column of recipients beside one of data", "開示", "<table><tr><th>開示した情報の種類</th><th>情報の例</th><th>開示した第三者の種類</th></tr><tr><td>識別子</td><td>会員番号の履歴</td><td>グループ各社、クラウドの提供者</td></tr></table>",
			[]string{"exception[affiliates entrustment] グループ各社、クラウドの提供者"}},
		{"what is excepted, said behind the promise", "第三者提供", "当店は、お客様の承諾なしに名簿を第三者へ提供しません。ただし、次に掲げる場合をのぞきます。\n\n- 法令に基づく場合",
			[]string{"exception[consent] お客様の承諾なしに", "exception[law] 法令に基づく場合"}},
		{"what is excepted, in a paragraph of its own", "データの共有", "本アプリは、入力された献立を第三者と共有しません。\n\nただし、次の場合を除きます：\n\n- 法令に基づく場合\n- 利用者の同意がある場合",
			[]string{"exception[law] 法令に基づく場合", "exception[consent] 利用者の同意がある場合"}},
		{"grounds in a table below the one that announces them", "開示の請求", "<table><tr><th>1.</th><td>当店は、開示を求められたときは開示します。ただし、次のいずれかに該当する場合は、開示しないことがあります。</td></tr></table><table><tr><th>1.</th><td>第三者の権利を害するおそれがある場合</td></tr><tr><th>2.</th><td>法令に違反することとなる場合</td></tr></table>",
			[]string{"disclaimer[request_refusal] 第三者の権利を害するおそれがある場合", "disclaimer[request_refusal] 法令に違反することとなる場合"}},
		{"parties and places of joint use below a sentence that speaks of the purposes in passing", "共同利用", "当会は、次の(1)に示す名簿を、利用目的を達成するために必要な範囲で、次の(2)に示す団体と共同利用します。\n\n(1) 共同利用する名簿の項目\n\n会員の氏名\n\n(2) 管理について責任を有する者の住所\n\n東京都見本区見本町1-2-3\n", []string{"exception[joint_use] 当会は、次の(1)に示す名簿を、利用目的を達成するために必要な範囲で、次の(2)に示す団体と共同利用します"}},
		{"where the recipients tell more is none of them", "委託先", "以下の事業者に情報の取扱いを委託します。\n\n- Sample Data Inc.\n- 見本倉庫株式会社\n\n各社の方針は、次のとおりです。\n\n- Sample Data プライバシーポリシー: https://example.com/privacy", []string{"exception[entrustment] Sample Data Inc.", "exception[entrustment] 見本倉庫株式会社"}},
		{"what is made for an aim", "はじめに", "「みほん帳」は、日々の献立を記録し、家族と見返すためのアプリです。クッキーは、ウェブサイトのサーバーが訪問者を識別するための仕組みの一つです。", nil},
		{"a list of what is done, below words about use", "主な利用シーン", "- 商品の発送\n- 抽選の実施\n- ご質問への回答",
			[]string{"purpose[fulfilment] 商品の発送", "purpose[fulfilment] 抽選の実施", "purpose[inquiry_response] ご質問への回答"}},
		{"what data are asked for", "個人情報について", "お名前などをお聞きする理由は以下の通りです。\n\n- 商品の発送\n- ご質問への回答",
			[]string{"purpose[fulfilment] 商品の発送", "purpose[inquiry_response] ご質問への回答"}},
		{"data below words about use are none", "広告", "本アプリでは、以下のデータが収集され、利用されます。\n\n- 広告の識別子\n- 広告の表示回数\n- 端末の種類", nil},
		{"cases of disclosure by their words, though the sentence reads like a refusal", "個人情報の開示", "当社は、次の場合を除き、個人情報を開示、提供することは一切いたしません。\n\n- 法令に基づく場合\n- 業務を委託する場合",
			[]string{"exception[law] 法令に基づく場合", "exception[entrustment] 業務を委託する場合"}},
		{"grounds of refusal by their words", "開示", "当社は、以下の場合を除き、遅滞なく開示いたします。\n\n- 第三者の権利を害するおそれがある場合\n- 業務に著しい支障を及ぼす場合",
			[]string{"disclaimer[request_refusal] 第三者の権利を害するおそれがある場合", "disclaimer[request_refusal] 業務に著しい支障を及ぼす場合"}},
		{"cases on lines of their own", "情報を開示するケース", "<div>法令に基づく場合</div><div>事業の承継に伴う場合</div>",
			[]string{"exception[law] 法令に基づく場合", "exception[succession] 事業の承継に伴う場合"}},
		{"what is excepted from a limit of use is no disclosure", "目的外の利用", "当店は、利用目的の範囲を超えて情報を取り扱いません。ただし、次に掲げる場合をのぞきます。\n\n- 法令に基づく場合", nil},
		{"what is excepted from answering is a ground of refusal", "開示の請求", "当店は、開示を求められたときは遅滞なく開示します。ただし、次の場合を除きます。\n\n- 業務に支障が出る場合",
			[]string{"disclaimer[request_refusal] 業務に支障が出る場合"}},
		{"what is no object of a request is a ground of refusal", "開示の請求", "次のいずれかに当たるものは、開示や訂正の対象にはなりません。\n\n- 犯罪の予防に支障が出るもの",
			[]string{"disclaimer[request_refusal] 犯罪の予防に支障が出るもの"}},
		{"data that aims stand below are none", "取得する情報と利用目的", "- 投稿の内容\n  - 学びの記録を表示するため\n- お名前\n  - ご本人を確かめるため",
			[]string{"purpose[service_provision] 学びの記録を表示するため", "purpose[account_management] ご本人を確かめるため"}},
		{"examples of contractors", "委託", "店の仕事を頼んでいます。主な委託先の例は、次のとおりです。\n\n- 印刷の会社（名刺の印刷）\n- 倉庫の業者（品物の保管）",
			[]string{"exception[entrustment] 印刷の会社（名刺の印刷）", "exception[entrustment] 倉庫の業者（品物の保管）"}},
		{"cases for which alone something is given out", "お客様の情報を渡すとき", "当店がお客様の情報を外へ出すのは、こんなときだけです。\n\n- 法令に基づくとき\n- お客様の承諾があるとき",
			[]string{"exception[law] 法令に基づくとき", "exception[consent] お客様の承諾があるとき"}},
		{"an exception by whatever word", "第三者提供", "当会は、本人の許しなく名簿を第三者に見せることはない。もっとも、次に示すケースは例外とする。\n\n- 法令に基づく場合\n- 会の運営を他の団体に引き継ぐ場合",
			[]string{"exception[consent] 本人の許しなく", "exception[law] 法令に基づく場合", "exception[succession] 会の運営を他の団体に引き継ぐ場合"}},
		{"those that are no third parties", "第三者提供", "次に掲げる者は、第三者とはみなしません。\n\n- 配送を委託する者\n- 事業を承継する者",
			[]string{"exception[entrustment] 配送を委託する者", "exception[succession] 事業を承継する者"}},
		{"a sentence that announces a list is no unit, whatever it says", "第三者提供", "次に該当する場合に限り、情報を社外に提供する。\n\n- 税関から照会を受けた場合\n- 運送会社へ届け先を引き継ぐ場合",
			[]string{"exception[authority_request] 税関から照会を受けた場合", "exception[service_recipient] 運送会社へ届け先を引き継ぐ場合"}},
		{"a limit of use announces purposes", "情報の利用", "いただいた情報の利用は、下記の範囲に留める。\n\n- 参加費の収納\n- 会誌の発送",
			[]string{"purpose[billing_payment] 参加費の収納", "purpose[fulfilment] 会誌の発送"}},
		{"a question announces purposes", "何に使うのですか", "主に次のとおりです。\n\n- 同じ人の二重の登録を見破る\n- 使い勝手の悪い画面を直す",
			[]string{"purpose[security_fraud] 同じ人の二重の登録を見破る", "purpose[improvement] 使い勝手の悪い画面を直す"}},
		{"lists in cells, in every row, and what recipients use data for on their own", "外部送信", "<table><tr><th>送信先</th><th>当園の利用目的</th><th>送信先の利用目的</th><th>止めるには</th></tr><tr><td>こだま社</td><td><ul><li>閲覧の傾向の分析のため</li></ul></td><td><ul><li>広告の配信のため</li></ul></td><td><ul><li>設定<br>画面の「止める」</li></ul></td></tr><tr><td>さざなみ社</td><td><ul><li>ページの改善のため</li></ul></td><td><ul><li>統計の作成のため</li></ul></td><td><ul><li>設定<br>画面の「止める」</li></ul></td></tr></table>",
			[]string{"purpose[analytics] 閲覧の傾向の分析のため", "purpose[improvement] ページの改善のため"}},
		{"a column that says why", "権限", "<table><tr><th>権限</th><th>なぜ</th></tr><tr><td>カメラ</td><td>商品のコードを読み取るため</td></tr></table>",
			[]string{"purpose[service_provision] 商品のコードを読み取るため"}},
		{"recipients of a promise are none", "第三者提供", "当店は、名簿を第三者に渡すことはありません。\n\n- 名簿は鍵のかかる棚に置きます。", nil},
		{"names below a heading on contractors", "再委託先一覧", "<table><tr><th>名称</th><th>業務</th></tr><tr><td>株式会社見本メール</td><td>通知の送信</td></tr><tr><td>Sample Data Inc.</td><td>データの保管</td></tr></table>",
			[]string{"exception[entrustment] 株式会社見本メール", "exception[entrustment] Sample Data Inc."}},
		{"cells that a person heads", "利用目的", "<table><tr><th>お客様</th><td>修理品のお預かりとお引渡し</td></tr><tr><th>株主の方</th><td>配当金のお支払いに関する事務</td></tr></table>",
			[]string{"purpose[fulfilment service_provision] 修理品のお預かりとお引渡し", "purpose[billing_payment] 配当金のお支払いに関する事務"}},
		{"names of tools are no purposes", "利用目的", "当店は、次の会社が提供するサービスを利用しています。\n\n- Sample Metrics\n- Example Tag", nil},
		{"to what alone use is limited, and that nothing else is done", "情報の扱い", "いただいた連絡先は、以下の場合に限り利用し、それ以外の目的で利用することはありません。\n\n- 会報の発送\n- 忘れ物についてのお知らせ。例）傘、帽子など。",
			[]string{"purpose[fulfilment] 会報の発送", "purpose[service_communication] 忘れ物についてのお知らせ。例）傘、帽子など"}},
		{"nothing but the purposes listed", "特別な情報", "当会は、お預かりした健康の記録を、次に掲げる目的以外の目的のために利用することはありません。\n\n- 大会の安全を守るため",
			[]string{"purpose[security_fraud] 大会の安全を守るため"}},
		{"rows that begin with their number", "第三者への提供", "当社は、次の(1)と(2)の者に名簿を提供します。\n\n<table><tr><td>(1)</td><td>登記を行う司法書士</td></tr><tr><td>(2)</td><td>当社のグループ会社</td></tr></table>",
			[]string{"exception[service_recipient] 登記を行う司法書士", "exception[affiliates] 当社のグループ会社"}},
		{"aims beside those that end in ため", "個人情報の取得", "当社は、下記のような場合に個人情報を取得します。\n\n- 見積りを作るため\n- 工事を行うため\n- お取引先の管理\n- お名前とご住所",
			[]string{"purpose[business_operations] 見積りを作るため", "purpose[service_provision] 工事を行うため", "purpose[business_operations] お取引先の管理"}},
		{"an item among cases, though its words tell nothing", "外に伝えるとき", "当店が情報をお伝えする相手は以下のとおりです。\n\n- 運送会社\n- 税務署\n- 町内の見回りをする方",
			[]string{"exception[service_recipient] 運送会社", "exception[authority_request] 税務署", "exception[service_recipient] 町内の見回りをする方"}},
		{"a sentence that breaks off", "店の外へ", "名簿は売りません。外へ出るのは…\n\n- 荷物の配達を運送会社に頼むとき\n- 警察に求められたとき",
			[]string{"exception[service_recipient] 荷物の配達を運送会社に頼むとき", "exception[authority_request] 警察に求められたとき"}},
		{"aims of terms, whatever stands above them", "情報の扱い", "<dl><dt>会員の情報</dt><dd>会報を送付するため</dd><dt>お問い合わせの情報</dt><dd>ご質問に回答するため</dd><dd>記録を管理するため</dd></dl>",
			[]string{"purpose[fulfilment] 会報を送付するため", "purpose[inquiry_response] ご質問に回答するため", "purpose[service_provision] 記録を管理するため"}},
		{"an aim of two characters", "共同利用", "<table><tr><th>共同利用する者の範囲</th><td>見本物流株式会社</td></tr><tr><th>利用目的</th><td>配送<br>ご案内の送付</td></tr></table>",
			[]string{"purpose[fulfilment] 配送", "purpose[service_communication] ご案内の送付"}},
		{"a labelled aim below a tool", "第三者サービス", "アプリは、次の第三者のサービスを使っています。\n\n**Sample Ads**\n- 目的: 広告の配信\n- 提供元: 見本社",
			[]string{"purpose[advertising] 目的: 広告の配信"}},
		{"a case and what there is to say of it", "第三者と共有する場合", "- 法令に基づく場合。当社は、必要な限度でお答えします。\n- 安全を守るために必要な場合。その際は、できるだけお知らせします。",
			[]string{"exception[law] 法令に基づく場合", "exception[rights_protection] 安全を守るために必要な場合"}},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			if got, _ := findingsBelow(t, policy.Japanese, tt.heading, tt.body); !slices.Equal(got, tt.want) {
				t.Errorf("%s\ngot  %q\nwant %q", tt.body, got, tt.want)
			}
		})
	}
}
