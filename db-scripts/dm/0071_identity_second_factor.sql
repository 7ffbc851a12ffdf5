-- 0071 identity_second_factor (module identity) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_otp (
  user_id BIGINT NOT NULL,
  secret_text VARCHAR(160 CHAR) NOT NULL,
  is_confirmed SMALLINT NOT NULL CHECK (is_confirmed IN (0,1)),
  bound_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (user_id)
);

COMMENT ON TABLE id_otp IS '动态口令';

COMMENT ON COLUMN id_otp.user_id IS '账号';

COMMENT ON COLUMN id_otp.secret_text IS '种子,加密';

COMMENT ON COLUMN id_otp.is_confirmed IS '是否已确认';

COMMENT ON COLUMN id_otp.bound_utc IS '绑定时刻';

COMMENT ON COLUMN id_otp.row_mac IS '行校验';

CREATE TABLE id_otp_step (
  user_id BIGINT NOT NULL,
  last_step BIGINT NOT NULL,
  PRIMARY KEY (user_id)
);

COMMENT ON TABLE id_otp_step IS '用过的动态口令';

COMMENT ON COLUMN id_otp_step.user_id IS '账号';

COMMENT ON COLUMN id_otp_step.last_step IS '最后用过的时间步';

CREATE TABLE id_role_login (
  rule_id BIGINT NOT NULL,
  role_code VARCHAR(40 CHAR) NOT NULL,
  needs_second SMALLINT NOT NULL CHECK (needs_second IN (0,1)),
  changed_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (rule_id)
);

COMMENT ON TABLE id_role_login IS '角色的登录要求';

COMMENT ON COLUMN id_role_login.rule_id IS '要求号';

COMMENT ON COLUMN id_role_login.role_code IS '角色';

COMMENT ON COLUMN id_role_login.needs_second IS '是否须有第二因素';

COMMENT ON COLUMN id_role_login.changed_utc IS '修改时刻';

COMMENT ON COLUMN id_role_login.row_mac IS '行校验';

CREATE UNIQUE INDEX ux_id_role_login_role ON id_role_login (role_code);
