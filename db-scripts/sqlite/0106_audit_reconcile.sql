-- 0106 audit_reconcile (module audit) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE au_reconcile (
  run_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  account_name VARCHAR(40) NOT NULL,
  user_name VARCHAR(60) NOT NULL,
  user_address VARCHAR(64) NOT NULL,
  state_code VARCHAR(12) NOT NULL CHECK (state_code IN ('NEW','RUNNING','DONE','FAILED','CANCELLED')),
  step_name VARCHAR(80),
  steps_done INT NOT NULL,
  steps_total INT NOT NULL,
  created_utc TEXT NOT NULL,
  finished_utc TEXT,
  checked_utc TEXT,
  lease_utc TEXT,
  claimed_by VARCHAR(120),
  lines_json TEXT,
  difference_total INT,
  undetermined_total INT,
  fault_code VARCHAR(12),
  fault_text VARCHAR(600),
  PRIMARY KEY (run_id)
);

CREATE INDEX ix_au_reconcile_state ON au_reconcile (state_code, run_id);

CREATE TABLE au_difference (
  run_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  module_code VARCHAR(40) NOT NULL,
  acts_title VARCHAR(60) NOT NULL,
  table_name VARCHAR(40) NOT NULL,
  kind_codes VARCHAR(200) NOT NULL,
  object_type VARCHAR(60) NOT NULL,
  object_id VARCHAR(200) NOT NULL,
  direction_code VARCHAR(8) NOT NULL CHECK (direction_code IN ('record','row')),
  row_total INT NOT NULL,
  record_total INT NOT NULL,
  PRIMARY KEY (run_id, line_no)
);
