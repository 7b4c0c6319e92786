package policy

import (
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
)

func TestColumnHeads(t *testing.T) {
	for _, tt := range []struct {
		rows, heads, why string
	}{
		{"Data | Why we need it\nName | To write to you\nAge | To form teams", "Data | Why we need it", "a head says that purposes stand below"},
		{"Source | Disclosed to | Retention\nYou | The league | A year\nYour school | The doctor | A week", "Source | Disclosed to | Retention", "two heads and more say what else of data does"},
		{"情報の種類 | 提供先\n氏名 | 配送会社\n住所 | 印刷会社", "情報の種類 | 提供先", "two heads in Japanese"},
		{"Name | The league\nAge | The doctor", "", "cells that say nothing of what stands below"},
		{"Data | The league\nAge | The doctor", "", "one word may be a label"},
		{"Data we hold of you are kept for a year. | Retention is told beside them.\nAge | A week", "", "sentences are none"},
		{"Data | Retention", "", "nothing stands below"},
	} {
		var b strings.Builder
		b.WriteString("<h1>Privacy policy</h1><p>We take care.</p><table>")
		for _, row := range strings.Split(tt.rows, "\n") {
			b.WriteString("<tr><td>" + strings.ReplaceAll(row, " | ", "</td><td>") + "</td></tr>")
		}
		b.WriteString("</table>")
		f, err := ingest.Read("a.html", []byte(b.String()), ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		docs, err := Parse(f, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var heads []string
		for _, c := range docs[0].Clauses {
			if c.Kind == Label {
				heads = append(heads, docs[0].View.Slice(c.Text))
			}
		}
		if got := strings.Join(heads, " | "); got != tt.heads {
			t.Errorf("%s: heads %q, want %q", tt.why, got, tt.heads)
		}
	}
}
