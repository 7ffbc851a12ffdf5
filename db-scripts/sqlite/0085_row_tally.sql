-- 0085 row_tally (module kernel) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE db_row_tally (
  tally_id BIGINT NOT NULL,
  table_name VARCHAR(60) NOT NULL,
  row_count BIGINT NOT NULL,
  version_no BIGINT NOT NULL,
  key_version INT NOT NULL,
  sum_text VARCHAR(200) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (tally_id)
);
