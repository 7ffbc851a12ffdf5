-- 0070 identity_policy (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_password_policy (
  policy_id BIGINT NOT NULL,
  least_length INT NOT NULL,
  least_classes INT NOT NULL,
  remembered_count INT NOT NULL,
  longest_days INT NOT NULL,
  warn_days INT NOT NULL,
  least_hours INT NOT NULL,
  inactive_days INT NOT NULL,
  changed_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (policy_id)
);
