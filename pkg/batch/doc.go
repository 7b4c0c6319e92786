// Package batch analyses corpora: any number of policies, from directories,
// globs, manifests, archives and lists, into files that other programs query.
//
//	summary, err := batch.Run(ctx, batch.Options{Inputs: []string{"policies/"}, Out: "results"})
//	for doc, err := range batch.Documents("results") { … }
//
// # Output
//
// A run leaves in its directory:
//
//	documents.jsonl  one policy a line, in the order of the inputs ([schema.Document])
//	failures.jsonl   one input a line of which there is no result, and why ([schema.Failure])
//	drift.jsonl      with Options.Drift: one compared pair a line ([schema.Drift])
//	run.json         versions, options, counts, and how far the run came ([schema.Run])
//
// and an empty file ".lock", which keeps two runs from writing to one place.
// Every file but documents.jsonl may be empty; drift.jsonl is there only if
// pairs were asked for. The bytes of all files are the same for any number of
// workers, and after a run that was killed and resumed: they hold no times.
//
// A document of a manifest has its columns in "meta", a map of strings: company,
// language, date and all that the program knows nothing of; empty ones are left
// out. Every document has a signature, by which package stats finds
// near-duplicates. The two of a pair have there "pair", its id, and "role", which is "original"
// or "translation". A line of drift.jsonl has the id in "pair".
//
// # Resuming
//
// run.json is written anew, atomically, every Options.Checkpoint and at the end.
// Its "files" say how many bytes of each file hold finished work, its "inputs"
// how many inputs these are and a digest of their names. Options.Resume cuts the
// files there and goes on with the next input. It refuses if the inputs before it
// are others, or the options, the rules or the version of the program.
// What stands in the files before the offsets is valid at any time.
package batch
