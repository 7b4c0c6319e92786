package pdf

// japan1 returns the character of a glyph of Adobe-Japan1, "" if this package
// does not know it.
func japan1(cid int) string { return "" }
