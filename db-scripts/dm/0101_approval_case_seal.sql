-- 0101 approval_case_seal (module approval) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE ap_case_seal (
  case_id BIGINT NOT NULL,
  parts_text TEXT NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (case_id)
);

COMMENT ON TABLE ap_case_seal IS '办件封签';

COMMENT ON COLUMN ap_case_seal.case_id IS '办件';

COMMENT ON COLUMN ap_case_seal.parts_text IS '各部分的摘要';

COMMENT ON COLUMN ap_case_seal.row_mac IS '行校验';
