-- 0065 analysis (module analysis) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE an_job (
  job_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  operator_code VARCHAR(40 CHAR) NOT NULL,
  request_text TEXT NOT NULL,
  state_code VARCHAR(20 CHAR) NOT NULL CHECK (state_code IN ('Queued','Running','Done','Failed','Cancelled')),
  done_count BIGINT NOT NULL,
  total_count BIGINT NOT NULL,
  error_code VARCHAR(12 CHAR),
  error_text VARCHAR(1000 CHAR),
  source_text TEXT,
  result_text TEXT,
  row_total BIGINT NOT NULL,
  attempt_count INT NOT NULL,
  is_stopping SMALLINT NOT NULL CHECK (is_stopping IN (0,1)),
  client_address VARCHAR(45 CHAR) NOT NULL,
  created_utc TIMESTAMP(6) NOT NULL,
  lease_utc TIMESTAMP(6),
  ended_utc TIMESTAMP(6),
  expires_utc TIMESTAMP(6) NOT NULL,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12 CHAR) NOT NULL,
  origin_node VARCHAR(20 CHAR) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40 CHAR),
  PRIMARY KEY (job_id)
);

COMMENT ON TABLE an_job IS '分析运算';

COMMENT ON COLUMN an_job.job_id IS '运算号';

COMMENT ON COLUMN an_job.user_id IS '运算人';

COMMENT ON COLUMN an_job.operator_code IS '算子';

COMMENT ON COLUMN an_job.request_text IS '请求(JSON)';

COMMENT ON COLUMN an_job.state_code IS '状态';

COMMENT ON COLUMN an_job.done_count IS '已办数';

COMMENT ON COLUMN an_job.total_count IS '总数';

COMMENT ON COLUMN an_job.error_code IS '错误代码';

COMMENT ON COLUMN an_job.error_text IS '错误说明';

COMMENT ON COLUMN an_job.source_text IS '依据的图层版本(JSON)';

COMMENT ON COLUMN an_job.result_text IS '结果的名称、字段、说明(JSON)';

COMMENT ON COLUMN an_job.row_total IS '结果行数';

COMMENT ON COLUMN an_job.attempt_count IS '开始次数';

COMMENT ON COLUMN an_job.is_stopping IS '是否要求取消';

COMMENT ON COLUMN an_job.client_address IS '来源地址';

COMMENT ON COLUMN an_job.created_utc IS '提交时刻';

COMMENT ON COLUMN an_job.lease_utc IS '运行租约到期';

COMMENT ON COLUMN an_job.ended_utc IS '结束时刻';

COMMENT ON COLUMN an_job.expires_utc IS '结果保留到';

COMMENT ON COLUMN an_job.owner_org_id IS '所属机构';

COMMENT ON COLUMN an_job.region_code IS '行政区代码';

COMMENT ON COLUMN an_job.origin_node IS '来源节点';

COMMENT ON COLUMN an_job.label_level IS '标记级别';

COMMENT ON COLUMN an_job.label_category IS '标记范畴';

CREATE INDEX ix_an_job_user ON an_job (user_id, job_id);

CREATE INDEX ix_an_job_state ON an_job (state_code, job_id);

CREATE TABLE an_result (
  job_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  figure_wkb BLOB,
  value_text TEXT NOT NULL,
  plane_area BIGINT,
  ellipsoidal_area BIGINT,
  PRIMARY KEY (job_id, row_no)
);

COMMENT ON TABLE an_result IS '分析结果';

COMMENT ON COLUMN an_result.job_id IS '运算号';

COMMENT ON COLUMN an_result.row_no IS '行号,从 1 起';

COMMENT ON COLUMN an_result.figure_wkb IS '图形(WKB,本县投影带,东在前)';

COMMENT ON COLUMN an_result.value_text IS '字段值(JSON 数组)';

COMMENT ON COLUMN an_result.plane_area IS '平面面积,0.0001 平方米';

COMMENT ON COLUMN an_result.ellipsoidal_area IS '椭球面积,0.0001 平方米';
