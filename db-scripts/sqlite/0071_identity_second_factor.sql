-- 0071 identity_second_factor (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_otp (
  user_id BIGINT NOT NULL,
  secret_text VARCHAR(160) NOT NULL,
  is_confirmed SMALLINT NOT NULL CHECK (is_confirmed IN (0,1)),
  bound_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (user_id)
);

CREATE TABLE id_otp_step (
  user_id BIGINT NOT NULL,
  last_step BIGINT NOT NULL,
  PRIMARY KEY (user_id)
);

CREATE TABLE id_role_login (
  rule_id BIGINT NOT NULL,
  role_code VARCHAR(40) NOT NULL,
  needs_second SMALLINT NOT NULL CHECK (needs_second IN (0,1)),
  changed_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (rule_id)
);

CREATE UNIQUE INDEX ux_id_role_login_role ON id_role_login (role_code);
