-- 0115 identity_portal (module identity) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_portal_change (
  change_id BIGINT NOT NULL,
  role_code VARCHAR(40) NOT NULL,
  version_no INT NOT NULL,
  layout_json TEXT,
  reason_text TEXT NOT NULL,
  changed_by BIGINT NOT NULL,
  changed_name VARCHAR(60) NOT NULL,
  changed_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (change_id)
);

CREATE UNIQUE INDEX ux_id_portal_change_role ON id_portal_change (role_code, version_no);
