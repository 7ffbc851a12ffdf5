-- 0085 row_tally (module kernel) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE db_row_tally (
  tally_id BIGINT NOT NULL,
  table_name VARCHAR(60 CHAR) NOT NULL,
  row_count BIGINT NOT NULL,
  version_no BIGINT NOT NULL,
  key_version INT NOT NULL,
  sum_text VARCHAR(200 CHAR) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (tally_id)
);

COMMENT ON TABLE db_row_tally IS '行账';

COMMENT ON COLUMN db_row_tally.tally_id IS '账号,由表名得出';

COMMENT ON COLUMN db_row_tally.table_name IS '表';

COMMENT ON COLUMN db_row_tally.row_count IS '行数';

COMMENT ON COLUMN db_row_tally.version_no IS '版本';

COMMENT ON COLUMN db_row_tally.key_version IS '校验密钥版本';

COMMENT ON COLUMN db_row_tally.sum_text IS '校验和,加密';

COMMENT ON COLUMN db_row_tally.row_mac IS '行校验';
