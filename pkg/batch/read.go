package batch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/polcompare/polcompare/pkg/schema"
)

// Names of the files in the directory of a run.
const (
	DocumentsFile = "documents.jsonl"
	FailuresFile  = "failures.jsonl"
	DriftFile     = "drift.jsonl"
	RunFile       = "run.json"
)

// Documents reads the policies of a finished or unfinished run: path is its
// directory, or a file of policies in JSON lines. One is held at a time. Of an
// unfinished run it reads what run.json vouches for. An error names file and
// line and is the last thing yielded.
func Documents(path string) iter.Seq2[*schema.Document, error] {
	return lines(path, DocumentsFile, schema.DocumentV1, func(d *schema.Document) string { return d.Schema })
}

// Failures reads the failures of a run as [Documents] reads its policies.
func Failures(path string) iter.Seq2[*schema.Failure, error] {
	return lines(path, FailuresFile, schema.FailureV1, func(f *schema.Failure) string { return f.Schema })
}

// Drifts reads the compared pairs of a run as [Documents] reads its policies.
func Drifts(path string) iter.Seq2[*schema.Drift, error] {
	return lines(path, DriftFile, schema.DriftV1, func(d *schema.Drift) string { return d.Schema })
}

// ReadRun reads run.json in the directory of a run. Without one the error
// matches [os.ErrNotExist].
func ReadRun(dir string) (*schema.Run, error) {
	name := filepath.Join(dir, RunFile)
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	r := new(schema.Run)
	if err := json.Unmarshal(b, r); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if r.Schema != schema.RunV1 {
		return nil, fmt.Errorf("%s: schema %q, want %q", name, r.Schema, schema.RunV1)
	}
	return r, nil
}

// lines yields the values of a file of JSON lines, or of the file called name
// in a run's directory.
func lines[T any](path, name, want string, schemaOf func(*T) string) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		file, limit := path, int64(-1)
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			file = filepath.Join(path, name)
			run, err := ReadRun(path)
			switch {
			case err == nil:
				limit = run.Files[name]
			case !errors.Is(err, os.ErrNotExist): // without run.json, all there is
				yield(nil, err)
				return
			}
		}
		f, err := os.Open(file)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		var r io.Reader = f
		if limit >= 0 {
			r = io.LimitReader(f, limit)
		}
		buf := bufio.NewReaderSize(r, 256<<10)
		read := int64(0)
		for n := 1; ; n++ {
			line, err := buf.ReadBytes('\n')
			read += int64(len(line))
			if err != nil && err != io.EOF {
				yield(nil, err)
				return
			}
			if err == io.EOF && len(line) == 0 {
				if read < limit {
					yield(nil, fmt.Errorf("%s: %d bytes, but run.json counts %d: the file was changed", file, read, limit))
				}
				return
			}
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			v := new(T)
			if e := json.Unmarshal(line, v); e != nil {
				if err == io.EOF {
					e = fmt.Errorf("the last line is torn: %w", e)
				}
				yield(nil, fmt.Errorf("%s:%d: %w", file, n, e))
				return
			}
			if s := schemaOf(v); s != want {
				yield(nil, fmt.Errorf("%s:%d: schema %q, want %q", file, n, s, want))
				return
			}
			if !yield(v, nil) {
				return
			}
		}
	}
}
