-- 0076 identity_session_policy (module identity) for dm. Rendered from db-scripts/neutral; do not edit.

ALTER TABLE id_session ADD COLUMN proved_utc TIMESTAMP(6);

CREATE TABLE id_session_policy (
  policy_id BIGINT NOT NULL,
  idle_minutes INT NOT NULL,
  longest_hours INT NOT NULL,
  most_sessions INT NOT NULL,
  at_limit VARCHAR(12 CHAR) NOT NULL CHECK (at_limit IN ('EndOldest','RefuseNew')),
  proof_minutes INT NOT NULL,
  changed_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (policy_id)
);

COMMENT ON TABLE id_session_policy IS '会话策略';

COMMENT ON COLUMN id_session_policy.policy_id IS '1 业务人员,2 三员';

COMMENT ON COLUMN id_session_policy.idle_minutes IS '多少分钟不用即失效';

COMMENT ON COLUMN id_session_policy.longest_hours IS '一次登录最长小时';

COMMENT ON COLUMN id_session_policy.most_sessions IS '同时登录数上限';

COMMENT ON COLUMN id_session_policy.at_limit IS '到上限时结束最早的或拒绝新的';

COMMENT ON COLUMN id_session_policy.proof_minutes IS '再次证明身份后多少分钟有效';

COMMENT ON COLUMN id_session_policy.changed_utc IS '修改时刻';

COMMENT ON COLUMN id_session_policy.row_mac IS '行校验';
