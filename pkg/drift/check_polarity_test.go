package drift

import "testing"

func TestMainOf(t *testing.T) {
	for _, c := range []struct {
		lang, in string
		want     polarity
		reason   string
	}{
		{"ja", "当社は、法令で認められる場合を除き、個人情報を第三者に提供しません。", denies, "the predicate at the end"},
		{"ja", "当社は、同意を得た場合を除き、個人情報を店舗で利用します。", affirms, "what is excepted does not count"},
		{"ja", "ただし、法令に定めがある場合を除きます。", denies, "an exception as a sentence of its own"},
		{"ja", "ただし、緊急の場合はこの限りではありません。", denies, "a proviso"},
		{"ja", "当社は、申込みをお断りします。", unclear, "a verb that denies within itself"},
		{"ja", "当社は、情報を匿名化し、本人を識別しません。", denies, "the last of two predicates"},
		{"ja", "当社は、情報を店外に持ち出さず、金庫に保管します。", unclear, "one of two predicates denies"},
		{"ja", "情報は完全であるとは限りません。", unclear, "not always"},
		{"en", "Except where permitted by law, we do not provide personal information to third parties.", denies, "behind a leading exception"},
		{"en", "Unless you object, the shop will store your order.", affirms, "behind a leading condition"},
		{"en", "We will provide it, provided that this shall not apply in an emergency.", affirms, "what a proviso denies is not the main predicate"},
		{"en", "We store your order and do not copy it.", unclear, "one thing affirmed, one denied"},
		{"en", "We only use cookies where they are needed.", unclear, "no auxiliary"},
		{"en", "Staff who do not need the data cannot read it.", unclear, "a clause within the subject"},
		{"en", "The Office, Branch and Desk does not keep copies.", denies, "commas within the subject"},
	} {
		if got := mainOf(c.lang, c.in); got != c.want {
			t.Errorf("%s: %q: %d, want %d", c.reason, c.in, got, c.want)
		}
	}
}
