package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/polcompare/polcompare/pkg/ingest"
	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// findingsBelow returns what is found in a policy that holds body below a
// heading, as "kind[category …] words", contacts left out.
func findingsBelow(t testing.TB, lang, heading, body string) (found, denied []string) {
	t.Helper()
	title := map[string]string{policy.English: "Example Shop Privacy Policy", policy.Japanese: "プライバシーポリシー"}[lang]
	f, err := ingest.Read("policy.md", []byte("# "+title+"\n\n## "+heading+"\n\n"+body+"\n"), ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	docs, err := policy.Parse(f, policy.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 1 || docs[0].Lang != lang {
		t.Fatalf("want one policy in %s, got %d policies", lang, len(docs))
	}
	e, err := NewEngine(nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Run(docs[0])
	if err != nil {
		t.Fatal(err)
	}
	lines := func(fs []Finding) (out []string) {
		for _, f := range fs {
			if f.Kind != Contact {
				out = append(out, fmt.Sprintf("%s%v %s", f.Kind, f.Categories, f.Text))
			}
		}
		return out
	}
	return lines(r.Findings), lines(r.Denials)
}

func TestEnglishSentences(t *testing.T) {
	tests := []struct {
		why, heading, body string
		want               []string
	}{
		// Cases.
		{"a condition that rows up cases is each of them", "Sharing", "We will not share your letters with others except with your consent or in emergency circumstances where a life is at stake.",
			[]string{"exception[consent] except with your consent", "exception[life_safety] in emergency circumstances where a life is at stake"}},
		{"where it goes on in a list, it ends before that", "Sharing", "We do not share personal information with other people except to provide products that you ordered, when we have your permission, or in the following cases:\n\n- A court orders it.\n- Our partners need it.",
			[]string{"exception[service_recipient] except to provide products that you ordered", "exception[consent] when we have your permission", "exception[authority_request] A court orders it", "exception[service_recipient] Our partners need it"}},
		{"of disclosures in a row, parted by semicolons, each counts", "Sharing", "We share your order with our couriers; we may also disclose your data to the police; and we will pass your name to our partners.",
			[]string{"exception[service_recipient] We share your order with our couriers", "exception[authority_request] we may also disclose your data to the police", "exception[service_recipient] and we will pass your name to our partners"}},
		{"of two clauses set against one another, the one that states a disclosure counts", "Sharing", "We never sell your letters, but your nickname is visible to other members. While our sponsors may receive aggregate figures, your name is not passed to third parties.",
			[]string{"exception[publicly_available] your nickname is visible to other members", "exception[anonymized] our sponsors may receive aggregate figures"}},
		{"what goes on with the denied clause is none of its own", "Sharing", "The check is not made by us directly, but by the bank.", nil},
		{"items that go on with a lead-in are cases though more sentences follow", "Sharing", "We may disclose your data to third parties if:\n\n- We believe that it is necessary to obey the law. We look at each request.\n- You agree.",
			[]string{"exception[law] We believe that it is necessary to obey the law", "exception[consent] You agree"}},
		{"a label that names a recipient, with its sentence behind a colon", "Sharing", "We share your data with the following parties:\n\n- Weather providers: we need them to plan our trips. Storms are frequent here.",
			[]string{"exception[entrustment] Weather providers: we need them to plan our trips"}},
		{"what stands in brackets speaks neither for nor against the statement around it", "Sharing", "We may share facts about you (we do not share your number) with other clubs.",
			[]string{"exception[service_recipient] We may share facts about you (we do not share your number) with other clubs"}},
		{"whence something comes does not speak against giving it away", "Sharing", "We may disclose what we receive from you and from other clubs to third parties whose practices are their own.",
			[]string{"exception[service_recipient] We may disclose what we receive from you and from other clubs to third parties whose practices are their own"}},
		{"a label does not speak against the sentence behind it", "Sharing", "Who we share with: We may share the addresses of members with other clubs.",
			[]string{"exception[service_recipient] Who we share with: We may share the addresses of members with other clubs"}},
		{"cases that semicolons part are counted from the first condition, with or without a colon", "Law", "We release particulars of an account when we believe that this is fitting to comply with the law; enforce our terms of use; or protect the safety of our members.",
			[]string{"exception[law] when we believe that this is fitting to comply with the law", "exception[rights_protection] enforce our terms of use", "exception[life_safety rights_protection] protect the safety of our members"}},
		{"a label before the sentence is none of its colons", "Law", "**The courts**: We may disclose your data: in response to a court order; to report a crime; or to enforce our rights.",
			[]string{"exception[authority_request] in response to a court order", "exception[rights_protection] to report a crime", "exception[rights_protection] to enforce our rights"}},
		{"cases are counted where the first of them begins so behind its number", "Law", "We may disclose data (1) to answer a court order; (2) to enforce our terms; and (3) to our affiliates.",
			[]string{"exception[authority_request] to answer a court order", "exception[rights_protection] to enforce our terms", "exception[affiliates] to our affiliates"}},
		{"what is excepted is counted", "Sharing", "We will not share your address with third parties except (a) with your consent; (b) as a law requires (e.g. that on taxes); and (c) with carriers who act on our behalf.",
			[]string{"exception[consent] with your consent", "exception[law] as a law requires (e.g. that on taxes)", "exception[entrustment] with carriers who act on our behalf"}},
		// Aims.
		{"examples of the data are no part of the aim", "Use", "We collect what is needed to deliver your order, such as your name and address.",
			[]string{"purpose[fulfilment] to deliver your order"}},
		{"a label in bold type before the sentence is none of it", "Mail", "**Our letters**: To help us make them more useful, we often receive a confirmation when you open one.",
			[]string{"purpose[improvement] To help us make them more useful"}},
		{"an address in a list is none of the aims", "Why we write", "We use your address for the following purposes:\n\n- To send the gazette\n- 2100 Hazel Drive\n- Mountain Vale, VA 22000\n- Email us by filling in our form",
			[]string{"purpose[service_provision] To send the gazette"}},
		{"an aim begins at its marker and ends with the sentence", "Use", "We use your name and address to deliver your order.",
			[]string{"purpose[fulfilment] to deliver your order"}},
		{"coordinated aims are one unit", "Use", "We use log data to count visits, to find errors and to improve our site.",
			[]string{"purpose[analytics improvement] to count visits, to find errors and to improve our site"}},
		{"an aim in the subject of a clause ends before its verb", "Use", "Details we use to plan your tour will be kept for a month.",
			[]string{"purpose[service_provision] to plan your tour"}},
		{"what else is done with the data is no part of the aim", "Use", "Names are used for the purpose of running the forum and may be shown to its readers.",
			[]string{"purpose[service_provision] for the purpose of running the forum"}},
		{"an aim ends where the next of what is counted begins", "Use", "We process data (i) with your consent, (ii) to deliver your order, or (iii) where a law says so.",
			[]string{"purpose[fulfilment] to deliver your order"}},
		{"a clause with a subject of its own is no part of the aim", "Use", "We use your address to deliver the books, and our teachers may write to you to ask for your views.",
			[]string{"purpose[fulfilment] to deliver the books", "purpose[survey] to ask for your views"}},
		{"of data that is denied and then used the second statement governs", "Use", "Card data is not shared with third parties and is stored by us for billing purposes.",
			[]string{"purpose[billing_payment] for billing purposes"}},
		{"semicolons part what something helps to do", "Use", "The details you give us will allow us to deliver your order; to answer your questions; and to send you our newsletter.",
			[]string{"purpose[fulfilment] to deliver your order", "purpose[inquiry_response] to answer your questions", "purpose[marketing] to send you our newsletter"}},
		{"semicolons part aims", "Use", "We process data to create your account; answer your questions; and prevent fraud.",
			[]string{"purpose[account_management] to create your account", "purpose[inquiry_response] answer your questions", "purpose[security_fraud] prevent fraud"}},
		{"numbers part aims", "Use", "We use this data to (1) answer your questions, (2) prevent fraud and (3) send newsletters.",
			[]string{"purpose[inquiry_response] answer your questions", "purpose[security_fraud] prevent fraud", "purpose[marketing] send newsletters"}},
		{"an aim that opens the sentence ends at the clause that governs it", "Use", "To improve our app, we record which screens are opened.",
			[]string{"purpose[improvement] To improve our app"}},
		{"a comma within such an aim does not end it", "Use", "To prevent fraud, abuse and spam, we analyze traffic.",
			[]string{"purpose[security_fraud] To prevent fraud, abuse and spam"}},
		{"an aim may stand in the middle", "Use", "In some regions, in order to show local news, the Company may collect your location.",
			[]string{"purpose[service_provision] in order to show local news"}},
		{"an aim that opens the sentence may stand without a comma", "Use", "To verify your age we ask for your date of birth.",
			[]string{"purpose[account_management] To verify your age"}},
		{"the data behind a colon are no part of the aim", "Use", "We use these data for fraud prevention: your name and your number.",
			[]string{"purpose[security_fraud] for fraud prevention"}},
		{"the task of a tool that is named is no use of information", "Use", "We use Northmail to send our newsletter.", nil},
		{"looking at people is, whoever's tool does it", "Use", "We use Plexcast Analytics to understand how visitors use the site.",
			[]string{"purpose[analytics] to understand how visitors use the site"}},
		{"a contractor's task is none either", "Sharing", "We use third-party providers to process payments and to host our servers.",
			[]string{"exception[entrustment] We use third-party providers to process payments and to host our servers"}},
		{"a noun behind \"to\" is no aim", "Use", "We use links to social media and pass data to employees.", nil},
		{"the first words of an item are the case", "When we share information", "* When the law requires it. We take this seriously.\n* With your consent.",
			[]string{"exception[law] When the law requires it", "exception[consent] With your consent"}},
		{"headings side by side that are all aims are units", "How Northfox works with data", "### To improve search\n\nYour query is sent on.\n\n### To keep the service secure\n\nWe look out for attacks.",
			[]string{"purpose[improvement] To improve search", "purpose[security_fraud] To keep the service secure"}},
		{"some of the headings side by side may be none", "Data", "### General\n\nData are kept on a server.\n\n### To enable payment for items\n\nYour card is looked at.\n\n### To ship your orders\n\nYour address is on the parcel.",
			[]string{"purpose[billing_payment] To enable payment for items", "purpose[fulfilment] To ship your orders"}},
		{"what the person does is none", "Data", "### General\n\nData are kept on a server.\n\n### To access your account\n\nGo to the page.\n\n### To delete your orders\n\nWrite to the shop.", nil},
		{"so that", "Use", "We collect crash reports so that we can fix bugs.",
			[]string{"purpose[improvement] so that we can fix bugs"}},
		{"for … purposes", "Use", "Your age is used for statistical purposes.",
			[]string{"purpose[analytics] for statistical purposes"}},
		{"what helps the company is told by the whole sentence", "Use", "This helps us improve our service.",
			[]string{"purpose[improvement] This helps us improve our service"}},
		{"limited use is told by the whole sentence", "Use", "Your email address is used only to answer your inquiry.",
			[]string{"purpose[inquiry_response] Your email address is used only to answer your inquiry"}},
		{"a new clause ends the aim", "Use", "We use your email address to send newsletters, but you can unsubscribe.",
			[]string{"purpose[marketing] to send newsletters"}},
		{"the reader's aims are none", "Your choices", "You can change your browser settings to refuse cookies.", nil},
		{"a preposition is no aim", "Rights", "You have the right to request a copy, and this applies to all data.", nil},
		{"aims of security measures are none", "Security", "We take appropriate measures to protect your data.", nil},
		{"purposes given by reference are none", "Use", "We use your data for the purposes described above.", nil},
		{"what a recipient is given data for repeats the recipient", "Sharing", "We share your address with our partners to deliver your order.",
			[]string{"exception[service_recipient] We share your address with our partners to deliver your order"}},
		{"identity is checked for a request", "Rights", "We may ask for proof to verify your identity before answering your request.", nil},

		// Disclosure.
		{"consent as the condition of a promise", "Sharing", "We will not give your data to third parties without your consent.",
			[]string{"exception[consent] without your consent"}},
		{"two conditions of one promise", "Sharing", "We never share personal information with others without your permission, except as required by law.",
			[]string{"exception[consent] without your permission", "exception[law] except as required by law"}},
		{"a condition that opens the sentence ends at its comma", "Sharing", "Unless required by law, we do not disclose your name to third parties.",
			[]string{"exception[law] Unless required by law"}},
		{"a stated disclosure is the whole sentence", "Sharing", "We may disclose your data to the police.",
			[]string{"exception[authority_request] We may disclose your data to the police"}},
		{"an added case is one of its own", "Sharing", "We share your question with another agency that can answer it, or as otherwise required by law.",
			[]string{"exception[service_recipient] We share your question with another agency that can answer it", "exception[law] as otherwise required by law"}},
		{"contractors", "Sharing", "We use service providers to host our data.",
			[]string{"exception[entrustment] We use service providers to host our data"}},
		{"what others can see", "Profile", "Your profile is visible to other members.",
			[]string{"exception[publicly_available] Your profile is visible to other members"}},
		{"duties of recipients are none", "Sharing", "They are required to keep your information confidential.", nil},
		{"disclosure to the person is none", "Access", "On request we will provide a copy of your data to you.", nil},
		{"collection without consent is no disclosure", "Use", "We do not collect sensitive information without your consent.", nil},

		// Disclaimers and voluntariness.
		{"denied responsibility", "Links", "We are not responsible for the content of linked websites.",
			[]string{"disclaimer[external_site] We are not responsible for the content of linked websites"}},
		{"no complete security", "Security", "However, no system is completely secure.",
			[]string{"disclaimer[security_limit] However, no system is completely secure"}},
		{"language", "Language", "If the versions differ, the Japanese version shall prevail.",
			[]string{"disclaimer[translation_precedence] If the versions differ, the Japanese version shall prevail"}},
		{"change without notice", "Changes", "This policy may be changed without notice.",
			[]string{"disclaimer[service_change] This policy may be changed without notice"}},
		{"change alone is none", "Changes", "We may change this policy from time to time.", nil},
		{"refused requests", "Access", "We may refuse a request that is excessive.",
			[]string{"disclaimer[request_refusal] We may refuse a request that is excessive"}},
		{"disclaimers that a sentence counts are one each", "Security", "You accept that (i) no network is completely secure; and (ii) the safety of data cannot be guaranteed.",
			[]string{"disclaimer[security_limit] no network is completely secure", "disclaimer[security_limit] the safety of data cannot be guaranteed"}},
		{"what a sentence believes and counts are cases", "Sharing", "We may disclose data if we believe that (i) a law requires it, or (ii) it is necessary to enforce our terms.",
			[]string{"exception[law] a law requires it", "exception[rights_protection] it is necessary to enforce our terms"}},
		{"the words that announce examples are none of the sentence", "Sharing", "We may share details with trusted vendors who work for us, such as:",
			[]string{"exception[entrustment] We may share details with trusted vendors who work for us"}},
		{"the reader's own responsibility", "Accounts", "You are responsible for keeping your password safe.",
			[]string{"disclaimer[user_responsibility] You are responsible for keeping your password safe"}},
		{"optional", "Collection", "Giving us your age is optional.",
			[]string{"voluntariness[voluntariness] Giving us your age is optional"}},
		{"what follows from refusing cookies", "Cookies", "If you block cookies, some features may not work.",
			[]string{"voluntariness[voluntariness] If you block cookies, some features may not work"}},
		{"contracted and British spellings count as one", "Links", "We aren’t responsible for unauthorised use of those sites.",
			[]string{"disclaimer[external_site] We aren’t responsible for unauthorised use of those sites"}},
		// Rows of paragraphs, labels within a run, cases that a sentence counts.
		{"paragraphs behind an announcement are its items, the label with them", "Why", "We use your data for the purposes below, which include the following.\n\n**Delivery**. For bringing the goods to you, including on Sundays.\n\n**Fraud**. To prevent fraud.\n\nWe keep your data safe.",
			[]string{"purpose[fulfilment] Delivery**. For bringing the goods to you, including on Sundays", "purpose[security_fraud] Fraud**. To prevent fraud"}},
		{"paragraphs that are cases without a clause of their own", "Sharing", "We do not disclose your data to others, except in the following cases:\n\nWhen the law requires it.\n\nWhen we entrust the delivery to a carrier.\n\nWhen you write to us, we answer within a week.",
			[]string{"exception[law] When the law requires it", "exception[entrustment] When we entrust the delivery to a carrier"}},
		{"paragraphs that semicolons part are items of a list without marks", "Use", "We use what you tell us at the counter to:\n\nWrite to you;\n\nWatch our orders for fraud; and\n\nWhen you like it so, tell you of new boats.\n\nYour name stays with us.",
			[]string{"purpose[service_communication] Write to you", "purpose[security_fraud] Watch our orders for fraud", "purpose[service_communication marketing] When you like it so, tell you of new boats"}},
		{"people of the company itself are no third party", "Sharing", "Nobody but these has access to your data at the boat house:\n\n* Your tutor(s) in order that they can plan the races\n* Our office staff as they keep the diary\n* Our accountants",
			[]string{"exception[service_recipient entrustment] Our accountants"}},
		{"a purpose among other labels", "Cookies", "Cookie name: basket\nPurpose: counts the visits\nDuration: 30 days",
			[]string{"purpose[analytics] Purpose: counts the visits"}},
		{"cases that a sentence counts are units each", "Transfers", "We may also transfer personal data if (i) you have consented to it; (ii) the law requires it; or (iii) it is needed to protect a person's life.",
			[]string{"exception[consent] you have consented to it", "exception[law] the law requires it", "exception[life_safety] it is needed to protect a person's life"}},
		{"semicolons part what something helps to do", "Cookies", "These cookies allow us to remember your settings; prevent fraud; and count visits.",
			[]string{"purpose[personalization] allow us to remember your settings", "purpose[security_fraud] prevent fraud", "purpose[analytics] count visits"}},
		{"a duty to disclose is a case of its own", "Who has access to your data?", "We may transfer your data to a third party as part of a sale of our business, or if we are under a duty to disclose it by law.",
			[]string{"exception[succession] We may transfer your data to a third party as part of a sale of our business", "exception[law] if we are under a duty to disclose it by law"}},
		{"the cases of a list of legal bases are purposes", "Legal bases", "We rely on these bases:\n\nPerformance of a contract:\n\n- Shipping of goods\n\nOur legitimate interests:\n\n- Prevention of fraud",
			[]string{"purpose[fulfilment] Shipping of goods", "purpose[security_fraud] Prevention of fraud"}},
		{"limits of use have no exceptions of disclosure", "Restrictions", "We use data only to the extent needed for the purposes of use, except in the following cases:\n\n- When the law requires it",
			nil},
		{"a case that announces data is one, the data are none", "Sharing", "We do not provide data to third parties, except in the following cases:\n\n1. When we have notified you of the following matters and you have not opted out\n    1. the items provided\n    2. the means of providing them",
			[]string{"exception[opt_out] When we have notified you of the following matters and you have not opted out"}},
		{"the condition within an item that announces others", "Provision to third parties", "1. We will not provide data to any third party without your prior consent, except in the following cases:\n    - required by law\n2. We appropriately supervise contractors.",
			[]string{"exception[consent] without your prior consent", "exception[law] required by law"}},
		{"a transfer to a place is no disclosure", "Where we store data", "Your data may need to be transferred to countries other than your own.",
			nil},

		// Where aims begin and end.
		{"an aim that opens the sentence ends before the clause, comma or not", "Meters", "In order to draw your bills we are required to process the readings of the meter.",
			[]string{"purpose[billing_payment] In order to draw your bills"}},
		{"a statement of what happens then is no part of the aim", "Retention", "We keep tickets for a year to answer questions, after which they are shredded.",
			[]string{"purpose[inquiry_response] to answer questions"}},
		{"what is used comes before the aim", "Use", "We use the logs of the gate at the eastern quay and the records of all boats to help us understand how busy the harbor is.",
			[]string{"purpose[analytics] to help us understand how busy the harbor is"}},
		{"what is counted behind the aim are kinds of data", "Data", "We process two kinds of data to deliver the Kettle Service: (i) Pot Data and (ii) Lid Data.",
			[]string{"purpose[service_provision] to deliver the Kettle Service"}},
		{"what goes on behind a colon in a clause of its own is no part of the aim", "How long", "**Data we use to run the ferry for you:** we keep them until you leave the club.",
			[]string{"purpose[service_provision] to run the ferry for you"}},
		{"an aim ends before the words for an example", "Use", "It is necessary to comply with the law: for example, we have to show the log of the gate.",
			[]string{"purpose[legal_compliance] to comply with the law"}},
		{"a title in quotation marks holds no aim", "Use", "We use your data as told in the chapter “To run the ferry” and in no other way.",
			nil},
		{"tools of others are used for aims of one's own", "Ferries", "We may use third-party cookies to count the visitors of our pages.",
			[]string{"purpose[analytics] to count the visitors of our pages"}},
		{"what stands before the work of others is no task of theirs", "Ferries", "We use this information to run the ferry and may engage third parties to analyze it.",
			[]string{"purpose[service_provision] to run the ferry"}},
		{"a heading about rights makes no difference where the company says what it uses", "How our rights are protected", "We may use your data to detect fraud.",
			[]string{"purpose[security_fraud] to detect fraud"}},
		{"the label of a purpose is one with it, whatever it is", "Badges", "**Purpose:** To enable an extra lock.\n\n**Legal basis:** The processing is necessary, for the law obliges us.",
			[]string{"purpose[service_provision] Purpose:** To enable an extra lock"}},
		{"a list of purposes goes on behind what is told of an item", "Meters", "We use readings for these purposes:\n\n* To calculate what you use.\n\n**Legal basis:** the contract with you.\n\n* To forecast demand.\n\n**Legal basis:** our interests.",
			[]string{"purpose[service_provision] To calculate what you use", "purpose[analytics] To forecast demand"}},
		{"the first sentence of an item is the aim, what follows tells of it", "Use", "We may use your data for the following purposes:\n\n- Count how many boats pass the harbor each month. See below how to stop it. You may write to us.",
			[]string{"purpose[analytics] Count how many boats pass the harbor each month"}},
		{"data are listed, for whomever they are used", "Boats", "We use your data to run the ferry.\n\nData used for guests on board:\n\n- Name of the cabin\n- Time of boarding",
			[]string{"purpose[service_provision] to run the ferry"}},
		{"a list of those whom something is told to for reasons of law", "Legal purposes", "We might disclose names to third parties for legal or security reasons, including:\n\n- To safeguard the rights of our guests",
			[]string{"exception[law] We might disclose names to third parties for legal or security reasons", "exception[rights_protection] To safeguard the rights of our guests"}},

		{"a lead-in with a clause about the data is one of aims", "Gates", "We collect and use data from the gate, which may include your name, to:\n\n- handle disputes\n- prevent fraud",
			[]string{"purpose[legal_compliance] handle disputes", "purpose[security_fraud] prevent fraud"}},
		{"activities that follow are aims", "Gates", "We use pictures of the gate. These activities include the following:\n\n- Preventing fraud\n- Measuring how many boats pass",
			[]string{"purpose[security_fraud] Preventing fraud", "purpose[analytics] Measuring how many boats pass"}},

		{"a table whose first row is the head has purposes where that says so", "Use", "How we use your data:\n\n|  |  |  |\n| --- | --- | --- |\n| **Purpose/Activity** | **Type of data** | **Lawful basis** |\n| To run the ferry | 1. Identity<br>2. Contact | Performance of a contract with you |\n| To count the visits | 1. Usage | Our legitimate interests |",
			[]string{"purpose[service_provision] To run the ferry", "purpose[analytics] To count the visits"}},
		{"a column without a head is none of purposes", "Cookies", "| Name | Purpose | Duration |  |\n| --- | --- | --- | --- |\n| tide | Remembers the harbor | a month | Essential |\n| gull | Counts visits | a year | Essential |",
			[]string{"purpose[personalization] Remembers the harbor", "purpose[analytics] Counts visits"}},

		{"what is not done, and consent, are no purposes among them", "How we use data", "- We may use your data to count the visits to the harbor.\n- We do not keep pictures of boats.\n- To answer you\n- With your consent",
			[]string{"purpose[analytics] We may use your data to count the visits to the harbor", "purpose[inquiry_response] To answer you"}},

		// Limits.
		{"what a notice does not promise", "About", "Nothing in this notice shall be construed to create a contract.",
			[]string{"disclaimer[general_liability] Nothing in this notice shall be construed to create a contract"}},
		{"a law that prevails", "About", "To the extent this notice conflicts with the law of your country, that law controls.",
			[]string{"disclaimer[other] To the extent this notice conflicts with the law of your country, that law controls"}},
		{"rights with exceptions", "Your rights", "You may ask us to delete what we hold about you, subject to certain exceptions. None of these rights are absolute.",
			[]string{"disclaimer[request_refusal] You may ask us to delete what we hold about you, subject to certain exceptions", "disclaimer[request_refusal] None of these rights are absolute"}},
		{"withheld data", "What you give us", "If you choose to withhold information, we may not be able to serve you.",
			[]string{"voluntariness[voluntariness] If you choose to withhold information, we may not be able to serve you"}},
		{"one of the statements that a sentence counts", "Your choices", "You can do this: a. in the first form, you may see your orders; b. in the second form, you do not have to provide your name.",
			[]string{"voluntariness[voluntariness] in the second form, you do not have to provide your name"}},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			if got, _ := findingsBelow(t, policy.English, tt.heading, tt.body); !slices.Equal(got, tt.want) {
				t.Errorf("%s\ngot  %q\nwant %q", tt.body, got, tt.want)
			}
		})
	}
}

func TestEnglishLists(t *testing.T) {
	tests := []struct {
		why, heading, body string
		want               []string
	}{
		{"a lead-in makes purposes of its items", "How we use information", "We use your information to:\n\n- answer your questions;\n- prevent fraud.",
			[]string{"purpose[inquiry_response] answer your questions", "purpose[security_fraud] prevent fraud"}},
		{"data items are none", "How we use information", "We collect the following information:\n\n- your name\n- your address", nil},
		{"rights are none", "Rights", "You have the right to:\n\n- access your data\n- delete it", nil},
		{"recipients are cases of disclosure", "Sharing", "We may share your information with:\n\n- our affiliates\n- service providers",
			[]string{"exception[affiliates] our affiliates", "exception[entrustment] service providers"}},
		{"items worded as deeds are purposes below words that are vague", "What we do with it", "- Answering the letters you write\n- Prevention of fraud in the shop",
			[]string{"purpose[inquiry_response] Answering the letters you write", "purpose[security_fraud] Prevention of fraud in the shop"}},
		{"so are the cells of a column", "Data", "Why we need it is told below.\n\n| What | Why we need it |\n| --- | --- |\n| Your name | To answer your letters |\n| Your card | Prevention of fraud |",
			[]string{"purpose[inquiry_response] To answer your letters", "purpose[security_fraud] Prevention of fraud"}},
		{"steps that a person takes are none", "How to delete your data", "- Opening the settings\n- Pressing the button", nil},
		{"an introduction may break off", "The forum", "Your address is needed for\n\n- answering your questions\n- preventing fraud",
			[]string{"purpose[inquiry_response] answering your questions", "purpose[security_fraud] preventing fraud"}},
		{"items that name outsiders are cases below words on giving", "Where it goes", "This is who it goes to:\n\n- the insurers that take part in your claim\n- our subsidiaries",
			[]string{"exception[service_recipient] the insurers that take part in your claim", "exception[affiliates] our subsidiaries"}},
		{"a lead-in to exceptions is none itself", "Sharing", "We do not disclose data to third parties, except in the following cases:\n\n- with your consent\n- as required by law",
			[]string{"exception[consent] with your consent", "exception[law] as required by law"}},
		{"grounds of refusal", "Access", "We may refuse a request if:\n\n- you cannot prove your identity\n- it would harm others",
			[]string{"disclaimer[request_refusal] you cannot prove your identity", "disclaimer[request_refusal] it would harm others"}},
		{"cases without responsibility", "Disclaimer", "We accept no liability in the following cases:\n\n- Where a linked website handled your data\n- Where the service was interrupted",
			[]string{"disclaimer[external_site] Where a linked website handled your data", "disclaimer[service_change] Where the service was interrupted"}},
		{"of joint use, the parties and a purpose of its own", "Joint use", "We jointly use personal data as follows.\n\n- Items: name and address\n- Scope of joint users: Example Group companies\n- Purpose of use: to send newsletters",
			[]string{"exception[joint_use] Scope of joint users: Example Group companies", "purpose[marketing] Purpose of use: to send newsletters"}},
		{"an aim and an example of it without a verb are one unit", "How we use information", "We use your information for the following purposes:\n\n- **To run the shop.** For example, to create your account and take payments.",
			[]string{"purpose[account_management billing_payment] To run the shop.** For example, to create your account and take payments"}},
		{"a record of a recipient is one unit", "Transfer", "We may transfer the data to third parties abroad (including the following companies):\n\n- Name: Example Hosting GmbH\n\n  Country: Germany",
			[]string{"exception[other] Name: Example Hosting GmbH\n\n  Country: Germany"}},
		{"cases below a case of refusal are cases of refusal", "Access", "We disclose the data on request; the following cases are excluded from disclosure:\n\n- Cases where one of the following applies\n  - Cases where it would harm others",
			[]string{"disclaimer[request_refusal] Cases where one of the following applies", "disclaimer[request_refusal] Cases where it would harm others"}},
		{"recipients by name are what the words that announce them say", "Information", "Our processors are:\n\n- Quillstore Inc.\n- Postwren Ltd.",
			[]string{"exception[entrustment] Quillstore Inc.", "exception[entrustment] Postwren Ltd."}},
		{"third parties that are used", "Information", "Third parties we use for advertising:\n\n1. Larkads\n2. Bannermoor",
			[]string{"exception[service_recipient] Larkads", "exception[service_recipient] Bannermoor"}},
		{"what is disclosed is said in the lead-in, cases are its items", "Disclosures", "We may release data that we collect or you give, as told in this policy:\n\n- To our affiliates.\n- If the law demands it.",
			[]string{"exception[affiliates] To our affiliates", "exception[law] If the law demands it"}},
		{"a heading that asks who has access", "Who has access to your data?", "As a rule, we share your data with third parties in the following circumstances:\n\n- With affiliates where it is necessary.\n- With processors.",
			[]string{"exception[affiliates] With affiliates where it is necessary", "exception[entrustment] With processors"}},
		{"a heading that is an icon is no recipient", "How we share data", "We share data with:\n\n### Affiliates\n\n### \ue010\n\nMore text.",
			[]string{"exception[affiliates] Affiliates"}},
		{"recipients that a question announces", "Information", "**Disclosed to Which Categories of Recipients for Business Purposes:**\n\n- Our affiliates\n- Service providers",
			[]string{"exception[affiliates] Our affiliates", "exception[entrustment] Service providers"}},
		{"recipients below an item without a colon", "Information", "- Examples of data we collect\n  - Your address\n- Categories of third parties with whom we share this data\n  - Service providers\n  - Our affiliates",
			[]string{"exception[entrustment] Service providers", "exception[affiliates] Our affiliates"}},
		{"recipients in a column", "Information", "| Data | Recipients |\n| --- | --- |\n| Your name | Service providers |\n| Your address | Delivery companies |",
			[]string{"exception[entrustment] Service providers", "exception[service_recipient] Delivery companies"}},
		{"purposes of use and disclosure are purposes", "Information", "We may use or disclose the data for one or more of the following business purposes:\n\n- To answer questions.\n- To prevent fraud.",
			[]string{"purpose[inquiry_response] To answer questions", "purpose[security_fraud] To prevent fraud"}},
		{"a label is no unit, the sentence it is about is one", "Sharing", "We disclose personal data only to the following:\n\n- **Your employer.** Managers can see your working hours.",
			[]string{"exception[service_recipient] Managers can see your working hours"}},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			if got, _ := findingsBelow(t, policy.English, tt.heading, tt.body); !slices.Equal(got, tt.want) {
				t.Errorf("%s\ngot  %q\nwant %q", tt.body, got, tt.want)
			}
		})
	}
}

