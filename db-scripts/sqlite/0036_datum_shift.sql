-- 0036 datum_shift (module onemap) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE om_datum_shift (
  shift_id BIGINT NOT NULL,
  shift_name VARCHAR(100) NOT NULL,
  from_epsg INT NOT NULL,
  shift_kind VARCHAR(20) NOT NULL CHECK (shift_kind IN ('Plane4','BursaWolf7')),
  active_key VARCHAR(40) NOT NULL,
  parameter_text TEXT NOT NULL,
  control_text TEXT,
  rms_micrometres BIGINT,
  entered_by BIGINT NOT NULL,
  entered_name VARCHAR(60) NOT NULL,
  entered_utc TEXT NOT NULL,
  is_retired SMALLINT NOT NULL CHECK (is_retired IN (0,1)),
  retired_by BIGINT,
  retired_utc TEXT,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12) NOT NULL,
  origin_node VARCHAR(20) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (shift_id)
);

CREATE UNIQUE INDEX ux_om_datum_shift_active ON om_datum_shift (active_key);
