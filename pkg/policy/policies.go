package policy

// policies returns the first block of each policy of the file.
func (r *reader) policies(t *tree) []int { return []int{0} }
