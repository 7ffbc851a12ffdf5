-- 0050 approval (module approval) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE ap_project (
  project_id BIGINT NOT NULL,
  project_code VARCHAR(20) NOT NULL,
  investment_code VARCHAR(24),
  project_name VARCHAR(200) NOT NULL,
  builder_name VARCHAR(200) NOT NULL,
  created_utc TEXT NOT NULL,
  row_version INT NOT NULL,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12) NOT NULL,
  origin_node VARCHAR(20) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  PRIMARY KEY (project_id)
);

CREATE UNIQUE INDEX ux_ap_project_code ON ap_project (project_code);

CREATE INDEX ix_ap_project_investment ON ap_project (investment_code);

CREATE TABLE ap_case (
  case_id BIGINT NOT NULL,
  matter_code VARCHAR(60) NOT NULL,
  matter_name VARCHAR(100) NOT NULL,
  receipt_number VARCHAR(40) NOT NULL,
  case_number VARCHAR(60),
  project_id BIGINT NOT NULL,
  project_name VARCHAR(200) NOT NULL,
  state_code VARCHAR(16) NOT NULL CHECK (state_code IN ('intake','accepted','correction','inProgress','decided','issued','archived','rejected','withdrawn','suspended')),
  step_name VARCHAR(200),
  town_name VARCHAR(60),
  parcel_digest VARCHAR(64) NOT NULL,
  parcel_file VARCHAR(255) NOT NULL,
  parcel_axis VARCHAR(12) NOT NULL,
  parcel_zone INT,
  parcel_layer VARCHAR(200),
  parcel_crs VARCHAR(60) NOT NULL,
  promised_days INT NOT NULL,
  statutory_days INT NOT NULL,
  extension_days INT NOT NULL,
  clock_code VARCHAR(8) NOT NULL CHECK (clock_code IN ('NONE','RUNNING','STOPPED','ENDED')),
  promised_due TEXT,
  review_id BIGINT NOT NULL,
  overall_code VARCHAR(16) NOT NULL,
  conflict_count INT NOT NULL,
  undetermined_count INT NOT NULL,
  blocks_issue SMALLINT NOT NULL CHECK (blocks_issue IN (0,1)),
  received_utc TEXT NOT NULL,
  received_by BIGINT NOT NULL,
  received_name VARCHAR(60) NOT NULL,
  accepted_on TEXT,
  decided_utc TEXT,
  note_text VARCHAR(500),
  row_version INT NOT NULL,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12) NOT NULL,
  origin_node VARCHAR(20) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  PRIMARY KEY (case_id)
);

CREATE UNIQUE INDEX ux_ap_case_receipt ON ap_case (receipt_number);

CREATE UNIQUE INDEX ux_ap_case_number ON ap_case (case_number);

CREATE INDEX ix_ap_case_state ON ap_case (state_code, case_id);

CREATE TABLE ap_case_parcel (
  case_id BIGINT NOT NULL,
  parcel_no INT NOT NULL,
  file_number VARCHAR(100) NOT NULL,
  parcel_name VARCHAR(200) NOT NULL,
  declared_area BIGINT,
  plane_area BIGINT NOT NULL,
  ellipsoidal_area BIGINT NOT NULL,
  min_east BIGINT NOT NULL,
  min_north BIGINT NOT NULL,
  max_east BIGINT NOT NULL,
  max_north BIGINT NOT NULL,
  figure_text TEXT NOT NULL,
  PRIMARY KEY (case_id, parcel_no)
);

CREATE INDEX ix_ap_case_parcel_box ON ap_case_parcel (min_east, max_east);

CREATE TABLE ap_case_field (
  field_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  field_key VARCHAR(40) NOT NULL,
  value_text TEXT,
  hidden_text TEXT,
  row_version INT NOT NULL,
  PRIMARY KEY (field_id)
);

CREATE UNIQUE INDEX ux_ap_case_field_key ON ap_case_field (case_id, field_key);

CREATE TABLE ap_material (
  material_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  material_code VARCHAR(40) NOT NULL,
  file_digest VARCHAR(64) NOT NULL,
  file_name VARCHAR(255) NOT NULL,
  file_size BIGINT NOT NULL,
  media_type VARCHAR(100) NOT NULL,
  added_utc TEXT NOT NULL,
  added_by BIGINT NOT NULL,
  superseded_utc TEXT,
  PRIMARY KEY (material_id)
);

CREATE INDEX ix_ap_material_case ON ap_material (case_id, material_code);

CREATE TABLE ap_process_version (
  process_version VARCHAR(64) NOT NULL,
  process_id VARCHAR(100) NOT NULL,
  process_name VARCHAR(200) NOT NULL,
  xml_text TEXT NOT NULL,
  kept_utc TEXT NOT NULL,
  PRIMARY KEY (process_version)
);

CREATE TABLE ap_process_instance (
  case_id BIGINT NOT NULL,
  process_version VARCHAR(64) NOT NULL,
  state_json TEXT NOT NULL,
  row_version INT NOT NULL,
  PRIMARY KEY (case_id)
);

CREATE TABLE ap_task (
  task_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  work_no INT NOT NULL,
  node_id VARCHAR(100) NOT NULL,
  node_name VARCHAR(100) NOT NULL,
  member_name VARCHAR(100),
  post_code VARCHAR(60) NOT NULL,
  section_code VARCHAR(60),
  state_code VARCHAR(10) NOT NULL CHECK (state_code IN ('OPEN','DONE','CANCELLED')),
  arrived_utc TEXT NOT NULL,
  from_name VARCHAR(60) NOT NULL,
  claimed_by BIGINT,
  claimed_name VARCHAR(60),
  claimed_utc TEXT,
  lease_utc TEXT,
  done_utc TEXT,
  done_by BIGINT,
  done_name VARCHAR(60),
  outcome_key VARCHAR(40),
  row_version INT NOT NULL,
  PRIMARY KEY (task_id)
);

