package rules

import "testing"

func TestExamplesOfRules(t *testing.T) {
	for _, lang := range []string{"ja", "en"} {
		b, err := Default().Book(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range b.Check() {
			t.Error(p)
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	for _, lang := range []string{"ja", "en"} {
		b.Run(lang, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s, err := Load()
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.Book(lang); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
