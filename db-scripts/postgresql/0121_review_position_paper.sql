-- 0121 review_position_paper (module compliancereview) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE cr_position_paper (
  attestation_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  file_digest VARCHAR(64) NOT NULL,
  reading_digest VARCHAR(64) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (attestation_id)
);

COMMENT ON TABLE cr_position_paper IS '位置认定所指的坐标文件';

COMMENT ON COLUMN cr_position_paper.attestation_id IS '认定号';

COMMENT ON COLUMN cr_position_paper.case_id IS '办件';

COMMENT ON COLUMN cr_position_paper.file_digest IS '坐标文件的SM3';

COMMENT ON COLUMN cr_position_paper.reading_digest IS '文件连同轴序、带号、图层的SM3';

COMMENT ON COLUMN cr_position_paper.row_mac IS '行校验码';

CREATE INDEX ix_cr_position_paper_case ON cr_position_paper (case_id, attestation_id);
