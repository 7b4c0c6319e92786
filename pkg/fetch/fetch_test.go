package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const policyPage = "<!doctype html><title>Privacy Policy</title><p>We use your personal information in order to answer your inquiries.</p>"

// A site is a local server that says what the test tells it to, and remembers
// what it was asked.
type site struct {
	*httptest.Server
	mux   *http.ServeMux
	mu    sync.Mutex
	asked []string
	agent string
}

func newSite(t *testing.T) *site {
	s := &site{mux: http.NewServeMux()}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.RequestURI)
		s.agent = r.UserAgent()
		s.mu.Unlock()
		s.mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

func (s *site) says(path, contentType, body string) {
	s.mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, body)
	})
}

func (s *site) redirects(path, to string) {
	s.mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	})
}

// quick are options for a local server.
func quick(dir string) Options {
	return Options{Dir: dir, Delay: -1, AllowPrivate: true}
}

func fetchAll(t *testing.T, o Options, urls ...string) []Outcome {
	t.Helper()
	var out []Outcome
	err := New(o).Fetch(context.Background(), urls, func(o Outcome) error {
		out = append(out, o)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) != len(urls) {
		t.Fatalf("%d outcomes of %d URLs", len(out), len(urls))
	}
	for i, o := range out {
		if o.URL != urls[i] || (o.Err == nil) != (o.Page != nil) {
			t.Errorf("outcome %d: %+v", i, o)
		}
	}
	return out
}

func manifest(t *testing.T, dir string) (out []Record) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if line == "" {
			continue
		}
		var r Record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

func TestSave(t *testing.T) {
	s := newSite(t)
	s.mux.HandleFunc("/legal/privacy", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=Shift_JIS")
		w.Header().Set("Last-Modified", "Mon, 02 Mar 2026 10:00:00 GMT")
		w.Header().Set("ETag", `"abc"`)
		w.Write([]byte("<p>\x8c\xc2\x90\x6c\x8f\xee\x95\xf1</p>")) // bytes that are no UTF-8
	})
	s.redirects("/old", "/legal/privacy#top")
	dir := filepath.Join(t.TempDir(), "corpus")
	out := fetchAll(t, quick(dir), s.URL+"/old")
	if out[0].Err != nil || out[0].Unchanged {
		t.Fatalf("%+v", out[0])
	}
	p := out[0].Page
	body, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p.Path)))
	if err != nil || string(body) != "<p>\x8c\xc2\x90\x6c\x8f\xee\x95\xf1</p>" {
		t.Errorf("the page is %q, %v", body, err)
	}
	if p.URL != s.URL+"/old" || p.FinalURL != s.URL+"/legal/privacy" || p.Status != 200 || p.Charset != "shift_jis" ||
		p.ETag != `"abc"` || p.LastModified != "Mon, 02 Mar 2026 10:00:00 GMT" || p.HTTPDate == "" || p.Bytes != len(body) || !strings.HasSuffix(p.Path, ".html") {
		t.Errorf("%+v", p)
	}
	if want := "polcompare/" + Version() + " (+" + Homepage + ")"; s.agent != want {
		t.Errorf("user agent %q, want %q", s.agent, want)
	}
	// What is known of it follows its schema and is what the caller was told.
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p.Path)+".json"))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.NewCompiler().Compile("../../testdata/schema/page.v1.json")
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Error(err)
	}
	var saved Page
	if err := json.Unmarshal(data, &saved); err != nil || saved != *p {
		t.Errorf("saved %+v, told %+v: %v", saved, *p, err)
	}
	if m := manifest(t, dir); len(m) != 1 || m[0] != (Record{p.Path, p.URL, p.Date, p.SHA256, false}) {
		t.Errorf("manifest %+v", m)
	}
	// Nothing else is there, and nothing half written.
	var names []string
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if !d.IsDir() {
			names = append(names, d.Name())
		}
		return err
	})
	if len(names) != 3 {
		t.Errorf("files %q", names)
	}
}

