-- 0093 identity_openid_sign_on (module identity) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_openid_sign_on (
  sign_on_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  session_id BIGINT NOT NULL,
  code_digest VARCHAR(64) NOT NULL,
  redirect_uri VARCHAR(400) NOT NULL,
  challenge_text VARCHAR(64) NOT NULL,
  nonce_text VARCHAR(300),
  scopes_text VARCHAR(100) NOT NULL,
  auth_utc TIMESTAMP(6) NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  used_utc TIMESTAMP(6),
  token_digest VARCHAR(64),
  token_until TIMESTAMP(6),
  ended_utc TIMESTAMP(6),
  PRIMARY KEY (sign_on_id)
);

COMMENT ON TABLE id_openid_sign_on IS '到其他系统的登录';

COMMENT ON COLUMN id_openid_sign_on.sign_on_id IS '行号';

COMMENT ON COLUMN id_openid_sign_on.client_key IS '系统';

COMMENT ON COLUMN id_openid_sign_on.user_id IS '账号';

COMMENT ON COLUMN id_openid_sign_on.session_id IS '平台会话';

COMMENT ON COLUMN id_openid_sign_on.code_digest IS '授权码摘要';

COMMENT ON COLUMN id_openid_sign_on.redirect_uri IS '回调地址';

COMMENT ON COLUMN id_openid_sign_on.challenge_text IS 'PKCE 挑战';

COMMENT ON COLUMN id_openid_sign_on.nonce_text IS '对方随机数';

COMMENT ON COLUMN id_openid_sign_on.scopes_text IS '给出的资料';

COMMENT ON COLUMN id_openid_sign_on.auth_utc IS '证明身份的时刻';

COMMENT ON COLUMN id_openid_sign_on.created_utc IS '签发';

COMMENT ON COLUMN id_openid_sign_on.used_utc IS '授权码用掉';

COMMENT ON COLUMN id_openid_sign_on.token_digest IS '访问令牌摘要';

COMMENT ON COLUMN id_openid_sign_on.token_until IS '访问令牌到期';

COMMENT ON COLUMN id_openid_sign_on.ended_utc IS '作废';

CREATE UNIQUE INDEX ux_id_openid_sign_on_code ON id_openid_sign_on (code_digest);

CREATE INDEX ix_id_openid_sign_on_token ON id_openid_sign_on (token_digest);

CREATE INDEX ix_id_openid_sign_on_session ON id_openid_sign_on (session_id);

CREATE INDEX ix_id_openid_sign_on_created ON id_openid_sign_on (created_utc);
