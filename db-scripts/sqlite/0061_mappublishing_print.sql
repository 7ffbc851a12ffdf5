-- 0061 mappublishing_print (module mappublishing) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE mp_print (
  print_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  user_address VARCHAR(45) NOT NULL,
  order_json TEXT NOT NULL,
  state_code VARCHAR(12) NOT NULL,
  step_name VARCHAR(80),
  steps_done INT NOT NULL,
  steps_total INT NOT NULL,
  attempt_count INT NOT NULL,
  created_utc TEXT NOT NULL,
  finished_utc TEXT,
  expires_utc TEXT,
  lease_utc TEXT,
  claimed_by VARCHAR(120),
  file_digest VARCHAR(64),
  file_size BIGINT,
  drawn_json TEXT,
  fault_code VARCHAR(12),
  fault_text VARCHAR(600),
  PRIMARY KEY (print_id)
);

CREATE INDEX ix_mp_print_user ON mp_print (user_id, print_id);

CREATE INDEX ix_mp_print_state ON mp_print (state_code, print_id);
