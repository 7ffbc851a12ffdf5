-- 0076 identity_session_policy (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

ALTER TABLE id_session ADD COLUMN proved_utc TEXT;

CREATE TABLE id_session_policy (
  policy_id BIGINT NOT NULL,
  idle_minutes INT NOT NULL,
  longest_hours INT NOT NULL,
  most_sessions INT NOT NULL,
  at_limit VARCHAR(12) NOT NULL CHECK (at_limit IN ('EndOldest','RefuseNew')),
  proof_minutes INT NOT NULL,
  changed_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (policy_id)
);
