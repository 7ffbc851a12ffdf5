-- 0100 audit_archive_index (module audit) for sqlite. Rendered from db-scripts/neutral; do not edit.

ALTER TABLE au_archive ADD COLUMN index_hex VARCHAR(64);

CREATE TABLE au_archive_check (
  run_id BIGINT NOT NULL,
  archive_no BIGINT NOT NULL,
  at_utc TEXT NOT NULL,
  person_name VARCHAR(60) NOT NULL,
  is_ok SMALLINT NOT NULL CHECK (is_ok IN (0,1)),
  record_count BIGINT NOT NULL,
  finding_count INT NOT NULL,
  PRIMARY KEY (run_id)
);

CREATE INDEX ix_au_archive_check ON au_archive_check (archive_no, run_id);
