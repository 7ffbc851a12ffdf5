-- 0073 mappublishing_label (module mappublishing) for sqlite. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE mp_label_book (
  book_id BIGINT NOT NULL,
  version_no BIGINT NOT NULL,
  label_digest VARCHAR(64) NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (book_id)
);

CREATE TABLE mp_label (
  label_id BIGINT NOT NULL,
  layer_code VARCHAR(30) NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40),
  reason_text VARCHAR(200) NOT NULL,
  set_by BIGINT NOT NULL,
  set_name VARCHAR(60) NOT NULL,
  set_utc TEXT NOT NULL,
  row_mac VARCHAR(72) NOT NULL,
  PRIMARY KEY (label_id)
);

CREATE UNIQUE INDEX ux_mp_label_layer ON mp_label (layer_code);
