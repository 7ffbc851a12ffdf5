-- 0092 identity_openid_provider (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_openid_provider (
  provider_id BIGINT NOT NULL,
  issuer_text VARCHAR(200) NOT NULL,
  is_enabled SMALLINT NOT NULL CHECK (is_enabled IN (0,1)),
  changed_by BIGINT NOT NULL,
  changed_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (provider_id)
);

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
  changed_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (client_key)
);

CREATE UNIQUE INDEX ux_id_openid_client_code ON id_openid_client (client_code);

CREATE TABLE id_openid_key (
  key_id BIGINT NOT NULL,
  modulus_text TEXT NOT NULL,
  exponent_text VARCHAR(20) NOT NULL,
  secret_text TEXT NOT NULL,
  active_utc TEXT NOT NULL,
  retire_utc TEXT,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (key_id)
);
