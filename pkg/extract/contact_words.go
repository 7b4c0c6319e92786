package extract

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/heads"
	"github.com/polcompare/polcompare/pkg/text"
)

// A contactMark says what a word, or a line with such words, may have to do
// with contacts. A line is looked at closely only for what it is marked with.
type contactMark uint32

const (
	ctAt        contactMark = 1 << iota // @, (at), ★ …
	ctDigit                             // a digit
	ctPostal                            // 〒
	ctPlace                             // a prefecture
	ctURL                               // http, www
	ctDesk                              // the last word of a desk's name
	ctTitle                             // the last word of an office: 代表取締役, 本部長
	ctLegal                             // 株式会社, 有限会社
	ctHours                             // 平日, 受付時間
	ctTel                               // TEL, 電話
	ctFax                               // FAX, ファックス
	ctEnDesk                            // Attn, team, department
	ctAuthority                         // Authority, Commissioner
	ctAnnounce                          // 下記, こちら, following, below
	ctShort                             // the line is an entry, no running text
	ctAddress                           // 住所, address: a label
	ctForm                              // フォーム, form
	ctRefuse                            // 停止, disable

	// Words that tell a role.
	ctInquiry
	ctOfficer
	ctJoint
	ctRepresentative
	ctComplaint
	ctOptOut
	ctHead // of the company: tells the role of what stands on its line

	ctRoles = ctInquiry | ctOfficer | ctJoint | ctRepresentative | ctComplaint | ctOptOut | ctHead
)

// A contactHit is a marked word. Hits may overlap (部 in 本部長).
type contactHit struct {
	start, end int // in View
	mark       contactMark
}

type contactWord struct {
	s    string // lower case
	mark contactMark
}

// A contactLexicon finds words by how they begin; of several words that begin at one
// place it takes the longest.
type contactLexicon struct {
	ascii [256][]contactWord // by contactPair of the first two bytes
	wide  [256][]contactWord // by contactPair of the second and the third, in which characters differ
	heads *heads.Filter
}

