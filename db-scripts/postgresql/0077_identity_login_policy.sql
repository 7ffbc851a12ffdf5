-- 0077 identity_login_policy (module identity) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_login_policy (
  policy_id BIGINT NOT NULL,
  account_failures INT NOT NULL,
  address_failures INT NOT NULL,
  changed_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (policy_id)
);

COMMENT ON TABLE id_login_policy IS '登录策略';

COMMENT ON COLUMN id_login_policy.policy_id IS '恒为 1';

COMMENT ON COLUMN id_login_policy.account_failures IS '同一账号连续输错几次后要图形验证码';

COMMENT ON COLUMN id_login_policy.address_failures IS '同一地址一小时内输错几次后要图形验证码';

COMMENT ON COLUMN id_login_policy.changed_utc IS '修改时刻';

COMMENT ON COLUMN id_login_policy.row_mac IS '行校验';

CREATE TABLE id_login_address (
  client_address VARCHAR(64) NOT NULL,
  failure_count INT NOT NULL,
  since_utc TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (client_address)
);

COMMENT ON TABLE id_login_address IS '各地址的输错次数';

COMMENT ON COLUMN id_login_address.client_address IS '地址';

COMMENT ON COLUMN id_login_address.failure_count IS '输错次数';

COMMENT ON COLUMN id_login_address.since_utc IS '从何时起计';
