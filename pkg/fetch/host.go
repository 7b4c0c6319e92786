package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// A host is a server that is asked one thing at a time.
type host struct {
	turn  chan struct{} // holds a token while nobody asks
	next  time.Time     // before which nobody may; guarded by turn
	delay time.Duration // between two requests; guarded by turn

	robots sync.Mutex
	known  bool // group and closed are what robots.txt says
	group  *robotstxt.Group
	closed error // nobody may ask for anything
}

func (f *Fetcher) host(u *url.URL) *host {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := u.Scheme + "://" + u.Host
	h := f.hosts[key]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1), delay: f.o.Delay}
		h.turn <- struct{}{}
		f.hosts[key] = h
	}
	return h
}

// wait returns when it is the caller's turn. Unless it returns an error, the
// caller has to call release.
func (h *host) wait(ctx context.Context) error {
	select {
	case <-h.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	timer := time.NewTimer(time.Until(h.next))
	defer timer.Stop()
	select {
	case <-timer.C:
		h.next = time.Now().Add(h.delay)
		return nil
	case <-ctx.Done():
		h.release()
		return ctx.Err()
	}
}

func (h *host) release() { h.turn <- struct{}{} }

// pause leaves the host alone for a time.
func (h *host) pause(d time.Duration) {
	<-h.turn
	if at := time.Now().Add(d); at.After(h.next) {
		h.next = at
	}
	h.release()
}

// maxRobots is how much of a robots.txt is read; RFC 9309 asks for 500 KiB at least.
const maxRobots = 1 << 20

// allowed returns an error if robots.txt of the host does not allow u.
func (f *Fetcher) allowed(ctx context.Context, h *host, u *url.URL) error {
	h.robots.Lock()
	defer h.robots.Unlock()
	if !h.known {
		group, err := f.robotsOf(ctx, h, u)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		h.known, h.group, h.closed = true, group, err
		if group != nil && group.CrawlDelay > f.o.Delay {
			<-h.turn
			h.delay = min(group.CrawlDelay, f.o.MaxWait)
			h.next = time.Now().Add(h.delay)
			h.release()
		}
	}
	if h.closed != nil {
		return h.closed
	}
	if h.group != nil && !h.group.Test(u.RequestURI()) {
		return fmt.Errorf("%w of %s", ErrRobots, u.Host)
	}
	return nil
}

// robotsOf returns what robots.txt of the host of u says to this program; nil
// allows everything. By RFC 9309 that is so where there is none (4xx), and
// nothing is allowed where the server cannot say (5xx, no answer).
func (f *Fetcher) robotsOf(ctx context.Context, h *host, u *url.URL) (*robotstxt.Group, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range maxRobotsRedirects + 1 {
		a, err := f.ask(ctx, f.host(at), at, maxRobots)
		switch {
		case errors.Is(err, ErrTooLarge):
			return nil, fmt.Errorf("%w: it has more than %d bytes", ErrRobots, maxRobots)
		case err != nil:
			return nil, fmt.Errorf("%s: %w", at, err)
		}
		switch to := a.header.Get("Location"); {
		case a.redirects() && to != "":
			if at, err = target(at, to); err != nil {
				return nil, err
			}
		case a.status >= 200 && a.status < 300:
			data, err := robotstxt.FromBytes(a.body)
			if err != nil {
				return nil, fmt.Errorf("%w: it cannot be understood", ErrRobots)
			}
			return data.FindGroup(agent), nil
		case a.status >= 500:
			return nil, fmt.Errorf("%w: %s gave %d %s", ErrRobots, at, a.status, http.StatusText(a.status))
		default:
			return nil, nil
		}
	}
	return nil, nil // by RFC 9309 as if there were none
}

// maxRobotsRedirects is how many redirects lead to a robots.txt at most.
const maxRobotsRedirects = 5
