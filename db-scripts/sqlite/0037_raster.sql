-- 0037 raster (module onemap) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE om_raster (
  raster_code VARCHAR(30) NOT NULL,
  raster_name VARCHAR(100) NOT NULL,
  current_no INT NOT NULL,
  row_ver INT NOT NULL,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12) NOT NULL,
  origin_node VARCHAR(20) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  PRIMARY KEY (raster_code)
);

CREATE TABLE om_raster_revision (
  raster_code VARCHAR(30) NOT NULL,
  revision_no INT NOT NULL,
  committed_utc TEXT NOT NULL,
  as_of_date TEXT NOT NULL,
  source_text VARCHAR(200) NOT NULL,
  raster_kind VARCHAR(20) NOT NULL CHECK (raster_kind IN ('Elevation','Imagery')),
  vertical_datum VARCHAR(20) NOT NULL CHECK (vertical_datum IN ('China1985','None')),
  epsg_code INT NOT NULL,
  origin_east BIGINT NOT NULL,
  origin_north BIGINT NOT NULL,
  cell_east BIGINT NOT NULL,
  cell_north BIGINT NOT NULL,
  column_count INT NOT NULL,
  row_count INT NOT NULL,
  filled_count BIGINT NOT NULL,
  content_digest VARCHAR(64) NOT NULL,
  file_digest VARCHAR(64) NOT NULL,
  file_size BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  user_name VARCHAR(60) NOT NULL,
  is_demonstration SMALLINT NOT NULL CHECK (is_demonstration IN (0,1)),
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12) NOT NULL,
  origin_node VARCHAR(20) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  PRIMARY KEY (raster_code, revision_no)
);
