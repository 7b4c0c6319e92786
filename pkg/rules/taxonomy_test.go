package rules

import (
	"slices"
	"strings"
	"testing"
)

// The lists of the annotation guide, typed out: the data must agree with them
// in content and order.
var guide = map[string]string{
	"purpose": `service_provision account_management matching_recruitment service_communication
		inquiry_response marketing advertising personalization analytics survey improvement
		security_fraud billing_payment fulfilment third_party_provision publication employment_hr
		research legal_compliance business_operations other`,
	"exception": `consent law life_safety public_health state_cooperation authority_request academic
		entrustment succession joint_use affiliates user_request service_recipient anonymized
		publicly_available rights_protection opt_out sale other`, // sale is ours
	"disclaimer": `user_disclosure identifiable_input external_site credential_misuse security_limit
		accuracy service_change no_return request_refusal translation_precedence user_responsibility
		general_liability other`,
	"contact":       `email phone fax postal_address url department person hours`,
	"voluntariness": `voluntariness`,
}

const (
	guideRoles  = `inquiry officer joint_use representative complaint_body opt_out`
	guideTopics = `introduction definitions collection purposes third_party entrustment joint_use
		overseas_transfer security rights cookies external_tools external_services public_information
		sensitive anonymized retention minors disclaimer voluntariness revision contact certification
		identity_check recruitment other`
)

func TestTaxonomyIsTheGuides(t *testing.T) {
	tax := Taxonomy()
	if got, want := tax.Kinds(), strings.Fields("purpose exception disclaimer contact voluntariness"); !slices.Equal(got, want) {
		t.Errorf("kinds %q, want %q", got, want)
	}
	for kind, list := range guide {
		if got, want := tax.Categories(kind), strings.Fields(list); !slices.Equal(got, want) {
			t.Errorf("%s: categories\n%q, want\n%q", kind, got, want)
		}
	}
	if got, want := tax.Roles("contact"), strings.Fields(guideRoles); !slices.Equal(got, want) {
		t.Errorf("roles %q, want %q", got, want)
	}
	if got, want := tax.Topics(), strings.Fields(guideTopics); !slices.Equal(got, want) {
		t.Errorf("topics %q, want %q", got, want)
	}
}

func TestTaxonomyNamesAreDistinct(t *testing.T) {
	tax := Taxonomy()
	for _, lang := range []string{"en", "ja"} {
		for _, kind := range tax.Kinds() {
			seen := map[string]string{}
			for _, c := range tax.Categories(kind) {
				l := tax.Label(kind, c, lang)
				if o := seen[l]; o != "" {
					t.Errorf("%s: %s and %s are both called %q", kind, o, c, l)
				}
				seen[l] = c
				if strings.ContainsAny(l, ",、;；") {
					t.Errorf("%s/%s: label %q cannot be told apart in a list", kind, c, l)
				}
				if l != strings.TrimSpace(l) || tax.Doc(kind, c) == "" {
					t.Errorf("%s/%s: untidy label %q or no doc", kind, c, l)
				}
			}
		}
	}
}