// A page that changes gets a second file; one that does not, a second line in the
// manifest; one that somebody changed on the disk is left alone.
func TestEditions(t *testing.T) {
	s := newSite(t)
	var edition atomic.Value
	edition.Store("first")
	s.mux.HandleFunc("/privacy", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, edition.Load()) })
	dir := t.TempDir()
	a := fetchAll(t, quick(dir), s.URL+"/privacy")[0]
	same := fetchAll(t, quick(dir), s.URL+"/privacy")[0]
	edition.Store("second")
	b := fetchAll(t, quick(dir), s.URL+"/privacy")[0]
	if a.Err != nil || same.Err != nil || b.Err != nil || a.Unchanged || !same.Unchanged || b.Unchanged || a.Page.Path != same.Page.Path || a.Page.Path == b.Page.Path {
		t.Fatalf("%+v\n%+v\n%+v", a, same, b)
	}
	if m := manifest(t, dir); len(m) != 3 || m[0].Unchanged || !m[1].Unchanged || m[2].Unchanged {
		t.Errorf("manifest %+v", m)
	}
	at := filepath.Join(dir, filepath.FromSlash(b.Page.Path))
	if err := os.WriteFile(at, []byte("edited"), 0o666); err != nil {
		t.Fatal(err)
	}
	c := fetchAll(t, quick(dir), s.URL+"/privacy")[0]
	if data, _ := os.ReadFile(at); !errors.Is(c.Err, ErrConflict) || string(data) != "edited" || len(manifest(t, dir)) != 3 {
		t.Errorf("%+v, the file says %q", c, data)
	}
}

func TestRefusals(t *testing.T) {
	s := newSite(t)
	s.says("/ok", "text/html", policyPage)
	s.says("/empty", "text/html", "")
	s.says("/large", "text/html", strings.Repeat("a", 5000))
	s.says("/just", "text/html", strings.Repeat("a", 4000))
	s.redirects("/loop", "/loop2")
	s.redirects("/loop2", "/loop")
	s.redirects("/to-file", "file:///etc/passwd")
	s.redirects("/to-data", "data:text/html,x")
	s.redirects("/to-broken", "http://[::1")
	s.redirects("/to-user", strings.Replace(s.URL, "http://", "http://name:word@", 1)+"/ok")
	for i := range 12 {
		s.redirects(fmt.Sprintf("/chain%d", i), fmt.Sprintf("/chain%d", i+1))
	}
	s.says("/chain12", "text/html", policyPage)
	s.mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { // begins, and drips
		for range 100 {
			fmt.Fprint(w, "a")
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	})
	s.mux.HandleFunc("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		z.Write(make([]byte, 50<<20))
		z.Close()
	})
	s.mux.HandleFunc("/endless", func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := w.Write(make([]byte, 4096)); err != nil {
				return
			}
		}
	})
	s.mux.HandleFunc("/packed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		fmt.Fprint(w, "?")
	})
	s.mux.HandleFunc("/gzip", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", "text/html")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, policyPage)
		z.Close()
	})
	s.mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		fmt.Fprint(w, "less")
	})
	s.mux.HandleFunc("/later", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "86400")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	for _, test := range []struct {
		reason, url string
		want        error // nil with nothing to say: it is saved
		says        string
	}{
		{"a page", "/ok", nil, ""},
		{"a packed page is unpacked", "/gzip", nil, ""},
		{"no such page", "/missing", ErrStatus, "404 Not Found"},
		{"no bytes", "/empty", ErrEmpty, ""},
		{"too many bytes", "/large", ErrTooLarge, "more than 4000 bytes"},
		{"as many as are allowed", "/just", nil, ""},
		{"bytes without end", "/endless", ErrTooLarge, ""},
		{"a small page that unpacks to a large one", "/bomb", ErrTooLarge, ""},
		{"a page packed otherwise", "/packed", ErrEncoding, "br"},
		{"redirects in a circle", "/loop", ErrRedirect, "back to"},
		{"more redirects than allowed", "/chain0", ErrRedirect, "more than 10 times"},
		{"as many as are allowed", "/chain2", nil, ""},
		{"a redirect to a file", "/to-file", ErrURL, "file:///etc/passwd, where a redirect leads"},
		{"a redirect to data", "/to-data", ErrURL, "data:"},
		{"a redirect to nowhere", "/to-broken", ErrURL, ""},
		{"a redirect that logs in", "/to-user", ErrURL, "user name"},
		{"a server that drips", "/slow", nil, "took too long"},
		{"an answer that is cut off", "/cut", nil, "unexpected EOF"},
		{"a server that is busy until tomorrow", "/later", ErrStatus, "come back in 24h0m0s"},
		{"a file", "file:///etc/passwd", ErrURL, "want http:// or https://"},
		{"words", "example", ErrURL, ""},
		{"no host", "http:///x", ErrURL, "no host"},
		{"a user name", "http://name:word@127.0.0.1/", ErrURL, "user name"},
		{"a host that is none", "http://xn--a/", ErrURL, ""},
	} {
		t.Run(strings.ReplaceAll(test.reason, " ", "_"), func(t *testing.T) {
			dir := t.TempDir()
			o := quick(dir)
			o.MaxBytes = 4000
			if test.url == "/slow" {
				o.Timeout = 300 * time.Millisecond
			}
			u := test.url
			if strings.HasPrefix(u, "/") {
				u = s.URL + u
			}
			got := fetchAll(t, o, u)[0]
			if test.want == nil && test.says == "" {
				if got.Err != nil || len(manifest(t, dir)) != 1 {
					t.Errorf("%v", got.Err)
				}
				return
			}
			if got.Err == nil || test.want != nil && !errors.Is(got.Err, test.want) || !strings.Contains(got.Err.Error(), test.says) {
				t.Fatalf("error %v, want %v that says %q", got.Err, test.want, test.says)
			}
			var e *Error
			if !errors.As(got.Err, &e) || e.URL != u || !strings.HasPrefix(got.Err.Error(), u+": ") {
				t.Errorf("error %#v does not name the URL", got.Err)
			}
			if len(manifest(t, dir)) != 0 {
				t.Error("something was saved")
			}
		})
	}
}

