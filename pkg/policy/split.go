package policy

import "github.com/polcompare/polcompare/pkg/ingest"

// policies returns the first block of each policy of the file. A further one
// begins at a title of its own, when the policy before is complete and what
// follows counts from 1 again; a title that is only said twice begins none.
func (r *reader) policies(t *tree) []int {
	starts := []int{0}
	var titles []int
	for i := range r.blocks {
		if t.role[i] != asHeading || !isTitle(r.text(i)) || r.blocks[i].mk.n > 0 {
			continue
		}
		switch t.standing[i] {
		case titleHeading, formatHeading:
			if t.parent[i] == -1 {
				titles = append(titles, i)
			}
		}
	}
	if len(titles) < 2 {
		return starts
	}
	level := r.blocks[titles[0]].level
	before := r.content(t, 0, titles[0])
	for k, i := range titles {
		end := len(r.blocks)
		if k+1 < len(titles) {
			end = titles[k+1]
		}
		here := r.content(t, i, end)
		if k > 0 && before.complete() && here.complete() && (r.blocks[i].role != ingest.Heading || r.blocks[i].level <= level) &&
			(before.numbered && here.numbered || before.headings >= 4 && here.headings >= 4) {
			starts = append(starts, i)
			before = content{}
		}
		before.add(here)
	}
	return starts
}

// content is what a stretch of a file holds.
type content struct {
	headings int
	prose    int
	numbered bool // sections that count from 1
}

func (c *content) add(o content) {
	c.headings += o.headings
	c.prose += o.prose
	c.numbered = c.numbered || o.numbered
}

func (c content) complete() bool { return c.headings >= 3 && c.prose >= 3 }

func (r *reader) content(t *tree, lo, hi int) content {
	var c content
	one := false
	for i := lo; i < hi; i++ {
		b := &r.blocks[i]
		if t.role[i] != asHeading {
			if b.sh.prose() {
				c.prose++
			}
			continue
		}
		c.headings++
		if b.mk.n == 1 {
			switch {
			case b.mk.path[0] == 1:
				one = true
			case b.mk.path[0] == 2 && one:
				c.numbered = true
			}
		}
	}
	return c
}
