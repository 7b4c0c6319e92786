package policy

// isDateLine reports whether t is a date with hardly a word around it.
func isDateLine(t string) bool { return false }
