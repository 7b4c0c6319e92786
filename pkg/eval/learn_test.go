package eval_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/polcompare/polcompare/corpus"
	"github.com/polcompare/polcompare/pkg/eval"
	"github.com/polcompare/polcompare/pkg/rules"
)

func loaded(t *testing.T, tree eval.Tree) []*eval.Policy {
	t.Helper()
	gold, err := eval.Load(tree, eval.Tree{})
	if err != nil {
		t.Fatal(err)
	}
	return gold.Policies
}

// What is learned can be laid over the rules, and is the same every time.
func TestLearnTopics(t *testing.T) {
	policies := loaded(t, eval.Tree{FS: corpus.FS, Name: "corpus"})
	var files [2][]byte
	for i := range files {
		learned, err := eval.LearnTopics(context.Background(), policies, eval.LearnOptions{Folds: 3, Workers: i + 1})
		if err != nil {
			t.Fatal(err)
		}
		if len(learned) != 2 || learned[0].Lang != "ja" || learned[1].Lang != "en" {
			t.Fatalf("learned %+v, want ja and en", learned)
		}
		for _, l := range learned {
			if l.Policies < 2 || l.Sections < 10 || l.Before <= 0.5 || l.Before > 1 || l.After <= 0 || l.After > 1 {
				t.Errorf("%s: %d policies, %d sections, F1 %.3f and %.3f", l.Lang, l.Policies, l.Sections, l.Before, l.After)
			}
		}
		var b bytes.Buffer
		if err := learned[1].Model.Write(&b); err != nil {
			t.Fatal(err)
		}
		files[i] = b.Bytes()
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("learned twice, two files")
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "en"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "en", rules.TopicWeights), files[0], 0o666); err != nil {
		t.Fatal(err)
	}
	set, err := rules.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if book, err := set.Book("en"); err != nil || !strings.HasPrefix(book.Topics.Doc[1], `Learned by "polcompare learn" from `) {
		t.Errorf("laid over: %v, %v", book.Topics.Doc, err)
	}
}

func TestLearnFromTooLittle(t *testing.T) {
	one := fstest.MapFS{
		"a.md":        {Data: []byte("# Privacy Policy\n\nWe use your address to deliver goods.\n")},
		"a.gold.json": {Data: []byte(`{"source": "a.md", "lang": "en", "units": [], "sections": [{"heading": "Privacy Policy", "topics": ["purposes"]}]}`)},
	}
	_, err := eval.LearnTopics(context.Background(), loaded(t, eval.Tree{FS: one, Name: "one"}), eval.LearnOptions{})
	if err == nil || !strings.Contains(err.Error(), `one policy in the language "en" is not enough`) {
		t.Errorf("%v, want that one is not enough", err)
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := eval.LearnTopics(done, loaded(t, eval.Tree{FS: corpus.FS, Name: "corpus"}), eval.LearnOptions{}); err == nil {
		t.Error("learned in spite of the end of the context")
	}
}

func ExampleLearnTopics() {
	gold, err := eval.Load(eval.Tree{FS: corpus.FS, Name: "corpus"}, eval.Tree{})
	if err != nil {
		panic(err)
	}
	learned, err := eval.LearnTopics(context.Background(), gold.Policies, eval.LearnOptions{})
	if err != nil {
		panic(err)
	}
	for _, l := range learned {
		fmt.Println(l.Lang, l.Policies, "policies", len(l.Model.Labels), "topics")
	}
	// Output:
	// ja 6 policies 26 topics
	// en 4 policies 26 topics
}
