package compare

import (
	"math"
	"math/bits"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/rules"
	"github.com/polcompare/polcompare/pkg/text"
)

// A Summary says what stands out in a matrix. It is made of all rows that the
// kinds and categories of the options select, also of those that
// OnlyDifferences or the absence of findings leaves out of the matrix.
// Policies are named by the index of their column in [Matrix.Columns].
//
// A policy "says" what it states, also beside a denial; a policy that only
// denies a thing does not say it.
type Summary struct {
	// OnlyOne lists the rows that exactly one of at least two policies says,
	// and which. State is what that policy does: stated or conflicting.
	OnlyOne []Odd `json:"only_one"`
	// AllButOne lists the rows that all but one of at least three policies
	// say (of two, that is OnlyOne), and the one that does not. State is what
	// that one does instead: silent or denied.
	AllButOne []Odd `json:"all_but_one"`
	// All lists the rows that every one of at least two policies says.
	All []Ref `json:"all"`
	// None lists the rows that no policy speaks of, not even to deny it.
	None []Ref `json:"none"`
	// Denied lists every cell in which a policy denies something.
	Denied []Odd `json:"denied"`
	// Kinds counts findings and stated rows by kind.
	Kinds []KindCount `json:"kinds"`
	// Similarity[i][j], j < i, is how alike the policies i and j are: the
	// number of rows that both say, divided by the number that at least one
	// says (Jaccard's coefficient), rounded to three decimals. Two policies
	// that say nothing have nothing in common: 0.
	Similarity [][]float64 `json:"similarity"`
	// Statutory sets each policy's disclosure exceptions against the Act on
	// the Protection of Personal Information, one a column; empty if no
	// exceptions are selected.
	Statutory []Statutory `json:"statutory"`
	// Promises lists what policies announce and do not give.
	Promises []Promise `json:"promises"`
}

// An Odd is a row and the one policy of interest in it.
type Odd struct {
	Ref
	Policy int   `json:"policy"`
	State  State `json:"state"`
}

// A KindCount counts one kind, by column.
type KindCount struct {
	Kind       string `json:"kind"`
	Label      Label  `json:"label"`
	Findings   []int  `json:"findings"`   // each once, however many categories it carries
	Categories []int  `json:"categories"` // rows that the policy says
	Promised   []bool `json:"promised"`   // announced, none given
}

// A Statutory sets one policy's exceptions against the statute.
type Statutory struct {
	Policy    int      `json:"policy"`
	Mentioned []string `json:"mentioned"` // categories of the statute that the policy says
	Missing   []string `json:"missing"`   // of the statute, on which the policy is silent
	Denied    []string `json:"denied"`    // of the statute, which the policy denies
	Beyond    []string `json:"beyond"`    // what the policy says and the statute does not list
}

// A Promise is something a policy announces and does not give.
type Promise struct {
	Policy  int       `json:"policy"`
	Kind    string    `json:"kind"`
	Message string    `json:"message"`
	Text    string    `json:"text"` // the announcing sentence
	Span    text.Span `json:"span"`
	Line    int       `json:"line"`
	Column  int       `json:"column"`
	Page    int       `json:"page,omitempty"` // from 1; 0 where the file has no pages
	Path    string    `json:"path"`
}

// A summarizer collects what the cells do not hold.
type summarizer struct {
	columns  int
	kinds    []KindCount
	byKind   map[string]int
	promises []Promise
}

func newSummarizer(rows []Row, columns int) *summarizer {
	s := &summarizer{columns: columns, byKind: map[string]int{}, kinds: []KindCount{}, promises: []Promise{}}
	tax := rules.Taxonomy()
	for _, r := range rows {
		if _, ok := s.byKind[r.Kind]; ok {
			continue
		}
		s.byKind[r.Kind] = len(s.kinds)
		s.kinds = append(s.kinds, KindCount{
			Kind: r.Kind, Label: Label{tax.Label(r.Kind, "", "en"), tax.Label(r.Kind, "", "ja")},
			Findings: make([]int, columns), Categories: make([]int, columns), Promised: make([]bool, columns),
		})
	}
	return s
}

func (s *summarizer) count(kind string, column int) {
	s.kinds[s.byKind[kind]].Findings[column]++
}

// promise records p; broken says that the policy has nothing of p's kind.
func (s *summarizer) promise(p Promise, broken bool) {
	k, ok := s.byKind[p.Kind]
	if !ok {
		return // filtered out
	}
	s.promises = append(s.promises, p)
	if broken {
		s.kinds[k].Promised[p.Policy] = true
	}
}

// summary returns the summary of m, which still holds every selected row.
func (s *summarizer) summary(m *Matrix) Summary {
	out := Summary{
		OnlyOne: []Odd{}, AllButOne: []Odd{}, All: []Ref{}, None: []Ref{}, Denied: []Odd{},
		Similarity: make([][]float64, s.columns), Statutory: []Statutory{},
		Kinds: s.kinds, Promises: s.promises,
	}
	words := (len(m.Rows) + 63) / 64
	said := make([]uint64, s.columns*words) // a bit set of rows a column
	exceptions := false
	for i, r := range m.Rows {
		exceptions = exceptions || r.Kind == extract.Exception
		says, spoken, sayer, other := 0, false, -1, -1
		for c, cell := range r.Cells {
			spoken = spoken || cell.State != Silent
			if cell.State.Says() {
				says++
				sayer = c
				said[c*words+i/64] |= 1 << (i % 64)
				out.Kinds[s.byKind[r.Kind]].Categories[c]++
			} else {
				other = c
			}
			if cell.State == Denied || cell.State == Conflicting {
				out.Denied = append(out.Denied, Odd{r.Ref, c, cell.State})
			}
		}
		switch {
		case !spoken:
			out.None = append(out.None, r.Ref)
		case s.columns < 2:
		case says == s.columns:
			out.All = append(out.All, r.Ref)
		case says == 1:
			out.OnlyOne = append(out.OnlyOne, Odd{r.Ref, sayer, r.Cells[sayer].State})
		case says == s.columns-1 && s.columns > 2:
			out.AllButOne = append(out.AllButOne, Odd{r.Ref, other, r.Cells[other].State})
		}
	}
	for i := range out.Similarity {
		out.Similarity[i] = make([]float64, i)
		for j := range out.Similarity[i] {
			out.Similarity[i][j] = jaccard(said[i*words:(i+1)*words], said[j*words:(j+1)*words])
		}
	}
	if exceptions {
		for c := range s.columns {
			out.Statutory = append(out.Statutory, statutory(m, c))
		}
	}
	return out
}

func jaccard(a, b []uint64) float64 {
	both, either := 0, 0
	for i := range a {
		both += bits.OnesCount64(a[i] & b[i])
		either += bits.OnesCount64(a[i] | b[i])
	}
	if either == 0 {
		return 0
	}
	return math.Round(1000*float64(both)/float64(either)) / 1000
}

func statutory(m *Matrix, column int) Statutory {
	out := Statutory{Policy: column, Mentioned: []string{}, Missing: []string{}, Denied: []string{}, Beyond: []string{}}
	for _, r := range m.Rows {
		if r.Kind != extract.Exception {
			continue
		}
		state := r.Cells[column].State
		var list *[]string
		switch {
		case r.Statute == "" && state.Says():
			list = &out.Beyond
		case r.Statute == "":
			continue
		case state.Says():
			list = &out.Mentioned
		case state == Denied:
			list = &out.Denied
		default:
			list = &out.Missing
		}
		*list = append(*list, r.Category)
	}
	return out
}
