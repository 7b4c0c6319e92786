package extract

import (
	"fmt"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
	"os"
	"testing"
)

func TestDbg(t *testing.T) {
	s := os.Getenv("DBG")
	h := os.Getenv("DBGH")
	if s == "" {
		t.Skip()
	}
	b, _ := rules.Default().Book("ja")
	f := b.Fold(text.Identity(text.NewSource("", s+"\n"+h)))
	n := len(b.FoldString(s))
	sc := b.Scan(f)
	sp := text.Span{Start: 0, End: n}
	in := rules.Input{}
	in[rules.Text] = sp
	in[rules.Context] = sp
	in[rules.Heading] = text.Span{Start: n + 1, End: len(f.Text())}
	fmt.Println(f.Text())
	for _, form := range []rules.Form{rules.Category, rules.Sentence, rules.Frame, rules.Label, rules.Test, rules.Topic} {
		for _, x := range sc.Eval(form, in) {
			fmt.Println(form, x.Rule.Name, x.Score)
			for _, hh := range x.Hits {
				fmt.Println("      ", hh.Pattern.Weight, hh.Pattern.Source, "|", f.Slice(hh.Span))
			}
		}
	}
	for _, p := range sc.Phrases(sp) {
		sco, hs := sc.Weigh(p.Pattern.Rule, in)
		fmt.Println("phrase", p.Pattern.Rule.Name, sco, f.Slice(p.Group))
		for _, hh := range hs {
			fmt.Println("      ", hh.Pattern.Weight, hh.Pattern.Source, "|", f.Slice(hh.Span))
		}
	}
}
