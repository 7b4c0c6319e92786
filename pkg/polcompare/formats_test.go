package polcompare

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/polcompare/polcompare/pkg/extract"
	"github.com/polcompare/polcompare/pkg/ingest"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	uni "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

const formatsDir = "../../testdata/formats"

// The samples of the table of formats and encodings, as Markdown.
var formatSamples = []string{
	formatsDir + "/travel-shirasagi.ja.md",
	"../../corpus/policies/health-yuzurihadai.md",
	"../../corpus/policies/retail-kamomezaka.ja.md",
	formatsDir + "/club-harrowmere.en.md",
	"../../corpus/policies/saas-ostervane.md",
}

// The formats to which testdata/formats/make.sh renders them.
var renderings = []string{"html", "docx", "libreoffice.docx", "pdftotext.txt", "layout.txt", "chromium.pdf", "libreoffice.pdf"}

// What is not found again of what pdftotext tears apart: the number of differences
// that there are for that reason.
var lostInPrint = map[string]struct {
	differences int
	why         string
}{
	// "To send the monthly        Email address            Consent" with "newsletter" below: the
	// bytes from the first word of the purpose to its last are those of its neighbours too. A
	// finding is one stretch of the source, so it is the row.
	"club-harrowmere.en/layout.txt": {8, "four rows have cells that go on behind what stands beside them: no stretch of the source is the cell and no more"},
}

// A statement is what a finding says, however its file is laid out.
func statement(d *extract.Result, f extract.Finding, state string) string {
	view := d.Document.View
	said := view.Slice(view.FromSource(f.Span))
	if said == "" { // the target of a link
		said = d.Document.Visible(f.Span)
	}
	if f.Value != "" {
		said = norm.NFKC.String(f.Value) // of a contact
	}
	said = strings.Map(func(r rune) rune { // Markdown's own marks and how lines are broken do not count
		if unicode.IsSpace(r) || strings.ContainsRune("*_|\\`-–", r) {
			return -1
		}
		return r
	}, said)
	return fmt.Sprintf("%s %s %s %s", state, f.Kind, strings.Join(f.Categories, ","), said)
}

func statements(results []*extract.Result) []string {
	var out []string
	for _, r := range results {
		for _, f := range r.Findings {
			out = append(out, statement(r, f, "stated"))
		}
		for _, f := range r.Denials {
			out = append(out, statement(r, f, "denied"))
		}
	}
	slices.Sort(out)
	return out
}

// difference returns what only one of two sorted lists holds.
func difference(want, got []string) []string {
	var out []string
	for len(want) > 0 || len(got) > 0 {
		switch {
		case len(got) == 0 || len(want) > 0 && want[0] < got[0]:
			out = append(out, "- "+want[0])
			want = want[1:]
		case len(want) == 0 || got[0] < want[0]:
			out = append(out, "+ "+got[0])
			got = got[1:]
		default:
			want, got = want[1:], got[1:]
		}
	}
	return out
}

// A policy says the same in every format.
func TestFormats(t *testing.T) {
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, sample := range formatSamples {
		original, err := a.File(sample)
		if err != nil {
			t.Fatal(err)
		}
		want := statements(original)
		if len(want) < 10 {
			t.Fatalf("%s: %d findings", sample, len(want))
		}
		name := strings.TrimSuffix(filepath.Base(sample), ".md")
		for _, format := range renderings {
			path := filepath.Join(formatsDir, name+"."+format)
			if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) && format == "libreoffice.pdf" {
				continue // of some samples only
			}
			t.Run(name+"/"+format, func(t *testing.T) {
				results, err := a.File(path)
				if errors.Is(err, ingest.ErrUnsupported) && strings.HasSuffix(path, ".pdf") {
					t.Skipf("PDF is not read yet: %v", err)
				}
				if err != nil {
					t.Fatal(err)
				}
				if len(results) != len(original) {
					t.Errorf("%d policies, want %d", len(results), len(original))
				}
				d := difference(want, statements(results))
				if lost, ok := lostInPrint[name+"/"+format]; ok && len(d) <= lost.differences {
					if len(d) < lost.differences {
						t.Errorf("%d differences, less than the %d that the table of this test gives", len(d), lost.differences)
					}
					t.Skipf("%d differences of %d findings: %s", len(d), len(want), lost.why)
				}
				if len(d) > 0 {
					t.Errorf("%d differences of %d findings:\n%s", len(d), len(want), strings.Join(d, "\n"))
				}
			})
		}
	}
}

