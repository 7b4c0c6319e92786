// Package heads tells where in a text one of some words may begin, so that only
// there they are compared with it.
package heads

// A Filter lets every text pass that begins with one of its words, and few others.
// Letters of ASCII count without case.
type Filter struct {
	tiny  [256]bool     // first bytes of words of fewer than three
	short [words]uint64 // hashes of the first three bytes of words of fewer than six
	long  [words]uint64 // hashes of the first six bytes of the others
}

const (
	words = 64
	shift = 20 // leaves as many bits as a filter of that many words tells apart
)

// New returns the filter of some words, in lower case as far as ASCII goes.
func New(all []string) *Filter {
	f := &Filter{}
	for _, w := range all {
		switch {
		case w == "": // begins everywhere
			for i := range f.tiny {
				f.tiny[i] = true
			}
		case len(w) < 3:
			f.tiny[w[0]] = true
			if c := w[0]; c >= 'a' && c <= 'z' {
				f.tiny[c&^0x20] = true
			}
		case len(w) < 6:
			x := hash(w)
			f.short[x>>6] |= 1 << (x & 63)
		default:
			x := hash(w) ^ hash(w[3:])*3
			x &= words*64 - 1
			f.long[x>>6] |= 1 << (x & 63)
		}
	}
	return f
}

// May reports whether a word may begin at the start of s, which is not empty.
func (f *Filter) May(s string) bool {
	if f.tiny[s[0]] {
		return true
	}
	if len(s) < 3 {
		return false
	}
	x := hash(s)
	if f.short[x>>6]>>(x&63)&1 != 0 {
		return true
	}
	if len(s) < 6 {
		return false
	}
	x = (x ^ hash(s[3:])*3) & (words*64 - 1)
	return f.long[x>>6]>>(x&63)&1 != 0
}

// hash returns a hash of the first three bytes of s.
func hash(s string) uint32 {
	_ = s[2]
	return (uint32(Lower[s[0]])<<16 | uint32(Lower[s[1]])<<8 | uint32(Lower[s[2]])) * 2654435761 >> shift
}

// Lower maps the bytes of ASCII capitals to small letters, all others to themselves.
var Lower = func() (t [256]byte) {
	for i := range t {
		t[i] = byte(i)
		if i >= 'A' && i <= 'Z' {
			t[i] |= 0x20
		}
	}
	return
}()
