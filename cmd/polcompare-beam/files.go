package main

import (
	"bufio"
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
	"sync"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"github.com/polcompare/polcompare/pkg/batch"
	"github.com/polcompare/polcompare/pkg/ingest"
)

// remote reports whether name is that of a file in a store, such as gs://bucket/a.html.
func remote(name string) bool { return strings.Contains(name, "://") }

func join(dir, name string) string { return strings.TrimSuffix(dir, "/") + "/" + name }

// stores holds one client a process for each kind of store.
var stores struct {
	sync.Mutex
	of map[string]filesystem.Interface
}

func store(ctx context.Context, name string) (filesystem.Interface, error) {
	scheme, _, ok := strings.Cut(name, "://")
	if !ok {
		scheme = ""
	}
	stores.Lock()
	defer stores.Unlock()
	if s := stores.of[scheme]; s != nil {
		return s, nil
	}
	s, err := filesystem.New(context.WithoutCancel(ctx), name)
	if err != nil {
		return nil, err
	}
	if stores.of == nil {
		stores.of = map[string]filesystem.Interface{}
	}
	stores.of[scheme] = s
	return s, nil
}

// stored yields the files of a store that match a pattern, in the order of their
// names. They have no Open: a worker opens them by their path.
func stored(ctx context.Context, pattern string) iter.Seq2[batch.Unit, error] {
	return func(yield func(batch.Unit, error) bool) {
		var names []string
		s, err := store(ctx, pattern)
		if err == nil {
			names, err = s.List(ctx, pattern)
		}
		if err != nil {
			yield(batch.Unit{}, fmt.Errorf("%s: %w", pattern, err))
			return
		}
		if len(names) == 0 {
			yield(batch.Unit{Files: []batch.File{{Path: pattern, Err: fmt.Errorf("%s: no file matches: %w", pattern, fs.ErrNotExist)}}}, nil)
			return
		}
		slices.Sort(names)
		for _, name := range names {
			if !yield(batch.Unit{Files: []batch.File{{Path: name}}}, nil) {
				return
			}
		}
	}
}

// open returns the content of the file called name.
func open(ctx context.Context, name string) batch.Content {
	s, err := store(ctx, name)
	if err != nil {
		return batch.Content{Err: fmt.Errorf("%s: %w", name, err)}
	}
	in, err := s.OpenRead(ctx, name)
	if err != nil {
		return batch.Content{Err: named(name, err)}
	}
	defer in.Close()
	return read(name, in)
}

// read returns the content of in, up to a byte more than is allowed, so that it
// shows that there is too much.
func read(name string, in io.Reader) batch.Content {
	b, err := io.ReadAll(io.LimitReader(in, ingest.DefaultMaxBytes+1))
	if err != nil {
		return batch.Content{Err: named(name, err)}
	}
	return batch.Content{Data: b}
}

// named puts the name of a file before what is wrong with it, as [batch.Run]
// does.
func named(name string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("%s: %w", pe.Path, pe.Err)
	}
	return err
}

// write writes a file of output. On a disk it appears when it is whole; stores do
// that of themselves.
func write(ctx context.Context, name string, content func(io.Writer) error) (err error) {
	s, err := store(ctx, name)
	if err != nil {
		return err
	}
	to := name
	disk, ok := s.(filesystem.Renamer)
	if ok = ok && !remote(name); ok {
		to += ".tmp"
	}
	w, err := s.OpenWrite(ctx, to)
	if err != nil {
		return err
	}
	buf := bufio.NewWriterSize(w, 256<<10)
	if err = content(buf); err == nil {
		err = buf.Flush()
	}
	if cerr := w.Close(); err == nil {
		err = cerr
	}
	if err == nil && ok {
		err = disk.Rename(ctx, to, name)
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, err)
	}
	return nil
}

// copyFrom copies the file called name and returns how many bytes it has.
func copyFrom(ctx context.Context, w io.Writer, name string) (int64, error) {
	s, err := store(ctx, name)
	if err != nil {
		return 0, err
	}
	in, err := s.OpenRead(ctx, name)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	return io.Copy(w, in)
}

// remove removes the file called name if it is there and its store can do that.
func remove(ctx context.Context, name string) error {
	s, err := store(ctx, name)
	if err != nil {
		return err
	}
	r, ok := s.(filesystem.Remover)
	if !ok {
		return nil
	}
	if err := r.Remove(ctx, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		if _, serr := s.Size(ctx, name); serr == nil { // else it is gone already
			return err
		}
	}
	if !remote(name) {
		os.Remove(filepath.Dir(name)) // fails as long as something is in it
	}
	return nil
}
