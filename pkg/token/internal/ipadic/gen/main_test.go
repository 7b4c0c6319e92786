package main

import (
	"bytes"
	"os"
	"testing"
)

func TestSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	got, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../ipa.dat")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("ipa.dat is not what the required version of %s gives: run go generate in the directory of package ipadic", modulePath)
	}
}
