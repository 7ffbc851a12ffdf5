-- 0010 identity (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_org (
  org_id BIGINT NOT NULL,
  org_code VARCHAR(60) NOT NULL,
  org_name VARCHAR(100) NOT NULL,
  org_kind VARCHAR(12) NOT NULL CHECK (org_kind IN ('Bureau','Section','Window','TownOffice')),
  parent_id BIGINT,
  region_code VARCHAR(12) NOT NULL,
  created_utc TEXT NOT NULL,
  PRIMARY KEY (org_id)
);

CREATE UNIQUE INDEX ux_id_org_code ON id_org (org_code);

CREATE TABLE id_post (
  post_code VARCHAR(40) NOT NULL,
  post_name VARCHAR(60) NOT NULL,
  PRIMARY KEY (post_code)
);

CREATE TABLE id_user (
  user_id BIGINT NOT NULL,
  account_name VARCHAR(40) NOT NULL,
  user_name VARCHAR(60) NOT NULL,
  org_id BIGINT NOT NULL,
  is_enabled SMALLINT NOT NULL CHECK (is_enabled IN (0,1)),
  password_hash VARCHAR(200) NOT NULL,
  must_change SMALLINT NOT NULL CHECK (must_change IN (0,1)),
  password_utc TEXT NOT NULL,
  expires_on TEXT,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (user_id)
);

CREATE UNIQUE INDEX ux_id_user_account ON id_user (account_name);

CREATE TABLE id_user_post (
  user_id BIGINT NOT NULL,
  post_code VARCHAR(40) NOT NULL,
  PRIMARY KEY (user_id, post_code)
);

CREATE TABLE id_role (
  role_code VARCHAR(40) NOT NULL,
  role_name VARCHAR(60) NOT NULL,
  holder_kind VARCHAR(24) NOT NULL,
  PRIMARY KEY (role_code)
);

CREATE TABLE id_role_permission (
  role_code VARCHAR(40) NOT NULL,
  permission_code VARCHAR(80) NOT NULL,
  PRIMARY KEY (role_code, permission_code)
);

CREATE TABLE id_grant (
  grant_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  role_code VARCHAR(40) NOT NULL,
  scope_kind VARCHAR(12) NOT NULL CHECK (scope_kind IN ('NODE','ORG','REGION')),
  scope_value VARCHAR(40),
  until_on TEXT,
  granted_by BIGINT NOT NULL,
  granted_utc TEXT NOT NULL,
  is_revoked SMALLINT NOT NULL CHECK (is_revoked IN (0,1)),
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (grant_id)
);

CREATE INDEX ix_id_grant_user ON id_grant (user_id);

CREATE TABLE id_login_state (
  account_digest VARCHAR(64) NOT NULL,
  failure_count INT NOT NULL,
  locked_utc TEXT,
  touched_utc TEXT NOT NULL,
  last_login_utc TEXT,
  last_address VARCHAR(64),
  failures_since INT NOT NULL,
  PRIMARY KEY (account_digest)
);

CREATE TABLE id_nonce (
  nonce_text VARCHAR(120) NOT NULL,
  expires_utc TEXT NOT NULL,
  PRIMARY KEY (nonce_text)
);

CREATE TABLE id_session (
  token_digest VARCHAR(64) NOT NULL,
  session_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  created_utc TEXT NOT NULL,
  seen_utc TEXT NOT NULL,
  client_address VARCHAR(64) NOT NULL,
  ended_utc TEXT,
  PRIMARY KEY (token_digest)
);

CREATE INDEX ix_id_session_user ON id_session (user_id);

CREATE TABLE id_password_old (
  user_id BIGINT NOT NULL,
  changed_utc TEXT NOT NULL,
  password_hash VARCHAR(200) NOT NULL,
  PRIMARY KEY (user_id, changed_utc)
);
