package token

import (
	"strings"
	"sync"
)

// lemma returns the form of an English word that its other forms share. It
// goes by rule; the lists hold what the rules get wrong in the language of
// policies and contracts.
func lemma(surface string) string {
	w := strings.ToLower(surface)
	if strings.Contains(w, "’") {
		w = strings.ReplaceAll(w, "’", "'")
	}
	if full := endings[w]; full != "" {
		return full
	}
	// Prose takes "Act." for an abbreviation. One with dots inside is one.
	if i := strings.IndexByte(w, '.'); i > 0 && i == len(w)-1 {
		w = w[:i]
	}
	if i := strings.LastIndexByte(w, '-'); i > 0 && i < len(w)-1 {
		last := w[i+1:]
		if l := lemma(last); l != last {
			return w[:i+1] + l
		}
		return w
	}
	for i := range len(w) {
		if !isLower(w[i]) {
			return w
		}
	}
	if b := lists().base[w]; b != "" {
		return b
	}
	switch {
	case len(w) < 3:
		return w
	case strings.HasSuffix(w, "s"):
		return singular(w)
	case strings.HasSuffix(w, "ied") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ed"):
		return infinitive(w, w[:len(w)-2])
	case strings.HasSuffix(w, "ing"):
		return infinitive(w, w[:len(w)-3])
	}
	return w
}

// endings has what the endings stand for that prose splits off.
var endings = map[string]string{
	"n't": "not",
	"'ll": "will",
	"'re": "be",
	"'m":  "be",
}

// negated has what is before n't where that is no word.
var negated = map[string]string{"ca": "can", "wo": "will", "sha": "shall", "ai": "be"}

// singular takes the s off a plural, or off a verb.
func singular(w string) string {
	stem := w[:len(w)-1]
	switch {
	case hasSuffix(w, "ss", "us", "is", "ics"):
		if hasSuffix(w, "topics", "metrics", "clinics", "graphics") {
			return stem
		}
		return w
	case len(w) < 4:
		return w
	case strings.HasSuffix(w, "ies"):
		if len(w) == 4 {
			return stem
		}
		return w[:len(w)-3] + "y"
	case hasSuffix(w, "sses", "shes", "xes", "oes"), strings.HasSuffix(w, "ches") && !strings.HasSuffix(w, "aches"):
		return w[:len(w)-2]
	case hasSuffix(w, "eaches", "oaches", "taches"): // but caches
		return w[:len(w)-2]
	}
	return stem
}

