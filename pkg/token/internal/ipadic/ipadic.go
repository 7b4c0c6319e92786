// Package ipadic reads the IPA dictionary for kagome from a file that is used
// where it lies: the tables are flat, uncompressed and little-endian, and on
// a machine that reads them so they are not copied, only pointed at. What
// kagome's own loader spends its time on (unpacking, reflection, a table of
// readings nobody asks for here) does not happen.
//
// The file, ipa.dat, is made by the command in gen from the dictionary that
// kagome publishes; it begins with where it comes from. NOTICE carries the
// terms it is passed on under. Package token embeds both: if this package
// did, the command could not be built without the file it is to make.
package ipadic

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unsafe"

	"github.com/ikawaha/kagome-dict/dict"
	"github.com/ikawaha/kagome-dict/dict/trie"
)

//go:generate go run ./gen -o ipa.dat

// Magic is the first line of a data file. Its number changes with the layout.
const Magic = "polcompare ipadic 1"

// Names of the sections of a data file. All numbers in them are
// little-endian; every section starts at a multiple of Align.
const (
	SecTrie       = "trie"       // pairs of int32: base and check of the double array
	SecDupID      = "dupid"      // int32: first id of a surface that has several entries
	SecDupCount   = "dupcount"   // uint8: how many entries follow that first one
	SecMorph      = "morph"      // triples of int16: left id, right id, cost, by entry
	SecConnection = "connection" // int16: the connection matrix, as kagome lays it out
	SecCategory   = "category"   // uint8: category by code point up to U+FFFF
	SecInvoke     = "invoke"     // uint8 0 or 1, by category
	SecGroup      = "group"      // uint8 0 or 1, by category
	SecUnkMorph   = "unkmorph"   // as SecMorph, for unknown words
	SecUnkIndex   = "unkindex"   // triples of int32: category, first id, how many follow
	SecDetail     = "detail"     // uint8: line of SecDetails, by entry
	SecUnkDetail  = "unkdetail"  // uint8: the same, for unknown words
	SecDetails    = "details"    // lines of text: part of speech, levels joined by commas
	SecBase       = "base"       // uint16, by entry: 0 if the base form is the surface, else its number in SecBaseEnd plus one
	SecBaseEnd    = "baseend"    // uint32: where each base form ends in SecBaseText
	SecBaseText   = "basetext"   // base forms, one after the other
)

// Align is the boundary sections start at: a cache line, and more than any
// element needs.
const Align = 64

// A Dict is the dictionary ready for use. It is read-only.
type Dict struct {
	// Kagome is what kagome's lattice works on. It has no contents and no
	// part-of-speech table; the methods of Dict stand in for both.
	Kagome *dict.Dict
	// Details lists the parts of speech, in full, that entries refer to.
	Details []string
	// Shared tells whether the tables are used where they lie.
	Shared bool
	// Source describes where the data comes from: the header of the file.
	Source string

	detail    []uint8
	unkDetail []uint8
	base      []uint16
	baseEnd   []uint32
	baseText  string
}

// Detail returns the index into Details of a dictionary entry.
func (d *Dict) Detail(id int) uint8 { return d.detail[id] }

// UnknownDetail returns the index into Details of an unknown word's entry.
func (d *Dict) UnknownDetail(id int) uint8 { return d.unkDetail[id] }

// Base returns the base form of a dictionary entry, or surface if that is the
// base form.
func (d *Dict) Base(id int, surface string) string {
	n := d.base[id]
	if n == 0 {
		return surface
	}
	start := uint32(0)
	if n > 1 {
		start = d.baseEnd[n-2]
	}
	return d.baseText[start:d.baseEnd[n-1]]
}

// Open reads the contents of a data file. The Dict points into file where
// byte order and alignment allow, and holds copies where they do not.
func Open(file string) (*Dict, error) { return open(file, canShare) }

