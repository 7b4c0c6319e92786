package stats_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/polcompare"
	"github.com/polcompare/polcompare/pkg/render"
	"github.com/polcompare/polcompare/pkg/schema"
	"github.com/polcompare/polcompare/pkg/stats"
	"github.com/polcompare/polcompare/pkg/store/storetest"
)

// analyse returns the policies of a text as a batch stores them.
func analyse(t testing.TB, name, source string) []*schema.Document {
	t.Helper()
	a, err := polcompare.New(polcompare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	results, err := a.Bytes(name, []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	var out []*schema.Document
	for _, r := range results {
		d := render.NewDocument(r, false)
		d.Signature = r.Document.Signature().String()
		out = append(out, d)
	}
	return out
}

// Policies of one template with other names, dates, addresses and a sentence of
// their own are found; different policies of the corpus are not mixed up.
func TestTemplates(t *testing.T) {
	docs := storetest.Corpus(t)
	unlike := len(docs)
	template := map[string][]string{}
	for _, c := range []struct {
		path, company, own string
		others             []string
	}{
		{"policies/recruit-tokiwabashi.txt", "株式会社トキワ橋キャリア", "\n\n当社は、年に一度、本ポリシーを見直します。\n", []string{"株式会社はるかぜ人材", "あおぎり紹介合同会社"}},
		{"policies/saas-ostervane.md", "Ostervane Labs, Inc.", "\n\nWe look at this policy once a year.\n", []string{"Thornmere Systems Ltd", "Quillback Data, Inc."}},
	} {
		data, err := corpus.ReadFile(c.path)
		if err != nil {
			t.Fatal(err)
		}
		for i, other := range c.others {
			s := strings.NewReplacer(c.company, other, "2026", fmt.Sprint(2020+i), "2021", fmt.Sprint(2010+i)).Replace(string(data))
			if i > 0 {
				s += c.own
			}
			copies := analyse(t, fmt.Sprint(other, i), s)
			docs = append(docs, copies...)
			template[c.path] = append(template[c.path], copies[0].ID)
		}
	}
	same := *docs[0] // the very file again
	same.ID = "again"
	docs = append(docs, &same)

	found, err := stats.FindDuplicates(storetest.All(docs), stats.DefaultSimilarity)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Clusters) < 3 || found.Documents != len(docs) {
		t.Fatalf("%+v", found.Clusters)
	}
	templates := 0
	for _, c := range found.Clusters {
		if c.Members[len(c.Members)-1].ID == "again" {
			if c.Identical != 1 || c.Similarity != 1 || c.Template() || len(c.Members) != 2 {
				t.Errorf("the same file: %+v", c)
			}
			continue
		}
		templates++
		first := c.Members[0].ID
		first, _, _ = strings.Cut(first, "#")
		if !c.Template() || c.Identical != 0 || c.Similarity < 0.8 || len(c.Members) != 3 {
			t.Errorf("%+v", c)
		}
		if want := template[first]; want == nil {
			t.Errorf("%s is no template", first)
		}
	}
	// The recruiter's file holds two policies.
	if templates < 2 || templates > 3 {
		t.Errorf("%d templates: %+v", templates, found.Clusters)
	}
	for i := range unlike {
		if found.Repeats(i) {
			t.Errorf("%s was found to repeat another policy of the corpus", docs[i].ID)
		}
	}
	repeats := 0
	for i := range docs {
		if found.Repeats(i) {
			repeats++
		}
	}
	if repeats != 2*templates+1 {
		t.Errorf("%d repeats", repeats)
	}
}

func TestFindDuplicatesRefuses(t *testing.T) {
	docs := storetest.Corpus(t)[:2]
	bad := errors.New("torn")
	for _, c := range []struct {
		reason, want string
		edit         func(*schema.Document)
		threshold    float64
	}{
		{"threshold", "want 0.5 to 1", func(*schema.Document) {}, 0.1},
		{"no signatures", "--signature", func(d *schema.Document) { d.Signature = "" }, 0.8},
		{"a broken one", "another make", func(d *schema.Document) { d.Signature = "x" }, 0.8},
	} {
		var in []*schema.Document
		for _, d := range docs {
			e := *d
			c.edit(&e)
			in = append(in, &e)
		}
		if _, err := stats.FindDuplicates(storetest.All(in), c.threshold); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.reason, err)
		}
	}
	broken := func(yield func(*schema.Document, error) bool) { yield(nil, bad) }
	if _, err := stats.FindDuplicates(broken, 0.8); !errors.Is(err, bad) {
		t.Errorf("%v", err)
	}
	if found, err := stats.FindDuplicates(storetest.All(nil), 0.8); err != nil || len(found.Clusters) != 0 {
		t.Errorf("%v %v", found, err)
	}
}

func Example() {
	docs := []*schema.Document{
		{Lang: "ja", Findings: []schema.Finding{{Kind: "purpose", Categories: []string{"advertising"}}}},
		{Lang: "ja", Denials: []schema.Finding{{Kind: "purpose", Categories: []string{"advertising"}, State: "denied"}}},
		{Lang: "en", Findings: []schema.Finding{{Kind: "purpose", Categories: []string{"advertising"}}}},
	}
	c, err := stats.New(stats.Options{By: []string{"lang"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range docs { // or batch.Documents("results")
		c.Add(d)
	}
	r, err := c.Report()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range r.Groups {
		for _, x := range g.Rows {
			fmt.Printf("%s: %s: %d of %d state it (%.2f to %.2f), %d deny it\n", g.Values[0], x.Category,
				x.States.Documents, g.Documents, x.States.Low, x.States.High, x.Denies.Documents)
		}
	}
	// Output:
	// en: advertising: 1 of 1 state it (0.21 to 1.00), 0 deny it
	// ja: advertising: 1 of 2 state it (0.09 to 0.91), 1 deny it
}

func ExampleFindDuplicates() {
	// Signatures come from a batch, or from policy.Document.Signature.
	signature := "m1:" + strings.Repeat("A", 342) + "=="
	docs := []*schema.Document{
		{ID: "a.txt", Company: "青空商店", Signature: signature},
		{ID: "b.txt", Company: "かもめ商店", Signature: signature},
	}
	found, err := stats.FindDuplicates(storetest.All(docs), stats.DefaultSimilarity) // or batch.Documents("results")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range found.Clusters {
		fmt.Println(c.Companies, c.Similarity, c.Template())
	}
	// Output: [かもめ商店 青空商店] 1 true
}