CREATE INDEX ix_ap_task_open ON ap_task (state_code, post_code, case_id);

CREATE INDEX ix_ap_task_case ON ap_task (case_id, task_id);

CREATE INDEX ix_ap_task_done ON ap_task (done_by, done_utc);

CREATE TABLE ap_opinion (
  opinion_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  task_id BIGINT,
  given_utc TEXT NOT NULL,
  by_user_id BIGINT NOT NULL,
  by_name VARCHAR(60) NOT NULL,
  post_name VARCHAR(60) NOT NULL,
  node_id VARCHAR(100) NOT NULL,
  node_name VARCHAR(100) NOT NULL,
  action_key VARCHAR(40) NOT NULL,
  action_name VARCHAR(60) NOT NULL,
  opinion_text TEXT NOT NULL,
  PRIMARY KEY (opinion_id)
);

CREATE INDEX ix_ap_opinion_case ON ap_opinion (case_id, opinion_id);

CREATE TABLE ap_opinion_file (
  opinion_id BIGINT NOT NULL,
  file_no INT NOT NULL,
  file_digest VARCHAR(64) NOT NULL,
  file_name VARCHAR(255) NOT NULL,
  PRIMARY KEY (opinion_id, file_no)
);

CREATE TABLE ap_correction (
  correction_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  opinion_id BIGINT NOT NULL,
  item_no INT NOT NULL,
  material_code VARCHAR(40),
  item_text VARCHAR(1000) NOT NULL,
  PRIMARY KEY (correction_id)
);

CREATE INDEX ix_ap_correction_case ON ap_correction (case_id, opinion_id, item_no);

CREATE TABLE ap_clock_entry (
  entry_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  entry_no INT NOT NULL,
  kind_code VARCHAR(8) NOT NULL CHECK (kind_code IN ('START','STOP','RESUME','EXTEND','END')),
  entry_utc TEXT NOT NULL,
  reason_text VARCHAR(500) NOT NULL,
  document_digest VARCHAR(64),
  document_name VARCHAR(255),
  extended_days INT NOT NULL,
  by_user_id BIGINT NOT NULL,
  by_name VARCHAR(60) NOT NULL,
  calendar_version VARCHAR(60) NOT NULL,
  promised_due TEXT,
  statutory_due TEXT,
  used_days INT NOT NULL,
  PRIMARY KEY (entry_id)
);

CREATE UNIQUE INDEX ux_ap_clock_entry ON ap_clock_entry (case_id, entry_no);

CREATE TABLE ap_number_series (
  series_key VARCHAR(60) NOT NULL,
  last_no INT NOT NULL,
  PRIMARY KEY (series_key)
);

CREATE TABLE ap_step (
  case_id BIGINT NOT NULL,
  step_key VARCHAR(40) NOT NULL,
  step_no INT NOT NULL,
  state_code VARCHAR(8) NOT NULL CHECK (state_code IN ('WAITING','DONE')),
  due_utc TEXT NOT NULL,
  done_utc TEXT,
  result_text VARCHAR(500),
  PRIMARY KEY (case_id, step_key)
);

CREATE TABLE ap_document (
  document_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  kind_code VARCHAR(24) NOT NULL,
  document_title VARCHAR(200) NOT NULL,
  document_number VARCHAR(60),
  file_digest VARCHAR(64) NOT NULL,
  media_type VARCHAR(100) NOT NULL,
  created_utc TEXT NOT NULL,
  PRIMARY KEY (document_id)
);

CREATE INDEX ix_ap_document_case ON ap_document (case_id, document_id);

CREATE TABLE ap_certificate (
  certificate_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  certificate_number VARCHAR(40) NOT NULL,
  provisional_flag SMALLINT NOT NULL CHECK (provisional_flag IN (0,1)),
  verify_code VARCHAR(40) NOT NULL,
  project_name VARCHAR(200) NOT NULL,
  kind_code VARCHAR(60) NOT NULL,
  issued_on TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  document_id BIGINT,
  document_digest VARCHAR(64),
  delivered_utc TEXT,
  revoked_utc TEXT,
  row_version INT NOT NULL,
  PRIMARY KEY (certificate_id)
);

CREATE UNIQUE INDEX ux_ap_certificate_case ON ap_certificate (case_id);

CREATE UNIQUE INDEX ux_ap_certificate_number ON ap_certificate (certificate_number, provisional_flag);

CREATE UNIQUE INDEX ux_ap_certificate_verify ON ap_certificate (verify_code);

CREATE TABLE ap_staged_file (
  user_id BIGINT NOT NULL,
  file_digest VARCHAR(64) NOT NULL,
  file_name VARCHAR(255) NOT NULL,
  file_size BIGINT NOT NULL,
  media_type VARCHAR(100) NOT NULL,
  staged_utc TEXT NOT NULL,
  PRIMARY KEY (user_id, file_digest)
);

CREATE TABLE ap_draft (
  user_id BIGINT NOT NULL,
  draft_key VARCHAR(64) NOT NULL,
  hidden_text TEXT NOT NULL,
  draft_id BIGINT NOT NULL,
  saved_utc TEXT NOT NULL,
  PRIMARY KEY (user_id, draft_key)
);
