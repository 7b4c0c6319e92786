package ipadic

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/ikawaha/kagome-dict/dict"
	"github.com/ikawaha/kagome-dict/ipa"
)

func readData(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("ipa.dat")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestSections checks that the file arrived as it was written: no line ends
// converted, nothing cut off.
func TestSections(t *testing.T) {
	data := readData(t)
	f, err := parse(data, false)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	var want string
	for line := range strings.Lines(f.header) {
		fields := strings.Fields(line)
		switch fields[0] {
		case "sections":
			want = fields[1]
		case "section":
			sum.Write([]byte(f.sections[fields[1]]))
		}
	}
	if got := fmt.Sprintf("%x", sum.Sum(nil)); got != want {
		t.Errorf("the sections have the hash %s, the header says %s", got, want)
	}
	for _, about := range []string{"from github.com/ikawaha/kagome-dict/ipa v", "module h1:", "sha256 ", "dictionary mecab-ipadic-", "NOTICE"} {
		if !strings.Contains(f.header, about) {
			t.Errorf("the header does not say %q:\n%s", about, f.header)
		}
	}
}

// TestSameAsStock compares every entry with kagome's own dictionary, once
// with shared tables and once with copied ones.
func TestSameAsStock(t *testing.T) {
	if testing.Short() {
		t.Skip("loads kagome's dictionary, which takes a while under the race detector")
	}
	stock := ipa.Dict()
	surfaces := surfacesOf(stock)
	data := readData(t)
	for _, share := range []bool{true, false} {
		t.Run(fmt.Sprintf("share=%v", share), func(t *testing.T) {
			d, err := open(data, share && canShare)
			if err != nil {
				t.Fatal(err)
			}
			if !share && d.Shared {
				t.Error("shared though told not to")
			}
			k := d.Kagome
			for name, same := range map[string]bool{
				"trie":       slices.Equal(k.Index.Da, stock.Index.Da),
				"dup":        maps.Equal(k.Index.Dup, stock.Index.Dup),
				"morphs":     slices.Equal(k.Morphs, stock.Morphs),
				"connection": slices.Equal(k.Connection.Vec, stock.Connection.Vec) && k.Connection.Row == stock.Connection.Row && k.Connection.Col == stock.Connection.Col,
				"category":   slices.Equal(k.CharCategory, stock.CharCategory),
				"invoke":     slices.Equal(k.InvokeList, stock.InvokeList),
				"group":      slices.Equal(k.GroupList, stock.GroupList),
				"unk morphs": slices.Equal(k.UnkDict.Morphs, stock.UnkDict.Morphs),
				"unk index":  maps.Equal(k.UnkDict.Index, stock.UnkDict.Index),
				"unk dup":    maps.Equal(k.UnkDict.IndexDup, stock.UnkDict.IndexDup),
			} {
				if !same {
					t.Errorf("%s differs", name)
				}
			}
			for id, surface := range surfaces {
				if surface == "" {
					continue // the empty row at the end
				}
				var levels []string
				for _, p := range stock.POSTable.POSs[id] {
					if name := stock.POSTable.NameList[p]; name != "*" {
						levels = append(levels, name)
					}
				}
				if got, want := d.Details[d.Detail(id)], strings.Join(levels, ","); got != want {
					t.Fatalf("entry %d %s: detail %s, want %s", id, surface, got, want)
				}
				if got, want := d.Base(id, surface), stock.Contents[id][2]; got != want && want != "*" {
					t.Fatalf("entry %d %s: base %s, want %s", id, surface, got, want)
				}
			}
			for id, row := range stock.UnkDict.Contents {
				got := d.Details[d.UnknownDetail(id)]
				if want := strings.TrimRight(strings.Join(row[:4], ","), ",*"); got != want {
					t.Errorf("unknown %d: detail %s, want %s", id, got, want)
				}
			}
		})
	}
}

// surfacesOf finds the surface of each entry, which the dictionary does not
// list, by looking up every path through its trie the way kagome does. (Not
// with kagome's Search, which takes the start of a word for a word.)
func surfacesOf(d *dict.Dict) []string {
	out := make([]string, len(d.Morphs))
	var stack []byte
	var walk func(node int32)
	walk = func(node int32) {
		base := d.Index.Da[node].Base
		for c := int32(1); c < 256; c++ {
			if n := base + c; n > 0 && int(n) < len(d.Index.Da) && d.Index.Da[n].Check == node {
				stack = append(stack, byte(c))
				d.Index.CommonPrefixSearchCallback(string(stack), func(id, n int) {
					if n == len(stack) {
						out[id] = string(stack)
					}
				})
				walk(n)
				stack = stack[:len(stack)-1]
			}
		}
	}
	walk(0)
	return out
}

func TestMisaligned(t *testing.T) {
	// A text that starts one byte further on cannot be shared, and must not be.
	data := readData(t)
	moved := ("x" + data)[1:]
	d, err := Open(moved)
	if err != nil {
		t.Fatal(err)
	}
	if d.Shared {
		t.Error("tables at odd addresses are shared")
	}
	if want, err := Open(data); err != nil || !slices.Equal(d.Kagome.Morphs, want.Kagome.Morphs) {
		t.Errorf("copied tables differ (%v)", err)
	}
}

func TestOpenErrors(t *testing.T) {
	data := readData(t)
	for _, test := range []struct{ reason, data, want string }{
		{"nothing at all", "", "not a dictionary"},
		{"another file", "PK\x03\x04", "not a dictionary"},
		{"another layout", strings.Replace(data, Magic, "polcompare ipadic 0", 1), "not a dictionary"},
		{"cut off in the header", Magic + "\nfrom somewhere", "no end"},
		{"cut off in a section", data[:len(data)/2], "does not fit"},
		{"a section is not there", Magic + "\nend\n", "section trie is missing"},
		{"a number is none", Magic + "\nsection trie 0 x\nend\n", "does not fit"},
		{"a number is negative", Magic + "\nsection trie -1 1\nend\n", "does not fit"},
		{"a number is missing", Magic + "\nsection trie 0\nend\n", "want a name"},
		{"a section ends in half an element", strings.Replace(data, "2352762\n", "2352761\n", 1), "not a number of elements"},
		{"tables of different lengths", strings.Replace(data, "2352762\n", "2352756\n", 1), "do not agree"},
	} {
		if _, err := Open(test.data); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", test.reason, err, test.want)
		}
	}
}
