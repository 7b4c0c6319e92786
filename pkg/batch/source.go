package batch

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/polcompare/polcompare/pkg/polcompare"
)

// A File is a file to analyse.
type File struct {
	ID   string            // of its results; "" stands for Path
	Path string            // where it stands, for people; of a member "archive.zip!member"
	Meta map[string]string // what is known of it besides
	Size int64             // in bytes, 0 if not known before Open
	Err  error             // why it cannot be read, instead of Open

	// Open returns the content. It is called at most once, and before the
	// next unit of a sequence is asked for.
	Open func() (io.ReadCloser, error)
}

// A Unit is what is analysed together: one file, or the two of a pair.
type Unit struct {
	Files []File
	Pair  string // id of the pair, of which the first file is the original; "" for a file alone
	Err   error  // why the pair is none

	skipped int64 // files left out between the unit before and this one
}

// Sources say where a batch finds its files.
type Sources struct {
	// Inputs are files, directories, globs (*, **, ?, [a-z], {a,b}), archives
	// (.zip, .tar, .tar.gz, .tgz, .tar.bz2, .tar.zst), manifests (.csv, .tsv,
	// .jsonl, .ndjson; also with .gz or .zst behind it), or "-" for a list on
	// standard input.
	Inputs []string
	// Lists are files that hold inputs, one a line.
	Lists []string
	// Stdin is what "-" reads; nil is os.Stdin. It holds inputs, one a line,
	// or a manifest in JSON lines.
	Stdin io.Reader
	// Pairs takes the two files of a pair together.
	Pairs bool

	out os.FileInfo // a directory to pass over
}

// Units yields what the sources hold, one unit at a time, in the order given;
// of directories in the order of the names below them. Files and members whose
// endings are not those of a text are passed over, and so are hidden ones.
// Whatever else cannot be read is yielded with its Err. An error ends the
// sequence; it names the file and the place in it.
//
// What is held in memory is the names of one directory, or the list of contents
// of one zip archive.
func (s *Sources) Units() iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		l := lister{s: s, yield: yield}
		for _, p := range s.Inputs {
			if p == "-" {
				in := s.Stdin
				if in == nil {
					in = os.Stdin
				}
				if !l.list("standard input", in) {
					return
				}
			} else if !l.path(p) {
				return
			}
		}
		for _, p := range s.Lists {
			f, err := os.Open(p)
			if err != nil {
				yield(Unit{}, err)
				return
			}
			ok := l.list(p, f)
			f.Close()
			if !ok {
				return
			}
		}
		if l.skipped > 0 {
			l.emit(Unit{})
		}
	}
}

// Check returns the first mistake in what is to be read that can be seen
// without reading policies: an input that is not there, a manifest that cannot be
// read or names one id twice.
func (s *Sources) Check() error {
	stdin := 0
	for _, p := range s.Inputs {
		switch p {
		case "":
			return usagef("the name of an input is empty")
		case "-":
			if stdin++; stdin > 1 {
				return usagef(`standard input ("-") can be read once only`)
			}
			continue
		}
		info, err := os.Stat(p)
		if err != nil {
			if isGlob(p) {
				if n, gerr := globCount(p); gerr != nil {
					return usagef("%s: %s", p, gerr)
				} else if n == 0 {
					return usagef("%s: no file matches", p)
				}
				continue
			}
			return usagef("%s", pathError(err))
		}
		if !info.IsDir() && isManifest(p) {
			if err := checkManifest(p, s.Pairs); err != nil {
				return err
			}
		}
	}
	for _, p := range s.Lists {
		if _, err := os.Stat(p); err != nil {
			return usagef("%s", pathError(err))
		}
	}
	if len(s.Inputs)+len(s.Lists) == 0 {
		return usagef("no inputs")
	}
	return nil
}

// pathError puts the name first and leaves out the system call.
func pathError(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("%s: %w", pe.Path, pe.Err)
	}
	return err
}

// A lister walks through sources. Its methods return false when nothing more
// is wanted.
type lister struct {
	s       *Sources
	yield   func(Unit, error) bool
	skipped int64
}

func (l *lister) emit(u Unit) bool {
	u.skipped, l.skipped = l.skipped, 0
	return l.yield(u, nil)
}

func (l *lister) file(f File) bool { return l.emit(Unit{Files: []File{f}}) }

func (l *lister) fail(err error) bool {
	l.yield(Unit{}, err)
	return false
}

// path yields what p names: a file, a directory, a glob, an archive, a manifest.
func (l *lister) path(p string) bool {
	info, err := os.Stat(p)
	switch {
	case err != nil && isGlob(p):
		return l.glob(p)
	case err != nil:
		return l.file(File{Path: p, Err: pathError(err)})
	case info.IsDir():
		return l.tree(p)
	case !info.Mode().IsRegular():
		return l.file(File{Path: p, Err: fmt.Errorf("%s: %w", p, errIrregular)})
	case isArchive(p):
		return l.archive(p)
	case isManifest(p):
		return l.manifestFile(p)
	}
	return l.file(onDisk(p))
}

// onDisk returns the file at path.
func onDisk(path string) File {
	return File{Path: path, Open: func() (io.ReadCloser, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, pathError(err)
		}
		return f, nil
	}}
}

