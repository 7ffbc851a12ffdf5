-- 0097 operations_assessment (module operations) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE op_assessment (
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
  lease_utc TEXT,
  claimed_by VARCHAR(120),
  counts_json TEXT,
  manifest_hex VARCHAR(64),
  fault_code VARCHAR(12),
  fault_text VARCHAR(600),
  PRIMARY KEY (run_id)
);

CREATE INDEX ix_op_assessment_state ON op_assessment (state_code, run_id);

CREATE TABLE op_hand_entry (
  entry_id BIGINT NOT NULL,
  standard_code VARCHAR(40) NOT NULL,
  clause_code VARCHAR(20) NOT NULL,
  result_code VARCHAR(16) NOT NULL CHECK (result_code IN ('MET','PARTLY','NOTMET','NOTAPPLICABLE')),
  person_name VARCHAR(60) NOT NULL,
  looked_on TEXT NOT NULL,
  note_text TEXT NOT NULL,
  attachment_name VARCHAR(200),
  attachment_hex VARCHAR(64),
  entered_by BIGINT NOT NULL,
  entered_name VARCHAR(60) NOT NULL,
  entered_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (entry_id)
);

CREATE INDEX ix_op_hand_entry_clause ON op_hand_entry (standard_code, clause_code, entry_id);
