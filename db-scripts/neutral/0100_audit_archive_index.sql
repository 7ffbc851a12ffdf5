-- module: audit
-- The index of an archive, and what the deep verification of each archive found.

ALTER TABLE au_archive ADD COLUMN index_hex {VC:64};

CREATE TABLE au_archive_check ( -- 归档逐条校验
  run_id BIGINT NOT NULL, -- 校验号
  archive_no BIGINT NOT NULL, -- 归档号
  at_utc {INSTANT} NOT NULL, -- 时刻
  person_name {VC:60} NOT NULL, -- 校验人
  is_ok SMALLINT NOT NULL CHECK (is_ok IN (0,1)), -- 是否通过
  record_count BIGINT NOT NULL, -- 记录数
  finding_count INT NOT NULL, -- 发现数
  PRIMARY KEY (run_id)
);

CREATE INDEX ix_au_archive_check ON au_archive_check (archive_no, run_id);