// One that cannot be got leaves the rest alone, and the order is that of the URLs.
func TestRestGoesOn(t *testing.T) {
	s := newSite(t)
	for i := range 20 {
		s.says(fmt.Sprintf("/p%d", i), "text/html", fmt.Sprint(policyPage, i))
	}
	var urls []string
	for i := range 25 {
		urls = append(urls, fmt.Sprintf("%s/p%d", s.URL, i))
	}
	dir := t.TempDir()
	o := quick(dir)
	o.Workers = 5
	for i, got := range fetchAll(t, o, urls...) {
		if (got.Err == nil) != (i < 20) {
			t.Errorf("%s: %v", got.URL, got.Err)
		}
	}
	m := manifest(t, dir)
	for i, r := range m {
		if r.URL != urls[i] {
			t.Errorf("line %d of the manifest is %s", i, r.URL)
		}
	}
	if len(m) != 20 {
		t.Errorf("%d lines", len(m))
	}
}

// What is asked for is written as a browser writes it.
func TestURLs(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{" https://WWW.Example.com:443 ", "https://www.example.com/"},
		{"http://example.com:80/a#b", "http://example.com/a"},
		{"https://example.com/個人 情報?q=利用 目的&a=%41", "https://example.com/%E5%80%8B%E4%BA%BA%20%E6%83%85%E5%A0%B1?q=%E5%88%A9%E7%94%A8%20%E7%9B%AE%E7%9A%84&a=%41"},
		{"https://[2606:2800:21f::1]:8443/", "https://[2606:2800:21f::1]:8443/"},
	} {
		u, err := parse(test.in)
		if err != nil || u.String() != test.want {
			t.Errorf("%s becomes %s, %v, want %s", test.in, u, err, test.want)
		}
	}
}

