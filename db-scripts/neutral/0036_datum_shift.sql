-- module: onemap
-- Parameters of changes of datum that the client has entered (转换参数, 涉密): nothing is built in, and what is entered is stored encrypted.

CREATE TABLE om_datum_shift ( -- 坐标转换参数
  shift_id BIGINT NOT NULL, -- 参数号
  shift_name {VC:100} NOT NULL, -- 名称
  from_epsg INT NOT NULL, -- 源坐标系 EPSG 代码
  shift_kind {VC:20} NOT NULL CHECK (shift_kind IN ('Plane4','BursaWolf7')), -- 四参数或七参数
  active_key {VC:40} NOT NULL, -- 启用的为源坐标系代码,停用的为参数号
  parameter_text TEXT NOT NULL, -- 参数(密文)
  control_text TEXT, -- 控制点(密文)
  rms_micrometres BIGINT, -- 中误差,微米
  entered_by BIGINT NOT NULL, -- 录入人
  entered_name {VC:60} NOT NULL, -- 录入人姓名
  entered_utc {INSTANT} NOT NULL, -- 录入时刻
  is_retired SMALLINT NOT NULL CHECK (is_retired IN (0,1)), -- 是否停用
  retired_by BIGINT, -- 停用人
  retired_utc {INSTANT}, -- 停用时刻
  owner_org_id BIGINT NOT NULL, -- 所属机构
  region_code {VC:12} NOT NULL, -- 行政区代码
  origin_node {VC:20} NOT NULL, -- 来源节点
  label_level SMALLINT NOT NULL, -- 标记级别
  label_category {VC:40}, -- 标记范畴
  row_mac {VC:72} NOT NULL, -- 行校验
  PRIMARY KEY (shift_id)
);

CREATE UNIQUE INDEX ux_om_datum_shift_active ON om_datum_shift (active_key);
