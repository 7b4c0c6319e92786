-- Made when the rows are there.
CREATE INDEX documents_id ON documents (id);
CREATE INDEX documents_company ON documents (company);
CREATE INDEX documents_year ON documents (year, lang);
CREATE INDEX documents_sha256 ON documents (sha256);
CREATE INDEX meta_key ON meta (key, value);
CREATE INDEX findings_document ON findings (document, kind);
CREATE INDEX findings_category ON findings (kind, category, state);
CREATE INDEX finding_categories_category ON finding_categories (category);
CREATE INDEX finding_roles_role ON finding_roles (role);
CREATE INDEX section_topics_topic ON section_topics (topic);
