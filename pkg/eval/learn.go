package eval

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/weights"
)

// LearnOptions configure [LearnTopics].
type LearnOptions struct {
	Rules   *rules.Set // instead of the built-in rules; weights in it are left out
	Folds   int        // parts for cross-validation, at most one a policy (0: five)
	Workers int        // policies read at once (0: one a core)
	Model   weights.Options
}

// Learned is what [LearnTopics] made for one language.
type Learned struct {
	Lang               string
	Policies, Sections int            // that taught
	Before, After      float64        // topics F1 on policies held out: with the rules alone, and with weights learned from the others
	Model              *weights.Model // learned from all of them
}

// Better tells whether the weights were worth it on policies that they had not seen.
func (l *Learned) Better() bool { return l.After > l.Before }

// LearnTopics learns weights of the topics of sections from annotated policies,
// for each language that they are in. Cross-validation, in which no policy
// stands on both sides, says what they bring on policies that the weights have
// not seen. Rules that were written with these policies in view are better on them than
// elsewhere; the gain is then smaller than on others, and may be a loss. The same
// policies bring the same weights.
func LearnTopics(ctx context.Context, policies []*Policy, o LearnOptions) ([]Learned, error) {
	if o.Folds <= 0 {
		o.Folds = 5
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	lessons, err := o.lessons(ctx, policies)
	if err != nil {
		return nil, err
	}
	var out []Learned
	for _, lang := range []string{policy.Japanese, policy.English} {
		var ls []*lesson
		for _, l := range lessons {
			if l.policy.Lang == lang {
				ls = append(ls, l)
			}
		}
		if len(ls) == 1 {
			return nil, fmt.Errorf("learn: one policy in the language %q is not enough: cross-validation needs two or more", lang)
		}
		if len(ls) > 0 {
			out = append(out, o.learn(lang, ls))
		}
	}
	return out, ctx.Err()
}

func (o *LearnOptions) learn(lang string, ls []*lesson) Learned {
	out := Learned{Lang: lang, Policies: len(ls)}
	train := func(keep func(i int) bool) *weights.Model {
		var es []weights.Example
		for i, l := range ls {
			if keep(i) {
				es = append(es, l.teach...)
			}
		}
		out.Sections = len(es)
		return weights.Train(lang, rules.Taxonomy().Topics(), es, o.Model)
	}
	folds := min(o.Folds, len(ls))
	var before, after topicCount
	for fold := range folds {
		m := train(func(i int) bool { return i%folds != fold })
		for i, l := range ls {
			if i%folds == fold {
				before.add(l.policy, l.sections)
				after.add(l.policy, l.revised(m))
			}
		}
	}
	out.Before, out.After = before.f1(), after.f1()
	out.Model = train(func(int) bool { return true })
	out.Model.Doc = []string{
		"What words speak for the topics of sections, and against them (the format: package weights).",
		fmt.Sprintf("Learned by \"polcompare learn\" from %d sections of %d annotated policies.", out.Sections, out.Policies),
	}
	return out
}

// A topicCount is a sum of what topicCounts counts.
type topicCount struct{ common, found, gold int }

func (t *topicCount) add(p *Policy, sections []Section) {
	common, found, gold := p.topicCounts(sections)
	t.common, t.found, t.gold = t.common+common, t.found+found, t.gold+gold
}

func (t topicCount) f1() float64 {
	if t.found+t.gold == 0 {
		return 0
	}
	return 2 * float64(t.common) / float64(t.found+t.gold)
}

// A lesson is an annotated policy with its sections as weights see them.
type lesson struct {
	policy   *Policy
	sections []Section      // with the topics that rules alone give
	texts    []weights.Text // beside sections
	teach    []weights.Example
}

// revised returns the policy's sections with the topics that m leaves and adds.
func (l *lesson) revised(m *weights.Model) []Section {
	out := slices.Clone(l.sections)
	for i := range out {
		if len(l.texts[i].Sentences) == 0 {
			continue
		}
		topics := slices.Clone(out[i].Topics)
		m.Revise(l.texts[i], func(t string) bool { return slices.Contains(l.sections[i].Topics, t) }, func(t string, _ float64) {
			if k := slices.Index(topics, t); k >= 0 {
				topics = slices.Delete(topics, k, k+1)
			} else {
				topics = append(topics, t)
			}
		})
		out[i].Topics = topics
	}
	return out
}

// lessons reads the policies, in the order of their names and each once.
func (o *LearnOptions) lessons(ctx context.Context, policies []*Policy) ([]*lesson, error) {
	set := o.Rules
	if set == nil {
		set = rules.Default()
	}
	set = set.WithoutWeights()
	policies = slices.Clone(policies)
	slices.SortStableFunc(policies, func(x, y *Policy) int {
		return cmp.Or(cmp.Compare(x.Source, y.Source), cmp.Compare(x.SHA256, y.SHA256))
	})
	policies = slices.CompactFunc(policies, func(x, y *Policy) bool { return x.SHA256 == y.SHA256 })
	out := make([]*lesson, len(policies))
	errs := make([]error, len(policies))
	var wg sync.WaitGroup
	turn := make(chan struct{}, o.Workers)
	for i, p := range policies {
		turn <- struct{}{}
		wg.Add(1)
		go func() {
			defer func() { <-turn; wg.Done() }()
			if errs[i] = ctx.Err(); errs[i] == nil {
				out[i], errs[i] = learnFrom(p, set)
			}
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// learnFrom reads one policy.
func learnFrom(p *Policy, set *rules.Set) (*lesson, error) {
	l := &lesson{policy: p}
	catch := &extract.Extractor{Name: "learn", Doc: "keeps sections as weights see them", Run: func(pass *extract.Pass) error {
		l.texts = append(l.texts, pass.SectionTexts()...)
		return nil
	}}
	engine, err := extract.NewEngine(set, append(extract.Builtin(), catch)...)
	if err != nil {
		return nil, err
	}
	f, err := ingest.Read(p.Path, p.Data, ingest.Options{})
	if err != nil {
		return nil, err
	}
	docs, err := policy.Parse(f, policy.Options{})
	if err != nil {
		return nil, err
	}
	for _, d := range docs {
		r, err := engine.Run(d)
		if err != nil {
			return nil, err
		}
		l.sections = append(l.sections, FromResults(r).Sections...)
	}
	used := make([]bool, len(l.sections))
	for _, s := range p.Sections {
		h := flat(s.Heading)
		for i := range l.sections {
			if len(s.Topics) > 0 && !used[i] && len(l.texts[i].Sentences) > 0 && flat(l.sections[i].Heading) == h {
				used[i] = true
				l.teach = append(l.teach, weights.Example{Text: l.texts[i], Labels: s.Topics})
				break
			}
		}
	}
	return l, nil
}

// WriteLearned writes for people what learning brought.
func WriteLearned(w io.Writer, ls []Learned) error {
	var b strings.Builder
	for _, l := range ls {
		verdict := "better"
		if !l.Better() {
			verdict = "no better"
		}
		fmt.Fprintf(&b, "%s: %d sections of %d policies; topics F1 held out %.3f with the rules alone, %.3f with weights: %s\n",
			l.Lang, l.Sections, l.Policies, l.Before, l.After, verdict)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
