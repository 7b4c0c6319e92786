package weights_test

import (
	"fmt"

	"github.com/polcompare/polcompare/pkg/weights"
)

func Example() {
	var lessons []weights.Example
	for range 10 {
		lessons = append(lessons,
			weights.Example{Text: weights.Text{Heading: "cookies", Sentences: []string{"your browser stores them"}}, Labels: []string{"cookies"}},
			weights.Example{Text: weights.Text{Heading: "safety", Sentences: []string{"we encrypt what we keep"}}, Labels: []string{"security"}})
	}
	m := weights.Train("en", []string{"cookies", "security"}, lessons, weights.Options{})

	section := weights.Text{Heading: "what we do", Sentences: []string{"we encrypt everything"}}
	topics := map[string]bool{"cookies": true} // as something else has it
	m.Revise(section, func(t string) bool { return topics[t] }, func(t string, weight float64) {
		topics[t] = !topics[t]
	})
	fmt.Println(topics)
	r := m.Explain(section, "security")[0]
	fmt.Println(r.Field, section.Sentences[r.Sentence][r.Start:r.End])
	// Output:
	// map[cookies:true security:true]
	// sentence we
}
