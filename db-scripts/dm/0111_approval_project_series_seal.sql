-- 0111 approval_project_series_seal (module approval) for dm. Rendered from db-scripts/neutral; do not edit.

ALTER TABLE ap_number_series ADD COLUMN series_id BIGINT;

UPDATE ap_number_series SET series_id = (
  SELECT COUNT(*) FROM ap_number_series o WHERE o.series_key <= ap_number_series.series_key) WHERE series_id IS NULL;

CREATE UNIQUE INDEX ux_ap_number_series_id ON ap_number_series (series_id);

CREATE TABLE ap_series_seal (
  series_id BIGINT NOT NULL,
  parts_text TEXT NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (series_id)
);

COMMENT ON TABLE ap_series_seal IS '编号序列封签';

COMMENT ON COLUMN ap_series_seal.series_id IS '序列号';

COMMENT ON COLUMN ap_series_seal.parts_text IS '摘要';

COMMENT ON COLUMN ap_series_seal.row_mac IS '行校验';

CREATE TABLE ap_project_seal (
  project_id BIGINT NOT NULL,
  parts_text TEXT NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (project_id)
);

COMMENT ON TABLE ap_project_seal IS '项目封签';

COMMENT ON COLUMN ap_project_seal.project_id IS '项目号';

COMMENT ON COLUMN ap_project_seal.parts_text IS '摘要';

COMMENT ON COLUMN ap_project_seal.row_mac IS '行校验';
