-- module: onemap
-- Files that people load into layers from the page: what was concluded of each, what was asked, and what came of it. Rows are kept as the record of loading.

CREATE TABLE om_import ( -- 网页入库
  import_id BIGINT NOT NULL, -- 入库号
  user_id BIGINT NOT NULL, -- 入库人
  layer_code {VC:20} NOT NULL, -- 图层
  file_digest {VC:64} NOT NULL, -- 文件摘要(SM3)
  file_name {VC:200} NOT NULL, -- 文件名
  file_size BIGINT NOT NULL, -- 字节数
  state_code {VC:20} NOT NULL CHECK (state_code IN ('Open','Queued','Running','Done','Failed','Cancelled')), -- 状态
  inspect_text TEXT, -- 识别结论(JSON)
  request_text TEXT, -- 入库要求(JSON)
  report_text TEXT, -- 检查和入库的结果(JSON)
  revision_no INT, -- 得到的版本
  error_code {VC:12}, -- 错误代码
  is_stopping SMALLINT NOT NULL CHECK (is_stopping IN (0,1)), -- 是否要求取消
  claimed_by {VC:100}, -- 执行的节点
  created_utc {INSTANT} NOT NULL, -- 上传时刻
  queued_utc {INSTANT}, -- 提交时刻
  lease_utc {INSTANT}, -- 执行租约到期
  ended_utc {INSTANT}, -- 结束时刻
  owner_org_id BIGINT NOT NULL, -- 所属机构
  region_code {VC:12} NOT NULL, -- 行政区代码
  origin_node {VC:20} NOT NULL, -- 来源节点
  label_level SMALLINT NOT NULL, -- 标记级别
  label_category {VC:40}, -- 标记范畴
  PRIMARY KEY (import_id)
);

CREATE INDEX ix_om_import_user ON om_import (user_id, import_id);

CREATE INDEX ix_om_import_state ON om_import (state_code, import_id);
