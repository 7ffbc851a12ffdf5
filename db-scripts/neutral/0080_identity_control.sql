-- module: identity
-- Acts that two persons do together: what one asks for, the other confirms. The rights to confirm go to the roles of the three administrators
-- that a node has already; a new node gets them from its staffing file.

CREATE TABLE id_control_request ( -- 双人复核申请
  request_id BIGINT NOT NULL, -- 申请号
  kind_code {VC:60} NOT NULL, -- 种类
  subject_text {VC:200} NOT NULL, -- 对象
  summary_text TEXT NOT NULL, -- 办什么
  parameters_json TEXT NOT NULL, -- 参数
  parameters_hex {VC:64} NOT NULL, -- 参数摘要
  reason_text TEXT NOT NULL, -- 理由
  person_id BIGINT, -- 所涉账号
  asked_by BIGINT NOT NULL, -- 申请人
  asked_name {VC:60} NOT NULL, -- 申请人姓名
  asked_utc {INSTANT} NOT NULL, -- 申请时刻
  expires_utc {INSTANT} NOT NULL, -- 失效时刻
  state_code {VC:12} NOT NULL CHECK (state_code IN ('OPEN','APPROVED','DONE','REJECTED','WITHDRAWN')), -- 状态
  decided_by BIGINT, -- 复核人
  decided_name {VC:60}, -- 复核人姓名
  decided_utc {INSTANT}, -- 复核时刻
  decision_text TEXT, -- 复核意见
  done_utc {INSTANT}, -- 执行时刻
  turn_no INT DEFAULT 0 NOT NULL, -- 占用次数,只用于排队
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (request_id)
);

CREATE INDEX ix_id_control_state ON id_control_request (state_code, request_id);

INSERT INTO id_role_permission (role_code, permission_code)
SELECT r.role_code, 'identity.confirm.security' FROM id_role r
WHERE r.holder_kind = 'SystemAdministrator' AND NOT EXISTS (
  SELECT 1 FROM id_role_permission p WHERE p.role_code = r.role_code AND p.permission_code = 'identity.confirm.security');

INSERT INTO id_role_permission (role_code, permission_code)
SELECT r.role_code, 'identity.confirm.system' FROM id_role r
WHERE r.holder_kind = 'SecurityAdministrator' AND NOT EXISTS (
  SELECT 1 FROM id_role_permission p WHERE p.role_code = r.role_code AND p.permission_code = 'identity.confirm.system');

INSERT INTO id_role_permission (role_code, permission_code)
SELECT r.role_code, 'identity.confirm.accounts' FROM id_role r
WHERE r.holder_kind = 'Auditor' AND NOT EXISTS (
  SELECT 1 FROM id_role_permission p WHERE p.role_code = r.role_code AND p.permission_code = 'identity.confirm.accounts');
