-- 0119 onemap_import (module onemap) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE om_import (
  import_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  layer_code VARCHAR(20 CHAR) NOT NULL,
  file_digest VARCHAR(64 CHAR) NOT NULL,
  file_name VARCHAR(200 CHAR) NOT NULL,
  file_size BIGINT NOT NULL,
  state_code VARCHAR(20 CHAR) NOT NULL CHECK (state_code IN ('Open','Queued','Running','Done','Failed','Cancelled')),
  inspect_text TEXT,
  request_text TEXT,
  report_text TEXT,
  revision_no INT,
  error_code VARCHAR(12 CHAR),
  is_stopping SMALLINT NOT NULL CHECK (is_stopping IN (0,1)),
  claimed_by VARCHAR(100 CHAR),
  created_utc TIMESTAMP(6) NOT NULL,
  queued_utc TIMESTAMP(6),
  lease_utc TIMESTAMP(6),
  ended_utc TIMESTAMP(6),
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12 CHAR) NOT NULL,
  origin_node VARCHAR(20 CHAR) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40 CHAR),
  PRIMARY KEY (import_id)
);

COMMENT ON TABLE om_import IS '网页入库';

COMMENT ON COLUMN om_import.import_id IS '入库号';

COMMENT ON COLUMN om_import.user_id IS '入库人';

COMMENT ON COLUMN om_import.layer_code IS '图层';

COMMENT ON COLUMN om_import.file_digest IS '文件摘要(SM3)';

COMMENT ON COLUMN om_import.file_name IS '文件名';

COMMENT ON COLUMN om_import.file_size IS '字节数';

COMMENT ON COLUMN om_import.state_code IS '状态';

COMMENT ON COLUMN om_import.inspect_text IS '识别结论(JSON)';

COMMENT ON COLUMN om_import.request_text IS '入库要求(JSON)';

COMMENT ON COLUMN om_import.report_text IS '检查和入库的结果(JSON)';

COMMENT ON COLUMN om_import.revision_no IS '得到的版本';

COMMENT ON COLUMN om_import.error_code IS '错误代码';

COMMENT ON COLUMN om_import.is_stopping IS '是否要求取消';

COMMENT ON COLUMN om_import.claimed_by IS '执行的节点';

COMMENT ON COLUMN om_import.created_utc IS '上传时刻';

COMMENT ON COLUMN om_import.queued_utc IS '提交时刻';

COMMENT ON COLUMN om_import.lease_utc IS '执行租约到期';

COMMENT ON COLUMN om_import.ended_utc IS '结束时刻';

COMMENT ON COLUMN om_import.owner_org_id IS '所属机构';

COMMENT ON COLUMN om_import.region_code IS '行政区代码';

COMMENT ON COLUMN om_import.origin_node IS '来源节点';

COMMENT ON COLUMN om_import.label_level IS '标记级别';

COMMENT ON COLUMN om_import.label_category IS '标记范畴';

CREATE INDEX ix_om_import_user ON om_import (user_id, import_id);

CREATE INDEX ix_om_import_state ON om_import (state_code, import_id);