func open(data string, share bool) (*Dict, error) {
	f, err := parse(data, share)
	if err != nil {
		return nil, fmt.Errorf("ipadic: %w", err)
	}
	d, err := f.dict()
	if err != nil {
		return nil, fmt.Errorf("ipadic: %w", err)
	}
	return d, nil
}

// canShare is whether the layout of kagome's types in memory, on this
// machine, is the layout of the file. The compiler folds all but the byte
// order, so a change in kagome turns sharing off instead of breaking it.
var canShare = binary.NativeEndian.Uint16([]byte{1, 0}) == 1 &&
	unsafe.Sizeof(pair{}) == 8 && unsafe.Offsetof(pair{}.Base) == 0 && unsafe.Offsetof(pair{}.Check) == 4 &&
	unsafe.Sizeof(dict.Morph{}) == 6 && unsafe.Offsetof(dict.Morph{}.LeftID) == 0 &&
	unsafe.Offsetof(dict.Morph{}.RightID) == 2 && unsafe.Offsetof(dict.Morph{}.Weight) == 4

// pair is the element of kagome's double array.
type pair = struct{ Base, Check int32 }

// file is a data file cut into sections.
type file struct {
	header   string
	sections map[string]string
	share    bool
	shared   bool // no section had to be copied so far
}

// A header is lines of text, the last one "end"; lines that begin with
// "section" give a name, an offset and a length.
func parse(data string, share bool) (*file, error) {
	if !strings.HasPrefix(data, Magic+"\n") {
		return nil, fmt.Errorf("not a dictionary: begins with %q, want %q", data[:min(len(data), len(Magic))], Magic)
	}
	f := &file{sections: make(map[string]string), share: share, shared: share}
	const maxHeader = 1 << 16 // keeps a damaged file from being searched to its end
	for at := 0; ; {
		line, _, ok := strings.Cut(data[at:min(len(data), maxHeader)], "\n")
		if !ok {
			return nil, errors.New("the header has no end")
		}
		at += len(line) + 1
		if line == "end" {
			f.header = data[:at]
			return f, nil
		}
		args, ok := strings.CutPrefix(line, "section ")
		if !ok {
			continue
		}
		fields := strings.Fields(args)
		if len(fields) != 3 {
			return nil, fmt.Errorf("header line %q: want a name, an offset and a length", line)
		}
		off, err1 := strconv.Atoi(fields[1])
		size, err2 := strconv.Atoi(fields[2])
		if err1 != nil || err2 != nil || off < 0 || size < 0 || off > len(data) || size > len(data)-off {
			return nil, fmt.Errorf("header line %q does not fit a file of %d bytes", line, len(data))
		}
		f.sections[fields[0]] = data[off : off+size]
	}
}

// section returns the bytes of a section that holds elements of size bytes.
func (f *file) section(name string, size int) (string, error) {
	s, ok := f.sections[name]
	if !ok {
		return "", fmt.Errorf("section %s is missing", name)
	}
	if len(s)%size != 0 {
		return "", fmt.Errorf("section %s: %d bytes are not a number of elements of %d bytes", name, len(s), size)
	}
	return s, nil
}

// table returns a section as a slice of T, which takes size bytes in the
// file: shared if possible, else each element read with get.
func table[T any](f *file, name string, size int, get func(s string) T) ([]T, error) {
	s, err := f.section(name, size)
	if err != nil || len(s) == 0 {
		return nil, err
	}
	var zero T
	if f.share {
		p := unsafe.Pointer(unsafe.StringData(s))
		if uintptr(p)%unsafe.Alignof(zero) == 0 && unsafe.Sizeof(zero) == uintptr(size) {
			// Nobody writes to the slice: it may be in a read-only page.
			return unsafe.Slice((*T)(p), len(s)/size), nil
		}
	}
	f.shared = false
	out := make([]T, len(s)/size)
	for i := range out {
		out[i] = get(s[i*size : i*size+size])
	}
	return out, nil
}

