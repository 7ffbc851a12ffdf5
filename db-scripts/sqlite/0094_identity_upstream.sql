-- 0094 identity_upstream (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_upstream (
  upstream_id BIGINT NOT NULL,
  upstream_name VARCHAR(60) NOT NULL,
  issuer_text VARCHAR(400) NOT NULL,
  client_code VARCHAR(200) NOT NULL,
  secret_text TEXT NOT NULL,
  algorithms_text VARCHAR(60) NOT NULL,
  counts_second SMALLINT NOT NULL CHECK (counts_second IN (0,1)),
  is_enabled SMALLINT NOT NULL CHECK (is_enabled IN (0,1)),
  changed_by BIGINT NOT NULL,
  changed_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (upstream_id)
);

CREATE TABLE id_upstream_binding (
  user_id BIGINT NOT NULL,
  issuer_text VARCHAR(400) NOT NULL,
  subject_text VARCHAR(255) NOT NULL,
  subject_digest VARCHAR(64) NOT NULL,
  reason_text VARCHAR(200) NOT NULL,
  bound_by BIGINT NOT NULL,
  bound_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (user_id)
);

CREATE UNIQUE INDEX ux_id_upstream_binding_subject ON id_upstream_binding (subject_digest);

CREATE TABLE id_upstream_login (
  state_digest VARCHAR(64) NOT NULL,
  browser_digest VARCHAR(64) NOT NULL,
  nonce_text VARCHAR(64) NOT NULL,
  verifier_text VARCHAR(64) NOT NULL,
  created_utc TEXT NOT NULL,
  used_utc TEXT,
  user_id BIGINT,
  ended_utc TEXT,
  PRIMARY KEY (state_digest)
);

CREATE INDEX ix_id_upstream_login_created ON id_upstream_login (created_utc);
