-- 0065 analysis (module analysis) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE an_job (
  job_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  operator_code VARCHAR(40) NOT NULL,
  request_text TEXT NOT NULL,
  state_code VARCHAR(20) NOT NULL CHECK (state_code IN ('Queued','Running','Done','Failed','Cancelled')),
  done_count BIGINT NOT NULL,
  total_count BIGINT NOT NULL,
  error_code VARCHAR(12),
  error_text VARCHAR(1000),
  source_text TEXT,
  result_text TEXT,
  row_total BIGINT NOT NULL,
  attempt_count INT NOT NULL,
  is_stopping SMALLINT NOT NULL CHECK (is_stopping IN (0,1)),
  client_address VARCHAR(45) NOT NULL,
  created_utc TEXT NOT NULL,
  lease_utc TEXT,
  ended_utc TEXT,
  expires_utc TEXT NOT NULL,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12) NOT NULL,
  origin_node VARCHAR(20) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  PRIMARY KEY (job_id)
);

CREATE INDEX ix_an_job_user ON an_job (user_id, job_id);

CREATE INDEX ix_an_job_state ON an_job (state_code, job_id);

CREATE TABLE an_result (
  job_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  figure_wkb BLOB,
  value_text TEXT NOT NULL,
  plane_area BIGINT,
  ellipsoidal_area BIGINT,
  PRIMARY KEY (job_id, row_no)
);
