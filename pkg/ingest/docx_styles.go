package ingest

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// Properties of paragraphs and of what stands in them are set on the spot, by a
// style, by the style that this one is based on, by the numbering, or not at all.

// A setting is a number or a switch (0, 1) that may be unset.
type setting struct {
	set   bool
	value int
}

func (s *setting) put(v string) {
	if n, err := strconv.Atoi(v); err == nil {
		*s = setting{true, n}
	}
}

func (s *setting) turn(e xml.StartElement) {
	*s = setting{set: true}
	if isOn(e) {
		s.value = 1
	}
}

// or returns s if it is set, else t.
func (s setting) or(t setting) setting {
	if s.set {
		return s
	}
	return t
}

// runProps are what is known of characters.
type runProps struct {
	bold, hidden setting
}

func (p runProps) or(q runProps) runProps {
	return runProps{p.bold.or(q.bold), p.hidden.or(q.hidden)}
}

// set takes over what an element of w:rPr says.
func (p *runProps) set(e xml.StartElement) {
	switch e.Name.Local {
	case "b":
		p.bold.turn(e)
	case "vanish":
		p.hidden.turn(e)
	}
}

// paraProps are what is known of a paragraph.
type paraProps struct {
	outline setting // level of a heading from 0, 9 for none
	list    string  // numId: "" unset, "0" none
	level   setting // of the list, from 0
	left    setting // indentation, in twentieths of a point
}

func (p paraProps) or(q paraProps) paraProps {
	out := paraProps{p.outline.or(q.outline), p.list, p.level.or(q.level), p.left.or(q.left)}
	if out.list == "" {
		out.list = q.list
	}
	return out
}

// set takes over what an element of w:pPr says.
func (p *paraProps) set(e xml.StartElement) {
	switch e.Name.Local {
	case "outlineLvl":
		p.outline.put(attr(e, "val"))
	case "numId":
		p.list = attr(e, "val")
	case "ilvl":
		p.level.put(attr(e, "val"))
	case "ind":
		for _, side := range [...]string{"left", "start"} {
			if v := attr(e, side); v != "" {
				p.left.put(v)
			}
		}
	}
}

// A style is a named set of properties.
type style struct {
	id, name, base string
	para           paraProps
	run            runProps
	resolved       bool
}

// styleSheet are the styles of a document by their identifiers.
type styleSheet struct {
	byID     map[string]*style
	standard *style // of paragraphs that name none
	defaults style
}

// readStyles reads the part that holds the styles.
func (a *archive) readStyles(part string) (*styleSheet, error) {
	sheet := &styleSheet{byID: map[string]*style{}}
	var cur *style
	skip, depth := 0, 0
	err := a.read(part, partReader{
		start: func(e xml.StartElement) {
			depth++
			if skip > 0 || !isWordML(e.Name) {
				return
			}
			switch e.Name.Local {
			case "docDefaults":
				cur = &sheet.defaults
			case "style":
				a.pieces++
				cur = &style{id: attr(e, "styleId")}
				if sheet.byID[cur.id] == nil {
					sheet.byID[cur.id] = cur
				}
				if d := attr(e, "default"); (d == "1" || d == "true") && attr(e, "type") == "paragraph" {
					sheet.standard = cur
				}
			case "tblStylePr", "pPrChange", "rPrChange":
				skip = depth // holds for parts of tables, or did once
			}
			if cur == nil {
				return
			}
			switch e.Name.Local {
			case "name":
				cur.name = strings.ToLower(attr(e, "val"))
			case "basedOn":
				cur.base = attr(e, "val")
			}
			cur.para.set(e)
			cur.run.set(e)
		},
		end: func(n xml.Name) {
			if skip == depth {
				skip = 0
			}
			depth--
			if n.Local == "style" || n.Local == "docDefaults" {
				cur = nil
			}
		},
	})
	return sheet, err
}

// get returns a style by its identifier, with all that it is based on. One that
// is nowhere described is known by its identifier alone, if that is "Heading1" or the like.
func (s *styleSheet) get(id string) *style {
	st := s.byID[id]
	switch {
	case st != nil:
	case id == "" && s.standard != nil:
		st = s.standard
	default:
		st = &style{id: id, name: strings.ToLower(strings.ReplaceAll(id, "Heading", "heading "))}
	}
	s.resolve(st)
	return st
}

// resolve fills in what a style takes over from those that it is based on.
func (s *styleSheet) resolve(st *style) {
	var chain []*style // from st down to the one that stands on nothing unresolved
	for c := st; c != nil && !c.resolved; c = s.byID[c.base] {
		c.resolved = true // which also ends a circle
		chain = append(chain, c)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		c := chain[i]
		base := &s.defaults
		if b := s.byID[c.base]; b != nil && b != c {
			base = b
		}
		if rest, ok := strings.CutPrefix(c.name, "heading "); ok && !c.para.outline.set {
			if n, err := strconv.Atoi(rest); err == nil && n >= 1 && n <= 9 {
				c.para.outline = setting{true, n - 1}
			}
		}
		c.para, c.run = c.para.or(base.para), c.run.or(base.run)
	}
}
