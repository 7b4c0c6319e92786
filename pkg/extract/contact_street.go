package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/polcompare/polcompare/pkg/internal/expr"
	"github.com/polcompare/polcompare/pkg/text"
)

// Postal addresses in Latin letters: parts between commas and line ends that
// look like a street, a code, a country; a run of such parts is an address.

// contactLegalForm is the legal form of a company, or a word that ends the name of an institution.
const contactLegalForm = `(?:\b(?:GmbH (?:&|und|\+) Co\.? ?(?:KG|OHG)(?:aA)?|Inc|Ltd|Corp|Co|UG|KG|e\.V|d\.o\.o|s\.r\.o|LLC|L\.L\.C|LLP|PLC|plc|g?GmbH|g\.i\.e|[me]bH|AG|AB|Oy|AS|A/S|ApS|SAS|S\.A\.S|S\.A|SA|SARL|[Ss][aà]rl|S\.r\.l|S\.p\.A|B\.V|BV|N\.V|NV|K\.K|KK|GK|Pty|Pte|Limited|Corporation|Company|Foundation|Incorporated|International|Association|Institute|Commission|Authority|Oyj|Ab|ry|DAC|EURL|Lda|Kft|SpA|S\.L|SL)\b\.?|\bOÜ)`

// A contactPlace is what a part of an address may be.
type contactPlace uint8

const (
	plNone    contactPlace = iota
	plName                 // capitalised words: a city, a building
	plUnit                 // 4th Floor, Suite 5, River Tower
	plNumber               // "22-37", "Platz 10"
	plStreet               // 12 High Street, Box 53, Chiyoda-ku
	plCode                 // CA 94105, 300 12 Halmstad, EC1X 9QQ
	plCountry              // Sweden
)

type contactPiece struct {
	sp   text.Span // in View
	line int
	kind contactPlace
	seat bool // words right before it say that an address follows
}

var (
	contactStreetRE = expr.New(`(?i)\b(?:street|str\.|road|rd\.?|marg|nagar|avenue|ave\.?|blvd\.?|boulevard|lane|drive|highway|parkway|pkwy|square|court|quay|terrace|crescent|embankment|wharf|alley|broadway|esplanade|mews|hill|row|rue|via|calle|laan|plein|yard|grove|circus|mews|parade|rise|promenade|quayside|avenida|rua|calle|carrer|paseo|camino|praça|praca|plaza|plaça|largo|travessa|estrada|piazza|corso|viale|vicolo|strada|chemin|allée|quai|impasse|cours|ulica|ul\.|aleja|jalan|jl\.|lorong|prospekt|náměstí|utca)\b|\p{L}(?:straße|strasse|gatan|vägen|gasse|allee|weg|platz|straat|kade|gracht|damm|ufer|str|gata|gade|vej|veien|katu|tie|dreef|singel|ring|markt|hof)\b|(?:^|[^\p{L}])(?:st|pl|dr|ln|ct|way|place|gardens|gate|close|dock|walk)\.?(?:$| #[0-9]| (?:suite|ste|unit|apt|floor|pmb|box|rm|room)\b)|(?i)^route d(?:e|u|es)\b|^[0-9]+ (?:FM|CR|SR) [0-9]{1,4}\b|(?-i:^C/ ?\p{L}{2})|(?i)^(?:ul|al|os|av|avda|jl|bul)\. ?\p{L}|-chome\b|-(?:ku|shi|cho|machi|dori|gun|to|fu)\b|(?i)^freepost\b`)
	contactBoxRE    = expr.New(`(?i)\b(?:p\.?\s?o\.?\s*)?box\s+[0-9]+|\b(?:apartado(?: de correos)?|postfach|casilla(?: postal)?|caixa postal|bo[îi]te postale|postbus|postboks|postilokero|pl) [0-9]{2,6}\b`)
	contactUnitRE   = expr.New(`(?i)\b(?:floors?|fl\.?|block|piso|étage|etage|suite|ste\.?|unit|room|studio|apt\.?|building|bldg\.?|tower|house|level|plaza|annex|wing|offices|chambers|(?:business|science|technology|industrial|office|retail) (?:park|estate|cent(?:er|re)|campus)|estate|campus|exchange)\b|\b(?:Depot|Mills?|Barns?|Lodge|Cottage|Arcade|Works|Farm|Maltings|Granary|Rectory|Vicarage|Stables|Foundry|Warehouse|Villas|Courtyard|Gatehouse|Priory|Old Hall|Town Hall|City Hall|Guildhall|Parish Hall|Village Hall)$|^(?:[A-Z]{2,4} )?#\s?[0-9]+|\b[0-9]+/?f\b|\b(?:flat|shop|plot|door|house|gala|lot|villa|office|cabin|stall|blk)\s(?:no\.?\s?|#)?[0-9]|\bcomplex$`)
	contactZipRE    = expr.New(`\bSingapore \(?[0-9]{6}\b\)?|\bCEP\s+[0-9]{5}-?[0-9]{3}\b|\b[0-9]{5}-[0-9]{3}\b|\b[0-9]{4}-[0-9]{3}\b|^[0-9]{2}-[0-9]{3}\s\p{Lu}|\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\s[0-9]{4}\b|\p{Ll}\s?[-–]\s?[0-9]{6}\b|\b(?:[A-Z]{2}\.?|[A-Z]\.[A-Z]\.|^[A-Z][a-z])[\s–-]+[0-9]{5}(?:-[0-9]{4})?\b|\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b|\b[A-Z][0-9][A-Z]\s?[0-9][A-Z][0-9]\b|\b[A-Z][0-9]{2}\s[A-Z0-9]{4}\b|(?:^|\s)[AC-FHKNPRTV-Y][0-9]{2}[0-9AC-FHKNPRTV-Y]{4}$|\b[0-9]{3}-[0-9]{4}\b|\b[0-9]{4}\s?[A-Z]{2}\b`)
	contactTownRE2  = expr.New(`^(?:[A-Z]{1,2} ?[-–] ?)?[0-9]{4,6}\s+\p{Lu}\p{L}+|^[0-9]{3}\s[0-9]{2}\s+\p{Lu}|^\p{Lu}[\p{L}' -]{2,30} (?:[0-9]{5,6}(?:-[0-9]{4})?|[1-9][0-9]{2} [0-9]{3})$|^[0-9]{5,6}$|^[0-9]{5}-[0-9]{4}$`)
	contactNumRE    = expr.New(`^(?:[Nn]o\.\s*)?[0-9]{1,5}[A-Za-z]?(?:[-–/][0-9]+)*(?:\s+\p{Lu}[\p{L}'’.-]*){0,8}$|^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,3}(?: (?:tn|pst|mnt|ul|utca|u|g|k)\.?)? [0-9]{1,4}[a-zA-Z]?(?:[-–/][0-9]+[a-zA-Z]?)*(?: \p{Lu}\p{L}+)?$`)
	contactNamedRE  = expr.New(`^(?:The )?\p{Lu}[\p{L}'’.-]*(?:(?: [–-] |[ -])(?:\p{Lu}[\p{L}'’.-]*|de|la|le|of|upon|am|an|der|den|du|and|&)){0,4}$`)
	contactMonthRE  = expr.New(`(?i)\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|article|section|chapter|version|part|items?|step|page|paragraph|clause|reg|registration|android|ios|windows|iso|gdpr|act)\.?\s+[0-9]|\b(?:19|20)[0-9]{2}$`)
	contactStateRE  = expr.New(`^(?:[A-Z]{2}|Tokyo|Osaka|Kyoto|London|Paris|New York|California|Delaware|Tokyo-to)$`)
	contactLegalRE  = expr.New(contactLegalForm)
)

