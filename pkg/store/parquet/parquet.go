package parquet

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	pq "github.com/parquet-go/parquet-go"

	"github.com/polcompare/polcompare/pkg/store"
)

// Names of the files in the directory of an export.
const (
	DocumentsFile = "documents.parquet"
	FindingsFile  = "findings.parquet"
)

// Names of the schemas, in the metadata of the files as "schema". Within a
// version columns are only added.
const (
	DocumentsSchema = "polcompare.parquet.documents/v1"
	FindingsSchema  = "polcompare.parquet.findings/v1"
)

// Bounds of a row group; one policy is never parted.
const (
	RowGroupBytes = 16 << 20 // of strings
	RowGroupRows  = 100_000
)

// Export writes the two files into the directory dir, which it makes if there
// is none. They appear when they are whole, in the place of those that were
// there.
func Export(ctx context.Context, dir string, r store.Results) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	documents, findings := filepath.Join(dir, DocumentsFile), filepath.Join(dir, FindingsFile)
	return store.Replace(documents, func(d string) error {
		return store.Replace(findings, func(f string) error { return export(ctx, d, f, r) })
	})
}

func export(ctx context.Context, documents, findings string, r store.Results) (err error) {
	docs, err := create[Document](documents, r.Info(DocumentsSchema))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, docs.close(err == nil)) }()
	rows, err := create[FindingRow](findings, r.Info(FindingsSchema))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.close(err == nil)) }()
	document, finding := int64(0), int64(0)
	for d, err := range r.Documents {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		document++
		all := store.Findings(d)
		size := len(d.ID) + len(d.Path) + len(d.Title) + len(d.Signature)
		for _, s := range d.Sections {
			size += len(s.Heading) + 64
		}
		flat := make([]FindingRow, 0, len(all))
		for _, f := range all {
			finding++
			size += len(f.Text) + len(f.Value) + 128
			flat = append(flat, newFindingRow(finding, document, d, f))
		}
		if err := docs.write(size, newDocument(document, d, all)); err != nil {
			return err
		}
		if err := rows.write(size, flat...); err != nil {
			return err
		}
	}
	return nil
}

// A table is one file in the making.
type table[T any] struct {
	f     *os.File
	buf   *bufio.Writer
	w     *pq.GenericWriter[T]
	bytes int // of strings in the row group, about
	rows  int // in the row group
}

func create[T any](name string, info [][2]string) (*table[T], error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	t := &table[T]{f: f, buf: bufio.NewWriterSize(f, 1<<20)}
	t.w = pq.NewGenericWriter[T](t.buf, pq.Compression(&pq.Zstd), pq.PageBufferSize(256<<10),
		pq.CreatedBy("polcompare", "", ""), pq.MaxRowsPerRowGroup(RowGroupRows))
	for _, kv := range info {
		t.w.SetKeyValueMetadata(kv[0], kv[1])
	}
	return t, nil
}

func (t *table[T]) write(size int, rows ...T) error {
	if _, err := t.w.Write(rows); err != nil {
		return err
	}
	t.bytes += size
	t.rows += len(rows)
	if t.bytes < RowGroupBytes && t.rows < RowGroupRows {
		return nil
	}
	t.bytes, t.rows = 0, 0
	return t.w.Flush()
}

// close ends the file, which is thrown away unless whole is set.
func (t *table[T]) close(whole bool) error {
	var err error
	if whole {
		if err = t.w.Close(); err == nil {
			err = t.buf.Flush()
		}
	}
	if cerr := t.f.Close(); err == nil {
		err = cerr
	}
	return err
}

// schemaOf names the schema of the file whose rows are of type T, "" for a
// type of somebody's own, with some of the columns.
func schemaOf[T any]() string {
	switch any(*new(T)).(type) {
	case Document:
		return DocumentsSchema
	case FindingRow:
		return FindingsSchema
	}
	return ""
}

// Read calls yield for each row of a file of Parquet, a few of which are held
// at a time. T is [Document], [FindingRow], or a struct of the columns of
// interest. What yield is given is valid until it returns.
func Read[T any](name string, yield func(*T) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	file, err := pq.OpenFile(f, info.Size())
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if want := schemaOf[T](); want != "" {
		if have, _ := file.Lookup("schema"); have != want {
			return fmt.Errorf("%s: schema %q, want %q", name, have, want)
		}
	}
	r := pq.NewGenericReader[T](file)
	defer r.Close()
	rows := make([]T, 64)
	for {
		clear(rows)
		n, err := r.Read(rows)
		for i := range n {
			if err := yield(&rows[i]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
}
