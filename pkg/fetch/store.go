package fetch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// PageSchema names the contract of what is saved beside a page.
const PageSchema = "polcompare.page/v1"

// ManifestName is the name of the list of all pages of a directory.
const ManifestName = "manifest.jsonl"

// A Page is what is known of a saved page.
type Page struct {
	Schema       string    `json:"schema"`
	Path         string    `json:"path"`                    // in the directory, with slashes
	URL          string    `json:"url"`                     // that was asked for
	FinalURL     string    `json:"final_url"`               // after redirects
	Status       int       `json:"status"`                  // of HTTP
	Date         time.Time `json:"date"`                    // when it was got, UTC
	HTTPDate     string    `json:"http_date,omitempty"`     // the header Date, as sent
	LastModified string    `json:"last_modified,omitempty"` // the header Last-Modified, as sent
	ETag         string    `json:"etag,omitempty"`          // the header ETag, as sent
	ContentType  string    `json:"content_type,omitempty"`  // the header Content-Type, as sent
	Charset      string    `json:"charset,omitempty"`       // that the header names, in small letters
	SHA256       string    `json:"sha256"`                  // of the bytes saved, in hexadecimal
	Bytes        int       `json:"bytes"`
	Tool         string    `json:"tool"` // name and version of what got it
}

// A Record is a line of the manifest.
type Record struct {
	Path      string    `json:"path"`
	URL       string    `json:"url"`
	Date      time.Time `json:"date"`
	SHA256    string    `json:"sha256"`
	Unchanged bool      `json:"unchanged,omitempty"` // the same bytes were saved before
}

// A store saves pages in a directory. It is for one goroutine at a time.
type store struct{ dir string }

// save writes the page and what is known of it, which it completes, and adds it to
// the manifest. It reports whether the same bytes stood there before.
func (s store) save(p *Page, body []byte) (unchanged bool, err error) {
	sum := sha256.Sum256(body)
	p.SHA256 = hex.EncodeToString(sum[:])
	u, err := url.Parse(p.URL)
	if err != nil {
		return false, err
	}
	dir, name := fileName(u)
	p.Path = path.Join(dir, name+"."+p.SHA256[:12]+extension(p, body))
	at := filepath.Join(s.dir, filepath.FromSlash(p.Path))
	if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
		return false, err
	}
	old, err := os.ReadFile(at)
	switch {
	case err == nil && !bytes.Equal(old, body):
		return false, fmt.Errorf("%w: %s was changed after it was saved", ErrConflict, at)
	case err == nil:
		unchanged = true
	case !errors.Is(err, fs.ErrNotExist):
		return false, err
	default:
		if err := writeFile(at, body); err != nil {
			return false, err
		}
	}
	// What is known of a page is what was known when it was first got.
	if _, err := os.Stat(at + ".json"); errors.Is(err, fs.ErrNotExist) {
		b, err := marshal(p, "  ")
		if err != nil {
			return false, err
		}
		if err := writeFile(at+".json", b); err != nil {
			return false, err
		}
	}
	line, err := marshal(Record{p.Path, p.URL, p.Date, p.SHA256, unchanged}, "")
	if err != nil {
		return false, err
	}
	f, err := os.OpenFile(filepath.Join(s.dir, ManifestName), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return false, err
	}
	_, err = f.Write(line)
	return unchanged, errors.Join(err, f.Close())
}

func marshal(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // the & of URLs
	enc.SetIndent("", indent)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// writeFile writes a file that is there in full or not at all.
func writeFile(name string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".fetch-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// longestName is how many bytes a name made from a URL has at most.
const longestName = 80

// fileName returns the directory and the name, without an ending, of the page
// at u: small letters, digits, "-", "_", "." and "~" alone, no "." or "-" at
// the beginning. Different URLs get different names.
func fileName(u *url.URL) (dir, name string) {
	plain := u.Scheme == "https" && u.RawQuery == "" && !u.ForceQuery
	safe := func(s string) string {
		return strings.Map(func(r rune) rune {
			switch {
			case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '.':
				return r
			case r >= 'A' && r <= 'Z':
				plain = false
				return r + 'a' - 'A'
			}
			plain = false
			return '_'
		}, s)
	}
	p := strings.TrimPrefix(u.EscapedPath(), "/")
	if p == "" {
		p = "index"
	} else if p == "index" {
		plain = false
	}
	// "a/b" becomes "a_b", and what else does so gets its digits.
	parts := strings.Split(p, "/")
	for i := range parts {
		parts[i] = safe(parts[i])
	}
	name = strings.Join(parts, "_")
	if trimmed := strings.TrimLeft(name, ".-"); trimmed != name || len(name) > longestName {
		plain = false
		name = trimmed[:min(len(trimmed), longestName)]
	}
	switch base, _, _ := strings.Cut(name, "."); base {
	case "", "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3", "lpt4": // which Windows keeps for itself
		plain = false
		name = "_" + name
	}
	dir = strings.TrimLeft(strings.NewReplacer(":", "_", "[", "", "]", "").Replace(u.Host), ".-")
	if dir == "" || len(dir) > 200 {
		dir = "host" // which no public host is called
		plain = false
	}
	if !plain {
		sum := sha256.Sum256([]byte(u.String()))
		name += "~" + hex.EncodeToString(sum[:4])
	}
	return dir, name
}

// endings are those of the types that analysis reads.
var endings = map[string]string{
	"text/html":             ".html",
	"application/xhtml+xml": ".xhtml",
	"text/plain":            ".txt",
	"text/markdown":         ".md",
	"text/x-markdown":       ".md",
	"application/pdf":       ".pdf",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}

// extension returns the ending for a page: by the type that the server gives,
// and where that says nothing by the URL and then by the first bytes.
func extension(p *Page, body []byte) string {
	media, _, _ := mime.ParseMediaType(p.ContentType)
	u, err := url.Parse(p.FinalURL)
	if err != nil {
		u = &url.URL{}
	}
	own := strings.ToLower(path.Ext(u.Path))
	if media == "text/plain" && (own == ".md" || own == ".markdown") {
		return ".md"
	}
	if e := endings[media]; e != "" {
		return e
	}
	switch own {
	case ".html", ".xhtml", ".txt", ".md", ".pdf", ".docx":
		return own
	case ".htm":
		return ".html"
	}
	media, _, _ = mime.ParseMediaType(http.DetectContentType(body))
	if e := endings[media]; e != "" {
		return e
	}
	return ".bin"
}
