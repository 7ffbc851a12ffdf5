-- 0097 operations_assessment (module operations) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE op_assessment (
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
  lease_utc TIMESTAMP(6),
  claimed_by VARCHAR(120 CHAR),
  counts_json TEXT,
  manifest_hex VARCHAR(64 CHAR),
  fault_code VARCHAR(12 CHAR),
  fault_text VARCHAR(600 CHAR),
  PRIMARY KEY (run_id)
);

COMMENT ON TABLE op_assessment IS '自动测评';

COMMENT ON COLUMN op_assessment.run_id IS '编号';

COMMENT ON COLUMN op_assessment.user_id IS '发起人';

COMMENT ON COLUMN op_assessment.account_name IS '发起人的账号';

COMMENT ON COLUMN op_assessment.user_name IS '发起人姓名';

COMMENT ON COLUMN op_assessment.user_address IS '发起人的地址';

COMMENT ON COLUMN op_assessment.state_code IS '状态';

COMMENT ON COLUMN op_assessment.step_name IS '正在做的检查';

COMMENT ON COLUMN op_assessment.steps_done IS '做完的检查数';

COMMENT ON COLUMN op_assessment.steps_total IS '检查总数';

COMMENT ON COLUMN op_assessment.created_utc IS '发起时刻';

COMMENT ON COLUMN op_assessment.finished_utc IS '结束时刻';

COMMENT ON COLUMN op_assessment.lease_utc IS '领取的租期';

COMMENT ON COLUMN op_assessment.claimed_by IS '领取者';

COMMENT ON COLUMN op_assessment.counts_json IS '两个标准的计数';

COMMENT ON COLUMN op_assessment.manifest_hex IS '报告清单的 SM3';

COMMENT ON COLUMN op_assessment.fault_code IS '失败的错误码';

COMMENT ON COLUMN op_assessment.fault_text IS '失败原因';

CREATE INDEX ix_op_assessment_state ON op_assessment (state_code, run_id);

CREATE TABLE op_hand_entry (
  entry_id BIGINT NOT NULL,
  standard_code VARCHAR(40 CHAR) NOT NULL,
  clause_code VARCHAR(20 CHAR) NOT NULL,
  result_code VARCHAR(16 CHAR) NOT NULL CHECK (result_code IN ('MET','PARTLY','NOTMET','NOTAPPLICABLE')),
  person_name VARCHAR(60 CHAR) NOT NULL,
  looked_on DATE NOT NULL,
  note_text TEXT NOT NULL,
  attachment_name VARCHAR(200 CHAR),
  attachment_hex VARCHAR(64 CHAR),
  entered_by BIGINT NOT NULL,
  entered_name VARCHAR(60 CHAR) NOT NULL,
  entered_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (entry_id)
);

COMMENT ON TABLE op_hand_entry IS '人工条款的填写';

COMMENT ON COLUMN op_hand_entry.entry_id IS '编号';

COMMENT ON COLUMN op_hand_entry.standard_code IS '标准';

COMMENT ON COLUMN op_hand_entry.clause_code IS '条款';

COMMENT ON COLUMN op_hand_entry.result_code IS '结论';

COMMENT ON COLUMN op_hand_entry.person_name IS '查看人';

COMMENT ON COLUMN op_hand_entry.looked_on IS '查看日期';

COMMENT ON COLUMN op_hand_entry.note_text IS '所见';

COMMENT ON COLUMN op_hand_entry.attachment_name IS '附件名';

COMMENT ON COLUMN op_hand_entry.attachment_hex IS '附件的 SM3';

COMMENT ON COLUMN op_hand_entry.entered_by IS '填写人';

COMMENT ON COLUMN op_hand_entry.entered_name IS '填写人姓名';

COMMENT ON COLUMN op_hand_entry.entered_utc IS '填写时刻';

COMMENT ON COLUMN op_hand_entry.row_mac IS '行校验';

CREATE INDEX ix_op_hand_entry_clause ON op_hand_entry (standard_code, clause_code, entry_id);
