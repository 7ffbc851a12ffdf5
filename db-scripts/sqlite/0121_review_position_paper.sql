-- 0121 review_position_paper (module compliancereview) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE cr_position_paper (
  attestation_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  file_digest VARCHAR(64) NOT NULL,
  reading_digest VARCHAR(64) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (attestation_id)
);

CREATE INDEX ix_cr_position_paper_case ON cr_position_paper (case_id, attestation_id);
