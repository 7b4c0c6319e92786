package polcompare

import (
	"runtime/debug"
	"sync"
)

const modulePath = "github.com/polcompare/polcompare"

// Version returns the version of this module in the running program, such as
// "v1.2.3" or "(devel)", with the revision it was built from where that is known.
func Version() string { return version() }

var version = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)"
	}
	for _, d := range info.Deps {
		if d.Path == modulePath {
			return d.Version
		}
	}
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	for _, kv := range info.Settings {
		if kv.Key == "vcs.revision" {
			v += " " + kv.Value
		}
	}
	return v
})
