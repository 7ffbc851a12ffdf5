-- module: kernel
-- Settings that are changed while the node runs. Rows are only added: the newest of a key is in force, and a key without a row has the value it was
-- delivered with.

CREATE TABLE db_setting_change ( -- 运行参数的修改
  change_id BIGINT NOT NULL, -- 编号
  setting_key {VC:80} NOT NULL, -- 参数
  version_no INT NOT NULL, -- 第几次修改
  before_no BIGINT NOT NULL, -- 修改前的值
  value_no BIGINT NOT NULL, -- 值
  is_confirmed SMALLINT NOT NULL CHECK (is_confirmed IN (0,1)), -- 已对照依据核实
  reason_text TEXT NOT NULL, -- 理由
  changed_by BIGINT NOT NULL, -- 修改人
  changed_name {VC:60} NOT NULL, -- 修改人姓名
  changed_utc {INSTANT} NOT NULL, -- 修改时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (change_id)
);

CREATE UNIQUE INDEX ux_db_setting_change_key ON db_setting_change (setting_key, version_no);
