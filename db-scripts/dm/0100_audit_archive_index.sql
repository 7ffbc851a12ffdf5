-- 0100 audit_archive_index (module audit) for dm. Rendered from db-scripts/neutral; do not edit.

ALTER TABLE au_archive ADD COLUMN index_hex VARCHAR(64 CHAR);

CREATE TABLE au_archive_check (
  run_id BIGINT NOT NULL,
  archive_no BIGINT NOT NULL,
  at_utc TIMESTAMP(6) NOT NULL,
  person_name VARCHAR(60 CHAR) NOT NULL,
  is_ok SMALLINT NOT NULL CHECK (is_ok IN (0,1)),
  record_count BIGINT NOT NULL,
  finding_count INT NOT NULL,
  PRIMARY KEY (run_id)
);

COMMENT ON TABLE au_archive_check IS '归档逐条校验';

COMMENT ON COLUMN au_archive_check.run_id IS '校验号';

COMMENT ON COLUMN au_archive_check.archive_no IS '归档号';

COMMENT ON COLUMN au_archive_check.at_utc IS '时刻';

COMMENT ON COLUMN au_archive_check.person_name IS '校验人';

COMMENT ON COLUMN au_archive_check.is_ok IS '是否通过';

COMMENT ON COLUMN au_archive_check.record_count IS '记录数';

COMMENT ON COLUMN au_archive_check.finding_count IS '发现数';

CREATE INDEX ix_au_archive_check ON au_archive_check (archive_no, run_id);
