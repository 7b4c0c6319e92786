-- Schema polcompare.sqlite/v1 (PRAGMA user_version = 1).
--
-- One row of "documents" is one policy; a file that holds two policies has two.
-- Spans (start_byte, end_byte) are half-open ranges of bytes in the decoded source, which
-- is UTF-8; line and col are what an editor shows, from 1, col in
-- characters; 0 stands for unknown. Text that is not known is ''. Absent is not
-- denied: what a policy does not speak of has no row anywhere.

-- What this file is and what made it.
CREATE TABLE about (
  key   TEXT PRIMARY KEY, -- schema, documents (contract of the JSON lines), exported_by, analysed_by, rules (SHA-256)
  value TEXT NOT NULL     -- '' where it is not known
) STRICT, WITHOUT ROWID;

-- How the results were made; no row where the results came without run.json.
CREATE TABLE runs (
  run      INTEGER PRIMARY KEY, -- from 1
  complete INTEGER NOT NULL,    -- 1 if all inputs were done
  version  TEXT NOT NULL,       -- of the program that analysed
  rules    TEXT NOT NULL,       -- SHA-256 of the rules
  lexicon  TEXT NOT NULL,       -- SHA-256 of the bilingual lexicon, where pairs were compared
  json     TEXT NOT NULL        -- run.json whole: options, inputs, counts
) STRICT;

-- The closed list of categories, with names for people.
CREATE TABLE taxonomy (
  kind     TEXT NOT NULL,    -- purpose, exception, disclaimer, contact, voluntariness
  category TEXT NOT NULL,    -- or a role of contacts
  rank     INTEGER NOT NULL, -- order in which they are shown, from 1
  is_role  INTEGER NOT NULL, -- 1 for a role of contacts, which stands in finding_roles
  statute  TEXT NOT NULL,    -- of exceptions: where the APPI lists it, as 27(1)(ii); '' if it does not
  label_en TEXT NOT NULL,    -- name in English
  label_ja TEXT NOT NULL,    -- name in Japanese
  PRIMARY KEY (kind, category)
) STRICT, WITHOUT ROWID;

-- One row a policy.
CREATE TABLE documents (
  document  INTEGER PRIMARY KEY, -- place in documents.jsonl, from 1
  id        TEXT NOT NULL,       -- the path, with #1, #2 … where a file holds several policies
  path      TEXT NOT NULL,       -- of the file
  lang      TEXT NOT NULL,       -- ja or en
  company   TEXT NOT NULL,       -- as the text names it
  title     TEXT NOT NULL,       -- of the policy
  edition   TEXT NOT NULL,       -- latest date that the policy states about itself: 2016-11-09, 2016-11 or 2016
  year      INTEGER,             -- of the manifest's column "date", else of the edition; NULL if neither says
  sha256    TEXT NOT NULL,       -- of the bytes of the file
  encoding  TEXT NOT NULL,       -- of the file
  format    TEXT NOT NULL,       -- text, markdown, html …
  signature TEXT NOT NULL        -- for near-duplicates; '' where none was made
) STRICT;

-- What the manifest says of a policy, column by column.
CREATE TABLE meta (
  document INTEGER NOT NULL, -- documents.document
  key      TEXT NOT NULL,    -- name of the column, such as industry
  value    TEXT NOT NULL,    -- never ''
  PRIMARY KEY (document, key)
) STRICT, WITHOUT ROWID;

