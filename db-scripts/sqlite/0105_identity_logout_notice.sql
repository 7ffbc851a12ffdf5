-- 0105 identity_logout_notice (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_openid_notice_to (
  client_key BIGINT NOT NULL,
  address_text VARCHAR(400) NOT NULL,
  changed_by BIGINT NOT NULL,
  changed_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (client_key)
);

CREATE TABLE id_openid_notice (
  notice_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  session_id BIGINT NOT NULL,
  state_code VARCHAR(8) NOT NULL CHECK (state_code IN ('NEW','DONE','STUCK')),
  made_utc TEXT NOT NULL,
  next_utc TEXT NOT NULL,
  lease_utc TEXT,
  attempt_count INT NOT NULL,
  done_utc TEXT,
  last_error VARCHAR(200),
  PRIMARY KEY (notice_id)
);

CREATE UNIQUE INDEX ux_id_openid_notice_session ON id_openid_notice (session_id, client_key);

CREATE INDEX ix_id_openid_notice_state ON id_openid_notice (state_code, next_utc);

CREATE INDEX ix_id_session_number ON id_session (session_id);
