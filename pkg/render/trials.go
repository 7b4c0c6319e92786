package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/extract"
)

// Trials writes for people what rules made of a text (see [extract.Engine.Try]): of each
// stretch the rules that came nearest to firing, at most n of them (0: all), with what the
// patterns that matched weigh, and last what was found.
func Trials(w io.Writer, r *extract.Result, trials []extract.Trial, n int, o Options) error {
	d := r.Document
	var b strings.Builder
	for len(trials) > 0 {
		same := 1
		for same < len(trials) && trials[same].Span == trials[0].Span {
			same++
		}
		here := trials[:same]
		trials = trials[same:]
		b.WriteString(strings.Join(o.hang("● ", oneLine(d.Visible(here[0].Span))), "\n") + "\n")
		left := 0
		if n > 0 && len(here) > n {
			fired := slices.IndexFunc(here, func(t extract.Trial) bool { return !t.Fired() })
			if fired < 0 {
				fired = len(here)
			}
			show := max(n, fired)
			left = len(here) - show
			here = here[:show]
		}
		for _, t := range here {
			style, says := red, "does not fire"
			if t.Fired() {
				style, says = green, "fires"
			}
			o.writeLines(&b, plain, o.item(fmt.Sprintf("%s %s: ", t.Rule.Form, t.Rule.Name), o.paint(style, says)+fmt.Sprintf(", %+.4g of %.4g", t.Score, t.Least)))
			for _, e := range t.Reasons {
				matched := ""
				if !e.Match.Empty() {
					matched = "  " + oneLine(d.Visible(e.Match))
				}
				for i, line := range o.hang(fmt.Sprintf("    %+7.4g  ", e.Weight), e.Rule+matched) {
					if i == 0 {
						style := green
						if e.Weight < 0 {
							style = red
						}
						head := fmt.Sprintf("    %+7.4g", e.Weight)
						line = o.paint(style, head) + strings.TrimPrefix(line, head)
					}
					b.WriteString(line + "\n")
				}
			}
		}
		if left > 0 {
			o.writeLines(&b, plain, o.item("", fmt.Sprintf("and %d more, further from firing (--all)", left)))
		}
		b.WriteString("\n")
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return err
	}
	return Results(w, []*extract.Result{r}, Table, o)
}
