package stats

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/polcompare/polcompare/pkg/minhash"
	"github.com/polcompare/polcompare/pkg/schema"
)

// DuplicatesSchema names the JSON form of [Duplicates].
const DuplicatesSchema = "polcompare.duplicates/v1"

// DefaultSimilarity is the share of common shingles from which on two policies
// count as near-duplicates.
const DefaultSimilarity = 0.8

// Duplicates says which policies are nearly the same.
type Duplicates struct {
	Schema     string    `json:"schema"`
	Similarity float64   `json:"similarity"` // from which on policies count as nearly the same
	Documents  int       `json:"documents"`
	Clusters   []Cluster `json:"clusters"` // the largest first

	repeats []bool // by document
}

// A Cluster is a group of near-duplicates: editions of one policy, or policies of
// several companies made from one template.
type Cluster struct {
	Companies  []string `json:"companies"`  // the most frequent first; those that no text names are left out
	Identical  int      `json:"identical"`  // policies with the very bytes of another of the cluster before them
	Similarity float64  `json:"similarity"` // of the one least like the first
	Members    []Member `json:"members"`    // in the order of the results; the first stands for all where each cluster is counted once
}

// Template reports whether several companies have policies in c.
func (c *Cluster) Template() bool { return len(c.Companies) > 1 }

// A Member is a policy in a cluster.
type Member struct {
	ID      string `json:"id"`
	Company string `json:"company"` // of the manifest, else as the text names it
}

// FindDuplicates reads documents, which need signatures, and groups those
// whose similarity is threshold, between 0.5 and 1, or more. Memory is some 500
// bytes a policy: its signature, its id, its company.
func FindDuplicates(documents iter.Seq2[*schema.Document, error], threshold float64) (*Duplicates, error) {
	if !(threshold >= 0.5 && threshold <= 1) {
		return nil, fmt.Errorf("similarity %v: want 0.5 to 1", threshold)
	}
	var signatures []minhash.Signature
	var members []Member
	var hashes []string
	signed := false
	for d, err := range documents {
		if err != nil {
			return nil, err
		}
		s, err := minhash.Parse(d.Signature)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.ID, err)
		}
		signed = signed || !s.IsZero()
		signatures = append(signatures, s)
		members = append(members, Member{d.ID, cmp.Or(d.Meta["company"], d.Company)})
		hashes = append(hashes, d.SHA256)
	}
	if len(signatures) > 0 && !signed {
		return nil, fmt.Errorf("the results have no signatures, by which near-duplicates are found: make them by a batch or by \"extract --format jsonl --signature\"")
	}
	out := &Duplicates{Schema: DuplicatesSchema, Similarity: threshold, Documents: len(signatures), Clusters: []Cluster{}, repeats: make([]bool, len(signatures))}
	for _, c := range minhash.Clusters(signatures, threshold) {
		cluster := Cluster{Similarity: round(c.Similarity)}
		companies, seen := map[string]int{}, map[string]bool{}
		for n, i := range c.Members {
			out.repeats[i] = n > 0
			cluster.Members = append(cluster.Members, members[i])
			if members[i].Company != "" {
				companies[members[i].Company]++
			}
			if seen[hashes[i]] && hashes[i] != "" {
				cluster.Identical++
			}
			seen[hashes[i]] = true
		}
		cluster.Companies = make([]string, 0, len(companies))
		for name := range companies {
			cluster.Companies = append(cluster.Companies, name)
		}
		slices.SortFunc(cluster.Companies, func(a, b string) int { return cmp.Or(cmp.Compare(companies[b], companies[a]), cmp.Compare(a, b)) })
		out.Clusters = append(out.Clusters, cluster)
	}
	slices.SortStableFunc(out.Clusters, func(a, b Cluster) int { return cmp.Compare(len(b.Members), len(a.Members)) })
	return out, nil
}

// Repeats reports of the policy at place i, from 0, of the documents whether
// it is in a cluster and not the first there.
func (d *Duplicates) Repeats(i int) bool { return i < len(d.repeats) && d.repeats[i] }
