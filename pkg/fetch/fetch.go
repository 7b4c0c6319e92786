// Package fetch saves web pages for a corpus that others can reproduce: the bytes
// as they came, with where, when and how they were got.
//
// It is the only package of the module that opens a connection, and does so only
// for the URLs that it is given, for their robots.txt, and for where these
// redirect to. It says who it is, keeps to robots.txt (RFC 9309), waits between
// two requests to one host, and never follows a redirect out of http and https or
// into a private network. It uses no proxy and keeps no cookies.
//
// # Layout
//
//	DIR/manifest.jsonl                                 a line for each page that was got, appended
//	DIR/www.example.com/legal_privacy.3f9a….html       the page, as it came
//	DIR/www.example.com/legal_privacy.3f9a….html.json  what is known of it (schema polcompare.page/v1)
//
// The name of a page is made from its URL and the first twelve digits of the
// SHA-256 of its bytes, so that an edition that changed stands beside the one
// before and nothing is ever overwritten. Where the URL holds more than a plain
// name can (a query, capitals, other scripts) eight digits of its own SHA-256
// follow a "~". The ending is that of the page's type, and is one that analysis
// reads from a directory, or ".bin".
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/net/idna"
)

// Why a page was not saved; test with [errors.Is].
var (
	ErrURL      = errors.New("not a URL that can be fetched")
	ErrAddress  = errors.New("an address that is not public")
	ErrRobots   = errors.New("not allowed by robots.txt")
	ErrRedirect = errors.New("redirected without end")
	ErrStatus   = errors.New("the server gave no page")
	ErrTooLarge = errors.New("the page is too large")
	ErrEmpty    = errors.New("the page is empty")
	ErrEncoding = errors.New("the page is packed in a way that was not asked for")
	ErrConflict = errors.New("another content stands at its place")
)

// An Error says which URL was not saved, and why.
type Error struct {
	URL    string // as given
	Detail string // what was found; may be empty
	Err    error  // one of the Err… variables, or what the network or the file system says
}

func (e *Error) Error() string {
	s := e.URL + ": " + e.Err.Error()
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	return s
}

// Unwrap returns e.Err.
func (e *Error) Unwrap() error { return e.Err }

// Defaults of [Options].
const (
	DefaultTimeout      = 30 * time.Second
	DefaultMaxBytes     = 64 << 20
	DefaultMaxRedirects = 10
	DefaultDelay        = time.Second
	DefaultRetries      = 2
	DefaultMaxWait      = time.Minute
	DefaultWorkers      = 4
)

// Options say how pages are fetched. Of a number 0 means the default and less
// than 0 none at all, which for MaxBytes is no limit.
type Options struct {
	Dir          string        // where pages are saved; it is made if it is not there
	Timeout      time.Duration // of one request, to the last byte of its answer
	MaxBytes     int64         // the largest page, unpacked
	MaxRedirects int           // how many redirects are followed for one page
	Delay        time.Duration // between the beginnings of two requests to one host; robots.txt may ask for more
	Retries      int           // how often a page is asked for again after the answers 429 and 503
	MaxWait      time.Duration // the longest wait that a server or its robots.txt can ask for
	Workers      int           // how many hosts are talked to at once
	AllowPrivate bool          // fetch from private networks and this machine, too
}

func orDefault[T int | int64 | time.Duration](v, preset T) T {
	switch {
	case v == 0:
		return preset
	case v < 0:
		return 0
	}
	return v
}

// Homepage is where a person who reads the logs of a server learns what this is.
const Homepage = "https://github.com/polcompare/polcompare"

// agent is the name by which robots.txt addresses the fetcher.
const agent = "polcompare"

// Version returns the version of the module, "devel" if it has none.
func Version() string {
	const module = "github.com/polcompare/polcompare"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range append(info.Deps, &info.Main) {
			if m.Path == module && m.Version != "" && m.Version != "(devel)" {
				return m.Version
			}
		}
	}
	return "devel"
}

// A Fetcher fetches pages. It is safe for concurrent use, and keeps what it knows
// of hosts for as long as it lives.
type Fetcher struct {
	o         Options
	transport *http.Transport
	store     store

	mu    sync.Mutex
	hosts map[string]*host // by scheme and authority
}

// New returns a fetcher.
func New(o Options) *Fetcher {
	o.Timeout = orDefault(o.Timeout, DefaultTimeout)
	o.MaxBytes = orDefault(o.MaxBytes, DefaultMaxBytes)
	o.MaxRedirects = orDefault(o.MaxRedirects, DefaultMaxRedirects)
	o.Delay = orDefault(o.Delay, DefaultDelay)
	o.Retries = orDefault(o.Retries, DefaultRetries)
	o.MaxWait = orDefault(o.MaxWait, DefaultMaxWait)
	o.Workers = max(1, orDefault(o.Workers, DefaultWorkers))
	dialer := &net.Dialer{Timeout: o.Timeout}
	if !o.AllowPrivate {
		// Here the name has become an address, and the connection is made to no other.
		dialer.Control = func(_, address string, _ syscall.RawConn) error { return checkAddress(address) }
	}
	return &Fetcher{
		o:     o,
		store: store{dir: o.Dir},
		hosts: map[string]*host{},
		// No http.Client: redirects are followed here, for each has to pass what the first URL passes.
		transport: &http.Transport{
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			TLSHandshakeTimeout:    o.Timeout,
			IdleConnTimeout:        o.Timeout,
			MaxResponseHeaderBytes: 1 << 20,
		},
	}
}

