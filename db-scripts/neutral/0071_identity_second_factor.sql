-- module: identity
-- Second factor by one-time password (GM/T 0021): the seed is encrypted and the row carries a MAC; the last step used stands apart, so that
-- two logins at once with one code are told apart by one statement.

CREATE TABLE id_otp ( -- 动态口令
  user_id BIGINT NOT NULL, -- 账号
  secret_text {VC:160} NOT NULL, -- 种子,加密
  is_confirmed SMALLINT NOT NULL CHECK (is_confirmed IN (0,1)), -- 是否已确认
  bound_utc {INSTANT} NOT NULL, -- 绑定时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (user_id)
);

CREATE TABLE id_otp_step ( -- 用过的动态口令
  user_id BIGINT NOT NULL, -- 账号
  last_step BIGINT NOT NULL, -- 最后用过的时间步
  PRIMARY KEY (user_id)
);

CREATE TABLE id_role_login ( -- 角色的登录要求
  rule_id BIGINT NOT NULL, -- 要求号
  role_code {VC:40} NOT NULL, -- 角色
  needs_second SMALLINT NOT NULL CHECK (needs_second IN (0,1)), -- 是否须有第二因素
  changed_utc {INSTANT} NOT NULL, -- 修改时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (rule_id)
);

CREATE UNIQUE INDEX ux_id_role_login_role ON id_role_login (role_code);
