-- 0092 identity_openid_provider (module identity) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_openid_provider (
  provider_id BIGINT NOT NULL,
  issuer_text VARCHAR(200) NOT NULL,
  is_enabled SMALLINT NOT NULL CHECK (is_enabled IN (0,1)),
  changed_by BIGINT NOT NULL,
  changed_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (provider_id)
);

COMMENT ON TABLE id_openid_provider IS '单点登录的总设置';

COMMENT ON COLUMN id_openid_provider.provider_id IS '只有 1';

COMMENT ON COLUMN id_openid_provider.issuer_text IS '平台对外地址';

COMMENT ON COLUMN id_openid_provider.is_enabled IS '是否提供';

COMMENT ON COLUMN id_openid_provider.changed_by IS '最后修改人';

COMMENT ON COLUMN id_openid_provider.changed_utc IS '最后修改';

COMMENT ON COLUMN id_openid_provider.row_mac IS '行校验';

CREATE TABLE id_openid_client (
  client_key BIGINT NOT NULL,
  client_code VARCHAR(60) NOT NULL,
  client_name VARCHAR(100) NOT NULL,
  proof_kind VARCHAR(8) NOT NULL CHECK (proof_kind IN ('SECRET','KEY')),
  secret_hex VARCHAR(64),
  key_text TEXT,
  redirect_text TEXT NOT NULL,
  logout_text TEXT,
  home_text VARCHAR(400),
  scopes_text VARCHAR(100) NOT NULL,
  roles_text TEXT NOT NULL,
  is_enabled SMALLINT NOT NULL CHECK (is_enabled IN (0,1)),
  changed_by BIGINT NOT NULL,
  changed_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (client_key)
);

COMMENT ON TABLE id_openid_client IS '登记的其他系统';

COMMENT ON COLUMN id_openid_client.client_key IS '行号';

COMMENT ON COLUMN id_openid_client.client_code IS 'client_id';

COMMENT ON COLUMN id_openid_client.client_name IS '系统名称';

COMMENT ON COLUMN id_openid_client.proof_kind IS '证明方式';

COMMENT ON COLUMN id_openid_client.secret_hex IS '密钥摘要';

COMMENT ON COLUMN id_openid_client.key_text IS '系统的公钥';

COMMENT ON COLUMN id_openid_client.redirect_text IS '回调地址,一行一个';

COMMENT ON COLUMN id_openid_client.logout_text IS '退出后返回地址,一行一个';

COMMENT ON COLUMN id_openid_client.home_text IS '首页';

COMMENT ON COLUMN id_openid_client.scopes_text IS '可取的资料';

COMMENT ON COLUMN id_openid_client.roles_text IS '可用的角色';

COMMENT ON COLUMN id_openid_client.is_enabled IS '是否启用';

COMMENT ON COLUMN id_openid_client.changed_by IS '最后修改人';

COMMENT ON COLUMN id_openid_client.changed_utc IS '最后修改';

COMMENT ON COLUMN id_openid_client.row_mac IS '行校验';

CREATE UNIQUE INDEX ux_id_openid_client_code ON id_openid_client (client_code);

CREATE TABLE id_openid_key (
  key_id BIGINT NOT NULL,
  modulus_text TEXT NOT NULL,
  exponent_text VARCHAR(20) NOT NULL,
  secret_text TEXT NOT NULL,
  active_utc TIMESTAMP(6) NOT NULL,
  retire_utc TIMESTAMP(6),
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (key_id)
);

COMMENT ON TABLE id_openid_key IS '身份令牌的签名密钥';

COMMENT ON COLUMN id_openid_key.key_id IS '密钥号';

COMMENT ON COLUMN id_openid_key.modulus_text IS '公钥模数';

COMMENT ON COLUMN id_openid_key.exponent_text IS '公钥指数';

COMMENT ON COLUMN id_openid_key.secret_text IS '私钥,加密';

COMMENT ON COLUMN id_openid_key.active_utc IS '开始签名';

COMMENT ON COLUMN id_openid_key.retire_utc IS '不再公布';

COMMENT ON COLUMN id_openid_key.row_mac IS '行校验';