func TestInterrupted(t *testing.T) {
	s := newSite(t)
	s.mux.HandleFunc("/hang", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	err := New(quick(t.TempDir())).Fetch(ctx, []string{s.URL + "/hang", s.URL + "/hang?2"}, func(Outcome) error { return nil })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
	stop := errors.New("stop")
	s.says("/ok", "text/html", policyPage)
	if err := New(quick(t.TempDir())).Fetch(context.Background(), []string{s.URL + "/ok", s.URL + "/hang"}, func(Outcome) error { return stop }); err != stop {
		t.Errorf("error %v", err)
	}
}

// Without leave no private network is reached, not even by a first request.
func TestPrivateAddresses(t *testing.T) {
	s := newSite(t)
	s.says("/", "text/html", policyPage)
	o := quick(t.TempDir())
	o.AllowPrivate = false
	_, port, _ := strings.Cut(strings.TrimPrefix(s.URL, "http://"), ":")
	for _, u := range []string{s.URL, "http://localhost:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://0.0.0.0:" + port} {
		if got := fetchAll(t, o, u)[0]; !errors.Is(got.Err, ErrAddress) {
			t.Errorf("%s: %v", u, got.Err)
		}
	}
	if asked := s.requests(); len(asked) != 0 {
		t.Errorf("asked for %q", asked)
	}
	for _, test := range []struct {
		reason, address string
		public          bool
	}{
		{"a public one", "93.184.215.14:443", true},
		{"a public one", "[2606:2800:21f:cb07:6820:80da:af6b:8b2c]:443", true},
		{"this machine", "127.0.0.1:80", false},
		{"this machine", "[::1]:80", false},
		{"IPv4 in IPv6", "[::ffff:10.0.0.1]:80", false},
		{"IPv4 behind NAT64", "[64:ff9b::7f00:1]:80", false},
		{"IPv4 by 6to4", "[2002:7f00:1::]:80", false},
		{"a private network", "10.1.2.3:80", false},
		{"another", "172.16.0.1:80", false},
		{"another", "192.168.1.1:80", false},
		{"another", "[fd00::1]:80", false},
		{"a link, where clouds keep what is secret", "169.254.169.254:80", false},
		{"a link", "[fe80::1%eth0]:80", false},
		{"the network of a carrier", "100.64.0.1:80", false},
		{"none", "0.0.0.0:80", false},
		{"none", "[::]:80", false},
		{"many", "224.0.0.1:80", false},
		{"all", "255.255.255.255:80", false},
		{"documentation", "203.0.113.7:80", false},
		{"no address", "example.com:80", false},
	} {
		if err := checkAddress(test.address); (err == nil) != test.public || err != nil && !errors.Is(err, ErrAddress) {
			t.Errorf("%s, %s: %v", test.reason, test.address, err)
		}
	}
}

func TestRobots(t *testing.T) {
	for _, test := range []struct {
		reason  string
		status  int
		robots  string
		allowed bool
	}{
		{"no rules", 404, "", true},
		{"not to be seen", 403, "", true},
		{"a server that cannot say", 500, "", false},
		{"nor this", 502, "User-agent: *\nAllow: /", false},
		{"nothing for anybody", 200, "User-agent: *\nDisallow: /", false},
		{"nothing for us", 200, "User-agent: *\nAllow: /\n\nUser-agent: Polcompare\nDisallow: /privacy", false},
		{"all but for others", 200, "User-agent: polcompare\nDisallow:\n\nUser-agent: *\nDisallow: /", true},
		{"a longer rule that allows", 200, "User-agent: *\nDisallow: /\nAllow: /privacy", true},
		{"a query", 200, "User-agent: *\nDisallow: /*?lang=", false},
		{"an empty file", 200, "", true},
		{"a page instead of rules", 200, "<!doctype html><title>Welcome</title>\n<p>Not found: sorry</p>", true},
	} {
		s := newSite(t)
		s.mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(test.status)
			fmt.Fprint(w, test.robots)
		})
		s.says("/privacy", "text/html", policyPage)
		got := fetchAll(t, quick(t.TempDir()), s.URL+"/privacy?lang=ja")[0]
		if (got.Err == nil) != test.allowed || got.Err != nil && !errors.Is(got.Err, ErrRobots) {
			t.Errorf("%s: %v", test.reason, got.Err)
		}
		if asked := s.requests(); !test.allowed && slices.Contains(asked, "/privacy?lang=ja") || asked[0] != "/robots.txt" {
			t.Errorf("%s: asked for %q", test.reason, asked)
		}
	}

	// Where a redirect leads, the rules of the other host hold, and one look at them is enough.
	other := newSite(t)
	other.says("/robots.txt", "text/plain", "User-agent: *\nDisallow: /private")
	other.says("/private", "text/html", policyPage)
	other.says("/public", "text/html", policyPage)
	s := newSite(t)
	s.redirects("/robots.txt", "/rules")
	s.says("/rules", "text/plain", "User-agent: *\nDisallow: /closed")
	s.redirects("/a", other.URL+"/private")
	s.redirects("/b", other.URL+"/public")
	s.says("/closed", "text/html", policyPage)
	out := fetchAll(t, quick(t.TempDir()), s.URL+"/a", s.URL+"/b", s.URL+"/closed")
	if !errors.Is(out[0].Err, ErrRobots) || out[1].Err != nil || !errors.Is(out[2].Err, ErrRobots) {
		t.Errorf("%v, %v, %v", out[0].Err, out[1].Err, out[2].Err)
	}
	slices.Sort(other.asked)
	if want := []string{"/public", "/robots.txt"}; !slices.Equal(other.asked, want) {
		t.Errorf("asked for %q, want %q", other.asked, want)
	}
}

