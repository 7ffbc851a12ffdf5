-- module: identity
-- Each sign-on of a person to a registered system: the code that is good once, and what was issued for it. Short-lived as sessions are.

CREATE TABLE id_openid_sign_on ( -- 到其他系统的登录
  sign_on_id BIGINT NOT NULL, -- 行号
  client_key BIGINT NOT NULL, -- 系统
  user_id BIGINT NOT NULL, -- 账号
  session_id BIGINT NOT NULL, -- 平台会话
  code_digest {VC:64} NOT NULL, -- 授权码摘要
  redirect_uri {VC:400} NOT NULL, -- 回调地址
  challenge_text {VC:64} NOT NULL, -- PKCE 挑战
  nonce_text {VC:300}, -- 对方随机数
  scopes_text {VC:100} NOT NULL, -- 给出的资料
  auth_utc {INSTANT} NOT NULL, -- 证明身份的时刻
  created_utc {INSTANT} NOT NULL, -- 签发
  used_utc {INSTANT}, -- 授权码用掉
  token_digest {VC:64}, -- 访问令牌摘要
  token_until {INSTANT}, -- 访问令牌到期
  ended_utc {INSTANT}, -- 作废
  PRIMARY KEY (sign_on_id)
);

CREATE UNIQUE INDEX ux_id_openid_sign_on_code ON id_openid_sign_on (code_digest);

CREATE INDEX ix_id_openid_sign_on_token ON id_openid_sign_on (token_digest);

CREATE INDEX ix_id_openid_sign_on_session ON id_openid_sign_on (session_id);

CREATE INDEX ix_id_openid_sign_on_created ON id_openid_sign_on (created_utc);
