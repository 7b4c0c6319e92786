package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sharedFiles returns the policies that stand beside the module where it is
// developed, or skips.
func sharedFiles(tb testing.TB) []string {
	root := filepath.Join("..", "..", "..", "shared")
	if _, err := os.Stat(root); err != nil {
		tb.Skipf("there are no sample policies at %s", root)
	}
	var out []string
	err := filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			switch filepath.Ext(p) {
			case ".txt", ".md", ".html", ".htm", ".php", ".tpl":
				out = append(out, p)
			}
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// samples are texts such as policies are made of.
var samples = []struct{ name, file, text string }{
	{"japanese", "a.txt", "第１条（利用目的）\n当社は、お客様の個人情報を、次の目的で利用します。\n\n（１）サービスの提供のため\n・ご連絡、ＤＭの送付\n\n"},
	{"markdown", "a.md", "## 2. Use of *information*\n\nWe use **personal information** as our [policy](https://x.example/a_b) says:\n\n- to provide the service;\n- to answer inquiries &amp; requests.\n\n"},
	{"html", "a.html", "<div class=\"section\"><h2 id=\"use\">２．利用目的</h2>\n<p>当社は、<b>個人情報</b>を\n次の目的で利用します。<br />詳しくは<a href=\"/x?a=1&amp;b=2\">こちら</a>。</p>\n<ol class=\"list\">\n<li>サービスの提供</li>\n<li>ご連絡&nbsp;等</li>\n</ol></div>\n"},
	{"template", "a.php", "<div class=\"<?php echo $c ?>\"><p>当社は、<?= $name ?>の個人情報を適切に取り扱います。</p>{{ more }}</div>\n"},
}

func BenchmarkRead(b *testing.B) {
	for _, s := range samples {
		data := []byte(strings.Repeat(s.text, 200_000/len(s.text)))
		b.Run(s.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(s.file, data, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkShared reads the real policies of each format.
func BenchmarkShared(b *testing.B) {
	type file struct {
		name string
		data []byte
	}
	files := map[string][]file{}
	size := map[string]int{}
	for _, p := range sharedFiles(b) {
		data, err := os.ReadFile(p)
		if err != nil {
			b.Fatal(err)
		}
		if f, err := Read(p, data, Options{}); err == nil {
			key := f.Format + "/" + f.Encoding
			files[key] = append(files[key], file{p, data})
			size[key] += len(data)
		}
	}
	for key, list := range files {
		b.Run(key, func(b *testing.B) {
			b.SetBytes(int64(size[key]))
			b.ReportAllocs()
			for b.Loop() {
				for _, f := range list {
					if _, err := Read(f.name, f.data, Options{}); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
