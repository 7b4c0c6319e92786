package eval

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// QualitySchema names the form of files of floors.
const QualitySchema = "polcompare.quality/v1"

// A Quality holds, for sets of annotated policies, the floors below which
// figures of a [Report] must not fall.
type Quality struct {
	Schema string                        `json:"schema"`
	Sets   map[string]map[string]float64 `json:"sets"`
}

// ParseQuality reads floors. Another schema, an unknown key, a floor that is
// not between 0 and 1 and anything behind the object are errors.
func ParseQuality(data []byte) (*Quality, error) {
	var q Quality
	if err := decodeStrictly(data, &q); err != nil {
		return nil, err
	}
	if q.Schema != QualitySchema {
		return nil, fmt.Errorf("schema %q, want %q", q.Schema, QualitySchema)
	}
	for set, floors := range q.Sets {
		for name, x := range floors {
			if !(x >= 0 && x <= 1) {
				return nil, fmt.Errorf("%s: %s: %v is not between 0 and 1", set, name, x)
			}
		}
	}
	return &q, nil
}

// Encode returns q as JSON, in a fixed order.
func (q *Quality) Encode() ([]byte, error) {
	data, err := json.MarshalIndent(Quality{QualitySchema, q.Sets}, "", "  ")
	return append(data, '\n'), err
}

// A Fall is a figure below its floor.
type Fall struct {
	Name   string
	Figure float64 // NaN if there is none any more
	Floor  float64
}

func (f Fall) String() string {
	if math.IsNaN(f.Figure) {
		return fmt.Sprintf("%s: there is no such figure any more, its floor is %.3f", f.Name, f.Floor)
	}
	return fmt.Sprintf("%s fell to %.4f, its floor is %.3f", f.Name, f.Figure, f.Floor)
}

// Falls returns the figures that are below their floors in a set, by name. A
// floor without a figure is a fall; a figure without a floor is not. A set
// that q does not have is an error.
func (q *Quality) Falls(set string, figures map[string]float64) ([]Fall, error) {
	floors, ok := q.Sets[set]
	if !ok {
		return nil, fmt.Errorf("there is no set %q (sets: %s)", set, strings.Join(slices.Sorted(maps.Keys(q.Sets)), ", "))
	}
	var out []Fall
	for _, name := range slices.Sorted(maps.Keys(floors)) {
		x, ok := figures[name]
		if !ok {
			x = math.NaN()
		}
		if floor := floors[name]; !(x >= floor-slack) {
			out = append(out, Fall{name, x, floor})
		}
	}
	return out, nil
}

// slack is the difference that is due to rounding.
const slack = 1e-9

// guarded reports whether a figure gets a floor: F1 and labelled F1, not
// precision and recall, which may be traded for one another.
func guarded(name string) bool {
	return strings.HasSuffix(name, ".f1") || strings.HasSuffix(name, ".labelled_f1")
}

// Raise lifts the floors of a set to the figures, rounded down to three
// digits. F1 figures above 0 without a floor get one, a set that q does not have is
// made. A floor above its figure stays, unless lower is true; a floor without a
// figure stays too, or goes. It returns the names of the floors that changed.
func (q *Quality) Raise(set string, figures map[string]float64, lower bool) []string {
	if q.Sets == nil {
		q.Sets = map[string]map[string]float64{}
	}
	floors := q.Sets[set]
	if floors == nil {
		floors = map[string]float64{}
		q.Sets[set] = floors
	}
	var changed []string
	for _, name := range slices.Sorted(maps.Keys(figures)) {
		old, had := floors[name]
		x := math.Floor((figures[name]+slack)*1000) / 1000
		if !had && guarded(name) && x > 0 || had && (x > old || lower && x < old) {
			floors[name] = x
			changed = append(changed, name)
		}
	}
	if lower {
		for _, name := range slices.Sorted(maps.Keys(floors)) {
			if _, ok := figures[name]; !ok {
				delete(floors, name)
				changed = append(changed, name)
			}
		}
	}
	return changed
}
