package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/polcompare/polcompare/pkg/fetch"
	"github.com/spf13/pflag"
)

var fetchCommand = &command{
	name:  "fetch",
	usage: "[FLAGS] URL… -o DIR",
	short: "save web pages for a corpus that can be reproduced",
	long: `Fetch saves each page's bytes as they came, and beside them where, when and how
they were got (schema polcompare.page/v1). It is the only subcommand that opens a
connection; the others read what it saved: polcompare extract DIR.

  DIR/manifest.jsonl                                 a line for each page that was got, appended
  DIR/www.example.com/legal_privacy.3f9a….html       the page
  DIR/www.example.com/legal_privacy.3f9a….html.json  what is known of it

The name holds the beginning of the SHA-256 of the bytes: an edition that changed
stands beside the one before, and nothing is overwritten. "-" reads URLs from
standard input, one a line; empty lines and lines that begin with # are left out.

It says who it is, keeps to robots.txt, waits between two requests to one host,
asks again when a server is too busy (429, 503), and follows redirects to http and
https alone. Addresses of this machine and of private networks are refused, also
behind a redirect, unless --allow-private is given. It uses no proxy. The exit
status is 3 if some page could not be saved.`,
	examples: `
  polcompare fetch https://www.example.com/privacy -o corpus/
  polcompare fetch -j 8 --delay 2s -o corpus/ - < urls.txt`,
}

func init() {
	fetchCommand.flags = func(fs *pflag.FlagSet) func(context.Context, []string, streams) error {
		var o fetch.Options
		fs.StringVarP(&o.Dir, "output", "o", "", "save in `DIR`, which is made if it is not there")
		fs.IntVarP(&o.Workers, "jobs", "j", fetch.DefaultWorkers, "talk to `N` hosts at once")
		fs.DurationVar(&o.Delay, "delay", fetch.DefaultDelay, "wait this long between two requests to one host; robots.txt may ask for more")
		fs.DurationVar(&o.Timeout, "timeout", fetch.DefaultTimeout, "give up on a request after this long")
		fs.Int64Var(&o.MaxBytes, "max-bytes", fetch.DefaultMaxBytes, "refuse pages larger than `N` bytes, unpacked")
		fs.IntVar(&o.MaxRedirects, "max-redirects", fetch.DefaultMaxRedirects, "follow `N` redirects of a page")
		fs.IntVar(&o.Retries, "retries", fetch.DefaultRetries, "ask `N` times more when a server is too busy")
		fs.DurationVar(&o.MaxWait, "max-wait", fetch.DefaultMaxWait, "wait no longer when a server asks to")
		fs.BoolVar(&o.AllowPrivate, "allow-private", false, "fetch from this machine and from private networks, too")
		return func(ctx context.Context, args []string, s streams) error {
			for _, f := range []struct {
				name string
				bad  bool
				want string
			}{
				{"jobs", o.Workers < 1, "1 or more"},
				{"delay", o.Delay < 0, "0 or more"},
				{"timeout", o.Timeout <= 0, "more than 0"},
				{"max-bytes", o.MaxBytes < 1, "1 or more"},
				{"max-redirects", o.MaxRedirects < 0, "0 or more"},
				{"retries", o.Retries < 0, "0 or more"},
				{"max-wait", o.MaxWait < 0, "0 or more"},
			} {
				if f.bad {
					return usagef("--%s %s: want %s", f.name, fs.Lookup(f.name).Value, f.want)
				}
			}
			if o.Dir == "" {
				return usagef("fetch: want --output DIR, where the pages are saved")
			}
			urls, err := readURLs(args, s.in)
			if err != nil {
				return err
			}
			if len(urls) == 0 {
				return usagef("fetch: want the URL of a page")
			}
			// To the package 0 is the default and less than 0 none; to a person 0 is none.
			o.Delay, o.MaxWait = orNone(o.Delay), orNone(o.MaxWait)
			o.MaxRedirects, o.Retries = orNone(o.MaxRedirects), orNone(o.Retries)
			failed := 0
			err = fetch.New(o).Fetch(ctx, urls, func(got fetch.Outcome) error {
				if got.Err != nil {
					complain(s, got.Err)
					failed++
					return nil
				}
				note := ""
				if got.Unchanged {
					note = " (unchanged)"
				}
				return say(s.out, "%s%s", filepath.Join(o.Dir, filepath.FromSlash(got.Page.Path)), note)
			})
			if err == nil && failed > 0 {
				return errInput
			}
			return err
		}
	}
}

func orNone[T int | time.Duration](v T) T {
	if v == 0 {
		return -1
	}
	return v
}

// readURLs returns the URLs that the arguments name, "-" those of standard
// input, each once.
func readURLs(args []string, in io.Reader) ([]string, error) {
	var urls []string
	seen := map[string]bool{}
	add := func(u string) {
		if u = strings.TrimSpace(u); u != "" && !strings.HasPrefix(u, "#") && !seen[u] {
			seen[u] = true
			urls = append(urls, u)
		}
	}
	for _, a := range args {
		if a != "-" {
			add(a)
			continue
		}
		lines := bufio.NewScanner(in)
		for lines.Scan() {
			add(lines.Text())
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
	}
	return urls, nil
}