var contactWords = newContactLexicon(map[contactMark]string{
	ctAt:     "アットマーク アット あっと ★ ☆ ◎ ●",
	ctPostal: "〒 〶 郵便番号",
	ctPlace: "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県 " +
		"札幌市 仙台市 さいたま市 千葉市 横浜市 川崎市 相模原市 新潟市 静岡市 浜松市 名古屋市 京都市 大阪市 堺市 神戸市 岡山市 広島市 北九州市 福岡市 熊本市",
	ctURL:  "http:// https:// www.",
	ctDesk: "窓口 相談室 室 係 部 課 局 事務局 センター ダイヤル ダイアル デスク 担当 グループ サポート カスタマーサービス ホットライン チーム 相談所 部門",
	ctTitle: "代表取締役 代表取締役社長 代表取締役会長 代表取締役会長兼社長 代表取締役副社長 代表取締役専務 代表取締役社長執行役員 取締役 取締役社長 取締役会長 取締役副社長 専務取締役 常務取締役 社外取締役 代表執行役 代表執行役社長 執行役員 執行役 上席執行役員 常務執行役員 専務執行役員 " +
		"代表理事 代表理事会長 代表理事組合長 理事長 副理事長 専務理事 常務理事 理事 代表社員 業務執行社員 代表 代表者 社長 副社長 会長 副会長 本部長 副本部長 事業本部長 事業部長 部長 副部長 次長 室長 課長 係長 局長 事務局長 所長 院長 園長 校長 学長 学院長 館長 店長 店主 支配人 支店長 センター長 グループ長 グループリーダー マネージャー マネジャー 監査役 総裁 市長 町長 村長 知事 組合長 会頭 主宰 担当役員 担当取締役 担当理事 実行委員長 実行委員 運営委員 運営委員長 委員長 副委員長 弁護士 代表弁護士 代表社員弁護士 司法書士 行政書士 税理士 医師 歯科医師 獣医師 薬剤師 管理薬剤師 事務長 幹事長 主任 教頭 副校長 編集長 オーナー 主宰者 女将 塾長 園主 団長 座長 監事 評議員 施設長 工場長 総支配人 頭取 専務 常務 住職 副住職 主任牧師 副院長 名誉院長 看護部長 課長代理 課長補佐 部長代理 統括部長 営業所長 事業所長 学部長 教務主任 主幹 指導員 支援員 牧師 神父 宮司 相談員 生活相談員 看護師長 師長 ソーシャルワーカー 医療ソーシャルワーカー 社会福祉士 保健師 ケアマネージャー ケアマネジャー 介護支援専門員 チーフ チームリーダー 最高情報責任者 最高プライバシー責任者 最高情報セキュリティ責任者 最高技術責任者 最高経営責任者 " +
		"president director chairman ceo cto ciso cpo coo cfo cio cdo vp ゼネラルマネージャー ディレクター リーダー",
	ctLegal:          "株式会社 有限会社 合同会社 合資会社 合名会社 (株) (有) (同) (社) (財) (一社) (一財) 一般社団法人 一般財団法人 公益社団法人 公益財団法人 社団法人 財団法人 特定非営利活動法人 npo法人 社会福祉法人 医療法人 医療法人社団 医療法人財団 学校法人 宗教法人 独立行政法人 地方独立行政法人 国立研究開発法人 国立大学法人 公立大学法人 相互会社 弁護士法人 税理士法人 監査法人 有限責任監査法人 行政書士法人 協同組合 生活協同組合 農業協同組合 信用金庫 信用組合",
	ctHours:          "平日 受付時間 営業時間 対応時間 受付 受け付け 営業日 土曜日 土日 土・日 月曜 月〜金 月~金 月-金 午前 午後 時から 時まで 24時間 weekday weekdays monday mon hours a.m p.m am pm business",
	ctTel:            "tel 電話 お電話 ☎ ℡ phone telephone phones call ダイヤル ダイアル hotline toll-free mobile 携帯 連絡先",
	ctFax:            "fax ファックス ファクス ファクシミリ facsimile telefax",
	ctEnDesk:         "attn attention fao c/o team teams department office desk helpdesk support center centre division hotline helpline services service bureau unit secretariat registry relations affairs care counsel program programme committee section group line",
	ctAuthority:      "attorney_general authority commissioner commissioners commissioner's commission agency inspectorate ombudsman ombuds ombudsperson regulator board commissariat",
	ctAnnounce:       "下記 以下 次の こちら コチラ 下の 以降 following below here form",
	ctAddress:        "住所 所在地 本社 本店 送付先 郵送先 宛先 あて先 宛て先 郵送 書面 address mail writing write letter located office offices headquarters",
	ctForm:           "フォーム form forms webform",
	ctRefuse:         "停止 拒否 無効 無効化 配信しない 希望しない 希望されない オプトアウト opt_out opt-out opt-outs opting_out opted_out disable disabling disablement unsubscribe stop_receiving do_not_want choices",
	ctInquiry:        "連絡先 問い合わせ 問合せ 問合わせ 問い合せ 問合 問い合わ といあわせ 連絡 窓口 相談 苦情 申し出 申出 照会 質問 意見 請求先 contact contacts contacting inquiry inquiries enquiry enquiries question questions reach request requests support help concerns comments complaint complaints complain queries query grievance grievances redress ask_us write_to_us talk_to_us speak_to_us get_in_touch drop_us",
	ctOfficer:        "管理責任者 取扱責任者 取扱管理責任者 保護責任者 保護管理責任者 統括責任者 統括管理責任者 総括責任者 総括管理責任者 個人情報管理者 個人情報保護管理者 保護管理者 情報管理者 データ管理者 情報の管理者 データの管理者 取扱管理者 個人情報責任者 個人情報統括管理者 情報保護統括者 個人情報統括責任者 事業責任者 苦情処理責任者 窓口責任者 監査責任者 データ保護責任者 データ保護オフィサー 保護オフィサー 責任を有する者 責任を負う者 責任を有する事業者 責任を有する会社 責任主体 管理主体 利用の責任者 責任者 取扱事業者の名称 取扱事業者の氏名又は名称 取扱事業者の氏名または名称 dpo controller controllers data_controller data_protection_officer data_protection_officers privacy_officer chief_privacy_officer protection_officer person_responsible persons_responsible party_responsible company_responsible entity_responsible organization_responsible responsible_party responsible_person responsible_entity responsible_companies use_manager sharing_manager manager_of information_manager data_manager protection_manager privacy_manager information_administrator use_administrator person_in_charge grievance_officer grievance_officers grievance_redressal_officer nodal_officer data_protection_lead privacy_lead privacy_contact data_protection_contact responsible_body body_responsible responsible_organisation responsible_organization responsible_for_data_protection responsible_for_data_processing responsible_for_processing responsible_for_the_processing in_charge_of_data_protection",
	ctJoint:          "共同利用 共同して利用 共同で利用 joint_use joint_usage joint_utilization joint_users jointly_use jointly_used jointly_utilize shared_use shared_users shared_user share_use",
	ctHead:           "代表者 代表者名 representative representatives representative_director",
	ctRepresentative: "eu代理人 eea代理人 英国代理人 イギリス代理人 域内代理人 域内の代理人 現地代理人 国内代理人 英国の代理人 gdpr代理人 euの代理人 eeaの代理人 欧州代理人 欧州の代理人 英国における代理人 euにおける代理人 eu域内の代理人 eu域内における代理人 eu_representative eu-representative uk_representative uk-representative eea_representative gdpr_representative article_27_representative representative_in local_representative our_representative thailand_representative european_representative swiss_representative turkey_representative korea_representative",
	ctComplaint:      "認定個人情報保護団体 認定団体 監督機関 監督当局 個人情報保護委員会 苦情解決 苦情の解決 データ保護機関 データ保護当局 supervisory_authority supervisory_authorities data_protection_authority data_protection_authorities lodge_a_complaint file_a_complaint make_a_complaint complain_to commissioner commissioners commissioner's regulator",
	ctOptOut:         "オプトアウト opt-out opt-outs opt_out opting_out 無効化 配信停止 行動ターゲティング unsubscribe",
})

