package token_test

import (
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/token"
)

// TestLemmaOfVerbs makes the regular forms of verbs and wants the verbs back.
func TestLemmaOfVerbs(t *testing.T) {
	for reason, forms := range map[string]struct {
		verbs string
		make  func(verb, extra string) []string
	}{
		"e is lost": {verbs: `abuse accuse achieve acquire adhere admire advertise advise aggregate agree allocate amuse
		announce anonymise anonymize approve argue arrange assemble assume attribute authorize automate
		average balance base believe bore bribe browse cache capture care cascade cause challenge change
		charge circle cite close code cohere combine communicate compare compete compile complete compose
		comprise compromise compute concede conclude configure confine constitute consume continue
		contribute cope core create customize damage dare date decide declare decline decode decrease
		dedicate define degrade delegate delete describe desire determine devise devote diagnose disagree
		disclose disguise dispose dispute distribute donate drive duplicate enable enclose encode
		encourage enforce engage ensure erase escape evaluate examine exchange exclude excuse execute
		exercise expense expire explode explore expose facilitate fade feature file fine frame free fuse
		generate give guarantee guide handle hire hope house ignore image imagine impede impose improve
		include increase indicate induce influence infringe inquire inscribe inspire institute insure
		integrate interfere introduce intrude invade investigate invite invoke involve issue lease
		leverage license like line live locate love make manage measure merge message mine minimize
		mitigate move mute name notice oblige observe obsolete operate oppose optimize organise organize
		outline package page pause persevere personalize persuade phrase place please precede preclude
		prepare prescribe preserve presume probe procure produce profile promise promote propose prove
		provide prune pseudonymize purchase pursue queue quote raise range rate receive recognize reduce
		reference refine refuse relate release remove rename replicate require rescue reserve reside
		resolve restore resume retire revere reverse revise revoke rise rotate route rule salvage sample
		save schedule scope score scrape seclude secure segregate serve service settle share shine sine
		solve source stage stare state store streamline structure subscribe substitute sue supersede
		supervise suppose surprise take terminate time tolerate trace trade transcribe tune type unite
		update upgrade urge use utilize validate value violate vote wage wire`,
			make: func(v, _ string) []string {
				ing := v[:len(v)-1] + "ing"
				if strings.HasSuffix(v, "ee") {
					ing = v + "ing"
				}
				return []string{v, v + "s", v + "d", ing}
			}},
		"nothing is lost": {verbs: `abandon accept access act add address adopt affect affirm aid aim air alarm align allow amend
		answer appeal appear approach ask assess assign attach attack attempt attend audit author avail
		avoid award back belong benefit bias bill block board book borrow box break broaden budget burden
		call campaign cancel canvas cash chair cheat check claim clean clear click collect combat command
		comment commission concern condition confirm connect consent consider contact contain convey
		correspond corrupt counsel cover crash credit cross custom debit decrypt deem delay deliver demand
		depend deploy deposit design destroy detail detect develop direct discard discover discuss dismiss
		display distinguish document down download earn echo edit email employ encrypt end enjoy enroll
		enter envelop establish esteem except exclaim exhibit exit expand explain express extend fail farm
		favor fetch fill finish fix float flow focus follow form forward fulfill fund furnish gallop
		govern group guard guess happen harden harm hash heap heat help honor impair implement impress
		inform inherit inhibit inject inspect intend interact interrupt join kill label launch lean learn
		lengthen limit link listen load loan lock long look loop mail maintain mark match mention merit
		mind miss mix model monitor murmur narrow near obey object obtain offer open opt order own pair
		park pass perform pick play poll posit position possess present press prevent process proclaim
		profit prohibit project prolong prompt protect publish push question raid rank reach react reason
		record recover redeem reform regard register reject relax remain remind renew repair repeat
		represent request resign respond retain return reveal review reward roll screen scroll search
		season seem select shorten sign signal solicit sound speak sponsor stay storm stream strengthen
		subject survey talk target tax test thank threaten toll total touch track transact transform
		travel treat troop turn upload view visit void walk warn watch widen wish witness work wrong`,
			make: func(v, _ string) []string {
				s := v + "s"
				for _, end := range []string{"s", "sh", "ch", "x", "z", "o"} {
					if strings.HasSuffix(v, end) {
						s = v + "es"
					}
				}
				return []string{v, s, v + "ed", v + "ing"}
			}},
		"a letter is doubled": {verbs: `admit:t ban:n bar:r begin:n bid:d blog:g chat:t commit:t confer:r control:l cut:t debug:g defer:r
		drop:p embed:d equip:p flag:g format:t grab:b incur:r infer:r jam:m let:t log:g map:p occur:r
		omit:t pad:d patrol:l permit:t plan:n plug:g prefer:r program:m put:t quit:t rebut:t recur:r
		refer:r regret:t rob:b scan:n scrub:b set:t ship:p shred:d skip:p slim:m spam:m star:r stop:p
		submit:t tag:g transfer:r transmit:t trim:m win:n wrap:p`,
			make: func(v, c string) []string { return []string{v, v + "s", v + c + "ed", v + c + "ing"} }},
		"y becomes i": {verbs: `apply carry certify clarify classify comply copy deny empty identify imply justify modify notify
		qualify query rely reply satisfy specify study supply testify try unify verify`,
			make: func(v, _ string) []string {
				i := v[:len(v)-1] + "i"
				return []string{v, i + "es", i + "ed", v + "ing"}
			}},
	} {
		for entry := range strings.FieldsSeq(forms.verbs) {
			verb, extra, _ := strings.Cut(entry, ":")
			for _, form := range forms.make(verb, extra) {
				// Words of their own, or forms of two verbs at once.
				if strings.Contains(" advertising bases billing lives offering rating setting warning ", " "+form+" ") {
					continue
				}
				if got := token.Lemma(form); got != verb {
					t.Errorf("%s: %s of %s is %s", reason, form, verb, got)
				}
			}
		}
	}
}

