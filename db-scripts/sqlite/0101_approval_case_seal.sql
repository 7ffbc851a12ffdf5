-- 0101 approval_case_seal (module approval) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE ap_case_seal (
  case_id BIGINT NOT NULL,
  parts_text TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (case_id)
);
