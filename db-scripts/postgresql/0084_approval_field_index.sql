-- 0084 approval_field_index (module approval) for postgresql. Rendered from db-scripts/neutral; do not edit.

CREATE TABLE ap_field_index (
  field_id BIGINT NOT NULL,
  key_version INT NOT NULL,
  case_id BIGINT NOT NULL,
  kind_code VARCHAR(16) NOT NULL,
  index_hex VARCHAR(32) NOT NULL,
  PRIMARY KEY (field_id, key_version)
);

COMMENT ON TABLE ap_field_index IS '个人信息盲索引';

COMMENT ON COLUMN ap_field_index.field_id IS '字段号';

COMMENT ON COLUMN ap_field_index.key_version IS '索引密钥版本';

COMMENT ON COLUMN ap_field_index.case_id IS '办件';

COMMENT ON COLUMN ap_field_index.kind_code IS '种类';

COMMENT ON COLUMN ap_field_index.index_hex IS '索引';

CREATE INDEX ix_ap_field_index_value ON ap_field_index (kind_code, index_hex);

CREATE INDEX ix_ap_field_index_version ON ap_field_index (key_version, field_id);

CREATE INDEX ix_ap_field_index_case ON ap_field_index (case_id);
