-- module: onemap
-- Layers, their revisions and features. A feature's version holds from first_revision to last_revision: the
-- rows are the change log, and every revision ever committed can be read again.

CREATE TABLE om_layer ( -- 图层
  layer_code {VC:30} NOT NULL, -- 图层代码
  layer_name {VC:100} NOT NULL, -- 图层名称
  current_no INT NOT NULL, -- 现行版本号,0 为尚无
  row_ver INT NOT NULL, -- 行版本
  owner_org_id BIGINT NOT NULL, -- 所属机构
  region_code {VC:12} NOT NULL, -- 行政区代码
  origin_node {VC:20} NOT NULL, -- 来源节点
  label_level SMALLINT NOT NULL, -- 标记级别
  label_category {VC:40}, -- 标记范畴
  PRIMARY KEY (layer_code)
);

CREATE TABLE om_revision ( -- 图层版本
  layer_code {VC:30} NOT NULL, -- 图层代码
  revision_no INT NOT NULL, -- 版本号
  committed_utc {INSTANT} NOT NULL, -- 入库时刻
  as_of_date {DATE} NOT NULL, -- 数据时点
  source_text {VC:200} NOT NULL, -- 来源
  feature_count INT NOT NULL, -- 要素数
  content_digest {VC:64} NOT NULL, -- 内容摘要(快照名)
  rows_digest {VC:64} NOT NULL, -- 数据行摘要(核对数据库用)
  column_text {VC:1000} NOT NULL, -- 快照所含字段,逗号分隔
  caller_key {VC:100} NOT NULL, -- 入库方的键,同键只入库一次
  user_id BIGINT NOT NULL, -- 入库人
  user_name {VC:60} NOT NULL, -- 入库人姓名
  is_demonstration SMALLINT NOT NULL CHECK (is_demonstration IN (0,1)), -- 演示数据
  empty_digest {VC:64}, -- 声明为空的文件摘要
  empty_document {VC:200}, -- 声明为空的文件
  empty_until {DATE}, -- 声明有效期
  owner_org_id BIGINT NOT NULL, -- 所属机构
  region_code {VC:12} NOT NULL, -- 行政区代码
  origin_node {VC:20} NOT NULL, -- 来源节点
  label_level SMALLINT NOT NULL, -- 标记级别
  label_category {VC:40}, -- 标记范畴
  PRIMARY KEY (layer_code, revision_no)
);

CREATE UNIQUE INDEX ux_om_revision_key ON om_revision (layer_code, caller_key);

CREATE TABLE om_feature ( -- 要素的各个版本
  layer_code {VC:30} NOT NULL, -- 图层代码
  feature_id BIGINT NOT NULL, -- 要素标识
  first_revision INT NOT NULL, -- 从哪一版起
  last_revision INT NOT NULL, -- 到哪一版止,2147483647 为现行
  cell_key BIGINT NOT NULL, -- 空间格网键
  min_east BIGINT NOT NULL, -- 外接框,0.1 毫米
  min_north BIGINT NOT NULL, -- 外接框,0.1 毫米
  max_east BIGINT NOT NULL, -- 外接框,0.1 毫米
  max_north BIGINT NOT NULL, -- 外接框,0.1 毫米
  figure_blob {BLOB} NOT NULL, -- 图形(整数格网)
  attribute_json TEXT NOT NULL, -- 属性
  PRIMARY KEY (layer_code, feature_id, first_revision)
);

CREATE INDEX ix_om_feature_cell ON om_feature (layer_code, cell_key);

CREATE INDEX ix_om_feature_life ON om_feature (layer_code, last_revision, first_revision);