// A policy says the same in every encoding, whether the file says which it is,
// says nothing or says what is wrong.
func TestEncodings(t *testing.T) {
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, sample := range formatSamples {
		name := strings.TrimSuffix(filepath.Base(sample), ".md")
		for _, format := range []string{"md", "html", "layout.txt"} {
			path := filepath.Join(formatsDir, name+"."+format)
			if format == "md" {
				path = sample
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			original, err := a.Bytes("policy."+format, data)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range []struct {
				name string
				enc  encoding.Encoding // nil for UTF-8
				mark string
				want string // the name that is found out
			}{
				{"utf-8", nil, "", "utf-8"},
				{"utf-8 with BOM", nil, "\uFEFF", "utf-8"},
				{"utf-16le with BOM", uni.UTF16(uni.LittleEndian, uni.UseBOM), "", "utf-16le"},
				{"utf-16be with BOM", uni.UTF16(uni.BigEndian, uni.UseBOM), "", "utf-16be"},
				{"utf-16le", uni.UTF16(uni.LittleEndian, uni.IgnoreBOM), "", "utf-16le"},
				{"shift_jis", japanese.ShiftJIS, "", "shift_jis"},
				{"euc-jp", japanese.EUCJP, "", "euc-jp"},
				{"iso-2022-jp", japanese.ISO2022JP, "", "iso-2022-jp"},
			} {
				for _, declared := range []string{"", "utf-8", "shift_jis", "euc-jp", "iso-2022-jp"} {
					if declared != "" && format != "html" {
						continue
					}
					t.Run(fmt.Sprintf("%s/%s/%s/declared %q", name, format, e.name, declared), func(t *testing.T) {
						s := e.mark + string(data)
						if format == "html" {
							charset := `<meta charset="` + declared + `">`
							if declared == "" {
								charset = ""
							}
							s = strings.Replace(s, `<meta charset="utf-8">`, charset, 1)
						}
						want := e.want
						encoded := []byte(encodable(s, e.enc))
						if e.enc != nil {
							if encoded, err = e.enc.NewEncoder().Bytes(encoded); err != nil {
								t.Fatal(err)
							}
							if !strings.HasPrefix(want, "utf-16") && ascii(encoded) {
								want = "utf-8" // nothing tells it from others
							}
						}
						results, err := a.Bytes("policy."+format, encoded)
						if err != nil {
							t.Fatal(err)
						}
						if got := results[0].Document.Encoding; got != want {
							t.Errorf("read as %s", got)
						}
						same := statements(original)
						if d := difference(same, statements(results)); len(d) > 0 {
							t.Errorf("%d differences of %d findings:\n%s", len(d), len(same), strings.Join(d, "\n"))
						}
					})
				}
			}
		}
	}
}

// encodable returns s with what the encoding does not hold as people write it there.
func encodable(s string, e encoding.Encoding) string {
	if e != japanese.ShiftJIS && e != japanese.EUCJP && e != japanese.ISO2022JP {
		return s
	}
	return strings.NewReplacer("–", "-", "—", "-", "•", "・", "◦", "○", "▪", "■", "©", "(c)", "\u00A0", " ", "\uFEFF", "").Replace(s)
}

func ascii(b []byte) bool {
	return bytes.IndexFunc(b, func(r rune) bool { return r >= 0x80 }) < 0 && !bytes.ContainsRune(b, 0x1B)
}
