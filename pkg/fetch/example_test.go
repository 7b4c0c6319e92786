package fetch_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/polcompare/polcompare/pkg/fetch"
)

// A page is saved with what is known of it.
func ExampleFetcher_Fetch() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/privacy" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<h1>Privacy Policy</h1>")
	}))
	defer server.Close()
	dir, err := os.MkdirTemp("", "corpus")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)

	f := fetch.New(fetch.Options{Dir: dir, AllowPrivate: true, Delay: -1}) // as the server is on this machine
	err = f.Fetch(context.Background(), []string{server.URL + "/privacy", server.URL + "/imprint"}, func(o fetch.Outcome) error {
		if o.Err != nil {
			fmt.Println("not saved:", strings.TrimPrefix(o.Err.Error(), server.URL))
			return nil
		}
		fmt.Println("saved:", o.Page.Bytes, "bytes of", o.Page.ContentType)
		return nil
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// saved: 23 bytes of text/html; charset=utf-8
	// not saved: /imprint: the server gave no page: 404 Not Found
}
