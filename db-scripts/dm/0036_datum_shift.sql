-- 0036 datum_shift (module onemap) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE om_datum_shift (
  shift_id BIGINT NOT NULL,
  shift_name VARCHAR(100 CHAR) NOT NULL,
  from_epsg INT NOT NULL,
  shift_kind VARCHAR(20 CHAR) NOT NULL CHECK (shift_kind IN ('Plane4','BursaWolf7')),
  active_key VARCHAR(40 CHAR) NOT NULL,
  parameter_text TEXT NOT NULL,
  control_text TEXT,
  rms_micrometres BIGINT,
  entered_by BIGINT NOT NULL,
  entered_name VARCHAR(60 CHAR) NOT NULL,
  entered_utc TIMESTAMP(6) NOT NULL,
  is_retired SMALLINT NOT NULL CHECK (is_retired IN (0,1)),
  retired_by BIGINT,
  retired_utc TIMESTAMP(6),
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12 CHAR) NOT NULL,
  origin_node VARCHAR(20 CHAR) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40 CHAR),
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (shift_id)
);

COMMENT ON TABLE om_datum_shift IS '坐标转换参数';

COMMENT ON COLUMN om_datum_shift.shift_id IS '参数号';

COMMENT ON COLUMN om_datum_shift.shift_name IS '名称';

COMMENT ON COLUMN om_datum_shift.from_epsg IS '源坐标系 EPSG 代码';

COMMENT ON COLUMN om_datum_shift.shift_kind IS '四参数或七参数';

COMMENT ON COLUMN om_datum_shift.active_key IS '启用的为源坐标系代码,停用的为参数号';

COMMENT ON COLUMN om_datum_shift.parameter_text IS '参数(密文)';

COMMENT ON COLUMN om_datum_shift.control_text IS '控制点(密文)';

COMMENT ON COLUMN om_datum_shift.rms_micrometres IS '中误差,微米';

COMMENT ON COLUMN om_datum_shift.entered_by IS '录入人';

COMMENT ON COLUMN om_datum_shift.entered_name IS '录入人姓名';

COMMENT ON COLUMN om_datum_shift.entered_utc IS '录入时刻';

COMMENT ON COLUMN om_datum_shift.is_retired IS '是否停用';

COMMENT ON COLUMN om_datum_shift.retired_by IS '停用人';

COMMENT ON COLUMN om_datum_shift.retired_utc IS '停用时刻';

COMMENT ON COLUMN om_datum_shift.owner_org_id IS '所属机构';

COMMENT ON COLUMN om_datum_shift.region_code IS '行政区代码';

COMMENT ON COLUMN om_datum_shift.origin_node IS '来源节点';

COMMENT ON COLUMN om_datum_shift.label_level IS '标记级别';

COMMENT ON COLUMN om_datum_shift.label_category IS '标记范畴';

COMMENT ON COLUMN om_datum_shift.row_mac IS '行校验';

CREATE UNIQUE INDEX ux_om_datum_shift_active ON om_datum_shift (active_key);
