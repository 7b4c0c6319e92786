package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

func TestAims(t *testing.T) {
	tests := []struct {
		unit string
		want []string
	}{
		{"to fix faults, diagnose others and to answer customers", []string{"to fix faults", " diagnose others", "and to answer customers"}},
		{"to provide, maintain and improve our services", nil},
		{"to pack orders and to respond to and handle your complaints", []string{"to pack orders", "and to respond to and handle your complaints"}},
		{"to print the leaflets (and to provide the ink)", nil},
		{"to thank donors when they give money, and to keep the books", []string{"to thank donors when they give money", " and to keep the books"}},
	}
	for _, tt := range tests {
		var got []string
		if parts := aims(tt.unit, text.Span{End: len(tt.unit)}); len(parts) > 1 {
			for _, sp := range parts {
				got = append(got, tt.unit[sp.Start:sp.End])
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s\ngot  %q\nwant %q", tt.unit, got, tt.want)
		}
	}
}

func TestAimStart(t *testing.T) {
	for _, tt := range []struct{ sentence, want string }{
		{"we use your card number only to send the parcel", "to send the parcel"},
		{"the account log helps us to improve the oven", "to improve the oven"},
		{"to use the oven to bake", "to use the oven to bake"},
		{"**baking**: used to bake", "**baking**: used to bake"},
		{"we read the meter", "we read the meter"},
	} {
		if got := tt.sentence[aimStart(tt.sentence):]; got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.sentence, got, tt.want)
		}
	}
}

// What categories an English unit has, the main one first.
func TestEnglishCategories(t *testing.T) {
	tests := []struct {
		why, heading, body string
		want               []string
	}{
		{"each aim gives its own, in the order of the text", "How we use data", "We use your data to send you the clogs you ordered, to analyze sales and to prevent fraud.",
			[]string{"purpose[fulfilment analytics security_fraud]"}},
		{"what speaks against a category speaks against it in its aim alone", "How we use data", "- to better understand visitors to the tannery and customize the tour to our users",
			[]string{"purpose[analytics personalization]"}},
		{"the data are not the aim", "How we use data", "We use your card number only to send you the clogs that you ordered.",
			[]string{"purpose[fulfilment]"}},
		{"what a choice rests on is beside the point", "How we use data", "- to show ads, depending on your preferences",
			[]string{"purpose[advertising]"}},
		{"a message about offers is marketing, about a change a notice", "How we use data", "- to contact you about our new products\n- to contact you about a change of the opening hours\n- to contact you for your opinion on the clogs",
			[]string{"purpose[marketing]", "purpose[service_communication]", "purpose[survey]"}},
		{"a request is fulfilled or answered", "How we use data", "- to fulfil your requests\n- to respond to your requests",
			[]string{"purpose[service_provision]", "purpose[inquiry_response]"}},
		{"a word hints where nothing else tells", "How we use data", "- to fill your order\n- to bill you for the clogs\n- to carve wood",
			[]string{"purpose[fulfilment]", "purpose[billing_payment]", "purpose[service_provision]"}},
		{"where the words tell, a hint adds nothing", "How we use data", "- to analyze how the plans are used",
			[]string{"purpose[analytics]"}},
		{"a partner's agents are not ours", "Sharing", "We share your name with our promotional partners and their agents.",
			[]string{"exception[service_recipient]"}},
		{"a hint tells of recipients, too", "Sharing", "We disclose data to the following:\n\n- Anyone who takes over the mill as its buyer",
			[]string{"exception[succession]"}},
		{"others' deeds are theirs", "Links", "We are not responsible for the acts of others.",
			[]string{"disclaimer[external_site]"}},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			found, _ := findingsBelow(t, policy.English, tt.heading, tt.body)
			var got []string
			for _, f := range found {
				got = append(got, f[:strings.Index(f, "]")+1])
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%s\ngot  %q\nwant %q", tt.body, got, tt.want)
			}
		})
	}
}