-- The dates that a policy states about itself.
CREATE TABLE dates (
  document   INTEGER NOT NULL, -- documents.document
  number     INTEGER NOT NULL, -- from 1, in the order of the text
  date       TEXT NOT NULL,    -- 2016-11-09, 2016-11 or 2016
  role       TEXT NOT NULL,    -- established, revised, effective, published or date
  start_byte INTEGER NOT NULL, -- byte at which it starts
  end_byte   INTEGER NOT NULL, -- byte behind it
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

-- Headings and what stands below them.
CREATE TABLE sections (
  document   INTEGER NOT NULL, -- documents.document
  section    INTEGER NOT NULL, -- from 0, in the order of the text
  number     TEXT NOT NULL,    -- as written: 2, 第3条, (1)
  heading    TEXT NOT NULL,    -- without the number
  level      INTEGER NOT NULL, -- from 1
  start_byte INTEGER NOT NULL, -- byte at which it starts
  end_byte   INTEGER NOT NULL, -- byte behind all that stands below the heading
  PRIMARY KEY (document, section)
) STRICT, WITHOUT ROWID;

-- What a section is about.
CREATE TABLE section_topics (
  document INTEGER NOT NULL, -- documents.document
  section  INTEGER NOT NULL, -- sections.section
  rank     INTEGER NOT NULL, -- from 1
  topic    TEXT NOT NULL,    -- purposes, third_party, security …
  PRIMARY KEY (document, section, rank)
) STRICT, WITHOUT ROWID;

-- One row a statement, what is denied among them.
CREATE TABLE findings (
  finding    INTEGER PRIMARY KEY, -- from 1 over all documents
  document   INTEGER NOT NULL,    -- documents.document
  number     INTEGER NOT NULL,    -- from 1 within the policy, in the order of the text
  kind       TEXT NOT NULL,       -- purpose, exception, disclaimer, contact, voluntariness
  category   TEXT NOT NULL,       -- the main one; all of them are in finding_categories
  state      TEXT NOT NULL,       -- stated, or denied ("we never sell …")
  text       TEXT NOT NULL,       -- what a person reads in the span
  value      TEXT NOT NULL,       -- of contacts: the normalised value
  start_byte INTEGER NOT NULL,    -- byte at which it starts
  end_byte   INTEGER NOT NULL,    -- byte behind it
  line       INTEGER NOT NULL,    -- at which it starts
  col        INTEGER NOT NULL,    -- at which it starts, in characters
  section    INTEGER,             -- sections.section, NULL before the first heading
  marker     TEXT NOT NULL,       -- of the list item: (1), ・
  confidence REAL NOT NULL,       -- 0 to 1
  rule       TEXT NOT NULL        -- what made the finding
) STRICT;

-- All categories of a finding, which is in the matrix once for each.
CREATE TABLE finding_categories (
  finding  INTEGER NOT NULL, -- findings.finding
  rank     INTEGER NOT NULL, -- from 1; 1 is findings.category
  category TEXT NOT NULL,    -- taxonomy.category, or one of somebody's own rules
  PRIMARY KEY (finding, rank)
) STRICT, WITHOUT ROWID;

-- What a contact is for.
CREATE TABLE finding_roles (
  finding INTEGER NOT NULL, -- findings.finding
  rank    INTEGER NOT NULL, -- from 1
  role    TEXT NOT NULL,    -- inquiry, officer, opt_out …
  PRIMARY KEY (finding, rank)
) STRICT, WITHOUT ROWID;

-- What a policy announces and does not give.
CREATE TABLE promises (
  document   INTEGER NOT NULL, -- documents.document
  number     INTEGER NOT NULL, -- from 1
  kind       TEXT NOT NULL,    -- of what is announced: contact
  message    TEXT NOT NULL,    -- for people
  text       TEXT NOT NULL,    -- the announcing sentence
  start_byte INTEGER NOT NULL, -- byte at which it starts
  end_byte   INTEGER NOT NULL, -- byte behind it
  line       INTEGER NOT NULL, -- at which it starts
  col        INTEGER NOT NULL, -- at which it starts, in characters
  section    INTEGER,          -- sections.section, NULL before the first heading
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

-- Remarks on the text, such as an unfilled template variable.
CREATE TABLE notes (
  document   INTEGER NOT NULL, -- documents.document
  number     INTEGER NOT NULL, -- from 1
  message    TEXT NOT NULL,    -- for people
  start_byte INTEGER NOT NULL, -- byte at which it starts
  end_byte   INTEGER NOT NULL, -- byte behind it
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

-- Inputs of which there is no result.
CREATE TABLE failures (
  failure INTEGER PRIMARY KEY, -- place in failures.jsonl, from 1
  id      TEXT NOT NULL,       -- of the input
  path    TEXT NOT NULL,       -- of the file
  kind    TEXT NOT NULL,       -- of failure
  reason  TEXT NOT NULL        -- for people
) STRICT;

-- Full text of findings in trigrams: … WHERE findings_text MATCH '第三者'. Terms
-- have three characters or more; LIKE and GLOB use it too.
CREATE VIRTUAL TABLE findings_text USING fts5(text, content='findings', content_rowid='finding', tokenize='trigram');

-- One row a finding with what one wants to know of its policy and section.
CREATE VIEW v_findings AS
SELECT f.finding, d.document, d.id, d.path, d.company, d.lang, d.edition, d.year, d.sha256,
       f.number, f.kind, f.category,
       (SELECT group_concat(category, ';') FROM (SELECT category FROM finding_categories c WHERE c.finding = f.finding ORDER BY rank)) AS categories,
       f.state, f.text, f.value, f.start_byte, f.end_byte, f.line, f.col,
       s.number AS section_number, s.heading AS section_heading, f.marker, f.confidence, f.rule
FROM findings f
JOIN documents d USING (document)
LEFT JOIN sections s ON s.document = f.document AND s.section = f.section;

-- The matrix in long form, without its silent cells: one row a policy, kind and
-- category, stated, denied or conflicting (both), with the number of findings.
CREATE VIEW v_cells AS
SELECT d.document, d.id, d.company, d.lang, d.year, f.kind, c.category,
       CASE WHEN min(f.state) = max(f.state) THEN f.state ELSE 'conflicting' END AS state,
       count(*) AS findings
FROM documents d
JOIN findings f USING (document)
JOIN finding_categories c USING (finding)
GROUP BY d.document, f.kind, c.category;

-- How many policies state each thing, alone or beside a denial, and how many deny it.
CREATE VIEW v_prevalence AS
SELECT kind, category,
       sum(state IN ('stated', 'conflicting')) AS stated,
       sum(state IN ('denied', 'conflicting')) AS denied,
       sum(state = 'conflicting') AS conflicting,
       (SELECT count(*) FROM documents) AS documents,
       1.0 * sum(state IN ('stated', 'conflicting')) / (SELECT count(*) FROM documents) AS share
FROM v_cells
GROUP BY kind, category;
