-- 0020 audit (module audit) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE au_record (
  record_id BIGINT NOT NULL,
  at_utc TEXT NOT NULL,
  user_id BIGINT NOT NULL,
  account_name VARCHAR(60) NOT NULL,
  person_name VARCHAR(60) NOT NULL,
  org_id BIGINT NOT NULL,
  channel_code VARCHAR(16) NOT NULL,
  address_txt VARCHAR(64),
  kind_code VARCHAR(100) NOT NULL,
  object_type VARCHAR(60) NOT NULL,
  object_id VARCHAR(200),
  outcome_code VARCHAR(8) NOT NULL CHECK (outcome_code IN ('success','refused')),
  error_code VARCHAR(20),
  request_id VARCHAR(32),
  summary_txt TEXT NOT NULL,
  before_json TEXT,
  after_json TEXT,
  key_version INT NOT NULL,
  mac_hex VARCHAR(64) NOT NULL,
  batch_no BIGINT DEFAULT 0 NOT NULL,
  PRIMARY KEY (record_id)
);

CREATE INDEX ix_au_record_batch ON au_record (batch_no, record_id);

CREATE INDEX ix_au_record_at ON au_record (at_utc, record_id);

CREATE INDEX ix_au_record_account ON au_record (account_name, at_utc, record_id);

CREATE INDEX ix_au_record_object ON au_record (object_type, object_id, kind_code);

CREATE TABLE au_batch (
  batch_no BIGINT NOT NULL,
  leaf_count INT NOT NULL,
  previous_hex VARCHAR(64) NOT NULL,
  root_hex VARCHAR(64) NOT NULL,
  sealed_utc TEXT NOT NULL,
  key_version INT NOT NULL,
  signature_hex VARCHAR(128) NOT NULL,
  PRIMARY KEY (batch_no)
);

CREATE TABLE au_leaf (
  batch_no BIGINT NOT NULL,
  leaf_no INT NOT NULL,
  record_id BIGINT NOT NULL,
  leaf_hex VARCHAR(64) NOT NULL,
  PRIMARY KEY (batch_no, leaf_no)
);

CREATE UNIQUE INDEX ux_au_leaf_record ON au_leaf (record_id);

CREATE TABLE au_sealer (
  sealer_no SMALLINT NOT NULL,
  holder_name VARCHAR(120),
  lease_utc TEXT,
  last_batch BIGINT NOT NULL,
  PRIMARY KEY (sealer_no)
);

CREATE TABLE au_journal (
  file_name VARCHAR(80) NOT NULL,
  state_code VARCHAR(8) NOT NULL CHECK (state_code IN ('OPEN','GONE')),
  taken_lines BIGINT NOT NULL,
  taken_bytes BIGINT NOT NULL,
  last_mac VARCHAR(64) NOT NULL,
  key_version INT NOT NULL,
  mac_hex VARCHAR(64) NOT NULL,
  PRIMARY KEY (file_name)
);

CREATE TABLE au_verification (
  run_id BIGINT NOT NULL,
  at_utc TEXT NOT NULL,
  is_ok SMALLINT NOT NULL CHECK (is_ok IN (0,1)),
  record_count BIGINT NOT NULL,
  finding_count INT NOT NULL,
  PRIMARY KEY (run_id)
);
