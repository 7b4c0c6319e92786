package batch

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/japanese"

	"github.com/polcompare/polcompare/pkg/polcompare"
)

func hasEnding(name string, endings ...string) bool {
	name = strings.ToLower(name)
	for _, e := range endings {
		if strings.HasSuffix(name, e) {
			return true
		}
	}
	return false
}

func isTar(name string) bool {
	return hasEnding(name, ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.zst", ".tzst")
}

// isArchive reports whether the members of a file called name are inputs.
func isArchive(name string) bool { return hasEnding(name, ".zip") || isTar(name) }

// isPacked reports whether a member called name is an archive or compressed:
// nothing looks into those.
func isPacked(name string) bool {
	return isArchive(name) || hasEnding(name, ".gz", ".bz2", ".zst", ".xz", ".7z", ".rar", ".lzh", ".lha")
}

// unpacked returns what f holds once decompressed, by its first bytes.
func unpacked(f io.Reader) (io.Reader, func(), error) {
	buf := bufio.NewReaderSize(f, 64<<10)
	magic, _ := buf.Peek(4)
	switch {
	case strings.HasPrefix(string(magic), "\x1f\x8b"):
		z, err := gzip.NewReader(buf)
		return z, func() {}, err
	case strings.HasPrefix(string(magic), "BZh"):
		return bzip2.NewReader(buf), func() {}, nil
	case string(magic) == "\x28\xb5\x2f\xfd":
		z, err := zstd.NewReader(buf, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, func() {}, err
		}
		return z, z.Close, nil
	}
	return buf, func() {}, nil
}

// archive yields the texts in an archive, in the order in which they stand there.
func (l *lister) archive(p string) bool {
	f, err := os.Open(p)
	if err != nil {
		return l.file(File{Path: p, Err: pathError(err)})
	}
	defer f.Close()
	if isTar(p) {
		return l.tar(p, f)
	}
	return l.zip(p, f)
}

// damaged says of an archive that its rest could not be read. How many members
// came before is for the reader to know how much is lost.
func damaged(p string, members int, err error) File {
	return File{Path: p, Err: &archiveError{p, fmt.Sprintf("damaged or cut off after %d members", members), err}}
}

func (l *lister) tar(p string, f *os.File) bool {
	var in io.Reader = f
	magic := make([]byte, 4)
	if n, _ := f.ReadAt(magic, 0); n == 4 { // a plain one can be sought in
		r, closer, err := unpacked(f)
		if err != nil {
			return l.file(damaged(p, 0, err))
		}
		defer closer()
		if _, plain := r.(*bufio.Reader); plain {
			_, err = f.Seek(0, io.SeekStart)
		} else {
			in = r
		}
		if err != nil {
			return l.file(damaged(p, 0, err))
		}
	}
	r := tar.NewReader(in)
	for n := 0; ; n++ {
		h, err := r.Next()
		if err == io.EOF && n == 0 {
			if info, serr := f.Stat(); serr == nil && info.Size() == 0 {
				err = io.ErrUnexpectedEOF
			}
		}
		switch {
		case err == io.EOF:
			return true
		case err != nil && !errors.Is(err, tar.ErrInsecurePath): // names are only names here
			return l.file(damaged(p, n, err))
		case h.Typeflag == tar.TypeDir:
			continue
		case h.Typeflag != tar.TypeReg:
			l.skipped++
			continue
		}
		if !l.member(p, h.Name, h.Size, nil, func() (io.ReadCloser, error) { return io.NopCloser(r), nil }) {
			return false
		}
	}
}

func (l *lister) zip(p string, f *os.File) bool {
	info, err := f.Stat()
	if err != nil {
		return l.file(File{Path: p, Err: pathError(err)})
	}
	r, err := zip.NewReader(f, info.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return l.file(File{Path: p, Err: &archiveError{p, "no zip archive, damaged or cut off", err}})
	}
	for _, m := range r.File {
		if m.Mode().IsDir() {
			continue
		}
		if !m.Mode().IsRegular() {
			l.skipped++
			continue
		}
		name := m.Name
		if m.NonUTF8 && !utf8.ValidString(name) { // Japanese Windows writes Shift_JIS
			if s, err := japanese.ShiftJIS.NewDecoder().String(name); err == nil {
				name = s
			}
		}
		var bad error
		if m.Flags&1 != 0 {
			bad = errEncrypted
		}
		if !l.member(p, name, int64(min(m.UncompressedSize64, 1<<62)), bad, m.Open) {
			return false
		}
	}
	return true
}

// member yields a member of an archive, unless its name is that of something
// else than a text. Names are used as names alone: nothing is unpacked.
func (l *lister) member(archive, name string, size int64, bad error, open func() (io.ReadCloser, error)) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." || part == "__MACOSX" {
			return true
		}
	}
	full := archive + "!" + name
	switch base := path.Base(name); {
	case isPacked(base):
		return l.file(File{Path: full, Err: fmt.Errorf("%s: %w", full, errNested)})
	case !polcompare.Readable(base):
		l.skipped++
		return true
	}
	if bad != nil {
		return l.file(File{Path: full, Err: fmt.Errorf("%s: %w", full, bad)})
	}
	return l.file(File{Path: full, Size: size, Open: func() (io.ReadCloser, error) {
		r, err := open()
		if err != nil {
			return nil, &archiveError{full, "damaged", err}
		}
		return memberReader{r, full}, nil
	}})
}

// A memberReader says of errors which member they are of.
type memberReader struct {
	io.ReadCloser
	name string
}

func (m memberReader) Read(b []byte) (int, error) {
	n, err := m.ReadCloser.Read(b)
	if err != nil && err != io.EOF {
		err = &archiveError{m.name, "damaged or cut off", err}
	}
	return n, err
}