func TestLemma(t *testing.T) {
	for reason, pairs := range map[string]string{
		"plurals":                                `purposes:purpose policies:policy parties:party services:service databases:database categories:category responses:response users:user terms:term preferences:preference archives:archive sizes:size websites:website measures:measure employees:employee topics:topic metrics:metric rights:right authorities:authority agencies:agency`,
		"plurals with es or irregular":           `businesses:business addresses:address processes:process caches:cache searches:search taxes:tax boxes:box matches:match aches:ache approaches:approach heroes:hero shoes:shoe cookies:cookie children:child criteria:criterion statuses:status days:day ids:id apps:app lies:lie`,
		"no plurals, though they end in s":       `this:this its:its analytics:analytics biometrics:biometrics statistics:statistics basis:basis ourselves:ourselves previous:previous various:various unless:unless less:less access:access sms:sms news:news series:series`,
		"irregular verbs":                        `is:be was:be has:have does:do sold:sell sent:send gave:give kept:keep made:make using:use dying:die`,
		"no forms of verbs, though they look so": `need:need exceed:exceed proceed:proceed hundred:hundred embed:embed thing:thing during:during king:king string:string nothing:nothing wed:wed sing:sing`,
		"words of their own":                     `marketing:marketing advertising:advertising settings:setting meetings:meeting warning:warning`,
		"endings":                                `n't:not N'T:not 'll:will ’ll:will 're:be 'm:be 's:'s ’s:'s`,
		"capitals":                               `Privacy:privacy COOKIES:cookie GDPR:gdpr`,
		"full stops":                             `Act.:act Inc.:inc U.S.:u.s.`,
		"after a hyphen":                         `third-parties:third-party opt-outs:opt-out re-used:re-use e-mails:e-mail`,
		"what is not a word":                     `we've:we've 2nd:2nd a:a x1s:x1s Ünüs:ünüs -:-`,
	} {
		for pair := range strings.FieldsSeq(pairs) {
			form, want, _ := strings.Cut(pair, ":")
			if got := token.Lemma(form); got != want {
				t.Errorf("%s: %s is %s, want %s", reason, form, got, want)
			}
		}
	}
}
