package pdf

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/encoding/japanese"
)

// japan1Ranges maps codes of Shift_JIS (with the extensions of Windows) to glyph
// numbers of Adobe-Japan1: first and last code, number of the first. The numbers
// are those of the map 90ms-RKSJ-H, version 11.006, of
// https://github.com/adobe-type-tools/cmap-resources:
//
// Copyright 1990-2019 Adobe. All rights reserved.
//
// Redistribution and use in source and binary forms, with or
// without modification, are permitted provided that the
// following conditions are met:
//
// Redistributions of source code must retain the above
// copyright notice, this list of conditions and the following
// disclaimer.
//
// Redistributions in binary form must reproduce the above
// copyright notice, this list of conditions and the following
// disclaimer in the documentation and/or other materials
// provided with the distribution.
//
// Neither the name of Adobe nor the names of its contributors
// may be used to endorse or promote products derived from
// this software without specific prior written permission.
//
// THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND
// CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
// INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF
// MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
// DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR
// CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
// SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT
// NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
// LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION)
// HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
// CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR
// OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
// SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
var japan1Ranges = []struct{ lo, hi, cid int }{
	{0x20, 0x7D, 231}, {0x7E, 0x7E, 631}, {0x8140, 0x817E, 633}, {0x8180, 0x81AC, 696}, {0x81B8, 0x81BF, 741}, {0x81C8, 0x81CE, 749},
	{0x81DA, 0x81E8, 756}, {0x81F0, 0x81F7, 771}, {0x81FC, 0x81FC, 779}, {0x824F, 0x8258, 780}, {0x8260, 0x8279, 790}, {0x8281, 0x829A, 816},
	{0x829F, 0x82F1, 842}, {0x8340, 0x837E, 925}, {0x8380, 0x8396, 988}, {0x839F, 0x83B6, 1011}, {0x83BF, 0x83D6, 1035}, {0x8440, 0x8460, 1059},
	{0x8470, 0x847E, 1092}, {0x8480, 0x8491, 1107}, {0x849F, 0x849F, 7479}, {0x84A0, 0x84A0, 7481}, {0x84A1, 0x84A1, 7491}, {0x84A2, 0x84A2, 7495},
	{0x84A3, 0x84A3, 7503}, {0x84A4, 0x84A4, 7499}, {0x84A5, 0x84A5, 7507}, {0x84A6, 0x84A6, 7523}, {0x84A7, 0x84A7, 7515}, {0x84A8, 0x84A8, 7531},
	{0x84A9, 0x84A9, 7539}, {0x84AA, 0x84AA, 7480}, {0x84AB, 0x84AB, 7482}, {0x84AC, 0x84AC, 7494}, {0x84AD, 0x84AD, 7498}, {0x84AE, 0x84AE, 7506},
	{0x84AF, 0x84AF, 7502}, {0x84B0, 0x84B0, 7514}, {0x84B1, 0x84B1, 7530}, {0x84B2, 0x84B2, 7522}, {0x84B3, 0x84B3, 7538}, {0x84B4, 0x84B4, 7554},
	{0x84B5, 0x84B5, 7511}, {0x84B6, 0x84B6, 7526}, {0x84B7, 0x84B7, 7519}, {0x84B8, 0x84B8, 7534}, {0x84B9, 0x84B9, 7542}, {0x84BA, 0x84BA, 7508},
	{0x84BB, 0x84BB, 7527}, {0x84BC, 0x84BC, 7516}, {0x84BD, 0x84BD, 7535}, {0x84BE, 0x84BE, 7545}, {0x8740, 0x875D, 7555}, {0x875F, 0x8760, 7585},
	{0x8761, 0x8761, 8038}, {0x8762, 0x8762, 7588}, {0x8763, 0x8763, 8040}, {0x8764, 0x8764, 7590}, {0x8765, 0x8765, 8042}, {0x8766, 0x8767, 7592},
	{0x8768, 0x8768, 8044}, {0x8769, 0x876A, 7595}, {0x876B, 0x876B, 8043}, {0x876C, 0x876D, 7598}, {0x876E, 0x876E, 8047}, {0x876F, 0x8775, 7601},
	{0x877E, 0x877E, 8323}, {0x8780, 0x8783, 7608}, {0x8784, 0x8784, 8055}, {0x8785, 0x878F, 7613}, {0x8790, 0x8790, 762}, {0x8791, 0x8791, 761},
	{0x8792, 0x8792, 769}, {0x8793, 0x8799, 7624}, {0x879A, 0x879A, 768}, {0x879B, 0x879C, 7631}, {0x889F, 0x88FC, 1125}, {0x8940, 0x897E, 1219},
	{0x8980, 0x89FC, 1282}, {0x8A40, 0x8A7E, 1407}, {0x8A80, 0x8AFC, 1470}, {0x8B40, 0x8B7E, 1595}, {0x8B80, 0x8BFC, 1658}, {0x8C40, 0x8C7E, 1783},
	{0x8C80, 0x8CFC, 1846}, {0x8D40, 0x8D7E, 1971}, {0x8D80, 0x8DFC, 2034}, {0x8E40, 0x8E7E, 2159}, {0x8E80, 0x8EFC, 2222}, {0x8F40, 0x8F7E, 2347},
	{0x8F80, 0x8FFC, 2410}, {0x9040, 0x907E, 2535}, {0x9080, 0x90FC, 2598}, {0x9140, 0x917E, 2723}, {0x9180, 0x91FC, 2786}, {0x9240, 0x927E, 2911},
	{0x9280, 0x92FC, 2974}, {0x9340, 0x937E, 3099}, {0x9380, 0x93FC, 3162}, {0x9440, 0x947E, 3287}, {0x9480, 0x94FC, 3350}, {0x9540, 0x957E, 3475},
	{0x9580, 0x95FC, 3538}, {0x9640, 0x967E, 3663}, {0x9680, 0x96FC, 3726}, {0x9740, 0x977E, 3851}, {0x9780, 0x97FC, 3914}, {0x9840, 0x9872, 4039},
	{0x989F, 0x98FC, 4090}, {0x9940, 0x997E, 4184}, {0x9980, 0x99FC, 4247}, {0x9A40, 0x9A7E, 4372}, {0x9A80, 0x9AFC, 4435}, {0x9B40, 0x9B7E, 4560},
	{0x9B80, 0x9BFC, 4623}, {0x9C40, 0x9C7E, 4748}, {0x9C80, 0x9CFC, 4811}, {0x9D40, 0x9D7E, 4936}, {0x9D80, 0x9DFC, 4999}, {0x9E40, 0x9E7E, 5124},
	{0x9E80, 0x9EFC, 5187}, {0x9F40, 0x9F7E, 5312}, {0x9F80, 0x9FFC, 5375}, {0xA0, 0xDF, 326}, {0xE040, 0xE07E, 5500}, {0xE080, 0xE0FC, 5563},
	{0xE140, 0xE17E, 5688}, {0xE180, 0xE1FC, 5751}, {0xE240, 0xE27E, 5876}, {0xE280, 0xE2FC, 5939}, {0xE340, 0xE37E, 6064}, {0xE380, 0xE3FC, 6127},
	{0xE440, 0xE47E, 6252}, {0xE480, 0xE4FC, 6315}, {0xE540, 0xE57E, 6440}, {0xE580, 0xE5FC, 6503}, {0xE640, 0xE67E, 6628}, {0xE680, 0xE6FC, 6691},
	{0xE740, 0xE77E, 6816}, {0xE780, 0xE7FC, 6879}, {0xE840, 0xE87E, 7004}, {0xE880, 0xE8FC, 7067}, {0xE940, 0xE97E, 7192}, {0xE980, 0xE9FC, 7255},
	{0xEA40, 0xEA7E, 7380}, {0xEA80, 0xEAA2, 7443}, {0xEAA3, 0xEAA4, 8284}, {0xED40, 0xED7E, 8359}, {0xED80, 0xEDB3, 8422}, {0xEDB4, 0xEDB4, 1993},
	{0xEDB5, 0xEDFC, 8474}, {0xEE40, 0xEE7E, 8546}, {0xEE80, 0xEEEC, 8609}, {0xEEEF, 0xEEF8, 8092}, {0xEEF9, 0xEEF9, 751}, {0xEEFA, 0xEEFC, 8005},
	{0xFA40, 0xFA49, 8092}, {0xFA4A, 0xFA53, 7575}, {0xFA54, 0xFA54, 751}, {0xFA55, 0xFA57, 8005}, {0xFA58, 0xFA58, 7618}, {0xFA59, 0xFA59, 7610},
	{0xFA5A, 0xFA5A, 8055}, {0xFA5B, 0xFA5B, 768}, {0xFA5C, 0xFA7E, 8359}, {0xFA80, 0xFACF, 8394}, {0xFAD0, 0xFAD0, 1993}, {0xFAD1, 0xFAFC, 8474},
	{0xFB40, 0xFB7E, 8518}, {0xFB80, 0xFBFC, 8581}, {0xFC40, 0xFC4B, 8706},
}