// contactNumberFirstRE is the number of a house before a comma and its street: "26, rue …".
var contactNumberFirstRE = expr.New(`(?:^|\s)[0-9]{1,4}(?: ?(?:bis|ter|[a-zA-Z]))?, ?(?:rue|avenue|av\.|boulevard|bd\.?|place|chemin|quai|allée|impasse|cours|route|square|via|viale|piazza|calle)\b`)

// contactTownBehindRE is a street with its number first and, without a comma, the code of
// its town.
var contactTownBehindRE = expr.New(`(?i)(?:^|\s)[0-9]{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|chemin|quai|allée|impasse|cours|route|square) [^,;|(0-9]{2,40}?(?: ?[–-])?( )[0-9]{5} \p{Lu}`)

// contactCountyRE ends in an Irish county, whose first word is spelled like a legal form.
var contactCountyRE = expr.New(`(?:^|, )Co\.? \p{Lu}[\p{L}'’]+[.,]?$`)

// contactDistrictRE is the capital of the United States before its code.
var contactDistrictRE = expr.New(`\bD\.C\. [0-9]{5}`)

// contactQuarterRE is what tells in brackets where in a town, street or house one is: "Mill
// Hill (West)", "4 Mill Road (Cnr Dock St)", "Level 3 (Rear)".
var contactQuarterRE = expr.New(`^\((?:[A-Z]{2}|(?:North|South|East|West|[NSEW])\.?|(?i:cnr|corner(?: of)?|crn|rear|front|ground|first|second|third|fourth|fifth|upper|lower|top|[0-9]{1,2}(?:st|nd|rd|th)|near|opp(?:osite)?|off|entrance|access|enter|via|behind|above|below|next(?: to)?|beside|side|unit|level|floor|suite|block|building)\b\.?[^()@:"“]{0,32})\)`)

// contactSmallStreetRE is a street that begins with a small letter: "rue de la Gare 4".
var contactSmallStreetRE = expr.New(`^(?:(?:rue|avenue|boulevard|place|chemin|quai|route|via|viale|calle) [^,]{2,40} [0-9]{1,4}|(?:ul|al|os|pl|av|bul)\. ?\p{Lu}[^,]{1,40} [0-9]{1,4}[a-zA-Z]?(?:/[0-9]+)?)$`)

// contactTown4RE is a town and its code of four digits, as it stands behind a street.
var contactTown4RE = expr.New(`^\p{Lu}[\p{L}' -]{2,30} [0-9]{4}$`)

var contactCountries = func() map[string]bool {
	all := map[string]bool{}
	for _, c := range strings.Split("usa|u.s.a.|us|u.s.|united states|united states of america|uk|u.k.|united kingdom|england|scotland|wales|ireland|japan|germany|france|sweden|norway|denmark|finland|iceland|switzerland|austria|netherlands|the netherlands|belgium|luxembourg|spain|portugal|italy|poland|czech republic|czechia|hungary|romania|bulgaria|greece|cyprus|malta|estonia|latvia|lithuania|canada|australia|new zealand|singapore|hong kong|taiwan|china|people's republic of china|korea|south korea|republic of korea|india|thailand|vietnam|indonesia|malaysia|philippines|israel|turkey|brazil|mexico|argentina|chile|south africa|united arab emirates|ukraine|russia|liechtenstein|pakistan|bangladesh|sri lanka|nepal|egypt|nigeria|kenya|morocco|saudi arabia|uae|qatar|kuwait|jordan|lebanon|colombia|peru|uruguay|costa rica|panama|slovakia|slovenia|croatia|serbia|northern ireland|isle of man|jersey|guernsey|gibraltar|cayman islands|british virgin islands|bermuda|cambodia|myanmar|mongolia|kazakhstan|georgia|armenia", "|") {
		all[c] = true
	}
	return all
}()

