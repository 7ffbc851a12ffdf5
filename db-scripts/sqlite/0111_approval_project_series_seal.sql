-- 0111 approval_project_series_seal (module approval) for sqlite. Rendered from db-scripts/neutral; do not edit.

ALTER TABLE ap_number_series ADD COLUMN series_id BIGINT;

UPDATE ap_number_series SET series_id = (
  SELECT COUNT(*) FROM ap_number_series o WHERE o.series_key <= ap_number_series.series_key) WHERE series_id IS NULL;

CREATE UNIQUE INDEX ux_ap_number_series_id ON ap_number_series (series_id);

CREATE TABLE ap_series_seal (
  series_id BIGINT NOT NULL,
  parts_text TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (series_id)
);

CREATE TABLE ap_project_seal (
  project_id BIGINT NOT NULL,
  parts_text TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (project_id)
);