func newContactLexicon(words map[contactMark]string) *contactLexicon {
	x := &contactLexicon{}
	marks := map[string]contactMark{}
	for m, list := range words {
		for _, w := range strings.Fields(list) {
			marks[strings.ReplaceAll(w, "_", " ")] |= m
		}
	}
	all := make([]string, 0, len(marks))
	for w, m := range marks {
		all = append(all, w)
		if w[0] < utf8.RuneSelf {
			pair := contactPair(w[0], w[1])
			x.ascii[pair] = append(x.ascii[pair], contactWord{w, m})
		} else {
			pair := contactPair(w[1], w[2])
			x.wide[pair] = append(x.wide[pair], contactWord{w, m})
		}
	}
	x.heads = heads.New(all)
	return x
}

// contactPair returns a hash of two bytes, letters of ASCII without case.
func contactPair(a, b byte) uint8 { return contactLower(a)*31 + contactLower(b) }

// at returns words of which some may stand at the start of s.
func (x *contactLexicon) at(s string) []contactWord {
	switch {
	case len(s) < 2 || !x.heads.May(s):
		return nil
	case s[0] < utf8.RuneSelf:
		return x.ascii[contactPair(s[0], s[1])]
	case len(s) > 2:
		return x.wide[contactPair(s[1], s[2])]
	}
	return nil
}

