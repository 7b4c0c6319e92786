// Package parquet writes results into Parquet files:
//
//	documents.parquet  one row a policy, with its sections, dates and findings nested in it
//	findings.parquet   one row a statement, with what one wants to know of its policy and section
//
// The columns are the fields of [Document] and [FindingRow]; COLUMNS.md, beside
// this file, lists them with their meaning. The key-value metadata of each file
// has the name of its schema ("schema"), the contract of the results, and the
// versions of programs and rules. Columns are compressed by Zstandard; strings
// that repeat, such as kinds and companies, stand in dictionaries. A row group
// holds up to [RowGroupBytes] of text or [RowGroupRows] rows, so that writing
// and reading need little memory whatever the size of the corpus.
//
// A finding with several categories is one row with a list, so that counting
// rows counts findings; "category" is the main one. To count categories, unnest
// the list:
//
//	SELECT lang, category, count(DISTINCT document)
//	FROM (SELECT lang, document, state, unnest(categories) AS category FROM 'findings.parquet')
//	WHERE state = 'stated' GROUP BY ALL
package parquet
