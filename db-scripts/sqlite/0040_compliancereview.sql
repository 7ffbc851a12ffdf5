-- 0040 compliancereview (module compliancereview) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE cr_review (
  review_id BIGINT NOT NULL,
  case_id BIGINT,
  matter_code VARCHAR(60) NOT NULL,
  stage_code VARCHAR(12) NOT NULL CHECK (stage_code IN ('intake','decision','issue','manual')),
  overall_code VARCHAR(16) NOT NULL CHECK (overall_code IN ('compliant','conflict','undetermined')),
  blocks_issue SMALLINT NOT NULL CHECK (blocks_issue IN (0,1)),
  reviewed_utc TEXT NOT NULL,
  evaluated_on TEXT NOT NULL,
  rule_version VARCHAR(60) NOT NULL,
  file_name VARCHAR(255) NOT NULL,
  verdict_json TEXT NOT NULL,
  body_digest VARCHAR(64) NOT NULL,
  signature_hex VARCHAR(200) NOT NULL,
  key_version INT NOT NULL,
  by_user_id BIGINT NOT NULL,
  by_name VARCHAR(60) NOT NULL,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12) NOT NULL,
  origin_node VARCHAR(20) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  PRIMARY KEY (review_id)
);

CREATE INDEX ix_cr_review_case ON cr_review (case_id, review_id);

CREATE TABLE cr_check (
  review_id BIGINT NOT NULL,
  check_no INT NOT NULL,
  parcel_no INT NOT NULL,
  rule_code VARCHAR(12) NOT NULL,
  layer_code VARCHAR(40),
  revision_no INT,
  status_code VARCHAR(16) NOT NULL,
  plane_area BIGINT,
  ellipsoidal_area BIGINT,
  share_millionths INT,
  reason_code VARCHAR(40),
  PRIMARY KEY (review_id, check_no)
);

CREATE TABLE cr_attestation (
  attestation_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  rule_code VARCHAR(12) NOT NULL,
  answer_code VARCHAR(16) NOT NULL CHECK (answer_code IN ('compliant','conflict')),
  document_digest VARCHAR(64) NOT NULL,
  document_name VARCHAR(255) NOT NULL,
  valid_until TEXT NOT NULL,
  reason_text VARCHAR(1000) NOT NULL,
  by_user_id BIGINT NOT NULL,
  by_name VARCHAR(60) NOT NULL,
  created_utc TEXT NOT NULL,
  PRIMARY KEY (attestation_id)
);

CREATE INDEX ix_cr_attestation_case ON cr_attestation (case_id, rule_code);

CREATE TABLE cr_exemption (
  exemption_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  rule_code VARCHAR(12) NOT NULL,
  basis_text VARCHAR(500) NOT NULL,
  document_digest VARCHAR(64) NOT NULL,
  document_name VARCHAR(255) NOT NULL,
  reason_text VARCHAR(1000) NOT NULL,
  by_user_id BIGINT NOT NULL,
  by_name VARCHAR(60) NOT NULL,
  created_utc TEXT NOT NULL,
  PRIMARY KEY (exemption_id)
);

CREATE INDEX ix_cr_exemption_case ON cr_exemption (case_id, rule_code);
