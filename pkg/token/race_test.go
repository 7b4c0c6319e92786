//go:build race

package token_test

// raceEnabled tells tests that measure, or do much work, that they are slowed
// down tenfold.
const raceEnabled = true
