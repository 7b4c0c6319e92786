package stats

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Merge adds to c what other counted, which stays as it is: many counters can
// count parts of a corpus, on many machines, and the report is that of one that
// counted it all, whatever the order. The counters must have the same options.
func (c *Counter) Merge(other *Counter) error {
	if !c.o.equal(&other.o) {
		return fmt.Errorf("stats: counters of different options cannot be merged: %+v and %+v", c.o, other.o)
	}
	maps.Copy(c.kinds, other.kinds)
	maps.Copy(c.columns, other.columns)
	c.repeats += other.repeats
	c.total += other.total
	to := make([]int, len(other.names)) // number of a name in other → in c
	for i, n := range other.names {
		to[i] = c.number(n)
	}
	for key, from := range other.groups {
		g := c.groups[key]
		if g == nil {
			g = &group{values: from.values}
			c.groups[key] = g
		}
		g.grow(len(c.names), c.o.Pairs != 0)
		g.documents += from.documents
		for i := range from.states {
			g.states[to[i]] += from.states[i]
			g.denies[to[i]] += from.denies[i]
			g.both[to[i]] += from.both[i]
		}
		for a := range from.states {
			for b := range a {
				if at := pairAt(a, b); at < len(from.pairs) {
					g.pairs[pairAt(max(to[a], to[b]), min(to[a], to[b]))] += from.pairs[at]
				}
			}
		}
	}
	return nil
}

func (o *Options) equal(p *Options) bool {
	return slices.Equal(o.By, p.By) && slices.Equal(o.Kinds, p.Kinds) && o.MinDocuments == p.MinDocuments && o.Pairs == p.Pairs
}

// counted is what is stored of a [Counter].
type counted struct {
	Options        Options
	Kinds, Columns []string
	Names          []Name
	Groups         []countedGroup
	Repeats, Total int
}

type countedGroup struct {
	Values               []string
	Documents            int
	States, Denies, Both []int
	Pairs                []int
}

// MarshalBinary returns what c has counted so far, for [Counter.UnmarshalBinary]
// of the same version of this package.
func (c *Counter) MarshalBinary() ([]byte, error) {
	s := counted{Options: c.o, Kinds: slices.Sorted(maps.Keys(c.kinds)), Columns: slices.Sorted(maps.Keys(c.columns)), Names: c.names, Repeats: c.repeats, Total: c.total}
	for _, key := range slices.Sorted(maps.Keys(c.groups)) {
		g := c.groups[key]
		s.Groups = append(s.Groups, countedGroup{g.values, g.documents, g.states, g.denies, g.both, g.pairs})
	}
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(s)
	return b.Bytes(), err
}

// UnmarshalBinary makes c the counter that [Counter.MarshalBinary] was called on.
func (c *Counter) UnmarshalBinary(b []byte) error {
	var s counted
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&s); err != nil {
		return fmt.Errorf("stats: counter: %w", err)
	}
	made, err := New(s.Options)
	if err != nil {
		return fmt.Errorf("stats: counter: %w", err)
	}
	for _, k := range s.Kinds {
		made.kinds[k] = true
	}
	for _, k := range s.Columns {
		made.columns[k] = true
	}
	for _, n := range s.Names {
		made.number(n)
	}
	for _, g := range s.Groups {
		n := len(g.States)
		if len(g.Values) != len(s.Options.By) || n > len(made.names) || len(g.Denies) != n || len(g.Both) != n || len(g.Pairs) > pairAt(n, 0) {
			return fmt.Errorf("stats: counter: a group of %d values and %d names where %d and at most %d belong", len(g.Values), n, len(s.Options.By), len(made.names))
		}
		values := append([]string{}, g.Values...) // in JSON, none is no null
		made.groups[groupKey(values)] = &group{values, g.Documents, g.States, g.Denies, g.Both, g.Pairs}
	}
	made.repeats, made.total = s.Repeats, s.Total
	*c = *made
	return nil
}

func groupKey(values []string) string { return strings.Join(values, "\x00") }