// special are the blocks of addresses that lead to no public host, besides those
// that package netip knows of.
var special = func() (out []netip.Prefix) {
	for _, s := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		// These hold IPv4 addresses, which may be any.
		"64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96",
		"100::/64", "2001:db8::/32", "fec0::/10",
	} {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}()

// checkAddress returns an error if address, with its port, is not that of a
// public host.
func checkAddress(address string) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s", ErrAddress, address)
	}
	a := ap.Addr().Unmap().WithZone("")
	bad := !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast()
	for _, p := range special {
		bad = bad || p.Contains(a)
	}
	if bad {
		return fmt.Errorf("%w: %s", ErrAddress, a)
	}
	return nil
}

// parse returns the URL in the form in which it is asked for: with a host of
// ASCII letters and without a fragment.
func parse(s string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		var ue *url.Error
		if errors.As(err, &ue) {
			err = ue.Err
		}
		return nil, fmt.Errorf("%w: %v", ErrURL, err)
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("%w: want http:// or https://", ErrURL)
	case u.Hostname() == "":
		return nil, fmt.Errorf("%w: it names no host", ErrURL)
	case u.User != nil:
		return nil, fmt.Errorf("%w: it holds a user name, which would be saved", ErrURL)
	}
	name := strings.ToLower(u.Hostname())
	if _, err := netip.ParseAddr(name); err != nil {
		if name, err = idna.Lookup.ToASCII(name); err != nil {
			return nil, fmt.Errorf("%w: %v", ErrURL, err)
		}
	}
	port := u.Port()
	if port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		port = ""
	}
	switch {
	case port != "":
		u.Host = net.JoinHostPort(name, port)
	case strings.Contains(name, ":"):
		u.Host = "[" + name + "]"
	default:
		u.Host = name
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = escapeQuery(u.RawQuery)
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// escapeQuery writes what cannot stand in a query as it is, as browsers do.
func escapeQuery(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7F && c != '"' && c != '<' && c != '>' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// An Outcome is what became of a URL.
type Outcome struct {
	URL       string // as given
	Page      *Page  // nil if there is an error
	Unchanged bool   // the same bytes were saved before
	Err       error  // an *Error
}

// Fetch gets the pages and saves them, several at once but one at a time from
// each host, and calls done with each outcome in the order of urls. It stops at
// the first error that done returns, or when ctx ends.
func (f *Fetcher) Fetch(ctx context.Context, urls []string, done func(Outcome) error) error {
	defer f.transport.CloseIdleConnections()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type got struct {
		page *Page
		body []byte
		err  error
	}
	results := make([]chan got, len(urls))
	for i := range results {
		results[i] = make(chan got, 1)
	}
	// No worker is more than a few pages ahead of what is saved, for pages are kept in memory until then.
	tickets := make(chan struct{}, 2*f.o.Workers)
	work := make(chan int)
	var wg sync.WaitGroup
	for range f.o.Workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range work {
				var g got
				g.page, g.body, g.err = f.get(ctx, urls[i])
				results[i] <- g
			}
		}()
	}
	go func() {
		defer close(work)
		for i := range urls {
			select {
			case tickets <- struct{}{}:
			case <-ctx.Done():
				return
			}
			select {
			case work <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	var err error
	for i, u := range urls {
		var g got
		select {
		case g = <-results[i]:
		case <-ctx.Done():
		}
		if err = ctx.Err(); err != nil {
			break
		}
		o := Outcome{URL: u}
		if o.Err = g.err; g.err == nil {
			if o.Unchanged, o.Err = f.store.save(g.page, g.body); o.Err == nil {
				o.Page = g.page
			}
		}
		if o.Err != nil {
			o.Err = newError(u, o.Err)
		}
		if err = done(o); err != nil {
			break
		}
		<-tickets
	}
	cancel()
	wg.Wait()
	return err
}

// newError returns err as an [Error] of the URL.
func newError(u string, err error) *Error {
	for _, known := range []error{ErrURL, ErrAddress, ErrRobots, ErrRedirect, ErrStatus, ErrTooLarge, ErrEmpty, ErrEncoding, ErrConflict} {
		if errors.Is(err, known) {
			_, detail, _ := strings.Cut(err.Error(), known.Error())
			return &Error{u, strings.TrimPrefix(detail, ": "), known}
		}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return &Error{u, "", errors.New("the server took too long")}
	}
	return &Error{u, "", err}
}

// get fetches one page.
func (f *Fetcher) get(ctx context.Context, given string) (*Page, []byte, error) {
	u, err := parse(given)
	if err != nil {
		return nil, nil, err
	}
	first := u.String()
	seen := map[string]bool{first: true}
	for hops := 0; ; hops++ {
		h := f.host(u)
		if err := f.allowed(ctx, h, u); err != nil {
			return nil, nil, err
		}
		a, err := f.ask(ctx, h, u, f.o.MaxBytes)
		if err != nil {
			return nil, nil, err
		}
		if to := a.header.Get("Location"); a.redirects() && to != "" {
			if u, err = target(u, to); err != nil {
				return nil, nil, fmt.Errorf("%w, where a redirect leads", err)
			}
			if s := u.String(); seen[s] {
				return nil, nil, fmt.Errorf("%w: back to %s", ErrRedirect, s)
			}
			seen[u.String()] = true
			if hops >= f.o.MaxRedirects {
				return nil, nil, fmt.Errorf("%w: more than %d times", ErrRedirect, f.o.MaxRedirects)
			}
			continue
		}
		switch {
		case a.status != http.StatusOK && a.status != http.StatusNonAuthoritativeInfo:
			return nil, nil, fmt.Errorf("%w: %d %s", ErrStatus, a.status, http.StatusText(a.status))
		case a.header.Get("Content-Encoding") != "" && !strings.EqualFold(a.header.Get("Content-Encoding"), "identity"):
			return nil, nil, fmt.Errorf("%w: %s", ErrEncoding, a.header.Get("Content-Encoding"))
		case len(a.body) == 0:
			return nil, nil, ErrEmpty
		}
		return newPage(first, u, a), a.body, nil
	}
}

// target returns where a redirect from u leads.
func target(u *url.URL, location string) (*url.URL, error) {
	ref, err := u.Parse(location)
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrURL, location)
	}
	to, err := parse(ref.String())
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, ref.Redacted())
	}
	return to, nil
}