// japan1Codes is the way back: the ranges in order of the glyphs.
var japan1Codes = sync.OnceValue(func() []struct{ lo, hi, cid int } {
	out := slices.Clone(japan1Ranges)
	slices.SortFunc(out, func(a, b struct{ lo, hi, cid int }) int { return cmp.Compare(a.cid, b.cid) })
	return out
})

// japan1 returns the character of a glyph of Adobe-Japan1, "" if this package
// does not know it: it knows those of the character set of Windows, and the
// Latin letters of proportional width.
func japan1(cid int) string {
	if cid >= 1 && cid <= 95 {
		cid += 230 // the same letters at half the width of a square
	}
	all := japan1Codes()
	i, found := slices.BinarySearchFunc(all, cid, func(r struct{ lo, hi, cid int }, cid int) int { return cmp.Compare(r.cid, cid) })
	if !found {
		i--
	}
	if i < 0 || cid-all[i].cid > all[i].hi-all[i].lo {
		return ""
	}
	c := all[i].lo + cid - all[i].cid
	b := []byte{byte(c >> 8), byte(c)}
	if c < 0x100 {
		b = b[1:]
	}
	out, err := japanese.ShiftJIS.NewDecoder().String(string(b))
	if err != nil || strings.ContainsRune(out, '\uFFFD') {
		return ""
	}
	return out
}
