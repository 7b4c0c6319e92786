package rules

import (
	"fmt"

	"github.com/polcompare/polcompare/pkg/text"
)

// A Problem is something that a check of rules found.
type Problem struct {
	File string
	Line int
	Msg  string
}

func (p Problem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Msg) }

// Check holds every rule of the book against its own examples.
func (b *Book) Check() []Problem {
	var out []Problem
	for _, r := range b.Rules {
		for _, ex := range r.Examples {
			if b.fires(r, ex) != ex.Want {
				msg := "does not fire on its example: "
				if !ex.Want {
					msg = "fires on what it must not fire on: "
				}
				out = append(out, Problem{r.File, ex.Line, fmt.Sprintf("%s %s %s%s", r.Form, r.Name, msg, ex.Text)})
			}
		}
	}
	return out
}

func (b *Book) fires(r *Rule, ex Example) bool {
	joined := ex.Text + "\n" + ex.Lead + "\n" + ex.Heading
	v := text.Identity(text.NewSource("", joined))
	fold := b.Fold(v)
	whole := text.Span{Start: 0, End: len(ex.Text)}
	in := Input{}
	in[Text] = fold.FromSource(whole)
	in[Context] = in[Text]
	if ex.Lead != "" {
		in[Lead] = fold.FromSource(text.Span{Start: len(ex.Text) + 1, End: len(ex.Text) + 1 + len(ex.Lead)})
	}
	if ex.Heading != "" {
		in[Heading] = fold.FromSource(text.Span{Start: len(joined) - len(ex.Heading), End: len(joined)})
	}
	scan := b.Scan(fold)
	if r.Form == Phrase {
		for _, h := range scan.Phrases(in[Text]) {
			if h.Pattern.Rule == r {
				if score, _ := scan.Weigh(r, in, r.Min); score >= r.Min {
					return true
				}
			}
		}
		return false
	}
	for _, f := range scan.Eval(r.Form, in) {
		if f.Rule == r {
			return true
		}
	}
	return false
}
