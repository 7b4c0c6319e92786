package corpus

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"log"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// The closed lists of the annotation guide.
var (
	categories = map[string][]string{
		"purpose": strings.Fields(`service_provision account_management matching_recruitment service_communication inquiry_response marketing
			advertising personalization analytics survey improvement security_fraud billing_payment fulfilment third_party_provision
			publication employment_hr research legal_compliance business_operations other`),
		"exception": strings.Fields(`consent law life_safety public_health state_cooperation authority_request academic entrustment succession
			joint_use affiliates user_request service_recipient anonymized publicly_available rights_protection opt_out other`),
		"disclaimer": strings.Fields(`user_disclosure identifiable_input external_site credential_misuse security_limit accuracy service_change
			no_return request_refusal translation_precedence user_responsibility general_liability other`),
		"voluntariness": {"voluntariness"},
	}
	contactTypes = strings.Fields(`email phone fax postal_address url department person hours`)
	contactRoles = strings.Fields(`inquiry officer joint_use representative complaint_body opt_out`)
	topics       = strings.Fields(`introduction definitions collection purposes third_party entrustment joint_use overseas_transfer security rights
		cookies external_tools external_services public_information sensitive anonymized retention minors disclaimer voluntariness revision
		contact certification identity_check recruitment other`)
	divergenceTypes = strings.Fields(`missing added negation modality number date statute contact scope condition term precedence`)
	severities      = []string{"high", "medium", "low"}
)

type goldFile struct {
	Source   string        `json:"source"`
	Lang     string        `json:"lang"`
	Units    []goldUnit    `json:"units"`
	Sections []goldSection `json:"sections"`
}

type goldUnit struct {
	Kind       string   `json:"kind"`
	Quote      string   `json:"quote"`
	Categories []string `json:"categories"`
	Occurrence int      `json:"occurrence"`
	Value      string   `json:"value"`
}

type goldSection struct {
	Heading string   `json:"heading"`
	Topics  []string `json:"topics"`
}

type driftFile struct {
	Original string `json:"original"`
	JASource string `json:"ja_source"`
	ENSource string `json:"en_source"`
	Stats    struct {
		AlignedStatements int `json:"aligned_statements"`
	} `json:"stats"`
	Divergences []struct {
		Type     string `json:"type"`
		Severity string `json:"severity"`
		JA       string `json:"ja"`
		EN       string `json:"en"`
		Note     string `json:"note"`
	} `json:"divergences"`
}

func Example() {
	entries, err := Manifest()
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range entries {
		if e.Pair != "" && e.Original {
			text, err := ReadFile(e.Path)
			if err != nil {
				log.Fatal(err)
			}
			fmt.Println(e.Pair, e.Lang, e.Company, len(text) > 0)
		}
	}
	// Output:
	// retail-kamomezaka ja 株式会社かもめ坂商店 true
	// saas-horoniwa ja 株式会社ホロニワ true
}

func TestParseManifestIsStrict(t *testing.T) {
	for _, c := range []struct{ reason, data string }{
		{"unknown key of an entry", `{"schema":"polcompare.manifest/v1","policies":[{"path":"a","colour":"red"}]}`},
		{"unknown key of the manifest", `{"schema":"polcompare.manifest/v1","policies":[],"extra":1}`},
		{"schema of another version", `{"schema":"polcompare.manifest/v2","policies":[]}`},
		{"something after the object", `{"schema":"polcompare.manifest/v1","policies":[]} {}`},
		{"not JSON", `policies`},
	} {
		if _, err := parseManifest([]byte(c.data)); err == nil {
			t.Errorf("%s: no error", c.reason)
		}
	}
}

func TestReadFileNamesWhatIsMissing(t *testing.T) {
	if _, err := ReadFile("policies/none.txt"); err == nil || !strings.Contains(err.Error(), "policies/none.txt") {
		t.Errorf("error %v does not name the file", err)
	}
}