// streets finds addresses in Latin letters.
func (r *contactReader) streets() {
	var rest []restOfBlock
	from := 0 // the line that rest begins with
	for i := 0; i < len(r.lines); i++ {
		l := &r.lines[i]
		if l.has&ctDigit == 0 && !l.short() {
			continue
		}
		if l.heading {
			continue
		}
		// The lines from here on that may hold one address.
		var ps []contactPiece
		j := i
		if l.short() && i >= from+len(rest) {
			rest, from = r.restOfBlock(rest[:0], i), i
		}
		if l.short() && !r.streetDue(i, rest[i-from]) {
			for j+1 < len(r.lines) && r.lines[j+1].block == l.block && r.lines[j+1].short() {
				j++
			}
			i = j
			continue
		}
		if l.short() {
			for ; j < len(r.lines) && j < i+12; j++ {
				b := &r.lines[j]
				if b.heading || !b.short() || b.section != l.section {
					break
				}
				ps = r.pieces(ps, j)
			}
			j--
		} else {
			if l.span.Len() > 20000 || !contactStreety(r.str(i)) || l.has&(ctAddress|ctInquiry|ctOfficer|ctAnnounce|ctRepresentative|ctHead) == 0 && !r.contactContext(i) && !r.isNear(i, 1, 1) && !r.awaited(i) && contactSeat(contactHead(r.str(i), 4000)) == 0 && r.ownBehind(i) < 0 {
				continue
			}
			ps = r.pieces(ps, i)
		}
		for k := 0; k < len(ps); {
			n := r.street(ps, k)
			if n == k {
				k++
			} else {
				k = n
			}
		}
		i = j
	}
}

// contactStreety reports whether running text may hold an address: whatever
// else stands in it, there are Latin letters or three digits in a row.
func contactStreety(s string) bool {
	digits := 0
	for i := 0; i < len(s); i++ {
		if contactDigit(s[i]) {
			digits++
		} else {
			digits = 0
		}
		if digits == 3 || contactLetter(s[i]) {
			return contactStreetyRE.MatchString(s)
		}
	}
	return false
}

// contactStreetyRE is what an address in running text holds at least.
var contactStreetyRE = expr.New(`[A-Z][0-9]|[0-9][A-Z]{2}\b|[0-9]{3}-[0-9]{4}|[A-Z]{2} [0-9]{5}|[0-9]{4,6} \p{Lu}|[0-9]{3} [0-9]{2} \p{Lu}|\b[0-9]{5,6}\b|[Bb]ox [0-9]|\b(?:[0-9]{4}|[0-9]{2})-[0-9]{3}\b|-(?:ku|shi|cho)\b|(?:Street|Road|Rd|Avenue|Ave|Lane|Square|Boulevard|Blvd)\b`)

var (
	// contactStreetEndRE ends a street whose number has as many digits as the code of a
	// town ("1200 Mill Creek Road").
	contactStreetEndRE = expr.New(`(?i)^[0-9]{4,5}\s(?:.*[^\p{L}])?(?:street|st|road|rd|avenue|ave|blvd|boulevard|lane|ln|drive|dr|highway|hwy|parkway|pkwy|court|ct|terrace|circle|trail|broadway|way|loop|turnpike|pike|place|pl)\.?(?: (?:[NSEW]|NE|NW|SE|SW|North|South|East|West))?\.?$`)
	// contactStateCodeRE is a state or province before its code; some are spelled like
	// the legal form of a company ("NV 89052").
	contactStateCodeRE = expr.New(`\b[A-Z]{2} (?:[0-9]{5}|[A-Z][0-9][A-Z])\b`)
)

// contactSeatRE is what a text says of where a company sits, up to the address itself:
// "whose registered office is located at".
var contactSeatRE = expr.New(`(?i)\b(?:(?:registered|head|principal|main|corporate|statutory|business|legal|central|official|postal|mailing|street|company)\s+(?:offices?|seat|address(?:es)?|places? of business)|seat|headquarter(?:s|ed)|domiciled|based|located|established|resident|residing|place of business|offices|(?:our|its|the) (?:\p{L}+ ){0,2}(?:office|premises|shop|store|clinic|surgery|studio|practice|school|showroom|reception|centre|center|church|hotel|workshop|nursery|salon|gallery|museum|library))\b(?:,? (?:is|are|of|the|our|its|a|an|company|being|situated|located|registered|business|in|england|and|wales|ireland|scotland|germany|france|the netherlands|belgium|switzerland|address))*(?: at| in| is|:)\s+`)

// contactSeat returns where in s the address begins that is said to follow, 0 if none is.
func contactSeat(s string) int {
	if !strings.Contains(s, "at ") && !strings.Contains(s, "in ") && !strings.Contains(s, "is ") && !strings.Contains(s, ": ") {
		return 0
	}
	best := 0
	for _, m := range contactSeatRE.FindAllStringIndex(s, -1) {
		if m[1] < len(s) && (contactDigit(s[m[1]]) || unicode.IsUpper(firstRuneOf(s[m[1]:]))) {
			best = m[1]
		}
	}
	return best
}

