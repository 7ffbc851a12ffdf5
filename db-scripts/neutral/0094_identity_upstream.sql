-- module: identity
-- The city's login accepted: the one upstream provider, who of its people is which account, and logins on their way.

CREATE TABLE id_upstream ( -- 市级统一登录
  upstream_id BIGINT NOT NULL, -- 只有 1
  upstream_name {VC:60} NOT NULL, -- 名称
  issuer_text {VC:400} NOT NULL, -- 签发者
  client_code {VC:200} NOT NULL, -- 对方给的 client_id
  secret_text TEXT NOT NULL, -- 对方给的密钥,加密
  algorithms_text {VC:60} NOT NULL, -- 接受的算法
  counts_second SMALLINT NOT NULL CHECK (counts_second IN (0,1)), -- 是否算作第二因素
  is_enabled SMALLINT NOT NULL CHECK (is_enabled IN (0,1)), -- 是否启用
  changed_by BIGINT NOT NULL, -- 最后修改人
  changed_utc {INSTANT} NOT NULL, -- 最后修改
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (upstream_id)
);

CREATE TABLE id_upstream_binding ( -- 市级身份与账号的对应
  user_id BIGINT NOT NULL, -- 账号
  issuer_text {VC:400} NOT NULL, -- 签发者
  subject_text {VC:255} NOT NULL, -- 市级身份标识
  subject_digest {VC:64} NOT NULL, -- 签发者与标识的摘要
  reason_text {VC:200} NOT NULL, -- 依据
  bound_by BIGINT NOT NULL, -- 办理人
  bound_utc {INSTANT} NOT NULL, -- 办理时刻
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (user_id)
);

CREATE UNIQUE INDEX ux_id_upstream_binding_subject ON id_upstream_binding (subject_digest);

CREATE TABLE id_upstream_login ( -- 正在进行的市级登录
  state_digest {VC:64} NOT NULL, -- 状态值摘要
  browser_digest {VC:64} NOT NULL, -- 浏览器标记摘要
  nonce_text {VC:64} NOT NULL, -- 随机数
  verifier_text {VC:64} NOT NULL, -- PKCE 验证值
  created_utc {INSTANT} NOT NULL, -- 开始
  used_utc {INSTANT}, -- 授权码已兑换
  user_id BIGINT, -- 证明了的账号
  ended_utc {INSTANT}, -- 已登录
  PRIMARY KEY (state_digest)
);

CREATE INDEX ix_id_upstream_login_created ON id_upstream_login (created_utc);
