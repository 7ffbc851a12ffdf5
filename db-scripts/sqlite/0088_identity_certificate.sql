-- 0088 identity_certificate (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_certificate (
  certificate_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  cert_digest VARCHAR(64) NOT NULL,
  serial_text VARCHAR(64) NOT NULL,
  issuer_name VARCHAR(200) NOT NULL,
  subject_name VARCHAR(200) NOT NULL,
  from_utc TEXT NOT NULL,
  until_utc TEXT NOT NULL,
  content_text TEXT NOT NULL,
  bound_by BIGINT NOT NULL,
  bound_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (certificate_id)
);

CREATE UNIQUE INDEX uq_id_certificate_digest ON id_certificate (cert_digest);

CREATE INDEX ix_id_certificate_user ON id_certificate (user_id);

CREATE TABLE id_trust (
  trust_id BIGINT NOT NULL,
  item_kind VARCHAR(20) NOT NULL,
  item_digest VARCHAR(64) NOT NULL,
  subject_name VARCHAR(200) NOT NULL,
  from_utc TEXT NOT NULL,
  until_utc TEXT,
  content_text TEXT NOT NULL,
  set_by BIGINT NOT NULL,
  set_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (trust_id)
);

CREATE UNIQUE INDEX uq_id_trust_digest ON id_trust (item_digest);