// An answer is what a server says.
type answer struct {
	status int
	header http.Header
	body   []byte // of a page, not of a redirect
	date   time.Time
}

func (a *answer) redirects() bool {
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// ask sends a request, and again as long as the server is too busy to answer.
func (f *Fetcher) ask(ctx context.Context, h *host, u *url.URL, limit int64) (*answer, error) {
	for again := 0; ; again++ {
		if err := h.wait(ctx); err != nil {
			return nil, err
		}
		a, err := f.once(ctx, u, limit)
		h.release()
		if err != nil || a.status != http.StatusTooManyRequests && a.status != http.StatusServiceUnavailable || again >= f.o.Retries {
			return a, err
		}
		pause := time.Second << again
		if s := a.header.Get("Retry-After"); s != "" {
			pause = retryAfter(s, a.date)
		}
		if pause > f.o.MaxWait {
			return nil, fmt.Errorf("%w: %d %s, and asks to come back in %v", ErrStatus, a.status, http.StatusText(a.status), pause.Round(time.Second))
		}
		h.pause(pause)
	}
}

// retryAfter returns how long the server asks to wait: a number of seconds or a date.
func retryAfter(s string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(s); err == nil {
		return time.Duration(min(max(n, 0), 1<<30)) * time.Second
	}
	if at, err := http.ParseTime(s); err == nil {
		return max(0, at.Sub(now))
	}
	return time.Second
}

// once sends one request.
func (f *Fetcher) once(ctx context.Context, u *url.URL, limit int64) (*answer, error) {
	ctx, cancel := context.WithTimeout(ctx, f.o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", agent+"/"+Version()+" (+"+Homepage+")")
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown;q=0.9, */*;q=0.5")
	req.Header.Set("Accept-Language", "*")
	resp, err := f.transport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := &answer{status: resp.StatusCode, header: resp.Header, date: time.Now().UTC().Truncate(time.Second)}
	if a.status < 200 || a.status >= 300 {
		return a, nil // nobody reads what else it says
	}
	// The body comes unpacked, so that the limit is that of what it unpacks to.
	var r io.Reader = resp.Body
	if limit > 0 {
		r = io.LimitReader(r, limit+1)
	}
	if a.body, err = io.ReadAll(r); err != nil {
		return nil, err
	}
	if limit > 0 && int64(len(a.body)) > limit {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	}
	return a, nil
}

// newPage returns what is known of a page.
func newPage(first string, u *url.URL, a *answer) *Page {
	contentType := a.header.Get("Content-Type")
	_, params, _ := mime.ParseMediaType(contentType)
	return &Page{
		Schema: PageSchema, URL: first, FinalURL: u.String(), Status: a.status, Date: a.date,
		HTTPDate: a.header.Get("Date"), LastModified: a.header.Get("Last-Modified"), ETag: a.header.Get("ETag"),
		ContentType: contentType, Charset: strings.ToLower(params["charset"]),
		Bytes: len(a.body), Tool: agent + " " + Version(),
	}
}
