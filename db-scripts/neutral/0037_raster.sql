-- module: onemap
-- Rasters (DEM, imagery) and their revisions. The cells lie in files named by their content; the original file is in the file store.

CREATE TABLE om_raster ( -- 栅格图层
  raster_code {VC:30} NOT NULL, -- 栅格代码
  raster_name {VC:100} NOT NULL, -- 栅格名称
  current_no INT NOT NULL, -- 现行版本号,0 为尚无
  row_ver INT NOT NULL, -- 行版本
  owner_org_id BIGINT NOT NULL, -- 所属机构
  region_code {VC:12} NOT NULL, -- 行政区代码
  origin_node {VC:20} NOT NULL, -- 来源节点
  label_level SMALLINT NOT NULL, -- 标记级别
  label_category {VC:40}, -- 标记范畴
  PRIMARY KEY (raster_code)
);

CREATE TABLE om_raster_revision ( -- 栅格版本
  raster_code {VC:30} NOT NULL, -- 栅格代码
  revision_no INT NOT NULL, -- 版本号
  committed_utc {INSTANT} NOT NULL, -- 入库时刻
  as_of_date {DATE} NOT NULL, -- 数据时点
  source_text {VC:200} NOT NULL, -- 来源
  raster_kind {VC:20} NOT NULL CHECK (raster_kind IN ('Elevation','Imagery')), -- 高程或影像
  vertical_datum {VC:20} NOT NULL CHECK (vertical_datum IN ('China1985','None')), -- 高程基准
  epsg_code INT NOT NULL, -- 坐标系 EPSG 代码
  origin_east BIGINT NOT NULL, -- 左上角东坐标,0.1 毫米
  origin_north BIGINT NOT NULL, -- 左上角北坐标,0.1 毫米
  cell_east BIGINT NOT NULL, -- 格宽,纳米
  cell_north BIGINT NOT NULL, -- 格高,纳米
  column_count INT NOT NULL, -- 列数
  row_count INT NOT NULL, -- 行数
  filled_count BIGINT NOT NULL, -- 有数据的格数
  content_digest {VC:64} NOT NULL, -- 内容摘要(分块文件名)
  file_digest {VC:64} NOT NULL, -- 原始文件摘要
  file_size BIGINT NOT NULL, -- 原始文件字节数
  user_id BIGINT NOT NULL, -- 入库人
  user_name {VC:60} NOT NULL, -- 入库人姓名
  is_demonstration SMALLINT NOT NULL CHECK (is_demonstration IN (0,1)), -- 演示数据
  owner_org_id BIGINT NOT NULL, -- 所属机构
  region_code {VC:12} NOT NULL, -- 行政区代码
  origin_node {VC:20} NOT NULL, -- 来源节点
  label_level SMALLINT NOT NULL, -- 标记级别
  label_category {VC:40}, -- 标记范畴
  PRIMARY KEY (raster_code, revision_no)
);
