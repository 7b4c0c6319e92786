package drift

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
)

//go:embed settings.json
var settingsFile string

// Settings are the weights and thresholds of alignment and of the verdict, all
// whole numbers; scores run from 0 to 1000.
type Settings struct {
	Prior             int // score of a pair of which nothing is known
	Shrink            int // how much must be known to move a score half way off the prior
	HeadingPenalty    int // a heading against a sentence
	ItemPenalty       int // a list item against running text
	NumberBonus       int // the same number in front
	LengthPenalty     int // for each doubling of length beyond the usual
	BlockThreshold    int // clauses linked below it are better left alone
	SentenceThreshold int // the same for the sentences of linked clauses
	JoinFloor         int // least score of each part of a group
	JoinPenalty       int // for each part beyond the first
	SectionFloor      int // least score of a section that was moved
	SectionMargin     int // by which it must beat all others
	MovedFloor        int // least score of a sentence that was moved
	MovedMargin       int // by which it must beat all others
	MovedWeight       int // of words of the lexicon that it must have
	AbsorbShare       int // share of a lone sentence that the rendering of its neighbour must say besides, from which it is a part of that
	GapFloor          int // least score of a pair in a gap
	GapWeight         int // of words of the lexicon that may speak against a pair in a gap
	JudgeFloor        int // share of known words, in thousandths, below which a pair is not judged
	StrangerShare     int // the same for two texts that have no name in common
	NameShare         int // the same for two texts that have names in common, but no company or desk
	KnownShare        int // share of known words, in thousandths, below which two texts that do not correspond may yet do so
	MixedShare        int // share of text in the other language, in thousandths, from which a document holds both
	UnrelatedShare    int // share of text aligned, in thousandths, below which two texts do not correspond
}

var defaultSettings = sync.OnceValue(func() *Settings {
	s, err := decodeSettings(Settings{}, settingsFile)
	if err != nil {
		panic(err) // part of the program, and tested
	}
	return s
})

// DefaultSettings returns the built-in settings.
func DefaultSettings() Settings { return *defaultSettings() }

// ParseSettings reads settings from JSON. Keys that are left out keep the
// built-in value; unknown ones are an error.
func ParseSettings(s string) (*Settings, error) { return decodeSettings(DefaultSettings(), s) }

func decodeSettings(out Settings, s string) (*Settings, error) {
	d := json.NewDecoder(strings.NewReader(s))
	d.DisallowUnknownFields()
	if err := d.Decode(&out); err != nil {
		if i := strings.Index(err.Error(), "unknown field "); i >= 0 {
			return nil, fmt.Errorf("drift settings: unknown key %s; the keys are those of Settings in package drift", err.Error()[i+len("unknown field "):])
		}
		return nil, fmt.Errorf("drift settings: %w", err)
	}
	if d.More() {
		return nil, errors.New("drift settings: text behind the closing brace")
	}
	if err := out.Check(); err != nil {
		return nil, err
	}
	return &out, nil
}

// Check reports the first setting that is out of range: all are whole numbers
// from 0 to 1000.
func (s *Settings) Check() error {
	v := reflect.ValueOf(s).Elem()
	for i := range v.NumField() {
		if x := v.Field(i).Int(); x < 0 || x > 1000 {
			return fmt.Errorf("drift settings: %s is %d; want a whole number from 0 to 1000", v.Type().Field(i).Name, x)
		}
	}
	return nil
}

// JSON returns the settings as a file that [ParseSettings] reads.
func (s *Settings) JSON() []byte {
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		panic(err) // whole numbers
	}
	return append(b, '\n')
}