// A busy server is asked again when it says; a host is not asked faster than
// the delay, whatever the number of workers.
func TestPatience(t *testing.T) {
	s := newSite(t)
	s.mux.HandleFunc("/robots.txt", http.NotFound)
	var times atomic.Int32
	s.mux.HandleFunc("/busy", func(w http.ResponseWriter, _ *http.Request) {
		if times.Add(1) < 3 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		fmt.Fprint(w, policyPage)
	})
	if got := fetchAll(t, quick(t.TempDir()), s.URL+"/busy")[0]; got.Err != nil || times.Load() != 3 {
		t.Errorf("%v after %d requests", got.Err, times.Load())
	}
	times.Store(-10)
	if got := fetchAll(t, quick(t.TempDir()), s.URL+"/busy")[0]; !errors.Is(got.Err, ErrStatus) || times.Load() != -7 {
		t.Errorf("%v after %d requests", got.Err, times.Load()+10)
	}
	for _, test := range []struct {
		header string
		want   time.Duration
	}{
		{"120", 2 * time.Minute}, {"-1", 0}, {"Mon, 02 Mar 2026 10:00:30 GMT", 30 * time.Second}, {"Mon, 02 Mar 2020 10:00:30 GMT", 0}, {"soon", time.Second},
	} {
		if got := retryAfter(test.header, time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)); got != test.want {
			t.Errorf("Retry-After: %s is %v, want %v", test.header, got, test.want)
		}
	}

	s = newSite(t)
	s.says("/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 0.2\n")
	s.says("/", "text/html", policyPage)
	o := quick(t.TempDir())
	o.Delay, o.Workers = 20*time.Millisecond, 4
	start := time.Now()
	fetchAll(t, o, s.URL+"/1", s.URL+"/2", s.URL+"/3")
	if took := time.Since(start); took < 3*200*time.Millisecond {
		t.Errorf("three pages behind robots.txt took %v", took)
	}
}

