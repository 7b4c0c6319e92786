package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// A DOCX file is a zip archive of XML parts: the text (word/document.xml), its
// notes, the styles and numberings that the text refers to, and for each part the
// targets of its links. All are read as streams of tags; no tree is built.
//
// What the reader makes of them is the text as a person sees it, which becomes
// the File's Source: one paragraph a line, with the automatic numbers of headings
// and lists written before their words, the text of text boxes behind the paragraph
// they are anchored in, foot- and endnotes behind all, and last, behind the text,
// the targets of its links, one a line, which are no part of the view.

// maxParts is the number of files that an archive may hold; that of a
// document holds a few dozen.
const maxParts = 10_000

// maxNested is the depth to which the elements of a part may be nested; those
// of a document with nested tables stay below 200.
const maxNested = 2_000

// maxPieces is the number of paragraphs, cells of tables, stretches of text of one
// look, links, styles, levels of lists and the like that a document may hold; long
// policies have a few thousand.
const maxPieces = 250_000

// maxRun is the number of bytes that a tag or a text without tags may have.
const maxRun = 8 << 20

// An archive is an opened DOCX file.
type archive struct {
	name  string // of the file
	parts map[string]*zip.File
	limit int64 // how much may be unpacked from it, 0 for no limit
	left  int64 // and how much of that is left

	pieces int // that were read so far
}

// isDOCX reports whether data is a zip archive with a document of Word in it.
func isDOCX(data []byte) bool {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return false
	}
	a, err := openArchive("", data, 0)
	if err != nil {
		return officeKind(data) == "DOCX" // damaged, and to be called so
	}
	return a.parts["word/document.xml"] != nil || a.main() != ""
}

// openArchive opens the archive. No more than limit bytes are unpacked from it,
// unless limit is 0.
func openArchive(name string, data []byte, limit int) (*archive, error) {
	if !bytes.HasPrefix(data, []byte("PK")) {
		return nil, &Error{name, -1, "no document of Word (DOCX), which is a zip archive", ErrFormat}
	}
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > maxParts {
		return nil, &Error{name, -1, fmt.Sprintf("the archive holds %d files, more than %d", n, maxParts), ErrTooLarge}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &Error{name, -1, "the archive cannot be opened (" + err.Error() + "); is it complete?", ErrDamaged}
	}
	a := &archive{name: name, parts: make(map[string]*zip.File, len(z.File)), limit: int64(limit), left: int64(limit)}
	for _, f := range z.File {
		if n := partName(f.Name); a.parts[n] == nil {
			a.parts[n] = f
		}
	}
	return a, nil
}

