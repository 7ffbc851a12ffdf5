-- 0102 review_seal (module compliancereview) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE cr_review_seal (
  review_id BIGINT NOT NULL,
  parts_text TEXT NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (review_id)
);

COMMENT ON TABLE cr_review_seal IS '审查结论封签';

COMMENT ON COLUMN cr_review_seal.review_id IS '结论号';

COMMENT ON COLUMN cr_review_seal.parts_text IS '各部分的摘要';

COMMENT ON COLUMN cr_review_seal.row_mac IS '行校验';
