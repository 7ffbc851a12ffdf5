-- 0030 onemap (module onemap) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE om_layer (
  layer_code VARCHAR(30) NOT NULL,
  layer_name VARCHAR(100) NOT NULL,
  current_no INT NOT NULL,
  row_ver INT NOT NULL,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12) NOT NULL,
  origin_node VARCHAR(20) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  PRIMARY KEY (layer_code)
);

CREATE TABLE om_revision (
  layer_code VARCHAR(30) NOT NULL,
  revision_no INT NOT NULL,
  committed_utc TEXT NOT NULL,
  as_of_date TEXT NOT NULL,
  source_text VARCHAR(200) NOT NULL,
  feature_count INT NOT NULL,
  content_digest VARCHAR(64) NOT NULL,
  rows_digest VARCHAR(64) NOT NULL,
  column_text VARCHAR(1000) NOT NULL,
  caller_key VARCHAR(100) NOT NULL,
  user_id BIGINT NOT NULL,
  user_name VARCHAR(60) NOT NULL,
  is_demonstration SMALLINT NOT NULL CHECK (is_demonstration IN (0,1)),
  empty_digest VARCHAR(64),
  empty_document VARCHAR(200),
  empty_until TEXT,
  owner_org_id BIGINT NOT NULL,
  region_code VARCHAR(12) NOT NULL,
  origin_node VARCHAR(20) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  PRIMARY KEY (layer_code, revision_no)
);

CREATE UNIQUE INDEX ux_om_revision_key ON om_revision (layer_code, caller_key);

CREATE TABLE om_feature (
  layer_code VARCHAR(30) NOT NULL,
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

CREATE INDEX ix_om_feature_cell ON om_feature (layer_code, cell_key);

CREATE INDEX ix_om_feature_life ON om_feature (layer_code, last_revision, first_revision);
