// Package extracttest tests extraction with policies that carry what is to be
// found in them inline:
//
//	当社は、次の目的で利用します。
//	(1) [[purpose:advertising|広告の配信のため]]
//
// An expectation is [[KIND:CATEGORY,CATEGORY|WORDS]]; the marks are taken out
// before the text is analysed, and the findings have to be those that are
// marked: kind, categories in their order, stretch of the source, no more and
// no fewer. Expectations may stand one in another. In detail:
//
//	[[!exception:sale|never sell your data]]               denied, not stated
//	[[contact:email,inquiry=a@b.example|a(at)b.example]]   with this value
//	[[?purpose:survey|for surveys]]                        a gap: wanted, and known not to be found yet
//	[[~purpose:survey|for surveys]]                        an excess: not wanted, and known to be found still
//
// Gaps and excesses are logged as long as they last, and so that nobody
// forgets them when they are gone.
package extracttest

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// A Mark says what is known of an expectation.
type Mark byte

const (
	Wanted Mark = 0
	Gap    Mark = '?' // wanted, and not found yet
	Excess Mark = '~' // not wanted, and still found
)

// An Expectation is a finding that a text is marked with.
type Expectation struct {
	Kind       string
	Categories []string
	Value      string    // "" where none is given
	Span       text.Span // in the text without marks
	State      extract.State
	Mark       Mark
	Line       int // in the marked text, from 1
}

// Parse takes the marks out of a text. The error names the line of a mark that
// is not well formed.
func Parse(marked string) (plain string, want []Expectation, err error) {
	var b strings.Builder
	var open []int // indices into want
	for i := 0; i < len(marked); {
		line := 1 + strings.Count(marked[:i], "\n")
		switch rest := marked[i:]; {
		case strings.HasPrefix(rest, "[["):
			head, _, ok := strings.Cut(rest, "|")
			if !ok || strings.ContainsAny(head, "\n]") {
				return "", nil, fmt.Errorf("line %d: want [[KIND:CATEGORY|WORDS]]", line)
			}
			e, err := parseHead(head[2:])
			if err != nil {
				return "", nil, fmt.Errorf("line %d: %w", line, err)
			}
			e.Span.Start, e.Line = b.Len(), line
			open = append(open, len(want))
			want = append(want, e)
			i += len(head) + 1
		case strings.HasPrefix(rest, "]]"):
			if len(open) == 0 {
				return "", nil, fmt.Errorf("line %d: ]] without [[", line)
			}
			e := &want[open[len(open)-1]]
			open = open[:len(open)-1]
			if e.Span.End = b.Len(); e.Span.Empty() {
				return "", nil, fmt.Errorf("line %d: no words", line)
			}
			i += 2
		default:
			b.WriteByte(marked[i])
			i++
		}
	}
	if len(open) > 0 {
		return "", nil, fmt.Errorf("line %d: [[ without ]]", want[open[len(open)-1]].Line)
	}
	return b.String(), want, nil
}

func parseHead(s string) (e Expectation, err error) {
	e.State = extract.Stated
	for s != "" {
		switch s[0] {
		case '!':
			e.State = extract.Denied
		case byte(Gap), byte(Excess):
			e.Mark = Mark(s[0])
		default:
			s, e.Value, _ = strings.Cut(s, "=")
			kind, categories, ok := strings.Cut(s, ":")
			e.Kind, e.Categories = kind, strings.Split(categories, ",")
			if !ok || kind == "" || slices.Contains(e.Categories, "") {
				return e, fmt.Errorf("%q: want KIND:CATEGORY", s)
			}
			return e, nil
		}
		s = s[1:]
	}
	return e, fmt.Errorf("want KIND:CATEGORY")
}

// A Problem is a difference between what is marked and what is found. Known
// ones are gaps and excesses, and those of them that are no more.
type Problem struct {
	Known   bool
	Message string
}

// Compare holds findings, denials among them, against expectations. The text is the
// one without marks.
func Compare(plain string, want []Expectation, found []extract.Finding) []Problem {
	var out []Problem
	say := func(known bool, sp text.Span, format string, a ...any) {
		line := 1 + strings.Count(plain[:sp.Start], "\n")
		out = append(out, Problem{known, fmt.Sprintf("line %d: %q: ", line, plain[sp.Start:sp.End]) + fmt.Sprintf(format, a...)})
	}
	used := make([]bool, len(found))
	take := func(e Expectation) bool {
		for i, f := range found {
			if !used[i] && f.Kind == e.Kind && f.Span == e.Span && f.State == e.State && slices.Equal(f.Categories, e.Categories) && (e.Value == "" || f.Value == e.Value) {
				used[i] = true
				return true
			}
		}
		return false
	}
	for _, e := range want {
		what := describe(e.Kind, e.Categories, e.State, e.Value)
		switch ok := take(e); {
		case e.Mark == Wanted && !ok:
			say(false, e.Span, "%s is not found", what)
		case e.Mark == Gap && !ok:
			say(true, e.Span, "known gap: %s is not found", what)
		case e.Mark == Gap:
			say(true, e.Span, "%s is found now: take the mark of the gap away", what)
		case e.Mark == Excess && ok:
			say(true, e.Span, "known excess: %s is found", what)
		case e.Mark == Excess:
			say(true, e.Span, "%s is not found any more: take the mark of the excess away", what)
		}
	}
	for i, f := range found {
		if !used[i] {
			// What is found in place of a gap, such as with another category, is part of it.
			known := slices.ContainsFunc(want, func(e Expectation) bool { return e.Mark == Gap && e.Kind == f.Kind && e.Span.Overlap(f.Span) > 0 })
			say(known, f.Span, "%s is found and not marked (%s)", describe(f.Kind, f.Categories, f.State, f.Value), f.Rule)
		}
	}
	return out
}

func describe(kind string, categories []string, state extract.State, value string) string {
	s := kind + ":" + strings.Join(categories, ",")
	if state == extract.Denied {
		s = "!" + s
	}
	if value != "" {
		s += "=" + value
	}
	return s
}

// T is what Run needs of a testing.TB.
type T interface {
	Helper()
	Errorf(format string, args ...any)
	Logf(format string, args ...any)
}

// Run analyses a marked text under the given file name, whose ending tells the
// format, and reports to t what is found that is not marked, and the other way
// round. A nil engine stands for the built-in rules and extractors.
func Run(t T, engine *extract.Engine, name, marked string) {
	t.Helper()
	problems, err := run(engine, name, marked)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, p := range problems {
		if p.Known {
			t.Logf("%s: %s", name, p.Message)
		} else {
			t.Errorf("%s: %s", name, p.Message)
		}
	}
}

func run(engine *extract.Engine, name, marked string) ([]Problem, error) {
	if engine == nil {
		var err error
		if engine, err = extract.NewEngine(nil); err != nil {
			return nil, err
		}
	}
	plain, want, err := Parse(marked)
	if err != nil {
		return nil, err
	}
	file, err := ingest.Read(path.Base(name), []byte(plain), ingest.Options{Encoding: "utf-8"})
	if err != nil {
		return nil, err
	}
	docs, err := policy.Parse(file, policy.Options{})
	if err != nil {
		return nil, err
	}
	var found []extract.Finding
	for _, d := range docs {
		r, err := engine.Run(d)
		if err != nil {
			return nil, err
		}
		found = append(found, r.Statements()...)
	}
	return Compare(plain, want, found), nil
}
