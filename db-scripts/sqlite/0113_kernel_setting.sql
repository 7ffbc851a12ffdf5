-- 0113 kernel_setting (module kernel) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE db_setting_change (
  change_id BIGINT NOT NULL,
  setting_key VARCHAR(80) NOT NULL,
  version_no INT NOT NULL,
  before_no BIGINT NOT NULL,
  value_no BIGINT NOT NULL,
  is_confirmed SMALLINT NOT NULL CHECK (is_confirmed IN (0,1)),
  reason_text TEXT NOT NULL,
  changed_by BIGINT NOT NULL,
  changed_name VARCHAR(60) NOT NULL,
  changed_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (change_id)
);

CREATE UNIQUE INDEX ux_db_setting_change_key ON db_setting_change (setting_key, version_no);
