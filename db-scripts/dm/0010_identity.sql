-- 0010 identity (module identity) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_org (
  org_id BIGINT NOT NULL,
  org_code VARCHAR(60 CHAR) NOT NULL,
  org_name VARCHAR(100 CHAR) NOT NULL,
  org_kind VARCHAR(12 CHAR) NOT NULL CHECK (org_kind IN ('Bureau','Section','Window','TownOffice')),
  parent_id BIGINT,
  region_code VARCHAR(12 CHAR) NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (org_id)
);

COMMENT ON TABLE id_org IS '机构';

COMMENT ON COLUMN id_org.org_id IS '机构号';

COMMENT ON COLUMN id_org.org_code IS '代码';

COMMENT ON COLUMN id_org.org_name IS '名称';

COMMENT ON COLUMN id_org.org_kind IS '类型';

COMMENT ON COLUMN id_org.parent_id IS '上级';

COMMENT ON COLUMN id_org.region_code IS '区划';

COMMENT ON COLUMN id_org.created_utc IS '建立时刻';

CREATE UNIQUE INDEX ux_id_org_code ON id_org (org_code);

CREATE TABLE id_post (
  post_code VARCHAR(40 CHAR) NOT NULL,
  post_name VARCHAR(60 CHAR) NOT NULL,
  PRIMARY KEY (post_code)
);

COMMENT ON TABLE id_post IS '岗位';

COMMENT ON COLUMN id_post.post_code IS '代码';

COMMENT ON COLUMN id_post.post_name IS '名称';

CREATE TABLE id_user (
  user_id BIGINT NOT NULL,
  account_name VARCHAR(40 CHAR) NOT NULL,
  user_name VARCHAR(60 CHAR) NOT NULL,
  org_id BIGINT NOT NULL,
  is_enabled SMALLINT NOT NULL CHECK (is_enabled IN (0,1)),
  password_hash VARCHAR(200 CHAR) NOT NULL,
  must_change SMALLINT NOT NULL CHECK (must_change IN (0,1)),
  password_utc TIMESTAMP(6) NOT NULL,
  expires_on DATE,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (user_id)
);

COMMENT ON TABLE id_user IS '账号';

COMMENT ON COLUMN id_user.user_id IS '账号标识';

COMMENT ON COLUMN id_user.account_name IS '登录名,永久唯一';

COMMENT ON COLUMN id_user.user_name IS '姓名';

COMMENT ON COLUMN id_user.org_id IS '机构';

COMMENT ON COLUMN id_user.is_enabled IS '是否启用';

COMMENT ON COLUMN id_user.password_hash IS '口令摘要';

COMMENT ON COLUMN id_user.must_change IS '须改口令';

COMMENT ON COLUMN id_user.password_utc IS '口令设定时刻';

COMMENT ON COLUMN id_user.expires_on IS '账号到期日';

COMMENT ON COLUMN id_user.row_mac IS '行校验';

CREATE UNIQUE INDEX ux_id_user_account ON id_user (account_name);

CREATE TABLE id_user_post (
  user_id BIGINT NOT NULL,
  post_code VARCHAR(40 CHAR) NOT NULL,
  PRIMARY KEY (user_id, post_code)
);

COMMENT ON TABLE id_user_post IS '任职';

COMMENT ON COLUMN id_user_post.user_id IS '账号';

COMMENT ON COLUMN id_user_post.post_code IS '岗位';

CREATE TABLE id_role (
  role_code VARCHAR(40 CHAR) NOT NULL,
  role_name VARCHAR(60 CHAR) NOT NULL,
  holder_kind VARCHAR(24 CHAR) NOT NULL,
  PRIMARY KEY (role_code)
);

COMMENT ON TABLE id_role IS '角色';

COMMENT ON COLUMN id_role.role_code IS '代码';

COMMENT ON COLUMN id_role.role_name IS '名称';

COMMENT ON COLUMN id_role.holder_kind IS '可持有者';

CREATE TABLE id_role_permission (
  role_code VARCHAR(40 CHAR) NOT NULL,
  permission_code VARCHAR(80 CHAR) NOT NULL,
  PRIMARY KEY (role_code, permission_code)
);

COMMENT ON TABLE id_role_permission IS '角色权限';

COMMENT ON COLUMN id_role_permission.role_code IS '角色';

COMMENT ON COLUMN id_role_permission.permission_code IS '权限';

