-- 0103 identity_trust_mark (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_trust_mark (
  mark_id BIGINT NOT NULL,
  key_digest VARCHAR(64) NOT NULL,
  issuer_name VARCHAR(200) NOT NULL,
  list_digest VARCHAR(64) NOT NULL,
  list_number VARCHAR(40),
  list_utc TEXT NOT NULL,
  set_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (mark_id)
);

CREATE UNIQUE INDEX uq_id_trust_mark_key ON id_trust_mark (key_digest);
