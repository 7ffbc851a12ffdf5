-- module: operations
-- Runs of the automatic assessment, and what people answered by hand. A run's report lies in the node home; its manifest is signed, and the digest
-- of the manifest is here.

CREATE TABLE op_assessment ( -- 自动测评
  run_id BIGINT NOT NULL, -- 编号
  user_id BIGINT NOT NULL, -- 发起人
  account_name {VC:40} NOT NULL, -- 发起人的账号
  user_name {VC:60} NOT NULL, -- 发起人姓名
  user_address {VC:64} NOT NULL, -- 发起人的地址
  state_code {VC:12} NOT NULL CHECK (state_code IN ('NEW','RUNNING','DONE','FAILED','CANCELLED')), -- 状态
  step_name {VC:80}, -- 正在做的检查
  steps_done INT NOT NULL, -- 做完的检查数
  steps_total INT NOT NULL, -- 检查总数
  created_utc {INSTANT} NOT NULL, -- 发起时刻
  finished_utc {INSTANT}, -- 结束时刻
  lease_utc {INSTANT}, -- 领取的租期
  claimed_by {VC:120}, -- 领取者
  counts_json TEXT, -- 两个标准的计数
  manifest_hex {VC:64}, -- 报告清单的 SM3
  fault_code {VC:12}, -- 失败的错误码
  fault_text {VC:600}, -- 失败原因
  PRIMARY KEY (run_id)
);

CREATE INDEX ix_op_assessment_state ON op_assessment (state_code, run_id);

CREATE TABLE op_hand_entry ( -- 人工条款的填写
  entry_id BIGINT NOT NULL, -- 编号
  standard_code {VC:40} NOT NULL, -- 标准
  clause_code {VC:20} NOT NULL, -- 条款
  result_code {VC:16} NOT NULL CHECK (result_code IN ('MET','PARTLY','NOTMET','NOTAPPLICABLE')), -- 结论
  person_name {VC:60} NOT NULL, -- 查看人
  looked_on {DATE} NOT NULL, -- 查看日期
  note_text TEXT NOT NULL, -- 所见
  attachment_name {VC:200}, -- 附件名
  attachment_hex {VC:64}, -- 附件的 SM3
  entered_by BIGINT NOT NULL, -- 填写人
  entered_name {VC:60} NOT NULL, -- 填写人姓名
  entered_utc {INSTANT} NOT NULL, -- 填写时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (entry_id)
);

CREATE INDEX ix_op_hand_entry_clause ON op_hand_entry (standard_code, clause_code, entry_id);