// tree yields the texts and archives of a directory given as an input.
func (l *lister) tree(dir string) bool {
	any := false
	inner := *l
	inner.yield = func(u Unit, err error) bool {
		any = true
		return l.yield(u, err)
	}
	ok := inner.dir(dir)
	l.skipped = inner.skipped
	if ok && !any {
		return l.file(File{Path: dir, Err: fmt.Errorf("%s: %w", dir, errNoPolicies)})
	}
	return ok
}

// dir yields the texts and archives in a directory and those below it, in the
// order of their paths.
func (l *lister) dir(dir string) bool {
	info, err := os.Stat(dir)
	if err == nil && l.s.out != nil && os.SameFile(info, l.s.out) {
		return true
	}
	names, skipped, err := entries(dir)
	l.skipped += skipped
	for _, n := range names {
		p := filepath.Join(dir, n)
		ok := false
		switch {
		case strings.HasSuffix(n, "/"):
			ok = l.dir(p)
		case isArchive(n):
			ok = l.archive(p)
		default:
			ok = l.file(onDisk(p))
		}
		if !ok {
			return false
		}
	}
	if err != nil {
		return l.file(File{Path: dir, Err: pathError(err)})
	}
	return true
}

// entries returns the names of the texts, archives and directories (with a
// slash behind them) in dir, sorted as their paths would be, and the number of
// other files. Hidden ones are no matter. With an error it returns what could be read.
func entries(dir string) (names []string, skipped int64, err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	for {
		part, err := f.ReadDir(1024) // names are kept, entries are not
		for _, e := range part {
			switch n := e.Name(); {
			case strings.HasPrefix(n, "."):
			case e.IsDir():
				names = append(names, n+"/")
			case e.Type().IsRegular() && (polcompare.Readable(n) || isArchive(n)):
				names = append(names, n)
			default:
				skipped++
			}
		}
		if err != nil {
			slices.Sort(names)
			if err == io.EOF {
				err = nil
			}
			return names, skipped, err
		}
	}
}

func isGlob(p string) bool { return strings.ContainsAny(p, "*?[{") }

var errEnough = errors.New("enough")

// walkGlob calls f for each path that matches a pattern, directories among them
// unless the pattern goes through all of them.
func walkGlob(pattern string, f func(path string) error) error {
	base, rest := doublestar.SplitPattern(filepath.ToSlash(pattern))
	options := []doublestar.GlobOption{doublestar.WithNoHidden()}
	if strings.Contains(rest, "**") {
		options = append(options, doublestar.WithFilesOnly())
	}
	return doublestar.GlobWalk(os.DirFS(base), rest, func(p string, _ fs.DirEntry) error {
		return f(filepath.Join(base, filepath.FromSlash(p)))
	}, options...)
}

func globCount(pattern string) (n int, err error) {
	err = walkGlob(pattern, func(string) error { n++; return errEnough })
	if errors.Is(err, errEnough) {
		err = nil
	}
	return n, err
}

func (l *lister) glob(pattern string) bool {
	n := 0
	err := walkGlob(pattern, func(p string) error {
		n++
		if !l.path(p) {
			return errEnough
		}
		return nil
	})
	switch {
	case errors.Is(err, errEnough):
		return false
	case err != nil:
		return l.file(File{Path: pattern, Err: pathError(err)})
	case n == 0:
		return l.file(File{Path: pattern, Err: fmt.Errorf("%s: no file matches: %w", pattern, fs.ErrNotExist)})
	}
	return true
}

// list yields the inputs that r names, one a line (or with NUL between them), or
// the rows of the manifest in JSON lines that it holds.
func (l *lister) list(name string, r io.Reader) bool {
	buf := bufio.NewReaderSize(r, 64<<10)
	dropBOM(buf)
	for {
		c, err := buf.ReadByte()
		if err != nil {
			break
		}
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			buf.UnreadByte()
			if c == '{' {
				return l.rows(name, "", jsonRows(name, buf))
			}
			break
		}
	}
	lines := bufio.NewScanner(buf)
	lines.Split(func(data []byte, end bool) (int, []byte, error) {
		if i := bytes.IndexAny(data, "\n\x00"); i >= 0 {
			return i + 1, data[:i], nil
		}
		if end && len(data) > 0 {
			return len(data), data, nil
		}
		return 0, nil, nil
	})
	for n := 1; lines.Scan(); n++ {
		p := strings.TrimSuffix(lines.Text(), "\r")
		switch {
		case strings.TrimSpace(p) == "":
		case p == "-":
			return l.fail(usagef(`%s:%d: "-" cannot stand in a list`, name, n))
		default:
			if !l.path(p) {
				return false
			}
		}
	}
	if err := lines.Err(); err != nil {
		return l.fail(fmt.Errorf("%s: %w", name, err))
	}
	return true
}

// dropBOM passes over the mark that some programs put before UTF-8.
func dropBOM(r *bufio.Reader) {
	if b, _ := r.Peek(3); string(b) == "\uFEFF" {
		r.Discard(3)
	}
}

// count returns the number of files that the sources hold, without reading
// them; -1 if that cannot be told.
func (s *Sources) count(ctx context.Context) int64 {
	if slices.Contains(s.Inputs, "-") {
		return -1
	}
	n := int64(0)
	for u, err := range s.Units() {
		if err != nil || ctx.Err() != nil {
			return -1
		}
		n += int64(len(u.Files))
	}
	return n
}
