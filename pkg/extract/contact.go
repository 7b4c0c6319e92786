package extract

import (
	"sort"
	"strings"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// Contacts finds the contact points of a policy.
var Contacts = &Extractor{
	Name: "contact",
	Doc: `find contact points

Each e-mail address, telephone or fax number, postal address, page offered for
contacting, desk, responsible person and business hours is a finding of its own.
Its first category is the type, the second the role: whom one reaches there.
The value is usable as it stands: "info(at)example.jp" becomes "info@example.jp",
"０３（１２３４）５６７８" becomes "03-1234-5678".

Addresses and numbers are found by their own form. Desks, persons and pages are
found by where they stand: behind a label ("個人情報保護管理者：", "Attn:"), as the
goal of a request ("お客様相談室までご連絡ください"), or in a block of lines beside an
address or a number. A desk without a name of its own is none.

A text that announces a contact ("以下の連絡先までご連絡ください") and gives none makes
a promise it does not keep.`,
	Run: func(p *Pass) error {
		r := newContactReader(p)
		if len(r.lines) == 0 {
			return nil
		}
		r.read()
		for _, f := range r.found {
			p.Report(r.finding(f))
		}
		r.promises()
		return nil
	},
}

// Types of contacts, the first category of a finding.
const (
	contactEmail      = "email"
	contactPhone      = "phone"
	contactFax        = "fax"
	contactPostal     = "postal_address"
	contactURL        = "url"
	contactDepartment = "department"
	contactPerson     = "person"
	contactHours      = "hours"
)

// Roles of contacts, the second category.
const (
	roleInquiry        = "inquiry"
	roleOfficer        = "officer"
	roleJointUse       = "joint_use"
	roleRepresentative = "representative"
	roleComplaintBody  = "complaint_body"
	roleOptOut         = "opt_out"
)

// contactRank says which of two overlapping finds stays: the one whose form
// says most of what it is.
var contactRank = map[string]uint8{
	contactEmail: 0, contactPhone: 1, contactFax: 1, contactURL: 2, contactPostal: 3, contactHours: 4, contactPerson: 5, contactDepartment: 6,
}

// A contactFind is a contact point that was found.
type contactFind struct {
	typ    string
	line   int
	view   text.Span
	source text.Span // where the address stands if it is not in the reading text (a link's target)
	value  string
	role   string
	why    text.Span // in View: the words that tell the role, empty if none do
	conf   float64
	rule   string

	label text.Span // in View: the label it stands behind, empty if none
	chief bool      // a person who signs for the whole (代表取締役), not for the handling of data
}

// A contactReader is one document under the eyes of [Contacts].
type contactReader struct {
	p        *Pass
	doc      *policy.Document
	t        string // Doc.View
	lines    []contactLine
	hits     []contactHit // of all lines, in order
	found    []contactFind
	place    []uint8 // by byte of View: 1 + the rank of the find that covers it
	near     []int   // number of addresses and numbers found on lines 0 … i-1
	links    [][]int
	deskRole map[int]string // by line: the role of the desk or officer on it
	names    []string       // of companies named in the text, longest first
}

func (r *contactReader) read() {
	for i := range r.lines {
		l := &r.lines[i]
		if l.has&ctAt != 0 {
			r.emails(i)
		}
		if l.has&ctDigit != 0 {
			r.phones(i)
			r.vanity(i)
		}
	}
	r.mailLinks()
	for i := range r.lines {
		if l := &r.lines[i]; l.has&(ctPostal|ctPlace) != 0 && l.has&ctDigit != 0 {
			r.postal(i)
		}
	}
	r.count()
	r.streets()
	r.count()
	for i := range r.lines {
		if l := &r.lines[i]; l.has&ctHours != 0 && l.has&ctDigit != 0 {
			r.hours(i)
		}
	}
	r.parties()
	r.desks()
	r.urls()
	r.leavePage()
	r.resolve()
	r.assignRoles()
}

// count prepares isNear.
func (r *contactReader) count() {
	r.near = make([]int, len(r.lines)+1)
	for _, f := range r.found {
		r.near[f.line+1]++
	}
	for i := range r.lines {
		r.near[i+1] += r.near[i]
	}
}

// isNear reports whether an address or number stands on line i or at most
// before lines above or after lines below it, in the same section.
func (r *contactReader) isNear(i, before, after int) bool {
	if i >= len(r.lines) {
		return false
	}
	lo, hi := i, i
	for lo > 0 && lo > i-before && r.lines[lo-1].section == r.lines[i].section {
		lo--
	}
	for hi+1 < len(r.lines) && hi < i+after && r.lines[hi+1].section == r.lines[i].section {
		hi++
	}
	return r.near[hi+1] > r.near[lo]
}

// add adds a find and marks its place as taken.
func (r *contactReader) add(f contactFind) {
	r.found = append(r.found, f)
	rank := contactRank[f.typ] + 1
	for at := f.view.Start; at < f.view.End; at++ {
		if r.place[at] == 0 || r.place[at] > rank {
			r.place[at] = rank
		}
	}
}

// taken reports whether a find of a kind that goes before typ, or of typ
// itself, covers part of sp.
func (r *contactReader) taken(sp text.Span, typ string) bool {
	rank := contactRank[typ] + 1
	for at := sp.Start; at < sp.End; at++ {
		if r.place[at] != 0 && r.place[at] <= rank {
			return true
		}
	}
	return false
}

// resolve puts the finds in the order of the text and leaves of those that
// overlap the one of the highest rank, then the longest, then the first.
func (r *contactReader) resolve() {
	order := make([]int, len(r.found))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool {
		f, g := &r.found[order[a]], &r.found[order[b]]
		if x, y := contactRank[f.typ], contactRank[g.typ]; x != y {
			return x < y
		}
		if x, y := f.view.Len(), g.view.Len(); x != y {
			return x > y
		}
		return f.view.Start < g.view.Start
	})
	clear(r.place)
	links := map[text.Span]bool{} // targets
	kept := make([]contactFind, 0, len(r.found))
	for _, k := range order {
		f := r.found[k]
		if f.view.Empty() && (f.source.Empty() || links[f.source]) {
			continue
		}
		clash := false
		for at := f.view.Start; at < f.view.End && !clash; at++ {
			clash = r.place[at] != 0
		}
		if clash {
			continue
		}
		for at := f.view.Start; at < f.view.End; at++ {
			r.place[at] = 1
		}
		links[f.source] = true
		kept = append(kept, f)
	}
	sort.SliceStable(kept, func(i, j int) bool {
		if kept[i].view.Start != kept[j].view.Start {
			return kept[i].view.Start < kept[j].view.Start
		}
		return contactRank[kept[i].typ] < contactRank[kept[j].typ]
	})
	r.found = kept
}

func (r *contactReader) finding(f contactFind) Finding {
	out := Finding{
		Kind:       Contact,
		Categories: []string{f.typ},
		Value:      f.value,
		Span:       f.source,
		Clause:     r.lines[f.line].clause,
		Confidence: f.conf,
		Rule:       f.rule,
	}
	if out.Span.Empty() {
		out.Span = r.doc.View.ToSource(f.view)
	}
	if f.role != "" {
		out.Categories = append(out.Categories, f.role)
		if !f.why.Empty() {
			out.Evidence = []Evidence{{Rule: "contact/role", Category: f.role, Weight: 1, Match: r.doc.View.ToSource(f.why)}}
		}
	}
	if out.Value == "" {
		out.Value = contactQuote(r.t[f.view.Start:f.view.End])
	}
	return out
}

// contactQuote is a quote on one line, with single spaces.
func contactQuote(s string) string { return strings.Join(strings.Fields(s), " ") }