func TestFileName(t *testing.T) {
	seen := map[string]string{}
	for _, test := range []struct{ url, want string }{
		{"https://www.example.com/", "www.example.com index"},
		{"https://www.example.com/legal/privacy.html", "www.example.com legal_privacy.html"},
		{"https://www.example.com/legal_privacy.html", "www.example.com legal_privacy.html~"},
		{"https://www.example.com/index", "www.example.com index~"},
		{"http://www.example.com/legal/privacy.html", "www.example.com legal_privacy.html~"},
		{"https://www.example.com/Privacy", "www.example.com privacy~"},
		{"https://www.example.com/privacy?lang=ja", "www.example.com privacy~"},
		{"https://www.example.com/privacy?lang=en", "www.example.com privacy~"},
		{"https://www.example.com/privacy?", "www.example.com privacy~"},
		{"https://www.example.com/%E5%80%8B%E4%BA%BA", "www.example.com _e5_80_8b_e4_ba_ba~"},
		{"https://www.example.com/../../etc/passwd", "www.example.com _.._etc_passwd~"},
		{"https://www.example.com/..%2F..%2Fetc", "www.example.com _2f.._2fetc~"},
		{"https://www.example.com/.hidden", "www.example.com hidden~"},
		{"https://www.example.com/con", "www.example.com _con~"},
		{"https://www.example.com/a%00b%0a%1b", "www.example.com a_00b_0a_1b~"},
		{"https://www.example.com:8443/privacy", "www.example.com_8443 privacy"},
		{"https://[2606:2800:21f::1]/privacy", "2606_2800_21f__1 privacy"},
		{"https://個人情報.example/privacy", "xn--gmq84bc76blhq.example privacy"},
		{"https://www.example.com/" + strings.Repeat("long/", 100), "www.example.com " + strings.Repeat("long_", 16) + "~"},
	} {
		u, err := parse(test.url)
		if err != nil {
			t.Errorf("%s: %v", test.url, err)
			continue
		}
		dir, name := fileName(u)
		got := dir + " " + name
		if i := strings.IndexByte(got, '~'); i >= 0 && len(got) == i+9 {
			got = got[:i+1]
		}
		if strings.HasPrefix(test.url, "https://個人") {
			if dir = strings.TrimSuffix(dir, ".example"); !strings.HasPrefix(dir, "xn--") || name != "privacy" {
				t.Errorf("%s is saved as %q, %q", test.url, dir, name)
			}
		} else if got != test.want {
			t.Errorf("%s is saved as %q, want %q", test.url, got, test.want)
		}
		if old := seen[dir+"/"+name]; old != "" {
			t.Errorf("%s and %s are both saved as %s/%s", old, test.url, dir, name)
		}
		seen[dir+"/"+name] = test.url
	}
}

func TestExtension(t *testing.T) {
	for _, test := range []struct{ reason, contentType, url, body, want string }{
		{"the server's word", "text/html; charset=utf-8", "https://a.example/privacy.php", "", ".html"},
		{"the server's word against the name", "application/pdf", "https://a.example/privacy.html", "", ".pdf"},
		{"Markdown is sent as text", "text/plain", "https://a.example/PRIVACY.md", "", ".md"},
		{"the name where the server says nothing", "application/octet-stream", "https://a.example/privacy.pdf", "", ".pdf"},
		{"the bytes where both say nothing", "", "https://a.example/privacy", "<!doctype html><p>", ".html"},
		{"PDF by its bytes", "application/octet-stream", "https://a.example/download", "%PDF-1.7", ".pdf"},
		{"what is no text", "image/png", "https://a.example/logo", "\x89PNG\r\n\x1a\n", ".bin"},
	} {
		if got := extension(&Page{ContentType: test.contentType, FinalURL: test.url}, []byte(test.body)); got != test.want {
			t.Errorf("%s: %s, want %s", test.reason, got, test.want)
		}
	}
}

// Whatever a URL holds, the name is a plain one.
func FuzzFileName(f *testing.F) {
	for _, s := range []string{"https://a.example/b/../c?d=e", "http://[::1]:80/\\..\\", "https://a.example/%2e%2e/\u202e", "https://CON/aux."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := parse(s)
		if err != nil {
			return
		}
		dir, name := fileName(u)
		for _, part := range []string{dir, name} {
			if part == "" || len(part) > 250 || part[0] == '.' || part[0] == '-' ||
				strings.ContainsFunc(part, func(r rune) bool {
					return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.~", r))
				}) {
				t.Errorf("%q is saved as %q, %q", s, dir, name)
			}
		}
		again, err := url.Parse(u.String())
		if err != nil {
			t.Errorf("%q becomes %q: %v", s, u, err)
		} else if d, n := fileName(again); d != dir || n != name {
			t.Errorf("%q is saved as %q, %q and as %q, %q", s, dir, name, d, n)
		}
	})
}
