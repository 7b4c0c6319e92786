package schema

import (
	"fmt"
	"testing"

	"github.com/polcompare/polcompare/pkg/text"
)

func TestYear(t *testing.T) {
	for _, c := range []struct {
		reason, manifest string
		dates            []string
		want             int
	}{
		{"nothing says", "", nil, 0},
		{"latest date of the text", "", []string{"2016-11-09", "2023-04", "2019"}, 2023},
		{"the manifest goes first", "2021-01-02", []string{"2023-04-01"}, 2021},
		{"a year alone", "2021", nil, 2021},
		{"a date written otherwise", "2021/03/04", nil, 2021},
		{"no date: the text's", "spring", []string{"2023-04-01"}, 2023},
		{"a number that is no year", "20210304", []string{"2023-04-01"}, 2023},
		{"short", "21", nil, 0},
	} {
		d := &Document{Meta: map[string]string{"date": c.manifest}}
		for _, date := range c.dates {
			d.Dates = append(d.Dates, Date{Date: date})
		}
		if got := d.Year(); got != c.want {
			t.Errorf("%s: %d, want %d", c.reason, got, c.want)
		}
	}
}

func ExampleDocument_Statements() {
	d := &Document{
		Findings: []Finding{{Kind: "exception", Text: "with your consent", Span: text.Span{Start: 10, End: 27}}, {Kind: "purpose", Text: "for surveys", Span: text.Span{Start: 90, End: 101}}},
		Denials:  []Finding{{Kind: "exception", Text: "we never sell", State: "denied", Span: text.Span{Start: 40, End: 53}}},
	}
	for _, f := range d.Statements() {
		fmt.Println(f.Text)
	}
	// Output:
	// with your consent
	// we never sell
	// for surveys
}
