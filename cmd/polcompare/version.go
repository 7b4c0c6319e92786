package main

import (
	"context"
	"fmt"
	"runtime"

	"github.com/polcompare/polcompare/pkg/polcompare"
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
			_, err := fmt.Fprintf(s.out, "polcompare %s %s\n", polcompare.Version(), runtime.Version())
			return err
		}
	},
}
