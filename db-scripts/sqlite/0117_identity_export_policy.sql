-- 0117 identity_export_policy (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_export_policy (
  policy_id BIGINT NOT NULL,
  marks_prints SMALLINT NOT NULL CHECK (marks_prints IN (0,1)),
  marks_reports SMALLINT NOT NULL CHECK (marks_reports IN (0,1)),
  marks_tables SMALLINT NOT NULL CHECK (marks_tables IN (0,1)),
  marks_features SMALLINT NOT NULL CHECK (marks_features IN (0,1)),
  marks_pictures SMALLINT NOT NULL CHECK (marks_pictures IN (0,1)),
  changed_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (policy_id)
);
