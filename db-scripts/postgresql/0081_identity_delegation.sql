-- 0081 identity_delegation (module identity) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_delegation (
  delegation_id BIGINT NOT NULL,
  from_user BIGINT NOT NULL,
  to_user BIGINT NOT NULL,
  roles_text VARCHAR(400),
  posts_text VARCHAR(400),
  until_on DATE NOT NULL,
  reason_text TEXT NOT NULL,
  asked_utc TIMESTAMP(6) NOT NULL,
  state_code VARCHAR(10) NOT NULL CHECK (state_code IN ('ASKED','ACTIVE','REFUSED','ENDED')),
  decided_by BIGINT,
  decided_utc TIMESTAMP(6),
  ended_by BIGINT,
  ended_utc TIMESTAMP(6),
  turn_no INT DEFAULT 0 NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (delegation_id)
);

COMMENT ON TABLE id_delegation IS '代理授权';

COMMENT ON COLUMN id_delegation.delegation_id IS '委托号';

COMMENT ON COLUMN id_delegation.from_user IS '委托人';

COMMENT ON COLUMN id_delegation.to_user IS '受托人';

COMMENT ON COLUMN id_delegation.roles_text IS '角色,逗号分隔';

COMMENT ON COLUMN id_delegation.posts_text IS '岗位,逗号分隔';

COMMENT ON COLUMN id_delegation.until_on IS '最后一天';

COMMENT ON COLUMN id_delegation.reason_text IS '事由';

COMMENT ON COLUMN id_delegation.asked_utc IS '提出时刻';

COMMENT ON COLUMN id_delegation.state_code IS '状态';

COMMENT ON COLUMN id_delegation.decided_by IS '确认人';

COMMENT ON COLUMN id_delegation.decided_utc IS '确认时刻';

COMMENT ON COLUMN id_delegation.ended_by IS '收回人';

COMMENT ON COLUMN id_delegation.ended_utc IS '收回时刻';

COMMENT ON COLUMN id_delegation.turn_no IS '占用次数,只用于排队';

COMMENT ON COLUMN id_delegation.row_mac IS '行校验';

CREATE INDEX ix_id_delegation_to ON id_delegation (to_user, state_code);

CREATE INDEX ix_id_delegation_from ON id_delegation (from_user, state_code);
