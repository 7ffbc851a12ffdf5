-- module: identity
-- Organisations, posts, people, roles, grants, sessions. Rows of people and grants carry MACs.

CREATE TABLE id_org ( -- 机构
  org_id BIGINT NOT NULL, -- 机构号
  org_code {VC:60} NOT NULL, -- 代码
  org_name {VC:100} NOT NULL, -- 名称
  org_kind {VC:12} NOT NULL CHECK (org_kind IN ('Bureau','Section','Window','TownOffice')), -- 类型
  parent_id BIGINT, -- 上级
  region_code {VC:12} NOT NULL, -- 区划
  created_utc {INSTANT} NOT NULL, -- 建立时刻
  PRIMARY KEY (org_id)
);

CREATE UNIQUE INDEX ux_id_org_code ON id_org (org_code);

CREATE TABLE id_post ( -- 岗位
  post_code {VC:40} NOT NULL, -- 代码
  post_name {VC:60} NOT NULL, -- 名称
  PRIMARY KEY (post_code)
);

CREATE TABLE id_user ( -- 账号
  user_id BIGINT NOT NULL, -- 账号标识
  account_name {VC:40} NOT NULL, -- 登录名,永久唯一
  user_name {VC:60} NOT NULL, -- 姓名
  org_id BIGINT NOT NULL, -- 机构
  is_enabled SMALLINT NOT NULL CHECK (is_enabled IN (0,1)), -- 是否启用
  password_hash {VC:200} NOT NULL, -- 口令摘要
  must_change SMALLINT NOT NULL CHECK (must_change IN (0,1)), -- 须改口令
  password_utc {INSTANT} NOT NULL, -- 口令设定时刻
  expires_on {DATE}, -- 账号到期日
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (user_id)
);

CREATE UNIQUE INDEX ux_id_user_account ON id_user (account_name);

CREATE TABLE id_user_post ( -- 任职
  user_id BIGINT NOT NULL, -- 账号
  post_code {VC:40} NOT NULL, -- 岗位
  PRIMARY KEY (user_id, post_code)
);

CREATE TABLE id_role ( -- 角色
  role_code {VC:40} NOT NULL, -- 代码
  role_name {VC:60} NOT NULL, -- 名称
  holder_kind {VC:24} NOT NULL, -- 可持有者
  PRIMARY KEY (role_code)
);

CREATE TABLE id_role_permission ( -- 角色权限
  role_code {VC:40} NOT NULL, -- 角色
  permission_code {VC:80} NOT NULL, -- 权限
  PRIMARY KEY (role_code, permission_code)
);

CREATE TABLE id_grant ( -- 授权
  grant_id BIGINT NOT NULL, -- 授权号
  user_id BIGINT NOT NULL, -- 账号
  role_code {VC:40} NOT NULL, -- 角色
  scope_kind {VC:12} NOT NULL CHECK (scope_kind IN ('NODE','ORG','REGION')), -- 范围类型
  scope_value {VC:40}, -- 范围
  until_on {DATE}, -- 截止日
  granted_by BIGINT NOT NULL, -- 授权人
  granted_utc {INSTANT} NOT NULL, -- 授权时刻
  is_revoked SMALLINT NOT NULL CHECK (is_revoked IN (0,1)), -- 是否收回
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (grant_id)
);

CREATE INDEX ix_id_grant_user ON id_grant (user_id);

CREATE TABLE id_login_state ( -- 登录状态,不存在的账号也有
  account_digest {VC:64} NOT NULL, -- 登录名摘要
  failure_count INT NOT NULL, -- 连续失败
  locked_utc {INSTANT}, -- 锁定到
  touched_utc {INSTANT} NOT NULL, -- 最近一次
  last_login_utc {INSTANT}, -- 上次登录
  last_address {VC:64}, -- 上次地址
  failures_since INT NOT NULL, -- 上次登录后失败次数
  PRIMARY KEY (account_digest)
);

CREATE TABLE id_nonce ( -- 已用的登录随机数
  nonce_text {VC:120} NOT NULL, -- 随机数
  expires_utc {INSTANT} NOT NULL, -- 失效时刻
  PRIMARY KEY (nonce_text)
);

CREATE TABLE id_session ( -- 会话
  token_digest {VC:64} NOT NULL, -- 令牌摘要
  session_id BIGINT NOT NULL, -- 会话号
  user_id BIGINT NOT NULL, -- 账号
  created_utc {INSTANT} NOT NULL, -- 建立时刻
  seen_utc {INSTANT} NOT NULL, -- 最近活动
  client_address {VC:64} NOT NULL, -- 地址
  ended_utc {INSTANT}, -- 结束时刻
  PRIMARY KEY (token_digest)
);

CREATE INDEX ix_id_session_user ON id_session (user_id);

CREATE TABLE id_password_old ( -- 用过的口令
  user_id BIGINT NOT NULL, -- 账号
  changed_utc {INSTANT} NOT NULL, -- 更换时刻
  password_hash {VC:200} NOT NULL, -- 摘要
  PRIMARY KEY (user_id, changed_utc)
);
