package main

import (
	"log"
	"os"
)

func Example() {
	if err := exceptions(os.Stdout, "testdata/minamo.txt"); err != nil {
		log.Fatal(err)
	}
	// Output:
	// testdata/minamo.txt:8:5: ご本人の同意がある場合 (consent)
	// testdata/minamo.txt:9:5: 法令に基づく場合 (law)
	// testdata/minamo.txt:10:5: 人の生命、身体または財産の保護のために必要がある場合 (life_safety)
}
