-- 0102 review_seal (module compliancereview) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE cr_review_seal (
  review_id BIGINT NOT NULL,
  parts_text TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (review_id)
);