// A restOfBlock is what stands in a block of short lines from one of them on.
type restOfBlock struct {
	has   contactMark
	digit int  // the first line with digits, -1 if there is none
	below bool // one with digits stands right below a company
}

// restOfBlock appends what stands in line i's block from i on, from the line behind it
// on, and so forth to the block's end.
func (r *contactReader) restOfBlock(rest []restOfBlock, i int) []restOfBlock {
	n := i
	for n < len(r.lines) && r.lines[n].block == r.lines[i].block && r.lines[n].short() {
		n++
	}
	rest = slices.Grow(rest, n-i)[:n-i]
	next := restOfBlock{digit: -1}
	for j := n - 1; j >= i; j-- {
		next.has |= r.lines[j].has
		if r.lines[j].has&ctDigit != 0 {
			next.digit = j
			next.below = next.below || r.belowCompany(j)
		}
		rest[j-i] = next
	}
	return rest
}

// streetDue reports whether the block of short lines may hold an address from line i on:
// it has digits, and stands where contacts are due.
func (r *contactReader) streetDue(i int, rest restOfBlock) bool {
	return rest.digit >= 0 &&
		(rest.has&(ctAddress|ctInquiry|ctOfficer|ctRepresentative|ctComplaint|ctJoint) != 0 || rest.below ||
			r.contactContext(rest.digit) || r.isNear(rest.digit, 6, 6) || r.awaited(i))
}

// belowCompany reports whether a company with its legal form stands alone on the line right
// above line i, as above its address.
func (r *contactReader) belowCompany(i int) bool {
	if i == 0 || r.lines[i-1].heading || !r.lines[i-1].short() || r.lines[i-1].section != r.lines[i].section {
		return false
	}
	above := strings.TrimRight(r.str(i-1), " ,.")
	m := contactLegalRE.FindAllStringIndex(above, -1)
	return m != nil && m[len(m)-1][1] >= len(above) && len(strings.Fields(above)) <= 6
}

// awaited reports whether the text right above the block of short lines at line i says
// that one may write to what follows.
func (r *contactReader) awaited(i int) bool {
	at := r.lines[i].block
	if at == 0 || r.lines[at-1].heading || r.lines[at-1].section != r.lines[i].section {
		return false
	}
	last := contactTail(r.str(at-1), 320)
	return contactAwaitsRE.MatchString(last) || contactSeatEndRE.MatchString(last)
}

// contactAwaitsRE is the end of a text that sends one to the address below it.
var contactAwaitsRE = expr.New(`(?i)\b(?:send|sent|post|posted|visit|write|writing|mail|mailed|mailing|letters?|contact|contacting|reach|reached|address(?:ed|es)?|directed|submit(?:ted)?)\b[^.]{0,160}(?:\b(?:to|at|address)|:)[:\s]*$|\b(?:following|below)\b[^.]{0,60}\baddress(?:es)?\b[^.]{0,120}\.(?:[^.]{0,140}\.)?\s*$`)

// contactSeatEndRE is the end of a text that breaks off before the address of a seat.
var contactSeatEndRE = expr.New(`(?i)\b(?:offices?|seat|headquarters|address|place of business)\b(?: [a-z]+){0,4}(?: (?:at|is|in):?|:)\s*$`)

// ownBehind returns where on line i what looks like an address begins right behind the name
// of the company whose policy it is ("We, Acme GmbH, Dock 1, 20095 Hamburg (…)"), -1 if none does.
func (r *contactReader) ownBehind(i int) int {
	s := contactHead(r.str(i), 2000)
	for _, m := range contactOwnThenRE.FindAllStringSubmatchIndex(s, -1) {
		name := s[m[2]:m[3]]
		if f := strings.Fields(r.doc.Company); len(f) > 0 && strings.HasPrefix(name, f[0]) || contactWeRE.MatchString(s[:m[2]]) || contactMeansUsRE.MatchString(contactHead(s[m[1]:], 260)) {
			return r.lines[i].span.Start + m[4]
		}
	}
	return -1
}

var (
	// contactOwnThenRE is a company and the digits or capitals of an address behind it.
	contactOwnThenRE = expr.New(`(\p{Lu}[\p{L}\p{N}&'’-]*(?: [\p{Lu}&][\p{L}\p{N}&'’-]*){0,5},? ` + contactLegalForm + `)(?: \([^()]{1,60}\))?,?(?: of| at)? \(?([\p{Lu}0-9])`)
	contactWeRE      = expr.New(`(?i)(?:^|[ (])(?:we|us|our company),? (?:at |the )?$`)
	contactMeansUsRE = expr.New(`(?i)^[^.;]{0,200}?\((?:[^()]{0,60}\W)?(?:we|us|our)\b`)
)

