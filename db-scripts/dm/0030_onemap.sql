-- 0030 onemap (module onemap) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE om_layer (
  layer_code VARCHAR(30 CHAR) NOT NULL,
  layer_name VARCHAR(100 CHAR) NOT NULL,
  current_no INT NOT NULL,
  row_ver INT NOT NULL,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12 CHAR) NOT NULL,
  origin_node VARCHAR(20 CHAR) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40 CHAR),
  PRIMARY KEY (layer_code)
);

COMMENT ON TABLE om_layer IS '图层';

COMMENT ON COLUMN om_layer.layer_code IS '图层代码';

COMMENT ON COLUMN om_layer.layer_name IS '图层名称';

COMMENT ON COLUMN om_layer.current_no IS '现行版本号,0 为尚无';

COMMENT ON COLUMN om_layer.row_ver IS '行版本';

COMMENT ON COLUMN om_layer.owner_org_id IS '所属机构';

COMMENT ON COLUMN om_layer.region_code IS '行政区代码';

COMMENT ON COLUMN om_layer.origin_node IS '来源节点';

COMMENT ON COLUMN om_layer.label_level IS '标记级别';

COMMENT ON COLUMN om_layer.label_category IS '标记范畴';

CREATE TABLE om_revision (
  layer_code VARCHAR(30 CHAR) NOT NULL,
  revision_no INT NOT NULL,
  committed_utc TIMESTAMP(6) NOT NULL,
  as_of_date DATE NOT NULL,
  source_text VARCHAR(200 CHAR) NOT NULL,
  feature_count INT NOT NULL,
  content_digest VARCHAR(64 CHAR) NOT NULL,
  rows_digest VARCHAR(64 CHAR) NOT NULL,
  column_text VARCHAR(1000 CHAR) NOT NULL,
  caller_key VARCHAR(100 CHAR) NOT NULL,
  user_id BIGINT NOT NULL,
  user_name VARCHAR(60 CHAR) NOT NULL,
  is_demonstration SMALLINT NOT NULL CHECK (is_demonstration IN (0,1)),
  empty_digest VARCHAR(64 CHAR),
  empty_document VARCHAR(200 CHAR),
  empty_until DATE,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12 CHAR) NOT NULL,
  origin_node VARCHAR(20 CHAR) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40 CHAR),
  PRIMARY KEY (layer_code, revision_no)
);

COMMENT ON TABLE om_revision IS '图层版本';

COMMENT ON COLUMN om_revision.layer_code IS '图层代码';

COMMENT ON COLUMN om_revision.revision_no IS '版本号';

COMMENT ON COLUMN om_revision.committed_utc IS '入库时刻';

COMMENT ON COLUMN om_revision.as_of_date IS '数据时点';

COMMENT ON COLUMN om_revision.source_text IS '来源';

COMMENT ON COLUMN om_revision.feature_count IS '要素数';

COMMENT ON COLUMN om_revision.content_digest IS '内容摘要(快照名)';

COMMENT ON COLUMN om_revision.rows_digest IS '数据行摘要(核对数据库用)';

COMMENT ON COLUMN om_revision.column_text IS '快照所含字段,逗号分隔';

COMMENT ON COLUMN om_revision.caller_key IS '入库方的键,同键只入库一次';

COMMENT ON COLUMN om_revision.user_id IS '入库人';

COMMENT ON COLUMN om_revision.user_name IS '入库人姓名';

COMMENT ON COLUMN om_revision.is_demonstration IS '演示数据';

COMMENT ON COLUMN om_revision.empty_digest IS '声明为空的文件摘要';

COMMENT ON COLUMN om_revision.empty_document IS '声明为空的文件';

COMMENT ON COLUMN om_revision.empty_until IS '声明有效期';

COMMENT ON COLUMN om_revision.owner_org_id IS '所属机构';

COMMENT ON COLUMN om_revision.region_code IS '行政区代码';

COMMENT ON COLUMN om_revision.origin_node IS '来源节点';

COMMENT ON COLUMN om_revision.label_level IS '标记级别';

COMMENT ON COLUMN om_revision.label_category IS '标记范畴';

CREATE UNIQUE INDEX ux_om_revision_key ON om_revision (layer_code, caller_key);

CREATE TABLE om_feature (
  layer_code VARCHAR(30 CHAR) NOT NULL,
  feature_id BIGINT NOT NULL,
  first_revision INT NOT NULL,
  last_revision INT NOT NULL,
  cell_key BIGINT NOT NULL,
  min_east BIGINT NOT NULL,
  min_north BIGINT NOT NULL,
  max_east BIGINT NOT NULL,
  max_north BIGINT NOT NULL,
  figure_blob BLOB NOT NULL,
  attribute_json TEXT NOT NULL,
  PRIMARY KEY (layer_code, feature_id, first_revision)
);

COMMENT ON TABLE om_feature IS '要素的各个版本';

COMMENT ON COLUMN om_feature.layer_code IS '图层代码';

COMMENT ON COLUMN om_feature.feature_id IS '要素标识';

COMMENT ON COLUMN om_feature.first_revision IS '从哪一版起';

COMMENT ON COLUMN om_feature.last_revision IS '到哪一版止,2147483647 为现行';

COMMENT ON COLUMN om_feature.cell_key IS '空间格网键';

COMMENT ON COLUMN om_feature.min_east IS '外接框,0.1 毫米';

COMMENT ON COLUMN om_feature.min_north IS '外接框,0.1 毫米';

COMMENT ON COLUMN om_feature.max_east IS '外接框,0.1 毫米';

COMMENT ON COLUMN om_feature.max_north IS '外接框,0.1 毫米';

COMMENT ON COLUMN om_feature.figure_blob IS '图形(整数格网)';

COMMENT ON COLUMN om_feature.attribute_json IS '属性';

CREATE INDEX ix_om_feature_cell ON om_feature (layer_code, cell_key);

CREATE INDEX ix_om_feature_life ON om_feature (layer_code, last_revision, first_revision);
