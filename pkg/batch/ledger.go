package batch

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"slices"

	"github.com/polcompare/polcompare/pkg/schema"
)

// A Ledger keeps account of a sequence of units. What [Run] does in one process,
// a program that shares a corpus out among machines does with a ledger where the
// units are listed, and an [Analyst] on each machine. The zero value is that of
// an empty sequence.
type Ledger struct {
	inputs schema.RunInputs
	digest [sha256.Size]byte
	seen   map[uint64]bool
}

// Add enters the next unit of the sequence. It returns for each of its files
// whether a file before it has the same id.
func (l *Ledger) Add(u Unit) (repeated []bool) {
	if l.seen == nil {
		l.seen = map[uint64]bool{}
	}
	repeated = make([]bool, len(u.Files))
	for i := range u.Files {
		f := &u.Files[i]
		sum := sha256.Sum256([]byte(f.id()))
		key := binary.LittleEndian.Uint64(sum[:])
		repeated[i] = l.seen[key]
		l.seen[key] = true
		l.digest = chain(l.digest, f, u.Pair)
		l.inputs.Done++
		l.inputs.Last = f.id()
	}
	l.inputs.Skipped += u.skipped
	return repeated
}

// Inputs returns what run.json says of the inputs, but for the arguments, when
// all units entered are done.
func (l *Ledger) Inputs() schema.RunInputs {
	in := l.inputs
	in.Digest = hex.EncodeToString(l.digest[:])
	return in
}

// chain returns the digest of a sequence of files with one more behind it.
func chain(digest [sha256.Size]byte, f *File, pair string) [sha256.Size]byte {
	b := digest[:]
	put := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	put(f.id())
	put(f.Path)
	put(pair)
	for _, k := range slices.Sorted(maps.Keys(f.Meta)) {
		put(k)
		put(f.Meta[k])
	}
	return sha256.Sum256(b)
}