// pieces appends the parts of line i.
func (r *contactReader) pieces(ps []contactPiece, i int) []contactPiece {
	l := &r.lines[i]
	start := l.span.Start
	end := l.span.End
	// A label is a part of its own.
	if n := strings.IndexByte(contactHead(r.t[start:end], 60), ':'); n > 0 && l.short() && !strings.ContainsAny(r.t[start:start+n], ",0123456789") {
		ps = append(ps, contactPiece{sp: text.Span{Start: start, End: start + n + 1}, line: i})
		start += n + 1
	}
	if end-start > 4000 {
		end = contactRuneStart(r.t, start+4000)
	}
	for start < end {
		stop, split := end, false
		n := strings.IndexAny(r.t[start:end], ",|;(·•")
		if n >= 0 {
			if m := contactQuarterRE.FindString(r.t[start+n : end]); m != "" {
				if more := strings.IndexAny(r.t[start+n+len(m):end], ",|;("); more >= 0 {
					n += len(m) + more
				} else {
					n = end - start
				}
			}
		}
		if n >= 0 {
			stop = start + n
			if m := contactNumberFirstRE.FindStringIndex(r.t[start:end]); m != nil && start+m[0] < stop && stop < start+m[1] {
				if n = strings.IndexAny(r.t[start+m[1]:end], ",|;("); n < 0 {
					n = end - start - m[1]
				}
				stop = start + m[1] + n
			}
		}
		if m := contactTownBehindRE.FindStringSubmatchIndex(r.t[start:stop]); m != nil {
			stop, split = start+m[2], true // "5 rue du Port 75003 Paris"
		}
		if m := contactLabelNextRE.FindStringIndex(r.t[start:stop]); m != nil {
			stop = start + m[0] // "10997 Berlin Email: …"
		}
		if n := strings.Index(r.t[start:stop], ": "); n >= 0 && !l.short() {
			stop = start + n
		}
		if n := contactFirstStop(r.t[start:stop]); n >= 0 && start+n < stop-1 && !contactDistrictRE.MatchString(r.t[start:stop]) && (!l.short() || contactPlaceKind(strings.TrimSpace(r.t[start:start+n])) >= plCode) {
			stop = start + n + 1
		}
		sp := text.Span{Start: start, End: stop}
		s := r.t[start:stop]
		sp.Start += len(s) - len(strings.TrimLeft(s, " \\\n\t"))
		sp.End = sp.Start + len(strings.TrimRight(r.t[sp.Start:stop], " \\–-"))
		for _, w := range [...]string{" or", " and", " Attn", " Attention", " ATTN"} {
			sp.End = sp.Start + len(strings.TrimSuffix(r.t[sp.Start:max(sp.Start, sp.End)], w))
		}
		if !sp.Empty() {
			if sp.Len() > 400 {
				ps = append(ps, contactPiece{sp: sp, line: i})
			} else {
				if n := strings.IndexByte(r.t[sp.Start:sp.End], ')'); n > 0 && strings.IndexByte(r.t[sp.Start:sp.Start+n], '(') < 0 && contactPlaceKind(strings.TrimSpace(r.t[sp.Start:sp.Start+n])) >= plStreet {
					sp.End = sp.Start + n // the bracket that the address stands in ends
				}
				seat := contactSeat(r.t[sp.Start:sp.End])
				sp.Start += seat
				sp = contactTrimPiece(r.t, sp)
				if m := contactTownRE2.FindStringIndex(r.t[sp.Start:sp.End]); m != nil && strings.HasPrefix(r.t[sp.Start+m[1]:sp.End], " and ") {
					sp.End = sp.Start + m[1] // "75003 Paris and represented by …"
				}
				// "ZZ9 0AA By fax: 0800 …", "VA 22202 Or fill in our form": the code ends it.
				if m := contactZipRE.FindStringIndex(r.t[sp.Start:sp.End]); m != nil {
					if rest := r.t[sp.Start+m[1] : sp.End]; strings.ContainsAny(rest, ":0123456789") || strings.Count(rest, " ") > 3 || strings.HasPrefix(rest, " or ") || strings.Contains(rest, "@") {
						sp.End = sp.Start + m[1]
					}
				}
				piece := contactPiece{sp: sp, line: i, seat: seat > 0}
				if !r.taken(sp, contactURL) { // no number, no page
					piece.kind = contactPlaceKind(strings.TrimRight(r.t[sp.Start:sp.End], ". "))
				}
				ps = append(ps, piece)
			}
		}
		start = stop + 1
		if stop < end && r.t[stop] >= utf8.RuneSelf {
			_, w := utf8.DecodeRuneInString(r.t[stop:])
			start = stop + w
			ps = append(ps, contactPiece{sp: text.Span{Start: stop, End: start}, line: i})
		} else if stop < end && r.t[stop] != ',' && !split && !(r.t[stop] == ' ' && len(ps) > 0 && ps[len(ps)-1].line == i && ps[len(ps)-1].kind == plUnit) {
			ps = append(ps, contactPiece{sp: text.Span{Start: stop, End: stop + 1}, line: i})
		}
	}
	return ps
}

// contactLabelNextRE is the label of what stands behind an address on its line.
var contactLabelNextRE = expr.New(`(?i) [*_]*(?:e-?mail|tel(?:ephone)?|phone|fax|web(?:site)?|url|contact)(?: address| number)?\.?[*_]*:`)

