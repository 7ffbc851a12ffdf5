-- module: approval
-- Projects and number series under seals, each row as an object of its own. Rows from before are sealed when the node is next started.

ALTER TABLE ap_number_series ADD COLUMN series_id BIGINT;

UPDATE ap_number_series SET series_id = (
  SELECT COUNT(*) FROM ap_number_series o WHERE o.series_key <= ap_number_series.series_key) WHERE series_id IS NULL;

CREATE UNIQUE INDEX ux_ap_number_series_id ON ap_number_series (series_id);

CREATE TABLE ap_series_seal ( -- 编号序列封签
  series_id BIGINT NOT NULL, -- 序列号
  parts_text TEXT NOT NULL, -- 摘要
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (series_id)
);

CREATE TABLE ap_project_seal ( -- 项目封签
  project_id BIGINT NOT NULL, -- 项目号
  parts_text TEXT NOT NULL, -- 摘要
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (project_id)
);
