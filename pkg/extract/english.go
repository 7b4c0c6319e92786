package extract

import "github.com/polcompare/polcompare/pkg/text"

func (p *Pass) englishPurposes(i int, sent text.Span)   {}
func (p *Pass) englishExceptions(i int, sent text.Span) {}