func TestTaxonomyLookups(t *testing.T) {
	tax := Taxonomy()
	for _, tt := range []struct {
		reason, got, want string
	}{
		{"a category in English", tax.Label("purpose", "advertising", "en"), "advertising"},
		{"the same in Japanese", tax.Label("purpose", "advertising", "ja"), "広告の配信・効果測定"},
		{"an empty category names the kind", tax.Label("disclaimer", "", "ja"), "免責事項"},
		{"a role has a name as a category has", tax.Label("contact", "officer", "en"), "person responsible"},
		{"another language than Japanese gets English", tax.Label("contact", "fax", "fr"), "fax"},
		{"an unknown category keeps its id", tax.Label("purpose", "astrology", "ja"), "astrology"},
		{"an unknown kind keeps its id", tax.Label("gossip", "", "en"), "gossip"},
		{"a topic", tax.TopicLabel("security", "ja"), "安全管理措置"},
		{"an unknown topic keeps its id", tax.TopicLabel("weather", "en"), "weather"},
		{"Art. 27(1) has the consent itself", tax.Statute("consent"), "27(1)"},
		{"beyond the statute", tax.Statute("affiliates"), ""},
		{"three items at once", tax.Statute("academic"), "27(1)(v)-(vii)"},
		{"a purpose is no exception", tax.Statute("advertising"), ""},
		{"cited in English", tax.StatuteLabel("life_safety", "en"), "Art. 27(1)(ii)"},
		{"cited in Japanese", tax.StatuteLabel("life_safety", "ja"), "法27条1項2号"},
		{"a Roman four", tax.StatuteLabel("state_cooperation", "ja"), "法27条1項4号"},
		{"a range of items", tax.StatuteLabel("academic", "ja"), "法27条1項5～7号"},
		{"a paragraph without items", tax.StatuteLabel("opt_out", "ja"), "法27条2項"},
		{"nothing to cite", tax.StatuteLabel("affiliates", "en"), ""},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.reason, tt.got, tt.want)
		}
	}
	for _, tt := range []struct {
		reason, kind, category string
		want                   bool
	}{
		{"category of its kind", "exception", "law", true},
		{"category of another kind", "purpose", "law", false},
		{"a kind alone", "contact", "", true},
		{"an unknown kind", "gossip", "", false},
		{"a role counts for contacts", "contact", "complaint_body", true},
		{"and for contacts only", "purpose", "complaint_body", false},
	} {
		if got := tax.Valid(tt.kind, tt.category); got != tt.want {
			t.Errorf("%s: Valid(%q, %q) = %v", tt.reason, tt.kind, tt.category, got)
		}
	}
	if tax.Categories("gossip") != nil || tax.Roles("purpose") != nil {
		t.Error("an unknown kind has categories, or a purpose has roles")
	}
	tax.Kinds()[0] = "changed"
	if tax.Kinds()[0] != "purpose" {
		t.Error("a caller's change reaches the taxonomy")
	}
}

func TestTaxonomyIsReadStrictly(t *testing.T) {
	good := string(taxonomyJSON)
	for _, tt := range []struct {
		reason, old, new, want string
	}{
		{"unknown key", `"doc": "an e-mail address"`, `"dok": "an e-mail address"`, "dok"},
		{"missing Japanese name", `"ja": "ファックス"`, `"ja": ""`, "fax lacks"},
		{"repeated id", `"id": "fax"`, `"id": "phone"`, "phone stands twice"},
		{"a role with a category's id", `"id": "officer"`, `"id": "person"`, "person stands twice"},
		{"id that is not one", `"id": "fax"`, `"id": "Fax!"`, "bad id"},
		{"statute in another form", `"27(1)(ii)"`, `"§27"`, "bad statute"},
		{"another version", `taxonomy/v1`, `taxonomy/v9`, "schema"},
		{"text behind the end", good, good + "{}", "behind the end"},
	} {
		bad := strings.Replace(good, tt.old, tt.new, 1)
		if bad == good {
			t.Fatalf("%s: the change finds no place", tt.reason)
		}
		if _, err := parseTaxonomy([]byte(bad)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", tt.reason, err, tt.want)
		}
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		reason, kind           string
		all, categories, roles []string
	}{
		{"roles of contacts", "contact", []string{"email", "officer", "email", "inquiry"}, []string{"email"}, []string{"officer", "inquiry"}},
		{"opt_out is a role of contacts and a category of exceptions", "exception", []string{"opt_out", "law"}, []string{"opt_out", "law"}, nil},
		{"none", "purpose", nil, []string{"other"}, nil},
		{"a role alone", "contact", []string{"officer"}, []string{"other"}, []string{"officer"}},
		{"an unknown kind", "wish", []string{"zodiac"}, []string{"zodiac"}, nil},
	} {
		categories, roles := Taxonomy().Split(c.kind, c.all)
		if !slices.Equal(categories, c.categories) || !slices.Equal(roles, c.roles) {
			t.Errorf("%s: %v, %v", c.reason, categories, roles)
		}
	}
}
