package main

import "runtime/debug"

const (
	// gcPercent lets the heap grow to five times what is in use before it is
	// collected: most of it is rules and dictionary, which a collection goes
	// through for nothing.
	gcPercent = 400
	// memoryLimit is where collections come as often as is needed to stay below it.
	memoryLimit = 768 << 20
)

// tuneMemory trades memory for speed. Whoever sets GOGC or GOMEMLIMIT in the
// environment keeps what they set.
func tuneMemory(env func(string) string) {
	if env("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if env("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}
