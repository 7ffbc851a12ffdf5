-- 0080 identity_control (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_control_request (
  request_id BIGINT NOT NULL,
  kind_code VARCHAR(60) NOT NULL,
  subject_text VARCHAR(200) NOT NULL,
  summary_text TEXT NOT NULL,
  parameters_json TEXT NOT NULL,
  parameters_hex VARCHAR(64) NOT NULL,
  reason_text TEXT NOT NULL,
  person_id BIGINT,
  asked_by BIGINT NOT NULL,
  asked_name VARCHAR(60) NOT NULL,
  asked_utc TEXT NOT NULL,
  expires_utc TEXT NOT NULL,
  state_code VARCHAR(12) NOT NULL CHECK (state_code IN ('OPEN','APPROVED','DONE','REJECTED','WITHDRAWN')),
  decided_by BIGINT,
  decided_name VARCHAR(60),
  decided_utc TEXT,
  decision_text TEXT,
  done_utc TEXT,
  turn_no INT DEFAULT 0 NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
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