// partName returns the name of a part as it is looked up: names differ in case
// and slashes only by mistake.
func partName(s string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(s, `\`, "/")), "/"))
}

// A partReader is called for each start and end tag of a part, and for text.
type partReader struct {
	start func(xml.StartElement)
	end   func(xml.Name)
	text  func([]byte) // not kept; may be nil
}

// read reads a part. One that is not there is empty.
func (a *archive) read(name string, to partReader) error {
	f := a.parts[partName(name)]
	if f == nil {
		return nil
	}
	fail := func(err error) error {
		return &Error{a.name, -1, name + ": " + err.Error(), ErrDamaged}
	}
	in, err := f.Open()
	if err != nil {
		return fail(err)
	}
	defer in.Close()
	from := &rationed{r: in, a: a}
	d := xml.NewDecoder(from)
	for depth := 0; ; {
		t, err := d.Token()
		switch {
		case err == io.EOF:
			return nil
		case from.run > maxRun:
			return &Error{a.name, -1, fmt.Sprintf("%s: a tag or a text of more than %d bytes", name, maxRun), ErrTooLarge}
		case err != nil && a.limit > 0 && a.left < 0:
			return &Error{a.name, -1, fmt.Sprintf("%s: it unpacks to more than %d bytes", name, a.limit), ErrTooLarge}
		case err != nil:
			return fail(err)
		}
		if a.pieces > maxPieces {
			return &Error{a.name, -1, fmt.Sprintf("%s: more than %d paragraphs, cells, styles and pieces of text", name, maxPieces), ErrTooLarge}
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > maxNested {
				return &Error{a.name, -1, fmt.Sprintf("%s: elements are nested more than %d deep", name, maxNested), ErrTooLarge}
			}
			for i := range t.Attr {
				if t.Attr[i].Name.Space == "xmlns" {
					a.pieces++ // the decoder keeps it as long as the element is open
				}
			}
			to.start(t)
		case xml.EndElement:
			depth--
			to.end(t.Name)
		case xml.CharData:
			if to.text != nil {
				to.text(t)
			}
		case xml.Directive:
			return fail(errors.New("a document type is declared, which documents of Word do not"))
		}
	}
}

// A rationed reader reads until the archive's ration is used up, or a tag or a
// text is longer than the decoder should have to hold.
type rationed struct {
	r   io.Reader
	a   *archive
	run int // bytes since the last angle bracket
}

func (b *rationed) Read(p []byte) (int, error) {
	if b.a.limit > 0 {
		p = p[:min(int64(len(p)), b.a.left+1)]
	}
	n, err := b.r.Read(p)
	if i := bytes.IndexAny(p[:n], "<>"); i < 0 {
		b.run += n
	} else if b.run += i; b.run <= maxRun {
		b.run = n - 1 - bytes.LastIndexAny(p[:n], "<>")
	}
	b.a.left -= int64(n)
	if b.run > maxRun || b.a.limit > 0 && b.a.left < 0 {
		return 0, io.ErrUnexpectedEOF
	}
	return n, err
}

// A relation is what a part calls another part, or an address, by an identifier.
type relation struct {
	kind, target string
	external     bool
}

// relations are those of a part by their identifiers.
type relations map[string]relation

// one returns the part of a kind of which there is one, the usual name if none
// is given.
func (r relations) one(kind, usual string) string {
	first := ""
	for id, to := range r {
		if to.kind == kind && !to.external && (first == "" || id < first) {
			first = id
		}
	}
	if first == "" {
		return usual
	}
	return r[first].target
}

// relations reads what a part refers to; "" is the archive itself.
func (a *archive) relations(part string) (relations, error) {
	dir, base := path.Split(part)
	out := relations{}
	err := a.read(dir+"_rels/"+base+".rels", partReader{
		start: func(e xml.StartElement) {
			if e.Name.Local != "Relationship" {
				return
			}
			r := relation{kind: attr(e, "Type"), target: attr(e, "Target"), external: attr(e, "TargetMode") == "External"}
			r.kind = r.kind[strings.LastIndexByte(r.kind, '/')+1:]
			if !r.external {
				if !strings.HasPrefix(r.target, "/") {
					r.target = "/" + dir + r.target
				}
				r.target = strings.TrimPrefix(path.Clean(r.target), "/")
			}
			a.pieces++
			out[attr(e, "Id")] = r
		},
		end: func(xml.Name) {},
	})
	return out, err
}

// main returns the name of the part that holds the text, "" if there is none.
func (a *archive) main() string {
	const usual = "word/document.xml"
	if rels, err := a.relations(""); err == nil {
		if part := rels.one("officeDocument", usual); strings.HasPrefix(partName(part), "word/") && a.parts[partName(part)] != nil {
			return part
		}
	}
	if a.parts[usual] != nil {
		return usual
	}
	return ""
}

// attr returns the value of an attribute by its name without prefix.
func attr(e xml.StartElement, name string) string {
	for i := range e.Attr {
		if e.Attr[i].Name.Local == name {
			return e.Attr[i].Value
		}
	}
	return ""
}

// isWordML reports whether an element is of the language of Word, in one of its
// two dialects, and not, say, of a drawing.
func isWordML(n xml.Name) bool {
	return strings.HasSuffix(n.Space, "/wordprocessingml/2006/main") || strings.HasSuffix(n.Space, "/wordprocessingml/main")
}

// isOn reports whether an element that switches something switches it on.
func isOn(e xml.StartElement) bool {
	switch attr(e, "val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// readDOCX reads a document of Word.
func readDOCX(name string, data []byte, opts Options) (*File, error) {
	a, err := openArchive(name, data, max(limit(opts.MaxBytes, DefaultMaxBytes), 0))
	if err != nil {
		return nil, err
	}
	part := a.main()
	if part == "" {
		return nil, &Error{name, -1, "the archive holds no document of Word", ErrFormat}
	}
	d := &docxReader{archive: a, part: part, opts: opts}
	if err := d.load(); err != nil {
		return nil, err
	}
	return d.file(), nil
}

// load reads all parts.
func (d *docxReader) load() error {
	whole, err := d.relations("")
	if err != nil {
		return err
	}
	rels, err := d.relations(d.part)
	if err != nil {
		return err
	}
	dir := path.Dir(d.part)
	if err := d.readTitle(whole.one("core-properties", "docProps/core.xml")); err != nil {
		return err
	}
	if d.styles, err = d.readStyles(rels.one("styles", dir+"/styles.xml")); err != nil {
		return err
	}
	if d.lists, err = d.readNumbering(rels.one("numbering", dir+"/numbering.xml"), d.styles); err != nil {
		return err
	}
	if err := d.readStory(d.part, rels); err != nil {
		return err
	}
	for _, k := range [...]string{"footnote", "endnote"} {
		if len(d.noted[k]) > 0 {
			if err := d.readNotes(k, rels.one(k+"s", dir+"/"+k+"s.xml")); err != nil {
				return err
			}
		}
	}
	return d.readMargins(rels)
}

func (d *docxReader) readTitle(part string) error {
	in := false
	return d.read(part, partReader{
		start: func(e xml.StartElement) { in = e.Name.Local == "title" },
		end:   func(xml.Name) { in = false },
		text: func(b []byte) {
			if in && len(d.title) < maxTitle {
				d.title += clip(string(b), maxTitle)
			}
		},
	})
}
