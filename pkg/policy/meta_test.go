package policy

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/text"
)

func TestCompany(t *testing.T) {
	for _, c := range []struct{ reason, src, want string }{
		{"defined, form in front", "株式会社見本の森（以下「当社」といいます）は、守ります。", "株式会社見本の森"},
		{"defined, form behind a name with hiragana", "みほん配送株式会社(「当社」)は、守ります。", "みほん配送株式会社"},
		{"defined, form behind, after a particle", "東京のミホン株式会社（以下「当社」）は、守ります。", "ミホン株式会社"},
		{"defined, form behind, in katakana", "私たちミホンペイ株式会社（以下、「当社」といいます）は、守ります。", "ミホンペイ株式会社"},
		{"defined behind its English name", "株式会社ミホン（Mihon Co., Ltd.）（以下、「当社」といいます）は、守ります。", "株式会社ミホン"},
		{"defined without a legal form, which stands elsewhere", "ミホン堂（以下「当店」といいます）は、守ります。\n\n株式会社ミホン堂", "株式会社ミホン堂"},
		{"an association", "一般社団法人見本の会（以下「当法人」といいます）は、守ります。", "一般社団法人見本の会"},
		{"a service is no company", "見本マート（以下「本サービス」といいます）は、便利です。", ""},
		{"signed", "守ります。\n\n株式会社ミホン\n代表取締役 見本太郎", "株式会社ミホン"},
		{"responsible, among others that are only named", "広告は株式会社コウコクが配信します。\n\n共同利用の責任者 株式会社ミホン 総務部長 見本花子\n\n株式会社ミホン 見本市見本町1-2", "株式会社ミホン"},
		{"English, defined", "Sample Parcels, Inc. (“the Company”) cares.", "Sample Parcels, Inc."},
		{"English, defined by what it says of itself", "We, Sample Corporation (“we,” “us,” or “our”), care.", "Sample Corporation"},
		{"English, defined with its subsidiaries", "Sample Inc. and its subsidiaries (collectively, “we”) care.", "Sample Inc."},
		{"English, in the genitive", "The following is Sample’s (“the Company” or “we”) policy.", "Sample"},
		{"English, from the title", "# Sample Mail Privacy Notice\n\nWe care about it.", "Sample Mail"},
		{"English, a deed is no company", "# Sample Mail Privacy Notice\n\nDisclosure takes place only if the law requires it.", "Sample Mail"},
		{"English, from the title with the words of a picture", "Sample logo Sample Privacy Policy\n\nPrivacy policy\n\nWe care about it.", "Sample"},
		{"English, as the controller", "# Privacy Policy\n\nWe care.\n\n* Data Controller: Sample Games GmbH\n* Address: 1 Example Street", "Sample Games GmbH"},
		{"English, at the end of the title", "# Data protection statement of the Sample Chess Club\n\nWe care about it.", "Sample Chess Club"},
		{"English, where the policy holds", "# Privacy at Sample Choir\n\nWe care about it.", "Sample Choir"},
		{"whom a policy is for is not whose it is", "# Privacy Policy for Job Applicants\n\nWe care about it.", ""},
		{"English, before a colon in the title", "# Sample Choir: Privacy Notice\n\nWe care about it.", "Sample Choir"},
		{"English, as the controller before its address", "# Privacy Policy\n\nWe care.\n\nData controller: Sample Chess Club, 1 Example Street", "Sample Chess Club"},
		{"English, without the words for whom the notice is", "# Sample Dental Patient Privacy Notice\n\nWe care about it.", "Sample Dental"},
		{"English, for whom the notice is is not whose it is", "# Client Privacy Notice\n\nSample & Mihon LLP is a partnership. We care.", "Sample & Mihon LLP"},
		{"English, beside the words for the page", "# Privacy Policy | Sample Nursery\n\nWe care about it.", "Sample Nursery"},
		{"English, in the question of the title", "# How Sample Kayak Tours uses your information\n\nWe care about it.", "Sample Kayak Tours"},
		{"English, on the line above the title", "Sample Shire Council\n\nPrivacy Policy\n\nCouncil respects privacy.\n\nInformation we hold\n\nWe hold your name.", "Sample Shire Council"},
		{"English, a line that is another heading", "Your Choices\n\nPrivacy Policy\n\nWe respect privacy.\n\nInformation we hold\n\nWe hold your name.", ""},
		{"English, who is presented", "# Your privacy\n\nSample Physio is owned by two sisters. We see patients.", "Sample Physio"},
		{"English, who welcomes", "# Privacy Policy\n\nWelcome to Sample Books! We sell books.", "Sample Books"},
		{"English, whose site it is", "# Privacy Statement\n\nThis statement covers visitors to the Sample Gallery website.", "Sample Gallery"},
		{"English, who trades", "# Privacy Notice\n\nI'm Hanako Mihon and I trade as Mihon Prints. We care.", "Mihon Prints"},
		{"English, the controller, named with a number", "# Privacy policy of the shop\n\nThe controller of your personal data is 4711 OÜ (registry code 1).", "4711 OÜ"},
		{"English, an office is no company", "# Sample Rowing Club – Privacy Notice\n\nThe Membership Secretary keeps the list. The Membership Secretary uses it.", "Sample Rowing Club"},
		{"English, in brackets, with a form of two words", "# Client Privacy Notice\n\nSample Clinic (Sample Vets Pvt. Ltd., company no. 1) has nurses.\n\nSample Vets Pvt. Ltd. is in Exampleton.\n\nSample Vets Pvt. Ltd.", "Sample Vets Pvt. Ltd."},
		{"Japanese, from the title", "# 見本堂 プライバシーポリシー\n\n守ります。", "見本堂"},
		{"a name that begins with a small letter", "This is how eMihon Ltd. (“eMihon”, “we” or “us”) handles data.", "eMihon Ltd."},
		{"a legal form alone is no name", "# Privacy Policy\n\nWe, the Ltd. (“we”), care.", ""},
		{"a place or a kind of company in capitals stands within the name", "# Privacy Policy\n\nSAMPLE (OPC) PRIVATE LIMITED (\"Sampler\", \"we\") runs the service.", "SAMPLE (OPC) PRIVATE LIMITED"},
		{"the date above a signature is no part of the name", "# 方針\n\n株式会社見本は、名簿を大切にします。\n\n2005年4月1日制定2017年5月30日改定株式会社　見本", "株式会社見本"},
		{"where it is registered is not its name", "# Privacy Policy\n\nSample CIO, a charity entered on the register in the United Kingdom (number: 12) (hereinafter \"Sample\", \"we\"), runs this site.", "Sample"},
		{"whose services it uses", "# Privacy Policy\n\nThis policy covers sample.example.\n\nFor our letters we currently use Post Systems GmbH.\n\nWrite to Sample Society.", ""},
		{"at the address of who stands in for it", "# Privacy Policy\n\nWe care.\n\nYou can reach our representatives at:\n\n* EU: Ersatz GmbH, Attn: The Sample Company, Beispielweg 3, 20095 Hamburg\n* UK: Ersatz UK Ltd., Attn: The Sample Company, London", "The Sample Company"},
		{"who runs the service", "# Privacy Policy\n\nThe site is operated by MIHON TRADE SAS, a company of France. We care.", "MIHON TRADE SAS"},
		{"who runs it, a person", "# Privacy Policy\n\nThe app is developed by Hanako Mihon. We care.", "Hanako Mihon"},
		{"who runs it is not said", "# Privacy Policy\n\nMaps are provided by our partners. We care.", ""},
		{"who runs a tool of the service does not run the service", "# Privacy Policy\n\nThis site uses Sample Counter, a service provided by Counters. We care.", ""},
		{"who runs it, in Japanese", "# プライバシーポリシー\n\n開発者（以下「当方」）は、守ります。\n\n運営者：見本花子", "見本花子"},
		{"who acts in the first sentences", "# Privacy Policy\n\nMihon Tea may use your name. We care.\n\nMihon Tea never sells it.", "Mihon Tea"},
		{"who acts, with the legal form it has nearby", "# Privacy Policy\n\nMihon Tea respects your privacy.\n\nMihon Tea Company, Inc. is in Exampleton.", "Mihon Tea Company, Inc."},
		{"who acts, not the platform that hosts it", "# Privacy Policy\n\nGitHub may log your visit.", ""},
		{"who acts, not those to whom the word for it belongs", "# Privacy Policy\n\nThe Library may use your name. Users may choose.", ""},
		{"who acts, by its short form in brackets", "# Privacy Policy\n\nThis says how Mihon Arts & Crafts (MAC) uses data.", "Mihon Arts & Crafts"},
		{"a short form defines the name before it", "# Does Mihon change its Privacy Policy?\n\nThe Mihon Tea Company Ltd. (“Mihon”) values you.", "Mihon Tea Company Ltd."},
		{"a question is no name", "# Does Mihon change its Privacy Policy?\n\nWe care.", ""},
		{"a page of the site is no name", "<title>SHOP | プライバシーポリシー | みほん堂</title><p>情報を守ります。</p>", "みほん堂"},
		{"signed, a name that begins with hiragana", "守ります。\n\nみほんの森株式会社\n代表取締役 見本太郎", "みほんの森株式会社"},
		{"signed, hiragana in it that could be a particle", "守ります。\n\nつながり工房株式会社\n代表取締役 見本太郎", "つながり工房株式会社"},
		{"signed, Latin words before the form", "守ります。\n\nMihon Trade株式会社\n代表取締役 見本太郎", "Mihon Trade株式会社"},
		{"defined by a short form, among others", "株式会社ミホンワークス（以下「ミホン」）の指針です。\n\n苦情は一般社団法人見本推進会へ。", "株式会社ミホンワークス"},
		{"defined in a heading", "取引業者　有限会社町の見本（以下、弊社）\n\n１．弊社は、情報をお預かりします。", "有限会社町の見本"},
		{"defined with its group", "この通知は、Mihon Japan 合同会社とその関連会社（以下、総称して「当社」）のものです。", "Mihon Japan 合同会社"},
		{"who runs the service, in a sentence", "# プライバシーのQ&A｜みほん\n\nアプリ「みほん」を運営する株式会社ミホンです。", "株式会社ミホン"},
		{"a person without a name", "# 「みほん帳」プライバシーポリシー\n\n開発者：個人（以下「私」）", "みほん帳"},
		{"English, defined behind its address", "We, Sample GmbH, 1 Example Street, 10178 Exampleton, Germany (hereinafter \"we\"), care.", "Sample GmbH"},
		{"English, defined behind its seat, by the short name", "Sample AI is a company with its office at 1 rue de l'Example, 75001 Paris (“We” or “Sample AI”).", "Sample AI"},
		{"English, defined in words that are no name", "This applies to sites that link to this Privacy Statement (“Sample,” “we” or “us”).", "Sample"},
		{"English, several together", "Sample Labs, Inc., Sample Labs UK Limited and Other Pty Ltd (collectively, “Sample” or “we”) care.", "Sample Labs, Inc."},
		{"English, a place in the name", "It is provided by Sample Cloud (Japan) Limited (“we”).", "Sample Cloud (Japan) Limited"},
		{"English, places in brackets", "Our names are Sample Ltd (in the UK) and Sample Ireland Limited (in Ireland) (“we” or “us”).", "Sample Ireland Limited"},
		{"English, defined for its policy", "This is the Privacy Notice for Sample SAS (“us”).", "Sample SAS"},
		{"other words that begin like we and us", "# Sample Privacy Policy\n\nVisit our pages on the Example Page (the “Website”). Those who come are Good People (“Users”).", "Sample"},
		{"its mother's short name", "# Privacy Notice\n\nSample Games respects you. Sample Games Ltd. belongs to the companies of Mother, Inc. (“Mother”).\n\nSample Games collects scores.", "Sample Games Ltd."},
		{"a platform is not the company", "# Privacy Policy\n\nWe care.\n\n| Google LLC | name |\n\n| Google LLC | address |\n\n| Google LLC | place |", ""},
		{"who speaks", "# Privacy Policy\n\nAt Sample Orbit (“Sample”), we care.", "Sample Orbit"},
		{"who speaks, we first", "# Privacy\n\nWe at Sample know that you care.", "Sample"},
		{"what a body calls itself is no name", "# 個人情報保護方針\n\n当法人もしくは当法人関係会社は、名簿を大切にします。\n\n© 2022 MIHON税理士法人.", "MIHON税理士法人"},
		{"where to write is with another", "# Privacy Policy\n\nWe care.\n\nWrite to Sample Life Company, c/o Agents Corporation, 1 Example Street.", ""},
		{"defined by a short form that acts", "# 方針\n\nミホンペイ株式会社（以下「Mihon」）が提供するサービスの方針です。Mihonは守ります。Mihonは管理します。\n\nMihonは提供しません。", "ミホンペイ株式会社"},
		{"defined by what it calls itself in the sentences", "# 方針\n\nVilla Mihon（ヴィラ・ミホン）（以下、当館という）の方針です。\n\n当館は守ります。当館は管理します。当館は提供しません。", "Villa Mihon"},
		{"defined as the provider, a person", "# 方針\n\nこれはHANA MIHON（以下「サービス提供者」）のものです。サービス提供者は守ります。サービス提供者は管理します。サービス提供者は提供しません。", "HANA MIHON"},
		{"in quotation marks before its definition", "# 方針\n\n遊びを運営する「見本遊戯事務局」（以下「当事務局」）です。当事務局は守ります。当事務局は管理します。当事務局は提供しません。", "見本遊戯事務局"},
		{"named behind what it calls itself", "# 方針\n\n当社（株式会社Mihon Label　所在地：見本市）は守ります。当社は管理します。当社は提供しません。", "株式会社Mihon Label"},
		{"who acts in Japanese", "# 方針\n\nみほんの里は、情報を守ります。みほんの里は、適正に取得します。\n\nみほんの里は、提供しません。", "みほんの里"},
		{"what something is done to does not act", "# 方針\n\n見本タグは小さな札です。見本タグは符号です。見本タグは便利です。見本タグを使います。", ""},
		{"readers and things do not act", "# 方針\n\n利用者は選べます。利用者は拒めます。利用者は求められます。情報は消えます。情報は残りません。情報は守ります。", ""},
		{"the foreign company that counts", "# 方針\n\n守ります。\n\nグーグル株式会社の符号です。\n\nグーグル株式会社の責任者が管理します。", ""},
		{"a label for it at the end", "# 方針\n\n守ります。\n\n団体：見本製作委員会", "見本製作委員会"},
		{"none", "# プライバシーポリシー\n\n守ります。", ""},
		{"a public body that acts in the first sentence, before the app of the title", "# 見本通報アプリ プライバシーポリシー\n\n見本衛生省は、本アプリの提供にあたり、法令を守ります。", "見本衛生省"},
		{"a public body in English", "# Sample Alert App Privacy Policy\n\nThe Ministry of Samples, Parcels and Post is committed to your privacy.", "Ministry of Samples, Parcels and Post"},
		{"a public body in the title of the page", "<title>見本通報アプリプライバシーポリシー｜見本県</title><p>本アプリの利用者の情報を守ります。</p>", "見本県"},
		{"companies that only a list of other bodies names are not the company", "# お客様の信用情報の照会について\n\n当社は照会します。\n\n## 加盟する信用情報機関\n\n名称：株式会社見本信用\n所在地：見本市見本町1-2", ""},
		{"nor is the body that settles complaints", "# 方針\n\n守ります。\n\n当社の認定個人情報保護団体：一般財団法人見本協会", ""},
		{"who sells, by its label", "# 方針\n\n守ります。\n\n販売業者：見本商店", "見本商店"},
		{"a cooperative that signs", "# 方針\n\n守ります。\n\n2020年4月1日\n見本生活協同組合\n理事長 見本 次郎", "見本生活協同組合"},
		{"a name that goes on behind its particle", "# 方針\n\n守ります。\n\n2020年4月1日\nNPO法人見本の学校\n理事長 見本 次郎", "NPO法人見本の学校"},
		{"what is the company's is none of its name", "# 方針\n\n守ります。\n\n株式会社見本の代表者は、情報を守ります。\n\n株式会社見本の窓口は次のとおりです。", "株式会社見本"},
		{"a corporation whose name begins with hiragana", "# 方針\n\n守ります。\n\n医療法人社団みほん会\n窓口 03-0000-0000", "医療法人社団みほん会"},
		{"whom the title is about is not the company", "# お客様の個人情報の取扱い\n\n情報を守ります。", ""},
		{"nor is whose page it speaks of the page", "# みほん市ホームページの個人情報の取扱い\n\n情報を守ります。", "みほん市"},
		{"defined behind its hotel, up to a full stop", "# 方針\n\nホテルみほん（株式会社ホテルみほん。以下「当ホテル」）は守ります。", "株式会社ホテルみほん"},
		{"defined without quotes", "# 方針\n\nHOTEL MIHON（以下当ホテルという）は守ります。", "HOTEL MIHON"},
		{"a name in quotes", "# 方針\n\n「みほん花店」（以下「当店」とします）は守ります。", "みほん花店"},
		{"behind what it calls itself, without a legal form", "# 方針\n\n当院（みほんクリニック）では、守ります。", "みほんクリニック"},
		{"hiragana before the legal form, and its subsidiaries", "# 方針\n\nみほん株式会社及びその子会社（以下総称して「みほんグループ」といいます）は守ります。", "みほん株式会社"},
		{"who develops an app", "# アプリ「メモ」のプライバシーポリシー\n\nみほん（以下「開発者」といいます）が作るアプリ「メモ」です。", "みほん"},
		{"a title beside another and the name of the site", "<title>免責事項／プライバシーポリシー | みほんランチ</title><h1>免責事項／プライバシーポリシー</h1><p>情報を守ります。</p>", "みほんランチ"},
		{"where the page stands on its site is no name", "<title>ホーム &lt; 個人情報の取り扱い</title><p>情報を守ります。</p><p>©みほん食堂 All Rights Reserved.</p>", "みほん食堂"},
		{"the company whose site it is, by the title of the page alone", "<title>見本株式会社 会社情報</title><p>情報を守ります。</p>", "見本株式会社"},
		{"a legal form set apart", "# 方針\n\n守ります。\n\n株式会社　見本ネット\n\n窓口 03-0000-0000", "株式会社 見本ネット"},
		{"a name that its desk follows", "# 方針\n\n守ります。\n\n株式会社見本堂顧客相談窓口責任者", "株式会社見本堂"},
		{"whose tool is in use is not the company", "# 方針\n\n見本株式会社\n\n守ります。\n\n当サイトは、株式会社タグが提供するサービスを利用しています。\n\n窓口 03-0000-0000", "見本株式会社"},
		{"a person who makes an app", "# 方針\n\nアプリの開発者である見本花子（個人事業主。以下「当方」）は守ります。", "見本花子"},
		{"an event that calls itself so", "Sample Fest 2031（以下、カンファレンス）では、参加者の情報を守ります。", "Sample Fest 2031"},
		{"an entity with a small word in its name", "Mihon no Mori (the “Entity”) cares.", "Mihon no Mori"},
		{"whose page it is, where nothing else says", "# プライバシーポリシー\n\n情報を守ります。\n\nCopyright (c) 2011-2013 Mihon Tea co.,Ltd All rights reserved.", "Mihon Tea co.,Ltd"},
	} {
		name := "p.txt"
		if strings.HasPrefix(c.src, "<title>") {
			name = "p.html"
		}
		_, docs := read(t, name, c.src)
		if got := docs[0].Company; got != text.Normal(c.want) {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ reason, src, want string }{
		{"established and revised", "2019年4月1日制定\n2020年10月6日 改定", "[{2019-04-01 established} {2020-10-06 revised}]"},
		{"the word in front", "制定　2020年10月6日\n最終更新日：2021/02/03", "[{2020-10-06 established} {2021-02-03 revised}]"},
		{"eras, full-width and with spaces", "令和４年４月１日施行\n平成２３年　６月　７日 制定\n昭和64年1月7日制定\n平成元年1月8日改正", "[{2022-04-01 effective} {2011-06-07 established} {1989-01-07 established} {1989-01-08 revised}]"},
		{"without a word", "2020.10.6", "[{2020-10-06 date}]"},
		{"English", "Effective on June 2, 2020.\n\nLast updated: 9 June 2023\n\nPublished Sept. 2024", "[{2020-06-02 effective} {2023-06-09 revised} {2024-09 published}]"},
		{"in a sentence of the policy", "本方針は2022年4月1日より施行します。", "[{2022-04-01 effective}]"},
		{"of a law", "個人情報の保護に関する法律（平成15年5月30日法律第57号）を守り、改定します。", "[]"},
		{"of something else", "2020年4月1日から2021年3月31日までに注文されたお客様には、改定後の送料でお届けしますので、あらかじめご了承ください。", "[]"},
		{"a history under a heading", "守ります。\n\n改定履歴：\n2016年11月1日\n2015年4月1日", "[{2016-11-01 revised} {2015-04-01 revised}]"},
		{"a table of the history", "| 改定日 | 内容 |\n|---|---|\n| 2016年11月1日 | 全面改定 |", "[{2016-11-01 revised}]"},
		{"said twice", "Last updated May 9, 2025 (2025-05-09)", "[{2025-05-09 revised}]"},
		{"latest update, and the day a policy was drawn up", "Latest update: September 17, 2021\n\nFormulated on October 1, 2023", "[{2021-09-17 revised} {2023-10-01 established}]"},
		{"versions", "Version of March 2024\n\n2024年2月 第2版\n\nAs of April 1, 2024", "[{2024-03 revised} {2024-02 revised} {2024-04-01 revised}]"},
		{"a word of versions gives way to one of what happened", "Established as of May 2, 2020\n\nEffective as of May 3, 2020", "[{2020-05-02 established} {2020-05-03 effective}]"},
		{"before a colon, and last revised", "Effective Date: 1 March 2024\n\nLast revised on 2 March 2024\n\n最終更新日：2024/03/03\n\nUpdated March 4, 2024", "[{2024-03-01 effective} {2024-03-02 revised} {2024-03-03 revised} {2024-03-04 revised}]"},
		{"in brackets behind the title", "個人情報の取扱いについて（令和4年4月1日改正）\n\n見本堂は守ります。", "[{2022-04-01 revised}]"},
		{"the version in the title", "# 個人情報保護方針（2023年6月版）\n\n見本堂は守ります。", "[{2023-06 revised}]"},
		{"in a heading that announces a change of the policy", "# Privacy Policy\n\n## Notice of a Revision of the Privacy Policy on May 5, 2024\n\nWe have changed it.", "[{2024-05-05 revised}]"},
		{"in the heading of a list that is no policy", "# 個人情報保護方針\n\n見本堂は守ります。\n\n## 見本堂の取引先と配送会社の一覧（2010年11月1日現在）\n\n二社です。", "[]"},
		{"no such day", "2020年13月45日改定", "[]"},
	} {
		_, docs := read(t, "p.txt", c.src)
		var got []string
		for _, d := range docs[0].Dates {
			got = append(got, fmt.Sprintf("{%s %s}", d.Date, d.Role))
		}
		if s := fmt.Sprint(got); s != c.want {
			t.Errorf("%s: %s, want %s", c.reason, s, c.want)
		}
	}
}

func TestLanguageAndTitle(t *testing.T) {
	for _, c := range []struct{ reason, src, lang, title string }{
		{"Japanese with many names", "# プライバシーポリシー\n\nGoogle Analytics と Facebook を利用します。", Japanese, "プライバシーポリシー"},
		{"English with a name", "# Privacy Notice\n\nWe are 見本堂 and we care about your data.", English, "Privacy Notice"},
		{"title of the file where no line is one", "---\ntitle: \"見本堂の方針\"\n---\n\n見本堂は、守ります。", Japanese, "見本堂の方針"},
		{"the line that names a policy before another", "【見本堂】\n\n個人情報の取り扱いについて\n\n守ります。", Japanese, "個人情報の取り扱いについて"},
		{"an introduction is no title", "1. はじめに\n守ります。\n2. 窓口\n店頭です。", Japanese, ""},
	} {
		_, docs := read(t, "p.txt", c.src)
		if d := docs[0]; d.Lang != c.lang || d.Title != c.title {
			t.Errorf("%s: %s %q", c.reason, d.Lang, d.Title)
		}
	}
	f, _ := read(t, "p.txt", "We care.")
	docs, err := Parse(f, Options{Lang: Japanese})
	if err != nil || docs[0].Lang != Japanese {
		t.Errorf("the language asked for: %v %v", docs, err)
	}
}

func TestIDs(t *testing.T) {
	one := "1. 取得\n適正に取得します。\n2. 利用\n発送に利用します。\n3. 窓口\n店頭で承ります。\n\n"
	_, docs := read(t, "a/b.txt", "プライバシーポリシー\n\n"+one+"採用応募者の個人情報の取り扱いについて\n\n"+one)
	if len(docs) != 2 || docs[0].ID != "a/b.txt#1" || docs[1].ID != "a/b.txt#2" || docs[1].Path != "a/b.txt" {
		t.Fatalf("%d documents", len(docs))
	}
	if got := docs[0].Source.Slice(docs[1].Span); got[:len("採用")] != "採用" {
		t.Errorf("the second begins with %q", got)
	}
	_, docs = read(t, "a/b.txt", one)
	if len(docs) != 1 || docs[0].ID != "a/b.txt" {
		t.Errorf("one policy is %q", docs[0].ID)
	}
}

func TestEmpty(t *testing.T) {
	f := &ingest.File{Source: text.NewSource("x.txt", " \n")}
	f.View = text.Identity(f.Source)
	_, err := Parse(f, Options{})
	var empty *EmptyError
	if !errors.Is(err, ErrEmpty) || !errors.As(err, &empty) || empty.Path != "x.txt" {
		t.Errorf("%v", err)
	}
}

func TestLinksAndNotes(t *testing.T) {
	src := "[窓口](https://example.com/a)はこちらです。\n\nお客様の個人情報をお預かりして、商品の発送と抽選のほか\nには利用しません。[設定](https://example.com/b)"
	_, docs := read(t, "p.md", src)
	d := docs[0]
	want := []string{"窓口 https://example.com/a", "設定 https://example.com/b"}
	if len(d.Links) != len(want) {
		t.Fatalf("%d links", len(d.Links))
	}
	for i, l := range d.Links {
		if got := d.View.Slice(l.Span) + " " + l.Target; got != want[i] {
			t.Errorf("link %q, want %q", got, want[i])
		}
		if got := d.Source.Slice(l.Source); got != l.Target {
			t.Errorf("target %q", got)
		}
	}
}

// TestMap follows the words of a policy back to its source.
func TestMap(t *testing.T) {
	src := "（１）ｶﾅの氏名を、商品の発送のために利用する情報として取得します。\n"
	_, docs := read(t, "p.txt", src)
	d := docs[0]
	c := d.Clauses[0]
	if got := d.Source.Slice(d.View.ToSource(c.Mark)); got != "（１）" {
		t.Errorf("marker %q", got)
	}
	if got := d.Source.Slice(d.View.ToSource(c.Text)); got != "ｶﾅの氏名を、商品の発送のために利用する情報として取得します。" {
		t.Errorf("text %q", got)
	}
	if c.Marker != "(1)" {
		t.Errorf("marker %q", c.Marker)
	}
}

func ExampleParse() {
	const src = "プライバシーポリシー\n\n1. 利用目的\n見本堂株式会社（以下「当社」といいます）は、次の目的で利用します。\n（１）商品の発送\n（２）抽選\n\n2020年4月1日制定\n"
	f, err := ingest.Read("policy.txt", []byte(src), ingest.Options{})
	if err != nil {
		panic(err)
	}
	docs, err := Parse(f, Options{})
	if err != nil {
		panic(err)
	}
	for _, d := range docs {
		fmt.Println(d.Title, d.Company, d.Lang, d.Dates[0].Date, d.Dates[0].Role)
		for _, c := range d.Clauses {
			if c.Kind == Item {
				fmt.Println(c.Marker, d.View.Slice(c.Text), "–", d.View.Slice(d.Clauses[c.LeadIn].Sentences[0]))
			}
		}
	}
	// Output:
	// プライバシーポリシー 見本堂株式会社 ja 2020-04-01 established
	// (1) 商品の発送 – 見本堂株式会社(以下「当社」といいます)は、次の目的で利用します。
	// (2) 抽選 – 見本堂株式会社(以下「当社」といいます)は、次の目的で利用します。
}

func ExampleDump() {
	const src = "1. Purposes\n\nWe use it for the following purposes.\n\n  (a) to send parcels;\n  (b) to answer questions.\n\n2. Changes\n\nWe may change this. Please look again.\n"
	f, err := ingest.Read("policy.txt", []byte(src), ingest.Options{})
	if err != nil {
		panic(err)
	}
	docs, err := Parse(f, Options{})
	if err != nil {
		panic(err)
	}
	if err := Dump(os.Stdout, docs[0]); err != nil {
		panic(err)
	}
	// Output:
	// policy.txt (en) "" company ""
	// # [1] Purposes
	//   0 We use it for the following purposes.
	//   1   item [(a)] <0 to send parcels;
	//   2   item [(b)] <0 to answer questions.
	// # [2] Changes
	//   3 We may change this. | Please look again.
}

func ExampleDocument_Children() {
	f, err := ingest.Read("policy.txt", []byte("We collect:\n\n- your name\n- your address\n\nWe sell neither.\n"), ingest.Options{})
	if err != nil {
		panic(err)
	}
	docs, err := Parse(f, Options{})
	if err != nil {
		panic(err)
	}
	d := docs[0]
	for _, i := range d.Children(0) {
		fmt.Println(d.View.Slice(d.Clauses[i].Text))
	}
	// Output:
	// your name
	// your address
}