// contactTrimPiece cuts words before a street ("write to us at 1 Main Street")
// and a company ("Acme B.V. Main 20").
func contactTrimPiece(t string, sp text.Span) text.Span {
	s := t[sp.Start:sp.End]
	best := 0
	for _, w := range [...]string{" at ", " to ", " address ", " is ", " in ", " and "} {
		if n := strings.LastIndex(s, w); n >= 0 && (w != " and " || strings.ContainsAny(s[:n], "@/")) {
			if rest := s[n+len(w):]; rest != "" && (contactDigit(rest[0]) || unicode.IsUpper(rune(rest[0])) || contactSmallStreetRE.MatchString(rest)) && n+len(w) > best && contactPlaceKind(strings.TrimRight(rest, ". ")) > plName {
				best = n + len(w)
			}
		}
	}
	if m := contactLegalRE.FindAllStringIndex(s[best:], -1); m != nil {
		n := best + m[len(m)-1][1]
		rest := strings.TrimLeft(s[n:], " ")
		for _, w := range [...]string{"of ", "at "} {
			if of := strings.TrimPrefix(rest, w); len(of) < len(rest) && contactPlaceKind(of) >= plUnit {
				best, rest = len(s)-len(of), "" // "Acme Ltd of Unit 4"
			}
		}
		if rest != "" && contactPlaceKind(rest) > plUnit {
			best = len(s) - len(rest)
		}
	}
	if n := strings.LastIndexByte(s[best:], ')'); n > 0 && !strings.Contains(s[best:best+n], "(") {
		// "(registered number 123) of 1 Mill Street": the bracket belongs to the company
		rest := strings.TrimPrefix(strings.TrimLeft(s[best+n+1:], " "), "of ")
		if rest != "" && contactPlaceKind(strings.TrimRight(rest, ". ")) > plName {
			best = len(s) - len(rest)
		}
	}
	if m := contactDomainFirstRE.FindStringIndex(s[best:]); m != nil && contactPlaceKind(strings.TrimRight(s[best+m[1]:], ". ")) > plUnit {
		best += m[1]
	}
	if m := contactFrenchRE.FindStringSubmatchIndex(s[best:]); m != nil {
		best += m[2]
	}
	if m := contactDeskFirstRE.FindStringIndex(s[best:]); m != nil && contactPlaceKind(strings.TrimRight(s[best+m[1]:], ". ")) > plUnit {
		best += m[1]
	}
	if best == 0 {
		for _, w := range [...]string{"at ", "to ", "in "} {
			if rest := strings.TrimPrefix(s, w); len(rest) < len(s) && contactPlaceKind(strings.TrimRight(rest, ". ")) > plName {
				best = len(w)
			}
		}
	}
	sp.Start += best
	return sp
}

// contactFrenchRE is a street with its number first behind other words.
var contactFrenchRE = expr.New(`(?i)[\s–-]([0-9]{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|chemin|quai|allée|impasse|cours|route|square) [^,;|(0-9]{2,40})`)

// contactDeskFirstRE is a desk before the number of a street ("Acme - Privacy 18 Mill Street").
var contactDeskFirstRE = expr.New(`^[^0-9,]{2,60}\b(?:Privacy|Department|Dept\.?|Team|Office|Officer|Compliance|Legal)[\])*]* `)

// contactDomainFirstRE is a company that goes by the name of its domain, before a street.
var contactDomainFirstRE = expr.New(`^[\w-]+\.(?:com|org|net|edu|gov|io|co)\b `)

// contactPlaceKind says what a part of an address looks like.
func contactPlaceKind(s string) contactPlace {
	if s == "" || len(s) > 90 || strings.ContainsAny(s, "@") || strings.Contains(s, "://") {
		return plNone
	}
	// No address in Latin letters has kana or kanji in it, and most lines of a Japanese
	// policy do.
	if strings.IndexFunc(s, func(c rune) bool { return c >= 0x3040 && c < 0xFF00 }) >= 0 {
		return plNone
	}
	if n := strings.IndexByte(s, '('); n > 0 {
		if m := contactQuarterRE.FindString(s[n:]); m != "" {
			s = strings.TrimRight(s[:n], " ") + s[n+len(m):]
		}
	}
	low := strings.ToLower(s)
	if at := contactForAttentionRE.FindStringIndex(low); at != nil && at[0] == 0 || low == "attention" || low == "c/o" || strings.HasPrefix(low, "vat ") || strings.HasPrefix(low, "c/o ") {
		return plNone
	}
	if contactCountries[strings.ReplaceAll(strings.TrimPrefix(strings.TrimRight(low, "."), "the "), "’", "'")] || contactCountries[low] {
		return plCountry
	}
	if c := s[0]; !contactDigit(c) && !contactSmallStreetRE.MatchString(s) && c != '#' && c != '(' && c != '"' && !strings.HasPrefix(s, "“") && !unicode.IsUpper(firstRuneOf(s)) {
		return plNone
	}
	f := strings.Fields(s)
	words := len(f)
	if words > 9 || contactMonthRE.MatchString(s) && !contactZipRE.MatchString(s) && !contactUnitNumberRE.MatchString(s) {
		return plNone
	}
	// "Wyoming 82001 USA": look at what stands before the country.
	if words > 1 && words < 8 {
		for n := 1; n <= 3 && n < len(f); n++ {
			if contactCountries[strings.ToLower(strings.Join(f[len(f)-n:], " "))] {
				if k := contactPlaceKind(strings.Join(f[:len(f)-n], " ")); k == plCode || k == plStreet {
					return k
				}
			}
		}
	}
	digits := strings.IndexFunc(s, unicode.IsDigit) >= 0
	if s[0] == '"' || strings.HasPrefix(s, "“") { // "Touchline": a house
		if in := strings.Trim(s, "\"“”"); words <= 4 && contactNamedRE.MatchString(in) {
			return plUnit
		}
		return plNone
	}
	switch {
	case contactZipRE.MatchString(s) && !contactQuarterStreetRE.MatchString(s), contactTownRE2.MatchString(s) && !contactStreetEndRE.MatchString(s) && !contactFirmEndRE.MatchString(s):
		return plCode
	case contactBoxRE.MatchString(s):
		return plStreet
	case contactStreetRE.MatchString(s) && (digits || strings.Contains(s, "-")):
		return plStreet
	case contactUnitRE.MatchString(s) && (words <= 6 || digits) && !contactFirmEndRE.MatchString(s):
		return plUnit
	case contactNumRE.MatchString(s) && !contactLegalEndRE.MatchString(s):
		return plNumber
	case words <= 4 && contactStreetWord(s):
		return plUnit
	case contactNamedRE.MatchString(s) && (!contactLegalRE.MatchString(s) || contactCountyRE.MatchString(s)):
		return plName
	}
	return plNone
}