// What is denied is kept apart from what is stated.
func TestEnglishDenials(t *testing.T) {
	found, denied := findingsBelow(t, policy.English, "Sharing", "We never sell your personal information. We do not use your data for advertising.")
	if len(found) > 0 {
		t.Errorf("stated: %q", found)
	}
	want := []string{"exception[sale] We never sell your personal information", "purpose[advertising] We do not use your data for advertising"}
	if !slices.Equal(denied, want) {
		t.Errorf("denied %q, want %q", denied, want)
	}
}

// A marker looks only so far around itself, and never cuts a character in two.
func TestAround(t *testing.T) {
	s := strings.Repeat("é", 2*reach)
	at := text.Span{Start: len(s) / 2, End: len(s)/2 + 2}
	near := around(s, text.Span{Start: 0, End: len(s)}, at)
	if near.Len() > 2*reach+at.Len() || !strings.HasPrefix(s[near.Start:], "é") || !strings.HasSuffix(s[:near.End], "é") {
		t.Errorf("around = %v of %d bytes", near, len(s))
	}
	if all := around("ab to c", text.Span{Start: 0, End: 7}, text.Span{Start: 3, End: 5}); all != (text.Span{Start: 0, End: 7}) {
		t.Errorf("a short sentence is seen whole, got %v", all)
	}
}

// The cost of a sentence is proportional to its length, however many markers
// stand in it. Failing shows as a test that does not end.
func TestEnglishManyMarkers(t *testing.T) {
	if testing.Short() {
		t.Skip("long sentences")
	}
	for _, unit := range []string{"to run it ", "except as required ", "(a) to see; ", ", the thing will"} {
		findingsBelow(t, policy.English, "Use", "We use data "+strings.Repeat(unit, 5000)+".")
	}
}
