-- 0070 identity_policy (module identity) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_password_policy (
  policy_id BIGINT NOT NULL,
  least_length INT NOT NULL,
  least_classes INT NOT NULL,
  remembered_count INT NOT NULL,
  longest_days INT NOT NULL,
  warn_days INT NOT NULL,
  least_hours INT NOT NULL,
  inactive_days INT NOT NULL,
  changed_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (policy_id)
);

COMMENT ON TABLE id_password_policy IS '口令策略';

COMMENT ON COLUMN id_password_policy.policy_id IS '1 业务人员,2 三员';

COMMENT ON COLUMN id_password_policy.least_length IS '最短长度';

COMMENT ON COLUMN id_password_policy.least_classes IS '字符种类';

COMMENT ON COLUMN id_password_policy.remembered_count IS '不得重用的次数';

COMMENT ON COLUMN id_password_policy.longest_days IS '有效天数';

COMMENT ON COLUMN id_password_policy.warn_days IS '提前提醒天数';

COMMENT ON COLUMN id_password_policy.least_hours IS '两次修改的最短间隔小时';

COMMENT ON COLUMN id_password_policy.inactive_days IS '多少天未用算长期未用';

COMMENT ON COLUMN id_password_policy.changed_utc IS '修改时刻';

COMMENT ON COLUMN id_password_policy.row_mac IS '行校验';
