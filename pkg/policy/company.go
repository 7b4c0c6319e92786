package policy

func company(d *Document, title string) string { return "" }