func u16(s string) uint16 { return uint16(s[0]) | uint16(s[1])<<8 }
func u32(s string) uint32 { return uint32(u16(s)) | uint32(u16(s[2:]))<<16 }
func i16(s string) int16  { return int16(u16(s)) }
func i32(s string) int32  { return int32(u32(s)) }
func u8(s string) uint8   { return s[0] }

func getPair(s string) pair { return pair{Base: i32(s), Check: i32(s[4:])} }

func getMorph(s string) dict.Morph {
	return dict.Morph{LeftID: i16(s), RightID: i16(s[2:]), Weight: i16(s[4:])}
}

func (f *file) dict() (*Dict, error) {
	var (
		errs []error
		note = func(err error) {
			if err != nil {
				errs = append(errs, err)
			}
		}
		k   = new(dict.Dict)
		d   = &Dict{Kagome: k, Source: f.header}
		err error
	)

	da, err := table(f, SecTrie, 8, getPair)
	note(err)
	k.Index.Da = trie.DoubleArray(da)
	morphs, err := table(f, SecMorph, 6, getMorph)
	note(err)
	k.Morphs = morphs
	k.Connection.Vec, err = table(f, SecConnection, 2, i16)
	note(err)
	category, err := table(f, SecCategory, 1, u8)
	note(err)
	k.CharCategory = category
	d.detail, err = table(f, SecDetail, 1, u8)
	note(err)
	d.unkDetail, err = table(f, SecUnkDetail, 1, u8)
	note(err)
	d.base, err = table(f, SecBase, 2, u16)
	note(err)
	d.baseEnd, err = table(f, SecBaseEnd, 4, u32)
	note(err)
	unkMorphs, err := table(f, SecUnkMorph, 6, getMorph)
	note(err)
	k.UnkDict.Morphs = unkMorphs
	d.baseText, err = f.section(SecBaseText, 1)
	note(err)
	details, err := f.section(SecDetails, 1)
	note(err)
	d.Details = strings.Split(strings.TrimSuffix(details, "\n"), "\n")
	invoke, err := f.section(SecInvoke, 1)
	note(err)
	group, err := f.section(SecGroup, 1)
	note(err)
	dupID, err := table(f, SecDupID, 4, i32)
	note(err)
	dupCount, err := table(f, SecDupCount, 1, u8)
	note(err)
	unkIndex, err := table(f, SecUnkIndex, 4, i32)
	note(err)
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}

	// The matrix is square; kagome wants its side.
	side := 0
	for side*side < len(k.Connection.Vec) {
		side++
	}
	k.Connection.Row, k.Connection.Col = int64(side), int64(side)
	if n := len(k.Morphs); side*side != len(k.Connection.Vec) || n != len(d.detail) || n != len(d.base) ||
		len(k.UnkDict.Morphs) != len(d.unkDetail) || len(dupID) != len(dupCount) ||
		len(unkIndex)%3 != 0 || len(invoke) != len(group) || len(category) == 0 {
		return nil, errors.New("the sizes of the sections do not agree")
	}

	k.InvokeList, k.GroupList = flags(invoke), flags(group)
	k.Index.Dup = make(map[int32]int32, len(dupID))
	for i, id := range dupID {
		k.Index.Dup[id] = int32(dupCount[i])
	}
	k.UnkDict.Index = make(map[int32]int32)
	k.UnkDict.IndexDup = make(map[int32]int32)
	for ; len(unkIndex) > 0; unkIndex = unkIndex[3:] {
		k.UnkDict.Index[unkIndex[0]] = unkIndex[1]
		if unkIndex[2] > 0 {
			k.UnkDict.IndexDup[unkIndex[0]] = unkIndex[2]
		}
	}
	d.Shared = f.shared
	return d, nil
}

func flags(s string) []bool {
	out := make([]bool, len(s))
	for i := range out {
		out[i] = s[i] != 0
	}
	return out
}
