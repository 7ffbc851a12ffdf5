-- 0119 onemap_import (module onemap) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE om_import (
  import_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  layer_code VARCHAR(20) NOT NULL,
  file_digest VARCHAR(64) NOT NULL,
  file_name VARCHAR(200) NOT NULL,
  file_size BIGINT NOT NULL,
  state_code VARCHAR(20) NOT NULL CHECK (state_code IN ('Open','Queued','Running','Done','Failed','Cancelled')),
  inspect_text TEXT,
  request_text TEXT,
  report_text TEXT,
  revision_no INT,
  error_code VARCHAR(12),
  is_stopping SMALLINT NOT NULL CHECK (is_stopping IN (0,1)),
  claimed_by VARCHAR(100),
  created_utc TEXT NOT NULL,
  queued_utc TEXT,
  lease_utc TEXT,
  ended_utc TEXT,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12) NOT NULL,
  origin_node VARCHAR(20) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  PRIMARY KEY (import_id)
);

CREATE INDEX ix_om_import_user ON om_import (user_id, import_id);

CREATE INDEX ix_om_import_state ON om_import (state_code, import_id);
