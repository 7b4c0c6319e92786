package ingest

import (
	"strings"
	"testing"
)

func TestPages(t *testing.T) {
	for _, test := range []struct{ reason, in, want, notes string }{
		{"numbers of pages that count up", "あ\n\n1\n\fい\n\n2\n\fう\n\n3\n\f", "text | あ\ntext | い\ntext | う", "the number of a page is left out, here and at 2 more places"},
		{"dressed numbers", "a\n- 1 -\n\fb\n- 2 -\n\f", "text | a\ntext | b", "the number of a page is left out, here and at 1 more places"},
		{"numbers without form feeds have to be dressed", "a\n\nPage 1 of 2\n\nb\n\nPage 2 of 2\n", "text | a\ntext | b", "the number of a page is left out, here and at 1 more places"},
		{"or else they may be anything", "a\n\n1\n\nb\n\n2\n", "text | a\ntext | 1\ntext | b\ntext | 2", ""},
		{"items of a list are none", "- 1\n- 2\n- 3\n", "item1 - | 1\nitem1 - | 2\nitem1 - | 3", ""},
		{"numbers that count something else", "a\n5\n\fb\n9\n\f", "text | a\ntext | 5\ntext | b\ntext | 9", ""},
		{"a running header, the first time as a title", "方針\nあ\n\f方針\nい\n\f方針\nう\n", "text | 方針\ntext | あ\ntext | い\ntext | う", "a line that stands on each page is left out: 方針, here and at 1 more places"},
		{"a footer with the number of the page", "a\nPolicy 1\n\fb\nPolicy 2\n\f", "text | a\ntext | b", "a line that stands on each page is left out: Policy, here and at 1 more places"},
		{"a footer below which a number stands", "a\n社外秘\n\n1\n\fb\n社外秘\n\n2\n\f", "text | a\ntext | b", "a line that stands on each page is left out: 社外秘, here and at 1 more places; the number of a page is left out, here and at 1 more places"},
		{"lines that only one page has", "a\nb\n\fc\nd\n\f", "text | a\ntext | b\ntext | c\ntext | d", ""},
		{"bullets that stand apart from their items", "次の情報\n•\n•\n\n氏名\n住所\n\n以上\n\f", "text | 次の情報\nitem1 | 氏名\nitem1 | 住所\ntext | 以上", ""},
		{"unless it is not plain which they are", "•\n•\n\na\nb\nc\n\f", "text | •\ntext | •\ntext | a\ntext | b\ntext | c", ""},
		{"columns of spaces", "目的    項目\n配送のため  住所\n請求のため  口座\n\f", "cell 1.1 | 目的\ncell 1.2 | 項目\ncell 2.1 | 配送のため\ncell 2.2 | 住所\ncell 3.1 | 請求のため\ncell 3.2 | 口座", ""},
		{"a centred head, and a cell that fills its column", "   Purpose        Data\nTo send goods   Address\nTo send letters Mail\n\f", "cell 1.1 | Purpose\ncell 1.2 | Data\ncell 2.1 | To send goods\ncell 2.2 | Address\ncell 3.1 | To send letters\ncell 3.2 | Mail", ""},
		{"a list with wide gaps is no table", "1.    a\n2.    b\n3.    c\n\f", "item1 | 1.    a\nitem1 | 2.    b\nitem1 | 3.    c", ""},
		{"nor are two lines", "a    b\nc    d\n\f", "text | a    b\ntext | c    d", ""},
		{"nor is what no pages are known of", "a    b\nc    d\ne    f\n", "text | a    b\ntext | c    d\ntext | e    f", ""},
	} {
		t.Run(test.reason, func(t *testing.T) {
			f, err := Read("f", []byte(test.in), Options{Format: FormatText})
			if err != nil {
				t.Fatal(err)
			}
			checkFile(t, f)
			if got := shown(f); got != test.want {
				t.Errorf("%q\n-- becomes --\n%s\n-- want --\n%s", test.in, got, test.want)
			}
			var notes []string
			for _, n := range f.Notes {
				notes = append(notes, n.Message)
			}
			if got := strings.Join(notes, "; "); got != test.notes {
				t.Errorf("%q: notes %q, want %q", test.in, got, test.notes)
			}
		})
	}
}
