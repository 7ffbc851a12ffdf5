-- 0037 raster (module onemap) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE om_raster (
  raster_code VARCHAR(30 CHAR) NOT NULL,
  raster_name VARCHAR(100 CHAR) NOT NULL,
  current_no INT NOT NULL,
  row_ver INT NOT NULL,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12 CHAR) NOT NULL,
  origin_node VARCHAR(20 CHAR) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40 CHAR),
  PRIMARY KEY (raster_code)
);

COMMENT ON TABLE om_raster IS '栅格图层';

COMMENT ON COLUMN om_raster.raster_code IS '栅格代码';

COMMENT ON COLUMN om_raster.raster_name IS '栅格名称';

COMMENT ON COLUMN om_raster.current_no IS '现行版本号,0 为尚无';

COMMENT ON COLUMN om_raster.row_ver IS '行版本';

COMMENT ON COLUMN om_raster.owner_org_id IS '所属机构';

COMMENT ON COLUMN om_raster.region_code IS '行政区代码';

COMMENT ON COLUMN om_raster.origin_node IS '来源节点';

COMMENT ON COLUMN om_raster.label_level IS '标记级别';

COMMENT ON COLUMN om_raster.label_category IS '标记范畴';

CREATE TABLE om_raster_revision (
  raster_code VARCHAR(30 CHAR) NOT NULL,
  revision_no INT NOT NULL,
  committed_utc TIMESTAMP(6) NOT NULL,
  as_of_date DATE NOT NULL,
  source_text VARCHAR(200 CHAR) NOT NULL,
  raster_kind VARCHAR(20 CHAR) NOT NULL CHECK (raster_kind IN ('Elevation','Imagery')),
  vertical_datum VARCHAR(20 CHAR) NOT NULL CHECK (vertical_datum IN ('China1985','None')),
  epsg_code INT NOT NULL,
  origin_east BIGINT NOT NULL,
  origin_north BIGINT NOT NULL,
  cell_east BIGINT NOT NULL,
  cell_north BIGINT NOT NULL,
  column_count INT NOT NULL,
  row_count INT NOT NULL,
  filled_count BIGINT NOT NULL,
  content_digest VARCHAR(64 CHAR) NOT NULL,
  file_digest VARCHAR(64 CHAR) NOT NULL,
  file_size BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  user_name VARCHAR(60 CHAR) NOT NULL,
  is_demonstration SMALLINT NOT NULL CHECK (is_demonstration IN (0,1)),
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12 CHAR) NOT NULL,
  origin_node VARCHAR(20 CHAR) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40 CHAR),
  PRIMARY KEY (raster_code, revision_no)
);

COMMENT ON TABLE om_raster_revision IS '栅格版本';

COMMENT ON COLUMN om_raster_revision.raster_code IS '栅格代码';

COMMENT ON COLUMN om_raster_revision.revision_no IS '版本号';

COMMENT ON COLUMN om_raster_revision.committed_utc IS '入库时刻';

COMMENT ON COLUMN om_raster_revision.as_of_date IS '数据时点';

COMMENT ON COLUMN om_raster_revision.source_text IS '来源';

COMMENT ON COLUMN om_raster_revision.raster_kind IS '高程或影像';

COMMENT ON COLUMN om_raster_revision.vertical_datum IS '高程基准';

COMMENT ON COLUMN om_raster_revision.epsg_code IS '坐标系 EPSG 代码';

COMMENT ON COLUMN om_raster_revision.origin_east IS '左上角东坐标,0.1 毫米';

COMMENT ON COLUMN om_raster_revision.origin_north IS '左上角北坐标,0.1 毫米';

COMMENT ON COLUMN om_raster_revision.cell_east IS '格宽,纳米';

COMMENT ON COLUMN om_raster_revision.cell_north IS '格高,纳米';

COMMENT ON COLUMN om_raster_revision.column_count IS '列数';

COMMENT ON COLUMN om_raster_revision.row_count IS '行数';

COMMENT ON COLUMN om_raster_revision.filled_count IS '有数据的格数';

COMMENT ON COLUMN om_raster_revision.content_digest IS '内容摘要(分块文件名)';

COMMENT ON COLUMN om_raster_revision.file_digest IS '原始文件摘要';

COMMENT ON COLUMN om_raster_revision.file_size IS '原始文件字节数';

COMMENT ON COLUMN om_raster_revision.user_id IS '入库人';

COMMENT ON COLUMN om_raster_revision.user_name IS '入库人姓名';

COMMENT ON COLUMN om_raster_revision.is_demonstration IS '演示数据';

COMMENT ON COLUMN om_raster_revision.owner_org_id IS '所属机构';

COMMENT ON COLUMN om_raster_revision.region_code IS '行政区代码';

COMMENT ON COLUMN om_raster_revision.origin_node IS '来源节点';

COMMENT ON COLUMN om_raster_revision.label_level IS '标记级别';

COMMENT ON COLUMN om_raster_revision.label_category IS '标记范畴';
