-- 0094 identity_upstream (module identity) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_upstream (
  upstream_id BIGINT NOT NULL,
  upstream_name VARCHAR(60 CHAR) NOT NULL,
  issuer_text VARCHAR(400 CHAR) NOT NULL,
  client_code VARCHAR(200 CHAR) NOT NULL,
  secret_text TEXT NOT NULL,
  algorithms_text VARCHAR(60 CHAR) NOT NULL,
  counts_second SMALLINT NOT NULL CHECK (counts_second IN (0,1)),
  is_enabled SMALLINT NOT NULL CHECK (is_enabled IN (0,1)),
  changed_by BIGINT NOT NULL,
  changed_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (upstream_id)
);

COMMENT ON TABLE id_upstream IS '市级统一登录';

COMMENT ON COLUMN id_upstream.upstream_id IS '只有 1';

COMMENT ON COLUMN id_upstream.upstream_name IS '名称';

COMMENT ON COLUMN id_upstream.issuer_text IS '签发者';

COMMENT ON COLUMN id_upstream.client_code IS '对方给的 client_id';

COMMENT ON COLUMN id_upstream.secret_text IS '对方给的密钥,加密';

COMMENT ON COLUMN id_upstream.algorithms_text IS '接受的算法';

COMMENT ON COLUMN id_upstream.counts_second IS '是否算作第二因素';

COMMENT ON COLUMN id_upstream.is_enabled IS '是否启用';

COMMENT ON COLUMN id_upstream.changed_by IS '最后修改人';

COMMENT ON COLUMN id_upstream.changed_utc IS '最后修改';

COMMENT ON COLUMN id_upstream.row_mac IS '行校验';

CREATE TABLE id_upstream_binding (
  user_id BIGINT NOT NULL,
  issuer_text VARCHAR(400 CHAR) NOT NULL,
  subject_text VARCHAR(255 CHAR) NOT NULL,
  subject_digest VARCHAR(64 CHAR) NOT NULL,
  reason_text VARCHAR(200 CHAR) NOT NULL,
  bound_by BIGINT NOT NULL,
  bound_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (user_id)
);

COMMENT ON TABLE id_upstream_binding IS '市级身份与账号的对应';

COMMENT ON COLUMN id_upstream_binding.user_id IS '账号';

COMMENT ON COLUMN id_upstream_binding.issuer_text IS '签发者';

COMMENT ON COLUMN id_upstream_binding.subject_text IS '市级身份标识';

COMMENT ON COLUMN id_upstream_binding.subject_digest IS '签发者与标识的摘要';

COMMENT ON COLUMN id_upstream_binding.reason_text IS '依据';

COMMENT ON COLUMN id_upstream_binding.bound_by IS '办理人';

COMMENT ON COLUMN id_upstream_binding.bound_utc IS '办理时刻';

COMMENT ON COLUMN id_upstream_binding.row_mac IS '行校验';

CREATE UNIQUE INDEX ux_id_upstream_binding_subject ON id_upstream_binding (subject_digest);

CREATE TABLE id_upstream_login (
  state_digest VARCHAR(64 CHAR) NOT NULL,
  browser_digest VARCHAR(64 CHAR) NOT NULL,
  nonce_text VARCHAR(64 CHAR) NOT NULL,
  verifier_text VARCHAR(64 CHAR) NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  used_utc TIMESTAMP(6),
  user_id BIGINT,
  ended_utc TIMESTAMP(6),
  PRIMARY KEY (state_digest)
);

COMMENT ON TABLE id_upstream_login IS '正在进行的市级登录';

COMMENT ON COLUMN id_upstream_login.state_digest IS '状态值摘要';

COMMENT ON COLUMN id_upstream_login.browser_digest IS '浏览器标记摘要';

COMMENT ON COLUMN id_upstream_login.nonce_text IS '随机数';

COMMENT ON COLUMN id_upstream_login.verifier_text IS 'PKCE 验证值';

COMMENT ON COLUMN id_upstream_login.created_utc IS '开始';

COMMENT ON COLUMN id_upstream_login.used_utc IS '授权码已兑换';

COMMENT ON COLUMN id_upstream_login.user_id IS '证明了的账号';

COMMENT ON COLUMN id_upstream_login.ended_utc IS '已登录';

CREATE INDEX ix_id_upstream_login_created ON id_upstream_login (created_utc);
