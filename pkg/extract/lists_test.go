package extract

import (
	"slices"
	"testing"

	"github.com/polcompare/polcompare/pkg/policy"
)

func TestEnglishStructure(t *testing.T) {
	tests := []struct {
		why, heading, body string
		want               []string
	}{
		{"the sentence that ends in a colon announces, whatever it says of data", "Collecting information",
			"We gather data when you row with us. Whatever information we gather from you may then be used for the following purposes:\n\n* Mail club notes\n* Repair the boats",
			[]string{"purpose[service_provision] Mail club notes", "purpose[service_provision] Repair the boats"}},
		{"recipients are recipients though nothing but their names tells so", "Third parties",
			"For its choir members, Larkhall makes use of the services of the following third-party providers:\n\n* Name Task of the provider Country\n* Northmail Sending of notes Peru\n* Tallybox Keeping accounts Malta\n* Singwell Rehearsal plans Chile\n* Quaverly Sheet music Ghana\n",
			[]string{"exception[entrustment] Northmail Sending of notes Peru", "exception[entrustment] Tallybox Keeping accounts Malta", "exception[entrustment] Singwell Rehearsal plans Chile", "exception[entrustment] Quaverly Sheet music Ghana"}},
		{"a recipient and what is told of it are one unit", "Sharing",
			"Our service providers include:\n\n* **Paylark, Coinvale**: Processors of card payments. They receive the number of your card.\n* **Mapple**: A service that draws the map. It may learn where you are.",
			[]string{"exception[entrustment] Paylark, Coinvale**: Processors of card payments. They receive the number of your card", "exception[entrustment] Mapple**: A service that draws the map. It may learn where you are"}},
		{"an introduction that states the disclosure itself is a unit up to the examples", "Sharing",
			"We may pass your address on to couriers who bring the parcel, such as:\n\n* Swiftfoot\n* Parcelwise",
			[]string{"exception[service_recipient] We may pass your address on to couriers who bring the parcel", "exception[service_recipient] Swiftfoot", "exception[service_recipient] Parcelwise"}},
		{"links in a table are no recipients", "Sharing",
			"| Service provider | Its privacy notice |\n| --- | --- |\n| Paylark | https://paylark.example/privacy |\n", nil},
		{"a part of the company is no third party", "Who has access",
			"The internal recipients of your data are:\n\n* Larkhall's ticket team\n* our accounting department\n* the contractors who run our servers",
			[]string{"exception[entrustment] the contractors who run our servers"}},
		{"legal bases that say for what are purposes, consent is none", "Legal bases",
			"We rely on the following legal bases:\n\n* To fulfil our contract with you;\n* To meet our duties under tax law; and\n* With your consent.",
			[]string{"purpose[service_provision] To fulfil our contract with you", "purpose[legal_compliance] To meet our duties under tax law"}},
		{"labels that complete the introduction are units, whatever stands between", "Use",
			"We process your details in order to:\n\n**Provide the boat shed to you.** This purpose includes the following work:\n\n* giving you a key\n* showing you the way\n\nYour name and number are kept in a folder.\n\n**Improve our boats.** We look at how often each is taken out.",
			[]string{"purpose[service_provision] Provide the boat shed to you", "purpose[service_provision] giving you a key", "purpose[service_provision] showing you the way", "purpose[improvement] Improve our boats"}},
		{"cases below words that tell of data going out", "When data leave the boat house",
			"Your data stay with the club. They leave it\n\n* where a repairer under contract needs them\n* where a court asks who was on the water\n* if the club merges with another",
			[]string{"exception[entrustment] where a repairer under contract needs them", "exception[authority_request] where a court asks who was on the water", "exception[succession service_recipient] if the club merges with another"}},
		{"what stands among aims is one, whatever its words", "Use",
			"We use your details to:\n\n* know who is on the water\n* count the oars\n* hand out keys",
			[]string{"purpose[service_provision] know who is on the water", "purpose[service_provision] count the oars", "purpose[service_provision] hand out keys"}},
		{"where a list goes on with a condition its beginning is none", "Sharing",
			"We do not pass on your data except to:\n\n* the courier who brings your oars\n* the police",
			[]string{"exception[service_recipient] the courier who brings your oars", "exception[authority_request] the police"}},
		{"headings on the level of the section that announces them are its cases", "Sharing",
			"We do not disclose your data to anyone, except in the following circumstances:\n\n## Service providers\n\nThey work on our oars.\n\n## Changes of ownership\n\nThe club may merge with another one.\n\n## How we keep data safe\n\nThe shed has a lock.",
			[]string{"exception[entrustment] Service providers", "exception[succession] Changes of ownership"}},
		{"cases counted behind a label are each a unit", "Sharing",
			"We share data in these circumstances:\n\n* Protection. What you told us goes to others where it is our honest belief that (i) a court order demands it or (ii) it is needed to enforce our terms.\n* With your consent.",
			[]string{"exception[authority_request law] a court order demands it", "exception[rights_protection] it is needed to enforce our terms", "exception[consent] With your consent"}},
		{"an invitation to read on announces nothing", "Welcome",
			"Larkhall knows that you care how your data are used and shared. Please read the following to learn more about our policy.\n\n## What data does Larkhall gather?\n\n* Member data, such as your name and boat\n* Boat data, such as its length\n* Club data, such as your keys\n\n## For how long does Larkhall keep them?\n\nAs long as you row.",
			nil},
		{"what disclosure is necessary for are its cases", "Legal reasons",
			"We share your data with people outside of the club if we believe that use or disclosure of the data is reasonably necessary to:\n\n* meet a legal duty\n* enforce our terms",
			[]string{"exception[law] meet a legal duty", "exception[rights_protection] enforce our terms"}},
		{"headings behind what breaks off go on with it, whatever their level", "Why",
			"#### Boats\n\nWe use what you tell us to:\n\n### Keep your key safe\n\n### Count the oars of a crew\n\n### Stop misuse of the shed\n\n## Questions\n\nAsk the warden.",
			[]string{"purpose[security_fraud] Keep your key safe", "purpose[service_provision] Count the oars of a crew", "purpose[security_fraud] Stop misuse of the shed"}},
		{"paragraphs behind what breaks off go on with it", "Use",
			"We use your details to:\n\nAnswer your letters.\n\nSend club notes.\n\nThe shed is open on Sundays.",
			[]string{"purpose[inquiry_response] Answer your letters", "purpose[service_provision] Send club notes"}},
		{"items behind one that announces aims are its aims", "Data",
			"When you visit the shed, we note these data:\n\n* the hour of the visit and your key. We use it to:\n* prevent thefts\n* improve the locks",
			[]string{"purpose[security_fraud] prevent thefts", "purpose[improvement] improve the locks"}},
		{"deeds below a heading that names deeds are purposes", "Improving and running the shed",
			"* Sending bills for keys.\n* Answering questions of the crews.",
			[]string{"purpose[billing_payment] Sending bills for keys", "purpose[inquiry_response] Answering questions of the crews"}},
		{"uses told as examples are purposes", "Use",
			"We use your details to run the shed and look after its crews, such as:\n\n* Answering questions\n* Sending bills",
			[]string{"purpose[service_provision] to run the shed and look after its crews", "purpose[inquiry_response] Answering questions", "purpose[billing_payment] Sending bills"}},
		{"among recipients whoever else is named in the same way is one", "Sharing",
			"Depending on what you row, we may share it in these ways:\n\n* With the police where the law demands it\n* With our insurers\n* With those whose boats you borrowed",
			[]string{"exception[law authority_request] With the police where the law demands it", "exception[service_recipient] With our insurers", "exception[service_recipient] With those whose boats you borrowed"}},
		{"an item of several sentences of which none states the disclosure", "Sharing",
			"We share your data with:\n\n* Payment processors such as Paylark. They keep to themselves what they see.\n* We care for boats. Nobody is told of it.",
			[]string{"exception[service_recipient] Payment processors such as Paylark"}},
		{"a record of a recipient is its name, and its purpose is one", "Processors",
			"Our processors are as follows:\n\nPaylark, Inc.\n\n* Purpose: Taking payments for keys\n* Location: Malta\n",
			[]string{"exception[entrustment] Paylark, Inc.", "purpose[billing_payment] Purpose: Taking payments for keys"}},
		{"a row of aims that has lost its layout", "Use",
			"Your details are used to improve the shed. to answer your letters. and to send newsletters.",
			[]string{"purpose[improvement] to improve the shed", "purpose[inquiry_response] to answer your letters", "purpose[marketing] to send newsletters"}},
		{"what is done for the person below a heading of purposes", "How we use your data",
			"We may also inform you about boats for sale. The shed has a roof.",
			[]string{"purpose[service_communication] We may also inform you about boats for sale"}},
		{"a table of contents discloses nothing", "On this page",
			"Our disclosures:\n\n* [Sharing your data with third parties](#sharing)\n* [Who may see your profile](#who)", nil},
		{"rights, advice and what is collected are no cases, whatever announces the list", "Sharing",
			"We may share your data with:\n\n* couriers\n* Please be careful with what you tell other rowers\n* the right to ask for a copy\n* Clubs that share information with us about your races",
			[]string{"exception[service_recipient] couriers"}},
		{"kinds of data disclose nothing, a sentence among them may", "Data we collect",
			"We collect the following information:\n\n* Characteristics protected by law, such as the gender that you choose to share with other rowers\n* Photographs. We share them with our partners.",
			[]string{"exception[service_recipient] We share them with our partners"}},
		{"terms that are enforced are a case, no pointer to them", "Sharing",
			"We may disclose data if that is reasonably necessary to:\n\n* Comply with the law;\n* Enforce our Terms of Service.",
			[]string{"exception[law] Comply with the law", "exception[rights_protection] Enforce our Terms of Service"}},
		{"headings announced as purposes are units beside the aims told below some of them", "Use",
			"We process your data for the following purposes:\n\n### 1. Running the library\n\nWe process your name and card number.\n\n### 2. Reader surveys\n\nWe process your address for reader surveys.",
			[]string{"purpose[service_provision] Running the library", "purpose[survey] Reader surveys", "purpose[survey] for reader surveys"}},
	}
	for _, tt := range tests {
		got, _ := findingsBelow(t, policy.English, tt.heading, tt.body)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q", tt.why, got, tt.want)
		}
	}
}
