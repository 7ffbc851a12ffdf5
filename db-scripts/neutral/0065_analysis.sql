-- module: analysis
-- Runs of analysis operators and their results, kept for the person who asked until they expire.

CREATE TABLE an_job ( -- 分析运算
  job_id BIGINT NOT NULL, -- 运算号
  user_id BIGINT NOT NULL, -- 运算人
  operator_code {VC:40} NOT NULL, -- 算子
  request_text TEXT NOT NULL, -- 请求(JSON)
  state_code {VC:20} NOT NULL CHECK (state_code IN ('Queued','Running','Done','Failed','Cancelled')), -- 状态
  done_count BIGINT NOT NULL, -- 已办数
  total_count BIGINT NOT NULL, -- 总数
  error_code {VC:12}, -- 错误代码
  error_text {VC:1000}, -- 错误说明
  source_text TEXT, -- 依据的图层版本(JSON)
  result_text TEXT, -- 结果的名称、字段、说明(JSON)
  row_total BIGINT NOT NULL, -- 结果行数
  attempt_count INT NOT NULL, -- 开始次数
  is_stopping SMALLINT NOT NULL CHECK (is_stopping IN (0,1)), -- 是否要求取消
  client_address {VC:45} NOT NULL, -- 来源地址
  created_utc {INSTANT} NOT NULL, -- 提交时刻
  lease_utc {INSTANT}, -- 运行租约到期
  ended_utc {INSTANT}, -- 结束时刻
  expires_utc {INSTANT} NOT NULL, -- 结果保留到
  owner_org_id BIGINT NOT NULL, -- 所属机构
  region_code {VC:12} NOT NULL, -- 行政区代码
  origin_node {VC:20} NOT NULL, -- 来源节点
  label_level SMALLINT NOT NULL, -- 标记级别
  label_category {VC:40}, -- 标记范畴
  PRIMARY KEY (job_id)
);

CREATE INDEX ix_an_job_user ON an_job (user_id, job_id);

CREATE INDEX ix_an_job_state ON an_job (state_code, job_id);

CREATE TABLE an_result ( -- 分析结果
  job_id BIGINT NOT NULL, -- 运算号
  row_no BIGINT NOT NULL, -- 行号,从 1 起
  figure_wkb {BLOB}, -- 图形(WKB,本县投影带,东在前)
  value_text TEXT NOT NULL, -- 字段值(JSON 数组)
  plane_area BIGINT, -- 平面面积,0.0001 平方米
  ellipsoidal_area BIGINT, -- 椭球面积,0.0001 平方米
  PRIMARY KEY (job_id, row_no)
);
