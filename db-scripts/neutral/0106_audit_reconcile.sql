-- module: audit
-- Runs of the reconciliation of the trail with the business tables, and the differences they found.

CREATE TABLE au_reconcile ( -- 与业务表对账
  run_id BIGINT NOT NULL, -- 编号
  user_id BIGINT NOT NULL, -- 发起人
  account_name {VC:40} NOT NULL, -- 发起人的账号
  user_name {VC:60} NOT NULL, -- 发起人姓名
  user_address {VC:64} NOT NULL, -- 发起人的地址
  state_code {VC:12} NOT NULL CHECK (state_code IN ('NEW','RUNNING','DONE','FAILED','CANCELLED')), -- 状态
  step_name {VC:80}, -- 正在对的一类
  steps_done INT NOT NULL, -- 对完的类数
  steps_total INT NOT NULL, -- 总类数
  created_utc {INSTANT} NOT NULL, -- 发起时刻
  finished_utc {INSTANT}, -- 结束时刻
  checked_utc {INSTANT}, -- 对到的时刻
  lease_utc {INSTANT}, -- 领取的租期
  claimed_by {VC:120}, -- 领取者
  lines_json TEXT, -- 各类的计数
  difference_total INT, -- 差异数
  undetermined_total INT, -- 无法判定的类数
  fault_code {VC:12}, -- 失败的错误码
  fault_text {VC:600}, -- 失败原因
  PRIMARY KEY (run_id)
);

CREATE INDEX ix_au_reconcile_state ON au_reconcile (state_code, run_id);

CREATE TABLE au_difference ( -- 对账差异
  run_id BIGINT NOT NULL, -- 对账编号
  line_no INT NOT NULL, -- 序号
  module_code {VC:40} NOT NULL, -- 模块
  acts_title {VC:60} NOT NULL, -- 对账项
  table_name {VC:40} NOT NULL, -- 业务表
  kind_codes {VC:200} NOT NULL, -- 事项
  object_type {VC:60} NOT NULL, -- 对象种类
  object_id {VC:200} NOT NULL, -- 对象
  direction_code {VC:8} NOT NULL CHECK (direction_code IN ('record','row')), -- 缺记录或缺行
  row_total INT NOT NULL, -- 行证明的次数
  record_total INT NOT NULL, -- 记录次数
  PRIMARY KEY (run_id, line_no)
);
