package ingest

// What is to be known of an HTML element.
type elemFlags uint16

const (
	elemBreaks  elemFlags = 1 << iota // begins and ends a line
	elemVoid                          // has no end tag
	elemSkip                          // what it holds is not shown as text
	elemTracked                       // stands on the stack of open elements
	elemScope                         // end tags inside do not reach elements outside
	elemEndsP                         // begins behind an open <p>, which ends
)

// An elem is a kind of HTML element; the zero value is one that is unknown.
type elem uint8

const (
	elemUnknown elem = iota
	elemOther        // known, but of no importance
	elemA
	elemB
	elemBr
	elemHr
	elemP
	elemHeading // h1 … h6
	elemUl
	elemOl
	elemLi
	elemDl
	elemDt
	elemDd
	elemTable
	elemSection // thead, tbody, tfoot
	elemTr
	elemTd // and th
	elemCaption
	elemPre
	elemTitle
	elemRuby
	elemRt // and rp
	elemDiv
	elemNav // nav, aside, header, footer, menu
	elemBlock
	elemSkipped
	elemForeign  // svg, math
	elemTemplate // and object
	elemCount
)

// elemInfo is what is known of an element by its name.
type elemInfo struct {
	elem  elem
	flags elemFlags
}

// elements are the elements of HTML by name. A name that is not among them is
// no tag in a text file, and an element without meaning in an HTML file.
var elements = func() map[string]elemInfo {
	const block = elemBreaks | elemTracked | elemEndsP
	m := map[string]elemInfo{}
	for _, k := range []struct {
		elem  elem
		flags elemFlags
		names []string
	}{
		{elemA, 0, []string{"a"}},
		{elemB, 0, []string{"b", "strong"}},
		{elemBr, elemBreaks | elemVoid, []string{"br"}},
		{elemHr, elemBreaks | elemVoid | elemEndsP, []string{"hr"}},
		{elemP, block, []string{"p"}},
		{elemHeading, block, []string{"h1", "h2", "h3", "h4", "h5", "h6"}},
		{elemUl, block, []string{"ul", "dir"}},
		{elemOl, block, []string{"ol"}},
		{elemLi, block, []string{"li"}},
		{elemDl, block, []string{"dl"}},
		{elemDt, block, []string{"dt"}},
		{elemDd, block, []string{"dd"}},
		{elemTable, block | elemScope, []string{"table"}},
		{elemSection, elemBreaks | elemTracked, []string{"thead", "tbody", "tfoot"}},
		{elemTr, elemBreaks | elemTracked, []string{"tr"}},
		{elemTd, elemBreaks | elemTracked | elemScope, []string{"td", "th"}},
		{elemCaption, elemBreaks | elemTracked | elemScope, []string{"caption"}},
		{elemPre, block, []string{"pre", "listing", "xmp", "plaintext", "textarea"}},
		{elemTitle, elemTracked | elemSkip, []string{"title"}},
		{elemRuby, elemTracked, []string{"ruby"}},
		{elemRt, elemTracked | elemSkip, []string{"rt", "rp", "rtc"}},
		{elemDiv, block, []string{"div"}},
		{elemNav, block, []string{"nav", "aside", "header", "footer", "menu"}},
		{elemBlock, block, []string{"address", "article", "blockquote", "center", "details", "dialog", "fieldset", "figcaption",
			"figure", "form", "hgroup", "legend", "main", "search", "section", "summary"}},
		{elemBlock, elemBreaks, []string{"html", "head", "body", "frameset", "colgroup"}},
		{elemSkipped, elemTracked | elemSkip, []string{"script", "style", "noscript", "iframe", "canvas", "audio", "video", "select",
			"datalist", "noembed", "noframes"}},
		{elemTemplate, elemTracked | elemSkip | elemScope, []string{"template", "object", "applet"}},
		{elemForeign, elemTracked | elemSkip, []string{"svg", "math"}},
		{elemOther, elemVoid, []string{"img", "input", "wbr", "area", "base", "col", "embed", "link", "meta", "param", "source", "track", "keygen", "frame"}},
		{elemOther, 0, []string{"abbr", "acronym", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
			"kbd", "label", "mark", "nobr", "q", "rb", "s", "samp", "small", "span", "strike", "sub", "sup", "time", "tt", "u", "var",
			"button", "output", "map", "option", "optgroup", "picture", "progress", "meter"}},
	} {
		for _, n := range k.names {
			m[n] = elemInfo{k.elem, k.flags}
		}
	}
	return m
}()