func TestManifest(t *testing.T) {
	entries := manifest(t)
	if !slices.IsSortedFunc(entries, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error("the entries are not in the order of their paths")
	}
	langs := map[string]int{}
	for _, e := range entries {
		langs[e.Lang]++
		if e.Lang != "ja" && e.Lang != "en" {
			t.Errorf("%s: lang %q", e.Path, e.Lang)
		}
		if _, err := time.Parse(time.DateOnly, e.Edition); err != nil {
			t.Errorf("%s: edition: %v", e.Path, err)
		}
		if e.Company == "" || e.Industry == "" || e.Licence == "" {
			t.Errorf("%s: an entry with an empty field", e.Path)
		}
		if e.Original && e.Pair == "" {
			t.Errorf("%s: the original of no pair", e.Path)
		}
		if text := read(t, e.Path); !utf8.ValidString(text) {
			t.Errorf("%s is not UTF-8", e.Path)
		}
	}
	if langs["ja"] < 6 || langs["en"] < 4 {
		t.Errorf("policies by language: %v", langs)
	}
}

// manifest.csv says the same in the form that a batch reads.
func TestManifestCSV(t *testing.T) {
	f, err := os.Open("manifest.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"path", "company", "language", "date", "industry", "pair", "original"}}
	for _, e := range manifest(t) {
		original := ""
		if e.Original {
			original = "true"
		}
		want = append(want, []string{e.Path, e.Company, e.Lang, e.Edition, e.Industry, e.Pair, original})
	}
	if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// Every file is a policy of the manifest, its gold file, or the drift gold of a pair, and none of these is missing.
func TestNoStrayFiles(t *testing.T) {
	want := []string{"manifest.json"}
	pairs := map[string]bool{}
	for _, e := range manifest(t) {
		want = append(want, e.Path, goldPath(e))
		if e.Pair != "" && !pairs[e.Pair] {
			pairs[e.Pair] = true
			want = append(want, driftPath(e.Pair))
		}
	}
	var have []string
	err := fs.WalkDir(FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			have = append(have, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	slices.Sort(have)
	if !slices.Equal(want, have) {
		t.Errorf("files\n%s\nwant\n%s", strings.Join(have, "\n"), strings.Join(want, "\n"))
	}
}

func TestGold(t *testing.T) {
	for _, e := range manifest(t) {
		t.Run(path.Base(e.Path), func(t *testing.T) {
			var gold goldFile
			decode(t, goldPath(e), &gold)
			if gold.Source != path.Base(e.Path) || gold.Lang != e.Lang {
				t.Errorf("source %q, lang %q", gold.Source, gold.Lang)
			}
			flat := squeeze(visible(e.Path, read(t, e.Path)))
			kinds := map[string]int{}
			last := 0
			for _, u := range gold.Units {
				kinds[u.Kind]++
				checkCategories(t, u)
				if strings.TrimSpace(u.Quote) != u.Quote {
					t.Errorf("white space around %q", u.Quote)
				}
				at, total := find(flat, squeeze(u.Quote), max(u.Occurrence, 1))
				switch {
				case at < 0:
					t.Errorf("%s not in the policy: %q (occurrence %d of %d)", u.Kind, u.Quote, u.Occurrence, total)
				case total > 1 && u.Occurrence == 0:
					t.Errorf("%q stands %d times: which one?", u.Quote, total)
				case at < last:
					t.Errorf("out of the order of the text: %q", u.Quote)
				default:
					last = at
				}
			}
			for _, kind := range []string{"purpose", "exception", "disclaimer", "voluntariness"} {
				if kinds[kind] == 0 {
					t.Errorf("no %s", kind)
				}
			}
			rest := flat
			for _, s := range gold.Sections {
				_, after, found := strings.Cut(rest, squeeze(s.Heading))
				if !found || s.Heading == "" {
					t.Errorf("heading not in the policy behind the one before it: %q", s.Heading)
				}
				rest = after
				checkClosed(t, s.Heading, s.Topics, topics)
			}
		})
	}
}

func checkCategories(t *testing.T, u goldUnit) {
	t.Helper()
	if len(u.Categories) == 0 {
		t.Errorf("%q has no category", u.Quote)
		return
	}
	if u.Kind == "contact" {
		checkClosed(t, u.Quote, u.Categories[:1], contactTypes)
		checkClosed(t, u.Quote, u.Categories[1:], contactRoles)
		if u.Value == "" {
			t.Errorf("contact %q has no value", u.Quote)
		}
		return
	}
	if u.Value != "" {
		t.Errorf("%s %q has a value", u.Kind, u.Quote)
	}
	list, known := categories[u.Kind]
	if !known {
		t.Errorf("kind %q", u.Kind)
	}
	checkClosed(t, u.Quote, u.Categories, list)
	if len(u.Categories) > 1 && slices.Contains(u.Categories, "other") {
		t.Errorf("%q: other stands alone", u.Quote)
	}
}

func TestPairs(t *testing.T) {
	pairs := map[string][]Entry{}
	for _, e := range manifest(t) {
		if e.Pair != "" {
			pairs[e.Pair] = append(pairs[e.Pair], e)
		}
	}
	if len(pairs) < 2 {
		t.Errorf("%d pairs", len(pairs))
	}
	for name, pair := range pairs {
		t.Run(name, func(t *testing.T) {
			if len(pair) != 2 || pair[0].Original == pair[1].Original || pair[0].Lang == pair[1].Lang {
				t.Fatalf("not an original and a translation: %+v", pair)
			}
			if pair[1].Original {
				slices.Reverse(pair)
			}
			var gold driftFile
			decode(t, driftPath(name), &gold)
			if gold.Original != pair[0].Lang {
				t.Errorf("original %q, the manifest says %q", gold.Original, pair[0].Lang)
			}
			text := map[string]string{}
			source := map[string]string{}
			for _, e := range pair {
				text[e.Lang] = read(t, e.Path)
				source[e.Lang] = path.Base(e.Path)
			}
			if gold.JASource != source["ja"] || gold.ENSource != source["en"] {
				t.Errorf("sources %q, %q", gold.JASource, gold.ENSource)
			}
			if n := len(gold.Divergences); n < 8 || n > 12 || gold.Stats.AlignedStatements < n {
				t.Errorf("%d divergences, %d aligned statements", n, gold.Stats.AlignedStatements)
			}
			for _, d := range gold.Divergences {
				checkClosed(t, d.Note, []string{d.Type}, divergenceTypes)
				checkClosed(t, d.Note, []string{d.Severity}, severities)
				if d.JA == "" && d.EN == "" || d.Note == "" {
					t.Errorf("a divergence that says nothing: %+v", d)
				}
				if !strings.Contains(text["ja"], d.JA) || !strings.Contains(text["en"], d.EN) {
					t.Errorf("not in its file: %q / %q", d.JA, d.EN)
				}
			}
		})
	}
}

func checkClosed(t *testing.T, where string, have, list []string) {
	t.Helper()
	for i, h := range have {
		if !slices.Contains(list, h) || slices.Contains(have[:i], h) {
			t.Errorf("%s: %q is unknown or stands twice", where, h)
		}
	}
}

func manifest(t *testing.T) []Entry {
	t.Helper()
	entries, err := Manifest()
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func goldPath(e Entry) string      { return strings.TrimSuffix(e.Path, path.Ext(e.Path)) + ".gold.json" }
func driftPath(pair string) string { return "policies/" + pair + ".drift.gold.json" }
func read(t *testing.T, name string) string {
	t.Helper()
	data, err := ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func decode(t *testing.T, name string, into any) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader([]byte(read(t, name))))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

var markup = regexp.MustCompile(`(?s)<!--.*?-->|<(script|style)\b.*?</(?:script|style)>|<[^>]*>`)

// visible is the text of a policy without its markup. The corpus holds no raw "<" in text and no ">" in an attribute, so a pattern is enough.
func visible(name, text string) string {
	if path.Ext(name) != ".html" {
		return text
	}
	return html.UnescapeString(markup.ReplaceAllString(text, ""))
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// find returns where the nth occurrence of part begins in s, or -1, and how many there are, overlapping ones included.
func find(s, part string, nth int) (at, total int) {
	at = -1
	if part == "" {
		return at, 0
	}
	for from := 0; ; {
		i := strings.Index(s[from:], part)
		if i < 0 {
			return at, total
		}
		total++
		if total == nth {
			at = from + i
		}
		_, size := utf8.DecodeRuneInString(s[from+i:])
		from += i + size
	}
}