// contactFirmEndRE ends in a legal form that no town's name ends in ("4711 Sample GmbH").
var contactFirmEndRE = expr.New(`\b(?:GmbH|Ltd|Limited|Inc|LLC|AG|OÜ|UG|KG|B\.V|BV|AB|Oy|ApS|SAS|SARL)\.?$`)

// contactStreetWord reports whether the word for a street begins or ends s: inside a name it
// tells nothing ("Harrow Lane Dental Practice").
func contactStreetWord(s string) bool {
	for _, m := range contactStreetRE.FindAllStringIndex(s, -1) {
		if m[0] == 0 || contactStreetThenRE.MatchString(s[m[1]:]) {
			return true
		}
	}
	return false
}

// contactStreetThenRE is what may stand behind the word for a street.
var contactStreetThenRE = expr.New(`(?i)^\.?(?: (?:north|south|east|west|[nsew]|upper|lower|extension|extn|number|no|km)\b.*)?$|^ de(?:s|l|lla)? |[0-9]`)

// contactUnitNumberRE ends in the number of a suite or box, which may look like a year.
var contactUnitNumberRE = expr.New(`(?i)\b(?:suite|ste\.?|unit|room|box|apt\.?|floor|no\.?) ?#?(?:19|20)[0-9]{2}$`)

// contactQuarterStreetRE is the number of a house with the quarter of its town, spelled like
// a Dutch code: "4100 NE 7th Ave".
var contactQuarterStreetRE = expr.New(`^[0-9]{3,5} (?:NE|NW|SE|SW) (?:[0-9]|\p{Lu}\p{Ll}+ (?:St|Ave|Rd|Blvd|Dr|Street|Avenue|Road|Boulevard|Drive|Way|Lane)\b)`)

func firstRuneOf(s string) rune {
	for _, c := range s {
		return c
	}
	return 0
}

// street reads an address from the parts at k and returns the index behind it,
// or k if there is none.
func (r *contactReader) street(ps []contactPiece, k int) int {
	switch ps[k].kind {
	case plStreet, plCode, plUnit:
	case plNumber:
		if k+1 >= len(ps) || ps[k+1].kind < plName {
			return k
		}
	case plName:
		// A building above the street: "River Dock, 25 Orchard Pl".
		if ps[k].seat {
			break
		}
		if k+1 >= len(ps) || ps[k+1].kind != plStreet && ps[k+1].kind != plNumber || ps[k+1].line != ps[k].line || !contactUnitRE.MatchString(r.t[ps[k].sp.Start:ps[k].sp.End]) {
			return k
		}
	default:
		return k
	}
	n := k
	last := -1
	streets, codes, others := 0, 0, 0
	for ; n < len(ps) && n < k+14; n++ {
		// A line that names a company begins another address; behind the code
		// comes nothing but the country.
		if n > k && ps[n].line != ps[n-1].line && (contactLegalRE.MatchString(contactCountyRE.ReplaceAllString(contactStateCodeRE.ReplaceAllString(r.str(ps[n].line), ""), "")) || codes > 0 && ps[n].kind != plCountry && ps[n].kind != plCode) {
			break
		}
		kind := ps[n].kind
		if n == k && kind == plCode && k+2 < len(ps) && ps[k+1].kind == plName && contactStateCodeRE.MatchString(r.t[ps[k+2].sp.Start:ps[k+2].sp.End]) {
			kind = plStreet // "17000 Fern" above "Irvine, CA 92614": no code of a town
		}
		switch kind {
		case plNone:
		case plStreet:
			streets++
			last = n
		case plNumber:
			others++
			if n > k && streets > 0 && contactTown4RE.MatchString(r.t[ps[n].sp.Start:ps[n].sp.End]) {
				codes++ // "212 Princes Street, Dunedin 9016"
			}
			last = n
		case plCode:
			codes++
			last = n
		case plUnit:
			others++
			last = n
			if n > k && contactStreetRE.MatchString(r.t[ps[n].sp.Start:ps[n].sp.End]) {
				streets++ // "3rd Floor, Meadow Road": a street without a number
			}
		case plCountry:
			others++
			last = n
		case plName:
			// A city counts if its country stands behind it or it ends its line.
			if contactStateRE.MatchString(r.t[ps[n].sp.Start:ps[n].sp.End]) || streets+codes > 0 && n > 0 && ps[n-1].line == ps[n].line && (n+1 == len(ps) || ps[n+1].line != ps[n].line || ps[n+1].kind == plNone || ps[n+1].kind == plCountry) {
				last = n
				others++
			}
		}
		if ps[n].kind == plNone {
			break
		}
		if ps[n].kind == plCountry && (n+1 == len(ps) || ps[n+1].kind != plCode || ps[n+1].line != ps[n].line || codes > 0) {
			break // but for "England, ZZ9 0AA"
		}
	}
	if last < k {
		return k
	}
	first := k
	if streets == 0 && codes > 0 {
		first = r.housesBefore(ps, k)
	}
	if streets == 0 && first == k && !(codes > 0 && last > k) || streets+codes+others+k-first < 2 {
		// One part alone only with street and code in it, behind a label.
		s := r.t[ps[k].sp.Start:ps[last].sp.End]
		if !(codes > 0 && contactStreetRE.MatchString(s)) {
			return k
		}
	}
	if codes == 0 && others+streets < 3 && !r.addressLabel(ps, k) && !ps[k].seat {
		return k
	}
	sp := text.Span{Start: ps[first].sp.Start, End: ps[last].sp.End}
	if e := sp.End; e > sp.Start && r.t[e-1] == ')' && strings.Count(r.t[sp.Start:e], "(") == 0 {
		sp.End--
	}
	if e := sp.End; e > sp.Start && r.t[e-1] == '.' && !contactEndsAbbrev(r.t[sp.Start:e]) {
		sp.End--
	}
	i := ps[k].line
	if !ps[k].seat && !r.addressLabel(ps, k) && !r.contactContext(i) && !r.isNear(i, 6, 6) && !r.ownAddress(i, sp) && !r.standInBefore(i, sp) && !r.awaited(i) && !r.belowCompany(i) {
		return k
	}
	if r.recipients(i) || r.recipientAt(i, sp) {
		return last + 1
	}
	if r.taken(sp, contactPostal) {
		return k
	}
	conf := 0.85
	if codes > 0 && streets > 0 {
		conf = 0.92
	}
	r.add(contactFind{typ: contactPostal, line: i, view: sp, value: contactQuote(r.t[sp.Start:sp.End]), conf: conf, rule: "contact/postal/street"})
	return last + 1
}

