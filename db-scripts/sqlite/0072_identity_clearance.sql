-- 0072 identity_clearance (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_clearance (
  user_id BIGINT NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  reason_text VARCHAR(200) NOT NULL,
  set_by BIGINT NOT NULL,
  set_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (user_id)
);
