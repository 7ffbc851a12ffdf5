-- 0093 identity_openid_sign_on (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

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
  auth_utc TEXT NOT NULL,
  created_utc TEXT NOT NULL,
  used_utc TEXT,
  token_digest VARCHAR(64),
  token_until TEXT,
  ended_utc TEXT,
  PRIMARY KEY (sign_on_id)
);

CREATE UNIQUE INDEX ux_id_openid_sign_on_code ON id_openid_sign_on (code_digest);

CREATE INDEX ix_id_openid_sign_on_token ON id_openid_sign_on (token_digest);

CREATE INDEX ix_id_openid_sign_on_session ON id_openid_sign_on (session_id);

CREATE INDEX ix_id_openid_sign_on_created ON id_openid_sign_on (created_utc);
