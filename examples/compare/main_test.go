package main

import (
	"bytes"
	"strings"
	"testing"
)

// The corpus says more than this, and what is found in it changes with the
// rules; these are facts that a reader can check.
func TestDifferences(t *testing.T) {
	var b bytes.Buffer
	if err := differences(&b, nil); err != nil {
		t.Fatal(err)
	}
	out := b.String()
	for _, want := range []string{
		"purpose: matching job seekers\n  株式会社かもめ坂商店: silent\n  株式会社トキワ橋キャリア: stated\n    line 19: ",
		"    line 52: 裁判所、警察、労働基準監督署その他これらに準ずる公的機関から照会を受け",
		" things differ; similarity 0.",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(out, "exception: laws and regulations") {
		t.Error("both state that laws may ask for information; that is no difference")
	}
	if t.Failed() {
		t.Log(out)
	}
}

func TestMissingFile(t *testing.T) {
	err := differences(&bytes.Buffer{}, []string{"none.txt", "testdata"})
	if err == nil || !strings.Contains(err.Error(), "none.txt") {
		t.Errorf("error %v does not name the file", err)
	}
}
