package expr

import (
	"math/rand"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// invent returns an expression of groups, alternatives, repeats and places.
func invent(rnd *rand.Rand, depth int) string {
	if depth == 0 {
		return []string{"a", "b", "é", ".", "[ab]", "[^a]", `\b`, "^", "$", "", "ab", `\w`, " "}[rnd.Intn(13)]
	}
	x := invent(rnd, depth-1)
	switch rnd.Intn(9) {
	case 0:
		return "(" + x + ")"
	case 1:
		return "(?:" + x + ")*"
	case 2:
		return "(" + x + ")+?"
	case 3:
		return "(?:" + x + "|" + invent(rnd, depth-1) + ")"
	case 4:
		return "(" + x + "|" + invent(rnd, depth-1) + ")"
	case 5:
		return "(?:" + x + ")??"
	case 6:
		return "(?:" + x + "){1,3}"
	case 7:
		return "(?i:" + x + ")"
	}
	return x + invent(rnd, depth-1)
}

// What the finder finds, and where its groups are, must be what package regexp finds,
// whatever the expression.
func TestFinderSameAsRegexp(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	found, none := 0, 0
	for range 4000 {
		src := invent(rnd, 4)
		want := regexp.MustCompile(src)
		got := New(src)
		for range 6 {
			var s strings.Builder
			for range rnd.Intn(12) {
				s.WriteString([]string{"a", "b", "B", "é", " ", "ab", "\n"}[rnd.Intn(7)])
			}
			f := got.finds(s.String())
			if f == nil {
				t.Fatalf("%q: no finder", src)
			}
			groups := make([]int, f.numCap)
			if !f.find(s.String(), 0, groups) {
				groups = nil
				none++
			} else {
				found++
			}
			if m := want.FindStringSubmatchIndex(s.String()); !reflect.DeepEqual(groups, m) {
				t.Fatalf("%q in %q: %v, package regexp: %v", src, s.String(), groups, m)
			}
			if all, m := got.FindAllStringSubmatchIndex(s.String(), -1), want.FindAllStringSubmatchIndex(s.String(), -1); !reflect.DeepEqual(all, m) {
				t.Fatalf("all %q in %q: %v, package regexp: %v", src, s.String(), all, m)
			}
		}
	}
	if found == 0 || none == 0 {
		t.Errorf("%d matches, %d none: nothing was compared", found, none)
	}
}

// A text too long for the memory of a search is left to package regexp.
func TestFinderLeavesLongTexts(t *testing.T) {
	r := New(`(?:a|b)*(?:c|(d))`)
	s := strings.Repeat("ab", maxRows) + "d"
	if r.finds(s) != nil {
		t.Fatal("it takes it")
	}
	if m := r.FindStringSubmatchIndex(s); !reflect.DeepEqual(m, []int{0, len(s), len(s) - 1, len(s)}) {
		t.Errorf("%v", m)
	}
	if _, known := r.FindSubmatchAt(s, 0); known {
		t.Error("it says where a match begins")
	}
}
