package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/pflag"
)

var versionCommand = &command{
	name:  "version",
	usage: "",
	short: "print the version",
	long:  "Version prints the version of the command, the revision it was built from and Go's version.",
	examples: `
  polcompare version`,
	flags: func(*pflag.FlagSet) func(context.Context, []string, streams) error {
		return func(_ context.Context, args []string, s streams) error {
			if len(args) > 0 {
				return usagef("version: want no arguments")
			}
			version, revision := "(devel)", ""
			if info, ok := debug.ReadBuildInfo(); ok {
				if info.Main.Version != "" {
					version = info.Main.Version
				}
				for _, kv := range info.Settings {
					if kv.Key == "vcs.revision" {
						revision = " " + kv.Value
					}
				}
			}
			_, err := fmt.Fprintf(s.out, "polcompare %s%s %s\n", version, revision, runtime.Version())
			return err
		}
	},
}
