-- 0080 identity_control (module identity) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_control_request (
  request_id BIGINT NOT NULL,
  kind_code VARCHAR(60 CHAR) NOT NULL,
  subject_text VARCHAR(200 CHAR) NOT NULL,
  summary_text TEXT NOT NULL,
  parameters_json TEXT NOT NULL,
  parameters_hex VARCHAR(64 CHAR) NOT NULL,
  reason_text TEXT NOT NULL,
  person_id BIGINT,
  asked_by BIGINT NOT NULL,
  asked_name VARCHAR(60 CHAR) NOT NULL,
  asked_utc TIMESTAMP(6) NOT NULL,
  expires_utc TIMESTAMP(6) NOT NULL,
  state_code VARCHAR(12 CHAR) NOT NULL CHECK (state_code IN ('OPEN','APPROVED','DONE','REJECTED','WITHDRAWN')),
  decided_by BIGINT,
  decided_name VARCHAR(60 CHAR),
  decided_utc TIMESTAMP(6),
  decision_text TEXT,
  done_utc TIMESTAMP(6),
  turn_no INT DEFAULT 0 NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (request_id)
);

COMMENT ON TABLE id_control_request IS '双人复核申请';

COMMENT ON COLUMN id_control_request.request_id IS '申请号';

COMMENT ON COLUMN id_control_request.kind_code IS '种类';

COMMENT ON COLUMN id_control_request.subject_text IS '对象';

COMMENT ON COLUMN id_control_request.summary_text IS '办什么';

COMMENT ON COLUMN id_control_request.parameters_json IS '参数';

COMMENT ON COLUMN id_control_request.parameters_hex IS '参数摘要';

COMMENT ON COLUMN id_control_request.reason_text IS '理由';

COMMENT ON COLUMN id_control_request.person_id IS '所涉账号';

COMMENT ON COLUMN id_control_request.asked_by IS '申请人';

COMMENT ON COLUMN id_control_request.asked_name IS '申请人姓名';

COMMENT ON COLUMN id_control_request.asked_utc IS '申请时刻';

COMMENT ON COLUMN id_control_request.expires_utc IS '失效时刻';

COMMENT ON COLUMN id_control_request.state_code IS '状态';

COMMENT ON COLUMN id_control_request.decided_by IS '复核人';

COMMENT ON COLUMN id_control_request.decided_name IS '复核人姓名';

COMMENT ON COLUMN id_control_request.decided_utc IS '复核时刻';

COMMENT ON COLUMN id_control_request.decision_text IS '复核意见';

COMMENT ON COLUMN id_control_request.done_utc IS '执行时刻';

COMMENT ON COLUMN id_control_request.turn_no IS '占用次数,只用于排队';

COMMENT ON COLUMN id_control_request.row_mac IS '行校验';

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