// infinitive makes a verb of its stem, with the e it may have lost before the
// ending and without the letter it may have doubled.
func infinitive(w, stem string) string {
	n := len(stem)
	if n < 2 || !strings.ContainsAny(stem, "aeiouy") {
		return w // need, king
	}
	last, prev := stem[n-1], stem[n-2]
	vowelBefore := isVowel(prev) || prev == 'y'
	switch {
	case lists().without[stem]:
		return stem
	case lists().withE[stem]:
		return stem + "e"
	case last == prev && !isVowel(last):
		if strings.IndexByte("bdgmnprt", last) >= 0 {
			return stem[:n-1] // planned, but called, processed
		}
		return stem
	case last == 'e':
		if strings.HasSuffix(w, "ed") && prev != 'e' {
			return stem + "e" // agreed, but seeing
		}
		return stem
	case strings.IndexByte("vzcu", last) >= 0:
		return stem + "e"
	case last == 'g' && prev != 'n' || hasSuffix(stem, "ang", "eng", "ing"):
		return stem + "e" // charged, managing, changed
	case last == 's' && (vowelBefore || strings.IndexByte("lnprw", prev) >= 0):
		return stem + "e" // disclosed, licensing
	case last == 'l' && strings.IndexByte("bcdfgkptz", prev) >= 0:
		return stem + "e" // enabled
	case hasSuffix(stem, "iat", "uat"):
		return stem + "e" // initiated, evaluated
	case !vowelBefore || n > 2 && isVowel(stem[n-3]) && !(n > 3 && stem[n-3] == 'u' && strings.IndexByte("gq", stem[n-4]) >= 0):
		return stem // collected, obtained, but guided, required
	case syllables(stem) == 1:
		// One syllable, one vowel, one consonant: without an e, the consonant
		// would have been doubled.
		if strings.IndexByte("wxy", last) >= 0 {
			return stem
		}
		return stem + "e" // shared, stored, used
	case hasSuffix(stem, "at", "id", "ud", "ur", "ir", "um", "ib", "il", "ul", "ak", "ik", "ok", "in", "but", "cut", "put", "tut", "rad", "lod", "cod"):
		return stem + "e" // updated, provided, included, required, determined
	}
	return stem // monitored, limited, developed
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// syllables counts the runs of vowels.
func syllables(w string) int {
	n, in := 0, false
	for i := range len(w) {
		v := isVowel(w[i]) || w[i] == 'y' && i > 0
		if v && !in {
			n++
		}
		in = v
	}
	return n
}

func hasSuffix(w string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

// lists holds the exceptions to the rules; made when first needed.
var lists = sync.OnceValue(func() (l struct {
	base           map[string]string // by form
	withE, without map[string]bool   // by stem
}) {
	l.base = make(map[string]string)
	for line := range strings.Lines(irregularForms) {
		base, forms, _ := strings.Cut(strings.TrimSpace(line), ":")
		for f := range strings.FieldsSeq(forms) {
			l.base[f] = base
		}
	}
	for w := range strings.FieldsSeq(unchanged) {
		l.base[w] = w
	}
	set := func(words string) map[string]bool {
		m := make(map[string]bool)
		for w := range strings.FieldsSeq(words) {
			m[w] = true
		}
		return m
	}
	l.withE, l.without = set(stemsWithE), set(stemsWithoutE)
	return l
})

// stemsWithE has stems of verbs with an e that the rules do not give them;
// stemsWithoutE the reverse.
const (
	stemsWithE = `adher cach cascad coher compar compet complet conced creat declar delet devot
		escap explor ignor imped interfer invad invit obsolet persever persuad preced prepar promot
		renam restor rever rout supersed unit`
	stemsWithoutE = `bang bias bring canvas cling combat fling focus hang murmur sling
		sting string swing wing`
)

// irregularForms has lines of a base and its other forms.
const irregularForms = `be: am are is was were been being
have: has had having
do: does did done doing
go: goes went gone going
make: made making
take: took taken taking
give: gave given giving
send: sent
keep: kept
hold: held
sell: sold
tell: told
say: said says
see: saw seen
know: knew known
get: got gotten getting
find: found
leave: left leaving
lose: lost losing
meet: met
pay: paid
run: ran running
choose: chose chosen choosing
write: wrote written writing
show: shown
understand: understood
build: built
buy: bought
bring: brought
become: became becoming
begin: began begun
break: broke broken
deal: dealt
draw: drew drawn
drive: drove driven driving
fall: fell fallen
feel: felt
forget: forgot forgotten
grow: grew grown
hide: hid hidden hiding
lead: led
lend: lent
mean: meant
seek: sought
spend: spent
steal: stole stolen
teach: taught
think: thought
undertake: undertook undertaken
withdraw: withdrew withdrawn
withhold: withheld
overwrite: overwrote overwritten
oversee: oversaw overseen
arise: arose arisen
speak: spoke spoken
come: came coming
use: using used uses
die: died dying dies
lie: lied lying lies
tie: tied tying ties
age: aged aging ages
opt: opted opting opts
add: added adding adds
control: controlled controlling
patrol: patrolled patrolling
focus: focuses
bias: biases
canvas: canvases
building: buildings
child: children
man: men
woman: women
person: persons
life: lives
half: halves
shelf: shelves
criterion: criteria
basis: bases
analysis: analyses
virus: viruses
status: statuses
bonus: bonuses
campus: campuses
bus: buses
gas: gases
cookie: cookies
movie: movies
selfie: selfies
calorie: calories
shoe: shoes
toe: toes
quiz: quizzes
ad: ads
id: ids
ip: ips
api: apis
app: apps
law: laws
day: days
way: ways
`

// unchanged has words that look like a form of another and are not, or are
// words of their own: marketing is not what a market does, nor
// a warning what warns.
const unchanged = `as us its his this thus yes always perhaps besides sometimes overseas afterwards
	towards series species themselves ourselves yourselves lens news goods sms gps aws ios dns css cms
	https http vs whereas unless across previous various
	marketing advertising billing banking building meeting training setting wedding clothing engineering
	offering rating ceiling evening morning during anything something nothing everything warning understanding
	pricing spring string thing king ring sing wing
	bias canvas atlas biometrics embed need indeed exceed proceed succeed feed speed seed breed weed deed bed red shed hundred sacred kindred
	 wicked naked rugged`
