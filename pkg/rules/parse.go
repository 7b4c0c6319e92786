package rules

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An Error is a mistake in a rule file.
type Error struct {
	File   string
	Line   int // from 1
	Column int // in characters, from 1
	Msg    string
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Msg)
}

// forms lists the closed set of forms, in the order of their documentation.
var forms = map[string]Form{
	"category": Category, "sentence": Sentence, "phrase": Phrase, "frame": Frame, "topic": Topic, "label": Label, "test": Test,
}

var fields = map[string]Field{"text": Text, "lead": Lead, "heading": Heading, "context": Context, "above": Above}

// block is one paragraph of a rule file: a head line and the indented lines below it.
type block struct {
	file string
	line int
	verb string // "", "extend", "replace", "remove"
	form string
	name string
	body []bodyLine
}

type bodyLine struct {
	line, column int
	text         string
}

// parse splits a rule file into blocks. It checks the outline only.
func parse(file, src string) ([]block, error) {
	var out []block
	for n, raw := range strings.Split(src, "\n") {
		line := n + 1
		if i := invalidAt(raw); i >= 0 {
			return nil, &Error{file, line, i + 1, "invalid UTF-8"}
		}
		text := strings.TrimRight(raw, " \t\r")
		trimmed := strings.TrimLeft(text, " \t")
		if trimmed == "" || strings.HasPrefix(trimmed, "#") {
			continue
		}
		column := utf8.RuneCountInString(text) - utf8.RuneCountInString(trimmed) + 1
		if column > 1 {
			if len(out) == 0 {
				return nil, &Error{file, line, column, "an indented line needs a rule above it"}
			}
			b := &out[len(out)-1]
			b.body = append(b.body, bodyLine{line, column, trimmed})
			continue
		}
		words := strings.Fields(trimmed)
		b := block{file: file, line: line}
		switch words[0] {
		case "extend", "replace", "remove":
			b.verb, words = words[0], words[1:]
		}
		if len(words) == 0 {
			return nil, &Error{file, line, 1, b.verb + " needs the form and name of a rule"}
		}
		b.form = words[0]
		_, isForm := forms[b.form]
		if !isForm && b.form != "lexicon" && b.form != "fold" {
			return nil, &Error{file, line, 1, fmt.Sprintf("unknown form %q: want lexicon, fold, category, sentence, phrase, frame, topic, label or test", b.form)}
		}
		switch {
		case b.form == "fold" && len(words) == 1:
		case b.form != "fold" && len(words) == 2:
			b.name = words[1]
		default:
			return nil, &Error{file, line, 1, fmt.Sprintf("a %s line has the form %q", b.form, b.form+map[bool]string{true: "", false: " NAME"}[b.form == "fold"])}
		}
		out = append(out, b)
	}
	return out, nil
}

func invalidAt(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, w := utf8.DecodeRuneInString(s[i:]); w <= 1 {
				return utf8.RuneCountInString(s[:i])
			}
		}
	}
	return -1
}

// rule reads the body of a rule block into r.
func (b *block) rule(r *Rule) error {
	for _, l := range b.body {
		key, rest, _ := strings.Cut(l.text, " ")
		rest = strings.TrimSpace(rest)
		fail := func(msg string) error { return &Error{b.file, l.line, l.column, msg} }
		if key == "=" || key == "!" {
			rest, heading, _ := strings.Cut(rest, " ## ")
			text, lead, _ := strings.Cut(rest, " << ")
			r.Examples = append(r.Examples, Example{Text: strings.TrimSpace(text), Lead: strings.TrimSpace(lead), Heading: strings.TrimSpace(heading), Want: key == "=", Line: l.line})
			continue
		}
		if w, err := strconv.ParseFloat(key, 64); err == nil {
			if rest == "" {
				return fail("a weight needs a pattern behind it")
			}
			p := &Pattern{Weight: w, File: b.file, Line: l.line, Column: l.column + utf8.RuneCountInString(l.text) - utf8.RuneCountInString(rest)}
			if name, pat, ok := strings.Cut(rest, ":"); ok {
				if name == "anywhere" {
					p.Anywhere, rest = true, strings.TrimSpace(pat)
				} else if f, known := fields[name]; known {
					p.Field, rest = f, strings.TrimSpace(pat)
				}
			}
			p.Source = rest
			r.Patterns = append(r.Patterns, p)
			continue
		}
		switch key {
		case "as":
			r.As = strings.Fields(rest)
		case "doc":
			r.Doc = rest
		case "state":
			if rest != "denied" && rest != "stated" {
				return fail("state is stated or denied")
			}
			r.Denied = rest == "denied"
		case "share":
			v, err := strconv.ParseFloat(rest, 64)
			if err != nil || v <= 0 || v > 1 {
				return fail("share needs a number above 0 and at most 1")
			}
			r.Share = v
		case "min":
			v, err := strconv.ParseFloat(rest, 64)
			if err != nil {
				return fail("min needs a number")
			}
			r.Min = v
		default:
			return fail(fmt.Sprintf("unknown key %q: want a weight and a pattern, =, !, as, state, min, share or doc", key))
		}
	}
	return nil
}
