-- 0073 mappublishing_label (module mappublishing) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE mp_label_book (
  book_id BIGINT NOT NULL,
  version_no BIGINT NOT NULL,
  label_digest VARCHAR(64 CHAR) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (book_id)
);

COMMENT ON TABLE mp_label_book IS '标记版本,只有一行';

COMMENT ON COLUMN mp_label_book.book_id IS '恒为 1';

COMMENT ON COLUMN mp_label_book.version_no IS '版本,每次变更加一';

COMMENT ON COLUMN mp_label_book.label_digest IS '全部标记行的摘要';

COMMENT ON COLUMN mp_label_book.row_mac IS '行校验';

CREATE TABLE mp_label (
  label_id BIGINT NOT NULL,
  layer_code VARCHAR(30 CHAR) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40 CHAR),
  reason_text VARCHAR(200 CHAR) NOT NULL,
  set_by BIGINT NOT NULL,
  set_name VARCHAR(60 CHAR) NOT NULL,
  set_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (label_id)
);

COMMENT ON TABLE mp_label IS '图层和栅格的安全标记';

COMMENT ON COLUMN mp_label.label_id IS '标记号';

COMMENT ON COLUMN mp_label.layer_code IS '图层或栅格';

COMMENT ON COLUMN mp_label.label_level IS '标记级别';

COMMENT ON COLUMN mp_label.label_category IS '标记范畴';

COMMENT ON COLUMN mp_label.reason_text IS '理由';

COMMENT ON COLUMN mp_label.set_by IS '设置人';

COMMENT ON COLUMN mp_label.set_name IS '设置人姓名';

COMMENT ON COLUMN mp_label.set_utc IS '设置时刻';

COMMENT ON COLUMN mp_label.row_mac IS '行校验';

CREATE UNIQUE INDEX ux_mp_label_layer ON mp_label (layer_code);
