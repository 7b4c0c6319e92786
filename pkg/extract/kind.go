package extract

import (
	"fmt"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/policy"
	"github.com/polcompare/polcompare/pkg/text"
)

// A DocumentKind says what a document is.
type DocumentKind string

const (
	PolicyKind  DocumentKind = "policy"  // it says what somebody does with information about people
	TermsKind   DocumentKind = "terms"   // a contract about the use of a service
	CookiesKind DocumentKind = "cookies" // it speaks of cookies and of nothing else about people
	LawKind     DocumentKind = "law"     // it says what others have to do
	EmptyKind   DocumentKind = "empty"   // nothing stands below the title
	OtherKind   DocumentKind = "other"
)

// handling are the topics of sections that say what is done with information
// about people. A text that deals with this many of them is a policy.
var handling = topicSet{
	"collection": true, "purposes": true, "third_party": true, "entrustment": true, "joint_use": true, "overseas_transfer": true,
	"security": true, "retention": true, "external_tools": true, "rights": true,
}

const enoughTopics = 4

// fewRunes are too few characters to be a text.
const fewRunes = 20

// A profile counts what the sentences of a document are about.
type profile struct {
	sentences int // that say something
	runes     int // in these, as far as they are fewer than fewRunes
	personal  int // about information about people
	browser   int // about cookies and the like
	speaker   int // in which the writer speaks of itself
	terms     int // of a contract
	statute   int // of a law
}

// kind says what the document is and, if it is no policy, why it is taken for
// what it is. It rests on what the sentences are about, on the topics of the
// sections and on what was found; in doubt a document is a policy.
func (p *Pass) kind() (DocumentKind, string) {
	n := p.profile()
	topics := topicSet{}
	for _, section := range p.result.Topics {
		for _, t := range section {
			if handling[t] {
				topics.add(t)
			}
		}
	}
	stated := len(p.result.Denials) > 0
	for _, f := range p.result.Findings {
		stated = stated || f.Kind == Purpose || f.Kind == Exception || f.Kind == Voluntariness
	}
	few := n.personal*10 < n.sentences*3
	counted := fmt.Sprintf("%d of %d sentences are about information about people", n.personal, n.sentences)
	switch {
	case n.runes < fewRunes:
		return EmptyKind, "no text below the title"
	case n.statute > 0 && n.speaker == 0:
		return LawKind, "nobody speaks of itself, and it has the words of a law"
	case len(topics) >= enoughTopics && n.personal*20 >= n.sentences:
		return PolicyKind, ""
	case n.terms*10 >= n.sentences && few:
		return TermsKind, "it speaks of the terms of a contract, and " + counted
	case p.titled() && n.personal+n.browser > 0:
		return PolicyKind, ""
	case n.personal == 0 && n.browser > 0:
		return CookiesKind, "it speaks of cookies, and no section or sentence is about personal information"
	case n.personal == 0:
		return OtherKind, "no section or sentence is about personal information"
	case few:
		return OtherKind, "only " + counted
	case n.speaker == 0 && !stated:
		return OtherKind, "nobody says what it does with personal information"
	}
	return PolicyKind, ""
}

// titled reports whether the document is called a privacy policy.
func (p *Pass) titled() bool {
	if t := p.Doc.Title; t != "" {
		v := p.Book.Fold(text.Identity(text.NewSource("", t)))
		scan := p.Book.Scan(v)
		defer scan.Close()
		return scan.Passes("kind/policy", text.Span{Start: 0, End: len(v.Text())})
	}
	return false
}

// profile reads all sentences but those of the page around the policy.
func (p *Pass) profile() (n profile) {
	counts := [...]struct {
		test string
		of   *int
	}{{"kind/personal", &n.personal}, {"kind/browser", &n.browser}, {"kind/speaker", &n.speaker}, {"kind/terms", &n.terms}, {"kind/statute", &n.statute}}
	for _, c := range p.Doc.Clauses {
		if c.Furniture || c.Kind == policy.Label {
			continue
		}
		for _, sent := range c.Sentences {
			if !p.says(sent) {
				continue
			}
			n.sentences++
			if n.runes < fewRunes {
				n.runes += utf8.RuneCountInString(p.Doc.View.Slice(sent))
			}
			fold := p.FoldSpan(sent)
			for _, c := range counts {
				if p.Scan.Passes(c.test, fold) {
					*c.of++
				}
			}
		}
	}
	return n
}
