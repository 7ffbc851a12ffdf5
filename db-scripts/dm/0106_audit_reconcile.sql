-- 0106 audit_reconcile (module audit) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE au_reconcile (
  run_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  account_name VARCHAR(40 CHAR) NOT NULL,
  user_name VARCHAR(60 CHAR) NOT NULL,
  user_address VARCHAR(64 CHAR) NOT NULL,
  state_code VARCHAR(12 CHAR) NOT NULL CHECK (state_code IN ('NEW','RUNNING','DONE','FAILED','CANCELLED')),
  step_name VARCHAR(80 CHAR),
  steps_done INT NOT NULL,
  steps_total INT NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  finished_utc TIMESTAMP(6),
  checked_utc TIMESTAMP(6),
  lease_utc TIMESTAMP(6),
  claimed_by VARCHAR(120 CHAR),
  lines_json TEXT,
  difference_total INT,
  undetermined_total INT,
  fault_code VARCHAR(12 CHAR),
  fault_text VARCHAR(600 CHAR),
  PRIMARY KEY (run_id)
);

COMMENT ON TABLE au_reconcile IS '与业务表对账';

COMMENT ON COLUMN au_reconcile.run_id IS '编号';

COMMENT ON COLUMN au_reconcile.user_id IS '发起人';

COMMENT ON COLUMN au_reconcile.account_name IS '发起人的账号';

COMMENT ON COLUMN au_reconcile.user_name IS '发起人姓名';

COMMENT ON COLUMN au_reconcile.user_address IS '发起人的地址';

COMMENT ON COLUMN au_reconcile.state_code IS '状态';

COMMENT ON COLUMN au_reconcile.step_name IS '正在对的一类';

COMMENT ON COLUMN au_reconcile.steps_done IS '对完的类数';

COMMENT ON COLUMN au_reconcile.steps_total IS '总类数';

COMMENT ON COLUMN au_reconcile.created_utc IS '发起时刻';

COMMENT ON COLUMN au_reconcile.finished_utc IS '结束时刻';

COMMENT ON COLUMN au_reconcile.checked_utc IS '对到的时刻';

COMMENT ON COLUMN au_reconcile.lease_utc IS '领取的租期';

COMMENT ON COLUMN au_reconcile.claimed_by IS '领取者';

COMMENT ON COLUMN au_reconcile.lines_json IS '各类的计数';

COMMENT ON COLUMN au_reconcile.difference_total IS '差异数';

COMMENT ON COLUMN au_reconcile.undetermined_total IS '无法判定的类数';

COMMENT ON COLUMN au_reconcile.fault_code IS '失败的错误码';

COMMENT ON COLUMN au_reconcile.fault_text IS '失败原因';

CREATE INDEX ix_au_reconcile_state ON au_reconcile (state_code, run_id);

CREATE TABLE au_difference (
  run_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  module_code VARCHAR(40 CHAR) NOT NULL,
  acts_title VARCHAR(60 CHAR) NOT NULL,
  table_name VARCHAR(40 CHAR) NOT NULL,
  kind_codes VARCHAR(200 CHAR) NOT NULL,
  object_type VARCHAR(60 CHAR) NOT NULL,
  object_id VARCHAR(200 CHAR) NOT NULL,
  direction_code VARCHAR(8 CHAR) NOT NULL CHECK (direction_code IN ('record','row')),
  row_total INT NOT NULL,
  record_total INT NOT NULL,
  PRIMARY KEY (run_id, line_no)
);

COMMENT ON TABLE au_difference IS '对账差异';

COMMENT ON COLUMN au_difference.run_id IS '对账编号';

COMMENT ON COLUMN au_difference.line_no IS '序号';

COMMENT ON COLUMN au_difference.module_code IS '模块';

COMMENT ON COLUMN au_difference.acts_title IS '对账项';

COMMENT ON COLUMN au_difference.table_name IS '业务表';

COMMENT ON COLUMN au_difference.kind_codes IS '事项';

COMMENT ON COLUMN au_difference.object_type IS '对象种类';

COMMENT ON COLUMN au_difference.object_id IS '对象';

COMMENT ON COLUMN au_difference.direction_code IS '缺记录或缺行';

COMMENT ON COLUMN au_difference.row_total IS '行证明的次数';

COMMENT ON COLUMN au_difference.record_total IS '记录次数';