// scan looks up the words in the stretch sp of View and returns all that they
// and its other characters are marked with.
func (r *contactReader) scan(sp text.Span) contactMark {
	var has contactMark
	s := r.t[:sp.End]
	letter := false     // the character before is an ASCII letter or digit
	address := sp.Start // end of an address of a page: words in it say nothing
	for i := sp.Start; i < len(s); {
		c := s[i]
		w := 1
		var words []contactWord
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			isLetter := c >= 'a' && c <= 'z'
			if letter && isLetter { // inside a word nothing begins
				i++
				continue
			}
			isDigit := c >= '0' && c <= '9'
			switch {
			case isDigit:
				has |= ctDigit
				if rest := s[i+1:]; strings.HasPrefix(rest, "時") || len(rest) > 2 && rest[0] == ':' && contactDigit(rest[1]) && contactDigit(rest[2]) || len(rest) > 1 && (rest[0]|0x20 == 'a' || rest[0]|0x20 == 'p') && rest[1]|0x20 == 'm' {
					has |= ctHours
				}
			case c == '@':
				has |= ctAt
			case c == 'a' && len(s) > i+2 && s[i+1]|0x20 == 't' && i > sp.Start && contactAtSign(s, i):
				has |= ctAt
			}
			if (!letter || !isLetter) && i >= address && (i == sp.Start || s[i-1] != '@' && (s[i-1] != '.' || !isLetter)) {
				words = contactWords.at(s[i:])
			}
			letter = isLetter || isDigit
		} else {
			for i+w < len(s) && !utf8.RuneStart(s[i+w]) {
				w++
			}
			letter = false
			words = contactWords.at(s[i:])
		}
		best := contactHit{start: i}
		for _, word := range words {
			n := len(word.s)
			if n > best.end-i && i+n <= len(s) && contactEqualFold(s[i:i+n], word.s) {
				if last := word.s[n-1]; last < utf8.RuneSelf && contactLetter(last) && i+n < len(s) && contactLetter(s[i+n]) {
					continue
				}
				if i+n < len(s) && s[i+n] == '@' {
					continue
				}
				best.end, best.mark = i+n, word.mark
			}
		}
		if best.mark != 0 {
			r.hits = append(r.hits, best)
			has |= best.mark
			if best.mark == ctURL {
				address = i
				for address < len(s) && s[address] > ' ' && s[address] < utf8.RuneSelf {
					address++
				}
			}
		}
		i += w
	}
	return has
}

// contactAtSign reports whether the "at" at s[i] may stand for @.
func contactAtSign(s string, i int) bool {
	switch s[i-1] {
	case '(', '[', '{', '<', '_':
		return true
	case ' ':
		return s[i+2] == ' ' || s[i+2] == '_'
	}
	c, _ := utf8.DecodeLastRuneInString(s[:i])
	return c == '【' || c == '〔' || c == '「' || c == '『' || c == '〈' || c == '《'
}

func contactLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func contactDigit(c byte) bool { return c >= '0' && c <= '9' }

// contactEqualFold compares s with the lower-case t, ASCII letters without case.
func contactEqualFold(s, t string) bool {
	for i := 0; i < len(t); i++ {
		if contactLower(s[i]) != t[i] {
			return false
		}
	}
	return true
}

// contactLower returns c as a small letter if it is a capital of ASCII.
func contactLower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c |= 0x20
	}
	return c
}

// marksIn returns what the words of line i that lie in sp are marked with.
func (r *contactReader) marksIn(i int, sp text.Span) contactMark {
	var m contactMark
	for _, h := range r.lineHits(i, sp) {
		m |= h.mark
	}
	return m
}

// lineHits returns the hits of line i that lie in sp.
func (r *contactReader) lineHits(i int, sp text.Span) []contactHit {
	l := &r.lines[i]
	hs := r.hits[l.lo:l.hi]
	lo := sort.Search(len(hs), func(k int) bool { return hs[k].start >= sp.Start })
	n := lo
	for n < len(hs) && hs[n].start < sp.End {
		n++
	}
	for n > lo && hs[n-1].end > sp.End {
		n--
	}
	return hs[lo:n]
}
