-- 0083 identity_access_review (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_access_review (
  review_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  org_name VARCHAR(100) NOT NULL,
  opened_by BIGINT NOT NULL,
  opened_name VARCHAR(60) NOT NULL,
  opened_utc TEXT NOT NULL,
  due_on TEXT NOT NULL,
  state_code VARCHAR(8) NOT NULL CHECK (state_code IN ('OPEN','SIGNED')),
  signed_by BIGINT,
  signed_name VARCHAR(60),
  signed_utc TEXT,
  result_hex VARCHAR(64),
  turn_no INT DEFAULT 0 NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (review_id)
);

CREATE INDEX ix_id_access_review_org ON id_access_review (org_id, review_id);

CREATE TABLE id_access_line (
  line_id BIGINT NOT NULL,
  review_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  account_name VARCHAR(40) NOT NULL,
  user_name VARCHAR(60) NOT NULL,
  posts_text VARCHAR(200),
  role_code VARCHAR(40) NOT NULL,
  role_name VARCHAR(60) NOT NULL,
  scope_text VARCHAR(60) NOT NULL,
  granted_name VARCHAR(60) NOT NULL,
  granted_utc TEXT NOT NULL,
  until_on TEXT,
  login_utc TEXT,
  act_utc TEXT,
  template_code VARCHAR(8) NOT NULL CHECK (template_code IN ('IN','EXTRA','NONE')),
  verdict_code VARCHAR(12) NOT NULL CHECK (verdict_code IN ('OPEN','KEPT','WITHDRAWN')),
  note_text TEXT,
  decided_by BIGINT,
  decided_name VARCHAR(60),
  decided_utc TEXT,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (line_id)
);

CREATE INDEX ix_id_access_line_review ON id_access_line (review_id, line_id);
