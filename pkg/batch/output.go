package batch

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/gofrs/flock"

	"github.com/polcompare/polcompare/pkg/schema"
)

const lockFile = ".lock"

// A store is the directory of a run.
type store struct {
	dir   string
	lock  *flock.Flock
	names []string
	files map[string]*outFile
	err   error // of the first write that failed; nothing is written after it
}

// A handle is a file that is written to; tests put failing ones in its place.
type handle interface {
	io.Writer
	io.Seeker
	Truncate(int64) error
	Sync() error
	Close() error
}

var openHandle = func(name string) (handle, error) {
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
}

// An outFile is a file of output with its length, what is buffered included.
type outFile struct {
	h   handle
	w   *bufio.Writer
	len int64
}

// openStore makes or takes the directory of a run for this process alone, and
// returns what its run.json says, nil for a new run. Files of a former run stand
// in the way unless resume or force says what to do with them.
func openStore(dir string, names []string, resume, force bool) (*store, *schema.Run, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, nil, usagef("the output directory cannot be made: %s", pathError(err))
	}
	// A stranger's directory is left alone, without so much as a lock in it.
	if err := checkFree(dir, resume, force); err != nil {
		return nil, nil, err
	}
	s := &store{dir: dir, lock: flock.New(filepath.Join(dir, lockFile)), names: names, files: map[string]*outFile{}}
	ok, err := s.lock.TryLock()
	switch {
	case err != nil:
		return nil, nil, usagef("the output directory cannot be written to: %s", pathError(err))
	case !ok:
		return nil, nil, usagef("%s: another run writes there: wait for its end, or take another directory", dir)
	}
	run, err := s.begin(resume, force)
	if err != nil {
		s.close()
		return nil, nil, err
	}
	return s, run, nil
}

// checkFree returns an error if a new run would write over something.
func checkFree(dir string, resume, force bool) error {
	if force {
		return nil
	}
	list, err := os.ReadDir(dir)
	if err != nil {
		return usagef("%s", pathError(err))
	}
	// What a run that ended before its first run.json leaves is nothing.
	list = slices.DeleteFunc(list, func(e os.DirEntry) bool {
		info, err := e.Info()
		ours := slices.Contains([]string{DocumentsFile, FailuresFile, DriftFile, lockFile}, e.Name())
		return e.Name() == RunFile+".tmp" || ours && err == nil && info.Size() == 0
	})
	if len(list) == 0 {
		return nil
	}
	has := func(name string) bool {
		return slices.ContainsFunc(list, func(e os.DirEntry) bool { return e.Name() == name })
	}
	switch {
	case resume && has(RunFile):
		return nil
	case resume:
		return usagef("%s: there is no %s to resume from, but other files: take an empty directory", dir, RunFile)
	case has(RunFile):
		return usagef("%s holds a run already: --resume goes on with it, --force throws it away", dir)
	}
	return usagef("%s is not empty (%s, …): take a directory of its own, or write into it with --force", dir, list[0].Name())
}

func (s *store) begin(resume, force bool) (*schema.Run, error) {
	if err := checkFree(s.dir, resume, force); err != nil { // somebody may have been faster
		return nil, err
	}
	if force && !resume {
		for _, n := range []string{RunFile, DocumentsFile, FailuresFile, DriftFile} { // run.json first, for it speaks of the others
			if err := os.Remove(filepath.Join(s.dir, n)); err != nil && !errors.Is(err, os.ErrNotExist) {
				return nil, pathError(err)
			}
		}
	}
	run, err := ReadRun(s.dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, usagef("the run cannot be resumed: %s; --force begins anew", err)
	}
	return run, nil
}

// open opens the output files and cuts them where the finished work ends.
func (s *store) open(lengths map[string]int64) error {
	for _, n := range s.names {
		name := filepath.Join(s.dir, n)
		h, err := openHandle(name)
		if err != nil {
			return usagef("the output cannot be written: %s", pathError(err))
		}
		f := &outFile{h: h, w: bufio.NewWriterSize(h, 256<<10), len: lengths[n]}
		s.files[n] = f
		end, err := h.Seek(0, io.SeekEnd)
		if err != nil {
			return err
		}
		if end < f.len {
			return usagef("%s has %d bytes, but %s counts %d: it was changed; --force begins anew", name, end, RunFile, f.len)
		}
		if err := f.cut(f.len); err != nil {
			return err
		}
	}
	return nil
}

func (f *outFile) cut(length int64) error {
	if err := f.h.Truncate(length); err != nil {
		return err
	}
	_, err := f.h.Seek(length, io.SeekStart)
	return err
}

func (s *store) write(name string, b []byte) error {
	f := s.files[name]
	if len(b) == 0 || f == nil {
		return nil
	}
	if s.err != nil {
		return s.err
	}
	n, err := f.w.Write(b)
	f.len += int64(n)
	s.err = err
	return err
}

// save makes sure that all output is on the disk, and then that run.json says so.
func (s *store) save(run *schema.Run) error {
	if s.err == nil {
		s.err = s.saveAll(run)
	}
	return s.err
}

func (s *store) saveAll(run *schema.Run) error {
	run.Files = map[string]int64{}
	for _, n := range s.names {
		f := s.files[n]
		if err := f.w.Flush(); err != nil {
			return err
		}
		if err := f.h.Sync(); err != nil {
			return err
		}
		run.Files[n] = f.len
	}
	b, err := json.MarshalIndent(run, "", "  ")
	if err != nil {
		return err
	}
	return replace(filepath.Join(s.dir, RunFile), append(b, '\n'))
}

// replace puts a file in the place of another so that one of them is there, whole,
// whenever the machine stops.
func replace(name string, b []byte) error {
	h, err := openHandle(name + ".tmp")
	if err != nil {
		return err
	}
	err = h.Truncate(0)
	if err == nil {
		_, err = h.Write(b)
	}
	if err == nil {
		err = h.Sync()
	}
	if cerr := h.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(name+".tmp", name)
	}
	if err != nil {
		os.Remove(name + ".tmp")
		return fmt.Errorf("%s: %w", name, err)
	}
	if d, err := os.Open(filepath.Dir(name)); err == nil { // the new name, too, on systems that can
		d.Sync()
		d.Close()
	}
	return nil
}

// rescue cuts the files where run.json on the disk says that they end, after a
// write failed, so that they hold whole lines; it returns what run.json says, nil if
// that cannot be read.
func (s *store) rescue() *schema.Run {
	run, err := ReadRun(s.dir)
	if err != nil {
		return nil
	}
	for n, f := range s.files {
		f.cut(run.Files[n]) // if this fails, too, resuming does it
	}
	return run
}

func (s *store) close() error {
	var first error
	for _, f := range s.files {
		if err := f.h.Close(); first == nil {
			first = err
		}
	}
	s.lock.Unlock()
	return first
}
