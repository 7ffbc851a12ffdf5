-- 0072 identity_clearance (module identity) for dm. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE id_clearance (
  user_id BIGINT NOT NULL,
  label_level SMALLINT NOT NULL,
  label_category VARCHAR(40 CHAR),
  reason_text VARCHAR(200 CHAR) NOT NULL,
  set_by BIGINT NOT NULL,
  set_utc TIMESTAMP(6) NOT NULL,
  row_mac VARCHAR(72 CHAR) NOT NULL,
  PRIMARY KEY (user_id)
);

COMMENT ON TABLE id_clearance IS '人员标记';

COMMENT ON COLUMN id_clearance.user_id IS '账号';

COMMENT ON COLUMN id_clearance.label_level IS '标记级别';

COMMENT ON COLUMN id_clearance.label_category IS '标记范畴';

COMMENT ON COLUMN id_clearance.reason_text IS '理由';

COMMENT ON COLUMN id_clearance.set_by IS '设置人';

COMMENT ON COLUMN id_clearance.set_utc IS '设置时刻';

COMMENT ON COLUMN id_clearance.row_mac IS '行校验';
