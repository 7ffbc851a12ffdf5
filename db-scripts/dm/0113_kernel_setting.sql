-- 0113 kernel_setting (module kernel) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE db_setting_change (
  change_id BIGINT NOT NULL,
  setting_key VARCHAR(80 CHAR) NOT NULL,
  version_no INT NOT NULL,
  before_no BIGINT NOT NULL,
  value_no BIGINT NOT NULL,
  is_confirmed SMALLINT NOT NULL CHECK (is_confirmed IN (0,1)),
  reason_text TEXT NOT NULL,
  changed_by BIGINT NOT NULL,
  changed_name VARCHAR(60 CHAR) NOT NULL,
  changed_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (change_id)
);

COMMENT ON TABLE db_setting_change IS '运行参数的修改';

COMMENT ON COLUMN db_setting_change.change_id IS '编号';

COMMENT ON COLUMN db_setting_change.setting_key IS '参数';

COMMENT ON COLUMN db_setting_change.version_no IS '第几次修改';

COMMENT ON COLUMN db_setting_change.before_no IS '修改前的值';

COMMENT ON COLUMN db_setting_change.value_no IS '值';

COMMENT ON COLUMN db_setting_change.is_confirmed IS '已对照依据核实';

COMMENT ON COLUMN db_setting_change.reason_text IS '理由';

COMMENT ON COLUMN db_setting_change.changed_by IS '修改人';

COMMENT ON COLUMN db_setting_change.changed_name IS '修改人姓名';

COMMENT ON COLUMN db_setting_change.changed_utc IS '修改时刻';

COMMENT ON COLUMN db_setting_change.row_mac IS '行校验';

CREATE UNIQUE INDEX ux_db_setting_change_key ON db_setting_change (setting_key, version_no);