// housesBefore returns the first of the parts before k, a town with its code, that are houses
// or streets without the word for one: "Sample Hall, North Bridge, Exampleton EX8 9YL". What
// begins the line is whose address it is, unless a label stands before it.
func (r *contactReader) housesBefore(ps []contactPiece, k int) int {
	if ps[k].kind != plCode || !contactTownCodeRE.MatchString(strings.TrimRight(r.t[ps[k].sp.Start:ps[k].sp.End], ". ")) {
		return k
	}
	j := k
	for j > 0 && k-j < 3 && ps[j-1].kind == plName && ps[j-1].line == ps[k].line {
		name := r.t[ps[j-1].sp.Start:ps[j-1].sp.End]
		if contactLegalRE.MatchString(name) || contactIsOfficeRE.MatchString(name) || contactEnDeskEndRE.MatchString(name) || r.isCompany(name) || r.taken(ps[j-1].sp, contactDepartment) {
			break
		}
		if (j-1 == 0 || ps[j-2].line != ps[k].line) && !r.addressLabel(ps, j-1) {
			break
		}
		j--
	}
	return j
}

// contactTownCodeRE is a town and its British or Irish code.
var contactTownCodeRE = expr.New(`^\p{Lu}[\p{L}' -]{2,30} [A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}$`)

// ownAddress reports whether the address at sp makes up a line together with the name
// of the company before it, as at the foot of a text.
func (r *contactReader) ownAddress(i int, sp text.Span) bool {
	l := &r.lines[i]
	if r.ownBehind(i) == sp.Start {
		return true
	}
	before := strings.Trim(r.t[l.span.Start:max(l.span.Start, sp.Start)], " ,*_:|")
	m := contactLegalRE.FindAllStringIndex(before, -1)
	return len(before) >= 4 && len(before) < 80 && m != nil && m[len(m)-1][1] == len(before) && unicode.IsUpper(firstRuneOf(before)) &&
		r.doc.Company != "" && strings.HasPrefix(before, strings.Fields(r.doc.Company)[0]) && l.span.End-sp.End < 20
}

// standInBefore reports whether the address at sp stands right behind the company that
// line i calls a representative.
func (r *contactReader) standInBefore(i int, sp text.Span) bool {
	l := &r.lines[i]
	if l.has&(ctRepresentative|ctHead) == 0 {
		return false
	}
	before := strings.TrimRight(r.t[l.span.Start:max(l.span.Start, sp.Start)], " ,(*_:")
	m := contactLegalRE.FindAllStringIndex(before, -1)
	return m != nil && m[len(m)-1][1] == len(before)
}

func contactEndsAbbrev(s string) bool {
	for _, a := range [...]string{"St.", "Rd.", "Ave.", "Blvd.", "U.S.A.", "U.S.", "U.K.", "Bldg.", "Dr.", "Pl."} {
		if strings.HasSuffix(s, a) {
			return true
		}
	}
	return false
}

// addressLabel reports whether a label for an address stands before part k.
func (r *contactReader) addressLabel(ps []contactPiece, k int) bool {
	i := ps[k].line
	before := contactTail(r.t[r.lines[i].span.Start:ps[k].sp.Start], 60)
	if contactLatinLabelRE.MatchString(before) {
		return true
	}
	if strings.TrimSpace(before) == "" && i > 0 {
		b := &r.lines[i-1]
		return b.span.Len() < 60 && b.has&ctAddress != 0 && (b.label || strings.HasSuffix(r.str(i-1), ":"))
	}
	return false
}

var contactLatinLabelRE = expr.New(`(?i)(?:住所|所在地|address(?:es)?|by (?:post|mail|letter)|in writing(?: to)?|(?:send|sending|post|posting) (?:a |an |your |us a )?(?:letter|envelope)s? to|write to(?: us)?(?: at)?|mail(?:ed)? to|located at|offices? (?:at|in)|headquarters?|visit(?:ing)? (?:us|our)|find us|in person|call in|drop (?:in|by)|come to)\b[^.]{0,40}[:,\s]*$|住所[:\s]*$|所在地[:\s]*$`)