CREATE TABLE id_grant (
  grant_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  role_code VARCHAR(40 CHAR) NOT NULL,
  scope_kind VARCHAR(12 CHAR) NOT NULL CHECK (scope_kind IN ('NODE','ORG','REGION')),
  scope_value VARCHAR(40 CHAR),
  until_on DATE,
  granted_by BIGINT NOT NULL,
  granted_utc TIMESTAMP(6) NOT NULL,
  is_revoked SMALLINT NOT NULL CHECK (is_revoked IN (0,1)),
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (grant_id)
);

COMMENT ON TABLE id_grant IS '授权';

COMMENT ON COLUMN id_grant.grant_id IS '授权号';

COMMENT ON COLUMN id_grant.user_id IS '账号';

COMMENT ON COLUMN id_grant.role_code IS '角色';

COMMENT ON COLUMN id_grant.scope_kind IS '范围类型';

COMMENT ON COLUMN id_grant.scope_value IS '范围';

COMMENT ON COLUMN id_grant.until_on IS '截止日';

COMMENT ON COLUMN id_grant.granted_by IS '授权人';

COMMENT ON COLUMN id_grant.granted_utc IS '授权时刻';

COMMENT ON COLUMN id_grant.is_revoked IS '是否收回';

COMMENT ON COLUMN id_grant.row_mac IS '行校验';

CREATE INDEX ix_id_grant_user ON id_grant (user_id);

CREATE TABLE id_login_state (
  account_digest VARCHAR(64 CHAR) NOT NULL,
  failure_count INT NOT NULL,
  locked_utc TIMESTAMP(6),
  touched_utc TIMESTAMP(6) NOT NULL,
  last_login_utc TIMESTAMP(6),
  last_address VARCHAR(64 CHAR),
  failures_since INT NOT NULL,
  PRIMARY KEY (account_digest)
);

COMMENT ON TABLE id_login_state IS '登录状态,不存在的账号也有';

COMMENT ON COLUMN id_login_state.account_digest IS '登录名摘要';

COMMENT ON COLUMN id_login_state.failure_count IS '连续失败';

COMMENT ON COLUMN id_login_state.locked_utc IS '锁定到';

COMMENT ON COLUMN id_login_state.touched_utc IS '最近一次';

COMMENT ON COLUMN id_login_state.last_login_utc IS '上次登录';

COMMENT ON COLUMN id_login_state.last_address IS '上次地址';

COMMENT ON COLUMN id_login_state.failures_since IS '上次登录后失败次数';

CREATE TABLE id_nonce (
  nonce_text VARCHAR(120 CHAR) NOT NULL,
  expires_utc TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (nonce_text)
);

COMMENT ON TABLE id_nonce IS '已用的登录随机数';

COMMENT ON COLUMN id_nonce.nonce_text IS '随机数';

COMMENT ON COLUMN id_nonce.expires_utc IS '失效时刻';

CREATE TABLE id_session (
  token_digest VARCHAR(64 CHAR) NOT NULL,
  session_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  seen_utc TIMESTAMP(6) NOT NULL,
  client_address VARCHAR(64 CHAR) NOT NULL,
  ended_utc TIMESTAMP(6),
  PRIMARY KEY (token_digest)
);

COMMENT ON TABLE id_session IS '会话';

COMMENT ON COLUMN id_session.token_digest IS '令牌摘要';

COMMENT ON COLUMN id_session.session_id IS '会话号';

COMMENT ON COLUMN id_session.user_id IS '账号';

COMMENT ON COLUMN id_session.created_utc IS '建立时刻';

COMMENT ON COLUMN id_session.seen_utc IS '最近活动';

COMMENT ON COLUMN id_session.client_address IS '地址';

COMMENT ON COLUMN id_session.ended_utc IS '结束时刻';

CREATE INDEX ix_id_session_user ON id_session (user_id);

CREATE TABLE id_password_old (
  user_id BIGINT NOT NULL,
  changed_utc TIMESTAMP(6) NOT NULL,
  password_hash VARCHAR(200 CHAR) NOT NULL,
  PRIMARY KEY (user_id, changed_utc)
);

COMMENT ON TABLE id_password_old IS '用过的口令';

COMMENT ON COLUMN id_password_old.user_id IS '账号';

COMMENT ON COLUMN id_password_old.changed_utc IS '更换时刻';

COMMENT ON COLUMN id_password_old.password_hash IS '摘要';
