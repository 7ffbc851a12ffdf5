-- 0077 identity_login_policy (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_login_policy (
  policy_id BIGINT NOT NULL,
  account_failures INT NOT NULL,
  address_failures INT NOT NULL,
  changed_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (policy_id)
);

CREATE TABLE id_login_address (
  client_address VARCHAR(64) NOT NULL,
  failure_count INT NOT NULL,
  since_utc TEXT NOT NULL,
  PRIMARY KEY (client_address)
);
