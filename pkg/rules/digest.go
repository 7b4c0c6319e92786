package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
)

// Digest returns the SHA-256, in hexadecimal, of the rules of all languages:
// of their files' names and contents, wherever an overlay stands.
func (s *Set) Digest() string {
	h := sha256.New()
	for _, src := range s.sources {
		fmt.Fprintf(h, "%s/%s %t %d\n%s", src.lang, path.Base(src.file), src.overlay, len(src.text), src.text)
	}
	return hex.EncodeToString(h.Sum(nil))
}
