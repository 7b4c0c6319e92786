package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/polcompare/polcompare/pkg/render"
)

// onTerminal runs the command with a terminal of the given width as its
// standard output and returns what it wrote there.
func onTerminal(t *testing.T, columns int, env []string, args ...string) string {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no terminal to be had: %v", err)
	}
	defer master.Close()
	fd := int(master.Fd())
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Col: uint16(columns), Row: 50})
	}
	if err != nil {
		t.Skipf("no terminal to be had: %v", err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminal to be had: %v", err)
	}
	var out bytes.Buffer
	done := make(chan struct{})
	go func() {
		io.Copy(&out, master) // ends with an error when the last of the other ends is closed
		close(done)
	}()
	c := polcompareCommand(t, args...)
	c.Env = append(c.Env, env...)
	c.Stdout = slave
	err = c.Run()
	slave.Close()
	<-done
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(out.String(), "\r\n", "\n")
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// On a terminal, tables fit its width, wide characters counted as two, and
// the lines of a table are of one width.
func TestTerminalWidth(t *testing.T) {
	manyProcesses(t)
	widths := []int{80, 120, 200}
	if testing.Short() {
		widths = widths[:1]
	}
	for _, columns := range widths {
		for _, args := range [][]string{
			{}, {"--labels", "ja"}, {"--transpose", "on"}, {"--transpose", "off"}, {"--evidence", "--kind", "exception"}, {"extract"}, {"extract", "--labels", "ja", "--kind", "contact"},
			{"extract", "--explain", "--kind", "purpose", "--lang", "ja"},
		} {
			t.Run(fmt.Sprint(columns, args), func(t *testing.T) {
				out := escapes.ReplaceAllString(onTerminal(t, columns, nil, args...), "")
				table := 0 // width of the table that the line belongs to
				for i, line := range strings.Split(out, "\n") {
					w := render.Width(line)
					if w > columns {
						t.Errorf("line %d is %d wide: %s", i+1, w, line)
					}
					switch {
					case strings.HasPrefix(line, "┌"):
						table = w
					case strings.HasPrefix(line, "│"), strings.HasPrefix(line, "├"), strings.HasPrefix(line, "└"):
						if w != table {
							t.Errorf("line %d is %d wide in a table of %d: %s", i+1, w, table, line)
						}
					}
				}
			})
		}
	}
}

// Colour is for terminals, and not for those who do not want it.
func TestTerminalColor(t *testing.T) {
	manyProcesses(t)
	for _, c := range []struct {
		reason string
		env    []string
		args   []string
		want   bool
	}{
		{"a terminal", nil, []string{"--lang", "en"}, true},
		{"findings on a terminal", nil, []string{"extract", "--lang", "en"}, true},
		{"NO_COLOR is set", []string{"NO_COLOR=1"}, []string{"--lang", "en"}, false},
		{"--no-color", nil, []string{"--no-color", "--lang", "en"}, false},
		{"a terminal that can do nothing", []string{"TERM=dumb"}, []string{"--lang", "en"}, false},
		{"a format for programs", nil, []string{"extract", "--format", "csv", "--lang", "en"}, false},
		{"JSON", nil, []string{"--format", "json", "--lang", "en"}, false},
	} {
		out := onTerminal(t, 100, c.env, c.args...)
		if got := strings.Contains(out, "\x1b["); got != c.want {
			t.Errorf("%s: colour %v, want %v", c.reason, got, c.want)
		}
	}
	if out := onTerminal(t, 200, []string{"COLUMNS=70"}, "--lang", "en", "--no-summary"); render.Width(strings.SplitN(escapes.ReplaceAllString(out, ""), "\n", 2)[0]) > 70 {
		t.Error("COLUMNS is not heeded")
	}
}
