-- 0066 audit_archive (module audit) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE au_archive (
  archive_no BIGINT NOT NULL,
  first_batch BIGINT NOT NULL,
  last_batch BIGINT NOT NULL,
  record_count BIGINT NOT NULL,
  oldest_utc TEXT NOT NULL,
  newest_utc TEXT NOT NULL,
  file_name VARCHAR(120) NOT NULL,
  file_hex VARCHAR(64) NOT NULL,
  archived_utc TEXT NOT NULL,
  acts_hex VARCHAR(64) NOT NULL,
  key_version INT NOT NULL,
  mac_hex VARCHAR(64) NOT NULL,
  PRIMARY KEY (archive_no)
);

CREATE TABLE au_archived_act (
  archive_no BIGINT NOT NULL,
  act_no INT NOT NULL,
  object_type VARCHAR(60) NOT NULL,
  object_id VARCHAR(200) NOT NULL,
  kind_code VARCHAR(100) NOT NULL,
  act_total INT NOT NULL,
  PRIMARY KEY (archive_no, act_no)
);

CREATE INDEX ix_au_archived_act_object ON au_archived_act (object_type, object_id, kind_code);

CREATE TABLE au_epoch (
  epoch_no BIGINT NOT NULL,
  after_batch BIGINT NOT NULL,
  lost_batch BIGINT NOT NULL,
  lost_hex VARCHAR(64) NOT NULL,
  previous_hex VARCHAR(64) NOT NULL,
  opened_utc TEXT NOT NULL,
  first_user BIGINT NOT NULL,
  second_user BIGINT NOT NULL,
  key_version INT NOT NULL,
  signature_hex VARCHAR(128) NOT NULL,
  PRIMARY KEY (epoch_no)
);

CREATE INDEX ix_au_record_seen ON au_record (object_id, object_type, at_utc, record_id);
