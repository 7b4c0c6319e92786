package stats_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/stats"
	"github.com/polcompare/polcompare/pkg/store/storetest"
)

// Counters of parts, sent and merged in any order, report what one counter of
// the whole does.
func TestMerge(t *testing.T) {
	docs := storetest.Corpus(t)
	docs[0].Meta = map[string]string{"industry": "trade"}
	docs[len(docs)-1].Meta = map[string]string{"region": "north"}
	for _, o := range []stats.Options{
		{},
		{By: []string{"lang", "meta.industry", "meta.region"}, Pairs: -1},
		{By: []string{"year"}, Kinds: []string{"purpose", "exception"}, MinDocuments: 2, Pairs: 7},
	} {
		want := report(t, docs, o)
		for _, parts := range []int{1, 2, 5, 14} { // none a multiple of 3, and of the last some empty
			counters := make([]*stats.Counter, parts)
			for i := range counters {
				counters[i] = counter(t, o)
			}
			for i, d := range docs {
				counters[(i*7)%parts].Add(d)
			}
			all := counter(t, o)
			for i := range counters {
				b, err := counters[(i*3+1)%parts].MarshalBinary()
				if err != nil {
					t.Fatal(err)
				}
				var sent stats.Counter
				if err := sent.UnmarshalBinary(b); err != nil {
					t.Fatal(err)
				}
				if err := all.Merge(&sent); err != nil {
					t.Fatal(err)
				}
			}
			got, err := all.Report()
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%+v in %d parts: %d policies in %d groups, want %d in %d, or other counts", o, parts, got.Documents, len(got.Groups), want.Documents, len(want.Groups))
			}
		}
	}
}

func counter(t testing.TB, o stats.Options) *stats.Counter {
	t.Helper()
	c, err := stats.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestMergeErrors(t *testing.T) {
	a, b := counter(t, stats.Options{By: []string{"lang"}}), counter(t, stats.Options{By: []string{"year"}})
	if err := a.Merge(b); err == nil || !strings.Contains(err.Error(), "different options") {
		t.Errorf("counters by language and by year: %v", err)
	}
	for _, bytes := range []string{"", "garbage"} {
		if err := a.UnmarshalBinary([]byte(bytes)); err == nil {
			t.Errorf("%q makes a counter", bytes)
		}
	}
}

func ExampleCounter_Merge() {
	day, night := &schema.Document{Lang: "en"}, &schema.Document{Lang: "ja"}
	a, _ := stats.New(stats.Options{By: []string{"lang"}})
	a.Add(day)
	b, _ := stats.New(stats.Options{By: []string{"lang"}})
	b.Add(day)
	b.Add(night)
	if err := a.Merge(b); err != nil {
		fmt.Println(err)
	}
	r, _ := a.Report()
	for _, g := range r.Groups {
		fmt.Println(g.Values, g.Documents)
	}
	// Output:
	// [en] 2
	// [ja] 1
}
