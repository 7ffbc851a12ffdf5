-- 0081 identity_delegation (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_delegation (
  delegation_id BIGINT NOT NULL,
  from_user BIGINT NOT NULL,
  to_user BIGINT NOT NULL,
  roles_text VARCHAR(400),
  posts_text VARCHAR(400),
  until_on TEXT NOT NULL,
  reason_text TEXT NOT NULL,
  asked_utc TEXT NOT NULL,
  state_code VARCHAR(10) NOT NULL CHECK (state_code IN ('ASKED','ACTIVE','REFUSED','ENDED')),
  decided_by BIGINT,
  decided_utc TEXT,
  ended_by BIGINT,
  ended_utc TEXT,
  turn_no INT DEFAULT 0 NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (delegation_id)
);

CREATE INDEX ix_id_delegation_to ON id_delegation (to_user, state_code);

CREATE INDEX ix_id_delegation_from ON id_delegation (from_user, state_code);
