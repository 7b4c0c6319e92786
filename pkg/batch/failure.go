package batch

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
)

// Kinds of failures, as they stand in failures.jsonl.
const (
	FailMissing    = "missing"        // there is no such file
	FailUnreadable = "unreadable"     // it cannot be opened or read
	FailArchive    = "archive"        // an archive, or a member of one, is damaged or cut off
	FailNested     = "nested_archive" // an archive in an archive, which is not looked into
	FailEncrypted  = "encrypted"      // it wants a password
	FailDuplicate  = "duplicate"      // a second file with one id
	FailEmpty      = "empty"          // an empty file, or a directory without a text
	FailNoText     = "no_text"        // nothing to see in it
	FailBinary     = "binary"         // not a text
	FailUnsupport  = "unsupported"    // a format that is not read
	FailDamaged    = "damaged"        // a PDF or a document of Word that is cut off or broken
	FailTooLarge   = "too_large"      // larger than the limit
	FailEncoding   = "encoding"       // it cannot be decoded
	FailLanguage   = "language"       // neither Japanese nor English
	FailPair       = "pair"           // two files that could not be compared
	FailInternal   = "internal"       // a mistake in the program, which went on with the next file
)

var (
	errIrregular  = errors.New("not a regular file")
	errNoPolicies = errors.New("no texts or archives in this directory")
	errNested     = errors.New("an archive inside an archive: unpack the outer one")
	errEncrypted  = errors.New("encrypted: unpack it with its password first")
	errForeign    = errors.New("left out, for it is written neither in Japanese nor in English")
	errDuplicate  = errors.New("another input has this id already: left out")
	errProgram    = errors.New("the program failed on this file")
)

// An archiveError is what is wrong with an archive or a member of one.
type archiveError struct {
	name, what string
	err        error
}

func (e *archiveError) Error() string { return fmt.Sprintf("%s: %s: %s", e.name, e.what, e.err) }
func (e *archiveError) Unwrap() error { return e.err }

// A Fault is what an error becomes when it is sent to another process: its words
// and the kind of failure that it is.
type Fault struct{ Kind, Reason string }

// FaultOf returns what to send instead of err, nil if err is nil.
func FaultOf(err error) *Fault {
	if err == nil {
		return nil
	}
	return &Fault{kindOf(err), err.Error()}
}

func (f *Fault) Error() string { return f.Reason }

// kindOf returns the kind of failure that err is.
func kindOf(err error) string {
	var sent *Fault
	if errors.As(err, &sent) {
		return sent.Kind
	}
	var ae *archiveError
	if errors.As(err, &ae) {
		return FailArchive
	}
	for _, k := range []struct {
		err  error
		kind string
	}{
		{errNested, FailNested},
		{errEncrypted, FailEncrypted},
		{ingest.ErrEncrypted, FailEncrypted},
		{ingest.ErrDamaged, FailDamaged},
		{errForeign, FailLanguage},
		{errDuplicate, FailDuplicate},
		{errNoPolicies, FailEmpty},
		{errProgram, FailInternal},
		{ingest.ErrEmpty, FailEmpty},
		{ingest.ErrNoText, FailNoText},
		{policy.ErrEmpty, FailNoText},
		{ingest.ErrBinary, FailBinary},
		{ingest.ErrUnsupported, FailUnsupport},
		{ingest.ErrFormat, FailUnsupport},
		{ingest.ErrTooLarge, FailTooLarge},
		{ingest.ErrEncoding, FailEncoding},
		{fs.ErrNotExist, FailMissing},
	} {
		if errors.Is(err, k.err) {
			return k.kind
		}
	}
	var ie *ingest.Error
	if errors.As(err, &ie) {
		return FailUnsupport
	}
	return FailUnreadable
}

// A UsageError is a mistake of the caller: an input that is not there, a manifest
// that cannot be read, an output directory that is in use. It says what to do.
type UsageError struct{ Msg string }

func (e *UsageError) Error() string { return e.Msg }

func usagef(format string, a ...any) error { return &UsageError{fmt.Sprintf(format, a...)} }
