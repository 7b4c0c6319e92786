package policy

import "testing"

func TestForeign(t *testing.T) {
	for _, c := range []struct {
		reason, in string
		want       bool
	}{
		{"French", "Nous collectons votre nom et votre adresse électronique lorsque vous passez une commande. Ces données sont utilisées pour traiter vos commandes.", true},
		{"German, and not much of it", "Wir erheben Ihren Namen und Ihre Anschrift, um Ihre Bestellung zu bearbeiten. Eine Weitergabe erfolgt nicht für Werbung an Dritte und nicht über Ländergrenzen.", true},
		{"Chinese", "我们非常重视您的个人信息保护。我们收集您的姓名和地址，用于处理订单和改进服务。未经您的同意，我们不会提供您的信息。", true},
		{"Korean, and not much of it", "당사는 고객의 개인정보를 다음의 목적으로 이용합니다.", true},
		{"Russian with an address", "Мы собираем ваше имя и адрес. info@example.com", true},
		{"Japanese", "当社は、個人情報を適切に取り扱います。", false},
		{"kanji alone, as in a title", "個人情報保護方針", false},
		{"English", "We use your data to send the goods.", false},
		{"an English menu", "Home Products Solutions Support Downloads Contact Careers Press Investors Sitemap Login Register Search Help Terms Privacy", false},
		{"English with names", "Café René, Zürich, and Łódź: we look after the data of the guests of our cafés.", false},
		{"a letter of another script", "Ω Watches use your data.", false},
	} {
		if got := Foreign(c.in); got != c.want {
			t.Errorf("%s: %v", c.reason, got)
		}
	}
}
